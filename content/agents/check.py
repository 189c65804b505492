# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 1、4、6 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 2、3、5、7、8 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 6 题的答案由课文里实验的模型现算出来。
# - 安巢家电和它的客户、员工都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import agents as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 安巢招客服，来了五位。下面没有写到的要求，五位都做得到。照课文对**客服人员**的要求，录用得了哪几位？可以选几项。
#
# - A　每分钟打 60 字，高中毕业
# - B　每分钟打 88 字，大专毕业，上个月迟到一次
# - C　每分钟打 59 字，本科毕业
# - D　每分钟打 72 字，中专毕业
# - E　每分钟打 75 字，大专毕业，普通话不标准

# %% answer="c1"
c1 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c1 = "AD"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCDE")
typing_ = {"A": 60, "B": 88, "C": 59, "D": 72, "E": 75}
lacking_ = {"B", "E"}  # late once; no standard Mandarin
right_ = "".join(who for who, speed in typing_.items() if speed >= 60 and who not in lacking_)
letters_ = set(checks.letters("c1"))
for wrong_, zh, en in [
    ("B", "B 打字最快，可是迟到过一次。", "B types fastest and was late once."),
    ("C", "C 每分钟 59 字，还差一个字。", "C types 59 characters a minute, one short."),
    ("E", "E 打字够快，普通话不标准。", "E types fast enough but does not speak standard Mandarin."),
]:
    checks.that(wrong_ not in letters_, "c1", zh, en)
for missed_, zh, en in [
    ("A", "少了一位：“不少于 60 字”，正好 60 字也算。", "one is lacking: at least 60 characters, and exactly 60 counts."),
    ("D", "少了一位：学历是对管理层的要求。", "one is lacking: the diploma is required of managers."),
]:
    checks.that(missed_ in letters_, "c1", zh, en)
checks.key("c1", right_, "一列一列照要求看。", "go through the columns one by one.")
checks.right("c1")

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 客户打字问，净水器的滤芯怎么换。小林答不上，记下来，承诺两小时以内回复。再去问技术部门，一小时以后把办法告诉客户，客户照着换好了，小林就关了工单。照三个阶段，这张工单走到了哪里？
#
# - A　停在客户咨询
# - B　走完了问题解决，漏了反馈与评估
# - C　三个阶段都走完了
# - D　有反馈与评估，漏了问题解决

# %% answer="c2"
c2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c2 = "B"
### END SOLUTION

