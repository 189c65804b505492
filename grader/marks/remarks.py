"""What has to be looked at before marks go out, each said with whose it is and what to do.

One irregularity of one student never stops the class: the mark of that work is provisional, and a
remark names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.base import Text
from grader.base.files.tables import Row


@dataclass(frozen=True)
class Remark:
    """A sentence for the teacher. open: somebody has to decide or mend something; otherwise it is
    only good to know."""

    text: Text
    open: bool = True


def of_row(row: Row, wrong: Text) -> Remark:
    """A line of one of the teacher's lists that does not count as it stands."""
    zh, en = row.place.zh, row.place.en
    return Remark(
        Text(
            f"{zh}：{wrong.zh}。这一行没有算进去。",
            f"{en}: {wrong.en}. The line does not count.",
        )
    )
