# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 2、5、7、8 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 1、3、4、6 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 2、7、8 题的答案由课文里实验的模型现算出来。
# - 题里的店和客户都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import quality as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 酒店要缩短退房时间。经理找到了原因，定下“三周内从 12 分钟降到 6 分钟”，再让一楼前台用新办法退房。三周到了，他量了一遍：平均 9 分钟，比目标还差 3 分钟，就记在了表上。照 **PDCA**，接下来该做什么？
#
# - A　计划：重新定一个容易达到的目标
# - B　执行：让一楼前台照样再做三周
# - C　检查：拿 9 分钟和 6 分钟对比
# - D　处理：有效的定成标准，没解决的转入下一轮

# %% answer="c1"
c1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c1 = "D"
### END SOLUTION

# %% check="c1-check" points=12
checks.choice("c1", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c1")
for wrong_, zh, en in [
    ("A", "目标已经定过；没达到，也不是把目标改低就算了。", "there is a target already, and missing it is no reason to lower it."),
    ("B", "新办法已经试了三周，这一步做过了。", "the new way was tried for three weeks: that step is done."),
    ("C", "他量过，也和目标对比过，这一步做过了。", "the result was measured and set beside the target: that step is done."),
]:
    checks.that(letter_ != wrong_, "c1", zh, en)
checks.key("c1", "D", "四个阶段一个一个对：哪一个还没有做？", "go through the four stages: which has not been done?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 打开课文第二节的实验一，把“效果每期加”拖到 **1.5** 分，“期望每期追上”拖到 **40%**，什么也不许诺。一直这样做下去，满意度停在几分？保留两位小数。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c2 = round(models.ratchet(50, 60, 0.4, periods=60, growth=1.5)["satisfaction"].iloc[-1], 2)
### END SOLUTION

# %% check="c2-check" points=12
given_, right_ = checks.number_read("c2"), models.ratchet(50, 60, 0.4, periods=60, growth=1.5)["satisfaction"].iloc[-1]
for wrong_, zh, en in [
    (0, "效果不再提高，满意度才会淡到 0；这里每期加 1.5 分。", "satisfaction fades to 0 when performance stays as it is; here it grows by 1.5 each period."),
    (10, "这是第 1 期的满意度；题目问一直做下去停在几分。", "this is the satisfaction of period 1; where it settles is asked."),
    (1.5, "这是效果每期加的分数；期望一直落在后面，差的不止这些。", "this is the growth of one period; the expectation stays further behind than that."),
    (0.4, "这是期望每期追上的比例，要的是满意度的分数。", "this is the share by which the expectation catches up; points of satisfaction are wanted."),
    (1.5 * 0.4, "不是相乘：追上的比例越小，差距越大，要除。", "not the product: the smaller the share, the wider the gap, so divide."),
    (1.5 / 0.3, "这是每期追上 30% 时的，题目是 40%。", "this is for catching up 30%; here it is 40%."),
    (1 / 0.4, "这是效果每期加 1 分时的，题目是 1.5 分。", "this is for a growth of 1 point; here it is 1.5."),
    (right_ - 1.5, "这是期望追上以后再减；满意度在追上以前算。", "this is taken after the expectation has moved; satisfaction is taken before."),
    (1 / 0.3, "这是课文里的：每期加 1 分、追上 30%。", "this is the lesson's: a growth of 1 point and catching up 30%."),
    *((rough_, "保留两位小数。", "give two decimals.") for rough_ in (3.7, 3.8, 4)),
    (0.4 / 1.5, "除反了：每期加的分数 ÷ 追上的比例。", "the wrong way round: the growth divided by the share."),
    (-right_, "符号反了：满意度 = 可感知效果 − 期望值。", "the sign is the wrong way round: perceived minus expected."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c2", zh, en)
checks.that(not right_ + 0.006 < given_ < 10, "c2", "还没有停下来：往后看，到最后一期。", "it has not settled yet: look further on, to the last period.")
checks.key("c2", right_, "停下来的时候，期望每期涨的和效果一样多：差距的 40% 正好是 1.5 分。",
           "when it has settled, the expectation rises as fast as the performance: 40% of the gap is 1.5 points.", tol=0.006)
checks.right("c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 一家连锁茶店做了五件事，店长在后面写了客户得到的是哪一种满意。哪些**写对了**？
#
# - A　标志、店面、工装一个样子：企业视觉满意（VS）
# - B　一套服务流程，人人照做，对谁都一样：企业理念满意（MS）
# - C　包装好看，买了茶还教怎样泡：精神满意层
# - D　茶叶新鲜，味道好：社会满意层
# - E　不用一次性塑料杯，少添垃圾：社会满意层

# %% answer="c3"
c3 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c3 = "ACE"
### END SOLUTION

# %% check="c3-check" points=12
checks.several("c3", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c3"))
for letter_, zh, en in [
    ("B", "B：人人照做的一套流程是行为满意 BS；理念说的是宗旨、价值观。", "B: procedures that all follow are behaviour, BS; mind is purpose and values."),
    ("D", "D：茶好喝，是产品的核心，属物质满意层。", "D: a good taste is the core of the product, the material level."),
]:
    checks.that(letter_ not in letters_, "c3", zh, en)
for letter_, zh, en in [
    ("A", "还少一个：看得见的形象，让人一眼认出来，写的没有错。", "one is lacking: an image known at a glance is rightly named."),
    ("C", "还少一个：包装是产品的形式，教怎样泡是产品的外延。", "one is lacking: packing is the form and advice the extension of the product."),
    ("E", "还少一个：少添垃圾，维护的是社会的利益。", "one is lacking: less waste is in the interest of society."),
]:
    checks.that(letter_ in letters_, "c3", zh, en)
checks.key("c3", "ACE", "再看课文第二节：横向三种，纵向三层。", "see section 2: three kinds and three levels.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 面包店问了 200 位附近的住户：160 位会指名要它家的面包，其中 120 位称赞它；100 位买过，其中 70 位再买过或者推荐过，8 位抱怨过。经理写下 120 ÷ 160 = 75%。照课文约定的算法，他算的是哪一项指标？
#
# - A　美誉度
# - B　知名度
# - C　回头率
# - D　抱怨率
# - E　销售力

# %% answer="c4"
c4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c4 = "A"
### END SOLUTION

# %% check="c4-check" points=12
checks.choice("c4", "ABCDE")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c4")
for wrong_, zh, en in [
    ("B", "知名度是会指名的 160 位除以受访的 200 位。", "awareness divides the 160 who would ask for it by the 200 who were asked."),
    ("C", "回头率是再买或推荐的 70 位除以买过的 100 位。", "the return rate divides the 70 who bought again or recommended by the 100 buyers."),
    ("D", "抱怨率是抱怨的 8 位除以买过的 100 位。", "the complaint rate divides the 8 who complained by the 100 buyers."),
    ("E", "销售力看销售额比去年增长多少，题里没有销售额。", "sales power is the growth of sales, and no sales are given."),
]:
    checks.that(letter_ != wrong_, "c4", zh, en)
checks.key("c4", "A", "先看分子的 120 位做了什么，再看分母的 160 位是谁。", "look at what the 120 above the line did, then at who the 160 below it are.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 差距 = 感知 − 期望，“权重 × 差距”**最低**的先改。五个维度的权重和差距写在选项里，先改哪一个？
#
# - A　有形度：权重 10，差距 −1.4
# - B　可靠度：权重 35，差距 −0.6
# - C　响应度：权重 25，差距 −1.0
# - D　专业度：权重 20，差距 0.2
# - E　同理度：权重 10，差距 −0.8

# %% answer="c5"
c5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
weights, gaps = [10, 35, 25, 20, 10], [-1.4, -0.6, -1.0, 0.2, -0.8]
push = [weight * gap for weight, gap in zip(weights, gaps)]
c5 = "ABCDE"[push.index(min(push))]
### END SOLUTION

# %% check="c5-check" points=13
weighted_ = [10 * -1.4, 35 * -0.6, 25 * -1.0, 20 * 0.2, 10 * -0.8]
first_ = "ABCDE"[weighted_.index(min(weighted_))]
checks.choice("c5", "ABCDE")
letter_ = checks.letters("c5")
for wrong_, zh, en in [
    ("A", "它的差距最大，可是权重小：10 × (−1.4) = −14。", "its gap is the widest, but it matters little: 10 × (−1.4) = −14."),
    ("B", "它的权重最大，可是差得不多：35 × (−0.6) = −21，还有更低的。", "its weight is the largest, but the gap is small: 35 × (−0.6) = −21, and one is lower."),
    ("D", "它的差距是正的：比期望的好，不用先改。", "its gap is positive: better than expected, so it does not come first."),
    ("E", "10 × (−0.8) = −8，还有更低的。", "10 × (−0.8) = −8, and others are lower."),
]:
    checks.that(letter_ != wrong_, "c5", zh, en)
checks.key("c5", first_, "五个都乘一乘，看哪一个最低。", "multiply all five and look for the lowest.")
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 酒店规定：客人要的加床，二十分钟内送到。标准定得合理，人手够，推车也够，主管也天天检查。可是前台接了电话不告诉客房部，客房部有空也不问前台，客人常常等一个小时。这是哪一个差距，哪一个因素？
#
# - A　差距一：向上沟通
# - B　差距一：市场调查
# - C　差距二：监督控制体系
# - D　差距二：协作性
# - E　差距二：技术胜任性

# %% answer="c6"
c6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c6 = "D"
### END SOLUTION

# %% check="c6-check" points=13
checks.choice("c6", "ABCDE")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c6")
for wrong_, zh, en in [
    ("A", "前台和客房部是平级，话没有传到的不是上级；标准也定得合理。", "desk and housekeeping are on one level, so nothing failed to go up; and the standard is sensible."),
    ("B", "标准定得合理，说明知道客人要什么。", "the standard is sensible: what guests want is known."),
    ("C", "主管天天检查，监督是有的。", "supervisors check every day, so there is supervision."),
    ("E", "推车够用，工具没有拖后腿。", "there are trolleys enough: the tools are not at fault."),
]:
    checks.that(letter_ != wrong_, "c6", zh, en)
checks.key("c6", "D", "先看标准定得对不对，再看送到客人手上以前，哪一环没有接上。", "first ask whether the standard is right, then which link failed before it reached the guest.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 打开课文第五节的实验二，选银行的说法，把“原来的保留率”拖到 **85%**，贴现率选 **10%**。再多留 5 个百分点，一位客户的价值多百分之几？填百分数，保留一位小数，不写百分号也行。

# %% answer="c7"
c7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c7 = 100 * models.uplift(0.85, 0.05, 0.10)
### END SOLUTION

# %% check="c7-check" points=13
given_, right_ = checks.number_read("c7"), 100 * models.uplift(0.85, 0.05, 0.10)
for wrong_, zh, en in [
    (5, "这是多留住的百分点；客户留得更久，价值多得更多。", "these are the points of retention; as customers stay longer, the value rises by more."),
    (100 * (0.90 / 0.85 - 1), "这只比了两个保留率，没有算客户留得更久。", "this compares the two retentions only and leaves out that customers stay longer."),
    (40, "这是银行的那个说法，原来的保留率不是 85%。", "this is the claim about banking, which needs another start than 85%."),
    *((100 * models.uplift(start, 0.05, 0.10), f"这是从 {start:.0%} 起的，题目从 85% 起。", f"this starts from {start:.0%}; here it is 85%.") for start in (0.80, 0.90)),
    *((100 * models.uplift(0.85, 0.05, rate), f"这是贴现率 {rate:.0%} 时的，题目是 10%。", f"this is for a discount rate of {rate:.0%}; here it is 10%.") for rate in (0, 0.05)),
    (100 + right_, "这是提高后占原来的百分比，要的是多了百分之几。", "this is the new value in per cent of the old; by how much it rises is wanted."),
    (right_ / 100, "填百分数，例如 12.3，不填 0.123。", "give per cent, such as 12.3, not 0.123."),
    *((rough_, "保留一位小数。", "give one decimal.") for rough_ in (int(right_), int(right_) + 1)),
    (round(100 * models.uplift(0.85, 0.04, 0.10), 1), "这是多留 4 个百分点的，题目是 5 个：选银行的说法。", "this is for 4 points, and here it is 5: choose the claim about banking."),
    (100 * (1 - 1 / (1 + right_ / 100)), "除以原来的价值，不是提高以后的。", "divide by the old value, not by the new."),
    (100 * (0.9 / 0.2 - 0.85 / 0.25), "这是一年赚 100 元的客户多值多少元，要的是多了百分之几。", "this is in yuan, for a customer who brings 100 a year; per cent are wanted."),
    (int(10 * right_) / 10, "差一点：四舍五入，不是把后面的小数舍去。", "nearly: round, do not drop the decimals."),
]:
    checks.that(abs(given_ - wrong_) > 0.048, "c7", zh, en)
checks.key("c7", right_, "价值和 保留率 ÷（1 + 贴现率 − 保留率）成正比：两个都算出来，再相除，减 1。",
           "the value goes by retention ÷ (1 + discount − retention): compute both, divide and take 1 away.", tol=0.06)
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 打开课文第五节的实验三。三家原来都留住 80% 的客户，各占三分之一。后来大家都提高了：甲、乙拖到 **90%**，丙拖到 **85%**。最后，**丙**占百分之几？填百分数。

# %% answer="c8"
c8 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c8 = 100 * models.steady([0.90, 0.90, 0.85])[2]
### END SOLUTION

# %% check="c8-check" points=13
given_, right_ = checks.number_read("c8"), 100 * models.steady([0.90, 0.90, 0.85])[2]
for wrong_, zh, en in [
    (100 / 3, "三家留得一样多，才是各占三分之一；丙比甲、乙留得少。", "a third each needs equal retention; this firm keeps fewer than the others."),
    (100 * models.steady([0.80, 0.80, 0.85])[2], "这是只有丙一家提高时的；甲、乙也提高了，提高得更多。", "this is for this firm improving alone; the others improved as well, and by more."),
    (100 * models.steady([0.90, 0.90, 0.85])[0], "这是甲、乙的份额，题目问丙。", "this is the share of each of the other two."),
    (100 * models.steady([0.90, 0.90, 0.80])[2], "这是丙没有提高时的；丙提高到了 85%。", "this is for the firm staying at 80%; it went up to 85%."),
    (100 * 0.85 / 2.65, "份额不和保留率成正比，和 1 ÷ 流失率成正比。", "shares do not go by the retention but by 1 ÷ the rate of leaving."),
    (100 * 0.15 / 0.35, "反了：流失得多的，份额小。", "the wrong way round: who loses more has the smaller share."),
    *((moved_, "不是加减 5 个百分点：甲、乙也提高了，份额要重新分。", "not 5 points more or less: the others improved as well, and shares settle anew.") for moved_ in (28.3, 38.3)),
    (1 / 0.15, "这是丙的 1 ÷ 流失率，还要除以三家的合计。", "this is 1 ÷ the rate of leaving: divide by the sum of all three."),
    (50, "这是一家 90%、另外两家 80% 时的，题目是 90%、90%、85%。", "this is for 90% against 80% and 80%; here it is 90%, 90% and 85%."),
    (85, "这是丙的保留率，题目问份额。", "this is the retention; the share is asked."),
    (right_ / 100, "填百分数，例如 12，不填 0.12。", "give per cent, such as 12, not 0.12."),
]:
    checks.that(abs(given_ - wrong_) > 0.06, "c8", zh, en)
checks.key("c8", right_, "三家的 1 ÷ 流失率是 10、10、6.67：丙占其中多少？", "1 ÷ the rate of leaving is 10, 10 and 6.67: which part is this firm's?", tol=0.05)
checks.right("c8")
