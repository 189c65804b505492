"""The sentence above a beginner's error names what is wrong here; the traceback stays."""

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from keguan import explain

ORDERS = pd.DataFrame({"member_id": ["a", "b"], "amount": [1, 2]})


def said(source: str) -> tuple[str, str] | None:
    """What is said about the error that the code ends with."""
    names = {"orders": ORDERS.copy(), "pd": pd}
    with pytest.raises(Exception) as caught:
        exec(compile(source, "<cell>", "exec"), names)
    return explain.sentence(caught.value, names, caught.tb)


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("ordres.head()", "是不是想写 orders", "Did you mean orders"),
        ("total + 1", "先运行定义它的单元", "run the cell that defines it"),
        ('orders["ammount"]', "最接近的列名是“amount”", "nearest is 'amount'"),
        ('orders[["member_id", "ammount"]]', "最接近的列名是“amount”", "nearest is 'amount'"),
        ('orders[["ammount"]]', "最接近的列名是“amount”", "nearest is 'amount'"),
        ('orders.groupby("menber_id").sum()', "“member_id”", "'member_id'"),
        ('orders.loc[0, "ammount"]', "“amount”", "'amount'"),
        ('orders["price"]', "它有：member_id, amount", "It has: member_id, amount"),
        ("def f(x)\n    return x", "第 1 行末尾少了英文冒号", "Line 1 needs a colon"),
        ("x = 1\nprint（x)", "第 2 行用了中文标点“（”", "Line 2 has the full-width character （"),
        ("print((1)", "括号 ( 没有配对", "bracket ( in line 1 is never closed"),
        ("x = 1)", "多了一个括号 )", "a bracket ) too many"),
        ("x = 'a", "引号没有成对", "quotation mark"),
        ("if x = 1:\n    pass", "两个等号", "two equals signs"),
        ("def f():\nreturn 1", "缩进 4 个空格", "four spaces"),
        ("x = 1\n  y = 2", "对不齐", "do not line up"),
        ("x = [1 2]", "逗号", "comma"),
        ('orders("amount")', "方括号", "square brackets"),
        ("None[0]", "漏了 return", "return may be missing"),
        ("1 + 'a'", "文字和数字", "Text and numbers"),
        ("'a' + 1", "文字和数字", "Text and numbers"),
        ("(lambda x: x)()", "少给了参数", "too few arguments"),
        ("orders.gruopby('a')", "最接近的是 groupby", "nearest is groupby"),
    ],
)
def test_a_common_error_gets_its_sentence(source, zh, en):
    found = said(source)
    assert found and zh in found[0] and en in found[1]


@pytest.mark.parametrize(
    "source",
    ['{"a": 1}["b"]', 'orders.loc["a"]', "1 / 0", "int('x')", "[].nothing_like_it", "len(1)"],
)
def test_nothing_is_said_where_it_would_be_a_guess(source):
    assert said(source) is None


def test_in_a_notebook_the_sentence_stands_above_the_traceback():
    sources = [
        "import keguan\nkeguan.use('zh'); keguan.use('en')\nimport pandas as pd\norders = "
        "pd.DataFrame({'amount': [1, 2]})",
        "orders['ammount']",
        "def f(x)\n    pass",
        "orders['amount'][0] = 3",
        "orders['amount'].sum()",
    ]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources]
    )
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    first, column, colon, chained, after = (cell.outputs for cell in notebook.cells)
    assert first == [] and [output.output_type for output in after] == ["execute_result"]
    for outputs, words, name in ((column, "“amount”", "KeyError"), (colon, "冒号", "SyntaxError")):
        assert [output.output_type for output in outputs] == ["display_data", "error"]
        assert words in outputs[0].data["text/plain"] and words in outputs[0].data["text/html"]
        assert outputs[1].ename == name and outputs[1].traceback
    assert [output.output_type for output in chained] == ["display_data", "stream"]
    assert ".loc[" in chained[0].data["text/plain"] and "ChainedAssignmentError" in chained[1].text


def test_what_a_student_named_cannot_become_markup():
    assert "<b>" not in explain.CARD.format(*map(explain.html.escape, said('orders["<b>"]')))
