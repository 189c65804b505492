"""The study page: what its buttons do, that nothing is done by looking, and that nothing of a
student's or a stranger's runs on it."""

import html
import io
import json
import re
import zipfile
from datetime import date
from types import SimpleNamespace
from urllib.parse import quote, unquote

import nbformat
import pytest

from grader.base import Text
from grader.base.files import statement
from grader.base.files.statement import Item, Statement
from grader.desk import actions
from grader.learner import checking, handin, home, luggage, members, progress, returned
from grader.learner.progress import Attempt, Progress
from tests import tiny_class
from tests.grader.desk.conftest import Browser

NAME = "tiny-tasks"
OPEN = f"/open/zh/{quote('小单元/小任务.ipynb')}"
EVIL = "<img src=x onerror=alert(1)>"
FEEDBACK = b"<!DOCTYPE html><html><body><script>alert(1)</script>well done</body></html>"


def notebook(language="zh", name=NAME):
    return home.place() / language / tiny_class.PLACES[language][name]


def begin():
    """The student wrote something."""
    content = json.loads(notebook().read_text(encoding="utf-8"))
    content["cells"].append({"cell_type": "raw", "id": "own", "metadata": {}, "source": EVIL})
    notebook().write_text(json.dumps(content), encoding="utf-8")


def everything(folder):
    """Every file of the student's, to see that nothing has changed."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_page_leads_to_everything_by_its_name(browser):
    page = browser.get()
    assert page.status == 200 and quote("小单元/小任务.ipynb") in page.text
    for words in ("学习主页", "小单元", "课文", "小任务", "小作文", "今天复习", "带走我的作业"):
        assert words in page.text
    assert "Tiny" not in page.text


def test_the_language_changes_without_a_restart_and_stays(browser, served):
    page = browser.post("language", language="en")
    assert (
        "Tiny unit" in page.text and "小单元" not in page.text and '<html lang="en">' in page.text
    )
    assert "Tiny unit" in Browser(served).get().text and notebook("en").is_file()
    assert "小单元" in browser.post("language", language="zh").text


def test_nobody_without_the_token_sees_or_does_anything(served, own_home):
    stranger = Browser(served, token=None)
    before = everything(own_home)
    for path in ("", "/progress", "/take", OPEN, "/look.css"):
        assert "login" in stranger.get(path).url, path
    for action in actions.ACTIONS:
        answer = stranger.post(action, name=NAME, language="en", id="1", person="张三")
        assert answer.status in (403, 405) or "login" in answer.url, action
    assert everything(own_home) == before


def test_another_site_cannot_press_a_button(browser, own_home):
    begin()
    before = everything(own_home)
    for action in actions.ACTIONS:
        fields = {"name": NAME, "language": "en", "id": "20240101", "person": "张三"}
        assert "没有算数" in browser.post(action, key=False, **fields).text, action
    assert everything(own_home) == before


def test_looking_changes_nothing(browser, own_home):
    begin()
    before = everything(own_home)
    for path in ("", "?unit=tiny", f"?hand={NAME}", "?who=1", "?said=1", "/progress", "/take"):
        assert browser.get(path).status == 200, path
    for action in actions.ACTIONS:
        assert browser.get(f"/do/{action}?name={NAME}").status == 405
    assert everything(own_home) == before


def test_handing_in_asks_once_and_gives_a_receipt(browser):
    begin()
    assert f"?hand={NAME}" in browser.get().text
    assert 'name="person"' in browser.get(f"?hand={NAME}").text
    page = browser.post("hand-in", name=NAME, id="20240101", person="张三")
    [receipt] = handin.receipts()
    assert receipt.receipt in page.text and receipt.file in page.text
    assert str(handin.folder("zh")) in page.text
    again = browser.get(f"?hand={NAME}").text
    assert 'name="person"' not in again and "张三（20240101）" in again
    browser.post("hand-in", name=NAME)
    assert [one.number for one in handin.receipts()] == [1, 2]
    data = browser.get(f"/handed/{handin.receipts()[0].file.replace('张三', '%E5%BC%A0%E4%B8%89')}")
    assert data.status == 200 and data.headers["Content-Type"] == "application/zip"


@pytest.mark.parametrize(
    "action, fields",
    [
        ("hand-in", {"name": NAME, "id": "../../x", "person": EVIL}),
        ("hand-in", {"name": NAME, "id": "", "person": ""}),
        ("hand-in", {"name": "../../etc", "id": "1", "person": "张三"}),
        ("again", {"name": EVIL}),
        ("again", {"name": "tiny-essay/../.."}),
        ("check", {"name": EVIL}),
        ("check", {"name": "tiny-essay"}),
        ("language", {"language": EVIL}),
        ("switch", {"folder": "../.."}),
        ("record", {"person": EVIL}),
        ("feedback", {}),
        ("bring", {}),
        ("nothing", {}),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(browser, own_home, action, fields):
    before = everything(own_home)
    answer = browser.post(action, **fields)
    assert answer.status in (200, 404) and "Traceback" not in answer.text
    assert EVIL not in answer.text and everything(own_home) == before
    assert answer.status == 404 or "没有做成" in answer.text


def test_hostile_names_and_files_stay_text(browser, course):
    begin()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"{EVIL}/{EVIL}.html", FEEDBACK)
    page = browser.post("feedback", files={f"{EVIL}.zip": made.getvalue()})
    [kept] = returned.pages(course)
    assert "反馈 1 页" in page.text and EVIL not in page.text
    (home.place() / f"record-{EVIL.replace('/', '')}.txt").write_text("x", encoding="utf-8")
    (home.home() / f"2_{EVIL}" / ".learn").mkdir(parents=True)
    (home.home() / f"2_{EVIL}" / ".learn" / home.ME).write_text("{}", encoding="utf-8")
    home.room().mkdir(exist_ok=True)
    checking.write(
        home.room() / checking.FILE,
        json.dumps({"names": [NAME, EVIL], "language": "zh"})
        + "\n"
        + json.dumps({"done": NAME, "why": [EVIL, EVIL]})
        + "\n",
    )
    for path in ("", "?who=1", f"?hand={NAME}", f"?unit={EVIL}", f"/read/{kept.file}"):
        page = browser.get(path.replace(" ", "%20"))
        assert page.status == 200 and EVIL not in page.text, path
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert html.escape(EVIL) in browser.get().text


def test_marks_that_came_back_are_shown_and_are_only_text(browser):
    parts = (Item(Text("测试", "Tests"), 90.0, True), Item(Text(EVIL, EVIL), None, False))
    own = Statement("20240101", "张三", date(2026, 10, 31), 81.25, False, parts, parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("marks.json", statement.written(own))
    page = browser.post("feedback", files={"feedback.zip": made.getvalue()}).text
    assert "收到成绩" in page and "10 月 31 日" in page and "目前 81.2 分" in page
    assert "90.0 分" in page and "还会变" in page and EVIL not in page
    assert "81.2% so far" in browser.post("language", language="en").text


def test_a_strangers_page_gets_no_script_and_no_origin(browser, course):
    browser.post("feedback", files={"tiny-tasks.html": FEEDBACK})
    page = browser.get("/feedback/tiny-tasks.html")
    policy = page.headers["Content-Security-Policy"]
    assert "well done" in page.text and policy.startswith("sandbox;")
    assert "allow-" not in policy and "default-src 'none'" in policy
    assert browser.get("/feedback/..%2f.learn%2fme.json").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/open/zh/../x.ipynb",
        "/open/zh/%2e%2e/%2e%2e/course.ipynb",
        "/open/xx/tiny.ipynb",
        "/open/zh/nothing.ipynb",
        "/result/zh/tiny-tasks",
        "/result/zh/nothing",
        "/read/zh/nothing",
        "/read/nothing.html",
        "/handed/20240101_x.zip",
    ],
)
def test_a_link_to_nothing_is_not_found(browser, path):
    assert browser.get(path).status == 404


def test_a_notebook_opens_in_a_frame_with_the_way_back(browser, served):
    page = browser.get(OPEN)
    assert (
        "回到课程" in page.text
        and f'src="/doc/tree/zh/{quote("小单元/小任务.ipynb")}?reset"' in page.text
    )
    simple = browser.get(f"/open/zh/{quote('小单元/课文.ipynb')}?view=simple")
    assert f'src="/notebooks/zh/{quote("小单元/课文.ipynb")}"' in simple.text


def test_a_fresh_copy_keeps_the_old_one(browser):
    begin()
    old = notebook().read_bytes()
    assert "换了一份空白的" in browser.post("again", name=NAME).text
    assert notebook().with_name("小任务-1.ipynb").read_bytes() == old != notebook().read_bytes()


def test_what_is_due_is_done_again_from_a_fresh_copy(browser, course):
    begin()
    so_far = Progress()
    long_ago = progress.now().replace(year=2020)
    so_far.add(Attempt(long_ago, NAME, {"double": 0.0}, {"double": 3.0}, "aa"), course)
    home.room().mkdir(exist_ok=True)
    progress.save(home.room() / "progress.json", so_far)
    page = browser.get().text
    assert "重做：小任务" in page and "再读课文第 1 节" in page
    assert unquote(page).count("小单元/课文.ipynb?section=1") == 1
    page = browser.post("again", name=NAME, then="open")
    assert page.url.endswith(OPEN)
    assert EVIL not in notebook().read_text(encoding="utf-8")


def test_work_goes_and_comes_in_one_file(browser, course):
    begin()
    mine = notebook().read_bytes()
    data = luggage.take(course)
    assert browser.get("/take").headers["Content-Type"] == "application/zip"
    browser.post("again", name=NAME)
    assert "带回来了" in browser.post("bring", files={"keguan.zip": data}).text
    assert notebook().read_bytes() == mine


def test_persons_are_kept_apart(browser):
    begin()
    page = browser.post("switch", id="20240102", person="李四")
    assert "李四（20240102）" in page.text and EVIL not in notebook().read_text(encoding="utf-8")
    browser.post("switch", folder="")
    assert EVIL in notebook().read_text(encoding="utf-8")


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(browser, own_home, monkeypatch):
    begin()
    browser.post("hand-in", name=NAME, id="20240101", person="张三")
    before = everything(own_home)

    def full(path, data, mode=0):
        raise OSError(28, "No space left on device", str(path))

    for module in (handin, home, checking, luggage, returned):
        monkeypatch.setattr(module, "write", full)
    for action, files in (
        ("hand-in", None),
        ("check", None),
        ("language", None),
        ("feedback", {"a.html": FEEDBACK}),
    ):
        page = browser.post(action, files=files, name=NAME, language="en")
        assert "磁盘满了" in page.text, action
    assert everything(own_home) == before


def test_a_check_that_runs_is_shown_and_one_that_was_cut_off_can_go_on(browser, monkeypatch):
    begin()
    home.room().mkdir(exist_ok=True)
    lines = [{"names": [NAME, "tiny-essay"], "language": "zh"}, {"done": NAME}]
    text = "\n".join(map(json.dumps, lines)) + "\n"
    (home.room() / checking.FILE).write_text(text, encoding="utf-8")
    page = browser.get().text
    assert "还有 1 份没有查" in page and "接着查" in page and "都保存了" in page
    assert "磁盘" not in page
    with monkeypatch.context() as full:
        full.setattr(checking.shutil, "disk_usage", lambda path: SimpleNamespace(free=4096))
        page = browser.get().text
    assert "磁盘满了" in page and "接着查" in page and "都保存了" in page
    alive = json.dumps({"process": checking._identity(checking.os.getpid())}) + "\n"
    (home.room() / checking.FILE).write_text(text + alive, encoding="utf-8")
    page = browser.get().text
    assert "正在检查" in page and "<progress" in page and "停止" in page
    assert json.loads(browser.get("/progress").text) == {"running": True, "done": 1}
    with pytest.raises(TimeoutError):  # the tab is closed while it waits for news
        browser.opener.open(f"{browser.base}/progress?done=1", timeout=0.2)
    assert json.loads(browser.get("/progress?done=0").text) == {"running": True, "done": 1}
    assert re.search(r'data-progress="/keguan/progress" data-done="1"', page)


def test_no_page_loads_anything_from_elsewhere(browser):
    for path in ("", OPEN):
        links = re.findall(r'(?:src|href|action)="([^"]*)"', browser.get(path).text)
        assert links and not [link for link in links if "//" in link]
    assert "url(" not in browser.get("/look.css").text


@pytest.mark.parametrize("hidden, says", [(3, "5 分里有 3 分要由老师"), (5, "5 分都要由老师")])
def test_a_pack_says_how_much_the_teachers_tests_decide(browser, course, hidden, says):
    begin()
    (course.root / "exercises" / "source").rename(course.root / "exercises" / "elsewhere")
    text = json.dumps({"hidden": {NAME: hidden}, "due": {NAME: "2026-09-18T23:59:00+08:00"}})
    (course.root / "class.json").write_text(text, encoding="utf-8")
    page = browser.get().text
    assert says in page and "全部测试" not in page and "截止：9 月 18 日" in page
    notebook().with_name("小任务-检查结果.html").write_text("3 / 5", encoding="utf-8")
    assert "成绩以老师的为准" in browser.get(f"/read/zh/{NAME}").text
    assert browser.get(f"/result/zh/{NAME}").text == "3 / 5"


def test_what_goes_wrong_is_said_with_the_way_back(browser, monkeypatch):
    page = browser.get("/open/zh/nothing.ipynb")
    assert page.status == 404 and "这一页不在了" in page.text and 'href="/keguan"' in page.text

    def locked(*args):
        raise PermissionError(13, "Permission denied", EVIL)

    monkeypatch.setattr("grader.learner.study.facts", locked)
    page = browser.get()
    assert page.status == 500 and "你的作业没有变" in page.text
    assert "Traceback" not in page.text and EVIL not in page.text


def test_an_id_that_the_class_does_not_have_is_asked_about_once(browser, course):
    begin()
    said = json.dumps({"ids": members.of(["20240101", "s2"]).written()})
    (course.root / "class.json").write_text(said, encoding="utf-8")
    page = browser.post("hand-in", name=NAME, id="20240110", person="张三")
    assert "名单里没有学号 20240110" in page.text and home.who() is None and not handin.receipts()
    assert 'name="person"' in page.text  # asks again
    assert "没有学号 20240111" in browser.post("switch", id="20240111", person="张三").text
    browser.post("hand-in", name=NAME, id="20240101", person="张三")
    assert home.who().id == "20240101" and len(handin.receipts()) == 1
    browser.post("switch", id="20249999", person="新来的")
    assert "新来的（20249999）" in browser.post("switch", id="20249999", person="新来的").text


def test_work_is_checked_from_within_its_notebook_but_quizzes_and_essays_are_not(browser, course):
    assert "/do/check" in browser.get(OPEN).text
    for path in ("小单元/小作文.ipynb", "小单元/课文.ipynb"):
        assert "/do/check" not in browser.get(f"/open/zh/{quote(path)}").text


def test_what_feedback_says_to_read_again_leads_to_the_lessons_of_this_course(browser, course):
    page = (
        '<!DOCTYPE html><html><ul><li data-lesson="tiny" data-section="2"><b>x</b></li>'
        '<li data-lesson="tiny" data-section="2"></li><li data-lesson="evil" data-section="1"></li>'
        f'<li data-lesson="{EVIL}" data-section="1"></li></ul></html>'
    )
    returned.keep(course, f"{NAME}.html", page.encode())
    shown = browser.get(f"/read/{NAME}.html").text
    [link] = re.findall(r'<a class="go" href="([^"]*)">([^<]*)</a>', shown)
    lesson = "/open/zh/小单元/课文.ipynb"
    assert unquote(link[0]).endswith(f"/keguan{lesson}?section=2")
    assert link[1] == "《小单元》第 2 节"
    heads = [
        ("a", "# 小单元\n\n## 怎么安排"),
        ("b", "## 一、先做"),
        ("c", EVIL),
        ("d", "## 二、再做"),
    ]
    cells = [nbformat.v4.new_markdown_cell(source, id=id) for id, source in heads]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook(name="tiny"))
    for asked, place in (("2", 'data-cell="d"'), ("9", None), (EVIL, None), ("", None)):
        page = browser.get(quote(lesson) + f"?section={quote(asked)}")
        assert page.status == 200 and EVIL not in page.text
        assert place in page.text if place else "data-cell" not in page.text
    returned.keep(course, f"{NAME}.html", FEEDBACK)
    assert "再读" not in browser.get(f"/read/{NAME}.html").text
