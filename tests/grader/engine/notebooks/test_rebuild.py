"""A submission in any shape is put back into the instructor's notebook: honest work is found,
checks are never lost."""

import contextlib
import copy
import json
import re

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.engine.notebooks.parse import Unreadable, parse
from grader.engine.notebooks.rebuild import Blueprint, rebuild
from tests import tiny_class

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
REGION = re.compile(
    r"^([ \t]*)### BEGIN (SOLUTION|HIDDEN TESTS)\n(?:.*\n)*?[ \t]*### END \2$", re.M
)
DOUBLE, GREET = "def double(x):\n    return x + x", 'def greet(name):\n    return f"hello {name}"'
WHY = "因为便宜。"


def source_cells():
    """The tiny tasks, a function that is given, and an answer in words."""
    essay = tiny_class.essay("zh")[0]
    given_cells = [
        new_markdown_cell("这个函数已经写好了，直接用。", id="about"),
        new_code_cell("def half(x):\n    return x / 2", id="half"),
    ]
    return [
        *tiny_class.tasks("zh"),
        *given_cells,
        new_markdown_cell("## 为什么\n\n用一句话回答。", id="ask"),
        essay,
    ]


def source_text():
    return json.dumps(new_notebook(cells=source_cells(), metadata=KERNEL))


def release():
    """What nbgrader makes of the source, as a dict."""
    notebook = json.loads(source_text())
    for cell in notebook["cells"]:
        cell["source"] = REGION.sub(
            lambda m: f"{m[1]}# 在这里写代码\n{m[1]}..." if m[2] == "SOLUTION" else "",
            cell["source"],
        )
        if cell["id"] == "why":
            cell["source"] = "在这里写你的回答"
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["checksum"] = "sum-" + cell["id"]
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["metadata"] |= {"editable": False, "deletable": False}
    return notebook


SOURCE, RELEASE = source_text(), json.dumps(release())
BLUEPRINT = Blueprint(SOURCE, RELEASE)
CHECKS = {c.id: c.source for c in source_cells() if c.metadata.get("nbgrader", {}).get("locked")}


def honest(**more):
    """A good submission, as a dict."""
    notebook = release()
    for cell in notebook["cells"]:
        cell["source"] = ({"double": DOUBLE, "greet": GREET, "why": WHY} | more).get(
            cell["id"], cell["source"]
        )
    return notebook


def cell(notebook, id):
    return next(c for c in notebook["cells"] if c["id"] == id)


def grade_id(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def again(notebook, **options):
    """Rebuilt, with everything checked that must hold for whatever was handed in."""
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook, **options).encode()
    result = BLUEPRINT.rebuild(data)
    nbformat.validate(result.notebook)
    assert (result.notebook["nbformat"], result.notebook["nbformat_minor"]) == (4, 5)
    json.dumps(result.notebook).encode()
    "".join(c["source"] for c in result.notebook["cells"]).encode()
    graded = [c for c in result.notebook["cells"] if "nbgrader" in c["metadata"]]
    expected = [c for c in source_cells() if "nbgrader" in c.metadata]
    assert [grade_id(c) for c in graded] == [grade_id(c) for c in expected]
    for got, right in zip(graded, expected, strict=True):
        assert got["cell_type"] == right.cell_type
        assert got["metadata"]["nbgrader"] == right.metadata.nbgrader | {
            "checksum": "sum-" + right.id
        }
        assert not right.metadata.nbgrader["locked"] or got["source"] == right.source
    assert len(result.places) == len(result.notebook["cells"])
    assert [p for p in result.places if p is not None] == list(range(len(source_cells())))
    return result


def answers(result):
    return {
        name: next(c["source"] for c in result.notebook["cells"] if grade_id(c) == name)
        for name in ("double", "greet", "why")
    }


def found_again(notebook, **options):
    """The honest answers are all there, and nothing undoes them; returns the result."""
    result = again(notebook, **options)
    assert answers(result) == {"double": DOUBLE, "greet": GREET, "why": WHY} and not result.missing
    assert runs(result) == (6, "hello Li")
    return result


