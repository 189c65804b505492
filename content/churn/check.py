# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。每题都能检查，马上知道对错；答错了再看课文、再动滑块，次数不限。
#
# - 答案都由课文里的模型和数据现算出来。换一份数据，答案也会变。
# - 家庭和客户都是**模拟**的，品牌是虚构的，算出来的数不能当成伊利公司的事实。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；填数题直接写数字，问百分之几的，写 72、`"72%"` 或 0.72 都行。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases
from keguan.models import churn as models

# %%
panel = cases.load("yili", "panel_weekly")
base = cases.load("yili", "churn_base")
world = models.weekly(panel, ["qingyuan", "beiling", "dongguang"], "2008-09-08")

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 打开课文第二节“一周一周看危机”的实验，把“曝光后第几周”拖到 **13**，“几周没买算流失”是 **8**。判为流失的家庭里，有百分之几在随后 26 周里又买了？四舍五入到整数。

# %% answer="c1"
c1 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
call = models.called_lost(world, 13, 8)
c1 = round(100 * call.paused / call.lost)
### END SOLUTION

# %% check="c1-check" points=12
again_ = models.weekly(cases.load("yili", "panel_weekly"), ["qingyuan", "beiling", "dongguang"], "2008-09-08")
call_, early_, long_, other_ = (models.called_lost(again_, week, window) for week, window in [(13, 8), (8, 8), (13, 13), (8, 13)])
given_ = checks.number_read("c1")
percent_, right_ = 100 * given_ if 0 < given_ < 1 else given_, round(100 * call_.paused / call_.lost)
for wrong_, zh, en in [
    (call_.paused, "这是户数，还要除以判为流失的户数。", "these are households; divide by those called lost."),
    (call_.lost, "这是判为流失的户数，要的是其中后来又买的占百分之几。", "these are the households called lost; what percentage of them bought again?"),
    (call_.gone, "这是没再买的户数；后来又买的，还要除以判为流失的户数。", "these never came back; divide those who did by those called lost."),
    (8, "这是窗口的周数，要的是后来又买的占百分之几。", "these are the weeks of the window; the percentage that bought again is wanted."),
    *((100 * part / whole, "分子、分母不对：后来又买的户数 ÷ 判为流失的户数。", "another quotient: those who bought again ÷ those called lost is wanted.") for part, whole in [(call_.lost, call_.paused), (call_.paused, call_.gone), (call_.gone, call_.paused)]),
    (round(100 * call_.gone / call_.lost), "这是没再买的，题目问的是后来又买的。", "these never came back; the question asks who bought again."),
    (round(100 * call_.paused / call_.customers), "分母是判为流失的家庭，不是全部家庭。", "divide by the households called lost, not by all."),
    (round(100 * call_.lost / call_.customers), "这是判为流失的占全部家庭的百分之几。", "this is the percentage of all households that were called lost."),
    (round(100 * call_.paused / (call_.paused + call_.lost)), "判为流失的户数里已经有后来又买的，不用再加一次。", "those called lost include those who bought again; do not add them once more."),
    (round(100 * early_.paused / early_.lost), "这是第 8 周，要看第 13 周。", "this is week 8; look at week 13."),
    (round(100 * long_.paused / long_.lost), "“几周没买算流失”是 8，不是 13。", "lost means 8 weeks without buying, not 13."),
    (round(100 * other_.paused / other_.lost), "两个数对调了：第 13 周，8 周没买算流失。", "the two are swapped: week 13, and lost after 8 weeks."),
    (right_ - 1, "差一点：四舍五入到整数，不是把小数舍去。", "nearly: round to the nearest whole number, do not just drop the decimals."),
    (right_ + 1, "差一点：再除一次，四舍五入到整数。", "nearly: divide once more and round to a whole number."),
]:
    checks.that(abs(percent_ - right_) <= 0.5 or abs(percent_ - wrong_) > 0.5, "c1", zh, en)
checks.key("c1", right_, "再到实验里拖一次：图下面那句话里，后来又买的户数 ÷ 判为流失的户数，乘 100。",
           "move the slider again; in the sentence below divide those who bought again by those called lost, times 100.", percent=True, tol=0.5)
checks.right("c1")

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 一家送奶站每月流失 **2%**，每个月都一样。一年一共流失百分之几？保留一位小数。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c2 = round(100 * models.yearly_loss([0.02]), 1)
### END SOLUTION

