# %% [markdown]
# # {title}
#
# 这份作业有五个任务：前四个各写一到两个短函数，最后一个在工单台值一个班。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
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
complaints = cases.load("yunduo", "complaints")
log = cases.load("yunduo", "complaint_log")
complaints.head(3)

# %% [markdown]
# 云垛机械卖包装机，客户都是企业。`complaints` 是一年里收到的 1,500 宗投诉，一行一宗；`log` 是处理记录，一行一步。想知道每一列是什么意思，运行下一格；把名字换成 `complaint_log` 再看一次。

# %%
cases.columns("yunduo", "complaints")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `kind(row)`：`row` 是一宗投诉的记录，用 `row["tier"]` 这样的写法取值；返回类型代号：`"malicious"` 恶意抱怨、`"key"` 关键抱怨、`"false"` 虚假抱怨、`"general"` 一般抱怨；
# - `kind_counts(complaints)`：四种类型各有多少宗；返回 Series，索引是四个代号，没有的写 0。
#
# **为什么**　类型决定走哪条路：按危机处理、按流程处理、只做消费指导，还是收集证据走法律途径。一宗投诉常常有两条线索，先后定了，谁来判断都一样。
#
# **抱怨类型判断顺序（本课约定）**　从上往下看，先符合哪一条就是哪一种：
#
# 1. 有恶意的证据（`intent_shown` 是 True）→ `malicious`
# 2. 关键客户（`tier` 是 `"key"`），**或者**情绪极其激动（`emotion` 是 5）→ `key`
# 3. 原因在客户自己（`cause_by` 是 `"customer"`）→ `false`
# 4. 都不符合 → `general`
#
# 没有证据，不能说客户恶意。关键客户自己弄错了，也先按关键抱怨接待，只是不用赔。
#
# **样例**　快递件怎样分拣？也是从上往下看，先符合哪一条就是哪一种。

# %%
def shelf(row):
    if row["broken"]:
        return "repair"
    if row["size"] == "big" or row["kilos"] >= 20:
        return "floor"
    return "rack"


parcels = pd.DataFrame({"broken": [False, True, False], "size": ["big", "big", "small"], "kilos": [3, 30, 2]})
print(parcels.apply(shelf, axis=1).value_counts().reindex(["repair", "floor", "rack", "fridge"], fill_value=0))

# %% [markdown] hint=1
# 三个问题，一个 `if` 一条，先后不能乱；都不是，就是最后一种。哪一条里有“或者”？

# %% [markdown] hint=2
# `kind` 里写三个 `if … return …`，最后 `return "general"`。`kind_counts` 分三步：`apply(kind, axis=1)`；`value_counts()`；`reindex` 补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if ...:
#     return "malicious"
# if row["tier"] == ... or ...:
#     return "key"
# if ... == "customer":
#     return ...
# return "general"
#
# return complaints.apply(..., axis=1).value_counts().reindex(KINDS, fill_value=...)
# ```

# %% contract=true
row = Record("yunduo/complaints", intent_shown=Flag(), tier=Choice("key", "ordinary", "small"), emotion=Number(1, 5, whole=True),
             cause_by=Choice("firm", "carrier", "customer"))
complaints = Table("yunduo/complaints", "intent_shown tier emotion cause_by")

# %% answer="kind"
KINDS = ["malicious", "key", "false", "general"]

def kind(row):
    """抱怨类型的代号。"""
    ### BEGIN SOLUTION
    if row["intent_shown"]:
        return "malicious"
    if row["tier"] == "key" or row["emotion"] == 5:
        return "key"
    if row["cause_by"] == "customer":
        return "false"
    return "general"
    ### END SOLUTION

def kind_counts(complaints):
    """四种类型各有多少宗：Series，索引是 KINDS。"""
    ### BEGIN SOLUTION
    return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
    ### END SOLUTION

# %% check="kind-rules" points=5
def record_(intent=False, tier="small", emotion=2, by="firm"):
    return {"intent_shown": intent, "tier": tier, "emotion": emotion, "cause_by": by}


