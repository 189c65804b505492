"""Unit `complaints`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

import re

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- kind (A6.8)

KIND_CODE = solution(__file__, "kind")
RULES = 'row["tier"] == "key" or row["emotion"] == 5'
FALSE_RULE = """    if row["cause_by"] == "customer":
        return "false"
"""
KEY_RULE = f"""    if {RULES}:
        return "key"
"""
FALSE_ELSE = """found = "false"
    else:
        found = "general"
    return found"""
COUNTED = "complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)"

KIND = Answers(
    mistakes=[
        wrong(
            "emotion 4 is extreme",
            changed(KIND_CODE, ('row["emotion"] == 5', 'row["emotion"] >= 4')),
            "kind-rules kind-order kind-counts",
            "还不到 5",
        ),
        wrong(
            "key customers only when extreme",
            changed(KIND_CODE, ('"key" or row', '"key" and row')),
            "kind-rules kind-order kind-counts",
            "有一样就算",
        ),
        wrong(
            "the tier alone",
            changed(KIND_CODE, (' or row["emotion"] == 5', "")),
            "kind-rules kind-order kind-counts",
            "小客户，情绪是 5",
        ),
        wrong(
            "the emotion alone",
            changed(KIND_CODE, ('row["tier"] == "key" or ', "")),
            "kind-rules kind-order kind-counts",
            "关键客户，情绪是 2",
        ),
        wrong(
            "an ordinary customer is key",
            changed(KIND_CODE, ('row["tier"] == "key"', 'row["tier"] != "small"')),
            "kind-rules kind-order kind-counts",
            "普通客户不是关键客户",
        ),
        wrong(
            "not our fault is false",
            changed(KIND_CODE, ('row["cause_by"] == "customer"', 'row["cause_by"] != "firm"')),
            "kind-rules kind-order kind-counts",
            "原因在承运商",
        ),
        wrong(
            "the customer's fault first",
            changed(KIND_CODE, (KEY_RULE + FALSE_RULE, FALSE_RULE + KEY_RULE)),
            "kind-order kind-counts",
            "关键客户（第 2 条）排在",
        ),
        wrong(
            "intent last",
            changed(
                KIND_CODE,
                ('    if row["intent_shown"]:\n        return "malicious"\n', ""),
                ('return "general"', 'return "malicious" if row["intent_shown"] else "general"'),
            ),
            "kind-order kind-counts",
            "有恶意的证据（第 1 条）排在关键客户",
        ),
        wrong(
            "key customers before intent",
            changed(
                KIND_CODE,
                ('if row["intent_shown"]', 'if row["intent_shown"] and row["tier"] != "key"'),
            ),
            "kind-order kind-counts",
            "排在关键客户（第 2 条）前面",
        ),
        wrong(
            "drops types without complaints",
            changed(KIND_CODE, (".reindex(KINDS, fill_value=0)", "")),
            "kind-counts",
            "写 0",
        ),
        wrong(
            "missing instead of 0",
            changed(KIND_CODE, (", fill_value=0", "")),
            "kind-counts",
            "不是空值",
        ),
        wrong(
            "shares",
            changed(KIND_CODE, ("value_counts()", "value_counts(normalize=True)")),
            "kind-counts",
            "不是占比",
        ),
        wrong(
            "the type of each complaint",
            changed(KIND_CODE, (COUNTED, "complaints.apply(kind, axis=1)")),
            "kind-counts",
            "每种类型的宗数",
        ),
        wrong(
            "row[tier] without quotes",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row[tier] == "key" or row["emotion"] == 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"



            def kind_counts(complaints):
                return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-rules kind-order kind-counts",
            "tier 是列名",
        ),
        wrong(
            "| without brackets",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" | row["emotion"] == 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"



            def kind_counts(complaints):
                return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-rules kind-order kind-counts",
            "各自加圆括号",
        ),
        wrong(
            "5 as text",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" or row["emotion"] == "5":
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"



            def kind_counts(complaints):
                return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-rules kind-order kind-counts",
            "“5”加了引号",
        ),
        wrong(
            "== 'key' or 5: the second half always true",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" or 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"



            def kind_counts(complaints):
                return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-rules kind-order kind-counts",
            "and、or 的一边只写了 5",
        ),
        wrong(
            "apply without axis",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" or row["emotion"] == 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"


            def kind_counts(complaints):
                return complaints.apply(kind).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-counts",
            "apply 里加上 axis=1",
        ),
        wrong(
            "emotions misspelt",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" or row["emotions"] == 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"



            def kind_counts(complaints):
                return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
            """,
            "kind-rules kind-order kind-counts",
            "最接近的列名是“emotion”",
        ),
        wrong(
            "counts[...] += 1 without start",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    return "malicious"
                if row["tier"] == "key" or row["emotion"] == 5:
                    return "key"
                if row["cause_by"] == "customer":
                    return "false"
                return "general"


            def kind_counts(complaints):
                counts = {}
                for _, row in complaints.iterrows():
                    counts[kind(row)] += 1
                return counts
            """,
            "kind-counts",
            "字典里还没有",
        ),
        wrong(
            "an else that overwrites what the ifs before gave",
            changed(
                KIND_CODE,
                ('return "malicious"', 'found = "malicious"'),
                ('return "key"', 'found = "key"'),
                ('return "false"\n    return "general"', FALSE_ELSE),
            ),
            "kind-rules kind-order kind-counts",
            "最后的 else 会改掉",
        ),
        wrong(
            "counts the tiers",
            changed(KIND_CODE, (COUNTED, COUNTED.replace("apply(kind, axis=1)", "tier"))),
            "kind-counts",
            "数的是 tier 这一列",
        ),
        wrong(
            "calls kind in apply",
            changed(KIND_CODE, ("apply(kind,", "apply(kind(),")),
            "kind-counts",
            "apply 里只写函数的名字",
        ),
        wrong(
            "an else that ends it",
            changed(KIND_CODE, (KEY_RULE, '    else:\n        return "general"\n' + KEY_RULE)),
            "kind-rules kind-order kind-counts",
            "永远运行不到",
        ),
        wrong(
            "any intent",
            changed(KIND_CODE, ('if row["intent_shown"]', 'if row["intent_shown"] == False')),
            "kind-rules kind-order kind-counts",
            "没有恶意的证据：不是第 1 条",
        ),
    ],
    unusual=[
        right(
            "a record by its label, one after the other",
            changed(
                KIND_CODE,
                (
                    COUNTED,
                    "pd.Series([[kind(complaints.loc[label]) for label in complaints.index]"
                    ".count(name) for name in KINDS], index=KINDS)",
                ),
            ),
        ),
        right(
            "if and elif",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                if row["intent_shown"]:
                    answer = "malicious"
                elif row["emotion"] >= 5 or row["tier"] in ["key"]:
                    answer = "key"
                elif row["cause_by"] == "customer":
                    answer = "false"
                else:
                    answer = "general"
                return answer

            def kind_counts(complaints):
                found = complaints.apply(kind, axis=1)
                return {name: (found == name).sum() for name in KINDS}
            """,
        ),
        right(
            "from the bottom, the earlier rule overrides",
            """
            def kind(row):
                answer = "general"
                if row["cause_by"] == "customer":
                    answer = "false"
                if row["tier"] == "key" or row["emotion"] == 5:
                    answer = "key"
                if row["intent_shown"]:
                    answer = "malicious"
                return answer

            def kind_counts(complaints):
                counts = {"malicious": 0, "key": 0, "false": 0, "general": 0}
                for row in complaints.to_dict("records"):
                    counts[kind(row)] += 1
                return pd.Series(counts)
            """,
        ),
        right(
            "by columns",
            """
            def kind(row):
                return kinds(pd.DataFrame([dict(row)])).iloc[0]

            def kinds(table):
                found = pd.Series("general", index=range(len(table)))
                table = table.reset_index(drop=True)
                found[table["cause_by"] == "customer"] = "false"
                found[(table["tier"] == "key") | (table["emotion"] == 5)] = "key"
                found[table["intent_shown"].astype(bool)] = "malicious"
                return found

            def kind_counts(complaints):
                wanted = ["malicious", "key", "false", "general"]
                return kinds(complaints).value_counts().reindex(wanted).fillna(0)
            """,
        ),
        right(
            "a list of answers",
            """
            KINDS = ["malicious", "key", "false", "general"]

            def kind(row):
                rules = [row["intent_shown"], row["tier"] == "key" or row["emotion"] == 5,
                         row["cause_by"] == "customer", True]
                return [name for name, holds in zip(KINDS, rules) if holds][0]

            def kind_counts(complaints):
                found = [kind(row) for _, row in complaints.iterrows()]
                return [found.count(name) for name in KINDS]
            """,
        ),
    ],
    untaught="the lesson gives the four types and their order in words",
)

