"""The command line `keguan`; every text is Chinese and English in one."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import webbrowser
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.core import TyperGroup

from grader.base import UserError, leave_out_uri_grammar
from grader.cli.console import complain, forgiving, say, table, track, waiting
from grader.course import outline as courses
from grader.course.folder import CourseFolder, make_writable, open_folder
from grader.course.outline import CourseError

# typer gives no other name for a command line that cannot be read
UsageError = typer.BadParameter.__base__

# Other modules of ours are imported where they are used: nbgrader takes seconds, and help should
# be quick.


class Sentences(TyperGroup):
    """Ends with one sentence in each language and exit code 2 where the input or the disk is at
    fault."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except (UserError, CourseError) as error:
            complain(str(error))
        except UsageError as error:
            command = error.ctx.command_path if error.ctx else "keguan"
            complain(
                f"命令写法不对，用法见 {command} --help。\n{error.format_message()} See {command} "
                f"--help."
            )
        except OSError as error:
            where, why = error.filename or "", error.strerror or str(error)
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
NAME = "单元或作业，例如 tiering 或 tiering-tasks · a unit or an assignment"
Language = Annotated[Literal["zh", "en"], typer.Option("--lang", help="语言 · Language")]
CoursePath = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="DIR",
        help="课程文件夹，默认是 exercises/ · Course folder (default: exercises/)",
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
Workers = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        help="同时评几份，默认用全部处理器 · Notebooks at once (default: every core)",
    ),
]


@app.command()
def lab(
    lang: Language = "zh",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="不打开浏览器 · Do not open a browser")
    ] = False,
    port: Annotated[int | None, typer.Option(help="端口 · Port")] = None,
    teacher: Annotated[
        bool, typer.Option("--teacher", help="教师：打开评分页 · For teachers: open formgrader")
    ] = False,
    hub: Annotated[
        bool, typer.Option("--hub", help="由 JupyterHub 启动 · Started by a JupyterHub")
    ] = False,
    course: CoursePath = None,
):
    """打开课程 · Open the course."""
    from grader.cli import lab as jupyter

    if hub:
        jupyter.require_hub()
    if teacher:
        options = jupyter.teacher_options(open_folder(course, lang).path, lang)
    else:
        options = _student_folder(lang, Path.home() / "keguan" / lang if hub else None)
    if hub:
        return jupyter.start_on_hub(options)
    say(
        "课程在浏览器里打开；关闭：在这里按 Ctrl-C。 · The course opens in your browser; to close "
        "it, press Ctrl-C here."
    )
    jupyter.start(options, port, not no_browser)


def _student_folder(language: str, on_hub: Path | None = None) -> list[str]:
    """Renews the student's folder, says what was kept, and returns JupyterLab's options."""
    from grader.cli import lab as jupyter
    from grader.learner import workspace

    done = workspace.update(courses.load(), language, on_hub)
    if done.renewed:
        say(f"已更新 · Renewed: {', '.join(done.renewed)}")
    if done.kept:
        say(
            f"你改过，保留原样（课程里有更新；想要新版，把它改名再打开课程） · Yours, kept as it "
            f"is (the course has a newer one; "
            f"rename yours to get it): {', '.join(done.kept)}"
        )
    return jupyter.student_options(done.folder, language, hub=on_hub is not None)


@app.command()
def learn(
    name: Annotated[str | None, typer.Argument(help=NAME)] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="重做：旧的改名留下，换一份新的 · Do it again: the old one is kept aside",
        ),
    ] = False,
    record: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="以这个名字写一份签名的学习记录 · Write a signed record of the work in this name",
        ),
    ] = None,
    lang: Language = "zh",
):
    """自学：给自己评分 · Learn alone: grade your own work.

    用全部隐藏的测试评 my-work 里做过的作业，更新进度和复习计划 · By all hidden tests; renews
    progress and what to repeat.
    """
    from grader.learner import learn as learning
    from grader.learner import record as records

    course = courses.load()
    names = CourseFolder(course.root / "exercises", course, lang).assignments(name)
    if again:
        for one in names:
            say(f"✔ 旧的留在 · the old one is kept as {learning.again(course, lang, one)}")
        return
    begun = learning.begun(course, lang, names)
    if not begun and not record:
        raise UserError(
            "还没有做过作业：先打开课程（lab），做几道题，保存。",
            "Nothing was begun yet: open the course (lab), do some tasks, save.",
        )
    if begun:
        graded = learning.grade(
            course, lang, begun, partial(track, total=len(begun), what="评分 · Grading")
        )
        for line in learning.lines(graded, course, lang):
            say(line)
    if record:
        path = records.write(course, record)
        say(f"✔ 学习记录 · record: {path}")


