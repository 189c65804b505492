# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。要算的五题，运行检查单元格，马上知道对错；答错了再看课文、再动滑块，次数不限。第 1、2、7 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 选择题把 `None` 换成字母，写在引号里，例如 `"X"`；填数题直接写数字。`None` 下面的两行可以不管。
# - 要算的题，答案由课文里的模型现算出来。模型的参数是本课程的假设，不是哪一家企业的数字。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import maintenance as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 下面哪三点写进了客户维护的**价值**？
#
# - A　降低成本
# - B　让每位客户都多付钱
# - C　服务更好，效率更高
# - D　保证客户永远不离开
# - E　企业的资源得到优化配置

# %% answer="c1"
c1 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
c1 = "ACE"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(str(checks.variable("c1").got).upper())
checks.that("D" not in letters_, "c1", "没有哪种维护能保证客户永远不走。", "no maintenance can guarantee that nobody leaves.")
checks.that("B" not in letters_, "c1", "维护让双方都得好处，不是让客户多付钱。", "maintenance serves both sides; it does not make customers pay more.")
for letter_, zh, en in [("A", "少了一条：维护老客户，成本比找新客户低。", "one is missing: keeping customers lowers costs."),
                          ("C", "少了一条：了解客户，服务更好，效率也更高。", "one is missing: knowing customers improves service and efficiency."),
                          ("E", "少了一条：企业的资源用在合适的地方，也是价值。", "one is missing: resources that go where they belong are a value, too.")]:
    checks.that(letter_ in letters_, "c1", zh, en)
