"""Unit `service`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- phase (A2.1)

PHASE_CODE = solution(__file__, "phase")
PRE = '["advertising", "survey", "convenience", "phone_line", "public_relations"]'
DURING = '["choosing", "agency", "ordering"]'
ALL_PHASES = "phase-pre phase-during phase-after"

PHASE = Answers(
    mistakes=[
        wrong(
            "help with choosing before the sale",
            changed(PHASE_CODE, ('["advertising"', '["choosing", "advertising"')),
            "phase-during",
            "choosing 归错了",
        ),
        wrong(
            "acting for the customer after the sale",
            changed(PHASE_CODE, (', "agency"', "")),
            "phase-during",
            "agency 归错了",
        ),
        wrong(
            "orders after the sale",
            changed(PHASE_CODE, (', "ordering"', "")),
            "phase-during",
            "ordering 归错了",
        ),
        wrong(
            "installation during the sale",
            changed(PHASE_CODE, ('"ordering"]', '"ordering", "installation"]')),
            "phase-after",
            "installation 归错了",
        ),
        wrong(
            "the customer file during the sale",
            changed(PHASE_CODE, ('"ordering"]', '"ordering", "customer_file"]')),
            "phase-after",
            "customer_file 归错了",
        ),
        wrong(
            "revisits and the business line, both by telephone",
            changed(PHASE_CODE, ('"phone_line"', '"revisit"')),
            "phase-pre phase-after",
            "phone_line 归错了",
        ),
        wrong(
            "sponsoring forgotten",
            changed(PHASE_CODE, (', "public_relations"', "")),
            "phase-pre",
            "public_relations 归错了",
        ),
        wrong(
            "conveniences during the sale",
            changed(
                PHASE_CODE, ('"convenience", ', ""), ('["choosing"', '["convenience", "choosing"')
            ),
            "phase-pre",
            "convenience 归错了",
        ),
        wrong(
            "the survey after the sale",
            changed(PHASE_CODE, ('"survey", ', "")),
            "phase-pre",
            "survey 归错了",
        ),
        wrong(
            "nothing for the rest",
            changed(PHASE_CODE, ('    return "after"', "    pass")),
            "phase-after",
            "每种情况都要 return",
        ),
        wrong(
            "in Chinese",
            changed(PHASE_CODE, ('"pre"', '"售前"'), ('"during"', '"售中"'), ('"after"', '"售后"')),
            ALL_PHASES,
            "返回三个英文代号之一",
        ),
        wrong(
            "names without quotation marks",
            changed(PHASE_CODE, (PRE, "[advertising, survey, convenience, phone_line]")),
            ALL_PHASES,
            "名字",
        ),
        wrong(
            "or between a comparison and a text",
            f"""
            def phase(item):
                if item == "advertising" or "survey" or "convenience":
                    return "pre"
                if item in {DURING}:
                    return "during"
                return "after"
            """,
            ALL_PHASES,
            "返回的都一样",
        ),
        wrong(
            "the first two phases swapped",
            changed(PHASE_CODE, ('"pre"', '"x"'), ('"during"', '"pre"'), ('"x"', '"during"')),
            "phase-pre phase-during",
            "advertising 归错了",
        ),
        *[
            wrong(
                f"everything is {code}",
                f'def phase(item):\n    return "{code}"\n',
                ALL_PHASES,
                "返回的都一样",
            )
            for code in ("pre", "during", "after")
        ],
        wrong(
            "the first five alone",
            f"""
            def phase(item):
                if item in {PRE}:
                    return "pre"
            """,
            "phase-during phase-after",
            "什么也没有返回",
        ),
        wrong(
            "one item of each phase",
            """
            def phase(item):
                if item == "advertising":
                    return "pre"
                if item == "choosing":
                    return "during"
                if item == "installation":
                    return "after"
            """,
            ALL_PHASES,
            "每种情况都要 return",
        ),
    ],
    unusual=[
        right(
            "by a dictionary of phases",
            f"""
            PHASES = {{"pre": {PRE}, "during": {DURING}}}

            def phase(item):
                for name, items in PHASES.items():
                    if item in items:
                        return name
                return "after"
            """,
        ),
        right(
            "by a dictionary of items",
            """
            PHASE = {
                "advertising": "pre", "survey": "pre", "convenience": "pre", "phone_line": "pre",
                "public_relations": "pre", "choosing": "during", "agency": "during",
                "ordering": "during", "installation": "after", "repair": "after",
                "revisit": "after", "customer_file": "after", "complaints": "after",
            }

            def phase(item):
                return PHASE[item]
            """,
        ),
        right(
            "from the end",
            f"""
            def phase(item):
                if item in {{"installation", "repair", "revisit", "customer_file", "complaints"}}:
                    return "after"
                elif item in {PRE}:
                    return "pre"
                else:
                    return "during"
            """,
        ),
        right(
            "in one line",
            f"""
            def phase(item):
                return "pre" if item in {PRE} else "during" if item in {DURING} else "after"
            """,
        ),
        right(
            "by the get of a dictionary",
            f"""
            codes = dict.fromkeys({PRE}, "pre") | dict.fromkeys({DURING}, "during")
            rest = ["installation", "repair", "revisit", "customer_file", "complaints"]
            phase = (codes | dict.fromkeys(rest, "after")).get
            """,
        ),
        right(
            "by match",
            """
            def phase(item):
                match item:
                    case "choosing" | "agency" | "ordering":
                        return "during"
                    case "installation" | "repair" | "revisit" | "customer_file" | "complaints":
                        return "after"
                return "pre"
            """,
        ),
        right(
            "by a Series",
            f"""
            phases = pd.Series("after", index=activities["item"].unique())
            phases[{PRE}] = "pre"
            phases[{DURING}] = "during"

            def phase(item):
                return phases[item]
            """,
        ),
        right(
            "by the list of the lesson",
            """
            def phase(item):
                before = ["advertising", "convenience", "phone_line", "public_relations", "survey"]
                if item in before:
                    return "pre"
                if item == "choosing" or item == "agency" or item == "ordering":
                    return "during"
                return "after"
            """,
            taught="处理订单算售中",
        ),
    ],
)

# --- kind (A2.2)

KIND_CODE = solution(__file__, "kind")
BOTH = 'row["about_use"] and row["specialist"]'
PAID = 'row["paid_cny"] > 0'
GOES = 'row["where"] in ["home", "van"]'

KIND = Answers(
    mistakes=[
        wrong(
            "either is technical",
            changed(KIND_CODE, (" and ", " or ")),
            "kind-nature",
            "少一样，用 and",
        ),
        wrong(
            "whoever is a specialist",
            changed(KIND_CODE, (BOTH, 'row["specialist"]')),
            "kind-nature",
            "例如师傅发传单",
        ),
        wrong(
            "whatever concerns the use",
            changed(KIND_CODE, (BOTH, 'row["about_use"]')),
            "kind-nature",
            "不由专业人员做",
        ),
        wrong(
            "nature reversed",
            changed(KIND_CODE, (BOTH, f"not ({BOTH})")),
            "kind-nature",
            "又由专业人员做",
        ),
        wrong(
            "repair is technical",
            changed(KIND_CODE, (BOTH, 'row["item"] in ["repair", "installation"]')),
            "kind-nature",
            "少一样，用 and",
        ),
        wrong(
            "vans alone rove",
            changed(KIND_CODE, (GOES, 'row["where"] == "van"')),
            "kind-place",
            "上门就是巡回",
        ),
        wrong(
            "homes alone rove",
            changed(KIND_CODE, (GOES, 'row["where"] == "home"')),
            "kind-place",
            "流动服务车没有固定的地方",
        ),
        wrong(
            "only the shop is fixed",
            changed(KIND_CODE, (GOES, 'row["where"] != "shop"')),
            "kind-place",
            "服务点是固定的地方",
        ),
        wrong(
            "the service centre roves by telephone",
            changed(KIND_CODE, ('["home", "van"]', '["home", "van", "centre"]')),
            "kind-place",
            "客服中心是固定的地方",
        ),
        wrong(
            "place reversed",
            changed(KIND_CODE, (" in [", " not in [")),
            "kind-place",
            "门店是固定的地方",
        ),
        wrong(
            "the place as it stands",
            changed(
                KIND_CODE,
                (f'if {GOES}:\n        return "roving"\n    return "fixed"', 'return row["where"]'),
            ),
            "kind-place",
            "返回两个英文代号之一",
        ),
        wrong(
            "by the list price",
            changed(KIND_CODE, (PAID, 'row["price_cny"] > 0')),
            "kind-fee",
            "不看 price_cny",
        ),
        wrong(
            "half the price is free",
            changed(KIND_CODE, (PAID, f'{PAID} and row["paid_cny"] == row["price_cny"]')),
            "kind-fee",
            "只付了一半",
        ),
        wrong(
            "nothing paid is charged, too",
            changed(KIND_CODE, ("> 0", ">= 0")),
            "kind-fee",
            "也没有付：免费",
        ),
        wrong(
            "more than one yuan",
            changed(KIND_CODE, ("> 0", ">= 1")),
            "kind-fee",
            "和 0 比",
        ),
        wrong(
            "what the van does is free",
            changed(KIND_CODE, (PAID, f'{PAID} and row["where"] != "van"')),
            "kind-fee",
            "付了 60 元，是收费",
        ),
        wrong(
            "a half-way third kind",
            changed(
                KIND_CODE,
                (
                    f"    if {PAID}",
                    '    if 0 < row["paid_cny"] < row["price_cny"]:\n        return "partly"\n'
                    f"    if {PAID}",
                ),
            ),
            "kind-fee",
            "返回两个英文代号之一",
        ),
        wrong(
            "fee reversed",
            changed(KIND_CODE, (PAID, 'row["paid_cny"] == 0')),
            "kind-fee",
            "付了 60 元，是收费",
        ),
        wrong(
            "nothing is returned for the other answer",
            changed(KIND_CODE, ('    return "free"', "    pass")),
            "kind-fee",
            "每种情况都要 return",
        ),
        wrong(
            "where by a dot",
            changed(KIND_CODE, (GOES, GOES.replace('["where"]', ".where"))),
            "kind-place",
            "用点取到的是 pandas 的方法",
        ),
        wrong(
            "True in quotation marks",
            changed(
                KIND_CODE, (BOTH, 'row["about_use"] == "True" and row["specialist"] == "True"')
            ),
            "kind-nature",
            "去掉引号",
        ),
    ],
    unusual=[
        right(
            "in one line each",
            """
            def nature(row):
                return "technical" if row["about_use"] and row["specialist"] else "other"

            def place(row):
                return "fixed" if row["where"] not in ["home", "van"] else "roving"

            def fee(row):
                return "free" if row["paid_cny"] == 0 else "charged"
            """,
        ),
        right(
            "with else",
            """
            def nature(row):
                if row["about_use"] == False or row["specialist"] == False:
                    return "other"
                else:
                    return "technical"

            def place(row):
                if row["where"] in ["shop", "point", "centre"]:
                    return "fixed"
                else:
                    return "roving"

            def fee(row):
                if row["paid_cny"] != 0:
                    return "charged"
                else:
                    return "free"
            """,
        ),
        right(
            "by dictionaries",
            """
            PLACES = {"shop": "fixed", "point": "fixed", "centre": "fixed", "home": "roving",
                      "van": "roving"}
            NATURES = {True: "technical", False: "other"}

            def nature(row):
                return NATURES[bool(row["about_use"] & row["specialist"])]

            def place(row):
                return PLACES[row["where"]]

            def fee(row):
                return ["free", "charged"][int(row["paid_cny"] > 0)]
            """,
        ),
        right(
            "one question inside the other",
            """
            def nature(row):
                if row["specialist"]:
                    if row["about_use"]:
                        return "technical"
                return "other"

            def place(row):
                answer = "fixed"
                if row["where"] == "home" or row["where"] == "van":
                    answer = "roving"
                return answer

            def fee(row):
                if not row["paid_cny"]:
                    return "free"
                return "charged"
            """,
        ),
        right(
            "a row by its columns' names",
            """
            def nature(row):
                if row.about_use and row.specialist:
                    return "technical"
                return "other"

            def place(row):
                return "roving" if row["where"] in ("home", "van") else "fixed"

            def fee(row):
                return "charged" if row.paid_cny else "free"
            """,
        ),
        right(
            "a row's two columns at once",
            """
            import numpy as np

            def nature(row):
                return "technical" if row[["about_use", "specialist"]].all() else "other"

            def place(row):
                return str(np.where(row["where"] in {"home", "van"}, "roving", "fixed"))

            def fee(row):
                return "free" if row.get("paid_cny", 0) == 0 else "charged"
            """,
        ),
    ],
    untaught="the lesson tells the three pairs apart in words and has no code for them",
)

# --- plan (A2.4)

PLAN_CODE = solution(__file__, "plan")
FIRST = '    if not plan["separate"]:\n        return "no_plan"\n'
SECOND = '    if not plan["complete"]:\n        return "incomplete"\n'
THIRD = '    if not plan["institutional"]:\n        return "no_rules"\n'
LAST = '    if not plan["specialist"]:\n        return "no_specialist"\n'

PLAN = Answers(
    mistakes=[
        wrong(
            "from the bottom",
            changed(PLAN_CODE, (FIRST + SECOND + THIRD + LAST, LAST + THIRD + SECOND + FIRST)),
            "plan-order",
            "报第一个",
        ),
        wrong(
            "content before the plan",
            changed(PLAN_CODE, (FIRST + SECOND, SECOND + FIRST)),
            "plan-order",
            "报第一个",
        ),
        wrong(
            "rules before content",
            changed(PLAN_CODE, (SECOND + THIRD, THIRD + SECOND)),
            "plan-order",
            "排在没有制度化前面",
        ),
        wrong(
            "specialists before rules",
            changed(PLAN_CODE, (THIRD + LAST, LAST + THIRD)),
            "plan-order",
            "没有制度化，排在没有专业支持前面",
        ),
        wrong(
            "not is forgotten",
            changed(PLAN_CODE, ("if not plan", "if plan")),
            "plan-one plan-order",
            "只缺单独的计划",
        ),
        wrong(
            "specialists are forgotten",
            changed(PLAN_CODE, (LAST, "")),
            "plan-one",
            "只缺专业人员支持",
        ),
        wrong(
            "content is forgotten",
            changed(PLAN_CODE, (SECOND, "")),
            "plan-one plan-order",
            "只是内容不完整",
        ),
        wrong(
            "a plan without defects gives nothing",
            changed(PLAN_CODE, ('return "none"', "pass")),
            "plan-one",
            "每种情况都要 return",
        ),
        wrong(
            "None for none",
            changed(PLAN_CODE, ('return "none"', "return None")),
            "plan-one",
            "每种情况都要 return",
        ),
        wrong(
            "the names of the columns",
            changed(
                PLAN_CODE,
                ('"no_plan"', '"separate"'),
                ('"incomplete"', '"complete"'),
                ('"no_rules"', '"institutional"'),
                ('"no_specialist"', '"specialist"'),
            ),
            "plan-one plan-order",
            "返回五个英文代号之一",
        ),
        wrong(
            "all defects in a list",
            """
            def defect(plan):
                codes = {"separate": "no_plan", "complete": "incomplete",
                         "institutional": "no_rules", "specialist": "no_specialist"}
                return [codes[name] for name in codes if not plan[name]]
            """,
            "plan-one plan-order",
            "只返回一个代号",
        ),
        wrong(
            "the last defect stays",
            """
            def defect(plan):
                found = "none"
                if not plan["separate"]:
                    found = "no_plan"
                if not plan["complete"]:
                    found = "incomplete"
                if not plan["institutional"]:
                    found = "no_rules"
                if not plan["specialist"]:
                    found = "no_specialist"
                return found
            """,
            "plan-order",
            "报第一个",
        ),
        wrong(
            "True or False",
            """
            def defect(plan):
                well = plan["separate"] and plan["complete"]
                return well and plan["institutional"] and plan["specialist"]
            """,
            "plan-one plan-order",
            "不要列表，也不要真假值",
        ),
        wrong(
            "only one may be lacking",
            """
            def defect(plan):
                if not plan["separate"] and plan["complete"]:
                    return "no_plan"
                if not plan["complete"] and plan["institutional"]:
                    return "incomplete"
                if not plan["institutional"] and plan["specialist"]:
                    return "no_rules"
                if not plan["specialist"]:
                    return "no_specialist"
                return "none"
            """,
            "plan-order",
            "报第一个",
        ),
        wrong(
            "a code is mistyped",
            changed(PLAN_CODE, ('"no_specialist"', '"no_specialists"')),
            "plan-one",
            "写法和任务里的一样",
        ),
        wrong(
            "all defects in one text",
            """
            def defect(plan):
                codes = {"separate": "no_plan", "complete": "incomplete",
                         "institutional": "no_rules", "specialist": "no_specialist"}
                return "、".join(codes[name] for name in codes if not plan[name]) or "none"
            """,
            "plan-order",
            "报第一个",
        ),
    ],
    unusual=[
        right(
            "a loop over the questions",
            """
            def defect(plan):
                codes = {"separate": "no_plan", "complete": "incomplete",
                         "institutional": "no_rules", "specialist": "no_specialist"}
                for name, code in codes.items():
                    if not plan[name]:
                        return code
                return "none"
            """,
        ),
        right(
            "the least urgent first, and replaced",
            """
            def defect(plan):
                found = "none"
                if not plan["specialist"]:
                    found = "no_specialist"
                if not plan["institutional"]:
                    found = "no_rules"
                if not plan["complete"]:
                    found = "incomplete"
                if not plan["separate"]:
                    found = "no_plan"
                return found
            """,
        ),
        right(
            "with elif and False",
            """
            def defect(plan):
                if plan["separate"] == False:
                    return "no_plan"
                elif plan["complete"] == False:
                    return "incomplete"
                elif plan["institutional"] == False:
                    return "no_rules"
                elif plan["specialist"] == False:
                    return "no_specialist"
                else:
                    return "none"
            """,
        ),
        right(
            "numpy's select",
            """
            import numpy as np

            def defect(plan):
                names = ["separate", "complete", "institutional", "specialist"]
                codes = ["no_plan", "incomplete", "no_rules", "no_specialist"]
                return np.select([not plan[name] for name in names], codes, "none")
            """,
        ),
        right(
            "all well first",
            """
            def defect(plan):
                settled = plan["separate"] and plan["complete"]
                if settled and plan["institutional"] and plan["specialist"]:
                    return "none"
                if settled and plan["institutional"]:
                    return "no_specialist"
                if settled:
                    return "no_rules"
                return "incomplete" if plan["separate"] else "no_plan"
            """,
        ),
        right(
            "the first column that is False",
            """
            def defect(plan):
                codes = {"separate": "no_plan", "complete": "incomplete",
                         "institutional": "no_rules", "specialist": "no_specialist"}
                answers = plan[list(codes)].astype(bool)
                return "none" if answers.all() else codes[answers.idxmin()]
            """,
        ),
        right(
            "a row by its columns' names",
            """
            def defect(plan):
                if not plan.separate:
                    return "no_plan"
                if plan.complete is False:
                    return "incomplete"
                if plan.get("institutional") == False:
                    return "no_rules"
                return "none" if plan.specialist else "no_specialist"
            """,
        ),
        right(
            "as the lesson asks, from top to bottom",
            """
            def defect(plan):
                if not plan["separate"]:
                    return "no_plan"
                if not plan["complete"]:
                    return "incomplete"
                if not plan["institutional"]:
                    return "no_rules"
                if plan["specialist"]:
                    return "none"
                return "no_specialist"
            """,
            taught='if not row["parts"]:',
        ),
    ],
)

# --- covered (A2.5)

COVERED_CODE = solution(__file__, "covered")
SQUARES = '(customers["x_km"] - x) ** 2 + (customers["y_km"] - y) ** 2'
NEAR = "(distance <= radius)"

COVERED = Answers(
    mistakes=[
        wrong(
            "less than",
            changed(COVERED_CODE, ("<=", "<")),
            "covered-edge",
            "正好 5 千米的三户也算",
        ),
        wrong(
            "no root",
            changed(COVERED_CODE, (" ** 0.5", "")),
            "covered-count covered-edge",
            "还没有开平方",
        ),
        wrong(
            "no squares",
            changed(
                COVERED_CODE,
                (f"({SQUARES}) ** 0.5", 'abs(customers["x_km"] - x) + abs(customers["y_km"] - y)'),
            ),
            "covered-count covered-edge",
            "直接相加，比直线远",
        ),
        wrong(
            "differences with their signs",
            changed(
                COVERED_CODE,
                (f"({SQUARES}) ** 0.5", '(customers["x_km"] - x) + (customers["y_km"] - y)'),
            ),
            "covered-count covered-edge",
            "差要先平方",
        ),
        wrong(
            "a square",
            """
            def covered(customers, x, y, radius):
                near_x = abs(customers["x_km"] - x) <= radius
                near_y = abs(customers["y_km"] - y) <= radius
                return (near_x & near_y).sum()
            """,
            "covered-count covered-edge",
            "正方形",
        ),
        wrong(
            "x and y swapped",
            changed(
                COVERED_CODE, ('["x_km"] - x', '["x_km"] - y'), ('["y_km"] - y', '["y_km"] - x')
            ),
            "covered-count covered-edge",
            "换了位置",
        ),
        wrong(
            "from the corner",
            changed(COVERED_CODE, (" - x", ""), (" - y", "")),
            "covered-count covered-edge",
            "先减去 x 和 y",
        ),
        wrong(
            "the numbers of the example",
            changed(COVERED_CODE, (" - x", " - 6"), (" - y", " - 9"), ("<= radius", "<= 3")),
            "covered-count covered-edge",
            "都是参数",
        ),
        wrong(
            "those out of reach",
            changed(COVERED_CODE, ("<=", ">")),
            "covered-count covered-edge",
            "照顾不到",
        ),
        wrong(
            "only east and west",
            changed(COVERED_CODE, (' + (customers["y_km"] - y) ** 2', "")),
            "covered-count covered-edge",
            "东西、南北都要算",
        ),
        wrong(
            "only those in towns",
            changed(COVERED_CODE, (NEAR, f'({NEAR} & (customers["town"] != "scattered"))')),
            "covered-count covered-edge",
            "散居的都要算",
        ),
        wrong(
            "the share",
            changed(COVERED_CODE, (".sum()", ".mean()")),
            "covered-count covered-edge",
            "不是比例",
        ),
        wrong(
            "the customers themselves",
            changed(COVERED_CODE, (f"{NEAR}.sum()", f"customers[{NEAR}]")),
            "covered-count covered-edge",
            "要户数",
        ),
        wrong(
            "True and False",
            changed(COVERED_CODE, (f"{NEAR}.sum()", NEAR)),
            "covered-count covered-edge",
            "要户数",
        ),
        wrong(
            "distances rounded",
            changed(COVERED_CODE, (NEAR, "(distance.round() <= radius)")),
            "covered-count covered-edge",
            "不要取整",
        ),
        wrong(
            "distances to two decimals",
            changed(COVERED_CODE, (NEAR, "(distance.round(2) <= radius)")),
            "covered-edge",
            "不要四舍五入",
        ),
        wrong(
            "a little farther than the radius",
            changed(COVERED_CODE, ("<= radius", "<= radius + 0.004")),
            "covered-edge",
            "不要四舍五入",
        ),
        wrong(
            "the radius in whole kilometres",
            changed(COVERED_CODE, ("<= radius", "<= int(radius)")),
            "covered-count",
            "也不要取整",
        ),
        wrong(
            "a point at 0 is taken for none",
            changed(
                COVERED_CODE,
                ("    distance =", "    x = x or 10\n    distance ="),
            ),
            "covered-edge",
            "服务点在边上时",
        ),
        wrong(
            "all of them",
            changed(COVERED_CODE, (f"{NEAR}.sum()", "len(customers)")),
            "covered-count covered-edge",
            "这是全部的户数",
        ),
        wrong(
            "count() instead of sum()",
            changed(COVERED_CODE, (".sum()", ".count()")),
            "covered-count covered-edge",
            "这是全部的户数",
        ),
        wrong(
            "only the scattered",
            changed(COVERED_CODE, (NEAR, f'({NEAR} & (customers["town"] == "scattered"))')),
            "covered-count covered-edge",
            "散居的都要算",
        ),
        wrong(
            "the radius of the lesson",
            changed(COVERED_CODE, ("<= radius", "<= 2")),
            "covered-count covered-edge",
            "都是参数",
        ),
        wrong(
            "the middle of the map",
            changed(COVERED_CODE, (" - x", " - 10"), (" - y", " - 10")),
            "covered-count covered-edge",
            "都是参数",
        ),
        wrong(
            "distances with one decimal",
            changed(COVERED_CODE, (NEAR, "(distance.round(1) <= radius)")),
            "covered-count covered-edge",
            "不要取整",
        ),
        wrong(
            "doubled instead of squared",
            changed(COVERED_CODE, (") ** 2", ") * 2")),
            "covered-count covered-edge",
            "平方写 ** 2",
        ),
        wrong(
            "one square less the other",
            changed(COVERED_CODE, ("** 2 + (", "** 2 - (")),
            "covered-count covered-edge",
            "两个平方要相加",
        ),
        wrong(
            "a share of 500",
            changed(COVERED_CODE, (f"{NEAR}.sum()", f"{NEAR}.mean() * 500")),
            "covered-count covered-edge",
            "不一定有 500 户",
        ),
        wrong(
            "differences compared with their signs",
            """
            def covered(customers, x, y, radius):
                east, north = customers["x_km"] - x, customers["y_km"] - y
                return ((east <= radius) & (north <= radius)).sum()
            """,
            "covered-count covered-edge",
            "差要先平方",
        ),
        wrong(
            "nothing for nobody",
            changed(
                COVERED_CODE,
                ("    return ", "    count = "),
                (".sum()", ".sum()\n    if count:\n        return count"),
            ),
            "covered-edge",
            "什么也没有返回",
        ),
    ],
    unusual=[
        right(
            "squares compared",
            """
            def covered(customers, x, y, radius):
                east, north = customers["x_km"] - x, customers["y_km"] - y
                return len(customers[east * east + north * north <= radius ** 2])
            """,
        ),
        right(
            "one by one",
            """
            def covered(customers, x, y, radius):
                count = 0
                for row in customers.itertuples():
                    if ((row.x_km - x) ** 2 + (row.y_km - y) ** 2) ** 0.5 <= radius:
                        count = count + 1
                return count
            """,
        ),
        right(
            "hypot",
            """
            import numpy as np

            def covered(customers, x, y, radius):
                return int((np.hypot(customers["x_km"] - x, customers["y_km"] - y) <= radius).sum())
            """,
        ),
        right(
            "a function of a row",
            """
            def covered(customers, x, y, radius):
                def near(row):
                    return (row["x_km"] - x) ** 2 + (row["y_km"] - y) ** 2 <= radius ** 2
                return customers.apply(near, axis=1).sum()
            """,
        ),
        right(
            "a query",
            """
            def covered(customers, x, y, radius):
                near = "((x_km - @x) ** 2 + (y_km - @y) ** 2) ** 0.5 <= @radius"
                return len(customers.query(near))
            """,
        ),
        right(
            "all less those farther away",
            """
            import math

            def covered(customers, x, y, radius):
                places = zip(customers["x_km"], customers["y_km"])
                return len(customers) - sum(math.dist(place, (x, y)) > radius for place in places)
            """,
        ),
        right(
            "as the lesson measures",
            """
            def covered(customers, x, y, radius):
                east = customers["x_km"] - x
                north = customers["y_km"] - y
                distance = (east ** 2 + north ** 2) ** 0.5
                return (distance <= radius).sum()
            """,
            taught="(east ** 2 + north ** 2) ** 0.5",
        ),
    ],
)

# --- promise (A2.6)

PROMISE_CODE = solution(__file__, "promise")
KEPT = '(replies["hours"] <= x)'
ASKS = "kept(replies, x) >= 0.95"
TRIES = f"    for x in range(1, 49):\n        if {ASKS}:\n            return x"

PROMISE = Answers(
    mistakes=[
        wrong(
            "less than",
            changed(PROMISE_CODE, ("<= x", "< x")),
            "promise-kept promise-fewest",
            "正好 2 小时也算守住",
        ),
        wrong(
            "those broken",
            changed(PROMISE_CODE, ("<= x", "> x")),
            "promise-kept promise-fewest promise-ends",
            "没有守住的比例",
        ),
        wrong(
            "a number of replies",
            changed(PROMISE_CODE, (f"{KEPT}.mean()", f"{KEPT}.sum()")),
            "promise-kept promise-fewest promise-ends",
            "要比例，不是次数",
        ),
        wrong(
            "percent",
            changed(PROMISE_CODE, (f"{KEPT}.mean()", f"100 * {KEPT}.mean()")),
            "promise-kept promise-fewest promise-ends",
            "不写成百分数",
        ),
        wrong(
            "two hours written down",
            changed(PROMISE_CODE, ("<= x)", "<= 2)")),
            "promise-kept promise-fewest promise-ends",
            "x 是参数",
        ),
        wrong(
            "the mean time of those kept",
            changed(PROMISE_CODE, (f"{KEPT}.mean()", f'replies["hours"][{KEPT}].mean()')),
            "promise-kept promise-fewest promise-ends",
            "平均几小时",
        ),
        wrong(
            "whole hours only",
            changed(PROMISE_CODE, ("<= x)", "<= int(x))")),
            "promise-kept",
            "x 不一定是整数",
        ),
        wrong(
            "more than 0.95",
            changed(PROMISE_CODE, (">= 0.95", "> 0.95")),
            "promise-fewest",
            "正好 0.95 也算",
        ),
        wrong(
            "1 minus the share, which is a little more than 0.05",
            changed(PROMISE_CODE, (ASKS, "1 - kept(replies, x) <= 0.05")),
            "promise-fewest",
            "不要先用 1 减",
        ),
        wrong(
            "a little later than promised",
            changed(PROMISE_CODE, ("<= x)", "<= x + 0.05)")),
            "promise-kept",
            "换一个承诺",
        ),
        wrong(
            "one late reply for each beginning twenty",
            changed(
                PROMISE_CODE,
                (ASKS, '(replies["hours"] > x).sum() <= round(len(replies) / 20)'),
            ),
            "promise-ends",
            "不要只留两位小数",
        ),
        wrong(
            "nine of ten",
            changed(PROMISE_CODE, ("0.95", "0.9")),
            "promise-fewest promise-ends",
            "4 小时只守住 18 次",
        ),
        wrong(
            "the share to two decimals",
            changed(PROMISE_CODE, (f"{KEPT}.mean()", f"round({KEPT}.mean(), 2)")),
            "promise-kept promise-ends",
            "两位小数太少了",
        ),
        wrong(
            "every reply",
            changed(PROMISE_CODE, (">= 0.95", "== 1")),
            "promise-fewest",
            "守住 19 次就够",
        ),
        wrong(
            "return in the first round",
            changed(PROMISE_CODE, (TRIES, f"{TRIES}\n        return x")),
            "promise-fewest promise-ends",
            "就接着试下一个",
        ),
        wrong(
            "the share is returned",
            changed(PROMISE_CODE, ("return x", "return kept(replies, x)")),
            "promise-fewest promise-ends",
            "要几小时，不是比例",
        ),
        wrong(
            "the mean",
            changed(PROMISE_CODE, (TRIES, '    return replies["hours"].mean()')),
            "promise-fewest promise-ends",
            "这是平均几小时",
        ),
        wrong(
            "the mean, rounded",
            changed(PROMISE_CODE, (TRIES, '    return round(replies["hours"].mean())')),
            "promise-fewest promise-ends",
            "按平均来承诺",
        ),
        wrong(
            "a quantile",
            changed(PROMISE_CODE, (TRIES, '    return replies["hours"].quantile(0.95)')),
            "promise-fewest promise-ends",
            "承诺只取整数小时",
        ),
        wrong(
            "the longest that is enough",
            changed(
                PROMISE_CODE,
                (
                    TRIES,
                    f"    best = 0\n    for x in range(1, 49):\n        if {ASKS}:\n"
                    "            best = x\n    return best",
                ),
            ),
            "promise-fewest promise-ends",
            "要最少的",
        ),
        wrong(
            "all that are enough",
            changed(PROMISE_CODE, (TRIES, f"    return [x for x in range(1, 49) if {ASKS}]")),
            "promise-fewest promise-ends",
            "只要一个数",
        ),
        wrong(
            "from 0 on",
            changed(PROMISE_CODE, ("range(1, 49)", "range(49)")),
            "promise-ends",
            "承诺从 1 小时试起",
        ),
        wrong(
            "47 is the last",
            changed(PROMISE_CODE, ("range(1, 49)", "range(1, 48)")),
            "promise-ends",
            "要承诺 48 小时才够时",
        ),
        wrong(
            "a day is enough",
            changed(PROMISE_CODE, ("range(1, 49)", "range(1, 25)")),
            "promise-ends",
            "要承诺 48 小时才够时",
        ),
        wrong(
            "1 less the share",
            changed(PROMISE_CODE, (ASKS, "1 - kept(replies, x) <= 0.05")),
            "promise-fewest",
            "直接和 0.95 比",
        ),
        wrong(
            "half hours",
            changed(
                PROMISE_CODE,
                (
                    TRIES,
                    "    x = 1\n    while kept(replies, x) < 0.95:\n        x += 0.5\n    return x",
                ),
            ),
            "promise-fewest promise-ends",
            "不要半小时半小时地试",
        ),
        wrong(
            "else ends the first round",
            changed(PROMISE_CODE, (TRIES, f"{TRIES}\n        else:\n            return 0")),
            "promise-fewest promise-ends",
            "第一圈就结束了",
        ),
        wrong(
            "whole hours",
            changed(PROMISE_CODE, ('replies["hours"]', 'replies["hours"].astype(int)')),
            "promise-kept promise-fewest promise-ends",
            "hours 不要取整",
        ),
        wrong(
            "one channel",
            changed(
                PROMISE_CODE,
                (
                    f"    return {KEPT}",
                    f'    replies = replies[replies["channel"] == "chat"]\n    return {KEPT}',
                ),
            ),
            "promise-kept promise-fewest promise-ends",
            "三个渠道都要算",
        ),
        wrong(
            "divided by 600",
            changed(PROMISE_CODE, (f"{KEPT}.mean()", f"{KEPT}.sum() / 600")),
            "promise-kept promise-fewest promise-ends",
            "不要写死",
        ),
    ],
    unusual=[
        right(
            "a list, and its least",
            """
            def kept(replies, x):
                return sum(replies["hours"] <= x) / len(replies)

            def promise(replies):
                return min([x for x in range(1, 49) if kept(replies, x) >= 0.95])
            """,
        ),
        right(
            "while it is not enough",
            """
            def kept(replies, x):
                return 1 - (replies["hours"] > x).mean()

            def promise(replies):
                x = 1
                while kept(replies, x) < 19 / 20:
                    x = x + 1
                return x
            """,
        ),
        right(
            "the one in twenty",
            """
            import math

            def kept(replies, x):
                return round(len(replies[replies["hours"] <= x]) / len(replies), 4)

            def promise(replies):
                hours = sorted(replies["hours"])
                needed = -(-19 * len(hours) // 20)
                return max(1, math.ceil(hours[needed - 1]))
            """,
        ),
        right(
            "counted",
            """
            def kept(replies, x):
                count = 0
                for hour in replies["hours"]:
                    if hour <= x:
                        count += 1
                return count / len(replies)

            def promise(replies):
                for x in range(1, 49):
                    if kept(replies, x) * 20 >= 19:
                        return x
            """,
        ),
        right(
            "counts of whole hours",
            """
            import numpy as np

            def kept(replies, x):
                return replies["hours"].between(0, x).mean()

            def promise(replies):
                whole = np.ceil(replies["hours"]).clip(lower=1)
                counts = whole.value_counts().sort_index().cumsum()
                return int(counts[counts * 20 >= 19 * len(replies)].index[0])
            """,
        ),
        right(
            "argmax",
            """
            import numpy as np

            def kept(replies, x):
                return len(replies.query("hours <= @x")) / len(replies)

            def promise(replies):
                tries = np.arange(1, 49)
                return tries[np.array([kept(replies, x) >= 0.95 for x in tries]).argmax()]
            """,
        ),
        right(
            "as the lesson finds the shortest",
            """
            def kept(replies, x):
                return (replies["hours"] <= x).mean()

            def promise(replies):
                for promise in range(1, 49):
                    if (replies["hours"] <= promise).mean() >= 0.95:
                        return promise
            """,
            taught="if (minutes <= promise).mean() >= share:",
        ),
        right(
            "the late ones, at most one in twenty",
            """
            def kept(replies, x):
                return 1 - (replies["hours"] > x).sum() / len(replies)

            def promise(replies):
                for x in range(1, 49):
                    if (replies["hours"] > x).mean() <= 0.05:
                        return x
            """,
        ),
        right(
            "by halves of what is left",
            """
            def kept(replies, x):
                return len(replies.query("hours <= @x")) / len(replies)

            def promise(replies):
                low, high = 1, 48
                while low < high:
                    middle = (low + high) // 2
                    if kept(replies, middle) >= 0.95:
                        high = middle
                    else:
                        low = middle + 1
                return low
            """,
        ),
        right(
            "a share for each promise",
            """
            def kept(replies, x):
                hours = replies["hours"]
                return (hours <= x).mean()

            def promise(replies):
                scores = {}
                for x in range(1, 49):
                    scores[x] = kept(replies, x)
                enough = pd.Series(scores)
                return enough[enough >= 0.95].index[0]
            """,
        ),
    ],
)

TASKS = {"phase": PHASE, "kind": KIND, "plan": PLAN, "covered": COVERED, "promise": PROMISE}

# --- practice: reason (A2.3)

REASON_CODE = solution(__file__, "reason", "practice.py")
ALL_ITEMS = "delivery installation packing repair revisit guidance customer_file complaints"

REASON = Answers(
    mistakes=[
        wrong(
            "packing and delivery swapped",
            changed(
                REASON_CODE, ('1: "delivery"', '1: "packing"'), ('3: "packing"', '3: "delivery"')
            ),
            "reason-1",
            "第 1 条：搬不上五楼",
        ),
        wrong(
            "a leak is a repair",
            changed(
                REASON_CODE,
                ('2: "installation"', '2: "repair"'),
                ('4: "repair"', '4: "installation"'),
            ),
            "reason-1",
            "第 2 条：管子接错了",
        ),
        wrong(
            "a broken door is a repair",
            changed(REASON_CODE, ('3: "packing"', '3: "repair"')),
            "reason-1",
            "第 3 条：怕颠怕碎",
        ),
        wrong(
            "to look is to visit",
            changed(REASON_CODE, ('4: "repair"', '4: "revisit"')),
            "reason-1",
            "第 4 条：坏了来修",
        ),
        wrong(
            "to ask is to guide",
            changed(
                REASON_CODE, ('5: "revisit"', '5: "guidance"'), ('6: "guidance"', '6: "revisit"')
            ),
            "reason-5",
            "第 5 条：客户没有来找",
        ),
        wrong(
            "who cannot use it is visited",
            changed(REASON_CODE, ('6: "guidance"', '6: "revisit"')),
            "reason-5",
            "第 6 条：不会用",
        ),
        wrong(
            "parts are changed in a repair",
            changed(REASON_CODE, ('7: "customer_file"', '7: "repair"')),
            "reason-5",
            "第 7 条：型号和日期",
        ),
        wrong(
            "an angry customer is visited",
            changed(REASON_CODE, ('8: "complaints"', '8: "revisit"')),
            "reason-5",
            "第 8 条：客户生气了",
        ),
        wrong(
            "in Chinese",
            changed(REASON_CODE, ('"delivery"', '"送货上门"'), ('"revisit"', '"回访"')),
            "reason-1 reason-5",
            "要用八个英文代号之一",
        ),
        wrong(
            "a list",
            f'items = "{ALL_ITEMS}".split()',
            "reason-1 reason-5",
            "要写成字典",
        ),
        wrong(
            "counted from 0",
            f'items = dict(enumerate("{ALL_ITEMS}".split()))',
            "reason-1 reason-5",
            "没有 0",
        ),
    ],
    unusual=[
        right("keys as text", changed(REASON_CODE, *[(f"{n}: ", f'"{n}": ') for n in range(1, 9)])),
        right(
            "zip",
            f'items = dict(zip(range(1, 9), "{ALL_ITEMS}".split()))',
        ),
        right(
            "turned round",
            """
            numbers = {"delivery": 1, "installation": 2, "packing": 3, "repair": 4, "revisit": 5,
                       "guidance": 6, "customer_file": 7, "complaints": 8}
            items = {number: code for code, number in numbers.items()}
            """,
        ),
        right(
            "a Series",
            'items = pd.Series(["delivery", "installation", "packing", "repair", "revisit", '
            '"guidance", "customer_file", "complaints"], range(1, 9))',
        ),
    ],
    untaught="the lesson gives reasons in its tables and no code for them",
)

# --- practice: ama (A2.7)

AMA_CODE = solution(__file__, "ama", "practice.py")
ALL_THREE = 'offer["apart"] and offer["intangible"] and offer["satisfies"]'
NOT_APART = '    if not offer["apart"]:\n        found.append("apart")\n'
NOT_SATISFIED = '    if not offer["satisfies"]:\n        found.append("satisfies")\n'

AMA = Answers(
    mistakes=[
        wrong(
            "one is enough",
            changed(AMA_CODE, (ALL_THREE, ALL_THREE.replace("and", "or"))),
            "ama-service",
            "三条都要做到",
        ),
        wrong(
            "what comes with goods is none",
            changed(AMA_CODE, (ALL_THREE, f'{ALL_THREE} and not offer["with_goods"]')),
            "ama-service",
            "和商品一起卖不起作用",
        ),
        wrong(
            "only what comes with goods",
            changed(AMA_CODE, (ALL_THREE, f'{ALL_THREE} and offer["with_goods"]')),
            "ama-service",
            "没有跟着商品卖，也是",
        ),
        wrong(
            "the third is forgotten",
            changed(AMA_CODE, (' and offer["satisfies"]', "")),
            "ama-service",
            "谁的需要也不满足",
        ),
        wrong(
            "the first is forgotten",
            changed(AMA_CODE, ('offer["apart"] and ', "")),
            "ama-service",
            "不能单独识别出来",
        ),
        wrong(
            "True as text",
            changed(AMA_CODE, (ALL_THREE, f"str({ALL_THREE})")),
            "ama-service",
            "不加引号",
        ),
        wrong(
            "those that hold",
            changed(AMA_CODE, ("if not offer", "if offer")),
            "ama-why",
            "反了",
        ),
        wrong(
            "the first alone",
            changed(
                AMA_CODE,
                ('    if not offer["int', '    elif not offer["int'),
                ('    if not offer["sat', '    elif not offer["sat'),
            ),
            "ama-why",
            "不只是第一条",
        ),
        wrong(
            "a text for a single one",
            changed(AMA_CODE, ("return found", 'return " ".join(found)')),
            "ama-why",
            "要列表",
        ),
        wrong(
            "from the last to the first",
            changed(AMA_CODE, ("return found", "return found[::-1]")),
            "ama-why",
            "先后要照 1、2、3",
        ),
        wrong(
            "goods are in the list",
            changed(
                AMA_CODE,
                (
                    "return found",
                    'if not offer["with_goods"]:\n        found.append("with_goods")\n'
                    "    return found",
                ),
            ),
            "ama-why",
            "with_goods 不起作用",
        ),
        wrong(
            "a condition is forgotten",
            changed(AMA_CODE, (NOT_SATISFIED, "")),
            "ama-why",
            "False 的那几条",
        ),
        wrong(
            "how many",
            changed(AMA_CODE, ("return found", "return len(found)")),
            "ama-why",
            "不是有几条",
        ),
        wrong(
            "a list outside the function",
            "found = []\n" + changed(AMA_CODE, ("    found = []\n", "")),
            "ama-why",
            "要写在函数里面",
        ),
        wrong(
            "a set",
            changed(AMA_CODE, ("return found", "return set(found)")),
            "ama-why",
            "没有先后",
        ),
    ],
    unusual=[
        right(
            "comprehensions",
            """
            NAMES = ["apart", "intangible", "satisfies"]

            def is_service(offer):
                return all([offer[name] for name in NAMES])

            def why_not(offer):
                return [name for name in NAMES if not offer[name]]
            """,
        ),
        right(
            "the second function first",
            """
            def why_not(offer):
                found = []
                for name in ["apart", "intangible", "satisfies"]:
                    if offer[name] == False:
                        found = found + [name]
                return found

            def is_service(offer):
                return why_not(offer) == []
            """,
        ),
        right(
            "not any",
            changed(
                AMA_CODE,
                (
                    ALL_THREE,
                    'not (not offer["apart"] or not offer["intangible"] or not offer["satisfies"])',
                ),
            ),
        ),
        right(
            "a row's three columns at once",
            """
            NAMES = ["apart", "intangible", "satisfies"]

            def is_service(offer):
                return bool(offer[NAMES].all())

            def why_not(offer):
                return [name for name, holds in offer[NAMES].items() if not holds]
            """,
        ),
        right(
            "question by question, as the lesson asks",
            changed(
                AMA_CODE,
                (
                    f"    return {ALL_THREE}",
                    '    if not offer["apart"]:\n        return False\n'
                    '    if not offer["intangible"]:\n        return False\n'
                    '    return offer["satisfies"]',
                ),
            ),
            taught="有一问答不上，就不算",
        ),
    ],
)

PRACTICE = {"reason": REASON, "ama": AMA}

# --- the self-study checkpoint

TECHNICAL = '((rows := cases.load("anchao", "activities"))["about_use"] & rows["specialist"]).sum()'

CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {
            '"A"': "会自己除霜",
            '"B"': "不收钱，不和商品一起卖",
            '"c"': "没有人出面",
            '"BCD"': "不收钱，还是一件有形",
            '"D"': "不收钱，还是一件有形",
            '["A", "C"]': "会自己除霜",
            '"ABCD"': "会自己除霜",
            '"BD"': "不收钱，还是一件有形",
        },
        ['"cb"', '["B", "C"]', '"B、C"', '{"B", "C"}', '"ＢＣ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {'"B"': "为这件事", '"c"': "才算修好", '["D"]': "关不严", '"AC"': "一个字母"},
        ['"a"', '["A"]', '"Ａ"'],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"ABCD"': "没来店就打的电话",
            '"BCAD"': "没来店就打的电话",
            '"CABD"': "付款时代办是售中",
            '"cbda"': "先建好档案",
            '["D", "C", "B", "A"]': "先建好档案",
            '"CBA"': "各写一次",
        },
        ['"cbad"', '["C", "B", "A", "D"]', '"C、B、A、D"', '"ＣＢＡＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            "13": "要两样都有",
            "16": "至少有一样",
            "3": "去掉 ~",
            "30": "非技术性的",
            "40": "全部的件数",
            "0.25": "这是比例",
            "25": "这是百分之几",
            "9": "用 & 把两列连起来",
        },
        ["10", "10.0", '"10"', '"１０"'],
        taught={TECHNICAL: 'activities["about_use"] &'},
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            "-11": "方向反了",
            "38": "还要减去巡回",
            "26": "题目问两种差几元",
            "1.4": "这是几倍",
            "4": "散居 60%",
            "22": "散居 80%",
            "-1": "散居 50%",
            "50": "散居 100%",
            "3000": "一周花费的差",
            "12": "定点的减去巡回",
        },
        ["11", "11.3", '"11"', "37.7 - 26.5"],
        untaught="the lesson prints the costs at 0, 50% and 100%; at 70% the lab shows them",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "4": "得分最高的承诺",
            "3": "差一格",
            "5.5": "快慢“一般”的时候",
            "8": "忽快忽慢",
            "5": "得分最高的承诺，要改成",
            "97": "守住的位数，题目问",
            "95": "要守住的位数",
            "6": "还能再短",
            "2": "从短到长",
        },
        ["3.5", '"3.5"', '"３．５"', "7 / 2"],
        untaught="the lesson prints the promises with replies as usual; the lab shows steady ones",
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            '"A"': "单独成册",
            '"c"': "前面还有一处",
            '["D"]': "专职的服务主管",
            '"E"': "从第一条起",
            '"BC"': "一个字母",
        },
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "没有替安巢", '"b"': "没有说安巢有什么", '["C"]': "成本不在", '"DA"': "一个字母"},
        ['"d"', '["D"]', '"Ｄ"'],
    ),
}

ANSWERS = {"service-tasks": TASKS, "service-practice": PRACTICE, "service-check": CHECK}
