"""Reads the bytes of a notebook in any format and encoding that a student may hand in; nothing of
it runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from grader.base import Text

LARGE = 20 * 1024 * 1024  # bytes; of a larger notebook the outputs are left out
MOST_CELLS = 2000
LONGEST_CELL = 1_000_000  # characters
# more would fill the memory once parsed
MOST_PARTS = {b"{": 500_000, b"[": 500_000, b",": 4_000_000}
KINDS = ("code", "markdown", "raw")
OTHER_KINDS = {
    "heading": "markdown",
    "html": "markdown",
    "plaintext": "markdown",
    "text": "markdown",
}  # nbformat 1–3
IMAGES = re.compile(r"image/[a-z0-9.+-]{1,40}")


class Unreadable(Exception):
    """A submission cannot be graded; `reason` says why, in both languages."""

    def __init__(self, reason: Text):
        super().__init__(reason.en)
        self.reason = reason


@dataclass
class NotebookCell:
    """A cell as handed in, with what may be used of it."""

    kind: str
    text: str
    id: str = ""
    metadata: dict = field(default_factory=dict)
    attachments: dict = field(default_factory=dict)

    @property
    def grade_id(self) -> str:
        role = self.metadata.get("nbgrader")
        found = role.get("grade_id") if isinstance(role, dict) else None
        return found if isinstance(found, str) else ""


def parse(data: bytes) -> tuple[list[NotebookCell], dict, list[Text]]:
    """Cells, notebook metadata and notes on what was mended. Raises Unreadable."""
    notes: list[Text] = []
    content = _json(_decode(data, notes), notes)
    if not isinstance(content, dict):
        raise Unreadable(Text("是 JSON，但不是笔记本", "it is JSON, but not a notebook"))
    found = list(_cells_of(content))
    if len(found) > MOST_CELLS:
        raise Unreadable(
            Text(
                f"有 {len(found)} 个单元格，最多 {MOST_CELLS} 个",
                f"it has {len(found)} cells; {MOST_CELLS} is the limit",
            )
        )
    cells = [_cell(raw) for raw in found if isinstance(raw, dict)]
    odd = (
        len(found) - len(cells) + sum(not _has_text(raw) for raw in found if isinstance(raw, dict))
    )
    if odd:
        notes.append(
            Text(
                f"{odd} 个单元格已损坏，没有内容可读",
                f"{odd} cells are damaged; nothing could be read from them",
            )
        )
    metadata = content.get("metadata")
    return cells, metadata if isinstance(metadata, dict) else {}, notes


def without_outputs(data: bytes) -> bytes:
    """A notebook without what its cells printed and its widgets remember, which grading does not
    use and which may be most of it; as it is where it cannot be read.
    """
    try:
        content = _json(_decode(data, []), [])
        cells = list(_cells_of(content)) if isinstance(content, dict) else []
    except Unreadable:
        return data
    for cell in cells:
        if isinstance(cell, dict) and "outputs" in cell:
            cell["outputs"] = []
    if not cells:
        return data
    if isinstance(content.get("metadata"), dict):
        content["metadata"].pop("widgets", None)
    return json.dumps(content).encode()


def _decode(data: bytes, notes: list[Text]) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32 or GBK."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Text("文件是空的", "the file is empty"))
    if any(data.count(sign) > most for sign, most in MOST_PARTS.items()):
        raise Unreadable(
            Text(
                "文件里的数据项太多，不像正常的笔记本", "the file has too many parts for a notebook"
            )
        )
    encoding: str = json.detect_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = _guess(data, encoding, notes)
    if encoding not in ("utf-8", "utf-8-sig"):
        notes.append(
            Text(
                f"文件编码是 {encoding.upper()}，已转换",
                f"the file was in {encoding.upper()}; it was converted",
            )
        )
    return text.lstrip("\ufeff")


def _guess(data: bytes, encoding: str, notes: list[Text]) -> tuple[str, str]:
    """Text and encoding of bytes that are not what they seem: a UTF-8 file with some damage, or
    GBK.
    """
    text = data.decode(encoding, "replace")
    foreign = len(data.translate(None, bytes(range(128))))
    if encoding == "utf-8" and text.count("\ufffd") * 10 > foreign:
        try:
            return data.decode("gb18030"), "gbk"
        except UnicodeDecodeError:
            pass
    notes.append(
        Text("有些字符已损坏，用 � 代替", "some characters are damaged; � stands for them")
    )
    return text, encoding


def _json(text: str, notes: list[Text]):
    """The JSON value that the text begins with; what follows it is ignored with a note.

    Raises Unreadable.
    """
    text = text.lstrip()
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        raise Unreadable(
            Text("文件嵌套太深，不是笔记本", "the file is nested too deeply to be a notebook")
        ) from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            Text(
                f"不是 JSON（第 {error.lineno} 行第 {error.colno} 列），文件可能不完整",
                f"not JSON (line {error.lineno}, column {error.colno}); the file may be cut off",
            )
        ) from None
    except ValueError:  # a number with thousands of digits
        raise Unreadable(
            Text("文件里有无法读取的数字", "the file has a number that cannot be read")
        ) from None
    if text[end:].strip("\0 \t\r\n\x1a"):
        notes.append(
            Text(
                "笔记本后面有多余的内容，已忽略",
                "something follows the notebook in the file; it was ignored",
            )
        )
    return value


def _cells_of(content: dict):
    """The raw cells of any nbformat: in worksheets up to version 3.

    Raises Unreadable if there is no list of cells.
    """
    sheets = content.get("worksheets")
    lists: list[Any] = [content.get("cells")] + [
        s.get("cells") for s in (sheets if isinstance(sheets, list) else []) if isinstance(s, dict)
    ]
    lists = [cells for cells in lists if isinstance(cells, list)]
    if not lists:
        raise Unreadable(
            Text(
                "是 JSON，但不是笔记本（没有 cells）", "JSON, but not a notebook (it has no cells)"
            )
        )
    for cells in lists:
        yield from cells


def _cell(raw: dict) -> NotebookCell:
    metadata = raw.get("metadata")
    id = raw.get("id")
    kind = _kind(raw)
    text = _text(raw)
    if raw.get("cell_type") == "heading":
        level = raw.get("level")
        text = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1) + " " + text
    if len(text) > LONGEST_CELL:
        raise Unreadable(
            Text(
                f"有一个单元格长 {len(text)} 个字符，最多 {LONGEST_CELL} 个",
                f"a cell has {len(text)} characters; {LONGEST_CELL} is the limit",
            )
        )
    return NotebookCell(
        kind,
        text,
        id if isinstance(id, str) else "",
        metadata if isinstance(metadata, dict) else {},
        _attachments(raw.get("attachments")) if kind == "markdown" else {},
    )


def _kind(raw: dict) -> str:
    kind = raw.get("cell_type")
    kind = kind.lower().strip() if isinstance(kind, str) else ""
    kind = OTHER_KINDS.get(kind, kind)
    if kind in KINDS:
        return kind
    if {"outputs", "input", "execution_count"} & set(raw):
        return "code"
    return "raw"


def _source(raw: dict):
    return next((raw[key] for key in ("source", "input", "code", "text") if key in raw), None)


def _has_text(raw: dict) -> bool:
    source = _source(raw)
    return isinstance(source, str) or (
        isinstance(source, list) and all(isinstance(line, str) for line in source)
    )


def _text(raw: dict) -> str:
    """The source of a cell with Unix line ends and without lone surrogates, which no file can
    hold."""
    source = _source(raw)
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if source.isascii():
        return source
    return source.encode("utf-8", "replace").decode("utf-8")


def _attachments(raw) -> dict:
    """The pictures in a Markdown cell; anything else that is attached is left out."""
    kept = {}
    for name, bundle in raw.items() if isinstance(raw, dict) else ():
        pictures = (
            {
                mime: data
                for mime, data in bundle.items()
                if IMAGES.fullmatch(mime) and isinstance(data, str) and data.isascii()
            }
            if isinstance(bundle, dict)
            else {}
        )
        if pictures:
            kept[name.encode("utf-8", "replace").decode("utf-8")] = pictures
    return kept
