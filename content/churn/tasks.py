# %% [markdown]
# # {title}
#
# 这份作业有六个任务，每个任务写一到两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答（任务 3 只查格式，交上去以后才评对错）。可以改了再查，次数不限。
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
trial = cases.load("yili", "winback_trial")
promotion = cases.load("yili", "promotion_cohort")
base.head(3)

# %% [markdown]
# `churn_base` 是一个（虚构的）送奶站：年初的 2,000 位客户，一年里谁流失了，档案里有什么证据。想知道每一列是什么意思，运行下一格；别的表，把名字换成 `winback_trial`、`promotion_cohort` 就能看。

# %%
cases.columns("yili", "churn_base")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `monthly_churn(active)`：`active` 是 Series，索引是月份 0、1、2……，值是月末还在的人数；返回 Series，索引是月份 1、2……，值是这个月的流失率；
# - `annual_churn(monthly)`：`monthly` 是 Series，索引是月份 1 到 12，值是每个月的流失率；返回一年的流失率。
#
# **为什么**　每月流失 3%，听起来不多。一年下来呢？
#
# **规则**
#
# - 月流失率 = 这个月走的人数 ÷ 上个月末的人数。
# - 年流失率 = 1 − 每个月留存率的连乘，也就是 1 − Π(1 − m)。不是把 12 个数加起来。
# - 流失率写成 0 到 1 之间的小数，可以不取整；要四舍五入，就至少留三位小数。
#
# **样例**　一家健身房四个月末的人数：和上个月比（`shift(1)` 是往后挪一格），再连乘（`prod`）。

# %%
people = pd.Series([200, 180, 171, 171])
kept = people / people.shift(1)
print(kept.iloc[1:].round(2).to_list(), kept.iloc[1:].prod())

# %% [markdown] hint=1
# 留下来的比例可以连乘，走掉的比例不可以。先想清楚每一步算的是“留”还是“走”。

# %% [markdown] hint=2
# 月流失率：`1 - active / active.shift(1)`，去掉第一个。年流失率：`1 - (1 - monthly).prod()`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# kept = active / active....
# return (1 - kept)....
#
# return 1 - (...).prod()
# ```

# %% contract=true
active = Values(Number(0, whole=True))
monthly = Values(Number(0, 1))

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

# %% check="rate-value" points=8
step = checks.example("monthly_churn", pd.Series([1000, 875, 700, 679]))
step.mistake(lambda got: len(got) == 4, "第 0 个月没有上个月，结果从第 1 个月写起。", "month 0 has no month before: begin with month 1.")
step.mistake(lambda got: isinstance(got, (dict, pd.Series)) and len(got) == 3 and set(map(str, dict(got))) != set("123"), "索引是月份 1、2、3：这个月走了多少，写在这个月下面。",
             "the index is months 1, 2, 3: what leaves in a month belongs to that month.")
