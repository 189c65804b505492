# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。每题都能检查，马上知道对错；答错了再看课文、再动滑块，次数不限。
#
# - 答案都由课文里的模型和数据现算出来。换一份数据，答案也会变。
# - 表单（就是课文里的登记表）、同意记录和数据库都是**模拟**的：没有一位真人，也不是携程的内部记录。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；填数题直接写数字，百分数写 `20`、`"20%"` 或 `0.2` 都可以。`None` 下面的两行可以不管。

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
answer_.mistake(usual_, "这是每多问一项有 6% 的人放弃时的结果。", "this is the result when 6% give up with each field.")
answer_.mistake(1, "只问一项，填完的人最多，可是得到的信息也最少。", "one field is completed most often, but brings the least information.")
answer_.mistake(float(models.completed_fields(best_, 0.10)), "这是最大的乘积，要的是乘积最大时问几项。", "this is the largest product; the number of fields that gives it is wanted.")
answer_.mistake(lambda got: 0 < float(got) < 1, "要的是问几项，不是比例。", "give the number of fields, not a share.")
answer_.mistake(lambda got: float(got) > best_, "问得太多：减一项，项数 × 填完的比例还会变大。", "too many fields: with one less, fields times share grows.")
answer_.mistake(lambda got: float(got) < best_, "问得太少：加一项，项数 × 填完的比例还会变大。", "too few fields: with one more, fields times share grows.")
checks.key("c1", best_, "把 reached 里的项数一项一项往上加，找最高的一点。", "raise the number of fields in reached one by one and find the top.")
checks.right("c1")

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
def percent_(got):
    value = float(str(got).strip(" %"))
    return value * 100 if 0 < value < 1 else value


plain_, asked_, twice_ = (100 * models.form(models.best_form(), sensitive).completion for sensitive in (0, 1, 2))
checks.number("c2")
answer_ = checks.variable("c2")
for value_, zh_, en_ in [(asked_, "这是还肯填完的，要的是少了多少。", "these still complete the form; how many fewer is wanted."),
                         (plain_, "这是加敏感信息以前的百分数。", "this is before the sensitive field."),
                         (100 - 100 * asked_ / plain_, "要的是百分点的差，不是比原来少了百分之几。", "give the difference in percentage points, not the relative fall."),
                         (100 * asked_ / plain_, "要的是两个百分数的差，不是相除。", "take the difference of the two percentages; do not divide them."),
                         (plain_ - twice_, "这是问两项敏感信息时的结果，要的是问一项。", "this is for two sensitive fields; one is wanted."),
                         (100 - plain_, "这是加敏感信息以前没有填完的人，要的是少了多少。", "these did not complete the form before; how many fewer complete it is wanted."), (plain_ + asked_, "两个百分数要相减，不是相加。", "subtract the two percentages; do not add them."),
                         (100 - asked_, "这是没有填完的人，要的是比原来少了多少。", "these do not complete the form; how many fewer is wanted.")]:
    answer_.mistake(lambda got: round(percent_(got)) == round(value_), zh_, en_)
answer_.mistake(lambda got: percent_(got) < 0, "少了几个百分点，写正数：加敏感信息以前的减以后的。", "give the fall as a positive number: before less after.")
fewer_ = plain_ - asked_
answer_.mistake(lambda got: percent_(got) > fewer_ + 1, "没有少这么多：把图下面两次的百分数相减；再到实验一里拖一次。", "the fall is smaller: subtract the two percentages below the picture of lab 1.")
answer_.mistake(lambda got: percent_(got) < fewer_ - 1, "不止少这些：把图下面两次的百分数相减；再到实验一里拖一次。", "the fall is larger: subtract the two percentages below the picture of lab 1.")
checks.key("c2", fewer_, "再到实验一里拖一次，看图下面有百分之几的人填完。",
           "move the slider in lab 1 again and read the share that completes before and after.", percent=True, tol=1)
checks.right("c2")

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
def percent_(got):
    value = float(str(got).strip(" %"))
    return value * 100 if 0 < value < 1 else value


