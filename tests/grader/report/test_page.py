"""The class report: right numbers, both languages, self-contained, accessible, safe against what
students call themselves."""

import dataclasses
import datetime
import re
from html.parser import HTMLParser

import pytest

from grader.base import Text
from grader.marks.entries import WAITING, Entry
from grader.marks.finals import finals
from grader.marks.policy import Part, Policy
from grader.report import page as report
from grader.report import results
from grader.report.answers import short_value, verdict
from grader.report.results import AssignmentInfo, Results, TaskInfo, Verdict, Work
from grader.report.words import TEXTS, WORDS

TASKS = AssignmentInfo(
    "u-tasks",
    Text("任务", "Tasks"),
    "D",
    (
        TaskInfo("sum", "A1", Text("求和", "Sums"), 10, ("adding",)),
        TaskInfo("mean", "A2", Text("平均", "Means"), 10, ("averages",)),
    ),
)
QUIZ = AssignmentInfo(
    "u-quiz",
    Text("小测", "Quiz"),
    "C",
    (TaskInfo("q1", "Q1", Text("题一", "One"), 10, ("adding",)),),
)
ESSAY = AssignmentInfo(
    "u-essay", Text("作文", "Essay"), "D", (TaskInfo("e", "M1", Text("为什么", "Why"), 10),)
)
COLUMN = Verdict(
    "mean", "incorrect", "mean", Text("把空值当成了 0。", "treats missing values as 0.")
)
EMPTY = Verdict("sum", "not attempted", "sum", Text("还没有作答。", "no answer yet."))


NO_REASON = Text("", "")


def work(student, info, status, reason=NO_REASON, verdicts=(), **points):
    """Work whose mark is its points, as it is in time and alone."""
    percent = None
    if status in results.COUNTING:
        percent = 100 * sum(points.values()) / info.maximum
    return Work(student, info.name, status, dict(points), list(verdicts), reason, percent=percent)


@pytest.fixture
def found():
    return small_class()


def small_class():
    """Three students, with every state that work can be in."""
    cut = Text("不是 JSON（第 3 行第 1 列）", "not JSON (line 3, column 1)")
    every = [
        work("S1", TASKS, "marked", sum=10, mean=10),
        work("S1", QUIZ, "marked", q1=10),
        work("S1", ESSAY, "by hand"),
        work("S2", TASKS, "marked", sum=0, mean=5, verdicts=[EMPTY, COLUMN]),
        work("S2", QUIZ, "unreadable", cut),
        work("S2", ESSAY, "by hand"),
        work("S3", TASKS, "marked", sum=10, mean=5, verdicts=[COLUMN]),
        work("S3", QUIZ, "marked", q1=0),
        work("S3", ESSAY, "missing"),
    ]
    return Results(
        Text("小课程", "Small course"),
        [TASKS, QUIZ, ESSAY],
        ["S1", "S2", "S3"],
        {(w.student, w.assignment): w for w in every},
        {"C": Text("理论测试", "Theory test"), "D": Text("课后拓展训练", "After-class extension")},
    )


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


def with_finals(found, entries):
    """The class with course marks made of these entries: written work counts 40 % of D."""
    parts = (Part("u-quiz", "C", 1, QUIZ.title), Part("u-tasks", "D", 0.6, TASKS.title))
    rules = Policy({"C": 0.5, "D": 0.5}, (*parts, Part("u-essay", "D", 0.4, ESSAY.title)))
    made = finals(rules, found.students, entries)
    return dataclasses.replace(found, finals={final.student: final for final in made})


def test_components_are_those_of_the_course_mark(found):
    entries = [
        Entry("S1", "u-tasks", 20, 20),
        Entry("S1", "u-essay", 5, 10, WAITING),
        Entry("S3", "u-tasks", 15, 20),
    ]
    found = with_finals(found, entries)
    assert found.component("S1", "D") == (pytest.approx(0.6 + 0.4 * 0.5), False)
    assert found.component("S1", "C") == (0.0, True)
    assert found.component("S3", "D") == (pytest.approx(0.6 * 0.75), True)
    page = report.page(found, "en")
    plain = re.sub(' data-head="[^"]*"', "", page)
    assert '<td class="num">80% *</td>' in plain and '<td class="num low">45%</td>' in plain


def test_without_course_marks_the_page_says_why_and_shows_no_components(found):
    found = dataclasses.replace(found, components={}, withheld=Text("两个分数", "two marks"))
    page = report.page(found, "en")
    assert "cannot be worked out: two marks" in page and "Theory test" not in page
    assert "现在算不出总评的各部分：两个分数" in report.page(found, "zh")
    assert "two marks" not in report.page(found, "en", shared=True)


