# %% [markdown]
# # {title}
#
# 这里有七个任务，最后还有一道要写的，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
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
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `general(rate, threshold)`：一种原因的比例 `rate` 达到 `threshold`，返回 `"revise"`（普遍的，修改企业的制度）；没有达到，返回 `"sum_up"`（个别的，做好总结）；
# - `decisions(survey, n, threshold)`：`survey` 是专项调查的结果，一行是一位客户（`customer_id`）说到的一种原因（`cause`），还可能有别的列，一共问了 `n` 位客户；返回 Series，索引是原因，值是 `"revise"` 或 `"sum_up"`。
#
# **为什么**　一宗投诉处理完了，还要问一句：这是他一家的事，还是大家的事？
#
# **规则**
#
# - 比例 = 说到这种原因的客户数 ÷ 调查的客户数。同一位客户说了几次，只算一位。
# - 正好等于 `threshold`，也算达到。本课约定 10%（0.1），别的企业可以另定，所以要写成参数。
# - 没有人说到的原因，不用列出来。
#
# **样例**　`nunique` 数不重复的有几个；`apply` 也能对一列里的每个值用函数，参数写在后面。

# %%
visits = pd.DataFrame({"who": ["A", "B", "A", "C"], "shop": ["north", "north", "north", "south"]})
people = visits.groupby("shop")["who"].nunique()
print(people.to_dict())


def busy(share, line):
    return "busy" if share > line else "quiet"


print((people / 3).apply(busy, line=0.5).to_dict())

# %% [markdown] hint=1
# 先想清楚分子数的是什么：是几行，还是几位客户？

# %% [markdown] hint=2
# `general` 只有一个判断，用 `>=`。`decisions` 先按原因分组，数不重复的客户；除以 `n`；再对每个比例用 `general`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return "revise" if rate ... threshold else ...
#
# customers = survey.groupby(...)["customer_id"].nunique()
# return (customers / ...).apply(general, threshold=...)
# ```

# %% contract=true
rate = Number(0, 1)
threshold = Number(0, 1)
survey = Table("yunduo/complaints", "customer_id cause", only=True)
n = Number(1, whole=True)

# %% answer="general"
def general(rate, threshold):
    """"revise"（普遍的）或 "sum_up"（个别的）。"""
    ### BEGIN SOLUTION
    return "revise" if rate >= threshold else "sum_up"
    ### END SOLUTION

def decisions(survey, n, threshold):
    """每种原因的判断：Series，索引是原因。"""
    ### BEGIN SOLUTION
    customers = survey.groupby("cause")["customer_id"].nunique()
    return (customers / n).apply(general, threshold=threshold)
    ### END SOLUTION

