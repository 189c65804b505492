# %% [markdown]
# # {title}
#
# 这份作业有五个任务，除了第四个，每个写一到两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。第四个任务的检查只告诉你作答了没有，评分以后才知道对错。
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
accounts = cases.load("yunduo", "ka_accounts")
flags = cases.load("yunduo", "ka_flags")
orders = cases.load("yunduo", "ka_orders_monthly")
contacts = cases.load("yunduo", "ka_contacts")
managers = cases.load("yunduo", "ka_managers")
start = pd.Timestamp("2025-07-01")    # 最近 12 个月从这个月算起
flags.head(3)

# %% [markdown]
# 云垛机械卖包装机，有 120 个大客户。`accounts` 一行一个客户，`flags` 是每个客户的五个标记，`orders` 是每个月的收入、毛利和服务工时，`contacts` 是客户那边的联系人，`managers` 是六位大客户经理。想知道每一列是什么意思，运行下一格；把名字换成 `ka_orders_monthly`、`ka_contacts` 再看。

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
    ("joint_plan process_integration", "coop", "流程整合了，又有联合规划：第 1 条。", "integration and a joint plan: rule 1."),
    ("process_integration", "early", "只有流程整合，没有联合规划：前三条都不符合。", "integration without a joint plan: none of the first three rules."),
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
checks.agree("stage_counts", reference.stage_counts, pd.concat([ripe_, ripe_.tail(1)]), case=("有两行一样时", "two equal rows"))
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
    ((580, -840, 0), "start 那个月也要算：用 >=。", "the month of start counts too: use >=."),
    ((3000, 2100, 240), "还没有扣服务成本。", "the cost of service has not been taken off."),
    ((2991.5, 2078, 238), "工时还要乘每小时 120 元。", "multiply the hours by 120 yuan."),
    ((4020, 4740, 480), "服务成本要减，不是加。", "the cost of service is taken off, not added."),
    ((990, -270, 0), "要合计，不是每月平均。", "the sum is wanted, not the mean of the months."),
    ((13980, 5360, 760), "用毛利（margin_cny），不是收入。", "start from the margin (margin_cny), not from revenue."),
]:
    step.mistake(dict(zip(("C002", "C007", "C009"), values_)), zh, en)
step.mistake({"C002": 1400, "C007": 300}, "start 以后的每个月都要算，不只是那一个月：用 >=。", "every month from start on counts, not that one alone: use >=.")
step.mistake({"C002": 1980, "C005": 780, "C007": 3980, "C009": 0}, "只算 start 起的月份：2 月的不算。", "only the months from start on: February does not count.")
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
    (["C001", "C003", "C006"], "最大看收入（revenue_cny），不是毛利。", "the largest by revenue (revenue_cny), not by margin."),
    (["C003", "C006"], "start 那个月也要算：用 >=。", "the month of start counts too: use >=."),
    (["C003"], "净利润也只算 start 起的月份。", "the net profit, too, counts from the month of start only."),
    (["C006", "C008"], "收入要先按客户合计，再找最大的。", "add the revenue of each account up first, then take the largest."),
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
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
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
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
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
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
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

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看五个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