for row_, right_, zh, en in [
    (record_(), "general", "没有恶意、不是关键客户、情绪是 2、原因在企业：看第 4 条。", "no intent, no key customer, emotion 2, the firm's cause: rule 4."),
    (record_(intent=True), "malicious", "有恶意的证据：第 1 条。", "there is evidence of intent: rule 1."),
    (record_(tier="key"), "key", "关键客户，情绪是 2，也是第 2 条：级别、情绪，有一样就算。", "a key customer is rule 2 even with emotion 2: tier or emotion, either is enough."),
    (record_(emotion=5), "key", "小客户，情绪是 5，也是第 2 条：级别、情绪，有一样就算。", "emotion 5 is rule 2 even for a small customer: tier or emotion, either is enough."),
    (record_(emotion=4), "general", "情绪是 4，还不到 5：不是第 2 条。", "emotion 4 is below 5: not rule 2."),
    (record_(tier="ordinary"), "general", "普通客户不是关键客户：不是第 2 条。", "an ordinary customer is no key customer: not rule 2."),
    (record_(by="customer"), "false", "原因在客户自己：第 3 条。", "the customer's own cause: rule 3."),
    (record_(by="carrier"), "general", "原因在承运商，不在客户：不是第 3 条。", "the carrier's cause is not the customer's: not rule 3."),
]:
    checks.example("kind", row_).mistake(
        lambda got: got not in ("malicious", "key", "false", "general"), "返回四个英文代号之一。", "return one of the four codes.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("ordinary", "small"):
    for emotion_ in (1, 3, 4):
        for by_ in ("firm", "carrier", "customer"):
            checks.agree("kind", reference.kind, record_(tier=tier_, emotion=emotion_, by=by_), case=(
                "情绪不到 5、不是关键客户时", "emotion below 5 and no key customer"))
for emotion_ in (1, 3, 4, 5):
    checks.agree("kind", reference.kind, record_(tier="key", emotion=emotion_), case=("关键客户情绪有高有低时", "a key customer, calm or not"))
checks.agree("kind", reference.kind, record_(tier="ordinary", emotion=5), case=("普通客户情绪是 5 时", "an ordinary customer with emotion 5"))
### END HIDDEN TESTS

# %% check="kind-order" points=5
def record_(intent=False, tier="small", emotion=2, by="firm"):
    return {"intent_shown": intent, "tier": tier, "emotion": emotion, "cause_by": by}


for row_, right_, zh, en in [
    (record_(intent=True, tier="key"), "malicious", "有恶意的证据（第 1 条）排在关键客户（第 2 条）前面。", "evidence of intent (rule 1) comes before a key customer (rule 2)."),
    (record_(intent=True, emotion=5), "malicious", "有恶意的证据（第 1 条）排在情绪激动（第 2 条）前面。", "evidence of intent (rule 1) comes before emotion 5 (rule 2)."),
    (record_(intent=True, by="customer"), "malicious", "有恶意的证据（第 1 条）排在客户自己的原因（第 3 条）前面。",
     "evidence of intent (rule 1) comes before the customer's own cause (rule 3)."),
    (record_(tier="key", by="customer"), "key", "关键客户（第 2 条）排在客户自己的原因（第 3 条）前面。", "a key customer (rule 2) comes before the customer's own cause (rule 3)."),
    (record_(emotion=5, by="customer"), "key", "情绪是 5（第 2 条）排在客户自己的原因（第 3 条）前面。", "emotion 5 (rule 2) comes before the customer's own cause (rule 3)."),
    (record_(tier="key", emotion=5), "key", "又是关键客户又激动，还是第 2 条。", "a key customer with emotion 5 is rule 2."),
]:
    checks.example("kind", row_).mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("key", "ordinary", "small"):
    for emotion_ in (1, 4, 5):
        for by_ in ("firm", "carrier", "customer"):
            checks.agree("kind", reference.kind, record_(True, tier_, emotion_, by_), case=("有恶意的证据、又有别的线索时", "evidence of intent and other clues"))
            checks.agree("kind", reference.kind, record_(False, tier_, emotion_, by_), case=("没有恶意、有两条线索时", "no intent and two clues"))
### END HIDDEN TESTS

# %% check="kind-counts" points=5
def complaints_(tiers, emotions, by, intent=()):
    table = cases.load("yunduo", "complaints").head(len(tiers))
    return table.assign(tier=tiers, emotion=emotions, cause_by=by, intent_shown=[place in intent for place in range(len(table))])


kinds_ = ["malicious", "key", "false", "general"]
tiny = complaints_(["key", "small", "key", "ordinary", "small", "small", "ordinary"], [1, 5, 3, 2, 1, 4, 3],
                   ["firm", "firm", "customer", "customer", "firm", "firm", "carrier"])
step = checks.example("kind_counts", tiny)
step.mistake({"key": 3, "false": 1, "general": 3}, "没有的类型也要列出来，写 0。", "list the type without complaints too, with 0.")
step.mistake(lambda got: any(isinstance(value, str) for value in list(pd.Series(got))), "要每种类型的宗数，不是每宗的类型。",
             "the number of each type is wanted, not the type of each complaint.")
step.mistake(lambda got: pd.Series(got).isna().any(), "没有的类型写 0，不是空值。", "0 for a type without complaints, not a missing value.")
step.mistake(dict(zip(kinds_, (0, 3 / 7, 1 / 7, 3 / 7))), "要的是宗数，不是占比。", "give numbers, not shares.")
step.mistake(dict.fromkeys(kinds_, 0), "一宗也没有数到：数的是 apply(kind, axis=1) 得到的那一列。", "nothing was counted: count what apply(kind, axis=1) gives.")
step.mistake(7, "这是总数，要的是每种类型各多少宗。", "this is the total; the number of each type is wanted.")
step.expect(dict(zip(kinds_, (0, 3, 1, 3))), because=(
    "关键客户两宗、情绪是 5 的一宗，是 key；余下的里面，原因在客户的一宗是 false，三宗是 general。",
    "Two of key customers and one with emotion 5 are key; of the rest one is the customer's cause, three are general."))
### BEGIN HIDDEN TESTS
### REFERENCE
hostile_ = complaints_(["key", "small", "small"], [2, 5, 1], ["customer", "firm", "firm"], intent=(0, 1))
checks.agree("kind_counts", reference.kind_counts, hostile_, case=("有恶意抱怨、没有虚假抱怨时", "malicious complaints and no false one"))
checks.agree("kind_counts", reference.kind_counts, hostile_.head(1), case=("只有一宗时", "a single complaint"))
checks.agree("kind_counts", reference.kind_counts, pd.concat([hostile_, hostile_.tail(1)]), case=("有两行一样时", "two equal rows"))
checks.agree("kind_counts", reference.kind_counts, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("kind_counts", reference.kind_counts, cases.load("yunduo", "complaints")[::3], case=("用投诉表里的数据时", "rows of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `kind_counts(complaints)`。哪一种最多？恶意的占多少？为了防着这一小部分人，把所有客户都当成坏人，划算吗？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `missing(row)`：`row` 是一宗投诉，像任务 1 那样用 `row["damage"]` 一列一列取；返回列表，写出没有满足的受理标准，按下面的顺序；五条都满足，返回空列表 `[]`；
# - `accepted(complaints)`：五条都满足的投诉编号（`complaint_id`），列表，按表里的先后。
#
# **为什么**　受理了，才进入调查和补偿的流程。没有受理的，也要先安抚，再说清楚缺了哪一条、怎样补上。
#
# **投诉受理标准**　五列都是 True 或 False，True 是满足：
#
# | 顺序 | 标准 | 列 |
# |---|---|---|
# | 1 | 有明确的投诉人 | `complainant` |
# | 2 | 列举了投诉事项 | `matters` |
# | 3 | 有实在的损害后果 | `damage` |
# | 4 | 有明确的投诉要求 | `demand` |
# | 5 | 在企业受理的范围以内 | `in_range` |
#
# **样例**　一份快餐配齐了没有？缺的按单子上的顺序写。

# %%
menu = ["rice", "soup", "fruit"]
trays = pd.DataFrame({"tray": ["T1", "T2"], "rice": [True, True], "soup": [False, True], "fruit": [False, True]})
print([name for name in menu if not trays.loc[0, name]])
full = trays[trays["rice"] & trays["soup"] & trays["fruit"]]
print(full["tray"].to_list())

# %% [markdown] hint=1
# `missing` 一条一条问“满足了吗”，不满足的收进列表。`accepted` 是筛行：五个条件都要成立。

# %% [markdown] hint=2
# `row[name]` 取出一条标准的 True 或 False，前面加 `not` 就反过来。筛行时，五列用 `&` 连起来。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return [name for name in CRITERIA if ...]
#
# first_three = complaints["complainant"] & complaints["matters"] & complaints[...]
# all_five = first_three & complaints[...] & complaints[...]
# return complaints.loc[all_five, ...].to_list()
# ```

# %% contract=true
five = "complainant matters damage demand in_range"
row = Record("yunduo/complaints", **{name: Flag() for name in five.split()})
complaints = Table("yunduo/complaints", five, key="complaint_id", complaint_id=Text(empty=False))

# %% answer="accept"
CRITERIA = ["complainant", "matters", "damage", "demand", "in_range"]

def missing(row):
    """没有满足的受理标准：列表，按 CRITERIA 的顺序。"""
    ### BEGIN SOLUTION
    return [name for name in CRITERIA if not row[name]]
    ### END SOLUTION

def accepted(complaints):
    """五条都满足的投诉编号：列表。"""
    ### BEGIN SOLUTION
    return complaints.loc[complaints[CRITERIA].all(axis=1), "complaint_id"].to_list()
    ### END SOLUTION

# %% check="accept-missing" points=9
def record_(*lacking):
    return {name: name not in lacking for name in "complainant matters damage demand in_range".split()}


step = checks.example("missing", record_("in_range", "damage"), about=("这宗投诉缺 damage 和 in_range", "damage and in_range are not met here"))
for known_, zh, en in [
    (["in_range", "damage"], "内容对了，先后要按标准的顺序。", "the right ones, but not in the order of the criteria."),
    (["complainant", "matters", "demand"], "反了：这三条是满足了的，要没有满足的。", "reversed: these three are met; those that are not are wanted."),
    (["damage"], "不止缺一条：没有满足的都要写出来。", "more than one is missing: list all that are not met."),
    (["in_range"], "不止缺一条：没有满足的都要写出来。", "more than one is missing: list all that are not met."),
    (2, "要写出缺哪几条，不是缺几条。", "name the criteria that are missing, not how many."),
    ([3, 5], "写标准的列名，不是第几条。", "give the names of the criteria, not their numbers."),
    ([2, 4], "写标准的列名，不是第几条。", "give the names of the criteria, not their numbers."),
    ([True, True, False, True, False], "写没有满足的列名，不是五个 True 或 False。", "give the names that are not met, not five truth values."),
    (lambda got: isinstance(got, (bool, str)), "返回列表，里面是列名。", "return a list of names."),
]:
    step.mistake(known_, zh, en)
step.expect(["damage", "in_range"], because=("第 3 条和第 5 条是 False。", "Criteria 3 and 5 are False."))
step = checks.example("missing", record_(), case=("五条都满足时", "a complaint that meets all five"))
step.mistake(lambda got: len(got) > 0, "五条都满足，什么也不缺：返回空列表 []。", "all five are met, nothing is missing: return the empty list [].")
step.expect([], because=("五条都是 True：返回空列表。", "All five are True: the empty list."))
### BEGIN HIDDEN TESTS
### REFERENCE
names_ = "complainant matters damage demand in_range".split()
for number_, name_ in enumerate(names_, start=1):
    checks.agree("missing", reference.missing, record_(name_), case=(f"只缺第 {number_} 条时", f"criterion {number_} alone"))
checks.agree("missing", reference.missing, record_(*names_), case=("五条都缺时", "none met"))
checks.agree("missing", reference.missing, record_("demand", "complainant", "matters"), case=("缺三条时", "three not met"))
checks.agree("missing", reference.missing, dict(reversed(record_("damage", "matters").items())), case=("列的先后不同时", "columns in another order"))
checks.agree("missing", reference.missing, {"intent_shown": False, **record_("demand"), "repurchased_12m": False}, case=("记录里还有别的列时", "other columns in the record"))
### END HIDDEN TESTS

# %% check="accept-all" points=6
def complaints_(*lacking):
    table = cases.load("yunduo", "complaints").tail(len(lacking))
    return table.assign(**{name: [name not in names.split() for names in lacking] for name in
                           ["complainant", "matters", "damage", "demand", "in_range"]})


tiny = complaints_("", "complainant", "", "matters", "damage", "demand", "in_range", "matters damage").iloc[::-1]
ids_ = tiny["complaint_id"].to_list()
step = checks.example("accepted", tiny)
for known_, zh, en in [
    ([ids_[7], ids_[5]], "内容对了，先后要和表里一样。", "the right ones, but not in the order of the table."),
    ([name for name in ids_ if name not in (ids_[5], ids_[7])], "反了：这是没有受理的。", "reversed: these are not accepted."),
    (ids_, "五条都要满足，不是满足一条就行。", "all five must be met, one is not enough."),
    (2, "要投诉编号的列表，不是有几宗。", "a list of ids is wanted, not how many."),
    (lambda got: pd.api.types.is_bool_dtype(pd.Series(list(got))),
     "要投诉编号的列表，不是一列 True 和 False。", "a list of ids is wanted, not truth values."),
    (lambda got: set(got) > {ids_[5], ids_[7]} and len(got) < 8, "有的标准没有查：五条都要满足。", "a criterion was not tested: all five must be met."),
    ([place for place, id_ in zip(tiny.index, ids_) if id_ in (ids_[5], ids_[7])], "要 complaint_id 这一列的编号，不是行号。", "the ids in the column complaint_id are wanted, not the numbers of the rows."),
    (lambda got: len(got) > 8, "用参数 complaints：交给函数的这张表只有 8 宗。", "use the parameter complaints: the table that is given here has 8 rows only."),
    (lambda got: isinstance(got, pd.DataFrame), "只要 complaint_id 一列，写成列表。", "only the column complaint_id is wanted, as a list."),
]:
    step.mistake(known_, zh, en)
step.expect([ids_[5], ids_[7]], because=("只有两宗五条都满足。", "Only two complaints meet all five."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("accepted", reference.accepted, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("accepted", reference.accepted, complaints_("damage", "demand in_range"), case=("一宗也没有受理时", "no complaint accepted"))
checks.agree("accepted", reference.accepted, tiny.iloc[[5, 7]], case=("全部受理时", "all complaints accepted"))
checks.agree("accepted", reference.accepted, cases.load("yunduo", "complaints")[::7], case=("用投诉表里的数据时", "rows of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，算一算 `len(accepted(complaints)) / len(complaints)`。没有受理的那些，最常缺的是哪一条？`(~complaints[CRITERIA]).sum()` 会告诉你。

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `loop(steps)`：`steps` 是一宗投诉的步骤，列表，按时间先后；返回 `"ok"` 四步完整、`"skip"` 跳了步、`"swap"` 颠倒了先后；
# - `broken(log)`：处理完成的投诉里，跳了步或颠倒的编号，列表，从小到大。
#
# **为什么**　四步是一个闭环：不调查就赔，会赔错；不沟通就补偿，客户不领情。记录在电脑里，查一遍只要一秒。
#
# **四步闭环的规则**
#
# - 四步依次是：情况调查 `investigate` → 责任划分 `assign` → 客户沟通 `communicate` → 客户补偿 `compensate`。
# - 少了其中一步，是 `skip`；四步都有，先后不对，是 `swap`；别的步骤（`calm`、`closed`、`followup`）在不在、在哪里，都不影响。每一步最多记一次。
# - 记录里有 `closed` 的，才是处理完成；还在处理的，`broken` 不查。
# - 先后看 `time`，不看行的先后。
#
# **样例**　两位同学的早晨：先按时间排好，再按人收成一队。`items()` 一次取出两样：索引（谁）和值（做了什么）。

# %%
morning = pd.DataFrame({"who": ["A", "B", "A", "A"], "did": ["eat", "run", "wash", "run"],
                        "time": pd.to_datetime(["2025-03-01 07:20", "2025-03-01 06:30", "2025-03-01 07:00", "2025-03-01 06:10"])})
days = morning.sort_values("time").groupby("who")["did"].apply(list)
for who, did in days.items():
    print(who, did, [name for name in did if name in ["wash", "eat"]] == ["wash", "eat"])

# %% [markdown] hint=1
# 先把四步以外的挑出去，再看剩下的：不够四个是什么？够四个，和标准的顺序一样不一样？

# %% [markdown] hint=2
# `loop` 用 `[name for name in steps if name in LOOP]` 留下四步里的，再比长度、比列表。`broken` 先按时间排序、按编号分组，得到每宗的步骤；再一宗一宗问 `loop`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# four = [name for name in steps if ...]
# if len(four) < ...:
#     return "skip"
# return "ok" if four == ... else ...
#
# steps = log.sort_values(...).groupby("complaint_id")["step"].apply(list)
# return [case for case, names in steps.items() if ... in names and loop(...) != "ok"]
# ```

# %% contract=true
step = Choice("calm", "investigate", "assign", "communicate", "compensate", "closed", "followup")
steps = Listed(step)
log = Table("yunduo/complaint_log", "complaint_id step time", key="complaint_id step")

# %% answer="broken"
LOOP = ["investigate", "assign", "communicate", "compensate"]

def loop(steps):
    """四步完整 "ok"、跳步 "skip"，还是颠倒 "swap"。"""
    ### BEGIN SOLUTION
    four = [name for name in steps if name in LOOP]
    if len(four) < 4:
        return "skip"
    return "ok" if four == LOOP else "swap"
    ### END SOLUTION

def broken(log):
    """处理完成、跳了步或颠倒的投诉编号：列表，从小到大。"""
    ### BEGIN SOLUTION
    steps = log.sort_values("time").groupby("complaint_id")["step"].apply(list)
    return [case for case, names in steps.items() if "closed" in names and loop(names) != "ok"]
    ### END SOLUTION

# %% check="broken-loop" points=8
for steps_, right_, zh, en in [
    ("calm investigate assign communicate compensate closed followup", "ok", "四步都有，先后也对；calm、closed、followup 不算在四步里。", "all four steps, in order; calm, closed and followup are none of the four."),
    ("investigate assign communicate compensate closed", "ok", "没有 calm，也没有 followup，四步还是完整的。", "without calm and followup the four steps are still whole."),
    ("investigate calm assign communicate compensate closed", "ok", "calm 晚了，不影响四步。", "a late calm does not matter to the four steps."),
    ("calm investigate assign compensate closed", "skip", "少了 communicate：跳步。", "communicate is missing: skip."),
    ("calm assign communicate compensate closed followup", "skip", "少了 investigate：跳步。", "investigate is missing: skip."),
    ("calm investigate communicate assign compensate closed", "swap", "四步都有，communicate 到了 assign 前面：颠倒。", "all four are there, communicate before assign: swap."),
    ("calm investigate assign compensate communicate closed", "swap", "四步都有，compensate 到了 communicate 前面：颠倒。", "all four are there, compensate before communicate: swap."),
]:
    checks.example("loop", steps_.split()).mistake(
        lambda got: got not in ("ok", "skip", "swap"), "返回 ok、skip、swap 三个代号之一。", "return ok, skip or swap.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
whole_ = "investigate assign communicate compensate".split()
for left_out_ in whole_:
    some_ = [name for name in whole_ if name != left_out_]
    checks.agree("loop", reference.loop, ["calm", *some_, "closed", "followup"], case=(f"少了 {left_out_} 时", f"{left_out_} missing"))
    checks.agree("loop", reference.loop, ["calm", *some_[::-1], "closed"], case=("少了一步、先后又不对时", "a step missing and the rest out of order"))
for first_ in range(3):
    order_ = whole_[:first_] + [whole_[first_ + 1], whole_[first_]] + whole_[first_ + 2:]
    checks.agree("loop", reference.loop, ["calm", *order_, "closed"], case=("相邻两步颠倒时", "two neighbours swapped"))
checks.agree("loop", reference.loop, ["compensate", "investigate", "assign", "communicate", "closed"], case=("先补偿、再调查时", "compensation before everything"))
checks.agree("loop", reference.loop, ["investigate", "compensate", "communicate", "assign", "closed"], case=("隔着一步颠倒时", "two steps swapped across a third"))
checks.agree("loop", reference.loop, ["calm", "closed"], case=("四步一步也没有时", "none of the four steps"))
checks.agree("loop", reference.loop, ["investigate", "assign", "closed", "communicate", "compensate"], case=("closed 夹在中间时", "closed in between"))
### END HIDDEN TESTS

# %% check="broken-cases" points=7
def log_(**written):
    rows = [(case, step, pd.Timestamp("2025-03-01 09:00") + pd.Timedelta(hours=5 * place, minutes=10 * first))
            for first, (case, steps) in enumerate(written.items()) for place, step in enumerate(steps.split())]
    table = pd.DataFrame(rows, columns=["complaint_id", "step", "time"]).sort_values("step", ignore_index=True)
    return table.assign(log_id=[f"L{number:05d}" for number in range(len(table))], handler="E01")


whole_ = "investigate assign communicate compensate"
tiny = log_(Q0009=f"calm {whole_} closed followup", Q0007="calm investigate communicate assign compensate closed", Q0004=f"calm {whole_} closed",
            Q0002="calm investigate assign communicate closed followup", Q0005="calm investigate", Q0001=f"investigate calm {whole_[12:]} closed followup")
step = checks.example("broken", tiny)
for known_, zh, en in [
    (["Q0007", "Q0002"], "编号要从小到大。", "give the ids in ascending order."),
    (["Q0002", "Q0005", "Q0007"], "Q0005 还没有处理完（没有 closed），不查。", "Q0005 is still open (no closed): it is not judged."),
    (["Q0001", "Q0004", "Q0009"], "反了：这是四步完整的。", "reversed: these are whole."),
    *(([one], zh, en) for one, zh, en in [("Q0002", "颠倒了先后的也算。", "swapped steps count too."), ("Q0007", "跳了步的也算。", "a skipped step counts too.")]),
    (["Q0001", "Q0002", "Q0004", "Q0007", "Q0009"], "先后看 time：先按时间排序，再分组。", "order is by time: sort by it before grouping."),
    (2, "要投诉编号的列表，不是有几宗。", "a list of ids is wanted, not how many."),
    (lambda got: len(set(got)) == 6, "六宗全选上了：查过 closed 吗？先按 time 排序了吗？交给 loop 的是一宗的步骤（列表）吗？", "all six are there: is closed looked for, the log sorted by time first, and loop given the list of one case?"),
    ([], "一宗也没有：closed 不在四步里，先问有没有 closed，再挑四步。", "none at all: closed is none of the four steps, so look for it before you keep only those."),
    (lambda got: all(isinstance(entry, (list, tuple)) for entry in got), "要投诉编号，不是步骤。", "the ids are wanted, not the steps."),
    (lambda got: set(got) <= {"ok", "skip", "swap"}, "要投诉编号，不是 skip、swap。", "the ids are wanted, not skip and swap."),
]:
    step.mistake(known_, zh, en)
step.expect(["Q0002", "Q0007"], because=("处理完成的五宗里，Q0002 少了 compensate，Q0007 颠倒了两步。", "Of the five closed cases Q0002 lacks compensate and Q0007 swaps two steps."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("broken", reference.broken, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("broken", reference.broken, tiny.sort_values("time", ascending=False), case=("行按时间倒着排时", "rows sorted backwards by time"))
checks.agree("broken", reference.broken, log_(Q0003=f"{whole_} closed", Q0008=f"calm {whole_}"), case=("一宗也没有坏时", "no case broken"))
checks.agree("broken", reference.broken, log_(Q0003="calm closed", Q0008="calm investigate assign compensate communicate closed", Q0010="calm closed followup"),
             case=("全都坏了时", "all cases broken"))
part_ = cases.load("yunduo", "complaint_log").query("complaint_id < 'Q0250' or complaint_id > 'Q1470'").sort_values("handler", kind="stable")
checks.agree("broken", reference.broken, part_, case=("用处理记录里的数据时", "the case's own log"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(broken(log))`，再除以处理完成的宗数 `(log["step"] == "closed").sum()`。跳得最多的是哪一步？要改人，还是改流程？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `day3(row, end)`：`row` 是一宗处理完成的投诉，`row["closed"]` 是完成的时间，`row["followup"]` 是回访的时间，没有回访是空值 `NaT`；`end` 是记录的最后一天；返回 `"in_time"` 及时、`"late"` 晚了、`"missing"` 没有回访、`"not_due"` 还没到时候；
# - `in_time_share(closed, end)`：`closed` 是这样的一张表，还有一列 `tier`；返回 Series，索引是客户级别，值是及时回访的比例。
#
# **为什么**　完成不等于满意。第三天打一个电话，问一句满不满意；不满意，就回到安抚心情，重新走一遍。
#
# **第三天回访的规则（本课约定）**
#
# - 完成那天是第 0 天，按**日历天数**数，不管几点几分：3 月 1 日 17:00 完成，3 月 4 日 9:00 是第 3 天。
# - 第 1 到第 3 天回访，`in_time`；第 4 天以后，`late`。完成当天（第 0 天）的回访不算，等于没有回访。
# - 没有回访：记录已经到了第 3 天，`missing`；还没到，`not_due`。
# - 比例 = 及时的宗数 ÷ 到了时候的宗数；`not_due` 的不放进分母，一宗也没到时候的级别不列。写成 0 到 1 之间的小数，可以不取整；要四舍五入，就至少留三位小数。
#
# **样例**　`normalize()` 把时间变成当天 0 点，相减才是日历天数；`pd.notna` 问“是不是有值”，没有还的书按 0 天算。`apply` 后面写 `limit=7`，就是把 7 交给参数 `limit`。

# %%
lent, back = pd.Timestamp("2025-05-06 17:00"), pd.Timestamp("2025-05-08 09:00")
print((back - lent).days, (back.normalize() - lent.normalize()).days)


def state(row, limit):
    days = 0
    if pd.notna(row["back"]):
        days = (row["back"].normalize() - row["lent"].normalize()).days
    return "long" if days > limit else "soon"


books = pd.DataFrame({"lent": [lent, lent, lent], "back": [back, back + pd.Timedelta(days=9), pd.NaT], "who": ["A", "B", "B"]})
status = books.apply(state, axis=1, limit=7)
print((status == "soon").groupby(books["who"]).mean())

# %% [markdown]
# 把处理记录摆成一行一宗，留下处理完成的，再拼上客户级别。这一格不用改。

# %%
steps = log.pivot(index="complaint_id", columns="step", values="time").reset_index()
closed = steps[steps["closed"].notna()].merge(complaints[["complaint_id", "tier"]], on="complaint_id")
closed = closed[["complaint_id", "tier", "closed", "followup"]]
end = pd.Timestamp("2025-06-30")
closed.head(3)

# %% [markdown] hint=1
# 先算回访是第几天。第 1 到第 3 天、第 4 天以后，各是什么？剩下的都没有（有效的）回访，再看记录到了第几天。

# %% [markdown] hint=2
# 两个时间都先 `normalize()`，相减取 `.days`；没有回访的，和第 0 天回访一样，先写 `day = 0`。`1 <= day <= 3` 是“第 1 到第 3 天”。`in_time_share` 用 `apply(day3, axis=1, end=end)` 得到每一宗的状态，去掉 `not_due`，再分组求平均。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# done = row["closed"].normalize()
# day = 0
# if pd.notna(...):
#     day = (row["followup"].normalize() - ...).days
# if 1 <= day <= ...:
#     return "in_time"
# if day > ...:
#     return ...
# return "missing" if (end - done).days >= ... else "not_due"
#
# status = closed.apply(day3, axis=1, end=end)
# due = status[status != ...]
# return (due == ...).groupby(closed["tier"]).mean()
# ```

# %% contract=true
tier = Choice("key", "ordinary", "small")
row = Record(closed=Moment(), followup=Moment(missing=True))
closed = Table("yunduo/complaints", "tier", only=True, closed=Moment(), followup=Moment(missing=True))
end = Moment(day=True)

# %% answer="day3"
def day3(row, end):
    """第三天回访的状态："in_time"、"late"、"missing" 或 "not_due"。"""
    ### BEGIN SOLUTION
    done = row["closed"].normalize()
    day = 0
    if pd.notna(row["followup"]):
        day = (row["followup"].normalize() - done).days
    if 1 <= day <= 3:
        return "in_time"
    if day > 3:
        return "late"
    return "missing" if (end - done).days >= 3 else "not_due"
    ### END SOLUTION

def in_time_share(closed, end):
    """到了时候的投诉里，及时回访的比例（0–1）：Series，索引是客户级别。"""
    ### BEGIN SOLUTION
    status = closed.apply(day3, axis=1, end=end)
    due = status[status != "not_due"]
    return (due == "in_time").groupby(closed["tier"]).mean()
    ### END SOLUTION

# %% check="day3-status" points=9
def case_(closed, called=None):
    called = pd.Timestamp(f"2025-03-{called}") if called else pd.NaT
    return {"closed": pd.Timestamp(f"2025-03-{closed}"), "followup": called}


end_ = pd.Timestamp("2025-03-20")
for row_, right_, zh, en in [
    (case_("03 10:00", "05 15:00"), "in_time", "第 2 天回访：及时。", "a call on day 2 is in time."),
    (case_("03 17:00", "06 09:00"), "in_time", "3 日完成，6 日是第 3 天，正好及时。", "closed on the 3rd, called on the 6th: day 3, still in time."),
    (case_("03 08:00", "06 21:00"), "in_time", "第 3 天的晚上也是第 3 天：及时。", "the evening of day 3 is day 3: in time."),
    (case_("03 09:00", "04 08:40"), "in_time", "第 1 天一早，还不满 24 小时，也是第 1 天：及时。", "the morning after is day 1, though under 24 hours: in time."),
    ({"closed": pd.Timestamp("2025-02-27 10:00"), "followup": pd.Timestamp("2025-03-02 09:00")}, "in_time", "2 月 27 日完成，3 月 2 日是第 3 天：及时。",
     "closed on 27 February, called on 2 March: day 3, in time."),
    (case_("03 17:00", "07 09:00"), "late", "7 日是第 4 天，晚了：按日历天数，不是 24 小时一天。", "the 7th is day 4, late: calendar days, not periods of 24 hours."),
    (case_("03 10:00", "12 10:00"), "late", "第 9 天才回访：晚了。", "a call on day 9 is late."),
    (case_("03 10:00"), "missing", "没有回访，记录早过了第 3 天。", "no call, and the log goes on after day 3."),
    (case_("03 10:00", "03 16:00"), "missing", "当天（第 0 天）的回访不算。", "a call on day 0 does not count."),
    (case_("18 10:00"), "not_due", "没有回访，记录只到第 2 天：还没到时候。", "no call, and the log ends on day 2: not due yet."),
    (case_("19 10:00", "19 16:00"), "not_due", "当天的回访不算，等于没有回访；记录只到第 1 天：还没到时候。", "a call on day 0 is as good as none, and the log ends on day 1: not due yet."),
    (case_("17 15:00"), "missing", "没有回访，记录的最后一天正好是第 3 天：没有回访。", "no call, and the last day of the log is day 3: missing."),
]:
    checks.example("day3", row_, end_, about=(zh[:-1], en[:-1])).mistake(
        lambda got: got not in ("in_time", "late", "missing", "not_due"), "返回四个英文代号之一。", "return one of the four codes.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for day_ in range(8):
    for from_, to_ in [("08:30", "17:30"), ("17:30", "17:40")]:
        row_ = case_(f"05 {from_}", f"{5 + day_:02d} {to_}")
        checks.agree("day3", reference.day3, row_, end_, case=(f"第 {day_} 天回访时", f"a call on day {day_}"))
for last_ in range(10, 16):
    last_day_ = pd.Timestamp(f"2025-03-{last_}")
    checks.agree("day3", reference.day3, case_("10 16:45"), last_day_, case=(f"没有回访、记录到第 {last_ - 10} 天时", f"no call and a log up to day {last_ - 10}"))
    checks.agree("day3", reference.day3, case_("10 08:45", "10 09:50"), last_day_, case=(f"当天回访、记录到第 {last_ - 10} 天时", f"a call on day 0 and a log up to day {last_ - 10}"))
for call_, zh, en in [("18 11:00", "第 1 天", "day 1"), ("19 08:30", "第 2 天", "day 2")]:
    checks.agree("day3", reference.day3, case_("17 12:00", call_), pd.Timestamp("2025-03-19"), case=(f"记录没到第 3 天、{zh}已经回访时", f"a call on {en} before the log reaches day 3"))
checks.agree("day3", reference.day3, case_("05 08:00", "08 21:00"), end_, case=("第 3 天晚上才回访时", "a call on the evening of day 3"))
checks.agree("day3", reference.day3, case_("05 23:00", "09 00:10"), end_, case=("深夜完成、第 4 天凌晨回访时", "closed late at night, called early on day 4"))
checks.agree("day3", reference.day3, {"closed": pd.Timestamp("2024-12-30 16:00"), "followup": pd.Timestamp("2025-01-02 09:00")}, end_, case=("跨年时", "a turn of the year"))
checks.agree("day3", reference.day3, {"closed": pd.Timestamp("2025-02-26 16:00"), "followup": pd.Timestamp("2025-03-02 09:00")}, end_, case=("跨月时", "a turn of the month"))
### END HIDDEN TESTS

# %% check="day3-share" points=6
def closed_(*rows):
    table = pd.DataFrame(rows, columns=["tier", "closed", "followup"])
    times = {name: pd.to_datetime("2025-03-" + table[name]) for name in ("closed", "followup")}
    return table.assign(complaint_id=[f"Q{number:04d}" for number in range(len(table))], **times)


end_, tiny = pd.Timestamp("2025-03-20"), closed_(("key", "03 10:00", "05 09:00"), ("small", "03 17:00", "07 09:00"), ("key", "04 11:00", "04 12:00"), ("small", "05 10:00", "06 09:00"),
               ("key", "06 10:00", None), ("small", "18 10:00", None), ("key", "10 10:00", "13 17:00"), ("small", "19 10:00", "20 10:00"), ("key", "19 10:00", None))
step = checks.example("in_time_share", tiny, end_)
for shares_, zh, en in [
    ((0.4, 0.5), "还没到时候的（not_due）不放进分母。", "those not due yet do not belong to the denominator."),
    ((2, 2), "这是宗数，还要除以到了时候的宗数。", "these are numbers; divide by those that were due."),
    ((0.5, 1 / 3), "这是没有及时回访的比例。", "these are the shares not followed up in time."),
    ((0.5, 1), "晚了的（late）不算及时。", "late is not in time."),
    ((1, 2 / 3), "没有回访的（missing）也在分母里。", "missing ones belong to the denominator."),
    ((50, 200 / 3), "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ((2 / 7, 2 / 7), "分母是这一级到了时候的宗数，不是全部的。", "divide by those due of the tier, not of all."),
    ((0.5, 0.5), "分母是这一级到了时候的宗数，不是及时的宗数。", "divide by those due of the tier, not by those in time."),
### BEGIN HIDDEN TESTS
    *(((0.5, small_), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.") for small_ in (0.67, 0.7)),
### END HIDDEN TESTS
]:
    step.mistake({"key": shares_[0], "small": shares_[1]}, zh, en, tol=0.0004)
step.mistake(4 / 7, "每一级各算各的：按 tier 分组。", "each tier has its own share: group by tier.", tol=0.0006)
step.expect({"key": 0.5, "small": 2 / 3}, tol=0.0006, because=("关键客户到了时候的四宗，及时两宗；小客户到了时候的三宗，及时两宗。", "Two of the four due of key customers were in time, and two of the three of small ones."))
step = checks.example("in_time_share", closed_(("ordinary", "19 10:00", None), ("key", "03 10:00", "05 09:00")), end_)
step.mistake(lambda got: "ordinary" in list(pd.Series(got).index), "一宗也没到时候的级别不列，也不写 0。", "leave out a tier of which nothing is due; no 0 either.")
step.expect({"key": 1.0}, tol=0.0006, because=("普通客户的一宗还没到时候，不列；关键客户的一宗及时。", "The one of ordinary customers is not due yet and left out; that of key customers was in time."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("in_time_share", reference.in_time_share, tiny[tiny.columns[::-1]], end_, tol=0.0006, case=("列的先后不同时", "columns in another order"))
checks.agree("in_time_share", reference.in_time_share, tiny, pd.Timestamp("2025-03-22"), tol=0.0006, case=("记录多两天时", "a log that is two days longer"))
checks.agree("in_time_share", reference.in_time_share, tiny.iloc[::-1].set_axis(range(50, 59)), end_, tol=0.0006, case=("行的先后和编号不同时", "other order and labels of the rows"))
checks.agree("in_time_share", reference.in_time_share, pd.concat([tiny, tiny.head(1)]).reset_index(drop=True), end_, tol=0.0006, case=("有两行一样时", "two equal rows"))
log_ = cases.load("yunduo", "complaint_log").query("complaint_id < 'Q0250' or complaint_id > 'Q1450'").pivot(index="complaint_id", columns="step", values="time").reset_index()
real_ = log_[log_["closed"].notna()].merge(cases.load("yunduo", "complaints")[["complaint_id", "tier"]], on="complaint_id")
checks.agree("in_time_share", reference.in_time_share, real_, pd.Timestamp("2025-06-30"), tol=0.0006, case=("用处理记录里的数据时", "the case's own log"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `in_time_share(closed, end)`。哪一级客户最常被忘掉？对关键客户，这个比例够不够？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　在云垛机械的工单台值一个班：9:00 到 13:30，14 宗投诉。先办谁、怎么办，你来定。做完最后一步“写进总结”，把工单台给你的记录整段复制，粘贴到下面的答案单元格里。大约 20 分钟，可以分几次做，也可以同一天再来一次；粘贴最好的一次。
#
# **为什么**　规则一条一条看都不难。难的是客户都在等，还按规则办。
#
# **规则**　得分只看这些：
#
# 1. **先安抚，再给办法**　怒气满分 10 分，高过 4，客户就不接受回复，怒气还要 × 1.3。一句话让怒气变成原来的多少：道歉 0.80、礼貌 0.90、聆听 0.60、同情 0.75、承诺 0.85。
# 2. **类型**　按任务 1 的判断顺序：恶意、关键（关键客户或者情绪 5，情绪满分 5 分，和怒气是两样）、虚假、一般。事实查了才知道；同事记的类型不一定对。
# 3. **受理**　按任务 2 的五条标准，只看登记的五行：缺哪几条，就勾哪几条。写的是真是假，在类型和补偿里算。
# 4. **去向**　恶意的，留证据，转法务；其余缺了标准的，请客户补材料（别家的，告诉他该找谁）；再其余的：关键抱怨交危机公关小组，一般抱怨走一般处理程序，虚假抱怨做消费指导。
# 5. **回复**　恶意的：事实、保留权利。缺了标准的：歉意、缺什么。其余的：歉意、事实，再加一块：责任在企业，写修理、更换或重做；原因在客户（包括为了压价），教他怎样使用。
# 6. **补偿**　受理了，责任又在企业的，赔实际损失；其余的不赔。
# 7. **回访**　受理了，又不是恶意的，结案后第 1 到 3 天回访都算按时，最好是第 3 天。结案那天是第 0 天，算日历日。其余的不用回访。
# 8. **普遍性**　至少占全天投诉五分之一的原因是普遍的。
#
# 等不及走了的客户，那一宗就没有得分。每一条的得分加起来，折成满分 100。三项检查：值完一个班，得到 30；得到 60；得到 80，而且每一条规则至少做到六成（受理，该受理的和缺了标准的各算一半；补偿，该赔的和不赔的各算一半）。

# %% [markdown]
# **样例**　另外一天，只办了一宗，记录是一行字。`replay` 照记录再走一遍，`score` 逐条算分：规则、得分、满分、你做的、应该的。

# %%
from keguan.models import ticket_desk
shift = ticket_desk.replay(7, "open T01; calm listen; look; type general; accept yes; call 3")
for line in ticket_desk.score(shift)[:6]:
    print(line.rule, line.points, line.of, line.given or "-", line.right)

# %% [markdown]
# **开始值班**　运行下一格。先把 2026 换成你学号的后四位，开头的 0 不写（0713 写 713）：数字不同，那一天也不同。做到哪一步，都记在这份笔记本旁边的 `desk-….txt` 里，再运行就接着做。

# %%
from keguan import play
desk = play.ticket_desk(2026)
desk

# %% [markdown]
# <details><summary>不用按钮，写字也可以值班</summary>
#
# 新建一格，写 `print(desk.do("open T01; look"))`，做什么写什么，它说现在怎么样；最后 `print(desk.text)` 就是要粘贴的记录。动作有这些：
#
# | 动作 | 后面写什么 |
# |---|---|
# | `open` | 工单号：`T01` 到 `T14` |
# | `wait` | 不写 |
# | `calm` | `regret` 道歉、`manners` 礼貌、`listen` 聆听、`sympathy` 同情、`promise` 承诺 |
# | `look` | 不写：查清事实 |
# | `type` | `malicious`、`key`、`false`、`general` |
# | `accept` | `yes`，或者缺的：`complainant`、`matters`、`damage`、`demand`、`in_range` |
# | `route` | `evidence` 留证据、`redirect` 补材料、`crisis` 危机公关、`procedure` 一般程序、`guidance` 消费指导 |
# | `reply` | `sorry` 歉意、`found` 事实、`remedy` 修理更换重做、`guide` 教使用、`missing` 缺什么、`rights` 保留权利 |
# | `pay` | 元数，不写“元”字；不赔就不写这个动作 |
# | `call` | 结案，写第几天回访：`0` 到 `7`，不回访写 `none` |
# | `sum` | 普遍的原因：`late`、`wrong_part`、`breakdown`、`attitude`、`billing`、`misuse`、`bargain`、`rumour` |
#
# </details>

# %% [markdown] hint=1
# 每张工单上都有两样东西：怒气和还能等几分钟。开门的时候先看哪一样，打开以后先看哪一样？

# %% [markdown] hint=2
# 先打开最等不起的那一张；怒气高过 4，先安抚；再查清事实，才知道类型、去向和该赔多少。回复、补偿、回访都要在客户接受回复以后才算。

# %% [markdown] hint=3
# 一张工单的顺序，把省略号补上就行：
#
# ```text
# open ...; calm listen; calm ...; look; type ...; accept ...; route ...; reply ...; pay ...; call 3
# ```
#
# 怒气降到 4 或者更低，再写 `reply`：9 分的，`listen` 以后还要两句。`call` 一写就结案，回复被拒绝了也改不回来，所以先看 `reply` 的结果。
#
# 全部办完以后：`sum ...`，写查到的原因里至少有 3 宗的那几种（14 宗的五分之一是 2.8 宗）。

# %% answer="desk"
desk_seed = None  # 整段粘贴工单台给你的记录，换掉这两行
desk_actions = None
### BEGIN SOLUTION
desk_seed = 2026
desk_actions = """
open T04; calm listen; calm sympathy; calm regret; look; type key; accept yes; route crisis; reply sorry found remedy; pay 450; call 3
open T03; calm listen; look; type malicious; accept yes; route evidence; reply found rights; call none
open T02; calm listen; look; type general; accept complainant; route redirect; reply sorry missing; call none
open T07; calm listen; calm sympathy; calm regret; look; type key; accept yes; route crisis; reply sorry found remedy; pay 310; call 3
open T10; calm listen; calm sympathy; look; type key; accept yes; route crisis; reply sorry found guide; call 3
open T08; calm listen; look; type false; accept yes; route guidance; reply sorry found guide; call 3
open T12; calm listen; calm sympathy; look; type general; accept yes; route procedure; reply sorry found remedy; pay 250; call 3
open T11; calm listen; calm sympathy; look; type key; accept in_range; route redirect; reply sorry missing; call none
open T13; calm listen; calm sympathy; look; type general; accept yes; route procedure; reply sorry found remedy; pay 210; call 3
open T14; look; type general; accept yes; route procedure; reply sorry found remedy; pay 130; call 3
open T06; look; type false; accept complainant matters; route redirect; reply sorry missing; call none
open T01; look; type general; accept matters; route redirect; reply sorry missing; call none
open T05; look; accept yes; route crisis; reply sorry found remedy; pay 810; call 3
open T09; calm listen; look; type false; accept yes; route guidance; reply sorry found guide; call 3
sum billing misuse
"""
### END SOLUTION

# %% check="desk-day" points=4
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
checks.that({action.split()[0] for action in desk_.actions(record_)} & set(desk_.VERBS), "desk_actions", "里面没有一个动作：请整段粘贴工单台给的记录。",
            "there is no action in it: paste the whole record that the desk gives.")
end_, wrong_ = desk_.replay(int(seed_), record_), desk_.problems(int(seed_), record_)
for number_, action_, _ in wrong_[:1]:
    checks.that(len(wrong_) <= 10, "desk_actions", f"有 {len(wrong_)} 个动作做不了，第一个是第 {number_} 个 {action_[:16]}。数字和记录是同一天的吗？",
                f"{len(wrong_)} actions are not possible, the first is number {number_}, {action_[:16]}. Are number and record of one day?")
checks.that(end_.over, "desk_actions", "这一天还没有总结：办完所有工单，最后写 sum 和普遍的原因。", "the day is not summed up: after the last ticket write sum and the general reasons.")
score_ = desk_.total(desk_.score(end_))
checks.that(score_ >= 30, "desk_actions", f"得分 {score_}，这一项要 30：多数工单只开了个头，每张都要走完各步。", f"the score is {score_}, 30 is wanted here: most tickets are only begun; take each through all steps.")
checks.right("desk_actions")

# %% check="desk-rules" points=3
from keguan.figures.ticket_desk import RULES
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
end_ = desk_.replay(int(seed_), record_)
lines_, refused_ = desk_.score(end_), sum(work.refused for work in end_.works)
shares_, score_ = desk_.shares(lines_), desk_.total(lines_)
zh, en = RULES[min(shares_, key=shares_.get)]
checks.that(score_ >= 60 or refused_ < 3, "desk_actions", f"得分 {score_}，有 {refused_} 次回复被客户拒绝：怒气降到 4 或者更低，再回复。",
            f"the score is {score_}, and {refused_} replies were refused: reply once the anger is down to 4 or less.")
checks.that(score_ >= 60, "desk_actions", f"得分 {score_}，这一项要 60。做得最少的是“{zh}”那一条。", f"the score is {score_}, 60 is wanted here. Least was done about: {en}.")
checks.right("desk_actions")

# %% check="desk-care" points=3
from keguan.figures.ticket_desk import RULES
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
end_ = desk_.replay(int(seed_), record_)
lines_, refused_ = desk_.score(end_), sum(work.refused for work in end_.works)
shares_, score_ = desk_.shares(lines_), desk_.total(lines_)
zh, en = RULES[min(shares_, key=shares_.get)]
checks.that((score_ >= 80 and min(shares_.values()) >= 0.6) or refused_ < 3, "desk_actions", f"得分 {score_}，有 {refused_} 次回复被客户拒绝：怒气降到 4 或者更低，再回复。",
            f"the score is {score_}, and {refused_} replies were refused: reply once the anger is down to 4 or less.")
checks.that(min(shares_.values()) >= 0.6, "desk_actions", f"“{zh}”那一条没有做到六成。每一条规则至少要拿到六成。", f"less than 60% was reached on one rule: {en}. Reach 60% on every one.")
checks.that(score_ >= 80, "desk_actions", f"得分 {score_}，这一项要 80。做得最少的是“{zh}”那一条。", f"the score is {score_}, 80 is wanted here. Least was done about: {en}.")
checks.right("desk_actions")

# %% [markdown]
# **接着看**　新建一格，运行 `ticket_desk.comparison(desk_seed)`：同一天，四种简单的排法各走了几位客户、损失多少？你的损失是 `ticket_desk.loss(ticket_desk.replay(desk_seed, desk_actions))`。差在先后，还是差在每一宗怎么办？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看五个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
