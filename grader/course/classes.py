"""The classes of a teacher: TERM/CLASS, by default in the folder Keguan of the user's home.

Each is an nbgrader course of its own that holds everything of the class: hand-ins, gradebook,
feedback, reports, lists. Only the instructor's notebooks stay in the checkout, which therefore
stays as it came and can be replaced by a newer one.
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from grader.base import UserError
from grader.base.files import writing
from grader.base.files.ids import visible
from grader.course.outline import CHECKOUT

HOME = "KEGUAN_HOME"  # environment variable: another folder instead
NAMES = ("客关", "Keguan")  # of the folder in the user's home; the last one for a new one
MARK = "class.toml"  # stands in the folder of every class
SOURCES = CHECKOUT / "exercises" / "source"
AUTUMN, SPRING = 8, 2  # months in which Chinese terms begin, so that the next one can be named
# what no folder may be called on one of the systems that a class is taken to
UNFIT = re.compile(
    r'[\\/:*?"<>|]|\A\.|[. ]\Z|\A(CON|PRN|AUX|NUL|COM\d|LPT\d)(\.|\Z)', re.IGNORECASE
)
PRIVATE = 0o700  # names and marks are nobody else's business on a machine of several users
LONGEST = 80  # bytes of a class's name: it stands in every path below it
CONFIG = '''\
"""这个班的 nbgrader 设置；作业从安装的客关里取，其他都在这个文件夹里。
nbgrader settings of this class. The assignments come from the Keguan that runs; everything else
is in this folder.
"""

from pathlib import Path

from grader.course.classes import SOURCES

here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
load_subconfig("nbgrader_config.py", path=str(SOURCES.parent))
c = get_config()
c.CourseDirectory.course_id = f"{here.parent.name}-{here.name}"
c.CourseDirectory.root = str(here)
language = Path(c.CourseDirectory.source_directory).name
c.CourseDirectory.source_directory = f"{SOURCES.as_posix()}/{language}"
'''
SETTINGS = """\
# 这个班的设置
# Settings of this class
made = {made}
"""


@dataclass(frozen=True)
class Class:
    """A class's folder. language: in which it works, empty as long as nothing was released; made:
    when the folder was."""

    path: Path
    language: str
    made: datetime.date

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def term(self) -> str:
        return self.path.parent.name


def home() -> Path:
    """The folder in which terms are made: that which is there, else Keguan."""
    return next((path for path in _homes() if path.is_dir()), _homes()[-1])


def _homes() -> list[Path]:
    """The folders that may hold terms; a student's work lies in the same."""
    chosen = os.environ.get(HOME)
    if chosen:
        return [Path(os.path.abspath(chosen))]
    return [Path.home() / name for name in NAMES]


def of(path: Path) -> Class | None:
    """The class whose folder this is; None for any other folder. Raises UserError when its
    settings cannot be read."""
    file = path / MARK
    if not file.is_file():
        return None
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(
            f"{file} 写错了：{error}", f"{file} cannot be understood: {error}"
        ) from None
    language, made = settings.get("language", ""), settings.get("made")
    if language not in ("", "zh", "en"):
        raise UserError(
            f'{file}：language 只能是 "zh" 或 "en"。', f'{file}: language must be "zh" or "en".'
        )
    first = datetime.date.min
    return Class(path, language, made if isinstance(made, datetime.date) else first)


def every() -> list[Class]:
    """All classes, by term and name; those of the newest term last."""
    marks = chain.from_iterable(path.glob(f"*/*/{MARK}") for path in _homes())
    found = [one for file in marks if (one := of(file.parent))]
    begun: dict[str, datetime.date] = {}
    for one in found:
        begun[one.term] = min(one.made, begun.get(one.term, one.made))
    return sorted(found, key=lambda one: (begun[one.term], one.term, one.name))


def named(name: str) -> Class | None:
    """The class of this name, or TERM/CLASS: of two terms the newest; None if there is none."""
    wanted = tuple(name.replace("\\", "/").split("/"))
    fitting = [one for one in every() if (one.term, one.name)[-len(wanted) :] == wanted]
    return fitting[-1] if fitting else None


def only() -> Class | None:
    """The class of the newest term; None if there is no class at all. Raises UserError where there
    are several."""
    found = every()
    newest = [one for one in found if one.term == found[-1].term]
    if len(newest) > 1:
        names = ", ".join(one.name for one in newest)
        raise UserError(
            f"{newest[0].term} 有几个班（{names}）：请用 --class 说明是哪个班。",
            f"{newest[0].term} has several classes ({names}): say which one with --class.",
        )
    return newest[0] if newest else None


def this_term(today: datetime.date) -> str:
    """The term as schools write it: 2026-2027-1 from August on, -2 from February on."""
    first = today.year if today.month >= AUTUMN else today.year - 1
    number = 2 if SPRING <= today.month < AUTUMN else 1
    return f"{first}-{first + 1}-{number}"


def new(term: str, names: list[str], language: str | None = None) -> list[Path]:
    """Makes the folders of classes; what is there stays. Returns their paths.

    Raises UserError for a name that no folder can have, and makes none then.
    """
    term, names = visible(term), [visible(name) for name in names]
    for name in (term, *names):
        _verify_name(name)
    paths = [home() / term / name for name in names]
    home().mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    for path in paths:
        if not (path / "nbgrader_config.py").is_file():
            writing.write(path / "nbgrader_config.py", CONFIG)
        if not (path / MARK).is_file():  # last: with it the folder is a class
            writing.write(path / MARK, _settings(datetime.date.today(), language or ""))
    return paths


def remember_language(path: Path, language: str) -> None:
    """Keeps the language of the first release of a class, for all commands after it."""
    one = of(path)
    if one is not None and not one.language:
        writing.write(path / MARK, _settings(one.made, language))


def _settings(made: datetime.date, language: str) -> str:
    text = SETTINGS.format(made=made.isoformat())
    return text + (f'language = "{language}"\n' if language else "")


def _verify_name(name: str) -> None:
    if not name or UNFIT.search(name) or len(name.encode()) > LONGEST:
        raise UserError(
            f"“{name}”不能用作文件夹名：请用文字、数字、- 和 _，不要太长。",
            f"'{name}' cannot be the name of a folder: use letters, digits, - and _, and not too "
            "many.",
        )
