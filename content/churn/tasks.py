# %% [markdown]
# # {title}
#
# 这份作业有十个任务，每个任务写一到三个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答（任务 3 只查格式，交上去以后才评对错）。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/yili` 里的家庭、客户和挽留试验都是**模拟**的，品牌是虚构的：走势按公开资料校准（运行 `cases.calibration("yili")` 查看事实编号和出处），没有真实的人，也不是伊利的内部记录。从这些数据算出来的结果，不能当成伊利公司的事实。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases

# %%
base = cases.load("yili", "churn_base")
cohorts = cases.load("yili", "cohorts")
panel = cases.load("yili", "panel_weekly")
trial = cases.load("yili", "winback_trial")
promotion = cases.load("yili", "promotion_cohort")
base.head(3)

# %% [markdown]
# `churn_base` 是一个（虚构的）送奶站：年初的 2,000 位客户，一年里谁流失了，档案里有什么证据。想知道每一列是什么意思，运行下一格；别的表，把名字换成 `winback_trial`、`panel_weekly`、`promotion_cohort` 就能看。

# %%
cases.columns("yili", "churn_base")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `monthly_churn(active)`：`active` 是 Series，索引是月份 0、1、2……，值是月末还在的人数；返回 Series，索引是月份 1、2……，值是这个月的流失率；
# - `annual_churn(monthly)`：`monthly` 是 Series，索引是月份 1 到 12，值是每个月的流失率；返回一年的流失率；
# - `split(base)`：流失的客户里，主动流失、被动流失、不算这两种的各占多大比例；返回索引为 `"active"`、`"passive"`、`"outside"` 的 Series。
#
# **为什么**　每月流失 3%，听起来不多。一年下来呢？
#
# **规则**
#
# - 月流失率 = 这个月走的人数 ÷ 上个月末的人数。
# - 年流失率 = 1 − 每个月留存率的连乘，也就是 1 − Π(1 − m)。不是把 12 个数加起来。
# - `contract_ended_by` 是 `none` 的客户没有流失，不参加 `split`。
# - **主动、被动的判断（本课约定）**，按先后看：企业终止的（`contract_ended_by` 是 `firm`）是被动流失 `passive`；余下的，搬走（`moved`）或经济变化（`income_change`）的是自然流失，不算这两种，记 `outside`；其余都是主动流失 `active`。
# - 流失率和占比都写成 0 到 1 之间的小数，可以不取整；要四舍五入，就至少留三位小数。没有客户的类别写 0。
#
# **样例**　一家健身房四个月末的人数：和上个月比、连乘；再看三种水果各占多大比例；最后按条件给水果分类。

# %%
people = pd.Series([200, 180, 171, 171])
kept = people / people.shift(1)
print(kept.iloc[1:].round(2).to_list(), kept.iloc[1:].prod())
fruit = pd.Series(["pear", "pear", "fig"])
print(fruit.value_counts(normalize=True).reindex(["pear", "fig", "plum"], fill_value=0))
print(np.select([fruit == "fig", people.iloc[:3] > 190], ["dried", "large"], "fresh"))  # 先符合哪一条，就是哪一种

# %% [markdown] hint=1
# 留下来的比例可以连乘，走掉的比例不可以。先想清楚每一步算的是“留”还是“走”。

# %% [markdown] hint=2
# 月流失率：`1 - active / active.shift(1)`，去掉第一个。年流失率：`1 - (1 - monthly).prod()`。`split`：先筛出流失的客户，再用 `np.select` 按先后标三种，最后 `value_counts(normalize=True)`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# kept = active / active....
# return (1 - kept)....
#
# return 1 - (...).prod()
#
# lost = base[...]
# firm = ... == "firm"
# natural = lost["moved"] ... lost["income_change"]
# side = pd.Series(np.select([firm, ...], [..., ...], ...))
# return side.value_counts(...).reindex([...], fill_value=0)
# ```

# %% contract=true
active = Values(Number(0, whole=True))
monthly = Values(Number(0, 1))
base = Table("yili/churn_base", "contract_ended_by moved income_change")

# %% answer="rate"
def monthly_churn(active):
    """每个月的流失率：Series，索引是月份，从 1 开始。"""
    ### BEGIN SOLUTION
    return (1 - active / active.shift(1)).iloc[1:]
    ### END SOLUTION

def annual_churn(monthly):
    """由 12 个月的流失率得到一年的流失率（0–1）。"""
    ### BEGIN SOLUTION
    return 1 - (1 - monthly).prod()
    ### END SOLUTION

def split(base):
    """流失客户里 active、passive、outside 各占多大比例：Series。"""
    ### BEGIN SOLUTION
    lost = base[base["contract_ended_by"] != "none"]
    firm, natural = lost["contract_ended_by"] == "firm", lost["moved"] | lost["income_change"]
    side = pd.Series(np.select([firm, natural], ["passive", "outside"], "active"))
    return side.value_counts(normalize=True).reindex(["active", "passive", "outside"], fill_value=0)
    ### END SOLUTION

# %% check="rate-value" points=5
step = checks.example("monthly_churn", pd.Series([1000, 875, 700, 679]))
step.mistake(lambda got: len(got) == 4, "第 0 个月没有上个月，结果从第 1 个月写起。", "month 0 has no month before: begin with month 1.")
step.mistake(lambda got: isinstance(got, (dict, pd.Series)) and len(got) == 3 and set(map(str, dict(got))) != set("123"), "索引是月份 1、2、3：这个月走了多少，写在这个月下面。",
             "the index is months 1, 2, 3: what leaves in a month belongs to that month.")
