"""Unit `warmup`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, right, solution, wrong

# --- pay (T0)

PAY_BOTH = "pay-value pay-zero"


def _pay(*body: str) -> str:
    return "\n    ".join(("def to_pay(price, nights, coupon):", *body))


PAY = Answers(
    mistakes=[
        wrong(
            "forgets the nights",
            _pay("return max(price - coupon, 0)"),
            "pay-value",
            "晚数",
        ),
        wrong("forgets the coupon", _pay("return price * nights"), PAY_BOTH, "优惠券还没有减"),
        wrong(
            "deducts the coupon every night",
            _pay("return max((price - coupon) * nights, 0)"),
            "pay-value",
            "只减一次",
        ),
        wrong("adds the coupon", _pay("return price * nights + coupon"), PAY_BOTH, "不是加上"),
        wrong(
            "a night too many",
            _pay("return max(price * (nights + 1) - coupon, 0)"),
            PAY_BOTH,
            "多算了一晚",
        ),
        wrong("adds the nights", _pay("return max(price + nights - coupon, 0)"), PAY_BOTH, "相乘"),
        wrong("goes below zero", _pay("return price * nights - coupon"), "pay-zero", "不能是负数"),
        wrong("gives money back", _pay("return abs(price * nights - coupon)"), "pay-zero", "倒找"),
        wrong(
            "the wrong way round",
            _pay("return coupon - price * nights"),
            PAY_BOTH,
            "减反了",
        ),
        wrong(
            "leaves the coupon out when it is too large",
            _pay("money = price * nights", "return money if coupon > money else money - coupon"),
            "pay-zero",
            "抵完",
        ),
        wrong(
            "compares the coupon with one night",
            _pay("if coupon > price:", "    return 0", "return price * nights - coupon"),
            "pay-value",
            "比一晚的房价多",
        ),
        wrong("always zero", _pay("return 0"), PAY_BOTH, "0 元"),
        wrong(
            "'money' in quotes",
            """
            def to_pay(price, nights, coupon):
                money = price * nights - coupon
                if money < 0:
                    return 0
                return "money"
            """,
            "pay-value pay-zero",
            "返回的是文字“money”",
        ),
        wrong(
            "subtracts the wrong way round, then tests",
            _pay("money = coupon - price * nights", "return 0 if money < 0 else money"),
            PAY_BOTH,
            "有没有减反了",
        ),
        wrong("a power", _pay("return max(price ** nights - coupon, 0)"), PAY_BOTH, "乘方"),
        wrong("least of the two", _pay("return min(price * nights - coupon, 0)"), PAY_BOTH, "min"),
    ],
    unusual=[
        right("max", _pay("return max(price * nights - coupon, 0)")),
        right(
            "in one line", _pay("return price * nights - coupon if price * nights > coupon else 0")
        ),
        right(
            "else",
            _pay(
                "money = price * nights",
                "if coupon >= money:",
                "    return 0",
                "else:",
                "    return money - coupon",
            ),
        ),
        right(
            "night by night",
            _pay(
                "money = -coupon",
                "for night in range(nights):",
                "    money = money + price",
                "return max(0, money)",
            ),
        ),
        right(
            "as the lesson takes cases",
            _pay(
                "money = price * nights - coupon",
                "if money < 0:",
                "    return 0",
                "else:",
                "    return money",
            ),
            taught='if tier == "gold":',
        ),
    ],
)

# --- count (T1)


def _count(*body: str) -> str:
    return "\n    ".join(("def how_many(table, column, value):", *body))


COUNT_BOTH = "count-rows count-none"
COUNT = Answers(
    mistakes=[
        wrong(
            "count() for sum()",
            """
            def how_many(table, column, value):
                fits = table[column] == value
                return fits.count()
            """,
            "count-rows count-none",
            "数有几个 True 用 sum()",
        ),
        wrong("counts all rows", _count("return len(table)"), COUNT_BOTH, "全部的行数"),
        wrong(
            "counts the others",
            _count("return int((table[column] != value).sum())"),
            COUNT_BOTH,
            "不等于",
        ),
        wrong(
            "gives the share",
            _count("return (table[column] == value).mean()"),
            COUNT_BOTH,
            "占比",
        ),
        wrong(
            "gives percent",
            _count("return 100 * (table[column] == value).mean()"),
            COUNT_BOTH,
            "百分之几",
        ),
        wrong(
            "whether there is one",
            _count("return int((table[column] == value).any())"),
            COUNT_BOTH,
            "有没有",
        ),
        wrong(
            "compares with the name",
            _count('return int((table[column] == "value").sum())'),
            COUNT_BOTH,
            "没有数到",
        ),
        wrong(
            "always status",
            _count('return int((table["status"] == value).sum())'),
            COUNT_BOTH,
            "不要写死",
        ),
        wrong(
            "always completed",
            _count('return int((table[column] == "completed").sum())'),
            COUNT_BOTH,
            "不要写死",
        ),
        wrong(
            "contains instead of equals",
            _count("return int(table[column].astype(str).str.contains(str(value)).sum())"),
            "count-rows",
            "不是包含",
        ),
        wrong(
            "at least value",
            _count("return int((table[column] >= value).sum())"),
            COUNT_BOTH,
            "两个等号",
        ),
        wrong(
            "any column of the table",
            _count("return int((table == value).any(axis=1).sum())"),
            "count-rows",
            "只看 column 这一列",
        ),
        wrong(
            "how many different values",
            _count("return table[column].nunique()"),
            COUNT_BOTH,
            "有几种值",
        ),
        wrong(
            "returns within the loop",
            _count(
                "n = 0",
                "for one in table[column]:",
                "    if one == value:",
                "        n += 1",
                "    return n",
            ),
            COUNT_BOTH,
            "循环里",
        ),
        wrong(
            "the table outside",
            _count("return int((orders[column] == value).sum())"),
            COUNT_BOTH,
            "外面的 orders",
        ),
        wrong(
            "nothing found is an error",
            _count("return int(table[column].value_counts()[value])"),
            "count-none",
            "一行也没有时，要返回 0",
        ),
        wrong(
            "equal rows once",
            _count("return len(table[table[column] == value].drop_duplicates())"),
            "count-rows",
            "一模一样",
        ),
        wrong(
            "the name of a column",
            _count('return int((table["column"] == value).sum())'),
            COUNT_BOTH,
            "不加引号",
        ),
        wrong("gives the rows", _count("return table[table[column] == value]"), COUNT_BOTH, ""),
        wrong(
            "sum without ()",
            """
            def how_many(table, column, value):
                fits = table[column] == value
                return fits.sum
            """,
            "count-rows count-none",
            "返回的是方法 sum",
        ),
        wrong(
            "comparison inside the brackets of the column",
            """
            def how_many(table, column, value):
                fits = table[column == value]
                return len(fits)
            """,
            "count-rows count-none",
            "只得到一个 True 或 False",
        ),
        wrong(
            "adds the texts up",
            _count("return table[table[column] == value][column].sum()"),
            COUNT_BOTH,
            "不用值",
        ),
        wrong(
            "value as text",
            _count("return (table[column] == str(value)).sum()"),
            COUNT_BOTH,
            "不用 str(…)",
        ),
        wrong(
            "column and value of the example",
            _count('return (table["status"] == "completed").sum()'),
            COUNT_BOTH,
            "column 和 value 不要写死",
        ),
        wrong(
            "begins anew in each round",
            _count(
                "for entry in table[column]:",
                "    number = 0",
                "    if entry == value:",
                "        number += 1",
                "return number",
            ),
            COUNT_BOTH,
            "number 在 for 里面又从头开始",
        ),
    ],
    unusual=[
        right("len of the rows", _count("return len(table[table[column] == value])")),
        right(
            "in a loop",
            _count(
                "n = 0",
                "for one in table[column]:",
                "    if one == value:",
                "        n += 1",
                "return n",
            ),
        ),
        right("a list", _count("return list(table[column]).count(value)")),
        right("value_counts", _count("return int(table[column].value_counts().get(value, 0))")),
        right(
            "as the lesson does",
            _count("is_gold = table[column] == value", "return is_gold.sum()"),
            taught="print(len(gold), is_gold.sum(), is_gold.mean())",
        ),
    ],
)

# --- top (T2)

TOP_CODE = solution(__file__, "top")
TOP_BOTH = "top-order top-ties"
TOP = Answers(
    mistakes=[
        wrong(
            "forgets the status",
            changed(TOP_CODE, ('(orders["status"] == "completed") & ', "")),
            TOP_BOTH,
            "取消了",
        ),
        wrong(
            "forgets the product",
            changed(TOP_CODE, (' & (orders["product"] == product)', "")),
            "top-order",
            "火车票",
        ),
        wrong(
            "filters nothing",
            changed(
                TOP_CODE,
                (
                    'orders[(orders["status"] == "completed") & (orders["product"] == product)]',
                    "orders",
                ),
            ),
            TOP_BOTH,
            "两样都要筛",
        ),
        wrong(
            "smallest first",
            changed(TOP_CODE, ("ascending=[False, True]", "ascending=[True, True]")),
            TOP_BOTH,
            "最小的三笔",
        ),
        wrong(
            "does not sort",
            changed(TOP_CODE, ("ranked.head", "chosen.head")),
            TOP_BOTH,
            "还没有按金额",
        ),
        wrong("two only", changed(TOP_CODE, ("head(3)", "head(2)")), TOP_BOTH, "不是两笔"),
        wrong("the first only", changed(TOP_CODE, ("head(3)", "head(1)")), TOP_BOTH, "只有一笔"),
        wrong("four", changed(TOP_CODE, ("head(3)", "head(4)")), TOP_BOTH, "前三笔"),
        wrong(
            "amounts",
            changed(TOP_CODE, ('head(3)["order_id"]', 'head(3)["gmv_cny"]')),
            TOP_BOTH,
            "不是金额",
        ),
        wrong(
            "sorts by one column",
            changed(
                TOP_CODE,
                (
                    '["gmv_cny", "order_id"], ascending=[False, True]',
                    '"gmv_cny", ascending=False, kind="stable"',
                ),
            ),
            "top-ties",
            "小的排前面",
        ),
        wrong(
            "ties the other way",
            changed(TOP_CODE, ("ascending=[False, True]", "ascending=False")),
            "top-ties",
            "小的排前面",
        ),
        wrong(
            "all but cancelled",
            changed(TOP_CODE, ('== "completed"', '!= "cancelled"')),
            "top-order",
            "退款",
        ),
        wrong("always hotels", changed(TOP_CODE, ("== product)", '== "hotel")')), TOP_BOTH, ""),
        wrong(
            "turns the small end round",
            changed(
                TOP_CODE,
                ("return ranked.head(3)", "ranked = ranked.head(3)[::-1]\n    return ranked"),
            ),
            TOP_BOTH,
            "先后反了",
        ),
        wrong("the table", changed(TOP_CODE, ('["order_id"].to_list()', "")), TOP_BOTH, ""),
        wrong(
            "the last three",
            changed(TOP_CODE, ("ranked.head(3)", "ranked.tail(3)")),
            TOP_BOTH,
            "漏了第一名",
        ),
        wrong(
            "amounts without their cents",
            changed(
                TOP_CODE,
                (
                    "    ranked = chosen.",
                    '    ranked = chosen.assign(gmv_cny=chosen["gmv_cny"] // 1).',
                ),
            ),
            "top-order",
            "只差几角钱",
        ),
        wrong(
            "either condition",
            changed(TOP_CODE, ('"completed") &', '"completed") |')),
            TOP_BOTH,
            "有一个成立就行",
        ),
        wrong(
            "the first three of all, then filters",
            """
            def top_three(orders, product):
                best = orders.sort_values(["gmv_cny", "order_id"], ascending=[False, True]).head(3)
                best = best[(best["status"] == "completed") & (best["product"] == product)]
                return best["order_id"].to_list()
            """,
            "top-order",
            "先筛选",
        ),
        wrong(
            "one of equal amounts",
            changed(TOP_CODE, ("ranked.head", 'ranked.drop_duplicates("gmv_cny").head')),
            "top-ties",
            "不同的订单",
        ),
        wrong(
            "and between columns",
            """
            def top_three(orders, product):
                chosen = orders[orders["status"] == "completed" and orders["product"] == product]
                ranked = chosen.sort_values(["gmv_cny", "order_id"], ascending=[False, True])
                return ranked.head(3)["order_id"].to_list()
            """,
            "top-order top-ties",
            "不用 and、or",
        ),
        wrong(
            "to_list of a table",
            """
            def top_three(orders, product):
                chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                ranked = chosen.sort_values(["gmv_cny", "order_id"], ascending=[False, True])
                return ranked.head(3)[["order_id"]].to_list()
            """,
            "top-order top-ties",
            "整张表没有 to_list",
        ),
        wrong(
            "sort_values by a column that is not there (gmv)",
            """
            def top_three(orders, product):
                chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                ranked = chosen.sort_values(["gmv", "order_id"], ascending=[False, True])
                return ranked.head(3)["order_id"].to_list()
            """,
            "top-order top-ties",
            "最接近的列名是“gmv_cny”",
        ),
        wrong(
            "sort result not kept",
            """
            def top_three(orders, product):
                chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                chosen.sort_values(["gmv_cny", "order_id"], ascending=[False, True])
                return chosen.head(3)["order_id"].to_list()
            """,
            "top-order top-ties",
            "结果没有存下来",
        ),
        wrong(
            "one pair of brackets for two columns",
            """
            def top_three(orders, product):
                chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                ranked = chosen.sort_values("gmv_cny", "order_id", ascending=[False, True])
                return ranked.head(3)["order_id"].to_list()
            """,
            "top-order top-ties",
            "几列要放进一个列表",
        ),
        wrong(
            "ids of members",
            changed(TOP_CODE, ('head(3)["order_id"]', 'head(3)["member_id"]')),
            TOP_BOTH,
            "不是会员编号",
        ),
        wrong(
            "the status in Chinese",
            changed(TOP_CODE, ('"completed"', '"已完成"')),
            TOP_BOTH,
            "表里的值都是英文",
        ),
        wrong(
            "sorted by the cost of service",
            changed(TOP_CODE, ('["gmv_cny"', '["service_cost_cny"')),
            TOP_BOTH,
            "用的是 service_cost_cny 这一列",
        ),
    ],
    unusual=[
        right("a Series", changed(TOP_CODE, (".to_list()", ""))),
        right(
            "sorted",
            """
            def top_three(orders, product):
                chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                pairs = sorted(zip(-chosen["gmv_cny"], chosen["order_id"]))
                return [order for _, order in pairs[:3]]
            """,
        ),
        right(
            "twice sorted",
            """
            def top_three(orders, product):
                done = orders[orders["status"] == "completed"]
                done = done[done["product"] == product].sort_values("order_id")
                done = done.sort_values("gmv_cny", ascending=False, kind="stable")
                return list(done["order_id"][:3])
            """,
        ),
        right(
            "loc",
            """
            def top_three(orders, product):
                fits = (orders["status"] == "completed") & (orders["product"] == product)
                ranked = orders.loc[fits].sort_values("order_id")
                ranked = ranked.sort_values("gmv_cny", ascending=False, kind="stable")
                return list(ranked["order_id"].iloc[:3])
            """,
        ),
        right(
            "as the lesson sorts",
            """
            def top_three(orders, product):
                done = orders[(orders["status"] == "completed") & (orders["product"] == product)]
                order = done.sort_values(["gmv_cny", "order_id"], ascending=[False, True]).head(3)
                return list(order["order_id"])
            """,
            taught='members.sort_values(["city_tier", "points_balance"], ascending=[True, False])',
        ),
    ],
)

# --- mean (T3)

MEAN_CODE = solution(__file__, "mean")
MEAN_BOTH = "mean-groups mean-tests"
MEAN = Answers(
    mistakes=[
        wrong(
            "the filtered table is not used",
            changed(MEAN_CODE, ("real.groupby", "members.groupby")),
            "mean-tests",
            "分组也用这个新名字",
        ),
        wrong("sums", changed(MEAN_CODE, (".mean()", ".sum()")), "mean-groups", "总和"),
        wrong("counts", changed(MEAN_CODE, (".mean()", ".count()")), MEAN_BOTH, "人数"),
        wrong("medians", changed(MEAN_CODE, (".mean()", ".median()")), "mean-groups", "中位数"),
        wrong("largest", changed(MEAN_CODE, (".mean()", ".max()")), "mean-groups", "最大值"),
        wrong("smallest", changed(MEAN_CODE, (".mean()", ".min()")), "mean-groups", "最小值"),
        wrong(
            "of all",
            changed(MEAN_CODE, ('.groupby("city_tier")', "")),
            MEAN_BOTH,
            "先按城市级别分组",
        ),
        wrong(
            "columns swapped",
            changed(
                MEAN_CODE,
                (
                    '.groupby("city_tier")["points_balance"]',
                    '.groupby("points_balance")["city_tier"]',
                ),
            ),
            MEAN_BOTH,
            "写反了",
        ),
        wrong(
            "keeps test accounts",
            changed(MEAN_CODE, ('members[~members["member_id"].str.startswith("T")]', "members")),
            "mean-tests",
            "测试账号",
        ),
        wrong("test accounts only", changed(MEAN_CODE, ("~", "")), MEAN_BOTH, ""),
        wrong("any T", changed(MEAN_CODE, ("startswith", "contains")), "mean-tests", "不是 T 开头"),
        wrong(
            "first", changed(MEAN_CODE, (".mean()", ".first()")), "mean-groups", "第一位或最后一位"
        ),
        wrong(
            "divided by all",
            changed(MEAN_CODE, (".mean()", ".sum() / len(real)")),
            MEAN_BOTH,
            "这一级的人数",
        ),
        wrong(
            "divided by test accounts, too",
            changed(MEAN_CODE, (".mean()", '.sum() / members.groupby("city_tier").size()')),
            "mean-tests",
            "数人数以前",
        ),
        wrong(
            "test accounts with 0 points",
            """
            def mean_points(members):
                table = members.copy()
                table.loc[table["member_id"].str.startswith("T"), "points_balance"] = 0
                return table.groupby("city_tier")["points_balance"].mean()
            """,
            "mean-tests",
            "整行去掉",
        ),
        wrong(
            "members without points left out",
            changed(MEAN_CODE, ("return real.", 'return real[real["points_balance"] > 0].')),
            "mean-groups",
            "积分是 0 的会员",
        ),
        wrong(
            "equal points once",
            changed(
                MEAN_CODE,
                ("return real.", 'return real.drop_duplicates(["city_tier", "points_balance"]).'),
            ),
            "mean-groups",
            "积分相同的会员",
        ),
        wrong(
            "tiers 1 to 3",
            changed(MEAN_CODE, (".mean()", ".mean().reindex([1, 2, 3])")),
            MEAN_BOTH,
            "城市级别不是 1、2、3",
        ),
        wrong(
            "rounded to whole points",
            changed(MEAN_CODE, (".mean()", ".mean().round()")),
            "mean-groups",
            "不要取整",
        ),
        wrong(
            "rounded to one decimal",
            changed(MEAN_CODE, (".mean()", ".mean().round(1)")),
            "mean-groups",
            "留到两位小数",
        ),
        wrong(
            "missing .str",
            """
            def mean_points(members):
                real = members[~members["member_id"].startswith("T")]
                return real.groupby("city_tier")["points_balance"].mean()
            """,
            "mean-groups mean-tests",
            "一整列要先写 .str",
        ),
        wrong(
            "drops people with 0 points",
            """
            def mean_points(members):
                real = members[~members["member_id"].str.startswith("T")]
                real = real[real["points_balance"] > 0]
                return real.groupby("city_tier")["points_balance"].mean()
            """,
            "mean-groups",
            "积分是 0 的会员",
        ),
        wrong(
            "not instead of ~",
            """
            def mean_points(members):
                real = members[not members["member_id"].str.startswith("T")]
                return real.groupby("city_tier")["points_balance"].mean()
            """,
            "mean-groups mean-tests",
            "用 ~，不用 not",
        ),
        wrong(
            "group name without quotes",
            """
            def mean_points(members):
                real = members[~members["member_id"].str.startswith("T")]
                return real.groupby(city_tier)["points_balance"].mean()
            """,
            "mean-groups mean-tests",
            "city_tier 是列名",
        ),
        wrong(
            "grouped by the tier of the card",
            changed(MEAN_CODE, ('"city_tier"', '"official_tier"')),
            MEAN_BOTH,
            "分组的列不对",
        ),
        wrong("no mean of the groups", changed(MEAN_CODE, (".mean()", "")), MEAN_BOTH, "还没有算"),
        wrong(
            "years of birth",
            changed(MEAN_CODE, ('"points_balance"', '"birth_year"')),
            MEAN_BOTH,
            "用的是 birth_year 这一列",
        ),
    ],
    unusual=[
        right("rounded", changed(MEAN_CODE, (".mean()", ".mean().round(2)"))),
        right(
            "by letters",
            changed(
                MEAN_CODE,
                (
                    'members["member_id"].str.startswith("T")',
                    '(members["member_id"].str[0] == "T")',
                ),
            ),
        ),
        right(
            "sum over size",
            """
            def mean_points(members):
                real = members[~members["member_id"].str.startswith("T")]
                groups = real.groupby("city_tier")["points_balance"]
                return groups.sum() / groups.size()
            """,
        ),
        right(
            "a dictionary",
            """
            def mean_points(members):
                real = members[~members["member_id"].str.startswith("T")]
                found = {}
                for tier in real["city_tier"].unique():
                    found[tier] = real[real["city_tier"] == tier]["points_balance"].mean()
                return found
            """,
        ),
        right(
            "as the lesson groups",
            """
            def mean_points(members):
                members = members[~members["member_id"].str.startswith("T")]
                return members.groupby("city_tier")["points_balance"].mean()
            """,
            taught='print(done.groupby("product")["gmv_cny"].mean().round(1))',
        ),
    ],
)

# --- zero (T4)

ZERO_CODE = solution(__file__, "zero")
ZERO_BOTH = "zero-count zero-everyone"
LEVEL = '"member_id", "official_tier"'
MERGED = 'orders.merge(level, on="member_id")'
COMPLETED, _, WITH_TIER = ZERO_CODE.partition("\n\n\n")


def _with_tier(*body: str) -> tuple[str, str]:
    """The solution's first function, and the second with another body."""
    return COMPLETED, "\n    ".join(("def with_tier(orders, members):", *body))


