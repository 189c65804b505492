# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 4、5、6、7 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 1、2、3、8 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 4 题的答案由课文里的表现算出来，第 5、6 题由实验的模型现算出来。
# - 安巢家电和它的客户都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的、排序的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan import cases
from keguan.models import service as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 照美国市场营销协会的定义问三问，下面哪些**算服务**？可以选几项。
#
# - A　一台会自己除霜的冰箱
# - B　客户在网上查到修到哪一步了，没有人接待
# - C　教老人用智能电饭煲，不收钱，也不卖东西
# - D　送给老客户的一只电热水壶

# %% answer="c1"
c1 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c1 = "BC"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCD")
### BEGIN HIDDEN TESTS
letters_ = checks.letters("c1")
for wrong_, zh, en in [
    ("A", "A 会自己除霜，还是一台有形的商品。", "A defrosts itself and is a tangible product all the same."),
    ("D", "D 不收钱，还是一件有形的商品。", "D costs nothing and is a tangible product all the same."),
]:
    checks.that(wrong_ not in letters_, "c1", zh, en)
checks.that("B" in letters_, "c1", "少了一项：没有人出面，也可以是服务。", "one is lacking: service need not come from a person.")
checks.that("C" in letters_, "c1", "少了一项：不收钱，不和商品一起卖，也可以是服务。", "one is lacking: service may be free and need not be sold with goods.")
checks.key("c1", "BC", "再看课文第一节的三问。", "see the three questions in section 1.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 客户把坏了的烤箱送到服务点。服务有两个要素，下面哪一样是**功能**？
#
# - A　等候的时候请他坐，说话和气
# - B　找出烧断的加热管，换上新的
# - C　修好以后试烤一次，温度准了
# - D　松了的门轴拧紧，门关得严了

# %% answer="c2"
c2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c2 = "A"
### END SOLUTION

# %% check="c2-check" points=12
checks.choice("c2", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c2")
for wrong_, zh, en in [
    ("B", "客户送来就为这件事：主要的需要。", "this is what the customer came for: the main need."),
    ("C", "试过准了，才算修好，还是主要的需要。", "it is repaired only when it has been tried: still the main need."),
    ("D", "门关不严就烤不好，还是主要的需要。", "an oven whose door does not close does not bake: still the main need."),
]:
    checks.that(letter_ != wrong_, "c2", zh, en)
checks.key("c2", "A", "功能满足的是非主要的需要。", "function meets a need that is not the main one.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 安巢为同一位客户做了四件事，照 7 + 4 + 8 的清单，从**售前**排到**售后**。同在一个阶段的，先做的排在前面。
#
# - A　把卖出的型号和保修期记进客户档案
# - B　他付款的时候，店里替他办好托运
# - C　他在业务电话里问有没有货
# - D　用了一周，上门问用得怎样

# %% answer="c3"
c3 = None  # 把 None 换成四个字母，写在引号里
### BEGIN SOLUTION
c3 = "CBAD"
### END SOLUTION

# %% check="c3-check" points=12
checks.ordered("c3", "ABCD")
### BEGIN HIDDEN TESTS
order_ = checks.letters("c3")
for first_, then_, zh, en in [
    ("C", "B", "没来店就打的电话在前：售前在售中前面。", "the call before the visit comes first: pre-sale before during-sale."),
    ("B", "A", "付款时代办是售中，卖出以后才建档案。", "freight while he pays is during-sale; the file is of what has been sold."),
    ("A", "D", "先建好档案，用了一周才去回访。", "the file comes first, the visit a week later."),
]:
    checks.that(order_.index(first_) < order_.index(then_), "c3", zh, en)
checks.key("c3", "CBAD", "再看课文第三节的三张清单。", "see the three lists in section 3.", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 在课文第四节的 `activities` 下面新建一格，数一数：安巢的 40 件事里，**技术性**的有几件？`about_use` 是和使用有关，`specialist` 是由专业人员做。填一个整数。

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
activities = cases.load("anchao", "activities")
c4 = (activities["about_use"] & activities["specialist"]).sum()
### END SOLUTION

# %% check="c4-check" points=12
table_ = cases.load("anchao", "activities")
use_, by_ = table_["about_use"], table_["specialist"]
given_, right_ = checks.number_read("c4"), (use_ & by_).sum()
for wrong_, zh, en in [
    (use_.sum(), "只满足一样也数进来了，要两样都有。", "this counts where only one of the two holds; both must."),
    (by_.sum(), "只满足一样也数进来了，要两样都有。", "this counts where only one of the two holds; both must."),
    ((use_ | by_).sum(), "这是至少有一样的，要两样都有，用 &。", "so many have at least one; both must hold, use &."),
    ((use_ & ~by_).sum(), "这是只满足一样的，去掉 ~。", "so many have only one of the two; leave ~ out."),
    ((~use_ & by_).sum(), "这是只满足一样的，去掉 ~。", "so many have only one of the two; leave ~ out."),
    (len(table_) - right_, "这是非技术性的，题目问技术性的。", "so many are non-technical; the technical ones are asked for."),
    (len(table_), "这是全部的件数。", "these are all of them."),
    (right_ / len(table_), "这是比例；有几件，写件数。", "this is a share; how many is asked."),
    (100 * right_ / len(table_), "这是百分之几；有几件，写件数。", "this is a percentage; how many is asked."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c4", zh, en)
checks.key("c4", right_, "用 & 把两列连起来，再用 .sum() 数。", "join the two columns by & and count with .sum().")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 打开课文第四节的实验一，把“散居的客户占”拖到 **70%**，别的不动。服务一户，定点比巡回贵几元？四舍五入到整数。

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
xy = models.customers(0.7)
near = models.covered(xy, models.sites(xy, 3))
c5 = round(models.cost_each(3 * models.POINT_COST, near) - models.cost_each(2 * models.VAN_COST, models.vans(xy, 2).served))
### END SOLUTION

# %% check="c5-check" points=13
def costs_(spread):
    xy = models.customers(spread)
    near, served = models.covered(xy, models.sites(xy, 3)), models.vans(xy, 2).served
    return models.cost_each(3 * models.POINT_COST, near), models.cost_each(2 * models.VAN_COST, served)


fixed_, roving_ = costs_(0.7)
given_, right_ = checks.number_read("c5"), fixed_ - roving_
for wrong_, zh, en in [
    (-right_, "方向反了：定点比巡回贵，写正数。", "the wrong way round: points are dearer, so write a positive number."),
    (fixed_, "这是定点一户的钱，还要减去巡回的。", "this is the cost at the points; take the vans' away."),
    (roving_, "这是巡回一户的钱，题目问两种差几元。", "this is the cost of the vans; the difference is asked for."),
    *((costs_(spread)[0] - costs_(spread)[1], f"这是散居 {spread:.0%} 时的差，要拖到 70%。", f"this is the difference at {spread:.0%}; move the slider to 70%.") for spread in (0, 0.5, 0.6, 0.8, 1)),
    (2 * models.VAN_COST - 3 * models.POINT_COST, "这是一周花费的差，题目问一户差几元。", "this is the difference of a week; that of one customer is asked for."),
]:
    checks.that(abs(given_ - wrong_) > 0.5, "c5", zh, en)
checks.that(abs(given_ - fixed_ / roving_) > 0.05, "c5", "这是几倍，题目问贵几元。", "this is how many times as much; the difference in yuan is asked for.")
checks.key("c5", right_, "图里有两种办法一户各几元：定点的减去巡回的。", "the picture has the cost of a customer by either way: points less vans.", tol=0.5)
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 打开课文第五节的实验二，把“回复的快慢”改成“**整齐**”，别的不动。滑块一格是半小时。100 位客户里，至少守得住 95 位，**最短**承诺几小时？

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
hours = models.replies(sigma=0.4)
c6 = min(half / 2 for half in range(1, 25) if models.kept(hours, half / 2) >= 0.95)
### END SOLUTION

# %% check="c6-check" points=13
halves_ = [half / 2 for half in range(1, 25)]
steady_, usual_ = models.replies(sigma=0.4), models.replies()
least_ = {sigma: min(promise for promise in halves_ if models.kept(models.replies(sigma=sigma), promise) >= 0.95) for sigma in (0.4, 0.75, 1.0)}
given_, right_ = checks.number_read("c6"), least_[0.4]
for wrong_, zh, en in [
    (models.best_promise(steady_, halves_), "这是得分最高的承诺；题目问守得住 95 位的，最短几小时。", "this promise scores highest; the shortest that keeps 95 is asked for."),
    (right_ - 0.5, "差一格：这样还守不住 95 位。", "half an hour too short: it does not keep 95."),
    (least_[0.75], "这是快慢“一般”的时候，要改成“整齐”。", "this is with replies as usual; choose steady."),
    (least_[1.0], "这是“忽快忽慢”的时候，要改成“整齐”。", "this is with uneven replies; choose steady."),
    (models.best_promise(usual_, halves_), "这是快慢“一般”、得分最高的承诺，要改成“整齐”。", "this scores highest with replies as usual; choose steady."),
    (100 * models.kept(steady_, right_), "这是守住的位数，题目问承诺几小时。", "so many are kept; the hours to promise are asked for."),
    (95, "这是要守住的位数，题目问承诺几小时。", "so many are to be kept; the hours to promise are asked for."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c6", zh, en)
checks.that(given_ <= right_ or given_ > 12, "c6", "守得住，可是还能再短：一格一格往左试。", "it is kept, but a shorter one is, too: move left, one step at a time.")
checks.key("c6", right_, "从短到长一格一格试，图里守住的位数第一次到 95 或以上就停。", "try from short to long; stop where the picture has 95 or more kept for the first time.")
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 城南店的服务计划单独成册；售后写了三页，售前和售中一个字也没有；谁负责、怎么考核，没有成文的规定；有一名专职的服务主管。照**本课约定**，只说第一处毛病，是哪一处？
#
# - A　没有单独的计划
# - B　内容不完整
# - C　没有制度化
# - D　没有专业的支持
# - E　没有毛病

# %% answer="c7"
c7 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c7 = "ABCDE"[[True, False, False, True, False].index(False)]
### END SOLUTION

# %% check="c7-check" points=13
first_ = "ABCDE"[[True, False, False, True, False].index(False)]
checks.choice("c7", "ABCDE")
letter_ = checks.letters("c7")
for wrong_, zh, en in [
    ("A", "单独成册，有单独的计划。", "it is a paper of its own: there is a separate plan."),
    ("C", "没有成文的规定是毛病，可是前面还有一处。", "no written rule is a defect, but there is one before it."),
    ("D", "有专职的服务主管，不缺专业的支持。", "there is a full-time supervisor: specialist support is not lacking."),
    ("E", "有毛病：从第一条起，一条一条对。", "there is a defect: go through the four, from the first on."),
]:
    checks.that(letter_ != wrong_, "c7", zh, en)
checks.key("c7", first_, "照课文第五节 1 到 4 的先后问，第一个答“不是”的就是。", "ask the four of section 5 in order; the first “no” is it.")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 对面新开了一家店，价钱便宜。赵阿姨家的洗衣机坏了，还是打给安巢：“你们管了我五年，我就不换来换去了。”客户服务的意义，这最贴近哪一条？
#
# - A　最好的企业品牌
# - B　超强的竞争力
# - C　最低的经营成本
# - D　防止客户流失的最佳屏障

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c8 = "D"
### END SOLUTION

# %% check="c8-check" points=13
checks.choice("c8", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c8")
for wrong_, zh, en in [
    ("A", "品牌靠口碑；她没有替安巢向别人说话。", "a brand lives by word of mouth; she speaks to nobody on the firm's behalf."),
    ("B", "她没有说安巢有什么别家没有、或者比别家好。", "she names nothing that others lack or do less well."),
    ("C", "成本不在三条意义里。", "cost is none of the three points."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "D", "三条一条一条对：她为什么没有换？", "go through the three: why does she stay?")
### END HIDDEN TESTS
