"""A quiz, a checkpoint or a theory test as a form: its questions, and the answers of a student.

The answers lie in the answer cells of the student's notebook and nowhere else, as they would be
typed there. What is asked is read from the released notebook, whatever a student did to the own
copy; the keys of a quiz are not read at all.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grader.base import Text, UserError
from grader.base.files.writing import write
from grader.course import cells
from grader.course.folder import unreadable
from grader.course.outline import Assignment, Course
from grader.feedback import safe_html
from grader.learner import answers, home
from grader.learner.answers import WHOLE, Unreadable
from grader.learner.places import Places
from grader.learner.visible import Shown
from keguan import theory
from keguan.cards import Card

# kinds of a form's controls, by the check that reads the answer
KINDS = {
    "choice": "single",
    "several": "multiple",
    "ordered": "order",
    "number": "number",
    "number_read": "number",
}
ENTRY = "entry"  # a question of a drawn part, whose kind the paper says
LETTERED = re.compile(r"^- ([A-H])[\s\u3000]+(.*)$", re.MULTILINE)
HEADING = re.compile(r"^## +(.*)$", re.MULTILINE)
STUDENT = re.compile(r'^student = ""', re.MULTILINE)
LONGEST = 60  # characters of a number field
SAID = "keguan"  # in the metadata of an output: the card as the form shows it
_WRITING = threading.Lock()


class Changed(UserError):
    """Somebody else has written the notebook since the page was shown."""


@dataclass(frozen=True)
class Question:
    """A question with its place in the notebook.

    `cell` is the answer cell's grade id, `number` that of the value in it, `check` the grade id of
    the check; `options` are letters and what they say.
    """

    key: str
    cell: str
    number: int
    check: str
    kind: str
    title: str
    points: float
    text: Markup
    options: tuple[tuple[str, Markup], ...] = ()
    given: tuple[str, ...] = ()
    part: str = ""

    @property
    def letters(self) -> str:
        return "".join(letter for letter, _ in self.options)


@dataclass(frozen=True)
class Reply:
    """What the notebook has: `value` as the form shows it (letters, or a number as it was typed),
    "" for nothing; `odd` where the cell holds what the form does not read; what the check said
    last, where that is known."""

    value: str = ""
    odd: bool = False
    said: Card | None = None


@dataclass(frozen=True)
class Sheet:
    """A form as it is filled now: `version` names the very notebook that was read; `student` is
    whose paper it is, `needs` whether nobody has said so yet, `other` whether another one's id
    stands in the notebook than that of the person who works now."""

    work: Assignment
    intro: Markup
    questions: tuple[Question, ...]
    replies: dict[str, Reply] = field(default_factory=dict)
    version: str = ""
    student: str = ""
    needs: bool = False
    other: bool = False
    setup: tuple[str, ...] = ()

    @property
    def told_at_once(self) -> bool:
        """Whether a check says if an answer is right, here and now."""
        return not self.work.is_drawn

    @property
    def done(self) -> int:
        return sum(bool(reply.value) or reply.odd for reply in self.replies.values())

    def question(self, key: str) -> Question:
        """Raises UserError for a key of no question."""
        for question in self.questions:
            if question.key == key:
                return question
        raise UserError("没有这一题。", "There is no such question.")


@dataclass(frozen=True)
class _Blank:
    """What a released notebook asks, before anybody's draw."""

    intro: str
    questions: tuple[Question, ...]
    setup: tuple[str, ...]
    checks: dict[str, str]
    asks_id: bool


def fits(course: Course, language: str, work: Assignment) -> bool:
    """Whether the assignment was given out and every answer of it can be clicked or is a number."""
    return _blank(course, language, work) is not None


def sheet(course: Course, language: str, name: str) -> Sheet:
    """The form of the person who works now. Raises UserError where there is none."""
    work = course.assignment(name)
    return _sheet(course, language, work, _read(_path(course, language, work), work))


