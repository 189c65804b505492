# %% [markdown]
# # {title}
#
# 这里有三个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
#
# **数据说明**　`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "crm")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
journeys = cases.load("anchao", "crm_journeys")
paths = journeys.sort_values(["journey_id", "step"]).groupby("journey_id")["desk"].agg(list).to_list()
paths[:3]

# %% [markdown]
# `paths` 是 400 位客户办事的经过，一个经过是一个列表：先后找到了哪些部门。任务 1 用它。
#
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数，`paths` 是列表，里面的每一个经过也是列表：
#
# - `moves_between(paths, one, other)`：在 `one` 和 `other` 两个部门之间，一共转了几次；返回一个整数；
# - `best_link(paths)`：只能连两处，连哪两处，客户少说的遍数最多？返回 `PAIRS` 里的一样，例如 `["sales", "service"]`。
#
# **为什么**　钱只够连一条线。连最忙的两个部门，不一定最省事：要看客户在**哪两处之间**转得最多。
#
# **规则（本课约定）**
#
# - 紧挨着的两次接触，一次在 `one`，下一次在 `other`，或者反过来，算转了一次：**两个方向都算**。
# - 中间隔着别的部门，不算；还在同一个部门，也不算。
# - 转得最多的两处就是答案。一样多，取在 `PAIRS` 里**排在前面**的。
#
# **样例**　几天的午饭：吃完面，下一天吃饭，有几次？再从几样里找最长的：`max` 的 `key` 说按什么比，一样长，取排在前面的。

# %%
weeks = [["noodles", "rice", "rice"], ["soup", "noodles", "rice"]]
times = 0
for week in weeks:
    last = week[0]
    for food in week:
        if last == "noodles" and food == "rice":
            times = times + 1
        last = food
print(times, max(["rice", "soup", "noodles"], key=lambda food: len(food)))

# %% [markdown] hint=1
# 第一个函数和午饭一样，两层循环，只是两个方向都要数。第二个函数对 `PAIRS` 里的每一样，用第一个函数问一问。

# %% [markdown] hint=2
# 两个方向可以写成：`[last, desk] == [one, other] or [last, desk] == [other, one]`。`best_link` 用 `max`，`key` 里交给 `moves_between`：`pair[0]` 是前一个部门，`pair[1]` 是后一个。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# times = 0
# for path in paths:
#     last = path[0]
#     for desk in path:
#         if [last, desk] == [one, other] or [last, desk] == ...:
#             times = ...
#         last = ...
# return times
#
# return max(PAIRS, key=lambda pair: moves_between(paths, pair[0], ...))
# ```

# %% contract=true
paths = Listed(Listed(Choice("marketing", "sales", "service", "field", "call_centre")))
one = Choice("marketing", "sales", "service", "field", "call_centre")
other = Choice("marketing", "sales", "service", "field", "call_centre")

# %% answer="link"
PAIRS = [
    ["call_centre", "field"], ["call_centre", "marketing"], ["call_centre", "sales"], ["call_centre", "service"], ["field", "marketing"],
    ["field", "sales"], ["field", "service"], ["marketing", "sales"], ["marketing", "service"], ["sales", "service"],
]

def moves_between(paths, one, other):
    """在两个部门之间一共转了几次：整数。"""
    ### BEGIN SOLUTION
    times = 0
    for path in paths:
        last = path[0]
        for desk in path:
            if [last, desk] == [one, other] or [last, desk] == [other, one]:
                times = times + 1
            last = desk
    return times
    ### END SOLUTION

def best_link(paths):
    """最该连上的两处：PAIRS 里的一样。"""
    ### BEGIN SOLUTION
    return max(PAIRS, key=lambda pair: moves_between(paths, pair[0], pair[1]))
    ### END SOLUTION

