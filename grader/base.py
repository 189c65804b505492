"""What every room may raise and say: a text in both languages, an error that is one sentence."""

from __future__ import annotations

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


class UserError(Exception):
    """One sentence in each language that ends a command with exit code 2."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
