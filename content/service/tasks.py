# %% [markdown]
# # {title}
#
# 这份作业有五个任务，每个写一到三个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "service")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
activities = cases.load("anchao", "activities")
plans = cases.load("anchao", "plans")
customers = cases.load("anchao", "customers_map")
replies = cases.load("anchao", "replies")
activities.drop(columns=["text_zh", "text_en"]).head(3)

# %% [markdown]
# `activities` 是安巢做的 40 件事，一行一件，做了什么写在 `text_zh` 列（英文在 `text_en`），这里没有显示；`plans` 是 12 份服务计划；`customers` 是 500 户客户住在哪里；`replies` 是 600 次提问过了多少小时才有回复。想知道每一列是什么意思，运行下一格；把名字换成 `plans`、`customers_map`、`replies` 再看。

# %%
cases.columns("anchao", "activities")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写函数 `phase(item)`：`item` 是一项服务的代号（文字），返回它在哪个阶段：`"pre"` 售前、`"during"` 售中、`"after"` 售后。
#
# **为什么**　安巢想知道人手都用在哪一段。先要分得清，再去数。
#
# **规则（本课约定）**　只问一句：做这件事的时候，客户走到了哪一步？
#
# - 还没有接触商品、还没有决定买 → `pre`
# - 已经决定要买，正在挑、正在办、正在付 → `during`
# - 买好了，货也交了 → `after`
#
# | 代号 | 服务 | 什么时候做 |
# |---|---|---|
# | `repair` | 维修和检修 | 用坏了来修；没坏，也先查一查 |
# | `advertising` | 广告宣传 | 让还没有来过的人知道有这家店 |
# | `ordering` | 办理订单 | 开单，收款，打发票 |
# | `complaints` | 处理投诉 | 买回去的东西不好，来讨说法 |
# | `survey` | 需求调查 | 进货以前，先问大家缺什么 |
# | `choosing` | 帮助挑选 | 客户要买，在几款中间拿不定，给他当参谋 |
# | `customer_file` | 客户档案 | 把卖出去的型号和保修期记下来 |
# | `phone_line` | 业务电话 | 还没有来店的人，打电话来问有没有货 |
# | `agency` | 代办业务 | 客户一边付款，店里一边替他办托运 |
# | `convenience` | 提供方便 | 停车、寄存包裹，方便大家先来看看 |
# | `revisit` | 回访 | 用了几天，打电话或者上门问用得怎样 |
# | `public_relations` | 公关服务 | 赞助社区活动，提高知名度 |
# | `installation` | 安装调试 | 货到了客户家，装好、调好 |
#
# 只会用到表里的 13 个代号。
#
# **样例**　几样东西，各扔进哪个桶？“在不在这几样里”用 `in`；两种都不是，就是最后一种。

# %%
def bin_for(thing):
    if thing in ["paper", "bottle"]:
        return "recycle"
    if thing in ["battery", "paint"]:
        return "hazard"
    return "other"


print(bin_for("paint"), bin_for("bone"))

# %% [markdown] hint=1
# 先拿一张纸，把 13 个代号分成三堆。哪一堆最少？

# %% [markdown] hint=2
# 和垃圾桶一样：两个 `if item in [...]`，一个给售前，一个给售中；最后一行 `return "after"`，不用再写 `if`。代号都是文字，要加引号。

# %% [markdown] hint=3
# 把省略号补上就行（售前五项，售中三项）：
#
# ```python
# if item in ["advertising", "survey", ...]:
#     return "pre"
# if item in ["choosing", ...]:
#     return ...
# return "after"
# ```

# %% contract=true
item = Choice(*"advertising survey convenience phone_line public_relations choosing agency ordering installation repair revisit customer_file complaints".split())

# %% answer="phase"
def phase(item):
    """一项服务在哪个阶段：pre、during 或 after。"""
    ### BEGIN SOLUTION
    if item in ["advertising", "survey", "convenience", "phone_line", "public_relations"]:
        return "pre"
    if item in ["choosing", "agency", "ordering"]:
        return "during"
    return "after"
    ### END SOLUTION

# %% check="phase-pre" points=5
step = checks.example("phase", "advertising")
step.mistake(lambda got: all(checks.example("phase", other).got == got for other in ["choosing", "repair"]), "advertising、choosing、repair 返回的都一样：三个阶段要用 if 分开。", "advertising, choosing and repair all give the same: tell the phases apart with if.")
for item_, zh, en in [
    ("advertising", "广告是给还没有来过的人看的。", "commercials are for people who have not been here yet."),
    ("survey", "进货以前就去问了，谁也还没有决定买。", "it is asked before the goods are even ordered; nobody has decided to buy."),
    ("convenience", "停车、寄存，是方便大家先来看看。", "parking and keeping bags help people come and look first."),
    ("phone_line", "打这个电话的人，还没有来店。", "those who call this line have not come yet."),
    ("public_relations", "赞助活动，是为了让更多人知道安巢。", "a sponsored event lets people hear of the firm."),
]:
    case_ = (f"{item_} ", item_) if item_ != "advertising" else None
    step = checks.example("phase", item_, case=case_)
    step.mistake(lambda got: got not in ("pre", "during", "after"), "返回三个英文代号之一：pre、during、after。", "return one of the three codes: pre, during, after.")
    step.mistake(lambda got: got != "pre", f"{item_} 归错了：{zh}", f"{item_} is in the wrong phase: {en}")
    step.expect("pre")

