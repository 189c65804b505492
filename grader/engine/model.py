"""What crosses between the parts of the engine: limits, an assignment, one piece of work, what came
of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from grader.base import Text

EMPTY = Text("", "")
GRADED = "graded"
UNCHANGED = "unchanged"
UNREADABLE = "unreadable"
FAILED = "failed"
# a grade cell ran in the trusted process, or in the student's
APART = "apart"
BESIDE = "beside"
ON_THE_WALL = (
    5  # times a limit that may pass on the wall while the processor is busy with other work
)
CELLS_AT_LIMIT = 6  # so many cells of a notebook may take as long as a cell may
# why a check got no points that met an object where the reference solution gives a plain value
PLAIN_WANTED = (
    "应该是普通的值（数字、字符串、列表、表格……） · a plain value (number, string, list, table "
    "...) was expected"
)


@dataclass(frozen=True)
class Limits:
    """What one submission may use: seconds of processor time, MiB, counts."""

    cell_seconds: float = 30.0
    notebook_seconds: float = 180.0
    memory_mb: int = 1536
    processes: int = 64
    file_mb: int = 64
    output_kb: int = 512  # per cell; what is longer is cut with a note
    submission_mb: int = 20  # the files of one submission together


@dataclass(frozen=True)
class Texts:
    """What is told of the machine; a course names its own commands in these sentences."""

    not_started: Text = Text("评分引擎没有启动。", "The grading engine did not start.")
    no_room: Text = Text("评分用的隔离环境没有建成。", "The confined room could not be made.")
    unconfined: Text = Text(
        "这台电脑不能隔离学生的代码。", "This machine cannot confine students' code."
    )
    no_dask: Text = Text(
        "没有安装 Dask：请运行 pip install distributed。",
        "Dask is not installed: pip install distributed.",
    )


@dataclass(frozen=True)
class Hooks:
    """What ties the engine to a course; without any of it, it grades notebooks of plain nbgrader.

    Plain data, because it goes to other processes and machines: functions and classes stand here by
    their full names.

    `preload`: functions that remember what they read. Each call of one with texts alone in the
    instructor's notebook is made once, before the first submission comes. `readable`: folders that
    notebooks may read (packages, datasets), beside Python and the engine. `value_types`: subclasses
    of pandas' tables that cross between the processes as plain tables. `steady`: packages whose
    functions do the same at every call. `texts`: what is told of the machine.
    """

    preload: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    value_types: frozenset[str] = frozenset()
    steady: frozenset[str] = frozenset()
    texts: Texts = Texts()


@dataclass(frozen=True)
class Teeth:
    """What answers that were broken on purpose showed of the grade cells of a notebook.

    `beside`: cells that only beside the answers see that they are broken; `toothless`: cells that
    give the untouched release full marks; `untried`: cells of which some trial said nothing,
    because it did not come back.
    """

    beside: tuple[str, ...] = ()
    toothless: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Package:
    """All that a worker needs to know about one notebook of an assignment; plain data, so that it
    can be sent anywhere.
    """

    assignment: str
    notebook: str  # name without .ipynb
    source: str  # the instructor's notebook with answers and hidden tests: JSON, nbformat 4
    release: str | None  # the notebook that students got: JSON; None if it is not known
    # the instructor's other files, by relative path
    files: dict[str, bytes] = field(default_factory=dict)
    hooks: Hooks = Hooks()
    # what lies inside the readable folders and a student's code must not see (truth tables)
    hidden: tuple[str, ...] = ()
    limits: Limits = Limits()
    environment: dict[str, str] = field(default_factory=dict)
    try_teeth: bool = False  # answers are to be broken on purpose, unless that was done before
    teeth: Teeth | None = None  # what it showed


def without_answers(package: Package) -> Package:
    """What a process may hold in which a student's code runs: it can read all of its own memory.

    Students have the release.
    """
    return replace(package, source="")


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as read from disk; nothing of it was interpreted or run."""

    student: str
    data: bytes
    # what else was handed in, by relative path
    files: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    only: frozenset[str] | None = None  # grade ids to grade; None: all
    fingerprint: dict = field(default_factory=dict)  # kept in the graded notebook


@dataclass(frozen=True)
class GradingPlan:
    """What the reference solution's own run showed of how each grade cell can be graded.

    `how`: APART or BESIDE by grade id; `paths`: kinds of values and operations that cells may ask
    for (trusted.Paths); `asked`: names that cells may ask for; `theirs`: by grade id the names
    whose value is the student's at that point; `given`: by grade id the names that are the
    instructor's there, though an answer could change what they stand for; `sent`: by grade id the
    names that it binds and the student's cells need; `broken`: cells that the solution does not
    pass, and why; `results`: what cells end with that end with points or a truth value
    (scoring.NUMBER, TRUTH).
    """

    how: dict[str, str] = field(default_factory=dict)
    paths: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    theirs: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, list[str]] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CellMark:
    """The automatic mark of one graded cell. `points` is None where a person has to give it."""

    cell: str  # grade id
    points: float | None
    maximum: float
    how: str  # APART, BESIDE or "" where nothing ran
    why: str  # one line: "passed", "partial credit", or the error's name and first line


@dataclass(frozen=True)
class Graded:
    """What came of one Submission: the executed notebook (JSON) and the marks, or the reason why
    there is none.
    """

    assignment: str
    student: str
    notebook: str
    status: str  # GRADED, UNREADABLE or FAILED
    executed: str = ""
    marks: tuple[CellMark, ...] = ()
    reason: Text = EMPTY
    # what was mended in the structure, which cells died; for the journal
    notes: tuple[Text, ...] = ()
    seconds: float = 0.0
    confined: tuple[str, ...] = ()  # names of the layers that were on
    # grade cells that the reference solution does not pass, and the error of each
    broken: tuple[tuple[str, str], ...] = ()
    fingerprint: dict = field(default_factory=dict)  # of the Submission; for the journal
    # grade cells that had judged the same answers before (recall.py) and were not run again
    recalled: int = 0
    teeth: Teeth | None = None  # of the assignment's notebook, if it was tried


@dataclass(frozen=True)
class Outcome:
    """What came of one submission (assignment and student); `reason` is empty unless "unreadable"
    or "failed".
    """

    assignment: str
    student: str
    status: str
    seconds: float = 0.0
    reason: Text = EMPTY
