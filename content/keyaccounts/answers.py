"""Unit `keyaccounts`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right. TO WRITE: those of the tasks to come.
"""

from grader.course.answers import Answers, Mistake, Unusual, lines

VALUE = {"share-value", "share-hidden"}

TASKS = {
    "share": Answers(
        mistakes=[
            Mistake("upside down", "def share(part, whole):\n    return whole / part", VALUE, "除反了"),
            Mistake(
                "percent", "def share(part, whole):\n    return 100 * part / whole", VALUE, "不是百分数"
            ),
            Mistake("difference", "def share(part, whole):\n    return whole - part", VALUE, "不是差"),
            Mistake("the rest", "def share(part, whole):\n    return 1 - part / whole", VALUE, ""),
            Mistake("rounded", "def share(part, whole):\n    return round(part / whole)", VALUE, ""),
            Mistake("sum", "def share(part, whole):\n    return part + whole", VALUE, ""),
            Mistake(
                "of both", "def share(part, whole):\n    return part / (part + whole)", VALUE, ""
            ),
            Mistake("the example only", "def share(part, whole):\n    return 0.25", {"share-hidden"}, ""),
        ],
        unusual=[
            Unusual("a lambda", "share = lambda part, whole: part / whole"),
            Unusual("a power", "def share(part, whole):\n    return part * whole ** -1"),
            Unusual("in percent first", "def share(part, whole):\n    return 100 * part / whole / 100"),
            Unusual("by name", "def share(part, whole):\n    value = part / whole\n    return value"),
        ],
        untaught="TO WRITE: or a right answer with taught=, a piece of the lesson it follows",
    ),
}
CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {'"A"': "找到了线索", '"c"': "做得太早", '["D"]': "还没有卖出去", '"BC"': "一个字母"},
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {'"A"': "第 1 件就是", '"b"': "第 2 件就是", '["D"]': "第 3 件就是"},
        ['"c"', '["C"]'],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {'"A"': "停在 4 分", '"c"': "只到 4.5 分", '["D"]': "掉到 2.5 分"},
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            '"BD"': "题目问企业",
            '"ABCD"': "只问企业",
            '"a"': "签合同",
            '["C"]': "谈下来",
            '"ABC"': "怎样盈利",
            '"A、C、D"': "能见到高层",
        },
        ['"ca"', '["A", "C"]', '"A、C"', '{"A", "C"}'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            "21.6": "题目问低了多少",
            "60": "还要减去",
            "33.6": "题目是 60%",
            "24": "题目加到 3 个",
            "40": "三个 60% 相乘",
            "0.384": "写成 100 倍",
            "38": "保留一位小数",
            "64": "低了百分之几",
            "20": "两个数相减",
        },
        ["38.4", '"38.4"', '"38.4%"', "100 * (0.6 - 0.6 ** 3)"],
        taught={"100 * (0.6 ** 1 - 0.6 ** 3)": "0.4 **"},
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            '"BD"': "题目问亏的",
            '"a"': "收入小的",
            '["C"]': "毛利最多的",
            '"AD"': "工时最多",
            '"B、C"': "毛利占收入最少",
            '"ABCD"': "一家一家算",
            '"ACD"': "小于 0 的才是亏",
        },
        ['"ca"', '["A", "C"]', '"A、C"', '{"A", "C"}'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            "2": "还要补回来",
            "9": "一共要的季度",
            "5": "季季做对要的季度",
            "3": "有授权的经理",
            "6": "不要换人",
            "0": "两种走法各看一次",
        },
        ["4.0", '"4"', "9 - 5"],
        untaught="the lesson prints one of the two ways; the lab shows both",
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "概念已经变了", '["C"]': "组织已经跟上", '"d"': "技术已经变了"},
        ['"b"', '["B"]'],
    ),
}

ANSWERS = {"keyaccounts-tasks": TASKS, "keyaccounts-check": CHECK}
