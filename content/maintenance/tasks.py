# %% [markdown]
# # {title}
#
# 这份作业有十个任务：前三个看渠道，四到六看原因、回访和关怀试验，七到九定次数、查同意、查日历，最后一个是一次对话。写完一个，就运行它下面的检查单元格，马上知道结果。可以改了再查，次数不限。
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
from keguan.models import maintenance as models

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
# **人员渠道的判断（本课约定）**　有一个人，对着一位**身份明确**的客户说话或写信，才是人员渠道。面向许多人的活动，就算主持人在说话，也是事件；店面、灯光、制服这些看得见的布置，是环境。
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
# 13. 候车厅的休息区摆上绿植、热水和充电座。
# 14. 售后主管写邮件向投诉的周女士道歉，说明处理结果。
# 15. 企业杂志每季度放在高铁座位背后的袋子里。
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
# 容易混的几处：晚会和试睡会有人说话，可是面向许多人；制服穿在人身上，可是没有人和客户谈；视频聊天走的是网，不是电话。

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
    (15, "environment"): ("杂志是媒体，放在哪里都一样。", "a magazine is a medium wherever it lies."),
}
rule_ = {
    "phone": ("拨通一位客户的号码说话，是电话。", "dialling one customer's number is the telephone."),
    "face": ("当面和一位客户说话，是面对面交谈。", "talking to one customer in person is face to face."),
    "email": ("给一位客户写信发到邮箱，是电子邮件。", "a letter to one customer's mailbox is e-mail."),
    "online": ("真人在网上和一位客户谈，是网上交谈。", "a human talking to one customer on the web is online."),
    "media": ("短视频、公众号、杂志一次告诉许多人，是媒体。", "short videos, public accounts and magazines tell many at once: media."),
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
checks.that(numbers_ != {2, 4, 6, 9, 10, 13, 15, 16, 17}, "personal", "反了：这些是非人员渠道。", "reversed: these are the impersonal channels.")
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
# **做什么**　写三个函数：
#
# - `report(contacts)`：成绩单，返回表，每行一条渠道（索引是 `channel`，写成一列 `channel` 也行），四列：`n` 联系次数，`answered` 答了满意度的比例，`resolved` 解决的比例，`satisfaction` 平均满意度；
# - `cost_per_resolved(contacts)`：每条渠道解决**一件**要花多少元，返回 Series，索引是 `channel`；
# - `cheapest(contacts)`：按解决一件的费用，从便宜到贵的渠道列表。
#
# **为什么**　维护客户要花钱。一次联系便宜，不等于解决一件便宜；答满意度的人也不是全部的人。
#
# **规则**
#
# - 满意度 `csat` 是 1 到 5，没有答的是空值。平均满意度只算答了的。
# - 比例都写成 0 到 1 之间的小数，分母是这条渠道的全部联系。`answered` 又叫参评率，`resolved` 就是首次解决率。
# - 这份作业里的小数都可以不取整；如果四舍五入，比例和平均分至少保留三位小数，金额保留到分；要排序、比较的，先排好、比好再取整。表里行和列的顺序不限，检查用的小表不一定包含全部渠道。
# - 解决一件的费用 = 这条渠道**全部**联系的费用 `cost_cny` 之和 ÷ 解决了（`resolved` 是 True）的次数。没有解决的联系也花了钱。每条渠道至少解决了一件。
#
# **样例**　两家早餐店的几天：几天开门、卖得好的比例、平均评分；再按价钱排个序。

# %%
days = pd.DataFrame({"shop": ["A", "A", "B"], "good": [True, False, True], "stars": [4.0, None, 5.0], "cost": [9, 7, 5]})
print(days.groupby("shop").agg(n=("good", "size"), good=("good", "mean"), rated=("stars", "count"), stars=("stars", "mean")))
total = days.groupby("shop")[["cost", "good"]].sum()
print((total["cost"] / total["good"]).sort_values().index.to_list())

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
#
# return cost_per_resolved(contacts).sort_values()....
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

def cheapest(contacts):
    """按解决一件的费用从便宜到贵的渠道：列表。"""
    ### BEGIN SOLUTION
    return cost_per_resolved(contacts).sort_values().index.to_list()
    ### END SOLUTION

# %% check="channels-report" points=6
tiny = pd.DataFrame({"channel": ["phone"] * 7 + ["chat"] * 2 + ["app"] * 4, "cost_cny": [8.0] * 7 + [5.0] * 2 + [0.1] * 4,
                      "resolved": [True, *[False] * 6, True, False, True, False, False, False],
                      "csat": [5, None, 2, 4, None, 2, None, None, 2, 3, 5, 5, None]})
step = checks.example("report", tiny)
for column_, value_, zh, en in [
    ("n", 4, "n 要数全部联系，不是只数答了满意度的。", "n counts all contacts, not only those with an answer."),
    ("n", 1, "n 要数全部联系，不是只数解决了的。", "n counts all contacts, not only the resolved."),
    ("answered", 4, "answered 是比例，还要除以 n。", "answered is a share: divide by n."),
    ("answered", 3 / 7, "answered 是答了的比例，不是没有答的。", "answered is the share that did answer."),
    ("answered", 2 / 7, "打了低分的也是答了，不是只数高分的。", "low ratings are answers, too; do not count high ones only."),
    ("answered", 1 / 7, "answered 和 resolved 弄混了：answered 看有没有答满意度。", "answered and resolved are mixed up: answered asks whether there is a rating."),
    ("answered", 4 / 13, "answered 的分母是这条渠道的联系，不是全部渠道的。", "divide answered by the contacts of the channel, not of all channels."),
    ("answered", 4 / 8, "answered 的分母是这条渠道的全部联系，不是全部渠道答了的次数。", "divide answered by the contacts of the channel, not by the answers in all channels."),
    ("resolved", 1, "resolved 是比例，不是次数。", "resolved is a share, not a number of contacts."),
    ("resolved", 100 / 7, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
    ("resolved", 6 / 7, "这是没有解决的比例，要解决了的。", "this is the share not resolved; the share resolved is wanted."),
    ("resolved", 1 / 4, "没有答满意度的联系也要算进解决的比例。", "contacts without a rating count in the share resolved, too."),
    ("resolved", 1 / 13, "resolved 的分母是这条渠道的联系，不是全部渠道的。", "divide resolved by the contacts of the channel, not of all channels."),
    ("satisfaction", 13 / 7, "没有答的不是 0 分，平均只算答了的。", "no answer is not a rating of 0: the mean counts answers only."),
    ("satisfaction", 5, "平均满意度算全部答了的，不是最高分，也不是只算解决了的。", "the mean counts all who answered; it is not the highest rating, nor that of the resolved only."),
]:
    step.mistake(lambda got: abs(got.loc["phone", column_] - value_) < 0.0005, zh, en)
### BEGIN HIDDEN TESTS
for column_, value_, zh, en in [
    ("satisfaction", (13 + 3 * 3.5) / 7, "没有答的不要补上一个分数，平均只算答了的。", "do not fill in a rating: the mean counts answers only."),
    ("satisfaction", 3.5, "每条渠道各算各的，不是全部一起平均。", "each channel on its own, not the mean of all."),
    ("satisfaction", 13, "要平均几分，不是总分。", "the mean rating is wanted, not the sum."),
    ("satisfaction", 3, "要平均数，不是中位数，也不要取整。", "the mean is wanted, not the median, and not a whole number."),
    ("satisfaction", 2 / 4, "要平均几分，不是打高分的比例。", "the mean rating is wanted, not the share of high ratings."),
    ("satisfaction", 2 / 7, "要平均几分，不是打高分的比例。", "the mean rating is wanted, not the share of high ratings."),
    ("answered", 1, "answered 看 csat 有没有值：用 count 数 csat。", "answered is about whether csat has a value: take the count of csat."),
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

# %% check="channels-cost" points=5
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
### END HIDDEN TESTS

# %% check="channels-order" points=4
tiny = pd.DataFrame({"channel": ["phone"] * 4 + ["chat"] * 3 + ["email"] * 10 + ["app"], "csat": 4.0,
                      "cost_cny": [8.0] * 4 + [5.0] * 3 + [3.6] * 10 + [0.1],
                      "resolved": [True, True, True, False, True, False, False, *[True] * 3, *[False] * 7, True]})
step = checks.example("cheapest", tiny)
for order_, zh, en in [("app email chat phone", "这是按一次联系的费用排的，要按解决一件的费用排。", "this is by the cost of a contact; order by the cost of a resolved matter."),
                      ("app chat phone email", "这是按总费用或次数排的，要按解决一件的费用排。", "this is by the total cost or the number of contacts; order by the cost of a resolved matter."),
                      ("chat email phone app", "方向反了：从便宜到贵。", "reversed: from the cheapest to the dearest."),
                      ("app chat email phone", "这是按名字排的，要按费用排。", "this is by name; order by cost."),
                      ("app phone chat email", "这是按解决的比例排的，要按费用排。", "this is by the share resolved; order by cost.")]:
    step.mistake(order_.split(), zh, en)
step.mistake(lambda got: isinstance(got, str) or len(got) < 4, "要全部渠道的列表，不是只要一条或几条。", "give the list of all channels, not one or some.")
step.mistake(lambda got: not isinstance(list(got)[0], str), "要渠道的名字，不是费用。", "the names of the channels are wanted, not the costs.")
step.mistake(lambda got: "wechat" in list(got), "渠道名从 contacts 里取，不要自己写一串名字。", "take the channels from contacts; do not write the names yourself.")
step.expect(["app", "phone", "email", "chat"], because=(
    "解决一件的费用：app 0.1 元，phone 10.67 元，email 12 元，chat 15 元。", "cost of one resolved: app 0.1, phone 10.67, email 12, chat 15 yuan."))
### BEGIN HIDDEN TESTS
close_ = pd.DataFrame({"channel": [*["chat"] * 4, "phone", *["email"] * 3, "app", "app", "wechat", "wechat"],
                       "cost_cny": [10.2, 10.2, 10.2, 10.21, 10.2, 10.2, 10.2, 10.21, 0.3, 0.4, 0.2, 0.2], "resolved": [True] * 11 + [False], "csat": 4.0})
step = checks.example("cheapest", close_)
step.mistake(["wechat", "app", "phone", "chat", "email"], "这是按一次联系的费用排的，要按解决一件的费用排。", "this is by the cost of a contact; order by the cost of a resolved matter.")
step.mistake(lambda got: {*got[:2]} == {"app", "wechat"} and {*got[2:]} == {"phone", "chat", "email"} and list(got) != ["app", "wechat", "phone", "chat", "email"],
             "先排再取整：费用差不到一分，取整以后就一样了。", "order first, then round: the costs differ by less than a cent.")
step.mistake(lambda got: {*got} != {*close_["channel"]}, "渠道名从 contacts 里取，不要自己写一串名字。", "take the channels from contacts; do not write the names yourself.")
step.expect(["app", "wechat", "phone", "chat", "email"], because=(
    "解决一件的费用：app 0.35 元，wechat 0.4 元，phone 10.2 元，chat 10.2025 元，email 10.2033 元。", "cost of one resolved: app 0.35, wechat 0.4, phone 10.2, chat 10.2025, email 10.2033 yuan."))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `report(contacts)` 和 `cost_per_resolved(contacts)`。满意度最高的渠道有百分之几的人答了？没有答的人，会不会更不满意？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `by_band(contacts)`：一张表，行是难度档 `difficulty`，列是渠道 `channel`，值是解决的比例；
# - `standardised(contacts)`：难度一样时，每条渠道解决的比例，返回 Series，索引是 `channel`；
# - `ranking(contacts)`：难度一样时，从高到低的渠道列表。
#
# **为什么**　简单的事，客户自己在网上问一句就好了；难办的事，才会打电话。直接比总的解决率，比出来的其实是问题的难易，不是渠道的好坏。
#
# **规则**
#
# - 先在**同一个难度档**里比：每一格的解决比例 = 这一格解决了的次数 ÷ 这一格的联系次数。
# - 再加权：`standardised` = 各档的解决比例 × 这一档在**全部联系**里占的比例，加起来。每条渠道用同一组权重。
# - 每条渠道在三档都有联系；有哪几条渠道，以 `contacts` 为准，不要自己写一份固定的名单。
#
# **样例**　两个班考两张卷子，容易的和难的。分卷子算平均，再按两张卷子的总份数加权。

# %%
papers = pd.DataFrame({"room": ["A", "A", "A", "B", "B"], "paper": ["easy", "hard", "hard", "easy", "hard"], "mark": [90, 60, 70, 85, 50]})
table = papers.pivot_table(index="paper", columns="room", values="mark", aggfunc="mean")
weight = papers["paper"].value_counts(normalize=True)
print(table, table.mul(weight, axis=0).sum(), sep="\n")

# %% [markdown] hint=1
# 总的解决率里混着两样东西：渠道的本事，和事情的难易。怎样只留下本事？

# %% [markdown] hint=2
# `resolved` 变成 `float` 以后 `pivot_table(index="difficulty", columns="channel", …)`。权重是 `contacts["difficulty"].value_counts(normalize=True)`，用 `.mul(weight, axis=0).sum()` 合起来。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# solved = contacts.assign(ok=contacts["resolved"].astype(float))
# return solved.pivot_table(index=..., columns=..., values="ok", aggfunc=...)
#
# weight = contacts["difficulty"].value_counts(normalize=...)
# return by_band(contacts).mul(..., axis=0).sum()
#
# return standardised(contacts).sort_values(ascending=...).index.to_list()
# ```

# %% contract=true
contacts = Table("ctrip/care_contacts", "channel difficulty resolved")

# %% answer="strata"
def by_band(contacts):
    """每个难度档、每条渠道解决的比例：DataFrame，行是 difficulty，列是 channel。"""
    ### BEGIN SOLUTION
    solved = contacts.assign(ok=contacts["resolved"].astype(float))
    return solved.pivot_table(index="difficulty", columns="channel", values="ok", aggfunc="mean")
    ### END SOLUTION

def standardised(contacts):
    """难度一样时每条渠道解决的比例：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    weight = contacts["difficulty"].value_counts(normalize=True)
    return by_band(contacts).mul(weight, axis=0).sum()
    ### END SOLUTION

def ranking(contacts):
    """难度一样时从高到低的渠道：列表。"""
    ### BEGIN SOLUTION
    return standardised(contacts).sort_values(ascending=False).index.to_list()
    ### END SOLUTION

# %% check="strata-bands" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["easy", "medium", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
share_ = good_ / all_
step = checks.example("by_band", tiny.sample(frac=1, random_state=1, ignore_index=True))
for cells_, zh, en in [
    (good_, "这是次数，要的是比例。", "these are numbers; shares are wanted."),
    (all_, "这是联系的次数，要的是解决的比例。", "these are numbers of contacts; the shares resolved are wanted."),
    (all_ / all_.sum(), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_.div(good_.sum(axis=1), axis=0), "分母是这一格的联系，不是这一档解决了的。", "divide by the contacts of the cell, not by all resolved in the band."),
    (good_ / good_.sum(), "分母是这一格的联系，不是这条渠道解决了的。", "divide by the contacts of the cell, not by all resolved in the channel."),
    (good_ / all_.sum(), "分母是这一格的联系，不是这条渠道的全部联系。", "divide by the contacts of the cell, not by all of the channel."),
    (good_.div(all_.sum(axis=1), axis=0), "分母是这一格的联系，不是这一档的全部联系。", "divide by the contacts of the cell, not by all of the band."),
    (1 - share_, "这是没有解决的比例。", "these are the shares that were not resolved."),
    (100 * share_, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
]:
    step.mistake(cells_, zh, en, tol=0.0005)
step.mistake(lambda got: {"easy", "hard"} <= set(got.columns), "行和列弄反了：行是难度档，列是渠道。", "rows and columns are swapped: a row is a band.")
### BEGIN HIDDEN TESTS
for cells_, zh, en in [
    (all_ / all_.to_numpy().sum(), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_ / all_.to_numpy().sum(), "分母是这一格的联系，不是全部联系。", "divide by the contacts of the cell, not by all contacts."),
    (all_.div(all_.sum(axis=1), axis=0), "这是联系怎样分布，还没有看解决了没有。", "this is how the contacts are spread; it does not look at what was resolved."),
    (good_ / good_.to_numpy().sum(), "分母是这一格的联系，不是全部解决了的。", "divide by the contacts of the cell, not by all that were resolved."),
    (good_ / (all_ - good_), "分母是这一格的全部联系，不是没有解决的。", "divide by all contacts of the cell, not by those unresolved."),
    (share_.round(), "比例是平均：用 mean，不是中位数；也不要取整。", "a share is a mean: not the median, and not a whole number."),
    ((share_ > 0.5).astype(float), "比例是平均：用 mean，不是中位数。", "a share is a mean: not the median."),
    ((share_ > 0).astype(float), "比例是平均：用 mean，不是最大值。", "a share is a mean: not the maximum."),
    (share_.round(1), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (share_.round(2), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
]:
    step.mistake(cells_, zh, en, tol=0.0004)
step.mistake(lambda got: not {"chat", "phone"} <= set(got.columns), "要一张表，每条渠道一列：columns=\"channel\"，或者最后写 unstack()。", "a table with a column for each channel is wanted: columns=\"channel\", or unstack() at the end.")
step.mistake(lambda got: "easy" not in got.to_string(), "每个难度档一行：行是 difficulty。", "one row for each band: the rows are difficulty.")
step.mistake(lambda got: len(got.columns) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: got.isna().any(axis=None), "一件也没有解决的一格，比例是 0，不是空值。", "where nothing was resolved the share is 0, not empty.")
### END HIDDEN TESTS
step.expect(share_, tol=0.0006, because=(
    "chat 容易的 8 次里解决了 6 次：6 ÷ 8；phone 难的 8 次里解决了 3 次：3 ÷ 8。", "chat resolved 6 of 8 easy: 6 ÷ 8; phone 3 of 8 hard: 3 ÷ 8."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("by_band", reference.by_band, real_[real_.columns[::-1]], tol=0.0006, case=("换成五条渠道、列的顺序也不同时", "five channels, and columns in another order"))
### END HIDDEN TESTS

# %% check="strata-standard" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["medium", "easy", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
share_, band_ = good_ / all_, all_.sum(axis=1)
step = checks.example("standardised", tiny.sample(frac=1, random_state=1, ignore_index=True))
step.mistake(good_.sum() / all_.sum(), "这是不分难易的总比例：难的事都去了电话。先在同一个难度档里比，再加权。", "these are overall shares: the hard matters went to the phone. Compare within the difficulty bands, then weigh.", tol=0.0005)
for weight_, zh, en in [
    (1 / 3, "各档的联系不一样多，要按它们在全部渠道的联系里占的比例加权。", "the bands differ in size: weigh them by their part in the contacts of all channels."),
    (all_["phone"] / 11, "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (good_.sum(axis=1) / 18, "权重看全部联系，不是只看解决了的。", "take the weights from all contacts, not only from those resolved."),
    ((all_ - good_).sum(axis=1) / 16, "权重看全部联系，不是只看没有解决的。", "take the weights from all contacts, not only from those unresolved."),
    (band_[["hard", "easy", "medium"]].to_numpy() / 34, "权重放反了：中等的占 14 ÷ 34，难的占 12 ÷ 34。", "the weights are swapped: 14 ÷ 34 of the contacts are medium, 12 ÷ 34 are hard."),
    (band_[["easy", "medium", "hard"]].to_numpy() / 34, "权重没有和难度档对上：value_counts 从多到少排，要按索引对，不要变成数组。", "the weights do not stand at their bands: value_counts has the largest first; match them by index, not as an array."),
    (1, "各档的比例不能直接相加，要先乘权重。", "shares do not add up; multiply by the weights first."),
    (band_, "权重要写成比例，加起来是 1。", "the weights are shares that add up to 1."),
]:
    step.mistake((share_.T * weight_).T.sum(), zh, en, tol=0.0005)
right_ = share_.mul(band_ / 34, axis=0).sum()
step.mistake(1 - right_, "这是没有解决的比例。", "these are the shares that were not resolved.", tol=0.0005)
### BEGIN HIDDEN TESTS
for values_, zh, en in [
    (100 * right_, "比例写成 0 到 1 之间的小数。", "shares are numbers from 0 to 1."),
    (share_.mul(all_["chat"] / 14, axis=0).sum(), "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (share_.mul(all_["email"] / 9, axis=0).sum(), "每条渠道用同一组权重：看全部渠道的联系，不是只看一条渠道。", "the weights are the same for every channel: from all contacts, not from one channel."),
    (0 * right_, "权重的索引要和难度档对应：用列 difficulty 数次数。", "the index of the weights must match the bands: count by the column difficulty."),
    (share_.loc["easy"], "只看了容易的一档，要把各档加权合起来。", "only the easy band was looked at; weigh all bands."),
    (share_.loc["hard"], "只看了难的一档，要把各档加权合起来。", "only the hard band was looked at; weigh all bands."),
    (share_.loc["medium"], "只看了中等的一档，要把各档加权合起来。", "this is the medium band alone; combine all bands with their weights."),
    (good_.sum() / 34, "权重是各档占的比例，不是各渠道占的比例。", "the weights are the parts of the bands, not of the channels."),
    (right_ / 3, "乘了权重以后要加起来，不是再平均。", "after the weights, add up; do not average again."),
    (right_.round(2), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (right_.round(1), "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals."),
    (share_.round(2).mul(band_ / 34, axis=0).sum(), "先加权，最后才取整，至少保留三位小数。", "weight first and round last, to at least three decimals."),
    (share_.mul((band_ / 34).round(1), axis=0).sum(), "权重不要先取整。", "do not round the weights."),
    (share_.mul((band_ / 34).round(2), axis=0).sum(), "权重不要先取整。", "do not round the weights."),
]:
    step.mistake(values_, zh, en, tol=0.0004)
step.mistake(lambda got: got.shape == (3, 3), "乘了权重以后，还要把各档加起来：sum()。", "after weighting, add up the bands: sum().")
step.mistake(lambda got: len(got) > 3, "要用参数 contacts 算，不要用前面读进来的整张表。", "use the parameter contacts, not the whole table that was read in above.")
step.mistake(lambda got: "easy" in dict(got), "每条渠道一个数：把各档加起来，不是把各渠道加起来。", "one number for each channel: add up the bands, not the channels.")
### END HIDDEN TESTS
step.expect(right_, tol=0.0006, because=(
    "34 次联系里中等的 14 次，容易的 8 次，难的 12 次；chat 是 0.75 × 14 ÷ 34 + 0.75 × 8 ÷ 34 + 0 × 12 ÷ 34。", "of 34 contacts 14 are medium, 8 easy, 12 hard; chat: 0.75 × 14 ÷ 34 + 0.75 × 8 ÷ 34 + 0 × 12 ÷ 34."))
### BEGIN HIDDEN TESTS
### REFERENCE
real_ = cases.load("ctrip", "care_contacts")[::10].reset_index(drop=True)
checks.agree("standardised", reference.standardised, real_, tol=0.0006, case=("换成五条渠道时", "five channels"))
### END HIDDEN TESTS

# %% check="strata-ranking" points=5
good_ = pd.DataFrame({"chat": [6, 3, 0], "phone": [2, 1, 3], "email": [2, 1, 0]}, index=["easy", "medium", "hard"])
all_ = pd.DataFrame({"chat": [8, 4, 2], "phone": [2, 1, 8], "email": [4, 3, 2]}, index=good_.index)
cells_ = all_.rename_axis(index="difficulty", columns="channel").stack()
tiny = cells_.index.repeat(cells_).to_frame(index=False)
tiny["resolved"] = np.concatenate([np.arange(among) < good for among, good in zip(cells_, good_.stack())])
step = checks.example("ranking", tiny.sample(frac=1, random_state=1, ignore_index=True))
step.mistake(lambda got: isinstance(got, str) or len(got) < 3, "要全部渠道的列表，不是只要一条或几条。", "give the list of all channels, not one or some.")
step.mistake(lambda got: not isinstance(list(got)[0], str), "要渠道的名字，不是比例。", "the names of the channels are wanted, not the shares.")
for order_, zh, en in [
    ("chat phone email", "这是不分难易的总排名：难的事都去了电话。先看每个难度档里谁高，再排。", "this ranks the overall shares: the hard matters went to the phone. See who leads in each difficulty band, then rank."),
    ("email chat phone", "方向反了：从高到低。", "reversed: from the highest to the lowest."),
    ("email phone chat", "方向反了，还没有分难度档。", "reversed, and without the difficulty bands."),
    ("chat email phone", "这是按名字排的，要按解决的比例排。", "this is by name; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
### BEGIN HIDDEN TESTS
for order_, zh, en in [
    ("phone email chat", "这是按名字倒着排的，要按解决的比例排。", "this is by name, reversed; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
step.mistake(lambda got: {*got} > {"chat", "phone", "email"}, "渠道名从参数 contacts 里取：不要用前面读进来的整张表，也不要自己写名字。", "take the channels from the parameter contacts: neither from the whole table read in above, nor from a list of your own.")
### END HIDDEN TESTS
step.expect(["phone", "chat", "email"], because=(
    "加权以后：phone 0.78，chat 0.49，email 0.28。", "weighted: phone 0.78, chat 0.49, email 0.28."))
### BEGIN HIDDEN TESTS
plan_ = {"app": (29, 16, 6), "email": (20, 16, 9), "phone": (36, 16, 4), "chat": (28, 16, 8)}  # of 40 easy, 20 medium and 10 hard contacts each
tiny = [pd.DataFrame({"channel": channel, "difficulty": np.repeat(["easy", "medium", "hard"], (40, 20, 10)), "resolved": np.concatenate([np.arange(among) < good for good, among in zip(goods, (40, 20, 10))])})
        for channel, goods in plan_.items()]
step = checks.example("ranking", pd.concat(tiny, ignore_index=True))
for order_, zh, en in [
    ("chat email app phone", "各档的联系不一样多：容易的 160 次，中等的 80 次，难的 40 次，要加权。", "the bands differ in size, 160 easy, 80 medium and 40 hard contacts: weight them."),
    ("phone app chat email", "只看了容易的一档，或者先取整了：各档加权合起来，先排再取整。", "only the easy band was looked at, or rounded first: weigh all bands, rank, then round."),
    ("email chat app phone", "只看了难的一档，要把各档加权合起来。", "only the hard band was looked at; weigh all bands."),
    ("app email phone chat", "这是原来的先后，要按解决的比例排。", "this is the order of the table; rank by the share resolved."),
]:
    step.mistake(order_.split(), zh, en)
step.expect(["phone", "chat", "app", "email"], because=(
    "加权以后：phone 0.80，chat 0.74，app 0.73，email 0.64。", "weighted: phone 0.80, chat 0.74, app 0.73, email 0.64."))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，把 `contacts.groupby("channel")["resolved"].mean()` 和 `by_band(contacts)` 放在一起看。总的第一名，在哪一个难度档里是第一名？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `root_cause(employee, it, process)`：三个参数是 True（没问题）或 False（出了问题），返回最先出问题的因素：`"employee"` 员工、`"technology"` 信息技术、`"process"` 流程；都没问题，返回 `"none"`；
# - `failure_share(contacts)`：出了问题的联系里，三个因素各占多大比例，返回 Series，索引是三个代号；
# - `by_channel(contacts)`：每条渠道最常见的是哪一个因素，返回 Series，索引是 `channel`。
#
# **为什么**　互动要有效，离不开有效的员工、有效的信息技术、有效的流程。找错了环节，钱就花在本来好好的地方。
#
# **规则（本课程约定）**
#
# - 从前往后看：先员工 `employee_ok`，再信息技术 `it_ok`，最后流程 `process_ok`。第一个是 False 的，就是先出问题的因素。
# - 一次联系只算一个因素。三样都没问题的联系不参加 `failure_share` 和 `by_channel`，不管有没有解决。
# - 占比写成 0 到 1 之间的小数，没有的因素写 0。至少有一次联系出了问题。
# - `by_channel` 里次数相同的，取前面的因素（员工、信息技术、流程）。每条渠道都至少有一次出了问题。
#
# **样例**　自行车骑不动，先看轮胎，再看链条。各占多大比例？哪家店最常见的是什么？

# %%
bikes = pd.DataFrame({"shop": ["A", "A", "B", "B"], "tyre_ok": [False, True, False, True], "chain_ok": [False, False, True, True]})
bikes["first"] = np.select([~bikes["tyre_ok"], ~bikes["chain_ok"]], ["tyre", "chain"], "none")
broken = bikes[bikes["first"] != "none"]
print(broken["first"].value_counts(normalize=True).reindex(["tyre", "chain"], fill_value=0).round(2).to_dict())
print(pd.crosstab(broken["shop"], broken["first"]).reindex(columns=["tyre", "chain"], fill_value=0).idxmax(axis=1).to_dict())

# %% [markdown] hint=1
# 三个问题，按先后各问一次，问到第一个“出了问题”就停。

# %% [markdown] hint=2
# `root_cause` 写三个 `if not …: return …`。另外两个函数先用 `np.select` 给每次联系标一个因素，去掉 `"none"`，再数。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if not employee:
#     return ...
#
# first = [root_cause(*row) for row in contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()]
# first = pd.Series(first, index=contacts.index)
# return first[first != ...].value_counts(normalize=...).reindex(FACTORS, fill_value=...)
#
# table = pd.crosstab(contacts["channel"], first).reindex(columns=FACTORS, fill_value=0)
# return table.idxmax(axis=...)
# ```

# %% contract=true
employee = it = process = Flag()
contacts = Table("ctrip/care_contacts", "channel employee_ok it_ok process_ok")

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

def by_channel(contacts):
    """每条渠道最常见的因素：Series，索引是 channel。"""
    ### BEGIN SOLUTION
    rows = contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
    first = pd.Series([root_cause(*row) for row in rows], index=contacts.index)
    return pd.crosstab(contacts["channel"], first).reindex(columns=FACTORS, fill_value=0).idxmax(axis=1)
    ### END SOLUTION

# %% check="cause-first" points=5
for fine_, wrong_, right_, zh, en in [
    ((False, False, True), "technology", "employee", "员工排在信息技术前面。", "the employee comes before the technology."),
    ((False, True, False), "process", "employee", "员工排在流程前面。", "the employee comes before the process."),
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
    step.mistake(lambda got: fine_ == (False, False, True) and got in ("process", "none"), "False 才是出了问题。", "False means that it failed.")
    step.mistake(wrong_, zh, en).expect(right_, because=(
    "从员工、信息技术、流程里按先后找第一个 False。", "of employee, technology, process, in this order, take the first False."))
### BEGIN HIDDEN TESTS
### REFERENCE
for fine_ in ((False, False, False), (False, True, True)):
    checks.agree("root_cause", reference.root_cause, *fine_, case=(f"三个参数是 {fine_} 时", f"the arguments {fine_}"))
### END HIDDEN TESTS

# %% check="cause-share" points=5
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
    ((3 / 8, 1 / 8, 4 / 8), "先看信息技术，再看流程。", "the technology comes before the process."),
    ((0.7, 0.6, 0.5), "False 才是出了问题；一次联系只算最先的一个。", "False means that it failed; a contact counts for its first factor only."),
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

# %% check="cause-channel" points=5
rows_ = [("phone", 0, 0, 1), ("phone", 1, 0, 0), ("phone", 1, 0, 1), ("chat", 0, 1, 0), ("chat", 0, 1, 0), ("chat", 1, 1, 0), ("chat", 1, 1, 1),
        ("chat", 1, 1, 1), ("chat", 1, 1, 1), ("app", 1, 1, 0), ("app", 1, 1, 0), ("app", 0, 0, 0), ("email", 1, 1, 0), ("email", 0, 1, 1),
        ("wechat", 1, 1, 0), ("wechat", 1, 0, 1)]
tiny = pd.DataFrame(rows_, columns=["channel", "employee_ok", "it_ok", "process_ok"])
tiny = tiny.astype({"employee_ok": bool, "it_ok": bool, "process_ok": bool}).assign(resolved=tiny.index != 2)
channels_ = ["phone", "chat", "app", "email", "wechat"]
step = checks.example("by_channel", tiny)
step.mistake(lambda got: set(dict(got)) <= {"phone"}, "解决了的联系，也可能出了问题，要算。", "something may have failed in resolved contacts, too: they count.")
step.mistake(lambda got: "employee" in dict(got), "每条渠道一个因素：在每一行里取最多的，axis=1。", "one factor for each channel: the most frequent of each row, axis=1.")
step.mistake(lambda got: all(value == int(value) for value in dict(got).values()), "要因素的代号，不是次数。", "the code of the factor is wanted, not a number.")
step.mistake(lambda got: not set(dict(got).values()) <= {"employee", "technology", "process", "none"}, "写代号 employee、technology、process。",
              "write the codes employee, technology, process.")
for factors_, zh, en in [
    ("technology none process employee technology", "都没问题的联系不算。", "contacts in which all was fine do not count."),
    ("technology none process employee process", "都没问题的联系不算。", "contacts in which all was fine do not count."),
    ("technology process process employee technology", "一次联系只算一个因素：最先出问题的那一个。", "a contact counts for one factor: the first that failed."),
    ("technology employee process process process", "次数相同的，取前面的因素。", "of equal numbers the earlier factor counts."),
    ("technology employee process process technology", "次数相同的，取前面的因素。", "of equal numbers the earlier factor counts."),
    ("process technology technology technology employee", "取成最少见的因素了。", "these are the least frequent factors."),
]:
    step.mistake(dict(zip(channels_, factors_.split())), zh, en)
### BEGIN HIDDEN TESTS
for factors_, zh, en in [
    (" ".join(["process"] * 5), "每条渠道各看各的，不是看全部联系。", "look at each channel on its own, not at all contacts."),
    (" ".join(["employee"] * 5), "每条渠道各看各的，不是看全部联系。", "look at each channel on its own, not at all contacts."),
    ("technology process process process technology", "次数相同的，取前面的因素；一次联系只算最先出问题的一个。", "of equal numbers the earlier factor counts; a contact counts for its first only."),
    ("technology employee process employee process", "次数相同的，信息技术在流程前面：按先后，不是按字母，也不是按谁先出现。", "of equal numbers the technology comes before the process: in that order, not by letters or by who came first."),
    ("employee employee process employee technology", "没有解决的联系也要算。", "unresolved contacts count, too."),
    ("technology process employee employee technology", "这是每条渠道的最后一次，要最常见的。", "this is the last contact of each channel; the most frequent factor is wanted."),
    ("employee employee process process process", "这是每条渠道的第一次，要最常见的。", "this is the first contact of each channel; the most frequent factor is wanted."),
]:
    step.mistake(dict(zip(channels_, factors_.split())), zh, en)
### END HIDDEN TESTS
step.expect(dict(zip(channels_, "technology employee process employee technology".split())), because=(
    "最先出问题的次数（员工、信息技术、流程）：phone 1、2、0；chat 2、0、1；app 1、0、2；email 1、0、1；wechat 0、1、1。", "first failures (employee, technology, process): phone 1, 2, 0; chat 2, 0, 1; app 1, 0, 2; email 1, 0, 1; wechat 0, 1, 1."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("by_channel", reference.by_channel, tiny.iloc[[1, 5, 12]].reset_index(drop=True), case=(
    "有一个因素哪条渠道也没有时", "a factor that no channel has"))
checks.agree("by_channel", reference.by_channel, cases.load("ctrip", "care_contacts")[::20].reset_index(drop=True), case=(
    "联系多起来时", "more contacts"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `failure_share(contacts)` 和 `by_channel(contacts)`。要把一次失败的互动变好，先该花钱在哪里？（课文里一次联系可以算几个因素，这里只算最先出问题的一个，所以占比和课文不同。）课文的三因素实验里再试一次。

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# `customers` 是客户名册：会员编号 `member_id`、级别 `tier`、负责人 `owner_id`。
#
# **做什么**　写三个函数：
#
# - `gap(contacts, today)`：`contacts` 里的每位客户，最近一次联系到 `today` 有几天，返回 Series，索引是 `member_id`；
# - `quiet(customers, contacts, today, days=30)`：**超过** `days` 天没有联系的**关键客户**，返回 `member_id` 列表，最久没有联系的排前面；
# - `worklist(customers, contacts, today, days=30)`：把名单分给负责人，返回字典：`owner_id` → `member_id` 列表，先后和 `quiet` 一样。
#
# **为什么**　维护的原则里有两条：突出重点，专人负责。名单上没有名字的事，谁也不会去做。
#
# **规则**
#
# - 天数 = `today` 减去最近一次联系的**日期**（`ts` 只取日期），是整数。`today` 当天联系过的是 0 天，表里没有 `today` 以后的联系。记录不一定按时间排列。
# - `tier` 是 `key` 的才是关键客户。正好 `days` 天的不进名单。
# - 一次联系也没有的关键客户也要回访，排在最前面。
# - 天数相同的（都没有联系过的也是），按 `member_id` 从小到大。没有客户要回访的负责人，不写进字典；字典里负责人的顺序不限。
#
# **样例**　四本书上次借出到今天几天？没有借过的排最前面；再按书架分开。

# %%
lent = pd.DataFrame({"book": ["b", "a", "a"], "ts": pd.to_datetime(["2026-06-01 18:00", "2026-05-02 09:00", "2026-06-20 10:00"])})
day = pd.Timestamp("2026-06-30")
gaps = (day - lent.groupby("book")["ts"].max().dt.normalize()).dt.days
books = pd.DataFrame({"book": ["a", "b", "c", "d"], "shelf": ["S1", "S2", "S1", "S1"]})
books["days"] = gaps.reindex(books["book"]).fillna(np.inf).to_numpy()
books = books.sort_values(["days", "book"], ascending=[False, True])  # 天数从大到小，书名从小到大
print({shelf: rows["book"].to_list() for shelf, rows in books.groupby("shelf")})

# %% [markdown] hint=1
# 先算每位客户隔了几天；再挑关键客户、挑超过 30 天的；最后分给负责人。没有联系过的客户，在联系记录里是找不到的。

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
#
# owner = customers.set_index("member_id")["owner_id"]
# found = {}
# for member in quiet(customers, contacts, today, days):
#     found.setdefault(..., []).append(member)
# return found
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

def worklist(customers, contacts, today, days=30):
    """分给负责人的名单：字典，owner_id → member_id 列表。"""
    ### BEGIN SOLUTION
    owner, found = customers.set_index("member_id")["owner_id"], {}
    for member in quiet(customers, contacts, today, days):
        found.setdefault(owner[member], []).append(member)
    return found
    ### END SOLUTION

# %% check="revisit-gap" points=4
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
### REFERENCE
odd_ = pd.DataFrame({"member_id": ["M1", "M2"], "ts": [pd.Timestamp("2025-12-20 10:00"), pd.Timestamp("2026-06-30")]})
real_ = cases.load("ctrip", "care_contacts")[["member_id", "ts"]][::20].sample(frac=1, random_state=3)
checks.agree("gap", reference.gap, pd.concat([odd_, real_], ignore_index=True), pd.Timestamp("2026-08-15"), case=(
    "有去年的、零点的联系，记录也不按时间排列时", "a contact of last year, one at midnight, and records in no order of time"))
### END HIDDEN TESTS

# %% check="revisit-quiet" points=7
plan_ = {"M9": 31, "M2": 30, "M3": 90, "M4": 31, "M6": 200, "M7": 5, "M5": 60}
tiny = pd.DataFrame([[member, today - pd.Timedelta(days=days, hours=-9)] for member, days in plan_.items()] + [["M3", today - pd.Timedelta(days=300)]],
                     columns=["member_id", "ts"])
people_ = pd.DataFrame({"member_id": ["M8", "M9", "M1", "M2", "M3", "M4", "M6", "M7", "M5"],
                       "tier": ["key"] * 6 + ["small", "key", "ordinary"], "owner_id": ["S1", "S1", "S2", "S1", "S1", "S1", "", "S1", ""]})
step = checks.example("quiet", people_, tiny, today)
step.mistake(lambda got: {"M5", "M6"} & set(got), "只要关键客户。", "key customers only.")
for ids_, zh, en in [
    ("3 4 9", "一次联系也没有的关键客户也要回访。", "key customers without any contact are to be revisited, too."),
    ("3 4 9 1 8", "没有联系过的排在最前面。", "those without contact come first."),
    ("3 1 4 8 9", "没有联系过的排在最前面。", "those without contact come first."),
    ("1 8 3 4 9 2", "要超过 days 天，正好 30 天的不算。", "more than days: exactly 30 days does not count."),
    ("1 8 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
    ("8 1 3 9 4", "天数相同的，member_id 小的排前面。", "of equal gaps the smaller member_id comes first."),
    ("8 1 3 4 9", "都没有联系过的，也按 member_id 排。", "those without contact are ordered by member_id, too."),
    ("4 9 3 1 8", "反了：最久没有联系的排前面。", "reversed: the longest gap comes first."),
    ("9 8 4 3 1", "先按天数排，不是先按编号。", "order by days first, not by id."),
    ("1 3 4 8 9", "先按天数排，不是先按编号。", "order by days first, not by id."),
]:
    step.mistake([f"M{n}" for n in ids_.split()], zh, en)
### BEGIN HIDDEN TESTS
for ids_, zh, en in [
    ("7", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("2 7", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("7 2", "反了：这些最近联系过。", "reversed: these had contact lately."),
    ("1 8 3", "31 天的也要；天数按日期算，先去掉钟点。", "those at 31 days are wanted, too; count by dates, without the time of day."),
    ("8 3 4 9 1", "只按天数和编号排，不看负责人。", "order by days and id only, not by owner."),
    ("1 2 3 4 7 8 9", "还没有看天数：只要超过 days 天没有联系的。", "the days are not checked: only those without contact for more than days are wanted."),
    ("1 8 3 4 9 2 7", "还没有看天数：只要超过 days 天没有联系的。", "the days are not checked: only those without contact for more than days are wanted."),
    ("8 9 1 2 3 4 7", "还没有看天数：只要超过 days 天没有联系的。", "the days are not checked: only those without contact for more than days are wanted."),
    ("1 8", "联系过、但是超过 days 天的也要。", "those whose last contact is longer ago than days are wanted, too."),
    ("8 9 1 3 4", "还没有排：最久没有联系的排前面。", "not ordered yet: the longest gap comes first."),
]:
    step.mistake([f"M{n}" for n in ids_.split()], zh, en)
order_ = ["M1", "M8", "M3", "M4", "M9"]
right_ = set(order_)
step.mistake(lambda got: len(got) > 9, "要用参数 customers 和 contacts，不要用前面读进来的整张表。", "use the parameters customers and contacts, not the whole tables read in above.")
step.mistake(lambda got: list(got) == [], "一位也没有：级别写 key；天数和客户要按 member_id 对应。", "nobody is left: the tier is key; match days and customers by member_id.")
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

# %% check="revisit-worklist" points=4
def said_(got):
    return {str(owner): " ".join(members) if hasattr(members, "__iter__") else str(members) for owner, members in dict(got).items()}


tiny = pd.DataFrame([["M2", today - pd.Timedelta(days=40), "A7"], ["M1", today - pd.Timedelta(days=35), "A7"], ["M5", today - pd.Timedelta(days=3), "A7"],
                      ["M4", today - pd.Timedelta(days=99), "A7"]], columns=["member_id", "ts", "agent_id"])
people_ = pd.DataFrame({"member_id": ["M1", "M2", "M3", "M4", "M5", "M6"], "tier": ["key"] * 5 + ["ordinary"], "owner_id": "S2 S2 S1 S1 S3 S4".split()})
step = checks.example("worklist", people_, tiny, today, read=said_)
step.mistake(lambda got: "M1" in got, "方向反了：键是负责人，值是客户的列表。", "reversed: the keys are those in charge, the values lists of customers.")
step.mistake(lambda got: "key" in got, "键是负责人 owner_id，不是级别。", "the keys are those in charge, owner_id, not tiers.")
step.mistake(lambda got: "A7" in got, "负责人看客户名册的 owner_id，不是最近接待的客服。", "whoever is in charge is given in owner_id; it is not who served last.")
step.mistake(lambda got: got.get("S3") == "M5" or "M6" in got.get("S4", ""), "只写 quiet 名单上的客户。", "only the customers that quiet lists.")
step.mistake(lambda got: "S3" in got or "S4" in got, "没有客户要回访的负责人不写进去。", "leave out owners who have nobody to revisit.")
step.mistake(lambda got: got["S2"] == "M1 M2", "先后和 quiet 一样：最久没有联系的排前面。", "keep the order of quiet: the longest gap first.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: got["S1"] == "M4 M3", "没有联系过的排在最前面。", "those without contact come first.")
step.mistake(lambda got: got["S2"] in ("M2", "M1"), "一位负责人可以有几位客户：值是列表。", "one person may have several customers: the value is a list.")
step.mistake(lambda got: got["S1"] == "M4", "一次联系也没有的关键客户也要回访。", "key customers without any contact are to be revisited, too.")
step.mistake(lambda got: all(value.isdigit() for value in got.values()), "值是客户的列表，不是人数。", "the values are lists of customers, not numbers.")
step.mistake(lambda got: any(value.startswith("M ") for value in got.values()), "值是列表：一位负责人可以有几位客户，后面的不能盖掉前面的。",
              "the values are lists: one person may have several customers, and the next must not replace the last.")
step.mistake(lambda got: not any(got.values()), "列表里没有人：把客户的编号 append 进去。", "the lists are empty: append the ids of the customers.")
step.mistake(lambda got: got and not {"S1", "S2"} & set(got), "用参数 customers 和 contacts，键是 owner_id。", "use the parameters customers and contacts; the keys are the owner_id.")
step.mistake(lambda got: got == {}, "一位也没有：把 quiet 的名单分给负责人。", "nobody is left: share out the list of quiet among the owners.")
step.mistake({"S2": "M3 M4", "S1": "M2 M1"}, "每位客户找自己的负责人，不是照表的先后配。", "find each customer's own owner; do not pair them in the order of the table.")
### END HIDDEN TESTS
step.expect({"S1": "M3 M4", "S2": "M2 M1"}, because=(
    "S1 有 M3（没有联系过）、M4（99 天），S2 有 M2（40 天）、M1（35 天）。", "S1 has M3 (never) and M4 (99 days), S2 has M2 (40) and M1 (35)."))
step = checks.example("worklist", people_, tiny, today + pd.Timedelta(days=28), 65, read=said_)
for found_, zh, en in [
    ({"S1": "M3 M4", "S2": "M2 M1", "S3": "M5"}, "days 没有起作用：总是 30 天。", "days has no effect: it is always 30."),
    ({"S1": "M3 M4"}, "today 没有起作用：换一个 today，名单也要变。", "today has no effect: with another today the list changes."),
    ({"S1": "M3 M4", "S2": "M2 M1"}, "today 和 days 没有起作用：把它们传给 quiet。", "today and days have no effect: pass them on to quiet."),
]:
    step.mistake(found_, zh, en)
step.expect({"S1": "M3 M4", "S2": "M2"}, because=(
    "过了 28 天，days 是 65：M4 127 天，M2 68 天，M1 63 天。", "28 days later, with days 65: M4 127 days, M2 68, M1 63."))
### BEGIN HIDDEN TESTS
### REFERENCE
some_ = cases.load("ctrip", "care_portfolio")
some_ = some_[some_["tier"] == "key"][::4][::-1].reset_index(drop=True)
checks.agree("worklist", reference.worklist, some_, cases.load("ctrip", "care_contacts")[::8].reset_index(drop=True), today, 90, read=said_, case=(
    "客户和联系都多起来时", "more customers and contacts"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `{owner: len(members) for owner, members in worklist(customers, contacts, today).items()}`。哪一位负责人的名单最长？是他不勤快，还是客户太多？

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# `trial` 是一次（模拟的）随机试验：会员抽签分成关怀组 `care` 和对照组 `control`，90 天以后看谁又买了（`repurchase_90d`）。
#
# **做什么**　写三个函数：
#
# - `effect(trial)`：每一级客户里，关怀组的复购率减去对照组的复购率，返回 Series，索引是 `tier`；
# - `interval(trial, seed=0, rounds=2000)`：`trial` 是**一级**客户的行；返回这个差的 95% 区间（差的大致范围，抽签的运气已经考虑在内），写成 `(下限, 上限)`；
# - `shown(trial, seed=0)`：`trial` 是全部的行；返回“有用”看得清楚的级别，也就是区间全在 0 以上的级别，从小到大排的列表。
#
# **为什么**　关怀组多买了几个百分点，是关怀的功劳，还是抽签的运气？区间回答这个问题。人数少的级别，区间宽，话就不能说满。
#
# **规则**
#
# - 复购率 = `repurchase_90d` 是 True 的人数 ÷ 这一组的人数，写成小数。每一级的两个组都有人；差可以是负数。
# - 课文用打乱分组的办法；这里换一种，叫**自助法**：从关怀组里**有放回**地抽，抽满关怀组的人数；从对照组里也这样抽；算一次差。这样做 `rounds` 次。
# - 区间的两头是这些差的 2.5% 和 97.5% 分位数：`np.quantile(差, [0.025, 0.975])`。
# - 随机数用 `np.random.default_rng(seed)`，在函数里面建：同一个种子，每次结果都一样。换一个种子，结果会稍有不同。先抽哪一组都可以，检查允许抽样的小误差。
# - `shown` 里每一级都用同一个 `seed`，做 500 次就够。
#
# **样例**　五个数有放回地抽三轮，每轮算一次平均；再取分位数。

# %%
rng = np.random.default_rng(1)
values = np.array([0, 0, 1, 1, 1])
means = [rng.choice(values, size=5, replace=True).mean() for _ in range(3)]
print(means, np.quantile(means, [0.025, 0.975]).round(2))

# %% [markdown] hint=1
# 先把 `effect` 写对：两个组各算一个平均，再减。区间是把“抽签”在电脑上重做 2,000 遍。

# %% [markdown] hint=2
# `effect`：`groupby(["tier", "group"]).mean().unstack()`，两列相减。`interval`：取出两组的数组，`rng.choice(组, (rounds, len(组))).mean(axis=1)` 一次抽完所有轮。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# rate = trial["repurchase_90d"].astype(float).groupby([trial["tier"], trial["group"]]).mean().unstack()
# return rate["care"] - ...
#
# rng = np.random.default_rng(...)
# means = {}
# for name in ("care", "control"):
#     bought = trial.loc[trial["group"] == ..., "repurchase_90d"].to_numpy(float)
#     means[name] = rng.choice(bought, (rounds, ...)).mean(axis=1)
# low, high = np.quantile(means["care"] - ..., [0.025, ...])
# return low, high
#
# return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed, 500)[...] > 0)
# ```

# %% contract=true
trial = Table("ctrip/care_trial", "tier group repurchase_90d")
seed = Number(0, whole=True)
rounds = Number(1, whole=True)

# %% answer="care"
def effect(trial):
    """每一级：关怀组的复购率减对照组的。Series，索引是 tier。"""
    ### BEGIN SOLUTION
    rate = trial["repurchase_90d"].astype(float).groupby([trial["tier"], trial["group"]]).mean().unstack()
    return rate["care"] - rate["control"]
    ### END SOLUTION

def interval(trial, seed=0, rounds=2000):
    """一级客户的差的 95% 区间：(下限, 上限)。"""
    ### BEGIN SOLUTION
    rng, means = np.random.default_rng(seed), {}
    for name in ("care", "control"):
        bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
        means[name] = rng.choice(bought, (rounds, len(bought))).mean(axis=1)
    return tuple(np.quantile(means["care"] - means["control"], [0.025, 0.975]))
    ### END SOLUTION

def shown(trial, seed=0):
    """区间全在 0 以上的级别：列表，从小到大。"""
    ### BEGIN SOLUTION
    return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed, 500)[0] > 0)
    ### END SOLUTION

# %% check="care-effect" points=5
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no, "profit_90d_cny": [30.0] * yes + [0.0] * no})


tiny = pd.concat([many_("key", "care", 3, 1), many_("key", "control", 1, 1), many_("small", "care", 1, 4), many_("small", "control", 1, 3)])
tiny = tiny.sample(frac=1, random_state=2, ignore_index=True)
step = checks.example("effect", tiny)
step.mistake(lambda got: isinstance(got, (int, float)), "每一级一个数：按 tier 分开算。", "one number for each tier: group by tier.")
step.mistake(lambda got: abs(got["key"] - 0.2) < 0.0005, "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.")
for key_, small_, zh, en in [
    (-0.25, 0.05, "正负反了：关怀组减对照组。", "the sign is wrong: care less control."),
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
    (0.5, 0, "分母是这一组的人数，不是买了的人数。", "divide by the people of the group, not by those who bought."),
    (3 / 9 - 1 / 6, 1 / 9 - 1 / 6, "分母是这一级里这一组的人数，不是全部级别的。", "divide by the people of the group in this tier, not in all tiers."),
    (0.75 - 1 / 3, 0.2 - 1 / 3, "和同一级的对照组比，不是和全部级别的对照组比。", "compare with the control group of the same tier, not of all tiers."),
    (0.75 - 4 / 6, 0.2 - 2 / 9, "减去对照组的复购率，不是这一级全部人的。", "subtract the rate of the control group, not of the whole tier."),
    (1 / 9, 1 / 9, "每一级各算各的，不是全部一起算。", "each tier on its own, not all together."),
    (1.25, 0.45, "要相减，不是相加。", "subtract; do not add."),
    (0, 0, "关怀组和对照组取成了同一组。", "care and control are the same group here."),
]:
    step.mistake({"key": key_, "small": small_}, zh, en, tol=0.0005)
step.mistake(lambda got: len(got) > 2 and "ordinary" in dict(got), "要用参数 trial 算，不要用前面读进来的整张表。", "use the parameter trial, not the whole table that was read in above.")
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

# %% check="care-interval" points=6
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many_("key", "care", 240, 160), many_("key", "control", 140, 260)]).sample(frac=1, random_state=2, ignore_index=True)
first_, again_ = ([checks.example("interval", tiny, seed, 20, read=list).got for seed in (0, 3)] for run in "12")
checks.that(first_ == again_, "interval", "同一个种子，两次结果不一样：在函数里面用 seed 建随机数。",
            "the same seed gave two results: make the random numbers from seed inside the function.")
step = checks.example("interval", tiny, 3, 4000, read=list)
for known_, zh, en in [
    ((0.317, 0.183), "先写下限，再写上限。", "the low end comes first."),
    ((0.194, 0.306), "这是 90% 的区间，要 95%：两头各去掉 2.5%。", "this is a 90% interval; cut 2.5% at each end for 95%."),
    ((-0.317, -0.183), "正负反了：关怀组减对照组。", "the sign is wrong: care less control."),
    ((0.216, 0.284), "这只是一个标准差的宽度。", "this is only one standard deviation wide."),
    ((0.552, 0.648), "这是关怀组的复购率的区间，要的是两组的差。", "this is the interval of the care group's rate; that of the difference is wanted."),
]:
    step.mistake(list(known_), zh, en, tol=0.006)
step.mistake(lambda got: 10 < got[0] < 25, "写成 0 到 1 之间的小数。", "give numbers between 0 and 1.")
### BEGIN HIDDEN TESTS
for known_, zh, en in [
    ((0.161, 0.339), "这是 99% 的区间，要 95%：两头各去掉 2.5%。", "this is a 99% interval; cut 2.5% at each end for 95%."),
    ((0.227, 0.273), "区间太窄：两头各去掉 2.5%，不是 25%；每组只抽满自己的人数，不是 rounds 个。", "too narrow: cut 2.5% at each end, not 25%; from each group draw as many as it has, not rounds."),
    ((0.25, 0.25), "两头一样：要有放回地抽；每一轮先算两组的差，再取分位数。", "both ends are equal: draw with replacement; take the difference in each round, then the quantiles."),
    ((0.302, 0.398), "这是对照组的复购率的区间，要的是两组的差。", "this is the interval of the control group's rate; that of the difference is wanted."),
]:
    step.mistake(list(known_), zh, en, tol=0.006)
step.mistake(lambda got: len(got) != 2, "只要两个数：(下限, 上限)。", "two numbers only: (low, high).")
step.mistake(lambda got: got[0] == -1 and got[1] == 1, "先算每一轮的复购率（mean(axis=1)），再相减：每一轮只有一个差。", "take the rate of each round first (mean(axis=1)), then subtract: one difference for each round.")
step.mistake(lambda got: abs(got[1]) > 1, "先算每一轮的复购率，再相减，不是人数相减。", "take the rate of each round, then subtract; do not subtract numbers of people.")
step.mistake(lambda got: abs(got[0] + got[1]) < 0.03, "两组要分开抽，混在一起抽、打乱了抽，差就没有了。",
              "draw in each group on its own; mixed or shuffled, the difference is gone.")
step.mistake(lambda got: 0 < got[0] < got[1] < 0.21, "两头是 0.025 和 0.975 分位数；用 np.percentile 就写 2.5 和 97.5。",
              "the ends are the quantiles 0.025 and 0.975; with np.percentile write 2.5 and 97.5.")
step.mistake([0.2, 0.3], "四舍五入的话，至少留三位小数。", "if you round, keep at least three decimals.", tol=1e-6)
step.mistake(list(first_[1]), "rounds 没有起作用：做 20 次和 4,000 次，区间一样。", "rounds has no effect: 20 and 4,000 rounds give the same.", tol=1e-9)
step.mistake(lambda got: got[1] - got[0] > 0.35, "区间太宽：每一组抽满这一组自己的人数，不是一个固定的数。", "too wide: from each group draw as many as it has, not a fixed number.")
step.mistake(lambda got: got[1] - got[0] > 0.2, "区间太宽：两头各去掉 2.5%，不是最小和最大；每一组抽满这一组自己的人数。", "too wide: cut 2.5% at each end, not the least and the greatest; from each group draw as many as it has.")
step.mistake(lambda got: got[0] < 0.1895 < 0.29 < got[1] < 0.3105, "下限是 2.5% 分位数，上限是 97.5% 分位数。", "the ends are the 2.5% and the 97.5% quantile.")
uneven_ = checks.example("interval", pd.concat([many_("key", "care", 228, 152), many_("key", "control", 7, 13)], ignore_index=True), 3, 500, read=list)
uneven_.mistake(lambda got: 0.08 < got[1] - got[0] < 0.115, "两组都要抽：对照组的运气也要算在内。", "draw in both groups: the control group had its luck, too.")
uneven_.mistake(lambda got: not 0.32 < got[1] - got[0] < 0.52, "每一组抽满这一组自己的人数：关怀组 380 位，对照组 20 位。",
               "from each group draw as many as it has: 380 from care, 20 from control.")
### END HIDDEN TESTS
step.expect([0.183, 0.317], tol=0.008, because=(
    "复购率 0.6 和 0.35，差 0.25；95% 的区间大约是 0.183 到 0.317：两组各自有放回地抽，取 2.5% 和 97.5% 分位数。", "rates 0.6 and 0.35, difference 0.25; the 95% interval is about 0.183 to 0.317: draw in each group with replacement, take the 2.5% and 97.5% quantiles."))
once_ = checks.example("interval", tiny, 0, 1, read=list).got
checks.that(abs(once_[1] - once_[0]) < 1e-9, "interval", "rounds 没有起作用：只做 1 次时，只有一个差，两头一样。", "rounds has no effect: with 1 round there is one difference, and both ends are equal.")
checks.that(first_[0] != first_[1], "interval", "换了种子，结果还一样：用 default_rng(seed)。", "another seed gives the same: use default_rng(seed).")
### BEGIN HIDDEN TESTS
### REFERENCE
few_ = checks.example("interval", pd.concat([many_("key", "care", 2, 1), many_("key", "control", 10, 20)], ignore_index=True), 5, 400, read=list)
few_.mistake(lambda got: got[0] != got[0], "有的轮里一位关怀组的人也没有抽到：两组要分开抽，各抽满自己的人数。",
            "in some rounds nobody of the care group was drawn: draw in each group on its own, as many as it has.")
part_ = cases.load("ctrip", "care_trial")
part_ = part_[part_["tier"] == "ordinary"].reset_index(drop=True)
checks.agree("interval", reference.interval, part_, 7, 500, read=list, tol=0.03, case=("换一级客户时", "another tier"))
### END HIDDEN TESTS

# %% check="care-shown" points=4
def many_(tier, group, yes, no):
    return pd.DataFrame({"tier": tier, "group": group, "repurchase_90d": [True] * yes + [False] * no})


tiny = pd.concat([many_("small", "care", 80, 20), many_("small", "control", 20, 80), many_("key", "care", 4, 1), many_("key", "control", 2, 3),
                   many_("ordinary", "care", 80, 20), many_("ordinary", "control", 40, 60)], ignore_index=True)
step = checks.example("shown", tiny)
step.mistake(lambda got: isinstance(got, (str, dict)) or not all(isinstance(tier, str) for tier in got), "要级别的列表，例如 [\"key\"]。", "give a list of tiers, such as [\"key\"].")
for tiers_, zh, en in [("key ordinary small", "差大于 0 还不够，区间要全在 0 以上：看下限，不是上限；每一级只用这一级的行。", "a difference above 0 is not enough: the whole interval must be; look at the low end, and give each tier its own rows."),
                      ("small ordinary key", "差大于 0 还不够，区间要全在 0 以上：看下限，不是上限；每一级只用这一级的行。", "a difference above 0 is not enough: the whole interval must be; look at the low end, and give each tier its own rows."),
                      ("key", "反了：这些看不出有用。", "reversed: in these no use can be seen."),
                      ("small", "要全部看得清楚的级别，不是只要一个。", "give all tiers in which it shows, not one only."),
                      ("ordinary", "要全部看得清楚的级别，不是只要一个。", "give all tiers in which it shows, not one only."),
                      ("", "一个也没有：区间全在 0 以上就算有用；每一级只用这一级（tier）的行。", "none is left: an interval wholly above 0 shows that care is of use; for each tier take only its own rows."),
                      ("small ordinary", "从小到大排。", "sort in ascending order.")]:
    step.mistake(tiers_.split(), zh, en)
step.expect(["ordinary", "small"], because=(
    "ordinary 和 small 的下限大于 0，key 的下限小于 0。", "the low end is above 0 for ordinary and small, below 0 for key."))
### BEGIN HIDDEN TESTS
harm_ = pd.concat([many_("small", "care", 60, 40), many_("small", "control", 20, 80), many_("key", "care", 20, 80), many_("key", "control", 60, 40),
                   many_("ordinary", "care", 0, 30), many_("ordinary", "control", 0, 30)], ignore_index=True)
step = checks.example("shown", harm_)
for tiers_, zh, en in [("key small", "区间全在 0 以下的是有害，不算有用。", "an interval wholly below 0 means harm, not use."),
                       ("key", "区间全在 0 以下的是有害，不算有用。", "an interval wholly below 0 means harm, not use."),
                       ("ordinary small", "区间正好是 0，不在 0 以上。", "an interval of exactly 0 is not above 0."),
                       ("key ordinary small", "区间正好是 0、全在 0 以下的，都不算有用。", "intervals of exactly 0 or wholly below 0 show no use.")]:
    step.mistake(tiers_.split(), zh, en)
step.expect(["small"], because=("small 的区间全在 0 以上，key 的全在 0 以下，ordinary 的正好是 0。",
                                "the interval is wholly above 0 for small, wholly below for key, exactly 0 for ordinary."))
doubtful_ = pd.concat([many_("key", "care", 40, 9), many_("key", "control", 31, 18), many_("small", "care", 24, 15), many_("small", "control", 15, 24)],
                      ignore_index=True)  # the low ends are 0 but for the luck of the seed, however many the rounds
found_ = [list(checks.example("shown", doubtful_, seed).got) for seed in range(6)]
if all(tiers == found_[0] for tiers in found_):
    key_ = doubtful_[doubtful_["tier"] == "key"].reset_index(drop=True)
    above_ = {bool(checks.example("interval", key_, seed, 500, read=list).got[0] > 0) for seed in range(6)}
    checks.that(len(above_) == 1, "shown", "换了种子，结果还一样：算区间要用 shown 的 seed。", "another seed gives the same: make the intervals with the seed of shown.")
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `effect(trial)`，再对每一级运行 `interval(trial[trial["tier"] == "small"])`。哪一级的关怀可以放心做下去？哪一级还要再试？

# %% [markdown]
# ## 任务 7　{task}（{points} 分）
#
# **做什么**　写三个函数：
#
# - `net(f, a, c, f0)`：一个月联系 `f` 次，每位客户的净收益（元）；
# - `best_f(a, c, f0)`：净收益最高的次数，在 0、0.1、0.2……12 里找；
# - `best_kept(a, c, f0, curve, limit)`：`curve` 是 Series，索引是每月联系的次数，值是这样联系时退订的比例；在退订比例**不超过** `limit` 的次数里，找净收益最高的一个。
#
# **为什么**　祝福、礼品、积分、抽奖，每样都好，天天送就成了打扰。联系得越多，退订得越快；退订的人，以后再也联系不上。
#
# **规则**
#
# - 净收益 = a·f·exp(−f/f0) − c·f。`a` 是头几次联系带来的收益，`c` 是一次的成本，`f0` 就是课文里的疲劳点：次数超过它，总收益就往下走。
# - 不联系（0 次）的净收益是 0，永远可以选。没有一个次数的净收益大于 0，就返回 0。
# - 次数最多 12。`curve` 里可能没有 0；里面的次数不一定是整数，不一定连续，也不一定按大小排列；次数不在 `curve` 里、又不是 0 的，不能选。
# - 净收益相同的，取次数少的。
#
# **样例**　一块地浇几分钟水最好？先算一排数，再找最高的一个；再从一列里留下合格的。

# %%
minutes = np.arange(0, 31) / 10
growth = 3 * minutes - minutes**2
mud = pd.Series({1: 0.1, 2: 0.3, 3: 0.9})
print(minutes[growth.argmax()], list(mud[mud <= 0.3].index), max([0, 1, 2], key=lambda m: 3 * m - m**2))

# %% [markdown] hint=1
# 先把一个次数的净收益算对，用计算器核对一次。后面两个函数都是“算一排，找最高”。

# %% [markdown] hint=2
# `np.exp(-f / f0)` 是疲劳。`best_f`：`np.arange(121) / 10` 是 0 到 12 的一排次数，`argmax()` 给出最高的位置。`best_kept`：先筛 `curve`，别忘了 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return a * f * np.exp(...) - ...
#
# grid = np.arange(121) / 10
# return grid[net(grid, a, c, f0)....]
#
# kept = [0, *curve[curve <= ...].index]
# return max(kept, key=lambda f: ...)
# ```

# %% contract=true
f = Either(Number(0, 12), Values(Number(0, 12)))
a = c = Number(0)
f0 = Number(0.1)
curve = Values(Number(0, 1))
limit = Number(0, 1)

# %% answer="cadence"
def net(f, a, c, f0):
    """一个月联系 f 次的净收益（元）。"""
    ### BEGIN SOLUTION
    return a * f * np.exp(-f / f0) - c * f
    ### END SOLUTION

def best_f(a, c, f0):
    """净收益最高的次数：0、0.1……12 里的一个。"""
    ### BEGIN SOLUTION
    grid = np.arange(121) / 10
    return grid[net(grid, a, c, f0).argmax()]
    ### END SOLUTION

def best_kept(a, c, f0, curve, limit):
    """退订比例不超过 limit 的次数里，净收益最高的一个；可以是 0。"""
    ### BEGIN SOLUTION
    kept = [0, *curve[curve <= limit].sort_index().index]
    return max(kept, key=lambda f: net(f, a, c, f0))
    ### END SOLUTION

# %% check="cadence-best" points=6
step = checks.example("net", 2, 10, 1, 4)
for value_, zh, en in [
    (20 * np.exp(-0.5), "联系的成本还没有减。", "the cost of the contacts has not been taken off."),
    (20 * np.exp(-0.5) - 1, "每一次都要成本：减 c·f，不是减 c。", "each contact costs: take off c·f, not c."),
    (20 * np.exp(0.5) - 2, "指数里是 −f/f0：联系越多越疲劳。", "the exponent is −f/f0: more contacts, more fatigue."),
    (10 * np.exp(-0.5) - 2, "收益里还要乘 f。", "the benefit is multiplied by f, too."),
    (18, "疲劳 exp(−f/f0) 没有乘进去。", "the fatigue exp(−f/f0) is missing."),
]:
    step.mistake(value_, zh, en)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (20 * np.exp(-0.5) + 2, "成本要减去，不是加上。", "take the cost off; do not add it."),
    (2 * np.exp(-0.5) - 2, "收益里还要乘 a。", "the benefit is multiplied by a, too."),
    (np.exp(-0.5) - 2, "收益是 a·f·exp(−f/f0)：还要乘 a 和 f。", "the benefit is a·f·exp(−f/f0): multiply by a and f, too."),
    (5 * np.exp(-0.5) - 2, "收益里 a 乘 f，不是除以 f。", "in the benefit a is multiplied by f, not divided."),
    (20 * np.exp(-0.5) - 10, "成本是 c·f，和 a 没有关系。", "the cost is c·f; a has nothing to do with it."),
    (20 * np.exp(-2.5) - 2, "指数里是 f/f0，和 a 没有关系。", "the exponent has f/f0; a has nothing to do with it."),
    (-12, "疲劳是 exp(−f/f0)，exp 漏了。", "the fatigue is exp(−f/f0): exp is missing."),
    (18 * np.exp(-0.5), "疲劳只影响收益：成本 c·f 不乘 exp(−f/f0)。", "fatigue touches the benefit only: c·f is not multiplied by exp(−f/f0)."),
    (20 * np.exp(-8) - 2, "指数里是 f 除以 f0，不是乘。", "in the exponent f is divided by f0, not multiplied."),
    (20 * np.exp(-2) - 2, "指数里是 f/f0，现在分子和分母弄反了。", "the exponent has f/f0; it is upside down."),
    (20 * np.exp(-1) - 2, "f/f0 是小数，不要用整除 //。", "f/f0 is not whole: do not use //."),
    (20 * 2 ** -0.5 - 2, "底数是 e：用 np.exp。", "the base is e: use np.exp."),
    (40 * np.exp(-0.5) - 2, "收益里 f 只乘一次。", "the benefit is multiplied by f once."),
    (8, "疲劳是 exp(−f/f0)，不是 1 − f/f0。", "the fatigue is exp(−f/f0), not 1 − f/f0."),
    (20 * np.exp(-0.5) - 8, "成本是 c·f，和 f0 没有关系。", "the cost is c·f; f0 has nothing to do with it."),
    (20 * np.exp(-0.5) - 0.5, "成本是 c 乘 f，不是除以 f。", "the cost is c times f, not divided by f."),
    (20 * np.exp(-0.5) - 3, "成本是 c 乘 f，不是 c 加 f。", "the cost is c times f, not c plus f."),
    (20 * 10 ** -0.5 - 2, "底数是 e：用 np.exp。", "the base is e: use np.exp."),
    (10.1, "不要只留一位小数；四舍五入的话，留到分。", "do not round to one decimal; to the cent is fine."),
    (10, "净收益不要取整；四舍五入的话，留到分。", "do not round to whole yuan; to the cent is fine."),
]:
    step.mistake(value_, zh, en)
### END HIDDEN TESTS
step.expect(20 * np.exp(-0.5) - 2, tol=0.006, because=(
    "联系 2 次：10 × 2 × exp(−2 ÷ 4) − 1 × 2 = 10.13。", "2 contacts: 10 × 2 × exp(−2 ÷ 4) − 1 × 2 = 10.13."))
step = checks.example("net", 3, 8, 4, 5)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (24 * np.exp(-0.75) - 12, "f0 没有起作用：总是 4。", "f0 has no effect: it is always 4."),
    (30 * np.exp(-0.6) - 12, "a 没有起作用：总是 10。", "a has no effect: it is always 10."),
    (24 * np.exp(-0.6) - 3, "c 没有起作用：总是 1。", "c has no effect: it is always 1."),
]:
    step.mistake(value_, zh, en)
### END HIDDEN TESTS
step.expect(24 * np.exp(-0.6) - 12, tol=0.006, because=(
    "a = 8、c = 4、f0 = 5，联系 3 次：8 × 3 × exp(−3 ÷ 5) − 4 × 3 = 1.17。", "a = 8, c = 4, f0 = 5, 3 contacts: 8 × 3 × exp(−3 ÷ 5) − 4 × 3 = 1.17."))
step = checks.example("best_f", 10, 1, 4)
for value_, zh, en in [
    (4, "总收益在 f0 最高，扣掉成本，净收益的最高处更早。", "gross benefit peaks at f0; with costs the net peaks earlier."),
    (3, "3 次还不是最高：一格是 0.1，3.1 次更高。", "3 is not yet highest: the step is 0.1, and 3.1 is higher."),
]:
    step.mistake(value_, zh, en)
### BEGIN HIDDEN TESTS
for value_, zh, en in [
    (12, "找最高，不是找最多。", "find the highest benefit, not the most contacts."),
    (31, "这是位置，要的是那个位置上的次数。", "this is the place; the number of contacts there is wanted."),
    (31 * np.exp(-0.775) - 3.1, "这是净收益，要的是次数。", "this is the net benefit; the number of contacts is wanted."),
    (9.2, "这是净收益降到 0 的次数，要净收益最高的。", "there the net benefit is back to 0; the highest is wanted."),
    (0.1, "要一个月的净收益最高，不是头一次、平均一次的最高。", "the net benefit of a month is to be highest, not that of the first or the mean contact."),
    (1.1, "次数要找到 12：np.arange(121) / 10。", "look up to 12 contacts: np.arange(121) / 10."),
]:
    step.mistake(value_, zh, en)
step.mistake(lambda got: len(got) > 1, "只要一个次数，不是一组。", "one number of contacts is wanted, not several.")
step.mistake(lambda got: got > 12, "次数最多 12。", "at most 12 contacts.")
step.mistake(lambda got: got in (0.8, 1.2), "把 a、c、f0 按顺序传给 net；次数每格 0.1，一直找到 12。", "pass a, c, f0 to net in this order; try steps of 0.1, up to 12.")
step.mistake(lambda got: abs(10 * got - round(10 * got)) > 0.001 or got == 3.2, "一格是 0.1，次数在 0、0.1、0.2……12 里找。", "the step is 0.1: 0, 0.1, 0.2 … 12.")
step.mistake(lambda got: got < 3.05, "少了：用 net(grid, a, c, f0) 算出每个次数的净收益，取最高的一个。", "too few: net(grid, a, c, f0) gives the net benefit of each number; take the highest.")
step.mistake(lambda got: got > 3.15, "多了：用 net(grid, a, c, f0) 算出每个次数的净收益，取最高的一个。", "too many: net(grid, a, c, f0) gives the net benefit of each number; take the highest.")
### END HIDDEN TESTS
step.expect(3.1, tol=0.0005, because=(
    "3.1 次的净收益 11.182 元，3.0 次 11.171 元，3.2 次 11.179 元。", "net benefit 11.182 yuan at 3.1 contacts, 11.171 at 3.0, 11.179 at 3.2."))
step = checks.example("best_f", 1, 2, 4, case=("每一次都赔钱时", "contacts that all lose money"))
step.mistake(0.1, "0 次也可以选：每联系一次都赔钱的时候，不联系最好。", "0 is a choice: where every contact loses money, none is best.").expect(0, tol=0.0005, because=(
    "a = 1、c = 2：每联系一次都赔钱，0 次最好。", "a = 1, c = 2: every contact loses money, 0 is best."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("net", reference.net, 12, 6, 1, 2, tol=0.006, case=("净收益是负数时", "a negative net benefit"))
step = checks.example("best_f", 15, 0.2, 30)
step.mistake(lambda got: 12 < got, "次数最多 12。", "at most 12 contacts.")
step.mistake(lambda got: got < 12, "次数要找到 12，12 也在里面：np.arange(121) / 10。", "look up to 12 contacts, 12 included: np.arange(121) / 10.").expect(12, tol=0.0005, because=(
    "a = 15、c = 0.2、f0 = 30：到 12 次，净收益还在上升。", "a = 15, c = 0.2, f0 = 30: the net benefit still grows at 12 contacts."))
step = checks.example("best_f", 0, 0, 4)
step.mistake(lambda got: got > 0, "净收益相同的，取次数少的。", "of equal net benefits take the fewer contacts.").expect(0, tol=0.0005, because=(
    "a、c 都是 0，净收益全是 0：取最少的 0 次。", "a and c are 0, so is every net benefit: take the fewest, 0."))
for a_, c_, f0_ in ((10, 1, 8), (6, 2.5, 3), (9, 0.2, 11)):
    checks.agree("best_f", reference.best_f, a_, c_, f0_, tol=0.0005, case=("换一组 a、c、f0 时", "other a, c, f0"))
### END HIDDEN TESTS

# %% check="cadence-kept" points=4
curve_ = pd.Series({8: 0.30, 4: 0.05, 3: 0.04, 1: 0.01, 2.5: 0.03})
step = checks.example("best_kept", 10, 1, 4, curve_, 0.06)
step.mistake(4, "可以联系的次数里，最多的不一定最好。", "the most that is allowed need not be the best.")
step.mistake(3.1, "只在 curve 里有的次数（和 0）里选。", "choose among the numbers in curve, and 0.")
step.mistake(1, "要净收益最高的，不是退订最少的。", "the highest net benefit is wanted, not the fewest who opt out.")
step.mistake(8, "方向反了：退订的比例要不超过 limit。", "reversed: the share should be at most the limit.")
step.mistake(2.5, "limit 没有起作用：总是 0.03。", "limit has no effect: it is always 0.03.")
step.mistake(0, "要净收益最高的，不是最低的；允许的次数里有赚的，就不是 0。", "the highest net benefit is wanted, not the lowest; where a number that is allowed gains, it is not 0.")
step.mistake(lambda got: got == 0.04, "要次数，不是退订的比例。", "the number of contacts is wanted, not the share that opts out.")
step.mistake(lambda got: len(got) > 1, "只要一个次数，不是一组。", "one number of contacts is wanted, not several.")
step.mistake(30 * np.exp(-0.75) - 3, "要次数，不是净收益。", "the number of contacts is wanted, not the net benefit.")
step.mistake(lambda got: got == 2, "这是位置，要的是那个位置上的次数。", "this is the place; the number of contacts there is wanted.").expect(3, because=(
    "退订不超过 0.06 的有 0、1、2.5、3、4 次，净收益最高的是 3 次。", "at most 0.06 opt out at 0, 1, 2.5, 3, 4 contacts; 3 has the highest net benefit."))
step = checks.example("best_kept", 10, 1, 4, curve_, 0.03)
step.mistake(1, "正好等于 limit 也可以。", "a share equal to the limit is allowed.")
step.mistake(3, "还没有看退订的比例，或者 limit 没有起作用。", "the shares that opt out were not looked at, or the limit has no effect.")
step.mistake(2, "只在 curve 里有的次数（和 0）里选，次数不一定是整数。", "choose among the numbers in curve, and 0; they need not be whole.")
step.mistake(0, "最好的次数退订太多，就在允许的次数里另选，不是不联系。", "where the best number opts out too many, choose another that is allowed, not 0.")
step.mistake(4, "方向反了：退订的比例要不超过 limit。", "reversed: the share should be at most the limit.").expect(2.5, because=(
    "退订不超过 0.03 的有 0、1、2.5 次，净收益最高的是 2.5 次。", "at most 0.03 opt out at 0, 1, 2.5 contacts; 2.5 has the highest net benefit."))
step = checks.example("best_kept", 1, 2, 4, curve_, 0.06, case=("每一次都赔钱时", "contacts that all lose money"))
step.mistake(lambda got: 0 < got <= 1, "每一次都赔钱，就返回 0。", "where every contact loses money, return 0.")
step.mistake(lambda got: got > 1, "a、c、f0 没有起作用。", "a, c, f0 have no effect.").expect(0, because=("a = 1、c = 2：每联系一次都赔钱，0 次最好。", "a = 1, c = 2: every contact loses money, 0 is best."))
checks.example("best_kept", 10, 1, 4, curve_, 0.001, case=("每个次数的退订比例都超过 limit 时", "a limit that every number of contacts exceeds")).expect(0, because=(
    "退订的比例都超过 0.001，只能选 0 次。", "more than 0.001 opt out at every number of contacts: only 0 is left."))
### BEGIN HIDDEN TESTS
### REFERENCE
step = checks.example("best_kept", 10, 1, 4, pd.Series({2.5: 0.1, 3: 0.2, 8: 0.5}), 0.2, case=("退订多起来时", "more who opt out"))
step.mistake(2.5, "净收益里没有退订：curve 只决定哪几个次数能选。", "the net benefit has no opt-outs: curve only says which numbers are allowed.").expect(3, because=(
    "退订不超过 0.2 的有 0、2.5、3 次，净收益最高的是 3 次。", "at most 0.2 opt out at 0, 2.5, 3 contacts; 3 has the highest net benefit."))
step = checks.example("best_kept", 0, 0, 4, curve_, 0.06, case=("净收益都是 0 时", "net benefits of 0"))
step.mistake(lambda got: got > 0, "净收益相同的，取次数少的。", "of equal net benefits take the fewer contacts.").expect(0, because=(
    "a、c 都是 0，净收益全是 0：取最少的 0 次。", "a and c are 0, so is every net benefit: take the fewest, 0."))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({1: 0.05, 2: 0.02, 3: 0.01}), 0.03, case=(
    "次数少的退订反而多时", "fewer contacts with more who opt out"))
checks.agree("best_kept", reference.best_kept, 10, 1, 8, pd.Series({0.5: 0.01, 1.5: 0.015, 6.5: 0.02, 9: 0.05}), 0.02, case=(
    "次数不连续时", "numbers with gaps between them"))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({2: 0.01, 4.3: 0.02}), 0.02, case=(
    "最好的次数在两个次数中间时", "two numbers on either side of the best"))
checks.agree("best_kept", reference.best_kept, 10, 1, 4, pd.Series({1: 0.02, 3: 0.02}), 0.02, case=(
    "两个次数的退订一样多时", "two numbers with an equal share who opt out"))
checks.agree("best_kept", reference.best_kept, 5, 3, 3, pd.Series({6: 0.04, 5: 0.01, 2: 0.01}), 0.02, case=("换一组 a、c、f0 时", "other a, c, f0"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `[best_f(10, 1, f0) for f0 in (2, 4, 8)]`。容易疲劳的客户，该联系几次？再把成本改成 3，看看会少几次。

# %% [markdown]
# ## 任务 8　{task}（{points} 分）
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
    ("R2 R5 R7", "只撤回过一次也不行？看最后一条是什么。", "having withdrawn once is not the question: what does the latest entry say?"),
]:
    step.mistake(ids_.split(), zh, en)
step.mistake(lambda got: sorted(got) == right_ != list(got), "从小到大排。", "sort in ascending order.")
### BEGIN HIDDEN TESTS
step.mistake(lambda got: {"R4", "R9"} & set(got), "只看营销：同意服务、画像，不等于同意营销。", "marketing only: agreeing to service or profiling is another matter.")
for ids_, zh, en in [
    ("R5 R7", "只撤回过一次也不行？看最后一条是什么。", "having withdrawn once is not the question: what does the latest entry say?"),
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
    ("0 1 2 4", "date 当天的不算在前 30 天里。", "the day itself is not one of the 30 days before."),
    ("0 1 4 6", "只数营销的联系，服务的不算。", "count marketing contacts only, not service."),
    ("0 1 2 4 5 6", "第 30 天也在 30 天里：用 >=。", "the 30th day belongs to the 30 days: use >=."),
    ("0 2 4 6", "没有联系过的是 0 次，可以发。", "who was never contacted has 0 and may be sent to."),
    ("0 1 2 3 4 5 6 91", "不到 limit 次：正好 limit 次的不发。", "fewer than limit: exactly limit is too many."),
]:
    step.mistake([f"R{n}" for n in ids_.split()], zh, en)
right_ = ["R0", "R1", "R2", "R4", "R6"]
step.mistake(lambda got: sorted(got) == right_ != list(got), "从小到大排。", "sort in ascending order.")
### BEGIN HIDDEN TESTS
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
step.mistake(lambda got: list(got) == [], "一个人也没有：先用 allowed 找同意的人，再留下不到 limit 次的。", "nobody is left: use allowed to find who agrees, then keep those with fewer than limit contacts.")
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
# ## 任务 9　{task}（{points} 分）
#
# 关怀日历是客户维护计划的一张表：哪一级客户，哪个月，在售前、售中还是售后，联系几次。
#
# **做什么**　写两个函数，`calendar` 有四列：`tier`、`month`（例如 `2026-07`）、`phase`（`pre`、`during`、`after`）、`contacts`（次数）：
#
# - `gaps(calendar)`：缺了阶段的级别。返回字典：级别 → 缺的阶段的列表，按 `pre`、`during`、`after` 的顺序；不缺的级别不写，级别的顺序不限；
# - `too_many(calendar, limits)`：联系太多的月份。`limits` 是“级别：一个月最多几次”的字典；返回列表，每一项写成 `("key", "2026-07")`，从小到大排。
#
# **为什么**　计划写得满满的，也会漏掉售前，或者把三项活动排在同一个月。发出去以前，让程序先查一遍。
#
# **规则**
#
# - 级别一共三级：`key`、`ordinary`、`small`。日历里一行也没有的级别，三个阶段都算缺。同一个级别、月份、阶段只有一行，行的顺序不定。
# - `contacts` 是 0 的行是取消了的安排，不算有这个阶段。
# - 一个级别、一个月的次数，是三个阶段**加起来**的次数；**超过** `limits` 才算太多，正好等于不算。
#
# **样例**　两个班的课表缺哪门课？每班每周加起来几节？

# %%
lessons = pd.DataFrame({"room": ["A", "A", "B"], "week": [1, 1, 1], "subject": ["art", "music", "art"], "hours": [2, 3, 4]})
print([name for name in ("art", "music") if name not in set(lessons.loc[lessons["room"] == "B", "subject"])])
total = lessons.groupby(["room", "week"])["hours"].sum()
print([place for place, hours in total.items() if hours > {"A": 4, "B": 4}[place[0]]])

# %% [markdown] hint=1
# 第一个函数查“有没有”，第二个函数查“多不多”。哪个要看每个阶段，哪个要加起来？

# %% [markdown] hint=2
# `gaps`：先去掉 0 次的行；对三个级别各做一个列表，把空的去掉。`too_many`：`groupby(["tier", "month"])["contacts"].sum()`，再一项一项和 `limits[tier]` 比。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# real = calendar[calendar["contacts"] > ...]
# found = {}
# for tier in ("key", "ordinary", "small"):
#     there = set(real.loc[real["tier"] == ..., "phase"])
#     found[tier] = [phase for phase in ("pre", "during", "after") if phase not in ...]
# return {tier: missing for tier, missing in found.items() if ...}
#
# total = calendar.groupby(["tier", "month"])["contacts"].sum()
# return sorted(place for place, contacts in total.items() if contacts > limits[...])
# ```

# %% contract=true
calendar = Table(tier=Choice("key", "ordinary", "small"), month=Text("[0-9]{4}-[0-9]{2}", empty=False),
                 phase=Choice("pre", "during", "after"), contacts=Number(0, whole=True), key="tier month phase")
limits = Keyed(Choice("key", "ordinary", "small"), Number(0, whole=True))

# %% answer="calendar"
def gaps(calendar):
    """缺了的阶段：字典，级别 → 缺的阶段的列表。"""
    ### BEGIN SOLUTION
    real, found = calendar[calendar["contacts"] > 0], {}
    for tier in ("key", "ordinary", "small"):
        there = set(real.loc[real["tier"] == tier, "phase"])
        found[tier] = [phase for phase in ("pre", "during", "after") if phase not in there]
    return {tier: missing for tier, missing in found.items() if missing}
    ### END SOLUTION

def too_many(calendar, limits):
    """联系太多的级别和月份：列表，从小到大。"""
    ### BEGIN SOLUTION
    total = calendar.groupby(["tier", "month"])["contacts"].sum()
    return sorted(place for place, contacts in total.items() if contacts > limits[place[0]])
    ### END SOLUTION

# %% check="calendar-gaps" points=5
def said_(got):
    if not isinstance(got, dict):
        return got
    return {tier: "+".join(phases) if hasattr(phases, "__iter__") else str(phases) for tier, phases in got.items()}


rows_ = [["key", "2026-07", "pre", 1], ["key", "2026-08", "during", 2], ["key", "2026-09", "after", 1], ["key", "2026-09", "during", 0],
        ["ordinary", "2026-07", "after", 1], ["ordinary", "2026-08", "during", 0], ["ordinary", "2026-09", "after", 1]]
tiny = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
step = checks.example("gaps", tiny, read=said_)
for made_, zh, en in [
    (lambda got: isinstance(got, (list, tuple)), "返回字典：级别 → 缺的阶段的列表。", "return a dict: tier → list of missing phases."),
    (lambda got: got.get("small") == "pre", "缺几个阶段就写几个，不是只写第一个。", "give every phase that is missing, not only the first."),
    (lambda got: set(got) - {"key", "ordinary", "small"}, "键写级别的代号 key、ordinary、small。", "the keys are the tiers key, ordinary, small."),
    (lambda got: "pre" in got or "售前" in got, "键是级别，值是缺的阶段。", "the keys are tiers, the values missing phases."),
    (lambda got: any("售" in phases for phases in got.values()), "写代号 pre、during、after。", "write the codes pre, during, after."),
    (lambda got: got.get("key") == "", "不缺的级别不要写。", "leave out tiers that lack nothing."),
    (lambda got: got.get("ordinary") == "after", "反了：要写缺的阶段，不是有的阶段。", "reversed: the phases that are missing are wanted."),
    (lambda got: "small" not in got, "日历里一行也没有的级别，三个阶段都缺。", "a tier without any row lacks all three phases."),
    (lambda got: got.get("ordinary") == "pre" and got.get("small") != "pre+after", "0 次的行是取消了的，不算有这个阶段。", "a row with 0 was cancelled: the phase is not there."),
    (lambda got: set(got.get("ordinary").split("+")) == {"pre", "during"} and got.get("ordinary") != "pre+during", "要写缺的阶段，按 pre、during、after 的先后。", "give the missing phases in the order pre, during, after."),
]:
    step.mistake(made_, zh, en)
### BEGIN HIDDEN TESTS
for made_, zh, en in [
    (lambda got: set(got.get("small").split("+")) == {"pre", "during", "after"} and got.get("small") != "pre+during+after", "要写缺的阶段，按 pre、during、after 的先后。", "give the missing phases in the order pre, during, after."),
    (lambda got: got.get("key") not in (None, "during", "pre+after"), "看整张日历，不是看每个月：关键客户三个阶段都有。", "look at the whole calendar, not month by month: key customers have all three."),
    (lambda got: got.get("small") in ("pre+after", "pre+during", "during+after"), "三个阶段都要查：pre、during、after。", "check all three phases: pre, during, after."),
    (lambda got: "ordinary" not in got, "三个级别都要查：key、ordinary、small。", "check all three tiers: key, ordinary, small."),
    (lambda got: any(phases.isdigit() for phases in got.values()), "要缺的阶段的名字，不是个数。", "the names of the missing phases are wanted, not their number."),
    (lambda got: any(phases.startswith("p+r+e") for phases in got.values()), "值是列表，缺几个阶段就写几个。", "the values are lists, with every phase that is missing."),
    (lambda got: got.get("key") == "pre+after", "联系 1 次也是有：大于 0 就算。", "one contact is enough: anything above 0 counts."),
    (lambda got: got.get("key") == "during", "一个月取消了不要紧，别的月份还有这个阶段。", "a cancelled month does not matter: the phase is there in another month."),
]:
    step.mistake(made_, zh, en)
### END HIDDEN TESTS
step.expect({"ordinary": "pre+during", "small": "pre+during+after"}, because=(
    "key 三个阶段都有；ordinary 只有 after，during 是 0 次；small 一行也没有。", "key has all three phases; ordinary only after, during is 0; small has no row."))
### BEGIN HIDDEN TESTS
### REFERENCE
whole_ = pd.DataFrame([[tier, "2026-10", phase, 1] for tier in ("small", "key", "ordinary") for phase in ("after", "pre", "during")],
                     columns=["tier", "month", "phase", "contacts"])
checks.agree("gaps", reference.gaps, whole_, read=said_, case=("什么也不缺时", "a calendar that lacks nothing"))
part_ = whole_[whole_["phase"] != "pre"].assign(contacts=[1, 1, 2, 2, 0, 0]).reset_index(drop=True)
step = checks.example("gaps", part_, read=said_)
step.mistake(lambda got: "pre" not in "".join(got.values()), "整张日历里都没有的阶段也算缺：阶段一共三个，不能只看表里有哪些。", "a phase that is nowhere in the calendar is missing too: there are always three phases, whatever the table holds.")
step.mistake(lambda got: "ordinary" not in got, "一个级别的联系全部取消了，三个阶段都算缺。", "a tier whose contacts were all cancelled lacks all three phases.")
step.mistake(lambda got: "key" not in got, "三个级别都要查：key、ordinary、small。", "check all three tiers: key, ordinary, small.")
step.expect({"small": "pre", "key": "pre", "ordinary": "pre+during+after"}, because=(
    "pre 一行也没有；ordinary 的两行都是 0 次。", "there is no row with pre; both rows of ordinary have 0."))
### END HIDDEN TESTS

# %% check="calendar-limit" points=5
def said_(got):
    return got if isinstance(got, dict) else [" ".join(map(str, place)) if hasattr(place, "__iter__") else str(place) for place in got]


rows_ = [["small", "2026-07", "pre", 2], ["key", "2026-08", "pre", 2], ["key", "2026-08", "during", 2], ["key", "2026-08", "after", 2],
        ["key", "2026-07", "after", 5], ["key", "2026-07", "pre", 0], ["ordinary", "2026-07", "pre", 2], ["ordinary", "2026-08", "pre", 1],
        ["key", "2026-09", "pre", 2], ["key", "2026-09", "during", 1], ["key", "2026-09", "after", 1], ["key", "2026-10", "pre", 2]]
tiny = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
step = checks.example("too_many", tiny, {"key": 4, "ordinary": 2, "small": 1}, read=said_)
for places_, zh, en in [
    ("key 2026-07, small 2026-07", "一个月里三个阶段要加起来。", "add up the three phases of a month."),
    ("key 2026-07, key 2026-08, key 2026-09, ordinary 2026-07, small 2026-07", "正好等于上限不算太多。", "exactly the limit is not too many."),
    ("key 2026-07, key 2026-08", "每一级的上限不一样。", "each tier has its own limit."),
    ("key 2026-07, key 2026-08, key 2026-09, key 2026-10, ordinary 2026-07, small 2026-07", "每一级的上限不一样。", "each tier has its own limit."),
]:
    step.mistake(places_.split(", "), zh, en)
right_ = ["key 2026-07", "key 2026-08", "small 2026-07"]
for made_, zh, en in [
    (lambda got: sorted(got) == right_ != got, "从小到大排。", "sort in ascending order."),
    (lambda got: "key 2026-10" in got and "key 2026-07" not in got, "方向反了：超过 limits 才算太多。", "reversed: above the limit is too many."),
    (lambda got: "ordinary 2026-08" in got, "一个月一个月地看，不是把几个月加起来。", "look month by month; do not add up the months."),
]:
    step.mistake(made_, zh, en)
### BEGIN HIDDEN TESTS
for made_, zh, en in [
    (lambda got: "2026-07 key" in got, "先写级别，再写月份。", "the tier comes first, then the month."),
    (lambda got: isinstance(got, dict), "返回列表，不是字典。", "return a list, not a dict."),
    (lambda got: all(place.isdigit() for place in got) and got, "每一项写级别和月份，不是次数。", "each entry is a tier and a month, not a number."),
    (lambda got: got == [], "加起来的是次数 contacts，不是数有几行；每一级和自己的上限比。", "add up contacts, not rows; compare each tier with its own limit."),
    (lambda got: got == ["small 2026-07"], "三个阶段加起来，不是平均。", "add up the three phases; do not take the mean."),
    (lambda got: {"key 2026-10", "key 2026-07"} <= set(got) and "key 2026-09" not in got, "少于上限的不算太多，超过的才算。", "below the limit is not too many; above it is."),
    (lambda got: got == ["key 2026-08"], "超过就算，多 1 次也算。", "anything above the limit counts, one more, too."),
    (lambda got: any(place.endswith(("pre", "during", "after")) for place in got), "按级别和月份加起来，不是按阶段。", "add up by tier and month, not by phase."),
    (lambda got: any(place.startswith(("2 0", "2026")) for place in got), "每一项要写级别和月份两样。", "each entry has both tier and month."),
    (lambda got: any(place.startswith("k e") for place in got), "每一项写成一对：(\"key\", \"2026-07\")。", "each entry is a pair: (\"key\", \"2026-07\")."),
    (lambda got: any(place.count(" ") == 2 for place in got), "每一项只写级别和月份。", "each entry has tier and month only."),
    (lambda got: len(set(got)) < len(got), "一个级别、一个月只写一次。", "one entry for a tier and a month."),
]:
    step.mistake(made_, zh, en)
### END HIDDEN TESTS
step.expect(right_, because=("加起来：key 7 月 5、8 月 6、9 月 4、10 月 2（上限 4），ordinary 7 月 2、8 月 1（上限 2），small 7 月 2（上限 1）。",
                            "sums: key July 5, August 6, September 4, October 2 (limit 4), ordinary July 2, August 1 (limit 2), small July 2 (limit 1)."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["small", f"2026-{month:02d}", phase, month % 4] for month in range(1, 9) for phase in ("pre", "after")]
long_ = pd.DataFrame(rows_, columns=["tier", "month", "phase", "contacts"])
checks.agree("too_many", reference.too_many, long_, {"key": 1, "ordinary": 2, "small": 3}, read=said_, case=("换一组 limits 时", "other limits"))
checks.agree("too_many", reference.too_many, long_.assign(tier="key"), {"key": 6, "ordinary": 2, "small": 3}, read=said_, case=("一个也不超过时", "nothing above the limits"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 10　{task}（{points} 分）
#
# 课文第四节的对话实验里，你一句一句选，客户的情绪跟着变。这里把选好的话交上来。
#
# **做什么**　写两个列表，每个是一次完整的对话，元素是选择的代号：
#
# - `phone_path`：用**电话**和**困惑型客户**（`"confused"`）谈；
# - `chat_path`：用**网上交谈**和**激动型客户**（`"agitated"`）谈。
#
# **为什么**　同样一句话，对不同的客户、走不同的渠道，效果不一样。员工、信息技术、流程，少一样都谈不好。
#
# **规则（本课程自编的模型，不是真人的反应）**
#
# - 对话从 `open` 开始，走到 `end` 才算完。情绪到 0，客户就走了（`left`）。
# - 得分的对话要同时做到三件事：给出了解决办法（`solved`）；结束时情绪不低于 **8**（满分 10）；三个因素 `employee`、`technology`、`process` 都用过。
# - 只要做到，哪一条路都可以，分数相同。
#
# **样例**　用网上交谈和挑剔型客户（`"demanding"`）谈两句：看看现在可以说什么，情绪是多少。

# %%
from keguan.figures import conversation

path = ["script", "form"]
print({choice: conversation.choice_name(choice) for choice in models.talk_choices("demanding", "chat", path)})
talk = models.talk("demanding", "chat", path)
print(talk.moods, talk.factors, talk.step)

# %% [markdown] hint=1
# 激动型客户先要有人听他说完，再谈怎么办；困惑型客户要有人问清楚、说明白。先打开课文的对话实验试几次。

# %% [markdown] hint=2
# 在新的一格里一步一步来：每选一句，运行一次 `models.talk_choices(...)` 和 `models.talk(...)`，看情绪往哪边走、用了哪个因素。课文里电话上的那条路，搬到网上只有 7 分：第三句、第四句换一换。

# %% [markdown] hint=3
# 最短的对话只要四句：`open`、`clarify`、`solve`、`close` 各选一句。最后一句看看还缺哪个因素；网上不马上办也行，给客户一个看得见的进度，再约好回访：
#
# ```python
# chat_path = ["listen", "ask", ..., ...]
# models.talk("agitated", "chat", chat_path)
# ```

# %% answer="talk"
phone_path = None  # 把 None 换成列表：电话，困惑型客户
chat_path = None  # 把 None 换成列表：网上交谈，激动型客户
### BEGIN SOLUTION
phone_path = ["listen", "ask", "fix", "note"]
chat_path = ["listen", "ask", "track", "revisit"]
### END SOLUTION

# %% check="talk-phone" points=5
from keguan.models import maintenance as desk_

got_ = checks.variable("phone_path").got
checks.that(isinstance(got_, (list, tuple)) and all(isinstance(word_, str) for word_ in got_), "phone_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
problem_ = desk_.talk_problem("confused", "phone", [word_.strip() for word_ in got_], mood=8)
checks.that(problem_ is None, "phone_path", *(problem_ or ("", "")))
checks.right("phone_path")

# %% check="talk-chat" points=5
from keguan.models import maintenance as desk_

got_ = checks.variable("chat_path").got
checks.that(isinstance(got_, (list, tuple)) and all(isinstance(word_, str) for word_ in got_), "chat_path", "要一个列表，元素是选择的代号。",
            "give a list of codes.")
problem_ = desk_.talk_problem("agitated", "chat", [word_.strip() for word_ in got_], mood=8)
checks.that(problem_ is None, "chat_path", *(problem_ or ("", "")))
checks.right("chat_path")

# %% [markdown]
# **接着想**　把 `chat_path` 原样搬到电话上，`models.talk("agitated", "phone", chat_path)` 的情绪是多少？把课文里电话上的那条路搬到网上呢？
#
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看十个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
