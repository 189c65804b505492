"""The commands of authors: build, trace."""

from __future__ import annotations

import subprocess
import sys

import typer

from grader.base import UserError
from grader.cli import options
from grader.cli.console import both, complain, table
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


def trace(slug: options.Slug = None) -> None:
    """概念在哪里教和考 · Trace the concepts.

    每个概念编号在哪里教、在哪里考，或者为什么没有列入；有漏洞时以 1 结束 · Where each concept id is
    taught and tested, or why it is left out; ends with 1 where something is missing.
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
    complain(*map(both, problems))
    if problems:
        raise typer.Exit(1)


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
