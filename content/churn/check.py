# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。运行检查单元格，马上知道对错；答错了再看课文、再动滑块，次数不限。
#
# - 选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；填数题直接写数字。`None` 下面的两行可以不管。
# - 答案都由课文里的模型和数据现算出来。换一份数据，答案也会变。
# - 家庭和客户都是**模拟**的，品牌是虚构的，算出来的数不能当成伊利公司的事实。

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
# 打开课文第二节“一周一周看危机”的实验，把“曝光后第几周”拖到 **13**，“几周没买算流失”是 **8**。判为流失的家庭里，有百分之几后来又买了？四舍五入到整数。

# %% answer="c1"
c1 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
call = models.called_lost(world, 13, 8)
c1 = round(100 * call.paused / call.lost)
### END SOLUTION

# %% check="c1-check" points=12
again_ = models.weekly(cases.load("yili", "panel_weekly"), ["qingyuan", "beiling", "dongguang"], "2008-09-08")
call_, early_ = models.called_lost(again_, 13, 8), models.called_lost(again_, 8, 8)
checks.number("c1")
answer_ = checks.variable("c1")
answer_.mistake(call_.paused, "这是户数，还要除以判为流失的户数。", "these are households; divide by those called lost.")
answer_.mistake(round(100 * call_.gone / call_.lost), "这是没再买的，题目问的是后来又买的。",
               "these never came back; the question asks who bought again.")
answer_.mistake(round(100 * call_.paused / call_.customers), "分母是判为流失的家庭，不是全部家庭。",
               "divide by the households called lost, not by all.")
answer_.mistake(round(100 * early_.paused / early_.lost), "这是第 8 周，要看第 13 周。", "this is week 8; look at week 13.")
for week_, window_, zh, en in [(13, 13, "“几周没买算流失”是 8，不是 13。", "lost means 8 weeks without buying, not 13."),
                             (8, 13, "两个数对调了：第 13 周，8 周没买算流失。", "the two are swapped: week 13, and lost after 8 weeks.")]:
    moved_ = models.called_lost(again_, week_, window_)
    answer_.mistake(round(100 * moved_.paused / moved_.lost), zh, en)
checks.key("c1", round(100 * call_.paused / call_.lost), "再到实验里拖一次，看图下面那句话。",
           "move the slider again and read the sentence under the figure.", percent=True, tol=0.5)
print("✔ 正确 · Correct: c1")

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
right_ = 100 * models.yearly_loss([0.02])
checks.number("c2")
answer_ = checks.variable("c2")
answer_.mistake(24, "不能用 2% 乘 12：后走的人是从剩下的人里走的。", "not 12 times 2 %: later losses come from those who are left.")
answer_.mistake(100 - right_, "这是一年后还在的比例，题目问的是流失。", "this is the share that stays; the question asks who leaves.",
               tol=0.06)
answer_.mistake(round(right_), "保留一位小数。", "give one decimal.")
checks.key("c2", round(right_, 1), "先算每月留下的比例，连乘 12 次，再用 1 去减。",
           "multiply what stays each month 12 times, then subtract from 1.", percent=True, tol=0.06)
