"""Translations: keeps en.po in each folder of content files, and translates cells with it.

`python -m tools.messages update [name]` adds new messages (empty, or fuzzy where an old one was
close) and drops those that no content file of the folder has any more. A message is a Markdown
block, a Chinese string or a Chinese comment; its msgid is the Chinese text exactly. It stands once,
for all content files of the folder; where one of them needs another English, a second entry with
the file's name as msgctxt has it.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace as changed
from pathlib import Path

import polib

from grader.course import outline
from tools import literals, parts
from tools.content import FIELD, BuildError, Cell, read
from tools.parts import Part

Key = tuple[str | None, str]  # context of a message, and its Chinese text
Sources = Iterable[tuple[str, list[Cell]]]  # name and cells of content files of one folder
CLOSE = 0.75  # how alike an old message must be for its translation to be offered as fuzzy
_CODE_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_PERCENT = re.compile(r"%[-+0-9.]*[sdfg]")


def load(path: Path, shown: str) -> dict[Key, polib.POEntry]:
    """The entries of a catalogue, without the obsolete ones.

    Raises BuildError when it is no .po file or has a message twice.
    """
    try:
        file = polib.pofile(str(path), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(
            shown, f"不是有效的 .po 文件：{error}", f"not a valid .po file: {error}"
        ) from None
    entries: dict[Key, polib.POEntry] = {}
    for entry in file:
        if entry.obsolete:
            continue
        key = (entry.msgctxt, entry.msgid)
        if key in entries:
            raise BuildError(
                f"{shown}:{entry.linenum}",
                f"“{_short(entry.msgid)}”重复",
                f"message '{_short(entry.msgid)}' stands twice; delete one",
            )
        entries[key] = entry
    return entries


def key_of(source: str, text: str, entries: Mapping[Key, polib.POEntry]) -> Key:
    """Where a message of a content file stands: with the file as its context, else with none."""
    own = (source, text)
    return own if own in entries else (None, text)


class Catalogue:
    """The English of the content files of one folder."""

    def __init__(self, path: Path, shown: str):
        self.shown = shown
        self.update = f"python -m tools.messages update {shown}"
        if not path.exists():
            raise BuildError(
                shown, f"还没有英文译文，请运行 {self.update}", f"no English yet; run {self.update}"
            )
        self.entries = load(path, shown)

    def translate_all(self, cells: list[Cell], source: str) -> list[Cell]:
        """All cells of a content file, given by its name, in English.

        Raises BuildError for the first bad message, with the number of other cells that have one.
        """
        translated = []
        errors = []
        for cell in cells:
            try:
                translated.append(self.translate(cell, source))
            except BuildError as error:
                errors.append(error)
        if errors:
            raise errors[0].and_more(len(errors) - 1)
        return translated

    def translate(self, cell: Cell, source: str) -> Cell:
        """A cell of a content file in English.

        Raises BuildError when a message is missing, empty, fuzzy, left in Chinese or loses a
        placeholder.
        """
        found = literals.pieces(cell)
        english = literals.replace(
            cell.source, found, lambda piece: self._text(cell, piece, source)
        )
        return changed(cell, source=english)

    def verify_used(self, sources: Sources) -> None:
        """Raises BuildError when a message is in none of all content files of the folder."""
        used = occurrences(sources, self.entries)
        for key, entry in self.entries.items():
            if key not in used:
                short = _short(entry.msgid)
                raise BuildError(
                    f"{self.shown}:{entry.linenum}",
                    f"中文里已经没有“{short}”，请运行 {self.update}",
                    f"stale message '{short}' is no longer in the Chinese; run {self.update}",
                )

    def entries_of(self, source: str) -> list[polib.POEntry]:
        """What `update` found in a content file."""
        return [e for e in self.entries.values() if (source, "") in e.occurrences]

    def _text(self, cell: Cell, piece: literals.Piece, source: str) -> str:
        entry = self.entries.get(key_of(source, piece.text, self.entries))
        short = _short(piece.text)
        if entry is None:
            raise cell.refuse(
                f"缺少“{short}”的译文，请运行 {self.update}",
                f"no message for '{short}'; run {self.update}",
            )
        where = changed(cell, where=f"{cell.where} ({self.shown}:{entry.linenum})")
        if entry.fuzzy:
            raise where.refuse(
                f"“{short}”的译文待核对，改好后删去“#, fuzzy”",
                f"the English of '{short}' is fuzzy; correct it and delete '#, fuzzy'",
            )
        if not entry.msgstr.strip():
            raise where.refuse(
                f"“{short}”还没有译文", f"the English of '{short}' is empty; write it"
            )
        if entry.msgstr == piece.text:
            raise where.refuse(
                f"“{short}”的译文还是中文",
                f"the English of '{short}' equals the Chinese; translate it",
            )
        self._verify_placeholders(where, piece, entry.msgstr)
        return entry.msgstr

    def _verify_placeholders(self, where: Cell, piece: literals.Piece, english: str) -> None:
        wanted, got = (_marks(piece.kind, text) for text in (piece.text, english))
        missing = [mark for mark in wanted if wanted.count(mark) > got.count(mark)]
        extra = [mark for mark in got if got.count(mark) > wanted.count(mark)]
        if missing or extra:
            problems = [f"lacks {mark}" for mark in missing[:1]]
            problems += [f"has an extra {mark}" for mark in extra[:1]]
            problem = "; ".join(problems)
            raise where.refuse(
                f"“{_short(piece.text)}”的译文里占位符不一致（{problem}）",
                f"the English of '{_short(piece.text)}' {problem}",
            )
        for span in _CODE_SPAN.findall(piece.text) if piece.kind == "text" else ():
            if f"`{span}`" not in english and not literals.CHINESE.search(span):
                raise where.refuse(
                    f"“{_short(piece.text)}”的译文里少了 `{span}`",
                    f"the English of '{_short(piece.text)}' lacks `{span}`",
                )


def _marks(kind: str, text: str) -> list[str]:
    """What must be the same in both languages: {placeholders}, and %-formats of strings."""
    if kind == "text":
        return sorted(match.group() for match in FIELD.finditer(text))
    if kind == "comment":
        return []
    return sorted(literals.placeholders(text) + _PERCENT.findall(text))


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 40 else line[:40] + "…"


def read_all(parts: Iterable[Part]) -> Sources:
    """The content files of the parts."""
    return [(part.source, read(part.path, part.kind, part.shown, part.test)) for part in parts]


def occurrences(
    sources: Sources, entries: Mapping[Key, polib.POEntry]
) -> dict[Key, dict[str, str]]:
    """The messages of content files in order, each with the files it stands in and its kind."""
    found: dict[Key, dict[str, str]] = {}
    for source, cells in sources:
        for cell in cells:
            for piece in literals.pieces(cell):
                key = key_of(source, piece.text, entries)
                found.setdefault(key, {}).setdefault(source, piece.kind)
    return found


def update(parts: list[Part]) -> tuple[int, int, int, int]:
    """Writes the catalogue of a folder; returns the counts of messages kept, new, fuzzy and
    dropped.

    `parts`: all that share it, as `parts.catalogues` gives them.
    """
    path = parts[0].catalogue_path
    shown = parts[0].catalogue_shown
    known = load(path, shown) if path.exists() else {}
    wanted = occurrences(read_all(parts), known)
    dropped = {key: entry for key, entry in known.items() if key not in wanted}
    gone = {entry.msgid: entry for entry in dropped.values() if entry.msgstr}
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "keguan",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, kinds in wanted.items():
        entry = known.get(key) or _new(key[1], gone)
        entry.comment = next(iter(kinds.values()))
        entry.occurrences = [(source, "") for source in kinds]
        if not entry.fuzzy:
            entry.previous_msgid = None
        catalogue.append(entry)
    write(catalogue, path)
    new = [entry for entry in catalogue if (entry.msgctxt, entry.msgid) not in known]
    fuzzy = sum(entry.fuzzy for entry in new)
    kept = len(catalogue) - len(new)
    return kept, len(new) - fuzzy, fuzzy, len(dropped)


def write(catalogue: polib.POFile, path: Path) -> None:
    """Writes a catalogue, the same on every system."""
    path.write_text(str(catalogue).rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def _new(text: str, gone: dict[str, polib.POEntry]) -> polib.POEntry:
    """An empty entry, or a fuzzy one with the translation of a gone message that was nearly the
    same.
    """
    close = difflib.get_close_matches(text, gone, n=1, cutoff=CLOSE)
    if not close:
        return polib.POEntry(msgid=text, msgstr="")
    old = gone.pop(close[0])
    return polib.POEntry(msgid=text, msgstr=old.msgstr, flags=["fuzzy"], previous_msgid=old.msgid)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.messages", description=__doc__.split("\n")[0]
    )
    parser.add_argument("command", choices=["update"])
    parser.add_argument(
        "name", nargs="?", help="a unit, an assignment, a content file or a catalogue; default: all"
    )
    options = parser.parse_args(arguments)
    try:
        for shown, sharing in parts.catalogues(outline.load(), options.name).items():
            kept, new, fuzzy, dropped = update(sharing)
            print(f"{shown}: {kept} kept, {new} new, {fuzzy} fuzzy, {dropped} dropped")
    except (BuildError, outline.CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
