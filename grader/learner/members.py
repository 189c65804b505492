"""Whether a student id is one of the class: a pack has a salted digest of each, and no name.

An id has few digits, so a digest alone would be undone by trying all of them; each try costs
`ROUNDS` rounds here. The salt follows from the list, so that the same class gives the same pack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from grader.base import UserError
from grader.base.files import ids

ROUNDS = 20_000


@dataclass(frozen=True)
class Members:
    """The ids of a class that can be recognised and not be read; none where nothing is known."""

    salt: str = ""
    digests: frozenset[str] = frozenset()

    def has(self, id: str) -> bool:
        """Whether it is one of them, or may be: of a class without a list everybody is."""
        return not self.digests or _digest(self.salt, id) in self.digests

    def written(self) -> dict[str, object]:
        """As a pack has it."""
        return {"salt": self.salt, "digests": sorted(self.digests)}


def of(known: Collection[str]) -> Members:
    """Of the ids on a class list."""
    if not known:
        return Members()
    salt = hashlib.sha256("\n".join(sorted(known)).encode()).hexdigest()[:32]
    return Members(salt, frozenset(_digest(salt, id) for id in known))


def read(raw: object) -> Members:
    """What a pack says; nothing where it says something else."""
    if not isinstance(raw, dict) or not isinstance(raw.get("digests"), list):
        return Members()
    return Members(str(raw.get("salt", "")), frozenset(map(str, raw["digests"])))


def unknown(id: str) -> UserError:
    """The sentence about an id that is not on the list; somebody new in the class goes on."""
    return UserError(
        f"这个班的名单里没有学号 {id}：请检查有没有输错。没有输错（比如刚转来），就再填一次，"
        "并告诉老师。",
        f"The id {id} is not on this class's list: please check it. If it is right, because you "
        "are new here, enter it once more and tell your teacher.",
    )


def _digest(salt: str, id: str) -> str:
    plain = ids.normal(id).casefold().encode()
    return hashlib.pbkdf2_hmac("sha256", plain, salt.encode(), ROUNDS).hex()[:32]