# %% check="c2-check" points=12
given_ = checks.number_read("c2")
percent_, right_ = 100 * given_ if 0 < given_ < 1 else given_, 100 * models.yearly_loss([0.02])
for wrong_, zh, en in [
    (24, "不能用 2% 乘 12：后走的人是从剩下的人里走的。", "not 12 times 2%: later losses come from those who are left."),
    (100 - right_, "这是一年后还在的比例，题目问的是流失。", "this is the share that stays; the question asks who leaves."),
    (round(right_), "保留一位小数。", "give one decimal."),
    *((value, "连乘的是留下的 0.98，不是走掉的 0.02。", "multiply what stays, 0.98, not what leaves, 0.02.") for value in (0, 100)),
    (2, "这是一个月的流失，要的是一年的。", "this is the loss of one month; a year is wanted."),
    (100 * (1 - 0.98**6), "这是半年的：一年要连乘 12 次。", "this is half a year: multiply twelve times."),
    (100 * right_, "多乘了一次 100。", "multiplied by 100 once too often."),
    (12 * 0.98, "0.98 要连乘 12 次，不是乘 12。", "multiply by 0.98 twelve times, not by 12 once."),
    (20, "写成小数的话，至少留三位。", "as a decimal, give at least three places."),
    (98, "这是一个月留下的比例；还要连乘 12 次，再用 1 减去它。", "this is what stays after one month: multiply it 12 times and subtract from 1."),
    (100 * models.yearly_loss(), "这是课文里每月 3% 的结果，题目是每月 2%。", "this is the lesson's 3% a month; here it is 2%."),
    *((100 * (1.02**12 - one), "流失使客户变少：连乘 1 − 0.02，不是 1 + 0.02。", "losses make the number smaller: multiply by 1 − 0.02, not by 1 + 0.02.") for one in (0, 1)),
    (100 * (1 - 0.98**11), "少乘了一次：一年是 12 个月。", "once too few: a year has 12 months."),
    (100 * (1 - 0.98**13), "多乘了一次：一年是 12 个月。", "once too many: a year has 12 months."),
    (round(right_, 1) - 0.1, "差一点：最后才四舍五入，保留一位小数。", "nearly: round at the end only, to one decimal."),
    (round(right_, 1) + 0.1, "差一点：最后才四舍五入，保留一位小数。", "nearly: round at the end only, to one decimal."),
]:
    checks.that(abs(percent_ - wrong_) > 0.04, "c2", zh, en)
checks.key("c2", round(right_, 1), "每个月留下 0.98：0.98 连乘 12 次，再用 1 减去它，乘 100。",
           "0.98 stays each month: multiply 0.98 twelve times, subtract from 1, times 100.", percent=True, tol=0.06)