# %% check="phase-during" points=5
step = checks.example("phase", "advertising")
step.mistake(lambda got: all(checks.example("phase", other).got == got for other in ["choosing", "repair"]), "advertising、choosing、repair 返回的都一样：三个阶段要用 if 分开。", "advertising, choosing and repair all give the same: tell the phases apart with if.")
for item_, zh, en in [
    ("choosing", "客户已经要买了，正在挑，还没有付款。", "the customer wants to buy and is choosing; nothing is paid yet."),
    ("agency", "客户正在付款，店里替他办，货还没有交。", "the customer is paying and the shop acts for him; nothing is handed over yet."),
    ("ordering", "开单、收款的时候，买卖正在进行。", "while an order is written and paid, the deal is going on."),
]:
    step = checks.example("phase", item_, case=(f"{item_} ", item_))
    step.mistake(lambda got: got not in ("pre", "during", "after"), "返回三个英文代号之一：pre、during、after。", "return one of the three codes: pre, during, after.")
    step.mistake(lambda got: got != "during", f"{item_} 归错了：{zh}", f"{item_} is in the wrong phase: {en}")
    step.expect("during")

# %% check="phase-after" points=5
step = checks.example("phase", "advertising")
step.mistake(lambda got: all(checks.example("phase", other).got == got for other in ["choosing", "repair"]), "advertising、choosing、repair 返回的都一样：三个阶段要用 if 分开。", "advertising, choosing and repair all give the same: tell the phases apart with if.")
for item_, zh, en in [
    ("installation", "货已经到了客户家。", "the goods are at the customer's home already."),
    ("repair", "买回去用了，才谈得上修和查。", "only what is in use is repaired or inspected."),
    ("revisit", "用了几天才去问。", "it is asked after some days of use."),
    ("customer_file", "记的是卖出去的型号和保修期。", "what is filed is what has been sold."),
    ("complaints", "买回去的东西不好，才来讨说法。", "it is about goods that the customer has at home."),
]:
    step = checks.example("phase", item_, case=(f"{item_} ", item_))
    step.mistake(lambda got: got not in ("pre", "during", "after"), "返回三个英文代号之一：pre、during、after。", "return one of the three codes: pre, during, after.")
    step.mistake(lambda got: got != "after", f"{item_} 归错了：{zh}", f"{item_} is in the wrong phase: {en}")
    step.expect("after")

# %% [markdown]
# **接着看**　新建一格，运行 `activities["item"].map(phase).value_counts()`：`map` 把函数用在每一行上。安巢在哪一段做得最多？再运行 `cases.load("anchao", "debated")`：这六件事，不同的分法说法不一，你会怎么分？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写三个函数，`row` 都是一件事（`activities` 的一行），用 `row["where"]` 这样的写法取值：
#
# - `nature(row)`：返回 `"technical"` 技术性，或 `"other"` 非技术性；
# - `place(row)`：返回 `"fixed"` 定点，或 `"roving"` 巡回；
# - `fee(row)`：返回 `"free"` 免费，或 `"charged"` 收费。
#
# **为什么**　技术性的要派懂技术的人，巡回的要排路线，收费的要先说清楚。同一件事，从三面看，安排就不一样。
#
# **规则（本课约定）**
#
# - 和家电的技术、使用有关（`about_use` 是 True），**而且**由专业人员做（`specialist` 是 True），才是技术性；少一样就是非技术性。
# - 做的人在门店（`"shop"`）、服务点（`"point"`）、客服中心（`"centre"`），是定点；到客户家里（`"home"`）、在流动服务车上（`"van"`），是巡回。
# - 看客户**实际付的**钱（`paid_cny`，不会小于 0）：付了就是收费，只付一半也是收费；没有付（0 元）就是免费，不管价目表（`price_cny`）上写多少。
#
# **样例**　社团的一次活动：有没有吃的，有没有音乐，在哪里。`and` 是两样都要。

# %%
def kind(event):
    if event["food"] and event["music"]:
        return "party"
    return "meeting"


def side(event):
    if event["room"] in ["hall", "gym"]:
        return "inside"
    return "outside"


evening = {"food": True, "music": False, "room": "gym"}
print(kind(evening), side(evening))

# %% [markdown] hint=1
# 三个函数各问一句：两样都有吗？在这几个地方吗？付了钱吗？每一句只有两种答案，一个 `if` 就够。

# %% [markdown] hint=2
# 第一个和 `kind` 一样，用 `and`；第二个和 `side` 一样，用 `in`；第三个比一比 `row["paid_cny"]` 是不是大于 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if row["about_use"] and ...:
#     return "technical"
# return "other"
#
# if row["where"] in [...]:
#     return "roving"
# return "fixed"
#
# if row["paid_cny"] > ...:
#     return "charged"
# return ...
# ```

# %% contract=true
row = Record("anchao/activities", about_use=Flag(), specialist=Flag(), where=Choice("shop", "point", "centre", "home", "van"), price_cny=Number(0), paid_cny=Number(0))

# %% answer="kind"
def nature(row):
    """按性质：technical 或 other。"""
    ### BEGIN SOLUTION
    if row["about_use"] and row["specialist"]:
        return "technical"
    return "other"
    ### END SOLUTION

def place(row):
    """按地点：fixed 或 roving。"""
    ### BEGIN SOLUTION
    if row["where"] in ["home", "van"]:
        return "roving"
    return "fixed"
    ### END SOLUTION

