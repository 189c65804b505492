# %% [markdown]
# # {title}
#
# 这份作业有六个任务：前两个看渠道，后面四个找原因、列回访名单、比关怀试验、查同意，每个写一到两个短函数。写完一个，就运行它下面的检查单元格，马上知道结果。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 任务可以不按顺序做，互相不影响。
#
# **数据说明**　联系记录、客服、关怀试验和同意记录都是**模拟**的：没有一位真人，也不是携程的内部记录。从这些数据算出来的结果，不能当成携程公司的事实。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases

# %%
contacts = cases.load("ctrip", "care_contacts")
customers = cases.load("ctrip", "care_portfolio")
trial = cases.load("ctrip", "care_trial")
log = cases.load("ctrip", "crm_consent_log")
sent = cases.load("ctrip", "crm_interactions")
today = cases.reference_date("ctrip")
contacts.head(3)

# %% [markdown]
# 每一列是什么意思，运行 `cases.columns("ctrip", "care_contacts")` 看看；把名字换掉，就能看别的表。

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　下面是 21 个（虚构的）服务场景。写两样东西：`channels` 是字典，键是编号 1 到 21，值是七个渠道代号之一；`personal` 是列表，写出属于人员渠道的编号，顺序不限。
#
# **为什么**　人员渠道贵，能一对一地谈；非人员渠道便宜，一次面向许多人。先分得清，才能给每一级客户配得对。
#
# | 人员渠道（代号） | 非人员渠道（代号） |
# |---|---|
# | `face` 面对面交谈，`phone` 电话，`email` 电子邮件，`online` 网上交谈 | `media` 媒体，`environment` 环境，`events` 事件 |
#
# **人员渠道的判断（本课约定）**　有一个人，对着一位**身份明确**的客户说话或写信，才是人员渠道。面向许多人的活动，就算主持人在说话，也是事件；店面、灯光、制服、小程序的页面，这些看得见的布置是环境；群发给许多人的，是媒体。
#
# 1. 客服给刘女士打电话，核对明天的航班。
# 2. 门店换上新的灯光和指路牌，顾客自己就找得到柜台。
# 3. 客户经理到企业客户的办公室，谈下一年的协议。
# 4. 公司在短视频平台投放一个月的广告。
# 5. 客服在企业微信里，一句一句回答王先生。
# 6. 老客户答谢晚会来了二百人，主持人带大家抽奖。
# 7. 客服给李先生回信到邮箱，附上改好的发票。
# 8. 客户来门店退票，店员请他坐下，一项一项说明规则。
# 9. 公众号推送一篇介绍新线路的文章，关注的人都能收到。
# 10. 公司赞助城市马拉松，起点搭起展台，谁都可以来玩。
# 11. 会员生日那天，专属客服打去电话祝贺。
# 12. 客户在网上问行程，真人客服当场和她聊了十分钟。
# 13. 小程序改版，一进首页就看得到改签的入口。
# 14. 售后主管写邮件向投诉的周女士道歉，说明处理结果。
# 15. 客服在社群里发了一条早鸟价，群里三百人都看得到。
# 16. 员工穿统一的制服，店里放轻音乐，进门就知道是哪一家。
# 17. 新酒店的试睡会：五十位报名的人来住一晚。
# 18. 客服和赵先生在网上视频，带他一步步改签。
# 19. 出境前，领队在机场和团里的孙阿姨当面核对证件。
# 20. 回访员拨通孙先生的号码，问上次的行程怎么样。
# 21. 客服按吴老师的要求，发邮件给她三份不同的报价。
#
# **样例**　三封信各走哪条路，也可以写成字典，再挑出其中的几封。

# %%
ways = dict(enumerate("train plane train".split(), start=1))
print(ways, [number for number, way in ways.items() if way == "train"])

# %% [markdown] hint=1
# 每一段问两件事：有没有人在说话或写信？对方是不是一位认得出来的客户？两个都是，才是人员渠道。

# %% [markdown] hint=2
# 容易混的几处：晚会和试睡会有人说话，可是面向许多人；制服穿在人身上，可是没有人和客户谈；社群是在网上，可是一次发给三百人；视频聊天走的是网，不是电话。

# %% [markdown] hint=3
# 按顺序把 21 个代号写成一串，再拆开：
#
# ```python
# names = "phone environment face ..."
# channels = dict(enumerate(names.split(), start=1))
# personal = [number for number, code in channels.items() if code in (...)]
# ```

# %% answer="classify"
channels = None  # 把 None 换成字典：1 到 21 各一个代号
personal = None  # 把 None 换成列表：人员渠道的编号
### BEGIN SOLUTION
names = ("phone environment face media online events email face media events phone online environment "
         "email media environment events online face phone email")
channels = dict(enumerate(names.split(), start=1))
personal = [number for number, code in channels.items() if code in ("face", "phone", "email", "online")]
### END SOLUTION

# %% check="classify-first" points=2
scenes_ = range(1, 7)
got_ = checks.variable("channels").got
checks.that(isinstance(got_, dict), "channels", "要一个字典，键是 1 到 21。", "give a dict with the keys 1 to 21.")
chosen_ = {str(number_).strip(): str(code_).strip().lower() for number_, code_ in got_.items()}
checks.that("0" not in chosen_, "channels", "键从 1 开始，到 21，没有 0。", "the keys begin at 1 and end at 21; there is no 0.")
lost_ = [number_ for number_ in scenes_ if str(number_) not in chosen_]
checks.that(not lost_, "channels", f"键是 1 到 21，缺了 {lost_}。", f"the keys are 1 to 21; {lost_} are missing.")
codes_ = "face phone email online media environment events".split()
checks.that({chosen_[str(number_)] for number_ in scenes_} <= set(codes_), "channels", "值是七个代号，例如 phone。",
            "the values are the seven codes, such as phone.")
checks.answered("channels 1–6")
### BEGIN HIDDEN TESTS
names_ = ("phone environment face media online events email face media events phone online environment "
          "email media environment events online face phone email").split()
special_ = {
    (18, "phone"): ("视频走的是网，属于网上交谈。", "a web video call is online talk."),
    (12, "phone"): ("在网上聊，不是打电话。", "they chat on the web, not by telephone."),
    (6, "face"): ("面向二百人的晚会是事件。", "an evening for two hundred is an event."),
    (17, "face"): ("试睡会面向五十个人，是事件。", "a trial night for fifty people is an event."),
    (17, "environment"): ("请人来住一晚是一次活动，属于事件。", "inviting people for a night is a happening: an event."),
    (10, "media"): ("赞助和展台是活动，不是媒体。", "sponsoring with a stand is a happening, not a medium."),
    (15, "online"): ("一条消息发给三百人，没有和谁交谈，是媒体。", "one message to three hundred people talks to nobody: media."),
}
rule_ = {
    "phone": ("拨通一位客户的号码说话，是电话。", "dialling one customer's number is the telephone."),
    "face": ("当面和一位客户说话，是面对面交谈。", "talking to one customer in person is face to face."),
    "email": ("给一位客户写信发到邮箱，是电子邮件。", "a letter to one customer's mailbox is e-mail."),
    "online": ("真人在网上和一位客户谈，是网上交谈。", "a human talking to one customer on the web is online."),
    "media": ("短视频、公众号、社群群发一次告诉许多人，是媒体。", "short videos, public accounts and group messages tell many at once: media."),
    "environment": ("没有人和客户谈，看得见的布置是环境。", "nobody talks to the customer; what is set up to be seen is environment."),
    "events": ("面向许多人的一次活动，是事件。", "a happening for many people is an event."),
}
for number_ in scenes_:
    right_, code_ = names_[number_ - 1], chosen_[str(number_)]
    zh, en = special_.get((number_, code_), rule_[right_])
    checks.that(code_ == right_, "channels", f"第 {number_} 段：{zh}", f"scene {number_}: {en}")
### END HIDDEN TESTS

# %% check="classify-second" points=2
scenes_ = range(7, 12)
got_ = checks.variable("channels").got
checks.that(isinstance(got_, dict), "channels", "要一个字典，键是 1 到 21。", "give a dict with the keys 1 to 21.")
chosen_ = {str(number_).strip(): str(code_).strip().lower() for number_, code_ in got_.items()}
checks.that("0" not in chosen_, "channels", "键从 1 开始，到 21，没有 0。", "the keys begin at 1 and end at 21; there is no 0.")
lost_ = [number_ for number_ in scenes_ if str(number_) not in chosen_]
checks.that(not lost_, "channels", f"键是 1 到 21，缺了 {lost_}。", f"the keys are 1 to 21; {lost_} are missing.")
codes_ = "face phone email online media environment events".split()
checks.that({chosen_[str(number_)] for number_ in scenes_} <= set(codes_), "channels", "值是七个代号，例如 phone。",
            "the values are the seven codes, such as phone.")
checks.answered("channels 7–11")
### HIDDEN TESTS OF classify-first

# %% check="classify-third" points=2
scenes_ = range(12, 17)
got_ = checks.variable("channels").got
checks.that(isinstance(got_, dict), "channels", "要一个字典，键是 1 到 21。", "give a dict with the keys 1 to 21.")
chosen_ = {str(number_).strip(): str(code_).strip().lower() for number_, code_ in got_.items()}
checks.that("0" not in chosen_, "channels", "键从 1 开始，到 21，没有 0。", "the keys begin at 1 and end at 21; there is no 0.")
lost_ = [number_ for number_ in scenes_ if str(number_) not in chosen_]
checks.that(not lost_, "channels", f"键是 1 到 21，缺了 {lost_}。", f"the keys are 1 to 21; {lost_} are missing.")
codes_ = "face phone email online media environment events".split()
checks.that({chosen_[str(number_)] for number_ in scenes_} <= set(codes_), "channels", "值是七个代号，例如 phone。",
            "the values are the seven codes, such as phone.")
checks.answered("channels 12–16")
### HIDDEN TESTS OF classify-first

# %% check="classify-fourth" points=1
scenes_ = range(17, 22)
got_ = checks.variable("channels").got
checks.that(isinstance(got_, dict), "channels", "要一个字典，键是 1 到 21。", "give a dict with the keys 1 to 21.")
chosen_ = {str(number_).strip(): str(code_).strip().lower() for number_, code_ in got_.items()}
checks.that("0" not in chosen_, "channels", "键从 1 开始，到 21，没有 0。", "the keys begin at 1 and end at 21; there is no 0.")
lost_ = [number_ for number_ in scenes_ if str(number_) not in chosen_]
checks.that(not lost_, "channels", f"键是 1 到 21，缺了 {lost_}。", f"the keys are 1 to 21; {lost_} are missing.")
codes_ = "face phone email online media environment events".split()
checks.that({chosen_[str(number_)] for number_ in scenes_} <= set(codes_), "channels", "值是七个代号，例如 phone。",
            "the values are the seven codes, such as phone.")
