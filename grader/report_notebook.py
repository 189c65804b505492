"""The class report as a notebook: the same findings as tables that a teacher can sort and filter, and two figures.

Its cells call the functions of this module, so that running it again shows the class as it is then.
"""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pandas as pd
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import items, report
from grader import results as r
from grader.console import Stop
from grader.course import Text
from grader.folder import CourseFolder, open_folder
from grader.report_words import KINDS, TEXTS
from grader.results import Results
from keguan import style
from keguan.figures.base import percent_ticks, sheet, styled, ticks

TIMEOUT = 300  # seconds for one cell
# Sections in order: function of this module, id of the section, whether it names students.
SECTIONS = (("helped", "help", True), ("steps_figure", "steps", False), ("steps", "steps", False), ("tasks_figure", "tasks", False),
            ("tasks", "tasks", False), ("wrong", "wrong", False), ("concepts", "concepts", False), ("marks", "marks", True),
            ("missing", "missing", True))
OPENING = {
    "zh": "含学生姓名或学号，仅供教师使用。全部重新运行（Run All），就是成绩册现在的样子；表格可以用 pandas 排序、筛选。",
    "en": "For teachers only: it names students. Run all cells to see the gradebook as it is now; sort and filter the tables with pandas.",
}
OPENING_SHARED = {
    "zh": "不含学生姓名和学号。重新运行需要这门课的成绩册。",
    "en": "No student is named. Running it again needs the gradebook of the course.",
}


def write(folder: CourseFolder, name: str | None, language: str, target: Path, title: str, *, shared: bool = False) -> None:
    """Writes the notebook of a unit, an assignment or (None) the course, run from its first cell to its last.

    Raises Stop when a cell fails, with what it said.
    """
    made = notebook(os.path.relpath(folder.path, target.parent), name, language, title, shared=shared)
    client = NotebookClient(made, timeout=TIMEOUT, kernel_name="python3", record_timing=False,
                            resources={"metadata": {"path": str(target.parent)}})
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        last = (str(error).strip() or type(error).__name__).splitlines()[-1]
        raise Stop(f"报告笔记本运行出错：{last}", f"The notebook of the report fails: {last}") from None
    target.write_text(nbformat.writes(made) + "\n", encoding="utf-8", newline="\n")


def notebook(path: str, name: str | None, language: str, title: str, *, shared: bool = False) -> nbformat.NotebookNode:
    """The notebook without outputs; `path` leads from it to the course folder."""
    t = TEXTS[language]
    note = (OPENING_SHARED if shared else OPENING)[language]
    opened = (f"from grader import report_notebook as report\n\n"
              f"found = report.gather({Path(path).as_posix()!r}, {name!r}, {language!r}{', shared=True' if shared else ''})\n"
              "print(report.overview(found))")
    cells = [new_markdown_cell(f"# {t['title']}{t['colon']}{title}\n\n{note}", id="title"), new_code_cell(opened, id="open")]
    last = ""
    for function, section, naming in SECTIONS:
        if shared and naming:
            continue
        if section != last:
            cells.append(new_markdown_cell(f"## {t[report.HEADS[section]]}", id=section))
        cells.append(new_code_cell(f"report.{function}(found)", id=f"cell-{function.replace('_', '-')}"))
        last = section
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def gather(path: str, name: str | None, language: str, *, shared: bool = False) -> Results:
    """What the class has done; figures and tables speak `language` from then on."""
    style.use(language)
    pd.set_option("display.max_rows", 1000, "display.max_colwidth", 200)
    found = r.gather(open_folder(Path(path), language), name)
    return report.without_single_answers(found) if shared else found


def _words() -> dict[str, str]:
    return TEXTS[style.language()]


def _said(text: Text) -> str:
    return text[style.language()]


def _percent(share: float | None) -> float | None:
    """Percent to a whole number, as a number, so that a table can be sorted."""
    return None if share is None else round(100 * share)


def _concept(found: Results, id: str) -> tuple[str, str]:
    """Name of a concept and where the lesson teaches it."""
    return _said(found.concept_names.get(id, Text(id, id))), _said(found.concept_places.get(id, Text("", "")))


def overview(found: Results) -> str:
    """Students, assignments and the counts of the work, in one line each."""
    t = _words()
    lines = {t["student"]: len(found.students), t["assignment"]: len(found.assignments)}
    lines |= {t[status]: len(found.with_status(status)) for status in (r.MARKED, r.BY_HAND, r.WAITING, r.MISSING, r.UNREADABLE, r.FAILED)}
    lines[t["count_late"]] = sum(work.days_late > 0 for work in found.work.values())
    return "\n".join(f"{word}{t['colon']}{count}" for word, count in lines.items())


def helped(found: Results) -> pd.DataFrame:
    """A row for each concept that a student in need of help is weak in; percent of the points, the weakest student first."""
    t = _words()
    rows = [(student, _percent(share), id, *_concept(found, id), _percent(own))
            for student, share, weak in found.needing_help() for id, own in weak or [("", None)]]
    heads = [t["student"], f"{t['share']} %", "id", t["concept"], t["place"], f"{t['concept']} %"]
    return pd.DataFrame(rows, columns=heads).set_index([t["student"], f"{t['share']} %"])


def steps(found: Results) -> pd.DataFrame:
    """A row an assignment in order of time: percent of the first quartile, the median and the third, and counts."""
    t = _words()
    rows = [[report.day(step.info.due) if step.info.due else "", _said(step.info.title), *map(_percent, step.quarters or (None,) * 3),
             len(step.shares), step.late, step.missing] for step in found.steps()]
    return pd.DataFrame(rows, columns=[t["due"], t["assignment"], "25%", t["median"], "75%", t["count_marked"], t["count_late"],
                                       t["count_missing"]])


