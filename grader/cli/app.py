"""The command line `keguan`; every text is Chinese and English in one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from grader.base import UserError
from grader.cli import author, student, teacher
from grader.cli.console import complain, forgiving

# typer gives no other name for a command line that cannot be read
UsageError: Any = typer.BadParameter.__base__

# The commands import most of our modules where they are used: nbgrader takes seconds, and help
# should be quick.
COMMANDS: list[Callable[..., None]] = [
    student.lab,
    student.learn,
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
            complain(str(error))
        except UsageError as error:
            command = error.ctx.command_path if error.ctx else "keguan"
            complain(
                f"命令写法不对，用法见 {command} --help。\n{error.format_message()} See {command} "
                f"--help."
            )
        except OSError as error:
            where = error.filename or ""
            why = error.strerror or str(error)
            complain(
                f"无法读写 {where}（{why}）：请检查磁盘空间和权限。\n"
                f"{where} cannot be read or written ({why}): check the disk space and permissions."
            )
        except KeyboardInterrupt:
            complain(
                "已中断；做完的都保存了，再运行一次会接着做。\nStopped; what was done is saved, "
                "run it again to go on."
            )
            raise typer.Exit(130) from None
        raise typer.Exit(2)


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


def main() -> None:
    forgiving(sys.stdout, sys.stderr)
    try:
        app()
    finally:
        gc.freeze()  # Python would look at every object of nbgrader once more before it ends


if __name__ == "__main__":
    main()
