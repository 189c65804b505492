"""The student's side: runs student cells and answers for the names that they defined.

It is never believed about marks.

Requests come as frames: run a cell, look a name up, call or ask an object. What has no form in the
closed format stays here in a table, and a number goes out for it. A function of the trusted side
comes as a number too, and is called back.
"""

from __future__ import annotations

import importlib
import operator
import traceback
import types
from collections.abc import Callable
from typing import Any

from grader.engine.cells import frames, wire

OPERATIONS: dict[str, Callable] = {
    f"__{name}__": getattr(operator, f"__{name}__")
    for name in (
        "lt",
        "le",
        "eq",
        "ne",
        "ge",
        "gt",
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "matmul",
        "and",
        "or",
        "xor",
        "neg",
        "pos",
        "abs",
        "invert",
        "getitem",
        "setitem",
        "delitem",
        "contains",
    )
} | {
    "__getattr__": getattr,
    "__setattr__": setattr,
    "__len__": len,
    "__bool__": bool,
    "__str__": str,
    "__repr__": repr,
    "__float__": float,
    "__int__": int,
    "__hash__": hash,
    "__iter__": iter,
    "__next__": next,
    "__format__": format,
    "__call__": lambda target, *args, **kwargs: target(*args, **kwargs),
    "__instancecheck__": lambda kind, value: isinstance(value, kind),
    "__dir__": dir,
    "__round__": round,
    "__enter__": lambda target: type(target).__enter__(target),
    "__exit__": lambda target, *error: type(target).__exit__(target, *error),
    "__radd__": lambda a, b: b + a,
    "__rsub__": lambda a, b: b - a,
    "__rmul__": lambda a, b: b * a,
    "__rtruediv__": lambda a, b: b / a,
}


class Student:
    """Answers requests on a socket until it closes; `shell` is the notebook's shell."""

    def __init__(self, sock, shell, value_types: frozenset[str] = frozenset()):
        self.sock = sock
        self.shell = shell
        self.value_types = value_types
        self.kept: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}

    def serve(self) -> None:
        while True:
            try:
                message, buffers = frames.receive(self.sock)
            except frames.DEAD:
                return
            self.reply(message, buffers)

    def reply(self, message: dict, buffers: list) -> None:
        """Does one request and sends what came of it."""
        encoder = wire.Encoder(self._refer, self.value_types)
        encoder.plain = message.get("plain") is True
        try:
            answer = getattr(self, "_" + message["do"])(message, buffers, encoder)
        except BaseException as error:  # whatever the student's code raises is an answer
            encoder = wire.Encoder(self._refer, self.value_types)
            answer = {"error": self._error(error)}
        frames.send(self.sock, answer, encoder.buffers)

    # requests

    def _run(self, message, buffers, encoder) -> dict:
        outputs, count = self.shell.run(message["source"], message.get("graded", False))
        return {"outputs": outputs, "count": count, "updates": self.shell.updates}

    def _get(self, message, buffers, encoder) -> dict:
        try:
            value = dict.__getitem__(self.shell.user_ns, message["name"])
        except KeyError:
            return {"missing": True}
        return {"value": encoder.encode(value)}

    def _ask(self, message, buffers, encoder) -> dict:
        """One operation on a kept object; "watch" asks for the arguments as they are afterwards,
        where they changed.
        """
        decoder = wire.Decoder(buffers, self._resolve)
        args = [decoder.decode(part) for part in message["args"]]
        kwargs = {name: decoder.decode(part) for name, part in message["kwargs"].items()}
        before = [self._picture(value) for value in args] if message.get("watch") else []
        try:
            with self.shell.capture() as printed:
                operation = OPERATIONS[message["op"]]
                result = operation(self.kept[message["ref"]], *args, **kwargs)
        except BaseException as error:
            answer: dict[str, Any] = {"error": self._error(error)}
        else:
            answer = {"value": encoder.encode(result)}
        answer["printed"] = printed.getvalue()[:100_000]
        changed = []
        for place, (value, old) in enumerate(zip(args, before, strict=False)):
            if old is not None and self._picture(value) != old:
                changed.append([place, encoder.encode(value)])
        answer["changed"] = changed
        return answer

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

    # references

    def _refer(self, value: Any) -> dict:
        number = self.numbers.setdefault(id(value), len(self.numbers))
        self.kept[number] = value  # kept alive, so that its id stays its own
        kind = "object"
        if isinstance(value, type):
            kind = "exception" if issubclass(value, Exception) else "class"
        elif isinstance(value, types.ModuleType):
            return {"t": "ref", "id": number, "kind": "module", "name": str(value.__name__)}
        elif callable(value):
            kind = "function"
        elif hasattr(type(value), "__next__"):
            kind = "iterator"
        return {
            "t": "ref",
            "id": number,
            "kind": kind,
            "name": str(getattr(value, "__name__", type(value).__name__))[:80],
        }

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
            encoder = wire.Encoder(self._refer, self.value_types)
            message = {
                "back": number,
                "args": encoder.many(args),
                "kwargs": {k: encoder.encode(v) for k, v in kwargs.items()},
            }
            frames.send(self.sock, message, encoder.buffers)
            answer, buffers = frames.receive(self.sock)
            if "error" in answer:
                raise getattr(__import__("builtins"), answer["error"]["kind"], Exception)(
                    answer["error"]["text"]
                )
            return wire.Decoder(buffers, self._resolve).decode(answer["value"])

        return called

    def _picture(self, value: Any) -> Any:
        """A copy of a value to compare with later; None for what cannot change in place."""
        if value is None or isinstance(
            value, (bool, int, float, str, bytes, tuple, types.FunctionType)
        ):
            return None
        encoder = wire.Encoder(lambda found: {"t": "ref", "id": id(found)}, self.value_types)
        try:
            return repr(encoder.encode(value)), b"".join(encoder.buffers)
        except frames.Refused:
            return None

    def _error(self, error: BaseException) -> dict:
        """What the trusted side is told of an exception: its class, its text, and the line of the
        student's code.
        """
        kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
        try:
            # str(KeyError) puts quotes around its text, and the exception made of it would put more
            # around them
            text = str(error.args[0] if isinstance(error, KeyError) and error.args else error)[
                :2000
            ]
        except BaseException:
            text = ""
        found: dict[str, Any] = {"kind": kinds[0], "name": type(error).__name__[:80], "text": text}
        # a class of the student's: a test may name it in `except`
        if type(error).__module__ != "builtins":
            found["number"] = self._refer(type(error))["id"]
        lines = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if "ipykernel_" in frame.filename or frame.filename.startswith("<ipython-input")
        ]
        if lines:
            found["line"] = lines[-1].lineno
            found["code"] = (lines[-1].line or "").strip()[:200]
        return found
