"""No point is forged, nothing is read or damaged, nothing hangs, and no honest student is
affected."""

import html
import os
import re
import socket
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from statistics import median

import pytest

from grader.engine.model import GRADED, Limits, Outcome
from grader.feedback.write import write_all
from grader.grading.run import Engine
from tests.attacks import CASES, course, harness
from tests.attacks.course import Scene

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="student code is confined on Linux only"
)
LIMITS = Limits(cell_seconds=2, notebook_seconds=12, memory_mb=1024, processes=48)
LEAST = {"forge": 30, "read": 10, "damage": 10, "hang": 10, "malformed": 15}


@dataclass
class Run:
    """What came of grading the whole suite once."""

    scene: Scene
    outcomes: dict[tuple[str, str], Outcome]
    marks: dict[str, dict[str, float]]
    before: dict[str, str]
    after: dict[str, str]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """All cases, an honest submission before them and after every four, graded and commented by one
    Engine."""
    with pytest.MonkeyPatch.context() as patch:
        scene = course.make(tmp_path_factory.mktemp("attacked"))
        patch.setenv("KEGUAN_DATASETS", scene.values["datasets"])
        patch.setenv("KEGUAN_TEST_TOKEN", scene.secrets["env"])
        victim = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(900)"], start_new_session=True
        )
        scene.values |= {"victim": str(victim.pid)}
        listeners = listen(scene)
        try:
            yield graded(scene)
        finally:
            victim.kill()
            victim.wait()
            for listener in listeners:
                listener.close()


def graded(scene: Scene) -> Run:
    jobs = harness.hand_in_all(scene, CASES)
    before = harness.snapshot(scene)
    with Engine(scene.folder, limits=LIMITS) as engine:
        outcomes = {(o.assignment, o.student): o for o in engine.grade(jobs)}
        commented = [job for job in jobs if job in outcomes and outcomes[job].status == GRADED]
        for outcome in write_all(scene.folder, commented):
            assert not outcome.reason, outcome
    return Run(scene, outcomes, harness.marks(scene), before, harness.snapshot(scene))


def listen(scene: Scene) -> list[socket.socket]:
    """Sockets on which nothing should ever arrive; what does is noted in scene.heard."""
    tcp, udp = (
        socket.create_server(("127.0.0.1", 0)),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    )
    port = tcp.getsockname()[1]
    udp.bind(("127.0.0.1", port))
    path, name = str(scene.root / "listen.sock"), f"keguan-{os.getpid()}"
    servers = [tcp]
    for address in (path, "\0" + name):
        server = socket.socket(socket.AF_UNIX)
        server.bind(address)
        server.listen()
        servers.append(server)
    scene.values |= {"port": str(port), "unix": path, "abstract": name}

    def accept(server):
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                scene.heard.append(f"CALLED HOME: {connection.recv(10_000)!r}")

    def packets():
        while True:
            try:
                scene.heard.append(f"CALLED HOME: {udp.recv(10_000)!r}")
            except OSError:
                return

    for target, args in [(accept, (server,)) for server in servers] + [(packets, ())]:
        threading.Thread(target=target, args=args, daemon=True).start()
    return [*servers, udp]


def test_there_are_enough_cases():
    counts = Counter(case.group for case in CASES)
    assert all(counts[group] >= least for group, least in LEAST.items()), counts
    assert all(case.what.endswith(".") for case in CASES)
    for case in CASES:
        assert case.expected == harness.UNREADABLE or set(case.expected) == set(
            course.POINTS[case.assignment]
        ), case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.student)
def test_case(run, case):
    outcome = run.outcomes.get((case.assignment, case.student))
    assert outcome is not None, "the engine told nothing of it"
    if case.expected == harness.UNREADABLE:
        assert outcome.status == harness.UNREADABLE, outcome
        assert outcome.reason.zh and outcome.reason.en and case.student not in run.marks
    else:
        assert outcome.status == GRADED, outcome
        found = run.marks[case.student]
        wrong = {
            cell: (found.get(cell), points)
            for cell, points in case.expected.items()
            if found.get(cell) != points
        }
        assert not wrong, f"{case.what} (grade cell: got, expected) {wrong}"
    if case.check:
        case.check(run.scene, case.student)


def test_honest_students_are_not_affected(run):
    wrong = {}
    for (_, student), outcome in run.outcomes.items():
        if student.startswith("honest-"):
            expected = harness.HONEST_MARKS[student.rpartition("-")[2]]
            if outcome.status != GRADED or run.marks.get(student) != expected:
                wrong[student] = outcome.reason.en or {
                    cell: run.marks[student].get(cell)
                    for cell in expected
                    if run.marks[student].get(cell) != expected[cell]
                }
    assert not wrong
    assert sum(student.startswith("honest-") for _, student in run.outcomes) >= len(CASES) / 4


def test_nothing_outside_changed(run):
    changed = {
        name for name in run.before | run.after if run.before.get(name) != run.after.get(name)
    }
    assert not changed


def test_no_process_is_left(run):
    assert not harness.processes()


def test_nobody_called_home(run):
    assert not run.scene.heard


def test_nothing_waited_longer_than_its_limit(run):
    """Without limits the hanging cases would take hours. On a busy machine all take longer, which
    the honest notebooks of the same run tell."""
    honest = [o.seconds for (_, who), o in run.outcomes.items() if who.startswith("honest-")]
    spare = max(30, 60 * median(honest))
    longest = max(outcome.seconds for outcome in run.outcomes.values())
    assert longest < LIMITS.notebook_seconds + spare


def test_feedback_has_no_hidden_line(run):
    lines, secret = course.hidden_lines(), run.scene.secrets["hidden"]
    assert len(lines) >= 6
    found, pages = [], harness.pages(run.scene)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        plain = html.unescape(re.sub(r"<[^>]*>", "", text))
        shown = [line for line in lines if line in plain or line in text]
        found += [(page.parts[-3], line) for line in shown + [secret] * (secret in text)]
    assert len(pages) >= len([o for o in run.outcomes.values() if o.status == GRADED])
    assert not found


def test_the_secrets_reach_no_page(run):
    """Not even by accident: an honest student's page says nothing of others, answers or keys."""
    theirs = [secret for kind, secret in run.scene.secrets.items() if kind not in ("neighbour",)]
    for page in harness.pages(run.scene):
        text = page.read_text(encoding="utf-8")
        assert not [secret for secret in theirs if secret in text], page
