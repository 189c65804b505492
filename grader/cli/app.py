"""The command line `keguan`; every text is Chinese and English in one."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from grader.base import UserError
from grader.cli import author, classes, said, student, teacher
from grader.cli import decisions as decided
from grader.cli.console import CALLED, call_it, complain, forgiving
from grader.gradebook import faults

# typer gives no other name for a command line that cannot be read
UsageError: Any = typer.BadParameter.__base__
# what typer itself ends a command with
ENDINGS: Any = (UsageError.__base__, typer.Exit, typer.Abort)
TRACEBACK = "KEGUAN_TRACEBACK"  # set, an error that nobody thought of ends in Python's traceback

# The commands import most of our modules where they are used: nbgrader takes seconds, and help
# should be quick.
COMMANDS: list[Callable[..., None]] = [
    student.study,
    student.lab,
    student.learn,
    student.hand_in,
    student.take,
    student.bring,
    teacher.verify,
    author.build,
    teacher.release,
    teacher.collect,
    teacher.grade,
    teacher.feedback,
    teacher.report,
    teacher.rubric,
    teacher.marks,
    teacher.export,
    teacher.alike,
    teacher.demo,
    student.doctor,
    author.trace,
]


class Sentences(TyperGroup):
    """Ends with one sentence in each language and exit code 2 where the input or the disk is at
    fault."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            complain(error.zh, error.en)
        except UsageError as error:
            command = error.ctx.command_path if error.ctx else "keguan"
            wrong = said.of_usage(error.format_message())
            complain(f"{wrong.zh}；用法见 {command} --help。", f"{wrong.en} See {command} --help.")
        except OSError as error:
            wrong = said.of_disk(error)
            complain(wrong.zh, wrong.en)
        except KeyboardInterrupt:
            complain(
                "已中断；做完的都保存了，再运行一次会接着做。",
                "Stopped; what was done is saved, run it again to go on.",
            )
            raise typer.Exit(130) from None
        except ENDINGS:
            raise
        except Exception as error:
            known = faults.of_database(error)
            if known is None:
                unexpected(error)
                raise typer.Exit(1) from None
            complain(known.zh, known.en)
        raise typer.Exit(2)


def unexpected(error: Exception) -> None:
    """One sentence about a fault of ours; the traceback, which whoever mends it needs, goes into a
    file."""
    if os.environ.get(TRACEBACK):
        raise error
    what = f"{type(error).__name__}: {error}"[:200]
    zh, en = "", ""
    with (
        contextlib.suppress(OSError),
        tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="keguan-", suffix=".txt", delete=False
        ) as file,
    ):
        traceback.print_exception(error, file=file)
        zh = f"；还不行，就把 {file.name} 发给维护课程的老师"
        en = f", and if that does not help, send {file.name} to whoever maintains the course"
    complain(
        f"程序出错了（{what}）：请再运行一次{zh}。",
        f"Something went wrong ({what}): run it again{en}.",
    )


app = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="客关：一门可以动手的客户关系课程 · Keguan: a hands-on course in customer relations",
)
for command in COMMANDS:
    app.command()(command)
for command in decided.COMMANDS:
    classes.term.command()(command)
app.add_typer(classes.term, name="term")
app.add_typer(classes.class_, name="class")


def main() -> None:
    forgiving(sys.stdout, sys.stderr)
    # not for the terminals of a JupyterLab that this command starts
    call_it(os.environ.pop(CALLED, ""))
    try:
        app()
    finally:
        gc.freeze()  # Python would look at every object of nbgrader once more before it ends


if __name__ == "__main__":
    main()
