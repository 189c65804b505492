# %% [markdown]
# # {title}
#
# 这里有三个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
#
# **数据说明**　`datasets/ctrip` 里的会员和订单是**模拟**的；三家店和两种客户是编的。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases

# %%
orders = cases.load("ctrip", "orders")
orders = orders.assign(order_date=orders["order_ts"].dt.normalize())  # 哪天下的单
orders = orders.assign(trip_date=orders["order_date"] + pd.to_timedelta(orders["lead_days"], "D"))  # 哪天出行
orders = orders[["order_id", "member_id", "order_date", "trip_date", "status"]]
orders.head(3)

# %% [markdown]
# `orders` 是携程会员的订单，任务 1 用它；`status` 是 `completed` 完成、`cancelled` 取消、`refunded` 退款。
#
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数，都是站在 `ref` 那一天看编号是 `member_id` 的会员：
#
# - `progress(orders, member_id, ref)`：交易进展到哪一步：`"had"` 曾经有过交易，`"in"` 正在进行交易，`"about"` 即将进行交易；
# - `status(orders, member_id, ref)`：交易状况：`"actual"` 现实客户，`"potential"` 潜在客户。
#
# **为什么**　同一位客户，从两个角度看。正在交易的，要服务好这一次；曾经交易的，要请他再来；还没有交易的，要帮他买成第一次。
#
# **规则（本课约定）**
#
# - 只看 `completed` 的订单，取消、退款的不算；只看 `ref` 那天和以前**下的单**，当天下的也算。
# - 有一笔还没有出行：`trip_date` 在 `ref` 以后，**正好 `ref` 当天出行也算** → `"in"`。
# - 都已经出行了 → `"had"`。
# - 一笔也没有（登记过）→ `"about"`。
# - 交易过和正在交易的，是现实客户 `"actual"`；即将交易的，是潜在客户 `"potential"`。
#
# **样例**　阅览室：今天有没有书还在手里？

# %%
loans = pd.DataFrame({"reader": ["Lin", "Lin", "Wu"], "due": pd.to_datetime(["2026-06-11", "2026-07-02", "2026-06-20"])})
today = pd.Timestamp("2026-06-30")
for reader in ["Lin", "Wu"]:
    own = loans[loans["reader"] == reader]
    print(reader, "reading" if own["due"].max() > today else "done")

# %% [markdown] hint=1
# `progress` 先筛行：是他的，完成的，`ref` 以前下的单。剩下的里面，最晚的出行日和 `ref` 比。`status` 用 `progress` 的答案。

# %% [markdown] hint=2
# 筛行用 `&` 连三个条件。先问 `len(own) == 0`，再看 `own["trip_date"].max()`。`status` 一行就够：`... if ... else ...`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# own = orders[(orders["member_id"] == member_id) & (orders["status"] == "completed")]
# own = own[own["order_date"] <= ...]
# if len(own) == 0:
#     return ...
# return "in" if own["trip_date"].max() >= ... else "had"
#
# return "potential" if progress(orders, member_id, ref) == ... else "actual"
# ```

# %% contract=true
orders = Table("ctrip/orders", "order_id member_id status", key="order_id", only=True, order_date=Moment(day=True), trip_date=Moment(day=True))
member_id = Text(pattern="M[0-9]{6}", empty=False)
ref = Moment(day=True)

# %% answer="status"
def progress(orders, member_id, ref):
    """交易进展：had、in 或 about。"""
    ### BEGIN SOLUTION
    own = orders[(orders["member_id"] == member_id) & (orders["status"] == "completed")]
    own = own[own["order_date"] <= ref]
    if len(own) == 0:
        return "about"
    return "in" if own["trip_date"].max() >= ref else "had"
    ### END SOLUTION

def status(orders, member_id, ref):
    """交易状况：actual 或 potential。"""
    ### BEGIN SOLUTION
    return "potential" if progress(orders, member_id, ref) == "about" else "actual"
    ### END SOLUTION

