"""Unit `quality`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, Mistake, changed, lines, right, solution, wrong

# --- gap (A7.1)

GAP_CODE = solution(__file__, "gap")
KEPT = 'answers[slow & answers["attention_check"] & even]'
ONE_GAP = '(answers["P" + number] - answers["E" + number]).mean()'
GAPS = f"gaps = [{ONE_GAP} for number in numbers]"
WEIGHT_NAMES = 'WEIGHTS = ["imp_tan", "imp_rel", "imp_res", "imp_ass", "imp_emp"]'

GAP = Answers(
    mistakes=[
        wrong(
            "exactly 60 seconds is too fast",
            changed(GAP_CODE, (">= 60", "> 60")),
            "gap-clean",
            "正好 60 秒不算快",
        ),
        wrong(
            "whoever is fast stays",
            changed(GAP_CODE, ("slow & ", "")),
            "gap-clean",
            "duration_s 要 60 以上",
        ),
        wrong(
            "the check is forgotten",
            changed(GAP_CODE, (' & answers["attention_check"]', "")),
            "gap-clean",
            "注意力题答错",
        ),
        wrong(
            "the check reversed",
            changed(GAP_CODE, ('& answers["attention_check"]', '& ~answers["attention_check"]')),
            "gap-clean",
            "注意力题答错",
        ),
        wrong(
            "weights of at most 100",
            changed(GAP_CODE, ("== 100", "<= 100")),
            "gap-clean",
            "99 和 101 都不行",
        ),
        wrong(
            "weights of at least 100",
            changed(GAP_CODE, ("== 100", ">= 100")),
            "gap-clean",
            "99 和 101 都不行",
        ),
        wrong(
            "and for &",
            changed(GAP_CODE, ("slow & ", "slow and "), (" & even]", " and even]")),
            "gap-clean",
            "列和列的条件之间，用 & 和 |",
        ),
        wrong(
            "the weights are forgotten",
            changed(GAP_CODE, (" & even]", "]")),
            "gap-clean",
            "99 和 101 都不行",
        ),
        wrong(
            "one rule is enough",
            changed(GAP_CODE, ("slow & ", "slow | "), (" & even", " | even")),
            "gap-clean",
            "三条都要做到",
        ),
        wrong(
            "those to take out",
            changed(GAP_CODE, (KEPT, KEPT.replace("[slow", "[~(slow").replace("even]", "even)]"))),
            "gap-clean",
            "反了",
        ),
        wrong(
            "everybody",
            changed(GAP_CODE, (KEPT, "answers")),
            "gap-clean",
            "一份也没有拿掉",
        ),
        wrong(
            "how many",
            changed(GAP_CODE, (KEPT, f"len({KEPT})")),
            "gap-clean",
            "要返回表",
        ),
        wrong(
            "true and false",
            changed(GAP_CODE, (KEPT, KEPT.removeprefix("answers[").removesuffix("]"))),
            "gap-clean",
            "要返回表",
        ),
        wrong(
            "careless in all three ways",
            changed(GAP_CODE, (KEPT, 'answers[~(~slow & ~answers["attention_check"] & ~even)]')),
            "gap-clean",
            "就用 |",
        ),
        wrong(
            "whoever left a question blank is careless",
            changed(GAP_CODE, (KEPT, f"{KEPT}.dropna()")),
            "gap-clean",
            "不算不认真",
        ),
        wrong(
            "weights only",
            changed(GAP_CODE, (KEPT, f'{KEPT}[["resp_id", *WEIGHTS]]')),
            "gap-clean",
            "列不要变",
        ),
        wrong(
            "sorted by id",
            changed(GAP_CODE, (KEPT, f'{KEPT}.sort_values("resp_id")')),
            "gap-clean",
            "先后不要变",
        ),
        wrong(
            "blanks filled",
            changed(GAP_CODE, (KEPT, f"{KEPT}.fillna(4)")),
            "gap-clean",
            "空着的格子不要填",
        ),
        wrong(
            "rows with blanks dropped",
            changed(GAP_CODE, (KEPT, f"{KEPT}.dropna()")),
            "gap-clean",
            "不用 dropna",
        ),
        wrong(
            "a column of sums",
            changed(
                GAP_CODE, ("even =", 'answers["sum"] = answers[WEIGHTS].sum(axis=1)\n    even =')
            ),
            "gap-clean",
            "也不要多出一列",
        ),
        wrong(
            "the index as a column",
            changed(GAP_CODE, (KEPT, f"{KEPT}.reset_index()")),
            "gap-clean",
            "drop=True",
        ),
        wrong(
            "columns by name",
            changed(GAP_CODE, (KEPT, f"{KEPT}.sort_index(axis=1)")),
            "gap-clean",
            "列的名字和先后",
        ),
        wrong(
            "a column renamed",
            changed(GAP_CODE, (KEPT, f'{KEPT}.rename(columns={{"P01": "p1"}})')),
            "gap-clean",
            "列的名字和先后",
        ),
        wrong(
            "minutes for seconds",
            changed(GAP_CODE, (KEPT, f'{KEPT}.assign(duration_s=answers["duration_s"] / 60)')),
            "gap-clean",
            "每一格都和原来一样",
        ),
        wrong(
            "expected less perceived",
            changed(GAP_CODE, (ONE_GAP, '(answers["E" + number] - answers["P" + number]).mean()')),
            "gap-mean",
            "感知 − 期望",
        ),
        wrong(
            "all answers in one mean",
            changed(
                GAP_CODE,
                (GAPS, f"gaps = pd.concat([{ONE_GAP[:-7]} for number in numbers])"),
                ("return sum(gaps) / len(gaps)", "return gaps.mean()"),
            ),
            "gap-mean",
            "先算每道题的平均",
        ),
        wrong(
            "means subtracted",
            changed(
                GAP_CODE,
                (ONE_GAP, 'answers["P" + number].mean() - answers["E" + number].mean()'),
            ),
            "gap-mean",
            "先逐人相减",
        ),
        wrong(
            "a blank is 0",
            changed(
                GAP_CODE,
                (ONE_GAP, '(answers["P" + number] - answers["E" + number]).fillna(0).mean()'),
            ),
            "gap-mean",
            "空着的不是 0 分",
        ),
        wrong(
            "whoever left a blank is dropped",
            changed(
                GAP_CODE,
                (
                    GAPS,
                    'names = [letter + number for letter in "EP" for number in numbers]\n'
                    f"    answers = answers.dropna(subset=names)\n    {GAPS}",
                ),
            ),
            "gap-mean",
            "只跳过空着的那道题",
        ),
        wrong(
            "the mean of each person first",
            changed(
                GAP_CODE,
                (
                    GAPS,
                    'met = answers[["P" + number for number in numbers]].mean(axis=1)\n'
                    '    expected = answers[["E" + number for number in numbers]].mean(axis=1)',
                ),
                ("sum(gaps) / len(gaps)", "(met - expected).mean()"),
            ),
            "gap-mean",
            "不是先算每个人的",
        ),
        wrong(
            "the sum of the questions",
            changed(GAP_CODE, ("sum(gaps) / len(gaps)", "sum(gaps)")),
            "gap-mean",
            "不是合计",
        ),
        wrong(
            "divided by people",
            changed(GAP_CODE, ("len(gaps)", "len(answers)")),
            "gap-mean",
            "不是人数",
        ),
        wrong(
            "the first question only",
            changed(GAP_CODE, ("sum(gaps) / len(gaps)", "gaps[0]")),
            "gap-mean",
            "不只一道",
        ),
        wrong(
            "all 22 questions",
            changed(
                GAP_CODE,
                ("for number in numbers]", 'for number in [f"{n:02d}" for n in range(1, 23)]]'),
            ),
            "gap-mean",
            "只算 numbers 里的题",
        ),
        wrong(
            "a number for each question",
            changed(GAP_CODE, ("sum(gaps) / len(gaps)", "gaps")),
            "gap-mean",
            "要一个数",
        ),
        wrong(
            "medians of the questions",
            changed(GAP_CODE, (ONE_GAP, ONE_GAP.replace("mean()", "median()"))),
            "gap-mean",
            "不是中位数",
        ),
        wrong(
            "gaps of the questions without a sign",
            changed(GAP_CODE, (ONE_GAP, ONE_GAP.replace(".mean()", ".abs().mean()"))),
            "gap-mean",
            "不要去掉",
        ),
        wrong(
            "cleaned once more",
            changed(GAP_CODE, (GAPS, f"answers = clean(answers)\n    {GAPS}")),
            "gap-mean",
            "再 clean 一次",
        ),
        wrong(
            "the questions of the example",
            changed(GAP_CODE, (GAPS, GAPS.replace("in numbers", 'in ["05", "07"]'))),
            "gap-mean",
            "不要写死",
        ),
        wrong(
            "divided by the four of one dimension",
            changed(GAP_CODE, ("sum(gaps) / len(gaps)", "sum(gaps) / 4")),
            "gap-mean",
            "不写死",
        ),
        wrong(
            "the letters “number” for the question",
            changed(GAP_CODE, ('["P" + number]', '["P" + "number"]')),
            "gap-mean",
            "number 是变量，不加引号",
        ),
        wrong(
            "all questions at once",
            changed(GAP_CODE, ('["P" + number]', '["P" + numbers]')),
            "gap-mean",
            "一个一个取",
        ),
        wrong(
            "WEIGHTS in quotes",
            changed(GAP_CODE, ("answers[WEIGHTS]", 'answers["WEIGHTS"]')),
            "gap-clean",
            "WEIGHTS 是变量，不加引号",
        ),
        wrong(
            "each weight with 100",
            changed(GAP_CODE, ("answers[WEIGHTS].sum(axis=1)", "answers[WEIGHTS]")),
            "gap-clean",
            "先逐行合计",
        ),
        wrong(
            "sums of the questions",
            changed(GAP_CODE, (".mean() for number", ".sum() for number")),
            "gap-mean",
            "不是合计 sum()",
        ),
    ],
    unusual=[
        right(
            "the weights as a span of columns",
            changed(GAP_CODE, ("answers[WEIGHTS]", 'answers.loc[:, "imp_tan":"imp_emp"]')),
        ),
        right(
            "as the lesson finds the careless ones",
            f"""
            {WEIGHT_NAMES}

            def clean(answers):
                fast = answers["duration_s"] < 60
                failed = ~answers["attention_check"]
                odd = answers[WEIGHTS].sum(axis=1) != 100
                careless = fast | failed | odd
                return answers[~careless]

            def gap(answers, numbers):
                gaps = {{}}
                for number in numbers:
                    gaps[number] = (answers[f"P{{number}}"] - answers[f"E{{number}}"]).mean()
                return pd.Series(gaps).mean()
            """,
            taught="careless = fast | failed | odd",
        ),
        right(
            "the others blanked, then dropped",
            changed(
                GAP_CODE,
                (KEPT, 'answers.where(slow & answers["attention_check"] & even).dropna(how="all")'),
            ),
        ),
        right(
            "rule by rule",
            f"""
            {WEIGHT_NAMES}

            def clean(answers):
                kept = answers[answers["duration_s"] >= 60]
                kept = kept[kept["attention_check"] == True]
                return kept[kept[WEIGHTS].sum(axis="columns") == 100]

            def gap(answers, numbers):
                total = 0
                for number in numbers:
                    one = answers.dropna(subset=["E" + number, "P" + number])
                    total += one["P" + number].mean() - one["E" + number].mean()
                return total / len(numbers)
            """,
        ),
        right(
            "a query and a table of differences",
            f"""
            {WEIGHT_NAMES}

            def clean(answers):
                total = " + ".join(WEIGHTS)
                return answers.query(f"duration_s > 59 and attention_check and {{total}} == 100")

            def gap(answers, numbers):
                met = answers[["P" + n for n in numbers]].astype(float).to_numpy()
                expected = answers[["E" + n for n in numbers]].astype(float).to_numpy()
                return pd.DataFrame(met - expected).mean().mean()
            """,
        ),
        right(
            "row by row",
            f"""
            {WEIGHT_NAMES}

            def clean(answers):
                fine = []
                for _, row in answers.iterrows():
                    total = sum([row[name] for name in WEIGHTS])
                    slow, even = row["duration_s"] >= 60, total == 100
                    fine.append(bool(row["attention_check"] and slow and even))
                return answers[fine]

            def gap(answers, numbers):
                means = []
                for number in numbers:
                    pairs = zip(answers["E" + number], answers["P" + number])
                    found = [met - want for want, met in pairs if pd.notna(want) and pd.notna(met)]
                    means.append(sum(found) / len(found))
                return round(sum(means) / len(means), 3)
            """,
        ),
        right(
            "careless rows dropped",
            f"""
            {WEIGHT_NAMES}

            def clean(answers):
                total = answers["imp_tan"] + answers["imp_rel"] + answers["imp_res"]
                total = total + answers["imp_ass"] + answers["imp_emp"]
                bad = answers[(answers["duration_s"] < 60) | (total != 100)].index
                kept = answers.drop(bad)
                return kept.loc[kept["attention_check"]].reset_index(drop=True)

            def gap(answers, numbers):
                return pd.Series(numbers).apply(
                    lambda n: answers["P" + n].sub(answers["E" + n]).mean()).mean()
            """,
        ),
    ],
)

# --- priority (A7.2)

PRIORITY_CODE = solution(__file__, "priority")
MEAN = "(gaps * weights).sum() / weights.sum()"
LEAST = "(gaps * weights).idxmin()"

PRIORITY = Answers(
    mistakes=[
        wrong(
            "the plain mean",
            changed(PRIORITY_CODE, (MEAN, "gaps.mean()")),
            "priority-weighted",
            "不加权的平均",
        ),
        wrong(
            "not divided",
            changed(PRIORITY_CODE, (MEAN, "(gaps * weights).sum()")),
            "priority-weighted",
            "还要除以权重的合计",
        ),
        wrong(
            "divided by 100",
            changed(PRIORITY_CODE, (MEAN, "(gaps * weights).sum() / 100")),
            "priority-weighted",
            "不是 100",
        ),
        wrong(
            "divided by how many",
            changed(PRIORITY_CODE, (MEAN, "(gaps * weights).mean()")),
            "priority-weighted",
            "不是维度的个数",
        ),
        wrong(
            "gaps without a sign",
            changed(PRIORITY_CODE, (MEAN, "(gaps.abs() * weights).sum() / weights.sum()")),
            "priority-weighted",
            "比期望好的是正数",
        ),
        wrong(
            "the wrong sign",
            changed(PRIORITY_CODE, (MEAN, "-" + MEAN)),
            "priority-weighted",
            "正负号不要变",
        ),
        wrong(
            "only what falls short",
            changed(
                PRIORITY_CODE, (MEAN, "(gaps * weights)[gaps < 0].sum() / weights[gaps < 0].sum()")
            ),
            "priority-weighted",
            "也要算进去",
        ),
        wrong(
            "what falls short over all weights",
            changed(PRIORITY_CODE, (MEAN, "(gaps * weights)[gaps < 0].sum() / weights.sum()")),
            "priority-weighted",
            "也要算进去",
        ),
        wrong(
            "to two decimals",
            changed(PRIORITY_CODE, (MEAN, f"round({MEAN}, 2)")),
            "priority-weighted",
            "至少留三位小数",
        ),
        wrong(
            "divided by the gaps",
            changed(PRIORITY_CODE, (MEAN, "(gaps * weights).sum() / gaps.sum()")),
            "priority-weighted",
            "不是差距的合计",
        ),
        wrong(
            "the sums divided",
            changed(PRIORITY_CODE, (MEAN, "gaps.sum() / weights.sum()")),
            "priority-weighted",
            "先乘自己的权重",
        ),
        wrong(
            "a number for each dimension",
            changed(PRIORITY_CODE, (MEAN, "gaps * weights / weights.sum()")),
            "priority-weighted",
            "要一个数",
        ),
        wrong(
            "the widest gap",
            changed(PRIORITY_CODE, (LEAST, "gaps.idxmin()")),
            "priority-first",
            "还没有看权重",
        ),
        wrong(
            "the largest weight",
            changed(PRIORITY_CODE, (LEAST, "weights.idxmax()")),
            "priority-first",
            "还没有看差距",
        ),
        wrong(
            "the largest product",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights).idxmax()")),
            "priority-first",
            "比期望好",
        ),
        wrong(
            "the largest product without a sign",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights).abs().idxmax()")),
            "priority-first",
            "正负号不要丢",
        ),
        wrong(
            "the product itself",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights).min()")),
            "priority-first",
            "也不是积有多大",
        ),
        wrong(
            "its place",
            changed(PRIORITY_CODE, (LEAST, "int((gaps * weights).argmin())")),
            "priority-first",
            "不是第几个",
        ),
        wrong(
            "equal products once",
            changed(PRIORITY_CODE, (MEAN, "sum(set(gaps * weights)) / weights.sum()")),
            "priority-weighted",
            "有的积一样时",
        ),
        wrong(
            "rounded products",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights).round(2).idxmin()")),
            "priority-first",
            "只差一点点",
        ),
        wrong(
            "equals in the order of the example",
            changed(
                PRIORITY_CODE,
                (
                    LEAST,
                    '(gaps * weights).reindex(["tan", "rel", "res", "ass", "emp"]).idxmin()',
                ),
            ),
            "priority-first",
            "先后不同、又有两个积一样小时",
        ),
        wrong(
            "the last of equals",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights)[::-1].idxmin()")),
            "priority-first",
            "取 gaps 里排在前面的",
        ),
        wrong(
            "the heavier of equals",
            changed(
                PRIORITY_CODE,
                (LEAST, "(gaps * weights)[weights.sort_values(ascending=False).index].idxmin()"),
            ),
            "priority-first",
            "不看谁的权重大",
        ),
        wrong(
            "the wider of equals",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights)[gaps.sort_values().index].idxmin()")),
            "priority-first",
            "不看谁的差距大",
        ),
        wrong(
            "equals by letter",
            changed(PRIORITY_CODE, (LEAST, "(gaps * weights).sort_index().idxmin()")),
            "priority-first",
            "也不按字母",
        ),
        wrong(
            "divided by the weights",
            changed(PRIORITY_CODE, (LEAST, "(gaps / weights).idxmin()")),
            "priority-first",
            "差距要乘权重",
        ),
        wrong(
            "all that are equal",
            changed(
                PRIORITY_CODE,
                (
                    LEAST,
                    "list(gaps[gaps * weights == (gaps * weights).min()].index)",
                ),
            ),
            "priority-first",
            "只要维度的代号",
        ),
        wrong(
            "adds gap and weight",
            changed(PRIORITY_CODE, ("(gaps * weights).sum()", "(gaps + weights).sum()")),
            "priority-weighted",
            "差距要乘权重，不是加",
        ),
        wrong(
            "no brackets round the product",
            changed(PRIORITY_CODE, (LEAST, "gaps * weights.idxmin()")),
            "priority-first",
            "先用圆括号把算式括起来",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it",
            """
            def weighted(gaps, weights):
                push = weights * gaps
                return push.sum() / weights.sum()

            def priority(gaps, weights):
                push = weights * gaps
                return push.idxmin()
            """,
            taught="push = weights * gaps",
        ),
        right(
            "by names",
            """
            def weighted(gaps, weights):
                total = 0
                for name in gaps.index:
                    total += gaps[name] * weights[name]
                return total / sum(weights)

            def priority(gaps, weights):
                best = gaps.index[0]
                for name in gaps.index:
                    if gaps[name] * weights[name] < gaps[best] * weights[best]:
                        best = name
                return best
            """,
        ),
        right(
            "shares first",
            """
            def weighted(gaps, weights):
                share = weights / weights.sum()
                return round((share * gaps).sum(), 3)

            def priority(gaps, weights):
                return min(gaps.index, key=lambda name: gaps[name] * weights[name])
            """,
        ),
        right(
            "dot and sorting",
            """
            def weighted(gaps, weights):
                return gaps.dot(weights) / weights.sum()

            def priority(gaps, weights):
                product = gaps.mul(weights)
                return product.sort_values(kind="stable").index[0]
            """,
        ),
        right(
            "lists and a table",
            """
            def weighted(gaps, weights):
                pairs = list(zip(gaps, weights))
                total = sum([weight for _, weight in pairs])
                return sum([gap * weight for gap, weight in pairs]) / total

            def priority(gaps, weights):
                table = pd.DataFrame({"gap": gaps, "weight": weights})
                table["push"] = table["gap"] * table["weight"]
                return table[table["push"] == table["push"].min()].index[0]
            """,
        ),
    ],
)

# --- practice: indices (A7.3)

INDICES_CODE = solution(__file__, "indices", "practice.py")
KNOWN, BUYERS, SALES = "indices-known", "indices-buyers", "indices-sales"
EVERY_INDEX = f"{KNOWN} {BUYERS} {SALES}"
REPUTATION = 'people["praised"].sum() / people["named"].sum()'
GROWTH = 'people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1'


def index_wrong(name: str, old: str, new: str, loses: str, says: str) -> Mistake:
    """The right dictionary but for one index."""
    return wrong(name, changed(INDICES_CODE, (old, new)), loses, says)


INDICES = Answers(
    mistakes=[
        index_wrong(
            "awareness by buyers",
            'people["named"].mean()',
            'people["bought"].mean()',
            KNOWN,
            "不是买过的人",
        ),
        index_wrong(
            "awareness over the buyers",
            'people["named"].mean()',
            'people["named"].sum() / len(buyers)',
            KNOWN,
            "不是买过的人",
        ),
        index_wrong(
            "awareness to two decimals",
            'people["named"].mean()',
            'round(people["named"].mean(), 2)',
            KNOWN,
            "至少留三位小数",
        ),
        wrong(
            "two keys exchanged",
            changed(
                INDICES_CODE,
                ('"awareness"', '"first"'),
                ('"reputation"', '"awareness"'),
                ('"first"', '"reputation"'),
            ),
            KNOWN,
            "写反了",
        ),
        wrong(
            "the case's own table",
            changed(
                INDICES_CODE,
                ("    buyers =", '    people = cases.load("ctrip", "index_survey")\n    buyers ='),
            ),
            EVERY_INDEX,
            "不要另外读表",
        ),
        index_wrong(
            "everybody's own growth",
            GROWTH,
            '(people["spent_cny"] / people["spent_before_cny"] - 1).mean()',
            SALES,
            "先合计，再相除",
        ),
        index_wrong(
            "awareness as a number",
            'people["named"].mean()',
            'people["named"].sum()',
            KNOWN,
            "知名度要比例",
        ),
        index_wrong(
            "reputation of all", REPUTATION, 'people["praised"].mean()', KNOWN, "不是所有人"
        ),
        index_wrong(
            "reputation of the buyers",
            REPUTATION,
            'people["praised"].sum() / len(buyers)',
            KNOWN,
            "不是买过的人",
        ),
        index_wrong(
            "reputation in percent", REPUTATION, f"100 * {REPUTATION}", KNOWN, "不写成百分数"
        ),
        index_wrong(
            "both are needed", 'buyers["again"] | ', 'buyers["again"] & ', BUYERS, "不是 &"
        ),
        index_wrong(
            "two shares added",
            "back.mean()",
            'buyers["again"].mean() + buyers["recommended"].mean()',
            BUYERS,
            "只算一次",
        ),
        index_wrong(
            "recommending is no return",
            "back.mean()",
            'buyers["again"].mean()',
            BUYERS,
            "推荐给别人的也算",
        ),
        index_wrong(
            "buying again is no return",
            "back.mean()",
            'buyers["recommended"].mean()',
            BUYERS,
            "再次购买的也算",
        ),
        index_wrong(
            "the return rate of all",
            "back.mean()",
            "back.sum() / len(people)",
            BUYERS,
            "回头率除以买过的人",
        ),
        index_wrong(
            "the complaint rate of all",
            'buyers["complained"].mean()',
            'people["complained"].mean()',
            BUYERS,
            "抱怨率除以买过的人",
        ),
        index_wrong(
            "complaints as a number",
            'buyers["complained"].mean()',
            'buyers["complained"].sum()',
            BUYERS,
            "抱怨率要比例",
        ),
        index_wrong(
            "those who did not complain",
            'buyers["complained"].mean()',
            '(~buyers["complained"]).mean()',
            BUYERS,
            "没有抱怨",
        ),
        index_wrong("not less 1", GROWTH, GROWTH.replace(" - 1", ""), SALES, "还要减 1"),
        index_wrong(
            "yuan",
            GROWTH,
            'people["spent_cny"].sum() - people["spent_before_cny"].sum()',
            SALES,
            "不是多卖了多少元",
        ),
        index_wrong(
            "the wrong way round",
            GROWTH,
            'people["spent_before_cny"].sum() / people["spent_cny"].sum() - 1',
            SALES,
            "反了",
        ),
        index_wrong(
            "of this year",
            GROWTH,
            '1 - people["spent_before_cny"].sum() / people["spent_cny"].sum()',
            SALES,
            "不是今年的",
        ),
        index_wrong(
            "buyers of this year only",
            GROWTH,
            'buyers["spent_cny"].sum() / buyers["spent_before_cny"].sum() - 1',
            SALES,
            "去年买过、今年没有买的",
        ),
        index_wrong("growth in percent", GROWTH, f"100 * ({GROWTH})", SALES, "不写成百分数"),
        index_wrong("another key", '"repeat"', '"back"', BUYERS, "要有 repeat 和 complaint"),
        wrong(
            "all in percent",
            INDICES_CODE.replace("    return {", "    found = {").rstrip()
            + "\n    return {name: 100 * value for name, value in found.items()}",
            EVERY_INDEX,
            "不写成百分数",
        ),
        wrong(
            "the numbers without keys",
            INDICES_CODE.replace("    return {", "    found = {").rstrip()
            + "\n    return list(found.values())",
            EVERY_INDEX,
            "要有 awareness 和 reputation",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it",
            """
            def indices(people):
                fans = people[people["named"]]
                buyers = people[people["bought"]]
                back = buyers["again"] | buyers["recommended"]
                before, now = people["spent_before_cny"].sum(), people["spent_cny"].sum()
                return {
                    "awareness": people["named"].mean(), "reputation": fans["praised"].mean(),
                    "repeat": back.mean(), "complaint": buyers["complained"].mean(),
                    "sales": (now - before) / before,
                }
            """,
            taught='back = buyers["again"] | buyers["recommended"]',
        ),
        right(
            "sums alone",
            """
            def indices(people):
                bought = people["bought"].sum()
                back = (people["again"] | people["recommended"]).sum()
                found = {}
                found["sales"] = people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1
                found["repeat"] = back / bought
                found["complaint"] = people["complained"].sum() / bought
                found["awareness"] = people["named"].sum() / len(people)
                found["reputation"] = people["praised"].sum() / people["named"].sum()
                return found
            """,
        ),
        right(
            "a Series, rounded",
            """
            def indices(people):
                buyers = people.query("bought")
                back = buyers[["again", "recommended"]].any(axis=1)
                grown = people["spent_cny"].mean() / people["spent_before_cny"].mean() - 1
                return pd.Series({
                    "awareness": people["named"].mean(),
                    "reputation": people.loc[people["named"], "praised"].mean(),
                    "repeat": back.mean(), "complaint": buyers["complained"].mean(), "sales": grown,
                }).round(3)
            """,
        ),
        right(
            "row by row",
            """
            def indices(people):
                named = praised = bought = back = complained = 0
                for _, row in people.iterrows():
                    named += row["named"]
                    praised += row["praised"]
                    if row["bought"]:
                        bought += 1
                        complained += row["complained"]
                        back += row["again"] or row["recommended"]
                before = sum(people["spent_before_cny"])
                return {
                    "awareness": named / len(people), "reputation": praised / named,
                    "repeat": back / bought, "complaint": complained / bought,
                    "sales": (sum(people["spent_cny"]) - before) / before,
                }
            """,
        ),
        right(
            "both less those who did both",
            """
            def indices(people):
                buyers = people[people["bought"] == True]
                both = buyers["again"] & buyers["recommended"]
                back = buyers["again"].mean() + buyers["recommended"].mean() - both.mean()
                named = people[people["named"]]
                growth = people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1
                return dict(awareness=len(named) / len(people), reputation=named["praised"].mean(),
                            complaint=buyers["complained"].mean(), sales=growth) | {"repeat": back}
            """,
        ),
    ],
)

# --- retention (A7.6)

RETENTION_CODE = solution(__file__, "retention")
COHORTS, SHARE, TIMES = "retention-cohorts", "retention-share", "retention-times"
STAYED = "later / start"
PART_OF = 'loyal.sum() / customers["profit"].sum()'
RATIO = "loyal.mean() / ordinary.mean()"


def kept_wrong(name: str, old: str, new: str, loses: str, says: str) -> Mistake:
    """The right functions but for one piece."""
    return wrong(name, changed(RETENTION_CODE, (old, new)), loses, says)


RETENTION = Answers(
    mistakes=[
        kept_wrong(
            "of the month before",
            'cohorts["month"] == 0',
            'cohorts["month"] == month - 1',
            COHORTS,
            "不是上个月的",
        ),
        kept_wrong("the share that left", STAYED, "1 - later / start", COHORTS, "走了的比例"),
        kept_wrong("how many are left", STAYED, "later", COHORTS, "这是人数"),
        kept_wrong("percent", STAYED, "100 * later / start", COHORTS, "不写成百分数"),
        kept_wrong("upside down", STAYED, "start / later", COHORTS, "除反了"),
        kept_wrong("of both groups", STAYED, "later / start.sum()", COHORTS, "不是合计"),
        kept_wrong(
            "both groups together", STAYED, "later.sum() / start.sum()", COHORTS, "各算各的"
        ),
        kept_wrong("of the first group", STAYED, "later / start.iloc[1]", COHORTS, "每一批的分母"),
        wrong(
            "rows that do not meet",
            changed(RETENTION_CODE, ('.set_index("cohort")', "")),
            COHORTS,
            "set_index",
        ),
        kept_wrong(
            "the month in quotes",
            'cohorts["month"] == month]',
            'cohorts["month"] == "month"]',
            COHORTS,
            "没有找到那个月",
        ),
        kept_wrong(
            "a month that is fixed",
            'cohorts["month"] == month]',
            'cohorts["month"] == 36]',
            COHORTS,
            "没有找到那个月",
        ),
        kept_wrong("of a thousand", STAYED, "later / 1000", COHORTS, "不一定是 1000"),
        kept_wrong(
            "by place",
            STAYED,
            "pd.Series(later.to_numpy() / start.to_numpy(), later.index)",
            COHORTS,
            "才按批对上",
        ),
        kept_wrong(
            "of the first row of each group",
            STAYED,
            'later / cohorts.groupby("cohort")["active"].first()',
            COHORTS,
            "第一行不一定",
        ),
        kept_wrong(
            "the last month",
            'cohorts["month"] == month]',
            'cohorts["month"] == cohorts["month"].max()]',
            COHORTS,
            "不是最后一个月",
        ),
        kept_wrong(
            "laid side by side by size",
            STAYED,
            "pd.Series(later.sort_values().array / start.sort_values().array,"
            " later.sort_values().index)",
            COHORTS,
            "原来人多的那一批",
        ),
        kept_wrong(
            "the share of people", PART_OF, 'customers["loyal"].mean()', SHARE, "不是人数的比例"
        ),
        kept_wrong("of the ordinary", PART_OF, f"1 - {PART_OF}", SHARE, "普通客户的利润占的比例"),
        kept_wrong(
            "over the ordinary",
            PART_OF,
            'loyal.sum() / customers[~customers["loyal"]]["profit"].sum()',
            SHARE,
            "除以全部利润",
        ),
        kept_wrong("yuan", PART_OF, "loyal.sum()", SHARE, "要比例"),
        kept_wrong("the share in percent", PART_OF, f"100 * {PART_OF}", SHARE, "不写成百分数"),
        kept_wrong(
            "profits above 0 only",
            PART_OF,
            'loyal.sum() / customers[customers["profit"] > 0]["profit"].sum()',
            SHARE,
            "亏的客户也要算",
        ),
        kept_wrong(
            "means compared",
            PART_OF,
            'loyal.mean() / customers["profit"].mean()',
            SHARE,
            "不是平均的比例",
        ),
        kept_wrong("sums compared", RATIO, "loyal.sum() / ordinary.sum()", TIMES, "不是合计的倍数"),
        kept_wrong(
            "the ordinary over the loyal", RATIO, "ordinary.mean() / loyal.mean()", TIMES, "除反了"
        ),
        kept_wrong(
            "over everybody",
            RATIO,
            'loyal.mean() / customers["profit"].mean()',
            TIMES,
            "不是和全部客户比",
        ),
        kept_wrong("medians", RATIO, "loyal.median() / ordinary.median()", TIMES, "不是中位数"),
        kept_wrong("so much more", RATIO, f"{RATIO} - 1", TIMES, "不用减 1"),
        kept_wrong("a whole number", RATIO, f"int({RATIO})", TIMES, "也不要取整"),
        kept_wrong("subtracted", RATIO, "loyal.mean() - ordinary.mean()", TIMES, "不是相减"),
        kept_wrong("heads", RATIO, "len(loyal) / len(ordinary)", TIMES, "人数的比"),
        kept_wrong(
            "without those who cost money",
            RATIO,
            "loyal.mean() / ordinary[ordinary > 0].mean()",
            TIMES,
            "亏的客户也要算在平均里",
        ),
        wrong(
            "all months up to this one",
            changed(
                RETENTION_CODE,
                (
                    '== month].set_index("cohort")["active"]',
                    '<= month].groupby("cohort")["active"].sum()',
                ),
            ),
            "retention-cohorts",
            "不把前面的月份加起来",
        ),
        kept_wrong(
            "by the number of customers",
            'customers["profit"].sum()',
            "len(customers)",
            "retention-share",
            "不是客户的个数",
        ),
        wrong(
            "loyal by three years",
            changed(RETENTION_CODE, ('customers["loyal"]', '(customers["years"] >= 3)')),
            "retention-share retention-times",
            "看 loyal 这一列",
        ),
        wrong(
            "whole numbers only",
            changed(RETENTION_CODE, (STAYED, "later // start")),
            "retention-cohorts",
            "// 只留整数",
        ),
        wrong(
            "people for profit",
            changed(
                RETENTION_CODE, (PART_OF, 'customers["loyal"].sum() / customers["profit"].sum()')
            ),
            "retention-share",
            "分子是利润，不是人数",
        ),
        wrong(
            "sum over mean",
            changed(RETENTION_CODE, (RATIO, "loyal.sum() / ordinary.mean()")),
            "retention-times",
            "分子也要平均",
        ),
    ],
    unusual=[
        right(
            "as the lesson lays the groups side by side",
            """
            def retention(cohorts, month):
                wide = cohorts.pivot(index="month", columns="cohort", values="active")
                return wide.loc[month] / wide.loc[0]

            def share(customers):
                return customers[customers["loyal"]]["profit"].sum() / customers["profit"].sum()

            def times(customers):
                loyal = customers[customers["loyal"]]
                ordinary = customers[~customers["loyal"]]
                each = loyal["profit"].sum() / len(loyal)
                return each / (ordinary["profit"].sum() / len(ordinary))
            """,
            taught='wide = cohorts.pivot(index="month", columns="cohort", values="active")',
        ),
        right(
            "groups",
            """
            def retention(cohorts, month):
                start = cohorts.query("month == 0").groupby("cohort")["active"].sum()
                later = cohorts[cohorts["month"] == month].groupby("cohort")["active"].sum()
                return (later / start).round(3)

            def share(customers):
                sums = customers.groupby("loyal")["profit"].sum()
                return sums[True] / sums.sum()

            def times(customers):
                means = customers.groupby("loyal")["profit"].mean()
                return means[True] / means[False]
            """,
        ),
        right(
            "a loop over the groups",
            """
            def retention(cohorts, month):
                found = {}
                for name in cohorts["cohort"].unique():
                    one = cohorts[cohorts["cohort"] == name].set_index("month")["active"]
                    found[name] = one[month] / one[0]
                return found

            def share(customers):
                return (customers["profit"] * customers["loyal"]).sum() / sum(customers["profit"])

            def times(customers):
                loyal = customers.loc[customers["loyal"], "profit"]
                ordinary = customers.loc[customers["loyal"] == False, "profit"]
                return float(loyal.mean()) / float(ordinary.mean())
            """,
        ),
        right(
            "tables joined",
            """
            def retention(cohorts, month):
                start = cohorts[cohorts["month"] == 0]
                later = cohorts[cohorts["month"] == month]
                both = start.merge(later, on="cohort")
                both["kept"] = both["active_y"] / both["active_x"]
                return both.set_index("cohort")["kept"]

            def share(customers):
                loyal = customers.query("loyal")["profit"].sum()
                ordinary = customers.query("not loyal")["profit"].sum()
                return loyal / (loyal + ordinary)

            def times(customers):
                loyal = [row["profit"] for _, row in customers.iterrows() if row["loyal"]]
                ordinary = [row["profit"] for _, row in customers.iterrows() if not row["loyal"]]
                return sum(loyal) / len(loyal) / (sum(ordinary) / len(ordinary))
            """,
        ),
    ],
)

# --- steady (A7.9)

STEADY_CODE = solution(__file__, "steady")
THREE, ANY = "steady-three", "steady-any"
BOTH = f"{THREE} {ANY}"
SHARES = "[year / sum(years) for year in years]"
SHARED_OUT = """
def steady(keep):
    shares = [1 / len(keep)] * len(keep)
    for year in range({years}):
        lost = [share * (1 - rate) for share, rate in zip(shares, keep)]
        shares = [
            share - gone + (sum(lost) - gone) / {others} for share, gone in zip(shares, lost)
        ]
    return shares
