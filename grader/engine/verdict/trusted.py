"""The trusted side: grade cells run here, and ask the student's process for the names that only the
student can define.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from grader.engine.cells import frames, wire
from grader.engine.cells.student import OPERATIONS
from grader.engine.model import PLAIN_WANTED
from grader.engine.verdict.recall import Dialogue, Reply

BELIEVED = {"__call__", "__getattr__", "__iter__", "__next__"}
# Comparing, printing or measuring a student's object says what the student's class wants it to say.
# It is only done where the reference solution's own run needed it.


class Gone(Exception):
    """The student's process ended or no longer answers."""


class Paths:
    """What the reference solution's run showed: by path ("f()", "account.balance") the kinds of
    values and operations.

    While `learning`, everything is noted; afterwards, only what was noted is allowed.
    """

    def __init__(self, known: dict[str, list[str]] | None = None):
        self.learning = known is None
        self.known = {path: set(kinds) for path, kinds in (known or {}).items()}

    def allow(self, path: str, kind: str) -> bool:
        if self.learning:
            self.known.setdefault(path, set()).add(kind)
            return True
        return kind in self.known.get(path, ())

    def plainly(self, path: str) -> bool:
        """Whether only data is wanted there: no object of the student's, such as an instance of a
        subclass of list, is allowed.
        """
        return not self.learning and "object" not in self.known.get(path, ())

    def plain(self) -> dict[str, list[str]]:
        return {path: sorted(kinds) for path, kinds in self.known.items()}