# --- accept (A6.9)

ACCEPT_CODE = solution(__file__, "accept", "practice.py")
ALL_FIVE = 'complaints.loc[complaints[CRITERIA].all(axis=1), "complaint_id"].to_list()'
LACKING = "[name for name in CRITERIA if not row[name]]"

ACCEPT = Answers(
    mistakes=[
        wrong(
            "those that are met",
            changed(ACCEPT_CODE, ("if not row", "if row")),
            "accept-missing",
            "反了",
        ),
        wrong(
            "the first one only",
            changed(ACCEPT_CODE, (f"return {LACKING}", f"return {LACKING}[:1]")),
            "accept-missing",
            "不止缺一条",
        ),
        wrong(
            "how many",
            changed(ACCEPT_CODE, (f"return {LACKING}", f"return len({LACKING})")),
            "accept-missing",
            "不是缺几条",
        ),
        wrong(
            "in the order of the alphabet, reversed",
            changed(ACCEPT_CODE, (f"return {LACKING}", f"return sorted({LACKING}, reverse=True)")),
            "accept-missing",
            "先后要按标准的顺序",
        ),
        wrong(
            "the numbers of the rows",
            changed(
                ACCEPT_CODE,
                (
                    'complaints.loc[complaints[CRITERIA].all(axis=1), "complaint_id"]',
                    "complaints[complaints[CRITERIA].all(axis=1)].index",
                ),
            ),
            "accept-all",
            "不是行号",
        ),
        wrong(
            "the table outside the function",
            changed(ACCEPT_CODE, ("def accepted(complaints)", "def accepted(table)")),
            "accept-all",
            "用参数 complaints",
        ),
        wrong(
            "the numbers of the criteria",
            changed(
                ACCEPT_CODE,
                (LACKING, "[n for n, name in enumerate(CRITERIA, start=1) if not row[name]]"),
            ),
            "accept-missing",
            "不是第几条",
        ),
        wrong(
            "yes or no",
            changed(ACCEPT_CODE, (f"return {LACKING}", f"return {LACKING} == []")),
            "accept-missing",
            "返回列表",
        ),
        wrong(
            "nothing where all are met",
            changed(
                ACCEPT_CODE,
                (
                    f"return {LACKING}",
                    f"lacking = {LACKING}\n    if lacking:\n        return lacking",
                ),
            ),
            "accept-missing",
            "该返回空列表 [] 时",
        ),
        wrong(
            "one is enough",
            changed(ACCEPT_CODE, (".all(axis=1)", ".any(axis=1)")),
            "accept-all",
            "",
        ),
        wrong(
            "those that are refused",
            changed(ACCEPT_CODE, ("complaints[CRITERIA].all", "~complaints[CRITERIA].all")),
            "accept-all",
            "反了",
        ),
        wrong(
            "without the range",
            changed(ACCEPT_CODE, ("complaints[CRITERIA].all", "complaints[CRITERIA[:4]].all")),
            "accept-all",
            "有的标准没有查",
        ),
        wrong(
            "how many are accepted",
            changed(ACCEPT_CODE, (ALL_FIVE, f"len({ALL_FIVE})")),
            "accept-all",
            "不是有几宗",
        ),
        wrong(
            "truth values",
            changed(ACCEPT_CODE, (ALL_FIVE, "complaints[CRITERIA].all(axis=1)")),
            "accept-all",
            "不是一列 True 和 False",
        ),
        wrong(
            "all columns",
            changed(ACCEPT_CODE, (', "complaint_id"].to_list()', "]")),
            "accept-all",
            "只要 complaint_id 一列",
        ),
        wrong(
            "row['name']",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row["name"]]



            def accepted(complaints):
                ok = complaints[CRITERIA].all(axis=1)
                return complaints.loc[ok, "complaint_id"].to_list()
            """,
            "accept-missing",
            "name 是变量，不加引号",
        ),
        wrong(
            "missing.append: the function",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                for name in CRITERIA:
                    if not row[name]:
                        missing.append(name)
                return missing


            def accepted(complaints):
                ok = complaints[CRITERIA].all(axis=1)
                return complaints.loc[ok, "complaint_id"].to_list()
            """,
            "accept-missing",
            "missing 是函数的名字",
        ),
        wrong(
            "all without axis",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row[name]]


            def accepted(complaints):
                ok = complaints[CRITERIA].all()
                return complaints.loc[ok, "complaint_id"].to_list()
            """,
            "accept-all",
            "写 axis=1",
        ),
        wrong(
            "for over the table",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row[name]]


            def accepted(complaints):
                result = []
                for row in complaints:
                    if missing(row) == []:
                        result.append(row["complaint_id"])
                return result
            """,
            "accept-all",
            "iterrows()",
        ),
        wrong(
            "for row in iterrows()",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row[name]]


            def accepted(complaints):
                result = []
                for row in complaints.iterrows():
                    if missing(row) == []:
                        result.append(row["complaint_id"])
                return result
            """,
            "accept-all",
            "for _, row in",
        ),
        wrong(
            "id instead of complaint_id",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row[name]]


            def accepted(complaints):
                ok = complaints[CRITERIA].all(axis=1)
                return complaints.loc[ok, "id"].to_list()
            """,
            "accept-all",
            "表里没有“id”这一列",
        ),
        wrong(
            "apply(missing) compared to []",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return [name for name in CRITERIA if not row[name]]



            def accepted(complaints):
                ok = complaints.apply(missing, axis=1) == []
                return complaints.loc[ok, "complaint_id"].to_list()
            """,
            "accept-all",
            "不能和空列表",
        ),
    ],
    unusual=[
        right(
            "hint 3, filled in",
            """
        CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

        def missing(row):
            return [name for name in CRITERIA if not row[name]]

        def accepted(complaints):
            first_three = complaints["complainant"] & complaints["matters"] & complaints["damage"]
            all_five = first_three & complaints["demand"] & complaints["in_range"]
            return complaints.loc[all_five, "complaint_id"].to_list()
            """,
        ),
        right(
            "five ifs",
            """
            def missing(row):
                found = []
                if not row["complainant"]:
                    found.append("complainant")
                if not row["matters"]:
                    found.append("matters")
                if row["damage"] == False:
                    found.append("damage")
                if not row["demand"]:
                    found.append("demand")
                if not row["in_range"]:
                    found.append("in_range")
                return found

            def accepted(complaints):
                found = []
                for _, row in complaints.iterrows():
                    if missing(row) == []:
                        found.append(row["complaint_id"])
                return found
            """,
        ),
        right(
            "the mask of a Series",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                met = pd.Series(row)[CRITERIA].astype(bool)
                return met[~met].index

            def accepted(complaints):
                met = complaints[CRITERIA].sum(axis=1)
                return complaints[met == 5]["complaint_id"]
            """,
        ),
        right(
            "filter and query",
            """
            CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

            def missing(row):
                return tuple(filter(lambda name: not row[name], CRITERIA))

            def accepted(complaints):
                kept = complaints.query(" and ".join(CRITERIA))
                return kept["complaint_id"].tolist()
            """,
        ),
    ],
    untaught="the lesson gives the five criteria in words",
)

