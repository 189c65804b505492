"""Classes in a term folder, which work on the tiny course instead of this checkout."""

import shutil
from pathlib import Path

import pytest

from grader.course import classes, outline
from grader.course.folder import CourseFolder, open_folder
from grader.gradebook import access
from tests import tiny_class

TERM = "2026-2027-1"


def make(root: Path, patch: pytest.MonkeyPatch, *names: str) -> list[CourseFolder]:
    """Makes the classes of these names below root/Keguan, and a checkout in root/checkout."""
    exercises = tiny_class.make(root / "checkout")
    course = root / "checkout" / "course.toml"
    text = course.read_text("utf-8").replace("weight = 0.6", "weight = 1.0")
    lines = [line for line in text.split("\n") if not line.startswith("C = ")]
    course.write_text("\n".join(lines), "utf-8")  # without a component that has no work
    patch.setattr(outline, "CHECKOUT", root / "checkout")
    patch.setattr(classes, "SOURCES", exercises / "source")
    patch.setenv(classes.HOME, str(root / "Keguan"))
    return [open_folder(path) for path in classes.new(TERM, list(names))]


def graded(folder: CourseFolder, released: Path, work: dict[str, list[str]]) -> None:
    """Hands in and enters as graded what each student did, without an engine: the points of every
    task are in the gradebook. released: a folder whose release and gradebook are copied."""
    shutil.copytree(released / "release", folder.path / "release", dirs_exist_ok=True)
    shutil.copy(released / "gradebook.db", folder.path)
    with access.opened(folder) as gradebook:
        for student, names in work.items():
            gradebook.update_or_create_student(student)
            for name in names:
                _hand_in(folder, name, student)
                gradebook.add_submission(name, student)
                for notebook in gradebook.find_submission(name, student).notebooks:
                    for grade in notebook.grades:
                        grade.auto_score = grade.cell.max_score
        gradebook.db.commit()


def _hand_in(folder: CourseFolder, name: str, student: str) -> None:
    """The notebook as submitted and as graded, and a page for the student."""
    for step in ("submitted", "autograded"):
        path = folder.notebook(step, name, student)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder.notebook("release", name), path)
    path.chmod(0o444)  # as nbgrader leaves what it graded
    page = folder.path / "feedback" / student / name / f"{name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<p>{student}</p>", encoding="utf-8")


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
