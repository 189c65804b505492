"""Random inboxes, drawn from a true list of hand-ins: nothing is ever stored under a student or an
assignment that it does not belong to, all that is certain is taken; and a stop at any moment."""

import io
import itertools
import random
import shutil
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.base.files import writing
from grader.course.folder import open_folder
from grader.gradebook.people import Person
from grader.term.collect import collect, plan
from grader.term.plan import Stated
from grader.term.roster import Roster
from tests import inboxes
from tests.inboxes import CERTAIN, DOUBTFUL, ESSAY, TASKS, put, work, zipped

PEOPLE = (
    Person("2301", "三", "张"),
    Person("2302", "三丰", "张"),
    Person("2303", "四", "李"),
    Person("2304", "四", "李"),
    Person("2305", "娜娜", "欧阳"),
    Person("2306", "Ann", "Lee"),
)
IDS = [person.id for person in PEOPLE]
SHARED = {"2303", "2304"}  # two of one name
NAMED = Roster(PEOPLE)
PLAIN = Roster(tuple(Person(id) for id in IDS), entered=True)
NAMES = {person.id: person.name for person in PEOPLE}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return inboxes.course(tmp_path_factory.mktemp("chaos"))


def called(draw, id, named):
    """The id or the name of a student as somebody might write it."""
    forms = [id, id.translate(FULL_WIDTH), f"{id}\u200b", f" {id}"]
    if named:
        forms.append(f"{id}{NAMES[id]}")
        forms += [NAMES[id], f"{NAMES[id]}同学"] if id not in SHARED else []
    return draw(st.sampled_from(forms))


@st.composite
def chaos(draw):
    """(roster, what was handed in with certainty, what in doubt), each as (form, id, ...)."""
    named = draw(st.booleans())
    jobs = draw(st.permutations(list(itertools.product(IDS, (TASKS, ESSAY)))))
    certain, doubtful = draw(st.integers(1, 6)), draw(st.integers(0, 3))
    sure = [
        (draw(st.sampled_from(sorted(CERTAIN))), id, called(draw, id, named), name)
        for id, name in jobs[:certain]
    ]
    forms = sorted(DOUBTFUL) if named else sorted(set(DOUBTFUL) - {"a longer name"})
    unsure = [
        (draw(st.sampled_from(forms)), id, IDS[(IDS.index(id) + 1) % len(IDS)], name)
        for id, name in jobs[certain : certain + doubtful]
    ]
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gbk"]))
    return named, sure, unsure, codec, draw(st.booleans())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=chaos())
def test_what_is_certain_is_taken_and_nothing_else(folder, tmp_path_factory, drawn):
    named, sure, unsure, codec, twice = drawn
    box = tmp_path_factory.mktemp("inbox")
    truth = {}
    for form, id, who, name in sure:
        data = work(name, note=f"{id} {name}").decode().encode(codec)
        CERTAIN[form](box, id, who, name, data)
        truth[id, name] = data
    for form, id, other, name in unsure:
        DOUBTFUL[form](box, id, other, name, work(name, note=f"doubtful {id} {name}"))
    rivals = set()
    if twice:  # another file of the first student: both are asked
        _, id, _, name = sure[0]
        put(box, f"又交/{id}_{name}.ipynb", work(name, note="another"))
        rivals = {(id, name)}
    put(box, "desktop.ini", b"x")
    roster = NAMED if named else PLAIN
    made = plan(folder, box, [TASKS, ESSAY], roster)
    assert {(item.student, item.assignment) for item in made.taken} == set(truth) - rivals
    assert len(made.taken) == len(truth) - len(rivals)
    assert len(made.asked) == len(unsure) + 2 * len(rivals)
    # for one assignment, the other's files are passed over, and none is taken for it
    one = plan(folder, box, [TASKS], roster)
    assert {(i.student, i.assignment) for i in one.taken} == {
        job for job in set(truth) - rivals if job[1] == TASKS
    }
    digests = {item.digest: (item.student, item.assignment) for item in made.taken}
    for item in one.taken:
        assert digests[item.digest] == (item.student, item.assignment)


# --- a stop at any moment


class Stopped(BaseException):
    """The machine is off."""