def tasks(found: Results) -> pd.DataFrame:
    """A row a task: how many students got full marks, some, none, left it empty; discrimination and why to look at it."""
    t = _words()
    analysed = {item.name: item for item in items.analyse(found.task_shares())}
    rows = []
    for info, task, counts in _counted(found):
        item = analysed[f"{info.name} {task.id}"]
        rows.append([_said(info.title), task.ref, _said(task.title), *(counts[kind] for kind in KINDS),
                     _percent(counts["full"] / counts.total()), item.discrimination and round(item.discrimination, 2),
                     "; ".join(_said(text) for text in (item.flag, item.note) if text)])
    heads = [t["assignment"], "#", t["task"], *(t[kind] for kind in KINDS), f"{t['full_share']} %", t["sharp"].replace("\u00ad", ""), "!"]
    return pd.DataFrame(rows, columns=heads)


def _counted(found: Results):
    for info in found.assignments:
        for task in info.tasks:
            counts = found.task_counts(info, task)
            if counts.total():
                yield info, task, counts


def wrong(found: Results) -> pd.DataFrame:
    """Each sentence with the number of students who got it, and what they wrote."""
    t = _words()
    rows = [[n, task.ref, _said(task.title), verdict.name, _said(verdict.text),
             t["gap"].join(t["times"].format(answer=answer, n=count) for answer, count in found.answers_with(info, verdict))]
            for info, task, verdict, n in found.wrong_answers()]
    return pd.DataFrame(rows, columns=[t["count"], "#", t["task"], "", t["verdict"], t["wrote"].strip("： :")])


def concepts(found: Results) -> pd.DataFrame:
    """A row a concept, the weakest first: percent of the class, students below 60 %."""
    t = _words()
    single = [found.concepts(student) for student in found.students]
    rows = [[id, *_concept(found, id), _percent(share), sum(own[id] < r.HELP_BELOW for own in single if id in own)]
            for id, share in sorted(found.concepts().items(), key=lambda pair: pair[1])]
    return pd.DataFrame(rows, columns=["id", t["concept"], t["place"], f"{t['share']} %", t["below"]])


def marks(found: Results) -> pd.DataFrame:
    """Students by assignments in order of time, percent; empty where there is no mark yet."""
    table = {_said(info.title): [_percent(found.share(found.work[student, info.name], info)) for student in found.students]
             for info in found.in_time()}
    return pd.DataFrame(table, index=pd.Index(found.students, name=_words()["student"])).astype("Int64")


def missing(found: Results) -> pd.DataFrame:
    """A row for each work that is missing, late, unreadable or was not graded."""
    t = _words()
    lost, rows = (r.MISSING, r.UNREADABLE, r.FAILED), []
    for student in found.students:
        for info in found.in_time():
            work = found.work[student, info.name]
            if work.status in lost or work.days_late:
                state = t[work.status] if work.status in lost else t["count_late"]
                rows.append([student, _said(info.title), state, work.days_late or "", _said(work.reason)])
    days = {"zh": "天", "en": "days"}[style.language()]
    return pd.DataFrame(rows, columns=[t["student"], t["assignment"], t["state"], days, ""])


@styled
def steps_figure(found: Results):
    """Every assignment in order of time: a dot for each student, the middle half, the median."""
    every = [step for step in found.steps() if step.quarters]
    figure, axes = _rows(report.latest(every, style.language()) or _words()["steps_head"], [_said(step.info.title) for step in every])
    for row, step in enumerate(every):
        low, median, high = step.quarters
        axes.barh(row, high - low, left=low, height=0.62, color=KINDS["part"])
        axes.plot(step.shares, [row + 0.16 * (i % 3 - 1) for i in range(len(step.shares))], ".", color=style.COLOURS["black"], alpha=0.6)
        axes.plot([median, median], [row - 0.34, row + 0.34], color=KINDS["none"], linewidth=4)
    return figure


@styled
def tasks_figure(found: Results):
    """Every task: the shares of students with full marks, some, none, and of those who left it empty."""
    t, counted = _words(), list(_counted(found))
    figure, axes = _rows(t["tasks_head"], [f"{task.ref} {_said(task.title)}" for _, task, _ in counted])
    left = [0.0] * len(counted)
    for kind, colour in KINDS.items():
        shares = [counts[kind] / counts.total() for _, _, counts in counted]
        axes.barh(range(len(counted)), shares, left=left, height=0.7, color=colour, label=t[kind])
        left = [a + b for a, b in zip(left, shares, strict=True)]
    figure.legend(loc="upper right", ncols=len(KINDS), bbox_to_anchor=(0.99, 1.0))
    return figure


def _rows(title: str, names: list[str]):
    """A sheet with a named row for each entry, the first on top, over an axis of percent."""
    inches = 1.3 + 0.38 * max(1, len(names))
    figure, axes = sheet(title, left=0.36, bottom=0.5 / inches, width=0.61, height=1 - 1.15 / inches, size=(11.0, inches))
    axes.set(xlim=(-0.02, 1.02), ylim=(len(names) - 0.4, -0.6))
    percent_ticks(axes.xaxis, (0, 0.2, 0.4, 0.6, 0.8, 1))
    ticks(axes.yaxis, range(len(names)), names)
    axes.grid(axis="x", alpha=0.4)
    axes.set_axisbelow(True)
    return figure, axes
