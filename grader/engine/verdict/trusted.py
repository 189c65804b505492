"""The trusted side: grade cells run here, and ask the student's process for the names that only the
student can define.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import random
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.engine.cells import frames, hashes, wire
from grader.engine.cells.shared import Shared
from grader.engine.cells.student import SPECIAL, is_simple
from grader.engine.model import PLAIN_WANTED
from grader.engine.verdict import exceptions
from grader.engine.verdict.recall import LARGEST, STEPS, Dialogue, Reply

OBJECTS = ("function", "object")
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

    def wish(self, path: str) -> dict[str, bool]:
        """What the student's side is told of the value that is wanted there. plain: only data, no
        object of the student's, such as an instance of a subclass of list; objects: these too.
        """
        objects = "object" in self.known.get(path, ())
        told = not self.learning
        return {"plain": told and not objects, "objects": told and objects}

    def plain(self) -> dict[str, list[str]]:
        return {path: sorted(kinds) for path, kinds in self.known.items()}


class Link:
    """The trusted side's end of the socket to the student's process."""

    def __init__(self, sock, paths: Paths, value_types: frozenset[str] = frozenset()):
        self.sock = sock
        self.paths = paths
        self.value_types = value_types
        self.callbacks: list[Callable] = []
        self.exceptions = exceptions.Exceptions()
        self.kinds: dict[tuple, type[Remote]] = {}
        # the shell's own streams; others mean that the test reads what is printed
        self.stdout: Any = None
        self.stderr: Any = None
        self.names: Names | None = None
        self.chance: Any = None  # state of the random numbers that the student's side knows
        self.seeding = False  # a check has set it: the student's calls go on from there
        self.dialogue: Dialogue | None = None  # what is asked and replied while a pure cell runs
        # what the cell was told before it had to run
        self.told: deque[tuple[bytes, Reply]] = deque()
        self.shared = Shared(0)
        self.begin()

    def begin(self, again: list[tuple[bytes, Reply]] | None = None, keeping: bool = False) -> None:
        """A grade cell begins. `keeping`: what the student's calls change in place stays as it was,
        unless the reference solution changes it too. `again`: so, and the cell ran before and gets
        the same replies.
        """
        self.gone = self.slow = False
        self.refused = False  # something had no plain form, which is no answer to any test
        self.reduced = False  # an object of the student's came as the plain value that it extends
        self.again = again is not None
        self.keeping = keeping or self.again
        self.astray = False  # it asked something else than before
        self.told.clear()
        self.told.extend(again or ())
        self.undo: list[Callable[[], None]] = []  # what the reference would not have changed
        self.heard: list[tuple[bytes, Reply]] = []
        self.room = LARGEST
        self.shared.clear()
        self.fresh = True

    # requests

    def exchange(self, question: bytes) -> Reply:
        """Sends a frame and returns the student's; raises Gone."""
        done = False
        try:
            self.sock.sendall(question)
            reply = frames.take(self.sock)
            done = True
            return reply
        except (*frames.DEAD, TimeoutError, frames.Refused, OSError) as error:
            self.slow |= isinstance(error, TimeoutError)
            raise Gone(type(error).__name__) from None
        finally:
            # a reply that nobody waited for would be taken for the one to the next question
            self.gone |= not done

    def _ask(self, question: bytes) -> Reply:
        if self.again and (not self.told or self.told[0][0] != question):
            self.astray = True
            raise Gone("another question")
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
        self.room -= len(question) + len(reply[0]) + len(reply[1])
        if self.room >= 0 and len(self.heard) < STEPS:
            self.heard.append((question, reply))
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
                    self.refused |= answer.get("refused") is True
                    self.reduced |= answer.get("reduced") is True
                    return answer, raw
                self.dialogue = None
                self._called_back(answer, raw)
                reply = frames.take(self.sock)
        except (*frames.DEAD, TimeoutError, frames.Refused, OSError) as error:
            self.gone = True
            self.slow |= isinstance(error, TimeoutError)
            raise Gone(type(error).__name__) from None
        except MemoryError:  # what it sends is more than fits
            self.gone = True
            raise Gone("MemoryError") from None
        except Gone:
            raise
        except BaseException:  # the reply to this would be taken for one to the next question
            self.gone = True
            raise

    def run(self, source: str, graded: bool = False) -> tuple[Any, Any, Any]:
        """Runs a cell there: its outputs, changes of earlier ones, the MB that are held since."""
        answer, _ = self.request({"do": "run", "source": source, "graded": graded})
        return answer.get("outputs"), answer.get("updates"), answer.get("grown")

    def get(self, name: str) -> Any:
        """The student's value of a name; raises KeyError where there is none."""
        with self._encoding() as encoder:
            message = {"do": "get", "name": name, **self.paths.wish(name), **self._news(encoder)}
        answer, raw = self.request(message, encoder.buffers)
        self.fresh = False
        if answer.get("missing") is True:
            raise KeyError(name)
        return self._result(answer, raw, name)

    def put(self, name: str, value: Any) -> bool:
        """Gives the student's side a name that a grade cell has bound; says whether it has a
        form.
        """
        encoder = wire.Encoder(self._refer, self.value_types)
        try:
            message = {"do": "put", "name": name, "value": encoder.encode(value)}
        except frames.Refused:
            return False
        self.request(message, encoder.buffers)
        return True

    def seed(self, value: int) -> None:
        """The random numbers of the student's code start from here."""
        self.request({"do": "seed", "value": value})

    def differs(self, name: str, known: str) -> bool:
        """Whether the student's value of a name is another than the one with this digest."""
        return self.request({"do": "digest", "name": name})[0].get("digest") != known

    def ask(
        self, path: str, number: int, op: str, args: tuple = (), kwargs: dict | None = None
    ) -> Any:
        """One operation on an object of the student."""
        if op not in BELIEVED and not self.paths.allow(path, op):
            if op == "__contains__":  # not its word for it, but what it holds
                return any(args[0] == part for part in self.ask(path, number, "__iter__"))
            raise self._refuse()
        with self._encoding() as encoder:
            message = {
                "do": "ask",
                "ref": number,
                "op": op,
                **self.paths.wish(path + _step(op, args)),
                **self._news(encoder),
                "args": encoder.many(args),
                "kwargs": {name: encoder.encode(value) for name, value in (kwargs or {}).items()},
            }
        answer, raw = self.request(message, encoder.buffers)
        self.fresh = False
        self._print(answer)
        self._changed(path, answer.get("changed"), raw)
        if self.names is not None:
            self.names.rebound(answer.get("rebound"))
        return self._result(answer, raw, path + _step(op, args))

    def pitfall(self, number: int, *spelt: Sequence[str]) -> tuple[int, str, str]:
        """What the student's side finds odd in the code of a function: the number and the text of
        a line, and a sentence, none of which is believed; the sentence is empty where it finds
        nothing, or no longer answers, for this is only said beside a verdict."""
        message = {"do": "pitfall", "ref": number, "spelt": spelt}
        try:
            told = self.request(message)[0].get("pitfall")
        except Gone:
            told = None
        if type(told) is not list or [type(part) for part in told] != [int, str, str]:
            return 0, "", ""
        return told[0], told[1], told[2]

    @contextlib.contextmanager
    def _encoding(self) -> Iterator[wire.Encoder]:
        """Makes a message whose values get numbers if it can be sent."""
        try:
            yield wire.Encoder(self._refer, self.value_types, self.shared)
        except frames.Refused:
            self.shared.unsent()
            raise
        self.shared.sent()

    def _news(self, encoder: wire.Encoder) -> dict:
        """What the student's side has to know before it answers: the values that changed here, and
        those that nobody needs any more.
        """
        news: dict[str, Any] = {"fresh": True} if self.fresh else {}
        changed = [[number, encoder.content(value)] for number, value in self.shared.changed()]
        unused = self.shared.unused()
        if changed:
            news["changed"] = changed
        if unused:
            news["drop"] = unused
        if self.seeding:
            state = chance()
            if repr(state) != repr(self.chance):
                self.chance = state
                news["chance"] = encoder.encode(state)
        return news

    def end(self) -> None:
        """A grade cell has ended: the student's side hears what it changed last."""
        if self.again or self.gone:
            self.again = False
            return
        with self._encoding() as encoder:
            news = self._news(encoder)
        if "changed" in news:
            self.request({"do": "hear"} | news, encoder.buffers)

    # answers

    def _print(self, answer: dict) -> None:
        """Passes on what a call printed, where the test reads it."""
        for key, stream, own in (
            ("printed", sys.stdout, self.stdout),
            ("warned", sys.stderr, self.stderr),
        ):
            text = answer.get(key)
            if type(text) is str and text and stream is not own:
                stream.write(text)

    def _refuse(self) -> frames.Refused:
        """The error for what a test was not made for. It may be caught; the mark is lost all the
        same.
        """
        self.refused = True
        return frames.Refused(PLAIN_WANTED)

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
        decoder = self._decoder(raw, path)
        try:
            value = decoder.decode(answer.get("value"))
        except frames.Refused:
            self.refused = True
            raise
        self.paths.allow(path, "data")
        return value

    def _decoder(self, raw: list, path: str) -> wire.Decoder:
        """Reads what comes back at this path; entries that are neither equal nor unequal to any
        value only where the reference solution has some too.
        """
        return wire.Decoder(
            raw,
            lambda message: self._object(message, path),
            self.shared,
            lambda: self.paths.allow(path, "unknown"),
        )

    def _object(self, message: dict, path: str) -> Any:
        kind = message.get("kind")
        if kind == "exception":
            if not self.paths.allow(path, kind):
                raise self._refuse()
            return self._own_exception(message)
        number = message.get("id")
        kinds = ("function", "class", "object", "generator", "iterator", "module")
        if type(number) is not int or kind not in kinds:
            raise frames.Refused("a reference is not in the closed format")
        name = str(message.get("name"))[:80]
        if kind == "module" and self.paths.learning:
            raise frames.Refused("modules do not cross")
        if kind == "generator":
            self.paths.allow(path, "iterator")
            return Remote.iterate(self, number, path)
        if kind == "iterator":
            # one of the student's own classes may have more to it, where the reference's has
            if message.get("own") is not True or not self.paths.allow(path, "object"):
                self.paths.allow(path, kind)
                return Parts(self, number, path)
            kind = "object"
        kept = self._kind(message)(self, number, path, name)
        if self._is_wanted(path, "function" if kind == "class" else kind):
            return kept
        loops = {"__iter__", "__getitem__"} & vars(type(kept)).keys()
        if loops and self.paths.allow(path, "iterator"):
            return self.ask(path, number, "__iter__")  # what it gives is all that counts
        raise self._refuse()

    def _kind(self, message: dict) -> type[Remote]:
        """The class that stands for a class of the student's. It has its name, and its objects can
        what those can.
        """
        told = message.get("can")
        can = frozenset(op for op in told if op in SPECIAL) if type(told) is list else frozenset()
        own = message.get("of"), message.get("type"), can, message.get("hash") is True
        if own not in self.kinds:
            self.kinds[own] = _remote(*own[1:])
        return self.kinds[own]

    def _is_wanted(self, path: str, kind: str) -> bool:
        """Whether an object may come. What can be called is as good as what cannot, and the other
        way round: what it answers is looked at, and a call that fails says so itself.
        """
        if self.paths.learning or kind not in OBJECTS:
            return self.paths.allow(path, kind)
        return any(self.paths.allow(path, other) for other in OBJECTS)

    def _exception(self, told: Any) -> Exception:
        """An exception of ours that stands for the one which the student's code raised."""
        told = told if type(told) is dict else {}
        text = told.get("text") if type(told.get("text")) is str else ""
        simple = type(told.get("args")) is list and all(map(is_simple, told["args"]))
        args = tuple(told["args"]) if simple else None
        error = exceptions.make(self._own_exception(told.get("kind")), text, args)
        if type(told.get("line")) is int and type(told.get("code")) is str:
            error.remote_line = (told["line"], told["code"])  # type: ignore[attr-defined]
        if type(told.get("cause")) is str:
            error.remote_cause = told["cause"]  # type: ignore[attr-defined]
        return error

    def _own_exception(self, told: Any) -> type[Exception]:
        """The class that stands for a class of exceptions, always the same one."""
        kind = self.exceptions.of(told)
        if kind.__module__ == exceptions.STUDENT:
            self.dialogue = None  # its number depends on the cells before
        return kind

    def _changed(self, path: str, changed: Any, raw: list) -> None:
        """Gives our own objects the content that the student's call has left theirs with."""
        told = changed if type(changed) is list else []
        if not told:
            return
        foreseen = self.paths.allow(path, "changes")
        decoder = self._decoder(raw, path + "<changed>")
        for number, message in told:
            content = decoder.decode(message)
            if self.keeping and not foreseen:
                self.shared.keep(number, content)
                continue
            undo = self.shared.overwrite(number, content)
            if undo and not foreseen:
                self.undo.append(undo)

    # references to our side

    def _refer(self, value: Any) -> dict:
        """What is sent for a value without a form: a name to import, a student's own object, or a
        function to call back.
        """
        if isinstance(value, Remote):
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
        encoder = wire.Encoder(self._refer, self.value_types, self.shared)
        try:
            self._changed("<callback>", message.get("changed"), raw)
            decoder = wire.Decoder(
                raw, lambda found: self._object(found, "<callback>"), self.shared
            )
            args = [decoder.decode(part) for part in message["args"]]
            kwargs = {str(name): decoder.decode(part) for name, part in message["kwargs"].items()}
            function = self.callbacks[message["back"]]
            answer = {"value": encoder.encode(function(*args, **kwargs))}
            changed = [[known, encoder.content(value)] for known, value in self.shared.changed()]
            answer["changed"] = changed
        except Exception as error:
            self.shared.unsent()
            encoder = wire.Encoder(self._refer, self.value_types)
            told = {"kind": type(error).__name__, "text": str(error)[:500]}
            answer = {"error": told}
        frames.send(self.sock, answer, encoder.buffers)
        self.shared.sent()


