"""Quizzes and checkpoints as forms: what is clicked is what would be typed, nothing else changes,
and no key is needed."""

import json

import nbformat
import pytest
from nbgrader.nbgraderformat import ValidationError
from nbgrader.nbgraderformat import reads as nbgrader_reads

from grader import checks
from grader.base import UserError
from grader.course import bank, cells
from grader.course import outline as courses
from grader.feedback import handout
from grader.learner import form, home, study, workspace
from grader.learner.places import Places
from keguan import theory
from keguan.cards import Card

COURSE = courses.load()
QUIZ, CHECK, FINAL = "churn-quiz", "maintenance-check", "final-test"
WHO = home.Person("S001", "张三")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The course as a student has opened it once."""
    place = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(home.VARIABLE, str(place))
        workspace.update(COURSE, "zh")
        yield place


@pytest.fixture
def student(opened):
    """Somebody who has said who it is, with fresh notebooks."""
    home.introduce(WHO)
    for name in (QUIZ, CHECK, FINAL):
        own(name).write_bytes(released(name))


def released(name):
    return (COURSE.root / f"exercises/release/zh/{name}/{name}.ipynb").read_bytes()


def own(name):
    return home.place() / "zh" / Places(COURSE, "zh").work(name)


def sources(name):
    return {
        cells.role(cell)["grade_id"]: cells.source(cell)
        for cell in cells.read(own(name))
        if cells.role(cell)
    }


def save(name, **given):
    sheet = form.sheet(COURSE, "zh", name)
    keys = {key.replace("_", "-"): value for key, value in given.items()}
    return form.save(COURSE, "zh", name, sheet.version, keys)


def right_answers(name, student):
    """What the student's paper asks for: letters, or a number."""
    found = {}
    for task in COURSE.assignment(name).tasks:
        keys = bank.keys(bank.graded(COURSE, COURSE.unit(task.id)))
        for question in theory.Paper(name, student).part(task.id):
            found[f"{task.id}-{question.number}"] = question.answer(keys[question.id])
    return found


@pytest.mark.parametrize("language", COURSE.languages)
def test_every_quiz_and_checkpoint_is_a_form_and_nothing_else_is(language):
    clicked = {work.name for work in COURSE.assignments if form.fits(COURSE, language, work)}
    drawn = {work.name for work in COURSE.assignments if work.is_drawn}
    assert clicked == drawn | {work.name for work in COURSE.assignments if "check" in work.name}


def test_every_question_has_its_words_its_control_and_its_cell(student):
    for work in COURSE.assignments:
        if not form.fits(COURSE, "zh", work):
            continue
        sheet = form.sheet(COURSE, "zh", work.name)
        assert len(sheet.questions) == work.questions == len(sheet.replies)
        assert not any(reply.odd or reply.value for reply in sheet.replies.values())
        for question in sheet.questions:
            assert question.text and question.title and question.kind in theory.KINDS
            assert bool(question.options) == (question.kind != "number"), question.key
            assert all(str(words) for _, words in question.options), question.key


@pytest.mark.parametrize("name", [QUIZ, FINAL])
def test_a_test_filled_by_click_is_the_one_that_was_typed(student, name, monkeypatch):
    answers = right_answers(name, WHO.id)
    wrong = save(name, **{key.replace("-", "_"): str(value) for key, value in answers.items()})
    assert wrong == {}
    sheet = form.sheet(COURSE, "zh", name)
    assert sheet.done == len(answers) and sheet.student == WHO.id
    typed = released(name).decode("utf-8").replace('student = \\"\\"', 'student = \\"S001\\"', 1)
    own_text = own(name).read_text(encoding="utf-8")
    for part in sorted({key.rpartition("-")[0] for key in answers}):
        clicked = sources(name)[part]
        names = {"checks": checks, "student": WHO.id}
        exec(clicked, names)
        keys = bank.keys(bank.graded(COURSE, COURSE.unit(part)))
        for number, answer in names[part].items():
            assert answer == answers[f"{part}-{number}"]
            checks_source = f"checks.drawn('{part}', {number}, '{name}', {keys!r})"
            exec(checks_source, names)  # a Verdict would say what is wrong
        stub = next(s for g, s in blanks(name).items() if g == part)
        by_hand = stub
        for number, answer in names[part].items():
            text = json.dumps(answer) if isinstance(answer, str) else str(answer)
            by_hand = by_hand.replace(f" {number}: None", f" {number}: {text}")
        assert clicked == by_hand
        typed = typed.replace(as_json(stub), as_json(by_hand))
    assert json.loads(own_text) == json.loads(typed)


