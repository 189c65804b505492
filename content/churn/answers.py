"""Unit `churn`: the typical mistakes of students, what each loses and is told, and unusual answers
that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, wrong


# --- rate (A8.1)

MONTHLY = """
def monthly_churn(active):
    return (1 - active / active.shift(1)).iloc[1:]
"""
ANNUAL = """
def annual_churn(monthly):
    return 1 - (1 - monthly).prod()
"""
SPLIT = """
def split(base):
    lost = base[base["contract_ended_by"] != "none"]
    firm, natural = lost["contract_ended_by"] == "firm", lost["moved"] | lost["income_change"]
    side = pd.Series(np.select([firm, natural], ["passive", "outside"], "active"))
    return side.value_counts(normalize=True).reindex(["active", "passive", "outside"], fill_value=0)
"""

RATE = Answers(
    mistakes=[
        wrong(
            "retention, not churn",
            (changed(MONTHLY, ("1 - active", "active")), ANNUAL, SPLIT),
            "rate-value",
            "这是留存率",
        ),
        wrong(
            "divides by the start",
            (
                """
            def monthly_churn(active):
                return (-active.diff() / active.iloc[0]).iloc[1:]
            """,
                ANNUAL,
                SPLIT,
            ),
            "rate-value",
            "不是最初的人数",
        ),
        wrong(
            "divides by this month",
            (
                """
            def monthly_churn(active):
                return (active.shift(1) / active - 1).iloc[1:]
            """,
                ANNUAL,
                SPLIT,
            ),
            "rate-value",
            "不是这个月末的",
        ),
        wrong(
            "adds up the months",
            (
                MONTHLY,
                """
            def annual_churn(monthly):
                return monthly.sum()
            """,
                SPLIT,
            ),
            "rate-value",
            "不能直接相加",
        ),
        wrong(
            "retention of the year",
            (
                MONTHLY,
                """
            def annual_churn(monthly):
                return (1 - monthly).prod()
            """,
                SPLIT,
            ),
            "rate-value",
            "用 1 去减",
        ),
        wrong(
            "multiplies the churn",
            (
                MONTHLY,
                """
            def annual_churn(monthly):
                return monthly[monthly > 0].prod()
            """,
                SPLIT,
            ),
            "rate-value",
            "连乘的是留存率",
        ),
        wrong(
            "counts those who are still there",
            (MONTHLY, ANNUAL, changed(SPLIT, ('base[base["contract_ended_by"] != "none"]', "base"))),
            "rate-split",
            "没有流失的客户",
        ),
        wrong(
            "natural first",
            (
                MONTHLY,
                ANNUAL,
                changed(
                    SPLIT,
                    (
                        '[firm, natural], ["passive", "outside"]',
                        '[natural, firm], ["outside", "passive"]',
                    ),
                ),
            ),
            "rate-split",
            "先看是不是企业终止",
        ),
        wrong(
            "natural counts as active",
            (MONTHLY, ANNUAL, changed(SPLIT, ('["passive", "outside"]', '["passive", "active"]'))),
            "rate-split",
            "记 outside",
        ),
        wrong(
            "arrears mean passive",
            (
                MONTHLY,
                ANNUAL,
                changed(SPLIT, ('lost["contract_ended_by"] == "firm"', 'lost["arrears"]')),
            ),
            "rate-split",
            "只看是谁终止的",
        ),
        wrong(
            "heads, not shares",
            (MONTHLY, ANNUAL, changed(SPLIT, ("normalize=True", ""))),
            "rate-split",
            "不是人数",
        ),
        wrong(
            "forgets the change of income",
            (MONTHLY, ANNUAL, changed(SPLIT, (' | lost["income_change"]', ""))),
            "rate-split",
            "经济变化都算",
        ),
    ],
    unusual=[
        right(
            "pct_change, logs and a dict",
            (
                """
            def monthly_churn(active):
                return -active.pct_change().dropna()
            """,
                """
            def annual_churn(monthly):
                return 1 - np.exp(np.log1p(-monthly).sum())
            """,
                """
            def split(base):
                count = {"active": 0, "passive": 0, "outside": 0}
                for row in base.to_dict("records"):
                    if row["contract_ended_by"] == "firm":
                        count["passive"] += 1
                    elif row["contract_ended_by"] == "customer":
                        count["outside" if row["moved"] or row["income_change"] else "active"] += 1
                return {name: n / sum(count.values()) for name, n in count.items()}
            """,
            ),
        ),
        right(
            "plain loops",
            (
                """
            def monthly_churn(active):
                values = list(active)
                return {m: 1 - values[m] / values[m - 1] for m in range(1, len(values))}
            """,
                """
            def annual_churn(monthly):
                left = 1
                for m in monthly:
                    left = left * (1 - m)
                return 1 - left
            """,
                """
            def split(base):
                lost = base.query("contract_ended_by in ('firm', 'customer')")
                passive = (lost["contract_ended_by"] == "firm").mean()
                natural = lost.eval(
                    "contract_ended_by == 'customer' and (moved or income_change)"
                ).mean()
                return pd.Series(
                    [1 - passive - natural, passive, natural], ["active", "passive", "outside"]
                )
            """,
            ),
        ),
        right(
            "numpy arrays in order",
            (
                """
            def monthly_churn(active):
                values = active.to_numpy(float)
                return 1 - values[1:] / values[:-1]
            """,
                """
            def annual_churn(monthly):
                return 1 - np.prod(1 - np.asarray(monthly))
            """,
                """
            def split(base):
                lost = base[base["contract_ended_by"].ne("none")].copy()
                lost["side"] = "active"
                lost.loc[lost["moved"] | lost["income_change"], "side"] = "outside"
                lost.loc[lost["contract_ended_by"].eq("firm"), "side"] = "passive"
                share = lost.groupby("side").size() / len(lost)
                return [share.get(name, 0) for name in ("active", "passive", "outside")]
            """,
            ),
        ),
    ],
)

# --- cause (A8.2)

NAMES = 'CAUSES = ["natural", "competitive", "fault", "malicious", "other"]'
CAUSE = """
def cause(row):
    if row["contract_ended_by"] == "firm" and (row["arrears"] or row["dishonest"]):
        return "malicious"
    if row["moved"] or row["income_change"]:
        return "natural"
    if row["staff_left"] and row["followed_staff"]:
        return "other"
    if row["complaint_open"] or row["fault_recorded"]:
        return "fault"
    return "competitive" if row["rival_offer"] else "other"