class Link:
    """The trusted side's end of the socket to the student's process."""

    def __init__(self, sock, paths: Paths, value_types: frozenset[str] = frozenset()):
        self.sock = sock
        self.paths = paths
        self.value_types = value_types
        self.callbacks: list[Callable] = []
        self.exceptions: dict[int, type] = {}
        # the shell's own stream; another one means that the test reads what is printed
        self.stdout: Any = None
        self.gone = False
        self.dialogue: Dialogue | None = None  # what is asked and replied while a pure cell runs
        # what the cell was told before it had to run
        self.told: deque[tuple[bytes, Reply]] = deque()

    # requests

    def exchange(self, question: bytes) -> Reply:
        """Sends a frame and returns the student's; raises Gone."""
        try:
            self.sock.sendall(question)
            return frames.take(self.sock)
        except (*frames.DEAD, TimeoutError, frames.Refused, OSError) as error:
            self.gone = True
            raise Gone(type(error).__name__) from None

    def _ask(self, question: bytes) -> Reply:
        if self.told:
            asked, reply = self.told.popleft()
            # the cell is not as steady as it looked: from here on it is asked anew
            if asked != question:
                self.told.clear()
                reply = self.exchange(question)
        else:
            reply = self.exchange(question)
        if self.dialogue is not None and not self.dialogue.note(question, reply):
            self.dialogue = None
        return reply

    def request(self, message: dict, buffers: Sequence[bytes] = ()) -> tuple[dict, list]:
        """Sends a request and returns the answer; calls back in between. Raises Gone."""
        try:
            reply = self._ask(frames.pack(message, buffers))
            while True:
                answer, raw = frames.unpack(*reply)
                if type(answer) is not dict:
                    raise frames.Refused("an answer is not in the closed format")
                if "back" not in answer:
                    return answer, raw
                self.dialogue = None
                self._called_back(answer, raw)
                reply = frames.take(self.sock)
        except (*frames.DEAD, TimeoutError, frames.Refused, OSError) as error:
            self.gone = True
            raise Gone(type(error).__name__) from None

    def run(self, source: str, graded: bool = False) -> tuple[Any, Any, Any]:
        answer, _ = self.request({"do": "run", "source": source, "graded": graded})
        return answer.get("outputs"), answer.get("count"), answer.get("updates")

    def get(self, name: str) -> Any:
        """The student's value of a name; raises KeyError where there is none."""
        answer, raw = self.request({"do": "get", "name": name, "plain": self.paths.plainly(name)})
        if answer.get("missing") is True:
            raise KeyError(name)
        return self._result(answer, raw, name)

    def ask(
        self, path: str, number: int, op: str, args: tuple = (), kwargs: dict | None = None
    ) -> Any:
        """One operation on an object of the student."""
        if op not in BELIEVED and not self.paths.allow(path, op):
            raise TypeError(PLAIN_WANTED)
        encoder = wire.Encoder(self._refer, self.value_types)
        message = {
            "do": "ask",
            "ref": number,
            "op": op,
            "args": encoder.many(args),
            "kwargs": {name: encoder.encode(value) for name, value in (kwargs or {}).items()},
        }
        message["plain"] = self.paths.plainly(path + _step(op, args))
        message["watch"] = op == "__call__" and (
            self.paths.learning or "changes" in self.paths.known.get(path, ())
        )
        answer, raw = self.request(message, encoder.buffers)
        if (
            type(answer.get("printed")) is str
            and answer["printed"]
            and sys.stdout is not self.stdout
        ):
            sys.stdout.write(answer["printed"])
        if message["watch"]:
            self._changed(path, args, answer.get("changed"), raw)
        return self._result(answer, raw, path + _step(op, args))

    # answers

    def _result(self, answer: dict, raw: list, path: str) -> Any:
        if "error" in answer:
            error = self._exception(answer["error"])
            if (
                isinstance(error, (StopIteration, StopAsyncIteration))
                and not path.endswith("[]")
                and not self.paths.allow(path, "StopIteration")
            ):
                # it would end a loop of the test as if all had been seen
                error = RuntimeError("StopIteration")
            raise error
        value = wire.Decoder(raw, lambda message: self._object(message, path)).decode(
            answer.get("value")
        )
        self.paths.allow(path, "data")
        return value

    def _object(self, message: dict, path: str) -> Any:
        kind = message.get("kind")
        number = message.get("id")
        if type(number) is not int or kind not in (
            "function",
            "class",
            "exception",
            "object",
            "iterator",
            "module",
        ):
            raise frames.Refused("a reference is not in the closed format")
        name = str(message.get("name"))[:80]
        if kind == "module" and self.paths.learning:
            raise frames.Refused("modules do not cross")
        if kind != "iterator" and not self.paths.allow(
            path, "function" if kind == "class" else kind
        ):
            called = self.paths.known.get(path, ())
            if not (kind == "function" and "function" in called):
                raise TypeError(PLAIN_WANTED)
        if kind == "iterator":
            return Remote.iterate(self, number, path)
        if kind == "exception":
            return self._own_exception(number, name, Exception)
        return Remote(self, number, path, name)

    def _exception(self, told: Any) -> Exception:
        """An exception of ours that stands for the one which the student's code raised."""
        told = told if type(told) is dict else {}
        text = told.get("text") if type(told.get("text")) is str else ""
        kind = _raisable(told.get("kind"))
        if type(told.get("number")) is int:
            kind = self._own_exception(told["number"], str(told.get("name"))[:80], kind)
        error = kind(text)
        if type(told.get("line")) is int and type(told.get("code")) is str:
            error.remote_line = (told["line"], told["code"])
        return error

    def _own_exception(self, number: int, name: str, base: type) -> type:
        """A class of ours for an exception class of the student's, always the same one."""
        # what it is a class of was said in an earlier reply, perhaps to another cell
        self.dialogue = None
        if number not in self.exceptions:
            own = name if name.isidentifier() else "StudentError"
            self.exceptions[number] = type(own, (base,), {})
        return self.exceptions[number]

    def _changed(self, path: str, args: tuple, changed: Any, raw: list) -> None:
        """Puts what a call changed in its arguments into our own objects, if the reference solution
        changed some too.
        """
        decoder = wire.Decoder(raw, lambda message: self._object(message, path + "<changed>"))
        for place, message in changed if type(changed) is list else ():
            if type(place) is int and 0 <= place < len(args) and self.paths.allow(path, "changes"):
                _overwrite(args[place], decoder.decode(message))

    # references to our side

    def _refer(self, value: Any) -> dict:
        """What is sent for a value without a form: a name to import, a student's own object, or a
        function to call back.
        """
        if type(value) is Remote:
            return {"t": "ref", "id": object.__getattribute__(value, "_number")}
        if isinstance(value, types.ModuleType):
            return {"t": "ref", "import": value.__name__, "name": ""}
        module = getattr(value, "__module__", None)
        name = getattr(value, "__qualname__", None)
        if _is_importable(value, module, name):
            return {"t": "ref", "import": module, "name": name}
        if callable(value) and not isinstance(value, type):
            self.dialogue = None  # its number depends on the cells before
            self.callbacks.append(value)
            return {"t": "ref", "back": len(self.callbacks) - 1}
        raise frames.Refused(f"a {type(value).__name__} cannot be given to the student's code")

    def _called_back(self, message: dict, raw: list) -> None:
        encoder = wire.Encoder(self._refer, self.value_types)
        try:
            decoder = wire.Decoder(raw, lambda found: self._object(found, "<callback>"))
            args = [decoder.decode(part) for part in message["args"]]
            kwargs = {str(name): decoder.decode(part) for name, part in message["kwargs"].items()}
            function = self.callbacks[message["back"]]
            answer = {"value": encoder.encode(function(*args, **kwargs))}
        except Exception as error:
            encoder = wire.Encoder(self._refer, self.value_types)
            told = {"kind": type(error).__name__, "text": str(error)[:500]}
            answer = {"error": told}
        frames.send(self.sock, answer, encoder.buffers)


