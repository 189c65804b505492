"""The class report as a notebook: the same numbers in tables that a teacher can sort and filter,
and two figures.

Its cells call the functions of this module. What they return stands below them from the start, so
that the notebook can be read without running it; running it again shows the class as it is then.
"""

from __future__ import annotations

import base64
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.base import Text
from grader.base.files import writing
from grader.course.folder import CourseFolder, open_folder
from grader.report import items
from grader.report import page as report
from grader.report import results as r
from grader.report.results import AssignmentInfo, Results, Step, TaskInfo
from grader.report.words import KINDS, TEXTS
from keguan import style
from keguan.figures.base import folded, percent_ticks, sheet, styled, ticks

# every row of a large class
DISPLAY = ("display.max_rows", None, "display.max_columns", None, "display.max_colwidth", None)
DRAWN = 20  # tasks in the figure, the hardest ones


def gather(path: str, name: str | None, language: str, *, shared: bool = False) -> Results:
    """What the class has done; figures and tables speak `language` from then on."""
    style.use(language)
    pd.set_option(*DISPLAY)
    found = r.gather(open_folder(Path(path), language), name)
    return report.without_single_answers(found) if shared else found


def _words() -> dict[str, str]:
    return TEXTS[style.language()]


def _said(text: Text) -> str:
    return text[style.language()]


def _percent(share: float | None) -> float | None:
    """Percent to a whole number, as a number, so that a table can be sorted."""
    return None if share is None else round(100 * share)


def _table(rows: list, heads: list[str]) -> pd.DataFrame:
    """A table whose rows are counted from 1."""
    return pd.DataFrame(rows, columns=heads, index=range(1, len(rows) + 1))


def _concept(found: Results, id: str) -> tuple[str, str]:
    """Name of a concept and where the lesson teaches it."""
    name = found.concept_names.get(id, Text(id, id))
    place = found.concept_places.get(id, Text("", ""))
    return _said(name), _said(place)


def overview(found: Results) -> str:
    """Students, assignments and the counts of the work, in one line each."""
    t = _words()
    lines = {
        t["student"]: len(found.students),
        t["assignment"]: len(found.assignments),
    }
    states = (r.MARKED, r.BY_HAND, r.WAITING, r.OPEN, r.EXCUSED, r.MISSING, r.UNREADABLE, r.FAILED)
    for status in states:
        lines[t[status]] = len(found.with_status(status))
    lines[t["count_late"]] = sum(work.days_late > 0 for work in found.work.values())
    return "\n".join(f"{word}{t['colon']}{count}" for word, count in lines.items())


def helped(found: Results) -> pd.DataFrame:
    """A row for each of the weakest concepts of a student in need of help; percent of the points,
    the weakest student first."""
    t = _words()
    rows = []
    for student, share, weak in found.needing_help():
        percent = _percent(share)
        if not weak:
            rows.append([found.label(student), percent, "", "", "", None])
        for id, own in weak[: report.WEAKEST]:
            name, place = _concept(found, id)
            rows.append([found.label(student), percent, id, name, place, _percent(own)])
    who = [t["student"], f"{t['share']} %"]
    what = ["id", t["concept"], t["place"], f"{t['concept']} %"]
    return _table(rows, who + what).set_index(who)


def steps(found: Results) -> pd.DataFrame:
    """A row an assignment in order of time: percent of the first quartile, the median and the
    third, and counts."""
    t = _words()
    quarters = ["25%", t["median"], "75%"]
    counts = [t["count_marked"], t["count_late"], t["count_missing"]]
    heads = [t["due"], t["assignment"], *quarters, *counts]
    rows = [_step_row(step) for step in found.steps()]
    return _table(rows, heads).astype(dict.fromkeys(quarters, "Int64"))


def _step_row(step: Step) -> list:
    due = report.day(step.info.due) if step.info.due else ""
    quarters = map(_percent, step.quarters or (None, None, None))
    title = _said(step.info.title)
    return [due, title, *quarters, len(step.shares), step.late, step.missing]


def tasks(found: Results) -> pd.DataFrame:
    """A row a task: how many students got full marks, some, none, left it empty; discrimination
    and why to look at it."""
    t = _words()
    kinds = [t[kind] for kind in KINDS]
    sharp = t["sharp"].replace("\u00ad", "")
    heads = [t["assignment"], "#", t["task"], *kinds, f"{t['rate']} %", sharp, t["look"]]
    rows = [_task_row(*row) for row in _counted(found)]
    # discrimination has no meaning in a small class
    return _table(rows, heads).dropna(axis="columns", how="all")


def _task_row(info: AssignmentInfo, task: TaskInfo, counts: Counter[str], item: items.Item) -> list:
    sharp = item.discrimination
    look = [_said(text) for text in (item.flag, item.note) if text]
    return [
        _said(info.title),
        task.ref,
        _said(task.title),
        *(counts[kind] for kind in KINDS),
        _percent(item.difficulty),
        None if sharp is None else round(sharp, 2),
        "; ".join(look),
    ]