def test_wrong_answers_are_counted_without_empty_ones(found):
    assert [(task.id, verdict.text.en, n) for _, task, verdict, n in found.wrong_answers()] == [
        ("mean", "treats missing values as 0.", 2)
    ]


def test_concepts_and_who_needs_help(found):
    assert found.concepts("S2") == {"adding": 0.0, "averages": 0.5}
    assert found.concepts()["adding"] == pytest.approx(30 / 50)
    assert found.needing_help() == [
        ("S2", 0.25, [("adding", 0.0), ("averages", 0.5)]),
        ("S3", 0.5, [("adding", 0.5), ("averages", 0.5)]),
    ]


@pytest.mark.parametrize(
    "evalue, outcome, name, zh, en",
    [
        (
            "[incorrect] tiers：第 2 项不对。 | entry 2 is off.",
            "incorrect",
            "tiers",
            "第 2 项不对。",
            "entry 2 is off.",
        ),
        (
            "[not attempted] q1：还没有作答。 | no answer yet.",
            "not attempted",
            "q1",
            "还没有作答。",
            "no answer yet.",
        ),
        ("[incorrect] f：出错：a：b | c | line 2", "incorrect", "f", "出错：a：b | c", "line 2"),
        ("division by zero\nmore", "error", "t", "X: division by zero", "X: division by zero"),
    ],
)
def test_verdicts_are_read_from_the_error_text(evalue, outcome, name, zh, en):
    assert verdict("t", "X", evalue) == Verdict("t", outcome, name, Text(zh, en))


@pytest.mark.parametrize(
    "language, lang, words",
    [
        (
            "zh",
            "zh-CN",
            [
                "班级报告：单元一",
                "谁需要帮助",
                "把空值当成了 0。",
                "无法读取：不是 JSON（第 3 行第 1 列）",
                "缺交",
                "待人工评",
            ],
        ),
        (
            "en",
            "en",
            [
                "Class report: 单元一",
                "Who needs help",
                "treats missing values as 0.",
                "could not be read: not JSON",
                "missing",
                "by hand",
            ],
        ),
    ],
)
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
    assert (
        "://" not in page and "script" not in names and "link" not in names and "url(" not in page
    )
    assert names.count("h1") == 1 and names.count("h2") == 8
    assert all(attrs.get("scope") for tag, attrs in outline.tags if tag == "th")
    bars = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert len(bars) == 2 + 3 + 2 + 3 and all(
        attrs["role"] == "img" and attrs["aria-label"] for attrs in bars
    )


def test_what_a_student_writes_stays_text(found):
    found.students[0] = "<script>alert(1)</script>"
    for info in found.assignments:
        found.work[found.students[0], info.name] = work(found.students[0], info, "missing")
    assert "<script>" not in report.page(found, "zh")


def test_a_class_without_marks_still_gets_a_page():
    waiting = {("S1", "u-tasks"): work("S1", TASKS, "waiting")}
    page = report.page(
        Results(Text("课", "C"), [TASKS], ["S1"], waiting, {"D": Text("课后", "After")}), "en"
    )
    assert "not graded yet" in page and "Nobody has less than 60%" in page


def test_states_are_named_in_both_languages():
    states = [results.BY_HAND, results.WAITING, results.UNREADABLE, results.FAILED, results.MISSING]
    assert all(WORDS[s].zh and WORDS[s].en for s in states)


def test_the_version_for_sharing_names_no_student(found):
    page = report.page(found, "zh", shared=True)
    assert not [student for student in found.students if student in page]
    assert "最常见的错误" in page and "不含学生姓名和学号" in page


def large_class():
    """Sixty students; those who have the rest right have "mean" wrong."""
    students = [f"S{i:02d}" for i in range(60)]
    points = {
        s: {"sum": 10.0 * (i % 4 > 0), "mean": 10.0 * (i % 4 == 0)} for i, s in enumerate(students)
    }
    quiz = {s: {"q1": 10.0 * (i % 4 > 0)} for i, s in enumerate(students)}
    every = {(s, "u-tasks"): work(s, TASKS, "marked", **points[s]) for s in students}
    every |= {(s, "u-quiz"): work(s, QUIZ, "marked", **quiz[s]) for s in students}
    return Results(Text("课", "C"), [TASKS, QUIZ], students, every, {})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_task_that_misleads_is_pointed_out_in_a_large_class(language):
    page = report.page(large_class(), language)
    listed = page.partition(TEXTS[language]["flagged"])[2].partition("</ul>")[0]
    assert {"zh": "<b>A2 平均（任务）</b>", "en": "<b>A2 Means (Tasks)</b>"}[language] in listed