def fee(row):
    """按收费：free 或 charged。"""
    ### BEGIN SOLUTION
    if row["paid_cny"] > 0:
        return "charged"
    return "free"
    ### END SOLUTION

# %% check="kind-nature" points=5
def row_(**given):
    return {"item": "repair", "about_use": False, "specialist": False, "where": "shop", "price_cny": 0.0, "paid_cny": 0.0} | given


for use_, by_, right_, zh, en in [
    (True, True, "technical", "和使用有关，又由专业人员做：两样都有。", "it concerns the use, and a specialist does it: both are there."),
    (True, False, "other", "和使用有关，可是不由专业人员做：少一样，用 and。", "it concerns the use, but no specialist does it: one is lacking, use and."),
    (False, True, "other", "由专业人员做，可是和使用没有关系，例如师傅发传单：少一样，用 and。", "a specialist does it, but it does not concern the use, such as leaflets: one is lacking, use and."),
    (False, False, "other", "两样都没有。", "neither is there."),
]:
    for where_, money_ in [("shop", 0.0), ("home", 0.0), ("van", 80.0)]:
        case_ = None if use_ and by_ and where_ == "shop" else ("换一件事时，", "another activity")
        step = checks.example("nature", row_(about_use=use_, specialist=by_, where=where_, price_cny=80.0, paid_cny=money_), case=case_)
        step.mistake(lambda got: got not in ("technical", "other"), "返回两个英文代号之一：technical、other。", "return one of the two codes: technical, other.")
        step.mistake(lambda got: got != right_, zh, en)
        step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for row_ in cases.load("anchao", "activities").to_dict("records"):
    checks.agree("nature", reference.nature, row_, case=("用活动表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="kind-place" points=5
def row_(**given):
    return {"item": "repair", "about_use": False, "specialist": False, "where": "shop", "price_cny": 0.0, "paid_cny": 0.0} | given


for where_, right_, zh, en in [
    ("shop", "fixed", "门店是固定的地方。", "a shop is a fixed place."),
    ("point", "fixed", "服务点是固定的地方。", "a service point is a fixed place."),
    ("centre", "fixed", "客服中心是固定的地方，电话打到哪里都一样。", "the service centre is a fixed place, wherever its calls go."),
    ("home", "roving", "上门就是巡回，做的人走到客户家里。", "going to people's homes is roving."),
    ("van", "roving", "流动服务车没有固定的地方。", "a service van has no fixed place."),
]:
    for use_, money_ in [(False, 0.0), (True, 80.0)]:
        case_ = (f"where 是 {where_} 时，", f"where = {where_}") if where_ != "shop" or use_ else None
        step = checks.example("place", row_(where=where_, about_use=use_, specialist=use_, price_cny=80.0, paid_cny=money_), case=case_)
        step.mistake(lambda got: got not in ("fixed", "roving"), "返回两个英文代号之一：fixed、roving。", "return one of the two codes: fixed, roving.")
        step.mistake(lambda got: got != right_, f"where 是 {where_}：{zh}", f"where is {where_}: {en}")
        step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for row_ in cases.load("anchao", "activities").to_dict("records"):
    checks.agree("place", reference.place, row_, case=("用活动表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="kind-fee" points=5
def row_(**given):
    return {"item": "repair", "about_use": False, "specialist": False, "where": "shop", "price_cny": 0.0, "paid_cny": 0.0} | given


for price_, paid_, right_, zh, en in [
    (60.0, 60.0, "charged", "付了 60 元，是收费。", "60 yuan were paid: charged."),
    (0.0, 0.0, "free", "价目表上是 0，也没有付：免费。", "no list price and nothing paid: free."),
    (180.0, 0.0, "free", "价目表上写 180 元，客户没有付：看 paid_cny，不看 price_cny。", "the list says 180, the customer paid nothing: look at paid_cny, not at price_cny."),
    (120.0, 60.0, "charged", "只付了一半，也是收费。", "half the price is still charged."),
    (10.0, 0.5, "charged", "付了 5 角钱，也是收费：和 0 比。", "half a yuan is charged, too: compare with 0."),
]:
    for use_, where_ in [(False, "shop"), (True, "home"), (True, "van")]:
        case_ = (f"付了 {paid_:g} 元时，", f"{paid_:g} yuan paid") if paid_ < 60 or price_ > 60 or use_ else None
        step = checks.example("fee", row_(price_cny=price_, paid_cny=paid_, about_use=use_, specialist=use_, where=where_), case=case_)
        step.mistake(lambda got: got not in ("free", "charged"), "返回两个英文代号之一：free、charged。", "return one of the two codes: free, charged.")
        step.mistake(lambda got: got != right_, zh, en)
        step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for row_ in cases.load("anchao", "activities").to_dict("records"):
    checks.agree("fee", reference.fee, row_, case=("用活动表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `activities.apply(place, axis=1).value_counts()`；`apply(..., axis=1)` 把函数用在每一行上。再把 `place` 换成 `nature` 和 `fee`。安巢的服务，多数收费吗？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写函数 `defect(plan)`：`plan` 是一份计划（`plans` 的一行），用 `plan["separate"]` 这样的写法取值，值是 True（是）或 False（不是）；返回毛病的代号。
#
# **为什么**　十二个部门交了计划。先看出每一份最要紧的毛病，才知道从哪里改起。
#
# **规则（本课约定）**　从上往下问，**第一个**回答“不是”的，就是这份计划的毛病；一份计划只报一个。
#
# 1. 有单独的计划吗（`separate`）？不是 → `"no_plan"`
# 2. 内容完整吗（`complete`）？不是 → `"incomplete"`
# 3. 制度化了吗（`institutional`）？不是 → `"no_rules"`
# 4. 有专业人员支持吗（`specialist`）？不是 → `"no_specialist"`
# 5. 四样都是 → `"none"`（文字，要加引号）
#
# **样例**　出门前检查书包，先碰到哪一样没带，就报哪一样。`not` 把 True 和 False 反过来。

# %%
def forgotten(bag):
    if not bag["key"]:
        return "key"
    if not bag["phone"]:
        return "phone"
    return "nothing"


print(forgotten({"key": True, "phone": False}), forgotten({"key": False, "phone": False}))

# %% [markdown] hint=1
# 和检查书包一样，只是问四次。`return` 以后，后面的就不看了，所以先后不能乱。

# %% [markdown] hint=2
# 写四个 `if not plan[...]`，每个下面一行 `return`；最后一行 `return "none"`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if not plan["separate"]:
#     return "no_plan"
# if not plan[...]:
#     return "incomplete"
# if not plan["institutional"]:
#     return ...
# if not plan[...]:
#     return ...
# return "none"
# ```

# %% contract=true
plan = Record("anchao/plans", **{name: Flag() for name in "separate complete institutional specialist".split()})

# %% answer="plan"
def defect(plan):
    """一份计划的毛病：代号，没有毛病是 none。"""
    ### BEGIN SOLUTION
    if not plan["separate"]:
        return "no_plan"
    if not plan["complete"]:
        return "incomplete"
    if not plan["institutional"]:
        return "no_rules"
    if not plan["specialist"]:
        return "no_specialist"
    return "none"
    ### END SOLUTION

# %% check="plan-one" points=8
def plan_(lacking):
    return {name: name not in lacking.split() for name in ["separate", "complete", "institutional", "specialist"]}


codes_ = ("no_plan", "incomplete", "no_rules", "no_specialist", "none")
for lacking_, right_, zh, en in [
    ("separate", "no_plan", "只缺单独的计划（separate 是 False）。", "only a separate plan is lacking (separate is False)."),
    ("complete", "incomplete", "只是内容不完整（complete 是 False）。", "only the content is incomplete (complete is False)."),
    ("institutional", "no_rules", "只是没有制度化（institutional 是 False）。", "it is only not a standing rule (institutional is False)."),
    ("specialist", "no_specialist", "只缺专业人员支持（specialist 是 False）。", "only the support of specialists is lacking (specialist is False)."),
    ("", "none", "四样都是 True，没有毛病。", "all four are True: there is no defect."),
]:
    case_ = (f"只有 {lacking_} 是 False 时，", f"only {lacking_} False") if lacking_ else ("四样都是 True 时，", "all four True")
    step = checks.example("defect", plan_(lacking_), case=None if lacking_ == "separate" else case_)
    step.mistake(lambda got: isinstance(got, (bool, list, tuple, dict, set)), "只返回一个代号（文字），不要列表，也不要真假值。", "return one code, a text: no list and no True or False.")
    step.mistake(lambda got: got not in codes_, "返回五个英文代号之一，写法和任务里的一样。", "return one of the five codes, written as in the task.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for lacking_ in ("separate", "complete", "institutional", "specialist", ""):
    checks.agree("defect", reference.defect, dict(reversed(plan_(lacking_).items())), case=("列的先后不同时", "columns in another order"))
for row_ in cases.load("anchao", "plans").to_dict("records"):
    if list(row_.values()).count(False) < 2:
        checks.agree("defect", reference.defect, row_, case=("用计划表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="plan-order" points=7
def plan_(lacking):
    return {name: name not in lacking.split() for name in ["separate", "complete", "institutional", "specialist"]}


for number_, (lacking_, right_, zh, en) in enumerate([
    ("separate complete institutional specialist", "no_plan", "四样都缺，报第一个：没有单独的计划。", "all four are lacking: report the first, no separate plan."),
    ("separate specialist", "no_plan", "没有单独的计划，排在没有专业支持前面。", "no separate plan comes before no specialists."),
    ("separate complete", "no_plan", "没有单独的计划，排在内容不完整前面。", "no separate plan comes before incomplete content."),
    ("complete institutional", "incomplete", "内容不完整，排在没有制度化前面。", "incomplete content comes before no standing rule."),
    ("complete specialist", "incomplete", "内容不完整，排在没有专业支持前面。", "incomplete content comes before no specialists."),
    ("institutional specialist", "no_rules", "没有制度化，排在没有专业支持前面。", "no standing rule comes before no specialists."),
]):
    step = checks.example("defect", plan_(lacking_), case=("缺几样时，", "several lacking") if number_ else None)
    step.mistake(lambda got: isinstance(got, (bool, list, tuple, dict, set)), "缺几样，也只返回一个代号（文字）。", "one code, a text, even where several are lacking.")
    step.mistake(lambda got: got == "none", "有缺的，不能返回 none。", "something is lacking: not none.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for number_ in (3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15):
    names_ = [name for place, name in enumerate(["separate", "complete", "institutional", "specialist"]) if number_ >> place & 1]
    checks.agree("defect", reference.defect, plan_(" ".join(names_)), case=("缺了别的几样时", "other things lacking"))
for row_ in cases.load("anchao", "plans").to_dict("records"):
    if list(row_.values()).count(False) > 1:
        checks.agree("defect", reference.defect, row_, case=("用计划表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `plans.apply(defect, axis=1)`，左边的编号就是行号；挑两份，用 `plans.loc[3].to_list()` 读一读写了什么。缺了好几样的那几份，为什么先改排在前面的？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `covered(customers, x, y, radius)`：在东 `x` 千米、北 `y` 千米的地方设一个服务点，离它**不超过** `radius` 千米的客户有几户？返回一个整数。
#
# **为什么**　服务点设在哪里，能照顾到多少人，不能拍脑袋。算一个点，就能比几个点。
#
# **规则**
#
# - 客户的位置是两列：`x_km` 往东几千米，`y_km` 往北几千米；一行一户，住在镇上的、散居的都算。
# - 距离是**直线距离**：往东差几千米、往北差几千米，各自平方，加起来再开平方。
# - 正好 `radius` 千米，也算照顾到。一户也没有，返回 0。
#
# **样例**　三个快递柜，离宿舍（东 1、北 2）有多远？`** 2` 是平方，`** 0.5` 是开平方。

# %%
boxes = pd.DataFrame({"east": [1, 4, 9], "north": [2, 6, 8]})
far = ((boxes["east"] - 1) ** 2 + (boxes["north"] - 2) ** 2) ** 0.5
print(far.to_list(), (far > 4).sum())

# %% [markdown] hint=1
# 两步：先算每户的距离（一列数），再数一数不超过 `radius` 的有几户。

# %% [markdown] hint=2
# 和快递柜一样，只是把 1 和 2 换成 `x` 和 `y`，列名换成 `x_km`、`y_km`。比较以后得到一列真假，`sum()` 就是户数；正好等于也算，用 `<=`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# distance = ((customers["x_km"] - x) ** 2 + ...) ** 0.5
# return (distance <= ...).sum()
# ```

# %% contract=true
customers = Table("anchao/customers_map", "x_km y_km town", key="customer_id")
x = Number(0, 20)
y = Number(0, 20)
radius = Number(0)

# %% answer="covered"
def covered(customers, x, y, radius):
    """离 (x, y) 不超过 radius 千米的客户：户数。"""
    ### BEGIN SOLUTION
    distance = ((customers["x_km"] - x) ** 2 + (customers["y_km"] - y) ** 2) ** 0.5
    return (distance <= radius).sum()
    ### END SOLUTION

# %% check="covered-count" points=6
tiny = pd.DataFrame({"customer_id": [f"H{number}" for number in range(526, 500, -1)], "town": ["scattered" if place in (11, 13, 17, 20, 22) else ["qingshi", "liuqiao", "beitang"][place % 3] for place in range(26)]})
tiny["x_km"], tiny["y_km"] = [6.5, 6.5, 9, 7.5, 7.5, 5, 12.5, 2.5, 5, 9, 5.5, 3, 6.5, 7.5, 8, 6, 3.5, 7.8, 5.5, 6, 12.5, 5.5, 5.5, 10.5, 1.5, 6.5], [5.5, 10, 11, 11, 6, 7.5, 8, 4.5, 10.5, 10, 8.5, 11.5, 8, 6.5, 7.5, 9, 2, 11.42, 10, 12.5, 13.5, 3.5, 11, 12, 6.5, 8.5]
step = checks.example("covered", tiny, 6, 9, 3)
step.mistake(lambda got: isinstance(got, pd.DataFrame) or not isinstance(got, str) and len(list(got)) > 1, "要户数，一个整数：把真假值用 sum() 加起来，筛出来的行用 len() 数。", "one whole number is wanted: sum() of True and False, or len() of the rows.")
for known_, zh, en in [  # no number stands twice: each has one reason
    ([17], "这是边长两倍的正方形里的户数；要直线距离：平方，相加，再开平方。", "this counts a square; take the straight distance: squares, their sum, its root."),
    ([9], "往东和往北的差直接相加，比直线远；要平方，相加，再开平方。", "adding both differences is longer than the straight line: squares, their sum, its root."),
    ([6], "还没有开平方：最后要 ** 0.5，再和 radius 比。", "the root is missing: ** 0.5 before comparing with radius."),
    ([0], "这是离西南角（0, 0）的：要先减去 x 和 y。", "this is the distance from the corner (0, 0): subtract x and y first."),
    ([4], "x 和 y 换了位置：x_km 减 x，y_km 减 y。", "x and y are swapped: x_km minus x, y_km minus y."),
    ([14], "反了：这是照顾不到的。", "reversed: these are out of reach."),
    ([20, 21], "只看了一个方向：东西、南北都要算。", "only one direction is looked at; east and west, north and south all count."),
    ([2, 10], "住在镇上的、散居的都要算。", "customers in towns count, and scattered ones, too."),
    ([18, 22], "差要先平方：不然往西、往南是负的，会抵掉。", "square the differences first: those to the west and south are negative."),
    ([7, 11], "平方写 ** 2，两个平方要相加。", "a square is ** 2, and both squares are added."),
    ([26], "这是全部的户数，要筛出距离不超过 radius 的。", "these are all; count those within radius."),
    ([12 / 26, 500 * 12 / 26, 231], "要户数，不是比例；表也不一定有 500 户。", "a number of customers is wanted, not a share; a table need not have 500."),
    ([13, 15, 19], "3.02 千米就超过 3 千米了：距离不要取整，也不要去掉小数。", "3.02 km is more than 3: do not round the distance, and do not cut off decimals."),
    ([5, 8], "x、y、radius 都是参数：这次是 (6, 9)，3 千米，不要写成固定的数。", "x, y, and radius are parameters: (6, 9) and 3 km this time, not fixed numbers."),
]:
    for number_ in known_:
        step.mistake(number_, zh, en)
step.expect(12, because=("26 户里，14 户的直线距离大于 3 千米。", "Fourteen of the 26 are more than 3 km away in a straight line."))
checks.example("covered", tiny, 4, 5, 3.5, case=("服务点换个地方时，", "a point elsewhere")).mistake(
    lambda got: got in (5, 7, 10, 12, 16), "x、y、radius 都是参数，不要写成固定的数，也不要取整。", "x, y, and radius are parameters: no fixed numbers, no rounding.").expect(6)
### BEGIN HIDDEN TESTS
### REFERENCE
for x_ in (5, 9):
    checks.agree("covered", reference.covered, tiny[tiny.columns[::-1]].iloc[::-1], x_, 8, 2.75, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("covered", reference.covered, tiny.iloc[[1, 1, 9, 5, 5]].assign(customer_id=["H601", "H602", "H603", "H604", "H605"]), 6, 9, 3.25, case=("两户住在一处时", "two customers at one place"))
checks.agree("covered", reference.covered, tiny.head(1), 6, 9, 8, case=("只有一户时", "a single customer"))
for x_, y_, radius_ in [(4, 15, 2.005), (9.5, 4.5, 3.005), (15, 13, 1.005), (10, 10, 9.005)]:
    checks.agree("covered", reference.covered, cases.load("anchao", "customers_map"), x_, y_, radius_, case=("用客户地图里的数据时", "the case's own map"))
### END HIDDEN TESTS

# %% check="covered-edge" points=4
tiny = pd.DataFrame({"customer_id": [f"H{number}" for number in range(509, 500, -1)], "x_km": [2, 5, 7, 2.05, 5.01, 6.99, 5, 12, 2],
                     "y_km": [8, 7, 3, 8, 7, 3, 6.9, 3, 14], "town": ["qingshi", "scattered", "liuqiao"] * 3})
step = checks.example("covered", tiny, 2, 3, 5)
step.mistake(lambda got: isinstance(got, pd.DataFrame) or not isinstance(got, str) and len(list(got)) > 1, "要户数，一个整数：把真假值用 sum() 加起来，筛出来的行用 len() 数。", "one whole number is wanted: sum() of True and False, or len() of the rows.")
step.mistake(3, "x、y、radius 都是参数，不要写成固定的数。", "x, y, and radius are parameters, not fixed numbers.")
step.mistake(2, "正好 5 千米的三户也算：用 <=。", "the three at exactly 5 km count: use <=.")
step.mistake(7, "5.01 千米就超过 5 千米了：距离不要取整。", "5.01 km is more than 5: do not round the distance.")
step.mistake(6, "5.0002 千米也超过 5 千米了：距离不要四舍五入。", "5.0002 km is more than 5, too: do not round the distance.")
step.expect(5, because=("三户正好 5 千米，两户更近，四户更远。", "Three are at exactly 5 km, two nearer, four farther."))
step = checks.example("covered", tiny, 7, 3, 0, case=("radius 是 0 时，", "a radius of 0"))
for known_ in (5, 0, 6):
    step.mistake(known_, "x、y、radius 都是参数：这次是 (7, 3)，0 千米；住在那里的一户也算。", "x, y, and radius are parameters: (7, 3) and 0 km this time; the customer who lives there counts.")
step.expect(1, because=("只有正好住在 (7, 3) 的一户。", "Only the customer right at (7, 3)."))
step = checks.example("covered", tiny, 19, 19, 1, case=("一户也没有时，", "a place where nobody is near"))
step.expect(0, because=("(19, 19) 周围 1 千米以内没有客户。", "Nobody lives within 1 km of (19, 19)."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("covered", reference.covered, tiny, 2, 14, 6, case=("有一户正好在边上时", "a customer just at the limit"))
checks.agree("covered", reference.covered, tiny, 12, 3, 10, case=("有一户正好在边上时", "a customer just at the limit"))
for x_, y_, radius_ in [(20, 0, 20), (0, 8, 2)]:
    checks.agree("covered", reference.covered, tiny, x_, y_, radius_, case=("服务点在边上时", "a point at the border"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　先找一个镇的中心：新建一格，运行 `customers[customers["town"] == "qingshi"][["x_km", "y_km"]].mean()`。把两个数代进去，`covered(customers, …, …, 2)` 照顾到几户？换成地图正中的 `covered(customers, 10, 10, 2)` 呢？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `kept(replies, x)`：承诺 `x` 小时以内回复，守住的比例；返回一个数，0 到 1 之间；
# - `promise(replies)`：20 次里至少 19 次守得住的承诺，**最少**是几小时；返回一个整数。
#
# **为什么**　承诺短了，守不住；承诺长了，客户嫌慢。先看记录里做得到多少，再写到小程序上。
#
# **规则**
#
# - `hours` 是过了几小时才回复。不超过 `x` 小时就是守住，**正好 `x` 小时也算**。
# - 20 次里至少 19 次，就是守住的比例**不小于 0.95**，正好 0.95 也算；拿守住的比例直接比，不要先用 1 去减。
# - 承诺只取整数：1 小时、2 小时……一个一个试，最多试到 48 小时；记录里没有超过 48 小时的。
# - 比例不用取整；要四舍五入，至少留三位小数。
#
# **样例**　一辆车坐 12 人，最少要几辆？一个一个试，第一个够的就 `return`。`range(1, 10)` 是 1 到 9。

# %%
def buses(people):
    for number in range(1, 10):
        if number * 12 >= people:
            return number


late = pd.Series([3, 0, 8, 5])
print((late < 5).mean(), buses(30))

# %% [markdown] hint=1
# `kept`：每一次守住没有，是一列真假；真假求平均，就是比例。`promise`：从 1 小时试起，第一个守得住的就是最少的。

# %% [markdown] hint=2
# `kept` 用 `<=` 比，再 `mean()`。`promise` 和 `buses` 一样，用 `for` 和 `range`，里面用刚写好的 `kept`；`range` 不含最后那个数，要试到 48，就写到 49。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return (replies["hours"] <= ...).mean()
#
# for x in range(1, ...):
#     if kept(replies, ...) >= 0.95:
#         return ...
# ```

# %% contract=true
replies = Table("anchao/replies", "channel hours", key="ticket_id", hours=Number(0, 48))
x = Number(0, 48)

# %% answer="promise"
def kept(replies, x):
    """承诺 x 小时，守住的比例。"""
    ### BEGIN SOLUTION
    return (replies["hours"] <= x).mean()
    ### END SOLUTION

def promise(replies):
    """至少守住 0.95 的承诺，最少几小时：整数。"""
    ### BEGIN SOLUTION
    for x in range(1, 49):
        if kept(replies, x) >= 0.95:
            return x
    ### END SOLUTION

# %% check="promise-kept" points=6
tiny = pd.DataFrame({"ticket_id": [f"T{number:04d}" for number in range(711, 700, -1)], "channel": "wecom phone chat wecom phone chat wecom phone chat wecom phone".split(),
                     "hours": [0.5, 2, 3.5, 1.2, 2.1, 8, 1.9, 4, 2, 0.1, 1.4]})
step = checks.example("kept", tiny, 2)
step.mistake(lambda got: len(list(got)) > 1, "要一个数：真假值求平均 mean()，就是比例。", "one number is wanted: the mean() of True and False is the share.")
for known_, zh, en in [
    (5 / 11, "正好 2 小时也算守住：用 <=。", "exactly 2 hours is kept, too: use <=."),
    (4 / 11, "反了：这是没有守住的比例。", "reversed: this is the share that was broken."),
    (6 / 11, "反了：这是没有守住的比例，而且正好 2 小时的算守住。", "reversed: this is the share that was broken; exactly 2 hours is kept."),
    (7, "要比例，不是次数：用 mean()，或者除以总次数。", "a share is wanted, not a number: use mean(), or divide by all."),
    (700 / 11, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    (9.1 / 7, "这是守住的那几次平均几小时；要守住的比例。", "this is the mean time of those kept; the share of them is wanted."),
    (9.1 / 26.7, "要次数的比例，不是小时数的比例。", "the share of the replies is wanted, not of the hours."),
    (26.7 / 11, "这是平均几小时；先比 x，再求平均。", "this is the mean time; compare with x first, then take the mean."),
    (7 / 4, "除以总次数，不是没有守住的次数。", "divide by all replies, not by those broken."),
    (8 / 11, "2.1 小时已经超过 2 小时：hours 不要取整，也不要去掉小数。", "2.1 hours is more than 2: do not round hours, and do not cut off decimals."),
    (7 / 600, "总次数是这张表有几行：用 len(replies)，不要写死。", "divide by the rows of this table, len(replies), not by a fixed number."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: got in (1 / 2, 1 / 3, 1), "三个渠道都要算，不要只看一个。", "all three channels count, not one alone.")
step.mistake(0.64, "两位小数太少了，至少留三位。", "two decimals are too few: keep at least three.", tol=1e-9)
step.expect(7 / 11, tol=0.0006, because=("11 次里 7 次不超过 2 小时。", "Seven of the 11 took at most 2 hours."))
step = checks.example("kept", tiny, 3.5, case=("换一个承诺时，", "another promise"))
step.mistake(7 / 11, "x 是参数：这次是 3.5 小时。", "x is a parameter: 3.5 hours this time.")
step.mistake(8 / 11, "正好 3.5 小时也算守住：用 <=。x 不一定是整数。", "exactly 3.5 hours is kept, too: use <=. x need not be whole.")
step.expect(9 / 11, tol=0.0006, because=("11 次里 9 次不超过 3.5 小时。", "Nine of the 11 took at most 3.5 hours."))
### BEGIN HIDDEN TESTS
### REFERENCE
for x_ in (0, 0.1, 1, 2.08, 2.1, 4, 8, 48):
    checks.agree("kept", reference.kept, tiny[tiny.columns[::-1]].iloc[::-1], x_, tol=0.0006, case=("换一个承诺、行和列的先后不同时", "another promise, rows and columns in another order"))
    checks.agree("kept", reference.kept, cases.load("anchao", "replies"), x_, tol=0.0006, case=("用回复记录里的数据时", "the case's own table"))
checks.agree("kept", reference.kept, tiny.head(1), 1, case=("只有一次回复时", "a single reply"))
### END HIDDEN TESTS

# %% check="promise-fewest" points=5
tiny = pd.DataFrame({"ticket_id": [f"T{number:04d}" for number in range(720, 700, -1)], "channel": ["wecom", "phone", "chat", "phone"] * 5,
                     "hours": [9.5, 0.6, 1.8, 2.4, 0.9, 3.3, 1.1, 0.7, 5, 1.6, 2.9, 0.8, 1.3, 3.8, 0.4, 1.9, 2.2, 3.1, 1.7, 2.6]})
step = checks.example("promise", tiny)
step.mistake(lambda got: not isinstance(got, str) and len(list(got)) > 1, "只要一个数：第一个够的就 return。", "one number is wanted: return the first that is enough.")
for known_, zh, en in [
    (10, "20 次里守住 19 次就够，正好 0.95 也算：用 >= 直接和 0.95 比，不要先用 1 减。", "19 of 20 are enough, exactly 0.95 counts: compare the share kept with 0.95 itself by >=, not 1 minus the share."),
    (6, "5 小时就够：一个一个试，正好 5 小时的那一次也算守住（<=）。", "5 hours are enough: try one by one; the reply of exactly 5 hours is kept (<=)."),
    (4, "4 小时只守住 18 次，0.9，还不够。", "4 hours keep only 18, a share of 0.9: not enough."),
    (1, "1 小时守不住 19 次：够不够，要先用 kept 问一问，不够就接着试下一个。", "1 hour does not keep 19: ask with kept, and go on with the next if it is not enough."),
    (2.38, "这是平均几小时；20 次里要守住 19 次。", "this is the mean time; 19 of 20 must be kept."),
    (2, "按平均来承诺，20 次里只守住一半多；要守住 19 次。", "a promise of about the mean keeps little more than half of 20; 19 must be kept."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: isinstance(got, bool) or got == 0.95, "要几小时，不是比例，也不是真假：return 试的那个数。", "the number of hours is wanted, not the share and not True or False: return the number tried.")
step.mistake(lambda got: got in (47, 48), "要最少的：从 1 试起，第一个够的就 return。", "the fewest are wanted: begin with 1 and return the first that is enough.")
step.mistake(lambda got: float(got) % 1 != 0, "承诺只取整数小时：从 1 起，一个一个试。", "a promise is whole hours: try them one by one from 1 on.")
step.expect(5, because=("4 小时守住 18 次，5 小时守住 19 次。", "4 hours keep 18, 5 hours keep 19."))
checks.example("promise", tiny.assign(hours=tiny["hours"] + 0.3), case=("每一次都慢 0.3 小时，", "each reply 0.3 hours later")).mistake(
    lambda got: float(got) % 1 != 0, "承诺只取整数小时：从 1 起，一个一个试，不要半小时半小时地试。", "a promise is whole hours: try them one by one, in no half hours.").expect(6, because=("守住 19 次要 5.3 小时，承诺取整数，就是 6 小时。", "5.3 hours keep 19; in whole hours that is 6."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "replies")
checks.agree("promise", reference.promise, real_, case=("用回复记录里的数据时", "the case's own table"))
for channel_ in ("phone", "chat", "wecom"):
    checks.agree("promise", reference.promise, real_[real_["channel"] == channel_], case=("只看一个渠道时", "one channel"))
checks.agree("promise", reference.promise, tiny[tiny.columns[::-1]].iloc[::-1].head(10), case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("promise", reference.promise, tiny.assign(hours=[2.0] * 19 + [7.5]), case=("好几次一样快时", "several equal times"))
### END HIDDEN TESTS

# %% check="promise-ends" points=4
def replies_(*hours):
    channels = ["wecom", "phone", "chat"]
    return pd.DataFrame({"ticket_id": [f"T{701 + number:04d}" for number in range(len(hours))], "channel": [channels[number % 3] for number in range(len(hours))], "hours": [float(hour) for hour in hours]})


step = checks.example("promise", replies_(0, 0, 0), about=("都是马上回复时", "all replies come at once"))
step.mistake(0, "承诺从 1 小时试起，不是 0。", "promises begin at 1 hour, not 0.")
step.expect(1, because=("都是马上回复，1 小时就全守住了。", "All replies come at once: 1 hour keeps all."))
step = checks.example("promise", replies_(*[2] * 18, 6.9), case=("19 次里 18 次是 2 小时，", "18 of 19 replies in 2 hours"))
step.mistake(2, "18 ÷ 19 是 0.947，不到 0.95：比例不要只留两位小数。", "18 / 19 is 0.947, below 0.95: do not round the share to two decimals.")
step.expect(7, because=("19 次里 18 次是 2 小时，0.947，不到 0.95；7 小时才全守住。", "18 of 19 replies in 2 hours are 0.947, below 0.95; 7 hours keep all."))
step = checks.example("promise", replies_(47.9, 3, 47.5), case=("要承诺 48 小时才够时，", "a promise that must be 48 hours"))
step.expect(48, because=("47 小时只守住一次，48 小时才全守住：range(1, 49)。", "47 hours keep one only, 48 keep all: range(1, 49)."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("promise", reference.promise, replies_(*[2] * 18, 6.9, 7, 3), case=("好几次一样快时", "several equal times"))
checks.agree("promise", reference.promise, replies_(12.1), case=("只有一次回复时", "a single reply"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[round(kept(replies, x), 2) for x in range(1, 9)]` 和 `promise(replies)`，再对每个渠道算一算，例如 `promise(replies[replies["channel"] == "chat"])`。小程序上写一个承诺，还是每个渠道写一个？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看五个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
