"""The sentence above a beginner's error names what is wrong here; the traceback stays."""

import linecache

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from keguan import cards, errors

ORDERS = pd.DataFrame({"member_id": ["a", "b"], "amount": [1, 2]})


def said(source: str) -> tuple[str, str] | None:
    """What is said about the error that the code ends with."""
    names = {"orders": ORDERS.copy(), "pd": pd}
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    with pytest.raises(Exception) as caught:
        exec(compile(source, "<cell>", "exec"), names)
    return errors.sentence(caught.value, names, caught.tb)


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
        ("x = 3\nif x => 3:\n    pass", "第 2 行：大于或等于写 >=", "Line 2: at least is >="),
        ("x = 3 × 2", "乘号写 *", "to multiply write *"),
        ("a = 2\nb = a x 3", "第 2 行：乘号写 *", "to multiply write *"),
        ("If 1 > 0:\n    x = 1", "If 全写小写", "If in small letters"),
        ("orders.sort_values('amount', ascending='False')", "不加引号", "no quotation marks"),
        ("orders.merge(pd.Series([1], name='x'))", "没有同名的列", "share no column"),
        ("1 in 12", "要问等于，写 ==", "for equal write =="),
        (
            "total = ['amount']\ndef f(table):\n    return table['total']\nf(orders)",
            "total 是变量，不加引号",
            "total is a variable",
        ),
        ("x = 6 ÷ 2", "除号写 /", "to divide write /"),
        ("x = 3 ≠ 2", "不等于写 !=", "written !="),
        ("if 0:\n    pass\nelse if 1:\n    pass", "第 3 行：“否则，如果”写 elif", "elif"),
        ("if 0 && 1:\n    pass", "“而且”写 and", "write and for &&"),
        ('orders("amount")', "方括号", "square brackets"),
        ("None[0]", "漏了 return", "return may be missing"),
        ("1 + 'a'", "文字和数字", "Text and numbers"),
        ("orders['member_id'] == 'a' & orders['amount'] > 1", "各自加圆括号", "brackets each"),
        ("orders['amount'] > 1 | orders['member_id'] == 'a'", "各自加圆括号", "brackets each"),
        ("'a' + 1", "文字和数字", "Text and numbers"),
        ("(lambda x: x)()", "少给了参数", "too few arguments"),
        ("orders.gruopby('a')", "最接近的是 groupby", "nearest is groupby"),
        ("orders.amuont_of_all", "这张表没有 amuont_of_all", "This table has no amuont_of_all"),
        ("orders['amount'].totals", "这一列没有 totals", "This column has no totals"),
        ("pd.read_cvs('a')", "pandas 没有 read_cvs，最接近的是 read_csv", "pandas has no read_cvs"),
        ("None.sum()", "漏了 return", "return may be missing"),
        ("None + 1", "漏了 return", "return may be missing"),
        ("orders['b'] = [1, 2, 3]", "有 3 个值，表有 2 行", "has 3 values and the table 2 rows"),
        ("pd.DataFrame({'a': [1], 'b': [1, 2]})", "各列长短不一", "columns differ in length"),
        ("orders.columns = ['a']", "要 2 个名字，给了 1 个", "takes 2 names, you gave 1"),
        ("if orders['amount'] > 1: pass", "整列不能直接放进 if", "cannot stand in an if"),
        ("a, b = [1]", "名字个数", "names on the left"),
        ("int('12 元')", "'12 元' 这段文字变不成数字", "'12 元' cannot become a number"),
        ("(lambda: 1)(2)", "多给了参数", "too many arguments"),
        (
            'pd.Series([1]).rename_axis("m").reset_index().sort_values(["price", "m"])',
            'Series 没有名字时，先写 .rename("price")，再 reset_index()',
            'without a name first needs .rename("price"), then reset_index()',
        ),
        ('pd.DataFrame({"a": [1], 0: [1], 1: [1]})["b"]', "它有：a", "It has: a"),
        ('orders.sort_values([orders["amount"]])', "不能放一整列", "not a whole column"),
        ('orders["amount"].nlargest(2.0)', "外面套一层 int(…)", "put int(…) round it"),
        ("orders.head(2.0)", "外面套一层 int(…)", "put int(…) round it"),
        ("[1, 2][:2.0]", "外面套一层 int(…)", "put int(…) round it"),
        ("range(orders['amount'].mean())", "外面套一层 int(…)", "put int(…) round it"),
        ("['key'] * 2.0", "外面套一层 int(…)", "put int(…) round it"),
        ("0 < orders['amount'] < 5", "条件之间用 & 和 |", "Join conditions with & and |"),
        ("x = {[1]: 2}", "列表", "list cannot be a key"),
        ("1 / 0", "除数是 0", "divides by zero"),
        ("[][0]", "超出了范围", "out of range"),
        ("import nothing_like_it", "没有装“nothing_like_it”", "'nothing_like_it' is not installed"),
        ("open('nowhere.csv')", "找不到这个文件", "no such file"),
        ("x\u00a0= 1", "看不见的字符", "cannot be seen"),
        ("orders[orders['amount'] > 1 and orders['amount'] < 3]", "不用 and、or", "not by and, or"),
        ("orders[not orders['amount'] > 1]", "用 ~，不用 not", "by ~, not by not"),
        ("orders.loc[orders[['amount']].gt(0).all()]", "写 axis=1", "with axis=1"),
        ("orders['member_id'].startswith('a')", "先写 .str", "needs .str first"),
        ("pd.to_datetime(orders['amount']).year", "先写 .dt", "needs .dt first"),
        ("orders.head[1]", "用 ( )，不用 [ ]", "with ( ), not [ ]"),
        ("orders[orders['amount'].isna]", "写成 isna()", "write isna()"),
        ("n = orders['amount'].sum\nn + 1", "n 还只是方法 sum", "n is the method sum"),
        ("orders.groupby('amount').size.max()", "写成 size()", "write size()"),
        ("for row in orders:\n    row['amount']", "iterrows()", "iterrows()"),
        ("for row in orders.iterrows():\n    row['amount']", "for _, row in", "for _, row in"),
        ("orders[0]", "取第几行用 .iloc", ".iloc"),
        ("orders['amount'].iloc[1:][0]", "没有编号是 0 的行", "none has that one"),
        ("orders['amount' == 1]", "没有一行一行地比", "instead of one for each row"),
        ("orders['amount', 'member_id']", '[["列一", "列二"]]', '[["one", "two"]]'),
        ("orders.groupby('member_id')['amount', 'a']", "两层方括号", "two pairs of brackets"),
        ("orders.groupby('member_id')['amounts'].sum()", "“amount”", "'amount'"),
        ("orders.merge(orders[['amount']], on='member_id')", "两张表都要有", "Both tables need"),
        ("orders['amount'].groupby('member_id').sum()", "groupby 里写一整列", "group by table["),
        ("orders['member_id'].mean()", "不能求和、求平均", "no sum or mean"),
        ("row = {'tier': 1}\nrow['teir']", "最接近的列名是“tier”", "nearest is 'tier'"),
        ("row = {'tier': 1}\nrow.tier", '写 ["tier"]，不用点', 'write ["tier"], not a dot'),
        ("row = {'tier': 1}\nrow[tier]", "tier 是列名，要加引号", "needs quotation marks"),
        ("name = 'tier'\n{'tier': 1}['name']", "name 是变量，不加引号", "name is a variable"),
        ("n = orders['member_id'].value_counts()\nn[3]", "要名字用 .index", ".index its names"),
        ("n = orders['member_id'].value_counts()\nn['zz']", '.get("zz", 0)', '.get("zz", 0)'),
        ("orders['amount'] > '1'", "文字和数字不能比大小", "cannot be compared"),
        ("pd.Timestamp('2025-01-01') > 3", "日期只能和日期比", "compared with a date"),
        ("pd.Timedelta(days=1) > 3", ".days", ".days"),
        ("pd.NaT.normalize() if False else pd.NaT.foo", "空值 NaT", "missing time (NaT)"),
        ("min([])", "空的列表", "an empty list"),
        ("max(3)", "已经是一个数", "there is one number"),
        ("w = {'a': 1}\nsum(w)", "sum(w.values())", "sum(w.values())"),
        ("orders['member_id'].reindex(['x'], fill_value=0)", "先写 .value_counts()", "to count"),
        ("price = 3\nprice(2)", "一个值后面不能跟圆括号", "cannot be followed by round"),
        ("def f(a, end):\n    return a\nf(1)", "少给了参数 'end'", "lacks the argument 'end'"),
        ("{'a': 1}[orders['amount']]", "列.map(字典)", "column.map(dict)"),
        ("orders['amount'].reindex('amount')", "一串名字", "A list of names"),
        ("orders.merge('members')", "merge 要拼的是一张表", "merge wants a table"),
        ("def f(x):\n    if x:\n        y = 1\n    return y\nf(0)", "还没有值", "has no value"),
        ("def f():\n    f.append(1)\nf()", "换一个名字", "take another name"),
        (
            "def f(row):\n    return row['amount']\norders.apply(f)",
            "apply 里加上 axis=1",
            "put axis=1 into apply",
        ),
        (
            "def f(row):\n    if row['amount']:\n        return 1\nf(orders)",
            "表.apply(f, axis=1)",
            "table.apply(f, axis=1)",
        ),
        ("orders.apply(kind(row), axis=1)", "没有 kind", "no name kind"),
        (
            "def f(row):\n    return 1\norders.apply(f(), axis=1)",
            "apply(f, axis=1)，一行一行",
            "function's name alone",
        ),
        ("orders.apply('f', axis=1)", "函数的名字 f，不加引号", "name f, without quotation marks"),
        ("raise EOFError", "不用 input() 问", "Do not ask by input()"),
        (
            "a = orders.set_index('member_id')['amount']\na * a.idxmin()",
            "(…).idxmin()",
            "(…).idxmin()",
        ),
        ("orders['amount']['a']", "索引是行号，没有“a”", "row numbers and has no 'a'"),
        (
            "orders[orders['amount'] >= 1 & orders['amount'] == 2]",
            "各自加圆括号",
            "brackets each",
        ),
        (
            "[orders['amo' + 'unit'] for unit in ['unt']]",
            "unit 是变量，不加引号",
            "unit is a variable",
        ),
        (
            "def f(row):\n    if orders['amount'] > 1:\n        return row\nf(1)",
            "用的是函数外面的 orders：要用参数 row",
            "use the parameter row",
        ),
        ("'P' + ['05']", "一个一个取", "one by one"),
        ("1 - [0.5]", "列表不能整个拿来", "list as a whole takes no arithmetic"),
        ("from keguan import cases\ncases.load('x', 'y')", "没有“x”这个案例", "no case 'x'"),
    ],
)
def test_a_common_error_gets_its_sentence(source, zh, en):
    found = said(source)
    assert found and zh in found[0] and en in found[1]


@pytest.mark.parametrize(
    "source",
    ['{"a": 1}["b"]', 'orders.loc["a"]', "object().nothing_like_it", "1 @ 2", "assert 1 > 2"],
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
    for outputs, words, name in ((column, "amount", "KeyError"), (colon, "colon", "SyntaxError")):
        assert [output.output_type for output in outputs] == ["display_data", "error"]
        assert words in outputs[0].data["text/plain"] and words in outputs[0].data["text/html"]
        assert outputs[1].ename == name and outputs[1].traceback
    assert [output.output_type for output in chained] == ["display_data", "stream"]
    assert ".loc[" in chained[0].data["text/plain"] and "ChainedAssignmentError" in chained[1].text


def test_what_a_student_named_cannot_become_markup():
    said_of_it = said('orders["<b>"]')
    card = cards.Card("bad", *said_of_it, folded=("<i>", "<script>"))
    assert "<b>" not in card.html() and "<i>" not in card.html() and "<script>" not in card.html()