def runs(result):
    """What the student's functions give after all cells but the checks have run in order."""
    space = {}
    for c in result.notebook["cells"]:
        if c["cell_type"] == "code" and not c["metadata"].get("nbgrader", {}).get("grade"):
            with contextlib.suppress(Exception):  # a broken cell does not stop the next one
                exec(c["source"], space)
    return space["double"](3), space["greet"]("Li")


def says(result, *words):
    for word in words:
        assert any(word in note.zh for note in result.notes), [note.zh for note in result.notes]


# Untouched


def test_an_honest_submission_stays_as_it_is_but_for_hidden_tests():
    handed_in = honest()
    result = found_again(handed_in)
    cell(handed_in, "double-hidden")["source"] = CHECKS["double-hidden"]
    assert result.notebook == handed_in and result.notes == ()


def test_the_empty_release_stays_not_attempted():
    result = again(release())
    assert (
        answers(result)["double"] == cell(release(), "double")["source"]
        and result.notes == ()
        and result.missing == ()
    )


def test_without_a_release_the_stub_comes_from_the_source():
    notebook = honest()
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ("greet", "why")]
    result = rebuild(json.dumps(notebook).encode(), SOURCE, None)
    assert answers(result) == {
        "double": DOUBLE,
        "why": "YOUR ANSWER HERE",
        "greet": "def greet(name):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    }
    assert result.missing == ("greet", "why") and "return" not in answers(result)["greet"]


def test_the_real_assignment_is_left_as_it_is(checkout):
    path = "zh/tiering-tasks/tiering-tasks.ipynb"
    texts = [
        (checkout / "exercises" / step / path).read_text(encoding="utf-8")
        for step in ("source", "release")
    ]
    result = rebuild(texts[1].encode(), *texts)
    assert result.notes == () and len(result.notebook["cells"]) == len(
        json.loads(texts[0])["cells"]
    )


# Encodings and formats


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("gbk"),
        lambda text: text.encode() + b"\0" * 500,
        lambda text: text.encode() + b"\n}\n]<html>",
        lambda text: b"\n\n " + text.encode(),
        lambda text: text.encode("utf-16") + b"\0\0\0",
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-8-sig").replace(b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"),
    ],
    ids=[
        "bom",
        "utf16",
        "utf16le",
        "utf16be",
        "utf32",
        "gbk",
        "nuls",
        "garbage",
        "blank",
        "utf16nul",
        "crlf",
        "bombom",
    ],
)
def test_encodings(encode):
    found_again(encode(json.dumps(honest(), ensure_ascii=False, indent=1)))


def test_one_damaged_character_costs_only_itself():
    text = json.dumps(honest(why="因为便宜，而且好。"), ensure_ascii=False).encode()
    result = again(text.replace("好".encode(), "好".encode()[:2]))
    assert (
        answers(result)["why"].startswith("因为便宜，而且") and answers(result)["double"] == DOUBLE
    )
    says(result, "已损坏")


def old(notebook, version):
    """The notebook in nbformat 2 or 3."""
    cells = []
    for c in notebook["cells"]:
        if c["cell_type"] == "code":
            cells.append(
                {
                    "cell_type": "code",
                    "input": c["source"].splitlines(keepends=True),
                    "language": "python",
                    "outputs": [{"output_type": "pyout", "text": "1"}],
                    "prompt_number": 1,
                    "collapsed": False,
                }
            )
        else:
            cells.append({"cell_type": "markdown", "source": c["source"]})
        if version == 3:
            cells[-1]["metadata"] = c["metadata"]
    head = {"cell_type": "heading", "level": 2, "source": "标题"}
    return {
        "nbformat": version,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [head, *cells]}],
    }


@pytest.mark.parametrize("version", [2, 3])
def test_old_formats(version):
    result = found_again(old(honest(), version))
    assert result.notebook["cells"][0]["source"] == "## 标题"


@pytest.mark.parametrize("minor", range(5))
def test_cells_without_ids(minor):
    notebook = honest() | {"nbformat_minor": minor}
    for c in notebook["cells"]:
        del c["id"]
        c["source"] = c["source"].splitlines(keepends=True)
    found_again(notebook)