"""
COUNTS = """
def cause_counts(base):
    lost = base[base["contract_ended_by"] != "none"]
    return lost.apply(cause, axis=1).value_counts().reindex(CAUSES, fill_value=0)
"""

CAUSES = Answers(
    mistakes=[
        wrong(
            "arrears are always malicious",
            (
                NAMES,
                changed(
                    CAUSE,
                    (
                        'row["contract_ended_by"] == "firm" and (row["arrears"] or',
                        '(row["arrears"] or',
                    ),
                ),
                COUNTS,
            ),
            "cause-rules cause-order cause-counts",
            "不是第 1 条",
        ),
        wrong(
            "ended by the firm is always malicious",
            (NAMES, changed(CAUSE, (' and (row["arrears"] or row["dishonest"])', "")), COUNTS),
            "cause-rules cause-order cause-counts",
            "才是第 1 条",
        ),
        wrong(
            "a rival's offer first",
            (
                NAMES,
                changed(
                    CAUSE,
                    (
                        "def cause(row):",
                        "def cause(row):\n"
                        '    if row["rival_offer"] and row["contract_ended_by"] == "customer":\n  '
                        '      return "competitive"',
                    ),
                ),
                COUNTS,
            ),
            "cause-order cause-counts",
            "搬走（第 2 条）",
        ),
        wrong(
            "staff left is enough",
            (NAMES, changed(CAUSE, (' and row["followed_staff"]', "")), COUNTS),
            "cause-rules cause-counts",
            "没有跟着走",
        ),
        wrong(
            "only complaints are faults",
            (NAMES, changed(CAUSE, (' or row["fault_recorded"]', "")), COUNTS),
            "cause-rules cause-order cause-counts",
            "第 4 条",
        ),
        wrong(
            "only moving is natural",
            (NAMES, changed(CAUSE, (' or row["income_change"]', "")), COUNTS),
            "cause-rules cause-order cause-counts",
            "第 2 条",
        ),
        wrong(
            "counts those who are still there",
            (NAMES, CAUSE, changed(COUNTS, ('base[base["contract_ended_by"] != "none"]', "base"))),
            "cause-counts",
            "也数进去了",
        ),
        wrong(
            "drops empty causes",
            (NAMES, CAUSE, changed(COUNTS, (".reindex(CAUSES, fill_value=0)", ""))),
            "cause-counts",
            "写 0",
        ),
        wrong(
            "shares, not heads",
            (NAMES, CAUSE, changed(COUNTS, ("value_counts()", "value_counts(normalize=True)"))),
            "cause-counts",
            "不是占比",
        ),
    ],
    unusual=[
        right(
            "a table of rules",
            (
                NAMES,
                """
            def cause(row):
                by_firm = row["contract_ended_by"] == "firm"
                rules = [
                    ("malicious", by_firm and (row["dishonest"] or row["arrears"])),
                    ("natural", row["income_change"] or row["moved"]),
                    ("other", row["followed_staff"] and row["staff_left"]),
                    ("fault", row["fault_recorded"] or row["complaint_open"]),
                    ("competitive", row["rival_offer"]),
                ]
                return next((name for name, holds in rules if holds), "other")
            """,
                """
            def cause_counts(base):
                count = dict.fromkeys(CAUSES, 0)
                for row in base.to_dict("records"):
                    if row["contract_ended_by"] != "none":
                        count[cause(row)] += 1
                return count
            """,
            ),
        ),
        right(
            "elif and a list comprehension",
            (
                NAMES,
                """
            def cause(row):
                answer = "other"
                if row["contract_ended_by"] == "firm" and max(row["arrears"], row["dishonest"]):
                    answer = "malicious"
                elif row["moved"] + row["income_change"] > 0:
                    answer = "natural"
                elif row["staff_left"] * row["followed_staff"]:
                    answer = "other"
                elif any([row["complaint_open"], row["fault_recorded"]]):
                    answer = "fault"
                elif row["rival_offer"]:
                    answer = "competitive"
                return answer
            """,
                """
            def cause_counts(base):
                found = [
                    cause(row) for _, row in base.iterrows() if row["contract_ended_by"] != "none"
                ]
                return pd.Series({name: found.count(name) for name in CAUSES})
            """,
            ),
        ),
        right(
            "backwards, the first rule last",
            (
                NAMES,
                """
            def cause(row):
                answer = "competitive" if row["rival_offer"] else "other"
                if row["complaint_open"] or row["fault_recorded"]:
                    answer = "fault"
                if row["staff_left"] and row["followed_staff"]:
                    answer = "other"
                if row["moved"] or row["income_change"]:
                    answer = "natural"
                if row["contract_ended_by"] == "firm" and (row["arrears"] or row["dishonest"]):
                    answer = "malicious"
                return answer
            """,
                """
            def cause_counts(base):
                lost = base.query("contract_ended_by != 'none'").assign(
                    cause=lambda t: t.apply(cause, axis=1)
                )
                return lost.groupby("cause").size().reindex(CAUSES).fillna(0)
            """,
            ),
        ),
    ],
)

# --- vignettes (A8.3)

LISTS = """
lists = {
    "natural": [1, 6, 13],
    "competitive": [3, 9, 12],
    "fault": [2, 8, 11, 14],
    "malicious": [4, 7, 15],
    "other": [5, 10],
}
causes = {number: name for name, numbers in lists.items() for number in numbers}
passive, outside = [4, 7, 15], [1, 6, 13]
sides = {
    n: "passive" if n in passive else "outside" if n in outside else "active" for n in range(1, 16)
}
"""

VIGNETTES = Answers(
    mistakes=[
        wrong(
            "the coupon decides 14",
            changed(LISTS, ("[3, 9, 12]", "[3, 9, 12, 14]"), ("[2, 8, 11, 14]", "[2, 8, 11]")),
            "vignettes-causes-11",
            "第 14 段",
        ),
        wrong(
            "losing staff is a fault",
            changed(LISTS, ("[2, 8, 11, 14]", "[2, 5, 8, 11, 14]"), ("[5, 10]", "[10]")),
            "vignettes-causes-1",
            "第 5 段",
        ),
        wrong(
            "no evidence is competitive",
            changed(LISTS, ("[3, 9, 12]", "[3, 9, 10, 12]"), ("[5, 10]", "[5]")),
            "vignettes-causes-6",
            "第 10 段",
        ),
        wrong(
            "a false claim is a fault",
            changed(
                LISTS,
                ("[2, 8, 11, 14]", "[2, 8, 11, 14, 15]"),
                ('"malicious": [4, 7, 15]', '"malicious": [4, 7]'),
            ),
            "vignettes-causes-11",
            "第 15 段",
        ),
        wrong("three missing", changed(LISTS, ("[1, 6, 13],", "[],")), "vignettes-causes-1 vignettes-causes-6 vignettes-causes-11", "一个也不少"),
        wrong(
            "Chinese names", changed(LISTS, ('"natural"', '"自然流失"')), "vignettes-causes-1 vignettes-causes-6 vignettes-causes-11", "英文代号"
        ),
        wrong(
            "natural is active",
            changed(LISTS, ("outside = [4, 7, 15], [1, 6, 13]", "outside = [4, 7, 15], []")),
            "vignettes-sides-1 vignettes-sides-6 vignettes-sides-11",
            "R9 的自然流失",
        ),
        wrong(
            "all but natural is active",
            changed(LISTS, ("outside = [4, 7, 15], [1, 6, 13]", "outside = [], [1, 6, 13]")),
            "vignettes-sides-1 vignettes-sides-6 vignettes-sides-11",
            "是企业终止的",
        ),
    ],
    unusual=[
        right(
            "keys as text",
            (
                LISTS,
                "causes = {str(n): name for n, name in causes.items()}",
                "sides = {str(n): name for n, name in sides.items()}",
            ),
        ),
        right(
            "a Series",
            (
                LISTS,
                "causes = dict(sorted(causes.items(), reverse=True))",
                "sides = {n: sides[n] for n in sorted(sides)}",
            ),
        ),
        right(
            "written out",
            """
            N, C, F, M, O = "natural", "competitive", "fault", "malicious", "other"
            causes = dict(enumerate([N, F, C, M, O, N, M, F, C, O, F, C, N, F, M], start=1))
            sides = {
                n: {N: "outside", M: "passive"}.get(name, "active") for n, name in causes.items()
            }
            """,
        ),
    ],
)

# --- risk (A8.4)

RISK_VALUE = """
def value_at_risk(base, years=3):
    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
    return lost["value_cny"] * years * lost["referral_factor"]
