"""One notebook from its first cell to its last: student cells go to the student's process, grade
cells run here.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grader.engine.cells import outputs as forms
from grader.engine.cells import wire
from grader.engine.model import APART, BESIDE, CellMark, GradingPlan, Limits
from grader.engine.notebooks.roles import Role, role_of
from grader.engine.verdict import recall
from grader.engine.verdict.scoring import result_kind, score
from grader.engine.verdict.trusted import Gone, Link, Names

UNREPEATED = {"CellTime", "MemoryError"}  # errors that another run of a cell may not have
REVIVALS = 6  # new student processes for one notebook
OUTPUTS = {"stream", "display_data", "execute_result", "error"}
DIED_ZH = "学生的代码让运行它的进程结束了，或者超过了时间和内存的限制。"
DIED_EN = "the student's code ended its process, or went over the limits of time and memory."
INVALID_ZH = "学生的进程送来的不是单元的输出。"
INVALID_EN = "the student's process sent what is no output of a cell."
LATE_ZH = "整份作业超过了时间限制，没有运行。"
LATE_EN = "not run: the notebook went over its time limit."


class CellTime(BaseException):
    """A grade cell went over its time; not an Exception, so that no test takes it for an answer."""


class Dead:
    """Stands where the student's process was when no further one is to be had."""

    def sendall(self, data) -> None:
        raise EOFError


