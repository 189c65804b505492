"""An id is what was meant, or it is said what happened to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.base.files import ids


@pytest.mark.parametrize(
    "written, meant",
    [
        ("2302", "2302"),
        ("２３０２", "2302"),
        ("2301\u200b", "2301"),  # as chat programs paste it
        ("\ufeff2301\u202e\xa0", "2301"),
        (" 0007 ", "0007"),
        ("2301.0", "2301"),
        ("'0007", "0007"),
        ("2.02301010101E+11", "202301010101"),
        ("2.02301E+11", "2.02301E+11"),  # digits are lost
        ("23E01", "23E01"),  # no number, though it looks like one
        ("7.5", "7.5"),
        ("s001", "s001"),
        ("", ""),
    ],
)
def test_what_is_certain_is_put_right(written, meant):
    assert ids.normal(written) == meant
    assert ids.normal(meant) == meant


def test_lost_digits_are_named():
    for lost in ("2.02301E+11", "２.02301e+11", "3.20123200001012E+17"):
        assert lost in ids.damage(lost).zh and lost in ids.damage(lost).en
    for whole in ("202301010101", "0007", "2.02301010101E+11", "张三", "", "7.0"):
        assert ids.damage(whole) is None


@pytest.mark.parametrize(
    "written, known, found",
    [
        ("0007", ["7", "0007"], ["0007"]),  # the same one before one that looks alike
        ("7", ["0007", "0008"], ["0007"]),  # Excel took the zeros
        ("7", ["0007", "07"], ["0007", "07"]),  # it cannot be told
        ("S001", ["s001"], ["s001"]),
        ("2.02301E+11", ["202301010101", "202302010101"], ["202301010101"]),
        ("2.02301E+11", ["202301010101", "202301010102"], ["202301010101", "202301010102"]),
        ("2.023E+11", ["202300010101", "202301010101"], ["202300010101"]),
        ("3.20123200001012E+17", ["320123200001011517", "320123200001021517"],
         ["320123200001011517"]),
        ("2310", ["2301"], []),
        ("23O1", ["2301"], []),
        ("", ["2301"], []),
        ("张三", ["2301"], []),
    ],
)  # fmt: skip
def test_which_id_is_meant(written, known, found):
    assert ids.candidates(written, known) == found
    assert ids.candidates(written, reversed(known)) == found


ID = st.from_regex(r"0{0,3}[1-9][0-9]{0,15}", fullmatch=True)


@given(st.lists(ID, min_size=1, max_size=5, unique_by=int))
def test_what_a_spreadsheet_makes_of_an_id_leads_back_to_it(known):
    """As a number shown in full, with a point, by six digits: the id is among the candidates."""
    for id in known:
        number = int(id)
        for shown in (id, str(number), f"{number}.0", f"{number:.5E}", f" {id}\u200b"):
            assert id in ids.candidates(shown, known)
