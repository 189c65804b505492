"""Unit `customers`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- time (A1.1)

TIME_CODE = solution(__file__, "time")
ALL_TIME = "time-kind time-edge time-completed"
DONE = ' & (orders["status"] == "completed")'
OWN = 'orders[(orders["member_id"] == member_id) & (orders["status"] == "completed")]'
UNTIL = '    own = own[own["order_date"] <= ref]\n'
LAST = 'own["order_date"].max()'

TIME = Answers(
    mistakes=[
        wrong(
            "by the first order",
            changed(TIME_CODE, (LAST, 'own["order_date"].min()')),
            "time-kind time-edge",
            "看最晚的那一天（max）",
        ),
        wrong(
            "by the order that stands last",
            changed(TIME_CODE, (LAST, 'own["order_date"].iloc[-1]')),
            "time-kind time-edge",
            "也不看排在后面的",
        ),
        wrong(
            "every order counts",
            changed(TIME_CODE, (DONE, "")),
            "time-kind time-completed",
            "完成的一笔也没有",
        ),
        wrong(
            "refunded orders count",
            changed(TIME_CODE, ('== "completed"', '!= "cancelled"')),
            "time-kind time-completed",
            "完成的一笔也没有",
        ),
        wrong(
            "cancelled orders count",
            changed(TIME_CODE, ('== "completed"', '!= "refunded"')),
            "time-kind time-completed",
            "完成的一笔也没有",
        ),
        wrong(
            "orders after ref count",
            changed(TIME_CODE, (UNTIL, "")),
            "time-edge",
            "那一笔在 ref 以后",
        ),
        wrong(
            "an order of the day ref does not count",
            changed(TIME_CODE, ('own["order_date"] <= ref', 'own["order_date"] < ref')),
            "time-edge",
            "头一笔就在 ref 当天",
        ),
        wrong(
            "365 days are past",
            changed(TIME_CODE, ("days <= 365", "days < 365")),
            "time-edge",
            "正好 365 天，也是现在的客户",
        ),
        wrong(
            "366 days are present",
            changed(TIME_CODE, ("days <= 365", "days <= 366")),
            "time-edge",
            "366 天，超过了 365 天",
        ),
        wrong(
            "by the calendar year",
            changed(TIME_CODE, (f"(ref - {LAST}).days", f"(ref.year - {LAST}.year) * 366")),
            "time-kind time-edge",
            "按天数算，不看年份",
        ),
        wrong(
            "always seen from the end of June",
            changed(TIME_CODE, ("<= ref", '<= pd.Timestamp("2026-06-30")')),
            "time-edge",
            "ref 是参数",
        ),
        wrong(
            "orders of all members",
            changed(TIME_CODE, ('(orders["member_id"] == member_id) & ', "")),
            ALL_TIME,
            "离 2026-06-30 已经超过 365 天",
        ),
        wrong(
            "nobody without an order",
            changed(TIME_CODE, ('    if len(own) == 0:\n        return "future"\n', "")),
            ALL_TIME,
            "完成的一笔也没有",
        ),
        wrong(
            "past and present swapped",
            changed(TIME_CODE, ('"present" if', '"past" if'), ('else "past"', 'else "present"')),
            ALL_TIME,
            "最后一笔是 2026-05-02",
        ),
        wrong(
            "in Chinese",
            changed(
                TIME_CODE, ('"future"', '"未来"'), ('"present"', '"现在"'), ('"past"', '"过去"')
            ),
            ALL_TIME,
            "返回三个英文代号之一",
        ),
        wrong(
            "days are not taken from the difference",
            changed(TIME_CODE, (".days", "")),
            ALL_TIME,
            "天数",
        ),
        wrong(
            "nothing for the past",
            changed(
                TIME_CODE,
                (
                    '    return "present" if days <= 365 else "past"',
                    '    if days <= 365:\n        return "present"',
                ),
            ),
            ALL_TIME,
            "每种情况都要 return",
        ),
        wrong(
            "one year back by the calendar",
            changed(
                TIME_CODE,
                (f"days = (ref - {LAST}).days", "year = ref - pd.DateOffset(years=1)"),
                ("days <= 365", f"{LAST} >= year"),
            ),
            "time-edge",
            "一年不是 365 天",
        ),
    ],
    unusual=[
        right(
            "the earliest day that is still present",
            f"""
            def time_type(orders, member_id, ref):
                own = {OWN}
                days = own.loc[own["order_date"] <= ref, "order_date"]
                if days.empty:
                    return "future"
                if (days >= ref - pd.Timedelta(days=365)).any():
                    return "present"
                return "past"
            """,
        ),
        right(
            "sorted, and the last row taken",
            """
            def time_type(orders, member_id, ref):
                done = orders.query("status == 'completed' and order_date <= @ref")
                done = done.query("member_id == @member_id").sort_values("order_date")
                if not len(done):
                    return "future"
                if ref - done["order_date"].iloc[-1] > pd.Timedelta(365, "D"):
                    return "past"
                return "present"
            """,
        ),
        right(
            "row by row",
            """
            def time_type(orders, member_id, ref):
                found = "future"
                for row in orders.to_dict("records"):
                    if row["member_id"] != member_id or row["status"] != "completed":
                        continue
                    days = (ref - row["order_date"]).days
                    if 0 <= days <= 365:
                        found = "present"
                    elif days > 365 and found == "future":
                        found = "past"
                return found
            """,
        ),
        right(
            "the last day of every member",
            """
            def time_type(orders, member_id, ref):
                done = orders[orders["status"].isin(["completed"]) & (orders["order_date"] <= ref)]
                last = done.groupby("member_id")["order_date"].max()
                if member_id not in last.index:
                    return "future"
                days = (ref - last[member_id]).days
                return "past" if days > 365 else "present"
            """,
        ),
        right(
            "without the orders that do not count",
            """
            def time_type(orders, member_id, ref):
                own = orders[orders["member_id"] == member_id]
                own = own[~own["status"].isin(["cancelled", "refunded"])]
                days = (ref - own["order_date"]).dt.days
                days = days[days >= 0]
                if len(days) == 0:
                    return "future"
                if days.min() <= 365:
                    return "present"
                else:
                    return "past"
            """,
        ),
        right(
            "by the steps of the parcels",
            """
            def time_type(orders, member_id, ref):
                left = orders[
                    (orders["member_id"] == member_id)
                    & (orders["status"] == "completed")
                    & (orders["order_date"] <= ref)
                ]
                if len(left) == 0:
                    return "future"
                days = (ref - left["order_date"].max()).days
                return "past" if days > 365 else "present"
            """,
            taught='days = (today - left["arrived"].min()).days',
        ),
        right(
            "the days before it is asked whether there are any",
            f"""
            def time_type(orders, member_id, ref):
                own = {OWN}
                days = (ref - own.loc[own["order_date"] <= ref, "order_date"].max()).days
                if days != days:
                    return "future"
                elif days > 365:
                    return "past"
                return "present"
            """,
        ),
    ],
)

# --- internal (A1.3)

INTERNAL_CODE = solution(__file__, "internal")
ALL_INTERNAL = "internal-who internal-team internal-flow"
WHO = '    if not row["inside"]:\n        return "external"\n'
TEAM = '    if row["same_team"]:\n        return "team"\n'
NEXT = 'row["giver_step"] > 0 and row["taker_step"] == row["giver_step"] + 1'

INTERNAL = Answers(
    mistakes=[
        wrong(
            "the team before the outsiders",
            changed(INTERNAL_CODE, (WHO + TEAM, TEAM + WHO)),
            "internal-who",
            "顾客编进了小组，还是外面的人",
        ),
        wrong(
            "the chain before the outsiders",
            [
                f"""
                def position(row):
                    if {NEXT}:
                        return "flow"
                    if not row["inside"]:
                        return "external"
                    return "team" if row["same_team"] else "support"
                """
            ],
            "internal-who internal-team",
            "替安巢送货的外人",
        ),
        wrong(
            "the chain before the team",
            [
                f"""
                def position(row):
                    if not row["inside"]:
                        return "external"
                    if {NEXT}:
                        return "flow"
                    return "team" if row["same_team"] else "support"
                """
            ],
            "internal-team",
            "先问小组，再问下一环",
        ),
        wrong(
            "0 is the station before the first",
            changed(INTERNAL_CODE, ('row["giver_step"] > 0 and ', "")),
            "internal-flow",
            "0 不是第 1 环的上一环",
        ),
        wrong(
            "whoever comes later in the chain",
            changed(INTERNAL_CODE, ('== row["giver_step"] + 1', '> row["giver_step"]')),
            "internal-flow",
            "隔了一环，不是下一环",
        ),
        wrong(
            "both in the chain",
            changed(
                INTERNAL_CODE,
                ('row["taker_step"] == row["giver_step"] + 1', 'row["taker_step"] > 0'),
            ),
            "internal-flow",
            "安装（4）的下一环不是门店（1）",
        ),
        wrong(
            "giver and taker swapped",
            changed(
                INTERNAL_CODE,
                (
                    'row["taker_step"] == row["giver_step"] + 1',
                    'row["giver_step"] == row["taker_step"] + 1',
                ),
            ),
            "internal-flow",
            "车队（3）交给安装（4）",
        ),
        wrong(
            "the same station is the next",
            changed(INTERNAL_CODE, ("== row", ">= row"), (" + 1", "")),
            "internal-flow",
            "隔了一环",
        ),
        wrong(
            "inside and outside swapped",
            changed(INTERNAL_CODE, ('not row["inside"]', 'row["inside"]')),
            ALL_INTERNAL,
            "顾客不是安巢的人",
        ),
        wrong(
            "a buyer is whoever is no station",
            changed(INTERNAL_CODE, ('not row["inside"]', 'row["taker_step"] == 0')),
            ALL_INTERNAL,
            "替安巢送货的外人",
        ),
        wrong(
            "support for whoever is no station",
            changed(
                INTERNAL_CODE,
                (TEAM, '    if row["giver_step"] == 0:\n        return "support"\n' + TEAM),
            ),
            "internal-team",
            "两个科室的人在一个小组里",
        ),
        wrong(
            "one internal form alone",
            changed(
                INTERNAL_CODE,
                ('"team"', '"internal"'),
                ('"flow"', '"internal"'),
                ('"support"', '"internal"'),
            ),
            ALL_INTERNAL,
            "返回四个英文代号之一",
        ),
        wrong(
            "in Chinese",
            changed(INTERNAL_CODE, ('"external"', '"外部客户"')),
            "internal-who",
            "返回四个英文代号之一",
        ),
        wrong(
            "the label as it stands",
            """
            def position(row):
                return row["label"]
            """,
            ALL_INTERNAL,
            "inside 是 False",
        ),
        wrong(
            "nothing for the rest",
            changed(INTERNAL_CODE, ('    return "support"', "    pass")),
            ALL_INTERNAL,
            "每种情况都要 return",
        ),
        wrong(
            "nothing comes after the fitters",
            changed(INTERNAL_CODE, ('row["giver_step"] > 0', '0 < row["giver_step"] < 4')),
            "internal-flow",
            "安装（4）交给客服（5）",
        ),
    ],
    unusual=[
        right(
            "in one line",
            f"""
            def position(row):
                inside = "team" if row["same_team"] else "flow" if {NEXT} else "support"
                return inside if row["inside"] else "external"
            """,
        ),
        right(
            "the neighbours listed",
            """
            def position(row):
                if row["inside"] == False:
                    return "external"
                elif row["same_team"] == True:
                    return "team"
                elif (row["giver_step"], row["taker_step"]) in [(1, 2), (2, 3), (3, 4), (4, 5)]:
                    return "flow"
                else:
                    return "support"
            """,
        ),
        right(
            "from the last question up",
            """
            def position(row):
                found = "support"
                if row["taker_step"] - row["giver_step"] == 1 and row["giver_step"] != 0:
                    found = "flow"
                if row["same_team"]:
                    found = "team"
                if not row["inside"]:
                    found = "external"
                return found
            """,
        ),
        right(
            "by a dictionary of the next stations",
            """
            NEXT = {1: 2, 2: 3, 3: 4, 4: 5}

            def position(row):
                if not row["inside"]:
                    return "external"
                if row["same_team"]:
                    return "team"
                return "flow" if NEXT.get(row["giver_step"]) == row["taker_step"] else "support"
            """,
        ),
        right(
            "all conditions written out",
            f"""
            def position(row):
                if row["inside"] and row["same_team"]:
                    return "team"
                if row["inside"] and not row["same_team"] and {NEXT}:
                    return "flow"
                if row["inside"]:
                    return "support"
                return "external"
            """,
        ),
        right(
            "by the steps of the circles",
            """
            def position(row):
                if not row["inside"]:
                    return "external"
                if row["same_team"]:
                    return "team"
                if row["giver_step"] in [1, 2, 3, 4] and row["giver_step"] + 1 == row["taker_step"]:
                    return "flow"
                return "support"
            """,
            taught='if row["depends"] and row["benefits"]:',
        ),
        right(
            "by dots, as a row of a table allows",
            """
            def position(row):
                if not row.inside:
                    return "external"
                if row.same_team:
                    return "team"
                if row.taker_step > 1 and row.taker_step - 1 == row.giver_step:
                    return "flow"
                return "support"
            """,
        ),
    ],
)

# --- value (A1.4)

VALUE_CODE = solution(__file__, "value")
ALL_VALUE = "value-delivered value-ranking"
PLUS = "value = value + offers[name] * weights[name]"
MINUS = "value = value - offers[name] * weights[name]"
ORDER = 'sort_values(["value", "shop_id"], ascending=[False, True])'

VALUE = Answers(
    mistakes=[
        wrong(
            "costs added",
            changed(VALUE_CODE, (MINUS, PLUS)),
            ALL_VALUE,
            "成本要减，不是加",
        ),
        wrong(
            "values alone",
            changed(VALUE_CODE, (f"    for name in COSTS:\n        {MINUS}\n", "")),
            ALL_VALUE,
            "还要减去三样成本",
        ),
        wrong(
            "the price alone is a cost",
            changed(VALUE_CODE, ('["money", "time", "energy"]', '["money"]')),
            ALL_VALUE,
            "时间和精力也是成本",
        ),
        wrong(
            "without the image",
            changed(VALUE_CODE, (', "image"]', "]")),
            ALL_VALUE,
            "image 也要算",
        ),
        wrong(
            "costs minus values",
            changed(VALUE_CODE, (PLUS, "value = value - offers[name] * weights[name]  # ")).replace(
                f"    for name in COSTS:\n        {MINUS}",
                f"    for name in COSTS:\n        {PLUS}",
            ),
            ALL_VALUE,
            "反了：价值减成本",
        ),
        wrong(
            "no weights at all",
            changed(VALUE_CODE, (" * weights[name]", "")),
            ALL_VALUE,
            "权重还没有用上",
        ),
        wrong(
            "costs without weights",
            changed(VALUE_CODE, (MINUS, "value = value - offers[name]")),
            ALL_VALUE,
            "成本也要乘权重",
        ),
        wrong(
            "values without weights",
            changed(VALUE_CODE, (PLUS, "value = value + offers[name]")),
            ALL_VALUE,
            "价值也要乘权重",
        ),
        wrong(
            "means instead of sums",
            changed(
                VALUE_CODE,
                (PLUS, "value = value + offers[name] * weights[name] / 4"),
                (MINUS, "value = value - offers[name] * weights[name] / 3"),
            ),
            ALL_VALUE,
            "要合计，不是平均",
        ),
        wrong(
            "divided by the weights",
            changed(
                VALUE_CODE, ("    return value\n", "    return value / sum(weights.values())\n")
            ),
            "value-delivered",
            "要合计，不是平均",
        ),
        wrong(
            "one number for all shops",
            changed(
                VALUE_CODE,
                (PLUS, "value = value + offers[name].sum() * weights[name]"),
                (MINUS, "value = value - offers[name].sum() * weights[name]"),
            ),
            ALL_VALUE,
            "返回的是",
        ),
        wrong(
            "the lowest value first",
            changed(VALUE_CODE, ("[False, True]", "[True, True]")),
            "value-ranking",
            "客户价值高的排前面",
        ),
        wrong(
            "equal values by the larger id",
            changed(VALUE_CODE, ("[False, True]", "[False, False]")),
            "value-ranking",
            "编号小的排前面",
        ),
        wrong(
            "equal values in the order of the rows",
            changed(VALUE_CODE, (ORDER, 'sort_values("value", ascending=False, kind="stable")')),
            "value-ranking",
            "编号小的排前面",
        ),
        wrong(
            "by the price",
            changed(VALUE_CODE, (ORDER, 'sort_values(["money", "shop_id"])')),
            "value-ranking",
            "不是按便宜不便宜",
        ),
        wrong(
            "by the id",
            changed(VALUE_CODE, (ORDER, 'sort_values("shop_id")')),
            "value-ranking",
            "这是按编号排的",
        ),
        wrong(
            "not sorted",
            changed(VALUE_CODE, (f"    table = table.{ORDER}\n", "")),
            "value-ranking",
            "还没有排序",
        ),
        wrong(
            "the values instead of the ids",
            changed(VALUE_CODE, ('table["shop_id"].to_list()', 'table["value"].to_list()')),
            "value-ranking",
            "要店的编号",
        ),
        wrong(
            "the best alone",
            changed(VALUE_CODE, ('table["shop_id"].to_list()', 'table["shop_id"].to_list()[:1]')),
            "value-ranking",
            "每家店都要在里面",
        ),
        *[
            wrong(
                f"ranked by values that are {how}",
                changed(VALUE_CODE, ("offers, weights))", f"offers, weights).{call})")),
                "value-ranking",
                "客户价值不要取整",
            )
            for how, call in (("rounded", "round()"), ("cut off", "astype(int)"))
        ],
        wrong(
            "weights of 1 whatever is given",
            changed(
                VALUE_CODE,
                (
                    "delivered_value(offers, weights))",
                    "delivered_value(offers, dict.fromkeys(weights, 1)))",
                ),
            ),
            "value-ranking",
            "weights 也要交给 delivered_value",
        ),
        wrong(
            "without the energy",
            changed(VALUE_CODE, (', "energy"]', "]")),
            ALL_VALUE,
            "energy 也要算",
        ),
        wrong(
            "costs alone",
            changed(VALUE_CODE, (f"    for name in VALUES:\n        {PLUS}\n", "")),
            ALL_VALUE,
            "四样价值也要加上",
        ),
        wrong(
            "the last value alone",
            changed(VALUE_CODE, (PLUS, "value = offers[name] * weights[name]")),
            ALL_VALUE,
            "只剩最后一样价值",
        ),
        wrong(
            "divided by the costs",
            """
            VALUES = ["product", "service", "personnel", "image"]
            COSTS = ["money", "time", "energy"]

            def delivered_value(offers, weights):
                gain = sum(offers[name] * weights[name] for name in VALUES)
                return gain / sum(offers[name] * weights[name] for name in COSTS)

            def ranking(offers, weights):
                table = offers.assign(value=delivered_value(offers, weights))
                table = table.sort_values(["value", "shop_id"], ascending=[False, True])
                return table["shop_id"].to_list()
            """,
            ALL_VALUE,
            "不是相除",
        ),
    ],
    unusual=[
        right(
            "written out",
            """
            def delivered_value(offers, weights):
                w = weights
                total = offers["product"] * w["product"] + offers["service"] * w["service"]
                total += offers["personnel"] * w["personnel"] + offers["image"] * w["image"]
                paid = offers["money"] * w["money"] + offers["time"] * w["time"]
                return total - (paid + offers["energy"] * w["energy"])

            def ranking(offers, weights):
                value = delivered_value(offers, weights)
                pairs = sorted(zip(-value, offers["shop_id"]))
                return [shop for _, shop in pairs]
            """,
        ),
        right(
            "rows times weights",
            """
            SIGNS = pd.Series({"product": 1, "service": 1, "personnel": 1, "image": 1,
                               "money": -1, "time": -1, "energy": -1})

            def delivered_value(offers, weights):
                return (offers[list(SIGNS.index)] * SIGNS * pd.Series(weights)).sum(axis=1)

            def ranking(offers, weights):
                by_shop = delivered_value(offers, weights).set_axis(offers["shop_id"])
                return by_shop.sort_index().sort_values(ascending=False, kind="stable").index
            """,
        ),
        right(
            "shop by shop",
            """
            def delivered_value(offers, weights):
                values = []
                for shop in offers.to_dict("records"):
                    value = 0
                    for name in weights:
                        sign = -1 if name in ["money", "time", "energy"] else 1
                        value += sign * shop[name] * weights[name]
                    values.append(value)
                return values

            def ranking(offers, weights):
                value = dict(zip(offers["shop_id"], delivered_value(offers, weights)))
                return sorted(sorted(value), key=lambda shop: value[shop], reverse=True)
            """,
        ),
        right(
            "by the index of ids",
            """
            GAINS = ["product", "service", "personnel", "image"]
            PAINS = ["money", "time", "energy"]

            def delivered_value(offers, weights):
                points = offers.set_index("shop_id")
                plus = [points[name] * weights[name] for name in points if name in GAINS]
                return sum(plus) - sum(points[name] * weights[name] for name in PAINS)

            def ranking(offers, weights):
                value = delivered_value(offers, weights).reset_index(name="value")
                value = value.sort_values("shop_id")
                value = value.sort_values("value", ascending=False, kind="stable")
                return value["shop_id"]
            """,
        ),
        right(
            "by the steps of the hurried shopper",
            """
            def delivered_value(offers, weights):
                gain = 0
                for name in ["product", "service", "personnel", "image"]:
                    gain = gain + weights[name] * offers[name]
                cost = 0
                for name in ["money", "time", "energy"]:
                    cost = cost + weights[name] * offers[name]
                return gain - cost

            def ranking(offers, weights):
                shops = offers.assign(value=delivered_value(offers, weights))
                best = shops.sort_values(["value", "shop_id"], ascending=[False, True])
                return best["shop_id"].to_list()
            """,
            taught="hurry = hurry + weights[name] * shops[name]",
        ),
    ],
)

# --- chain (A1.6)

CHAIN_CODE = solution(__file__, "chain")
ALL_FIRST = "chain-first chain-equal"
PART = 'stations["right"] / stations["checked"]'
SORTED = 'sort_values(["part", "step"])'
NAMES = '["ordering", "picking", "delivery", "fitting", "revisit"]'

CHAIN = Answers(
    mistakes=[
        wrong(
            "the mean of the stations",
            changed(CHAIN_CODE, ("    return share\n", f"    return ({PART}).mean()\n")),
            "chain-share",
            "这是各环的平均",
        ),
        wrong(
            "the worst station",
            changed(CHAIN_CODE, ("    return share\n", f"    return ({PART}).min()\n")),
            "chain-share",
            "这是最差的一环",
        ),
        wrong(
            "all right jobs over all checks",
            changed(
                CHAIN_CODE,
                (
                    "    return share\n",
                    '    return stations["right"].sum() / stations["checked"].sum()\n',
                ),
            ),
            "chain-share",
            "这是全部抽查里做对的",
        ),
        wrong(
            "the share that goes wrong",
            changed(CHAIN_CODE, ("    return share\n", "    return 1 - share\n")),
            "chain-share",
            "至少错一环的比例",
        ),
        wrong(
            "in percent",
            changed(CHAIN_CODE, ("    return share\n", "    return 100 * share\n")),
            "chain-share",
            "不写成百分数",
        ),
        wrong(
            "a sum",
            changed(CHAIN_CODE, ("share = 1", "share = 0"), ("share * part", "share + part")),
            "chain-share",
            "要连乘，不是相加",
        ),
        wrong(
            "a product that begins with 0",
            changed(CHAIN_CODE, ("share = 1", "share = 0")),
            "chain-share",
            "从 1 乘起",
        ),
        wrong(
            "return inside the loop",
            changed(CHAIN_CODE, ("    return share\n", "        return share\n")),
            "chain-share",
            "return 写在循环后面",
        ),
        wrong(
            "without the last station",
            changed(CHAIN_CODE, (f"for part in {PART}:", f"for part in ({PART})[:-1]:")),
            "chain-share",
            "一环也不能少",
        ),
        wrong(
            "every station apart",
            changed(CHAIN_CODE, ("    return share\n", f"    return ({PART}).cumprod()\n")),
            "chain-share",
            "要一个数",
        ),
        wrong(
            "rounded to two decimals",
            changed(CHAIN_CODE, ("    return share\n", "    return round(share, 2)\n")),
            "chain-share",
            "至少留三位",
        ),
        wrong(
            "the first five rows alone",
            changed(CHAIN_CODE, (f"for part in {PART}:", f"for part in ({PART}).head(5):")),
            "chain-share",
            "有七环",
        ),
        wrong(
            "rounded after each station",
            changed(CHAIN_CODE, ("share = share * part", "share = round(share * part, 3)")),
            "chain-share",
            "乘完才取整",
        ),
        wrong(
            "the shares rounded before they are multiplied",
            changed(CHAIN_CODE, (f"for part in {PART}:", f"for part in ({PART}).round(3):")),
            "chain-share",
            "乘完才取整",
        ),
        wrong(
            "shares rounded before they are compared",
            changed(CHAIN_CODE, (f"part={PART})", f"part=({PART}).round(3))")),
            "chain-first",
            "没有取整",
        ),
        wrong(
            "five stations by name",
            changed(
                CHAIN_CODE,
                ('table["station"].iloc[0]', f"{NAMES}[table['step'].iloc[0] - 1]"),
            ),
            "chain-first",
            "不止五环时",
        ),
        wrong(
            "the fewest right jobs",
            changed(CHAIN_CODE, (SORTED, 'sort_values(["right", "step"])')),
            ALL_FIRST,
            "因为抽查得少",
        ),
        wrong(
            "the most errors",
            changed(
                CHAIN_CODE,
                (
                    f"stations.assign(part={PART})",
                    'stations.assign(part=stations["right"] - stations["checked"])',
                ),
            ),
            ALL_FIRST,
            "因为抽查得多",
        ),
        wrong(
            "the best station",
            changed(CHAIN_CODE, (SORTED, 'sort_values(["part", "step"], ascending=False)')),
            ALL_FIRST,
            "而且要最低的",
        ),
        wrong(
            "equal stations in the order of the rows",
            changed(CHAIN_CODE, (SORTED, 'sort_values("part", kind="stable")')),
            "chain-equal",
            "取 step 小的",
        ),
        wrong(
            "equal stations by the later step",
            changed(CHAIN_CODE, (SORTED, 'sort_values(["part", "step"], ascending=[True, False])')),
            "chain-equal",
            "取 step 小的",
        ),
        wrong(
            "equal stations by name",
            changed(CHAIN_CODE, (SORTED, 'sort_values(["part", "station"])')),
            "chain-equal",
            "也不按字母",
        ),
        wrong(
            "the step instead of the code",
            changed(CHAIN_CODE, ('table["station"].iloc[0]', 'table["step"].iloc[0]')),
            ALL_FIRST,
            "要一环的代号",
        ),
        wrong(
            "the first in the chain",
            changed(CHAIN_CODE, (SORTED, 'sort_values("step")')),
            ALL_FIRST,
            "而且要最低的",
        ),
        wrong(
            "not sorted",
            changed(CHAIN_CODE, (f"    table = table.{SORTED}\n", "")),
            ALL_FIRST,
            "这一环排在第一行",
        ),
        wrong(
            "the number of the row",
            changed(
                CHAIN_CODE,
                ('    return table["station"].iloc[0]', '    return table["part"].idxmin()'),
            ),
            ALL_FIRST,
            "要一环的代号",
        ),
        wrong(
            "a sum that begins with 1",
            changed(CHAIN_CODE, ("share = share * part", "share = share + part")),
            "chain-share",
            "要连乘，不是相加",
        ),
        wrong(
            "the first three stations",
            changed(CHAIN_CODE, (f"for part in {PART}", f"for part in ({PART}).head(3)")),
            "chain-share",
            "一环也不能少",
        ),
        wrong(
            "rounded before it is sorted",
            changed(CHAIN_CODE, (f"part={PART}", f"part=({PART}).round(1)")),
            "chain-first",
            "排以前不取整",
        ),
        wrong(
            "the row of label 0",
            changed(CHAIN_CODE, ('["station"].iloc[0]', '["station"][0]')),
            ALL_FIRST,
            "用 .iloc[…] 取",
        ),
    ],
    unusual=[
        right(
            "one call each",
            """
            def chain(stations):
                return (stations["right"] / stations["checked"]).prod()

            def first_to_mend(stations):
                by_step = stations.sort_values("step").set_index("station")
                return (by_step["right"] / by_step["checked"]).idxmin()
            """,
        ),
        right(
            "one big fraction",
            """
            def chain(stations):
                above, below = 1.0, 1.0
                for row in stations.to_dict("records"):
                    above *= row["right"]
                    below *= row["checked"]
                return above / below

            def first_to_mend(stations):
                rows = stations.sort_values("step").to_dict("records")
                lowest = min(rows, key=lambda row: row["right"] / row["checked"])
                return lowest["station"]
            """,
        ),
        right(
            "by errors",
            """
            def chain(stations):
                share = 1
                wrong = stations["checked"] - stations["right"]
                for one, checked in zip(wrong, stations["checked"]):
                    share = share * (1 - one / checked)
                return share

            def first_to_mend(stations):
                wrong = (stations["checked"] - stations["right"]) / stations["checked"]
                worst = stations[wrong == wrong.max()].sort_values("step")
                return worst["station"].to_list()[0]
            """,
        ),
        right(
            "the best so far",
            """
            from math import prod

            def chain(stations):
                return prod(row["right"] / row["checked"] for row in stations.to_dict("records"))

            def first_to_mend(stations):
                lowest, found = 2, None
                for row in stations.sort_values("step").to_dict("records"):
                    if row["right"] / row["checked"] < lowest:
                        lowest, found = row["right"] / row["checked"], row["station"]
                return found
            """,
        ),
        right(
            "rounded to three decimals",
            """
            def chain(stations):
                product = 1
                for part in (stations["right"] / stations["checked"]).to_list():
                    product *= part
                return round(product, 3)

            def first_to_mend(stations):
                table = stations.assign(part=stations["right"] / stations["checked"])
                lowest = table[table["part"] == table["part"].min()]
                return lowest.loc[lowest["step"].idxmin(), "station"]
            """,
        ),
        right(
            "by the steps of the discounts and of the fastest",
            """
            def chain(stations):
                left = 1
                for right in stations["right"] / stations["checked"]:
                    left = left * right
                return left

            def first_to_mend(stations):
                shares = stations.assign(share=stations["right"] / stations["checked"])
                lowest = shares.sort_values(["share", "step"], ascending=[True, True])
                return lowest["station"].iloc[0]
            """,
            taught="price = price * discount    # 右边先算，再存回左边",
        ),
        right(
            "by the share of errors",
            """
            def chain(stations):
                share = 1
                for right, checked in zip(stations["right"], stations["checked"]):
                    share *= right / checked
                return share

            def first_to_mend(stations):
                wrong = stations["checked"] - stations["right"]
                table = stations.assign(wrong=wrong / stations["checked"])
                table = table.sort_values(["wrong", "step"], ascending=[False, True])
                return table.iloc[0]["station"]
            """,
        ),
    ],
)

TASKS = {"time": TIME, "internal": INTERNAL, "value": VALUE, "chain": CHAIN}

# --- practice

STATUS_CODE = solution(__file__, "status", "practice.py")
ALL_STATUS = "status-progress status-status"

STATUS = Answers(
    mistakes=[
        wrong(
            "by the order that was placed last",
            changed(
                STATUS_CODE,
                ('own["trip_date"].max()', 'own.sort_values("order_date")["trip_date"].iloc[-1]'),
            ),
            "status-progress",
            "不看最后下的单",
        ),
        wrong(
            "a trip on the day ref is over",
            changed(STATUS_CODE, (">= ref", "> ref")),
            "status-progress",
            "正好 ref 当天出行",
        ),
        wrong(
            "an order of the day ref does not count",
            changed(STATUS_CODE, ("<= ref", "< ref")),
            ALL_STATUS,
            "正好 ref 当天下的单",
        ),
        wrong(
            "every order counts",
            changed(STATUS_CODE, (' & (orders["status"] == "completed")', "")),
            ALL_STATUS,
            "那一笔取消了",
        ),
        wrong(
            "refunded orders count",
            changed(STATUS_CODE, ('== "completed"', '!= "cancelled"')),
            "status-progress",
            "还没有出行的一笔退款了",
        ),
        wrong(
            "orders after ref count",
            changed(STATUS_CODE, ('    own = own[own["order_date"] <= ref]\n', "")),
            ALL_STATUS,
            "那一笔在 ref 以后才下",
        ),
        wrong(
            "a deal of more than 365 days ago is none",
            changed(
                STATUS_CODE,
                (
                    "    if len(own) == 0:",
                    '    own = own[own["trip_date"] >= ref - pd.Timedelta(days=365)]\n'
                    "    if len(own) == 0:",
                ),
            ),
            ALL_STATUS,
            "这里不看 365 天",
        ),
        wrong(
            "only a deal that is going on makes an actual customer",
            changed(
                STATUS_CODE,
                (
                    '"potential" if progress(orders, member_id, ref) == "about" else "actual"',
                    '"actual" if progress(orders, member_id, ref) == "in" else "potential"',
                ),
            ),
            "status-status",
            "曾经交易过的，也是现实客户",
        ),
        wrong(
            "the progress itself",
            changed(
                STATUS_CODE,
                (
                    '"potential" if progress(orders, member_id, ref) == "about" else "actual"',
                    "progress(orders, member_id, ref)",
                ),
            ),
            "status-status",
            "返回两个英文代号之一",
        ),
    ],
    unusual=[
        right(
            "by any and query",
            """
            def progress(orders, member_id, ref):
                own = orders.query("member_id == @member_id and status == 'completed'")
                own = own[~(own["order_date"] > ref)]
                if own.empty:
                    return "about"
                if (own["trip_date"] >= ref).any():
                    return "in"
                return "had"

            def status(orders, member_id, ref):
                known = {"had": "actual", "in": "actual", "about": "potential"}
                return known[progress(orders, member_id, ref)]
            """,
        ),
    ],
    untaught="the lesson says what the codes mean; the code is the student's",
)

SHARES_CODE = solution(__file__, "shares", "practice.py")
ALL_SHARES = "shares-all shares-after"

SHARES = Answers(
    mistakes=[
        wrong(
            "without the minus sign",
            changed(SHARES_CODE, ("np.exp(-cost)", "np.exp(cost)")),
            ALL_SHARES,
            "np.exp 里要有负号",
        ),
        wrong(
            "shares of the kinds forgotten",
            changed(SHARES_CODE, ('who["share"] * pull', "pull")),
            ALL_SHARES,
            "要先乘 share",
        ),
        wrong(
            "not divided by the sum",
            changed(SHARES_CODE, (" / pull.sum()", "")),
            ALL_SHARES,
            "各家的比例合计是 1",
        ),
        wrong(
            "costs compared as they are",
            changed(SHARES_CODE, ("np.exp(-cost)", "cost")),
            ALL_SHARES,
            "付出",
        ),
        wrong(
            "the first kind alone",
            changed(
                SHARES_CODE,
                (
                    'segments.to_dict("records")',
                    'segments.head(1).assign(share=1).to_dict("records")',
                ),
            ),
            ALL_SHARES,
            "这只是看重钱的客户",
        ),
        wrong(
            "the share before",
            changed(SHARES_CODE, ("shares(changed, segments)", "shares(shops, segments)")),
            "shares-after",
            "没有改以前的比例",
        ),
        wrong(
            "more instead of less",
            changed(SHARES_CODE, ("- less *", "+ less *")),
            "shares-after",
            "要减少，不是增加",
        ),
        wrong(
            "every shop changes",
            changed(SHARES_CODE, (' * (shops["shop"] == shop)', "")),
            "shares-after",
            "没有改以前的比例",
        ),
        wrong(
            "in percent",
            changed(SHARES_CODE, ("return total", "return total * 100")),
            ALL_SHARES,
            "不写成百分数",
        ),
        wrong(
            "the cost as a divisor",
            changed(SHARES_CODE, ("np.exp(-cost)", "1 / cost")),
            ALL_SHARES,
            "不是 1 ÷ 付出",
        ),
        wrong(
            "without the effort",
            changed(SHARES_CODE, (' + shops["effort"] * who["effort"]', "")),
            ALL_SHARES,
            "三样付出都要算",
        ),
        wrong(
            "pulls of all kinds added before dividing",
            changed(
                SHARES_CODE,
                (" / pull.sum()", ""),
                ("    return total\n", "    return total / total.sum()\n"),
            ),
            ALL_SHARES,
            "每一种客户先各算比例",
        ),
        wrong(
            "the share of the first shop",
            changed(SHARES_CODE, ('[shops["shop"] == shop].iloc[0]', ".iloc[0]")),
            "shares-after",
            "这是别家的比例",
        ),
        wrong(
            "the share of the last shop",
            changed(SHARES_CODE, ('[shops["shop"] == shop].iloc[0]', ".iloc[-1]")),
            "shares-after",
            "shop 是参数",
        ),
    ],
    unusual=[
        right(
            "a table of weights",
            """
            def shares(shops, segments):
                names = ["price", "wait", "effort"]
                cost = shops[names].to_numpy() @ segments[names].to_numpy().T
                pull = np.exp(-cost)
                by_kind = pull / pull.sum(axis=0)
                return pd.Series(by_kind @ segments["share"].to_numpy(), shops.index)

            def share_after(shops, segments, shop, column, less):
                there = (shops["shop"] == shop).to_numpy()
                changed = shops.astype({column: float}).reset_index(drop=True)
                changed.loc[there, column] -= less
                return float(shares(changed, segments)[there].sum())
            """,
        ),
        right(
            "by the lesson's steps",
            """
            def shares(shops, segments):
                all_kinds = 0
                for who in segments.to_dict("records"):
                    paid = 0
                    for name in ["price", "wait", "effort"]:
                        paid = paid + who[name] * shops[name]
                    pull = np.exp(-paid)
                    all_kinds = all_kinds + (pull / pull.sum()) * who["share"]
                return all_kinds

            def share_after(shops, segments, shop, column, less):
                new = shops.assign(share=0)
                new[column] = new[column] - (new["shop"] == shop) * less
                new["share"] = shares(new, segments)
                return new.set_index("shop")["share"][shop]
            """,
            taught="pull = np.exp(-paid)",
        ),
    ],
)

WAYS = (
    'ways = {1: "questionnaire", 2: "suggestion_box", 3: "interview", 4: "database", '
    '5: "mock_purchase", 6: "key_meeting", 7: "consumer_org", 8: "rivals", 9: "third_party"}'
)

DISCOVER = Answers(
    mistakes=[
        wrong(
            "a questionnaire for one, an interview for all",
            changed(
                WAYS,
                ('1: "questionnaire"', '1: "interview"'),
                ('3: "interview"', '3: "questionnaire"'),
            ),
            "discover-1",
            "三千户，同样的十道题",
        ),
        wrong(
            "a mock purchase at the rival's",
            changed(
                WAYS, ('5: "mock_purchase"', '5: "rivals"'), ('8: "rivals"', '8: "mock_purchase"')
            ),
            "discover-1 discover-6",
            "经理扮成顾客",
        ),
        wrong(
            "the association is a third party",
            changed(
                WAYS,
                ('7: "consumer_org"', '7: "third_party"'),
                ('9: "third_party"', '9: "consumer_org"'),
            ),
            "discover-6",
            "去的是消费者协会",
        ),
        wrong(
            "one is lacking", changed(WAYS, (', 9: "third_party"', "")), "discover-6", "一个也不少"
        ),
        wrong(
            "in Chinese",
            changed(WAYS, ('"database"', '"客户数据库分析"')),
            "discover-1",
            "九个英文代号之一",
        ),
    ],
    unusual=[
        right(
            "by zip",
            """
            names = ["questionnaire", "suggestion_box", "interview", "database", "mock_purchase"]
            names += ["key_meeting", "consumer_org", "rivals", "third_party"]
            ways = dict(zip("123456789", names))
            """,
        ),
        right("a series", WAYS + "\nways = pd.Series(ways)"),
    ],
    untaught="the lesson has the nine ways in words, not as codes",
)

PRACTICE = {"status": STATUS, "shares": SHARES, "discover": DISCOVER}

# --- the self-check

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

ANSWERS = {"customers-tasks": TASKS, "customers-practice": PRACTICE, "customers-check": CHECK}
