"""The engine's shell gives a notebook the outputs that a real kernel gives it.

`python -m tests.grader.engine.cells.test_shell` prints the comparison as a table.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.fidelity_cells import CELLS, DESCRIPTORS

ROOT = Path(__file__).resolve().parents[4]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the engine forks on Linux")

START = """
import json, os, sys
sys.path.insert(0, {root!r})
from grader.engine.cells import shell
from grader.engine.model import Limits
shell.prepare()
"""
SERVE = """
import traceback
for line in sys.stdin:
    folder, code = json.loads(line)
    if os.fork() == 0:
        status = 1
        try:
            os.chdir(folder)
            for number, mode in enumerate(("r", "w", "w")):
                with open("said" if number else os.devnull, mode) as file:
                    os.dup2(file.fileno(), number)
            exec(code)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    print(os.wait()[1], flush=True)
"""
RUN = """
understood = shell.Shell(Limits(**{limits})) if {early} else None
for source in json.load(open("cells.json", encoding="utf-8")) if understood else ():
    understood.precompile(source)
if os.fork() == 0:
    sys.path.insert(0, "")
    made = understood or shell.Shell(Limits(**{limits}))
    runs, updates = [], []
    for source in json.load(open("cells.json", encoding="utf-8")):
        runs.append(made.run(source))
        updates.append(made.updates)
    with open("outputs.json", "w", encoding="utf-8") as file:
        json.dump({{"runs": runs, "updates": updates, "widgets": made.widget_state()}}, file)
    os._exit(0)
assert os.wait()[1] == 0
"""


# --- the two ways to run cells


def started(code: str, **options: Any) -> subprocess.Popen:
    """A new Python that runs `code` after `prepare()`."""
    return subprocess.Popen(
        [sys.executable, "-c", START.format(root=str(ROOT)) + code],
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


@cache
def prepared() -> subprocess.Popen:
    """A Python that forks for each piece of code, so that the libraries are imported once."""
    server = started(SERVE, stdin=subprocess.PIPE)
    atexit.register(server.communicate)
    return server


def python(code: str, folder: Path) -> None:
    """Runs `code` in a fork of the prepared Python, in a folder."""
    server = prepared()
    server.stdin.write(json.dumps([str(folder), code]) + "\n")
    server.stdin.flush()
    assert int(server.stdout.readline()) == 0, (folder / "said").read_text(encoding="utf-8")


def by_shell(cells: list[str], folder: Path, early: bool = False, **limits: Any) -> dict:
    """Runs, updates and widgets of the cells, executed by Shell in a forked process; `early`:
    understood before the fork."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    python(RUN.format(limits=limits, early=early), folder)
    return json.loads((folder / "outputs.json").read_text(encoding="utf-8"))


def by_kernel(cells: list[str], folder: Path) -> dict:
    """Outputs, counts and widgets of the cells, executed by a real kernel."""
    import nbformat
    from nbclient import NotebookClient

    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells]
    )
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("MPLBACKEND", "PYTEST_CURRENT_TEST")
    }
    environment["PYTHONHASHSEED"] = "0"
    client = NotebookClient(
        notebook,
        timeout=60,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=environment)
    return {
        "runs": [[cell["outputs"], cell["execution_count"]] for cell in notebook.cells],
        "widgets": notebook.metadata.get("widgets", {}),
    }


# --- comparison

SAME = [  # what varies from run to run
    (r"0x[0-9a-f]{6,}", "0x…"),
    (r"[^\s\"']*ipykernel_\d+", "ipykernel_…"),
    (r"[0-9a-f]{32}", "<id>"),
    (r"Thread-\d+|\b\d+(\.\d+)? [nmµμ]?s\b", "<some>"),
    (r"(?m)^(CPU times|Wall time|Compiler).*$", r"\1 …"),
    (r"(?s)<svg.*</svg>", "<svg>"),
]


def usual(value: Any) -> Any:
    """The value without what varies from run to run; images become their size in pixels."""
    if isinstance(value, dict):
        return {key: SPECIAL.get(key, usual)(part) for key, part in value.items()}
    if isinstance(value, list):
        return [usual(part) for part in value]
    if isinstance(value, str):
        for pattern, text in SAME:
            value = re.sub(pattern, text, value)
    return value


