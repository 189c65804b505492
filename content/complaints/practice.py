# %% [markdown]
# # {title}
#
# 这里有四个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
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
checks.agree("by_class", reference.by_class, pd.concat([tiny, tiny.head(2)]), case=("有两行一样时", "two equal rows"))
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
