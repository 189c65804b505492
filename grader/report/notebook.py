"""The class report as a notebook: the same findings as tables that a teacher can sort and filter,
and two figures.

Its cells call the functions of this module. What they return stands below them from the start, so
that the notebook can be
read without running it; running it again shows the class as it is then.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.base import Text
from grader.course.folder import CourseFolder, open_folder
from grader.report import items
from grader.report import page as report
from grader.report import results as r
from grader.report.results import Results
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
    return _said(found.concept_names.get(id, Text(id, id))), _said(
        found.concept_places.get(id, Text("", ""))
    )


def overview(found: Results) -> str:
    """Students, assignments and the counts of the work, in one line each."""
    t = _words()
    lines = {t["student"]: len(found.students), t["assignment"]: len(found.assignments)}
    lines |= {
        t[status]: len(found.with_status(status))
        for status in (r.MARKED, r.BY_HAND, r.WAITING, r.MISSING, r.UNREADABLE, r.FAILED)
    }
    lines[t["count_late"]] = sum(work.days_late > 0 for work in found.work.values())
    return "\n".join(f"{word}{t['colon']}{count}" for word, count in lines.items())


def helped(found: Results) -> pd.DataFrame:
    """A row for each of the weakest concepts of a student in need of help; percent of the points,
    the weakest student first."""
    t = _words()
    rows = [
        (student, _percent(share), id, *_concept(found, id), _percent(own))
        for student, share, weak in found.needing_help()
        for id, own in weak[: report.WEAKEST] or [("", None)]
    ]
    heads = [t["student"], f"{t['share']} %", "id", t["concept"], t["place"], f"{t['concept']} %"]
    return _table(rows, heads).set_index(heads[:2])


def steps(found: Results) -> pd.DataFrame:
    """A row an assignment in order of time: percent of the first quartile, the median and the
    third, and counts."""
    t = _words()
    rows = [
        [
            report.day(step.info.due) if step.info.due else "",
            _said(step.info.title),
            *map(_percent, step.quarters or (None,) * 3),
            len(step.shares),
            step.late,
            step.missing,
        ]
        for step in found.steps()
    ]
    quarters = ["25%", t["median"], "75%"]
    heads = [
        t["due"],
        t["assignment"],
        *quarters,
        t["count_marked"],
        t["count_late"],
        t["count_missing"],
    ]
    return _table(rows, heads).astype(dict.fromkeys(quarters, "Int64"))


def tasks(found: Results) -> pd.DataFrame:
    """A row a task: how many students got full marks, some, none, left it empty; discrimination
    and why to look at it."""
    t = _words()
    analysed = {item.name: item for item in items.analyse(found.task_shares())}
    rows = []
    for info, task, counts in _counted(found):
        item = analysed[f"{info.name} {task.id}"]
        rows.append(
            [
                _said(info.title),
                task.ref,
                _said(task.title),
                *(counts[kind] for kind in KINDS),
                _percent(item.difficulty),
                item.discrimination and round(item.discrimination, 2),
                "; ".join(_said(text) for text in (item.flag, item.note) if text),
            ]
        )
    sharp = t["sharp"].replace("\u00ad", "")
    heads = [
        t["assignment"],
        "#",
        t["task"],
        *(t[kind] for kind in KINDS),
        f"{t['rate']} %",
        sharp,
        t["look"],
    ]
    # discrimination has no meaning in a small class
    return _table(rows, heads).dropna(axis="columns", how="all")


def _counted(found: Results):
    for info in found.assignments:
        for task in info.tasks:
            counts = found.task_counts(info, task)
            if counts.total():
                yield info, task, counts


def wrong(found: Results) -> pd.DataFrame:
    """Each sentence with the number of students who got it, and what they wrote."""
    t = _words()
    rows = [
        [
            n,
            task.ref,
            _said(task.title),
            verdict.name,
            _said(verdict.text),
            t["gap"].join(
                t["times"].format(answer=answer, n=count)
                for answer, count in found.answers_with(info, verdict)
            ),
        ]
        for info, task, verdict, n in found.wrong_answers()
    ]
    return _table(
        rows, [t["count"], "#", t["task"], t["name"], t["sentence"], t["wrote"].strip("： :")]
    )


def concepts(found: Results) -> pd.DataFrame:
    """A row a concept, the weakest first: percent of the class, students below 60 %."""
    t = _words()
    single = [found.concepts(student) for student in found.students]
    rows = [
        [
            id,
            *_concept(found, id),
            _percent(share),
            sum(own[id] < r.HELP_BELOW for own in single if id in own),
        ]
        for id, share in sorted(found.concepts().items(), key=lambda pair: pair[1])
    ]
    return _table(rows, ["id", t["concept"], t["place"], f"{t['share']} %", t["below"]])


def marks(found: Results) -> pd.DataFrame:
    """Students by assignments in order of time, percent; empty where there is no mark yet."""
    table = {
        _said(info.title): [
            _percent(found.share(found.work[student, info.name], info))
            for student in found.students
        ]
        for info in found.in_time()
    }
    return pd.DataFrame(table, index=pd.Index(found.students, name=_words()["student"])).astype(
        "Int64"
    )


def missing(found: Results) -> pd.DataFrame:
    """A row for each work that is missing, late, unreadable or was not graded."""
    t = _words()
    lost, rows = (r.MISSING, r.UNREADABLE, r.FAILED), []
    for student in found.students:
        for info in found.in_time():
            work = found.work[student, info.name]
            if work.status in lost or work.days_late:
                state = t[work.status] if work.status in lost else t["count_late"]
                rows.append(
                    [student, _said(info.title), state, work.days_late or "", _said(work.reason)]
                )
    return _table(rows, [t["student"], t["assignment"], t["state"], t["late_days"], t["reason"]])


@styled
def steps_figure(found: Results):
    """Every assignment in order of time: how many students in each ten percent, the middle half,
    the median."""
    every = [step for step in found.steps() if step.quarters]
    figure, axes = _rows(
        report.latest(every, style.language()) or _words()["steps_head"],
        [_said(step.info.title) for step in every],
    )
    for row, step in enumerate(every):
        low, median, high = step.quarters
        counts = step.tens()
        axes.barh(row, high - low, left=low, height=0.8, color=KINDS["part"])
        axes.bar(
            [0.05 + i / 10 for i in range(10)],
            [-0.76 * n / max(counts) for n in counts],
            bottom=row + 0.4,
            width=0.09,
            color=style.COLOURS["black"],
            alpha=0.7,
        )
        axes.plot([median, median], [row - 0.4, row + 0.4], color=KINDS["none"], linewidth=4)
    return figure


@styled
def tasks_figure(found: Results):
    """The hardest tasks: the shares of students with full marks, some, none, and of those who left
    it empty."""
    t = _words()
    hard = {item.name: item.difficulty for item in items.analyse(found.task_shares())}
    counted = sorted(
        ((task, counts, hard[f"{info.name} {task.id}"]) for info, task, counts in _counted(found)),
        key=lambda row: row[2],
    )
    title = (
        t["hardest"].format(task=_said(counted[0][0].title), share=f"{counted[0][2]:.0%}")
        if counted
        else t["tasks_head"]
    )
    counted = counted[:DRAWN]
    figure, axes = _rows(
        title, [f"{task.ref} {_said(task.title)}" for task, _, _ in counted], below=0.95
    )
    left = [0.0] * len(counted)
    for kind, colour in KINDS.items():
        shares = [counts[kind] / counts.total() for _, counts, _ in counted]
        axes.barh(range(len(counted)), shares, left=left, height=0.7, color=colour, label=t[kind])
        left = [a + b for a, b in zip(left, shares, strict=True)]
    axes.legend(
        loc="upper center",
        ncols=len(KINDS),
        bbox_to_anchor=(0.3, -0.5 / max(1, len(counted))),
        borderaxespad=0,
    )
    return figure


def _rows(title: str, names: list[str], below: float = 0.5):
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
    made = notebook(results, _way(folder.path, target.parent), name, language, title, shared=shared)
    target.write_text(nbformat.writes(made) + "\n", encoding="utf-8", newline="\n")


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
    t, before = TEXTS[language], style.language()
    found = report.without_single_answers(results) if shared else results
    opened = (
        f"from grader.report import notebook as report\n\n"
        f"found = report.gather({way!r}, {name!r}, "
        f"{language!r}{', shared=True' if shared else ''})\nprint(report.overview(found))"
    )
    heading = f"# {t['title']}{t['colon']}{title}\n\n{t['book_shared' if shared else 'book']}"
    cells, last, count = [new_markdown_cell(heading, id="title")], "", 1
    style.use(language)
    try:
        cells.append(_ran(1, "open", opened, overview(found)))
        for function, section, note, naming in CELLS:
            if shared and naming:
                continue
            if section != last:
                cells.append(
                    new_markdown_cell(
                        f"## {t[report.HEADS[section]]}\n\n{t.get(note, '')}".strip(), id=section
                    )
                )
            last, count = section, count + 1
            cells.append(
                _ran(
                    count,
                    f"cell-{function.__name__}",
                    f"report.{function.__name__}(found)",
                    function(found),
                )
            )
    finally:
        style.use(before)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )


def _ran(count: int, id: str, source: str, value) -> nbformat.NotebookNode:
    """A code cell as it looks after its run: printed text, a table, or a picture."""
    if isinstance(value, str):
        output = new_output("stream", text=value + "\n")
    else:
        data, metadata = _shown(value)
        output = new_output("execute_result", data, metadata=metadata, execution_count=count)
    return new_code_cell(source, id=id, execution_count=count, outputs=[output])


def _shown(value) -> tuple[dict, dict]:
    """Data and metadata of a table or a figure, as IPython would show them."""
    if isinstance(value, pd.DataFrame):
        with pd.option_context(*DISPLAY):
            return {"text/html": value._repr_html_(), "text/plain": repr(value)}, {}
    data, metadata = value._repr_mimebundle_()
    return data | {"image/png": base64.b64encode(data["image/png"]).decode("ascii")}, metadata
