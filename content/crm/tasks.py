# %% [markdown]
# # {title}
#
# 这份作业有四个任务，每个写一两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "crm")` 查看。任务 3 的表也是本课程的假设。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
journeys = cases.load("anchao", "crm_journeys")
journeys.head(4)

# %% [markdown]
# `journeys` 是 400 位客户办事的经过，一行是**一次接触**：`journey_id` 是哪一个经过，`step` 是第几次接触，`desk` 是找到哪个部门，`repeats` 是这次又从头说了几遍（0 或 1），`lost` 是这位客户一年以内流失了没有。想知道每一列是什么意思，运行下一格。

# %%
cases.columns("anchao", "crm_journeys")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数，`feature` 都是系统里一项功能的代号（字符串）：
#
# - `module(feature)`：属于**五个模块**里的哪一个，返回 `"marketing"` 营销管理、`"sales"` 销售管理、`"service"` 服务管理、`"field"` 现场管理、`"call_centre"` 呼叫中心；
# - `function_of(feature)`：属于**四项功能**里的哪一项，返回 `"information"` 客户的信息管理、`"marketing"` 市场营销管理、`"sales"` 销售管理、`"service"` 服务管理和客户关怀。
#
# **为什么**　安巢要买一套系统，三家公司来报价，功能的叫法都不一样。先归好类，才看得出谁家缺什么。
#
# **规则（本课约定）**
#
# - 归模块，先问**在哪里办**，再问**办什么**。人到客户那里去办的，归现场管理；靠热线实时把销售和服务合在一处办的，归呼叫中心；剩下的，买了以后的问题归服务，谈生意归销售，研究市场、办活动归营销。
# - 归功能，只问**用来做什么**。记下、合并客户资料的，归客户的信息管理；其余三项，和同名的模块一样。
#
# | 代号 | 系统能做什么 | 问什么 |
# |---|---|---|
# | `opportunity` | 一笔买卖谈到哪一步、有多大把握，记成销售机会 | 模块、功能 |
# | `hotline` | 电话一响，屏幕上跳出来电的人，买东西的、报修的都从这里接 | 模块 |
# | `campaign` | 策划一次“以旧换新”活动，定好主题、日子和花费 | 模块、功能 |
# | `tracking` | 报修的问题谁在办、办到哪里，一路跟踪到解决 | 模块、功能 |
# | `mobile` | 师傅在客户家里用手机看工单、查配件、请客户签字 | 模块 |
# | `file` | 给每位客户建一份档案：姓名、住址、买过的型号 | 功能 |
# | `segments` | 把市场分成几块，看看推广先对准哪一块 | 模块、功能 |
# | `quality` | 抽查服务记录，看一次修好的有几成，怎样再提高 | 模块、功能 |
# | `maintenance` | 给装满两年的空调排好日子，师傅上门做预防性维护 | 模块 |
# | `channels` | 管好门店、网店、经销商这几条销售渠道，各卖多少 | 模块、功能 |
# | `routing` | 来电自动转给有空的座席，要买的、要修的都实时有人应 | 模块 |
# | `effect` | 一次推广花了多少、带来多少人，算出效果 | 模块、功能 |
# | `duplicates` | 同一位客户建了两份档案，找出来合成一份 | 功能 |
# | `accounts` | 管好每家单位的买卖：下了几单，下一单由哪位销售去谈 | 模块、功能 |
# | `longer` | 机器用旧了，教客户怎样保养，让他多用几年、不离开 | 模块、功能 |
#
# `module` 只会问写着“模块”的，`function_of` 只会问写着“功能”的。没有写的，两张清单对不齐，不考。
#
# **样例**　几样东西，各扔进哪个桶？分两次写也行：第二个函数先挑出自己管的，其余的照第一个函数说的办。

# %%
def bin_for(thing):
    if thing in ["paper", "bottle"]:
        return "recycle"
    if thing in ["battery"]:
        return "hazard"
    return "other"


def bin_at_school(thing):
    if thing in ["textbook"]:
        return "library"
    return bin_for(thing)


print(bin_for("battery"), bin_at_school("textbook"), bin_at_school("bone"))

# %% [markdown] hint=1
# 拿一张纸，先分 `module` 的 13 个代号：上门做的，电话里做的，推广的，买卖的，服务的。再看 `function_of`：哪两个代号只有它问？

# %% [markdown] hint=2
# `module` 写四个 `if feature in [...]`，最后一行 `return "call_centre"`，不用再写 `if`。`function_of` 和 `bin_at_school` 一样：档案的两项是 `"information"`，其余三项的代号，和 `module` 返回的一样。

# %% [markdown] hint=3
# 把省略号补上就行（营销、销售、服务各三个，现场两个）：
#
# ```python
# if feature in ["campaign", ...]:
#     return "marketing"
# if feature in ["opportunity", ...]:
#     return "sales"
# if feature in ["tracking", ...]:
#     return ...
# if feature in [...]:
#     return "field"
# return "call_centre"
#
# if feature in ["file", ...]:
#     return "information"
# return module(feature)
# ```

# %% contract=true
feature = Choice(*"campaign segments effect opportunity channels accounts tracking quality longer mobile maintenance hotline routing file duplicates".split())

# %% answer="features"
def module(feature):
    """一项功能属于哪个模块：marketing、sales、service、field 或 call_centre。"""
    ### BEGIN SOLUTION
    if feature in ["campaign", "segments", "effect"]:
        return "marketing"
    if feature in ["opportunity", "channels", "accounts"]:
        return "sales"
    if feature in ["tracking", "quality", "longer"]:
        return "service"
    if feature in ["mobile", "maintenance"]:
        return "field"
    return "call_centre"
    ### END SOLUTION

def function_of(feature):
    """一项功能属于四项功能里的哪一项：information、marketing、sales 或 service。"""
    ### BEGIN SOLUTION
    if feature in ["file", "duplicates"]:
        return "information"
    return module(feature)
    ### END SOLUTION