def save(
    course: Course,
    language: str,
    name: str,
    version: str,
    given: Mapping[str, str],
) -> dict[str, Text]:
    """Writes what was answered into the notebook, all of it or nothing; returns what is wrong with
    answers that were not written, by question.

    Only what differs is written, and what a changed answer's check had said goes. Raises Changed
    where the notebook is another than the `version` that the page showed.
    """
    work = course.assignment(name)
    path = _path(course, language, work)
    with _WRITING:
        data = _read(path, work)
        now = _sheet(course, language, work, data)
        _same(data, version)
        wrong, new = _new(now, given)
        if not new:
            return wrong
        notebook = json.loads(data)
        _put(notebook, now, new)
        if now.student and work.is_drawn:
            _sign(notebook, now.student)
        write(path, _text(notebook))
    return wrong


def start_over(course: Course, language: str, name: str, version: str) -> None:
    """Makes it the paper of the person who works now: other questions, no answers yet."""
    work, person = course.assignment(name), home.who()
    path = _path(course, language, work)
    with _WRITING:
        data = _read(path, work)
        now = _sheet(course, language, work, data)
        _same(data, version)
        if person is None or not now.other:
            return
        notebook = json.loads(data)
        _put(notebook, now, {question.key: "None" for question in now.questions})
        _sign(notebook, person.id)
        write(path, _text(notebook))


def check_of(course: Course, language: str, name: str, key: str) -> tuple[str, str, Any]:
    """The released check of a question, the name that it reads, and the answer that is there.

    Raises UserError where there is nothing to check yet, or nothing that is said before it is
    handed in.
    """
    work = course.assignment(name)
    blank = _blank(course, language, work)
    if blank is None or work.is_drawn:
        raise UserError("交了以后才知道对不对。", "Whether it is right is told after handing in.")
    now = sheet(course, language, name)
    question = now.question(key)
    if not now.replies[key].value:
        raise UserError("先作答，再看对不对。", "Answer first, then see whether it is right.")
    cell = _cell(json.loads(_read(_path(course, language, work), work)), question.cell)
    value = answers.read(_source(cell), question.cell)[question.number]
    plain = value if isinstance(value, (str, int, float)) else now.replies[key].value
    return blank.checks[question.check], question.cell, plain


def keep_said(course: Course, language: str, name: str, key: str, card: Card) -> None:
    """Puts what the check said under the check in the notebook, as running it there would."""
    work = course.assignment(name)
    path = _path(course, language, work)
    with _WRITING:
        data = _read(path, work)
        now = _sheet(course, language, work, data)
        question, notebook = now.question(key), json.loads(data)
        cell = _cell(notebook, question.check)
        if cell.get("cell_type") == "code":
            said = {"state": card.state, "title": card.title, "lines": _without_name(card, key)}
            said["answer"] = now.replies[key].value  # of another one it says nothing
            shown = {"text/plain": card.text(), "text/html": card.html()}
            output = {"output_type": "display_data", "data": shown, "metadata": {SAID: said}}
            cell["outputs"] = [output]
            write(path, _text(notebook))


def _without_name(card: Card, name: str) -> list[str]:
    """The lines of a card without the name of the answer, which a form does not show."""
    lines = [line for line in card.lines if not line.startswith(f"{name} = ")]
    plain = [re.sub(rf"\A{re.escape(name)}(：|: )", "", line) for line in lines]
    return [line[:1].upper() + line[1:] for line in plain]


# --- what is asked


def _blank(course: Course, language: str, work: Assignment) -> _Blank | None:
    path = course.root / "exercises" / "release" / language / work.name / f"{work.name}.ipynb"
    try:
        return _blank_of(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=128)
def _blank_of(path: Path, changed: int) -> _Blank | None:
    """Of a released notebook, as long as the file is the same; None where it is no form."""
    found = list(_questions(cells.read(path)))
    if not found or None in found:
        return None
    asked = tuple(question for question in found if question)
    released = cells.read(path)
    markdown = [cells.source(cell) for cell in released if cell.get("cell_type") == "markdown"]
    intro = re.sub(r"\A# .*\n+", "", markdown[0]) if markdown else ""
    graded = [cell for cell in released if cells.is_graded(cell)]
    headed = (n for n, cell in enumerate(released) if HEADING.search(cells.source(cell)))
    first = next(headed, len(released))
    setup = [cells.source(one) for one in released[:first] if one.get("cell_type") == "code"]
    return _Blank(
        intro,
        asked,
        tuple(setup),
        {cells.role(cell)["grade_id"]: cells.source(cell) for cell in graded},
        any(STUDENT.search(source) for source in setup),
    )


