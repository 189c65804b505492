"""Unit `crm`: the typical mistakes of students, what each loses and is told, and unusual answers
that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- features (A1.8)

FEATURES_CODE = solution(__file__, "features")
MARKETING = '["campaign", "segments", "effect"]'
SALES = '["opportunity", "channels", "accounts"]'
SERVICE = '["tracking", "quality", "longer"]'
FIELD = '["mobile", "maintenance"]'
FILES = '["file", "duplicates"]'
ALL_FEATURES = "features-office features-help features-functions"

FEATURES = Answers(
    mistakes=[
        wrong(
            "segments belong to the customers' data",
            changed(
                FEATURES_CODE,
                (FILES, '["file", "duplicates", "segments"]'),
            ),
            "features-functions",
            "segments 归错了功能",
        ),
        wrong(
            "the effect of a promotion is sales",
            changed(
                FEATURES_CODE,
                (MARKETING, '["campaign", "segments"]'),
                (SALES, '["opportunity", "channels", "accounts", "effect"]'),
            ),
            "features-office features-functions",
            "effect 归错了模块",
        ),
        wrong(
            "channels are marketing",
            changed(
                FEATURES_CODE,
                (MARKETING, '["campaign", "segments", "effect", "channels"]'),
            ),
            "features-office features-functions",
            "channels 归错了模块",
        ),
        wrong(
            "accounts are data of customers",
            changed(FEATURES_CODE, (FILES, '["file", "duplicates", "accounts"]')),
            "features-functions",
            "accounts 归错了功能",
        ),
        wrong(
            "maintenance is service",
            changed(
                FEATURES_CODE,
                (SERVICE, '["tracking", "quality", "longer", "maintenance"]'),
            ),
            "features-help",
            "maintenance 归错了模块",
        ),
        wrong(
            "the hotline is service",
            changed(FEATURES_CODE, (SERVICE, '["tracking", "quality", "longer", "hotline"]')),
            "features-help",
            "hotline 归错了模块",
        ),
        wrong(
            "whoever tracks problems is in the field",
            changed(
                FEATURES_CODE,
                (SERVICE, '["quality", "longer"]'),
                (FIELD, '["mobile", "maintenance", "tracking"]'),
            ),
            "features-help features-functions",
            "tracking 归错了模块",
        ),
        wrong(
            "a longer life is marketing",
            changed(FEATURES_CODE, (MARKETING, '["campaign", "segments", "effect", "longer"]')),
            "features-help features-functions",
            "longer 归错了模块",
        ),
        wrong(
            "an opportunity is forgotten",
            changed(FEATURES_CODE, (SALES, '["channels", "accounts"]')),
            "features-office features-functions",
            "opportunity 归错了模块",
        ),
        wrong(
            "duplicates are forgotten",
            changed(FEATURES_CODE, (FILES, '["file"]')),
            "features-functions",
            "四个英文代号之一",
        ),
        wrong(
            "all functions are those of the modules",
            changed(
                FEATURES_CODE,
                (f'    if feature in {FILES}:\n        return "information"\n', ""),
            ),
            "features-functions",
            "四个英文代号之一",
        ),
        wrong(
            "nothing for the rest",
            changed(FEATURES_CODE, ('    return "call_centre"', "    pass")),
            "features-help",
            "每种情况都要 return",
        ),
        wrong(
            "in Chinese",
            changed(FEATURES_CODE, ('"marketing"', '"营销管理"'), ('"service"', '"服务管理"')),
            ALL_FEATURES,
            "五个英文代号之一",
        ),
        wrong(
            "a string in place of a list, compared by ==",
            changed(FEATURES_CODE, (f"in {MARKETING}", f"== {MARKETING}")),
            "features-office features-functions",
            "campaign 归错了模块",
        ),
        wrong(
            "the module is not called",
            changed(FEATURES_CODE, ("    return module(feature)", "    return module")),
            "features-functions",
            "四个英文代号之一",
        ),
    ],
    unusual=[
        right(
            "conditions of numpy",
            """
            import numpy as np

            def module(feature):
                asked = [
                    feature in ["campaign", "segments", "effect"],
                    feature in ["opportunity", "channels", "accounts"],
                    feature in ["tracking", "quality", "longer"],
                    feature in ["mobile", "maintenance"],
                ]
                modules = ["marketing", "sales", "service", "field"]
                return str(np.select(asked, modules, "call_centre"))

            def function_of(feature):
                is_file = feature in ["file", "duplicates"]
                return str(np.where(is_file, "information", module(feature)))
            """,
        ),
        right(
            "a dictionary",
            """
            MODULES = {
                "marketing": ["campaign", "segments", "effect"],
                "sales": ["opportunity", "channels", "accounts"],
                "service": ["tracking", "quality", "longer"],
                "field": ["mobile", "maintenance"],
                "call_centre": ["hotline", "routing"],
            }

            def module(feature):
                for name, features in MODULES.items():
                    if feature in features:
                        return name

            def function_of(feature):
                return module(feature) or "information"
            """,
        ),
        right(
            "both lists written out",
            f"""
            def module(feature):
                if feature in ["hotline", "routing"]:
                    return "call_centre"
                elif feature in {FIELD}:
                    return "field"
                elif feature in {SERVICE}:
                    return "service"
                elif feature in {SALES}:
                    return "sales"
                else:
                    return "marketing"

            def function_of(feature):
                if feature in {MARKETING}:
                    return "marketing"
                if feature in {SALES}:
                    return "sales"
                if feature in {SERVICE}:
                    return "service"
                return "information"
            """,
        ),
        right(
            "feature by feature",
            """
            BY_FEATURE = {
                "campaign": "marketing", "segments": "marketing", "effect": "marketing",
                "opportunity": "sales", "channels": "sales", "accounts": "sales",
                "tracking": "service", "quality": "service", "longer": "service",
                "mobile": "field", "maintenance": "field",
                "hotline": "call_centre", "routing": "call_centre",
            }

            def module(feature):
                return BY_FEATURE[feature]

            def function_of(feature):
                return BY_FEATURE.get(feature, "information")
            """,
        ),
        right(
            "or in place of a list",
            f"""
            def module(feature):
                if feature == "campaign" or feature == "segments" or feature == "effect":
                    return "marketing"
                if feature == "opportunity" or feature == "channels" or feature == "accounts":
                    return "sales"
                if feature == "tracking" or feature == "quality" or feature == "longer":
                    return "service"
                if feature == "mobile" or feature == "maintenance":
                    return "field"
                return "call_centre"

            def function_of(feature):
                return "information" if feature in {FILES} else module(feature)
            """,
        ),
        right(
            "split strings",
            """
            def module(feature):
                found = "call_centre"
                if feature in "campaign segments effect".split():
                    found = "marketing"
                if feature in "opportunity channels accounts".split():
                    found = "sales"
                if feature in "tracking quality longer".split():
                    found = "service"
                if feature in "mobile maintenance".split():
                    found = "field"
                return found

            def function_of(feature):
                return "information" if feature[0] in "fd" else module(feature)
            """,
        ),
    ],
    untaught="the lesson has modules and functions in a table, not as codes",
)

# --- repeats (A1.9)

REPEATS_CODE = solution(__file__, "repeats")
ALL_REPEATS = "repeats-unlinked repeats-linked repeats-direct"
ASKED = "desk != last and [last, desk] not in links and [desk, last] not in links"
REMEMBER = "        last = desk\n"

REPEATS = Answers(
    mistakes=[
        wrong(
            "pairs in round brackets",
            changed(
                REPEATS_CODE,
                (ASKED, "desk != last and (last, desk) not in links and (desk, last) not in links"),
            ),
            "repeats-linked repeats-direct",
            "写成了圆括号",
        ),
        wrong(
            "return at the first repeat",
            changed(
                REPEATS_CODE,
                ("times = times + 1\n", "times = times + 1\n            return times\n"),
            ),
            ALL_REPEATS,
            "return 写在了 if 里面",
        ),
        wrong(
            "counts what is linked",
            changed(REPEATS_CODE, (ASKED, "[last, desk] in links or [desk, last] in links")),
            ALL_REPEATS,
            "没有连上（not in）才加 1",
        ),
        wrong(
            "desks that stand in any link",
            """
            def retold(desks, links):
                linked = [desk for link in links for desk in link]
                times = 0
                last = desks[0]
                for desk in desks:
                    if desk != last and (desk not in linked or last not in linked):
                        times = times + 1
                    last = desk
                return times
            """,
            "repeats-linked repeats-direct",
            "两个部门要写在同一条里",
        ),
        wrong(
            "links are not used",
            changed(REPEATS_CODE, (ASKED, "desk != last")),
            "repeats-linked repeats-direct",
            "没有用上 links",
        ),
        wrong(
            "a link works as it is written",
            changed(REPEATS_CODE, (" and [desk, last] not in links", "")),
            "repeats-linked repeats-direct",
            "连上是双向的",
        ),
        wrong(
            "a link works the other way round",
            changed(REPEATS_CODE, (" and [last, desk] not in links", "")),
            "repeats-linked repeats-direct",
            "连上是双向的",
        ),
        wrong(
            "or in place of and",
            changed(
                REPEATS_CODE,
                (
                    ASKED,
                    "desk != last and ([last, desk] not in links or [desk, last] not in links)",
                ),
            ),
            "repeats-linked repeats-direct",
            "没有用上 links",
        ),
        wrong(
            "staying at a desk counts",
            changed(REPEATS_CODE, ("desk != last and ", "")),
            ALL_REPEATS,
            "这是接触的次数",
        ),
        wrong(
            "every contact after the first",
            """
            def retold(desks, links):
                return len(desks) - 1
            """,
            ALL_REPEATS,
            "第一次接触也不算",
        ),
        wrong(
            "the first contact counts",
            changed(REPEATS_CODE, ("last = desks[0]", 'last = ""')),
            ALL_REPEATS,
            "第一次接触也不算",
        ),
        wrong(
            "compared with the first desk all the time",
            changed(REPEATS_CODE, (REMEMBER, "")),
            ALL_REPEATS,
            "不是一直和第一个比",
        ),
        wrong(
            "last is set only when the story is told again",
            changed(REPEATS_CODE, (REMEMBER, "            last = desk\n")),
            "repeats-linked repeats-direct",
            "每看完一次，last 都要换",
        ),
        wrong(
            "a desk knows what it was told earlier",
            """
            def retold(desks, links):
                times = 0
                last = desks[0]
                known = [last]
                for desk in desks:
                    linked = [last, desk] in links or [desk, last] in links
                    if desk not in known and not linked:
                        times = times + 1
                    known.append(desk)
                    last = desk
                return times
            """,
            ALL_REPEATS,
            "回到找过的部门，也要再说",
        ),
        wrong(
            "the desk before the last still knows",
            """
            def retold(desks, links):
                times = 0
                last = before = desks[0]
                for desk in desks:
                    linked = [last, desk] in links or [desk, last] in links
                    if desk != last and desk != before and not linked:
                        times = times + 1
                    before = last
                    last = desk
                return times
            """,
            ALL_REPEATS,
            "回到刚找过的部门，也要再说",
        ),
        wrong(
            "the number of desks",
            """
            def retold(desks, links):
                return len(set(desks))
            """,
            ALL_REPEATS,
            "这是有几个部门",
        ),
        wrong(
            "changes less the number of links",
            """
            def retold(desks, links):
                moves = 0
                for one, other in zip(desks, desks[1:]):
                    if one != other:
                        moves = moves + 1
                return moves - len(links)
            """,
            "repeats-linked repeats-direct",
            "不是减去有几条连线",
        ),
        wrong(
            "linked by way of a third desk",
            """
            def retold(desks, links):
                times = 0
                for last, desk in zip(desks, desks[1:]):
                    reached = {last}
                    for _ in links:
                        for one, other in links:
                            if one in reached or other in reached:
                                reached = reached | {one, other}
                    if desk not in reached:
                        times = times + 1
                return times
            """,
            "repeats-linked repeats-direct",
            "只看直接连上的",
        ),
        wrong(
            "both desks linked somewhere",
            """
            def retold(desks, links):
                linked = set(sum(links, []))
                times = 0
                for last, desk in zip(desks, desks[1:]):
                    if desk != last and not (desk in linked and last in linked):
                        times = times + 1
                return times
            """,
            "repeats-linked repeats-direct",
            "只看直接连上的",
        ),
        wrong(
            "how often nothing is told again",
            changed(
                REPEATS_CODE,
                (ASKED, "desk != last and ([last, desk] in links or [desk, last] in links)"),
            ),
            ALL_REPEATS,
            "return 写在循环外面",
        ),
        wrong(
            "return inside the loop",
            changed(REPEATS_CODE, ("    return times", "        return times")),
            "repeats-unlinked repeats-linked repeats-direct",
            "return 写在循环外面",
        ),
        wrong(
            "a link as a text",
            changed(REPEATS_CODE, ("[last, desk] not in links", "last + desk not in links")),
            "repeats-linked repeats-direct",
            "连上是双向的",
        ),
        wrong(
            "a list of the changes",
            """
            def retold(desks, links):
                return [desk for last, desk in zip(desks, desks[1:]) if desk != last]
            """,
            ALL_REPEATS,
            "一个整数",
        ),
    ],
    unusual=[
        right(
            "the rest of the journey asks itself",
            """
            def retold(desks, links):
                if len(desks) == 1:
                    return 0
                one, other = desks[0], desks[1]
                known = one == other or [one, other] in links or [other, one] in links
                return retold(desks[1:], links) + (0 if known else 1)
            """,
        ),
        right(
            "its own list is used up",
            """
            def retold(desks, links):
                last = desks.pop(0)
                times = 0
                while desks:
                    desk = desks.pop(0)
                    if desk != last and not ([last, desk] in links or [desk, last] in links):
                        times += 1
                    last = desk
                return times
            """,
        ),
        right(
            "sets of two",
            """
            def retold(desks, links):
                linked = [set(link) for link in links]
                times = 0
                for last, desk in zip(desks, desks[1:]):
                    if last != desk and {last, desk} not in linked:
                        times += 1
                return times
            """,
        ),
        right(
            "by place",
            """
            def retold(desks, links):
                times = 0
                for number in range(1, len(desks)):
                    pair = [desks[number - 1], desks[number]]
                    if pair[0] == pair[1]:
                        continue
                    if pair in links or pair[::-1] in links:
                        continue
                    times = times + 1
                return times
            """,
        ),
        right(
            "links both ways first",
            """
            def retold(desks, links):
                both = list(links)
                for one, other in links:
                    both.append([other, one])
                pairs = [[a, b] for a, b in zip(desks, desks[1:]) if a != b]
                return len([pair for pair in pairs if pair not in both])
            """,
        ),
        right(
            "a sum of truth values",
            """
            def retold(desks, links):
                known = {tuple(sorted(link)) for link in links}
                return sum(
                    a != b and tuple(sorted((a, b))) not in known for a, b in zip(desks, desks[1:])
                )
            """,
        ),
        right(
            "links and desks changed in place",
            """
            def retold(desks, links):
                for link in list(links):
                    links.append(link[::-1])
                times, last = 0, desks.pop(0)
                while desks:
                    desk = desks.pop(0)
                    times += desk != last and [last, desk] not in links
                    last = desk
                return times
            """,
        ),
        right(
            "with pandas",
            """
            def retold(desks, links):
                table = pd.DataFrame({"desk": desks})
                table["last"] = table["desk"].shift().fillna(table["desk"])
                moved = table[table["desk"] != table["last"]]
                told = 0
                for row in moved.to_dict("records"):
                    if [row["last"], row["desk"]] in links or [row["desk"], row["last"]] in links:
                        told = told + 0
                    else:
                        told = told + 1
                return told
            """,
        ),
        right(
            "by the steps of the weather",
            """
            def retold(desks, links):
                last, times = None, 0
                for desk in desks:
                    if last is not None and desk != last:
                        if not ([last, desk] in links or [desk, last] in links):
                            times = times + 1
                    last = desk
                return times
            """,
            taught="if last is not None and day != last:",
        ),
    ],
)

# --- type (A1.11)

TYPE_CODE = solution(__file__, "type")
ALL_TYPES = "type-margin type-setup type-equal"
EACH = 'margin * table["retention"] - table["cost_cny"]'
SETUP = ' - table["setup_cny"]'
ORDER = 'sort_values(["profit", "retention"], ascending=[False, False])'

TYPE = Answers(
    mistakes=[
        wrong(
            "compared in whole yuan",
            changed(
                TYPE_CODE,
                (
                    'profit=customers * each - table["setup_cny"]',
                    'profit=(customers * each - table["setup_cny"]).round()',
                ),
            ),
            "type-margin",
            "换一个每客毛利",
        ),
        wrong(
            "the set-up left out",
            changed(TYPE_CODE, (SETUP, "")),
            "type-setup",
            "抵不上 200000 元的开办费",
        ),
        wrong(
            "the set-up for every customer",
            changed(
                TYPE_CODE,
                (EACH, f"{EACH}{SETUP}"),
                (f"customers * each{SETUP}", "customers * each"),
            ),
            "type-setup type-equal",
            "开办费只花一次",
        ),
        wrong(
            "the set-up of partner alone",
            changed(TYPE_CODE, (SETUP, ' - table["setup_cny"] * (table["type"] == "partner")')),
            "type-setup",
            "不只是伙伴型的",
        ),
        wrong(
            "a fixed set-up",
            changed(TYPE_CODE, (SETUP, ' - 200000 * (table["type"] == "partner")')),
            ALL_TYPES,
            "这次没有开办费",
        ),
        wrong(
            "customers left out",
            changed(TYPE_CODE, ("customers * each", "each")),
            "type-setup type-equal",
            "没有用到参数 customers",
        ),
        wrong(
            "the cost left out",
            changed(TYPE_CODE, (EACH, 'margin * table["retention"]')),
            ALL_TYPES,
            "利润却最低",
        ),
        wrong(
            "the cost once, not for every customer",
            changed(
                TYPE_CODE,
                (EACH, 'margin * table["retention"]'),
                (SETUP, ' - table["cost_cny"] - table["setup_cny"]'),
            ),
            ALL_TYPES,
            "利润却最低",
        ),
        wrong(
            "the cost of those alone who stay",
            changed(TYPE_CODE, (EACH, '(margin - table["cost_cny"]) * table["retention"]')),
            ALL_TYPES,
            "负责型：200 × 0.74 − 8",
        ),
        wrong(
            "the lowest profit",
            changed(TYPE_CODE, ("ascending=[False, False]", "ascending=[True, True]")),
            ALL_TYPES,
            "margin 是 200 时选错了",
        ),
        wrong(
            "equal profits by the order of the rows",
            changed(TYPE_CODE, (ORDER, 'sort_values("profit", ascending=False, kind="stable")')),
            "type-equal",
            "取 retention 高的",
        ),
        wrong(
            "equal profits by the lower retention",
            changed(TYPE_CODE, ("ascending=[False, False]", "ascending=[False, True]")),
            "type-equal",
            "取 retention 高的",
        ),
        wrong(
            "equal profits by the name",
            changed(
                TYPE_CODE,
                (ORDER, 'sort_values(["profit", "type"], ascending=[False, True])'),
            ),
            "type-equal",
            "取 retention 高的",
        ),
        wrong(
            "equal profits by the dearer type",
            changed(TYPE_CODE, ('"profit", "retention"', '"profit", "cost_cny"')),
            "type-equal",
            "不看哪一种花得多",
        ),
        wrong(
            "by retention first",
            changed(TYPE_CODE, ('["profit", "retention"]', '["retention", "profit"]')),
            ALL_TYPES,
            "margin 是 200 时选错了",
        ),
        wrong(
            "the closest of all that earn something",
            changed(
                TYPE_CODE,
                (ORDER, 'query("profit > 0").sort_values("retention", ascending=False)'),
            ),
            ALL_TYPES,
            "margin 是 200 时选错了",
        ),
        wrong(
            "not sorted",
            changed(TYPE_CODE, (f"    table = table.{ORDER}\n", "")),
            ALL_TYPES,
            "margin 是 200 时选错了",
        ),
        wrong(
            "the profit in place of the type",
            changed(TYPE_CODE, ('table["type"].iloc[0]', 'table["profit"].iloc[0]')),
            ALL_TYPES,
            "要一种关系的代号",
        ),
        wrong(
            "the place in the table",
            changed(
                TYPE_CODE,
                ('return table["type"].iloc[0]', 'return table["profit"].idxmax()'),
            ),
            ALL_TYPES,
            "要一种关系的代号",
        ),
        wrong(
            "fixed switch points",
            """
            def best_type(margin, customers, table):
                if margin < 33.3:
                    return "basic"
                if margin < 75:
                    return "passive"
                if margin < 212.5:
                    return "accountable"
                return "proactive" if margin < 950 else "partner"
            """,
            ALL_TYPES,
            "只从 table 里有的几种选",
        ),
    ],
    unusual=[
        right(
            "set-up by customer",
            """
            def best_type(margin, customers, table):
                setup = table["setup_cny"] / customers
                each = margin * table["retention"] - table["cost_cny"] - setup
                ordered = table.assign(each=each.round(8)).sort_values(["each", "retention"])
                return ordered["type"].iloc[-1]
            """,
        ),
        right(
            "words for each step",
            """
            def best_type(margin, customers, table):
                table = table.eval("p = @customers * (@margin * retention - cost_cny) - setup_cny")
                table = table.query("p == p.max()").query("retention == retention.max()")
                return table["type"].item()
            """,
        ),
        right(
            "the highest, then the closest",
            """
            def best_type(margin, customers, table):
                each = margin * table["retention"] - table["cost_cny"]
                profit = customers * each - table["setup_cny"]
                best = table[profit == profit.max()].set_index("type")
                return best["retention"].idxmax()
            """,
        ),
        right(
            "row by row",
            """
            def best_type(margin, customers, table):
                best, most, stay = "", float("-inf"), 0
                for row in table.to_dict("records"):
                    each = margin * row["retention"] - row["cost_cny"]
                    profit = customers * each - row["setup_cny"]
                    if profit > most or profit == most and row["retention"] > stay:
                        best, most, stay = row["type"], profit, row["retention"]
                return best
            """,
        ),
        right(
            "max by a key",
            """
            def best_type(margin, customers, table):
                rows = table.to_dict("records")

                def key(row):
                    income = customers * margin * row["retention"]
                    return income - customers * row["cost_cny"] - row["setup_cny"], row["retention"]

                return max(rows, key=key)["type"]
            """,
        ),
        right(
            "sorted twice",
            """
            def best_type(margin, customers, table):
                kept = table["retention"] * customers
                spent = table["cost_cny"] * customers + table["setup_cny"]
                profit = (margin * kept - spent).rename("profit")
                both = pd.concat([table, profit], axis=1).sort_values("retention")
                return both.sort_values("profit", kind="stable")["type"].to_list()[-1]
            """,
        ),
        right(
            "a column put into the table that was given",
            """
            def best_type(margin, customers, table):
                each = margin * table["retention"] - table["cost_cny"]
                table["profit"] = each * customers - table["setup_cny"]
                best = table.query("profit == profit.max()").sort_values("retention")
                return best["type"].tail(1).item()
            """,
        ),
        right(
            "eval and nlargest",
            """
            def best_type(margin, customers, table):
                table = table.eval("each = @margin * retention - cost_cny")
                table = table.eval("profit = @customers * each - setup_cny")
                return table.nlargest(1, ["profit", "retention"])["type"].iloc[0]
            """,
        ),
        right(
            "by the steps of the hairdresser",
            """
            def best_type(margin, customers, table):
                rate, cost = table["retention"], table["cost_cny"]
                few = table.assign(profit=customers * (margin * rate - cost) - table["setup_cny"])
                few = few.sort_values(["profit", "retention"], ascending=[False, False])
                return few.iloc[0]["type"]
            """,
            taught='few = few.sort_values(["profit", "keep"], ascending=[False, False])',
        ),
    ],
)

# --- loss (A1.12)

LOSS_CODE = solution(__file__, "loss")
ALL_LOSS = "loss-share loss-least"
BY_JOURNEY = (
    'each = journeys.groupby("journey_id").agg(times=("repeats", "sum"), lost=("lost", "max"))'
)
MEAN = 'loss=("lost", "mean")'
ENOUGH = 'groups[groups["count"] >= least]'

LOSS = Answers(
    mistakes=[
        wrong(
            "least is about the lost",
            changed(LOSS_CODE, ('count=("lost", "count")', 'count=("lost", "sum")')),
            "loss-least",
            "least 数的是经过，不是流失的",
        ),
        wrong(
            "every contact counts",
            changed(
                LOSS_CODE,
                (
                    BY_JOURNEY,
                    "each = journeys.assign(times="
                    'journeys.groupby("journey_id")["repeats"].transform("sum"))',
                ),
            ),
            ALL_LOSS,
            "每个经过只算一次",
        ),
        wrong(
            "grouped by the repeats of a contact",
            """
            def loss_by_repeats(journeys, least):
                groups = journeys.groupby("repeats").agg(
                    count=("lost", "count"), loss=("lost", "mean")
                )
                return groups[groups["count"] >= least]["loss"]
            """,
            ALL_LOSS,
            "repeats 先按经过加起来",
        ),
        wrong(
            "journeys without a repeat left out",
            changed(LOSS_CODE, (BY_JOURNEY, f'{BY_JOURNEY}\n    each = each[each["times"] > 0]')),
            ALL_LOSS,
            "是 0 那一组",
        ),
        wrong(
            "contacts in place of repeats",
            changed(LOSS_CODE, ('("repeats", "sum")', '("repeats", "count")')),
            ALL_LOSS,
            "不是数有几次接触",
        ),
        wrong(
            "how many were lost",
            changed(LOSS_CODE, (MEAN, 'loss=("lost", "sum")')),
            ALL_LOSS,
            "不是流失了几位",
        ),
        wrong(
            "how many journeys",
            changed(LOSS_CODE, ('["loss"]', '["count"]')),
            ALL_LOSS,
            "不是这一组有几个经过",
        ),
        wrong(
            "percent",
            changed(LOSS_CODE, ('["loss"]', '["loss"] * 100')),
            ALL_LOSS,
            "不写成百分数",
        ),
        wrong(
            "those who stayed",
            changed(LOSS_CODE, (f'return {ENOUGH}["loss"]', f'return 1 - {ENOUGH}["loss"]')),
            ALL_LOSS,
            "这是留下来的比例",
        ),
        wrong(
            "shares of all that were lost",
            changed(
                LOSS_CODE,
                (MEAN, 'loss=("lost", "sum")'),
                ('["loss"]', '["loss"] / each["lost"].sum()'),
            ),
            ALL_LOSS,
            "不是流失的总数",
        ),
        wrong(
            "small groups stay",
            changed(LOSS_CODE, (ENOUGH, "groups")),
            "loss-least",
            "少于 least 个经过的组不列出来",
        ),
        wrong(
            "exactly least is left out",
            changed(LOSS_CODE, (">= least", "> least")),
            "loss-least",
            "正好 3 个经过的组要留下",
        ),
        wrong(
            "only the small groups",
            changed(LOSS_CODE, (">= least", "< least")),
            ALL_LOSS,
            "四组都够 least 个经过",
        ),
        wrong(
            "least is about the repeats",
            changed(LOSS_CODE, ('groups["count"] >= least', "groups.index >= least")),
            ALL_LOSS,
            "least 比的是有几个经过",
        ),
        wrong(
            "contacts in place of journeys against least",
            """
            def loss_by_repeats(journeys, least):
                each = journeys.groupby("journey_id").agg(
                    times=("repeats", "sum"), lost=("lost", "max"), rows=("step", "count")
                )
                groups = each.groupby("times").agg(count=("rows", "sum"), loss=("lost", "mean"))
                return groups[groups["count"] >= least]["loss"]
            """,
            "loss-least",
            "数经过，不是数接触的次数",
        ),
        wrong(
            "always twenty",
            changed(LOSS_CODE, (">= least", ">= 20")),
            ALL_LOSS,
            "没有用到参数 least",
        ),
        wrong(
            "two decimals",
            changed(LOSS_CODE, ('["loss"]', '["loss"].round(2)')),
            ALL_LOSS,
            "像是四舍五入了",
        ),
        wrong(
            "one figure a journey",
            """
            def loss_by_repeats(journeys, least):
                return journeys.groupby("journey_id")["lost"].mean()
            """,
            ALL_LOSS,
            "还要分一次组",
        ),
        wrong(
            "shares without their groups",
            changed(LOSS_CODE, ('["loss"]', '["loss"].to_list()')),
            ALL_LOSS,
            "看不出是哪一组的",
        ),
        wrong(
            "numbered from 0",
            changed(LOSS_CODE, ('["loss"]', '["loss"].reset_index(drop=True)')),
            ALL_LOSS,
            "中间缺几组时就不对",
        ),
        wrong(
            "lost added up over the contacts",
            changed(LOSS_CODE, ('lost=("lost", "max")', 'lost=("lost", "sum")')),
            ALL_LOSS,
            "用 max；加起来",
        ),
        wrong(
            "a missing value for groups without journeys",
            changed(LOSS_CODE, ('["loss"]', '["loss"].reindex(range(8))')),
            ALL_LOSS,
            "没有人的组也不列出来",
        ),
        wrong(
            "brackets missing",
            changed(LOSS_CODE, ('["loss"]', '["loss"].mean')),
            ALL_LOSS,
            "后面没有圆括号",
        ),
    ],
    unusual=[
        right(
            "counted by numpy",
            """
            import numpy as np

            def loss_by_repeats(journeys, least):
                each = journeys.groupby("journey_id").agg({"repeats": "sum", "lost": "any"})
                number = np.bincount(each["repeats"])
                lost = np.bincount(each["repeats"], weights=each["lost"])
                enough = (number >= least) & (number > 0)
                return pd.Series(lost[enough] / number[enough], index=np.flatnonzero(enough))
            """,
        ),
        right(
            "from many repeats to few",
            """
            def loss_by_repeats(journeys, least):
                each = journeys.groupby("journey_id").agg({"repeats": "sum", "lost": "max"})
                number = each["repeats"].value_counts()
                lost = each[each["lost"]]["repeats"].value_counts()
                share = (lost / number).fillna(0)
                return share[number >= least].sort_index(ascending=False)
            """,
        ),
        right(
            "a column for each step",
            """
            def loss_by_repeats(journeys, least):
                times = journeys.groupby("journey_id")["repeats"].sum()
                lost = journeys.groupby("journey_id")["lost"].first()
                count = lost.groupby(times).size()
                share = lost.groupby(times).mean()
                return share[count >= least]
            """,
        ),
        right(
            "only the last contact of each journey",
            """
            def loss_by_repeats(journeys, least):
                sorted_ = journeys.sort_values("step")
                sorted_["total"] = sorted_.groupby("journey_id")["repeats"].cumsum()
                ends = sorted_.drop_duplicates("journey_id", keep="last")
                big = ends.groupby("total").filter(lambda part: len(part) >= least)
                return big.groupby("total")["lost"].mean()
            """,
        ),
        right(
            "value_counts",
            """
            def loss_by_repeats(journeys, least):
                each = journeys.groupby("journey_id")[["repeats", "lost"]].max()
                each["repeats"] = journeys.groupby("journey_id")["repeats"].sum()
                all_ = each["repeats"].value_counts()
                gone = each.loc[each["lost"], "repeats"].value_counts()
                share = gone.reindex(all_.index, fill_value=0) / all_
                return share[all_ >= least].sort_index()
            """,
        ),
        right(
            "a dictionary",
            """
            def loss_by_repeats(journeys, least):
                times, lost = {}, {}
                for row in journeys.to_dict("records"):
                    key = row["journey_id"]
                    times[key] = times.get(key, 0) + row["repeats"]
                    lost[key] = row["lost"]
                found = {}
                for number in range(0, 9):
                    group = [lost[key] for key in times if times[key] == number]
                    if len(group) >= least:
                        found[number] = sum(group) / len(group)
                return found
            """,
        ),
        right(
            "small groups left out before the second grouping, a table of one column",
            """
            def loss_by_repeats(journeys, least):
                told = journeys.groupby("journey_id")["repeats"].sum().reset_index()
                lost = journeys[["journey_id", "lost"]].drop_duplicates()
                each = told.merge(lost, on="journey_id")
                big = each.groupby("repeats").filter(lambda part: len(part) >= least)
                return big.groupby("repeats")[["lost"]].mean()
            """,
        ),
        right(
            "a pivot table, three decimals",
            """
            def loss_by_repeats(journeys, least):
                each = journeys.pivot_table(["repeats", "lost"], "journey_id", aggfunc="sum")
                each["lost"] = (each["lost"] > 0).astype(int)
                groups = each.groupby("repeats")["lost"].agg(["size", "mean"])
                return groups.loc[groups["size"] >= least, "mean"].round(3)
            """,
        ),
        right(
            "by the steps of the desks where journeys start",
            """
            def loss_by_repeats(journeys, least):
                each = journeys.groupby("journey_id").agg(
                    told=("repeats", "sum"), lost=("lost", "first"), known=("record_seen", "max"))
                groups = each.groupby("told").agg(count=("lost", "count"), share=("lost", "mean"))
                groups = groups[groups["count"] >= least]
                return groups["share"]
            """,
            taught='groups = each.groupby("start").agg(count=("known", "count"),',
        ),
    ],
)

TASKS = {"features": FEATURES, "repeats": REPEATS, "type": TYPE, "loss": LOSS}

# --- practice: link (A1.10)

LINK_CODE = solution(__file__, "link", "practice.py")
BOTH = "[last, desk] == [one, other] or [last, desk] == [other, one]"

LINK = Answers(
    mistakes=[
        wrong(
            "one direction alone",
            changed(LINK_CODE, (BOTH, "[last, desk] == [one, other]")),
            "link-moves link-best",
            "两个方向都算",
        ),
        wrong(
            "staying counts",
            changed(LINK_CODE, (BOTH, "last in [one, other] and desk in [one, other]")),
            "link-moves link-best",
            "还在同一个部门，不算",
        ),
        wrong(
            "last goes on from journey to journey",
            changed(
                LINK_CODE,
                ("        last = path[0]\n", ""),
                ("    times = 0\n", "    times = 0\n    last = paths[0][0]\n"),
            ),
            "link-moves link-best",
            "每个经过 last 从头来",
        ),
        wrong(
            "the first journey alone",
            changed(LINK_CODE, ("    return times", "        return times")),
            "link-moves link-best",
            "每个经过都要看",
        ),
        wrong(
            "last is never set anew",
            changed(LINK_CODE, ("            last = desk\n", "")),
            "link-moves link-best",
            "每看完一次换一次",
        ),
        wrong(
            "all changes of desk",
            changed(LINK_CODE, (BOTH, "last != desk")),
            "link-moves link-best",
            "不是换了几次部门",
        ),
        wrong(
            "the fewest",
            changed(LINK_CODE, ("max(PAIRS", "min(PAIRS")),
            "link-best",
            "不是最少的",
        ),
        wrong(
            "the last of equals",
            changed(LINK_CODE, ("max(PAIRS", "max(PAIRS[::-1]")),
            "link-best",
            "取在 PAIRS 里排在前面的",
        ),
        wrong(
            "the first of PAIRS",
            changed(
                LINK_CODE,
                ("max(PAIRS, key=lambda pair: moves_between(paths, pair[0], pair[1]))", "PAIRS[0]"),
            ),
            "link-best",
            "不是排在最前的",
        ),
        wrong(
            "how many in place of which",
            changed(
                LINK_CODE,
                (
                    "max(PAIRS, key=lambda pair: moves_between(paths, pair[0], pair[1]))",
                    "max([moves_between(paths, pair[0], pair[1]) for pair in PAIRS])",
                ),
            ),
            "link-best",
            "不是要的样子",
        ),
    ],
    unusual=[
        right(
            "zip and sets",
            """
            PAIRS = [
                ["call_centre", "field"], ["call_centre", "marketing"], ["call_centre", "sales"],
                ["call_centre", "service"], ["field", "marketing"], ["field", "sales"],
                ["field", "service"], ["marketing", "sales"], ["marketing", "service"],
                ["sales", "service"],
            ]

            def moves_between(paths, one, other):
                return sum({a, b} == {one, other} for path in paths for a, b in zip(path, path[1:]))

            def best_link(paths):
                best, most = PAIRS[0], -1
                for one, other in PAIRS:
                    if moves_between(paths, one, other) > most:
                        best, most = [one, other], moves_between(paths, one, other)
                return best
            """,
        ),
        right(
            "a column of moves",
            changed(
                LINK_CODE,
                (
                    "return max(PAIRS, key=lambda pair: moves_between(paths, pair[0], pair[1]))",
                    "moves = pd.Series([moves_between(paths, a, b) for a, b in PAIRS])\n"
                    "    return PAIRS[moves.idxmax()]",
                ),
            ),
        ),
        right(
            "by the steps of the slips",
            changed(
                LINK_CODE,
                (
                    LINK_CODE[LINK_CODE.index("    times = 0") : LINK_CODE.index("def best_link")],
                    "    found = []\n"
                    "    for path in paths:\n"
                    "        found += [sorted([a, b]) for a, b in zip(path[:-1], path[1:])]\n"
                    "    return found.count(sorted([one, other]))\n\n",
                ),
            ),
            taught="pairs = [sorted([one, other]) for one, other in zip(",
        ),
    ],
)

# --- practice: steps (A1.13)

STEPS_CODE = solution(__file__, "steps", "practice.py")
IN_ORDER = "plan team needs processes stages choose train improve"

STEPS = Answers(
    mistakes=[
        wrong(
            "one text with commas",
            'steps = "plan, team, needs, processes, stages, choose, train, improve"',
            "steps-most steps-all",
            "要列表",
        ),
        wrong(
            "the software first",
            changed(STEPS_CODE, ('"choose", ', ""), ('["plan"', '["choose", "plan"')),
            "steps-all",
            "stages 要排在 choose 前面",
        ),
        wrong(
            "the team before the plan",
            changed(STEPS_CODE, ('"plan", "team"', '"team", "plan"')),
            "steps-all",
            "plan 要排在 team 前面",
        ),
        wrong(
            "processes before needs",
            changed(STEPS_CODE, ('"needs", "processes"', '"processes", "needs"')),
            "steps-all",
            "needs 要排在 processes 前面",
        ),
        wrong(
            "from last to first",
            changed(STEPS_CODE, ("\nsteps = [", "\nsteps = list(reversed([")).replace(
                '"improve"]', '"improve"]))'
            ),
            "steps-most steps-all",
            "方向反了",
        ),
        wrong(
            "in the order of the table",
            'steps = "choose team improve needs train plan stages processes".split()',
            "steps-most steps-all",
            "28 对里",
        ),
        wrong(
            "a set",
            f'steps = set("{IN_ORDER}".split())',
            "steps-most steps-all",
            "集合 {…} 没有先后",
        ),
        wrong(
            "how many",
            "steps = 8",
            "steps-most steps-all",
            "要写成列表",
        ),
        wrong(
            "one is lacking",
            changed(STEPS_CODE, (', "train"', "")),
            "steps-most steps-all",
            "每个正好一次",
        ),
        wrong(
            "in Chinese",
            changed(STEPS_CODE, ('"plan"', '"业务计划"')),
            "steps-most steps-all",
            "八个英文代号",
        ),
    ],
    unusual=[
        right("split", f'steps = "{IN_ORDER}".split()'),
        right("a tuple", f'steps = tuple("{IN_ORDER}".split())'),
        right("a Series", f'steps = pd.Series("{IN_ORDER}".split())'),
    ],
    untaught="the lesson has the eight steps in words, not as codes",
)

# --- practice: purpose (A1.14)

PURPOSE_CODE = solution(__file__, "purpose", "practice.py")
BAD = '    if is_bad:\n        return "give_up"\n'
KEY = '    if tier == "key":\n        return "keep"\n'
DIG = '    if potential:\n        return "dig"\n'

PURPOSE = Answers(
    mistakes=[
        wrong(
            "a key customer may do anything",
            changed(PURPOSE_CODE, (BAD + KEY, KEY + BAD)),
            "purpose-first",
            "关键客户也一样：先问 is_bad",
        ),
        wrong(
            "bad faith is not asked for",
            changed(PURPOSE_CODE, (BAD, "")),
            "purpose-first",
            "先问 is_bad",
        ),
        wrong(
            "potential before bad faith",
            changed(PURPOSE_CODE, (BAD + KEY + DIG, DIG + BAD + KEY)),
            "purpose-first",
            "先问 is_bad",
        ),
        wrong(
            "potential before the tier",
            changed(PURPOSE_CODE, (KEY + DIG, DIG + KEY)),
            "purpose-first",
            "不用再挖掘",
        ),
        wrong(
            "key customers are dug out",
            changed(PURPOSE_CODE, (KEY, '    if tier == "key":\n        return "dig"\n')),
            "purpose-first",
            "不用再挖掘",
        ),
        wrong(
            "a loss ends it for key customers, too",
            changed(PURPOSE_CODE, (KEY, '    if profit < 0:\n        return "give_up"\n' + KEY)),
            "purpose-first",
            "亏了，也先留住",
        ),
        wrong(
            "0 is given up",
            changed(PURPOSE_CODE, ("profit < 0", "profit <= 0")),
            "purpose-profit",
            "正好 0，不亏",
        ),
        wrong(
            "small customers are given up",
            changed(PURPOSE_CODE, ("profit < 0", 'tier == "small"')),
            "purpose-profit",
            "小客户有利润，也留住",
        ),
        wrong(
            "everybody is kept",
            changed(PURPOSE_CODE, ('return "give_up" if profit < 0 else "keep"', 'return "keep"')),
            "purpose-profit",
            "没有潜力，又亏",
        ),
        wrong(
            "in Chinese",
            changed(PURPOSE_CODE, ('"give_up"', '"放弃"'), ('"dig"', '"挖掘"')),
            "purpose-first purpose-profit",
            "三个英文代号之一",
        ),
    ],
    unusual=[
        right(
            "in two lines",
            """
            def purpose(tier, potential, is_bad, profit):
                rest = "dig" if potential else "keep" if profit >= 0 else "give_up"
                return "give_up" if is_bad else "keep" if tier == "key" else rest
            """,
        ),
        right(
            "who is given up first",
            """
            def purpose(tier, potential, is_bad, profit):
                hopeless = tier != "key" and not potential and profit < 0
                if is_bad or hopeless:
                    return "give_up"
                elif potential and tier in ["ordinary", "small"]:
                    return "dig"
                else:
                    return "keep"
            """,
        ),
    ],
    untaught="the lesson has the three purposes in a table, without code",
)

PRACTICE = {"link": LINK, "steps": STEPS, "purpose": PURPOSE}

CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {
            '"A"': "A 说的是为什么做",
            '"b"': "奖金怎样发，也是规矩",
            '"D"': "谁接待、谁负责",
            '"BCD"': "C 说的是用什么工具做",
            '["C"]': "C 说的是用什么工具做",
            '"ABCD"': "A 说的是为什么做",
            '"BE"': "请填选项字母",
            '"BBD"': "写了两次",
        },
        ['"db"', '["B", "D"]', '"B、D"', '{"B", "D"}', '"ＢＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            '"A"': "变的是想法",
            '"b"': "企业有了难处",
            '["C"]': "客户有了难处",
            '"BC"': "一个字母",
        },
        ['"d"', '["D"]', '"Ｄ"'],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"B"': "货从哪条路卖出去",
            '"e"': "正在谈的买卖",
            '"ABE"': "A 要到客户那里去办",
            '"BCE"': "C 研究市场",
            '["B", "D"]': "D 是买了以后的问题",
            '"ABCDE"': "A 要到客户那里去办",
            '"C"': "C 研究市场",
            '"BF"': "请填选项字母",
        },
        ['"eb"', '["B", "E"]', '"B、E"', '{"B", "E"}', '"ＢＥ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            "6": "还差一条",
            "5": "连到一个客户库要的条数",
            "10": "用不着这么多",
            "4": "接着往上拖",
            "3": "从 0 数起",
            "8": "少一条也不到 2 遍",
            "1.7": "第一次不到 2 就停",
            "2": "第一次不到 2 就停",
            '"很多"': "填一个数字",
        },
        ["7", "7.0", '"7"', '"７"'],
        untaught="the lesson prints 0, 4, and 10 links only; the lab shows the rest",
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"CADB"': "先评估流程、弄清需求",
            '"CDBA"': "先部署好，才有东西可以教",
            '"dcab"': "先有团队",
            '"BADC"': "先部署好，才有东西可以教",
            '"ACDB"': "先评估流程、弄清需求",
            '["A", "B", "C", "D"]': "先评估流程、弄清需求",
            '"CDA"': "个字母",
            '"CDAE"': "请填选项字母",
        },
        ['"cdab"', '["C", "D", "A", "B"]', '"C、D、A、B"', '"Ｃ Ｄ Ａ Ｂ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            '"A"': "是被动型",
            '"c"': "是负责型",
            '["D"]': "是伙伴型",
            '"BC"': "一个字母",
        },
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {
            "25": "再用开办费去除",
            "204": "除以多赚的",
            "1667": "花的要减去",
            "930": "不是加上",
            "2106": "不是多花的",
            "167": "留下的不是每一位",
            "40000": "每客毛利 1,000 元的",
            "1905": "每客毛利 2,000 元的",
            "758": "不是和基本型比",
            "0.8": "不是几万位",
            "8001": "正好一样高",
            "7999": "正好一样高",
            "5000": "再用开办费除以它",
        },
        ["8000", "8_000", '"8,000"', "200_000 / 25", '"８０００"'],
        untaught="the lesson prints margins of 1,000 and 2,000 yuan only",
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {
            '"B"': "客户创造市场",
            '"c"': "产品创造利润",
            '["D"]': "创造购买者",
            '"AD"': "一个字母",
        },
        ['"a"', '["A"]', '"Ａ"'],
    ),
}

ANSWERS = {"crm-tasks": TASKS, "crm-practice": PRACTICE, "crm-check": CHECK}