"""
TOP = """
def top(risk, n=10):
    return risk.sort_index().sort_values(ascending=False, kind="stable").head(n).index.to_list()
"""

RISK = Answers(
    mistakes=[
        wrong(
            "counts those who are still there",
            (changed(RISK_VALUE, ('base[base["contract_ended_by"] != "none"]', "base")), TOP),
            "risk-value",
            "没有流失的客户也算进去了",
        ),
        wrong(
            "leaves out those whom the firm ended",
            (changed(RISK_VALUE, ('!= "none"', '== "customer"')), TOP),
            "risk-value",
            "企业终止的也是流失",
        ),
        wrong(
            "row numbers for ids",
            (changed(RISK_VALUE, ('.set_index("customer_id")', "")), TOP),
            "risk-value",
            "索引要用客户编号",
        ),
        wrong(
            "without the referral factor",
            (changed(RISK_VALUE, (' * lost["referral_factor"]', "")), TOP),
            "risk-value",
            "口碑系数",
        ),
        wrong(
            "one year only", (changed(RISK_VALUE, (" * years", "")), TOP), "risk-value", "还要乘 years"
        ),
        wrong(
            "always three years",
            (changed(RISK_VALUE, ("* years", "* 3")), TOP),
            "risk-value",
            "没有跟着变",
        ),
        wrong(
            "lowest first",
            (RISK_VALUE, changed(TOP, ("ascending=False", "ascending=True"))),
            "risk-top",
            "排反了",
        ),
        wrong(
            "ties in the order of the table",
            (
                RISK_VALUE,
                """
            def top(risk, n=10):
                return risk.sort_values(ascending=False, kind="stable").head(n).index.to_list()
            """,
            ),
            "risk-top",
            "编号小的排前面",
        ),
        wrong(
            "sorted by id",
            (
                RISK_VALUE,
                """
            def top(risk, n=10):
                return risk.sort_index().head(n).index.to_list()
            """,
            ),
            "risk-top",
            "不是按编号排",
        ),
        wrong("all of them", (RISK_VALUE, changed(TOP, (".head(n)", ""))), "risk-top", "只要前 n 位"),
    ],
    unusual=[
        right(
            "dicts and sorted",
            (
                """
            def value_at_risk(base, years=3):
                rows = [
                    row for row in base.to_dict("records") if row["contract_ended_by"] != "none"
                ]
                return {
                    row["customer_id"]: row["value_cny"] * row["referral_factor"] * years
                    for row in rows
                }
            """,
                """
            def top(risk, n=10):
                return sorted(dict(risk), key=lambda name: (-risk[name], name))[:n]
            """,
            ),
        ),
        right(
            "a table with customer_id, an index",
            (
                """
            def value_at_risk(base, years=3):
                lost = base.query("contract_ended_by in ('customer', 'firm')")
                return lost.assign(risk=lost.eval("value_cny * referral_factor") * years)[
                    ["customer_id", "risk"]
                ]
            """,
                """
            def top(risk, n=10):
                table = risk.rename("value").rename_axis("id").reset_index()
                return table.sort_values(["value", "id"], ascending=[False, True])["id"].head(n)
            """,
            ),
        ),
        right(
            "nlargest keeps the first of a tie",
            (
                """
            def value_at_risk(base, years=3):
                value = (
                    base.set_index("customer_id")[["value_cny", "referral_factor"]].prod(axis=1)
                    * years
                )
                return value[(base["contract_ended_by"] != "none").to_numpy()]
            """,
                """
            def top(risk, n=10):
                return list(risk.sort_index().nlargest(n).index)
            """,
            ),
        ),
    ],
)

# --- bucket (A8.5)

REMAINING = """
def remaining(n, hazards, effects, months):
    works = {name: 0 if name == "natural" else effects.get(name, 0) for name in hazards}
    leak = sum(rate * (1 - works[name]) for name, rate in hazards.items())
    return n * (1 - leak) ** months
"""
PLAN = """
def best_plan(n, hazards, plans, months):
    return max(plans, key=lambda name: remaining(n, hazards, plans[name], months))
