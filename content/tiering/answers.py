"""Unit `tiering`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- profit (A3.1)

PROFIT_CODE = solution(__file__, "profit")

PROFIT = Answers(
    mistakes=[
        wrong(
            "counts cancelled and refunded orders",
            """
            def profit_by_customer(orders, members):
                profit = (
                    orders["gmv_cny"] * orders["take_rate"]
                    - orders["coupon_cny"]
                    - orders["service_cost_cny"]
                )
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.groupby(orders["member_id"]).sum().reindex(real, fill_value=0)
            """,
            "profit-sum",
            "取消和退款",
        ),
        wrong(
            "counts refunded orders",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] != "cancelled"]
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.groupby(done["member_id"]).sum().reindex(real, fill_value=0)
            """,
            "profit-sum",
            "退款的订单",
        ),
        wrong(
            "sums the order amount",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return done.groupby("member_id")["gmv_cny"].sum().reindex(real, fill_value=0)
            """,
            "profit-sum profit-everyone",
            "不是利润",
        ),
        wrong(
            "forgets coupons and service cost",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                profit = done["gmv_cny"] * done["take_rate"]
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.groupby(done["member_id"]).sum().reindex(real, fill_value=0)
            """,
            "profit-sum profit-everyone",
            "两项没有扣",
        ),
        wrong(
            "forgets the service cost",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                profit = done["gmv_cny"] * done["take_rate"] - done["coupon_cny"]
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.groupby(done["member_id"]).sum().reindex(real, fill_value=0)
            """,
            "profit-sum profit-everyone",
            "服务成本还没有扣",
        ),
        wrong(
            "hides losses",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return (
                    profit.groupby(done["member_id"])
                    .sum()
                    .clip(lower=0)
                    .reindex(real, fill_value=0)
                )
            """,
            "profit-sum profit-everyone",
            "亏损就是负数",
        ),
        wrong(
            "drops members without an order",
            """
            def profit_by_customer(orders, members):
                done = orders[
                    (orders["status"] == "completed") & ~orders["member_id"].str.startswith("T")
                ]
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                return profit.groupby(done["member_id"]).sum()
            """,
            "profit-everyone",
            "没有下过单的会员不见了",
        ),
        wrong(
            "keeps the test accounts",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                return (
                    profit.groupby(done["member_id"])
                    .sum()
                    .reindex(members["member_id"], fill_value=0)
                )
            """,
            "profit-everyone",
            "测试账号",
        ),
        wrong(
            "leaves NaN for members without an order",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.groupby(done["member_id"]).sum().reindex(real)
            """,
            "profit-everyone",
            "空值",
        ),
        wrong(
            "a T anywhere in the id",
            changed(PROFIT_CODE, ("startswith", "contains")),
            "profit-everyone",
            "T 不在编号开头",
        ),
        wrong(
            "counts equal orders once",
            changed(
                PROFIT_CODE,
                ('"completed"]', '"completed"].drop_duplicates(["member_id", "gmv_cny"])'),
            ),
            "profit-sum",
            "金额一样的订单",
        ),
        wrong(
            "adds each amount once",
            changed(PROFIT_CODE, (".sum()", ".agg(lambda values: values.drop_duplicates().sum())")),
            "profit-sum",
            "金额一样的订单",
        ),
        wrong(
            "the mean of the orders",
            changed(PROFIT_CODE, (".sum()", ".mean()")),
            "profit-sum profit-everyone",
            "不是求平均",
        ),
        wrong(
            "the last order only",
            """
            def profit_by_customer(orders, members):
                profit = {m: 0 for m in members["member_id"] if not m.startswith("T")}
                for row in orders.itertuples():
                    if row.status == "completed" and row.member_id in profit:
                        value = row.gmv_cny * row.take_rate
                        profit[row.member_id] = value - row.coupon_cny - row.service_cost_cny
                return profit
            """,
            "profit-sum profit-everyone",
            "不是只看最后一张",
        ),
        wrong(
            "one rate for all",
            changed(PROFIT_CODE, ('done["take_rate"]', "0.1")),
            "profit-sum profit-everyone",
            "佣金率每一单不同",
        ),
        wrong(
            "no commission",
            changed(
                PROFIT_CODE,
                ('done["gmv_cny"] * done["take_rate"] - done["coupon_cny"]', '-done["coupon_cny"]'),
            ),
            "profit-sum profit-everyone",
            "佣金还没有加",
        ),
        wrong(
            "the service cost once a member",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"]
                by_member = done.groupby("member_id")
                earned = (done["gmv_cny"] * done["take_rate"]).groupby(done["member_id"]).sum()
                profit = earned - by_member["coupon_cny"].sum()
                profit = profit - by_member["service_cost_cny"].first()
                real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
                return profit.reindex(real, fill_value=0)
            """,
            "profit-sum profit-everyone",
            "每一单都要扣",
        ),
        wrong(
            "the coupon taken off before the rate",
            changed(
                PROFIT_CODE,
                (
                    'done["gmv_cny"] * done["take_rate"] - done["coupon_cny"]',
                    '(done["gmv_cny"] - done["coupon_cny"]) * done["take_rate"]',
                ),
            ),
            "profit-sum profit-everyone",
            "从佣金里扣",
        ),
        wrong(
            "rounds to whole yuan",
            changed(PROFIT_CODE, ("fill_value=0)", "fill_value=0).round()")),
            "profit-sum profit-everyone",
            "不要取整到元",
        ),
        wrong(
            "counts orders with a coupon only",
            changed(
                PROFIT_CODE,
                ('"completed"]', '"completed"]\n    done = done[done["coupon_cny"] > 0]'),
            ),
            "profit-sum profit-everyone",
            "不对",
        ),
        wrong(
            "the mean rate of a member",
            """
            def profit_by_customer(orders, members):
                done = orders[orders["status"] == "completed"].groupby("member_id")
                sums = done[["gmv_cny", "coupon_cny", "service_cost_cny"]].sum()
                commission = sums["gmv_cny"] * done["take_rate"].mean()
                profit = commission - sums["coupon_cny"] - sums["service_cost_cny"]
                real = [m for m in members["member_id"] if not m.startswith("T")]
                return profit.reindex(real, fill_value=0)
            """,
            "profit-sum profit-everyone",
            "佣金率不同",
        ),
        wrong(
            "loses members whose orders are all cancelled or refunded",
            """
            def profit_by_customer(orders, members):
                real = members[~members["member_id"].str.startswith("T")]
                table = real[["member_id"]].merge(orders, on="member_id", how="left")
                table = table[(table["status"] == "completed") | table["status"].isna()]
                commission = table["gmv_cny"] * table["take_rate"]
                table["profit"] = commission - table["coupon_cny"] - table["service_cost_cny"]
                return table.groupby("member_id")["profit"].sum()
            """,
            "profit-everyone",
            "只有取消或退款的订单",
        ),
        wrong(
            "adds the coupons",
            changed(solution(__file__, "profit"), ('- done["coupon_cny"]', '+ done["coupon_cny"]')),
            "profit-sum profit-everyone",
            "要扣除，不是加上",
        ),
        wrong(
            "rounds to one decimal",
            changed(solution(__file__, "profit"), ("fill_value=0)", "fill_value=0).round(1)")),
            "profit-sum profit-everyone",
            "留到分",
        ),
    ],
    unusual=[
        right(
            "plain loop and dict",
            """
            def profit_by_customer(orders, members):
                total = {m: 0.0 for m in members["member_id"] if m[0] != "T"}
                for row in orders.itertuples():
                    if row.status == "completed" and row.member_id in total:
                        total[row.member_id] += (
                            row.gmv_cny * row.take_rate - row.coupon_cny - row.service_cost_cny
                        )
                return total
            """,
        ),
        right(
            "merge, a DataFrame with a column member_id",
            """
            def profit_by_customer(orders, members):
                orders["profit"] = orders.eval(
                    "gmv_cny * take_rate - coupon_cny - service_cost_cny"
                )
                orders = orders[orders["status"].isin(["completed"])]
                real = members[members["member_id"].str[0] == "M"][["member_id"]]
                table = real.merge(orders, how="left", on="member_id").fillna({"profit": 0})
                return table.groupby("member_id", as_index=False)["profit"].sum()
            """,
        ),
        right(
            "pivot table, upside down, as objects",
            """
            def profit_by_customer(orders, members):
                value = (
                    orders["gmv_cny"] * orders["take_rate"]
                    - orders["coupon_cny"]
                    - orders["service_cost_cny"]
                )
                orders = orders.assign(value=value.where(orders["status"] == "completed", 0.0))
                table = orders.pivot_table(index="member_id", values="value", aggfunc="sum")
                names = [m for m in members["member_id"] if not m.startswith("T")]
                if "value" not in table:
                    return [0] * len(names)
                return table.reindex(names[::-1]).fillna(0).astype(object)
            """,
        ),
        right(
            "list in the order of the members",
            """
            def profit_by_customer(orders, members):
                done = orders.query("status == 'completed'")
                profit = (
                    done["gmv_cny"] * done["take_rate"]
                    - done["coupon_cny"]
                    - done["service_cost_cny"]
                )
                total = profit.groupby(done["member_id"]).sum()
                return [total.get(m, 0) for m in members["member_id"] if m[0] != "T"]
            """,
        ),
        right(
            "loops by row number, rounded to the cent",
            """
            def profit_by_customer(orders, members):
                total = {}
                for i in range(len(members)):
                    if not members["member_id"][i].startswith("T"):
                        total[members["member_id"][i]] = 0
                for i in range(len(orders)):
                    member = orders["member_id"][i]
                    if orders["status"][i] == "completed" and not member.startswith("T"):
                        commission = orders["gmv_cny"][i] * orders["take_rate"][i]
                        cost = orders["coupon_cny"][i] + orders["service_cost_cny"][i]
                        total[member] += round(commission - cost, 2)
                return pd.Series(total)
            """,
        ),
        right(
            "apply on each group",
            """
            def profit_by_customer(orders, members):
                def earned(group):
                    commission = (group["gmv_cny"] * group["take_rate"]).sum()
                    return commission - group["coupon_cny"].sum() - group["service_cost_cny"].sum()

                done = orders[orders["status"] == "completed"].groupby("member_id")
                real = [m for m in members["member_id"] if not m.startswith("T")]
                return done.apply(earned).reindex(real).fillna(0).round(2)
            """,
        ),
        right(
            "the lesson's guests, done and reindex",
            """
            def profit_by_customer(orders, members):
                guests = members[~members["member_id"].str.startswith("T")]
                done = orders[orders["status"] == "completed"]
                done["commission"] = done["gmv_cny"] * done["take_rate"]
                done["profit"] = done["commission"] - done["coupon_cny"] - done["service_cost_cny"]
                total = done.groupby("member_id")["profit"].sum()
                total = total.reindex(guests["member_id"], fill_value=0)
                return total.sort_values(ascending=False, kind="stable")
            """,
            taught='guests = members[~members["member_id"].str.startswith("T")]',
        ),
    ],
)

# --- pyramid (A3.2)

PYRAMID_BODY = """
def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
    table = profit{fill}.rename("profit").rename_axis("member_id").reset_index()
    table = table.sort_values({by})
    n = len(table)
    n_key = {key}
    n_upper = {upper}
    table["tier"] = ["key"] * n_key + ["ordinary"] * (n_upper - n_key) + ["small"] * (n - n_upper)
    return table.set_index("member_id")["tier"]
"""


def pyramid(**changes: str) -> str:
    """The solution with some of its parts changed."""
    parts = {
        "fill": ".fillna(0)",
        "by": '["profit", "member_id"], ascending=[False, True]',
        "key": "int(np.ceil(cuts[0] * n))",
        "upper": "int(np.floor((cuts[0] + cuts[1]) * n + 0.5))",
    }
    return PYRAMID_BODY.format(**{**parts, **changes})


PYRAMID = Answers(
    mistakes=[
        wrong(
            "ranks in ascending order",
            pyramid(by='["profit", "member_id"]'),
            "pyramid-cut pyramid-round pyramid-ties",
            "排反了",
        ),
        wrong(
            "cuts before sorting",
            pyramid(by='["member_id"]'),
            "pyramid-cut pyramid-ties",
            "还没有按利润排序",
        ),
        wrong(
            "a table of a Series without a name",
            pyramid(fill="").replace('.rename("profit")', ""),
            "pyramid-cut pyramid-round pyramid-ties",
            '.rename("profit")',
        ),
        wrong(
            "sorts by the Series instead of its column",
            pyramid(by='[profit, "member_id"], ascending=[False, True]'),
            "pyramid-cut pyramid-round pyramid-ties",
            "要写列名",
        ),
        wrong(
            "a decimal number of key customers",
            pyramid(key="np.ceil(cuts[0] * n)"),
            "pyramid-cut pyramid-round pyramid-ties",
            "外面套一层 int(…)",
        ),
        wrong(
            "rounds key down", pyramid(key="int(cuts[0] * n)"), "pyramid-round", "进一，现在舍掉了"
        ),
        wrong(
            "rounds key half up",
            pyramid(key="int(cuts[0] * n + 0.5)"),
            "pyramid-round",
            "进一，现在舍掉了",
        ),
        wrong(
            "rounds both down",
            pyramid(key="int(cuts[0] * n)", upper="int((cuts[0] + cuts[1]) * n)"),
            "pyramid-round pyramid-ties",
            "进一，现在舍掉了",
        ),
        wrong(
            "rounds key + ordinary down",
            pyramid(upper="int((cuts[0] + cuts[1]) * n)"),
            "pyramid-round pyramid-ties",
            "满 0.5 要进一",
        ),
        wrong(
            "uses round()",
            pyramid(upper="round((cuts[0] + cuts[1]) * n)"),
            "pyramid-round pyramid-ties",
            "round()",
        ),
        wrong(
            "rounds ordinary on its own",
            pyramid(upper="n_key + int(np.ceil(cuts[1] * n))"),
            "pyramid-round",
            "不要给普通客户单独取整",
        ),
        wrong(
            "ties in the order of the input",
            pyramid(by='"profit", ascending=False, kind="stable"'),
            "pyramid-ties",
            "编号小的要排前面",
        ),
        wrong(
            "ties by descending id",
            pyramid(by='["profit", "member_id"], ascending=False'),
            "pyramid-ties",
            "编号小的要排前面",
        ),
        wrong("ranks missing profit last", pyramid(fill=""), "pyramid-ties", "空值要按 0 排"),
        wrong(
            "drops missing profit",
            pyramid(fill=".dropna()"),
            "pyramid-ties",
            "利润为空的会员不见了",
        ),
        wrong(
            "Chinese labels",
            pyramid()
            .replace('"key"', '"关键客户"')
            .replace('"ordinary"', '"普通客户"')
            .replace('"small"', '"小客户"'),
            "pyramid-cut pyramid-round pyramid-ties",
            "英文代码",
        ),
        wrong(
            "key fixed",
            pyramid(key="int(np.ceil(0.2 * n))"),
            "pyramid-cut pyramid-round",
            "人数没有跟着变",
        ),
        wrong(
            "half of the members always in the upper two",
            pyramid(upper="int(np.floor(0.5 * n + 0.5))"),
            "pyramid-cut pyramid-round",
            "人数没有跟着变",
        ),
        wrong(
            "all shares fixed",
            pyramid(key="int(np.ceil(0.2 * n))", upper="int(np.floor(0.5 * n + 0.5))"),
            "pyramid-cut pyramid-round",
            "人数没有跟着变",
        ),
        wrong(
            "ordinary always 30 %",
            pyramid(upper="int(np.floor((cuts[0] + 0.3) * n + 0.5))"),
            "pyramid-cut pyramid-round",
            "人数没有跟着变",
        ),
        wrong(
            "rounds key + ordinary up",
            pyramid(upper="int(np.ceil((cuts[0] + cuts[1]) * n))"),
            "pyramid-round",
            "小数部分不满 0.5",
        ),
        wrong(
            "one key customer more",
            pyramid(key="int(cuts[0] * n) + 1"),
            "pyramid-cut pyramid-round pyramid-ties",
            "不用再加一位",
        ),
        wrong(
            "ranks rounded profits",
            pyramid(fill=".fillna(0).round()"),
            "pyramid-cut",
            "只差几角钱",
        ),
        wrong(
            "a loss ranks as 0",
            pyramid(fill=".fillna(0).clip(lower=0)"),
            "pyramid-cut pyramid-ties",
            "亏损的会员",
        ),
        wrong(
            "equal profits share a tier",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                place, n = profit.fillna(0).rank(ascending=False, method="min"), len(profit)
                upper = np.floor((cuts[0] + cuts[1]) * n + 0.5)
                parts = [place <= np.ceil(cuts[0] * n), place <= upper]
                return pd.Series(np.select(parts, ["key", "ordinary"], "small"), profit.index)
            """,
            "pyramid-ties",
            "也要分出先后",
        ),
        wrong(
            "cuts by quantiles",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                profit = profit.fillna(0)
                parts = [profit >= profit.quantile(1 - cuts[0]), profit >= profit.quantile(cuts[2])]
                return pd.Series(np.select(parts, ["key", "ordinary"], "small"), profit.index)
            """,
            "pyramid-round pyramid-ties",
            "小数部分不满 0.5",
        ),
        wrong(
            "missing profit not counted among the members",
            pyramid(key="int(np.ceil(cuts[0] * profit.notna().sum()))"),
            "pyramid-ties",
            "有空值",
        ),
        wrong(
            "missing profit becomes the mean",
            pyramid(fill=".fillna(profit.mean())"),
            "pyramid-ties",
            "有空值",
        ),
    ],
    unusual=[
        right(
            "plain Python, a dict",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                value = {i: 0 if pd.isna(p) else p for i, p in profit.items()}
                order = sorted(value, key=lambda i: (-value[i], i))
                n = len(order)
                key = -int(-(cuts[0] * n) // 1)
                upper = int((cuts[0] + cuts[1]) * n + 0.5)
                return {
                    i: "key" if k < key else "ordinary" if k < upper else "small"
                    for k, i in enumerate(order)
                }
            """,
        ),
        right(
            "ranks and np.select, input order, categories",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                place = profit.fillna(0).sort_index().rank(ascending=False, method="first")
                n = len(profit)
                upper = np.floor(0.5 + n * (cuts[0] + cuts[1]))
                labels = np.select(
                    [place <= np.ceil(cuts[0] * n), place <= upper], ["key", "ordinary"], "small"
                )
                return pd.Series(labels, index=place.index).reindex(profit.index).astype("category")
            """,
        ),
        right(
            "a DataFrame with a column member_id",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                table = pd.DataFrame(
                    {"member_id": profit.index, "profit": profit.fillna(0).to_numpy()}
                )
                table = table.sort_values("member_id").sort_values(
                    "profit", ascending=False, kind="stable"
                )
                table["tier"] = "small"
                n = len(table)
                table.iloc[: int((cuts[0] + cuts[1]) * n + 0.5), 2] = "ordinary"
                table.iloc[: int(np.ceil(cuts[0] * n)), 2] = "key"
                return table[["member_id", "tier"]]
            """,
        ),
        right(
            "list of pairs",
            """
            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                order = list(
                    profit.fillna(0).sort_index().sort_values(ascending=False, kind="stable").index
                )
                key, upper = (
                    int(np.ceil(len(order) * cuts[0])),
                    int(len(order) * (cuts[0] + cuts[1]) + 0.5),
                )
                return [
                    (i, ["key", "ordinary", "small"][(k >= key) + (k >= upper)])
                    for k, i in enumerate(order)
                ]
            """,
        ),
        right(
            "the lesson's steps: all small, then the first ones changed",
            """
            import math

            def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
                ranked = profit.fillna(0).sort_index().sort_values(ascending=False, kind="stable")
                upper = math.floor(len(ranked) * (cuts[0] + cuts[1]) + 0.5)
                tiers = pd.Series("small", index=ranked.index)
                tiers.iloc[:upper] = "ordinary"
                tiers.iloc[: math.ceil(len(ranked) * cuts[0])] = "key"
                return tiers
            """,
            taught='tiers.iloc[:3] = "ordinary"',
        ),
        right(
            "a list in the order of profit",
            pyramid().replace('["tier"]\n', '["tier"].reindex(profit.index).tolist()\n'),
        ),
    ],
)