# --- over time


def course_of(shares, due=None):
    """A class by student: the share in each of several assignments of one task, None where nothing
    is marked yet."""
    count = len(next(iter(shares.values())))
    infos = [
        AssignmentInfo(
            f"a{i}",
            Text(f"作业{i}", f"Work {i}"),
            "D",
            (TaskInfo("t", f"T{i}", Text("题", "Task"), 10),),
            due=due[i] if due else None,
        )
        for i in range(count)
    ]
    every = {
        (s, info.name): work(s, info, "by hand")
        if share is None
        else work(s, info, "marked", t=10 * share)
        for s, row in shares.items()
        for info, share in zip(infos, row, strict=True)
    }
    return Results(Text("课", "C"), infos, list(shares), every, {"D": Text("课后", "After")})


def test_the_way_of_the_class_goes_by_due_date_and_not_by_the_course():
    due = [
        datetime.datetime(2026, 3, 20),
        datetime.datetime(2026, 3, 6),
        datetime.datetime(2026, 3, 13),
    ]
    found = course_of({"S1": [1.0, 0.2, None], "S2": [0.8, 0.4, None], "S3": [0.0, 0.9, None]}, due)
    found.work["S3", "a0"] = work("S3", found.assignments[0], "missing")
    found.work["S1", "a0"].days_late = 2
    steps = found.steps()
    assert [step.info.name for step in steps] == ["a1", "a2", "a0"]
    assert steps[0].quarters == pytest.approx((0.3, 0.4, 0.65)) and steps[1].quarters is None
    assert steps[2].tens() == [0] * 8 + [1, 1] and sum(steps[0].tens()) == 3
    # who handed nothing in has no dot
    assert (len(steps[2].shares), steps[2].late, steps[2].missing) == (2, 1, 1)
    assert found.path("S1") == [0.2, None, 1.0]
    assert report.latest(steps, "en").endswith(
        "“Work 0”, is 90%: 50 percentage points above the average of those before."
    )
    page = report.page(found, "zh")
    assert (
        page.index("2026-03-06") < page.index("2026-03-13") < page.index("2026-03-20")
        and "按截止日期" in page
    )


def test_without_due_dates_the_course_has_the_order():
    found = course_of({"S1": [0.5, 0.6]})
    assert [info.name for info in found.in_time()] == ["a0", "a1"]
    page = report.page(found, "en")
    assert "No due dates are set" in page and "10 percentage points above" in page


def test_who_falls_behind_is_measured_against_the_class():
    # the later work is harder for all
    steady = {f"S{i}": [0.9, 0.9, 0.5, 0.5] for i in range(1, 6)}
    found = course_of(
        steady
        | {"S8": [0.9, 0.9, 0.2, 0.3], "S9": [0.3, 0.3, 0.2, 0.2], "S7": [0.9, None, 0.2, 0.2]}
    )
    assert found.falling() == [("S8", pytest.approx(0.25))]
    assert "S8 (by 25 percentage points)" in report.page(
        found, "en"
    ) and "S8（低了 25 个百分点）" in report.page(found, "zh")
    assert "S8" not in report.page(found, "en", shared=True)


def test_late_work_is_listed_with_its_days(found):
    found.work["S1", "u-tasks"].days_late = 3
    assert "任务（3 天）" in report.page(found, "zh") and "Tasks (3 d)" in report.page(found, "en")
    assert "1 missing, 1 late, 1 not gradable." in report.page(found, "en")


def test_work_that_is_not_due_yet_is_not_missing(found):
    found.work["S3", "u-essay"] = work("S3", ESSAY, results.OPEN)
    page = report.page(found, "en")
    assert "Without marks yet, and left out: Essay." in page and "0 missing" in page


# --- answers


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('q1 = None  # letters\nq1 = "b"', "B"),
        ("q = ['c', 'a']", "CA"),
        ("q = {'c', 'a'}", "AC"),
        ('q = "A, C，D"', "ACD"),
        ("q2 = 0.80", "0.8"),
        ("q = 80", "80"),
        ("q = 80  # a number\n# YOUR CODE HERE\n...", "80"),  # as it is given out
        ("...", None),
        ("q = None", None),
        ("q = True", None),
        ("q = ...", None),
        ("q = f(2)", None),
        ("def f():\n    return 1", None),
        ("q = ", None),
        ("", None),
        ('q = "' + "A" * 17 + '"', None),
        ("q = [1, 2]", None),
    ],
)
def test_short_values_are_read_in_one_spelling(source, value):
    assert short_value(source) == value


