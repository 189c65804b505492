# %% [markdown]
# # {title}
#
# 这里有三个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
#
# **数据说明**　`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "agents")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
applicants = cases.load("anchao", "applicants")
queries = cases.load("anchao", "kb_queries")
applicants.head(3)

# %% [markdown]
# `applicants` 是应聘客服的 40 人，一行一人；`queries` 是客户的 200 个问题。想知道每一列是什么意思，运行下一格；把名字换成 `kb_queries` 再看。

# %%
cases.columns("anchao", "applicants")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写函数 `screen(applicants)`：`applicants` 是应聘者的表，返回样样符合要求的人的 `applicant_id`，列表；一个也没有，就是空列表。先后不论。
#
# **为什么**　四十份材料，先把硬条件过一遍，余下的才请来面谈。
#
# **规则**　五条**都**要做到：
#
# 1. 打字（`typing`）每分钟至少 60 字，**正好 60 也算**；
# 2. 普通话标准（`mandarin` 是 True）；
# 3. 办公软件熟练（`office` 是 True）；
# 4. 没有缺勤（`absences` 是 0）；
# 5. 没有迟到（`late` 是 0），一次也不行。
#
# **样例**　社团招人：会唱歌，身高不到 150 厘米，才进童声组。几个条件都要，用 `&`，每个比较加圆括号；本来就是 True 和 False 的列，不用再比。

# %%
team = pd.DataFrame({"name": ["An", "Bo", "Cy"], "height": [148, 150, 149], "sings": [True, True, False]})
chosen = team[(team["height"] < 150) & team["sings"]]
chosen["name"].to_list()

# %% [markdown] hint=1
# 一条一条写条件，五条都要成立。哪一条有“正好也算”？

# %% [markdown] hint=2
# 五个条件用四个 `&` 连起来，放进方括号筛行；再取 `applicant_id` 一列，用 `to_list()` 变成列表。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# able = (applicants["typing"] >= ...) & applicants["mandarin"] & ...
# steady = (applicants["absences"] == 0) & (applicants["late"] == ...)
# return applicants[able & steady]["applicant_id"].to_list()
# ```

# %% contract=true
applicants = Table("anchao/applicants", "applicant_id typing mandarin office absences late", key="applicant_id")

# %% answer="screen"
def screen(applicants):
    """样样符合要求的应聘者的编号：列表。"""
    ### BEGIN SOLUTION
    able = (applicants["typing"] >= 60) & applicants["mandarin"] & applicants["office"]
    steady = (applicants["absences"] == 0) & (applicants["late"] == 0)
    return applicants[able & steady]["applicant_id"].to_list()
    ### END SOLUTION

# %% check="screen-all" points=6
def ids_(got):
    return sorted(got["applicant_id"]) if isinstance(got, pd.DataFrame) else sorted(list(got))


tiny_ = pd.DataFrame({"applicant_id": [f"P{number}" for number in range(78, 70, -1)], "typing": [72, 60, 59, 88, 91, 65, 70, 61], "mandarin": [True, True, True, False, True, True, True, True],
                      "office": [True, True, True, True, False, True, True, True], "absences": [0, 0, 0, 0, 0, 1, 0, 0], "late": [0, 0, 0, 0, 0, 0, 1, 0]})
step_ = checks.example("screen", tiny_)
step_.mistake(lambda got: isinstance(got, (int, float)), "要编号的列表，不是几个人。", "a list of ids is wanted, not how many.")
step_.mistake(lambda got: set(list(got)) <= {True, False} and len(list(got)) > 0, "要编号的列表，不是一列 True 和 False：放进方括号筛行，再取 applicant_id。", "a list of ids is wanted, not truth values: choose the rows by them, then take applicant_id.")
step_ = checks.example("screen", tiny_, read=ids_)
for known_, zh, en in [
    ("P78 P71", "正好 60 字也算：用 >=。", "exactly 60 counts: use >=."),
    ("P78 P77 P76 P71", "59 字不到 60 字，不算。", "59 is less than 60 and does not count."),
    ("P78 P77 P75 P71", "普通话不标准的（mandarin 是 False）不算。", "who does not speak standard Mandarin (mandarin is False) does not count."),
    ("P78 P77 P74 P71", "办公软件不熟练的（office 是 False）不算。", "who is not fluent with office software (office is False) does not count."),
    ("P78 P77 P73 P71", "缺勤一次也不行：absences 要等于 0。", "one absence is too many: absences must be 0."),
    ("P78 P77 P72 P71", "迟到一次也不行：late 要等于 0。", "late once is too often: late must be 0."),
    ("P78 P77 P73 P72 P71", "缺勤、迟到一次也不行：absences 和 late 都要等于 0。", "one absence and one time late are too many: both must be 0."),
    ("P78 P77 P76 P75 P74 P73 P72 P71", "五条都要做到：用 &，不用 |。", "all five are wanted: use &, not |."),
    ("P76 P75 P74 P73 P72", "反了：这些人都有一条没有做到。", "reversed: each of these fails one requirement."),
    ("", "有三个人样样符合，筛行的条件太严了。", "three meet all requirements: the conditions are too strict."),
]:
    step_.mistake(sorted(known_.split()), zh, en)