def test_nothing_but_the_source_of_the_cells():
    found_again(
        {"cells": [{"cell_type": c["cell_type"], "source": c["source"]} for c in honest()["cells"]]}
    )


def test_odd_values_everywhere():
    notebook = honest() | {"nbformat": "four", "metadata": [], "extra": {"a": float("nan")}}
    notebook["cells"][:0] = [
        None,
        5,
        "text",
        [],
        {},
        {"cell_type": 7, "source": 3},
        {"cell_type": "code", "source": None},
        {
            "cell_type": "code",
            "source": ["a = 1\n", 5, None, "b = 2"],
            "metadata": [],
            "outputs": 5,
            "id": 9,
        },
        {"cell_type": "Code ", "source": "c = 3", "surprise": True, "id": ""},
        {"cell_type": "markdown", "source": "lone \ud800 half", "id": "x" * 99},
    ]
    result = found_again(notebook)
    says(result, "个单元格已损坏")
    texts = [c["source"] for c in result.notebook["cells"]]
    assert "a = 1\nb = 2" in texts and "c = 3" in texts and "lone ? half" in texts


def test_doubled_and_bad_ids_are_made_anew():
    notebook = honest()
    for c in notebook["cells"]:
        c["id"] = "same id!"
    notebook["cells"] += [
        new_code_cell("a = 1", id="double"),
        new_code_cell("b = 1", id="mine"),
        new_code_cell("c = 1", id="mine"),
    ]
    ids = [c["id"] for c in found_again(notebook).notebook["cells"]]
    assert len(set(ids)) == len(ids) and "mine" in ids


def test_doubled_keys_are_read_as_everywhere_the_last_counts():
    text = json.dumps(honest()).replace('"source": ', '"source": "x = 1", "source": ')
    found_again(text.encode())


def test_only_pictures_stay_attached():
    notebook = honest()
    picture = {"image/png": "iVBORw0KGgo="}
    cell(notebook, "why")["attachments"] = {
        "a.png": picture,
        "b": {"text/html": "<script>"},
        "c": 5,
        "d": {"image/png": [1]},
    }
    cell(notebook, "double")["attachments"] = {"a.png": picture}
    cell(notebook, "ask")["attachments"] = "no"
    result = found_again(notebook)
    assert [c.get("attachments") for c in result.notebook["cells"] if "attachments" in c] == [
        {"a.png": picture}
    ]


@pytest.mark.parametrize(
    "data, word",
    [
        (b"", "空"),
        (b" \n\0\0", "空"),
        (b"{", "不是 JSON"),
        (json.dumps(honest()).encode()[:-900], "不完整"),
        (b"PK\x03\x04 zip", "不是 JSON"),
        (b"[" * 100_000, "嵌套"),
        (b'{"a":' * 100_000, "嵌套"),
        (b"[" * 600_000, "太多"),
        (b"[" + b"1," * 4_100_000 + b"1]", "太多"),
        (b"[]", "不是笔记本"),
        (b"5", "不是笔记本"),
        (b"{}", "没有 cells"),
        (b'{"cells": {}}', "没有 cells"),
        (b"9" * 5000, "数字"),
        (b'{"a": Infinity}', "没有 cells"),
        (
            json.dumps({"cells": [{"source": "x", "cell_type": "code"}] * 2001}).encode(),
            "2001 个单元格",
        ),
        (
            json.dumps({"cells": [{"source": "x" * 1_000_001, "cell_type": "code"}]}).encode(),
            "1000001 个字符",
        ),
        (json.dumps({"cells": [{"source": "import os", "cell_type": "code"}]}).encode(), "交错"),
        (
            json.dumps(
                {
                    "cells": [
                        {
                            "source": "答案",
                            "cell_type": "markdown",
                            "metadata": {"nbgrader": {"grade_id": "x"}},
                        }
                    ]
                }
            ).encode(),
            "交错",
        ),
    ],
    ids=range(19),
)
def test_what_is_no_notebook_is_said(data, word):
    with pytest.raises(Unreadable) as error:
        BLUEPRINT.rebuild(data)
    assert word in error.value.reason.zh and error.value.reason.en


