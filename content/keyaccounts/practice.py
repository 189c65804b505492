# %% [markdown]
# # {title}
#
# 这里有五个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果；任务 4 的检查只告诉你作答了没有，对错看题目后面的参考答案。
#
# **数据说明**　`datasets/yunduo` 里的云垛机械、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些参照了公开资料，运行 `cases.calibration("yunduo")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
candidates = cases.load("yunduo", "ka_candidates")
candidates.head(3)

# %% [markdown]
# 八个人竞聘大客户经理，每项素质 1 到 5 分。前六项是客户看重的，后五项是企业看重的；哪一列是什么，运行下一格。

# %%
cases.columns("yunduo", "ka_candidates")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `score(candidates, weights)`：`weights` 是字典，键是素质，值是权重；返回每个人的加权平均分，Series，索引是候选人编号；
# - `changed(candidates, first, second)`：`first`、`second` 是两套这样的权重；返回按两套权重打分**名次不同**的编号，列表，编号从小到大。
#
# **为什么**　客户想要懂他、有授权的人，企业想要忠诚、会谈判的人。看法不同，名单就不同；不写下权重，谁都说自己公正。
#
# **规则**
#
# - 加权平均分 = Σ(权重 × 分数) ÷ Σ 权重；Σ 是把各项加起来。没有写进 `weights` 的素质不算。
# - 名次从高分往低分排，第一名是 1；分数一样的，名次一样：名次 = 比他分数高的人数 + 1。
#
# **样例**　三家餐馆，味道的权重是 2，价格的权重是 1。`rank` 排名次，`ascending=False` 从大到小，`method="min"` 让一样的并列。

# %%
places = pd.DataFrame({"name": ["A", "B", "C"], "taste": [5, 3, 4], "price": [1, 5, 3]}).set_index("name")
points = (2 * places["taste"] + 1 * places["price"]) / (2 + 1)
print(points.round(2).to_dict())
print(points.rank(ascending=False, method="min").to_dict())

# %% [markdown] hint=1
# `score`：每项素质乘它的权重，加起来，再除以什么？`changed`：同一个人的两个名次一样不一样？

# %% [markdown] hint=2
# 先用 `set_index("candidate_id")` 让编号当索引。`for name, weight in weights.items()` 一项一项加；最后除以 `sum(weights.values())`。`changed` 用两次 `score`，各自 `rank`，再比。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# table = candidates.set_index("candidate_id")
# total = sum([weight * table[...] for name, weight in weights.items()])
# return total / ...
#
# one = score(candidates, first).rank(ascending=False, method="min")
# two = score(...).rank(ascending=..., method="min")
# return sorted(one[one != ...].index)
# ```

# %% contract=true
qualities = "operations communication products ideas cooperation authority loyalty negotiation planning training law"
candidates = Table("yunduo/ka_candidates", f"candidate_id {qualities}", key="candidate_id")
weights = first = second = Keyed(Choice(*qualities.split()), Number(0))

# %% answer="score"
def score(candidates, weights):
    """每个人的加权平均分：Series，索引是候选人编号。"""
    ### BEGIN SOLUTION
    table = candidates.set_index("candidate_id")
    total = sum([weight * table[name] for name, weight in weights.items()])
    return total / sum(weights.values())
    ### END SOLUTION

def changed(candidates, first, second):
    """按两套权重名次不同的编号：列表，从小到大。"""
    ### BEGIN SOLUTION
    one = score(candidates, first).rank(ascending=False, method="min")
    two = score(candidates, second).rank(ascending=False, method="min")
    return sorted(one[one != two].index)
    ### END SOLUTION

# %% check="score-points" points=7
def candidates_(**given):
    table = cases.load("yunduo", "ka_candidates").head(4).assign(candidate_id=["Z5", "Z2", "Z7", "Z1"])
    return table.assign(**given)


tiny = candidates_(operations=[5, 1, 4, 3], authority=[1, 5, 4, 2], law=[1, 4, 2, 3])
weights_, names_ = {"operations": 3, "authority": 1, "law": 4}, ("Z5", "Z2", "Z7", "Z1")
step = checks.example("score", tiny, weights_)
for values_, zh, en in [
    ((20, 24, 24, 23), "还要除以权重的合计。", "divide by the sum of the weights."),
    ((20 / 3, 8, 8, 23 / 3), "除以权重的合计，不是有几项。", "divide by the sum of the weights, not by how many there are."),
    ((7 / 3, 10 / 3, 10 / 3, 8 / 3), "每项分数要先乘它的权重。", "multiply the points of each quality by its weight first."),
    ((7, 10, 10, 8), "每项分数要先乘它的权重，再除以权重的合计。", "multiply the points of each quality by its weight, then divide by the sum of the weights."),
    ((7 / 8, 10 / 8, 10 / 8, 1), "每项分数要先乘它的权重。", "multiply the points of each quality by its weight first."),
]:
    step.mistake(dict(zip(names_, values_)), zh, en)
