"""The student's folder: complete, links that lead somewhere, renewed when untouched, never
overwritten when changed."""

import json
import os
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, unquote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.base import UserError
from grader.base.files import writing
from grader.cli import lab
from grader.course import outline as courses
from grader.learner import workspace
from tests import tiny_class

pytestmark = pytest.mark.usefixtures("own_home")
LESSON, TASKS, ESSAY = (
    tiny_class.PLACES["zh"][name] for name in ("tiny", "tiny-tasks", "tiny-essay")
)


@pytest.fixture
def course(tmp_path):
    """A small course with built files whose text says which version they are."""
    tiny_class.make(tmp_path)
    return write_built(courses.load(tmp_path), "one")


def lesson(version, language):
    """A lesson with one cell of text, a link to an assignment, and a cell that was run."""
    text = new_markdown_cell(
        f"lesson {version} [A](../../exercises/release/{language}/tiny-tasks/tiny-tasks.ipynb)",
        id="a",
    )
    code = new_code_cell(
        "1 + 1", id="b", execution_count=1, outputs=[new_output("stream", text="2")]
    )
    return nbformat.writes(new_notebook(cells=[text, code]))


def lesson_text(folder):
    return nbformat.read(folder / LESSON, 4).cells[0].source


def write_built(course, version):
    for language in course.languages:
        files = {
            f"lessons/{language}/tiny.ipynb": lesson(version, language),
            f"lessons/{language}/README.md": (
                "<!-- built -->\n\n# 课程\n\n中文：[课文](../zh/README.md)\n\n[A](tiny.ipynb) "
                f"[B](../../exercises/release/{language}/tiny-tasks/tiny-tasks.ipynb)\n"
            ),
        }
        files |= {
            f"exercises/release/{language}/{a.name}/{a.name}.ipynb": f"{a.name} {version}"
            for a in course.assignments
        }
        for name, text in files.items():
            path = course.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return course


def test_the_folder_holds_page_lessons_and_assignments(course):
    done = workspace.update(course, "zh")
    assert done.folder == course.root / "my-work" / "zh"
    assert sorted(done.new) == [
        "小单元/小任务.ipynb",
        "小单元/小作文.ipynb",
        "小单元/课文.ipynb",
    ]
    assert lesson_text(done.folder) == "lesson one [A](%E5%B0%8F%E4%BB%BB%E5%8A%A1.ipynb)"


def test_a_lesson_comes_without_outputs_so_that_a_guess_stays_a_guess(course):
    code = nbformat.read(workspace.update(course, "zh").folder / LESSON, 4).cells[1]
    assert (code.source, code.outputs, code.execution_count) == ("1 + 1", [], None)