ZERO = Answers(
    mistakes=[
        wrong(
            "reindexed by the whole table",
            changed(ZERO_CODE, ('members["member_id"], fill', "members, fill")),
            "zero-count zero-everyone",
            "这一列，不是整张 members 表",
        ),
        wrong(
            "counts everything",
            changed(ZERO_CODE, ('orders[orders["status"] == "completed"]', "orders")),
            ZERO_BOTH,
            "取消和退款",
        ),
        wrong(
            "all but cancelled",
            changed(ZERO_CODE, ('== "completed"', '!= "cancelled"')),
            "zero-count",
            "退款的订单",
        ),
        wrong(
            "all but refunded",
            changed(ZERO_CODE, ('== "completed"', '!= "refunded"')),
            ZERO_BOTH,
            "取消的订单",
        ),
        wrong(
            "the others",
            changed(ZERO_CODE, ('== "completed"', '!= "completed"')),
            ZERO_BOTH,
            "没有完成的",
        ),
        wrong(
            "each once",
            changed(ZERO_CODE, (".size()", '["status"].nunique()')),
            ZERO_BOTH,
            "只数一次",
        ),
        wrong(
            "no zeros",
            changed(ZERO_CODE, ('number.reindex(members["member_id"], fill_value=0)', "number")),
            "zero-everyone",
            "不见了",
        ),
        wrong("empty values", changed(ZERO_CODE, (", fill_value=0", "")), "zero-everyone", "空值"),
        wrong(
            "one for all",
            changed(ZERO_CODE, ("fill_value=0", "fill_value=1")),
            "zero-everyone",
            "成了 1",
        ),
        wrong(
            "shares",
            changed(ZERO_CODE, (".size()", ".size() / len(done)")),
            ZERO_BOTH,
            "这是占比",
        ),
        wrong(
            "cancelled ones",
            changed(ZERO_CODE, ('"completed"', '"cancelled"')),
            ZERO_BOTH,
            "不是取消或退款的",
        ),
        wrong(
            "who has none",
            changed(
                ZERO_CODE,
                ("return number.reindex", "number = number.reindex"),
                ("fill_value=0)", "fill_value=0)\n    return number[number == 0]"),
            ),
            ZERO_BOTH,
            "有订单的会员不见了",
        ),
        wrong(
            "counts the rows of a left join",
            (
                """
                def completed_orders(members, orders):
                    done = orders[orders["status"] == "completed"]
                    joined = members[["member_id"]].merge(done, on="member_id", how="left")
                    return joined.groupby("member_id").size()
                """,
                WITH_TIER,
            ),
            "zero-everyone",
            "左连接",
        ),
        wrong(
            "kinds of products",
            changed(ZERO_CODE, (".size()", '["product"].nunique()')),
            "zero-count",
            "有几种产品",
        ),
        wrong(
            "amounts",
            changed(ZERO_CODE, (".size()", '["gmv_cny"].sum()')),
            ZERO_BOTH,
            "要的是笔数",
        ),
        wrong(
            "test accounts left out",
            changed(
                ZERO_CODE,
                (
                    "    done =",
                    '    members = members[members["member_id"].str[0] != "T"]\n    done =',
                ),
            ),
            "zero-count",
            "T1 也是",
        ),
        wrong(
            "whoever ordered",
            changed(ZERO_CODE, ('members["member_id"]', 'orders["member_id"].unique()')),
            "zero-everyone",
            "不照 orders",
        ),
        wrong(
            "the total",
            changed(
                ZERO_CODE,
                ('number.reindex(members["member_id"], fill_value=0)', "int(number.sum())"),
            ),
            ZERO_BOTH,
            "合计",
        ),
        wrong("whether", changed(ZERO_CODE, ("fill_value=0)", "fill_value=0) > 0")), ZERO_BOTH, ""),
        wrong("no tier", _with_tier("return orders"), "zero-tier", "还没有 official_tier"),
        wrong(
            "keeps every order",
            changed(ZERO_CODE, (MERGED, 'orders.merge(level, on="member_id", how="left")')),
            "zero-tier",
            "M9",
        ),
        wrong(
            "keeps every member",
            changed(ZERO_CODE, (MERGED, 'orders.merge(level, on="member_id", how="right")')),
            "zero-tier",
            "没有订单的 M3",
        ),
        wrong(
            "keeps both",
            changed(ZERO_CODE, (MERGED, 'orders.merge(level, on="member_id", how="outer")')),
            "zero-tier",
            "没有订单的 M3",
        ),
        wrong(
            "every order with every tier",
            changed(ZERO_CODE, (MERGED, 'orders.merge(level[["official_tier"]], how="cross")')),
            "zero-tier",
            "一笔订单只有一行",
        ),
        wrong(
            "side by side",
            _with_tier('return orders.assign(official_tier=members["official_tier"])'),
            "zero-tier",
            "按 member_id 拼",
        ),
        wrong(
            "completed only",
            changed(ZERO_CODE, (MERGED, MERGED.replace("orders.", "done."))).replace(
                "    level =", '    done = orders[orders["status"] == "completed"]\n    level ='
            ),
            "zero-tier",
            "取消的 O2",
        ),
        wrong(
            "one order a member",
            changed(ZERO_CODE, (MERGED, f'{MERGED}.drop_duplicates("member_id")')),
            "zero-tier",
            "两行",
        ),
        wrong(
            "the number of rows",
            changed(ZERO_CODE, (MERGED, f"len({MERGED})")),
            "zero-tier",
            "行数",
        ),
        wrong(
            "grouped already",
            changed(ZERO_CODE, (MERGED, f'{MERGED}.groupby("official_tier").size()')),
            "zero-tier",
            "先不分组",
        ),
        wrong(
            "the tier alone",
            changed(ZERO_CODE, (MERGED, f'{MERGED}[["order_id", "official_tier"]]')),
            "zero-tier",
            "",
        ),
        wrong(
            "key left out of the right table",
            """
            def completed_orders(members, orders):
                done = orders[orders["status"] == "completed"]
                number = done.groupby("member_id").size()
                return number.reindex(members["member_id"], fill_value=0)


            def with_tier(orders, members):
                level = members[["official_tier"]]
                return orders.merge(level, on="member_id")
            """,
            "zero-tier",
            "两张表都要有",
        ),
        wrong(
            "merge without keeping it",
            """
            def completed_orders(members, orders):
                done = orders[orders["status"] == "completed"]
                number = done.groupby("member_id").size()
                return number.reindex(members["member_id"], fill_value=0)


            def with_tier(orders, members):
                level = members[["member_id", "official_tier"]]
                orders.merge(level, on="member_id")
                return orders
            """,
            "zero-tier",
            "结果没有存下来",
        ),
        wrong(
            "adds the nights up",
            changed(ZERO_CODE, (".size()", '["nights_or_qty"].sum()')),
            ZERO_BOTH,
            "晚数（件数）的合计",
        ),
        wrong(
            "reindexed by row numbers",
            changed(ZERO_CODE, ('reindex(members["member_id"]', "reindex(members.index")),
            ZERO_BOTH,
            "不用行号",
        ),
        wrong(
            "beside each other by row numbers",
            _with_tier('return orders.assign(official_tier=members["official_tier"])'),
            "zero-tier",
            "等级放错了人",
        ),
        wrong(
            "two columns only",
            _with_tier(f'return orders.merge(members, on="member_id")[[{LEVEL}]]'),
            "zero-tier",
            "订单表的列都要留着",
        ),
    ],
    unusual=[
        right(
            "value_counts",
            changed(
                ZERO_CODE, ('done.groupby("member_id").size()', 'done["member_id"].value_counts()')
            ),
        ),
        right(
            "order ids counted",
            changed(ZERO_CODE, (".size()", '["order_id"].count()')),
        ),
        right(
            "a dictionary",
            (
                """
                def completed_orders(members, orders):
                    done = orders[orders["status"] == "completed"]
                    who = done["member_id"]
                    return {one: int((who == one).sum()) for one in members["member_id"]}
                """,
                WITH_TIER,
            ),
        ),
        right(
            "map",
            (
                """
                def completed_orders(members, orders):
                    number = orders[orders["status"] == "completed"]["member_id"].value_counts()
                    who = members["member_id"]
                    return pd.Series(who.map(number).fillna(0).to_list(), index=who.to_list())
                """,
                WITH_TIER,
            ),
        ),
        right(
            "a loop",
            (
                """
                def completed_orders(members, orders):
                    found = {who: 0 for who in members["member_id"]}
                    for who, status in zip(orders["member_id"], orders["status"]):
                        if who in found and status == "completed":
                            found[who] += 1
                    return found
                """,
                WITH_TIER,
            ),
        ),
        right(
            "as the lesson calls the roll",
            (
                """
                def completed_orders(members, orders):
                    done = orders[orders["status"] == "completed"]
                    hotel = done.groupby("member_id").size()
                    hotel = hotel.reindex(members["member_id"], fill_value=0)
                    return hotel
                """,
                WITH_TIER,
            ),
            taught='hotel = hotel.reindex(members["member_id"], fill_value=0)',
        ),
        right(
            "all columns of the members",
            changed(ZERO_CODE, (MERGED, MERGED.replace("level", "members"))),
        ),
        right(
            "from the side of the members",
            changed(ZERO_CODE, (MERGED, 'level.merge(orders, on="member_id")')),
        ),
        right(
            "map, then without the missing",
            _with_tier(
                'tier = members.set_index("member_id")["official_tier"]',
                'table = orders.assign(official_tier=orders["member_id"].map(tier))',
                'return table[table["official_tier"].notna()]',
            ),
        ),
        right(
            "a loop over the orders",
            _with_tier(
                'tier = dict(zip(members["member_id"], members["official_tier"]))',
                "rows = []",
                'for row in orders.to_dict("records"):',
                '    if row["member_id"] in tier:',
                '        rows.append({**row, "official_tier": tier[row["member_id"]]})',
                "return pd.DataFrame(rows)",
            ),
        ),
        right(
            "as the lesson merges",
            changed(ZERO_CODE, (f"return {MERGED}", f"joined = {MERGED}\n    return joined")),
            taught='joined = done.merge(level, on="member_id")',
        ),
    ],
)