def test_a_broken_source_is_not_the_students_fault():
    with pytest.raises(ValueError, match="instructor"):
        Blueprint("{", None)


# Cells lost, doubled, moved, renamed


def without(notebook, *ids):
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ids]
    return notebook


@pytest.mark.parametrize("id", sorted(CHECKS))
def test_a_deleted_check_is_put_back(id):
    result = found_again(without(honest(), id))
    says(result, id)
    assert [c["id"] for c in result.notebook["cells"]] == [c["id"] for c in release()["cells"]]


def test_deleted_given_cells_are_put_back():
    result = found_again(without(honest(), "imports", "title", "half"))
    says(result, "补回了题目里的 3 个单元格")
    assert [c["id"] for c in result.notebook["cells"]] == [c["id"] for c in release()["cells"]]


def test_a_changed_given_cell_is_the_students():
    result = found_again(honest(imports="from grader import checks\nimport math"))
    assert cell(result.notebook, "imports")["source"].endswith("import math") and result.notes == ()


def test_a_deleted_answer_is_not_attempted():
    result = again(without(honest(), "greet"))
    assert (
        result.missing == ("greet",)
        and answers(result)["greet"] == cell(release(), "greet")["source"]
    )
    says(result, "greet")


def test_all_metadata_stripped():
    notebook = honest()
    for n, c in enumerate(notebook["cells"]):
        c["metadata"], c["id"] = {}, f"new{n}"
    says(found_again(notebook), "double：单元格的标记丢了")


def test_metadata_stripped_with_cells_of_the_students_own_around():
    notebook = honest()
    for n, c in enumerate(notebook["cells"]):
        c["metadata"], c["id"] = {}, f"new{n}"
    notebook["cells"] = [
        x for n, c in enumerate(notebook["cells"]) for x in (c, new_code_cell(f"note{n} = {n}"))
    ]
    result = found_again(notebook)
    # nothing tells a check that is all hidden from an empty cell
    assert result.places.count(None) == len(release()["cells"]) + 1


def test_renamed_grade_ids():
    notebook = honest()
    for n, c in enumerate(notebook["cells"]):
        c["id"] = f"new{n}"
        if grade_id(c):
            c["metadata"]["nbgrader"]["grade_id"] += "-mine"
    found_again(notebook)


@pytest.mark.parametrize(
    "copy_text", [DOUBLE.replace("x + x", "3 * x"), cell(release(), "double")["source"], ""]
)
@pytest.mark.parametrize("at", ["title", "double"])
def test_a_doubled_answer(copy_text, at):
    notebook = honest()
    index = notebook["cells"].index(cell(notebook, at))
    notebook["cells"].insert(
        index, cell(notebook, "double") | {"source": copy_text, "id": "second"}
    )
    says(found_again(notebook), "double 出现了 2 次")


def test_an_older_copy_does_not_undo_the_answer_wherever_it_stood():
    notebook = honest()
    cells = notebook["cells"]
    cells.insert(0, cells.pop(cells.index(cell(notebook, "half"))))
    cells.insert(
        1, cell(notebook, "double") | {"source": "def double(x):\n    return 3 * x", "id": "older"}
    )
    found_again(notebook)


def test_an_answer_in_words_that_is_all_there_is():
    source = json.dumps(new_notebook(cells=tiny_class.essay("zh"), metadata=KERNEL))
    result = rebuild(
        json.dumps(new_notebook(cells=[new_markdown_cell(WHY)])).encode(), source, None
    )
    assert [c["source"] for c in result.notebook["cells"]] == [WHY] and result.missing == ()


def test_an_untouched_copy_after_the_answer_does_not_undo_it():
    for metadata in ({}, cell(release(), "double")["metadata"]):
        notebook = honest()
        notebook["cells"].insert(
            3, cell(release(), "double") | {"id": "second", "metadata": metadata}
        )
        found_again(notebook)


