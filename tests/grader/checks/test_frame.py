"""The frame of a check cell: a card for a person, an error for what grades, the same marks."""

import queue
import textwrap
from types import SimpleNamespace

import pytest
from jupyter_client.manager import start_new_kernel

from grader import checks
from grader.checks import frame
from keguan import cards

GIVEN = "import math\nrate = 0.5\nprint('not twice')"


@pytest.fixture
def shown(monkeypatch):
    """The cards of a person's notebook."""
    found = []
    monkeypatch.setattr(cards, "live", lambda: True)
    monkeypatch.setattr(cards, "show", found.append)
    monkeypatch.setattr(frame, "_found", {})
    return found


def run(body, names=None, head='"zh", "任务 1", 6'):
    names = {"__name__": "__main__"} if names is None else names
    inside = textwrap.indent(body, "    ")
    exec(f"from grader import checks\nwith checks.task({head}):\n{inside}", names)
    return names


EXAMPLE = 'checks.example("double", 2).expect(4)'


@pytest.mark.parametrize(
    "answer, state, title, says",
    [
        ("", "warn", "还没有作答", "double：还没有运行上面的答案格"),
        ("def double(x): ...", "warn", "还没有作答", "还没有返回结果"),
        ("def double(x): return 5", "bad", "还不对", "double：数值不对"),
        ("double = 3", "bad", "无法检查", "应该是函数"),
        ("def double(x): return 2 * x", "good", "做对了　6 分", "接着做：任务 2"),
    ],
)
def test_each_outcome_is_one_card_in_one_language(shown, answer, state, title, says):
    names = run("pass")
    shown.clear()
    exec(answer, names)
    run(EXAMPLE, names, '"zh", "任务 1", 6, then="任务 2"')
    [card] = shown
    assert (card.state, card.title) == (state, title) and says in card.text()
    assert "double:" not in card.text() and card.folded is None


@pytest.mark.parametrize(
    "body, names, says",
    [
        ("import keguan.cases\nkeguan.cases.load('x', 'y')", {}, "没有“x”这个案例"),
        ("math.floor(1.5)", {"math": 3, "rate": 1}, "math：这个名字是笔记本自带的工具"),
        ("math.floor('a')", {"rate": 1}, "回答的样子和题目要的不一样"),
    ],
)
def test_a_check_that_stops_itself_says_whose_fault_it_is(shown, body, names, says):
    run(body, {"__name__": "__main__", **names}, f'"zh", "任务 1", 6, given={GIVEN!r}')
    [card] = shown
    assert card.title == "无法检查" and says in card.lines[0] and "Error: " in card.text()


def test_the_english_card_has_no_chinese(shown):
    run(EXAMPLE, {"__name__": "__main__", "double": lambda x: 5}, '"en", "Task 1", 1')
    [card] = shown
    assert (
        card.title == "Not yet"
        and card.lines[0].startswith("double: ")
        and card.text()[1:].isascii()
    )


def test_where_nobody_looks_on_the_verdict_is_raised_and_shown_in_one_language(capsys):
    names = {"__name__": "__main__", "double": lambda x: 5}
    with pytest.raises(checks.Verdict) as caught:
        run(EXAMPLE, names, '"en", "Task 1", 6')
    assert caught.value._render_traceback_()[0] == "✘ Not yet"
    assert " | " in str(caught.value) and checks.parse(str(caught.value)).zh
    run(EXAMPLE, {"__name__": "__main__", "double": lambda x: 2 * x}, '"en", "Task 1", 6')
    assert capsys.readouterr().out == "✔ Correct: double\n"


def test_the_verdict_of_a_cell_without_a_frame_is_in_both_languages():
    with pytest.raises(checks.Verdict) as caught:
        checks.that(False, "x", "不对", "wrong")
    assert caught.value._render_traceback_()[0] == "✘ 还不对 · Not yet"


def test_an_answer_of_another_task_that_was_not_run_is_named(shown):
    earlier = '"zh", "任务 2", 6, earlier={"base": "任务 1　打底"}'
    exec("def double(x): return base(x) + x", names := {"__name__": "__main__"})
    run(EXAMPLE, names, earlier)
    run('checks.variable("base")', {"__name__": "__main__"}, earlier)
    for card in shown:
        assert card.state == "warn" and "任务 1　打底" in card.text() and "base" in card.text()


def test_an_answer_of_another_task_that_is_still_as_it_was_given_out_is_named(shown):
    names = {"__name__": "__main__"}
    exec('def base(x):\n    """The base."""\n    ...\ndef double(x): return base(x) + x', names)
    run(EXAMPLE, names, '"zh", "任务 2", 6, earlier={"base": "任务 1"}')
    exec("def base(x): return x if x > 9 else None", names)
    run(EXAMPLE, names, '"zh", "任务 2", 6, earlier={"base": "任务 1"}')
    open_, written = shown
    assert open_.state == "warn" and "任务 1" in open_.text()
    assert written.state == "bad" and "TypeError" in written.text()


def test_an_answer_that_python_could_not_read_is_not_checked_as_it_was_before(shown):
    good, bad = "def double(x):\n    return 2 * x", "def double(x)：\n    return 5 * x"
    exec(good, names := {"__name__": "__main__", "In": ["", good, "x = double(2)"]})
    run(EXAMPLE, names)
    names["In"] += [bad, "checks = 1"]
    run(EXAMPLE, names)
    run(EXAMPLE, {"__name__": "__main__", "In": [bad]})
    names["In"].append(good)
    run(EXAMPLE, names)
    before, unread, never, mended = shown
    assert before.state == mended.state == "good"
    assert unread.state == never.state == "bad" and "没有运行完" in unread.text() + never.text()