@app.command()
def verify(
    student: Annotated[
        str, typer.Argument(help="学号或名字，和记录里的一致 · The name in the record")
    ],
    file: Annotated[Path, typer.Argument(help="学生交来的记录 · The record handed in")],
    new_key: Annotated[
        bool,
        typer.Option(
            "--new-key",
            help="学生换了密钥，已当面确认 · The key is a new one, as the student told you",
        ),
    ] = False,
    lang: Language = "zh",
    course: CoursePath = None,
):
    """核对学习记录 · Verify a record of learning."""
    from grader.learner import record as records

    folder = open_folder(course, lang)
    found = records.verify(folder, student, file, new_key)
    table(
        f"{student}（{found.made:%Y-%m-%d}）",
        ["作业 Work", "时间 Time", "得分 Points", "满分 Maximum"],
        found.rows(),
        right=(2, 3),
    )
    for sentence in found.remarks:
        say(f"{sentence.zh} · {sentence.en}")


@app.command()
def build(
    name: Annotated[str | None, typer.Argument(help=NAME)] = None,
    check: Annotated[
        bool, typer.Option("--check", help="只检查，不改文件 · Only say what is stale")
    ] = False,
    no_run: Annotated[
        bool, typer.Option("--no-run", help="不运行课文 · Do not run the lessons")
    ] = False,
):
    """生成课文和作业 · Build lessons and exercises.

    由 content/ 和 course.toml 生成 · From content/ and course.toml.
    """
    course = courses.load()
    if not (course.root / "tools" / "build.py").is_file():
        raise UserError(
            "这是学生包，里面没有 tools/，不能生成课文。",
            "This is a student pack; it has no tools/ and cannot build.",
        )
    arguments = [name] if name else []
    arguments += [flag for flag, given in (("--check", check), ("--no-run", no_run)) if given]
    code = subprocess.run(
        [sys.executable, "-m", "tools.build", *arguments], cwd=course.root, check=False
    ).returncode
    raise typer.Exit(2 if code else 0)


@app.command()
def release(
    name: Annotated[str | None, typer.Argument(help=NAME)] = None,
    lang: Language = "zh",
    pack: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip", help="再打一个发给学生的压缩包 · Also write a zip for students"
        ),
    ] = None,
    exchange: ToExchange = False,
    course: CoursePath = None,
):
    """发布作业 · Release an assignment.

    去掉答案和隐藏的测试，并登记到成绩册 · Removes answers and hidden tests and enters it in the
    gradebook.
    """
    folder = open_folder(course, lang)
    names = folder.assignments(name)
    if not names:
        raise UserError(f"{folder.path} 里没有作业。", f"{folder.path} has no assignments.")
    make_writable(folder.path)
    from grader.gradebook import seam

    for assignment in track(names, len(names), "发布 · Release"):
        seam.generate(folder, assignment)
    for assignment in names:
        say(f"✔ {folder.notebook('release', assignment)}")
    if exchange:
        for assignment in names:
            seam.release_exchange(folder, assignment)
        say("✔ 已放进交换文件夹 · in the exchange folder")
    if pack:
        _write_pack(folder, pack)


def _write_pack(folder: CourseFolder, target: Path) -> None:
    from grader.learner import pack

    if folder.course is None:
        raise UserError(
            "只有客关课程能打学生包：这里没有 course.toml。",
            "Only a Keguan course can be packed: there is no course.toml.",
        )
    _verify_data(folder)
    files = pack.pack(folder.course, target)
    say(f"✔ {target}：{len(files)} 个文件，没有答案 · {len(files)} files, no answers")


def _verify_data(folder: CourseFolder, names: list[str] | None = None) -> None:
    """Raises UserError when a data file of the units is missing or has other columns: every notebook
    would fail on it."""
    from grader.course import datasets as data_files

    course = folder.course
    root = course.root if course and (course.root / "datasets").is_dir() else courses.CHECKOUT
    for unit in course.units if course else ():
        if names is None or any(a.name in names for a in unit.assignments):
            for problem in (
                p
                for dataset in unit.datasets
                for p in data_files.problems(root / "datasets", dataset)
            ):
                raise UserError(problem.zh + "。", problem.en + ".")


