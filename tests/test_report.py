"""The class report: right numbers, both languages, self-contained, accessible, safe against what students call themselves."""

import datetime
from html.parser import HTMLParser

import pytest

from grader import report, results
from grader.course import Text
from grader.report_words import EN, TEXTS, ZH
from grader.results import AssignmentInfo, Results, TaskInfo, Verdict, Work, _verdict

TASKS = AssignmentInfo("u-tasks", Text("任务", "Tasks"), "D", 0.6, 15, (
    TaskInfo("sum", "A1", Text("求和", "Sums"), 10, ("adding",)), TaskInfo("mean", "A2", Text("平均", "Means"), 10, ("averages",))))
QUIZ = AssignmentInfo("u-quiz", Text("小测", "Quiz"), "C", 1.0, 15, (TaskInfo("q1", "Q1", Text("题一", "One"), 10, ("adding",)),))
ESSAY = AssignmentInfo("u-essay", Text("作文", "Essay"), "D", 0.4, 15, (TaskInfo("e", "M1", Text("为什么", "Why"), 10),))
COLUMN = Verdict("mean", "incorrect", "mean", Text("把空值当成了 0。", "treats missing values as 0."))
EMPTY = Verdict("sum", "not attempted", "sum", Text("还没有作答。", "no answer yet."))


NO_REASON = Text("", "")


def work(student, info, status, reason=NO_REASON, verdicts=(), **points):
    return Work(student, info.name, status, dict(points), list(verdicts), reason)


@pytest.fixture
def found():
    cut = Text("不是 JSON（第 3 行第 1 列）", "not JSON (line 3, column 1)")
    every = [
        work("S1", TASKS, "marked", sum=10, mean=10), work("S1", QUIZ, "marked", q1=10), work("S1", ESSAY, "by hand"),
        work("S2", TASKS, "marked", sum=0, mean=5, verdicts=[EMPTY, COLUMN]), work("S2", QUIZ, "unreadable", cut),
        work("S2", ESSAY, "by hand"),
        work("S3", TASKS, "marked", sum=10, mean=5, verdicts=[COLUMN]), work("S3", QUIZ, "marked", q1=0),
        work("S3", ESSAY, "missing"),
    ]
    return Results(Text("小课程", "Small course"), [TASKS, QUIZ, ESSAY], ["S1", "S2", "S3"],
                   {(w.student, w.assignment): w for w in every},
                   {"C": Text("理论测试", "Theory test"), "D": Text("课后拓展训练", "After-class extension")})


