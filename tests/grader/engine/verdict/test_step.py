"""Questions and replies stay in step: wherever a check is interrupted, what is asked afterwards
gets its own reply, or the process counts as gone and is replaced."""

import contextlib
import io
import socket
import threading
import types

from hypothesis import given
from hypothesis import strategies as st

from grader.engine.cells.student import Student
from grader.engine.verdict.clock import CellTime
from grader.engine.verdict.trusted import Link, Names, Paths, new_names

ANSWERS = """
x = 5
calls = []
def square(n):
    calls.append(n)
    return n * n
def apply(fun, xs):
    return [fun(x) for x in xs]
def grow(xs):
    xs.append(len(xs))
def count(n):
    yield from range(n)
def fails(n):
    raise KeyError(n)
big = 'ab' * 300_000
"""


class Interrupted:
    """A socket on which the operation with this number is interrupted: before it, or half way."""

    def __init__(self, sock: socket.socket, point: int, half: bool):
        self.sock, self.left, self.half = sock, point, half

    def sendall(self, data) -> None:
        if self._due() and self.half:
            self.sock.sendall(data[: len(data) // 2])
        self._raise()
        self.sock.sendall(data)

    def recv_into(self, buffer) -> int:
        if self._due() and self.half:
            self.sock.recv_into(memoryview(buffer)[: max(len(buffer) // 2, 1)])
        self._raise()
        return self.sock.recv_into(buffer)

    def _due(self) -> bool:
        self.left -= 1
        return self.left == -1

    def _raise(self) -> None:
        if self.left == -1:
            raise CellTime("time limit")


@contextlib.contextmanager
def capture():
    yield io.StringIO(), io.StringIO()


@contextlib.contextmanager
def student():
    """The socket to a student's process, which is a thread here."""
    ours, theirs = socket.socketpair()
    names: dict = {}
    exec(ANSWERS, names)
    shell = types.SimpleNamespace(user_ns=names, hidden_names=set(), updates=[], capture=capture)

    def serve() -> None:
        with contextlib.suppress(OSError):  # nobody waits for the reply to half a question
            Student(theirs, shell).serve()

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        yield ours
    finally:
        ours.close()
        serving.join(10)
        theirs.close()
    assert not serving.is_alive()


def _grown(names: Names) -> list:
    xs = [7]
    names["grow"](xs)
    return xs


def _caught(names: Names) -> str:
    try:
        names["fails"]("k")
    except KeyError as error:
        return error.args[0]
    return ""


ASKS = {
    "a value": (lambda names: names["x"], 5),
    "a long text": (lambda names: len(names["big"]), 600_000),
    "a call": (lambda names: names["square"](3), 9),
    "calls back": (lambda names: names["apply"](lambda n: n + 1, [1, 2]), [2, 3]),
    "a change in place": (_grown, [7, 1]),
    "an iteration": (lambda names: list(names["count"](3)), [0, 1, 2]),
    "an error": (_caught, "k"),
}


@given(
    point=st.integers(0, 60),
    half=st.booleans(),
    asks=st.lists(st.sampled_from(sorted(ASKS)), min_size=2, max_size=8),
)
def test_every_reply_is_to_its_own_question(point, half, asks):
    names = new_names()
    names.asked = None
    with student() as first, student() as second:
        link = Link(Interrupted(first, point, half), Paths())
        names.link = link
        link.names = names
        for ask in asks:
            link.begin()
            question, wanted = ASKS[ask]
            try:
                assert question(names) == wanted
                link.end()
            except CellTime:
                assert link.gone
                link.sock = second
            finally:
                names.forget()
        # the interruption is over: all of them are answered
        for question, wanted in ASKS.values():
            if link.sock is second:
                link.begin()
                assert question(names) == wanted
                names.forget()