def test_a_copy_of_an_answer_used_for_another_task():
    notebook = without(honest(), "greet")
    notebook["cells"].append(cell(notebook, "double") | {"source": GREET, "id": "copy"})
    found_again(notebook)


def by_hand(text: str, *, kind: str = "code", between: str = "# Q8") -> dict:
    """Two answers that a person marks, with nothing in them to know them by."""
    make = {"code": new_code_cell, "markdown": new_markdown_cell}[kind]
    marked = [
        make(text, id=name, metadata=tiny_class.role(name, 5, solution=True))
        for name in ("q7", "q8")
    ]
    return json.loads(
        json.dumps(new_notebook(cells=[marked[0], new_markdown_cell(between), marked[1]]))
    )


@pytest.mark.parametrize("kind", ["code", "markdown"])
@pytest.mark.parametrize("heading", [True, False], ids=["heading", "no heading"])
@pytest.mark.parametrize("copied", ["q7", "q8"])
def test_a_copied_answer_stands_in_the_place_of_a_missing_one(kind, heading, copied):
    given_text = json.dumps(by_hand("stub", kind=kind))
    notebook = by_hand("stub", kind=kind)
    for place, text in ((0, "answer A"), (2, "answer B")):
        notebook["cells"][place]["source"] = text
        notebook["cells"][place]["metadata"]["nbgrader"]["grade_id"] = copied
        notebook["cells"][place]["id"] = f"copy-{place}"
    if not heading:
        del notebook["cells"][1]
    result = rebuild(json.dumps(notebook).encode(), given_text, given_text)
    found = {grade_id(c): c["source"] for c in result.notebook["cells"] if grade_id(c)}
    assert found == {"q7": "answer A", "q8": "answer B"} and not result.missing


@pytest.mark.parametrize(
    "cells", [[], [{"cell_type": "code", "source": ""}]], ids=["none", "blank"]
)
def test_a_notebook_without_a_word_is_not_attempted(cells):
    result = again(json.dumps({"cells": cells}).encode())
    assert set(result.missing) == {"double", "greet", "why"} and "空的" in result.notes[0].zh
    assert [c["source"] for c in result.notebook["cells"]][2] == cell(release(), "double")["source"]


def test_doubled_checks_do_not_count_twice():
    notebook = honest()
    notebook["cells"] += [copy.deepcopy(c) for c in notebook["cells"] if c["id"] in CHECKS]
    found_again(notebook)


@pytest.mark.parametrize("order", [lambda cells: cells[::-1], lambda cells: cells[5:] + cells[:5]])
def test_moved_cells(order):
    notebook = honest()
    notebook["cells"] = order(notebook["cells"])
    result = found_again(notebook)
    assert [c["id"] for c in result.notebook["cells"]] == [
        c["id"] for c in release()["cells"]
    ] and result.notes == ()


def test_own_cells_stay_where_they_were_and_never_count():
    notebook = honest()
    role = {
        "nbgrader": {
            "grade": True,
            "solution": False,
            "locked": False,
            "grade_id": "bonus",
            "points": 100,
        },
        "tags": ["skip-execution"],
    }
    notebook["cells"].insert(3, new_code_cell("extra = 1", id="mine", metadata=role))
    notebook["cells"].insert(
        0, new_markdown_cell("我的笔记", id="notes", metadata={"tags": ["raises-exception"]})
    )
    result = found_again(notebook)
    ids = [c["id"] for c in result.notebook["cells"]]
    assert ids[0] == "notes" and ids[ids.index("mine") - 1] == "double"
    assert (
        cell(result.notebook, "mine")["metadata"]
        == cell(result.notebook, "notes")["metadata"]
        == {}
    )


