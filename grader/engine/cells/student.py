"""The student's side: runs student cells and answers for the names that they defined.

It is never believed about marks.

Requests come as frames: run a cell, look a name up, call or ask an object. What has no form in the
closed format stays here in a table, and a number goes out for it. A function of the trusted side
comes as a number too, and is called back.
"""

from __future__ import annotations

import collections
import copy
import hashlib
import importlib
import math
import operator
import os
import random
import sys
import threading
import traceback
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.engine.cells import frames, wire
from grader.engine.cells.shared import Shared

BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"]
BINARY += ["and", "or", "xor", "lshift", "rshift"]
BY_NAME = ["lt", "le", "eq", "ne", "ge", "gt", "neg", "pos", "abs", "invert", "index"]
BY_NAME += ["getitem", "setitem", "delitem", "contains", *BINARY, *(f"i{name}" for name in BINARY)]


def _reflected(operation: Callable) -> Callable:
    """The operation with the object at the right."""
    return lambda target, other: operation(other, target)


OPERATIONS: dict[str, Callable] = {
    f"__{name}__": getattr(operator, f"__{name}__") for name in BY_NAME
}
OPERATIONS |= {f"__r{name}__": _reflected(getattr(operator, f"__{name}__")) for name in BINARY}
OPERATIONS |= {
    "__getattr__": getattr,
    "__setattr__": setattr,
    "__delattr__": delattr,
    "__len__": len,
    "__bool__": bool,
    "__str__": str,
    "__repr__": repr,
    "__bytes__": bytes,
    "__complex__": complex,
    "__float__": float,
    "__int__": int,
    "__hash__": hash,
    "__iter__": iter,
    "__next__": next,
    "__reversed__": reversed,
    "__format__": format,
    "__call__": lambda target, *args, **kwargs: target(*args, **kwargs),
    "__instancecheck__": lambda kind, value: isinstance(value, kind),
    "__subclasscheck__": lambda kind, other: issubclass(other, kind),
    "__copy__": copy.copy,
    "__deepcopy__": copy.deepcopy,
    "__dir__": dir,
    "__round__": round,
    "__trunc__": math.trunc,
    "__floor__": math.floor,
    "__ceil__": math.ceil,
    "__divmod__": divmod,
    "__rdivmod__": _reflected(divmod),
    "__enter__": lambda target: type(target).__enter__(target),
    "__exit__": lambda target, *error: type(target).__exit__(target, *error),
}
# what not every object can
NOT_ITS_OWN = {"__getattr__", "__bool__", "__copy__", "__deepcopy__"}
SPECIAL = sorted(set(OPERATIONS) - set(vars(object)) - NOT_ITS_OWN)


PRINTED = 100_000  # characters of one call's output
CAUSE = 500  # characters of what is said of an error or a line
LONGEST = 2000  # characters of a text of an exception
MOST_ARGS = 5
LARGEST_ARG = 1 << 60


def digest(value: Any, value_types: frozenset[str]) -> str:
    """What two values have in common exactly if they cross in the same form; empty for a value that
    has none of its own.
    """
    encoder = wire.Encoder(_no_reference, value_types)
    try:
        text = repr(encoder.encode(value)).encode("utf-8", "surrogatepass")
    except frames.Refused:
        return ""
    return hashlib.blake2b(b"".join([text, *encoder.buffers]), digest_size=24).hexdigest()


