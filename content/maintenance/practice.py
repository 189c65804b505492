# %% [markdown]
# # {title}
#
# 这里有五个任务，想多练就做：不计分，不用交，也不占作业的时间。做法和上机任务一样：写完一个，运行它下面的检查单元格，马上知道结果。任务可以不按顺序做，互相不影响。
#
# **数据说明**　联系记录、客服、关怀试验和同意记录都是**模拟**的：没有一位真人，也不是携程的内部记录。从这些数据算出来的结果，不能当成携程公司的事实。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases
from keguan.models import maintenance as models

# %%
contacts = cases.load("ctrip", "care_contacts")
trial = cases.load("ctrip", "care_trial")
contacts.head(3)

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `by_band(contacts)`：一张表，行是难度档 `difficulty`，列是渠道 `channel`，值是解决的比例；
# - `standardised(contacts)`：难度一样时，每条渠道解决的比例，返回 Series，索引是 `channel`；
# - `ranking(contacts)`：难度一样时，从高到低的渠道列表。
#
# **为什么**　简单的事，客户自己在网上问一句就好了；难办的事，才会打电话。直接比总的解决率，比出来的其实是问题的难易，不是渠道的好坏。
#
# **规则**
#
# - 先在**同一个难度档**里比：每一格的解决比例 = 这一格解决了的次数 ÷ 这一格的联系次数。
# - 再加权：`standardised` = 各档的解决比例 × 这一档在**全部联系**里占的比例，加起来。每条渠道用同一组权重。
# - 每条渠道在三档都有联系；有哪几条渠道，以 `contacts` 为准，不要自己写一份固定的名单。
#
# **样例**　两个班考两张卷子，容易的和难的。分卷子算平均，再按两张卷子的总份数加权。

# %%
papers = pd.DataFrame({"room": ["A", "A", "A", "B", "B"], "paper": ["easy", "hard", "hard", "easy", "hard"], "mark": [90, 60, 70, 85, 50]})
table = papers.pivot_table(index="paper", columns="room", values="mark", aggfunc="mean")
weight = papers["paper"].value_counts(normalize=True)
print(table, table.mul(weight, axis=0).sum(), sep="\n")

# %% [markdown] hint=1
# 总的解决率里混着两样东西：渠道的本事，和事情的难易。怎样只留下本事？

# %% [markdown] hint=2
# `resolved` 变成 `float` 以后 `pivot_table(index="difficulty", columns="channel", …)`。权重是 `contacts["difficulty"].value_counts(normalize=True)`，用 `.mul(weight, axis=0).sum()` 合起来。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# solved = contacts.assign(ok=contacts["resolved"].astype(float))
# return solved.pivot_table(index=..., columns=..., values="ok", aggfunc=...)
#
# weight = contacts["difficulty"].value_counts(normalize=...)
# return by_band(contacts).mul(..., axis=0).sum()
#
# return standardised(contacts).sort_values(ascending=...).index.to_list()
# ```

# %% contract=true
contacts = Table("ctrip/care_contacts", "channel difficulty resolved")

# %% answer="strata"
def by_band(contacts):
    """每个难度档、每条渠道解决的比例：DataFrame，行是 difficulty，列是 channel。"""
    ### BEGIN SOLUTION
    solved = contacts.assign(ok=contacts["resolved"].astype(float))
    return solved.pivot_table(index="difficulty", columns="channel", values="ok", aggfunc="mean")
    ### END SOLUTION

