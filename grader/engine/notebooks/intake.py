"""Reads what a student handed in from the disk: finds the notebook among the files."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from grader.base import Text, shown
from grader.engine.model import Limits, Submission
from grader.engine.notebooks.files import DEEPEST, MIB, MOST_FILES, File, Found, walk
from grader.engine.notebooks.parse import Unreadable, without_outputs

MOST_WITH_OUTPUTS = 100 * MIB  # of a notebook as it was handed in
MOST_EQUAL = 8  # notebooks that are compared to see whether they are the same
IGNORED = {
    ".ipynb_checkpoints",
    "__MACOSX",
    "__pycache__",
    ".git",
    ".venv",
    "node_modules",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
}
NOTEBOOK = re.compile(r"\.ipynb(\.ipynb|\.txt|\.json)?$", re.I)
# What browsers, file managers and Jupyter add to the name of a copy.
COPY = re.compile(r"(\(\d+\)|[-_]?的?副本\d*|[-_]?copy\d*|拷贝\d*|\[\d+\]|[-_.]+$)+$")


def read(
    folder: Path, student: str, notebook: str, limits: Limits, others: tuple[str, ...] = ()
) -> Submission:
    """The notebook and the other files in submitted/<student>/<assignment>/. Raises Unreadable.

    `notebook` is its name without .ipynb; `others` are the names of the assignment's other
    notebooks.
    """
    found, notes = _walk(folder)
    chosen = _choose(found, notebook, others)
    data = _notebook(chosen, limits.submission_mb * MIB)
    if chosen.name != f"{notebook}.ipynb":
        notes.append(
            Text(
                f"交上来的是“{shown(chosen.name)}”，当作 {notebook}.ipynb 评分",
                f"'{shown(chosen.name)}' was handed in; it is graded as {notebook}.ipynb",
            )
        )
    files, skipped = _files([f for f in found if f is not chosen], len(data), limits)
    if skipped:
        names = _names(skipped)
        notes.append(
            Text(
                f"这些文件没有读入（太大、太多、不是普通文件或名字不合规）：{names}",
                "these files were not read (too large, too many, no regular file, or an odd "
                f"name): {names}",
            )
        )
    return Submission(student, data, files, tuple(notes))


def notebook(folder: Path, name: str, limits: Limits, others: tuple[str, ...] = ()) -> bytes:
    """The bytes of the notebook that `read` would take. Raises Unreadable."""
    found, _ = _walk(folder)
    return _notebook(_choose(found, name, others), limits.submission_mb * MIB)


def _walk(folder: Path) -> tuple[list[File], list[Text]]:
    """What is in the folder, the nearest first, and what there is to say of it."""
    if folder.is_symlink():
        raise Unreadable(
            Text(
                "作业文件夹是一个链接，不能读取",
                "the submission's folder is a link and is not followed",
            )
        )
    # notebooks first, should there be too many files
    found = walk(folder, _ignored, first=lambda name: bool(NOTEBOOK.search(name)))
    if "" in found.unreadable:
        why = found.unreadable[""]
        raise Unreadable(
            Text(f"作业文件夹不能读取（{why}）", f"the submission's folder cannot be read ({why})")
        )
    return found.files, _notes(found)


def _notes(found: Found) -> list[Text]:
    notes = [
        Text(f"文件夹“{shown(name)}”不能读取", f"the folder '{shown(name)}' cannot be read")
        for name in found.unreadable
    ]
    if found.cut:
        notes.append(
            Text(
                f"文件夹太深或文件太多，只看了前 {DEEPEST} 层、{MOST_FILES} 个文件",
                f"the folder is too deep or too full; only {DEEPEST} levels and {MOST_FILES} "
                "files were looked at",
            )
        )
    return notes


def _ignored(name: str) -> bool:
    # the first are macOS' own, the second what a stopped run left of a file
    return name in IGNORED or name.startswith(("._", ".part-"))


def _choose(found: list[File], notebook: str, others: tuple[str, ...]) -> File:
    """The file that is most likely the notebook.

    Raises Unreadable if there is none, or more than one.
    """
    notebooks = [f for f in found if NOTEBOOK.search(f.name) and not _is_other(f, notebook, others)]
    ranked: dict[tuple[int, int], list[File]] = {}
    for file in notebooks:
        ranked.setdefault((_rank(file, notebook), file.depth), []).append(file)
    if not ranked:
        there = _names(found) or "—"
        raise Unreadable(
            Text(
                f"没有找到 {notebook}.ipynb，文件夹里有：{there}",
                f"{notebook}.ipynb was not found; the folder has: {there}",
            )
        )
    best = min(ranked)
    candidates = ranked[best] if best[0] < 4 else notebooks
    if len(candidates) > MOST_EQUAL or len({_content(file) for file in candidates}) > 1:
        names = _names(candidates)
        raise Unreadable(
            Text(
                f"有几个笔记本都可能是 {notebook}.ipynb，不知道该评哪一个：{names}",
                f"several notebooks could be {notebook}.ipynb: {names}; keep one",
            )
        )
    return candidates[0]


def _is_other(file: File, notebook: str, others: tuple[str, ...]) -> bool:
    """Whether a file's name fits another notebook of the assignment better."""
    own = _rank(file, notebook)
    return any(_rank(file, name) < own for name in others)


