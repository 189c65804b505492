# %% [markdown]
# # {title}
#
# 这份作业有十个任务：前三个看渠道，四到六看原因、回访和关怀试验，七到九定次数、查同意、查日历，最后一个是一次对话。写完一个，就运行它下面的检查单元格，马上知道结果。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查单元格（里面写着 `checks.`）不用改，也改不动分数：交上来以后会换成原来的样子再评分。
# - 任务可以不按顺序做，互相不影响。
#
# **数据说明**　联系记录、坐席、关怀试验和同意记录都是**模拟**的：没有一位真人，也不是携程的内部记录。从这些数据算出来的结果，不能当成携程公司的事实。

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
customers = cases.load("ctrip", "care_portfolio")
trial = cases.load("ctrip", "care_trial")
log = cases.load("ctrip", "crm_consent_log")
sent = cases.load("ctrip", "crm_interactions")
today = cases.reference_date("ctrip")
contacts.head(3)

# %% [markdown]
# 每一列是什么意思，运行 `cases.columns("ctrip", "care_contacts")` 看看；把名字换掉，就能看别的表。

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　下面是 21 个（虚构的）服务场景。写两样东西：`channels` 是字典，键是 1 到 21，值是七个渠道代号之一；`personal` 是列表，写出属于人员渠道的编号。
#
# **为什么**　人员渠道贵，能一对一地谈；非人员渠道便宜，一次面向许多人。先分得清，才能给每一级客户配得对。
#
# | 人员渠道（代号） | 非人员渠道（代号） |
# |---|---|
# | `face` 面对面交谈，`phone` 电话，`email` 电子邮件，`online` 网上交谈 | `media` 媒体，`environment` 环境，`events` 事件 |
#
# **规则 R12（本课程约定）**　有一个人，对着一位**身份明确**的客户说话或写信，才是人员渠道。面向许多人的活动，就算主持人在说话，也是事件；店面、灯光、制服这些看得见的布置，是环境。
#
# 1. 坐席给刘女士打电话，核对明天的航班。
# 2. 门店换上新的灯光和指路牌，顾客自己就找得到柜台。
# 3. 客户经理到企业客户的办公室，谈下一年的协议。
# 4. 公司在地方电视台投放一个月的广告。
# 5. 在线坐席在网站的聊天窗口里，一句一句回答王先生。
# 6. 老客户答谢晚会来了二百人，主持人带大家抽奖。
# 7. 客服给李先生回信到邮箱，附上改好的发票。
# 8. 客户来门店退票，店员请他坐下，一项一项说明规则。
# 9. 报纸的旅游版登出一篇介绍新线路的文章。
# 10. 公司赞助城市马拉松，起点搭起展台，谁都可以来玩。
# 11. 会员生日那天，专属顾问打去电话祝贺。
# 12. 客户在网上问行程，真人客服当场和她聊了十分钟。
# 13. 候车厅的休息区摆上绿植、热水和充电座。
# 14. 售后主管写邮件向投诉的周女士道歉，说明处理结果。
# 15. 企业杂志每季度放在高铁座位背后的袋子里。
# 16. 员工穿统一的制服，店里放轻音乐，进门就知道是哪一家。
# 17. 新酒店的试睡会：五十位报名的人来住一晚。
# 18. 坐席和赵先生在网上视频，带他一步步改签。
# 19. 出境前，领队在机场和团里的孙阿姨当面核对证件。
# 20. 回访员拨通孙先生的号码，问上次的行程怎么样。
# 21. 顾问按吴老师的要求，发邮件给她三份不同的报价。
#
# **样例**　三封信各走哪条路，也可以写成字典，再挑出其中的几封。

# %%
ways = dict(enumerate("train plane train".split(), start=1))
print(ways, [number for number, way in ways.items() if way == "train"])

# %% [markdown] hint=1
# 每一段问两件事：有没有人在说话或写信？对方是不是一位认得出来的客户？两个都是，才是人员渠道。

# %% [markdown] hint=2
# 容易混的几处：晚会和试睡会有人说话，可是面向许多人；制服穿在人身上，可是没有人和客户谈；视频聊天走的是网，不是电话。

# %% [markdown] hint=3
# 按顺序把 21 个代号写成一串，再拆开：
#
# ```python
# names = "phone environment face ..."
# channels = dict(enumerate(names.split(), start=1))
# personal = [number for number, code in channels.items() if code in (...)]
# ```

# %% answer="classify"
channels = None  # 把 None 换成字典：1 到 21 各一个代号
personal = None  # 把 None 换成列表：人员渠道的编号
### BEGIN SOLUTION
names = ("phone environment face media online events email face media events phone online environment "
         "email media environment events online face phone email")
channels = dict(enumerate(names.split(), start=1))
personal = [number for number, code in channels.items() if code in ("face", "phone", "email", "online")]
### END SOLUTION

# %% check="classify-channel" points=7
codes = "face phone email online media environment events".split()
got = checks.variable("channels").got
checks.that(isinstance(got, dict) and {str(number) for number in got} == {str(number) for number in range(1, 22)}, "channels",
            "要一个字典，键是 1 到 21。", "give a dict with the keys 1 to 21.")
chosen = {int(number): str(code).strip().lower() for number, code in got.items()}
checks.that(set(chosen.values()) <= set(codes), "channels", "值是七个代号，例如 phone。", "the values are the seven codes, such as phone.")
print("✔ 已作答 · answered: channels")
### BEGIN HIDDEN TESTS
names = ("phone environment face media online events email face media events phone online environment "
         "email media environment events online face phone email")
for number, wrong, zh, en in [
    (18, "phone", "视频走的是网，属于网上交谈。", "a web video call is online talk."),
    (12, "phone", "在网上聊，不是打电话。", "they chat on the web, not by telephone."),
    (16, "face", "没有人和客户谈，制服和音乐是环境。", "nobody talks to the customer; uniforms and music are environment."),
    (6, "face", "面向二百人的晚会是事件。", "an evening for two hundred is an event."),
    (17, "environment", "请人来住一晚是一次活动，属于事件。", "inviting people for a night is a happening: an event."),
    (10, "media", "赞助和展台是活动，不是媒体。", "sponsoring with a stand is a happening, not a medium."),
    (15, "environment", "杂志是媒体，放在哪里都一样。", "a magazine is a medium wherever it lies."),
]:
    checks.that(chosen[number] != wrong, "channels", f"第 {number} 段：{zh}", f"scene {number}: {en}")
for number, code in enumerate(names.split(), start=1):
    checks.that(chosen[number] == code, "channels", f"第 {number} 段：再看看走的是哪条渠道。", f"scene {number}: see again which channel it is.")
### END HIDDEN TESTS

# %% check="classify-personal" points=3
got = checks.variable("personal").got
checks.that(not isinstance(got, (str, dict)), "personal", "要一个编号的列表。", "give a list of numbers.")
numbers = {int(number) for number in got}
checks.that(numbers and numbers <= set(range(1, 22)), "personal", "编号是 1 到 21。", "the numbers are 1 to 21.")
print("✔ 已作答 · answered: personal")
### BEGIN HIDDEN TESTS
right = {1, 3, 5, 7, 8, 11, 12, 14, 18, 19, 20, 21}
for scenes, zh, en in [({7, 14, 21}, "写给一位客户的邮件也是人员渠道。", "an e-mail to one customer is personal too."),
                       ({5, 12, 18}, "真人在网上交谈也是人员渠道。", "a human talking online is personal too.")]:
    checks.that(scenes & numbers, "personal", zh, en)
checks.that(not numbers & {6, 10, 17}, "personal", "活动面向许多人，不是人员渠道。", "events address many: they are not personal.")
checks.that(not numbers & {2, 13, 16}, "personal", "环境里没有人在和客户谈。", "nobody talks to the customer in an environment.")
checks.that(numbers == right, "personal", f"有 {len(numbers ^ right)} 段的判断不对：有人在和一位客户谈吗？",
            f"{len(numbers ^ right)} scenes are on the wrong side: is a human talking to one customer?")
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# `contacts` 记着客服中心的每一次联系。上一题分的是七种渠道；这里的数据只有客服中心用的几种，有的由自助程序回答。
#
# **做什么**　写三个函数：
#
# - `report(contacts)`：成绩单，返回表，每行一条渠道（索引是 `channel`），四列：`n` 联系次数，`answered` 答了满意度的比例，`resolved` 解决的比例，`satisfaction` 平均满意度；
# - `cost_per_resolved(contacts)`：每条渠道解决**一件**要花多少元，返回 Series，索引是 `channel`；
# - `cheapest(contacts)`：按解决一件的费用，从便宜到贵的渠道列表。
#
# **为什么**　维护客户要花钱。一次联系便宜，不等于解决一件便宜；答满意度的人也不是全部的人。
#
# **规则**
#
# - 满意度 `csat` 是 1 到 5，没有答的是空值。平均满意度只算答了的。
# - 比例都写成 0 到 1 之间的小数，分母是这条渠道的全部联系。`answered` 又叫参评率，`resolved` 就是首次解决率。
# - 解决一件的费用 = 这条渠道**全部**联系的费用 `cost_cny` 之和 ÷ 解决了（`resolved` 是 True）的次数。没有解决的联系也花了钱。
#
# **样例**　两家早餐店的几天：几天开门、卖得好的比例、平均评分；再按价钱排个序。

