"""Runs a lesson and keeps only outputs that are the same on every machine."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import nbformat
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.content import BuildError
from tools.notebook import METADATA

TIMEOUT = 120  # seconds for one cell
WIDGETS = "application/vnd.jupyter.widget-view+json"
# Settings of one user that would change what a lesson shows.
UNSET = ("KEGUAN_DATASETS", "KEGUAN_LANG", "MPLBACKEND")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")


def run(notebooks: dict[str, nbformat.NotebookNode], folders: dict[str, Path]) -> None:
    """Runs every notebook (key: its path, for messages) in its folder, at the same time, and
    cleans its outputs.

    Raises BuildError when a cell raises, hangs, warns, or shows a path or an address of this
    machine.
    """
    # not asyncio.run: the caller may be a notebook or a browser's test, whose loop is running
    run_sync(_run_all)(notebooks, folders)


async def _run_all(notebooks, folders) -> None:
    results = await asyncio.gather(
        *(_run(shown, nb, folders[shown]) for shown, nb in notebooks.items()),
        return_exceptions=True,
    )
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def _run(shown: str, notebook: nbformat.NotebookNode, folder: Path) -> None:
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        # errors only
        store_widget_state=False,
        extra_arguments=["--log-level=40"],
        resources={"metadata": {"path": str(folder)}},
    )
    folder.mkdir(parents=True, exist_ok=True)
    try:
        await client.async_execute(env={k: v for k, v in os.environ.items() if k not in UNSET})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        number = next((n for n, cell in enumerate(notebook.cells, start=1) if _failed(cell)), "?")
        reason = _reason(error)
        raise BuildError(
            f"{shown}, cell {number}", f"运行出错：{reason}", f"this cell fails: {reason}"
        ) from None
    clean(
        notebook, shown, [str(folder.resolve()), str(folder.resolve().parents[1]), str(Path.home())]
    )


def _failed(cell) -> bool:
    outputs = cell.get("outputs", [])
    return any(o.output_type == "error" for o in outputs)


def _reason(error: Exception) -> str:
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {error.evalue}"
    return str(error).split("\n")[0]


def clean(notebook: nbformat.NotebookNode, shown: str, private: list[str]) -> None:
    """Drops what needs a live kernel, merges streams, numbers the cells.

    Raises BuildError for a warning, a memory address or one of the `private` paths in an output.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    count = 0
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = _merged([o for o in map(_without_widgets, cell.outputs) if o is not None])
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            _verify(output, f"{shown}, cell {number}", private)


def _without_widgets(output):
    """The output without its live widget; None when nothing static is left."""
    if "data" not in output or WIDGETS not in output.data:
        return output
    del output.data[WIDGETS]
    output.metadata.pop(WIDGETS, None)
    return output if set(output.data) - {"text/plain"} else None


def _merged(outputs: list) -> list:
    """Streams of one name that follow each other, as one: how they were cut depends on timing."""
    merged: list = []
    for output in outputs:
        if merged and output.output_type == "stream" and merged[-1].get("name") == output.name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def _verify(output, where: str, private: list[str]) -> None:
    if output.output_type == "stream" and output.name == "stderr":
        line = output.text.strip().split("\n")[0]
        raise BuildError(
            where, f"有警告输出：{line}", f"this cell prints a warning; make it silent: {line}"
        )
    texts = [output.get("text", "")]
    for kind, value in output.get("data", {}).items():
        if isinstance(value, str) and not kind.startswith("image/png"):
            texts.append(value)
    for text in texts:
        places = [match.group() for match in _ADDRESS.finditer(text)]
        places += [path for path in private if len(path) > 3 and path in text]
        if places:
            shown = places[0]
            raise BuildError(
                where,
                f"输出里有本机的地址或路径：{shown}",
                f"the output shows an address or a path of this machine: {shown}",
            )
