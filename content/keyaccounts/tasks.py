# %% [markdown]
# # {title}
#
# 这份作业有两个任务，每个写两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/yunduo` 里的云垛机械、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些参照了公开资料，运行 `cases.calibration("yunduo")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
flags = cases.load("yunduo", "ka_flags")
orders = cases.load("yunduo", "ka_orders_monthly")
start = pd.Timestamp("2025-07-01")    # 最近 12 个月从这个月算起
flags.head(3)

# %% [markdown]
# 云垛机械卖包装机，有 120 个大客户。`flags` 是每个客户的五个标记，`orders` 是每个月的收入、毛利和服务工时。想知道每一列是什么意思，运行下一格；把名字换成 `ka_orders_monthly` 再看。

# %%
cases.columns("yunduo", "ka_flags")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `stage(row)`：`row` 是一个客户的标记，用 `row["joint_plan"]` 这样的写法取值，值是 True 或 False；返回阶段代号：`"early"` 初级阶段、`"middle"` 中期阶段、`"mature"` 成熟期、`"coop"` 合作期；
# - `stage_counts(flags)`：四个阶段各有多少家；返回 Series，索引是四个代号，没有的写 0。
#
# **为什么**　同一件事，在这个阶段帮忙，在那个阶段添乱。先弄清走到了哪一步，再决定大客户经理做什么。
#
# **合作阶段判断顺序（本课约定）**　从上往下看，先符合哪一条就是哪一个阶段：
#
# 1. 两家的流程整合了（`process_integration`），**而且**有联合规划（`joint_plan`）→ `coop`
# 2. 有联合规划（`joint_plan`），**或者**高层经常往来（`top_level_contact`）→ `mature`
# 3. 有跨职能团队（`cross_functional`），**或者**有经常性业务（`regular_business`）→ `middle`
# 4. 都不符合 → `early`
#
# 只有流程整合、没有联合规划，不算合作期，接着往下看。
#
# **样例**　两家邻居有多熟？也是从上往下看，先符合哪一条就是哪一种。

# %%
def close(row):
    if row["has_key"] and row["feeds_cat"]:
        return "family"
    if row["has_key"] or row["eats_together"]:
        return "friend"
    return "neighbour"


homes = pd.DataFrame({"has_key": [False, True, True], "feeds_cat": [True, False, True], "eats_together": [False, False, True]})
print(homes.apply(close, axis=1).value_counts().reindex(["family", "friend", "neighbour", "stranger"], fill_value=0))

# %% [markdown] hint=1
# 三个问题，一个 `if` 一条，先后不能乱；都不是，就是最后一种。哪一条里是“而且”，哪两条里是“或者”？

# %% [markdown] hint=2
# `stage` 里写三个 `if … return …`，最后 `return "early"`。`stage_counts` 分三步：`apply(stage, axis=1)`；`value_counts()`；`reindex` 补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if row["process_integration"] and ...:
#     return "coop"
# if row["joint_plan"] or ...:
#     return ...
# if ... or row["regular_business"]:
#     return "middle"
# return ...
#
# return flags.apply(..., axis=1).value_counts().reindex(STAGES, fill_value=...)
# ```

# %% contract=true
five = "regular_business cross_functional joint_plan top_level_contact process_integration"
row = Record("yunduo/ka_flags", **{name: Flag() for name in five.split()})
flags = Table("yunduo/ka_flags", five)

# %% answer="stage"
STAGES = ["early", "middle", "mature", "coop"]

def stage(row):
    """合作到了哪个阶段：阶段的代号。"""
    ### BEGIN SOLUTION
    if row["process_integration"] and row["joint_plan"]:
        return "coop"
    if row["joint_plan"] or row["top_level_contact"]:
        return "mature"
    if row["cross_functional"] or row["regular_business"]:
        return "middle"
    return "early"
    ### END SOLUTION