def chance() -> Any:
    """The states of the random numbers of Python and numpy."""
    return random.getstate(), sys.modules["numpy"].random.get_state()


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


class Remote:
    """A function or object of the student, by number; every use of it is asked for over the
    link."""

    __slots__ = ("_link", "_number", "_path", "_name")
    OWN = frozenset({"__class__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"})
    NEVER = frozenset({"__code__", "__wrapped__", "__signature__", "_render_traceback_"})

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

    def __copy__(self):
        return _asked("__copy__")(self)

    def __deepcopy__(self, memo):
        return _asked("__deepcopy__")(self)

    def __getattribute__(self, name):
        """Its own special methods are ours where they do something; all else is the student's, also
        a docstring.
        """
        if name == "remote_pitfall":
            link, number = (object.__getattribute__(self, slot) for slot in ("_link", "_number"))
            return functools.partial(link.pitfall, number)
        if name in Remote.NEVER or name.startswith("_ipython_"):
            raise AttributeError(name)
        if name in Remote.OWN or name in vars(type(self)) and name in SPECIAL:
            return object.__getattribute__(self, name)
        return _asked("__getattr__")(self, name)


class Parts:
    """An iterator of ours over one of the student's that is no generator."""

    def __init__(self, link: Link, number: int, path: str):
        self._parts = Remote.iterate(link, number, path)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._parts)