# %% check="c2-check" points=12
checks.choice("c2", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c2")
for wrong_, zh, en in [
    ("A", "答不上就记录、承诺，咨询走完了；后来还找到了办法。", "recording and promising ends the enquiry, and a solution was found afterwards."),
    ("C", "换好了就关，小林没有问客户满不满意。", "it was closed when it worked; nobody asked whether the customer was satisfied."),
    ("D", "问技术部门、把办法告诉客户，就是问题解决。", "to ask the technicians and tell the customer is solving."),
]:
    checks.that(letter_ != wrong_, "c2", zh, en)
checks.key("c2", "B", "三个阶段一个一个对：哪一个没有做？", "go through the three stages: which was not done?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 下面五件没有办好的事，哪些是**客服人员的责任**？可以选几项。
#
# - A　规定退货只能打电话，发消息来的一律不办
# - B　客户说了两遍门牌号，小林还是记错了
# - C　退款要店长批准，店长休假，没有人代批
# - D　小林知道城东店有现货，没有替客户问一声
# - E　系统里看不到别的店的库存

# %% answer="c3"
c3 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c3 = "BD"
### END SOLUTION

# %% check="c3-check" points=12
checks.several("c3", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c3"))
for wrong_, zh, en in [
    ("A", "A：怎样才办退货，是公司的规定。", "A: how goods are returned is the company's rule."),
    ("C", "C：谁能批准、谁来代批，是公司的授权。", "C: who may approve, and who stands in, is the company's matter of authority."),
    ("E", "E：系统里有什么，由公司定。", "E: what the system shows is for the company to decide."),
]:
    checks.that(wrong_ not in letters_, "c3", zh, en)
for missed_, zh, en in [
    ("B", "少了一件：听清楚、记准，客服自己做得到。", "one is lacking: to listen and note it right is in the agent's own hands."),
    ("D", "少了一件：知道有办法，就该替客户想办法。", "one is lacking: who knows a way should try it for the customer."),
]:
    checks.that(missed_ in letters_, "c3", zh, en)
checks.key("c3", "BD", "规定、授权、人手归公司；听、想办法、说清楚归客服。", "rules, authority, staff: the company; listening, trying, telling clearly: the agent.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 周姐选这个月的“服务之星”，先定好办法：重开率超过 **10%** 的不选；余下的，满意度最高的当选。客户又找来，工单就重开：重开率是重开的占全部工单，满意度是好评占**有评价**的。该选谁？
#
# - A　平均 1.2 小时回复；工单 120 张，重开 18 张；好评 48，差评 12
# - B　平均 2.5 小时回复；工单 100 张，重开 6 张；好评 60，差评 15
# - C　平均 3.1 小时回复；工单 100 张，重开 8 张；好评 44，差评 6
# - D　平均 2.8 小时回复；工单 80 张，重开 12 张；好评 57，差评 3

# %% answer="c4"
c4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c4 = "C"
### END SOLUTION

# %% check="c4-check" points=12
checks.choice("c4", "ABCD")
table_ = {"A": (120, 18, 48, 12), "B": (100, 6, 60, 15), "C": (100, 8, 44, 6), "D": (80, 12, 57, 3)}
left_ = [who for who, (tickets, again, good, bad) in table_.items() if again / tickets <= 0.1]
letter_ = checks.letters("c4")
for wrong_, zh, en in [
    ("A", "A 最快，可是重开率超过 10%，不选。", "A is the fastest, but more than 10% are reopened."),
    ("B", "B 的好评张数多；满意度是占比，只除以有评价的。", "B has more good ones; satisfaction is a share, and only of those with feedback."),
    ("D", "D 的满意度最高，可是重开率超过 10%。", "D has the highest satisfaction, but more than 10% are reopened."),
]:
    checks.that(letter_ != wrong_, "c4", zh, en)
best_ = max(left_, key=lambda who: table_[who][2] / sum(table_[who][2:]))
checks.key("c4", best_, "先看重开率，再比满意度。", "reopening first, then satisfaction.")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 下面五篇，哪些的**要素写对了**？可以选几项。
#
# - A　“净水器的滤芯，多久换一次？”：常见问题解答
# - B　“不出水：关阀，换滤芯，冲洗，还不行就派师傅”，一步一步：产品手册
# - C　“高 85 厘米，功率 1,200 瓦”：产品手册
# - D　“没有拆封，七天以内可以退”：服务政策
# - E　“看完了，还是不会换”，客户写在文章底下：常见问题解答

# %% answer="c5"
c5 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c5 = "ACD"
### END SOLUTION

# %% check="c5-check" points=13
checks.several("c5", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c5"))
for wrong_, zh, en in [
    ("B", "B：出了问题一步一步怎么办，属解决方案库；手册写的是型号的数据。", "B: what to do step by step is the solution library; a manual has a model's data."),
    ("E", "E：看了还是没解决，是用户的反馈。", "E: what did not help is feedback of users."),
]:
    checks.that(wrong_ not in letters_, "c5", zh, en)
for missed_, zh, en in [
    ("A", "少了一篇：许多客户都会问的一句话，写的没有错。", "one is lacking: a question that many customers ask is rightly named."),
    ("C", "少了一篇：尺寸、功率，写的没有错。", "one is lacking: size and power are rightly named."),
    ("D", "少了一篇：几天能退是企业的规定，写的没有错。", "one is lacking: when goods may be returned is the firm's rule, rightly named."),
]:
    checks.that(missed_ in letters_, "c5", zh, en)
checks.key("c5", "ACD", "再看课文第四节的五个要素。", "see the five elements in section 4.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 新人多，打字慢，请机器人照知识库先答。打开课文第四节的实验三，把“打字”拖到每分钟 **50** 字，再动“机器人答完的占”，别的不动。要让客户平均等待不超过 **1** 分钟，机器人**至少**答完百分之几？滑块一格是 10%，只填百分号前的数字。

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
steps = range(0, 60, 10)
c6 = min(d for d in steps if models.near_edge(speed=50, deflection=d / 100).minutes <= 1)
### END SOLUTION

# %% check="c6-check" points=13
def least_(speed):
    waits = {step: models.near_edge(speed=speed, deflection=step / 100).minutes for step in range(0, 60, 10)}
    return min(step for step, minutes in waits.items() if minutes <= 1)


right_, usual_ = least_(50), least_(60)
given_ = checks.number_read("c6")
given_ = 100 * given_ if 0 < given_ < 1 else given_  # a share is read as percent
for wrong_, zh, en in [
    (usual_, "打字 60 字的时候，这样就够了；先拖到 50 字。", "this is enough at 60 characters; move the typing to 50 first."),
    (right_ - 10, "差一格：这样平均还要等 1 分钟以上。", "one step too few: people still wait more than a minute."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c6", zh, en)
checks.that(not right_ < given_ <= 50, "c6", "等得不到 1 分钟，可是机器人少答一点也够。", "the wait is short enough, but less would do, too.")
checks.key("c6", right_, "从 0 起一格一格加，平均等待第一次不到 1 分钟就停。", "add one step after the other; stop where the mean wait is below a minute for the first time.", percent=True)
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 客户打字来：“空调不凉，孩子热得直哭。”下面四条回复，哪一条**态度、知识、技巧都有**？
#
# - A　“孩子热坏了吧？我们一步一步来。先看遥控器上有没有雪花；没有，就按‘模式’，按到出来为止。”
# - B　“孩子热坏了吧？请检查滤网、外机、电压、冷媒压力和模式设定，五样都查完了，再告诉我结果。”
# - C　“孩子热坏了吧？可能是坏了，也可能没坏，这个我也说不准。要不您先关了，过一阵子再开开看？”
# - D　“先看遥控器上有没有雪花。没有，按‘模式’，按到出来为止。这在说明书第 8 页，写得很清楚的。”

# %% answer="c7"
c7 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c7 = "A"
### END SOLUTION

# %% check="c7-check" points=13
checks.choice("c7", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c7")
for wrong_, zh, en in [
    ("B", "五样一口气，还有术语：缺技巧。", "five things in one breath, with jargon: skill is lacking."),
    ("C", "说不准是哪里的问题：缺知识。", "no idea what it could be: knowledge is lacking."),
    ("D", "说得对也说得清，没有一句体谅：缺态度。", "right and clear, without a word for the child: attitude is lacking."),
]:
    checks.that(letter_ != wrong_, "c7", zh, en)
checks.key("c7", "A", "每条问三问：体谅了吗？懂吗？客户跟得上吗？", "ask three things of each: does it care, does it know, can the customer follow?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 老人在电话里听不清型号，越说越急。小林说：“我写下来，发到您女儿的手机上，让她念给您听，好不好？”老人一下子不急了。最贴近情绪沟通的哪个要点？
#
# - A　时机
# - B　分寸
# - C　真诚
# - D　方式

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
    ("A", "时机是早说还是晚说；这里换的不是时候。", "timing is sooner or later; it is not the moment that changed."),
    ("B", "分寸是话说到什么程度；这里没有多说、少说。", "measure is how far one goes; nothing is said more or less firmly."),
    ("C", "真诚是实话实说；这里不是因为说了实话才不急。", "sincerity is to say what is true; it was not the truth that calmed him."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "D", "想一想：小林换了什么，老人才不急了？", "what did Lin change so that he calmed down?")
### END HIDDEN TESTS