"""

STEADY = Answers(
    mistakes=[
        wrong(
            "in proportion to retention",
            changed(STEADY_CODE, ("1 / (1 - rate)", "rate")),
            BOTH,
            "不是和保留率成正比",
        ),
        wrong(
            "in proportion to those who leave",
            changed(STEADY_CODE, ("1 / (1 - rate)", "1 - rate")),
            BOTH,
            "反了",
        ),
        wrong("not divided", changed(STEADY_CODE, (SHARES, "years")), BOTH, "还要除以合计"),
        wrong(
            "equal shares",
            changed(STEADY_CODE, (SHARES, "[1 / len(keep) for year in years]")),
            BOTH,
            "份额也不同",
        ),
        wrong(
            "percent",
            changed(STEADY_CODE, (SHARES, "[100 * year / sum(years) for year in years]")),
            BOTH,
            "不写成百分数",
        ),
        wrong(
            "from large to small",
            changed(STEADY_CODE, (SHARES, f"sorted({SHARES}, reverse=True)")),
            BOTH,
            "先后要和 keep 一样",
        ),
        wrong(
            "from small to large",
            changed(STEADY_CODE, (SHARES, f"sorted({SHARES})")),
            BOTH,
            "先后要和 keep 一样",
        ),
        wrong(
            "the largest", changed(STEADY_CODE, (SHARES, f"max({SHARES})")), BOTH, "每一家的份额"
        ),
        wrong(
            "no brackets",
            changed(STEADY_CODE, ("1 / (1 - rate)", "1 / 1 - rate")),
            BOTH,
            "反了",
        ),
        wrong(
            "who leaves each year",
            changed(STEADY_CODE, (SHARES, "[1 - rate for rate in keep]")),
            BOTH,
            "每年走的比例",
        ),
        wrong(
            "over the largest",
            changed(STEADY_CODE, (SHARES, "[year / max(years) for year in years]")),
            BOTH,
            "不是最大的一家",
        ),
        wrong(
            "over the mean",
            changed(STEADY_CODE, (SHARES, "[year * len(keep) / sum(years) for year in years]")),
            BOTH,
            "不是平均",
        ),
        wrong(
            "one over retention",
            changed(STEADY_CODE, ("1 / (1 - rate)", "1 / (rate + 0.001)")),
            BOTH,
            "不是 1 ÷ 保留率",
        ),
        wrong(
            "three years", SHARED_OUT.format(years=3, others="(len(keep) - 1)"), BOTH, "还没有稳定"
        ),
        wrong("two rivals always", SHARED_OUT.format(years=900, others=2), ANY, "这里只有一家"),
        wrong(
            "two decimals",
            changed(STEADY_CODE, (SHARES, "[round(year / sum(years), 2) for year in years]")),
            ANY,
            "至少留三位小数",
        ),
        wrong(
            "years with one decimal",
            changed(STEADY_CODE, ("1 / (1 - rate)", "round(1 / (1 - rate), 1)")),
            ANY,
            "有别的几家时",
        ),
        wrong(
            "twenty years",
            """
            def steady(keep):
                shares = [1 / len(keep)] * len(keep)
                for _ in range(20):
                    lost = [part * (1 - rate) for part, rate in zip(shares, keep)]
                    others = len(keep) - 1
                    shares = [p - l + (sum(lost) - l) / others for p, l in zip(shares, lost)]
                return shares
            """,
            ANY,
            "有别的几家时",
        ),
        wrong(
            "three firms only",
            """
            def steady(keep):
                years = [1 / (1 - keep[0]), 1 / (1 - keep[1]), 1 / (1 - keep[2])]
                return [year / sum(years) for year in years]
            """,
            ANY,
            "超出了范围",
        ),
        wrong(
            "the example only",
            """
            def steady(keep):
                return [0.3, 0.4, 0.3]
            """,
            BOTH,
            "小例子对了",
        ),
        wrong(
            "no brackets below the line",
            changed(STEADY_CODE, ("1 / (1 - rate)", "1 / 1 - rate")),
            BOTH,
            "的圆括号不能少",
        ),
        wrong(
            "divided by the number of firms",
            changed(STEADY_CODE, ("sum(years)", "len(years)")),
            BOTH,
            "不是有几家",
        ),
        wrong(
            "divided by the retentions",
            changed(STEADY_CODE, ("sum(years)", "sum(keep)")),
            BOTH,
            "不是保留率的合计",
        ),
        wrong(
            "the list at once",
            changed(STEADY_CODE, ("[1 / (1 - rate) for rate in keep]", "1 / (1 - keep)")),
            BOTH,
            "列表不能整个拿来加减乘除",
        ),
    ],
    unusual=[
        right(
            "as the lesson does it for two shops",
            """
            def steady(keep):
                stay = pd.Series(keep)
                stay = 1 / (1 - stay)
                return (stay / stay.sum()).to_list()
            """,
            taught="(stay / stay.sum())",
        ),
        right(
            "a loop",
            """
            def steady(keep):
                total = 0
                for rate in keep:
                    total = total + 1 / (1 - rate)
                shares = []
                for rate in keep:
                    shares.append(round(1 / (1 - rate) / total, 3))
                return shares
            """,
        ),
        right(
            "year after year",
            """
            def steady(keep):
                shares = [1 / len(keep) for rate in keep]
                for year in range(500):
                    left = [share * (1 - rate) for share, rate in zip(shares, keep)]
                    won = [(sum(left) - one) / (len(keep) - 1) for one in left]
                    shares = [share - one + more for share, one, more in zip(shares, left, won)]
                return shares
            """,
        ),
        right(
            "an array",
            """
            def steady(keep):
                years = pd.Series(keep).rsub(1).pow(-1).to_numpy()
                return years / years.sum()
            """,
        ),
        right(
            "compared with the first firm",
            """
            def steady(keep):
                first = 1 - keep[0]
                ratios = [first / (1 - rate) for rate in keep]
                return tuple(ratio / sum(ratios) for ratio in ratios)
            """,
        ),
    ],
)

TASKS = {
    "gap": GAP,
    "priority": PRIORITY,
    "retention": RETENTION,
    "steady": STEADY,
}

# --- practice: levels (A7.4), cause (A7.5), uplift (A7.7), margin (A7.8)

LEVEL_LISTS = {
    "MS": [1, 4, 8],
    "BS": [2, 5],
    "VS": [3, 6, 7],
    "material": [9, 12, 15],
    "spiritual": [10, 13],
    "social": [11, 14, 16],
}
LEVELS = {number: name for name, numbers in LEVEL_LISTS.items() for number in numbers}
FACTORS = {
    "research": ["G01", "G11"],
    "upward": ["G03", "G12"],
    "levels": ["G07"],
    "teamwork": ["G08", "G14"],
    "staff_fit": ["G06"],
    "tech_fit": ["G02", "G13"],
    "control": ["G05"],
    "supervision": ["G09", "G15"],
    "role_conflict": ["G10"],
    "role_ambiguity": ["G04"],
}
CAUSES = {case: factor for factor, cases in FACTORS.items() for case in cases}

WIDE = [
    str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")) for number in LEVELS
]


def level_wrong(name: str, number: int, code: str) -> Mistake:
    """The right dictionary but for one thing."""
    check = "levels-1" if number < 9 else "levels-9"
    return wrong(name, f"levels = {LEVELS | {number: code}}", check, f"第 {number} 件")


def cause_wrong(name: str, number: int, code: str) -> Mistake:
    """The right dictionary but for one situation."""
    check = "cause-1" if number < 6 else "cause-6" if number < 11 else "cause-11"
    case = f"G{number:02d}"
    return wrong(name, f"causes = {CAUSES | {case: code}}", check, case)


UPLIFT_CODE = solution(__file__, "uplift", "practice.py")
MARGIN_CODE = solution(__file__, "margin", "practice.py")
MORE = "later / now - 1"
NEEDED = "math.ceil((1.96 * s / goal) ** 2)"
ERROR = "1.96 * s / n ** 0.5"

PRACTICE = {
    "indices": INDICES,
    "levels": Answers(
        mistakes=[
            level_wrong("a mission is behaviour", 1, "BS"),
            level_wrong("a rule is the mind", 2, "MS"),
            level_wrong("a sign is behaviour", 3, "BS"),
            level_wrong("a purpose is behaviour", 4, "BS"),
            level_wrong("training is the mind", 5, "MS"),
            level_wrong("an icon is behaviour", 6, "BS"),
            level_wrong("a uniform is behaviour", 7, "BS"),
            level_wrong("values are the look", 8, "VS"),
            level_wrong("sleep pleases the heart", 9, "spiritual"),
            level_wrong("a booklet is what was bought", 10, "material"),
            level_wrong("trees please the heart", 11, "spiritual"),
            level_wrong("a ticket pleases the heart", 12, "spiritual"),
            level_wrong("a card is social", 13, "social"),
            level_wrong("a toothbrush is what was bought", 14, "material"),
            level_wrong("a car on time pleases the heart", 15, "spiritual"),
            level_wrong("quiet lanes please the heart", 16, "spiritual"),
            wrong(
                "numbered from 0",
                f"levels = { ({number - 1: name for number, name in LEVELS.items()}) }",
                "levels-1 levels-9",
                "键从 1 开始",
            ),
            wrong("six lists", f"levels = {LEVEL_LISTS}", "levels-1 levels-9", "键是数字"),
            wrong(
                "in Chinese",
                f"levels = {dict.fromkeys(LEVELS, '理念')}",
                "levels-1 levels-9",
                "MS、BS、VS",
            ),
            wrong(
                "the first half only",
                f"levels = { ({n: LEVELS[n] for n in range(1, 9)}) }",
                "levels-9",
                "一个也不少",
            ),
            wrong("a seventeenth", f"levels = {LEVELS | {17: 'social'}}", "levels-9", "没有别的键"),
        ],
        unusual=[
            right("keys as text", f"levels = { ({str(n): name for n, name in LEVELS.items()}) }"),
            right("a Series", f"levels = pd.Series({LEVELS})"),
            right(
                "keys in full width, as the input method gives them",
                f"levels = { ({name: LEVELS[int(name)] for name in WIDE}) }",
            ),
            right(
                "a list, then numbered",
                f"levels = dict(enumerate({[LEVELS[n] for n in range(1, 17)]}, start=1))",
            ),
            right(
                "thing by thing",
                """
                levels = dict.fromkeys([1, 4, 8], "MS")
                for number in [2, 5]:
                    levels[number] = "BS"
                levels.update({3: "VS", 6: "VS", 7: "VS ", 10: "spiritual", 13: "spiritual"})
                levels |= dict.fromkeys([9, 12, 15], "material")
                levels |= dict.fromkeys([11, 14, 16], "social")
                """,
            ),
        ],
        untaught="the lesson gives the six levels in words",
    ),
    "cause": Answers(
        mistakes=[
            cause_wrong("no survey is no upward word", 1, "upward"),
            cause_wrong("slow systems are slow staff", 2, "staff_fit"),
            cause_wrong("no way to report is no survey", 3, "research"),
            cause_wrong("not knowing is not being able", 4, "staff_fit"),
            cause_wrong("no authority is an unclear role", 5, "role_ambiguity"),
            cause_wrong("untrained is unclear", 6, "role_ambiguity"),
            cause_wrong("four levels are upward", 7, "upward"),
            cause_wrong("two teams are two masters", 8, "role_conflict"),
            cause_wrong("calls an hour are a conflict", 9, "role_conflict"),
            cause_wrong("two supervisors are unclear", 10, "role_ambiguity"),
            cause_wrong("unread answers are upward", 11, "upward"),
            cause_wrong("not asking is no survey", 12, "research"),
            cause_wrong("the busy tone is the staff", 13, "staff_fit"),
            cause_wrong("two shifts are unclear", 14, "role_ambiguity"),
            cause_wrong("no check is no control", 15, "control"),
            wrong("ten lists", f"causes = {FACTORS}", "cause-1 cause-6 cause-11", "要写成字典"),
            wrong(
                "in Chinese",
                f"causes = {dict.fromkeys(CAUSES, '市场调查')}",
                "cause-1 cause-6 cause-11",
                "十个英文代号",
            ),
            wrong(
                "a sixteenth", f"causes = {CAUSES | {'G16': 'control'}}", "cause-11", "没有别的键"
            ),
        ],
        unusual=[
            right("a Series", f"causes = pd.Series({CAUSES})"),
            right(
                "blanks in the keys",
                f"causes = { ({name + ' ': code for name, code in CAUSES.items()}) }",
            ),
            right(
                "a list beside the table",
                f"""
                found = {[CAUSES[case] for case in sorted(CAUSES)]}
                causes = dict(zip(cases.load("ctrip", "factor_cases")["case_id"], found))
                """,
            ),
            right(
                "factor by factor",
                """
                causes = dict.fromkeys(["G01", "G11"], "research")
                causes |= {"G03": "upward", "G12": "upward", "G07": "levels", "G06": "staff_fit"}
                for case in ["G08", "G14"]:
                    causes[case] = "teamwork"
                causes.update(G02="tech_fit", G13="tech_fit", G05="control", G09="supervision")
                causes.update(G15="supervision", G10="role_conflict", G04="role_ambiguity")
                """,
            ),
        ],
        untaught="the lesson gives the ten factors in words",
    ),
    "uplift": Answers(
        mistakes=[
            wrong(
                "not less 1",
                changed(UPLIFT_CODE, (MORE, "later / now")),
                "uplift-one uplift-solve",
                "还要减 1",
            ),
            wrong(
                "subtracted",
                changed(UPLIFT_CODE, (MORE, "later - now")),
                "uplift-one uplift-solve",
                "不是相减",
            ),
            wrong(
                "of the new value",
                changed(UPLIFT_CODE, (MORE, "1 - now / later")),
                "uplift-one uplift-solve",
                "不是提高以后的",
            ),
            wrong(
                "the old numerator",
                changed(UPLIFT_CODE, ("(r0 + delta) / (1", "r0 / (1")),
                "uplift-one uplift-solve",
                "分子也变",
            ),
            wrong(
                "the old denominator",
                changed(UPLIFT_CODE, ("discount - r0 - delta", "discount - r0")),
                "uplift-one uplift-solve",
                "分母也变",
            ),
            wrong(
                "without the discount",
                changed(
                    UPLIFT_CODE,
                    ("(1 + discount - r0)", "(1 - r0)"),
                    ("(1 + discount - r0 - delta)", "(1 - r0 - delta)"),
                ),
                "uplift-one uplift-solve",
                "分母里有贴现率",
            ),
            wrong(
                "1 less the discount",
                changed(UPLIFT_CODE, ("1 + discount", "1 - discount")),
                "uplift-one uplift-solve",
                "不是 1 − discount",
            ),
            wrong(
                "delta not taken off",
                changed(UPLIFT_CODE, ("r0 - delta)", "r0 + delta)")),
                "uplift-one uplift-solve",
                "delta 也要减",
            ),
            wrong(
                "no brackets",
                changed(
                    UPLIFT_CODE,
                    ("(1 + discount - r0)", "1 + discount - r0"),
                    ("(1 + discount - r0 - delta)", "1 + discount - r0 - delta"),
                ),
                "uplift-one uplift-solve",
                "各加圆括号",
            ),
            wrong(
                "no brackets above",
                changed(UPLIFT_CODE, ("(r0 + delta) /", "r0 + delta /")),
                "uplift-one uplift-solve",
                "各加圆括号",
            ),
            wrong(
                "two decimals",
                changed(UPLIFT_CODE, (MORE, f"round({MORE}, 2)")),
                "uplift-one uplift-solve",
                "至少留三位小数",
            ),
            wrong(
                "percent for points",
                changed(
                    UPLIFT_CODE,
                    (
                        "(r0 + delta) / (1 + discount - r0 - delta)",
                        "r0 * (1 + delta) / (1 + discount - r0 * (1 + delta))",
                    ),
                ),
                "uplift-one uplift-solve",
                "百分点",
            ),
            wrong(
                "percent",
                changed(UPLIFT_CODE, (MORE, f"100 * ({MORE})")),
                "uplift-one uplift-solve",
                "不写成百分数",
            ),
            wrong(
                "the wrong half",
                changed(UPLIFT_CODE, ("discount) < target:", "discount) > target:")),
                "uplift-solve",
                "左头",
            ),
            wrong(
                "the retention after",
                changed(UPLIFT_CODE, ("return low", "return low + delta")),
                "uplift-solve",
                "不是提高以后的",
            ),
            wrong(
                "three times only",
                changed(UPLIFT_CODE, ("range(30)", "range(3)")),
                "uplift-solve",
                "找得还不够细",
            ),
            wrong(
                "the lesson's numbers",
                changed(
                    UPLIFT_CODE,
                    ("uplift(middle, delta, discount) < target", "uplift(middle, 0.05, 0.1) < 0.4"),
                ),
                "uplift-solve",
                "不要写死",
            ),
            wrong(
                "returned in the loop",
                changed(UPLIFT_CODE, ("    return low", "        return middle")),
                "uplift-solve",
                "循环完了再 return",
            ),
            wrong(
                "how much it brings",
                changed(UPLIFT_CODE, ("return low", "return uplift(low, delta, discount)")),
                "uplift-solve",
                "不是多了几成",
            ),
            wrong(
                "the retention in percent",
                changed(UPLIFT_CODE, ("return low", "return 100 * low")),
                "uplift-solve",
                "不写成百分数",
            ),
            wrong(
                "never none",
                changed(
                    UPLIFT_CODE,
                    (
                        'return "none"',
                        "pass",
                    ),
                ),
                "uplift-solve",
                "都大，找不到",
            ),
            wrong(
                "none only above",
                changed(UPLIFT_CODE, ("target < uplift(low, delta, discount) or ", "")),
                "uplift-solve",
                "都小，找不到",
            ),
            wrong(
                "from 0.6 on",
                changed(UPLIFT_CODE, ("low, high = 0.55", "low, high = 0.6")),
                "uplift-solve",
                "有的找得到",
            ),
            wrong(
                "from 0 on",
                changed(
                    UPLIFT_CODE, ("low, high = 0.55, 1 - delta", "low, high = 0.05, 1 - delta")
                ),
                "uplift-solve",
                "",
            ),
        ],
        unusual=[
            right(
                "as the lesson halves",
                """
                def uplift(r0, delta, discount):
                    def value(rate):
                        return rate / (1 + discount - rate)
                    return value(r0 + delta) / value(r0) - 1

                def solve(target, delta, discount):
                    low, high = 0.55, 1 - delta
                    if not uplift(low, delta, discount) <= target <= uplift(high, delta, discount):
                        return "none"
                    for turn in range(30):
                        middle = (low + high) / 2
                        if uplift(middle, delta, discount) < target:
                            low = middle
                        else:
                            high = middle
                    return round(middle, 4)
                """,
                taught="middle = (low + high) / 2",
            ),
            right(
                "step by step",
                """
                def uplift(r0, delta, discount):
                    before = r0 / (1 + discount - r0)
                    after = (r0 + delta) / (1 + discount - (r0 + delta))
                    return (after - before) / before

                def solve(target, delta, discount):
                    if uplift(1 - delta, delta, discount) < target:
                        return "none"
                    rate = 0.55
                    if uplift(rate, delta, discount) > target:
                        return "none"
                    while uplift(rate, delta, discount) < target:
                        rate = rate + 0.0005
                    return rate
                """,
            ),
            right(
                "the nearest of many",
                """
                def uplift(r0, delta, discount):
                    return (r0 + delta) * (1 + discount - r0) / (1 + discount - r0 - delta) / r0 - 1

                def solve(target, delta, discount):
                    steps = int((1 - delta - 0.55) * 5000)
                    rates = [0.55 + number / 5000 for number in range(steps + 1)]
                    found = pd.Series(rates, index=rates).apply(uplift, args=(delta, discount))
                    if target < found.min() or target > uplift(1 - delta, delta, discount):
                        return "none"
                    return (found - target).abs().idxmin()
                """,
            ),
            right(
                "until the range is small",
                """
                def uplift(r0, delta, discount):
                    new = r0 + delta
                    return new / r0 * (1 + discount - r0) / (1 + discount - new) - 1

                def solve(target, delta, discount):
                    low, high = 0.55, 1 - delta
                    low_end, high_end = uplift(low, delta, discount), uplift(high, delta, discount)
                    while high - low > 0.000001:
                        middle = low + (high - low) / 2
                        enough = uplift(middle, delta, discount) >= target
                        low, high = (low, middle) if enough else (middle, high)
                    return high if low_end <= target <= high_end else "none"
                """,
            ),
        ],
    ),
    "margin": Answers(
        mistakes=[
            wrong(
                "divided by n",
                changed(MARGIN_CODE, (ERROR, "1.96 * s / n")),
                "margin-error",
                "不是 n",
            ),
            wrong(
                "without 1.96",
                changed(MARGIN_CODE, (ERROR, "s / n ** 0.5")),
                "margin-error",
                "还要乘 1.96",
            ),
            wrong(
                "2 for 1.96",
                changed(MARGIN_CODE, (ERROR, "2 * s / n ** 0.5")),
                "margin-error",
                "不是 2",
            ),
            wrong(
                "2 for 1.96, squared",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((2 * s / goal) ** 2)")),
                "margin-needed",
                "不是 2",
            ),
            wrong(
                "without s",
                changed(MARGIN_CODE, (ERROR, "1.96 / n ** 0.5")),
                "margin-error",
                "还要乘标准差",
            ),
            wrong(
                "times the root",
                changed(MARGIN_CODE, (ERROR, "1.96 * s * n ** 0.5")),
                "margin-error",
                "不是乘",
            ),
            wrong(
                "without n",
                changed(MARGIN_CODE, (ERROR, "1.96 * s")),
                "margin-error",
                "还要除以 √n",
            ),
            wrong(
                "the whole width",
                changed(MARGIN_CODE, (ERROR, f"2 * {ERROR}")),
                "margin-error",
                "正负多少",
            ),
            wrong(
                "the root of both",
                changed(MARGIN_CODE, (ERROR, "1.96 * (s / n) ** 0.5")),
                "margin-error",
                "只有 n 要开方",
            ),
            wrong(
                "the root of all",
                changed(MARGIN_CODE, (ERROR, "(1.96 * s / n) ** 0.5")),
                "margin-error",
                "只有 n 要开方",
            ),
            wrong(
                "a half without brackets",
                changed(MARGIN_CODE, (ERROR, "1.96 * s / n ** 1 / 2")),
                "margin-error",
                "1/2 要加圆括号",
            ),
            wrong(
                "2 for 1.96",
                changed(MARGIN_CODE, (ERROR, "2 * s / n ** 0.5")),
                "margin-error",
                "不是 2",
            ),
            wrong(
                "only the goal squared",
                changed(MARGIN_CODE, (NEEDED, "math.ceil(1.96 * s / goal ** 2)")),
                "margin-needed",
                "整个商一起平方",
            ),
            wrong(
                "doubled",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((1.96 * s / goal) * 2)")),
                "margin-needed",
                "* 2 是两倍",
            ),
            wrong(
                "the root for the square",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((1.96 * s / goal) ** 0.5)")),
                "margin-needed",
                "不是开方",
            ),
            wrong(
                "rounded down",
                changed(MARGIN_CODE, ("math.ceil", "int")),
                "margin-needed",
                "往上取整",
            ),
            wrong(
                "rounded", changed(MARGIN_CODE, ("math.ceil", "round")), "margin-needed", "往上取整"
            ),
            wrong(
                "not rounded",
                changed(MARGIN_CODE, (NEEDED, "(1.96 * s / goal) ** 2")),
                "margin-needed",
                "人数要整数",
            ),
            wrong(
                "not squared",
                changed(MARGIN_CODE, (NEEDED, "math.ceil(1.96 * s / goal)")),
                "margin-needed",
                "还要平方",
            ),
            wrong(
                "rounded first",
                changed(MARGIN_CODE, (NEEDED, "math.ceil(1.96 * s / goal) ** 2")),
                "margin-needed",
                "先平方，再取整",
            ),
            wrong(
                "squared without 1.96",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((s / goal) ** 2)")),
                "margin-needed",
                "还要乘 1.96",
            ),
            wrong(
                "squared without s",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((1.96 / goal) ** 2)")),
                "margin-needed",
                "还要乘标准差",
            ),
            wrong(
                "one more",
                changed(MARGIN_CODE, (NEEDED, "int((1.96 * s / goal) ** 2) + 1")),
                "margin-needed",
                "正好是 1",
            ),
            wrong(
                "times the goal",
                changed(MARGIN_CODE, (NEEDED, "math.ceil((1.96 * s * goal) ** 2)")),
                "margin-needed",
                "goal 是分母",
            ),
        ],
        unusual=[
            right(
                "as the lesson writes it",
                """
                import math

                def margin(s, n):
                    return 1.96 * s / n ** 0.5

                def needed(s, goal):
                    number = (1.96 * s / goal) ** 2
                    return math.ceil(number)
                """,
                taught="1.96 * 1 / number ** 0.5",
            ),
            right(
                "math.sqrt and a loop",
                """
                import math

                def margin(s, n):
                    return round(1.96 * s / math.sqrt(n), 3)

                def needed(s, goal):
                    people = 1
                    while 1.96 * s / math.sqrt(people) > goal:
                        people += 1
                    return people
                """,
            ),
            right(
                "without math",
                """
                def margin(s, n):
                    return s * 1.96 * n ** -0.5

                def needed(s, goal):
                    exact = (1.96 * s) ** 2 / goal ** 2
                    people = int(exact)
                    return people if people == exact else people + 1
                """,
            ),
            right(
                "through the margin of one",
                """
                import math

                def margin(s, n):
                    return (1.96 ** 2 * s ** 2 / n) ** 0.5

                def needed(s, goal):
                    times = margin(s, 1) / goal
                    return int(math.ceil(times * times))
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
        {
            '"A"': "把目标改低",
            '"ｂ"': "试了三周",
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
            "3.33": "这是课文里的",
            "3.8": "保留两位小数",
            "4": "保留两位小数",
            "0.27": "除反了",
            "3.81": "还没有停下来",
            "60": "停下来的时候",
            '"nan"': "请填一个数字",
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
        ['"eca"', '["A", "C", "E"]', '"A、C、E"', '{"A", "C", "E"}', '"ＡＣＥ"', '"ａ，ｃ，ｅ"'],
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
            "33": "保留一位小数",
            "24.6": "4 个百分点",
            "24.4": "除以原来的价值",
            "110": "多少元",
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
            "38.3": "不是加减 5 个百分点",
            "28.3": "不是加减 5 个百分点",
            "6.67": "除以三家的合计",
            "50": "另外两家 80%",
            "85": "这是丙的保留率",
            "0.25": "填百分数",
            "28": "1 ÷ 流失率",
        },
        ["25.0", '"25%"', '"２５"', "100 * (1 / 0.15) / (1 / 0.10 + 1 / 0.10 + 1 / 0.15)"],
        taught={"100 * models.steady([0.90, 0.90, 0.85])[2]": "models.steady(kept)"},
    ),
}

ANSWERS = {"quality-tasks": TASKS, "quality-practice": PRACTICE, "quality-check": CHECK}