# %% check="link-moves" points=8
tiny = [["sales", "field", "service"], ["field"], ["sales", "service", "sales", "field"], ["service", "call_centre", "sales"], ["service", "sales"], ["sales", "service", "service", "sales", "sales", "service"]]
step = checks.example("moves_between", tiny, "sales", "service")
step.mistake(lambda got: isinstance(got, list) or len(list(got)) > 1, "要一个整数：从 0 数起，一次一次加 1。", "one whole number is wanted: count from 0 up.")
for known_, zh, en in [
    (3, "两个方向都算：从 service 转到 sales 也是一次；一个经过里可以转好几次。", "both directions count: from service to sales is a move, too; a journey may have several."),
    (7, "中间隔着别的部门，或者隔着两个经过，不算：每个经过 last 从头来，每看完一次换一次。", "desks between, or two journeys, make no move: set last anew for each journey and after each look."),
    (8, "还在同一个部门，不算转了一次。", "staying at a desk is no move."),
    (13, "还在同一个部门，不算转了一次；一个经过的第一次也不算。", "staying at a desk is no move, nor is the first contact of a journey."),
    (11, "要 one 和 other 之间的，不是换了几次部门。", "moves between one and other are wanted, not all changes of desk."),
    (0, "每个经过都要看，return 写在两层循环外面。", "look at every journey: return stands after both loops."),
]:
    step.mistake(known_, zh, en)
step.expect(6, because=("第三个经过 2 次，第五个 1 次，最后一个 3 次。", "Two in the third journey, one in the fifth, three in the last."))
for one_, other_, right_ in [("service", "sales", 6), ("sales", "call_centre", 1), ("field", "sales", 2), ("marketing", "field", 0)]:
    step = checks.example("moves_between", tiny, one_, other_, case=(f"{one_} 和 {other_} 之间", f"{one_} and {other_}"))
    step.mistake(lambda got: got != right_, f"{one_} 和 {other_} 之间不是这么多：one 和 other 是参数，两个方向都算。", f"not so many between {one_} and {other_}: one and other are parameters, and both directions count.")
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = [own["desk"].to_list() for _, own in cases.load("anchao", "crm_journeys").groupby("journey_id")]
desks_ = ["marketing", "sales", "service", "field", "call_centre"]
for one_ in desks_:
    for other_ in desks_:
        if one_ != other_:
            checks.agree("moves_between", reference.moves_between, real_[:25], one_, other_, case=("用经过表里的数据时", "the case's own journeys"))
checks.agree("moves_between", reference.moves_between, [["sales"], ["service"]], "sales", "service", case=("每个经过只有一次接触时", "journeys of one contact"))
### END HIDDEN TESTS

# %% check="link-best" points=7
pair_ = lambda got: sorted(str(one) for one in got)
tiny = [["sales", "service", "call_centre", "sales"], ["call_centre", "sales", "call_centre", "service"], ["field", "call_centre", "field", "field"], ["field", "service", "field"], ["call_centre", "sales", "service"], ["marketing", "call_centre"]]
step = checks.example("best_link", tiny, read=pair_)
step.mistake(lambda got: len(got) != 2, "要 PAIRS 里的一样，两个部门。", "one entry of PAIRS, two desks, is wanted.")
for known_, zh, en in [
    (["call_centre", "field"], "call_centre 和 field 之间只有 2 次：找最多的，不是排在最前的。", "only 2 moves lie between call_centre and field: find the most, not the first of PAIRS."),
    (["field", "marketing"], "要最多的，不是最少的。", "the most is wanted, not the fewest."),
]:
    step.mistake(known_, zh, en)