# %% check="features-office" points=5
codes_ = ("marketing", "sales", "service", "field", "call_centre")
for feature_, right_, zh, en in [
    ("campaign", "marketing", "策划活动，是让更多人想买。", "an event is planned so that more people want to buy."),
    ("segments", "marketing", "分市场是为了推广，还没有谈到哪一笔买卖。", "a market is divided for promotion; no deal is talked about yet."),
    ("effect", "marketing", "算的是推广花得值不值。", "what is computed is whether a promotion was worth its money."),
    ("opportunity", "sales", "一笔买卖正在谈。", "a deal is being talked about."),
    ("channels", "sales", "门店、网店、经销商，是货卖出去的路。", "shops, the web shop, and dealers are the ways on which goods are sold."),
    ("accounts", "sales", "管的是下了几单、谁去谈下一单。", "it is about orders, and who talks about the next."),
]:
    step = checks.example("module", feature_, case=(f"{feature_} ", feature_) if feature_ != "campaign" else None)
    step.mistake(lambda got: got not in codes_, "返回五个英文代号之一：marketing、sales、service、field、call_centre。", "return one of the five codes: marketing, sales, service, field, call_centre.")
    step.mistake(lambda got: got != right_, f"{feature_} 归错了模块：{zh}", f"{feature_} is in the wrong module: {en}")
    step.expect(right_)

# %% check="features-help" points=5
codes_ = ("marketing", "sales", "service", "field", "call_centre")
checks.example("module", "campaign")
for feature_, right_, zh, en in [
    ("tracking", "service", "跟踪问题，是服务管理的本行。", "to track problems is what service management does."),
    ("quality", "service", "要提高的是服务的质量。", "what is to rise is the quality of service."),
    ("longer", "service", "让客户留得久，靠的是服务。", "service keeps customers longer."),
    ("mobile", "field", "师傅人在客户家里。", "the fitter is at the customer's home."),
    ("maintenance", "field", "预防性维护，要上门做。", "preventive maintenance is done at the customer's home."),
    ("hotline", "call_centre", "买的和修的，都从一个电话接进来。", "buying and repairs come in by one telephone line."),
    ("routing", "call_centre", "来电转给座席，销售和服务合在一处。", "calls are passed to agents; sales and service meet in one place."),
]:
    step = checks.example("module", feature_, case=(f"{feature_} ", feature_))
    step.mistake(lambda got: got not in codes_, "返回五个英文代号之一：marketing、sales、service、field、call_centre。", "return one of the five codes: marketing, sales, service, field, call_centre.")
    step.mistake(lambda got: got != right_, f"{feature_} 归错了模块：{zh}", f"{feature_} is in the wrong module: {en}")
    step.expect(right_)

# %% check="features-functions" points=5
codes_ = ("information", "marketing", "sales", "service")
for feature_, right_, zh, en in [
    ("file", "information", "建档案，管的是客户的信息。", "a file is kept: it is about the customer's data."),
    ("duplicates", "information", "合并重复的档案，管的是客户的信息。", "double files are joined: it is about the customer's data."),
    ("campaign", "marketing", "策划活动，是让更多人想买。", "an event is planned so that more people want to buy."),
    ("segments", "marketing", "分市场是为了推广，不是给谁建档案。", "a market is divided for promotion; nobody's file is kept."),
    ("effect", "marketing", "算的是推广花得值不值。", "what is computed is whether a promotion was worth its money."),
    ("opportunity", "sales", "一笔买卖正在谈。", "a deal is being talked about."),
    ("channels", "sales", "管的是货卖出去的路。", "it is about the ways on which goods are sold."),
    ("accounts", "sales", "管的是下了几单、谁去谈下一单。", "it is about orders, and who talks about the next."),
    ("tracking", "service", "跟踪问题，是服务。", "to track problems is service."),
    ("quality", "service", "要提高的是服务的质量。", "what is to rise is the quality of service."),
    ("longer", "service", "教他保养、让他留得久，是服务和关怀。", "to show how to keep it going is service and care."),
]:
    step = checks.example("function_of", feature_, case=(f"{feature_} ", feature_) if feature_ != "file" else None)
    step.mistake(lambda got: got not in codes_, f"{feature_}：返回四个英文代号之一：information、marketing、sales、service。", f"{feature_}: return one of the four codes: information, marketing, sales, service.")
    step.mistake(lambda got: got != right_, f"{feature_} 归错了功能：{zh}", f"{feature_} is in the wrong function: {en}")
    step.expect(right_)

# %% [markdown]
# **接着看**　挑一家你常去的店，它的小程序能做表里的哪几样？哪个模块一样也没有？书面作业正要问这个。

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写函数 `retold(desks, links)`：一位客户在一个经过里，要**从头再说几遍**；返回一个整数。
#
# - `desks` 是列表：他先后找到的部门，按先后排好，至少一次。例如 `["sales", "service"]`。
# - `links` 是列表：哪些部门的记录**连上了**，每一样是两个部门。例如 `[["service", "field"], ["sales", "call_centre"]]`；还没有连，就是空列表 `[]`。
#
# **为什么**　“我上午已经说过一遍了。”客户最烦的一句，就是请他再说一遍。连上哪两处，能少说几遍？先要算得出来。
#
# **规则（本课约定）**
#
# - 每次接触只和**紧挨着的上一次**比。
# - 换了部门，两个部门**没有连上** → 再说一遍。以前找过这个部门也一样：上一次说了什么，它不知道。
# - 还在同一个部门，或者两个部门连上了 → 不用再说。第一次接触没有上一次，不算。
# - 连上是**双向**的：写着 `["service", "field"]`，从 `field` 转到 `service` 也看得到。
# - 只看**直接**连上的：甲连乙、乙连丙，甲和丙还是没有连上。
#
# **样例**　坐电梯，往上走了几次？`last` 记住上一次在几楼，每看完一次，换成这一次的。再看两样东西在不在列表里：先后不同，就不是一样的。

# %%
ups = 0
last = 3
for floor in [3, 5, 5, 1, 4]:
    if floor > last:
        ups = ups + 1
    last = floor
print(ups)

