"""A form on the study page: by click into the notebook, a verdict beside the question, no word more
than may be said, and nothing hostile reaches the page."""

import html
import json
import re
from contextlib import contextmanager
from urllib.parse import quote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.course import outline as courses
from grader.learner import home, workspace
from grader.learner.places import Places
from tests import tiny_class
from tests.desk_server import serving
from tests.grader.desk.conftest import Browser

NAME = "tiny-tasks"
EVIL = "<img src=x onerror=alert(1)>"
SETUP = 'import keguan\nkeguan.use("zh")\nfrom grader import checks'
TABLE = f"""class Table:
    def _repr_html_(self):
        return "<table><tr><td>7</td></tr></table>{EVIL}<script>alert(1)</script>"

Table()"""
CHECKS = {
    "c1": f'checks.choice("c1", "AB")\n    checks.key("c1", "B", "{EVIL}想一想。", "think.")',
    "c2": 'checks.ordered("c2", "ABC")\n    checks.key("c2", "CAB", "不对。", "x.", order=True)',
    "c3": 'checks.number("c3")\n    checks.key("c3", 12, "再算。", "again.", percent=True)',
}
ASKED = {
    "c1": f"## 第 1 题　{EVIL}（2 分）\n\n{EVIL} 哪一个？\n\n- A　{EVIL}甲\n- B　乙",
    "c2": "## 第 2 题　排一排（2 分）\n\n- A　一\n- B　二\n- C　三",
    "c3": "## 第 3 题　算一算（1 分）\n\n多少？",
}


def asking():
    """A checkpoint of three questions, whoever wrote it."""
    made = [
        new_markdown_cell(f"# 自学检查\n\n{EVIL} 三道题。", id="t"),
        new_code_cell(SETUP, id="s"),
    ]
    for name, check in CHECKS.items():
        framed = f"with checks.task('zh', '第 题', 2):\n    {check}\n    checks.right('{name}')"
        roles = [tiny_class.role(name, solution=True), tiny_class.role(f"{name}-check", 2)]
        made.append(new_markdown_cell(ASKED[name], id=f"{name}-asks"))
        if name == "c3":
            made.append(new_code_cell(TABLE, id="table"))
        answer = f"{name} = None  # 换掉\n# 在这里写代码 · YOUR CODE HERE\n..."
        made.append(new_code_cell(answer, id=name, metadata=roles[0]))
        made.append(new_code_cell(framed, id=f"{name}-check", metadata=roles[1]))
    return nbformat.writes(new_notebook(cells=made))


@pytest.fixture
def course(course):
    """The small course with a checkpoint, as the student has opened it."""
    release = course.root / "exercises" / "release" / "zh" / NAME / f"{NAME}.ipynb"
    release.write_text(asking(), encoding="utf-8")
    workspace.update(course, "zh")
    return course


def own():
    return home.place() / "zh" / tiny_class.PLACES["zh"][NAME]


def answers():
    made = json.loads(own().read_text(encoding="utf-8"))["cells"]
    return {
        cell["id"]: "".join(cell["source"]).split("  #")[0] for cell in made if cell["id"] in CHECKS
    }


def post(browser, key=True, **fields):
    """Sends the form as the page has it now; with another button, or other answers."""
    page = browser.get(f"/form/{NAME}").text
    version = re.search(r'name="version" value="(\w*)"', page)[1]
    sent = {"version": version} | {name.replace("__", "."): one for name, one in fields.items()}
    return browser.post(f"form/{NAME}", key=key, **sent)


def test_a_checkpoint_is_a_form_and_its_notebook_one_click_away(browser):
    page = browser.get().text
    assert f'href="/keguan/form/{NAME}"' in page and "打开笔记本" in page
    page = browser.get(f"/form/{NAME}")
    assert page.status == 200 and page.text.count('type="radio"') == 2
    assert "已答 0 / 3" in page.text and "看对不对" in page.text and "乙" in page.text
    assert "<td>7</td>" in page.text and "在笔记本里答" in page.text
    own_place = quote(tiny_class.PLACES["zh"][NAME])
    assert f'href="/keguan/form/{NAME}"' in browser.get(f"/open/zh/{own_place}").text


def test_a_verdict_comes_beside_the_question_as_often_as_one_likes(browser):
    page = post(browser, do="check c1", q__c1="A")
    assert "还不对" in page.text and "想一想" in page.text and page.url.endswith("#q-c1")
    assert answers()["c1"] == 'c1 = "A"'
    assert "✘" in "".join(check_output("c1")["text/plain"])
    page = post(browser, do="check c1", q__c1="B")
    assert "做对了" in page.text and "还不对" not in page.text and answers()["c1"] == 'c1 = "B"'
    assert "已答 1 / 3" in page.text


