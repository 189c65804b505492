"""One notebook from its first cell to its last: student cells go to the student's process, grade
cells run here.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from typing import Any

from grader.engine.cells import frames
from grader.engine.cells import outputs as forms
from grader.engine.model import APART, ON_THE_WALL, CellMark, GradingPlan, Limits
from grader.engine.notebooks import prescan
from grader.engine.notebooks.roles import Role, role_of
from grader.engine.verdict import purity, recall
from grader.engine.verdict.clock import Clock, Patient, Usage, limited
from grader.engine.verdict.held import Held
from grader.engine.verdict.scoring import number_of, score
from grader.engine.verdict.trusted import PLAIN_WANTED, Gone, Link, Names

UNREPEATED = {"CellTime", "MemoryError"}  # errors that another run of a cell may not have
OF_CHECKS = {"AssertionError", "Verdict"}  # by which a check itself says no
OF_REFUSALS = {"Refused", "TypeError", "Verdict"}  # these give the reason
REVIVALS = 6  # new student processes for one notebook, in place of such as took too long
DEATHS = 60  # new ones at all: one that ends at once costs little
OUTPUTS = {"stream", "display_data", "execute_result", "error"}
SLOW_ZH = "学生的代码运行得太久，超过了时间限制，被停止了。"
SLOW_EN = "the student's code took too long: it went over its time limit and was stopped."
STUCK_ZH = "检查没法处理这个答案：太大了，或者算不完。"
STUCK_EN = "the check could not cope with this answer: it is too large, or takes too long."
DIED_ZH = "学生的代码结束了运行它的进程。"
DIED_EN = "the student's code ended its own process."
INVALID_ZH = "学生的进程送来的不是单元的输出。"
INVALID_EN = "the student's process sent what is no output of a cell."
LATE_ZH = "整份作业超过了时间限制，没有运行。"
LATE_EN = "not run: the notebook went over its time limit."


class Dead:
    """Stands where the student's process was when no further one is to be had."""

    def sendall(self, data) -> None:
        raise EOFError