"""

BUCKET = Answers(
    mistakes=[
        wrong(
            "losses add up",
            (changed(REMAINING, ("(1 - leak) ** months", "(1 - leak * months)")), PLAN),
            "bucket-remaining",
            "不能用 n 乘月数",
        ),
        wrong(
            "those who left",
            (
                changed(
                    REMAINING,
                    ("return n * (1 - leak) ** months", "return n - n * (1 - leak) ** months"),
                ),
                PLAN,
            ),
            "bucket-remaining bucket-plan",
            "走掉的人数",
        ),
        wrong(
            "one month only",
            (changed(REMAINING, (" ** months", "")), PLAN),
            "bucket-remaining bucket-plan",
            "月数没有起作用",
        ),
        wrong(
            "natural can be prevented",
            (changed(REMAINING, ('0 if name == "natural" else ', "")), PLAN),
            "bucket-remaining bucket-plan",
            "自然流失无法避免",
        ),
        wrong(
            "multiplies by the effect",
            (changed(REMAINING, ("rate * (1 - works[name])", "rate * (works[name] or 1)")), PLAN),
            "bucket-remaining bucket-plan",
            "不是效果",
        ),
        wrong(
            "no effect, no loss",
            (changed(REMAINING, ("rate * (1 - works[name])", "rate * works[name]")), PLAN),
            "bucket-remaining bucket-plan",
            "不是效果",
        ),
        wrong(
            "effects without effect",
            (changed(REMAINING, ("effects.get(name, 0)", "0")), PLAN),
            "bucket-remaining bucket-plan",
            "措施没有起作用",
        ),
        wrong(
            "the largest effect",
            (
                REMAINING,
                """
            def best_plan(n, hazards, plans, months):
                return max(
                    (name for name in plans if "natural" not in plans[name]),
                    key=lambda name: max(plans[name].values()),
                )
            """,
            ),
            "bucket-plan",
            "那个洞有多大",
        ),
        wrong(
            "the sum of effects",
            (
                REMAINING,
                """
            def best_plan(n, hazards, plans, months):
                return max(plans, key=lambda name: sum(plans[name].values()))
            """,
            ),
            "bucket-plan",
            "自然流失上没有用",
        ),
        wrong(
            "the number, not the name",
            (
                REMAINING,
                """
            def best_plan(n, hazards, plans, months):
                return max(remaining(n, hazards, plan, months) for plan in plans.values())
            """,
            ),
            "bucket-plan",
            "方案的名字",
        ),
    ],
    unusual=[
        right(
            "month by month",
            (
                """
            def remaining(n, hazards, effects, months):
                for month in range(months):
                    lost = 0
                    for name in hazards:
                        share = 1 if name == "natural" or name not in effects else 1 - effects[name]
                        lost += n * hazards[name] * share
                    n = n - lost
                return n
            """,
                """
            def best_plan(n, hazards, plans, months):
                best, most = None, -1
                for name, plan in plans.items():
                    left = remaining(n, hazards, plan, months)
                    if left > most:
                        best, most = name, left
                return best
            """,
            ),
        ),
        right(
            "with pandas",
            (
                """
            def remaining(n, hazards, effects, months):
                rates = pd.Series(hazards)
                works = pd.Series(effects, dtype=float).reindex(rates.index, fill_value=0.0)
                works[works.index == "natural"] = 0
                return n * (1 - (rates * (1 - works)).sum()) ** months
            """,
                """
            def best_plan(n, hazards, plans, months):
                return pd.Series(
                    {name: remaining(n, hazards, plan, months) for name, plan in plans.items()}
                ).idxmax()
            """,
            ),
        ),
        right(
            "what the measures save",
            (
                """
            def remaining(n, hazards, effects, months):
                saved = sum(
                    hazards[name] * effects[name]
                    for name in set(hazards) & set(effects) - {"natural"}
                )
                return np.float64(n) * (1 - (sum(hazards.values()) - saved)) ** months
            """,
                """
            def best_plan(n, hazards, plans, months):
                names = list(plans)
                return names[
                    int(np.argmax([remaining(n, hazards, plans[name], months) for name in names]))
                ]
            """,
            ),
        ),
    ],
)

# --- reach (A8.6)

FORMULA = """
def reach(k, population, p):
    return population * (1 - (1 - 250 * p / population) ** k)
"""
SIMULATE = """
def simulate(k, population, p, seed):
    rng, heard = np.random.default_rng(seed), set()
    for customer in range(k):
        friends = rng.choice(population, size=250, replace=False)
        heard |= set(friends[rng.random(250) < p].tolist())
    return len(heard)
"""
MEAN = """
def mean_of_runs(k, population, p, runs=20):
    return np.mean([simulate(k, population, p, seed) for seed in range(runs)])