right_ = 100 * float(models.valid_share(12, 0.03))
checks.number("c3")
answer_ = checks.variable("c3")
for value_, zh_, en_ in [
    (100 - 12 * 3, "不能直接减 12 次 3%：每个月失效的是剩余部分的 3%。", "do not take 3% off twelve times: each month loses 3% of what is left."),
    (12 * 3, "这是 12 次 3% 加起来：每个月失效的是剩余部分的 3%，要的是还有效的。", "this is twelve times 3%: each month loses 3% of what is left, and what is still right is wanted."),
    (round(100 - right_), "这是失效的，要的是还有效的。", "this is what is out of date; what is still right is wanted."),
    (round(100 * float(models.valid_share(12))), "这是每月失效 2% 时的结果。", "this is for a decay of 2% a month."),
    (97, "这是一个月以后的，要 12 个月以后的。", "this is after one month; twelve are wanted."),
    (round(100 * 0.97**11), "只乘了 11 次，要连乘 12 次 97%。", "97% is used eleven times; it should be twelve."),
    (round(100 * 0.97**13), "乘了 13 次，要连乘 12 次 97%。", "97% is used thirteen times; it should be twelve."),
    (round(100 * 0.97**24), "这是 24 个月以后的，要 12 个月以后的。", "this is after 24 months; twelve are wanted."), (round(100 * np.exp(-0.36)), "每个月留下 97%，连乘 12 次，再四舍五入，不往上进。", "97% stay each month, twelve times over; round to the nearest number, do not always round up."),
]:
    answer_.mistake(lambda got: round(percent_(got)) == value_, zh_, en_)
answer_.mistake(lambda got: percent_(got) > right_ + 0.5, "剩下的没有这么多：每个月留下 97%，连乘 12 次，见课文第五节。", "less is left: 97% stay each month, twelve times over, see section 5.")
answer_.mistake(lambda got: percent_(got) < right_ - 0.5, "剩下的不止这些：每个月留下 97%，连乘 12 次，见课文第五节。", "more is left: 97% stay each month, twelve times over, see section 5.")
checks.key("c3", right_, "再看课文第五节：每个月留下 97%，连乘 12 次。", "see section 5: 97% stay each month, twelve times over.", percent=True, tol=0.5)
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 打开课文第五节的实验三，把“每月失效”拖到 **0.010**（1%），其他不动。最省钱的做法是每几个月更新一次？

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c4 = models.best_interval(0.01)
### END SOLUTION

# %% check="c4-check" points=12
best_ = models.best_interval(0.01)
checks.number("c4")
answer_ = checks.variable("c4")
answer_.mistake(models.best_interval(), "这是滑块还没有拖动时的结果。", "this is the result before the slider is moved.")
answer_.mistake(models.best_interval(0.03), "失效得慢了，不用更新得更勤。", "what ages more slowly needs refreshing less often.")
answer_.mistake(models.best_interval(0.1), "这是每月失效 10% 时的结果：滑块要拖到 0.010。", "this is for a decay of 10% a month: set the slider to 0.010.")
answer_.mistake(12, "12 个月是滑块的位置，要看图下面写的最省钱的月数。", "12 is where the slider stands; read the cheapest number below the picture.")
answer_.mistake(lambda got: 0 < float(got) < 2, "要的是每几个月更新一次，不是每月失效的比例，也不是一年几次。", "give the months between refreshes, not the decay or the refreshes a year.")
answer_.mistake(lambda got: float(got) > best_, "隔得太久，会在过时的信息上白花钱：再到实验三里拖一次，看“最省的是每几个月”。", "too long: old data cost money. Move the slider in lab 3 again and read which interval is cheapest.")
answer_.mistake(lambda got: float(got) < best_, "更新得太勤，更新本身要花钱：再到实验三里拖一次，看“最省的是每几个月”。", "too often: refreshing costs money. Move the slider in lab 3 again and read which interval is cheapest.")
checks.key("c4", best_, "再到实验三里拖一次，看“最省的是每几个月”。", "move the slider in lab 3 again and read which interval is cheapest.")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 打开课文第三节的实验二（名单过筛），“做什么用”选“提供给别的企业”，其他不动：名单一张 1 元。能用的一张，合多少元？
#
# - A　1 元，名单多少钱就是多少钱
# - B　2 到 6 元
# - C　10 到 60 元
# - D　100 元以上

# %% answer="c5"
c5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
usable = models.sifted(forms, log, today)
each = models.price_of_usable(models.sieve(usable, "third_party", 12), 1)
c5 = "ABCD"[sum(each >= limit for limit in (2, 8, 80))]
### END SOLUTION

# %% check="c5-check" points=13
sifted_ = models.sifted(cases.load("ctrip", "crm_raw"), cases.load("ctrip", "crm_consent_log"), today)
each_ = models.price_of_usable(models.sieve(sifted_, "third_party", 12), 1)
right_ = "ABCD"[sum(each_ >= limit for limit in (2, 8, 80))]
checks.choice("c5", "ABCD")
answer_ = checks.variable("c5")
for letter_, zh_, en_ in [("A", "买的是整叠，能用的只有一部分：整叠的钱要由能用的来摊。", "the whole list is paid for and only a part is usable: the usable forms bear the cost of all."),
                       ("B", "这是服务回访或营销的用途：“做什么用”要选“提供给别的企业”。", "this is for service calls or marketing: the purpose is 'other firms'."),
                       ("D", "没有这么贵：看图的标题，“一张合”后面的数。", "it is not that expensive: read the title of the picture.")]:
    answer_.mistake(lambda got: letter_ != right_ and "".join(got).strip().upper() == letter_, zh_, en_)