def _is_importable(value: Any, module: Any, name: Any) -> bool:
    """Whether a module has the value under this name, as it says."""
    if not isinstance(module, str) or not isinstance(name, str):
        return False
    if module == "__main__" or "<" in name:
        return False
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found is value


def _raisable(name: Any) -> type:
    """The built-in class of an exception; RuntimeError for any other name, and for SystemExit,
    KeyboardInterrupt and the like, which end the student's call, not the grading.
    """
    kind = getattr(builtins, name, None) if type(name) is str else None
    if not isinstance(kind, type) or not issubclass(kind, Exception):
        return RuntimeError
    if issubclass(kind, (Warning, UnicodeError)):
        return RuntimeError
    return kind


def _overwrite(old: Any, new: Any) -> None:
    """Gives one of our objects the content of another of the same type."""
    if type(old) is not type(new):
        return
    if isinstance(old, list):
        old[:] = new
    elif isinstance(old, (dict, set)):
        old.clear()
        old.update(new)
    elif hasattr(old, "_update_inplace"):
        old._update_inplace(new)
    elif hasattr(old, "shape") and old.shape == new.shape:
        old[...] = new


class Remote:
    """A function or object of the student, by number; every use of it is asked for over the
    link."""

    __slots__ = ("_link", "_number", "_path", "__name__")

    def __init__(self, link: Link, number: int, path: str, name: str):
        for slot, value in zip(Remote.__slots__, (link, number, path, name), strict=True):
            object.__setattr__(self, slot, value)

    @staticmethod
    def iterate(link: Link, number: int, path: str):
        """An iterator of ours over one of the student's."""
        while True:
            try:
                value = link.ask(path, number, "__next__")
            except StopIteration:
                return
            yield value

    def __getattr__(self, name):
        if name in (
            "__code__",
            "__wrapped__",
            "__signature__",
            "_render_traceback_",
        ) or name.startswith("_ipython_"):
            raise AttributeError(name)
        return _asked("__getattr__")(self, name)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


def _step(op: str, args: tuple) -> str:
    """What an operation adds to the path of its object."""
    if op == "__call__":
        return "()"
    return f".{args[0]}" if op == "__getattr__" else "[]"


def _asked(op: str) -> Callable:
    def method(self, *args, **kwargs):
        link, number, path = (object.__getattribute__(self, slot) for slot in Remote.__slots__[:3])
        result = link.ask(path, number, op, args, kwargs)
        return result

    return method


for _op in set(OPERATIONS) - {
    "__getattr__",
    "__next__",
    "__repr__",
    "__str__",
    "__hash__",
    "__bool__",
    "__dir__",
    "__format__",
}:
    setattr(Remote, _op, _asked(_op))


def _said(op: str, otherwise: Callable) -> Callable:
    """A word about the object itself: the student's where the reference needed it, else ours."""

    def method(self, *args):
        link = object.__getattribute__(self, "_link")
        path = object.__getattribute__(self, "_path")
        if link.paths.learning or link.paths.allow(path, op):
            return _asked(op)(self, *args)
        return otherwise(self)

    return method


def _shown(remote: Remote) -> str:
    return f"<{object.__getattribute__(remote, '__name__')}>"


_OURS: dict[str, Callable] = {
    "__repr__": _said("__repr__", _shown),
    "__str__": _said("__str__", _shown),
    "__bool__": _said("__bool__", lambda self: True),
    "__hash__": lambda self: id(self),
}
for _op, _method in _OURS.items():
    setattr(Remote, _op, _method)


class Names(dict):
    """The namespace of grade cells: its own names, and, for those in `asked`, the student's."""

    link: Link | None = None
    asked: set[str] | frozenset[str] | None = frozenset()  # None: any (calibration)
    fetched: dict[str, Any]

    def __missing__(self, name: str) -> Any:
        if (
            self.link is None
            or (self.asked is not None and name not in self.asked)
            or name.startswith("__")
        ):
            raise KeyError(name)
        if self.asked is None and hasattr(builtins, name) and not self.bound_by_student(name):
            raise KeyError(name)
        value = self.link.get(name)
        dict.__setitem__(self, name, value)  # within a cell, a name stands for one object
        self.fetched[name] = value
        return value

    def bound_by_student(self, name: str) -> bool:
        assert self.link is not None  # without a link no name is asked for
        try:
            self.link.get(name)
        except KeyError:
            return False
        return True

    def forget(self) -> None:
        """Forgets what was asked for in the last cell, unless the cell itself gave the name another
        value.
        """
        for name, value in self.fetched.items():
            if dict.get(self, name) is value:
                del self[name]
        self.fetched = {}


def new_names() -> Names:
    names = Names()
    names.fetched = {}
    return names
