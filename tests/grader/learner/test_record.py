"""The signed record: whole, unaltered, of this learner; the key stays where it is, and losing it
loses nothing."""

import json
import os
import stat
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.base import UserError
from grader.course import outline as courses
from grader.course.folder import open_folder
from grader.learner import home, progress, record
from grader.learner.progress import Attempt, Progress
from tests import tiny_class

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def course(tmp_path):
    """A course in which a learner has one graded notebook."""
    tiny_class.make(tmp_path)
    course = courses.load(tmp_path)
    so_far = Progress()
    so_far.add(
        Attempt(
            datetime(2026, 9, 1, tzinfo=UTC), "tiny-tasks", {"double": 3.0}, {"double": 3.0}, "aa"
        ),
        course,
    )
    home.room().mkdir(parents=True)
    progress.save(home.room() / "progress.json", so_far)
    return course


@pytest.fixture
def folder(course):
    return open_folder(course.root / "exercises")


def test_a_record_is_read_as_it_was_written(course, folder):
    found = record.verify(folder, "张三", record.write(course, "张三"))
    assert found.rows() == [["tiny-tasks", "2026-09-01 00:00", "3", "5"]]
    assert "已记下" in found.remarks[0].zh and "不说明作业是谁做的" in found.remarks[-1].zh
    again = record.verify(folder, "张三", record.write(course, "张三"))
    assert "与 张三 以前的一致" in again.remarks[0].zh


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_byte_can_be_changed(course, folder, data):
    path = record.write(course, "S001")
    whole = bytearray(path.read_bytes())
    place, by = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(1, 255))
    whole[place] ^= by
    path.write_bytes(whole)
    with pytest.raises(UserError):
        record.verify(folder, "S001", path)


def test_a_record_of_another_learner_is_refused(course, folder):
    path = record.write(course, "S001")
    with pytest.raises(UserError, match="这是 S001 的记录，不是 S002 的"):
        record.verify(folder, "S002", path)
    path.write_bytes(path.read_bytes().replace(b"S001", b"S002"))
    with pytest.raises(UserError, match="签名不对"):
        record.verify(folder, "S002", path)


def test_a_record_signed_with_another_key_is_refused_until_the_teacher_says_so(course, folder):
    record.verify(folder, "S001", record.write(course, "S001"))
    (home.room() / "key.pem").unlink()  # lost
    path = record.write(course, "S001")  # nothing else is
    with pytest.raises(UserError, match="另一个密钥"):
        record.verify(folder, "S001", path)
    assert record.verify(folder, "S001", path, new_key=True).rows()
    assert record.verify(folder, "S001", path).rows()


def test_the_private_key_stays_in_the_learners_folder(course):
    path = record.write(course, "S001")
    key = home.room() / "key.pem"
    secret = record.load_pem_private_key(key.read_bytes(), None).private_bytes_raw()
    assert secret.hex().encode() not in path.read_bytes() and secret not in path.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_damaged_key_is_set_aside(course, folder):
    room = home.room()
    (room / "key.pem").write_text("damaged", encoding="utf-8")
    assert record.verify(folder, "S001", record.write(course, "S001")).rows()
    assert [p.read_text(encoding="utf-8") for p in room.glob("key-damaged-*.pem")] == ["damaged"]


def test_marks_by_other_checks_are_pointed_out(course, folder):
    path = record.write(course, "S001")
    source = folder.notebook("source", "tiny-tasks")
    source.write_text(
        source.read_text(encoding="utf-8").replace("2).expect(4)", "3).expect(6)"), encoding="utf-8"
    )
    assert any(
        "tiny-tasks" in sentence.zh and "别的版本" in sentence.zh
        for sentence in record.verify(folder, "S001", path).remarks
    )


@pytest.mark.parametrize("name", ["", "../up", "a/b", "x" * 61, "a\nb"])
def test_a_name_that_cannot_be_a_file_is_refused(course, name):
    with pytest.raises(UserError, match="60"):
        record.write(course, name)


def test_without_work_there_is_no_record(course):
    (home.room() / "progress.json").unlink()
    with pytest.raises(UserError, match="还没有评过的作业"):
        record.write(course, "S001")


def test_a_file_of_another_kind_is_refused(course, folder, tmp_path):
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(UserError, match="不是客关的学习记录"):
        record.verify(folder, "S001", tmp_path / "notes.txt")


def signed(body):
    """A record as anybody can sign one with a key of their own."""
    key = Ed25519PrivateKey.generate()
    text = (json.dumps(body) + "\n").encode()
    public = key.public_key().public_bytes_raw().hex()
    return text + f"key: {public}\nsignature: {key.sign(text).hex()}\n".encode()


WORK = {
    "assignment": "tiny-tasks",
    "time": "2026-09-01T00:00:00+00:00",
    "points": {"double": 3},
    "maximum": 5,
    "notebook": "aa",
    "checks": "bb",
}
BODY = {"keguan": "record 1", "learner": "S001", "made": "2026-09-01T00:00:00", "work": [WORK]}
ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.mark.parametrize(
    "work",
    [
        3,
        [{}],
        [3],
        [WORK | {"points": [3]}],
        [WORK | {"points": {"double": "3"}}],
        [WORK | {"points": {"double": float("nan")}}],
        [WORK | {"points": {"double": -1}}],
        [WORK | {"time": None}],
        [WORK | {"time": "yesterday"}],
        [WORK | {"assignment": ["tiny-tasks"]}],
        [WORK | {"maximum": True}],
        [WORK | {"checks": 1}],
    ],
)
def test_a_signed_file_of_another_shape_is_refused_and_its_key_not_kept(folder, tmp_path, work):
    """G10: signed with a key of one's own."""
    path = tmp_path / "record.txt"
    path.write_bytes(signed(BODY | {"work": work}))
    with pytest.raises(UserError, match="不是客关的学习记录"):
        record.verify(folder, "S001", path)
    assert not (folder.path / "reports" / record.KEYS).exists()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["learner", "made", "work", *WORK]), ANY)
def test_whatever_is_signed_is_shown_or_refused(folder, tmp_path, field, value):
    body = BODY | {field: value} if field in BODY else BODY | {"work": [WORK | {field: value}]}
    path = tmp_path / "record.txt"
    path.write_bytes(signed(body))
    try:
        rows = record.verify(folder, "S001", path, new_key=True).rows()
    except UserError:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)


def test_more_points_than_the_work_is_worth_are_pointed_out(folder, tmp_path):
    """G10: 1000 of 10 points."""
    path = tmp_path / "record.txt"
    for points, said in ((5, False), (5.5, True)):
        work = WORK | {"points": {"double": points}, "maximum": 1000}
        path.write_bytes(signed(BODY | {"work": [work]}))
        remarks = record.verify(folder, "S001", path, new_key=True).remarks
        assert any("比满分还高" in remark.zh for remark in remarks) == said


def test_a_damaged_list_of_keys_is_named(course, folder):
    path = record.write(course, "S001")
    (folder.path / "reports").mkdir()
    (folder.path / "reports" / record.KEYS).write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="learners.json"):
        record.verify(folder, "S001", path)