def test_a_name_that_nobody_has_stays_what_it_is(shown):
    exec("def double(x): return bse(x) + x", names := {"__name__": "__main__"})
    run(EXAMPLE, names, '"zh", "任务 2", 6, earlier={"base": "任务 1"}')
    assert shown[0].state == "bad" and "bse" in shown[0].text()


def test_a_check_that_stumbles_over_an_answer_is_a_sentence_with_pythons_words_folded(shown):
    run("float('x')")
    [card] = shown
    assert card.state == "bad" and "对照题目" in card.text()
    assert card.folded[1].startswith("ValueError: ")


def test_who_stops_a_check_stops_it(shown):
    with pytest.raises(KeyboardInterrupt):
        run("raise KeyboardInterrupt")
    assert shown == [] and frame._now is None


def test_what_is_missing_is_brought_up_and_what_is_there_stays(shown, capsys):
    names = run(
        "pass", {"__name__": "__main__", "rate": 0.9}, f'"zh", "任务 1", 6, given={GIVEN!r}'
    )
    assert names["rate"] == 0.9 and names["math"].pi > 3 and capsys.readouterr().out == ""
    failing = run("pass", None, f'"zh", "任务 1", 6, given={"rate = 1 / 0" + chr(10) + GIVEN!r}')
    assert failing["rate"] == 0.5


def test_nothing_is_brought_up_where_it_is_graded(capsys):
    names = run("pass", None, f'"zh", "任务 1", 6, given={GIVEN!r}')
    assert "math" not in names and "rate" not in names


def test_answered_is_not_called_right(shown, monkeypatch):
    run('checks.choice("q1", "ABCD")', {"__name__": "__main__", "q1": "d"})
    run('checks.choice("q1", "ABCD"); checks.right("q1")', {"__name__": "__main__", "q1": "d"})
    noted, right = shown
    assert noted.state == "next" and "q1 = D" in noted.text() and "做对" not in noted.text()
    assert right.state == "good"


def test_everything_tells_open_tasks_from_wrong_ones(shown):
    tasks = {
        "任务 1": ["任务 1（1/2）", "任务 1（2/2）"],
        "任务 2": ["任务 2"],
        "任务 3": ["任务 3"],
    }
    checks.everything("zh", tasks)
    assert "还没有检查 4 项" in shown[-1].title and "重启内核" in shown[-1].text()
    right, wrong = {"double": lambda x: 2 * x}, {"double": lambda x: 1}
    for label, answer in zip(sum(tasks.values(), []), (right, wrong, wrong, {}), strict=True):
        run(EXAMPLE, {"__name__": "__main__", **answer}, f'"zh", "{label}", 6')
    checks.everything("zh", tasks)
    text = shown[-1].text()
    assert "做对了 1 项、还不对 2 项、没有作答 1 项" in text
    assert "还不对：任务 1（2/2）、任务 2\n" in text and "没有作答：任务 3" in text
    for label in sum(tasks.values(), []):
        run(EXAMPLE, {"__name__": "__main__", **right}, f'"zh", "{label}", 6')
    checks.everything("zh", tasks)
    assert shown[-1].state == "good" and "交作业" in shown[-1].text()


@pytest.mark.parametrize(
    "metadata, content, live",
    [
        ({"cellId": "a"}, {"stop_on_error": True}, True),
        ({"cellId": "a"}, {"stop_on_error": False}, False),
        ({"cellId": "a"}, {}, False),
        ({}, {"stop_on_error": True}, False),
        (None, None, False),
    ],
)
def test_a_person_is_there_only_if_every_sign_says_so(monkeypatch, metadata, content, live):
    asked = {"metadata": metadata, "content": content}
    shell = SimpleNamespace(get_parent=lambda: asked)
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert cards.live() is live
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert cards.live() is False


def test_no_kernel_is_no_person(monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    assert cards.live() is False


# --- in a real kernel


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def said(client, sources, metadata):
    """How cells end that are sent at once, as "run all" does, and what they put out."""
    names = []
    for source in sources:
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        message = client.session.msg(
            "execute_request", content | {"stop_on_error": True}, metadata=metadata
        )
        client.shell_channel.send(message)
        names.append(message["header"]["msg_id"])
    ends, outputs = {}, []
    while len(ends) < len(names):
        reply = client.get_shell_msg(timeout=120)
        if reply["parent_header"]["msg_id"] in names:  # not one to how the kernel was started
            ends[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
    while True:
        try:
            message = client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            return [ends[name] for name in names], outputs
        if message["msg_type"] in ("display_data", "error", "stream"):
            outputs.append(message["msg_type"])


CELL = f'from grader import checks\nwith checks.task("zh", "任务 1", 6):\n    {EXAMPLE}'


def test_run_all_goes_on_at_a_front_end_and_the_error_stays_where_it_is_graded(kernel):
    ends, outputs = said(kernel, [CELL, "print(1)"], {"cellId": "a"})
    assert (ends, outputs) == (["ok", "ok"], ["display_data", "stream"])
    ends, outputs = said(kernel, [CELL, "print(1)"], {})
    assert (ends, outputs) == (["error", "aborted"], ["error"])


def test_an_error_of_the_students_is_a_card_at_a_front_end(kernel):
    setup = "import keguan\nkeguan.use('zh')"
    for source in ("table['x']", "x = （1", "def f(x)\n    pass", "if True:\nx = 1", "None + 1"):
        ends, outputs = said(kernel, [setup, source], {"cellId": "a"})
        assert (ends, outputs) == (["ok", "error"], ["display_data"]), source
        ends, outputs = said(kernel, [source], {})
        assert ends == ["error"] and outputs[-1] == "error", source