def test_links_of_the_course_page_lead_to_files_of_the_folder(course):
    folder = workspace.update(course, "en").folder
    page = (folder / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert {"Tiny%20unit/Lesson.ipynb", "Tiny%20unit/Tiny%20tasks.ipynb"} <= set(links)
    assert all((folder / unquote(link)).is_file() for link in links)
    assert "<!--" not in page and "start.py lab" in page


def test_the_course_page_follows_the_notebooks_when_one_is_saved(course, monkeypatch):
    monkeypatch.setattr(courses, "CHECKOUT", course.root)
    folder = workspace.update(course, "zh").folder
    notebook = nbformat.read(folder / LESSON, 4)
    notebook.cells[1].execution_count = 1
    nbformat.write(notebook, folder / LESSON)
    assert "✔ 读完" not in (folder / "README.md").read_text(encoding="utf-8")
    workspace.saved(
        str(folder / LESSON), {"type": "notebook"}, SimpleNamespace(root_dir=str(folder))
    )
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert (
        "✔ 读完" in page
        and page.count("## 我的进度") == 1
        and f"接着上次：[小单元]({quote(LESSON)})" in page
    )


def test_the_real_course_page_links_only_to_what_is_there():
    course = courses.load()
    for language in course.languages:
        files = workspace.contents(course, language)
        links = re.findall(r"\]\(([^)]+)\)", files["README.md"].decode("utf-8"))
        assert links and set(map(unquote, links)) <= set(files)


def test_untouched_files_are_renewed_and_changed_ones_kept(course):
    folder = workspace.update(course, "zh").folder
    mine = folder / TASKS
    mine.write_text("my answers", encoding="utf-8")
    done = workspace.update(write_built(course, "two"), "zh")
    assert mine.read_text(encoding="utf-8") == "my answers"
    assert done.kept == [TASKS]
    assert lesson_text(folder).startswith("lesson two")
    assert LESSON in done.renewed and not done.new


def test_a_changed_file_is_no_news_while_the_course_stays_the_same(course):
    folder = workspace.update(course, "zh").folder
    (folder / LESSON).write_text("mine", encoding="utf-8")
    done = workspace.update(course, "zh")
    assert (done.new, done.renewed, done.kept) == ([], [], [])
    workspace.update(write_built(course, "two"), "zh")
    workspace.update(course, "zh")
    assert (folder / LESSON).read_text(encoding="utf-8") == "mine"


def test_a_deleted_file_comes_back(course):
    folder = workspace.update(course, "zh").folder
    (folder / LESSON).unlink()
    assert workspace.update(course, "zh").new == [LESSON]


@pytest.mark.parametrize("damage", ["", "not json", "[]", "null"])
def test_without_a_readable_manifest_nothing_is_overwritten(course, damage):
    folder = workspace.update(course, "zh").folder
    (folder / workspace.MANIFEST).write_text(damage, encoding="utf-8")
    (folder / LESSON).write_text("mine", encoding="utf-8")
    workspace.update(write_built(course, "two"), "zh")
    assert (folder / LESSON).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("version_before", ["none", "one"])
def test_a_copy_whose_run_was_stopped_is_renewed_later_and_never_taken_for_the_students(
    course, monkeypatch, version_before
):
    if version_before == "one":
        workspace.update(course, "zh")
    write_built(course, "two")
    places = []
    monkeypatch.setattr(writing, "write", lambda path, data: places.append(path))
    workspace.update(course, "zh")
    monkeypatch.undo()
    assert len(places) == 6  # list, three copies, page, list
    for left in range(len(places)):
        monkeypatch.setattr(writing, "write", stopping_after(left, writing.write))
        with pytest.raises(OSError, match="full"):
            workspace.update(write_built(course, "two"), "zh")
        monkeypatch.undo()
        done = workspace.update(write_built(course, f"later {left}"), "zh")
        assert not done.kept
        assert lesson_text(done.folder).startswith(f"lesson later {left}")


def stopping_after(count, write):
    """What writes so many files, then finds the disk full."""
    written = []

    def stops(path, data):
        if len(written) == count:
            raise OSError("full")
        written.append(path)
        write(path, data)

    return stops


def test_a_folder_of_an_older_version_is_renewed_as_well(course):
    folder = workspace.update(course, "zh").folder
    manifest = json.loads((folder / workspace.MANIFEST).read_text(encoding="utf-8"))
    older = {name: hashes[-1] for name, hashes in manifest.items()}
    (folder / workspace.MANIFEST).write_text(json.dumps(older), encoding="utf-8")
    done = workspace.update(write_built(course, "two"), "zh")
    assert len(done.renewed) == 3 and not done.kept


def test_other_files_of_the_student_stay(course):
    folder = workspace.update(course, "zh").folder
    (folder / "notes.ipynb").write_text("mine", encoding="utf-8")
    workspace.update(write_built(course, "two"), "zh")
    assert (folder / "notes.ipynb").read_text(encoding="utf-8") == "mine"


def test_a_missing_built_file_is_named(course):
    (course.root / "lessons" / "zh" / "tiny.ipynb").unlink()
    with pytest.raises(UserError, match="tiny.ipynb"):
        workspace.update(course, "zh")


def test_an_unwritable_place_is_named(course):
    (course.root / "my-work").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(UserError, match="my-work"):
        workspace.update(course, "zh")


@pytest.mark.parametrize("language, locale", [("zh", "zh_CN"), ("en", "default")])
def test_jupyterlab_opens_the_page_in_the_students_language_without_the_teachers_parts(
    course, language, locale, monkeypatch
):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(course.root / "own"))
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)
    folder = workspace.update(course, language).folder
    options = dict(
        option.lstrip("-").split("=", 1) for option in lab.student_options(folder, language)
    )
    assert options["ServerApp.root_dir"] == str(folder) and options["LabApp.default_url"].endswith(
        "/README.md"
    )
    settings = course.root / "my-work" / ".lab" / language / "settings"
    overrides = json.loads((settings / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/translation-extension:plugin"] == {"locale": locale}
    hidden = json.loads((settings / "page_config.json").read_text(encoding="utf-8"))[
        "disabledExtensions"
    ]
    assert hidden["@jupyter/nbgrader:formgrader"] and any("validate" in name for name in hidden)
    style = Path(os.environ["JUPYTER_CONFIG_DIR"], "custom", "custom.css")
    assert style.is_relative_to(course.root / "my-work") and "vnd.jupyter.error" in style.read_text(
        encoding="utf-8"
    )
    assert os.environ["JUPYTER_CONFIG_PATH"] == str(course.root / "own"), (
        "the user's own settings are still read"
    )


def test_on_a_hub_students_get_the_assignment_list_and_fetch_into_their_own_folder(
    course, tmp_path, monkeypatch
):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(course.root / "own"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    monkeypatch.chdir(course.root)
    folder = workspace.update(course, "zh", tmp_path / "home" / "keguan" / "zh").folder
    options = lab.student_options(folder, "zh", hub=True)
    assert Path.cwd() == folder
    settings = folder.parent / ".lab" / "zh" / "settings" / "page_config.json"
    hidden = json.loads(settings.read_text(encoding="utf-8"))["disabledExtensions"]
    assert (
        "@jupyter/nbgrader:formgrader" in hidden
        and "@jupyter/nbgrader:assignment-list" not in hidden
    )
    assert any("formgrader=False" in option for option in options) and not any(
        "assignment_list" in option for option in options
    )


def test_what_jupyter_logs_does_not_hide_the_address(monkeypatch):
    given = []
    monkeypatch.setattr("jupyterlab.labapp.main", given.append)
    lab.start([], browser=False)
    assert {"--Application.log_level=WARN", "--no-browser"} <= set(given[0])


def test_without_a_hub_there_is_no_hub_server(monkeypatch):
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    with pytest.raises(UserError, match="deploy.md"):
        lab.require_hub()
