"""Unit `quality`: the typical mistakes of students, what each loses and is told, and unusual
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
        {
            '"A"': "把目标改低",
            '"b"': "试了三周",
            '["C"]': "和目标对比过",
            '"CD"': "一个字母",
        },
        ['"d"', '["D"]', '"Ｄ"'],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            "0": "才会淡到 0",
            "10": "第 1 期的满意度",
            "1.5": "效果每期加的分数",
            "0.4": "期望每期追上的比例",
            "0.6": "不是相乘",
            "5": "追上 30%",
            "2.5": "每期加 1 分时",
            "2.25": "追上以后再减",
            "-3.75": "符号反了",
            "4": "停下来的时候",
        },
        ["3.75", '"3.75"', '"３．７５"', "1.5 / 0.4"],
        taught={'models.ratchet(50, 60, 0.4, growth=1.5)["satisfaction"][30]': "0.3, growth=1"},
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"ABCE"': "行为满意 BS",
            '"acde"': "属物质满意层",
            '"CE"': "一眼认出来",
            '"A、E"': "产品的外延",
            '["A", "C"]': "社会的利益",
            '"B"': "宗旨、价值观",
            '"D"': "茶好喝",
        },
        ['"eca"', '["A", "C", "E"]', '"A、C、E"', '{"A", "C", "E"}'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            '"B"': "会指名的 160 位",
            '"c"': "推荐的 70 位",
            '["D"]': "抱怨的 8 位",
            '"E"': "没有销售额",
        },
        ['"a"', '["A"]'],
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"A"': "可是权重小",
            '"b"': "它的权重最大",
            '["D"]': "差距是正的",
            '"E"': "= −8",
            '"BC"': "一个字母",
        },
        ['"c"', '["C"]', '"Ｃ"'],
        untaught="the answer is a letter, which no lesson prints",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            '"A"': "平级",
            '"b"': "知道客人要什么",
            '["C"]': "天天检查",
            '"E"': "推车够用",
        },
        ['"d"', '["D"]'],
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            "5": "多留住的百分点",
            "5.9": "只比了两个保留率",
            "40": "银行的那个说法",
            "27.5": "这是从 80% 起的",
            "40.7": "这是从 90% 起的",
            "58.8": "贴现率 0%",
            "41.2": "贴现率 5%",
            "132.4": "占原来的百分比",
            "0.324": "填百分数",
            "32": "保留一位小数",
            "32.3": "差一点",
            "60": "再相除，减 1",
        },
        ["32.4", '"32.4%"', '"３２．４"', "100 * (0.90 / 0.20 / (0.85 / 0.25) - 1)"],
        taught={"100 * models.uplift(0.85, 0.05, 0.10)": "models.uplift("},
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {
            "33.3": "丙比甲、乙留得少",
            "40": "只有丙一家提高",
            "37.5": "甲、乙的份额",
            "20": "丙没有提高",
            "32.1": "不和保留率成正比",
            "42.9": "反了",
            "38.3": "不是加 5 个百分点",
            "0.25": "填百分数",
            "28": "1 ÷ 流失率",
        },
        ["25.0", '"25%"', '"２５"', "100 * (1 / 0.15) / (1 / 0.10 + 1 / 0.10 + 1 / 0.15)"],
        taught={"100 * models.steady([0.90, 0.90, 0.85])[2]": "models.steady(kept)"},
    ),
}

ANSWERS = {"quality-tasks": TASKS, "quality-check": CHECK}
