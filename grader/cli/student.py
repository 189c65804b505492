"""The commands of students and self-learners: lab, learn, doctor."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import typer

from grader.base import UserError
from grader.cli import options
from grader.cli.console import both, say, track
from grader.course import outline
from grader.course.folder import CourseFolder, make_writable, open_folder
from grader.course.outline import Course

STATES = {True: "✔ 正常 ok", False: "✘ 缺少 missing", None: "－ 可选 optional"}


def lab(
    lang: options.ClassLanguage = None,
    no_browser: options.NoBrowser = False,
    port: options.Port = None,
    teacher: options.ForTeacher = False,
    hub: options.OnHub = False,
    course: options.CoursePath = None,
) -> None:
    """打开课程 · Open the course."""
    from grader.cli import lab as jupyter

    if hub:
        jupyter.require_hub()
    if teacher:
        folder = open_folder(course, lang)
        arguments = jupyter.teacher_options(folder.path, folder.language)
    else:
        lang = lang or "zh"
        arguments = _student_folder(lang, Path.home() / "keguan" / lang if hub else None)
    if hub:
        return jupyter.start_on_hub(arguments)
    say(
        "课程在浏览器里打开；关闭：在这里按 Ctrl-C。 · The course opens in your browser; to close "
        "it, press Ctrl-C here."
    )
    jupyter.start(arguments, port, not no_browser)


def study(
    lang: options.ChosenLanguage = None,
    no_browser: options.NoBrowser = False,
    port: options.Port = None,
) -> None:
    """打开学习主页 · Open the study page."""
    from grader.cli import lab as jupyter
    from grader.learner import home, workspace

    course = outline.load()
    language = lang or home.language()
    _make_home(course, language)
    if lang:
        home.choose(lang)
    _say_moved(workspace.update(course, language).moved)
    if not no_browser and port is None and jupyter.show_running(home.home()):
        say("学习主页已经开着，在浏览器里打开了。 · It is running already; shown in your browser.")
        return
    say(
        "学习主页在浏览器里打开；学完了，在这里按 Ctrl-C，或者关掉这个窗口。 · The study page "
        "opens in your browser; when you are done, press Ctrl-C here or close this window."
    )
    jupyter.start(jupyter.study_options(home.home(), language), port, not no_browser)


def _make_home(course: Course, language: str) -> None:
    """The folder of the students' work is there, with what an earlier version kept elsewhere."""
    from grader.learner import home

    moved = home.move_in(course)
    if moved:
        say(f"以前的作业已搬到 · Your earlier work is now in {moved}")
    make_writable(home.home(language))


def _say_moved(moved: bool) -> None:
    """One sentence, the once that work was brought to its new places."""
    from grader.learner import home

    if moved:
        say(
            f"你的作业按单元重新放好了，一份没少 · Your work was put into a folder for each unit, "
            f"all of it: {home.place()}"
        )


def _student_folder(language: str, on_hub: Path | None = None) -> list[str]:
    """Renews the student's folder, says what was kept, and returns JupyterLab's options."""
    from grader.cli import lab as jupyter
    from grader.learner import workspace

    course = outline.load()
    if on_hub is None:
        _make_home(course, language)
    done = workspace.update(course, language, on_hub)
    _say_moved(done.moved)
    if done.renewed:
        say(f"已更新 · Renewed: {', '.join(done.renewed)}")
    if done.kept:
        say(
            f"你改过，保留原样（课程里有更新；想要新版，把它改名再打开课程） · Yours, kept as it "
            f"is (the course has a newer one; rename yours to get it): {', '.join(done.kept)}"
        )
    return jupyter.student_options(done.folder, language, hub=on_hub is not None)


def learn(
    name: options.AnyName = None,
    again: options.Again = False,
    record: options.RecordName = None,
    lang: options.Language = "zh",
) -> None:
    """自学：给自己评分 · Learn alone: grade your own work.

    评做过的作业，更新进度和复习计划；有完整的课程时用全部隐藏的测试 · Renews progress and what
    to repeat; with the whole course, by all hidden tests.
    """
    from grader.learner import learn as learning
    from grader.learner import record as records
    from grader.learner import study, workspace

    if again and name is None:
        raise UserError(
            "重做哪一份？在 learn 后面写上名字，例如 learn tiering-check --again。",
            "Which one is to be done again? Name it: learn tiering-check --again.",
        )
    course = outline.load()
    _make_home(course, lang)
    _say_moved(workspace.settle(course, lang))
    names = CourseFolder(course.root / "exercises", course, lang).assignments(name)
    if again:
        for one in learning.begun(course, lang, names) or names:
            say(f"✔ 旧的留在 · the old one is kept as {learning.again(course, lang, one)}")
        return
    for line in study.losses(lang):
        say(line)
    begun = learning.begun(course, lang, names)
    if not begun and not record:
        raise UserError(
            "还没有做过作业：先打开课程（lab），做几道题，保存。",
            "Nothing was begun yet: open the course (lab), do some tasks, save.",
        )
    if begun:
        shown = partial(track, total=len(begun), what="评分 · Grading")
        for line in learning.lines(learning.grade(course, lang, begun, shown), course, lang):
            say(line)
        for line in study.repeats(course, lang):
            say(line)
    if record:
        say(f"✔ 学习记录 · record: {records.write(course, record)}")


def hand_in(
    name: options.AssignmentName,
    id: options.StudentId = None,
    person: options.StudentName = None,
    lang: options.ChosenLanguage = None,
) -> None:
    """交作业：打包成一个文件 · Hand in: make the file to send.

    学号和姓名只要说一次 · Id and name are needed the first time only.
    """
    from grader.learner import handin, home, study, workspace

    course, language = outline.load(), lang or home.language()
    _say_moved(workspace.settle(course, language))
    known = home.who()
    who = home.person(id or "", person or "") if id or person or known is None else known
    receipt = handin.hand_in(course, language, name, who)
    if who != known:
        home.introduce(who)
    if not study.klass(course).members.has(who.id):
        say(
            f"！班级名单里没有学号 {who.id}，请检查有没有输错 · the class list has no {who.id}: "
            "please check it"
        )
    say(f"✔ {handin.folder(receipt.language) / receipt.file}")
    say(f"  回执号 · receipt {receipt.receipt}")


def take(target: options.TakeFile) -> None:
    """带走作业：写成一个文件 · Take your work along in one file."""
    from grader.base.files.writing import write
    from grader.learner import luggage

    write(target, luggage.take(outline.load()))
    say(f"✔ {target}")


def bring(source: options.BringFile, lang: options.ChosenLanguage = None) -> None:
    """带回作业 · Bring back what was taken along.

    原有的不一样的文件改名留下 · Other files that are here are kept under other names.
    """
    from grader.learner import home, luggage, workspace

    course = outline.load()
    done = luggage.bring(course, source.read_bytes())
    workspace.update(course, lang or home.language())
    say(f"✔ 放回 · back: {len(done.new)}，一样 · the same: {len(done.same)}")
    for name in done.kept:
        say(f"  原有的留作 · the one that was here is now {name}")


def doctor() -> None:
    """检查环境和文件 · Check the installation.

    每一项：正常、缺少、该怎么办 · For each item: ok, missing, what to do.
    """
    from grader.cli.doctor import examine

    bad = 0
    say("检查中… · Checking ...")
    for line in examine(outline.load()):
        say(f"{STATES[line.good]}  {both(line.what)}  {line.found}")
        if line.good is not True and line.todo:
            say(f"      → {both(line.todo)}")
        bad += line.good is False
    if bad:
        raise typer.Exit(1)
