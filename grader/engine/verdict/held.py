"""What the cells that ran hold of the memory of the student's process, so that the one that leaves
no room for those after it can be left out.

The process tells it itself. A lie gains nothing: what is left out answers no check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SHARE = 4  # a cell counts that holds more than the limit divided by this
LEFT_OUT_ZH = "这个单元占用了 {mb} MB 内存，后面的单元不够用；其余单元重新运行时去掉了它。"
LEFT_OUT_EN = (
    "this cell held {mb} MB of memory, too much for the cells after it: they were run again "
    "without it."
)


@dataclass
class Heavy:
    """A cell that was run, by its source: the MB that it holds, and its outputs."""

    source: str
    mb: int
    outputs: list

    def remark(self) -> dict:
        """What stands under the cell once it is left out."""
        said = f"{LEFT_OUT_ZH.format(mb=self.mb)}\n{LEFT_OUT_EN.format(mb=self.mb)}\n"
        return {"output_type": "stream", "name": "stderr", "text": said}


class Held:
    """The cells of one notebook; `limit` is the memory in MB that all of them may use."""

    def __init__(self, limit: int):
        self.least = limit // SHARE
        self.needed: set[str] = set()  # without these, others fail as well
        self.restart()

    def restart(self) -> None:
        """The process is a new one."""
        self.heavy: dict[str, Heavy] = {}

    def note(self, source: str, grown: Any, outputs: list) -> None:
        """A cell was run, since when the process holds `grown` MB more."""
        if type(grown) is int and grown > self.least and source not in self.needed:
            self.heavy[source] = Heavy(source, grown, outputs)

    def heaviest(self, but: str = "") -> Heavy | None:
        """The cell that holds most, beside the one that has just failed."""
        others = [heavy for source, heavy in self.heavy.items() if source != but]
        return max(others, key=lambda heavy: heavy.mb, default=None)