# --- broken (A6.10)

BROKEN_CODE = solution(__file__, "broken", "practice.py")
FOUR = "four = [name for name in steps if name in LOOP]"
IDS = '[case for case, names in steps.items() if "closed" in names and loop(names) != "ok"]'

BROKEN = Answers(
    mistakes=[
        wrong(
            "the four in the order of LOOP",
            changed(
                BROKEN_CODE,
                (
                    "name for name in steps if name in LOOP",
                    "name for name in LOOP if name in steps",
                ),
            ),
            "broken-loop broken-cases",
            "不是照 LOOP 的先后",
        ),
        wrong(
            "the whole list must be the four",
            changed(BROKEN_CODE, (FOUR, "four = steps")),
            "broken-loop broken-cases",
            "不算在四步里",
        ),
        wrong(
            "skipped is swapped",
            changed(BROKEN_CODE, ('return "skip"', 'return "swap"')),
            "broken-loop",
            "跳步",
        ),
        wrong(
            "only counts the steps",
            changed(BROKEN_CODE, ('"ok" if four == LOOP else "swap"', '"ok"')),
            "broken-loop broken-cases",
            "颠倒",
        ),
        wrong(
            "swapped is skipped",
            changed(
                BROKEN_CODE,
                ('"ok" if four == LOOP else "swap"', '"ok" if four == LOOP else "skip"'),
            ),
            "broken-loop",
            "颠倒",
        ),
        wrong(
            "calm belongs to the loop",
            changed(
                BROKEN_CODE,
                ("in LOOP]", 'in ["calm", *LOOP]]'),
                ("< 4", "< 5"),
                ("four == LOOP", 'four == ["calm", *LOOP]'),
            ),
            "broken-loop broken-cases",
            "没有 calm",
        ),
        wrong(
            "compares without order",
            changed(BROKEN_CODE, ("four == LOOP", "set(four) == set(LOOP)")),
            "broken-loop broken-cases",
            "颠倒",
        ),
        wrong(
            "looks at the first and the last only",
            changed(BROKEN_CODE, ("four == LOOP", "four[0] == LOOP[0] and four[-1] == LOOP[-1]")),
            "broken-loop broken-cases",
            "communicate 到了 assign 前面",
        ),
        wrong(
            "open cases too",
            changed(BROKEN_CODE, ('"closed" in names and ', "")),
            "broken-cases",
            "还没有处理完",
        ),
        wrong(
            "what comes after closed is not looked at",
            changed(BROKEN_CODE, ("loop(names)", 'loop(names[:names.index("closed")])')),
            "broken-cases",
            "在别的地方时",
        ),
        wrong(
            "closed must come last, or before the call",
            changed(BROKEN_CODE, ('"closed" in names', 'names[-1] in ["closed", "followup"]')),
            "broken-cases",
            "在别的地方时",
        ),
        wrong(
            "a call counts as closed",
            changed(BROKEN_CODE, ('"closed" in names', '{"closed", "followup"} & set(names)')),
            "broken-cases",
            "在别的地方时",
        ),
        wrong(
            "calm or investigate must come first",
            changed(
                BROKEN_CODE,
                (
                    'loop(names) != "ok"',
                    '(loop(names) != "ok" or names[0] not in "calm investigate")',
                ),
            ),
            "broken-cases",
            "在别的地方时",
        ),
        wrong(
            "in the order of the rows",
            changed(BROKEN_CODE, ('.sort_values("time")', "")),
            "broken-cases",
            "先按时间排序",
        ),
        wrong(
            "those that are whole",
            changed(BROKEN_CODE, ('loop(names) != "ok"', 'loop(names) == "ok"')),
            "broken-cases",
            "反了",
        ),
        wrong(
            "skipped ones only",
            changed(BROKEN_CODE, ('loop(names) != "ok"', 'loop(names) == "skip"')),
            "broken-cases",
            "颠倒了先后的也算",
        ),
        wrong(
            "how many",
            changed(BROKEN_CODE, (f"return {IDS}", f"return len({IDS})")),
            "broken-cases",
            "不是有几宗",
        ),
        wrong(
            "the four steps first, and then looks for closed",
            changed(BROKEN_CODE, ("log.sort_values", 'log[log["step"].isin(LOOP)].sort_values')),
            "broken-cases",
            "closed 不在四步里",
        ),
        wrong(
            "the steps, not the ids",
            changed(BROKEN_CODE, ("return [case for", "return [names for")),
            "broken-cases",
            "不是步骤",
        ),
        wrong(
            "the verdicts, not the ids",
            changed(BROKEN_CODE, ("return [case for", "return [loop(names) for")),
            "broken-cases",
            "不是 skip、swap",
        ),
        wrong(
            "iterates over the values",
            """
            LOOP = ["investigate", "assign", "communicate", "compensate"]

            def loop(steps):
                four = [name for name in steps if name in LOOP]
                if len(four) < 4:
                    return "skip"
                return "ok" if four == LOOP else "swap"


            def broken(log):
                steps = log.sort_values("time").groupby("complaint_id")["step"].apply(list)
                return [case for case, names in steps if "closed" in names and loop(names) != "ok"]
            """,
            "broken-cases",
            "写 .items()",
        ),
        wrong(
            "not sorted by id",
            """
            LOOP = ["investigate", "assign", "communicate", "compensate"]

            def loop(steps):
                four = [name for name in steps if name in LOOP]
                if len(four) < 4:
                    return "skip"
                return "ok" if four == LOOP else "swap"


            def broken(log):
                result = []
                ordered = log.sort_values("time")
                for case in ordered["complaint_id"].unique():
                    names = ordered[ordered["complaint_id"] == case]["step"].to_list()
                    if "closed" in names and loop(names) != "ok":
                        result.append(case)
                return result
            """,
            "broken-cases",
            "从小到大",
        ),
    ],
    unusual=[
        right(
            "a loop over the sorted rows",
            """
            LOOP = ["investigate", "assign", "communicate", "compensate"]

            def loop(steps):
                for name in LOOP:
                    if name not in steps:
                        return "skip"
                places = [steps.index(name) for name in LOOP]
                return "ok" if places == sorted(places) else "swap"

            def broken(log):
                found = {}
                for row in log.sort_values("time").to_dict("records"):
                    found.setdefault(row["complaint_id"], []).append(row["step"])
                return sorted(case for case, steps in found.items()
                              if "closed" in steps and loop(steps) in ["skip", "swap"])
            """,
        ),
        right(
            "closed cases first",
            """
            LOOP = ["investigate", "assign", "communicate", "compensate"]

            def loop(steps):
                kept = []
                for name in steps:
                    if name in LOOP:
                        kept.append(name)
                if kept == LOOP:
                    return "ok"
                if len(kept) == 4:
                    return "swap"
                return "skip"

            def broken(log):
                done = log.loc[log["step"] == "closed", "complaint_id"]
                log = log[log["complaint_id"].isin(done)]
                found = []
                for case in sorted(done):
                    own = log[log["complaint_id"] == case].sort_values("time")
                    if loop(own["step"].to_list()) != "ok":
                        found.append(case)
                return found
            """,
        ),
        right(
            "times in columns",
            """
            LOOP = ["investigate", "assign", "communicate", "compensate"]

            def loop(steps):
                word = " ".join(name for name in steps if name in LOOP)
                if word == "investigate assign communicate compensate":
                    return "ok"
                return "swap" if word.count(" ") == 3 else "skip"

            def broken(log):
                times = log.pivot(index="complaint_id", columns="step", values="time")
                times = times.reindex(columns=[*LOOP, "closed"])
                times = times[times["closed"].notna()]
                a, b, c, d = (times[name] for name in LOOP)
                whole = (a < b) & (b < c) & (c < d)
                return times.index[~whole].to_list()
            """,
        ),
        right(
            "agg and numbers",
            """
            def loop(steps):
                rank = {"investigate": 1, "assign": 2, "communicate": 3, "compensate": 4}
                four = [rank[name] for name in steps if name in rank]
                if sum(four) < 10:
                    return "skip"
                return "ok" if four == [1, 2, 3, 4] else "swap"

            def broken(log):
                ordered = log.sort_values(["complaint_id", "time"])
                steps = ordered.groupby("complaint_id")["step"].agg(list)
                closed = steps[steps.map(lambda names: "closed" in names)]
                return closed.index[closed.map(loop) != "ok"]
            """,
        ),
    ],
    untaught="the lesson gives the four steps in words",
)

