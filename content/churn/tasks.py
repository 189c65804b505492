# %% [markdown]
# # {title}
#
# 这份作业有十个任务，每个任务写一到三个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答（任务 3 只查格式，交上去以后才评对错）。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查单元格（里面写着 `checks.`）不用改，也改不动分数：交上来以后会换成原来的样子再评分。
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
# - `monthly_churn(active)`：`active` 是 Series，索引是月份 0、1、2……，值是月末还在的人数；返回第 1 个月起每个月的流失率；
# - `annual_churn(monthly)`：`monthly` 是 12 个月的流失率；返回一年的流失率；
# - `split(base)`：流失的客户里，主动流失、被动流失、不算这两种的各占多大比例；返回索引为 `"active"`、`"passive"`、`"outside"` 的 Series。
#
# **为什么**　每月流失 3%，听起来不多。一年下来呢？
#
# **规则**
#
# - 月流失率 = 这个月走的人数 ÷ 上个月末的人数。
# - 年流失率 = 1 − 每个月留存率的连乘，也就是 1 − Π(1 − m)。不是把 12 个数加起来。
# - `contract_ended_by` 是 `none` 的客户没有流失，不参加 `split`。
# - **规则 R9（本课程约定）**，按先后看：企业终止的（`contract_ended_by` 是 `firm`）是被动流失 `passive`；余下的，搬走（`moved`）或经济变化（`income_change`）的是自然流失，不算这两种，记 `outside`；其余都是主动流失 `active`。
# - 占比写成 0 到 1 之间的小数。没有客户的类别写 0。
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
# return (1 - active / active.shift(...)).iloc[1:]
#
# return 1 - (1 - monthly)....
#
# lost = base[base["contract_ended_by"] != ...]
# firm, natural = lost["contract_ended_by"] == ..., lost["moved"] | ...
# side = pd.Series(np.select([firm, ...], ["passive", "outside"], "active"))
# return side.value_counts(normalize=True).reindex(["active", "passive", "outside"], fill_value=...)
# ```

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
tiny = pd.Series([1000, 900, 720, 684])
step = checks.example("monthly_churn", tiny)
for values, zh, en in [
    ((0.9, 0.8, 0.95), "这是留存率，要的是流失率。", "these are the shares that stay; the shares that leave are wanted."),
    ((0.1, 0.18, 0.036), "除以上个月末的人数，不是最初的人数。", "divide by the month before, not by the start."),
    ((1 / 9, 0.25, 1 / 19), "除以上个月末的人数，不是这个月末的。", "divide by the month before, not by this month."),
    ((100, 180, 36), "这是人数，还要除以上个月末的人数。", "these are heads; divide by the month before."),
]:
    step.mistake(dict(zip([1, 2, 3], values)), zh, en, tol=0.0005)
step.expect({1: 0.1, 2: 0.2, 3: 0.05}, tol=0.0005)
step = checks.example("annual_churn", pd.Series([0.1, 0.2] + [0.0] * 10))
for value, zh, en in [
    (0.3, "流失率不能直接相加：后走的人是从剩下的人里走的。", "rates do not add up: later losses come from those who are left."),
    (0.72, "这是一年后还在的比例，用 1 去减。", "this is the share that stays; subtract it from 1."),
    (lambda got: round(float(got), 4) in (0, 0.02, 1), "连乘的是留存率，不是流失率。", "multiply the shares that stay, not those that leave."),
    (0.025, "这是平均每月的流失率，要的是一年的。", "this is the mean month; a whole year is wanted."),
]:
    step.mistake(value, zh, en, tol=0.0005)
