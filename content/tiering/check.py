# %% [markdown]
# # {title}
#
# 八道小题，跟着课文六节走，合计 {total} 分，大约 {minutes} 分钟。每题都能检查，马上知道对错；答错了再看课文、再动滑块，次数不限。
#
# - 答案都由课文里的模型和数据现算出来。换一份数据，答案也会变。
# - 会员和订单都是**模拟**的，算出来的数不能当成携程公司的事实。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；填数题直接写数字，百分之 12 写 `12`、`"12%"` 或 `0.12` 都行。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases
from keguan.models import tiering as models

# %%
members = cases.load("ctrip", "members")
orders = cases.load("ctrip", "orders")
profiles = cases.load("ctrip", "profiles")

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 课文第一节量过：住酒店间夜数最多的 20% 会员，占全部间夜的百分之几？四舍五入到整数。（没订过酒店的会员也算人数。）

# %% answer="c1"
c1 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
guests = members[~members["member_id"].str.startswith("T")]
hotel = orders[(orders["product"] == "hotel") & (orders["status"] == "completed")]
stays = hotel.groupby("member_id")["nights_or_qty"].sum().reindex(guests["member_id"], fill_value=0)
c1 = round(100 * stays.nlargest(len(stays) // 5).sum() / stays.sum())
### END SOLUTION

# %% check="c1-check" points=12
def top_(amount, ids=tuple(cases.load("ctrip", "profiles")["member_id"])):
    amount = amount.reindex(ids, fill_value=0)
    return round(100 * amount.nlargest(len(amount) // 5).sum() / amount.sum())

all_ = cases.load("ctrip", "orders")
done_ = all_[all_["status"] == "completed"]
stays_ = done_[done_["product"] == "hotel"].groupby("member_id")
nights_ = stays_["nights_or_qty"].sum()
right_ = top_(nights_)
checks.number("c1")
for value_, zh, en in [
    (20, "这是人数的占比，要的是间夜的占比。", "this is the share of members, not of nights."), (top_(nights_, nights_.index), "没订过酒店的会员也要算人数，别忘了补 0。", "members without a stay count too: give them 0."),
    (80, "80% 是二八法则里的数，要的是用数据算出来的。", "80% is the number in the rule; work it out from the data."), (100 - right_, "这是其余 80% 会员的占比。", "this is the share of the other 80% of members."),
    (top_(stays_["gmv_cny"].sum()), "要的是间夜的占比，不是金额的。", "the share of nights is wanted, not of money."), (top_(stays_.size()), "要的是间夜的占比，不是订单数的。", "the share of nights is wanted, not of orders."),
    (top_(done_.groupby("member_id")["nights_or_qty"].sum()), "只算酒店（hotel）的订单。", "hotel orders only."), (top_(all_[all_["product"] == "hotel"].groupby("member_id")["nights_or_qty"].sum()), "取消和退款的订单不算；没有多算的话，看看是不是舍掉了小数：要四舍五入。", "cancelled and refunded orders do not count; if they do not, was the share cut off? Round it."),
]:
    checks.variable("c1").mistake(lambda got: float(got) == value_ != right_, zh, en)
for wrong_, zh, en in [
    (lambda got: got > 100, "要的是占百分之几，不是间夜或订单的个数。", "the percentage is wanted, not a number of nights or orders."), (lambda got: got > right_ + 0.5, "没有占这么多：最高的五分之一会员的间夜 ÷ 全部间夜，再运行课文第一节那几格。", "less than that: nights of the top fifth of members ÷ all nights, see section 1."),
    (lambda got: 1 <= got < right_ - 0.5, "不止占这些：最高的五分之一会员（不是前几百位）的间夜 ÷ 全部间夜，再运行课文第一节那几格。", "more than that: nights of the top fifth of members (not of some hundred) ÷ all nights, see section 1."),
]:
    checks.variable("c1").mistake(lambda got: wrong_(float(str(got).strip(" %"))), zh, en)
checks.key("c1", right_, "间夜最多的五分之一会员（没住过的也算人数）的间夜 ÷ 全部间夜，再 × 100。再运行课文第一节“三千位会员呢？”那几格。",
           "nights of the top fifth of all members ÷ all nights × 100: run the cells in section 1 again.", percent=True, tol=0.5)
checks.right("c1")

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 打开课文第二节的实验一，分布形状选“对数正态”，把集中程度 σ 拖到 **1.200**，其他不动。这时，20% 的关键客户占利润的百分之几？四舍五入到整数。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c2 = round(100 * models.pyramid_shares(1.2)[0])
### END SOLUTION

# %% check="c2-check" points=12
key_, ordinary_, small_ = (round(100 * share) for share in models.pyramid_shares(1.2))
checks.number("c2")
answer_ = checks.variable("c2")
answer_.mistake(ordinary_, "这是普通客户的占比。", "this is the share of the ordinary customers.")
answer_.mistake(small_, "这是小客户的占比。", "this is the share of the small customers.")
answer_.mistake(round(100 * models.pyramid_shares()[0]), "滑块还没有拖动，或者形状选了“帕累托”：要选“对数正态”。",
               "the slider has not been moved, or the shape is Pareto: choose lognormal.")
answer_.mistake(key_ + ordinary_, "这是关键和普通客户合起来的占比。", "this is the share of key and ordinary customers together.")
answer_.mistake(20, "这是人数的占比，要的是利润的占比。", "this is the share of customers; the share of profit is wanted.")
answer_.mistake(100 - key_, "这是另外两级合起来的占比。", "this is the share of the other two tiers together.")
answer_.mistake(1.2, "这是 σ，要的是关键客户占利润的百分之几。", "this is σ; the share of the key customers is wanted.")
checks.key("c2", key_, "看看 σ 是不是正好 1.200、形状是不是对数正态，再读图下面“利润”后面的第一个数。",
           "is σ exactly 1.200 and the shape lognormal? Then read the first number after 'profit'.", percent=True, tol=0.5)
checks.right("c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 打开课文第三节的实验二，取消勾选“淘汰劣质客户”，涨价设为 0，看 8 个季度。先把六组的花费都设为 0，记下累计利润。然后每季度每人花 60 元，只花在下面**一组**客户身上。花在哪一组，累计利润最高？
#
# - A　普通客户（有潜力）
# - B　普通客户（无潜力）
# - C　小客户（无潜力）
# - D　劣质客户

# %% answer="c3"
c3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
groups = {"A": "ordinary_plus", "B": "ordinary_minus", "C": "small_minus", "D": "bad"}
earned = {letter: models.simulate_resources({group: 60})["profit"].sum() for letter, group in groups.items()}
c3 = max(earned, key=earned.get)
### END SOLUTION

# %% check="c3-check" points=12
groups_ = {"A": "ordinary_plus", "B": "ordinary_minus", "C": "small_minus", "D": "bad"}
earned_ = {letter: models.simulate_resources({group: 60})["profit"].sum() for letter, group in groups_.items()}
checks.choice("c3", "ABCD")
for letter_, zh, en in [
    ("B", "没有潜力的普通客户，花了钱也升不上去。", "ordinary customers without potential do not move up, however much you spend."),
    ("C", "没有潜力的小客户，花了钱也升不上去。", "small customers without potential do not move up, however much you spend."),
    ("D", "劣质客户带不来利润，钱花下去收不回来。", "poor-quality customers bring no profit; the money does not come back."),
]:
    checks.variable("c3").mistake(lambda got: letter_ in str(got).upper() and letter_ != max(earned_, key=earned_.get), zh, en)
checks.key("c3", max(earned_, key=earned_.get), "再到实验二里把四组各试一次：钱花下去，哪一组会升级？",
           "try all four groups in lab 2: which of them moves up when you spend on it?")
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 还是实验二，看 8 个季度。在“和谁比”里选“平均投入”（每人每季度都花 60 元）。和它相比，默认的“分级投入”怎么样？
#
# - A　花得更多，累计利润更高
# - B　花得更少，累计利润更高
# - C　花得更少，累计利润更低
# - D　花得更多，累计利润更低

# %% answer="c4"
c4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
tiered, equal = (models.simulate_resources(**models.PLANS[plan]) for plan in ("differentiated", "equal"))
spends_more, earns_more = (tiered[name].sum() > equal[name].sum() for name in ("spend", "profit"))
c4 = ("A" if earns_more else "D") if spends_more else ("B" if earns_more else "C")
### END SOLUTION

# %% check="c4-check" points=12
tiered_, equal_ = (models.simulate_resources(**models.PLANS[plan]) for plan in ("differentiated", "equal"))
spends_more_, earns_more_ = (tiered_[name].sum() > equal_[name].sum() for name in ("spend", "profit"))
checks.choice("c4", "ABCD")
meant_ = {"A": (True, True), "B": (False, True), "C": (False, False), "D": (True, False)}
for pair_, zh, en in [
    ((not spends_more_, earns_more_), "利润看对了，再比一比花费。", "right about the profit; compare the spending again."),
    ((spends_more_, not earns_more_), "花费看对了，再比一比累计利润。", "right about the spending; compare the profit again."),
    ((not spends_more_, not earns_more_), "花费和利润都看反了，看清哪一条线是“分级投入”。", "both are reversed: check which line is the differentiated plan."),
]:
    checks.variable("c4").mistake(lambda got: meant_["".join(got).strip().upper()] == pair_, zh, en)
checks.key("c4", ("A" if earns_more_ else "D") if spends_more_ else ("B" if earns_more_ else "C"),
           "再看课文第三节实验二后面的那张对比：利润和花费要一起看。",
           "see the comparison after lab 2 in section 3: look at profit and spending together.")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 下面是一位（虚构的）会员的订单。参照日是 2026-06-30，窗口是 12 个月。他的 R 是多少天？

# %%
diary = pd.DataFrame({
    "member_id": "M1", "order_ts": pd.to_datetime(["2025-03-08", "2025-11-20", "2026-05-16", "2026-06-21"]),
    "gmv_cny": [900, 600, 500, 800], "status": ["completed", "completed", "completed", "cancelled"],
    "take_rate": 0.1, "coupon_cny": 0, "service_cost_cny": 0})
diary[["order_ts", "gmv_cny", "status"]]

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c5 = models.rfm(models.order_days(diary), "2026-06-30").loc["M1", "R"]
### END SOLUTION

# %% check="c5-check" points=13
days_ = pd.Timestamp("2026-06-30") - diary["order_ts"]
r_, f_, m_ = models.rfm(models.order_days(diary), "2026-06-30").loc["M1", ["R", "F", "M"]]
checks.number("c5")
answer_ = checks.variable("c5")
answer_.mistake(days_.dt.days.min(), "最后那一笔取消了，不能算。", "the last order was cancelled and does not count.")
answer_.mistake(f_, "这是 F，题目问的是 R。", "this is F; the question asks for R.")
answer_.mistake(m_, "这是 M，题目问的是 R。", "this is M; the question asks for R.")
answer_.mistake(days_[1].days, "这是前一笔完成的订单，要看最近的一笔。", "this is the completed order before that; take the latest one.")
answer_.mistake(days_[0].days, "这是最早的一笔，要看最近的一笔。", "this is the earliest order; take the latest completed one.")
answer_.mistake(-r_, "正负反了：用参照日去减下单日。", "the wrong sign: reference date minus order date.")
for near_ in (r_ - 1, r_ + 1):
    answer_.mistake(near_, "差了一天：两个日期直接相减，不用再加一天或者减一天。", "a day off: just subtract the dates, without adding or dropping a day.")
answer_.mistake(lambda got: float(got) > r_, "太久了：要看最近一笔完成的订单，再用参照日去减，见课文第四节。", "too long: subtract the date of the latest completed order from the reference date, see section 4.")
answer_.mistake(lambda got: float(got) < r_, "太短了：R 是天数，不是月数；取消的那一笔也不算，见课文第四节。", "too short: R is in days, not months, and the cancelled order does not count, see section 4.")
checks.key("c5", r_, "从最近一笔完成的订单（2026-05-16）数到参照日（2026-06-30）。再看课文第四节“给老周算一次”。",
           "count from the latest completed order (2026-05-16) to the reference date (2026-06-30): see section 4.")
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 打开课文第五节的实验三，看“8 种类型”，窗口 12 个月。分界从平均数换成中位数，M↑ 的会员人数会怎样？
#
# - A　变多
# - B　变少
# - C　不变

# %% answer="c6"
c6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
table = models.rfm(models.order_days(orders, profiles["member_id"]), cases.reference_date("ctrip"))
mean, median = (models.rfm_counts(table, split).filter(like="M↑").sum() for split in ("mean", "median"))
c6 = "A" if median > mean else "B" if median < mean else "C"
### END SOLUTION

# %% check="c6-check" points=13
days_ = models.order_days(cases.load("ctrip", "orders"), cases.load("ctrip", "profiles")["member_id"])
table_ = models.rfm(days_, cases.reference_date("ctrip"))
mean_, median_ = (models.rfm_counts(table_, split).filter(like="M↑").sum() for split in ("mean", "median"))
checks.choice("c6", "ABC")
right_ = "A" if median_ > mean_ else "B" if median_ < mean_ else "C"
for letter_, zh, en in [
    ("B", "方向反了：少数大额消费把平均数拉高了，中位数比它低。", "reversed: a few big spenders pull up the mean; the median is lower."),
    ("C", "分界一变，比分界高的人数也跟着变。", "when the border moves, so does the number of members above it."),
]:
    checks.variable("c6").mistake(lambda got: letter_ in str(got).upper() and letter_ != right_, zh, en)
checks.key("c6", right_,
           "再看课文第五节实验三后面的解释：少数大手笔把平均数抬高了。",
           "see the explanation after lab 3 in section 5: a few big spenders pull up the mean.")
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 小李的购买比例是 0.70，购买连续性是 0.50，违约率是 0.30；三个权重依次是 0.4、0.4、0.2。她的忠诚度是多少？保留两位小数。

# %% answer="c7"
c7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c7 = round(models.loyalty_score(0.70, 0.50, 0.30), 2)
### END SOLUTION

# %% check="c7-check" points=13
right_ = models.loyalty_score(0.70, 0.50, 0.30)
checks.number("c7")
answer_ = checks.variable("c7")
answer_.mistake(right_ + 2 * 0.2 * 0.30, "违约率加上去了：违约越多，越不忠诚。",
               "the default rate was added: more defaults mean less loyalty.", tol=0.0005)
answer_.mistake(right_ + 0.2 * 0.30, "违约率漏掉了。", "the default rate is missing.", tol=0.0005)
answer_.mistake(0.70 + 0.50 - 0.30, "权重还没有用上。", "the weights were not used.", tol=0.0005)
for value_, zh, en in [
    (0.4 * 0.7 + 0.4 * 0.5 - 0.3, "违约率也要乘权重。", "the default rate has a weight too."),
    (0.4 * 0.7 + 0.4 * 0.5 + 0.2 * 0.7, "直接减去违约率，不是加上（1 − 违约率）。", "subtract the default rate; do not add (1 - default rate)."),
    (0.2 * 0.7 + 0.4 * 0.5 - 0.4 * 0.3, "有一项漏掉了，或者权重的顺序不对：依次是购买比例、购买连续性、违约率。", "one part is missing, or the weights are in another order."),
    (0.4 * 0.5 - 0.2 * 0.3, "购买比例漏掉了；三项都有的话，不用再除以 3。", "the purchase share is missing; if it is not, do not divide by 3."),
    (100 * right_, "写成小数，不写百分数。", "give a decimal, not percent."),
    (round(right_, 1), "保留两位小数。", "give two decimals."),
]:
    answer_.mistake(value_, zh, en, tol=0.0005)
checks.key("c7", round(right_, 2), "0.4 × 购买比例 + 0.4 × 购买连续性 − 0.2 × 违约率。再看课文第五节小陈的那道算式。",
           "0.4 × purchase share + 0.4 × continuity − 0.2 × default rate: see Xiao Chen's sum in section 5.")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 下面把会员前一年和最近一年的消费各排一次名，看谁在最高的 20% 里。表里是人数：行是前一年，列是最近一年。前一年在最高 20% 里的会员，有百分之几最近一年**还在**？四舍五入到整数。

# %%
def top_fifth(start, end):
    done = orders[(orders["status"] == "completed") & orders["order_ts"].between(start, end)]
    spent = done.groupby("member_id")["gmv_cny"].sum().reindex(profiles["member_id"], fill_value=0)
    return spent.rank(ascending=False, method="first") <= len(spent) // 5

# %%
last_day = cases.reference_date("ctrip") + pd.Timedelta(days=1)
year_ago, two_years_ago = last_day - pd.DateOffset(years=1), last_day - pd.DateOffset(years=2)
before, after = top_fifth(two_years_ago, year_ago), top_fifth(year_ago, last_day)
pd.crosstab(before.rename("before"), after.rename("after"))

# %% answer="c8"
c8 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c8 = round(100 * after[before].mean())
### END SOLUTION

# %% check="c8-check" points=13
stayed_ = 100 * after[before].mean()
checks.number("c8")
answer_ = checks.variable("c8")
left_ = round(100 - stayed_)
answer_.mistake(lambda share: share == left_ != round(stayed_), "这是掉出去的占比，题目问的是还在的。",
               "this is the share that dropped out; the question asks who stayed.")
answer_.mistake(lambda share: share == int(stayed_) != round(stayed_), "四舍五入到整数：后面满 0.5 要进一，不是舍掉。", "round to the nearest whole number; do not drop the decimals.")
answer_.mistake((before & after).sum(), "这是人数，还要除以前一年最高 20% 的人数。",
               "this is a number of members; divide by the size of last year's top 20%.")
answer_.mistake(round(100 * (before & after).mean()), "分母是前一年最高 20% 的会员（before 是 True 的那一行），不是全体，也不是另一行。",
               "divide by last year's top 20% (the row where before is True), not by all and not by the other row.")
for value_, zh, en in [
    (round(100 * (before == after).mean()), "只看 before 是 True 的那一行，不是所有没变的人。", "look at the row where before is True only, not at all who did not change."),
    (round(100 * (~after[~before]).mean()), "看错行了：要看 before 是 True 的那一行。", "the wrong row: take the one where before is True."),
    ((before & ~after).sum(), "这是掉出去的人数，要的是还在的占比。", "these are the members who dropped out; the share of those who stayed is wanted."),
    (20, "这是最高 20% 的人数占比，要的是其中还在的占比。", "this is the share of members in the top; how many of them are still there?"),
]:
    answer_.mistake(lambda got: float(got) == value_ != round(stayed_), zh, en)
answer_.mistake(lambda got: float(got) > 100, "要的是占百分之几，不是人数。", "the percentage is wanted, not a number of members.")
checks.key("c8", round(stayed_), "before 是 True 的那一行：after 也是 True 的人数 ÷ 这一行的合计，再 × 100。",
           "in the row where before is True: those with after True ÷ the total of the row × 100.", percent=True, tol=0.5)
checks.right("c8")