def blanks(name):
    return {
        cells.role(cell)["grade_id"]: cells.source(cell)
        for cell in cells.of_bytes(released(name))
        if cells.role(cell)
    }


def as_json(source):
    """The source as its lines stand in the file."""
    lines = [json.dumps(line, ensure_ascii=False) for line in source.splitlines(keepends=True)]
    return ",\n    ".join(lines)


def test_a_checkpoint_filled_by_click_is_the_one_that_was_typed(student):
    save(CHECK, c1="ABE", c3="3", c7="CDAB")
    typed = released(CHECK).decode("utf-8")
    for name, value in {"c1": '\\"ABE\\"', "c3": "3", "c7": '\\"CDAB\\"'}.items():
        typed = typed.replace(f"{name} = None", f"{name} = {value}", 1)
    assert json.loads(own(CHECK).read_bytes()) == json.loads(typed)


def test_a_filled_notebook_is_one_for_stock_nbgrader(student):
    save(QUIZ, churn_1="B", churn_10="12.5", churn_6="AC")
    save(CHECK, c1="ABE", c3="3", c7="CDAB")
    form.keep_said(COURSE, "zh", CHECK, "c3", Card("bad", "还不对", ("c3：少了。",)))
    for name in (QUIZ, CHECK):
        text = own(name).read_text(encoding="utf-8")
        nbformat.validate(nbformat.reads(text, 4))
        try:
            nbgrader_reads(text, as_version=4)
        except ValidationError as error:
            pytest.fail(str(error))
        before = [(c["cell_type"], c["metadata"]) for c in cells.of_bytes(released(name))]
        assert [(c["cell_type"], c["metadata"]) for c in cells.of_bytes(text.encode())] == before


def test_answers_are_checked_and_what_was_said_goes_with_another_answer(student):
    save(CHECK, c3="3", c4="4")
    check, name, value = form.check_of(COURSE, "zh", CHECK, "c3")
    assert "checks.number" in check and (name, value) == ("c3", 3)
    said = Card("bad", "还不对", ("c3：少了一条。",), "再试一次")
    for key in ("c3", "c4"):
        form.keep_said(COURSE, "zh", CHECK, key, said)
    shown = form.sheet(COURSE, "zh", CHECK).replies["c3"].said
    assert (shown.state, shown.lines) == ("bad", ("少了一条。",))
    text = own(CHECK).read_text(encoding="utf-8")
    own(CHECK).write_text(text.replace("c4 = 4 ", "c4 = 5 "), encoding="utf-8")  # by hand
    assert form.sheet(COURSE, "zh", CHECK).replies["c4"].said is None
    own(CHECK).write_text(text, encoding="utf-8")
    save(CHECK, c3="4")
    replies = form.sheet(COURSE, "zh", CHECK).replies
    assert replies["c3"].said is None and replies["c4"].said is not None


@pytest.mark.parametrize("name", [QUIZ, FINAL])
def test_of_a_test_nothing_is_said_before_it_is_handed_in(student, name):
    first = form.sheet(COURSE, "zh", name).questions[0]
    form.save(COURSE, "zh", name, form.sheet(COURSE, "zh", name).version, {first.key: "A"})
    with pytest.raises(UserError, match="交了以后"):
        form.check_of(COURSE, "zh", name, first.key)


def test_without_the_bank_a_test_is_the_same_form(student, monkeypatch):
    """As in a class's pack, which has no keys."""
    before = form.sheet(COURSE, "zh", QUIZ)
    monkeypatch.setattr(bank, "load", lambda *args: pytest.fail("a key was looked at"))
    assert form.sheet(COURSE, "zh", QUIZ) == before
    save(QUIZ, churn_1="A")