# --- day3 (A6.11)

DAY3_CODE = solution(__file__, "day3", "practice.py")

DAY3 = Answers(
    mistakes=[
        wrong(
            "in time from day 0 on",
            changed(DAY3_CODE, ("1 <= day <= 3", "0 <= day <= 3")),
            "day3-status day3-share",
            "第 0 天不算",
        ),
        wrong(
            "a call on the day of closing is always missing",
            changed(
                DAY3_CODE,
                (
                    "    if day > 3:",
                    '    if pd.notna(row["followup"]) and day < 1:\n'
                    '        return "missing"\n    if day > 3:',
                ),
            ),
            "day3-status",
            "等于没有回访",
        ),
        wrong(
            "periods of 24 hours",
            changed(
                DAY3_CODE,
                ('(row["followup"].normalize() - done)', '(row["followup"] - row["closed"])'),
            ),
            "day3-status day3-share",
            "不满 24 小时",
        ),
        wrong(
            "rounded days",
            changed(
                DAY3_CODE,
                (
                    '(row["followup"].normalize() - done).days',
                    'round((row["followup"] - row["closed"]) / pd.Timedelta(days=1))',
                ),
            ),
            "day3-status",
            "第 3 天的晚上",
        ),
        wrong(
            "days of the month",
            changed(
                DAY3_CODE,
                ('(row["followup"].normalize() - done).days', 'row["followup"].day - done.day'),
            ),
            "day3-status day3-share",
            "2 月 27 日完成",
        ),
        wrong(
            "the closing day is day 1",
            changed(DAY3_CODE, ("- done).days\n", "- done).days + 1\n")),
            "day3-status day3-share",
            "第 3 天，正好及时",
        ),
        wrong(
            "a call on the day itself counts",
            changed(
                DAY3_CODE, ("day = 0\n", "day = -1\n"), ("if 1 <= day <= 3", "if 0 <= day <= 3")
            ),
            "day3-status day3-share",
            "第 0 天",
        ),
        wrong(
            "day 3 is too late",
            changed(DAY3_CODE, ("day <= 3", "day < 3"), ("day > 3", "day >= 3")),
            "day3-status day3-share",
            "正好及时",
        ),
        wrong(
            "day 3 alone",
            changed(DAY3_CODE, ("1 <= day <= 3", "day == 3"), ("day > 3", "day > 0")),
            "day3-status day3-share",
            "第 2 天回访",
        ),
        wrong(
            "late counts as in time",
            changed(DAY3_CODE, ('return "late"', 'return "in_time"')),
            "day3-status day3-share",
            "第 4 天，晚了",
        ),
        wrong(
            "never not due",
            changed(DAY3_CODE, ('"missing" if (end - done).days >= 3 else "not_due"', '"missing"')),
            "day3-status day3-share",
            "还没到时候",
        ),
        wrong(
            "day 3 is not over",
            changed(DAY3_CODE, ("(end - done).days >= 3", "(end - done).days > 3")),
            "day3-status day3-share",
            "最后一天正好是第 3 天",
        ),
        wrong(
            "the time of closing against the last day",
            changed(DAY3_CODE, ("(end - done).days >= 3", '(end - row["closed"]).days >= 3')),
            "day3-status day3-share",
            "最后一天正好是第 3 天",
        ),
        wrong(
            "not due belongs to the denominator",
            changed(DAY3_CODE, ('status[status != "not_due"]', "status")),
            "day3-share",
            "不放进分母",
        ),
        wrong(
            "missing does not",
            changed(
                DAY3_CODE,
                ('status[status != "not_due"]', 'status[~status.isin(["not_due", "missing"])]'),
            ),
            "day3-share",
            "missing",
        ),
        wrong(
            "numbers",
            changed(DAY3_CODE, (".mean()", ".sum()")),
            "day3-share",
            "还要除以",
        ),
        wrong(
            "all tiers together",
            changed(DAY3_CODE, ('.groupby(closed["tier"])', "")),
            "day3-share",
            "按 tier 分组",
        ),
        wrong(
            "two decimals",
            changed(DAY3_CODE, (".mean()", ".mean().round(2)")),
            "day3-share",
            "三位小数",
        ),
        wrong(
            "span compared with a number",
            """
            def day3(row, end):
                done = row["closed"].normalize()
                day = 0
                if pd.notna(row["followup"]):
                    day = (row["followup"].normalize() - done)
                if 1 <= day <= 3:
                    return "in_time"
                if day > 3:
                    return "late"
                return "missing" if (end - done).days >= 3 else "not_due"


            def in_time_share(closed, end):
                status = closed.apply(day3, axis=1, end=end)
                due = status[status != "not_due"]
                return (due == "in_time").groupby(closed["tier"]).mean()
            """,
            "day3-status day3-share",
            "先用 .days",
        ),
        wrong(
            "apply without end",
            """
            def day3(row, end):
                done = row["closed"].normalize()
                day = 0
                if pd.notna(row["followup"]):
                    day = (row["followup"].normalize() - done).days
                if 1 <= day <= 3:
                    return "in_time"
                if day > 3:
                    return "late"
                return "missing" if (end - done).days >= 3 else "not_due"


            def in_time_share(closed, end):
                status = closed.apply(day3, axis=1)
                due = status[status != "not_due"]
                return (due == "in_time").groupby(closed["tier"]).mean()
            """,
            "day3-share",
            "少给了参数 'end'",
        ),
        wrong(
            "closed['status'] from apply not kept",
            """
            def day3(row, end):
                done = row["closed"].normalize()
                day = 0
                if pd.notna(row["followup"]):
                    day = (row["followup"].normalize() - done).days
                if 1 <= day <= 3:
                    return "in_time"
                if day > 3:
                    return "late"
                return "missing" if (end - done).days >= 3 else "not_due"


            def in_time_share(closed, end):
                closed.apply(day3, axis=1, end=end)
                due = closed[closed["status"] != "not_due"]
                return (due["status"] == "in_time").groupby(due["tier"]).mean()
            """,
            "day3-share",
            "结果没有存下来",
        ),
        wrong(
            "notna on the row's string",
            """
            def day3(row, end):
                done = row["closed"].normalize()
                day = 0
                if row["followup"].notna():
                    day = (row["followup"].normalize() - done).days
                if 1 <= day <= 3:
                    return "in_time"
                if day > 3:
                    return "late"
                return "missing" if (end - done).days >= 3 else "not_due"


            def in_time_share(closed, end):
                status = closed.apply(day3, axis=1, end=end)
                due = status[status != "not_due"]
                return (due == "in_time").groupby(closed["tier"]).mean()
            """,
            "day3-status day3-share",
            "一个值用 pd.notna",
        ),
    ],
    unusual=[
        right(
            "dates instead of midnights",
            """
            def day3(row, end):
                done, last = row["closed"].date(), pd.Timestamp(end).date()
                if pd.isna(row["followup"]) or row["followup"].date() == done:
                    if (last - done).days < 3:
                        return "not_due"
                    return "missing"
                return "in_time" if (row["followup"].date() - done).days <= 3 else "late"

            def in_time_share(closed, end):
                shares = {}
                for tier, own in closed.groupby("tier"):
                    states = [day3(row, end) for row in own.to_dict("records")]
                    due = [state for state in states if state != "not_due"]
                    if due:
                        shares[tier] = due.count("in_time") / len(due)
                return shares
            """,
        ),
        right(
            "the day of the call against the due day",
            """
            def day3(row, end):
                done = row["closed"].normalize()
                due = done + pd.Timedelta(days=3)
                called = row["followup"]
                if pd.notna(called) and called.normalize() > done:
                    return "in_time" if called.normalize() <= due else "late"
                return "not_due" if end < due else "missing"

            def in_time_share(closed, end):
                table = closed.assign(state=[day3(row, end) for _, row in closed.iterrows()])
                table = table[table["state"] != "not_due"]
                hits = table[table["state"] == "in_time"].groupby("tier").size()
                due = table.groupby("tier").size()
                return hits.reindex(due.index, fill_value=0) / due
            """,
        ),
        right(
            "a crosstab",
            """
            def day3(row, end):
                done = row["closed"].floor("D")
                called = row["followup"]
                day = 0 if called is pd.NaT else (called.floor("D") - done).days
                if day >= 4:
                    return "late"
                if day >= 1:
                    return "in_time"
                return ["not_due", "missing"][int((end - done).days >= 3)]

            def in_time_share(closed, end):
                states = ["in_time", "late", "missing"]
                status = closed.apply(lambda row: day3(row, end), axis=1)
                table = pd.crosstab(closed["tier"], status).reindex(columns=states, fill_value=0)
                table = table[table.sum(axis=1) > 0]
                return table["in_time"] / table.sum(axis=1)
            """,
        ),
        right(
            "by columns, three decimals",
            """
            def day3(row, end):
                table = pd.DataFrame({"closed": [row["closed"]], "followup": [row["followup"]]})
                return states(table, end).iloc[0]

            def states(table, end):
                done = table["closed"].dt.normalize()
                day = (pd.to_datetime(table["followup"]).dt.normalize() - done).dt.days.fillna(0)
                found = pd.Series("not_due", index=table.index)
                found[(end - done).dt.days >= 3] = "missing"
                found[day > 3] = "late"
                found[day.between(1, 3)] = "in_time"
                return found

            def in_time_share(closed, end):
                status = states(closed, end)
                due = closed[status != "not_due"].assign(ok=(status == "in_time") * 1.0)
                return due.groupby("tier")["ok"].mean().round(3)
            """,
        ),
    ],
    untaught="the lesson gives the rule of the third day in words",
)

