"""House rules for the built notebooks; each gate returns sentences that name the file, the cell
and the rule.

`python -m tools.lint` runs all gates over the course and ends with 1 when a rule is broken.
"""

from __future__ import annotations

import ast
import re
import statistics
import symtable
import sys
from itertools import chain, product
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.course import outline as courses
from grader.course.outline import Course, Task
from tools import frames, glyphs
from tools.content import BEGIN_HIDDEN, CHINESE, END_HIDDEN, BuildError, blank_magics, read
from tools.messages import Catalogue
from tools.parts import Part, find

LONGEST_CELL = 25  # lines of code
MEDIAN_CELL = 4  # lines of code, in lessons
# A lesson: 900-1,500 Chinese characters of running text to 60-80 lines of code, as characters per
# line.
CHARACTERS_PER_LINE = (900 / 80, 1500 / 60)

# What tools.new_unit writes where a text is missing, and where it stands.
_UNWRITTEN = re.compile("待写|TO WRITE")
_WRITTEN = ("course.toml", "content/*/*.*", "keguan/*/*.py", "tests/samples/*.py")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HIDDEN = re.compile(rf"\n? *{BEGIN_HIDDEN}.*?{END_HIDDEN}", re.DOTALL)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
_NUMERALS = "一二三四五六七八九十"
_POINTS = {
    "zh": re.compile(r"(\d+)\s*分(?!钟)"),
    "en": re.compile(r"(\d+)\s*points?\b", re.IGNORECASE),
}
_HEADING = re.compile("#+ ")
_OWN_LETTERS = re.compile(r"str\(checks\.variable\([^)]*\)\.got\).*\.upper\(")
# What every check calls its step, its small table and the two languages, and what the builder adds.
_NAMES_OF_CHECKS = {"step", "tiny", "zh", "en", "reference", "keys", "checks"}
_NOT_PROSE = re.compile(r"\s*([-*+#>|<$]|\d+[.)、]|!\[)")

# who may write files otherwise, and why
WRITERS = {
    "grader/base/files/": "the one place that does it for all",
    "grader/engine/": "rooms of its processes, which end with the run",
    "grader/cli/app.py": "the traceback of a fault of ours, among the temporary files",
    "grader/cli/demo.py": "a class that is made anew each time",
    "grader/learner/checking.py": "what a process of ours says, for whoever looks for a fault",
    "grader/learner/home.py": "work that moves is copied whole before anything is taken away",
    "keguan/widgets/ticket_desk.py": "a student's own record, beside its place and moved there",
    "start.py": "begins before there is anything to import; a stamp cut off is written again",
}
_WRITING = {
    "write_text",
    "write_bytes",
    "copy2",
    "copyfile",
    "copytree",
    "mkstemp",
    "NamedTemporaryFile",
}
_MODE = re.compile(r"(?=.*[wax+])[rwaxbt+]{1,3}")


def load(path: Path) -> NotebookNode:
    """The notebook in a file.

    Raises BuildError when it is missing or is not a notebook.
    """
    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except FileNotFoundError:
        raise BuildError(path.name, "还没有生成", "not built; run python -m tools.build") from None
    # nbformat raises many kinds for a broken file; all mean the same here
    except Exception as error:
        raise BuildError(path.name, "不是有效的 notebook", f"not a notebook: {error}") from None


def numbered(notebook: NotebookNode, kind: str) -> list[tuple[int, NotebookNode]]:
    """The cells of a kind with their numbers in the notebook."""
    cells = enumerate(notebook.cells, start=1)
    return [(number, cell) for number, cell in cells if cell.cell_type == kind]


def sources(notebook: NotebookNode, kind: str) -> list[str]:
    """What the cells of a kind say."""
    return [cell.source for _, cell in numbered(notebook, kind)]


def code_lines(source: str) -> int:
    """Lines of a code cell that are not empty."""
    return sum(bool(line.strip()) for line in source.split("\n"))


def is_check(cell: NotebookNode) -> bool:
    """Whether it is a grade cell with checks, which students see as one line."""
    role = cell.metadata.get("nbgrader", {})
    return bool(role.get("grade")) and not role.get("solution")


def unfolded(shown: str, notebook: NotebookNode) -> list[str]:
    """No student sees more of a check than one line of words, unless one unfolds it."""
    found = []
    for number, cell in numbered(notebook, "code"):
        if "checks." not in cell.source and not is_check(cell):
            continue
        folded = cell.metadata.get("jupyter", {}).get("source_hidden")
        if not folded or not cell.source.startswith("# "):
            found.append(f"{shown}, cell {number}: a check that is not folded to a line of words")
    return found


