"""What the engine's processes say to each other: one dataclass for each message, one form in JSON.

Control messages go with file descriptors over a SEQPACKET socket (`tell`, `hear`), larger ones as
frames over a stream (`send`, `receive`). What crosses to a student's process, and is not believed
when it comes back, is the closed format of cells/wire.py instead.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from grader.engine.cells import frames
from grader.engine.model import CellMark, GradingPlan
from grader.engine.verdict.clock import Usage

LONGEST = 1 << 16  # bytes of a control message


# --- from the command to the processes that fork for it, and back


@dataclass(frozen=True)
class Ready:
    """The zygote has imported its libraries."""


@dataclass(frozen=True)
class MakeRoom:
    """A process for one side ("student" or "trusted") of an assignment is wanted.

    Descriptors: its control socket, and the Package. `home` is the folder with the assignment's
    files; `off` names layers that are left off; `imports` and `calls` are made ahead (prescan.py).
    """

    side: str
    home: str
    off: list[str]
    imports: list[str]
    calls: list[list[str]]


@dataclass(frozen=True)
class RoomMade:
    """Which layers of confinement are on, and why each other one is missing."""

    layers: list[str]
    missing: dict[str, str]


@dataclass(frozen=True)
class Fork:
    """A child for one submission is wanted. Descriptors: its sockets, and its files."""


@dataclass(frozen=True)
class Forked:
    pid: int


@dataclass(frozen=True)
class End:
    """A child is to be ended, whatever it is doing."""

    pid: int


@dataclass(frozen=True)
class Learn:
    """What the calibration saw references return. Descriptor: what Report.references holds."""


@dataclass(frozen=True)
class Remember:
    """Dialogues of a notebook. Descriptor: what Report.dialogues holds. Has no answer."""


@dataclass(frozen=True)
class Done:
    """The answer to End and Learn."""


# --- from the command to a process started ahead, where nothing is forked


@dataclass(frozen=True)
class Started:
    pid: int


@dataclass(frozen=True)
class Become:
    """The process is to be one side of one notebook; its buffer is the Package.

    The trusted side finds the student's at `port`.
    """

    side: str
    home: str
    imports: list[str]
    calls: list[list[str]]
    secret: str
    port: int = 0


@dataclass(frozen=True)
class Listening:
    """Where the student's side waits for the trusted one."""

    port: int


# --- with the trusted side


@dataclass(frozen=True)
class Calibrate:
    """The instructor's own notebook is to be run, the grade cells in `beside` beside its code."""

    notebook: dict
    beside: list[str]


@dataclass(frozen=True)
class Grade:
    """A submission is to be run by the plan; `only` names the grade cells to grade, None all.
    `seconds`: a lower limit for each cell than that of the assignment.
    """

    notebook: dict
    plan: GradingPlan = field(metadata={"form": GradingPlan})
    student: str
    only: list[str] | None = None
    seconds: float | None = None
    skip: list[str] = field(default_factory=list)  # grade cells that ended the trusted process


Job = Calibrate | Grade


@dataclass(frozen=True)
class Judging:
    """A grade cell runs now, or none. Has no answer."""

    cell: str


@dataclass(frozen=True)
class Revive:
    """The student's process ended: another one is wanted."""


@dataclass(frozen=True)
class AskUsed:
    """What the student's processes of this notebook have used of the processor is wanted."""


@dataclass(frozen=True)
class Used:
    all: Usage = field(metadata={"form": Usage})


@dataclass(frozen=True)
class Report:
    """What came of a job: the executed notebook and the marks; for Calibrate also the plan and,
    packed, what the references returned, and the cells that it tried apart in vain; for Grade the
    dialogues, packed (verdict/recall.py).
    """

    notebook: dict
    marks: list[CellMark] = field(metadata={"form": CellMark})
    notes: list[str]
    plan: GradingPlan | None = field(default=None, metadata={"form": GradingPlan})
    references: str = ""
    failed: list[str] = field(default_factory=list)
    dialogues: str = ""
    recalled: int = 0


KINDS = {
    kind.__name__: kind
    for kind in (
        Ready,
        MakeRoom,
        RoomMade,
        Fork,
        Forked,
        End,
        Learn,
        Remember,
        Done,
        Started,
        Become,
        Listening,
        Calibrate,
        Grade,
        Judging,
        Revive,
        AskUsed,
        Used,
        Report,
    )
}


def to_json(message: Any) -> list:
    """The name of a message and its fields as JSON data. Notebooks are not copied."""
    content = {part.name: getattr(message, part.name) for part in fields(message)}
    for part in fields(message):
        if "form" in part.metadata:
            content[part.name] = _nested(content[part.name])
    return [type(message).__name__, content]


def from_json(data: list) -> Any:
    """The message that `to_json` gave; it comes from a process of ours."""
    name, content = data
    kind = KINDS[name]
    for part in fields(kind):
        form = part.metadata.get("form")
        value = content.get(part.name)
        if form and isinstance(value, list):
            content[part.name] = [form(**one) for one in value]
        elif form and value is not None:
            content[part.name] = form(**value)
    return kind(**content)


def _nested(value: Any) -> Any:
    if isinstance(value, list):
        return [vars(one) for one in value]
    return value if value is None else vars(value)


def tell(control: socket.socket, message: Any, fds: Iterable[int] = ()) -> None:
    """Sends one control message with file descriptors."""
    socket.send_fds(control, [json.dumps(to_json(message)).encode()], list(fds))


def hear(control: socket.socket) -> tuple[Any, list[int]]:
    """The next control message and its file descriptors; None when the other end is closed."""
    try:
        data, fds, _, _ = socket.recv_fds(control, LONGEST, 8)
    except ConnectionError:
        return None, []
    return (from_json(json.loads(data)) if data else None), fds


def send(channel: socket.socket, message: Any, buffers: list[bytes] | tuple = ()) -> None:
    """Sends one message as a frame."""
    frames.send(channel, to_json(message), list(buffers))


def receive(channel: socket.socket) -> tuple[Any, list[memoryview]]:
    """The next message and its buffers; raises as frames.receive does."""
    data, buffers = frames.receive(channel)
    try:
        return from_json(data), buffers
    except (KeyError, TypeError, ValueError, AttributeError):
        raise frames.Refused("a frame is no message") from None
