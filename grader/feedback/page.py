"""The feedback page of one notebook of one student: points, verdicts, the student's own work, and
nothing that is hidden.

What a submission holds is text to this module. Whatever its cells and outputs say, a page runs no
script and loads
nothing: texts are escaped, Markdown and HTML are cleaned with an allow-list, pictures are checked
and stand in the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.engine.model import FAILED, GRADED, Outcome
from grader.feedback import hidden, safe_html
from grader.feedback.hidden import role, text
from grader.feedback.safe_html import plain
from grader.feedback.words import CSS, EN, TEXTS, ZH
from grader.gradebook.autograded import content, put

# characters of one text; of what is cut, the last ones are kept
LONGEST_OUTPUT, TAIL = 12_000, 2_000
# characters of all outputs and of all pictures of a page
MOST_TEXT, MOST_PICTURES = 400_000, 12_000_000
MOST_CELLS = 400
VERDICT = re.compile(r"\[(incorrect|not attempted|not checkable)\] (.*?)：(.*) \| (.*)", re.DOTALL)
CORRECT = re.compile(r"✔ 正确 · Correct: ([^\W\d]\w{0,60})")
# nbgrader's exchange finds the student's page by them
FOR_EXCHANGE = ("timestamp.txt", "submission_secret.txt")
OUR_ENDS = {
    "DeadKernelError": "died",
    "TimeLimit": "late",
    "CellTime": "slow",
    "CellTimeoutError": "slow",
}
STYLE_HASH = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; img-src data:; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; "
    f"form-action 'none'"
)
HEADING = re.compile(r"(?m)^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$")
PICTURE_KINDS = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")


class Mark(NamedTuple):
    """Points of a cell (None: it has none of its own), the most it can give, whether it waits for
    a person, a comment."""

    points: float | None
    maximum: float
    manual: bool = False
    comment: str = ""


@dataclass
class Task:
    """Cells under one heading: (kind, cell), and the grade ids in it."""

    title: str
    cells: list[tuple[str, dict]] = field(default_factory=list)
    graded: list[str] = field(default_factory=list)


class Sheet:
    """What all students of a notebook share: what they were given, and what they must not read."""

    def __init__(self, source: dict, release: dict | None):
        self.release = release if hidden.cells(release) else hidden.released(source)
        self.secrets = hidden.secrets(source, self.release)
        self.given = {text(cell).strip() for cell in hidden.cells(self.release)}
        self.words = "\n".join(self.given)
        self.stubs = {
            role(cell)["grade_id"]: text(cell).strip()
            for cell in hidden.cells(self.release)
            if role(cell)
        }
        self.roles = {
            role(cell)["grade_id"]: role(cell) for cell in hidden.cells(source) if role(cell)
        }

    def kind(self, cell: dict) -> str:
        """ "check", "answer" (marked through its checks), "written" (marked by a person), "given"
        or "own"."""
        known = self.roles.get(role(cell).get("grade_id"), {})
        if known.get("grade") and not known.get("solution"):
            return "check"
        if known.get("solution"):
            return "written" if known.get("grade") else "answer"
        if known.get("task"):
            return "written"
        return "given" if known or text(cell).strip() in self.given else "own"

    def tasks(self, executed: dict) -> list[Task]:
        """The cells of a graded notebook by task: a task begins with a heading, or with the next
        answer where there is none."""
        found = [Task("")]
        for cell in hidden.cells(executed)[:MOST_CELLS]:
            kind, grade_id = self.kind(cell), role(cell).get("grade_id")
            heading = (
                HEADING.search(text(cell))
                if kind == "given" and cell.get("cell_type") == "markdown"
                else None
            )
            if heading:
                found.append(Task(_heading_text(heading[2])))
            elif (
                kind in ("answer", "written")
                and found[-1].graded
                and "check" in (k for k, _ in found[-1].cells)
            ):
                found.append(Task(plain(grade_id)))
            found[-1].cells.append((kind, cell))
            if kind in ("check", "written"):
                found[-1].graded.append(grade_id)
                found[-1].title = found[-1].title or plain(grade_id)
        return [task for task in found if task.cells]


def page(
    executed: dict,
    release: dict | None,
    source: dict,
    marks: Mapping[str, tuple],
    language: str,
    student: str,
    title: str,
    penalty: float = 0.0,
) -> str:
    """The feedback page of one graded notebook as a complete HTML file.

    `marks` gives (points, maximum, waits for a person, comment) by grade id; `penalty` is what
    lateness costs.
    """
    return render(Sheet(source, release), executed, marks, language, student, title, penalty)


def render(
    sheet: Sheet,
    executed: dict,
    marks: Mapping[str, tuple],
    language: str,
    student: str,
    title: str,
    penalty: float = 0.0,
) -> str:
    """The page, as `page` makes it, for a notebook whose Sheet is known."""
    marks = {name: Mark(*mark) for name, mark in marks.items()}
    return _Page(sheet, marks, language, executed).whole(
        executed, plain(student), plain(title), penalty
    )


class _Page:
    """Writes one page; keeps count of what was shown, so that it stays small."""

    def __init__(self, sheet: Sheet, marks: dict[str, Mark], language: str, executed: dict):
        self.sheet, self.marks, self.t, self.language = sheet, marks, TEXTS[language], language
        self.room, self.picture_room, self.checks = MOST_TEXT, MOST_PICTURES, 0
        # A line that the student wrote as well is no secret to this student.
        own = "\n".join(
            text(cell) for cell in hidden.cells(executed) if sheet.kind(cell) != "check"
        )
        self.lines = [line for line in sheet.secrets.lines if line not in own]

    def whole(self, executed: dict, student: str, title: str, penalty: float) -> str:
        t = self.t
        tasks = self.sheet.tasks(executed)
        graded = [task for task in tasks if task.graded]
        numbers = {id(task): number for number, task in enumerate(graded, 1)}
        heading = escape(f"{title} · {t['page']}")
        body = "\n".join(
            self.task(task, numbers.get(id(task)), first=task is tasks[0]) for task in tasks
        )
        more = len(hidden.cells(executed)) - MOST_CELLS
        body += f'<p class="note">{t["cells_left_out"].format(n=more)}</p>' if more > 0 else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{t["lang"]}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="referrer" content="no-referrer">\n<title>{heading}</title>\n'
            f"<style>{CSS}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#feedback">{t["skip"]}</a>\n<header>\n<h1>{heading}</h1>\n'
            f'<p class="who">{t["student"]}{t["colon"]}{escape(student)}</p>\n'
            f"{self.total(graded, penalty)}</header>\n"
            f'{self.overview(graded)}\n<main id="feedback">\n{body}\n</main>\n'
            f"<footer>{t['foot']}</footer>\n</body>\n</html>\n"
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

    def total(self, tasks: list[Task], penalty: float) -> str:
        got, most, waiting = self.sum(name for task in tasks for name in task.graded)
        t = self.t
        says = t["waiting_points"].format(points=_number(waiting)) if waiting else t["all_marked"]
        says += f"</p><p>{t['penalty'].format(points=_number(penalty))}" if penalty else ""
        points = t["so_far" if waiting else "points"].format(got=_number(got), most=_number(most))
        return f'<div class="total"><b>{points}</b><p>{says}</p></div>\n'

    def overview(self, tasks: list[Task]) -> str:
        """A table of the tasks with links to them."""
        t = self.t
        rows = []
        for number, task in enumerate(tasks, 1):
            got, most, _ = self.sum(task.graded)
            state = self.state(task.graded)
            points = f"{'?' if state == 'waiting' and not got else _number(got)} / {_number(most)}"
            rows.append(
                f'<tr><th scope="row"><a '
                f'href="#task-{number}">{escape(task.title)}</a></th><td>{points}</td>'
                f'<td class="{state}">{t[state]}</td></tr>'
            )
        if not rows:
            return ""
        head = "".join(f'<th scope="col">{t[name]}</th>' for name in ("task", "score", "state"))
        return (
            f'<nav class="tasks" aria-label="{t["tasks"]}"><table><thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n" + "\n".join(rows) + "\n</tbody></table></nav>"
        )

    def state(self, names: Iterable[str]) -> str:
        got, most, waiting = self.sum(names)
        return (
            "waiting"
            if waiting
            else "full"
            if got >= most - 1e-9
            else "part"
            if got > 0
            else "none"
        )

    def points(self, mark: Mark) -> str:
        return self.t["points"].format(got=_number(mark.points or 0.0), most=_number(mark.maximum))

    # --- tasks

    def task(self, task: Task, number: int | None, first: bool) -> str:
        """A section for a task; a part without points is only there if the student added to it,
        else folded."""
        blocks = self.blocks(task, first)
        if number is None:
            own = any(kind == "own" for kind, _ in task.cells)
            return (
                f'<section aria-label="{escape(task.title or self.t["other"])}">{blocks}</section>'
                if own or blocks
                else ""
            )
        got, most, _ = self.sum(task.graded)
        state = self.state(task.graded)
        points = (
            self.t["points"].format(got=_number(got), most=_number(most))
            if state != "waiting" or got
            else ""
        )
        said = f"{points} · {self.t[state]}" if points else self.t[state]
        return (
            f'<section aria-labelledby="task-{number}">\n<div class="head"><h2 '
            f'id="task-{number}">{escape(task.title)}</h2>'
            f'<p class="{state}">{said}</p></div>\n{blocks}\n</section>'
        )

    def blocks(self, task: Task, first: bool) -> str:
        """The cells of a task: what was given is folded, the rest stands under a heading for each
        kind."""
        made, given, last = [], [], None
        for kind, cell in [*task.cells, ("end", {})]:
            if given and kind != "given":
                summary = self.t[
                    "given" if task.graded and not made else "intro" if first else "more"
                ]
                if not task.graded and not first and task.title:
                    summary = escape(task.title)
                made.append(
                    f"<details><summary>{summary}</summary><div "
                    f'class="inside">{"".join(given)}</div></details>'
                )
                given = []
            if kind == "end":
                break
            try:
                shown = self.cell(kind, cell)
            except Exception:  # one damaged cell is a sentence, and the page goes on
                shown = f'<p class="note">{self.t["odd_cell"]}</p>'
            if kind == "given":
                given += [shown] if shown else []
                continue
            heading = {"own": "own", "check": "check"}.get(kind, "answer")
            if shown and heading != last:
                made.append(f"<h3>{self.t[heading]}</h3>")
                last = heading
            made.append(shown)
        return "\n".join(made)

    def cell(self, kind: str, cell: dict) -> str:
        if kind == "check":
            return self.check(cell)
        grade_id = role(cell).get("grade_id")
        stub = self.sheet.stubs.get(grade_id)
        shown = self.source(kind, cell, stub)
        if cell.get("cell_type") == "code":
            shown += self.outputs(cell)
        if kind == "written":
            shown += self.mark(self.marks.get(grade_id))
        return shown + self.comment(self.marks.get(grade_id))

    def source(self, kind: str, cell: dict, stub: str | None) -> str:
        """The text of a cell; of an answer as it was given out, a sentence."""
        words = text(cell)
        if (
            kind in ("answer", "written")
            and stub is not None
            and words.strip() == stub
            and not role(cell).get("task")
        ):
            return f'<p class="note">{self.t["untouched"]}</p>'
        if not words.strip():
            return f'<p class="note">{self.t["empty"]}</p>' if kind in ("answer", "written") else ""
        if cell.get("cell_type") == "code":
            return f'<pre tabindex="0">{safe_html.code(self.short(plain(words).strip()))}</pre>'
        if cell.get("cell_type") != "markdown":
            return f'<pre tabindex="0">{escape(self.short(plain(words)))}</pre>'
        if kind == "given":
            words = HEADING.sub("", words, count=1) if HEADING.search(words) else words
        made = self.markdown(words, cell.get("attachments"))
        return made if kind == "given" else f'<div class="box">{made}</div>'

    # --- checks

    def check(self, cell: dict) -> str:
        """A grade cell: passed or not, its points, why, and the code that the student has as
        well."""
        grade_id = role(cell)["grade_id"]
        mark = self.marks.get(grade_id, Mark(None, 0.0))
        secrets = self.sheet.secrets
        self.checks += 1
        word, state, why = self.verdict(grade_id, cell, mark)
        visible = secrets.shown.get(grade_id, "").strip()
        said = self.printed(cell) if state != "waiting" else ""
        points = self.points(mark) if mark.points is not None and not mark.manual else ""
        if not visible and self.t["hidden"] not in why:
            word += f" · {self.t['hidden_name']}"
        shown = (
            f'<div class="verdict {state}"><div '
            f'class="line"><b>{word}</b><span>{points}</span></div>{why}{said}'
        )
        if visible and cell.get("cell_type") == "code":
            name = self.t["code_part" if secrets.hidden.get(grade_id) else "code"]
            shown += (
                f"<details><summary>{name}</summary><pre "
                f'tabindex="0">{safe_html.code(plain(visible))}</pre></details>'
            )
        return shown + "</div>" + self.comment(mark)

    def verdict(self, grade_id: str, cell: dict, mark: Mark) -> tuple[str, str, str]:
        """The word on a check, its state, and the reason as HTML."""
        t = self.t
        if mark.manual:
            return t["waiting"], "waiting", ""
        errors = [o for o in _outputs(cell) if o.get("output_type") == "error"]
        if mark.points is not None and mark.points >= mark.maximum - 1e-9:
            return (
                t["passed"],
                "passed",
                f"<p>{t['by_teacher']}</p>" if errors and mark.maximum else "",
            )
        state = "partly" if mark.points else "failed"
        if not errors:
            return t[state], state, "" if mark.points else f"<p>{t['no_reason']}</p>"
        word, why = self.reason(grade_id, cell, errors[0])
        return (t["partly"] if mark.points else word), state, why

    def reason(self, grade_id: str, cell: dict, error: dict) -> tuple[str, str]:
        """Why a grade cell failed, in words that tell nothing hidden: the word for it, and the
        reason as HTML."""
        t = self.t
        name, said = plain(error.get("ename")), plain(error.get("evalue"))
        lines = error.get("traceback")
        traceback = (
            "\n".join(plain(line) for line in lines if isinstance(line, str))
            if isinstance(lines, list)
            else ""
        )
        if name in OUR_ENDS:
            return t["failed"], f"<p>{t[OUR_ENDS[name]]}</p>"
        found = VERDICT.fullmatch(said)
        if name == "Verdict" and found and traceback.startswith("✘") and "check" in text(cell):
            return t[found[1]], self.sentence(grade_id, found)
        failure = self.sheet.secrets.visible_failure(grade_id, traceback)
        if failure is None:
            return t["failed"], f"<p>{t['hidden']}</p>"
        number, line, tell = failure
        why = f"<p>{t['line'].format(n=number)}{t['colon']}<code>{escape(line[:300])}</code></p>"
        if not tell:
            return t["failed"], why + f'<p class="note">{t["no_message"]}</p>'
        if not said.strip():
            return t["failed"], why + (
                f"<p><code>{escape(name[:100])}</code></p>" if name != "AssertionError" else ""
            )
        return t["failed"], why + self.pre(self.short(f"{name}: {said}", 2000))

    def sentence(self, grade_id: str, found: re.Match) -> str:
        """The sentence of a Verdict. What the student's code said to a hidden check could repeat
        what it was asked."""
        sentence = Text(found[3], found[4])
        if self.sheet.secrets.tells(grade_id):
            sentence = _own_words_only(sentence)
        words = f"{found[2]}{self.t['colon']}{sentence[self.language]}"
        return (
            f'<p class="note">{self.t["removed"]}</p>'
            if self.secret(words)
            else f"<p>{escape(self.short(words, 1000))}</p>"
        )

    def printed(self, cell: dict) -> str:
        """What a grade cell printed; where it has hidden lines, only what our checks say of an
        answer that is named."""
        outputs = [o for o in _outputs(cell) if o.get("output_type") != "error"]
        said = "".join(
            safe_html.printed(self.raw(o.get("text")))
            for o in outputs
            if o.get("output_type") == "stream"
        )
        lines = [line for line in said.split("\n") if line.strip()]
        if all(line.startswith("✔") for line in lines) and all(
            o.get("output_type") == "stream" for o in outputs
        ):
            return ""  # the word "passed" says the same
        if not self.sheet.secrets.tells(role(cell)["grade_id"]):
            return self.outputs({**cell, "outputs": outputs})
        kept = [
            line for line in lines if (m := CORRECT.fullmatch(line)) and m[1] in self.sheet.words
        ]
        return (
            self.pre("\n".join(kept)) if kept else ""
        ) + f'<p class="note">{self.t["checks_said"]}</p>'

    def mark(self, mark: Mark | None) -> str:
        """The mark that a person gives."""
        if mark is None or mark.points is None and not mark.manual:
            return ""
        if mark.manual:
            said, state, points = (
                self.t["waiting"],
                "waiting",
                self.t["points"].format(got="?", most=_number(mark.maximum)),
            )
        else:
            state = self.state_of(mark)
            said, points = self.t[state], self.points(mark)
        looks = {"full": "passed", "part": "partly", "none": "failed"}.get(state, state)
        return (
            f'<div class="verdict {looks}"><div '
            f'class="line"><b>{said}</b><span>{points}</span></div></div>'
        )

    def state_of(self, mark: Mark) -> str:
        points = mark.points or 0.0
        return "full" if points >= mark.maximum - 1e-9 else "part" if points > 0 else "none"

    def comment(self, mark: Mark | None) -> str:
        if mark is None or not mark.comment or mark.comment.strip() == "No response.":
            return ""
        said = safe_html.markdown(mark.comment, None, self.no_picture)
        return f'<div class="comment"><p><b>{self.t["comment"]}</b></p>{said}</div>'

    # --- outputs

    def outputs(self, cell: dict) -> str:
        made = []
        for output in _outputs(cell):
            if self.room <= 0:
                made.append(f'<p class="note">{self.t["left_out"]}</p>')
                break
            try:
                made.append(self.output(output))
            except Exception:  # one damaged output is a sentence, and the page goes on
                made.append(f'<p class="note">{self.t["unreadable"]}</p>')
        return "".join(made)

    def output(self, output: dict) -> str:
        kind = output.get("output_type")
        if kind == "stream":
            said = safe_html.printed(self.raw(output.get("text")))
            return self.pre(said) if said.strip() else ""
        if kind == "error":
            return self.error(output)
        data = output.get("data")
        return (
            self.bundle(data)
            if isinstance(data, dict) and data
            else f'<p class="note">{self.t["unreadable"]}</p>'
        )

    def error(self, output: dict) -> str:
        """An error in the student's own code: what and in which line, without the way there."""
        if plain(output.get("ename")) in OUR_ENDS:
            return f'<p class="note">✘ {self.t[OUR_ENDS[plain(output["ename"])]]}</p>'
        lines = output.get("traceback")
        said = (
            "\n".join(plain(self.raw(line)) for line in lines[:200] if isinstance(line, str))
            if isinstance(lines, list)
            else ""
        )
        found = hidden.own_line(said)
        message = f"{plain(output.get('ename'))}: {plain(self.raw(output.get('evalue')))}"
        if found:
            message = (
                f"{self.t['at_line'].format(n=found[0])}{self.t['colon']}{found[1].strip()}\n"
                f"{message}"
            )
        return f'<p class="note">✘ {self.t["error"]}</p>' + self.pre(message)

    def bundle(self, data: dict) -> str:
        """The best form of an output that is safe to show."""
        if "application/vnd.jupyter.widget-view+json" in data:
            return f'<p class="note">{self.t["widget"]}</p>'
        for kind in PICTURE_KINDS:
            if kind in data and "text/html" not in data:
                made = self.picture(kind, data)
                if made:
                    return made
        if isinstance(data.get("text/html"), (str, list)):
            made = self.html(data["text/html"])
            if made:
                return made
        if isinstance(data.get("text/markdown"), (str, list)):
            return f'<div class="box">{self.markdown(self.raw(data["text/markdown"]), None)}</div>'
        active = [
            kind
            for kind in data
            if "javascript" in str(kind)
            or str(kind).startswith("application/")
            or kind == "text/html"
        ]
        words = plain(self.raw(data.get("text/latex") or data.get("text/plain")))
        if active or not words.strip():
            return f'<p class="note">{self.t["inactive" if active else "unreadable"]}</p>'
        return self.pre(words)

    def html(self, value) -> str | None:
        """HTML as far as it is only text and tables; None if nothing of it is left."""
        made = safe_html.html(plain(value)) if len(value) <= 10 * safe_html.LONGEST_HTML else None
        if made is None or not re.sub(r"<[^>]*>", "", made).strip():
            return None
        if self.secret(unescape(re.sub(r"<[^>]*>", "", made))):
            return f'<p class="note">{self.t["removed"]}</p>'
        self.room -= len(made)
        return f'<div class="out">{made}</div>'

    def picture(self, kind: str, data: dict) -> str | None:
        alt = (
            plain(data.get("text/plain"))[:300]
            if isinstance(data.get("text/plain"), (str, list))
            else ""
        )
        made = safe_html.picture(
            kind, data[kind], alt if alt and not alt.startswith("<") else self.t["picture"]
        )
        if made is None or (kind == "image/svg+xml" and self.secret(plain(data[kind]))):
            return None
        self.picture_room -= len(made)
        if self.picture_room < 0:
            return f'<p class="note">{self.t["left_out"]}</p>'
        return f'<div class="out">{made}</div>'

    def markdown(self, words, attachments) -> str:
        words = self.short(plain(words), safe_html.LONGEST_MARKDOWN)
        if self.secret(words):
            words = self.without_secrets(words)
        return safe_html.markdown(words, attachments, self.no_picture)

    @property
    def no_picture(self):
        return _NO_PICTURE[self.language]

    # --- texts

    def raw(self, value):
        """Text of an output, cut before anything looks at it if it is far too long."""
        if isinstance(value, list):
            value = "".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and len(value) > 10 * LONGEST_OUTPUT:
            keep = 8 * LONGEST_OUTPUT
            return (
                value[:keep]
                + "\n"
                + self.t["cut"].format(n=len(value) - keep - TAIL)
                + "\n"
                + value[-TAIL:]
            )
        return value

    def short(self, words: str, most: int = LONGEST_OUTPUT) -> str:
        """The text, cut in the middle with a note if it is longer than `most` characters."""
        if len(words) <= most:
            return words
        tail = min(TAIL, most // 4)
        return (
            words[: most - tail]
            + "\n"
            + self.t["cut"].format(n=len(words) - most)
            + "\n"
            + words[-tail:]
        )

    def pre(self, words: str) -> str:
        if self.secret(words):
            words = self.without_secrets(words)
        words = self.short(words.strip("\n"))
        self.room -= len(words)
        return f'<pre class="said">{escape(words)}</pre>'

    def secret(self, words: str) -> bool:
        return any(line in words for line in self.lines)

    def without_secrets(self, words: str) -> str:
        """The text without the lines that repeat a hidden one."""
        kept = [self.t["removed"] if self.secret(line) else line for line in words.split("\n")]
        return "\n".join(kept) if not self.secret("\n".join(kept)) else self.t["removed"]


def _no_picture(words: dict, alt: str) -> str:
    return words["no_picture"].format(alt=alt or words["a_picture"])


_NO_PICTURE = {"zh": partial(_no_picture, ZH), "en": partial(_no_picture, EN)}


def _outputs(cell: dict) -> list[dict]:
    found = cell.get("outputs")
    return (
        [output for output in found if isinstance(output, dict)] if isinstance(found, list) else []
    )


def _heading_text(words: str) -> str:
    """A heading as a task's title, without the points in it, which stand beside it anyway."""
    words = plain(re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", words))
    return re.sub(r"\s*[（(][\d.]+\s*(?:分|points?|marks?|pts?)[）)]\s*$", "", words).strip()


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _own_words_only(sentence: Text) -> Text:
    """A sentence of grader.checks on an error in the student's code, without the words of that
    error."""
    from grader.checks.tasks import ERRORS

    for zh, en in (*ERRORS.values(), ("运行时出错", "stops with an error")):
        if (
            zh in sentence.zh
            and en in sentence.en
            and re.search(rf"{re.escape(zh)}。\w+: ", sentence.zh)
        ):
            return Text(f"{zh}。", f"{en}.")
    return sentence


# --- files
# ------------------------------------------------------------------------------------------------------


def write(folder: CourseFolder, assignment: str, student: str) -> Outcome:
    """Writes the feedback pages of one graded submission; says what came of it."""
    return next(write_all(folder, [(assignment, student)]))


def write_all(folder: CourseFolder, jobs: Iterable[tuple[str, str]]) -> Iterator[Outcome]:
    """Writes feedback/<student>/<assignment>/<notebook>.html for each graded submission; yields
    what came of each.

    The gradebook and each assignment are read once. No submission stops the others.
    """
    jobs = list(jobs)
    book = _read_gradebook(folder, sorted({assignment for assignment, _ in jobs}))
    sheets: dict[str, dict[str, Sheet]] = {}
    for assignment, student in jobs:
        start = time.perf_counter()
        try:
            if assignment not in sheets:
                sheets[assignment] = _sheets(folder, assignment)
            reason = _write_pages(folder, assignment, student, sheets[assignment], book)
        except Exception as error:  # a fault of ours in one page is named, and the class goes on
            said = f"{type(error).__name__}: {error}"[:300]
            reason = Text(
                f"评语页没有写成：{said}", f"the feedback page could not be written: {said}"
            )
        seconds = time.perf_counter() - start
        yield Outcome(
            assignment,
            student,
            FAILED if reason else GRADED,
            seconds,
            *([reason] if reason else []),
        )


@dataclass
class _Book:
    """What the gradebook says of some assignments."""

    marks: dict[tuple[str, str, str], dict[str, Mark]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    names: dict[str, str] = field(default_factory=dict)  # student -> how the student is called
    penalties: dict[tuple[str, str], float] = field(default_factory=dict)


def _read_gradebook(folder: CourseFolder, assignments: list[str]) -> _Book:
    """Marks by (assignment, student, notebook) and grade id, in three queries; nothing where there
    is no gradebook."""
    from nbgrader.api import (
        Assignment,
        BaseCell,
        Comment,
        Grade,
        Notebook,
        Student,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    from grader.gradebook import access

    book = _Book()
    if not access.is_there(folder):
        return book
    with access.opened(folder) as gradebook:

        def rows(table, *columns):
            return (
                gradebook.db.query(
                    Assignment.name, Student.id, Notebook.name, BaseCell.name, *columns
                )
                .select_from(table)
                .join(BaseCell, table.cell_id == BaseCell.id)
                .join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
                .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
                .join(
                    SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
                )
                .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
                .join(Student, SubmittedAssignment.student_id == Student.id)
                .filter(Assignment.name.in_(assignments))
            )

        for assignment, student, notebook, cell, points, most, manual in rows(
            Grade, Grade.score, Grade.max_score, Grade.needs_manual_grade
        ):
            book.marks[assignment, student, notebook][cell] = Mark(
                points, most or 0.0, bool(manual)
            )
        for assignment, student, notebook, cell, said, by_hand in rows(
            Comment, Comment.auto_comment, Comment.manual_comment
        ):
            if by_hand or said:
                marks = book.marks[assignment, student, notebook]
                marks[cell] = marks.get(cell, Mark(None, 0.0))._replace(comment=by_hand or said)
        for student in gradebook.db.query(Student.id, Student.first_name, Student.last_name):
            name = " ".join(part for part in student[1:] if part)
            book.names[student[0]] = (
                f"{name}（{student[0]}）"
                if name and folder.language == "zh"
                else (f"{name} ({student[0]})" if name else student[0])
            )
        late = (
            gradebook.db.query(Assignment.name, SubmittedAssignment)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(
                Assignment.name.in_(assignments),
                SubmittedAssignment.timestamp.is_not(None),
                Assignment.duedate.is_not(None),
            )
        )
        book.penalties = {
            (name, work.student_id): work.late_submission_penalty or 0.0 for name, work in late
        }
    return book


def _sheets(folder: CourseFolder, assignment: str) -> dict[str, Sheet]:
    """A Sheet for each notebook of the assignment, by its name."""
    source = folder.assignment_folder("source", assignment)
    release = folder.assignment_folder("release", assignment)
    made = {}
    for path in sorted(source.glob("*.ipynb")) if source.is_dir() else ():
        given = release / path.name
        made[path.stem] = Sheet(_notebook(path), _notebook(given) if given.is_file() else None)
    return made


def _notebook(path: Path) -> dict:
    return json.loads(path.read_bytes().decode("utf-8-sig"))


def _write_pages(
    folder: CourseFolder, assignment: str, student: str, sheets: dict[str, Sheet], book: _Book
) -> Text | None:
    """Writes a page for each graded notebook; returns why not all that should be there could be
    written."""
    if not sheets:
        return _both("no_release")
    graded = folder.path / "autograded" / student / assignment
    info = folder.course and next(
        (a for a in folder.course.assignments if a.name == assignment), None
    )
    title = info.title[folder.language] if info else assignment
    written = 0
    for name, sheet in sheets.items():
        path = graded / f"{name}.ipynb"
        marks = book.marks.get((assignment, student, name))
        if not path.is_file() or not marks:
            continue
        try:
            executed = _notebook(path)
        except (OSError, ValueError, RecursionError):
            return _both("unreadable_file")
        heading = title if len(sheets) == 1 else f"{title} · {name}"
        made = render(
            sheet,
            executed,
            marks,
            folder.language,
            book.names.get(student, student),
            heading,
            book.penalties.get((assignment, student), 0.0),
        )
        _write_whole(folder.path / "feedback" / student / assignment / f"{name}.html", made)
        written += 1
    for name in FOR_EXCHANGE if written else ():
        if (data := content(graded / name)) is not None:
            put(folder.path / "feedback" / student / assignment / name, data, 0o644)
    return None if written else _both("not_graded")


def _both(words: str) -> Text:
    return Text(ZH[words], EN[words])


def _write_whole(path: Path, words: str) -> None:
    """Writes the file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".keguan-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(words.encode("utf-8", "replace"))
        # as nbgrader writes it: a server may hand it out under another account
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
