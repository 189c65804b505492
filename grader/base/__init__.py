"""What every room may raise and say: a text in both languages, an error that is one sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One text in the course's two languages."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)


def in_language(texts: Mapping[str, Text], language: str) -> dict[str, str]:
    """The sentences of one language, by their keys."""
    return {key: text[language] for key, text in texts.items()}


def meant(name: str) -> str:
    """A file name as it was meant: of a zip from Chinese Windows that was unpacked elsewhere, the
    bytes are GBK."""
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character, which Windows lets stand in a name
        raw = name.encode("utf-8", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def shown(name: str, longest: int = 120) -> str:
    """A name that somebody else chose, so that it can be shown: without control characters, cut
    where it is long."""
    name = "".join("�" if unicodedata.category(c)[0] == "C" else c for c in meant(name))
    return name if len(name) <= longest else name[: longest - 3] + "…"


class UserError(Exception):
    """One sentence in each language that ends a command with exit code 2."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
