"""The layers of confinement: each one stops something, and with that layer off the same thing
succeeds."""

import ctypes
import json
import os
import platform
import signal
import site
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from grader.engine.jail.confine import IMPOSSIBLE, LAYERS, ON, probe
from grader.engine.processes.runtime import NEEDED

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="code is confined on Linux only"
)
CHECKOUT = Path(__file__).resolve().parents[4]
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False

# Everything happens in a process of its own: it enters the jail, forks one child and passes on
# what the child reports.
PROGRAM = """
import json, os, sys
from grader.engine.jail.confine import Jail
from grader.engine.model import Limits
job = json.loads(sys.stdin.read())
outside = os.open("/", os.O_RDONLY)
lent = open(job["lent"]) if "lent" in job else None
report, told = os.pipe()
os.set_inheritable(told, True)
limits = Limits(memory_mb=300, file_mb=2, processes=20, notebook_seconds=job.get("seconds", 2))
jail = Jail(job["readable"], job["hidden"], limits, frozenset(job["off"]))
layers = jail.enter()
keep = (told, outside) if job.get("keep") else (told,)
pid = jail.fork(keep=keep, files={"given/a.txt": b"given"}, inherit=job.get("inherit", True))
if pid == 0:
    def tell(value): os.write(told, json.dumps(value).encode() + b"\\n")
    def refused(step):
        try: step()
        except BaseException as error: return type(error).__name__
        return ""
    try: exec(job["code"])
    except BaseException as error: tell("failed: " + repr(error))
    os._exit(0)
os.close(told)
said = os.fdopen(report).read() if not job.get("kill") else os.fdopen(report).readline()
if job.get("kill"): os.kill(pid, 9)
os.waitpid(pid, 0)
print(json.dumps([layers, [json.loads(line) for line in said.splitlines()]]))
"""


def confined(code, off=(), readable=(), hidden=(), python=(), **more):
    """The layers that were on, and what a confined child reported; `python`: how else to start
    it."""
    job = {
        "code": textwrap.dedent(code),
        "off": list(off),
        "readable": [str(CHECKOUT / "grader"), *map(str, readable)],
        "hidden": list(map(str, hidden)),
        **more,
    }
    how = {"executable": sys.executable, "env": dict(os.environ)} | dict(python)
    how["env"]["KEGUAN_SECRET"] = "secret"
    done = subprocess.run(
        [how["executable"], "-c", PROGRAM],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **how,
    )
    assert done.returncode == 0, done.stderr
    layers, said = json.loads(done.stdout)
    return set(layers), said


@pytest.fixture(scope="module", autouse=True)
def possible():
    missing = [layer.name for layer in probe() if layer.state != ON]
    if set(missing) & NEEDED:
        pytest.skip(f"this machine cannot confine: {missing}")


def test_every_layer_is_on_here_and_said_in_a_sentence():
    layers = probe()
    assert [layer.name for layer in layers] == list(LAYERS)
    for layer in layers:
        assert layer.meaning.zh and layer.meaning.en
        assert (
            layer.state == ON
            or layer.name in ("user", "landlock")
            or (layer.state == IMPOSSIBLE and layer.why)
        ), layer


def test_a_layer_that_is_off_is_told():
    assert "network" not in confined("tell(1)", off=["network"])[0]


def test_the_machine_keeps_its_mounts(tmp_path):
    before = Path("/proc/mounts").read_text()
    confined("tell(os.listdir('/'))", readable=[tmp_path])
    assert Path("/proc/mounts").read_text() == before


def test_mounts_are_its_own_and_the_machines_without_the_layer():
    code = f"tell(os.readlink('/proc/self/ns/mnt') != '{os.readlink('/proc/self/ns/mnt')}')"
    assert confined(code)[1] == [True]
    assert confined(code, off=["mount"])[1] == [False]


def test_nothing_is_left_in_the_folder_for_temporary_files():
    def roots():
        return set(Path(tempfile.gettempdir()).glob("grading-root-*"))

    before = roots()
    confined("tell(1)")
    assert roots() <= before


