# %% [markdown]
# # {title}
#
# 这份作业有六个任务，每个任务写一到两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 要求返回 Series 的，返回内容相同的字典、表格，或者顺序一致的列表，也算对；编号可以是索引，也可以是一列 `member_id`；列名不分大小写。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/ctrip` 里的会员和订单都是**模拟**的：按公开资料校准（事实编号和出处可以运行 `cases.calibration("ctrip")` 查看），没有真实的人，也不是携程的内部记录。从这些数据算出来的结果，不能当成携程公司的事实。

# %%
import keguan
keguan.use("zh")
import math
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases

# %%
members = cases.load("ctrip", "members")
orders = cases.load("ctrip", "orders")
orders.head(3)

# %% [markdown]
# 想知道每一列是什么意思，运行下一格。

# %%
cases.columns("ctrip", "orders")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写函数 `profit_by_customer(orders, members)`，算出每位会员的利润（元）。返回一个 Series：索引是 `member_id`，值是利润。
#
# **为什么**　分级先要知道每位客户值多少。订单金额不等于利润：平台只留下佣金，还要付优惠券和服务成本。
#
# **规则**
#
# - 一张订单的利润 = `gmv_cny × take_rate − coupon_cny − service_cost_cny`（单位：元；可以不取整，也可以四舍五入到分）。
# - 只算已完成的订单（`status` 是 `completed`）；取消（`cancelled`）和退款（`refunded`）的都不算。
# - `members` 里的每位会员都要有一行；没有已完成订单的会员，利润记 0。
# - 编号以 `T` 开头的是测试账号，不要出现在结果里。
#
# **样例**　三家小店里，A 店卖出两单，B 店卖出一单，C 店还没有开张。注意看 C 店的 0 是怎么来的。

# %%
sales = pd.DataFrame({"shop": ["A", "A", "B"], "paid": [10, 5, 8], "cost": [4, 1, 9]})
gain = (sales["paid"] - sales["cost"]).groupby(sales["shop"]).sum()
print(gain.reindex(["A", "B", "C"], fill_value=0))

# %% [markdown] hint=1
# 动笔以前先回答两个问题：哪些订单能算？哪些会员要出现？

# %% [markdown] hint=2
# 分四步：筛出已完成的订单；算每一单的利润；按 `member_id` 分组求和；用真实会员的名单 `reindex`，缺的补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# done = orders[orders["status"] == ...]
# profit = done["gmv_cny"] * done["take_rate"] - ... - ...
# real = members.loc[~members["member_id"].str.startswith(...), "member_id"]
# return profit.groupby(done["member_id"]).sum().reindex(real, fill_value=...)
# ```

# %% contract=true
orders = Table("ctrip/orders", "gmv_cny take_rate coupon_cny service_cost_cny status", member_id=Text(empty=False))
members = Table("ctrip/members", "", key="member_id", member_id=Text(empty=False))