def size(png: str) -> list[int]:
    """Width and height of a PNG image in base64."""
    import base64

    head = base64.b64decode(png)[16:24]
    return [int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")]


def frames(traceback: list[str]) -> list[str]:
    """A traceback in which equal neighbours stand once: a recursion is as deep as the stack below
    it allows."""
    lines = usual(traceback)
    return [line for place, line in enumerate(lines) if place == 0 or line != lines[place - 1]]


SPECIAL = {"image/png": size, "traceback": frames}


def joined(outputs: list[dict]) -> list[dict]:
    """Outputs with neighbouring chunks of one stream put together: a kernel splits them by the
    clock."""
    done: list[dict] = []
    for output in outputs:
        if output["output_type"] == "stream" and done and done[-1].get("name") == output["name"]:
            done[-1] = {**done[-1], "text": done[-1]["text"] + output["text"]}
        else:
            done.append(dict(output))
    return done


def compare(folder: Path) -> list[tuple[str, bool, Any, Any]]:
    """For each cell: what it is about, whether both gave the same, the kernel's run, the shell's
    run.

    First for a shell as it comes, then for one that understood every cell before its fork.
    """
    sources = [source for _, source in CELLS]
    kernel = by_kernel(sources, folder / "kernel")
    return [
        row
        for early in (False, True)
        for row in rows(kernel, by_shell(sources, folder / f"shell{early}", early))
    ]


def arrived(runs: list[list]) -> list[list]:
    """The runs with the streams of the cells in DESCRIPTORS put together in the last of them,
    stdout before stderr."""
    places = [place for place, (what, _) in enumerate(CELLS) if what in DESCRIPTORS]
    streams = [
        output for place in places for output in runs[place][0] if output["output_type"] == "stream"
    ]
    done = [
        [
            [
                output
                for output in outputs
                if place not in places or output["output_type"] != "stream"
            ],
            count,
        ]
        for place, (outputs, count) in enumerate(runs)
    ]
    done[places[-1]][0].extend(sorted(streams, key=lambda output: output["name"] == "stderr"))
    return done


def rows(kernel: dict, ours: dict) -> list[tuple[str, bool, Any, Any]]:
    """The lines of the comparison of two ways to run the cells."""
    for place, changes in enumerate(ours["updates"]):
        for run, index, data, metadata in changes:
            ran = [n for n, (_, source) in enumerate(CELLS[: place + 1]) if source.strip()]
            ours["runs"][ran[run - 1]][0][index].update(data=data, metadata=metadata)
    found = []
    for (what, _), (theirs, count), (mine, number) in zip(
        CELLS, arrived(kernel["runs"]), arrived(ours["runs"]), strict=True
    ):
        pair = [[usual(joined(outputs)), n] for outputs, n in ((theirs, count), (mine, number))]
        found.append((what, pair[0] == pair[1], *pair))
    pair = [
        sorted(
            usual(str(sorted(state["state"].items())))
            for state in way["widgets"]["application/vnd.jupyter.widget-state+json"][
                "state"
            ].values()
        )
        for way in (kernel, ours)
    ]
    found.append(("state of the widgets", pair[0] == pair[1], *pair))
    return found


def table(rows: list[tuple[str, bool, Any, Any]]) -> str:
    """The comparison for people: each cell a line, below it both outputs where they differ."""
    lines = []
    for number, (what, same, theirs, mine) in enumerate(rows, 1):
        lines.append(f"{number:4}  {'same' if same else 'OTHER':6} {what}")
        if not same and not what.startswith("~"):
            lines += [
                f"        {way:8}{json.dumps(outputs, ensure_ascii=False)}"
                for way, outputs in (("kernel", theirs), ("shell", mine))
            ]
    return "\n".join([*lines, f"{sum(row[1] for row in rows)} of {len(rows)} the same"])


# --- tests


@linux
def test_outputs_are_those_of_a_kernel(tmp_path):
    """Every cell of the list gives the same outputs, counts and widget states in both."""
    other = differing(tmp_path / "first")
    if other:  # a kernel reads descriptor 1 in a thread, which on a busy machine may lose a line
        again = {row[0] for row in differing(tmp_path / "again")}
        other = [row for row in other if row[0] in again]
    assert not other, table(other)


def differing(folder: Path) -> list[tuple[str, bool, Any, Any]]:
    """The rows of the cells that must be the same and are not."""
    folder.mkdir()
    return [row for row in compare(folder) if not row[1] and not row[0].startswith("~")]


QUIET = """
import threading, zmq
kept = []
for number in os.listdir("/proc/self/fd"):
    try:
        kept.append(os.readlink("/proc/self/fd/" + number))
    except OSError:
        pass
print(
    json.dumps(
        {
            "threads": threading.active_count(),
            "tasks": len(os.listdir("/proc/self/task")),
            "sockets": [name for name in kept if "socket" in name or "eventpoll" in name],
            "no context": zmq.Context._instance is None,
            "main": sys.modules["__main__"].__name__,
            "debugger": [name for name in sys.modules if "debugpy" in name or "pydevd" in name],
        }
    )
)
"""


@linux
def test_prepare_leaves_nothing_running(tmp_path):
    """One thread, no socket, event loop, ZeroMQ context or debugger, so that a fork is safe."""
    with started(QUIET, cwd=tmp_path) as fresh:
        said = fresh.communicate(timeout=600)[0]
    assert json.loads(said) == {
        "threads": 1,
        "tasks": 1,
        "sockets": [],
        "no context": True,
        "main": "__main__",
        "debugger": [],
    }


def stored(cells: list[str], folder: Path, **limits: Any) -> list[list[dict]]:
    """Only the outputs of the cells."""
    return [outputs for outputs, _ in by_shell(cells, folder, **limits)["runs"]]


def stream(text: str, name: str = "stdout") -> dict:
    """A stream output."""
    return {"output_type": "stream", "name": name, "text": text}


@linux
def test_long_output_is_cut_with_a_note(tmp_path):
    """What is too long is cut; the error and the next cell are whole; a cell that clears its
    output may go on."""
    flood, system, error, cleared, shown, plain = stored(
        [
            "for k in range(10 ** 5): print('x' * 99)",
            "import os\nos.system('yes | head -c 3000000');",
            "print('y' * 99999); 1/0",
            "from IPython.display import clear_output\nfor k in range(2000):\n    "
            "clear_output(wait=True)\n    print('z' * 99)",
            "class Big:\n    def _repr_html_(self): return 'h' * 99999\ndisplay(Big()); raise "
            "ValueError('v' * 10**6)",
            "print('fine')",
        ],
        tmp_path,
        output_kb=20,
    )
    for outputs in (flood, system):
        assert len(outputs) == 2 and 19 * 1024 < len(json.dumps(outputs[0])) <= 20 * 1024
        assert outputs[-1]["text"].endswith("not kept.\n") and "输出太长" in outputs[-1]["text"]
    assert [output["output_type"] for output in error] == ["stream", "error", "stream"]
    assert error[1]["ename"] == "ZeroDivisionError"
    assert cleared == [stream("z" * 99 + "\n")]
    assert len(json.dumps(shown)) < 100_000 and shown[0]["ename"] == "ValueError"
    assert plain == [stream("fine\n")]


@linux
def test_changes_of_earlier_outputs_are_told(tmp_path):
    """`updates` names the run, the output and its new data; several changes of one output count
    once."""
    done = by_shell(
        [
            "print(1)\nh = display('a', display_id=True)",
            " ",
            "h.update('b'); h.update('c')",
            "h.update('c')",
        ],
        tmp_path,
    )
    assert [count for _, count in done["runs"]] == [1, None, 2, 3]
    assert done["updates"] == [
        [],
        [],
        [[1, 1, {"text/plain": "'c'"}, {}]],
        [[1, 1, {"text/plain": "'c'"}, {}]],
    ]


@linux
def test_exit_does_not_end_the_notebook(tmp_path):
    """After exit() and quit() the cells that follow still run."""
    assert stored(["print(1)\nexit()\nprint(2)", "quit", "print(3)"], tmp_path) == [
        [stream("1\n2\n")],
        [],
        [stream("3\n")],
    ]


INSIDE = """
class Names(dict):
    def __missing__(self, name):
        if name != "asked":
            raise KeyError(name)
        return "theirs"
names = Names()
trusted = shell.Shell(Limits(), user_ns=names)
first = trusted.run(
    "import random, asyncio, sys\\nrandom.seed(7); def_ = 1\\n"
    "def f():\\n    return asked, len('ab')\\n"
    "print(f(), f.__globals__ is get_ipython().user_ns)\\nfrom contextlib import redirect_stdout"
)
report = open("report.json", "w", encoding="utf-8")
made = []
for k in range(2):
    if os.fork() == 0:
        done = [
            first,
            trusted.run("random.random()"),
            trusted.run("import os; os.system('echo forked'); await asyncio.sleep(0)"),
            trusted.run("asked"),
        ]
        with trusted.capture() as (printed, _):
            print("to the test")
            trusted.user_ns["f"]()
        done.append(
            [
                printed.getvalue(),
                sys.stdout is trusted.stdout,
                trusted.user_ns is names,
                "exit" in trusted.hidden_names,
            ]
        )
        report.write(json.dumps(done) + "\\n")
        report.flush()
        os._exit(0)
    os.wait()
"""


@linux
def test_a_shell_made_before_a_fork(tmp_path):
    """Each child has its own streams and loop and the seed that the cells before set; names may be
    asked elsewhere."""
    python(INSIDE, tmp_path)
    lines = [
        json.loads(line)
        for line in (tmp_path / "report.json").read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) == 2 and lines[0] == lines[1]
    (first, _), (chance, _), (forked, _), (asked, _), captured = lines[0]
    assert first == [stream("('theirs', 2) True\n")]
    assert chance[0]["data"]["text/plain"].startswith("0.3238")
    assert forked == [stream("forked\n")]
    assert asked[0]["data"]["text/plain"] == "'theirs'"
    assert captured == ["to the test\n", True, True, True]


INTERRUPT = """
import signal, time
class Late(Exception):
    pass
def ring(*_):
    raise error
signal.signal(signal.SIGALRM, ring)
made = shell.Shell(Limits())
report = []
for error in (Late("over"), KeyboardInterrupt()):
    for source in (
        "while True: pass",
        "import asyncio; await asyncio.sleep(60)",
        "import time; time.sleep(60)",
    ):
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        outputs, _ = made.run(source)
        report.append([output["ename"] for output in outputs])
report.append(made.run("1 + 1")[0][0]["data"])
json.dump(report, open("report.json", "w", encoding="utf-8"))
"""


@linux
def test_a_cell_can_be_interrupted(tmp_path):
    """A signal's exception ends the cell, awaiting or not, with an error output; the next cell
    runs."""
    python(INTERRUPT, tmp_path)
    *ends, after = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert ends == [
        ["Late"],
        ["Late"],
        ["Late"],
        ["KeyboardInterrupt"],
        ["CancelledError"],
        ["KeyboardInterrupt"],
    ]
    assert after == {"text/plain": "2"}


FRESH = """
import random, warnings
import numpy as np
warnings.simplefilter("error")
random.seed(1); np.random.seed(1)
report = open("report.json", "w", encoding="utf-8")
early = shell.Shell(Limits())
for k in range(4):
    if os.fork() == 0:
        made = early if k > 1 else shell.Shell(Limits())
        outputs, _ = made.run("import random, warnings, numpy as np\\nwarnings.warn('w')\\n"
                              "r = random.random(), float(np.random.random())")
        report.write(json.dumps([outputs[0]["output_type"], made.user_ns["r"]]) + "\\n")
        report.flush()
        os._exit(0)
    os.wait()
"""


@linux
def test_a_shell_starts_fresh(tmp_path):
    """Random numbers differ between processes, also where the shell was made before the fork;
    warnings only warn."""
    python(FRESH, tmp_path)
    lines = [
        json.loads(line)
        for line in (tmp_path / "report.json").read_text(encoding="utf-8").splitlines()
    ]
    assert [kind for kind, _ in lines] == ["stream"] * 4
    assert len({chance for _, numbers in lines for chance in numbers}) == 8


DRAWN = """
drawn = []
for value in (5, 5, 6):
    code = ("import random, secrets, uuid, numpy as np\\n"
            "random.seed(); np.random.seed()\\n"
            "ways = (random.random(), random.Random().random(), np.random.random(),\\n"
            "        np.random.default_rng().random(), np.random.RandomState().random(),\\n"
            "        secrets.token_hex(), random.SystemRandom().random(), str(uuid.uuid4()))\\n"
            "random.seed(1); np.random.seed(1)\\n"
            "set_ = random.random(), random.Random(1).random(), np.random.random()")
    read, write = os.pipe()
    if os.fork() == 0:
        made = shell.Shell(Limits())
        made.seed(value)
        outputs, _ = made.run(code)
        names = made.user_ns
        os.write(write, json.dumps([outputs, names["ways"], names["set_"]]).encode())
        os._exit(0)
    os.wait()
    drawn.append(json.loads(os.read(read, 10_000)))
json.dump(drawn, open("report.json", "w", encoding="utf-8"))
"""


@linux
def test_what_draws_without_a_seed_draws_the_same_again(tmp_path):
    """So that a notebook has the same mark at every grading; a seed of its own counts as ever."""
    python(DRAWN, tmp_path)
    first, again, other = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert first[0] == [] and first[1] == again[1]
    assert not set(first[1]) & set(other[1]) and len(set(first[1])) == 8
    assert first[2] == other[2] == [0.13436424411240122, 0.13436424411240122, 0.417022004702574]


ONCE = """
made = shell.Shell(Limits())
sources = ["x = [1, 2]\\nx.append(3)\\nsum(x)", "x is 6", "from __future__ import annotations"]
for source in sources:
    made.precompile(source)
if os.fork() == 0:
    compiled = []
    sys.addaudithook(lambda event, details: compiled.append(event) if event == "compile" else None)
    outputs = [(made.run(source)[0], len(compiled)) for source in sources]
    outputs.append((made.run("def f(x: y): pass")[0], 0))
    json.dump(outputs, open("report.json", "w", encoding="utf-8"))
    os._exit(0)
os.wait()
"""


@linux
def test_what_was_understood_is_not_compiled_again(tmp_path):
    """Except where compiling is heard or felt: warnings of Python about the cell, and `from
    __future__ import`."""
    python(ONCE, tmp_path)
    plain, warned, future, after = json.loads(
        (tmp_path / "report.json").read_text(encoding="utf-8")
    )
    assert plain[0][0]["data"]["text/plain"] == "6" and plain[1] == 0
    assert "SyntaxWarning" in warned[0][0]["text"] and warned[1] > 0
    assert future[1] > warned[1] and after[0] == []


def main() -> int:
    """Prints the table; 0 if all that should be the same is the same."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        rows = compare(Path(folder))
    sys.stdout.write(table(rows) + "\n")
    return int(any(not same and not what.startswith("~") for what, same, *_ in rows))


@linux
@pytest.mark.parametrize("memory_mb", [1, 1_000_000], ids=["short", "plenty"])
def test_what_an_error_or_a_result_leaves_behind_is_freed(tmp_path, memory_mb):
    cells = [
        "import weakref\nkept = []\nclass Big:\n    pass\n"
        "def big():\n    made = Big()\n    kept.append(weakref.ref(made))\n    return made",
        "def fails():\n    data = big()\n    1 / 0",
        "fails()",
        "try:\n    fails()\nexcept ZeroDivisionError as error:\n    raise ValueError from error",
        "print([ref() is None for ref in kept])",
        "big()",
        "2",
        "print(kept[-1]() is None)",
    ]
    runs = by_shell(cells, tmp_path, memory_mb=memory_mb)["runs"]
    printed = [outputs[0]["text"] for outputs, _ in (runs[4], runs[7])]
    assert printed == ["[True, True]\n", f"{memory_mb == 1}\n"]


if __name__ == "__main__":
    sys.exit(main())
