"""Are the data files of the course there and whole? Reads datapackage.json; needs no package."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from grader.base import Text, UserError
from grader.course.outline import CHECKOUT, Course

TRUTH = "truth"  # folder of a dataset with what its tables do not say
MAKERS = (".py", ".toml")  # the scripts that make the tables, and their words


def withheld(datasets: Path) -> list[Path]:
    """Files and folders of the datasets that students never get: the truth tables, and what makes
    them, from which the truth can be read as well (compiled scripts, too)."""
    folders = (TRUTH, "__pycache__")
    return [
        path
        for path in sorted(datasets.rglob("*"))
        if path.suffix in MAKERS or (path.name in folders and path.is_dir())
    ]


def require(course: Course | None, assignments: Iterable[str] | None = None) -> None:
    """Raises UserError when a data file of the units is missing or has other columns: every
    notebook would fail on it. `assignments` names those whose units count; None: all."""
    if course is None:
        return
    root = course.root if (course.root / "datasets").is_dir() else CHECKOUT
    wanted = None if assignments is None else set(assignments)
    for unit in course.units:
        if wanted is None or wanted & {a.name for a in unit.assignments}:
            for dataset in unit.datasets:
                _require(root / "datasets", dataset)


def _require(datasets: Path, name: str) -> None:
    for problem in problems(datasets, name):
        raise UserError(problem.zh + "。", problem.en + ".")


def problems(datasets: Path, name: str, whole: bool = False) -> list[Text]:
    """What is wrong with a dataset's files: missing, other columns, with `whole` other content
    than recorded."""
    package = datasets / name / "datapackage.json"
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    except FileNotFoundError:
        return [
            Text(
                f"缺少 {package}：请重新下载课程",
                f"{package} is missing: download the course again",
            )
        ]
    except (ValueError, KeyError, TypeError):
        return [
            Text(
                f"{package} 损坏：请重新下载课程",
                f"{package} is damaged: download the course again",
            )
        ]
    found = [_problem(package.parent, resource, whole) for resource in resources]
    return [problem for problem in found if problem]


def _problem(folder: Path, resource: dict, whole: bool) -> Text | None:
    path = folder / resource["path"]
    if not path.is_file():
        if Path(resource["path"]).parts[0] == TRUTH:  # a student pack has none
            return None
        return Text(
            f"缺少数据文件 {path}：请重新下载课程，或运行同一文件夹里的 make.py",
            f"The data file {path} is missing: download the course again, or run make.py beside it",
        )
    fields = [field["name"] for field in resource.get("schema", {}).get("fields", [])]
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head = next(csv.reader(file), [])
    if fields and head != fields:
        off = ", ".join(sorted(set(fields) ^ set(head))) or ", ".join(head)
        return Text(
            f"{path} 的列与 datapackage.json 不一致：{off}",
            f"the columns of {path} are not those of datapackage.json: {off}",
        )
    recorded = str(resource.get("hash", "")).removeprefix("sha256:")
    if whole and recorded and hashlib.sha256(path.read_bytes()).hexdigest() != recorded:
        return Text(
            f"{path} 的内容被改过（sha256 不一致）：请运行 make.py 或重新下载",
            f"{path} was changed (its sha256 differs): run make.py or download it again",
        )
    return None
