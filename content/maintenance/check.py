# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。要算的五题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 1、2、7 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 要算的题，答案由课文里的模型现算出来。模型的参数是本课程的假设，不是哪一家企业的数字。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成字母，写在引号里，例如 `"X"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import maintenance as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 下面哪几点属于客户维护的**价值**？
#
# - A　降低成本
# - B　增加销售
# - C　服务更好，效率更高
# - D　突出重点，专人负责
# - E　企业的资源得到优化配置

# %% answer="c1"
c1 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
c1 = "ABCE"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = checks.letters("c1")
checks.that("D" not in letters_, "c1", "突出重点、专人负责是维护的原则，不是价值。", "priorities and a person responsible are principles of maintenance, not values.")
for letter_, zh, en in [("A", "少了一条：维护老客户，成本比找新客户低。", "one is missing: keeping customers lowers costs."),
                          ("B", "少了一条：老客户会再买，销售也就增加。", "one is missing: customers who stay buy again, so sales grow."),
                          ("C", "少了一条：了解客户，服务更好，效率也更高。", "one is missing: knowing customers improves service and efficiency."),
                          ("E", "少了一条：企业的资源用在合适的地方，也是价值。", "one is missing: resources that go where they belong are a value too.")]:
    checks.that(letter_ in letters_, "c1", zh, en)