def _step(op: str, args: tuple) -> str:
    """What an operation adds to the path of its object."""
    if op == "__call__":
        return "()"
    if op in ("__iter__", "__copy__", "__deepcopy__"):
        return ""  # the same parts, whether an object or an iterator gives them, or a copy
    return f".{args[0]}" if op == "__getattr__" else "[]"


def _asked(op: str) -> Callable:
    def method(self, *args, **kwargs):
        link, number, path = (object.__getattribute__(self, slot) for slot in Remote.__slots__[:3])
        return link.ask(path, number, op, args, kwargs)

    return method


def _remote(name: Any, can: frozenset[str], hashable: bool) -> type[Remote]:
    """A class for objects that can do this much: what an object cannot, its Remote cannot
    either.
    """
    own: dict[str, Any] = {"__slots__": (), **{op: _asked(op) for op in can}}
    if not hashable:
        own["__hash__"] = None
    return type(name if type(name) is str and name.isidentifier() else "Remote", (Remote,), own)


for _op in ("__lt__", "__le__", "__ne__", "__ge__", "__gt__", "__setattr__", "__delattr__"):
    setattr(Remote, _op, _asked(_op))


def _said(op: str, otherwise: Callable) -> Callable:
    """A word about the object itself: the student's where the reference needed it, else ours."""

    def method(self, *args):
        link = object.__getattribute__(self, "_link")
        path = object.__getattribute__(self, "_path")
        if link.paths.learning or link.paths.allow(path, op):
            return _asked(op)(self, *args)
        return otherwise(self, *args)

    return method


