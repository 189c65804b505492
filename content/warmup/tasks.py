# %% [markdown]
# # {title}
#
# 六个小任务，不计入课程成绩，放心试。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 要写的函数，`def` 那一行和三引号里的说明已经写好，不要改。把下面的 `...` 换成你的代码：缩进四个空格，最后记得 `return`。
# - 检查单元格不用改，也改不动分数：交上来以后会换成原来的样子再评分。
# - 会员和订单都是**模拟**的。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
members = cases.load("ctrip", "members")
orders = cases.load("ctrip", "orders")
orders.head(3)

# %% [markdown]
# 每一列是什么意思，运行下一格查一查。

# %%
cases.columns("ctrip", "orders")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写函数 `to_pay(price, nights, coupon)`：房价乘以晚数，减去优惠券，就是客人要付的钱（元）。优惠券比房费还多的时候，付 0 元，不倒找。
#
# **为什么**　同一种算法要用很多次，就写成函数，以后只要填数。
#
# **样例**　三位同学拼车，平分车费；人数是 0，就还没有人付钱。走到哪个 `return`，就返回那个结果，后面的几行不再运行；所以这里不用写 `else`。

# %%
def each_pays(fare, people):
    if people == 0:
        return 0
    return fare / people

print(each_pays(60, 3), each_pays(60, 0))

# %% [markdown] hint=1
# 先算要付多少，再问一句：它是不是比 0 还小？

# %% [markdown] hint=2
# 给算出来的钱起个名字；用 `if` 判断它是不是小于 0；两种情况都要 `return`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# money = price * ... - coupon
# if money < ...:
#     return 0
# return money
# ```

# %% contract=true
price = Number(0)
nights = Number(1, whole=True)
coupon = Number(0)

# %% answer="pay"
def to_pay(price, nights, coupon):
    """客人要付的钱（元）。"""
    ### BEGIN SOLUTION
    money = price * nights - coupon
    if money < 0:
        return 0
    return money
    ### END SOLUTION

# %% check="pay-value" points=9
step = checks.example("to_pay", 300, 2, 50)
for value_, zh, en in [
    (250, "晚数没有乘上，或者少算了一晚。", "multiply by the number of nights, all of them."),
    (600, "优惠券还没有减。", "the coupon has not been deducted."),
    (500, "优惠券只减一次，不是每晚都减。", "deduct the coupon once, not every night."),
    (89950, "房价和晚数相乘用一个 *，** 是乘方。", "multiply price and nights by one *; ** is a power."),
    (650, "优惠券要减掉，不是加上。", "the coupon is deducted, not added."),
    (252, "房价和晚数要相乘。", "price and nights are multiplied."),
    (0, "这里不是付 0 元的：先乘、再减、最后判断是不是小于 0。看看有没有减反了，< 写成了 >，max 写成了 min。", "this guest does not pay 0: multiply, subtract, then test for below 0. Is the subtraction the wrong way round, < written as >, or max as min?"),
    (100, "房价和晚数要相乘，不是相除。", "price times nights, not divided by them."),
    (850, "多算了一晚。", "one night too many."),
    (575, "优惠券整张减去，不按晚数分。", "deduct the whole coupon; do not divide it by the nights."),
    (-550, "减反了：房费减优惠券。", "the wrong way round: room price minus coupon."),
]:
    step.mistake(value_, zh, en)
step.expect(550, because=("300 × 2 − 50 = 550。", "300 × 2 − 50 = 550."))
step = checks.example("to_pay", 300, 2, 400)
step.mistake(0, "优惠券比一晚的房价多，但比两晚的房费少：先算钱，再判断是不是小于 0。",
             "the coupon is more than one night but less than both: work out the money first, then test whether it is below 0.")