def _questions(released: list[dict]) -> Iterator[Question | None]:
    """The questions in their order; None for what is no question of a form."""
    texts: list[str] = []
    code: list[str] = []
    for cell in released:
        role, source = cells.role(cell), cells.source(cell)
        if cells.is_marked_by_hand(cell) or role.get("task"):
            yield None
        elif role.get("grade"):
            yield _question(role, source, "\n\n".join(texts), tuple(code))
        elif not role and cell.get("cell_type") == "markdown":
            texts, code = ([source], []) if HEADING.search(source) else ([*texts, source], code)
        elif not role and cell.get("cell_type") == "code":
            code.append(source)


def _question(role: dict, check: str, text: str, given: tuple[str, ...]) -> Question | None:
    found = _reads(check)
    if found is None:
        return None
    kind, name, letters, number = found
    heading = HEADING.search(text)
    options = tuple((m[1], safe_html.markdown(m[2])) for m in LETTERED.finditer(text))
    if kind == ENTRY:
        options = ()
    elif letters and [letter for letter, _ in options] != list(letters):
        options = tuple((letter, Markup("")) for letter in letters)
    said = LETTERED.sub("", HEADING.sub("", text)) if letters else HEADING.sub("", text)
    return Question(
        key=f"{name}-{number}" if number else name,
        cell=name,
        number=number,
        check=role["grade_id"],
        kind=KINDS.get(kind, kind),
        title=heading[1].strip() if heading else "",
        points=role["points"],
        text=safe_html.markdown(said.strip()),
        options=options,
        given=() if kind == ENTRY else given,
    )


