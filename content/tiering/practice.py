# %% [markdown]
# # {title}
#
# 这里有三个任务，想多练就做：不计分，不用交，也不占作业的时间。做法和上机任务一样：写完一个，运行它下面的检查单元格，马上知道结果。
#
# **数据说明**　`datasets/ctrip` 里的会员和订单都是**模拟**的：按公开资料校准（事实编号和出处可以运行 `cases.calibration("ctrip")` 查看），没有真实的人，也不是携程的内部记录。从这些数据算出来的结果，不能当成携程公司的事实。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases

# %%
members = cases.load("ctrip", "members")
orders = cases.load("ctrip", "orders")
profiles = cases.load("ctrip", "profiles")
orders.head(3)

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `loyalty_score(table, weights=(0.4, 0.4, 0.2))`：`table` 以 `member_id` 为索引，有 `purchase_share`（购买比例）、`continuity`（购买连续性）、`default_rate`（违约率）三列，都在 0 到 1 之间；返回每位会员的忠诚度；
# - `quadrant(loyalty, rel_profit)`：两个 Series 分别是忠诚度和相对利润，返回每位会员的象限：`"L↑P↑"`、`"L↓P↑"`、`"L↓P↓"` 或 `"L↑P↓"`。
#
# **为什么**　赚得多的客户不一定忠诚。横轴看忠诚度，纵轴看相对利润，该留谁、该养谁就清楚了。
#
# **规则（权重和分界由本课程约定）**
#
# - 忠诚度 = 权重 1 × 购买比例 + 权重 2 × 购买连续性 − 权重 3 × 违约率；权重写在参数 `weights` 里，换一组也要能用。可以不取整；如果四舍五入，至少保留三位小数。
# - 每条轴以平均数为界：大于或等于平均数是 `↑`，小于是 `↓`。`L` 是忠诚度，写在前；`P` 是相对利润，写在后。
# - 同一位会员在两个 Series 里的位置可能不同，要按 `member_id` 对上。
#
# **样例**　三位同学的平时分：作业加分，缺勤扣分；再把“高”和“低”换成箭头拼起来。

# %%
homework, missed = pd.Series({"a": 0.9, "b": 0.5, "c": 0.7}), pd.Series({"c": 0.0, "b": 0.2, "a": 0.1})
print(0.8 * homework - 0.2 * missed)
print((homework >= homework.mean()).map({True: "H↑", False: "H↓"}) + "X")

# %% [markdown] hint=1
# 三项里有两项越多越好，有一项越多越糟。糟的那一项该加还是该减？

# %% [markdown] hint=2
# 第一个函数：三列各乘权重，前两项相加，最后一项减去。第二个：两个 Series 各自与平均数比，把 `True`、`False` 换成箭头，再把两段文字相加（pandas 会按索引对齐）。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# share, steady, default = weights
# return share * table["purchase_share"] + steady * table[...] ... default * table[...]
#
# loyal = (loyalty >= loyalty.mean()).map({True: "L↑", False: "L↓"})
# rich = (rel_profit ... rel_profit.mean()).map({True: ..., False: ...})
# return loyal + rich
# ```

# %% contract=true
table = Table("ctrip/profiles", "purchase_share continuity default_rate")
weights = Tuple(Number(0, 1), Number(0, 1), Number(0, 1))
loyalty = Values(Number())
rel_profit = Values(Number())

# %% answer="quadrant"
def loyalty_score(table, weights=(0.4, 0.4, 0.2)):
    """每位会员的忠诚度：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    share, steady, default = weights
    return share * table["purchase_share"] + steady * table["continuity"] - default * table["default_rate"]
    ### END SOLUTION

def quadrant(loyalty, rel_profit):
    """每位会员的象限，例如 L↑P↓：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    loyal = (loyalty >= loyalty.mean()).map({True: "L↑", False: "L↓"})
    rich = (rel_profit >= rel_profit.mean()).map({True: "P↑", False: "P↓"})
    return loyal + rich
    ### END SOLUTION

# %% check="quadrant-loyalty" points=5
tiny = pd.DataFrame({"purchase_share": [0.8, 0.2], "continuity": [0.6, 0.5], "default_rate": [0.12, 0.6]},
                    index=["A", "B"])