def _shown(remote: Remote) -> str:
    return f"<{object.__getattribute__(remote, '_name')}>"


def _number_mixed(remote: Remote) -> int:
    return hashes.mixed(object.__getattribute__(remote, "_number"))


def _equal(remote: Remote, other: Any) -> Any:
    """The student's word, where it counts; an object is itself, as a set takes it."""
    link, number, path = (object.__getattribute__(remote, slot) for slot in Remote.__slots__[:3])
    same = isinstance(other, Remote) and object.__getattribute__(other, "_number") == number
    if same and not link.paths.allow(path, "__eq__"):
        return True
    return _asked("__eq__")(remote, other)


_OURS: dict[str, Callable] = {
    "__repr__": _said("__repr__", _shown),
    "__format__": _said("__format__", lambda self, form: format(str(self), form)),
    "__dir__": _said("__dir__", lambda self: []),
    "__str__": _said("__str__", _shown),
    "__bool__": _said("__bool__", lambda self: True),
    "__hash__": _said("__hash__", _number_mixed),
    "__eq__": _equal,
}
for _op, _method in _OURS.items():
    setattr(Remote, _op, _method)


class Names(dict):
    """The namespace of grade cells: its own names, and, for those in `asked`, the student's."""

    link: Link | None = None
    asked: set[str] | frozenset[str] | None = frozenset()  # None: any (calibration)
    fetched: dict[str, Any]
    missed: set[str]  # looked for in vain while there is no link

    def __missing__(self, name: str) -> Any:
        if self.link is None:
            self.missed.add(name)
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

    def rebound(self, names: Any) -> None:
        """Forgets the names that a call has given another value: they are asked for again."""
        for name in names if type(names) is list else ():
            if type(name) is str and name in self.fetched:
                value = self.fetched.pop(name)
                if dict.get(self, name) is value:
                    dict.pop(self, name)

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
    names.missed = set()
    return names