def stage_counts(flags):
    """四个阶段各有多少家：Series，索引是 STAGES。"""
    ### BEGIN SOLUTION
    return flags.apply(stage, axis=1).value_counts().reindex(STAGES, fill_value=0)
    ### END SOLUTION

# %% check="stage-rules" points=6
def record_(*marked):
    names = "regular_business cross_functional joint_plan top_level_contact process_integration"
    return {name: name in marked for name in names.split()}


for marked_, right_, zh, en in [
    ("", "early", "五个标记都是 False：看第 4 条。", "all five flags are False: rule 4."),
    ("regular_business", "middle", "有经常性业务，没有团队，也是第 3 条：有一样就算。", "regular business without a team is rule 3 too: either is enough."),
    ("cross_functional", "middle", "有跨职能团队，没有经常性业务，也是第 3 条：有一样就算。", "a team without regular business is rule 3 too: either is enough."),
    ("top_level_contact", "mature", "只有高层往来，没有联合规划，也是第 2 条：有一样就算。", "contact at the top without a plan is rule 2 too: either is enough."),
    ("joint_plan", "mature", "只有联合规划，流程没有整合：是第 2 条，不是第 1 条。", "a joint plan without integration is rule 2, not rule 1."),
    ("joint_plan process_integration", "coop", "流程整合了，又有联合规划：第 1 条，要最先问。", "integration and a joint plan: rule 1, which comes first."),
    ("process_integration", "early", "只有流程整合，没有联合规划：前三条都不符合。", "integration without a joint plan: none of the first three rules."),
    ("process_integration top_level_contact", "mature", "有流程整合和高层往来，没有联合规划：是第 2 条，不是第 1 条。", "integration and contact at the top without a joint plan: rule 2, not rule 1."),
]:
    checks.example("stage", record_(*marked_.split())).mistake(
        lambda got: got not in ("early", "middle", "mature", "coop"), "返回四个英文代号之一。", "return one of the four codes.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
names_ = list(record_())
for number_, first_ in enumerate(names_):
    for second_ in names_[number_:]:
        checks.agree("stage", reference.stage, record_(first_, second_), case=("只有一两个标记时", "one or two flags"))
checks.agree("stage", reference.stage, dict(reversed(record_("process_integration", "joint_plan").items())), case=("列的先后不同时", "columns in another order"))
### END HIDDEN TESTS

# %% check="stage-order" points=4
def record_(*marked):
    names = "regular_business cross_functional joint_plan top_level_contact process_integration"
    return {name: name in marked for name in names.split()}


for marked_, right_, zh, en in [
    ("regular_business cross_functional joint_plan process_integration", "coop", "第 1 条排在最前面：整合和规划都有，就是合作期。",
     "rule 1 comes first: integration and a plan are cooperation."),
    ("cross_functional top_level_contact", "mature", "第 2 条（高层往来）排在第 3 条（团队）前面。", "rule 2 (contact at the top) comes before rule 3 (a team)."),
    ("regular_business joint_plan", "mature", "第 2 条（联合规划）排在第 3 条（经常性业务）前面。", "rule 2 (a joint plan) comes before rule 3 (regular business)."),
    ("process_integration top_level_contact regular_business", "mature", "没有联合规划，整合了也不是第 1 条；有高层往来，是第 2 条。",
     "without a joint plan integration is not rule 1; contact at the top is rule 2."),
    ("process_integration regular_business", "middle", "没有联合规划，也没有高层往来：整合了，还是第 3 条。",
     "neither a joint plan nor contact at the top: rule 3, integrated or not."),
]:
    checks.example("stage", record_(*marked_.split())).mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
names_ = list(record_())
for pattern_ in range(32):
    marked_ = [name for place, name in enumerate(names_) if pattern_ >> place & 1]
    checks.agree("stage", reference.stage, record_(*marked_), case=("有几个标记时", "several flags"))
### END HIDDEN TESTS

# %% check="stage-counts" points=5
def flags_(*marked):
    table = cases.load("yunduo", "ka_flags").head(len(marked))
    return table.assign(**{name: [name in names.split() for names in marked] for name in table.columns[1:]})


stages_ = ["early", "middle", "mature", "coop"]
tiny = flags_("", "regular_business", "joint_plan cross_functional", "process_integration", "top_level_contact", "cross_functional", "regular_business")
step = checks.example("stage_counts", tiny)
step.mistake({"early": 2, "middle": 3, "mature": 2}, "没有的阶段也要列出来，写 0。", "list the stage without accounts too, with 0.")
step.mistake(lambda got: any(isinstance(value, str) for value in list(pd.Series(got))), "要每个阶段的家数，不是每家的阶段。",
             "the number of each stage is wanted, not the stage of each account.")
step.mistake(lambda got: pd.Series(got).isna().any(), "没有的阶段写 0，不是空值。", "0 for a stage without accounts, not a missing value.")
step.mistake(dict(zip(stages_, (2 / 7, 3 / 7, 2 / 7, 0))), "要的是家数，不是占比。", "give numbers, not shares.")
step.mistake(dict.fromkeys(stages_, 0), "一家也没有数到：数的是 apply(stage, axis=1) 得到的那一列。", "nothing was counted: count what apply(stage, axis=1) gives.")
step.mistake(7, "这是总数，要的是每个阶段各多少家。", "this is the total; the number of each stage is wanted.")
step.expect(dict(zip(stages_, (2, 3, 2, 0))), because=(
    "没有标记的一家、只有流程整合的一家是 early；有规划的、有高层往来的是 mature；余下三家是 middle。",
    "One without flags and one with integration alone are early; one with a plan and one with contact at the top are mature; the other three are middle."))
### BEGIN HIDDEN TESTS
### REFERENCE
ripe_ = flags_("joint_plan process_integration", "joint_plan process_integration top_level_contact", "top_level_contact")
checks.agree("stage_counts", reference.stage_counts, ripe_, case=("没有初级和中期的客户时", "no account in the first two stages"))
checks.agree("stage_counts", reference.stage_counts, ripe_.head(1), case=("只有一家时", "a single account"))
checks.agree("stage_counts", reference.stage_counts, pd.concat([ripe_, ripe_.tail(1)], ignore_index=True), case=("有两行一样时", "two equal rows"))
checks.agree("stage_counts", reference.stage_counts, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("stage_counts", reference.stage_counts, cases.load("yunduo", "ka_flags")[::3], case=("用标记表里的数据时", "rows of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `stage_counts(flags)`。哪个阶段最多？对初级阶段的客户，马上谈流程整合，会怎么样？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `net(orders, start)`：从 `start` 那个月起（含这个月），每个客户的净利润，元；返回 Series，索引是客户编号。这段时间没有记录的客户，不用列；
# - `big_losing(orders, start, n)`：同一段时间里，收入合计最大的 `n` 家客户中，净利润**小于 0** 的编号，列表，编号从小到大。
#
# **为什么**　买得多的客户，要的服务也多。收入大，不等于赚钱；赚不赚，扣掉服务成本才知道。
#
# **规则**
#
# - 净利润 = 毛利（`margin_cny`）合计 − 120 × 服务工时（`service_hours`）合计。一小时服务成本 120 元，是本课的假设。
# - 收入看 `revenue_cny`。净利润正好是 0，不算亏。
#
# **样例**　两家小店，从第 2 周算起，扣掉每小时 25 元的工钱还剩多少？哪一家卖得最多？

# %%
shifts = pd.DataFrame({"shop": ["east", "west", "east", "west", "east"], "week": [1, 1, 2, 2, 3],
                       "sales": [400, 300, 500, 700, 600], "hours": [10, 8, 30, 12, 20]})
late = shifts[shifts["week"] >= 2]
sums = late.groupby("shop")[["sales", "hours"]].sum()
print((sums["sales"] - 25 * sums["hours"]).to_dict())
print(sums["sales"].nlargest(1).index.to_list())

# %% [markdown] hint=1
# `net` 三步：先筛月份；再按客户分组求和；最后相减。`big_losing` 两个问题：谁的收入最大？这些里面谁亏？

# %% [markdown] hint=2
# 筛月份用 `>=`。分组以后一次取两列：`[["margin_cny", "service_hours"]].sum()`。`big_losing` 用 `nlargest(n)` 找出收入最大的，再一个一个问净利润是不是小于 0；最后用 `sorted` 排好。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# late = orders[orders["month"] >= ...]
# sums = late.groupby("customer_id")[["margin_cny", ...]].sum()
# return sums[...] - ... * sums["service_hours"]
#
# late = orders[orders["month"] >= ...]
# big = late.groupby(...)["revenue_cny"].sum().nlargest(...)
# profit = net(...)
# return sorted([account for account in big.index if ...])
# ```

# %% contract=true
orders = Table("yunduo/ka_orders_monthly", "customer_id month revenue_cny margin_cny service_hours", key="customer_id month")
start = Moment(day=True)
n = Number(1, whole=True)

# %% answer="net"
HOUR = 120    # 一小时服务成本，元

def net(orders, start):
    """从 start 起每个客户的净利润，元：Series，索引是客户编号。"""
    ### BEGIN SOLUTION
    late = orders[orders["month"] >= start]
    sums = late.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
    return sums["margin_cny"] - HOUR * sums["service_hours"]
    ### END SOLUTION

def big_losing(orders, start, n):
    """收入最大的 n 家里净利润小于 0 的编号：列表，从小到大。"""
    ### BEGIN SOLUTION
    late = orders[orders["month"] >= start]
    big = late.groupby("customer_id")["revenue_cny"].sum().nlargest(n)
    profit = net(orders, start)
    return sorted([account for account in big.index if profit[account] < 0])
    ### END SOLUTION

# %% check="net-profit" points=8
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "month", "revenue_cny", "margin_cny", "service_hours"])
    return table.assign(month=pd.to_datetime("2026-" + table["month"] + "-01"))


start_ = pd.Timestamp("2026-03-01")
tiny = orders_(("C007", "02", 9000, 5000.0, 4.0), ("C002", "03", 8000, 2000.0, 5.0), ("C007", "03", 6000, 1500.0, 10.0), ("C002", "04", 7000, 1000.0, 3.5),
               ("C007", "04", 2000, 600.0, 12.0), ("C005", "02", 3000, 900.0, 1.0), ("C009", "04", 1000, 240.0, 2.0))
step = checks.example("net", tiny, start_)
for values_, zh, en in [
    ((580, -840, 0), "start 那个月也要算，用 >=；各月合计，用 sum()。", "the month of start counts too, use >=; add the months up by sum()."), ((3000, 2100, 240), "还没有扣服务成本。", "the cost of service has not been taken off."), ((2991.5, 2078, 238), "工时还要乘每小时 120 元。", "multiply the hours by 120 yuan."), ((4020, 4740, 480), "服务成本要减，不是加。", "the cost of service is taken off, not added."),
    ((990, -270, 0), "要合计，不是每月平均。", "the sum is wanted, not the mean of the months."),
    ((2787.5, 1550, 190), "一小时服务成本是 120 元（HOUR），不是样例里的 25 元。", "an hour of service costs 120 yuan (HOUR), not the 25 of the example."), ((24480, 43560, 240), "120 只乘工时：毛利 − 120 × 工时，毛利不加进括号。", "120 multiplies the hours alone: margin − 120 × hours, with no brackets round margin − 120."), ((2880, 1980, 120), "120 要乘工时的合计。", "multiply 120 by the sum of the hours."), ((2760, 1860, 120), "工时要合计 sum()，不是数有几行。", "add the hours up by sum(); do not count rows."), ((2898, 1836, 216), "一小时是 120 元，不是 12 元。", "an hour is 120 yuan, not 12."), ((1980, 0, 0), "净利润可以小于 0，不要改成 0。", "a net profit may be below 0: leave it."), ((1400, 60, 0), "要合计 sum()，不是最大值。", "the sum() is wanted, not the maximum."),
    ((10980, 3260, 520), "从毛利（margin_cny）减起，不用再拿收入减毛利。", "start from the margin (margin_cny) itself; do not take it off the revenue."), ((1920, -540, 0), "工时不要取整。", "do not round the hours."),
    ((13980, 5360, 760), "用毛利（margin_cny），不是收入。", "start from the margin (margin_cny), not from revenue."),
]:
    step.mistake(dict(zip(("C002", "C007", "C009"), values_)), zh, en)
step.mistake({"C002": 1400, "C007": 300}, "start 以后的每个月都要算，不只是那一个月：用 >=。", "every month from start on counts, not that one alone: use >=.")
step.mistake({"C002": 1980, "C005": 780, "C007": 3980, "C009": 0}, "只算 start 起的月份：2 月的不算。", "only the months from start on: February does not count.")
for values_ in ({"C002": 1400, "C005": 780, "C007": 4820}, {"C005": 780, "C007": 4520}):
    step.mistake(values_, "反了：要 start 和以后的月份，用 >=，不是以前的。", "the wrong way round: start and later months, >=, not earlier ones.")
step.mistake(lambda got: "C005" in dict(got), "C005 从 3 月起没有记录，不用列。", "C005 has no row from March on: leave it out.")
step.mistake(lambda got: pd.Series(got).size in (1, 5, 7), "每个客户一个数：按 customer_id 分组求和。", "one number an account: group by customer_id and sum.")
step.expect({"C002": 1980, "C007": 540 - 1080, "C009": 0}, because=(
    "C007 从 3 月起毛利 1,500 + 600，工时 10 + 12，净利润 2,100 − 120 × 22。", "From March on C007 has a margin of 1,500 + 600 and 10 + 12 hours: 2,100 − 120 × 22."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("net", reference.net, tiny[tiny.columns[::-1]], start_, case=("列的先后不同时", "columns in another order"))
checks.agree("net", reference.net, tiny, pd.Timestamp("2026-04-01"), case=("start 是另一个月时", "another start"))
checks.agree("net", reference.net, tiny, pd.Timestamp("2025-12-01"), case=("start 比第一个月早时", "a start before the first month"))
checks.agree("net", reference.net, tiny.iloc[::-1].reset_index(drop=True), start_, case=("行的先后不同时", "rows in another order"))
same_ = orders_(("C001", "05", 400, 100.0, 0.5), ("C001", "06", 400, 100.0, 0.5), ("C003", "05", 400, 100.0, 0.5))
checks.agree("net", reference.net, same_, start_, case=("有几个数一样时", "equal numbers"))
real_ = cases.load("yunduo", "ka_orders_monthly")
checks.agree("net", reference.net, real_, pd.Timestamp("2025-07-01"), case=("用订单表里的数据时", "the case's own table"))
checks.agree("net", reference.net, real_, pd.Timestamp("2024-01-01"), case=("用订单表、start 早一些时", "the case's own table and an earlier start"))
### END HIDDEN TESTS

# %% check="net-big" points=7
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "month", "revenue_cny", "margin_cny", "service_hours"])
    return table.assign(month=pd.to_datetime("2026-" + table["month"] + "-01"))


start_ = pd.Timestamp("2026-03-01")
tiny = orders_(("C006", "01", 90000, 40000.0, 9.0), ("C008", "03", 9000, 800.0, 20.0), ("C001", "03", 3500, 1300.0, 12.0), ("C003", "03", 4000, 900.0, 2.0), ("C009", "04", 7000, 1200.0, 10.0),
               ("C003", "04", 4000, 700.0, 18.0), ("C006", "04", 5000, 1500.0, 30.0), ("C004", "04", 6000, 1000.0, 8.0), ("C008", "02", 100, 9000.0, 0.0))
step = checks.example("big_losing", tiny, start_, 4)
for known_, zh, en in [
    (["C008", "C003"], "编号要从小到大。", "give the ids in ascending order."),
    (["C001", "C003", "C006", "C008"], "只看收入最大的 4 家，不是所有亏的。", "of the 4 largest only, not all that lose."),
    (["C003", "C008", "C009"], "净利润正好是 0，不算亏。", "a net profit of exactly 0 is no loss."),
    (lambda got: set(got) in ({"C004"}, {"C004", "C009"}), "反了：这是不亏的，要净利润小于 0 的。", "reversed: these do not lose; those below 0 are wanted."),
    (["C001", "C003", "C006"], "先按收入（revenue_cny）的合计从大到小排，再取 n 家：不是毛利，也不是表里的前几家。", "take the n largest by the sum of revenue_cny, neither by margin nor the first of the table."),
    (["C001", "C006"], "要收入最大的，用 nlargest：这是收入最小的 4 家里亏的。", "the largest are wanted, nlargest: these lose among the 4 smallest."),
    (["C003", "C006"], "start 那个月也要算：用 >=。", "the month of start counts too: use >=."),
    (["C003"], "净利润也只算 start 起的月份；return 不要写在循环里。", "the net profit, too, counts from the month of start only; return after the loop."), (["C006", "C008"], "收入要先按客户合计，再找最大的。", "add the revenue of each account up first, then take the largest."),
    (["C003", "C006", "C008"], "收入从 start 那个月算起：C006 的 90,000 元是 1 月的。", "revenue counts from the month of start: the 90,000 yuan of C006 are January's."),
    (["C003", "C004", "C008", "C009"], "这是收入最大的 4 家，还要看谁亏。", "these are the 4 largest; which of them lose?"),
    ([], "没有扣服务成本：净利润用 net 算。", "the cost of service was not taken off: use net."),
    (2, "要编号的列表，不是有几家。", "a list of ids is wanted, not how many."),
]:
    step.mistake(known_, zh, en)
step.expect(["C003", "C008"], because=("从 3 月起收入最大的四家是 C008、C003、C009、C004；亏的是 C003（1,600 − 2,400）和 C008（800 − 2,400）。", "The four largest from March on are C008, C003, C009 and C004; C003 (1,600 − 2,400) and C008 (800 − 2,400) lose."))
### BEGIN HIDDEN TESTS
### REFERENCE
for number_ in (1, 2, 3, 5, 6):
    checks.agree("big_losing", reference.big_losing, tiny, start_, number_, case=("n 是别的数时", "another n"))
checks.agree("big_losing", reference.big_losing, tiny[tiny.columns[::-1]].iloc[::-1], start_, 4, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("big_losing", reference.big_losing, tiny, pd.Timestamp("2026-01-01"), 3, case=("start 早一些时", "an earlier start"))
checks.agree("big_losing", reference.big_losing, tiny[tiny["customer_id"].isin(["C004", "C009"])], start_, 2, case=("一家也不亏时", "nobody loses"))
little_ = orders_(("C003", "05", 900, 11.0, 0.1), ("C005", "05", 800, 13.0, 0.1))
checks.agree("big_losing", reference.big_losing, little_, start_, 2, case=("只亏 1 元、只赚 1 元时", "a loss and a profit of 1 yuan"))
real_ = cases.load("yunduo", "ka_orders_monthly")
checks.agree("big_losing", reference.big_losing, real_, pd.Timestamp("2025-07-01"), 24, case=("用订单表里的数据时", "the case's own table"))
checks.agree("big_losing", reference.big_losing, real_, pd.Timestamp("2026-06-01"), 12, case=("只看最后一个月时", "the last month alone"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `big_losing(orders, start, 24)`：收入最大的 24 家（前五分之一）里，有几家亏？再看 `net(orders, start)[big_losing(orders, start, 24)]`。是不要这些客户，还是先谈服务怎么收费？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看两个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