step = checks.example("loyalty_score", tiny)
for values_, zh, en in [
    ((0.584, 0.40), "违约率加上去了：违约越多，越不忠诚。", "the default rate was added: more defaults mean less loyalty."),
    ((1.28, 0.1), "权重还没有用上。", "the weights were not used."),
    ((0.56, 0.28), "违约率漏掉了。", "the default rate is missing."),
    ((0.44, -0.32), "违约率也要乘权重。", "the default rate has a weight too."),
    ((0.296, -0.04), "购买连续性漏掉了。", "the continuity is missing."),
    ((0.216, 0.08), "购买比例漏掉了。", "the purchase share is missing."),
    ((0.736, 0.36), "规则是直接减去违约率，不是加上（1 − 违约率）。", "subtract the default rate; do not add (1 - default rate)."),
    ((53.6, 16), "不要乘 100。", "do not multiply by 100."),
    ((0.54, 0.16), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(dict(zip("AB", values_)), zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    ((1.52 / 3, 1.3 / 3), "三项按权重相加减，不是求平均。", "weigh the three and add or subtract; do not take their mean."),
    ((0.616, 0.04), "购买比例用了两次，第二项是购买连续性。", "the purchase share is used twice: the second term is the continuity."),
    ((0.104, 0.0), "购买连续性要加，违约率要减。", "add the continuity, subtract the default rate."),
    ((0.496, 0.52), "三个权重和三列对不上：依次是购买比例、购买连续性、违约率。", "weights and columns do not match: purchase share, continuity, default rate."),
    ((0.5, 0.5), "按公式算出来的数直接返回，不要再换算。", "return what the formula gives, without rescaling."),
    ((1, 0), "按公式算出来的数直接返回，不要再换算。", "return what the formula gives, without rescaling."),
]:
    step.mistake(dict(zip("AB", values_)), zh, en, tol=0.0005)
### END HIDDEN TESTS
step.expect({"A": 0.536, "B": 0.16}, tol=0.0006, because=(
    "A 是 0.4 × 0.8 + 0.4 × 0.6 − 0.2 × 0.12，不再除以权重之和。", "A: 0.4 × 0.8 + 0.4 × 0.6 − 0.2 × 0.12, not divided by the sum of the weights."))
step = checks.example("loyalty_score", tiny, (0.5, 0.3, 0.2))
step.mistake({"A": 0.536, "B": 0.16}, "换了权重，结果没有跟着变。",
             "the weights were changed, but the result was not.", tol=0.0005)
step.mistake({"A": 0.516, "B": 0.19}, "前两个权重弄反了：先是购买比例，再是购买连续性。",
             "the first two weights are swapped: purchase share comes first.", tol=0.0005)
step.expect({"A": 0.556, "B": 0.13}, tol=0.0006, because=(
    "权重换成 0.5、0.3、0.2：A 是 0.5 × 0.8 + 0.3 × 0.6 − 0.2 × 0.12。", "with the weights 0.5, 0.3, 0.2 A is 0.5 × 0.8 + 0.3 × 0.6 − 0.2 × 0.12."))
### BEGIN HIDDEN TESTS
checks.example("loyalty_score", tiny, (0.5, 0.5, 0.5), about=("换一组权重时", "other weights")).mistake(
    {"A": 0.64 / 1.5, "B": 0.05 / 1.5}, "三项加减完就是忠诚度，不再除以权重之和。", "the three terms are the loyalty: do not divide by the sum of the weights.",
    tol=0.0005).expect({"A": 0.64, "B": 0.05}, tol=0.0006)
### REFERENCE
real_ = cases.load("ctrip", "profiles")[::20].set_index("member_id")
checks.agree("loyalty_score", reference.loyalty_score, real_, (0.2, 0.3, 0.9), tol=0.0006, case=(
    "换一组权重，有的忠诚度是负数时", "other weights, and scores below zero"))
real_ = real_[["default_rate", "purchase_share", "continuity"]]
checks.agree("loyalty_score", reference.loyalty_score, real_, tol=0.0006, case=(
    "三列的先后不同时", "the columns in another order"))
twins_ = real_.iloc[[0, 0, 1]].set_axis(["M1", "M2", "M3"])
checks.agree("loyalty_score", reference.loyalty_score, twins_, tol=0.0006, case=(
    "两位会员的三个数都一样时", "two members with the same three numbers"))
### END HIDDEN TESTS

# %% check="quadrant-place" points=5
loyal_ = pd.Series({"A": 0.75, "B": 0.25, "C": 0.5, "D": 0.5})
rich_ = pd.Series({"C": 0.25, "A": 2.0, "D": 0.5, "B": 1.25})
step = checks.example("quadrant", loyal_, rich_)
for places_, zh, en in [
    ("L↑P↑ L↓P↑ L↓P↓ L↓P↓", "正好等于平均数时，也标 ↑。", "a value equal to the mean gets ↑ too."),
    ("L↑P↑ L↑P↓ L↓P↑ L↓P↑", "两条轴弄反了：L 是忠诚度，P 是相对利润。", "the axes are swapped: L is loyalty."),
    ("L↑P↓ L↓P↓ L↑P↑ L↑P↑", "P 的箭头反了：大于或等于平均数才是 ↑。", "the arrows of P are reversed: ↑ means at least the mean."),
    ("L↑P↓ L↓P↑ L↑P↓ L↑P↑", "两个 Series 没有按 member_id 对上。", "the two Series were not matched by member_id."),
    ("P↑L↑ P↑L↓ P↓L↑ P↓L↑", "先写 L，后写 P。", "write L first, then P."),
    ("L↓P↓ L↑P↓ L↓P↑ L↓P↑", "箭头全反了：大于或等于平均数才是 ↑。", "all arrows are reversed: ↑ means at least the mean."),
]:
    step.mistake(dict(zip("ABCD", places_.split())), zh, en)
### BEGIN HIDDEN TESTS
for places_, zh, en in [
    ("L↓P↑ L↑P↑ L↓P↓ L↓P↓", "L 的箭头反了：大于或者等于平均数才是 ↑。", "the arrows of L are reversed: ↑ means at least the mean."),
    ("L↓P↑ L↓P↑ L↓P↓ L↓P↓", "忠诚度要和忠诚度的平均数比，不是和相对利润的平均数，也不是和 1 比。", "compare the loyalty with its own mean, not with that of the profit, nor with 1."),
    ("L↑P↑ L↓P↑ L↑P↓ L↑P↑", "相对利润要和相对利润的平均数比，忠诚度要和忠诚度的平均数比。", "compare each value with the mean of its own column."),
    ("L↑P↑ L↑P↑ L↓P↓ L↓P↓", "L 看 loyalty，P 看 rel_profit，两个都要用上。", "L is of loyalty and P of rel_profit: use both."),
    ("L↑P↑ L↓P↑ L↑P↑ L↑P↑", "分界是平均数，不是 0。", "the border is the mean, not 0."),
]:
    step.mistake(dict(zip("ABCD", places_.split())), zh, en)
step.mistake(lambda got: not {"L", "P"} <= set("".join(pd.Series(got))), "箭头前面要写上 L、P。", "write L and P before the arrows.")
### END HIDDEN TESTS
step.expect(dict(zip("ABCD", "L↑P↑ L↓P↑ L↑P↓ L↑P↓".split())), because=(
    "忠诚度平均 0.5，相对利润平均 1：A 两样都不低于平均，B 只有利润不低于，C、D 只有忠诚度不低于。",
    "the means are 0.5 and 1: A reaches both, B that of profit only, C and D that of loyalty only."))
### BEGIN HIDDEN TESTS
### REFERENCE
def in_order_(loyalty, rel_profit):
    return reference.quadrant(loyalty, rel_profit).reindex(loyalty.index)  # a plain list is read so


few_ = pd.Series({"M3": 0.5, "M1": 0.75, "M4": 0.5, "M2": 0.25})
equal_ = pd.Series({"M1": 1.0, "M2": 0.25, "M3": 1.75, "M4": 1.0})
checks.agree("quadrant", in_order_, few_, equal_, case=(
    "忠诚度或相对利润正好等于平均数时", "loyalty or relative profit equal to the mean"))
few_ = pd.Series({"M1": 0.8, "M2": 0.2, "M3": 0.3, "M4": 0.4, "M5": 0.45})
skewed_ = pd.Series({"M1": 0.5, "M2": 1.2, "M3": 0.6, "M4": 0.7, "M5": 0.78})
checks.agree("quadrant", reference.quadrant, few_, skewed_, case=(
    "平均数不是 0.5 和 1，有人又在平均数和中位数之间时（平均数不要取整）",
    "means other than 0.5 and 1, and values between mean and median (do not round the means)"))
### END HIDDEN TESTS

# %% [markdown]
# **接着想**　四个象限没有现成的名字。你会给 `L↑P↓` 起什么名字？用一句话说明理由，在小组里比一比。

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `behaviour(gap_days, active=90, lost=365)`：`gap_days` 是每位会员离上次下单的天数，返回 `"active"`（活跃）、`"dormant"`（沉睡）或 `"lost"`（流失）；
# - `migration(before, after)`：两个 Series 是同一批会员前后两期的行为等级，返回一张 3 × 3 的表：行是前一期，列是后一期，值是“前一期在这一级的会员，有多大比例到了后一期的这一级”。
#
# **为什么**　分级不是一次性的。看得见谁在往下掉，才来得及唤醒。
#
# **规则**
#
# - 天数 ≤ `active` 是活跃；天数 > `lost` 是流失；其余是沉睡。90 天和 365 天是**本课的约定**，没有统一的规定，不同行业可以不同。
# - 迁移表的行和列都按 `active`、`dormant`、`lost` 写全；每一行加起来等于 1；前一期没有人的那一行，全写 0。可以不取整；如果四舍五入，至少保留三位小数。
# - 前后两期要按 `member_id` 对上，只看两期都有的会员。
#
# **样例**　四位同学两个学期住校还是走读。`crosstab` 数人头，`normalize="index"` 让每一行加起来等于 1。

# %%
spring = pd.Series({"a": "dorm", "b": "dorm", "c": "home", "d": "dorm"})
autumn = pd.Series({"d": "home", "c": "home", "b": "dorm", "a": "dorm"})
print(pd.crosstab(spring, autumn, normalize="index"))
print(pd.Series([3, 40]).map(lambda days: "new" if days <= 7 else "old"))

# %% [markdown] hint=1
# 正好 90 天、正好 365 天，各算哪一级？先把这两个点想清楚。

# %% [markdown] hint=2
# 第一个函数：对每个天数用 `map` 判断。第二个：`pd.crosstab(..., normalize="index")`，再用 `reindex` 把三行三列补齐，缺的补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return gap_days.map(lambda days: "active" if days <= ... else "lost" if days ... else "dormant")
#
# table = pd.crosstab(before, after, normalize=...)
# return table.reindex(index=STATES, columns=..., fill_value=...)
# ```

# %% contract=true
gap_days = Values(Number(0, whole=True))
active = Number(0, whole=True)
lost = Number(0, whole=True)
before = Values(Choice("active", "dormant", "lost"))
after = Values(Choice("active", "dormant", "lost"))

# %% answer="migration"
STATES = ["active", "dormant", "lost"]

def behaviour(gap_days, active=90, lost=365):
    """每位会员的行为等级：Series，索引与 gap_days 相同。"""
    ### BEGIN SOLUTION
    return gap_days.map(lambda days: "active" if days <= active else "lost" if days > lost else "dormant")
    ### END SOLUTION

def migration(before, after):
    """前一期到后一期的迁移表：DataFrame，3 行 3 列，每一行加起来等于 1。"""
    ### BEGIN SOLUTION
    table = pd.crosstab(before, after, normalize="index")
    return table.reindex(index=STATES, columns=STATES, fill_value=0)
    ### END SOLUTION

# %% check="migration-tier" points=5
tiny = pd.Series({"A": 0, "B": 90, "C": 91, "D": 365, "E": 366, "F": 700})
states_ = {"a": "active", "d": "dormant", "l": "lost"}
step = checks.example("behaviour", tiny)
for letters_, zh, en in [
    ("addlll", "正好到天数线的会员放错了：看清“≤”和“>”。", "members exactly on a border are misplaced: check ≤ and >."),
    ("adddll", "正好 90 天的会员放错了。", "the member with exactly 90 days is misplaced."),
    ("aadlll", "正好 365 天的会员放错了。", "the member with exactly 365 days is misplaced."),
    ("llddaa", "活跃和流失弄反了：天数越少越活跃。", "active and lost are swapped: fewer days mean more active."),
]:
    step.mistake({i: states_[letter] for i, letter in zip("ABCDEF", letters_)}, zh, en)
### BEGIN HIDDEN TESTS
for letters_, zh, en in [
    ("aaadll", "正好多一天的 91 天已经是沉睡：天数 ≤ active 才是活跃。", "91 days, a day more, are dormant: active is days ≤ active."),
    ("aaaall", "中间还有一级：91 到 365 天是沉睡。", "there is a state between: 91 to 365 days are dormant."),
    ("aallll", "91 到 365 天是沉睡，还不是流失。", "91 to 365 days are dormant, not lost yet."),
    ("aalldd", "沉睡和流失弄反了：天数超过 365 才是流失。", "dormant and lost are swapped: lost is more than 365 days."),
    ("aadddl", "天数 > lost 就是流失，不用再加上 active。", "lost is more than `lost` days; do not add `active`."),
    ("daddll", "0 天也算活跃：天数 ≤ active。", "0 days are active, too: days ≤ active."),
]:
    step.mistake({i: states_[letter] for i, letter in zip("ABCDEF", letters_)}, zh, en)
### END HIDDEN TESTS
step.expect({i: states_[letter] for i, letter in zip("ABCDEF", "aaddll")}, because=(
    "0、90 天是 active，91、365 天是 dormant，366、700 天是 lost；用英文代码。", "0 and 90 days: active; 91 and 365: dormant; 366 and 700: lost."))
step = checks.example("behaviour", tiny, 30, 365)
step.mistake({i: states_[letter] for i, letter in zip("ABCDEF", "aaddll")}, "换了 active 的天数，结果没有跟着变。",
             "the days for active were changed, but the result was not.")
step.expect({i: states_[letter] for i, letter in zip("ABCDEF", "adddll")}, because=(
    "active 换成 30 天：0 天是 active，90、91、365 天是 dormant。", "with 30 days for active: 0 is active, 90, 91 and 365 are dormant."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "orders")[::100].groupby("member_id")["order_ts"].max()
gaps_ = (cases.reference_date("ctrip") - real_.dt.normalize()).dt.days
edge_ = pd.Series({"M5": 180, "M1": 45, "M3": 46, "M2": 181, "M4": 0, "M6": 1500})
checks.agree("behaviour", reference.behaviour, edge_, 45, 180, case=(
    "换两个天数，又正好在线上时", "two other limits, and days exactly on them"))
checks.agree("behaviour", reference.behaviour, edge_ * 4, 180, 730, case=(
    "active 和 lost 的天数比 90、365 大时", "limits above 90 and 365"))
checks.agree("behaviour", reference.behaviour, gaps_, 45, 180, case=("换两个天数时", "two other limits"))
checks.agree("behaviour", reference.behaviour, gaps_, case=("会员多起来时", "more members"))
### END HIDDEN TESTS

# %% check="migration-rows" points=5
states_ = ["active", "dormant", "lost"]
old_ = pd.Series(dict(zip("ABCDEFG", ["active"] * 4 + ["dormant"] * 2 + ["lost"])))
new_ = pd.Series(dict(zip("GABCDEF", ["lost"] + ["active"] * 3 + ["dormant", "active", "lost"])))
counts_ = pd.DataFrame([[3, 1, 0], [1, 0, 1], [0, 0, 1]], index=states_, columns=states_)
right_ = counts_.div(counts_.sum(axis=1), axis=0)
paired_ = pd.DataFrame([[0.75, 0, 0.25], [0.5, 0.5, 0], [0, 0, 1.0]], index=states_, columns=states_)
step = checks.example("migration", old_, new_)
for value_, zh, en in [
    (counts_, "这是人数，还要除以每一行的合计。", "these are numbers of members; divide by the total of each row."),
    (counts_ / 7, "除的是总人数；应该让每一行加起来等于 1。", "divided by everybody; each row should sum to 1."),
    (right_ * 100, "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    (counts_ / counts_.sum(), "让每一列等于 1 了；应该让每一行等于 1。", "each column sums to 1; each row should."),
    (right_.T, "行和列反了：行是前一期。", "rows and columns are swapped: the rows are the earlier period."),
    (paired_, "前后两期没有按 member_id 对上。", "the two periods were not matched by member_id."),
]:
    step.mistake(value_, zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (counts_.T.div(counts_.T.sum(axis=1), axis=0), "两个参数的顺序反了：before 是行，after 是列。", "before and after are swapped: before gives the rows."),
    ((right_ * 100).round(), "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    (right_.round(1), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(value_, zh, en)
step.mistake(lambda got: len(got) > 3, "表只要三行三列，不要合计。", "three rows and three columns, without totals.")
### END HIDDEN TESTS
step.expect(right_, tol=0.0006, because=(
    "前一期 active 的 4 位，后一期 3 位 active、1 位 dormant：0.75、0.25、0；dormant 的 2 位：0.5、0、0.5；lost 的 1 位：0、0、1。",
    "of 4 active before, 3 are active and 1 dormant after: 0.75, 0.25, 0; of 2 dormant: 0.5, 0, 0.5; of 1 lost: 0, 0, 1."))
### BEGIN HIDDEN TESTS
### REFERENCE
for before_, after_, zh, en in [
    (old_[old_ != "dormant"], new_.replace("dormant", "lost"), "没有人沉睡时", "a period in which nobody is dormant"),
    (pd.concat([old_, pd.Series({"X": "active", "Y": "lost"})]), pd.concat([pd.Series({"Z": "active"}), new_]),
     "有的会员只在一期里时", "members in one period only"),
    (old_.drop("A"), new_.drop("A"), "比例除不尽时（四舍五入的话，至少留三位小数）",
     "shares that do not come out even (if you round, keep at least three decimals)"),
]:
    checks.agree("migration", reference.migration, before_, after_, tol=0.0006, case=(zh, en))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　用下面的函数算出两个日子各有多少天没下单，再新建一格运行 `migration(behaviour(gap_days(a)), behaviour(gap_days(b)))`。每 10 位活跃会员，一年后还有几位活跃？

# %%
a, b = pd.Timestamp("2025-06-30"), pd.Timestamp("2026-06-30")

def gap_days(date):
    done = orders[(orders["status"] == "completed") & (orders["order_ts"] <= date)]
    return (date - done.groupby("member_id")["order_ts"].max().dt.normalize()).dt.days

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `growth_value(orders, ref_date)`：每位会员的程长值；`orders` 里出现过的会员都要有一行；
# - `tier_of(value)`：一个程长值对应的等级，`"normal"`、`"gold"`、`"platinum"` 或 `"diamond"`；
# - `wrong_tier(growth, members)`：系统里的等级（`official_tier`）和重新计算的等级不一致的会员，返回编号的列表，从小到大。
#
# **为什么**　这是一条公开过的旧规则（事实编号 C02，携程“程长值”；2020 年改版以后的规则见课文选读，C03）。照规则重算一遍，就能查出系统里放错等级的客户。
#
# **规则**
#
# - 公开部分（C02）：累计最近 36 个自然月，第 1–12 个月按 100% 算，第 13–24 个月按 50%，第 25–36 个月按 25%，更早的不算。累计满 2,000 是金牌（`gold`），满 20,000 是白金（`platinum`），满 60,000 是钻石（`diamond`），不满 2,000 是普通（`normal`）。
# - 出处：帮助中心文案的转载副本，2023 年 7 月，可信度 B（只见到二手副本，没有见到原页）。规则以企业最新公布的为准。
# - 本课程约定：已完成的订单每 1 元（`gmv_cny`）记 1 点，取消和退款的记 0；不足 1 元的部分也按比例记（可以不取整，也可以四舍五入到两位小数）；参照日所在的月是第 1 个月，晚于这个月的订单不算；公开规则里的“信用良好”等要求不算在内。
# - 查错时，`growth` 里没有的会员按 0 算；`T` 开头的测试账号不查。
# - 订单是**模拟**的：查出来的错，是练习里埋下的，不是携程的。
#
# **样例**　会员卡积分：本月是 2026 年 6 月。“差几个月”用年和月来数，不用天数。

# %%
dates = pd.Series(pd.to_datetime(["2026-06-02", "2026-05-31", "2025-06-30"]))
apart = (2026 * 12 + 6) - (dates.dt.year * 12 + dates.dt.month)
print(apart.tolist(), np.select([apart < 1, apart < 12], ["this month", "this year"], "older"))

# %% [markdown] hint=1
# 分三件事做：每张订单值几点；一个点数是哪一级；谁的两个等级对不上。一次只写一个函数，写完就运行检查。

# %% [markdown] hint=2
# 差 0–11 个月是 1，差 12–23 个月是 0.5，差 24–35 个月是 0.25，其余是 0：用 `np.select`。状态也可以乘进去：`True` 当 1，`False` 当 0。等级从高往低比，“满”就是 `>=`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# month = orders["order_ts"].dt.year * 12 + orders["order_ts"].dt.month
# age = ref_date.year * 12 + ref_date.month - month
# weight = np.select([age < 0, age < 12, age < 24, age < ...], [0, 1, ..., ...], 0)
# value = orders["gmv_cny"] * weight * (orders["status"] == ...)
# return value.groupby(orders["member_id"]).sum()
#
# names = {60000: "diamond", 20000: ..., 2000: ..., 0: "normal"}
# return next(name for floor, name in names.items() if value >= floor)
#
# real = members[~members["member_id"].str.startswith(...)]
# value = real["member_id"].map(growth).fillna(...)
# return sorted(real.loc[real["official_tier"] != value.map(tier_of), "member_id"])
# ```

# %% contract=true
orders = Table("ctrip/orders", "order_ts gmv_cny status", member_id=Text(empty=False))
ref_date = Moment(day=True)
value = Number(0)
growth = Values(Number(0))
members = Table("ctrip/members", "official_tier", key="member_id", member_id=Text(empty=False))

# %% answer="growth"
def growth_value(orders, ref_date):
    """每位会员的程长值：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    month = orders["order_ts"].dt.year * 12 + orders["order_ts"].dt.month
    age = ref_date.year * 12 + ref_date.month - month
    weight = np.select([age < 0, age < 12, age < 24, age < 36], [0, 1, 0.5, 0.25], 0)
    value = orders["gmv_cny"] * weight * (orders["status"] == "completed")
    return value.groupby(orders["member_id"]).sum()
    ### END SOLUTION

def tier_of(value):
    """程长值对应的等级：normal、gold、platinum 或 diamond。"""
    ### BEGIN SOLUTION
    names = {60000: "diamond", 20000: "platinum", 2000: "gold"}
    return next((name for floor, name in names.items() if value >= floor), "normal")
    ### END SOLUTION

def wrong_tier(growth, members):
    """等级与规则不符的会员编号：列表，从小到大。"""
    ### BEGIN SOLUTION
    real = members[~members["member_id"].str.startswith("T")]
    value = real["member_id"].map(growth).fillna(0)
    return sorted(real.loc[real["official_tier"] != value.map(tier_of), "member_id"])
    ### END SOLUTION

# %% check="growth-value" points=6
days_ = "2026-06-28 2025-07-03 2025-06-20 2024-07-01 2024-06-30 2023-07-31 2023-06-28 2019-03-01 2026-05-01"
tiny = pd.DataFrame({"member_id": "M1 M1 M2 M2 M3 M3 M4 M4 M5".split(), "status": ["completed"] * 8 + ["refunded"],
                     "gmv_cny": [1000.5, 800, 1000, 400, 1000, 400, 5000, 8000, 3000], "order_ts": pd.to_datetime(days_.split())})
step = checks.example("growth_value", tiny, pd.Timestamp("2026-06-15"))
for values_, (zh, en) in [
    ((1800.5, 700, 350, 0, 3000), ("没有完成的订单也算进去了。", "orders that were not completed were counted.")),
    *(((first, 1200, 600, 1250, 0), ("差了一个月：参照日所在的月是第 1 个月，按月数，不按天数。",
                                   "one month off: the reference month is month 1; count months, not days.")) for first in (1800.5, 800)),
    ((1800.5, 1400, 1400, 0, 0), ("早的月份要打折，现在都按 100% 算了。", "earlier months count less; all count 100 %.")),
    ((1800, 700, 350, 0, 0), ("不足 1 元的部分也记点，不要取整。", "parts of a yuan count too; do not round.")),
]:
    step.mistake({f"M{i}": value_ for i, value_ in enumerate(values_, start=1)}, zh, en)
right_ = {"M1": 1800.5, "M2": 700, "M3": 350, "M4": 0, "M5": 0}
step.mistake(lambda got: len(got) < len(right_), "没有可计订单的会员不见了，应该写 0。", "members without a counted order are gone; they have 0.")
month_ = "有一条分界差了一个月：参照日所在的月是第 1 个月。", "one limit is a month off: the month of the reference date is month 1."
for member_, value_, (zh, en) in [
    ("M1", 800, ("参照日所在的月整个月都算，参照日以后的几天也算。", "the whole month of the reference date counts, later days too.")),
    ("M4", 3250, ("36 个月以前的不算。", "orders from more than 36 months ago do not count.")),
    *(("M3", value_, ("第 25–36 个月按 25% 算。", "months 25 to 36 count 25 %.")) for value_ in (0, 700)),
    ("M1", 1400.5, month_), ("M2", 1200, month_), ("M2", 600, month_), ("M3", 600, month_), ("M3", 250, month_), ("M4", 1250, month_),
]:
    step.mistake({**right_, member_: value_}, zh, en)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    ((1800.5, 1400, 1400, 13000, 0), "没有打折，36 个月以前的也算了。", "no weights, and no limit of 36 months."),
    ((1800.5, 350, 700, 0, 0), "弄反了：第 13–24 个月按 50%，第 25–36 个月按 25%。", "reversed: months 13 to 24 count 50 %, months 25 to 36 count 25 %."),
    ((1800.5, 1050, 700, 0, 0), "第 13–24 个月按 50%，第 25–36 个月按 25%。", "months 13 to 24 count 50 %, months 25 to 36 count 25 %."),
    ((1800.5, 700, 350, 0, -3000), "退款的订单记 0，不倒扣。", "refunded orders count 0; nothing is taken off."),
    ((450.125, 700, 1400, 0, 0), "比例反了：最近的 12 个月才是 100%。", "reversed: the latest 12 months count 100 %."),
    ((900.25, 350, 175, 0, 0), "累计要加起来，不是求平均。", "add up; do not take the mean."),
    ((1400.5, 600, 250, 0, 0), "相差 0–11 个月按 100% 算，相差 12–23 个月按 50% 算：不是只看年份，也不能少算一个月。", "0 to 11 months apart count 100 %, 12 to 23 count 50 %: do not go by calendar years, and do not lose a month."),
    ((800, 700, 600, 0, 0), "相差几个月看年份和月份，不看天数。", "months apart are counted by year and month, not by days."),
    ((1000.5, 1000, 1000, 13000, 0), "年份也要算进去：相差的月数 = 年份的差 × 12 + 月份的差。", "the year counts too: months apart = 12 × the difference of the years + the difference of the months."),
]:
    step.mistake({f"M{i}": value for i, value in enumerate(values_, start=1)}, zh, en)
### END HIDDEN TESTS
step.expect(right_, because=(
    "相差几个月用年份和月份来算：M1 差 0 和 11 个月，1000.5 + 800；M2 差 12 和 23 个月，1400 的一半；M3 差 24 和 35 个月，1400 的四分之一；M4 差 36 个月以上；M5 退款了。",
    "months apart by year and month: M1 0 and 11, 1000.5 + 800; M2 12 and 23, half of 1400; M3 24 and 35, a quarter of 1400; M4 36 and more; M5 refunded."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("growth_value", reference.growth_value, tiny.replace("refunded", "cancelled"), pd.Timestamp("2026-06-15"), case=(
    "有取消的订单时（记 0）", "a cancelled order, which counts 0"))
real_, day_ = cases.load("ctrip", "orders")[::100].reset_index(drop=True), cases.reference_date("ctrip")
times_ = ["2023-01-31 23:00", "2023-02-01", "2024-01-31", "2024-02-01", "2025-01-31", "2025-02-01", "2026-01-22", "2026-02-01"]
edge_ = real_.head(8).assign(member_id=[f"M{i}" for i in range(8)], status="completed", gmv_cny=399.87)
edge_["order_ts"] = pd.to_datetime(times_, format="mixed")
for rows_, zh, en in [
    (edge_.head(7), "换一个参照日，下单的月份又在 12、24、36 个月的分界上，金额带角、分时",
     "another reference date, orders in the months at 12, 24 and 36, and amounts with cents"),
    (edge_.assign(member_id="M1", gmv_cny=400.0), "有的订单晚于参照日的月份，一位会员又有几张金额一样的订单时",
     "an order after the month of the reference date, and several of the same amount"),
]:
    checks.agree("growth_value", reference.growth_value, rows_, pd.Timestamp("2026-01-10"), tol=0.006, case=(zh, en))
checks.agree("growth_value", reference.growth_value, real_, day_, tol=0.05, case=(
    "订单多起来，已完成、已取消、已退款的都有时", "more orders, completed, cancelled and refunded"))
### END HIDDEN TESTS

# %% check="growth-tier" points=4
rights_ = {5000: "gold", 30000: "platinum", 75000: "diamond", 0: "normal", 1999.5: "normal", 60000: "diamond", 20000: "platinum", 2000: "gold"}
checks.example("tier_of", 5000)
for value_, right_ in rights_.items():
    below_ = {2000: "normal", 20000: "gold", 60000: "platinum"}.get(value_)
    step = checks.example("tier_of", value_, case=(f"程长值是 {value_} 时", f"a value of {value_}"))
    step.mistake(lambda name: {value_: name} in ({5000: "diamond"}, {5000: "normal"}), "比反了：满多少，是点数 >= 门槛。", "reversed: a tier is reached where the value is >= its threshold.")
    step.mistake(lambda name: {value_: name} in ({5000: "platinum"}, {30000: "diamond"}), "等级的先后不对：满 2,000 金牌，满 20,000 白金，满 60,000 钻石。",
                 "the tiers are mixed up: 2,000 gold, 20,000 platinum, 60,000 diamond.")
    step.mistake(lambda name: name == below_, f"满 {value_} 就升级，正好 {value_} 也算满。",
                 f"{value_} itself is enough for the next tier.")
    step.mistake(lambda name: value_ > 20000 and name == "gold", "先比低的门槛就会提前停下，要从高往低比；也看看门槛有没有多写 0。",
                 "comparing the lowest threshold first stops too early; start from the top. Has a threshold a 0 too many?")
    step.mistake(lambda name: name.lower() != name or not name.isascii(), "等级请写小写英文代码。",
                 "write the tier as a lower-case English code.")
    step.expect(right_, because=(
        "满 60,000 是 diamond，满 20,000 是 platinum，满 2,000 是 gold，不满 2,000 是 normal；点数不要先取整。",
        "from 60,000 diamond, from 20,000 platinum, from 2,000 gold, below that normal; do not round the value first."))
### BEGIN HIDDEN TESTS
### REFERENCE
for value_ in (1999.99, 2000.01, 19999.7, 20001, 59999.9, 60001):
    checks.agree("tier_of", reference.tier_of, value_, case=("只比门槛多一点或少一点时", "values a little above or below a threshold"))
### END HIDDEN TESTS

# %% check="growth-audit" points=5
tiny = pd.DataFrame({"member_id": ["M4", "M1", "M2", "M3", "T1"],
                     "official_tier": ["gold", "gold", "platinum", "normal", "diamond"]})
step = checks.example("wrong_tier", pd.Series({"M1": 1500.0, "M2": 30000.0, "T1": 10.0}), tiny)
for ids_, zh, en in [
    ("M1", "程长值里没有的会员按 0 算，也要查。", "members without a growth value have 0; check them too."),
    ("M1 M4 T1", "测试账号（T 开头）不用查。", "test accounts (T...) are not checked."),
    ("M1 T1", "测试账号不用查；没有程长值的会员按 0 算。", "no test accounts; members without a value have 0."),
    ("M1 M3 M4", "程长值里没有的会员按 0 算，0 点也有等级。", "no growth value means 0, and 0 has a tier."),
    ("M2 M3", "返回了等级正确的会员；要的是不一致的。", "these members have the right tier; list the others."),
    ("M4 M1", "编号请从小到大排。", "sort the ids in ascending order."),
]:
    step.mistake(ids_.split(), zh, en)
### BEGIN HIDDEN TESTS
step.mistake(lambda got: hasattr(got, "keys") and not isinstance(got, pd.Series), "要编号的列表，不是字典或表格。", "give a list of ids, not a dict or a table.")
step.mistake([], "登记得偏高的也是错的：等级不一致的都要列出来。", "a tier that is too high is wrong too: list all that differ.")
step.mistake(lambda got: len(list(got)) and isinstance(list(got)[0], (bool, np.bool_)), "要会员编号，不是 True、False。", "give the ids, not True and False.")
step.mistake(lambda got: isinstance(got, (int, np.integer)), "要编号的列表，不是人数。", "give a list of ids, not how many there are.")
### END HIDDEN TESTS
step.expect(["M1", "M4"], because=(
    "M1 有 1500 点，是 normal，登记的是 gold；M4 没有程长值，按 0 算是 normal，登记的是 gold；M2、M3 一致；T1 不查。按 member_id 对应，不按位置对应。",
    "M1 has 1500, normal, but gold is registered; M4 has none, 0, normal, but gold is registered; M2 and M3 agree; T1 is not checked. Match by member_id, not by place."))
### BEGIN HIDDEN TESTS
### REFERENCE
everyone_, done_ = cases.load("ctrip", "members")[::10].reset_index(drop=True), cases.load("ctrip", "orders")[::10]
done_ = done_[(done_["status"] == "completed") & done_["member_id"].isin(everyone_["member_id"])]
few_ = everyone_.head(7).assign(member_id=["M6", "M1", "M5", "M2", "M4", "M3", "M7"],
                              official_tier=["gold", "gold", "platinum", "gold", "diamond", "platinum", "normal"])
growth_ = pd.Series({"M1": 2000.0, "M2": 20000.0, "M3": 60000.0, "M4": 60000.0, "M5": 20000.0, "M6": 1999.99, "M7": 2000.0})
checks.agree("wrong_tier", reference.wrong_tier, growth_, few_, case=(
    "程长值正好在门槛上，或者登记的等级偏低时（normal 也要查）",
    "values exactly on a threshold, or a registered tier too low (normal is checked, too)"))
odd_ = few_.head(4).assign(member_id=["MT0001", "M00T02", "M00003", "T00004"])
checks.agree("wrong_tier", reference.wrong_tier, pd.Series({"M00T02": 30000.0, "T00004": 5.0}), odd_, case=(
    "T 不在编号开头时", "ids with a T that is not the first letter"))
checks.agree("wrong_tier", reference.wrong_tier, growth_, few_[few_.columns[::-1]], case=(
    "members 的列换了先后时", "the columns of members in another order"))
growth_ = reference.growth_value(done_, cases.reference_date("ctrip"))
checks.agree("wrong_tier", reference.wrong_tier, growth_, everyone_, case=("会员多起来时", "more members"))
### END HIDDEN TESTS

# %% [markdown]
# ## 做完以后
#
# 重启内核并运行所有单元格，看看三个任务的检查是不是都打了勾。这份练习不用交。