step.expect(200, because=("300 × 2 − 400 = 200。", "300 × 2 − 400 = 200."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("to_pay", reference.to_pay, 199.5, 3, 0, case=("换一组数时", "other numbers"))
checks.agree("to_pay", reference.to_pay, 80, 1, 79, case=("只剩 1 元要付时（也要付）", "a single yuan to pay, which is owed, too"))
### END HIDDEN TESTS

# %% check="pay-zero" points=6
step = checks.example("to_pay", 40, 1, 60)
step.mistake(-20, "优惠券比房费多，要付 0 元，不能是负数。", "the coupon is more than the price: 0, not a negative amount.")
step.mistake(20, "优惠券比房费多，要付 0 元，不是倒找 20 元。", "the coupon is more than the price: 0, and no money back.")
step.mistake(60, "要付的是 0 元，不是优惠券的面值。", "0 is to be paid, not the value of the coupon.")
step.mistake(40, "优惠券用得上：房费抵完了，付 0 元。", "the coupon counts: it covers the price, so 0.")
step.expect(0, because=("40 × 1 − 60 小于 0，所以付 0 元。", "40 × 1 − 60 is below 0, so 0."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("to_pay", reference.to_pay, 50, 2, 100, case=("正好抵完时", "a coupon that covers just the price"))
checks.agree("to_pay", reference.to_pay, 100, 2, 250, case=("住几晚、券更多时", "several nights and a larger coupon"))
checks.agree("to_pay", reference.to_pay, 10.5, 1, 10, case=("只差几角钱时", "a difference of some cents"))
checks.agree("to_pay", reference.to_pay, 10, 1, 10.5, case=("只差几角钱时", "a difference of some cents"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写函数 `how_many(table, column, value)`：表 `table` 里，`column` 这一列等于 `value` 的有几行？返回一个整数。一行也没有，就返回 0。
#
# **为什么**　“金卡有几位？”“退了几单？”其实是同一个问题。列名和值写成参数（用的时候不加引号），换一张表也能用。
#
# **样例**　四位同学，几位住校？

# %%
students = pd.DataFrame({"name": ["小陈", "林姐", "阿杰", "小雨"], "lives": ["school", "home", "school", "school"]})
lives_here = students["lives"] == "school"
print(lives_here.sum())

# %% [markdown] hint=1
# 对每一行问“等于吗”，再数一数有几个“是”。

# %% [markdown] hint=2
# `table[column] == value` 给每一行一个 True 或 False；True 当 1，加起来就是几行。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# fits = table[...] == value
# return fits....()
# ```

# %% contract=true
table = Table(status=Choice("completed", "cancelled", "refunded"), product=Choice("hotel", "flight", "train", "package", "other"), nights=Number(0, whole=True), city=Number(1, 4, whole=True))
column = Choice("status", "product", "nights", "city")
value = Either(Text(), Number())

# %% answer="count"
def how_many(table, column, value):
    """这一列等于 value 的行数。"""
    ### BEGIN SOLUTION
    fits = table[column] == value
    return fits.sum()
    ### END SOLUTION

# %% check="count-rows" points=9
tiny = pd.DataFrame({"status": ["completed", "cancelled", "completed", "completed", "refunded"],
                     "product": ["hotel", "hotel", "train", "hotel", "flight"],
                     "nights": [2, 1, 1, 3, 2], "city": [1, 1, 2, 3, 1]})
step = checks.example("how_many", tiny, "status", "completed")
for value_, zh, en in [
    (5, "这是全部的行数，要先筛选；数有几个 True 用 sum()，count() 和 len() 连 False 也数。", "this is the number of all rows; filter first. To count the True ones use sum(); count() and len() count False too."),
    (2, "这是不等于的行数，或者漏了第一行：行号从 0 起。", "these are the rows that are not equal, or the first is left out: rows count from 0."), (0.6, "这是占比，要的是行数。", "this is a share; the number of rows is wanted."), (60, "这是百分之几，要的是行数。", "this is percent; the number of rows is wanted."),
    (1, "只数到一行：全部的行都要数，重复的也算，不是只看有没有；return 不写在循环里。", "one row only: count them all, equal ones too, not whether there is one; return after the loop."),
    (lambda got: isinstance(got, str), "这是把这一列的值加起来：要数有几行，不用值。", "this adds up the values of the column; count the rows, whatever they hold."), (lambda got: got != int(got), "行数是整数：不要再除。", "a number of rows is whole: do not divide."),
    (lambda got: got > len(tiny), "比这张表的行数还多：数参数 table，不数外面的 orders。", "more than this table has rows: count in the parameter table, not in orders."),
    (4, "多数了一行：从 0 数起；要正好等于 value，用两个等号，不用 >=、<=、!=。", "one row too many: begin at 0; equal to value, two equals signs, not >=, <= or !=."),
    (0, "一行也没有数到：列用参数 column，值用参数 value，用两个等号比。", "no row was counted: compare the column named by column with value, by two equals signs."),
]:
    step.mistake(value_, zh, en)
step.expect(3, because=("第 1、3、4 行是 completed。", "rows 1, 3 and 4 are completed."))
step = checks.example("how_many", tiny, "product", "train", case=("换一列时", "another column"))
step.mistake(3, "换了一列、换了一个值，还是 3：参数 column 和 value 不要写死；数的是行，不是有几种值。", "another column and value, and still 3: use the parameters; count rows, not different values.")
step.mistake(0, "换了一列、换了一个值，就数不到了：用参数 column 和 value，不要写死。", "another column and value, and nothing is counted: use the parameters column and value.")
step.expect(1)
step = checks.example("how_many", pd.concat([tiny.assign(nights=[2, 1, 12, 21, 1])] * 2, ignore_index=True), "nights", 1, case=("值是数字、有的行一模一样时", "a number as the value, and equal rows"))
step.mistake(6, "只看 column 这一列：别的列碰巧也是这个值，不算。", "look at the column named only: the same value elsewhere does not count.")
step.mistake(8, "要正好等于 value，不是包含：12 里有 1，可是不等于 1。", "equal to value, not containing it: 12 contains 1 and is not 1.")
step.mistake(2, "一模一样的行也要各数一次。", "equal rows count once each.")
step.mistake(0, "值是数字就数不到：value 直接拿来比，不加引号，也不用 str(…)。", "a number is not found: compare value itself, without quotation marks and without str(…).")
step.expect(4)
### BEGIN HIDDEN TESTS
### REFERENCE
step = checks.example("how_many", tiny.iloc[::-1].reset_index(drop=True), "status", "cancelled", case=("换一个值时", "another value"))
step.mistake(3, "这是这一列有几种值，或者比的一直是 completed；要数等于 value 的行。", "this is how many different values there are, or completed is fixed; count the rows equal to value.")
step.expect(1)
step = checks.example("how_many", tiny, "nights", 2, case=("值是数字时", "a number as the value"))
step.mistake(3, "只看 column 这一列：别的列碰巧也是这个值，不算。", "look at the column named only: the same value elsewhere does not count.")
step.expect(2)
### END HIDDEN TESTS

# %% check="count-none" points=6
none_ = pd.DataFrame({"status": ["completed", "cancelled"], "product": ["train", "flight"], "nights": [1, 4], "city": [2, 4]})
step = checks.example("how_many", none_, "product", "hotel", about=("一行也没有时，要返回 0，现在", "where there is no such row and 0 is wanted"))
step.mistake(2, "一行也没有，要返回 0。", "there is no such row: 0.")
step.mistake(1, "一行也没有，要返回 0。", "there is no such row: 0.")
step.expect(0, because=("这张表里没有 hotel。", "this table has no hotel."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("how_many", reference.how_many, none_, "city", 4, case=("只有一行等于时", "a single row"))
checks.agree("how_many", reference.how_many, none_.assign(product="train"), "product", "train", case=("每一行都等于时", "every row"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写函数 `top_three(orders, product)`：在这一类产品**已完成**的订单里，找出金额 `gmv_cny` 最大的三笔，返回它们的 `order_id`，从大到小排成列表。
#
# **为什么**　先筛选，再排序，再取前几行：后面每一课都这样找人、找单。
#
# **规则**
#
# - 已完成的订单，`status` 是 `completed`；产品看 `product` 那一列。
# - 金额相同的，`order_id` 小的排前面。
# - 不到三笔的，有几笔就返回几笔。
#
# **样例**　三个班比分数，分数从高到低，同分的班号小的排前面，取前两名。

# %%
scores = pd.DataFrame({"class": ["C2", "C1", "C3"], "score": [90, 90, 85]})
best = scores.sort_values(["score", "class"], ascending=[False, True]).head(2)
print(best["class"].to_list())

# %% [markdown] hint=1
# 三步：哪些行能留下？按什么排？要前几行的哪一列？

# %% [markdown] hint=2
# 两个条件用 `&` 连起来，每个条件都加圆括号；`sort_values` 给两列、两个方向；`head(3)` 以后取 `order_id`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# chosen = orders[(orders["status"] == "completed") & (orders["product"] == ...)]
# ranked = chosen.sort_values(["gmv_cny", "order_id"], ascending=[..., True])
# return ranked.head(...)["order_id"].to_list()
# ```

# %% contract=true
orders = Table("ctrip/orders", "gmv_cny status product", order_id=Text(empty=False), key="order_id")
product = Choice("hotel", "flight", "train", "package", "other")

# %% answer="top"
def top_three(orders, product):
    """金额最大的三笔已完成订单的编号，从大到小。"""
    ### BEGIN SOLUTION
    chosen = orders[(orders["status"] == "completed") & (orders["product"] == product)]
    ranked = chosen.sort_values(["gmv_cny", "order_id"], ascending=[False, True])
    return ranked.head(3)["order_id"].to_list()
    ### END SOLUTION

# %% check="top-order" points=12
tiny = pd.DataFrame(
    [["O1", "hotel", 400.0, "completed"], ["O2", "hotel", 900.0, "cancelled"], ["O3", "hotel", 700.0, "completed"],
     ["O4", "train", 950.0, "completed"], ["O5", "hotel", 500.0, "completed"], ["O6", "hotel", 300.0, "completed"]],
    columns=["order_id", "product", "gmv_cny", "status"])
step = checks.example("top_three", tiny, "hotel")
for value_, zh, en in [
    (["O2", "O3", "O5"], "O2 取消了，只算已完成的订单。", "O2 was cancelled; completed orders only."),
    (["O4", "O3", "O5"], "O4 是火车票，只算这一类产品。", "O4 is a train ticket; this product only."),
    (["O4", "O2", "O3"], "状态和产品两样都要筛：两个条件用 & 连起来，| 是有一个成立就行。", "filter by status and product both: join the conditions by &; | lets either do."),
    (["O6", "O1", "O5"], "这是最小的三笔：要从大到小排。", "these are the smallest three: sort from large to small."),
    (["O1", "O5", "O3"], "先后反了：最大的排第一。", "the wrong way round: the largest first."),
    (["O1", "O3", "O5"], "还没有按金额从大到小排。", "not sorted by amount, largest first."),
    (["O3", "O5"], "要三笔，不是两笔。", "three orders, not two."),
    (["O3"], "要三笔，现在只有一笔：先筛选，再取前三笔。", "three orders, not one: filter first, then take three."),
    (["O5", "O1", "O6"], "漏了第一名：排好以后，从头取三笔，head(3)。", "the first is missing: sort, then take three from the top, head(3)."),
    (["O3", "O5", "O1", "O6"], "只要前三笔。", "the first three only."),
    (lambda got: any(str(entry).startswith("M") for entry in got), "要的是订单编号 order_id，不是会员编号。", "order_id is wanted, not the ids of members."), (["hotel"] * 3, "要的是订单编号，不是产品。", "order ids are wanted, not products."),
    ([700, 500, 400], "要的是订单编号，不是金额。", "order ids are wanted, not amounts."),
]:
    step.mistake(value_, zh, en)
step.expect(["O3", "O5", "O1"], because=("完成的酒店订单是 O1、O3、O5、O6，金额 400、700、500、300。", "the completed hotel orders are O1, O3, O5 and O6 with 400, 700, 500 and 300."))
step = checks.example("top_three", tiny.assign(gmv_cny=[700.4, 900.0, 700.1, 950.0, 700.9, 700.2], status=["completed", "refunded"] + ["completed"] * 4), "hotel", case=("金额只差几角钱、有退款的订单时", "amounts some cents apart and a refunded order"))
step.mistake(lambda got: "O2" in list(got), "退款的订单没有完成，不算。", "an order that was refunded is not completed.")
step.mistake(["O1", "O3", "O5"], "金额不要取整：只差几角钱，也有先后。", "do not round the amounts: some cents decide.")
step.expect(["O5", "O1", "O6"])
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "orders")[::40].drop_duplicates("gmv_cny").reset_index(drop=True)
checks.agree("top_three", reference.top_three, real_, "flight", case=("订单多起来、换一类产品时", "more orders and another product"))
### END HIDDEN TESTS

# %% check="top-ties" points=8
same_ = pd.DataFrame(
    [["O9", "train", 80.0, "completed"], ["O2", "train", 80.0, "completed"], ["O5", "train", 120.0, "completed"],
     ["O4", "train", 80.0, "completed"]], columns=["order_id", "product", "gmv_cny", "status"])
step = checks.example("top_three", same_, "train")
step.mistake(["O5", "O9", "O2"], "金额相同的，order_id 小的排前面。", "of equal amounts the smaller order_id comes first.")
step.mistake(["O5", "O9", "O4"], "金额相同的，order_id 小的排前面。", "of equal amounts the smaller order_id comes first.")
step.mistake(["O5", "O2"], "应有三笔：金额相同的是不同的订单，不要去掉。", "three are wanted: orders of equal amounts are different orders; keep them.")
step.expect(["O5", "O2", "O4"], because=("O5 最大；其余都是 80 元，先 O2 后 O4。", "O5 is the largest; the others have 80, so O2 before O4."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("top_three", reference.top_three, same_.head(2), "train", case=("不到三笔时", "fewer than three"))
checks.agree("top_three", reference.top_three, same_.assign(status="cancelled"), "train", case=("一笔也没有时", "no order at all"))
checks.agree("top_three", reference.top_three, same_.iloc[::-1].reset_index(drop=True), "train", case=("表的先后换了时", "the rows in another order"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `mean_points(members)`：每一级城市（`city_tier`）的会员，平均有多少积分（`points_balance`）？返回一个 Series，索引是城市级别，值是平均积分。
#
# **为什么**　“哪里的会员更活跃”，要分了组才比得出来。
#
# **规则**　编号以 `T` 开头的是测试账号，先去掉。平均数可以不取整，也可以四舍五入到两位小数。
#
# **样例**　两个小组，各平均几本书？

# %%
books = pd.DataFrame({"group": ["A", "B", "A"], "books": [4, 1, 6]})
print(books.groupby("group")["books"].mean())

# %% [markdown] hint=1
# 先筛行，再分组，再平均。

# %% [markdown] hint=2
# `members["member_id"].str.startswith("T")` 给每一行一个 True 或 False，前面加 `~` 就反过来。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# real = members[~members["member_id"].str.startswith(...)]
# return real.groupby(...)["points_balance"].mean()
# ```

# %% contract=true
members = Table("ctrip/members", "city_tier points_balance", key="member_id", member_id=Text(empty=False))

# %% answer="mean"
def mean_points(members):
    """每一级城市的平均积分：Series，索引是 city_tier。"""
    ### BEGIN SOLUTION
    real = members[~members["member_id"].str.startswith("T")]
    return real.groupby("city_tier")["points_balance"].mean()
    ### END SOLUTION

# %% check="mean-groups" points=12
tiny = pd.DataFrame([["M1", 1, 100], ["M2", 1, 200], ["M3", 1, 601], ["M4", 2, 50], ["M5", 3, 80], ["M6", 3, 20]], columns=["member_id", "city_tier", "points_balance"])
step = checks.example("mean_points", tiny)
for value_, zh, en in [
    ({1: 901, 2: 50, 3: 100}, "这是总和，要的是平均。", "these are sums; the mean is wanted."),
    (lambda got: isinstance(got, pd.DataFrame) and got.shape[1] > 2, "每一列都求了平均：分组以后先取 points_balance 一列，再求平均。", "every column is averaged: after grouping take the column points_balance alone."),
    ({1: 3, 2: 1, 3: 2}, "这是人数，要的是平均积分。", "these are numbers of members; mean points are wanted."),
    ({1: 200, 2: 50, 3: 50}, "这是中位数，要的是平均。", "these are medians; the mean is wanted."),
    ({1: 601, 2: 50, 3: 80}, "这是最大值，要的是平均。", "these are maxima; the mean is wanted."), ({1: 1, 2: 2, 3: 3}, "平均的是城市级别，要平均积分 points_balance。", "this is the mean of the tiers; average points_balance."),
    (lambda got: set(got.keys()) < {1, 2, 3}, "有的城市级别不见了：除了测试账号，会员都要算；一级也没有，是筛反了，条件前面加 ~。", "a tier is missing: count all members but the test accounts; none at all is the wrong way round, put ~ before the condition."),
    (lambda got: isinstance(got, (pd.Series, dict)) and all(isinstance(name, str) and not name[0].isdigit() for name in got.keys()), "分组的列不对：按城市级别 city_tier 分。", "grouped by another column: group by city_tier."),
    ((901 / 3 + 50 + 50) / 3, "每一级要一个平均数，不要再平均一次。", "one mean for each tier; do not average the means."),
    (1051 / 6, "这是全部会员的平均，要先按城市级别分组。", "this is the mean of all; group by city_tier first."),
    *((one, "这是每一级的一位会员（第一位或最后一位），要的是平均。", "this is one member of each tier, the first or the last; the mean is wanted.") for one in ({1: 100, 2: 50, 3: 80}, {1: 601, 2: 50, 3: 20})),
    ({1: 901 / 6, 2: 50 / 6, 3: 100 / 6}, "除的是全部会员的人数，要除以这一级的人数。", "divide by the members of the tier, not by all."),
    ({1: 100, 2: 50, 3: 20}, "这是最小值，要的是平均。", "these are minima; the mean is wanted."),
    ({100: 1, 200: 1, 601: 1, 50: 2, 80: 3, 20: 3}, "分组和求平均的两列写反了。", "the two columns are the wrong way round."),
    ({1: 300, 2: 50, 3: 50}, "平均数不要取整；四舍五入的话，留到两位小数。", "do not round the mean to whole points; to two decimals is fine."),
    ({1: 300.3, 2: 50, 3: 50}, "四舍五入的话，留到两位小数。", "if you round, round to two decimals."),
]:
    step.mistake(value_, zh, en)
step.expect({1: 901 / 3, 2: 50, 3: 50}, because=("一级城市：(100 + 200 + 601) ÷ 3，约 300.33。", "tier 1: (100 + 200 + 601) / 3, about 300.33."))
step = checks.example("mean_points", tiny.assign(points_balance=[0, 90, 90, 50, 80, 20]), case=("有的会员积分是 0、有的相同时", "members with 0 points, and with equal ones"))
for value_, zh, en in [(90, "积分是 0 的会员也是会员，也要算进平均。", "a member with 0 points is a member and counts in the mean."), (45, "积分相同的会员都要算，不是只算一次。", "members with equal points all count, not once together.")]:
    step.mistake({1: value_, 2: 50, 3: 50}, zh, en)
step.expect({1: 60, 2: 50, 3: 50}, because=("一级城市：(0 + 90 + 90) ÷ 3。", "tier 1: (0 + 90 + 90) / 3."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "members")
real_ = real_[~real_["member_id"].str.startswith("T")][::50].reset_index(drop=True)
checks.agree("mean_points", reference.mean_points, tiny.assign(city_tier=4).head(2), case=("城市级别不是 1、2、3 时", "tiers other than 1, 2, 3"))
checks.agree("mean_points", reference.mean_points, real_, tol=0.006, case=("会员多起来时", "more members"))
### END HIDDEN TESTS

# %% check="mean-tests" points=8
mixed_ = pd.DataFrame([["M1", 1, 100], ["T1", 1, 900], ["M2", 2, 40], ["T2", 4, 300]],
                     columns=["member_id", "city_tier", "points_balance"])
step = checks.example("mean_points", mixed_)
step.mistake({1: 500, 2: 40, 4: 300}, "测试账号（T 开头）还在里面：用 startswith(\"T\")，T 要大写；筛好的表存成新名字，分组也用这个新名字。", "test accounts (T...) are still there: startswith(\"T\") with a capital T; give the filtered table a name and group that one.")
step.mistake({1: 900, 4: 300}, "反了：要去掉的是 T 开头的，留下其余的。", "the wrong way round: leave out those that begin with T.")
step.mistake({1: 50, 2: 40, 4: float("nan")}, "数人数以前，也要先去掉测试账号。", "drop the test accounts before counting the members, too.")
step.mistake({1: 50, 2: 40, 4: 0}, "测试账号要整行去掉，不是把积分改成 0。", "drop the rows of test accounts; do not set their points to 0.")
step.expect({1: 100, 2: 40}, because=("T1、T2 是测试账号，只剩 M1 和 M2。", "T1 and T2 are test accounts; M1 and M2 are left."))
step = checks.example("mean_points", mixed_.assign(member_id=["MT1", "T1", "M0T2", "T2"]), case=("T 不在编号开头时", "ids with a T that is not the first letter"))
step.expect({1: 100, 2: 40}, because=("MT1、M0T2 不是 T 开头，不是测试账号。", "MT1 and M0T2 do not begin with T and are no test accounts."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("mean_points", reference.mean_points, mixed_[mixed_.columns[::-1]], case=("列的先后换了时", "the columns in another order"))
checks.agree("mean_points", reference.mean_points, mixed_.iloc[::-1].reset_index(drop=True), case=("行的先后换了时", "the rows in another order"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数。
#
# 1. `completed_orders(members, orders)`：`members` 里的每一位会员，各有几笔已完成的订单？返回一个 Series，索引是 `member_id`，值是笔数；没有的记 0。
# 2. `with_tier(orders, members)`：在每一笔订单旁边写上这位会员的等级。返回一张表：订单表的列都在，再加一列 `official_tier`。
#
# **为什么**　一笔也没有的会员最容易被忘掉，他们正是客服要去问一声的人。订单和等级在两张表里，拼到一起才能按等级比。
#
# **规则**
#
# - 第 1 个只数已完成的订单，`status` 是 `completed`。订单表里可能有别的会员的订单，他们不要出现在结果里。
# - 第 2 个不筛状态，一笔订单一行。会员不在 `members` 里的订单不要，没有订单的会员也不要：`merge` 只留两张表都有的编号，拼好的行数可以比原来少。
#
# **样例**　名单上有 A、B、C，C 一本书也没借，记 0；D 借了书，但不在名单上，拼表以后他的那一行不见了，4 行变成 3 行。

# %%
loans = pd.DataFrame({"who": ["A", "B", "A", "D"], "book": ["b1", "b2", "b3", "b4"]})
classes = pd.DataFrame({"who": ["A", "B", "C"], "class": ["C1", "C2", "C1"]})
print(loans.groupby("who").size().reindex(["A", "B", "C"], fill_value=0))
print(loans.merge(classes, on="who"))

# %% [markdown] hint=1
# 分组只会给出“有订单的人”，名单上其余的人，要自己补回来。拼表先想：两张表里，哪一列说的是同一件事？

# %% [markdown] hint=2
# 第 1 个：筛出已完成的；`groupby("member_id").size()` 数笔数；再用会员名单 `reindex`，缺的补 0。第 2 个：从会员表取 `member_id` 和 `official_tier` 两列，再用 `merge` 按 `member_id` 拼到订单表上。

# %% [markdown] hint=3
# 把省略号补上就行。第 1 个：
#
# ```python
# done = orders[orders["status"] == ...]
# number = done.groupby("member_id").size()
# return number.reindex(members["member_id"], fill_value=...)
# ```
#
# 第 2 个：
#
# ```python
# level = members[["member_id", ...]]
# return orders.merge(level, on=...)
# ```

# %% contract=true
members = Table("ctrip/members", "official_tier", key="member_id", member_id=Text(empty=False))
orders = Table("ctrip/orders", "status", member_id=Text(empty=False))

# %% answer="zero"
def completed_orders(members, orders):
    """每位会员已完成的订单数：Series，索引是 member_id，没有的是 0。"""
    ### BEGIN SOLUTION
    done = orders[orders["status"] == "completed"]
    number = done.groupby("member_id").size()
    return number.reindex(members["member_id"], fill_value=0)
    ### END SOLUTION


def with_tier(orders, members):
    """每笔订单和会员的等级：订单表再加一列 official_tier。"""
    ### BEGIN SOLUTION
    level = members[["member_id", "official_tier"]]
    return orders.merge(level, on="member_id")
    ### END SOLUTION

# %% check="zero-count" points=6
people_ = pd.DataFrame({"member_id": ["M1", "M2"]})
tiny = pd.DataFrame({"order_id": ["O1", "O2", "O3", "O4", "O5", "O6", "O7"], "member_id": ["M1", "M1", "M1", "M2", "M1", "M2", "M2"],
                     "status": ["completed"] * 4 + ["cancelled", "refunded", "refunded"], "product": ["hotel", "hotel", "train", "hotel", "train", "hotel", "train"], "gmv_cny": [300.0, 200.0, 80.0, 450.0, 90.0, 500.0, 60.0],
                     "nights_or_qty": [2, 1, 4, 3, 1, 2, 1]})
step = checks.example("completed_orders", people_, tiny)
for value_, zh, en in [
    ({"M1": 7, "M2": 3}, "这是晚数（件数）的合计，要数有几笔订单，用 size()。", "this adds nights (pieces) up; count the orders by size()."), (lambda got: any(isinstance(name, tuple) for name in got.keys()), "reindex 里写 members[\"member_id\"] 这一列，不是整张 members 表。", "reindex takes the column members[\"member_id\"], not the whole table."),
    (lambda got: len(got) and "M1" not in got.keys() and not any(got), "索引不是 member_id：reindex 里写 members[\"member_id\"] 这一列，不用行号。", "the index is not member_id: reindex takes the column members[\"member_id\"], not the numbers of rows."),
    ({"M1": 4, "M2": 3}, "取消和退款的订单也数进去了。", "cancelled and refunded orders were counted too."), ({"M1": 3, "M2": 3}, "退款的订单也数进去了。", "refunded orders were counted too."), ({"M1": 4, "M2": 1}, "取消的订单也数进去了。", "cancelled orders were counted too."),
    ({"M1": 1, "M2": 2}, "这是没有完成的订单。", "these are the orders that were not completed."),
    ({"M1": 1, "M2": 1}, "每位会员有几笔就数几笔，不是只数一次。", "count every order, not each member once."),
    ({"M1": True, "M2": True}, "要的是笔数，不是有没有。", "the number of orders is wanted, not whether there is one."),
    ({"M1": 0.75, "M2": 0.25}, "这是占比，要的是笔数。", "these are shares; numbers of orders are wanted."), ({"M1": 0, "M2": 0}, "谁也没有数到：按会员分组，groupby(\"member_id\")，状态是 completed。", "nobody has any: group by member_id, and the status is completed."),
    ({"M1": 2, "M2": 0}, "每位会员都少数了一笔。", "one order too few for each member."),
    ({"M1": 2, "M2": 1}, "这是有几种产品，要数有几笔订单。", "these are kinds of products; count the orders."),
    ({"M1": 580, "M2": 450}, "这是金额，要的是笔数。", "these are amounts; the number of orders is wanted."),
    *((other, "要数 status 是 completed 的，不是取消或退款的。", "count the orders whose status is completed, not cancelled or refunded ones.") for other in ({"M1": 1, "M2": 0}, {"M1": 0, "M2": 2})),
    (lambda got: len(got) == 0, "有订单的会员不见了：名单上每一位都要列出来。", "members with orders are gone: everybody on the list belongs here."),
    (4, "这是全部会员的合计，要按 member_id 分组。", "this is the total of all; group by member_id."),
]:
    step.mistake(value_, zh, en)
step.expect({"M1": 3, "M2": 1}, because=("完成的订单，M1 有 3 笔，M2 有 1 笔。", "M1 has 3 completed orders and M2 has 1."))
step = checks.example("completed_orders", pd.DataFrame({"member_id": ["M1", "T1"]}), tiny.replace("M2", "T1"), case=("名单上有 T 开头的编号时", "an id on the list that begins with T"))
step.expect({"M1": 3, "T1": 1}, because=("名单上的都要列出，T1 也是。", "everybody on the list belongs here, T1 too."))
### BEGIN HIDDEN TESTS
### REFERENCE
many_ = cases.load("ctrip", "orders")[::60].reset_index(drop=True)
names_ = cases.load("ctrip", "members")
names_ = names_[names_["member_id"].isin(many_.loc[many_["status"] == "completed", "member_id"])].reset_index(drop=True)
only_ = many_[many_["member_id"].isin(names_["member_id"])].reset_index(drop=True)
checks.agree("completed_orders", reference.completed_orders, names_, only_, case=("订单多起来时", "more orders"))
### END HIDDEN TESTS

# %% check="zero-everyone" points=6
everyone_ = pd.DataFrame({"member_id": ["M3", "M1", "M2"]})
names_ = ["order_id", "member_id", "status", "product", "gmv_cny"]
step = checks.example("completed_orders", everyone_, pd.DataFrame(
    [["O1", "M1", "completed", "hotel", 300.0], ["O2", "M3", "cancelled", "train", 80.0], ["O3", "M9", "completed", "hotel", 450.0]], columns=names_))
for value_, zh, en in [
    ({"M3": 0, "M1": 300, "M2": 0}, "这是金额，要的是笔数。", "these are amounts; the number of orders is wanted."),
    ({"M1": 1, "M9": 1}, "没有订单的会员不见了，名单以外的 M9 却在。", "members without an order are gone, and M9 is not on the list."),
    ({"M1": 1}, "没有已完成订单的会员也要有一行，记 0。", "members without a completed order need a row with 0."),
    ({"M1": 1, "M3": 0}, "M2 不见了：没有下过单的会员也要有一行，记 0。", "M2 is missing: who never ordered needs a row with 0."),
    ({"M3": 0, "M1": 1, "M2": 0, "M9": 1}, "M9 不在会员名单里，不要列出。", "M9 is not on the list of members; leave it out."),
    ({"M1": 1, "M3": 0, "M9": 1}, "名单要照 members，不照 orders：M2 不见了，M9 却在。", "the list is members, not orders: M2 is missing, M9 does not belong."),
    ({"M3": 1, "M1": 1, "M2": 1}, "没有已完成订单的会员记 0，现在成了 1：补的是 0 吗？左连接以后不能直接数行。", "members without a completed order have 0, now 1: fill in 0, and do not count rows after a left join."),
    ({"M3": 1, "M1": 1, "M2": 0}, "M3 的订单取消了，不算。", "the order of M3 was cancelled and does not count."),
    ({"M3": float("nan"), "M1": 1, "M2": float("nan")}, "缺的要填 0，现在是空值。", "the missing ones should be 0, they are empty (NaN)."),
    (lambda got: dict(got)["M2"] not in (0, 1), "没有已完成订单的会员记 0，不加引号，不记别的。", "members without a completed order have 0, without quotation marks, nothing else."),
]:
    step.mistake(value_, zh, en)
step.expect({"M3": 0, "M1": 1, "M2": 0}, because=("M3 的订单取消了，M2 没有订单，都记 0；M9 不在名单里。", "M3's order was cancelled and M2 has none: 0; M9 is not on the list."))
### BEGIN HIDDEN TESTS
### REFERENCE
gone_ = pd.DataFrame([["O1", "M8", "completed", "hotel", 90.0], ["O2", "M9", "refunded", "train", 60.0]], columns=names_)
wide_ = everyone_.assign(gender="F")[["gender", "member_id"]]
checks.agree("completed_orders", reference.completed_orders, wide_, gone_, case=("会员表有别的列时", "other columns in the table of members"))
checks.agree("completed_orders", reference.completed_orders, everyone_, gone_, case=("名单上的会员都没有订单时", "no order of anybody on the list"))
checks.agree("completed_orders", reference.completed_orders, pd.DataFrame({"member_id": ["M1", "M11"]}),
             pd.DataFrame([["O1", "M11", "completed", "hotel", 90.0], ["O2", "M11", "completed", "train", 60.0]], columns=names_),
             case=("编号一个包含另一个时", "an id that contains another"))
### END HIDDEN TESTS

# %% check="zero-tier" points=8
def by_order_(table):
    return (table if "order_id" in table else table.reset_index()).set_index("order_id")


sales_ = pd.DataFrame([["O1", "M2", 300.0, "completed"], ["O2", "M1", 80.0, "cancelled"], ["O3", "M9", 500.0, "completed"],
                       ["O4", "M2", 120.0, "completed"]], columns=["order_id", "member_id", "gmv_cny", "status"])
known_ = pd.DataFrame({"member_id": ["M1", "M2", "M3"], "official_tier": ["normal", "gold", "diamond"]})
step = checks.example("with_tier", sales_, known_)
for made_, zh, en in [
    (lambda got: isinstance(got, (int, float)), "要的是拼好的表，不是行数。", "the merged table is wanted, not the number of its rows."), (lambda got: isinstance(got, pd.Series) and set(got.index) <= {"normal", "gold", "diamond"}, "要的是拼好的表，先不分组。", "the merged table is wanted, not grouped yet."),
    (lambda got: isinstance(got, pd.Series), "要的是拼好的整张表，不是其中的一列。", "the whole merged table is wanted, not one column of it."), (lambda got: isinstance(got, pd.DataFrame) and "official_tier" not in got, "还没有 official_tier 这一列：用 merge 把两张表拼起来。", "there is no column official_tier yet: merge the two tables."),
    (lambda got: not {"order_id", "gmv_cny", "status"} <= {*got.columns, *got.index.names}, "订单表的列都要留着：只从 members 里挑列，拼好以后不再挑。", "keep every column of the orders: choose columns of members alone, not of the merged table."),
    (lambda got: dict(zip(got["order_id"], got["official_tier"])).get("O1") == "normal", "等级放错了人：按 member_id 拼（merge），不按行号放在一起。", "tiers stand beside other members: merge by member_id, do not put rows side by side."),
    (lambda got: len(got) > 4 or "M3" in list(got["member_id"]), "多了：没有订单的 M3 不要列出，一笔订单只有一行。", "too many rows: M3 has no order and is left out; an order has one row."),
    (lambda got: "M9" in list(got["member_id"]), "O3 的会员 M9 不在会员表里，这一笔不要：按 member_id 拼，两张表都有的才留下。", "M9 of O3 is not in the table of members, so leave it out: merge by member_id keeps what both have."),
    (lambda got: set(got["order_id"]) == {"O1", "O4"}, "不筛状态：取消的 O2 也要有一行。", "no filter by status: O2, which was cancelled, has a row too."),
    (lambda got: len(got) < 3, "少了：M2 有两笔订单，就有两行。", "too few rows: M2 has two orders and so two rows."),
]:
    step.mistake(made_, zh, en)
step = checks.example("with_tier", sales_, known_, read=by_order_)
step.expect(pd.DataFrame({"member_id": ["M2", "M1", "M2"], "gmv_cny": [300.0, 80.0, 120.0],
                          "status": ["completed", "cancelled", "completed"], "official_tier": ["gold", "normal", "gold"]},
                         index=["O1", "O2", "O4"]),
            because=("O1、O4 是 M2 的，gold；O2 是 M1 的，normal；M9 不在会员表里。", "O1 and O4 are M2's, gold; O2 is M1's, normal; M9 is not in the table of members."))
### BEGIN HIDDEN TESTS
### REFERENCE
sold_ = cases.load("ctrip", "orders")[::300].reset_index(drop=True)
met_ = cases.load("ctrip", "members")[::2].reset_index(drop=True)
checks.agree("with_tier", reference.with_tier, sold_, met_, read=by_order_, case=("真实的两张表里取一些时", "some rows of the two tables"))
checks.agree("with_tier", reference.with_tier, sales_.head(1), known_.iloc[::-1], read=by_order_, case=("只有一笔订单时", "a single order"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# **做什么**　同事写的这个函数运行不了，请改好，写进下面的单元格：
#
# ```text
# def service(tier, nights)
#     if tier = "gold" and nights >= 3
#         return "car"
#     return tea
# ```
#
# 它本来的意思：金卡（`"gold"`）会员住 3 晚或更久，派车接（`"car"`）；其他人送茶（`"tea"`）。
#
# **为什么**　没有人一次就写对。看懂报错、改好它，比背代码更要紧。
#
# **样例**　这一格也少了东西，改好以后是这样：

# %%
def is_long(nights):
    if nights >= 7:
        return "week"
    return "short"

print(is_long(7), is_long(9), is_long(2))

# %% [markdown] hint=1
# 一共四处：两个标点、一个等号、一对引号。其中一个标点，下面的答案格里已经补好了。

# %% [markdown] hint=2
# `def` 那一行和 `if` 那一行的末尾都要有冒号；比较相等用两个等号；文字要放在引号里。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if tier == ... and nights >= 3:
#     return "car"
# return ...
# ```

# %% contract=true
tier = Choice("normal", "gold", "platinum", "diamond")
nights = Number(1, whole=True)

# %% answer="repair"
def service(tier, nights):
    """给会员的服务："car" 或 "tea"。"""
    ### BEGIN SOLUTION
    if tier == "gold" and nights >= 3:
        return "car"
    return "tea"
    ### END SOLUTION

# %% check="repair-gold" points=5
step = checks.example("service", "gold", 3)
short_ = checks.example("service", "gold", 2, case=("金卡只住两晚时", "gold and only two nights"))
long_ = checks.example("service", "gold", 7, case=("金卡住得更久时", "gold and a longer stay"))
step.mistake(lambda got: (got, short_.got, long_.got) == ("tea", "tea", "tea"), "金卡住几晚都不派车：看看 tier 比的是不是 \"gold\"，有没有拼错，晚数比的是不是 3。", "gold never gets the car: is tier compared with \"gold\", spelt so, and nights with 3?")
step.mistake(lambda got: (got, short_.got) == ("tea", "car"), "反了：住满 3 晚（>=）才派车，car 和 tea 有没有写反？", "the wrong way round: the car from 3 nights on (>=). Are car and tea swapped?")
step.mistake("tea", "金卡住 3 晚，正好够派车。", "gold and 3 nights is just enough for the car.")
step.expect("car", because=("金卡，3 晚或更久：派车接。", "gold and 3 nights or more: the car."))
step = checks.example("service", "gold", 5)
step.mistake("tea", "金卡住 5 晚，比 3 晚更久，也派车：要问的是“大于或等于 3”。",
             "gold and 5 nights is longer than 3, so the car too: ask for 3 or more.")
step.expect("car", because=("金卡，3 晚或更久：派车接。", "gold and 3 nights or more: the car."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("service", reference.service, "gold", 12, case=("金卡住得更久时", "gold and a longer stay"))
### END HIDDEN TESTS
short_.mistake("car", "金卡只住两晚，还不够派车：两个条件都要成立，用 and，不用 or；晚数比的是 3。", "gold and only two nights is not enough for the car: both conditions must hold, and, not or; compare the nights with 3.")
short_.expect("tea", because=("金卡只住两晚，还不够派车：送茶。", "gold and only two nights is not enough for the car: tea."))

# %% check="repair-others" points=5
step = checks.example("service", "normal", 5)
step.mistake("car", "不是金卡，住得再久也是送茶。", "not gold: tea, however long the stay.")
step.expect("tea", because=("不是金卡：送茶。", "not gold: tea."))
step = checks.example("service", "diamond", 3, case=("钻石会员住 3 晚时", "diamond and 3 nights"))
step.mistake("car", "只有金卡派车，别的等级都送茶。", "the car is for gold alone; every other tier gets tea.")
step.expect("tea", because=("不是金卡：送茶。", "not gold: tea."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("service", reference.service, "normal", 1, case=("只住一晚时", "a single night"))
### END HIDDEN TESTS

# %% [markdown]
# ## 交作业
#
# 先从菜单选“运行 → 重启内核并运行所有单元格”，看看六个任务的检查是不是都打了勾；再回到学习主页，点这份作业的“交作业”。这一课不计成绩，就当练一遍：以后每一课都这样交。