# %% check="status-progress" points=6
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["member_id", "order_date", "trip_date", "status"])
    return table.assign(order_id=[f"O{900 - number:07d}" for number in range(len(rows))], order_date=pd.to_datetime(table["order_date"]), trip_date=pd.to_datetime(table["trip_date"]))


tiny = orders_(("M000101", "2026-06-20", "2026-07-08", "completed"), ("M000101", "2026-06-25", "2026-06-26", "completed"), ("M000102", "2026-05-01", "2026-06-29", "completed"),
               ("M000103", "2026-06-01", "2026-06-30", "completed"), ("M000104", "2026-06-20", "2026-08-01", "cancelled"), ("M000105", "2026-06-30", "2026-07-03", "completed"),
               ("M000106", "2026-07-01", "2026-07-05", "completed"), ("M000107", "2026-01-03", "2026-01-09", "completed"), ("M000107", "2026-06-20", "2026-07-09", "refunded"),
               ("M000108", "2023-05-01", "2023-05-09", "completed"))
for member_, day_, right_, zh, en in [
    ("M000101", "2026-06-30", "in", "有一笔 2026-07-08 才出行：看最晚的出行日，不看最后下的单。", "one trip is on 2026-07-08: look at the latest trip, not at the last order."),
    ("M000102", "2026-06-30", "had", "2026-06-29 已经出行了。", "the trip was on 2026-06-29."),
    ("M000103", "2026-06-30", "in", "正好 ref 当天出行，也算正在进行：用 >=。", "a trip on the day ref is still going on: use >=."),
    ("M000104", "2026-06-30", "about", "那一笔取消了，不算。", "that order was cancelled and does not count."),
    ("M000105", "2026-06-30", "in", "正好 ref 当天下的单，也算：用 <=。", "an order of the day ref counts: use <=."),
    ("M000106", "2026-06-30", "about", "那一笔在 ref 以后才下，还没有发生。", "that order comes after ref: it has not happened yet."),
    ("M000107", "2026-06-30", "had", "还没有出行的一笔退款了，不算；完成的早就出行了。", "the trip to come was refunded; the completed one is long over."),
    ("M000108", "2026-06-30", "had", "2023-05-09 出行的，也是曾经有过：这里不看 365 天。", "a trip of 2023-05-09 was a deal, too: no 365 days here."),
    ("M000199", "2026-06-30", "about", "表里没有他的订单。", "there is no order of this member."),
    ("M000101", "2026-07-09", "had", "ref 是参数：站在 2026-07-09 看，都出行了。", "ref is a parameter: on 2026-07-09 all trips are over."),
]:
    step = checks.example("progress", tiny, member_, pd.Timestamp(day_), case=(f"{member_} 站在 {day_} 看，", f"{member_} on {day_}") if zh[:3] != "有一笔" else None)
    step.mistake(lambda got: got not in ("had", "in", "about"), "返回三个英文代号之一：had、in、about。", "return one of the three codes: had, in, about.")
    step.mistake(lambda got: got != right_, f"{member_}：{zh}", f"{member_}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for member_ in sorted(set(tiny["member_id"])):
    for day_ in ("2026-01-09", "2026-01-10", "2026-06-19", "2026-06-26", "2026-06-29", "2026-07-05", "2026-07-08"):
        checks.agree("progress", reference.progress, tiny[tiny.columns[::-1]].iloc[::-1], member_, pd.Timestamp(day_), case=("换一天、行和列的先后不同时", "another day, rows and columns in another order"))
### END HIDDEN TESTS

# %% check="status-status" points=4
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["member_id", "order_date", "trip_date", "status"])
    return table.assign(order_id=[f"O{900 - number:07d}" for number in range(len(rows))], order_date=pd.to_datetime(table["order_date"]), trip_date=pd.to_datetime(table["trip_date"]))