@app.command()
def collect(
    name: Annotated[str, typer.Argument(help=NAME)],
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="收上来的文件：学号.ipynb、学号_作业名.ipynb、学号.zip、以学号命名的文件夹 · Files "
            "as handed in: "
            "student.ipynb, student_assignment.ipynb, student.zip, folders named by student",
        ),
    ] = None,
    course: CoursePath = None,
):
    """收作业 · Collect submissions.

    从一个文件夹收；不写 --from 就从 nbgrader 的交换文件夹收 · From a folder, or without --from
    from nbgrader's exchange.
    """
    folder = open_folder(course)
    names = folder.assignments(name)
    make_writable(folder.path / "submitted")
    if source is None:
        from grader.gradebook import seam

        for assignment in names:
            for doubt in seam.collect_exchange(folder, assignment):
                say(f"{doubt.zh} · {doubt.en}")
        return say(f"✔ {len(folder.students())} 名学生 · students: {folder.path / 'submitted'}")
    if not source.is_dir():
        raise UserError(f"找不到文件夹 {source}。", f"There is no folder {source}.")
    from grader.gradebook import seam
    from grader.term.collect import collect as take
    from grader.term.roster import Roster

    done = take(folder, source, names, Roster(tuple(seam.people(folder))))
    counts = Counter(assignment for _, assignment in done.taken)
    say(
        f"收到 {len(done.taken)} 份，{len(done.same)} 份以前收过 · {len(done.taken)} collected, "
        f"{len(done.same)} were there already"
    )
    for assignment in names:
        say(f"  {assignment}: {counts[assignment]}")
    if done.refused:
        for where, why in done.refused:
            complain(f"✘ {where}：{why.zh} · {why.en}")
        raise typer.Exit(2)


@app.command()
def grade(
    name: Annotated[str, typer.Argument(help=NAME)],
    student: Annotated[str | None, typer.Option(help="只评这个学生 · Only this student")] = None,
    task: Annotated[
        str | None,
        typer.Option(help="只评这个任务，其他分数不动 · Only this task; other marks stay"),
    ] = None,
    regrade: Annotated[
        bool,
        typer.Option(
            "--regrade",
            help="检查改过以后，重评受影响的部分 · Grade again what a changed check touches",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="全部重评 · Grade everything again")
    ] = False,
    jobs: Workers = None,
    unconfined: Annotated[
        bool,
        typer.Option(
            "--unconfined",
            help=(
                "不能隔离也评：只用于信得过的作业 · Grade even where code cannot be confined: only "
                "work you trust"
            ),
        ),
    ] = False,
    executor: Annotated[
        str | None,
        typer.Option(metavar="dask://HOST:PORT", help="交给 Dask 集群评 · Grade on a Dask cluster"),
    ] = None,
    lang: Language = "zh",
    course: CoursePath = None,
):
    """评分 · Grade submissions.

    只评新交的和改过的；书面题随后在评分页里人工评（keguan lab --teacher） · Only what is new or
    changed; written tasks then
    wait in formgrader (keguan lab --teacher).
    """
    from grader.grading.run import Engine

    folder = open_folder(course, lang)
    work = _submissions(folder, name, student)
    make_writable(folder.path / "autograded")
    _verify_data(folder, [assignment for assignment, _ in work])
    workers = min(jobs or os.cpu_count() or 1, len(work))
    with Engine(folder, workers, executor=executor, unconfined=unconfined) as engine:
        graded = engine.grade(work, force, regrade=regrade, task=task)
        outcomes = list(track(graded, len(work), "评分 · Grading"))
        for sentence in engine.remarks:
            say(f"{sentence.zh} · {sentence.en}")
    _summarise(outcomes, "已评 · graded")


def _submissions(
    folder: CourseFolder, name: str, student: str | None, step: str = "submitted"
) -> list[tuple[str, str]]:
    """(assignment, student) of what is in the folder of a step; raises UserError when there is none."""
    work = [
        (assignment, who)
        for assignment in folder.assignments(name)
        for who in folder.students(assignment)
        if student in (None, who)
        and (step == "submitted" or folder.notebook(step, assignment, who).is_file())
    ]
    if not work:
        who = f"{student} " if student else ""
        raise UserError(
            f"{folder.path / step} 里没有 {who}{name} 的作业：请先收作业（keguan collect）"
            f"或评分（keguan grade）。",
            f"{folder.path / step} has no {name} {'of ' + who if who else ''}yet: collect it "
            f"(keguan collect) or grade it.",
        )
    return work