checks.answered("channels 17–21")
### HIDDEN TESTS OF classify-first

# %% check="personal-first" points=1
scenes_ = set(range(1, 8))
got_ = checks.variable("personal").got
checks.that(hasattr(got_, "__iter__") and not isinstance(got_, (str, dict)), "personal", "要一个编号的列表。", "give a list of numbers.")
written_ = {str(number).strip().removesuffix(".0") for number in got_}
checks.that(all(number.isdigit() for number in written_), "personal", "列表里写编号，不写代号。", "the list holds numbers, not codes.")
numbers_ = {int(number) for number in written_}
checks.that(numbers_ and numbers_ <= set(range(1, 22)), "personal", "编号是 1 到 21。", "the numbers are 1 to 21.")
checks.answered("personal 1–7")
### BEGIN HIDDEN TESTS
checks.that(numbers_ != {2, 4, 6, 9, 10, 13, 15, 16, 17}, "personal", "反了：这些是非人员渠道。", "reversed: these are the non-personal channels.")
for group_, belong_, zh, en in [
    ({7, 14, 21}, True, "写给一位客户的邮件也是人员渠道。", "an e-mail to one customer is personal too."),
    ({5, 12, 18}, True, "真人在网上和一位客户谈，也是人员渠道。", "a human talking to one customer online is personal too."),
    ({3, 8, 19}, True, "当面和一位客户谈，是人员渠道。", "talking to one customer in person is personal."),
    ({1, 11, 20}, True, "打电话给一位客户，是人员渠道。", "telephoning one customer is personal."),
    ({6, 10, 17}, False, "活动面向许多人，不是人员渠道。", "events address many: they are not personal."),
    ({2, 13, 16}, False, "环境里没有人在和客户谈，不是人员渠道。", "nobody talks to the customer in an environment: it is not personal."),
    ({4, 9, 15}, False, "媒体一次告诉许多人，没有人和一位客户谈。", "media tell many at once; nobody talks to one customer."),
]:
    here_ = group_ & scenes_
    checks.that(here_ & numbers_ == (here_ if belong_ else set()), "personal", zh, en)
### END HIDDEN TESTS

# %% check="personal-second" points=1
scenes_ = set(range(8, 15))
got_ = checks.variable("personal").got
checks.that(hasattr(got_, "__iter__") and not isinstance(got_, (str, dict)), "personal", "要一个编号的列表。", "give a list of numbers.")
written_ = {str(number).strip().removesuffix(".0") for number in got_}
checks.that(all(number.isdigit() for number in written_), "personal", "列表里写编号，不写代号。", "the list holds numbers, not codes.")
numbers_ = {int(number) for number in written_}
checks.that(numbers_ and numbers_ <= set(range(1, 22)), "personal", "编号是 1 到 21。", "the numbers are 1 to 21.")
checks.answered("personal 8–14")
### HIDDEN TESTS OF personal-first

# %% check="personal-third" points=1
scenes_ = set(range(15, 22))
got_ = checks.variable("personal").got
checks.that(hasattr(got_, "__iter__") and not isinstance(got_, (str, dict)), "personal", "要一个编号的列表。", "give a list of numbers.")
written_ = {str(number).strip().removesuffix(".0") for number in got_}
checks.that(all(number.isdigit() for number in written_), "personal", "列表里写编号，不写代号。", "the list holds numbers, not codes.")
numbers_ = {int(number) for number in written_}
checks.that(numbers_ and numbers_ <= set(range(1, 22)), "personal", "编号是 1 到 21。", "the numbers are 1 to 21.")
checks.answered("personal 15–21")
### HIDDEN TESTS OF personal-first

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# `contacts` 记着客服中心的每一次联系。上一题分的是七种渠道；这里的数据只有客服中心用的几种，有的由自助程序回答。
#
# **做什么**　写两个函数：
#
# - `report(contacts)`：成绩单，返回表，每行一条渠道（索引是 `channel`，写成一列 `channel` 也行），四列：`n` 联系次数，`answered` 答了满意度的比例，`resolved` 解决的比例，`satisfaction` 平均满意度；
# - `cost_per_resolved(contacts)`：每条渠道解决**一件**要花多少元，返回 Series，索引是 `channel`。
#
# **为什么**　维护客户要花钱。一次联系便宜，不等于解决一件便宜；答满意度的人也不是全部的人。
#
# **规则**
#
# - 满意度 `csat` 是 1 到 5，没有答的是空值。平均满意度只算答了的。
# - 比例都写成 0 到 1 之间的小数，分母是这条渠道的全部联系。`answered` 又叫参评率，`resolved` 就是首次解决率。
# - 这份作业里的小数都可以不取整；如果四舍五入，比例和平均分至少保留三位小数，金额保留到分。表里行和列的顺序不限，检查用的小表不一定包含全部渠道。
# - 解决一件的费用 = 这条渠道**全部**联系的费用 `cost_cny` 之和 ÷ 解决了（`resolved` 是 True）的次数。没有解决的联系也花了钱。每条渠道至少解决了一件。
#
# **样例**　两家早餐店的几天：几天开门、卖得好的比例、平均评分；再算卖得好的一天花多少钱。

# %%
days = pd.DataFrame({"shop": ["A", "A", "B"], "good": [True, False, True], "stars": [4.0, None, 5.0], "cost": [9, 7, 5]})
print(days.groupby("shop").agg(n=("good", "size"), good=("good", "mean"), rated=("stars", "count"), stars=("stars", "mean")))
total = days.groupby("shop")[["cost", "good"]].sum()
print(total["cost"] / total["good"])

# %% [markdown] hint=1
# `size` 数行，`count` 只数不是空值的，`mean` 自己会跳过空值。三个词各用在哪一列？

# %% [markdown] hint=2
# `groupby("channel").agg(n=("resolved", "size"), …)`。答了的比例 = `csat` 的 `count` ÷ `n`。解决一件的费用：`cost_cny` 的和 ÷ `resolved` 的和，True 加起来就是次数。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# table = contacts.groupby("channel").agg(n=("csat", ...), answered=("csat", "count"),
#                                         resolved=("resolved", ...), satisfaction=("csat", ...))
# return table.assign(answered=table["answered"] / ...)
#
# total = contacts.groupby("channel")[["cost_cny", "resolved"]].sum()
# return total["cost_cny"] / ...
# ```

# %% contract=true
contacts = Table("ctrip/care_contacts", "channel resolved csat cost_cny")

# %% answer="channels"
def report(contacts):
    """每条渠道的 n、answered、resolved、satisfaction：DataFrame，索引是 channel。"""
    ### BEGIN SOLUTION
    table = contacts.groupby("channel").agg(n=("csat", "size"), answered=("csat", "count"),
                                            resolved=("resolved", "mean"), satisfaction=("csat", "mean"))
    return table.assign(answered=table["answered"] / table["n"])
    ### END SOLUTION

