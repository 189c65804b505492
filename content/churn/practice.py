# %% [markdown]
# # {title}
#
# 这里有四个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。有的要看课文末尾的选读。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
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
panel = cases.load("yili", "panel_weekly")
trial = cases.load("yili", "winback_trial")
panel.head(3)

# %% [markdown]
# `panel_weekly` 是每个（模拟的）家庭每周买奶的记录，`winback_trial` 是一次挽留试验。想知道每一列是什么意思，运行下一格；换成 `winback_trial` 再看一次。

# %%
cases.columns("yili", "panel_weekly")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
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
step.mistake("wait", "这是排在最前、剩下客户最少的方案：比的是剩下的客户，不是管几种原因；remaining 也要先做对。", "this plan comes first and keeps fewest: compare the customers left, not how many causes a plan has; and remaining has to be right first.")
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
# ## 任务 2　{task}（{points} 分）
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
for value_, zh, en in [
    (5000 * (1 - (1 - 1 / 5000) ** 10), "每位客户认识 250 个人：250 还没有乘。", "each knows 250 people: the 250 is missing."),
    (0.95**10, "这是没有听说的比例，要的是听说的人数。", "this is the share who did not hear; the number who did is wanted."),
]:
    step.mistake(value_, zh, en)
step.mistake(lambda got: not -1 < float(got) < 5001, "听说的不会比全城的人还多，也不会是负数：先算 250p ÷ P，它是 0 到 1 之间的比例。", "no more can hear than live in the town, nor fewer than none: 250p ÷ P comes first, a share between 0 and 1.")
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
### BEGIN HIDDEN TESTS
step.mistake(right_ * 20 / 19, "除以 runs，不是 runs − 1。", "divide by runs, not by runs − 1.", tol=25)
### END HIDDEN TESTS
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
    (lambda runs: sizes_[runs - 1], "这是最后一次的结果：把 runs 次加起来，再除以 runs。", "this is the last run: add up all runs and divide by runs."),
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
# ## 任务 3　{task}（{points} 分）
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
# ## 任务 4　{task}（{points} 分）
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
    (92.476, "按原因在全部家庭里的比例加权，不是在这种措施一组里的。", "weigh by the share in all households, not within the arm."),
    (30.667, "按原因在全部家庭里的比例加权，不是这一格的家庭占全部的比例。", "weigh by the share of the cause in all households, not of the cell."),
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
step.mistake(lambda got: isinstance(got, str) or float(got) > 0, "每种措施各算一个数，不是只要最好的。", "one number for each measure, not only the best.")
step.mistake(lambda got: all(isinstance(value, str) for value in list(pd.Series(got))), "每种措施要一个数（净利润），不是只要名字。", "a number for each measure is wanted, its profit, not names only.")
step.mistake(lambda got: set(pd.Series(got).index) == {"fault", "natural"}, "每种措施一个数，不是每种原因一个数。", "one number for each measure, not for each cause.")
step.mistake(lambda got: list(pd.Series(got).index) == [0, 1, 2], "索引要写措施的名字 arm，不是 0、1、2。", "the index is the name of the measure, arm, not 0, 1, 2.")
step.mistake(lambda got: "control" not in list(pd.Series(got).index), "control（不联系）也是一种。", "control (no contact) is one of them.")
step.mistake(lambda got: len(got) < 3, "表里有几种措施，就算几种。", "every measure of the table is wanted.")
for values_, zh, en in [
    ((34.167, 81.714, 36.938), "每组的原因比例不同，要先按原因求平均再加权。",
     "the arms differ in their causes: take the mean by cause first, then weigh."),
    ((645, 2379, 772.5), "要每户平均，不是全部家庭的总和。", "the mean a household is wanted, not the total."),
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
    (97.143, "要和“人人一样”里最好的一种比，不是和不联系、第二好的比。", "compare with the best of the same-for-all choices, not with no contact, nor with the second best."),
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
# **接着看**　规则可以从数据里选。新建一格，运行：
#
# ```python
# net = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
# rule = net.pivot_table(index="cause", columns="arm", values="net", aggfunc="mean").idxmax(axis=1).to_dict()
# gain(trial, rule)
# ```
#
# 每户多赚几元？2,400 户一共呢？规则是从这批数据里选出来的，用在另一批家庭上，会不会少赚一些？

# %% [markdown]
# ## 做完以后
#
# 重启内核并运行所有单元格，看看做了的任务是不是都打了勾。多练习不用交。
