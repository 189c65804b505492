"""Unit `customers`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right. TO WRITE: those of the tasks to come.
"""

from grader.course.answers import Answers, Mistake, Unusual, lines

VALUE = {"share-value", "share-hidden"}

TASKS = {
    "share": Answers(
        mistakes=[
            Mistake(
                "upside down", "def share(part, whole):\n    return whole / part", VALUE, "除反了"
            ),
            Mistake(
                "percent",
                "def share(part, whole):\n    return 100 * part / whole",
                VALUE,
                "不是百分数",
            ),
            Mistake(
                "difference", "def share(part, whole):\n    return whole - part", VALUE, "不是差"
            ),
            Mistake("the rest", "def share(part, whole):\n    return 1 - part / whole", VALUE, ""),
            Mistake(
                "rounded", "def share(part, whole):\n    return round(part / whole)", VALUE, ""
            ),
            Mistake("sum", "def share(part, whole):\n    return part + whole", VALUE, ""),
            Mistake(
                "of both", "def share(part, whole):\n    return part / (part + whole)", VALUE, ""
            ),
            Mistake(
                "the example only", "def share(part, whole):\n    return 0.25", {"share-hidden"}, ""
            ),
        ],
        unusual=[
            Unusual("a lambda", "share = lambda part, whole: part / whole"),
            Unusual("a power", "def share(part, whole):\n    return part * whole ** -1"),
            Unusual(
                "in percent first", "def share(part, whole):\n    return 100 * part / whole / 100"
            ),
            Unusual(
                "by name", "def share(part, whole):\n    value = part / whole\n    return value"
            ),
        ],
        untaught="TO WRITE: or a right answer with taught=, a piece of the lesson it follows",
    ),
}
FUTURE = (
    '(~(members := cases.load("ctrip", "members").head(500))["member_id"].isin((orders := '
    'cases.load("ctrip", "orders"))[orders["status"] == "completed"]["member_id"])).sum()'
)
CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {
            '"A"': "不在车队，也可以",
            '"d"': "没付钱，可是等着",
            '"ABD"': "B 付了钱",
            '"ACD"': "C 没有付钱",
            '["A", "D", "E"]': "E 和安巢没有来往",
            '"ABCDE"': "B 付了钱",
            '"C"': "C 没有付钱",
            '"B"': "B 付了钱",
            '"AAD"': "写了两次",
        },
        ['"da"', '["A", "D"]', '"A、D"', '{"A", "D"}', '"ＡＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            "10": "取消的订单也当成买过",
            "487": "前面加 ~ 反过来",
            "4": "前 200 位的",
            "77": "全部会员的",
            "500": "看了几位",
            "0.026": "这是比例",
            "2.6": "这是百分之几",
            "20": "把 200 换成 500",
        },
        ["13", "13.0", '"13"', '"１３"'],
        taught={FUTURE: 'ordered = members["member_id"].isin(done["member_id"])'},
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"A"': "流程上的下一环",
            '"b"': "没有编进一个小组",
            '["D"]': "外部客户",
            '"CD"': "一个字母",
        },
        ['"c"', '["C"]', '"Ｃ"'],
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            "90": "还有四环会出错",
            "0.9": "还有四环会出错",
            "100": "少拖一格也超过",
            "91.3": "没有出错的订单占多少",
            "15": "题目问提高到多少",
            "99": "其余四环的",
            "85": "一格一格往上拖",
            '"多一点"': "填一个数字",
        },
        ["95", '"95%"', "0.95", '"９５"'],
        untaught="the lesson prints the chain at 80 and 90% only; the lab shows the rest",
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"AC"': "A 他说出来了",
            '"B"': "要什么功能他没有说",
            '"d"': "要什么样的机器他没有说",
            '"BCD"': "C 他说出来了",
            '"ABD"': "A 他说出来了",
            '"ABCD"': "A 他说出来了",
            '["C"]': "C 他说出来了",
            '"BE"': "请填选项字母",
        },
        ['"db"', '["B", "D"]', '"B、D"', '{"B", "D"}', '"ＢＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "-11": "方向反了",
            "6": "没有算两倍",
            "3": "还要减去成本",
            "13": "乙店的客户价值",
            "2": "甲店的客户价值",
            "8": "价值也有差",
            "1": "货币成本也算了两倍",
            "9": "时间成本也算了两倍",
            "5": "不是加上",
            "12": "两倍的精力",
        },
        ["11", "11.0", '"11"', "13 - 2"],
        taught={
            "((8 + 8 + 7 + 6) - (9 + 3 + 2 * 2)) - ((8 + 5 + 6 + 7) - (4 + 6 + 2 * 7))": (
                "时间的分量算两倍"
            )
        },
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            "30.4": "减去原来占的",
            "20.9": "原来占的，题目问",
            "5.8": "一半经济型的时候",
            "2.2": "全是经济型的时候",
            "2.6": "降价 5 元多的",
            "33.3": "等 5 分钟的",
            "-9.5": "方向反了",
            "0.095": "这是比例",
            "1.45": "这是几倍",
            "7": "减了以后的，减去原来的",
        },
        ["9.5", "9.4537", '"9.5%"', "30.4 - 20.9"],
        untaught="the lesson prints the shares of a mixed and an economy-minded crowd",
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "再讲一遍更糊涂", '"c"': "怎么定得准", '["D"]': "不是再看一本", '"AC"': "一个字母"},
        ['"b"', '["B"]', '"Ｂ"'],
    ),
}

ANSWERS = {"customers-tasks": TASKS, "customers-check": CHECK}
