"""Unit `keyaccounts`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, Mistake, changed, lines, right, solution, wrong

# --- stage (A6.1)

STAGE_CODE = solution(__file__, "stage")
COUNTED = "flags.apply(stage, axis=1).value_counts().reindex(STAGES, fill_value=0)"
COOP = """    if row["process_integration"] and row["joint_plan"]:
        return "coop"
"""
MATURE = """    if row["joint_plan"] or row["top_level_contact"]:
        return "mature"
"""
MIDDLE = """    if row["cross_functional"] or row["regular_business"]:
        return "middle"
"""
MIDDLE_ELSE = """found = "middle"
    else:
        found = "early"
    return found"""
ALL_STAGE = "stage-rules stage-order stage-counts"

STAGE = Answers(
    mistakes=[
        wrong(
            "integration or a plan is cooperation",
            changed(STAGE_CODE, ('"process_integration"] and', '"process_integration"] or')),
            ALL_STAGE,
            "只有联合规划，流程没有整合",
        ),
        wrong(
            "integration alone is cooperation",
            changed(STAGE_CODE, (' and row["joint_plan"]', "")),
            ALL_STAGE,
            "前三条都不符合",
        ),
        wrong(
            "a plan alone is cooperation",
            changed(STAGE_CODE, ('row["process_integration"] and ', "")),
            ALL_STAGE,
            "是第 2 条，不是第 1 条",
        ),
        wrong(
            "a plan and contact at the top for the mature stage",
            changed(STAGE_CODE, ('"joint_plan"] or', '"joint_plan"] and')),
            ALL_STAGE,
            "只有高层往来",
        ),
        wrong(
            "contact at the top does not count",
            changed(STAGE_CODE, (' or row["top_level_contact"]', "")),
            ALL_STAGE,
            "只有高层往来",
        ),
        wrong(
            "a team and regular business for the middle stage",
            changed(STAGE_CODE, ('"cross_functional"] or', '"cross_functional"] and')),
            ALL_STAGE,
            "有经常性业务，没有团队",
        ),
        wrong(
            "the team does not count",
            changed(STAGE_CODE, ('row["cross_functional"] or ', "")),
            ALL_STAGE,
            "有跨职能团队，没有经常性业务",
        ),
        wrong(
            "from the bottom",
            changed(STAGE_CODE, (COOP + MATURE + MIDDLE, MIDDLE + MATURE + COOP)),
            ALL_STAGE,
            "流程整合了，又有联合规划",
        ),
        wrong(
            "the middle stage before the mature one",
            changed(STAGE_CODE, (MATURE + MIDDLE, MIDDLE + MATURE)),
            ALL_STAGE,
            "",
        ),
        wrong(
            "the words for the codes",
            changed(STAGE_CODE, ('return "coop"', 'return "cooperation"')),
            ALL_STAGE,
            "四个英文代号",
        ),
        wrong(
            "drops stages without accounts",
            changed(STAGE_CODE, (".reindex(STAGES, fill_value=0)", "")),
            "stage-counts",
            "写 0",
        ),
        wrong(
            "missing instead of 0",
            changed(STAGE_CODE, (", fill_value=0", "")),
            "stage-counts",
            "不是空值",
        ),
        wrong(
            "shares",
            changed(STAGE_CODE, ("value_counts()", "value_counts(normalize=True)")),
            "stage-counts",
            "不是占比",
        ),
        wrong(
            "the stage of each account",
            changed(STAGE_CODE, (COUNTED, "flags.apply(stage, axis=1)")),
            "stage-counts",
            "每个阶段的家数",
        ),
        wrong(
            "the total",
            changed(STAGE_CODE, (COUNTED, "len(flags)")),
            "stage-counts",
            "这是总数",
        ),
        wrong(
            "names for values",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if "process_integration" and "joint_plan":
                    return "coop"
                if row["joint_plan"] or row["top_level_contact"]:
                    return "mature"
                if row["cross_functional"] or row["regular_business"]:
                    return "middle"
                return "early"


            def stage_counts(flags):
                return flags.apply(stage, axis=1).value_counts().reindex(STAGES, fill_value=0)
            """,
            "stage-rules stage-order stage-counts",
            "process_integration，没有比较",
        ),
        wrong(
            "True as text",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["process_integration"] and row["joint_plan"]:
                    return "coop"
                if row["joint_plan"] == "True" or row["top_level_contact"] == "True":
                    return "mature"
                if row["cross_functional"] or row["regular_business"]:
                    return "middle"
                return "early"


            def stage_counts(flags):
                return flags.apply(stage, axis=1).value_counts().reindex(STAGES, fill_value=0)
            """,
            "stage-rules stage-order stage-counts",
            "“True”加了引号",
        ),
        wrong(
            "value_counts on flags",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["process_integration"] and row["joint_plan"]:
                    return "coop"
                if row["joint_plan"] or row["top_level_contact"]:
                    return "mature"
                if row["cross_functional"] or row["regular_business"]:
                    return "middle"
                return "early"


            def stage_counts(flags):
                return flags.value_counts().reindex(STAGES, fill_value=0)
            """,
            "stage-counts",
            "一家也没有数到",
        ),
        wrong(
            "apply in the wrong place",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["process_integration"] and row["joint_plan"]:
                    return "coop"
                if row["joint_plan"] or row["top_level_contact"]:
                    return "mature"
                if row["cross_functional"] or row["regular_business"]:
                    return "middle"
                return "early"


            def stage_counts(flags):
                return stage.apply(flags, axis=1).value_counts().reindex(STAGES, fill_value=0)
            """,
            "stage-counts",
            "stage 是函数，后面没有 apply",
        ),
        wrong(
            "integration with contact at the top is cooperation",
            changed(
                STAGE_CODE,
                ('and row["joint_plan"]', 'and (row["joint_plan"] or row["top_level_contact"])'),
            ),
            ALL_STAGE,
            "有流程整合和高层往来",
        ),
        wrong(
            "an else that overwrites what the ifs before gave",
            changed(
                STAGE_CODE,
                ('return "coop"', 'found = "coop"'),
                ('return "mature"', 'found = "mature"'),
                ('return "middle"\n    return "early"', MIDDLE_ELSE),
            ),
            ALL_STAGE,
            "最后的 else 会改掉",
        ),
        wrong(
            "the table outside for the row",
            changed(STAGE_CODE, ('row["', 'flags["')),
            ALL_STAGE,
            "函数外面的 flags：要用参数 row",
        ),
    ],
    unusual=[
        right(
            "a customer by its label, one after the other",
            changed(
                STAGE_CODE,
                (
                    COUNTED,
                    "pd.Series([[stage(flags.loc[label]) for label in flags.index]"
                    ".count(name) for name in STAGES], index=STAGES)",
                ),
            ),
        ),
        right(
            "as the lesson decides on a visit",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["process_integration"] and row["joint_plan"]:    # 两样都要有
                    return "coop"
                if row["joint_plan"] or row["top_level_contact"]:       # 有一样就行
                    return "mature"
                if row["cross_functional"] or row["regular_business"]:
                    return "middle"
                return "early"

            def stage_counts(flags):
                found = flags.apply(stage, axis=1)
                return found.value_counts().reindex(STAGES, fill_value=0)
            """,
            taught="machines.apply(visit, axis=1)",
        ),
        right(
            "if and elif, a loop",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["joint_plan"] and row["process_integration"]:
                    answer = "coop"
                elif row["top_level_contact"] or row["joint_plan"] == True:
                    answer = "mature"
                elif row["regular_business"] or row["cross_functional"]:
                    answer = "middle"
                else:
                    answer = "early"
                return answer

            def stage_counts(flags):
                counts = {}
                for name in STAGES:
                    counts[name] = len([1 for _, row in flags.iterrows() if stage(row) == name])
                return counts
            """,
        ),
        right(
            "from the bottom, the higher stage overrides",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                answer = "early"
                if row["cross_functional"] or row["regular_business"]:
                    answer = "middle"
                if row["joint_plan"] or row["top_level_contact"]:
                    answer = "mature"
                if row["process_integration"] and row["joint_plan"]:
                    answer = "coop"
                return answer

            def stage_counts(flags):
                found = [stage(row) for row in flags.to_dict("records")]
                return [found.count(name) for name in STAGES]
            """,
        ),
        right(
            "by columns",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                return stages(pd.DataFrame([dict(row)])).iloc[0]

            def stages(table):
                table = table.reset_index(drop=True)
                found = pd.Series("early", index=table.index)
                found[table["cross_functional"] | table["regular_business"]] = "middle"
                found[table["joint_plan"] | table["top_level_contact"]] = "mature"
                found[table["process_integration"] & table["joint_plan"]] = "coop"
                return found

            def stage_counts(flags):
                return stages(flags).value_counts().reindex(STAGES).fillna(0).astype(int)
            """,
        ),
        right(
            "the joint plan first",
            """
            STAGES = ["early", "middle", "mature", "coop"]

            def stage(row):
                if row["joint_plan"]:
                    return "coop" if row["process_integration"] else "mature"
                if row["top_level_contact"]:
                    return "mature"
                some = any([row["cross_functional"], row["regular_business"]])
                return "middle" if some else "early"

            def stage_counts(flags):
                found = pd.Categorical(flags.apply(stage, axis=1), categories=STAGES)
                return pd.Series(found).value_counts()
            """,
        ),
    ],
)

# --- net (A6.2)

NET_CODE = solution(__file__, "net")
LATE = 'orders[orders["month"] >= start]'
NET_LATE = f"    late = {LATE}\n    sums"
BIG_LATE = f"    late = {LATE}\n    big"
PROFIT = 'sums["margin_cny"] - HOUR * sums["service_hours"]'
LIST = "sorted([account for account in big.index if profit[account] < 0])"
BOTH_NET = "net-profit net-big"

NET = Answers(
    mistakes=[
        wrong(
            "all months for the profit",
            changed(NET_CODE, (NET_LATE, "    late = orders\n    sums")),
            BOTH_NET,
            "2 月的不算",
        ),
        wrong(
            "without the month of start",
            changed(NET_CODE, (LATE, LATE.replace(">=", ">"))),
            BOTH_NET,
            "start 那个月也要算",
        ),
        wrong(
            "without the cost of service",
            changed(NET_CODE, (PROFIT, 'sums["margin_cny"]')),
            BOTH_NET,
            "还没有扣服务成本",
        ),
        wrong(
            "hours for yuan",
            changed(NET_CODE, ("HOUR * ", "")),
            BOTH_NET,
            "乘每小时 120 元",
        ),
        wrong(
            "the cost of service added",
            changed(NET_CODE, ("- HOUR", "+ HOUR")),
            BOTH_NET,
            "要减，不是加",
        ),
        wrong(
            "the mean of the months",
            changed(NET_CODE, ('"service_hours"]].sum()', '"service_hours"]].mean()')),
            "net-profit",
            "要合计",
        ),
        wrong(
            "revenue for margin",
            changed(NET_CODE, ('"margin_cny"', '"revenue_cny"')),
            BOTH_NET,
            "用毛利",
        ),
        wrong(
            "one number for all",
            changed(NET_CODE, (PROFIT, f"({PROFIT}).sum()")),
            BOTH_NET,
            "按 customer_id 分组",
        ),
        wrong(
            "row by row",
            changed(
                NET_CODE,
                ('late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()', "late"),
            ),
            BOTH_NET,
            "分组求和",
        ),
        wrong(
            "accounts that buy no more, with 0",
            changed(
                NET_CODE,
                (PROFIT, f'({PROFIT}).reindex(orders["customer_id"].unique(), fill_value=0)'),
            ),
            "net-profit",
            "C005 从 3 月起没有记录",
        ),
        wrong(
            "the month of start alone",
            changed(NET_CODE, (NET_LATE, NET_LATE.replace(">=", "=="))),
            BOTH_NET,
            "不只是那一个月",
        ),
        wrong(
            "the largest without the month of start",
            changed(NET_CODE, (BIG_LATE, BIG_LATE.replace(">=", ">"))),
            "net-big",
            "start 那个月也要算",
        ),
        wrong(
            "all that lose",
            changed(NET_CODE, ("account in big.index", "account in profit.index")),
            "net-big",
            "只看收入最大的 4 家",
        ),
        wrong(
            "0 is a loss",
            changed(NET_CODE, ("profit[account] < 0", "profit[account] <= 0")),
            "net-big",
            "正好是 0",
        ),
        wrong(
            "those that do not lose",
            changed(NET_CODE, ("profit[account] < 0", "profit[account] >= 0")),
            "net-big",
            "反了",
        ),
        wrong(
            "in the order of revenue",
            changed(NET_CODE, (LIST, LIST.removeprefix("sorted(").removesuffix(")"))),
            "net-big",
            "编号要从小到大",
        ),
        wrong(
            "revenue of all months",
            changed(NET_CODE, (BIG_LATE, "    late = orders\n    big")),
            "net-big",
            "1 月的",
        ),
        wrong(
            "the largest by margin",
            changed(NET_CODE, ('["revenue_cny"].sum()', '["margin_cny"].sum()')),
            "net-big",
            "不是毛利",
        ),
        wrong(
            "the largest months",
            changed(
                NET_CODE,
                (
                    'late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)',
                    'late.set_index("customer_id")["revenue_cny"].nlargest(n)',
                ),
            ),
            "net-big",
            "先按客户合计",
        ),
        wrong(
            "the smallest",
            changed(NET_CODE, ("nlargest(n)", "nsmallest(n)")),
            "net-big",
            "用 nlargest",
        ),
        wrong(
            "all of the largest",
            changed(NET_CODE, (" if profit[account] < 0", "")),
            "net-big",
            "还要看谁亏",
        ),
        wrong(
            "how many",
            changed(NET_CODE, (LIST, f"len({LIST})")),
            "net-big",
            "不是有几家",
        ),
        wrong(
            "always 24",
            changed(NET_CODE, ("nlargest(n)", "nlargest(24)")),
            "net-big",
            "只看收入最大的 4 家",
        ),
        wrong(
            "start in quotes",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= "start"]
                sums = late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big.index if profit[account] < 0])
            """,
            "net-profit net-big",
            "日期只能和日期比",
        ),
        wrong(
            "two columns without inner brackets",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= start]
                sums = late.groupby("customer_id")["margin_cny", "service_hours"].sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big.index if profit[account] < 0])
            """,
            "net-profit net-big",
            "两层方括号",
        ),
        wrong(
            "sum of the whole grouped table",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= start]
                sums = late.groupby("customer_id").sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big.index if profit[account] < 0])
            """,
            "net-profit net-big",
            "不能求和、求平均",
        ),
        wrong(
            "for over the values",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= start]
                sums = late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big if profit[account] < 0])
            """,
            "net-big",
            "要名字用 .index",
        ),
        wrong(
            "profit < '0'",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= start]
                sums = late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big.index if profit[account] < '0'])
            """,
            "net-big",
            "文字和数字不能直接运算",
        ),
        wrong(
            "profit > 0",
            """
            HOUR = 120

            def net(orders, start):
                late = orders[orders["month"] >= start]
                sums = late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
                return sums["margin_cny"] - HOUR * sums["service_hours"]


            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(orders, start)
                return sorted([account for account in big.index if profit[account] > 0])
            """,
            "net-big",
            "反了",
        ),
        wrong(
            "25 yuan of the example",
            changed(NET_CODE, (PROFIT, 'sums["margin_cny"] - 25 * sums["service_hours"]')),
            BOTH_NET,
            "不是样例里的 25 元",
        ),
        wrong(
            "brackets round margin and cost",
            changed(NET_CODE, (PROFIT, '(sums["margin_cny"] - HOUR) * sums["service_hours"]')),
            BOTH_NET,
            "120 只乘工时",
        ),
        wrong(
            "the months before",
            changed(NET_CODE, (NET_LATE, NET_LATE.replace(">=", "<="))),
            BOTH_NET,
            "不是以前的",
        ),
        wrong(
            "the first n of the table",
            changed(NET_CODE, (".nlargest(n)", ".head(n)")),
            "net-big",
            "不是毛利，也不是表里的前几家",
        ),
        wrong(
            "row numbers for ids",
            changed(NET_CODE, ('"service_hours"]].sum()', '"service_hours"]].sum().reset_index()')),
            "net-big",
            "索引是行号",
        ),
        wrong(
            "rows for hours",
            changed(
                NET_CODE, (PROFIT, 'sums["margin_cny"] - HOUR * late.groupby("customer_id").size()')
            ),
            BOTH_NET,
            "不是数有几行",
        ),
        wrong(
            "no loss is shown",
            changed(NET_CODE, (PROFIT, f"({PROFIT}).clip(lower=0)")),
            BOTH_NET,
            "净利润可以小于 0",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it, two columns at once",
            """
            def net(orders, start):
                year = orders[orders["month"] >= start]
                sums = year.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
                return sums["margin_cny"] - 120 * sums["service_hours"]

            def big_losing(orders, start, n):
                year = orders[orders["month"] >= start]
                big = year.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
                profit = net(year, start)
                losing = profit[profit < 0]
                return sorted([account for account in losing.index if account in big.index])
            """,
            taught='sums = visits.groupby("account")[["margin", "hours"]].sum()',
        ),
        right(
            "the profit of each row first",
            """
            def net(orders, start):
                table = orders.assign(net=orders["margin_cny"] - 120 * orders["service_hours"])
                return table[table["month"] >= start].groupby("customer_id")["net"].sum()

            def big_losing(orders, start, n):
                late = orders[orders["month"] >= start]
                money = late.groupby("customer_id")["revenue_cny"].sum()
                big = money.sort_values(ascending=False).head(n)
                profit = net(orders, start)[big.index]
                return sorted(profit[profit < 0].index)
            """,
        ),
        right(
            "one table with all sums",
            """
            def sums(orders, start):
                late = orders[~(orders["month"] < start)]
                table = late.groupby("customer_id").agg(
                    revenue=("revenue_cny", "sum"),
                    margin=("margin_cny", "sum"),
                    hours=("service_hours", "sum"),
                )
                return table.assign(net=table["margin"] - table["hours"] * 120)

            def net(orders, start):
                return sums(orders, start)["net"]

            def big_losing(orders, start, n):
                table = sums(orders, start).nlargest(n, "revenue")
                return table[table["net"] < 0].sort_index().index.to_list()
            """,
        ),
        right(
            "dictionaries",
            """
            def total(orders, start, column):
                found = {}
                for row in orders.to_dict("records"):
                    if row["month"] >= start:
                        found[row["customer_id"]] = found.get(row["customer_id"], 0) + row[column]
                return found

            def net(orders, start):
                margin = total(orders, start, "margin_cny")
                hours = total(orders, start, "service_hours")
                return {name: margin[name] - 120 * hours[name] for name in margin}

            def big_losing(orders, start, n):
                money = total(orders, start, "revenue_cny")
                big = sorted(money, key=lambda name: -money[name])[:n]
                profit = net(orders, start)
                return sorted(name for name in big if profit[name] < 0)
            """,
        ),
        right(
            "a pivot table and a query",
            """
            def net(orders, start):
                late = orders.query("month >= @start")
                wanted = ["margin_cny", "service_hours"]
                table = late.pivot_table(index="customer_id", values=wanted, aggfunc="sum")
                return table.eval("margin_cny - 120 * service_hours")

            def big_losing(orders, start, n):
                late = orders[orders["month"].ge(start)]
                money = late.groupby("customer_id")["revenue_cny"].sum()
                places = money.rank(ascending=False, method="first")
                big = set(places[places <= n].index)
                losing = set(net(orders, start)[lambda profit: profit < 0].index)
                return sorted(big & losing)
            """,
        ),
    ],
)

