"""The commands around a class: its folder, its list, and who leaves it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from grader.base import UserError
from grader.cli import options
from grader.cli.console import both, complain, say, table
from grader.course import classes
from grader.course import outline as courses
from grader.course.folder import CourseFolder, open_folder
from grader.gradebook import people
from grader.gradebook.people import Person

ENTER = "enter"


class EnterByDefault(TyperGroup):
    """`keguan class FILE` is `keguan class enter FILE`; without a file it lists the class."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "-h", "--help"):
            args = [ENTER, *args]
        return super().parse_args(ctx, args)


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
term = typer.Typer(
    help="学期和班的文件夹 · The folders of terms and classes",
    context_settings=SETTINGS,
    rich_markup_mode=None,
    invoke_without_command=True,
)
class_ = typer.Typer(
    cls=EnterByDefault,
    help="一个班的名单 · The list of a class：keguan class 名单.xlsx",
    context_settings=SETTINGS,
    rich_markup_mode=None,
)

Term = Annotated[
    str | None,
    typer.Argument(
        metavar="TERM", help="学期，默认按今天算，例如 2026-2027-1 · The term, by default today's"
    ),
]
Names = Annotated[
    list[str],
    typer.Option("--class", metavar="NAME", help="班名，可以写几个 · A class; may be repeated"),
]
NewLanguage = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help="这些班用的语言 · Language of the classes"),
]
Who = Annotated[str, typer.Argument(metavar="STUDENT", help="学号或姓名 · Id or name")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="只看会改什么，不写入 · Only say what would change")
]
Yes = Annotated[bool, typer.Option("--yes", help="确定删除 · Do remove it")]


# --- terms


@term.callback()
def show_terms(context: typer.Context) -> None:
    """学期和班的文件夹 · The folders of terms and classes."""
    if context.invoked_subcommand:
        return
    found = classes.every()
    rows = [(one.term, one.name, len(people.enrolled(open_folder(one.path)))) for one in found]
    table(str(classes.home()), ["学期 Term", "班 Class", "人数 Students"], rows, right=(2,))
    if not found:
        say("还没有班，先建一个 · No class yet, make one: keguan term new --class 客服1班")


@term.command("new")
def new(name: Term = None, class_: Names = [], lang: NewLanguage = None) -> None:  # noqa: B006
    """建班 · Make the folders of classes.

    每个班一个文件夹，放在 Keguan/学期/班名，收作业、评分、成绩都在里面 · Each in Keguan/TERM/CLASS,
    with everything of the class.
    """
    if not class_:
        raise UserError(
            "请写班名，例如 keguan term new --class 客服1班 --class 客服2班。",
            "Name a class, for example: keguan term new --class A --class B.",
        )
    for path in classes.new(name or classes.this_term(datetime.date.today()), class_, lang):
        say(f"✔ {path}")
    say("下一步，录入名单 · Next, enter the list: keguan class 名单.xlsx --class " + class_[0])


@term.command()
def adopt(course: options.CoursePath = None, lang: NewLanguage = None) -> None:
    """把 exercises/ 里原有的班搬进班的文件夹 · Move the class in exercises/ into a class folder."""
    from grader.term import adopt as adopting

    exercises = open_folder(courses.CHECKOUT / "exercises", lang)
    if not adopting.waiting(exercises.path):
        say(f"{exercises.path} 里没有要搬的东西 · nothing to move")
        return
    target = _require_class(open_folder(course))
    for name in adopting.adopt(exercises, target):
        say(f"✔ {target.path / name}")


def _require_class(folder: CourseFolder) -> CourseFolder:
    """The folder itself if it is a class's; raises UserError for another one."""
    if classes.of(folder.path) is None:
        raise UserError(
            "还没有班：先运行 keguan term new --class 班名。",
            "There is no class yet: run keguan term new --class NAME first.",
        )
    return folder


# --- the list of a class


