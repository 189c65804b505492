"""Points of a graded cell: nbgrader's rule, and where ours differs on purpose."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils

from grader.engine.verdict.scoring import NUMBER, TRUTH, checksum, result_kind, score

ERROR = new_output(
    "error",
    ename="AssertionError",
    evalue="\x1b[31m\n\nprofit: 3 is missing\nmore",
    traceback=["…"],
)
WARNING = new_output("stream", name="stderr", text="FutureWarning: …")


def role(**values):
    return {
        "nbgrader": {
            "schema_version": 3,
            "grade_id": "test",
            "grade": True,
            "solution": False,
            "locked": True,
            "task": False,
            "points": 4,
        }
        | values
    }


def result(shown):
    return new_output("execute_result", data={"text/plain": shown}, execution_count=1)


def points(*outputs, cell=None, maximum=4, wanted=""):
    cell = cell or new_code_cell("check()", metadata=role())
    return score(cell, list(outputs), maximum, wanted)


SAME = {
    "nothing": [],
    "print": [new_output("stream", name="stdout", text="3")],
    "error": [ERROR],
    "half": [result("2.5")],
    "all": [result("4")],
    "none of it": [result("0")],
    "text": [result("'three'")],
    "true": [result("True")],
    "banana": [result("'banana'")],
    "false, where nothing is known of the cell": [result("False")],
    "a picture": [new_output("display_data", data={"image/png": "…"})],
    "error after print": [new_output("stream", name="stdout", text="1"), ERROR],
    "spaces": [result(" 3 ")],
    "two results": [result("1"), result("3")],
}


@pytest.mark.parametrize("outputs", SAME.values(), ids=SAME)
def test_points_are_those_of_nbgrader(outputs):
    cell = new_code_cell("check()", metadata=role(), outputs=outputs)
    assert points(*outputs)[0] == utils.determine_grade(cell)[0]


def test_stderr_costs_nothing():
    assert points(WARNING) == (4, "passed")
    assert points(WARNING, result("3"))[0] == 3
    assert points(WARNING, ERROR)[0] == 0


def test_an_error_counts_wherever_it_stands():
    assert points(result("4"), ERROR) == (0, "AssertionError: profit: 3 is missing")


@pytest.mark.parametrize("shown", ["nan", "inf", "-inf", "-1", "4.1", "1e400"])
def test_numbers_that_are_no_points_are_refused(shown):
    given, why = points(result(shown))
    assert given == 0 and "refused" in why and shown in why


@pytest.mark.parametrize(
    "shown", ["np.float64(1.0)", "np.float32(1.0)", "np.int64(1)", "Decimal('1.0')", "1"]
)
def test_a_number_of_any_type_is_a_number_of_points(shown):
    assert points(result(shown)) == (1, "partial credit")
    assert result_kind([result(shown)]) == NUMBER


@pytest.mark.parametrize(
    "shown, got",
    [
        ("True", 4),
        ("np.True_", 4),
        ("False", 0),
        ("np.False_", 0),
        ("'yes'", 0),
        ("<f>", 0),
        ("2", 2),
    ],
)
def test_a_cell_that_ends_with_a_truth_value_passes_where_it_is_true(shown, got):
    given, why = points(result(shown), wanted=TRUTH)
    assert given == got and (got or shown in why)


@pytest.mark.parametrize("shown", ["True", "False", "'two'", "None", "np.nan", "np.float64(nan)"])
def test_where_a_number_is_wanted_nothing_else_counts(shown):
    assert points(result(shown), wanted=NUMBER)[0] == 0
    assert result_kind([result(shown)]) == (TRUTH if shown == "True" else "")


def test_a_result_that_is_wanted_and_missing_is_no_pass():
    assert points(wanted=NUMBER)[0] == points(wanted=TRUTH)[0] == 0
    assert points()[0] == 4


def test_rounding_is_no_reason_to_refuse():
    assert points(result("0.30000000000000004"), maximum=0.3) == (0.3, "passed")


def test_a_result_without_text_is_a_pass():
    assert (
        points(new_output("execute_result", data={"text/html": "<b>3</b>"}, execution_count=1))[0]
        == 4
    )


def test_lines_are_joined():
    assert points({"output_type": "execute_result", "data": {"text/plain": ["2", ".5"]}})[0] == 2.5


def test_what_a_person_marks():
    assert points(cell=new_markdown_cell("…", metadata=role(task=True, grade=False)))[0] is None
    answer = new_markdown_cell("…", metadata=role(solution=True, locked=False))
    assert points(cell=answer)[0] is None
    answer.metadata.nbgrader["checksum"] = utils.compute_checksum(answer)
    assert points(cell=answer) == (0, "unchanged")
    assert utils.determine_grade(answer)[0] == 0
    answer.source += "!"
    assert points(cell=answer)[0] is None


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"solution": True},
        {"grade": False, "solution": True},
        {"task": True, "grade": False},
        {"grade": False, "locked": False},
        {"points": 2.5},
        {"grade_id": "任务"},
    ],
)
@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_checksum_is_that_of_nbgrader(make, values):
    cell = make("x = '值'\ny", metadata=role(**values))
    assert checksum(cell) == utils.compute_checksum(cell)
    assert checksum(
        {**nbformat.from_dict(cell), "source": ["x = '值'\n", "y"]}
    ) == utils.compute_checksum(cell)