checks.key("c5", right_, "再到实验二里看：图的标题写着能用的一张合多少元。", "look in lab 2 again: the title of the picture says what a usable form comes to.")
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 两张表单的手机号相同，就是“一对”。用原来的格式比，和用统一的格式（11 位数字）比，找到的对数不一样。统一格式以后，**多**找到几对？

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
def pairs_in_(column):
    sizes = column[column != ""].value_counts()
    return int((sizes * (sizes - 1) // 2).sum())


raw_ = cases.load("ctrip", "crm_raw")
tidy_ = models.normalised(raw_)
before_, after_ = (pairs_in_(table["mobile"]) for table in (raw_, tidy_))
right_ = after_ - before_
checks.number("c6")
answer_ = checks.variable("c6")
for value_, zh_, en_ in [
    (after_, "这是统一以后的对数，还要减去统一以前的。", "these are the pairs after; take off those before."), (before_, "这是统一以前的对数。", "these are the pairs before."),
    (before_ - after_, "多找到的是正数：统一以后的减去统一以前的。", "the gain is a positive number: after less before."), (before_ + after_, "要相减，不是相加。", "subtract; do not add."),
    (pairs_in_(tidy_["name"]) - pairs_in_(raw_["name"]), "这是按姓名比的，要按手机号比。", "this compares names; compare mobile numbers."),
    (pairs_in_(tidy_["email"]) - pairs_in_(raw_["email"]), "这是按邮箱比的，要按手机号比。", "this compares addresses; compare mobile numbers."),
    (raw_["mobile"].nunique() - tidy_["mobile"].nunique(), "这是不同号码少了几个，要的是多了几对：用 pairs_of。", "this is how many fewer different numbers there are; pairs are wanted: pairs_of."),
    (tidy_.loc[tidy_["mobile"] != "", "mobile"].duplicated().sum(), "这是重复的张数，要的是对数：三张相同的表单是三对，用 pairs_of。", "these are repeated forms; pairs are wanted: three equal forms are three pairs, see pairs_of."), (len(raw_), "这是表单的张数，要的是多了几对。", "this is the number of forms; pairs are wanted."),
]:
    answer_.mistake(value_, zh_, en_, tol=0.5)
answer_.mistake(lambda got: 0 < float(got) < 1, "要的是多了几对，不是多了百分之几。", "give the number of pairs, not a share.")
answer_.mistake(lambda got: float(got) > right_, "没有多这么多对：用 pairs_of 各算一次，统一以后的减去统一以前的。", "fewer pairs are gained: use pairs_of on both columns, then take after less before.")
answer_.mistake(lambda got: float(got) < right_, "不止多这些对：三张相同的表单是三对；用 pairs_of 各算一次，再相减。", "more pairs are gained: three equal forms are three pairs; use pairs_of on both and subtract.")
checks.key("c6", right_, "用 pairs_of 各算一次，再相减。", "use pairs_of on both columns and subtract.", tol=0.5)
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 数据库的 `person` 表里，有几位客户**至少有一张**已完成（`status` 是 `completed`）的订单？一位客户只算一次；在 `person` 表里找不到的人不算。
#
# 把答案写成数字，在笔记本里也可以写成 `int(database.query("SELECT ...").iloc[0, 0])`。

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
person_, orders_ = tables_["person"], tables_["orders"]
done_, known_ = orders_[orders_["status"] == "completed"], orders_[orders_["person_id"].isin(person_["person_id"])]
own_ = known_[known_["status"] == "completed"]
checks.number("c7")
answer_ = checks.variable("c7")
twice_ = "一位客户有几张订单，就数了几次：用 count(DISTINCT ...)。", "each customer was counted once for every order: use count(DISTINCT ...)."
every_ = "没有完成的订单不算：WHERE 里写 status = 'completed'。", "orders that were not completed do not count: status = 'completed' in WHERE."
for value_, (zh_, en_) in [
    (done_["person_id"].nunique(), ("有的订单找不到对应的客户，那些不算：要和 person 连接。", "some orders have no matching customer; those do not count: join person.")),
    (len(done_.merge(person_, on="person_id")), twice_), (len(own_), twice_), (len(known_), twice_), (len(orders_.merge(person_, on="person_id")), twice_),
    (len(orders_), ("这是全部订单的张数，要的是客户的人数。", "this is the number of all orders; that of customers is wanted.")), (person_["person_id"].nunique() - own_["person_id"].nunique(), ("反了：这些客户没有已完成的订单。", "reversed: these customers have no completed order.")),
    (len(done_), ("这是订单的张数，要的是客户的人数。", "this is the number of orders; that of customers is wanted.")),
    (orders_["person_id"].nunique(), every_), (known_["person_id"].nunique(), every_),
    *((known_[known_["status"].isin(status)]["person_id"].nunique(), ("status 不对：要 completed，不是取消或退款的。", "the wrong status: completed is wanted, not cancelled or refunded."))
      for status in (["cancelled"], ["refunded"], ["cancelled", "refunded"])),
    (person_["person_id"].isin(done_["person_id"]).sum(), ("person 表里有编号重复，要用 count(DISTINCT ...)；已经用了，就看 status：只要 = 'completed'，退款的也不算。", "ids repeat in person: use count(DISTINCT ...). If you do, look at status: = 'completed' alone, refunded ones do not count.")),
    *((count, ("这是 person 表里的全部客户，要的是有已完成订单的：不要用左连接。", "these are all customers in person; those with a completed order are wanted: do not use a left join.")) for count in (len(person_), person_["person_id"].nunique())),
]:
    answer_.mistake(value_, zh_, en_, tol=0.5)
answer_.mistake(lambda got: float(got) > own_["person_id"].nunique(), "多数了：先连接 person 和 orders，再筛 status，最后数不同的 person_id。", "too many: join person and orders, filter by status, then count the different person_id.")
checks.key("c7", own_["person_id"].nunique(), "少数了：先连接 person 和 orders，再筛 status，最后数不同的 person_id。",
           "too few: join person and orders, filter by status, then count the different person_id.", tol=0.5)
checks.right("c7")

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
every_ = cases.load("ctrip", "crm_consent_log").sort_values("ts")
entries_ = cases.load("ctrip", "crm_consent_log")
entries_ = entries_[entries_["purpose"] == "marketing"]
by_time_, by_row_ = (table.groupby("rec_id")["action"].last() for table in (entries_.sort_values("ts"), entries_))
ticks_ = cases.load("ctrip", "crm_raw")["marketing_opt_in"]
checks.number("c8")
answer_ = checks.variable("c8")
for value_, zh_, en_ in [
    *((ticks_.isin(marks).sum(), "这是当时打了勾的，后来撤回的还在里面。", "these ticked the box; those who withdrew later are still in.") for marks in (["Y", "1"], ["Y"], ["1"])),
    (entries_["rec_id"].nunique(), "这是同意过的，后来撤回的还在里面。", "these agreed at some time; those who withdrew are still in."),
    ((by_row_ != "withdraw").sum(), "记录不是按时间排的：先按 ts 排，再看最后一条。", "the log is not in order of time: sort by ts first."),
    ((by_time_ == "grant").sum(), "renew 是重新同意，也算。", "renew is consent given anew; it counts."),
    ((by_time_ == "withdraw").sum(), "反了：这是撤回了的。", "reversed: these have withdrawn."),
    (len(ticks_), "这是全部表单的张数，要的是可以用于营销的。", "this is the number of all forms; those that may be used for marketing are wanted."),
    (len(entries_), "这是记录的条数，要的是表单的张数。", "this is the number of entries; that of forms is wanted."),
    ((every_.groupby("rec_id")["action"].last() != "withdraw").sum(), "别的目的也算进来了：只看 purpose 是 marketing 的记录。", "other purposes are in: take entries with the purpose marketing only."),
    *(((every_[every_["purpose"] == other].groupby("rec_id")["action"].last() != "withdraw").sum(), "这是别的目的，要的是 marketing。", "this is another purpose; marketing is wanted.")
      for other in ("service", "contract", "profiling", "third_party", "sensitive")),
]:
    answer_.mistake(value_, zh_, en_, tol=0.5)
right_ = (by_time_ != "withdraw").sum()
answer_.mistake(lambda got: 0 < float(got) < 1, "要的是表单的张数，不是占比。", "give the number of forms, not a share.")
answer_.mistake(lambda got: float(got) > right_, "多数了：每张表单只看 ts 最晚的一条，是撤回的不算，见课文第六节。", "too many: of each form the latest entry counts, and a withdrawal does not; see section 6.")
checks.key("c8", right_, "少数了：每张表单只看 ts 最晚的一条，grant 和 renew 都算，见课文第六节。", "too few: of each form the latest entry counts, grant and renew alike; see section 6.", tol=0.5)
checks.right("c8")