step.mistake(lambda got: len(got) == 2, "少了一个月：第 1 个月到最后一个月都要算。", "a month is missing: month 1 to the last.")
for values_, zh, en in [
    ((0.875, 0.8, 0.97), "这是留存率，要的是流失率。", "these are the shares that stay; the shares that leave are wanted."),
    ((0.125, 0.175, 0.021), "除以上个月末的人数，不是最初的人数。", "divide by the month before, not by the start."),
    ((1 / 7, 0.25, 21 / 679), "除以上个月末的人数，不是这个月末的。", "divide by the month before, not by this month."),
    ((125 / 937.5, 175 / 787.5, 21 / 689.5), "除以上个月末的人数，不是两个月末的平均。", "divide by the month before, not by the mean of two months."),
    ((0.13353, 0.22314, 0.03046), "走的人数 ÷ 上个月末的人数，不用取对数。", "those who left ÷ the month before; no logarithm."),
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
step.mistake({1: 0.875, 2: 0.7, 3: 0.679}, "这是从开头到现在一共留下的，要的是每个月的流失率。", "this is what has stayed since the start; the churn of each month is wanted.", tol=0.0004)
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
    (0.2, "这是走得最多的一个月，要的是一年的。", "this is the worst month; a whole year is wanted."),
    (0.29531, "每个月的 1 − m 连乘，不用 e 的次方。", "multiply 1 − m of each month; no power of e."),
    (0.684, "这是一年后还在的比例，用 1 去减。", "this is the share that stays; subtract it from 1."),
    (lambda got: round(float(got), 4) in (0, 0.001, 0.999, 1), "连乘的是留存率，不是流失率。", "multiply the shares that stay, not those that leave."),
    (0.35 / 12, "这是平均每月的流失率，要的是一年的。", "this is the mean month; a whole year is wanted."),
    (1 - (1 - 0.35 / 12) ** 12, "各月不一样多：12 个留存率自己连乘，不能拿平均数乘 12 次。",
     "months differ: multiply the twelve shares themselves, not their mean twelve times."),
    (1 - 0.9**12, "各月不一样多：12 个留存率自己连乘，不能拿一个月的乘 12 次。",
     "months differ: multiply the twelve shares themselves, not one of them twelve times."),
    (1 - 0.95**12, "各月不一样多：12 个留存率自己连乘，不能拿一个月的乘 12 次。",
     "months differ: multiply the twelve shares themselves, not one of them twelve times."),
    (0.24, "少乘了一个月：12 个月都要算。", "a month is missing: all twelve count."),
    (0.28, "少乘了一个月：12 个月都要算。", "a month is missing: all twelve count."),
    (31.6, "请写成 0 到 1 之间的小数。", "give a number between 0 and 1."),
    (0.386, "人越来越少：连乘的是 1 − m，不是 1 + m。", "there are fewer and fewer people: multiply 1 − m, not 1 + m."),
    (1.386, "人越来越少：连乘的是 1 − m，不是 1 + m。", "there are fewer and fewer people: multiply 1 − m, not 1 + m."),
    (0.3, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
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
row = Record("yili/churn_base", contract_ended_by=Choice("customer", "firm"), **{flag: Flag() for flag in flags.split()})
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


### BEGIN HIDDEN TESTS
checks.example("cause", file_("moved")).mistake(lambda got: got == "other" == checks.example("cause", file_("complaint_open")).got, "哪一条都没有用上：值是 True、False，写 if row[\"moved\"]，不要和文字比。",
                                               "no rule applies: the values are True and False; write if row[\"moved\"], and compare with no text.")
### END HIDDEN TESTS
for row_, right_, zh, en in [
    (file_("rival_offer"), "competitive", "收到对手的优惠是第 5 条。", "a rival's offer is rule 5."),
    (file_(), "other", "没有对手的优惠，也没有别的线索：看第 6 条。", "no offer and no other clue: rule 6."),
    (file_("staff_left", "followed_staff"), "other", "客户跟着离职的员工走了：第 3 条，是 other。", "the customer followed the employee who left: rule 3, other."),
    (file_("arrears"), "other", "客户自己走的，有欠款也不是第 1 条（and 和 or 混用，or 的部分要加圆括号）。",
     "the customer ended it: rule 1 does not apply, with or without arrears (where “and” and “or” mix, put the “or” part in round brackets)."),
    (file_("dishonest"), "other", "客户自己走的，有不诚信记录也不是第 1 条（and 和 or 混用，or 的部分要加圆括号）。",
     "the customer ended it: rule 1 does not apply, even with a record of dishonesty (where “and” and “or” mix, put the “or” part in round brackets)."),
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
step.mistake(dict(zip(names_, (20, 0, 40, 20, 20))), "要的是人数，不是占比。", "give the number of customers, not the share.")
step.mistake(lambda got: {"customer", "firm"} & set(dict(got)), "按原因数，不是按谁终止的合同：对每位流失的客户用 cause。", "count by cause, not by who ended the contract: use cause for each lost customer.")
step.mistake(lambda got: sum(dict(got).values()) > 5, "一位流失的客户只算一种原因：先符合的那一条。",
             "a lost customer has one cause: the first rule that applies.")
step.mistake(lambda got: dict(got)["competitive"] == 2, "一位流失的客户只算一种原因：先符合的那一条。",
             "a lost customer has one cause: the first rule that applies.")
step.mistake(lambda got: set(names_) == set(dict(got)) and sum(dict(got).values()) != 5, "流失的一共 5 位，都要数到：流没流失看 contract_ended_by，原因写五个代号。",
             "five are lost, and all count: contract_ended_by says who is lost, and the causes are the five codes.")
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
# - `causes`：字典，键是数字 1 到 15（写成字符串 `"1"` 也行），值是五个代号之一：`natural`、`competitive`、`fault`、`malicious`、`other`（按任务 2 的判断顺序）；
# - `sides`：字典，键同上，值是 `active`、`passive` 或 `outside`。
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
# **主动、被动的判断（本课约定）**　按先后看：企业终止的是被动流失 `passive`；余下的，搬走或经济变化的是自然流失，不算这两种，记 `outside`；其余都是主动流失 `active`。
#
# **规则**　只根据案例里写到的证据判断，没有写的不要猜。每五个案例单独给分：做对几组，就有几组的分。

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
        "outside": ("不是选了别家，企业也没有终止合同：看规则里的自然流失。", "the customer neither chose another firm nor was dropped: see natural churn in the rule."),
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
    ended_on=pd.to_datetime([None, None, "2009-05-01", None, "2009-07-20"]), switching_cost=[3, 4, 2, 1, 5], last_order_gap=[3, 12, 90, 0, 40],
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
    ((None, 600.6, 1350), "流不流失只看 contract_ended_by，不看多久没有下单，也不看记没记日期。", "contract_ended_by says who is lost, not the days since an order, nor whether a date is recorded."),
    ((301.5, 600.6, 900), "口碑系数还没有乘。", "the referral factor is missing."),
    ((150.75, 200.2, 450), "这是一年的，还要乘 years。", "this is one year; multiply by years."),
### BEGIN HIDDEN TESTS
    ((100.5, 200.2, 300), "这是一年的利润，还要乘两项。", "this is the profit of a year; two factors are missing."),
    ((753.75, 1201.2, 2250), "口碑系数直接乘，不用先加 1。", "multiply by the referral factor itself, not by 1 + factor."),
    ((303, 601.6, 901.5), "口碑系数是乘上去，不是加上去。", "the referral factor multiplies, it is not added."),
    ((201, 600.6, 600), "口碑系数是乘上去，不是除。", "multiply by the referral factor, do not divide."),
    ((339.1875, 200.2, 1012.5), "years 是乘上去，不是次方。", "years multiplies; it is not a power."),
    ((100.5**3 * 1.5, 200.2**3, 300**3 * 1.5), "years 是乘上去，不是次方。", "years multiplies; it is not a power."),
    ((100.5 * 3 * 1.5**3, 600.6, 300 * 3 * 1.5**3), "口碑系数只乘一次，不用每年乘一次。", "the referral factor multiplies once, not once a year."),
    ((4.5, 3, 4.5), "一年的利润 value_cny 还没有乘。", "the profit of a year, value_cny, is missing."),
    ((150.75, 0, 450), "口碑系数直接乘，不用先减 1。", "multiply by the referral factor itself, not by factor − 1."),
    ((1206, 1201.2, 4500), "用错列了：口碑系数是 referral_factor。", "wrong column: the referral factor is referral_factor."),
    ((603, 800.8, 1800), "乘 years，不用先加 1。", "multiply by years itself, not by years + 1."),
    ((301.5, 400.4, 900), "乘 years，不用先减 1。", "multiply by years itself, not by years − 1."),
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
### BEGIN HIDDEN TESTS
step.mistake(lambda got: len(list(got)[0]) == 2 and list(got)[0][0] == "K9", "只要编号，不要连价值一起写。", "ids only, without the values.")
### END HIDDEN TESTS
checks.example("top", pd.Series({"K3": 10.0, "K1": 30.0, "K2": 20.0}), 2).mistake(["K3", "K1"], "还没有排序：先按价值从高到低排，再取前 n 位。", "not sorted yet: sort by value, the highest first, then take n.")
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
# `winback_trial` 是一次（模拟的）挽留试验：2,400 户流失家庭抽签分成五组，每组 480 户。
#
# **做什么**　写两个函数：
#
# - `net_profit(trial)`：一张表，行是原因 `cause`，列是组别 `arm`，值是每户的净利润（元）；
# - `best_measure(net)`：`net` 是上面的表；返回每种原因净利润最高的措施（Series，索引是原因；按 `net` 的先后写成一列也行）。
#
# **为什么**　对症下药：同一种措施，对不同的原因效果不同。回来的人多，不等于赚得多。
#
# **规则**
#
# - 一户的净利润 = 52 周的毛利 `margin_52w_cny` − 措施的成本 `cost_cny`（元）。没有回来的家庭也花了成本，照样算进平均。
# - `control`（不联系）也是一种选择。表里的原因和措施可能少几种，`control` 一定有。
# - 金额可以不取整；要四舍五入，就留到分。
#
# **样例**　两家店、两种天气，一天平均卖几把伞；每家店哪种天气卖得最好？

# %%
days = pd.DataFrame({"shop": ["A", "A", "B", "B", "B"], "sky": ["rain", "sun", "rain", "sun", "sun"], "sold": [9, 2, 4, 6, 8]})
table = days.pivot_table(index="shop", columns="sky", values="sold", aggfunc="mean")
print(table, table.idxmax(axis=1), sep="\n")

# %% [markdown] hint=1
# 每一格是一个平均数。净利润先要算出一列。

# %% [markdown] hint=2
# 用 `pivot_table(index="cause", columns="arm", values=…, aggfunc="mean")`，先用 `assign` 加上净利润一列。最后用 `idxmax(axis=1)`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# net = trial.assign(net=...)
# return net.pivot_table(index=..., columns=..., values=..., aggfunc="mean")
#
# return net.idxmax(...)
# ```

# %% contract=true
trial = Table("yili/winback_trial", "cause arm cost_cny returned_8w margin_52w_cny")
net = Table(control=Number())

# %% answer="winback"
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
for cells_, zh, en in [
    ([[200, 1000 / 3], [105, 200]], "这是流失以前的价值，要的是毛利减去成本。", "this is the value before; margin minus cost is wanted."),
    ([[0, 38], [0, 38]], "这是成本，要的是毛利减去成本。", "this is the cost; margin minus cost is wanted."),
    ([[2, 3], [2, 2]], "这是每一格的户数，要的是每户的净利润。", "this is how many households a cell has; the profit of one is wanted."),
    ([[50, 420.4 / 3 - 114], [75, -7]], "成本也是每户平均的，不是总和。", "the cost is the mean a household, too, not the sum."),
    ([[100, 306.4], [75, 62]], "除以这一格的全部户数，不是回来的户数。", "divide by all households of the cell, not by those who came back."),
    ([[100, 382.4], [90, 100]], "要每户平均，不是最高的一户。", "the mean a household is wanted, not the best one."),
    ([[0, -38], [60, -38]], "要每户平均，不是最低的一户。", "the mean a household is wanted, not the worst one."),
]:
    step.mistake(pd.DataFrame(cells_, index=["fault", "natural"], columns=["control", "tour"], dtype=float), zh, en)
step.mistake(lambda got: {"control", "tour"} == set(got.index), "要分原因：每种原因一行，每组一列。", "by cause, too: a row for each cause, a column for each arm.")
step.mistake(lambda got: {"fault", "natural"} == set(got.index) and got.ndim == 1, "还要分组别：每组一列。", "by arm, too: a column for each arm.")
step.mistake(lambda got: ("fault", "tour") in got.index, "要一张表：最后写 unstack()，把组别变成列。", "a table is wanted: unstack() at the end makes the arms columns.")
step.mistake(lambda got: abs(got.loc["fault", "tour"] - 420.4 / 38 / 3) < 0.006, "净利润是毛利减去成本，不是相除。", "net profit is margin minus cost, not a quotient.")
step.mistake(lambda got: abs(got.loc["fault", "tour"] - 1 / 3) < 0.006, "这是回来的比例，要的是净利润。", "this is the share who came back; the net profit is wanted.")
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
    (["tour", "tour", "coupon"], "亏得再多也是亏：取最高的，不看绝对值。", "a loss is a loss: the highest, not the largest in size."),
    (["tour", "tour", "tour"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
    (["coupon", "coupon", "coupon"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
    (["control", "control", "control"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
]:
    step.mistake(dict(zip(net_.index, arms_)), zh, en)
step.mistake(lambda got: set(got.index) == set(net_.columns), "方向反了：每种原因选一种措施。",
             "the other way round: one measure for each cause.")
step.mistake(lambda got: len(got) == 2, "每种原因都要选一种，不是全表只选一格。", "one measure for each cause, not one cell of the table.")
step.mistake(lambda got: not all(isinstance(arm, str) for arm in list(got)), "返回措施的名字（文字）。", "return the names of the measures.")
### BEGIN HIDDEN TESTS
step.mistake(list(net_.index), "要的是措施的名字，不是原因的名字。", "the names of the measures are wanted, not those of the causes.")
### END HIDDEN TESTS
checks.example("best_measure", net_.rename(index={"fault": "other"})).mistake(lambda got: "fault" in set(got.index), "原因和措施都从 net 里取，不要写死。", "take causes and measures from net; do not write them in.")
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
# **接着看**　新建一格，运行 `net_profit(trial)`，和课文里“回来的比例”那张表比：回来比例最高的一组，也是净利润最高的一组吗？差得不多的两格，换一批家庭会不会反过来？

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
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
### BEGIN HIDDEN TESTS
step.mistake(lambda got: ("loyal", "honest") in got.index or ("honest", "loyal") in got.index, "要一张表：最后写 unstack()，把 honest、misled 变成列。", "a table is wanted: unstack() at the end makes honest and misled columns.")
step.mistake(lambda got: "All" in got.index or "All" in got.columns, "不要合计。", "no totals are wanted.")
step.mistake(lambda got: "misled" in set(got.index), "还要分忠诚客户和其他客户：两行、两列。", "by loyal and other, too: two rows and two columns.")
### END HIDDEN TESTS
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
    ([[4 / 14, 3 / 14], [3 / 14, 4 / 14]], "这是每一格的人占全部的比例，要的是流失的比例。", "this is the share of all people in a cell; the share that left is wanted."),
    ([[0, 1], [0, 0.5]], "比例用平均数 mean，不是中位数。", "a share is the mean, not the median."),
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
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看六个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