def _summarise(outcomes, done: str) -> None:
    """Prints how many are done and names each that could not be; those end the command with 2."""
    from grader.engine.model import FAILED, GRADED, UNCHANGED, UNREADABLE

    counts = Counter(outcome.status for outcome in outcomes)
    say(
        f"{done} {counts[GRADED]} · 没有变化 unchanged {counts[UNCHANGED]} · "
        f"读不了 could not be read {counts[UNREADABLE]} · 没评成 failed {counts[FAILED]}"
    )
    bad = [outcome for outcome in outcomes if outcome.status in (UNREADABLE, FAILED)]
    for outcome in sorted(bad, key=lambda o: (o.student, o.assignment)):
        complain(
            f"✘ {outcome.student} {outcome.assignment}：{outcome.reason.zh} · {outcome.reason.en}"
        )
    if bad:
        raise typer.Exit(2)


@app.command()
def feedback(
    name: Annotated[str, typer.Argument(help=NAME)],
    student: Annotated[
        str | None, typer.Option(help="只给这个学生 · Only for this student")
    ] = None,
    exchange: ToExchange = False,
    lang: Language = "zh",
    course: CoursePath = None,
):
    """生成评语页 · Write feedback pages."""
    from grader.feedback.page import write_all

    folder = open_folder(course, lang)
    work = _submissions(folder, name, student, "autograded")
    make_writable(folder.path / "feedback")
    outcomes = list(track(write_all(folder, work), len(work), "评语 · Feedback"))
    say(f"{folder.path / 'feedback'}")
    if exchange:
        from grader.gradebook import seam

        others = [
            who for assignment, who in work if not seam.feedback_exchange(folder, assignment, who)
        ]
        say(
            f"已放进交换文件夹 {len(work) - len(others)} 份 · put into the exchange folder: "
            f"{len(work) - len(others)}"
        )
        if others:
            say(
                f"不是从交换文件夹交的，评语页请另外发 · not handed in by the exchange, send these "
                f"pages yourself: {', '.join(others)}"
            )
    _summarise(outcomes, "评语页 · pages")


@app.command()
def report(
    name: Annotated[str | None, typer.Argument(help=NAME)] = None,
    lang: Language = "zh",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="写到哪里 · Where to")
    ] = None,
    share: Annotated[
        bool,
        typer.Option(
            "--share", help="不写学生姓名和学号，可以给别人看 · Name no student, to be shared"
        ),
    ] = False,
    notebook: Annotated[
        bool,
        typer.Option(
            "--notebook",
            help="再写成笔记本，表格可以排序、筛选 · Also as a notebook, with tables "
            "to sort and filter",
        ),
    ] = False,
    open_it: Annotated[
        bool, typer.Option("--open", help="在浏览器里打开 · Open it in the browser")
    ] = False,
    course: CoursePath = None,
):
    """班级报告 · Write the class report.

    一个网页文件，不需要网络 · One HTML file that needs no network.
    """
    from grader.report import page as reports
    from grader.report import results

    folder = open_folder(course, lang)
    target = (
        out
        or folder.path / "reports" / f"{name or 'course'}-{lang}{'-shared' if share else ''}.html"
    )
    make_writable(target.parent)
    with waiting("读成绩册 · Reading the gradebook"):
        found = results.gather(folder, name)
        target.write_text(
            reports.page(found, lang, _title(folder, name, lang), shared=share),
            encoding="utf-8",
            newline="\n",
        )
    _class_table(found)
    say(f"✔ {target.resolve()}")
    if notebook:
        from grader.report import notebook as report_notebook

        beside = target.with_suffix(".ipynb")
        report_notebook.write(
            found,
            folder,
            name,
            lang,
            beside,
            _title(folder, name, lang) or found.title[lang],
            shared=share,
        )
        say(f"✔ {beside.resolve()}")
    if open_it:
        webbrowser.open(target.resolve().as_uri())


def _title(folder: CourseFolder, name: str | None, language: str) -> str | None:
    """Title of the unit or assignment, None for the whole course."""
    course = folder.course
    titles = (
        {u.slug: u.title for u in course.units} | {a.name: a.title for a in course.assignments}
        if course
        else {}
    )
    return titles[name][language] if name in titles else name