class Session:
    """`revive()` gives a socket to a fresh student process; `plan` is what the calibration found
    out.
    """

    def __init__(
        self,
        link: Link,
        shell,
        names: Names,
        plan: GradingPlan,
        limits: Limits,
        revive: Callable[[], Any],
    ):
        self.shell = shell
        self.names = names
        self.limits = limits
        self.revive = revive
        self.plan = plan
        self.link = link
        names.link = self.link
        names.asked = set(plan.asked)
        self.deadline = time.monotonic() + limits.notebook_seconds
        self.replay: list[str] = []
        self.notes: list[str] = []
        self.revived = self.count = 0
        self.mirrored: list = []
        self.shown: list[list] = []  # outputs by run of the student's process
        # the second counts the cells that were not run
        self.memory = recall.Memory()
        self.recalled = 0
        self.dialogues: list[
            tuple[recall.Key, recall.Dialogue, list]
        ] = []  # of pure cells that ran
        # not on Windows; there, only the limit of the whole notebook holds
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _too_long)

    def notebook(self, notebook: dict, only: list[str] | None = None) -> list[CellMark]:
        """Runs every code cell, puts the outputs into `notebook`, and returns the marks of its
        graded cells.

        With `only`, the other grade cells are left out.
        """
        marks = []
        for cell in notebook["cells"]:
            role = role_of(cell)
            if only is not None and role.judges and role.grade_id not in only:
                continue
            how = ""
            if cell["cell_type"] == "code":
                how = self.cell(cell, role)
            if role.grade or role.task:
                wanted = self.plan.results.get(role.grade_id, "")
                maximum = role.points or 0
                points, why = score(cell, cell.get("outputs", []), maximum, wanted)
                marks.append(CellMark(role.grade_id, points, maximum, how, why))
        return marks

    def cell(self, cell: dict, role: Role) -> str:
        """Runs one code cell where it belongs; says how it was graded."""
        self.count += 1
        how = self.plan.how.get(role.grade_id, APART) if role.judges else ""
        if time.monotonic() > self.deadline:
            outputs = [_error("TimeLimit", LATE_ZH, LATE_EN)]
        elif how == APART:
            outputs = self.graded(cell["source"], role.grade_id)
        else:
            outputs = self.student(cell["source"], role.judges)
        cell["outputs"] = outputs
        cell["execution_count"] = self.count
        return how

    # the student's side

    def student(self, source: str, graded: bool = False) -> list:
        """Outputs of a cell in the student's process; if it dies of the cell, the next process goes
        on without it.
        """
        if not source.strip():
            return []
        try:
            self._patience()
            outputs, _, updates = self.link.run(source, graded)
            outputs = clean(outputs, self.count, self.limits)
            self.replay.append(source)
            self.shown.append(outputs)
            self._update(updates)
            return outputs
        except Gone:
            self.bring_back()
            return [_error("DeadKernelError", DIED_ZH, DIED_EN)]

    def _update(self, updates: Any) -> None:
        """Displays that a cell changed in the outputs of earlier cells, as display(..., display_id)
        does.
        """
        for update in updates if isinstance(updates, list) else ():
            with contextlib.suppress(TypeError, ValueError, IndexError, KeyError, AttributeError):
                run, index, data, metadata = update
                shown = self.shown[run - 1][index]
                shown.update(
                    _output({**shown, "data": data, "metadata": metadata}, self.count, self.limits)
                )

    def bring_back(self) -> None:
        """A new student process in which the cells that ran before are run again; what kills it
        again is left out.
        """
        self.notes.append("student process replaced")
        while self.revived < REVIVALS and time.monotonic() < self.deadline:
            self.revived += 1
            self.link.sock = self.revive()
            if self.link.sock is None:
                break
            done = []
            self.shown = []
            try:
                for source in self.replay:
                    self._patience()
                    done.append(source)
                    self.shown.append(clean(self.link.run(source)[0], self.count, self.limits))
                return
            except Gone:
                self.replay.remove(done[-1])
        self.link.sock = Dead()

    def _patience(self) -> None:
        left = max(self.deadline - time.monotonic(), 0.01)
        if not isinstance(self.link.sock, Dead):
            self.link.sock.settimeout(min(self.limits.cell_seconds, left))

    # our side

    def graded(self, source: str, grade_id: str) -> list:
        """Outputs of a grade cell in the trusted process; what it said to the same answers before,
        if it is pure.
        """
        for name in self.plan.theirs.get(grade_id, ()):
            dict.pop(self.names, name, None)  # a solution cell gave the name its latest value
        self._patience()
        self.link.gone = False
        key = grade_id, self.count
        remembered = self.memory.wants(key, self.names)
        if remembered:
            try:
                outputs = self.memory.follow(key, self.link.exchange, self.link.told)
                if outputs is not None:
                    self.recalled += 1
                    return outputs
            except Gone:
                self.link.sock = Dead()  # the cell runs, to say what it says before this point
        self.link.dialogue = recall.Dialogue() if remembered else None
        outputs = self._judged(source)
        if (
            self.link.dialogue
            and not self.link.gone
            and all(o.get("ename") not in UNREPEATED for o in outputs)
        ):
            self.dialogues.append((key, self.link.dialogue, outputs))
        self.link.dialogue = None
        return outputs

    def _judged(self, source: str) -> list:
        """Runs a grade cell."""
        self.link.stdout = self.shell.stdout
        self.shell.number(self.count)
        seconds = min(self.limits.cell_seconds, max(self.deadline - time.monotonic(), 0.01))
        try:
            _alarm(2 * seconds)  # the student's calls have their own limit, which is reached first
            outputs = clean(self.shell.run(source, graded=True)[0], self.count, self.limits)
        finally:
            _alarm(0)
            self.names.forget()
            self.link.told.clear()
        if self.link.gone:
            self.bring_back()
            outputs = [o for o in outputs if o.get("output_type") != "error"] + [
                _error("DeadKernelError", DIED_ZH, DIED_EN)
            ]
        elif self.plan.mirror:
            self.mirrored = self.student(source, graded=True)
        return outputs


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)


def _too_long(*_) -> None:
    raise CellTime("time limit")


def _error(name: str, zh: str, en: str) -> dict:
    return {
        "output_type": "error",
        "ename": name,
        "evalue": f"{zh} · {en}",
        "traceback": [f"✘ {name}", f"  {zh}", f"  {en}"],
    }


# --- outputs


def clean(outputs: Any, count: int, limits: Limits) -> list[dict]:
    """Outputs that are valid in a notebook, whatever the student's process sent; too long ones are
    cut with a note.

    Points depend on errors and on the first result: they are kept. What is no output is an error.
    """
    found: list[dict] = []
    room = limits.output_kb * 1024
    cut = False
    for output in outputs if isinstance(outputs, list) else [None]:
        made = _output(output, count, limits) or _error("InvalidOutput", INVALID_ZH, INVALID_EN)
        first = made["output_type"] == "execute_result" and not any(
            o["output_type"] == "execute_result" for o in found
        )
        if first and forms.size(made) > room:
            made = forms.brief(made)
            cut = True
        if made == forms.NOTE or not (
            first or made["output_type"] == "error" or forms.size(made) <= room
        ):
            cut = True
            continue
        found.append(made)
        room -= 0 if made["output_type"] == "error" else forms.size(made)
    return [*found, dict(forms.NOTE)] if cut else found