# --- assign (A6.3)

ASSIGN_CODE = solution(__file__, "assign", "practice.py")
SHARED = 'shared.groupby("manager_id")["hours"].sum().reindex(managers["manager_id"], fill_value=0)'
ABLE = 'able = [name for name in load if row["region"] in regions[name].split()]'
ROWS = 'accounts.sort_values("hours", ascending=False).iterrows()'
FREE = "free = min(able, key=lambda name: load[name])"
PLAN = 'plan[row["customer_id"]] = free'
WHOLE_PLAN = "assign-rules assign-fair"

ASSIGN = Answers(
    mistakes=[
        wrong(
            "drops managers without accounts",
            changed(ASSIGN_CODE, ('.reindex(managers["manager_id"], fill_value=0)', "")),
            "assign-loads",
            "写 0",
        ),
        wrong(
            "missing instead of 0",
            changed(ASSIGN_CODE, (", fill_value=0", "")),
            "assign-loads",
            "不是空值",
        ),
        wrong(
            "the number of accounts",
            changed(ASSIGN_CODE, ('["hours"].sum()', '["hours"].count()')),
            "assign-loads",
            "不是客户的家数",
        ),
        wrong(
            "the mean",
            changed(ASSIGN_CODE, ('["hours"].sum()', '["hours"].mean()')),
            "assign-loads",
            "不是平均",
        ),
        wrong(
            "the largest account",
            changed(ASSIGN_CODE, ('["hours"].sum()', '["hours"].max()')),
            "assign-loads",
            "不是最大的一家",
        ),
        wrong(
            "shares",
            changed(ASSIGN_CODE, (SHARED, f'{SHARED} / accounts["hours"].sum()')),
            "assign-loads",
            "不是占比",
        ),
        wrong(
            "the plan by its order",
            changed(
                ASSIGN_CODE,
                ('accounts["customer_id"].map(plan)', "list(plan.values())"),
            ),
            "assign-loads",
            "按客户编号查",
        ),
        wrong(
            "the hours of each account",
            changed(ASSIGN_CODE, (SHARED, 'accounts.set_index("customer_id")["hours"]')),
            "assign-loads",
            "不是每个客户的",
        ),
        wrong(
            "the total",
            changed(ASSIGN_CODE, (SHARED, 'shared["hours"].sum()')),
            "assign-loads",
            "这是总数",
        ),
        wrong(
            "south is in southwest",
            changed(ASSIGN_CODE, ("regions[name].split()", "regions[name]")),
            WHOLE_PLAN,
            "south 不是 southwest",
        ),
        wrong(
            "anybody may have any account",
            changed(ASSIGN_CODE, (ABLE, "able = list(load)")),
            WHOLE_PLAN,
            "不在经理的 regions 里",
        ),
        wrong(
            "the first who may have it",
            changed(ASSIGN_CODE, (FREE, "free = able[0]")),
            "assign-fair",
            "从工时多的客户开始分",
        ),
        wrong(
            "in the order of the table",
            changed(ASSIGN_CODE, (ROWS, "accounts.iterrows()")),
            "assign-fair",
            "从工时多的客户开始分",
        ),
        wrong(
            "from the fewest hours up",
            changed(ASSIGN_CODE, ("ascending=False", "ascending=True")),
            "assign-fair",
            "从工时多的客户开始分",
        ),
        wrong(
            "to the busiest",
            changed(ASSIGN_CODE, ("min(able", "max(able")),
            "assign-fair",
            "",
        ),
        wrong(
            "as many accounts for each",
            changed(ASSIGN_CODE, ('load[free] += row["hours"]', "load[free] += 1")),
            "assign-fair",
            "1.25 倍",
        ),
        wrong(
            "in turn, whoever is busy",
            changed(ASSIGN_CODE, (FREE, "free = able[len(plan) % len(able)]")),
            "assign-fair",
            "给了谁就把工时加给谁",
        ),
        wrong(
            "forgets what was given",
            changed(ASSIGN_CODE, ('        load[free] += row["hours"]\n', "")),
            "assign-fair",
            "给了谁就把工时加给谁",
        ),
        wrong(
            "the largest account is left out",
            changed(ASSIGN_CODE, (ROWS, ROWS.replace(".iterrows", ".iloc[1:].iterrows"))),
            WHOLE_PLAN,
            "有客户没有分到经理",
        ),
        wrong(
            "the accounts of each manager",
            changed(
                ASSIGN_CODE,
                (
                    "return plan",
                    "return {name: [a for a in plan if plan[a] == name] for name in load}",
                ),
            ),
            WHOLE_PLAN,
            "键是客户编号",
        ),
        wrong(
            "two managers for the first account",
            changed(
                ASSIGN_CODE,
                (
                    "return plan",
                    "found = pd.Series(plan)\n    return pd.concat([found, found[:1]])",
                ),
            ),
            "assign-rules",
            "两位经理",
        ),
        wrong(
            "the plan as a list",
            changed(ASSIGN_CODE, ("return plan", "return list(plan.values())")),
            WHOLE_PLAN,
            "键是客户编号",
        ),
        wrong(
            "map('plan')",
            """
            def loads(accounts, managers, plan):
                shared = accounts.assign(manager_id=accounts["customer_id"].map("plan"))
                hours = shared.groupby("manager_id")["hours"].sum()
                return hours.reindex(managers["manager_id"], fill_value=0)


            def assign(accounts, managers):
                regions = managers.set_index("manager_id")["regions"]
                load = {name: 0 for name in regions.index}
                plan = {}
                for _, row in accounts.sort_values("hours", ascending=False).iterrows():
                    able = [name for name in load if row["region"] in regions[name].split()]
                    free = min(able, key=lambda name: load[name])
                    plan[row["customer_id"]] = free
                    load[free] += row["hours"]
                return plan
            """,
            "assign-loads",
            "当成了函数",
        ),
        wrong(
            "in a column asks the index",
            """
            def loads(accounts, managers, plan):
                shared = accounts.assign(manager_id=accounts["customer_id"].map(plan))
                hours = shared.groupby("manager_id")["hours"].sum()
                return hours.reindex(managers["manager_id"], fill_value=0)


            def assign(accounts, managers):
                regions = managers.set_index("manager_id")["regions"]
                load = {name: 0 for name in regions.index}
                plan = {}
                for _, row in accounts.sort_values("hours", ascending=False).iterrows():
                    able = [name for name in load if row["region"] in managers["regions"]]
                    free = min(able, key=lambda name: load[name])
                    plan[row["customer_id"]] = free
                    load[free] += row["hours"]
                return plan
            """,
            "assign-rules assign-fair",
            "问的是行号",
        ),
        wrong(
            "=+",
            """
            def loads(accounts, managers, plan):
                shared = accounts.assign(manager_id=accounts["customer_id"].map(plan))
                hours = shared.groupby("manager_id")["hours"].sum()
                return hours.reindex(managers["manager_id"], fill_value=0)


            def assign(accounts, managers):
                regions = managers.set_index("manager_id")["regions"]
                load = {name: 0 for name in regions.index}
                plan = {}
                for _, row in accounts.sort_values("hours", ascending=False).iterrows():
                    able = [name for name in load if row["region"] in regions[name].split()]
                    free = min(able, key=lambda name: load[name])
                    plan[row["customer_id"]] = free
                    load[free] =+ row["hours"]
                return plan
            """,
            "assign-fair",
            "写 +=",
        ),
        wrong(
            "return in the loop",
            """
            def loads(accounts, managers, plan):
                shared = accounts.assign(manager_id=accounts["customer_id"].map(plan))
                hours = shared.groupby("manager_id")["hours"].sum()
                return hours.reindex(managers["manager_id"], fill_value=0)


            def assign(accounts, managers):
                regions = managers.set_index("manager_id")["regions"]
                load = {name: 0 for name in regions.index}
                plan = {}
                for _, row in accounts.sort_values("hours", ascending=False).iterrows():
                    able = [name for name in load if row["region"] in regions[name].split()]
                    free = min(able, key=lambda name: load[name])
                    plan[row["customer_id"]] = free
                    load[free] += row["hours"]
                    return plan
            """,
            "assign-rules assign-fair",
            "第一圈就结束了",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it, the least busy each time",
            """
            def loads(accounts, managers, plan):
                hours = accounts.set_index("customer_id")["hours"]
                load = {manager: 0 for manager in managers["manager_id"]}
                for account, who in plan.items():
                    load[who] = load[who] + hours[account]
                return load

            def assign(accounts, managers):
                load = {manager: 0 for manager in managers["manager_id"]}
                plan = {}
                for _, need in accounts.sort_values("hours", ascending=False).iterrows():
                    pairs = zip(managers["manager_id"], managers["regions"])
                    may = [name for name, regions in pairs if need["region"] in regions.split()]
                    who = min(may, key=lambda one: load[one])
                    load[who] = load[who] + need["hours"]
                    plan[need["customer_id"]] = who
                return plan
            """,
            taught="who = min(load, key=lambda one: load[one])",
        ),
        right(
            "the less busy, then those with fewer regions",
            """
            def loads(accounts, managers, plan):
                found = {name: 0.0 for name in managers["manager_id"]}
                for _, row in accounts.iterrows():
                    found[plan[row["customer_id"]]] += row["hours"]
                return found

            def assign(accounts, managers):
                areas = dict(zip(managers["manager_id"], managers["regions"].str.split()))
                order = sorted(accounts.to_dict("records"), key=lambda row: -row["hours"])
                load, plan = dict.fromkeys(areas, 0.0), {}
                for row in order:
                    able = [name for name in areas if row["region"] in areas[name]]
                    best = sorted(able, key=lambda name: (load[name], len(areas[name])))[0]
                    plan[row["customer_id"]] = best
                    load[best] += row["hours"]
                return plan
            """,
        ),
        right(
            "a Series of managers",
            """
            def loads(accounts, managers, plan):
                owner = pd.Series(plan, name="manager_id").rename_axis("customer_id").reset_index()
                joined = accounts.merge(owner, on="customer_id")
                return managers.set_index("manager_id").index.to_series().map(
                    joined.groupby("manager_id")["hours"].sum()).fillna(0)

            def assign(accounts, managers):
                load = pd.Series(0.0, index=managers["manager_id"])
                areas = managers.set_index("manager_id")["regions"].str.split()
                result = pd.Series(dtype=object)
                table = accounts.set_index("customer_id").sort_values("hours")[::-1]
                for account in table.index:
                    region = table.loc[account, "region"]
                    able = areas[areas.apply(lambda names: region in names)].index
                    best = load[able].idxmin()
                    load[best] += table.loc[account, "hours"]
                    result[account] = best
                return result
            """,
        ),
        right(
            "a table of accounts and managers",
            """
            def loads(accounts, managers, plan):
                owner = [plan[account] for account in accounts["customer_id"]]
                table = accounts.assign(owner=owner)
                names = managers["manager_id"]
                return [table.loc[table["owner"] == name, "hours"].sum() for name in names]

            def assign(accounts, managers):
                pairs = managers.assign(region=managers["regions"].str.split()).explode("region")
                load, rows = {name: 0 for name in managers["manager_id"]}, []
                for place in accounts["hours"].sort_values(ascending=False).index:
                    one = accounts.loc[place]
                    able = pairs.loc[pairs["region"] == one["region"], "manager_id"].to_list()
                    least = min([load[name] for name in able])
                    best = [name for name in able if load[name] == least][0]
                    load[best] = load[best] + one["hours"]
                    rows.append([one["customer_id"], best])
                return pd.DataFrame(rows, columns=["customer_id", "manager_id"])
            """,
        ),
        right(
            "first as they come, then moved until it is fair",
            """
            def loads(accounts, managers, plan):
                names = accounts["customer_id"].map(plan)
                hours = accounts["hours"]
                return pd.Series({n: hours[names == n].sum() for n in managers["manager_id"]})

            def assign(accounts, managers):
                areas = dict(zip(managers["manager_id"], managers["regions"].str.split()))
                rows, plan = accounts.to_dict("records"), {}
                for row in rows:
                    able = [name for name in areas if row["region"] in areas[name]]
                    plan[row["customer_id"]] = able[0]
                load = dict(loads(accounts, managers, plan))
                moved = True
                while moved:
                    moved = False
                    for row in rows:
                        old = plan[row["customer_id"]]
                        for new in areas:
                            better = load[new] + row["hours"] < load[old] - 1e-6
                            if row["region"] in areas[new] and better:
                                plan[row["customer_id"]] = new
                                load[old] -= row["hours"]
                                load[new] += row["hours"]
                                old, moved = new, True
                return plan
            """,
        ),
    ],
)

