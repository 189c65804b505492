"""Unit `complaints`: the typical mistakes of students, what each loses and is told, and unusual
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
CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {'"A"': "只是询问", '"b"': "是抱怨", '["C"]': "不是客户", '"AD"': "一个字母"},
        ['"d"', '["D"]', '"Ｄ"'],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            "3": "怒气 9 才是",
            "0": "一开口就给方案",
            "7": "一共要走的步数",
            "5": "给方案本身不算",
            "1": "只做一样",
            "2": "只做两样",
            "6": "从“先做 1 步再给”起",
        },
        ["4.0", '"4"'],
        untaught="the lesson prints the steps at anger 9; at 10 the lab shows them",
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            "70": "没有说的全部人数",
            "6": "还会再来",
            "30": "题目问没有说的",
            "81": "不再来的全部人数",
            "91": "没有说的只有 70 位",
            "55": "要拖到 30%",
            "63": "差一点",
            "93": "听到 40 宗时",
            "50": "减去他们",
        },
        ["63.7", '"64%"', "70 - 70 * 0.09"],
        taught={"70 * (1 - 0.09)": "9%"},
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {'"A"': "先来先接", '"c"': "只看客户级别", '["D"]': "已经查实是恶意"},
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"A"': "有投诉人",
            '"B"': "事项写清了",
            '"d"': "要求写清了",
            '"E"': "受理的范围里",
            '"CD"': "一个字母",
        },
        ['"c"', '["C"]'],
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "1.4": "不止多 0.4 轮",
            "1.56": "第三轮以后",
            "2.5": "分母是不用重来",
            "0.6": "还要用 1 除以它",
            "0.4": "要的是轮数",
            "1.43": "30% 重来",
            "2.0": "50% 重来",
            "1.7": "保留两位小数",
            "1.66": "差一点",
            "3": "1 除以",
        },
        ["1.67", '"1.67"', "5 / 3", "1 / (1 - 0.4)"],
        taught={'f"{models.rounds(0.4):.2f}"': "rounds("},
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            '"A"': "正好 10%",
            '"ABCD"': "不是提到的 28 次",
            '"abc"': "不到 10%",
            '"C、D"': "题目问普遍的",
            '["B"]': "更是普遍",
            '"AD"': "家数 ÷ 80",
        },
        ['"ba"', '["A", "B"]', '"A、B"', '{"A", "B"}'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "预见补救的机会", '"b"': "已经很快", '["C"]': "已经授权"},
        ['"d"', '["D"]'],
    ),
}

ANSWERS = {"complaints-tasks": TASKS, "complaints-check": CHECK}