"""

REACH = Answers(
    mistakes=[
        wrong(
            "no overlap in the formula",
            (
                """
            def reach(k, population, p):
                return 250 * p * k
            """,
                SIMULATE,
                MEAN,
            ),
            "reach-formula",
            "没有重叠",
        ),
        wrong(
            "those who did not hear",
            (
                changed(
                    FORMULA,
                    ("(1 - (1 - 250 * p / population) ** k)", "(1 - 250 * p / population) ** k"),
                ),
                SIMULATE,
                MEAN,
            ),
            "reach-formula",
            "没有听说的人数",
        ),
        wrong(
            "a share",
            (changed(FORMULA, ("population * (", "(")), SIMULATE, MEAN),
            "reach-formula",
            "还要乘总人数",
        ),
        wrong(
            "forgets p in the formula",
            (changed(FORMULA, ("250 * p", "250")), SIMULATE, MEAN),
            "reach-formula",
            "概率 p",
        ),
        wrong(
            "counts people twice",
            (
                FORMULA,
                """
            def simulate(k, population, p, seed):
                rng = np.random.default_rng(seed)
                return sum(int((rng.random(250) < p).sum()) for customer in range(k))
            """,
                MEAN,
            ),
            "reach-simulate reach-agree",
            "只算一个人",
        ),
        wrong(
            "draws friends with repetition",
            (FORMULA, changed(SIMULATE, (", replace=False", "")), MEAN),
            "reach-simulate",
            "不重复的人",
        ),
        wrong(
            "everybody is told",
            (FORMULA, changed(SIMULATE, ("[rng.random(250) < p]", "")), MEAN),
            "reach-simulate reach-agree",
            "谁也没有说",
        ),
        wrong(
            "one draw for all friends",
            (
                FORMULA,
                changed(SIMULATE, ("rng.random(250) < p", "np.repeat(rng.random() < p, 250)")),
                MEAN,
            ),
            "reach-simulate reach-agree",
            "各自可能听说",
        ),
        wrong(
            "ignores the seed",
            (FORMULA, changed(SIMULATE, ("default_rng(seed)", "default_rng(0)")), MEAN),
            "reach-simulate",
            "换了种子",
        ),
        wrong(
            "no seed at all",
            (FORMULA, changed(SIMULATE, ("default_rng(seed)", "default_rng()")), MEAN),
            "reach-simulate reach-agree",
            "同一个种子",
        ),
        wrong(
            "a sum over the runs",
            (FORMULA, SIMULATE, changed(MEAN, ("np.mean", "sum"))),
            "reach-agree",
            "还要除以次数",
        ),
        wrong(
            "the same seed each time",
            (FORMULA, SIMULATE, changed(MEAN, ("p, seed)", "p, 0)"))),
            "reach-agree",
            "每次都是种子 0",
        ),
        wrong(
            "seeds from 1",
            (FORMULA, SIMULATE, changed(MEAN, ("range(runs)", "range(1, runs + 1)"))),
            "reach-agree",
            "种子从 0 开始",
        ),
    ],
    unusual=[
        right(
            "a boolean array",
            (
                FORMULA,
                """
            def simulate(k, population, p, seed):
                rng = np.random.default_rng(seed)
                heard = np.zeros(population, dtype=bool)
                for _ in range(k):
                    heard[rng.permutation(population)[:250][rng.random(250) < p]] = True
                return heard.sum()
            """,
                MEAN,
            ),
        ),
        right(
            "the random module",
            (
                """
            def reach(k, population, p):
                missed = 1.0
                for _ in range(k):
                    missed *= 1 - 250 * p / population
                return population - population * missed
            """,
                """
            import random

            def simulate(k, population, p, seed):
                dice = random.Random(seed)
                heard = {
                    who
                    for _ in range(k)
                    for who in dice.sample(range(population), 250)
                    if dice.random() < p
                }
                return len(heard)
            """,
                """
            def mean_of_runs(k, population, p, runs=20):
                total = 0
                for seed in range(runs):
                    total += simulate(k, population, p, seed)
                return total / runs
            """,
            ),
        ),
        right(
            "np.unique",
            (
                FORMULA,
                """
            def simulate(k, population, p, seed):
                rng = np.random.default_rng(seed)
                told = [
                    rng.choice(population, 250, replace=False)[: rng.binomial(250, p)]
                    for _ in range(k)
                ]
                return np.unique(np.concatenate([np.array([], dtype=int), *told])).size
            """,
                """
            def mean_of_runs(k, population, p, runs=20):
                return (
                    pd.Series(range(runs)).map(lambda seed: simulate(k, population, p, seed)).mean()
                )
            """,
            ),
        ),
    ],
)

# --- winback (A8.7)

RATES = """
def return_rates(trial):
    back = trial.assign(back=trial["returned_8w"].astype(float))
    return back.pivot_table(index="cause", columns="arm", values="back", aggfunc="mean")
"""
NET = """
def net_profit(trial):
    net = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
    return net.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")
"""
BEST = """
def best_measure(net):
    return net.idxmax(axis=1)
"""

WINBACK = Answers(
    mistakes=[
        wrong(
            "heads, not shares",
            (changed(RATES, ('"mean"', '"sum"')), NET, BEST),
            "winback-rates",
            "这是户数",
        ),
        wrong(
            "divides by all who came back",
            (
                """
            def return_rates(trial):
                heads = trial.pivot_table(
                    index="cause", columns="arm", values="returned_8w", aggfunc="sum"
                ).astype(float)
                return heads / heads.to_numpy().sum()
            """,
                NET,
                BEST,
            ),
            "winback-rates",
            "不是全部回来的家庭",
        ),
        wrong(
            "divides by the cause",
            (
                """
            def return_rates(trial):
                heads = trial.pivot_table(
                    index="cause", columns="arm", values="returned_8w", aggfunc="sum"
                ).astype(float)
                return heads.div(trial["cause"].value_counts(), axis=0)
            """,
                NET,
                BEST,
            ),
            "winback-rates",
            "不是这种原因的全部家庭",
        ),
        wrong(
            "those who stayed away",
            (
                changed(RATES, ('trial["returned_8w"].astype(float)', '1.0 - trial["returned_8w"]')),
                NET,
                BEST,
            ),
            "winback-rates",
            "没有回来的比例",
        ),
        wrong(
            "only those who came back",
            (
                RATES,
                changed(
                    NET,
                    ("    net = trial", '    trial = trial[trial["returned_8w"]]\n    net = trial'),
                ),
                BEST,
            ),
            "winback-net",
            "也要算进平均",
        ),
        wrong(
            "without the cost",
            (RATES, changed(NET, (' - trial["cost_cny"]', "")), BEST),
            "winback-net",
            "成本还没有扣",
        ),
        wrong(
            "sums",
            (RATES, changed(NET, ('aggfunc="mean"', 'aggfunc="sum"')), BEST),
            "winback-net",
            "每户平均",
        ),
        wrong(
            "cost of those who came back",
            (
                RATES,
                changed(NET, ('trial["cost_cny"]', 'trial["cost_cny"] * trial["returned_8w"]')),
                BEST,
            ),
            "winback-net",
            "也花了成本",
        ),
        wrong(
            "the worst measure",
            (RATES, NET, changed(BEST, ("idxmax", "idxmin"))),
            "winback-best",
            "最低的措施",
        ),
        wrong(
            "without control",
            (RATES, NET, changed(BEST, ("net.idxmax", 'net.drop(columns="control").idxmax'))),
            "winback-best",
            "也是一种选择",
        ),
        wrong(
            "the cause for each measure",
            (RATES, NET, changed(BEST, ("axis=1", "axis=0"))),
            "winback-best",
            "方向反了",
        ),
        wrong(
            "one measure for all",
            (
                RATES,
                NET,
                """
            def best_measure(net):
                return pd.Series(net.max().idxmax(), index=net.index)
            """,
            ),
            "winback-best",
            "各选各的",
        ),
    ],
    unusual=[
        right(
            "groupby and unstack, a dict",
            (
                """
            def return_rates(trial):
                return trial.groupby(["cause", "arm"])["returned_8w"].mean().unstack()
            """,
                """
            def net_profit(trial):
                table = trial.groupby(["cause", "arm"])[["margin_52w_cny", "cost_cny"]].mean()
                return (table["margin_52w_cny"] - table["cost_cny"]).unstack("arm")
            """,
                """
            def best_measure(net):
                return {cause: row.idxmax() for cause, row in net.iterrows()}
            """,
            ),
        ),
        right(
            "crosstab",
            (
                """
            def return_rates(trial):
                return pd.crosstab(
                    trial["cause"],
                    trial["arm"],
                    values=trial["returned_8w"].astype(int),
                    aggfunc="mean",
                )
            """,
                """
            def net_profit(trial):
                net = trial["margin_52w_cny"].sub(trial["cost_cny"])
                return pd.crosstab(trial["cause"], trial["arm"], values=net, aggfunc="mean")
            """,
                """
            def best_measure(net):
                return net.T.idxmax()
            """,
            ),
        ),
        right(
            "loops over the cells",
            (
                """
            def return_rates(trial):
                table = {}
                for arm, group in trial.groupby("arm"):
                    table[arm] = group.groupby("cause")["returned_8w"].agg(
                        lambda back: back.sum() / back.size
                    )
                return pd.DataFrame(table)
            """,
                """
            def net_profit(trial):
                trial["net"] = trial.eval("margin_52w_cny - cost_cny")
                return trial.groupby(["arm", "cause"])["net"].mean().unstack().T
            """,
                """
            def best_measure(net):
                return [net.columns[place] for place in net.to_numpy().argmax(axis=1)]
            """,
            ),
        ),
    ],
)

# --- promotion (A8.8)

PROMOTED = """
def promotion_churn(people):
    who = np.where(people["loyal_before"], "loyal", "other")
    offer = np.where(people["real_discount"] < 0.5 * people["claimed_discount"], "misled", "honest")
    return people["churn_90d"].astype(float).groupby([who, offer]).mean().unstack()