def _counted(found: Results) -> Iterator[tuple[AssignmentInfo, TaskInfo, Counter, items.Item]]:
    """The tasks that somebody has points in, with counts and analysis."""
    analysed = {item.name: item for item in items.analyse(found.task_shares())}
    for info in found.assignments:
        for task in info.tasks:
            counts = found.task_counts(info, task)
            if counts.total():
                yield info, task, counts, analysed[f"{info.name} {task.id}"]


def wrong(found: Results) -> pd.DataFrame:
    """Each sentence with the number of students who got it, and what they wrote."""
    t = _words()
    rows = []
    for info, task, verdict, n in found.wrong_answers():
        answers = found.answers_with(info, verdict)
        wrote = [t["times"].format(answer=answer, n=count) for answer, count in answers]
        title = _said(task.title)
        sentence = _said(verdict.text)
        rows.append([n, task.ref, title, verdict.name, sentence, t["gap"].join(wrote)])
    last = t["wrote"].strip("： :")
    return _table(rows, [t["count"], "#", t["task"], t["name"], t["sentence"], last])


def concepts(found: Results) -> pd.DataFrame:
    """A row a concept, the weakest first: percent of the class, students below 60 %."""
    t = _words()
    single = [found.concepts(student) for student in found.students]
    rows = []
    weakest_first = sorted(found.concepts().items(), key=lambda pair: pair[1])
    for id, share in weakest_first:
        name, place = _concept(found, id)
        below = sum(own[id] < r.HELP_BELOW for own in single if id in own)
        rows.append([id, name, place, _percent(share), below])
    return _table(rows, ["id", t["concept"], t["place"], f"{t['share']} %", t["below"]])


def marks(found: Results) -> pd.DataFrame:
    """Students by assignments in order of time: the percent that counts; empty where there is no
    mark yet."""
    table = {}
    for info in found.in_time():
        shares = [found.share(work, info) for work in found.works(info)]
        table[_said(info.title)] = [_percent(share) for share in shares]
    index = pd.Index([found.label(one) for one in found.students], name=_words()["student"])
    return pd.DataFrame(table, index=index).astype("Int64")


def missing(found: Results) -> pd.DataFrame:
    """A row for each work that is missing, late, unreadable or was not graded."""
    t = _words()
    rows = []
    for student in found.students:
        for info in found.in_time():
            work = found.work[student, info.name]
            lost = work.status in (r.MISSING, r.UNREADABLE, r.FAILED)
            if lost or work.days_late:
                title = _said(info.title)
                state = t[work.status] if lost else t["count_late"]
                days = work.days_late or ""
                reason = _said(work.reason)
                rows.append([found.label(student), title, state, days, reason])
    return _table(rows, [t["student"], t["assignment"], t["state"], t["late_days"], t["reason"]])


@styled
def steps_figure(found: Results) -> Figure:
    """Every assignment in order of time: how many students in each ten percent, the middle half,
    the median."""
    every = [step for step in found.steps() if step.quarters]
    finding = report.latest(every, style.language()) or _words()["steps_head"]
    figure, axes = _rows(finding, [_said(step.info.title) for step in every])
    for row, step in enumerate(every):
        _draw_step(axes, row, step)
    return figure


def _draw_step(axes: Axes, row: int, step: Step) -> None:
    """The band of the middle half, a bar for each ten percent, and a line at the median."""
    low, median, high = step.quarters or (0.0, 0.0, 0.0)
    counts = step.tens()
    most = max(counts)
    middles = [0.05 + i / 10 for i in range(10)]
    heights = [-0.76 * n / most for n in counts]
    black = style.COLOURS["black"]
    axes.barh(row, high - low, left=low, height=0.8, color=KINDS["part"])
    axes.bar(middles, heights, bottom=row + 0.4, width=0.09, color=black, alpha=0.7)
    axes.plot([median, median], [row - 0.4, row + 0.4], color=KINDS["none"], linewidth=4)


@styled
def tasks_figure(found: Results) -> Figure:
    """The hardest tasks: the shares of students with full marks, some, none, and of those who left
    it empty."""
    t = _words()
    hard = sorted(_counted(found), key=lambda row: row[3].difficulty)
    title = t["tasks_head"]
    if hard:
        _, task, _, item = hard[0]
        title = t["hardest"].format(task=_said(task.title), share=f"{item.difficulty:.0%}")
    hard = hard[:DRAWN]
    names = [f"{task.ref} {_said(task.title)}" for _, task, _, _ in hard]
    figure, axes = _rows(title, names, below=0.95)
    _draw_counts(axes, [counts for _, _, counts, _ in hard])
    below = -0.5 / max(1, len(hard))
    axes.legend(
        loc="upper center",
        ncols=len(KINDS),
        bbox_to_anchor=(0.3, below),
        borderaxespad=0,
    )
    return figure


def _draw_counts(axes: Axes, every: list[Counter]) -> None:
    """A bar a task, of the kinds one beside another."""
    left = [0.0] * len(every)
    for kind, colour in KINDS.items():
        shares = [counts[kind] / counts.total() for counts in every]
        label = _words()[kind]
        axes.barh(range(len(every)), shares, left=left, height=0.7, color=colour, label=label)
        left = [a + b for a, b in zip(left, shares, strict=True)]


