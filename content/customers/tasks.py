# %% [markdown]
# # {title}
#
# 这份作业有四个任务，每个写一两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/ctrip` 里的会员和订单是**模拟**的；`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据也是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "customers")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
orders = cases.load("ctrip", "orders")
orders = orders.assign(order_date=orders["order_ts"].dt.normalize())  # 只要日期，不要几点几分
orders = orders[["order_id", "member_id", "order_date", "status"]]
vignettes = cases.load("anchao", "vignettes")
offers = cases.load("anchao", "shop_offers")
stations = cases.load("anchao", "stations")
orders.head(3)

# %% [markdown]
# `orders` 是携程会员的订单，一行一笔；`status` 是 `completed` 完成、`cancelled` 取消、`refunded` 退款。`vignettes` 是安巢的 24 个小故事，谁服务谁；`offers` 是六家店卖同一款冰箱；`stations` 是三家分店的服务链。想知道每一列是什么意思，运行下一格；把名字换成 `shop_offers`、`stations` 再看。

# %%
cases.columns("anchao", "vignettes")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写函数 `time_type(orders, member_id, ref)`：编号是 `member_id` 的会员，站在 `ref` 那一天看，是哪一种客户？返回 `"past"` 过去型、`"present"` 现在型、`"future"` 未来型。
#
# **为什么**　过去型的要请回来，现在型的要维护好，未来型的要帮他买成第一次。先要分得清。
#
# **规则（本课约定）**
#
# - 只看这位会员**完成**的订单（`completed`）；取消的、退款的都不算。
# - 只看 `ref` 那天和以前的，**`ref` 当天的也算**；比 `ref` 晚的还没有发生，不看。
# - 一笔也没有（登记过，还没有真正买过）→ `"future"`。
# - 有：看**最后一笔**离 `ref` 有几天。不超过 365 天，**正好 365 天也算** → `"present"`；超过 365 天 → `"past"`。
#
# **样例**　阅览室的借书记录：还了的算一次，小林最近一次离今天几天？小吴一次也没有还过：一行也没有，就没有最晚的一天，天数是空值 `nan`，所以要先问有几行。

# %%
loans = pd.DataFrame({"reader": ["Lin", "Wu", "Lin", "Lin"], "returned": [True, False, True, False],
                      "day": pd.to_datetime(["2026-06-11", "2026-06-20", "2026-05-30", "2026-06-25"])})
today = pd.Timestamp("2026-06-30")
for reader in ["Lin", "Wu"]:
    own = loans[(loans["reader"] == reader) & loans["returned"]]
    print(reader, len(own), (today - own["day"].max()).days)

# %% [markdown] hint=1
# 先筛，再看。筛行有三个条件：是这个人的，完成了的，不比 `ref` 晚的。剩下几行？最晚的一天是哪天？

# %% [markdown] hint=2
# 和借书记录一样，条件之间用 `&`，每个比较加圆括号。一行也没有，先 `return "future"`；有，再用 `max()` 找最后一天，相减以后取 `.days`，和 365 比。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# own = orders[(orders["member_id"] == member_id) & (orders["status"] == ...)]
# own = own[own["order_date"] <= ...]
# if len(own) == 0:
#     return ...
# days = (ref - own["order_date"].max()).days
# return "present" if days <= ... else "past"
# ```

# %% contract=true
orders = Table("ctrip/orders", "order_id member_id status", key="order_id", only=True, order_date=Moment(day=True))
member_id = Text(pattern="M[0-9]{6}", empty=False)
ref = Moment(day=True)

# %% answer="time"
def time_type(orders, member_id, ref):
    """会员在 ref 那天是哪一种客户：past、present 或 future。"""
    ### BEGIN SOLUTION
    own = orders[(orders["member_id"] == member_id) & (orders["status"] == "completed")]
    own = own[own["order_date"] <= ref]
    if len(own) == 0:
        return "future"
    days = (ref - own["order_date"].max()).days
    return "present" if days <= 365 else "past"
    ### END SOLUTION

# %% check="time-kind" points=6
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["member_id", "order_date", "status"])
    return table.assign(order_id=[f"O{900 - number:07d}" for number in range(len(rows))], order_date=pd.to_datetime(table["order_date"]))[["order_id", "member_id", "order_date", "status"]]


tiny = orders_(("M000101", "2026-05-02", "completed"), ("M000102", "2024-02-10", "completed"), ("M000103", "2026-06-01", "cancelled"), ("M000101", "2023-08-15", "completed"),
               ("M000102", "2023-09-01", "completed"), ("M000104", "2024-11-03", "completed"), ("M000104", "2025-12-24", "completed"), ("M000103", "2026-06-08", "refunded"))
ref_ = pd.Timestamp("2026-06-30")
for member_, right_, zh, en in [
    ("M000101", "present", "最后一笔是 2026-05-02：看最晚的那一天（max），不看最早的，也不看排在后面的。", "the last order is of 2026-05-02: take the latest day (max), neither the first nor the one that stands last."),
    ("M000102", "past", "最后一笔是 2024-02-10，离 2026-06-30 已经超过 365 天。", "the last order is of 2024-02-10, more than 365 days before 2026-06-30."),
    ("M000104", "present", "最后一笔是 2025-12-24，离 2026-06-30 不超过 365 天：按天数算，不看年份。", "the last order is of 2025-12-24, within 365 days of 2026-06-30: count days, not years."),
    ("M000103", "future", "两笔一笔取消、一笔退款，完成的一笔也没有。", "one order was cancelled, one refunded, none completed."),
    ("M000199", "future", "表里没有这位会员的订单：他还没有买过。", "this member has no order at all: nothing was bought yet."),
]:
    step = checks.example("time_type", tiny, member_, ref_, case=(f"{member_} ", member_) if member_ != "M000101" else None)
    step.mistake(lambda got: got not in ("past", "present", "future"), "返回三个英文代号之一：past、present、future。", "return one of the three codes: past, present, future.")
    step.mistake(lambda got: got != right_, f"{member_}：{zh}", f"{member_}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "orders")
people_ = [f"M{number:06d}" for number in range(11, 21)]
real_ = real_.assign(order_date=real_["order_ts"].dt.normalize())[["order_id", "member_id", "order_date", "status"]]
real_ = real_[real_["member_id"].isin(people_)]
for member_ in people_:
    checks.agree("time_type", reference.time_type, real_, member_, ref_, case=("用订单表里的数据时", "the case's own orders"))
for member_ in ("M000101", "M000102", "M000103", "M000104", "M000199"):
    checks.agree("time_type", reference.time_type, tiny[tiny.columns[::-1]].sort_values("order_date", ascending=False), member_, ref_, case=("行和列的先后不同时", "rows and columns in another order"))
### END HIDDEN TESTS

# %% check="time-edge" points=5
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["member_id", "order_date", "status"])
    return table.assign(order_id=[f"O{900 - number:07d}" for number in range(len(rows))], order_date=pd.to_datetime(table["order_date"]))[["order_id", "member_id", "order_date", "status"]]


