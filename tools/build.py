"""Builds lessons/ and exercises/ from content/ and course.toml.

`python -m tools.build` builds everything; a name (unit, assignment or content file) builds only
that. `--no-run` keeps the outputs of unchanged cells instead of running the lessons; `--check`
writes nothing and names what is stale.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import nbformat

from grader.course import bank
from grader.course import outline as courses
from grader.course.outline import Course, CourseError
from tools import compare, contracts, glyphs, index, literals, notebook, run
from tools.content import BuildError, Cell, read
from tools.messages import Catalogue, read_all
from tools.parts import Part, catalogues, everything

QUESTIONS = "keguan/questions.json"
PRACTICE = "keguan/practice.json"


def build_part(part: Part, executed: Collection[str] | None = None) -> dict[str, str]:
    """Path inside the checkout and text of every file made from one content file; nothing is
    written.

    `executed` names the languages in which a lesson is run, by default all; in another one it keeps
    the outputs of cells whose code did not change; with none of them nothing is run. Raises
    BuildError, one sentence, for whatever a student should never see.
    """
    cells = {"zh": read(part.path, part.kind, part.shown, part.test)}
    for language in part.course.languages:
        if language != "zh":
            cells[language] = _translated(part, cells["zh"])
        _verify_glyphs(cells[language])
    if part.teacher:
        return _pages(part, cells)
    notebooks = {}
    for language, translated in cells.items():
        made = notebook.make(part, language, cells["zh"], translated)
        notebooks[part.built(language)] = made
    languages = part.course.languages if executed is None else executed
    if part.assignment is None:
        _add_outputs(part.course.root, notebooks, {part.built(language) for language in languages})
    elif languages:
        contracts.verify(cells["zh"], notebooks[part.built("zh")])
    files = {path: notebook.write(made) for path, made in notebooks.items()}
    if part.assignment is not None:
        from tools import release  # nbgrader takes seconds to import, lessons do not need it

        config = release.settings(part.course.root)
        for language in cells:
            path = part.built(language)
            made = release.release(notebooks[path], config, path)
            files[part.released(language)] = notebook.write(made)
    return files


def _translated(part: Part, cells: list[Cell]) -> list[Cell]:
    catalogue = Catalogue(part.catalogue_path, part.catalogue_shown)
    translated = catalogue.translate_all(cells, part.source)
    for chinese, english in zip(cells, translated, strict=True):
        if chinese.kind == "code" and chinese.source != english.source:
            _verify_same_code(chinese, english)
    return translated


def _verify_same_code(chinese: Cell, english: Cell) -> None:
    try:
        same = literals.shape(chinese.source) == literals.shape(english.source)
    except SyntaxError as error:
        raise chinese.refuse(
            f"译文使代码出错：{error}", f"with the English strings the code fails: {error}"
        ) from None
    if not same:
        raise chinese.refuse(
            "除文字以外，两种语言的代码不一致",
            "the code differs between the languages beyond its texts",
        )


def _verify_glyphs(cells: list[Cell]) -> None:
    for cell in cells:
        if cell.kind == "code" and cell.translated:
            lacking = glyphs.missing(glyphs.strings(cell.source))
            if lacking:
                raise cell.refuse(
                    f"图中字体没有这些字：{''.join(lacking)}",
                    f"the figure font in keguan/fonts lacks: {' '.join(lacking)}; reword",
                )


def _add_outputs(
    root: Path, notebooks: dict[str, nbformat.NotebookNode], executed: set[str]
) -> None:
    fresh = {path: made for path, made in notebooks.items() if path in executed}
    if fresh:
        run.run(fresh, {path: (root / path).parent for path in fresh})
    for path, made in notebooks.items():
        if path in executed or not (root / path).exists():
            continue
        old = nbformat.reads((root / path).read_text(encoding="utf-8"), as_version=4)
        kept = {cell.id: cell for cell in old.cells if cell.cell_type == "code"}
        for cell in made.cells:
            before = kept.get(cell.id)
            if before and cell.cell_type == "code" and before.source == cell.source:
                cell.outputs = before.outputs
                cell.execution_count = before.execution_count


def _pages(part: Part, cells: dict[str, list[Cell]]) -> dict[str, str]:
    """The teacher page in each language; it has the same headings in all of them."""
    [chinese] = cells["zh"]
    files = {}
    for language, [cell] in cells.items():
        here = _levels(cell.source)
        wanted = _levels(chinese.source)
        if here != wanted:
            raise BuildError(
                part.catalogue_shown,
                f"标题与 {part.shown} 不一致（{len(here)} 个对 {len(wanted)} 个，或级别不同）",
                f"the headings differ from {part.shown} ({len(here)} against {len(wanted)}, or "
                "other levels)",
            )
        note = index.BUILT.replace("course.toml", part.shown)
        files[part.built(language)] = f"{note}\n{notebook.fill(cell, part, language)}"
    return files


def _levels(text: str) -> list[int]:
    """Levels of the headings of a Markdown text, in order."""
    plain = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", plain, flags=re.MULTILINE)]


def leftovers(course: Course, files: dict[str, str]) -> list[Path]:
    """Built notebooks and teacher pages that course.toml no longer names."""
    folders = []
    for language in course.languages:
        folders.append(course.root / "lessons" / language)
        folders.append(course.root / "exercises" / "source" / language)
        folders.append(course.root / "exercises" / "release" / language)
    there: set[Path] = set()
    for folder in folders:
        there.update(folder.rglob("*.ipynb"))
    there.update((course.root / "lessons" / "teacher").rglob("*.md"))
    kept = {path for path in there if ".ipynb_checkpoints" in path.parts}
    return sorted(there - kept - {course.root / path for path in files})


def unused(course: Course, name: str | None = None) -> list[str]:
    """One sentence for each catalogue that has English for what none of its content files says."""
    found = []
    for shown, parts in catalogues(course, name).items():
        try:
            Catalogue(course.root / shown, shown).verify_used(read_all(parts))
        except BuildError as error:
            found.append(str(error))
    return found


def build(
    course: Course, name: str | None = None, execute: bool = True, say=print
) -> tuple[dict, list[str]]:
    """Files (path, text) of everything that could be built, and one sentence for each thing that
    could not.
    """
    files: dict[str, str] = {}
    problems = []
    parts = everything(course, name)
    for number, part in enumerate(parts, start=1):
        start = time.perf_counter()
        say(f"[{number}/{len(parts)}] {part.shown} …", end=" ", flush=True)
        try:
            files |= build_part(part, None if execute else ())
            say(f"{time.perf_counter() - start:.1f} s")
        except BuildError as error:
            problems.append(str(error))
            say("refused")
    if "en" in course.languages:
        problems += unused(course, name)
    if name is None:
        files |= index.pages(course)
    if any(part.test for part in parts):
        files[QUESTIONS] = bank.questions(course)
        files[PRACTICE] = bank.practice(course)
    return files, list(dict.fromkeys(problems))  # a catalogue that is missing is missed by many


def stale(course: Course, files: dict[str, str]) -> list[str]:
    """One sentence for each file on disk that differs from its rebuild, with the command that mends
    it.
    """
    found = []
    for path, text in files.items():
        file = course.root / path
        committed = file.read_text(encoding="utf-8") if file.exists() else None
        what = compare.difference(path, committed, text)
        if what:
            found.append(f"{what}；请运行 · run: {command(path)}")
    return found


def command(path: str) -> str:
    """The command that rebuilds a built file."""
    part = re.search(r"([\w-]+)\.ipynb$|teacher/\w+/([\w-]+)\.md$", path)
    if part is None:
        return "python -m tools.build"
    name = re.sub(r"^[0-9]+-", "", part.group(1) or part.group(2))
    return f"python -m tools.build {name}"


def write(course: Course, files: dict[str, str]) -> list[str]:
    """Writes the files that changed; returns their paths."""
    changed = []
    for path, text in files.items():
        file = course.root / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _clear(course: Course, paths: list[Path], check: bool) -> list[str]:
    """Removes the files or, with `check`, returns one sentence for each."""
    found = []
    for path in paths:
        shown = path.relative_to(course.root).as_posix()
        if check:
            found.append(
                f"{shown}：course.toml 里没有 · left over; 请运行 · run: python -m tools.build"
            )
        else:
            path.unlink()
            print(f"removed: {shown}")
    return found


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.build", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "name", nargs="?", help="a unit, an assignment or a content file; default: everything"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name stale files and end with 1"
    )
    parser.add_argument("--no-run", action="store_true", help="do not run the lessons")
    parser.add_argument(
        "--chinese", action="store_true", help="only the Chinese, before the English is written"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    options = _options(arguments)
    try:
        course = courses.load(root)
        if options.chinese:
            course = replace(course, languages=("zh",))
        files, problems = build(course, options.name, execute=not options.no_run)
        if options.check:
            problems += stale(course, files)
        else:
            for written in write(course, files):
                print(f"written: {written}")
        if options.name is None and not problems:
            problems += _clear(course, leftovers(course, files), options.check)
    except (BuildError, CourseError) as error:
        problems = [str(error)]
    except OSError as error:
        problems = [f"{error.filename}：无法读写 · cannot be read or written: {error.strerror}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