# --- pareto (A6.12)

PARETO_CODE = solution(__file__, "pareto", "practice.py")
COUNT = 'count=("loss_cny", "count")'
LOSS = 'loss=("loss_cny", "sum")'
CLASSES = """
CLASSES = ["product_function", "product_safety", "product_quality", "product_trade",
           "product_delivery", "product_culture", "service_ability", "service_attitude",
           "service_quality", "service_etiquette"]
"""

PARETO = Answers(
    mistakes=[
        wrong(
            "drops classes without complaints",
            changed(PARETO_CODE, ("return table.reindex(CLASSES, fill_value=0)", "return table")),
            "pareto-table",
            "写 0",
        ),
        wrong(
            "missing instead of 0",
            changed(PARETO_CODE, ("CLASSES, fill_value=0", "CLASSES")),
            "pareto-table",
            "不是空值",
        ),
        wrong(
            "by cause, as in the lesson",
            changed(PARETO_CODE, ('groupby("content_class")', 'groupby("cause")')),
            "pareto-table",
            "全是 0",
        ),
        wrong(
            "shares, as in the lesson",
            changed(PARETO_CODE, ("return table.reindex", "return (table / table.sum()).reindex")),
            "pareto-table",
            "不是占比",
        ),
        wrong(
            "the table of the three",
            changed(PARETO_CODE, (".head(3).index.to_list()", ".head(3)")),
            "pareto-top",
            "不是表",
        ),
        wrong(
            "the mean loss",
            changed(PARETO_CODE, (LOSS, 'loss=("loss_cny", "mean")')),
            "pareto-table",
            "不是平均",
        ),
        wrong(
            "the largest loss",
            changed(PARETO_CODE, (LOSS, 'loss=("loss_cny", "max")')),
            "pareto-table",
            "不是最大的一宗",
        ),
        wrong(
            "complaints with a loss only",
            changed(
                PARETO_CODE,
                ('complaints.groupby("', 'complaints[complaints["loss_cny"] > 0].groupby("'),
            ),
            "pareto-table",
            "损失是 0 的投诉也算",
        ),
        wrong(
            "columns swapped",
            changed(
                PARETO_CODE,
                (f"{COUNT}, {LOSS}", 'loss=("loss_cny", "count"), count=("loss_cny", "sum")'),
            ),
            "pareto-table",
            "两列反了",
        ),
        wrong(
            "other names of columns",
            changed(PARETO_CODE, (COUNT, 'number=("loss_cny", "count")')),
            "pareto-table",
            "两列的名字",
        ),
        wrong(
            "the smallest three",
            changed(PARETO_CODE, ("ascending=False, ", "")),
            "pareto-top",
            "最小的三类",
        ),
        wrong(
            "always by count",
            changed(PARETO_CODE, ("sort_values(column", 'sort_values("count"')),
            "pareto-top",
            "这次是 loss",
        ),
        wrong(
            "always by loss",
            changed(PARETO_CODE, ("sort_values(column", 'sort_values("loss"')),
            "pareto-top",
            "这里是 count",
        ),
        wrong(
            "not sorted",
            changed(PARETO_CODE, ('.sort_values(column, ascending=False, kind="stable")', "")),
            "pareto-top",
            "还没有排序",
        ),
        wrong(
            "ties by name",
            changed(
                PARETO_CODE,
                (
                    'table.sort_values(column, ascending=False, kind="stable")',
                    "table.sort_index().sort_values(column, ascending=False, kind='stable')",
                ),
            ),
            "pareto-top",
            "一样大的",
        ),
        wrong(
            "the numbers, not the names",
            changed(PARETO_CODE, (".head(3).index.to_list()", ".head(3)[column].to_list()")),
            "pareto-top",
            "不是宗数",
        ),
        wrong(
            "all classes",
            changed(PARETO_CODE, (".head(3)", "")),
            "pareto-top",
            "只要最大的三类",
        ),
    ],
    unusual=[
        right(
            "two Series and nlargest",
            (
                CLASSES,
                """
            def by_class(complaints):
                count = complaints["content_class"].value_counts().reindex(CLASSES, fill_value=0)
                loss = complaints.groupby("content_class")["loss_cny"].sum()
                return pd.DataFrame({"count": count, "loss": loss.reindex(CLASSES).fillna(0)})

            def top_three(table, column):
                return table[column].nlargest(3).index.to_list()
            """,
            ),
        ),
        right(
            "a loop over the classes",
            (
                CLASSES,
                """
            def by_class(complaints):
                rows = []
                for name in CLASSES:
                    own = complaints[complaints["content_class"] == name]
                    rows.append([len(own), own["loss_cny"].sum()])
                return pd.DataFrame(rows, index=CLASSES, columns=["count", "loss"])

            def top_three(table, column):
                return sorted(table.index, key=lambda name: -table.loc[name, column])[:3]
            """,
            ),
        ),
        right(
            "size and sum at once, ties by place",
            (
                CLASSES,
                """
            def by_class(complaints):
                table = complaints.groupby("content_class")["loss_cny"].agg(["size", "sum"])
                table.columns = ["count", "loss"]
                return table.reindex(CLASSES).fillna(0)

            def top_three(table, column):
                ranked = table.assign(place=range(len(table)))
                ranked = ranked.sort_values([column, "place"], ascending=[False, True])
                return list(ranked.index[:3])
            """,
            ),
        ),
        right(
            "dictionaries",
            (
                CLASSES,
                """
            def by_class(complaints):
                count, loss = dict.fromkeys(CLASSES, 0), dict.fromkeys(CLASSES, 0.0)
                for name, money in zip(complaints["content_class"], complaints["loss_cny"]):
                    count[name] += 1
                    loss[name] += money
                return pd.DataFrame({"loss": loss, "count": count})

            def top_three(table, column):
                values = table[column].to_dict()
                found = []
                while len(found) < 3:
                    best = max((name for name in values if name not in found), key=values.get)
                    found.append(best)
                return found
            """,
            ),
        ),
    ],
    untaught="the lesson counts and adds up by words and by a figure",
)