def check_output(name):
    made = json.loads(own().read_text(encoding="utf-8"))["cells"]
    [cell] = [cell for cell in made if cell["id"] == f"{name}-check"]
    return cell["outputs"][0]["data"]


def test_steps_are_moved_by_buttons_and_count_once_they_are_put_in_order(browser):
    post(browser, do="save", q__c2="ABC")
    assert answers()["c2"] == "c2 = None"
    version = re.search(r'name="version" value="(\w*)"', browser.get(f"/form/{NAME}").text)[1]
    fields = [("version", version), ("do", "up c2:2")] + [("q.c2", one) for one in "ABC"]
    browser.post_many(f"form/{NAME}", fields)
    assert answers()["c2"] == 'c2 = "ACB"'


def test_what_is_no_number_stays_in_its_field_with_a_sentence(browser):
    before = own().read_bytes()
    page = post(browser, do="check c3", q__c3=f"twelve{EVIL}")
    assert "请填一个数字" in page.text and f'value="twelve{html.escape(EVIL)}"' in page.text
    assert own().read_bytes() == before
    assert "做对了" in post(browser, do="check c3", q__c3="12%").text
    assert answers()["c3"] == 'c3 = "12%"'


def test_hostile_questions_and_answers_stay_text(browser):
    text = own().read_text(encoding="utf-8")
    own().write_text(text.replace("c3 = None", f"c3 = '{EVIL}'"), encoding="utf-8")
    for page in (browser.get(f"/form/{NAME}"), post(browser, do="check c1", q__c1="A")):
        assert "<img" not in page.text and "alert(1)</script" not in page.text
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert "这里不改它" in page.text


def test_looking_and_another_site_change_nothing(browser):
    before = own().read_bytes()
    browser.get(f"/form/{NAME}?do=check%20c1&q.c1=A")
    page = post(browser, key=False, do="save", q__c1="A")
    assert "没有算数" in page.text and own().read_bytes() == before
    assert "在笔记本里做" in browser.get("/form/tiny-essay").text
    assert "没有名为" in browser.get("/form/nothing").text


def test_a_notebook_saved_in_jupyterlab_meanwhile_is_shown_and_not_overwritten(browser):
    page = browser.get(f"/form/{NAME}").text
    version = re.search(r'name="version" value="(\w*)"', page)[1]
    theirs = own().read_text(encoding="utf-8").replace("c1 = None", "c1 = 'B'")
    own().write_text(theirs, encoding="utf-8")
    page = browser.post(f"form/{NAME}", version=version, **{"q.c1": "A"})
    assert "刚才在别处保存过" in page.text and own().read_text(encoding="utf-8") == theirs
    assert re.search(r'value="B" checked', page.text)


def test_a_full_disk_is_one_sentence(browser, monkeypatch):
    before = own().read_bytes()

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("grader.learner.form.write", full)
    assert "磁盘满了" in post(browser, do="save", q__c1="A").text
    assert own().read_bytes() == before


@contextmanager
def real(tmp_path, monkeypatch):
    """The study page of the course itself."""
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "home"))
    course = courses.load()
    workspace.update(course, "zh")
    with serving() as address:
        yield Browser(address), home.place() / "zh" / Places(course, "zh").work("churn-quiz")


def test_a_quiz_asks_whose_paper_it_is_once_and_says_only_that_it_was_answered(
    tmp_path, monkeypatch
):
    with real(tmp_path, monkeypatch) as (browser, path):
        page = browser.get("/form/churn-quiz").text
        assert "这是谁的卷子" in page and "radio" not in page
        page = browser.post("form/churn-quiz", do="person", id="20240101", person="欧阳 娜娜")
        browser.post("form/churn-quiz", do="person", id="1", person="别人", version="x")
        assert home.who().name == "欧阳娜娜"
        assert "欧阳娜娜（20240101）的卷子" in page.text and "已答 0 / 10" in page.text
        assert "看对不对" not in page.text and page.text.count("<fieldset") == 10
        seen = set()
        for letter in "ABCD":
            version = re.search(r'name="version" value="(\w*)"', page.text)[1]
            page = browser.post(
                "form/churn-quiz", version=version, do="save", **{"q.churn-1": letter}
            )
            assert "已答 1 / 10" in page.text
            seen.add(re.sub(r'value="[\w|]{50,}"| checked', "", page.text))
        assert len(seen) == 1  # right or wrong, the page is the same
        text = path.read_text(encoding="utf-8").replace("\\", "")
        assert 'student = "20240101"' in text and '1: "D"' in text
        page = browser.post("form/churn-quiz", do="check churn-1", version="x")
        assert "做对了" not in page.text and "还不对" not in page.text
