"""The commands of authors: build, trace."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import typer

from grader.base import UserError
from grader.cli import options
from grader.cli.console import both, complain, say, table
from grader.course import outline
from grader.course import trace as tracing


def build(
    name: options.AnyName = None,
    check: options.OnlyCheck = False,
    no_run: options.NoRun = False,
) -> None:
    """生成课文和作业 · Build lessons and exercises.

    由 content/ 和 course.toml 生成 · From content/ and course.toml.
    """
    course = outline.load()
    if not (course.root / "tools" / "build.py").is_file():
        raise UserError(
            "这是学生包，里面没有 tools/，不能生成课文。",
            "This is a student pack; it has no tools/ and cannot build.",
        )
    arguments = [name] if name else []
    arguments += ["--check"] if check else []
    arguments += ["--no-run"] if no_run else []
    command = [sys.executable, "-m", "tools.build", *arguments]
    failed = subprocess.run(command, cwd=course.root, check=False).returncode
    raise typer.Exit(2 if failed else 0)


def trace(slug: options.Slug = None, all_: options.EveryRow = False) -> None:
    """概念在哪里教和考 · Trace the concepts.

    每个概念编号在哪里教、在哪里考，或者为什么没有列入；有漏洞时以 1 结束 · Where each concept id is
    taught and tested, or why it is left out; ends with 1 where something is missing. --all: 再列出
    由整门课承担的概念和总数 · --all: what the whole course carries, too, and how many there are.
    """
    course = outline.load()
    drawn = any(assignment.is_drawn for assignment in course.assignments)
    if drawn and not (course.root / "content").is_dir():
        raise UserError(
            "这是学生包，里面没有题库，看不出哪里考。",
            "This is a student pack; it has no bank of items, so what is tested cannot be told.",
        )
    problems = []
    for unit in [course.unit(slug)] if slug else course.units:
        rows = tracing.rows(course, unit)
        problems += [row.problem for row in rows if row.problem]
        table(
            f"{both(unit.title)} ({len(rows)})",
            ["概念 Concept", "状态 State", "在哪里教 Where taught", "在哪里考 Where tested"],
            map(_traced, rows),
        )
    if all_:
        _say_all(course, len(problems))
    complain(*map(both, problems))
    if problems:
        raise typer.Exit(1)


def _say_all(course: outline.Course, open_: int) -> None:
    """What no lesson teaches but the whole course carries, and the numbers of all concepts."""
    table(
        f"整门课 · The whole course ({len(course.general)})",
        ["概念 Concept", "状态 State", "由什么承担 Carried by"],
        ([f"{one.id}\n{one.title.zh}", "未列入 left out", one.reason] for one in course.general),
    )
    found = list(chain.from_iterable(tracing.rows(course, unit) for unit in course.units))
    taught = [row for row in found if row.concept.section is not None]
    tested = [row for row in found if row.always or row.drawn]
    untested = [row for row in found if row.concept.untested]
    left_out = [row for row in found if row.concept.reason]
    say(
        f"{len(found) + len(course.general)} 个概念 · concepts：教 taught {len(taught)}，考 tested "
        f"{len(tested)}，不考（有理由）untested {len(untested)}，未列入（有理由）left out "
        f"{len(left_out) + len(course.general)}，没有着落 open {open_}"
    )


def _traced(row: tracing.Row) -> list[str]:
    """The concept's row: its id and title, its state, where it is taught and tested."""
    concept = row.concept
    taught = concept.reason or ""
    states = []
    if concept.section is not None:
        taught = f"第 {concept.section} 节 · section {concept.section}"
        states.append("教 taught")
    if row.always:
        states.append("考 tested")
    if row.drawn:
        states.append("题库 drawn")
    if concept.untested:
        states.append("不考 untested")
    tested = ", ".join((*row.always, *row.drawn)) or concept.untested or ""
    state = " + ".join(states) or "未列入 left out"
    return [f"{concept.id}\n{concept.title.zh}", state, taught, tested]