def test_inherited_descriptors_lead_nowhere(tmp_path):
    (tmp_path / "lent.txt").write_text("lent")
    lent = {"lent": str(tmp_path / "lent.txt")}
    code = "tell([refused(lambda: os.listdir(outside)), lent.read()])"
    # an instructor's open database is still there
    assert confined(code, **lent)[1] == [["NotADirectoryError", "lent"]]
    assert confined(code, **lent, inherit=False)[1] == [["NotADirectoryError", ""]]
    assert confined(code, **lent, keep=True)[1][0][0] == ""
    tmp_path.chmod(0o755)
    assert confined(code, **lent, inherit=False, readable=[tmp_path])[1] == [
        ["NotADirectoryError", "lent"]
    ]


OUTSIDE = """
import os
tell([refused(lambda: open({path!r}).read()), refused(lambda: os.listdir({folder!r}))])
"""


def test_files_of_the_machine_are_not_there(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    code = OUTSIDE.format(path=str(secret), folder=str(tmp_path))
    assert confined(code)[1] == [["FileNotFoundError", "FileNotFoundError"]]
    assert confined(
        "tell([refused(lambda: open('/etc/passwd').read()), os.listdir('/home') if "
        "os.path.isdir('/home') else []])"
    )[1] == [["FileNotFoundError", []]]
    assert confined(code, off=["root", "landlock"])[1] == [["", ""]]


def test_what_is_readable_is_there_and_what_is_hidden_is_empty(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "key.csv").write_text("key")
    (tmp_path / "table.csv").write_text("table")
    (tmp_path / "make.py").write_text("key")
    tmp_path.chmod(0o755)
    code = (
        f"tell([open('{tmp_path}/table.csv').read(), os.listdir('{tmp_path}/truth'), "
        f"open('{tmp_path}/make.py').read(), refused(lambda: open('{tmp_path}/new', 'w'))])"
    )
    hidden = [tmp_path / "truth", tmp_path / "make.py"]
    assert confined(code, readable=[tmp_path], hidden=hidden)[1] == [["table", [], "", "OSError"]]


def test_hidden_is_empty_by_every_name_of_the_folder(tmp_path):
    truth = tmp_path / "course" / "truth"
    truth.mkdir(parents=True)
    (truth / "key.csv").write_text("key")
    (tmp_path / "link").symlink_to(tmp_path / "course")
    tmp_path.chmod(0o755)
    code = f"tell([os.listdir(p) for p in ('{truth}', '{tmp_path}/link/truth')])"
    both = [tmp_path / "course", tmp_path / "link"]
    assert confined(code, readable=both)[1] == [[["key.csv"], ["key.csv"]]]
    for name in (truth, tmp_path / "link" / "truth"):
        assert confined(code, readable=both, hidden=[name])[1] == [[[], []]]


def test_own_folders_can_be_written_and_hold_the_files_that_were_given():
    code = """
    import tempfile
    open("mine.txt", "w").write("mine")
    with tempfile.NamedTemporaryFile() as file: file.write(b"x")
    os.rename("given/a.txt", "b.txt")
    open("/dev/null", "w").write("x")
    tell(
        [
            open("b.txt").read(),
            open("mine.txt").read(),
            refused(lambda: open("/usr/new", "w")),
            refused(lambda: open("/new", "w")),
        ]
    )
    """
    assert confined(code)[1] == [["given", "mine", "OSError", "OSError"]]


NETWORK = """
import socket
def go():
    with socket.create_connection(("127.0.0.1", {port}), timeout=2) as s: s.send(b"x")
tell(refused(go))
"""


def test_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = NETWORK.format(port=server.getsockname()[1])
        assert confined(code)[1] == ["PermissionError"]
        # there is no interface either
        assert confined(code, off=["syscalls", "landlock"])[1] == ["OSError"]
        assert confined(code, off=["syscalls", "network", "landlock"])[1] == [""]


def test_other_processes_are_neither_seen_nor_signalled():
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        code = (
            f"tell([[p for p in os.listdir('/proc') if p.isdigit()] == [str(os.getpid())], "
            f"refused(lambda: os.kill({sleeper.pid}, 0))])"
        )
        assert confined(code)[1] == [[True, "ProcessLookupError"]]
        seen = confined(
            f"tell(os.path.exists('/proc/{sleeper.pid}'))", off=["pid", "root", "mount", "landlock"]
        )[1]
        assert seen == [True]
    finally:
        sleeper.kill()
        sleeper.wait()


DAEMON = """
import time
if os.fork() == 0:
    os.setsid()
    for fd in range(3): os.dup2(os.open("/dev/null", os.O_RDWR), fd)
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(40)", {mark!r}])
    os._exit(0)
os.wait()
tell("left")
time.sleep(40)
"""


def running(mark: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark.encode() in (entry / "cmdline").read_bytes().split(
                b"\0"
            ):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_nothing_is_left_running():
    mark = f"keguan-daemon-{time.time_ns()}"
    assert confined(DAEMON.format(mark=mark), kill=True)[1] == ["left"]
    time.sleep(0.3)
    assert running(mark) == []
    assert confined(DAEMON.format(mark=mark), kill=True, off=["pid"])[1] == ["left"]
    time.sleep(0.3)
    left = running(mark)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left


CALLS = """
import ctypes, mmap
libc = ctypes.CDLL(None, use_errno=True)
"""
LIMITED = {
    "memory": ("tell(refused(lambda: len(bytearray(10**9))))", "MemoryError"),
    "filesize": (
        "signal = __import__('signal'); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "tell(refused(lambda: open('big', 'wb').write(b'x' * (4 * 2**20))))",
        "OSError",
    ),
    "environment": ("tell('KeyError' if 'KEGUAN_SECRET' not in os.environ else '')", "KeyError"),
    "syscalls": (
        "import ctypes\nif ctypes.CDLL(None).unshare(0x10000000) < 0: tell('refused')\nelse: "
        "tell('')",
        "refused",
    ),
}


MORE = {
    "shared memory": ("memory", "tell(refused(lambda: mmap.mmap(-1, 3 * 2**30)))", "OSError"),
    "first environment": (
        "environment",
        "libc.prctl(4, 1, 0, 0, 0)\nfound = open('/proc/self/environ', 'rb').read()\n"
        "tell('' if b'KEGUAN_SECRET' in found else 'wiped')",
        "wiped",
    ),
    "ptrace": ("syscalls", "tell('' if libc.ptrace(0, 0, 0, 0) == 0 else 'refused')", "refused"),
    "System V memory": (
        "syscalls",
        "tell('' if libc.shmget(0, ctypes.c_size_t(4096), 0o1600) >= 0 else 'refused')",
        "refused",
    ),
    "the filter's exceptions": (
        "",
        "import socket\nsocket.socketpair()\ntell(refused(lambda: "
        "socket.socketpair(socket.AF_INET)))",
        "PermissionError",
    ),
}


@pytest.mark.parametrize("layer", LIMITED)
def test_a_limit_holds_and_without_its_layer_does_not(layer):
    code, word = LIMITED[layer]
    assert confined(code)[1] == [word]
    assert confined(code, off=[layer])[1] == [""]


@pytest.mark.parametrize("what", MORE)
def test_the_ways_around_a_limit_are_shut(what):
    layer, code, word = MORE[what]
    assert confined(CALLS + code)[1] == [word]
    if layer:
        assert confined(CALLS + code, off=[layer])[1] == [""]


@pytest.mark.skipif(
    platform.machine() != "x86_64", reason="this processor has no other set of system calls"
)
def test_calls_of_the_32_bit_kind_end_the_process():
    code = (
        CALLS
        + """
    place = mmap.mmap(-1, 4096, prot=7)
    place.write(bytes.fromhex("b814000000cd80c3"))  # getpid by its 32-bit number
    tell("called")
    tell(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(place)))())
    """.replace("\n    ", "\n")
    )
    assert confined(code)[1] == ["called"]
    # some kernels have none of them
    assert confined(code, off=["syscalls"])[1] in (["called", 1], ["called"])


def test_an_array_of_8_gb_is_a_memory_error():
    code = (
        "import numpy\ntell([refused(lambda: numpy.ones(10**9)), refused(lambda: "
        "bytearray(10**10)), len(bytearray(10**8))])"
    )
    assert confined(code)[1] == [["MemoryError", "MemoryError", 10**8]]


def test_memory_segments_of_the_machine_are_not_there():
    libc = ctypes.CDLL(None, use_errno=True)
    segment = libc.shmget(key := os.getpid(), ctypes.c_size_t(4096), 0o1666)
    assert segment >= 0
    try:
        code = CALLS + f"tell(libc.shmget({key}, ctypes.c_size_t(0), 0) >= 0)"
        assert confined(code, off=["syscalls"])[1] == [False]
        assert confined(code, off=["syscalls", "ipc"])[1] == [True]
    finally:
        libc.shmctl(segment, 0, None)


def test_landlock_alone_keeps_files_from_being_written(tmp_path):
    tmp_path.chmod(0o777)
    for folder in tmp_path.parents:
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    # as a notebook of a machine without mount namespaces: the temporary folder is its own, what
    # lies beside it is not
    code = (
        f"os.environ['TMPDIR'] = '{tmp_path}'\ntell(refused(lambda: "
        f"open('/var/tmp/keguan-{os.getpid()}', 'w')))"
    )
    assert confined(code, off=["root"])[1] == ["PermissionError"]
    assert confined(code, off=["root", "landlock"])[1] == [""]
    Path(f"/var/tmp/keguan-{os.getpid()}").unlink()


@pytest.mark.skipif(not ROOT, reason="only root can give a notebook a user of its own")
def test_an_own_user_without_rights():
    code = """
    rights = [line.split()[1] for line in open("/proc/self/status") if line.startswith("Cap")]
    tell([os.getuid() >= 60000, set(rights) == {"0" * 16}, refused(lambda: os.setuid(0))])
    """
    assert confined(code)[1] == [[True, True, "PermissionError"]]
    code = """
    rights = {line.split()[1] for line in open("/proc/self/status") if line.startswith("Cap")}
    tell([os.getuid(), rights == {"0" * 16}, refused(lambda: os.chmod("/dev/null", 0o666)),
          refused(lambda: open("/proc/sys/kernel/core_pattern", "r+"))])
    """  # without a user of its own, root's name is all that is left of root
    assert confined(code, off=["user", "landlock"])[1] == [[0, True, "OSError", "OSError"]]


FORKS = """
import time
made = 0
for _ in range(60):
    try: pid = os.fork()
    except OSError: break
    if pid == 0: time.sleep(5); os._exit(0)
    made += 1
tell(made)
"""


@pytest.mark.skipif(not ROOT, reason="for an ordinary user see below")
def test_processes_are_counted():
    assert confined(FORKS)[1][0] < 20
    assert confined(FORKS, off=["processes"])[1] == [60]


def test_processor_time_ends():
    code = "import time\ntell('started')\nwhile time.process_time() < 3: pass\ntell('went on')"
    soon = {"seconds": -4}  # five more seconds are allowed, in which the wall clock ends it
    assert confined(code, **soon)[1] == ["started"]
    assert confined(code, **soon, off=["cpu"])[1] == ["started", "went on"]


def outlives(mark: str, off: list[str]) -> bool:
    """Whether a child that does not want to end with its parent is there when the parent was
    killed."""
    code = (
        CALLS
        + f"""import time
libc.prctl(1, 0, 0, 0, 0)
sleep = [sys.executable, "-c", "import time; time.sleep(40)", {mark!r}]
subprocess = __import__("subprocess").Popen(sleep)
time.sleep(40)"""
    )
    job = {"code": code, "off": off, "readable": [str(CHECKOUT / "grader")], "hidden": []}
    parent = subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, text=True)
    parent.stdin.write(json.dumps(job))
    parent.stdin.close()
    deadline = time.monotonic() + 20
    while not (found := running(mark)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found
    parent.kill()
    parent.wait()
    time.sleep(0.5)
    left = running(mark)
    for pid in left:
        above = int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
        # the child itself: all of its own end too
        if b"grader.engine.jail.confine" in Path(f"/proc/{above}/cmdline").read_bytes():
            os.kill(above, signal.SIGKILL)
    return bool(left)


def test_a_child_ends_with_its_parent():
    mark = f"keguan-orphan-{time.time_ns()}"
    assert not outlives(mark, [])
    assert outlives(mark + "-off", ["syscalls"])


def test_the_libraries_of_a_lesson_work_inside():
    code = """
    import asyncio, sqlite3, subprocess, threading
    import matplotlib; matplotlib.use("agg")
    import matplotlib.pyplot as plt
    import pandas as pd
    plt.plot([1, 2]); plt.savefig("figure.png")
    sqlite3.connect("a.db").execute("create table t (a)")
    thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
    asyncio.run(asyncio.sleep(0))
    tell(
        [
            os.path.getsize("figure.png") > 1000,
            int(pd.Series([1, 2]).sum()),
            subprocess.run(["id"], capture_output=True).returncode,
        ]
    )
    """
    assert confined(code)[1] == [[True, 3, 0]]


@pytest.fixture(scope="module")
def ordinary():
    """How to start Python as an ordinary user: the system's, where this one lies in a folder of
    root's."""
    if not ROOT:
        pytest.skip("everything here ran as an ordinary user")
    for executable in (sys.executable, "/usr/bin/python3"):
        paths = os.pathsep.join([str(CHECKOUT), *site.getsitepackages()])
        how = {
            "executable": executable,
            "user": 65534,
            "group": 65534,
            "extra_groups": [],
            "cwd": "/",
            "env": {"PATH": "/usr/bin:/bin", "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        }
        try:
            subprocess.run(
                [executable, "-c", "import grader.engine.jail.confine"],
                check=True,
                capture_output=True,
                **{name: value for name, value in how.items() if name != "executable"},
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return how
    pytest.skip("every Python with these packages lies where another user may not look")


def test_it_works_for_an_ordinary_user_too(ordinary):
    code = """
    rights = {line.split()[1] for line in open("/proc/self/status") if line.startswith("Cap")}
    tell(
        [
            refused(lambda: open("/etc/passwd")),
            os.path.exists("/root"),
            rights == {"0" * 16},
            [p for p in os.listdir("/proc") if p.isdigit()] == [str(os.getpid())],
            open("given/a.txt").read(),
        ]
    )
    """
    layers, said = confined(code, python=ordinary)
    assert said == [["FileNotFoundError", False, True, True, "given"]]
    assert layers >= NEEDED
    assert confined("tell(refused(lambda: open('/etc/passwd')))", python=ordinary, off=["root"])[
        1
    ] == [""]


def test_processes_of_an_ordinary_user_are_counted_for_each_notebook(ordinary):
    assert confined(FORKS, python=ordinary)[1][0] < 20
    assert confined(FORKS, python=ordinary, off=["processes"])[1] == [60]


FORBIDDEN = """
import ctypes, json
from grader.engine.jail import confine, syscalls
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
syscalls.install_filter()
print(json.dumps([[layer.name, layer.state, layer.why] for layer in confine.probe()]))
"""


def test_where_namespaces_are_forbidden_the_reasons_are_told():
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN], capture_output=True, text=True, check=True
    )
    found = {name: (state, why) for name, state, why in json.loads(done.stdout)}
    for name in NEEDED - {"syscalls"}:
        assert found[name][0] != ON and found[name][1], name
    assert {
        found[name][0] for name in ("memory", "cpu", "filesize", "syscalls", "environment")
    } == {ON}


ELSEWHERE = """
import sys
import grader.cli.console
for name in ("resource", "fcntl"): sys.modules[name] = None
sys.platform = "win32"
from grader.engine.jail.confine import probe
print({layer.state for layer in probe()}, {layer.why for layer in probe()})
"""


def test_elsewhere_every_layer_is_impossible():
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], capture_output=True, text=True, check=True
    )
    assert done.stdout == "{'impossible'} {'only Linux'}\n"
