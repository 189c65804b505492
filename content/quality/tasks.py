# %% [markdown]
# # {title}
#
# 这份作业有四个任务，每个写一到三个短函数，多数只有一两行。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/ctrip` 和 `datasets/yili` 里的数据是**模拟**的，问卷和三个服务中心是**虚构**的。从这些表算出的结果，不能当作关于携程、伊利的事实。哪些参照了公开资料，运行 `cases.calibration("ctrip")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
answers = cases.load("ctrip", "svq_responses")
orders = cases.load("ctrip", "orders")
cohorts = cases.load("yili", "cohorts")
answers[["resp_id", "E01", "E02", "P01", "P02", "imp_tan", "imp_rel", "imp_res", "imp_ass", "imp_emp", "duration_s", "attention_check"]].head(3)

# %% [markdown]
# `answers` 是 480 位会员的问卷，一行一人，上面只列了几列。22 道题各有两列：`E01` 是第 1 题的期望，`P01` 是第 1 题的感知，1 到 7 分，没有答的空着。`imp_tan` 到 `imp_emp` 是五个维度的权重，`duration_s` 是填写用时，`attention_check` 是注意力题有没有答对。题目写了什么，运行 `cases.load("ctrip", "svq_items")` 查看。

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `clean(answers)`：只留下认真填的问卷；返回表，行的先后和列都不变；
# - `gap(answers, numbers)`：`numbers` 是几道题的题号，例如 `["05", "07"]`；返回这几道题的平均差距，一个数。
#
# **为什么**　乱填的问卷会把差距冲淡。先把它们拿掉，再看客户的感知比期望差多少。
#
# **规则**
#
# - 三条都做到，才算认真填：用时（`duration_s`）**60 秒以上**，正好 60 秒也算；注意力题答对（`attention_check` 是 True）；五项权重合计**正好 100**。
# - 差距 = 感知（`P`）− 期望（`E`），负数表示没有达到期望。
# - 先算每道题的平均：两样都答了的人才算，空着一样就跳过这个人的这道题。再把各题的平均数平均一次，每道题一样重。
# - 不用取整；要四舍五入，至少留三位小数。
#
# **样例**　社团的报名表：两项时间合计要正好 100%，要签名，要填满 5 分钟。再看两样点心，得到的比想要的差多少：相减时有一个空着，结果也空着，`mean()` 会跳过它。

# %%
forms = pd.DataFrame({"minutes": [12, 5, 9, 3], "signed": [True, True, False, True],
                      "music": [50, 60, 40, 70], "sport": [50, 40, 60, 40]})
whole = forms[["music", "sport"]].sum(axis=1) == 100
print(forms[whole & forms["signed"] & (forms["minutes"] >= 5)])
snacks = pd.DataFrame({"want1": [6, 3, 5], "got1": [4, 3, None], "want2": [7, 7, 6], "got2": [4, 5, 5]})
differences = [(snacks["got" + number] - snacks["want" + number]).mean() for number in ["1", "2"]]
print(differences[0], differences[1])

# %% [markdown] hint=1
# `clean` 里三个条件，每一个都是一列真假，最后合起来筛行。`gap` 分两步：一道题的平均差距怎么算？几道题的呢？

# %% [markdown] hint=2
# 条件之间用 `&`，有比较号的条件要各自加圆括号；权重合计用 `sum(axis=1)`。`gap` 和点心一样写一个列表，再用 `sum(...)` 除以 `len(...)`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# slow = answers["duration_s"] >= ...
# even = answers[WEIGHTS].sum(axis=1) == ...
# return answers[slow & ... & even]
#
# gaps = [(answers["P" + number] - ...).mean() for number in numbers]
# return sum(gaps) / ...
# ```

# %% contract=true
every = "".join(f" E{number:02d} P{number:02d}" for number in range(1, 23))
answers = Table("ctrip/svq_responses", "duration_s attention_check imp_tan imp_rel imp_res imp_ass imp_emp" + every, key="resp_id")
numbers = Listed(Text(pattern="[0-9]{2}", empty=False))

# %% answer="gap"
WEIGHTS = ["imp_tan", "imp_rel", "imp_res", "imp_ass", "imp_emp"]

def clean(answers):
    """认真填的问卷：表。"""
    ### BEGIN SOLUTION
    slow = answers["duration_s"] >= 60
    even = answers[WEIGHTS].sum(axis=1) == 100
    return answers[slow & answers["attention_check"] & even]
    ### END SOLUTION

def gap(answers, numbers):
    """这几道题的平均差距（感知 − 期望）。"""
    ### BEGIN SOLUTION
    gaps = [(answers["P" + number] - answers["E" + number]).mean() for number in numbers]
    return sum(gaps) / len(gaps)
    ### END SOLUTION

# %% check="gap-clean" points=8
kept_ = lambda got: [str(name) for name in got["resp_id"]] if hasattr(got, "columns") else "no table"
names_ = "resp_id duration_s attention_check imp_tan imp_rel imp_res imp_ass imp_emp".split()
rows_ = [("S104", 200, True, 10, 30, 25, 20, 15), ("S109", 59, True, 20, 20, 20, 20, 20), ("S102", 60, True, 5, 40, 20, 20, 15), ("S107", 300, False, 10, 30, 20, 20, 20),
         ("S103", 250, True, 10, 30, 20, 20, 19), ("S108", 240, True, 10, 30, 20, 20, 21), ("S101", 61, True, 0, 100, 0, 0, 0), ("S106", 20, False, 30, 30, 30, 30, 30)]