class Session:
    """`revive()` gives a socket to a fresh student process; `used()` tells what all of them have
    used of the processor; `plan` is what the calibration found out.
    """

    def __init__(
        self,
        link: Link,
        shell,
        names: Names,
        plan: GradingPlan,
        limits: Limits,
        revive: Callable[[], Any],
        used: Callable[[], Usage],
    ):
        self.shell = shell
        self.names = names
        self.limits = limits
        self.revive = revive
        self.plan = plan
        self.link = link
        self.clock = Clock(limits, used)
        link.sock = Patient(link.sock, self.clock)
        names.link = self.link
        names.asked = set(plan.asked)
        link.names = names
        self.replay: list[str | tuple[str, Any]] = []  # cells, and names that were sent
        self.notes: list[str] = []
        self.revived = self.stuck = self.count = 0
        self.held = Held(limits.memory_mb)
        self.shown: list[list] = []  # outputs by run of the student's process
        # the second counts the cells that were not run
        self.memory = recall.Memory()
        self.recalled = 0
        self.dialogues: list[
            tuple[recall.Key, recall.Dialogue, list]
        ] = []  # of pure cells that ran
        self.tell: Callable[[str], None] = lambda cell: None  # which grade cell runs now
        self.skip: frozenset[str] = frozenset()  # grade cells that do not come back
        self.seed: int | None = None  # of the student's random numbers
        self.digests: dict[str, str] = {}  # of given values that an answer could change in place
        self.edited: set[str] = set()  # those whose given cell is not as it was given out
        self.found: dict[str, Any] = {}  # the names as the last grade cell found them

    def notebook(self, notebook: dict, only: list[str] | None = None) -> list[CellMark]:
        """Runs every code cell, puts the outputs into `notebook`, and returns the marks of its
        graded cells.

        With `only`, there are no marks for others, and those that come after all of these do not
        run: one before may bind what a later one needs.
        """
        marks = []
        self._begin()
        roles = [role_of(cell) for cell in notebook["cells"]]
        wanted = [only is None or role.grade_id in only for role in roles]
        left = sum(want and role.judges for want, role in zip(wanted, roles, strict=True))
        for cell, role, want in zip(notebook["cells"], roles, wanted, strict=True):
            if role.judges and not left:
                continue
            left -= want and role.judges
            how = ""
            if cell["cell_type"] == "code":
                how = self.cell(cell, role)
            if want and (role.grade or role.task):
                result = self.plan.results.get(role.grade_id, "")
                maximum = role.points or 0
                points, why = score(cell, cell.get("outputs", []), maximum, result)
                marks.append(CellMark(role.grade_id, points, maximum, how, why))
        return marks

    def cell(self, cell: dict, role: Role) -> str:
        """Runs one code cell where it belongs; says how it was graded."""
        self.count += 1
        how = self.plan.how.get(role.grade_id, APART) if role.judges else ""
        if self.clock.over():
            outputs = [_error("TimeLimit", LATE_ZH, LATE_EN)]
        elif how == APART and role.grade_id in self.skip:
            outputs = [_error("CellTime", STUCK_ZH, STUCK_EN)]
        elif how == APART:
            self.tell(role.grade_id)
            outputs = self.graded(cell["source"], role.grade_id)
            self.tell("")
        else:
            outputs = self.student(cell["source"], role.judges)
            if role.judges:
                self.also_here(cell["source"])
        cell["outputs"] = outputs
        cell["execution_count"] = self.count
        return how

    # the student's side

    def _begin(self) -> None:
        """Tells a new process of the student's where its random numbers start."""
        if self.seed is not None:
            with contextlib.suppress(Gone):  # the first cell says so
                self.link.seed(self.seed)

    def student(self, source: str, graded: bool = False) -> list:
        """Outputs of a cell in the student's process; if it dies of the cell, the next process goes
        on without it.
        """
        if not source.strip():
            return []
        try:
            self.clock.begin()
            outputs, updates, grown = self.link.run(source, graded)
            outputs = clean(outputs, self.count, self.limits)
            self.replay.append(source)
            self.shown.append(outputs)
            self.held.note(source, grown, outputs)
            self._update(updates)
        except Gone:
            why = self._why_gone()
            self.bring_back()
            return [why]
        return self._with_room(outputs, lambda: self.shown[-1], source)

    def _why_gone(self) -> dict:
        if self.link.slow:
            return _error("CellTime", SLOW_ZH, SLOW_EN)
        return _error("DeadKernelError", DIED_ZH, DIED_EN)

    def also_here(self, source: str) -> None:
        """Gives the grade cells of our side what one that ran beside has bound for them."""
        self.shell.run(prescan.plain_part(source))

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
        while self.revived < DEATHS and self.stuck < REVIVALS and not self.clock.over():
            self.revived += 1
            self.stuck += self.link.slow
            sock = self.revive()
            if sock is None:
                break
            self.link.sock = Patient(sock, self.clock)
            done = []
            self.shown = []
            self.held.restart()
            self._begin()
            try:
                for step in self.replay:
                    self.clock.begin()
                    done.append(step)
                    self._repeat(step)
                return
            except Gone:
                self.replay.remove(done[-1])
        self.link.sock = Dead()

    def _repeat(self, step: str | tuple[str, Any]) -> None:
        if isinstance(step, str):
            outputs, _, grown = self.link.run(step)
            self.shown.append(clean(outputs, self.count, self.limits))
            self.held.note(step, grown, self.shown[-1])
        else:
            self.link.put(*step)

    def _with_room(self, outputs: list, again: Callable[[], list], source: str = "") -> list:
        """The outputs of a cell; those of another run if it lacked the memory that a cell before
        it holds, and has enough without that one.
        """
        lacks = "MemoryError" in _names_of_errors(outputs)
        heavy = self.held.heaviest(source) if lacks else None
        # one process for a run without it, another one to put it back
        if heavy is None or self.revived + 2 >= REVIVALS or heavy.source not in self.replay:
            return outputs
        place = self.replay.index(heavy.source)
        del self.replay[place]
        self.bring_back()
        found = again() if self.replay[-1:] == [source] or not source else outputs
        if _fails(found):
            self.held.needed.add(heavy.source)
            self.replay.insert(place, heavy.source)
            self.bring_back()
            return outputs
        heavy.outputs.append(heavy.remark())
        return found

    # our side

    def graded(self, source: str, grade_id: str) -> list:
        """Outputs of a grade cell in the trusted process; what it said to the same answers before,
        if it is pure.
        """
        for name in self.plan.theirs.get(grade_id, ()):
            dict.pop(self.names, name, None)  # a solution cell gave the name its latest value
        self.clock.begin()
        self.link.begin()
        self.link.seeding |= "seed" in source
        key = grade_id, self.count
        sent = self.plan.sent.get(grade_id, [])
        remembered = not sent and self.memory.wants(key, self.names)
        if remembered:
            try:
                outputs = self.memory.follow(key, self.link.exchange, self.link.told)
                if outputs is not None:
                    self.recalled += 1
                    return outputs
            except Gone:
                self.link.sock = Dead()  # the cell runs, to say what it says before this point
        self.link.dialogue = recall.Dialogue() if remembered else None
        self.found = dict(self.names)
        outputs = self._judged(source)
        dialogue, self.link.dialogue = self.link.dialogue, None
        if dialogue and self._is_settled(grade_id, outputs):
            self.dialogues.append((key, dialogue, outputs))
        outputs = self._with_room(outputs, lambda: self._judged_again(source))
        outputs = self._doubted(source, grade_id, outputs)
        self.send(sent)
        return outputs

    def _is_settled(self, grade_id: str, outputs: list) -> bool:
        """Whether these outputs are what comes of a cell, and follow from its dialogue alone: it
        will not run again for want of memory, or to doubt what the student's code has changed.
        """
        doubtful = self.link.gone or self.link.undo or self.plan.given.get(grade_id)
        return not doubtful and not _names_of_errors(outputs) & UNREPEATED

    def send(self, names: list[str]) -> None:
        """Gives the student's side what a grade cell has bound and other cells need there."""
        for name in names:
            if name not in dict.keys(self.names):
                continue
            value = dict.__getitem__(self.names, name)
            with contextlib.suppress(Gone):  # the next cell says so
                if self.link.put(name, value):
                    self.replay.append((name, value))

    def _doubted(self, source: str, grade_id: str, outputs: list) -> list:
        """What a cell says that passed after an answer changed, in place, what the reference
        solution leaves alone: it has to pass without these changes as well, and where given values
        were changed, with them too.
        """
        spoilt = [] if _fails(outputs) else self._spoilt(grade_id)
        undo, heard = self.link.undo, self.link.heard
        if _fails(outputs) or not (undo or spoilt) or not purity.repeatable(source):
            return outputs
        if undo:
            for step in reversed(undo):
                step()
            again = self._judged_again(source, heard)
            if self.link.astray:
                again = self._judged_again(source, keeping=True)
            outputs = min(outputs, again, key=_worth)
        if spoilt and not _fails(outputs):
            ours = {name: self.found.pop(name) for name in spoilt}
            outputs = min(outputs, self._judged_again(source), key=_worth)
            self.names.update(ours)
        return outputs

    def _spoilt(self, grade_id: str) -> list[str]:
        """Given names that a cell uses, where an answer made something else of the student's own
        value.
        """
        names = [name for name in self.plan.given.get(grade_id, ()) if name not in self.edited]
        try:
            return [name for name in names if self.link.differs(name, self.digests[name])]
        except Gone:
            return []

    def _judged_again(
        self, source: str, replies: list | None = None, keeping: bool = False
    ) -> list:
        """Runs a grade cell with the names that it found the first time; for the rest see
        Link.begin.
        """
        dict.clear(self.names)
        dict.update(self.names, self.found)
        self.link.begin(replies, keeping)
        return self._judged(source)

    def _judged(self, source: str) -> list:
        """Runs a grade cell."""
        self.link.stdout = self.shell.stdout
        self.link.stderr = self.shell.stderr
        self.shell.number(self.count)
        seconds = 2 * self.limits.cell_seconds  # the student's calls have a limit of their own
        try:
            with limited(seconds, ON_THE_WALL * seconds, self.clock.not_its_own) as time:
                outputs = clean(self.shell.run(source, graded=True)[0], self.count, self.limits)
                with contextlib.suppress(Gone, frames.Refused):
                    self.link.end()
        finally:
            self.names.forget()
            self.link.told.clear()
            self.link.again = False
        if self.link.gone:
            why = self._why_gone()
            self.bring_back()
            return [o for o in outputs if o.get("output_type") != "error"] + [why]
        if time.over and not _fails(outputs):
            return [*outputs, _error("CellTime", SLOW_ZH, SLOW_EN)]
        return self._explained(outputs)

    def _explained(self, outputs: list) -> list:
        """What a cell says that met an object where the reference solution gives a plain value: not
        the error that came of it, such as that a list has no such method.
        """
        errors = _names_of_errors(outputs)
        refused = self.link.refused and not errors & OF_REFUSALS
        if not refused and not (self.link.reduced and errors - OF_CHECKS):
            return outputs
        others = [output for output in outputs if output["output_type"] != "error"]
        return [*others, _error("TypeError", *PLAIN_WANTED.split(" · "))]


def _fails(outputs: list) -> bool:
    return any(output["output_type"] == "error" for output in outputs)


def _names_of_errors(outputs: list) -> set[str]:
    return {output["ename"] for output in outputs if output["output_type"] == "error"}


def _worth(outputs: list) -> float:
    """What one run of a cell is worth beside another: nothing, points, or all."""
    if _fails(outputs):
        return -math.inf
    result = number_of(outputs)
    return math.inf if result is None else result


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
