"""Unit `agents`: the typical mistakes of students, what each loses and is told, and unusual
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
        {
            '"ABD"': "迟到过一次",
            '"D"': "正好 60 字也算",
            '"a"': "学历是对管理层的要求",
            '["A", "C", "D"]': "还差一个字",
            '"ADE"': "普通话不标准",
            '"BE"': "迟到过一次",
            '"ABCDE"': "迟到过一次",
            '"BC"': "迟到过一次",
        },
        ['"da"', '["A", "D"]', '"A、D"', '{"A", "D"}', '"ＡＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            '"A"': "咨询走完了",
            '"c"': "没有问客户满不满意",
            '["D"]': "就是问题解决",
            '"AB"': "一个字母",
        },
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"ABD"': "公司的规定",
            '"BCD"': "公司的授权",
            '["B", "D", "E"]': "由公司定",
            '"d"': "听清楚、记准",
            '"B"': "就该替客户想办法",
            '"AC"': "公司的规定",
            '"ABCDE"': "公司的规定",
            '"BB"': "写了两次",
        },
        ['"db"', '["B", "D"]', '"B、D"', '{"B", "D"}', '"ＢＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {'"A"': "A 最快", '"b"': "满意度是占比", '["D"]': "满意度最高，可是", '"CD"': "一个字母"},
        ['"c"', '["C"]', '"Ｃ"'],
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"ABCD"': "一步一步怎么办",
            '"ACDE"': "用户的反馈",
            '"CD"': "许多客户都会问",
            '"ad"': "尺寸、功率",
            '["A", "C"]': "几天能退",
            '"BE"': "一步一步怎么办",
            '"E"': "用户的反馈",
            '"F"': "选项字母",
        },
        ['"dca"', '["A", "C", "D"]', '"A、C、D"', '{"A", "C", "D"}', '"ＡＣＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "10": "先拖到 50 字",
            '"10%"': "先拖到 50 字",
            "20": "差一格",
            "0.2": "差一格",
            "40": "少答一点也够",
            "50": "少答一点也够",
            "0.5": "少答一点也够",
            "0": "从 0 起",
            "0.54": "从 0 起",
            "70": "从 0 起",
        },
        ["30", "0.3", '"30%"', '"３０"', "100 * 0.3"],
        untaught="the lesson prints the waits at 60 characters; those at 50 the lab shows",
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {'"B"': "缺技巧", '"c"': "缺知识", '["D"]': "缺态度", '"AD"': "一个字母"},
        ['"a"', '["A"]', '"Ａ"'],
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "早说还是晚说", '"b"': "说到什么程度", '["C"]': "实话实说", '"BD"': "一个字母"},
        ['"d"', '["D"]', '"Ｄ"'],
    ),
}

ANSWERS = {"agents-tasks": TASKS, "agents-check": CHECK}