def cost_per_resolved(contacts):
    """每条渠道解决一件的费用（元）：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    total = contacts.groupby("channel")[["cost_cny", "resolved"]].sum()
    return total["cost_cny"] / total["resolved"]
    ### END SOLUTION

# %% check="channels-report" points=9
tiny = pd.DataFrame({"channel": ["phone"] * 7 + ["chat"] * 2 + ["app"] * 4, "cost_cny": [8.0] * 7 + [5.0] * 2 + [0.1] * 4,
                      "resolved": [True, *[False] * 6, True, False, True, False, False, False],
                      "csat": [5, None, 2, 4, None, 2, None, None, 2, 3, 5, 5, None]})
step = checks.example("report", tiny)
for column_, value_, zh, en in [
    ("n", 4, "n 要数全部联系，不是只数答了满意度的。", "n counts all contacts, not only those with an answer."),
    ("n", 1, "n 要数全部联系，不是只数解决了的。", "n counts all contacts, not only the resolved."),
    ("answered", 4, "answered 是比例：答了的次数除以 n，不是除以解决了的次数。", "answered is a share: divide the answers by n, not by the number resolved."),
    ("answered", 3 / 7, "answered 是答了的比例，不是没有答的。", "answered is the share that did answer."),
    ("answered", 2 / 7, "打了低分的也是答了，不是只数高分的。", "low ratings are answers, too; do not count high ones only."),
    ("answered", 1 / 7, "answered 和 resolved 弄混了：answered 看有没有答满意度。", "answered and resolved are mixed up: answered asks whether there is a rating."),
    ("answered", 4 / 13, "answered 的分母是这条渠道的联系，不是全部渠道的。", "divide answered by the contacts of the channel, not of all channels."),
    ("resolved", 1, "resolved 是比例，不是次数。", "resolved is a share, not a number of contacts."),
    ("resolved", 100 / 7, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
    ("resolved", 6 / 7, "这是没有解决的比例，要解决了的。", "this is the share not resolved; the share resolved is wanted."),
    ("resolved", 1 / 4, "没有答满意度的联系也要算进解决的比例。", "contacts without a rating count in the share resolved, too."),
    ("resolved", 1 / 13, "resolved 的分母是这条渠道的联系，不是全部渠道的。", "divide resolved by the contacts of the channel, not of all channels."),
    ("satisfaction", 13 / 7, "没有答的不是 0 分，平均只算答了的。", "no answer is not a rating of 0: the mean counts answers only."),
    ("satisfaction", 5, "平均满意度算全部答了的，不是最高分，也不是只算解决了的。", "the mean counts all who answered; it is not the highest rating, nor that of the resolved only."),
]:
    step.mistake(lambda got: abs(got.loc["phone", column_] - value_) < 0.0005, zh, en)
step.mistake(lambda got: got.loc["phone", "answered"] in (1, 7), "answered = 答了的次数（count）÷ 全部次数（size）。", "answered = contacts with an answer (count) ÷ all contacts (size).")
### BEGIN HIDDEN TESTS
for column_, value_, zh, en in [
    ("n", 7 / 13, "n 是次数，不是占全部联系的比例。", "n is a number of contacts, not their share of all."),
    ("satisfaction", (13 + 3 * 3) / 7, "没有答的不要补上一个分数，平均只算答了的。", "do not fill in a rating: the mean counts answers only."),
    ("satisfaction", (13 + 3 * 3.5) / 7, "没有答的不要补上一个分数，平均只算答了的。", "do not fill in a rating: the mean counts answers only."),
    ("satisfaction", 3.5, "每条渠道各算各的，不是全部一起平均。", "each channel on its own, not the mean of all."),
    ("satisfaction", 13, "要平均几分，不是总分。", "the mean rating is wanted, not the sum."),
    ("satisfaction", 3, "要平均数，不是中位数，也不要取整。", "the mean is wanted, not the median, and not a whole number."),
    ("satisfaction", 2 / 4, "要平均几分，不是打高分的比例。", "the mean rating is wanted, not the share of high ratings."),
    ("satisfaction", 2 / 7, "要平均几分，不是打高分的比例。", "the mean rating is wanted, not the share of high ratings."),
    ("answered", 4 / 8, "answered 的分母是这条渠道的全部联系，不是全部渠道答了的次数。", "divide answered by the contacts of the channel, not by the answers in all channels."),
    ("answered", 3, "answered 是答了的比例，不是没有答的次数。", "answered is the share that did answer, not the number that did not."),
    ("satisfaction", 2, "要平均数 mean，不是众数，也不是最低分。", "the mean is wanted, not the most frequent rating, nor the lowest."),
    ("answered", 7 / 4, "分子和分母弄反了：答了的次数 ÷ 全部联系。", "numerator and denominator are swapped: answers ÷ all contacts."),
    ("answered", 28, "答了的次数要除以 n，不是乘。", "divide the answers by n; do not multiply."),
    ("resolved", 8, "用错列了：resolved 要用列 resolved 的平均数。", "wrong column: resolved is the mean of the column resolved."),
    ("resolved", 7, "resolved 是解决了的比例，不是联系的次数。", "resolved is the share resolved, not the number of contacts."),
    ("satisfaction", 8, "用错列了：平均满意度要用列 csat。", "wrong column: satisfaction is the mean of csat."),
    ("satisfaction", 1 / 7, "用错列了：平均满意度要用列 csat。", "wrong column: satisfaction is the mean of csat."),
    ("satisfaction", 7, "要的是平均分，不是次数。", "the mean rating is wanted, not a number of contacts."),
    ("satisfaction", 4, "要的是平均分，不是次数，也不是中位数。", "the mean rating is wanted, not a number of contacts or the median."),
    ("answered", 0.6, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ("answered", 0.57, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(lambda got: abs(got.loc["phone", column_] - value_) < 0.0005, zh, en)
step.mistake(lambda got: "answered" in got.index, "行和列弄反了：每行一条渠道，四列。", "rows and columns are swapped: a row is a channel, with four columns.")
step.mistake(lambda got: len(got) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: "phone" not in got.to_string(), "按 channel 分组，每条渠道一行。", "group by channel: one row for each channel.")
### END HIDDEN TESTS
step.expect(pd.DataFrame({"n": [7, 2, 4], "answered": [4 / 7, 0.5, 0.75], "resolved": [1 / 7, 0.5, 0.25],
                           "satisfaction": [13 / 4, 2, 13 / 3]}, index=["phone", "chat", "app"]), tol=0.0006, because=(
    "phone 有 7 次联系，4 次答了（5、2、4、2 分），1 次解决了：7，4 ÷ 7，1 ÷ 7，13 ÷ 4。", "phone has 7 contacts, 4 rated (5, 2, 4, 2), 1 resolved: 7, 4 ÷ 7, 1 ÷ 7, 13 ÷ 4."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("report", reference.report, real_[real_.columns[::-1]], tol=0.0006, case=("换成五条渠道、列的顺序也不同时", "five channels, and columns in another order"))
### END HIDDEN TESTS

# %% check="channels-cost" points=6
tiny = pd.DataFrame({"channel": ["phone"] * 4 + ["chat"] * 2 + ["app"] * 4, "csat": [4, None, 4, None, 4, None, 4, 4, 4, None],
                      "ts": today, "cost_cny": [10.0, 10, 4, 20, 4, 8, 0.1, 0.2, 0.1, 0.4],
                      "resolved": [True, True, True, False, True, False, True, True, False, False]})
step = checks.example("cost_per_resolved", tiny)
for values_, zh, en in [
    ((11, 6, 0.2), "这是一次联系的费用，分母要换成解决了的次数。", "this is the cost of a contact; divide by the number resolved."),
    ((8, 4, 0.15), "没有解决的联系也花了钱，费用要加全部。", "contacts that solved nothing cost money: add up all costs."),
    ((6, 2, 0.075), "没有解决的联系也花了钱，费用要加全部；再除以解决了的次数。", "contacts that solved nothing cost money, too; divide by the number resolved."),
    ((44, 12, 0.8), "这是总费用，还要除以解决了的次数。", "this is the total cost; divide by the number resolved."),
    ((3 / 44, 1 / 12, 2 / 0.8), "分子和分母弄反了。", "numerator and denominator are swapped."),
    ((44 / 0.75, 12 / 0.5, 0.8 / 0.5), "除以解决了的次数，不是除以解决的比例。", "divide by the number resolved, not by the share."),
    ((11 * 0.75, 3, 0.1), "一次联系的费用要除以解决的比例，不是乘。", "divide the cost of a contact by the share resolved; do not multiply."),
    ((44 / 1, 12 / 1, 0.8 / 2), "除以解决了的次数，不是没有解决的次数。", "divide by the number resolved, not by those unresolved."),
    ((44 / 2, 12 / 1, 0.8 / 3), "除以解决了的次数，不是答了满意度的次数。", "divide by the number resolved, not by the answers."),
    ((44 / 6, 12 / 6, 0.8 / 6), "分母是这条渠道解决了的次数，不是全部渠道的。", "divide by the number resolved in this channel, not in all."),
    ((44 / 10, 12 / 10, 0.8 / 10), "分母是这条渠道解决了的次数，不是全部联系。", "divide by the number resolved in this channel, not by all contacts."),
    ((20 / 3, 8, 0.25), "费用要加全部：解决了的联系也花了钱。", "add up all costs: contacts that solved something cost money, too."),
    ((20, 8, 0.4), "这是最贵的一次，要费用之和 ÷ 解决了的次数。", "this is the dearest contact; divide the sum of the costs by the number resolved."),
    ((10 / 0.75, 12, 0.15 / 0.5), "用费用之和，不是中位数。", "take the sum of the costs, not the median."),
    ((4400 / 3, 1200, 40), "单位是元，不用乘 100。", "the unit is yuan: do not multiply by 100."),
    ((15, 12, 0), "不要取整到元；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(dict(zip(["phone", "chat", "app"], values_)), zh, en)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    ((11 / 3, 6, 0.1), "除了两次：分子是费用之和，不是一次联系的平均费用。", "divided twice: take the sum of the costs, not the mean of a contact."),
    ((132, 12, 1.6), "费用之和除以解决了的次数，不是乘。", "divide the sum of the costs by the number resolved; do not multiply."),
    ((1, 1, 1), "费用之和除以解决了的次数：这是两个不同的列。", "divide the sum of the costs by the number resolved: these are two different columns."),
    ((14.7, 12, 0.4), "不要只留一位小数；四舍五入的话，留到分。", "do not round to one decimal; to the cent is fine."),
]:
    step.mistake(dict(zip(["phone", "chat", "app"], values_)), zh, en)
step.mistake(lambda got: isinstance(got, (int, float)), "每条渠道一个数：先按 channel 分组。", "one number for each channel: group by channel first.")
step.mistake(lambda got: len(got) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: "phone" not in str(got), "按 channel 分组，索引是 channel。", "group by channel: the index is the channel.")
### END HIDDEN TESTS
step.expect({"phone": 44 / 3, "chat": 12.0, "app": 0.4}, tol=0.006, because=(
    "phone 一共花了 44 元，解决了 3 件：44 ÷ 3。", "phone cost 44 yuan in all and resolved 3: 44 ÷ 3."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("cost_per_resolved", reference.cost_per_resolved, real_[real_.columns[::-1]], tol=0.006, case=(
    "换成五条渠道、列的顺序也不同时", "five channels, and columns in another order"))
alike_ = pd.DataFrame({"channel": "phone", "csat": 4.0, "cost_cny": 8.0, "resolved": [True, True, False]})
checks.agree("cost_per_resolved", reference.cost_per_resolved, alike_, tol=0.006, case=(
    "有两次联系一模一样时（都要算）", "two contacts that are alike (both count)"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `report(contacts)` 和 `cost_per_resolved(contacts)`。满意度最高的渠道有百分之几的人答了？没有答的人，会不会更不满意？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `root_cause(employee, it, process)`：三个参数是 True（没问题）或 False（出了问题），返回最先出问题的因素：`"employee"` 员工、`"technology"` 信息技术、`"process"` 流程；都没问题，返回 `"none"`；
# - `failure_share(contacts)`：出了问题的联系里，三个因素各占多大比例，返回 Series，索引是三个代号。
#
# **为什么**　互动要有效，离不开有效的员工、有效的信息技术、有效的流程。找错了环节，钱就花在本来好好的地方。
#
# **规则（本课程约定）**
#
# - 从前往后看：先员工 `employee_ok`，再信息技术 `it_ok`，最后流程 `process_ok`。第一个是 False 的，就是先出问题的因素。
# - 一次联系只算一个因素。三样都没问题的联系不参加 `failure_share`，不管有没有解决。
# - 占比写成 0 到 1 之间的小数，没有的因素写 0。至少有一次联系出了问题。
#
# **样例**　自行车骑不动，先看轮胎，再看链条。各占多大比例？

# %%
bikes = pd.DataFrame({"tyre_ok": [False, True, False, True], "chain_ok": [False, False, True, True]})
bikes["first"] = np.select([~bikes["tyre_ok"], ~bikes["chain_ok"]], ["tyre", "chain"], "none")
broken = bikes[bikes["first"] != "none"]
print(broken["first"].value_counts(normalize=True).reindex(["tyre", "chain"], fill_value=0).round(2).to_dict())

# %% [markdown] hint=1
# 三个问题，按先后各问一次，问到第一个“出了问题”就停。

# %% [markdown] hint=2
# `root_cause` 写三个 `if not …: return …`。另一个函数先给每次联系标一个因素，去掉 `"none"`，再数。

# %% [markdown] hint=3
# 把省略号补上就行。`*row` 把一行的三个值拆开，依次填进三个参数：
#
# ```python
# if not employee:
#     return ...
#
# first = [root_cause(*row) for row in contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()]
# first = pd.Series(first, index=contacts.index)
# return first[first != ...].value_counts(normalize=...).reindex(FACTORS, fill_value=...)
# ```

# %% contract=true
employee = it = process = Flag()
contacts = Table("ctrip/care_contacts", "employee_ok it_ok process_ok")

# %% answer="cause"
FACTORS = ["employee", "technology", "process"]

def root_cause(employee, it, process):
    """最先出问题的因素；都没问题是 "none"。"""
    ### BEGIN SOLUTION
    return next((name for name, fine in zip(FACTORS, (employee, it, process)) if not fine), "none")
    ### END SOLUTION

def failure_share(contacts):
    """出了问题的联系里，三个因素各占多大比例：Series，索引是 FACTORS。"""
    ### BEGIN SOLUTION
    rows = contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
    first = pd.Series([root_cause(*row) for row in rows])
    return first[first != "none"].value_counts(normalize=True).reindex(FACTORS, fill_value=0)
    ### END SOLUTION

# %% check="cause-first" points=8
for fine_, wrong_, right_, zh, en in [
    ((False, False, True), "technology", "employee", "员工排在信息技术前面。", "the employee comes before the technology."),
    ((False, True, False), "process", "employee", "员工排在流程前面：员工出了问题就返回，不用等别的也出问题。", "the employee comes before the process: return it, whether anything else failed or not."),
    ((True, False, False), "process", "technology", "信息技术排在流程前面。", "the technology comes before the process."),
    ((True, True, False), "none", "process", "流程出了问题也要返回。", "a process that failed is to be returned, too."),
    ((True, True, True), "process", "none", "三样都没问题，返回 none。", "where all three are fine, return none."),
    ((True, True, True), "employee", "none", "False 才是出了问题。", "False means that it failed."),
    ((True, False, True), "none", "technology", "信息技术出了问题也要返回。", "a technology that failed is to be returned, too."),
]:
    case_ = None if fine_ == (False, False, True) else (f"三个参数是 {fine_} 时", f"the arguments {fine_}")
    step = checks.example("root_cause", *fine_, case=case_)
    step.mistake(lambda got: isinstance(got, (list, tuple)), "一次联系只算一个因素，返回一个代号。", "a contact counts for one factor: return one code.")
    step.mistake(lambda got: got in ("it", "tech"), "信息技术的代号是 technology。", "the code is technology.")
    step.mistake(lambda got: got in ("员工", "信息技术", "流程", "employee_ok", "it_ok", "process_ok"), "返回任务里写的代号。", "return the codes of the task.")
    step.mistake(lambda got: isinstance(got, str) and got not in ("employee", "technology", "process", "none"),
                  "返回的代号是 employee、technology、process、none 里的一个。", "return one of employee, technology, process, none.")
    step.mistake(lambda got: fine_ == (False, False, True) and got == "process", "False 才是出了问题。", "False means that it failed.")
    step.mistake(lambda got: fine_ == (False, False, True) and got == "none", "两个因素都出了问题，返回最先的一个：一个因素一个因素地问，不要用 and 连起来。", "two factors failed: return the first. Ask about each factor on its own; do not join them by and.")
    step.mistake(wrong_, zh, en)
    step.mistake(lambda got: got == "none" != right_, "三样都没问题，才是 none：前面的没问题，还要接着看后面的。", "none only where all three are fine: if the first is fine, go on to the next.")
    step.expect(right_, because=(
    "从员工、信息技术、流程里按先后找第一个 False。", "of employee, technology, process, in this order, take the first False."))
### BEGIN HIDDEN TESTS
### REFERENCE
for fine_ in ((False, False, False), (False, True, True)):
    checks.agree("root_cause", reference.root_cause, *fine_, case=(f"三个参数是 {fine_} 时", f"the arguments {fine_}"))
### END HIDDEN TESTS

# %% check="cause-share" points=7
rows_ = [("phone", 0, 0, 1), ("phone", 1, 0, 0), ("phone", 1, 0, 1), ("chat", 1, 1, 0), ("chat", 0, 1, 1), ("chat", 1, 1, 1),
        ("chat", 1, 1, 1), ("app", 1, 1, 0), ("app", 1, 1, 0), ("app", 0, 0, 0)]
tiny = pd.DataFrame(rows_, columns=["channel", "employee_ok", "it_ok", "process_ok"])
tiny = tiny.assign(resolved=[False, True] * 5).astype({"employee_ok": bool, "it_ok": bool, "process_ok": bool})
factors_ = ["employee", "technology", "process"]
step = checks.example("failure_share", tiny)
step.mistake(lambda got: "none" in dict(got), "都没问题的联系不算，也不写 none。", "contacts in which all was fine do not count; leave out none.")
step.mistake(lambda got: "employee_ok" in dict(got) or "it" in dict(got), "索引是三个代号 employee、technology、process。", "the index holds the codes employee, technology, process.")
for values_, zh, en in [
    ((0.3, 0.2, 0.3), "分母是出了问题的联系，都没问题的不算。", "divide by the contacts in which something failed."),
    ((0.6, 0.4, 0.6), "分母是出了问题的联系，不是没有解决的联系。", "divide by the contacts in which something failed, not by those unresolved."),
    ((3, 2, 3), "要占比，不是次数。", "shares are wanted, not numbers."),
    ((37.5, 25, 37.5), "写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    ((3 / 8, 4 / 8, 5 / 8), "一次联系只算一个因素：最先出问题的那一个。", "a contact counts for one factor: the first that failed."),
    ((3 / 12, 4 / 12, 5 / 12), "一次联系只算一个因素：最先出问题的那一个。", "a contact counts for one factor: the first that failed."),
    ((3 / 10, 4 / 10, 5 / 10), "一次联系只算一个因素，都没问题的联系不算。", "a contact counts for one factor, and those in which all was fine do not count."),
    ((2 / 5, 2 / 5, 1 / 5), "课文的算法看没有解决的联系，一次可以算几个因素；这里按任务的规则。", "that is the lesson's way: unresolved contacts, several factors each; follow the rules of this task."),
    ((1 / 8, 2 / 8, 5 / 8), "先后反了：取的是最后出问题的因素。", "reversed: these are the last factors that failed."),
]:
    step.mistake(dict(zip(factors_, values_)), zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    ((2 / 4, 1 / 4, 1 / 4), "解决了的联系，也可能出了问题，要算。", "something may have failed in resolved contacts, too: they count."),
    ((1 / 8, 4 / 8, 3 / 8), "先看员工，再看信息技术。", "the employee comes before the technology."),
    ((4 / 8, 1 / 8, 3 / 8), "列和参数没有对上：依次是 employee_ok、it_ok、process_ok。", "columns and parameters do not match: they are employee_ok, it_ok, process_ok, in this order."),
    ((5 / 8, 2 / 8, 1 / 8), "列和参数没有对上：依次是 employee_ok、it_ok、process_ok。", "columns and parameters do not match: they are employee_ok, it_ok, process_ok, in this order."),
    ((3 / 8, 4 / 8, 1 / 8), "列和参数没有对上：依次是 employee_ok、it_ok、process_ok。", "columns and parameters do not match: they are employee_ok, it_ok, process_ok, in this order."),
    ((3 / 8, 1 / 8, 4 / 8), "先看信息技术，再看流程。", "the technology comes before the process."),
    ((0.7, 0.6, 0.5), "False 才是出了问题；一次联系只算最先的一个。", "False means that it failed; a contact counts for its first factor only."),
    ((3 / 6, 2 / 6, 1 / 6), "情况一样的联系也要一次一次地算，不要去掉重复。", "contacts that are alike count one by one; drop no duplicates."),
    ((1 / 5, 1 / 5, 3 / 5), "出了两三样问题的联系也要算，算最先的一个。", "contacts in which two or three failed count, too, for the first."),
    ((0.375, 0.375, 0.25), "值和代号对不上：按代号 reindex，不要只换名字。", "values and codes do not match: reindex by code; do not just rename."),
    ((1 / 4, 1 / 4, 2 / 4), "没有解决的联系也要算。", "unresolved contacts count, too."),
    ((0.38, 0.25, 0.38), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ((0.4, 0.2, 0.4), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    ((0, 0, 0), "一次也没有数到：表里的 True、False 不能用 is 比，写 not。", "nothing was counted: do not compare the True and False of a table by is; write not."),
]:
    step.mistake(dict(zip(factors_, values_)), zh, en, tol=0.0005)
### END HIDDEN TESTS
step.expect(dict(zip(factors_, (0.375, 0.25, 0.375))), tol=0.0006, because=(
    "8 次联系出了问题，最先的因素：员工 3 次，信息技术 2 次，流程 3 次。", "in 8 contacts something failed; first: employee 3, technology 2, process 3."))
step = checks.example("failure_share", tiny.iloc[3:9].reset_index(drop=True))
### BEGIN HIDDEN TESTS
step.mistake(lambda got: "technology" not in dict(got), "没有的因素也要写，值是 0。", "a factor that does not occur is there, too, with 0.")
step.mistake(lambda got: got["technology"] != got["technology"], "没有的因素是 0，不是空值。", "a factor that does not occur is 0, not empty.")
step.mistake(lambda got: got["technology"] != 0, "没有的因素写 0。", "a factor that does not occur has 0.")
### END HIDDEN TESTS
step.expect(dict(zip(factors_, (0.25, 0, 0.75))), tol=0.0006, because=(
    "4 次联系出了问题，最先出问题的因素：员工 1 次，信息技术 0 次，流程 3 次。", "something failed in 4 contacts; what failed first: employee 1, technology 0, process 3."))
### BEGIN HIDDEN TESTS
### REFERENCE
again_ = pd.concat([tiny, tiny[:3]], ignore_index=True)
checks.agree("failure_share", reference.failure_share, again_[again_.columns[::-1]], tol=0.0006, case=(
    "几次联系的情况都一样、列的顺序也不同时", "contacts that are all alike, and columns in another order"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `failure_share(contacts)`。要把一次失败的互动变好，先该花钱在哪里？（课文里一次联系可以算几个因素，这里只算最先出问题的一个，所以占比和课文不同。）

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# `customers` 是客户名册：会员编号 `member_id`、级别 `tier`、负责人 `owner_id`。
#
# **做什么**　写两个函数：
#
# - `gap(contacts, today)`：`contacts` 里的每位客户，最近一次联系到 `today` 有几天，返回 Series，索引是 `member_id`；
# - `quiet(customers, contacts, today, days=30)`：**超过** `days` 天没有联系的**关键客户**，返回 `member_id` 列表，最久没有联系的排前面。
#
# **为什么**　维护的原则里有两条：突出重点，专人负责。先列出名单，再一位一位交给负责人。
#
# **规则**
#
# - 天数 = `today` 减去最近一次联系的**日期**（`ts` 只取日期），是整数。`today` 当天联系过的是 0 天，表里没有 `today` 以后的联系。记录不一定按时间排列。
# - `tier` 是 `key` 的才是关键客户。正好 `days` 天的不进名单。
# - 一次联系也没有的关键客户也要回访，排在最前面。
# - 天数相同的（都没有联系过的也是），按 `member_id` 从小到大。
#
# **样例**　四本书上次借出到今天几天？没有借过的排最前面。

# %%
lent = pd.DataFrame({"book": ["b", "a", "a"], "ts": pd.to_datetime(["2026-06-01 18:00", "2026-05-02 09:00", "2026-06-20 10:00"])})
day = pd.Timestamp("2026-06-30")
gaps = (day - lent.groupby("book")["ts"].max().dt.normalize()).dt.days
books = pd.DataFrame({"book": ["a", "b", "c", "d"]})
books["days"] = gaps.reindex(books["book"]).fillna(np.inf).to_numpy()  # .to_numpy() 只留数值、去掉索引，才能按先后放进表里；np.inf 是无限大
books = books.sort_values(["days", "book"], ascending=[False, True])  # 天数从大到小，书名从小到大
print(books["book"].to_list())

# %% [markdown] hint=1
# 先算每位客户隔了几天；再挑关键客户、挑超过 30 天的，最后排好。没有联系过的客户，在联系记录里是找不到的。

# %% [markdown] hint=2
# `gap(…).reindex(关键客户的编号).fillna(np.inf)` 让没有联系过的变成“无限久”。排序用两列：天数从大到小，编号从小到大。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt....
#
# key = customers[customers["tier"] == ...]
# table = key.assign(days=gap(contacts, today).reindex(key["member_id"]).fillna(...).to_numpy())
# table = table[table["days"] > ...].sort_values(["days", "member_id"], ascending=[..., ...])
# return table["member_id"].to_list()
# ```

# %% contract=true
contacts = Table("ctrip/care_contacts", "ts", member_id=Text(empty=False))
customers = Table("ctrip/care_portfolio", "tier", key="member_id", member_id=Text(empty=False), owner_id=Text())
today = Moment(day=True)
days = Number(1, 365, whole=True)

# %% answer="revisit"
def gap(contacts, today):
    """最近一次联系到 today 的天数：Series，索引是 member_id。"""
    ### BEGIN SOLUTION
    return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days
    ### END SOLUTION

def quiet(customers, contacts, today, days=30):
    """超过 days 天没有联系的关键客户：列表，最久的排前面。"""
    ### BEGIN SOLUTION
    key = customers[customers["tier"] == "key"]
    table = key.assign(days=gap(contacts, today).reindex(key["member_id"]).fillna(np.inf).to_numpy())
    table = table[table["days"] > days].sort_values(["days", "member_id"], ascending=[False, True])
    return table["member_id"].to_list()
    ### END SOLUTION

# %% check="revisit-gap" points=6
stamps_ = ["2026-06-01 09:00", "2026-05-20 23:30", "2026-03-01 12:00", "2026-06-30 08:00", "2026-06-29 22:00"]
tiny = pd.DataFrame({"member_id": ["M1", "M2", "M1", "M3", "M4"], "ts": pd.to_datetime(stamps_)})
step = checks.example("gap", tiny, pd.Timestamp("2026-06-30"))
for right_, zh, en in [((121, 41, 0, 1), "要最近的一次，不是最早的一次；记录不一定按时间排，用 max。", "the latest contact is wanted, not the first; the records need not be in order of time: use max."),
                     ((28, 40, -1, 0), "先把 ts 去掉钟点，再相减。", "take the time of day off ts before subtracting."),
                     ((-29, -41, 0, -1), "减的方向反了：today 减去联系的日期。", "reversed: today less the date of contact."),
                     ((30, 42, 1, 2), "多算了一天：today 当天联系过的是 0 天。", "one day too many: contact on the day itself is 0 days."),
                     ((29, 40, 0, 0), "先把 ts 去掉钟点，再相减，不要四舍五入。", "take the time of day off ts before subtracting; do not round."),
                     ((28, 40, 1, 0), "先把 ts 去掉钟点，再相减，不要取绝对值。", "take the time of day off ts before subtracting; do not take absolute values."),
                     ((75, 41, 0, 1), "要最近的一次，不是平均、中位数。", "the latest contact is wanted, not the mean or the median."),
                     ((92, 0, 0, 0), "today 减去最近一次，不是最近一次减去第一次。", "today less the latest contact, not the latest less the first."),
                     ((4, 5, 0, 0), "单位是天，不是星期。", "the unit is days, not weeks."),
                     ((29, 10, 0, 1), "跨了月份，要用完整的日期相减。", "subtract whole dates: the months differ."),
                     ((2, 1, 1, 1), "要天数，不是联系的次数。", "days are wanted, not the number of contacts.")]:
    step.mistake(dict(zip(["M1", "M2", "M3", "M4"], right_)), zh, en)
step.mistake(lambda got: len(got) == 5, "每位客户只要一行：最近的一次。", "one row for each customer: the latest contact.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: len(got) > 5, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: isinstance(got, (int, float)), "每位客户一个数：按 member_id 分组。", "one number for each customer: group by member_id.")
step.mistake(lambda got: "M1" not in str(got), "索引是 member_id：按 member_id 分组。", "the index is member_id: group by it.")
### END HIDDEN TESTS
step.mistake(lambda got: isinstance(got["M1"], pd.Timedelta), "要天数，是整数：取 .dt.days。", "give whole days: take .dt.days.")
step.mistake(lambda got: abs(got["M2"] - round(got["M2"])) > 0.001, "天数是整数：先去掉钟点，再相减。", "days are whole: take the time of day off first.")
step.expect({"M1": 29, "M2": 41, "M3": 0, "M4": 1}, because=(
    "M2 最近一次是 5 月 20 日，到 6 月 30 日是 41 天；M3 就在 6 月 30 日，是 0 天。", "M2 was last contacted on 20 May, 41 days before 30 June; M3 on 30 June, 0 days."))
step = checks.example("gap", tiny, pd.Timestamp("2026-07-02"))
step.mistake({"M1": 29, "M2": 41, "M3": 0, "M4": 1}, "today 没有起作用：换一个 today，天数也要变。", "today has no effect: with another today the days change.")
step.expect({"M1": 31, "M2": 43, "M3": 2, "M4": 3}, because=("到 7 月 2 日，每位比到 6 月 30 日多 2 天。", "up to 2 July each has 2 days more than up to 30 June."))
### BEGIN HIDDEN TESTS
step = checks.example("gap", tiny[::-1].reset_index(drop=True), pd.Timestamp("2026-06-30"))
step.mistake(lambda got: got["M1"] == 121, "记录不一定按时间排：要最近的一次，用 max，不是头一行，也不是末一行。", "records need not be in order of time: the latest contact is wanted, use max, not the first or the last row.")
step.expect({"M1": 29, "M2": 41, "M3": 0, "M4": 1}, because=("行的先后不同，天数不变。", "rows in another order give the same days."))
### REFERENCE
odd_ = pd.DataFrame({"member_id": ["M1", "M2"], "ts": [pd.Timestamp("2025-12-20 10:00"), pd.Timestamp("2026-06-30")]})
real_ = cases.load("ctrip", "care_contacts")[["member_id", "ts"]][::20].sample(frac=1, random_state=3)
checks.agree("gap", reference.gap, pd.concat([odd_, real_], ignore_index=True), pd.Timestamp("2026-08-15"), case=(
    "有去年的、零点的联系，记录也不按时间排列时", "a contact of last year, one at midnight, and records in no order of time"))
### END HIDDEN TESTS

# %% check="revisit-quiet" points=9
plan_ = {"M9": 31, "M2": 30, "M3": 90, "M4": 31, "M6": 200, "M7": 5, "M5": 60}
tiny = pd.DataFrame([[member, today - pd.Timedelta(days=days, hours=-9)] for member, days in plan_.items()] + [["M3", today - pd.Timedelta(days=300)]],
                     columns=["member_id", "ts"])
people_ = pd.DataFrame({"member_id": ["M8", "M9", "M1", "M2", "M3", "M4", "M6", "M7", "M5"],
                       "tier": ["key"] * 6 + ["small", "key", "ordinary"], "owner_id": ["S1", "S1", "S2", "S1", "S1", "S1", "", "S1", ""]})
step = checks.example("quiet", people_, tiny, today)
step.mistake(lambda got: list(got) == [], "一项也没有。级别写 key；级别没有写错的话，是天数按会员编号排，表按行号排，对不上，都成了空值：在 fillna 后面加 .to_numpy()，或者先 set_index(\"member_id\")。", "nothing is left. The tier is key; if that is right, the days go by member_id and the table by row number: they do not match, and all are empty. Add .to_numpy() after fillna, or set_index(\"member_id\") first.")
step.mistake(lambda got: {"M5", "M6"} & set(got), "只要关键客户。", "key customers only.")
for ids_, zh, en in [
    ("3 4 9", "一次联系也没有的关键客户也要回访。", "key customers without any contact need a follow-up call, too."),
    ("3 4 9 1 8", "没有联系过的排在最前面。", "those without contact come first."),
    ("3 1 4 8 9", "没有联系过的排在最前面。", "those without contact come first."),
    ("1 8 3 4 9 2", "要超过 days 天，正好 30 天的不算。", "more than days: exactly 30 days does not count."),
    ("1 8 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
    ("8 1 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
    ("8 1 3 4 9", "都没有联系过的，也按 member_id 排。", "those without contact are ordered by member_id, too."),
    ("4 9 3 1 8", "反了：最久没有联系的排前面。", "reversed: the longest gap comes first."),
    ("1 3 4 8 9", "先按天数排，不是先按编号。", "order by days first, not by id."),
]:
    step.mistake([f"M{n}" for n in ids_.split()], zh, en)
### BEGIN HIDDEN TESTS
for ids_, zh, en in [
    ("9 8 4 3 1", "先按天数排，不是先按编号。", "order by days first, not by id."),
    ("7", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("2 7", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("7 2", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("1 8 3", "31 天的也要：超过 30 天就算；天数按日期算，先去掉钟点。", "those at 31 days are wanted: anything above 30 counts; take the days by date, without the time of day."),
    ("8 3 4 9 1", "只按天数和编号排，不看负责人。", "order by days and id only, not by owner."),
    ("1 2 3 4 7 8 9", "还没有看天数；看了还是这样，就是天数和客户没有对上：在 reindex 后面加 .to_numpy()。", "the days are not checked; or they do not match the customers: add .to_numpy() after reindex."),
    ("1 8 3 4 9 2 7", "还没有看天数；看了还是这样，就是天数和客户没有对上：在 reindex 后面加 .to_numpy()。", "the days are not checked; or they do not match the customers: add .to_numpy() after reindex."),
    ("8 9 1 2 3 4 7", "还没有看天数；看了还是这样，就是天数和客户没有对上：在 reindex 后面加 .to_numpy()。", "the days are not checked; or they do not match the customers: add .to_numpy() after reindex."),
    ("1 8", "联系过、但是超过 days 天的也要。", "those whose last contact is longer ago than days are wanted, too."),
    ("8 9 1 3 4", "还没有排：最久没有联系的排前面。", "not ordered yet: the longest gap comes first."),
]:
    step.mistake([f"M{n}" for n in ids_.split()], zh, en)
order_ = ["M1", "M8", "M3", "M4", "M9"]
right_ = set(order_)
step.mistake(lambda got: len(got) > 9, "要用参数 customers 和 contacts，不要用前面读进来的整张表。", "use the parameters customers and contacts, not the whole tables read in above.")
step.mistake(lambda got: not set(got) & right_, "要的是 member_id。", "the member_id are wanted.")
step.mistake(lambda got: set(got) == right_ and list(got) != order_, "人对了，顺序不对：先按天数从大到小（没有联系过的最前），再按 member_id 从小到大。", "the right customers in the wrong order: first by days, those without contact first, then the longest; ties by member_id.")
step.mistake(lambda got: set(got) < right_, "少了人：没有联系过的、超过 days 天的关键客户都要。", "some are missing: take all key customers without contact, or with more than days since the last one.")
step.mistake(lambda got: set(got) > right_, "多了人：只要关键客户，只要超过 days 天没有联系的。", "too many: key customers only, and only those without contact for more than days.")
step.mistake(lambda got: set(got) != right_, "人不对：天数和客户要按 member_id 对应（reindex），再看级别和天数。", "the wrong customers: match days and customers by member_id (reindex), then check tier and days.")
### END HIDDEN TESTS
step.expect(["M1", "M8", "M3", "M4", "M9"], because=(
    "关键客户：M1、M8 没有联系过，M3 90 天，M4、M9 31 天，M2 正好 30 天，M7 5 天。", "key customers: M1, M8 never, M3 90 days, M4, M9 31, M2 exactly 30, M7 5."))
step = checks.example("quiet", people_, tiny, today, 31)
step.mistake(["M1", "M8", "M3", "M4", "M9"], "days 没有起作用：总是 30 天。", "days has no effect: it is always 30.").expect(["M1", "M8", "M3"], because=(
    "days 是 31：M1、M8 没有联系过，M3 90 天；M4、M9 正好 31 天，不算。", "days is 31: M1, M8 never, M3 90 days; M4, M9 exactly 31, which is not more."))
### BEGIN HIDDEN TESTS
### REFERENCE
far_ = pd.concat([tiny, pd.DataFrame({"member_id": ["M4"] * 2, "ts": [today] * 2})], ignore_index=True)
far_.loc[far_["member_id"] == "M9", "ts"] = today - pd.Timedelta(days=1500)
step = checks.example("quiet", people_[sorted(people_.columns)], far_[far_.columns[::-1]], today, case=("列的先后不同时", "columns in another order"))
step.mistake(lambda got: list(got)[0] == "M9", "隔了好几年的，也排在没有联系过的后面。", "a last contact of years ago still comes after no contact at all.")
step.mistake(lambda got: "M4" in got, "M4 今天刚联系过：看最近的一次。", "M4 had contact today: see the latest.")
step.expect(["M1", "M8", "M9", "M3"], because=("M1、M8 没有联系过，M9 1500 天，M3 90 天，M4 今天联系过。", "M1, M8 never, M9 1500 days, M3 90, M4 today."))
some_ = cases.load("ctrip", "care_portfolio")
some_ = some_[some_["tier"] == "key"][::4][::-1].reset_index(drop=True)
checks.agree("quiet", reference.quiet, some_, cases.load("ctrip", "care_contacts")[::8].reset_index(drop=True), today + pd.Timedelta(days=26), 60, case=(
    "换一个 today、客户和联系都多起来时", "another today, and more customers and contacts"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，先运行 `names = quiet(customers, contacts, today)`，再运行 `customers[customers["member_id"].isin(names)]["owner_id"].value_counts()`。哪一位负责人的名单最长？是他不勤快，还是客户太多？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# `trial` 是一次（模拟的）随机试验：会员抽签分成关怀组 `care` 和对照组 `control`，90 天以后看谁又买了（`repurchase_90d`）。
#
# **做什么**　写函数 `effect(trial)`：每一级客户里，关怀组的复购率减去对照组的复购率，返回 Series，索引是 `tier`。
#
# **为什么**　客户又来买了，不一定是关怀的功劳。和抽签抽出来的对照组比，才知道关怀带来了多少。
#
# **规则**
#
# - 复购率 = `repurchase_90d` 是 True 的人数 ÷ 这一组的人数，写成小数；如果四舍五入，至少保留三位小数。
# - 每一级的两个组都有人，人数不一定一样；差可以是负数。
#
# **样例**　两家店试了新菜单（`new`）和老菜单（`old`），各有百分之几的客人说好吃？两列相减就是差。

# %%
menu = pd.DataFrame({"shop": ["A", "A", "A", "B", "B", "B"], "menu": ["new", "new", "old", "new", "old", "old"],
                     "good": [True, True, False, False, True, False]})
share = menu.groupby(["shop", "menu"])["good"].mean().unstack()
print(share, share["new"] - share["old"], sep="\n")

# %% [markdown] hint=1
# 先在每一级里分两个组，各算一个比例，再相减。谁减谁？

# %% [markdown] hint=2
# `groupby(["tier", "group"])` 以后取 `repurchase_90d` 的 `mean()`，再用 `unstack()` 把两个组变成两列，两列相减。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
# return rate["care"] - ...
# ```

# %% contract=true
trial = Table("ctrip/care_trial", "tier group repurchase_90d")

# %% answer="care"
def effect(trial):
    """每一级：关怀组的复购率减对照组的。Series，索引是 tier。"""
    ### BEGIN SOLUTION
    rate = trial["repurchase_90d"].astype(float).groupby([trial["tier"], trial["group"]]).mean().unstack()
    return rate["care"] - rate["control"]
    ### END SOLUTION

# %% check="care-effect" points=10
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no, "profit_90d_cny": [30.0] * yes + [0.0] * no, "opted_out": [False] * (yes + no - 1) + [True], "contacts_per_month": 4 if group == "care" else 0})


tiny = pd.concat([many_("key", "care", 3, 1), many_("key", "control", 1, 1), many_("small", "care", 1, 4), many_("small", "control", 1, 3)])
tiny = tiny.sample(frac=1, random_state=2, ignore_index=True)
step = checks.example("effect", tiny)
step.mistake(lambda got: isinstance(got, (int, float)), "每一级一个数：按 tier 分开算。", "one number for each tier: group by tier.")
step.mistake(lambda got: abs(got["key"] - 0.2) < 0.0005, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.")
for key_, small_, zh, en in [
    (-0.25, 0.05, "正负反了：关怀组减对照组，而且是又买了的比例。", "the sign is wrong: care less control, and of the rates that did buy again."),
    (0.25, 0.05, "负的差不要取绝对值：关怀也可能有害。", "do not take absolute values: care may harm."),
    (2, 0, "这是人数的差，要的是复购率的差。", "these are numbers of people; the difference of the rates is wanted."),
    (7.5, -1.5, "这是利润的差，要的是复购率的差。", "this is the difference in profit; that of the repurchase rates is wanted."),
    (0.75, 0.2, "这是关怀组的复购率，还要减去对照组的。", "these are the rates of the care group; subtract those of the control group."),
    (0.5, 0.25, "这是对照组的复购率，要关怀组减去它。", "these are the rates of the control group; subtract them from those of the care group."),
    (0.5, -0.2, "要相减，不是算比原来高了百分之几。", "subtract; do not divide by the control group."),
    (1.5, 0.8, "要相减，不是相除。", "subtract; do not divide."),
    (25, -5, "写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
    (2 / 6, 0, "分母是这一组的人数，不是这一级的人数。", "divide by the people of the group, not of the tier."),
    (2 / 3, 0, "分母是这一组的人数，两组不一定各占一半。", "divide by the people of the group; the groups need not be halves."),
]:
    step.mistake({"key": key_, "small": small_}, zh, en, tol=0.0005)
### BEGIN HIDDEN TESTS
for key_, small_, zh, en in [
    (0.5, 0, "复购率是人数 ÷ 这一组的人数：不是中位数，也不除以买了的人数。", "a rate is the number ÷ the people of the group: no median, and not divided by those who bought."),
    (2, 1, "这是两组的人数之差，要的是复购率的差。", "this is the difference in the number of people; that of the repurchase rates is wanted."),
    (0.25, 0, "负的差也要留着，不要改成 0：关怀也可能有害。", "keep a negative difference; do not make it 0: care may harm."),
    (-0.25, -0.05, "这是退订的比例，要的是复购率：列 repurchase_90d。", "this is the share who opted out; the repurchase rate is wanted: column repurchase_90d."),
    (4, 4, "这是联系的次数，要的是复购率：列 repurchase_90d。", "these are numbers of contacts; the repurchase rate is wanted: column repurchase_90d."),
    (3 / 9 - 1 / 6, 1 / 9 - 1 / 6, "分母是这一级里这一组的人数，不是全部级别的。", "divide by the people of the group in this tier, not in all tiers."),
    (0.75 - 1 / 3, 0.2 - 1 / 3, "和同一级的对照组比，不是和全部级别的对照组比。", "compare with the control group of the same tier, not of all tiers."),
    (0.75 - 4 / 6, 0.2 - 2 / 9, "减去对照组的复购率，不是这一级全部人的。", "subtract the rate of the control group, not of the whole tier."),
    (1 / 9, 1 / 9, "每一级各算各的，不是全部一起算。", "each tier on its own, not all together."),
    (1.25, 0.45, "要相减，不是相加。", "subtract; do not add."),
    (0.625, 0.225, "要相减，不是求平均。", "subtract; do not take the mean."),
    (0, 0, "关怀组和对照组取成了同一组，或者没有用平均数 mean。", "care and control are the same group here, or something other than the mean was taken."),
    (0.5 - 0.5**0.5, 0.2**0.5 - 0.5, "复购率用平均数 mean，不是标准差 std。", "a rate is the mean, not the standard deviation."),
]:
    step.mistake({"key": key_, "small": small_}, zh, en, tol=0.0005)
step.mistake(lambda got: len(got) > 2 and "ordinary" in dict(got), "要用参数 trial 算，不要用前面读进来的整张表。", "use the parameter trial, not the whole table that was read in above.")
step.mistake(lambda got: ("key", "care") in got.index, "还要 unstack()，再用 care 那一列减 control 那一列。", "unstack() is missing, then the column care less the column control.")
step.mistake(lambda got: "key" not in str(got), "按级别分开：索引是 tier。", "group by tier: the index is tier.")
step.mistake(lambda got: {"care", "control"} <= set(got.columns), "只要两组的差：care 那一列减 control 那一列。", "only the difference is wanted: the column care less the column control.")
### END HIDDEN TESTS
step.expect({"key": 0.25, "small": -0.05}, tol=0.0006, because=(
    "key：3 ÷ 4 − 1 ÷ 2；small：1 ÷ 5 − 1 ÷ 4。", "key: 3 ÷ 4 − 1 ÷ 2; small: 1 ÷ 5 − 1 ÷ 4."))
### BEGIN HIDDEN TESTS
nobody_ = pd.concat([many_("ordinary", "care", 7, 4), many_("key", "care", 3, 3), many_("key", "control", 0, 4), many_("small", "control", 1, 2),
                     many_("small", "care", 0, 2), many_("ordinary", "control", 2, 7)], ignore_index=True)
step = checks.example("effect", nobody_[nobody_.columns[::-1]])
step.mistake(lambda got: got["key"] != got["key"] or "key" not in dict(got), "一个组里没有人再买，复购率是 0，不是空值。", "where nobody bought again the rate is 0, not empty.")
step.expect({"key": 0.5, "small": -1 / 3, "ordinary": 7 / 11 - 2 / 9}, tol=0.0006, because=(
    "key：3 ÷ 6 − 0 ÷ 4；small：0 ÷ 2 − 1 ÷ 3；ordinary：7 ÷ 11 − 2 ÷ 9。", "key: 3 ÷ 6 − 0 ÷ 4; small: 0 ÷ 2 − 1 ÷ 3; ordinary: 7 ÷ 11 − 2 ÷ 9."))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `effect(trial)`。哪一级差得最多？差得少的那一级，是真有用，还是抽签的运气？想自己算一算，见“多练习”。

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# `log` 是同意记录，`sent` 是发过的联系。两张表都按 `rec_id`（登记表的编号）记。
#
# **做什么**　写两个函数：
#
# - `allowed(log, date)`：到 `date` 那天结束时，同意营销的 `rec_id`，返回列表，从小到大；
# - `send_list(log, sent, date, limit)`：其中 `date` 以前 30 天里营销联系**不到** `limit` 次的 `rec_id`，返回列表，从小到大。
#
# **为什么**　关怀的手段再好，也要先看客户同意没有、烦了没有。撤回同意的人，一条也不能发（个人信息保护法第十五条，事实编号 P01）。
#
# **规则**
#
# - 只看 `purpose` 是 `marketing` 的记录。同意签合同、同意售后服务，不等于同意营销。
# - 每个 `rec_id` 看 `ts` 最晚的一条，列 `action` 里 `grant` 和 `renew` 是同意，`withdraw` 是不同意；没有记录就是没有同意。记录不是按时间排的；同一个人、同一个目的，没有两条时间相同。`date` 当天的记录也算，以后的不算。
# - 30 天是 `date` 零点以前的 30 天，`date` 当天的不算。只数 `sent` 里 `purpose` 是 `marketing` 的联系，不管 `result` 怎样，一行算一次；没有联系过的是 0 次。
# - `ts` 是日期和时间，`date` 是零点的 Timestamp；`limit` 是 1 或更大的整数。
#
# **样例**　三盏灯的开关记录：按时间排好，看最后一条；再数一数每盏灯最近三天开过几次。

# %%
lamps = pd.DataFrame({"lamp": ["A", "B", "A"], "what": ["off", "on", "on"],
                      "ts": pd.to_datetime(["2026-06-29 08:00", "2026-06-28 09:00", "2026-06-27 07:00"])})
day = pd.Timestamp("2026-06-30")
print(lamps.sort_values("ts").groupby("lamp")["what"].last().to_dict())
recent = lamps[(lamps["ts"] >= day - pd.Timedelta(days=3)) & (lamps["ts"] < day)]
print(recent["lamp"].value_counts().get("C", 0))

# %% [markdown] hint=1
# 两个函数各有一张时间线。第一张问“到这天为止最后说了什么”，第二张问“前 30 天里来过几次”。

# %% [markdown] hint=2
# `allowed`：筛目的和日期，`sort_values("ts").groupby("rec_id")["action"].last()`。`send_list`：筛 `sent`，`value_counts()`，再用 `.get(rec_id, 0)` 问每个人几次。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# seen = log[(log["purpose"] == ...) & (log["ts"] < date + pd.Timedelta(days=...))]
# last = seen.sort_values(...).groupby("rec_id")["action"].last()
# return sorted(last.index[last != ...])
#
# recent = sent[(sent["purpose"] == ...) & (sent["ts"] >= date - pd.Timedelta(days=...)) & (sent["ts"] < ...)]
# counts = recent["rec_id"].value_counts()
# return [rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < ...]
# ```

# %% contract=true
log = Table("ctrip/crm_consent_log", "purpose action ts", key="rec_id purpose ts", rec_id=Text(empty=False))
sent = Table("ctrip/crm_interactions", "purpose ts", rec_id=Text(empty=False))
date = Moment(day=True)
limit = Number(1, whole=True)

# %% answer="consent"
def allowed(log, date):
    """到 date 那天结束时同意营销的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    seen = log[(log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))]
    last = seen.sort_values("ts").groupby("rec_id")["action"].last()
    return sorted(last.index[last != "withdraw"])
    ### END SOLUTION