def long_cells(shown: str, notebook: NotebookNode) -> list[str]:
    """No code cell has more than 25 lines, empty ones counted; hidden tests, which no student
    reads, are tables of cases and not counted."""
    found = []
    for number, cell in numbered(notebook, "code"):
        length = len(_HIDDEN.sub("", cell.source).split("\n"))
        length -= frames.LINES if is_check(cell) else 0
        if length > LONGEST_CELL:
            found.append(
                f"{shown}, cell {number}: {length} lines of code; {LONGEST_CELL} is the limit"
            )
    return found


def small_cells(shown: str, notebook: NotebookNode) -> list[str]:
    """Half of a lesson's code cells have at most 4 lines."""
    median = statistics.median(map(code_lines, sources(notebook, "code")))
    if median <= MEDIAN_CELL:
        return []
    return [f"{shown}: the median code cell has {median:g} lines; {MEDIAN_CELL} is the limit"]


def running_text(notebook: NotebookNode) -> str:
    """Paragraphs and lists of a notebook, without tables, code and folded blocks."""
    lines: list[str] = []
    for source in sources(notebook, "markdown"):
        lines += _FENCE.sub("", _FOLDED.sub("", source)).split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("|"))


def balance(shown: str, notebook: NotebookNode) -> list[str]:
    """A Chinese lesson has 11 to 25 characters of running text to a line of code."""
    characters = len(_HAN.findall(running_text(notebook)))
    lines = sum(map(code_lines, sources(notebook, "code")))
    low, high = CHARACTERS_PER_LINE
    if low <= characters / lines <= high:
        return []
    return [
        f"{shown}: {characters} Chinese characters to {lines} lines of code is "
        f"{characters / lines:.0f} a line; "
        f"the house has {low:.0f} to {high:.0f}"
    ]


def titles(part: Part, language: str, notebook: NotebookNode) -> list[str]:
    """The first heading is the title of course.toml, and a lesson names the objectives of
    course.toml."""
    shown = part.built(language)
    title = part.plan.title[language]
    text = "\n".join(sources(notebook, "markdown"))
    match = re.search(r"^# (.+)$", text, flags=re.MULTILINE)
    heading = match.group(1) if match else ""
    found = []
    if heading.strip() != title:
        found.append(f"{shown}: the title is “{heading}”, course.toml says “{title}”")
    for objective in part.objectives:
        if objective[language] not in text:
            found.append(
                f"{shown}: the objective “{objective[language]}” of course.toml is not in the "
                f"lesson"
            )
    return found


def points(part: Part, language: str, notebook: NotebookNode) -> list[str]:
    """Points in headings equal those of course.toml, and those of a task's cells sum to them."""
    shown = part.built(language)
    assignment = part.assignment
    if assignment is None:
        return []
    found: list[str] = []
    stated: list[tuple[int, int]] = []
    sums: dict[str, float] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        graded = cell.metadata.get("nbgrader")
        if not graded:
            stated += [(number, value) for value in _heading_points(cell, language)]
            continue
        if graded["solution"]:
            task_of = assignment.task_of(graded["grade_id"])
            id = task_of.id if task_of else graded["grade_id"]
            if id not in sums:
                found += _stated_points(shown, assignment.task(id), stated)
                stated = []
            sums.setdefault(id, 0)
        if graded["grade"]:
            sums[id] += graded["points"]
    for task in assignment.tasks:
        if sums.get(task.id) != task.points:
            found.append(
                f"{shown}: the cells of task {task.id} sum to {sums.get(task.id)} points, "
                f"course.toml says {task.points}"
            )
    return found


def _heading_points(cell: NotebookNode, language: str) -> list[int]:
    """Points that the headings of a Markdown cell say."""
    if cell.cell_type != "markdown":
        return []
    text = _FENCE.sub("", cell.source)
    heads = re.findall(r"^#+ .+$", text, flags=re.MULTILINE)
    return [int(value) for value in _POINTS[language].findall("\n".join(heads))]


def overwritten(shown: str, notebook: NotebookNode) -> list[str]:
    """No check gives another value to a name of the cells that students are given: what they try
    afterwards would use it."""
    given: set[str] = set()
    found = []
    for number, cell in numbered(notebook, "code"):
        role = cell.metadata.get("nbgrader", {})
        if role.get("solution"):
            continue
        bound = _bound(cell.source)
        if not role.get("grade"):
            given |= bound
            continue
        found += [
            f"{shown}, cell {number}: the check gives '{name}' of a given cell another value"
            for name in sorted((given & bound) - {"checks"})  # the frame imports them anew
        ]
    return found


