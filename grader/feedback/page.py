"""The feedback page of one notebook of one student: points, verdicts, the student's own work, and
nothing that is hidden.

What a submission holds is text to this module. Whatever its cells and outputs say, a page runs no
script and loads nothing: texts are escaped by the template, Markdown and HTML are cleaned with an
allow-list, pictures are checked and stand in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from html import unescape
from itertools import chain, groupby
from typing import Any, NamedTuple

from grader.base import Text
from grader.base.pages import render as render_page
from grader.checks import errors, verdicts
from grader.course.drawn import Asked
from grader.feedback import facts as told
from grader.feedback import hidden, safe_html
from grader.feedback.facts import NO_FACTS, Facts
from grader.feedback.handout import HEADING, MOST_CELLS, Handout, Task
from grader.feedback.hidden import role, text
from grader.feedback.safe_html import plain
from grader.feedback.words import TEXTS

# characters of one text; of what is cut, the last ones are kept
LONGEST_OUTPUT = 12_000
TAIL = 2_000
# characters of all outputs and of all pictures of a page
MOST_TEXT = 400_000
MOST_PICTURES = 12_000_000
OUR_ENDS = {
    "DeadKernelError": "died",
    "TimeLimit": "late",
    "CellTime": "slow",
    "CellTimeoutError": "slow",
    "MemoryError": "memory",
}
PICTURE_KINDS = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
HEADINGS = {"own": "own", "check": "check"}  # over cells of a kind; all others are answers
LOOKS = {"full": "passed", "part": "partly", "none": "failed"}  # of a mark that a person gave
ENOUGH = 1e-9  # points that may be missing from full marks
MOST_AGAIN = 6  # sections of lessons that are named to be read again


class Mark(NamedTuple):
    """Points of a cell (None: it has none of its own), the most it can give, whether it waits for
    a person, a comment."""

    points: float | None
    maximum: float
    manual: bool = False
    comment: str = ""


class Piece(NamedTuple):
    """A piece of a page. look: how the template shows it; words: text, or Markup that was cleaned;
    beside: what stands beside the words."""

    look: str
    words: str = ""
    beside: str = ""
    state: str = ""
    inside: tuple[Any, ...] = ()  # pieces


class Row(NamedTuple):
    """A task in the table on top of the page."""

    title: str
    points: str
    state: str


class Again(NamedTuple):
    """A section of a lesson to read again, what it is about, and the tasks that cost points because
    of it."""

    lesson: str
    section: int
    title: str
    about: str
    tasks: str


class Section(NamedTuple):
    """number: None for a part without points."""

    number: int | None
    title: str
    said: str
    state: str
    pieces: list[Piece]


def page(
    executed: dict,
    release: dict | None,
    source: dict,
    marks: Mapping[str, tuple],
    language: str,
    student: str,
    title: str,
    penalty: float = 0.0,
    submitted: dict | None = None,
    facts: Facts = NO_FACTS,
) -> str:
    """The feedback page of one graded notebook as a complete HTML file.

    `marks` gives (points, maximum, waits for a person, comment) by grade id; `penalty` is what
    lateness costs; `submitted` is the notebook as it was handed in.
    """
    handout = Handout(source, release)
    return render(handout, executed, marks, language, student, title, penalty, submitted, facts)


def render(
    handout: Handout,
    executed: dict,
    marks: Mapping[str, tuple],
    language: str,
    student: str,
    title: str,
    penalty: float = 0.0,
    submitted: dict | None = None,
    facts: Facts = NO_FACTS,
) -> str:
    """The page, as `page` makes it, for a notebook whose Handout is known."""
    known = {name: Mark(*mark) for name, mark in marks.items()}
    return _Page(handout, known, language, executed, submitted or {}, facts).whole(
        executed, plain(student), plain(title), penalty
    )


class _Page:
    """Makes the pieces of one page; keeps count of what was shown, so that it stays small."""

    def __init__(
        self,
        handout: Handout,
        marks: dict[str, Mark],
        language: str,
        executed: dict,
        submitted: dict,
        facts: Facts,
    ):
        self.handout = handout
        self.facts = facts
        self.marks = marks
        self.t = TEXTS[language]
        self.language = language
        self.room = MOST_TEXT
        self.picture_room = MOST_PICTURES
        # A line that the student wrote as well is no secret to this student.
        self.own = [text(cell) for cell in hidden.cells(executed) if handout.kind(cell) != "check"]
        own = "\n".join(self.own)
        self.lines = [line for line in handout.secrets.lines if line not in own]
        self.asked = False  # hidden tests stand before what is being shown
        self.handed_in = {text(cell).strip(): _outputs(cell) for cell in hidden.cells(submitted)}

    def whole(self, executed: dict, student: str, title: str, penalty: float) -> str:
        t = self.t
        tasks = self.handout.tasks(executed)
        graded = [task for task in tasks if task.graded]
        points, says = self.total(graded, penalty)
        left_out = len(hidden.cells(executed)) - MOST_CELLS
        return render_page(
            "feedback.html",
            language=self.language,
            t=t,
            heading=f"{title} · {t['page']}",
            student=student,
            points=points,
            says=says,
            again=self.again(graded),
            rows=[self.row(task) for task in graded],
            sections=self.sections(tasks),
            left_out=t["cells_left_out"].format(n=left_out) if left_out > 0 else "",
            foot=t["foot"],
        )

    # --- points

    def sum(self, names: Iterable[str]) -> tuple[float, float, float]:
        """Points got, the most there are, and those that wait for a person."""
        marks = [self.marks[name] for name in names if name in self.marks]
        return (
            sum(mark.points or 0.0 for mark in marks if not mark.manual),
            sum(mark.maximum for mark in marks),
            sum(mark.maximum for mark in marks if mark.manual),
        )

    def total(self, tasks: list[Task], penalty: float) -> tuple[str, list[str]]:
        """The points of the notebook, and what is to be said about them."""
        t = self.t
        got, most, waiting = self.sum(chain.from_iterable(task.graded for task in tasks))
        says = [t["all_marked"]]
        if waiting:
            says = [t["waiting_points"].format(points=_number(waiting))]
        if penalty:
            says.append(t["penalty"].format(points=_number(penalty)))
        points = t["so_far" if waiting else "points"].format(got=_number(got), most=_number(most))
        return points, says

    def row(self, task: Task) -> Row:
        got, most, _ = self.sum(task.graded)
        state = self.state(task.graded)
        shown = "?" if state == "waiting" and not got else _number(got)
        return Row(task.title, f"{shown} / {_number(most)}", state)

    def state(self, names: Iterable[str]) -> str:
        got, most, waiting = self.sum(names)
        return "waiting" if waiting else _reached(got, most)

    def points(self, got: float | None, most: float) -> str:
        return self.t["points"].format(got=_number(got or 0.0), most=_number(most))

    # --- what to read again

    def again(self, tasks: list[Task]) -> list[Again]:
        """The sections of lessons that teach what cost points, most points first."""
        lost: dict[tuple[str, int], float] = {}
        about: dict[tuple[str, int], dict[str, None]] = {}
        names: dict[tuple[str, int], dict[str, None]] = {}
        titles = {}
        for task in tasks:
            for cell in task.graded:
                mark = self.marks.get(cell, Mark(None, 0.0))
                missing = 0.0 if mark.manual else mark.maximum - (mark.points or 0.0)
                for place in self.facts.places.get(cell, ()) if missing > ENOUGH else ():
                    key = place.unit, place.section
                    titles[key] = place.title[self.language]
                    lost[key] = lost.get(key, 0.0) + missing
                    about.setdefault(key, {})[place.about[self.language]] = None
                    names.setdefault(key, {})[self.named(task, cell)] = None
        gap = self.t["gap"]
        return [
            Again(*key, titles[key], gap.join(filter(None, about[key])), gap.join(names[key]))
            for key in sorted(lost, key=lambda key: -lost[key])[:MOST_AGAIN]
        ]

    def named(self, task: Task, cell: str) -> str:
        """What cost points, as a student knows it: the question of a test, else the task."""
        number = self.facts.numbers.get(cell)
        return self.t["question"].format(n=number) if number else task.title

    # --- tasks

    def sections(self, tasks: list[Task]) -> list[Section]:
        """A section for each task, and for each part without points that has something to show."""
        made = []
        number = 0
        for task in tasks:
            pieces = self.pieces(task, first=task is tasks[0])
            if task.graded:
                number += 1
                state = self.state(task.graded)
                made.append(Section(number, task.title, self.said(task, state), state, pieces))
            elif pieces or any(kind == "own" for kind, _ in task.cells):
                made.append(Section(None, task.title or self.t["other"], "", "", pieces))
        return made

    def said(self, task: Task, state: str) -> str:
        """Points and state of a task in one line; no points where all of them wait."""
        got, most, _ = self.sum(task.graded)
        if state == "waiting" and not got:
            return self.t[state]
        return f"{self.points(got, most)} · {self.t[state]}"

    def pieces(self, task: Task, first: bool) -> list[Piece]:
        """The cells of a task: what was given is folded, but for a question to be answered by a
        choice or a number; the rest stands under a heading for each kind."""
        made: list[Piece] = []
        begun = False
        last = ""
        asks = not first and self.handout.asks(task)
        for is_given, cells in groupby(task.cells, key=lambda pair: pair[0] == "given"):
            if is_given and asks:
                made += chain.from_iterable(self.cell(kind, cell) for kind, cell in cells)
                continue
            if is_given:
                made += self.folded(cells, self.summary(task, first, begun))
                continue
            for heading, same in groupby(cells, key=lambda pair: HEADINGS.get(pair[0], "answer")):
                shown = [self.cell(kind, cell) for kind, cell in same]
                if heading == "check":
                    shown = [self.passed_in_one(shown)]
                if any(shown) and heading != last:
                    made.append(Piece("heading", self.t[heading]))
                    last = heading
                made += chain.from_iterable(shown)
            begun = True
        return made

    def passed_in_one(self, checks: list[list[Piece]]) -> list[Piece]:
        """The checks with those that passed and say nothing else in one line, the others first."""
        silent = [found for found in checks if len(found) == 1 and _is_silent(found[0])]
        rest = [found for found in checks if found not in silent]
        if len(silent) > 1:
            words = self.t["passed_others" if rest else "passed_all"].format(n=len(silent))
            silent = [[Piece("verdict", words, "", "passed")]]
        return list(chain.from_iterable(rest + silent))

    def folded(self, cells: Iterable[tuple[str, dict]], summary: str) -> list[Piece]:
        inside: list[Piece] = []
        for kind, cell in cells:
            inside += self.cell(kind, cell)
        return [Piece("folded", summary, inside=tuple(inside))] if inside else []

    def summary(self, task: Task, first: bool, begun: bool) -> str:
        """What stands over given cells that are folded; begun: something stands above them."""
        if not task.graded and not first and task.title:
            return task.title
        if task.graded and not begun:
            return self.t["given"]
        return self.t["intro" if first else "more"]

    def cell(self, kind: str, cell: dict) -> list[Piece]:
        try:
            return self.check(cell) if kind == "check" else self.work(kind, cell)
        except Exception:  # one damaged cell is a sentence, and the page goes on
            return [self.note("odd_cell")]
        finally:
            self.asked |= bool(self.handout.secrets.hidden.get(role(cell).get("grade_id", "")))

    def work(self, kind: str, cell: dict) -> list[Piece]:
        """A cell that is no check: its text, its outputs, the mark and the comment of a person."""
        mark = self.marks.get(role(cell).get("grade_id", ""))
        shown = self.source(kind, cell)
        if cell.get("cell_type") == "code":
            shown += self.told(cell)
        if kind == "written":
            shown += self.mark(mark) + self.rubric(role(cell).get("grade_id", ""))
        return shown + self.comment(mark)

    def told(self, cell: dict) -> list[Piece]:
        """The outputs of a cell that is no check. After hidden tests, what the student saw when
        they handed in: by then the student's code knows what it was asked, and may repeat it.
        """
        outputs = _outputs(cell)
        if not outputs or not self.asked:
            return self.outputs(outputs)
        seen = self.handed_in.get(text(cell).strip())
        return self.outputs(seen) if seen else [self.note("asked")]

    def source(self, kind: str, cell: dict) -> list[Piece]:
        """The text of a cell; of an answer as it was given out, a sentence."""
        words = text(cell)
        is_answer = kind in ("answer", "written")
        if kind == "answer" and self.facts.asked:
            return []  # each question says what was answered
        if is_answer and self.untouched(cell):
            return [self.note("untouched")]
        if not words.strip():
            return [self.note("empty")] if is_answer else []
        if cell.get("cell_type") == "code":
            return [Piece("source", safe_html.code(self.short(plain(words).strip())))]
        if cell.get("cell_type") != "markdown":
            return [Piece("source", self.short(plain(words)))]
        if kind == "given":
            words = HEADING.sub("", words, count=1)
        made = self.markdown(words, cell.get("attachments"))
        if kind != "given":
            return [Piece("box", made)]
        return [Piece("bare", made)] if made else []

    def untouched(self, cell: dict) -> bool:
        """Whether an answer is as it was given out; the cell of a task always has its text."""
        stub = self.handout.stubs.get(role(cell).get("grade_id"))
        return stub is not None and text(cell).strip() == stub and not role(cell).get("task")

    # --- checks

    def check(self, cell: dict) -> list[Piece]:
        """A grade cell: passed or not, its points, why, and the code that the student has as
        well."""
        grade_id = role(cell)["grade_id"]
        mark = self.marks.get(grade_id, Mark(None, 0.0))
        visible = self.handout.secrets.shown.get(grade_id, "").strip()
        word, state, why = self.verdict(grade_id, cell, mark)
        inside = list(why)
        if state != "waiting":
            inside += self.printed(cell)
        if not visible and self.t["hidden"] not in (piece.words for piece in why):
            word += f" · {self.t['hidden_name']}"
        points = ""
        if mark.points is not None and not mark.manual:
            points = self.points(mark.points, mark.maximum)
        number = self.facts.numbers.get(grade_id)
        if number:
            word = f"{self.t['question'].format(n=number)}{self.t['gap_wide']}{word}"
        if grade_id in self.facts.asked:
            inside = self.asked_and_answered(self.facts.asked[grade_id], cell)
        shown = Piece("verdict", word, points, state, tuple(inside))
        if grade_id in self.facts.asked and state == "passed":
            shown = Piece("folded", f"{word}{self.t['gap_wide']}{points}", inside=tuple(inside))
        return [shown, *self.comment(mark)]

    def asked_and_answered(self, one: Asked, cell: dict) -> list[Piece]:
        """What a question of a theory test asked, what the student chose, what is right and why."""
        given = filter(None, map(verdicts.answer_in, self.said_by(cell).split("\n")))
        answer = next(given, "")
        chosen = told.chosen(one, answer, self.language) if answer else self.t["no_answer"]
        pairs = {
            "your_answer": chosen,
            "right_answer": told.right(one, self.language),
            "why": one.item.why[self.language],
        }
        inside = tuple(Piece("pair", self.t[name], words) for name, words in pairs.items())
        stem = self.markdown(one.item.stem[self.language], None)
        return [Piece("bare", stem), Piece("pairs", inside=inside)]

    def verdict(self, grade_id: str, cell: dict, mark: Mark) -> tuple[str, str, list[Piece]]:
        """The word on a check, its state, and the reason."""
        t = self.t
        if mark.manual:
            return t["waiting"], "waiting", []
        errors = [o for o in _outputs(cell) if o.get("output_type") == "error"]
        if mark.points is not None and _reached(mark.points, mark.maximum) == "full":
            by_teacher = errors and mark.maximum
            return t["passed"], "passed", [Piece("text", t["by_teacher"])] if by_teacher else []
        state = "partly" if mark.points else "failed"
        if not errors:
            return t[state], state, [] if mark.points else [Piece("text", t["no_reason"])]
        word, why = self.reason(grade_id, cell, errors[0])
        return (t["partly"] if mark.points else word), state, why

    def reason(self, grade_id: str, cell: dict, error: dict) -> tuple[str, list[Piece]]:
        """Why a grade cell failed, in words that tell nothing hidden: the word for it, and the
        reason."""
        t = self.t
        name = plain(error.get("ename"))
        said = plain(error.get("evalue"))
        traceback = _traceback(error)
        if name in OUR_ENDS:
            return t["failed"], [Piece("text", t[OUR_ENDS[name]])]
        found = verdicts.parse(said)
        if name == "Verdict" and found and traceback.startswith("✘") and "check" in text(cell):
            return t[found.outcome], [self.sentence(grade_id, found)]
        failure = self.handout.secrets.visible_failure(grade_id, traceback)
        if failure is None:
            return t["failed"], [Piece("text", t["hidden"])]
        return t["failed"], self.failed_line(failure, name, said)

    def failed_line(self, failure: tuple[int, str, bool], name: str, said: str) -> list[Piece]:
        """The line of a check that failed, and the error's message where it may be told."""
        number, line, tell = failure
        words = self.t["line"].format(n=number) + self.t["colon"]
        why = [Piece("line", words, line[:300])]
        if not tell:
            why.append(self.note("no_message"))
        elif said.strip():
            why.append(self.pre(self.short(f"{name}: {said}", 2000)))
        elif name != "AssertionError":
            why.append(Piece("line", "", name[:100]))
        return why

    def sentence(self, grade_id: str, found: verdicts.Verdict) -> Piece:
        """The sentence of a Verdict. What the student's code said to a hidden check could repeat
        what it was asked."""
        sentence = Text(found.zh, found.en)
        if self.handout.secrets.tells(grade_id):
            sentence = errors.without_words(sentence, self.own, self.handout.words)
        words = f"{found.name}{self.t['colon']}{sentence[self.language]}"
        return (
            self.note("removed") if self.secret(words) else Piece("text", self.short(words, 1000))
        )

    def printed(self, cell: dict) -> list[Piece]:
        """What a grade cell printed; where it has hidden lines, only what our checks say of an
        answer that is named."""
        outputs = [o for o in _outputs(cell) if o.get("output_type") != "error"]
        streams = [o for o in outputs if o.get("output_type") == "stream"]
        lines = [line for line in self.said_by(cell).split("\n") if line.strip()]
        if len(streams) == len(outputs) and all(line.startswith("✔") for line in lines):
            return []  # the word "passed" says the same
        if not self.handout.secrets.tells(role(cell)["grade_id"]):
            return self.outputs(outputs)
        kept = [line for line in lines if self.names_an_answer(line)]
        shown = [self.pre("\n".join(kept))] if kept else []
        return [*shown, self.note("checks_said")]

    def said_by(self, cell: dict) -> str:
        """What a cell printed."""
        streams = [o for o in _outputs(cell) if o.get("output_type") == "stream"]
        return "".join(safe_html.printed(self.raw(o.get("text"))) for o in streams)

    def names_an_answer(self, line: str) -> bool:
        """Whether a line is our word that an answer is right, of a name that students know."""
        found = verdicts.named_right(line)
        return found is not None and found in self.handout.words

    def mark(self, mark: Mark | None) -> list[Piece]:
        """The mark that a person gives."""
        if mark is None or (mark.points is None and not mark.manual):
            return []
        if mark.manual:
            points = self.t["points"].format(got="?", most=_number(mark.maximum))
            return [Piece("verdict", self.t["waiting"], points, "waiting")]
        state = _reached(mark.points or 0.0, mark.maximum)
        points = self.points(mark.points, mark.maximum)
        return [Piece("verdict", self.t[state], points, LOOKS[state])]

    def rubric(self, grade_id: str) -> list[Piece]:
        """The rows of the rubric with the marks of each, and what full marks ask for where points
        were lost."""
        found = []
        for row in self.facts.rows.get(grade_id, ()):
            state = _reached(row.got, row.most)
            points = f"{_number(row.got)} / {_number(row.most)}"
            full = (Piece("text", row.full),) if state != "full" and row.full else ()
            found.append(Piece("row", row.name, points, state, full))
        return [Piece("rows", inside=tuple(found))] if found else []

    def comment(self, mark: Mark | None) -> list[Piece]:
        if mark is None or not mark.comment or mark.comment.strip() == "No response.":
            return []
        said = safe_html.markdown(mark.comment, None, self.no_picture)
        return [Piece("comment", said)]

    # --- outputs

    def outputs(self, outputs: list[dict]) -> list[Piece]:
        made: list[Piece] = []
        for output in outputs:
            if self.room <= 0:
                return [*made, self.note("left_out")]
            try:
                made += self.output(output)
            except Exception:  # one damaged output is a sentence, and the page goes on
                made.append(self.note("unreadable"))
        return made

    def output(self, output: dict) -> list[Piece]:
        kind = output.get("output_type")
        if kind == "stream":
            said = safe_html.printed(self.raw(output.get("text")))
            return [self.pre(said)] if said.strip() else []
        if kind == "error":
            return self.error(output)
        data = output.get("data")
        return [self.bundle(data) if isinstance(data, dict) and data else self.note("unreadable")]

    def error(self, output: dict) -> list[Piece]:
        """An error in the student's own code: what and in which line, without the way there."""
        name = plain(output.get("ename"))
        if name in OUR_ENDS:
            return [Piece("note", f"✘ {self.t[OUR_ENDS[name]]}")]
        found = hidden.own_line(_traceback(output, self.raw))
        message = f"{name}: {plain(self.raw(output.get('evalue')))}"
        if found:
            number, line = found
            where = self.t["at_line"].format(n=number)
            message = f"{where}{self.t['colon']}{line.strip()}\n{message}"
        return [Piece("note", f"✘ {self.t['error']}"), self.pre(message)]

    def bundle(self, data: dict) -> Piece:
        """The best form of an output that is safe to show."""
        if "application/vnd.jupyter.widget-view+json" in data:
            return self.note("widget")
        made = self.rich(data)
        if made is not None:
            return made
        words = plain(self.raw(data.get("text/latex") or data.get("text/plain")))
        if any(map(_active, data)):
            return self.note("inactive")
        return self.pre(words) if words.strip() else self.note("unreadable")

    def rich(self, data: dict) -> Piece | None:
        """A picture, HTML or Markdown, in this order; HTML that holds a picture as well is a
        table or the like."""
        if "text/html" not in data:
            for kind in PICTURE_KINDS:
                made = self.picture(kind, data) if kind in data else None
                if made:
                    return made
        if isinstance(data.get("text/html"), (str, list)):
            made = self.html(data["text/html"])
            if made:
                return made
        if isinstance(data.get("text/markdown"), (str, list)):
            return Piece("box", self.markdown(self.raw(data["text/markdown"]), None))
        return None

    def html(self, value: str | list) -> Piece | None:
        """HTML as far as it is only text and tables; None if nothing of it is left."""
        made = safe_html.html(plain(value)) if len(value) <= 10 * safe_html.LONGEST_HTML else None
        words = unescape(re.sub(r"<[^>]*>", "", made or ""))
        if made is None or not words.strip():
            return None
        if self.secret(words):
            return self.note("removed")
        self.room -= len(made)
        return Piece("out", made)

    def picture(self, kind: str, data: dict) -> Piece | None:
        words = data.get("text/plain")
        alt = plain(words)[:300] if isinstance(words, (str, list)) else ""
        if not alt or alt.startswith("<"):
            alt = self.t["picture"]
        made = safe_html.picture(kind, data[kind], alt)
        if made is None or (kind == "image/svg+xml" and self.secret(plain(data[kind]))):
            return None
        self.picture_room -= len(made)
        return self.note("left_out") if self.picture_room < 0 else Piece("out", made)

    def markdown(self, words: Any, attachments: Any) -> str:
        words = self.short(plain(words), safe_html.LONGEST_MARKDOWN)
        if self.secret(words):
            words = self.without_secrets(words)
        return safe_html.markdown(words, attachments, self.no_picture)

    @property
    def no_picture(self) -> partial[str]:
        return _NO_PICTURE[self.language]

    # --- texts

    def note(self, word: str) -> Piece:
        return Piece("note", self.t[word])

    def raw(self, value: Any) -> Any:
        """Text of an output, cut before anything looks at it if it is far too long."""
        if isinstance(value, list):
            value = "".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and len(value) > 10 * LONGEST_OUTPUT:
            keep = 8 * LONGEST_OUTPUT
            cut = self.t["cut"].format(n=len(value) - keep - TAIL)
            return f"{value[:keep]}\n{cut}\n{value[-TAIL:]}"
        return value

    def short(self, words: str, most: int = LONGEST_OUTPUT) -> str:
        """The text, cut in the middle with a note if it is longer than `most` characters."""
        if len(words) <= most:
            return words
        tail = min(TAIL, most // 4)
        cut = self.t["cut"].format(n=len(words) - most)
        return f"{words[: most - tail]}\n{cut}\n{words[-tail:]}"

    def pre(self, words: str) -> Piece:
        if self.secret(words):
            words = self.without_secrets(words)
        words = self.short(words.strip("\n"))
        self.room -= len(words)
        return Piece("said", words)

    def secret(self, words: str) -> bool:
        return any(line in words for line in self.lines)

    def without_secrets(self, words: str) -> str:
        """The text without the lines that repeat a hidden one."""
        kept = [self.t["removed"] if self.secret(line) else line for line in words.split("\n")]
        return "\n".join(kept) if not self.secret("\n".join(kept)) else self.t["removed"]


def _no_picture(words: dict[str, str], alt: str) -> str:
    return words["no_picture"].format(alt=alt or words["a_picture"])


# one for each language, so that what was made with it before is found again
_NO_PICTURE = {language: partial(_no_picture, words) for language, words in TEXTS.items()}


def _is_silent(piece: Piece) -> bool:
    """Whether it is a check that passed and has nothing else to say."""
    return (piece.look, piece.state, piece.inside) == ("verdict", "passed", ())


def _outputs(cell: dict) -> list[dict]:
    found = cell.get("outputs")
    if not isinstance(found, list):
        return []
    return [output for output in found if isinstance(output, dict)]


def _traceback(error: dict, cut: Any = lambda line: line) -> str:
    """The traceback of an error as text; `cut` shortens its lines."""
    lines = error.get("traceback")
    if not isinstance(lines, list):
        return ""
    return "\n".join(plain(cut(line)) for line in lines[:200] if isinstance(line, str))


def _active(kind: object) -> bool:
    """Whether an output of this kind would run something in the browser."""
    name = str(kind)
    return "javascript" in name or name.startswith("application/") or name == "text/html"


def _reached(got: float, most: float) -> str:
    if got >= most - ENOUGH:
        return "full"
    return "part" if got > 0 else "none"


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