# %%
days = pd.DataFrame({"shop": ["A", "A", "B"], "good": [True, False, True], "stars": [4.0, None, 5.0], "cost": [9, 7, 5]})
print(days.groupby("shop").agg(n=("good", "size"), good=("good", "mean"), rated=("stars", "count"), stars=("stars", "mean")))
total = days.groupby("shop")[["cost", "good"]].sum()
print((total["cost"] / total["good"]).sort_values().index.to_list())

# %% [markdown] hint=1
# `size` 数行，`count` 只数不是空值的，`mean` 自己会跳过空值。三个词各用在哪一列？

# %% [markdown] hint=2
# `groupby("channel").agg(n=("resolved", "size"), …)`。答了的比例 = `csat` 的 `count` ÷ `n`。解决一件的费用：`cost_cny` 的和 ÷ `resolved` 的和，True 加起来就是次数。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# table = contacts.groupby("channel").agg(n=("csat", ...), answered=("csat", "count"),
#                                         resolved=("resolved", ...), satisfaction=("csat", ...))
# return table.assign(answered=table["answered"] / ...)
#
# total = contacts.groupby("channel")[["cost_cny", "resolved"]].sum()
# return total["cost_cny"] / ...
#
# return cost_per_resolved(contacts).sort_values()....
# ```

# %% answer="channels"
def report(contacts):
    """每条渠道的 n、answered、resolved、satisfaction：DataFrame，索引是 channel。"""
    ### BEGIN SOLUTION
    table = contacts.groupby("channel").agg(n=("csat", "size"), answered=("csat", "count"),
                                            resolved=("resolved", "mean"), satisfaction=("csat", "mean"))
    return table.assign(answered=table["answered"] / table["n"])
    ### END SOLUTION

