"""The layers of confinement: each one stops something, and with that layer off the same thing succeeds."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from grader.engine.confine import IMPOSSIBLE, LAYERS, ON, probe
from grader.engine.runtime import NEEDED

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="code is confined on Linux only")
CHECKOUT = Path(__file__).resolve().parent.parent
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False

# Everything happens in a process of its own: it enters the jail, forks one child and passes on what the child reports.
PROGRAM = """
import json, os, sys
from grader.engine.confine import Jail
from grader.engine.tasks import Limits
job = json.loads(sys.stdin.read())
before = open("/proc/mounts").read()
report, told = os.pipe()
os.set_inheritable(told, True)
jail = Jail(job["readable"], job["hidden"], Limits(memory_mb=300, file_mb=2, processes=20, notebook_seconds=2), frozenset(job["off"]))
layers = jail.enter()
pid = jail.fork(keep=(told,), files={"given/a.txt": b"given"})
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


def confined(code, off=(), readable=(), hidden=(), user=None, **more):
    """The layers that were on, and what a confined child reported."""
    job = {"code": textwrap.dedent(code), "off": list(off), "readable": [str(CHECKOUT / "grader"), *map(str, readable)],
           "hidden": list(map(str, hidden)), **more}
    done = subprocess.run([sys.executable, "-c", PROGRAM], input=json.dumps(job), capture_output=True, text=True, timeout=60,
                          env=os.environ | {"KEGUAN_SECRET": "secret"}, check=False, user=user)
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
        assert layer.state == ON or layer.name in ("user", "landlock") or (layer.state == IMPOSSIBLE and layer.why), layer


def test_a_layer_that_is_off_is_told():
    assert "network" not in confined("tell(1)", off=["network"])[0]


def test_the_machine_keeps_its_mounts(tmp_path):
    before = Path("/proc/mounts").read_text()
    confined("tell(os.listdir('/'))", readable=[tmp_path])
    assert Path("/proc/mounts").read_text() == before


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
    assert confined("tell([refused(lambda: open('/etc/passwd').read()), os.listdir('/home') if os.path.isdir('/home') else []])"
                    )[1] == [["FileNotFoundError", []]]
    assert confined(code, off=["root", "landlock"])[1] == [["", ""]]


def test_what_is_readable_is_there_and_what_is_hidden_is_empty(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "key.csv").write_text("key")
    (tmp_path / "table.csv").write_text("table")
    tmp_path.chmod(0o755)
    code = f"tell([open('{tmp_path}/table.csv').read(), os.listdir('{tmp_path}/truth'), refused(lambda: open('{tmp_path}/new', 'w'))])"
    assert confined(code, readable=[tmp_path], hidden=[tmp_path / "truth"])[1] == [["table", [], "OSError"]]


def test_own_folders_can_be_written_and_hold_the_files_that_were_given():
    code = """
    import tempfile
    open("mine.txt", "w").write("mine")
    with tempfile.NamedTemporaryFile() as file: file.write(b"x")
    tell([open("given/a.txt").read(), open("mine.txt").read(), refused(lambda: open("/usr/new", "w")), refused(lambda: open("/new", "w"))])
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
        assert confined(code, off=["syscalls"])[1] == ["OSError"]  # there is no interface either
        assert confined(code, off=["syscalls", "network"])[1] == [""]


def test_other_processes_are_neither_seen_nor_signalled():
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        code = f"tell([[p for p in os.listdir('/proc') if p.isdigit()] == [str(os.getpid())], refused(lambda: os.kill({sleeper.pid}, 0))])"
        assert confined(code)[1] == [[True, "ProcessLookupError"]]
        seen = confined(f"tell(os.path.exists('/proc/{sleeper.pid}'))", off=["pid", "root", "mount", "landlock"])[1]
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
            if entry.name.isdigit() and mark.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
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


LIMITED = {
    "memory": ("tell(refused(lambda: len(bytearray(10**9))))", "MemoryError"),
    "filesize": ("signal = __import__('signal'); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
                 "tell(refused(lambda: open('big', 'wb').write(b'x' * (4 * 2**20))))", "OSError"),
    "environment": ("tell('KeyError' if 'KEGUAN_SECRET' not in os.environ else '')", "KeyError"),
    "syscalls": ("import ctypes\nif ctypes.CDLL(None).unshare(0x10000000) < 0: tell('refused')\nelse: tell('')", "refused"),
}


@pytest.mark.parametrize("layer", LIMITED)
def test_a_limit_holds_and_without_its_layer_does_not(layer):
    code, word = LIMITED[layer]
    assert confined(code)[1] == [word]
    assert confined(code, off=[layer])[1] == [""]


def test_landlock_alone_keeps_files_from_being_written(tmp_path):
    tmp_path.chmod(0o777)
    for folder in tmp_path.parents:
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    # as a notebook of a machine without mount namespaces: the temporary folder is its own, what lies beside it is not
    code = f"os.environ['TMPDIR'] = '{tmp_path}'\ntell(refused(lambda: open('/var/tmp/keguan-{os.getpid()}', 'w')))"
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
    assert confined("tell(os.getuid())", off=["user"])[1] == [0]


def test_processes_are_counted():
    code = """
    import threading, time
    made, error = 0, ""
    for _ in range(60):
        try: pid = os.fork()
        except OSError as found: error = type(found).__name__; break
        if pid == 0: time.sleep(5); os._exit(0)
        made += 1
    tell([made < 40, error])
    """
    if ROOT:
        assert confined(code)[1] == [[True, "BlockingIOError"]]
        assert confined(code, off=["processes"])[1] == [[False, ""]]


def test_processor_time_ends():
    code = "tell('started')\nwhile True: pass"
    start = time.monotonic()
    assert confined(code)[1] == ["started"]
    assert time.monotonic() - start < 40


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
    tell([os.path.getsize("figure.png") > 1000, int(pd.Series([1, 2]).sum()), subprocess.run(["id"], capture_output=True).returncode])
    """
    assert confined(code)[1] == [[True, 3, 0]]


@pytest.mark.skipif(not ROOT, reason="tried as another user by root only")
def test_it_works_for_an_ordinary_user_too():
    try:
        subprocess.run([sys.executable, "-c", "import grader.engine.confine"], user=65534, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Python lies where another user may not look")
    layers, said = confined("tell([refused(lambda: os.listdir('/root')), refused(lambda: open('/etc/passwd'))])", user=65534)
    assert said == [["FileNotFoundError", "FileNotFoundError"]] or said[0][1] == "FileNotFoundError"
    assert layers >= NEEDED