def _rank(file: File, notebook: str) -> int:
    """How well a file's name fits: 0 in its place, 1 in an inner folder, 2 a copy's name, 3 with
    additions, 4 any other.
    """
    name = file.name.rpartition("/")[2]
    if name == f"{notebook}.ipynb":
        return 1 if file.depth else 0
    plain = _plain(name)
    wanted = _plain(notebook + ".ipynb")
    if COPY.sub("", plain) in (wanted, COPY.sub("", wanted)):
        return 2
    # a blank ends a word, or stands in one where a browser or a student has put it
    if any(_has_word(form(name), form(notebook + ".ipynb")) for form in (_plain, _spaced)):
        return 3
    return 4


def _has_word(text: str, word: str) -> bool:
    return bool(word and re.search(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])", text))


def _plain(name: str) -> str:
    """A file name without its ending, case, spaces, and the difference between full and half width
    or _ and -.
    """
    return _spaced(name).replace(" ", "")


def _spaced(name: str) -> str:
    """As _plain; a blank stays where there is one."""
    name = unicodedata.normalize("NFKC", shown(name)).casefold()
    name = re.sub(r"[\u200b\ufeff�]+", "", NOTEBOOK.sub("", name.strip()))
    return re.sub(r"\s+", " ", name).replace("_", "-")


def _content(file: File):
    """What tells two candidates apart: equal files are one."""
    if not file.regular or file.size > 64 * MIB:
        return file.name
    return _load(file, 64 * MIB)


def _notebook(file: File, most: int) -> bytes:
    """The bytes of the notebook, of a large one without its outputs. Raises Unreadable."""
    if file.size > max(most, MOST_WITH_OUTPUTS):
        raise _too_large(shown(file.name), most)
    data = _load(file, max(most, MOST_WITH_OUTPUTS))
    if len(data) > most:
        data = without_outputs(data)
    if len(data) > most:
        raise _too_large(shown(file.name), most)
    return data


def _too_large(name: str, most: int) -> Unreadable:
    return Unreadable(
        Text(
            f"“{name}”太大，最多 {most // MIB} MiB",
            f"'{name}' is too large; {most // MIB} MiB is the limit",
        )
    )


def _load(file: File, most: int) -> bytes:
    """The bytes of a regular file. Raises Unreadable."""
    name = shown(file.name)
    if not file.regular:
        raise Unreadable(
            Text(
                f"“{name}”不是普通文件（链接、管道或设备），不能读取",
                f"'{name}' is no regular file (a link, a pipe or a device) and was not read",
            )
        )
    if file.size > most:
        raise _too_large(name, most)
    try:
        return file.load(most)
    except OSError as error:
        raise Unreadable(
            Text(
                f"“{name}”不能读取（{error.strerror}）",
                f"'{name}' cannot be read ({error.strerror})",
            )
        ) from None


def _files(found: list[File], used: int, limits: Limits) -> tuple[dict[str, bytes], list[File]]:
    """The other files as far as they fit under the limit, and those that were skipped."""
    files = {}
    skipped = []
    for file in found:
        left = min(limits.submission_mb * MIB - used, limits.file_mb * MIB)
        try:
            if not _usable(file.name):
                raise Unreadable(Text("", ""))
            files[file.name] = _load(file, left)
        except Unreadable:
            skipped.append(file)
            continue
        used += len(files[file.name])
    return files, skipped


def _usable(name: str) -> bool:
    """Whether the name is safe to write elsewhere: plain text, no way out of the folder, no drive,
    no control characters.
    """
    return (
        name.isprintable()
        and not re.search(r'[\\:*?"<>|]', name)
        and ".." not in name.split("/")
        and len(name) < 250
    )


def _names(found: list[File]) -> str:
    names = [shown(file.name) for file in found[:6]]
    return "、".join(names) + (" …" if len(found) > 6 else "")