# %% answer="profit"
def profit_by_customer(orders, members):
    """每位真实会员的利润（元）：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    done = orders[orders["status"] == "completed"]
    profit = done["gmv_cny"] * done["take_rate"] - done["coupon_cny"] - done["service_cost_cny"]
    real = members.loc[~members["member_id"].str.startswith("T"), "member_id"]
    return profit.groupby(done["member_id"]).sum().reindex(real, fill_value=0)
    ### END SOLUTION

# %% check="profit-sum" points=6
tiny = pd.DataFrame(
    [["M1", 1000, 0.10, 5, 15, "completed"], ["M1", 500, 0.10, 0, 10, "cancelled"],
     ["M2", 2000, 0.05, 20.44, 30, "completed"], ["M2", 400, 0.05, 0, 10, "refunded"],
     ["M3", 300, 0.03, 12, 8, "completed"]],
    columns=["member_id", "gmv_cny", "take_rate", "coupon_cny", "service_cost_cny", "status"])
step = checks.example("profit_by_customer", tiny, pd.DataFrame({"member_id": ["M1", "M2", "M3"]}))
for values_, zh, en in [
    ((120, 59.56, -11), "取消和退款的订单也算进去了。", "cancelled and refunded orders were counted too."),
    ((120, 49.56, -11), "取消的订单也算进去了。", "cancelled orders were counted too."),
    ((80, 59.56, -11), "退款的订单也算进去了。", "refunded orders were counted too."),
    ((1000, 2000, 300), "这是订单金额，不是利润。", "this is the order amount, not the profit."),
    ((100, 100, 9), "只算了佣金，还有两项没有扣。", "this is the commission; two costs are still missing."),
    ((85, 70, 1), "优惠券还没有扣。", "the coupons have not been deducted."),
    ((95, 79.56, -3), "服务成本还没有扣。", "the service cost has not been deducted."),
    ((80, 49.56, 0), "亏损就是负数，请照实写。", "a loss is a negative number; keep it as it is."),
    ((80, 50, -11), "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(dict(zip(["M1", "M2", "M3"], values_)), zh, en)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    *((other, "要算 status 是 completed 的订单，不是取消或退款的。", "use the orders whose status is completed, not cancelled or refunded ones.") for other in ((0, 10, 0), (40, 0, 0))),
    ((80, 149.56, 10), "佣金率每一单不同，要用 take_rate 这一列。", "the rate differs from order to order: use the column take_rate."),
    ((-20, -50.44, -20), "佣金还没有加：金额 × 佣金率。", "the commission is missing: amount × rate."),
    ((85, 70, -3), "两项成本都要扣，不是只扣大的一项。", "both costs are deducted, not the larger one."),
    ((84.5, 98.978, 0.64), "优惠券不乘佣金率，直接扣除。", "the coupon is not multiplied by the rate; deduct it."),
    ((70, 39.56, -11), "取消和退款的订单不算，它们的成本也不用扣。", "cancelled and refunded orders do not count; nor do their costs."),
    ((90, 90.44, 13), "优惠券要扣除，不是加上。", "the coupons are deducted, not added."),
    ((110, 109.56, 5), "服务成本要扣除，不是加上。", "the service cost is deducted, not added."),
    ((120, 150.44, 29), "优惠券和服务成本要扣除，不是加上。", "the coupons and the service cost are deducted, not added."),
    ((84.5, 68.978, 0.64), "优惠券从佣金里扣，不是先从金额里减，再乘佣金率。", "deduct the coupons from the commission, not from the amount before the rate."),
    ((98, 97.478, 8.4), "先算佣金（金额 × 佣金率），再扣优惠券和服务成本。", "first work out the commission (amount × rate), then deduct the two costs."),
    ((980, 1949.56, 280), "金额要先乘佣金率，平台只留下佣金。", "multiply the amount by the rate: the platform keeps the commission only."),
    ((-19, -49.44, -19.91), "take_rate 已经是小数，不用再除以 100。", "take_rate is a share already; do not divide by 100."),
    ((118.56, 118.56, 118.56), "这是全部会员的合计，要按 member_id 分组。", "this is the total of all members; group by member_id."),
    ((80, 49.6, -11), "四舍五入的话，留到分。", "if you round, round to the cent."),
    ((-30, -10, 0), "这是未完成订单的利润，要算的是已完成的订单。", "this is the profit of orders that were not completed; use the completed ones."),
]:
    step.mistake(dict(zip(["M1", "M2", "M3"], values_)), zh, en)
step.mistake({"M1": 80, "M2": 49.56}, "亏损的会员不见了，他们的利润是负数。", "members with a loss are gone; their profit is negative.")
step.mistake(lambda got: len(got) == 0, "真实会员不见了：要去掉的是编号以 T 开头的测试账号。", "the real members are gone: leave out the test accounts, whose ids begin with T.")
### END HIDDEN TESTS
step.expect({"M1": 80, "M2": 49.56, "M3": -11}, because=(
    "M1 只有一单完成了：1000 × 0.10 − 5 − 15 = 80；M2 是 2000 × 0.05 − 20.44 − 30。", "M1 has one completed order: 1000 × 0.10 − 5 − 15 = 80; M2: 2000 × 0.05 − 20.44 − 30."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_, people_ = cases.load("ctrip", "orders")[::100], cases.load("ctrip", "members")
done_ = (real_["status"] == "completed") & ~real_["member_id"].str.startswith("T")
real_ = real_[real_["member_id"].isin(real_.loc[done_, "member_id"])].reset_index(drop=True)
people_ = people_[people_["member_id"].isin(real_["member_id"])].reset_index(drop=True)
same_ = dict(gmv_cny=640.0, take_rate=0.1, coupon_cny=0.0, service_cost_cny=12.0, status="completed")
several_ = real_.head(3).assign(member_id=people_["member_id"][0], **same_)
rates_ = several_.assign(gmv_cny=[640.0, 200.0, 1000.0], take_rate=[0.1, 0.05, 0.12])
step = checks.example("profit_by_customer", rates_, people_.head(1), case=("一位会员有几张订单时", "several orders of one member"))
for value_, zh, en in [
    (158 / 3, "一位会员有几张订单时，利润要加起来，不是求平均。", "add up the profits of a member's orders; do not take the mean."),
    (1840 * 0.09 - 36, "每张订单的佣金率不同：先逐单算利润，再加起来。", "the rates differ: work out the profit of each order, then add."),
    (108, "一位会员有几张订单，要全部加起来，不是只看最后一张。", "add up all orders of a member, not the last one only."),
    (182, "服务成本每一单都要扣，不是每位会员扣一次。", "the service cost is deducted for every order, not once for each member."),
    (160, "亏损的订单也照负数加进去。", "orders with a loss are added as negative numbers."),
]:
    step.mistake({people_["member_id"][0]: value_}, zh, en)
step.expect({people_["member_id"][0]: 158}, because=("一位会员有三张订单，佣金率不同。", "One member has three orders with different rates."))
checks.agree("profit_by_customer", reference.profit_by_customer, several_, people_.head(1),
             case=("一位会员有几张金额一样的订单时", "several orders of the same amount"))
one_ = real_[real_["status"] == "completed"].drop_duplicates("member_id").reset_index(drop=True)
checks.agree("profit_by_customer", reference.profit_by_customer, one_, people_, tol=0.006, case=("利润带角、分时（四舍五入的话，保留到分）", "profits with cents (if you round, to the cent)"))
checks.agree("profit_by_customer", reference.profit_by_customer, real_, people_, tol=0.05, case=(
    "订单和会员多起来、有赚有亏时", "more orders and members, some with a loss"))
### END HIDDEN TESTS

# %% check="profit-everyone" points=4
tiny = pd.DataFrame(
    [["M1", 1000, 0.10, 5, 15, "completed"], ["T1", 900, 0.10, 0, 20, "completed"]],
    columns=["member_id", "gmv_cny", "take_rate", "coupon_cny", "service_cost_cny", "status"])
step = checks.example("profit_by_customer", tiny, pd.DataFrame({"member_id": ["M1", "M2", "T1"]}))
test_zh_, test_en_ = "测试账号（T 开头）还在里面。", "a test account (T...) is still there."
gone_zh_, gone_en_ = "没有下过单的会员不见了。", "members without an order have disappeared."
step.mistake({"M1": 80, "M2": 0, "T1": 70}, test_zh_, test_en_)
step.mistake({"M1": 80}, gone_zh_, gone_en_)
step.mistake({"M1": 80, "T1": 70}, gone_zh_ + test_zh_, gone_en_ + " Also: " + test_en_)
step.mistake({"M1": 80, "M2": float("nan")}, "没有下过单的会员应该是 0，现在是空值。",
             "a member without an order should have 0, it is empty (NaN).")
step.expect({"M1": 80, "M2": 0}, because=(
    "M1 是 1000 × 0.10 − 5 − 15 = 80，M2 没有订单，记 0；T1 是测试账号，不列。", "M1: 1000 × 0.10 − 5 − 15 = 80; M2 has no order, 0; T1 is a test account."))
### BEGIN HIDDEN TESTS
### REFERENCE
everyone_, done_ = cases.load("ctrip", "members")[::10].reset_index(drop=True), cases.load("ctrip", "orders")[::10]
done_ = done_[(done_["status"] == "completed") & done_["member_id"].isin(everyone_["member_id"])].reset_index(drop=True)
odd_ = everyone_.head(4).assign(member_id=["MT0001", "M00T02", "M00003", "T00004"])
checks.agree("profit_by_customer", reference.profit_by_customer, done_.head(2).assign(member_id=["M00T02", "T00004"]),
             odd_, case=("T 不在编号开头时", "ids with a T that is not the first letter"))
checks.agree("profit_by_customer", reference.profit_by_customer, done_.head(2).assign(member_id=["M00T02", "M00003"]),
             odd_[odd_.columns[::-1]], case=("members 的列换了先后时", "the columns of members in another order"))
zero_ = dict(gmv_cny=120.0, take_rate=0.1, coupon_cny=0.0, service_cost_cny=12.0)  # whether it counts is asked above
gone_ = done_.head(3).assign(member_id=["M00003", "M00T02", "MT0001"], status=["completed", "cancelled", "refunded"], **zero_)
checks.agree("profit_by_customer", reference.profit_by_customer, gone_, odd_.head(3),
             case=("有的会员只有取消或退款的订单时", "members with cancelled or refunded orders only"))
checks.agree("profit_by_customer", reference.profit_by_customer, done_, everyone_, tol=0.05, case=(
    "会员多起来、有的没有订单时", "more members, some without an order"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　想知道三千位会员的结果？新建一格，运行 `profit_by_customer(orders, members).describe()`，看看最小值是不是负的。

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写函数 `assign_pyramid(profit, cuts=(0.2, 0.3, 0.5))`。`profit` 是每位会员利润的 Series（索引是 `member_id`）；返回同样索引的 Series，值是 `"key"`（关键客户）、`"ordinary"`（普通客户）或 `"small"`（小客户）。
#
# **为什么**　20/30/50 只是比例。落到具体的人头上，排名、并列、取整都要有规矩，不然两个人算出两座金字塔。
#
# **规则 R1（本课程约定）**
#
# - 按利润从高到低排；利润相同的，`member_id` 小的排前面；利润缺失（空值）的按 0 算。
# - `profit` 这个 Series 可能没有名字；变成表以前先起名：`profit.rename("profit")`。
# - 关键客户人数 = `0.20 × n`，有小数就进一（向上取整）。
# - 关键客户与普通客户合起来的人数 = `0.50 × n`，小数部分满 0.5 就进一（四舍五入）。
# - 其余都是小客户。例：n = 1000 时是 200、300、500 人；n = 7 时是 2、2、3 人。
# - 比例写在参数 `cuts` 里，先后是关键、普通、小客户；换一组比例，函数也要能用。
#
# **样例**　四位同学按分数从高到低排，同分的按学号从小到大排；再看两种取整：1.4 有小数就进一；3.5 和 2.5 满 0.5 进一。`np.ceil` 得到的是小数 2.0；数人头要用 `int(...)` 变成整数 2。

# %%
marks = pd.Series({"S3": 90, "S1": 75, "S4": 90, "S2": 60})
table = marks.rename("mark").rename_axis("student").reset_index()
print(table.sort_values(["mark", "student"], ascending=[False, True]))
print(np.ceil(1.4), int(np.ceil(1.4)), int(np.floor(3.5 + 0.5)), int(np.floor(2.5 + 0.5)))

# %% [markdown] hint=1
# 像排座位一样：先把所有人排成一队，再数两次人头，切成三段。

# %% [markdown] hint=2
# 先用 `fillna(0)` 补空值，变成表以后按“利润降序、编号升序”排好；算出两个切点；前一段写 `"key"`，中间一段写 `"ordinary"`，剩下的写 `"small"`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# table = profit.fillna(...).rename("profit").rename_axis("member_id").reset_index()
# table = table.sort_values(["profit", "member_id"], ascending=[..., ...])
# n = len(table)
# n_key = int(np.ceil(cuts[0] * n))
# n_upper = int(np.floor((cuts[0] + cuts[1]) * n + ...))
# table["tier"] = ["key"] * n_key + ["ordinary"] * (...) + ["small"] * (...)
# return table.set_index("member_id")["tier"]
# ```

# %% contract=true
profit = Values(Number(missing=True))
cuts = Tuple(Number(0, 1), Number(0, 1), Number(0, 1))

# %% answer="pyramid"
def assign_pyramid(profit, cuts=(0.2, 0.3, 0.5)):
    """每位会员的级别（key、ordinary 或 small）：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    table = profit.fillna(0).rename("profit").rename_axis("member_id").reset_index()
    table = table.sort_values(["profit", "member_id"], ascending=[False, True])
    n = len(table)
    n_key = int(np.ceil(cuts[0] * n))
    n_upper = int(np.floor((cuts[0] + cuts[1]) * n + 0.5))
    table["tier"] = ["key"] * n_key + ["ordinary"] * (n_upper - n_key) + ["small"] * (n - n_upper)
    return table.set_index("member_id")["tier"]
    ### END SOLUTION

# %% check="pyramid-cut" points=6
def tiers_(*groups):
    return dict(sorted((f"M{i}", tier) for tier, ids in zip(["key", "ordinary", "small"], groups) for i in ids))


tiny = pd.Series([20, 250, -4, 90, 12, 80, 1, 8, 0, 5], index=[f"M{i}" for i in range(10)])
right_ = tiers_([1, 3], [5, 0, 4], [2, 6, 7, 8, 9])
step = checks.example("assign_pyramid", tiny)
step.mistake(tiers_([2, 8], [6, 9, 7], [0, 1, 3, 4, 5]), "排反了：利润最高的要排在最前面。",
             "the order is upside down: the highest profit comes first.")
step.mistake(tiers_([0, 1], [2, 3, 4], [5, 6, 7, 8, 9]), "还没有按利润排序就切了。",
             "it was cut before it was sorted by profit.")