# %% check="general-one" points=4
for rate_, threshold_, right_, zh, en in [
    (0.25, 0.1, "revise", "25% 超过了 10%：普遍的。", "25% is above 10%: general."),
    (0.03, 0.1, "sum_up", "3% 没有达到 10%：个别的。", "3% is below 10%: single."),
    (0.1, 0.1, "revise", "正好 10%，也算达到。", "exactly 10% is enough."),
    (0.15, 0.2, "sum_up", "这次的标准是 20%，15% 没有达到：用参数 threshold。", "the threshold is 20% this time, 15% is below it: use the parameter."),
]:
    checks.example("general", rate_, threshold_).mistake(
        lambda got: got not in ("revise", "sum_up"), "返回 revise 或 sum_up。", "return revise or sum_up.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for rate_, threshold_ in [(0, 0.1), (0.099, 0.1), (0.101, 0.1), (0.5, 0.5), (0.05, 0.03), (1, 0.9), (0.2, 0.21)]:
    checks.agree("general", reference.general, rate_, threshold_, case=("换一个标准时", "another threshold"))
### END HIDDEN TESTS

# %% check="general-causes" points=6
def survey_(*said):
    table = pd.DataFrame([entry.split() for entry in said], columns=["customer_id", "cause"])
    return table.assign(answer_id=[f"A{number:02d}" for number in range(len(table))])


tiny = survey_("C001 film_jam", "C001 film_jam", "C001 film_jam", "C002 late_visit", "C003 late_visit", "C004 seal_leak", "C004 seal_leak", "C005 rude_words", "C006 late_visit")
step = checks.example("decisions", tiny, 20, 0.1)
step.mistake({"film_jam": "revise", "late_visit": "revise", "rude_words": "sum_up", "seal_leak": "revise"},
             "同一位客户说了几次，只算一位。", "a customer counts once, however often he says it.")
step.mistake({"late_visit": "revise"}, "没有达到的原因也要列出来，写 sum_up。", "list the causes below the threshold, too, as sum_up.")
step.mistake(lambda got: set(pd.Series(got)) == {"revise"}, "除以调查的客户数 n，不是说到的人数。", "divide by n, the customers surveyed.")
step.mistake(lambda got: not any(isinstance(value, str) for value in list(pd.Series(got))), "要判断，不是比例：再用一次 general。", "decisions are wanted, not rates: use general.")
step.mistake(["late_visit"], "每种原因都要写出判断。", "give the decision for every cause.")
step.expect({"film_jam": "sum_up", "late_visit": "revise", "rude_words": "sum_up", "seal_leak": "sum_up"}, because=(
    "20 位客户里，三位说到 late_visit，占 15%；别的原因各一位，占 5%。", "Of 20 customers three name late_visit, 15%; each other cause has one, 5%."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("decisions", reference.decisions, tiny, 30, 0.1, case=("正好达到标准时", "a rate exactly at the threshold"))
checks.agree("decisions", reference.decisions, tiny, 31, 0.1, case=("差一点达到标准时", "a rate just below the threshold"))
checks.agree("decisions", reference.decisions, tiny, 20, 0.05, case=("换一个标准时", "another threshold"))
checks.agree("decisions", reference.decisions, tiny[["cause", "customer_id"]], 20, 0.1, case=("列的先后不同时", "columns in another order"))
key_ = cases.load("yunduo", "complaints").query("tier == 'key'")
checks.agree("decisions", reference.decisions, key_, 120, 0.1, case=("用关键客户的投诉时", "the complaints of key customers"))
checks.agree("decisions", reference.decisions, key_, 120, 0.2, case=("用关键客户的投诉、标准是 20% 时", "the complaints of key customers and 20%"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　云垛机械有 120 家关键客户。新建一格，运行 `decisions(complaints[complaints["tier"] == "key"], 120, 0.1)`。哪些原因要改制度？标准换成 20% 呢？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `hidden(heard, c)`：听到 `heard` 宗投诉，遇到问题的客户里，开口投诉的占 `c`；返回还有多少个问题没有听到；
# - `kept(c, s, q)`：遇到问题的客户里，再次购买的比例（0 到 1）。
#
# **为什么**　投诉只是冰山露出水面的一角。投诉少了，是问题少了，还是客户懒得说了？
#
# **规则**　损失在 100 美元以上的客户，再次购买的比例照公开资料（TARP，L08）：没有投诉的 9%；投诉了但不满意的 19%；解决了的 54%；很快解决的 82%。
#
# - `c` 是开口投诉的比例，`s` 是投诉里解决了的比例，`q` 是解决了的里面**很快**解决的比例，都在 0 到 1 之间。
# - 不用取整；要四舍五入，比例至少留三位小数。
#
# **样例**　两种人混在一起，平均数按各占多少来算：三成学生付 8 元，七成大人付 20 元。

# %%
students = 0.3
print(students * 8 + (1 - students) * 20)

# %% [markdown] hint=1
# 听到的占 `c`。那么全部问题有多少？没有听到的呢？

# %% [markdown] hint=2
# 一层一层来：解决了的客户，平均多少会再买？投诉了的呢？最后是所有遇到问题的客户。每一层都像样例那样加权。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return heard / c - ...
#
# solved = q * 0.82 + (1 - q) * ...
# told = s * solved + (1 - s) * ...
# return c * ... + (1 - c) * ...
# ```

# %% contract=true
heard = Number(0, whole=True)
c = Number(0.01, 1)
s = Number(0, 1)
q = Number(0, 1)

# %% answer="iceberg"
def hidden(heard, c):
    """没有听到的问题有多少个。"""
    ### BEGIN SOLUTION
    return heard / c - heard
    ### END SOLUTION

def kept(c, s, q):
    """遇到问题的客户再次购买的比例（0–1）。"""
    ### BEGIN SOLUTION
    solved = q * 0.82 + (1 - q) * 0.54
    told = s * solved + (1 - s) * 0.19
    return c * told + (1 - c) * 0.09
    ### END SOLUTION

# %% check="iceberg-hidden" points=4
step = checks.example("hidden", 30, 0.25)
for value_, zh, en in [
    (120, "这是全部的问题，要减去听到的。", "this is all the problems; take away those that were heard."),
    (7.5, "听到的已经是 c 这一份了，不用再乘：用除法倒推。", "what was heard is the share c already: divide, do not multiply."),
    (22.5, "这是 30 的四分之三：先算全部的问题有多少。", "this is three quarters of 30: work out all the problems first."),
    (-22.5, "听到的已经是 c 这一份了，不用再乘：用除法倒推。", "what was heard is the share c already: divide, do not multiply."),
    (10, "除以 c 倒推全部，不是除以 1 − c。", "divide by c to get all the problems, not by 1 − c."),
]:
    step.mistake(value_, zh, en)
step.expect(90, because=("30 宗占四分之一，全部有 120 个，没有听到的有 90 个。", "30 are a quarter of 120, so 90 were not heard."))
### BEGIN HIDDEN TESTS
### REFERENCE
for heard_, c_ in [(40, 0.4), (40, 0.2), (0, 0.5), (7, 1), (12, 0.03)]:
    checks.agree("hidden", reference.hidden, heard_, c_, case=("换一组数时", "other numbers"))
### END HIDDEN TESTS

# %% check="iceberg-kept" points=6
step = checks.example("kept", 0.5, 0.8, 0.25)
solved_ = 0.25 * 0.82 + 0.75 * 0.54
for value_, zh, en in [
    (0.5 * (0.8 * solved_ + 0.2 * 0.19), "没有投诉的客户也要算：他们有 9% 会再买。", "those who said nothing count too: 9% buy again."),
    (0.5 * 0.8 * solved_ + 0.5 * 0.09, "投诉了但不满意的也要算：他们有 19% 会再买。", "those who complained in vain count too: 19% buy again."),
    (0.5 * (0.8 * solved_ + 0.2 * 0.09) + 0.5 * 0.19, "9% 和 19% 反了：没有投诉的才是 9%。", "9% and 19% are swapped: 9% is for those who said nothing."),
    (0.5 * (0.8 * 0.54 + 0.2 * 0.19) + 0.5 * 0.09, "很快解决的是 82%，还没有用到 q。", "82% where it was quick: q has not been used."),
    (0.5 * (0.8 * (0.25 * 0.54 + 0.75 * 0.82) + 0.2 * 0.19) + 0.5 * 0.09, "54% 和 82% 反了：很快解决的才是 82%。", "54% and 82% are swapped: 82% is for the quick ones."),
    (0.8 * solved_ + 0.2 * 0.19, "这是投诉了的客户，还有没有开口的。", "these are those who complained; some said nothing."),
    (100 * (0.5 * (0.8 * solved_ + 0.2 * 0.19) + 0.045), "请写成 0 到 1 之间的小数。", "give a number between 0 and 1."),
]:
    step.mistake(value_, zh, en, tol=0.0006)
step.expect(0.5 * (0.8 * solved_ + 0.2 * 0.19) + 0.045, tol=0.0006, because=(
    "解决了的 0.25 × 82% + 0.75 × 54% = 61%；投诉了的 0.8 × 61% + 0.2 × 19% = 52.6%；最后和没有投诉的 9% 各占一半。",
    "Solved: 0.25 × 82% + 0.75 × 54% = 61%; complained: 0.8 × 61% + 0.2 × 19% = 52.6%; then half and half with the silent 9%."))
### BEGIN HIDDEN TESTS
### REFERENCE
for shares_ in [(0.4, 0.5, 0.3), (0.2, 0.5, 0.3), (0.6, 0.5, 0.3), (0.4, 0.7, 0.3), (0.4, 0.5, 0.6), (1, 1, 1), (1, 0, 0.5), (1, 1, 0), (0.05, 0.9, 0.1)]:
    checks.agree("kept", reference.kept, *shares_, tol=0.0006, case=("换一组比例时", "other shares"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格：听到 40 宗，`c` 是 0.4，没有听到的有多少？`s` 是 0.5、`q` 是 0.3 时，投诉少一半（`c` 变成 0.2），和让投诉更容易（`c` 变成 0.6），哪一个是好消息？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　读下面这段（虚构的）对话，给客服的八句话贴标签；再写一个函数。
#
# - `moves`：字典，键是 1 到 8，值是 `"R"` 表示歉意、`"M"` 表现礼貌、`"L"` 仔细聆听、`"S"` 表示同情、`"P"` 及时承诺，或者 `"X"`（不属于 RMLSP，还会火上浇油）；
# - `lacking(said)`：`said` 是列表，里面是这样的标签；返回 RMLSP 里没有出现的字母，列表，按 R、M、L、S、P 的顺序。
#
# **为什么**　情绪没有平下来，再好的方案也听不进去。五样做全了没有，回头听一遍录音就知道。
#
# **对话**　华岭食品的郝主任打来电话：“包装机又停了，这个月第三次！整条线的人都在等！”
#
# 1. “郝主任您好，我是云垛机械的小孟。谢谢您打来，这件事由我来跟到底。”
# 2. “我记下来了：3 日、11 日和今天，都是封口那一段卡住，对吗？您接着说。”
# 3. “三次都没有修好，耽误了您的生产，实在对不起。”
# 4. “这款机器别家用着都没事，是不是你们的人不会用？”
# 5. “整条线的人站着等，换了我也着急，您的心情我理解。”
# 6. “按合同最多赔两千元，您签个字，这事就算完了。”
# 7. “请您冷静一点，发火解决不了问题。”
# 8. “我现在就上报。今天下午三点以前，查到哪一步，我都给您回电话。”
#
# **样例**　名单上有三样礼物，小雨带了水果和花，还缺什么？

# %%
gifts = ["tea", "fruit", "cake"]
print([gift for gift in gifts if gift not in ["fruit", "flowers"]])

# %% [markdown] hint=1
# 每句话问一问：它在道歉、招呼、听、体谅，还是承诺？怪客户、谈钱了事、叫人冷静的，都不是。

# %% [markdown] hint=2
# 八句里五样各有一句，`"X"` 有三句。`lacking` 对五个字母一个一个问：不在 `said` 里吗？

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# moves = {1: "M", 2: ..., 3: ..., 4: "X", 5: ..., 6: ..., 7: ..., 8: ...}
#
# return [letter for letter in ... if letter not in ...]
# ```

# %% contract=true
said = Listed(Choice("R", "M", "L", "S", "P", "X"))

# %% answer="talk"
moves = None  # 把 None 换成字典，例如 {1: "X", 2: "X", ...}
### BEGIN SOLUTION
moves = {1: "M", 2: "L", 3: "R", 4: "X", 5: "S", 6: "X", 7: "X", 8: "P"}
### END SOLUTION

def lacking(said):
    """RMLSP 里没有出现的字母：列表，按 R、M、L、S、P 的顺序。"""
    ### BEGIN SOLUTION
    return [letter for letter in ["R", "M", "L", "S", "P"] if letter not in said]
    ### END SOLUTION

# %% check="talk-moves" points=6
got_ = checks.variable("moves").got
given_ = {str(number): str(letter).strip().upper() for number, letter in got_.items()} if hasattr(got_, "items") else {}
checks.that(set(given_) == {str(number) for number in range(1, 9)}, "moves", "要写成字典，键是 1 到 8，一个也不多，一个也不少。",
            "a dictionary is wanted, with the keys 1 to 8 and no others.")
checks.that(set(given_.values()) <= set("RMLSPX"), "moves", "值只用 R、M、L、S、P、X。", "use R, M, L, S, P and X only.")
checks.answered("moves")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("1", "报名字、道谢，是五样里的哪一样？", "a name and thanks: which of the five is that?"),
    ("2", "他在记、在复述、请客户接着说。", "he takes notes, repeats, asks her to go on."),
    ("3", "“对不起”是哪一样？", "“sorry”: which of the five is that?"),
    ("4", "这句话把错推给了谁？", "whom does this sentence blame?"),
    ("5", "他说的是客户的心情。", "he speaks of the customer's feelings."),
    ("6", "事情还没有查清，就想用钱了结。", "nothing is known yet, and he wants to settle it with money."),
    ("7", "正在气头上的人，听了会怎样？", "how does an angry person hear this?"),
    ("8", "有时间、有行动，又没有预先认定谁对谁错。", "a time and an act, and no judgement before the facts."),
]:
    checks.that(given_[number_] == reference.moves[int(number_)], "moves", f"第 {number_} 句：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="talk-lacking" points=4
step = checks.example("lacking", ["S", "X", "M", "M"])
for known_, zh, en in [
    (["M", "S"], "反了：这是出现了的。", "reversed: these were said."),
    (["X"], "问反了：要一个一个问 R、M、L、S、P 在不在 said 里，不是问 said 里的。", "the wrong way round: ask of each of R, M, L, S, P whether said has it, not of what is in said."),
    (["R"], "只写了第一个：return 写在循环的外面，三个都要。", "only the first one: return after the loop; all three are wanted."),
    (["R", "M", "L", "S", "P"], "M 和 S 已经说过了。", "M and S were said."),
    (["L", "P", "R"], "要按 R、M、L、S、P 的顺序。", "in the order R, M, L, S, P."),
    (["P", "L", "R"], "要按 R、M、L、S、P 的顺序。", "in the order R, M, L, S, P."),
    (3, "要哪几个字母，不是几个。", "the letters are wanted, not how many."),
    (["R", "L", "P", "X"], "X 不是 RMLSP 里的。", "X is none of RMLSP."),
]:
    step.mistake(known_, zh, en)
step.expect(["R", "L", "P"], because=("说过 M 和 S，还缺 R、L、P。", "M and S were said; R, L and P are lacking."))
### BEGIN HIDDEN TESTS
### REFERENCE
for said_ in ([], ["X"], ["P", "S", "L", "M", "R"], ["R"], ["M"], ["L"], ["S"], ["P"], ["X", "P", "R", "R"]):
    checks.agree("lacking", reference.lacking, said_, case=("换一段对话时", "another conversation"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　把第 4、6、7 句改写成 RMLSP 里的一样，念给同桌听：火是大了，还是小了？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `by_class(complaints)`：投诉内容十类，各有多少宗、损失多少；返回一张表，行是 `CLASSES` 里的十类，`count` 列是宗数，`loss` 列是 `loss_cny` 的合计（元），没有的写 0；
# - `top_three(table, column)`：`table` 是这样的一张表；返回 `column` 这一列最大的三类，列表，从大到小；一样大的，排在表里前面的先写。
#
# **为什么**　人手有限，先改哪里？吵得最多的，不一定是让客户损失最大的。
#
# **规则**　服务产品方面 6 类：功能、安全、质量、交易、交付、文化；产品服务方面 4 类：能力、态度、质量、礼仪。代号在答案格的 `CLASSES` 里。
#
# **样例**　小卖部三种商品，各卖了几笔、多少钱？哪一种最多？`kind="stable"` 让一样大的保持原来的先后，`index` 是行的名字。

# %%
sales = pd.DataFrame({"item": ["tea", "cake", "tea", "tea"], "yuan": [3, 20, 3, 3]})
table = sales.groupby("item").agg(count=("yuan", "count"), money=("yuan", "sum")).reindex(["tea", "cake", "fruit"], fill_value=0)
print(table)
print(table.sort_values("money", ascending=False, kind="stable").head(2).index.to_list())

# %% [markdown] hint=1
# 和小卖部一样：分组，数一数，加一加，再按名单补 0。

# %% [markdown] hint=2
# `groupby("content_class").agg(...)` 得到两列，`reindex(CLASSES, fill_value=0)` 补 0。`sort_values` 加上 `kind="stable"`，一样大的就保持原来的先后。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# table = complaints.groupby(...).agg(count=("loss_cny", "count"), loss=("loss_cny", ...))
# return table.reindex(..., fill_value=0)
#
# return table.sort_values(..., ascending=..., kind="stable").head(3).index.to_list()
# ```

# %% contract=true
complaints = Table("yunduo/complaints", "content_class loss_cny")
table = Table("", "", count=Number(0, whole=True), loss=Number(0))
column = Choice("count", "loss")

# %% answer="pareto"
CLASSES = ["product_function", "product_safety", "product_quality", "product_trade", "product_delivery", "product_culture",
           "service_ability", "service_attitude", "service_quality", "service_etiquette"]

def by_class(complaints):
    """十类投诉各有多少宗、损失多少元：DataFrame，行是 CLASSES，列是 count、loss。"""
    ### BEGIN SOLUTION
    table = complaints.groupby("content_class").agg(count=("loss_cny", "count"), loss=("loss_cny", "sum"))
    return table.reindex(CLASSES, fill_value=0)
    ### END SOLUTION

def top_three(table, column):
    """column 最大的三类：列表，从大到小。"""
    ### BEGIN SOLUTION
    return table.sort_values(column, ascending=False, kind="stable").head(3).index.to_list()
    ### END SOLUTION

# %% check="pareto-table" points=6
classes_ = ["product_function", "product_safety", "product_quality", "product_trade", "product_delivery", "product_culture",
            "service_ability", "service_attitude", "service_quality", "service_etiquette"]
tiny = cases.load("yunduo", "complaints").head(9).assign(
    content_class=[classes_[place] for place in (4, 2, 4, 8, 9, 4, 0, 2, 3)], loss_cny=[300.0, 5000, 0, 120, 0, 60, 700, 2000, 90])
counts_, losses_ = (1, 0, 2, 1, 3, 0, 0, 0, 1, 1), (700, 0, 7000, 90, 360, 0, 0, 0, 120, 0)
step = checks.example("by_class", tiny)
step.mistake(lambda got: set(got.columns) >= set(classes_), "行和列反了：行是十类，列是 count、loss。", "rows and columns are swapped: the rows are the ten classes.")
step.mistake(lambda got: not {"count", "loss"} <= set(got.columns), "两列的名字是 count 和 loss。", "the columns are called count and loss.")
step.mistake(lambda got: set(got.index) == {classes_[place] for place in (0, 2, 3, 4, 8, 9)}, "没有投诉的类也要列出来，写 0。", "list the classes without complaints too, with 0.")
step.mistake(lambda got: got.isna().any(axis=None), "没有投诉的类写 0，不是空值。", "0 for a class without complaints, not a missing value.")
for count_, loss_, zh, en in [
    (losses_, counts_, "count 和 loss 两列反了。", "count and loss are swapped."),
    (counts_, (700, 0, 3500, 90, 120, 0, 0, 0, 120, 0), "loss 要合计，不是平均。", "loss is the sum, not the mean."),
    (counts_, (700, 0, 5000, 90, 300, 0, 0, 0, 120, 0), "loss 要合计，不是最大的一宗。", "loss is the sum, not the largest one."),
    ((1, 0, 2, 1, 2, 0, 0, 0, 1, 0), losses_, "损失是 0 的投诉也算一宗。", "a complaint without a loss counts too."),
    (tuple(count / 9 for count in counts_), losses_, "count 要宗数，不是占比。", "count is the number, not the share."),
    (tuple(count / 9 for count in counts_), tuple(loss / 8270 for loss in losses_), "要宗数和元数，不是占比。", "numbers and yuan are wanted, not shares."),
    ((0,) * 10, (0,) * 10, "全是 0：按 content_class 分组，才是十类。", "all are 0: group by content_class, which holds the ten classes."),
    ((1, 0, 1, 1, 1, 0, 0, 0, 1, 1), losses_, "count 要宗数，有几宗数几宗。", "count is the number of complaints: count every one."),
]:
    step.mistake(pd.DataFrame({"count": count_, "loss": loss_}, index=classes_, dtype=float), zh, en)
step.expect(pd.DataFrame({"count": counts_, "loss": losses_}, index=classes_), because=(
    "交付 3 宗，损失 300 + 0 + 60；质量（product_quality）2 宗，5,000 + 2,000。", "Three about delivery lose 300 + 0 + 60, two about product quality 5,000 + 2,000."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("by_class", reference.by_class, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("by_class", reference.by_class, tiny.assign(content_class="service_ability"), case=("只有一类时", "a single class"))
checks.agree("by_class", reference.by_class, pd.concat([tiny, tiny.head(2)], ignore_index=True), case=("有两行一样时", "two equal rows"))
checks.agree("by_class", reference.by_class, cases.load("yunduo", "complaints")[::2], case=("用投诉表里的数据时", "rows of the case's own table"))
### END HIDDEN TESTS

# %% check="pareto-top" points=4
table_ = pd.DataFrame({"count": [8, 2, 5, 9, 5, 5], "loss": [10.0, 900, 40, 900, 0, 70]},
                      index=["product_function", "product_safety", "service_quality", "product_delivery", "product_quality", "service_ability"])
step = checks.example("top_three", table_, "count")
for names_, zh, en in [
    ("product_delivery product_function product_quality", "一样大的，排在表里前面的先写：service_quality 在 product_quality 前面。",
     "of equal ones the first in the table comes first: service_quality stands before product_quality."),
    ("product_delivery product_function service_ability", "一样大的，排在表里前面的先写：service_quality 在 service_ability 前面。",
     "of equal ones the first in the table comes first: service_quality stands before service_ability."),
    ("product_safety service_quality product_quality", "这是最小的三类：要从大到小。", "these are the smallest three: from large to small."),
    ("service_quality product_function product_delivery", "先后反了：最大的排第一。", "the wrong way round: the largest first."),
    ("product_delivery", "要三类，不是一类。", "three classes, not one."),
    ("product_delivery product_function", "要三类，不是两类。", "three classes, not two."),
    ("product_safety product_delivery service_ability", "按参数 column 给的列排，这里是 count。", "sort by the column that is given, here count."),
    ("product_function product_safety service_quality", "还没有排序。", "not sorted yet."),
]:
    step.mistake(names_.split(), zh, en)
step.mistake([9, 8, 5], "要类的代号，不是宗数。", "the names of the classes are wanted, not the numbers.")
step.mistake(lambda got: isinstance(got, (pd.DataFrame, pd.Series)), "只要三类的代号，写成列表，不是表。", "the three names are wanted as a list, not a table.")
step.mistake(lambda got: len(got) > 3, "只要最大的三类。", "the largest three only.")
step.expect(["product_delivery", "product_function", "service_quality"], because=("宗数从大到小：9、8，然后是三个 5 里排在最前面的。", "From large to small: 9, 8, then the first of the three with 5."))
step = checks.example("top_three", table_, "loss")
step.mistake(["product_delivery", "product_function", "service_quality"], "按参数 column 给的列排，这次是 loss。", "sort by the column that is given, this time loss.")
step.expect(["product_safety", "product_delivery", "service_ability"], because=("损失两个 900，表里前面的先写；再是 70。", "Two losses of 900, the first in the table first; then 70."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = reference.by_class(cases.load("yunduo", "complaints")[::2])
for column_ in ("count", "loss"):
    checks.agree("top_three", reference.top_three, real_, column_, case=("用投诉表里的数据时", "rows of the case's own table"))
    checks.agree("top_three", reference.top_three, table_[::-1], column_, case=("表的先后反过来时", "the table upside down"))
    checks.agree("top_three", reference.top_three, real_.assign(count=0, loss=0.0), column_, case=("全都一样大时", "all classes equal"))
    checks.agree("top_three", reference.top_three, real_[["loss", "count"]].head(4), column_, case=("列的先后不同、类少一些时", "other columns first and fewer classes"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，`table = by_class(complaints)`，再比 `top_three(table, "count")` 和 `top_three(table, "loss")`。哪一类投诉不多，损失却最大？只看宗数，会漏掉什么？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `missing(row)`：`row` 是一宗投诉，用 `row["damage"]` 这样的写法一列一列取；返回列表，写出没有满足的受理标准，按下面的顺序；五条都满足，返回空列表 `[]`；
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
step = checks.example("missing", record_(), case=("五条都满足、该返回空列表 [] 时", "a complaint that meets all five, where the empty list [] is wanted"))
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
# ## 任务 6　{task}（{points} 分）
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
        lambda got: (got, right_) == ("ok", "swap"), f"{zh}照 steps 里的先后来看，不是照 LOOP 的先后。", f"{en} Go by the order in steps, not by that of LOOP.").mistake(
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
checks.agree("broken", reference.broken, log_(Q0003="followup investigate assign closed communicate compensate", Q0006="calm investigate assign followup",
             Q0011="closed communicate investigate assign compensate"), case=("closed、followup 在别的地方时", "closed and followup in other places"))
part_ = cases.load("yunduo", "complaint_log").query("complaint_id < 'Q0250' or complaint_id > 'Q1470'").sort_values("handler", kind="stable")
checks.agree("broken", reference.broken, part_, case=("用处理记录里的数据时", "the case's own log"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(broken(log))`，再除以处理完成的宗数 `(log["step"] == "closed").sum()`。跳得最多的是哪一步？要改人，还是改流程？

# %% [markdown]
# ## 任务 7　{task}（{points} 分）
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
        lambda got: got == "in_time" and right_ in ("missing", "not_due"), f"{zh}从第 1 天起才及时，第 0 天不算。", f"{en} In time begins with day 1; day 0 does not count.").mistake(
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
# ## 写一写：一宗关键抱怨怎么处理
#
# 这道题不评分。写在纸上，或者新建一格来写；写好以后点开参考答案，照评分表给自己打分。
#
# **背景**　你是云垛机械（虚构）的投诉专员。6 月 2 日上午十点，关键客户禾田乳业（虚构）的周主任打来电话，声音发抖：“打码机把六月打成了五月，三千箱牛奶让超市退了回来！你们昨天刚来保养过！今天不给个说法，我就把机器拉到你们门口！”情绪 5 分（满分 5 分）。这时你只知道一件事：昨天下午，云垛的工程师给这台机器换过控制板。
#
# **做什么**　写 300 字左右，分五段：
#
# 1. **第一通电话**　写出你说的话，RMLSP 五样都有，每样一两句，句前标上字母。
# 2. **归类**　按下面的判断顺序，它是哪一种抱怨，为什么，走哪条路？
# 3. **四步**　情况调查、责任划分、客户沟通、客户补偿，每步写一句：谁来做，做什么。
# 4. **回访**　假设 6 月 5 日处理完成，写出哪几天回访算及时、问什么；周主任还不满意，怎么办？
# 5. **普遍性**　去问谁？怎样才算普遍？个别的和普遍的，各怎么办？
#
# **抱怨类型判断顺序（本课约定）**　先符合哪一种就算哪一种：恶意（证据表明有意）→ 关键（关键客户，或者情绪 5 分）→ 虚假（原因在客户）→ 一般。
#
# **回访和普遍性（本课约定）**　完成那天是第 0 天，按日历数，第 1 至 3 天回访算及时；被问到的客户里，提到同一个原因的占到 10% 或以上，算普遍。
#
# **评分表**
#
# | 项目 | 满分 | 给满分 | 给一半 |
# |---|---|---|---|
# | RMLSP | 5 | 五样齐全，像真的在说话，先安抚后谈事 | 缺一两样，或者只抄了名称 |
# | 类型和路线 | 3 | 类型对，说明对上哪一条、为什么不看后面，写明当作危机公关 | 类型对，没有理由 |
# | 四步 | 3 | 四步都有，次序对，有人、有事 | 缺一步，或者次序错 |
# | 回访和普遍性 | 2 | 日子对，不满意就回到安抚心情；写明问谁、怎样判断 | 缺一两样 |
# | 承诺的分寸 | 2 | 事实没查清以前，只承诺时间、人和下一步 | 有时间，又答应了赔多少 |
#
# <details><summary>参考答案</summary>
#
# **第一通电话**
#
# - **R**　“周主任，三千箱退回来，给您添了这么大的麻烦，真对不起。”
# - **M**　“您请说，我不打断您。”
# - **L**　“您看我记得对不对：昨天下午换了板，今天早上发现打成五月，退了三千箱，超市等着补货。”
# - **S**　“货压着，超市又在催，换了谁都着急。”
# - **P**　“工程师一小时以内到您厂里；今天下午四点以前，我本人给您回电话，告诉您查到哪一步。”
#
# **归类**　没有恶意的证据；禾田是关键客户，情绪也到了 5 分，对上第二条，是关键抱怨，后面两条不用再看。当作危机公关：马上报告主管，由大客户经理和我一起跟到底。
#
# **四步**　调查：工程师和禾田的班长一起看控制板、日期设置和昨天的保养记录。责任：维修组和质量组对照记录，定下是换板以后没有重设日期，还是别的原因。沟通：我在四点以前把查到的和打算怎么办告诉周主任，听她的意见。补偿：主管按查清的责任定，例如承担重新打码的费用，派人当晚帮着返工。
#
# **回访**　6 月 6 日、7 日、8 日都算及时，我定在 7 日。问：机器稳不稳，对处理满不满意，还有什么没解决。她还不满意，就回到第一步，先安抚心情，再走一遍；她是关键客户，还要修复关系。
#
# **普遍性**　问最近换过控制板的关键客户和典型客户，例如 40 家。有 4 家或更多也打错过日期，达到 10%，就改维修的规定：换板以后必须打一张样张，由客户签字。只有禾田一家，就写成案例，在维修组里总结。
#
# </details>