def _output(output: Any, count: int, limits: Limits) -> dict | None:
    kind = output.get("output_type") if isinstance(output, dict) else None
    if kind == "stream" and isinstance(output.get("text"), str):
        return {
            "output_type": kind,
            "name": "stderr" if output.get("name") == "stderr" else "stdout",
            "text": output["text"],
        }
    if kind == "error":
        lines = output.get("traceback")
        lines = lines if isinstance(lines, list) else []
        return forms.error(
            output.get("ename"), output.get("evalue"), lines, limits.output_kb * 1024
        )
    if kind in OUTPUTS and isinstance(output.get("data"), dict):
        data = {
            str(mime): part
            for mime, part in output["data"].items()
            if isinstance(part, str) or "json" in str(mime)
        }
        metadata = output.get("metadata")
        made = {
            "output_type": kind,
            "data": data,
            "metadata": metadata if isinstance(metadata, dict) else {},
        }
        return made | ({"execution_count": count} if kind == "execute_result" else {})
    return None


# --- calibration


class Calibration(Session):
    """Runs the instructor's own solution and notes how each grade cell can be graded and what it
    asks for.
    """

    def __init__(self, link: Link, shell, names: Names, limits: Limits, revive, mirror: bool):
        super().__init__(link, shell, names, GradingPlan(mirror=mirror), limits, revive)
        names.asked = None
        self.asked: set[str] = set()
        self.how: dict[str, str] = {}
        self.theirs: dict[str, list[str]] = {}
        self.broken: list[str] = []
        self.results: dict[str, str] = {}  # what the cells end with
        # name -> bound by a solution cell last (else by a grade cell)
        self.latest: dict[str, bool] = {}
        self.seen: dict[str, int] = {}

    def cell(self, cell: dict, role: Role) -> str:
        self.count += 1
        if not role.judges:
            outputs = self.student(cell["source"])
            if role.solution:
                self._bound_by_solution()
            else:
                self.seen = self._names()
            cell["outputs"] = outputs
            return ""
        grade_id = role.grade_id
        self.theirs[grade_id] = sorted(name for name, theirs in self.latest.items() if theirs)
        before = dict(self.names)
        outputs = self.graded_apart(cell["source"], grade_id)
        full = _full(cell, outputs, role)
        self.how[grade_id] = APART if full else BESIDE
        if not full:
            outputs = (
                self.mirrored if self.plan.mirror else self.student(cell["source"], graded=True)
            )
            full = _full(cell, outputs, role)
        if not full:
            self.broken.append(grade_id)
        elif kind := result_kind(outputs):
            self.results[grade_id] = kind
        self.latest |= {
            name: False for name, value in dict.items(self.names) if before.get(name) is not value
        }
        self.seen = self._names()
        cell["outputs"] = outputs
        return self.how[grade_id]

    def graded_apart(self, source: str, grade_id: str) -> list:
        self.plan = replace(self.plan, theirs={grade_id: self.theirs[grade_id]})
        names: Any = self.names
        keep = names.forget

        def forget() -> None:
            self.asked.update(names.fetched)
            keep()

        names.forget = forget
        try:
            return self.graded(source, grade_id)
        finally:
            del names.forget

    def _names(self) -> dict[str, int]:
        try:
            answer, raw = self.link.request({"do": "names"})
            return wire.Decoder(raw, _no_object).decode(answer["value"])
        except (Gone, KeyError):
            return {}

    def _bound_by_solution(self) -> None:
        now = self._names()
        changed = {name for name, identity in now.items() if self.seen.get(name) != identity}
        self.latest |= dict.fromkeys(changed, True)
        self.asked |= changed
        self.seen = now

    def result(self) -> GradingPlan:
        """The plan for every submission."""
        return GradingPlan(
            self.how,
            self.link.paths.plain(),
            sorted(self.asked),
            self.theirs,
            self.plan.mirror,
            self.broken,
            self.results,
        )


def _no_object(message: dict) -> Any:
    raise wire.Refused("names come with numbers alone")


def _full(cell: dict, outputs: list, role: Role) -> bool:
    points, _ = score(cell, outputs, role.points or 0)
    return points is not None and points >= (role.points or 0)