def _class_table(found, title: str = "班级 · Class") -> None:
    """The class in the console: shares by assignment, and what is missing."""
    from grader.report import results as r

    words = {
        r.BY_HAND: "待评 hand",
        r.WAITING: "未评 waiting",
        r.UNREADABLE: "读不了 unreadable",
        r.FAILED: "没评成 failed",
        r.MISSING: "缺交 missing",
    }
    names = [a.name for a in found.assignments]
    # the unit's slug, which takes room
    common = len(os.path.commonprefix(names)) if len(names) > 1 else 0
    rows = []
    for student in found.students:
        works = [(found.work[student, a.name], a) for a in found.assignments]
        rows.append(
            [student, *(words.get(w.status) or f"{100 * found.share(w, a):.0f}%" for w, a in works)]
        )
    heads = ["学生 ID", *(name[common:] for name in names)]
    table(title, heads, rows, right=range(1, len(heads)))


@app.command()
def rubric(
    name: Annotated[
        str,
        typer.Argument(help="人工评分的作业，例如 tiering-written · An assignment marked by hand"),
    ],
    apply: Annotated[
        bool,
        typer.Option("--apply", help="把表里的分数写进成绩册 · Write the sheet into the gradebook"),
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="表放在哪里 · Folder of the sheets")
    ] = None,
    lang: Language = "zh",
    course: CoursePath = None,
):
    """评分表 · Rubric sheets.

    每道书面题一张 CSV 表，填好后用 --apply 写进成绩册 · A CSV for each written task; --apply
    enters it in the gradebook.
    """
    from grader.term import rubric as sheets

    folder = open_folder(course, lang)
    target = make_writable(out or folder.path / "reports")
    for assignment in folder.assignments(name):
        if not apply:
            for path in sheets.write(folder, assignment, target):
                say(f"✔ {path.resolve()}")
            continue
        changed, waiting_for = sheets.apply(folder, assignment, target)
        say(f"✔ {assignment}：{changed} 个分数写入或改动 · marks written or changed")
        if waiting_for:
            say(f"还没填完 · not complete yet: {', '.join(waiting_for)}")


@app.command()
def marks(
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="STUDENT", help="一步一步说明这个学生的总评 · How this mark came about"
        ),
    ] = None,
    set_: Annotated[
        tuple[str, str, float] | None,
        typer.Option(
            "--set",
            metavar="STUDENT WORK MARK",
            help="手工改分：学号、作业名（总评写 final）、百分制分数 · Set by hand: student, "
            "assignment "
            "(final for the whole mark), percent",
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="改分的理由 · Why it was set")] = "",
    lang: Language = "zh",
    course: CoursePath = None,
):
    """总评 · Marks of the course.

    按 course.toml 的规则，由 nbgrader 成绩册算出 · From nbgrader's gradebook by the rules of
    course.toml.
    """
    from grader.marks import gather as course_marks

    folder = open_folder(course, lang)
    if set_:
        course_marks.override(folder, *set_, why)
        explain = explain or set_[0]
    book = course_marks.gather(folder)
    names = {c.id: c.title for c in folder.course.components}
    if explain:
        found = [final for final in book.finals if final.student == explain]
        if not found:
            raise UserError(f"名单里没有 {explain}。", f"There is no student {explain}.")
        for line in course_marks.explain(found[0], names, lang):
            say(line)
        return
    rows = [
        [
            final.student,
            *(f"{final.components[id]:.1f}" for id in names),
            f"{final.mark:.1f}{'' if final.complete else ' *'}",
            ", ".join(final.missing),
        ]
        for final in book.finals
    ]
    heads = ["学生 ID", *names, "总评 Mark", "缺交 Missing"]
    table(
        "总评（* 还有题目待人工评） · Marks (* some work waits to be marked)",
        heads,
        rows,
        right=range(1, len(names) + 2),
    )


@app.command()
def export(
    kind: Annotated[
        str, typer.Argument(metavar="FORMAT", help="nbgrader, canvas, moodle, xlsx, mapping")
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="写到哪里 · Where to")] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="列对应表，写法见 grader/README.md · Table of columns"
        ),
    ] = None,
    course: CoursePath = None,
):
    """导出成绩 · Export the marks.

    给教务、Canvas、Moodle 或别的平台 · For the registrar, Canvas, Moodle or another platform.
    """
    from grader.marks import exports
    from grader.marks import gather as course_marks

    folder = open_folder(course)
    target = out or folder.path / "reports" / f"marks-{kind}.{'xlsx' if kind == 'xlsx' else 'csv'}"
    make_writable(target.parent)
    count = exports.write(course_marks.gather(folder), kind, target, mapping)
    say(f"✔ {target.resolve()}：{count} 行 · rows")