tiny = orders_(("M000201", "2026-06-20", "2026-07-08", "completed"), ("M000202", "2026-05-01", "2026-05-29", "completed"), ("M000203", "2026-06-20", "2026-08-01", "cancelled"),
               ("M000204", "2026-07-01", "2026-07-05", "completed"), ("M000205", "2026-06-30", "2026-06-30", "completed"), ("M000206", "2023-05-01", "2023-05-09", "completed"))
for member_, right_, zh, en in [
    ("M000201", "actual", "正在交易的，是现实客户。", "a deal is going on: an actual customer."),
    ("M000202", "actual", "曾经交易过的，也是现实客户。", "there was a deal: an actual customer, too."),
    ("M000203", "potential", "唯一的一笔取消了：还是潜在客户。", "the only order was cancelled: still a potential customer."),
    ("M000204", "potential", "那一笔在 ref 以后才下：站在 ref 看，还是潜在客户。", "that order comes after ref: still a potential customer on that day."),
    ("M000205", "actual", "ref 当天下的单也算。", "an order of the day ref counts."),
    ("M000206", "actual", "几年前交易过的，也是现实客户：这里不看 365 天。", "a deal of years ago makes an actual customer, too: no 365 days here."),
    ("M000299", "potential", "一笔也没有：潜在客户。", "no order at all: a potential customer."),
]:
    step = checks.example("status", tiny, member_, pd.Timestamp("2026-06-30"), case=(f"{member_} ", member_) if member_ != "M000201" else None)
    step.mistake(lambda got: got not in ("actual", "potential"), "返回两个英文代号之一：actual、potential。", "return one of the two codes: actual, potential.")
    step.mistake(lambda got: got != right_, f"{member_}：{zh}", f"{member_}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for member_ in sorted(set(tiny["member_id"])):
    for day_ in ("2026-04-30", "2026-05-01", "2026-06-19", "2026-07-01", "2026-09-01"):
        checks.agree("status", reference.status, tiny[tiny.columns[::-1]].iloc[::-1], member_, pd.Timestamp(day_), case=("换一天、行和列的先后不同时", "another day, rows and columns in another order"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　上机任务里，“现在型”是 365 天以内买过的；这里，“现实客户”是买过的。一位会员可以是过去型，又是现实客户吗？两个角度，各回答什么问题？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　`shops` 是几家店，一行一家：`shop` 店名，`price` 价钱（元），`wait` 等几分钟，`effort` 费几分精力。`segments` 是几种客户，一行一种：`share` 占全部客户的比例，`price`、`wait`、`effort` 是他把一元、一分钟、一分精力看得多重。写两个函数：
#
# - `shares(shops, segments)`：每家店占全部客户的比例；返回一列（Series），先后和 `shops` 的行一样；
# - `share_after(shops, segments, shop, column, less)`：名叫 `shop` 的店，把 `column` 这一样减少 `less`，别家都不变，它占的比例变成多少；返回一个数。
#
# **为什么**　降价五元，还是快十分钟？哪一样换来更多客户，要看客户是哪一种。
#
# **规则**
#
# - 一种客户在一家店的付出 = 价钱、等候、精力各乘自己的权重，加起来。吸引力 = **e 的（− 付出）次方**，写成 `np.exp(-付出)`。
# - 这种客户去一家店的比例 = 这家店的吸引力 ÷ 各家吸引力的合计。
# - 全部客户的比例 = 各种客户的比例 × 他们的 `share`，加起来。各种客户的 `share` 合计是 1。
# - 中间不要取整；结果也不用取整，要四舍五入，就至少留三位小数。
#
# **样例**　两条路去车站，赶时间的人占 0.4。`to_dict("records")` 把一张表变成一队字典，一行一本；真假乘数，真当 1，假当 0。

# %%
roads = pd.DataFrame({"road": ["east", "west"], "minutes": [10.0, 12.0]})
people = pd.DataFrame({"part": [0.4, 0.6], "minutes": [0.5, 0.1]})
taken = 0
for who in people.to_dict("records"):
    pull = np.exp(-roads["minutes"] * who["minutes"])
    taken = taken + who["part"] * pull / pull.sum()
print(taken.to_list())
print((roads["minutes"] - 3 * (roads["road"] == "west")).to_list())

# %% [markdown] hint=1
# 一种客户一种客户地算：付出 → 吸引力 → 比例，乘上他们占的 `share`，加到一起。`share_after` 先做一张改过的表，再用 `shares`。

# %% [markdown] hint=2
# 付出是三列各乘权重再相加：`shops["price"] * who["price"] + ...`。改一家店：整列减去 `less * (shops["shop"] == shop)`，别家减的是 0。最后用 `[shops["shop"] == shop].iloc[0]` 取出这家。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# total = 0
# for who in segments.to_dict("records"):
#     cost = shops["price"] * who["price"] + shops["wait"] * who["wait"] + ...
#     pull = np.exp(...)
#     total = total + who["share"] * ...
# return total
#
# changed = shops.copy()
# changed[column] = shops[column] - less * (shops["shop"] == ...)
# return shares(changed, segments)[shops["shop"] == shop].iloc[...]
# ```

# %% contract=true
shops = Table("", "", key="shop", shop=Text(empty=False), price=Number(0), wait=Number(0), effort=Number(0))
segments = Table("", "", key="kind", kind=Text(empty=False), share=Number(0, 1), price=Number(0), wait=Number(0), effort=Number(0))
shop = Text(empty=False)
column = Choice("price", "wait", "effort")
less = Number(0)

# %% answer="shares"
def shares(shops, segments):
    """每家店占全部客户的比例（0–1）：一列。"""
    ### BEGIN SOLUTION
    total = 0
    for who in segments.to_dict("records"):
        cost = shops["price"] * who["price"] + shops["wait"] * who["wait"] + shops["effort"] * who["effort"]
        pull = np.exp(-cost)
        total = total + who["share"] * pull / pull.sum()
    return total
    ### END SOLUTION

def share_after(shops, segments, shop, column, less):
    """一家店把一样减少以后占的比例（0–1）。"""
    ### BEGIN SOLUTION
    changed = shops.copy()
    changed[column] = shops[column] - less * (shops["shop"] == shop)
    return shares(changed, segments)[shops["shop"] == shop].iloc[0]
    ### END SOLUTION

# %% check="shares-all" points=9
shops_ = pd.DataFrame({"shop": ["A", "B", "C"], "price": [50.0, 60, 55], "wait": [30.0, 10, 20], "effort": [2.0, 1, 1.5]}, index=[5, 3, 8])
both_ = pd.DataFrame({"kind": ["economy", "convenience"], "share": [0.5, 0.5], "price": [0.10, 0.03], "wait": [0.02, 0.10], "effort": [0.2, 0.8]})
values_ = lambda got: [float(one) for one in got]
step = checks.example("shares", shops_, both_, read=values_)
for known_, zh, en in [
    (lambda got: len(got) == 3 and abs(sum(got) - 2) < 0.005, "每种客户的比例要先乘 share，再加起来。", "multiply the shares of each kind of customers by its share before adding up."),
    (lambda got: len(got) == 3 and abs(sum(got) - 100) < 0.5, "要 0 到 1 之间的小数，不写成百分数。", "shares between 0 and 1 are wanted, not percent."),
    (lambda got: len(got) == 3 and sum(got) > 10, "付出越多，吸引力越小：np.exp 里要有负号，再除以合计。", "more cost, less pull: np.exp needs the minus sign, and the sum divides."),
    (lambda got: len(got) == 3 and abs(sum(got) - 1) > 0.01, "各家的比例合计是 1：除以各家吸引力的合计，一种客户一种客户地算。", "shares sum to 1: divide by the sum of the pulls, for each kind of customers apart."),
    ([0.4018, 0.2693, 0.3289], "这只是看重钱的客户；还有另一种。", "these are the economy-minded alone; there is another kind."),
    (lambda got: got[0] > got[1], "付出越多，吸引力越小：np.exp 里要有负号；三样付出都要算。", "more cost, less pull: np.exp needs the minus sign, and all three costs count."),
    *[(known_, "三样付出都要算：价钱、等候、精力，一样也不少。", "all three costs count: price, wait, and effort.") for known_ in ([0.1431, 0.6008, 0.2561], [0.3630, 0.3156, 0.3214], [0.2751, 0.4304, 0.2945])],
    ([0.2986, 0.3757, 0.3257], "吸引力是 np.exp(−付出)，不是 1 ÷ 付出。", "the pull is np.exp(−cost), not 1 / cost."),
    ([0.1084, 0.6653, 0.2263], "每一种客户先各算比例，再按 share 加起来。", "work out the shares of each kind first, then add them up by share."),
    ([0.3709, 0.2958, 0.3333], "付出的合计不能直接比：先取 np.exp(−付出)。", "costs are not compared as they are: take np.exp(−cost) first."),
]:
    step.mistake(known_, zh, en)
right_ = [0.5 * (np.exp(-low) / sum(np.exp(-one) for one in (6, 6.4, 6.2))) + 0.5 * (np.exp(-high) / sum(np.exp(-one) for one in (6.1, 3.6, 4.85))) for low, high in ((6, 6.1), (6.4, 3.6), (6.2, 4.85))]
step.expect(right_, tol=0.0006, because=("看重钱的，付出是 6、6.4、6.2；看重方便的，是 6.1、3.6、4.85。", "The costs are 6, 6.4, 6.2 for the economy-minded, 6.1, 3.6, 4.85 for the convenience-minded."))
### BEGIN HIDDEN TESTS
### REFERENCE
for first_ in (0.0, 0.3, 0.9, 1.0):
    checks.agree("shares", reference.shares, shops_, both_.assign(share=[first_, 1 - first_]), tol=0.0006, read=values_, case=("两种客户的比例不同时", "other shares of the two kinds"))
checks.agree("shares", reference.shares, shops_[shops_.columns[::-1]].iloc[::-1], both_[both_.columns[::-1]].iloc[::-1], tol=0.0006, read=values_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("shares", reference.shares, shops_.head(2), both_.head(1).assign(share=1.0), tol=0.0006, read=values_, case=("两家店、一种客户时", "two shops, one kind of customers"))
checks.agree("shares", reference.shares, shops_.iloc[[0, 0, 1]].assign(shop=["D", "E", "F"]).set_axis([0, 1, 2], axis=0), pd.concat([both_, both_]).assign(kind=list("abcd"), share=[0.1, 0.2, 0.3, 0.4]), tol=0.0006, read=values_, case=("四种客户、两家店一样时", "four kinds of customers, two equal shops"))
for name_ in ("price", "wait", "effort"):
    checks.agree("shares", reference.shares, shops_, both_.assign(**{name_: [0.0, 0.4]}), tol=0.0006, read=values_, case=("权重不同时", "other weights"))
### END HIDDEN TESTS

# %% check="shares-after" points=6
shops_ = pd.DataFrame({"shop": ["A", "B", "C"], "price": [50.0, 60, 55], "wait": [30.0, 10, 20], "effort": [2.0, 1, 1.5]}, index=[5, 3, 8])
both_ = pd.DataFrame({"kind": ["economy", "convenience"], "share": [0.5, 0.5], "price": [0.10, 0.03], "wait": [0.02, 0.10], "effort": [0.2, 0.8]})
step = checks.example("share_after", shops_, both_, "C", "wait", 10)
for known_, zh, en in [
    (0.2691, "这是没有改以前的比例：只改这一家，用改过的表再算一次。", "this is the share before: change this shop alone and compute it from the changed table."),
    (0.1876, "反了：等的时间要减少，不是增加。", "reversed: the wait gets shorter, not longer."),
    (0.2093, "这是别家的比例：取 shop 那一家的。", "this is another shop's share; take that of shop."),
    (0.1274, "这是增加的比例；要改过以后的。", "this is the gain; the share afterwards is wanted."),
]:
    step.mistake(known_, zh, en, tol=0.0006)
step.mistake(lambda got: len(list(got)) > 1, "只要这一家店的比例，一个数。", "one number is wanted, the share of this shop.")
step.expect(0.3965, tol=0.0006, because=("C 快 10 分钟，从 26.9% 变成 39.6%。", "C, ten minutes faster, goes from 26.9% to 39.6%."))
step = checks.example("share_after", shops_, both_, "C", "price", 5, case=("便宜五元时", "five yuan cheaper"))
step.mistake(0.3965, "column 和 less 是参数：这次是价钱，减 5 元。", "column and less are parameters: the price and 5 yuan this time.")
step.expect(0.3411, tol=0.0006, because=("C 便宜 5 元，从 26.9% 变成 34.1%。", "C, five yuan cheaper, goes from 26.9% to 34.1%."))
step = checks.example("share_after", shops_, both_, "B", "wait", 5, case=("换一家店时", "another shop"))
step.mistake(0.2309, "shop 是参数：这次要 B 的比例。", "shop is a parameter: this time the share of B is wanted.")
step.expect(0.5534, tol=0.0006, because=("B 快 5 分钟，从 50.0% 变成 55.3%。", "B, five minutes faster, goes from 50.0% to 55.3%."))
### BEGIN HIDDEN TESTS
### REFERENCE
for shop_, column_, less_ in [("A", "wait", 10), ("B", "price", 5), ("A", "effort", 0.5), ("C", "effort", 1), ("B", "wait", 0)]:
    checks.agree("share_after", reference.share_after, shops_[shops_.columns[::-1]].iloc[::-1], both_, shop_, column_, less_, tol=0.0006, case=("换一家店、换一样时", "another shop, another cost"))
checks.agree("share_after", reference.share_after, shops_.assign(shop=["Z", "C", "Y"]), both_.head(1).assign(share=1.0), "Y", "price", 5, tol=0.0006, case=("店名和客户不同时", "other shops and customers"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，先抄下面的表，再试一试：只有看重钱的客户（`share` 写成 1 和 0）时，便宜五元和快十分钟，哪一样好？
#
# ```python
# shops = pd.DataFrame({"shop": ["A", "B", "C"], "price": [50.0, 60, 55], "wait": [30.0, 10, 20], "effort": [2.0, 1, 1.5]})
# segments = pd.DataFrame({"kind": ["economy", "convenience"], "share": [0.5, 0.5],
#                          "price": [0.10, 0.03], "wait": [0.02, 0.10], "effort": [0.2, 0.8]})
# print(share_after(shops, segments, "C", "price", 5), share_after(shops, segments, "C", "wait", 10))
# ```

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　了解客户需求有九种方法。下面是安巢的九件事，一件配一种。`ways` 是字典，键是事情的编号 1 到 9（写成字符串 `"1"` 也行），值是方法的代号。
#
# **为什么**　方法没有好坏，只有合适不合适：要问很多人，还是要问得很深？让客户自己说，还是看他怎么做？
#
# | 代号 | 方法 |
# |---|---|
# | `questionnaire` | 问卷 |
# | `suggestion_box` | 意见箱 |
# | `interview` | 访谈 |
# | `database` | 客户数据库分析 |
# | `mock_purchase` | 模拟购买 |
# | `key_meeting` | 会见重要客户 |
# | `consumer_org` | 消费者组织 |
# | `rivals` | 研究竞争者 |
# | `third_party` | 第三方调查 |
#
# **九件事**　每个代号正好用一次。
#
# 1. 想知道三千户老客户怎么看新的送货时间，同样的十道题，一户只占两分钟。
# 2. 客户走到门口，想起一句话，不想当面说：写在纸条上投进去就行。
# 3. 有一户用了十年安巢，忽然换到别家：坐下来，一句一句问到底。
# 4. 谁也不打扰，只翻五年来的购买和维修记录，看大家隔几年换一台空调。
# 5. 经理扮成普通顾客，到自己的分店买一次东西，看店员怎么接待。
# 6. 每个季度，总经理请采购最多的几家酒店来，当面谈一次。
# 7. 到消费者协会查一查，今年家电的投诉里哪一种最多。
# 8. 到对面那家店看看：他们送货多快，保修几年，客户为什么去那里。
# 9. 怕自己去问，客户不好意思说实话，花钱请一家独立的调查公司去问。

# %% [markdown] hint=1
# 一件一件问：消息是从谁那里来的？客户自己、自己的记录、别的店，还是别的单位？

# %% [markdown] hint=2
# 先配最明显的：翻记录的、扮顾客的、去协会的、看别家的、请公司的。余下四件都是听客户说：很多人，一个人，几位大的，还是随时来的。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# ways = {1: "questionnaire", 2: "suggestion_box", 3: ..., 4: ..., 5: ..., 6: ..., 7: ..., 8: ..., 9: ...}
# ```

# %% answer="discover"
ways = None  # 把 None 换成字典，例如 {1: "questionnaire", 2: ...}
### BEGIN SOLUTION
ways = {1: "questionnaire", 2: "suggestion_box", 3: "interview", 4: "database", 5: "mock_purchase", 6: "key_meeting", 7: "consumer_org", 8: "rivals", 9: "third_party"}
### END SOLUTION

# %% check="discover-1" points=5
got_ = checks.variable("ways").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
checks.that({"1", "2", "3", "4", "5"} <= set(given_), "ways", "要写成字典，键是事情的编号 1 到 5，一个也不少。", "a dictionary is wanted, with every key from 1 to 5.")
for number_, code_, zh, en in [
    ("1", "questionnaire", "三千户，同样的十道题，该用什么问？", "three thousand households and the same ten questions: which way is that?"),
    ("2", "suggestion_box", "客户自己写，投进去就走。", "the customer writes it down, drops it in and goes."),
    ("3", "interview", "只问一户，一句一句问到底。", "one household, asked to the bottom."),
    ("4", "database", "翻的是自己的记录。", "what is read is the firm's own records."),
    ("5", "mock_purchase", "经理扮成顾客，真的买了一次。", "the manager played a buyer and bought something."),
]:
    checks.that(given_[number_] in "questionnaire suggestion_box interview database mock_purchase key_meeting consumer_org rivals third_party".split(), "ways", f"第 {number_} 件要用九个英文代号之一。", f"number {number_}: use one of the nine codes.")
    checks.that(given_[number_] == code_, "ways", f"第 {number_} 件：{zh}", f"number {number_}: {en}")
checks.right("ways")

# %% check="discover-6" points=5
got_ = checks.variable("ways").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
checks.that({"6", "7", "8", "9"} <= set(given_), "ways", "要写成字典，键是事情的编号 6 到 9，一个也不少。", "a dictionary is wanted, with every key from 6 to 9.")
checks.that(set(given_) <= {str(number) for number in range(1, 10)}, "ways", "只有九件事，键是 1 到 9。", "there are nine cases: the keys are 1 to 9.")
for number_, code_, zh, en in [
    ("6", "key_meeting", "请来的是采购最多的几家。", "those invited buy the most."),
    ("7", "consumer_org", "去的是消费者协会。", "the place is the consumers' association."),
    ("8", "rivals", "看的是对面那家店。", "what is looked at is the shop across the street."),
    ("9", "third_party", "去问的是一家独立的公司，不是安巢自己。", "an independent firm asks, not Anchao itself."),
]:
    checks.that(given_[number_] in "questionnaire suggestion_box interview database mock_purchase key_meeting consumer_org rivals third_party".split(), "ways", f"第 {number_} 件要用九个英文代号之一。", f"number {number_}: use one of the nine codes.")
    checks.that(given_[number_] == code_, "ways", f"第 {number_} 件：{zh}", f"number {number_}: {en}")
checks.right("ways")

# %% [markdown]
# **接着看**　你们学校的食堂想知道学生要什么，你会用哪两种方法？各能问到什么，问不到什么？