tiny = orders_(("M000201", "2025-06-30", "completed"), ("M000202", "2025-06-29", "completed"), ("M000203", "2026-06-30", "completed"), ("M000204", "2026-07-01", "completed"),
               ("M000205", "2024-01-05", "completed"), ("M000205", "2026-07-20", "completed"), ("M000206", "2025-06-15", "completed"), ("M000206", "2024-06-15", "completed"))
for member_, day_, right_, zh, en in [
    ("M000201", "2026-06-30", "present", "正好 365 天，也是现在的客户：用 <=。", "exactly 365 days is still present: use <=."),
    ("M000202", "2026-06-30", "past", "366 天，超过了 365 天。", "366 days are more than 365."),
    ("M000203", "2026-06-30", "present", "头一笔就在 ref 当天，当天的也算：用 <=。", "the first order is of the day ref itself, which counts: use <=."),
    ("M000204", "2026-06-30", "future", "那一笔在 ref 以后，还没有发生。", "that order comes after ref: it has not happened yet."),
    ("M000205", "2026-06-30", "past", "2026-07-20 的一笔在 ref 以后，不看；以前的最后一笔在 2024 年。", "the order of 2026-07-20 comes after ref; the last before it is of 2024."),
    ("M000206", "2025-01-10", "present", "ref 是参数：站在 2025-01-10 看，最后一笔是 2024-06-15。", "ref is a parameter: seen from 2025-01-10 the last order is of 2024-06-15."),
    ("M000201", "2025-06-29", "future", "ref 是参数：站在 2025-06-29 看，还没有买过。", "ref is a parameter: on 2025-06-29 nothing was bought yet."),
]:
    step = checks.example("time_type", tiny, member_, pd.Timestamp(day_), case=(f"{member_} 站在 {day_} 看，", f"{member_} on {day_}") if zh[:2] != "正好" else None)
    step.mistake(lambda got: got not in ("past", "present", "future"), "返回三个英文代号之一：past、present、future。", "return one of the three codes: past, present, future.")
    step.mistake(lambda got: got != right_, f"{member_}：{zh}", f"{member_}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
leap_ = orders_(("M000211", "2024-02-29", "completed"), ("M000211", "2024-02-28", "completed"), ("M000212", "2023-03-01", "completed"))
for member_, day_ in [("M000211", "2025-02-28"), ("M000211", "2025-03-01"), ("M000212", "2024-02-29"), ("M000212", "2024-03-01")]:
    checks.agree("time_type", reference.time_type, leap_, member_, pd.Timestamp(day_), case=("有闰年、一年不是 365 天时", "a leap year, which has not 365 days"))
for member_, day_ in [("M000206", "2024-06-14"), ("M000206", "2024-06-15"), ("M000206", "2025-06-15"), ("M000206", "2026-06-15"), ("M000206", "2026-06-16"),
                      ("M000205", "2025-01-04"), ("M000205", "2025-01-05"), ("M000205", "2026-07-19"), ("M000205", "2026-07-20"), ("M000204", "2026-07-01")]:
    checks.agree("time_type", reference.time_type, tiny.iloc[::-1], member_, pd.Timestamp(day_), case=("正好差一天时", "one day more or less"))
real_ = cases.load("ctrip", "orders")
real_ = real_.assign(order_date=real_["order_ts"].dt.normalize())[["order_id", "member_id", "order_date", "status"]]
real_ = real_[real_["member_id"].isin(["M000011", "M000012", "M000013", "M000014"])]
for member_ in ("M000011", "M000012", "M000013", "M000014"):
    checks.agree("time_type", reference.time_type, real_, member_, pd.Timestamp("2024-09-30"), case=("用订单表里的数据时", "the case's own orders"))
### END HIDDEN TESTS

# %% check="time-completed" points=4
def orders_(*rows):
    table = pd.DataFrame(rows, columns=["member_id", "order_date", "status"])
    return table.assign(order_id=[f"O{900 - number:07d}" for number in range(len(rows))], order_date=pd.to_datetime(table["order_date"]))[["order_id", "member_id", "order_date", "status"]]


tiny = orders_(("M000301", "2024-03-01", "completed"), ("M000301", "2026-06-05", "cancelled"), ("M000302", "2024-03-01", "completed"), ("M000302", "2026-06-05", "refunded"),
               ("M000303", "2026-06-05", "cancelled"), ("M000304", "2026-06-05", "refunded"), ("M000305", "2026-06-05", "completed"), ("M000305", "2026-06-20", "cancelled"))
ref_ = pd.Timestamp("2026-06-30")
for member_, right_, zh, en in [
    ("M000301", "past", "今年的一笔取消了，不算；完成的最后一笔在 2024 年。", "this year's order was cancelled; the last completed one is of 2024."),
    ("M000302", "past", "今年的一笔退款了，不算；完成的最后一笔在 2024 年。", "this year's order was refunded; the last completed one is of 2024."),
    ("M000303", "future", "只有一笔，取消了：还没有真正买过。", "the only order was cancelled: nothing was bought yet."),
    ("M000304", "future", "只有一笔，退款了：还没有真正买过。", "the only order was refunded: nothing was bought yet."),
    ("M000305", "present", "一笔完成，一笔取消：完成的那笔在今年。", "one was completed, one cancelled: the completed one is of this year."),
]:
    step = checks.example("time_type", tiny, member_, ref_, case=(f"{member_} ", member_) if right_ != "past" else None)
    step.mistake(lambda got: got not in ("past", "present", "future"), "返回三个英文代号之一：past、present、future。", "return one of the three codes: past, present, future.")
    step.mistake(lambda got: got != right_, f"{member_}：{zh}", f"{member_}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for member_ in ("M000301", "M000302", "M000303", "M000304", "M000305"):
    checks.agree("time_type", reference.time_type, tiny.head(7).iloc[::-1], member_, ref_, case=("行的先后不同时", "rows in another order"))
checks.agree("time_type", reference.time_type, tiny.iloc[[4]], "M000303", ref_, case=("全表只有一笔、还取消了时", "a single order, cancelled"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行下面两行，再把日期换成别的：一年前，这 300 位会员里三种客户各有几位？
#
# ```python
# members = cases.load("ctrip", "members").head(300)
# pd.Series([time_type(orders, who, pd.Timestamp("2026-06-30")) for who in members["member_id"]]).value_counts()
# ```

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写函数 `position(row)`：`row` 是一个故事（`vignettes` 的一行），用 `row["inside"]` 这样的写法取值；返回**被服务的一方**是哪一种客户：
#
# | 代号 | 是哪一种 |
# |---|---|
# | `"external"` | 外部客户 |
# | `"team"` | 内部客户：小组合作型 |
# | `"flow"` | 内部客户：上下源流型 |
# | `"support"` | 内部客户：水平支援型 |
#
# **为什么**　内部客户没有服务好，最后吃亏的是外面的客户。先认出谁是谁的客户，才谈得上服务。
#
# **规则（本课约定）**　从上往下问，**第一个**符合的就是答案：
#
# 1. 被服务的一方不是安巢的人（`inside` 是 False）→ `"external"`，编进了我们的小组也一样。
# 2. 双方在同一个小组里，一起做一件事（`same_team` 是 True）→ `"team"`。
# 3. 双方都在服务链上，被服务的正好是服务方的**下一环** → `"flow"`。服务方是第几环，看 `giver_step`；被服务的是第几环，看 `taker_step`；**不在链上，记 0**，0 不是第 1 环的上一环。
# 4. 其余的 → `"support"`。
#
# 服务链的五环：1 门店开单，2 仓库备货，3 车队送货，4 师傅安装，5 客服回访。
#
# **样例**　剧场领座，也是从上往下问。`not` 把真假反过来，`and` 是两样都要。

# %%
def seat(guest):
    if not guest["ticket"]:
        return "door"
    if guest["actor"]:
        return "stage"
    if guest["row"] > 0 and guest["row"] <= guest["front_rows"]:
        return "front"
    return "back"


print(seat({"ticket": True, "actor": False, "row": 3, "front_rows": 3}), seat({"ticket": False, "actor": True, "row": 0, "front_rows": 3}))

# %% [markdown] hint=1
# 四个答案，只要问三次：每次一个 `if`，条件符合就 `return`；三次都不符合，最后一行直接 `return`。先后不能乱。

# %% [markdown] hint=2
# 第一问用 `not`，第二问直接写 `if row["same_team"]:`。第三问有两样，用 `and`：服务方在链上（大于 0），被服务的是它加 1。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if not row["inside"]:
#     return "external"
# if ...:
#     return "team"
# if row["giver_step"] > 0 and row["taker_step"] == ... + 1:
#     return ...
# return "support"
# ```

# %% contract=true
row = Record("anchao/vignettes", inside=Flag(), same_team=Flag(), giver_step=Number(0, 5, whole=True), taker_step=Number(0, 5, whole=True))

# %% answer="internal"
def position(row):
    """被服务的一方：external、team、flow 或 support。"""
    ### BEGIN SOLUTION
    if not row["inside"]:
        return "external"
    if row["same_team"]:
        return "team"
    if row["giver_step"] > 0 and row["taker_step"] == row["giver_step"] + 1:
        return "flow"
    return "support"
    ### END SOLUTION

# %% check="internal-who" points=5
def row_(inside, same_team, giver, taker):
    return pd.Series({"vignette_id": "V25", "axis": "position", "label": "flow", "text_zh": "", "text_en": "", "inside": inside, "same_team": same_team, "giver_step": giver, "taker_step": taker})


for given_, right_, zh, en in [
    ((False, False, 4, 0), "external", "师傅给顾客安装：顾客不是安巢的人（inside 是 False）。", "a fitter serves a buyer, who does not work at Anchao (inside is False)."),
    ((False, True, 4, 0), "external", "顾客编进了小组，还是外面的人：先问 inside。", "a customer in our team is still an outsider: ask for inside first."),
    ((False, False, 2, 3), "external", "替安巢送货的外人，也是外部客户：先问 inside。", "an outsider who delivers for Anchao is external: ask for inside first."),
    ((False, True, 0, 0), "external", "小组里外面请来的人，是外部客户：先问 inside。", "a team member from outside is external: ask for inside first."),
    ((True, False, 4, 0), "support", "inside 是 True，是自己人；不在一个小组，也不是下一环，就是其余的。", "inside is True: one of ours; neither one team nor the next station, so the rest."),
]:
    step = checks.example("position", row_(*given_), case=("换一个故事时，", "another story") if given_ != (False, False, 4, 0) else None)
    step.mistake(lambda got: got not in ("external", "team", "flow", "support"), "返回四个英文代号之一：external、team、flow、support。", "return one of the four codes: external, team, flow, support.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for giver_, taker_ in [(1, 0), (1, 1), (1, 2), (0, 1), (5, 0)]:
    for team_ in (True, False):
        checks.agree("position", reference.position, row_(False, team_, giver_, taker_), case=("被服务的是外人时", "an outsider is served"))
for _, row_ in cases.load("anchao", "vignettes").query("not inside").iterrows():
    checks.agree("position", reference.position, row_, case=("用故事表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="internal-team" points=4
def row_(inside, same_team, giver, taker):
    return pd.Series({"vignette_id": "V25", "axis": "position", "label": "flow", "text_zh": "", "text_en": "", "inside": inside, "same_team": same_team, "giver_step": giver, "taker_step": taker})


for given_, right_, zh, en in [
    ((True, True, 0, 0), "team", "两个科室的人在一个小组里：same_team 是 True。", "people of two offices in one team: same_team is True."),
    ((True, True, 1, 2), "team", "在一个小组里，又是上下两环：先问小组，再问下一环。", "one team and neighbours in the chain: ask for the team first."),
    ((True, True, 5, 1), "team", "在一个小组里，不管是第几环。", "one team, whatever their stations."),
    ((True, False, 0, 0), "support", "不在一个小组，也都不在链上：是其余的。", "no common team and no stations: the rest."),
]:
    step = checks.example("position", row_(*given_), case=("换一个故事时，", "another story") if given_ != (True, True, 0, 0) else None)
    step.mistake(lambda got: got not in ("external", "team", "flow", "support"), "返回四个英文代号之一：external、team、flow、support。", "return one of the four codes: external, team, flow, support.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for giver_ in range(6):
    for taker_ in range(6):
        checks.agree("position", reference.position, row_(True, True, giver_, taker_), case=("在一个小组里时", "one team"))
for _, row_ in cases.load("anchao", "vignettes").query("inside and same_team").iterrows():
    checks.agree("position", reference.position, row_, case=("用故事表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="internal-flow" points=6
def row_(inside, same_team, giver, taker):
    return pd.Series({"vignette_id": "V25", "axis": "position", "label": "flow", "text_zh": "", "text_en": "", "inside": inside, "same_team": same_team, "giver_step": giver, "taker_step": taker})


for given_, right_, zh, en in [
    ((True, False, 3, 4), "flow", "车队（3）交给安装（4），正好是下一环。", "the drivers (3) hand over to the fitters (4), the next station."),
    ((True, False, 1, 2), "flow", "门店（1）交给仓库（2），正好是下一环。", "the shop (1) hands over to the warehouse (2), the next station."),
    ((True, False, 4, 5), "flow", "安装（4）交给客服（5），正好是下一环。", "the fitters (4) hand over to the call centre (5), the next station."),
    ((True, False, 0, 1), "support", "服务方不在链上，记 0；0 不是第 1 环的上一环，还要问 giver_step 大于 0 吗。", "who serves is no station and has 0, which is not the one before 1: ask whether giver_step is above 0, too."),
    ((True, False, 4, 1), "support", "两环都在链上，可是安装（4）的下一环不是门店（1）。", "both are stations, but the shop (1) does not come after the fitters (4)."),
    ((True, False, 4, 3), "support", "反了：被服务的要在后一环，taker_step 等于 giver_step 加 1。", "reversed: the one served comes next, taker_step equals giver_step plus 1."),
    ((True, False, 2, 4), "support", "隔了一环，不是下一环：正好加 1。", "one station lies between: it must be exactly plus 1."),
    ((True, False, 3, 3), "support", "在同一环，不是下一环。", "the same station is not the next."),
]:
    step = checks.example("position", row_(*given_), case=("换一个故事时，", "another story") if given_ != (True, False, 3, 4) else None)
    step.mistake(lambda got: got not in ("external", "team", "flow", "support"), "返回四个英文代号之一：external、team、flow、support。", "return one of the four codes: external, team, flow, support.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for giver_ in range(6):
    for taker_ in range(6):
        checks.agree("position", reference.position, row_(True, False, giver_, taker_), case=("换两环时", "other stations"))
for _, row_ in cases.load("anchao", "vignettes").query("inside and not same_team").iterrows():
    checks.agree("position", reference.position, row_, case=("用故事表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行下面几行：`apply(..., axis=1)` 把函数用在每一行上。读一读故事，函数说的你同意吗？有四个故事，人站在中间，说得通两种：下班的安装师傅给自己家买电视，加盟店进货，包下送货的运输公司，不领工资的老店长。
#
# ```python
# pd.set_option("display.max_colwidth", None)  # 长的文字也显示完
# vignettes.assign(position=vignettes.apply(position, axis=1))[["position", "text_zh"]]
# ```

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数。`offers` 是几家店的打分，`weights` 是字典，给七项各一个权重：
#
# - `delivered_value(offers, weights)`：每家店的客户价值；返回一列（Series），先后和 `offers` 的行一样；
# - `ranking(offers, weights)`：店的编号（`shop_id`），客户价值从高到低排；返回列表。
#
# **为什么**　最便宜的店不一定最划算，最好的店也不一定：客户比的是得到的减去付出的。看重什么，人人不同，排法也就不同。
#
# **规则**
#
# - 四样价值：产品 `product`、服务 `service`、人员 `personnel`、形象 `image`。三样成本：货币 `money`、时间 `time`、精力 `energy`。都是 1 到 10 分，**同一把尺子**；成本的分数越高，付出越多。两组列名写在答题格的 `VALUES` 和 `COSTS` 里。
# - 客户价值 = 各样**价值 × 权重**的合计 − 各样**成本 × 权重**的合计。权重都是 1，就是不加权。
# - 客户价值一样的店，编号小的排前面。
# - 不用取整。
#
# **样例**　选社团：开心和本事是得到的，本事的权重是 2；花的时间是付出的。c 和 b 一样好，名字小的排前面。`to_list()` 把一列变成列表。

# %%
clubs = pd.DataFrame({"club": ["c", "a", "b"], "fun": [8, 6, 7], "skill": [2, 6, 3], "hours": [5, 4, 6]})
mine = {"fun": 1, "skill": 2, "hours": 1}
gain = 0
for name in ["fun", "skill"]:
    gain = gain + clubs[name] * mine[name]
gain = gain - clubs["hours"] * mine["hours"]
print(gain.to_list())
sorted_clubs = clubs.assign(gain=gain).sort_values(["gain", "club"], ascending=[False, True])
print(sorted_clubs["club"].to_list())

# %% [markdown] hint=1
# 第一个函数两步：四样价值乘权重加起来，三样成本乘权重减掉。第二个函数用第一个：先有一列客户价值，再排序。

# %% [markdown] hint=2
# 两个 `for` 循环，一个加、一个减，和选社团一样从 0 起。`ranking` 里用 `assign` 添上这一列，`sort_values` 写两列：客户价值从大到小，编号从小到大。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# value = 0
# for name in VALUES:
#     value = value + offers[name] * weights[name]
# for name in COSTS:
#     value = ...
# return value
#
# table = offers.assign(value=delivered_value(offers, weights))
# table = table.sort_values(["value", ...], ascending=[False, ...])
# return table["shop_id"].to_list()
# ```

# %% contract=true
offers = Table("anchao/shop_offers", "product service personnel image money time energy", key="shop_id")
weights = Record(**{name: Number(0) for name in "product service personnel image money time energy".split()})

# %% answer="value"
VALUES = ["product", "service", "personnel", "image"]
COSTS = ["money", "time", "energy"]

def delivered_value(offers, weights):
    """每家店的客户价值：一列。"""
    ### BEGIN SOLUTION
    value = 0
    for name in VALUES:
        value = value + offers[name] * weights[name]
    for name in COSTS:
        value = value - offers[name] * weights[name]
    return value
    ### END SOLUTION

def ranking(offers, weights):
    """店的编号，客户价值从高到低：列表。"""
    ### BEGIN SOLUTION
    table = offers.assign(value=delivered_value(offers, weights))
    table = table.sort_values(["value", "shop_id"], ascending=[False, True])
    return table["shop_id"].to_list()
    ### END SOLUTION

# %% check="value-delivered" points=8
names_ = ["product", "service", "personnel", "image", "money", "time", "energy"]
ones_ = dict.fromkeys(names_, 1)
tiny = pd.DataFrame([[8, 7, 9, 6, 7, 4, 2], [9, 4, 5, 5, 3, 6, 7], [6, 8, 8, 7, 8, 1, 3]], columns=names_)
tiny = tiny.assign(shop_id=["S9", "S7", "S8"], name_zh="", name_en="").set_axis([4, 2, 7], axis=0)
values_ = lambda got: [float(one) for one in got]
step = checks.example("delivered_value", tiny, ones_, read=values_)
for known_, zh, en in [
    ([30, 23, 29], "这是价值的合计，还要减去三样成本。", "this is the sum of the values; the three costs must come off."),
    ([13, 16, 12], "这是成本的合计；客户价值是价值减成本。", "this is the sum of the costs; delivered value is values minus costs."),
    ([43, 39, 41], "成本要减，不是加。", "costs come off, they are not added."), ([-17, -7, -17], "反了：价值减成本。", "reversed: values minus costs."),
    ([23, 20, 21], "三样成本都要减：时间和精力也是成本。", "all three costs come off: time and energy are costs, too."), ([-13, -16, -12], "这只减了成本：四样价值也要加上。", "this takes the costs off alone; the four values are added first."), ([-7, -11, -5], "只剩最后一样价值了：每一样都加到原来的合计上。", "only the last value is left; add each to what there is."),
    (lambda got: [round(one, 2) for one in got] in ([3.17, 0.42, 3.25], [2.43, 1, 2.43]), "要合计，不是平均。", "sums are wanted, not means."), (lambda got: [round(one, 2) for one in got] == [2.31, 1.44, 2.42], "价值减去成本，不是相除。", "values minus costs, not divided by them."),
    *[(([17, 7, 17] - tiny[name_] * (1 if name_ in names_[:4] else -1)).to_list(), f"少了一样：{name_} 也要算。", f"one part is missing: {name_} counts, too.") for name_ in names_],
    (lambda got: len(got) == 3 and got != [17, 7, 17] and sorted(got) == [7, 17, 17], "先后和 offers 的行一样：这个函数里不要排序。", "keep the order of the rows of offers: do not sort in this function."),
]:
    step.mistake(known_, zh, en)
step.expect([17, 7, 17], because=("第一家：30 − 13 = 17；第二家：23 − 16 = 7。", "The first shop: 30 − 13 = 17; the second: 23 − 16 = 7."))
weights_ = {"product": 1, "service": 2, "personnel": 1, "image": 0, "money": 0.5, "time": 3, "energy": 1}
step = checks.example("delivered_value", tiny, weights_, read=values_, case=("权重不都是 1 时", "weights other than 1"))
for known_, zh, en in [
    ([17, 7, 17], "权重还没有用上：每一项先乘自己的权重。", "the weights are not used yet: multiply each part by its own."),
    ([18, 6, 18], "成本也要乘权重。", "costs are multiplied by their weights, too."), ([12.5, -3.5, 19], "价值也要乘权重。", "values are multiplied by their weights, too."),
]:
    step.mistake(known_, zh, en)
step.expect([13.5, -4.5, 20], because=("第一家：8 + 14 + 9 + 0 − 3.5 − 12 − 2 = 13.5。", "The first shop: 8 + 14 + 9 + 0 − 3.5 − 12 − 2 = 13.5."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "shop_offers")
for number_, name_ in enumerate(names_):
    checks.agree("delivered_value", reference.delivered_value, real_, ones_ | {name_: 2 + number_}, read=values_, case=("只有一项的权重不同时", "one weight that differs"))
    checks.agree("delivered_value", reference.delivered_value, tiny[tiny.columns[::-1]].iloc[::-1], dict.fromkeys(names_, 0) | {name_: 1.5}, read=values_, case=("只看一项、行和列的先后不同时", "a single part, rows and columns in another order"))
checks.agree("delivered_value", reference.delivered_value, real_.tail(1), weights_, read=values_, case=("只有一家店时", "a single shop"))
### END HIDDEN TESTS

# %% check="value-ranking" points=7
names_ = ["product", "service", "personnel", "image", "money", "time", "energy"]
ones_ = dict.fromkeys(names_, 1)
tiny = pd.DataFrame([[9, 4, 5, 5, 3, 6, 7], [6, 8, 8, 7, 8, 1, 3], [9, 9, 9, 8, 9, 8, 9], [8, 7, 9, 6, 7, 4, 2]], columns=names_)
tiny = tiny.assign(shop_id=["S7", "S8", "S5", "S6"], name_zh="", name_en="").set_axis([4, 2, 7, 1], axis=0)
ids_ = lambda got: [str(one) for one in got]
step = checks.example("ranking", tiny, ones_, read=ids_)
step.mistake(lambda got: not set(got) <= {"S5", "S6", "S7", "S8"}, "列表里要店的编号 shop_id：取这一列，再 to_list()。", "the list holds ids: take the column shop_id, then to_list().")
for known_, zh, en in [
    (lambda got: got[:2] == ["S7", "S5"] and len(got) == 4, "反了：客户价值高的排前面，ascending 先写 False。", "reversed: the highest value comes first, ascending begins with False."),
    (["S8", "S6", "S5", "S7"], "S6 和 S8 的客户价值一样（17）：编号小的排前面。", "S6 and S8 have the same value (17): the smaller id comes first."),
    (["S5", "S6", "S8", "S7"], "按客户价值排：S5 的价值最高，成本也最高。", "rank by delivered value: S5 has the highest values and the highest costs, too."),
    (["S7", "S6", "S8", "S5"], "按客户价值排，不是按便宜不便宜。", "rank by delivered value, not by the price alone."),
    (["S5", "S6", "S7", "S8"], "这是按编号排的：先看客户价值，一样的才看编号。", "this is sorted by id: delivered value comes first, ids decide between equals."),
    (["S7", "S8", "S5", "S6"], "还没有排序：先后和 offers 的行一样。", "not sorted yet: this is the order of the rows of offers."),
    (lambda got: len(got) < 4, "每家店都要在里面。", "every shop belongs into the list."),
]:
    step.mistake(known_, zh, en)
step.expect(["S6", "S8", "S5", "S7"], because=("客户价值：S6 和 S8 是 17，S5 是 9，S7 是 7。", "Delivered values: 17 for S6 and S8, 9 for S5, 7 for S7."))
step = checks.example("ranking", tiny, ones_ | {"money": 3}, read=ids_, case=("看重钱的客户", "a shopper who minds the money"))
step.mistake(["S6", "S8", "S5", "S7"], "weights 也要交给 delivered_value：货币成本的权重这次是 3。", "hand weights on to delivered_value: money weighs 3 this time.")
step.mistake(["S6", "S8", "S7", "S5"], "S7 和 S8 的客户价值一样（1）：编号小的排前面。", "S7 and S8 have the same value (1): the smaller id comes first.")
step.expect(["S6", "S7", "S8", "S5"], because=("客户价值：S6 是 3，S7 和 S8 是 1，S5 是 −9。", "Delivered values: 3 for S6, 1 for S7 and S8, −9 for S5."))
step = checks.example("ranking", tiny, ones_ | {"image": 1.125}, read=ids_, case=("只差一点点时", "values that are nearly equal"))
step.mistake(["S6", "S8", "S5", "S7"], "S8（17.875）比 S6（17.75）高一点点：客户价值不要取整。", "S8 (17.875) is a little above S6 (17.75): do not round the values.")
step.expect(["S8", "S6", "S5", "S7"])
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "shop_offers")
for weights_ in (ones_, ones_ | {"money": 3}, ones_ | {"time": 3, "energy": 3}, ones_ | {"service": 0, "personnel": 2.5}, dict.fromkeys(names_, 0), dict.fromkeys(names_, 0) | {"image": 1}):
    checks.agree("ranking", reference.ranking, tiny[tiny.columns[::-1]].iloc[[1, 3, 0, 2]], weights_, read=ids_, case=("行和列的先后不同、有几家一样时", "rows and columns in another order, several equal"))
    checks.agree("ranking", reference.ranking, real_[real_.columns[::-1]].iloc[::-1], weights_, read=ids_, case=("用六家店的数据时", "the case's own shops"))
checks.agree("ranking", reference.ranking, tiny.tail(1), ones_, read=ids_, case=("只有一家店时", "a single shop"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行下面几行。看重钱的，看重时间和精力的，各会去哪家店？最便宜的那一家，排第几？
#
# ```python
# ones = {"product": 1, "service": 1, "personnel": 1, "image": 1, "money": 1, "time": 1, "energy": 1}
# print(ranking(offers, ones))
# print(ranking(offers, ones | {"money": 3}))              # 竖线：后面的值换掉前面的
# print(ranking(offers, ones | {"time": 3, "energy": 3}))
# offers[["shop_id", "name_zh", "money"]].assign(value=delivered_value(offers, ones))
# ```

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数。`stations` 是**一家分店**的服务链，一行一环：
#
# - `chain(stations)`：一单从头走到尾，**每一环都做对**的比例；返回一个数，0 到 1 之间；
# - `first_to_mend(stations)`：最该先改进的一环；返回它的代号（`station` 列）。
#
# **为什么**　每一环都觉得自己做得不错，客户却总碰上差错。整条链有多好，漏在哪里，一算就知道；哪一环出了错，最先受累的就是下一环，它的内部客户。
#
# **规则**
#
# - 一环做对的比例 = 做对的单数（`right`）÷ 抽查的单数（`checked`）。各环抽查的单数不一样。
# - 假定各环出错**互不相干**：整条链做对的比例，就是各环的比例**连乘**。
# - 最该先改进的，是做对的**比例**最低的一环。有两环一样低，取在前面的（`step` 小的）。
# - `stations` 的行不一定按先后排，也不一定正好五环。
# - 各环的比例不要取整；`chain` 也不用取整，要四舍五入，就等全部乘完，至少留三位小数。
#
# **样例**　三道题，答对的人数和参加的人数。三道全对的比例怎么连乘？哪一道最难？`iloc[0]` 取第一行的值。

# %%
questions = pd.DataFrame({"name": ["q2", "q1", "q3"], "place": [2, 1, 3], "good": [30, 45, 24], "took": [50, 50, 40]})
all_right = 1
for part in questions["good"] / questions["took"]:
    all_right = all_right * part
print(all_right)
hardest = questions.assign(part=questions["good"] / questions["took"]).sort_values(["part", "place"])
print(hardest["name"].iloc[0])

# %% [markdown] hint=1
# 两个函数都先算各环的比例：两列相除。`chain` 把它们乘到一起，`first_to_mend` 找最低的一环。

# %% [markdown] hint=2
# `chain` 和答题一样：从 1 起，用 `for` 一个一个乘。`first_to_mend` 用 `assign` 添上比例，按比例和 `step` 从小到大排，取第一行的 `station`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# share = 1
# for part in stations["right"] / ...:
#     share = share * ...
# return share
#
# table = stations.assign(part=stations["right"] / stations["checked"])
# table = table.sort_values(["part", ...])
# return table["station"].iloc[...]
# ```

# %% contract=true
stations = Table("anchao/stations", "step station checked right", key="step", step=Number(1, whole=True), station=Text(empty=False))

# %% answer="chain"
def chain(stations):
    """每一环都做对的比例（0–1）。"""
    ### BEGIN SOLUTION
    share = 1
    for part in stations["right"] / stations["checked"]:
        share = share * part
    return share
    ### END SOLUTION

def first_to_mend(stations):
    """最该先改进的一环：代号。"""
    ### BEGIN SOLUTION
    table = stations.assign(part=stations["right"] / stations["checked"])
    table = table.sort_values(["part", "step"])
    return table["station"].iloc[0]
    ### END SOLUTION

# %% check="chain-share" points=8
def stations_(*rows):
    return pd.DataFrame(rows, columns=["step", "station", "checked", "right"], index=range(30, 30 + len(rows))).assign(branch="qingshi")


tiny = stations_((1, "ordering", 50, 45), (3, "delivery", 200, 160), (5, "revisit", 80, 72), (2, "picking", 100, 95), (4, "fitting", 120, 60))
step = checks.example("chain", tiny)
for known_, zh, en in [
    (0.81, "这是各环的平均；一单要每一环都对，要连乘。", "this is the mean of the stations; a job must go right at all of them: multiply."),
    (0.5, "这是最差的一环；还要和其余各环连乘。", "this is the worst station; multiply it by the others."),
    (432 / 550, "这是全部抽查里做对的；各环的比例要连乘。", "this is the share of all checks; multiply the shares of the stations."),
    (0.6922, "反了：这是至少错一环的比例。", "reversed: this is the share that goes wrong somewhere."),
    (30.78, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."), (4.05, "要连乘，不是相加。", "multiply, do not add."), (5.05, "要连乘，不是相加。", "multiply, do not add."),
    (lambda got: 0 < got < 0.005, "要做对的单数，不是做错的；除以抽查的单数。", "take the jobs done right, not those done wrong, over those checked."),
    (0, "从 1 乘起：从 0 起，乘什么都是 0。", "begin with 1: from 0 every product is 0."), (1 / 0.3078, "除反了：抽查的单数是分母。", "the wrong way round: divide by what was checked."),
    (0.9, "这只是一环：return 写在循环后面，和 for 对齐。", "this is one station: return stands after the loop, in line with for."),
    (lambda got: min(abs(got - part) for part in (0.342, 0.38475, 0.324, 0.6156, 0.648, 0.72, 0.4275)) < 0.0006, "每一环都要乘，一环也不能少。", "multiply by every station, leave none out."),
    (lambda got: got > 1000, "先除以抽查的单数，再连乘。", "divide by what was checked before multiplying."),
]:
    step.mistake(known_, zh, en)
step.mistake(0.31, "两位小数太少了，至少留三位。", "two decimals are too few: keep at least three.", tol=1e-9)
step.mistake(lambda got: len(list(got)) > 1, "要一个数：把各环的比例乘到一起。", "one number is wanted: multiply the shares of the stations.")
step.expect(0.3078, tol=0.0006, because=("0.9 × 0.95 × 0.8 × 0.5 × 0.9 = 0.3078。", "0.9 × 0.95 × 0.8 × 0.5 × 0.9 = 0.3078."))
step = checks.example("chain", tiny.head(2), case=("只有两环时", "two stations"))
step.mistake(0.3078, "有几环就乘几个，不要写死。", "multiply as many as there are: nothing fixed.")
step.expect(0.72, tol=0.0006, because=("0.9 × 0.8 = 0.72。", "0.9 × 0.8 = 0.72."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "stations")
seven_ = stations_((6, "billing", 340, 328), (1, "ordering", 340, 329), (7, "survey", 220, 210), (3, "delivery", 420, 388), (2, "picking", 380, 362), (5, "revisit", 280, 261), (4, "fitting", 420, 398))
checks.agree("chain", reference.chain, seven_, tol=0.0006, case=("有七环、乘完才取整时", "seven stations, rounded at the end if at all"))
for branch_ in ("qingshi", "liuqiao", "beitang"):
    checks.agree("chain", reference.chain, real_[real_["branch"] == branch_], tol=0.0006, case=("用一家分店的数据时", "the data of a branch"))
checks.agree("chain", reference.chain, tiny[tiny.columns[::-1]].iloc[::-1], tol=0.0006, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("chain", reference.chain, tiny.tail(1), tol=0.0006, case=("只有一环时", "a single station"))
checks.agree("chain", reference.chain, stations_((1, "ordering", 100, 90), (2, "picking", 100, 90), (3, "delivery", 50, 45)), tol=0.0006, case=("几环一样时", "equal stations"))
checks.agree("chain", reference.chain, stations_((1, "ordering", 100, 90), (2, "picking", 40, 0)), tol=0.0006, case=("有一环全错时", "a station that gets nothing right"))
### END HIDDEN TESTS

# %% check="chain-first" points=7
def stations_(*rows):
    return pd.DataFrame(rows, columns=["step", "station", "checked", "right"], index=range(30, 30 + len(rows))).assign(branch="qingshi")


tiny = stations_((2, "picking", 400, 376), (1, "ordering", 90, 88), (5, "revisit", 300, 270), (4, "fitting", 310, 300), (3, "delivery", 200, 176))
step = checks.example("first_to_mend", tiny)
step.mistake(lambda got: not isinstance(got, str), "要一环的代号，例如 \"fitting\"：取 station 列，再用 iloc[0]。", "the code of one station is wanted, such as \"fitting\": the column station, then iloc[0].")
for known_, zh, en in [
    ("ordering", "这一环做对的单数最少，因为抽查得少；要看比例，而且要最低的。", "it has the fewest right because few were checked; look at the share, and at the lowest."),
    ("revisit", "这一环错的单数最多，因为抽查得多；要看比例。", "it has the most errors because many were checked; look at the share."),
    ("picking", "这一环排在第一行，比例不是最低的：按比例排，排以前不取整。", "it stands in the first row, its share is not the lowest: sort by the share, and do not round it before."),
    ("fitting", "这一环的比例不是最低的。", "its share is not the lowest."),
]:
    step.mistake(known_, zh, en)
step.expect("delivery", because=("delivery 的比例最低：176 ÷ 200 = 0.88。", "delivery has the lowest share: 176 / 200 = 0.88."))
step = checks.example("first_to_mend", tiny.assign(right=[330, 88, 290, 300, 190]), case=("换一家分店时", "another branch"))
step.mistake("delivery", "各环的比例换了，答案也要跟着换。", "with other shares the answer changes, too.")
step.mistake("ordering", "要看比例，而且要最低的。", "look at the share, and at the lowest.")
step.expect("picking", because=("picking 的比例最低：330 ÷ 400 = 0.825。", "picking has the lowest share: 330 / 400 = 0.825."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "stations")
for _, own_ in real_.groupby("branch"):
    part_ = own_["right"] / own_["checked"]
    if (part_ == part_.min()).sum() == 1:
        checks.agree("first_to_mend", reference.first_to_mend, own_.iloc[::-1], case=("用一家分店的数据时", "the data of a branch"))
for place_ in range(5):
    right_ = [int(checked * 0.95) for checked in tiny["checked"]]
    right_[place_] = int(right_[place_] * 0.9)
    checks.agree("first_to_mend", reference.first_to_mend, tiny.assign(right=right_)[tiny.columns[::-1]], case=("最低的是别的一环、列的先后不同时", "another station is the lowest, columns in another order"))
checks.agree("first_to_mend", reference.first_to_mend, tiny.assign(right=[0, 88, 200, 0, 150]).iloc[:3], case=("有一环全错时", "a station that gets nothing right"))
checks.agree("first_to_mend", reference.first_to_mend, tiny.tail(1), case=("只有一环时", "a single station"))
checks.agree("first_to_mend", reference.first_to_mend, stations_((6, "billing", 90, 81), (1, "ordering", 50, 47), (7, "survey", 40, 30), (3, "delivery", 200, 190)), case=("不止五环时", "more than five stations"))
checks.agree("first_to_mend", reference.first_to_mend, stations_((1, "ordering", 2500, 2251), (2, "picking", 2500, 2250), (3, "delivery", 2500, 2253)), case=("比例只差一点点、没有取整时", "shares that are nearly equal, not rounded"))
### END HIDDEN TESTS

# %% check="chain-equal" points=5
def stations_(*rows):
    return pd.DataFrame(rows, columns=["step", "station", "checked", "right"], index=range(30, 30 + len(rows))).assign(branch="qingshi")


tiny = stations_((4, "fitting", 100, 90), (1, "ordering", 300, 297), (2, "picking", 400, 360), (5, "revisit", 200, 198), (3, "delivery", 200, 186))
step = checks.example("first_to_mend", tiny, about=("两环一样低时", "two stations are equally low"))
step.mistake(lambda got: not isinstance(got, str), "只返回一环的代号。", "return the code of one station.")
step.mistake("fitting", "picking 和 fitting 都是 0.9：取 step 小的，不看行的先后、单数多少，也不按字母。", "picking and fitting both have 0.9: take the smaller step, whatever the rows, the counts, or the letters.")
step.expect("picking", because=("picking 和 fitting 都是 0.9，picking 是第 2 环。", "picking and fitting both have 0.9, and picking is station 2."))
step = checks.example("first_to_mend", stations_((5, "revisit", 50, 40), (4, "fitting", 100, 80), (3, "delivery", 150, 120)), case=("几环都一样时", "all stations are equal"))
step.mistake(lambda got: got != "delivery", "三环都是 0.8：取 step 小的。", "all three have 0.8: take the smallest step.")
step.expect("delivery")
### BEGIN HIDDEN TESTS
### REFERENCE
for order_ in ([0, 1, 2, 3, 4], [2, 0, 4, 3, 1], [4, 3, 2, 1, 0]):
    checks.agree("first_to_mend", reference.first_to_mend, tiny.iloc[order_].assign(right=[int(checked * 0.9) for checked in tiny.iloc[order_]["checked"]]), case=("几环都一样时", "all stations are equal"))
    checks.agree("first_to_mend", reference.first_to_mend, tiny.iloc[order_], case=("两环一样低、行的先后不同时", "two are equally low, rows in another order"))
checks.agree("first_to_mend", reference.first_to_mend, stations_((5, "revisit", 300, 240), (2, "picking", 200, 196), (1, "ordering", 100, 80)), case=("两环一样低时", "two are equally low"))
for _, own_ in cases.load("anchao", "stations").groupby("branch"):
    checks.agree("first_to_mend", reference.first_to_mend, own_.iloc[::-1], case=("用一家分店的数据时", "the data of a branch"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行下面几行。哪两家分店，客户碰到的差错差不多，漏的地方却不一样？把最低的一环改好一半，和把其余四环都改到全对，哪一样让客户得到的更多？
#
# ```python
# for branch in ["qingshi", "liuqiao", "beitang"]:
#     own = stations[stations["branch"] == branch]
#     worst = own["station"] == first_to_mend(own)
#     half = own.assign(right=own["right"] + worst * (own["checked"] - own["right"]) / 2)
#     others = own.assign(right=own["right"].where(worst, own["checked"]))
#     print(branch, first_to_mend(own), round(chain(own), 3), round(chain(half), 3), round(chain(others), 3))
# ```

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看四个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