print("✔ 正确 · Correct: c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 打开课文第二节“消息能传多远”的实验：城里 **10,000** 人，不满的客户 **20** 位，每个熟人都会被告知（可能是 1）。按公式，大约多少人听说？四舍五入到整数。

# %% answer="c3"
c3 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c3 = round(models.reach(20, 10_000))
### END SOLUTION

# %% check="c3-check" points=12
right_ = models.reach(20, 10_000)
checks.number("c3")
answer_ = checks.variable("c3")
answer_.mistake(20 * models.DEGREE, "熟人有重叠：听到两次的人只算一个。", "circles overlap: someone told twice is one person.")
answer_.mistake(models.reach(10, 10_000), "这是 10 位客户，题目是 20 位。", "this is for 10 customers; the question says 20.", tol=1)
answer_.mistake(models.reach(40, 10_000), "这是 40 位客户，题目是 20 位。", "this is for 40 customers; the question says 20.", tol=1)
answer_.mistake(models.reach(20, 10_000, 0.1), "这是可能为 0.1 的时候，题目里每个熟人都会被告知。", "this is for a chance of 0.1; here every acquaintance is told.", tol=1)
answer_.mistake(right_ / 10_000, "这是比例，要的是人数。", "this is a share; the number of people is wanted.")
answer_.mistake(10_000 - right_, "这是没有听说的人数。", "this is the number who did not hear.", tol=1)
checks.key("c3", right_, "再到实验里拖一次，看图下面那句话里的公式结果。",
           "move the slider again and read the result of the formula under the figure.", tol=1)
print("✔ 正确 · Correct: c3")

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
checks.key("c4", max(left_, key=left_.get), "再到实验里把四处各试一次：哪个洞最大，又堵得住？",
           "try all four in the lab: which hole is large and can be mended?")
print("✔ 正确 · Correct: c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# `base` 是送奶站的客户表。流失的客户（`contract_ended_by` 不是 `none`）里，被动流失（由企业终止）占百分之几？四舍五入到整数。下面一格数好了人数。

# %%
print(base["contract_ended_by"].value_counts())

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
ended = base.loc[base["contract_ended_by"] != "none", "contract_ended_by"]
c5 = round(100 * (ended == "firm").mean())
### END SOLUTION

# %% check="c5-check" points=13
ended_ = cases.load("yili", "churn_base")["contract_ended_by"]
firm_, lost_ = (ended_ == "firm").sum(), (ended_ != "none").sum()
checks.number("c5")
answer_ = checks.variable("c5")
answer_.mistake(firm_, "这是人数，还要除以流失的客户数。", "these are heads; divide by the lost customers.")
answer_.mistake(round(100 * firm_ / len(ended_)), "分母是流失的客户，不是全部客户。", "divide by the lost customers, not by all.")
answer_.mistake(round(100 * (1 - firm_ / lost_)), "这是客户自己终止的占比。", "this is the share that the customers ended.")
checks.key("c5", round(100 * firm_ / lost_), "被动流失是企业终止的；分母是流失的客户。",
           "passive churn is ended by the firm; divide by the lost customers.", percent=True, tol=0.5)
print("✔ 正确 · Correct: c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 机会每天减少 2%（λ = 0.02）。流失后第 **45** 天才联系，机会还剩当天的百分之几？四舍五入到整数。

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = round(100 * float(models.freshness(45, 0.02)))
### END SOLUTION

# %% check="c6-check" points=13
smooth_, daily_ = 100 * float(models.freshness(45, 0.02)), 100 * (1 - 0.02) ** 45  # 2% of the rest each day may be read as either
checks.number("c6")
answer_ = checks.variable("c6")
answer_.mistake(10, "不是 100 − 2 × 45：每天是从剩下的机会里减少 2%。", "not 100 − 2 × 45: each day cools what is left.")
for left_ in (smooth_, daily_):
    answer_.mistake(100 - round(left_), "这是已经失去的机会，题目问的是还剩多少。", "this is what is lost; the question asks what is left.")
checks.key("c6", (smooth_ + daily_) / 2, "用 models.freshness(天数, λ) 算，再看课文第六节。",
           "use models.freshness(days, λ); see section 6.", percent=True, tol=0.5 + (smooth_ - daily_) / 2)
print("✔ 正确 · Correct: c6")

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
checks.key("c7", max(profits_, key=profits_.get), "再到实验里看：原因选“其他流失”，第 7 天哪条线最高？",
           "look in the lab: with the cause 'other', which line is highest on day 7?")
print("✔ 正确 · Correct: c7")

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
customers_ = {"A": ("fault", 10, 800), "B": ("malicious", 30, 300), "C": ("other", 20, 600)}
profits_ = {letter: models.best_measure(*customer)[1] for letter, customer in customers_.items()}
checks.choice("c8", "ABC")
checks.key("c8", min(profits_, key=profits_.get), "把三位各拖一次：谁的每一条线都在 0 以下？",
           "set all three in the lab: for whom does every line lie below 0?")
print("✔ 正确 · Correct: c8")