def cost_per_resolved(contacts):
    """每条渠道解决一件的费用（元）：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    total = contacts.groupby("channel")[["cost_cny", "resolved"]].sum()
    return total["cost_cny"] / total["resolved"]
    ### END SOLUTION

def cheapest(contacts):
    """按解决一件的费用从便宜到贵的渠道：列表。"""
    ### BEGIN SOLUTION
    return cost_per_resolved(contacts).sort_values().index.to_list()
    ### END SOLUTION

# %% check="channels-report" points=6
tiny = pd.DataFrame({"channel": ["phone"] * 4 + ["chat"] * 2 + ["app"] * 4, "cost_cny": [8.0] * 4 + [5.0] * 2 + [0.1] * 4,
                     "resolved": [True, True, True, False, True, False, True, False, False, False],
                     "csat": [5, None, 4, 1, None, 4, 3, None, None, None]})
step = checks.example("report", tiny)
for channel, column, value, zh, en in [
    ("phone", "n", 3, "n 要数全部联系，不是只数答了满意度的。", "n counts all contacts, not only those with an answer."),
    ("phone", "answered", 3, "answered 是比例，还要除以 n。", "answered is a share: divide by n."),
    ("phone", "answered", 0.25, "answered 是答了的比例，不是没有答的。", "answered is the share that did answer."),
    ("phone", "resolved", 3, "resolved 是比例，不是次数。", "resolved is a share, not a number of contacts."),
    ("phone", "resolved", 75, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
    ("phone", "satisfaction", 2.5, "没有答的不是 0 分，平均只算答了的。", "no answer is not a rating of 0: the mean counts answers only."),
    ("app", "resolved", 1, "没有答满意度的联系也要算进解决的比例。", "contacts without a rating count in the share resolved, too."),
    ("phone", "satisfaction", 4.5, "平均满意度算全部答了的，不是只算解决了的。", "the mean counts all who answered, not only the resolved."),
]:
    step.mistake(lambda got: abs(got.loc[channel, column] - value) < 0.005, zh, en)
step.expect(pd.DataFrame({"n": [4, 2, 4], "answered": [0.75, 0.5, 0.25], "resolved": [0.75, 0.5, 0.25],
                          "satisfaction": [10 / 3, 4, 3]}, index=["phone", "chat", "app"]))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("report", reference.report, cases.load("ctrip", "care_contacts")[::5], tol=1e-4)
### END HIDDEN TESTS

# %% check="channels-cost" points=5
tiny = pd.DataFrame({"channel": ["phone"] * 4 + ["chat"] * 2 + ["app"] * 4, "csat": 4.0,
                     "cost_cny": [10.0, 10, 4, 20, 4, 8, 0.1, 0.2, 0.1, 0.4],
                     "resolved": [True, True, True, False, True, False, True, True, False, False]})
step = checks.example("cost_per_resolved", tiny)
for values, zh, en in [
    ((11, 6, 0.2), "这是一次联系的费用，分母要换成解决了的次数。", "this is the cost of a contact; divide by the number resolved."),
    ((8, 4, 0.15), "没有解决的联系也花了钱，费用要加全部。", "contacts that solved nothing cost money: add up all costs."),
    ((44, 12, 0.8), "这是总费用，还要除以解决了的次数。", "this is the total cost; divide by the number resolved."),
    ((3 / 44, 1 / 12, 2 / 0.8), "分子和分母弄反了。", "numerator and denominator are swapped."),
    ((44 / 0.75, 12 / 0.5, 0.8 / 0.5), "除以解决了的次数，不是除以解决的比例。", "divide by the number resolved, not by the share."),
]:
    step.mistake(dict(zip(["phone", "chat", "app"], values)), zh, en)
step.expect({"phone": 44 / 3, "chat": 12.0, "app": 0.4})
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("cost_per_resolved", reference.cost_per_resolved, cases.load("ctrip", "care_contacts")[::5], tol=1e-4)
### END HIDDEN TESTS

# %% check="channels-order" points=4
tiny = pd.DataFrame({"channel": ["phone"] * 4 + ["chat"] * 3 + ["email"] * 3 + ["app"], "csat": 4.0,
                     "cost_cny": [8.0] * 4 + [5.0] * 3 + [4.0] * 3 + [0.1],
                     "resolved": [True, True, True, False, True, False, False, True, False, False, True]})
step = checks.example("cheapest", tiny)
for order, zh, en in [("app email chat phone", "这是按一次联系的费用排的，要按解决一件的费用排。", "this is by the cost of a contact; order by the cost of a resolved matter."),
                      ("chat email phone app", "方向反了：从便宜到贵。", "reversed: from the cheapest to the dearest."),
                      ("app chat email phone", "这是按名字排的，要按费用排。", "this is by name; order by cost."),
                      ("app phone chat email", "这是按解决的比例排的，要按费用排。", "this is by the share resolved; order by cost.")]:
    step.mistake(order.split(), zh, en)
step.mistake("app", "要全部渠道的列表，不是只要一条。", "give the list of all channels, not one.").expect(["app", "phone", "email", "chat"])
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("cheapest", reference.cheapest, cases.load("ctrip", "care_contacts")[::5])
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `report(contacts)` 和 `cost_per_resolved(contacts)`。满意度最高的渠道有几成人答了？没有答的人，会不会更不满意？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
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
# - 每条渠道在每一档都有联系。
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
def many(channel, band, good, bad):
    return pd.DataFrame({"channel": channel, "difficulty": band, "resolved": [True] * good + [False] * bad})


tiny = pd.concat([many("chat", "easy", 6, 2), many("chat", "hard", 0, 2), many("phone", "easy", 2, 0), many("phone", "hard", 3, 5)])
tiny = tiny.sample(frac=1, random_state=1, ignore_index=True)
step = checks.example("by_band", tiny)
for cells, zh, en in [
    ([[6, 2], [0, 3]], "这是次数，要的是比例。", "these are numbers; shares are wanted."),
    ([[6 / 8, 2 / 8], [0, 3 / 3]], "分母是这一格的联系，不是这一档解决了的。", "divide by the contacts of the cell, not by all resolved in the band."),
    ([[6 / 10, 2 / 10], [0, 3 / 10]], "分母是这一格的联系，不是这一档的全部联系。", "divide by the contacts of the cell, not of the band or the channel."),
    ([[2 / 8, 0], [1, 5 / 8]], "这是没有解决的比例。", "these are the shares that were not resolved."),
]:
    step.mistake(pd.DataFrame(cells, index=["easy", "hard"], columns=["chat", "phone"], dtype=float), zh, en, tol=0.0005)
step.mistake(lambda got: {"easy", "hard"} <= set(got.columns), "行和列弄反了：行是难度档，列是渠道。", "rows and columns are swapped: a row is a band.")
step.expect(pd.DataFrame({"chat": [0.75, 0], "phone": [1, 0.375]}, index=["easy", "hard"]), tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("by_band", reference.by_band, cases.load("ctrip", "care_contacts")[::3], tol=1e-6)
### END HIDDEN TESTS

# %% check="strata-standard" points=5
def many(channel, band, good, bad):
    return pd.DataFrame({"channel": channel, "difficulty": band, "resolved": [True] * good + [False] * bad})


tiny = pd.concat([many("chat", "easy", 6, 2), many("chat", "hard", 0, 2), many("phone", "easy", 2, 0), many("phone", "hard", 3, 5),
                  many("email", "easy", 2, 2), many("email", "hard", 0, 1)])
tiny = tiny.sample(frac=1, random_state=1, ignore_index=True)
step = checks.example("standardised", tiny)
for values, zh, en in [
    ((0.6, 0.5, 0.4), "这是不分难易的总比例：难的事都去了电话。先在同一个难度档里比，再加权。",
     "these are overall shares: the hard matters went to the phone. Compare within the difficulty bands, then weigh."),
    ((0.375, 0.6875, 0.25), "各档的联系不一样多，要按它们在全部联系里的比例加权。", "the bands differ in size: weigh them by their part in all contacts."),
    ((0.75, 1.375, 0.5), "各档的比例不能直接相加，要先乘权重。", "shares do not add up; multiply by the weights first."),
    ((10.5, 18.125, 7), "权重要写成比例，加起来是 1。", "the weights are shares that add up to 1."),
]:
    step.mistake(dict(zip(["chat", "phone", "email"], values)), zh, en, tol=0.0005)
step.expect({"chat": 0.42, "phone": 0.725, "email": 0.28}, tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("standardised", reference.standardised, cases.load("ctrip", "care_contacts")[::3], tol=1e-6)
### END HIDDEN TESTS

# %% check="strata-ranking" points=5
def many(channel, band, good, bad):
    return pd.DataFrame({"channel": channel, "difficulty": band, "resolved": [True] * good + [False] * bad})


tiny = pd.concat([many("chat", "easy", 6, 2), many("chat", "hard", 0, 2), many("phone", "easy", 2, 0), many("phone", "hard", 3, 5),
                  many("email", "easy", 2, 2), many("email", "hard", 0, 1)])
tiny = tiny.sample(frac=1, random_state=1, ignore_index=True)
step = checks.example("ranking", tiny)
for order, zh, en in [
    ("chat phone email", "这是不分难易的总排名：难的事都去了电话。先看每个难度档里谁高，再排。",
     "this ranks the overall shares: the hard matters went to the phone. See who leads in each difficulty band, then rank."),
    ("email chat phone", "方向反了：从高到低。", "reversed: from the highest to the lowest."),
    ("email phone chat", "方向反了，还没有分难度档。", "reversed, and without the difficulty bands."),
    ("chat email phone", "这是按名字排的，要按解决的比例排。", "this is by name; rank by the share resolved."),
]:
    step.mistake(order.split(), zh, en)
step.mistake(lambda got: isinstance(got, str), "要全部渠道的列表，不是只要一条。", "give the list of all channels, not one.")
step.expect(["phone", "chat", "email"])
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("ranking", reference.ranking, cases.load("ctrip", "care_contacts"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把 `contacts.groupby("channel")["resolved"].mean()` 和 `by_band(contacts)` 放在一起看。总的第一名，在哪一个难度档里是第一名？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `root_cause(employee, it, process)`：三个参数是 True（没问题）或 False（出了问题），返回最先出问题的因素：`"employee"` 员工、`"technology"` 信息技术、`"process"` 流程；都没问题，返回 `"none"`；
# - `failure_share(contacts)`：出了问题的联系里，三个因素各占几成，返回 Series，索引是三个代号；
# - `by_channel(contacts)`：每条渠道最常见的是哪一个因素，返回 Series，索引是 `channel`。
#
# **为什么**　互动要有效，离不开有效的员工、有效的信息技术、有效的流程。找错了环节，钱就花在本来好好的地方。
#
# **规则（本课程约定）**
#
# - 从前往后看：先员工 `employee_ok`，再信息技术 `it_ok`，最后流程 `process_ok`。第一个是 False 的，就是先出问题的因素。
# - 一次联系只算一个因素。三样都没问题的联系不参加 `failure_share` 和 `by_channel`，不管有没有解决。
# - 占比写成 0 到 1 之间的小数，没有的因素写 0。
# - `by_channel` 里次数相同的，取前面的因素（员工、信息技术、流程）。每条渠道都至少有一次出了问题。
#
# **样例**　自行车骑不动，先看轮胎，再看链条。各占几成？哪家店最常见的是什么？

# %%
bikes = pd.DataFrame({"shop": ["A", "A", "B", "B"], "tyre_ok": [False, True, False, True], "chain_ok": [False, False, True, True]})
bikes["first"] = np.select([~bikes["tyre_ok"], ~bikes["chain_ok"]], ["tyre", "chain"], "none")
broken = bikes[bikes["first"] != "none"]
print(broken["first"].value_counts(normalize=True).reindex(["tyre", "chain"], fill_value=0).round(2).to_dict())
print(pd.crosstab(broken["shop"], broken["first"]).reindex(columns=["tyre", "chain"], fill_value=0).idxmax(axis=1).to_dict())

# %% [markdown] hint=1
# 三个问题，按先后各问一次，问到第一个“出了问题”就停。

# %% [markdown] hint=2
# `root_cause` 写三个 `if not …: return …`。另外两个函数先用 `np.select` 给每次联系标一个因素，去掉 `"none"`，再数。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if not employee:
#     return ...
#
# first = [root_cause(*row) for row in contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()]
# first = pd.Series(first, index=contacts.index)
# return first[first != ...].value_counts(normalize=...).reindex(FACTORS, fill_value=...)
#
# table = pd.crosstab(contacts["channel"], first).reindex(columns=FACTORS, fill_value=0)
# return table.idxmax(axis=...)
# ```

# %% answer="cause"
FACTORS = ["employee", "technology", "process"]

def root_cause(employee, it, process):
    """最先出问题的因素；都没问题是 "none"。"""
    ### BEGIN SOLUTION
    return next((name for name, fine in zip(FACTORS, (employee, it, process)) if not fine), "none")
    ### END SOLUTION

def failure_share(contacts):
    """出了问题的联系里，三个因素各占几成：Series，索引是 FACTORS。"""
    ### BEGIN SOLUTION
    rows = contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
    first = pd.Series([root_cause(*row) for row in rows])
    return first[first != "none"].value_counts(normalize=True).reindex(FACTORS, fill_value=0)
    ### END SOLUTION

def by_channel(contacts):
    """每条渠道最常见的因素：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    rows = contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
    first = pd.Series([root_cause(*row) for row in rows], index=contacts.index)
    return pd.crosstab(contacts["channel"], first).reindex(columns=FACTORS, fill_value=0).idxmax(axis=1)
    ### END SOLUTION

# %% check="cause-first" points=5
for fine, wrong, right, zh, en in [
    ((False, False, True), "technology", "employee", "员工排在信息技术前面。", "the employee comes before the technology."),
    ((False, True, False), "process", "employee", "员工排在流程前面。", "the employee comes before the process."),
    ((True, False, False), "process", "technology", "信息技术排在流程前面。", "the technology comes before the process."),
    ((True, True, False), "none", "process", "流程出了问题也要返回。", "a process that failed is to be returned, too."),
    ((True, True, True), "employee", "none", "False 才是出了问题。", "False means that it failed."),
    ((True, False, True), "it", "technology", "信息技术的代号是 technology。", "the code is technology."),
]:
    checks.example("root_cause", *fine).mistake(wrong, zh, en).expect(right)
### BEGIN HIDDEN TESTS
### REFERENCE
for fine in ((False, False, False), (False, True, True)):
    checks.agree("root_cause", reference.root_cause, *fine)
### END HIDDEN TESTS

# %% check="cause-share" points=5
rows = [("phone", 0, 0, 1), ("phone", 1, 0, 0), ("phone", 1, 0, 1), ("chat", 1, 1, 0), ("chat", 0, 1, 1), ("chat", 1, 1, 1),
        ("chat", 1, 1, 1), ("app", 1, 1, 0), ("app", 1, 1, 0), ("app", 0, 0, 0)]
