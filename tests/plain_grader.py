"""A slow and simple grader, to compare the engine's marks with: every code cell of a notebook runs
in one namespace of one fresh process, and points are nbgrader's (utils.determine_grade of 0.9.6).

    python plain_grader.py SECONDS < notebook.ipynb > marks.json

It knows neither magics nor displays, and confines nothing: it is for the answers in the tests.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import types
from typing import Any

ENV = {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "PATH": os.environ.get("PATH", "")}
ON_THE_WALL = 60  # times the seconds of a cell: no answer sleeps


def marks(notebook: dict, seconds: float) -> dict[str, dict]:
    """By grade id: the points, None where a person gives them, and `quiet`, what they would be
    without output on stderr. Cells that a dead process did not come to are missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-s", "-P", __file__, str(seconds)],
            input=json.dumps(notebook),
            stdout=subprocess.PIPE,
            cwd=folder,
            env=ENV,
            text=True,
            check=False,
        )
    return dict(json.loads(line) for line in done.stdout.splitlines())


class TooSlow(Exception):
    pass


def _stop(*_: object) -> None:
    raise TooSlow


def _limited(seconds: float) -> None:
    """Stops what follows after so much processor time, or longer on the wall; 0 ends the limit."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, ON_THE_WALL * seconds)


def _run(source: str, names: dict[str, Any], seconds: float) -> tuple[bool, str | None, bool]:
    """Runs a cell: whether it raised an error, what its last line shows, whether it wrote to
    stderr."""
    shown = None
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        try:
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            _limited(seconds)
            exec(compile(tree, "<cell>", "exec"), names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
                shown = None if value is None else repr(value)
        except BaseException:
            return True, None, bool(err.getvalue())
        finally:
            _limited(0)
    return False, shown, bool(err.getvalue())


def _partial(shown: str, worth: float) -> float:
    """The number that a cell shows; full marks for what is none."""
    try:
        points = float(shown)
    except ValueError:
        return worth
    return points if 0 <= points <= worth else 0.0  # nbgrader refuses the whole submission


def main() -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what cells write past sys.stdout
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, _stop)
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    for cell in json.load(sys.stdin)["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        failed, shown, warned = False, None, False
        if cell["cell_type"] == "code":
            source = cell["source"]
            failed, shown, warned = _run(source, vars(module), float(sys.argv[1]))
        if not (role.get("grade") or role.get("task")):
            continue
        worth = float(role.get("points", 0))
        points: float | None = 0.0 if failed else worth
        if role["solution"] or role.get("task") or cell["cell_type"] != "code":
            points = None
        elif shown is not None and not failed:
            points = _partial(shown, worth)
        found = {"points": 0.0 if warned and points else points, "quiet": points}
        print(json.dumps([role["grade_id"], found]), file=out)
        out.flush()


if __name__ == "__main__":
    main()
