"""The options and arguments of the commands, each with its help in both languages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

NAME = "单元或作业，例如 tiering 或 tiering-tasks · a unit or an assignment"

Name = Annotated[str, typer.Argument(help=NAME)]
AnyName = Annotated[str | None, typer.Argument(help=NAME)]
ByHandName = Annotated[
    str,
    typer.Argument(help="人工评分的作业，例如 tiering-written · An assignment marked by hand"),
]
Slug = Annotated[str | None, typer.Argument(help="单元，例如 tiering · A unit; default: all")]
EveryRow = Annotated[
    bool, typer.Option("--all", help="整门课的概念和总数 · The whole course's concepts, and totals")
]
Language = Annotated[Literal["zh", "en"], typer.Option("--lang", help="语言 · Language")]
ChosenLanguage = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help="语言，不写就用上次的 · Language; default: that of the last time"),
]
# of what a class does: by default its own
ClassLanguage = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help="语言，默认是这个班的 · Language (default: the class's)"),
]
CoursePath = Annotated[
    Path | None,
    typer.Option(
        "--class",
        "--course",
        metavar="NAME|DIR",
        help=(
            "哪个班：班名，或任何课程文件夹；只有一个班时不用写 · Which class: its name, or any "
            "course folder; not needed for the only class"
        ),
    ),
]
OutPage = Annotated[
    Path | None, typer.Option("--out", metavar="FILE.html", help="写到哪里 · Where to")
]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写到哪里 · Where to")]

# --- lab

NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="不打开浏览器 · Do not open a browser")
]
Port = Annotated[int | None, typer.Option("--port", help="端口 · Port")]
ForTeacher = Annotated[
    bool, typer.Option("--teacher", help="教师：打开评分页 · For teachers: open formgrader")
]
OnHub = Annotated[bool, typer.Option("--hub", help="由 JupyterHub 启动 · Started by a JupyterHub")]

# --- learn and verify

Again = Annotated[
    bool,
    typer.Option(
        "--again",
        help="重做：旧的改名留下，换一份新的 · Do it again: the old one is kept aside",
    ),
]
AssignmentName = Annotated[
    str, typer.Argument(metavar="NAME", help="作业，例如 tiering-tasks · An assignment")
]
StudentId = Annotated[str | None, typer.Option("--id", help="学号 · Student id")]
StudentName = Annotated[str | None, typer.Option("--name", help="姓名 · Name")]
TakeFile = Annotated[
    Path, typer.Argument(metavar="FILE.zip", help="写成哪个文件 · The file to write")
]
BringFile = Annotated[
    Path, typer.Argument(metavar="FILE.zip", help="带走时写的文件 · The file that was taken along")
]
RecordName = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="NAME",
        help="以这个名字写一份签名的学习记录 · Write a signed record of the work in this name",
    ),
]
Learner = Annotated[str, typer.Argument(help="学号或名字，和记录里的一致 · The name in the record")]
RecordFile = Annotated[Path, typer.Argument(help="学生交来的记录 · The record handed in")]
NewKey = Annotated[
    bool,
    typer.Option(
        "--new-key",
        help="学生换了密钥，已当面确认 · The key is a new one, as the student told you",
    ),
]

# --- build

OnlyCheck = Annotated[
    bool, typer.Option("--check", help="只检查，不改文件 · Only say what is stale")
]
NoRun = Annotated[bool, typer.Option("--no-run", help="不运行课文 · Do not run the lessons")]

# --- release, collect, feedback

PackFile = Annotated[
    Path | None,
    typer.Option(
        "--pack",
        metavar="FILE.zip",
        help="再打一个发给学生的压缩包 · Also write a zip for students",
    ),
]
Offline = Annotated[
    str | None,
    typer.Option(
        metavar="SYSTEM",
        help="学生包带上软件包，机房不用上网：windows 或 linux · The pack carries the packages for "
        "labs without internet: windows or linux",
    ),
]
ToExchange = Annotated[
    bool,
    typer.Option(
        "--exchange",
        help=(
            "同时放进 nbgrader 的交换文件夹（JupyterHub） · Also into nbgrader's exchange folder "
            "(JupyterHub)"
        ),
    ),
]
FromFolder = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="PATH",
        help=(
            "收上来的东西：一个文件夹（聊天群的下载文件夹也行）、一个压缩包或一个文件 · What was "
            "handed in: a folder as it comes from the chat group, an archive or a file"
        ),
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="只看会收什么，不收 · Only show what would be collected"),
]
HandedInOn = Annotated[
    datetime | None,
    typer.Option(
        "--at",
        metavar="DAY",
        formats=["%Y-%m-%d"],
        help=(
            "交作业的日期，例如 2026-09-30；迟交按它算 · The day of hand-in, by which lateness "
            "counts, such as 2026-09-30"
        ),
    ),
]
HandedInBy = Annotated[
    str,
    typer.Option(
        "--student",
        metavar="ID",
        help=(
            "--from 只有一个文件时：就是这名学生的，不管文件名和内容 · For a single file: it is "
            "this student's, whatever its name and contents say"
        ),
    ),
]
ForStudent = Annotated[
    str | None, typer.Option("--student", help="只给这个学生 · Only for this student")
]

ToSend = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help=(
            "再放一份到这个文件夹，文件名是 学号_姓名_作业名，可以直接发给学生 · Also into this "
            "folder, named student_name_assignment, to be sent"
        ),
    ),
]

AsArchives = Annotated[
    bool,
    typer.Option(
        "--zip",
        help=(
            "和 --out 一起用：每名学生一个压缩包，除了评语页，还有本人到今天的成绩，放进学习主页"
            "就能看 · With --out: one archive a student, with the student's own marks so far, "
            "which the study page shows"
        ),
    ),
]

# --- grade

OnlyStudent = Annotated[
    str | None, typer.Option("--student", help="只评这个学生 · Only this student")
]
OnlyTask = Annotated[
    str | None,
    typer.Option("--task", help="只评这个任务，其他分数不动 · Only this task; other marks stay"),
]
Regrade = Annotated[
    bool,
    typer.Option(
        "--regrade",
        help="检查改过以后，重评受影响的部分 · Grade again what a changed check touches",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="全部重评 · Grade everything again")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        help="同时评几份，默认用全部处理器 · Notebooks at once (default: every core)",
    ),
]
Unconfined = Annotated[
    bool,
    typer.Option(
        "--unconfined",
        help=(
            "不能隔离也评：只用于信得过的作业 · Grade even where code cannot be confined: only "
            "work you trust"
        ),
    ),
]
Executor = Annotated[
    str | None,
    typer.Option(
        "--executor",
        metavar="dask://HOST:PORT",
        help="交给 Dask 集群评 · Grade on a Dask cluster",
    ),
]

# --- report

Shared = Annotated[
    bool,
    typer.Option(
        "--share", help="不写学生姓名和学号，可以给别人看 · Name no student, to be shared"
    ),
]
AsNotebook = Annotated[
    bool,
    typer.Option(
        "--notebook",
        help=(
            "再写成笔记本，表格可以排序、筛选 · Also as a notebook, with tables to sort and filter"
        ),
    ),
]
OpenIt = Annotated[bool, typer.Option("--open", help="在浏览器里打开 · Open it in the browser")]

# --- rubric, marks, export

Apply = Annotated[
    bool,
    typer.Option("--apply", help="把表里的分数写进成绩册 · Write the sheet into the gradebook"),
]
AsWorkbook = Annotated[
    bool,
    typer.Option("--xlsx", help="写成 Excel 工作簿，学号不会变 · As a workbook, which keeps ids"),
]
SheetsFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="表放在哪里 · Folder of the sheets"),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="STUDENT",
        help="一步一步说明这个学生的总评 · How this mark came about",
    ),
]
SetMark = Annotated[
    tuple[str, str, float] | None,
    typer.Option(
        "--set",
        metavar="STUDENT WORK MARK",
        help=(
            "手工改分：学号、作业名（总评写 final）、百分制分数 · Set by hand: student, "
            "assignment (final for the whole mark), percent"
        ),
    ),
]
UnsetMark = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--unset",
        metavar="STUDENT WORK",
        help="收回手工改的分 · Take a mark set by hand back",
    ),
]
Why = Annotated[str, typer.Option("--why", help="理由 · Why")]
By = Annotated[
    str, typer.Option("--by", help="谁定的，默认是本机用户名 · Who decided (default: the account)")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="只看到这一天为止 · As it was at the end of this day",
    ),
]
Format = Annotated[
    str, typer.Argument(metavar="FORMAT", help="nbgrader, canvas, moodle, xlsx, mapping")
]
Mapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE.toml",
        help="列对应表，写法见 grader/README.md · Table of columns",
    ),
]

# --- demo

DemoFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="放在哪个文件夹 · Folder to use"),
]
Students = Annotated[int, typer.Option("--n", min=1, max=2000, help="几名学生 · How many students")]
Seed = Annotated[int, typer.Option("--seed", help="换一个班 · Another number, another class")]