tiny = pd.DataFrame(rows, columns=["channel", "employee_ok", "it_ok", "process_ok"])
tiny = tiny.assign(resolved=[False, True] * 5).astype({"employee_ok": bool, "it_ok": bool, "process_ok": bool})
factors = ["employee", "technology", "process"]
step = checks.example("failure_share", tiny)
for values, zh, en in [
    ((0.3, 0.2, 0.3), "分母是出了问题的联系，都没问题的不算。", "divide by the contacts in which something failed."),
    ((3, 2, 3), "要占比，不是次数。", "shares are wanted, not numbers."),
    ((3 / 8, 4 / 8, 5 / 8), "一次联系只算一个因素：最先出问题的那一个。", "a contact counts for one factor: the first that failed."),
    ((3 / 12, 4 / 12, 5 / 12), "一次联系只算一个因素：最先出问题的那一个。", "a contact counts for one factor: the first that failed."),
    ((1 / 8, 2 / 8, 5 / 8), "先后反了：取的是最后出问题的因素。", "reversed: these are the last factors that failed."),
    ((2 / 4, 1 / 4, 1 / 4), "解决了的联系，也可能出了问题，要算。", "something may have failed in resolved contacts, too: they count."),
]:
    step.mistake(dict(zip(factors, values)), zh, en, tol=0.0005)
step.expect(dict(zip(factors, (0.375, 0.25, 0.375))), tol=0.0005)
checks.example("failure_share", tiny.iloc[3:9]).expect(dict(zip(factors, (0.25, 0, 0.75))), tol=0.0005)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("failure_share", reference.failure_share, cases.load("ctrip", "care_contacts")[::5], tol=1e-6)
### END HIDDEN TESTS

# %% check="cause-channel" points=5
rows = [("phone", 0, 0, 1), ("phone", 1, 0, 0), ("phone", 1, 0, 1), ("chat", 0, 1, 0), ("chat", 0, 1, 0), ("chat", 1, 1, 0), ("chat", 1, 1, 1),
        ("chat", 1, 1, 1), ("chat", 1, 1, 1), ("app", 1, 1, 0), ("app", 1, 1, 0), ("app", 0, 0, 0), ("email", 1, 1, 0), ("email", 0, 1, 1)]
tiny = pd.DataFrame(rows, columns=["channel", "employee_ok", "it_ok", "process_ok"])
tiny = tiny.assign(resolved=True).astype({"employee_ok": bool, "it_ok": bool, "process_ok": bool})
step = checks.example("by_channel", tiny)
for factors, zh, en in [
    (("technology", "none", "process", "employee"), "都没问题的联系不算。", "contacts in which all was fine do not count."),
    (("technology", "process", "process", "employee"), "一次联系只算一个因素：最先出问题的那一个。",
     "a contact counts for one factor: the first that failed."),
    (("technology", "employee", "process", "process"), "次数相同的，取前面的因素。", "of equal numbers the earlier factor counts."),
    (("process", "technology", "technology", "technology"), "取成最少见的因素了。", "these are the least frequent factors."),
    (("process",) * 4, "每条渠道各看各的，不是看全部联系。", "look at each channel on its own, not at all contacts."),
    (("employee",) * 4, "每条渠道各看各的，不是看全部联系。", "look at each channel on its own, not at all contacts."),
]:
    step.mistake(dict(zip(["phone", "chat", "app", "email"], factors)), zh, en)
step.expect({"phone": "technology", "chat": "employee", "app": "process", "email": "employee"})
checks.example("by_channel", tiny[3:]).expect({"chat": "employee", "app": "process", "email": "employee"})
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("by_channel", reference.by_channel, cases.load("ctrip", "care_contacts")[::5])
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `failure_share(contacts)` 和 `by_channel(contacts)`。要把一次失败的互动变好，先该花钱在哪里？（课文里一次联系可以算几个因素，这里只算最先出问题的一个，所以占比和课文不同。）课文的三因素实验里再试一次。

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# `customers` 是客户名册：会员编号 `member_id`、级别 `tier`、负责人 `owner_id`。
#
# **做什么**　写三个函数：
#
# - `gap(contacts, today)`：每位客户最近一次联系到 `today` 有几天，返回 Series，索引是 `member_id`；
# - `quiet(customers, contacts, today, days=30)`：**超过** `days` 天没有联系的**关键客户**，返回 `member_id` 列表，最久没有联系的排前面；
# - `worklist(customers, contacts, today, days=30)`：把名单分给负责人，返回字典：`owner_id` → `member_id` 列表，先后和 `quiet` 一样。
#
# **为什么**　维护的原则里有两条：突出重点，专人负责。名单上没有名字的事，谁也不会去做。
#
# **规则**
#
# - 天数 = `today` 减去最近一次联系的**日期**（`ts` 去掉钟点），是整数。`today` 当天联系过的是 0 天。
# - `tier` 是 `key` 的才是关键客户。正好 `days` 天的不进名单。
# - 一次联系也没有的关键客户也要回访，排在最前面。
# - 天数相同的（都没有联系过的也是），按 `member_id` 从小到大。没有客户要回访的负责人，不写进字典。
#
# **样例**　四本书上次借出到今天几天？没有借过的排最前面；再按书架分开。

# %%
lent = pd.DataFrame({"book": ["b", "a", "a"], "ts": pd.to_datetime(["2026-06-01 18:00", "2026-05-02 09:00", "2026-06-20 10:00"])})
day = pd.Timestamp("2026-06-30")
gaps = (day - lent.groupby("book")["ts"].max().dt.normalize()).dt.days
books = pd.DataFrame({"book": ["a", "b", "c", "d"], "shelf": ["S1", "S2", "S1", "S1"]})
books["days"] = gaps.reindex(books["book"]).fillna(np.inf).to_numpy()
books = books.sort_values(["days", "book"], ascending=[False, True])  # 天数从大到小，书名从小到大
print({shelf: rows["book"].to_list() for shelf, rows in books.groupby("shelf")})

# %% [markdown] hint=1
# 先算每位客户隔了几天；再挑关键客户、挑超过 30 天的；最后分给负责人。没有联系过的客户，在联系记录里是找不到的。

# %% [markdown] hint=2
# `gap(…).reindex(关键客户的编号).fillna(np.inf)` 让没有联系过的变成“无限久”。排序用两列：天数从大到小，编号从小到大。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt....
#
# key = customers[customers["tier"] == ...]
# table = key.assign(days=gap(contacts, today).reindex(key["member_id"]).fillna(...).to_numpy())
# table = table[table["days"] > ...].sort_values(["days", "member_id"], ascending=[..., ...])
# return table["member_id"].to_list()
#
# owner = customers.set_index("member_id")["owner_id"]
# found = {}
# for member in quiet(customers, contacts, today, days):
#     found.setdefault(..., []).append(member)
# return found
# ```