def test_equal_answers_to_the_same_question_are_counted(found):
    for student, answer in (("S2", ("asked", "12")), ("S3", ("asked", "12"))):
        found.work[student, "u-tasks"].answers["mean"] = answer
    assert found.answers_with(TASKS, COLUMN) == [("12", 2)]
    assert "12</span>（2 人）" in report.page(found, "zh")
    found.work["S3", "u-tasks"].answers["mean"] = ("asked with the options in another order", "12")
    assert found.answers_with(TASKS, COLUMN) == []


def test_the_hardest_task_comes_with_its_commonest_mistake(found):
    found.work["S1", "u-tasks"].points["mean"] = 5
    page = report.page(found, "en")
    assert (
        "<b>A2 Means (Tasks)</b>: 50% of the points on average; commonest: treats missing values "
        "as 0 (students: 2)" in page
    )


def test_the_version_for_sharing_has_no_words_of_a_student(found):
    own = Verdict("mean", "error", "mean", Text("ValueError: 我叫张三", "ValueError: 我叫张三"))
    single = Verdict("mean", "incorrect", "mean", Text("第 1 项是“李四”", "entry 1 is '李四'"))
    for student, said in (("S1", single), ("S2", own), ("S3", own)):
        found.work[student, "u-tasks"].verdicts = [said]
    page = report.page(found, "zh", shared=True)
    assert "张三" not in page and "李四" not in page and "学生的代码报错 (ValueError)" in page
    assert "张三" in report.page(found, "zh")


def test_weak_concepts_say_where_they_are_taught(found):
    found.concept_names["adding"] = Text("加法", "Adding")
    found.concept_places["adding"] = Text("第 2 节", "section 2")
    page = report.page(found, "zh")
    # S2, S3 and the concept
    assert '加法 0% <small class="note">第 2 节</small>' in page and page.count("第 2 节") == 3


# --- what to do next


def todo(page):
    return page.partition("<ol>")[2].partition("</ol>")[0]


def test_the_first_screen_says_what_to_do_next(found):
    found.concept_places["averages"] = Text("第 3 节", "section 3")
    listed = todo(report.page(found, "zh"))
    assert (
        '<a href="#help">找这些学生谈</a>：S2；S3。' in listed
        and "催交或请他们重交</a>：S2；S3。" in listed
    )
    assert (
        "评完这些作业（先 keguan grade，再 keguan lab --teacher）</a>：作文（2）。" in listed
        and "下次课先讲" not in listed
    )
    found.work["S1", "u-tasks"].points["mean"] = 0
    assert "Begin the next lesson with</a>: averages (section 3)." in todo(report.page(found, "en"))
    shared = todo(report.page(found, "zh", shared=True))
    assert "下次课先讲" in shared and "谈" not in shared and "催交" not in shared


@pytest.mark.parametrize(
    "share, said",
    [
        (0.5999, "59.9%"),
        (0.596, "59.6%"),
        (0.594, "59%"),
        (0.6, "60%"),
        (0.604, "60%"),
        (1, "100%"),
    ],
)
def test_what_is_below_the_line_does_not_read_as_on_it(share, said):
    assert report.percent(share) == said


def test_a_class_where_all_is_well_has_nothing_to_do():
    page = report.page(course_of({"S1": [0.9, 0.8], "S2": [0.8, 0.9]}), "en")
    assert "Nothing needs doing at once." in page and not todo(page)


def test_the_right_answer_stands_beside_the_wrong_ones_but_not_in_the_shared_version(found):
    for student in ("S2", "S3"):
        found.work[student, "u-tasks"].answers["mean"] = ("asked", "12")
    found.right["u-tasks", "mean"] = "17"
    assert '正确：<b class="names">17</b>' in report.page(
        found, "zh"
    ) and ">17<" not in report.page(found, "zh", shared=True)


def test_a_long_course_shows_the_hardest_tasks_and_folds_the_rest():
    infos = [
        AssignmentInfo(
            f"a{i}",
            Text(f"作业{i}", f"Work {i}"),
            "D",
            (TaskInfo("t", f"T{i}", Text(f"题{i}", f"Task {i}"), 10),),
        )
        for i in range(45)
    ]
    every = {
        ("S1", info.name): work("S1", info, "marked", t=i / 4.5) for i, info in enumerate(infos)
    }
    page = report.page(Results(Text("课", "C"), infos, ["S1"], every, {}), "en")
    shown, _, folded = (
        page.partition('id="tasks"')[2].partition("</section>")[0].partition("<details>")
    )
    assert "Task 0<" in shown and "Task 14<" in shown and "Task 15<" not in shown
    assert "All 45 tasks" in folded and "Task 0<" in folded and "Task 44<" in folded