# --- desk (A6.16)

DESK_CODE = solution(__file__, "desk")
ALL_DESK = "desk-day desk-rules desk-care"
FIRST_SIX = "\n".join(DESK_CODE.split("\n")[:10])


def everywhere(pattern: str, text: str) -> str:
    """The record with every action of a kind done in one and the same way."""
    found, count = re.subn(pattern, text, DESK_CODE)
    assert count, pattern
    return found


DESK = Answers(
    mistakes=[
        wrong(
            "not summed up",
            changed(DESK_CODE, ("sum billing misuse", "")),
            "desk-day desk-care",
            "还没有总结",
        ),
        wrong(
            "six of fourteen, then going home",
            FIRST_SIX + "\n" + "wait; " * 34 + 'sum billing misuse"""',
            "desk-rules desk-care",
            "得分 48",
        ),
        wrong(
            "the record of another day",
            changed(DESK_CODE, ("desk_seed = 2026", "desk_seed = 2027")),
            ALL_DESK,
            "是同一天的吗",
        ),
        wrong(
            "the whole student number, another day",
            changed(DESK_CODE, ("desk_seed = 2026", "desk_seed = 202301012026")),
            ALL_DESK,
            "是同一天的吗",
        ),
        wrong(
            "the number with a letter",
            changed(DESK_CODE, ("desk_seed = 2026", 'desk_seed = "S2026"')),
            ALL_DESK,
            "要一个整数（不超过二十位）",
        ),
        wrong(
            "the score instead of the record",
            "desk_seed = 2026\ndesk_actions = 100",
            ALL_DESK,
            "没有一个动作",
        ),
        wrong(
            "in Chinese words",
            'desk_seed = 2026\ndesk_actions = "打开 T04；安抚；调查；结案"',
            ALL_DESK,
            "没有一个动作",
        ),
        wrong(
            "the form reply and no more",
            """
            desk_seed = 2026
            desk_actions = "wait; wait; wait; wait; wait; wait; wait; wait; wait; wait; "
            for number in range(1, 15):
                desk_actions += f"wait; wait; open T{number:02d}; reply sorry; call none; "
            desk_actions += "sum"
            """,
            ALL_DESK,
            "做不了",
        ),
        wrong(
            "opened and closed again",
            """
            desk_seed = 2026
            desk_actions = [f"wait; open T{n}; call none" for n in range(1, 15)] + ["sum"]
            """,
            ALL_DESK,
            "只开了个头",
        ),
        wrong(
            "no calming",
            everywhere(r"calm \w+; ", ""),
            ALL_DESK,
            "做不了",
        ),
        wrong(
            "every complaint is a general one",
            everywhere(r"type \w+", "type general"),
            "desk-care",
            "“抱怨的类型”那一条没有做到六成",
        ),
        wrong(
            "nobody is called",
            everywhere(r"call \w+", "call none"),
            "desk-care",
            "“第三天回访”那一条",
        ),
        wrong(
            "called on the day of closing",
            everywhere(r"call 3", "call 0"),
            "desk-care",
            "“第三天回访”那一条",
        ),
        wrong(
            "one reply for all",
            everywhere(r"reply [a-z ]+", "reply sorry found"),
            "desk-care",
            "“回复”那一条",
        ),
        wrong(
            "no reason is general",
            changed(DESK_CODE, ("sum billing misuse", "sum")),
            "desk-care",
            "“普遍性判断”那一条",
        ),
        wrong(
            "a promise instead of listening",
            everywhere(r"calm listen", "calm promise"),
            "desk-care",
            "次回复被客户拒绝",
        ),
    ],
    unusual=[
        right(
            "a list of actions",
            DESK_CODE + "\ndesk_actions = desk_actions.replace(';', '\\n').split('\\n')",
        ),
        right("a tuple of lines", DESK_CODE + "\ndesk_actions = tuple(desk_actions.splitlines())"),
        right("commas and arrows", everywhere(r"; ", " -> ")),
        right("capitals, and T4 for T04", everywhere(r"open T0?", "OPEN t")),
        right("full-width signs", everywhere(r"; ", "；　")),
        right(
            "the record pasted twice",
            DESK_CODE + "\ndesk_actions = desk_actions + desk_actions",
        ),
        right(
            "broken into lines by a mail program, with signs that cannot be seen",
            everywhere(r" (found|listen)", "\n\\1\N{ZERO WIDTH SPACE}"),
        ),
        right(
            "a slip of the pen, put right", changed(DESK_CODE, ("open T03", "opne T03\nopen T03"))
        ),
        right(
            "a day below 0, the same",
            changed(DESK_CODE, ("desk_seed = 2026", "desk_seed = -2026")),
        ),
        right("the number as text", changed(DESK_CODE, ("desk_seed = 2026", 'desk_seed = "2026"'))),
        right(
            "one slip, and all else by the rules",
            everywhere(r"accept in_range", "accept yes"),
        ),
    ],
    untaught="the desk is homework and stands in no lesson",
)

