"""The equivalent mutants of a unit, content/<slug>/mutants.toml: what no check can tell from the
solution, each with the reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

NAME = "mutants.toml"

Key = tuple[str, str, str]  # assignment, id of the answer cell, change


class ListError(Exception):
    """The list is not as it should be; the message is one sentence with the file."""


def load(path: Path, shown: str) -> dict[Key, str]:
    """The reason of each listed mutant; nothing where there is no file.

    Raises ListError.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise ListError(f"{shown}: not valid TOML; correct it: {error}") from None
    found: dict[Key, str] = {}
    for number, entry in enumerate(entries, start=1):
        if set(entry) != {"task", "mutants", "reason"} or not str(entry["reason"]).strip():
            raise ListError(
                f"{shown}: entry {number} needs task, mutants and reason, and nothing else"
            )
        assignment, _, task = entry["task"].partition("/")
        for change in entry["mutants"]:
            if (assignment, task, change) in found:
                raise ListError(f"{shown}: {entry['task']}: “{change}” is listed twice")
            found[assignment, task, change] = entry["reason"]
    return found