"""

PROMOTION = Answers(
    mistakes=[
        wrong(
            "half counts as misled",
            changed(PROMOTED, ("] < 0.5", "] <= 0.5")),
            "promotion-churn",
            "用小于号",
        ),
        wrong("heads", changed(PROMOTED, (".mean()", ".sum()")), "promotion-churn", "这是人数"),
        wrong(
            "honest and misled swapped",
            changed(PROMOTED, ('"misled", "honest"', '"honest", "misled"')),
            "promotion-churn",
            "honest 和 misled 弄反",
        ),
        wrong(
            "loyal and other swapped",
            changed(PROMOTED, ('"loyal", "other"', '"other", "loyal"')),
            "promotion-churn",
            "loyal 和 other 弄反",
        ),
        wrong(
            "those who stayed",
            changed(PROMOTED, ('people["churn_90d"].astype(float)', '(1.0 - people["churn_90d"])')),
            "promotion-churn",
            "留下的比例",
        ),
        wrong(
            "any difference is misleading",
            changed(PROMOTED, ("0.5 * people", "people")),
            "promotion-churn",
            "任何差别",
        ),
    ],
    unusual=[
        right(
            "pivot table",
            """
            def promotion_churn(people):
                people["who"] = people["loyal_before"].map({True: "loyal", False: "other"})
                share = people["real_discount"] / people["claimed_discount"]
                people["offer"] = ["misled" if s < 0.5 - 1e-12 else "honest" for s in share]
                return people.pivot_table(
                    index="who", columns="offer", values="churn_90d", aggfunc="mean"
                )
            """,
        ),
        right(
            "four means",
            """
            def promotion_churn(people):
                misled = people["real_discount"] * 2 < people["claimed_discount"]
                loyal, left = people["loyal_before"], people["churn_90d"]
                return pd.DataFrame(
                    {
                        "honest": {
                            "loyal": left[loyal & ~misled].mean(),
                            "other": left[~loyal & ~misled].mean(),
                        },
                        "misled": {
                            "loyal": left[loyal & misled].mean(),
                            "other": left[~loyal & misled].mean(),
                        },
                    }
                )
            """,
        ),
        right(
            "crosstab, upside down",
            """
            def promotion_churn(people):
                offer = (people["real_discount"] < people["claimed_discount"] / 2).replace(
                    {True: "misled", False: "honest"}
                )
                who = people["loyal_before"].replace({True: "loyal", False: "other"})
                table = pd.crosstab(who, offer, values=people["churn_90d"] * 1, aggfunc="mean")
                return table.loc[["other", "loyal"], ["misled", "honest"]]
            """,
        ),
    ],
)

# --- window (panel)

REGULARS = """
def regulars(panel, start, brand="qingyuan"):
    own = panel[panel["brand"] == brand]
    before = own[
        (own["week_start"] >= start - pd.Timedelta(weeks=13)) & (own["week_start"] < start)
    ]
    weeks = before.groupby("hh_id")["week_start"].nunique()
    return sorted(weeks.index[weeks >= 6])
"""
LOST = """
def called_lost(panel, start, window, brand="qingyuan"):
    own = panel[panel["brand"] == brand]
    after = own[
        (own["week_start"] >= start) & (own["week_start"] < start + pd.Timedelta(weeks=window))
    ]
    return sorted(set(regulars(panel, start, brand)) - set(after["hh_id"]))
"""
PAUSED = """
def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
    return sorted(
        set(called_lost(panel, start, short, brand)) - set(called_lost(panel, start, long, brand))
    )