@app.command()
def alike(
    name: Annotated[str, typer.Argument(help=NAME)],
    lang: Language = "zh",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="写到哪里 · Where to")
    ] = None,
    course: CoursePath = None,
):
    """相似的作业 · Work that is alike.

    把最相似的几对并排列出来，由教师判断 · Shows the pairs most alike side by side; the judgement
    is the teacher's.
    """
    from grader.report import alike as likeness

    folder = open_folder(course, lang)
    for assignment in folder.assignments(name):
        with waiting(f"比较 · Comparing {assignment}"):
            found = likeness.pairs(folder, assignment)
        target = out or folder.path / "reports" / f"alike-{assignment}-{lang}.html"
        make_writable(target.parent)
        target.write_text(likeness.page(found, assignment, lang), encoding="utf-8", newline="\n")
        for pair in found:
            say(
                f"{pair.students[0]} · {pair.students[1]}  {pair.weight:.1f}  "
                f"{', '.join(cell.id for cell in pair.cells)}"
            )
        say(f"✔ {target.resolve()}")


@app.command()
def demo(
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="放在哪个文件夹 · Folder to use")
    ] = None,
    n: Annotated[
        int, typer.Option("--n", min=1, max=2000, help="几名学生 · How many students")
    ] = 12,
    seed: Annotated[int, typer.Option(help="换一个班 · Another number, another class")] = 1,
    lang: Language = "zh",
):
    """演示一个模拟的班 · Run a simulated class.

    从发布到报告，什么都不用准备 · From release to report, with nothing to prepare.
    """
    from grader.cli import demo as demonstration

    course = courses.load()
    folder = CourseFolder(course.root / "exercises", course, lang)
    _verify_data(folder)
    shown = demonstration.run(course, out or course.root / "build" / "demo", n, seed, lang, say)
    for _, title, found, _ in shown:
        _class_table(found, f"{title.zh} · {title.en}")
    say(
        "其中一份作业故意弄坏、一份没交、一份迟交；书面和小组作业等人工评。 · On purpose one "
        "notebook is broken, one is missing and "
        "one is late; written and group work waits to be marked by hand."
    )
    for name, _, _, path in shown:
        say(f"班级报告 · Class report, {name}: {path}")
    say(f"全课程 · Whole course: {shown[0][3].with_name(f'course-{lang}.html')}")


@app.command()
def doctor():
    """检查环境和文件 · Check the installation.

    每一项：正常、缺少、该怎么办 · For each item: ok, missing, what to do.
    """
    from grader.cli.doctor import examine

    bad = 0
    say("检查中… · Checking ...")
    for line in examine(courses.load()):
        mark = {True: "✔ 正常 ok", False: "✘ 缺少 missing", None: "－ 可选 optional"}[line.good]
        say(f"{mark}  {line.what.zh} · {line.what.en}  {line.found}")
        if line.good is not True and line.todo:
            say(f"      → {line.todo.zh} · {line.todo.en}")
        bad += line.good is False
    if bad:
        raise typer.Exit(1)


@app.command()
def trace(
    slug: Annotated[
        str | None, typer.Argument(help="单元，例如 tiering · A unit; default: all")
    ] = None,
):
    """概念在哪里教和考 · Trace the concepts.

    每个概念编号在哪里教、在哪里考，或者为什么没有列入 · Where each concept id is taught and
    tested, or why it is left out.
    """
    course = courses.load()
    for unit in [course.unit(slug)] if slug else course.units:
        rows = []
        for concept in unit.concepts:
            taught = (
                f"第 {concept.section} 节 · section {concept.section}"
                if concept.section is not None
                else ""
            )
            tested = ", ".join(unit.tested_by(concept.id))
            state = (
                " + ".join(
                    word for word, has in (("教 taught", taught), ("考 tested", tested)) if has
                )
                or "未列入 left out"
            )
            rows.append(
                [f"{concept.id}\n{concept.title.zh}", state, taught or concept.reason or "", tested]
            )
        table(
            f"{unit.title.zh} · {unit.title.en} ({len(rows)})",
            ["概念 Concept", "状态 State", "在哪里教 Where taught", "在哪里考 Where tested"],
            rows,
        )


def main() -> None:
    leave_out_uri_grammar()
    forgiving(sys.stdout, sys.stderr)
    try:
        app()
    finally:
        gc.freeze()  # Python would look at every object of nbgrader once more before it ends


if __name__ == "__main__":
    main()
