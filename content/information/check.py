# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。运行检查单元格，马上知道对错；答错了再看课文、再动滑块，次数不限。
#
# - 选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；填数题直接写数字。`None` 下面的两行可以不管。
# - 答案都由课文里的模型和数据现算出来。换一份数据，答案也会变。
# - 表单、同意记录和数据库都是**模拟**的：没有一位真人，也不是携程的内部记录。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases, database
from keguan.models import information as models

# %%
forms = cases.load("ctrip", "crm_raw")
log = cases.load("ctrip", "crm_consent_log")
today = cases.reference_date("ctrip")

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 课文第一节：每多问一项，就多一些人放弃。如果每项让**多 10%** 的人放弃（β = 0.10），问几项时“项数 × 填完的比例”最大？
#
# 下一格的函数算出“项数 × 填完的比例”，试几个数就看得出来。

# %%
def reached(fields, beta=0.10):
    return round(float(models.completed_fields(fields, beta)), 3)


[reached(fields) for fields in (5, 20, 40)]

# %% answer="c1"
c1 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c1 = max(range(1, 61), key=reached)
### END SOLUTION

# %% check="c1-check" points=12
counts_ = np.arange(1, 61)
best_, usual_ = (int(counts_[np.argmax(models.completed_fields(counts_, beta))]) for beta in (0.10, models.BETA))
checks.number("c1")
answer_ = checks.variable("c1")
answer_.mistake(usual_, "这是每项让 6% 的人放弃的时候。", "this is for 6 % giving up with each field.")
answer_.mistake(1, "只问一项，填完的人最多，可是得到的也最少。", "one field is completed most often, but brings least.")
checks.key("c1", best_, "把 reached 里的项数一项一项往上加，找最高的一点。", "raise the number of fields in reached one by one and find the top.")
print("✔ 正确 · Correct: c1")

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 打开课文第一节的实验一（登记表），目的选“售后服务”，各组项数不动。把“敏感信息”从 0 拖到 **1**，填完的人少了几个**百分点**？四舍五入到整数。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
plain, asked = (models.form(models.best_form(), sensitive) for sensitive in (0, 1))
c2 = round(100 * plain.completion) - round(100 * asked.completion)
### END SOLUTION

# %% check="c2-check" points=12
plain_, asked_ = (models.form(models.best_form(), sensitive) for sensitive in (0, 1))
checks.number("c2")
answer_ = checks.variable("c2")
for value_, zh_, en_ in [(100 * asked_.completion, "这是还肯填完的人，要的是少了多少。", "these still complete the form; how many fewer is wanted."),
                      (100 * plain_.completion, "这是加敏感信息以前的。", "this is before the sensitive field."),
                      (100 - 100 * asked_.completion / plain_.completion, "要的是百分点的差，不是比原来少了百分之几。", "give the difference in percentage points, not the relative fall.")]:
    answer_.mistake(round(value_), zh_, en_)
fewer_ = 100 * (plain_.completion - asked_.completion)
checks.key("c2", fewer_, "再到实验一里拖一次，看图下面有百分之几的人填完。",
           "move the slider in lab 1 again and read the share that completes before and after.", percent=True, tol=1)
