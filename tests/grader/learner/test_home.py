"""The student's folder: outside of the course, one for each person, and nothing lost on the way."""

import os

import pytest

from grader.base import UserError
from grader.course import outline as courses
from grader.learner import home
from tests import tiny_class


@pytest.fixture
def course(tmp_path):
    tiny_class.make(tmp_path / "course")
    return courses.load(tmp_path / "course")


@pytest.mark.parametrize("language, name", [("zh", "客关"), ("en", "Keguan")])
def test_the_folder_is_in_the_users_home_and_stays_the_same_in_both_languages(
    tmp_path, monkeypatch, language, name
):
    monkeypatch.delenv("KEGUAN_HOME")
    monkeypatch.setattr(home.Path, "home", lambda: tmp_path)
    assert home.home(language) == tmp_path / name
    home.home(language).mkdir()
    assert home.home("zh") == home.home("en") == tmp_path / name


def old_work(course):
    for name, text in (("zh/a.ipynb", "mine"), (".learn/progress.json", "{}")):
        path = course.root / "my-work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_work_in_the_course_folder_moves_out_once(course, own_home):
    old_work(course)
    assert home.move_in(course) == own_home
    assert (own_home / "zh" / "a.ipynb").read_text(encoding="utf-8") == "mine"
    assert (own_home / ".learn" / "progress.json").is_file()
    assert not (course.root / "my-work").exists()
    assert home.move_in(course) is None


def test_a_teachers_classes_in_the_same_folder_are_no_hindrance(course, own_home):
    old_work(course)
    (own_home / "2026 autumn" / "24 营销 2 班").mkdir(parents=True)
    assert home.move_in(course) == own_home
    assert (own_home / "zh" / "a.ipynb").read_text(encoding="utf-8") == "mine"
    assert (own_home / "2026 autumn" / "24 营销 2 班").is_dir()
    assert list(home.people()) == [""]


def test_work_that_is_in_the_home_already_is_not_touched_by_a_move(course, own_home):
    old_work(course)
    (own_home / "zh").mkdir(parents=True)
    (own_home / "zh" / "a.ipynb").write_text("newer", encoding="utf-8")
    moved = home.move_in(course)
    assert (own_home / "zh" / "a.ipynb").read_text(encoding="utf-8") == "newer"
    assert (moved / "zh" / "a.ipynb").read_text(encoding="utf-8") == "mine"
    assert not (course.root / "my-work").exists()


def test_a_move_that_fails_leaves_the_work_where_it_was(course, own_home, monkeypatch):
    old_work(course)

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(home.shutil, "copytree", full)
    with pytest.raises(OSError, match="No space"):
        home.move_in(course)
    assert (course.root / "my-work" / "zh" / "a.ipynb").read_text(encoding="utf-8") == "mine"


def test_everybody_on_a_shared_computer_has_a_folder_and_finds_it_again(own_home):
    own_home.mkdir()
    first = home.place()
    home.introduce(home.person("20240101", "张三"))
    home.arrive(home.person("20240102", "欧阳 娜"))
    second = home.place()
    assert second != first and home.who().name == "欧阳娜"
    assert second.parent == first == own_home
    home.switch("")
    assert home.place() == first and home.who().name == "张三"
    home.arrive(home.person("20240102", "欧阳 娜"))
    assert home.place() == second and len(home.people()) == 2


@pytest.mark.parametrize("folder", ["..", "../x", "a/b", "nobody", ".learn"])
def test_the_folder_of_nobody_cannot_be_entered(own_home, folder):
    own_home.mkdir()
    with pytest.raises(UserError):
        home.switch(folder)
    (own_home / home.ACTIVE).write_text(folder, encoding="utf-8")
    (own_home / ".learn").mkdir()
    assert home.place() == own_home


@pytest.mark.parametrize(
    "typed, name",
    [
        ("张 三", "张三"),
        ("欧阳　娜 娜", "欧阳娜娜"),
        (" Anna  Li ", "Anna Li"),
        ("李 Anna", "李 Anna"),
    ],
)
def test_a_chinese_name_is_written_without_a_space(typed, name):
    assert home.person("1", typed).name == name


@pytest.mark.parametrize("name", ["张三", "阿依古丽·买买提", "Anna-Lena O'Neill", "欧阳娜"])
def test_names_as_people_write_them_are_taken(name):
    assert home.person(" 20240101 ", f"  {name} ") == home.Person("20240101", name)


@pytest.mark.parametrize(
    "id, name",
    [
        ("", "张三"),
        ("2024_01", "张三"),
        ("../..", "张三"),
        ("1" * 41, "张三"),
        ("20240101", ""),
        ("20240101", "a/b"),
        ("20240101", "<script>"),
        ("20240101", "张_三"),
        ("20240101", "张" * 41),
    ],
)
def test_what_cannot_be_part_of_a_file_name_is_refused(id, name):
    with pytest.raises(UserError):
        home.person(id, name)


def test_a_damaged_card_is_asked_for_again(own_home):
    home.introduce(home.person("20240101", "张三"))
    (own_home / ".learn" / home.ME).write_text('{"id": "../x", "name": 3}', encoding="utf-8")
    assert home.who() is None


def test_the_language_is_kept_and_a_damaged_file_is_no_hindrance(own_home):
    assert home.language() == "zh" and home.language("en") == "en"
    home.choose("en")
    assert home.language() == "en"
    (own_home / ".learn" / home.SETTINGS).write_text("[", encoding="utf-8")
    assert home.language() == "zh"
    with pytest.raises(UserError):
        home.choose("xx")
    assert os.listdir(own_home) == [".learn"]