"""

WINDOW = Answers(
    mistakes=[
        wrong(
            "all brands for the regulars",
            (changed(REGULARS, ('panel[panel["brand"] == brand]', "panel")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "只看 brand",
        ),
        wrong(
            "counts rows, not weeks",
            (changed(REGULARS, ('["week_start"].nunique()', ".size()")), LOST, PAUSED),
            "window-regulars",
            "不同的周",
        ),
        wrong(
            "any time before",
            (
                changed(REGULARS, ('(own["week_start"] >= start - pd.Timedelta(weeks=13)) & ', "")),
                LOST,
                PAUSED,
            ),
            "window-regulars window-lost window-paused",
            "13 周",
        ),
        wrong(
            "more than six",
            (changed(REGULARS, (">= 6", "> 6")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "正好 6 周",
        ),
        wrong(
            "all brands in the window",
            (REGULARS, changed(LOST, ('panel[panel["brand"] == brand]', "panel")), PAUSED),
            "window-lost window-paused",
            "买了别家",
        ),
        wrong(
            "everybody, not the regulars",
            (
                REGULARS,
                changed(LOST, ("set(regulars(panel, start, brand))", 'set(own["hh_id"])')),
                PAUSED,
            ),
            "window-lost window-paused",
            "只判老客户",
        ),
        wrong(
            "the week of start left out",
            (
                REGULARS,
                changed(LOST, ('own["week_start"] >= start', 'own["week_start"] > start')),
                PAUSED,
            ),
            "window-lost",
            "也在窗口里",
        ),
        wrong(
            "a window that is too long",
            (REGULARS, changed(LOST, ("< start", "<= start")), PAUSED),
            "window-lost window-paused",
            "窗口多了",
        ),
        wrong(
            "those who stayed",
            (REGULARS, changed(LOST, (")) - set", ")) & set")), PAUSED),
            "window-lost window-paused",
            "没有流失的老客户",
        ),
        wrong(
            "the long list",
            (
                REGULARS,
                LOST,
                """
            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                return called_lost(panel, start, long, brand)
            """,
            ),
            "window-paused",
            "用长窗口也算流失",
        ),
        wrong(
            "the wrong way round",
            (
                REGULARS,
                LOST,
                """
            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                return sorted(
                    set(called_lost(panel, start, long, brand))
                    - set(called_lost(panel, start, short, brand))
                )
            """,
            ),
            "window-paused",
            "不要反了",
        ),
    ],
    unusual=[
        right(
            "week numbers",
            (
                """
            def regulars(panel, start, brand="qingyuan"):
                own = panel.loc[panel["brand"] == brand, ["hh_id", "week_start"]].drop_duplicates()
                ago = (start - own["week_start"]).dt.days / 7
                return (
                    own[ago.between(1, 13)]
                    .groupby("hh_id")
                    .size()
                    .loc[lambda n: n >= 6]
                    .index.tolist()
                )
            """,
                """
            def called_lost(panel, start, window, brand="qingyuan"):
                since = (panel["week_start"] - start).dt.days // 7
                bought = panel.loc[
                    (panel["brand"] == brand) & since.between(0, window - 1), "hh_id"
                ].unique()
                return [name for name in regulars(panel, start, brand) if name not in bought]
            """,
                """
            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                still = called_lost(panel, start, long, brand)
                return [
                    name for name in called_lost(panel, start, short, brand) if name not in still
                ]
            """,
            ),
        ),
        right(
            "value_counts and isin",
            (
                """
            def regulars(panel, start, brand="qingyuan"):
                weeks = pd.date_range(end=start - pd.Timedelta(days=7), periods=13, freq="7D")
                own = panel.query("brand == @brand and week_start in @weeks")
                count = own.drop_duplicates(["hh_id", "week_start"])["hh_id"].value_counts()
                return np.sort(count[count > 5].index.to_numpy(dtype=object))
            """,
                """
            def called_lost(panel, start, window, brand="qingyuan"):
                own = panel[panel["brand"].eq(brand)]
                last = start + pd.Timedelta(days=7 * window - 1)
                names = pd.Series(list(regulars(panel, start, brand)), dtype=object)
                return names[
                    ~names.isin(own.loc[own["week_start"].between(start, last), "hh_id"])
                ].tolist()
            """,
                PAUSED,
            ),
        ),
        right(
            "a pivot table of weeks",
            (
                """
            def regulars(panel, start, brand="qingyuan"):
                own = panel[panel["brand"] == brand]
                table = own.pivot_table(
                    index="hh_id", columns="week_start", values="packs", aggfunc="sum"
                ).notna()
                near = [
                    week for week in table.columns if start - pd.Timedelta(days=91) <= week < start
                ]
                return table.index[table[near].sum(axis=1) >= 6].tolist()
            """,
                LOST,
                """
            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                both = pd.Index(called_lost(panel, start, short, brand)).difference(
                    called_lost(panel, start, long, brand)
                )
                return list(both.sort_values())
            """,
            ),
        ),
    ],
)

# --- target (trial)

BY_RULE = """
def by_rule(trial, rule):
    net = trial["margin_52w_cny"] - trial["cost_cny"]
    cell = net.groupby([trial["cause"], trial["arm"]]).mean()
    share = trial["cause"].value_counts(normalize=True)
    return sum(share[cause] * cell[cause, rule[cause]] for cause in share.index)
"""
SAME = """
def same_for_all(trial):
    everyone = trial["cause"].unique()
    return pd.Series(
        {arm: by_rule(trial, dict.fromkeys(everyone, arm)) for arm in trial["arm"].unique()}
    )
"""
GAIN = """
def gain(trial, rule):
    return by_rule(trial, rule) - same_for_all(trial).max()
