"""The commands of teachers, from the release of an assignment to the marks of the course."""

from __future__ import annotations

import os
import webbrowser
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.base import Text, UserError
from grader.cli import options
from grader.cli.console import both, complain, say, table, track, waiting
from grader.course import classes, datasets, outline
from grader.course.folder import CourseFolder, make_writable, open_folder
from grader.gradebook import people

if TYPE_CHECKING:
    from grader.engine.model import Outcome
    from grader.gradebook.people import Person
    from grader.marks.finals import Final
    from grader.marks.gather import Marks
    from grader.report.alike import Pair
    from grader.report.results import Results
    from grader.term.plan import Plan


def verify(
    student: options.Learner,
    file: options.RecordFile,
    new_key: options.NewKey = False,
    lang: options.ClassLanguage = None,
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
    lang: options.ClassLanguage = None,
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
    classes.remember_language(folder.path, folder.language)
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
    name: options.AnyName = None,
    source: options.FromFolder = None,
    dry_run: options.DryRun = False,
    at: options.HandedInOn = None,
    student: options.HandedInBy = "",
    course: options.CoursePath = None,
) -> None:
    """收作业 · Collect submissions.

    从文件夹、压缩包或文件收；不写作业名就收所有作业，不写 --from 就从 nbgrader 的交换文件夹收 ·
    From a folder, an archive or a file; without a name all assignments, without --from from
    nbgrader's exchange.
    """
    folder = open_folder(course)
    names = folder.assignments(name)
    if source is None:
        make_writable(folder.path / "submitted")
        return _collect_exchange(folder, names)
    if not source.exists():
        raise UserError(f"找不到 {source}。", f"There is no {source}.")
    from grader.term import collect as collecting
    from grader.term.plan import Stated
    from grader.term.roster import Roster

    roster = Roster.of(folder)
    stated = Stated(at.date() if at else None, student)
    with waiting("看收上来的文件 · Looking at the files"):
        plan = collecting.plan(folder, source, names, roster, stated)
    if not dry_run:
        make_writable(folder.path / "submitted")
        collecting.carry_out(folder, source, plan, roster, stated)
    _show_plan(plan, dry_run)
    if not roster.complete:
        say(
            "还没有班级名单：学号照文件名收，看不出谁没交 · no class list yet: ids are taken as "
            "the files say, and nobody can be told to be missing"
        )
    if plan.asked:
        raise typer.Exit(2)


def _show_plan(plan: Plan, dry_run: bool) -> None:
    """Says what is taken and what is not, what to look at, and who is missing."""
    taken, same, others, asked = map(len, (plan.taken, plan.same, plan.passed_over, plan.asked))
    say(
        f"{'将收' if dry_run else '收到'} {taken} 份，{same} 份以前收过，{others} 份这次不收，"
        f"{asked} 份要问 · {taken} {'to be ' if dry_run else ''}collected, {same} were there "
        f"already, {others} passed over, {asked} to be asked about"
    )
    if dry_run:
        for item in plan.taken:
            when = f"（{item.time:%Y-%m-%d %H:%M}）" if item.time else ""
            say(f"✔ {item.where}{when} → {item.who} · {item.assignment}")
    told: dict[Text, list[str]] = {}
    for item in (*plan.same, *plan.passed_over):
        if item.reason:
            told.setdefault(item.reason, []).append(item.where)
    for reason, those in told.items():
        say(f"– {_some(those)}：{both(reason)}")
    counts = Counter(item.assignment for item in plan.taken)
    for assignment, missing in plan.missing.items():
        say(f"  {assignment}: {counts[assignment]}")
        if missing:
            say(f"    缺 {len(missing)} 人 · missing: {'、'.join(missing)}")
    look_at([(item.who, item.assignment, item.reason) for item in plan.remarks if item.reason])
    for item in plan.asked:
        complain(f"✘ {item.where}：{both(item.reason)}" if item.reason else f"✘ {item.where}")


MOST_NAMED = 5  # files that share one reason


def _some(names: list[str]) -> str:
    """The names, or the first of many and how many there are."""
    if len(names) <= MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:MOST_NAMED])} …（{len(names)}）"