pairs = [["tea", "milk"], ["rice", "soup"]]
print(["tea", "milk"] in pairs, ["milk", "tea"] in pairs, ["tea", "milk"] not in pairs)

# %% [markdown] hint=1
# 和坐电梯一样：从 0 数起，一次一次看过去，`last` 记住上一个部门。什么时候加 1？三件事都要：换了部门，这样写没有连上，反过来写也没有连上。

# %% [markdown] hint=2
# `last` 先是 `desks[0]`，这样第一次不会加。三个条件用 `and` 连起来：`desk != last`，`[last, desk] not in links`，还有先后反过来的那一个。最后 `return` 写在循环外面。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# times = 0
# last = desks[0]
# for desk in desks:
#     if desk != last and [last, desk] not in links and [...] not in links:
#         times = ...
#     last = ...
# return times
# ```

# %% contract=true
desks = Listed(Choice("marketing", "sales", "service", "field", "call_centre"))
links = Listed(Tuple(Choice("marketing", "sales", "service", "field", "call_centre"), Choice("marketing", "sales", "service", "field", "call_centre")))

# %% answer="repeats"
def retold(desks, links):
    """客户在一个经过里要从头再说几遍：整数。"""
    ### BEGIN SOLUTION
    times = 0
    last = desks[0]
    for desk in desks:
        if desk != last and [last, desk] not in links and [desk, last] not in links:
            times = times + 1
        last = desk
    return times
    ### END SOLUTION

# %% check="repeats-unlinked" points=5
tiny = ["sales", "sales", "call_centre", "service", "sales", "call_centre", "service", "sales"]
step = checks.example("retold", tiny, [])
step.mistake(lambda got: isinstance(got, list) or len(list(got)) > 1, "要几遍，一个整数：从 0 数起，一次一次加 1。", "how often, one whole number, is wanted: count from 0 up.")
for known_, zh, en in [
    (8, "这是接触的次数；换了部门才要再说。", "this is the number of contacts; only a change of desk makes one repeat."),
    (7, "还在同一个部门，不用再说；第一次接触也不算。", "staying at a desk needs no repeat, and the first contact does not count."),
    (3, "这是有几个部门；回到找过的部门，也要再说。", "this is the number of desks; coming back to one makes the customer repeat, too."),
    (2, "回到找过的部门，也要再说：只和上一次比。", "coming back to a desk makes the customer repeat, too: compare with the last contact only."),
    (1, "只数到 1 遍：return 写在了 if 里面；或者数反了，数的是没有换部门的。", "only one is counted: return stands inside the if, or what is counted is how often the desk stays the same."),
    (4, "每看完一次，last 要换成这一次的部门，不是一直和第一个比。", "after each contact last becomes this desk: do not compare with the first all the time."),
    (5, "最后一次接触也要看。", "the last contact counts, too."),
    (0, "一遍也没有数到：没有连上（not in）才加 1；return 写在循环外面，和 for 对齐。", "none is counted: add 1 where the desks are not linked (not in); return stands after the loop, in line with for."),
]:
    step.mistake(known_, zh, en)