checks.right("c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 课文第二节说，250 是上限：亲友有重叠，听到两次的人只算一个。城里有 10,000 人，不满的客户 **20** 位，每人告诉 250 位亲友。按公式，听说的人数是
#
# 10,000 × (1 − (1 − 250 ÷ 10,000)²⁰)
#
# 大约多少人？四舍五入到整数。Python 里 20 次方写成 `** 20`；课文末尾的选读里有一个实验，也能看到。

# %% answer="c3"
c3 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c3 = round(models.reach(20, 10_000))
### END SOLUTION

# %% check="c3-check" points=12
given_, right_ = checks.number_read("c3"), models.reach(20, 10_000)
for wrong_, zh, en in [
    (20 * models.DEGREE, "亲友有重叠：听到两次的人只算一个。", "circles overlap: someone told twice is one person."),
    *((models.reach(k, 10_000), f"这是 {k} 位客户，题目是 20 位。", f"for {k} customers; the question says 20.") for k in (1, 10, 40)),
    (models.reach(20, 10_000, 0.1), "这是可能性为 0.1 时的人数，题目里每位亲友都会被告知。", "this is for a chance of 0.1; here every friend is told."),
    (models.reach(20, 1_000), "城里有 10,000 人，不是 1,000 人。", "the town has 10,000 people, not 1,000."),
    (models.reach(1, 10_000, 0.1), "这是 1 位客户、可能性 0.1 时的；题目是 20 位，每位亲友都会被告知。", "this is for 1 customer and a chance of 0.1; here 20 tell every friend."),
    (20, "这是客户的人数，要的是听说的人数。", "these are the customers; the number who hear is wanted."),
    *((models.reach(k, 10_000), "次数不对：20 位就是 20 次方。", "another power: with 20 customers it is 20.") for k in (19, 21)),
    (right_ + 20, "不用加上 20 位客户自己。", "the 20 customers themselves are not added."),
    (10_000, "这是全城的人：250 要先除以 10,000，再用 1 减。", "this is the whole town: 250 ÷ 10,000 comes first, then 1 minus that."),
    (models.reach(20, 100_000), "这是十万人的城市，题目是 10,000 人。", "this is for a town of 100,000; the question says 10,000."),
    (10_000 - right_, "这是没有听说的人数。", "this is the number who did not hear."),
    (right_ / 10_000, "这是比例，要的是人数。", "this is a share; the number of people is wanted."),
    (right_ / 100, "这是百分数，要的是人数。", "this is a percentage; the number of people is wanted."),
]:
    checks.that(abs(given_ - wrong_) > min(1, wrong_ / 100), "c3", zh, en)
checks.that(given_ > 0, "c3", "人数不会是负数：20 次方写 ** 20，不是乘 20。", "people cannot be negative: the power 20 is ** 20, not times 20.")
checks.that(abs(given_ - right_) <= 1 or abs(given_ / right_ - 1) > 0.05, "c3", "差一点：要的是公式算出来的数，不是模拟一次的数；最后才四舍五入。",
            "nearly: the formula's number is wanted, not that of one simulation; round at the end only.")
checks.key("c3", right_, "一位没有告诉到的占 1 − 250 ÷ 10,000，20 位都没有告诉到的是它的 20 次方；用 1 减去它，乘 10,000。",
           "1 − 250 ÷ 10,000 do not hear from one, that to the power 20 from none of 20: subtract from 1, times 10,000.", tol=1)
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 打开课文第五节“漏水的桶”的实验，看 12 个月。先把六个滑块都拖到 0，再每月花 **10** 千元，只用在下面**一处**。用在哪一处，一年后留下的客户最多？
#
# - A　提高服务质量
# - B　打折促销
# - C　团队服务与共享数据
# - D　信用档案

# %% answer="c4"
c4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
methods = {"A": "quality", "B": "price", "C": "staff", "D": "credit"}
left = {letter: models.bucket({method: 10})["customers"].iloc[-1] for letter, method in methods.items()}
c4 = max(left, key=left.get)
### END SOLUTION

# %% check="c4-check" points=12
methods_ = {"A": "quality", "B": "price", "C": "staff", "D": "credit"}
left_ = {letter: models.bucket({method: 10})["customers"].iloc[-1] for letter, method in methods_.items()}
checks.choice("c4", "ABCD")
letter_ = checks.letters("c4")
checks.that(letter_ != "B", "c4", "打折堵了竞争的洞，却让一部分老客户觉得买贵了：留下的比什么都不做还少。", "discounts keep rivals off but annoy regular customers: fewer stay than if nothing is done.")
checks.that(letter_ != "C", "c4", "团队服务堵的是“员工带走客户”的洞，每月 0.5%：还有更大、也堵得住的洞。", "teams mend the hole of customers taken along by staff, 0.5% a month: a larger hole can be mended too.")
checks.that(letter_ != "D", "c4", "信用档案堵的是恶意流失的洞，每月只有 0.2%。", "credit files mend the hole of malicious churn, only 0.2% a month.")
checks.key("c4", max(left_, key=left_.get), "再到实验里把四处各试一次：哪个洞最大，又堵得住？",
           "try all four in the lab: which hole is large and can be mended?")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# `base` 是送奶站的客户表。流失的客户（`contract_ended_by` 不是 `none`）里，被动流失（由企业终止）占百分之几？保留一位小数。下面一格数好了人数。

# %%
print(base["contract_ended_by"].value_counts())

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
ended = base.loc[base["contract_ended_by"] != "none", "contract_ended_by"]
c5 = round(100 * (ended == "firm").mean(), 1)
### END SOLUTION

# %% check="c5-check" points=13
ended_ = cases.load("yili", "churn_base")["contract_ended_by"]
firm_, lost_, every_ = (ended_ == "firm").sum(), (ended_ != "none").sum(), len(ended_)
given_ = checks.number_read("c5")
percent_, right_ = 100 * given_ if 0 < given_ < 1 else given_, 100 * firm_ / lost_
checks.that(abs(percent_ - round(right_)) > 0.04, "c5", "保留一位小数。", "give one decimal.")
for wrong_, zh, en in [
    ((lost_ - firm_) / firm_, "分子和分母弄反了：企业终止的 ÷ 流失的。", "it is upside down: those ended by the firm ÷ all lost."),
    (1000 * firm_ / lost_, "小数点错了一位。", "the decimal point is one place off."),
    (firm_, "这是人数，还要除以流失的客户数。", "this is the number of customers; divide it by those lost."),
    (lost_, "这是流失的人数；企业终止的人数除以它。", "these are all who were lost: divide those ended by the firm by them."),
    (lost_ - firm_, "这是客户自己终止的人数；要企业终止的占百分之几。", "these ended it themselves; what percentage was ended by the firm?"),
    (100 * firm_ / (lost_ - firm_), "分母是流失的客户一共多少，不是只有客户自己终止的。", "divide by all lost customers, not only by those who ended it themselves."),
    (100 * firm_ / every_, "分母是流失的客户，不是全部客户。", "divide by the lost customers, not by all."),
    (100 * firm_ / (every_ - lost_), "分母是流失的客户，不是没有流失的。", "divide by the lost customers, not by those who stayed."),
    (100 * (1 - firm_ / lost_), "这是客户自己终止的占比。", "this is the share that the customers ended."),
    (100 * lost_ / every_, "这是流失的占全部客户的百分之几。", "this is the percentage of all customers that were lost."),
    (100 * (lost_ - firm_) / every_, "这是客户自己终止的占全部客户的百分之几。", "this is the percentage of all customers that left by themselves."),
]:
    checks.that(abs(percent_ - wrong_) > 0.5, "c5", zh, en)
checks.that(abs(percent_ - right_) <= 0.06 or abs(percent_ - right_) > 0.2, "c5", "差一点：最后才四舍五入，保留一位小数。", "nearly: round at the end only, to one decimal.")
checks.key("c5", right_, "企业终止（firm）的人数 ÷ 流失（firm 和 customer 一共）的人数，乘 100。",
           "those ended by the firm ÷ all lost (firm and customer together), times 100.", percent=True, tol=0.06)
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 机会每天减少 2%（λ = 0.02）。流失后第 **45** 天才联系，机会还剩当天的百分之几？四舍五入到整数。（按课文的公式算，或者用每天乘 0.98 来算，都行。）

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = round(100 * float(models.freshness(45, 0.02)))
### END SOLUTION

# %% check="c6-check" points=13
smooth_, daily_ = 100 * float(models.freshness(45, 0.02)), 100 * (1 - 0.02) ** 45  # the lesson's formula, or 2% of the rest each day
given_ = checks.number_read("c6")
percent_ = 100 * given_ if 0 < given_ < 1 else given_
for wrong_, zh, en in [
    (10, "不是 100 − 2 × 45：每天是从剩下的机会里减少 2%。", "not 100 − 2 × 45: each day takes 2% of what is left."),
    (90, "这是 2% × 45：每天是从剩下的机会里减少 2%，要的是还剩多少。", "this is 2% × 45: each day takes 2% of what is left, and what is left is wanted."),
    (100 - round(smooth_), "这是已经失去的机会，题目问的是还剩多少。", "this is what is lost; the question asks what is left."),
    (100 - round(daily_), "这是已经失去的机会，题目问的是还剩多少。", "this is what is lost; the question asks what is left."),
    (0, "每天留下 0.98，它的 45 次方；不是 0.02 的 45 次方。", "0.98 stays each day: that to the power 45, not 0.02."),
    (100 * float(models.freshness(45, 0.2)), "λ 是 0.02，不是 0.2。", "λ is 0.02, not 0.2."),
    (98, "这是一天以后的，要第 45 天。", "this is after one day; day 45 is wanted."),
    (45, "这是天数，要的是机会还剩百分之几。", "these are the days; the percentage that is left is wanted."),
    *((round(100 * float(models.freshness(day))), f"这是第 {day} 天的，题目是第 45 天。", f"this is day {day}; the question says day 45.") for day in (7, 30, 90)),
    (round(smooth_) + 1, "差一点：正好 45 天，四舍五入到整数。", "nearly: exactly 45 days, rounded to a whole number."),
    (round(daily_) - 1, "差一点：正好 45 天，四舍五入到整数。", "nearly: exactly 45 days, rounded to a whole number."),
]:
    checks.that(daily_ - 0.5 <= percent_ <= smooth_ + 0.5 or abs(percent_ - wrong_) > 0.5, "c6", zh, en)
checks.key("c6", (smooth_ + daily_) / 2, "100 × 0.98 的 45 次方，或者 100 × models.freshness(45, 0.02)；见课文第六节。",
           "100 × 0.98 to the power 45, or 100 × models.freshness(45, 0.02); see section 6.", percent=True, tol=0.5 + (smooth_ - daily_) / 2)
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 打开课文第六节“挽留倒计时”的实验，λ 和当天的成功率不动：送奶员离职，客户**跟着他走了**（其他流失），挽回后的价值 1,000 元，第 7 天联系。四种措施里，期望利润最高的是哪一种？
#
# - A　道歉并倾听
# - B　补救并赔偿
# - C　给同样的优惠
# - D　换专人服务

# %% answer="c7"
c7 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
measures = {"A": "apology", "B": "repair", "C": "offer", "D": "contact"}
profits = {letter: models.winback_profit("other", measure, 7, 1000) for letter, measure in measures.items()}
c7 = max(profits, key=profits.get)
### END SOLUTION

# %% check="c7-check" points=13
measures_ = {"A": "apology", "B": "repair", "C": "offer", "D": "contact"}
profits_ = {letter: models.winback_profit("other", measure, 7, 1000) for letter, measure in measures_.items()}
checks.choice("c7", "ABCD")
letter_ = checks.letters("c7")
checks.that(letter_ != "A", "c7", "道歉花钱少，可是企业没有过错，他是跟着熟悉的人走的：回来的可能性小得多。", "an apology is cheap, but nothing went wrong: he followed a person he knows and rarely comes back for it.")
checks.that(letter_ != "B", "c7", "补救针对的是过失；这里没有过失，花了钱也很少有人回来。", "repair fits a fault; here there is none, so it costs money and brings few back.")
checks.that(letter_ != "C", "c7", "优惠针对的是竞争流失；他不是因为价格走的。", "an offer fits competitive churn; it was not the price that drew him away.")
checks.key("c7", max(profits_, key=profits_.get), "再到实验里看：原因选“其他流失”，第 7 天哪条线最高？",
           "look in the lab: with the cause 'other', which line is highest on day 7?")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 还是这个实验，λ 和当天的成功率不动。下面三位客户，**不值得**再花钱挽留的是哪一位（不管用哪种措施，期望利润都不大于 0）？
#
# - A　过失流失，价值 800 元，第 10 天
# - B　恶意流失，价值 300 元，第 30 天
# - C　其他流失，价值 600 元，第 20 天

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
customers = {"A": ("fault", 10, 800), "B": ("malicious", 30, 300), "C": ("other", 20, 600)}
profits = {letter: models.best_measure(*customer)[1] for letter, customer in customers.items()}
c8 = min(profits, key=profits.get)
### END SOLUTION

# %% check="c8-check" points=13
persons_ = {"A": ("fault", 10, 800), "B": ("malicious", 30, 300), "C": ("other", 20, 600)}
profits_ = {letter: models.best_measure(*person)[1] for letter, person in persons_.items()}
checks.choice("c8", "ABC")
letter_ = checks.letters("c8")
checks.that(letter_ != "A", "c8", "过失流失，第 10 天补救还来得及：这条线的期望利润大于 0。", "a fault can still be repaired on day 10: the expected profit of that line is above 0.")
checks.that(letter_ != "C", "c8", "其他流失，第 20 天换专人服务还值得：这条线的期望利润大于 0。", "a personal contact is still worth it on day 20: the expected profit of that line is above 0.")
checks.key("c8", min(profits_, key=profits_.get), "把三位客户各试一次：谁的每一条线都在 0 以下？",
           "set all three in the lab: for whom does every line lie below 0?")
checks.right("c8")