TASKS = {
    "kind": KIND,
    "desk": DESK,
}

# --- practice: general (A6.13), iceberg (A6.14), talk (A6.15)

GENERAL_CODE = solution(__file__, "general", "practice.py")
ICEBERG_CODE = solution(__file__, "iceberg", "practice.py")
TALK_CODE = solution(__file__, "talk", "practice.py")

PRACTICE = {
    "pareto": PARETO,
    "accept": ACCEPT,
    "broken": BROKEN,
    "day3": DAY3,
    "general": Answers(
        mistakes=[
            wrong(
                "exactly at the threshold is not enough",
                changed(GENERAL_CODE, ("rate >= threshold", "rate > threshold")),
                "general-one general-causes",
                "正好 10%",
            ),
            wrong(
                "always 10%",
                changed(GENERAL_CODE, ("rate >= threshold", "rate >= 0.1")),
                "general-one general-causes",
                "用参数 threshold",
            ),
            wrong(
                "the other way round",
                changed(GENERAL_CODE, ("rate >= threshold", "rate < threshold")),
                "general-one general-causes",
                "25% 超过了 10%",
            ),
            wrong(
                "counts answers, not customers",
                changed(GENERAL_CODE, (".nunique()", ".count()")),
                "general-causes",
                "只算一位",
            ),
            wrong(
                "whole rows without duplicates",
                changed(
                    GENERAL_CODE,
                    (
                        'survey.groupby("cause")["customer_id"].nunique()',
                        'survey.drop_duplicates()["cause"].value_counts()',
                    ),
                ),
                "general-causes",
                "只算一位",
            ),
            wrong(
                "the general ones only",
                changed(
                    GENERAL_CODE,
                    ("(customers / n).apply", "(customers / n)[customers / n >= threshold].apply"),
                ),
                "general-causes",
                "也要列出来",
            ),
            wrong(
                "the rates",
                changed(GENERAL_CODE, (".apply(general, threshold=threshold)", "")),
                "general-causes",
                "不是比例",
            ),
            wrong(
                "divides by those who answered",
                changed(
                    GENERAL_CODE, ("customers / n", 'customers / survey["customer_id"].nunique()')
                ),
                "general-causes",
                "除以调查的客户数",
            ),
        ],
        unusual=[
            right(
                "duplicates dropped",
                """
                def general(rate, threshold):
                    if rate < threshold:
                        return "sum_up"
                    return "revise"

                def decisions(survey, n, threshold):
                    once = survey[["customer_id", "cause"]].drop_duplicates()
                    counts = once["cause"].value_counts()
                    return {cause: general(count / n, threshold) for cause, count in counts.items()}
                """,
            ),
            right(
                "sets",
                """
                def general(rate, threshold):
                    return ["sum_up", "revise"][rate >= threshold]

                def decisions(survey, n, threshold):
                    who = {}
                    for customer, cause in zip(survey["customer_id"], survey["cause"]):
                        who.setdefault(cause, set()).add(customer)
                    rates = {cause: len(own) / n for cause, own in who.items()}
                    return pd.Series({cause: general(rates[cause], threshold) for cause in rates})
                """,
            ),
        ],
        untaught="the lesson gives the judgement in words",
    ),
    "iceberg": Answers(
        mistakes=[
            wrong(
                "all the problems",
                changed(ICEBERG_CODE, ("heard / c - heard", "heard / c")),
                "iceberg-hidden",
                "减去听到的",
            ),
            wrong(
                "times the share",
                changed(ICEBERG_CODE, ("heard / c - heard", "heard * c - heard")),
                "iceberg-hidden",
                "用除法倒推",
            ),
            wrong(
                "9% and 19% swapped",
                changed(
                    ICEBERG_CODE,
                    ("(1 - s) * 0.19", "(1 - s) * 0.09"),
                    ("(1 - c) * 0.09", "(1 - c) * 0.19"),
                ),
                "iceberg-kept",
                "9% 和 19% 反了",
            ),
            wrong(
                "a share of those heard",
                changed(ICEBERG_CODE, ("heard / c - heard", "heard * (1 - c)")),
                "iceberg-hidden",
                "四分之三",
            ),
            wrong(
                "without the silent",
                changed(ICEBERG_CODE, ("c * told + (1 - c) * 0.09", "c * told")),
                "iceberg-kept",
                "没有投诉的客户也要算",
            ),
            wrong(
                "without those who complained in vain",
                changed(ICEBERG_CODE, (" + (1 - s) * 0.19", "")),
                "iceberg-kept",
                "不满意的也要算",
            ),
            wrong(
                "quick and slow swapped",
                changed(ICEBERG_CODE, ("q * 0.82 + (1 - q) * 0.54", "q * 0.54 + (1 - q) * 0.82")),
                "iceberg-kept",
                "反了",
            ),
            wrong(
                "forgets the quick ones",
                changed(ICEBERG_CODE, ("q * 0.82 + (1 - q) * 0.54", "0.54")),
                "iceberg-kept",
                "还没有用到 q",
            ),
        ],
        unusual=[
            right(
                "four groups added up",
                """
                def hidden(heard, c):
                    return heard * (1 - c) / c

                def kept(c, s, q):
                    shares = [1 - c, c * (1 - s), c * s * (1 - q), c * s * q]
                    rates = [0.09, 0.19, 0.54, 0.82]
                    return sum(share * rate for share, rate in zip(shares, rates))
                """,
            ),
            right(
                "three decimals",
                """
                def hidden(heard, c):
                    problems = heard / c
                    return problems * (1 - c)

                def kept(c, s, q):
                    return round(0.09 + c * (0.10 + s * (0.35 + 0.28 * q)), 3)
                """,
            ),
        ],
        untaught="the lesson's lab shows the iceberg; its model is not called",
    ),
    "talk": Answers(
        mistakes=[
            wrong(
                "asks of what was said",
                changed(
                    TALK_CODE,
                    (
                        'letter in ["R", "M", "L", "S", "P"] if letter not in said',
                        'letter in said if letter not in ["R", "M", "L", "S", "P"]',
                    ),
                ),
                "talk-lacking",
                "问反了",
            ),
            wrong(
                "return in the loop",
                changed(
                    TALK_CODE,
                    (
                        'return [letter for letter in ["R", "M", "L", "S", "P"] '
                        "if letter not in said]",
                        'for letter in ["R", "M", "L", "S", "P"]:\n'
                        "        if letter not in said:\n"
                        "            return [letter]",
                    ),
                ),
                "talk-lacking",
                "return 写在循环的外面",
            ),
            wrong(
                "money is a promise",
                changed(TALK_CODE, ('6: "X"', '6: "P"')),
                "talk-moves",
                "用钱了结",
            ),
            wrong(
                "calm down is sympathy",
                changed(TALK_CODE, ('7: "X"', '7: "S"')),
                "talk-moves",
                "正在气头上",
            ),
            wrong(
                "regret and sympathy swapped",
                changed(TALK_CODE, ('3: "R"', '3: "S"'), ('5: "S"', '5: "R"')),
                "talk-moves",
                "是哪一样",
            ),
            wrong(
                "seven labels",
                changed(TALK_CODE, (', 8: "P"', "")),
                "talk-moves",
                "键是 1 到 8",
            ),
            wrong(
                "those that were said",
                changed(TALK_CODE, ("letter not in said", "letter in said")),
                "talk-lacking",
                "反了",
            ),
            wrong(
                "in the order of the alphabet",
                changed(TALK_CODE, ('["R", "M", "L", "S", "P"]', '["L", "M", "P", "R", "S"]')),
                "talk-lacking",
                "要按 R、M、L、S、P 的顺序",
            ),
        ],
        unusual=[
            right(
                "lower case, text keys, a loop",
                """
                moves = dict(zip("12345678", "mlrxsxxp"))

                def lacking(said):
                    found = []
                    for letter in "RMLSP":
                        if said.count(letter) == 0:
                            found.append(letter)
                    return found
                """,
            ),
            right(
                "a Series and a filter",
                """
                moves = pd.Series(list("MLRXSXXP"), index=range(1, 9))

                def lacking(said):
                    return tuple(filter(lambda letter: letter not in set(said), "RMLSP"))
                """,
            ),
        ],
        untaught="the lesson explains the five letters in words",
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
            "0.64": "这是比例",
            "50": "减去他们",
        },
        ["63.7", '"64%"', '"64\\u200b"', "70 - 70 * 0.09"],
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
            "167": "不是百分之几",
            "3": "1 除以",
        },
        ["1.67", '"1.67"', '"１．６７"', "5 / 3", "1 / (1 - 0.4)"],
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
            '"AC"': "正好 10%",
            '"BC"': "超过了",
            '"C"': "5 ÷ 80",
            '"D"': "3 ÷ 80",
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

ANSWERS = {
    "complaints-tasks": TASKS,
    "complaints-practice": PRACTICE,
    "complaints-check": CHECK,
}
