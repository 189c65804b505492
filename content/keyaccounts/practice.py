# %% [markdown]
# # {title}
#
# 这里有两个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
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
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for values_ in [(5000000, 100, 0.9), (900000, 10, 0.6), (100000, 3000, 0.3), (16000, 1000, 0.5), (4000, 1000, 0.5), (50000, 2000, 1), (50000, 2000, 0), (50000, 0, 0.5), (3000000, 1, 0.1), (3000000, 1000, 0.4)]:
    checks.agree("people", reference.people, *values_, case=("换一组数时", "other numbers"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[people(account, 3000, 0.4) for account in [5000, 20000, 100000, 500000]]`。客户大了一百倍，人要多一百倍吗？
