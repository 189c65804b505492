"""Is everything there that the course needs? One line each, with what to do."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from grader.base import Text, UserError
from grader.course import datasets as data_files
from grader.course.folder import make_writable
from grader.course.outline import Course
from grader.engine.processes.runtime import NEEDED
from grader.learner import home, workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass(frozen=True)
class Line:
    """A check: `good` is None for something that only some people need."""

    what: Text
    good: bool | None
    found: str
    todo: Text | None = None


def examine(course: Course) -> Iterator[Line]:
    """All checks of a checkout or of a student pack, one after the other."""
    yield python()
    yield from packages(course.root)
    yield built(course)
    yield from data(course)
    yield font()
    yield writable()
    yield from confinement()
    yield browser()


def confinement() -> Iterator[Line]:
    """Each layer that keeps a student's code from this machine while it is graded."""
    from grader.engine.jail.confine import IMPOSSIBLE, ON, probe

    layers = probe()
    states = {ON: Text("", ""), IMPOSSIBLE: Text("（这里做不到）", " (not possible here)")}
    for layer in layers:
        state = states.get(layer.state, Text("（缺少）", " (missing)"))
        yield Line(
            Text(
                f"隔离 {layer.name}：{layer.meaning.zh}{state.zh}",
                f"confinement {layer.name}: {layer.meaning.en}{state.en}",
            ),
            True if layer.state == ON else None,
            layer.why,
        )
    if not all(layer.state == ON for layer in layers if layer.name in NEEDED):
        yield Line(
            Text("学生的代码没有隔离", "Students' code is not confined"),
            None,
            "",
            Text(
                "只评信得过的作业，并加 --unconfined；要隔离，就在 Linux 上评，Windows 上用 WSL2",
                "grade only work you trust, with --unconfined; to confine it grade on Linux, on "
                "Windows in WSL2",
            ),
        )


def python() -> Line:
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Line(
        Text("Python", "Python"),
        good,
        platform.python_version(),
        Text("请安装 Python 3.11、3.12 或 3.13", "install Python 3.11, 3.12 or 3.13"),
    )


def packages(root: Path) -> Iterator[Line]:
    """Each package the project asks for, against its range in pyproject.toml and its version in
    requirements.lock."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"]
    locked = _locked(root / "requirements.lock")
    wrong = []
    other = []
    for line in wanted:
        need = Requirement(line)
        try:
            version = importlib.metadata.version(need.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{need.name}: —")
            continue
        if not need.specifier.contains(version, prereleases=True):
            wrong.append(f"{need.name} {version} ({need.specifier})")
        elif locked.get(canonicalize_name(need.name), version) != version:
            other.append(f"{need.name} {version} (lock: {locked[canonicalize_name(need.name)]})")
    todo = Text("请用 python3 start.py 运行，它会装好", "run python3 start.py, it installs them")
    yield Line(Text("软件包", "Packages"), not wrong, ", ".join(wrong) or f"{len(wanted)}", todo)
    if other:
        yield Line(
            Text("软件包版本与锁定的不同", "Packages other than locked"),
            None,
            ", ".join(other),
            todo,
        )


def _locked(lock: Path) -> dict[str, str]:
    """Versions by package of the lock for this Python and system; empty without a lock."""
    from packaging.requirements import Requirement

    if not lock.is_file():
        return {}
    lines = re.findall(r"(?m)^[\w.-]+==[^\\\n]+", lock.read_text(encoding="utf-8"))
    pinned = [Requirement(line.strip()) for line in lines]
    here = [pin for pin in pinned if not pin.marker or pin.marker.evaluate()]
    return {pin.name: next(iter(pin.specifier)).version for pin in here}


def built(course: Course) -> Line:
    """Built files: all there, and, where the authors' tools are, the same as a rebuild would make
    them."""
    what = Text("生成的课文和作业", "Built lessons and exercises")
    try:
        number = sum(len(workspace.contents(course, language)) for language in course.languages)
    except UserError as error:
        return Line(
            what,
            False,
            error.en,
            Text(
                "请运行 keguan build，或重新下载课程",
                "run keguan build, or download the course again",
            ),
        )
    if not (course.root / "tools" / "build.py").is_file():
        return Line(what, True, f"{number}")
    run = subprocess.run(
        [sys.executable, "-m", "tools.build", "--check", "--no-run"],
        cwd=course.root,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    last = run.stdout.strip().split("\n")[-1]
    return Line(
        what,
        run.returncode == 0,
        f"{number}" if run.returncode == 0 else last,
        Text("请运行 keguan build", "run keguan build"),
    )


def data(course: Course) -> Iterator[Line]:
    """Each dataset: files there, columns and content as recorded in its datapackage.json."""
    for name in course.datasets:
        found = data_files.problems(course.root / "datasets", name, whole=True)
        yield Line(
            Text(f"数据 {name}", f"Data {name}"),
            not found,
            "sha256" if not found else "",
            found[0] if found else None,
        )


def font() -> Line:
    """The course font for Chinese figures."""
    folder = resources.files("keguan") / "fonts"
    names = (
        [f.name for f in folder.iterdir() if f.name.endswith((".otf", ".ttf"))]
        if folder.is_dir()
        else []
    )
    return Line(
        Text("图中的中文字体", "Chinese font for figures"),
        bool(names),
        ", ".join(names),
        Text(
            "请重新下载课程：缺少 keguan/fonts",
            "download the course again: keguan/fonts is missing",
        ),
    )


def writable() -> Line:
    what = Text("学习文件夹可写", "Your folder can be written")
    try:
        place = str(make_writable(home.home()))
    except UserError:
        return Line(
            what,
            False,
            str(home.home()),
            Text(
                f"请在环境变量 {home.VARIABLE} 里写一个可以写入的文件夹",
                f"name a folder that can be written in the variable {home.VARIABLE}",
            ),
        )
    return Line(what, True, place)


def browser() -> Line:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return Line(
        Text("Chromium（只有浏览器测试需要）", "Chromium (only for the browser tests)"),
        True if found else None,
        found or "—",
        Text(
            "只有开发者需要：安装 Chromium 后再运行测试",
            "for developers: install Chromium to run those tests",
        ),
    )
