"""The commands of teachers, from the release of an assignment to the marks of the course."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.base import Text, UserError
from grader.base.files import writing
from grader.cli import options
from grader.cli.console import both, complain, say, table, track, waiting
from grader.course import classes, datasets, outline
from grader.course.folder import CourseFolder, make_writable, open_folder
from grader.gradebook import people

if TYPE_CHECKING:
    from grader.course.outline import Course
    from grader.engine.model import Outcome
    from grader.feedback.write import RubricRows, Written
    from grader.gradebook.hand_marks import RowMark
    from grader.gradebook.people import Person
    from grader.marks.finals import Final
    from grader.marks.gather import Marks
    from grader.marks.remarks import Remark
    from grader.report.alike import Comparison
    from grader.report.results import Results
    from grader.term.plan import Plan
    from grader.term.rubric_sheets import Done


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
    offline: options.Offline = None,
    exchange: options.ToExchange = False,
    course: options.CoursePath = None,
) -> None:
    """发布作业 · Release an assignment.

    去掉答案和隐藏的测试，并登记到成绩册 · Removes answers and hidden tests and enters it in the
    gradebook.
    """
    if offline:
        _may_be_offline(offline, pack)
    folder = open_folder(course, lang)
    names = to_release(folder, name)
    if not names:
        raise UserError(f"{folder.path} 里没有作业。", f"{folder.path} has no assignments.")
    make_writable(folder.path)
    from grader.gradebook import assignments
    from grader.gradebook import exchange as exchanged
    from grader.marks import due

    for assignment in track(names, len(names), "发布 · Release"):
        assignments.generate(folder, assignment)
    classes.remember_language(folder.path, folder.language)
    due.write(folder)
    for assignment in names:
        for path in folder.notebooks("release", assignment):
            say(f"✔ {path}")
    _say_outdated(folder, names)
    if exchange:
        for assignment in names:
            exchanged.release(folder, assignment)
        say("✔ 已放进交换文件夹 · in the exchange folder")
    if pack:
        _write_pack(folder, pack, {*names, *assignments.languages(folder)}, offline)
    if name is None and len(names) < len(folder.known):
        say("期末的作业要写名字才发布 · those of the finals are released by their names only")


def _may_be_offline(system: str, pack: Path | None) -> None:
    """Raises UserError, before anything is released, where there is no such pack."""
    from grader.learner import wheels

    wheels.known(system)
    if pack is None:
        raise UserError(
            "--offline 要和 --pack 一起用：写明学生包的文件名。",
            "--offline goes with --pack: name the file of the pack.",
        )


def _say_outdated(folder: CourseFolder, names: Iterable[str]) -> None:
    """Names the work that was graded by other checks or points than the source has today."""
    from grader.gradebook import freshness

    for assignment in names:
        students = freshness.outdated(folder, assignment)
        if students:
            who = ", ".join(students[:NAMED]) + (" …" if students[NAMED:] else "")
            complain(
                f"! {assignment}：{len(students)} 份是按改动以前的检查或分值评的（{who}），请运行 "
                f"keguan grade {assignment} --regrade · {len(students)} graded by other checks or "
                f"points: run keguan grade {assignment} --regrade"
            )


def to_release(folder: CourseFolder, name: str | None) -> list[str]:
    """The assignments of a name; without one all but those of the finals, whose time comes
    later."""
    finals = {a.name for a in folder.course.finals} if folder.course and name is None else set()
    return [one for one in folder.assignments(name) if one not in finals]


def _say_language(folder: CourseFolder, name: str | None) -> None:
    """Says where the class was given its work in another language than this command uses."""
    from grader.gradebook import assignments

    given = assignments.languages(folder)
    others = [
        one
        for one in folder.assignments(name)
        if given.get(one, folder.language) != folder.language
    ]
    if others:
        other = given[others[0]]
        say(
            f"！{', '.join(others)} 是用另一种语言发布的，要用那种语言请加 --lang {other} · given "
            f"out in the other language; to use it, add --lang {other}"
        )


def _write_pack(
    folder: CourseFolder, target: Path, released: set[str], offline: str | None
) -> None:
    """Packs the course with the assignments that are or were released, and with the packages of a
    system whose computers are `offline`."""
    from grader.learner import pack
    from grader.marks import due
    from grader.term.roster import Roster

    if folder.course is None:
        raise UserError(
            "只有客关课程能打学生包：这里没有 course.toml。",
            "Only a Keguan course can be packed: there is no course.toml.",
        )
    datasets.require(folder.course)
    given = [one for one in folder.known if one in released]
    until = {name: at.replace(tzinfo=UTC) for name, at in due.of_class(folder).items()}
    roster = Roster.of(folder)
    ids = [person.id for person in roster.people] if roster.complete else []
    with tempfile.TemporaryDirectory() as place:
        carried = _wheels(folder.course, offline, Path(place)) if offline else {}
        files = pack.pack(folder.course, target, given, until, ids, carried)
    say(f"✔ {target.resolve()}：{len(files)} 个文件，没有答案 · {len(files)} files, no answers")
    say(f"  作业 · assignments: {', '.join(given)}")
    undated = [name for name in given if name not in until and name not in folder.practice]
    if undated:
        say(
            "  没有截止时间的作业，学生看不到何时该交：先用 keguan term due 定，再打包 · without "
            f"due dates, set them first with keguan term due: {', '.join(undated)}"
        )
    say("  下一步：把这个压缩包发给学生 · next: send this file to your students")


def _wheels(course: Course, system: str, place: Path) -> dict[str, Path]:
    """The packages for a system, by their paths in the pack."""
    from grader.learner import wheels

    lock = (course.root / "requirements.lock").read_text(encoding="utf-8")
    with waiting("下载软件包，要几分钟 · Downloading packages, which takes minutes"):
        found = wheels.download(lock, system, place)
    size = sum(path.stat().st_size for path in found) / 2**20
    say(f"✔ {system}：{len(found)} 个软件包 · packages, {size:.0f} MB")
    return {f"{wheels.FOLDER}/{system}/{path.name}": path for path in found}


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
    if student and roster.complete:
        student = people.find(folder, student).id
    stated = Stated(at.date() if at else None, student)
    with waiting("看收上来的文件 · Looking at the files"):
        plan = collecting.plan(folder, source, names, roster, stated)
    if not dry_run:
        make_writable(folder.path / "submitted")
        collecting.carry_out(folder, source, plan, roster, stated)
    _show_plan(plan, dry_run)
    if not (plan.taken or plan.same or plan.passed_over or plan.asked):
        say(f"{source} 里没有作业文件 · there is no work in it")
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
    known = people.enrolled(folder) if people.entered(folder) else None
    for assignment in names:
        try:
            doubts, strangers = exchange.collect(folder, assignment, known)
        except UserError as error:
            if len(names) == 1:
                raise
            refused = True
            complain(f"✘ {assignment}：{error.zh} · {error.en}")
            continue
        for doubt in doubts:
            say(both(doubt))
        if strangers:
            refused = True
            complain(
                f"✘ {assignment}：不在班里，没有收 · not in the class, not collected: "
                f"{', '.join(strangers)}"
            )
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
    from grader.marks import due

    folder = open_folder(course, lang)
    student = student and people.find(folder, student).id
    _say_language(folder, name)
    work = folder.work(name, student)
    make_writable(folder.path / "autograded")
    datasets.require(folder.course, [assignment for assignment, _ in work])
    workers = min(jobs or os.cpu_count() or 1, len(work))
    with Engine(folder, workers, executor=executor, unconfined=unconfined) as engine:
        graded = engine.grade(work, force, regrade=regrade, task=task)
        outcomes = list(track(graded, len(work), "评分 · Grading"))
        for sentence in engine.remarks:
            say(both(sentence))
    due.write(folder)  # of assignments that only came into the gradebook now
    names = people.known(folder)
    looks = engine.looks.found.items()
    look_at([(people.label(names, who), assignment, why) for (assignment, who), why in looks])
    if student is None:
        outcomes += _passed_over(folder, name)
    _say_outdated(folder, folder.assignments(name))
    _say_graded(folder, outcomes)
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


def _say_graded(folder: CourseFolder, outcomes: list[Outcome]) -> None:
    """Prints how many were graded; each that could not be is named, and ends the command with 2."""
    from grader.engine.model import FAILED, GRADED, UNCHANGED, UNREADABLE

    counts = Counter(outcome.status for outcome in outcomes)
    say(
        f"已评 · graded {counts[GRADED]} · 没有变化 unchanged {counts[UNCHANGED]} · 无法读取 could "
        f"not be read {counts[UNREADABLE]} · 没能评分 failed {counts[FAILED]}"
    )
    bad = [one for one in outcomes if one.status in (UNREADABLE, FAILED)]
    _name_failures(folder, [(one.student, one.assignment, one.reason) for one in bad])


def _say_written(folder: CourseFolder, pages: Iterable[Written]) -> None:
    """Prints how many have pages; each that has none is named, and ends the command with 2."""
    bad = []
    done = 0
    for one in pages:
        if one.reason:
            bad.append((one.student, one.assignment, one.reason))
        else:
            done += 1
    say(f"评语页 · pages {done} · 没有写成 not written {len(bad)}")
    _name_failures(folder, bad)


def _name_failures(folder: CourseFolder, bad: list[tuple[str, str, Text]]) -> None:
    """Names each submission (student, assignment, why) that nothing came of, if there are any."""
    if not bad:
        return
    who = people.known(folder)
    for student, assignment, reason in sorted(bad, key=lambda one: one[:2]):
        complain(f"✘ {people.label(who, student)} {assignment}：{both(reason)}")
    raise typer.Exit(2)


def feedback(
    name: options.Name,
    student: options.ForStudent = None,
    exchange: options.ToExchange = False,
    out: options.ToSend = None,
    zip_: options.AsArchives = False,
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """生成评语页 · Write feedback pages."""
    from grader.feedback.write import write_all
    from grader.marks import due

    if zip_ and not out:
        raise UserError(
            "--zip 要和 --out 一起用：写明放到哪个文件夹。",
            "--zip goes with --out: say into which folder.",
        )
    folder = open_folder(course, lang)
    student = student and people.find(folder, student).id
    _say_language(folder, name)
    work = folder.work(name, student, "autograded")
    make_writable(folder.path / "feedback")
    names = sorted({assignment for assignment, _ in work})
    told = due.closed(folder)
    _say_untold(folder, names, told)
    pages = write_all(folder, work, told=told, rows=_rubric_rows(folder, names))
    written = list(track(pages, len(work), "评语 · Feedback"))
    say(f"{folder.path / 'feedback'}")
    if exchange:
        _release_feedback(folder, work)
    if out:
        count = _to_send(folder, work, make_writable(out), zip_)
        say(f"✔ {out}：{count} 份 · files to send")
    _say_written(folder, written)


def _say_untold(folder: CourseFolder, names: list[str], told: set[str]) -> None:
    """Names the quizzes whose questions are not told yet, for somebody may still hand them in."""
    course = folder.course
    units = course.units if course else ()
    every = chain.from_iterable(unit.assignments for unit in units)
    works = [one for one in every if one.is_drawn]
    open_ = [one.name for one in works if one.name in names and one.name not in told]
    if open_:
        say(
            f"{', '.join(open_)}：截止（含延期）以前，评语不写题目、答案和理由；过后再运行一次。"
            " · not past its last due date, or without one: pages say neither questions nor right "
            "answers; run this again then."
        )


def _rubric_rows(folder: CourseFolder, names: list[str]) -> RubricRows:
    """The marks of the rows of rubric sheets, where a sheet and the gradebook say the same."""
    from grader.term import rubric_sheets as sheets

    found: dict[tuple[str, str, str], dict[str, tuple[RowMark, ...]]] = {}
    for name in names:
        try:
            agreed = sheets.agreed(folder, name, folder.path / "reports")
        except UserError as error:
            complain(str(error))  # a sheet that cannot be read costs no page
            continue
        found |= {(name, *whose): its for whose, its in agreed.items()}
    return found


def _to_send(
    folder: CourseFolder, work: list[tuple[str, str]], target: Path, as_archives: bool
) -> int:
    """Writes the files that are sent to students: pages, or archives with the marks so far."""
    from grader.base.files import statement
    from grader.feedback.write import archives_to_send, copy_to_send
    from grader.marks import gather, statements

    if not as_archives:
        return copy_to_send(folder, work, target)
    found = statements.statements(gather.read(folder), date.today())
    more = {who: {statement.INSIDE: statement.written(one)} for who, one in found.items()}
    return archives_to_send(folder, work, target, more)


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
    _say_language(folder, name)
    language = folder.language
    file = f"{name or 'course'}-{language}{'-shared' if share else ''}.html"
    target = out or folder.path / "reports" / file
    mode = writing.READABLE if share else writing.PRIVATE
    make_writable(target.parent)
    title = _title(folder, name, language)
    with waiting("读成绩册 · Reading the gradebook"):
        found = results.gather(folder, name)
        text = page.page(found, language, title, shared=share)
        writing.write(target, text, mode)
    class_table(found)
    say(f"✔ {target.resolve()}")
    if notebook:
        beside = target.with_suffix(".ipynb")
        title = title or found.title[language]
        notebooks.write(found, folder, name, language, beside, title, shared=share)
        say(f"✔ {beside.resolve()}")
    if open_it:
        webbrowser.open(target.resolve().as_uri())
    _warn(found.remarks)


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
        r.EXCUSED: "免交 excused",
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
    table(title, heads, rows, right=range(1, len(heads)), whole=(0,))


NOBODY_YET = Text(
    "还没有人交：收了作业、评过分，再运行一次",
    "nobody has handed it in yet: run this again when it is collected and graded",
)


def rubric(
    name: options.ByHandName,
    apply: options.Apply = False,
    xlsx: options.AsWorkbook = False,
    out: options.SheetsFolder = None,
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """评分表 · Rubric sheets.

    每道书面题一张表，填好后用 --apply 写进成绩册 · A table for each written task; --apply enters it
    in the gradebook.
    """
    from grader.term import rubric_sheets as sheets

    folder = open_folder(course, lang)
    _say_language(folder, name)
    target = make_writable(out or folder.path / "reports")
    who = people.known(folder)
    clean = True
    for assignment in _by_hand(folder, name):
        if apply:
            clean &= _say_applied(assignment, sheets.apply(folder, assignment, target), who)
            continue
        for sheet in sheets.write(folder, assignment, target, ".xlsx" if xlsx else None):
            say(f"✔ {sheet.path.resolve()}：{len(sheet.rows)} 名学生 · students")
            if not sheet.rows:
                say(both(NOBODY_YET))
            anew = [who[row.student].label for row in sheet.rows if row.empty and row.note]
            if anew:
                say(f"要看一看，见“备注” · see the notes: {', '.join(anew)}")
    if not clean:
        raise typer.Exit(2)


def _by_hand(folder: CourseFolder, name: str) -> list[str]:
    """The assignments of a name that a person marks; of a unit the others, and those that are not
    released, are passed over."""
    from grader.term.rubric import rubrics

    names, found = folder.assignments(name), []
    for one in names:
        try:
            found += [one] if rubrics(folder, one) else []
        except UserError as error:
            if len(names) == 1:
                raise
            complain(str(error))
    if not found:
        raise UserError(
            f"{name} 里没有人工评分的题。", f"{name} has no task that is marked by hand."
        )
    return found


def _say_applied(assignment: str, done: Done, who: Mapping[str, Person]) -> bool:
    """What came of the sheets of an assignment; False where a row has to be looked at."""
    say(f"✔ {assignment}：{done.written} 个分数写入或改动 · marks written or changed")
    if done.open:
        names = ", ".join(who[student].label for student in done.open)
        say(f"还没填完 · not complete yet: {names}")
    for one in done.kept:
        say(f"成绩册里后来改过，保留成绩册的 · changed in the gradebook later, kept: {one.zh}")
    for student in done.again:
        complain(
            f"✘ {who[student].label}：填表以后又交了一次，没有写入；运行 keguan rubric "
            f"{assignment}，再评 · handed in again since the row was filled in, not written: run "
            f"keguan rubric {assignment} and mark it again"
        )
    for one in done.both:
        complain(
            f"✘ 表和成绩册都改过，没有写入；请改成一样，或运行 keguan rubric {assignment} 重填 "
            f"· changed in both places, not written: make them the same, or run keguan rubric "
            f"{assignment} and fill the row in again: {one.zh}"
        )
    for one in done.wrong:
        complain(f"✘ {both(one)}")
    return not (done.again or done.both or done.wrong)


def marks(
    explain: options.Explain = None,
    set_: options.SetMark = None,
    unset: options.UnsetMark = None,
    why: options.Why = "",
    by: options.By = "",
    as_of: options.AsOf = None,
    lang: options.ClassLanguage = None,
    course: options.CoursePath = None,
) -> None:
    """总评 · Marks of the course.

    按 course.toml 的规则，由 nbgrader 成绩册算出；“目前”只算已有结果的作业，“期末”把没交的都算
    0 分 · From nbgrader's gradebook by the rules of course.toml; "so far" is of the work that is
    settled, "in the end" counts 0 for what is not there.
    """
    from grader.marks import gather, lists

    folder = open_folder(course, lang)
    if set_:
        who = people.find(folder, set_[0]).id
        lists.override(folder, who, *set_[1:], why, by)
        explain = explain or who
    if unset:
        who = people.find(folder, unset[0]).id
        lists.withdraw(folder, who, unset[1], why, by)
        explain = explain or who
    found = gather.gather(folder, as_of.date() if as_of else None)
    if explain:
        _explain(found, people.find(folder, explain), folder.language)
    else:
        _marks_table(found, folder.language)
        _warn(found.remarks)


def _explain(found: Marks, person: Person, language: str) -> None:
    """How the mark of one student came about."""
    from grader.marks.explained import explain

    final = next(final for final in found.finals if final.student == person.id)
    say(f"{person.label} {person.class_name}".rstrip())
    for line in explain(final, found.policy.titles, language):
        say(line)


def _warn(remarks: Iterable[Remark]) -> None:
    """Names what somebody has to look at; what has to be decided or mended ends the command with
    2."""
    remarks = list(remarks)
    for remark in remarks:
        complain(f"{'✘' if remark.open else '·'} {both(remark.text)}")
    if any(remark.open for remark in remarks):
        raise typer.Exit(2)


def _marks_table(found: Marks, language: str) -> None:
    heads = [found.policy.titles[id][language] for id in found.policy.weights]
    rows = [_marks_row(found.people[final.student], final) for final in found.finals]
    table(
        "总评（* 暂定：还有作业没评完、未到期或未发布） · Marks (* provisional: some work is not "
        "marked, not due or not released yet)",
        ["学生 Student", *heads, "目前 So far", "期末 In the end", "缺交 Missing"],
        rows,
        right=range(1, len(heads) + 4),
        whole=(0,),
    )
    if any(final.missing for final in found.finals):
        say(
            "缺交哪几份：keguan marks --explain 姓名 · which ones are missing: keguan marks "
            "--explain NAME"
        )
    provisional = len(found.provisional)
    if provisional:
        say(f"{provisional} 名学生的成绩是暂定的 · provisional marks: {provisional}")
    if any(final.so_far is None for final in found.finals):
        say(
            "“目前”是“—”：还没有计入总评的成绩（上机热身不计入） · So far “—”: nothing that counts "
            "is marked yet (the warm-up does not count)"
        )


def _marks_row(person: Person, final: Final) -> list[str]:
    """Student, a mark for each component, the mark so far and in the end, how many are missing."""
    parts = ["—" if percent is None else f"{percent:.1f}" for percent in final.components.values()]
    so_far = "—" if final.so_far is None else f"{final.so_far:.1f}"
    whole = f"{final.mark:.1f}{'' if final.complete else '*'}"
    return [person.label, *parts, so_far, whole, str(len(final.missing) or "")]


def export(
    kind: options.Format,
    out: options.OutFile = None,
    mapping: options.Mapping = None,
    as_of: options.AsOf = None,
    lang: options.Language = "zh",
    course: options.CoursePath = None,
) -> None:
    """导出成绩 · Export the marks.

    给教务、Canvas、Moodle 或别的平台 · For the registrar, Canvas, Moodle or another platform.
    """
    from grader.marks import exports, gather

    folder = open_folder(course, lang)
    day = as_of.date() if as_of else None
    name = "marks.xlsx" if kind == "xlsx" else f"marks-{kind}.csv"
    target = out or folder.path / "reports" / name
    make_writable(target.parent)
    # nbgrader's own columns need no course mark
    found = gather.read(folder, day) if kind == "nbgrader" else gather.gather(folder, day)
    made = exports.write(found, kind, target, mapping, lang)
    say(f"✔ {target.resolve()}：{made.rows} 行 · rows")
    if made.provisional:
        labels = [found.people[student].label for student in made.provisional]
        who = ", ".join(labels[:NAMED]) + (" …" if labels[NAMED:] else "")
        say(
            f"其中 {len(made.provisional)} 名学生的成绩是暂定的，还会变：{who} · provisional, will "
            f"still change: {len(made.provisional)}"
        )
    _warn(found.remarks)


NAMED = 10  # students that one sentence names


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
    _say_language(folder, name)
    language, who = folder.language, people.known(folder)
    target = out or folder.path / "reports" / f"alike-{name}-{language}.html"
    make_writable(target.parent)
    found = {}
    for assignment in folder.assignments(name):
        if not folder.students(assignment):
            found[assignment] = likeness.Comparison([], {})
            continue
        with waiting(f"比较 · Comparing {assignment}"):
            found[assignment] = _with_names(likeness.pairs(folder, assignment), who)
    writing.write(target, likeness.page(found, name, language), writing.PRIVATE)
    for assignment, its in found.items():
        say(assignment)
        for pair in its.pairs:
            students = f"{pair.students[0]} · {pair.students[1]}"
            say(f"  {students}  {pair.weight:.1f}  {', '.join(cell.id for cell in pair.cells)}")
        if not folder.students(assignment):
            say(f"  {both(NOBODY_YET)}")
        elif not its.pairs:
            say("  没有特别相似的 · no work is remarkably alike")
        for student, why in its.left_out.items():
            complain(f"  ✘ {student} 没有比较 · not compared：{both(why)}")
    say(f"✔ {target.resolve()}")


def _with_names(found: Comparison, who: Mapping[str, Person]) -> Comparison:
    """The same with names beside the ids."""
    pairs = []
    for pair in found.pairs:
        one, other = (people.label(who, student) for student in pair.students)
        pairs.append(replace(pair, students=(one, other)))
    left_out = {people.label(who, student): why for student, why in found.left_out.items()}
    return replace(found, pairs=pairs, left_out=left_out)


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