def held() -> int:
    """The MB of data that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, ValueError, IndexError, MemoryError):
        return 0


def is_simple(value: Any) -> bool:
    """Whether what an exception was made from is told with it."""
    if type(value) is str:
        return len(value) <= LONGEST
    if type(value) in (int, float):
        return abs(value) < LARGEST_ARG  # nor NaN
    return value is None or type(value) is bool


def _no_reference(value: Any) -> Any:
    raise frames.Refused("it has no form of its own")


def _can(kind: type, op: str) -> bool:
    """Whether a class has a method; None in its place says that it has none."""
    found = (vars(base)[op] for base in kind.__mro__ if op in vars(base))
    return next(found, None) is not None


class Student:
    """Answers requests on a socket until it closes; `shell` is the notebook's shell."""

    def __init__(self, sock, shell, value_types: frozenset[str] = frozenset()):
        self.sock = sock
        self.shell = shell
        self.value_types = value_types
        self.kept: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}
        self.shared = Shared(1)
        self.owner = os.getpid()
        self.told: dict[str, Any] = {}  # names that this grade cell asked for
        self.calling = threading.RLock()  # several threads of an answer may call back
        self.asked = False  # a reply is waited for, so that a call back is heard

    def serve(self) -> None:
        while True:
            try:
                message, buffers = frames.receive(self.sock)
            except frames.DEAD:
                return
            self.reply(message, buffers)

    def reply(self, message: dict, buffers: list) -> None:
        """Does one request and sends what came of it."""
        encoder = wire.Encoder(self._refer, self.value_types, self.shared)
        encoder.plain = message.get("plain") is True
        encoder.objects = message.get("objects") is True
        self.asked = True
        try:
            answer = getattr(self, "_" + message["do"])(message, buffers, encoder)
        except BaseException as error:  # whatever the student's code raises is an answer
            self.shared.unsent()
            encoder = wire.Encoder(self._refer, self.value_types)
            answer = {"error": self._error(error), "refused": isinstance(error, frames.Refused)}
        with self.calling:  # a thread that goes on hears no answer any more
            self.asked = False
        if os.getpid() != self.owner:  # a child that the notebook forked and let go on
            os._exit(0)
        answer |= {"reduced": True} if encoder.reduced else {}
        frames.send(self.sock, answer, encoder.buffers)
        self.shared.sent()

    # requests

    def _listen(self, message, buffers) -> wire.Decoder:
        """Takes what the trusted side tells before it asks: what it changed in place, what it no
        longer needs, the state of its random numbers.
        """
        if message.get("fresh"):
            self.shared.clear()
            self.told = {}
        decoder = self._decoder(buffers, self.shared)
        for number, content in message.get("changed", []):
            self.shared.overwrite(number, decoder.decode(content))
        self.shared.drop(message.get("drop", []))
        if "chance" in message:
            state, arrays = decoder.decode(message["chance"])
            random.setstate(state)
            sys.modules["numpy"].random.set_state(arrays)
        return decoder

    def _run(self, message, buffers, encoder) -> dict:
        before = held()
        outputs, count = self.shell.run(message["source"], message.get("graded", False))
        told = {"outputs": outputs, "count": count, "updates": self.shell.updates}
        return told | {"grown": held() - before}

    def _get(self, message, buffers, encoder) -> dict:
        self._listen(message, buffers)
        name = message["name"]
        try:
            value = dict.__getitem__(self.shell.user_ns, name)
        except KeyError:
            return {"missing": True}
        self.told[name] = value
        return {"value": encoder.encode(value)}

    def _seed(self, message, buffers, encoder) -> dict:
        self.shell.seed(message["value"])
        return {}

    def _hear(self, message, buffers, encoder) -> dict:
        self._listen(message, buffers)
        return {}

    def _put(self, message, buffers, encoder) -> dict:
        """A name that a grade cell has bound and the notebook's own cells need."""
        decoder = self._decoder(buffers)
        self.shell.user_ns[message["name"]] = decoder.decode(message["value"])
        return {}

    def _ask(self, message, buffers, encoder) -> dict:
        """One operation on a kept object; the answer says what it changed in place."""
        decoder = self._listen(message, buffers)
        args = [decoder.decode(part) for part in message["args"]]
        kwargs = {name: decoder.decode(part) for name, part in message["kwargs"].items()}
        answer: dict[str, Any] = {}
        try:
            with self.shell.capture() as (printed, warned):
                operation = OPERATIONS[message["op"]]
                result = operation(self.kept[message["ref"]], *args, **kwargs)
                if encoder.plain and message["op"] == "__call__" and "grader.checks" in sys.modules:
                    result = sys.modules["grader.checks"].called(result)
        except BaseException as error:
            answer["error"] = self._error(error)
        answer["changed"] = self._changed(encoder)
        answer["rebound"] = self._rebound()
        if "error" not in answer:
            answer["value"] = encoder.encode(result)
        answer["printed"] = printed.getvalue()[:PRINTED]
        answer["warned"] = warned.getvalue()[:PRINTED]
        return answer

    def _rebound(self) -> list[str]:
        """The names which the cell asked for and which stand for something else by now."""
        names = self.shell.user_ns
        return [name for name, value in self.told.items() if dict.get(names, name) is not value]

    def _pitfall(self, message, buffers, encoder) -> dict:
        """What is odd in the code of a function, if our checks are there to look."""
        checks = sys.modules.get("grader.checks")
        found = checks.slip(self.kept[message["ref"]], *message["spelt"]) if checks else None
        return {"pitfall": [found[0], found[1][:200], found[2][0][:CAUSE]]} if found else {}

    def _digest(self, message, buffers, encoder) -> dict:
        """What tells a name's value from another; nothing where it has no plain form."""
        return {"digest": digest(dict.get(self.shell.user_ns, message["name"]), self.value_types)}

    def _files(self, message, buffers, encoder) -> dict:
        """The files beside the notebook, as they are now: calibration sees whether one is
        written.
        """
        every = (path for path in Path().rglob("*") if "__pycache__" not in path.parts)
        found = [path for path in every if path.is_file()]
        return {"files": [[str(path), os.stat(path).st_mtime_ns] for path in sorted(found)]}

    def _names(self, message, buffers, encoder) -> dict:
        """The names of the notebook and the identity of what they stand for: calibration sees which
        cell bound what.
        """
        hidden = self.shell.hidden_names
        return {
            "value": {
                "t": "dict",
                "v": [
                    [k, id(v)]
                    for k, v in list(dict.items(self.shell.user_ns))
                    if type(k) is str and not k.startswith("_") and k not in hidden
                ],
            }
        }

    def _decoder(self, buffers: list, table: Shared | None = None) -> wire.Decoder:
        return wire.Decoder(buffers, self._resolve, table, named=self._named)

    def _named(self, name: str, fields: list[str]) -> Any:
        """The notebook's own class of named tuples, which a given cell defines on both sides."""
        known = dict.get(self.shell.user_ns, name)
        if isinstance(known, type) and getattr(known, "_fields", None) == tuple(fields):
            return known
        return collections.namedtuple(name, fields)

    # references

    def _refer(self, value: Any) -> dict:
        number = self._number(value)
        if isinstance(value, types.ModuleType):
            return {"t": "ref", "id": number, "kind": "module", "name": str(value.__name__)}
        if isinstance(value, type) and issubclass(value, Exception):
            return {"t": "ref", "kind": "exception", **self._line(value)}
        kind = "object"
        if isinstance(value, type):
            kind = "class"
        elif callable(value):
            kind = "function"
        elif isinstance(value, types.GeneratorType):
            kind = "generator"
        elif hasattr(type(value), "__next__"):
            kind = "iterator"
        return {
            "t": "ref",
            "id": number,
            "kind": kind,
            "own": type(value).__module__ == "__main__",
            "name": str(getattr(value, "__name__", type(value).__name__))[:80],
            "of": self._number(type(value)),
            "type": type(value).__name__[:80],
            "can": [op for op in SPECIAL if _can(type(value), op)],
            "hash": _can(type(value), "__hash__"),
        }

    def _number(self, value: Any) -> int:
        """Stands for an object, which is kept alive so that its id stays its own."""
        number = self.numbers.setdefault(id(value), len(self.numbers))
        self.kept[number] = value
        return number

    def _line(self, kind: type) -> dict:
        """A class of exceptions with what it is a class of: built in, of a library, the
        student's.
        """
        name = kind.__name__[:80]
        if kind.__module__ == "builtins":
            return {"name": name}
        bases = [self._line(base) for base in kind.__bases__ if issubclass(base, Exception)]
        return {"id": self._number(kind), "name": name, "module": kind.__module__, "bases": bases}

    def _resolve(self, message: dict) -> Any:
        if "import" in message:
            target = importlib.import_module(message["import"])
            if message["name"]:
                return operator.attrgetter(message["name"])(target)
            return target
        if "back" in message:
            return self._callback(message["back"])
        return self.kept[message["id"]]

    def _callback(self, number: int) -> Callable:
        """A function that runs on the trusted side when the student's code calls it."""

        def called(*args, **kwargs):
            with self.calling:
                if not self.asked:
                    raise RuntimeError("the check that gave this function has ended")
                return self._call_back(number, args, kwargs)

        return called

    def _call_back(self, number: int, args: tuple, kwargs: dict) -> Any:
        encoder = wire.Encoder(self._refer, self.value_types, self.shared)
        try:
            message = {
                "back": number,
                "changed": self._changed(encoder),
                "args": encoder.many(args),
                "kwargs": {name: encoder.encode(value) for name, value in kwargs.items()},
            }
        except frames.Refused:
            self.shared.unsent()
            raise
        frames.send(self.sock, message, encoder.buffers)
        self.shared.sent()
        answer, buffers = frames.receive(self.sock)
        decoder = self._decoder(buffers)
        for known, content in answer.get("changed", []):
            self.shared.overwrite(known, decoder.decode(content))
        if "error" in answer:
            kind = getattr(__import__("builtins"), answer["error"]["kind"], Exception)
            raise kind(answer["error"]["text"])
        return decoder.decode(answer["value"])

    def _changed(self, encoder: wire.Encoder) -> list:
        """What the trusted side has to know of shared values, by number."""
        return [[number, encoder.content(value)] for number, value in self.shared.changed()]

    def _error(self, error: BaseException) -> dict:
        """What the trusted side is told of an exception: its class, its text, and the line of the
        student's code.
        """
        try:
            # str(KeyError) puts quotes around its text, and the exception made of it would put more
            # around them
            said = error.args[0] if isinstance(error, KeyError) and error.args else error
            text = str(said)[:LONGEST]
        except BaseException:
            text = ""
        # a test may name the class in `except`, or one of those that it is a class of
        kind = self._line(type(error)) if isinstance(error, Exception) else {}
        found: dict[str, Any] = {"kind": kind, "text": text}
        args = getattr(error, "args", None)
        if type(args) is tuple and len(args) <= MOST_ARGS and all(map(is_simple, args)):
            found["args"] = list(args)
        lines = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if "ipykernel_" in frame.filename or frame.filename.startswith("<ipython-input")
        ]
        if lines:
            found["line"] = lines[-1].lineno
            found["code"] = (lines[-1].line or "").strip()[:200]
        if "grader.checks" in sys.modules:  # a notebook without our checks has no use for it
            known = sys.modules["grader.checks"].cause(error, self.shell.user_ns)
            found |= {"cause": known[0][:CAUSE]} if known else {}
        return found