step_.expect(["P71", "P77", "P78"], because=("P71、P77、P78 五条都做到了，P77 正好 60 字。", "P71, P77, and P78 meet all five; P77 types exactly 60."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("screen", reference.screen, cases.load("anchao", "applicants"), read=ids_, case=("用应聘者的表时", "the case's own table"))
checks.agree("screen", reference.screen, tiny_[tiny_.columns[::-1]].iloc[::-1], read=ids_, case=("行和列的先后不同时", "rows and columns in another order"))
### END HIDDEN TESTS

# %% check="screen-edges" points=4
def ids_(got):
    return sorted(got["applicant_id"]) if isinstance(got, pd.DataFrame) else sorted(list(got))


def people_(*rows):
    table = pd.DataFrame(list(rows), columns=["typing", "mandarin", "office", "absences", "late"])
    return table.assign(applicant_id=[f"P{81 + number}" for number in range(len(rows))]).set_axis(range(50, 50 - len(rows), -1))


step_ = checks.example("screen", people_((60, True, True, 0, 0), (60, True, True, 0, 3), (200, True, True, 0, 0)), read=ids_)
step_.mistake(["P83"], "正好 60 字也算：用 >=。", "exactly 60 counts: use >=.")
step_.expect(["P81", "P83"], because=("P81 正好 60 字，算；P82 迟到过，不算。", "P81 types exactly 60 and counts; P82 was late and does not."))
step_ = checks.example("screen", people_((59, True, True, 0, 0), (90, False, False, 2, 5)), read=ids_, case=("一个也不符合时，返回空列表；现在", "nobody who meets all, where an empty list is wanted"))
step_.expect([], because=("59 字不到 60 字；另一位五条里有四条没有做到。", "59 is less than 60; the other fails four of the five."))
### BEGIN HIDDEN TESTS
### REFERENCE
for first_ in ((75, True, False, 1, 0), (75, False, True, 0, 1), (40, True, True, 1, 0), (75, True, True, 3, 0), (75, True, True, 0, 2), (75, True, True, 2, 2), (61, True, True, 0, 0)):
    checks.agree("screen", reference.screen, people_(first_, (60, True, True, 0, 0), (59, True, True, 0, 0)), read=ids_, case=("换几位应聘者时", "other applicants"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(screen(applicants))`：四十人里有几人？如果把打字的要求改成 50 字，会多几个？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写函数 `missing(queries, least)`：`queries` 是问题的表，`least` 是一个数；在没有合适文章的问题里，把每个主题（`topic`）问的次数（`times`）加起来，返回**至少**有 `least` 次的主题和它的次数。返回 Series，行的名字（索引）是主题；先后不论。
#
# **为什么**　知识库该添哪几篇？答不上来、问的人又多的，先写。
#
# **规则**
#
# - `article_id` 是 `"none"` 的问题，没有合适的文章，才算。空着的（`hidden` 的一半）不知道有没有，**不算**。
# - 一个问题可能问了好几次，加的是 `times`，不是有几行。**正好 `least` 次也算**。
# - 一个主题也没有，返回空的 Series。
#
# **样例**　没有卖出去的，每种各剩几件？至少剩 3 件的才打折。

# %%
goods = pd.DataFrame({"kind": ["cap", "cap", "bag", "cap"], "state": ["left", "left", "left", "sold"], "pieces": [1, 2, 2, 9]})
left = goods[goods["state"] == "left"].groupby("kind")["pieces"].sum()
left[left >= 3]

# %% [markdown] hint=1
# 三步：筛出没有文章的问题，按主题把次数加起来，再留下次数够的。

# %% [markdown] hint=2
# 和打折一样：先 `==` 筛行，再 `groupby("topic")["times"].sum()`；得到的 Series 自己也能用方括号筛，条件是不小于 `least`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# unanswered = queries[queries["article_id"] == ...]
# times = unanswered.groupby(...)["times"].sum()
# return times[times >= ...]
# ```

# %% contract=true
queries = Table("anchao/kb_queries", "half topic times article_id", key="query_id")
least = Number(1, whole=True)

# %% answer="missing"
def missing(queries, least):
    """没有文章、至少问了 least 次的主题：主题 → 次数。"""
    ### BEGIN SOLUTION
    unanswered = queries[queries["article_id"] == "none"]
    times = unanswered.groupby("topic")["times"].sum()
    return times[times >= least]
    ### END SOLUTION

# %% check="missing-sum" points=8
def times_(got):
    return got.set_index("topic")["times"] if isinstance(got, pd.DataFrame) and "topic" in got else got


tiny_ = pd.DataFrame({"query_id": [f"Q{number}" for number in range(310, 300, -1)], "topic": "rental trade_in tv rental trade_in extended extended tv trade_in smart_home".split(),
                      "times": [4, 9, 30, 6, 3, 7, 2, 5, 40, 25], "article_id": ["none", "none", "K12", "none", "none", "none", "none", "K40", "", ""],
                      "half": ["visible"] * 8 + ["hidden"] * 2})
step_ = checks.example("missing", tiny_, 10, read=times_)
for known_, zh, en in [
    ({"trade_in": 12}, "rental 正好 10 次，也算：用 >=。", "rental was asked exactly 10 times and counts: use >=."),
    ({"rental": 10, "trade_in": 52, "smart_home": 25}, "空着的（hidden 的一半）不知道有没有文章，不算：只要 article_id 是 none 的。", "empty ones (the hidden half) are not known to have none: take those whose article_id is none."),
    ({"trade_in": 40, "smart_home": 25}, "空着的是 hidden 的一半，不算；要 article_id 是文字 none 的。", "the empty ones are the hidden half and do not count; those with the text none are wanted."),
    ({"rental": 10, "trade_in": 12, "extended": 9}, "extended 只有 9 次，不到 10 次：加起来以后，还要和 least 比。", "extended has 9, less than 10: compare the sums with least."),
    ({"tv": 35}, "这些问题有文章；要没有文章的，article_id 是 none。", "these have an article; those without are wanted, where article_id is none."),
    ({"rental": 10, "trade_in": 52, "tv": 35, "smart_home": 25}, "要先筛出没有文章的问题，再分组。", "choose the queries without an article first, then group."),
    ({"extended": 9}, "反了：要至少 10 次的。", "reversed: those with at least 10 are wanted."),
    ({"tv": 35, "trade_in": 40, "smart_home": 25}, "反了：要 article_id 等于 none 的，用 ==。", "reversed: those whose article_id equals none are wanted: ==."),
    ({"rental": 10, "extended": 9}, "反了：要至少 10 次的，用 >=。", "reversed: those with at least 10 are wanted: >=."),
    ({}, "有两个主题够 10 次：article_id 要等于文字 none，不是空的；加的是 times，不是有几行；加起来再和 least 比。", "two topics reach 10: article_id is the text none, not empty; add up times, not rows; then compare with least."),
]:
    step_.mistake(known_, zh, en)
step_.mistake(lambda got: isinstance(got, pd.Series) and got.dtype == bool, "这是真假值：放进方括号，把够的筛出来。", "these are True and False: put them in brackets to choose those that reach it.")
step_.mistake(lambda got: not hasattr(got, "index") and sorted(list(got)) == ["rental", "trade_in"] and not hasattr(got, "items"), "要主题和次数，不只是主题：返回筛过的 Series。", "topics with their times are wanted, not topics alone: return the Series.")
step_.expect({"rental": 10, "trade_in": 12}, because=("没有文章的：rental 4 + 6，trade_in 9 + 3，extended 7 + 2。", "Without an article: rental 4 + 6, trade_in 9 + 3, extended 7 + 2."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("anchao", "kb_queries")
for least_ in (1, 5, 20, 40):
    checks.agree("missing", reference.missing, real_, least_, read=times_, case=("用案例里的问题时", "the queries of the case"))
checks.agree("missing", reference.missing, tiny_[tiny_.columns[::-1]].iloc[::-1], 9, read=times_, case=("行和列的先后不同时", "rows and columns in another order"))
### END HIDDEN TESTS

# %% check="missing-least" points=7
def times_(got):
    return got.set_index("topic")["times"] if isinstance(got, pd.DataFrame) and "topic" in got else got


tiny_ = pd.DataFrame({"query_id": [f"Q{number}" for number in range(326, 320, -1)], "topic": "rental trade_in tv rental extended heater".split(),
                      "times": [4, 12, 30, 6, 9, 60], "article_id": ["none", "none", "K12", "none", "none", ""], "half": ["visible"] * 5 + ["hidden"]})
step_ = checks.example("missing", tiny_, 9, read=times_)
step_.mistake({"rental": 10, "trade_in": 12}, "least 是参数：这次是 9，extended 正好 9 次，也算。", "least is a parameter: it is 9 this time, and extended has exactly 9.")
step_.mistake({"trade_in": 12, "extended": 9}, "rental 问了 4 次和 6 次，一共 10 次：先加起来，再和 least 比。", "rental was asked 4 and 6 times, 10 in all: add up first, then compare.")
step_.expect({"rental": 10, "trade_in": 12, "extended": 9}, because=("三个主题都至少有 9 次。", "All three topics have at least 9."))
step_ = checks.example("missing", tiny_, 12, read=times_, case=("least 是 12 时，", "least = 12"))
step_.mistake({"rental": 10, "trade_in": 12}, "least 是参数：这次是 12，不要写成固定的数。", "least is a parameter: it is 12 this time, not a fixed number.")
step_.expect({"trade_in": 12}, because=("只有 trade_in 正好 12 次。", "Only trade_in has 12."))
step_ = checks.example("missing", tiny_, 100, read=times_, case=("一个主题也没有时，返回空的 Series；现在", "no topic left, where an empty Series is wanted"))
step_.expect({}, because=("没有一个主题有 100 次。", "No topic has 100."))
### BEGIN HIDDEN TESTS
### REFERENCE
for least_ in (1, 4, 10, 11, 13):
    checks.agree("missing", reference.missing, tiny_.iloc[[4, 0, 3, 2, 1, 5]], least_, read=times_, case=("换一个 least 时", "another least"))
checks.agree("missing", reference.missing, tiny_.iloc[[2, 5]], 1, read=times_, case=("都有文章或者空着的时候", "all with an article or empty"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `missing(queries, 1)`。你先写哪个主题的文章？再看看 `queries[queries["article_id"] == "none"]`：他们是怎么问的？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写函数 `points(visit)`：`visit` 是客户来汽修店的一次记录，是一本字典，用 `visit["times"]` 这样的写法取值；返回这一次给几个积分，整数。
#
# **为什么**　汽修店想用积分答谢老客户。规则说得清，柜台上才不会吵起来。
#
# **规则（本课约定）**
#
# 1. 这一次是第几次来（`times`，第一次来是 1）：**第二次起**才是老客户；第一次来是新客户，不给积分，返回 0。
# 2. 老客户每满 10 元给 1 分，**不满 10 元的零头不算**（`spent`，这一次花了多少元，不会小于 0）。
# 3. 过生日的那个月来（`birthday` 是 True），积分**加倍**。先算出整数的积分，再加倍。
#
# **样例**　合唱团坐车，满员的车才开。`//` 是整除：只留商的整数部分，零头不要。

# %%
def full_buses(people, both_ways):
    if people < 12:
        return 0
    buses = people // 12
    if both_ways:
        buses = buses * 2
    return buses


print(full_buses(30, False), full_buses(30, True), full_buses(9, True))

# %% [markdown] hint=1
# 先问新老，新客户马上 `return 0`；再算满几个 10 元；最后问是不是生日的月份。

# %% [markdown] hint=2
# 和坐车一样：`visit["spent"] // 10` 是满几个 10 元；生日的月份乘 2。外面套 `int(...)`，就成了整数。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if visit["times"] < ...:
#     return 0
# earned = int(visit["spent"] // ...)
# if visit["birthday"]:
#     earned = ...
# return earned
# ```

# %% contract=true
visit = Record(times=Number(1, whole=True), spent=Number(0), birthday=Flag())

# %% answer="points"
def points(visit):
    """这一次给几个积分：整数。"""
    ### BEGIN SOLUTION
    if visit["times"] < 2:
        return 0
    earned = int(visit["spent"] // 10)
    if visit["birthday"]:
        earned = earned * 2
    return earned
    ### END SOLUTION

# %% check="points-old" points=8
for times_, spent_, right_, zh, en in [
    (5, 386, 38, "386 元满 38 个 10 元。", "386 yuan are 38 full tens."),
    (2, 200, 20, "第二次来就是老客户，200 元是 20 分。", "the second visit makes an old customer: 20 points for 200 yuan."),
    (3, 9.9, 0, "9.9 元不满 10 元，0 分。", "9.9 yuan are less than ten: 0 points."),
    (9, 10, 1, "正好 10 元，是 1 分。", "exactly 10 yuan are 1 point."),
    (4, 119.9, 11, "119.9 元满 11 个 10 元，零头不算。", "119.9 yuan are 11 full tens; the rest does not count."),
    (12, 0, 0, "没有花钱，是 0 分。", "nothing spent, 0 points."),
]:
    step_ = checks.example("points", {"times": times_, "spent": spent_, "birthday": False}, case=(f"第 {times_} 次来、花 {spent_} 元时，", f"visit {times_} and {spent_} yuan") if times_ != 5 else None)
    step_.mistake(lambda got: got == right_ + 1 and spent_ % 10, "不满 10 元的零头不算：用 //，不要四舍五入。", "what is short of ten does not count: use //, do not round.")
    step_.mistake(lambda got: got == spent_ / 10 and spent_ % 10, "不满 10 元的零头不算：用 //，不用 /。", "what is short of ten does not count: use //, not /.")
    step_.mistake(lambda got: right_ and got == 2 * right_, "不是生日的月份（birthday 是 False），不加倍。", "it is not the month of the birthday (birthday is False): do not double.")
    step_.mistake(lambda got: times_ == 2 and got == 0, "第二次来就是老客户，要给积分。", "the second visit makes an old customer, who gets points.")
    step_.mistake(lambda got: right_ > 1 and got == 0, f"第 {times_} 次来是老客户，要给积分；新客户才是 0。", f"visit {times_} is that of an old customer, who gets points; 0 is for a new one.")
    step_.mistake(lambda got: right_ > 1 and got == spent_, "每满 10 元才 1 分，不是 1 元 1 分。", "a point is for ten yuan, not for one.")
    step_.expect(right_, tol=1e-9, because=(zh, en))
### BEGIN HIDDEN TESTS
### REFERENCE
for times_ in (2, 3, 30):
    for spent_ in (0.5, 10, 99, 99.99, 100, 2580, 15.5):
        checks.agree("points", reference.points, {"spent": spent_, "times": times_, "birthday": False}, tol=1e-9, case=("换一位老客户时", "another old customer"))
### END HIDDEN TESTS

# %% check="points-rest" points=7
checks.example("points", {"times": 5, "spent": 386, "birthday": False})
for times_, spent_, birthday_, right_, zh, en in [
    (1, 386, False, 0, "第一次来是新客户，不给积分。", "the first visit: a new customer gets no points."),
    (1, 500, True, 0, "第一次来是新客户，过生日也不给积分：先问新老。", "the first visit: no points, birthday or not; ask for old or new first."),
    (5, 386, True, 76, "38 分加倍，是 76 分。", "38 points doubled are 76."),
    (2, 19.5, True, 2, "19.5 元是 1 分，加倍是 2 分：先算出整数，再加倍。", "19.5 yuan are 1 point, doubled 2: take the whole number first, then double."),
    (3, 8, True, 0, "8 元是 0 分，加倍还是 0。", "8 yuan are 0 points, and doubled still 0."),
]:
    step_ = checks.example("points", {"times": times_, "spent": spent_, "birthday": birthday_}, case=(f"第 {times_} 次来、花 {spent_} 元时，", f"visit {times_} and {spent_} yuan"))
    step_.mistake(lambda got: times_ == 1 and got > 0, zh, en)
    step_.mistake(lambda got: birthday_ and right_ and got == int(spent_ * 2 // 10) != right_, "先算出整数的积分，再加倍，不是把钱加倍。", "take the whole points first, then double them, not the money.")
    step_.mistake(lambda got: birthday_ and right_ and got == right_ / 2, "生日的月份（birthday 是 True），积分要加倍。", "it is the month of the birthday (birthday is True): double the points.")
    step_.expect(right_, tol=1e-9, because=(zh, en))
### BEGIN HIDDEN TESTS
### REFERENCE
for times_ in (1, 2, 8):
    for spent_ in (10, 15, 99.5, 100, 1206, 0):
        checks.agree("points", reference.points, {"birthday": True, "spent": spent_, "times": times_}, tol=1e-9, case=("生日的月份、换一位客户时", "other customers in the month of their birthday"))
    checks.agree("points", reference.points, {"birthday": False, "spent": 640, "times": times_}, tol=1e-9, case=("不是生日的月份、换一位客户时", "other customers in another month"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　积分、礼品、聚会、节日问候，都是答谢老客户的办法。这套积分规则，哪一条最容易在柜台上说不清？你会怎么改？