checks.key("c1", "ACE", "七条价值里写了三条：再看课文第一节。", "three of the seven values stand here: see section 1.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 客户关怀看客户的**行为**，做得**持续**、有**差异**。下面哪三件事算客户关怀？
#
# - A　看到李先生常坐早班高铁，停运前一天主动提醒他，还给出换乘办法
# - B　一条广告，同一时间发给全部会员
# - C　退票办完，三天后问张女士钱到了没有，下个月再问一次行程
# - D　王女士上次带了孩子，这次订房时先问要不要加床
# - E　客户投诉三次以后，才有人回电话

# %% answer="c2"
c2 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
c2 = "ACD"
### END SOLUTION

# %% check="c2-check" points=12
checks.several("c2", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(str(checks.variable("c2").got).upper())
checks.that("B" not in letters_, "c2", "发给全部会员的同一条广告，没有看行为，也没有差异。", "one message for all looks at nobody's behaviour and makes no difference.")
checks.that("E" not in letters_, "c2", "客户催了三次才回，不是主动把握客户需求。", "calling back after three complaints is not grasping needs actively.")
checks.key("c2", "ACD", "还少一件：它看了行为，有差异，而且不止做一次。", "one is missing: it looks at behaviour, differs and is done more than once.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 打开课文第三节的渠道规划实验，每周预算拖到 **5,000 元**，其他不动。**普通客户**一共用了几条渠道（七条里的几条）？
#
# 也可以用下一格的函数算：它列出一级客户用到的渠道。

# %%
def used(budget, tier):
    cover = models.plan_channels(budget).cover[tier]
    return cover.index[cover > 0].to_list()


used(1_000, "key")

# %% answer="c3"
c3 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c3 = len(used(5_000, "ordinary"))
### END SOLUTION

# %% check="c3-check" points=12
from keguan.models import maintenance as desk_

counts_ = {(budget, tier): int((desk_.plan_channels(budget).cover[tier] > 0).sum()) for budget in (5_000, 20_000) for tier in desk_.TIERS}
checks.number("c3")
answer_ = checks.variable("c3")
for place_, zh, en in [((20_000, "ordinary"), "这是预算 20,000 元的时候。", "this is for a budget of 20,000 yuan."),
                         ((5_000, "key"), "这是关键客户的，也是渠道的总数；要普通客户用到的。", "this is for key customers, and the number of all channels; those for ordinary ones are wanted."),
                         ((5_000, "small"), "这是小客户的，要普通客户的。", "this is for small customers; ordinary ones are wanted.")]:
    answer_.mistake(counts_[place_], zh, en)
checks.key("c3", counts_[5_000, "ordinary"], "再看普通客户的那一排：人数大于 0 的渠道有几条？", "look at the row of ordinary customers: how many channels reach anybody?")
print("✔ 正确 · Correct: c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 三因素实验：开始时员工 **5** 点、信息技术 **12** 点、流程 **3** 点，再加 **15** 点。效果最好时，**流程**要加几点？
#
# 下一格算出一种加法的效果，多试几种就看得出来。

# %%
def effect(employee, technology, process):
    return round(models.chain(5 + employee, 12 + technology, 3 + process), 4)


effect(15, 0, 0), effect(5, 5, 5)

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c4 = models.best_addition((5, 12, 3), 15)[2]
### END SOLUTION

# %% check="c4-check" points=12
from keguan.models import maintenance as desk_

added_ = desk_.best_addition((5, 12, 3), 15)
checks.number("c4")
answer_ = checks.variable("c4")
for value_, zh, en in [(3 + added_[2], "这是加完以后的点数，要的是加几点。", "this is the level afterwards; what is added is wanted."),
                         (added_[0], f"{added_[0]} 点是员工要加的；流程最弱，要加的还要多。", f"{added_[0]} go to the employee; the process is the weakest and needs more."),
                         (15, "全给最弱的一环，别的因素又成了最弱的。", "with all for the weakest link another factor becomes the weakest."),
                         (5, "平均分不是最好的：先补弱的。", "an even split is not best: strengthen the weak first.")]:
    answer_.mistake(value_, zh, en, tol=0.2)
checks.key("c4", added_[2], "流程最弱，多加一些；用 effect 一种一种地试。", "the process is the weakest and gets most; try with effect.", tol=0.2)
print("✔ 正确 · Correct: c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 一个小时有 **420** 通电话，每通 **240 秒**。要让 **90%** 的电话在 20 秒内有人接，最少要几位客服？
#
# 下一格算出一个人数能让几成电话及时接起。

# %%
def in_time(agents, calls=420):
    return round(models.service(calls, agents).level, 3)


in_time(29), in_time(40)

# %% answer="c5"
c5 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c5 = models.agents_needed(420, 0.9)
### END SOLUTION

# %% check="c5-check" points=13
from keguan.models import maintenance as desk_

checks.number("c5")
answer_ = checks.variable("c5")
for value_, zh, en in [(420 * 240 / 3600, "这么多人正好把活干完，可是电话是随机来的，队会越排越长。", "so many have just enough time, but calls come at random and the queue would grow without end."),
                         (desk_.agents_needed(420, 0.8), "这是 80% 的时候。", "this is for 80 %."),
                         (desk_.agents_needed(600, 0.9), "这是一小时 600 通的时候。", "this is for 600 calls an hour."),
                         (desk_.agents_needed(420, 0.9) - 1, "还差一位：看看是不是真的到了 90%。", "one short: is it really 90 %?")]:
    answer_.mistake(value_, zh, en, tol=0.2)
answer_.mistake(lambda got: 28 < float(got) < desk_.agents_needed(420, 0.9), "还不到 90%：用 in_time 算一算。", "not yet 90 %: try in_time.")
answer_.mistake(lambda got: 99 > float(got) > desk_.agents_needed(420, 0.9), "够了，可是不是最少的：少一位行不行？", "enough, but not the fewest: would one less do?")
checks.key("c5", desk_.agents_needed(420, 0.9), "用 in_time 一位一位地加，第一个到 90% 的就是。", "add one agent at a time in in_time; the first that reaches 90 % is it.", tol=0.2)
print("✔ 正确 · Correct: c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 对话实验里选**弄不明白的客户**、**电话**，依次说 `listen`、`link`、`fix`、`hurry`。谈完时，客户的心情是几分？
#
# 下一格是另一段对话：`moods` 从开始到每句话以后的心情。

# %%
models.talk("demanding", "chat", ["script", "form", "sorry", "note"]).moods

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = models.talk("confused", "phone", ["listen", "link", "fix", "hurry"]).mood
### END SOLUTION

# %% check="c6-check" points=13
from keguan.models import maintenance as desk_

path_ = ["listen", "link", "fix", "hurry"]
ended_ = {(customer, channel): desk_.talk(customer, channel, path_).mood for customer in desk_.CUSTOMERS for channel in desk_.CONTACTS}
checks.number("c6")
answer_ = checks.variable("c6")
for value_, zh, en in [(ended_["confused", "chat"], "这是聊天的时候，要打电话的。", "this is by chat; by phone is wanted."),
                         (desk_.MOODS["confused"], "这是开始时、也是还没有说 hurry 时的心情；弄不明白的客户，四句话都说完再看。", "this is the mood at the start, and before hurry; take the confused customer and say all four sentences."),
                         (ended_["demanding", "phone"], "这是要求高的客户。", "this is the demanding customer.")]:
    if value_ != ended_["confused", "phone"]:
        answer_.mistake(value_, zh, en)
checks.key("c6", ended_["confused", "phone"], "在实验里照着四句话选一遍，看最后的心情。", "choose the four sentences in the lab and read the mood at the end.")
print("✔ 正确 · Correct: c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 一家酒店做一对一营销，并把回访用上。把下面四步按先后排好，例如 `"WXYZ"`：
#
# - A　给林女士留好安静的房间，给周先生备好早餐
# - B　按各人的情况去联系：回访时问林女士睡得好不好，问周先生几点出门
# - C　从订单里认出常来的两位客户：林女士和周先生
# - D　比一比他们哪里不同：一位怕吵，一位赶早

# %% answer="c7"
c7 = None  # 把 None 换成四个字母，按先后写在引号里
### BEGIN SOLUTION
c7 = "CDBA"
### END SOLUTION

# %% check="c7-check" points=13
checks.ordered("c7", "ABCD")
### BEGIN HIDDEN TESTS
order_ = [letter for letter in str(checks.variable("c7").got).upper() if letter in "ABCD"]
for first_, second_, zh, en in [("C", "D", "先认出是谁，才能比他们哪里不同。", "recognise who they are before comparing them."),
                                  ("D", "B", "先分析差异，再去接触。", "analyse the differences before making contact."),
                                  ("B", "A", "先接触、问清楚，再给个性化的方案。", "make contact and ask before offering something individual.")]:
    checks.that(order_.index(first_) < order_.index(second_), "c7", zh, en)
checks.key("c7", "CDBA", "再看课文第五节的四步。", "see the four steps in section 5.", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 关怀次数实验里，疲劳点 4 次、一次的好处 10 元、成本 1 元都不动，把“退订损失”拖到 **500 元**。每月联系几次，净收益最高？写到小数点后一位。
#
# 下一格算出一个次数的净收益。

# %%
def net(f, value=500):
    return round(float(models.care_net(f, value=value)), 3)


net(1), net(4)

# %% answer="c8"
c8 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c8 = models.best_contacts(value=500)
### END SOLUTION

# %% check="c8-check" points=13
from keguan.models import maintenance as desk_

checks.number("c8")
answer_ = checks.variable("c8")
for value_, zh, en in [(desk_.best_contacts(), "退订损失没有算，或者太小：拖到 500 元。", "the loss from opt-outs is left out or too small: set it to 500 yuan."),
                         (desk_.FATIGUE, "疲劳点上好处最高，可是还有成本和退订。", "the benefit peaks at the fatigue point, but there are costs and opt-outs."),
                         (desk_.best_contacts(value=1000), "这是退订损失 1,000 元的时候。", "this is for a loss of 1,000 yuan.")]:
    answer_.mistake(value_, zh, en, tol=0.04)
answer_.mistake(round(desk_.best_contacts(value=500)), "写到小数点后一位。", "give one decimal.", tol=0.04)
checks.key("c8", desk_.best_contacts(value=500), "用 net 从 1 次开始，每次加 0.1，找最高的一点。", "start net at 1 contact and add 0.1 at a time until it is highest.", tol=0.04)
print("✔ 正确 · Correct: c8")