step.mistake(tiers_([1, 3, 5], [0, 4], [2, 6, 7, 8, 9]), "0.2 × n 正好是整数时，关键客户不用再加一位。",
             "where 0.2 × n is whole, there is not one more key customer.")
chinese_ = {"key": "关键客户", "ordinary": "普通客户", "small": "小客户"}
step.mistake({i: chinese_[tier] for i, tier in right_.items()}, "级别请写英文代码。",
             "use the English codes for the tiers.")
for capitals_ in (str.upper, str.capitalize):
    step.mistake({i: capitals_(tier) for i, tier in right_.items()}, "级别的代码是小写。", "the codes of the tiers are in small letters.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: got.index[0] == 0 and list(got)[0] == "key", "编号不见了：结果的索引应该是 member_id。",
             "the ids are gone: the index of the result should be member_id.")
step.mistake(tiers_([1, 3, 5, 0, 4], [6, 7, 9], [2, 8]), "cuts 的先后是关键、普通、小客户。", "cuts gives key, ordinary and small, in this order.")
step.mistake(lambda got: set(got) == {"key", "ordinary", "small"} and list(got).count("key") < 2, "关键客户少了：0.2 × 10 正好是 2 位。", "too few are key: 0.2 × 10 is 2.")
step.mistake(tiers_([1, 3], [2, 6, 7, 8, 9], [5, 0, 4]), "普通客户和小客户弄反了，或者人数弄反了：普通 3 位，小客户 5 位。",
             "ordinary and small are swapped, or their numbers are: 3 are ordinary and 5 small.")
step.mistake(tiers_([2, 6, 7, 8, 9], [5, 0, 4], [1, 3]), "关键客户和小客户弄反了，小客户占一半。",
             "key and small are swapped: half of the members are small.")
### END HIDDEN TESTS
step.expect(right_, because=(
    "十位会员按利润从高到低：前 2 位（M1、M3）是关键客户，接着 3 位是普通客户，其余 5 位是小客户。按人数切分，不按利润切分。",
    "of ten members the 2 highest (M1, M3) are key, the next 3 ordinary, the other 5 small: the cut is by number of members, not by profit."))
step = checks.example("assign_pyramid", tiny, (0.1, 0.1, 0.8))
for ids_ in ([1, 3], [], [5, 0, 4]), ([1], [3, 5, 0, 4], []), ([1, 3], [5, 0, 4], []), ([1], [3, 5, 0], [4]):
    step.mistake(tiers_(*ids_[:2], ids_[2] + [2, 6, 7, 8, 9]), "换一组 cuts，人数没有跟着变：不要把比例写死。", "other cuts, but the numbers of members stayed: do not fix the shares.")
step.expect(tiers_([1], [3], [5, 0, 4, 2, 6, 7, 8, 9]))
### BEGIN HIDDEN TESTS
### REFERENCE
done_ = cases.load("ctrip", "orders")[::50]
done_ = done_[done_["status"] == "completed"]
margin_ = done_["gmv_cny"] * done_["take_rate"] - done_["coupon_cny"] - done_["service_cost_cny"]
margin_ = margin_.groupby(done_["member_id"]).sum().round(2).drop_duplicates().sample(160, random_state=7)
close_ = pd.Series(np.arange(10) / 8 - 0.5, index=[f"M{i}" for i in range(10)])


def in_order_(profit, *cuts):
    return reference.assign_pyramid(profit, *cuts).reindex(profit.index)  # a plain list is read so


checks.agree("assign_pyramid", in_order_, (close_ - 2) * 80, case=(
    "亏损的会员也排进前两级时", "members with a loss in the upper two tiers"))
checks.agree("assign_pyramid", in_order_, close_, case=(
    "利润只差几角钱时", "profits that differ by less than a yuan"))
checks.agree("assign_pyramid", in_order_, margin_, (0.25, 0.5, 0.25), case=("换一组 cuts 时", "other cuts"))
checks.agree("assign_pyramid", in_order_, margin_, case=("会员多起来时", "more members"))
### END HIDDEN TESTS

# %% check="pyramid-round" points=5
def tiers_(n, *heads):
    return dict(zip("ABCDEFG"[:n], np.repeat(["key", "ordinary", "small"], heads).tolist()))


seven_ = pd.Series(range(70, 0, -10), index=list("ABCDEFG"))
step = checks.example("assign_pyramid", seven_)
for heads_ in [(1, 3, 3), (1, 2, 4)]:
    step.mistake(tiers_(7, *heads_), "关键客户人数有小数时要进一，现在舍掉了。",
                 "the number of key customers is rounded up, not down.")
step.mistake(tiers_(7, 2, 1, 4), "前两级合起来的人数，满 0.5 要进一。", "key + ordinary: a half counts as one more.")
step.mistake(tiers_(7, 2, 3, 2), "先求前两级合起来的人数，再减去关键客户；不要给普通客户单独取整。",
             "round key + ordinary together, then subtract key; do not round ordinary on its own.")
step.expect(tiers_(7, 2, 2, 3), because=(
    "7 × 0.2 = 1.4，进一是 2 位；7 × 0.5 = 3.5，满 0.5 进一是 4 位，减去 2 位，普通客户 2 位；其余 3 位。",
    "7 × 0.2 = 1.4, up to 2; 7 × 0.5 = 3.5, a half goes up to 4, less 2 leaves 2 ordinary; the other 3 are small."))
step = checks.example("assign_pyramid", seven_.head(5))
step.mistake(tiers_(5, 1, 1, 3), "Python 的 round() 遇到 .5 会靠向偶数，这里要进一。",
             "Python's round() sends .5 to the even number; here it goes up.")
step.expect(tiers_(5, 1, 2, 2), because=(
    "5 × 0.2 正好是 1 位；5 × 0.5 = 2.5，满 0.5 进一是 3 位，减去 1 位，普通客户 2 位；其余 2 位。",
    "5 × 0.2 is 1; 5 × 0.5 = 2.5, a half goes up to 3, less 1 leaves 2 ordinary; the other 2 are small."))
### BEGIN HIDDEN TESTS
### REFERENCE
for n_ in (1, 12):
    crowd_ = pd.Series(range(n_, 0, -1), index=[f"C{i:02}" for i in range(n_)])
    checks.agree("assign_pyramid", reference.assign_pyramid, crowd_, case=(
        "换一个人数时（前两级的人数要合起来取整）", "another number of members (key and ordinary are rounded together)"))
checks.agree("assign_pyramid", reference.assign_pyramid, seven_, (0.1, 0.25, 0.65), case=(
    "换一组 cuts，小数部分不满 0.5 时", "other cuts, with a part of less than a half"))
for n_ in (6, 7):
    checks.agree("assign_pyramid", reference.assign_pyramid, seven_.head(n_), (0.25, 0.5, 0.25), case=(
        "换一组 cuts，人数有小数时", "other cuts, where the number of members is not whole"))
### END HIDDEN TESTS

# %% check="pyramid-ties" points=4
def tiers_(order):
    ranked = dict(zip(order.split(), ["key", "ordinary", "ordinary", "small", "small"]))
    return {i: ranked[i] for i in "M5 M2 M4 M1 M3".split()}

tiny = pd.Series({"M5": 30, "M2": 30, "M4": np.nan, "M1": -8, "M3": np.nan})
step = checks.example("assign_pyramid", tiny)
for order_ in ["M5 M2 M4 M3 M1", "M5 M2 M3 M4 M1"]:
    step.mistake(tiers_(order_), "利润相同时，编号小的要排前面。", "with equal profit the smaller member_id comes first.")
step.mistake({"M5": "key", "M2": "key", "M4": "ordinary", "M1": "small", "M3": "ordinary"},
             "利润相同也要分出先后，人数才对得上。", "rank equal profits too, or the numbers of members are off.")
for order_ in ["M2 M5 M1 M3 M4", "M5 M2 M1 M4 M3", "M2 M5 M1 M4 M3", "M5 M2 M1 M3 M4"]:
    step.mistake(tiers_(order_), "空值要按 0 排，不是排在最后。", "an empty profit ranks as 0, not last.")
for order_ in ["M2 M5 M1", "M5 M2 M1"]:
    step.mistake(dict(zip(order_.split(), ["key", "ordinary", "small"])), "利润为空的会员不见了。",
                 "members with an empty profit have disappeared.")
step.expect(tiers_("M2 M5 M3 M4 M1"), because=(
    "空值按 0 算，利润是 30、30、0、0、−8，利润相同的，编号小的在前：M2、M5、M3、M4、M1；5 × 0.2 = 1 位，5 × 0.5 进一是 3 位。",
    "empty is 0, so 30, 30, 0, 0, −8, ties by id: M2, M5, M3, M4, M1; 5 × 0.2 = 1, 5 × 0.5 goes up to 3."))
### BEGIN HIDDEN TESTS
### REFERENCE
def in_order_(profit, *cuts):
    return reference.assign_pyramid(profit, *cuts).reindex(profit.index)  # a plain list is read so