def test_tags_points_and_roles_of_the_student_count_for_nothing():
    notebook = honest()
    for c in notebook["cells"]:
        c["metadata"] |= {
            "tags": ["skip-execution", "raises-exception"],
            "papermill": {},
            "jupyter": {"source_hidden": True},
        }
        if "nbgrader" in c["metadata"]:
            c["metadata"]["nbgrader"] |= {
                "points": 1000,
                "locked": False,
                "solution": True,
                "checksum": "forged",
            }
    assert all(
        set(c["metadata"]) <= {"nbgrader", "editable", "deletable"}
        for c in found_again(notebook).notebook["cells"]
    )


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_flipped_cell_types(kind):
    notebook = honest()
    for c in notebook["cells"]:
        c["cell_type"] = "code" if c["id"] == "why" else kind
    says(found_again(notebook), "类型")


# Answers in the wrong place


def test_an_answer_written_into_a_check():
    notebook = honest(**{"double": cell(release(), "double")["source"], "double-small": DOUBLE})
    says(found_again_loosely(notebook), "double：作答写在另一个单元格里", "检查单元格被改过")


def test_an_answer_added_to_a_check():
    check = cell(release(), "double-small")["source"]
    notebook = honest(
        **{"double": cell(release(), "double")["source"], "double-small": f"{DOUBLE}\n\n{check}"}
    )
    result = found_again_loosely(notebook)
    assert "checks" not in answers(result)["double"]


def found_again_loosely(notebook):
    result = again(notebook)
    assert (
        runs(result) == (6, "hello Li")
        and not result.missing
        and DOUBLE in answers(result)["double"]
    )
    return result


def test_two_answers_in_one_cell():
    for greet in (None, cell(release(), "greet")["source"]):
        notebook = honest(double=f"import os\n{DOUBLE}\n\n{GREET}")
        notebook = without(notebook, "greet") if greet is None else notebook
        if greet:
            cell(notebook, "greet")["source"] = greet
        result = again(notebook)
        assert runs(result) == (6, "hello Li") and not result.missing
        says(result, "greet：作答写在另一个单元格里")


@pytest.mark.parametrize("index", [0, 2, 99])
def test_an_answer_in_a_cell_of_the_students_own_where_it_would_not_hold(index):
    notebook = honest(double=cell(release(), "double")["source"])
    notebook["cells"].insert(index, new_code_cell(DOUBLE, id="mine"))
    result = found_again(notebook)
    says(result, "自己新建的单元格")
    assert len(result.notes) == 1


def test_an_answer_right_below_the_untouched_one_stays_there():
    notebook = honest(double=cell(release(), "double")["source"])
    notebook["cells"].insert(3, new_code_cell(DOUBLE, id="mine"))
    result = again(notebook)
    assert runs(result) == (6, "hello Li") and result.notes == ()


def test_a_syntax_error_is_the_students_answer():
    result = again(honest(double="def double(x):\n    return (2 * x", greet="if True\n    \0"))
    assert answers(result)["double"].endswith("(2 * x") and result.missing == ()


def test_variables_as_answers():
    check = {
        "nbgrader": {
            "grade": True,
            "solution": False,
            "locked": True,
            "grade_id": "t",
            "points": 1,
            "schema_version": 3,
        }
    }
    role = {
        "nbgrader": {
            "grade": False,
            "solution": True,
            "locked": False,
            "grade_id": "a",
            "schema_version": 3,
        }
    }
    source = json.dumps(
        new_notebook(
            cells=[
                new_code_cell("total = 1 + 1\nn = 0", metadata=role),
                new_code_cell("assert total == 2", metadata=check),
            ]
        )
    )
    handed_in = json.dumps(
        new_notebook(cells=[new_code_cell("import math"), new_code_cell("total = 2")])
    ).encode()
    cells = rebuild(handed_in, source, None).notebook["cells"]
    assert [c["source"] for c in cells] == ["import math", "total = 2", "assert total == 2"]


