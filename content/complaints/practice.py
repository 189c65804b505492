# %% [markdown]
# # {title}
#
# 这里有三个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
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
# - `decisions(survey, n, threshold)`：`survey` 是专项调查的结果，一行是一位客户（`customer_id`）说到的一种原因（`cause`），一共问了 `n` 位客户；返回 Series，索引是原因，值是 `"revise"` 或 `"sum_up"`。
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
survey = Table("yunduo/complaints", "customer_id cause")
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
    return pd.DataFrame([entry.split() for entry in said], columns=["customer_id", "cause"])


tiny = survey_("C001 film_jam", "C001 film_jam", "C001 film_jam", "C002 late_visit", "C003 late_visit", "C004 seal_leak", "C004 seal_leak", "C005 rude_words", "C006 late_visit")
step = checks.example("decisions", tiny, 20, 0.1)
step.mistake({"film_jam": "revise", "late_visit": "revise", "rude_words": "sum_up", "seal_leak": "revise"},
             "同一位客户说了几次，只算一位。", "a customer counts once, however often he says it.")
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
# - `hidden(heard, c)`：听到 `heard` 宗投诉，遇到问题的客户里有 `c` 开口投诉；返回还有多少个问题没有听到；
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