tiny = cases.load("ctrip", "svq_responses").head(8).fillna(4).assign(**dict(zip(names_, zip(*rows_))), E01=[None, 5, 6, 7, 5, 6, 7, 5])
step = checks.example("clean", tiny, read=kept_)
for test_, zh, en in [
    (lambda got: got == "no table", "要返回表 answers[...]，不是一列真假，也不是几份。", "a table is wanted, answers[...], neither true and false nor how many."),
    (lambda got: "nan" in got, "筛行要一列真假：五项权重先逐行合计，再和 100 比。", "rows are chosen by one column of true and false: sum the five weights row by row, then compare with 100."), (lambda got: len(got) == 8, "一份也没有拿掉。", "nothing was taken out."), (lambda got: len(got) == 7, "三条都要做到：条件之间用 &，不是 |；先找不认真的再用 ~ 反过来，就用 |。", "all three rules are needed: & between the conditions, not |; but | between the careless, turned round with ~."),
    (lambda got: len(got) == 5 and "S104" not in got, "反了：这些是要拿掉的。", "reversed: these are to be taken out."),
    (lambda got: not got, "一份也没有留下：三条都做到的要留着；合计要逐行算，用 sum(axis=1)。", "nothing is left: keep those who keep all three rules; sums are taken row by row, sum(axis=1)."),
    (lambda got: "S109" in got, "还有填得太快的：duration_s 要 60 以上。", "someone too fast is left: duration_s must be 60 or more."),
    (lambda got: "S107" in got, "还有注意力题答错的。", "someone who failed the attention check is left."),
    (lambda got: "S103" in got or "S108" in got, "权重合计要正好 100，用 ==：99 和 101 都不行。", "the weights must sum to exactly 100, use ==: neither 99 nor 101 will do."),
    (lambda got: got == ["S101"], "五项权重都要加，一项也不漏。", "all five weights are added up."), (lambda got: "S104" not in got, "漏答了一题的，不算不认真，只要三条都做到，也要留着：不用 dropna。", "one question left blank is not careless: where all three rules are kept it stays: no dropna."),
    (lambda got: "S102" not in got, "正好 60 秒不算快：用 >=。", "exactly 60 seconds is not too fast: use >=."),
    (lambda got: sorted(got) == ["S101", "S102", "S104"] and got[0] != "S104", "行的先后不要变。", "keep the order of the rows."),
]:
    step.mistake(test_, zh, en)