def send_list(log, sent, date, limit):
    """同意营销、前 30 天里联系不到 limit 次的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    recent = sent[(sent["purpose"] == "marketing") & (sent["ts"] >= date - pd.Timedelta(days=30)) & (sent["ts"] < date)]
    counts = recent["rec_id"].value_counts()
    return [rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < limit]
    ### END SOLUTION

# %% check="consent-allowed" points=5
rows_ = [["R1", "marketing", "withdraw", "2026-02-01"], ["R1", "marketing", "grant", "2026-01-01"], ["R2", "marketing", "grant", "2026-01-01"],
        ["R2", "marketing", "withdraw", "2026-04-01"], ["R7", "marketing", "grant", "2026-01-01"], ["R7", "service", "withdraw", "2026-02-01"],
        ["R3", "marketing", "withdraw", "2026-01-05"], ["R3", "marketing", "renew", "2026-01-09"], ["R4", "service", "grant", "2026-01-01"],
        ["R5", "marketing", "grant", "2026-03-01"], ["R6", "marketing", "grant", "2026-05-01"], ["R3", "marketing", "grant", "2026-01-01"],
        ["R8", "marketing", "withdraw", "2026-01-08"], ["R8", "marketing", "withdraw", "2026-01-09"], ["R8", "marketing", "grant", "2026-01-12"], ["R9", "profiling", "grant", "2026-01-01"]]
tiny = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"])
tiny = tiny.assign(ts=pd.to_datetime(tiny["ts"]) + pd.Timedelta(hours=16), log_id=[f"G{n:02}" for n in range(len(tiny))])
step = checks.example("allowed", tiny, pd.Timestamp("2026-03-01"))
right_ = ["R2", "R3", "R5", "R7", "R8"]
step.mistake(lambda got: not isinstance(got, str) and {"R4", "R6", "R9"} <= set(got), "没有记录就是没有同意：从同意营销的记录里找人。", "without an entry there is no consent: look in the entries for marketing.")
step.mistake(lambda got: {"grant", "renew"} & set(got), "要 rec_id，不是 action：取索引。", "the rec_id are wanted, not the actions: take the index.")
step.mistake(lambda got: not isinstance(got, str) and len(set(got)) < len(list(got)), "每个 rec_id 只写一次。", "each rec_id once.")
step.mistake(lambda got: "R6" in set(got), "date 以后的记录不算。", "entries after that day do not count.")
for ids_, zh, en in [
    ("R1 R2 R5 R7 R8", "记录不是按时间排的：先按 ts 排，再看最后一条。", "the log is not in order of time: sort by ts first."),
    ("R2 R3 R7 R8", "date 当天的记录也算。", "entries on the day itself count."),
    ("R3 R5 R7 R8", "date 以后才撤回的，当时还是同意的。", "who withdrew later still agreed on that day."),
    ("R2 R5 R7 R8", "renew 是重新同意。", "renew is consent given anew."),
    ("R1", "反了：这是不同意的。", "reversed: this one does not agree."),
    ("R2 R5 R7", "只看有没有撤回过还不够：看最后一条是什么。", "it is not enough to ask who ever withdrew: what does the latest entry say?"),
]:
    step.mistake(ids_.split(), zh, en)
step.mistake(lambda got: sorted(got) == right_ != list(got), "从小到大排。", "sort in ascending order.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: {"R4", "R9"} & set(got), "只看营销：同意服务、画像，不等于同意营销。", "marketing only: agreeing to service or profiling is another matter.")
for ids_, zh, en in [
    ("R5 R7", "只看有没有撤回过还不够：看最后一条是什么。", "it is not enough to ask who ever withdrew: what does the latest entry say?"),
    ("R1 R2 R3 R5 R7 R8", "同意过还不够：按时间排好，看最后一条是什么。", "to have agreed once is not enough: sort by time and see the latest entry."),
    ("R1 R2 R3 R5 R7", "这是最早的一条，要看最晚的。", "these are the earliest entries; look at the latest."),
    ("R2 R3 R5 R8", "先筛出营销的记录，再看最后一条。", "keep the entries for marketing first, then look at the latest."),
    ("R3", "grant 也是同意，不是只有 renew。", "grant is consent, too, not only renew."),
    ("R5", "date 当天和以前的记录都算，不是只看当天。", "entries of the day and before count, not only of the day."),
    ("R3 R8", "从来没有撤回过的，也是同意。", "who never withdrew agrees, too."),
    ("R2 R3 R5 R7", "撤回过几次不要紧：看最后一条是什么，不是数次数。", "do not count how often somebody withdrew: see the latest entry."),
]:
    step.mistake(ids_.split(), zh, en)
step.mistake(lambda got: isinstance(got, (str, dict)), "返回 rec_id 的列表。", "return a list of rec_id.")
step.mistake(lambda got: list(got) == [], "一个人也没有：筛 purpose 是 marketing、ts 早于 date 第二天的记录。", "nobody is left: keep the entries with purpose marketing and ts before the day after date.")
step.mistake(lambda got: len(got) > 9, "要用参数 log，不要用前面读进来的整张表。", "use the parameter log, not the whole table that was read in above.")
step.mistake(lambda got: not set(got) & set(right_), "要 rec_id：按 rec_id 分组，每个人看最后一条。", "the rec_id are wanted: group by rec_id and look at the latest entry of each.")
step.mistake(lambda got: set(got) < set(right_), "少了人：最晚的一条是 grant 或 renew 的都是同意，date 当天的也算。", "some are missing: whoever has grant or renew as the latest entry agrees; entries on the day itself count.")
step.mistake(lambda got: set(got) > set(right_), "多了人：最晚的一条是 withdraw 的、没有营销记录的、date 以后才同意的，都不算。", "too many: leave out those who withdrew last, have no entry for marketing, or agreed after the date.")
### END HIDDEN TESTS
step.expect(right_, because=("3 月 1 日结束时最晚的一条：R1 撤回，R2、R5、R7、R8 grant，R3 renew；R4、R9 没有营销的记录，R6 在以后。",
                            "latest entries at the end of 1 March: R1 withdrew, R2, R5, R7, R8 grant, R3 renew; R4, R9 have none for marketing, R6 comes later."))
### BEGIN HIDDEN TESTS
edge_ = pd.DataFrame([["R1", "marketing", "grant", "2026-04-01"], ["R2", "marketing", "grant", "2026-04-02"], ["R3", "marketing", "grant", "2026-02-01"],
                      ["R4", "marketing", "grant", "2026-02-01"], ["R3", "marketing", "withdraw", "2026-04-01"], ["R4", "marketing", "withdraw", "2026-04-02"]],
                     columns=["rec_id", "purpose", "action", "ts"])
edge_["ts"] = pd.to_datetime(edge_["ts"])
step = checks.example("allowed", edge_[edge_.columns[::-1]], pd.Timestamp("2026-04-01"))
step.mistake(["R1", "R2"], "第二天零点的记录不算，以后的也不算：用 <，不用 <=。", "an entry at midnight of the next day does not count, nor any later: use <, not <=.")
step.mistake(["R3", "R4"], "date 零点的记录也算。", "an entry at midnight of the day counts.")
step.expect(["R1", "R4"], because=("到 4 月 1 日结束时：R1 当天零点同意，R3 当天零点撤回；4 月 2 日零点的不算。",
                                   "at the end of 1 April: R1 granted and R3 withdrew at midnight of that day; midnight of 2 April is later."))
### END HIDDEN TESTS

# %% check="consent-send" points=5
date_, said_ = pd.Timestamp("2026-06-30"), pd.Timestamp("2026-01-01")
said_so_ = pd.DataFrame([[f"R{n}", "marketing", "withdraw" if n == 7 else "grant", said_] for n in [0, 4, 5, 6, 7, 9, 1, 2, 3, 91]],
                   columns=["rec_id", "purpose", "action", "ts"])
said_so_.loc[0, "ts"] = date_ + pd.Timedelta(hours=8)
said_so_.loc[10], said_so_.loc[11] = ["R0", "marketing", "withdraw", said_], ["R8", "service", "grant", said_]
plan_ = {"R2": [-3], "R3": [-3, -9], "R4": [-3, -31], "R5": [-30, -1], "R6": [-2, 0], "R8": [-1], "R9": [-2, -2, -4], "R0": [-5], "R91": [-2, -4]}
done_ = pd.DataFrame([[rec, "marketing", date_ + pd.Timedelta(days=gap), "ok"] for rec, gaps in plan_.items() for gap in gaps],
                    columns=["rec_id", "purpose", "ts", "result"])
done_.loc[2, "result"], done_.loc[len(done_)] = "no_answer", ["R2", "service", done_["ts"][0], "ok"]
step = checks.example("send_list", said_so_, done_, date_, 2)
for ids_, zh, en in [
    ("0 1 2 3 4 5 6 9 91", "还没有看前 30 天联系过几次。", "the contacts in the 30 days before were not looked at."),
    ("0 1 2 4 6 7", "撤回同意的人也在里面。", "somebody who withdrew is in the list."),
    ("0 1 2 6", "只数前 30 天的，更早的不算。", "count the 30 days before only, not what was earlier."),
    ("0 1 2 4", "date 当天和以后的，不算在前 30 天里。", "the day itself and later ones are not among the 30 days before."),
    ("0 1 4 6", "只数营销的联系，服务的不算。", "count marketing contacts only, not service."),
    ("0 1 2 4 5 6", "第 30 天也在 30 天里：用 >=。", "the 30th day belongs to the 30 days: use >=."),
    ("0 2 4 6", "没有联系过的是 0 次，可以发。", "who was never contacted has 0 and may be sent to."),
    ("0 1 2 3 4 5 6 91", "不到 limit 次：正好 limit 次的不发。", "fewer than limit: exactly limit is too many."),
]:
    step.mistake([f"R{n}" for n in ids_.split()], zh, en)
right_ = ["R0", "R1", "R2", "R4", "R6"]
step.mistake(lambda got: sorted(got) == right_ != list(got), "从小到大排。", "sort in ascending order.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: isinstance(got, (str, dict)), "返回 rec_id 的列表。", "return a list of rec_id.")
for ids_, zh, en in [
    ("3 5 9 91", "反了：这些联系得太多。", "reversed: these had too many contacts."),
    ("0 1 2 4 6 7 8", "先要同意：没有同意过营销的、撤回了的都不能发。", "consent comes first: not without consent to marketing, not after a withdrawal."),
    ("0 1 2 4 6 8", "先要同意营销：没有记录、只同意了服务，都是没有同意。", "consent to marketing comes first: no entry, or one for service, is none."),
    ("0 2 4 6 8", "先要同意营销：没有记录、只同意了服务，都是没有同意。", "consent to marketing comes first: no entry, or one for service, is none."),
    ("1 2 4 6", "看每个人最晚的一条同意记录，date 当天的也算。", "see each person's latest entry; those of the day itself count."),
    ("0 1 2", "只数 date 以前的 30 天：更早的、当天的都不算。", "count the 30 days before the date only: nothing earlier, and not the day itself."),
    ("1", "不到 limit 次的都可以发，联系过一次的也可以。", "all with fewer than limit may be sent to, those contacted once, too."),
    ("3 5 91", "不到 limit 次的才发，不是正好 limit 次的。", "fewer than limit, not exactly limit."),
    ("9", "反了：联系得少的才发。", "reversed: those with few contacts may be sent to."),
    ("0 1 2 3 4 6", "没有回应的也算联系过一次。", "a contact without an answer counts, too."),
    ("0 1 2 3 4 5 6", "是 date 以前的 30 天，不是 7 天。", "the 30 days before the date, not 7 days."),
]:
    step.mistake([f"R{n}" for n in ids_.split()], zh, en)
step.mistake(lambda got: list(got) == [], "一个人也没有：次数要一个人一个人地数，留下同意了、不到 limit 次的。", "nobody is left: count for each person, and keep those who agree and have fewer than limit contacts.")
step.mistake(lambda got: len(got) > 12, "要用参数 log 和 sent，不要用前面读进来的整张表。", "use the parameters log and sent, not the whole tables that were read in above.")
step.mistake(lambda got: not set(got) & set(right_), "要 rec_id。", "the rec_id are wanted.")
step.mistake(lambda got: set(got) < set(right_), "少了人：只数 sent 里 date 以前 30 天的营销联系，服务的、更早的、当天的都不数。", "some are missing: in sent count only marketing contacts in the 30 days before, not service, nothing earlier, not the day itself.")
step.mistake(lambda got: set(got) > set(right_), "多了人：先要同意营销；30 天里正好 limit 次的也不发。", "too many: consent to marketing comes first, and whoever already had limit contacts in the 30 days gets no more.")
### END HIDDEN TESTS
step.expect(right_, because=("前 30 天的营销联系：R1 0 次，R0、R2、R4、R6 1 次，R3、R5、R91 2 次，R9 3 次；R7 撤回了，R8 只同意服务。",
                            "marketing contacts in the 30 days: R1 0, R0, R2, R4, R6 1, R3, R5, R91 2, R9 3; R7 withdrew, R8 agreed to service only."))
### BEGIN HIDDEN TESTS
### REFERENCE
step = checks.example("send_list", said_so_, done_, date_, 3)
step.mistake(right_, "limit 没有起作用：总是 2 次。", "limit has no effect: it is always 2.")
right_ = ["R0", "R1", "R2", "R3", "R4", "R5", "R6", "R91"]
step.mistake([*right_[:-1], "R9", "R91"], "同一天联系两次是两次，不是一次。", "two contacts on one day are two, not one.")
step.mistake(lambda got: sorted(got) == right_ != list(got), "从小到大排。", "sort in ascending order.")
step.expect(right_, because=("limit 是 3：R3、R5、R91 联系过 2 次，可以发；R9 3 次，不发。", "the limit is 3: R3, R5, R91 had 2 contacts and may get a message; R9 had 3."))
late_ = done_.assign(ts=done_["ts"] + pd.Timedelta(hours=9))
checks.example("send_list", said_so_, late_, date_ + pd.Timedelta(days=1), 2).mistake(
    ["R0", "R1", "R2", "R4"], "30 天零几个小时以前的已经太早：和 date 减 30 天比时间，不要只看 .dt.days。", "30 days and some hours ago is too early: compare the time with date less 30 days, not .dt.days.")
checks.agree("send_list", reference.send_list, said_so_, late_, date_ + pd.Timedelta(days=1), 2, case=("换一个 date 时", "another date"))
said_so_, done_ = cases.load("ctrip", "crm_consent_log"), cases.load("ctrip", "crm_interactions")
said_so_ = said_so_[said_so_["purpose"] == "marketing"][::6].reset_index(drop=True)
done_ = done_[done_["rec_id"].isin(said_so_["rec_id"])].reset_index(drop=True)
checks.agree("send_list", reference.send_list, said_so_[said_so_.columns[::-1]], done_[done_.columns[::-1]], done_["ts"].quantile(0.7).normalize(), 1, case=(
    "记录多起来、limit 是 1、列的顺序也不同时", "more records, a limit of 1, and columns in another order"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(allowed(log, today))` 和 `len(send_list(log, sent, today, 1))`。差的那些人同意了，可是这个月已经联系过。

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看六个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