step.mistake(lambda got: len(got) == 2, "少了一个月：第 1 个月到最后一个月都要算。", "a month is missing: month 1 to the last.")
for values_, zh, en in [
    ((0.875, 0.8, 0.97), "这是留存率，要的是流失率。", "these are the shares that stay; the shares that leave are wanted."),
    ((0.125, 0.175, 0.021), "除以上个月末的人数，不是最初的人数。", "divide by the month before, not by the start."),
    ((1 / 7, 0.25, 21 / 679), "除以上个月末的人数，不是这个月末的。", "divide by the month before, not by this month."),
    ((125, 175, 21), "这是人数，还要除以上个月末的人数。", "these are numbers of customers; divide by the month before."),
    ((0.125, 0.3, 0.321), "这是从开头到现在一共走掉的，要的是每个月的。", "this is what has left since the start; each month is wanted."),
    ((-0.125, -0.2, -0.03), "正负反了：走掉的人记正数。", "the sign is wrong: those who leave count as positive."),
    ((12.5, 20, 3), "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ((0.12, 0.2, 0.03), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ((0.13, 0.2, 0.03), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ((0.1, 0.2, 0), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(dict(zip([1, 2, 3], values_)), zh, en, tol=0.0004)
### BEGIN HIDDEN TESTS
for month_, before_, now_ in [(1, 1000, 875), (2, 875, 700), (3, 700, 679)]:
    step.mistake(lambda got: not abs(dict(got)[month_] - (before_ - now_) / before_) < 0.0006,
                 f"第 {month_} 个月：{before_} 人变成 {now_} 人，走了 {before_ - now_} 人，{before_ - now_} ÷ {before_} = {(before_ - now_) / before_:g}。",
                 f"month {month_}: from {before_} to {now_} people, {before_ - now_} left: {before_ - now_} ÷ {before_} = {(before_ - now_) / before_:g}.")
### END HIDDEN TESTS
step.expect({1: 0.125, 2: 0.2, 3: 0.03}, tol=0.0006, because=(
    "第 1 个月：1,000 人变成 875 人，走了 125 人，125 ÷ 1,000 = 0.125；后两个月是 0.2 和 0.03。", "Month 1: of 1,000 people 875 stay, 125 left, 125 ÷ 1,000 = 0.125; the next two are 0.2 and 0.03."))
step = checks.example("annual_churn", pd.Series([0.1, 0.2] + [0.0] * 9 + [0.05], index=range(1, 13)))
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (0.35, "流失率不能直接相加：后走的人是从剩下的人里走的。", "rates do not add up: later losses come from those who are left."),
    (0.684, "这是一年后还在的比例，用 1 去减。", "this is the share that stays; subtract it from 1."),
    (lambda got: round(float(got), 4) in (0, 0.001, 0.999, 1), "连乘的是留存率，不是流失率。", "multiply the shares that stay, not those that leave."),
    (0.35 / 12, "这是平均每月的流失率，要的是一年的。", "this is the mean month; a whole year is wanted."),
    (1 - (1 - 0.35 / 12) ** 12, "各月不一样多：12 个留存率自己连乘，不能拿平均数乘 12 次。",
     "months differ: multiply the twelve shares themselves, not their mean twelve times."),
    (1 - 0.9**12, "各月不一样多：12 个留存率自己连乘，不能拿一个月的乘 12 次。",
     "months differ: multiply the twelve shares themselves, not one of them twelve times."),
    (0.24, "少乘了一个月：12 个月都要算。", "a month is missing: all twelve count."),
    (0.28, "少乘了一个月：12 个月都要算。", "a month is missing: all twelve count."),
    (31.6, "请写成 0 到 1 之间的小数。", "give a number between 0 and 1."),
    (-0.316, "正负反了：用 1 减去一年后还在的比例。", "the sign is wrong: 1 minus the share that stays."),
    (0.32, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(value_, zh, en, tol=0.0004)
checks.example("annual_churn", pd.Series([0.5, 0.5] + [0.0] * 10, index=range(1, 13))).mistake(
    lambda got: not abs(float(got) - 0.75) < 0.0006, "头两个月各走一半，别的月份没有人走：一年走掉 1 − 0.5 × 0.5 = 0.75。",
    "half leave in each of the first two months and nobody later: 1 − 0.5 × 0.5 = 0.75 of the year.")
### END HIDDEN TESTS
step.expect(0.316, tol=0.0006, because=(
    "留存率连乘：0.9 × 0.8 × 0.95 = 0.684，没有人走的月份乘 1；1 − 0.684 = 0.316。", "The shares that stay multiply: 0.9 × 0.8 × 0.95 = 0.684, quiet months are 1; 1 − 0.684 = 0.316."))
### BEGIN HIDDEN TESTS
### REFERENCE
groups_ = {name: table.set_index("month")["active"] for name, table in cases.load("yili", "cohorts").groupby("cohort")}
for group_ in groups_.values():
    checks.agree("monthly_churn", reference.monthly_churn, group_, tol=0.0006)
    checks.agree("annual_churn", reference.annual_churn, reference.monthly_churn(group_).loc[1:12], tol=0.0006)
checks.agree("monthly_churn", reference.monthly_churn, pd.Series([480, 480, 300, 300, 6, 0]), tol=0.0006, case=(
    "有的月份没有人走、有的月份走光时", "months in which nobody leaves, or everybody does"))
checks.agree("annual_churn", reference.annual_churn, reference.monthly_churn(groups_["friends"]).loc[1:12] * 5, tol=0.0006, case=(
    "流失率高得多时", "much higher rates"))
### END HIDDEN TESTS

# %% check="rate-split" points=5
def customers_(endings, **flags):
    table = cases.load("yili", "churn_base").head(len(endings)).assign(contract_ended_by=endings)
    table["ended_on"] = pd.Timestamp("2009-03-02")
    table.loc[table["contract_ended_by"] == "none", "ended_on"] = pd.NaT
    return table.assign(**{name: [n in flags.get(name, ()) for n in range(len(table))] for name in table.columns[4:13]})


### BEGIN HIDDEN TESTS
def in_order_(got):
    names = ["active", "passive", "outside"]
    return [dict(got).get(name, 0) for name in names] if isinstance(got, (dict, pd.Series)) and set(names) & set(dict(got)) else list(got)


### END HIDDEN TESTS
tiny = customers_(["firm"] * 3 + ["customer"] * 9 + ["none"] * 4, arrears=[0, 5, 6], dishonest=[7], moved=[1, 3, 12],
                 income_change=[4], complaint_open=[8], rival_offer=[9, 13])
step = checks.example("split", tiny)
step.mistake(lambda got: len(got) == 2, "三类都要写出来，自然流失也占一份。", "all three are wanted; natural losses are a part of their own.")
for counts_, total_, zh, en in [
    ((10, 3, 3), 16, "没有流失的客户（none）不参加计算。", "customers who are still there (none) do not count."),
    ((7, 3, 2), 16, "除以流失的客户数，不是全部客户数。", "divide by the lost customers, not by all."),
    ((7, 3, 2), 10, "三类的分母都是全部流失的客户。", "all three are divided by all who were lost."),
    ((8.4, 3.6, 2), 12, "三类的分母都是全部流失的客户。", "all three are divided by all who were lost."),
    ((7, 0, 2), 9, "企业终止的也是流失，不要漏掉。", "a contract that the firm ended is a loss too."),
    ((7, 2, 3), 12, "先看是不是企业终止的，再看自然流失。", "ask first whether the firm ended it, then about natural loss."),
    ((9, 3, 0), 12, "搬走或经济变化，有一样就不算主动流失，记 outside。", "moved or a change of income, either is outside, not active."),
    ((7, 5, 0), 12, "自然流失也不算被动流失，记 outside。", "natural losses are not passive either; they are outside."),
    ((5, 5, 2), 12, "这里只看是谁终止的；有欠款但客户自己走的，是主动流失。",
     "this rule looks at who ended it; in arrears but left on their own is active."),
### BEGIN HIDDEN TESTS
    ((6, 3, 3), 12, "这里只看是谁终止的；有没有欠款不要紧。", "this rule looks at who ended it, not at arrears."),
    ((6, 4, 2), 12, "这里只看是谁终止的；不诚信但客户自己走的，是主动流失。",
     "this rule looks at who ended it; dishonest but left on their own is active."),
    ((8, 1, 3), 12, "这里只看是谁终止的：企业终止的都是被动流失，没有欠款也算。",
     "this rule looks at who ended it: by the firm is passive, in arrears or not."),
    ((3, 7, 2), 12, "active 和 passive 弄反了：企业终止的是被动流失 passive。", "active and passive are swapped: by the firm is passive."),
    ((8, 3, 1), 12, "搬走和经济变化都算自然流失。", "moving and a change of income are both natural."),
    ((7, 3, 2), 1, "请写成占比，不是人数。", "give shares, not numbers of customers."),
    ((7, 3, 2), 0.12, "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ((0.58, 0.25, 0.17), 1, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ((0.6, 0.2, 0.2), 1, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
### END HIDDEN TESTS
]:
    step.mistake({name: n / total_ for name, n in zip(["active", "passive", "outside"], counts_)}, zh, en, tol=0.0006)
### BEGIN HIDDEN TESTS
for few_, right_, zh, en in [
    (customers_(["firm", "customer", "none"], moved=[0]), (0.5, 0.5, 0), "企业终止的一位（他也搬走了）是 passive，自己走的一位是 active：各一半。",
     "the one whom the firm ended (who moved as well) is passive, the one who left is active: half each."),
    (customers_(["customer", "customer", "none"], moved=[0, 2]), (0.5, 0, 0.5), "搬走的一位是 outside，没有搬走的一位是 active：各一半。",
     "the one who moved is outside, the other is active: half each."),
    (customers_(["customer"] * 2, income_change=[0], arrears=[1], staff_left=[1], followed_staff=[1], complaint_open=[1], rival_offer=[1]), (0.5, 0, 0.5),
     "自己走的人里，只有搬走和经济变化是 outside，别的线索都是 active。", "of those who left only moving and a change of income are outside; with any other clue they are active."),
]:
    given_ = checks.example("split", few_)
    given_.mistake(lambda got: any(share != share for share in in_order_(got)), "没有客户的类别写 0，不是空值：fill_value=0。", "a class without customers is 0, not missing: fill_value=0.")
    given_.mistake(lambda got: any(not abs(share - wanted) < 0.0006 for share, wanted in zip(in_order_(got), right_)), zh, en)
### END HIDDEN TESTS
step.expect({"active": 7 / 12, "passive": 3 / 12, "outside": 2 / 12}, tol=0.0006, because=("流失的 12 位：企业终止的 3 位是 passive；余下的，搬走或经济变化的 2 位是 outside，别的 7 位是 active。", "Of the 12 lost, 3 ended by the firm are passive; of the others 2 moved or had a change of income and are outside; 7 are active."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("yili", "churn_base")
for by_, zh, en in [("firm", "没有被动流失的客户", "no passive churn"), ("customer", "没有主动流失的客户", "no active churn")]:
    checks.agree("split", reference.split, real_[real_["contract_ended_by"] != by_].head(300).reset_index(drop=True), tol=0.0006,
                 case=(zh + "时", en))
still_ = tiny.assign(moved=False, income_change=False)
checks.agree("split", reference.split, still_, tol=0.0006, case=("没有自然流失的客户时", "no natural loss"))
both_ = customers_(["firm", "customer", "customer", "customer", "none"], moved=[1, 2], income_change=[0, 1], dishonest=[3])
checks.agree("split", reference.split, both_, tol=0.0006, case=(
    "又搬走、又有经济变化的客户只算一次时", "somebody who moved and whose income changed"))
checks.agree("split", reference.split, tiny[tiny.columns[::-1]], tol=0.0006, case=("列的先后不同时", "columns in another order"))
checks.agree("split", reference.split, real_, tol=0.0006)
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把两批客户各算一次：`monthly_churn(cohorts.query("cohort == 'coupon'").set_index("month")["active"])`。靠优惠券拉来的客户，头几个月走得多快？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `cause(row)`：`row` 是一位流失客户的记录，用 `row["moved"]` 这样的写法取值；返回原因代号：`"malicious"` 恶意、`"natural"` 自然、`"competitive"` 竞争、`"fault"` 过失、`"other"` 其他；
# - `cause_counts(base)`：流失的客户里，五种原因各有多少位；返回索引为五个代号的 Series。
#
# **为什么**　一位客户的档案里可能有好几条线索。规则定了先后，谁来判断都一样。
#
# **流失原因判断顺序（本课约定）**　从上往下看，先符合哪一条就是哪一种：
#
# 1. 企业终止的（`contract_ended_by` 是 `firm`），而且有恶意欠款（`arrears`）或不诚信记录（`dishonest`）→ `malicious`
# 2. 搬走（`moved`）或经济变化（`income_change`）→ `natural`
# 3. 服务他的员工离职（`staff_left`），**而且**客户跟着走了（`followed_staff`）→ `other`
# 4. 有没处理完的投诉（`complaint_open`）或过失记录（`fault_recorded`）→ `fault`
# 5. 收到竞争对手的优惠（`rival_offer`），或者对手的产品更好（档案里没有这一列，任务 3 才用得上）→ `competitive`
# 6. 都不符合 → `other`
#
# `contract_ended_by` 是 `none` 的客户没有流失，`cause_counts` 不算他们；没有人的原因写 0。
#
# **样例**　快递为什么晚到？也是从上往下看，先符合哪一条就是哪一种。

# %%
def late(row):
    if row["storm"] and row["road_closed"]:
        return "weather"
    return "address" if row["wrong_door"] or row["no_phone"] else "unknown"


parcels = pd.DataFrame({"storm": [True, True], "road_closed": [True, False], "wrong_door": [True, False],
                        "no_phone": [False, False]})
print(parcels.apply(late, axis=1).value_counts().reindex(["weather", "address", "unknown"], fill_value=0))

# %% [markdown] hint=1
# 六条规则就是六个问题，一个 `if` 一条，先后不能乱。哪几条里有“而且”？哪几条里有“或”？

# %% [markdown] hint=2
# `cause` 里写五个 `if … return …`，最后 `return "other"`。`cause_counts` 分三步：筛出流失的客户；`apply(cause, axis=1)`；`value_counts()` 后用 `reindex` 补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if ... and (row["arrears"] ... row["dishonest"]):
#     return "malicious"
# if ...:
#     return "natural"
# if row["staff_left"] ... row["followed_staff"]:
#     return ...
# if ...:
#     return "fault"
# return ... if row["rival_offer"] else ...
#
# lost = base[...]
# return lost.apply(...).value_counts().reindex(...)
# ```

# %% contract=true
flags = "arrears dishonest moved income_change staff_left followed_staff complaint_open fault_recorded rival_offer"
row = Record(contract_ended_by=Choice("customer", "firm"), **{flag: Flag() for flag in flags.split()})
base = Table("yili/churn_base", f"contract_ended_by {flags}")

# %% answer="cause"
CAUSES = ["natural", "competitive", "fault", "malicious", "other"]

def cause(row):
    """流失原因的代号。"""
    ### BEGIN SOLUTION
    if row["contract_ended_by"] == "firm" and (row["arrears"] or row["dishonest"]):
        return "malicious"
    if row["moved"] or row["income_change"]:
        return "natural"
    if row["staff_left"] and row["followed_staff"]:
        return "other"
    if row["complaint_open"] or row["fault_recorded"]:
        return "fault"
    return "competitive" if row["rival_offer"] else "other"
    ### END SOLUTION

def cause_counts(base):
    """五种原因各有多少位流失客户：Series，索引是 CAUSES。"""
    ### BEGIN SOLUTION
    lost = base[base["contract_ended_by"] != "none"]
    return lost.apply(cause, axis=1).value_counts().reindex(CAUSES, fill_value=0)
    ### END SOLUTION

# %% check="cause-rules" points=6
def file_(*flags, by="customer"):
    names = "arrears dishonest moved income_change staff_left followed_staff complaint_open fault_recorded rival_offer"
    return {"contract_ended_by": by} | {name: name in flags for name in names.split()}


for row_, right_, zh, en in [
    (file_("rival_offer"), "competitive", "收到对手的优惠是第 5 条。", "a rival's offer is rule 5."),
    (file_(), "other", "没有对手的优惠，也没有别的线索：看第 6 条。", "no offer and no other clue: rule 6."),
    (file_("staff_left", "followed_staff"), "other", "客户跟着离职的员工走了：第 3 条，是 other。", "the customer followed the employee who left: rule 3, other."),
    (file_("arrears"), "other", "客户自己走的，有欠款也不是第 1 条。", "the customer ended it: rule 1 does not apply, with or without arrears."),
    (file_("dishonest"), "other", "客户自己走的，有不诚信记录也不是第 1 条。", "the customer ended it: rule 1 does not apply, even with a record of dishonesty."),
    (file_("rival_offer", by="firm"), "competitive", "企业终止，还要有欠款或不诚信，才是第 1 条。", "ended by the firm is not enough for rule 1."),
    (file_("dishonest", by="firm"), "malicious", "不诚信的也算第 1 条：欠款、不诚信，有一样就算。", "dishonest is rule 1 too: either it or arrears is enough."),
    (file_("arrears", by="firm"), "malicious", "有欠款的也算第 1 条：欠款、不诚信，有一样就算。", "arrears are rule 1 too: either they or dishonesty is enough."),
    (file_("income_change"), "natural", "经济变化也算第 2 条：搬走、经济变化，有一样就算。", "a change of income is rule 2 too: either it or moving is enough."),
    (file_("moved"), "natural", "搬走的也算第 2 条：搬走、经济变化，有一样就算。", "moving is rule 2 too: either it or a change of income is enough."),
    (file_("complaint_open"), "fault", "有没处理完的投诉也算第 4 条：投诉、过失记录，有一样就算。", "an open complaint is rule 4 too: either it or a recorded fault is enough."),
    (file_("fault_recorded"), "fault", "有过失记录也算第 4 条：投诉、过失记录，有一样就算。", "a recorded fault is rule 4 too: either it or an open complaint is enough."),
    (file_("staff_left", "complaint_open"), "fault", "员工离职了，客户没有跟着走，不是第 3 条。", "the employee left but the customer did not follow: not rule 3."),
    (file_("followed_staff", "fault_recorded"), "fault", "第 3 条要两个条件都有：员工离职，而且客户跟着走了。", "rule 3 needs both: the employee left and the customer followed."),
]:
    checks.example("cause", row_).mistake(lambda got: got not in "malicious natural competitive fault other".split(),
                                         "返回五个英文代号之一。", "return one of the five codes.").mistake(lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for by_, zh, en in [("customer", "客户终止、只有一条线索时", "one clue, ended by the customer"),
                   ("firm", "企业终止、只有一条线索时", "one clue, ended by the firm")]:
    for flag_ in file_():
        checks.agree("cause", reference.cause, file_(flag_, by=by_), case=(zh, en))
for flags_, zh, en in [("arrears dishonest", "又欠款又不诚信", "both in arrears and dishonest"),
                      ("moved income_change", "又搬走又有经济变化", "both moved and with a change of income"),
                      ("complaint_open fault_recorded", "又有投诉又有过失记录", "with both a complaint and a recorded fault")]:
    checks.agree("cause", reference.cause, file_(*flags_.split(), by="firm"), case=(zh + "时", en))
for flag_ in ("complaint_open", "fault_recorded", "rival_offer"):
    checks.agree("cause", reference.cause, file_("staff_left", flag_), case=(
        "员工离职、客户没有跟着走、又有别的线索时", "an employee who left, not followed, and another clue"))
checks.agree("cause", reference.cause, file_("followed_staff", "fault_recorded"), case=(
    "第 3 条的两个条件只有后一个时", "the second condition of rule 3 alone"))
### END HIDDEN TESTS

# %% check="cause-order" points=6
def file_(*flags, by="customer"):
    names = "arrears dishonest moved income_change staff_left followed_staff complaint_open fault_recorded rival_offer"
    return {"contract_ended_by": by} | {name: name in flags for name in names.split()}


for row_, right_, zh, en in [
    (file_("moved", "rival_offer"), "natural", "搬走（第 2 条）排在竞争（第 5 条）前面。",
     "moving (rule 2) comes before a rival's offer (rule 5)."),
    (file_("moved", "complaint_open"), "natural", "搬走（第 2 条）排在过失（第 4 条）前面。",
     "moving (rule 2) comes before a fault (rule 4)."),
    (file_("moved", "staff_left", "followed_staff"), "natural", "搬走（第 2 条）排在跟着员工走（第 3 条）前面。",
     "moving (rule 2) comes before following the employee (rule 3)."),
    (file_("staff_left", "followed_staff", "complaint_open"), "other", "跟着员工走（第 3 条）排在过失（第 4 条）前面。",
     "following the employee (rule 3) comes before a fault (rule 4)."),
    (file_("complaint_open", "rival_offer"), "fault", "过失（第 4 条）排在竞争（第 5 条）前面。",
     "a fault (rule 4) comes before a rival's offer (rule 5)."),
    (file_("arrears", "moved", by="firm"), "malicious", "企业因欠款终止的（第 1 条）排在最前面。",
     "ended by the firm for arrears (rule 1) comes first."),
]:
    checks.example("cause", row_).mistake(lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
rules_ = ["arrears", "income_change", "staff_left followed_staff", "fault_recorded", "rival_offer"]
for first_ in range(5):
    for second_ in range(first_ + 1, 5):
        row_ = file_(*rules_[first_].split(), *rules_[second_].split(), by="firm")
        checks.agree("cause", reference.cause, row_, case=(
            f"第 {first_ + 1} 条和第 {second_ + 1} 条都符合时", f"rules {first_ + 1} and {second_ + 1} both apply"))
for flags_ in ("complaint_open moved staff_left followed_staff", "dishonest moved rival_offer", "fault_recorded rival_offer"):
    for by_ in ("customer", "firm"):
        checks.agree("cause", reference.cause, file_(*flags_.split(), by=by_), case=("有三四条线索时", "three or four clues"))
### END HIDDEN TESTS

# %% check="cause-counts" points=8
def customers_(endings, **flags):
    table = cases.load("yili", "churn_base").head(len(endings)).assign(contract_ended_by=endings)
    table["ended_on"] = pd.Timestamp("2009-03-02")
    table.loc[table["contract_ended_by"] == "none", "ended_on"] = pd.NaT
    return table.assign(**{name: [n in flags.get(name, ()) for n in range(len(table))] for name in table.columns[4:13]})


tiny = customers_(["customer", "customer", "firm", "customer", "customer", "none", "none", "none"], arrears=[2], moved=[3],
                 complaint_open=[0, 5], fault_recorded=[1], rival_offer=[0, 3, 6])
names_ = ["natural", "competitive", "fault", "malicious", "other"]
step = checks.example("cause_counts", tiny)
step.mistake({"natural": 1, "fault": 2, "malicious": 1, "other": 1}, "没有人的原因也要列出来，写 0。",
             "list the causes without customers too, with 0.")
step.mistake(lambda got: any(isinstance(count, str) for count in list(pd.Series(got))), "要每种原因的人数，不是每位客户的原因。",
             "the number of customers for each cause is wanted, not the cause of each customer.")
step.mistake(lambda got: pd.Series(got).isna().any(), "没有人的原因写 0，不是空值。", "0 for a cause without customers, not a missing value.")
for counts_, zh, en in [
    ((1, 1, 3, 1, 2), "没有流失的客户（none）也数进去了。", "customers who are still there (none) were counted."),
    ((0.2, 0, 0.4, 0.2, 0.2), "要的是人数，不是占比。", "give the number of customers, not the share."),
    ((0, 1, 1, 0, 1), "反了：数的是没有流失的客户（none）。", "reversed: these are the customers who are still there (none)."),
    ((1, 0, 2, 0, 1), "企业终止的也是流失，不要漏掉。", "a contract that the firm ended is a loss too."),
    ((0, 0, 0, 1, 0), "客户自己终止的也是流失，不要漏掉。", "a contract that the customer ended is a loss too."),
]:
    step.mistake(dict(zip(names_, counts_)), zh, en)
### BEGIN HIDDEN TESTS
step.mistake(dict(zip(names_, (1, 0, 2, 1, 0))), "都不符合的客户也要数进 other。", "customers without any clue are other.")
step.mistake(lambda got: sum(dict(got).values()) > 5, "一位流失的客户只算一种原因：先符合的那一条。",
             "a lost customer has one cause: the first rule that applies.")
step.mistake(lambda got: dict(got)["competitive"] == 2, "一位流失的客户只算一种原因：先符合的那一条。",
             "a lost customer has one cause: the first rule that applies.")
step.mistake(lambda got: sorted(dict(got).values()) == [0, 1, 1, 1, 2] and dict(got)["fault"] != 2, "人数和原因没有对上。",
             "the numbers do not match their causes.")
### END HIDDEN TESTS
step.expect(dict(zip(names_, (1, 0, 2, 1, 1))), because=("流失的 5 位：有投诉的和有过失记录的是 fault；企业因欠款终止的、搬走的、没有线索的各一位。", "Of the 5 lost, those with a complaint and with a recorded fault are fault; there is one each ended for arrears, moved, and without a clue."))
### BEGIN HIDDEN TESTS
### REFERENCE
few_ = customers_(["firm", "firm", "firm", "none"], arrears=[0], dishonest=[1], complaint_open=[2])
checks.agree("cause_counts", reference.cause_counts, few_, case=(
    "流失的客户都由企业终止时", "losses that were all ended by the firm"))
checks.agree("cause_counts", reference.cause_counts, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("cause_counts", reference.cause_counts, cases.load("yili", "churn_base")[::3].reset_index(drop=True))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `cause_counts(base)`。人数最多的是哪一种？它能不能预防？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　下面是 15 个（虚构的）小案例。给每一个写出流失原因和主动、被动。
#
# - `causes`：字典，键是数字 1 到 15（写成字符串 `"1"` 也行），值是五个代号之一：`natural`、`competitive`、`fault`、`malicious`、`other`（按流失原因判断顺序）；
# - `sides`：字典，键同上，值是 `active`、`passive` 或 `outside`（按主动、被动的判断）。
#
# **为什么**　真实的流失不会自己带标签，要从话里听出原因。
#
# 1. 老刘退休后随儿子去了外省，退掉了订了八年的牛奶。
# 2. 牛奶连续三天送到时已经变酸，陈女士打电话没人理，改订了别家。
# 3. 对面超市的同款酸奶“买二送一”，小周从此去那里买。
# 4. 某饭店拖欠货款半年，有钱也不还，奶站终止了合同。
# 5. 送奶的小马去了另一家公司，他负责的那栋楼里，六户跟着他换了牌子。
# 6. 工厂停工，孙先生的收入减了一半，家里先不订奶了。
# 7. 一位客户多次拿空瓶换假单据冒领退款，奶站查实后和他解除了合同。
# 8. 客服在电话里顶撞了吴阿姨，她说再也不订了。
# 9. 新出的一种高钙奶口味更好，林老师换成了那个牌子。
# 10. 小高说不上哪里不好，就是觉得订哪家都一样，到期没有续。
# 11. 广告里说“当天鲜奶”，客户发现是三天前的，要求退订。
# 12. 竞争对手给整个写字楼打七折，两家公司一起换了供应商。
# 13. 赵奶奶搬进了养老院，那里统一供餐。
# 14. 投诉三周没有答复，郑先生正好收到别家的优惠券，就换了。
# 15. 一家小店编造“喝出虫子”勒索赔偿，证据查明后，企业终止了供货。
#
# **规则**　两套判断规则见任务 1 和任务 2。只根据案例里写到的证据判断，没有写的不要猜。每五段单独给分：做对几组，就有几组的分。

# %% [markdown] hint=1
# 先找出企业终止合同的几段，再找出“没有办法、不是谁的错”的几段。

# %% [markdown] hint=2
# 第 14 段有两条线索，按判断顺序只能选一条。第 10 段没有任何证据，看判断顺序的最后一条。

# %% [markdown] hint=3
# 可以先写成五个清单，再拼成字典：
#
# ```python
# lists = {"natural": [1, ...], "competitive": [...], "fault": [...], "malicious": [...], "other": [...]}
# causes = {number: name for name, numbers in lists.items() for number in numbers}
# passive, outside = [...], [...]
# sides = {n: "passive" if n in passive else "outside" if n in outside else "active" for n in range(1, 16)}
# ```

# %% answer="vignettes"
causes = None  # 把 None 换成字典，例如 {1: "other", 2: "other", ...}
sides = None  # 把 None 换成字典，例如 {1: "active", 2: "active", ...}
### BEGIN SOLUTION
lists = {"natural": [1, 6, 13], "competitive": [3, 9, 12], "fault": [2, 8, 11, 14], "malicious": [4, 7, 15], "other": [5, 10]}
causes = {number: name for name, numbers in lists.items() for number in numbers}
passive, outside = lists["malicious"], lists["natural"]
sides = {n: "passive" if n in passive else "outside" if n in outside else "active" for n in range(1, 16)}
### END SOLUTION

# %% check="vignettes-causes-1" points=2
got_ = checks.variable("causes").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(1, 6)]
checks.that("0" not in given_, "causes", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "causes", "要写成字典，键是数字 1 到 5，一个也不少。", "a dictionary is wanted, with every key from 1 to 5.")
checks.that({given_[number] for number in part_} <= set("natural competitive fault malicious other".split()), "causes",
            "值要用五个英文代号。", "use the five English codes.")
checks.answered("causes 1–5")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("1", "走是因为什么？是谁的错吗？", "why did he leave, and was it anybody's fault?"),
    ("2", "改订别家以前，先发生了什么？", "what happened before she changed?"),
    ("3", "他为什么去那家超市？", "why does he buy there?"),
    ("4", "合同是谁终止的，为什么？", "who ended the contract, and why?"),
    ("5", "客户跟着谁走了？", "whom did the customers follow?"),
]:
    checks.that(given_[number_] == reference.causes[int(number_)], "causes", f"第 {number_} 段：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="vignettes-causes-6" points=2
got_ = checks.variable("causes").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(6, 11)]
checks.that("0" not in given_, "causes", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "causes", "要写成字典，键是数字 6 到 10，一个也不少。", "a dictionary is wanted, with every key from 6 to 10.")
checks.that({given_[number] for number in part_} <= set("natural competitive fault malicious other".split()), "causes",
            "值要用五个英文代号。", "use the five English codes.")
checks.answered("causes 6–10")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("6", "收入减半，是谁的错吗？", "his income is halved: is it anybody's fault?"),
    ("7", "合同是谁终止的，为什么？", "who ended the contract, and why?"),
    ("8", "她是被什么气走的？", "what drove her away?"),
    ("9", "新牌子好在哪里？看判断顺序第 5 条。", "what is better about the other brand? See rule 5."),
    ("10", "没有任何证据时，看判断顺序的最后一条。", "without any evidence the last rule applies."),
]:
    checks.that(given_[number_] == reference.causes[int(number_)], "causes", f"第 {number_} 段：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="vignettes-causes-11" points=3
got_ = checks.variable("causes").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(11, 16)]
checks.that("0" not in given_, "causes", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "causes", "要写成字典，键是数字 11 到 15，一个也不少。", "a dictionary is wanted, with every key from 11 to 15.")
checks.that(set(given_) <= {str(number) for number in range(1, 16)}, "causes", "只有 15 段，没有别的键：键是 1 到 15。",
            "there are 15 scenes and no other keys: 1 to 15.")
checks.that({given_[number] for number in part_} <= set("natural competitive fault malicious other".split()), "causes",
            "值要用五个英文代号。", "use the five English codes.")
checks.answered("causes 11–15")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("11", "是谁说的和做的不一样？", "who said one thing and did another?"),
    ("12", "他们是被什么吸引走的？", "what drew them away?"),
    ("13", "她为什么不再订了？是谁的错吗？", "why did she stop, and was it anybody's fault?"),
    ("14", "两条线索里，判断顺序先看哪一条？", "which of the two clues does the order ask first?"),
    ("15", "合同是谁终止的，为什么？", "who ended the contract, and why?"),
]:
    checks.that(given_[number_] == reference.causes[int(number_)], "causes", f"第 {number_} 段：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="vignettes-sides-1" points=1
got_ = checks.variable("sides").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(1, 6)]
checks.that("0" not in given_, "sides", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "sides", "要写成字典，键是数字 1 到 5，一个也不少。", "a dictionary is wanted, with every key from 1 to 5.")
checks.that({given_[number] for number in part_} <= set("active passive outside".split()), "sides",
            "值要用三个英文代号。", "use the three English codes.")
checks.answered("sides 1–5")
### BEGIN HIDDEN TESTS
### REFERENCE
asks_ = {"passive": ("这一段的合同是企业终止的。", "the firm ended this contract."),
        "outside": ("不是选了别家，企业也没有终止合同：看任务 1 里的自然流失。", "neither chose another firm nor was dropped: see natural loss in task 1."),
        "active": ("不是企业终止的，也没有搬走或经济变化。", "not ended by the firm, and neither moved nor changed in income.")}
for number_ in part_:
    zh, en = asks_[reference.sides[int(number_)]]
    checks.that(given_[number_] == reference.sides[int(number_)], "sides", f"第 {number_} 段：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="vignettes-sides-6" points=1
got_ = checks.variable("sides").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(6, 11)]
checks.that("0" not in given_, "sides", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "sides", "要写成字典，键是数字 6 到 10，一个也不少。", "a dictionary is wanted, with every key from 6 to 10.")
checks.that({given_[number] for number in part_} <= set("active passive outside".split()), "sides",
            "值要用三个英文代号。", "use the three English codes.")
checks.answered("sides 6–10")
### HIDDEN TESTS OF vignettes-sides-1

# %% check="vignettes-sides-11" points=1
got_ = checks.variable("sides").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(11, 16)]
checks.that("0" not in given_, "sides", "键从 1 开始，到 15，没有 0。", "the keys begin at 1 and end at 15; there is no 0.")
checks.that(set(part_) <= set(given_), "sides", "要写成字典，键是数字 11 到 15，一个也不少。", "a dictionary is wanted, with every key from 11 to 15.")
checks.that(set(given_) <= {str(number) for number in range(1, 16)}, "sides", "只有 15 段，没有别的键：键是 1 到 15。",
            "there are 15 scenes and no other keys: 1 to 15.")
checks.that({given_[number] for number in part_} <= set("active passive outside".split()), "sides",
            "值要用三个英文代号。", "use the three English codes.")
checks.answered("sides 11–15")
### HIDDEN TESTS OF vignettes-sides-1

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `value_at_risk(base, years=3)`：每位**流失**客户带走的价值（元）；返回 Series，索引是 `customer_id`；
# - `top(risk, n=10)`：`risk` 是上面的 Series；返回价值最高的 `n` 位客户的编号（列表）。
#
# **为什么**　走了一位客户，走掉的不只是这个月的奶钱，还有以后几年的利润，和他会带来的客户。
#
# **规则**
#
# - 带走的价值 = `value_cny`（一年的利润）× `years`（本来还会留几年）× `referral_factor`（口碑系数）。
# - 流没流失只看 `contract_ended_by`：是 `none` 的客户没有流失，不出现在结果里。
# - 价值可以不取整；要四舍五入，就留到分（两位小数）。
# - `top` 按价值从高到低排；价值相同的，编号小的排前面。
#
# **样例**　三份订单的总价，按编号排好以后，取最贵的两份。

# %%
carts = pd.DataFrame({"id": ["b", "c", "a"], "price": [20, 5, 10], "pieces": [2, 3, 4]}).set_index("id")
total = carts["price"] * carts["pieces"]
print(total.sort_index().sort_values(ascending=False, kind="stable").head(2).index.to_list())

# %% [markdown] hint=1
# 先筛，再乘。哪些客户根本不该出现？

# %% [markdown] hint=2
# `set_index("customer_id")` 以后三项相乘。排名时先按编号排好，再按价值稳定排序（`kind="stable"`）。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# lost = base[...].set_index(...)
# return lost["value_cny"] * ...
#
# by_id = risk....
# by_value = by_id.sort_values(..., kind="stable")
# return by_value.head(...)....
# ```

# %% contract=true
base = Table("yili/churn_base", "contract_ended_by value_cny referral_factor", key="customer_id", customer_id=Text("K[0-9]+"))
years = Number(1)
risk = Values(Number(0))
n = Number(1, whole=True)

# %% answer="risk"
def value_at_risk(base, years=3):
    """每位流失客户带走的价值（元）：Series，索引是 customer_id。"""
    ### BEGIN SOLUTION
    lost = base[base["contract_ended_by"] != "none"].set_index("customer_id")
    return lost["value_cny"] * years * lost["referral_factor"]
    ### END SOLUTION

def top(risk, n=10):
    """价值最高的 n 位客户的编号：列表，从高到低。"""
    ### BEGIN SOLUTION
    return risk.sort_index().sort_values(ascending=False, kind="stable").head(n).index.to_list()
    ### END SOLUTION

# %% check="risk-value" points=6
tiny = cases.load("yili", "churn_base").head(5).assign(
    customer_id=["K2", "K3", "K1", "K5", "K4"], contract_ended_by=["none", "customer", "firm", "none", "customer"],
    ended_on=pd.to_datetime([None, "2009-03-02", "2009-05-01", None, "2009-07-20"]), last_order_gap=[3, 12, 90, 0, 40],
    moved=[False, False, False, True, True], arrears=[False, False, True, False, True], value_cny=[500.0, 100.5, 200.2, 60.0, 300.0], referral_factor=[2.0, 1.5, 1.0, 1.2, 1.5])
step = checks.example("value_at_risk", tiny)
step.mistake(lambda got: isinstance(got, pd.Series) and "K3" not in got.index and len(got) in (3, 5),
             "索引要用客户编号 customer_id，不是行号。", "the index should be the customer_id, not row numbers.")
step.mistake(lambda got: float(got) > 0, "要每位客户的价值，不要加起来。", "the value of each customer is wanted, not their sum.")
for values_, zh, en in [
    ((452.25, 600.6, 1350, 3000, 216), "没有流失的客户也算进去了。", "a customer who is still there was counted."),
    ((452.25, 600.6, 1350, 0, 0), "没有流失的客户不要出现，也不写 0。", "customers who are still there do not appear, not even with 0."),
    ((452.25, None, 1350), "企业终止的也是流失，不要漏掉。", "a contract that the firm ended is a loss too."),
    ((None, 600.6, None), "客户自己终止的也是流失，不要漏掉。", "a contract that the customer ended is a loss too."),
    ((452.25, None, None), "有欠款的客户也流失了，不要漏掉。", "those in arrears are lost too."),
    ((452.25, 600.6, None), "搬走的客户也流失了，不要漏掉。", "those who moved are lost too."),
    ((None, 600.6, 1350), "流不流失只看 contract_ended_by，不看多久没有下单。", "contract_ended_by says who is lost, not the days since an order."),
    ((301.5, 600.6, 900), "口碑系数还没有乘。", "the referral factor is missing."),
    ((150.75, 200.2, 450), "这是一年的，还要乘 years。", "this is one year; multiply by years."),
### BEGIN HIDDEN TESTS
    ((100.5, 200.2, 300), "这是一年的利润，还要乘两项。", "this is the profit of a year; two factors are missing."),
    ((753.75, 1201.2, 2250), "口碑系数直接乘，不用先加 1。", "multiply by the referral factor itself, not by 1 + factor."),
    ((303, 601.6, 901.5), "口碑系数是乘上去，不是加上去。", "the referral factor multiplies, it is not added."),
    ((201, 600.6, 600), "口碑系数是乘上去，不是除。", "multiply by the referral factor, do not divide."),
    ((339.1875, 200.2, 1012.5), "years 是乘上去，不是次方。", "years multiplies; it is not a power."),
    ((5427, 7207.2, 16200), "value_cny 已经是一年的利润，不用再乘 12。", "value_cny is the profit of a year already; no 12."),
    ((452, 600, 1350), "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
    ((None, None, None, 3000, 216), "弄反了：这些是没有流失的客户。", "the other way round: these are the customers who are still there."),
    ((452.2, 600.6, 1350), "四舍五入的话，留到分。", "if you round, keep the cents."),
    ((452.3, 600.6, 1350), "四舍五入的话，留到分。", "if you round, keep the cents."),
    ((452, 601, 1350), "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
### END HIDDEN TESTS
]:
    known_ = dict(zip(["K3", "K1", "K4", "K2", "K5"], values_))
    step.mistake({name: value for name, value in known_.items() if value is not None}, zh, en)
### BEGIN HIDDEN TESTS
for name_, value_, factor_ in [("K3", 100.5, 1.5), ("K1", 200.2, 1.0), ("K4", 300.0, 1.5)]:
    step.mistake(lambda got: not abs(dict(got)[name_] - value_ * 3 * factor_) < 0.006,
                 f"{name_} 一年的利润是 {value_} 元，口碑系数 {factor_}：带走 {value_} × 3 × {factor_} = {value_ * 3 * factor_:g} 元。",
                 f"{name_} has a profit of {value_} yuan a year and a referral factor of {factor_}: {value_} × 3 × {factor_} = {value_ * 3 * factor_:g} yuan.")
### END HIDDEN TESTS
step.expect({"K3": 452.25, "K1": 600.6, "K4": 1350}, tol=0.006, because=("K3 是 100.5 × 3 × 1.5 = 452.25 元，K1 是 200.2 × 3 × 1 = 600.6 元，K4 是 300 × 3 × 1.5 = 1,350 元。", "K3 is 100.5 × 3 × 1.5 = 452.25 yuan, K1 200.2 × 3 × 1 = 600.6, K4 300 × 3 × 1.5 = 1,350."))
step = checks.example("value_at_risk", tiny, 1)
step.mistake({"K3": 452.25, "K1": 600.6, "K4": 1350}, "换了 years，结果没有跟着变。", "years was changed, but the result was not.")
step.expect({"K3": 150.75, "K1": 200.2, "K4": 450}, tol=0.006, because=("years 是 1：K3 是 100.5 × 1 × 1.5 = 150.75 元。", "With years of 1, K3 is 100.5 × 1 × 1.5 = 150.75 yuan."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("yili", "churn_base")
checks.agree("value_at_risk", reference.value_at_risk, tiny[tiny.columns[::-1]], tol=0.006, case=("列的先后不同时", "columns in another order"))
checks.agree("value_at_risk", reference.value_at_risk, real_[::5].reset_index(drop=True), 5, tol=0.006, case=("换一个 years 时", "another number of years"))
checks.agree("value_at_risk", reference.value_at_risk, real_[::-7].reset_index(drop=True), tol=0.006, case=(
    "客户不按编号排时", "customers in no order of their ids"))
### END HIDDEN TESTS

# %% check="risk-top" points=4
risk_ = pd.Series({"K7": 30.0, "K4": 50.0, "K9": 80.0, "K2": 50.0, "K1": 10.0})
step = checks.example("top", risk_, 3)
for ids_, zh, en in [
    ("K1 K7 K2", "排反了：价值最高的要排在最前面。", "the order is upside down: the highest value comes first."),
    ("K1 K7 K4", "排反了：价值最高的要排在最前面。", "the order is upside down: the highest value comes first."),
    ("K4 K7 K1", "取了价值最低的几位：价值最高的要排在最前面。", "these are the lowest values: the highest come first."),
    ("K9 K4 K2", "价值相同时，编号小的排前面。", "with equal value the smaller id comes first."),
    ("K1 K2 K4", "要按价值排，不是按编号排。", "sort by value, not by id."),
    ("K2 K4 K9", "人选对了；列表要按价值从高到低排，不是按编号。", "the right customers; list them by value, not by id."),
    ("K9 K2 K7", "价值相同的客户也都要算，一位也不能去掉。", "customers of equal value all count; none is dropped."),
    ("K9 K4 K7", "价值相同的客户也都要算，一位也不能去掉。", "customers of equal value all count; none is dropped."),
    ("K9 K2", "少取了一位：要前 n 位。", "one too few: n are wanted."),
    ("K9 K2 K4 K7", "多取了一位：只要前 n 位。", "one too many: only n are wanted."),
    ("K9 K2 K4 K7 K1", "只要前 n 位。", "only the first n are wanted."),
]:
    step.mistake(ids_.split(), zh, en)
step.mistake([80, 50, 50], "要的是客户编号，不是价值。", "the ids are wanted, not the values.")
for values_, n_, right_, zh, en in [
    ({"K3": 10.0, "K1": 30.0, "K2": 20.0}, 2, ["K1", "K2"], "价值是 10、30、20 的三位，取前两位：先 30，再 20。", "of the values 10, 30 and 20 the first two: 30, then 20."),
    ({"K1": 20.4, "K2": 20.45}, 1, ["K2"], "20.45 元比 20.4 元多：按原来的价值排序，不要先取整。", "20.45 yuan is more than 20.4: sort by the values as they are, not rounded."),
    ({"K2": 20.0, "K1": 20.0}, 1, ["K1"], "两位的价值相同，只取一位：取编号小的。", "two of equal value and only one wanted: the smaller id."),
]:
    checks.example("top", pd.Series(values_), n_).mistake(lambda got: list(got) != right_, zh, en)
step.expect(["K9", "K2", "K4"], because=("K9 是 80；K2 和 K4 都是 50，编号小的在前；K7 只有 30：前三位是 K9、K2、K4。", "K9 has 80; K2 and K4 have 50, the smaller id first; K7 has 30: the first three are K9, K2, K4."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("yili", "churn_base").set_index("customer_id")["value_cny"][::7]
close_ = pd.Series({"K3": 70.2, "K1": 70.1, "K5": 69.9, "K2": 70.45, "K4": 69.6})
checks.agree("top", reference.top, close_, 4, case=("价值只差几角钱时", "values that differ by less than a yuan"))
checks.agree("top", reference.top, real_.round(-2).sample(frac=1, random_state=3), 25, case=(
    "第 n 位前后有好几位价值相同时", "several equal values around place n"))
checks.agree("top", reference.top, real_, case=("没有写 n，取 10 位时", "ten customers, when n is not given"))
checks.agree("top", reference.top, real_, 1, case=("n 是 1 时", "n of 1"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `remaining(n, hazards, effects, months)`：`months` 个月以后还剩多少客户（不取整；要四舍五入，就至少留两位小数）；
# - `best_plan(n, hazards, plans, months)`：`plans` 是“方案名：效果”的字典；返回剩下客户最多的方案名。
#
# **为什么**　预算只有一份。花在哪个洞上，桶里的水剩得最多？
#
# **规则**
#
# - `hazards` 是每种原因的月流失率，例如 `{"natural": 0.003, "fault": 0.012}`；`effects` 是措施把这种流失减少的比例，0 到 1；`effects` 里没有写的原因，效果是 0。
# - 自然流失无法避免：`natural` 的效果不管写多少，一律当作 0。
# - 剩下的客户 = n × (1 − Σ 月流失率 × (1 − 效果))^months。
# - 并列时返回 `plans` 里排在前面的方案。
#
# **样例**　水箱有两个漏口，堵住一个口的一半，五小时后还剩多少水？

# %%
leaks, plugged = {"top": 0.02, "side": 0.04}, {"side": 0.5}
leak = sum(rate * (1 - plugged.get(name, 0)) for name, rate in leaks.items())
print(round(leak, 3), round(1000 * (1 - leak) ** 5, 1))

# %% [markdown] hint=1
# 先算“措施以后一个月一共漏多少”，再算几个月以后。哪个洞堵不上？

# %% [markdown] hint=2
# 用 `effects.get(name, 0)` 取效果，`name` 是 `"natural"` 时换成 0。`best_plan` 用 `max(plans, key=…)`，并列时 `max` 本来就取前面的。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# leak = 0
# for name, rate in hazards.items():
#     works = ... if name == "natural" else effects.get(..., ...)
#     leak += ...
# return n * (...) ** ...
#
# return max(plans, key=lambda name: remaining(...))
# ```

# %% contract=true
share = Number(0, 1)
cause = Choice("natural", "competitive", "fault", "malicious", "other")
n = Number(1, whole=True)
hazards = Keyed(cause, share)
effects = Keyed(cause, share)
plans = Keyed(Text(), effects)
months = Number(0, whole=True)

# %% answer="bucket"
def remaining(n, hazards, effects, months):
    """months 个月以后还剩多少客户。"""
    ### BEGIN SOLUTION
    works = {name: 0 if name == "natural" else effects.get(name, 0) for name in hazards}
    leak = sum(rate * (1 - works[name]) for name, rate in hazards.items())
    return n * (1 - leak) ** months
    ### END SOLUTION

def best_plan(n, hazards, plans, months):
    """剩下客户最多的方案名。"""
    ### BEGIN SOLUTION
    return max(plans, key=lambda name: remaining(n, hazards, plans[name], months))
    ### END SOLUTION

# %% check="bucket-remaining" points=9
holes_ = {"fault": 0.05, "natural": 0.01, "competitive": 0.03}
step = checks.example("remaining", 150, holes_, {"fault": 0.7, "natural": 0.5}, 3, about=(
    "这个例子的 effects 没有写 competitive（效果是 0）", "effects does not name competitive here (its effect is 0)"))
for loss_, zh, en in [
    (0.05, "自然流失无法避免，它的效果当作 0。", "natural loss cannot be prevented: its effect is 0."),
    (0.035, "剩下的比例是 1 − 效果，不是效果。", "what is left of a hazard is 1 − effect, not the effect."),
    (0.075, "剩下的比例是 1 − 效果，不是效果。", "what is left of a hazard is 1 − effect, not the effect."),
    (0.09, "措施没有起作用。", "the effects have no effect."),
    (0.025, "没有写效果的原因，效果是 0，照样流失。", "a cause without an effect keeps its whole hazard."),
    (0.045, "自然流失照样要算进去，只是减不下来。", "natural loss counts in full; it only cannot be reduced."),
    (0.04, "流失率乘 1 − 效果，不是减去效果。", "multiply the hazard by 1 − effect; do not subtract the effect."),
    (0.085, "按名字 natural 认自然流失，不是第一个就是。", "natural loss is known by its name, not by its place."),
    (-0.61, "流失率乘 1 − 效果，不是减去效果。", "multiply the hazard by 1 − effect; do not subtract the effect."),
]:
    step.mistake(150 * (1 - loss_) ** 3, zh, en)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (150 * 0.99 * 0.97 * 0.985, "这是一个月以后的，还要算 months 个月。", "this is after one month; months are wanted."),
    (150 * (0.99 * 0.97 * 0.985) ** 3, "几种流失率先加起来，再用 1 去减，不是各自连乘。", "add the hazards first, then subtract from 1; do not multiply them."),
    (150 * (1 - 3 * 0.055), "不能用 n 乘月数乘流失率：第二个月是从剩下的人里走。", "losses do not add up: in month 2 they come from those left."),
    (150 - 150 * 0.945**3, "这是走掉的人数，要的是还剩多少。", "this is the number that left, not those who remain."),
    (0.945**3, "这是剩下的比例，还要乘 n。", "this is the share that remains; multiply by n."),
    (150 * 0.945, "月数没有起作用。", "the number of months has no effect."),
    (150 * 0.945**2, "少算了一个月。", "a month is missing."),
    (150 * 0.945**4, "多算了一个月。", "a month too many."),
    (150 * 0.945**12, "月数是 months，不一定是 12。", "the number of months is months, not always 12."),
    (1000 * 0.945**3, "客户数是 n，不一定是 1000。", "the number of customers is n, not always 1000."),
    (126, "不要取整，中间每个月也不要；四舍五入的话，至少留两位小数。", "no whole numbers, not from month to month either; two decimals are fine."),
    (127, "不要取整，中间每个月也不要；四舍五入的话，至少留两位小数。", "no whole numbers, not from month to month either; two decimals are fine."),
]:
    step.mistake(value_, zh, en)
for hazards_, effects_, months_, right_, zh, en in [
    ({"fault": 0.2}, {}, 1, 80, "100 人，一种原因流失 0.2，没有措施，一个月：剩 100 × (1 − 0.2) = 80。", "100 people, one hazard of 0.2, no measure, one month: 100 × (1 − 0.2) = 80 are left."),
    ({"fault": 0.2, "other": 0.1}, {}, 1, 70, "两种原因流失 0.2 和 0.1，一个月：加起来，剩 100 × (1 − 0.3) = 70。", "hazards of 0.2 and 0.1, one month: they add up, 100 × (1 − 0.3) = 70 are left."),
    ({"fault": 0.2, "other": 0.1}, {"fault": 0.5}, 1, 80, "流失 0.2 的一种效果是 0.5，只剩 0.1；另一种不变：100 × (1 − 0.1 − 0.1) = 80。", "an effect of 0.5 leaves 0.1 of the hazard of 0.2, the other stays: 100 × (1 − 0.1 − 0.1) = 80."),
    ({"natural": 0.2}, {"natural": 0.5}, 1, 80, "自然流失 0.2，效果写了多少都当作 0：剩 80。", "a natural hazard of 0.2: whatever its effect, 80 are left."),
    ({"fault": 0.2}, {}, 2, 64, "每月流失 0.2，两个月：100 × 0.8 × 0.8 = 64。", "a hazard of 0.2 for two months: 100 × 0.8 × 0.8 = 64."),
]:
    checks.example("remaining", 100, hazards_, effects_, months_).mistake(lambda got: not abs(float(got) - right_) < 0.006, zh, en)
step.mistake(lambda got: 0.006 < abs(float(got) - 150 * 0.945**3) < 0.06, "四舍五入的话，至少留两位小数。", "if you round, keep at least two decimals.")
### END HIDDEN TESTS
step.expect(150 * 0.945**3, tol=0.006, because=(
    "每个月流失：fault 0.05 × (1 − 0.7) = 0.015，natural 0.01（效果当作 0），competitive 0.03，合计 0.055：150 × 0.945 的 3 次方。", "Lost each month: fault 0.05 × (1 − 0.7) = 0.015, natural 0.01, competitive 0.03, together 0.055: 150 × 0.945 to the power 3."))
step = checks.example("remaining", 150, holes_, {}, 3, case=("effects 是空字典", "effects is empty"))
step.mistake(150, "没有写效果的原因，效果是 0，照样流失。", "a cause without an effect keeps its whole hazard.")
step.expect(150 * 0.91**3, tol=0.006, because=(
    "没有措施时，每个月流失 0.05 + 0.01 + 0.03 = 0.09：150 × 0.91 的 3 次方。", "Without measures 0.05 + 0.01 + 0.03 = 0.09 leave each month: 150 × 0.91 to the power 3."))
### BEGIN HIDDEN TESTS
### REFERENCE
holes_ = {"natural": 0.003, "competitive": 0.008, "fault": 0.012, "malicious": 0.002, "other": 0.005}
for effects_ in ({}, {"fault": 0.5}, {"natural": 1, "malicious": 0.9, "other": 0.25}):
    checks.agree("remaining", reference.remaining, 3000, holes_, effects_, 12, tol=0.006, case=(
        "换一组流失率和效果时", "other hazards and effects"))
for months_, zh, en in ((0, "months 是 0 时", "months of 0"), (1, "months 是 1 时", "months of 1"), (30, "换一个 months 时", "another number of months")):
    checks.agree("remaining", reference.remaining, 640, holes_, {"competitive": 0.4, "natural": 0.2}, months_, tol=0.006, case=(zh, en))
checks.agree("remaining", reference.remaining, 640, {"fault": 0.2, "other": 0.1}, {"fault": 1, "other": 0.5}, 4, tol=0.006, case=(
    "没有自然流失这一项，又有效果是 1 的措施时", "hazards without natural loss, and an effect of 1"))
### END HIDDEN TESTS

# %% check="bucket-plan" points=6
holes_ = {"natural": 0.03, "competitive": 0.01, "fault": 0.02}
plans_ = {"wait": {"competitive": 0}, "calm nature": {"natural": 0.9}, "better service": {"fault": 0.6}, "cheap": {"competitive": 0.9}}
step = checks.example("best_plan", 1000, holes_, plans_, 12, about=(
    "每个方案都有没写到的原因（效果是 0）", "every plan leaves out some causes (their effect is 0)"))
step.mistake("wait", "这是剩下客户最少的方案；remaining 也要先做对。", "this plan keeps fewest; and remaining has to be right first.")
step.mistake("calm nature", "钱花在自然流失上没有用：比剩下的客户，不比效果的大小。", "money spent on natural loss does nothing: compare the customers left, not the effects.")
step.mistake("cheap", "效果最大的不一定留住最多的人，还要看那个洞有多大。",
             "the largest effect need not keep most customers: how large is the hole?")
step.mistake(lambda answer: not isinstance(answer, str), "请返回方案的名字。", "return the name of the plan.")
step.expect("better service", because=(
    "每个月还流失：wait 和 calm nature 0.06，cheap 0.051，better service 0.048：流失最少的方案，剩下的客户最多。", "Lost each month: wait and calm nature 0.06, cheap 0.051, better service 0.048: the smallest loss leaves the most customers."))
checks.example("best_plan", 500, holes_, {"two": {"fault": 0.2}, "one": {"fault": 0.2}}, 6).mistake(
    lambda got: got != "two", "两个方案剩下的客户一样多：返回 plans 里排在前面的。", "two plans keep the same number of customers: return the one that comes first in plans.")
checks.example("best_plan", 500, holes_, {"few": {"fault": 0.2}, "more": {"fault": 0.21}}, 2).mistake(
    lambda got: got != "more", "两个方案只差不到一位客户，也要比：不要先取整。", "two plans differ by less than a customer: compare without rounding.")
### BEGIN HIDDEN TESTS
### REFERENCE
holes_ = {"natural": 0.003, "competitive": 0.008, "fault": 0.012, "malicious": 0.002, "other": 0.005}
plans_ = {"none": {"natural": 1}, "credit": {"malicious": 0.9}, "care": {"competitive": 0.3, "fault": 0.2}, "team": {"other": 0.8}}
checks.agree("best_plan", reference.best_plan, 500, holes_, plans_, 24, case=(
    "一个方案管两种原因时", "a plan for two causes"))
alike_ = {"one": {"natural": 1}, "two": {}, "zero": {"fault": 0}, "also": {"natural": 0.2}}
checks.agree("best_plan", reference.best_plan, 500, holes_, alike_, 6, case=(
    "几个方案并列（取 plans 里排在最前面的）时", "plans that tie (the first of them is wanted)"))
ties_ = {"b": {"other": 0.1}, "d": {"fault": 0.2}, "c": {"fault": 0.2}, "a": {"fault": 0.2}}
checks.agree("best_plan", reference.best_plan, 500, holes_, ties_, 6, case=(
    "最好的几个方案并列（取 plans 里排在最前面的）时", "best plans that tie (the first of them is wanted)"))
near_ = {"b": {"fault": 0.2}, "a": {"fault": 0.21}}
checks.agree("best_plan", reference.best_plan, 500, holes_, near_, 2, case=(
    "两个方案剩下的客户差不到一位（不取整再比）时", "two plans less than a customer apart (compare without rounding)"))
checks.agree("best_plan", reference.best_plan, 500, holes_, {"team": {"fault": 0.5}, "many": {"malicious": 0.1, "other": 0.1}}, 6, case=(
    "管的原因多、效果却小时", "many causes with small effects"))
checks.agree("best_plan", reference.best_plan, 500, holes_, plans_, 0, case=("months 是 0 时", "months of 0"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `reach(k, population, p)`：得罪 `k` 位客户，一共有多少**不同的**人会听说（用公式）；
# - `simulate(k, population, p, seed)`：用随机数模拟一次，返回听说的人数；
# - `mean_of_runs(k, population, p, runs=20)`：种子取 0、1、…、runs − 1，模拟 `runs` 次，返回平均数。
#
# **为什么**　“得罪一位等于得罪 250 位”，得罪 40 位等于得罪一万位吗？大家的亲友会重叠。
#
# **规则**
#
# - 每位客户认识 250 个人：从 `population` 个人里随机抽，**不重复**。每个人被告知的概率是 `p`。
# - 同一个人听几位客户说起，只算一个人。
# - 公式：P × (1 − (1 − 250p ÷ P)^k)，P 是 `population`。算出来的人数可以不取整，也可以四舍五入到整数。
# - 同一个种子，结果要一样：用 `np.random.default_rng(seed)`。平均数不取整；要四舍五入，就至少留两位小数。
# - 模拟 20 次的平均数和公式相差不超过 5%，两种算法就互相证明了。
#
# **样例**　三个人各抽 4 张不重复的彩票（共 10 张），每张以 0.5 的概率亮出来；一共亮出多少种？

# %%
rng = np.random.default_rng(5)
shown = set()
for person in range(3):
    tickets = rng.choice(10, size=4, replace=False)
    shown |= set(tickets[rng.random(4) < 0.5].tolist())
print(len(shown), shown)

# %% [markdown] hint=1
# 如果没有重叠，人数就是 250 × p × k。重叠让它变少：想一想，一个人**没有**听说的概率是多少？

# %% [markdown] hint=2
# 模拟：准备一个空集合 `set()`；循环 `k` 次，每次抽 250 个不重复的人，再用 `rng.random(250) < p` 留下被告知的，并进集合；最后数集合的大小。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return population * (1 - (...) ** ...)
#
# rng, heard = np.random.default_rng(...), set()
# for customer in range(...):
#     friends = rng.choice(population, ...)
#     told = friends[...]
#     heard |= set(...)
# return ...
#
# return np.mean([simulate(...) for seed in ...])
# ```

# %% contract=true
k = Number(1, whole=True)
population = Number(250, whole=True)
p = Number(0, 1)
seed = Number(0, whole=True)
runs = Number(1, whole=True)

# %% answer="reach"
def reach(k, population, p):
    """公式：有多少不同的人会听说。"""
    ### BEGIN SOLUTION
    return population * (1 - (1 - 250 * p / population) ** k)
    ### END SOLUTION

def simulate(k, population, p, seed):
    """模拟一次：有多少不同的人听说了。"""
    ### BEGIN SOLUTION
    rng, heard = np.random.default_rng(seed), set()
    for customer in range(k):
        friends = rng.choice(population, size=250, replace=False)
        heard |= set(friends[rng.random(250) < p].tolist())
    return len(heard)
    ### END SOLUTION

def mean_of_runs(k, population, p, runs=20):
    """模拟 runs 次（种子 0 到 runs − 1）的平均人数。"""
    ### BEGIN SOLUTION
    return np.mean([simulate(k, population, p, seed) for seed in range(runs)])
    ### END SOLUTION

# %% check="reach-formula" points=5
step = checks.example("reach", 10, 5000, 1)
for value_, zh, en in [
    (2500, "这是没有重叠的人数：同一个人听几次只算一个。", "this ignores overlap: someone told twice is one person."),
    (5000 * 0.95**10, "这是没有听说的人数。", "this is the number who did not hear."),
    (1 - 0.95**10, "这是比例，还要乘总人数。", "this is a share; multiply by the population."),
    (10000 * (1 - 0.975**10), "总人数是 population，不一定是 10000。", "the number of people is population, not always 10000."),
    (5000 * (1 - 0.95**9), "指数正好是 k。", "the power is k exactly."),
    (5000 * (1 - 0.95**11), "指数正好是 k。", "the power is k exactly."),
    (5000 * (1 - 0.95 * 10), "是 k 次方，不是乘 k。", "to the power k, not times k."),
    (250, "k 没有起作用：是 k 次方。", "k has no effect: to the power k."),
    (5000 * (1 - 0.95**10) + 10, "公式里不用再加 k。", "k is not added in the formula."),
]:
    step.mistake(value_, zh, en, tol=0.51 if value_ > 1 else 0.005)
### BEGIN HIDDEN TESTS
for k_, p_, right_, zh, en in [
    (1, 1, 250, "1,000 人的城，得罪 1 位，p 是 1：正好 250 人听说。", "a town of 1,000, one offended, p of 1: exactly 250 hear."),
    (1, 0.4, 100, "1,000 人的城，得罪 1 位，p 是 0.4：250 × 0.4 = 100 人听说。", "a town of 1,000, one offended, p of 0.4: 250 × 0.4 = 100 hear."),
    (2, 1, 437.5, "1,000 人的城，得罪 2 位，p 是 1：没有听说的是 0.75 × 0.75，听说的 437.5 人。",
     "a town of 1,000, two offended, p of 1: 0.75 × 0.75 do not hear, 437.5 people do."),
]:
    checks.example("reach", k_, 1000, p_).mistake(lambda got: not abs(float(got) - right_) < 0.51, zh, en)
### END HIDDEN TESTS
step.expect(5000 * (1 - 0.95**10), tol=0.51, because=(
    "每位告诉 250 人，是全城的 0.05；十位都没有告诉到的人占 0.95 的 10 次方：5,000 × (1 − 0.95 的 10 次方)。", "Each tells 250, a share of 0.05; 0.95 to the power 10 hear from none of the ten: 5,000 × (1 − that)."))
step = checks.example("reach", 3, 5000, 0.2)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (5000 * (1 - 0.95**3), "还没有用上告知的概率 p。", "the chance p to tell has not been used."),
    (1000 * (1 - 0.95**3), "p 要乘在 250 上，不是乘在最后。", "p multiplies the 250, not the result."),
    (5000 * (1 - 0.95**0.6), "p 要乘在 250 上，不是写在指数里。", "p multiplies the 250; it is no part of the power."),
    (5000 * (1 - 0.96**3), "p 要乘在 250 上：每人被告知的是 250p 人。", "p multiplies the 250: each tells 250p people."),
]:
    step.mistake(value_, zh, en, tol=0.51)
checks.example("reach", 2, 1000, 0.4).mistake(
    lambda got: not abs(float(got) - 190) < 0.51, "1,000 人的城，得罪 2 位，p 是 0.4：没有听说的是 0.9 × 0.9，听说的 190 人。",
    "a town of 1,000, two offended, p of 0.4: 0.9 × 0.9 do not hear, 190 people do.")
### END HIDDEN TESTS
step.expect(5000 * (1 - 0.99**3), tol=0.51, because=(
    "p 是 0.2，每位告诉 250 × 0.2 = 50 人，是全城的 0.01：5,000 × (1 − 0.99 的 3 次方)。", "With p of 0.2 each tells 250 × 0.2 = 50, a share of 0.01: 5,000 × (1 − 0.99 to the power 3)."))
### BEGIN HIDDEN TESTS
### REFERENCE
for k_, population_, p_, zh, en in ((40, 10000, 1, "人多、重叠也多时", "many customers and much overlap"),
                                 (1, 10000, 1, "k 是 1 时", "k of 1"), (25, 3000, 0.3, "换一组 k、population 和 p 时", "another k, population and p"),
                                 (10, 100000, 1, "城大得多时", "a much larger town"), (12, 800, 0.05, "p 很小时", "a small p")):
    checks.agree("reach", reference.reach, k_, population_, p_, tol=0.51, case=(zh, en))
### END HIDDEN TESTS

# %% check="reach-simulate" points=5
step = checks.example("simulate", 1, 2000, 1, 1)
step.mistake(lambda got: len(got) >= 0, "返回听说的人数，不是名单。", "return how many heard, not who.")
step.mistake(lambda got: got in (4, 100), "每位客户认识 250 个人：每次抽 250 个。", "each customer knows 250 people: draw 250 each time.")
for low_, high_, zh, en in [
    (0.001, 1, "要人数，不是比例。", "a number of people is wanted, not a share."),
    (-0.5, 0.5, "一个人也没有听说：循环正好 k 次，rng.random(250) 小于 p 的才被告知。", "nobody heard: loop k times exactly; told are those whose random number is below p."),
    (1, 199, "p 是 1 时人人都被告知：p 用上了吗？", "with p = 1 everybody is told: has p been used?"),
    (200, 249.5, "一位客户认识 250 个不重复的人：抽的时候不放回（replace=False）。", "one customer knows 250 different people: draw without replacement."),
    (250.5, 9999, "只有一位客户，就只抽一次：循环正好 k 次。", "one customer draws once: loop k times exactly."),
]:
    step.mistake(lambda got: low_ <= got <= high_, zh, en)
step.expect(250, because=("一位客户认识 250 个不同的人，p 是 1，人人都被告知：250 人。", "One customer knows 250 different people, and with p of 1 all are told: 250."))
step = checks.example("simulate", 8, 1000, 1, 3)
### BEGIN HIDDEN TESTS
for low_, high_, zh, en in [
    (250, 250, "8 位客户只传到 250 人：循环 k 次，空集合和随机数都在循环以前建好。",
     "8 customers reach 250 only: loop k times, and make the empty set and the random numbers before the loop."),
    (2000, 2000, "同一个人听几次只算一个人：用集合去掉重复。", "someone told twice is one person: use a set."),
    (1001, 1999, "听说的人比总人数还多：从 population 个人里抽。", "more have heard than there are people: draw from population."),
    (0, 800, "人数太少：8 位客户、1,000 个人，大约有九成会听说。", "too few: with 8 customers and 1,000 people about nine in ten hear."),
    (980, 1000, "人数太多：8 位客户、1,000 个人，大约有九成会听说。", "too many: with 8 customers and 1,000 people about nine in ten hear."),
]:
    step.mistake(lambda got: low_ <= got <= high_, zh, en)
### END HIDDEN TESTS
checks.example("simulate", 3, 2000, 0, 1).mistake(lambda got: got != 0, "p 是 0 时谁也没有说。", "with p = 0 nobody is told.").expect(0)
first_, again_ = ([checks.example("simulate", 20, 10000, 0.3, seed).got for seed in range(4)] for run in "12")
checks.that(list(first_) == list(again_), "simulate", "同一个种子，两次结果不一样：用 seed 建随机数。",
            "the same seed gave two results: make the random numbers from seed.")
checks.that(len(set(first_)) > 1, "simulate", "换了种子，结果没有变：用 seed 建随机数。", "another seed gave the same result: make the random numbers from seed.")
friends_ = [checks.example("simulate", 1, 2000, 0.5, seed).got for seed in range(8)]
checks.that(not set(friends_) <= {0, 250}, "simulate", "每位亲友各自可能听说、可能没听说，不是一起听说、一起没听说。",
            "each friend hears or does not hear on their own, not all 250 together.")
checks.that(len(set(friends_)) > 1, "simulate", "每位亲友各自按概率 p 听说，人数有多有少，不会每次正好一半。",
            "each friend hears with chance p, so the number varies; it is not exactly half each time.")
checks.right("simulate")
### BEGIN HIDDEN TESTS
### REFERENCE
for k_, population_, p_, zh, en in ((12, 3000, 0.5, "几位客户都认识的人，每位各有概率 p 告诉他", "whoever several customers know is told by each with chance p"),
                                 (30, 8000, 0.8, "换一组 k、population 和 p，人数离公式太远", "with another k, population and p it is far from the formula"),
                                 (4, 250, 1, "全城 250 人，每位客户都认识", "in a town of 250, each customer knows all")):
    sizes_ = [checks.example("simulate", k_, population_, p_, seed).got for seed in (7, 8, 9, 10)]
    right_ = reference.reach(k_, population_, p_)
    checks.that(abs(sum(sizes_) / 4 / right_ - 1) < 0.07, "simulate", zh + "。", en + ".")
### END HIDDEN TESTS

# %% check="reach-agree" points=5
right_ = 3000 * (1 - 0.95**10)
step = checks.example("mean_of_runs", 10, 3000, 0.6)
step.mistake(lambda got: got > 20 * right_ * 0.8, "这是总和，还要除以次数。", "this is a sum; divide by the number of runs.")
step.mistake(1500, "没有重叠：集合用上了吗？", "no overlap: is the set in use?", tol=60)
step.mistake(3000 * (1 - (1 - 250 / 3000) ** 10), "p 没有用上：模拟的时候也要用同一个 p。", "p has no effect: simulate with the same p.", tol=60)
step.mistake(lambda got: 0 < got < 1, "要人数，不是比例。", "a number of people is wanted, not a share.")
step.mistake(lambda got: got < right_ / 10, "return 写在循环里面了：模拟完 runs 次再返回。", "the return is inside the loop: return after all runs.")
step.expect(right_, tol=0.05 * right_, because=("模拟 20 次，平均要和公式 3,000 × (1 − 0.95 的 10 次方) 相差不到 5%；simulate 也要先做对。", "The mean of 20 runs is within 5 % of 3,000 × (1 − 0.95 to the power 10); simulate has to be right first."))
sizes_ = [checks.example("simulate", 10, 3000, 0.6, seed, read=float).got for seed in range(8)]
means_ = {runs: checks.example("mean_of_runs", 10, 3000, 0.6, runs, read=float).got for runs in (2, 3, 4, 7)}
for known_, zh, en in [
    (lambda runs: right_, "要用 simulate 一次次模拟，再求平均，不是套公式。", "simulate again and again and take the mean; not the formula."),
    (lambda runs: sizes_[runs], "这是一次的结果：模拟 runs 次，再求平均。", "this is one run: simulate runs times and take the mean."),
    (lambda runs: sizes_[0], "每次都是种子 0：第 0 次到最后一次，种子各不相同。", "each run has seed 0: every run has a seed of its own."),
    (lambda runs: sizes_[1], "每次都是种子 1：第 0 次到最后一次，种子各不相同。", "each run has seed 1: every run has a seed of its own."),
    (lambda runs: step.got, "换了 runs，结果没有变。", "another number of runs gave the same result."),
    (lambda runs: sum(sizes_[1:runs + 1]) / runs, "种子从 0 开始，到 runs − 1，不是从 1 开始。", "the seeds begin with 0 and end with runs − 1."),
    (lambda runs: sum(sizes_[:runs - 1]) / (runs - 1), "少模拟了一次：种子 0 到 runs − 1。", "a run is missing: seeds 0 to runs − 1."),
    (lambda runs: sum(sizes_[:runs + 1]) / (runs + 1), "多模拟了一次：种子 0 到 runs − 1。", "a run too many: seeds 0 to runs − 1."),
### BEGIN HIDDEN TESTS
    (lambda runs: sum(sizes_[:runs]) / 20, "除以 runs，不是除以 20。", "divide by runs, not by 20."),
    (lambda runs: np.median(sizes_[:runs]), "要平均数，不是中位数。", "the mean is wanted, not the median."),
    (lambda runs: max(sizes_[:runs]), "要平均数，不是最大的一次。", "the mean is wanted, not the largest."),
### END HIDDEN TESTS
]:
    checks.that(len(set(sizes_)) == 1 or any(abs(mean - known_(runs)) > 0.01 for runs, mean in means_.items()), "mean_of_runs", zh, en)
off_ = max(abs(mean - sum(sizes_[:runs]) / runs) for runs, mean in means_.items())
checks.that(off_ < 0.01 or off_ > 1, "mean_of_runs", "平均数不要取整；四舍五入的话，至少留两位小数。", "do not round the mean to a whole number; two decimals are fine.")
checks.that(off_ < 0.01, "mean_of_runs", "和 simulate 用种子 0 到 runs − 1 的平均对不上。",
            "differs from the mean of simulate with the seeds 0 to runs − 1.")
### BEGIN HIDDEN TESTS
### REFERENCE
for k_, population_, p_ in ((40, 10000, 0.2), (5, 2000, 1)):
    right_ = reference.reach(k_, population_, p_)
    got_ = checks.example("mean_of_runs", k_, population_, p_, 20)
    got_.mistake(lambda mean: abs(mean / right_ - 1) > 0.05, "换一组 k、population 和 p，平均数和公式相差超过 5%。",
                "with another k, population and p the mean is more than 5 % off the formula.")
    got_.expect(right_, tol=0.05 * right_)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 7　{task}（{points} 分）
#
# `winback_trial` 是一次（模拟的）挽留试验：2,400 个流失家庭抽签分成五组，每组 480 个。
#
# **做什么**　写三个函数：
#
# - `return_rates(trial)`：一张表，行是原因 `cause`，列是组别 `arm`，值是回来的比例；
# - `net_profit(trial)`：同样的表，值是每户的净利润（元）；
# - `best_measure(net)`：`net` 是上面的表；返回每种原因净利润最高的措施（Series，索引是原因；按 `net` 的先后写成一列也行）。
#
# **为什么**　对症下药：同一种措施，对不同的原因效果不同。回来的人多，不等于赚得多。
#
# **规则**
#
# - 回来的比例 = `returned_8w` 是 True 的家庭 ÷ 这一格的全部家庭。算不算回来，不看毛利。
# - 一户的净利润 = 52 周的毛利 `margin_52w_cny` − 措施的成本 `cost_cny`（元）。没有回来的家庭也花了成本，照样算进平均。
# - `control`（不联系）也是一种选择。表里的原因和措施可能少几种，`control` 一定有。
# - 比例写成 0 到 1 之间的小数。可以不取整；要四舍五入，比例至少留三位小数，金额留到分。
#
# **样例**　两家店、两种天气，一天平均卖几把伞；每家店哪种天气卖得最好？

# %%
days = pd.DataFrame({"shop": ["A", "A", "B", "B", "B"], "sky": ["rain", "sun", "rain", "sun", "sun"], "sold": [9, 2, 4, 6, 8]})
table = days.pivot_table(index="shop", columns="sky", values="sold", aggfunc="mean")
print(table, table.idxmax(axis=1), sep="\n")

# %% [markdown] hint=1
# 三个函数共用一个套路：每格一个平均数。净利润先要算出一列。

# %% [markdown] hint=2
# 用 `pivot_table(index="cause", columns="arm", values=…, aggfunc="mean")`；`returned_8w` 是 True/False，平均数就是比例。最后用 `idxmax(axis=1)`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# back = trial.assign(back=trial["returned_8w"].astype(float))
# return back.pivot_table(index=..., columns=..., values=..., aggfunc="mean")
#
# net = trial.assign(net=...)
# return net.pivot_table(...)
#
# return net.idxmax(...)
# ```

# %% contract=true
trial = Table("yili/winback_trial", "cause arm cost_cny returned_8w margin_52w_cny")
net = Table(control=Number())

# %% answer="winback"
def return_rates(trial):
    """每种原因、每组回来的比例：DataFrame，行是 cause，列是 arm。"""
    ### BEGIN SOLUTION
    back = trial.assign(back=trial["returned_8w"].astype(float))
    return back.pivot_table(index="cause", columns="arm", values="back", aggfunc="mean")
    ### END SOLUTION

def net_profit(trial):
    """每种原因、每组每户的净利润（元）：DataFrame，行是 cause，列是 arm。"""
    ### BEGIN SOLUTION
    net = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
    return net.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean")
    ### END SOLUTION

def best_measure(net):
    """每种原因净利润最高的措施：Series，索引是 cause。"""
    ### BEGIN SOLUTION
    return net.idxmax(axis=1)
    ### END SOLUTION

# %% check="winback-rates" points=5
tiny = cases.load("yili", "winback_trial").head(12).assign(
    cause=["fault"] * 7 + ["natural"] * 5, arm=["tour"] * 3 + ["control"] * 4 + ["tour"] * 4 + ["control"],
    cost_cny=[38.0] * 3 + [0.0] * 4 + [38.0] * 4 + [0.0],
    returned_8w=[True, True, False, True, False, False, False, True, False, False, False, False])
tiny["margin_52w_cny"] = [0, 90.5, 0, 120, 0, 0, 0, 80, 0, 0, 0, 0]
step = checks.example("return_rates", tiny)
step.mistake(lambda got: set(got.columns) == {"fault", "natural"}, "行和列反了：行是原因，列是组别。", "rows and columns are swapped: rows are causes, columns are arms.")
step.mistake(lambda got: "All" in got.index or "All" in got.columns, "不要合计。", "no totals are wanted.")
step.mistake(lambda got: "control" not in got.columns, "control（不联系）也是一组，不要漏掉。", "control (no contact) is an arm, too.")
for cells_, zh, en in [
    ([[1, 2], [0, 1]], "这是户数，要的是比例。", "these are numbers; the shares are wanted."),
    ([[4, 3], [1, 4]], "这是每一格有多少户，要的是回来的比例。", "this is how many households a cell has; the share that came back is wanted."),
    ([[1 / 4, 2 / 4], [0, 1 / 4]], "分母是这一格的家庭，不是全部回来的家庭。", "divide by the households of the cell, not by all who came back."),
    ([[1 / 12, 2 / 12], [0, 1 / 12]], "分母是这一格的家庭，不是全部家庭。", "divide by the households of the cell, not by all."),
    ([[1 / 7, 2 / 7], [0, 1 / 5]], "分母是这一格的家庭，不是这种原因的全部家庭。", "divide by the households of the cell, not of the cause."),
    ([[1 / 5, 2 / 7], [0, 1 / 7]], "分母是这一格的家庭，不是这一组的全部家庭。", "divide by the households of the cell, not of the arm."),
    ([[1 / 3, 2 / 3], [0, 1]], "分母是这一格的家庭，不是这种原因里回来的家庭。", "divide by the households of the cell, not by those of the cause who came back."),
    ([[1, 2 / 3], [0, 1 / 3]], "分母是这一格的家庭，不是这一组里回来的家庭。", "divide by the households of the cell, not by those of the arm who came back."),
    ([[3 / 4, 1 / 3], [1, 3 / 4]], "这是没有回来的比例。", "these are the shares that did not come back."),
    ([[0, 5 / 12], [0, 1 / 4]], "不用减去 control 的比例。", "the share of control is not subtracted."),
    ([[25, 200 / 3], [0, 25]], "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ([[0.25, 0.67], [0, 0.25]], "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
### BEGIN HIDDEN TESTS
    ([[0.2, 0.7], [0, 0.2]], "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ([[1 / 4, 1 / 3], [0, 1 / 4]], "算不算回来，要看 returned_8w，不看毛利：回来的家庭，毛利也可能是 0。", "returned_8w says who came back, not the margin: a household that came back may have a margin of 0."),
### END HIDDEN TESTS
]:
    step.mistake(pd.DataFrame(cells_, index=["fault", "natural"], columns=["control", "tour"], dtype=float), zh, en, tol=0.0006)
### BEGIN HIDDEN TESTS
few_ = tiny.iloc[[1, 2, 4, 5]].reset_index(drop=True)
checks.example("return_rates", few_).mistake(
    lambda got: not abs(got.loc["fault", "tour"] - 0.5) < 0.0006 or not abs(got.loc["fault", "control"]) < 0.0006,
    "tour 一格两户回来一户，比例是 0.5；control 一格两户都没有回来，是 0。", "one of the two tour households came back, a share of 0.5; none of the two control ones, 0.")
### END HIDDEN TESTS
step.expect(pd.DataFrame({"control": [1 / 4, 0], "tour": [2 / 3, 1 / 4]}, index=["fault", "natural"]), tol=0.0006, because=("fault：tour 三户回来两户，control 四户回来一户；natural：tour 四户回来一户，control 一户没有回来。", "fault: 2 of 3 tour and 1 of 4 control households came back; natural: 1 of 4 and none of one."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("return_rates", reference.return_rates, tiny[tiny.columns[::-1]], tol=0.0006, case=("列的先后不同时", "columns in another order"))
everyone_ = cases.load("yili", "winback_trial")
checks.agree("return_rates", reference.return_rates, everyone_[::2].reset_index(drop=True), tol=0.0006)
some_ = everyone_[everyone_["arm"].isin(["control", "apology"]) & (everyone_["cause"] != "other")].sample(frac=0.5, random_state=6)
checks.agree("return_rates", reference.return_rates, some_.reset_index(drop=True), tol=0.0006, case=(
    "只有两种措施、三种原因时", "two measures and three causes"))
### END HIDDEN TESTS

# %% check="winback-net" points=5
tiny = cases.load("yili", "winback_trial").head(9).assign(
    cause=["fault"] * 5 + ["natural"] * 4, arm=["tour"] * 3 + ["control"] * 2 + ["tour"] * 2 + ["control"] * 2,
    cost_cny=[38.0] * 3 + [0.0] * 2 + [38.0] * 2 + [0.0] * 2, value_cny=[500.0, 300, 200, 150, 250, 160, 240, 90, 120],
    returned_8w=[True, False, False, True, False, True, False, True, True], margin_52w_cny=[420.4, 0, 0, 100, 0, 138, 0, 90, 60])
step = checks.example("net_profit", tiny)
step.mistake(lambda got: set(got.columns) == {"fault", "natural"}, "行和列反了：行是原因，列是组别。", "rows and columns are swapped: rows are causes, columns are arms.")
step.mistake(lambda got: "All" in got.index or "All" in got.columns, "不要合计。", "no totals are wanted.")
step.mistake(lambda got: "control" not in got.columns, "control（不联系）也是一组，不要漏掉。", "control (no contact) is an arm, too.")
for cells_, zh, en in [
    ([[100, 382.4], [75, 100]], "没有回来的家庭也要算进平均。", "households that did not come back count in the mean too."),
    ([[50, 420.4 / 3], [75, 69]], "成本还没有扣。", "the cost has not been deducted."),
    ([[50, 420.4 / 3 + 38], [75, 107]], "成本要减去，不是加上。", "the cost is deducted, not added."),
    ([[-50, 38 - 420.4 / 3], [-75, -31]], "正负反了：毛利减去成本。", "the sign is wrong: margin minus cost."),
    ([[100, 306.4], [150, 62]], "这是总和，要的是每户平均。", "these are sums; the mean a household is wanted."),
    ([[50, 382.4 / 3], [75, 50]], "没有回来的家庭也花了成本。", "the cost was spent on those who did not come back, too."),
    ([[50, -38], [75, 31]], "要平均数，不是中位数。", "the mean is wanted, not the median."),
    ([[200, 1000 / 3 - 38], [105, 162]], "看回来以后 52 周的毛利，不是流失以前的价值。", "use the margin of the 52 weeks after, not the value before."),
    ([[75, 500 / 3 - 38], [105, 42]], "看回来以后 52 周的毛利，不是流失以前的价值。", "use the margin of the 52 weeks after, not the value before."),
    ([[0, 420.4 / 3 - 88], [0, -44]], "不用减去 control 的净利润。", "the profit of control is not subtracted."),
    ([[50 / 52, (420.4 / 3 - 38) / 52], [75 / 52, 31 / 52]], "毛利已经是 52 周合计的，不用除以 52。", "the margin is that of all 52 weeks; do not divide by 52."),
    ([[50, 102], [75, 31]], "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(pd.DataFrame(cells_, index=["fault", "natural"], columns=["control", "tour"], dtype=float), zh, en)
### BEGIN HIDDEN TESTS
few_ = tiny.iloc[[0, 1, 3, 4]].reset_index(drop=True).assign(margin_52w_cny=[100.0, 0, 60, 0])
checks.example("net_profit", few_).mistake(
    lambda got: not abs(got.loc["fault", "tour"] - 12) < 0.006 or not abs(got.loc["fault", "control"] - 30) < 0.006,
    "tour 一格两户，毛利 100 和 0，成本各 38：(62 − 38) ÷ 2 = 12 元；control 一格毛利 60 和 0，没有成本：30 元。",
    "two tour households with margins of 100 and 0 and a cost of 38 each: (62 − 38) ÷ 2 = 12 yuan; two control ones with 60 and 0: 30 yuan.")
### END HIDDEN TESTS
step.expect(pd.DataFrame({"control": [50.0, 75], "tour": [420.4 / 3 - 38, 31]}, index=["fault", "natural"]), tol=0.006, because=("fault 的 tour 三户，毛利 420.4、0、0，成本各 38：(420.4 − 3 × 38) ÷ 3；control 两户：(100 + 0) ÷ 2。", "The three tour households of fault earn 420.4, 0, 0 and cost 38 each: (420.4 − 3 × 38) ÷ 3; control: (100 + 0) ÷ 2."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("net_profit", reference.net_profit, tiny[tiny.columns[::-1]], tol=0.006, case=("列的先后不同时", "columns in another order"))
everyone_ = cases.load("yili", "winback_trial")[::2].reset_index(drop=True)
dear_ = everyone_.assign(cost_cny=everyone_["cost_cny"] * 2 + 3)
checks.agree("net_profit", reference.net_profit, everyone_, tol=0.006)
checks.agree("net_profit", reference.net_profit, dear_, tol=0.006, case=("成本不一样时", "other costs"))
### END HIDDEN TESTS

# %% check="winback-best" points=5
net_ = pd.DataFrame({"tour": [54.0, -80, -10], "control": [20.0, 12, 15], "coupon": [35.0, 5, 44]},
                   index=["fault", "natural", "competitive"])
step = checks.example("best_measure", net_)
step.mistake(lambda got: len(got) > 3, "net 里只有三种原因：用参数 net，不是全部数据。", "net has three causes: use the parameter net, not all the data.")
step.mistake([54, 12, 44], "要的是措施的名字，不是净利润。", "the names of the measures are wanted, not their profits.")
for arms_, zh, en in [
    (["control", "tour", "tour"], "取成净利润最低的措施了。", "these are the measures with the lowest net profit."),
    (["tour", "coupon", "coupon"], "control（不联系）也是一种选择。", "control (no contact) is a choice, too."),
    (["tour", "tour", "coupon"], "亏的再多也是亏：取最高的，不看绝对值。", "a loss is a loss: the highest, not the largest in size."),
    (["tour", "tour", "tour"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
    (["coupon", "coupon", "coupon"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
    (["control", "control", "control"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
]:
    step.mistake(dict(zip(net_.index, arms_)), zh, en)
step.mistake(lambda got: set(got.index) == set(net_.columns), "方向反了：每种原因选一种措施。",
             "the other way round: one measure for each cause.")
step.mistake(lambda got: len(got) == 2, "每种原因都要选一种，不是全表只选一格。", "one measure for each cause, not one cell of the table.")
step.mistake(lambda got: not all(isinstance(arm, str) for arm in list(got)), "返回措施的名字（文字）。", "return the names of the measures.")
for profits_, right_ in [((1.0, 2.0), "tour"), ((2.0, 1.0), "control"), ((-2.0, -1.0), "tour")]:
    checks.example("best_measure", pd.DataFrame([profits_], index=["fault"], columns=["control", "tour"])).mistake(
        lambda got: pd.Series(got).iloc[0] != right_, f"control 赚 {profits_[0]:g} 元，tour 赚 {profits_[1]:g} 元：选多的，{right_}。",
        f"control earns {profits_[0]:g} and tour {profits_[1]:g} yuan: choose the larger, {right_}.")
step.mistake(lambda got: got != ["tour", "control", "coupon"] and sorted(got) == ["control", "coupon", "tour"], "措施和原因没有对上。", "the measures do not match their causes.")
step.expect({"fault": "tour", "natural": "control", "competitive": "coupon"}, because=("每一行取最高的：fault 是 tour（54），natural 是 control（12），competitive 是 coupon（44）。", "The highest of each row: tour (54) for fault, control (12) for natural, coupon (44) for competitive."))
### BEGIN HIDDEN TESTS
### REFERENCE
profit_of_ = reference.net_profit(cases.load("yili", "winback_trial"))
checks.agree("best_measure", reference.best_measure, pd.DataFrame({"control": [5.0, 5.0], "tour": [9.0, 9.0]}, index=["fault", "other"]), case=(
    "两种原因的净利润一样时", "two causes with equal profits"))
for cells_, zh, en in [(-profit_of_, "全部亏本时", "losses everywhere"), (profit_of_[profit_of_.columns[::-1]], "列的先后不同时", "columns in another order"),
                      (profit_of_ / 1000 - 1, "只差几分钱时", "profits that differ by cents"), (profit_of_, "用全部数据时", "all the data")]:
    checks.agree("best_measure", reference.best_measure, cells_, case=(zh, en))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `return_rates(trial)` 和 `net_profit(trial)`。回来比例最高的一组，也是净利润最高的一组吗？差得不多的两格，换一批家庭会不会反过来？

# %% [markdown]
# ## 任务 8　{task}（{points} 分）
#
# **做什么**　写函数 `promotion_churn(people)`，返回一张表：行是 `"loyal"`（促销以前的忠诚客户，`loyal_before` 是 True）和 `"other"`（其他客户），列是 `"honest"` 和 `"misled"`，值是 90 天内流失（`churn_90d`）的比例。
#
# **为什么**　先涨价再打折，谁最受伤？（数据是模拟的，和任何真实的促销无关。）
#
# **规则**　真实的折扣 `real_discount` 小于宣传的折扣 `claimed_discount` 的一半，记 `misled`（被误导）；否则记 `honest`。比例写成 0 到 1 之间的小数，可以不取整；要四舍五入，就至少留三位小数。
#
# **样例**　把真假两列换成文字，再算每一格的平均数。

# %%
trips = pd.DataFrame({"member": [True, True, False], "late_by": [5, 40, 30], "again": [True, False, False]})
who = np.where(trips["member"], "member", "guest")
when = np.where(trips["late_by"] > 20, "late", "in_time")
print(trips["again"].astype(float).groupby([who, when]).mean().unstack())

# %% [markdown] hint=1
# 先给每个人贴两个标签：忠诚不忠诚、有没有被误导。

# %% [markdown] hint=2
# 用 `np.where` 得到两列文字；`churn_90d` 变成 `float` 以后 `groupby([…, …]).mean().unstack()`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# who = np.where(..., "loyal", "other")
# offer = np.where(people["real_discount"] ..., ..., ...)
# gone = people["churn_90d"].astype(float)
# return gone.groupby([..., ...])....
# ```

# %% contract=true
people = Table("yili/promotion_cohort", "loyal_before claimed_discount real_discount churn_90d")

# %% answer="promotion"
def promotion_churn(people):
    """90 天内流失的比例：DataFrame，行是 loyal、other，列是 honest、misled。"""
    ### BEGIN SOLUTION
    who = np.where(people["loyal_before"], "loyal", "other")
    offer = np.where(people["real_discount"] < 0.5 * people["claimed_discount"], "misled", "honest")
    return people["churn_90d"].astype(float).groupby([who, offer]).mean().unstack()
    ### END SOLUTION

# %% check="promotion-churn" points=5
tiny = cases.load("yili", "promotion_cohort").head(14).assign(
    loyal_before=[True] * 7 + [False] * 7,
    claimed_discount=[0.4, 0.5, 0.32, 0.3, 0.4, 0.5, 0.3, 0.5, 0.5, 0.3, 0.5, 0.3, 0.4, 0.4],
    real_discount=[0.4, 0.28, 0.18, 0.15, 0.1, 0.22, 0.14, 0.5, 0.28, 0.18, 0.1, 0.14, 0.18, 0.05],
    churn_90d=[False, False, False, True, True, True, True, True, False, False, True, False, False, True])
step = checks.example("promotion_churn", tiny)
step.mistake(lambda got: set(got.columns) == {"loyal", "other"}, "行和列反了：行是 loyal、other。", "rows and columns are swapped: the rows are loyal and other.")
step.mistake(lambda got: not {"honest", "misled"} & set(got.columns), "两列的名字是 honest 和 misled。", "the columns are called honest and misled.")
step.mistake(lambda got: len(got.columns) == 1, "全都归到一边了：真实的折扣和宣传的一半比。", "all fell on one side: compare the real discount with half of the claim.")
step.mistake(lambda got: not {"loyal", "other"} & set(got.index), "两行的名字是 loyal 和 other。", "the rows are called loyal and other.")
for cells_, zh, en in [
    ([[0, 1], [1 / 3, 0.5]], "正好是一半时不算误导：用小于号。", "exactly half is not misled: use less than."),
    ([[1, 3], [1, 2]], "这是人数，要的是比例。", "these are numbers; the shares are wanted."),
    ([[4, 3], [3, 4]], "这是每一格有多少人，要的是流失的比例。", "this is how many people a cell has; the share that left is wanted."),
    ([[1 / 7, 3 / 7], [1 / 7, 2 / 7]], "分母是这一格的人数，不是这一行的。", "divide by the people of the cell, not of the row."),
    ([[1 / 14, 3 / 14], [1 / 14, 2 / 14]], "分母是这一格的人数，不是全部人数。", "divide by the people of the cell, not by all."),
    ([[1 / 4, 3 / 4], [1 / 3, 2 / 3]], "分母是这一格的人数，不是这一行流失的人数。", "divide by the people of the cell, not by those of the row who left."),
    ([[0.5, 0.6], [0.5, 0.4]], "分母是这一格的人数，不是这一列流失的人数。", "divide by the people of the cell, not by those of the column who left."),
    ([[1, 0.25], [0.5, 1 / 3]], "honest 和 misled 弄反了。", "honest and misled are swapped."),
    ([[1, 0], [0.5, 1 / 3]], "honest 和 misled 弄反了：小于一半的才是误导。", "honest and misled are swapped: misled is less than half."),
    ([[1 / 3, 0.5], [0.25, 1]], "loyal 和 other 弄反了。", "loyal and other are swapped."),
    ([[0.75, 0], [2 / 3, 0.5]], "这是留下的比例，要的是流失的比例。", "these are the shares that stay."),
### BEGIN HIDDEN TESTS
    ([[25, 100], [100 / 3, 50]], "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ([[0, 2 / 3], [1, 1 / 3]], "任何差别都算误导了：真实的要小于宣传的一半。", "misled means less than half of the claim, not any difference."),
    ([[0.5, 2 / 3], [1 / 3, 0.5]], "看的是一半，不是差多少：真实的和宣传的 0.5 倍比。", "half counts, not the difference: compare with 0.5 times the claim."),
    ([[1 / 3, 0.75], [0.5, 0.4]], "各人和自己的宣传折扣比，不是和一个固定的数比。", "compare with each one's own claim, not with one fixed number."),
    ([[np.nan, 4 / 7], [1, 1 / 3]], "各人和自己的宣传折扣比，不是和一个固定的数比。", "compare with each one's own claim, not with one fixed number."),
    ([[0.4, 1], [0.25, 2 / 3]], "各人和自己的宣传折扣比，不是和一个固定的数比。", "compare with each one's own claim, not with one fixed number."),
    ([[0.5, 1], [0.2, 1]], "分界是宣传折扣的一半，0.5 倍。", "the line is half of the claim, 0.5 times."),
    ([[0, 2 / 3], [0.5, 0.4]], "分界是宣传折扣的一半，0.5 倍。", "the line is half of the claim, 0.5 times."),
    ([[0.25, 1], [0.33, 0.5]], "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ([[0.2, 1], [0.3, 0.5]], "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
### END HIDDEN TESTS
]:
    step.mistake(pd.DataFrame(cells_, index=["loyal", "other"], columns=["honest", "misled"], dtype=float), zh, en, tol=0.0006)
### BEGIN HIDDEN TESTS
few_ = tiny.head(6).assign(loyal_before=[True] * 4 + [False] * 2, claimed_discount=0.4, real_discount=[0.4, 0.4, 0.4, 0.1, 0.4, 0.1],
                          churn_90d=[True, False, False, False, False, True])
own_ = tiny.head(4).assign(loyal_before=[True, True, False, False], claimed_discount=[0.2, 0.6, 0.2, 0.6], real_discount=[0.15, 0.25, 0.15, 0.25],
                          churn_90d=[True, False, False, True])
for sample_, cells_, zh, en in [
    (few_, [1 / 3, 0, 0, 1], "忠诚、折扣实在的三位里流失一位，这一格是三分之一；别的格各一位，流失是 1，没有流失是 0。",
     "one of three loyal customers with an honest discount left, a third; the other cells hold one each: 1 if that one left, else 0."),
    (own_, [1, 0, 0, 1], "每人和自己宣传的一半比：宣传 0.2 真实 0.15 是 honest，宣传 0.6 真实 0.25 是 misled。",
     "compare with half of each one's own claim: 0.15 of a claimed 0.2 is honest, 0.25 of 0.6 is misled."),
]:
    places_ = [("loyal", "honest"), ("loyal", "misled"), ("other", "honest"), ("other", "misled")]
    checks.example("promotion_churn", sample_).mistake(
        lambda got: any(not abs(got.loc[place] - share) < 0.0006 for place, share in zip(places_, cells_)), zh, en)
### END HIDDEN TESTS
step.expect(pd.DataFrame({"honest": [0.25, 1 / 3], "misled": [1, 0.5]}, index=["loyal", "other"]), tol=0.0006, because=("loyal：honest 四位（其中一位正好是一半）流失一位，misled 三位全流失；other：honest 三位流失一位，misled 四位流失两位。", "loyal: 1 of 4 honest (one at exactly half) and 3 of 3 misled left; other: 1 of 3 and 2 of 4."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("promotion_churn", reference.promotion_churn, tiny[sorted(tiny.columns)], tol=0.0006, case=("列的先后不同时", "columns in another order"))
real_ = cases.load("yili", "promotion_cohort")
edge_ = real_.head(16).assign(
    loyal_before=[True, False] * 8, claimed_discount=[0.4, 0.4, 0.44, 0.44, 0.36, 0.36, 0.48, 0.48] * 2,
    real_discount=[0.2, 0.2, 0.22, 0.22, 0.18, 0.18, 0.24, 0.24, 0.19, 0.19, 0.21, 0.21, 0.17, 0.17, 0.23, 0.23],
    churn_90d=[False, True] * 4 + [True, False] * 4)
checks.agree("promotion_churn", reference.promotion_churn, edge_, tol=0.0006, case=(
    "真实的折扣正好是一半、或者只差一个百分点时", "a real discount of exactly half, or a point less"))
low_ = real_.head(12).assign(loyal_before=[True, True, False] * 4, claimed_discount=[0.06, 0.9, 0.06, 0.9, 0.06, 0.9] * 2,
                           real_discount=[0.05, 0.3, 0.05, 0.3, 0.02, 0.5, 0.02, 0.5, 0.02, 0.3, 0.05, 0.3],
                           churn_90d=[True, False, False, True, True, False, True, True, False, True, False, False])
checks.agree("promotion_churn", reference.promotion_churn, low_, tol=0.0006, case=(
    "宣传的折扣有大有小时", "both small and large claims"))
checks.agree("promotion_churn", reference.promotion_churn, real_, tol=0.0006)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 9　{task}（{points} 分）
#
# `panel_weekly` 是每个（模拟的）家庭每周买奶的记录。多久没来才算流失，要你来定。
#
# **做什么**　写三个函数：
#
# - `regulars(panel, start, brand="qingyuan")`：这个品牌的老客户，返回 `hh_id` 的列表；
# - `called_lost(panel, start, window, brand="qingyuan")`：老客户里被判为流失的，返回 `hh_id` 的列表；
# - `only_paused(panel, start, short=8, long=13, brand="qingyuan")`：用短窗口判为流失、用长窗口却不算流失的，返回 `hh_id` 的列表。
#
# **为什么**　窗口短，能早点去挽留，可是会把只是停一停的家庭当成流失，白送优惠券。
#
# **规则**
#
# - 只看 `brand` 这一个品牌。`start` 是一个周一（Timestamp），记录里的周是 `week_start`。
# - 老客户：`start` 以前的 13 周里（不含 `start` 这一周），至少有 6 个**不同的周**买过。
# - 判为流失：从 `start` 这一周起（含这一周）的 `window` 周里，一次也没有买。
# - 三个列表都按编号从小到大排。
# - 课文站在第 8 周往回看，看三个品牌；这里从 `start` 往后看，只看一个品牌，数字不会一样。
#
# **样例**　两位读者每周来不来图书馆：从 5 月 4 日往前两周；一周来两次只算一周；再从名单里去掉几个人。

# %%
visits = pd.DataFrame({"who": ["a", "a", "a", "b"], "week": pd.to_datetime(["2026-04-20", "2026-04-27", "2026-04-27", "2026-05-04"])})
start = pd.Timestamp("2026-05-04")
before = visits[(visits["week"] >= start - pd.Timedelta(weeks=2)) & (visits["week"] < start)]
print(before.groupby("who")["week"].nunique())
print(sorted({"a", "b", "c"} - {"b"}))

# %% [markdown] hint=1
# 画一条时间线：`start` 的左边 13 周看谁是老客户，右边几周看谁没有来。

# %% [markdown] hint=2
# 老客户：筛品牌和日期，`groupby("hh_id")["week_start"].nunique()`，留下 ≥ 6 的。判为流失：老客户的集合减去窗口里买过的集合。`only_paused`：短窗口的集合减去长窗口的集合。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# own = panel[...]
# before = own[(own["week_start"] >= ...) & (...)]
# weeks = before.groupby(...)["week_start"]....
# return sorted(weeks.index[...])
#
# own = panel[...]
# after = own[(...) & (own["week_start"] < start + pd.Timedelta(...))]
# return sorted(set(regulars(...)) - set(...))
#
# return sorted(set(called_lost(...)) - ...)
# ```

# %% contract=true
panel = Table("yili/panel_weekly", "week_start brand category packs spend_cny", hh_id=Text("H[0-9]+"))
start = Moment(day=True)
window = Number(1, whole=True)
short = Number(1, whole=True)
long = Number(1, whole=True)
brand = Choice("qingyuan", "beiling", "dongguang", "foreign", "other")

# %% answer="window"
def regulars(panel, start, brand="qingyuan"):
    """老客户：start 以前 13 周里至少有 6 个不同的周买过；hh_id 的列表。"""
    ### BEGIN SOLUTION
    own = panel[panel["brand"] == brand]
    before = own[(own["week_start"] >= start - pd.Timedelta(weeks=13)) & (own["week_start"] < start)]
    weeks = before.groupby("hh_id")["week_start"].nunique()
    return sorted(weeks.index[weeks >= 6])
    ### END SOLUTION

def called_lost(panel, start, window, brand="qingyuan"):
    """老客户里，从 start 起 window 周一次也没有买的；hh_id 的列表。"""
    ### BEGIN SOLUTION
    own = panel[panel["brand"] == brand]
    after = own[(own["week_start"] >= start) & (own["week_start"] < start + pd.Timedelta(weeks=window))]
    return sorted(set(regulars(panel, start, brand)) - set(after["hh_id"]))
    ### END SOLUTION

def only_paused(panel, start, short=8, long=13, brand="qingyuan"):
    """短窗口判为流失、长窗口不算流失的；hh_id 的列表。"""
    ### BEGIN SOLUTION
    return sorted(set(called_lost(panel, start, short, brand)) - set(called_lost(panel, start, long, brand)))
    ### END SOLUTION

# %% check="window-regulars" points=4
def bought_(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday_ = pd.Timestamp("2008-09-08")
plan_ = {"H4": [-13, -11, -9, -7, -5, -3], "H2": [-12, -10, -8, -7, -5, -4, -2, -1], "H1": [-6, -5, -4, -3, -2, -1],
        "H7": [-20, -19, -18, -17, -2, -1], "H9": [-14, -12, -10, -8, -6, -4], "H5": [-5, -4, -3, -2, -1, 0],
        "H0": [-7, -6, -5, -4, -3], "H3": [-4, -3, -2, -1], "H6": [-3, -3, -2, -2, -1, -1]}
tiny = pd.concat([bought_(plan_, monday_), bought_({"H3": range(-9, -5), "H8": range(-12, 0)}, monday_, "foreign")]).sample(frac=1, random_state=1, ignore_index=True)
tiny = tiny.assign(category=[["uht", "yogurt"][n % 2] for n in range(len(tiny))], packs=2, spend_cny=6.4)
step = checks.example("regulars", tiny, monday_)
step.mistake(lambda got: len(got) and not any(isinstance(house, str) for house in got), "要家庭的编号 hh_id，不是买了几周。", "the ids hh_id are wanted, not the numbers of weeks.")
step.mistake(lambda got: isinstance(got, (set, frozenset)) or int(got) > 0, "返回编号的列表，排好顺序。", "return the list of ids, in order.")
for ids_, zh, en in [
    ("H1 H2 H3 H4 H8", "只看 brand 这一个品牌。", "look at this brand only."),
    ("H1 H2 H4 H6", "要数不同的周：一周买两次只算一周。", "count different weeks: twice in a week is one week."),
    ("H1 H2 H4 H7 H9", "只看 start 以前的 13 周。", "look at the 13 weeks before start only."),
    ("H1 H2 H4 H9", "第 14 周太早了：只看 start 以前的 13 周。", "week 14 is too early: the 13 weeks before start."),
    ("H1", "13 周里有 6 周就算，不用连着买。", "6 of the 13 weeks are enough; they need not follow each other."),
    ("H1 H2", "start 以前的第 13 周也算。", "the 13th week before start counts."),
### BEGIN HIDDEN TESTS
    ("H1 H2 H4 H5", "不含 start 这一周。", "the week of start does not count."),
    ("H0 H1 H2 H4 H5 H9", "至少 6 周才算，5 周不够。", "6 weeks at least; 5 are not enough."),
    ("H2", "正好 6 周也算老客户。", "exactly 6 weeks is enough."),
    ("H1 H4", "6 周以上都算，不是正好 6 周。", "6 weeks or more, not exactly 6."),
    ("H0 H1 H2 H3 H4 H5 H6 H9", "数买过的周，不是数买了几件。", "count the weeks, not the packs."),
### END HIDDEN TESTS
]:
    step.mistake(ids_.split(), zh, en)
step.mistake(lambda got: list(got) != sorted(got), "按编号从小到大排。", "sort by id.")
step.mistake([], "一位老客户也没有：看看 13 周、start 以前、至少 6 周；两种品类都算。", "no regulars at all: see the 13 weeks, before start, 6 weeks at least; both categories count.")
### BEGIN HIDDEN TESTS
for house_, zh, en in [
    ("H0", "只买过 5 周的家庭，不是老客户。", "5 weeks are not enough for a regular."),
    ("H2", "买过 8 周的家庭是老客户。", "8 weeks make a regular."),
    ("H1", "前 6 周每周都买的家庭是老客户。", "a household that bought in each of the last 6 weeks is a regular."),
    ("H3", "13 周里只有 4 周买这个品牌，不是老客户。", "4 weeks of this brand within the 13 are not enough."),
    ("H4", "13 周里断断续续买过 6 周，也是老客户，不用连着买。", "6 weeks here and there within the 13 make a regular; they need not follow each other."),
    ("H5", "start 那一周不算，只有 5 周。", "the week of start does not count, so there are 5 weeks only."),
    ("H6", "3 周里每周买两次，只算 3 周。", "twice in each of 3 weeks is 3 weeks."),
    ("H7", "更早的周不算，13 周里只有 2 周。", "earlier weeks do not count; within the 13 there are 2 only."),
    ("H8", "买的是别的品牌。", "this household buys another brand."),
    ("H9", "第 14 周不算，只有 5 周。", "week 14 does not count, so there are 5 weeks only."),
]:
    step.mistake(lambda got: (house_ in list(got)) != (house_ in ["H1", "H2", "H4"]), zh, en)
### END HIDDEN TESTS
step.expect(["H1", "H2", "H4"], because=("start 以前的 13 周里，H1、H2、H4 有 6、8、6 周买过这个品牌，别的家庭都不到 6 周。", "Within the 13 weeks before start H1, H2, H4 bought the brand in 6, 8 and 6 weeks, all others in fewer than 6."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("regulars", reference.regulars, tiny[tiny.columns[::-1]], monday_, case=("列的先后不同时", "columns in another order"))
panel_ = cases.load("yili", "panel_weekly")
part_ = panel_[panel_["hh_id"] < "H0050"].sample(frac=1, random_state=4).reset_index(drop=True)
for first_day_, brand_, zh, en in (("2008-09-08", "qingyuan", "记录不按日期排列时", "records in no order of time"), ("2009-03-02", "qingyuan", "换一个 start 时", "another start"),
                             ("2008-09-08", "foreign", "换一个品牌时", "another brand"), ("2009-07-06", "beiling", "品牌和 start 都换时", "another brand and start")):
    checks.agree("regulars", reference.regulars, part_, pd.Timestamp(first_day_), brand_, case=(zh, en))
### END HIDDEN TESTS

# %% check="window-lost" points=3
def bought_(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday_, usual_ = pd.Timestamp("2008-09-08"), list(range(-6, 0))
plan_ = {"H3": usual_, "H1": [*usual_, 4], "H2": [*usual_, 3], "H4": [*usual_, 0], "H7": [*usual_, 1], "H8": [*usual_, 9], "H5": [-2, -1], "H6": usual_,
        "H0": [2, 3]}
tiny = pd.concat([bought_(plan_, monday_), bought_({"H6": [1, 2]}, monday_, "other")], ignore_index=True)
tiny = tiny.assign(category="uht", packs=1, spend_cny=3.2)
step = checks.example("called_lost", tiny, monday_, 4)
step.mistake(lambda got: isinstance(got, (set, frozenset)) or int(got) > 0, "返回编号的列表，排好顺序。", "return the list of ids, in order.")
for ids_, zh, en in [
    ("H1 H3 H5 H6 H8", "只判老客户，买得少的不算。", "judge regulars only, not those who rarely bought."),
    ("H1 H3 H8", "只看这个品牌：买了别家的也算流失。", "this brand only: those who buy another are lost to it."),
    ("H1 H3 H4 H6 H8", "start 这一周也在窗口里。", "the week of start belongs to the window."),
    ("H3 H6 H8", "窗口多了：从 start 起只看 window 周。", "the window is too long: window weeks from start."),
    ("H3 H6", "窗口太长：从 start 起只看 window 周。", "the window is too long: window weeks from start."),
    ("H1 H2 H3 H6 H8", "窗口少了一周。", "the window is a week short."),
    ("H1 H2 H3 H6 H7 H8", "窗口太短：window 是周数，不是天数。", "the window is too short: window counts weeks, not days."),
    ("H2 H4 H7", "弄反了：这些是没有流失的老客户。", "the other way round: these are the regulars who stayed."),
    ("H0", "弄反了：老客户减去窗口里买过的，不是反过来减。", "the other way round: the regulars minus those who bought."),
    ("", "往后看：从 start 起的 window 周里有没有买。", "look ahead: the window weeks from start on."),
### BEGIN HIDDEN TESTS
    ("H1 H2 H3 H4 H6 H7 H8", "老客户还没有减去窗口里买过的。", "those who bought in the window have not been taken away."),
### END HIDDEN TESTS
]:
    step.mistake(ids_.split(), zh, en)
### BEGIN HIDDEN TESTS
step.mistake(lambda got: sorted(got) == ["H1", "H3", "H6", "H8"] != list(got), "按编号从小到大排。", "sort by id.")
for house_, zh, en in [
    ("H0", "不是老客户的家庭，不会判为流失。", "who is no regular is never called lost."),
    ("H5", "只买过 2 周的家庭不是老客户，不会判为流失。", "2 weeks make no regular, so this household is not called lost."),
    ("H1", "窗口是 4 周，第 5 周才回来的，判为流失。", "the window is 4 weeks: who comes back in the fifth is called lost."),
    ("H2", "在窗口的最后一周（第 4 周）买了，不算流失。", "who buys in the last week of the window, the fourth, is not lost."),
    ("H3", "再也没有买的老客户，判为流失。", "a regular who never buys again is lost."),
    ("H4", "在 start 那一周买了，不算流失。", "who buys in the week of start is not lost."),
    ("H6", "窗口里只买别的品牌，判为流失。", "who buys other brands only is lost."),
    ("H7", "在窗口的第 2 周买了一次，不算流失：一次也没有买才算。", "who buys once, in the second week, is not lost: only who never buys is."),
    ("H8", "很久以后才回来的，判为流失。", "who comes back long after is lost."),
]:
    step.mistake(lambda got: (house_ in list(got)) != (house_ in ["H1", "H3", "H6", "H8"]), zh, en)
### END HIDDEN TESTS
step.expect(["H1", "H3", "H6", "H8"], because=("窗口是 start 起的 4 周。老客户里，H3、H6 再没有买这个品牌，H1 第 5 周、H8 第 10 周才回来。", "The window is the 4 weeks from start. H3 and H6 never buy the brand again; H1 is back in week 5, H8 in week 10."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("called_lost", reference.called_lost, tiny[tiny.columns[::-1]], monday_, 4, case=("列的先后不同时", "columns in another order"))
panel_ = cases.load("yili", "panel_weekly")
part_ = panel_[panel_["hh_id"] < "H0050"].sample(frac=1, random_state=4).reset_index(drop=True)
for first_day_, window_, brand_, zh, en in (("2008-09-08", 13, "qingyuan", "换一个 window 时", "another window"), ("2009-03-02", 3, "qingyuan", "换一个 start 时", "another start"),
                                     ("2008-09-08", 2, "beiling", "换一个品牌时", "another brand"), ("2008-09-08", 1, "qingyuan", "window 是 1 时", "a window of 1")):
    checks.agree("called_lost", reference.called_lost, part_, pd.Timestamp(first_day_), window_, brand_, case=(zh, en))
### END HIDDEN TESTS

# %% check="window-paused" points=3
def bought_(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday_, usual_ = pd.Timestamp("2008-09-08"), list(range(-6, 0))
tiny = bought_({"H5": [*usual_, 12], "H1": [*usual_, 8], "H2": [*usual_, 7], "H3": [*usual_, 13], "H4": usual_}, monday_)
tiny = tiny.assign(category="uht", packs=1, spend_cny=3.2)
step = checks.example("only_paused", tiny, monday_)
step.mistake(lambda got: isinstance(got, (set, frozenset)) or int(got) >= 0, "返回编号的列表，排好顺序。", "return the list of ids, in order.")
for ids_, zh, en in [
    ("H3 H4", "这些用长窗口也算流失。", "these are lost by the long window too."),
    ("H1 H3 H4 H5", "还要去掉用长窗口也算流失的。", "take away those whom the long window calls lost too."),
    ("H1 H3 H5", "long 周以后才回来的，用长窗口也算流失。", "whoever comes back after long weeks is lost by the long window too."),
    ("H1 H2 H5", "short 周以内回来的，短窗口就没有判为流失。", "whoever comes back within short weeks is not called lost at all."),
    ("H2", "这些用短窗口就不算流失。", "these are not lost by the short window."),
    ("H5 H1", "按编号从小到大排。", "sort by id."),
    ("", "是短窗口的名单减去长窗口的名单，不要反了；上一格的 called_lost 也要先做对。",
     "the short list minus the long one, not the reverse; and called_lost in the cell before has to be right first."),
]:
    step.mistake(ids_.split(), zh, en)
### BEGIN HIDDEN TESTS
for house_, zh, en in [
    ("H1", "第 9 周回来的：短窗口（8 周）判为流失，长窗口（13 周）不算。", "back in week 9: lost by the short window (8 weeks), not by the long one (13)."),
    ("H5", "第 13 周回来的：还在长窗口里，不算流失。", "back in week 13: still within the long window."),
    ("H2", "第 8 周回来的：短窗口就不算流失。", "back in week 8: not lost by the short window."),
    ("H3", "第 14 周才回来的：长窗口也判为流失。", "back in week 14: lost by the long window, too."),
    ("H4", "再也没有回来的：长窗口也判为流失。", "never back: lost by the long window, too."),
]:
    step.mistake(lambda got: (house_ in list(got)) != (house_ in ["H1", "H5"]), zh, en)
### END HIDDEN TESTS
step.expect(["H1", "H5"], because=("H1 第 9 周、H5 第 13 周回来，过了 8 周，还在 13 周里；H2 第 8 周就回来了，H3、H4 13 周里都没有买。", "H1 is back in week 9, H5 in week 13: after 8 weeks, within 13; H2 is back in week 8, H3 and H4 not within 13."))
checks.example("only_paused", tiny, monday_, 1, 8).mistake(lambda got: list(got) != ["H2"], "换成 short=1、long=8：只有 H2（第 8 周回来）。",
                                                         "with short=1 and long=8 it is H2 only (back in week 8).")
checks.example("only_paused", tiny.assign(brand="beiling"), monday_, 8, 13, "beiling").mistake(
    lambda got: list(got) != ["H1", "H5"], "换一个品牌就不对：三个函数都要用参数 brand，一路传下去。", "wrong for another brand: all three functions use brand and pass it on.")
### BEGIN HIDDEN TESTS
### REFERENCE
panel_ = cases.load("yili", "panel_weekly")
part_ = panel_[panel_["hh_id"] < "H0060"].sample(frac=1, random_state=4).reset_index(drop=True)
first_day_ = pd.Timestamp("2008-09-08")
for short_, long_, brand_, zh, en in ((8, 26, "qingyuan", "换一个 long 时", "another long"), (2, 13, "qingyuan", "换一个 short 时", "another short"),
                                   (8, 13, "beiling", "换一个品牌时", "another brand"), (1, 5, "dongguang", "short、long 和品牌都换时", "another short, long and brand")):
    checks.agree("only_paused", reference.only_paused, part_, first_day_, short_, long_, brand_, case=(zh, en))
checks.agree("only_paused", reference.only_paused, part_, pd.Timestamp("2008-12-01"), case=("换一个 start 时", "another start"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，令 `start = pd.Timestamp("2008-09-08")`，比较 `len(called_lost(panel, start, 8))`、`len(called_lost(panel, start, 13))` 和 `len(only_paused(panel, start))`：八周名单里，有几成只是停一停？

# %% [markdown]
# ## 任务 10　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `by_rule(trial, rule)`：`rule` 是“原因：措施”的字典；照这条规则做，每户平均净利润是多少（元）；
# - `same_for_all(trial)`：如果所有家庭都用同一种措施，每户平均净利润是多少；返回 Series，索引是 `arm`；
# - `gain(trial, rule)`：这条规则比“所有家庭都用同一种措施”里最好的一种，每户多赚多少元。
#
# **为什么**　区别对待不同的流失客户：钱花在有用的地方，比人人都送更划算。
#
# **规则**
#
# - 一户的净利润 = `margin_52w_cny` − `cost_cny`。
# - `by_rule`：每种原因取这一格（原因 × 措施）的平均净利润，再按**这种原因在全部家庭里占的比例**加权。
# - 算 `same_for_all` 时，把每种原因都写成同一种措施，再用 `by_rule` 算一遍。
# - 不联系也要写进规则，写 `control`。规则里的原因不一定和表里的先后一样。
# - 表里的原因和措施可能少几种，`control` 一定有；每种原因的每种措施都有家庭。
# - 规则还不如人人一样时，`gain` 是负数。金额可以不取整；要四舍五入，就留到分。
#
# **样例**　两个班各选一项活动，按班级人数加权的平均花费。

# %%
costs = {("one", "chess"): 10.0, ("one", "trip"): 40.0, ("two", "chess"): 12.0, ("two", "trip"): 30.0}
share, choice = {"one": 0.25, "two": 0.75}, {"one": "trip", "two": "chess"}
print(sum(share[room] * costs[room, choice[room]] for room in choice))

# %% [markdown] hint=1
# 规则就是一张小表：每种原因一个措施。先有每格的平均，再按人数比例合起来。

# %% [markdown] hint=2
# `share = trial["cause"].value_counts(normalize=True)`；`cell = net.groupby([trial["cause"], trial["arm"]]).mean()`；`cell[cause, arm]` 取一格。`same_for_all` 可以调用 `by_rule`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# net = ...
# cell = net.groupby([trial["cause"], ...])....
# share = trial["cause"].value_counts(...)
# return sum(... * cell[cause, ...] for cause in share.index)
#
# result = {}
# for arm in ...:
#     result[arm] = by_rule(trial, dict.fromkeys(..., arm))
# return pd.Series(result)
#
# return by_rule(...) - ...
# ```

# %% contract=true
trial = Table("yili/winback_trial", "cause arm cost_cny returned_8w margin_52w_cny")
rule = Keyed(Choice("fault", "competitive", "natural", "other"), Choice("control", "apology", "coupon", "tour", "tour_coupon"))

# %% answer="target"
def by_rule(trial, rule):
    """照规则（原因：措施）做，每户平均净利润（元）。"""
    ### BEGIN SOLUTION
    net = trial["margin_52w_cny"] - trial["cost_cny"]
    cell = net.groupby([trial["cause"], trial["arm"]]).mean()
    share = trial["cause"].value_counts(normalize=True)
    return sum(share[cause] * cell[cause, rule[cause]] for cause in share.index)
    ### END SOLUTION

def same_for_all(trial):
    """所有家庭都用同一种措施时，每户平均净利润（元）：Series，索引是 arm。"""
    ### BEGIN SOLUTION
    everyone = trial["cause"].unique()
    return pd.Series({arm: by_rule(trial, dict.fromkeys(everyone, arm)) for arm in trial["arm"].unique()})
    ### END SOLUTION

def gain(trial, rule):
    """规则比“人人一样”里最好的一种，每户多赚多少元。"""
    ### BEGIN SOLUTION
    return by_rule(trial, rule) - same_for_all(trial).max()
    ### END SOLUTION

# %% check="target-rule" points=5
margins_ = {("fault", "coupon", 15.0): [95, 0, 0, 150], ("natural", "tour", 38.0): [100, 0, 0, 0], ("fault", "tour", 38.0): [438, 300, 0],
           ("natural", "control", 0.0): [20, 50.5, 35], ("fault", "control", 0.0): [60, 0, 0, 130, 0], ("natural", "coupon", 15.0): [0, 50]}
rows_ = pd.DataFrame([(*cell, margin) for cell, values in margins_.items() for margin in values],
                    columns=["cause", "arm", "cost_cny", "margin_52w_cny"])
tiny = cases.load("yili", "winback_trial").head(21).assign(**rows_, returned_8w=rows_["margin_52w_cny"] > 0)
step = checks.example("by_rule", tiny, {"natural": "coupon", "fault": "tour"})
for value_, zh, en in [
    (128.8, "按原因在全部家庭里的比例加权，不是按符合规则的家庭数。", "weigh by the share of each cause in all households."),
    (109, "要加权平均：各种原因的家庭不一样多。", "weigh the causes: they are not equally frequent."),
    (151.286, "成本还没有扣。", "the cost has not been deducted."),
    (179.429, "成本要减去，不是加上。", "the cost is deducted, not added."),
    (-123.143, "正负反了：毛利减去成本。", "the sign is wrong: margin minus cost."),
    (218, "要加权平均，不是相加。", "a weighted mean is wanted, not a sum."),
    (2586, "要每户平均，不是全部家庭的总和。", "the mean a household is wanted, not the total."),
    (365.143, "每一格取平均数，不是总和。", "the mean of each cell, not its sum."),
### BEGIN HIDDEN TESTS
    (154, "每一格取平均数，不是中位数。", "the mean of each cell, not the median."),
    (204.143, "没有回来的家庭也要算进平均。", "households that did not come back count in the mean too."),
    (133.75, "按原因在全部家庭里的比例加权，不是在 control 一组里的。", "weigh by the share in all households, not in the control arm."),
    (118, "按原因在全部家庭里的比例加权，不是在回来的家庭里的。", "weigh by the share in all households, not among those who came back."),
    (72.19, "按原因的比例加权，不是按组别的比例。", "weigh by the shares of the causes, not of the arms."),
    (61.337, "取“这种原因、这种措施”一格的平均，不是一种措施全部的平均。", "take the mean of the cell of cause and measure, not of the whole arm."),
    (133.929, "要照 rule 里写的措施算。", "use the measure that the rule names."),
    (30.714, "每种原因照 rule 里写的措施算，不是都用头一种。", "each cause has its own measure in the rule."),
    (113.286, "每种原因照 rule 里写的措施算，不是都用同一种。", "each cause has its own measure in the rule."),
    (20.857, "原因和措施要对上：rule 的先后和表里的可能不同。", "match causes and measures: the rule may be in another order than the table."),
    (94.857, "原因和措施要对上：rule 的先后和表里的可能不同。", "match causes and measures: the rule may be in another order than the table."),
    (86.357, "不用减去 control 的净利润。", "the profit of control is not subtracted."),
    (123, "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
### END HIDDEN TESTS
]:
    step.mistake(value_, zh, en)
other_ = checks.example("by_rule", tiny, {"natural": "control", "fault": "coupon"})
other_.mistake(26.429, "control（不联系）的家庭也有净利润，不是 0。", "control households have a profit, too; it is not 0.")
other_.mistake(123.143, "换了规则，结果没有变。", "another rule gave the same result.")
other_.mistake(133.929, "要照 rule 里写的措施算。", "use the measure that the rule names.")
### BEGIN HIDDEN TESTS
one_ = tiny.iloc[[8, 9, 14]].reset_index(drop=True).assign(margin_52w_cny=[100.0, 0, 30], returned_8w=[True, False, True])
few_ = tiny.iloc[[8, 9, 14, 11, 4]].reset_index(drop=True).assign(margin_52w_cny=[100.0, 0, 0, 50, 0], returned_8w=[True, False, False, True, False])
many_ = tiny.iloc[[8, 14, 15, 16, 11, 4]].reset_index(drop=True).assign(margin_52w_cny=[138.0, 0, 0, 0, 60, 0])
many_["returned_8w"] = many_["margin_52w_cny"] > 0
for sample_, rule_, right_, zh, en in [
    (one_, {"fault": "tour"}, 12, "只有一种原因；tour 一格两户，毛利 100 和 0，成本各 38：(62 − 38) ÷ 2 = 12 元。", "one cause; the cell of tour has two households with margins of 100 and 0, a cost of 38 each: (62 − 38) ÷ 2 = 12 yuan."),
    (few_, {"fault": "tour", "natural": "control"}, (3 * 12 + 2 * 50) / 5, "五户里 fault 三户，tour 一格平均 12 元；natural 两户，control 一格平均 50 元：(3 × 12 + 2 × 50) ÷ 5。",
     "three of five households are fault, with 12 yuan for tour, two are natural, with 50 for control: (3 × 12 + 2 × 50) ÷ 5."),
    (many_, {"fault": "tour", "natural": "control"}, (4 * 100 + 2 * 60) / 6, "六户里 fault 四户，tour 一格平均 100 元；natural 两户，control 一格平均 60 元：(4 × 100 + 2 × 60) ÷ 6。",
     "four of six households are fault, with 100 yuan for tour; two are natural, with 60 for control: (4 × 100 + 2 × 60) ÷ 6."),
    (many_, {"fault": "tour", "natural": "tour"}, (4 * 100 - 2 * 38) / 6, "亏本的一格照样算：(4 × 100 − 2 × 38) ÷ 6。", "a loss counts as a loss: (4 × 100 − 2 × 38) ÷ 6."),
]:
    checks.example("by_rule", sample_, rule_).mistake(lambda got: not abs(float(got) - right_) < 0.006, zh, en)
### END HIDDEN TESTS
step.expect((12 * 208 + 9 * 10) / 21, tol=0.006, because=("fault 12 户，tour 一格平均 208 元；natural 9 户，coupon 一格平均 10 元：(12 × 208 + 9 × 10) ÷ 21。", "12 households are fault, with 208 yuan for tour; 9 natural, with 10 for coupon: (12 × 208 + 9 × 10) ÷ 21."))
other_.expect((12 * 46.25 + 105.5 * 3) / 21, tol=0.006, because=("fault 12 户，coupon 一格平均 46.25 元；natural 9 户，control 三户的平均是 105.5 ÷ 3 元。", "12 households are fault, with 46.25 yuan for coupon; 9 natural, with 105.5 ÷ 3 for control."))
step = checks.example("same_for_all", tiny)
### BEGIN HIDDEN TESTS
step.mistake(lambda got: float(got) > 0, "每种措施各算一个数，不是只要最好的。", "one number for each measure, not only the best.")
step.mistake(lambda got: set(got.index) == {"fault", "natural"}, "每种措施一个数，不是每种原因一个数。", "one number for each measure, not for each cause.")
step.mistake(lambda got: list(pd.Series(got).index) == [0, 1, 2], "索引要写措施的名字 arm，不是 0、1、2。", "the index is the name of the measure, arm, not 0, 1, 2.")
step.mistake(lambda got: "control" not in list(pd.Series(got).index), "control（不联系）也是一种。", "control (no contact) is one of them.")
step.mistake(lambda got: len(got) < 3, "表里有几种措施，就算几种。", "every measure of the table is wanted.")
for values_, zh, en in [
    ((34.167, 81.714, 36.938), "每组的原因比例不同，要先按原因求平均再加权。",
     "the arms differ in their causes: take the mean by cause first, then weigh."),
    ((28.125, 97.5, 36.583), "要按原因的比例加权，不是直接平均。", "weigh by the shares of the causes; not a plain mean."),
    ((56.25, 195, 73.167), "要按原因的比例加权，不是相加。", "weigh by the shares of the causes; do not add."),
    ((31, 113, 37), "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(dict(zip(["coupon", "tour", "control"], values_)), zh, en)
own_ = {arm: checks.example("by_rule", tiny, {"fault": arm, "natural": arm}, read=float).got for arm in ["coupon", "tour", "control"]}
step.mistake(lambda got: set(pd.Series(got).index) != set(own_), "索引是三种措施的名字。", "the index are the names of the three measures.")
step.mistake(lambda got: any(not abs(float(dict(got)[arm]) - own_[arm]) < 0.02 for arm in own_),
             "每种措施的数，要等于你的 by_rule 在每种原因都用这种措施时的结果。", "each measure's number is what your by_rule gives if every cause has this measure.")
step.mistake(lambda got: any(not isinstance(value, float) for value in dict(got).values()), "每种措施一个数。", "one number for each measure.")
### END HIDDEN TESTS
step.expect({"coupon": 645 / 21, "tour": 2379 / 21, "control": 772.5 / 21}, tol=0.006, because=("coupon：fault 12 户，一格平均 46.25 元，natural 9 户，10 元：(12 × 46.25 + 9 × 10) ÷ 21；另外两种同样算。", "coupon: 12 fault with 46.25 yuan and 9 natural with 10: (12 × 46.25 + 9 × 10) ÷ 21; the other two likewise."))
### BEGIN HIDDEN TESTS
### REFERENCE
swapped_ = tiny[tiny.columns[::-1]]
checks.agree("by_rule", reference.by_rule, swapped_, {"natural": "coupon", "fault": "tour"}, tol=0.006, case=("列的先后不同时", "columns in another order"))
checks.agree("same_for_all", reference.same_for_all, swapped_, tol=0.006, case=("列的先后不同时", "columns in another order"))
everyone_ = cases.load("yili", "winback_trial")
rule_ = {"natural": "control", "other": "apology", "fault": "tour", "competitive": "coupon"}
checks.agree("by_rule", reference.by_rule, everyone_.iloc[::3].reset_index(drop=True), rule_, tol=0.006)
checks.agree("by_rule", reference.by_rule, everyone_.iloc[::3].reset_index(drop=True), dict.fromkeys(rule_, "tour_coupon"), tol=0.006, case=(
    "规则对人人一样时", "a rule that is the same for all"))
some_ = everyone_[everyone_["arm"].isin(["control", "apology"]) & (everyone_["cause"] != "other")].reset_index(drop=True)
checks.agree("same_for_all", reference.same_for_all, everyone_.iloc[5::2].reset_index(drop=True), tol=0.006, case=("五种措施都有时", "all five measures"))
checks.agree("same_for_all", reference.same_for_all, some_, tol=0.006, case=("只有两种措施、三种原因时", "two measures and three causes"))
### END HIDDEN TESTS

# %% check="target-gain" points=5
margins_ = {("fault", "coupon", 15.0): [95, 0, 0, 150], ("natural", "tour", 38.0): [100, 0, 0, 0], ("fault", "tour", 38.0): [438, 300, 0],
           ("natural", "control", 0.0): [20, 50.5, 35], ("fault", "control", 0.0): [60, 0, 0, 130, 0], ("natural", "coupon", 15.0): [0, 50]}
rows_ = pd.DataFrame([(*cell, margin) for cell, values in margins_.items() for margin in values],
                    columns=["cause", "arm", "cost_cny", "margin_52w_cny"])
tiny = cases.load("yili", "winback_trial").head(21).assign(**rows_, returned_8w=rows_["margin_52w_cny"] > 0)
step = checks.example("gain", tiny, {"fault": "tour", "natural": "control"})
for value_, zh, en in [
    (97.143, "要和“人人一样”里最好的一种比，不是和不联系比。", "compare with the best of the same-for-all choices, not with no contact."),
    (103.214, "要和“人人一样”里最好的一种比，不是和最差的、也不是和表里第一种比。", "compare with the best of the same-for-all choices, not with the worst or the first one."),
    (73.667, "要和最好的一种比，不是和平均数比。", "compare with the best choice, not with their mean."),
    (82.857, "要和“人人一样”里最好的一种比，不是和全部家庭的平均比。", "compare with the best of the same-for-all choices, not with the mean of all households."),
    (52.214, "人人一样的净利润，要先按原因求平均再加权：用 same_for_all。", "the same for all is weighed by causes: use same_for_all."),
    (-20.643, "正负反了：规则的减去人人一样的。", "the sign is wrong: rule minus the same for all."),
    (133.929, "这是规则的净利润，还要减去人人一样里最好的一种。", "this is the profit of the rule; subtract the best same-for-all."),
    (433.5, "要每户多赚多少，不是全部家庭的总和。", "the gain of a household is wanted, not the total."),
    (0.1822, "要多赚多少元，不是多百分之几。", "yuan are wanted, not a percentage."),
    (18.22, "要多赚多少元，不是多百分之几。", "yuan are wanted, not a percentage."),
    (21, "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(value_, zh, en)
### BEGIN HIDDEN TESTS
step.mistake(20.6, "四舍五入的话，留到分。", "if you round, keep the cents.")
step.mistake(lambda got: isinstance(got, (bool, np.bool_)), "要多赚多少元，不是有没有多赚。", "how many yuan are wanted, not whether there is a gain.")
step.mistake(lambda got: len(got) > 1, "要一个数：减去人人一样里最大的一个。", "one number is wanted: subtract the largest same-for-all.")
### END HIDDEN TESTS
other_ = checks.example("gain", tiny, {"fault": "coupon", "natural": "control"})
other_.mistake(0, "规则还不如人人一样时，就是负数，不要改成 0。", "a rule worse than the same for all gives a negative number, not 0.")
other_.mistake(71.786, "规则还不如人人一样时，就是负数。", "a rule worse than the same for all gives a negative number.")
### BEGIN HIDDEN TESTS
for rule_ in ({"fault": "tour", "natural": "control"}, {"fault": "control", "natural": "coupon"}):
    best_ = max(checks.example("by_rule", tiny, {"fault": arm, "natural": arm}, read=float).got for arm in ["coupon", "tour", "control"])
    own_ = checks.example("by_rule", tiny, rule_, read=float).got - best_
    checks.example("gain", tiny, rule_).mistake(lambda got: not abs(float(got) - own_) < 0.03, "要等于你的 by_rule 减去人人一样里最大的一个。",
                                               "it is your by_rule minus the largest same-for-all.")
### END HIDDEN TESTS
step.expect(433.5 / 21, tol=0.011, because=("这条规则是 2,812.5 ÷ 21 元，人人一样里最好的是 tour，2,379 ÷ 21 元，相减；前两个函数要先做对。", "The rule earns 2,812.5 ÷ 21 yuan, the best same-for-all is tour with 2,379 ÷ 21; the first two functions have to be right."))
other_.expect(-1507.5 / 21, tol=0.011, because=("这条规则是 871.5 ÷ 21 元，人人一样里最好的是 tour，2,379 ÷ 21 元：相减是负数。", "The rule earns 871.5 ÷ 21 yuan, the best same-for-all is tour with 2,379 ÷ 21: the gain is negative."))
### BEGIN HIDDEN TESTS
### REFERENCE
everyone_ = cases.load("yili", "winback_trial")[::2].reset_index(drop=True)
rule_ = {"fault": "tour", "competitive": "coupon", "other": "apology", "natural": "control"}
for extra_, zh, en in ((0, "最好的一种是别的措施时", "another measure being the best for all"), (30, "人人都用便宜的措施最划算时", "a cheap measure being the best for all"),
                      (200, "人人都不联系最划算时", "no contact being the best for all")):
    data_ = everyone_.assign(cost_cny=everyone_["cost_cny"] * (1 + extra_ / 10))
    checks.agree("gain", reference.gain, data_, rule_, tol=0.011, case=(zh, en))
checks.agree("gain", reference.gain, everyone_, dict.fromkeys(rule_, "tour_coupon"), tol=0.011, case=(
    "规则对人人一样时", "a rule that is the same for all"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把任务 7 的结果当规则：`gain(trial, best_measure(net_profit(trial)).to_dict())`。每户多赚几元？2,400 户一共呢？规则是从这批数据里选出来的，用在另一批家庭上，会不会少赚一些？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看十个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