checks.key("c1", "ABCE", "七条价值里写了四条：再看课文第一节。", "four of the seven values are listed here: see section 1.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 客户关怀看客户的**行为**，做得**持续**、有**差异**。下面哪几件事把这三样都做到了？
#
# - A　看到李先生常坐早班高铁，每逢停运，前一天都主动提醒他，还给出换乘办法
# - B　一条广告，同一时间发给全部会员
# - C　退票办完，三天后问张女士钱到了没有，下个月再问一次行程
# - D　王女士带着孩子订房，客服问了一次要不要加床，以后再没有联系
# - E　客户投诉三次以后，才有人回电话

# %% answer="c2"
c2 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
c2 = "AC"
### END SOLUTION

# %% check="c2-check" points=12
checks.several("c2", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = checks.letters("c2")
checks.that("B" not in letters_, "c2", "发给全部会员的同一条广告，没有看客户的行为，也没有差异。", "one message for everybody looks at nobody's behaviour and is not differentiated.")
checks.that("E" not in letters_, "c2", "客户催了三次才回，不是主动把握客户需求。", "calling back only after three complaints is not care: nobody looked for the need.")
checks.that("D" not in letters_, "c2", "问了一次就再没有联系，不算持续。", "asking once and never again is not continuous.")
checks.that("A" in letters_, "c2", "还少一件：看到客户常坐哪班车，每次停运都主动提醒，也是三样都做到了。", "one is missing: knowing which train a customer takes and warning him every time is all three too.")
checks.that("C" in letters_, "c2", "还少一件：退票以后问钱到了没有，下个月又问行程，也是三样都做到了。", "one is missing: asking about the money, and next month about the trip, is all three too.")
checks.key("c2", "AC", "用三个关键词一件一件地对照：行为、持续、差异。", "check each against the three words: behaviour, continuous, differentiated.")
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

cover_ = {budget: (desk_.plan_channels(budget).cover > 0).sum() for budget in (1_000, 5_000, 20_000)}
answer_ = checks.variable("c3")
answer_.mistake(lambda got: isinstance(got, (list, tuple)), "要的是几条，不是哪几条：用 len 数一数。", "the number of channels is wanted, not their names: count them with len.")
checks.number("c3")
for value_, zh, en in [(cover_[1_000]["ordinary"], "预算太少，一位普通客户也没有照顾到：拖到 5,000 元。", "the budget is too small to reach any ordinary customer: set it to 5,000 yuan."),
                       (cover_[20_000]["ordinary"], "预算太多了（20,000 元就是这个条数）：拖到 5,000 元。", "the budget is too large (20,000 yuan gives this number): set it to 5,000 yuan."),
                       (cover_[5_000]["key"], "这是关键客户用到的，也是渠道的总数；要的是普通客户用到的。", "this is for key customers, and the number of all channels; those for ordinary ones are wanted."),
                       (cover_[5_000]["small"], "这是小客户用到的，要的是普通客户用到的。", "this is for small customers; ordinary ones are wanted."),
                       (cover_[5_000]["ordinary"] - 2, "这是用到的里面属于非人员渠道的：人员渠道也要数。", "these are the impersonal channels of those they get: count the personal ones, too."),
                       (7 - cover_[5_000]["ordinary"], "这是没有用到的，也是用到的里面属于人员渠道的：要用到的全部。", "these are the channels they do not get, and the personal ones of those they do: all that they get are wanted.")]:
    answer_.mistake(value_, zh, en)
answer_.mistake(lambda got: float(got) > 7, "一共只有七条渠道：要的是条数，不是人数、元数。", "there are only seven channels: their number is wanted, not people or yuan.")
answer_.mistake(lambda got: float(got) < cover_[5_000]["ordinary"], "少数了：照顾到的人再少，也算用到了。", "too few: a channel that reaches only a few is used too.")
checks.key("c3", int(cover_[5_000]["ordinary"]), "看普通客户的那一排：人数大于 0 的渠道有几条？", "look at the row of ordinary customers: how many channels reach anybody?")
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 课文第四节的模型：开始时员工 **4** 点、信息技术 **12** 点、流程 **3** 点，再加 **15** 点。效果最好时，**流程**要加几点？
#
# 下一格算出一种加法的效果，多试几种就看得出来。

# %%
def effect(employee, technology, process):
    return round(models.chain(4 + employee, 12 + technology, 3 + process), 4)


effect(15, 0, 0), effect(5, 5, 5)

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c4 = models.best_addition((4, 12, 3), 15)[2]
### END SOLUTION

# %% check="c4-check" points=12
from keguan.models import maintenance as desk_

added_ = desk_.best_addition((4, 12, 3), 15)
answer_ = checks.variable("c4")
answer_.mistake(lambda got: isinstance(got, (list, tuple)), "只要流程的那一个数。", "only the number for the process is wanted.")
checks.number("c4")
for value_, zh, en in [(3 + added_[2], "这是加完以后的点数，要的是加几点。", "this is the level afterwards; what is added is wanted."),
                       (added_[0], f"{added_[0]} 点是给员工加的；流程最弱，要加得更多。", f"{added_[0]} go to the employee; the process is the weakest and needs more."),
                       (added_[1], "不用加的是信息技术：它已经最强；流程最弱，要加得最多。", "it is the technology that gets nothing, the strongest already; the process is the weakest and gets most."),
                       (7.5, "平均分给员工和流程，还不是最好的：流程更弱，要加得更多。", "half each for employee and process is not yet best: the process is the weaker and gets more."),
                       (15, "全给最弱的一环，别的因素又成了最弱的一环。", "if the weakest link gets everything, another factor becomes the weakest."),
                       (5, "平均分配不是最好的：先补最弱的一环。", "an even split is not best: strengthen the weakest first.")]:
    answer_.mistake(value_, zh, en, tol=0.2)
answer_.mistake(lambda got: 0 < float(got) < 1, "这是效果，要的是流程加几点。", "this is the effect; the points that the process gets are wanted.")
answer_.mistake(lambda got: float(got) > 15, "一共只有 15 点。", "there are only 15 points.")
answer_.mistake(lambda got: float(got) > added_[2], "多了：员工也比较弱，留几点给员工，效果更好。", "too many: the employee is rather weak too, and some points do more there.")
checks.key("c4", added_[2], "少了：流程最弱，要加得最多；用 effect 一种一种地试。", "too few: the process is the weakest and gets most; try with effect.", tol=0.2)
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 一个小时有 **420** 通电话，每通 **240 秒**。要让 **90%** 的电话在 20 秒内有人接，最少要几位客服？
#
# 下一格算出一个人数能让百分之几的电话及时接起。

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

answer_, right_ = checks.variable("c5"), desk_.agents_needed(420, 0.9)
answer_.mistake(lambda got: isinstance(got, (list, tuple)), "只要一个人数。", "one number of agents is wanted.")
checks.number("c5")
for value_, zh, en in [(420 * 240 / 3600, "这么多客服刚好接得完，可是电话是随机打来的，队会越排越长。", "this is just enough time for all calls, but they come at random and the queue would grow without end."),
                       (420, "这是电话的通数，要的是客服的人数。", "this is the number of calls; that of agents is wanted."),
                       (desk_.agents_needed(420, 0.8), "这是 80% 时的人数。", "this is for 80%."),
                       (desk_.agents_needed(420, 0.95), "这是 95% 时的人数：够了，但不是最少的。", "this is for 95%: enough, but not the fewest."),
                       (desk_.agents_needed(600, 0.9), "这是一小时 600 通电话时的人数。", "this is for 600 calls an hour."),
                       (right_ - 1, "还差一位：看看是不是真的到了 90%。", "one short: is it really 90%?")]:
    answer_.mistake(value_, zh, en, tol=0.2)
answer_.mistake(lambda got: 0 <= float(got) <= 1 or float(got) == 90, "这是接起的比例，要的是人数。", "this is the share answered; the number of agents is wanted.")
answer_.mistake(lambda got: float(got) < 28, "不到 28 位客服，连电话都接不完。", "fewer than 28 cannot even get through the calls.")
answer_.mistake(lambda got: float(got) < right_, "还不到 90%：用 in_time 算一算。", "not yet 90%: try in_time.")
checks.key("c5", right_, "够了，但不一定是最少的：少一位行不行？", "enough, but perhaps not the fewest: would one less do?", tol=0.2)
checks.right("c5")

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 对话实验里选**激动型客户**、**电话**，依次说“查记录”“一次一问”“马上办”“发小结”（代号 `record`、`ask`、`fix`、`note`）。谈完时，客户的情绪是几分？
#
# 下一格是另一段对话：`moods` 从开始到每句话以后的情绪。

# %%
models.talk("demanding", "chat", ["script", "form", "sorry", "note"]).moods

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = models.talk("agitated", "phone", ["record", "ask", "fix", "note"]).mood
### END SOLUTION

# %% check="c6-check" points=13
from keguan.models import maintenance as desk_

path_ = ["record", "ask", "fix", "note"]
ended_ = {(customer, channel): desk_.talk(customer, channel, path_).mood for customer in desk_.CUSTOMERS for channel in desk_.CONTACTS}
moods_ = desk_.talk("agitated", "phone", path_).moods
answer_ = checks.variable("c6")
answer_.mistake(lambda got: isinstance(got, (list, tuple)), "只要最后的情绪分数，不是一串。", "only the last mood is wanted, not all of them.")
checks.number("c6")
for value_, zh, en in [(ended_["agitated", "chat"], "这是网上交谈的结果，要的是打电话的。", "this is by chat; by phone is wanted."),
                       (moods_[0], "这是开始时的情绪，四句话都说完再看。", "this is the mood at the start; say all four sentences."),
                       (moods_[1], "这是说完第一句的情绪，四句话都说完再看。", "this is the mood after one sentence; say all four."),
                       (moods_[-2], "这是还没有说 note 时的情绪，四句话都说完再看。", "this is the mood before note; say all four sentences."),
                       (ended_["demanding", "phone"], "这是满分，题目里的四句到不了；挑剔型客户、课文里从 listen 说起的那一段才是。", "this is the highest mood: the demanding customer and the lesson's talk that begins with listen end there, these four sentences do not."),
                       (ended_["confused", "phone"], "这是困惑型客户。", "this is the confused customer."),
                       (len(moods_), "情绪分数的个数、升了几分、说完第二句的分数，都是这个数；要四句说完的。", "this is how many moods there are, by how much it rose, and the mood after two sentences; that after all four is wanted."),
                       (sum(moods_), "情绪分数不用加起来，只看最后一个。", "do not add up the moods; only the last one counts."),
                       (2, "这是上面那段对话的结果，要按题目里的四句。", "this is the talk in the cell above; the four sentences of the question are wanted.")]:
    answer_.mistake(value_, zh, en)
answer_.mistake(lambda got: not 0 <= float(got) <= 10, "情绪从 0 到 10。", "a mood is between 0 and 10.")
checks.key("c6", moods_[-1], "在实验里照着四句话选一遍，看最后的情绪。", "choose the four sentences in the lab and read the mood at the end.")
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 一家酒店做一对一营销，并把回访用上。把下面四步按先后排好：
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
order_ = checks.letters("c7")
for first_, second_, zh, en in [("C", "D", "先认出是谁，才能比他们哪里不同。", "recognise who they are before comparing them."),
                                  ("D", "B", "先分析差异，再主动联系。", "analyse the differences before making contact."),
                                  ("B", "A", "先联系、问清楚，再量身定做。", "make contact and ask before offering something individual.")]:
    checks.that(order_.index(first_) < order_.index(second_), "c7", zh, en)
checks.key("c7", "CDBA", "再看课文第五节的四步。", "see the four steps in section 5.", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 关怀次数实验里，疲劳点 4 次、一次的好处 10 元、成本 1 元都不动，把“退订损失”拖到 **500 元**。每月联系几次，净收益最高？写到小数点后一位。
#
# 下一格算出一个次数的净收益，最后一行从 2.0 次到 3.4 次，每次加 0.1，一个一个地试；要试别的次数，改那两个数。

# %%
def net(f, value=500):
    return round(float(models.care_net(f, value=value)), 3)


print(net(1), net(4))
[net(f / 10) for f in range(20, 35)]  # range(20, 35) 是 20、21……到 34

# %% answer="c8"
c8 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c8 = models.best_contacts(value=500)
### END SOLUTION

# %% check="c8-check" points=13
from keguan.models import maintenance as desk_

answer_, right_ = checks.variable("c8"), desk_.best_contacts(value=500)
answer_.mistake(lambda got: isinstance(got, (list, tuple)), "只要一个次数。", "one number of contacts is wanted.")
checks.number("c8")
for value_, zh, en in [(desk_.best_contacts(), "退订损失没有算，或者太小：把它拖到 500 元。", "the loss from opt-outs is left out or too small: set it to 500 yuan."),
                       (desk_.FATIGUE, "疲劳点上收益最高，可是还有成本和退订。", "the benefit peaks at the fatigue point, but there are costs and opt-outs."),
                       (desk_.best_contacts(value=1000), "这是退订损失 1,000 元时的次数。", "this is for a loss of 1,000 yuan."),
                       (round(right_), "写到小数点后一位；如果算出来正好是整数，看看退订损失是不是 500 元。", "give one decimal; if it comes out whole, check whether the loss is 500 yuan."),
                       (right_ + 0.1, "多了 0.1：再少一格，净收益更高。", "0.1 too many: one step less gains more."),
                       (right_ - 0.1, "少了 0.1：再多一格，净收益更高。", "0.1 too few: one step more gains more."),
                       (10 * right_, "这是 10 倍：range 里的数要除以 10。", "this is ten times too many: divide the numbers of range by 10."),
                       (2.0, "这是试的第一个次数，不是净收益最高的那个。", "this is the first number tried, not the one with the highest net benefit."),
                       (3.4, "这是试的最后一个次数，不是净收益最高的那个。", "this is the last number tried, not the one with the highest net benefit."),
                       (10 * right_ - 20, "这是第几个，要的是那个位置上的次数：从 2.0 次起，每次加 0.1。", "this is the place in the list; the number of contacts there is wanted: it begins at 2.0 and goes up by 0.1."),
                       (10 * right_ - 19, "这是第几个，要的是那个位置上的次数：从 2.0 次起，每次加 0.1。", "this is the place in the list; the number of contacts there is wanted: it begins at 2.0 and goes up by 0.1."),
                       (float(desk_.care_net(right_, value=500)), "这是净收益，要的是次数。", "this is the net benefit; the number of contacts is wanted.")]:
    answer_.mistake(value_, zh, en, tol=0.04)
answer_.mistake(lambda got: float(got) > right_, "多了：退订要损失 500 元，次数要再少一些。", "too many: with a loss of 500 yuan for each opt-out, fewer are better.")
checks.key("c8", right_, "少了：用 net 从 1 次开始，每次加 0.1，找最高的一点。", "too few: start net at 1 contact and add 0.1 at a time until it is highest.", tol=0.04)
checks.right("c8")