# %% answer="revisit"
def gap(contacts, today):
    """最近一次联系到 today 的天数：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days
    ### END SOLUTION

def quiet(customers, contacts, today, days=30):
    """超过 days 天没有联系的关键客户：列表，最久的排前面。"""
    ### BEGIN SOLUTION
    key = customers[customers["tier"] == "key"]
    table = key.assign(days=gap(contacts, today).reindex(key["member_id"]).fillna(np.inf).to_numpy())
    table = table[table["days"] > days].sort_values(["days", "member_id"], ascending=[False, True])
    return table["member_id"].to_list()
    ### END SOLUTION

def worklist(customers, contacts, today, days=30):
    """分给负责人的名单：字典，owner_id → member_id 列表。"""
    ### BEGIN SOLUTION
    owner, found = customers.set_index("member_id")["owner_id"], {}
    for member in quiet(customers, contacts, today, days):
        found.setdefault(owner[member], []).append(member)
    return found
    ### END SOLUTION

# %% check="revisit-gap" points=4
stamps = ["2026-06-01 09:00", "2026-05-20 23:30", "2026-03-01 12:00", "2026-06-30 08:00", "2026-06-29 22:00"]
tiny = pd.DataFrame({"member_id": ["M1", "M2", "M1", "M3", "M4"], "ts": pd.to_datetime(stamps)})
step = checks.example("gap", tiny, pd.Timestamp("2026-06-30"))
for right, zh, en in [((121, 41, 0, 1), "要最近的一次，不是最早的一次。", "the latest contact is wanted, not the first."),
                     ((28, 40, -1, 0), "先把 ts 去掉钟点，再相减。", "take the time of day off ts before subtracting."),
                     ((-29, -41, 0, -1), "减的方向反了：today 减去联系的日期。", "reversed: today less the date of contact."),
                     ((2, 1, 1, 1), "要天数，不是联系的次数。", "days are wanted, not the number of contacts.")]:
    step.mistake(dict(zip(["M1", "M2", "M3", "M4"], right)), zh, en)
step.mistake(lambda got: isinstance(got["M1"], pd.Timedelta), "要天数，是整数：取 .dt.days。", "give whole days: take .dt.days.")
step.expect({"M1": 29, "M2": 41, "M3": 0, "M4": 1})
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("gap", reference.gap, cases.load("ctrip", "care_contacts")[::5], cases.reference_date("ctrip"))
### END HIDDEN TESTS

# %% check="revisit-quiet" points=7
plan = {"M9": 31, "M2": 30, "M3": 90, "M4": 31, "M6": 200, "M7": 5}
tiny = pd.DataFrame([[member, today - pd.Timedelta(days=days)] for member, days in plan.items()] + [["M3", today - pd.Timedelta(days=300)]],
                    columns=["member_id", "ts"])
people = pd.DataFrame({"member_id": ["M8", "M9", "M1", "M2", "M3", "M4", "M6", "M7"], "tier": ["key"] * 6 + ["small", "key"], "owner_id": "S1"})
step = checks.example("quiet", people, tiny, today)
for ids, zh, en in [("3 4 9", "一次联系也没有的关键客户也要回访。", "key customers without any contact are to be revisited, too."),
                    ("3 4 9 1 8", "没有联系过的排在最前面。", "those without contact come first."),
                    ("1 8 3 4 9 2", "要超过 days 天，正好 30 天的不算。", "more than days: exactly 30 days does not count."),
                    ("1 8 6 3 4 9", "只要关键客户。", "key customers only."), ("6 3 4 9", "只要关键客户，没有联系过的也要。", "key customers only, and those without contact."),
                    ("1 8 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
                    ("8 1 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
                    ("8 1 3 4 9", "都没有联系过的，也按 member_id 排。", "those without contact are ordered by member_id, too."),
                    ("4 9 3 1 8", "反了：最久没有联系的排前面。", "reversed: the longest gap comes first."),
                    ("1 3 4 8 9", "先按天数排，不是先按编号。", "order by days first, not by id."),
                    ("7 2", "反了：这些最近联系过。", "reversed: these had contact lately.")]:
    step.mistake([f"M{n}" for n in ids.split()], zh, en)
step.expect(["M1", "M8", "M3", "M4", "M9"])
### BEGIN HIDDEN TESTS
### REFERENCE
some, people = cases.load("ctrip", "care_contacts")[::2], customers
checks.agree("quiet", reference.quiet, people, some, cases.reference_date("ctrip"), 60)
### END HIDDEN TESTS

# %% check="revisit-worklist" points=4
def said(got):
    return {str(owner): " ".join(members) for owner, members in dict(got).items()}


tiny = pd.DataFrame([["M2", today - pd.Timedelta(days=40)], ["M1", today - pd.Timedelta(days=35)], ["M5", today - pd.Timedelta(days=3)],
                     ["M4", today - pd.Timedelta(days=99)]], columns=["member_id", "ts"])
people = pd.DataFrame({"member_id": ["M1", "M2", "M3", "M4", "M5", "M6"], "tier": ["key"] * 5 + ["ordinary"], "owner_id": "S2 S2 S1 S1 S3 S4".split()})
step = checks.example("worklist", people, tiny, today, read=said)
step.mistake(lambda got: "M1" in got, "方向反了：键是负责人，值是客户的列表。", "reversed: the keys are those in charge, the values lists of customers.")
step.mistake(lambda got: "S3" in got or "S4" in got, "没有客户要回访的负责人不写进去。", "leave out owners who have nobody to revisit.")
step.mistake(lambda got: got["S2"] == "M1 M2", "先后和 quiet 一样：最久没有联系的排前面。", "keep the order of quiet: the longest gap first.")
step.mistake(lambda got: got["S2"] in ("M2", "M1"), "一位负责人可以有几位客户：值是列表。", "one person may have several customers: the value is a list.")
step.mistake(lambda got: got["S1"] == "M4", "一次联系也没有的关键客户也要回访。", "key customers without any contact are to be revisited, too.")
step.expect({"S1": "M3 M4", "S2": "M2 M1"})
checks.example("worklist", people, tiny, today, 60, read=said).mistake(
    {"S1": "M3 M4", "S2": "M2 M1"}, "days 没有起作用：总是 30 天。", "days has no effect: it is always 30.").expect({"S1": "M3 M4"})
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("worklist", reference.worklist, customers, cases.load("ctrip", "care_contacts")[::2], cases.reference_date("ctrip"), 90, read=said)
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `{owner: len(members) for owner, members in worklist(customers, contacts, today).items()}`。哪一位负责人的名单最长？是他不勤快，还是客户太多？

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# `trial` 是一次（模拟的）随机试验：会员抽签分成关怀组 `care` 和对照组 `control`，90 天以后看谁又买了（`repurchase_90d`）。
#
# **做什么**　写三个函数：
#
# - `effect(trial)`：每一级客户里，关怀组的复购率减去对照组的复购率，返回 Series，索引是 `tier`；
# - `interval(trial, seed=0, rounds=2000)`：`trial` 是**一级**客户的行；返回这个差的 95% 区间（差的大致范围，抽签的运气已经考虑在内），写成 `(下限, 上限)`；
# - `shown(trial, seed=0)`：`trial` 是全部的行；返回“有用”看得清楚的级别，也就是区间全在 0 以上的级别，从小到大排的列表。
#
# **为什么**　关怀组多买了几个百分点，是关怀的功劳，还是抽签的运气？区间回答这个问题。人数少的级别，区间宽，话就不能说满。
#
# **规则**
#
# - 复购率 = `repurchase_90d` 是 True 的人数 ÷ 这一组的人数，写成小数。
# - 课文用打乱分组的办法；这里换一种，叫**自助法**：从关怀组里**有放回**地抽，抽满关怀组的人数；从对照组里也这样抽；算一次差。这样做 `rounds` 次。
# - 区间的两头是这些差的 2.5% 和 97.5% 分位数：`np.quantile(差, [0.025, 0.975])`。
# - 随机数用 `np.random.default_rng(seed)`，在函数里面建：同一个种子，每次结果都一样。检查允许抽样的小误差。
# - `shown` 里每一级都用同一个 `seed` 和 2,000 次。
#
# **样例**　五个数有放回地抽三轮，每轮算一次平均；再取分位数。

# %%
rng = np.random.default_rng(1)
values = np.array([0, 0, 1, 1, 1])
means = [rng.choice(values, size=5, replace=True).mean() for _ in range(3)]
print(means, np.quantile(means, [0.025, 0.975]).round(2))

# %% [markdown] hint=1
# 先把 `effect` 写对：两个组各算一个平均，再减。区间是把“抽签”在电脑上重做 2,000 遍。

# %% [markdown] hint=2
# `effect`：`groupby(["tier", "group"]).mean().unstack()`，两列相减。`interval`：取出两组的数组，`rng.choice(组, (rounds, len(组))).mean(axis=1)` 一次抽完所有轮。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# rate = trial["repurchase_90d"].astype(float).groupby([trial["tier"], trial["group"]]).mean().unstack()
# return rate["care"] - ...
#
# rng = np.random.default_rng(...)
# means = {}
# for name in ("care", "control"):
#     bought = trial.loc[trial["group"] == ..., "repurchase_90d"].to_numpy(float)
#     means[name] = rng.choice(bought, (rounds, ...)).mean(axis=1)
# low, high = np.quantile(means["care"] - ..., [0.025, ...])
# return low, high
#
# return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed)[...] > 0)
# ```

# %% answer="care"
def effect(trial):
    """每一级：关怀组的复购率减对照组的。Series，索引是 tier。"""
    ### BEGIN SOLUTION
    rate = trial["repurchase_90d"].astype(float).groupby([trial["tier"], trial["group"]]).mean().unstack()
    return rate["care"] - rate["control"]
    ### END SOLUTION

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
    return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed)[0] > 0)
    ### END SOLUTION

# %% check="care-effect" points=5
def many(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many("key", "care", 3, 1), many("key", "control", 1, 1), many("small", "care", 1, 4), many("small", "control", 2, 2)])
tiny = tiny.sample(frac=1, random_state=2, ignore_index=True)
step = checks.example("effect", tiny)
for key, small, zh, en in [(-0.25, 0.3, "正负反了：关怀组减对照组。", "the sign is wrong: care less control."),
                           (2, -1, "这是人数的差，要的是复购率的差。", "these are numbers of people; the difference of the rates is wanted."),
                           (0.75, 0.2, "这是关怀组的复购率，还要减去对照组的。", "these are the rates of the care group; subtract those of the control group."),
                           (0.5, -0.6, "要相减，不是算比原来高了百分之几。", "subtract; do not divide by the control group."),
                           (25, -30, "写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
                           (2 / 6, -1 / 9, "分母是这一组的人数，不是这一级的人数。", "divide by the people of the group, not of the tier.")]:
    step.mistake({"key": key, "small": small}, zh, en)
step.expect({"key": 0.25, "small": -0.3})
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("effect", reference.effect, cases.load("ctrip", "care_trial")[::2], tol=1e-6)
### END HIDDEN TESTS

# %% check="care-interval" points=6
def many(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many("key", "care", 240, 160), many("key", "control", 140, 260)]).sample(frac=1, random_state=2, ignore_index=True)
first, again = ([checks.example("interval", tiny, seed, 60, read=lambda got: [float(end) for end in got]).got for seed in range(4)]
                for run in "12")
checks.that(list(first) == list(again), "interval", "同一个种子，两次结果不一样：在函数里面用 seed 建随机数。",
            "the same seed gave two results: make the random numbers from seed inside the function.")
step = checks.example("interval", tiny, 3, 4000, read=lambda got: [float(end) for end in got])
for ends, zh, en in [((0.317, 0.183), "先写下限，再写上限。", "the low end comes first."),
                     ((0.194, 0.306), "这是 90% 的区间，要 95%：两头各去掉 2.5%。", "this is a 90% interval; cut 2.5% at each end for 95%."),
                     ((0.25, 0.25), "两头一样：要有放回地抽，每轮才会不同。", "both ends are equal: draw with replacement, so that rounds differ."),
                     ((-0.317, -0.183), "正负反了：关怀组减对照组。", "the sign is wrong: care less control."),
                     ((-0.0475, 0.0475), "两组要分开抽，混在一起抽，差就没有了。", "draw in each group on its own; mixed, the difference is gone."),
                     ((0.216, 0.284), "这只是一个标准差的宽度。", "this is only one standard deviation wide."),
                     ((0.552, 0.648), "这是关怀组的复购率的区间，要的是两组的差。", "this is the interval of the care group's rate; that of the difference is wanted.")]:
    step.mistake(list(ends), zh, en, tol=0.006)
step.expect([0.183, 0.317], tol=0.008)
### BEGIN HIDDEN TESTS
### REFERENCE
part = cases.load("ctrip", "care_trial").query("tier == 'ordinary'")
checks.agree("interval", reference.interval, part, 7, read=list, tol=0.02)
### END HIDDEN TESTS

# %% check="care-shown" points=4
def many(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many("small", "care", 60, 40), many("small", "control", 20, 80), many("key", "care", 9, 3), many("key", "control", 7, 5),
                  many("ordinary", "care", 80, 20), many("ordinary", "control", 40, 60), many("bronze", "care", 20, 80), many("bronze", "control", 60, 40)])
tiny = tiny.sample(frac=1, random_state=2, ignore_index=True)
step = checks.example("shown", tiny)
for tiers, zh, en in [("key ordinary small", "差大于 0 还不够，区间要全在 0 以上。", "a difference above 0 is not enough: the whole interval must be."),
                      ("bronze ordinary small", "全在 0 以下的是有害，不算有用。", "wholly below 0 means harm, not use."),
                      ("bronze key", "反了：这些看不出有用。", "reversed: in these no use can be seen."),
                      ("bronze key ordinary small", "上限大于 0 不够，要看下限。", "a high end above 0 is not enough: look at the low end."),
                      ("small ordinary", "从小到大排。", "sort in ascending order.")]:
    step.mistake(tiers.split(), zh, en)
step.expect(["ordinary", "small"])
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("shown", reference.shown, cases.load("ctrip", "care_trial"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `effect(trial)`，再对每一级运行 `interval(trial[trial["tier"] == "small"])`。哪一级的关怀可以放心做下去？哪一级还要再试？

# %% [markdown]
# ## 任务 7　{task}（{points} 分）
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
# - 次数最多 12。`curve` 里可能没有 0；里面的次数不一定连续。
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
for value, zh, en in [
    (20 * np.exp(-0.5), "联系的成本还没有减。", "the cost of the contacts has not been taken off."),
    (20 * np.exp(-0.5) - 1, "每一次都要成本：减 c·f，不是减 c。", "each contact costs: take off c·f, not c."),
    (20 * np.exp(0.5) - 2, "指数里是 −f/f0：联系越多越疲劳。", "the exponent is −f/f0: more contacts, more fatigue."),
    (10 * np.exp(-0.5) - 2, "收益里还要乘 f。", "the benefit is multiplied by f, too."),
    (18, "疲劳 exp(−f/f0) 没有乘进去。", "the fatigue exp(−f/f0) is missing."),
]:
    step.mistake(value, zh, en)
step.expect(20 * np.exp(-0.5) - 2)
step = checks.example("best_f", 10, 1, 4)
for value, zh, en in [(4, "总收益在 f0 最高，扣掉成本，净收益的最高处更早。", "gross benefit peaks at f0; with costs the net peaks earlier."),
                      (3, "一格是 0.1，不是 1。", "the step is 0.1, not 1."), (12, "找最高，不是找最多。", "find the highest benefit, not the most contacts."),
                      (31, "这是位置，要的是那个位置上的次数。", "this is the place; the number of contacts there is wanted."),
                      (31 * np.exp(-0.775) - 3.1, "这是净收益，要的是次数。", "this is the net benefit; the number of contacts is wanted.")]:
    step.mistake(value, zh, en)
step.expect(3.1)
step = checks.example("best_f", 1, 2, 4)
step.mistake(0.1, "0 次也可以选：每联系一次都赔钱的时候，不联系最好。", "0 is a choice: where every contact loses money, none is best.").expect(0)
### BEGIN HIDDEN TESTS
### REFERENCE
for a, c, f0 in ((10, 1, 8), (6, 2.5, 3), (15, 0.2, 30)):
    checks.agree("best_f", reference.best_f, a, c, f0)
### END HIDDEN TESTS

# %% check="cadence-kept" points=4
curve = pd.Series({8: 0.30, 4: 0.06, 3: 0.04, 2: 0.03, 1: 0.01})
step = checks.example("best_kept", 10, 1, 4, curve, 0.03)
step.mistake(1, "正好等于 limit 也可以。", "a share equal to the limit is allowed.")
step.mistake(3, "还没有看退订的比例。", "the shares that opt out were not looked at.")
step.mistake(8, "方向反了：退订的比例要不超过 limit。", "reversed: the share should be at most the limit.")
step.expect(2)
step = checks.example("best_kept", 10, 1, 4, curve, 0.06)
step.mistake(4, "可以联系的次数里，最多的不一定最好。", "the most that is allowed need not be the best.")
step.mistake(3.1, "只在 curve 里有的次数（和 0）里选。", "choose among the numbers in curve, and 0.").expect(3)
step = checks.example("best_kept", 1, 2, 4, curve, 0.06)
step.mistake(1, "每一次都赔钱，就返回 0。", "where every contact loses money, return 0.").expect(0)
checks.example("best_kept", 10, 1, 4, curve, 0.001).expect(0)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("best_kept", reference.best_kept, 10, 1, 8, pd.Series({0.5: 0.01, 1.5: 0.015, 6.5: 0.02, 9: 0.05}), 0.02)
checks.agree("best_kept", reference.best_kept, 5, 3, 3, pd.Series({6: 0.04, 5: 0.01, 2: 0.01}), 0.02)
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[best_f(10, 1, f0) for f0 in (2, 4, 8)]`。容易疲劳的客户，该联系几次？再把成本改成 3，看看会少几次。

# %% [markdown]
# ## 任务 8　{task}（{points} 分）
#
# `log` 是同意记录，`sent` 是发过的联系。两张表都按 `rec_id`（登记表的编号）记。
#
# **做什么**　写两个函数：
#
# - `allowed(log, date)`：到 `date` 那天结束时，同意营销的 `rec_id`，返回列表，从小到大；
# - `send_list(log, sent, date, limit)`：其中 `date` 以前 30 天里营销联系**不到** `limit` 次的 `rec_id`，返回列表，从小到大。
#
# **为什么**　关怀的手段再好，也要先看客户同意没有、烦了没有。撤回同意的人，一条也不能发（个人信息保护法第十五条，事实编号 P01）。
#
# **规则**
#
# - 只看 `purpose` 是 `marketing` 的记录。同意签合同、同意售后服务，不等于同意营销。
# - 每个 `rec_id` 看 `ts` 最晚的一条，列 `action` 里 `grant` 和 `renew` 是同意，`withdraw` 是不同意；没有记录就是没有同意。记录不是按时间排的。`date` 当天的记录也算，以后的不算。
# - 30 天是 `date` 零点以前的 30 天，`date` 当天的不算。只数 `sent` 里 `purpose` 是 `marketing` 的联系；没有联系过的是 0 次。
# - `ts` 是日期和时间，`date` 是零点的 Timestamp。
#
# **样例**　三盏灯的开关记录：按时间排好，看最后一条；再数一数每盏灯最近三天开过几次。

# %%
lamps = pd.DataFrame({"lamp": ["A", "B", "A"], "what": ["off", "on", "on"],
                      "ts": pd.to_datetime(["2026-06-29 08:00", "2026-06-28 09:00", "2026-06-27 07:00"])})
day = pd.Timestamp("2026-06-30")
print(lamps.sort_values("ts").groupby("lamp")["what"].last().to_dict())
recent = lamps[(lamps["ts"] >= day - pd.Timedelta(days=3)) & (lamps["ts"] < day)]
print(recent["lamp"].value_counts().get("C", 0))

# %% [markdown] hint=1
# 两个函数各有一张时间线。第一张问“到这天为止最后说了什么”，第二张问“前 30 天里来过几次”。

# %% [markdown] hint=2
# `allowed`：筛目的和日期，`sort_values("ts").groupby("rec_id")["action"].last()`。`send_list`：筛 `sent`，`value_counts()`，再用 `.get(rec_id, 0)` 问每个人几次。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# seen = log[(log["purpose"] == ...) & (log["ts"] < date + pd.Timedelta(days=...))]
# last = seen.sort_values(...).groupby("rec_id")["action"].last()
# return sorted(last.index[last != ...])
#
# recent = sent[(sent["purpose"] == ...) & (sent["ts"] >= date - pd.Timedelta(days=...)) & (sent["ts"] < ...)]
# counts = recent["rec_id"].value_counts()
# return [rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < ...]
# ```

# %% answer="consent"
def allowed(log, date):
    """到 date 那天结束时同意营销的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    seen = log[(log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))]
    last = seen.sort_values("ts").groupby("rec_id")["action"].last()
    return sorted(last.index[last != "withdraw"])
    ### END SOLUTION