def _reads(check: str) -> tuple[str, str, str, int] | None:
    """How a check reads the answer, the answer's name, the letters of its options, and the number
    of the question within a part; None where that is no call of ours."""
    for node in ast.walk(ast.parse(check)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if not isinstance(node.func.value, ast.Name) or node.func.value.id != "checks":
            continue
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        kind = node.func.attr
        if kind == ENTRY and len(words) == 2:
            return ENTRY, str(words[0]), "", int(str(words[1]))
        if kind in KINDS and words:
            return kind, str(words[0]), str(words[1]) if len(words) > 1 else "", WHOLE
    return None


def _drawn(work: Assignment, student: str, language: str, blank: _Blank) -> Iterator[Question]:
    """The questions as this student drew them."""
    pair = 0 if language == "zh" else 1
    paper = theory.Paper(work.name, student)
    parts = {task.id: paper.part(task.id) for task in work.tasks}
    for question in blank.questions:
        drawn = parts[question.cell][question.number - 1]
        stem, options = theory.words(question.cell, drawn)
        said = [safe_html.markdown(option[pair]) for option in options]
        yield replace(
            question,
            kind=drawn.kind,
            title=NUMBERED[language].format(question.number),
            text=safe_html.markdown(stem[pair]),
            options=tuple(zip(drawn.letters, said, strict=True)),
            part=question.title,
        )


NUMBERED = Text("第 {} 题", "Question {}")


def clean(shown: Shown) -> Markup:
    """What a given cell shows, as text or a table that nothing runs in."""
    text = shown.text.strip()
    plain = Markup("<pre>{}</pre>").format(text) if text else Markup("")
    return plain + ((safe_html.html(shown.html) if shown.html else None) or Markup(""))


# --- what was answered


def _sheet(course: Course, language: str, work: Assignment, data: bytes) -> Sheet:
    blank = _blank(course, language, work)
    if blank is None:
        raise UserError("这份作业在笔记本里做。", "This work is done in its notebook.")
    notebook = json.loads(data)
    intro = safe_html.markdown(blank.intro)
    version = hashlib.sha256(data).hexdigest()
    own = Sheet(work, intro, blank.questions, {}, version, setup=blank.setup)
    if work.is_drawn:
        person = home.who()
        typed = _typed_id(notebook) if blank.asks_id else ""
        student = typed or (person.id if person else "")
        if not student:
            return replace(own, questions=(), needs=True)
        questions = tuple(_drawn(work, student, language, blank))
        other = bool(person and typed and theory.same(typed) != theory.same(person.id))
        own = replace(own, questions=questions, student=student, other=other)
    replies = {question.key: _reply(notebook, question) for question in own.questions}
    return replace(own, replies=replies)


def _reply(notebook: dict, question: Question) -> Reply:
    cell = _cell(notebook, question.cell)
    try:
        value = answers.read(_source(cell), question.cell)[question.number]
        shown = "" if value is None or value is ... else _shown(question, value)
    except (Unreadable, KeyError, TypeError):
        return Reply(odd=True)
    if shown is None:
        return Reply(odd=True)
    return Reply(shown, said=_said(_cell(notebook, question.check), shown) if shown else None)


def _shown(question: Question, value: Any) -> str | None:
    """A value as the form shows it; None where it is none of the question's answers."""
    if question.kind == "number":
        return str(value) if number(str(value)) else None
    parts = value if isinstance(value, (list, tuple)) else (value,)
    text = unicodedata.normalize("NFKC", "".join(map(str, parts))).upper()
    letters = re.sub(r"[\W_]", "", text)
    fitting = set(letters) <= set(question.letters) and len(set(letters)) == len(letters)
    whole = {"single": len(letters) <= 1, "order": len(letters) in (0, len(question.letters))}
    if not fitting or not whole.get(question.kind, True):
        return None
    return letters if question.kind == "order" else "".join(sorted(letters))


def _said(cell: dict, answer: str) -> Card | None:
    """What the check said of this answer, where the form put it there."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        try:
            said = output["metadata"][SAID]
            if said["answer"] == answer:
                return Card(str(said["state"]), str(said["title"]), tuple(map(str, said["lines"])))
        except (KeyError, TypeError):
            continue
    return None


def number(text: str) -> str:
    """What a field holds as Python writes it: a number, or as text what a check reads as one, such
    as 12%; "" for anything else."""
    plain = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf").strip()[:LONGEST]
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", plain, re.ASCII):
        return plain
    return json.dumps(plain) if plain.isascii() and math.isfinite(amount(plain)) else ""


def amount(text: str) -> float:
    """The number that a field holds, 12 for 12%; NaN for anything else."""
    try:
        return float(text.removesuffix("%").replace(",", ""))
    except ValueError:
        return math.nan


# --- writing


def _new(now: Sheet, given: Mapping[str, str]) -> tuple[dict[str, Text], dict[str, str]]:
    """What is wrong with an answer, and the others that differ, as Python writes them."""
    wrong: dict[str, Text] = {}
    new: dict[str, str] = {}
    for question in now.questions:
        reply = now.replies[question.key]
        answer = given.get(question.key, reply.value).strip()
        if reply.odd or answer == reply.value:
            continue
        literal = _literal(question, answer)
        if literal:
            new[question.key] = literal
        else:
            wrong[question.key] = _no_answer(question)
    return wrong, new


def entered(question: Question, answer: str) -> str | Text:
    """What was chosen or typed, as the form shows it, "" for nothing; or what is wrong with it."""
    literal = _literal(question, answer.strip())
    if not literal:
        return _no_answer(question)
    value = ast.literal_eval(literal)
    return "" if value is None else str(value)


def _no_answer(question: Question) -> Text:
    return NO_NUMBER if question.kind == "number" else NO_OPTION


NO_NUMBER = Text(
    "没有保存：请填一个数字，例如 12 或 12%。", "Not saved: give a number, such as 12 or 12%."
)
NO_OPTION = Text("没有保存：请从选项里选。", "Not saved: choose among the options.")


def _literal(question: Question, answer: str) -> str:
    """An answer of the form as Python writes it; "" for what is none."""
    if not answer:
        return "None"
    if question.kind == "number":
        return number(answer)
    shown = _shown(question, answer) if set(answer) <= set(question.letters) else None
    return json.dumps(shown) if shown else ""


def _put(notebook: dict, now: Sheet, new: Mapping[str, str]) -> None:
    """The answers into their cells; what a check had said of the ones before goes."""
    by_cell: dict[str, dict[int, str]] = defaultdict(dict)
    for question in now.questions:
        if question.key in new and not now.replies[question.key].odd:
            by_cell[question.cell][question.number] = new[question.key]
            _forget(_cell(notebook, question.check))
    for name, literals in by_cell.items():
        cell = _cell(notebook, name)
        _rewrite(cell, answers.replaced(_source(cell), name, literals))


def _forget(check: dict) -> None:
    if check.get("cell_type") == "code":
        check["outputs"], check["execution_count"] = [], None


def _source(cell: dict) -> str:
    """The text of a cell; none of one that has no text."""
    lines = cell.get("source", "")
    plain = isinstance(lines, str) or (
        isinstance(lines, list) and all(isinstance(line, str) for line in lines)
    )
    return "".join(lines) if plain else ""


def _rewrite(cell: dict, source: str) -> None:
    """A source in the form that the file has it: one text, or a list of lines."""
    lines = isinstance(cell["source"], list)
    cell["source"] = source.splitlines(keepends=True) if lines else source


def _cell(notebook: dict, grade_id: str) -> dict:
    """The first cell with the grade id; an empty one where there is none."""
    for cell in notebook["cells"]:
        known = isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)
        if known and cells.role(cell).get("grade_id") == grade_id:
            return cell
    return {"source": ""}


def _id_cell(notebook: dict) -> dict | None:
    """The cell into which the student's id is written."""
    for cell in notebook["cells"]:
        code = isinstance(cell, dict) and cell.get("cell_type") == "code"
        if code and re.match(r"\s*student\s*=", _source(cell)):
            return cell
    return None


def _typed_id(notebook: dict) -> str:
    cell = _id_cell(notebook)
    try:
        return str(answers.read(_source(cell), "student")[WHOLE] or "") if cell else ""
    except Unreadable:
        return ""


def _sign(notebook: dict, student: str) -> None:
    """Writes whose paper it is."""
    cell = _id_cell(notebook)
    if cell is None:
        raise _lost_id()
    try:
        source = answers.replaced(_source(cell), "student", {WHOLE: json.dumps(student)})
    except Unreadable:
        raise _lost_id() from None
    _rewrite(cell, source)


def _lost_id() -> UserError:
    return UserError(
        "没有保存：笔记本里填学号的那一格（student = …）改得认不出了。打开笔记本改好，或者重做"
        "一份。",
        "Not saved: the cell of the notebook for the student id (student = …) cannot be read. "
        "Mend it in the notebook, or start the work over.",
    )


def _same(data: bytes, version: str) -> None:
    if hashlib.sha256(data).hexdigest() != version:
        raise Changed(
            "没有保存：这份笔记本刚才在别处保存过（可能在 JupyterLab 里开着）。下面是它现在的"
            "答案，请再选一次。",
            "Not saved: the notebook was saved elsewhere meanwhile, perhaps it is open in "
            "JupyterLab. Below are its answers now; please choose again.",
        )


def _path(course: Course, language: str, work: Assignment) -> Path:
    return home.place() / language / Places(course, language).work(work.name)


def _read(path: Path, work: Assignment) -> bytes:
    """The student's notebook. Raises UserError where it is gone or damaged."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"“{work.title.zh}”不在你的文件夹里：重新打开客关，会再放一份。",
            f"“{work.title.en}” is not in your folder: open Keguan again to get it.",
        ) from None
    if problem := unreadable(data):
        raise UserError(
            f"“{work.title.zh}”打不开：{problem.zh}。可以重做一份，旧的会留下。",
            f"“{work.title.en}” cannot be read: {problem.en}. Start it over; the old one stays.",
        )
    return data


def _text(notebook: dict) -> str:
    """A notebook as Jupyter writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
