# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 3、5、6、7 题，一检查就知道对错；答错了再看课文、再动实验，次数不限。第 1、2、4、8 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 3、5、7 题的答案由课文里实验的模型现算出来。
# - 云垛机械和它的客户都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import keyaccounts as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 云垛的老周在行业群里看到，一家饼干厂要扩产。他当天就把报价单发给群里的一位采购员，没有通过电话，也没有去过厂里。一个月过去，没有回音。照课文第一节的范畴，他跳过了哪一步？
#
# - A　寻找线索
# - B　建立关系
# - C　向潜在的大客户销售
# - D　安装和实施

# %% answer="c1"
c1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c1 = "B"
### END SOLUTION

# %% check="c1-check" points=12
checks.choice("c1", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c1")
for wrong_, zh, en in [
    ("A", "在群里看到扩产，就是找到了线索。", "reading of the new lines was the lead."),
    ("C", "发报价单就是在销售，这一步做了，做得太早。", "sending a price is selling: it was done, and too early."),
    ("D", "还没有卖出去，谈不上安装和实施。", "nothing has been sold yet, so there is nothing to install."),
]:
    checks.that(letter_ != wrong_, "c1", zh, en)
checks.key("c1", "B", "再看课文第一节的五步：线索以后、销售以前是哪一步？", "see the five steps of section 1: what comes after the lead and before selling?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 云垛今年为大客户做了四件事，写在下面。大客户管理的流程有四个部分，哪个部分**没有人做**？
#
# 1. 每个季度对照阶段，定下每家客户现在该做的事，由谁做。
# 2. 六位经理分了区域，技术和财务的同事陪着一起拜访。
# 3. 同行推出了远程保养，云垛也成立小组，和客户商量出自己的一套。
# 4. 大客户来抱怨，谁接到电话，谁看着办。
#
# - A　大客户经理的精益管理
# - B　设置管理团队
# - C　处理大客户抱怨
# - D　战略性服务创新

# %% answer="c2"
c2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c2 = "C"
### END SOLUTION

# %% check="c2-check" points=12
checks.choice("c2", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c2")
for wrong_, zh, en in [
    ("A", "第 1 件就是：看阶段，定下现在该做什么、谁来做。", "the first does it: the stage decides what is due now and who does it."),
    ("B", "第 2 件就是：分了区域，还有团队一起拜访。", "the second does it: territories, and a team that visits together."),
    ("D", "第 3 件就是：和客户一起商量出新的服务。", "the third does it: a new service, worked out with customers."),
]:
    checks.that(letter_ != wrong_, "c2", zh, en)
checks.key("c2", "C", "四件事一件对一个部分：哪一件等于没有人管？", "one part for each of the four: which of them is left to chance?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 打开课文第二节的实验一，客户经理选“有授权”，第一季选**介绍产品**，信任从 2 分涨到 4 分。第二季做下面哪一件，信任涨得最多？
#
# - A　审视环境
# - B　深入走访
# - C　联合规划
# - D　流程整合

# %% answer="c3"
c3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
actions = {"A": "scan", "B": "deepen", "C": "plan", "D": "integrate"}
c3 = max(actions, key=lambda letter: models.journey(("introduce", actions[letter]), True)[2])
### END SOLUTION

# %% check="c3-check" points=12
ways_ = {"A": "scan", "B": "deepen", "C": "plan", "D": "integrate"}
ends_ = {letter: models.journey(("introduce", way), True)[2] for letter, way in ways_.items()}
checks.choice("c3", "ABCD")
letter_ = checks.letters("c3")
for wrong_, zh, en in [
    ("A", f"信任停在 {ends_['A']:g} 分：审视环境是初级阶段的事，到了中期不再加分。", f"trust stays at {ends_['A']:g}: scanning belongs to the early stage and adds nothing in the middle one."),
    ("C", f"信任只到 {ends_['C']:g} 分：联合规划早了一步。", f"trust reaches {ends_['C']:g} only: a joint plan is one stage early."),
    ("D", f"信任掉到 {ends_['D']:g} 分：流程整合太早，客户不放心。", f"trust falls to {ends_['D']:g}: integration comes far too early."),
]:
    checks.that(letter_ != wrong_, "c3", zh, en)
checks.key("c3", max(ends_, key=ends_.get), "4 分是哪个阶段？在实验里一件一件换着试。", "which stage is 4? Try them one by one in the lab.")
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 大客户经理的素质，下面哪些是**企业**那一边看重的？可以选几项。
#
# - A　销售谈判能力强
# - B　了解客户怎样盈利
# - C　懂基本的法律和财务
# - D　能见到客户的高层，提出建议

# %% answer="c4"
c4 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c4 = "AC"
### END SOLUTION

# %% check="c4-check" points=12
checks.several("c4", "ABCD")
### BEGIN HIDDEN TESTS
letters_ = checks.letters("c4")
for wrong_, zh, en in [
    ("BD", "这两样是客户看重的，题目问企业。", "these two are the customer's; the firm's are asked for."),
    ("ABCD", "两边看重的都选上了，题目只问企业。", "these are the qualities of both sides; only the firm's are asked for."),
    ("A", "还少一样：签合同、收货款，企业还要他懂什么？", "one is lacking: what else must the firm rely on, with contracts and payments?"),
    ("C", "还少一样：合同要谈下来，企业要他有什么能力？", "one is lacking: what does the firm need for the contract to be agreed?"),
]:
    checks.that(set(letters_) != set(wrong_), "c4", zh, en)
checks.that("B" not in letters_, "c4", "了解客户怎样盈利，是客户看重的。", "knowing how it makes its profit is what the customer looks for.")
checks.that("D" not in letters_, "c4", "能见到高层、提出建议，是客户看重的。", "reaching the top with ideas is what the customer looks for.")
checks.key("c4", "AC", "对照课文第三节的表，右边一列才是企业的。", "see the table of section 3: the firm's are in the right-hand column.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 打开课文第四节的实验二，把“一条线断掉的可能”换成 **60%**。联系的人从 1 个加到 3 个，丢掉客户的可能低了多少个**百分点**？保留一位小数。

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c5 = round(100 * (models.lost(1, 0.6) - models.lost(3, 0.6)), 1)
### END SOLUTION

# %% check="c5-check" points=13
lost_ = {people: 100 * models.lost(people, 0.6) for people in (1, 2, 3)}
usual_ = {people: 100 * models.lost(people) for people in (1, 3)}
given_, right_ = checks.number_read("c5"), lost_[1] - lost_[3]
for wrong_, zh, en in [
    (lost_[3], "这是 3 个人联系时还会丢掉的可能，题目问低了多少。", "so often the account is lost with three people; by how much did that fall?"),
    (lost_[1], "这是 1 个人联系时丢掉的可能，还要减去 3 个人的。", "so often it is lost with one person; take away what is left with three."),
    (usual_[1] - usual_[3], "这是每条线 40% 会断时的，题目是 60%。", "this is for threads that break in 40% of cases; here it is 60%."),
    (lost_[1] - lost_[2], "这是加到 2 个人，题目加到 3 个。", "this is for two people; the question says three."),
    (lost_[1] * 2 / 3, "不是平分：三条线都断才丢，要三个 60% 相乘。", "not a third of it: all three must break, so multiply 60% three times."),
    (round(right_ / 100, 3), "百分点写成 100 倍：0.1 写成 10。", "in percentage points: write 10 and not 0.1."),
    (round(right_), "保留一位小数。", "give one decimal."),
    (100 * (1 - lost_[3] / lost_[1]), "这是低了百分之几；百分点要两个百分数直接相减。", "this is the fall in per cent; for percentage points subtract the one from the other."),
]:
    checks.that(abs(given_ - wrong_) > 0.004, "c5", zh, en)
checks.key("c5", right_, "先看 1 个人的可能，再看 3 个人的，两个数相减。", "read it for one person and for three, and subtract.", tol=0.05)
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 四家客户一年的账如下。一个服务工时 120 元。扣掉服务成本以后，哪几家**亏**了？可以选几项。
#
# - A　收入 900 万元，毛利 96 万元，工时 9,000
# - B　收入 700 万元，毛利 60 万元，工时 4,000
# - C　收入 400 万元，毛利 30 万元，工时 3,000
# - D　收入 300 万元，毛利 66 万元，工时 5,000

# %% answer="c6"
c6 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
margin = {"A": 960_000, "B": 600_000, "C": 300_000, "D": 660_000}
hours = {"A": 9_000, "B": 4_000, "C": 3_000, "D": 5_000}
c6 = "".join(letter for letter in margin if margin[letter] < 120 * hours[letter])
### END SOLUTION

# %% check="c6-check" points=13
margin_ = {"A": 960_000, "B": 600_000, "C": 300_000, "D": 660_000}
hours_ = {"A": 9_000, "B": 4_000, "C": 3_000, "D": 5_000}
right_ = "".join(letter for letter in margin_ if margin_[letter] < 120 * hours_[letter])
checks.several("c6", "ABCD")
letters_ = checks.letters("c6")
for wrong_, zh, en in [
    ("BD", "这两家还有剩，题目问亏的。", "these two still earn something; those that lose are asked for."),
    ("A", "还少一家：收入小的，也可能亏。", "one is lacking: smaller accounts can lose money, too."),
    ("C", "还少一家：毛利最多的，服务也可能花得更多。", "one is lacking: the largest margin may be eaten up by service."),
    ("AD", "这两家工时最多，可是亏不亏，要用毛利减。", "these two take most hours; whether they lose depends on the margin."),
    ("BC", "这两家的毛利占收入最少，可是还要减去工时的钱。", "these two have the thinnest margin; the hours still have to be paid from it."),
    ("ABCD", "四家一家一家算：毛利减去 120 元乘工时。", "one by one: margin less 120 yuan times hours."),
]:
    checks.that(set(letters_) != set(wrong_), "c6", zh, en)
checks.key("c6", right_, "毛利减去 120 元乘工时，小于 0 的才是亏。1 万元是 10,000 元。", "margin less 120 yuan times hours: below zero is a loss.")
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 打开课文第二节的实验一，客户经理选“事事请示”，他没有授权。第一季选**联合规划**，第二季选**流程整合**，以后每一季都做对。比起他从头就季季做对，**晚**几个季度进入合作期？填一个整数。

# %% answer="c7"
c7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
late, best = (len(models.journey(way, False)) - 1 for way in (("plan", "integrate"), ()))
c7 = late - best
### END SOLUTION

# %% check="c7-check" points=13
ways_ = {"late": ("plan", "integrate"), "best": ()}
asks_ = {name: len(models.journey(way, False)) - 1 for name, way in ways_.items()}
decides_ = {name: len(models.journey(way, True)) - 1 for name, way in ways_.items()}
given_, right_ = checks.number_read("c7"), asks_["late"] - asks_["best"]
for wrong_, zh, en in [
    (2, "不止错过的两季：信任掉了，还要补回来。", "more than the two quarters: the trust that was lost must be won back."),
    (asks_["late"], "这是一共要的季度，题目问晚几个。", "so many quarters it takes in all; how many more is that?"),
    (asks_["best"], "这是季季做对要的季度，题目问晚几个。", "so many it takes if every quarter fits; how many more for the other way?"),
    (decides_["late"] - decides_["best"], "这是有授权的经理；没有授权，信任补得更慢。", "this is for a manager with authority; without it trust comes back more slowly."),
    (asks_["late"] - decides_["best"], "比的是同一位没有授权的经理，不要换人。", "compare the same manager, the one without authority, both times."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c7", zh, en)
checks.key("c7", right_, "图的标题写着几个季度进入合作期：两种走法各看一次，相减。", "the title says after how many quarters: read it for both ways, and subtract.")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 云垛推出配件自动补货：从“缺了再买”改成“保证不缺”；配件柜装上重量传感器；各地的仓管员不用请示，当天就能补。可是补了多少、扣了多少钱，客户要等月底对账才知道，打电话也没有人说得清。四个方面里，哪一个没有跟着变？
#
# - A　服务概念
# - B　顾客关系界面
# - C　服务交付系统和组织
# - D　技术

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c8 = "B"
### END SOLUTION

# %% check="c8-check" points=13
checks.choice("c8", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c8")
for wrong_, zh, en in [
    ("A", "从“缺了再买”到“保证不缺”，概念已经变了。", "from “buy what is missing” to “never run out”: the concept has changed."),
    ("C", "仓管员不用请示，当天就补，组织已经跟上。", "storekeepers act on the same day without asking: the organisation has changed."),
    ("D", "重量传感器装上了，技术已经变了。", "the sensors are there: the technology has changed."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "B", "四个方面一个一个对：客户在哪里看得到、问得到？", "go through the four: where can the customer see and ask?")
### END HIDDEN TESTS
