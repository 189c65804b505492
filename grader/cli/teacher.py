"""The commands of teachers, from the release of an assignment to the marks of the course."""

from __future__ import annotations

import os
import webbrowser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.base import Text, UserError
from grader.cli import options
from grader.cli.console import both, complain, say, table, track, waiting
from grader.course import datasets, outline
from grader.course.folder import CourseFolder, make_writable, open_folder

if TYPE_CHECKING:
    from grader.engine.model import Outcome
    from grader.marks.finals import Final
    from grader.report.results import Results


def verify(
    student: options.Learner,
    file: options.RecordFile,
    new_key: options.NewKey = False,
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
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
        say(both(sentence))


def release(
    name: options.AnyName = None,
    lang: options.Language = "zh",
    pack: options.PackFile = None,
    exchange: options.ToExchange = False,
    course: options.CoursePath = None,
) -> None:
    """发布作业 · Release an assignment.

    去掉答案和隐藏的测试，并登记到成绩册 · Removes answers and hidden tests and enters it in the
    gradebook.
    """
    folder = open_folder(course, lang)
    names = folder.assignments(name)
    if not names:
        raise UserError(f"{folder.path} 里没有作业。", f"{folder.path} has no assignments.")
    make_writable(folder.path)
    from grader.gradebook import assignments
    from grader.gradebook import exchange as exchanged

    for assignment in track(names, len(names), "发布 · Release"):
        assignments.generate(folder, assignment)
    for assignment in names:
        for path in folder.notebooks("release", assignment):
            say(f"✔ {path}")
    if exchange:
        for assignment in names:
            exchanged.release(folder, assignment)
        say("✔ 已放进交换文件夹 · in the exchange folder")
    if pack:
        _write_pack(folder, pack)


def _write_pack(folder: CourseFolder, target: Path) -> None:
    from grader.gradebook.assignments import due_dates
    from grader.learner import pack

    if folder.course is None:
        raise UserError(
            "只有客关课程能打学生包：这里没有 course.toml。",
            "Only a Keguan course can be packed: there is no course.toml.",
        )
    datasets.require(folder.course)
    files = pack.pack(folder.course, target, due_dates(folder))
    say(f"✔ {target}：{len(files)} 个文件，没有答案 · {len(files)} files, no answers")


def collect(
    name: options.Name,
    source: options.FromFolder = None,
    course: options.CoursePath = None,
) -> None:
    """收作业 · Collect submissions.

    从一个文件夹收；不写 --from 就从 nbgrader 的交换文件夹收 · From a folder, or without --from from
    nbgrader's exchange.
    """
    folder = open_folder(course)
    names = folder.assignments(name)
    make_writable(folder.path / "submitted")
    if source is None:
        return _collect_exchange(folder, names)
    if not source.is_dir():
        raise UserError(f"找不到文件夹 {source}。", f"There is no folder {source}.")
    from grader.term.collect import collect as take
    from grader.term.roster import Roster

    done = take(folder, source, names, Roster.of(folder))
    counts = Counter(assignment for _, assignment in done.taken)
    say(
        f"收到 {len(done.taken)} 份，{len(done.same)} 份以前收过 · {len(done.taken)} collected, "
        f"{len(done.same)} were there already"
    )
    for assignment in names:
        say(f"  {assignment}: {counts[assignment]}")
    for where, why in done.refused:
        complain(f"✘ {where}：{both(why)}")
    if done.refused:
        raise typer.Exit(2)


def _collect_exchange(folder: CourseFolder, names: Iterable[str]) -> None:
    from grader.gradebook import exchange

    for assignment in names:
        for doubt in exchange.collect(folder, assignment):
            say(both(doubt))
    say(f"✔ {len(folder.students())} 名学生 · students: {folder.path / 'submitted'}")


def grade(
    name: options.Name,
    student: options.OnlyStudent = None,
    task: options.OnlyTask = None,
    regrade: options.Regrade = False,
    force: options.Force = False,
    jobs: options.Workers = None,
    unconfined: options.Unconfined = False,
    executor: options.Executor = None,
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
    """评分 · Grade submissions.

    只评新交的和改过的；书面题随后在评分页里人工评（keguan lab --teacher） · Only what is new or
    changed; written tasks then wait in formgrader (keguan lab --teacher).
    """
    from grader.grading.run import Engine

    folder = open_folder(course, lang)
    work = folder.work(name, student)
    make_writable(folder.path / "autograded")
    datasets.require(folder.course, [assignment for assignment, _ in work])
    workers = min(jobs or os.cpu_count() or 1, len(work))
    with Engine(folder, workers, executor=executor, unconfined=unconfined) as engine:
        graded = engine.grade(work, force, regrade=regrade, task=task)
        outcomes = list(track(graded, len(work), "评分 · Grading"))
        for sentence in engine.remarks:
            say(both(sentence))
    if student is None:
        outcomes += _passed_over(folder, name)
    _summarise(outcomes, "已评 · graded")
    if engine.has_flawed_checks:
        raise typer.Exit(2)


def _passed_over(folder: CourseFolder, name: str) -> list[Outcome]:
    """Names the work in folders that no student's id can have."""
    from grader.engine.model import UNREADABLE, Outcome

    reason = Text(
        "文件夹名以点开头，没有评分；请改成学号",
        "not graded: the folder's name begins with a dot; rename it to the student's id",
    )
    return [Outcome(*job, UNREADABLE, reason=reason) for job in folder.passed_over(name)]


def _summarise(outcomes: list[Outcome], done: str) -> None:
    """Prints how many are done and names each that could not be; those end the command with 2."""
    from grader.engine.model import FAILED, GRADED, UNCHANGED, UNREADABLE

    counts = Counter(outcome.status for outcome in outcomes)
    say(
        f"{done} {counts[GRADED]} · 没有变化 unchanged {counts[UNCHANGED]} · 无法读取 could not be "
        f"read {counts[UNREADABLE]} · 没能评分 failed {counts[FAILED]}"
    )
    bad = [outcome for outcome in outcomes if outcome.status in (UNREADABLE, FAILED)]
    for outcome in sorted(bad, key=lambda o: (o.student, o.assignment)):
        complain(f"✘ {outcome.student} {outcome.assignment}：{both(outcome.reason)}")
    if bad:
        raise typer.Exit(2)


def feedback(
    name: options.Name,
    student: options.ForStudent = None,
    exchange: options.ToExchange = False,
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
    """生成评语页 · Write feedback pages."""
    from grader.feedback.write import write_all

    folder = open_folder(course, lang)
    work = folder.work(name, student, "autograded")
    make_writable(folder.path / "feedback")
    outcomes = list(track(write_all(folder, work), len(work), "评语 · Feedback"))
    say(f"{folder.path / 'feedback'}")
    if exchange:
        _release_feedback(folder, work)
    _summarise(outcomes, "评语页 · pages")


def _release_feedback(folder: CourseFolder, work: list[tuple[str, str]]) -> None:
    """Puts the pages into the exchange and names those whose work did not come from there."""
    from grader.gradebook import exchange

    others = [
        who for assignment, who in work if not exchange.release_feedback(folder, assignment, who)
    ]
    count = len(work) - len(others)
    say(f"已放进交换文件夹 {count} 份 · put into the exchange folder: {count}")
    if others:
        say(
            "不是从交换文件夹交的，评语页请另外发 · not handed in by the exchange, send these "
            f"pages yourself: {', '.join(others)}"
        )


def report(
    name: options.AnyName = None,
    lang: options.Language = "zh",
    out: options.OutPage = None,
    share: options.Shared = False,
    notebook: options.AsNotebook = False,
    open_it: options.OpenIt = False,
    course: options.CoursePath = None,
) -> None:
    """班级报告 · Write the class report.

    一个网页文件，不需要网络 · One HTML file that needs no network.
    """
    from grader.report import notebook as notebooks
    from grader.report import page, results

    folder = open_folder(course, lang)
    file = f"{name or 'course'}-{lang}{'-shared' if share else ''}.html"
    target = out or folder.path / "reports" / file
    make_writable(target.parent)
    title = _title(folder, name, lang)
    with waiting("读成绩册 · Reading the gradebook"):
        found = results.gather(folder, name)
        text = page.page(found, lang, title, shared=share)
        target.write_text(text, encoding="utf-8", newline="\n")
    class_table(found)
    say(f"✔ {target.resolve()}")
    if notebook:
        beside = target.with_suffix(".ipynb")
        title = title or found.title[lang]
        notebooks.write(found, folder, name, lang, beside, title, shared=share)
        say(f"✔ {beside.resolve()}")
    if open_it:
        webbrowser.open(target.resolve().as_uri())


def _title(folder: CourseFolder, name: str | None, language: str) -> str | None:
    """Title of the unit or assignment, None for the whole course."""
    title = folder.course.title_of(name) if folder.course and name else None
    return title[language] if title else name


def class_table(found: Results, title: str = "班级 · Class") -> None:
    """The class in the console: shares by assignment, and what is missing."""
    from grader.report import results as r

    words = {
        r.BY_HAND: "待评 hand",
        r.WAITING: "未评 waiting",
        r.UNREADABLE: "无法读取 unreadable",
        r.FAILED: "没能评分 failed",
        r.MISSING: "缺交 missing",
        r.OPEN: "未到期 not due",
    }
    names = [a.name for a in found.assignments]
    # the unit's slug, which takes room
    common = len(os.path.commonprefix(names)) if len(names) > 1 else 0
    rows = []
    for student in found.students:
        row = [student]
        for assignment in found.assignments:
            work = found.work[student, assignment.name]
            share = found.share(work, assignment) or 0.0
            row.append(words.get(work.status) or f"{100 * share:.0f}%")
        rows.append(row)
    heads = ["学生 ID", *(name[common:] for name in names)]
    table(title, heads, rows, right=range(1, len(heads)))


def rubric(
    name: options.ByHandName,
    apply: options.Apply = False,
    out: options.SheetsFolder = None,
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
    """评分表 · Rubric sheets.

    每道书面题一张 CSV 表，填好后用 --apply 写进成绩册 · A CSV for each written task; --apply enters
    it in the gradebook.
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


def marks(
    explain: options.Explain = None,
    set_: options.SetMark = None,
    why: options.Why = "",
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
    """总评 · Marks of the course.

    按 course.toml 的规则，由 nbgrader 成绩册算出 · From nbgrader's gradebook by the rules of
    course.toml.
    """
    from grader.marks import gather, lists

    folder = open_folder(course, lang)
    if set_:
        lists.override(folder, *set_, why)
        explain = explain or set_[0]
    finals = gather.gather(folder).finals
    components = folder.course.components if folder.course else ()
    names = {c.id: c.title for c in components}
    if not explain:
        _marks_table(finals, list(names))
        return
    found = [final for final in finals if final.student == explain]
    if not found:
        raise UserError(f"名单里没有 {explain}。", f"There is no student {explain}.")
    for line in gather.explain(found[0], names, lang):
        say(line)


def _marks_table(finals: list[Final], components: list[str]) -> None:
    rows = [_marks_row(final, components) for final in finals]
    table(
        "总评（* 还有作业没评完或尚未到期） · Marks (* some work is not marked or not due yet)",
        ["学生 ID", *components, "总评 Mark", "缺交 Missing"],
        rows,
        right=range(1, len(components) + 2),
    )


def _marks_row(final: Final, components: list[str]) -> list[str]:
    """Student, a mark for each component, the whole mark, what is missing."""
    parts = [f"{final.components[id]:.1f}" for id in components]
    whole = f"{final.mark:.1f}{'' if final.complete else ' *'}"
    return [final.student, *parts, whole, ", ".join(final.missing)]


def export(
    kind: options.Format,
    out: options.OutFile = None,
    mapping: options.Mapping = None,
    course: options.CoursePath = None,
) -> None:
    """导出成绩 · Export the marks.

    给教务、Canvas、Moodle 或别的平台 · For the registrar, Canvas, Moodle or another platform.
    """
    from grader.marks import exports, gather

    folder = open_folder(course)
    target = out or folder.path / "reports" / f"marks-{kind}.{'xlsx' if kind == 'xlsx' else 'csv'}"
    make_writable(target.parent)
    # nbgrader's own columns need no course mark
    found = gather.read(folder) if kind == "nbgrader" else gather.gather(folder)
    count = exports.write(found, kind, target, mapping)
    say(f"✔ {target.resolve()}：{count} 行 · rows")


def alike(
    name: options.Name,
    lang: options.Language = "zh",
    out: options.OutPage = None,
    course: options.CoursePath = None,
) -> None:
    """相似的作业 · Work that is alike.

    把最相似的几对并排列出来，由教师判断 · Shows the pairs most alike side by side; the judgement is
    the teacher's.
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
            students = f"{pair.students[0]} · {pair.students[1]}"
            say(f"{students}  {pair.weight:.1f}  {', '.join(cell.id for cell in pair.cells)}")
        say(f"✔ {target.resolve()}")


def demo(
    out: options.DemoFolder = None,
    n: options.Students = 12,
    seed: options.Seed = 1,
    lang: options.Language = "zh",
) -> None:
    """演示一个模拟的班 · Run a simulated class.

    从发布到报告，什么都不用准备 · From release to report, with nothing to prepare.
    """
    from grader.cli import demo as demonstration

    course = outline.load()
    datasets.require(course)
    shown = demonstration.run(course, out or course.root / "build" / "demo", n, seed, lang)
    for one in shown:
        class_table(one.results, both(one.title))
    say(
        "其中一份作业故意弄坏、一份没交、一份迟交；书面和小组作业等人工评。 · On purpose one "
        "notebook is broken, one is missing and one is late; written and group work waits to be "
        "marked by hand."
    )
    for one in shown:
        say(f"班级报告 · Class report, {one.name}: {one.page}")
    say(f"全课程 · Whole course: {shown[0].page.with_name(f'course-{lang}.html')}")
