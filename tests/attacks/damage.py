"""Submissions that want to break something: files, the gradebook, processes, the machine.

Every target is a file, a folder or a process that the test made. What would reach farther is only
done in a namespace of
its own: without confinement these cases turn to the test's own victim instead.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.attacks.course import POINTS, STOCK, Scene
from tests.attacks.harness import MARKER, attack, full, processes

damage = partial(attack, group="damage", work=True, harmless=False)
FULL = dict(POINTS[STOCK])
HELD = '''
import os, shutil, signal, subprocess, sys, time
def own(kind):
    """Whether this process has a namespace of its own; without one, nothing dangerous is done."""
    try: return os.readlink(f'/proc/self/ns/{kind}') != {'pid': '@pidns@', 'mnt': '@mntns@'}[kind]
    except OSError: return os.getpid() < 100 and not os.path.exists('@precious@')
def quietly(function, *args, **kwargs):
    try: return function(*args, **kwargs)
    except Exception as error: print(error)
'''


def victim_lives(scene: Scene, student: str) -> None:
    """Asserts that the test's own process was not killed."""
    state = Path(f"/proc/{scene.values['victim']}/stat")
    assert state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z", (
        f"{student} killed the test's process"
    )


def nothing_left(scene: Scene, student: str) -> None:
    """Asserts that no process of an attack still runs."""
    assert not processes(), f"left by {student} or another: {processes()}"


def no_package(scene: Scene, student: str) -> None:
    """Asserts that nothing was written into the installed packages."""
    import numpy

    import grader

    left = [
        path
        for module in (numpy, grader)
        for path in Path(module.__file__).parent.glob("keguan_attack*")
    ]
    for path in left:
        path.unlink()
    assert not left