step.expect(0.28, tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
group = cases.load("yili", "cohorts").query("cohort == 'coupon'").set_index("month")["active"]
checks.agree("monthly_churn", reference.monthly_churn, group, tol=1e-6)
checks.agree("annual_churn", reference.annual_churn, reference.monthly_churn(group).iloc[:12], tol=1e-6)
### END HIDDEN TESTS

# %% check="rate-split" points=5
tiny = pd.DataFrame({"contract_ended_by": ["firm", "customer", "customer", "customer", "firm", "none", "none", "customer"],
                     "moved": [False, True, False, False, True, False, True, False],
                     "income_change": [False, False, True, False, False, False, False, False],
                     "arrears": [True, False, False, True, True, False, False, False], "value_cny": 100.0})
step = checks.example("split", tiny)
for values, zh, en in [
    ((0.375, 0.25, 0.375), "没有流失的客户（none）不参加。", "customers who are still there (none) do not count."),
    ((2 / 6, 1 / 6, 3 / 6), "先看是不是企业终止的，再看自然流失。", "ask first whether the firm ended it, then about natural loss."),
    ((4 / 6, 2 / 6, 0), "自然流失的客户不算主动流失，记 outside。", "natural losses are not active; they are outside."),
    ((1 / 6, 3 / 6, 2 / 6), "R9 只看是谁终止的；有欠款但客户自己走的，是主动流失。",
     "R9 looks at who ended it; in arrears but left on their own is active."),
    ((2, 2, 2), "请写成占比，不是人数。", "give shares, not heads."),
    ((0.5, 0.5, 0), "自然流失要写出来，也占比例里的一份。", "natural losses are a part of their own."),
    ((3 / 6, 2 / 6, 1 / 6), "搬走和经济变化都算自然流失。", "moving and a change of income are both natural."),
]:
    step.mistake(dict(zip(["active", "passive", "outside"], values)), zh, en, tol=0.0005)
step.expect(dict.fromkeys(["active", "passive", "outside"], 1 / 3), tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
real = cases.load("yili", "churn_base")
checks.agree("split", reference.split, real, tol=1e-6)
checks.agree("split", reference.split, real[real["contract_ended_by"] != "firm"].head(300), tol=1e-6)
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
# **规则 R8（本课程约定）**　从上往下看，先符合哪一条就是哪一种：
#
# 1. 企业终止的（`contract_ended_by` 是 `firm`），而且有恶意欠款（`arrears`）或不诚信记录（`dishonest`）→ `malicious`
# 2. 搬走（`moved`）或经济变化（`income_change`）→ `natural`
# 3. 服务他的员工离职（`staff_left`），**而且**客户跟着走了（`followed_staff`）→ `other`
# 4. 有没处理完的投诉（`complaint_open`）或过失记录（`fault_recorded`）→ `fault`
# 5. 收到竞争对手的优惠（`rival_offer`），或者对手的产品更好 → `competitive`
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
# if row["contract_ended_by"] == "firm" and (row["arrears"] or ...):
#     return "malicious"
# if row["moved"] or ...:
#     return "natural"
# if row["staff_left"] ... row["followed_staff"]:
#     return "other"
# if ...:
#     return "fault"
# return "competitive" if ... else "other"
#
# lost = base[base["contract_ended_by"] != ...]
# return lost.apply(cause, axis=1).value_counts().reindex(CAUSES, fill_value=...)
# ```

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
def file(*flags, by="customer"):
    names = "arrears dishonest moved income_change staff_left followed_staff complaint_open fault_recorded rival_offer"
    return {"contract_ended_by": by} | {name: name in flags for name in names.split()}


for row, wrong, right, zh, en in [
    (file("arrears"), "malicious", "other", "客户自己走的，有欠款也不是第 1 条。",
     "the customer ended it: rule 1 does not apply, arrears or not."),
    (file("rival_offer", by="firm"), "malicious", "competitive", "企业终止，还要有欠款或不诚信，才是第 1 条。",
     "ended by the firm is not enough for rule 1."),
    (file("staff_left", "complaint_open"), "other", "fault", "员工离职了，客户没有跟着走，不是第 3 条。",
     "the employee left but the customer did not follow: not rule 3."),
    (file("fault_recorded"), "other", "fault", "有过失记录也算第 4 条，不是只看投诉。", "a recorded fault is rule 4 too."),
    (file("income_change"), "other", "natural", "经济变化也算第 2 条。", "a change of income is rule 2 too."),
]:
    checks.example("cause", row).mistake(wrong, zh, en).expect(right)
### BEGIN HIDDEN TESTS
### REFERENCE
for flag in ("", "dishonest", "moved", "staff_left", "followed_staff", "complaint_open", "rival_offer"):
    for by in ("customer", "firm"):
        checks.agree("cause", reference.cause, file(flag, by=by))
### END HIDDEN TESTS

# %% check="cause-order" points=6
def file(*flags, by="customer"):
    names = "arrears dishonest moved income_change staff_left followed_staff complaint_open fault_recorded rival_offer"
    return {"contract_ended_by": by} | {name: name in flags for name in names.split()}


for row, wrong, right, zh, en in [
    (file("moved", "rival_offer"), "competitive", "natural", "搬走（第 2 条）排在竞争（第 5 条）前面。",
     "moving (rule 2) comes before a rival's offer (rule 5)."),
    (file("moved", "complaint_open"), "fault", "natural", "搬走（第 2 条）排在过失（第 4 条）前面。",
     "moving (rule 2) comes before a fault (rule 4)."),
    (file("staff_left", "followed_staff", "complaint_open"), "fault", "other", "跟着员工走（第 3 条）排在过失（第 4 条）前面。",
     "following the employee (rule 3) comes before a fault (rule 4)."),
    (file("complaint_open", "rival_offer"), "competitive", "fault", "过失（第 4 条）排在竞争（第 5 条）前面。",
     "a fault (rule 4) comes before a rival's offer (rule 5)."),
    (file("arrears", "moved", by="firm"), "natural", "malicious", "企业因欠款终止的（第 1 条）排在最前面。",
     "ended by the firm for arrears (rule 1) comes first."),
]:
    checks.example("cause", row).mistake(wrong, zh, en).expect(right)
### BEGIN HIDDEN TESTS
### REFERENCE
for flags in ("complaint_open moved staff_left followed_staff", "dishonest moved rival_offer", "fault_recorded rival_offer"):
    for by in ("customer", "firm"):
        checks.agree("cause", reference.cause, file(*flags.split(), by=by))
### END HIDDEN TESTS

# %% check="cause-counts" points=8
columns = ["contract_ended_by", "arrears", "dishonest", "moved", "income_change", "staff_left", "followed_staff",
           "complaint_open", "fault_recorded", "rival_offer"]
tiny = pd.DataFrame([["customer", 0, 0, 0, 0, 0, 0, 1, 0, 1], ["customer", 0, 0, 0, 0, 0, 0, 0, 1, 0],
                     ["firm", 1, 0, 0, 0, 0, 0, 0, 0, 0], ["customer", 0, 0, 1, 0, 0, 0, 0, 0, 1],
                     ["customer", 0, 0, 0, 0, 0, 0, 0, 0, 0], ["none", 0, 0, 0, 0, 0, 0, 1, 0, 0],
                     ["none", 0, 0, 0, 0, 0, 0, 0, 0, 1], ["none", 0, 0, 0, 0, 0, 0, 0, 0, 0]],
                    columns=columns, index=[f"K{i}" for i in range(8)])
tiny[columns[1:]] = tiny[columns[1:]].astype(bool)
names = ["natural", "competitive", "fault", "malicious", "other"]
step = checks.example("cause_counts", tiny)
step.mistake({"natural": 1, "fault": 2, "malicious": 1, "other": 1}, "没有人的原因也要列出来，写 0。",
             "list the causes without customers too, with 0.")
for counts, zh, en in [
    ((1, 1, 3, 1, 2), "没有流失的客户（none）也数进去了。", "customers who are still there (none) were counted."),
    ((0.2, 0, 0.4, 0.2, 0.2), "要的是人数，不是占比。", "heads are wanted, not shares."),
    ((1, 2, 2, 1, 1), "一位客户只算一种原因：先符合的那一条。", "a customer has one cause: the first rule that applies."),
]:
    step.mistake(dict(zip(names, counts)), zh, en)
step.expect(dict(zip(names, (1, 0, 2, 1, 1))))
### BEGIN HIDDEN TESTS
### REFERENCE
real = cases.load("yili", "churn_base")
checks.agree("cause_counts", reference.cause_counts, real[::3])
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `cause_counts(base)`。人数最多的是哪一种？它能不能预防？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　下面是 15 个（虚构的）小案例。给每一个写出流失原因和主动、被动。
#
# - `causes`：字典，键是 1 到 15，值是五个代号之一：`natural`、`competitive`、`fault`、`malicious`、`other`（规则 R8）；
# - `sides`：字典，键是 1 到 15，值是 `active`、`passive` 或 `outside`（规则 R9）。
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
# **规则**　R8 和 R9 见任务 1 和任务 2。只根据案例里写到的证据判断，没有写的不要猜。

# %% [markdown] hint=1
# 先找出企业终止合同的几段，再找出“没有办法、不是谁的错”的几段。

# %% [markdown] hint=2
# 第 14 段有两条线索，按 R8 的先后只能选一条。第 10 段没有任何证据，看 R8 的最后一条。

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

# %% check="vignettes-causes" points=7
step = checks.variable("causes")
step.mistake(lambda d: set(map(str, d)) != {str(n) for n in range(1, 16)}, "键要正好是 1 到 15。",
             "the keys must be 1 to 15.")
step.mistake(lambda d: not set(d.values()) <= {"natural", "competitive", "fault", "malicious", "other"},
             "值要用五个英文代号。", "use the five English codes.")
print("✔ 已作答，格式没有问题；对不对，交上去以后评分 · answered: causes (marked after you hand in)")
### BEGIN HIDDEN TESTS
### REFERENCE
for number, zh, en in [
    (14, "第 14 段：两条线索里，R8 先看哪一条？", "number 14: which of the two does R8 ask first?"),
    (5, "第 5 段：客户跟着谁走了？", "number 5: whom did the customers follow?"),
    (10, "第 10 段：没有任何证据时，看 R8 的最后一条。", "number 10: without any evidence the last rule of R8 applies."),
    (15, "第 15 段：合同是谁终止的，为什么？", "number 15: who ended the contract, and why?"),
]:
    step.mistake(lambda d: {str(k): v for k, v in d.items()}[str(number)] != reference.causes[number], zh, en)
step.expect(reference.causes)
### END HIDDEN TESTS

# %% check="vignettes-sides" points=3
step = checks.variable("sides")
step.mistake(lambda d: set(map(str, d)) != {str(n) for n in range(1, 16)}, "键要正好是 1 到 15。",
             "the keys must be 1 to 15.")
step.mistake(lambda d: not set(d.values()) <= {"active", "passive", "outside"}, "值要用三个英文代号。",
             "use the three English codes.")
print("✔ 已作答，格式没有问题；对不对，交上去以后评分 · answered: sides (marked after you hand in)")
### BEGIN HIDDEN TESTS
### REFERENCE
step.mistake(lambda d: "outside" not in d.values(), "自然流失不算主动，也不算被动，记 outside。",
             "natural losses are neither active nor passive: outside.")
step.mistake(lambda d: sorted(d.values()).count("passive") < 3, "有企业终止合同的还没有记成 passive。",
             "some contracts that the firm ended are not passive yet.")
step.expect(reference.sides)
### END HIDDEN TESTS

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
# - `contract_ended_by` 是 `none` 的客户没有流失，不出现在结果里。
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
# lost = base[base["contract_ended_by"] != ...].set_index(...)
# return lost["value_cny"] * years * ...
#
# return risk.sort_index().sort_values(ascending=..., kind="stable").head(...).index.to_list()
# ```

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
tiny = pd.DataFrame({"customer_id": ["K2", "K3", "K1"], "contract_ended_by": ["none", "customer", "firm"],
                     "value_cny": [500.0, 100.0, 200.0], "referral_factor": [2.0, 1.5, 1.0], "last_order_gap": [3, 40, 90]})
step = checks.example("value_at_risk", tiny)
step.mistake(lambda got: 450 in list(got) and "K3" not in got.index, "索引要用客户编号 customer_id，不是行号。",
             "the index should be the customer_id, not row numbers.")
for values, zh, en in [
    ({"K3": 450, "K1": 600, "K2": 3000}, "没有流失的客户也算进去了。", "a customer who is still there was counted."),
    ({"K3": 450}, "企业终止的也是流失，不要漏掉。", "a contract that the firm ended is a loss too."),
    ({"K3": 300, "K1": 600}, "口碑系数还没有乘。", "the referral factor is missing."),
    ({"K3": 150, "K1": 200}, "这是一年的，还要乘 years。", "this is one year; multiply by years."),
    ({"K3": 100, "K1": 200}, "这是一年的利润，还要乘两项。", "this is the profit of a year; two factors are missing."),
]:
    step.mistake(values, zh, en)
step.expect({"K3": 450, "K1": 600})
step = checks.example("value_at_risk", tiny, 1)
step.mistake({"K3": 450, "K1": 600}, "换了 years，结果没有跟着变。", "years was changed, but the result was not.")
step.expect({"K3": 150, "K1": 200})
### BEGIN HIDDEN TESTS
### REFERENCE
real = cases.load("yili", "churn_base")
checks.agree("value_at_risk", reference.value_at_risk, real[::5], 5)
### END HIDDEN TESTS

# %% check="risk-top" points=4
step = checks.example("top", pd.Series({"K7": 30.0, "K2": 80.0, "K9": 50.0, "K4": 50.0, "K1": 10.0}), 3)
for ids, zh, en in [
    ("K1 K7 K4", "排反了：价值最高的要排在最前面。", "the order is upside down: the highest value comes first."),
    ("K2 K9 K4", "价值相同时，编号小的排前面。", "with equal value the smaller id comes first."),
    ("K1 K2 K4", "要按价值排，不是按编号排。", "sort by value, not by id."),
    ("K2 K4 K9 K7 K1", "只要前 n 位。", "only the first n are wanted."),
]:
    step.mistake(ids.split(), zh, en)
step.expect(["K2", "K4", "K9"])
### BEGIN HIDDEN TESTS
### REFERENCE
real = cases.load("yili", "churn_base").set_index("customer_id")["value_cny"]
checks.agree("top", reference.top, real[::7])
checks.agree("top", reference.top, real[::7].round(-2), 25)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `remaining(n, hazards, effects, months)`：`months` 个月以后还剩多少客户（可以是小数）；
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
# works = {name: 0 if name == ... else effects.get(name, 0) for name in hazards}
# leak = sum(rate * (1 - works[name]) for name, rate in ...)
# return n * (1 - ...) ** months
#
# return max(plans, key=lambda name: remaining(n, hazards, ..., months))
# ```

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
holes = {"natural": 0.02, "competitive": 0.03, "fault": 0.05}
step = checks.example("remaining", 1000, holes, {}, 2)
for value, zh, en in [
    (800, "不能用 n 乘月数乘流失率：第二个月是从剩下的人里走。", "losses do not add up: in month 2 they come from those left."),
    (190, "这是走掉的人数，要的是还剩多少。", "this is the number that left, not those who remain."),
    (900, "月数没有起作用。", "the number of months has no effect."),
    (1000, "没有写效果的原因，效果是 0，不是没有流失。", "a cause without an effect keeps its whole hazard."),
]:
    step.mistake(value, zh, en)
step.expect(810)
step = checks.example("remaining", 1000, holes, {"fault": 0.6, "natural": 0.5}, 2)
for value, zh, en in [
    (1000 * 0.94**2, "自然流失无法避免，它的效果当作 0。", "natural loss cannot be prevented: its effect is 0."),
    (1000 * 0.92**2, "剩下的比例是 1 − 效果，不是效果。", "what is left of a hazard is 1 − effect, not the effect."),
    (810, "措施没有起作用。", "the effects have no effect."),
]:
    step.mistake(value, zh, en, tol=0.01)
step.expect(1000 * 0.93**2, tol=0.01)
### BEGIN HIDDEN TESTS
### REFERENCE
holes = {"natural": 0.003, "competitive": 0.008, "fault": 0.012, "malicious": 0.002, "other": 0.005}
for effects in ({}, {"fault": 0.5}, {"natural": 1, "malicious": 0.9, "other": 0.25}):
    checks.agree("remaining", reference.remaining, 3000, holes, effects, 12, tol=1e-6)
### END HIDDEN TESTS

# %% check="bucket-plan" points=6
holes = {"natural": 0.03, "competitive": 0.01, "fault": 0.02}
plans = {"calm nature": {"natural": 0.9}, "cheap": {"competitive": 0.9}, "better service": {"fault": 0.6}}
step = checks.example("best_plan", 1000, holes, plans, 12)
step.mistake("calm nature", "钱花在自然流失上没有用。", "money spent on natural loss does nothing.")
step.mistake("cheap", "效果最大的不一定留住最多的人，还要看那个洞有多大。",
             "the largest effect need not keep most customers: how large is the hole?")
step.mistake(lambda answer: not isinstance(answer, str), "请返回方案的名字。", "return the name of the plan.")
step.expect("better service")
### BEGIN HIDDEN TESTS
### REFERENCE
holes = {"natural": 0.003, "competitive": 0.008, "fault": 0.012, "malicious": 0.002, "other": 0.005}
plans = {"none": {"natural": 1}, "credit": {"malicious": 0.9}, "care": {"competitive": 0.3, "fault": 0.2}, "team": {"other": 0.8}}
for months in (0, 1, 24):
    checks.agree("best_plan", reference.best_plan, 500, holes, plans, months)
checks.agree("best_plan", reference.best_plan, 500, holes, {"credit": {"malicious": 0.9}, "team": {"other": 0.1}}, 6)
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
# - 公式：P × (1 − (1 − 250p ÷ P)^k)，P 是 `population`。
# - 同一个种子，结果要一样：用 `np.random.default_rng(seed)`。
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
# return population * (1 - (1 - 250 * p / population) ** ...)
#
# rng, heard = np.random.default_rng(seed), set()
# for customer in range(k):
#     friends = rng.choice(population, size=250, replace=...)
#     heard |= set(friends[rng.random(250) < ...].tolist())
# return len(...)
#
# return np.mean([simulate(k, population, p, seed) for seed in range(...)])
# ```

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
step = checks.example("reach", 10, 10000, 1)
step.mistake(2500, "这是没有重叠的人数：同一个人听几次只算一个。", "this ignores overlap: someone told twice is one person.")
step.mistake(10000 * 0.975**10, "这是没有听说的人数。", "this is the number who did not hear.")
step.mistake(1 - 0.975**10, "这是比例，还要乘总人数。", "this is a share; multiply by the population.")
step.expect(10000 * (1 - 0.975**10), tol=0.5)
step = checks.example("reach", 1, 10000, 0.1)
step.mistake(250, "还没有用上告知的概率 p。", "the chance p to tell has not been used.")
step.expect(25, tol=0.01)
### BEGIN HIDDEN TESTS
### REFERENCE
for k, population, p in ((40, 10000, 1), (10, 100000, 1), (0, 3000, 1), (25, 3000, 0.3)):
    checks.agree("reach", reference.reach, k, population, p, tol=0.01)
### END HIDDEN TESTS

# %% check="reach-simulate" points=5
for k, p, right, zh, en in [(1, 1, 250, "一位客户认识 250 个不重复的人，p 是 1 时正好 250 人听说。",
                             "one customer knows 250 different people; with p = 1 all of them hear."),
                            (0, 1, 0, "没有得罪人，就没有人听说。", "nobody offended, nobody hears."),
                            (3, 0, 0, "p 是 0 时谁也没有说。", "with p = 0 nobody is told.")]:
    checks.example("simulate", k, 2000, p, 1).mistake(lambda got: got != right, zh, en).expect(right)
step = checks.example("simulate", 8, 1000, 1, 3)
step.mistake(2000, "同一个人听几次只算一个人：用集合去掉重复。", "someone told twice is one person: use a set.")
step.mistake(lambda got: not 800 < got < 980, "人数不合理：8 位客户、1,000 个人，大约有九成会听说。",
             "an unlikely number: with 8 customers and 1,000 people about nine in ten hear.")
first, again = ([checks.example("simulate", 20, 10000, 0.3, seed).got for seed in range(4)] for run in "12")
checks.that(list(first) == list(again), "simulate", "同一个种子，两次结果不一样：用 seed 建随机数。",
            "the same seed gave two results: make the random numbers from seed.")
checks.that(len(set(first)) > 1, "simulate", "换了种子，结果没有变。", "another seed gave the same result.")
checks.example("simulate", 1, 2000, 0.5, 3).mistake(lambda got: got in (0, 250), "每位亲友各自可能听说、可能没听说，不是一起听说、一起没听说。",
                                                    "each friend hears or does not hear on their own, not all 250 together.")
print("✔ 正确 · Correct: simulate")
### BEGIN HIDDEN TESTS
### REFERENCE
sizes = [checks.example("simulate", 12, 3000, 0.5, seed).got for seed in (7, 8, 9)]
right = reference.reach(12, 3000, 0.5)
checks.that(all(abs(size / right - 1) < 0.12 for size in sizes), "simulate", "换一组参数，人数离公式太远。",
            "with other parameters the number is far from the formula.")
### END HIDDEN TESTS

# %% check="reach-agree" points=5
right = 3000 * (1 - (1 - 250 / 3000) ** 10)
step = checks.example("mean_of_runs", 10, 3000, 1)
step.mistake(lambda got: got > 20 * right * 0.8, "这是总和，还要除以次数。", "this is a sum; divide by the number of runs.")
step.mistake(2500, "没有重叠的人数不会变：集合用上了吗？", "without overlap nothing varies: is the set in use?")
step.expect(right, tol=0.05 * right)
sizes = [checks.example("simulate", 10, 3000, 1, seed, read=float).got for seed in range(6)]
means = {runs: checks.example("mean_of_runs", 10, 3000, 1, runs, read=float).got for runs in (2, 4, 6)}
checks.that(len(set(means.values())) > 1 or len(set(sizes)) == 1, "mean_of_runs", "只用了一个种子：第 0 次到最后一次，种子各不相同。",
            "only one seed was used: each run has a seed of its own.")
checks.that(all(abs(mean - sum(sizes[:runs]) / runs) < 0.01 for runs, mean in means.items()), "mean_of_runs",
            "和 simulate 用种子 0 到 runs − 1 的平均对不上。", "differs from the mean of simulate with the seeds 0 to runs − 1.")
### BEGIN HIDDEN TESTS
### REFERENCE
for k, population, p in ((40, 10000, 0.2), (5, 2000, 0.6)):
    right = reference.reach(k, population, p)
    got = checks.example("mean_of_runs", k, population, p, 20)
    got.mistake(lambda mean: abs(mean / right - 1) > 0.05, "平均数和公式相差超过 5%。", "the mean is more than 5 % off the formula.")
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
# - `best_measure(net)`：`net` 是上面的表；返回每种原因净利润最高的措施（Series，索引是原因）。
#
# **为什么**　对症下药：同一种措施，对不同的原因效果不同。回来的人多，不等于赚得多。
#
# **规则**
#
# - 回来的比例 = `returned_8w` 是 True 的家庭 ÷ 这一格的全部家庭。
# - 一户的净利润 = 52 周的毛利 `margin_52w_cny` − 措施的成本 `cost_cny`（元）。没有回来的家庭也花了成本，照样算进平均。
# - `control`（不联系）也是一种选择。
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
# return trial.assign(back=trial["returned_8w"].astype(float)).pivot_table(
#     index="cause", columns=..., values="back", aggfunc="mean")
#
# net = trial.assign(net=trial["margin_52w_cny"] - ...)
# return net.pivot_table(index=..., columns=..., values="net", aggfunc="mean")
#
# return net.idxmax(axis=...)
# ```

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
tiny = pd.DataFrame({"hh_id": [f"W{i}" for i in range(8)], "cause": ["fault"] * 5 + ["natural"] * 3,
                     "arm": ["tour", "tour", "tour", "tour", "control", "tour", "control", "control"],
                     "cost_cny": [38.0, 38, 38, 38, 0, 38, 0, 0],
                     "returned_8w": [True, True, False, False, False, False, True, False],
                     "margin_52w_cny": [400.0, 300, 0, 0, 0, 0, 200, 0]})
step = checks.example("return_rates", tiny)
for cells, zh, en in [
    ([[0, 2], [1, 0]], "这是户数，要的是比例。", "these are heads; the shares are wanted."),
    ([[0, 2 / 3], [1 / 3, 0]], "分母是这一格的家庭，不是全部回来的家庭。", "divide by the households of the cell, not by all who came back."),
    ([[0, 0.4], [1 / 3, 0]], "分母是这一格的家庭，不是这种原因的全部家庭。", "divide by the households of the cell, not of the cause."),
    ([[1, 0.5], [0.5, 1]], "这是没有回来的比例。", "these are the shares that did not come back."),
]:
    step.mistake(pd.DataFrame(cells, index=["fault", "natural"], columns=["control", "tour"], dtype=float), zh, en, tol=0.0005)
step.expect(pd.DataFrame({"control": [0, 0.5], "tour": [0.5, 0.0]}, index=["fault", "natural"]), tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("return_rates", reference.return_rates, cases.load("yili", "winback_trial")[::2], tol=1e-6)
### END HIDDEN TESTS

# %% check="winback-net" points=5
tiny = pd.DataFrame({"hh_id": [f"W{i}" for i in range(7)], "cause": ["fault"] * 4 + ["natural"] * 3,
                     "arm": ["tour", "tour", "tour", "control", "tour", "tour", "control"],
                     "cost_cny": [38.0, 38, 38, 0, 38, 38, 0], "returned_8w": [True, False, False, True, True, False, True],
                     "margin_52w_cny": [420.0, 0, 0, 100, 138, 0, 90]})
step = checks.example("net_profit", tiny)
for cells, zh, en in [
    ([[100, 382], [90, 100]], "没有回来的家庭也要算进平均。", "households that did not come back count in the mean too."),
    ([[100, 140], [90, 69]], "成本还没有扣。", "the cost has not been deducted."),
    ([[100, 306], [90, 62]], "这是总和，要的是每户平均。", "these are sums; the mean a household is wanted."),
    ([[100, 382 / 3], [90, 50]], "没有回来的家庭也花了成本。", "the cost was spent on those who did not come back, too."),
]:
    step.mistake(pd.DataFrame(cells, index=["fault", "natural"], columns=["control", "tour"], dtype=float), zh, en, tol=0.05)
step.expect(pd.DataFrame({"control": [100.0, 90], "tour": [102.0, 31]}, index=["fault", "natural"]), tol=0.05)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("net_profit", reference.net_profit, cases.load("yili", "winback_trial")[::2], tol=1e-4)
### END HIDDEN TESTS

# %% check="winback-best" points=5
net = pd.DataFrame({"control": [20.0, 12, 15], "coupon": [35.0, 5, 44], "tour": [54.0, -20, -10]},
                   index=["fault", "natural", "competitive"])
step = checks.example("best_measure", net)
for arms, zh, en in [
    (["control", "tour", "tour"], "取成净利润最低的措施了。", "these are the measures with the lowest net profit."),
    (["tour", "coupon", "coupon"], "control（不联系）也是一种选择。", "control (no contact) is a choice, too."),
    (["tour", "tour", "tour"], "每种原因各选各的，不是全部用同一种。", "each cause has its own best measure."),
]:
    step.mistake(dict(zip(net.index, arms)), zh, en)
step.mistake({"control": "fault", "coupon": "competitive", "tour": "fault"}, "方向反了：每种原因选一种措施。",
             "the other way round: one measure for each cause.")
step.expect({"fault": "tour", "natural": "control", "competitive": "coupon"})
### BEGIN HIDDEN TESTS
### REFERENCE
everyone = cases.load("yili", "winback_trial")
checks.agree("best_measure", reference.best_measure, reference.net_profit(everyone))
checks.agree("best_measure", reference.best_measure, -reference.net_profit(everyone[::2]))
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
# **规则**　真实的折扣 `real_discount` 小于宣传的折扣 `claimed_discount` 的一半，记 `misled`（被误导）；否则记 `honest`。
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
# who = np.where(people["loyal_before"], "loyal", ...)
# offer = np.where(people["real_discount"] < ... * people["claimed_discount"], "misled", ...)
# return people["churn_90d"].astype(float).groupby([who, ...]).mean().unstack()
# ```

# %% answer="promotion"
def promotion_churn(people):
    """90 天内流失的比例：DataFrame，行是 loyal、other，列是 honest、misled。"""
    ### BEGIN SOLUTION
    who = np.where(people["loyal_before"], "loyal", "other")
    offer = np.where(people["real_discount"] < 0.5 * people["claimed_discount"], "misled", "honest")
    return people["churn_90d"].astype(float).groupby([who, offer]).mean().unstack()
    ### END SOLUTION

# %% check="promotion-churn" points=5
tiny = pd.DataFrame({"customer_id": [f"P{i}" for i in range(10)], "loyal_before": [True] * 5 + [False] * 5,
                     "claimed_discount": [0.4, 0.4, 0.4, 0.4, 0.4, 0.5, 0.5, 0.5, 0.3, 0.4],
                     "real_discount": [0.4, 0.38, 0.1, 0.05, 0.2, 0.5, 0.3, 0.1, 0.05, 0.1],
                     "churn_90d": [False, False, True, True, False, True, False, True, False, True]})
step = checks.example("promotion_churn", tiny)
for cells, zh, en in [
    ([[0, 2 / 3], [0.5, 2 / 3]], "正好是一半时不算误导：用小于号。", "exactly half is not misled: use less than."),
    ([[0, 2], [1, 2]], "这是人数，要的是比例。", "these are heads; the shares are wanted."),
    ([[1, 0], [2 / 3, 0.5]], "honest 和 misled 弄反了。", "honest and misled are swapped."),
    ([[0.5, 2 / 3], [0, 1]], "loyal 和 other 弄反了。", "loyal and other are swapped."),
    ([[1, 0], [0.5, 1 / 3]], "这是留下的比例，要的是流失的比例。", "these are the shares that stay."),
    ([[0, 0.5], [1, 0.5]], "任何差别都算误导了：真实的要小于宣传的一半。", "misled means less than half of the claim, not any difference."),
]:
    step.mistake(pd.DataFrame(cells, index=["loyal", "other"], columns=["honest", "misled"], dtype=float), zh, en, tol=0.0005)
step.expect(pd.DataFrame({"honest": [0, 0.5], "misled": [1, 2 / 3]}, index=["loyal", "other"]), tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("promotion_churn", reference.promotion_churn, cases.load("yili", "promotion_cohort"), tol=1e-6)
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
# own = panel[panel["brand"] == brand]
# before = own[(own["week_start"] >= start - pd.Timedelta(weeks=...)) & (own["week_start"] < ...)]
# weeks = before.groupby("hh_id")["week_start"]....
# return sorted(weeks.index[weeks >= ...])
#
# after = panel[(panel["brand"] == brand) & (panel["week_start"] >= ...) & (panel["week_start"] < start + pd.Timedelta(weeks=...))]
# return sorted(set(regulars(panel, start, brand)) - set(...))
#
# return sorted(set(called_lost(panel, start, short, brand)) - set(...))
# ```

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
def bought(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday = pd.Timestamp("2008-09-08")
plan = {"H4": [-13, -11, -9, -7, -5, -3], "H2": [-6, -5, -4, -3, -2, -1], "H7": [-20, -19, -18, -17, -2, -1],
        "H5": [-5, -4, -3, -2, -1, 0], "H3": [-4, -3, -2, -1], "H6": [-3, -3, -2, -2, -1, -1]}
tiny = pd.concat([bought(plan, monday), bought({"H3": range(-9, -5), "H8": range(-12, 0)}, monday, "foreign")])
tiny = tiny.assign(packs=2, category="uht", spend_cny=6.4).sample(frac=1, random_state=1, ignore_index=True)
step = checks.example("regulars", tiny, monday)
for ids, zh, en in [
    ("H2 H3 H4 H8", "只看 brand 这一个品牌。", "look at this brand only."),
    ("H2 H4 H6", "要数不同的周：一周买两次只算一周。", "count different weeks: twice in a week is one week."),
    ("H2 H4 H7", "只看 start 以前的 13 周。", "look at the 13 weeks before start only."),
    ("H2 H4 H5", "不含 start 这一周。", "the week of start does not count."),
    ("", "正好 6 周也算老客户。", "exactly 6 weeks is enough."),
]:
    step.mistake(ids.split(), zh, en)
step.expect(["H2", "H4"])
### BEGIN HIDDEN TESTS
### REFERENCE
part = cases.load("yili", "panel_weekly").query("hh_id < 'H0300'")
checks.agree("regulars", reference.regulars, part, pd.Timestamp("2008-09-08"))
checks.agree("regulars", reference.regulars, part, pd.Timestamp("2009-03-02"), "foreign")
### END HIDDEN TESTS

# %% check="window-lost" points=3
def bought(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday, usual = pd.Timestamp("2008-09-08"), list(range(-6, 0))
plan = {"H3": usual, "H1": [*usual, 4], "H2": [*usual, 3], "H4": [*usual, 0], "H5": [-2, -1], "H6": usual}
tiny = pd.concat([bought(plan, monday), bought({"H6": [1, 2]}, monday, "other")], ignore_index=True)
tiny = tiny.assign(packs=1, category="uht", spend_cny=3.2)
step = checks.example("called_lost", tiny, monday, 4)
for ids, zh, en in [
    ("H1 H3 H5 H6", "只判老客户，买得少的不算。", "judge regulars only, not those who rarely bought."),
    ("H1 H3", "只看这个品牌：买了别家的也算流失。", "this brand only: those who buy another are lost to it."),
    ("H1 H3 H4 H6", "start 这一周也在窗口里。", "the week of start belongs to the window."),
    ("H3 H6", "窗口太长：从 start 起只看 window 周。", "the window is too long: window weeks from start."),
    ("H1 H2 H3 H6", "窗口少了一周。", "the window is a week short."),
    ("H2 H4", "弄反了：这些是没有流失的老客户。", "the other way round: these are the regulars who stayed."),
]:
    step.mistake(ids.split(), zh, en)
step.expect(["H1", "H3", "H6"])
### BEGIN HIDDEN TESTS
### REFERENCE
part = cases.load("yili", "panel_weekly").query("hh_id < 'H0300'")
checks.agree("called_lost", reference.called_lost, part, pd.Timestamp("2008-09-08"), 13)
checks.agree("called_lost", reference.called_lost, part, pd.Timestamp("2008-09-08"), 2, "beiling")
### END HIDDEN TESTS

# %% check="window-paused" points=3
def bought(plan, start, brand="qingyuan"):
    rows = [(house, start + pd.Timedelta(weeks=week), brand) for house, weeks in plan.items() for week in weeks]
    return pd.DataFrame(rows, columns=["hh_id", "week_start", "brand"])

monday, usual = pd.Timestamp("2008-09-08"), list(range(-6, 0))
tiny = bought({"H5": [*usual, 12], "H1": [*usual, 8], "H2": [*usual, 7], "H3": [*usual, 13], "H4": usual}, monday)
tiny = tiny.assign(packs=1, category="uht", spend_cny=3.2)
step = checks.example("only_paused", tiny, monday)
step.mistake(["H3", "H4"], "这些用长窗口也算流失。", "these are lost by the long window too.")
step.mistake(["H1", "H3", "H4", "H5"], "还要去掉用长窗口也算流失的。", "take away those whom the long window calls lost too.")
step.mistake([], "是短窗口的名单减去长窗口的名单，不要反了；上一格的 called_lost 也要先做对。",
             "the short list minus the long one, not the reverse; and called_lost in the cell before has to be right first.")
step.expect(["H1", "H5"])
### BEGIN HIDDEN TESTS
### REFERENCE
part = cases.load("yili", "panel_weekly").query("hh_id < 'H0400'")
checks.agree("only_paused", reference.only_paused, part, pd.Timestamp("2008-09-08"))
checks.agree("only_paused", reference.only_paused, part, pd.Timestamp("2008-09-08"), 4, 20, "beiling")
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
# - 不联系也要写进规则，写 `control`。
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
# net = trial["margin_52w_cny"] - ...
# cell = net.groupby([trial["cause"], trial["arm"]]).mean()
# share = trial["cause"].value_counts(normalize=...)
# return sum(share[cause] * cell[cause, ...] for cause in share.index)
#
# return pd.Series({arm: by_rule(trial, dict.fromkeys(trial["cause"].unique(), ...)) for arm in ...})
#
# return by_rule(trial, rule) - same_for_all(trial)....
# ```

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
rows = [("fault", "tour", 38, 438)] * 2 + [("fault", "control", 0, 60)] * 4 + [("natural", "tour", 38, 38)] * 3
rows += [("natural", "control", 0, 20)]
tiny = pd.DataFrame(rows, columns=["cause", "arm", "cost_cny", "margin_52w_cny"]).astype({"cost_cny": float})
tiny.insert(0, "hh_id", [f"W{i}" for i in range(len(tiny))])
step = checks.example("by_rule", tiny, {"fault": "tour", "natural": "control"})
for value, zh, en in [
    (820 / 3, "按原因在全部家庭里的比例加权，不是按符合规则的家庭数。", "weigh by the share of each cause in all households."),
    (210, "要加权平均：各种原因的家庭不一样多。", "weigh the causes: they are not equally frequent."),
    (0.6 * 438 + 0.4 * 20, "成本还没有扣。", "the cost has not been deducted."),
    (420, "要加权平均，不是相加。", "a weighted mean is wanted, not a sum."),
]:
    step.mistake(value, zh, en)
step.expect(0.6 * 400 + 0.4 * 20)
step = checks.example("same_for_all", tiny)
step.mistake({"tour": 160, "control": 52}, "每组的原因比例不同，要先按原因求平均再加权。",
             "the arms differ in their causes: take the mean by cause first, then weigh.")
step.mistake({"tour": 240}, "control（不联系）也是一种。", "control (no contact) is one of them.")
step.expect({"tour": 240, "control": 44})
### BEGIN HIDDEN TESTS
### REFERENCE
everyone = cases.load("yili", "winback_trial")
rule = {"fault": "tour", "competitive": "coupon", "other": "apology", "natural": "control"}
checks.agree("by_rule", reference.by_rule, everyone.iloc[::3], rule, tol=1e-4)
checks.agree("same_for_all", reference.same_for_all, everyone.iloc[5::2], tol=1e-4)
### END HIDDEN TESTS

# %% check="target-gain" points=5
rows = [("fault", "tour", 38, 138), ("fault", "control", 0, 30), ("natural", "tour", 38, 0), ("natural", "control", 0, 10)]
tiny = pd.DataFrame(rows * 3, columns=["cause", "arm", "cost_cny", "margin_52w_cny"]).astype({"cost_cny": float})
tiny.insert(0, "hh_id", [f"W{i}" for i in range(len(tiny))])
step = checks.example("gain", tiny, {"fault": "tour", "natural": "control"})
for value, zh, en in [
    (35, "要和“人人一样”里最好的一种比，不是和不联系比。", "compare with the best of the same-for-all choices, not with no contact."),
    (-24, "正负反了：规则的减去人人一样的。", "the sign is wrong: rule minus the same for all."),
    (55, "这是规则的净利润，还要减去人人一样里最好的一种。", "this is the profit of the rule; subtract the best same-for-all."),
    (29.5, "要和最好的一种比，不是和平均数比。", "compare with the best choice, not with their mean."),
]:
    step.mistake(value, zh, en)
step.expect(24)
### BEGIN HIDDEN TESTS
### REFERENCE
everyone = cases.load("yili", "winback_trial")
for rule in ({"fault": "tour", "competitive": "coupon", "other": "apology", "natural": "control"},
             dict.fromkeys(everyone["cause"].unique(), "tour_coupon")):
    checks.agree("gain", reference.gain, everyone.iloc[::2], rule, tol=1e-4)
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把任务 7 的结果当规则：`gain(trial, best_measure(net_profit(trial)).to_dict())`。每户多赚几元？2,400 户一共呢？规则是从这批数据里选出来的，用在另一批家庭上，会不会少赚一些？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看十个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
