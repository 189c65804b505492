"""How long "check my work" takes on the study page: `python -m benchmarks.checking`.

In every round a new learner opens the study page and has a task book checked: for the first time
ever, for the first time after the server was started, and then again and again, each time with
other answers. A click is timed from the button to the page that shows the verdict. In the same
round `keguan grade --student` grades the same notebooks in a course folder, one command for each.
Seconds belong to the machine; the ratio may be compared.
"""

from __future__ import annotations

import argparse
import contextlib
import http.cookiejar
import itertools
import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.grading import count
from benchmarks.peers import LANGUAGE, TASKS, Class, environment, make_class
from grader.base import UserError
from grader.cli.console import complain, forgiving, say, table
from grader.course import outline as courses
from grader.learner.places import Places

FIRST, COLD, WARM, COMMAND = "first", "cold", "warm", "command"
NAMES = {
    FIRST: "第一次 · first ever",
    COLD: "客关刚打开 · server just started",
    WARM: "再查 · again",
    COMMAND: "keguan grade --student",
}
PATIENCE = 300  # seconds for one click
KEGUAN = [sys.executable, "-c", "import sys; from grader.cli.app import main; sys.exit(main())"]


@dataclass
class Page:
    """A study page that is open, as a browser has it: with its cookies, following its script."""

    url: str  # with the token

    def __post_init__(self) -> None:
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )
        self.base = urlsplit(self.url)._replace(path="/keguan", query="").geturl()
        self.ask(self.url)

    def ask(self, url: str, **fields: str) -> str:
        """The answer to a GET, or to a form with fields."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.opener.open(url, data, timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")

    def click(self) -> float:
        """Seconds from the button to the page with the verdict; raises UserError without one."""
        key = next(one.value or "" for one in self.cookies if one.name == "_xsrf")
        started = time.perf_counter()
        shown = self.ask(f"{self.base}/do/check", _xsrf=key, name=TASKS)
        while follows := re.search(r'data-progress="[^"]*" data-done="(\d+)"', shown):
            self.ask(f"{self.base}/progress?done={follows[1]}")
            shown = self.ask(self.base)
            if time.perf_counter() - started > PATIENCE:
                break
        spent = time.perf_counter() - started
        if not re.search(r"题做了|tasks tried", shown):
            raise UserError("页面上没有检查结果。", "The page shows no verdict.")
        self.ask(f"{self.base}/do/put-away", _xsrf=key)
        return spent


@contextlib.contextmanager
def study_page(home: Path) -> Iterator[Page]:
    """The page of a new server, `keguan study`, which ends with the block."""
    log = home.with_suffix(".log")
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*KEGUAN, "study", "--no-browser", "--lang", LANGUAGE],
            env=environment(KEGUAN_HOME=str(home)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield Page(_address(log, server))
    finally:
        server.terminate()
        server.wait()


def _address(log: Path, server: subprocess.Popen) -> str:
    """What the server says of where it is, with the token."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        said = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", said):
            return found.group()
        time.sleep(0.1)
    raise UserError("学习主页没有打开。", f"The study page did not open: {log}")


def one_round(course: Class, work: Path) -> dict[str, list[float]]:
    """Seconds of each click and of each command; what the class handed in, one student after the
    other, is what the learner saves."""
    home = work / "home"
    copies = itertools.cycle(course.students)
    own = home / LANGUAGE / Places(courses.load(), LANGUAGE).work(TASKS)

    def save() -> None:
        shutil.copy(course.folder.notebook("submitted", TASKS, next(copies)), own)

    found: dict[str, list[float]] = {}
    with study_page(home) as page:
        save()
        found[FIRST] = [page.click()]
    with study_page(home) as page:
        for number in range(len(course.students)):
            save()
            found.setdefault(WARM if number else COLD, []).append(page.click())
    found[COMMAND] = [command(course, student) for student in course.students[1:]]
    return found


def command(course: Class, student: str) -> float:
    """Seconds of `keguan grade --student`, as a teacher types it."""
    words = ["grade", TASKS, "--student", student, "--force", "--course", str(course.path)]
    started = time.perf_counter()
    subprocess.run(
        [*KEGUAN, *words],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmark; returns 2 where something could not be measured."""
    forgiving(sys.stdout, sys.stderr)
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.checking", description=__doc__.partition(":")[0]
    )
    parser.add_argument("--rounds", type=count, default=3, help="new learners (3)")
    parser.add_argument("--clicks", type=count, default=8, help="warm clicks of each (8)")
    chosen = parser.parse_args(arguments)
    rounds = []
    try:
        with tempfile.TemporaryDirectory(prefix="checking-") as made:
            course = make_class(Path(made, "class"), chosen.clicks + 1, seed=1)
            for number in range(1, chosen.rounds + 1):
                complain(f"  {number}")
                place = Path(made, str(number))
                place.mkdir()
                rounds.append(one_round(course, place))
    except (UserError, OSError, subprocess.CalledProcessError) as error:
        complain(str(error))
        return 2
    show(rounds)
    return 0


def show(rounds: list[dict[str, list[float]]]) -> None:
    """Prints a line for each kind of click: all rounds together, and the median of its ratio to
    the command in the same round."""
    rows = []
    for kind, name in NAMES.items():
        seconds = [one for found in rounds for one in found[kind]]
        ratio = statistics.median(_ratio(found, kind) for found in rounds)
        tail = percentile(seconds, 0.95)
        middle = statistics.median(seconds)
        rows.append([name, len(seconds), f"{middle:.2f}", f"{tail:.2f}", f"{ratio:.2f}"])
    table(
        f"检查我的作业 · check my work ({TASKS})",
        ["", "n", "p50 s", "p95 s", "÷ keguan grade"],
        rows,
        right=range(1, 5),
    )
    say(
        "从按下按钮到页面上有结果。 · From the click to the page with the verdict; the ratio is of "
        "medians in the same round."
    )


def _ratio(found: dict[str, list[float]], kind: str) -> float:
    return statistics.median(found[kind]) / statistics.median(found[COMMAND])


def percentile(values: list[float], share: float) -> float:
    """The smallest value that is not below this share of them."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


if __name__ == "__main__":
    sys.exit(main())
