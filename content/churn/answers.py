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

RATE = Answers(
    mistakes=[
        wrong(
            "retention, not churn",
            (changed(MONTHLY, ("1 - active", "active")), ANNUAL),
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
            ),
            "rate-value",
            "连乘的是留存率",
        ),
        wrong(
            "month 0 too",
            (changed(MONTHLY, (".iloc[1:]", ".fillna(0)")), ANNUAL),
            "rate-value",
            "从第 1 个月写起",
        ),
        wrong(
            "the index of the month before",
            (changed(MONTHLY, (".iloc[1:]", ".iloc[1:].reset_index(drop=True)")), ANNUAL),
            "rate-value",
            "索引是月份",
        ),
        wrong(
            "negative rates",
            (
                changed(
                    MONTHLY, ("(1 - active / active.shift(1))", "(active / active.shift(1) - 1)")
                ),
                ANNUAL,
            ),
            "rate-value",
            "正负反了",
        ),
        wrong(
            "percent",
            (changed(MONTHLY, ("(1 - active", "100 * (1 - active")), ANNUAL),
            "rate-value",
            "0 到 1",
        ),
        wrong(
            "all that left since the start",
            (changed(MONTHLY, ("active.shift(1)", "active.iloc[0]")), ANNUAL),
            "rate-value",
            "从开头到现在",
        ),
        wrong(
            "two decimals",
            (changed(MONTHLY, (".iloc[1:]", ".iloc[1:].round(2)")), ANNUAL),
            "rate-value",
            "三位小数",
        ),
        wrong(
            "the mean month twelve times",
            (
                MONTHLY,
                changed(ANNUAL, ("(1 - monthly).prod()", "(1 - monthly.mean()) ** 12")),
            ),
            "rate-value",
            "不能拿平均数",
        ),
        wrong(
            "without the last month",
            (
                MONTHLY,
                changed(ANNUAL, ("(1 - monthly).prod()", "(1 - monthly.iloc[:-1]).prod()")),
            ),
            "rate-value",
            "少乘了一个月",
        ),
        wrong(
            "grows",
            (
                MONTHLY,
                ANNUAL,
                """
                def annual_churn(monthly):
                    return (1 + monthly).prod() - 1
                """,
            ),
            "rate-value",
            "不是 1 + m",
        ),
        wrong(
            "one decimal for the year",
            (
                MONTHLY,
                ANNUAL,
                """
                def annual_churn(monthly):
                    return round(1 - (1 - monthly).prod(), 1)
                """,
            ),
            "rate-value",
            "三位小数",
        ),
        wrong(
            "by the mean of two months",
            (
                MONTHLY,
                ANNUAL,
                """
                def monthly_churn(active):
                    return (-active.diff() / ((active + active.shift(1)) / 2)).iloc[1:]
                """,
            ),
            "rate-value",
            "不是两个月末的平均",
        ),
        wrong(
            "a logarithm",
            (
                MONTHLY,
                ANNUAL,
                """
                def monthly_churn(active):
                    return -np.log(active / active.shift(1)).iloc[1:]
                """,
            ),
            "rate-value",
            "不用取对数",
        ),
        wrong(
            "the worst month",
            (
                MONTHLY,
                ANNUAL,
                """
                def annual_churn(monthly):
                    return monthly.max()
                """,
            ),
            "rate-value",
            "走得最多的一个月",
        ),
        wrong(
            "a power of e",
            (
                MONTHLY,
                ANNUAL,
                """
                def annual_churn(monthly):
                    return 1 - np.exp(-monthly.sum())
                """,
            ),
            "rate-value",
            "不用 e 的次方",
        ),
        wrong(
            "what stayed since the start",
            (
                MONTHLY,
                ANNUAL,
                """
                def monthly_churn(active):
                    return (active / active.iloc[0]).iloc[1:]
                """,
            ),
            "rate-value",
            "一共留下的",
        ),
        wrong(
            "the last month twelve times",
            (
                MONTHLY,
                ANNUAL,
                """
                def annual_churn(monthly):
                    return 1 - (1 - monthly.iloc[-1]) ** 12
                """,
            ),
            "rate-value",
            "不能拿一个月的",
        ),
    ],
    unusual=[
        right(
            "hint 3, filled in",
            """
            def monthly_churn(active):
                kept = active / active.shift(1)
                return (1 - kept).iloc[1:]

            def annual_churn(monthly):
                return 1 - (1 - monthly).prod()
            """,
        ),
        right(
            "the lesson's end by start",
            """
            def monthly_churn(active):
                kept = active.div(active.shift(1)).dropna()
                return 1 - kept

            def annual_churn(monthly):
                start = end = 1000
                for m in monthly:
                    end = end * (1 - m)
                return 1 - end / start
            """,
            taught="1 - end / start",
        ),
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
            ),
        ),
        right(
            "by month number, three decimals",
            """
            def monthly_churn(active):
                rate = {}
                for m in range(1, len(active)):
                    rate[m] = round((active[m - 1] - active[m]) / active[m - 1], 3)
                return pd.Series(rate)

            def annual_churn(monthly):
                left = 1
                for month in range(1, 13):
                    left *= 1 - monthly[month]
                return round(1 - left, 3)
            """,
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
            "shares, not numbers",
            (NAMES, CAUSE, changed(COUNTS, ("value_counts()", "value_counts(normalize=True)"))),
            "cause-counts",
            "不是占比",
        ),
        wrong(
            "dishonest customers are malicious",
            (
                NAMES,
                changed(
                    CAUSE,
                    (
                        'and (row["arrears"] or row["dishonest"])',
                        'and row["arrears"] or row["dishonest"]',
                    ),
                ),
                COUNTS,
            ),
            "cause-rules cause-order",
            "or 的部分要加圆括号",
        ),
        wrong(
            "only arrears are malicious",
            (
                NAMES,
                changed(CAUSE, ('(row["arrears"] or row["dishonest"])', 'row["arrears"]')),
                COUNTS,
            ),
            "cause-rules cause-order cause-counts",
            "有一样就算",
        ),
        wrong(
            "both clues of rule 2",
            (NAMES, changed(CAUSE, ('row["moved"] or', 'row["moved"] and')), COUNTS),
            "cause-rules cause-order cause-counts",
            "也算第 2 条",
        ),
        wrong(
            "only recorded faults",
            (NAMES, changed(CAUSE, ('row["complaint_open"] or ', "")), COUNTS),
            "cause-rules cause-order cause-counts",
            "有一样就算",
        ),
        wrong(
            "without rule 3",
            (
                NAMES,
                """
            def cause(row):
                if row["contract_ended_by"] == "firm" and (row["arrears"] or row["dishonest"]):
                    return "malicious"
                if row["moved"] or row["income_change"]:
                    return "natural"
                if row["complaint_open"] or row["fault_recorded"]:
                    return "fault"
                return "competitive" if row["rival_offer"] else "other"
            """,
                COUNTS,
            ),
            "cause-order",
            "跟着员工走",
        ),
        wrong(
            "rule 3 before rule 2",
            (
                NAMES,
                """
            def cause(row):
                if row["contract_ended_by"] == "firm" and (row["arrears"] or row["dishonest"]):
                    return "malicious"
                if row["staff_left"] and row["followed_staff"]:
                    return "other"
                if row["moved"] or row["income_change"]:
                    return "natural"
                if row["staff_left"] and row["followed_staff"]:
                    return "other"
                if row["complaint_open"] or row["fault_recorded"]:
                    return "fault"
                return "competitive" if row["rival_offer"] else "other"
            """,
                COUNTS,
            ),
            "cause-order",
            "排在跟着员工走（第 3 条）前面",
        ),
        wrong(
            "competitive is the rest",
            (
                NAMES,
                changed(
                    CAUSE, ('"competitive" if row["rival_offer"] else "other"', '"competitive"')
                ),
                COUNTS,
            ),
            "cause-rules cause-counts",
            "看第 6 条",
        ),
        wrong(
            "followed is enough",
            (NAMES, changed(CAUSE, ('row["staff_left"] and ', "")), COUNTS),
            "cause-rules",
            "要两个条件都有",
        ),
        wrong(
            "counts those of the firm out",
            (NAMES, CAUSE, changed(COUNTS, ('!= "none"', '== "customer"'))),
            "cause-counts",
            "企业终止的也是流失",
        ),
        wrong(
            "empty causes are missing",
            (NAMES, CAUSE, changed(COUNTS, (", fill_value=0", ""))),
            "cause-counts",
            "不是空值",
        ),
        wrong(
            "sorts the numbers",
            (
                NAMES,
                CAUSE,
                """
            def cause_counts(base):
                lost = base[base["contract_ended_by"] != "none"]
                numbers = lost.apply(cause, axis=1).value_counts().reindex(CAUSES, fill_value=0)
                return pd.Series(sorted(numbers), CAUSES)
            """,
            ),
            "cause-counts",
            "没有对上",
        ),
        wrong(
            "both clues of rule 1",
            (NAMES, changed(CAUSE, ('row["arrears"] or', 'row["arrears"] and')), COUNTS),
            "cause-rules cause-order cause-counts",
            "有一样就算",
        ),
        wrong(
            "both clues of rule 4",
            (
                NAMES,
                changed(CAUSE, ('row["complaint_open"] or', 'row["complaint_open"] and')),
                COUNTS,
            ),
            "cause-rules cause-order cause-counts",
            "有一样就算",
        ),
        wrong(
            "the customers who stay",
            (NAMES, CAUSE, changed(COUNTS, ('!= "none"', '== "none"'))),
            "cause-counts",
            "反了",
        ),
        wrong(
            "lost after 30 days without an order",
            (
                NAMES,
                CAUSE,
                COUNTS,
                """
                def cause_counts(base):
                    return (
                        base[base["last_order_gap"] > 30]
                        .apply(cause, axis=1)
                        .value_counts()
                        .reindex(CAUSES, fill_value=0)
                    )
                """,
            ),
            "cause-counts",
            "流没流失看 contract_ended_by",
        ),
        wrong(
            "compares with text",
            (
                NAMES,
                CAUSE,
                COUNTS,
                """
                def cause(row):
                    if row["contract_ended_by"] == "firm" and (
                        row["arrears"] == "True" or row["dishonest"] == "True"
                    ):
                        return "malicious"
                    if row["moved"] == "True" or row["income_change"] == "True":
                        return "natural"
                    if row["staff_left"] == "True" and row["followed_staff"] == "True":
                        return "other"
                    if row["complaint_open"] == "True" or row["fault_recorded"] == "True":
                        return "fault"
                    return "competitive" if row["rival_offer"] == "True" else "other"
                """,
            ),
            "cause-rules cause-order cause-counts",
            "不要和文字比",
        ),
        wrong(
            "counts who ended it",
            (
                NAMES,
                CAUSE,
                COUNTS,
                """
                def cause_counts(base):
                    return base["contract_ended_by"].value_counts()
                """,
            ),
            "cause-counts",
            "不是按谁终止的合同",
        ),
        wrong(
            "percentages",
            (
                NAMES,
                CAUSE,
                COUNTS,
                """
                _cc = cause_counts

                def cause_counts(base):
                    n = _cc(base)
                    return 100 * n / n.sum()
                """,
            ),
            "cause-counts",
            "不是占比",
        ),
    ],
    unusual=[
        right(
            "as the lesson's detective",
            (
                NAMES,
                """
            def cause(row):
                by_firm = row["contract_ended_by"] == "firm"
                if by_firm and (row["arrears"] or row["dishonest"]):
                    return "malicious"
                if row["moved"] or row["income_change"]:
                    return "natural"
                if row["followed_staff"] and row["staff_left"]:
                    return "other"
                if row["fault_recorded"] or row["complaint_open"]:
                    return "fault"
                return "competitive" if row["rival_offer"] else "other"
            """,
                """
            def cause_counts(base):
                gone = base[base["contract_ended_by"] != "none"]
                found = gone.apply(cause, axis=1)
                return pd.Series({name: (found == name).sum() for name in CAUSES})
            """,
            ),
            taught='return "竞争流失" if row["rival"] else "其他流失"',
        ),
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
        right(
            "nested, counted by row number",
            """
            CAUSES = ["natural", "competitive", "fault", "malicious", "other"]

            def cause(row):
                if row["contract_ended_by"] == "firm":
                    if row["arrears"] or row["dishonest"]:
                        return "malicious"
                if row["moved"] or row["income_change"]:
                    return "natural"
                elif row["staff_left"] and row["followed_staff"]:
                    return "other"
                elif row["complaint_open"] or row["fault_recorded"]:
                    return "fault"
                elif row["rival_offer"]:
                    return "competitive"
                else:
                    return "other"

            def cause_counts(base):
                count = {name: 0 for name in CAUSES}
                for i in range(len(base)):
                    if base["contract_ended_by"][i] != "none":
                        count[cause(base.loc[i])] += 1
                return pd.Series(count)
            """,
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
        wrong(
            "three missing",
            changed(LISTS, ("[1, 6, 13],", "[],")),
            "vignettes-causes-1 vignettes-causes-6 vignettes-causes-11",
            "一个也不少",
        ),
        wrong(
            "Chinese names",
            changed(LISTS, ('"natural"', '"自然流失"')),
            "vignettes-causes-1 vignettes-causes-6 vignettes-causes-11",
            "英文代号",
        ),
        wrong(
            "natural is active",
            changed(LISTS, ("outside = [4, 7, 15], [1, 6, 13]", "outside = [4, 7, 15], []")),
            "vignettes-sides-1 vignettes-sides-6 vignettes-sides-11",
            "规则里的自然流失",
        ),
        wrong(
            "all but natural is active",
            changed(LISTS, ("outside = [4, 7, 15], [1, 6, 13]", "outside = [], [1, 6, 13]")),
            "vignettes-sides-1 vignettes-sides-6 vignettes-sides-11",
            "是企业终止的",
        ),
        wrong(
            "a false promise is competitive",
            changed(LISTS, ("[3, 9, 12]", "[3, 9, 11, 12]"), ("[2, 8, 11, 14]", "[2, 8, 14]")),
            "vignettes-causes-11",
            "第 11 段",
        ),
        wrong(
            "less income is other",
            """
            lists = {
                "natural": [1, 13],
                "competitive": [3, 9, 12],
                "fault": [2, 8, 11, 14],
                "malicious": [4, 7, 15],
                "other": [5, 6, 10],
            }
            causes = {number: name for name, numbers in lists.items() for number in numbers}
            passive, outside = [4, 7, 15], [1, 6, 13]
            sides = {
                n: "passive" if n in passive else "outside" if n in outside else "active"
                for n in range(1, 16)
            }
            """,
            "vignettes-causes-6",
            "第 6 段",
        ),
        wrong(
            "an office is a passive loss",
            changed(LISTS, ("passive, outside = [4, 7, 15]", "passive, outside = [4, 7, 12, 15]")),
            "vignettes-sides-11",
            "不是企业终止的",
        ),
        wrong(
            "sour milk lost to a rival",
            changed(LISTS, ("[3, 9, 12]", "[2, 3, 9, 12]"), ("[2, 8, 11, 14]", "[8, 11, 14]")),
            "vignettes-causes-1",
            "第 2 段",
        ),
        wrong(
            "keys from 0",
            LISTS + "\ncauses = {number - 1: cause for number, cause in causes.items()}",
            "vignettes-causes-1 vignettes-causes-6 vignettes-causes-11",
            "没有 0",
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
        right(
            "hint 3, filled in",
            """
            lists = {
                "natural": [1, 6, 13],
                "competitive": [3, 9, 12],
                "fault": [2, 8, 11, 14],
                "malicious": [4, 7, 15],
                "other": [5, 10],
            }
            causes = {number: name for name, numbers in lists.items() for number in numbers}
            passive, outside = [4, 7, 15], [1, 6, 13]
            sides = {}
            for n in range(1, 16):
                sides[n] = "active"
            for n in passive:
                sides[n] = "passive"
            for n in outside:
                sides[n] = "outside"
            """,
        ),
    ],
    untaught="the lesson judges files by their columns, not stories",
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
            "one year only",
            (changed(RISK_VALUE, (" * years", "")), TOP),
            "risk-value",
            "还要乘 years",
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
        wrong(
            "all of them", (RISK_VALUE, changed(TOP, (".head(n)", ""))), "risk-top", "只要前 n 位"
        ),
        wrong(
            "leaves out those who moved",
            (
                """
            def value_at_risk(base, years=3):
                lost = base[base["contract_ended_by"] != "none"]
                lost = lost[~lost["moved"]].set_index("customer_id")
                return lost["value_cny"] * years * lost["referral_factor"]
            """,
                TOP,
            ),
            "risk-value",
            "搬走的客户也流失",
        ),
        wrong(
            "lost by the days since an order",
            (
                changed(
                    RISK_VALUE, ('["contract_ended_by"] != "none"]', '["last_order_gap"] > 30]')
                ),
                TOP,
            ),
            "risk-value",
            "只看 contract_ended_by",
        ),
        wrong(
            "0 for those who are still there",
            (
                changed(
                    RISK_VALUE,
                    ('base[base["contract_ended_by"] != "none"].', "base."),
                    (
                        'lost["referral_factor"]',
                        'lost["referral_factor"] * (lost["contract_ended_by"] != "none")',
                    ),
                ),
                TOP,
            ),
            "risk-value",
            "也不写 0",
        ),
        wrong(
            "1 + factor",
            (
                changed(
                    RISK_VALUE, ('* lost["referral_factor"]', '* (1 + lost["referral_factor"])')
                ),
                TOP,
            ),
            "risk-value",
            "不用先加 1",
        ),
        wrong(
            "twelve months",
            (changed(RISK_VALUE, ("* years", "* 12 * years")), TOP),
            "risk-value",
            "不用再乘 12",
        ),
        wrong(
            "whole yuan",
            (
                """
            def value_at_risk(base, years=3):
                lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                return (lost["value_cny"] * years * lost["referral_factor"]).round()
            """,
                TOP,
            ),
            "risk-value",
            "不要取整到元",
        ),
        wrong(
            "one too many",
            (RISK_VALUE, changed(TOP, ("head(n)", "head(n + 1)"))),
            "risk-top",
            "多取了一位",
        ),
        wrong(
            "the values",
            (RISK_VALUE, changed(TOP, (".index.to_list()", ".to_list()"))),
            "risk-top",
            "要的是客户编号",
        ),
        wrong(
            "sorted by id at the end",
            (
                RISK_VALUE,
                """
            def top(risk, n=10):
                return sorted(risk.sort_index().nlargest(n).index)
            """,
            ),
            "risk-top",
            "不是按编号",
        ),
        wrong(
            "one of each value",
            (RISK_VALUE, changed(TOP, (".sort_index()", ".sort_index().drop_duplicates()"))),
            "risk-top",
            "一位也不能去掉",
        ),
        wrong(
            "ranks whole yuan",
            (RISK_VALUE, changed(TOP, (".sort_index()", ".round().sort_index()"))),
            "risk-top",
            "不要先取整",
        ),
        wrong(
            "always ten",
            (RISK_VALUE, changed(TOP, ("head(n)", "head(10)"))),
            "risk-top",
            "只要前 n 位",
        ),
        wrong(
            "arrears left out",
            (
                changed(
                    RISK_VALUE,
                    (
                        'base[base["contract_ended_by"] != "none"]',
                        'base[(base["contract_ended_by"] != "none") & ~base["arrears"]]',
                    ),
                ),
                TOP,
            ),
            "risk-value",
            "有欠款的客户",
        ),
        wrong(
            "lost by the date",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["ended_on"].notna()].set_index("customer_id")
                    return lost["value_cny"] * years * lost["referral_factor"]
                """,
            ),
            "risk-value",
            "也不看记没记日期",
        ),
        wrong(
            "to the power of years",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return lost["value_cny"] ** years * lost["referral_factor"]
                """,
            ),
            "risk-value",
            "不是次方",
        ),
        wrong(
            "the referral factor each year",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return lost["value_cny"] * years * lost["referral_factor"] ** years
                """,
            ),
            "risk-value",
            "只乘一次",
        ),
        wrong(
            "the first rows",
            (
                RISK_VALUE,
                TOP,
                """
                def top(risk, n=10):
                    return risk.head(n).index.to_list()
                """,
            ),
            "risk-top",
            "还没有排序",
        ),
        wrong(
            "a year more",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return lost["value_cny"] * (years + 1) * lost["referral_factor"]
                """,
            ),
            "risk-value",
            "不用先加 1",
        ),
        wrong(
            "another column",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return lost["value_cny"] * years * lost["switching_cost"]
                """,
            ),
            "risk-value",
            "用错列了",
        ),
        wrong(
            "without the profit",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return years * lost["referral_factor"]
                """,
            ),
            "risk-value",
            "还没有乘",
        ),
        wrong(
            "the factor less 1",
            (
                RISK_VALUE,
                TOP,
                """
                def value_at_risk(base, years=3):
                    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                    return lost["value_cny"] * years * (lost["referral_factor"] - 1)
                """,
            ),
            "risk-value",
            "不用先减 1",
        ),
        wrong(
            "ids with values",
            (
                RISK_VALUE,
                TOP,
                """
                def top(risk, n=10):
                    s = risk.sort_index().sort_values(ascending=False, kind="stable").head(n)
                    return list(s.items())
                """,
            ),
            "risk-top",
            "不要连价值",
        ),
    ],
    unusual=[
        right(
            "the lesson's filter",
            """
            def value_at_risk(base, years=3):
                gone = base[base["contract_ended_by"] != "none"]
                value = gone["value_cny"] * gone["referral_factor"] * years
                value.index = gone["customer_id"]
                return value

            def top(risk, n=10):
                table = risk.rename("value").rename_axis("id").reset_index()
                table = table.sort_values(["value", "id"], ascending=[False, True])
                return table["id"].head(n).tolist()
            """,
            taught='gone = base[base["contract_ended_by"] != "none"]',
        ),
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
        right(
            "hint 3, filled in",
            """
            def value_at_risk(base, years=3):
                lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
                return lost["value_cny"] * years * lost["referral_factor"]

            def top(risk, n=10):
                by_id = risk.sort_index()
                by_value = by_id.sort_values(ascending=False, kind="stable")
                return by_value.head(n).index.to_list()
            """,
        ),
        right(
            "by row number, to the cent",
            """
            def value_at_risk(base, years=3):
                value = {}
                for i in range(len(base)):
                    if base["contract_ended_by"][i] in ("customer", "firm"):
                        year = base["value_cny"][i] * base["referral_factor"][i]
                        value[base["customer_id"][i]] = round(year * years, 2)
                return pd.Series(value)

            def top(risk, n=10):
                left, best = dict(risk), []
                while left and len(best) < n:
                    most = max(left.values())
                    first = min(name for name in left if left[name] == most)
                    best.append(first)
                    del left[first]
                return best
            """,
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
        wrong(
            "subtracts the effect",
            (changed(REMAINING, ("rate * (1 - works[name])", "max(0, rate - works[name])")), PLAN),
            "bucket-remaining bucket-plan",
            "不是减去效果",
        ),
        wrong(
            "natural left out",
            (
                changed(
                    REMAINING, ("in hazards.items())", 'in hazards.items() if name != "natural")')
                ),
                PLAN,
            ),
            "bucket-remaining",
            "只是减不下来",
        ),
        wrong(
            "the first cause is natural",
            (changed(REMAINING, ('if name == "natural"', "if name == list(hazards)[0]")), PLAN),
            "bucket-remaining",
            "不是第一个",
        ),
        wrong(
            "always twelve months",
            (changed(REMAINING, ("** months", "** 12")), PLAN),
            "bucket-remaining bucket-plan",
            "不一定是 12",
        ),
        wrong(
            "a month too many",
            (changed(REMAINING, ("** months", "** (months + 1)")), PLAN),
            "bucket-remaining bucket-plan",
            "多算了一个月",
        ),
        wrong(
            "a share",
            (changed(REMAINING, ("return n * ", "return ")), PLAN),
            "bucket-remaining",
            "还要乘 n",
        ),
        wrong(
            "whole customers",
            (
                changed(
                    REMAINING,
                    ("return n * (1 - leak) ** months", "return round(n * (1 - leak) ** months)"),
                ),
                PLAN,
            ),
            "bucket-remaining bucket-plan",
            "不要取整",
        ),
        wrong(
            "the last of equal plans",
            (REMAINING, changed(PLAN, ("max(plans", "max(reversed(plans)"))),
            "bucket-plan",
            "返回 plans 里排在前面的",
        ),
        wrong(
            "whole customers compared",
            (
                REMAINING,
                changed(
                    PLAN,
                    (
                        "remaining(n, hazards, plans[name], months)",
                        "int(remaining(n, hazards, plans[name], months))",
                    ),
                ),
            ),
            "bucket-plan",
            "差不到一位",
        ),
        wrong(
            "the fewest", (REMAINING, changed(PLAN, ("max(", "min("))), "bucket-plan", "最少的方案"
        ),
        wrong(
            "the sum of the effects",
            (
                REMAINING,
                """
            def best_plan(n, hazards, plans, months):
                return max(plans, key=lambda name: sum(plans[name].values()))
            """,
            ),
            "bucket-plan",
            "比剩下的客户",
        ),
        wrong(
            "always the first plan",
            (
                REMAINING,
                PLAN,
                """
                def best_plan(n, hazards, plans, months):
                    return list(plans)[0]
                """,
            ),
            "bucket-plan",
            "排在最前",
        ),
        wrong(
            "the plan with most causes",
            (
                REMAINING,
                PLAN,
                """
                def best_plan(n, hazards, plans, months):
                    return max(plans, key=lambda k: len(plans[k]))
                """,
            ),
            "bucket-plan",
            "不是管几种原因",
        ),
    ],
    unusual=[
        right(
            "the lesson's model",
            """
            from keguan.models import churn as models

            def remaining(n, hazards, effects, months):
                after = [
                    rate if name == "natural" else rate * (1 - effects.get(name, 0))
                    for name, rate in hazards.items()
                ]
                return models.remaining(n, after, months=months)[-1]

            def best_plan(n, hazards, plans, months):
                left = {name: remaining(n, hazards, plans[name], months) for name in plans}
                return max(left, key=left.get)
            """,
            taught="left = models.remaining(1000, months=months)[-1]",
        ),
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
        right(
            "hint 3, filled in",
            """
            def remaining(n, hazards, effects, months):
                leak = 0
                for name, rate in hazards.items():
                    works = 0 if name == "natural" else effects.get(name, 0)
                    leak += rate * (1 - works)
                return n * (1 - leak) ** months

            def best_plan(n, hazards, plans, months):
                return max(plans, key=lambda name: remaining(n, hazards, plans[name], months))
            """,
        ),
        right(
            "two decimals, month by month",
            """
            def remaining(n, hazards, effects, months):
                for month in range(months):
                    gone = 0
                    for name in hazards:
                        if name == "natural" or name not in effects:
                            gone += n * hazards[name]
                        else:
                            gone += n * hazards[name] * (1 - effects[name])
                    n = n - gone
                return round(n, 2)

            def best_plan(n, hazards, plans, months):
                best, most = None, -1
                for name in plans:
                    left = remaining(n, hazards, plans[name], months)
                    if left > most:
                        best, most = name, left
                return best
            """,
        ),
        right(
            "a helper called loss",
            (
                """
            def loss(hazards, effects):
                return sum(
                    rate if name == "natural" else rate * (1 - effects.get(name, 0))
                    for name, rate in hazards.items()
                )

            def remaining(n, hazards, effects, months):
                return n * (1 - loss(hazards, effects)) ** months
            """,
                PLAN,
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
            "250 × 0.4",
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
        wrong(
            "population fixed",
            (
                changed(
                    FORMULA,
                    (
                        "population * (1 - (1 - 250 * p / population)",
                        "10000 * (1 - (1 - 250 * p / 10000)",
                    ),
                ),
                SIMULATE,
                MEAN,
            ),
            "reach-formula",
            "不一定是 10000",
        ),
        wrong(
            "p at the end",
            (
                changed(
                    FORMULA, ("return population", "return p * population"), ("250 * p", "250")
                ),
                SIMULATE,
                MEAN,
            ),
            "reach-formula",
            "不是乘在最后",
        ),
        wrong(
            "one power less",
            (changed(FORMULA, ("** k", "** (k - 1)")), SIMULATE, MEAN),
            "reach-formula",
            "正好是 k",
        ),
        wrong(
            "told the other way round",
            (FORMULA, changed(SIMULATE, ("< p", "> p")), MEAN),
            "reach-simulate reach-agree",
            "小于 p",
        ),
        wrong(
            "an empty set each time",
            (
                FORMULA,
                """
            def simulate(k, population, p, seed):
                rng, heard = np.random.default_rng(seed), set()
                for customer in range(k):
                    heard = set()
                    friends = rng.choice(population, size=250, replace=False)
                    heard |= set(friends[rng.random(250) < p].tolist())
                return len(heard)
            """,
                MEAN,
            ),
            "reach-simulate reach-agree",
            "循环以前建好",
        ),
        wrong(
            "exactly the share p",
            (
                FORMULA,
                """
            def simulate(k, population, p, seed):
                rng, heard = np.random.default_rng(seed), set()
                for customer in range(k):
                    friends = rng.choice(population, size=int(250 * p), replace=False)
                    heard |= set(friends.tolist())
                return len(heard)
            """,
                MEAN,
            ),
            "reach-simulate",
            "有多有少",
        ),
        wrong(
            "tells after the end",
            (
                FORMULA,
                changed(
                    SIMULATE,
                    ("friends[rng.random(250) < p].tolist()", "friends.tolist()"),
                    ("return len(heard)", "return int((rng.random(len(heard)) < p).sum())"),
                ),
                MEAN,
            ),
            "reach-simulate reach-agree",
            "都认识的人",
        ),
        wrong(
            "twenty runs always",
            (FORMULA, SIMULATE, changed(MEAN, ("range(runs)", "range(20)"))),
            "reach-agree",
            "换了 runs",
        ),
        wrong(
            "divides by 20",
            (
                FORMULA,
                SIMULATE,
                changed(MEAN, ("np.mean([", "sum(["), ("range(runs)])", "range(runs)]) / 20")),
            ),
            "reach-agree",
            "不是除以 20",
        ),
        wrong(
            "the median",
            (FORMULA, SIMULATE, changed(MEAN, ("np.mean", "np.median"))),
            "reach-agree",
            "不是中位数",
        ),
        wrong(
            "a run too few",
            (FORMULA, SIMULATE, changed(MEAN, ("range(runs)", "range(runs - 1)"))),
            "reach-agree",
            "少模拟了一次",
        ),
        wrong(
            "p = 1 in the runs",
            (FORMULA, SIMULATE, changed(MEAN, ("population, p, seed", "population, 1, seed"))),
            "reach-agree",
            "p 没有用上",
        ),
        wrong(
            "whole people",
            (
                FORMULA,
                SIMULATE,
                """
            def mean_of_runs(k, population, p, runs=20):
                return round(np.mean([simulate(k, population, p, seed) for seed in range(runs)]))
            """,
            ),
            "reach-agree",
            "不要取整",
        ),
        wrong(
            "a hundred friends",
            (FORMULA, changed(SIMULATE, ("250", "100")), MEAN),
            "reach-simulate reach-agree",
            "认识 250 个人",
        ),
        wrong(
            "four friends",
            (FORMULA, changed(SIMULATE, ("250", "4")), MEAN),
            "reach-simulate reach-agree",
            "认识 250 个人",
        ),
        wrong(
            "without dividing by the population",
            (
                FORMULA,
                SIMULATE,
                MEAN,
                """
                def reach(k, population, p):
                    return population * (1 - (1 - 250 * p) ** k)
                """,
            ),
            "reach-formula",
            "不会比全城的人还多",
        ),
        wrong(
            "divides by runs − 1",
            (
                FORMULA,
                SIMULATE,
                MEAN,
                """
                def mean_of_runs(k, population, p, runs=20):
                    return sum(simulate(k, population, p, s) for s in range(runs)) / (runs - 1)
                """,
            ),
            "reach-agree",
            "不是 runs − 1",
        ),
        wrong(
            "without the 250",
            (
                FORMULA,
                SIMULATE,
                MEAN,
                """
                def reach(k, population, p):
                    return population * (1 - (1 - p / population) ** k)
                """,
            ),
            "reach-formula",
            "250 还没有乘",
        ),
        wrong(
            "the share who did not hear",
            (
                FORMULA,
                SIMULATE,
                MEAN,
                """
                def reach(k, population, p):
                    return (1 - 250 * p / population) ** k
                """,
            ),
            "reach-formula",
            "没有听说的比例",
        ),
        wrong(
            "the last run",
            (
                FORMULA,
                SIMULATE,
                MEAN,
                """
                def mean_of_runs(k, population, p, runs=20):
                    for s in range(runs):
                        got = simulate(k, population, p, s)
                    return got
                """,
            ),
            "reach-agree",
            "这是最后一次",
        ),
    ],
    unusual=[
        right(
            "the lesson's models",
            """
            from keguan.models import churn as models

            def reach(k, population, p):
                return models.reach(k, population, p)

            def simulate(k, population, p, seed):
                reached, told = models.hear(k, population, p, seed=seed)
                return reached.sum()

            def mean_of_runs(k, population, p, runs=20):
                results = []
                for seed in range(runs):
                    results.append(simulate(k, population, p, seed))
                return sum(results) / len(results)
            """,
            taught="reached, told = models.hear(10, 10_000, seed=seed)",
        ),
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
        right(
            "hint 3, filled in",
            """
            def reach(k, population, p):
                return population * (1 - (1 - 250 * p / population) ** k)

            def simulate(k, population, p, seed):
                rng, heard = np.random.default_rng(seed), set()
                for customer in range(k):
                    friends = rng.choice(population, size=250, replace=False)
                    told = friends[rng.random(250) < p]
                    heard |= set(told.tolist())
                return len(heard)

            def mean_of_runs(k, population, p, runs=20):
                return np.mean([simulate(k, population, p, seed) for seed in range(runs)])
            """,
        ),
        right(
            "whole people, friend by friend",
            """
            def reach(k, population, p):
                missed = 1
                for customer in range(k):
                    missed = missed * (1 - 250 * p / population)
                return round(population - population * missed)

            def simulate(k, population, p, seed):
                rng = np.random.default_rng(seed)
                heard = []
                for customer in range(k):
                    for friend in rng.permutation(population)[:250]:
                        if rng.random() < p:
                            heard.append(int(friend))
                return len(set(heard))

            def mean_of_runs(k, population, p, runs=20):
                total = 0
                for seed in range(runs):
                    total += simulate(k, population, p, seed)
                return round(total / runs, 2)
            """,
        ),
        right(
            "one array of all who were told",
            (
                FORMULA,
                """
            def friends(rng, population):
                return rng.choice(population, size=250, replace=False)

            def simulate(k, population, p, seed):
                rng = np.random.default_rng(seed)
                told = [friends(rng, population)[rng.random(250) < p] for customer in range(k)]
                return len(np.unique(np.concatenate(told)))
            """,
                MEAN,
            ),
        ),
    ],
)

# --- winback (A8.7)

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
            "only those who came back",
            (
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
            (changed(NET, (' - trial["cost_cny"]', "")), BEST),
            "winback-net",
            "成本还没有扣",
        ),
        wrong(
            "sums",
            (changed(NET, ('aggfunc="mean"', 'aggfunc="sum"')), BEST),
            "winback-net",
            "每户平均",
        ),
        wrong(
            "cost of those who came back",
            (
                changed(NET, ('trial["cost_cny"]', 'trial["cost_cny"] * trial["returned_8w"]')),
                BEST,
            ),
            "winback-net",
            "也花了成本",
        ),
        wrong(
            "the worst measure",
            (NET, changed(BEST, ("idxmax", "idxmin"))),
            "winback-best",
            "最低的措施",
        ),
        wrong(
            "without control",
            (NET, changed(BEST, ("net.idxmax", 'net.drop(columns="control").idxmax'))),
            "winback-best",
            "也是一种选择",
        ),
        wrong(
            "the cause for each measure",
            (NET, changed(BEST, ("axis=1", "axis=0"))),
            "winback-best",
            "方向反了",
        ),
        wrong(
            "one measure for all",
            (
                NET,
                """
            def best_measure(net):
                return pd.Series(net.max().idxmax(), index=net.index)
            """,
            ),
            "winback-best",
            "各选各的",
        ),
        wrong(
            "adds the cost",
            (changed(NET, ("] - trial", "] + trial")), BEST),
            "winback-net",
            "不是加上",
        ),
        wrong(
            "the median",
            (changed(NET, ('"mean"', '"median"')), BEST),
            "winback-net",
            "不是中位数",
        ),
        wrong(
            "the value before",
            (changed(NET, ('trial["margin_52w_cny"]', 'trial["value_cny"]')), BEST),
            "winback-net",
            "流失以前的价值",
        ),
        wrong(
            "a week's margin",
            (
                changed(
                    NET,
                    (
                        'net=trial["margin_52w_cny"] - trial["cost_cny"]',
                        'net=(trial["margin_52w_cny"] - trial["cost_cny"]) / 52',
                    ),
                ),
                BEST,
            ),
            "winback-net",
            "不用除以 52",
        ),
        wrong(
            "whole yuan",
            (changed(NET, ('aggfunc="mean")', 'aggfunc="mean").round()')), BEST),
            "winback-net",
            "不要取整到元",
        ),
        wrong(
            "the profits",
            (NET, changed(BEST, ("idxmax", "max"))),
            "winback-best",
            "不是净利润",
        ),
        wrong(
            "one measure for all",
            (
                NET,
                changed(
                    BEST,
                    (
                        "return net.idxmax(axis=1)",
                        "return pd.Series(net.mean().idxmax(), net.index)",
                    ),
                ),
            ),
            "winback-best",
            "各选各的",
        ),
        wrong(
            "the whole trial, not the parameter",
            (NET, changed(BEST, ("net.idxmax", "net_profit(trial).idxmax"))),
            "winback-best",
            "用参数 net",
        ),
        wrong(
            "a quotient",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    t = trial.assign(net=trial["margin_52w_cny"] / trial["cost_cny"].replace(0, 1))
                    return t.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")
                """,
            ),
            "winback-net",
            "不是相除",
        ),
        wrong(
            "the share who came back",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    t = trial.assign(net=trial["returned_8w"].astype(float))
                    return t.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")
                """,
            ),
            "winback-net",
            "回来的比例",
        ),
        wrong(
            "without causes",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    return (
                        (trial["margin_52w_cny"] - trial["cost_cny"]).groupby(trial["arm"]).mean()
                    )
                """,
            ),
            "winback-net",
            "要分原因",
        ),
        wrong(
            "a long table",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    return (
                        (trial["margin_52w_cny"] - trial["cost_cny"])
                        .groupby([trial["cause"], trial["arm"]])
                        .mean()
                    )
                """,
            ),
            "winback-net",
            "unstack()",
        ),
        wrong(
            "measures written in",
            (
                NET,
                BEST,
                """
                def best_measure(net):
                    return pd.Series(
                        {"fault": "tour", "competitive": "coupon", "natural": "control"}
                    )
                """,
            ),
            "winback-best",
            "不要写死",
        ),
        wrong(
            "the sum of the costs",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    g = trial.groupby(["cause", "arm"])
                    return (g["margin_52w_cny"].mean() - g["cost_cny"].sum()).unstack()
                """,
            ),
            "winback-net",
            "成本也是每户平均",
        ),
        wrong(
            "by those who came back",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    t = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
                    g = t.groupby(["cause", "arm"])
                    return (g["net"].sum() / g["returned_8w"].sum()).unstack()
                """,
            ),
            "winback-net",
            "不是回来的户数",
        ),
        wrong(
            "the best household",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    t = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
                    return t.pivot_table(index="cause", columns="arm", values="net", aggfunc="max")
                """,
            ),
            "winback-net",
            "不是最高的一户",
        ),
        wrong(
            "the value before, not less the cost",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    t = trial.assign(net=trial["value_cny"])
                    return t.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")
                """,
            ),
            "winback-net",
            "流失以前的价值",
        ),
        wrong(
            "the cost",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    return trial.pivot_table(
                        index="cause", columns="arm", values="cost_cny", aggfunc="mean"
                    )
                """,
            ),
            "winback-net",
            "这是成本",
        ),
        wrong(
            "numbers of households",
            (
                NET,
                BEST,
                """
                def net_profit(trial):
                    return pd.crosstab(trial["cause"], trial["arm"])
                """,
            ),
            "winback-net",
            "每一格的户数",
        ),
        wrong(
            "names of causes",
            (
                NET,
                BEST,
                """
                def best_measure(net):
                    return pd.Series(net.index, index=net.index)
                """,
            ),
            "winback-best",
            "不是原因的名字",
        ),
    ],
    unusual=[
        right(
            "measures without their causes",
            (
                NET,
                changed(BEST, ("idxmax(axis=1)", "idxmax(axis=1).reset_index(drop=True)")),
            ),
        ),
        right(
            "as the lesson's table",
            """
            def net_profit(trial):
                trial = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
                return trial.groupby(["cause", "arm"])["net"].mean().unstack().round(2)

            def best_measure(net):
                return net.apply(lambda row: row.sort_values(ascending=False).index[0], axis=1)
            """,
            taught='trial.groupby(["cause", "arm"])["returned_8w"].mean().unstack()',
        ),
        right(
            "groupby and unstack, a dict",
            (
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
        right(
            "hint 3, filled in",
            """
            def net_profit(trial):
                net = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
                return net.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")

            def best_measure(net):
                return net.idxmax(axis=1)
            """,
        ),
        right(
            "cell by cell, rounded",
            """
            def net_profit(trial):
                table = {}
                for arm in trial["arm"].unique():
                    table[arm] = {}
                    for cause in trial["cause"].unique():
                        cell = trial[(trial["arm"] == arm) & (trial["cause"] == cause)]
                        total = cell["margin_52w_cny"].sum() - cell["cost_cny"].sum()
                        table[arm][cause] = round(total / len(cell), 2)
                return pd.DataFrame(table)

            def best_measure(net):
                best = {}
                for cause in net.index:
                    best[cause] = max(net.columns, key=lambda arm: net.loc[cause, arm])
                return best
            """,
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
        wrong(
            "a difference of 0.2",
            changed(
                PROMOTED,
                (
                    'people["real_discount"] < 0.5 * people["claimed_discount"]',
                    'people["claimed_discount"] - people["real_discount"] > 0.2',
                ),
            ),
            "promotion-churn",
            "不是差多少",
        ),
        wrong(
            "less than a fixed number",
            changed(PROMOTED, ('0.5 * people["claimed_discount"]', "0.2")),
            "promotion-churn",
            "一个固定的数",
        ),
        wrong(
            "0.4 of the claim",
            changed(PROMOTED, ("0.5 * people", "0.4 * people")),
            "promotion-churn",
            "宣传折扣的一半",
        ),
        wrong(
            "half of the mean claim",
            changed(PROMOTED, ('people["claimed_discount"]', 'people["claimed_discount"].mean()')),
            "promotion-churn",
            "一个固定的数",
        ),
        wrong(
            "half of the real discount",
            changed(
                PROMOTED,
                ('people["real_discount"]', '0.5 * people["real_discount"]'),
                ('0.5 * people["claimed_discount"]', 'people["claimed_discount"]'),
            ),
            "promotion-churn",
            "归到一边",
        ),
        wrong(
            "heads of the cells",
            changed(PROMOTED, ("mean()", "count()")),
            "promotion-churn",
            "有多少人",
        ),
        wrong(
            "swaps rows and columns",
            changed(PROMOTED, ("[who, offer]", "[offer, who]")),
            "promotion-churn",
            "行和列反了",
        ),
        wrong(
            "two decimals",
            changed(PROMOTED, (".unstack()", ".unstack().round(2)")),
            "promotion-churn",
            "三位小数",
        ),
        wrong(
            "one row for all",
            (
                PROMOTED,
                """
                def promotion_churn(people):
                    who = np.where(people["loyal_before"], "loyal", "other")
                    offer = np.where(
                        people["real_discount"] < people["claimed_discount"] / 2, "misled", "honest"
                    )
                    gone = people["churn_90d"].astype(float)
                    return gone.groupby(offer).mean()
                """,
            ),
            "promotion-churn",
            "还要分忠诚客户",
        ),
        wrong(
            "a long table",
            (
                PROMOTED,
                """
                def promotion_churn(people):
                    who = np.where(people["loyal_before"], "loyal", "other")
                    offer = np.where(
                        people["real_discount"] < people["claimed_discount"] / 2, "misled", "honest"
                    )
                    return people["churn_90d"].astype(float).groupby([who, offer]).mean()
                """,
            ),
            "promotion-churn",
            "unstack()",
        ),
        wrong(
            "totals",
            (
                PROMOTED,
                """
                def promotion_churn(people):
                    t = people.assign(
                        who=np.where(people["loyal_before"], "loyal", "other"),
                        offer=np.where(
                            people["real_discount"] < people["claimed_discount"] / 2,
                            "misled",
                            "honest",
                        ),
                        gone=people["churn_90d"].astype(float),
                    )
                    return t.pivot_table(index="who", columns="offer", values="gone", margins=True)
                """,
            ),
            "promotion-churn",
            "不要合计",
        ),
        wrong(
            "the share of all in a cell",
            (
                PROMOTED,
                """
                def promotion_churn(people):
                    who = np.where(people["loyal_before"], "loyal", "other")
                    offer = np.where(
                        people["real_discount"] < people["claimed_discount"] / 2, "misled", "honest"
                    )
                    return pd.crosstab(who, offer, normalize=True)
                """,
            ),
            "promotion-churn",
            "每一格的人占全部",
        ),
        wrong(
            "the median",
            (
                PROMOTED,
                """
                def promotion_churn(people):
                    who = np.where(people["loyal_before"], "loyal", "other")
                    offer = np.where(
                        people["real_discount"] < people["claimed_discount"] / 2, "misled", "honest"
                    )
                    return (
                        people["churn_90d"].astype(float).groupby([who, offer]).median().unstack()
                    )
                """,
            ),
            "promotion-churn",
            "不是中位数",
        ),
    ],
    unusual=[
        right(
            "as the lesson's table, renamed",
            """
            def promotion_churn(people):
                inflated = people["real_discount"] < 0.5 * people["claimed_discount"]
                left = people.groupby([people["loyal_before"], inflated])["churn_90d"].mean()
                table = left.round(3).unstack()
                table.index = table.index.map({True: "loyal", False: "other"})
                table.columns = table.columns.map({True: "misled", False: "honest"})
                return table
            """,
            taught='inflated = promotion["real_discount"] < 0.5 * promotion["claimed_discount"]',
        ),
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
        right(
            "hint 3, filled in",
            """
            def promotion_churn(people):
                who = np.where(people["loyal_before"], "loyal", "other")
                offer = np.where(
                    people["real_discount"] < 0.5 * people["claimed_discount"], "misled", "honest"
                )
                gone = people["churn_90d"].astype(float)
                return gone.groupby([who, offer]).mean().unstack()
            """,
        ),
        right(
            "the lesson's table, renamed",
            """
            def promotion_churn(people):
                inflated = people["real_discount"] < 0.5 * people["claimed_discount"]
                groups = people.groupby([people["loyal_before"], inflated.rename("inflated")])
                names = {True: "misled", False: "honest"}
                rows = {True: "loyal", False: "other"}
                table = groups["churn_90d"].mean().round(3).unstack()
                return table.rename(index=rows, columns=names)
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
        wrong(
            "week 13 left out",
            (changed(REGULARS, (">= start", "> start")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "第 13 周也算",
        ),
        wrong(
            "week 14 too",
            (changed(REGULARS, ("weeks=13", "weeks=14")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "第 14 周太早",
        ),
        wrong(
            "the week of start too",
            (
                changed(REGULARS, ('["week_start"] < start', '["week_start"] <= start')),
                LOST,
                PAUSED,
            ),
            "window-regulars",
            "不含 start",
        ),
        wrong(
            "five are enough",
            (changed(REGULARS, (">= 6", ">= 5")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "5 周不够",
        ),
        wrong(
            "counts packs",
            (changed(REGULARS, ('["week_start"].nunique()', '["packs"].sum()')), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "几件",
        ),
        wrong(
            "always qingyuan",
            (changed(REGULARS, ("== brand", '== "qingyuan"')), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "换一个品牌",
        ),
        wrong(
            "most weeks first",
            (
                changed(
                    REGULARS,
                    (
                        "sorted(weeks.index[weeks >= 6])",
                        "weeks[weeks >= 6].sort_values(ascending=False).index.to_list()",
                    ),
                ),
                LOST,
                PAUSED,
            ),
            "window-regulars",
            "从小到大排",
        ),
        wrong(
            "days, not weeks",
            (REGULARS, changed(LOST, ("weeks=window", "days=window")), PAUSED),
            "window-lost window-paused",
            "不是天数",
        ),
        wrong(
            "a week too short",
            (REGULARS, changed(LOST, ("weeks=window", "weeks=window - 1")), PAUSED),
            "window-lost window-paused",
            "少了一周",
        ),
        wrong(
            "the brand is not passed on",
            (
                REGULARS,
                changed(LOST, ("regulars(panel, start, brand)", "regulars(panel, start)")),
                PAUSED,
            ),
            "window-lost window-paused",
            "换一个品牌",
        ),
        wrong(
            "always 8 and 13",
            (
                REGULARS,
                LOST,
                changed(PAUSED, ("short, brand", "8, brand"), ("long, brand", "13, brand")),
            ),
            "window-paused",
            "换成 short=1",
        ),
        wrong(
            "the short list",
            (
                REGULARS,
                LOST,
                """
            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                return sorted(
                    called_lost(panel, start, short, brand)
                )
            """,
            ),
            "window-paused",
            "还要去掉",
        ),
        wrong(
            "no regulars at all",
            (changed(REGULARS, (">= 6", ">= 16")), LOST, PAUSED),
            "window-regulars window-lost window-paused",
            "一位老客户也没有",
        ),
        wrong(
            "numbers of weeks",
            (
                changed(
                    REGULARS, ("sorted(weeks.index[weeks >= 6])", "weeks[weeks >= 6].to_list()")
                ),
                LOST,
                PAUSED,
            ),
            "window-regulars window-lost window-paused",
            "不是买了几周",
        ),
        wrong(
            "six weeks in a row",
            (
                """
                def longest(weeks):
                    best = run = 1
                    for last, week in itertools.pairwise(sorted(set(weeks))):
                        run = run + 1 if week - last == pd.Timedelta(weeks=1) else 1
                        best = max(best, run)
                    return best
                """,
                "import itertools",
                changed(
                    REGULARS,
                    ('["week_start"].nunique()', '["week_start"].agg(longest)'),
                ),
                LOST,
                PAUSED,
            ),
            "window-regulars window-lost window-paused",
            "不用连着买",
        ),
    ],
    unusual=[
        right(
            "the lesson's masks",
            """
            def weeks_before(panel, start, brand):
                own = panel[panel["brand"] == brand]
                weeks = own.groupby("hh_id")["week_start"].unique()
                first = start - pd.Timedelta(weeks=13)
                return {h: [w for w in weeks[h] if first <= w < start] for h in weeks.index}

            def regulars(panel, start, brand="qingyuan"):
                weeks = weeks_before(panel, start, brand)
                return sorted(house for house in weeks if len(weeks[house]) >= 6)

            def called_lost(panel, start, window, brand="qingyuan"):
                own = panel[(panel["brand"] == brand) & (panel["week_start"] >= start)]
                soon = own[own["week_start"] < start + pd.Timedelta(weeks=window)]
                return [h for h in regulars(panel, start, brand) if h not in set(soon["hh_id"])]

            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                lost = called_lost(panel, start, long, brand)
                return [h for h in called_lost(panel, start, short, brand) if h not in lost]
            """,
            taught='panel[panel["brand"] == brand]',
        ),
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
        right(
            "hint 3, filled in",
            """
            def regulars(panel, start, brand="qingyuan"):
                own = panel[panel["brand"] == brand]
                first = start - pd.Timedelta(weeks=13)
                before = own[(own["week_start"] >= first) & (own["week_start"] < start)]
                weeks = before.groupby("hh_id")["week_start"].nunique()
                return sorted(weeks.index[weeks >= 6])

            def called_lost(panel, start, window, brand="qingyuan"):
                own = panel[panel["brand"] == brand]
                end = start + pd.Timedelta(weeks=window)
                after = own[(own["week_start"] >= start) & (own["week_start"] < end)]
                return sorted(set(regulars(panel, start, brand)) - set(after["hh_id"]))

            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                long_list = called_lost(panel, start, long, brand)
                return sorted(set(called_lost(panel, start, short, brand)) - set(long_list))
            """,
        ),
        right(
            "row by row",
            """
            def regulars(panel, start, brand="qingyuan"):
                weeks = {}
                for i in range(len(panel)):
                    if panel["brand"][i] == brand:
                        ago = (start - panel["week_start"][i]).days // 7
                        if 1 <= ago <= 13:
                            weeks.setdefault(panel["hh_id"][i], set()).add(ago)
                return sorted(house for house in weeks if len(weeks[house]) >= 6)

            def called_lost(panel, start, window, brand="qingyuan"):
                back = []
                for i in range(len(panel)):
                    ahead = (panel["week_start"][i] - start).days // 7
                    if panel["brand"][i] == brand and 0 <= ahead < window:
                        back.append(panel["hh_id"][i])
                return [house for house in regulars(panel, start, brand) if house not in back]

            def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
                soon = called_lost(panel, start, short, brand)
                late = called_lost(panel, start, long, brand)
                return [house for house in soon if house not in late]
            """,
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
            "不是和不联系",
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
        wrong(
            "adds the cost",
            (changed(BY_RULE, ("] - trial", "] + trial")), SAME, GAIN),
            "target-rule target-gain",
            "不是加上",
        ),
        wrong(
            "sums of the cells",
            (changed(BY_RULE, (".mean()", ".sum()")), SAME, GAIN),
            "target-rule target-gain",
            "不是总和",
        ),
        wrong(
            "heads for weights",
            (changed(BY_RULE, ("normalize=True", "")), SAME, GAIN),
            "target-rule target-gain",
            "不是全部家庭的总和",
        ),
        wrong(
            "weights of the control arm",
            (
                changed(
                    BY_RULE,
                    (
                        'trial["cause"].value_counts',
                        'trial.loc[trial["arm"] == "control", "cause"].value_counts',
                    ),
                ),
                SAME,
                GAIN,
            ),
            "target-rule target-gain",
            "control 一组",
        ),
        wrong(
            "no contact earns nothing",
            (
                changed(
                    BY_RULE,
                    ("share[cause] * cell", '(rule[cause] != "control") * share[cause] * cell'),
                ),
                SAME,
                GAIN,
            ),
            "target-rule target-gain",
            "不是 0",
        ),
        wrong(
            "causes by their places",
            (
                """
            def by_rule(trial, rule):
                net = trial["margin_52w_cny"] - trial["cost_cny"]
                cell = net.groupby([trial["cause"], trial["arm"]]).mean()
                share = trial["cause"].value_counts(normalize=True)
                return sum(s * cell[cause, arm] for s, (cause, arm) in zip(share, rule.items()))
            """,
                SAME,
                GAIN,
            ),
            "target-rule target-gain",
            "先后",
        ),
        wrong(
            "the best of each cause",
            (changed(BY_RULE, ("cell[cause, rule[cause]]", "cell[cause].max()")), SAME, GAIN),
            "target-rule target-gain",
            "照 rule 里写的",
        ),
        wrong(
            "the best alone",
            (
                BY_RULE,
                """
            def same_for_all(trial):
                everyone = trial["cause"].unique()
                arms = trial["arm"].unique()
                return max(by_rule(trial, dict.fromkeys(everyone, arm)) for arm in arms)
            """,
                GAIN,
            ),
            "target-rule",
            "每种措施各算",
        ),
        wrong(
            "never a loss",
            (
                BY_RULE,
                SAME,
                changed(
                    GAIN,
                    (
                        "return by_rule(trial, rule) - same_for_all(trial).max()",
                        "return max(0, by_rule(trial, rule) - same_for_all(trial).max())",
                    ),
                ),
            ),
            "target-gain",
            "不要改成 0",
        ),
        wrong(
            "the total",
            (
                BY_RULE,
                SAME,
                """
            def gain(trial, rule):
                return len(trial) * (by_rule(trial, rule) - same_for_all(trial).max())
            """,
            ),
            "target-gain",
            "全部家庭的总和",
        ),
        wrong(
            "measures only",
            (
                BY_RULE,
                SAME,
                changed(GAIN, ("same_for_all(trial)", 'same_for_all(trial).drop("control")')),
            ),
            "target-gain",
            "不联系最划算",
        ),
        wrong(
            "percent",
            (
                BY_RULE,
                SAME,
                changed(GAIN, ("- same_for_all(trial).max()", "/ same_for_all(trial).max() - 1")),
            ),
            "target-gain",
            "百分之几",
        ),
        wrong(
            "measures by their place in the rule",
            (
                changed(
                    BY_RULE,
                    (
                        "rule[cause]] for cause in share.index)",
                        "arm] for cause, arm in zip(share.index, rule.values()))",
                    ),
                ),
                SAME,
                GAIN,
            ),
            "target-rule target-gain",
            "原因和措施要对上",
        ),
        wrong(
            "measures without names",
            (
                BY_RULE,
                changed(
                    SAME,
                    ("{arm: by_rule", "[by_rule"),
                    (".unique()}", ".unique()]"),
                ),
                GAIN,
            ),
            "target-rule",
            "措施的名字 arm",
        ),
        wrong(
            "one decimal",
            (
                BY_RULE,
                SAME,
                changed(
                    GAIN,
                    (
                        "by_rule(trial, rule) - same_for_all(trial).max()",
                        "round(by_rule(trial, rule) - same_for_all(trial).max(), 1)",
                    ),
                ),
            ),
            "target-gain",
            "留到分",
        ),
        wrong(
            "weights within the arm",
            (
                BY_RULE,
                SAME,
                GAIN,
                """
                def by_rule(trial, rule):
                    net = trial["margin_52w_cny"] - trial["cost_cny"]
                    cell = net.groupby([trial["cause"], trial["arm"]]).mean()
                    share = trial["cause"].value_counts(normalize=True)
                    return sum(
                        (trial.loc[trial["arm"] == rule[c], "cause"] == c).mean() * cell[c, rule[c]]
                        for c in share.index
                    )
                """,
            ),
            "target-rule target-gain",
            "不是在这种措施一组里的",
        ),
        wrong(
            "the best name only",
            (
                BY_RULE,
                SAME,
                GAIN,
                """
                _sa = same_for_all

                def same_for_all(trial):
                    return _sa(trial).idxmax()

                def gain(trial, rule):
                    return by_rule(trial, rule) - _sa(trial).max()
                """,
            ),
            "target-rule",
            "不是只要最好的",
        ),
        wrong(
            "names only",
            (
                BY_RULE,
                SAME,
                GAIN,
                """
                _sa = same_for_all

                def same_for_all(trial):
                    return list(_sa(trial).sort_values(ascending=False).index)

                def gain(trial, rule):
                    return by_rule(trial, rule) - _sa(trial).max()
                """,
            ),
            "target-rule",
            "不是只要名字",
        ),
        wrong(
            "compares with the second best",
            (
                BY_RULE,
                SAME,
                GAIN,
                """
                def gain(trial, rule):
                    return by_rule(trial, rule) - same_for_all(trial).sort_values().iloc[-2]
                """,
            ),
            "target-gain",
            "第二好的比",
        ),
        wrong(
            "totals",
            (
                BY_RULE,
                SAME,
                GAIN,
                """
                _sa = same_for_all

                def same_for_all(trial):
                    return _sa(trial) * len(trial)

                def gain(trial, rule):
                    return by_rule(trial, rule) - _sa(trial).max()
                """,
            ),
            "target-rule",
            "不是全部家庭的总和",
        ),
    ],
    unusual=[
        right(
            "each household's cell, control by name",
            """
            def by_rule(trial, rule):
                trial = trial.copy()
                trial["net"] = trial["margin_52w_cny"] - trial["cost_cny"]
                mean = trial.groupby(["cause", "arm"])["net"].mean()
                return float(np.mean([mean[(cause, rule[cause])] for cause in trial["cause"]]))

            def same_for_all(trial):
                arms = ["control"] + [arm for arm in trial["arm"].unique() if arm != "control"]
                return pd.Series(
                    {arm: by_rule(trial, {c: arm for c in trial["cause"]}) for arm in arms}
                )

            def gain(trial, rule):
                return by_rule(trial, rule) - same_for_all(trial).sort_values().iloc[-1]
            """,
        ),
        right(
            "as the lesson's table, by loops",
            """
            def by_rule(trial, rule):
                trial = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
                table = trial.groupby(["cause", "arm"])["net"].mean().unstack()
                total = 0
                for cause, count in trial["cause"].value_counts().items():
                    total += count * table.loc[cause, rule[cause]]
                return round(total / len(trial), 2)

            def same_for_all(trial):
                causes = sorted(set(trial["cause"]))
                result = {}
                for arm in sorted(set(trial["arm"])):
                    result[arm] = by_rule(trial, {cause: arm for cause in causes})
                return pd.Series(result)

            def gain(trial, rule):
                return by_rule(trial, rule) - max(same_for_all(trial))
            """,
            taught='trial.groupby(["cause", "arm"])["returned_8w"].mean().unstack()',
        ),
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
        right(
            "hint 3, filled in",
            """
            def by_rule(trial, rule):
                net = trial["margin_52w_cny"] - trial["cost_cny"]
                cell = net.groupby([trial["cause"], trial["arm"]]).mean()
                share = trial["cause"].value_counts(normalize=True)
                return sum(share[cause] * cell[cause, rule[cause]] for cause in share.index)

            def same_for_all(trial):
                result = {}
                for arm in trial["arm"].unique():
                    result[arm] = by_rule(trial, dict.fromkeys(trial["cause"].unique(), arm))
                return pd.Series(result)

            def gain(trial, rule):
                return by_rule(trial, rule) - same_for_all(trial).max()
            """,
        ),
        right(
            "to the cent, household by household",
            """
            def by_rule(trial, rule):
                total, count = {}, {}
                for i in range(len(trial)):
                    cell = trial["cause"][i], trial["arm"][i]
                    net = trial["margin_52w_cny"][i] - trial["cost_cny"][i]
                    total[cell] = total.get(cell, 0) + net
                    count[cell] = count.get(cell, 0) + 1
                everyone = 0
                for cause in trial["cause"]:
                    everyone += total[cause, rule[cause]] / count[cause, rule[cause]]
                return round(everyone / len(trial), 2)

            def same_for_all(trial):
                profit = {}
                for arm in set(trial["arm"]):
                    profit[arm] = by_rule(trial, {cause: arm for cause in trial["cause"]})
                return profit

            def gain(trial, rule):
                return round(by_rule(trial, rule) - max(same_for_all(trial).values()), 2)
            """,
        ),
        right(
            "a helper called best",
            (
                BY_RULE,
                SAME,
                """
            def best(trial):
                return same_for_all(trial).max()

            def gain(trial, rule):
                return by_rule(trial, rule) - best(trial)
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
            wrong(
                "a window of 13 weeks",
                (CALL.replace("13, 8", "13, 13"), "c1 = round(100 * call.paused / call.lost)"),
                "c1-check",
                "不是 13",
            ),
            wrong(
                "week and window swapped",
                (CALL.replace("13, 8", "8, 13"), "c1 = round(100 * call.paused / call.lost)"),
                "c1-check",
                "这是第 8 周",
            ),
            wrong("those called lost", (CALL, "c1 = call.lost"), "c1-check", "判为流失的户数"),
            wrong(
                "those who never came back, heads",
                (CALL, "c1 = call.gone"),
                "c1-check",
                "没再买的户数",
            ),
            wrong(
                "the lost of all households",
                (CALL, "c1 = 100 * call.lost / call.customers"),
                "c1-check",
                "占全部家庭",
            ),
            wrong(
                "adds those who bought again to the lost",
                (CALL, "c1 = 100 * call.paused / (call.paused + call.lost)"),
                "c1-check",
                "不用再加一次",
            ),
            wrong(
                "week 8",
                (CALL.replace("13, 8", "8, 8"), "c1 = round(100 * call.paused / call.lost)"),
                "c1-check",
                "要看第 13 周",
            ),
            wrong(
                "one less",
                (CALL, "c1 = round(100 * call.paused / call.lost) - 1"),
                "c1-check",
                "差一点",
            ),
            wrong(
                "upside down",
                (CALL, "c1 = 100 * call.lost / call.paused"),
                "c1-check",
                "分子、分母不对",
            ),
            wrong("a guess", "c1 = 99", "c1-check", "后来又买的户数 ÷ 判为流失的户数"),
        ],
        unusual=[
            right("percent as text", (CALL, 'c1 = f"{call.paused / call.lost:.0%}"')),
            right(
                "as the lesson counts",
                (CALL, "c1 = 100 * call.paused / call.lost"),
                taught="call = models.called_lost(world, 8, window)",
            ),
            right("as a share", (CALL, "c1 = call.paused / call.lost")),
        ],
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            "24": "2% 乘 12",
            "78.5": "还在的比例",
            "2": "一个月的流失",
            "98": "一个月留下",
            "22": "保留一位小数",
            "0.22": "保留一位小数",
            "30.6": "每月 3%",
            "26.8": "不是 1 + 0.02",
            "19.9": "少乘了一次",
            "0.02**12": "不是走掉的 0.02",
            "100 * (1 - 0.98**6)": "这是半年的",
            "12 * 0.98": "不是乘 12",
            "0.2": "至少留三位",
            "21.6": "差一点",
            "50": "0.98 连乘 12 次",
        },
        ['"21.5%"', "1 - 0.98**12", "21.53"],
        taught={'f"{models.yearly_loss([0.02]):.1%}"': "{models.yearly_loss():.1%}"},
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            "5000": "有重叠",
            "2237": "10 位客户",
            "10000 - round(models.reach(20, 10_000))": "没有听说",
            "round(models.reach(20, 10_000, 0.1))": "0.1 时",
            "round(models.reach(40, 10_000))": "40 位客户",
            "models.reach(20, 10_000) / 10_000": "这是比例",
            "39.7": "这是百分数",
            "250": "1 位客户",
            "10_000 * (1 - (1 - 250 / 10_000) * 20)": "不是乘 20",
            "models.reach(21, 10_000)": "次数不对",
            "models.reach(20, 1_000)": "不是 1,000 人",
            "20": "这是客户的人数",
            "25": "1 位客户、可能性 0.1",
            "models.reach(20, 10_000) + 20": "不用加上 20 位",
            "10_000": "全城的人",
            "4883": "十万人的城",
            "3990": "差一点",
            "1": "20 次方",
        },
        ["models.reach(20, 10_000)", '"3,973"', '"３，９７３"'],
        taught={'f"{models.reach(20, 10_000):,.0f}"': "{models.reach(k, 10_000):,.0f}"},
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {'"B"': "什么都不做还少", '"C"': "员工带走客户", '"D"': "信用档案", '"ＡＢ"': "一个字母"},
        ['"a"', '["A"]'],
    ),
    "c5": Answers(
        mistakes=[
            wrong("heads", (ENDED, 'c5 = (ended == "firm").sum()'), "c5-check", "这是人数"),
            wrong("all the lost", (ENDED, "c5 = len(ended)"), "c5-check", "这是流失的人数"),
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
            wrong(
                "the lost of all",
                (ENDED, "c5 = len(ended) / len(base)"),
                "c5-check",
                "占全部客户的百分之几",
            ),
            wrong(
                "drop the decimals",
                (ENDED, 'c5 = round(100 * (ended == "firm").mean(), 1) - 0.1'),
                "c5-check",
                "差一点",
            ),
            wrong(
                "a whole number",
                (ENDED, 'c5 = round(100 * (ended == "firm").mean())'),
                "c5-check",
                "保留一位小数",
            ),
            wrong(
                "of those who left",
                (ENDED, 'c5 = 100 * (ended == "firm").sum() / (ended == "customer").sum()'),
                "c5-check",
                "不是只有客户自己终止的",
            ),
            wrong(
                "a place off",
                (ENDED, 'c5 = round((ended == "firm").mean() * 10, 2)'),
                "c5-check",
                "小数点错了一位",
            ),
            wrong("a guess", "c5 = 50", "c5-check", "企业终止（firm）的人数"),
        ],
        unusual=[
            right("percent as text", (ENDED, "c5 = f\"{(ended == 'firm').mean():.1%}\"")),
            right("not rounded", (ENDED, 'c5 = 100 * (ended == "firm").mean()')),
            right(
                "as the lesson counts",
                """
                gone = base[base["contract_ended_by"] != "none"]
                passive = gone["contract_ended_by"] == "firm"
                c5 = round(100 * passive.sum() / len(gone), 1)
                """,
                taught='passive = gone["contract_ended_by"] == "firm"',
            ),
        ],
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "10": "100 − 2 × 45",
            "59": "已经失去",
            "60": "已经失去",
            "0.9": "2% × 45",
            "45": "这是天数",
            "55": "第 30 天",
            "17": "第 90 天",
            "42": "差一点",
            "1": "45 次方",
            "0.02**45": "每天留下 0.98",
        },
        ['"41%"', "0.41", "40", "100 * 0.98**45"],
        taught={'f"{models.freshness(45):.0%}"': "{models.freshness(days):.0%}"},
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {'"A"': "没有过错", '"B"': "补救针对的是过失", '" c "': "不是因为价格"},
        ['"d"', '"Ｄ"'],
    ),
    "c8": lines("c8", "c8-check", {'"A"': "补救还来得及", '["C"]': "换专人服务"}, ['"b"', '["B"]']),
}

ANSWERS = {
    "churn-tasks": {
        "rate": RATE,
        "cause": CAUSES,
        "vignettes": VIGNETTES,
        "risk": RISK,
        "winback": WINBACK,
        "promotion": PROMOTION,
    },
    "churn-practice": {
        "bucket": BUCKET,
        "reach": REACH,
        "window": WINDOW,
        "target": TARGET,
    },
    "churn-check": CHECK,
}
