"""The commands of authors: build, trace."""

from __future__ import annotations

import subprocess
import sys

import typer

from grader.base import UserError
from grader.cli import options
from grader.cli.console import both, table
from grader.course import outline
from grader.course.outline import Concept, Unit


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

    每个概念编号在哪里教、在哪里考，或者为什么没有列入 · Where each concept id is taught and
    tested, or why it is left out.
    """
    course = outline.load()
    for unit in [course.unit(slug)] if slug else course.units:
        rows = [_traced(unit, concept) for concept in unit.concepts]
        table(
            f"{both(unit.title)} ({len(rows)})",
            ["概念 Concept", "状态 State", "在哪里教 Where taught", "在哪里考 Where tested"],
            rows,
        )


def _traced(unit: Unit, concept: Concept) -> list[str]:
    """The concept's row: its id and title, its state, where it is taught and tested."""
    taught = concept.reason or ""
    states = []
    if concept.section is not None:
        taught = f"第 {concept.section} 节 · section {concept.section}"
        states.append("教 taught")
    tested = ", ".join(unit.tested_by(concept.id))
    if tested:
        states.append("考 tested")
    state = " + ".join(states) or "未列入 left out"
    return [f"{concept.id}\n{concept.title.zh}", state, taught, tested]