def look_at(remarks: Iterable[tuple[str, str, Text]]) -> None:
    """Names work that was taken or graded and that a person should look at."""
    those = sorted(remarks, key=lambda remark: remark[:2])
    if those:
        say("请看一看 · Look at these:")
    for student, assignment, why in those:
        say(f"  {student} {assignment}：{both(why)}")


def _collect_exchange(folder: CourseFolder, names: list[str]) -> None:
    """Collects from the exchange; of several assignments, one that cannot be stops no other."""
    from grader.gradebook import exchange

    refused = False
    for assignment in names:
        try:
            doubts = exchange.collect(folder, assignment)
        except UserError as error:
            if len(names) == 1:
                raise
            refused = True
            complain(f"✘ {assignment}：{error.zh} · {error.en}")
            continue
        for doubt in doubts:
            say(both(doubt))
    say(f"✔ {len(folder.students())} 名学生 · students: {folder.path / 'submitted'}")
    if refused:
        raise typer.Exit(2)


def grade(
    name: options.Name,
    student: options.OnlyStudent = None,
    task: options.OnlyTask = None,
    regrade: options.Regrade = False,
    force: options.Force = False,
    jobs: options.Workers = None,
    unconfined: options.Unconfined = False,
    executor: options.Executor = None,
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """评分 · Grade submissions.

    只评新交的和改过的；书面题随后在评分页里人工评（keguan lab --teacher） · Only what is new or
    changed; written tasks then wait in formgrader (keguan lab --teacher).
    """
    from grader.grading.run import Engine

    folder = open_folder(course, lang)
    student = student and people.find(folder, student).id
    work = folder.work(name, student)
    make_writable(folder.path / "autograded")
    datasets.require(folder.course, [assignment for assignment, _ in work])
    workers = min(jobs or os.cpu_count() or 1, len(work))
    with Engine(folder, workers, executor=executor, unconfined=unconfined) as engine:
        graded = engine.grade(work, force, regrade=regrade, task=task)
        outcomes = list(track(graded, len(work), "评分 · Grading"))
        for sentence in engine.remarks:
            say(both(sentence))
    names = people.known(folder)
    looks = engine.looks.found.items()
    look_at([(people.label(names, who), assignment, why) for (assignment, who), why in looks])
    if student is None:
        outcomes += _passed_over(folder, name)
    _summarise(folder, outcomes, "已评 · graded")
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


def _summarise(folder: CourseFolder, outcomes: list[Outcome], done: str) -> None:
    """Prints how many are done and names each that could not be; those end the command with 2."""
    from grader.engine.model import FAILED, GRADED, UNCHANGED, UNREADABLE

    counts = Counter(outcome.status for outcome in outcomes)
    say(
        f"{done} {counts[GRADED]} · 没有变化 unchanged {counts[UNCHANGED]} · 无法读取 could not be "
        f"read {counts[UNREADABLE]} · 没能评分 failed {counts[FAILED]}"
    )
    bad = [outcome for outcome in outcomes if outcome.status in (UNREADABLE, FAILED)]
    who = people.known(folder) if bad else {}
    for outcome in sorted(bad, key=lambda o: (o.student, o.assignment)):
        complain(
            f"✘ {people.label(who, outcome.student)} {outcome.assignment}：{both(outcome.reason)}"
        )
    if bad:
        raise typer.Exit(2)


def feedback(
    name: options.Name,
    student: options.ForStudent = None,
    exchange: options.ToExchange = False,
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """生成评语页 · Write feedback pages."""
    from grader.feedback.write import write_all

    folder = open_folder(course, lang)
    student = student and people.find(folder, student).id
    work = folder.work(name, student, "autograded")
    make_writable(folder.path / "feedback")
    outcomes = list(track(write_all(folder, work), len(work), "评语 · Feedback"))
    say(f"{folder.path / 'feedback'}")
    if exchange:
        _release_feedback(folder, work)
    _summarise(folder, outcomes, "评语页 · pages")


def _release_feedback(folder: CourseFolder, work: list[tuple[str, str]]) -> None:
    """Puts the pages into the exchange and names those whose work did not come from there."""
    from grader.gradebook import exchange

    known = people.known(folder)
    others = [
        known[who].label
        for assignment, who in work
        if not exchange.release_feedback(folder, assignment, who)
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
    lang: options.ClassLanguage = None,
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
    language = folder.language
    file = f"{name or 'course'}-{language}{'-shared' if share else ''}.html"
    target = out or folder.path / "reports" / file
    make_writable(target.parent)
    title = _title(folder, name, language)
    with waiting("读成绩册 · Reading the gradebook"):
        found = results.gather(folder, name)
        text = page.page(found, language, title, shared=share)
        target.write_text(text, encoding="utf-8", newline="\n")
    class_table(found)
    say(f"✔ {target.resolve()}")
    if notebook:
        beside = target.with_suffix(".ipynb")
        title = title or found.title[language]
        notebooks.write(found, folder, name, language, beside, title, shared=share)
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
        row = [found.label(student)]
        for assignment in found.assignments:
            work = found.work[student, assignment.name]
            share = found.share(work, assignment) or 0.0
            row.append(words.get(work.status) or f"{100 * share:.0f}%")
        rows.append(row)
    heads = ["学生 Student", *(name[common:] for name in names)]
    table(title, heads, rows, right=range(1, len(heads)))


def rubric(
    name: options.ByHandName,
    apply: options.Apply = False,
    out: options.SheetsFolder = None,
    lang: options.ClassLanguage = None,
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
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """总评 · Marks of the course.

    按 course.toml 的规则，由 nbgrader 成绩册算出 · From nbgrader's gradebook by the rules of
    course.toml.
    """
    from grader.marks import gather, lists

    folder = open_folder(course, lang)
    if set_:
        who = people.find(folder, set_[0]).id
        lists.override(folder, who, *set_[1:], why)
        explain = explain or who
    made = gather.gather(folder)
    components = folder.course.components if folder.course else ()
    names = {c.id: c.title for c in components}
    if not explain:
        _marks_table(made, list(names))
        return
    one = people.find(folder, explain)
    final = next(final for final in made.finals if final.student == one.id)
    say(f"{one.label} {one.class_name}".rstrip())
    for line in gather.explain(final, names, folder.language):
        say(line)


def _marks_table(made: Marks, components: list[str]) -> None:
    rows = [_marks_row(made.people[final.student], final, components) for final in made.finals]
    table(
        "总评（* 还有作业没评完或尚未到期） · Marks (* some work is not marked or not due yet)",
        ["学生 Student", *components, "总评 Mark", "缺交 Missing"],
        rows,
        right=range(1, len(components) + 2),
    )


def _marks_row(person: Person, final: Final, components: list[str]) -> list[str]:
    """Student, a mark for each component, the whole mark, what is missing."""
    parts = [f"{final.components[id]:.1f}" for id in components]
    whole = f"{final.mark:.1f}{'' if final.complete else ' *'}"
    return [person.label, *parts, whole, ", ".join(final.missing)]


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
    lang: options.ClassLanguage = None,
    out: options.OutPage = None,
    course: options.CoursePath = None,
) -> None:
    """相似的作业 · Work that is alike.

    把最相似的几对并排列出来，由教师判断 · Shows the pairs most alike side by side; the judgement is
    the teacher's.
    """
    from grader.report import alike as likeness

    folder = open_folder(course, lang)
    language, who = folder.language, people.known(folder)
    for assignment in folder.assignments(name):
        with waiting(f"比较 · Comparing {assignment}"):
            found = [_with_names(pair, who) for pair in likeness.pairs(folder, assignment)]
        target = out or folder.path / "reports" / f"alike-{assignment}-{language}.html"
        make_writable(target.parent)
        target.write_text(
            likeness.page(found, assignment, language), encoding="utf-8", newline="\n"
        )
        for pair in found:
            students = f"{pair.students[0]} · {pair.students[1]}"
            say(f"{students}  {pair.weight:.1f}  {', '.join(cell.id for cell in pair.cells)}")
        say(f"✔ {target.resolve()}")


def _with_names(pair: Pair, who: Mapping[str, Person]) -> Pair:
    one, other = (who[student].label for student in pair.students)
    return replace(pair, students=(one, other))


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