# --- repair (T5)


def _repair(*body: str) -> str:
    return "\n    ".join(("def service(tier, nights):", *body))


REPAIR_BOTH = "repair-gold repair-others"
REPAIR = Answers(
    mistakes=[
        wrong(
            "or for and",
            """
            def service(tier, nights):
                if tier == "gold" or nights >= 3:
                    return "car"
                return "tea"
            """,
            "repair-gold repair-others",
            "用 and，不用 or",
        ),
        wrong(
            "more than three",
            _repair('if tier == "gold" and nights > 3:', '    return "car"', 'return "tea"'),
            "repair-gold",
            "正好够",
        ),
        wrong(
            "or",
            _repair('if tier == "gold" or nights >= 3:', '    return "car"', 'return "tea"'),
            REPAIR_BOTH,
            "",
        ),
        wrong(
            "forgets the nights",
            _repair('if tier == "gold":', '    return "car"', 'return "tea"'),
            "repair-gold",
            "两晚",
        ),
        wrong(
            "forgets the tier",
            _repair("if nights >= 3:", '    return "car"', 'return "tea"'),
            "repair-others",
            "",
        ),
        wrong(
            "two nights",
            _repair('if tier == "gold" and nights >= 2:', '    return "car"', 'return "tea"'),
            "repair-gold",
            "两晚",
        ),
        wrong(
            "exactly three",
            _repair('if tier == "gold" and nights == 3:', '    return "car"', 'return "tea"'),
            "repair-gold",
            "大于或等于 3",
        ),
        wrong(
            "swapped",
            _repair('if tier == "gold" and nights >= 3:', '    return "tea"', 'return "car"'),
            REPAIR_BOTH,
            "写反",
        ),
        wrong(
            "tea is a name",
            _repair('if tier == "gold" and nights >= 3:', '    return "car"', "return tea"),
            REPAIR_BOTH,
            "",
        ),
        wrong(
            "gold misspelt",
            _repair('if tier == "Gold" and nights >= 3:', '    return "car"', 'return "tea"'),
            "repair-gold",
            "有没有拼错",
        ),
        wrong(
            "all but normal",
            _repair('if tier != "normal" and nights >= 3:', '    return "car"', 'return "tea"'),
            "repair-others",
            "别的等级",
        ),
        wrong(
            "3 in quotes",
            """
            def service(tier, nights):
                if tier == "gold" and nights >= "3":
                    return "car"
                return "tea"
            """,
            "repair-gold",
            "文字和数字不能比大小",
        ),
        wrong(
            "tea in the end, whatever was found",
            _repair(
                'gift = "tea"',
                'if tier == "gold" and nights >= 3:',
                '    gift = "car"',
                'gift = "tea"',
                "return gift",
            ),
            "repair-gold",
            "在这一行又被改掉了",
        ),
    ],
    unusual=[
        right("in one line", _repair('return "car" if tier == "gold" and nights >= 3 else "tea"')),
        right(
            "one in the other",
            _repair(
                'if tier == "gold":', "    if nights >= 3:", '        return "car"', 'return "tea"'
            ),
        ),
        right(
            "the others first",
            _repair('if tier != "gold" or nights < 3:', '    return "tea"', 'return "car"'),
        ),
        right(
            "more than two",
            _repair(
                'if tier == "gold" and nights > 2:', '    return "car"', "else:", '    return "tea"'
            ),
        ),
        right(
            "as the lesson takes cases",
            _repair(
                'if tier == "gold" and nights >= 3:',
                '    return "car"',
                "else:",
                '    return "tea"',
            ),
            taught='if tier == "gold":',
        ),
    ],
)

ANSWERS = {
    "warmup-tasks": {
        "pay": PAY,
        "count": COUNT,
        "top": TOP,
        "mean": MEAN,
        "zero": ZERO,
        "repair": REPAIR,
    }
}