def plain_names(part: Part, language: str, notebook: NotebookNode) -> list[str]:
    """A check binds names that end in _, and the few of every check: any other could be a helper of
    the student's, which the answer would no longer find."""
    shown = part.built(language)
    found = []
    for number, cell in numbered(notebook, "code"):
        role = cell.metadata.get("nbgrader", {})
        if not role.get("grade") or role.get("solution"):
            continue
        found += [
            f"{shown}, cell {number}: the check binds '{name}'; write '{name}_'"
            for name in sorted(_bound(cell.source) - _NAMES_OF_CHECKS)
            if not name.endswith("_")
        ]
    return found


def own_letters(shown: str, notebook: NotebookNode) -> list[str]:
    """Letters of options are read by `checks.letters`, as full-width ones and lists are letters,
    too: what a check reads by itself, a right answer can fail on."""
    return [
        f"{shown}, cell {number}: read the letters with checks.letters(...)"
        for number, cell in numbered(notebook, "code")
        if is_check(cell) and _OWN_LETTERS.search(cell.source)
    ]


def _bound(source: str) -> set[str]:
    """Names that a cell gives a value to."""
    table = symtable.symtable(blank_magics(source), "cell", "exec")
    return {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned()}


def _stated_points(shown: str, task: Task, stated: list[tuple[int, int]]) -> list[str]:
    if not stated:
        return [f"{shown}: no heading before task {task.id} says its points"]
    return [
        f"{shown}, cell {number}: the heading says {got} points, course.toml says {task.points} "
        f"for task {task.id}"
        for number, got in stated
        if got != task.points
    ]


def concepts(course: Course, language: str = "zh") -> list[str]:
    """Every concept's section of the lesson is there and, in Chinese, has its term: “## 三、…”, in
    English “## 3 …”."""
    found = []
    for unit in course.units:
        shown = f"lessons/{language}/{unit.lesson}"
        there = sections(load(course.root / shown))
        for concept in unit.concepts:
            if concept.section is None:
                continue
            taught = f"course.toml: {concept.id} is taught in section {concept.section}"
            if concept.section not in there:
                found.append(f"{taught}, which {shown} does not have")
            elif language == "zh" and concept.term not in there[concept.section]:
                found.append(f"{taught}, where {shown} never says “{concept.term}”")
    return found


def sections(notebook: NotebookNode) -> dict[int, str]:
    """Number and text of the numbered sections (level 2) of a lesson."""
    text = "\n\n".join(cell.source for cell in notebook.cells)
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)[1:]
    found = {}
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        match = re.match(rf"(?:([{_NUMERALS}])、|(?:Section )?(\d+)\b)", heading)
        if match:
            number = _NUMERALS.index(match.group(1)) + 1 if match.group(1) else int(match.group(2))
            found[number] = heading + body
    return found


def paragraphs(part: Part) -> list[str]:
    """A Chinese paragraph stands on one line of the content file."""
    found = []
    for cell in read(part.path, part.kind, part.shown, part.test):
        if cell.kind != "markdown":
            continue
        lines = _FENCE.sub("", cell.source).split("\n")
        for line, following in zip(lines, lines[1:], strict=False):
            both = (line, following)
            if all(CHINESE.search(text) and not _NOT_PROSE.match(text) for text in both):
                found.append(
                    f"{cell.where}: a paragraph is broken after “…{line[-12:]}”; keep it on one "
                    f"line"
                )
    return found


def repeated(part: Part) -> list[str]:
    """A content file says {title}, {task} and {objectives} where it means those of course.toml,
    in no language the words themselves."""
    lines = _chinese_lines(part) + _english_lines(part)
    found = []
    for fact, field in _facts(part):
        found += [
            f"{where}: “{fact}” stands in course.toml; write {{{field}}}"
            for where, line in lines
            if fact in line and (field == "objectives" or _HEADING.match(line))
        ]
    return found


def _chinese_lines(part: Part) -> list[tuple[str, str]]:
    """Place and text of the lines of a content file; in a percent file Markdown is a comment."""
    lines = enumerate(part.path.read_text(encoding="utf-8").splitlines(), start=1)
    comment = "# " if part.path.suffix == ".py" else ""
    return [(f"{part.shown}:{number}", line.removeprefix(comment)) for number, line in lines]