print("✔ 正确 · Correct: c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 联系方式每月失效 **3%**。今天全部有效，12 个月以后还有百分之几有效？四舍五入到整数。

# %% answer="c3"
c3 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c3 = round(100 * float(models.valid_share(12, 0.03)))
### END SOLUTION

# %% check="c3-check" points=12
right_ = 100 * float(models.valid_share(12, 0.03))
checks.number("c3")
answer_ = checks.variable("c3")
answer_.mistake(100 - 12 * 3, "不能直接减 12 次 3%：每个月失效的是还剩下的 3%。", "do not take 3 % off twelve times: each month loses 3 % of what is left.")
answer_.mistake(round(100 - right_), "这是失效的，要的是还有效的。", "this is what is out of date; what is still right is wanted.")
answer_.mistake(round(100 * float(models.valid_share(12))), "这是每月失效 2% 的时候。", "this is for a decay of 2 % a month.")
checks.key("c3", right_, "再看课文第五节：每个月留下 97%，连乘 12 次。", "see section 5: 97 % stay each month, twelve times over.", percent=True, tol=0.5)
print("✔ 正确 · Correct: c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 打开课文第五节的实验四，把“每月失效”拖到 **0.010**（1%），其他不动。最省钱的做法是每几个月更新一次？

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c4 = models.best_interval(0.01)
### END SOLUTION

# %% check="c4-check" points=12
checks.number("c4")
answer_ = checks.variable("c4")
answer_.mistake(models.best_interval(), "这是滑块还没有动的时候。", "this is before the slider was moved.")
answer_.mistake(models.best_interval(0.03), "失效得慢，不用更新得更勤。", "what ages more slowly needs refreshing less often.")
answer_.mistake(12, "12 个月是滑块的位置，要看图下面写的最省的月数。", "12 is where the slider stands; read the cheapest number below the picture.")
checks.key("c4", models.best_interval(0.01), "再到实验四里拖一次，看“最省的是每几个月”。", "move the slider in lab 4 again and read which interval is cheapest.")
print("✔ 正确 · Correct: c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 打开课文第三节的实验二，预算拖到 **0**，其他不动。不花钱就能用的是哪两条渠道？
#
# - A　在服务过程中；各种媒介
# - B　在服务过程中；网络和呼叫中心
# - C　在调查中；在终端收集
# - D　各种媒介；租用或购买

# %% answer="c5"
c5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
pairs = {"A": {"service", "media"}, "B": {"service", "callcentre"}, "C": {"survey", "terminal"}, "D": {"media", "rented"}}
c5 = next(letter for letter, pair in pairs.items() if pair == set(models.channel_mix(0)))
### END SOLUTION

# %% check="c5-check" points=13
pairs_ = {"A": {"service", "media"}, "B": {"service", "callcentre"}, "C": {"survey", "terminal"}, "D": {"media", "rented"}}
checks.choice("c5", "ABCD")
answer_ = checks.variable("c5")
for letter_, zh_, en_ in [("A", "各种媒介要花钱：预算为 0 的时候用不了。", "the media cost money: with a budget of 0 they are out."),
                       ("C", "调查和终端都要花钱：预算为 0 的时候用不了。", "surveys and terminals cost money: with a budget of 0 they are out."),
                       ("D", "媒介和租用的名单都要花钱，还不是客户本人给的。", "media and rented lists cost money, and customers did not give these data themselves.")]:
    answer_.mistake(lambda got: "".join(got).strip().upper() == letter_, zh_, en_)
checks.key("c5", next(letter for letter, pair in pairs_.items() if pair == set(models.channel_mix(0))),
           "再到实验二里把预算拖到 0：客户正在和谁说话？", "set the budget of lab 2 to 0: whom is the customer talking to?")
print("✔ 正确 · Correct: c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 两张表单的手机相同，就是“一对”。用原来的写法比，和用统一的写法（11 位数字）比，找到的对数不一样。统一写法以后，**多**找到几对？

# %%
def pairs_of(column):
    sizes = column[column != ""].value_counts()
    return int((sizes * (sizes - 1) // 2).sum())


alike = models.normalised(forms)
forms["mobile"].head(3).tolist(), alike["mobile"].head(3).tolist()

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = pairs_of(alike["mobile"]) - pairs_of(forms["mobile"])
### END SOLUTION

# %% check="c6-check" points=13
raw_ = cases.load("ctrip", "crm_raw")
before_, after_ = (pairs_of(table["mobile"]) for table in (raw_, models.normalised(raw_)))
checks.number("c6")
answer_ = checks.variable("c6")
answer_.mistake(after_, "这是统一以后的对数，还要减去统一以前的。", "these are the pairs after; take off those before.")
answer_.mistake(before_, "这是统一以前的对数。", "these are the pairs before.")
answer_.mistake(before_ - after_, "多找到的是正数：以后减以前。", "what is gained is positive: after less before.")
checks.key("c6", after_ - before_, "用 pairs_of 各算一次，再相减。", "use pairs_of on both columns and subtract.", tol=0.5)
print("✔ 正确 · Correct: c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 数据库的 `person` 表里，有几位客户**至少有一张**已完成（`status` 是 `completed`）的订单？一位客户只算一次；在 `person` 表里找不到的人不算。
#
# 把答案写成数字，或者写成 `int(database.query("SELECT ...").iloc[0, 0])`。

# %%
database.query("SELECT status, count(*) AS orders FROM orders GROUP BY status")

# %% answer="c7"
c7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
sql = """SELECT count(DISTINCT p.person_id) FROM person p JOIN orders o ON o.person_id = p.person_id
    WHERE o.status = 'completed'"""
c7 = int(database.query(sql).iloc[0, 0])
### END SOLUTION

# %% check="c7-check" points=13
tables_ = database.tables("ctrip")
done_ = tables_["orders"].query("status == 'completed'")
own_ = done_[done_["person_id"].isin(tables_["person"]["person_id"])]
joined_ = done_.merge(tables_["person"], on="person_id")
checks.number("c7")
answer_ = checks.variable("c7")
for value_, zh_, en_ in [(done_["person_id"].nunique(), "有的订单找不到主人，那些人不算。", "some orders have no owner; those people do not count."),
                      (len(joined_), "一位客户有几张订单，就数了几次：用 count(DISTINCT ...)。", "each was counted once an order: use count(DISTINCT ...)."),
                      (len(own_), "一位客户有几张订单，就数了几次：用 count(DISTINCT ...)。", "each was counted once an order: use count(DISTINCT ...)."),
                      (len(done_), "这是订单的张数，要的是客户的人数。", "this is the number of orders; that of customers is wanted."),
                      (tables_["orders"]["person_id"].nunique(), "没有完成的订单不算。", "orders that were not completed do not count.")]:
    answer_.mistake(value_, zh_, en_, tol=0.5)
checks.key("c7", own_["person_id"].nunique(), "先连接 person 和 orders，再筛 status，最后数不同的 person_id。",
           "join person and orders, filter by status, then count the different person_id.", tol=0.5)
print("✔ 正确 · Correct: c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 按同意记录 `log`，到参照日结束时，有几张表单可以用于营销（`purpose` 是 `marketing`）？每张表单看 `ts` 最晚的一条；`withdraw` 就不行。
#
# 下一格数了表单上打的勾。打了勾的，后来可能撤回了。

# %%
forms["marketing_opt_in"].value_counts().to_dict()

# %% answer="c8"
c8 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
latest = log[log["purpose"] == "marketing"].sort_values("ts").groupby("rec_id")["action"].last()
c8 = int((latest != "withdraw").sum())
### END SOLUTION

# %% check="c8-check" points=13
entries_ = cases.load("ctrip", "crm_consent_log").query("purpose == 'marketing'")
by_time_, by_row_ = (table.groupby("rec_id")["action"].last() for table in (entries_.sort_values("ts"), entries_))
ticked_ = cases.load("ctrip", "crm_raw")["marketing_opt_in"].isin(["Y", "1"]).sum()
checks.number("c8")
answer_ = checks.variable("c8")
for value_, zh_, en_ in [(ticked_, "这是打了勾的，后来撤回的还在里面。", "these ticked the box; those who withdrew later are still in."),
                      (entries_["rec_id"].nunique(), "这是同意过的，后来撤回的还在里面。", "these agreed at some time; those who withdrew are still in."),
                      ((by_row_ != "withdraw").sum(), "记录不是按时间排的：先按 ts 排，再看最后一条。", "the log is not in order of time: sort by ts first."),
                      ((by_time_ == "grant").sum(), "renew 是重新同意，也算。", "renew is consent given anew; it counts."),
                      ((by_time_ == "withdraw").sum(), "反了：这是撤回了的。", "reversed: these have withdrawn.")]:
    answer_.mistake(value_, zh_, en_, tol=0.5)
checks.key("c8", (by_time_ != "withdraw").sum(), "再看课文第六节：每张表单看时间最晚的一条。", "see section 6: the latest entry of each form counts.", tol=0.5)
print("✔ 正确 · Correct: c8")