step.expect(6, because=("换了 6 次部门，一处也没有连上。", "The desk changes six times, and nothing is linked."))
for desks_, right_, zh, en in [(["field"], 0, "只有一次接触，没有上一次。", "a single contact has none before it."), (["service", "service", "service"], 0, "一直在同一个部门，不用再说。", "the desk never changes: no repeat."),
                               (["sales", "field"], 1, "换了一次部门，再说一遍。", "the desk changes once: one repeat."), (["sales", "field", "sales"], 2, "回到刚找过的部门，也要再说：只和上一次比。", "back at the desk of just before it is told again: compare with the last contact only.")]:
    step = checks.example("retold", desks_, [], case=(f"{len(desks_)} 次接触时", f"a journey of {len(desks_)}"))
    step.mistake(lambda got: got != right_, f"{len(desks_)} 次接触：{zh}", f"{len(desks_)} contact(s): {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "crm_journeys")
for _, own_ in list(real_.groupby("journey_id"))[:60]:
    checks.agree("retold", reference.retold, own_["desk"].to_list(), [], case=("用经过表里的一个经过时", "a journey of the case's own table"))
checks.agree("retold", reference.retold, ["call_centre"] * 3 + ["marketing"] + ["call_centre"] * 4, [], case=("回到找过的部门时", "coming back to a desk"))
### END HIDDEN TESTS

# %% check="repeats-linked" points=6
tiny = ["marketing", "call_centre", "field", "sales", "sales", "field", "field", "field", "sales", "call_centre"]
step = checks.example("retold", tiny, [["sales", "call_centre"], ["field", "call_centre"], ["service", "sales"]])
step.mistake(lambda got: isinstance(got, list) or len(list(got)) > 1, "要几遍，一个整数：从 0 数起，一次一次加 1。", "how often, one whole number, is wanted: count from 0 up.")
for known_, zh, en in [
    (6, "连上的也算了：没有用上 links，或者 and 写成了 or，或者该写方括号 [last, desk] 的写成了圆括号。", "linked desks are counted, too: links is not used, or there is or in place of and, or round brackets in place of [last, desk]."),
    (5, "连上是双向的，每一条都要看：[last, desk] 和 [desk, last] 都不在 links 里，才要再说。", "a link works both ways, and all of them count: neither [last, desk] nor [desk, last] may be in links."),
    (2, "反了：这是不用再说的次数。", "reversed: this is how often nothing is told again."),
    (7, "还在同一个部门，不用再说：先问 desk != last。", "staying at a desk needs no repeat: ask desk != last first."),
    (3, "不是减去有几条连线：没有经过的连线，省不了事。", "do not take off the number of links: one that is not on the way saves nothing."),
    (1, "只看直接连上的：两个部门要写在同一条里。只和上一次比：每看完一次，last 都要换。", "direct links only: both desks must stand in one link. Compare with the contact just before: last changes each time."),
    (0, "只看直接连上的：两个部门要写在同一条里。", "direct links only: both desks must stand in one link."),
]:
    step.mistake(known_, zh, en)
step.expect(4, because=("marketing 到 call_centre、field 和 sales 之间三次，要再说；其余连上了或者没有换部门。", "From marketing to call_centre and three times between field and sales it is told again; the rest is linked or stays."))
step = checks.example("retold", tiny, [["sales", "field"]], case=("换几条连线时", "other links"))
step.mistake(4, "links 是参数：这次只连了一处。", "links is a parameter: one link only this time.")
step.mistake(lambda got: got in (5, 6), "连上是双向的：field 到 sales、sales 到 field 都看得到。", "a link works both ways: from field to sales and from sales to field.")
step.expect(3, because=("field 和 sales 之间三次，都不用再说。", "Three times between field and sales nothing is told again."))
### BEGIN HIDDEN TESTS
### REFERENCE
desks_ = ["marketing", "sales", "service", "field", "call_centre"]
every_ = [[one, other] for number, one in enumerate(desks_) for other in desks_[:number]]
round_ = ["sales", "call_centre", "sales", "marketing", "service", "field", "call_centre", "service", "marketing", "field", "sales", "service", "call_centre", "marketing", "sales", "field", "service", "sales"]
for pair_ in every_:
    checks.agree("retold", reference.retold, round_, [pair_], case=("只连一处时", "one link"))
    checks.agree("retold", reference.retold, round_[::-1], [pair_[::-1]], case=("只连一处、反过来写时", "one link, the other way round"))
checks.agree("retold", reference.retold, round_, every_, case=("全都连上时", "all desks linked"))
paths_ = [own["desk"].to_list() for _, own in cases.load("anchao", "crm_journeys").groupby("journey_id")]
for number_, path_ in enumerate(paths_[60:100]):
    checks.agree("retold", reference.retold, path_, every_[number_ % 4 :: 3], case=("用经过表里的一个经过时", "a journey of the case's own table"))
### END HIDDEN TESTS

# %% check="repeats-direct" points=4
for desks_, links_, right_, zh, en in [
    (["sales", "field"], [["sales", "service"], ["service", "field"]], 1, "sales 连着 service、service 连着 field，sales 和 field 还是没有连上。", "sales is linked with service, service with field, but sales not with field."),
    (["sales", "field", "sales"], [["sales", "service"]], 2, "回到 sales 也要再说：在 field 说的，sales 不知道。", "back at sales it is told again: sales does not know what was said at field."),
    (["service", "sales", "field", "service"], [["service", "field"]], 2, "field 回到 service，连上了，不用再说；前面两次没有连上。", "from field back to service it is linked; the two changes before are not."),
    (["field", "service"], [["service", "field"]], 0, "写着 service、field，从 field 转到 service 也看得到。", "the link service, field works from field to service, too."),
    (["field", "service", "field"], [["service", "field"], ["field", "service"]], 0, "两种先后都写了，也是连上了。", "written both ways round it is still one link."),
    (["call_centre"], [["call_centre", "sales"]], 0, "只有一次接触，没有上一次。", "a single contact has none before it."),
    (["marketing", "marketing"], [["sales", "service"]], 0, "还在同一个部门，不用再说。", "the desk stays the same: nothing is told again."),
]:
    step = checks.example("retold", desks_, links_, case=("换一个经过时", "another journey") if desks_ != ["sales", "field"] else None)
    step.mistake(lambda got: got != right_, f"{' → '.join(desks_)}：{zh}", f"{' → '.join(desks_)}: {en}")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
path_ = ["call_centre", "field", "service", "call_centre", "service", "field", "call_centre"]
for links_ in ([["call_centre", "service"], ["service", "field"]], [["field", "service"], ["service", "call_centre"]], [["field", "call_centre"]], [["sales", "field"], ["sales", "call_centre"], ["sales", "service"]]):
    checks.agree("retold", reference.retold, path_, links_, case=("中间隔着一个部门时", "desks linked by way of a third"))
    checks.agree("retold", reference.retold, path_[::-1], links_[::-1], case=("反过来走时", "the journey the other way round"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行下面几行：400 位客户，平均要再说几遍？先把呼叫中心连上所有部门，和先把现场连上所有部门，哪一样省得多？课文的实验里，五个部门一样忙，只连呼叫中心省不了多少；安巢为什么不一样？都连到同一个客户库，是几遍？这个不用算。
#
# ```python
# paths = journeys.sort_values(["journey_id", "step"]).groupby("journey_id")["desk"].agg(list)  # 每个经过一个列表
# others = ["marketing", "sales", "service"]
# calls = [["call_centre", desk] for desk in others + ["field"]]
# field = [["field", desk] for desk in others + ["call_centre"]]
# for links in [[], calls, field]:
#     print(sum([retold(path, links) for path in paths]) / len(paths))
# ```

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写函数 `best_type(margin, customers, table)`：这么多客户，用哪一种客户关系，一年的**利润**最高？返回它的代号（`type` 列）。
#
# - `margin`：每客毛利，留下的一位客户一年带来的，元；
# - `customers`：有几位客户；
# - `table`：几种关系，一行一种，下一格就是。
#
# **为什么**　关系越密切，留下的客户越多，花的钱也越多。该走到哪一步，看客户值多少钱，不看谁更热情。
#
# **规则（本课约定）**
#
# - 一种关系的利润 = `customers` × （`margin` × `retention` − `cost_cny`） − `setup_cny`。
# - `retention` 是留下来的比例；`cost_cny` 是每位客户一年的花费，元，走了的也花了；`setup_cny` 是只花**一次**的开办费，元，有几位客户都一样。
# - 利润最高的就是答案，比的时候不取整。两种**一样高**，取 `retention` 高的：利润不差，客户留得更多。
# - `table` 的行、列不一定照这个先后排，也不一定正好五种。

# %%
table = pd.DataFrame({
    "type": ["basic", "passive", "accountable", "proactive", "partner"],  # 基本型、被动型、负责型、能动型、伙伴型
    "cost_cny": [0, 2, 8, 25, 120],
    "retention": [0.60, 0.66, 0.74, 0.82, 0.92],
    "setup_cny": [0, 0, 0, 0, 200000],
})
table

# %% [markdown]
# **样例**　几种流量套餐，用 20 GB 最省的是哪一种？一样省，取送通话多的。`iloc[0]` 取排在第一的值。

# %%
plans = pd.DataFrame({"plan": ["c", "a", "b"], "month": [30, 10, 20], "per_gb": [0, 1, 0.75], "calls": [50, 100, 80]})
plans = plans.assign(pay=plans["month"] + 20 * plans["per_gb"])
plans = plans.sort_values(["pay", "calls"], ascending=[True, False])
print(plans["pay"].to_list(), plans["plan"].iloc[0])

# %% [markdown] hint=1
# 两步：先给表添上一列利润，再按利润排，取排在第一的代号。

# %% [markdown] hint=2
# 利润照规则那一行写，取列用 `table["retention"]` 这样的写法，注意括号。排序写两列，都是从大到小：先利润，再 `retention`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# each = margin * table["retention"] - ...
# table = table.assign(profit=customers * each - ...)
# table = table.sort_values(["profit", ...], ascending=[False, False])
# return table["type"].iloc[...]
# ```

# %% contract=true
margin = Number(0)
customers = Number(1, whole=True)
table = Table(key="type", type=Choice("basic", "passive", "accountable", "proactive", "partner"), cost_cny=Number(0), retention=Number(0, 1), setup_cny=Number(0))

# %% answer="type"
def best_type(margin, customers, table):
    """利润最高的客户关系：代号。"""
    ### BEGIN SOLUTION
    each = margin * table["retention"] - table["cost_cny"]
    table = table.assign(profit=customers * each - table["setup_cny"])
    table = table.sort_values(["profit", "retention"], ascending=[False, False])
    return table["type"].iloc[0]
    ### END SOLUTION

# %% check="type-margin" points=6
def table_(**setup):
    table = pd.DataFrame({"type": ["proactive", "basic", "partner", "accountable", "passive"], "cost_cny": [25, 0, 120, 8, 2], "retention": [0.82, 0.60, 0.92, 0.74, 0.66]}, index=[3, 8, 1, 5, 4])
    return table.assign(setup_cny=[setup.get(name, 0) for name in table["type"]])


codes_ = ("basic", "passive", "accountable", "proactive", "partner")
for margin_, right_, zh, en in [
    (200, "accountable", "负责型：200 × 0.74 − 8 = 140 元，最高；伙伴型留下的最多，利润却最低，64 元。花的每位都要减，从大到小排。", "accountable: 200 × 0.74 − 8 = 140 yuan, the most; partner keeps most customers and earns least, 64. Take off every customer's cost; sort from high to low."),
    (10, "basic", "基本型：10 × 0.60 = 6 元；别的花费超过了多留下来的。", "basic: 10 × 0.60 = 6 yuan; the others cost more than they keep."),
    (50, "passive", "被动型：50 × 0.66 − 2 = 31 元。", "passive: 50 × 0.66 − 2 = 31 yuan."),
    (500, "proactive", "能动型：500 × 0.82 − 25 = 385 元。", "proactive: 500 × 0.82 − 25 = 385 yuan."),
    (1000, "partner", "伙伴型：1000 × 0.92 − 120 = 800 元，这次没有开办费。", "partner: 1000 × 0.92 − 120 = 800 yuan, without set-up this time."),
]:
    step = checks.example("best_type", margin_, 300, table_(), case=(f"每客毛利是 {margin_} 元时", f"a margin of {margin_} yuan") if margin_ != 200 else None)
    step.mistake(lambda got: got not in codes_, "要一种关系的代号，例如 \"basic\"：取 type 列，再用 iloc[0]。", "the code of one type is wanted, such as \"basic\": the column type, then iloc[0].")
    step.mistake(lambda got: got != right_, f"margin 是 {margin_} 时选错了。{zh}", f"wrong for a margin of {margin_}. {en}")
    step.expect(right_)
step = checks.example("best_type", 1000, 7, table_().iloc[[1, 3, 4]], case=("表里只有三种时", "a table of three types"))
step.mistake("partner", "只从 table 里有的几种选，不要写死。", "choose among the types in table: nothing fixed.")
step.expect("accountable", because=("三种里，负责型的利润最高：1000 × 0.74 − 8。", "Of these three accountable earns most: 1000 × 0.74 − 8."))
### BEGIN HIDDEN TESTS
### REFERENCE
for margin_ in (0, 33, 34, 74, 76, 212, 213, 949, 951, 5000):
    for customers_ in (1, 40, 100000):
        checks.agree("best_type", reference.best_type, margin_, customers_, table_(), case=("换一个每客毛利、没有开办费时", "another margin, no set-up"))
checks.agree("best_type", reference.best_type, 212.75, 10, table_()[table_().columns[::-1]].iloc[::-1], case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("best_type", reference.best_type, 300, 10, table_().assign(cost_cny=[90, 30, 20, 100, 70]), case=("花费不同时", "other costs"))
checks.agree("best_type", reference.best_type, 300, 10, table_().assign(retention=[0.3, 0.9, 0.2, 0.5, 0.4]), case=("留下来的比例不同时", "other retention"))
checks.agree("best_type", reference.best_type, 20, 10, table_().tail(1), case=("只有一种时", "a single type"))
checks.agree("best_type", reference.best_type, 10, 10, table_().assign(cost_cny=[40, 30, 90, 35, 28]), case=("每一种都亏时", "all lose money"))
### END HIDDEN TESTS

# %% check="type-setup" points=5
def table_(**setup):
    table = pd.DataFrame({"type": ["proactive", "basic", "partner", "accountable", "passive"], "cost_cny": [25, 0, 120, 8, 2], "retention": [0.82, 0.60, 0.92, 0.74, 0.66]}, index=[3, 8, 1, 5, 4])
    return table.assign(setup_cny=[setup.get(name, 0) for name in table["type"]])


for margin_, customers_, setup_, right_, zh, en in [
    (1000, 10000, 200000, "proactive", "伙伴型每位多赚 5 元，10000 位多赚 50000 元，抵不上 200000 元的开办费。", "partner earns 5 yuan more with each; 10,000 of them do not pay for 200,000 yuan of set-up."),
    (1000, 50000, 200000, "partner", "50000 位，每位多赚 5 元，超过了开办费：开办费只花一次。", "50,000 times 5 yuan is more than the set-up, which is paid once."),
    (2000, 1000, 200000, "proactive", "每位多赚 105 元，1000 位还抵不上 200000 元的开办费。", "105 yuan more with each; 1,000 of them do not pay for 200,000 yuan of set-up."),
    (2000, 2000, 200000, "partner", "每位多赚 105 元，2000 位超过了开办费。", "105 yuan more with each; 2,000 of them pay for the set-up."),
    (2000, 1000, 90000, "partner", "开办费换成了 90000 元，1000 位就超过了：看 setup_cny 列，不要写死。", "with a set-up of 90,000 yuan 1,000 are enough: read the column setup_cny."),
]:
    step = checks.example("best_type", margin_, customers_, table_(partner=setup_), case=(f"{customers_} 位客户时", f"{customers_} customers") if (margin_, customers_) != (1000, 10000) else None)
    step.mistake(lambda got: got != right_, f"margin 是 {margin_}、{customers_} 位客户时选错了：{zh}", f"wrong for a margin of {margin_} and {customers_} customers: {en}")
    step.expect(right_)
step = checks.example("best_type", 100, 100, table_(accountable=3000, proactive=500, passive=900), case=("别的关系也有开办费时", "set-up of other types"))
step.mistake("accountable", "每一种的开办费都要减，不只是伙伴型的。", "take off the set-up of every type, not of partner alone.")
step.expect("basic", because=("基本型不用开办费：6000 元，别的减去开办费都不到。", "basic needs no set-up and earns 6,000 yuan, more than any other after theirs."))
### BEGIN HIDDEN TESTS
### REFERENCE
for margin_, customers_ in [(1000, 39000), (1000, 41000), (2000, 1900), (2000, 1910), (960, 40000), (5000, 100), (1000, 100000)]:
    checks.agree("best_type", reference.best_type, margin_, customers_, table_(partner=200000), case=("有开办费、人数不同时", "a set-up and other numbers of customers"))
    checks.agree("best_type", reference.best_type, margin_, customers_, table_(partner=200000, proactive=60000, basic=999).iloc[::-1], case=("几种都有开办费时", "several with a set-up"))
checks.agree("best_type", reference.best_type, 100, 1, table_(basic=100, passive=90, accountable=100, proactive=80, partner=300), case=("只有一位客户时", "a single customer"))
### END HIDDEN TESTS

# %% check="type-equal" points=4
def even_(*rows):
    return pd.DataFrame(rows, columns=["type", "cost_cny", "retention", "setup_cny"], index=range(20, 20 + len(rows)))


tiny = even_(("basic", 0, 0.5, 0), ("passive", 16, 0.75, 0), ("accountable", 40, 0.875, 0))
codes_ = ("basic", "passive", "accountable", "proactive", "partner")
for margin_, right_, zh, en in [
    (64, "passive", "基本型和被动型都是 32 元：取 retention 高的。", "basic and passive both earn 32 yuan: take the higher retention."),
    (192, "accountable", "被动型和负责型都是 128 元：取 retention 高的。", "passive and accountable both earn 128 yuan: take the higher retention."),
]:
    for rows_ in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        step = checks.example("best_type", margin_, 10, tiny.iloc[rows_], about=("两种一样高时", "two types that earn the same") if margin_ == 64 and rows_ == [0, 1, 2] else None, case=("行的先后不同时", "rows in another order") if margin_ != 64 or rows_ != [0, 1, 2] else None)
        step.mistake(lambda got: got not in codes_, "只返回一种关系的代号。", "return the code of one type.")
        step.mistake(lambda got: got != right_, f"{zh}不看行的先后，也不按字母。", f"{en} Neither the order of the rows nor the letters count.")
        step.expect(right_)
step = checks.example("best_type", 128, 100, even_(("partner", 32, 0.75, 1600), ("basic", 0, 0.5, 1600), ("proactive", 16, 0.75, 1600)), case=("三种里有两种一样高时", "two of three are equal"))
step.mistake(lambda got: got != "proactive", "能动型利润最高：先看利润，一样高的才看 retention。", "proactive earns most: profit comes first, retention decides between equals.")
step.expect("proactive")
step = checks.example("best_type", 64, 10, even_(("accountable", 16, 0.5, 0), ("basic", 0, 0.75, 320)), case=("关系远的反而留得多时", "the looser type keeps more"))
step.mistake("accountable", "两种都是 160 元：只看 retention，不看哪一种花得多、哪一种更密切。", "both earn 160 yuan: retention alone decides, not the cost nor the closeness.")
step.expect("basic")
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("best_type", reference.best_type, 256, 1024, even_(("proactive", 16, 0.75, 0), ("partner", 64, 1, 16384), ("basic", 0, 0.25, 0)), case=("有开办费、两种正好一样高时", "a set-up and two types that earn exactly the same"))
for customers_ in (1, 64, 4096):
    for rows_ in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        checks.agree("best_type", reference.best_type, 64, customers_, tiny.iloc[rows_], case=("两种一样高时", "two types that earn the same"))
        checks.agree("best_type", reference.best_type, 0, customers_, even_(("passive", 0, 0.5, 0), ("partner", 0, 0.25, 0), ("basic", 0, 0.75, 0)).iloc[rows_], case=("利润都是 0、花费也一样时", "a profit and a cost that are 0 for all"))
checks.agree("best_type", reference.best_type, 96, 32, even_(("passive", 16, 0.5, 0), ("basic", 40, 0.75, 0), ("accountable", 64, 1, 0)), case=("三种一样高时", "three that earn the same"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[best_type(margin, 10000, table) for margin in [10, 50, 200, 500, 1000, 2000]]`。再把 10000 换成 100：哪个答案变了，为什么别的不变？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `loss_by_repeats(journeys, least)`：在一个经过里总共重复说了 0 遍、1 遍、2 遍……的客户，各**流失**了几成？返回一列（Series）：索引是重复了几遍，值是流失的比例，0 到 1 之间。
#
# **为什么**　多说一遍，客户只是嫌烦，还是真的会走？拿得出这个数，经理才肯花钱把记录连起来。
#
# **规则（本课约定）**
#
# - `journeys` 一行是一次接触。先合成**一个经过一行**：`repeats` 加起来，是总共重复了几遍；`lost` 在同一个经过里每一行都一样，取一个就行。
# - 一遍也没有重复的，是 0 那一组，也要算。
# - 流失的比例 = 这一组里流失的经过 ÷ 这一组的经过。每个经过算**一次**，不管有几行。
# - 经过少于 `least` 个的组，人太少，比例靠不住，**不列出来**；正好 `least` 个的留下。
# - 不用取整；要四舍五入，至少留三位小数。
#
# **样例**　班上的借书记录，一行是一次，合成每人一行：借了几次，有没有一次超期？True 比 False 大，只要有一个 True，`max` 就是 True；`count` 是有几行。最后只留借过两次以上的。

# %%
loans = pd.DataFrame({"who": ["Lin", "Wu", "Lin", "Bo", "Wu"], "pages": [120, 80, 60, 300, 20], "late": [False, False, True, False, False]})
readers = loans.groupby("who").agg(times=("pages", "count"), pages=("pages", "sum"), late=("late", "max"))
print(readers)
print(readers[readers["times"] >= 2]["pages"])
print(readers["late"].mean())

# %% [markdown] hint=1
# 分组两次。第一次按 `journey_id` 分，得到一个经过一行的小表；第二次把小表按重复了几遍分，每组数一数、求平均。

# %% [markdown] hint=2
# 第一次用 `agg`，`repeats` 用 `sum`，`lost` 用 `max`。第二次也用 `agg`，对 `lost` 一列算两样：`count` 是有几个经过，`mean` 是流失的比例。最后照借书的样例筛行、取列，用 `>=`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# each = journeys.groupby("journey_id").agg(times=("repeats", "sum"), lost=("lost", ...))
# groups = each.groupby("times").agg(count=("lost", "count"), loss=("lost", ...))
# return groups[groups["count"] >= ...]["loss"]
# ```

# %% contract=true
journeys = Table("anchao/crm_journeys", "journey_id step repeats lost", key="journey_id step")
least = Number(1, whole=True)

# %% answer="loss"
def loss_by_repeats(journeys, least):
    """重复了几遍的客户各流失了几成：一列，索引是几遍。"""
    ### BEGIN SOLUTION
    each = journeys.groupby("journey_id").agg(times=("repeats", "sum"), lost=("lost", "max"))
    groups = each.groupby("times").agg(count=("lost", "count"), loss=("lost", "mean"))
    return groups[groups["count"] >= least]["loss"]
    ### END SOLUTION

# %% check="loss-share" points=8
def journeys_(*told):
    rows = [(f"J{900 - number}", step, int(mark), lost) for number, (marks, lost) in enumerate(told) for step, mark in enumerate(marks, 1)]
    table = pd.DataFrame(rows, columns=["journey_id", "step", "repeats", "lost"]).sort_values(["step", "journey_id"])
    return table.assign(desk=table["step"].mod(2).map({0: "service", 1: "sales"}), record_seen=(table["step"] > 1) & (table["repeats"] == 0), minutes=5 + table["step"])


tiny = journeys_(("0", True), ("00", False), ("01", False), ("010", False), ("011", True), ("0110", False), ("0", False), ("01", True), ("0", False), ("0011", False), ("0100", False), ("0101", True), ("01110", True), ("011100", True))
step = checks.example("loss_by_repeats", tiny, 1)
step.mistake(lambda got: not hasattr(got, "items"), "要一列（Series），索引是重复了几遍：只有比例，看不出是哪一组的。", "a column (Series) is wanted, its index the repeats: shares alone do not tell their groups.")
for known_, zh, en in [
    ({0: 0.2, 1: 2 / 11, 2: 7 / 15, 3: 1.0}, "每个经过只算一次：先合成一个经过一行，再求平均。", "each journey counts once: make one row a journey before you take means."),
    ({1: 0.25, 2: 0.5, 3: 1.0}, "一遍也没有重复的也要算，是 0 那一组；least 比的是有几个经过。", "those without a repeat count, too: they are group 0; least is about the number of journeys."),
    ({0: 25.0, 1: 25.0, 2: 50.0, 3: 100.0}, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    ({0: 1.0, 1: 1.0, 2: 2.0, 3: 2.0}, "要比例，不是流失了几位：求平均 mean。", "a share is wanted, not how many were lost: take the mean."),
    ({0: 4.0, 1: 4.0, 2: 4.0, 3: 2.0}, "要流失的比例，不是这一组有几个经过。", "the share lost is wanted, not the number of journeys."),
    ({0: 0.75, 1: 0.75, 2: 0.5, 3: 0.0}, "反了：这是留下来的比例。", "reversed: this is the share that stayed."),
    (lambda got: len(got) == 4 and max(got) < 0.4, "除以这一组的经过，不是全部的经过，也不是流失的总数。", "divide by the journeys of the group, not by all, nor by all that were lost."),
    ({}, "四组都够 least 个经过，要留下：用 >=。", "all four groups have least journeys or more and stay: use >=."),
    (lambda got: sorted(got.index) == [0, 1], "repeats 先按经过加起来：一个经过可以重复好几遍。", "add repeats up by journey first: one journey may have several."),
    (lambda got: len(got) == 14, "还要分一次组：按重复了几遍分，不是一个经过一个数。", "group once more, by the number of repeats: not one figure a journey."),
    (lambda got: pd.Series(got).max() > 1, "lost 在一个经过里取一个就行，用 max；加起来，比例就超过 1 了。", "one lost of a journey is enough, by max; added up, the shares exceed 1."),
    (lambda got: max(got.index) > 3, "索引是重复了几遍：repeats 加起来，不是数有几次接触；没有人的组也不列出来。", "the index is the number of repeats: the sum of repeats, not the number of contacts; a group that nobody is in is left out."),
]:
    step.mistake(known_, zh, en)
step.expect({0: 0.25, 1: 0.25, 2: 0.5, 3: 1.0}, tol=0.0006, because=("重复 2 遍的有 4 个经过，流失 2 个：0.5。", "Four journeys have 2 repeats, and 2 of them are lost: 0.5."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "crm_journeys")
real_ = real_[real_.groupby("journey_id")["repeats"].transform("sum") <= 5]
checks.agree("loss_by_repeats", reference.loss_by_repeats, real_, 1, tol=0.0006, case=("用经过表里的数据时", "the case's own journeys"))
checks.agree("loss_by_repeats", reference.loss_by_repeats, real_[real_.columns[::-1]].iloc[::-1].reset_index(drop=True), 1, tol=0.0006, case=("行和列的先后不同时", "rows and columns in another order"))
shuffled_ = real_.sort_values(["desk", "minutes", "step", "journey_id"])
checks.agree("loss_by_repeats", reference.loss_by_repeats, shuffled_.set_axis(range(7, 7 + len(shuffled_)), axis=0), 1, tol=0.0006, case=("一个经过的几行不挨在一起时", "rows of a journey that stand apart"))
checks.agree("loss_by_repeats", reference.loss_by_repeats, journeys_(("0111", False), ("01110", True)), 1, tol=0.0006, case=("只有一组时", "a single group"))
checks.agree("loss_by_repeats", reference.loss_by_repeats, journeys_(("0", True), ("00", False), ("0111", True), ("01110", False), ("0111", True)), 1, tol=0.0006, case=("中间缺几组时", "groups that nobody is in"))
### END HIDDEN TESTS

# %% check="loss-least" points=7
def journeys_(*told):
    rows = [(f"J{900 - number}", step, int(mark), lost) for number, (marks, lost) in enumerate(told) for step, mark in enumerate(marks, 1)]
    table = pd.DataFrame(rows, columns=["journey_id", "step", "repeats", "lost"]).sort_values(["step", "journey_id"])
    return table.assign(desk=table["step"].mod(2).map({0: "service", 1: "sales"}), record_seen=(table["step"] > 1) & (table["repeats"] == 0), minutes=5 + table["step"])


tiny = journeys_(("01", True), ("010", False), ("01", False), ("0100", False), ("0110", True), ("0110", True), ("0011", False), ("0", False), ("0", False), ("01110", True), ("0111000", True))
step = checks.example("loss_by_repeats", tiny, 3)
for known_, zh, en in [
    ({0: 0.0, 1: 0.25, 2: 2 / 3, 3: 1.0}, "少于 least 个经过的组不列出来：这次 least 是 3。", "groups of fewer than least journeys are left out: least is 3 this time."),
    ({1: 0.25}, "正好 3 个经过的组要留下：用 >=。", "a group of exactly 3 journeys stays: use >=."),
    (lambda got: 0 in got.index and 1 not in got.index, "反了：这是不够 3 个的组。", "reversed: these are the groups that are too small."),
    ({1: 0.25, 2: 2 / 3, 3: 1.0}, "数经过，不是数接触的次数：重复 3 遍的只有 2 个经过。", "count journeys, not contacts: only 2 journeys have 3 repeats."),
    ({}, "一组也没有列出来：least 数的是经过，不是流失的；有两组够 3 个。", "no group is left: least counts journeys, not those that were lost; two groups have 3."),
    ({3: 1.0}, "least 比的是有几个经过，不是重复了几遍。", "least is about the number of journeys, not of repeats."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: not hasattr(got, "items"), "要一列（Series），索引是重复了几遍：只有比例，看不出是哪一组的。", "a column (Series) is wanted, its index the repeats: shares alone do not tell their groups.")
step.expect({1: 0.25, 2: 2 / 3}, tol=0.0006, because=("重复 1 遍的有 4 个经过，2 遍的有 3 个；0 遍、3 遍各只有 2 个。", "Four journeys have 1 repeat, three have 2; only two each have 0 and 3."))
step = checks.example("loss_by_repeats", tiny, 4, case=("least 换成 4 时", "least 4"))
step.mistake(lambda got: len(got) > 1, "least 是参数：这次是 4。", "least is a parameter: 4 this time.")
step.expect({1: 0.25}, tol=0.0006, because=("只有重复 1 遍的够 4 个经过。", "Only those with 1 repeat are 4 journeys."))
step = checks.example("loss_by_repeats", tiny, 2, case=("least 换成 2 时", "least 2"))
step.mistake({1: 0.25, 2: 2 / 3}, "正好 2 个经过的组要留下：用 >=；least 是参数。", "groups of exactly 2 journeys stay: use >=; least is a parameter.")
step.expect({0: 0.0, 1: 0.25, 2: 2 / 3, 3: 1.0}, tol=0.0006, because=("四组都有 2 个经过或更多。", "All four groups have 2 journeys or more."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "crm_journeys")
sizes_ = real_.groupby("journey_id")["repeats"].sum().value_counts()
for size_ in sorted(set(sizes_)):
    for least_ in (int(size_), int(size_) + 1):
        checks.agree("loss_by_repeats", reference.loss_by_repeats, real_.iloc[::-1], least_, tol=0.0006, case=("正好 least 个经过，或者只差一个时", "exactly least journeys, or one fewer"))
checks.agree("loss_by_repeats", reference.loss_by_repeats, tiny[tiny.columns[::-1]].iloc[::-1], 3, tol=0.0006, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("loss_by_repeats", reference.loss_by_repeats, tiny, 5, case=("一组也不够时", "no group is large enough"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `loss_by_repeats(journeys, 20)`，再运行 `loss_by_repeats(journeys, 1)`。每多说一遍，流失的比例大约高多少？第二次多出来的几组，为什么不能信？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看四个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
