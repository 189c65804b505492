"""Runs the cells of one notebook in this process, with the outputs that ipykernel and nbclient
would store.

ipykernel's own kernel, shell, display hook and publisher do the work; only the socket is replaced
by a function. There is no ZeroMQ, no thread and no history file. One Shell per process: it takes
over sys.stdout, sys.stderr and the descriptors 1 and 2. It may be made before a fork; the child's
first `run` then makes all that its own, and draws new random numbers unless a cell has run before
the fork.
"""

from __future__ import annotations

import asyncio
import base64
import codecs
import contextvars
import gc
import importlib
import io
import logging
import os
import random
import sys
import tempfile
import threading
import traceback
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import comm
from ipykernel.eventloops import enable_gui
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.completer import ProvisionalCompleterWarning
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session
from nbclient.output_widget import OutputWidget
from traitlets import Any as AnyTrait
from traitlets.config import Config

from grader.engine.cells import chance
from grader.engine.cells import outputs as forms
from grader.engine.cells.precompiled import Interactive
from grader.engine.model import Limits

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

INLINE = "module://matplotlib_inline.backend_inline"
LIBRARIES = (
    "numpy",
    "pandas",
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pexpect",
)  # the last one is behind "!command"
CHUNK = 65_536  # a stream that holds more than this passes it on
_OUTPUT_MODEL = ("@jupyter-widgets/output", "OutputModel")
_START_FILTERS = [  # Python's own filters, as a new kernel has them
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_FILTERS_OF_IPYTHON = [("error", None, ProvisionalCompleterWarning, None, 0)]
_filters: list[tuple] = _FILTERS_OF_IPYTHON + _START_FILTERS


# --- the warm parent


def prepare() -> None:
    """Imports and warms, once, all that notebooks commonly need; starts no thread, socket or event
    loop.
    """
    global _filters
    os.environ["MPLBACKEND"] = INLINE
    with warnings.catch_warnings():
        warnings.resetwarnings()
        _add_filters(_FILTERS_OF_IPYTHON + _START_FILTERS)
        _import()
        _filters = list(warnings.filters)
    _warm()
    # A notebook's first plot imports the inline backend anew: at that moment it ties itself to the
    # shell.
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    gc.collect()
    gc.freeze()  # a full collection in a child would copy the whole heap, page by page


def _import() -> None:
    """Loads the libraries, whose own warning filters belong to a notebook's start."""
    for name in LIBRARIES:
        importlib.import_module(name)
    sys.modules["matplotlib"].rcParams["backend"] = INLINE


def _warm() -> None:
    """Formats a plot, a table and an error once, so that fonts, templates and lexers are loaded."""
    import pandas
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([0, 1], label="0")
    FigureCanvasAgg(figure).print_figure(io.BytesIO(), format="png", bbox_inches="tight")
    main = sys.modules["__main__"]
    environ = dict(os.environ)
    shell, _ = _kernel(_Collector(lambda message: None), {"table": pandas.DataFrame({"a": [1.0]})})
    for source in ("table", "1/0", "1 +", "%time 1"):
        with _silence():
            shell.run_cell(source, store_history=False)
    _forget_kernel()
    sys.modules["__main__"] = main
    os.environ.clear()
    os.environ.update(environ)


@contextmanager
def _silence() -> Iterator[None]:
    """While open, nothing that is printed leaves the process."""
    old = sys.stdout, sys.stderr
    sys.stdout = io.StringIO()
    sys.stderr = io.StringIO()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = old


def fresh(filters: list[tuple] | None = None) -> None:
    """Gives this process the warning filters and the random state of a kernel that has just
    started.
    """
    warnings.resetwarnings()
    _add_filters(_filters if filters is None else filters)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _add_filters(filters: list[tuple]) -> None:
    known: Any = warnings.filters  # a list, whose hint promises a sequence only
    known.extend(filters)


# --- ipykernel without a socket


class _Collector(Session):
    """A session that hands its messages to a function."""

    receiver = AnyTrait()
    request = AnyTrait({})

    def __init__(self, receiver):
        super().__init__(receiver=receiver)

    def send(
        self,
        stream,
        msg_or_type,
        content=None,
        parent=None,
        ident=None,
        buffers=None,
        track=False,
        header=None,
        metadata=None,
    ):
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(
                msg_or_type,
                content=content,
                parent=parent or self.request,
                header=header,
                metadata=metadata,
            )
        message["buffers"] = buffers or []
        self.receiver(message)
        return message


class _Interactive(Interactive):
    """ipykernel's shell; leaves no folder in the user's home and needs no application around it."""

    def init_ipython_dir(self, ipython_dir):
        pass

    def init_profile_dir(self, profile_dir):
        pass

    def enable_gui(self, gui=None):
        enable_gui(gui, self.kernel)


def _called(kind: type, model: type) -> None:
    """Gives a class the name of ipykernel's own, by which libraries see that they are in a
    notebook.
    """
    kind.__name__ = model.__name__
    kind.__qualname__ = model.__qualname__
    kind.__module__ = model.__module__


_called(_Interactive, ZMQInteractiveShell)


class _Kernel(IPythonKernel):
    """ipykernel's kernel, without the debugger, which its own start and its own trait would
    load."""

    debugger_class = AnyTrait()

    def __init__(self, session: Session):
        Kernel.__init__(self, session=session, log=logging.Logger("kernel", logging.CRITICAL))
        # On another thread than the parent of this one ipykernel leaves SIGINT alone, as wanted
        # here.
        self.shell_channel_thread = SimpleNamespace(parent_thread=None)


def _forget_kernel() -> None:
    """Lets a new kernel and shell become the ones of this process."""
    for kind in (Kernel, InteractiveShell):
        if kind.initialized():
            instance: Any = kind._instance
            type(instance).clear_instance()


def _kernel(session: Session, user_ns: dict) -> tuple[_Interactive, _Kernel]:
    """A shell with its kernel, both set as this process's only ones."""
    _forget_kernel()
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    kernel = _Kernel.instance(session=session)
    shell = _Interactive.instance(config=config, user_ns=user_ns, kernel=kernel)
    kernel.shell = shell
    shell.db = {}  # what %bookmark and %cd would keep in the user's profile
    hook: Any = shell.displayhook  # ipykernel's own; IPython's hints know no session
    publisher: Any = shell.display_pub
    hook.session = publisher.session = session
    hook.topic = b"execute_result"
    return shell, kernel


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr: keeps text until flushed, also what went to the descriptor
    meanwhile.
    """

    encoding = "UTF-8"
    file: int
    texts: list[str]

    def __init__(self, name: str, number: int, session: Session):
        self.name = name
        self.number = number
        self.session = session
        self.lock = threading.RLock()
        self.take_over()

    def take_over(self) -> None:
        """Points the descriptor to a new file of this process."""
        with suppress(AttributeError, OSError):
            os.close(self.file)
        try:
            self.file = os.memfd_create(self.name)
        except (AttributeError, OSError):
            with tempfile.TemporaryFile() as file:
                self.file = os.dup(file.fileno())
        os.dup2(self.file, self.number)
        self.owner = os.getpid()
        self.place = 0
        self.texts = []
        self.held = 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def fileno(self) -> int:
        """A descriptor whose text is not stored, as ipykernel's."""
        if not hasattr(self, "nowhere"):
            self.nowhere = os.open(os.devnull, os.O_WRONLY)
        return self.nowhere

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self.owner:  # a child that the notebook forked, such as multiprocessing's
            os.write(self.number, text.encode("utf-8", "replace"))
            return len(text)
        with self.lock:
            self._fetch()
            self.texts.append(text)
            self.held += len(text)
        if self.held > CHUNK:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if os.getpid() != self.owner:
            return
        with self.lock:
            self._fetch()
            text = "".join(self.texts)
            self.texts = []
            self.held = 0
        if text:
            self.session.send(None, "stream", {"name": self.name, "text": text})

    def _fetch(self) -> None:
        """Takes what C code and subprocesses wrote since."""
        while os.fstat(self.file).st_size > self.place:
            data = os.pread(self.file, CHUNK, self.place)
            self.place += len(data)
            self.texts.append(self.decoder.decode(data))
            self.held += len(data)
            if self.held > CHUNK:
                text = "".join(self.texts)
                self.texts = []
                self.held = 0
                self.session.send(None, "stream", {"name": self.name, "text": text})

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing: the next cell prints as well."""


_called(Stream, OutStream)


# --- nbclient's part


@dataclass
class _Slot:
    """An output that carries a display id."""

    run: int
    index: int
    output: dict
    size: int


class _Client:
    """Makes a cell's outputs from messages, as nbclient does; joins neighbouring chunks of a
    stream.
    """

    def __init__(self, limit: int):
        self.limit = limit
        self.number = 0
        self.lock = threading.RLock()
        self.slots: dict[str, list[_Slot]] = {}
        self.widget_state: dict[str, dict] = {}
        self.widget_buffers: dict[str, dict] = {}
        self.hooks: dict[str, list[OutputWidget]] = defaultdict(list)
        self.widgets: dict[str, OutputWidget] = {}
        self.replies: list[dict] = []  # messages of Output widgets to the kernel
        self.open = False

    def begin(self) -> None:
        """Starts a new cell."""
        self.outputs: list[Any] = []  # dicts; nbclient's hints want its subclass of dict
        self.updated: dict[tuple[int, int], _Slot] = {}
        self.number += 1
        self.used = 0
        self.cut = False
        self.clear_next = False
        self.open = True

    def end(self) -> list[dict]:
        """The cell's outputs; what comes later is lost, as with nbclient."""
        with self.lock:
            self.open = False
            if self.cut:
                self.outputs.append(dict(forms.NOTE))
            return self.outputs

    def receive(self, message: dict, owner: int) -> None:
        if os.getpid() != owner:
            return
        kind = message["header"]["msg_type"]
        content = message["content"]
        with self.lock:
            if kind.startswith("comm"):
                self._comm(kind, content, message)
            elif not self.open:
                return
            elif kind == "clear_output":
                self._clear(message)
            else:
                self._output(kind, content, message)

    # outputs

    def _output(self, kind: str, content: dict, message: dict) -> None:
        label = (content.get("transient") or {}).get("display_id")
        if label:
            self._update(label, content)
        if kind not in ("stream", "display_data", "execute_result", "error"):
            return
        hooks = self.hooks[message["parent_header"].get("msg_id")]
        if hooks:
            plain, size = forms.plain(content)
            if self._fits(size):
                with suppress(Exception):  # what is no valid output
                    hooks[-1].output(self.outputs, {**message, "content": plain}, label, 0)
            return
        if self.clear_next:
            self._empty()
        getattr(self, "_" + kind)(content, label)

    def _fits(self, size: int) -> bool:
        if self.used + size > self.limit:
            self.cut = True
            return False
        self.used += size
        return True

    def _stream(self, content: dict, label: None) -> None:
        last = self.outputs[-1] if self.outputs else {}
        joined = last.get("output_type") == "stream" and last["name"] == content["name"]
        output = {"output_type": "stream", "name": content["name"], "text": ""}
        room = self.limit - self.used - (0 if joined else forms.size(output))
        text = forms.fitting(content["text"], room)
        self.cut |= text != content["text"]
        if not text:
            return
        if not joined:
            self.outputs.append(output)
            self.used += forms.size(output)
        self.outputs[-1]["text"] += forms.plain(text)[0]
        self.used += forms.size(text)

    def _display_data(self, content: dict, label: str | None) -> None:
        output = {
            "output_type": "display_data",
            "metadata": content["metadata"],
            "data": content["data"],
        }
        self._rich(output, label)

    def _execute_result(self, content: dict, label: str | None) -> None:
        self._rich(
            {
                "output_type": "execute_result",
                "metadata": content["metadata"],
                "data": content["data"],
                "execution_count": content["execution_count"],
            },
            label,
        )

    def _rich(self, output: dict, label: str | None) -> None:
        output, size = forms.plain(output)
        if not self._fits(size):
            if output["output_type"] != "execute_result" or self._has("execute_result"):
                return
            output = forms.brief(output)  # points may depend on it
            size = forms.size(output)
            self.used += size
        if label:
            self.slots.setdefault(label, []).append(
                _Slot(self.number, len(self.outputs), output, size)
            )
        self.outputs.append(output)

    def _error(self, content: dict, label: None) -> None:
        """Errors are always kept, if need be shortened."""
        self.outputs.append(
            forms.error(content["ename"], content["evalue"], content["traceback"], self.limit)
        )

    def _has(self, kind: str) -> bool:
        return any(output["output_type"] == kind for output in self.outputs)

    def ended(self, reply: dict) -> None:
        """Takes the kernel's word for it that a cell ended with an error, if none is among the
        outputs.
        """
        with self.lock:
            if reply["status"] == "error" and not self._has("error"):
                self._error(reply, None)

    def _update(self, label: str, content: dict) -> None:
        new, _ = forms.plain({"data": content["data"], "metadata": content["metadata"]})
        for slot in self.slots.get(label, ()):
            place = slot.run, slot.index
            size = forms.size({**slot.output, **new})
            known = slot.size if slot.run == self.number or place in self.updated else 0
            if not self._fits(size - known):
                if slot.output["output_type"] != "execute_result":
                    continue
                brief = forms.brief({**slot.output, **new})  # points may depend on it
                new = {"data": brief["data"], "metadata": brief["metadata"]}
                size = forms.size(brief)
                self.used += size - known
            slot.output.update(new)
            slot.size = size
            if slot.run != self.number:
                self.updated[place] = slot

    def _clear(self, message: dict) -> None:
        hooks = self.hooks[message["parent_header"].get("msg_id")]
        if hooks:
            hooks[-1].clear_output(self.outputs, message, 0)
        elif message["content"].get("wait"):
            self.clear_next = True
        else:
            self._empty()

    def _empty(self) -> None:
        self.outputs[:] = []
        self.used = 0
        self.cut = False
        self.clear_next = False
        for label in self.slots:
            self.slots[label] = [slot for slot in self.slots[label] if slot.run != self.number]

    # widgets

    def _comm(self, kind: str, content: dict, message: dict) -> None:
        content, size = forms.plain(content)
        if size > self.limit:
            self.cut = True
            return
        message = {**message, "content": content}
        identity = content["comm_id"]
        data = content["data"]
        if "state" in data:
            self.widget_state.setdefault(identity, {}).update(data["state"])
            for path, buffer in zip(
                data.get("buffer_paths") or (), message["buffers"], strict=False
            ):
                kept = {
                    "data": base64.b64encode(buffer).decode("ascii"),
                    "encoding": "base64",
                    "path": path,
                }
                self.widget_buffers.setdefault(identity, {})[tuple(path)] = kept
        if kind == "comm_open" and content.get("target_name") == "jupyter.widget":
            state = data["state"]
            if (state.get("_model_module"), state.get("_model_name")) == _OUTPUT_MODEL:
                self.widgets[identity] = OutputWidget(identity, state, self._channel(), self)
        elif kind == "comm_msg" and identity in self.widgets:
            self.widgets[identity].handle_msg(message)

    def _channel(self) -> Any:
        """What an Output widget takes for a kernel client."""
        return SimpleNamespace(
            session=Session(), shell_channel=SimpleNamespace(send=self.replies.append)
        )

    def register_output_hook(self, msg_id: str, hook: OutputWidget) -> None:
        self.hooks[msg_id].append(hook)

    def remove_output_hook(self, msg_id: str, hook: OutputWidget) -> None:
        self.hooks[msg_id].pop()


# --- the shell


class Shell:
    """A notebook's shell in this process.

    `updates` lists what the last run changed in outputs of earlier runs: (number of the run,
    counted from 1 without empty cells; index of the output; new data; new metadata).
    """

    def __init__(self, limits: Limits, user_ns: dict | None = None):
        fresh()
        os.environ["MPLBACKEND"] = INLINE
        self.owner = os.getpid()
        self.muted = 0
        self.inherited: list[asyncio.AbstractEventLoop] = []
        self.updates: list[tuple[int, int, dict, dict]] = []
        self.client = _Client(limits.output_kb * 1024)
        self.much = limits.memory_mb * 1024 // 2  # KiB
        session = _Collector(self._receive)
        self.user_ns = {} if user_ns is None else user_ns
        self.stdout = sys.stdout = Stream("stdout", 1, session)
        self.stderr = sys.stderr = Stream("stderr", 2, session)
        self.shell, self.kernel = _kernel(session, self.user_ns)
        self.filters = list(warnings.filters)  # ipykernel has added one of its own
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.chance = random.getstate()

    @property
    def hidden_names(self) -> set[str]:
        """Names in the namespace that IPython put there."""
        return set(self.shell.user_ns_hidden)

    def run(self, source: str, graded: bool = False) -> tuple[list[dict], int | None]:
        """The cell's outputs (nbformat 4) and its execution count; an empty cell is not run and has
        none.

        A kernel shows some errors as text alone, such as an ExceptionGroup: those of a `graded`
        cell are error outputs too.
        """
        self.updates = []
        self._settle()
        if not source.strip():
            return [], None
        self._drop_late()
        self._mend_streams()
        self.client.begin()
        count = self.shell.execution_count
        session: Any = self.kernel.session  # a _Collector
        request = session.request = session.msg("execute_request", {"code": source})
        self.kernel.set_parent([], request)
        try:
            reply = self._execute(source)
            if graded:
                self.client.ended(reply)
        finally:
            self.stdout.flush()
            self.stderr.flush()
            outputs = self.client.end()
            self.updates = [
                (*place, slot.output["data"], slot.output["metadata"])
                for place, slot in self.client.updated.items()
            ]
            self.chance = random.getstate()
        self._answer_widgets()
        self._let_go()
        return outputs, count

    @contextmanager
    def capture(self) -> Iterator[tuple[io.StringIO, io.StringIO]]:
        """While open, collects what is printed, and what goes to stderr; displays are dropped."""
        old = (sys.stdout, sys.stderr)
        sys.stdout, sys.stderr = streams = io.StringIO(), io.StringIO()
        self.muted += 1
        try:
            yield streams
        finally:
            self.muted -= 1
            sys.stdout, sys.stderr = old

    def widget_state(self) -> dict:
        """The notebook's "widgets" metadata, as nbclient writes it; empty without widgets."""
        if not self.client.widget_state:
            return {}
        states = {}
        for identity, state in self.client.widget_state.items():
            if "_model_name" not in state:
                continue
            states[identity] = {
                "state": state,
                **{
                    name: state.get("_" + name)
                    for name in ("model_name", "model_module", "model_module_version")
                },
            }
            if self.client.widget_buffers.get(identity):
                states[identity]["buffers"] = list(self.client.widget_buffers[identity].values())
        return forms.plain(
            {
                "application/vnd.jupyter.widget-state+json": {
                    "state": states,
                    "version_major": 2,
                    "version_minor": 0,
                }
            }
        )[0]

    def seed(self, value: int) -> None:
        """Random numbers start from here, so that the same notebook draws the same ones again."""
        self._settle()
        chance.begin(value)

    def precompile(self, source: str) -> None:
        """Prepares a cell that will be run, if it is one that IPython understands."""
        with suppress(Exception):  # the cell itself will say it
            self.shell.precompile(source)

    def number(self, count: int) -> None:
        """The next cell's number, as errors name it, where not every cell of a notebook runs
        here."""
        self.shell.execution_count = count

    # inside

    def _receive(self, message: dict) -> None:
        if not self.muted:
            self.client.receive(message, self.owner)

    def _settle(self) -> None:
        """After a fork: own descriptors and loop; the random state that the last cell left, if one
        ran.
        """
        if os.getpid() == self.owner:
            return
        self.owner = os.getpid()
        self.stdout.take_over()
        self.stderr.take_over()
        self.inherited.append(self.loop)  # kept: to close it would reach into the parent's
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        if self.client.number:
            random.setstate(self.chance)  # Python reseeds itself at every fork
        else:
            fresh(self.filters)

    def _mend_streams(self) -> None:
        """Puts back a stream that a cell closed or took away: no cell could end without it."""
        for name, own in (("stdout", self.stdout), ("stderr", self.stderr)):
            now = getattr(sys, name, None)
            if now is None or getattr(now, "closed", False):
                setattr(sys, name, own)

    def _drop_late(self) -> None:
        """Forgets what threads printed after the last cell; nbclient does not store it either."""
        self.stdout.flush()
        self.stderr.flush()

    def _execute(self, source: str) -> dict:
        """Runs a cell inside the event loop, as ipykernel does; returns the kernel's reply."""
        work = self.kernel.do_execute(source, silent=False, store_history=True, allow_stdin=False)
        task = self.loop.create_task(work, context=contextvars.copy_context())
        try:
            return self.loop.run_until_complete(task)
        # an interrupt while the loop waits, or a fault in displaying an error
        except BaseException as error:
            return self._interrupt(task, error)

    def _interrupt(self, task: asyncio.Task, error: BaseException) -> dict:
        """Ends the task; shows the error, or for an interrupt ipykernel's own CancelledError.
        Returns what a kernel replies.
        """
        hide = not isinstance(error, KeyboardInterrupt)
        if not task.done():
            self.stdout.flush()
            self.stderr.flush()
            self.muted += hide
            task.cancel()
            with suppress(BaseException):
                self.loop.run_until_complete(task)
            self.muted -= hide
        content = {
            "ename": type(error).__name__,
            "evalue": _text(error),
            "traceback": [f"{type(error).__name__}: {_text(error)}"],
        }
        if not any(output["output_type"] == "error" for output in self.client.outputs):
            session: Any = self.kernel.session  # a _Collector
            session.send(None, "error", content)
        return {"status": "error", **content}

    def _let_go(self) -> None:
        """Frees what only the last error keeps, which are the variables of its functions; where
        memory runs short, also the results that IPython remembers as _ and Out.
        """
        error = getattr(sys, "last_value", None)
        while isinstance(error, BaseException):
            traceback.clear_frames(error.__traceback__)
            for frame, _ in traceback.walk_tb(error.__traceback__):
                frame.f_locals  # noqa: B018 - empties the copy that was made to show the error
            error = error.__cause__ or error.__context__
        if resource and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > self.much:
            with suppress(Exception):  # a student may have changed what is kept there
                self.shell.displayhook.flush()
                self.shell.push(dict.fromkeys(("_", "__", "___"), ""), interactive=False)
            gc.collect()

    def _answer_widgets(self) -> None:
        """Lets waiting tasks run and Output widgets know their outputs, as between two cells in a
        kernel.
        """
        while self.client.replies:
            message = self.client.replies.pop(0)
            manager: Any = comm.get_comm_manager()  # uses neither stream nor identity
            manager.comm_msg(None, None, message)
        if asyncio.all_tasks(self.loop):
            with suppress(Exception):
                self.loop.run_until_complete(asyncio.sleep(0))


def _text(error: BaseException) -> str:
    """The error's message, even where its own __str__ fails."""
    try:
        return str(error)
    except Exception:
        return ""