def test_old_roles_and_task_cells_of_the_source():
    roles = [
        {"grade": True, "solution": False, "grade_id": "t", "points": "2"},
        {"grade": True, "solution": True, "grade_id": "m", "points": "", "locked": False},
        {
            "grade": False,
            "solution": False,
            "locked": True,
            "task": True,
            "grade_id": "do",
            "points": 2,
            "schema_version": 3,
        },
        {},
    ]
    cells = [
        new_markdown_cell(f"text {n}", metadata={"nbgrader": role}) for n, role in enumerate(roles)
    ]
    cells[0] = new_code_cell("assert True", metadata={"nbgrader": roles[0]})
    result = rebuild(
        json.dumps(
            {"cells": [{"cell_type": "markdown", "source": "text 3", "metadata": {}}]}
        ).encode(),
        json.dumps(new_notebook(cells=cells)),
        None,
    )
    nbformat.validate(result.notebook)
    made = [c["metadata"].get("nbgrader") for c in result.notebook["cells"]]
    assert [role and (role["points"], role["schema_version"], role["task"]) for role in made] == [
        (2.0, 3, False),
        (0.0, 3, False),
        (2, 3, True),
        None,
    ]
    assert result.notebook["cells"][2]["source"] == "text 2" and result.missing == ("m",)


# Anything

COUNT = len(release()["cells"])
STEP = st.tuples(
    st.sampled_from(
        [
            "delete",
            "double",
            "move",
            "strip",
            "unid",
            "rename",
            "swap",
            "empty",
            "flip",
            "insert",
            "type",
            "odd",
        ]
    ),
    st.integers(0, COUNT),
    st.integers(0, COUNT),
)


def harm(cells, step):
    kind, i, j = step
    i, j = i % max(len(cells), 1), j % max(len(cells), 1)
    if kind == "insert" or not cells:
        cells.insert(i, new_code_cell("def double(x):\n    return 0" if j % 2 else f"a = {j}"))
        return
    match kind:
        case "delete":
            del cells[i]
        case "double":
            cells.insert(j, copy.deepcopy(cells[i]))
        case "move":
            cells.insert(j, cells.pop(i))
        case _:
            harm_one(cells, kind, cells[i], j)


def harm_one(cells, kind, c, j):
    role = c["metadata"].get("nbgrader", {}) if isinstance(c.get("metadata"), dict) else {}
    match kind:
        case "strip":
            c["metadata"] = {}
        case "unid":
            c.pop("id", None)
        case "rename" if isinstance(role, dict) and role:
            role["grade_id"] = cells[j].get("id")
        case "swap":
            c["source"], cells[j]["source"] = cells[j]["source"], c["source"]
        case "empty":
            c["source"] = ""
        case "flip":
            c["cell_type"] = ["raw", "code", "markdown"][j % 3]
        case "type":
            c["source"] = [None, 5, {}, [1, "x"], "y" * 50][j % 5]
        case "odd":
            c["metadata"] = [
                None,
                5,
                {"nbgrader": j},
                {"nbgrader": {"grade_id": [j]}},
                {"tags": j},
            ][j % 5]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, max_size=25))
def test_whatever_is_done_to_a_submission_no_check_is_lost(steps):
    notebook = honest()
    for step in steps:
        harm(notebook["cells"], step)
    try:
        again(notebook)
    except Unreadable as error:
        assert error.reason.zh and error.reason.en


@given(
    st.lists(
        STEP.filter(lambda step: step[0] in ("move", "strip", "unid", "double", "flip")), max_size=3
    )
)
def test_small_mishaps_lose_no_answer(steps):
    notebook = honest()
    for step in steps:
        harm(notebook["cells"], step)
    result = again(notebook)
    # words say nothing of their place
    assert set(result.missing) <= {"why"} and runs(result) == (6, "hello Li")


def test_an_empty_answer_does_not_take_that_of_a_task_with_the_same_names():
    cells = [
        new_code_cell("def f(): return 1", id="one", metadata=tiny_class.role("one", solution=True))
    ]
    cells.append(
        new_code_cell(
            "def f(): return 2", id="two", metadata=tiny_class.role("two", 2, solution=True)
        )
    )
    source = json.dumps(new_notebook(cells=cells))
    cells[1]["source"] = "# YOUR CODE HERE\nraise NotImplementedError()"
    found = rebuild(json.dumps(new_notebook(cells=cells)).encode(), source, None)
    assert "NotImplementedError" in found.notebook["cells"][1]["source"]


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    try:
        parse(data)
    except Unreadable as error:
        assert error.reason.zh and error.reason.en