def _rows(title: str, names: list[str], below: float = 0.5) -> tuple[Figure, Axes]:
    """A sheet with a named row for each entry, the first on top, over an axis of percent; below:
    inches under the axis."""
    if style.language() == "en":
        # the font draws them as wide as Chinese ones
        title = title.translate({0x201C: '"', 0x201D: '"'})
    title = folded(title, 100)
    above = 0.45 + 0.3 * (title.count("\n") + 1)
    inches = above + below + 0.5 * max(1, len(names))
    figure, axes = sheet(
        title,
        left=0.4,
        bottom=below / inches,
        width=0.57,
        height=1 - (above + below) / inches,
        size=(11.0, inches),
    )
    axes.set(xlim=(-0.02, 1.02), ylim=(len(names) - 0.4, -0.6))
    percent_ticks(axes.xaxis, (0, 0.2, 0.4, 0.6, 0.8, 1))
    ticks(axes.yaxis, range(len(names)), [folded(name, 42) for name in names])
    axes.grid(axis="x", alpha=0.4)
    axes.set_axisbelow(True)
    return figure, axes


# The first cell; the others call functions of this module on what it found.
OPENED = """from grader.report import notebook as report

found = report.gather({arguments})
print(report.overview(found))"""

# Cells in order: what is called, id of the section of the page, the word in TEXTS that explains
# it, whether it names students.
CELLS = (
    (helped, "help", "help_note", True),
    (steps_figure, "steps", "steps_note", False),
    (steps, "steps", "", False),
    (tasks_figure, "tasks", "sharp_note", False),
    (tasks, "tasks", "", False),
    (wrong, "wrong", "wrong_note", False),
    (concepts, "concepts", "", False),
    (marks, "marks", "cells_note", True),
    (missing, "missing", "", True),
)


METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write(
    results: Results,
    folder: CourseFolder,
    name: str | None,
    language: str,
    target: Path,
    title: str,
    *,
    shared: bool = False,
) -> None:
    """Writes the notebook of a unit, an assignment or (None) the course; `title` is what it is
    about."""
    way = _way(folder.path, target.parent)
    made = notebook(results, way, name, language, title, shared=shared)
    mode = writing.READABLE if shared else writing.PRIVATE
    writing.write(target, nbformat.writes(made) + "\n", mode)


def _way(folder: Path, start: Path) -> str:
    """The way from a folder to the course folder; the whole path where they lie on two drives of
    Windows."""
    try:
        return Path(os.path.relpath(folder, start)).as_posix()
    except ValueError:
        return folder.resolve().as_posix()


def notebook(
    results: Results, way: str, name: str | None, language: str, title: str, *, shared: bool = False
) -> nbformat.NotebookNode:
    """The notebook with what its cells return; `way` leads from it to the course folder, which it
    reads when it is run again.

    shared: leave out every cell that names students, and what only one student wrote.
    """
    t = TEXTS[language]
    before = style.language()
    found = report.without_single_answers(results) if shared else results
    arguments = f"{way!r}, {name!r}, {language!r}{', shared=True' if shared else ''}"
    opened = OPENED.format(arguments=arguments)
    heading = f"# {t['title']}{t['colon']}{title}\n\n{t['book_shared' if shared else 'book']}"
    cells = [new_markdown_cell(heading, id="title")]
    style.use(language)
    try:
        cells.append(_ran(1, "open", opened, overview(found)))
        cells += _cells(found, t, shared)
    finally:
        style.use(before)
    return new_notebook(cells=cells, metadata=METADATA)


def _cells(found: Results, t: dict[str, str], shared: bool) -> list[nbformat.NotebookNode]:
    """A cell for each table and figure, under a heading for each section of the page."""
    cells = []
    last = ""
    shown = [row for row in CELLS if not (shared and row[3])]
    for count, (function, section, note, _) in enumerate(shown, start=2):
        if section != last:
            text = f"## {t[report.HEADS[section]]}\n\n{t.get(note, '')}".strip()
            cells.append(new_markdown_cell(text, id=section))
        last = section
        name = function.__name__
        value = function(found)
        cells.append(_ran(count, f"cell-{name}", f"report.{name}(found)", value))
    return cells


def _ran(count: int, id: str, source: str, value: Any) -> nbformat.NotebookNode:
    """A code cell as it looks after its run: printed text, a table, or a picture."""
    if isinstance(value, str):
        output = new_output("stream", text=value + "\n")
    else:
        data, metadata = _shown(value)
        output = new_output("execute_result", data, metadata=metadata, execution_count=count)
    return new_code_cell(source, id=id, execution_count=count, outputs=[output])


def _shown(value: Any) -> tuple[dict, dict]:
    """Data and metadata of a table or a figure, as IPython would show them."""
    if isinstance(value, pd.DataFrame):
        with pd.option_context(*DISPLAY):
            return {"text/html": value._repr_html_(), "text/plain": repr(value)}, {}
    data, metadata = value._repr_mimebundle_()
    picture = base64.b64encode(data["image/png"])
    return data | {"image/png": picture.decode("ascii")}, metadata
