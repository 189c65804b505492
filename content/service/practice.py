# %% [markdown]
# # {title}
#
# 这里有两个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
#
# **数据说明**　`datasets/anchao` 里的安巢家电、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些数是本课程的假设，运行 `cases.calibration("anchao", "service")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
offers = cases.load("anchao", "offers")
offers.drop(columns=["text_zh", "text_en"]).head(3)

# %% [markdown]
# `offers` 里有 12 样东西，有的是服务，有的不是，任务 2 用它；是什么东西，写在 `text_zh` 列（英文在 `text_en`），这里没有显示。每一列是什么意思，运行下一格。

# %%
cases.columns("anchao", "offers")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　售后服务有八项。下面是八条理由，一条理由配一项。`items` 是字典，键是理由的编号 1 到 8（写成字符串 `"1"` 也行），值是服务的代号。
#
# **为什么**　只背“八项”，很快就忘；记住为什么要做，自己就推得出来。
#
# | 代号 | 售后服务 | 代号 | 售后服务 |
# |---|---|---|---|
# | `delivery` | 送货上门 | `packing` | 包装 |
# | `installation` | 安装 | `repair` | 维修和检修 |
# | `revisit` | 回访 | `guidance` | 咨询和指导 |
# | `customer_file` | 客户档案 | `complaints` | 处理投诉 |
#
# **八条理由**　每个代号正好用一次。
#
# 1. 一台冰箱八十多斤，客户一个人搬不上五楼。
# 2. 空调的管子接错了，漏水漏电，好机器也用不好。
# 3. 路上一颠，玻璃门就碎了；手里提着，也要稳当。
# 4. 机器用久了总会坏；没坏先查一查，能多用几年。
# 5. 客户用得顺不顺手，他不说，企业就不知道：先去问。
# 6. 功能再多，客户不会用，等于没有。
# 7. 下次来换零件，不用从头问型号和日期。
# 8. 客户正在气头上，不理他，他就到别家去了。

# %% [markdown] hint=1
# 一条一条问：没有哪一项服务，就会出这条理由里的麻烦？

# %% [markdown] hint=2
# 先配最明显的：搬不动的、漏水的、碎了的。余下的看动作：查、问、教、记、消气。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# items = {1: "delivery", 2: "installation", 3: ..., 4: ..., 5: ..., 6: ..., 7: ..., 8: ...}
# ```

# %% answer="reason"
items = None  # 把 None 换成字典，例如 {1: "delivery", 2: ...}
### BEGIN SOLUTION
items = {1: "delivery", 2: "installation", 3: "packing", 4: "repair", 5: "revisit", 6: "guidance", 7: "customer_file", 8: "complaints"}
### END SOLUTION

# %% check="reason-1" points=5
got_ = checks.variable("items").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
checks.that("0" not in given_, "items", "理由从 1 数起：键是 1 到 8，没有 0。", "the reasons are counted from 1: the keys are 1 to 8, without 0.")
checks.that({"1", "2", "3", "4"} <= set(given_), "items", "要写成字典，键是理由的编号 1 到 4，一个也不少。", "a dictionary is wanted, with every key from 1 to 4.")
for number_, code_, zh, en in [
    ("1", "delivery", "搬不上五楼，要有人送。", "nobody carries it up five floors alone: it must be brought."),
    ("2", "installation", "管子接错了，是没有请人装好。", "the pipes are wrong: it was not fitted by those who can."),
    ("3", "packing", "怕颠怕碎，出门以前就要包好。", "what may break must be wrapped before it leaves."),
    ("4", "repair", "坏了来修，没坏先查，是哪一项？", "which item mends what is broken and looks before it breaks?"),
]:
    checks.that(given_[number_] in "delivery packing installation repair revisit guidance customer_file complaints".split(), "items", f"第 {number_} 条要用八个英文代号之一。", f"number {number_}: use one of the eight codes.")
    checks.that(given_[number_] == code_, "items", f"第 {number_} 条：{zh}", f"number {number_}: {en}")
checks.right("items")