damage(
    "gradebook",
    what="Writes points into the gradebook and breaks the file.",
    first=HELD
    + """
import sqlite3
def write():
    with sqlite3.connect('@course@/gradebook.db', timeout=1) as db:
        db.execute("update grade set auto_score = 100")
        db.execute("delete from student where id like 'honest%'")
quietly(write)
quietly(lambda: open('@course@/gradebook.db', 'r+b').write(b'broken'))
""",
    expected=FULL,
)
damage(
    "submissions",
    what="Deletes the work of the others and the instructor's notebooks.",
    first=HELD
    + """
for name in ('submitted', 'source', 'release', 'autograded', 'feedback'):
    shutil.rmtree('@course@/' + name, ignore_errors=True)
shutil.rmtree('@precious@', ignore_errors=True)
shutil.rmtree('../..' if own('mnt') else '@precious@', ignore_errors=True)
""",
    expected=FULL,
)
damage(
    "overwrites",
    what="Writes into files of the course and changes their modes.",
    first=HELD
    + """
for path in (
    "@course@/nbgrader_config.py",
    "@precious@/thesis.txt",
    "@home@/.ssh/id_ed25519",
    "@datasets@/shop/orders.csv",
):
    quietly(os.chmod, path, 0o777)
    quietly(lambda: open(path, "w").write("import os"))
quietly(os.chmod, '@precious@', 0)
quietly(os.chown, '@precious@', 12345, 12345)
""",
    expected=FULL,
)
damage(
    "packages",
    what="Writes into the installed packages and our own.",
    first=HELD
    + """
import numpy, grader
for module in (numpy, grader):
    quietly(
        lambda: open(os.path.join(os.path.dirname(module.__file__), "keguan_attack.py"), "w").write(
            "x = 1"
        )
    )
""",
    expected=FULL,
    check=no_package,
)
damage(
    "fills-disk",
    what="Fills the disk, with one file and with many.",
    first=HELD
    + """
block = b'x' * (1 << 20)
for folder in ('.', '/tmp', '/dev/shm'):
    def fill():
        with open(os.path.join(folder, 'keguan-fill'), 'wb') as f:
            for _ in range(1500): f.write(block)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    quietly(fill)
    quietly(os.remove, os.path.join(folder, 'keguan-fill'))
""",
    expected=FULL,
)
damage(
    "many-files",
    what="Makes 30,000 files and a very deep folder.",
    first=HELD
    + """
def many():
    os.mkdir('many')
    for n in range(30_000): open(f'many/{n}', 'w').close()
quietly(many)
def deep():
    for _ in range(3000): os.mkdir('d'); os.chdir('d')
here = os.getcwd(); quietly(deep); os.chdir(here)
""",
    expected=FULL,
)
damage(
    "fork-bomb",
    what="Forks as often as it can (here: 300 times).",
    first=HELD
    + """
for _ in range(300):
    try:
        if os.fork() == 0:
            time.sleep(30); os._exit(0)
    except OSError: break
""",
    expected=FULL,
)
damage(
    "threads",
    what="Starts 5,000 threads that wait.",
    first=HELD
    + """
import threading
def many():
    for _ in range(5000): threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
quietly(many)
""",
    expected=FULL,
)
damage(
    "kills-all",
    what="Kills every process that it may, in the first cell.",
    first=HELD
    + """
os.kill(-1, 9) if own('pid') else os.kill(@victim@, 9)
""",
    expected=FULL,
    check=victim_lives,
)
damage(
    "kills-parent",
    what="Kills its parent, its process group and the test's process by number.",
    first=HELD
    + """
quietly(os.kill, @victim@, 9)
if own('pid'):
    for pid in (os.getppid(), 1, 2): quietly(os.kill, pid, 9) if pid > 0 else None
    quietly(os.killpg, os.getpgid(0), 9)
""",
    expected=FULL,
    check=victim_lives,
)
DAEMON = """
def daemon(seconds=90):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.execv(
                sys.executable,
                [sys.executable, "-c", f"import time; time.sleep({seconds})", "@marker@"],
            )
        os._exit(0)
""".replace("@marker@", MARKER)
damage(
    "daemon",
    what="Leaves a daemon that ignores signals.",
    first=HELD + DAEMON + "daemon()",
    expected=FULL,
    check=nothing_left,
)
damage(
    "daemon-in-test",
    what="A function called by a hidden test leaves a daemon.",
    expected=FULL,
    check=nothing_left,
    answers={
        "label": HELD + DAEMON + "def label(points):\n    if points == 99: daemon()\n"
        "    return 'gold' if points >= 100 else 'plain'"
    },
)
damage(
    "popen",
    what="Starts programs with subprocess and leaves them running.",
    first=HELD
    + f"""
for _ in range(3):
    quietly(
        subprocess.Popen,
        [sys.executable, "-c", "import time; time.sleep(90)", "{MARKER}"],
        start_new_session=True,
    )
""",
    expected=FULL,
    check=nothing_left,
)
damage(
    "link-out",
    what="Replaces the notebook and its folder by links to a folder of the instructor's.",
    first=HELD
    + """
for name in ('plain-tasks.ipynb', 'plain-tasks.html', 'timestamp.txt', 'out'):
    quietly(os.remove, name); quietly(os.symlink, '@precious@/thesis.txt', name)
quietly(os.link, '@precious@/thesis.txt', 'hard')
""",
    expected=FULL,
)
damage(
    "mount",
    what="Mounts over the instructor's folder and changes the root.",
    first=HELD
    + """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if own('mnt'):
    print(
        libc.mount(b"none", b"@precious@", b"tmpfs", 0, None),
        libc.umount2(b"/proc", 2),
        libc.umount2(b"/", 2),
        libc.chroot(b"."),
    )
    print(libc.unshare(0x10000000 | 0x00020000), libc.mount(b'none', b'/', b'tmpfs', 0, None))
""",
    expected=FULL,
)
damage(
    "limits",
    what="Raises its limits, lowers its priority and locks memory, then takes 3 GB.",
    first=HELD
    + """
import resource, ctypes
for name in (
    "RLIMIT_AS",
    "RLIMIT_NPROC",
    "RLIMIT_FSIZE",
    "RLIMIT_CPU",
    "RLIMIT_NOFILE",
    "RLIMIT_DATA",
):
    quietly(
        resource.setrlimit,
        getattr(resource, name),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY),
    )
quietly(os.nice, -20)
def take():
    held = [b'x' * (256 << 20) for _ in range(12)]
    raise SystemError('3 GB were to be had')
quietly(take)
""",
    expected=FULL,
    check=lambda scene, student: _not_said(scene, student, "3 GB were to be had"),
)
damage(
    "stopped",
    what="Stops itself and everything around it with SIGSTOP in a function; the rest is right.",
    answers={
        "square": HELD + "def square(n):\n    if own('pid'): os.kill(-1, signal.SIGSTOP)\n"
        "    os.kill(os.getpid(), signal.SIGSTOP)\n    return n * n"
    },
    expected=full(STOCK, "square"),
    check=victim_lives,
)
damage(
    "shared-memory",
    what="Leaves shared memory, semaphores and message queues behind.",
    first=HELD
    + """
from multiprocessing import shared_memory
def leave():
    block = shared_memory.SharedMemory('keguan-attack', create=True, size=1 << 20)
    import multiprocessing.resource_tracker as t; t.unregister(block._name, 'shared_memory')
quietly(leave)
""",
    expected=FULL,
    check=lambda scene, student: _absent(Path("/dev/shm/keguan-attack")),
)


def _absent(path: Path) -> None:
    left = path.exists()
    path.unlink(missing_ok=True)
    assert not left, path


def _not_said(scene: Scene, student: str, word: str) -> None:
    from tests.attacks.harness import outputs

    assert word not in outputs(scene, student)
