"""Names of a student's files travel, and work under earlier names is moved once, whole or not at
all."""

import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from grader.base import UserError
from grader.course import outline as courses
from grader.learner import home, luggage, moving, workspace
from grader.learner.places import FORBIDDEN, Places, link
from tests import tiny_class

COURSE = courses.load()
OLD = {"tiny": "tiny.ipynb", "tiny-tasks": "tiny-tasks/tiny-tasks.ipynb"}
NEW = tiny_class.PLACES["zh"]
MINE = '{"cells": [{"source": ["[A](tiny-tasks/tiny-tasks.ipynb)"]}]}'


@pytest.mark.parametrize("language", COURSE.languages)
def test_every_name_can_be_carried_everywhere(language):
    """By zip, GBK, chat programs and Windows; each only once, whatever a disk takes for equal."""
    paths = list(Places(COURSE, language).all().values())
    notebooks = len(COURSE.units) + len(COURSE.assignments)
    assert len({path.casefold() for path in paths}) == len(paths) == notebooks
    for path in paths:
        folder, name = path.split("/")
        assert path.encode("gbk") and not FORBIDDEN.search(f"{folder}{name}"), path
        for part in (folder, name.removesuffix(".ipynb")):
            assert part == part.strip(" .") and not part[0].isdigit() and len(part) <= 40
    assert len({path.split("/")[0] for path in paths}) == len(COURSE.units) + 1


def test_a_new_unit_renames_nothing(tmp_path):
    before = Places(COURSE, "zh").all()
    text = (COURSE.root / "course.toml").read_text(encoding="utf-8")
    units = text.split("[[units]]")
    swapped = "[[units]]".join([units[0], units[2], units[1], *units[3:]])
    (tmp_path / "course.toml").write_text(swapped, encoding="utf-8")
    assert Places(courses.load(tmp_path), "zh").all() == before


def test_titles_that_no_disk_takes_become_names(tmp_path):
    text = tiny_class.COURSE.replace("小任务", r"A/B: <x>?").replace("小作文", r"甲：A/B <x>")
    text = text.replace("小单元", "CON").replace("Tiny unit", "..").replace("Tiny essay", "Lesson")
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    course = courses.load(tmp_path)
    zh, en = (Places(course, language).all() for language in ("zh", "en"))
    assert zh["tiny"] == "_CON/课文.ipynb" and zh["tiny-tasks"] == "_CON/x.ipynb"
    assert zh["tiny-essay"] == "_CON/A B x.ipynb"
    assert en["tiny"] == "_/Lesson.ipynb" and en["tiny-essay"] == "_/Lesson tiny-essay.ipynb"


@pytest.fixture
def course(tmp_path, own_home):
    return tiny_class.opened(tmp_path)


@pytest.fixture
def before(course):
    """The student's folder as an earlier version has left it: read, answered, graded, done over."""
    folder = home.place() / "zh"
    shutil.rmtree(folder)
    workspace.update(course, "zh", folder)  # the names of a hub are those of before
    (folder / moving.FILE).unlink()
    for name, text in {
        OLD["tiny"]: MINE,
        OLD["tiny-tasks"]: '{"cells": [], "mine": 1}',
        "tiny-tasks/tiny-tasks-1.ipynb": "older",
        "tiny-tasks/feedback.html": "3 / 5",
        "tiny-tasks/solutions.md": "2 * x",
        "tiny-tasks/notes.txt": "mine too",
        "notes.ipynb": "elsewhere",
        ".ipynb_checkpoints/x.ipynb": "",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    os.utime(folder / OLD["tiny-tasks"], (1000, 1000))
    return folder


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_earlier_work_is_moved_once_with_all_that_belongs_to_it(course, before):
    done = workspace.update(course, "zh")
    texts = {name: data.decode("utf-8") for name, data in everything(before).items()}
    assert texts[NEW["tiny-tasks"]] == '{"cells": [], "mine": 1}'
    assert texts["小单元/小任务-1.ipynb"] == "older" and texts["notes.ipynb"] == "elsewhere"
    assert texts["小单元/小任务-检查结果.html"] == "3 / 5"
    assert texts["小单元/小任务-参考做法.md"] == "2 * x"
    assert texts["小单元/notes.txt"] == "mine too"
    assert texts[NEW["tiny"]] == MINE.replace(
        "tiny-tasks/tiny-tasks.ipynb", link(NEW["tiny-tasks"], NEW["tiny"])
    )
    assert (before / NEW["tiny-tasks"]).stat().st_mtime == 1000
    assert not (before / "tiny-tasks").exists() and not (before / "tiny.ipynb").exists()
    assert done.moved and not done.new and (home.room() / moving.NOTE).is_file()
    assert not workspace.update(course, "zh").moved
    assert [path.name for path in before.parent.iterdir() if "moving" in path.name] == []


def test_what_nobody_changed_is_still_known_to_be_ours(course, before):
    workspace.update(course, "zh")
    own = workspace.changed(before)
    assert own(NEW["tiny-tasks"]) and not own(NEW["tiny-essay"])


def test_a_full_disk_half_way_leaves_everything_where_it_was(course, before, monkeypatch):
    was = everything(before)
    written = []

    def full(path, data):
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(moving, "write", full)
    with pytest.raises(OSError, match="No space"):
        workspace.update(course, "zh")
    assert everything(before) == was
    assert [path.name for path in before.parent.iterdir() if "moving" in path.name] == []


def test_a_folder_that_is_held_is_left_with_a_sentence(course, before, monkeypatch):
    was = everything(before)

    def held(self, target):
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(UserError, match="都在原处"):
        workspace.update(course, "zh")
    assert everything(before) == was


@pytest.mark.parametrize("step", [1, 2])
def test_a_run_that_was_stopped_between_is_ended_by_the_next(course, before, step):
    """The old folder is aside, or the new one in its place and the old one still there."""
    rename, steps = Path.rename, []

    def stopped(self, target):
        if len(steps) == step:
            raise KeyboardInterrupt
        steps.append(self)
        return rename(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", stopped)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: stopped(Path(), Path()))
        with pytest.raises(KeyboardInterrupt):
            workspace.update(course, "zh")
    workspace.update(course, "zh")
    assert json.loads((before / NEW["tiny-tasks"]).read_text(encoding="utf-8"))["mine"] == 1
    assert sorted(path.name for path in before.parent.iterdir()) == [".learn", "zh"]


def test_work_taken_along_from_an_earlier_version_comes_to_its_place(course):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(luggage.MARK, "keguan work 1\n")
        archive.writestr(f"zh/{OLD['tiny-tasks']}", '{"cells": [], "mine": 1}')
        archive.writestr("zh/tiny-tasks/tiny-tasks-1.ipynb", "older")
    done = luggage.bring(course, made.getvalue())
    assert done.new == [f"zh/{NEW['tiny-tasks']}", "zh/小单元/小任务-1.ipynb"]


def test_a_unit_with_another_title_takes_its_work_along(course):
    mine = home.place() / "zh" / NEW["tiny-tasks"]
    mine.write_text('{"cells": [], "mine": 1}', encoding="utf-8")
    path = course.root / "course.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("小单元", "新单元"), encoding="utf-8")
    workspace.update(courses.load(course.root), "zh")
    moved = home.place() / "zh" / "新单元" / "小任务.ipynb"
    assert '"mine": 1' in moved.read_text(encoding="utf-8") and not mine.exists()