def standardised(contacts):
    """难度一样时每条渠道解决的比例：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    weight = contacts["difficulty"].value_counts(normalize=True)
    return by_band(contacts).mul(weight, axis=0).sum()
    ### END SOLUTION

def ranking(contacts):
    """难度一样时从高到低的渠道：列表。"""
    ### BEGIN SOLUTION
    return standardised(contacts).sort_values(ascending=False).index.to_list()
    ### END SOLUTION

# %% check="strata-bands" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["easy", "medium", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
tiny["csat"] = 4
share_ = good_ / all_
step = checks.example("by_band", tiny.sample(frac=1, random_state=1, ignore_index=True))
for cells_, zh, en in [
    (good_, "这是次数，要的是比例。", "these are numbers; shares are wanted."),
    (all_, "这是联系的次数，要的是解决的比例。", "these are numbers of contacts; the shares resolved are wanted."),
    (all_ / all_.sum(), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_.div(good_.sum(axis=1), axis=0), "分母是这一格的联系，不是这一档解决了的。", "divide by the contacts of the cell, not by all resolved in the band."),
    (good_ / good_.sum(), "分母是这一格的联系，不是这条渠道解决了的。", "divide by the contacts of the cell, not by all resolved in the channel."),
    (good_ / all_.sum(), "分母是这一格的联系，不是这条渠道的全部联系。", "divide by the contacts of the cell, not by all of the channel."),
    (good_.div(all_.sum(axis=1), axis=0), "分母是这一格的联系，不是这一档的全部联系。", "divide by the contacts of the cell, not by all of the band."),
    (1 - share_, "这是没有解决的比例。", "these are the shares that were not resolved."),
    (100 * share_, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
]:
    step.mistake(cells_, zh, en, tol=0.0005)
step.mistake(lambda got: "All" in got.index or "All" in got.columns, "不要合计。", "no totals are wanted.")
step.mistake(lambda got: {"easy", "hard"} <= set(got.columns), "行和列弄反了：行是难度档，列是渠道。", "rows and columns are swapped: a row is a band.")
### BEGIN HIDDEN TESTS
for cells_, zh, en in [
    (all_ / all_.to_numpy().sum(), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_ / all_.to_numpy().sum(), "分母是这一格的联系，不是全部联系。", "divide by the contacts of the cell, not by all contacts."),
    (all_.div(all_.sum(axis=1), axis=0), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_ / good_.to_numpy().sum(), "分母是这一格的联系，不是全部解决了的。", "divide by the contacts of the cell, not by all that were resolved."),
    (good_ / (all_ - good_), "分母是这一格的全部联系，不是没有解决的。", "divide by all contacts of the cell, not by those unresolved."),
    (share_.round(), "比例是平均：用 mean，不是中位数；也不要取整。", "a share is a mean: not the median, and not a whole number."),
    ((share_ > 0.5).astype(float), "比例是平均：用 mean，不是中位数。", "a share is a mean: not the median."),
    ((share_ > 0).astype(float), "比例是平均：用 mean，不是最大值。", "a share is a mean: not the maximum."),
    (share_.round(1), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (share_.round(2), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(cells_, zh, en, tol=0.0004)
step.mistake(lambda got: (got == 4).all(axis=None), "用错列了：这是满意度 csat，要的是解决的比例 resolved。", "wrong column: this is csat; the share of resolved is wanted.")
step.mistake(lambda got: set(got.index) == {"easy", "medium"}, "三个难度档都要：一件也没有解决的一格是 0，那一行也要留着。", "all three bands are wanted: a cell in which nothing was resolved is 0, and its row stays.")
step.mistake(lambda got: not {"chat", "phone"} <= set(got.columns), "要一张表，每条渠道一列：columns=\"channel\"，或者最后写 unstack()。", "a table with a column for each channel is wanted: columns=\"channel\", or unstack() at the end.")
step.mistake(lambda got: "easy" not in got.to_string(), "每个难度档一行：行是 difficulty。", "one row for each band: the rows are difficulty.")
step.mistake(lambda got: len(got.columns) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: got.isna().any(axis=None), "一件也没有解决的一格，比例是 0，不是空值。", "where nothing was resolved the share is 0, not empty.")
### END HIDDEN TESTS
step.expect(share_, tol=0.0006, because=(
    "chat 容易的 8 次里解决了 6 次：6 ÷ 8；phone 难的 8 次里解决了 3 次：3 ÷ 8。", "chat resolved 6 of 8 easy: 6 ÷ 8; phone 3 of 8 hard: 3 ÷ 8."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("by_band", reference.by_band, real_[real_.columns[::-1]], tol=0.0006, case=("换成五条渠道、列的顺序也不同时", "five channels, and columns in another order"))
### END HIDDEN TESTS

# %% check="strata-standard" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["medium", "easy", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
tiny["csat"] = 4
share_, band_ = good_ / all_, all_.sum(axis=1)
step = checks.example("standardised", tiny.sample(frac=1, random_state=1, ignore_index=True))
step.mistake(good_.sum() / all_.sum(), "这是不分难易的总比例：难的事都去了电话。先在同一个难度档里比，再加权。", "these are overall shares: the hard matters went to the phone. Compare within the difficulty bands, then weigh.", tol=0.0005)
for weight_, zh, en in [
    (1 / 3, "各档的联系不一样多，要按它们在全部渠道的联系里占的比例加权。", "the bands differ in size: weigh them by their part in the contacts of all channels."),
    (all_["phone"] / 11, "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (good_.sum(axis=1) / 18, "权重看全部联系，不是只看解决了的。", "take the weights from all contacts, not only from those resolved."),
    ((all_ - good_).sum(axis=1) / 16, "权重看全部联系，不是只看没有解决的。", "take the weights from all contacts, not only from those unresolved."),
    (band_[["hard", "easy", "medium"]].to_numpy() / 34, "权重放反了：中等的占 14 ÷ 34，难的占 12 ÷ 34。", "the weights are swapped: 14 ÷ 34 of the contacts are medium, 12 ÷ 34 are hard."),
    (band_[["easy", "medium", "hard"]].to_numpy() / 34, "权重没有和难度档对上：value_counts 从多到少排，要按索引对，不要变成数组。", "the weights do not stand at their bands: value_counts has the largest first; match them by index, not as an array."),
    (1, "各档的比例不能直接相加，要先乘权重。", "shares do not add up; multiply by the weights first."),
    (band_, "权重要写成比例，加起来是 1。", "the weights are shares that add up to 1."),
]:
    step.mistake((share_.T * weight_).T.sum(), zh, en, tol=0.0005)
right_ = share_.mul(band_ / 34, axis=0).sum()
step.mistake(1 - right_, "这是没有解决的比例。", "these are the shares that were not resolved.", tol=0.0005)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    (100 * right_, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
    (share_.mul(all_["chat"] / 14, axis=0).sum(), "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (share_.mul(all_["email"] / 9, axis=0).sum(), "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (0 * right_, "权重的索引要和难度档对应：用列 difficulty 数次数。", "the index of the weights must match the bands: count by the column difficulty."),
    (share_.loc["easy"], "这是容易的一档，也是各档的中位数：要把各档加权合起来。", "this is the easy band, and the median of the bands, too: combine all bands with their weights."),
    (share_.loc["hard"], "只看了难的一档，要把各档加权合起来。", "only the hard band was looked at; weigh all bands."),
    (share_.loc["medium"], "这是中等的一档，也是最高的一档：要把各档加权合起来。", "this is the medium band, and the best one, too: combine all bands with their weights."),
    (share_.sum() * all_.sum() / 34, "权重是各档占的比例，不是各渠道占的比例。", "the weights are the parts of the bands, not of the channels."),
    (good_.sum() / 34, "权重是各档占的比例，不是各渠道占的比例。", "the weights are the parts of the bands, not of the channels."),
    (right_ / 3, "乘了权重以后要加起来，不是再平均。", "after the weights, add up; do not average again."),
    (right_.round(2), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (right_.round(1), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (share_.round(2).mul(band_ / 34, axis=0).sum(), "先加权，最后才取整，至少保留三位小数。", "weight first and round last, to at least three decimals."),
    (share_.mul((band_ / 34).round(1), axis=0).sum(), "权重不要先取整。", "do not round the weights."),
    (share_.mul((band_ / 34).round(2), axis=0).sum(), "权重不要先取整。", "do not round the weights."),
]:
    step.mistake(values_, zh, en, tol=0.0004)
step.mistake(lambda got: (got == 4).all(), "用错列了：这是满意度 csat，要的是解决的比例 resolved。", "wrong column: this is csat; the share of resolved is wanted.")
step.mistake(lambda got: any(abs(got[name] - right_[name]) > 0.001 for name in share_) and abs(np.linalg.solve(share_.T, [got[name] for name in share_]).sum() - 1) < 0.01, "权重不对：要从 contacts 里数每一档占的比例，不要自己写。", "other weights: count the part of each band in contacts; do not write them yourself.")
step.mistake(lambda got: got.shape == (3, 3), "乘了权重以后，还要把各档加起来：sum()。", "after weighting, add up the bands: sum().")
step.mistake(lambda got: len(got) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: "easy" in dict(got), "每条渠道一个数：把各档加起来，不是把各渠道加起来。", "one number for each channel: add up the bands, not the channels.")
### END HIDDEN TESTS
step.expect(right_, tol=0.0006, because=(
    "34 次联系里中等的 14 次，容易的 8 次，难的 12 次；chat 是 0.75 × 14 ÷ 34 + 0.75 × 8 ÷ 34 + 0 × 12 ÷ 34。", "of 34 contacts 14 are medium, 8 easy, 12 hard; chat: 0.75 × 14 ÷ 34 + 0.75 × 8 ÷ 34 + 0 × 12 ÷ 34."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("standardised", reference.standardised, real_, tol=0.0006, case=("换成五条渠道时", "five channels"))
### END HIDDEN TESTS

# %% check="strata-ranking" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["easy", "medium", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
tiny["csat"] = 4
step = checks.example("ranking", tiny.sample(frac=1, random_state=1, ignore_index=True))
step.mistake(lambda got: isinstance(got, str) or len(got) < 3, "要全部渠道的列表，不是只要一条或几条。", "give the list of all channels, not one or some.")
step.mistake(lambda got: not isinstance(list(got)[0], str), "要渠道的名字，不是比例。", "the names of the channels are wanted, not the shares.")
for order_, zh, en in [
    ("chat phone email", "这是不分难易的总排名，也是按联系次数的排名：先看每个难度档里谁高，再排。", "this ranks the overall shares, and the numbers of contacts, too: see who leads in each difficulty band, then rank."),
    ("email chat phone", "方向反了：从高到低。", "reversed: from the highest to the lowest."),
    ("email phone chat", "方向反了，还没有分难度档。", "reversed, and without the difficulty bands."),
    ("chat email phone", "这是按名字排的，要按解决的比例排。", "this is by name; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
### BEGIN HIDDEN TESTS
for order_, zh, en in [
    ("phone email chat", "这是按名字倒着排的，要按解决的比例排。", "this is by name, reversed; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
step.mistake(lambda got: {*got} > {"chat", "phone", "email"}, "渠道名从参数 contacts 里取：不要用前面读进来的整张表，也不要自己写名字。", "take the channels from the parameter contacts: neither from the whole table read in above, nor from a list of your own.")
### END HIDDEN TESTS
step.expect(["phone", "chat", "email"], because=(
    "加权以后：phone 0.78，chat 0.49，email 0.28。", "weighted: phone 0.78, chat 0.49, email 0.28."))
### BEGIN HIDDEN TESTS
plan_ = {"app": (29, 16, 6), "email": (20, 16, 9), "phone": (36, 16, 4), "chat": (28, 16, 8)}  # of 40 easy, 20 medium and 10 hard contacts each
tiny = [pd.DataFrame({"channel": channel, "difficulty": np.repeat(["easy", "medium", "hard"], (40, 20, 10)), "resolved": np.concatenate([np.arange(among) < good for good, among in zip(goods, (40, 20, 10))])})
        for channel, goods in plan_.items()]
step = checks.example("ranking", pd.concat(tiny, ignore_index=True))
for order_, zh, en in [
    ("chat email app phone", "各档的联系不一样多：容易的 160 次，中等的 80 次，难的 40 次，要加权。", "the bands differ in size, 160 easy, 80 medium and 40 hard contacts: weight them."),
    ("phone app chat email", "只看了容易的一档，或者先取整了：各档加权合起来，先排再取整。", "only the easy band was looked at, or rounded first: weigh all bands, rank, then round."),
    ("email chat app phone", "只看了难的一档，要把各档加权合起来。", "only the hard band was looked at; weigh all bands."),
    ("app email phone chat", "这是原来的先后，要按解决的比例排。", "this is the order of the table; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
step.expect(["phone", "chat", "app", "email"], because=(
    "加权以后：phone 0.80，chat 0.74，app 0.73，email 0.64。", "weighted: phone 0.80, chat 0.74, app 0.73, email 0.64."))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把 `contacts.groupby("channel")["resolved"].mean()` 和 `by_band(contacts)` 放在一起看。总的第一名，在哪一个难度档里是第一名？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# `trial` 是一次（模拟的）随机试验：会员抽签分成关怀组 `care` 和对照组 `control`，90 天以后看谁又买了（`repurchase_90d`）。复购率 = 又买了的人数 ÷ 这一组的人数。
#
# **做什么**　写两个函数：
#
# - `interval(trial, seed=0, rounds=2000)`：`trial` 是**一级**客户的行；两组的复购率之差，大致在哪两个数之间？返回这个 95% 区间，写成 `(下限, 上限)`；
# - `shown(trial, seed=0)`：`trial` 是全部的行；返回“有用”看得清楚的级别，也就是区间全在 0 以上的级别，从小到大排的列表。
#
# **为什么**　关怀组多买了几个百分点，是关怀的功劳，还是抽签的运气？区间回答这个问题。人数少的级别，区间宽，话就不能说满。
#
# **规则**
#
# - 差 = 关怀组的复购率 − 对照组的复购率，写成小数；如果四舍五入，至少保留三位小数。每一级的两个组都有人。
# - 课文用打乱分组的办法；这里换一种，叫**自助法**：从关怀组里**有放回**地抽（抽到的人放回去，可以再抽到），抽满关怀组的人数；从对照组里也这样抽；算一次差。这样做 `rounds` 次。
# - 把这些差从小到大排，去掉最小的 2.5% 和最大的 2.5%，剩下的两头就是 95% 区间：`np.quantile(差, [0.025, 0.975])`。
# - 随机数用 `np.random.default_rng(seed)`，在函数里面建：同一个种子，每次结果都一样。换一个种子，结果会稍有不同。先抽哪一组都可以，检查允许抽样的小误差。
# - `shown` 里每一级都用同一个 `seed`，做 500 次就够。
#
# **样例**　五个数有放回地抽三轮，每轮算一次平均；再取两头的数。

# %%
rng = np.random.default_rng(1)
values = np.array([0, 0, 1, 1, 1])
means = [rng.choice(values, size=5, replace=True).mean() for _ in range(3)]
print(means, np.quantile(means, [0.025, 0.975]).round(2))

# %% [markdown] hint=1
# 区间是把“抽签”在电脑上重做 2,000 遍：每一遍两组各抽一次，各算一个复购率，再相减。

# %% [markdown] hint=2
# 取出一组的数组，`rng.choice(组, (rounds, len(组))).mean(axis=1)` 一次抽完所有轮；两组都这样做，再相减。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# rng = np.random.default_rng(...)
# means = {}
# for name in ("care", "control"):
#     bought = trial.loc[trial["group"] == ..., "repurchase_90d"].to_numpy(float)
#     means[name] = rng.choice(bought, (rounds, ...)).mean(axis=1)
# low, high = np.quantile(means["care"] - ..., [0.025, ...])
# return low, high
#
# return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed, 500)[...] > 0)
# ```

# %% contract=true
trial = Table("ctrip/care_trial", "tier group repurchase_90d")
seed = Number(0, whole=True)
rounds = Number(1, whole=True)

# %% answer="interval"
def interval(trial, seed=0, rounds=2000):
    """一级客户的差的 95% 区间：(下限, 上限)。"""
    ### BEGIN SOLUTION
    rng, means = np.random.default_rng(seed), {}
    for name in ("care", "control"):
        bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
        means[name] = rng.choice(bought, (rounds, len(bought))).mean(axis=1)
    return tuple(np.quantile(means["care"] - means["control"], [0.025, 0.975]))
    ### END SOLUTION

def shown(trial, seed=0):
    """区间全在 0 以上的级别：列表，从小到大。"""
    ### BEGIN SOLUTION
    return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed, 500)[0] > 0)
    ### END SOLUTION

# %% check="interval-range" points=6
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many_("key", "care", 240, 160), many_("key", "control", 140, 260)]).sample(frac=1, random_state=2, ignore_index=True)
first_, again_ = ([checks.example("interval", tiny, seed, 20, read=list).got for seed in (0, 3)] for run in "12")
checks.that(first_ == again_, "interval", "同一个种子，两次结果不一样：在函数里面用 seed 建随机数。",
            "the same seed gave two results: make the random numbers from seed inside the function.")
step = checks.example("interval", tiny, 3, 4000, read=list)
for known_, zh, en in [
    ((0.317, 0.183), "先写下限，再写上限。", "the low end comes first."),
    ((0.194, 0.306), "这是 90% 的区间，要 95%：两头各去掉 2.5%。", "this is a 90% interval; cut 2.5% at each end for 95%."),
    ((-0.317, -0.183), "正负反了：关怀组减对照组。", "the sign is wrong: care less control."),
    ((0.216, 0.284), "这只是一个标准差的宽度。", "this is only one standard deviation wide."),
    ((0.552, 0.648), "这是关怀组的复购率的区间，要的是两组的差。", "this is the interval of the care group's rate; that of the difference is wanted."),
]:
    step.mistake(list(known_), zh, en, tol=0.006)
step.mistake(lambda got: 10 < got[0] < 25, "写成 0 到 1 之间的小数。", "give numbers between 0 and 1.")
### BEGIN HIDDEN TESTS
for known_, zh, en in [
    ((0.161, 0.339), "这是 99% 的区间，要 95%：两头各去掉 2.5%。", "this is a 99% interval; cut 2.5% at each end for 95%."),
    ((0.227, 0.273), "区间太窄：两头各去掉 2.5%，不是 25%；每组只抽满自己的人数，不是 rounds 个。", "too narrow: cut 2.5% at each end, not 25%; from each group draw as many as it has, not rounds."),
    ((0.227, 0.317), "下限是 0.025 分位数，不是 0.25：两头各去掉 2.5%。", "the low end is the quantile 0.025, not 0.25: cut 2.5% at each end."),
    ((0.183, 0.273), "上限是 0.975 分位数，不是 0.75：两头各去掉 2.5%。", "the high end is the quantile 0.975, not 0.75: cut 2.5% at each end."),
    ((0.25, 0.317), "上下限都要取分位数：0.025 和 0.975，不是中位数、平均数。", "both ends are quantiles, 0.025 and 0.975, not the median or the mean."),
    ((0.183, 0.25), "上下限都要取分位数：0.025 和 0.975，不是中位数、平均数。", "both ends are quantiles, 0.025 and 0.975, not the median or the mean."),
    ((0.25, 0.25), "两头一样：要有放回地抽；每一轮先算两组的差，再取分位数。", "both ends are equal: draw with replacement; take the difference in each round, then the quantiles."),
    ((0.302, 0.398), "这是对照组的复购率的区间，要的是两组的差。", "this is the interval of the control group's rate; that of the difference is wanted."),
]:
    step.mistake(list(known_), zh, en, tol=0.006)
step.mistake(lambda got: len(got) != 2, "只要两个数：(下限, 上限)。", "two numbers only: (low, high).")
step.mistake(lambda got: got[0] == -1 and got[1] == 1, "先算每一轮的复购率（mean(axis=1)），再相减：每一轮只有一个差。", "take the rate of each round first (mean(axis=1)), then subtract: one difference for each round.")
step.mistake(lambda got: 1.2 < got[0] < got[1] < 2.5, "两组的复购率要相减，不是相除。", "subtract the two rates; do not divide them.")
step.mistake(lambda got: abs(got[1]) > 1, "先算每一轮的复购率，再相减，不是人数相减。", "take the rate of each round, then subtract; do not subtract numbers of people.")
step.mistake(lambda got: abs(got[0] + got[1]) < 0.03, "两组要分开抽，混在一起抽、打乱了抽，差就没有了。",
              "draw in each group on its own; mixed or shuffled, the difference is gone.")
step.mistake(lambda got: 0 < got[0] < got[1] < 0.21, "两头是 0.025 和 0.975 分位数；用 np.percentile 就写 2.5 和 97.5。",
              "the ends are the quantiles 0.025 and 0.975; with np.percentile write 2.5 and 97.5.")
step.mistake(lambda got: all(end == round(end, 2) for end in [*got, *first_[0], *first_[1]]), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.")
step.mistake(list(first_[1]), "rounds 没有起作用：做 20 次和 4,000 次，区间一样。", "rounds has no effect: 20 and 4,000 rounds give the same.", tol=1e-9)
step.mistake(lambda got: got[1] - got[0] > 0.35, "区间太宽：每一组抽满这一组自己的人数，不是一个固定的数。", "too wide: from each group draw as many as it has, not a fixed number.")
step.mistake(lambda got: got[1] - got[0] > 0.2, "区间太宽：两头各去掉 2.5%，不是最小和最大；每一组抽满这一组自己的人数。", "too wide: cut 2.5% at each end, not the least and the greatest; from each group draw as many as it has.")
step.mistake(lambda got: got[0] < 0.1895 < 0.29 < got[1] < 0.3105, "下限是 2.5% 分位数，上限是 97.5% 分位数。", "the ends are the 2.5% and the 97.5% quantile.")
uneven_ = checks.example("interval", pd.concat([many_("key", "care", 228, 152), many_("key", "control", 7, 13)], ignore_index=True), 3, 500, read=list)
uneven_.mistake(lambda got: 0.08 < got[1] - got[0] < 0.115, "两组都要抽：对照组的运气也要算在内。", "draw in both groups: the control group had its luck, too.")
uneven_.mistake(lambda got: not 0.32 < got[1] - got[0] < 0.52, "每一组抽满这一组自己的人数：关怀组 380 位，对照组 20 位。",
               "from each group draw as many as it has: 380 from care, 20 from control.")
### END HIDDEN TESTS
step.expect([0.183, 0.317], tol=0.008, because=(
    "复购率 0.6 和 0.35，差 0.25；95% 的区间大约是 0.183 到 0.317：两组各自有放回地抽，取 2.5% 和 97.5% 分位数。", "rates 0.6 and 0.35, difference 0.25; the 95% interval is about 0.183 to 0.317: draw in each group with replacement, take the 2.5% and 97.5% quantiles."))
once_ = checks.example("interval", tiny, 0, 1, read=list).got
checks.that(abs(once_[1] - once_[0]) < 1e-9, "interval", "rounds 没有起作用：只做 1 次时，只有一个差，两头一样。", "rounds has no effect: with 1 round there is one difference, and both ends are equal.")
checks.that(first_[0] != first_[1], "interval", "换了种子，结果还一样：用 default_rng(seed)。", "another seed gives the same: use default_rng(seed).")
### BEGIN HIDDEN TESTS
### REFERENCE
few_ = checks.example("interval", pd.concat([many_("key", "care", 2, 1), many_("key", "control", 10, 20)], ignore_index=True), 5, 400, read=list)
few_.mistake(lambda got: got[0] != got[0], "有的轮里一位关怀组的人也没有抽到：两组要分开抽，各抽满自己的人数。",
            "in some rounds nobody of the care group was drawn: draw in each group on its own, as many as it has.")
part_ = cases.load("ctrip", "care_trial")
part_ = part_[part_["tier"] == "ordinary"].reset_index(drop=True)
checks.agree("interval", reference.interval, part_, 7, 500, read=list, tol=0.03, case=("换一级客户时", "another tier"))
### END HIDDEN TESTS

# %% check="interval-shown" points=4
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many_("small", "care", 80, 20), many_("small", "control", 20, 80), many_("key", "care", 4, 1), many_("key", "control", 2, 3),
                   many_("ordinary", "care", 80, 20), many_("ordinary", "control", 40, 60)], ignore_index=True)
step = checks.example("shown", tiny)
step.mistake(lambda got: isinstance(got, (str, dict)) or not all(isinstance(tier, str) for tier in got), "要级别的列表，例如 [\"key\"]。", "give a list of tiers, such as [\"key\"].")
for tiers_, zh, en in [("key ordinary small", "差大于 0 还不够，区间要全在 0 以上：看下限，不是上限；每一级只用这一级的行。", "a difference above 0 is not enough: the whole interval must be; look at the low end, and give each tier its own rows."),
                      ("small ordinary key", "差大于 0 还不够，区间要全在 0 以上：看下限，不是上限；每一级只用这一级的行。", "a difference above 0 is not enough: the whole interval must be; look at the low end, and give each tier its own rows."),
                      ("key", "反了：这些看不出有用。", "reversed: in these no use can be seen."),
                      ("key ordinary", "key 的下限小于 0，small 的大于 0：级别和区间都从 trial 算，不要写死。", "the low end is below 0 for key and above 0 for small: take tiers and intervals from trial; do not write them in."),
                      ("key small", "key 的下限小于 0，ordinary 的大于 0：级别和区间都从 trial 算，不要写死。", "the low end is below 0 for key and above 0 for ordinary: take tiers and intervals from trial; do not write them in."),
                      ("small", "要全部看得清楚的级别，不是只要一个。", "give all tiers in which it shows, not one only."),
                      ("ordinary", "要全部看得清楚的级别，不是只要一个。", "give all tiers in which it shows, not one only."),
                      ("", "一个也没有：区间全在 0 以上就算有用；每一级只用这一级（tier）的行。", "none is left: an interval wholly above 0 shows that care is of use; for each tier take only its own rows."),
                      ("small ordinary", "从小到大排。", "sort in ascending order.")]:
    step.mistake(tiers_.split(), zh, en)
step.expect(["ordinary", "small"], because=(
    "ordinary 和 small 的下限大于 0，key 的下限小于 0。", "the low end is above 0 for ordinary and small, below 0 for key."))
### BEGIN HIDDEN TESTS
harm_ = pd.concat([many_("small", "care", 60, 40), many_("small", "control", 20, 80), many_("key", "care", 20, 80), many_("key", "control", 60, 40),
                   many_("ordinary", "care", 0, 30), many_("ordinary", "control", 0, 30)], ignore_index=True)
step = checks.example("shown", harm_)
for tiers_, zh, en in [("key small", "区间全在 0 以下的是有害，不算有用。", "an interval wholly below 0 means harm, not use."),
                       ("key", "区间全在 0 以下的是有害，不算有用。", "an interval wholly below 0 means harm, not use."),
                       ("ordinary small", "区间正好是 0，不在 0 以上。", "an interval of exactly 0 is not above 0."),
                       ("key ordinary small", "区间正好是 0、全在 0 以下的，都不算有用。", "intervals of exactly 0 or wholly below 0 show no use.")]:
    step.mistake(tiers_.split(), zh, en)
step.expect(["small"], because=("small 的区间全在 0 以上，key 的全在 0 以下，ordinary 的正好是 0。",
                                "the interval is wholly above 0 for small, wholly below for key, exactly 0 for ordinary."))
doubtful_ = pd.concat([many_("key", "care", 40, 9), many_("key", "control", 31, 18), many_("small", "care", 24, 15), many_("small", "control", 15, 24)],
                      ignore_index=True)  # the low ends are 0 but for the luck of the seed, however many the rounds
found_ = [list(checks.example("shown", doubtful_, seed).got) for seed in range(6)]
if all(tiers == found_[0] for tiers in found_):
    key_ = doubtful_[doubtful_["tier"] == "key"].reset_index(drop=True)
    above_ = {bool(checks.example("interval", key_, seed, 500, read=list).got[0] > 0) for seed in range(6)}
    checks.that(len(above_) == 1, "shown", "换了种子，结果还一样：算区间要用 shown 的 seed。", "another seed gives the same: make the intervals with the seed of shown.")
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，对每一级运行 `interval(trial[trial["tier"] == "small"])`。哪一级的关怀可以放心做下去？哪一级还要再试？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `net(f, a, c, f0)`：一个月联系 `f` 次，每位客户的净收益（元）；
# - `best_f(a, c, f0)`：净收益最高的次数，在 0、0.1、0.2……12 里找；
# - `best_kept(a, c, f0, curve, limit)`：`curve` 是 Series，索引是每月联系的次数，值是这样联系时退订的比例；在退订比例**不超过** `limit` 的次数里，找净收益最高的一个。
#
# **为什么**　祝福、礼品、积分、抽奖，每样都好，天天送就成了打扰。联系得越多，退订得越快；退订的人，以后再也联系不上。
#
# **规则**
#
# - 净收益 = a·f·exp(−f/f0) − c·f。`a` 是头几次联系带来的收益，`c` 是一次的成本，`f0` 就是课文里的疲劳点：次数超过它，总收益就往下走。
# - 不联系（0 次）的净收益是 0，永远可以选。没有一个次数的净收益大于 0，就返回 0。
# - 次数最多 12。`curve` 里可能没有 0；里面的次数不一定是整数，不一定连续，也不一定按大小排列；次数不在 `curve` 里、又不是 0 的，不能选。
# - 净收益相同的，取次数少的。
#
# **样例**　一块地浇几分钟水最好？先算一排数，再找最高的一个；再从一列里留下合格的。

# %%
minutes = np.arange(0, 31) / 10
growth = 3 * minutes - minutes**2
mud = pd.Series({1: 0.1, 2: 0.3, 3: 0.9})
print(minutes[growth.argmax()], list(mud[mud <= 0.3].index), max([0, 1, 2], key=lambda m: 3 * m - m**2))

# %% [markdown] hint=1
# 先把一个次数的净收益算对，用计算器核对一次。后面两个函数都是“算一排，找最高”。

# %% [markdown] hint=2
# `np.exp(-f / f0)` 是疲劳。`best_f`：`np.arange(121) / 10` 是 0 到 12 的一排次数，`argmax()` 给出最高的位置。`best_kept`：先筛 `curve`，别忘了 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return a * f * np.exp(...) - ...
#
# grid = np.arange(121) / 10
# return grid[net(grid, a, c, f0)....]
#
# kept = [0, *curve[curve <= ...].index]
# return max(kept, key=lambda f: ...)
# ```

# %% contract=true
f = Either(Number(0, 12), Values(Number(0, 12)))
a = c = Number(0)
f0 = Number(0.1)
curve = Values(Number(0, 1))
limit = Number(0, 1)

# %% answer="cadence"
def net(f, a, c, f0):
    """一个月联系 f 次的净收益（元）。"""
    ### BEGIN SOLUTION
    return a * f * np.exp(-f / f0) - c * f
    ### END SOLUTION

def best_f(a, c, f0):
    """净收益最高的次数：0、0.1……12 里的一个。"""
    ### BEGIN SOLUTION
    grid = np.arange(121) / 10
    return grid[net(grid, a, c, f0).argmax()]
    ### END SOLUTION

def best_kept(a, c, f0, curve, limit):
    """退订比例不超过 limit 的次数里，净收益最高的一个；可以是 0。"""
    ### BEGIN SOLUTION
    kept = [0, *curve[curve <= limit].sort_index().index]
    return max(kept, key=lambda f: net(f, a, c, f0))
    ### END SOLUTION

# %% check="cadence-best" points=6
step = checks.example("net", 2, 10, 1, 4)
for value_, zh, en in [
    (20 * np.exp(-0.5), "联系的成本还没有减。", "the cost of the contacts has not been taken off."),
    (20 * np.exp(-0.5) - 1, "每一次都要成本：减 c·f，不是减 c。", "each contact costs: take off c·f, not c."),
    (20 * np.exp(0.5) - 2, "指数里是 −f/f0：联系越多越疲劳。", "the exponent is −f/f0: more contacts, more fatigue."),
    (10 * np.exp(-0.5) - 2, "收益里还要乘 f。", "the benefit is multiplied by f, too."),
    (18, "疲劳 exp(−f/f0) 没有乘进去。", "the fatigue exp(−f/f0) is missing."),
]:
    step.mistake(value_, zh, en)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (20 * np.exp(-0.5) + 2, "成本要减去，不是加上。", "take the cost off; do not add it."),
    (2 * np.exp(-0.5) - 2, "收益里还要乘 a。", "the benefit is multiplied by a, too."),
    (np.exp(-0.5) - 2, "收益是 a·f·exp(−f/f0)：还要乘 a 和 f。", "the benefit is a·f·exp(−f/f0): multiply by a and f, too."),
    (5 * np.exp(-0.5) - 2, "收益里 a 乘 f，不是除以 f。", "in the benefit a is multiplied by f, not divided."),
    (20 * np.exp(-0.5) - 10, "成本是 c·f，和 a 没有关系。", "the cost is c·f; a has nothing to do with it."),
    (20 * np.exp(-2.5) - 2, "指数里是 f/f0，和 a 没有关系。", "the exponent has f/f0; a has nothing to do with it."),
    (-12, "疲劳是 exp(−f/f0)，exp 漏了。", "the fatigue is exp(−f/f0): exp is missing."),
    (18 * np.exp(-0.5), "疲劳只影响收益：成本 c·f 不乘 exp(−f/f0)。", "fatigue touches the benefit only: c·f is not multiplied by exp(−f/f0)."),
    (20 * np.exp(-8) - 2, "指数里是 f 除以 f0，不是乘。", "in the exponent f is divided by f0, not multiplied."),
    (20 * np.exp(-2) - 2, "指数里是 f/f0：不要忘了除以 f0，也不要把分子和分母弄反。", "the exponent has f/f0: f0 is missing, or it is upside down."),
    (20 * np.exp(-1) - 2, "f/f0 是小数，不要用整除 //。", "f/f0 is not whole: do not use //."),
    (20 * 2 ** -0.5 - 2, "底数是 e：用 np.exp。", "the base is e: use np.exp."),
    (40 * np.exp(-0.5) - 2, "收益里 f 只乘一次。", "the benefit is multiplied by f once."),
    (8, "疲劳是 exp(−f/f0)，不是 1 − f/f0。", "the fatigue is exp(−f/f0), not 1 − f/f0."),
    (20 * np.exp(-0.5) - 8, "成本是 c·f，和 f0 没有关系。", "the cost is c·f; f0 has nothing to do with it."),
    (20 * np.exp(-0.5) - 0.5, "成本是 c 乘 f，不是除以 f。", "the cost is c times f, not divided by f."),
    (20 * np.exp(-0.5) - 3, "成本是 c 乘 f，不是 c 加 f。", "the cost is c times f, not c plus f."),
    (20 * 10 ** -0.5 - 2, "底数是 e：用 np.exp。", "the base is e: use np.exp."),
    (10.1, "不要只留一位小数；四舍五入的话，留到分。", "do not round to one decimal; to the cent is fine."),
    (10, "净收益不要取整；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(value_, zh, en)
### END HIDDEN TESTS
step.expect(20 * np.exp(-0.5) - 2, tol=0.006, because=(
    "联系 2 次：10 × 2 × exp(−2 ÷ 4) − 1 × 2 = 10.13。", "2 contacts: 10 × 2 × exp(−2 ÷ 4) − 1 × 2 = 10.13."))
step = checks.example("net", 3, 8, 4, 5)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (24 * np.exp(-0.75) - 12, "f0 没有起作用：总是 4。", "f0 has no effect: it is always 4."),
    (30 * np.exp(-0.6) - 12, "a 没有起作用：总是 10。", "a has no effect: it is always 10."),
    (24 * np.exp(-0.6) - 3, "c 没有起作用：总是 1。", "c has no effect: it is always 1."),
]:
    step.mistake(value_, zh, en)
### END HIDDEN TESTS
step.expect(24 * np.exp(-0.6) - 12, tol=0.006, because=(
    "a = 8、c = 4、f0 = 5，联系 3 次：8 × 3 × exp(−3 ÷ 5) − 4 × 3 = 1.17。", "a = 8, c = 4, f0 = 5, 3 contacts: 8 × 3 × exp(−3 ÷ 5) − 4 × 3 = 1.17."))
step = checks.example("best_f", 10, 1, 4)
for value_, zh, en in [
    (4, "总收益在 f0 最高，扣掉成本，净收益的最高处更早。", "gross benefit peaks at f0; with costs the net peaks earlier."),
    (3, "3 次还不是最高：一格是 0.1，3.1 次更高。", "3 is not yet highest: the step is 0.1, and 3.1 is higher."),
]:
    step.mistake(value_, zh, en)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (12, "找净收益最高的，不是次数最多的，也不是净收益最低的。", "find the highest net benefit, not the most contacts nor the lowest benefit."),
    (31, "这是位置，要的是那个位置上的次数。", "this is the place; the number of contacts there is wanted."),
    (31 * np.exp(-0.775) - 3.1, "这是净收益，要的是次数。", "this is the net benefit; the number of contacts is wanted."),
    (9.2, "这是净收益降到 0 的次数，要净收益最高的。", "there the net benefit is back to 0; the highest is wanted."),
    (0.1, "要一个月的净收益最高，不是头一次、平均一次的最高。", "the net benefit of a month is to be highest, not that of the first or the mean contact."),
    (5, "最好的次数和 f0 没有这样简单的关系：算出每个次数的净收益，取最高的。", "the best number is not f0 plus something: take the highest net benefit of all numbers."),
    (1.1, "次数要找到 12：np.arange(121) / 10。", "look up to 12 contacts: np.arange(121) / 10."),
]:
    step.mistake(value_, zh, en)
step.mistake(lambda got: len(got) > 1, "只要一个次数，不是一组。", "one number of contacts is wanted, not several.")
step.mistake(lambda got: got > 12, "次数最多 12。", "at most 12 contacts.")
step.mistake(lambda got: got in (0.8, 1.2), "把 a、c、f0 按顺序传给 net；次数每格 0.1，一直找到 12。", "pass a, c, f0 to net in this order; try steps of 0.1, up to 12.")
step.mistake(lambda got: abs(10 * got - round(10 * got)) > 0.001 or got == 3.2, "一格是 0.1，次数在 0、0.1、0.2……12 里找。", "the step is 0.1: 0, 0.1, 0.2 … 12.")
step.mistake(lambda got: got < 3.05, "少了：用 net(grid, a, c, f0) 算出每个次数的净收益，取最高的一个。", "too few: net(grid, a, c, f0) gives the net benefit of each number; take the highest.")
step.mistake(lambda got: got > 3.15, "多了：用 net(grid, a, c, f0) 算出每个次数的净收益，取最高的一个。", "too many: net(grid, a, c, f0) gives the net benefit of each number; take the highest.")
### END HIDDEN TESTS
step.expect(3.1, tol=0.0005, because=(
    "3.1 次的净收益 11.182 元，3.0 次 11.171 元，3.2 次 11.179 元。", "net benefit 11.182 yuan at 3.1 contacts, 11.171 at 3.0, 11.179 at 3.2."))
step = checks.example("best_f", 1, 2, 4, case=("每一次都赔钱时", "contacts that all lose money"))
step.mistake(0.1, "0 次也可以选：每联系一次都赔钱的时候，不联系最好。", "0 is a choice: where every contact loses money, none is best.").expect(0, tol=0.0005, because=(
    "a = 1、c = 2：每联系一次都赔钱，0 次最好。", "a = 1, c = 2: every contact loses money, 0 is best."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("net", reference.net, 12, 6, 1, 2, tol=0.006, case=("净收益是负数时", "a negative net benefit"))
step = checks.example("best_f", 15, 0.2, 30)
step.mistake(lambda got: 12 < got, "次数最多 12。", "at most 12 contacts.")
step.mistake(lambda got: got < 12, "次数要找到 12，12 也在里面：np.arange(121) / 10。", "look up to 12 contacts, 12 included: np.arange(121) / 10.").expect(12, tol=0.0005, because=(
    "a = 15、c = 0.2、f0 = 30：到 12 次，净收益还在上升。", "a = 15, c = 0.2, f0 = 30: the net benefit still grows at 12 contacts."))
step = checks.example("best_f", 0, 0, 4)
step.mistake(lambda got: got > 0, "净收益相同的，取次数少的。", "of equal net benefits take the fewer contacts.").expect(0, tol=0.0005, because=(
    "a、c 都是 0，净收益全是 0：取最少的 0 次。", "a and c are 0, so is every net benefit: take the fewest, 0."))
for a_, c_, f0_ in ((10, 1, 8), (6, 2.5, 3), (9, 0.2, 11)):
    checks.agree("best_f", reference.best_f, a_, c_, f0_, tol=0.0005, case=("换一组 a、c、f0 时", "other a, c, f0"))
### END HIDDEN TESTS

# %% check="cadence-kept" points=4
curve_ = pd.Series({8: 0.30, 4: 0.05, 3: 0.04, 1: 0.01, 2.5: 0.03})
step = checks.example("best_kept", 10, 1, 4, curve_, 0.06)
step.mistake(4, "可以联系的次数里，最多的不一定最好。", "the most that is allowed need not be the best.")
step.mistake(3.1, "只在 curve 里有的次数（和 0）里选。", "choose among the numbers in curve, and 0.")
step.mistake(1, "要净收益最高的，不是退订最少的。", "the highest net benefit is wanted, not the fewest who opt out.")
step.mistake(8, "方向反了：退订的比例要不超过 limit。", "reversed: the share should be at most the limit.")
step.mistake(2.5, "limit 没有起作用：总是 0.03。", "limit has no effect: it is always 0.03.")
step.mistake(0, "允许的次数里有赚的，就不是 0：和 limit 比的是退订的比例；要净收益最高的，不是最低的。", "where an allowed number gains, it is not 0: compare the shares with limit, and take the highest net benefit, not the lowest.")
step.mistake(lambda got: got == 0.04, "要次数，不是退订的比例。", "the number of contacts is wanted, not the share that opts out.")
step.mistake(lambda got: len(got) > 1, "只要一个次数，不是一组。", "one number of contacts is wanted, not several.")
step.mistake(30 * np.exp(-0.75) - 3, "要次数，不是净收益。", "the number of contacts is wanted, not the net benefit.")
step.mistake(lambda got: got == 2, "这是位置，要的是那个位置上的次数。", "this is the place; the number of contacts there is wanted.").expect(3, because=(
    "退订不超过 0.06 的有 0、1、2.5、3、4 次，净收益最高的是 3 次。", "at most 0.06 opt out at 0, 1, 2.5, 3, 4 contacts; 3 has the highest net benefit."))
step = checks.example("best_kept", 10, 1, 4, curve_, 0.03)
step.mistake(1, "正好等于 limit 也可以。", "a share equal to the limit is allowed.")
step.mistake(3, "还没有看退订的比例，或者 limit 没有起作用。", "the shares that opt out were not looked at, or the limit has no effect.")
step.mistake(2, "只在 curve 里有的次数（和 0）里选，次数不一定是整数。", "choose among the numbers in curve, and 0; they need not be whole.")
step.mistake(0, "最好的次数退订太多，就在允许的次数里另选，不是不联系。", "where the best number opts out too many, choose another that is allowed, not 0.")
step.mistake(4, "4 次的退订比例超过 limit：方向反了，或者把第几个当成了次数（次数在索引里）。", "at 4 contacts more than limit opt out: reversed, or a place was taken for the number, which is the index.").expect(2.5, because=(
    "退订不超过 0.03 的有 0、1、2.5 次，净收益最高的是 2.5 次。", "at most 0.03 opt out at 0, 1, 2.5 contacts; 2.5 has the highest net benefit."))
step = checks.example("best_kept", 1, 2, 4, curve_, 0.06, case=("每一次都赔钱时", "contacts that all lose money"))
step.mistake(lambda got: 0 < got <= 1, "每一次都赔钱，就返回 0。", "where every contact loses money, return 0.")
step.mistake(lambda got: got > 1, "a、c、f0 没有起作用。", "a, c, f0 have no effect.").expect(0, because=("a = 1、c = 2：每联系一次都赔钱，0 次最好。", "a = 1, c = 2: every contact loses money, 0 is best."))
checks.example("best_kept", 10, 1, 4, curve_, 0.001, case=("每个次数的退订比例都超过 limit 时", "a limit that every number of contacts exceeds")).expect(0, because=(
    "退订的比例都超过 0.001，只能选 0 次。", "more than 0.001 opt out at every number of contacts: only 0 is left."))
### BEGIN HIDDEN TESTS
### REFERENCE
step = checks.example("best_kept", 10, 1, 4, pd.Series({2.5: 0.1, 3: 0.2, 8: 0.5}), 0.2, case=("退订多起来时", "more who opt out"))
step.mistake(2.5, "净收益里没有退订：curve 只决定哪几个次数能选。", "the net benefit has no opt-outs: curve only says which numbers are allowed.").expect(3, because=(
    "退订不超过 0.2 的有 0、2.5、3 次，净收益最高的是 3 次。", "at most 0.2 opt out at 0, 2.5, 3 contacts; 3 has the highest net benefit."))
step = checks.example("best_kept", 0, 0, 4, curve_, 0.06, case=("净收益都是 0 时", "net benefits of 0"))
step.mistake(lambda got: got > 0, "净收益相同的，取次数少的。", "of equal net benefits take the fewer contacts.").expect(0, because=(
    "a、c 都是 0，净收益全是 0：取最少的 0 次。", "a and c are 0, so is every net benefit: take the fewest, 0."))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({1: 0.05, 2: 0.02, 3: 0.01}), 0.03, case=(
    "次数少的退订反而多时", "fewer contacts with more who opt out"))
checks.agree("best_kept", reference.best_kept, 10, 1, 8, pd.Series({0.5: 0.01, 1.5: 0.015, 6.5: 0.02, 9: 0.05}), 0.02, case=(
    "次数不连续时", "numbers with gaps between them"))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({2: 0.01, 4.3: 0.02}), 0.02, case=(
    "最好的次数在两个次数中间时", "two numbers on either side of the best"))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({1: 0.02, 3: 0.02}), 0.02, case=(
    "两个次数的退订一样多时", "two numbers with an equal share who opt out"))
checks.agree("best_kept", reference.best_kept, 5, 3, 3, pd.Series({6: 0.04, 5: 0.01, 2: 0.01}), 0.02, case=("换一组 a、c、f0 时", "other a, c, f0"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[best_f(10, 1, f0) for f0 in (2, 4, 8)]`。容易疲劳的客户，该联系几次？再把成本改成 3，看看会少几次。

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# 关怀日历是客户维护计划的一张表：哪一级客户，哪个月，在售前、售中还是售后，联系几次。
#
# **做什么**　写两个函数，`calendar` 有四列：`tier`、`month`（例如 `2026-07`）、`phase`（`pre`、`during`、`after`）、`contacts`（次数）：
#
# - `gaps(calendar)`：缺了阶段的级别。返回字典：级别 → 缺的阶段的列表，按 `pre`、`during`、`after` 的顺序；不缺的级别不写，级别的顺序不限；
# - `too_many(calendar, limits)`：联系太多的月份。`limits` 是“级别：一个月最多几次”的字典；返回列表，每一项写成 `("key", "2026-07")`，从小到大排。
#
# **为什么**　计划写得满满的，也会漏掉售前，或者把三项活动排在同一个月。发出去以前，让程序先查一遍。
#
# **规则**
#
# - 级别一共三级：`key`、`ordinary`、`small`。日历里一行也没有的级别，三个阶段都算缺。同一个级别、月份、阶段只有一行，行的顺序不定。
# - `contacts` 是 0 的行是取消了的安排，不算有这个阶段。
# - 一个级别、一个月的次数，是三个阶段**加起来**的次数；**超过** `limits` 才算太多，正好等于不算。
#
# **样例**　两个班的课表缺哪门课？每班每周加起来几节？

# %%
lessons = pd.DataFrame({"room": ["A", "A", "B"], "week": [1, 1, 1], "subject": ["art", "music", "art"], "hours": [2, 3, 4]})
print([name for name in ("art", "music") if name not in set(lessons.loc[lessons["room"] == "B", "subject"])])
total = lessons.groupby(["room", "week"])["hours"].sum()
print([place for place, hours in total.items() if hours > {"A": 4, "B": 4}[place[0]]])

# %% [markdown] hint=1
# 第一个函数查“有没有”，第二个函数查“多不多”。哪个要看每个阶段，哪个要加起来？

# %% [markdown] hint=2
# `gaps`：先去掉 0 次的行；对三个级别各做一个列表，把空的去掉。`too_many`：`groupby(["tier", "month"])["contacts"].sum()`，再一项一项和 `limits[tier]` 比。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# real = calendar[calendar["contacts"] > ...]
# found = {}
# for tier in ("key", "ordinary", "small"):
#     there = set(real.loc[real["tier"] == ..., "phase"])
#     found[tier] = [phase for phase in ("pre", "during", "after") if phase not in ...]
# return {tier: missing for tier, missing in found.items() if ...}
#
# total = calendar.groupby(["tier", "month"])["contacts"].sum()
# return sorted(place for place, contacts in total.items() if contacts > limits[...])
# ```

# %% contract=true
calendar = Table(tier=Choice("key", "ordinary", "small"), month=Text("[0-9]{4}-[0-9]{2}", empty=False),
                 phase=Choice("pre", "during", "after"), contacts=Number(0, whole=True), key="tier month phase")
limits = Keyed(Choice("key", "ordinary", "small"), Number(0, whole=True))

# %% answer="calendar"
def gaps(calendar):
    """缺了的阶段：字典，级别 → 缺的阶段的列表。"""
    ### BEGIN SOLUTION
    real, found = calendar[calendar["contacts"] > 0], {}
    for tier in ("key", "ordinary", "small"):
        there = set(real.loc[real["tier"] == tier, "phase"])
        found[tier] = [phase for phase in ("pre", "during", "after") if phase not in there]
    return {tier: missing for tier, missing in found.items() if missing}
    ### END SOLUTION

def too_many(calendar, limits):
    """联系太多的级别和月份：列表，从小到大。"""
    ### BEGIN SOLUTION
    total = calendar.groupby(["tier", "month"])["contacts"].sum()
    return sorted(place for place, contacts in total.items() if contacts > limits[place[0]])
    ### END SOLUTION

# %% check="calendar-gaps" points=5
def said_(got):
    if not isinstance(got, dict):
        return got
    return {tier: "+".join(phases) if hasattr(phases, "__iter__") else str(phases) for tier, phases in got.items()}


rows_ = [["key", "2026-07", "pre", 1], ["key", "2026-08", "during", 2], ["key", "2026-09", "after", 1], ["key", "2026-09", "during", 0],
        ["ordinary", "2026-07", "after", 1], ["ordinary", "2026-08", "during", 0], ["ordinary", "2026-09", "after", 1]]
tiny = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
step = checks.example("gaps", tiny, read=said_)
for made_, zh, en in [
    (lambda got: isinstance(got, (list, tuple)), "返回字典：级别 → 缺的阶段的列表。", "return a dict: tier → list of missing phases."),
    (lambda got: got.get("small") == "pre", "缺几个阶段就写几个，不是只写第一个。", "give every phase that is missing, not only the first."),
    (lambda got: set(got) - {"key", "ordinary", "small"}, "键写级别的代号 key、ordinary、small。", "the keys are the tiers key, ordinary, small."),
    (lambda got: "pre" in got or "售前" in got, "键是级别，值是缺的阶段。", "the keys are tiers, the values missing phases."),
    (lambda got: got.get("key") == "", "不缺的级别不要写。", "leave out tiers that lack nothing."),
    (lambda got: got.get("ordinary") == "after", "反了：要写缺的阶段，不是有的阶段。", "reversed: the phases that are missing are wanted."),
    (lambda got: got == {}, "每个级别各查各的，不是看整张日历里有没有这个阶段。", "check each tier on its own, not whether the whole calendar has the phase."),
    (lambda got: "small" not in got, "日历里一行也没有的级别，三个阶段都缺。", "a tier without any row lacks all three phases."),
    (lambda got: got.get("ordinary") == "pre" and got.get("small") != "pre+after", "0 次的行是取消了的，不算有这个阶段。", "a row with 0 was cancelled: the phase is not there."),
    (lambda got: set(got.get("ordinary").split("+")) == {"pre", "during"} and got.get("ordinary") != "pre+during", "要写缺的阶段，按 pre、during、after 的先后。", "give the missing phases in the order pre, during, after."),
]:
    step.mistake(made_, zh, en)
### BEGIN HIDDEN TESTS
for made_, zh, en in [
    (lambda got: any("售" in phases for phases in got.values()), "写代号 pre、during、after。", "write the codes pre, during, after."),
    (lambda got: set(got.get("small").split("+")) == {"pre", "during", "after"} and got.get("small") != "pre+during+after", "要写缺的阶段，按 pre、during、after 的先后。", "give the missing phases in the order pre, during, after."),
    (lambda got: got.get("key") not in (None, "during", "pre+after"), "看整张日历，不是看每个月：关键客户三个阶段都有。", "look at the whole calendar, not month by month: key customers have all three."),
    (lambda got: got.get("small") in ("pre+after", "pre+during", "during+after"), "三个阶段都要查：pre、during、after。", "check all three phases: pre, during, after."),
    (lambda got: "ordinary" not in got, "三个级别都要查：key、ordinary、small。", "check all three tiers: key, ordinary, small."),
    (lambda got: any(phases.isdigit() for phases in got.values()), "要缺的阶段的名字，不是个数。", "the names of the missing phases are wanted, not their number."),
    (lambda got: any(phases.startswith("p+r+e") for phases in got.values()), "值是列表，缺几个阶段就写几个。", "the values are lists, with every phase that is missing."),
    (lambda got: got.get("key") == "pre+after", "联系 1 次也是有：大于 0 就算。", "one contact is enough: anything above 0 counts."),
    (lambda got: got.get("key") == "during", "一个月取消了不要紧，别的月份还有这个阶段。", "a cancelled month does not matter: the phase is there in another month."),
]:
    step.mistake(made_, zh, en)
### END HIDDEN TESTS
step.expect({"ordinary": "pre+during", "small": "pre+during+after"}, because=(
    "key 三个阶段都有；ordinary 只有 after，during 是 0 次；small 一行也没有。", "key has all three phases; ordinary only after, during is 0; small has no row."))
### BEGIN HIDDEN TESTS
### REFERENCE
whole_ = pd.DataFrame([[tier, "2026-10", phase, 1] for tier in ("small", "key", "ordinary") for phase in ("after", "pre", "during")],
                     columns=["tier", "month", "phase", "contacts"])
checks.agree("gaps", reference.gaps, whole_, read=said_, case=("什么也不缺时", "a calendar that lacks nothing"))
part_ = whole_[whole_["phase"] != "pre"].assign(contacts=[1, 1, 2, 2, 0, 0]).reset_index(drop=True)
step = checks.example("gaps", part_, read=said_)
step.mistake(lambda got: "pre" not in "".join(got.values()), "整张日历里都没有的阶段也算缺：阶段一共三个，不能只看表里有哪些。", "a phase that is nowhere in the calendar is missing too: there are always three phases, whatever the table holds.")
step.mistake(lambda got: "ordinary" not in got, "一个级别的联系全部取消了，三个阶段都算缺。", "a tier whose contacts were all cancelled lacks all three phases.")
step.mistake(lambda got: "key" not in got, "三个级别都要查：key、ordinary、small。", "check all three tiers: key, ordinary, small.")
step.expect({"small": "pre", "key": "pre", "ordinary": "pre+during+after"}, because=(
    "pre 一行也没有；ordinary 的两行都是 0 次。", "there is no row with pre; both rows of ordinary have 0."))
### END HIDDEN TESTS

# %% check="calendar-limit" points=5
def said_(got):
    return got if isinstance(got, dict) else [" ".join(map(str, place)) if hasattr(place, "__iter__") else str(place) for place in got]


rows_ = [["small", "2026-07", "pre", 2], ["key", "2026-08", "pre", 2], ["key", "2026-08", "during", 2], ["key", "2026-08", "after", 2],
        ["key", "2026-07", "after", 5], ["key", "2026-07", "pre", 0], ["ordinary", "2026-07", "pre", 2], ["ordinary", "2026-08", "pre", 1],
        ["key", "2026-09", "pre", 2], ["key", "2026-09", "during", 1], ["key", "2026-09", "after", 1], ["key", "2026-10", "pre", 2]]
tiny = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
step = checks.example("too_many", tiny, {"key": 4, "ordinary": 2, "small": 1}, read=said_)
for places_, zh, en in [
    ("key 2026-07, small 2026-07", "一个月里三个阶段要加起来。", "add up the three phases of a month."),
    ("key 2026-07, key 2026-08, key 2026-09, ordinary 2026-07, small 2026-07", "正好等于上限不算太多。", "exactly the limit is not too many."),
    ("key 2026-07, key 2026-08", "每一级的上限不一样。", "each tier has its own limit."),
    ("key 2026-07, key 2026-08, key 2026-09, key 2026-10, ordinary 2026-07, small 2026-07", "每一级的上限不一样。", "each tier has its own limit."),
]:
    step.mistake(places_.split(", "), zh, en)
right_ = ["key 2026-07", "key 2026-08", "small 2026-07"]
for made_, zh, en in [
    (lambda got: sorted(got) == right_ != got, "从小到大排。", "sort in ascending order."),
    (lambda got: "key 2026-10" in got and "key 2026-07" not in got, "方向反了：超过 limits 才算太多。", "reversed: above the limit is too many."),
    (lambda got: {"ordinary 2026-08", "key 2026-10"} <= set(got) and len(set(got)) < 7, "一个月一个月地看，不是把几个月加起来。", "look month by month; do not add up the months."),
]:
    step.mistake(made_, zh, en)
### BEGIN HIDDEN TESTS
for made_, zh, en in [
    (lambda got: len(set(got)) == 7 and "key 2026-10" in got, "还没有和 limits 比，或者把几个月加起来了：一个月一个月地看，超过上限的才写。", "not compared with limits, or months added up: look month by month, and list what is above the limit."),
    (lambda got: got == ["key 2026-07", "key 2026-08", "key 2026-09"], "每一级和自己的上限比：上限从 limits 里取，不要写死。", "compare each tier with its own limit, taken from limits, not written in."),
    (lambda got: "ordinary 2026-08" in got, "每一级各算各的，不是几级加起来。", "each tier on its own; do not add up the tiers."),
    (lambda got: "2026-07 key" in got, "先写级别，再写月份。", "the tier comes first, then the month."),
    (lambda got: isinstance(got, dict), "返回列表，不是字典。", "return a list, not a dict."),
    (lambda got: all(place.isdigit() for place in got) and got, "每一项写级别和月份，不是次数。", "each entry is a tier and a month, not a number."),
    (lambda got: got == [], "加起来的是次数 contacts，不是数有几行；每一级和自己的上限比。", "add up contacts, not rows; compare each tier with its own limit."),
    (lambda got: got == ["small 2026-07"], "三个阶段加起来，不是平均。", "add up the three phases; do not take the mean."),
    (lambda got: {"key 2026-10", "key 2026-07"} <= set(got) and "key 2026-09" not in got, "少于上限的不算太多，超过的才算。", "below the limit is not too many; above it is."),
    (lambda got: got == ["key 2026-08"], "超过就算，多 1 次也算。", "anything above the limit counts, one more, too."),
    (lambda got: any(place.endswith(("pre", "during", "after")) for place in got), "按级别和月份加起来，不是按阶段。", "add up by tier and month, not by phase."),
    (lambda got: any(place.startswith(("2 0", "2026")) for place in got), "每一项要写级别和月份两样。", "each entry has both tier and month."),
    (lambda got: any(place.startswith("k e") for place in got), "每一项写成一对：(\"key\", \"2026-07\")。", "each entry is a pair: (\"key\", \"2026-07\")."),
    (lambda got: any(place.count(" ") == 2 for place in got), "每一项只写级别和月份。", "each entry has tier and month only."),
    (lambda got: len(set(got)) < len(got), "一个级别、一个月只写一次。", "one entry for a tier and a month."),
]:
    step.mistake(made_, zh, en)
### END HIDDEN TESTS
step.expect(right_, because=("加起来：key 7 月 5、8 月 6、9 月 4、10 月 2（上限 4），ordinary 7 月 2、8 月 1（上限 2），small 7 月 2（上限 1）。",
                            "sums: key July 5, August 6, September 4, October 2 (limit 4), ordinary July 2, August 1 (limit 2), small July 2 (limit 1)."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["small", f"2026-{month:02d}", phase, month % 4] for month in range(1, 9) for phase in ("pre", "after")]
long_ = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
checks.agree("too_many", reference.too_many, long_, {"key": 1, "ordinary": 2, "small": 3}, read=said_, case=("换一组 limits 时", "other limits"))
checks.agree("too_many", reference.too_many, long_.assign(tier="key"), {"key": 6, "ordinary": 2, "small": 3}, read=said_, case=("一个也不超过时", "nothing above the limits"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# 课文第四节的对话实验里，你一句一句选，客户的情绪跟着变。这里把选好的话交上来。
#
# **做什么**　写两个列表，每个是一次完整的对话，元素是选择的代号：
#
# - `phone_path`：用**电话**和**困惑型客户**（`"confused"`）谈；
# - `chat_path`：用**网上交谈**和**激动型客户**（`"agitated"`）谈。
#
# **为什么**　同样一句话，对不同的客户、走不同的渠道，效果不一样。员工、信息技术、流程，少一样都谈不好。
#
# **规则（本课程自编的模型，不是真人的反应）**
#
# - 对话从 `open` 开始，走到 `end` 才算完。情绪到 0，客户就走了（`left`）。
# - 得分的对话要同时做到三件事：给出了解决办法（`solved`）；结束时情绪不低于 **8**（满分 10）；三个因素 `employee`、`technology`、`process` 都用过。
# - 只要做到，哪一条路都可以，分数相同。
#
# **样例**　用网上交谈和挑剔型客户（`"demanding"`）谈两句：看看现在可以说什么，情绪是多少。

# %%
from keguan.figures import conversation

path = ["script", "form"]
print({choice: conversation.choice_name(choice) for choice in models.talk_choices("demanding", "chat", path)})
talk = models.talk("demanding", "chat", path)
print(talk.moods, talk.factors, talk.step)

# %% [markdown] hint=1
# 激动型客户先要有人听他说完，再谈怎么办；困惑型客户要有人问清楚、说明白。先打开课文的对话实验试几次。

# %% [markdown] hint=2
# 在新的一格里一步一步来：每选一句，运行一次 `models.talk_choices(...)` 和 `models.talk(...)`，看情绪往哪边走、用了哪个因素。课文里电话上的那条路，搬到网上只有 7 分：第三句、第四句换一换。

# %% [markdown] hint=3
# 最短的对话只要四句：`open`、`clarify`、`solve`、`close` 各选一句。最后一句看看还缺哪个因素；网上不马上办也行，给客户一个看得见的进度，再约好回访：
#
# ```python
# chat_path = ["listen", "ask", ..., ...]
# models.talk("agitated", "chat", chat_path)
# ```

# %% answer="talk"
phone_path = None  # 把 None 换成列表：电话，困惑型客户
chat_path = None  # 把 None 换成列表：网上交谈，激动型客户
### BEGIN SOLUTION
phone_path = ["listen", "ask", "fix", "note"]
chat_path = ["listen", "ask", "track", "revisit"]
### END SOLUTION

# %% check="talk-phone" points=5
from keguan.models import maintenance as desk_

got_ = checks.variable("phone_path").got
checks.that(isinstance(got_, (list, tuple)) and all(isinstance(word_, str) for word_ in got_), "phone_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
problem_ = desk_.talk_problem("confused", "phone", [word_.strip() for word_ in got_], mood=8)
checks.that(problem_ is None, "phone_path", *(problem_ or ("", "")))
checks.right("phone_path")

# %% check="talk-chat" points=5
from keguan.models import maintenance as desk_

got_ = checks.variable("chat_path").got
checks.that(isinstance(got_, (list, tuple)) and all(isinstance(word_, str) for word_ in got_), "chat_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
problem_ = desk_.talk_problem("agitated", "chat", [word_.strip() for word_ in got_], mood=8)
checks.that(problem_ is None, "chat_path", *(problem_ or ("", "")))
checks.right("chat_path")

# %% [markdown]
# **接着想**　把 `chat_path` 原样搬到电话上，`models.talk("agitated", "phone", chat_path)` 的情绪是多少？把课文里电话上的那条路搬到网上呢？
#
# ## 做完以后
#
# 重启内核并运行所有单元格，看看五个任务的检查是不是都打了勾。这份练习不用交。