def tree(folder):
    """Every file that was handed in, those in earlier/ without the time in their names."""
    found = {}
    for room in ("submitted", "reports/earlier", "reports/when"):
        for path in sorted((folder.path / room).rglob("*")):
            name = path.parent if room == "reports/earlier" else path
            if path.is_file():
                key = name.relative_to(folder.path).as_posix()
                found.setdefault(key, []).append(path.read_bytes())
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A course with an older hand-in of S1 and one of S2 by the exchange, and the inbox that
    follows."""
    root = tmp_path_factory.mktemp("before")
    folder, box = inboxes.course(root / "course"), root / "inbox"
    put(box, "S1.ipynb", work(note="old"))
    collect(folder, box, [TASKS], stated=Stated(date(2026, 9, 1)))
    place = folder.notebook("submitted", TASKS, "S2")
    put(place.parent, place.name, work(note="exchange"))
    put(place.parent, "timestamp.txt", b"2026-03-01 08:00:00 UTC")
    put(box, "S1.ipynb", work(note="new"))
    put(box, "S2.ipynb", work(note="by hand"))
    put(box, "S3/tiny-essay.ipynb", work(ESSAY))
    return root


def prepared(before, root):
    shutil.copytree(before, root)
    return open_folder(root / "course" / "exercises"), root / "inbox"


def run(folder, box, day=None):
    return collect(folder, box, [TASKS, ESSAY], stated=Stated(day))


class Stops:
    """Every move and removal of a file, until the one with a number, which fails."""

    def __init__(self, patch, number, error):
        self.left = number
        self.error = error
        for owner, name in ((writing, "move"), (Path, "unlink")):
            patch.setattr(owner, name, self.counted(getattr(owner, name)))

    def counted(self, real):
        def one(*args, **options):
            self.left -= 1
            if self.left == 0:
                raise self.error
            return real(*args, **options)

        return one


@pytest.mark.parametrize(
    "error, day", [(Stopped, None), (OSError(28, "No space left on device"), date(2026, 9, 30))]
)
def test_stopped_at_any_write_nothing_is_lost_and_again_gives_the_same(
    before, tmp_path, monkeypatch, error, day
):
    folder, box = prepared(before, tmp_path / "undisturbed")
    run(folder, box, day)
    wanted = tree(folder)
    for number in itertools.count(1):
        folder, box = prepared(before, tmp_path / str(number))
        with monkeypatch.context() as patch, suppress(Stopped):
            stops = Stops(patch, number, error)
            run(folder, box, day)
        kept = set(itertools.chain.from_iterable(tree(folder).values()))
        assert {work(note="old"), work(note="exchange")} <= kept, number
        run(folder, box, day)
        assert tree(folder) == wanted, number
        if stops.left > 0:
            assert number > 8
            return


def test_what_cannot_be_written_is_named_and_the_rest_goes_on(before, tmp_path, monkeypatch):
    folder, box = prepared(before, tmp_path / "copy")
    real = writing.write

    def refuse(path, *args, **options):
        if "S2" in path.parts:
            raise OSError(13, "Permission denied", str(path))
        return real(path, *args, **options)

    monkeypatch.setattr(writing, "write", refuse)
    monkeypatch.setattr("grader.gradebook.arrivals.write", refuse)
    done = run(folder, box)
    assert [item.student for item in done.taken] == ["S1", "S3"]
    assert "Permission denied" in done.asked[0].reason.en and done.asked[0].student == "S2"
    assert folder.notebook("submitted", TASKS, "S2").read_bytes() == work(note="exchange")


def test_damaged_zips_at_random_are_told_and_stop_nobody(folder, tmp_path):
    """G8: 9 % of damaged archives ended the collect of the class."""
    draw = random.Random(17)
    good = io.BytesIO()
    with zipfile.ZipFile(good, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("2301_tiny-tasks.ipynb", work())
        made.writestr("张三的图.png", b"x" * 99)
    for number in range(40):
        data = bytearray(good.getvalue())
        for _ in range(draw.choice((1, 4))):
            data[draw.randrange(len(data))] = draw.randrange(256)
        put(tmp_path, f"A{number}.zip", bytes(data))
    put(tmp_path, "B.zip", zipped("2302_tiny-tasks.ipynb", work(note="B")))
    made = plan(folder, tmp_path, [TASKS], PLAIN)
    assert "2302" in {item.student for item in made.taken}
    every = [*made.taken, *made.same, *made.passed_over, *made.asked]
    assert {item.where.partition(".")[0] for item in every} >= {f"A{n}" for n in range(40)}