def test_a_notebook_that_was_saved_elsewhere_is_not_overwritten(student):
    version = form.sheet(COURSE, "zh", CHECK).version
    theirs = own(CHECK).read_text(encoding="utf-8").replace("c3 = None", "c3 = 5")
    own(CHECK).write_text(theirs, encoding="utf-8")
    with pytest.raises(form.Changed, match="JupyterLab"):
        form.save(COURSE, "zh", CHECK, version, {"c3": "3"})
    assert own(CHECK).read_text(encoding="utf-8") == theirs
    assert form.sheet(COURSE, "zh", CHECK).replies["c3"].value == "5"


def test_a_full_disk_leaves_the_notebook_as_it_was(student, monkeypatch):
    before = own(CHECK).read_bytes()

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(form, "write", full)
    with pytest.raises(OSError, match="No space"):
        save(CHECK, c3="3")
    assert own(CHECK).read_bytes() == before


def test_an_answer_by_code_is_left_alone_and_the_others_are_written(student):
    text = own(CHECK).read_text(encoding="utf-8").replace("c3 = None", "c3 = len('abc')")
    own(CHECK).write_text(text, encoding="utf-8")
    assert form.sheet(COURSE, "zh", CHECK).replies["c3"].odd
    save(CHECK, c3="7", c4="5")
    assert "c3 = len('abc')" in sources(CHECK)["c3"] and "c4 = 5 " in sources(CHECK)["c4"]


@pytest.mark.parametrize(
    "typed, written",
    [
        ("12", "12"),
        (" １２％ ", '"12%"'),
        ("1,250.5", '"1,250.5"'),
        ("−3", "-3"),
        ("007", '"007"'),
        ("0.20", "0.20"),
        ("nan", ""),
        ("twelve", ""),
        ("__import__('os')", ""),
        ('1"\nimport os', ""),
        ("٣", ""),
    ],
)
def test_a_number_field_is_written_as_a_check_reads_it_or_not_at_all(typed, written):
    assert form.number(typed) == written


@pytest.mark.parametrize("given", ["Z", "AA", "AB", "<b>", '"; import os'])
def test_a_letter_that_is_no_option_is_refused_in_words(student, given):
    before = own(QUIZ).read_bytes()
    wrong = save(QUIZ, churn_1=given)
    assert "选项" in wrong["churn-1"].zh and own(QUIZ).read_bytes() == before


def test_another_persons_paper_is_said_and_can_be_made_ones_own(student):
    save(QUIZ, churn_1="A", churn_2="B")
    home.introduce(home.Person("S002", "欧阳娜"))
    theirs = form.sheet(COURSE, "zh", QUIZ)
    assert theirs.other and theirs.student == "S001"
    form.start_over(COURSE, "zh", QUIZ, theirs.version)
    mine = form.sheet(COURSE, "zh", QUIZ)
    assert (mine.student, mine.other, mine.done) == ("S002", False, 0)
    assert 'student = "S002"' in own(QUIZ).read_text(encoding="utf-8").replace("\\", "")


def test_the_study_page_counts_what_was_clicked_however_odd_the_notebook(student):
    save(QUIZ, churn_1="A", churn_2="B")
    assert study.step(COURSE, "zh", QUIZ).done == 2
    content = json.loads(own(QUIZ).read_bytes())
    check = next(
        cell for cell in content["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")
    )
    check["metadata"]["nbgrader"]["grade_id"] = "churn-x"
    own(QUIZ).write_text(json.dumps(content), encoding="utf-8")
    assert study.step(COURSE, "zh", QUIZ).done == 1


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "c3"}}},
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "c3"}}, "source": 7},
        {"cell_type": "code", "metadata": {"nbgrader": 3}, "source": None},
        {"metadata": None},
        7,
    ],
)
def test_a_damaged_notebook_is_no_hindrance(student, cell):
    content = json.loads(own(CHECK).read_bytes())
    content["cells"].insert(0, cell)
    own(CHECK).write_text(json.dumps(content), encoding="utf-8")
    save(CHECK, c4="5")
    assert form.sheet(COURSE, "zh", CHECK).replies["c4"].value == "5"


@pytest.mark.parametrize("check", form.KINDS)
def test_what_a_form_asks_stands_open_in_the_feedback_too(check):
    assert handout.ITEM.search(f'read_ = checks.{check}("q")')
