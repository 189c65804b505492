"""What this room stands on: one silent nbgrader a folder, and what it says went wrong."""

import pytest

from grader.base import UserError
from grader.course.folder import open_folder
from grader.gradebook import access
from grader.gradebook.people import Person, enrolled
from grader.gradebook.submissions import submissions
from tests import tiny_class


def test_a_folder_without_a_gradebook_has_nobody_and_gets_none_by_being_asked(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    assert not access.is_there(folder)
    assert enrolled(folder) == submissions(folder) == []
    assert not (folder.path / "gradebook.db").exists()
    with access.opened(folder) as gradebook:
        gradebook.add_student("S1")
    assert access.is_there(folder) and enrolled(folder) == ["S1"]


def test_folders_by_other_names_are_refused_by_name(tmp_path):
    path = tiny_class.make(tmp_path)
    with (path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.CourseDirectory.autograded_directory = "graded"\n')
    with pytest.raises(UserError, match="autograded_directory.*graded"):
        access.open_course(open_folder(path))


@pytest.mark.parametrize(
    "person, name",
    [
        (Person("S1", "三", "张"), "张三"),
        (Person("S2", "Ann", "Lee"), "Ann Lee"),
        (Person("S3", "", "Lee"), "Lee"),
        (Person("S4", "三", "Zhang"), "三 Zhang"),
        (Person("S5"), ""),
    ],
)
def test_people_are_called_as_they_are_written(person, name):
    assert person.name == name