many_ = pd.Series([7, np.nan, 7, -1, np.nan, np.nan, 7, np.nan, 0, np.nan], index=list("JIHGFEDCBA"))
for profit_ in (many_, many_ * 0):
    checks.agree("assign_pyramid", in_order_, profit_, case=(
        "两级的分界上利润相同，或者有空值时", "equal or empty profits at the border of two tiers"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `share_of_top(profit, top=0.2)`：利润最高的那一部分会员，占总利润的多大比例；
# - `tier_shares(profit, tiers)`：`tiers` 是每位会员的级别，返回 `key`、`ordinary`、`small` 三级各占总利润的多大比例。
#
# **为什么**　二八法则是经验，不是定律。用它之前，要用数据检验。
#
# **规则**
#
# - 占比都写成 0 到 1 之间的小数，例如 0.65，不写 65；可以不取整；如果四舍五入，至少保留三位小数。
# - 前一部分的人数 = `top × n`，有小数就进一（与 R1 相同）。
# - 总利润包含亏损的会员（负数照加）。
# - 同一位会员在 `profit` 和 `tiers` 里的位置可能不同，要按 `member_id` 对上。
#
# **样例**　三个班的捐书量。占比 = 部分 ÷ 总数；两个 Series 的先后不同，pandas 也会按索引对齐。

# %%
books = pd.Series({"c1": 60, "c2": 30, "c3": 10})
grade = pd.Series({"c3": "one", "c2": "two", "c1": "one"})
print(books.nlargest(1).sum() / books.sum())
print(books.groupby(grade).sum() / books.sum())

# %% [markdown] hint=1
# 分子是“一部分人的利润”，分母是“所有人的利润”。想一想：人数占比和利润占比，哪个才是这里要的？

# %% [markdown] hint=2
# 第一个函数：人数用 `int(np.ceil(...))`，`nlargest(人数)` 取出最高的，求和后除以总和。第二个：`groupby(tiers)` 求和，除以总和。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# n_top = int(np.ceil(top * len(profit)))
# return profit.nlargest(...).sum() / ...
#
# return profit.groupby(...).sum() / ...
# ```

# %% contract=true
profit = Values(Number())
top = Number(0, 1)
tiers = Values(Choice("key", "ordinary", "small"))

# %% answer="share"
def share_of_top(profit, top=0.2):
    """利润最高的 top 部分会员占总利润的比例（0–1 的小数）。"""
    ### BEGIN SOLUTION
    n_top = int(np.ceil(top * len(profit)))
    return profit.nlargest(n_top).sum() / profit.sum()
    ### END SOLUTION

def tier_shares(profit, tiers):
    """key、ordinary、small 三级各占总利润的比例：Series，索引是级别。"""
    ### BEGIN SOLUTION
    return profit.groupby(tiers).sum() / profit.sum()
    ### END SOLUTION

# %% check="share-top" points=5
tiny = pd.Series([20, 180, -10, 40, 80, 30, 25, 15, 12, 8], index=[f"M{i}" for i in range(10)])
step = checks.example("share_of_top", tiny)
for value_, zh, en in [
    (0.2, "这是人数的占比，要的是利润的占比。", "this is the share of members; the share of profit is wanted."),
    (65, "请写成 0 到 1 之间的小数。", "give a number between 0 and 1."),
    (0.5, "没有排序，取到的不是利润最高的几位。", "not sorted: these are not the highest profits."),
    (-0.005, "取成利润最低的会员了。", "these are the members with the lowest profit."),
    (260 / 410, "总利润里漏掉了亏损的会员。", "the total leaves out the members with a loss."),
    (260 / 420, "亏损要照负数加到总利润里。", "add the losses to the total as negative numbers."),
    (0.75, "人数正好是整数时，不要再多取一位。", "where the number of members is whole, do not take one more."),
    (260, "还要除以总利润。", "divide by the total profit."),
]:
    step.mistake(value_, zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (180 / 400, "只取了一位：人数是 top × n（top 已经是小数），有小数就进一。", "one member only: take top × n of them (top is a share already)."),
    (400 / 260, "分子和分母反了：最高的那一部分 ÷ 总利润。", "the wrong way round: the profit at the top ÷ the total."),
    (130 / 40, "用利润的总和来除，不是平均数。", "divide sums of profit, not means."),
]:
    step.mistake(value_, zh, en, tol=0.0005)
step.mistake(260 / 140, "分母是全部会员的利润，不是其余会员的。", "divide by the profit of all members, not of the others.", tol=0.0005)
### END HIDDEN TESTS
step.expect(0.65, tol=0.0005, because=(
    "10 × 0.2 = 2 位，利润最高的是 180 和 80；全部十位（含 −10）合计 400：260 ÷ 400。",
    "10 × 0.2 = 2 members with 180 and 80; all ten, −10 included, have 400: 260 ÷ 400."))
seven_ = pd.Series([50, 30, 8, 5, 4, 2, 4], index=list("ABCDEFG"))
step = checks.example("share_of_top", seven_)
step.mistake(50 / 103, "人数有小数时要进一，现在舍掉了。", "round the number of members up, not down.", tol=0.006)
step.mistake(0.78, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.", tol=1e-6)
step.expect(80 / 103, tol=0.0006, because=("7 × 0.2 = 1.4，进一是 2 位：(50 + 30) ÷ 103。", "7 × 0.2 = 1.4, up to 2: (50 + 30) ÷ 103."))
step = checks.example("share_of_top", tiny, 0.5)
step.mistake(0.65, "换一个 top，人数没有跟着变：不要把 0.2 写死。", "another top, but the number of members stayed: do not fix 0.2.", tol=0.006)
step.expect(355 / 400, tol=0.0006, because=(
    "top 是 0.5 时取 5 位：(180 + 80 + 40 + 30 + 25) ÷ 400。", "a top of 0.5 takes 5 members: (180 + 80 + 40 + 30 + 25) ÷ 400."))
### BEGIN HIDDEN TESTS
### REFERENCE
done_ = cases.load("ctrip", "orders")[::50]
done_ = done_[done_["status"] == "completed"]
spent_ = (done_["gmv_cny"] * done_["take_rate"]).groupby(done_["member_id"]).sum()
ties_ = pd.Series([4, -3, 4, 4, 1, -2, 3, 1, 1, 1], index=[f"M{i}" for i in range(10)])
checks.agree("share_of_top", reference.share_of_top, ties_, tol=0.0006, case=(
    "分界上有好几位利润相同时", "equal profits at the border"))
zeros_ = pd.Series([9, 0, 5, 0, 6, 0, 4, 0, -2, 0], index=[f"M{i}" for i in range(10)])
checks.agree("share_of_top", reference.share_of_top, zeros_, tol=0.0006, case=(
    "有的会员利润是 0 时（也算人数）", "members with a profit of 0 (they count, too)"))
checks.agree("share_of_top", reference.share_of_top, spent_ - 60, 0.35, tol=0.0006, case=("换一个 top 时", "another top"))
checks.agree("share_of_top", reference.share_of_top, ties_, 0.9, tol=0.0006, case=(
    "top 大到连亏损的人也排得进去时", "a top so large that it takes in members with a loss"))
checks.agree("share_of_top", reference.share_of_top, spent_, tol=0.0006, case=("会员多起来时", "more members"))
### END HIDDEN TESTS

# %% check="share-tiers" points=5
tiny = pd.Series({"A": 180, "B": 80, "C": 40, "D": 30, "E": -10, "F": 5})
level_ = pd.Series({"F": "small", "E": "small", "D": "small", "C": "ordinary", "B": "ordinary", "A": "key"})
step = checks.example("tier_shares", tiny, level_)
for values_, zh, en in [
    ((1 / 6, 2 / 6, 3 / 6), "这是人数的占比，要的是利润的占比。", "shares of members; the shares of profit are wanted."),
    ((180, 120, 25), "这是利润的总和，还要除以总利润。", "these are sums; divide by the total profit."),
    ((5 / 325, 20 / 325, 300 / 325), "级别和会员没有按 member_id 对上。", "align tiers and members by member_id."),
    ((0.7248, 0.2416, 0.0336), "应该用每级的利润总和，不是平均数。", "use the sum of each tier, not its mean."),
    ((180 / 335, 120 / 335, 35 / 335), "漏掉了亏损的会员。", "the members with a loss are left out."),
    ((55.3846, 36.9231, 7.6923), "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ((0.55, 0.37, 0.08), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(dict(zip(["key", "ordinary", "small"], values_)), zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    ((180 / 335, 120 / 335, 25 / 335), "总利润里漏掉了亏损的会员。", "the total leaves out the members with a loss."),
    ((180 / 325, 300 / 325, 1), "各级分开算，不要往下累加。", "take each tier on its own; do not add them up."),
    ((180 / 325, 80 / 325, 30 / 325), "每一级的利润要加起来，不是取最大的一位。", "add up the profits of a tier; do not take the largest."),
    ((180, 60, 25 / 3), "这是人均利润，要的是占总利润的比例。", "these are profits per member; shares of the total are wanted."),
    ((1, 120 / 180, 25 / 180), "分母是总利润，不是最大的一级。", "divide by the total profit, not by the largest tier."),
    ((180 / 325, 60 / 325, 25 / 3 / 325), "应该用每级的利润总和，不是平均数。", "use the sum of each tier, not its mean."),
]:
    step.mistake(dict(zip(["key", "ordinary", "small"], values_)), zh, en, tol=0.0005)
### END HIDDEN TESTS
step.expect({"key": 180 / 325, "ordinary": 120 / 325, "small": 25 / 325}, tol=0.0005, because=(
    "key 是 180 ÷ 325，ordinary 是 (80 + 40) ÷ 325，small 是 (30 − 10 + 5) ÷ 325。", "key 180 ÷ 325, ordinary (80 + 40) ÷ 325, small (30 − 10 + 5) ÷ 325."))
### BEGIN HIDDEN TESTS
### REFERENCE
done_ = cases.load("ctrip", "orders")[::50]
done_ = done_[done_["status"] == "completed"]
spent_ = (done_["gmv_cny"] * done_["take_rate"]).groupby(done_["member_id"]).sum() - 60
level_ = pd.cut(spent_.rank(pct=True), [0, 0.5, 0.8, 1], labels=["small", "ordinary", "key"]).astype(str)
few_ = pd.Series({"M3": 30, "M1": 50, "M4": 15, "M2": 20, "M5": 25})
tier_ = pd.Series({"M1": "key", "M2": "small", "M3": "ordinary", "M4": "small", "M5": "small"})
checks.agree("tier_shares", reference.tier_shares, few_, tier_, tol=0.0006, case=(
    "小客户的占比最大时", "small customers with the largest share"))
spent_, level_ = spent_.sample(frac=1, random_state=8), level_.sample(frac=1, random_state=3)
checks.agree("tier_shares", reference.tier_shares, spent_, level_, tol=0.0006, case=(
    "两个 Series 的先后都打乱时", "both Series in an order of their own"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把前三个任务连起来：先算 `profit = profit_by_customer(orders, members)`，再看 `share_of_top(profit)`。二八法则在这批模拟会员身上成立吗？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `method(tier, potential, is_bad)`，返回管理方法的代号（文字）。`tier` 是 `"key"`、`"ordinary"` 或 `"small"`；`potential` 表示有没有升级潜力；`is_bad` 表示是不是劣质客户，后两个都是 `True` 或 `False`。
#
# **为什么**　规则写成程序，谁来用结果都一样，客户也不会因为换了客服就换了待遇。
#
# **规则 R2（本课程约定）**
#
# | 代号 | 客户 | 管理方法 |
# |---|---|---|
# | `K` | 关键客户 | 集中优势资源；加强沟通，情感交流，密切双方关系；成立专门机构 |
# | `O+` | 普通客户，有升级潜力 | 培养成关键客户 |
# | `O-` | 普通客户，没有升级潜力 | 减少服务，降低成本 |
# | `S+` | 小客户，有升级潜力 | 培养成普通客户甚至关键客户 |
# | `S-` | 小客户，没有升级潜力 | 提高服务价格，降低服务成本 |
# | `SX` | 小客户里的劣质客户 | 坚决淘汰 |
#
# - 小客户先看是不是劣质：是劣质，就不再看潜力。
# - 关键客户和普通客户不看劣质标记。
# - 代号里的加号、减号用英文半角。
#
# **样例**　电影院的票价规则，也是先后分明：会员先看，再看年龄。

# %%
def ticket(member, age):
    if member:
        return "M"
    return "C+" if age < 14 else "C-"


print(ticket(True, 12), ticket(False, 12), ticket(False, 30))

# %% [markdown] hint=1
# 先问哪一个条件？把表里的六行画成一棵“先问什么、再问什么”的树。

# %% [markdown] hint=2
# 先按 `tier` 分三路：关键客户直接返回；普通客户只看潜力；小客户先看 `is_bad`，再看潜力。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if tier == "key":
#     return ...
# if tier == "ordinary":
#     return "O+" if ... else "O-"
# if ...:
#     return "SX"
# return ...
# ```

# %% contract=true
tier = Choice("key", "ordinary", "small")
potential = Flag()
is_bad = Flag()

# %% answer="method"
def method(tier, potential, is_bad):
    """管理方法的代号：K、O+、O-、S+、S- 或 SX。"""
    ### BEGIN SOLUTION
    if tier == "key":
        return "K"
    if tier == "ordinary":
        return "O+" if potential else "O-"
    if is_bad:
        return "SX"
    return "S+" if potential else "S-"
    ### END SOLUTION

# %% check="method-tiers" points=8
swap_zh_, swap_en_ = "有潜力和没有潜力弄反了。", "with and without potential are swapped."
checks.example("method", "ordinary", False, False)
for tier_, potential_, right_, wrong_ in [("ordinary", False, "O-", "O+"), ("ordinary", True, "O+", "O-"),
                                      ("small", False, "S-", "S+"), ("small", True, "S+", "S-"),
                                      ("key", True, "K", "K+"), ("key", False, "K", "K-")]:
    step = checks.example("method", tier_, potential_, False, case=("有一种客户", "one kind of customer"))
    step.mistake(lambda code: set(code) & set("＋－−–—"), "代号里的加号、减号要用英文半角。", "type + and - in half-width characters.")
    step.mistake(lambda code: not code.isascii(), "要返回代号，例如 K，不是中文。", "return the code, such as K, not Chinese.")
    step.mistake(lambda code: code != code.upper() == right_, "代号的字母要大写。", "write the code in capitals.")
    step.mistake(lambda code: tier_ == "key" and code[0] == "K" and len(code) > 1 and code.isascii(), "关键客户只有一个代号，不看潜力。", "key customers have one code, whatever their potential.")
    step.mistake(lambda code: potential_ and code == wrong_, "有潜力的没有看出来：要看 potential，它本身就是 True 或 False，不是文字。",
                 "the potential was not seen: look at it; it is True or False itself, not a text.")
    step.mistake(lambda code: code == wrong_, swap_zh_, swap_en_)
    step.mistake(lambda code: {tier_, code[0]} in ({"ordinary", "S"}, {"small", "O"}) or (tier_ != "key" and code[0] == "K"), "代号和级别对不上：K 是关键客户，O 是普通客户，S 是小客户。",
                 "code and tier do not match: K is key, O ordinary, S small.")
    step.mistake("SX", "这位客户不是劣质客户。", "this customer is not a poor-quality one.")
    step.expect(right_, because=(f"{tier_}、potential 是 {potential_}，按规则 R2 的表是 {right_}（字母 O、S，不是数字 0）。",
                                 f"{tier_} with potential {potential_}: the table of R2 says {right_} (letters, no digit 0)."))
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_, potential_ in [("small", False), ("key", True), ("ordinary", True)]:
    checks.agree("method", reference.method, tier_, potential_, False, case=("换一位客户时", "another customer"))
### END HIDDEN TESTS

# %% check="method-bad" points=7
checks.example("method", "small", False, True)
for tier_, potential_, right_ in [("small", False, "SX"), ("small", True, "SX"),
                               ("ordinary", True, "O+"), ("ordinary", False, "O-"), ("key", False, "K")]:
    step = checks.example("method", tier_, potential_, True, case=("有一种客户", "one kind of customer"))
    step.mistake(lambda code: tier_ != "small" and code.endswith("X"), "劣质标记只对小客户起作用。",
                 "the poor-quality mark matters for small customers only.")
    step.mistake(lambda code: tier_ == "ordinary" and code in ("O+", "O-") and code != right_,
                 "普通客户只看有没有潜力，不看劣质标记。", "ordinary customers: only the potential counts, not the mark.")
    step.mistake(lambda code: tier_ == "small" and code == "S+", "劣质的小客户就不再看潜力了，想想先问哪一个。",
                 "a poor-quality small customer's potential no longer counts: which question comes first?")
    step.mistake(lambda code: tier_ == "small" and code == "S-", "劣质的小客户有自己的代号。",
                 "a poor-quality small customer has a code of its own.")
    step.mistake(lambda code: code != "SX" and code.upper() in ("SX", "X"), "劣质小客户的代号是两个大写字母：SX。",
                 "the code of a poor-quality small customer is two capitals: SX.")
    step.expect(right_, because=(
        f"tier 是 {tier_}、potential 是 {potential_}、is_bad 是 True，按规则 R2 的表是 {right_}。",
        f"with tier {tier_}, potential {potential_} and is_bad True the table of R2 says {right_}."))
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_, potential_ in [("key", True), ("small", True), ("ordinary", False)]:
    checks.agree("method", reference.method, tier_, potential_, True, case=("换一位有劣质标记的客户时", "another marked customer"))
### END HIDDEN TESTS

# %% [markdown]
# **接着想**　“坚决淘汰”之前，企业手里要有什么证据？书面作业会再谈。

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写函数 `rfm(orders, ref_date, window=12)`，返回一张表：索引是 `member_id`，三列是 `R`（天）、`F`（次）、`M`（元）。
#
# **为什么**　同样花一万元，昨天刚来和十个月没来，要做的事完全不同。R、F、M 从订单就能算出来。
#
# **规则 R3（本课程约定）**
#
# - 只算已完成的订单；取消和退款的不算。订单不一定按时间排好。
# - 只看日期，不看钟点：先用 `.dt.normalize()` 去掉 `order_ts` 的钟点。
# - 窗口是参照日（含当天）往前 `window` 个月。例：参照日是 2026-06-30，`window=12`，窗口就是 2025-07-01 到 2026-06-30。
# - R = 最近一次下单到参照日的整天数；F = 窗口里的订单数；M = 窗口里 `gmv_cny` 的总和（消费金额，不是利润；留到分，不取整到元）。
# - 窗口里一笔订单也没有的会员叫 `no-order`，不出现在表里。
#
# **样例**　图书馆的借书记录：日期怎么往前推三个月，两个日期怎么相减，怎么分组取最近一天。

# %%
today = pd.Timestamp("2026-06-30")
loans = pd.DataFrame({"reader": ["a", "a", "b"]})
loans["at"] = pd.to_datetime(["2026-05-02 10:00", "2026-06-27 18:30", "2026-02-01 09:15"])
loans["day"] = loans["at"].dt.normalize()
recent = loans[(loans["day"] > today - pd.DateOffset(months=3)) & (loans["day"] <= today)]
last = recent.groupby("reader")["day"].max()
print((today - last).dt.days)

# %% [markdown] hint=1
# 先删后算：不该算的订单有两种，一种看状态，一种看日期。

# %% [markdown] hint=2
# 筛状态，去钟点，筛窗口，按 `member_id` 分组；R 用最近一天（`max`）去减，F 用 `size`，M 用 `sum`；最后拼成一张表。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# done = orders[orders["status"] == ...]
# day = done["order_ts"].dt.normalize()
# recent = done.assign(day=day)[(day > ref_date - pd.DateOffset(months=...)) & (day <= ...)]
# groups = recent.groupby("member_id")
# return pd.DataFrame({"R": (ref_date - groups["day"]....).dt.days, "F": ..., "M": ...})
# ```

# %% contract=true
orders = Table("ctrip/orders", "order_ts gmv_cny status", key="order_id", order_id=Text(empty=False), member_id=Text(empty=False))
ref_date = Moment(day=True)
window = Number(1, whole=True)

# %% answer="rfm"
def rfm(orders, ref_date, window=12):
    """每位会员的 R（天）、F（次）、M（元）：DataFrame，索引是 member_id。"""
    ### BEGIN SOLUTION
    done = orders[orders["status"] == "completed"]
    day = done["order_ts"].dt.normalize()
    recent = done.assign(day=day)[(day > ref_date - pd.DateOffset(months=window)) & (day <= ref_date)]
    groups = recent.groupby("member_id")
    last = groups["day"].max()
    return pd.DataFrame({"R": (ref_date - last).dt.days, "F": groups.size(), "M": groups["gmv_cny"].sum()})
    ### END SOLUTION

# %% check="rfm-values" points=6
day_ = pd.Timestamp("2026-06-30")
tiny = pd.DataFrame({"order_id": ["O1", "O3", "O2"], "member_id": ["A", "B", "A"], "status": "completed",
                     "order_ts": pd.to_datetime(["2026-04-01 20:15", "2026-06-30 18:00", "2026-06-20 09:30"]),
                     "gmv_cny": [600.0, 250.0, 400.45],
                     "take_rate": 0.1, "coupon_cny": 0.0, "service_cost_cny": 0.0})
right_ = pd.DataFrame({"R": [10, 0], "F": [2, 1], "M": [1000.45, 250]}, index=["A", "B"])
step = checks.example("rfm", tiny, day_)
for column_, values_, zh, en in [
    ("R", [90, 0], "R 要看最近一次下单，现在看的是最早一次。", "R looks at the latest order; this is the earliest one."),
    ("R", [-10, 0], "R 的正负反了：用参照日去减下单日。", "R has the wrong sign: reference date minus order date."),
    ("R", [11, 1], "R 多了一天：两个日期相减就行，不用再加 1。", "R is a day too long: subtract the dates, add nothing."),
    ("R", [9, -1], "R 少了一天：相减以前先去掉钟点。", "R is a day short: drop the time of day before subtracting."),
    ("M", [500.225, 250], "M 是金额的总和，不是平均数。", "M is the sum of the amounts, not their mean."),
    ("M", [600, 250], "M 是金额的总和，不是最大的一笔。", "M is the sum of the amounts, not the largest."),
    ("M", [100.045, 25], "M 是消费金额，不是佣金或利润。", "M is the amount spent, not commission or profit."),
    ("M", [1000, 250], "M 不要取整到元；四舍五入的话，留到分。", "do not round M to whole yuan; to the cent is fine."),
]:
    step.mistake(right_.assign(**{column_: values_}), zh, en)
for short_ in (right_.loc[["A"]], right_.loc[["A"]].assign(R=9)):
    step.mistake(short_, "参照日当天的订单也要算；先去掉钟点再比日期。",
                 "an order on the reference date counts too; drop the time of day before comparing.")
step.mistake(lambda got: list(got.index) == [0, 1] and not {"A", "B"} & set(got.iloc[0]), "编号不见了：表的索引要是 member_id。", "the ids are gone: the index of the table is member_id.")
### BEGIN HIDDEN TESTS
for column_, values_, zh, en in [
    ("M", [1000.4, 250], "四舍五入的话，M 保留到分。", "if you round M, round to the cent."),
    ("M", [1000.5, 250], "四舍五入的话，M 保留到分。", "if you round M, round to the cent."),
    ("M", [2, 1], "M 是金额的总和，不是次数。", "M is the sum of the amounts, not the number of orders."),
    ("F", [1, 1], "F 是窗口里的订单数，每一单都要数。", "F is the number of orders in the window; count every one."),
    ("R", [50, 0], "R 看最近的一次，不是几次的平均。", "R looks at the latest order, not at the mean of several."),
    ("R", [355, 365], "R 从最近一次下单数到参照日，不从窗口的头一天数。", "R counts from the latest order to the reference date, not from the first day of the window."),
    ("R", [0, 0], "R 是天数，不是月数，也不是几周。", "R is in days, not in months or weeks."),
    ("F", [1000.45, 250], "F 是次数，不是金额。", "F is the number of orders, not an amount."),
    ("R", [80, 0], "R 是离参照日的天数，不是两单之间的天数。", "R is the days up to the reference date, not between two orders."),
    ("M", [400.45, 250], "M 是金额的总和，不是最后一笔。", "M is the sum of the amounts, not the last one."),
]:
    step.mistake(right_.assign(**{column_: values_}), zh, en)
step.mistake(lambda got: any(str(key).startswith("O") for key in got.index), "按会员分组，不按订单：groupby(\"member_id\")。", "group by member, not by order: groupby(\"member_id\").")
step.mistake(right_.assign(F=[1000.45, 250], M=[2, 1]), "F 和 M 弄反了：F 是次数，M 是金额。", "F and M are swapped: F counts orders, M adds up amounts.")
step.mistake(right_.assign(F=[1, 1], M=[400.45, 250]), "窗口太短：window 是几个月，不是几天，也不是几周。", "the window is too short: window is in months, not in days or weeks.")
step.mistake(lambda got: isinstance(got["R"].iloc[0], pd.Timedelta), "R 是天数：两个日期相减以后取 .dt.days。", "R is a number of days: subtract the dates, then take .dt.days.")
step.mistake(lambda got: isinstance(got["R"].iloc[0], pd.Timestamp), "R 是天数，不是日期：用参照日去减。", "R is a number of days, not a date: subtract the date from the reference date.")
### END HIDDEN TESTS
step.expect(right_, because=(
    "A 的最近一单在 6 月 20 日，到 30 日是 10 天；两单，600 + 400.45。B 参照日当天下单，R 是 0。",
    "A's latest order is of 20 June, 10 days before the 30th; two orders, 600 + 400.45. B ordered on the day itself: R is 0."))
### BEGIN HIDDEN TESTS
### REFERENCE
times_ = ["2026-03-02 08:00", "2026-05-10 09:00", "2026-05-10 21:00", "2026-06-01", "2026-06-01 10:00", "2026-06-29"]
few_ = cases.load("ctrip", "orders").head(6).assign(
    member_id="M1 M1 M1 M2 M2 M1".split(), status="completed", gmv_cny=300.0,
    order_ts=pd.to_datetime(times_, format="mixed"))
checks.agree("rfm", reference.rfm, few_.iloc[[0, 5]].assign(gmv_cny=[100.0, 250.0]).reset_index(drop=True), day_, case=(
    "参照日没有人下单时", "a reference date on which nobody ordered"))
checks.agree("rfm", reference.rfm, few_, day_, case=(
    "同一天有两单，金额又一样时", "two orders of the same amount on one day"))
checks.agree("rfm", reference.rfm, few_.iloc[[0, 3, 5, 4, 2, 1]].reset_index(drop=True), day_, case=(
    "订单不按时间排时", "orders that do not stand in the order of time"))
### END HIDDEN TESTS

# %% check="rfm-status" points=4
day_ = pd.Timestamp("2026-06-30")
tiny = pd.DataFrame({"order_id": ["O3", "O4", "O1", "O2"], "member_id": ["A", "A", "A", "B"],
                     "gmv_cny": [400.0, 900.0, 300.0, 500.0],
                     "status": ["completed", "cancelled", "refunded", "cancelled"],
                     "order_ts": pd.to_datetime(["2026-06-20", "2026-06-29", "2026-05-11", "2026-06-01"])})
step = checks.example("rfm", tiny, day_)
for members_, r_, f_, m_, zh, en in [
    ("AB", [1, 29], [3, 1], [1600, 500], "取消和退款的订单也算进去了。", "cancelled and refunded orders were counted too."),
    ("A", [1], [1], [400], "R 也只看已完成的订单。", "R looks at completed orders only, too."),
    ("A", [10], [2], [700], "退款的订单也算进去了。", "refunded orders were counted too."),
    ("AB", [1, 29], [2, 1], [1300, 500], "取消的订单也算进去了。", "cancelled orders were counted too."),
]:
    step.mistake(pd.DataFrame({"R": r_, "F": f_, "M": m_}, index=list(members_)), zh, en)
### BEGIN HIDDEN TESTS
step.mistake(lambda got: "B" in list(got.index) + list(got.get("member_id", [])), "B 一单也没有完成，属于 no-order，不出现在表里。",
             "B has no completed order, is no-order, and is not in the table.")
### END HIDDEN TESTS
step.expect(pd.DataFrame({"R": [10], "F": [1], "M": [400]}, index=["A"]), because=(
    "A 只有 6 月 20 日那一单完成了，B 一单也没有完成。", "A has one completed order, of 20 June, and B has none."))
### BEGIN HIDDEN TESTS
### REFERENCE
day_, real_ = cases.reference_date("ctrip"), cases.load("ctrip", "orders")[::50]
real_ = real_[real_["order_ts"] > day_ - pd.DateOffset(days=150)]
real_ = real_[~real_["member_id"].str.startswith("T")].reset_index(drop=True)  # of them the task says nothing
checks.agree("rfm", reference.rfm, real_, day_, case=(
    "订单多起来，已完成、已取消、已退款的都有时", "more orders, completed, cancelled and refunded"))
### END HIDDEN TESTS

# %% check="rfm-window" points=5
day_ = pd.Timestamp("2026-06-30")
dates_ = ["2026-06-10", "2025-09-01", "2025-06-01", "2024-03-01", "2026-07-05"]
tiny = pd.DataFrame({"order_id": ["O4", "O3", "O2", "O1", "O5"], "member_id": ["A", "A", "A", "B", "A"],
                     "gmv_cny": [100.0, 200.0, 400.0, 800.0, 1600.0], "status": "completed",
                     "order_ts": pd.to_datetime(dates_)})
step = checks.example("rfm", tiny, day_)
step.mistake(pd.DataFrame({"R": [-5, 851], "F": [4, 1], "M": [2300, 800]}, index=["A", "B"]),
             "窗口没有起作用，所有订单都算了。", "the window has no effect: all orders were counted.")
step.mistake(pd.DataFrame({"R": [20, 851], "F": [3, 1], "M": [700, 800]}, index=["A", "B"]),
             "窗口以前的老订单也算进去了。", "orders from before the window were counted.")
step.mistake(pd.DataFrame({"R": [-5], "F": [3], "M": [1900]}, index=["A"]), "参照日以后的订单还不能算。",
             "orders after the reference date do not count yet.")
for r_, zh, en in [
    (-5, "R 也只看窗口里的订单。", "R looks at the orders in the window only, too."),
    (302, "R 要看最近的一天，不是表里的最后一行。", "R looks at the latest day, not at the last row."),
]:
    step.mistake(pd.DataFrame({"R": [r_], "F": [2], "M": [300]}, index=["A"]), zh, en)
short_ = pd.DataFrame({"R": [20], "F": [1], "M": [100]}, index=["A"])
step.mistake(short_, "窗口太短了：看看 window 是几个月。", "the window is too short: look at how many months it has.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: "B" in list(got.index) + list(got.get("member_id", [])), "B 在窗口里没有订单，不出现在表里。",
             "B has no order in the window and is not in the table.")
### END HIDDEN TESTS
step.expect(pd.DataFrame({"R": [20], "F": [2], "M": [300]}, index=["A"]), because=(
    "R、F、M 都只看窗口（2025-07-01 到 2026-06-30）里的两单：6 月 10 日 100 元，9 月 1 日 200 元。",
    "R, F and M look at the two orders in the window (2025-07-01 to 2026-06-30): 10 June, 100 yuan, and 1 September, 200 yuan."))
checks.example("rfm", tiny, day_, 3).mistake(pd.DataFrame({"R": [20], "F": [2], "M": [300]}, index=["A"]),
    "换了 window，结果没有跟着变。", "window was changed, but the result was not.").expect(short_, because=(
    "window 是 3 个月时，窗口里只有 6 月 10 日那一单。", "with a window of 3 months there is the order of 10 June only."))
### BEGIN HIDDEN TESTS
checks.example("rfm", tiny, pd.Timestamp("2025-09-15"), about=("换一个参照日时", "another reference date")).mistake(
    pd.DataFrame({"R": [20], "F": [2], "M": [300]}, index=["A"]), "换了 ref_date，结果没有跟着变：不要把参照日写死。",
    "ref_date was changed, but the result was not: do not fix the date.").expect(pd.DataFrame({"R": [14], "F": [2], "M": [600]}, index=["A"]), because=(
    "换一个参照日，窗口跟着变。", "With another reference date the window moves."))
### REFERENCE
for day_, window_ in ((pd.Timestamp("2024-09-15"), 12), (pd.Timestamp("2026-03-15"), 6)):
    before_ = day_ - pd.DateOffset(months=window_)  # the last day before the window
    ends_ = [before_ + pd.Timedelta(hours=23), before_ + pd.Timedelta(hours=25)]
    ends_ += [day_ + pd.Timedelta(hours=22), day_ + pd.Timedelta(hours=25)]
    edge_ = cases.load("ctrip", "orders").head(4).assign(
        status="completed", member_id=["M1", "M2", "M3", "M4"], order_ts=ends_)
    checks.agree("rfm", reference.rfm, edge_, day_, window_, case=(
        "下单的日子在窗口的头一天、最后一天和前后一天时", "orders on the first and last day of the window and a day outside"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `rfm_label(r, f, m, means)`：`means` 存着三个平均数（`means["R"]`、`means["F"]`、`means["M"]`），返回箭头文字，例如 `"R↓F↑M↑"`；
# - `type_counts(table)`：`table` 有 `R`、`F`、`M` 三列，返回 8 种类型各有多少位会员。
#
# **为什么**　三个数字不好记，三个箭头一看就懂。
#
# **规则 R4（本课程约定）**
#
# - 大于或等于平均数，标 `↑`；小于平均数，标 `↓`。三个数一样对待，先后是 R、F、M。
# - 小心：R 是离上次下单的天数，`R↑` 说明很久没来，不是好事。
# - `table` 里 `F` 是 0 的会员是 `no-order`：求平均数时不算在内，也不算进 8 种类型。
# - 8 种类型都要列出，没有人的写 0。
# - 原来的方法是先聚类，再拿每一类的平均数去比。这里给单个会员标箭头，是简化的做法。
#
# **样例**　两门课的成绩和平均分比；再数一数四天里的天气，没出现的也写 0。箭头可以从这里复制：↑ ↓

# %%
average, mark = {"maths": 70, "sport": 80}, {"maths": 70, "sport": 65}
print("".join(name[0].upper() + ("↑" if mark[name] >= average[name] else "↓") for name in mark))
weather = pd.Series(["sun", "rain", "sun", "sun"])
print(weather.value_counts().reindex(["sun", "rain", "snow"], fill_value=0))

# %% [markdown] hint=1
# 先写对 `rfm_label`，另一个函数要靠它。等于平均数的时候，箭头朝哪边？

# %% [markdown] hint=2
# `type_counts` 分四步：去掉 `F` 是 0 的行；求三列的平均数；给每一行标箭头；用 `value_counts` 数人数，再用 `reindex(TYPES, fill_value=0)` 补齐。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# pairs = zip("RFM", (r, f, m))
# return "".join(name + ("↑" if value ... means[name] else "↓") for name, value in pairs)
#
# buyers = table[table["F"] > ...]
# means = buyers[["R", "F", "M"]].mean()
# labels = [rfm_label(row.R, row.F, row.M, means) for row in buyers.itertuples()]
# return pd.Series(labels).value_counts().reindex(TYPES, fill_value=...)
# ```

# %% contract=true
r = Number(0)
f = Number(0, whole=True)
m = Number(0)
means = Record(R=Number(0), F=Number(0), M=Number(0))
table = Table(R=Number(0, whole=True, missing=True), F=Number(0, whole=True), M=Number(0))

# %% answer="arrows"
TYPES = ["R↓F↑M↑", "R↓F↓M↑", "R↓F↑M↓", "R↓F↓M↓", "R↑F↑M↑", "R↑F↑M↓", "R↑F↓M↑", "R↑F↓M↓"]

def rfm_label(r, f, m, means):
    """三个箭头，例如 R↓F↑M↑；大于或等于平均数是 ↑。"""
    ### BEGIN SOLUTION
    pairs = zip("RFM", (r, f, m))
    return "".join(name + ("↑" if value >= means[name] else "↓") for name, value in pairs)
    ### END SOLUTION

def type_counts(table):
    """8 种类型各有多少位会员：Series，索引是 TYPES。"""
    ### BEGIN SOLUTION
    buyers = table[table["F"] > 0]
    means = buyers[["R", "F", "M"]].mean()
    labels = [rfm_label(row.R, row.F, row.M, means) for row in buyers.itertuples()]
    return pd.Series(labels).value_counts().reindex(TYPES, fill_value=0)
    ### END SOLUTION

# %% check="arrows-label" points=7
means_ = {"R": 100.0, "F": 5.0, "M": 2000.0}
step = checks.example("rfm_label", 20, 3, 9000, means_)
step.mistake("R↑F↑M↓", "箭头全反了：大于或等于平均数才是 ↑。", "all arrows are reversed: ↑ means at least the mean.")
step.mistake("R↑F↓M↑", "R 也一样：小于平均数就是 ↓，不要因为“近是好事”改成 ↑。",
             "R follows the same rule: below the mean is ↓, even though recent is good.")
step.mistake("↓↓↑", "箭头前面要写上 R、F、M。", "write R, F and M before the arrows.")
step.mistake(lambda text: text.upper().replace(" ", "") == "R↓F↓M↑" != text, "只写大写字母和箭头，中间没有空格。",
             "capital letters and arrows only, without spaces.")
step.mistake("R↓F↑M↓", "F 和 M 弄反了：三个数的先后是 R、F、M。", "F and M are swapped: the order is R, F, M.")
### BEGIN HIDDEN TESTS
for text_, name_ in [("R↓F↑M↑", "F"), ("R↓F↓M↓", "M")]:
    step.mistake(text_, f"{name_} 的箭头反了：大于或等于平均数是 ↑，小于是 ↓。", f"the arrow of {name_} is reversed: ↑ means at least the mean.")
step.mistake("R↑F↑M↑", "每个数要和自己的平均数比，不是和 0 比。", "compare each value with the mean of its own, not with 0.")
step.mistake(lambda text: not set("↑↓") & set(text), "箭头写 ↑ 和 ↓，可以从样例里复制。", "write the arrows ↑ and ↓; copy them from the example.")
### END HIDDEN TESTS
step.expect("R↓F↓M↑", because=(
    "20 小于 100，3 小于 5，9000 不小于 2000；顺序是 R、F、M，字母在前，箭头在后，连成一个字符串。",
    "20 is below 100, 3 below 5, 9000 not below 2000; in the order R, F, M, each letter before its arrow, in one text."))
step = checks.example("rfm_label", 100, 5, 2000, means_)
step.mistake(lambda text: "↓" in text, "每个数和自己的平均数比；正好等于平均数时，也标 ↑。",
             "compare each value with the mean of its own; one equal to it gets ↑ too.")
step.expect("R↑F↑M↑", because=("三个数都等于平均数，都标 ↑。", "all three equal the mean: ↑ each."))
### BEGIN HIDDEN TESTS
### REFERENCE
for i_, r_ in enumerate((99.5, 100, 300)):
    for j_, f_ in enumerate((4, 5, 30)):
        m_ = (0, 2000, 2000.5)[(i_ + j_) % 3]
        checks.agree("rfm_label", reference.rfm_label, r_, f_, m_, pd.Series(means_), case=(
            "有的等于平均数，有的不等时", "some values equal to the mean and some not"))
other_ = {"M": 800.2, "F": 2.5, "R": 40.0}
for r_, f_, m_ in ((40, 2, 800.5), (39, 3, 800.1), (41, 2, 799)):
    checks.agree("rfm_label", reference.rfm_label, r_, f_, m_, other_, case=(
        "换一组平均数时（有小数，不要取整）", "other means (with decimals; do not round them)"))
### END HIDDEN TESTS

# %% check="arrows-counts" points=8
names_ = ["R↓F↑M↑", "R↓F↓M↑", "R↓F↑M↓", "R↓F↓M↓", "R↑F↑M↑", "R↑F↑M↓", "R↑F↓M↑", "R↑F↓M↓"]
tiny = pd.DataFrame({"R": [10, 20, 200, 70, np.nan, np.nan], "F": [8, 3, 1, 1, 0, 0],
                     "M": [9000, 7000, 300, 1700, 0, 0]}, index=list("ABCDNO"))
step = checks.example("type_counts", tiny)
step.mistake({names_[0]: 1, names_[1]: 1, names_[3]: 1, names_[7]: 1}, "没有人的类型也要列出来，写 0。",
             "list the types without members too, with 0.")
for counts_, zh, en in [
    ([25, 25, 0, 25, 0, 0, 0, 25], "这是百分之几，要的是人数。", "these are percentages; numbers of members are wanted."),
    ([0.25, 0.25, 0, 0.25, 0, 0, 0, 0.25], "这是占比，要的是人数。", "these are shares; numbers of members are wanted."),
    ([2, 0, 0, 1, 0, 0, 0, 1], "求平均数以前，先去掉 F 是 0 的会员；平均数不要取整。", "drop members with F = 0 before the mean, and do not round the mean."),
    ([2, 0, 0, 3, 0, 0, 0, 1], "先去掉 F 是 0 的会员，再求平均、再数。", "drop members with F = 0 first."),
    ([2, 0, 0, 2, 0, 0, 0, 2], "空着的 R 不是 0：先去掉 F 是 0 的会员。", "an empty R is not 0: drop members with F = 0."),
    ([1, 1, 0, 3, 0, 0, 0, 1], "F 是 0 的会员不算进 8 种类型。", "members with F = 0 have none of the eight types."),
    ([1, 0, 0, 0, 0, 0, 0, 1], "F 是 1 的会员也算，只去掉 F 是 0 的。", "members with F = 1 count; drop those with F = 0 only."),
    ([2, 0, 0, 0, 0, 0, 0, 2], "请和平均数比，不是中位数。", "compare with the mean, not the median."),
]:
    step.mistake(dict(zip(names_, counts_)), zh, en)
### BEGIN HIDDEN TESTS
step.mistake(lambda got: got.isna().any(), "没有人的类型写 0，不是空值。", "a type without members is 0, not an empty value.")
step.mistake(lambda got: isinstance(got, (list, pd.Series)) and set(got) <= set(names_), "返回每种类型的人数，不是每位会员的箭头。", "return how many members each type has, not the arrows of each member.")
### END HIDDEN TESTS
step.expect(dict(zip(names_, [1, 1, 0, 1, 0, 0, 0, 1])), because=(
    "去掉 F 是 0 的两位，平均数是 R 75、F 3.25、M 4500；A、B、C、D 依次是 R↓F↑M↑、R↓F↓M↑、R↑F↓M↓、R↓F↓M↓。",
    "without the two with F = 0 the means are R 75, F 3.25, M 4500; A to D are R↓F↑M↑, R↓F↓M↑, R↑F↓M↓, R↓F↓M↓."))
### BEGIN HIDDEN TESTS
### REFERENCE
done_ = cases.load("ctrip", "orders")[::200]
done_ = done_[done_["status"] == "completed"].groupby("member_id")
many_ = done_.agg(R=("lead_days", "max"), F=("order_ts", "count"), M=("gmv_cny", "sum")).astype(float)
many_.iloc[::9] = [np.nan, 0, 0]
few_ = pd.DataFrame({"M": [300, 100, 200, 200, 0], "F": [3, 1, 2, 2, 0], "R": [10, 30, 20, 20, np.nan]}, index=list("ABCDN"))
old_ = pd.DataFrame({"R": [10, 30, 20, 400, 25], "F": [3, 1, 2, 0, 1], "M": [300, 100, 200, 0, 0]}, index=list("ABCDE"))
checks.agree("type_counts", reference.type_counts, many_, case=(
    "换一张表，平均数不同时（不要取整）", "another table with other means (do not round them)"))
checks.agree("type_counts", reference.type_counts, old_, case=(
    "F 是 0 而 R 有天数，或者 F 是 1 而 M 是 0 时（只看 F）", "F = 0 with days in R, or F = 1 with M = 0 (F alone decides)"))
checks.agree("type_counts", reference.type_counts, few_, case=(
    "有人正好等于平均数，三列的先后也不同时", "members equal to the mean, and columns in another order"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，先算 `table = rfm(orders, cases.reference_date("ctrip"))`，再看 `type_counts(table)`。哪一种人最多？为什么低于平均数的人比一半还多？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看六个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