step.expect(["call_centre", "sales"], because=("call_centre 和 sales 之间有 4 次，最多。", "Between call_centre and sales there are 4 moves, the most."))
step = checks.example("best_link", [["sales", "service", "sales"], ["field", "service", "field"], ["marketing", "sales"]], read=pair_, case=("两处一样多时", "two that are equal"))
step.mistake(["sales", "service"], "两处都是 2 次：取在 PAIRS 里排在前面的。", "both have 2 moves: take the one that stands first in PAIRS.")
step.expect(["field", "service"], because=("field 和 service 排在 sales 和 service 前面。", "field and service stand before sales and service."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = [own["desk"].to_list() for _, own in cases.load("anchao", "crm_journeys").groupby("journey_id")]
for part_ in (real_[:60], real_[60:90][::-1], [path for path in real_ if "field" in path][:20], [path for path in real_ if "call_centre" not in path][:30], [path[:2] for path in real_[:40]]):
    checks.agree("best_link", reference.best_link, part_, read=pair_, case=("用经过表里的数据时", "the case's own journeys"))
for last_ in ("marketing", "sales", "service"):
    checks.agree("best_link", reference.best_link, [["field", last_, "field", last_], ["sales", "service", "sales"]], read=pair_, case=("转得最多的是别的两处时", "another pair is the most"))
checks.agree("best_link", reference.best_link, [["sales", "service"], ["service", "call_centre"], ["field", "marketing"], ["marketing", "sales"]], read=pair_, case=("几处一样多时", "several that are equal"))
checks.agree("best_link", reference.best_link, [["sales"], ["field", "field"]], read=pair_, case=("一次也没有转时", "no move at all"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `best_link(paths)`，再看 `moves_between(paths, "call_centre", "sales")` 差多少。只数一个方向，答案会变吗？
#
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　实施客户关系管理有八个步骤。`steps` 是列表，把八个代号**从先到后**排好。
#
# **为什么**　很多企业先买软件，再想拿它做什么。先后乱了，钱就白花了。
#
# | 代号 | 这一步做什么 |
# |---|---|
# | `choose` | 选定解决方案，投入资金，开发、部署 |
# | `team` | 组建客户关系管理的团队 |
# | `improve` | 使用、维护、评估、改进 |
# | `needs` | 分析需求，启动信息系统 |
# | `train` | 培训用的人，系统正常运转 |
# | `plan` | 定业务计划：要达到什么目标 |
# | `stages` | 规划步骤，给系统各层排出先后，逐步推进 |
# | `processes` | 评估销售和服务的流程，明确应用的需求 |
#
# 全对得满分；八个步骤两两相比有 28 对，先后排对 22 对以上，也有分。

# %% [markdown] hint=1
# 先分三段：想清楚（目标、人、需求、流程），定下来（先后、方案），用起来。

# %% [markdown] hint=2
# 第一步是计划，有了计划才组团队；最后一步是用了以后再改进。`stages` 在 `choose` 前面：先排好先后，再花钱。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# steps = ["plan", "team", ..., "processes", ..., "choose", ..., "improve"]
# ```

# %% answer="steps"
steps = None  # 把 None 换成列表，例如 ["plan", "team", ...]
### BEGIN SOLUTION
steps = ["plan", "team", "needs", "processes", "stages", "choose", "train", "improve"]
### END SOLUTION

# %% check="steps-most" points=4
order_ = ["plan", "team", "needs", "processes", "stages", "choose", "train", "improve"]
found_ = checks.variable("steps").got
checks.that(not isinstance(found_, str), "steps", "要列表：方括号里八个代号，每个都有自己的引号。", "a list is wanted: eight codes in square brackets, each in quotation marks of its own.")
checks.that(hasattr(found_, "__getitem__"), "steps", "要写成列表，用方括号；集合 {…} 没有先后。", "write a list, in square brackets; a set {…} has no order.")
got_ = [str(code).strip() for code in found_]
checks.that(set(got_) <= set(order_), "steps", "只用表里的八个英文代号。", "use the eight codes of the table only.")
checks.that(len(got_) == 8 and len(set(got_)) == 8, "steps", "八个代号每个正好一次。", "each of the eight codes stands once.")
right_ = sum([got_.index(one) < got_.index(other) for number, one in enumerate(order_) for other in order_[number + 1:]])
checks.that(right_ > 6, "steps", "方向反了：从先到后排，第一步在最前面。", "reversed: the first step stands first.")
checks.that(right_ >= 22, "steps", f"28 对里先后排对了 {right_} 对，要 22 对以上：先想清楚，再定下来，最后用起来。", f"{right_} of 28 pairs are in order, 22 are wanted: think first, then decide, then use.")
checks.right("steps")

# %% check="steps-all" points=6
order_ = ["plan", "team", "needs", "processes", "stages", "choose", "train", "improve"]
found_ = checks.variable("steps").got
checks.that(not isinstance(found_, str), "steps", "要列表：方括号里八个代号，每个都有自己的引号。", "a list is wanted: eight codes in square brackets, each in quotation marks of its own.")
checks.that(hasattr(found_, "__getitem__"), "steps", "要写成列表，用方括号；集合 {…} 没有先后。", "write a list, in square brackets; a set {…} has no order.")
got_ = [str(code).strip() for code in found_]
checks.that(set(got_) <= set(order_), "steps", "只用表里的八个英文代号。", "use the eight codes of the table only.")
checks.that(len(got_) == 8 and len(set(got_)) == 8, "steps", "八个代号每个正好一次。", "each of the eight codes stands once.")
for one_, other_, zh, en in [
    ("plan", "team", "有了计划，才知道要组怎样的团队。", "only with a plan one knows which team is needed."),
    ("team", "needs", "有了团队，才有人去分析需求。", "only with a team there is somebody to analyse needs."),
    ("needs", "processes", "先分析需求、启动信息系统，再评估销售和服务的流程。", "needs are analysed and the information system is started before processes are evaluated."),
    ("processes", "stages", "看清了流程要什么，才排得出先后。", "only when it is clear what the processes need, stages can be planned."),
    ("stages", "choose", "先排好先后，再选方案、花钱。", "stages are planned before a solution is chosen and paid for."),
    ("choose", "train", "系统部署好了，才能培训用的人。", "users are trained when the system is there."),
    ("train", "improve", "正常用起来以后，才谈得上评估和改进。", "only what is in use can be evaluated and improved."),
]:
    checks.that(got_.index(one_) < got_.index(other_), "steps", f"{one_} 要排在 {other_} 前面：{zh}", f"{one_} comes before {other_}: {en}")
checks.right("steps")

# %% [markdown]
# **接着看**　要是先 `choose`，再 `processes`，会出什么事？说一件你见过的：买了用不上的东西。
#
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写函数 `purpose(tier, potential, is_bad, profit)`：对一位客户，该怎么办？返回 `"dig"` 挖掘、`"keep"` 留住、`"give_up"` 放弃。
#
# - `tier`：现在是哪一层，`"key"` 关键客户，`"ordinary"` 普通客户，`"small"` 小客户；
# - `potential`：有没有潜力成为关键客户，True 或 False；
# - `is_bad`：有没有**证据**说明他恶意拖欠、欺诈，True 或 False；
# - `profit`：他一年带来的利润，元，亏了是负的。
#
# **为什么**　客户关系管理有三个目的：挖掘关键客户，留住现有客户，放弃回报低的客户。人手有限，每位客户用在哪个目的上，要有一把同样的尺子。
#
# **规则（本课约定）**　从上往下问，**第一个**合得上的就是答案：
#
# 1. 有恶意的证据 → `"give_up"`。
# 2. 已经是关键客户 → `"keep"`，这一年亏了也一样：先找原因。
# 3. 还不是关键客户，有潜力 → `"dig"`。
# 4. 没有潜力：利润小于 0 → `"give_up"`；**正好 0** 或者大于 0 → `"keep"`。
#
# 放弃不是赶走：没有恶意的，只是不再多投入，改走花费低的渠道，该有的服务和尊重一样不少。没有证据，不能说人家恶意。
#
# **样例**　阅览室的座位，从上往下问。

# %%
def seat(card, exam, late):
    if late:
        return "wait"
    if card == "teacher":
        return "office"
    if exam:
        return "quiet"
    return "hall"


print(seat("student", True, False), seat("teacher", True, False), seat("teacher", False, True))

# %% [markdown] hint=1
# 四条规则，四个问题，先后不能乱。前三个问到了就 `return`，最后一个分两种。

# %% [markdown] hint=2
# `is_bad` 和 `potential` 本来就是真假，直接写 `if is_bad:`。第二问比 `tier`，用两个等号。最后用 `< 0`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if is_bad:
#     return "give_up"
# if tier == ...:
#     return "keep"
# if potential:
#     return ...
# return "give_up" if profit < ... else "keep"
# ```

# %% contract=true
tier = Choice("key", "ordinary", "small")
potential = Flag()
is_bad = Flag()
profit = Number()

# %% answer="purpose"
def purpose(tier, potential, is_bad, profit):
    """对一位客户：dig、keep 或 give_up。"""
    ### BEGIN SOLUTION
    if is_bad:
        return "give_up"
    if tier == "key":
        return "keep"
    if potential:
        return "dig"
    return "give_up" if profit < 0 else "keep"
    ### END SOLUTION

# %% check="purpose-first" points=8
codes_ = ("dig", "keep", "give_up")
for given_, right_, zh, en in [
    (("ordinary", True, False, 300), "dig", "还不是关键客户，有潜力：挖掘。", "not key yet, with potential: dig."),
    (("key", True, True, 9000), "give_up", "有恶意的证据，关键客户也一样：先问 is_bad。", "there is evidence of bad faith, key or not: ask is_bad first."),
    (("small", True, True, 50), "give_up", "有恶意的证据，有潜力也一样：先问 is_bad。", "there is evidence of bad faith, potential or not: ask is_bad first."),
    (("key", True, False, 9000), "keep", "已经是关键客户，不用再挖掘：先问 tier。", "already key, nothing left to dig: ask tier before potential."),
    (("key", False, False, 9000), "keep", "关键客户要留住。", "a key customer is kept."),
    (("key", False, False, -400), "keep", "关键客户这一年亏了，也先留住、找原因。", "a key customer who lost money this year is kept; look for the cause."),
    (("small", True, False, -80), "dig", "有潜力，现在亏一点也值得挖掘。", "with potential a small loss now is worth it: dig."),
]:
    step = checks.example("purpose", *given_, case=("换一位客户时", "another customer") if given_ != ("ordinary", True, False, 300) else None)
    step.mistake(lambda got: got not in codes_, "返回三个英文代号之一：dig、keep、give_up。", "return one of the three codes: dig, keep, give_up.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("key", "ordinary", "small"):
    for potential_ in (True, False):
        for bad_ in (True, False):
            if bad_ or potential_ or tier_ == "key":
                for profit_ in (-500, 0, 700.5):
                    checks.agree("purpose", reference.purpose, tier_, potential_, bad_, profit_, case=("换一位客户时", "another customer"))
### END HIDDEN TESTS

# %% check="purpose-profit" points=7
codes_ = ("dig", "keep", "give_up")
for given_, right_, zh, en in [
    (("ordinary", False, False, 250), "keep", "没有潜力，可是有利润：留住。", "no potential, but a profit: keep."),
    (("small", False, False, 12), "keep", "小客户有利润，也留住：不看 tier。", "a small customer with a profit is kept, too: tier does not matter here."),
    (("ordinary", False, False, -250), "give_up", "没有潜力，又亏：放弃。", "no potential and a loss: give up."),
    (("small", False, False, -12), "give_up", "没有潜力，又亏：放弃。", "no potential and a loss: give up."),
    (("ordinary", False, False, 0), "keep", "正好 0，不亏：留住，用 < 0。", "exactly 0 is no loss: keep, use < 0."),
    (("small", False, False, -0.5), "give_up", "亏 5 角也是小于 0。", "a loss of half a yuan is below 0."),
    (("small", False, False, 0.5), "keep", "赚 5 角也是大于 0。", "a profit of half a yuan is above 0."),
]:
    step = checks.example("purpose", *given_, case=("换一位客户时", "another customer") if given_ != ("ordinary", False, False, 250) else None)
    step.mistake(lambda got: got not in codes_, "返回三个英文代号之一：dig、keep、give_up。", "return one of the three codes: dig, keep, give_up.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("ordinary", "small"):
    for profit_ in (-9000, -1, -0.01, 0, 0.01, 1, 88000):
        checks.agree("purpose", reference.purpose, tier_, False, False, profit_, case=("没有潜力时", "no potential"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　“放弃回报低的客户”和“客户是上帝”打架吗？已经走了的客户，和回报低的客户，是一回事吗？各写一句。