class Outline(HTMLParser):
    """Tags with attributes, and the text, of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_shares_of_tasks(found):
    assert found.task_counts(TASKS, TASKS.tasks[0]) == {"full": 2, "empty": 1}
    assert found.task_counts(TASKS, TASKS.tasks[1]) == {"full": 1, "part": 2}


def test_components_count_missing_as_zero_and_leave_out_what_waits(found):
    assert found.component("S1", "D") == (1.0, False)
    assert found.component("S2", "C") == (0.0, True)
    assert found.component("S3", "D") == (pytest.approx(0.6 * 0.75), True)


def test_wrong_answers_are_counted_without_empty_ones(found):
    assert [(task.id, verdict.text.en, n) for _, task, verdict, n in found.wrong_answers()] == [
        ("mean", "treats missing values as 0.", 2)]


def test_concepts_and_who_needs_help(found):
    assert found.concepts("S2") == {"adding": 0.0, "averages": 0.5}
    assert found.concepts()["adding"] == pytest.approx(30 / 50)
    assert found.needing_help() == [("S2", 0.25, [("adding", 0.0), ("averages", 0.5)]), ("S3", 0.5, [("adding", 0.5), ("averages", 0.5)])]


@pytest.mark.parametrize("evalue, outcome, name, zh, en", [
    ("[incorrect] tiers：第 2 项不对。 | entry 2 is off.", "incorrect", "tiers", "第 2 项不对。", "entry 2 is off."),
    ("[not attempted] q1：还没有作答。 | no answer yet.", "not attempted", "q1", "还没有作答。", "no answer yet."),
    ("[incorrect] f：出错：a：b | c | line 2", "incorrect", "f", "出错：a：b | c", "line 2"),
    ("division by zero\nmore", "error", "t", "X: division by zero", "X: division by zero"),
])
def test_verdicts_are_read_from_the_error_text(evalue, outcome, name, zh, en):
    assert _verdict("t", "X", evalue) == Verdict("t", outcome, name, Text(zh, en))


@pytest.mark.parametrize("language, lang, words", [
    ("zh", "zh-CN", ["班级报告：单元一", "谁需要帮助", "把空值当成了 0。", "读不了：不是 JSON（第 3 行第 1 列）", "缺交", "待人工评"]),
    ("en", "en", ["Class report: 单元一", "Who needs help", "treats missing values as 0.", "could not be read: not JSON", "missing",
                  "by hand"]),
])
def test_the_page_answers_the_teachers_questions(found, language, lang, words):
    outline = Outline(report.page(found, language, "单元一", datetime.date(2025, 3, 1)))
    assert ("html", {"lang": lang}) in outline.tags
    for word in words:
        assert word in outline.text
    assert "2025-03-01" in outline.text


def test_the_page_needs_nothing_else_and_can_be_read_aloud(found):
    page = report.page(found, "zh")
    outline = Outline(page)
    names = [tag for tag, _ in outline.tags]
    assert "://" not in page and "script" not in names and "link" not in names and "url(" not in page
    assert names.count("h1") == 1 and names.count("h2") == 8
    assert all(attrs.get("scope") for tag, attrs in outline.tags if tag == "th")
    bars = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert len(bars) == 2 + 3 + 2 + 3 and all(attrs["role"] == "img" and attrs["aria-label"] for attrs in bars)


def test_both_languages_have_the_same_texts():
    assert set(ZH) == set(EN)


def test_what_a_student_writes_stays_text(found):
    found.students[0] = "<script>alert(1)</script>"
    for info in found.assignments:
        found.work[found.students[0], info.name] = work(found.students[0], info, "missing")
    assert "<script>" not in report.page(found, "zh")


def test_a_class_without_marks_still_gets_a_page():
    waiting = {("S1", "u-tasks"): work("S1", TASKS, "waiting")}
    page = report.page(Results(Text("课", "C"), [TASKS], ["S1"], waiting, {"D": Text("课后", "After")}), "en")
    assert "not graded yet" in page and "Nobody has less than 60%" in page


def test_states_are_named_in_both_languages():
    states = [results.BY_HAND, results.WAITING, results.UNREADABLE, results.FAILED, results.MISSING]
    assert all(ZH[s] and EN[s] for s in states)


def test_the_version_for_sharing_names_no_student(found):
    page = report.page(found, "zh", shared=True)
    assert not [student for student in found.students if student in page]
    assert "最常见的错误" in page and "不含学生姓名和学号" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_task_that_misleads_is_pointed_out_in_a_large_class(language):
    students = [f"S{i:02d}" for i in range(60)]
    points = {s: {"sum": 10.0 * (i % 4 > 0), "mean": 10.0 * (i % 4 == 0)} for i, s in enumerate(students)}
    quiz = {s: {"q1": 10.0 * (i % 4 > 0)} for i, s in enumerate(students)}
    every = {(s, "u-tasks"): work(s, TASKS, "marked", **points[s]) for s in students}
    every |= {(s, "u-quiz"): work(s, QUIZ, "marked", **quiz[s]) for s in students}
    page = report.page(Results(Text("课", "C"), [TASKS, QUIZ], students, every, {}), language)
    listed = page.partition(TEXTS[language]["flagged"])[2].partition("</ul>")[0]
    assert {"zh": "<b>A2 平均</b>", "en": "<b>A2 Means</b>"}[language] in listed
