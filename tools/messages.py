"""Translations: keeps <name>.en.po beside each content file, and translates cells with it.

`python -m tools.messages update [name]` adds new messages (empty, or fuzzy where an old one was
close) and drops gone ones. A message is a Markdown block, a Chinese string or a Chinese comment;
its msgid is the Chinese text exactly.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from dataclasses import replace as changed
from pathlib import Path

import polib

from grader.course import outline
from grader.course.outline import Assignment
from tools import literals, parts
from tools.content import FIELD, BuildError, Cell, read

CLOSE = 0.75  # how alike an old message must be for its translation to be offered as fuzzy
_CODE_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_PERCENT = re.compile(r"%[-+0-9.]*[sdfg]")


class Catalogue:
    """The English of one content file."""

    def __init__(self, path: Path, shown: str):
        self.shown = shown
        self.update = f"python -m tools.messages update {shown}"
        if not path.exists():
            raise BuildError(
                shown, f"还没有英文译文，请运行 {self.update}", f"no English yet; run {self.update}"
            )
        try:
            file = polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BuildError(
                shown, f"不是有效的 .po 文件：{error}", f"not a valid .po file: {error}"
            ) from None
        self.entries: dict[str, polib.POEntry] = {}
        for entry in file:
            if entry.obsolete:
                continue
            if entry.msgid in self.entries:
                raise BuildError(
                    f"{shown}:{entry.linenum}",
                    f"“{_short(entry.msgid)}”重复",
                    f"message '{_short(entry.msgid)}' stands twice; delete one",
                )
            self.entries[entry.msgid] = entry

    def translate_all(self, cells: list[Cell]) -> list[Cell]:
        """All cells in English.

        Raises BuildError for the first bad message, with the number of other cells that have one.
        """
        translated, errors = [], []
        for cell in cells:
            try:
                translated.append(self.translate(cell))
            except BuildError as error:
                errors.append(error)
        if errors:
            raise errors[0].and_more(len(errors) - 1)
        return translated

    def translate(self, cell: Cell) -> Cell:
        """The cell in English.

        Raises BuildError when a message is missing, empty, fuzzy, left in Chinese or loses a
        placeholder.
        """
        found = literals.pieces(cell)
        source = literals.replace(cell.source, found, lambda piece: self._text(cell, piece))
        return changed(cell, source=source)

    def verify_used(self, cells: list[Cell]) -> None:
        """Raises BuildError when a message is no longer in the source."""
        used: set[str] = set()
        for cell in cells:
            used.update(piece.text for piece in literals.pieces(cell))
        for msgid, entry in self.entries.items():
            if msgid not in used:
                raise BuildError(
                    f"{self.shown}:{entry.linenum}",
                    f"中文里已经没有“{_short(msgid)}”，请运行 {self.update}",
                    f"stale message '{_short(msgid)}' is no longer in the Chinese; run "
                    f"{self.update}",
                )

    def _text(self, cell: Cell, piece: literals.Piece) -> str:
        entry = self.entries.get(piece.text)
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


def update(
    path: Path, kind: str, shown: str | None = None, test: Assignment | None = None
) -> tuple[int, int, int, int]:
    """Writes the .po beside a content file; returns the counts of messages kept, new, fuzzy and
    dropped.
    """
    catalogue_path = path.with_suffix(".en.po")
    old = polib.pofile(str(catalogue_path), encoding="utf-8") if catalogue_path.exists() else []
    known = {entry.msgid: entry for entry in old if not entry.obsolete}
    wanted: dict[str, str] = {}
    for cell in read(path, kind, shown, test):
        for piece in literals.pieces(cell):
            wanted.setdefault(piece.text, piece.kind)
    gone = {msgid: entry for msgid, entry in known.items() if msgid not in wanted and entry.msgstr}
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "keguan",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, piece_kind in wanted.items():
        entry = known.get(text) or _new(text, gone)
        entry.comment, entry.occurrences = piece_kind, []
        if not entry.fuzzy:
            entry.previous_msgid = None
        catalogue.append(entry)
    catalogue_path.write_text(str(catalogue).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
    new = [entry for entry in catalogue if entry.msgid not in known]
    fuzzy = sum(entry.fuzzy for entry in new)
    dropped = sum(msgid not in wanted for msgid in known)
    return len(catalogue) - len(new), len(new) - fuzzy, fuzzy, dropped


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
        "name", nargs="?", help="a unit, an assignment or a content file; default: all"
    )
    options = parser.parse_args(arguments)
    try:
        for part in parts.everything(outline.load(), options.name):
            if not part.path.exists() and not options.name:
                continue
            kept, new, fuzzy, dropped = update(part.path, part.kind, part.shown, part.test)
            print(
                f"{part.catalogue_shown}: {kept} kept, {new} new, {fuzzy} fuzzy, {dropped} dropped"
            )
    except (BuildError, outline.CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