# --- innovation (A6.5)

LISTS = {
    "concept": [1, 7, 12],
    "interface": [2, 5, 8],
    "delivery": [3, 6, 10],
    "technology": [4, 9, 11],
}
DIMENSIONS = {number: name for name, numbers in LISTS.items() for number in numbers}
PARTS = ("innovation-1", "innovation-5", "innovation-9")
EVERY_PART = " ".join(PARTS)


def sorted_wrongly(name: str, says: str, changes: dict[int, str]) -> Mistake:
    """The right dictionary but for some measures."""
    loses = sorted({PARTS[(number - 1) // 4] for number in changes})
    return wrong(name, f"dimensions = {DIMENSIONS | changes}", " ".join(loses), says)


INNOVATION = Answers(
    mistakes=[
        sorted_wrongly("pay by the box is a way of meeting", "第 1 条", {1: "interface"}),
        sorted_wrongly("a journal is a new service", "第 2 条", {2: "concept"}),
        sorted_wrongly("a form is technology", "第 3 条", {3: "technology"}),
        sorted_wrongly("sensors are a new service", "第 4 条", {4: "concept"}),
        sorted_wrongly("lectures are delivery", "第 5 条", {5: "delivery"}),
        sorted_wrongly("authority is met by the customer", "第 6 条", {6: "interface"}),
        sorted_wrongly("running the line is delivery", "第 7 条", {7: "delivery"}),
        sorted_wrongly("a contact table is inside the firm", "第 8 条", {8: "delivery"}),
        sorted_wrongly("better checks are delivery", "第 9 条", {9: "delivery"}),
        sorted_wrongly("a team faces the customer", "第 10 条", {10: "interface"}),
        sorted_wrongly("a database is the organisation", "第 11 条", {11: "delivery"}),
        sorted_wrongly("a promise is delivery", "第 12 条", {12: "delivery"}),
        sorted_wrongly(
            "concept and delivery swapped",
            "第 1 条",
            {number: "delivery" for number in LISTS["concept"]}
            | {number: "concept" for number in LISTS["delivery"]},
        ),
        wrong(
            "numbered from 0",
            f"dimensions = { ({number - 1: name for number, name in DIMENSIONS.items()}) }",
            EVERY_PART,
            "键从 1 开始",
        ),
        wrong(
            "in Chinese",
            f"dimensions = { ({number: '概念' for number in DIMENSIONS}) }",
            EVERY_PART,
            "四个英文代号",
        ),
        wrong("four lists", f"dimensions = {LISTS}", EVERY_PART, "键是数字"),
        wrong(
            "the first eight only",
            f"dimensions = { ({number: DIMENSIONS[number] for number in range(1, 9)}) }",
            "innovation-9",
            "一个也不少",
        ),
        wrong(
            "a thirteenth",
            f"dimensions = {DIMENSIONS | {13: 'concept'}}",
            "innovation-9",
            "没有别的键",
        ),
    ],
    unusual=[
        right(
            "keys as text", f"dimensions = { ({str(n): name for n, name in DIMENSIONS.items()}) }"
        ),
        right("a Series", f"dimensions = pd.Series({DIMENSIONS})"),
        right(
            "numbers with a point, capitals",
            f"dimensions = { ({float(n): name.title() for n, name in DIMENSIONS.items()}) }",
        ),
        right(
            "a list, then numbered",
            f"""
            found = {[DIMENSIONS[number] for number in range(1, 13)]}
            dimensions = dict(enumerate(found, start=1))
            """,
        ),
        right(
            "measure by measure",
            """
            dimensions = {}
            for number in range(1, 13):
                dimensions[number] = "concept"
            for number in [2, 5, 8]:
                dimensions[number] = "interface "
            dimensions.update(dict.fromkeys([3, 6, 10], "delivery"))
            dimensions |= {4: "technology", 9: "technology", 11: "technology"}
            """,
        ),
    ],
    untaught="the lesson gives the four dimensions in words",
)

# --- thread (A6.6)

THREAD_CODE = solution(__file__, "thread", "practice.py")
FILLED = ".reindex(everybody, fill_value=0)"
TIED = "sorted(numbers[numbers == n].index)"
BOTH_THREAD = "thread-count thread-ties"

THREAD = Answers(
    mistakes=[
        wrong(
            "accounts without anybody vanish",
            changed(THREAD_CODE, (FILLED, "")),
            BOTH_THREAD,
            "也要列出来，写 0",
        ),
        wrong(
            "the list of those who are left",
            changed(THREAD_CODE, ("everybody = contacts", "everybody = there")),
            BOTH_THREAD,
            "也要列出来，写 0",
        ),
        wrong(
            "missing instead of 0",
            changed(THREAD_CODE, (", fill_value=0", "")),
            BOTH_THREAD,
            "不是空值",
        ),
        wrong(
            "those who left count",
            changed(THREAD_CODE, ('contacts[contacts["left_on"].isna()]', "contacts")),
            BOTH_THREAD,
            "离职的",
        ),
        wrong(
            "compares with None",
            changed(THREAD_CODE, ('["left_on"].isna()', '["left_on"] == None')),
            BOTH_THREAD,
            "== None 挑不到",
        ),
        wrong(
            "counts the dates",
            changed(THREAD_CODE, (".size()", '["left_on"].count()')),
            BOTH_THREAD,
            "count() 不数空值",
        ),
        wrong(
            "those who left",
            changed(THREAD_CODE, (".isna()", ".notna()")),
            BOTH_THREAD,
            "反了",
        ),
        wrong(
            "one number for all",
            changed(THREAD_CODE, (f'there.groupby("customer_id").size(){FILLED}', "len(there)")),
            BOTH_THREAD,
            "按 customer_id 分组",
        ),
        wrong(
            "whether there is anybody",
            changed(THREAD_CODE, (FILLED, f"{FILLED} > 0")),
            BOTH_THREAD,
            "是数字",
        ),
        wrong(
            "at most n",
            changed(THREAD_CODE, ("numbers == n", "numbers <= n")),
            "thread-ties",
            "不是最多 n 位",
        ),
        wrong(
            "at least n",
            changed(THREAD_CODE, ("numbers == n", "numbers >= n")),
            "thread-ties",
            "不是至少 n 位",
        ),
        wrong(
            "always one",
            changed(THREAD_CODE, ("numbers == n", "numbers == 1")),
            "thread-ties",
            "n 是参数",
        ),
        wrong(
            "always none",
            changed(THREAD_CODE, ("numbers == n", "numbers == 0")),
            "thread-ties",
            "C011 和 C015",
        ),
        wrong(
            "in the order of the table",
            changed(THREAD_CODE, (TIED, "list(numbers[numbers == n].index)")),
            "thread-ties",
            "编号要从小到大",
        ),
        wrong(
            "how many",
            changed(THREAD_CODE, (TIED, f"len({TIED})")),
            "thread-ties",
            "不是有几家",
        ),
        wrong(
            "n contacts on file",
            changed(
                THREAD_CODE,
                ("numbers = at_work(contacts)", 'numbers = contacts.groupby("customer_id").size()'),
            ),
            "thread-ties",
            "离职的不算",
        ),
        wrong(
            "n who left",
            changed(
                THREAD_CODE,
                (
                    "numbers = at_work(contacts)",
                    'numbers = contacts.groupby("customer_id")["left_on"].count()',
                ),
            ),
            "thread-ties",
            "不是离职的",
        ),
        wrong(
            "one contact on file, who left",
            changed(
                THREAD_CODE,
                (
                    f"return {TIED}",
                    'size = contacts.groupby("customer_id").size()\n'
                    "    alone = numbers[size == 1]\n"
                    "    return sorted(alone[alone == n].index)",
                ),
            ),
            "thread-ties",
            "",
        ),
        wrong(
            "reindex by a column with repeats",
            """
            def at_work(contacts):
                there = contacts[contacts["left_on"].isna()]
                everybody = contacts["customer_id"]
                return there.groupby("customer_id").size().reindex(everybody, fill_value=0)


            def tied_by(contacts, n):
                numbers = at_work(contacts)
                return sorted(numbers[numbers == n].index)
            """,
            "thread-count thread-ties",
            "先 .unique()",
        ),
        wrong(
            "at_work == n: the function",
            """
            def at_work(contacts):
                there = contacts[contacts["left_on"].isna()]
                everybody = contacts["customer_id"].unique()
                return there.groupby("customer_id").size().reindex(everybody, fill_value=0)


            def tied_by(contacts, n):
                numbers = at_work(contacts)
                return sorted(numbers[at_work == n].index)
            """,
            "thread-ties",
            "只得到一个 True 或 False",
        ),
        wrong(
            "values, not names",
            """
            def at_work(contacts):
                there = contacts[contacts["left_on"].isna()]
                everybody = contacts["customer_id"].unique()
                return there.groupby("customer_id").size().reindex(everybody, fill_value=0)


            def tied_by(contacts, n):
                numbers = at_work(contacts)
                return sorted(numbers[numbers == n])
            """,
            "thread-ties",
            "都是数字",
        ),
        wrong(
            "groupby without size",
            """
            def at_work(contacts):
                there = contacts[contacts["left_on"].isna()]
                everybody = contacts["customer_id"].unique()
                return there.groupby("customer_id").reindex(everybody, fill_value=0)


            def tied_by(contacts, n):
                numbers = at_work(contacts)
                return sorted(numbers[numbers == n].index)
            """,
            "thread-count thread-ties",
            "先写 sum()、mean() 或 size()",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it, filled up by the list",
            """
            def at_work(contacts):
                left = contacts["left_on"].notna()
                there = contacts[~left].groupby("customer_id").size()
                return there.reindex(contacts["customer_id"].unique(), fill_value=0)

            def tied_by(contacts, n):
                there = at_work(contacts)
                return sorted(there[there == n].index)
            """,
            taught='there.reindex(few["account"].unique(), fill_value=0)',
        ),
        right(
            "a sum of truth values",
            """
            def at_work(contacts):
                return contacts["left_on"].isna().groupby(contacts["customer_id"]).sum()

            def tied_by(contacts, n):
                found = at_work(contacts)
                return [account for account in sorted(found.index) if found[account] == n]
            """,
        ),
        right(
            "contacts less those who left",
            """
            def at_work(contacts):
                groups = contacts.groupby("customer_id")["left_on"]
                return groups.size() - groups.count()

            def tied_by(contacts, n):
                return at_work(contacts).loc[lambda numbers: numbers == n].sort_index().index
            """,
        ),
        right(
            "a dictionary",
            """
            def at_work(contacts):
                found = {}
                for _, row in contacts.iterrows():
                    found.setdefault(row["customer_id"], 0)
                    if pd.isna(row["left_on"]):
                        found[row["customer_id"]] += 1
                return found

            def tied_by(contacts, n):
                return sorted([name for name, number in at_work(contacts).items() if number == n])
            """,
        ),
        right(
            "value_counts, filled up",
            """
            def at_work(contacts):
                there = contacts.loc[contacts["left_on"].isna(), "customer_id"].value_counts()
                everybody = sorted(set(contacts["customer_id"]))
                return there.reindex(everybody).fillna(0).astype(int)

            def tied_by(contacts, n):
                table = at_work(contacts).reset_index(name="number")
                return table.loc[table["number"] == n, "customer_id"].to_list()
            """,
        ),
    ],
)

TASKS = {
    "stage": STAGE,
    "net": NET,
}

# --- practice: score (A6.4), people (A6.7)

SCORE_CODE = solution(__file__, "score", "practice.py")
PEOPLE_CODE = solution(__file__, "people", "practice.py")
WEIGHTED = "sum([weight * table[name] for name, weight in weights.items()])"
DIFFERENT = "sorted(one[one != two].index)"
BEST = "min(range(1, 11), key=lambda number: cost(number, account, each, leaves))"
COST = "each * number + account * leaves ** number"

PRACTICE = {
    "assign": ASSIGN,
    "innovation": INNOVATION,
    "thread": THREAD,
    "score": Answers(
        mistakes=[
            wrong(
                "not divided",
                changed(SCORE_CODE, ("total / sum(weights.values())", "total")),
                "score-points",
                "还要除以权重的合计",
            ),
            wrong(
                "divided by how many",
                changed(SCORE_CODE, ("sum(weights.values())", "len(weights)")),
                "score-points",
                "不是有几项",
            ),
            wrong(
                "the plain mean",
                changed(
                    SCORE_CODE,
                    ("weight * table", "table"),
                    ("sum(weights.values())", "len(weights)"),
                ),
                "score-points score-changed",
                "先乘它的权重",
            ),
            wrong(
                "the plain sum",
                changed(SCORE_CODE, ("weight * table", "table"), (" / sum(weights.values())", "")),
                "score-points score-changed",
                "先乘它的权重",
            ),
            wrong(
                "weights only in the divisor",
                changed(SCORE_CODE, ("weight * table", "table")),
                "score-points score-changed",
                "先乘它的权重",
            ),
            wrong(
                "without the ids",
                changed(SCORE_CODE, ('candidates.set_index("candidate_id")', "candidates")),
                "score-points score-changed",
                "索引要用候选人编号",
            ),
            wrong(
                "the points of each quality",
                changed(SCORE_CODE, (WEIGHTED, "table[list(weights)]")),
                "score-points score-changed",
                "把各项加起来",
            ),
            wrong(
                "those who keep their place",
                changed(SCORE_CODE, ("one != two", "one == two")),
                "score-changed",
                "反了",
            ),
            wrong(
                "from low to high",
                changed(SCORE_CODE, ("ascending=False", "ascending=True")),
                "score-changed",
                "从高分往低分排",
            ),
            wrong(
                "the mean of equal places",
                changed(SCORE_CODE, (', method="min"', "")),
                "score-changed",
                "取前面的名次",
            ),
            wrong(
                "equal ones by their row",
                changed(SCORE_CODE, ('method="min"', 'method="first"')),
                "score-changed",
                "",
            ),
            wrong(
                "places without a gap",
                changed(SCORE_CODE, ('method="min"', 'method="dense"')),
                "score-changed",
                "不是 dense",
            ),
            wrong(
                "the first weights twice",
                changed(SCORE_CODE, ("score(candidates, second)", "score(candidates, first)")),
                "score-changed",
                "first 和 second 各打一次分",
            ),
            wrong(
                "points compared",
                changed(SCORE_CODE, ('.rank(ascending=False, method="min")', "")),
                "score-changed",
                "不是比分数",
            ),
            wrong(
                "everybody",
                changed(SCORE_CODE, ("one[one != two].index", "one.index, reverse=True")),
                "score-changed",
                "",
            ),
            wrong(
                "how many",
                changed(SCORE_CODE, (DIFFERENT, f"len({DIFFERENT})")),
                "score-changed",
                "不是有几个人",
            ),
            wrong(
                "in the order of the rows",
                changed(SCORE_CODE, (DIFFERENT, "list(one[one != two].index)")),
                "score-changed",
                "编号要从小到大",
            ),
            wrong(
                "the places",
                changed(SCORE_CODE, (DIFFERENT, "one[one != two].to_list()")),
                "score-changed",
                "不是名次",
            ),
        ],
        unusual=[
            right(
                "as the lesson does it, columns by the names of the weights",
                """
                def score(candidates, weights):
                    people = candidates.set_index("candidate_id")
                    weights = pd.Series(weights)
                    weights = weights / weights.sum()
                    return (people[weights.index] * weights).sum(axis=1)

                def changed(candidates, first, second):
                    one = score(candidates, first).rank(ascending=False, method="min")
                    two = score(candidates, second).rank(ascending=False, method="min")
                    return sorted(one[one != two].index)
                """,
                taught="points = (people[weights.index] * weights).sum(axis=1)",
            ),
            right(
                "a product of tables",
                """
                def score(candidates, weights):
                    weight = pd.Series(weights)
                    table = candidates.set_index("candidate_id")[weight.index]
                    return (table * weight).sum(axis=1) / weight.sum()

                def changed(candidates, first, second):
                    one = (-score(candidates, first)).rank(method="min")
                    two = (-score(candidates, second)).rank(method="min")
                    return one.index[one != two].sort_values()
                """,
            ),
            right(
                "by rows",
                """
                def score(candidates, weights):
                    found = {}
                    for _, row in candidates.iterrows():
                        total = 0
                        for name in weights:
                            total += row[name] * weights[name]
                        found[row["candidate_id"]] = total / sum(weights.values())
                    return found

                def changed(candidates, first, second):
                    one, two = score(candidates, first), score(candidates, second)
                    place = lambda points, who: len([v for v in points.values() if v > points[who]])
                    return sorted(who for who in one if place(one, who) != place(two, who))
                """,
            ),
            right(
                "dot",
                """
                def score(candidates, weights):
                    points = candidates[list(weights)].dot(list(weights.values()))
                    points.index = candidates["candidate_id"]
                    return points.div(sum(weights.values()))

                def changed(candidates, first, second):
                    one, two = score(candidates, first), score(candidates, second)
                    table = pd.DataFrame({"one": one, "two": two})
                    places = table.rank(ascending=False, method="min")
                    return sorted(places.query("one != two").index.to_list())
                """,
            ),
            right(
                "a column added",
                """
                def score(candidates, weights):
                    total = 0
                    for name, weight in weights.items():
                        total = total + weight * candidates[name]
                    table = candidates.assign(score=total / sum(weights.values()))
                    return table.set_index("candidate_id")["score"]

                def changed(candidates, first, second):
                    one, two = score(candidates, first), score(candidates, second)
                    before = [(one > points).sum() for points in one]
                    after = [(two > points).sum() for points in two]
                    places = zip(one.index, before, after)
                    return sorted([who for who, first, second in places if first != second])
                """,
            ),
        ],
    ),
    "people": Answers(
        mistakes=[
            wrong(
                "the place in the list",
                changed(
                    PEOPLE_CODE,
                    (
                        "return min(range(1, 11), "
                        "key=lambda number: cost(number, account, each, leaves))",
                        "costs = [cost(number, account, each, leaves) for number in range(1, 11)]\n"
                        "    return costs.index(min(costs))",
                    ),
                ),
                "people-best",
                "位置从 0 数起",
            ),
            wrong(
                "without the people",
                changed(PEOPLE_CODE, (COST, "account * leaves ** number")),
                "people-cost people-best",
                "还要加上每个人的钱",
            ),
            wrong(
                "without the loss",
                changed(PEOPLE_CODE, (COST, "each * number")),
                "people-cost people-best",
                "丢掉客户的损失",
            ),
            wrong(
                "one thread",
                changed(PEOPLE_CODE, ("leaves ** number", "leaves")),
                "people-cost people-best",
                "两条线都断",
            ),
            wrong(
                "times for power",
                changed(PEOPLE_CODE, ("leaves ** number", "leaves * number")),
                "people-cost people-best",
                "不是乘 2",
            ),
            wrong(
                "one person's money",
                changed(PEOPLE_CODE, ("each * number", "each")),
                "people-cost people-best",
                "就有 number 份钱",
            ),
            wrong(
                "the chance that one holds",
                changed(PEOPLE_CODE, ("leaves ** number", "(1 - leaves ** number)")),
                "people-cost people-best",
                "不是 1 减去它",
            ),
            wrong(
                "the chance that all hold",
                changed(PEOPLE_CODE, ("leaves ** number", "(1 - leaves) ** number")),
                "people-cost people-best",
                "不是 1 − leaves",
            ),
            wrong(
                "what it costs",
                changed(
                    PEOPLE_CODE,
                    (
                        BEST,
                        "min([cost(number, account, each, leaves) for number in range(1, 11)])",
                    ),
                ),
                "people-best",
                "不是多少元",
            ),
            wrong(
                "none is allowed",
                changed(PEOPLE_CODE, ("range(1, 11)", "range(11)")),
                "people-best",
                "不能是 0 个人",
            ),
            wrong(
                "at most nine",
                changed(PEOPLE_CODE, ("range(1, 11)", "range(1, 10)")),
                "people-best",
                "10 个人也要试到",
            ),
            wrong(
                "at most six, as in the lab",
                changed(PEOPLE_CODE, ("range(1, 11)", "range(1, 7)")),
                "people-best",
                "10 个人也要试到",
            ),
            wrong(
                "the dearest",
                changed(PEOPLE_CODE, ("min(range", "max(range")),
                "people-best",
                "两个人 9,200 元",
            ),
            wrong(
                "the more of two that cost the same",
                changed(PEOPLE_CODE, ("range(1, 11)", "range(10, 0, -1)")),
                "people-best",
                "一样省，取人少的",
            ),
        ],
        unusual=[
            right(
                "as the lesson does it",
                """
                def cost(number, account, each, leaves):
                    return each * number + account * leaves ** number    # 花的钱，加上平均丢掉的

                def people(account, each, leaves):
                    def total(people):
                        return cost(people, account, each, leaves)

                    return min(range(1, 11), key=lambda people: total(people))
                """,
                taught="best = min(range(1, 7), key=lambda people: total(people, value))",
            ),
            right(
                "a loop",
                """
                def cost(number, account, each, leaves):
                    lost = 1
                    for _ in range(number):
                        lost = lost * leaves
                    return number * each + lost * account

                def people(account, each, leaves):
                    best = 1
                    for number in range(2, 11):
                        if cost(number, account, each, leaves) < cost(best, account, each, leaves):
                            best = number
                    return best
                """,
            ),
            right(
                "a Series",
                """
                def cost(number, account, each, leaves):
                    return each * number + account * pow(leaves, number)

                def people(account, each, leaves):
                    found = pd.Series({n: cost(n, account, each, leaves) for n in range(1, 11)})
                    return found.idxmin()
                """,
            ),
            right(
                "sorted pairs",
                """
                def cost(number, account, each, leaves):
                    return account * leaves ** number + number * each

                def people(account, each, leaves):
                    pairs = [(cost(n, account, each, leaves), n) for n in range(1, 11)]
                    return sorted(pairs)[0][1]
                """,
            ),
            right(
                "the place of the least",
                """
                def cost(number, account, each, leaves):
                    people_cost = each * number
                    loss = account * leaves ** number
                    return people_cost + loss

                def people(account, each, leaves):
                    costs = [cost(number, account, each, leaves) for number in range(1, 11)]
                    return costs.index(min(costs)) + 1
                """,
            ),
        ],
    ),
}

# --- the self-study checkpoint

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
        ["38.4", '"38.4"', '"38.4%"', '"３８．４％"', "100 * (0.6 - 0.6 ** 3)"],
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
        ["4.0", '"4"', '"４．０"', "9 - 5"],
        untaught="the lesson prints one of the two ways; the lab shows both",
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "概念已经变了", '["C"]': "组织已经跟上", '"d"': "技术已经变了"},
        ['"b"', '["B"]'],
    ),
}

ANSWERS = {
    "keyaccounts-tasks": TASKS,
    "keyaccounts-practice": PRACTICE,
    "keyaccounts-check": CHECK,
}