# --- share (A3.3)

TOP = """
def share_of_top(profit, top=0.2):
    return profit.nlargest(int(np.ceil(top * len(profit)))).sum() / profit.sum()
"""
TIERS = """
def tier_shares(profit, tiers):
    return profit.groupby(tiers).sum() / profit.sum()
"""

SHARE = Answers(
    mistakes=[
        wrong(
            "the wrong way round",
            (
                """
            def share_of_top(profit, top=0.2):
                return profit.sum() / profit.nlargest(int(np.ceil(top * len(profit)))).sum()
            """,
                TIERS,
            ),
            "share-top",
            "分子和分母反了",
        ),
        wrong(
            "top in percent",
            (
                """
            def share_of_top(profit, top=0.2):
                n_top = int(np.ceil(top / 100 * len(profit)))
                return profit.nlargest(n_top).sum() / profit.sum()
            """,
                TIERS,
            ),
            "share-top",
            "只取了一位",
        ),
        wrong(
            "divided by the others' profit",
            (
                """
            def share_of_top(profit, top=0.2):
                best = profit.nlargest(int(np.ceil(top * len(profit)))).sum()
                return best / (profit.sum() - best)
            """,
                TIERS,
            ),
            "share-top",
            "不是其余会员的",
        ),
        wrong(
            "share by count",
            (
                """
            def share_of_top(profit, top=0.2):
                return int(np.ceil(top * len(profit))) / len(profit)
            """,
                TIERS,
            ),
            "share-top",
            "这是人数的占比",
        ),
        wrong(
            "share in percent",
            (
                """
            def share_of_top(profit, top=0.2):
                return profit.nlargest(int(np.ceil(top * len(profit)))).sum() / profit.sum() * 100
            """,
                TIERS,
            ),
            "share-top",
            "0 到 1 之间",
        ),
        wrong(
            "does not sort",
            (
                """
            def share_of_top(profit, top=0.2):
                return profit.head(int(np.ceil(top * len(profit)))).sum() / profit.sum()
            """,
                TIERS,
            ),
            "share-top",
            "没有排序",
        ),
        wrong(
            "takes the bottom",
            (
                """
            def share_of_top(profit, top=0.2):
                return (
                    profit.sort_values().head(int(np.ceil(top * len(profit)))).sum() / profit.sum()
                )
            """,
                TIERS,
            ),
            "share-top",
            "利润最低",
        ),
        wrong(
            "rounds down",
            (
                """
            def share_of_top(profit, top=0.2):
                return profit.nlargest(int(top * len(profit))).sum() / profit.sum()
            """,
                TIERS,
            ),
            "share-top",
            "要进一",
        ),
        wrong(
            "leaves losses out of the total",
            (
                """
            def share_of_top(profit, top=0.2):
                return (
                    profit.nlargest(int(np.ceil(top * len(profit)))).sum()
                    / profit[profit > 0].sum()
                )
            """,
                TIERS,
            ),
            "share-top",
            "漏掉了亏损",
        ),
        wrong(
            "tier shares by count",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                return tiers.value_counts(normalize=True)
            """,
            ),
            "share-tiers",
            "这是人数的占比",
        ),
        wrong(
            "tier sums without dividing",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                return profit.groupby(tiers).sum()
            """,
            ),
            "share-tiers",
            "除以总利润",
        ),
        wrong(
            "tiers by position",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                return profit.groupby(tiers.to_numpy()).sum() / profit.sum()
            """,
            ),
            "share-tiers",
            "member_id 对上",
        ),
        wrong(
            "means of tiers",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                mean = profit.groupby(tiers).mean()
                return mean / mean.sum()
            """,
            ),
            "share-tiers",
            "不是平均数",
        ),
        wrong(
            "a decimal number of members",
            (
                changed(TOP, ("int(np.ceil(top * len(profit)))", "np.ceil(top * len(profit))")),
                TIERS,
            ),
            "share-top",
            "外面套一层 int(…)",
        ),
        wrong(
            "top fixed",
            (changed(TOP, ("top * len", "0.2 * len")), TIERS),
            "share-top",
            "人数没有跟着变",
        ),
        wrong(
            "one member too many",
            (
                changed(TOP, ("int(np.ceil(top * len(profit)))", "int(top * len(profit)) + 1")),
                TIERS,
            ),
            "share-top",
            "不要再多取一位",
        ),
        wrong(
            "all that tie at the border",
            (changed(TOP, ("len(profit))))", 'len(profit))), keep="all")')), TIERS),
            "share-top",
            "利润相同",
        ),
        wrong(
            "from a quantile up",
            (
                """
            def share_of_top(profit, top=0.2):
                return profit[profit >= profit.quantile(1 - top)].sum() / profit.sum()
            """,
                TIERS,
            ),
            "share-top",
            "利润相同",
        ),
        wrong(
            "equal profits counted once",
            (changed(TOP, (".nlargest", ".drop_duplicates().nlargest")), TIERS),
            "share-top",
            "利润相同",
        ),
        wrong(
            "members with a profit of 0 left out",
            (
                changed(TOP, ("    return", "    profit = profit[profit != 0]\n    return")),
                TIERS,
            ),
            "share-top",
            "利润是 0 时",
        ),
        wrong(
            "counts members with a gain only",
            (changed(TOP, ("len(profit)", "(profit > 0).sum()")), TIERS),
            "share-top",
            "利润是 0 时",
        ),
        wrong(
            "losses at the top left out",
            (changed(TOP, (".sum() / p", ".clip(lower=0).sum() / p")), TIERS),
            "share-top",
            "亏损的人",
        ),
        wrong(
            "losses added as gains",
            (changed(TOP, ("/ profit", "/ profit.abs()")), TIERS),
            "share-top",
            "照负数加",
        ),
        wrong(
            "two decimals",
            (
                """
            def share_of_top(profit, top=0.2):
                n_top = int(np.ceil(top * len(profit)))
                return round(profit.nlargest(n_top).sum() / profit.sum(), 2)
            """,
                TIERS,
            ),
            "share-top",
            "至少留三位小数",
        ),
        wrong(
            "shares from large to small",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                shares = profit.groupby(tiers).sum() / profit.sum()
                return sorted(shares, reverse=True)
            """,
            ),
            "share-tiers",
            "小客户的占比最大",
        ),
        wrong(
            "tiers sorted, profit not",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                return profit.groupby(tiers.sort_index().to_numpy()).sum() / profit.sum()
            """,
            ),
            "share-tiers",
            "小客户的占比最大",
        ),
        wrong(
            "adds the tiers up downwards",
            changed(
                solution(__file__, "share"),
                ("profit.groupby(tiers).sum() /", "profit.groupby(tiers).sum().cumsum() /"),
            ),
            "share-tiers",
            "不要往下累加",
        ),
    ],
    unusual=[
        right(
            "sorted list, dict, if",
            """
            def share_of_top(profit, top=0.2):
                values = sorted(profit, reverse=True)
                n = -int(-(top * len(values)) // 1)
                return sum(values[:n]) / sum(values)

            def tier_shares(profit, tiers):
                shares = {"key": 0, "ordinary": 0, "small": 0}
                for i in profit.index:
                    shares[tiers[i]] += profit[i] / profit.sum()
                return shares
            """,
        ),
        right(
            "numpy, a DataFrame, np.bool_",
            """
            def share_of_top(profit, top=0.2):
                values = np.sort(profit.to_numpy())[::-1]
                return values[: np.ceil(top * values.size).astype(int)].sum() / values.sum()

            def tier_shares(profit, tiers):
                table = pd.DataFrame({"profit": profit, "tier": tiers})
                return (
                    table.groupby("tier", as_index=False)["profit"]
                    .sum()
                    .assign(profit=lambda t: t.profit / t.profit.sum())
                )
            """,
        ),
        right(
            "a list in the order key, ordinary, small",
            (
                TOP,
                """
            def tier_shares(profit, tiers):
                tiers = tiers.reindex(profit.index)
                return [
                    profit[tiers == tier].sum() / profit.sum()
                    for tier in ["key", "ordinary", "small"]
                ]
            """,
            ),
        ),
        right(
            "shares with three decimals, percentage points",
            """
            def share_of_top(profit, top=0.2):
                first = profit.sort_values(ascending=False).head(int(np.ceil(top * len(profit))))
                return round(first.sum() / profit.sum(), 3)

            def tier_shares(profit, tiers):
                return (profit.groupby(tiers).sum() / profit.sum()).round(3)
            """,
        ),
        right(
            "the lesson's ranked table",
            """
            def share_of_top(profit, top=0.2):
                import math
                ranked = profit.sort_values(ascending=False, kind="stable")
                return ranked.head(math.ceil(len(ranked) * top)).sum() / ranked.sum()

            def tier_shares(profit, tiers):
                ranked = profit.sort_values(ascending=False)
                return (ranked.groupby(tiers).sum() / ranked.sum()).round(3)
            """,
            taught="print((ranked.groupby(tiers).sum() / ranked.sum()).to_string())",
        ),
    ],
)

