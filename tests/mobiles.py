"""Which mobile numbers could be somebody's: mobile_ranges.txt holds the blocks of the operators."""

import re
from bisect import bisect
from functools import cache
from pathlib import Path

# The number at which customers of China Mobile pay in: it is in use, but it is nobody's. Its block
# begins with 13, which no other number that nobody has does.
SERVICES = {"13800138000"}
_NUMBER = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")


def could_be_dialled(text: str) -> list[str]:
    """The mobile numbers in a text that lie in a block of an operator."""
    numbers = ["".join(parts) for parts in _NUMBER.findall(text)]
    return [number for number in numbers if _allotted(number) and number not in SERVICES]


def _allotted(number: str) -> bool:
    firsts, lasts = _ranges()
    block = int(number[:7])
    place = bisect(firsts, block) - 1
    return place >= 0 and block <= lasts[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """First and last block of each run, in order."""
    lines = (Path(__file__).parent / "mobile_ranges.txt").read_text(encoding="utf-8").splitlines()
    runs = [line.split("-") for line in lines if not line.startswith("#")]
    return [int(run[0]) for run in runs], [int(run[-1]) for run in runs]