def _english_lines(part: Part) -> list[tuple[str, str]]:
    """Place of the entry and text of the lines of a content file's English."""
    if not part.catalogue_path.exists():
        return []
    shown = part.catalogue_shown
    found = []
    for entry in Catalogue(part.catalogue_path, shown).entries_of(part.source):
        found += [(f"{shown}:{entry.linenum}", line) for line in entry.msgstr.splitlines()]
    return found


def _facts(part: Part) -> list[tuple[str, str]]:
    """What course.toml says of a part, in both languages, and the field that gives it."""
    facts = [(part.plan.title, "title")]
    facts += [(task.title, "task") for task in part.tasks]
    if not part.teacher:
        facts += [(objective, "objectives") for objective in part.objectives]
    return [(fact[language], field) for (fact, field), language in product(facts, ("zh", "en"))]


def unwritten(root: Path) -> list[str]:
    """No text that `python -m tools.new_unit` left open stands in course.toml, in a unit or in its
    modules."""
    found = []
    for place in _WRITTEN:
        for path in sorted(root.glob(place)):
            lines = path.read_text(encoding="utf-8").split("\n")
            left = [number for number, line in enumerate(lines, 1) if _UNWRITTEN.search(line)]
            if left:
                shown = path.relative_to(root).as_posix()
                found.append(f"{shown}:{left[0]}: texts to write on {len(left)} lines")
    return found


def identifiers(shown: str, source: str) -> list[str]:
    """No name in the code is Chinese."""
    found = []
    for node in ast.walk(ast.parse(blank_magics(source))):
        names = [getattr(node, field, None) for field in ("id", "name", "arg", "attr", "asname")]
        found += [
            f"{shown}: the name “{name}” is Chinese; names are English"
            for name in names
            if isinstance(name, str) and CHINESE.search(name)
        ]
    return found


def glyph_gaps(shown: str, source: str) -> list[str]:
    """The figure font can draw every Chinese character of the strings."""
    lacking = glyphs.missing(glyphs.strings(source))
    if not lacking:
        return []
    return [f"{shown}: the figure font in keguan/fonts lacks {' '.join(lacking)}"]


def code(shown: str, notebook: NotebookNode) -> list[str]:
    """identifiers and glyph_gaps over the code cells of a notebook; check cells draw nothing."""
    found = []
    for number, cell in numbered(notebook, "code"):
        where = f"{shown}, cell {number}"
        found += identifiers(where, cell.source)
        if not cell.metadata.get("nbgrader", {}).get("locked"):
            found += glyph_gaps(where, cell.source)
    return found


def writers(root: Path) -> list[str]:
    """What people run writes files by grader.base.files.writing only, which keeps the old one until
    the new one is whole."""
    found = []
    for path in [root / "start.py", *sorted((root / "grader").rglob("*.py"))]:
        shown = path.relative_to(root).as_posix()
        if not shown.startswith(tuple(WRITERS)):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                f"{shown}:{node.lineno}: {ast.unparse(node.func)} writes a file in place; use "
                f"grader.base.files.writing"
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and _writes(node)
            ]
    return found


def _writes(call: ast.Call) -> bool:
    """Whether the call writes a file where it lies."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in _WRITING or ast.unparse(call.func) in ("nbformat.write", "shutil.copy"):
        return True
    if name not in ("open", "fdopen"):
        return False
    given = [*call.args[:2], *(keyword.value for keyword in call.keywords)]
    modes = [arg.value for arg in given if isinstance(arg, ast.Constant)]
    nodes = chain.from_iterable(map(ast.walk, given))
    flags = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    is_mode = [isinstance(mode, str) and _MODE.fullmatch(mode) for mode in modes]
    return any(is_mode) or bool(flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND"})


def check(part: Part) -> list[str]:
    """All gates over one part in its languages."""
    found = paragraphs(part) + repeated(part)
    for language in part.course.languages:
        shown = part.built(language)
        notebook = load(part.course.root / shown)
        found += long_cells(shown, notebook)
        found += titles(part, language, notebook)
        found += code(shown, notebook)
        if part.assignment:
            found += points(part, language, notebook)
            found += unfolded(shown, notebook)
            found += overwritten(shown, notebook)
            found += plain_names(part, language, notebook)
            found += own_letters(shown, notebook)
            continue
        found += small_cells(shown, notebook)
        if language == "zh":
            found += balance(shown, notebook)
    return found


def main() -> int:
    problems: list[str] = []
    try:
        course = courses.load()
        for part in find(course):
            problems += check(part)
        for language in course.languages:
            problems += concepts(course, language)
        problems += unwritten(course.root) + writers(course.root)
    except (BuildError, courses.CourseError) as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