step.mistake(lambda got: list(pd.Series(got).index) == [0, 1, 2, 3] and not isinstance(got, (list, tuple)), "索引要用候选人编号。", "the index is the id of the candidate.")
step.mistake(lambda got: isinstance(got, pd.DataFrame) and got.shape[1] > 2, "每个人只有一个分数：把各项加起来。", "one number a candidate: add the qualities up.")
step.expect(dict(zip(names_, (2.5, 3, 3, 23 / 8))), because=("Z5：(3 × 5 + 1 × 1 + 4 × 1) ÷ 8。", "Z5: (3 × 5 + 1 × 1 + 4 × 1) ÷ 8."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("yunduo", "ka_candidates")
for weights_ in ({"law": 1}, {"planning": 0.5, "training": 0.25, "loyalty": 0.25}, {"operations": 2, "ideas": 0, "authority": 5}, dict.fromkeys(real_.columns[1:], 1)):
    checks.agree("score", reference.score, real_, weights_, case=("换一套权重时", "other weights"))
checks.agree("score", reference.score, real_[real_.columns[::-1]].iloc[::-1], weights_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("score", reference.score, tiny.tail(1), {"law": 2, "authority": 1}, case=("只有一个人时", "a single candidate"))
### END HIDDEN TESTS

# %% check="score-changed" points=8
def candidates_(**given):
    table = cases.load("yunduo", "ka_candidates").head(5).assign(candidate_id=["Z5", "Z2", "Z7", "Z1", "Z4"])
    return table.assign(**given)


tiny = candidates_(operations=[5, 4, 3, 2, 1], authority=[1, 2, 3, 2, 5], law=[2, 4, 2, 3, 1], ideas=[4, 4, 5, 3, 3])
step = checks.example("changed", tiny, {"operations": 1}, {"law": 1})
for known_, zh, en in [
    (["Z5", "Z2", "Z1"], "编号要从小到大。", "give the ids in ascending order."),
    (["Z4", "Z7"], "反了：这是名次一样的。", "reversed: these keep their place."),
    (["Z5", "Z2", "Z7", "Z1", "Z4"], "名次不同的才算，不是全部。", "those whose place differs, not all."),
    (["Z1", "Z5", "Z7"], "比名次，不是比分数。", "compare places, not points."),
    (["Z1", "Z2", "Z5", "Z7"], "名次从高分往低分排；分数一样的，都取前面的名次（method='min'）。", "places run from high to low points; equal points share the better place (method='min')."),
    (["Z1", "Z2", "Z4", "Z5"], "两个人并列第 3，后面一名就是第 5：用 method='min'，不是 dense。", "two share place 3, so the next place is 5: method='min', not dense."),
    ([], "两次的名次全一样：first 和 second 各打一次分，只算写进去的素质。", "the places are the same twice: score once with first and once with second, and count only the qualities that are in them."),
    (3, "要编号的列表，不是有几个人。", "a list of ids is wanted, not how many."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: len(got) > 0 and not any(isinstance(name, str) for name in list(got)), "要候选人编号，不是名次。", "the ids of the candidates are wanted, not their places.")
step.expect(["Z1", "Z2", "Z5"], because=(
    "按 operations 是 Z5、Z2、Z7、Z1、Z4；按 law 是 Z2、Z1，Z5 和 Z7 并列第 3，Z4 第 5。", "By operations Z5, Z2, Z7, Z1, Z4; by law Z2, Z1, Z5 and Z7 share place 3, and Z4 is fifth."))
### BEGIN HIDDEN TESTS
### REFERENCE
for first_, second_ in [("operations", "ideas"), ("ideas", "operations"), ("authority", "law"), ("law", "law"), ("ideas", "authority")]:
    checks.agree("changed", reference.changed, tiny, {first_: 1}, {second_: 2}, case=("有人分数一样时", "equal points"))
checks.agree("changed", reference.changed, tiny.iloc[::-1], {"operations": 2, "law": 1}, {"authority": 4, "ideas": 3}, case=("行的先后不同、权重有两项时", "rows in another order and two weights"))
real_ = cases.load("yunduo", "ka_candidates")
views_ = dict.fromkeys(real_.columns[1:5], 1), dict.fromkeys(real_.columns[7:11], 1)
checks.agree("changed", reference.changed, real_, *views_, case=("用竞聘表里的数据时", "the case's own candidates"))
checks.agree("changed", reference.changed, real_, views_[0], views_[0], case=("两套权重一样时", "the same weights twice"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格：客户的看法是前六项权重都是 1，企业的看法是后五项都是 1。两边的第一名各是谁？授权（`authority`）的权重加到 5，第一名变不变？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `cost(number, account, each, leaves)`：一个客户由我们 `number` 个人联系，一年一共要付出多少元；
# - `people(account, each, leaves)`：1 到 10 个人里，几个人最省；一样省的，取人少的。
#
# **为什么**　多一个人联系，多一条线，也多一份钱。拉几条才划算，不用争，一个一个算。
#
# **规则（本课的假设）**
#
# - `account` 是这个客户一年值多少元，`each` 是一个人联系它一年要花多少元。
# - 对方的联系人一走，每条线各有 `leaves` 的可能断掉（0 到 1 之间）；**所有**线都断了，才丢掉这个客户。`number` 条线全断的可能是 `leaves ** number`。
# - 一共付出 = `each × number` + `account` × 全断的可能。不用取整。
#
# **样例**　带几把伞？一把伞 5 元，每把有三成可能坏，全坏了淋雨，损失 200 元。两个星号是“几次方”，`min` 的 `key` 说按什么比大小。

# %%
def wet(umbrellas):
    return 5 * umbrellas + 200 * 0.3 ** umbrellas


print([round(wet(umbrellas), 1) for umbrellas in range(1, 5)])
print(min(range(1, 5), key=wet))

# %% [markdown] hint=1
# 付出有两份：一份人越多越大，一份人越多越小。`people` 把十种都算出来，看哪一种最小。

# %% [markdown] hint=2
# `cost` 把伞换成人：`each` 乘人数，加上 `account` 乘 `leaves` 的 `number` 次方。`people` 用 `min(range(1, 11), key=...)`；一样小的，`min` 取前面的那个，就是人少的。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return each * number + ... * leaves ** ...
#
# return min(range(1, ...), key=lambda number: cost(number, ...))
# ```

# %% contract=true
number = Number(1, 10, whole=True)
account = Number(0)
each = Number(0)
leaves = Number(0, 1)

# %% answer="people"
def cost(number, account, each, leaves):
    """number 个人联系，一年一共付出多少元。"""
    ### BEGIN SOLUTION
    return each * number + account * leaves ** number
    ### END SOLUTION

def people(account, each, leaves):
    """1 到 10 个人里，几个人最省。"""
    ### BEGIN SOLUTION
    return min(range(1, 11), key=lambda number: cost(number, account, each, leaves))
    ### END SOLUTION

# %% check="people-cost" points=5
step = checks.example("cost", 2, 50000, 4000, 0.3)
for value_, zh, en in [
    (4500, "还要加上每个人的钱。", "add what the people cost."),
    (8000, "还要加上丢掉客户的损失。", "add what is lost with the account."),
    (23000, "这是只有一条线断的：两条线都断，是 0.3 的 2 次方。", "this is one thread breaking: both break with 0.3 to the power of 2."),
    (38000, "两条线都断是次方，不是乘 2。", "both break with a power, not with twice the share."),
    (8500, "有 number 个人，就有 number 份钱。", "number people cost number times each."),
    (53500, "全断的可能是 leaves 的 number 次方，不是 1 减去它。", "all break with leaves to the power of number, not 1 minus that."),
    (32500, "断掉的可能是 leaves，不是 1 − leaves。", "a thread breaks with leaves, not 1 − leaves."),
]:
    step.mistake(value_, zh, en)
step.expect(12500, because=("两个人 8,000 元；两条线全断的可能是 0.09，损失 50,000 × 0.09 = 4,500 元。", "Two people 8,000 yuan; both threads break with 0.09, a loss of 50,000 × 0.09 = 4,500 yuan."))
### BEGIN HIDDEN TESTS
### REFERENCE
for values_ in [(1, 20000, 3000, 0.4), (5, 200000, 3000, 0.4), (10, 900000, 1000, 0.5), (3, 0, 100, 0.2), (4, 1000, 0, 0.9), (2, 800, 50, 1), (3, 700, 20, 0)]:
    checks.agree("cost", reference.cost, *values_, case=("换一组数时", "other numbers"))
### END HIDDEN TESTS

# %% check="people-best" points=5
for values_, right_, zh, en in [
    ((20000, 3000, 0.4), 2, "客户值 20,000 元：一个人 11,000 元，两个人 9,200 元，三个人 10,280 元。", "an account of 20,000 yuan: 11,000 with one person, 9,200 with two, 10,280 with three."),
    ((200000, 3000, 0.4), 5, "客户值 200,000 元：四个人 17,120 元，五个人 17,048 元，六个人 18,819 元。", "an account of 200,000 yuan: 17,120 with four, 17,048 with five, 18,819 with six."),
    ((1000, 3000, 0.4), 1, "客户小，人贵：一个人最省，不能是 0 个人。", "a small account and dear people: one is best, and none is not allowed."),
    ((5000000, 100, 0.9), 10, "线很容易断，人又便宜：10 个人也要试到。", "threads break easily and people are cheap: try up to 10."),
    ((8000, 2000, 0.5), 1, "一个人和两个人都是 6,000 元：一样省，取人少的。", "one and two people cost 6,000 yuan both: of equal ones the fewer."),
]:
    checks.example("people", *values_).mistake(
        lambda got: float(got) > 10, "要几个人，不是多少元。", "the number of people is wanted, not yuan.").mistake(
        lambda got: 1 < right_ == got + 1 < 10, f"{zh}少了一个人：列表的位置从 0 数起，用 index(…) 找到的要加 1。", f"{en} One too few: places in a list begin at 0, so add 1 to what index(…) finds.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for values_ in [(5000000, 100, 0.9), (900000, 10, 0.6), (100000, 3000, 0.3), (16000, 1000, 0.5), (4000, 1000, 0.5), (50000, 2000, 1), (50000, 2000, 0), (50000, 0, 0.5), (3000000, 1, 0.1), (3000000, 1000, 0.4)]:
    checks.agree("people", reference.people, *values_, case=("换一组数时", "other numbers"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[people(account, 3000, 0.4) for account in [5000, 20000, 100000, 500000]]`。客户大了一百倍，人要多一百倍吗？

# %% [markdown]
# 后面三个任务用大客户的表：`accounts` 一行一个客户，`orders` 是每个月的收入、毛利和服务工时，`managers` 是六位大客户经理，`contacts` 是客户那边的联系人。列名的意思同样可以查。

# %%
accounts = cases.load("yunduo", "ka_accounts")
orders = cases.load("yunduo", "ka_orders_monthly")
managers = cases.load("yunduo", "ka_managers")
contacts = cases.load("yunduo", "ka_contacts")
start = pd.Timestamp("2025-07-01")    # 最近 12 个月从这个月算起
accounts.head(3)

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `loads(accounts, managers, plan)`：`plan` 是字典，键是客户编号，值是经理编号；返回每位经理的服务工时，Series，索引是经理编号，一家也没有分到的写 0；
# - `assign(accounts, managers)`：返回这样一个字典，把每个客户分给一位经理。
#
# **为什么**　先定区域和分派规则，再谈指标和奖金。分得不匀，忙的人顾不过来，闲的人没有指标可完成。
#
# **分派规则**　分法不止一种，三条都做到就算对：
#
# 1. 每个客户都分到，只分给一位经理；
# 2. 客户的区域（`region`）在这位经理可以负责的区域（`regions`，用空格隔开）里面。注意 `south` 和 `southwest` 是两个区域；
# 3. 每位经理的工时，不超过平均数的 1.25 倍。平均数 = 全部工时 ÷ 经理人数。
#
# **样例**　四箱书三个人搬。从重到轻，每次交给手上最轻的那个人；小雨只搬得动二十斤以内的。`iterrows()` 把表一行一行交给 `for`，用不着的行号放进 `_`；`min` 的 `key` 说按什么比大小；`+=` 在原来的数上再加。

# %%
boxes = pd.DataFrame({"box": ["A", "B", "C", "D"], "weight": [12, 30, 18, 25]})
carried = {"Gao": 0, "Lin": 0, "Yu": 0}
who_takes = {}
for _, row in boxes.sort_values("weight", ascending=False).iterrows():
    able = [name for name in carried if name != "Yu" or row["weight"] <= 20]
    free = min(able, key=lambda name: carried[name])
    who_takes[row["box"]] = free
    carried[free] += row["weight"]
print(who_takes, carried)
print("Yu" in "Yunduo", "Yu" in "Yunduo Lin".split())

# %% [markdown]
# 把最近 12 个月的服务工时添到客户表里，已经流失的那一家没有工时，补 0；再看六位经理各管哪些区域。这两格不用改。

# %%
hours = orders[orders["month"] >= start].groupby("customer_id")["service_hours"].sum()
accounts = accounts.assign(hours=accounts["customer_id"].map(hours).fillna(0))
accounts[["customer_id", "region", "hours"]].head(3)

# %%
managers

# %% [markdown] hint=1
# `loads`：先在客户表里添一列经理编号，再分组求和，最后照名单补 0。`assign`：先分工时最多的客户还是最少的？每一家，谁可以负责，其中谁最闲？

# %% [markdown] hint=2
# `loads` 用 `map(plan)` 得到每个客户的经理。`assign` 和搬书一样：从多到少，一家一家分。`able` 的条件换成区域：`row["region"] in regions[name].split()`，`regions` 是 `managers.set_index("manager_id")["regions"]`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# shared = accounts.assign(manager_id=accounts["customer_id"].map(...))
# return shared.groupby(...)["hours"].sum().reindex(managers[...], fill_value=0)
#
# regions = managers.set_index("manager_id")["regions"]
# load = {name: 0 for name in regions.index}
# plan = {}
# for _, row in accounts.sort_values(..., ascending=...).iterrows():
#     able = [name for name in load if row["region"] in ...]
#     free = min(able, key=lambda name: ...)
#     plan[row["customer_id"]] = ...
#     load[free] += ...
# return plan
# ```

# %% contract=true
accounts = Table("yunduo/ka_accounts", "customer_id region", key="customer_id", hours=Number(0))
managers = Table("yunduo/ka_managers", "manager_id regions", key="manager_id")
plan = Keyed(Text(pattern="C[0-9]{3}", empty=False), Text(pattern="K[1-6]", empty=False))

# %% answer="assign"
def loads(accounts, managers, plan):
    """每位经理的服务工时：Series，索引是经理编号。"""
    ### BEGIN SOLUTION
    shared = accounts.assign(manager_id=accounts["customer_id"].map(plan))
    return shared.groupby("manager_id")["hours"].sum().reindex(managers["manager_id"], fill_value=0)
    ### END SOLUTION

def assign(accounts, managers):
    """每个客户分给哪位经理：字典，键是客户编号，值是经理编号。"""
    ### BEGIN SOLUTION
    regions = managers.set_index("manager_id")["regions"]
    load = {name: 0 for name in regions.index}
    plan = {}
    for _, row in accounts.sort_values("hours", ascending=False).iterrows():
        able = [name for name in load if row["region"] in regions[name].split()]
        free = min(able, key=lambda name: load[name])
        plan[row["customer_id"]] = free
        load[free] += row["hours"]
    return plan
    ### END SOLUTION

# %% check="assign-loads" points=6
managers_ = pd.DataFrame({"manager_id": ["K1", "K2", "K3"], "regions": ["east", "east south", "south southwest"]})
tiny = pd.DataFrame({"customer_id": ["C011", "C004", "C008", "C002"], "region": ["east", "south", "east", "south"], "hours": [30.0, 8.5, 12.0, 0.5]})
plan_ = {"C002": "K2", "C008": "K1", "C004": "K2", "C011": "K2"}
step = checks.example("loads", tiny, managers_, plan_)
for values_, zh, en in [
    ((12, 39), "一家也没有分到的经理也要列出来，写 0。", "list the manager without accounts too, with 0."),
    ((1, 3, 0), "要工时的合计，不是客户的家数。", "the sum of the hours is wanted, not the number of accounts."),
    ((12, 13, 0), "要工时的合计，不是平均。", "the sum of the hours is wanted, not their mean."),
    ((12, 30, 0), "要工时的合计，不是最大的一家。", "the sum of the hours is wanted, not the largest."),
    ((12 / 51, 39 / 51, 0), "要工时，不是占比。", "give hours, not shares."),
    ((8.5, 42.5, 0), "分给谁看 plan：按客户编号查，不是按先后。", "plan says who has an account: look it up by its id, not by its place."),
]:
    step.mistake(dict(zip(("K1", "K2", "K3"), values_)), zh, en)
step.mistake(lambda got: pd.Series(got).isna().any(), "一家也没有分到的写 0，不是空值。", "0 for a manager without accounts, not a missing value.")
step.mistake(lambda got: "C011" in dict(got), "要每位经理的工时，不是每个客户的。", "the hours of each manager are wanted, not of each account.")
step.mistake(51, "这是总数，要每位经理的工时。", "this is the total; the hours of each manager are wanted.")
step.expect({"K1": 12, "K2": 39, "K3": 0}, because=("K1 有 C008，12 小时；K2 有三家，30 + 8.5 + 0.5；K3 没有。", "K1 has C008, 12 hours; K2 has three, 30 + 8.5 + 0.5; K3 has none."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("loads", reference.loads, tiny[tiny.columns[::-1]].iloc[::-1], managers_, plan_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("loads", reference.loads, tiny, managers_.iloc[::-1], {**plan_, "C008": "K3"}, case=("换一种分法时", "another plan"))
checks.agree("loads", reference.loads, tiny.assign(hours=8.5), managers_, plan_, case=("工时都一样时", "equal hours"))
more_ = pd.DataFrame({"manager_id": ["K4", "K2", "K1", "K5", "K6"], "regions": ["north", "east south", "east", "west", "south"]})
checks.agree("loads", reference.loads, tiny.tail(1), more_[["regions", "manager_id"]], {"C002": "K6"}, case=("别的经理、只有一家时", "other managers and a single account"))
### END HIDDEN TESTS

# %% check="assign-rules" points=6
def faults_(accounts, managers):
    def read(got):
        got = got.set_index("customer_id")["manager_id"] if isinstance(got, pd.DataFrame) else pd.Series(got)
        pairs = [(str(account).strip(), str(name).strip()) for account, name in got.items()]
        region, areas = dict(zip(accounts["customer_id"], accounts["region"])), dict(zip(managers["manager_id"], managers["regions"]))
        known = [(account, name) for account, name in pairs if account in region and name in areas]
        return {"without": len(set(region) - {account for account, _ in pairs}), "strange": len(pairs) - len(known), "twice": len(pairs) - len(dict(pairs)),
                "outside": sum(region[account] not in areas[name].split() for account, name in known)}
    return read


def judge_(accounts, managers, case=None):
    step = checks.example("assign", accounts, managers, read=faults_(accounts, managers), case=case)
    for fault, zh, en in [
        ("strange", "键是客户编号，值是一位经理的编号，没有别的。", "the keys are ids of accounts and the values ids of managers, nothing else."),
        ("without", "有客户没有分到经理。", "an account has no manager."),
        ("twice", "有客户分给了两位经理。", "an account has two managers."),
        ("outside", "有客户的区域不在经理的 regions 里。south 不是 southwest：先用 split() 拆开。", "the region of an account is none of its manager's. south is not southwest: split() first."),
    ]:
        step.mistake(lambda got: got[fault] > 0, f"{case[0]}，{zh}" if case else zh, f"with {case[1]} {en}" if case else en)
    step.expect({"without": 0, "strange": 0, "twice": 0, "outside": 0})


managers_ = pd.DataFrame({"manager_id": ["K1", "K2", "K3"], "regions": ["east", "east southwest", "south southwest"]})
judge_(pd.DataFrame({"customer_id": ["C004", "C002", "C011", "C008", "C009"], "region": ["south", "east", "southwest", "south", "south"], "hours": [3.0, 20.0, 2.0, 8.0, 6.0]}), managers_)
### BEGIN HIDDEN TESTS
real_ = cases.load("yunduo", "ka_accounts")[["customer_id", "region"]].assign(hours=[10.0 + place % 7 for place in range(120)])
judge_(real_, cases.load("yunduo", "ka_managers"), ("用大客户表里的数据时", "the case's own accounts"))
judge_(real_[real_["region"] != "north"].iloc[::-1], pd.DataFrame({"manager_id": ["K6", "K1", "K2"], "regions": ["northwest southwest", "south central", "east south"]}),
       ("只有三位经理时", "three managers only"))
judge_(real_[real_["region"] == "north"].head(7), pd.DataFrame({"manager_id": ["K2", "K4"], "regions": ["northwest", "north"]}), ("名字像的两个区域", "two regions with a similar name"))
judge_(real_.head(1).assign(hours=0.0), cases.load("yunduo", "ka_managers"), ("只有一家、没有工时时", "a single account without hours"))
### END HIDDEN TESTS

# %% check="assign-fair" points=8
def faults_(accounts, managers):
    def read(got):
        got = got.set_index("customer_id")["manager_id"] if isinstance(got, pd.DataFrame) else pd.Series(got)
        name = accounts["customer_id"].map({str(account).strip(): str(manager).strip() for account, manager in got.items()})
        load = accounts["hours"].groupby(name).sum().reindex(managers["manager_id"], fill_value=0)
        areas = dict(zip(managers["manager_id"], managers["regions"]))
        return {"rules": not all(region in areas.get(manager, "").split() for region, manager in zip(accounts["region"], name)), "share": load.max() / (accounts["hours"].sum() / len(managers)), "idle": int((load == 0).sum())}
    return read


def judge_(accounts, managers, case=None):
    step = checks.example("assign", accounts, managers, read=faults_(accounts, managers), case=case)
    for wrong, zh, en in [
        (lambda got: got["rules"], "先做到规则 1 和规则 2，再看工时匀不匀。", "keep rules 1 and 2 first, then look at the hours."),
        (lambda got: got["share"] > 1.25 + 1e-9 and got["idle"], "有经理一家也没有，有经理超过平均工时的 1.25 倍：每次分给可以负责的人里最闲的。",
         "one manager has nothing, another more than 1.25 times the mean: give each account to the least busy who may have it."),
        (lambda got: got["share"] > 1.25 + 1e-9, "有经理超过平均工时的 1.25 倍：从工时多的客户开始分，每次给眼下工时最少的，给了谁就把工时加给谁。",
         "a manager has more than 1.25 times the mean: begin with the most hours, give each to whoever has the fewest hours so far, and add its hours to theirs."),
    ]:
        step.mistake(wrong, f"{case[0]}，{zh}" if case else zh, f"with {case[1]} {en}" if case else en)
    checks.right("assign")


judge_(pd.DataFrame({"customer_id": ["C004", "C002", "C011", "C008", "C009", "C020", "C015"], "region": "southwest south east east east south east".split(), "hours": [10.0, 7, 20, 17, 15, 9, 5]}),
       pd.DataFrame({"manager_id": ["K1", "K2", "K3"], "regions": ["east", "east south", "south southwest"]}))
### BEGIN HIDDEN TESTS
real_ = cases.load("yunduo", "ka_accounts")[["customer_id", "region"]].assign(hours=[float(40 - place % 20) for place in range(120)])
judge_(real_, cases.load("yunduo", "ka_managers"), ("用大客户表里的区域时", "the regions of the case's own accounts"))
judge_(real_.sort_values("hours"), cases.load("yunduo", "ka_managers").iloc[::-1], ("行的先后不同时", "rows in another order"))
judge_(real_.assign(region="east", hours=[500.0 if place in (60, 90, 119) else 10.0 for place in range(120)]),
       pd.DataFrame({"manager_id": ["K3", "K1", "K2", "K5"], "regions": ["east", "east", "south east", "east north"]}), ("有三家特别大时", "three very large accounts"))
judge_(real_.assign(hours=12.5), cases.load("yunduo", "ka_managers"), ("工时都一样时", "equal hours"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `plan = assign(accounts, managers)` 和 `loads(accounts, managers, plan)`。最忙的是平均数的几倍？谁分到的家数最少，为什么？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　下面是云垛机械给大客户的 12 条（虚构的）措施。给每一条写出主要归哪个方面：`dimensions` 是字典，键是数字 1 到 12（写成字符串 `"1"` 也行），值是四个代号之一。
#
# **为什么**　一次服务创新，四个方面总是一起变。先认得出每一条变的是什么，才看得出还缺哪一块。
#
# **四个方面（本课约定）**　只看措施里写到的，问一句：主要变的是什么？
#
# | 代号 | 方面 | 主要变的是 |
# |---|---|---|
# | `concept` | 服务概念创新 | 卖给客户的东西：以前没有的服务，或者换了一种服务的想法 |
# | `interface` | 顾客关系界面创新 | 和客户接触、沟通的方式：谁对谁，用什么沟通 |
# | `delivery` | 服务交付系统和组织创新 | 企业内部怎样把服务做出来：编组、授权、交付的标准 |
# | `technology` | 技术创新 | 用上的技术：设备、软件、信息系统 |
#
# **12 条措施**
#
# 1. 第一次不卖机器：机器归云垛，客户按包装的箱数付费。
# 2. 每个季度给大客户寄一本内部刊物，介绍新机型和别家的用法。
# 3. 各地服务站改用同一张验收单，修到什么程度算好，处处一样。
# 4. 机器装上传感器，轴承快要坏了，自动报警。
# 5. 请客户的班组长来看演示、听讲座，当面问工程师。
# 6. 授权现场工程师当场决定 5,000 元以内的换件，不用再请示。
# 7. 新开一项“代管包装线”：派人常驻，替客户管整条线。
# 8. 给每个大客户排一张对接表：对方的采购、生产、维修，各由我们的谁来联系。
# 9. 用图像识别检查封口，不严的包自动挑出来。
# 10. 销售、安装、维修三个部门的人编成一个小组，归大客户经理调度。
# 11. 备件管理换成新的数据库，库存每分钟更新一次。
# 12. 从“坏了来修”改成“保证每个月开机率 98%，做不到就退钱”。
#
# **规则**　每四条单独给分：做对几组，就有几组的分。

# %% [markdown] hint=1
# 先把四句问话抄在纸上：卖的东西变了？和客户接触的方式变了？内部的安排变了？技术变了？一条一条问。

# %% [markdown] hint=2
# 每个方面正好三条。靠新设备、新软件的先挑出来，再挑“以前没有卖过”的；余下的看变化在企业里面，还是在企业和客户之间。

# %% [markdown] hint=3
# 可以先写成四个清单，再拼成字典：
#
# ```python
# lists = {"concept": [1, ...], "interface": [2, ...], "delivery": [3, ...], "technology": [4, ...]}
# dimensions = {number: name for name, numbers in lists.items() for number in numbers}
# ```

# %% answer="innovation"
dimensions = None  # 把 None 换成字典，例如 {1: "concept", 2: "concept", ...}
### BEGIN SOLUTION
lists = {"concept": [1, 7, 12], "interface": [2, 5, 8], "delivery": [3, 6, 10], "technology": [4, 9, 11]}
dimensions = {number: name for name, numbers in lists.items() for number in numbers}
### END SOLUTION

# %% check="innovation-1" points=3
got_ = checks.variable("dimensions").got
given_ = {str(number).strip().removesuffix(".0"): str(code).strip().lower() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(1, 5)]
checks.that("0" not in given_, "dimensions", "键从 1 开始，到 12，没有 0。", "the keys begin at 1 and end at 12; there is no 0.")
checks.that(set(part_) <= set(given_), "dimensions", "要写成字典，键是数字 1 到 4，一个也不少。", "a dictionary is wanted, with every key from 1 to 4.")
checks.that({given_[number] for number in part_} <= {"concept", "interface", "delivery", "technology"}, "dimensions",
            "值要用四个英文代号。", "use the four English codes.")
checks.answered("dimensions 1–4")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("1", "客户买的是机器，还是别的什么？这样收费以前有过吗？", "what does the customer buy now, and was it sold before?"),
    ("2", "内部刊物是给谁看的？变的是什么？", "who reads the journal, and what changes?"),
    ("3", "变的是客户看到的，还是企业内部交付的标准？", "what changes: what the customer sees, or the standard of delivery inside the firm?"),
    ("4", "靠什么才能自动报警？", "what makes the alarm possible?"),
]:
    checks.that(given_[number_] == reference.dimensions[int(number_)], "dimensions", f"第 {number_} 条：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="innovation-5" points=3
got_ = checks.variable("dimensions").got
given_ = {str(number).strip().removesuffix(".0"): str(code).strip().lower() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(5, 9)]
checks.that("0" not in given_, "dimensions", "键从 1 开始，到 12，没有 0。", "the keys begin at 1 and end at 12; there is no 0.")
checks.that(set(part_) <= set(given_), "dimensions", "要写成字典，键是数字 5 到 8，一个也不少。", "a dictionary is wanted, with every key from 5 to 8.")
checks.that({given_[number] for number in part_} <= {"concept", "interface", "delivery", "technology"}, "dimensions",
            "值要用四个英文代号。", "use the four English codes.")
checks.answered("dimensions 5–8")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("5", "演示和讲座，变的是和客户的什么？", "demonstrations and lectures: what about the customer changes?"),
    ("6", "谁多了一份权力？是企业外面的人，还是里面的？", "who gets more say: somebody outside the firm or inside?"),
    ("7", "这项服务以前有吗？", "was there such a service before?"),
    ("8", "表里对起来的是哪两边的人？", "whose people does the table bring together?"),
]:
    checks.that(given_[number_] == reference.dimensions[int(number_)], "dimensions", f"第 {number_} 条：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="innovation-9" points=4
got_ = checks.variable("dimensions").got
given_ = {str(number).strip().removesuffix(".0"): str(code).strip().lower() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(9, 13)]
checks.that("0" not in given_, "dimensions", "键从 1 开始，到 12，没有 0。", "the keys begin at 1 and end at 12; there is no 0.")
checks.that(set(part_) <= set(given_), "dimensions", "要写成字典，键是数字 9 到 12，一个也不少。", "a dictionary is wanted, with every key from 9 to 12.")
checks.that(set(given_) <= {str(number) for number in range(1, 13)}, "dimensions", "只有 12 条，没有别的键：键是 1 到 12。",
            "there are 12 measures and no other keys: 1 to 12.")
checks.that({given_[number] for number in part_} <= {"concept", "interface", "delivery", "technology"}, "dimensions",
            "值要用四个英文代号。", "use the four English codes.")
checks.answered("dimensions 9–12")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("9", "靠什么才能挑出封口不严的包？", "what finds the badly sealed bags?"),
    ("10", "三个部门重新编组，是内部的什么变了？", "three departments are regrouped: what changes inside?"),
    ("11", "换掉的是什么？", "what was replaced?"),
    ("12", "卖的还是“修机器”吗？", "is it still repair that is sold?"),
]:
    checks.that(given_[number_] == reference.dimensions[int(number_)], "dimensions", f"第 {number_} 条：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>参考答案</summary>
#
# 概念：第 1、7、12 条。界面：第 2、5、8 条。交付和组织：第 3、6、10 条。技术：第 4、9、11 条。
#
# </details>
#
# **接着看**　挑一条技术创新的措施，比如第 4 条。要让它真的有用，概念、界面、交付各要跟着变什么？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `at_work(contacts)`：每个客户还有几位**在职**的联系人；返回 Series，索引是客户编号，联系人全都离职的客户写 0；
# - `tied_by(contacts, n)`：正好有 `n` 位在职联系人的客户编号，列表，编号从小到大。
#
# **为什么**　一个客户只靠一位联系人连着，他一走，线就断了。断了的要马上补，只剩一条的要赶紧多拉几条。
#
# **规则**　`left_on` 是联系人离职的日期，空着就是在职。`contacts` 里出现过的客户都要数到。
#
# **样例**　两个社团，还有几位社员？合唱团的人都退了，先筛行再分组，它就不见了。

# %%
members = pd.DataFrame({"club": ["chess", "choir", "chess", "chess"],
                        "quit_on": pd.to_datetime([None, "2026-03-01", "2026-04-01", None])})
print(members[members["quit_on"].isna()].groupby("club").size())
print(members["club"].unique())

# %% [markdown] hint=1
# 先留下在职的，再按客户数一数。数完以后，联系人全都离职的客户还在不在？

# %% [markdown] hint=2
# 筛行用 `isna()`，数行用 `groupby(...).size()`，再照着全部客户的名单 `reindex`，补 0；名单是 `contacts["customer_id"].unique()`。`tied_by` 从 `at_work` 的结果里挑等于 `n` 的，排好。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# there = contacts[contacts["left_on"]...]
# everybody = contacts["customer_id"].unique()
# return there.groupby(...).size().reindex(..., fill_value=0)
#
# numbers = at_work(...)
# return sorted(numbers[numbers == ...].index)
# ```

# %% contract=true
contacts = Table("yunduo/ka_contacts", "contact_id customer_id left_on", key="contact_id")
n = Number(0, whole=True)

# %% answer="thread"
def at_work(contacts):
    """每个客户在职的联系人有几位：Series，索引是客户编号。"""
    ### BEGIN SOLUTION
    there = contacts[contacts["left_on"].isna()]
    everybody = contacts["customer_id"].unique()
    return there.groupby("customer_id").size().reindex(everybody, fill_value=0)
    ### END SOLUTION

def tied_by(contacts, n):
    """正好有 n 位在职联系人的客户编号：列表，从小到大。"""
    ### BEGIN SOLUTION
    numbers = at_work(contacts)
    return sorted(numbers[numbers == n].index)
    ### END SOLUTION

# %% check="thread-count" points=8
def contacts_(**left):
    rows = [(account, pd.NaT if day == "-" else pd.Timestamp(f"2026-{day}")) for account, days in left.items() for day in days.split()]
    table = pd.DataFrame(rows, columns=["customer_id", "left_on"]).rename_axis("contact_id").reset_index()
    return table.assign(contact_id="P1" + table["contact_id"].astype(str).str.zfill(2))


tiny = contacts_(C020="- 02-10 -", C003="01-05", C011="-", C008="03-02 04-02", C015="- 05-06")
step = checks.example("at_work", tiny)
for numbers_, zh, en in [
    ((2, 1, 1), "联系人全都离职的客户也要列出来，写 0。", "list the accounts whose contacts have all left too, with 0."),
    ((3, 1, 1, 2, 2), "离职的（left_on 有日期）不算。", "those who have left (left_on has a date) do not count."),
    ((1, 1, 0, 2, 1), "反了：这是离职的人数。", "reversed: this is how many have left."),
    ((1, 1, 2, 1), "反了：这是离职的人数。", "reversed: this is how many have left."),
]:
    names_ = {3: ("C020", "C011", "C015"), 4: ("C020", "C003", "C008", "C015")}.get(len(numbers_), ("C020", "C003", "C011", "C008", "C015"))
    step.mistake(dict(zip(names_, numbers_)), zh, en)
step.mistake(lambda got: pd.Series(got).isna().any(), "联系人全都离职的写 0，不是空值。", "0 where all contacts have left, not a missing value.")
step.mistake(dict.fromkeys(("C020", "C003", "C011", "C008", "C015"), 0), "一位也没有数到：空着的用 isna() 挑，== None 挑不到；再用 size() 数行，count() 不数空值。",
             "nobody was counted: isna() finds the empty dates, == None does not; then size() counts rows, and count() leaves empty values out.")
step.mistake(4, "每个客户各数各的：按 customer_id 分组。", "each account has its own number: group by customer_id.")
step.mistake(lambda got: any(isinstance(value, (bool, str)) for value in list(pd.Series(got))), "要在职的人数，是数字。", "the number of those at work is wanted.")
step.expect({"C020": 2, "C003": 0, "C011": 1, "C008": 0, "C015": 1}, because=(
    "C020 有三位，走了一位；C003 只有一位，走了；C008 的两位都走了。", "C020 has three and lost one; C003 had one, who left; both of C008 left."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("at_work", reference.at_work, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("at_work", reference.at_work, tiny.iloc[::-1], case=("行的先后不同时", "rows in another order"))
checks.agree("at_work", reference.at_work, contacts_(C001="- -", C002="-"), case=("没有人离职时", "nobody has left"))
checks.agree("at_work", reference.at_work, contacts_(C001="02-02 02-02", C002="03-03"), case=("全都离职时", "everybody has left"))
checks.agree("at_work", reference.at_work, cases.load("yunduo", "ka_contacts"), case=("用联系人表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% check="thread-ties" points=7
def contacts_(**left):
    rows = [(account, pd.NaT if day == "-" else pd.Timestamp(f"2026-{day}")) for account, days in left.items() for day in days.split()]
    table = pd.DataFrame(rows, columns=["customer_id", "left_on"]).rename_axis("contact_id").reset_index()
    return table.assign(contact_id="P1" + table["contact_id"].astype(str).str.zfill(2))


tiny = contacts_(C020="- 02-10 -", C015="05-06 -", C003="01-05", C011="-", C008="03-02 04-02", C002="- - -")
step = checks.example("tied_by", tiny, 1)
for known_, zh, en in [
    (["C015", "C011"], "编号要从小到大。", "give the ids in ascending order."),
    (["C003", "C011"], "离职的不算：数在职的联系人。", "those who have left do not count: count the contacts at work."),
    (["C003", "C008", "C011", "C015"], "正好 n 位，不是最多 n 位。", "exactly n, not at most n."),
    (["C002", "C011", "C015", "C020"], "正好 n 位，不是至少 n 位。", "exactly n, not at least n."),
    (["C003", "C015", "C020"], "数在职的，不是离职的。", "count those at work, not those who left."),
    (2, "要客户编号的列表，不是有几家。", "a list of ids is wanted, not how many."),
]:
    step.mistake(known_, zh, en)
step.expect(["C011", "C015"], because=("在职的联系人，C011 和 C015 各有一位。", "C011 and C015 have one contact at work each."))
step = checks.example("tied_by", tiny, 0, case=("n 是 0 时", "n = 0"))
for known_, zh, en in [
    ([], "联系人全都离职的客户不见了：先在 at_work 里补 0。", "the accounts whose contacts have all left are gone: put 0 for them in at_work."),
    (["C011", "C015"], "n 是参数：这次要正好 0 位的。", "n is a parameter: exactly 0 this time."),
]:
    step.mistake(known_, zh, en)
step.expect(["C003", "C008"], because=("C003 只有一位，走了；C008 有两位，都走了。", "C003 had one contact, who left; C008 had two, who both left."))
### BEGIN HIDDEN TESTS
### REFERENCE
for number_ in range(5):
    checks.agree("tied_by", reference.tied_by, tiny[tiny.columns[::-1]].iloc[::-1], number_, case=("行和列的先后不同时", "rows and columns in another order"))
    checks.agree("tied_by", reference.tied_by, cases.load("yunduo", "ka_contacts"), number_, case=("用联系人表里的数据时", "the case's own table"))
checks.agree("tied_by", reference.tied_by, contacts_(C001="- -", C002="-"), 0, case=("没有人离职时", "nobody has left"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `tied_by(contacts, 0)`：这些客户，我们已经一个人也联系不上了。再运行 `len(tied_by(contacts, 1))`：还有几家只剩一条线？先去哪一家，看什么决定？