@class_.command(ENTER)
def enter(
    file: Annotated[
        Path | None, typer.Argument(help="学校的名单 · The school's list: xlsx, xls, csv")
    ] = None,
    dry_run: DryRun = False,
    course: options.CoursePath = None,
) -> None:
    """录入名单；不写文件就列出全班 · Enter the class; without a file, list it.

    名单要有“学号”一列，最好有“姓名”“班级”，别的列不用删；不会删除任何人 · A column 学号 (id), best
    also 姓名 (name) and 班级 (class); nobody is removed.
    """
    if file is None:
        return _show(open_folder(course))
    from grader.term import class_list

    folder = open_folder(course)
    if course is None and folder.path == courses.CHECKOUT / "exercises":
        _require_class(folder)
    made = class_list.plan(folder, file)
    say(f"{file.name} → {folder.path}")
    _named("新增 · new", [one.label for one in made.new])
    _named("有改动 · changed", [_changed(*pair) for pair in made.changed])
    if made.same:
        say(f"没有变化 · unchanged: {len(made.same)}")
    _named(
        "不在这份名单里（没有删除） · not on this list (not removed)",
        [one.label for one in made.gone],
    )
    for remark in made.remarks:
        say(f"！{both(remark)}")
    for problem in made.refused:
        complain(f"✘ {both(problem)}")
    if dry_run:
        say("没有写入 · nothing was written (--dry-run)")
    else:
        say(f"✔ 已录入 · entered: {class_list.enter(folder, made)}")
    if made.refused:
        raise typer.Exit(2)


def _show(folder: CourseFolder) -> None:
    rows = [
        (one.id, one.name, one.class_name, len(list((folder.path / "submitted" / id).glob("*"))))
        for id, one in people.known(folder).items()
    ]
    heads = ["学号 Id", "姓名 Name", "班级 Class", "交了几份 Handed in"]
    table(str(folder.path), heads, rows, right=(3,))


def _named(what: str, names: list[str]) -> None:
    if names:
        say(f"{what}: {len(names)}  {'、'.join(names)}")


def _changed(before: Person, after: Person) -> str:
    """What is new of a student."""
    if before.name != after.name:
        return f"{before.label} → {after.name}"
    if before.class_name != after.class_name:
        return f"{after.label} {before.class_name or '—'} → {after.class_name}"
    return after.label


# --- who leaves


@class_.command()
def remove(student: Who, yes: Yes = False, course: options.CoursePath = None) -> None:
    """删除一名学生的全部数据 · Remove a student with everything.

    不加 --yes 只列出会删什么 · Without --yes it only says what would go.
    """
    from grader.term import students

    folder = open_folder(course)
    one = _whom(folder, student)
    _listed(
        f"{one.label}", students.remove(folder, one.id) if yes else students.places(folder, one.id)
    )
    if yes:
        say(f"✔ {one.label} 已全部删除 · removed everywhere")
    else:
        say("还没有删除；确定要删，请加 --yes · nothing was removed; to remove it, add --yes")


@class_.command()
def rename(
    student: Who,
    new: Annotated[str, typer.Argument(metavar="NEW", help="新的学号 · The new id")],
    course: options.CoursePath = None,
) -> None:
    """改学号 · Give a student another id.

    作业、分数、名单里都改；姓名改了，重新录入名单就行 · Everywhere; a new name comes with the list.
    """
    from grader.term import students

    folder = open_folder(course)
    one = _whom(folder, student)
    _listed(f"{one.label} → {new}", students.rename(folder, one.id, new))
    say("✔ 已改；网页和导出的表请重新生成 · renamed; make pages and exports anew")


@class_.command()
def withdraw(student: Who, name: options.Name, course: options.CoursePath = None) -> None:
    """撤回一份收错的作业 · Take a hand-in out again, with its marks.

    文件留着，以前被它替换的那一份放回来 · The file is kept, and the one that it replaced is back.
    """
    from grader.term import students

    folder = open_folder(course)
    for sentence in students.withdraw(folder, people.find(folder, student).id, name):
        say(f"✔ {both(sentence)}")


def _whom(folder: CourseFolder, text: str) -> Person:
    """The student who is meant, also one of whom only files are left."""
    from grader.term import students

    try:
        return people.find(folder, text)
    except UserError:
        if students.places(folder, text):
            return Person(text)
        raise


def _listed(title: str, found: list[tuple[str, int]]) -> None:
    table(title, ["在哪里 Where", "几处 Things"], found, right=(1,))