"""

TARGET = Answers(
    mistakes=[
        wrong(
            "mean of those who fit the rule",
            (
                """
            def by_rule(trial, rule):
                fits = trial[trial["arm"] == trial["cause"].map(rule)]
                return (fits["margin_52w_cny"] - fits["cost_cny"]).mean()
            """,
                SAME,
                GAIN,
            ),
            "target-rule target-gain",
            "不是按符合规则的家庭数",
        ),
        wrong(
            "plain mean of the cells",
            (changed(BY_RULE, ("share[cause] * cell", "1 / len(share) * cell")), SAME, GAIN),
            "target-rule target-gain",
            "要加权平均",
        ),
        wrong(
            "without the cost",
            (changed(BY_RULE, (' - trial["cost_cny"]', "")), SAME, GAIN),
            "target-rule target-gain",
            "成本还没有扣",
        ),
        wrong(
            "adds the cells up",
            (changed(BY_RULE, ("share[cause] * ", "")), SAME, GAIN),
            "target-rule target-gain",
            "不是相加",
        ),
        wrong(
            "means of the arms",
            (
                BY_RULE,
                """
            def same_for_all(trial):
                return (trial["margin_52w_cny"] - trial["cost_cny"]).groupby(trial["arm"]).mean()
            """,
                GAIN,
            ),
            "target-rule target-gain",
            "先按原因求平均",
        ),
        wrong(
            "forgets control",
            (
                BY_RULE,
                changed(SAME, ('trial["arm"].unique()', 'set(trial["arm"]) - {"control"}')),
                GAIN,
            ),
            "target-rule target-gain",
            "也是一种",
        ),
        wrong(
            "compares with no contact",
            (BY_RULE, SAME, changed(GAIN, (".max()", '["control"]'))),
            "target-gain",
            "不是和不联系比",
        ),
        wrong(
            "the sign is wrong",
            (
                BY_RULE,
                SAME,
                """
            def gain(trial, rule):
                return same_for_all(trial).max() - by_rule(trial, rule)
            """,
            ),
            "target-gain",
            "正负反了",
        ),
        wrong(
            "profit, not gain",
            (BY_RULE, SAME, changed(GAIN, (" - same_for_all(trial).max()", ""))),
            "target-gain",
            "还要减去",
        ),
        wrong(
            "compares with the mean",
            (BY_RULE, SAME, changed(GAIN, (".max()", ".mean()"))),
            "target-gain",
            "不是和平均数比",
        ),
    ],
    unusual=[
        right(
            "each household gets the mean of its cell",
            (
                """
            def by_rule(trial, rule):
                net = (
                    (trial["margin_52w_cny"] - trial["cost_cny"])
                    .groupby([trial["cause"], trial["arm"]])
                    .mean()
                    .to_dict()
                )
                return trial["cause"].map(lambda cause: net[cause, rule[cause]]).mean()
            """,
                """
            def same_for_all(trial):
                return {
                    arm: by_rule(trial, {cause: arm for cause in set(trial["cause"])})
                    for arm in set(trial["arm"])
                }
            """,
                """
            def gain(trial, rule):
                return by_rule(trial, rule) - max(same_for_all(trial).values())
            """,
            ),
        ),
        right(
            "a pivot table and weights",
            (
                """
            def by_rule(trial, rule):
                table = trial.assign(net=trial.eval("margin_52w_cny - cost_cny")).pivot_table(
                    index="cause", columns="arm", values="net"
                )
                heads = trial.groupby("cause").size()
                return np.average(
                    [table.loc[cause, rule[cause]] for cause in heads.index], weights=heads
                )
            """,
                """
            def same_for_all(trial):
                table = trial.assign(net=trial.eval("margin_52w_cny - cost_cny")).pivot_table(
                    index="cause", columns="arm", values="net"
                )
                return table.mul(trial["cause"].value_counts(normalize=True), axis=0).sum()
            """,
                GAIN,
            ),
        ),
        right(
            "loops",
            (
                """
            def by_rule(trial, rule):
                total = 0
                for cause, group in trial.groupby("cause"):
                    cell = group[group["arm"] == rule[cause]]
                    total += len(group) * (cell["margin_52w_cny"].mean() - cell["cost_cny"].mean())
                return total / len(trial)
            """,
                """
            def same_for_all(trial):
                found = {}
                for arm in trial["arm"]:
                    if arm not in found:
                        found[arm] = by_rule(trial, {cause: arm for cause in trial["cause"]})
                return pd.Series(found).sort_values()
            """,
                """
            def gain(trial, rule):
                return float(by_rule(trial, rule) - same_for_all(trial).iloc[-1])
            """,
            ),
        ),
    ],
)

# --- checkpoint: one line each


# The right answers are computed here as in the checks, so that another class's variant of the data
# changes nothing.
CALL = "call = models.called_lost(world, 13, 8)"
ENDED = 'ended = base.loc[base["contract_ended_by"] != "none", "contract_ended_by"]'

CHECK = {
    "c1": Answers(
        mistakes=[
            wrong("households", (CALL, "c1 = call.paused"), "c1-check", "这是户数"),
            wrong(
                "those who never came back",
                (CALL, "c1 = round(100 * call.gone / call.lost)"),
                "c1-check",
                "没再买",
            ),
            wrong(
                "of all households",
                (CALL, "c1 = round(100 * call.paused / call.customers)"),
                "c1-check",
                "不是全部家庭",
            ),
            wrong("a guess", "c1 = 99", "c1-check", "再到实验里"),
        ],
        unusual=[
            right("percent as text", (CALL, 'c1 = f"{call.paused / call.lost:.0%}"')),
            right("as a share", (CALL, "c1 = call.paused / call.lost")),
        ],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {"24": "2% 乘 12", "78.5": "还在的比例", "2": "连乘 12 次"},
        ['"21.5%"', "1 - 0.98**12", "21.53"],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            "5000": "有重叠",
            "2237": "10 位客户",
            "10000 - round(models.reach(20, 10_000))": "没有听说",
            "250": "再到实验里",
        },
        ["models.reach(20, 10_000)", '"3,973"'],
    ),
    "c4": lines(
        "c4", "c4-check", {'"B"': "哪个洞", '"C"': "哪个洞", '"D"': "哪个洞"}, ['"a"', '["A"]']
    ),
    "c5": Answers(
        mistakes=[
            wrong("heads", (ENDED, 'c5 = (ended == "firm").sum()'), "c5-check", "这是人数"),
            wrong(
                "of all customers",
                'c5 = round(100 * (base["contract_ended_by"] == "firm").mean())',
                "c5-check",
                "不是全部客户",
            ),
            wrong(
                "those who left",
                (ENDED, 'c5 = round(100 * (ended == "customer").mean())'),
                "c5-check",
                "客户自己终止",
            ),
        ],
        unusual=[
            right("percent as text", (ENDED, "c5 = f\"{(ended == 'firm').mean():.0%}\"")),
            right("not rounded", (ENDED, 'c5 = 100 * (ended == "firm").mean()')),
        ],
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {"10": "100 − 2 × 45", "59": "已经失去", "90": "freshness"},
        ['"41%"', "0.41"],
    ),
    "c7": lines(
        "c7", "c7-check", {'"A"': "哪条线", '"B"': "哪条线", '"C"': "哪条线"}, ['"d"', '"Ｄ"']
    ),
    "c8": lines("c8", "c8-check", {'"A"': "0 以下", '"C"': "0 以下"}, ['"b"', '["B"]']),
}

ANSWERS = {
    "churn-tasks": {
        "rate": RATE,
        "cause": CAUSES,
        "vignettes": VIGNETTES,
        "risk": RISK,
        "bucket": BUCKET,
        "reach": REACH,
        "winback": WINBACK,
        "promotion": PROMOTION,
        "window": WINDOW,
        "target": TARGET,
    },
    "churn-check": CHECK,
}