# %% check="reason-5" points=5
got_ = checks.variable("items").got
given_ = {str(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
checks.that({"5", "6", "7", "8"} <= set(given_), "items", "要写成字典，键是理由的编号 5 到 8，一个也不少。", "a dictionary is wanted, with every key from 5 to 8.")
checks.that(set(given_) <= {str(number) for number in range(1, 9)}, "items", "只有八条理由，键是 1 到 8。", "there are eight reasons: the keys are 1 to 8.")
for number_, code_, zh, en in [
    ("5", "revisit", "客户没有来找，是企业先去问。", "the customer did not come; the firm goes and asks."),
    ("6", "guidance", "不会用，要有人教。", "who cannot use it must be shown."),
    ("7", "customer_file", "型号和日期，记在哪里？", "where are model and date kept?"),
    ("8", "complaints", "客户生气了，找上门来，是哪一项？", "an angry customer comes: which item is that?"),
]:
    checks.that(given_[number_] in "delivery packing installation repair revisit guidance customer_file complaints".split(), "items", f"第 {number_} 条要用八个英文代号之一。", f"number {number_}: use one of the eight codes.")
    checks.that(given_[number_] == code_, "items", f"第 {number_} 条：{zh}", f"number {number_}: {en}")
checks.right("items")

# %% [markdown]
# **接着看**　售前和售中的十一项，你也给每一项写一条理由，和同桌换着猜。

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数，`offer` 都是 `offers` 的一行，用 `offer["apart"]` 这样的写法取值，值是 True 或 False：
#
# - `is_service(offer)`：按定义是不是服务，返回 True 或 False；
# - `why_not(offer)`：没有做到的条件，返回列表；三条都做到，返回空列表 `[]`。
#
# **为什么**　什么算服务，各说各的，就说不到一起。照定义一条一条问，答案只有一个。
#
# **规则**　美国市场营销协会的定义有三条，**三条都做到**才是服务：
#
# 1. 能单独识别出来，是一项活动（`apart`）；
# 2. 主要是无形的（`intangible`）；
# 3. 能满足客户的欲望或需要（`satisfies`）。
#
# 是不是和商品一起卖（`with_goods`）**不起作用**：定义说，服务不一定要和商品连在一起；连在一起，也还是服务。`why_not` 的列表照 1、2、3 的先后，写 `"apart"`、`"intangible"`、`"satisfies"`。
#
# **样例**　报名表缺了什么？先有一个空列表，缺一样，就用 `append` 添一样。

# %%
def lacking(form):
    found = []
    if not form["name"]:
        found.append("name")
    if not form["photo"]:
        found.append("photo")
    return found


print(lacking({"name": True, "photo": False}), lacking({"name": True, "photo": True}))

# %% [markdown] hint=1
# 三个条件，第四列不用看。`is_service` 问“都做到了吗”，`why_not` 问“哪几条没有做到”。

# %% [markdown] hint=2
# `is_service` 用两个 `and` 把三样连起来，直接 `return`。`why_not` 和报名表一样，写三个 `if not`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return offer["apart"] and offer["intangible"] and ...
#
# found = []
# if not offer["apart"]:
#     found.append("apart")
# if not ...:
#     found.append("intangible")
# if not offer["satisfies"]:
#     found.append(...)
# return found
# ```

# %% contract=true
offer = Record("anchao/offers", **{name: Flag() for name in "apart intangible satisfies with_goods".split()})

# %% answer="ama"
def is_service(offer):
    """按定义是不是服务：True 或 False。"""
    ### BEGIN SOLUTION
    return offer["apart"] and offer["intangible"] and offer["satisfies"]
    ### END SOLUTION

def why_not(offer):
    """没有做到的条件：列表，没有就是空列表。"""
    ### BEGIN SOLUTION
    found = []
    if not offer["apart"]:
        found.append("apart")
    if not offer["intangible"]:
        found.append("intangible")
    if not offer["satisfies"]:
        found.append("satisfies")
    return found
    ### END SOLUTION

# %% check="ama-service" points=5
def offer_(true):
    return {name: name in true.split() for name in ["apart", "intangible", "satisfies", "with_goods"]}


for true_, right_, zh, en in [
    ("apart intangible satisfies", True, "三条都做到，是服务；没有跟着商品卖，也是。", "all three hold: it is a service, sold without goods or not."),
    ("apart intangible satisfies with_goods", True, "三条都做到，是服务；和商品一起卖不起作用。", "all three hold: it is a service; being sold with goods does not matter."),
    ("intangible satisfies with_goods", False, "不能单独识别出来，不算：三条都要做到。", "it cannot be told apart: all three are needed."),
    ("apart satisfies with_goods", False, "是有形的，不算：三条都要做到。", "it is a thing one can touch: all three are needed."),
    ("apart intangible", False, "谁的需要也不满足，不算：三条都要做到。", "it satisfies nobody: all three are needed."),
    ("", False, "一条也没有做到，不算。", "none of the three holds."),
    ("with_goods", False, "一条也没有做到，跟着商品卖也不算。", "none of the three holds, sold with goods or not."),
]:
    step = checks.example("is_service", offer_(true_), case=("换一样东西时，", "another offer") if true_ != "apart intangible satisfies" else None)
    step.mistake(lambda got: isinstance(got, str), "要真假值 True 或 False，不加引号。", "True or False is wanted, without quotation marks.")
    step.mistake(lambda got: bool(got) != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for offer_ in cases.load("anchao", "offers").to_dict("records"):
    checks.agree("is_service", reference.is_service, offer_, case=("用表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% check="ama-why" points=5
def offer_(true):
    return {name: name in true.split() for name in ["apart", "intangible", "satisfies", "with_goods"]}


for true_, right_ in [("apart satisfies", ["intangible"]), ("intangible satisfies with_goods", ["apart"]), ("apart intangible", ["satisfies"]), ("", ["apart", "intangible", "satisfies"]),
                      ("apart with_goods", ["intangible", "satisfies"]), ("intangible", ["apart", "satisfies"]), ("apart intangible satisfies", []), ("apart intangible satisfies with_goods", [])]:
    step = checks.example("why_not", offer_(true_), case=("换一样东西时，", "another offer") if true_ != "apart satisfies" else None)
    step.mistake(lambda got: isinstance(got, str), "要列表：只有一条，也写在方括号里。", "a list is wanted: even a single one stands in square brackets.")
    step.mistake(lambda got: isinstance(got, (int, float)), "要列表，不是有几条。", "a list is wanted, not how many.")
    step.mistake(lambda got: "with_goods" in got, "with_goods 不起作用，不要列进去。", "with_goods does not matter: leave it out.")
    step.mistake(lambda got: not set(got) <= {"apart", "intangible", "satisfies"}, "列表里只写 apart、intangible、satisfies。", "the list has apart, intangible, satisfies only.")
    step.mistake(lambda got: len(right_) > 1 and list(got) == right_[:1], "没有做到的都要列出来，不只是第一条。", "list all that do not hold, not the first alone.")
    step.mistake(lambda got: sorted(got) == sorted(right_) and list(got) != right_, "先后要照 1、2、3：apart、intangible、satisfies。", "keep the order 1, 2, 3: apart, intangible, satisfies.")
    step.mistake(lambda got: sorted(got) == sorted({"apart", "intangible", "satisfies"} - set(right_)) != right_, "反了：这些是做到了的。", "reversed: these hold.")
    step.mistake(lambda got: set(got) - set(right_), "列进了做到了的条件；空列表 found = [] 要写在函数里面，每次从头来。", "a condition that holds is in the list; found = [] stands inside the function, so that it begins anew.")
    step.expect(right_, because=("False 的那几条，才列进去。", "Those that are False belong into the list."))
### BEGIN HIDDEN TESTS
### REFERENCE
for offer_ in cases.load("anchao", "offers").to_dict("records"):
    checks.agree("why_not", reference.why_not, offer_, case=("用表里的一行时", "a row of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `offers[offers.apply(is_service, axis=1)][["text_zh", "text_en", "with_goods"]]`。这几样里，哪些是跟着商品卖的？再找一样 `why_not` 不是空列表的，改一改它，怎样才算服务？