step.expect(["S104", "S102", "S101"], because=("S104、S102、S101 三条都做到。", "S104, S102 and S101 keep all three rules."))
whole_, step = tiny.iloc[[0, 2, 6]].set_index("resp_id"), checks.example("clean", tiny, read=lambda got: got.set_index("resp_id"))
step.mistake(lambda got: len(got.columns) < 56, "列不要变：每一列都留着。", "keep every column.")
step.mistake(lambda got: list(got.columns) != list(whole_.columns), "列的名字和先后都不要变，也不要多出一列；用 reset_index，要写 drop=True。", "keep the columns, their names and their order, and add none; reset_index needs drop=True.")
step.mistake(lambda got: not got.isna().any(axis=None), "空着的格子不要填：没有答，就空着。", "fill no blank: what was not answered stays empty.")
step.expect(whole_, because=("留下的问卷，每一格都和原来一样。", "Every cell of what is kept stays as it was."))
### BEGIN HIDDEN TESTS
### REFERENCE
turned_ = [*tiny.columns.drop(names_[3:])[::-1], *names_[3:]]  # the weights side by side, as from imp_tan to imp_emp
checks.agree("clean", reference.clean, tiny[turned_].iloc[::-1], read=kept_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("clean", reference.clean, tiny.iloc[[2, 2, 0]].reset_index(drop=True).assign(resp_id=["S111", "S113", "S112"]), read=kept_, case=("都认真填时", "everybody careful"))
checks.agree("clean", reference.clean, tiny.iloc[[1, 3, 4, 5, 7]], read=kept_, case=("都没有认真填时", "nobody careful"))
checks.agree("clean", reference.clean, cases.load("ctrip", "svq_responses"), read=kept_, case=("用问卷表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% check="gap-mean" points=7
marks_ = {f"{letter}{number:02d}": "66666" for letter in "EP" for number in range(1, 23)} | {"E05": "66644", "P05": "5-473", "E07": "677-7", "P07": "-7433"}
columns_ = {name: [float(mark) if mark != "-" else None for mark in marks] for name, marks in marks_.items()}
tiny = cases.load("ctrip", "svq_responses").head(5).assign(**columns_, duration_s=[20, 200, 200, 200, 200])
step = checks.example("gap", tiny, ["05", "07"])
for known_, zh, en in [
    (31 / 24, "差距 = 感知 − 期望，负数表示没有达到期望。", "gap = perceived less expected; negative means below expectation."),
    (-8 / 7, "先算每道题的平均，再平均：每道题一样重。", "the mean of each question first, then the mean of these: every question counts the same."),
    (-1.475, "先逐人相减再平均：空着一样的人，这道题不算。", "subtract person by person, then average: who left one blank does not count for that question."),
    (-2.5, "只跳过空着的那道题，这个人的别的题照样算。", "skip only the question with a blank; the person's others count."),
    (lambda got: min(abs(got + 0.8), abs(got + 1.7)) < 0.005, "空着的不是 0 分，跳过就行。", "a blank is not 0: skip it."),
    *((wrong_, "要平均，不是合计：除以题数，不是人数。", "the mean is wanted, not the sum: divide by the number of questions, not of people.") for wrong_ in (-31 / 12, -31 / 60)),
    (-31 / 12 / 4, "numbers 里有几道题就除以几，用 len(numbers)，不写死。", "divide by as many questions as numbers has, len(numbers), not by a fixed number."), (-31 / 12 / 22, "只算 numbers 里的题。", "of the questions in numbers only."),
    (lambda got: min(abs(got + 0.25), abs(got + 7 / 3)) < 0.005, "numbers 里的题都要算，不只一道。", "every question in numbers counts, not one alone."),
    (lambda got: min(abs(got + 0.9), abs(got + 0.6)) < 0.005, "先算每道题的平均，再平均各题：不是先算每个人的。", "the mean of each question first, then of the questions, not of each person."),
    (-4, "每道题先算平均 mean()，不是合计 sum()。", "take the mean() of each question, not the sum()."), (5 / 6, "是相减，不是相除。", "subtract, do not divide."), (5.975, "这是期望的平均，要感知减期望。", "this is the mean of what was expected; perceived less expected is wanted."), (4.5, "这是感知的平均，还要减期望。", "this is the mean of what was perceived; take off what was expected."),
    (-2, "用平均数 mean()，不是中位数。", "the mean() is wanted, not the median."),
    (49 / 24, "差距的正负号不要去掉。", "keep the signs of the gaps."),
    (-7 / 6, "交给 gap 的表就是要算的，不要在里面再 clean 一次。", "gap takes the table that it is given: do not clean it once more inside."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: len(list(got)) > 1, "要一个数：各题的平均数再平均一次。", "one number is wanted: the mean of the questions' means.")
step.mistake(lambda got: pd.isna(got), "有空着的也要算得出：mean() 会跳过空着的。", "blanks must not stop it: mean() skips them.")
step.expect(-31 / 24, because=("第 05 题四个人两样都答了，平均 −0.25；第 07 题三个人，平均 −2.33。", "Four people answered both parts of 05, mean −0.25; three those of 07, mean −2.33."))
checks.example("gap", tiny, ["07"], case=("只有一道题时", "one question")).mistake(
    -31 / 24, "题号是参数 numbers，不要写死成 05 和 07。", "the questions are those in numbers: do not fix 05 and 07.").expect(-7 / 3)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("gap", reference.gap, tiny, ["07", "01", "05"], case=("三道题、先后不同时", "three questions in another order"))
checks.agree("gap", reference.gap, tiny[tiny.columns[::-1]].iloc[::-1], ["05", "07"], case=("行和列的先后不同时", "rows and columns in another order"))
real_ = cases.load("ctrip", "svq_responses")
checks.agree("gap", reference.gap, real_, ["10", "11", "12", "13"], case=("用问卷表里的数据时", "the case's own table"))
checks.agree("gap", reference.gap, real_[real_["branch"] == "C"], ["05", "06", "07", "08", "09"], case=("只看一个服务中心时", "one service centre"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　可靠度是第 05 到 09 题，响应度是第 10 到 13 题。新建一格，运行 `gap(clean(answers), ["10", "11", "12", "13"])`，再把 `clean(answers)` 换成 `answers`：乱填的问卷把差距冲淡了多少？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数。`gaps` 是每个维度的差距，`weights` 是每个维度的权重，都是 Series，索引是维度的代号，先后也一样：
#
# - `weighted(gaps, weights)`：按权重平均的差距，一个数；
# - `priority(gaps, weights)`：最该先改进的维度，返回它的代号，例如 `"rel"`。
#
# **为什么**　差得最多的，客户不一定最看重。钱和人手有限，先补哪里，要看差距，也要看权重。
#
# **规则**
#
# - 加权差距 = 各维度“权重 × 差距”的合计 ÷ 权重的合计。权重不会小于 0，合计大于 0，但**不一定是 100**。
# - 最该先改进的，是“权重 × 差距”**最小**（负得最多）的那个维度。至少有一个维度的差距小于 0。
# - 有两个一样小，取 `gaps` 里排在前面的。
# - 不用取整；要四舍五入，至少留三位小数。
#
# **样例**　三门课，学分是权重，分数和 80 分比。哪一门最拖后腿？

# %%
points = pd.Series({"art": -5, "law": 4, "ads": -9})
weight = pd.Series({"art": 4, "law": 3, "ads": 2})
print((points * weight).to_dict())
print((points * weight).sum(), weight.sum(), (points * weight).idxmin(), points.idxmin())

# %% [markdown] hint=1
# 两列按维度相乘，得到五个积。第一个函数要积的合计和权重的合计；第二个函数问：哪个维度的积最小？

# %% [markdown] hint=2
# 两个 Series 相乘，就是按索引一个一个乘。合计用 `sum()`；最小值在哪个索引，用 `idxmin()`，一样小的它取前面的；`sort_values()` 不保证。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return (gaps * ...).sum() / ...
#
# return (... * weights).idxmin()
# ```

# %% contract=true
gaps = Values(Number(-6, 6))
weights = Values(Number(0))

# %% answer="priority"
def weighted(gaps, weights):
    """按权重平均的差距。"""
    ### BEGIN SOLUTION
    return (gaps * weights).sum() / weights.sum()
    ### END SOLUTION

def priority(gaps, weights):
    """最该先改进的维度：代号。"""
    ### BEGIN SOLUTION
    return (gaps * weights).idxmin()
    ### END SOLUTION

# %% check="priority-weighted" points=7
dimensions_ = ["tan", "rel", "res", "ass", "emp"]
gaps_ = pd.Series([-0.1, -0.8, -1.2, 1.5, -0.5], dimensions_)
weights_ = pd.Series([2, 9, 4, 5, 10], dimensions_)
step = checks.example("weighted", gaps_, weights_)
for known_, zh, en in [
    (-0.22, "这是不加权的平均。", "this is the mean without weights."),
    (-9.7, "还要除以权重的合计。", "divide by the sum of the weights, too."),
    (-0.097, "除以权重的合计（这里是 30），不是 100。", "divide by the sum of the weights, 30 here, not by 100."),
    (-1.94, "除以权重的合计，不是维度的个数。", "divide by the sum of the weights, not by the number of dimensions."),
    (9.7 / 30, "差距的正负号不要变。", "keep the signs of the gaps."),
    (-1.1 / 30, "每个差距要先乘自己的权重，再合计。", "multiply each gap by its own weight, then add up."),
    (-1.1, "每个差距要先乘自己的权重，再除以权重的合计。", "multiply each gap by its own weight, and divide by the sum of the weights."),
    (24.7 / 30, "差距的正负号不要变：比期望好的是正数。", "keep the signs of the gaps: better than expected is positive."),
    *((-17.2 / sum_, "比期望好的维度也要算进去。", "a dimension that is better than expected counts, too.") for sum_ in (25, 30)),
    (28.9 / 30, "差距要乘权重，不是加。", "multiply each gap by its weight, do not add them."),
    (9.7 / 1.1, "除以权重的合计，不是差距的合计。", "divide by the sum of the weights, not of the gaps."),
]:
    step.mistake(known_, zh, en)
step.mistake(-9.7 / 900, "权重的合计只除一次。", "divide by the sum of the weights once.", tol=0.0005)
step.mistake(-0.32, "不用取整，至少留三位小数。", "no rounding, or to three decimals at least.", tol=0.0005)
step.mistake(lambda got: len(list(got)) > 1, "要一个数：积要先合计。", "one number is wanted: add the products up.")
step.expect(-9.7 / 30, because=("积的合计是 −9.7，权重的合计是 30。", "The products add up to −9.7, the weights to 30."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("weighted", reference.weighted, gaps_.iloc[::-1], weights_.iloc[::-1], case=("维度的先后不同时", "dimensions in another order"))
checks.agree("weighted", reference.weighted, gaps_.head(2), weights_.head(2), case=("只有两个维度时", "two dimensions"))
checks.agree("weighted", reference.weighted, gaps_, pd.Series([11.2, 31.8, 22.1, 19.0, 15.9], dimensions_), case=("权重合计是 100 时", "weights that sum to 100"))
checks.agree("weighted", reference.weighted, gaps_, pd.Series([3, 3, 3, 0, 3], dimensions_), case=("有的权重一样、有的是 0 时", "equal weights and a weight of 0"))
checks.agree("weighted", reference.weighted, pd.Series([-1, -1, 0, -1, 2], dimensions_), weights_, case=("有的差距一样时", "equal gaps"))
checks.agree("weighted", reference.weighted, pd.Series([-0.5, -1, -1, 0, 2], dimensions_), pd.Series([4, 2, 2, 5, 1], dimensions_), case=("有的积一样时", "equal products"))
### END HIDDEN TESTS

# %% check="priority-first" points=8
dimensions_ = ["tan", "rel", "res", "ass", "emp"]
gaps_ = pd.Series([-0.1, -0.8, -1.2, 1.5, -0.5], dimensions_)
weights_ = pd.Series([2, 9, 4, 5, 10], dimensions_)
step = checks.example("priority", gaps_, weights_)
for known_, zh, en in [
    ("res", "这是差距最大的维度，还没有看权重：差距要乘权重。", "this has the widest gap; the weights are not looked at yet: multiply by them."),
    ("emp", "这是权重最大的维度，还没有看差距。", "this has the largest weight; the gaps are not looked at yet."),
    ("ass", "这个维度比期望好，不用先改进：取最小的积，正负号不要丢。", "this one is better than expected: take the smallest product and keep the signs."),
    ("tan", "这个维度几乎不差，权重也小：取最小（负得最多）的积。", "this one is hardly short and weighs little: take the smallest (most negative) product."),
    (lambda got: not isinstance(got, str), "只要维度的代号，不是第几个，也不是积有多大：用 idxmin()。", "the code of the dimension alone is wanted, neither its place nor the product: use idxmin()."),
]:
    step.mistake(known_, zh, en)
step.expect("rel", because=("积最小的是 rel：9 × −0.8 = −7.2。", "The smallest product is that of rel: 9 × −0.8 = −7.2."))
for values_, right_, zh, en in [
    ([-0.25, 0, -0.5, -1, -0.5], "ass", "有两个积都是 −3，取 gaps 里排在前面的，不看谁的权重大。", "two products are −3: take the one that stands first in gaps, whatever its weight."),
    ([-0.25, -0.5, 0, -1, 0], "rel", "有两个积都是 −3，取 gaps 里排在前面的，不看谁的差距大，也不按字母。", "two products are −3: take the one that stands first in gaps, whatever its gap or its letter."),
]:
    step = checks.example("priority", pd.Series(values_, dimensions_), pd.Series([4, 6, 3, 3, 6], dimensions_), case=("两个积一样小时", "two equal products"))
    step.mistake(lambda got: not isinstance(got, str), "只返回一个代号。", "return one code only.")
    step.mistake(lambda got: got != right_, zh, en)
    step.expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("priority", reference.priority, gaps_.iloc[::-1], weights_.iloc[::-1], case=("维度的先后不同时", "dimensions in another order"))
checks.agree("priority", reference.priority, gaps_.tail(2), weights_.tail(2), case=("只有两个维度时", "two dimensions"))
checks.agree("priority", reference.priority, pd.Series([-0.03, -0.82, -1.19, -0.41, -0.52], dimensions_), pd.Series([11.2, 31.8, 22.1, 19.0, 15.9], dimensions_), case=("用小数的权重时", "weights with decimals"))
checks.agree("priority", reference.priority, pd.Series([0.5, -0.25, 0.5, 2, 0], dimensions_), weights_, case=("只有一个维度小于 0 时", "one gap below 0"))
checks.agree("priority", reference.priority, pd.Series([-3, -0.5, -0.5, -0.5, -0.5], dimensions_), pd.Series([0, 1, 2, 2, 1], dimensions_), case=("有权重是 0、又有两个积一样小时", "a weight of 0 and two equal products"))
checks.agree("priority", reference.priority, pd.Series([-0.25, -0.5, -1, 0, 0], dimensions_[::-1]), pd.Series([4, 6, 3, 3, 6], dimensions_[::-1]), case=("维度的先后不同、又有两个积一样小时", "dimensions in another order and two equal products"))
checks.agree("priority", reference.priority, pd.Series([-0.5, -0.556], dimensions_[:2]), pd.Series([10, 9], dimensions_[:2]), case=("两个积只差一点点时", "two products that are nearly equal"))
checks.agree("priority", reference.priority, pd.Series([-1, -1, -1], dimensions_[:3]), pd.Series([5, 5, 5], dimensions_[:3]), case=("三个一样小时", "three equal products"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　做完任务 1 以后，新建一格运行下面几行。差距最大的是哪个维度？最该先改进的呢？两个积差得远不远，你会怎么跟经理说？
#
# ```python
# questions = {"tan": ["01", "02", "03", "04"], "rel": ["05", "06", "07", "08", "09"], "res": ["10", "11", "12", "13"],
#              "ass": ["14", "15", "16", "17"], "emp": ["18", "19", "20", "21", "22"]}
# kept = clean(answers)
# gaps = pd.Series({name: gap(kept, numbers) for name, numbers in questions.items()})
# weights = kept[WEIGHTS].mean().set_axis(list(questions))
# print(gaps * weights, priority(gaps, weights))
# ```

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `retention(cohorts, month)`：`cohorts` 里有几批客户，一行是一批的一个月，`active` 是那个月末还在的人数；参数 `month` 是第几个月；返回那个月每一批的保留度，Series，索引是 `cohort`；
# - `share(customers)`：忠诚客户的利润占全部利润的比例；
# - `times(customers)`：一位忠诚客户平均贡献的利润，是一位普通客户的几倍。
#
# **为什么**　“一位忠诚客户的价值是普通客户的十倍”，这样的话常常听到。自己的客户是几倍，要自己算。
#
# **规则**
#
# - 保留度 = 第 `month` 个月还在的人数 ÷ 第 0 个月的人数，0 到 1 之间。每一批都有这两个月的记录，行的先后不一定。
# - `customers` 一行一位客户，`profit` 是他的利润，可能是负数，也照样算；`loyal` 是 True 就是忠诚客户，False 是普通客户。两种人都有，普通客户的利润合计大于 0。
# - 不用取整；要四舍五入，至少留三位小数。
#
# **样例**　两个班，第 0 周和第 5 周各有多少人来上早自习？两个 Series 按索引相除。布尔列前面加 `~`，真假对调。

# %%
mornings = pd.DataFrame({"group": ["red", "red", "blue", "blue"], "week": [5, 0, 0, 5], "came": [18, 30, 40, 36]})
first = mornings[mornings["week"] == 0].set_index("group")["came"]
fifth = mornings[mornings["week"] == 5].set_index("group")["came"]
print((fifth / first).to_dict())
shops = pd.DataFrame({"sales": [90, 30, 60], "old": [True, False, False]})
print(shops[shops["old"]]["sales"].mean(), shops[~shops["old"]]["sales"].mean())

# %% [markdown]
# 把三年的订单变成一位客户一行。2023 到 2026 年每年都买过的，本课约定算忠诚客户。这一格不用改。

# %%
done = orders[(orders["status"] == "completed") & orders["member_id"].str.startswith("M")]
profit = done["gmv_cny"] * done["take_rate"] - done["coupon_cny"] - done["service_cost_cny"]
done = done.assign(profit=profit, year=done["order_ts"].dt.year)
customers = done.groupby("member_id").agg(profit=("profit", "sum"), years=("year", "nunique"))
customers["loyal"] = customers["years"] == 4
customers.head(3)

# %% [markdown] hint=1
# `retention`：分子是哪个月的人数，分母是哪个月的？`share` 问合计，`times` 问平均，都要先把忠诚客户挑出来。

# %% [markdown] hint=2
# 先筛月份，再 `set_index("cohort")["active"]`，两个 Series 相除。`share` 用两个 `sum()` 相除。`times` 用两个 `mean()` 相除，普通客户用 `~` 挑。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# start = cohorts[cohorts["month"] == 0].set_index("cohort")["active"]
# later = cohorts[cohorts["month"] == ...].set_index("cohort")["active"]
# return ... / start
#
# loyal = customers[customers["loyal"]]["profit"]
# return loyal.sum() / ...
#
# ordinary = customers[~customers["loyal"]]["profit"]
# return loyal.mean() / ...
# ```

# %% contract=true
cohorts = Table("yili/cohorts", "cohort month active", key="cohort month")
month = Number(0, 36, whole=True)
customers = Table("", "", profit=Number(), loyal=Flag(), years=Number(1, 4, whole=True))

# %% answer="retention"
def retention(cohorts, month):
    """第 month 个月每一批的保留度（0–1）：Series，索引是 cohort。"""
    ### BEGIN SOLUTION
    start = cohorts[cohorts["month"] == 0].set_index("cohort")["active"]
    later = cohorts[cohorts["month"] == month].set_index("cohort")["active"]
    return later / start
    ### END SOLUTION

def share(customers):
    """忠诚客户的利润占全部利润的比例（0–1）。"""
    ### BEGIN SOLUTION
    loyal = customers[customers["loyal"]]["profit"]
    return loyal.sum() / customers["profit"].sum()
    ### END SOLUTION

def times(customers):
    """一位忠诚客户的平均利润是一位普通客户的几倍。"""
    ### BEGIN SOLUTION
    loyal = customers[customers["loyal"]]["profit"]
    ordinary = customers[~customers["loyal"]]["profit"]
    return loyal.mean() / ordinary.mean()
    ### END SOLUTION

# %% check="retention-cohorts" points=6
tiny = pd.DataFrame({"cohort": "coupon friends coupon coupon friends friends coupon friends".split(), "month": [2, 0, 0, 1, 2, 1, 3, 3], "active": [90, 80, 200, 150, 72, 76, 80, 60]})
step = checks.example("retention", tiny, 2)
for known_, zh, en in [
    ((0.6, 72 / 76), "除以第 0 个月的人数，不是上个月的。", "divide by the number of month 0, not of the month before."),
    ((0.55, 0.1), "这是走了的比例，要还在的比例。", "this is the share that left; the share that stayed is wanted."),
    ((90, 72), "这是人数，还要除以第 0 个月的人数。", "these are numbers of people; divide by that of month 0."),
    ((45, 90), "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    ((200 / 90, 80 / 72), "除反了：第 0 个月的人数是分母。", "the wrong way round: month 0 is the denominator."),
    ((90 / 280, 72 / 280), "各批除以自己第 0 个月的人数，不是合计。", "divide each group by its own start, not by the total."),
    ((90 / 200, 72 / 200), "每一批的分母是自己第 0 个月的人数。", "each group is divided by its own start."),
    ((0.09, 0.072), "每一批的分母是自己第 0 个月的人数，不一定是 1000。", "each group is divided by its own start, which need not be 1000."),
    ((90 / 80, 72 / 200), "行的先后不一定：先 set_index(\"cohort\")，再相除，才按批对上。", "rows come in any order: use set_index(\"cohort\") before dividing, so that the groups meet."),
    ((1, 0.9), "每一批的第一行不一定是第 0 个月：按 month 筛。", "the first row of a group need not be month 0: filter by month."),
    ((0, 0), "// 只留整数，相除用 /。", "// keeps whole numbers; divide by /."), ((110, 8), "这是走了多少人，要还在的比例。", "this is how many left; the share that stayed is wanted."),
    ((440 / 200, 228 / 80), "只要第 month 个月的人数，用 ==，不把前面的月份加起来。", "the number of that month alone, by ==; do not add up the months before it."),
    ((0.75, 0.95), "month 是参数：这次是第 2 个月。", "month is a parameter: month 2 this time."),
    ((0.4, 0.75), "month 是参数：这次是第 2 个月，不是最后一个月。", "month is a parameter: month 2 this time, not the last."),
]:
    step.mistake(dict(zip(("coupon", "friends"), known_)), zh, en)
step.mistake(162 / 280, "每一批各算各的。", "each group has its own retention.")
step.mistake(lambda got: pd.Series(got).isna().all() and set(pd.Series(got).index) == {"coupon", "friends"}, "全是空值，没有找到那个月的行：用参数 month，不写死，也不加引号。", "no rows of that month were found: use the parameter month, neither a number nor in quotes.")
step.mistake(lambda got: pd.Series(got).isna().any(), "有空值：相除以前先用 set_index(\"cohort\")，两个 Series 才按批对上。", "values are missing: use set_index(\"cohort\") before dividing, so that the groups meet.")
step.mistake(lambda got: len(pd.Series(got)) == 8, "只要第 month 个月的，每一批一个数。", "of the month given only: one number a group.")
step.expect({"coupon": 0.45, "friends": 0.9}, because=(
    "coupon 从 200 人到 90 人，friends 从 80 人到 72 人。", "coupon went from 200 to 90 people, friends from 80 to 72."))
### BEGIN HIDDEN TESTS
### REFERENCE
for number_ in (0, 1, 3):
    checks.agree("retention", reference.retention, tiny[["month", "active", "cohort"]].iloc[::-1], number_, case=("换一个月、行和列的先后不同时", "another month, rows and columns in another order"))
checks.agree("retention", reference.retention, tiny[tiny["cohort"] == "friends"], 2, case=("只有一批时", "one group"))
checks.agree("retention", reference.retention, tiny.assign(active=[60, 80, 200, 150, 72, 76, 40, 60]), 2, case=("原来人多的那一批后来人少时", "a group that was larger and is smaller"))
checks.agree("retention", reference.retention, tiny.assign(active=[50, 50, 50, 40, 50, 50, 20, 30]), 2, case=("一个人也没有走时", "nobody left"))
for number_ in (12, 36):
    checks.agree("retention", reference.retention, cases.load("yili", "cohorts"), number_, case=("用保留表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% check="retention-share" points=4
tiny = pd.DataFrame({"profit": [600.0, 100, 300, 200, -20, 300, 20], "loyal": [True, False, True, False, False, True, False], "years": [4, 3, 4, 2, 1, 4, 1]}, index=[f"M00000{number}" for number in range(7, 0, -1)])
step = checks.example("share", tiny)
for known_, zh, en in [
    (3 / 7, "要利润的比例，不是人数的比例。", "the share of the profit is wanted, not of the people."),
    (0.2, "反了：这是普通客户的利润占的比例。", "reversed: this is the share of the ordinary customers."),
    (4, "除以全部利润，不是普通客户的利润。", "divide by all profit, not by that of the ordinary customers."),
    (1200, "要比例：除以全部利润。", "a share is wanted: divide by all profit."),
    (80, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    (1200 / 1520, "亏的客户也要算在全部利润里。", "customers who cost money belong to all profit, too."),
    (400 / (1500 / 7), "要合计的比例，不是平均的比例。", "the sums are compared here, not the means."),
    (400 / 1500, "忠诚客户的利润要合计 sum()，不是平均。", "add the profit of the loyal up by sum(), no mean."), (600 / 1500, "要所有忠诚客户的利润，不是最大的一位。", "the profit of all the loyal is wanted, not of the largest."), (1200 / 1540, "亏的客户照样算，正负号不要变。", "customers who cost money count with their sign."),
    (1200 / 7, "除以全部利润，不是客户的个数。", "divide by all profit, not by the number of customers."),
    (1300 / 1500, "谁是忠诚客户，看 loyal 这一列，不看买了几年。", "who is loyal stands in the column loyal; do not go by the years."),
    (1.25, "除反了：全部利润是分母。", "the wrong way round: all profit is the denominator."),
]:
    step.mistake(known_, zh, en)
step.mistake(3 / 1500, "分子是利润，不是人数：loyal 只有 True 和 False。", "the numerator is profit, not people: loyal holds True and False alone.", tol=0.0005)
step.mistake(lambda got: len(list(got)) > 1, "要一个数。", "one number is wanted.")
step.expect(0.8, because=("忠诚客户 1,200 元，全部 1,500 元。", "1,200 yuan from the loyal, 1,500 in all."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("share", reference.share, tiny[tiny.columns[::-1]].iloc[::-1], case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("share", reference.share, tiny.assign(loyal=[False, False, True, False, True, False, False]), case=("忠诚客户是别人、有一位亏时", "other loyal customers, one of whom loses"))
checks.agree("share", reference.share, tiny.iloc[[0, 0, 1, 1, 3]].set_axis([f"M00001{number}" for number in range(5)], axis=0), case=("有几行一样时", "equal rows"))
### END HIDDEN TESTS

# %% check="retention-times" points=5
tiny = pd.DataFrame({"profit": [600.0, 100, 300, 200, -20, 300, 20], "loyal": [True, False, True, False, False, True, False], "years": [4, 3, 4, 2, 1, 4, 1]}, index=[f"M00000{number}" for number in range(7, 0, -1)])
step = checks.example("times", tiny)
for known_, zh, en in [
    (4, "要平均的倍数，不是合计的倍数。", "the means are compared, not the sums."),
    (0.1875, "除反了：普通客户是分母。", "the wrong way round: the ordinary customers are the denominator."),
    (400 / (1500 / 7), "和普通客户比，不是和全部客户比。", "compare with the ordinary customers, not with all."),
    (3.75, "亏的客户也要算在平均里。", "customers who cost money belong to the mean, too."),
    (5, "用平均数 mean()，不是中位数，也不要取整。", "the mean() is wanted, not the median, and no whole number."),
    (400 / 75 - 1, "几倍就是相除，不用减 1。", "how many times is the quotient itself: take nothing off."),
    (325, "要几倍：相除，不是相减。", "how many times: divide, do not subtract."),
    (16, "分子也要平均：mean()，不是合计。", "the numerator is a mean(), too, not a sum."), (1, "除的是自己：分母是普通客户的平均。", "divided by itself: the denominator is the mean of the ordinary customers."), (400, "这是忠诚客户的平均，还要除以普通客户的。", "this is the mean of the loyal; divide by that of the ordinary."),
    (0.75, "这是人数的比，要平均利润的比。", "this compares numbers of people; compare mean profits."),
    (3, "要平均的比，不是最大值的比。", "compare the means, not the largest."),
]:
    step.mistake(known_, zh, en)
step.mistake(lambda got: len(list(got)) > 1, "要一个数。", "one number is wanted.")
step.expect(400 / 75, because=("忠诚客户平均 400 元，普通客户平均 75 元。", "The loyal bring 400 yuan on average, the ordinary 75."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("times", reference.times, tiny[tiny.columns[::-1]].iloc[::-1], case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("times", reference.times, tiny.assign(loyal=[False, False, True, False, True, False, False]), case=("忠诚客户是别人、有一位亏时", "other loyal customers, one of whom loses"))
checks.agree("times", reference.times, tiny.iloc[[0, 0, 2, 1, 1, 3]].set_axis([f"M00001{number}" for number in range(6)], axis=0), case=("有几行一样时", "equal rows"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `retention(cohorts, 36)`、`share(customers)` 和 `times(customers)`。是不是十倍？这里的“忠诚”是按买了几年来认的，买的年份多，利润自然多：这样比，公平吗？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `steady(keep)`：`keep` 是列表，每个数是一家企业每年的保留率；返回列表，先后一样，每个数是稳定以后这一家的份额。
#
# **为什么**　一个市场没有新客户，一家流失的，就成了别家的客户。保留率高一点，最后的份额差多少？
#
# **规则**
#
# - 各家流失的客户，平均分给其余各家。过了许多年，份额就稳定下来。
# - 稳定以后，一家的份额和 **1 ÷ (1 − 保留率)** 成正比，各家的份额合计是 1。
# - 至少有两家；保留率在 0 到 0.95 之间。不用取整；要四舍五入，至少留三位小数。
#
# **样例**　三个水龙头，每分钟放 2、3、5 升水，各占多少？

# %%
taps = [2, 3, 5]
print([tap / sum(taps) for tap in taps])

# %% [markdown] hint=1
# 分两步：先给每家算出 1 ÷ (1 − 保留率)，再看它在合计里占多少。

# %% [markdown] hint=2
# 两个列表推导式。第一个得到每家的“年数”：保留率 0.8，就是 1 ÷ 0.2 = 5 年。第二个和水龙头一样。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# years = [1 / (1 - rate) for rate in keep]
# return [year / ... for year in years]
# ```

# %% contract=true
keep = Listed(Number(0, 0.95))

# %% answer="steady"
def steady(keep):
    """稳定以后各家的份额：列表，合计是 1。"""
    ### BEGIN SOLUTION
    years = [1 / (1 - rate) for rate in keep]
    return [year / sum(years) for year in years]
    ### END SOLUTION

# %% check="steady-three" points=5
step = checks.example("steady", [0.8, 0.85, 0.8])
step.mistake([5 / 16, 6 / 16, 5 / 16], "“年数”不要取整。", "do not round 1 / (1 − retention) down.", tol=0.0005)
for known_, zh, en in [
    ([0.8 / 2.45, 0.85 / 2.45, 0.8 / 2.45], "份额不是和保留率成正比，是和 1 ÷ (1 − 保留率) 成正比。", "shares go with 1 / (1 − retention), not with the retention itself."),
    ([0.2 / 0.55, 0.15 / 0.55, 0.2 / 0.55], "反了：走得少的，份额大；1 / (1 - rate) 的圆括号不能少。", "reversed: whoever loses fewer has more; 1 / (1 - rate) needs its brackets."),
    ([5, 20 / 3, 5], "还要除以合计，各家的份额合计是 1。", "divide by their sum: shares sum to 1."),
    ([1 / 3, 1 / 3, 1 / 3], "保留率不同，份额也不同。", "where retention differs, so do the shares."),
    ([30, 40, 30], "要 0 到 1 之间的小数，不写成百分数。", "shares between 0 and 1 are wanted, not percent."),
    ([0.4, 0.3, 0.3], "先后要和 keep 一样：0.85 在第二个。", "keep the order of keep: 0.85 is the second."),
    ([0.3, 0.3, 0.4], "先后要和 keep 一样：0.85 在第二个。", "keep the order of keep: 0.85 is the second."),
    (0.4, "要每一家的份额，不只是最大的一家。", "the share of every firm is wanted, not that of the largest alone."),
    ([1.25 / 3.6765, 1.1765 / 3.6765, 1.25 / 3.6765], "是 1 ÷ (1 − 保留率)，不是 1 ÷ 保留率。", "it is 1 / (1 − retention), not 1 / retention."),
    ([0.75, 1, 0.75], "除以各家的合计，不是最大的一家。", "divide by the sum of all, not by the largest."),
    ([1, 4 / 7, 0.3], "合计要全部加完，再一个一个除。", "finish the sum first, then divide one by one."), ([0.3364, 0.3273, 0.3364], "是 1 − 保留率，不是 1 + 保留率。", "it is 1 − retention, not 1 + retention."),
    ([0, 0, 0], "份额是小数，不要取整。", "shares are fractions: no whole numbers."), ([0.048, 0.051, 0.048], "第二步除的是“年数”，不是保留率。", "the second step divides 1 / (1 − retention), not the retention."),
    ([5 / 3, 20 / 9, 5 / 3], "除以各家的合计，不是有几家。", "divide by the sum of all, not by the number of firms."),
    ([5 / 2.45, 20 / 3 / 2.45, 5 / 2.45], "除以 1 ÷ (1 − 保留率) 的合计，不是保留率的合计。", "divide by the sum of 1 / (1 − retention), not of the retentions."),
    ([0.9, 1.2, 0.9], "除以各家的合计，不是平均。", "divide by the sum of all, not by the mean."),
    (lambda got: abs(sum(got) - 1) < 0.005 and 0.352 < got[1] < 0.395, "还没有稳定：年数不够，或者直接用 1 ÷ (1 − 保留率)。", "not settled yet: take more years, or use 1 / (1 − retention) itself."),
    ([0.2, 0.15, 0.2], "这是每年走的比例；份额和它的倒数成正比。", "this is the share that leaves each year; the shares go with 1 divided by it."),
]:
    step.mistake(known_, zh, en)
step.expect([0.3, 0.4, 0.3], because=("1 ÷ (1 − 保留率) 是 5、6.67、5，合计 16.67。", "1 / (1 − retention) is 5, 6.67 and 5, 16.67 in all."))
### BEGIN HIDDEN TESTS
### REFERENCE
for keep_ in ([0.8, 0.8, 0.8], [0.9, 0.8, 0.8], [0.5, 0.7, 0.6], [0.9, 0.9, 0.9]):
    checks.agree("steady", reference.steady, keep_, case=("换几个保留率时", "other retentions"))
### END HIDDEN TESTS

# %% check="steady-any" points=5
step = checks.example("steady", [0.75, 0.5], about=("只有两家时", "two firms"))
step.mistake(lambda got: len(list(got)) == 3, "有几家就返回几个数，不一定是三家。", "as many numbers as firms; there are not always three.")
step.mistake([0.6, 0.4], "份额和 1 ÷ (1 − 保留率) 成正比，不是和保留率成正比。", "shares go with 1 / (1 − retention), not with the retention itself.")
step.mistake([1 / 3, 2 / 3], "反了：走得少的，份额大。", "reversed: whoever loses fewer has more.")
step.mistake([4, 2], "还要除以合计，各家的份额合计是 1。", "divide by their sum: shares sum to 1.")
step.mistake([0.4, 0.6], "是 1 ÷ (1 − 保留率)，不是 1 ÷ 保留率。", "it is 1 / (1 − retention), not 1 / retention.")
step.mistake([200 / 3, 100 / 3], "要 0 到 1 之间的小数，不写成百分数。", "shares between 0 and 1 are wanted, not percent.")
step.mistake(lambda got: abs(sum(got) - 1) > 0.02, "各家的份额合计是 1：流失的客户分给其余各家，这里只有一家。", "shares sum to 1: who leaves goes to the other firms, of which there is one here.")
step.expect([2 / 3, 1 / 3], because=("1 ÷ (1 − 保留率) 是 4 和 2，合计 6。", "1 / (1 − retention) is 4 and 2, 6 in all."))
step = checks.example("steady", [0.5, 0, 0.9, 0.75, 0], case=("有五家、有的保留率是 0 时", "five firms, some with a retention of 0"))
step.mistake(lambda got: len(list(got)) != 5, "有几家就返回几个数。", "as many numbers as firms.")
step.mistake([0.11, 0.06, 0.56, 0.22, 0.06], "不用取整，至少留三位小数。", "no rounding, or to three decimals at least.", tol=0.0005)
step.mistake(lambda got: abs(pd.Series(got).sum() - 1) > 0.02, "各家的份额合计是 1。", "shares sum to 1.")
step.expect([2 / 18, 1 / 18, 10 / 18, 4 / 18, 1 / 18], because=("1 ÷ (1 − 保留率) 是 2、1、10、4、1，合计 18。", "1 / (1 − retention) is 2, 1, 10, 4 and 1, 18 in all."))
### BEGIN HIDDEN TESTS
### REFERENCE
for keep_ in ([0.1, 0.3], [0.6, 0.7, 0.8, 0.9], [0.95, 0.2, 0.2, 0.4, 0.6, 0.95], [0.95, 0.9], [0.05, 0]):
    checks.agree("steady", reference.steady, keep_, case=("有别的几家时", "other numbers of firms"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `steady([0.8, 0.8, 0.8])`、`steady([0.9, 0.8, 0.8])` 和 `steady([0.9, 0.9, 0.9])`。三家都提高到 0.9，和三家都是 0.8，份额有什么不同？这说明忠诚是和谁比？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看四个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