def send_list(log, sent, date, limit):
    """同意营销、前 30 天里联系不到 limit 次的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    recent = sent[(sent["purpose"] == "marketing") & (sent["ts"] >= date - pd.Timedelta(days=30)) & (sent["ts"] < date)]
    counts = recent["rec_id"].value_counts()
    return [rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < limit]
    ### END SOLUTION

# %% check="consent-allowed" points=5
rows = [["R1", "marketing", "withdraw", "2026-02-01"], ["R1", "marketing", "grant", "2026-01-01"], ["R2", "marketing", "grant", "2026-01-01"],
        ["R2", "marketing", "withdraw", "2026-04-01"], ["R3", "marketing", "grant", "2026-01-01"], ["R3", "marketing", "withdraw", "2026-01-05"],
        ["R3", "marketing", "renew", "2026-01-09"], ["R4", "service", "grant", "2026-01-01"], ["R5", "marketing", "grant", "2026-03-01"],
        ["R6", "marketing", "grant", "2026-05-01"], ["R7", "marketing", "grant", "2026-01-01"], ["R7", "service", "withdraw", "2026-02-01"]]
tiny = pd.DataFrame(rows, columns=["rec_id", "purpose", "action", "ts"])
tiny["ts"] = pd.to_datetime(tiny["ts"]) + pd.Timedelta(hours=16)
step = checks.example("allowed", tiny, pd.Timestamp("2026-03-01"))
for ids, zh, en in [("R1 R2 R3 R5 R7", "记录不是按时间排的：先按 ts 排，再看最后一条。", "the log is not in order of time: sort by ts first."),
                    ("R2 R3 R7", "date 当天的记录也算。", "entries on the day itself count."),
                    ("R3 R5 R7", "date 以后才撤回的，当时还是同意的。", "who withdrew later still agreed on that day."),
                    ("R3 R5 R6 R7", "date 以后的记录不算。", "entries after that day do not count."),
                    ("R2 R3 R4 R5", "只看营销：同意服务不等于同意营销。", "marketing only: agreeing to service is another matter."),
                    ("R2 R3 R4 R5 R7", "只看营销：同意服务不等于同意营销。", "marketing only: agreeing to service is another matter."),
                    ("R2 R5 R7", "renew 是重新同意。", "renew is consent given anew."),
                    ("R1", "反了：这是不同意的。", "reversed: this one does not agree."),
                    ("R2 R5", "只撤回过一次也不行？看最后一条是什么。", "having withdrawn once is not the question: what does the latest entry say?")]:
    step.mistake(ids.split(), zh, en)
step.expect(["R2", "R3", "R5", "R7"])
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("allowed", reference.allowed, cases.load("ctrip", "crm_consent_log")[::2], pd.Timestamp("2025-12-31"))
### END HIDDEN TESTS

# %% check="consent-send" points=5
date, said = pd.Timestamp("2026-06-30"), pd.Timestamp("2026-01-01")
said_so = pd.DataFrame([[f"R{n}", "marketing", "withdraw" if n == 7 else "grant", said] for n in [1, 2, 3, 4, 5, 6, 7, 9]],
                   columns=["rec_id", "purpose", "action", "ts"])
plan = {"R2": [-3], "R3": [-3, -9], "R4": [-3, -31], "R5": [-30, -1], "R6": [-2, 0], "R8": [-1], "R9": [-1, -2, -4]}
done = pd.DataFrame([[rec, "marketing", date + pd.Timedelta(days=gap)] for rec, gaps in plan.items() for gap in gaps],
                    columns=["rec_id", "purpose", "ts"])
done = pd.concat([done, done.head(1).assign(purpose="service")], ignore_index=True)
step = checks.example("send_list", said_so, done, date, 2)
for ids, zh, en in [("1 2 3 4 5 6 9", "还没有看最近联系过几次。", "the number of recent contacts was not looked at."),
                    ("1 2 4 6 7", "撤回同意的人也在里面。", "somebody who withdrew is in the list."),
                    ("1 2 6", "只数前 30 天的，更早的不算。", "count the 30 days before only, not what was earlier."),
                    ("1 2 4", "date 当天的不算在前 30 天里。", "the day itself is not one of the 30 days before."),
                    ("1 4 6", "只数营销的联系，服务的不算。", "count marketing contacts only, not service."),
                    ("1 2 4 5 6", "第 30 天也在 30 天里：用 >=。", "the 30th day belongs to the 30 days: use >=."),
                    ("2 4 6", "没有联系过的是 0 次，可以发。", "who was never contacted has 0 and may be sent to."),
                    ("3 5 9", "反了：这些联系得太多。", "reversed: these had too many contacts."),
                    ("1 2 3 4 5 6", "不到 limit 次：正好 limit 次的不发。", "fewer than limit: exactly limit is too many."),
                    ("2 4 6 8", "先要同意：没有记录就是没有同意。", "consent comes first: without an entry there is none.")]:
    step.mistake([f"R{n}" for n in ids.split()], zh, en)
step.expect(["R1", "R2", "R4", "R6"])
### BEGIN HIDDEN TESTS
### REFERENCE
said_so, done = (cases.load("ctrip", name)[::2] for name in ("crm_consent_log", "crm_interactions"))
checks.agree("send_list", reference.send_list, said_so, done, done["ts"].quantile(0.7).normalize(), 1)
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(allowed(log, today))` 和 `len(send_list(log, sent, today, 1))`。差的那些人同意了，可是这个月已经联系过。

# %% [markdown]
# ## 任务 9　{task}（{points} 分）
#
# 关怀日历是客户维护计划的一张表：哪一级客户，哪个月，在售前、售中还是售后，联系几次。
#
# **做什么**　写两个函数，`calendar` 有四列：`tier`、`month`（例如 `2026-07`）、`phase`（`pre`、`during`、`after`）、`contacts`（次数）：
#
# - `gaps(calendar)`：缺了阶段的级别。返回字典：级别 → 缺的阶段的列表，按 `pre`、`during`、`after` 的先后；不缺的级别不写；
# - `too_many(calendar, limits)`：联系太多的月份。`limits` 是“级别：一个月最多几次”的字典；返回列表，每一项写成 `("key", "2026-07")`，从小到大排。
#
# **为什么**　计划写得满满的，也会漏掉售前，或者把三项活动排在同一个月。发出去以前，让程序先查一遍。
#
# **规则**
#
# - 级别一共三级：`key`、`ordinary`、`small`。日历里一行也没有的级别，三个阶段都算缺。
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
def said(got):
    return {tier: "+".join(phases) for tier, phases in dict(got).items()}


rows = [["key", "2026-07", "pre", 1], ["key", "2026-08", "during", 2], ["key", "2026-09", "after", 1],
        ["ordinary", "2026-07", "after", 1], ["ordinary", "2026-08", "during", 0], ["ordinary", "2026-09", "after", 1]]
tiny = pd.DataFrame(rows, columns=["tier", "month", "phase", "contacts"])
step = checks.example("gaps", tiny, read=said)
step.mistake(lambda got: got.get("key") == "" or got.get("key") == [], "不缺的级别不要写。", "leave out tiers that lack nothing.")
step.mistake(lambda got: got.get("ordinary") == "after", "反了：要写缺的阶段，不是有的阶段。", "reversed: the phases that are missing are wanted.")
step.mistake(lambda got: "small" not in got, "日历里一行也没有的级别，三个阶段都缺。", "a tier without any row lacks all three phases.")
step.mistake(lambda got: got.get("ordinary") == "pre", "0 次的行是取消了的，不算有这个阶段。", "a row with 0 was cancelled: the phase is not there.")
step.mistake(lambda got: got.get("ordinary") == "during+pre", "要写缺的阶段，按 pre、during、after 的先后。",
             "give the missing phases in the order pre, during, after.")
step.mistake(lambda got: "key" in got, "看整张日历，不是看每个月：关键客户三个阶段都有。", "look at the whole calendar, not month by month: key customers have all three.")
step.expect({"ordinary": "pre+during", "small": "pre+during+after"})
### BEGIN HIDDEN TESTS
### REFERENCE
whole = pd.DataFrame([[tier, "2026-10", phase, 1] for tier in ("small", "key", "ordinary") for phase in ("after", "pre", "during")],
                     columns=["tier", "month", "phase", "contacts"])
checks.agree("gaps", reference.gaps, whole, read=said)
checks.agree("gaps", reference.gaps, whole.assign(contacts=[1, 0, 1, 2, 1, 0, 0, 0, 0]), read=said)
### END HIDDEN TESTS

# %% check="calendar-limit" points=5
def said(got):
    return [" ".join(map(str, place)) for place in got]
rows = [["small", "2026-07", "pre", 2], ["key", "2026-08", "pre", 2], ["key", "2026-08", "during", 1], ["key", "2026-08", "after", 2],
        ["key", "2026-07", "after", 5], ["key", "2026-07", "pre", 0], ["ordinary", "2026-07", "pre", 2], ["ordinary", "2026-08", "pre", 1],
        ["key", "2026-09", "pre", 2], ["key", "2026-09", "during", 1], ["key", "2026-09", "after", 1]]
tiny = pd.DataFrame(rows, columns=["tier", "month", "phase", "contacts"])
step = checks.example("too_many", tiny, {"key": 4, "ordinary": 2, "small": 1}, read=said)
for places, zh, en in [
    (("key 2026-07", "small 2026-07"), "一个月里三个阶段要加起来。", "add up the three phases of a month."),
    (("key 2026-07", "key 2026-08", "key 2026-09", "ordinary 2026-07", "small 2026-07"), "正好等于上限不算太多。", "exactly the limit is not too many."),
    (("key 2026-07", "key 2026-08"), "每一级的上限不一样。", "each tier has its own limit."),
]:
    step.mistake(list(places), zh, en)
right = ["key 2026-07", "key 2026-08", "small 2026-07"]
step.mistake(lambda got: sorted(got) == right != got, "从小到大排。", "sort in ascending order.")
step.mistake(lambda got: "ordinary 2026-08" in got, "一个月一个月地看，不是把几个月加起来。", "look month by month; do not add up the months.")
step.mistake(lambda got: "2026-07 key" in got, "先写级别，再写月份。", "the tier comes first, then the month.")
step.expect(right)
### BEGIN HIDDEN TESTS
### REFERENCE
rows = [["small", f"2026-{month:02d}", phase, month % 4] for month in range(1, 9) for phase in ("pre", "after")]
long = pd.DataFrame(rows, columns=["tier", "month", "phase", "contacts"])
checks.agree("too_many", reference.too_many, long, {"key": 1, "ordinary": 2, "small": 3}, read=said)
checks.agree("too_many", reference.too_many, long.assign(tier="key"), {"key": 6, "ordinary": 2, "small": 3}, read=said)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 10　{task}（{points} 分）
#
# 课文第四节的对话实验里，你一句一句选，客户的心情跟着变。这里把选好的话交上来。
#
# **做什么**　写两个列表，每个是一次完整的对话，元素是选择的代号：
#
# - `phone_path`：用**电话**和**弄不明白的客户**（`"confused"`）谈；
# - `chat_path`：用**网上交谈**和**情绪激动的客户**（`"agitated"`）谈。
#
# **为什么**　同样一句话，对不同的客户、走不同的渠道，效果不一样。员工、信息技术、流程，少一样都谈不好。
#
# **规则（本课程自编的模型，不是真人的反应）**
#
# - 对话从 `open` 开始，走到 `end` 才算完。心情到 0，客户就走了（`left`）。
# - 得分的对话要同时做到三件事：给出了解决办法（`solved`）；结束时心情不低于 **8**（满分 10）；三个因素 `employee`、`technology`、`process` 都用过。
# - 只要做到，哪一条路都可以，分数相同。
#
# **样例**　用网上交谈和要求高的客户（`"demanding"`）谈两句：看看现在可以说什么，心情是多少。

# %%
from keguan.figures import conversation

path = ["script", "form"]
print({choice: conversation.choice_name(choice) for choice in models.talk_choices("demanding", "chat", path)})
talk = models.talk("demanding", "chat", path)
print(talk.moods, talk.factors, talk.step)

# %% [markdown] hint=1
# 情绪激动的客户先要有人听他说完，再谈怎么办；弄不明白的客户要有人问清楚、说明白。先打开课文的对话实验试几次。

# %% [markdown] hint=2
# 在新的一格里一步一步来：每选一句，运行一次 `models.talk_choices(...)` 和 `models.talk(...)`，看心情往哪边走、用了哪个因素。课文里电话上的那条路，搬到网上只有 7 分：第三句、第四句换一换。

# %% [markdown] hint=3
# 最短的对话只要四句：`open`、`clarify`、`solve`、`close` 各选一句。最后一句看看还缺哪个因素；网上不马上办也行，给客户一个看得见的进度，再约好回访：
#
# ```python
# chat_path = ["listen", "ask", ..., ...]
# models.talk("agitated", "chat", chat_path)
# ```

# %% answer="talk"
phone_path = None  # 把 None 换成列表：电话，弄不明白的客户
chat_path = None  # 把 None 换成列表：网上交谈，情绪激动的客户
### BEGIN SOLUTION
phone_path = ["listen", "ask", "fix", "note"]
chat_path = ["listen", "ask", "track", "revisit"]
### END SOLUTION

# %% check="talk-phone" points=5
from keguan.models import maintenance as desk

got = checks.variable("phone_path").got
checks.that(isinstance(got, (list, tuple)) and all(isinstance(word, str) for word in got), "phone_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
got = tuple(word.strip() for word in got)
for place, word in enumerate(got):
    choices = desk.talk_choices("confused", "phone", got[:place])
    checks.that(choices, "phone_path", f"第 {place} 句以后对话已经结束，后面的不用写。", f"the talk is over after sentence {place}; leave out the rest.")
    checks.that(word in choices, "phone_path", f"第 {place + 1} 句不能选“{word}”，这时可以选：{'、'.join(choices)}。",
                f"sentence {place + 1} cannot be '{word}'; possible: {', '.join(choices)}.")
ended = desk.talk("confused", "phone", got)
used = len(set(ended.factors))
for good, zh, en in [
    (ended.step != "left", f"第 {len(got)} 句以后客户走了（心情到 0）：先听，再办。", f"the customer left after sentence {len(got)} (mood 0): listen first."),
    (ended.step == "end", "对话还没有谈完，走到 end 才算。", "the talk is not over yet: go on until end."),
    (ended.solved, "谈完了，可是没有给出解决办法。", "the talk is over, but without a solution."),
    (used == 3, f"三个因素只用了 {used} 个，看看缺哪一个。", f"only {used} of the three factors were used; see which one is missing."),
    (ended.mood >= 8, f"结束时心情是 {ended.mood}，要不低于 8。", f"the mood at the end is {ended.mood}; it should be at least 8."),
]:
    checks.that(good, "phone_path", zh, en)
print("✔ 正确 · Correct: phone_path")

# %% check="talk-chat" points=5
from keguan.models import maintenance as desk

got = checks.variable("chat_path").got
checks.that(isinstance(got, (list, tuple)) and all(isinstance(word, str) for word in got), "chat_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
got = tuple(word.strip() for word in got)
for place, word in enumerate(got):
    choices = desk.talk_choices("agitated", "chat", got[:place])
    checks.that(choices, "chat_path", f"第 {place} 句以后对话已经结束，后面的不用写。", f"the talk is over after sentence {place}; leave out the rest.")
    checks.that(word in choices, "chat_path", f"第 {place + 1} 句不能选“{word}”，这时可以选：{'、'.join(choices)}。",
                f"sentence {place + 1} cannot be '{word}'; possible: {', '.join(choices)}.")
ended = desk.talk("agitated", "chat", got)
used = len(set(ended.factors))
for good, zh, en in [
    (ended.step != "left", f"第 {len(got)} 句以后客户走了（心情到 0）：先听，再办。", f"the customer left after sentence {len(got)} (mood 0): listen first."),
    (ended.step == "end", "对话还没有谈完，走到 end 才算。", "the talk is not over yet: go on until end."),
    (ended.solved, "谈完了，可是没有给出解决办法。", "the talk is over, but without a solution."),
    (used == 3, f"三个因素只用了 {used} 个，看看缺哪一个。", f"only {used} of the three factors were used; see which one is missing."),
    (ended.mood >= 8, f"结束时心情是 {ended.mood}，要不低于 8。", f"the mood at the end is {ended.mood}; it should be at least 8."),
]:
    checks.that(good, "chat_path", zh, en)
print("✔ 正确 · Correct: chat_path")

# %% [markdown]
# **接着想**　把 `chat_path` 原样搬到电话上，`models.talk("agitated", "phone", chat_path)` 的心情是多少？把课文里电话上的那条路搬到网上呢？
#
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看十个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