# --- method (A3.4)

METHOD_CODE = solution(__file__, "method")

METHOD = Answers(
    mistakes=[
        wrong(
            "ordinary and small swapped",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "K"
                if tier == "small":
                    return "O+" if potential else "O-"
                if is_bad:
                    return "SX"
                return "S+" if potential else "S-"
            """,
            "method-tiers method-bad",
            "代号和级别对不上",
        ),
        wrong(
            "drops every poor-quality customer",
            """
            def method(tier, potential, is_bad):
                if is_bad:
                    return "SX"
                if tier == "key":
                    return "K"
                return ("O" if tier == "ordinary" else "S") + ("+" if potential else "-")
            """,
            "method-bad",
            "只对小客户起作用",
        ),
        wrong(
            "asks for potential first",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "K"
                if tier == "ordinary":
                    return "O+" if potential else "O-"
                if potential:
                    return "S+"
                return "SX" if is_bad else "S-"
            """,
            "method-bad",
            "不再看潜力",
        ),
        wrong(
            "forgets poor quality",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "K"
                return ("O" if tier == "ordinary" else "S") + ("+" if potential else "-")
            """,
            "method-bad",
            "自己的代号",
        ),
        wrong(
            "swaps plus and minus",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "K"
                if tier == "small" and is_bad:
                    return "SX"
                return ("O" if tier == "ordinary" else "S") + ("-" if potential else "+")
            """,
            "method-tiers method-bad",
            "弄反了",
        ),
        wrong(
            "full-width signs",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "K"
                if tier == "small" and is_bad:
                    return "SX"
                return ("O" if tier == "ordinary" else "S") + ("＋" if potential else "－")
            """,
            "method-tiers method-bad",
            "英文半角",
        ),
        wrong(
            "small letters",
            """
            def method(tier, potential, is_bad):
                if tier == "key":
                    return "k"
                if tier == "small" and is_bad:
                    return "sx"
                return ("o" if tier == "ordinary" else "s") + ("+" if potential else "-")
            """,
            "method-tiers method-bad",
            "大写",
        ),
        wrong(
            "splits key customers by potential",
            """
            def method(tier, potential, is_bad):
                if tier == "small" and is_bad:
                    return "SX"
                return {"key": "K", "ordinary": "O", "small": "S"}[tier] + (
                    "+" if potential else "-"
                )
            """,
            "method-tiers method-bad",
            "只有一个代号",
        ),
        wrong(
            "swaps small customers only",
            changed(METHOD_CODE, ('"S+" if potential else "S-"', '"S-" if potential else "S+"')),
            "method-tiers",
            "弄反了",
        ),
        wrong(
            "a marked ordinary customer has no potential",
            changed(METHOD_CODE, ('"O+" if potential', '"O+" if potential and not is_bad')),
            "method-bad",
            "不看劣质标记",
        ),
        wrong(
            "a code of its own for marked ordinary customers",
            changed(METHOD_CODE, ('return "O+"', 'return "OX" if is_bad else "O+"')),
            "method-bad",
            "只对小客户起作用",
        ),
        wrong(
            "drops marked key customers",
            changed(METHOD_CODE, ('if tier == "key":', 'if tier == "key" and not is_bad:')),
            "method-bad",
            "只对小客户起作用",
        ),
        wrong(
            "drops marked key customers with potential",
            changed(METHOD_CODE, ('return "K"', 'return "SX" if is_bad and potential else "K"')),
            "method-bad",
            "换一位有劣质标记的客户",
        ),
        wrong(
            "poor quality counts without potential only",
            changed(METHOD_CODE, ("if is_bad:", "if is_bad and not potential:")),
            "method-bad",
            "不再看潜力",
        ),
        wrong("the code X", changed(METHOD_CODE, ('"SX"', '"X"')), "method-bad", "两个大写字母"),
        wrong(
            "never looks at a small customer's potential",
            changed(METHOD_CODE, ('"S+" if potential else "S-"', '"S-"')),
            "method-tiers",
            "没有看出来",
        ),
        wrong(
            "nothing for small customers without potential",
            changed(
                solution(__file__, "method"),
                ('return "S+" if potential else "S-"', 'if potential:\n        return "S+"'),
            ),
            "method-tiers",
            "什么也没有返回",
        ),
    ],
    unusual=[
        right(
            "lookup table",
            """
            def method(tier, potential, is_bad):
                table = {
                    ("ordinary", True): "O+",
                    ("ordinary", False): "O-",
                    ("small", True): "S+",
                    ("small", False): "S-",
                }
                if (tier, is_bad) == ("small", True):
                    return "SX"
                return table.get((tier, bool(potential)), "K")
            """,
        ),
        right(
            "match statement",
            """
            def method(tier, potential, is_bad):
                match (tier, potential, is_bad):
                    case ("key", _, _):
                        return "K"
                    case ("small", _, True):
                        return "SX"
                    case (_, True, _):
                        return tier[0].upper() + "+"
                return tier[0].upper() + "-"
            """,
        ),
        right(
            "numpy text",
            """
            def method(tier, potential, is_bad):
                bad = tier == "small" and is_bad
                sign = "+" if potential else "-"
                return np.select(
                    [tier == "key", bad, tier == "ordinary"], ["K", "SX", "O" + sign], "S" + sign
                )[()]
            """,
        ),
        right(
            "one result variable",
            """
            def method(tier, potential, is_bad):
                result = "K"
                if tier == "ordinary" and potential == True: result = "O+"
                if tier == "ordinary" and potential == False: result = "O-"
                if tier == "small" and potential == True: result = "S+"
                if tier == "small" and potential == False: result = "S-"
                if tier == "small" and is_bad == True: result = "SX"
                return result
            """,
        ),
        right(
            "the lesson's gift: the mark first",
            """
            def method(tier, potential, is_bad):
                if is_bad and tier == "small":
                    return "SX"
                if tier == "small":
                    return "S+" if potential else "S-"
                if tier == "key":
                    return "K"
                return "O+" if potential else "O-"
            """,
            taught='return "cake" if birthday else "card"',
        ),
    ],
)

# --- rfm (A3.5)

RFM_BODY = """
def rfm(orders, ref_date, window=12):
    done = orders[{status}]
    day = done["order_ts"]{day}
    recent = done.assign(day=day)[{window}]
    groups = recent.groupby("member_id")
    return pd.DataFrame({{"R": {r}, "F": groups.size(), "M": {m}}})
"""


def rfm(**changes: str) -> str:
    """The solution with some of its parts changed."""
    parts = {
        "status": 'orders["status"] == "completed"',
        "day": ".dt.normalize()",
        "window": "(day > ref_date - pd.DateOffset(months=window)) & (day <= ref_date)",
        "r": '(ref_date - groups["day"].max()).dt.days',
        "m": 'groups["gmv_cny"].sum()',
    }
    return RFM_BODY.format(**{**parts, **changes})


PROFIT_OF_GROUP = (
    'groups.apply(lambda g: (g["gmv_cny"] * g["take_rate"] - g["coupon_cny"] - '
    'g["service_cost_cny"]).sum())'
)

RFM = Answers(
    mistakes=[
        wrong(
            "F and M swapped",
            changed(
                solution(__file__, "rfm"),
                (
                    '"F": groups.size(), "M": groups["gmv_cny"].sum()',
                    '"F": groups["gmv_cny"].sum(), "M": groups.size()',
                ),
            ),
            "rfm-values rfm-status rfm-window",
            "F 和 M 弄反了",
        ),
        wrong(
            "a row for each order",
            changed(solution(__file__, "rfm"), ('groupby("member_id")', 'groupby("order_id")')),
            "rfm-values rfm-status rfm-window",
            "按会员分组",
        ),
        wrong(
            "a window in days",
            changed(solution(__file__, "rfm"), ("months=window", "days=window")),
            "rfm-values rfm-status rfm-window",
            "不是几天",
        ),
        wrong(
            "R from the first order",
            rfm(r='(ref_date - groups["day"].min()).dt.days'),
            "rfm-values rfm-status rfm-window",
            "最近一次",
        ),
        wrong(
            "R with the wrong sign",
            rfm(r='(groups["day"].max() - ref_date).dt.days'),
            "rfm-values rfm-status rfm-window",
            "正负反了",
        ),
        wrong(
            "keeps the time of day",
            rfm(
                day="",
                window="(day > ref_date - pd.DateOffset(months=window))"
                " & (day < ref_date + pd.DateOffset(days=1))",
            ),
            "rfm-values rfm-status rfm-window",
            "少了一天",
        ),
        wrong(
            "leaves out the reference date",
            rfm(window="(day > ref_date - pd.DateOffset(months=window)) & (day < ref_date)"),
            "rfm-values rfm-window",
            "参照日当天",
        ),
        wrong(
            "M is the mean",
            rfm(m='groups["gmv_cny"].mean()'),
            "rfm-values rfm-status rfm-window",
            "不是平均数",
        ),
        wrong(
            "M is the profit",
            rfm(m=PROFIT_OF_GROUP),
            "rfm-values rfm-status rfm-window",
            "不是佣金或利润",
        ),
        wrong(
            "counts cancelled and refunded orders",
            rfm(status='orders["status"] != ""'),
            "rfm-status",
            "取消和退款",
        ),
        wrong(
            "counts refunded orders",
            rfm(status='orders["status"] != "cancelled"'),
            "rfm-status",
            "退款的订单",
        ),
        wrong("no window", rfm(window="day <= ref_date"), "rfm-window", "窗口以前"),
        wrong("no window at all", rfm(window="day.notna()"), "rfm-window", "窗口没有起作用"),
        wrong(
            "counts orders after the reference date",
            rfm(window="day > ref_date - pd.DateOffset(months=window)"),
            "rfm-window",
            "参照日以后",
        ),
        wrong(
            "half a year",
            rfm(window="(day > ref_date - pd.DateOffset(months=6)) & (day <= ref_date)"),
            "rfm-window",
            "窗口太短",
        ),
        wrong(
            "always twelve months",
            rfm(window="(day > ref_date - pd.DateOffset(months=12)) & (day <= ref_date)"),
            "rfm-window",
            "换了 window",
        ),
        wrong(
            "one day too many before the window",
            rfm(window="(day >= ref_date - pd.DateOffset(months=window)) & (day <= ref_date)"),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "leaves out the first day of the window",
            rfm(
                window="(day > ref_date - pd.DateOffset(months=window) + pd.DateOffset(days=1))"
                " & (day <= ref_date)"
            ),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "a year of 365 days",
            rfm(
                window="(day > ref_date - pd.Timedelta(days=365 * window // 12))"
                " & (day <= ref_date)"
            ),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "months of 30 days",
            rfm(window="(day > ref_date - pd.Timedelta(days=30 * window)) & (day <= ref_date)"),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "the time of day at the start of the window",
            rfm(
                window='(done["order_ts"] > ref_date - pd.DateOffset(months=window))'
                " & (day <= ref_date)"
            ),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "whole calendar months",
            rfm(
                window='(day.dt.to_period("M") > ref_date.to_period("M") - window)'
                " & (day <= ref_date)"
            ),
            "rfm-window",
            "窗口的头一天",
        ),
        wrong(
            "F counts days",
            rfm().replace("groups.size()", 'groups["day"].nunique()'),
            "rfm-values",
            "同一天有两单",
        ),
        wrong(
            "F counts different amounts",
            rfm().replace("groups.size()", 'groups["gmv_cny"].nunique()'),
            "rfm-values",
            "金额又一样",
        ),
        wrong(
            "equal amounts added once",
            rfm(m='groups["gmv_cny"].agg(lambda paid: paid.drop_duplicates().sum())'),
            "rfm-values",
            "金额又一样",
        ),
        wrong(
            "R from the last row",
            rfm(r='(ref_date - groups["day"].last()).dt.days'),
            "rfm-values rfm-window",
            "不按时间排",
        ),
        wrong(
            "R a day too long",
            rfm(r='(ref_date - groups["day"].max()).dt.days + 1'),
            "rfm-values rfm-status rfm-window",
            "多了一天",
        ),
        wrong(
            "M is the largest amount",
            rfm(m='groups["gmv_cny"].max()'),
            "rfm-values rfm-status rfm-window",
            "最大的一笔",
        ),
        wrong(
            "M in whole yuan",
            rfm(m='groups["gmv_cny"].sum().round()'),
            "rfm-values rfm-status rfm-window",
            "不要取整到元",
        ),
        wrong(
            "its own reference date",
            rfm().replace("    done =", '    ref_date = pd.Timestamp("2026-06-30")\n    done ='),
            "rfm-window",
            "参照日写死",
        ),
        wrong(
            "the ids lost",
            changed(
                solution(__file__, "rfm"),
                ('groups["gmv_cny"].sum()})', 'groups["gmv_cny"].sum()}).reset_index(drop=True)'),
            ),
            "rfm-values rfm-status rfm-window",
            "编号不见了",
        ),
        wrong(
            "keeps members without an order",
            changed(
                solution(__file__, "rfm"),
                (
                    'groups["gmv_cny"].sum()})',
                    'groups["gmv_cny"].sum()}).reindex(orders["member_id"].unique(), fill_value=0)',
                ),
            ),
            "rfm-status rfm-window",
            "不出现在表里",
        ),
    ],
    unusual=[
        right(
            "hint 3 filled in",
            """
            def rfm(orders, ref_date, window=12):
                done = orders[orders["status"] == "completed"]
                day = done["order_ts"].dt.normalize()
                recent = done.assign(day=day)[
                    (day > ref_date - pd.DateOffset(months=window)) & (day <= ref_date)
                ]
                groups = recent.groupby("member_id")
                return pd.DataFrame(
                    {
                        "R": (ref_date - groups["day"].max()).dt.days,
                        "F": groups["day"].count(),
                        "M": groups["gmv_cny"].sum(),
                    }
                )
            """,
        ),
        right(
            "named aggregation, columns in another order, floats",
            """
            def rfm(orders, ref_date, window=12):
                orders = orders.assign(day=orders["order_ts"].dt.floor("D"))
                first = ref_date - pd.DateOffset(months=window) + pd.Timedelta(days=1)
                orders = orders[
                    orders["day"].between(first, ref_date) & orders["status"].eq("completed")
                ]
                table = orders.groupby("member_id").agg(
                    M=("gmv_cny", "sum"), F=("day", "count"), last=("day", "max")
                )
                table["R"] = (ref_date - table.pop("last")) / pd.Timedelta(days=1)
                return table.sort_index(ascending=False)
            """,
        ),
        right(
            "dates instead of timestamps, a column member_id",
            """
            def rfm(orders, ref_date, window=12):
                orders["date"] = orders["order_ts"].dt.date
                start = (ref_date - pd.DateOffset(months=window)).date()
                orders = orders[
                    (orders["status"] == "completed")
                    & (orders["date"] > start)
                    & (orders["date"] <= ref_date.date())
                ]
                rows = []
                for member, part in orders.groupby("member_id"):
                    rows.append(
                        [
                            member,
                            (ref_date.date() - part["date"].max()).days,
                            len(part),
                            part["gmv_cny"].sum(),
                        ]
                    )
                return pd.DataFrame(rows, columns=["member_id", "R", "F", "M"])
            """,
        ),
        right(
            "dict of Series",
            """
            def rfm(orders, ref_date, window=12):
                ok = orders.query("status == 'completed'").copy()
                ok["gap"] = (ref_date - ok["order_ts"].dt.normalize()).dt.days
                longest = (ref_date - (ref_date - pd.DateOffset(months=window))).days
                ok = ok[(ok["gap"] >= 0) & (ok["gap"] < longest)]
                g = ok.groupby("member_id")
                return {"R": g["gap"].min(), "F": g["gap"].count(), "M": g["gmv_cny"].sum()}
            """,
        ),
        right(
            "pivot table with an extra column",
            """
            def rfm(orders, ref_date, window=12):
                day = orders["order_ts"].dt.normalize()
                keep = (
                    (orders["status"] == "completed")
                    & (day <= ref_date)
                    & (day > ref_date - pd.DateOffset(months=window))
                )
                part = orders.assign(day=day)[keep].sort_values("day")
                last = part.drop_duplicates("member_id", keep="last").set_index("member_id")["day"]
                table = (
                    part.groupby("member_id")["gmv_cny"]
                    .agg(["count", "sum"])
                    .rename(columns={"count": "F", "sum": "M"})
                )
                return table.assign(last=last, R=(ref_date - last).dt.days)
            """,
        ),
        right(
            "the lesson's window, F from order_id, loops by row number",
            """
            def rfm(orders, ref_date, window=12):
                end = ref_date + pd.Timedelta(days=1)
                start = end - pd.DateOffset(months=window)
                latest, ids, spent = {}, {}, {}
                for i in range(len(orders)):
                    member, at = orders["member_id"][i], orders["order_ts"][i]
                    if orders["status"][i] == "completed" and start <= at < end:
                        latest[member] = max(latest.get(member, at), at)
                        ids.setdefault(member, set()).add(orders["order_id"][i])
                        spent[member] = spent.get(member, 0) + orders["gmv_cny"][i]
                table = pd.DataFrame({"last": latest, "M": spent})
                table["R"] = [(ref_date - at.normalize()).days for at in table["last"]]
                table["F"] = [len(ids[member]) for member in table.index]
                return table[["R", "F", "M"]].round(2)
            """,
        ),
        right(
            "Lao Zhou's diary of the lesson, with the lesson's window",
            """
            def rfm(orders, ref_date, window=12):
                end = ref_date + pd.Timedelta(days=1)
                good = orders[
                    (orders["status"] == "completed")
                    & (orders["order_ts"] >= end - pd.DateOffset(months=window))
                    & (orders["order_ts"] < end)
                ]
                rows = {}
                for member, diary in good.groupby("member_id"):
                    days = (ref_date - diary["order_ts"].dt.normalize().max()).days
                    rows[member] = [days, len(diary), diary["gmv_cny"].sum()]
                return pd.DataFrame.from_dict(rows, orient="index", columns=["R", "F", "M"])
            """,
            taught='(diary["day"] >= "2026-04-01")',
        ),
    ],
)

# --- arrows (A3.6)

TYPES = """
TYPES = ["R↓F↑M↑", "R↓F↓M↑", "R↓F↑M↓", "R↓F↓M↓", "R↑F↑M↑", "R↑F↑M↓", "R↑F↓M↑", "R↑F↓M↓"]
"""
LABEL = """
def rfm_label(r, f, m, means):
    return "".join(
        name + ("↑" if value >= means[name] else "↓") for name, value in zip("RFM", (r, f, m))
    )
"""
COUNTS = """
def type_counts(table):
    buyers = table[table["F"] > 0]
    means = buyers[["R", "F", "M"]].mean()
    labels = [rfm_label(row.R, row.F, row.M, means) for row in buyers.itertuples()]
    return pd.Series(labels).value_counts().reindex(TYPES, fill_value=0)
"""

OWN_ARROWS = """
def type_counts(table):
    buyers = table[table["F"] > 0]
    up = buyers[["R", "F", "M"]] >= buyers[["R", "F", "M"]].mean()
    labels = [f"R{'↓↑'[row.R]}F{'↓↑'[row.F]}M{'↓↑'[row.M]}" for row in up.itertuples()]
    return pd.Series(labels).value_counts().reindex(TYPES, fill_value=0)
"""

ARROWS = Answers(
    mistakes=[
        wrong(
            "a single order does not count",
            (TYPES, LABEL, changed(COUNTS, ('table["F"] > 0', 'table["F"] > 1'))),
            "arrows-counts",
            "F 是 1 的会员也算",
        ),
        *[
            wrong(
                f"no order told by {column}",
                (TYPES, LABEL, changed(COUNTS, ('table[table["F"] > 0]', rows))),
                "arrows-counts",
                "只看 F",
            )
            for column, rows in [("R", "table.dropna()"), ("M", 'table[table["M"] > 0]')]
        ],
        wrong(
            "treats recent as up",
            (
                TYPES,
                """
            def rfm_label(r, f, m, means):
                arrows = [
                    "↓" if r >= means["R"] else "↑",
                    "↑" if f >= means["F"] else "↓",
                    "↑" if m >= means["M"] else "↓",
                ]
                return "".join(name + arrow for name, arrow in zip("RFM", arrows))
            """,
                COUNTS,
            ),
            "arrows-label arrows-counts",
            "R 也一样",
        ),
        wrong(
            "> instead of >=",
            (TYPES, LABEL.replace(">=", ">"), COUNTS),
            "arrows-label arrows-counts",
            "正好等于平均数",
        ),
        wrong(
            "all arrows reversed",
            (TYPES, LABEL.replace(">=", "<"), COUNTS),
            "arrows-label arrows-counts",
            "全反了",
        ),
        wrong(
            "arrows without letters",
            (TYPES, LABEL.replace("name + (", "("), COUNTS),
            "arrows-label arrows-counts",
            "前面要写上",
        ),
        wrong(
            "mean over customers without an order",
            (
                TYPES,
                LABEL,
                """
            def type_counts(table):
                means = table[["R", "F", "M"]].mean()
                buyers = table[table["F"] > 0]
                labels = [rfm_label(row.R, row.F, row.M, means) for row in buyers.itertuples()]
                return pd.Series(labels).value_counts().reindex(TYPES, fill_value=0)
            """,
            ),
            "arrows-counts",
            "求平均数以前",
        ),
        wrong(
            "counts customers without an order",
            (TYPES, LABEL, COUNTS.replace('table[table["F"] > 0]', "table")),
            "arrows-counts",
            "先去掉 F 是 0",
        ),
        wrong(
            "a missing R becomes 0",
            (TYPES, LABEL, COUNTS.replace('table[table["F"] > 0]', "table.fillna(0)")),
            "arrows-counts",
            "空着的 R 不是 0",
        ),
        wrong(
            "leaves out empty types",
            (TYPES, LABEL, COUNTS.replace(".reindex(TYPES, fill_value=0)", "")),
            "arrows-counts",
            "没有人的类型",
        ),
        wrong(
            "means rounded",
            (TYPES, LABEL, COUNTS.replace(".mean()", ".mean().round()")),
            "arrows-counts",
            "平均数不要取整",
        ),
        wrong(
            "median instead of mean",
            (TYPES, LABEL, COUNTS.replace(".mean()", ".median()")),
            "arrows-counts",
            "不是中位数",
        ),
        *[
            wrong(
                f"> for {name} only",
                (
                    TYPES,
                    changed(
                        LABEL, (">= means[name]", f">= means[name] + (name == '{name}') / 1e9")
                    ),
                    COUNTS,
                ),
                "arrows-label arrows-counts",
                "正好等于平均数",
            )
            for name in "RFM"
        ],
        wrong(
            "F and M swapped",
            (TYPES, changed(LABEL, ("(r, f, m))", "(r, m, f))")), COUNTS),
            "arrows-label arrows-counts",
            "F 和 M 弄反了",
        ),
        wrong(
            "its own means",
            (
                TYPES,
                changed(LABEL, ("means[name]", "dict(R=100, F=5, M=2000)[name]")),
                OWN_ARROWS,
            ),
            "arrows-label",
            "换一组平均数",
        ),
        wrong(
            "means by position",
            (
                TYPES,
                """
            def rfm_label(r, f, m, means):
                middle = list(dict(means).values())
                return "".join(
                    name + ("↑" if value >= mean else "↓")
                    for name, value, mean in zip("RFM", (r, f, m), middle)
                )
            """,
                OWN_ARROWS,
            ),
            "arrows-label",
            "换一组平均数",
        ),
        wrong(
            "whole numbers",
            (TYPES, changed(LABEL, ("value >=", "int(value) >=")), OWN_ARROWS),
            "arrows-label",
            "换一组平均数",
        ),
        wrong(
            "means cut to whole numbers",
            (TYPES, changed(LABEL, ("means[name]", "int(means[name])")), COUNTS),
            "arrows-label arrows-counts",
            "有小数，不要取整",
        ),
        wrong(
            "F compared with the mean of M",
            (
                TYPES,
                changed(LABEL, ("means[name]", 'means["M" if name == "F" else name]')),
                OWN_ARROWS,
            ),
            "arrows-label",
            "和自己的平均数比",
        ),
        wrong(
            "rounded means in the counts",
            (TYPES, LABEL, changed(COUNTS, (".mean()", ".mean().round()"))),
            "arrows-counts",
            "不要取整",
        ),
        wrong(
            "> in the counts only",
            (TYPES, LABEL, changed(OWN_ARROWS, (">= b", "> b"))),
            "arrows-counts",
            "正好等于平均数",
        ),
        wrong(
            "columns by position",
            (
                TYPES,
                LABEL,
                """
            def type_counts(table):
                buyers = table[table["F"] > 0].to_numpy()
                means = dict(zip("RFM", buyers.mean(axis=0)))
                labels = [rfm_label(*row, means) for row in buyers]
                return pd.Series(labels).value_counts().reindex(TYPES, fill_value=0)
            """,
            ),
            "arrows-counts",
            "三列的先后",
        ),
        wrong(
            "shares instead of numbers",
            (TYPES, LABEL, changed(COUNTS, ("counts()", "counts(normalize=True)"))),
            "arrows-counts",
            "要的是人数",
        ),
        wrong(
            "equal rows counted once",
            (TYPES, LABEL, changed(COUNTS, ('["F"] > 0]', '["F"] > 0].drop_duplicates()'))),
            "arrows-counts",
            "不对",
        ),
        wrong(
            "leaves types without members empty",
            changed(
                solution(__file__, "arrows"), (".reindex(TYPES, fill_value=0)", ".reindex(TYPES)")
            ),
            "arrows-counts",
            "不是空值",
        ),
    ],
    unusual=[
        right(
            "plain Python throughout",
            (
                TYPES,
                """
            def rfm_label(r, f, m, means):
                text = "R↑" if r >= means["R"] else "R↓"
                text += "F↑" if f >= means["F"] else "F↓"
                return text + ("M↑" if m >= means["M"] else "M↓")

            def type_counts(table):
                rows = [row for row in table.to_dict("records") if row["F"] > 0]
                means = {c: sum(row[c] for row in rows) / len(rows) for c in "RFM"}
                counts = {kind: 0 for kind in TYPES}
                for row in rows:
                    counts[rfm_label(row["R"], row["F"], row["M"], means)] += 1
                return counts
            """,
            ),
        ),
        right(
            "columns at once, a DataFrame",
            (
                LABEL,
                """
            def type_counts(table):
                table = table[table["F"] > 0]
                up = (table[["R", "F", "M"]] >= table[["R", "F", "M"]].mean()).astype(int)
                code = (up * [4, 2, 1]).sum(axis=1)
                kinds = {
                    i: "R" + "↓↑"[i // 4] + "F" + "↓↑"[i // 2 % 2] + "M" + "↓↑"[i % 2]
                    for i in range(8)
                }
                return pd.DataFrame(
                    {"type": kinds.values(), "n": [(code == i).sum() for i in kinds]}
                )
            """,
            ),
        ),
        right(
            "a list in the order of TYPES",
            (
                TYPES,
                LABEL,
                """
            def type_counts(table):
                table = table.loc[table["F"] != 0, ["R", "F", "M"]]
                labels = table.apply(lambda row: rfm_label(*row, table.mean()), axis=1).tolist()
                return [labels.count(kind) for kind in TYPES]
            """,
            ),
        ),
        right(
            "the arrow columns joined and grouped, a dictionary of names",
            (
                TYPES,
                LABEL,
                """
            def type_counts(table):
                buyers = table.query("F > 0")
                text = pd.Series("", index=buyers.index)
                for name in "RFM":
                    high = buyers[name] >= buyers[name].mean()
                    text = text + name + high.map({True: "↑", False: "↓"})
                counts = text.groupby(text).size()
                return {kind: int(counts.get(kind, 0)) for kind in TYPES}
            """,
            ),
        ),
        right(
            "the lesson's arrow and its list of patterns",
            """
            TYPES = [f"R{r}F{f}M{m}" for r in "↓↑" for f in "↑↓" for m in "↑↓"]

            def arrow(value, mean):
                return "↑" if value >= mean else "↓"

            def rfm_label(r, f, m, means):
                return f"R{arrow(r, means['R'])}F{arrow(f, means['F'])}M{arrow(m, means['M'])}"

            def type_counts(table):
                three = table[table["F"] > 0]
                means = three.mean()
                rows = zip(three["R"], three["F"], three["M"])
                labels = [rfm_label(r, f, m, means) for r, f, m in rows]
                return pd.Series({name: labels.count(name) for name in TYPES})
            """,
            taught='return "↑" if value >= mean else "↓"',
        ),
        right(
            "the lesson's model",
            """
            from keguan.models import tiering as models

            TYPES = [f"R{r}F{f}M{m}" for r in "↓↑" for f in "↑↓" for m in "↑↓"]

            def rfm_label(r, f, m, means):
                values = {"R": r, "F": f, "M": m}
                return "".join(k + ("↑" if v >= means[k] else "↓") for k, v in values.items())

            def type_counts(table):
                arrows = models.rfm_arrows(table[table["F"] > 0])
                return arrows.value_counts().reindex(TYPES, fill_value=0)
            """,
            taught="arrows = models.rfm_arrows(three)",
        ),
    ],
)

# --- quadrant (A3.7)

LOYALTY = """
def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
    share, steady, default = weights
    return (
        share * table["purchase_share"]
        + steady * table["continuity"]
        - default * table["default_rate"]
    )
"""
PLACE = """
def quadrant(loyalty, rel_profit):
    loyal = (loyalty >= loyalty.mean()).map({True: "L↑", False: "L↓"})
    rich = (rel_profit >= rel_profit.mean()).map({True: "P↑", False: "P↓"})
    return loyal + rich
"""

QUADRANT = Answers(
    mistakes=[
        wrong(
            "P compared with 1, not with the mean",
            (LOYALTY, changed(PLACE, ("rel_profit >= rel_profit.mean()", "rel_profit >= 1"))),
            "quadrant-place",
            "平均数和中位数之间",
        ),
        wrong(
            "the arrow of P reversed",
            (LOYALTY, changed(PLACE, ('True: "P↑", False: "P↓"', 'True: "P↓", False: "P↑"'))),
            "quadrant-place",
            "P 的箭头反了",
        ),
        wrong(
            "default rate added",
            (LOYALTY.replace("- default", "+ default"), PLACE),
            "quadrant-loyalty",
            "加上去了",
        ),
        wrong(
            "no weights",
            (
                """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                return table["purchase_share"] + table["continuity"] - table["default_rate"]
            """,
                PLACE,
            ),
            "quadrant-loyalty",
            "权重还没有用上",
        ),
        wrong(
            "default rate forgotten",
            (
                """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                return weights[0] * table["purchase_share"] + weights[1] * table["continuity"]
            """,
                PLACE,
            ),
            "quadrant-loyalty",
            "违约率漏掉了",
        ),
        wrong(
            "adds 1 - default rate",
            (
                LOYALTY.replace(
                    '- default * table["default_rate"]', '+ default * (1 - table["default_rate"])'
                ),
                PLACE,
            ),
            "quadrant-loyalty",
            "直接减去违约率",
        ),
        wrong(
            "fixed weights",
            (
                """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                return (
                    0.4 * table["purchase_share"]
                    + 0.4 * table["continuity"]
                    - 0.2 * table["default_rate"]
                )
            """,
                PLACE,
            ),
            "quadrant-loyalty",
            "换了权重",
        ),
        wrong(
            "> instead of >=",
            (LOYALTY, PLACE.replace(">=", ">")),
            "quadrant-place",
            "正好等于平均数",
        ),
        wrong(
            "axes swapped",
            (
                LOYALTY,
                PLACE.replace("quadrant(loyalty, rel_profit)", "quadrant(rel_profit, loyalty)"),
            ),
            "quadrant-place",
            "两条轴弄反了",
        ),
        wrong(
            "profit by position",
            (
                LOYALTY,
                """
            def quadrant(loyalty, rel_profit):
                loyal = np.where(loyalty >= loyalty.mean(), "L↑", "L↓")
                rich = np.where(rel_profit >= rel_profit.mean(), "P↑", "P↓")
                return pd.Series([a + b for a, b in zip(loyal, rich)], index=loyalty.index)
            """,
            ),
            "quadrant-place",
            "没有按 member_id 对上",
        ),
        wrong(
            "writes P first",
            (LOYALTY, PLACE.replace("loyal + rich", "rich + loyal")),
            "quadrant-place",
            "先写 L",
        ),
        wrong("arrows reversed", (LOYALTY, PLACE.replace(">=", "<")), "quadrant-place", "全反了"),
        wrong(
            "columns by position",
            (
                """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                a, b, c = weights
                return a * table.iloc[:, 0] + b * table.iloc[:, 1] - c * table.iloc[:, 2]
            """,
                PLACE,
            ),
            "quadrant-loyalty",
            "三列的先后",
        ),
        wrong(
            "first two weights swapped",
            (changed(LOYALTY, ("share, steady, default", "steady, share, default")), PLACE),
            "quadrant-loyalty",
            "弄反了",
        ),
        wrong(
            "weights made to sum to 1",
            (changed(LOYALTY, ("= weights", "= [w / sum(weights) for w in weights]")), PLACE),
            "quadrant-loyalty",
            "不再除以",
        ),
        wrong(
            "loyalty not below 0",
            (changed(LOYALTY, ("    )\n", "    ).clip(lower=0)\n")), PLACE),
            "quadrant-loyalty",
            "换一组权重",
        ),
        wrong(
            "two decimals",
            (changed(LOYALTY, ("    )\n", "    ).round(2)\n")), PLACE),
            "quadrant-loyalty",
            "至少留三位小数",
        ),
        wrong(
            "in percent",
            (changed(LOYALTY, ("    )\n", "    ) * 100\n")), PLACE),
            "quadrant-loyalty",
            "不要乘 100",
        ),
        wrong(
            "> for the profit only",
            (LOYALTY, changed(PLACE, ("(rel_profit >=", "(rel_profit >"))),
            "quadrant-place",
            "正好等于平均数",
        ),
        wrong(
            "median instead of mean",
            (LOYALTY, changed(PLACE, (".mean()", ".median()"))),
            "quadrant-place",
            "平均数和中位数",
        ),
        wrong(
            "means rounded to one decimal",
            (
                LOYALTY,
                changed(
                    PLACE,
                    (">= loyalty.mean()", ">= round(loyalty.mean(), 1)"),
                    (">= rel_profit.mean()", ">= round(rel_profit.mean(), 1)"),
                ),
            ),
            "quadrant-place",
            "平均数不要取整",
        ),
        wrong(
            "loyalty against 0.5",
            (LOYALTY, changed(PLACE, ("loyalty.mean()", "0.5"))),
            "quadrant-place",
            "平均数和中位数",
        ),
        wrong(
            "sorts one Series, not the other",
            (
                LOYALTY,
                """
            def quadrant(loyalty, rel_profit):
                loyal = np.where(loyalty >= loyalty.mean(), "L↑", "L↓")
                rich = rel_profit.sort_index().ge(rel_profit.mean()).map({True: "P↑", False: "P↓"})
                return pd.Series([a + b for a, b in zip(loyal, rich)], index=loyalty.index)
            """,
            ),
            "quadrant-place",
            "小例子对了",
        ),
        wrong(
            "arrows without letters",
            changed(
                solution(__file__, "quadrant", "practice.py"),
                ('"L↑", False: "L↓"', '"↑", False: "↓"'),
            ),
            "quadrant-place",
            "要写上 L、P",
        ),
    ],
    unusual=[
        right(
            "matrix product, numpy after aligning",
            """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                return table[["purchase_share", "continuity", "default_rate"]] @ (
                    np.array(weights) * [1, 1, -1]
                )

            def quadrant(loyalty, rel_profit):
                rel_profit = rel_profit[loyalty.index]
                codes = np.where(loyalty >= loyalty.mean(), "L↑", "L↓").astype(object)
                return codes + np.where(rel_profit >= rel_profit.mean(), "P↑", "P↓").astype(object)
            """,
        ),
        right(
            "loops and dicts",
            """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                result = {}
                for i, row in table.iterrows():
                    result[i] = weights[0] * row["purchase_share"] + weights[1] * row["continuity"]
                    result[i] -= weights[2] * row["default_rate"]
                return result

            def quadrant(loyalty, rel_profit):
                cut_l, cut_p = sum(loyalty) / len(loyalty), sum(rel_profit) / len(rel_profit)
                return {
                    i: ("L↑" if loyalty[i] >= cut_l else "L↓")
                    + ("P↑" if rel_profit[i] >= cut_p else "P↓")
                    for i in rel_profit.index
                }
            """,
        ),
        right(
            "a DataFrame, a Series of another order",
            """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                a, b, c = weights
                score = table.eval("@a * purchase_share + @b * continuity - @c * default_rate")
                return score.rename("loyalty").rename_axis("member_id").reset_index()

            def quadrant(loyalty, rel_profit):
                table = pd.DataFrame({"L": loyalty, "P": rel_profit})
                high = table >= table.mean()
                return high.apply(
                    lambda row: f"L{'↑' if row.L else '↓'}P{'↑' if row.P else '↓'}", axis=1
                )[::-1]
            """,
        ),
        right(
            "apply by row, two joined tables",
            """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                signed = dict(zip(["purchase_share", "continuity", "default_rate"], weights))
                signed["default_rate"] = -signed["default_rate"]
                return table.apply(
                    lambda row: sum(row[name] * weight for name, weight in signed.items()), axis=1
                )

            def quadrant(loyalty, rel_profit):
                both = loyalty.to_frame("L").join(rel_profit.rename("P"))
                both["place"] = "L↓P↓"
                both.loc[both["L"] >= both["L"].mean(), "place"] = "L↑P↓"
                rich = both["P"] >= both["P"].mean()
                both.loc[rich, "place"] = both["place"].str[:3] + "↑"
                return both["place"]
            """,
        ),
        right(
            "the lesson's toy table",
            """
            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                toy = table.copy()
                toy["loyalty"] = (
                    weights[0] * toy["purchase_share"]
                    + weights[1] * toy["continuity"]
                    - weights[2] * toy["default_rate"]
                )
                return toy["loyalty"]

            def arrow(value, mean):
                return "↑" if value >= mean else "↓"

            def quadrant(loyalty, rel_profit):
                toy = pd.DataFrame({"loyalty": loyalty, "relative": rel_profit})
                toy["quadrant"] = [
                    "L" + arrow(x, toy["loyalty"].mean()) + "P" + arrow(y, toy["relative"].mean())
                    for x, y in zip(toy["loyalty"], toy["relative"])
                ]
                return toy["quadrant"]
            """,
            taught='= 0.4 * toy["share"] + 0.4 * toy["steady"] - 0.2 * toy["broken"]',
        ),
        right(
            "the lesson's models",
            """
            from keguan.models import tiering as models

            def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
                scores = models.loyalty_score(
                    table["purchase_share"], table["continuity"], table["default_rate"], weights
                )
                return scores.round(3)

            def quadrant(loyalty, rel_profit):
                return models.quadrants(loyalty, rel_profit)
            """,
            taught='toy["quadrant"] = models.quadrants(toy["loyalty"], toy["relative"])',
        ),
    ],
)

# --- migration (A3.8)

STATES = """
STATES = ["active", "dormant", "lost"]
"""
BEHAVIOUR = """
def behaviour(gap_days, active=90, lost=365):
    return gap_days.map(
        lambda days: "active" if days <= active else "lost" if days > lost else "dormant"
    )
"""
MOVES = """
def migration(before, after):
    table = pd.crosstab(before, after, normalize="index")
    return table.reindex(index=STATES, columns=STATES, fill_value=0)
"""

MIGRATION = Answers(
    mistakes=[
        wrong(
            "active at most 90",
            (STATES, changed(BEHAVIOUR, ("days <= active", "days <= min(active, 90)")), MOVES),
            "migration-tier",
            "比 90、365 大",
        ),
        wrong(
            "< and >= on the lines",
            (
                STATES,
                BEHAVIOUR.replace("<= active", "< active").replace("> lost", ">= lost"),
                MOVES,
            ),
            "migration-tier",
            "正好到天数线",
        ),
        wrong(
            "< on the active line",
            (STATES, BEHAVIOUR.replace("<= active", "< active"), MOVES),
            "migration-tier",
            "正好 90 天",
        ),
        wrong(
            ">= on the lost line",
            (STATES, BEHAVIOUR.replace("> lost", ">= lost"), MOVES),
            "migration-tier",
            "正好 365 天",
        ),
        wrong(
            "active and lost swapped",
            (
                STATES,
                BEHAVIOUR.replace('"active" if', '"x" if')
                .replace('"lost" if', '"active" if')
                .replace('"x" if', '"lost" if'),
                MOVES,
            ),
            "migration-tier",
            "弄反了",
        ),
        wrong(
            "fixed days",
            (STATES, BEHAVIOUR.replace("<= active", "<= 90"), MOVES),
            "migration-tier",
            "没有跟着变",
        ),
        wrong(
            "numbers of members",
            (STATES, BEHAVIOUR, MOVES.replace(', normalize="index"', "")),
            "migration-rows",
            "这是人数",
        ),
        wrong(
            "share of everybody",
            (STATES, BEHAVIOUR, MOVES.replace('"index"', '"all"')),
            "migration-rows",
            "总人数",
        ),
        wrong(
            "columns sum to 1",
            (STATES, BEHAVIOUR, MOVES.replace('"index"', '"columns"')),
            "migration-rows",
            "每一列",
        ),
        wrong(
            "rows and columns swapped",
            (
                STATES,
                BEHAVIOUR,
                MOVES.replace(
                    "return table.reindex(index=STATES, columns=STATES, fill_value=0)",
                    "return table.reindex(index=STATES, columns=STATES, fill_value=0).T",
                ),
            ),
            "migration-rows",
            "行和列反了",
        ),
        wrong(
            "pairs by position",
            (
                STATES,
                BEHAVIOUR,
                MOVES.replace("(before, after, n", "(before.to_numpy(), after.to_numpy(), n"),
            ),
            "migration-rows",
            "没有按 member_id 对上",
        ),
        wrong(
            "leaves out empty tiers",
            (
                STATES,
                BEHAVIOUR,
                MOVES.replace(
                    "return table.reindex(index=STATES, columns=STATES, fill_value=0)",
                    "return table",
                ),
            ),
            "migration-rows",
            "没有人沉睡",
        ),
        wrong(
            "lost fixed",
            (STATES, changed(BEHAVIOUR, ("> lost", "> 365")), MOVES),
            "migration-tier",
            "换两个天数",
        ),
        wrong(
            "other limits not counted in",
            (STATES, changed(BEHAVIOUR, ("> lost", "> lost - (lost != 365)")), MOVES),
            "migration-tier",
            "正好在线上",
        ),
        wrong(
            "two decimals",
            (STATES, BEHAVIOUR, changed(MOVES, ("fill_value=0)", "fill_value=0).round(2)"))),
            "migration-rows",
            "至少留三位小数",
        ),
        wrong(
            "members gone later stay in the total",
            (
                STATES,
                BEHAVIOUR,
                """
            def migration(before, after):
                after = after.reindex(before.index)
                total = before.value_counts()
                table = pd.crosstab(before, after).div(total, axis=0)
                return table.reindex(index=STATES, columns=STATES).fillna(0)
            """,
            ),
            "migration-rows",
            "只在一期里",
        ),
        wrong(
            "members gone later are lost",
            (
                STATES,
                BEHAVIOUR,
                changed(
                    MOVES,
                    (
                        "(before, after, n",
                        '(before, after.reindex(before.index, fill_value="lost"), n',
                    ),
                ),
            ),
            "migration-rows",
            "只在一期里",
        ),
        wrong(
            "rows only completed",
            (STATES, BEHAVIOUR, changed(MOVES, (", columns=STATES", ""))),
            "migration-rows",
            "没有人沉睡",
        ),
        wrong(
            "columns only completed",
            (STATES, BEHAVIOUR, changed(MOVES, ("index=STATES, ", ""))),
            "migration-rows",
            "没有人沉睡",
        ),
        wrong(
            "an empty row stays where it was",
            (
                STATES,
                BEHAVIOUR,
                """
            def migration(before, after):
                table = pd.crosstab(before, after, normalize="index")
                table = table.reindex(index=STATES, columns=STATES, fill_value=0)
                for state in STATES:
                    if table.loc[state].sum() == 0:
                        table.loc[state, state] = 1
                return table
            """,
            ),
            "migration-rows",
            "没有人沉睡",
        ),
        wrong(
            "in percent",
            (STATES, BEHAVIOUR, changed(MOVES, ("fill_value=0)", "fill_value=0) * 100"))),
            "migration-rows",
            "0 到 1 之间",
        ),
        wrong(
            "after gives the rows",
            changed(
                solution(__file__, "migration", "practice.py"),
                ("pd.crosstab(before, after,", "pd.crosstab(after, before,"),
            ),
            "migration-rows",
            "顺序反了",
        ),
        wrong(
            "nobody is dormant",
            changed(
                solution(__file__, "migration", "practice.py"),
                (
                    '"active" if days <= active else "lost" if days > lost else "dormant"',
                    '"active" if days <= lost else "lost"',
                ),
            ),
            "migration-tier",
            "中间还有一级",
        ),
    ],
    unusual=[
        right(
            "pd.cut, groupby and unstack",
            (
                STATES,
                """
            def behaviour(gap_days, active=90, lost=365):
                return pd.cut(gap_days, [-np.inf, active, lost, np.inf], labels=STATES)

            def migration(before, after):
                both = pd.DataFrame({"a": before, "b": after}).dropna()
                counts = both.groupby(["a", "b"]).size().unstack(fill_value=0)
                counts = counts.reindex(index=STATES, columns=STATES, fill_value=0)
                return counts.div(counts.sum(axis=1), axis=0).fillna(0)
            """,
            ),
        ),
        right(
            "plain loops, dict of dicts by column",
            """
            def behaviour(gap_days, active=90, lost=365):
                return {
                    i: "active" if d <= active else "dormant" if d <= lost else "lost"
                    for i, d in gap_days.items()
                }

            def migration(before, after):
                names = ["active", "dormant", "lost"]
                result = {to: {start: 0 for start in names} for to in names}
                members = [i for i in before.index if i in after.index]
                for i in members:
                    n = (
                        sum(before[j] == before[i] for j in members)
                        if len(members) < 50
                        else sizes(before, members)[before[i]]
                    )
                    result[after[i]][before[i]] += 1 / n
                return result

            def sizes(before, members):
                return before[members].value_counts()
            """,
        ),
        right(
            "np.select and an array",
            (
                STATES,
                """
            def behaviour(gap_days, active=90, lost=365):
                return np.select(
                    [gap_days > lost, gap_days > active], ["lost", "dormant"], "active"
                ).tolist()

            def migration(before, after):
                before = before[before.index.isin(after.index)]
                after = after.reindex(before.index)
                shares = np.zeros((3, 3))
                for i, row in enumerate(STATES):
                    for j, column in enumerate(STATES):
                        shares[i, j] = ((before == row) & (after == column)).sum() / max(
                            1, (before == row).sum()
                        )
                return shares
            """,
            ),
        ),
        right(
            "merged tables and a pivot of their counts",
            (
                STATES,
                """
            def behaviour(gap_days, active=90, lost=365):
                state = pd.Series("dormant", index=gap_days.index)
                state[gap_days <= active] = "active"
                state[gap_days > lost] = "lost"
                return state

            def migration(before, after):
                both = before.rename("from").to_frame().join(after.rename("to"), how="inner")
                both["n"] = 1 / both.groupby("from")["to"].transform("size")
                table = both.pivot_table(index="from", columns="to", values="n", aggfunc="sum")
                return table.reindex(index=STATES, columns=STATES).fillna(0)
            """,
            ),
        ),
        right(
            "the lesson's pd.cut and division by the row",
            """
            STATES = ["active", "dormant", "lost"]

            def behaviour(gap_days, active=90, lost=365):
                limits = [-1, active, lost, 9999]
                return pd.cut(gap_days, limits, labels=["active", "dormant", "lost"])

            def migration(before, after):
                counts = pd.crosstab(before, after)
                table = counts.div(counts.sum(axis=1), axis=0)
                return table.reindex(index=STATES, columns=STATES, fill_value=0)
            """,
            taught="print(counts.div(counts.sum(axis=1), axis=0).round(2))",
        ),
    ],
)

# --- growth (C02)

GROWTH_BODY = """
def growth_value(orders, ref_date):
    month = orders["order_ts"].dt.year * 12 + orders["order_ts"].dt.month
    age = ref_date.year * 12 + ref_date.month - month
    weight = np.select([age < 0, age < 12, age < 24, age < 36], [0, 1, 0.5, 0.25], 0)
    value = orders["gmv_cny"] * weight * (orders["status"] == "completed")
    return value.groupby(orders["member_id"]).sum()
"""
TIER_OF = """
def tier_of(value):
    names = {60000: "diamond", 20000: "platinum", 2000: "gold"}
    return next((name for floor, name in names.items() if value >= floor), "normal")
"""
WRONG_TIER = """
def wrong_tier(growth, members):
    real = members[~members["member_id"].str.startswith("T")]
    value = real["member_id"].map(growth).fillna(0)
    return sorted(real.loc[real["official_tier"] != value.map(tier_of), "member_id"])
"""

GROWTH = Answers(
    mistakes=[
        wrong(
            "refunds taken off",
            (
                changed(
                    GROWTH_BODY,
                    (
                        '(orders["status"] == "completed")',
                        'orders["status"].map({"completed": 1, "refunded": -1, "cancelled": 0})',
                    ),
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "不倒扣",
        ),
        wrong(
            "later days of the reference month dropped",
            (
                changed(
                    GROWTH_BODY,
                    (
                        'orders["status"] == "completed"',
                        '(orders["status"] == "completed") & (orders["order_ts"] <= ref_date)',
                    ),
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "参照日以后的几天也算",
        ),
        wrong(
            "no end after 36 months",
            (changed(GROWTH_BODY, ("0.25], 0)", "0.25], 0.25)")), TIER_OF, WRONG_TIER),
            "growth-value",
            "36 个月以前的不算",
        ),
        wrong(
            "gold and platinum swapped",
            (
                GROWTH_BODY,
                """
            def tier_of(value):
                if value >= 60000:
                    return "diamond"
                if value >= 20000:
                    return "gold"
                return "platinum" if value >= 2000 else "normal"
            """,
                WRONG_TIER,
            ),
            "growth-tier growth-audit",
            "先后不对",
        ),
        wrong(
            "counts orders that were not completed",
            (GROWTH_BODY.replace(' * (orders["status"] == "completed")', ""), TIER_OF, WRONG_TIER),
            "growth-value",
            "没有完成的订单",
        ),
        wrong(
            "counts days, not months",
            (
                GROWTH_BODY.replace(
                    "age = ref_date.year * 12 + ref_date.month - month",
                    'age = (ref_date - orders["order_ts"]).dt.days / 365 * 12',
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "按月数，不按天数",
        ),
        wrong(
            "one month too many",
            (
                GROWTH_BODY.replace("< 12", "<= 12")
                .replace("< 24", "<= 24")
                .replace("< 36", "<= 36"),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "差了一个月",
        ),
        wrong(
            "no decay",
            (GROWTH_BODY.replace("[0, 1, 0.5, 0.25]", "[0, 1, 1, 1]"), TIER_OF, WRONG_TIER),
            "growth-value",
            "打折",
        ),
        wrong(
            "neither decay nor limit",
            (
                """
            def growth_value(orders, ref_date):
                value = orders["gmv_cny"].where(orders["status"] == "completed", 0)
                return value.groupby(orders["member_id"]).sum()
            """,
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "36 个月以前",
        ),
        wrong(
            "weights reversed",
            (GROWTH_BODY.replace("[0, 1, 0.5, 0.25]", "[0, 0.25, 0.5, 1]"), TIER_OF, WRONG_TIER),
            "growth-value",
            "比例反了",
        ),
        wrong(
            "drops members with nothing to count",
            (
                GROWTH_BODY.replace(
                    "return value.groupby", "value = value[value > 0]\n    return value.groupby"
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "应该写 0",
        ),
        wrong(
            "> instead of >=",
            (GROWTH_BODY, TIER_OF.replace(">=", ">"), WRONG_TIER),
            "growth-tier growth-audit",
            "也算满",
        ),
        wrong(
            "lowest threshold first",
            (
                GROWTH_BODY,
                TIER_OF.replace(
                    '{60000: "diamond", 20000: "platinum", 2000: "gold"}',
                    '{2000: "gold", 20000: "platinum", 60000: "diamond"}',
                ),
                WRONG_TIER,
            ),
            "growth-tier growth-audit",
            "从高往低比",
        ),
        wrong(
            "capital letters",
            (
                GROWTH_BODY,
                TIER_OF.replace('"normal"', '"Normal"').replace('"gold"', '"Gold"'),
                WRONG_TIER,
            ),
            "growth-tier growth-audit",
            "小写英文",
        ),
        wrong(
            "checks only members with orders",
            (
                GROWTH_BODY,
                TIER_OF,
                WRONG_TIER.replace(
                    'value = real["member_id"].map(growth).fillna(0)',
                    'real = real[real["member_id"].isin(growth.index)]\n    value = '
                    'real["member_id"].map(growth)',
                ),
            ),
            "growth-audit",
            "也要查",
        ),
        wrong(
            "checks test accounts",
            (
                GROWTH_BODY,
                TIER_OF,
                WRONG_TIER.replace(
                    '~members["member_id"].str.startswith("T")', 'members["member_id"] != ""'
                ),
            ),
            "growth-audit",
            "测试账号",
        ),
        wrong(
            "returns those in the right tier",
            (GROWTH_BODY, TIER_OF, WRONG_TIER.replace("!=", "==")),
            "growth-audit",
            "等级正确",
        ),
        wrong(
            "ids not sorted",
            (GROWTH_BODY, TIER_OF, WRONG_TIER.replace("sorted(", "list(")),
            "growth-audit",
            "从小到大",
        ),
        *[
            wrong(
                f"a month off at {limit}",
                (changed(GROWTH_BODY, (f"< {limit}", f"{sign} {limit}")), TIER_OF, WRONG_TIER),
                "growth-value",
                "一条分界差了一个月",
            )
            for limit, sign in [(12, "<="), (24, "<="), (36, "<="), (12, "+ 1 <"), (24, "+ 1 <")]
        ],
        wrong(
            "leaves out the month of the reference date",
            (changed(GROWTH_BODY, ("age < 0", "age < 1")), TIER_OF, WRONG_TIER),
            "growth-value",
            "整个月都算",
        ),
        wrong(
            "counts orders of later months",
            (changed(GROWTH_BODY, ("age < 0, ", ""), ("[0, 1, ", "[1, ")), TIER_OF, WRONG_TIER),
            "growth-value",
            "晚于参照日",
        ),
        wrong(
            "its own reference date",
            (
                changed(
                    GROWTH_BODY,
                    ("    month", '    ref_date = pd.Timestamp("2026-06-30")\n    month'),
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "换一个参照日",
        ),
        wrong(
            "equal orders counted once",
            (
                changed(
                    GROWTH_BODY,
                    (
                        "    month",
                        '    orders = orders.drop_duplicates(["member_id", "gmv_cny"])\n    month',
                    ),
                ),
                TIER_OF,
                WRONG_TIER,
            ),
            "growth-value",
            "金额一样的订单",
        ),
        wrong(
            "whole points",
            (changed(GROWTH_BODY, (".sum()", ".sum().astype(int)")), TIER_OF, WRONG_TIER),
            "growth-value",
            "不要取整",
        ),
        wrong(
            "diamond from 50,000",
            (GROWTH_BODY, changed(TIER_OF, ("60000", "50000")), WRONG_TIER),
            "growth-tier",
            "多一点或少一点",
        ),
        wrong(
            "platinum and diamond ten times too high",
            (
                GROWTH_BODY,
                changed(TIER_OF, ("60000", "600000"), ("20000", "200000")),
                WRONG_TIER,
            ),
            "growth-tier growth-audit",
            "有没有多写 0",
        ),
        wrong(
            "members registered as normal not checked",
            (
                GROWTH_BODY,
                TIER_OF,
                changed(
                    WRONG_TIER,
                    (
                        "    value =",
                        '    real = real[real["official_tier"] != "normal"]\n    value =',
                    ),
                ),
            ),
            "growth-audit",
            "normal 也要查",
        ),
        wrong(
            "limits of its own in the audit",
            (
                GROWTH_BODY,
                TIER_OF,
                """
            def wrong_tier(growth, members):
                real = members[~members["member_id"].str.startswith("T")]
                value = real["member_id"].map(growth).fillna(0)
                names = ["normal", "gold", "platinum", "diamond"]
                now = pd.cut(value, [-1, 2000, 20000, 60000, np.inf], labels=names).astype(str)
                return sorted(real.loc[real["official_tier"] != now, "member_id"])
            """,
            ),
            "growth-audit",
            "正好在门槛上",
        ),
        wrong(
            "only tiers that are too high",
            (
                GROWTH_BODY,
                TIER_OF,
                """
            def wrong_tier(growth, members):
                names = ["normal", "gold", "platinum", "diamond"]
                real = members[~members["member_id"].str.startswith("T")]
                now = real["member_id"].map(growth).fillna(0).map(tier_of).map(names.index)
                return sorted(real.loc[real["official_tier"].map(names.index) > now, "member_id"])
            """,
            ),
            "growth-audit",
            "登记的等级偏低",
        ),
        wrong(
            "a T anywhere in the id",
            (GROWTH_BODY, TIER_OF, changed(WRONG_TIER, ("startswith", "contains"))),
            "growth-audit",
            "T 不在编号开头",
        ),
        wrong(
            "nothing for normal",
            changed(solution(__file__, "growth", "practice.py"), ('"normal")', "None)")),
            "growth-tier growth-audit",
            "什么也没有返回",
        ),
        wrong(
            "months without years",
            changed(
                solution(__file__, "growth", "practice.py"),
                (
                    "ref_date.year * 12 + ref_date.month - month",
                    'ref_date.month - orders["order_ts"].dt.month',
                ),
            ),
            "growth-value",
            "年份",
        ),
    ],
    unusual=[
        right(
            "hint 3 filled in",
            """
            def growth_value(orders, ref_date):
                month = orders["order_ts"].dt.year * 12 + orders["order_ts"].dt.month
                age = ref_date.year * 12 + ref_date.month - month
                weight = np.select([age < 0, age < 12, age < 24, age < 36], [0, 1, 0.5, 0.25], 0)
                value = orders["gmv_cny"] * weight * (orders["status"] == "completed")
                return value.groupby(orders["member_id"]).sum()

            def tier_of(value):
                names = {60000: "diamond", 20000: "platinum", 2000: "gold", 0: "normal"}
                return next(name for floor, name in names.items() if value >= floor)

            def wrong_tier(growth, members):
                real = members[~members["member_id"].str.startswith("T")]
                value = real["member_id"].map(growth).fillna(0)
                return sorted(real.loc[real["official_tier"] != value.map(tier_of), "member_id"])
            """,
        ),
        right(
            "periods, pd.cut, an index",
            """
            def growth_value(orders, ref_date):
                age = ref_date.to_period("M").ordinal - orders["order_ts"].dt.to_period("M").map(
                    lambda p: p.ordinal
                )
                weight = age.map(lambda a: 0 if a < 0 or a > 35 else [1, 0.5, 0.25][a // 12])
                weight = weight.where(orders["status"] == "completed", 0)
                return orders.assign(v=orders["gmv_cny"] * weight).groupby("member_id")[["v"]].sum()

            def tier_of(value):
                return pd.cut([value], [-np.inf, 2000, 20000, 60000, np.inf], right=False,
                              labels=["normal", "gold", "platinum", "diamond"])[0]

            def wrong_tier(growth, members):
                table = (
                    members[members["member_id"].str.startswith("M")]
                    .set_index("member_id")
                    .sort_index()
                )
                now = growth.reindex(table.index, fill_value=0).map(tier_of)
                return table.index[table["official_tier"] != now]
            """,
        ),
        right(
            "plain loops",
            """
            def growth_value(orders, ref_date):
                total = {}
                for row in orders.itertuples():
                    age = (
                        (ref_date.year - row.order_ts.year) * 12
                        + ref_date.month
                        - row.order_ts.month
                    )
                    points = row.gmv_cny if row.status == "completed" and 0 <= age < 36 else 0
                    total[row.member_id] = total.get(row.member_id, 0) + points / 2 ** (
                        age // 12 if age > 0 else 0
                    )
                return total

            def tier_of(value):
                if value < 2000:
                    return "normal"
                if value < 20000:
                    return "gold"
                return "platinum" if value < 60000 else "diamond"

            def wrong_tier(growth, members):
                found = []
                for row in members.itertuples():
                    if not row.member_id.startswith("T") and row.official_tier != tier_of(
                        growth.get(row.member_id, 0)
                    ):
                        found.append(row.member_id)
                found.sort()
                return found
            """,
        ),
        right(
            "first days of months, bisect, a Series",
            """
            import bisect

            def growth_value(orders, ref_date):
                orders = orders.copy()
                orders.loc[orders["status"] != "completed", "gmv_cny"] = 0
                start = ref_date.normalize().replace(day=1)
                lines = [start - pd.DateOffset(months=m) for m in (35, 23, 11, -1)]
                total = 0
                for left, end, share in zip(lines, lines[1:], [0.25, 0.5, 1]):
                    inside = (orders["order_ts"] >= left) & (orders["order_ts"] < end)
                    total = total + orders["gmv_cny"].where(inside, 0) * share
                return total.groupby(orders["member_id"]).sum().sort_values()

            def tier_of(value):
                return ["normal", "gold", "platinum", "diamond"][
                    bisect.bisect([2000, 20000, 60000], value)
                ]

            def wrong_tier(growth, members):
                members = members.query("not member_id.str.startswith('T')", engine="python")
                table = members.merge(
                    growth.rename("value"), how="left", left_on="member_id", right_index=True
                )
                table["new"] = [tier_of(v) for v in table["value"].fillna(0)]
                return table.loc[table["new"] != table["official_tier"], "member_id"].sort_values()
            """,
        ),
        right(
            "row numbers, the lesson's table of thresholds, a loop over growth",
            """
            LEVELS = {"normal": 0, "gold": 2000, "platinum": 20000, "diamond": 60000}

            def growth_value(orders, ref_date):
                total = {}
                for i in range(len(orders)):
                    at, member = orders["order_ts"][i], orders["member_id"][i]
                    age = (ref_date.year - at.year) * 12 + ref_date.month - at.month
                    share = 1 if age < 12 else 0.5 if age < 24 else 0.25 if age < 36 else 0
                    if orders["status"][i] != "completed" or age < 0:
                        share = 0
                    total[member] = total.get(member, 0) + orders["gmv_cny"][i] * share
                return pd.Series(total).round(2)

            def tier_of(value):
                return [name for name, least in LEVELS.items() if value >= least][-1]

            def wrong_tier(growth, members):
                official = dict(zip(members["member_id"], members["official_tier"]))
                found = []
                for member, value in growth.items():
                    if member[0] != "T" and official[member] != tier_of(value):
                        found.append(member)
                for member, tier in official.items():
                    if member[0] != "T" and member not in growth.index and tier != "normal":
                        found.append(member)
                return sorted(found)
            """,
        ),
        right(
            "the lesson's months and its table of thresholds",
            """
            def growth_value(orders, ref_date):
                members, values = list(orders["member_id"]), []
                for i in range(len(orders)):
                    order = orders.iloc[i]
                    date = order["order_ts"]
                    months = (ref_date.year - date.year) * 12 + ref_date.month - date.month
                    weight = [1.0, 0.5, 0.25][months // 12] if 0 <= months < 36 else 0
                    if order["status"] != "completed":
                        weight = 0
                    values.append(order["gmv_cny"] * weight)
                return pd.Series(values).groupby(members).sum()

            def tier_of(value):
                levels = {"normal": 0, "gold": 2000, "platinum": 20000, "diamond": 60000}
                return [name for name, least in levels.items() if value >= least][-1]

            def wrong_tier(growth, members):
                guests = members[~members["member_id"].str.startswith("T")]
                level = guests.set_index("member_id")["official_tier"]
                value = growth.reindex(level.index, fill_value=0)
                return sorted(m for m in level.index if level[m] != tier_of(value[m]))
            """,
            taught="print(value, [name for name, least in levels.items() if value >= least][-1])",
        ),
    ],
)

# --- checkpoint: one line each


# The right answers are computed here as in the checks, so that another class's variant of the data
# changes nothing.
STAYS = """
stays = cases.load("ctrip", "orders").query("product == 'hotel' and status == 'completed'")
stays = (
    stays[stays["member_id"].isin(profiles["member_id"])]
    .groupby("member_id")["nights_or_qty"]
    .sum()
)
"""
TOP_STAYS = """
c1 = round(100 * stays.nlargest(len(stays) // 5).sum() / stays.sum())
"""
EVERYBODY = """
stays = stays.reindex(profiles["member_id"], fill_value=0)
"""

CHECK = {
    "c1": Answers(
        mistakes=[
            wrong("share of members", "c1 = 20", "c1-check", "人数的占比"),
            wrong("without the members who never stayed", (STAYS, TOP_STAYS), "c1-check", "补 0"),
            wrong("the rule's number", "c1 = 80", "c1-check", "用数据算出来"),
            wrong(
                "with cancelled and refunded orders",
                (
                    changed(STAYS, (" and status == 'completed'", "")),
                    EVERYBODY,
                    TOP_STAYS,
                ),
                "c1-check",
                "取消和退款",
            ),
            wrong("a guess", "c1 = 99", "c1-check", "第一节"),
        ],
        unusual=[
            right(
                "as the lesson prints it",
                (STAYS, EVERYBODY, TOP_STAYS, 'c1 = f"{c1}%"'),
                taught="{top.sum() / stays.sum():.0%}",
            ),
            right("as a share", (STAYS, EVERYBODY, TOP_STAYS, "c1 = c1 / 100")),
        ],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            "80": "还没有拖动",
            "round(100 * models.pyramid_shares(1.2)[1])": "普通客户的占比",
            "20": "人数的占比",
            "99": "1.200",
        },
        [
            "round(models.pyramid_shares(1.2)[0], 2)",
            '"６４"',
        ],
        taught={
            'f"{models.pyramid_shares(1.2)[0]:.0%}"': "{models.pyramid_shares(sigma)[0]:.0%}",
        },
    ),
    "c3": lines(
        "c3", "c3-check", {'"B"': "升不上去", '"C"': "小客户", '"D"': "收不回来"}, ['"a"', '["A"]']
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {'"A"': "比一比花费", '"C"': "比一比累计利润", '"D"': "都看反了"},
        ['"b"', '"Ｂ"'],
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            "9": "取消了",
            "2": "这是 F",
            "1100": "这是 M",
            "222": "前一笔",
            "46": "差了一天",
            "-45": "正负反了",
            "99": "第四节",
        },
        ['"45"', "45.0"],
        taught={
            '(pd.Timestamp("2026-06-30") - pd.Timestamp("2026-05-16")).days': (
                "(today - good['day'].max()).days"
            ),
        },
    ),
    "c6": lines("c6", "c6-check", {'"B"': "方向反了", '"C"': "也跟着变"}, ['"a"', '["A"]']),
    "c7": lines(
        "c7",
        "c7-check",
        {
            "0.54": "加上去了",
            "0.48": "漏掉了",
            "0.9": "权重",
            "0.18": "也要乘权重",
            "42": "写成小数",
            "0.3": "第五节",
        },
        ['"0.42"', '"０．４２"'],
        taught={
            'f"{0.4 * 0.70 + 0.4 * 0.50 - 0.2 * 0.30:.2f}"': "0.4 * 0.8 + 0.4 * 0.6 - 0.2 * 0.1"
        },
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {
            "(before & after).sum()": "这是人数",
            "round(100 * (before & after).mean())": "不是全体",
            "round(100 * (~after[~before]).mean())": "看错行了",
            "round(100 - 100 * after[before].mean())": "掉出去",
            "int(100 * after[before].mean())": "不是舍掉",
            "99": "before",
        },
        ["round(after[before].mean(), 2)"],
        taught={'f"{after[before].mean():.0%}"': "{len(was & now) / len(was):.0%}"},
    ),
}

ANSWERS = {
    "tiering-tasks": {
        "profit": PROFIT,
        "pyramid": PYRAMID,
        "share": SHARE,
        "method": METHOD,
        "rfm": RFM,
        "arrows": ARROWS,
    },
    "tiering-practice": {
        "quadrant": QUADRANT,
        "migration": MIGRATION,
        "growth": GROWTH,
    },
    "tiering-check": CHECK,
}
