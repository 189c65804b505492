# %% [markdown]
# # {title}
#
# 这里有五个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。前两个任务的检查只告诉你写全了没有；对不对，在学习主页点“检查我的作业”以后才知道。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
#
# **数据说明**　服务中心、情境和措施都是**虚构**的。“5% 换来 40%”一类的数字，是流传的说法，没有说明是哪项研究、从多少算起；这里用一个简单的模型来检验。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases
from keguan.style import language

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　下面是一家旅行社（虚构）的 16 件事。给每一件写出它属于哪一层满意：`levels` 是字典，键是数字 1 到 16（写成字符串 `"1"` 也行），值是代号。
#
# **为什么**　客户说“满意”，满意的可能是理念，也可能是制服；可能是床睡得舒服，也可能是公司守规矩。分清是哪一层，才知道还缺哪一层。
#
# **六个代号（本课约定）**　第 1 到 8 件看企业，第 9 到 16 件看产品。只看写到的这件事。
#
# | 第几件 | 代号 | 层次 | 问一句 |
# |---|---|---|---|
# | 1–8 | `MS` | 企业理念满意 | 是企业的宗旨、使命、价值观吗？ |
# | 1–8 | `BS` | 企业行为满意 | 是员工的行为、制度、办事方式吗？ |
# | 1–8 | `VS` | 企业视觉满意 | 是看得见的标志、颜色、制服吗？ |
# | 9–16 | `material` | 物质满意层 | 是产品的核心，买来就为了用它的吗？ |
# | 9–16 | `spiritual` | 精神满意层 | 是产品的样子，或者产品以外的体贴，让人心里高兴的吗？ |
# | 9–16 | `social` | 社会满意层 | 是消费的时候，照顾到了社会的利益吗？ |
#
# **16 件事**
#
# 1. 公司的使命写着“客户的行程比我们的利润重要”，会员很认同。
# 2. 每一位客服都照同一套制度办退票，对谁都一样。
# 3. 所有门店都用一样的蓝色招牌，老远就认得出来。
# 4. 公司公布了宗旨：让普通人也走得了远路。
# 5. 新员工个个学会处理投诉的办法，做错了照规定赔。
# 6. 应用换了新图标，又简单又好认。
# 7. 门店的员工穿一样的制服，胸前是公司的标志。
# 8. 公司的价值观是“不赚糊涂钱”，有的客户就为这句话选了它。
# 9. 房间安静，床睡得舒服。
# 10. 行程册印得很漂亮，客人舍不得扔。
# 11. 每卖一张机票，公司捐一元钱种树，客人觉得这钱花得值。
# 12. 买了火车票，马上出票，座位没有错。
# 13. 管家记得客人的生日，送来一张手写的贺卡。
# 14. 酒店不再主动提供一次性牙刷，客人赞成少扔垃圾。
# 15. 订的车准时到，把人平安送到机场。
# 16. 旅行团不进居民区的小巷，不打扰当地人。
#
# **规则**　前八件、后八件单独给分。

# %% [markdown] hint=1
# 前八件先问：看得见的是哪几件？余下的，是“怎么想”还是“怎么做”？后八件先问：和社会、别人的利益有关的是哪几件？

# %% [markdown] hint=2
# 前八件里，理念三件、行为两件、视觉三件。后八件里，买来就为了用的三件，让人心里高兴的两件，照顾社会的三件。

# %% [markdown] hint=3
# 可以先写成六个清单，再拼成字典：
#
# ```python
# lists = {"MS": [1, ...], "BS": [2, ...], "VS": [3, ...], "material": [9, ...], "spiritual": [10, ...], "social": [11, ...]}
# levels = {number: name for name, numbers in lists.items() for number in numbers}
# ```

# %% answer="levels"
levels = None  # 把 None 换成字典，例如 {1: "代号", 2: "代号", ...}
### BEGIN SOLUTION
lists = {"MS": [1, 4, 8], "BS": [2, 5], "VS": [3, 6, 7], "material": [9, 12, 15], "spiritual": [10, 13], "social": [11, 14, 16]}
levels = {number: name for name, numbers in lists.items() for number in numbers}
### END SOLUTION

# %% check="levels-1" points=5
got_ = checks.variable("levels").got
key_ = lambda number: str(int(number)) if str(number).strip().isdecimal() else str(number)
given_ = {key_(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(1, 9)]
checks.that("0" not in given_, "levels", "键从 1 开始，到 16，没有 0。", "the keys begin at 1 and end at 16; there is no 0.")
checks.that(set(part_) <= set(given_), "levels", "要写成字典，键是数字 1 到 8，一个也不少。", "a dictionary is wanted, with every key from 1 to 8.")
checks.that({given_[number] for number in part_} <= {"MS", "BS", "VS"}, "levels",
            "第 1 到 8 件的值用 MS、BS、VS。", "numbers 1 to 8 have the codes MS, BS and VS.")
checks.answered("levels 1–8")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("1", "使命是“怎么想”，还是“怎么做”？", "a mission: what the firm thinks or what it does?"),
    ("2", "客服照制度办事，是想法还是行为？", "agents who follow a rule: an idea or behaviour?"),
    ("3", "招牌靠什么认出来？", "how does one recognise a sign?"),
    ("4", "宗旨是“怎么想”，还是“怎么做”？", "a purpose: what the firm thinks or what it does?"),
    ("5", "员工会做、照规定赔，是想法还是行为？", "staff who know what to do: an idea or behaviour?"),
    ("6", "图标是看的，还是做的？", "an icon: is it seen or done?"),
    ("7", "制服和标志靠什么认出来？", "how does one recognise a uniform and a logo?"),
    ("8", "价值观是“怎么想”，还是“怎么做”？", "values: what the firm thinks or what it does?"),
]:
    checks.that(given_[number_] == reference.levels[int(number_)], "levels", f"第 {number_} 件：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% check="levels-9" points=5
got_ = checks.variable("levels").got
key_ = lambda number: str(int(number)) if str(number).strip().isdecimal() else str(number)
given_ = {key_(number): str(code).strip() for number, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [str(number) for number in range(9, 17)]
checks.that("0" not in given_, "levels", "键从 1 开始，到 16，没有 0。", "the keys begin at 1 and end at 16; there is no 0.")
checks.that(set(part_) <= set(given_), "levels", "要写成字典，键是数字 9 到 16，一个也不少。", "a dictionary is wanted, with every key from 9 to 16.")
checks.that(set(given_) <= {str(number) for number in range(1, 17)}, "levels", "只有 16 件，没有别的键：键是 1 到 16。",
            "there are 16 things and no other keys: 1 to 16.")
checks.that({given_[number] for number in part_} <= {"material", "spiritual", "social"}, "levels",
            "第 9 到 16 件的值用 material、spiritual、social。", "numbers 9 to 16 have the codes material, spiritual and social.")
checks.answered("levels 9–16")
### BEGIN HIDDEN TESTS
### REFERENCE
for number_, zh, en in [
    ("9", "住店的人花钱，先为了什么？", "what does a guest pay for first?"),
    ("10", "行程册的用处是看行程；漂亮是用处，还是样子？", "the booklet is for reading the route; is its beauty a use or a look?"),
    ("11", "种树是谁的利益？", "whose interest are the trees?"),
    ("12", "买票的人花钱，先为了什么？", "what does a buyer of a ticket pay for first?"),
    ("13", "贺卡是买来用的吗？", "is the card what the guest paid for?"),
    ("14", "少扔垃圾是谁的利益？", "whose interest is less waste?"),
    ("15", "订车的人花钱，先为了什么？", "what does one pay for who books a car?"),
    ("16", "不打扰当地人，是谁的利益？", "whose interest is it not to disturb those who live there?"),
]:
    checks.that(given_[number_] == reference.levels[int(number_)], "levels", f"第 {number_} 件：{zh}", f"number {number_}: {en}")
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　六层里哪两层只有两件？想一家你常去的店，给其中一层补一件事。

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　运行下一格，读 15 个情境（虚构）。给每一个写出造成差距的因素：`causes` 是字典，键是情境编号 `"G01"` 到 `"G15"`，值是因素的代号。
#
# **为什么**　服务没有做到客户的期望，可能是没弄懂客户要什么（差距一），也可能是标准定好了没有做到（差距二）。找对了因素，才知道该改哪里。
#
# **十个因素（本课约定）**　只看情境里写到的，问一句：问题出在哪里？
#
# | 差距 | 代号 | 因素 | 问题出在 |
# |---|---|---|---|
# | 一 | `research` | 市场调查 | 没有去调查客户，或者调查了不用 |
# | 一 | `upward` | 向上沟通 | 一线知道，没有说给管理者听，管理者也不问 |
# | 一 | `levels` | 管理层次 | 层次太多，话传走了样 |
# | 二 | `teamwork` | 协作性 | 同事、部门之间不配合 |
# | 二 | `staff_fit` | 职员胜任性 | 人不会做 |
# | 二 | `tech_fit` | 技术胜任性 | 设备、系统不够用 |
# | 二 | `control` | 控制力 | 人会做，但没有权力自己处理 |
# | 二 | `supervision` | 监督控制体系 | 没有人按标准检查、考核 |
# | 二 | `role_conflict` | 角色矛盾 | 两头的要求不能同时做到 |
# | 二 | `role_ambiguity` | 角色不明 | 不清楚该做什么、做到什么程度 |
#
# **规则**　每五个情境单独给分。

# %%
situations = cases.load("ctrip", "factor_cases")
for _, row in situations.iterrows():
    print(row["case_id"], row["text_" + language()])

# %% [markdown] hint=1
# 先分两堆：是管理者不知道客户要什么，还是标准已经定好了、做的时候出了问题？

# %% [markdown] hint=2
# 差距一有五个情境，差距二有十个。差距二里先挑设备不够用的、不配合的、没有人检查的，各两个。

# %% [markdown] hint=3
# 可以先写成十个清单，再拼成字典：
#
# ```python
# lists = {"research": ["G01", ...], "upward": ["G03", ...], "levels": [...], "teamwork": ["G08", ...], "staff_fit": [...],
#          "tech_fit": ["G02", ...], "control": [...], "supervision": ["G09", ...], "role_conflict": [...], "role_ambiguity": [...]}
# causes = {name: factor for factor, names in lists.items() for name in names}
# ```

# %% answer="cause"
causes = None  # 把 None 换成字典，例如 {"G01": "代号", "G02": "代号", ...}
### BEGIN SOLUTION
lists = {"research": ["G01", "G11"], "upward": ["G03", "G12"], "levels": ["G07"], "teamwork": ["G08", "G14"], "staff_fit": ["G06"],
         "tech_fit": ["G02", "G13"], "control": ["G05"], "supervision": ["G09", "G15"], "role_conflict": ["G10"], "role_ambiguity": ["G04"]}
causes = {name: factor for factor, names in lists.items() for name in names}
### END SOLUTION

# %% check="cause-1" points=3
got_ = checks.variable("causes").got
given_ = {str(name).strip(): str(code).strip() for name, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [f"G{number:02d}" for number in range(1, 6)]
checks.that(set(part_) <= set(given_), "causes", '要写成字典，键是 "G01" 到 "G05"，一个也不少。', 'a dictionary is wanted, with every key from "G01" to "G05".')
checks.that({given_[name] for name in part_} <= {"research", "upward", "levels", "teamwork", "staff_fit", "tech_fit", "control", "supervision", "role_conflict", "role_ambiguity"}, "causes",
            "值要用十个英文代号。", "use the ten English codes.")
checks.answered("causes G01–G05")
### BEGIN HIDDEN TESTS
### REFERENCE
for name_, zh, en in [
    ("G01", "公司去问过会员吗？", "did the firm ask its members?"),
    ("G02", "慢在人，还是慢在系统？", "what is slow, the agent or the systems?"),
    ("G03", "一线知道，经理知道吗？", "the front line knows; does the manager?"),
    ("G04", "他是做不到，还是不清楚该做什么？", "can he not do it, or does he not know what is his to do?"),
    ("G05", "客服会做，缺的是什么？", "the agent knows how; what is lacking?"),
]:
    checks.that(given_[name_] == reference.causes[name_], "causes", f"{name_}：{zh}", f"{name_}: {en}")
### END HIDDEN TESTS

# %% check="cause-6" points=3
got_ = checks.variable("causes").got
given_ = {str(name).strip(): str(code).strip() for name, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [f"G{number:02d}" for number in range(6, 11)]
checks.that(set(part_) <= set(given_), "causes", '要写成字典，键是 "G06" 到 "G10"，一个也不少。', 'a dictionary is wanted, with every key from "G06" to "G10".')
checks.that({given_[name] for name in part_} <= {"research", "upward", "levels", "teamwork", "staff_fit", "tech_fit", "control", "supervision", "role_conflict", "role_ambiguity"}, "causes",
            "值要用十个英文代号。", "use the ten English codes.")
checks.answered("causes G06–G10")
### BEGIN HIDDEN TESTS
### REFERENCE
for name_, zh, en in [
    ("G06", "接电话的人学过差旅规定吗？", "did whoever takes the call learn the travel rules?"),
    ("G07", "话是在哪里走样的？", "where does the message get distorted?"),
    ("G08", "两个组之间缺什么？", "what is missing between the two teams?"),
    ("G09", "标准写了，谁来检查？", "the standard is written; who checks it?"),
    ("G10", "两位主管的要求能同时做到吗？", "can he do what both supervisors want?"),
]:
    checks.that(given_[name_] == reference.causes[name_], "causes", f"{name_}：{zh}", f"{name_}: {en}")
### END HIDDEN TESTS

# %% check="cause-11" points=4
got_ = checks.variable("causes").got
given_ = {str(name).strip(): str(code).strip() for name, code in got_.items()} if hasattr(got_, "items") else {}
part_ = [f"G{number:02d}" for number in range(11, 16)]
checks.that(set(part_) <= set(given_), "causes", '要写成字典，键是 "G11" 到 "G15"，一个也不少。', 'a dictionary is wanted, with every key from "G11" to "G15".')
checks.that(set(given_) <= {f"G{number:02d}" for number in range(1, 16)}, "causes", '只有 15 个情境，没有别的键：键是 "G01" 到 "G15"。',
            'there are 15 situations and no other keys: "G01" to "G15".')
checks.that({given_[name] for name in part_} <= {"research", "upward", "levels", "teamwork", "staff_fit", "tech_fit", "control", "supervision", "role_conflict", "role_ambiguity"}, "causes",
            "值要用十个英文代号。", "use the ten English codes.")
checks.answered("causes G11–G15")
### BEGIN HIDDEN TESTS
### REFERENCE
for name_, zh, en in [
    ("G11", "问卷收回来了，用了吗？", "the questionnaires came back; were they used?"),
    ("G12", "经理去问过一线吗？", "did the manager ask the front line?"),
    ("G13", "接不进电话，是人的事还是设备的事？", "the calls do not get through: a matter of people or of equipment?"),
    ("G14", "两个班之间缺什么？", "what is missing between the two shifts?"),
    ("G15", "照做不照做，有人看吗？", "does anybody look whether they follow it?"),
]:
    checks.that(given_[name_] == reference.causes[name_], "causes", f"{name_}：{zh}", f"{name_}: {en}")
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　挑差距二的一个情境：要补上这个差距，先改人、改设备，还是改制度？

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `uplift(r0, delta, discount)`：每年的保留率从 `r0` 提高到 `r0 + delta`，一位客户的价值多了几成；
# - `solve(target, delta, discount)`：从哪个保留率 `r0` 提高 `delta`，价值正好多 `target`？在 0.55 到 `1 - delta` 之间找；这一段里找不到，返回文字 `"none"`（不要返回 `None`：检查会当作没有作答）。
#
# **为什么**　“多留住 5% 的客户，利润多 40%。”这样的话，在什么条件下才对？
#
# **规则**
#
# - 一位客户的价值和 **保留率 ÷ (1 + 贴现率 − 保留率)** 成正比。`uplift` = 提高以后的价值 ÷ 原来的价值 − 1，0.4 就是多四成。`r0 + delta` 不超过 1，`discount`（贴现率）在 0.02 到 0.1 之间。
# - 在 0.55 到 `1 - delta` 这一段，`r0` 越大，`uplift` 越大：所以可以用**对半找**。`target` 比这一段两头的 `uplift` 都小，或者都大，就返回 `"none"`。
# - `solve` 精确到 0.001 就行，多留几位小数。
#
# **样例**　对半找：哪个数的平方是 20？每次看中间的数，太小就丢掉左半段，太大就丢掉右半段。30 次以后，剩下的一段只有原来的十亿分之一。

# %%
low, high = 4, 5
for turn in range(30):
    middle = (low + high) / 2
    if middle * middle < 20:
        low = middle
    else:
        high = middle
print(round(low, 4))

# %% [markdown] hint=1
# `uplift` 就是把公式算两次，相除再减 1。`solve` 先问两头：`target` 在不在这一段里？在，再对半找。

# %% [markdown] hint=2
# 两头是 `uplift(0.55, …)` 和 `uplift(1 - delta, …)`。对半找的条件换成 `uplift(middle, delta, discount) < target`。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# now = r0 / (1 + discount - r0)
# later = ... / (1 + discount - r0 - delta)
# return later / now - ...
#
# low, high = 0.55, ...
# if target < uplift(low, delta, discount) or target > ...:
#     return "none"
# for turn in range(30):
#     middle = (low + high) / 2
#     if uplift(middle, delta, discount) < ...:
#         low = ...
#     else:
#         high = ...
# return ...
# ```

# %% contract=true
r0 = Number(0.3, 0.98)
delta = Number(0.01, 0.1)
discount = Number(0.02, 0.1)
target = Number(0, 20)

# %% answer="uplift"
def uplift(r0, delta, discount):
    """保留率从 r0 提高 delta，一位客户的价值多了几成（0.4 = 多四成）。"""
    ### BEGIN SOLUTION
    now = r0 / (1 + discount - r0)
    later = (r0 + delta) / (1 + discount - r0 - delta)
    return later / now - 1
    ### END SOLUTION

def solve(target, delta, discount):
    """从哪个保留率提高 delta，价值正好多 target；0.55 到 1 - delta 里没有，就返回文字 none。"""
    ### BEGIN SOLUTION
    low, high = 0.55, 1 - delta
    if target < uplift(low, delta, discount) or target > uplift(high, delta, discount):
        return "none"
    for turn in range(30):
        middle = (low + high) / 2
        if uplift(middle, delta, discount) < target:
            low = middle
        else:
            high = middle
    return low
    ### END SOLUTION

# %% check="uplift-one" points=4
step = checks.example("uplift", 0.8, 0.05, 0.1)
right_ = 0.85 / 0.25 / (0.8 / 0.3) - 1
for known_, zh, en in [
    (right_ + 1, "还要减 1：问的是多了几成。", "take off 1: how much more is asked."),
    (0.85 / 0.25 - 0.8 / 0.3, "要除以原来的价值，不是相减。", "divide by the old value, do not subtract."),
    (0.3 / 0.25 - 1, "分子也变：新的保留率是 r0 + delta。", "the numerator changes as well: the new retention is r0 + delta."),
    (0.85 / 0.8 - 1, "分母也变，不能只比两个保留率：新的保留率是 r0 + delta。", "the denominator changes as well, not the retention alone: the new one is r0 + delta."),
    (0.85 / 0.35 / (0.8 / 0.3) - 1, "分母里 delta 也要减：1 + discount − r0 − delta。", "take delta off in the denominator: 1 + discount − r0 − delta."),
    (0.85 / 0.05 / (0.8 / 0.1) - 1, "分母是 1 + discount − 保留率，不是 1 − discount − 保留率。", "the denominator is 1 + discount − retention, not 1 − discount − retention."),
    *((wrong_, "分子、分母各加圆括号：(r0 + delta) / (1 + discount - r0 - delta)。", "brackets round numerator and denominator: (r0 + delta) / (1 + discount - r0 - delta).") for wrong_ in (0, 33, 0.1 / (0.8 / 0.3) - 1, 1 / (0.8 / 0.3) - 1)),
    (0.85 / 0.15 / (0.8 / 0.2) - 1, "分母里有贴现率：1 + discount − 保留率。", "the discount belongs to the denominator: 1 + discount − retention."),
    (0.84 / 0.26 / (0.8 / 0.3) - 1, "delta 是百分点：0.8 提高到 0.85，不是 0.8 × 1.05。", "delta is in points: from 0.8 to 0.85, not 0.8 × 1.05."),
    (1 - (0.8 / 0.3) / (0.85 / 0.25), "除以原来的价值，不是提高以后的。", "divide by the old value, not by the new."),
    (100 * right_, "要 0 到 1 之间的小数，不写成百分数。", "a decimal is wanted, not percent."),
]:
    step.mistake(known_, zh, en, tol=0.0005)
step.mistake(lambda got: 0.0005 < abs(got - right_) < 0.03, "不用取整，至少留三位小数。", "no rounding, or to three decimals at least.")
step.expect(right_, tol=0.0005, because=("0.8 ÷ 0.3 变成 0.85 ÷ 0.25。", "0.8 / 0.3 becomes 0.85 / 0.25."))
### BEGIN HIDDEN TESTS
### REFERENCE
for r0_, delta_, discount_ in [(0.9, 0.05, 0.1), (0.6, 0.04, 0.05), (0.4, 0.1, 0.08), (0.95, 0.05, 0.02)]:
    checks.agree("uplift", reference.uplift, r0_, delta_, discount_, tol=0.0005, case=("换几个数时", "other numbers"))
### END HIDDEN TESTS

# %% check="uplift-solve" points=6
def solve_(target, delta, discount, right, case=None):
    step = checks.example("solve", target, delta, discount, case=case)
    step.mistake("none", "这一段里找得到，不是 none：target 在 0.55 和 1 - delta 两头的 uplift 之间。", "there is one in this range, not none: target lies between the uplift at 0.55 and at 1 - delta.")
    step.mistake(lambda got: abs(got - target) < 0.0015, "要保留率 r0，不是多了几成。", "the retention r0 is wanted, not how much more it brings.")
    step.mistake(lambda got: right != 0.8968 and abs(got - 0.8968) < 0.0015, "target、delta、discount 都是参数，不要写死成 0.4、0.05、0.1。", "target, delta and discount are parameters: do not fix 0.4, 0.05 and 0.1.")
    step.mistake(lambda got: got > 1, "要 0 到 1 之间的小数，不写成百分数。", "a decimal between 0 and 1 is wanted, not percent.")
    step.mistake((1.55 - delta) / 2, "停在了第一次的中间：每次丢掉一半，循环完了再 return。", "this is the first middle: drop a half each time, and return after the loop.", tol=0.0015)
    step.mistake(lambda got: isinstance(got, (int, float)) and got < 0.5495, "只在 0.55 到 1 - delta 之间找：再低也有一个，但那里的客户大多一年就走了。",
                 "look between 0.55 and 1 - delta only: there is another one below, where most customers leave within a year.")
    step.mistake(right + delta, "要提高以前的保留率 r0，不是提高以后的。", "the retention before is wanted, not the one after.", tol=0.0015)
    step.mistake(0.55, "返回的是左头：比较反了，或者没有去掉一半。", "this is the left end: is the comparison reversed, or is no half dropped?", tol=0.0015)
    step.mistake(1 - delta, "返回的是右头：比较反了，或者没有去掉一半。", "this is the right end: is the comparison reversed, or is no half dropped?", tol=0.0015)
    step.mistake(lambda got: 0.0015 < abs(got - right) < 0.06, "找得还不够细：多对半几次，精确到 0.001。", "not fine enough: halve more often, to 0.001.")
    step.expect(right, tol=0.0015)


solve_(0.4, 0.05, 0.1, 0.8968)
solve_(0.21, 0.04, 0.1, 0.7965, case=("delta 是 0.04 时", "a delta of 0.04"))
step = checks.example("solve", 0.6, 0.05, 0.1, case=("target 太大时", "a target that is too large"))
step.mistake(lambda got: not isinstance(got, str), "target 比两头（0.55 和 1 - delta）的 uplift 都大，找不到：返回文字 none。", "the target is above the uplift at both ends, 0.55 and 1 - delta: return the text none.")
step.expect("none")
step = checks.example("solve", 0.1, 0.05, 0.1, case=("target 太小时", "a target that is too small"))
step.mistake(lambda got: not isinstance(got, str), "target 比两头（0.55 和 1 - delta）的 uplift 都小，找不到：返回文字 none。", "the target is below the uplift at both ends, 0.55 and 1 - delta: return the text none.")
step.expect("none")
### BEGIN HIDDEN TESTS
### REFERENCE
for target_, delta_, discount_ in [(0.6, 0.05, 0.05), (0.3, 0.05, 0.08), (0.9, 0.1, 0.1), (0.21, 0.04, 0.02), (2.9, 0.1, 0.03)]:
    checks.agree("solve", reference.solve, target_, delta_, discount_, tol=0.0015, case=("换几个数时", "other numbers"))
for target_, delta_, discount_ in [(5, 0.1, 0.1), (0.57, 0.05, 0.1), (0.24, 0.1, 0.1), (0.17, 0.05, 0.06), (0.225, 0.05, 0.02), (0.23, 0.05, 0.02), (0.21, 0.05, 0.02), (0.219, 0.05, 0.02)]:
    checks.agree("solve", reference.solve, target_, delta_, discount_, tol=0.0015, case=("有的找得到、有的找不到时", "some that can be found and some that cannot"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　三种流传的说法：银行留住 5 个百分点，价值多四成；服务业留住 4 个百分点，多两成一；保险留住 5 个百分点，多六成。新建一格，运行 `solve(0.4, 0.05, 0.1)`、`solve(0.21, 0.04, 0.1)`、`solve(0.6, 0.05, 0.1)`，再把贴现率换成 0.05。同一句话，换个起点还对吗？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `margin(s, n)`：问了 `n` 个人，打分的标准差是 `s`，平均分的误差范围（95%）是正负多少；
# - `needed(s, goal)`：误差范围要不超过 `goal`，至少要问多少人，返回整数。
#
# **为什么**　问得越多越准，可是多问一个人就多花一份钱。先想好要多准，再算问多少人。
#
# **规则**
#
# - 误差范围 = 1.96 × s ÷ √n。√n 写成 `n ** 0.5`。
# - 由它倒推：n = (1.96 × s ÷ goal)²，人数只能往上取整，用 `math.ceil`。正好是整数，就是这个整数。
# - `margin` 不用取整；要四舍五入，至少留三位小数。
# - 误差范围只管“问得少”的误差。愿意回答的人和不愿意的不一样，问再多也补不回来。
#
# **样例**　一块正方形的地有 50 平方米，边长多少？每袋草籽管 12 平方米，要买几袋？

# %%
import math

area = 50
print(round(area ** 0.5, 2), math.ceil(area / 12), math.ceil(48 / 12), round((7 / 2) ** 2, 2))

# %% [markdown] hint=1
# `margin` 照公式写。`needed` 把公式倒过来：要的误差越小，人数越多。

# %% [markdown] hint=2
# 平方写成 `** 2`，注意加圆括号。往上取整放在最后，只取一次。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# return 1.96 * s / ... ** 0.5
#
# return math.ceil((1.96 * s / ...) ** 2)
# ```

# %% contract=true
s = Number(0.1, 10)
n = Number(1, whole=True)
goal = Number(0.02, 10)

# %% answer="margin"
import math

def margin(s, n):
    """n 个人的平均分的误差范围（95%），正负多少分。"""
    ### BEGIN SOLUTION
    return 1.96 * s / n ** 0.5
    ### END SOLUTION

def needed(s, goal):
    """误差范围不超过 goal，至少要问多少人。"""
    ### BEGIN SOLUTION
    return math.ceil((1.96 * s / goal) ** 2)
    ### END SOLUTION

# %% check="margin-error" points=5
step = checks.example("margin", 1.5, 36)
for known_, zh, en in [
    (1.96 * 1.5 / 36, "除以 √n，不是 n。", "divide by √n, not by n."),
    (1.5 / 6, "还要乘 1.96。", "multiply by 1.96, too."),
    (1.96 / 6, "还要乘标准差 s。", "multiply by the standard deviation s, too."),
    (1.96 * 1.5 * 6, "除以 √n，不是乘。", "divide by √n, do not multiply."),
    (1.96 * 1.5, "还要除以 √n。", "divide by √n, too."),
    (2 * 1.5 / 6, "系数是 1.96，不是 2。", "the factor is 1.96, not 2."),
    (2 * 1.96 * 1.5 / 6, "要正负多少，不是从头到尾有多宽。", "plus or minus how much, not the whole width."),
    (1.96 * 1.5 ** 0.5 / 6, "只有 n 要开方，s 已经是标准差。", "the root is of n only; s is a standard deviation already."),
    ((1.96 * 1.5 / 36) ** 0.5, "只有 n 要开方。", "the root is of n only."),
    *((1.96 * 1.5 / wrong_, "√n 写成 n ** 0.5：两个星号是几次方，写 1/2 要加圆括号。", "√n is n ** 0.5: two asterisks make a power, and 1/2 needs brackets.") for wrong_ in (72, 18, 1296)),
    (lambda got: abs(got - 0.5) < 0.0005, "是 1.96，不是 2；也不要取整到一位小数。", "1.96, not 2; and no rounding to one decimal."),
    (1.96 * (1.5 / 36) ** 0.5, "只有 n 要开方，s 已经是标准差。", "the root is of n only; s is a standard deviation already."),
]:
    step.mistake(known_, zh, en)
step.expect(1.96 * 1.5 / 6, because=("1.96 × 1.5 ÷ 6。", "1.96 × 1.5 / 6."))
### BEGIN HIDDEN TESTS
### REFERENCE
for s_, n_ in [(1, 30), (1, 100), (1, 400), (0.5, 1), (2.4, 7)]:
    checks.agree("margin", reference.margin, s_, n_, tol=0.0006, case=("换几个数时", "other numbers"))
### END HIDDEN TESTS

# %% check="margin-needed" points=5
step = checks.example("needed", 1.5, 0.3)
for known_, zh, en in [
    (96, "只能往上取整：96 个人还不够。", "round up: 96 people are not enough."),
    ((1.96 * 1.5 / 0.3) ** 2, "人数要整数：往上取整。", "people come in whole numbers: round up."),
    (10, "还要平方：√n 倒过来是 n。", "square it: turned round, √n is n."),
    (100, "系数是 1.96，不是 2；先平方，再取整，只在最后取一次。", "the factor is 1.96, not 2; square first and round up once, at the end."),
    (25, "还要乘 1.96。", "multiply by 1.96, too."),
    (43, "还要乘标准差 s。", "multiply by the standard deviation s, too."),
    (98, "往上取整，不是加 1 再取整。", "round up; do not add one as well."),
    *((wrong_, "整个商一起平方，先加圆括号：1.96 和 s 也要平方。", "square the whole quotient, in brackets: 1.96 and s as well.") for wrong_ in (33, 49, 65)),
    (20, "** 2 是平方，* 2 是两倍。", "** 2 squares, * 2 doubles."),
    (4, "要平方，不是开方。", "square it, do not take the root."),
    (1, "goal 是分母：误差越小，人数越多。", "goal is the denominator: a smaller error needs more people."),
]:
    step.mistake(known_, zh, en)
step.expect(97, tol=0, because=("(1.96 × 1.5 ÷ 0.3)² = 96.04，要 97 个人。", "(1.96 × 1.5 / 0.3)² = 96.04, so 97 people."))
step = checks.example("needed", 1.5, 2.94, case=("正好是整数时", "a whole number"))
step.mistake(2, "正好是 1，就是 1 个人：用 math.ceil，不要再加 1。", "it is exactly 1, so one person: math.ceil, nothing added.")
step.expect(1, tol=0)
### BEGIN HIDDEN TESTS
### REFERENCE
for s_, goal_ in [(1, 0.1), (1, 0.5), (2, 0.25), (0.7, 0.3), (1.2, 0.04), (0.5, 3)]:
    checks.agree("needed", reference.needed, s_, goal_, tol=0, case=("换几个数时", "other numbers"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `margin(1, 100)` 和 `margin(1, 400)`。人数变成四倍，误差变成几分之几？要是只有满意的人肯回答，误差范围还说得准吗？

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写函数 `indices(people)`：`people` 是街头访问的结果，一行一人；返回字典，键是五项指标的代号，值是数。
#
# **为什么**　同样是“满意”，问谁、除以谁，得到的数不一样。先说清楚分母是谁，几家企业才比得起来。
#
# **五项指标（本课约定）**　比例都在 0 到 1 之间，不写成百分数。不用取整；要四舍五入，至少留三位小数。
#
# | 代号 | 指标 | 怎么算 |
# |---|---|---|
# | `awareness` | 知名度 | 会指名要它家的人（`named`）÷ **所有受访的人** |
# | `reputation` | 美誉度 | 称赞它家的人（`praised`）÷ **会指名要它家的人** |
# | `repeat` | 回头率 | 再次购买（`again`）**或者**推荐给别人（`recommended`）的人 ÷ **今年买过的人**（`bought`）；两样都有的只算一次 |
# | `complaint` | 抱怨率 | 抱怨过的人（`complained`）÷ **今年买过的人** |
# | `sales` | 销售力 | 今年比去年多卖的比例：今年的花费（`spent_cny`）合计 ÷ 去年的（`spent_before_cny`）合计 − 1 |
#
# 没有买过的人，`again`、`recommended`、`complained` 都是 False；不会指名的人，`praised` 是 False。三个分母和去年的合计都大于 0。
#
# **样例**　读书会：四个人报名，来过的人里有多少带过朋友**或者**交过读后感？这学期（`now`）读的书比上学期（`last`）多了几成？真假值合计，True 算 1；真假值求平均，就是比例。

# %%
people = cases.load("ctrip", "index_survey")
readers = pd.DataFrame({"came": [True, True, False, True], "friend": [True, False, False, False],
                        "essay": [True, False, False, True], "last": [2, 0, 1, 1], "now": [3, 2, 0, 1]})
came = readers[readers["came"]]
active = came["friend"] | came["essay"]
print("came", readers["came"].mean(), "active", active.mean())
print("growth", readers["now"].sum() / readers["last"].sum() - 1)

# %% [markdown] hint=1
# 先圈出每项指标的分母：所有人、会指名的人、买过的人、去年的花费。分母是“买过的人”的两项，先把买过的行筛出来。

# %% [markdown] hint=2
# 筛出 `buyers` 以后，一列真假值的 `mean()` 就是比例；“或者”用 `|`。`reputation` 用两个 `sum()` 相除。`sales` 用两个 `sum()` 相除，再减 1。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# buyers = people[people[...]]
# back = buyers["again"] | ...
# return {
#     "awareness": people["named"].mean(),
#     "reputation": people["praised"].sum() / ...,
#     "repeat": ...,
#     "complaint": buyers[...].mean(),
#     "sales": people["spent_cny"].sum() / ... - 1
# }
# ```

# %% contract=true
people = Table("ctrip/index_survey", "named praised bought again recommended complained spent_before_cny spent_cny", key="person_id")

# %% answer="indices"
def indices(people):
    """五项满意度指标：字典。"""
    ### BEGIN SOLUTION
    buyers = people[people["bought"]]
    back = buyers["again"] | buyers["recommended"]
    return {
        "awareness": people["named"].mean(),
        "reputation": people["praised"].sum() / people["named"].sum(),
        "repeat": back.mean(),
        "complaint": buyers["complained"].mean(),
        "sales": people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1,
    }
    ### END SOLUTION

# %% check="indices-known" points=5
part_ = lambda got: pd.Series(dict(got) if hasattr(got, "keys") else {}).reindex(["awareness", "reputation"])
marks_ = zip("named praised bought again recommended complained".split(), "npbarc")
tiny = pd.DataFrame({name: [mark in person for person in "nb n npbar - nbr npbr - n npbac b n n -".split()] for name, mark in marks_})
tiny = tiny.assign(person_id=[f"R{number:03d}" for number in range(13, 0, -1)], spent_before_cny=[800, 300, 1200, 0, 900, 0, 700, 0, 1100, 1000, 0, 0, 0],
                   spent_cny=[900, 0, 2100, 0, 600, 1500, 0, 0, 1200, 300, 0, 0, 0])
step = checks.example("indices", tiny, read=part_)
step.mistake(lambda got: got.isna().any(), "字典里要有 awareness 和 reputation 两个键，值是数。", "the dictionary needs the keys awareness and reputation, with numbers.")
for name_, known_, zh, en in [
    ("awareness", 6 / 13, "知名度数的是会指名的人（named），不是买过的人。", "awareness counts those who name it (named), not those who bought."),
    ("awareness", 9, "知名度要比例：除以所有受访的人。", "awareness is a share: divide by all who were asked."),
    ("awareness", 9 / 6, "知名度除以所有受访的人，不是买过的人。", "awareness is a share of all who were asked, not of the buyers."),
    ("awareness", 3 / 9, "知名度和美誉度的键写反了。", "the keys of awareness and reputation are exchanged."),
    ("awareness", cases.load("ctrip", "index_survey")["named"].mean(), "要用参数 people，不要另外读表。", "use the parameter people: read no other table."),
    ("awareness", 900 / 13, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    ("reputation", 3 / 13, "美誉度除以会指名的人，不是所有人。", "reputation is a share of those who name it, not of all."),
    ("reputation", 3 / 6, "美誉度除以会指名的人，不是买过的人。", "reputation is a share of those who name it, not of the buyers."),
    ("reputation", 3, "美誉度要比例：除以会指名的人。", "reputation is a share: divide by those who name it."),
    ("reputation", 100 / 3, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
]:
    step.mistake(lambda got: abs(got[name_] - known_) < 0.005, zh, en)
step.mistake(lambda got: abs(got["awareness"] - 0.69) < 0.0005, "不用取整，至少留三位小数。", "no rounding, or to three decimals at least.")
step.expect({"awareness": 9 / 13, "reputation": 3 / 9}, because=(
    "13 人里 9 人会指名，这 9 人里 3 人称赞过。", "Of 13 people 9 name it, and 3 of these praised it."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("indices", reference.indices, tiny[tiny.columns[::-1]].iloc[::-1], read=part_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("indices", reference.indices, tiny.iloc[[0, 2, 3, 3, 9]].reset_index(drop=True).assign(person_id=["R01" + str(place) for place in range(5)]), read=part_, case=("有几行一样时", "people with equal answers"))
checks.agree("indices", reference.indices, cases.load("ctrip", "index_survey"), read=part_, case=("用访问表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% check="indices-buyers" points=6
part_ = lambda got: pd.Series(dict(got) if hasattr(got, "keys") else {}).reindex(["repeat", "complaint"])
marks_ = zip("named praised bought again recommended complained".split(), "npbarc")
tiny = pd.DataFrame({name: [mark in person for person in "nb n npbar - nbr npbr - n npbac b n n -".split()] for name, mark in marks_})
tiny = tiny.assign(person_id=[f"R{number:03d}" for number in range(13, 0, -1)], spent_before_cny=[800, 300, 1200, 0, 900, 0, 700, 0, 1100, 1000, 0, 0, 0],
                   spent_cny=[900, 0, 2100, 0, 600, 1500, 0, 0, 1200, 300, 0, 0, 0])
step = checks.example("indices", tiny, read=part_)
step.mistake(lambda got: got.isna().any(), "字典里要有 repeat 和 complaint 两个键，值是数。", "the dictionary needs the keys repeat and complaint, with numbers.")
for name_, known_, zh, en in [
    ("repeat", 5 / 6, "再次购买又推荐的人只算一次：用 |，不要两个比例相加。", "who did both counts once: use |, do not add two shares."),
    ("repeat", 1 / 6, "再次购买或者推荐，有一样就算：用 |，不是 &。", "buying again or recommending, either is enough: | and not &."),
    ("repeat", 2 / 6, "推荐给别人的也算回头。", "recommending counts as well."),
    ("repeat", 3 / 6, "再次购买的也算回头。", "buying again counts as well."),
    ("repeat", 4 / 13, "回头率除以买过的人，不是所有人。", "the return rate is a share of the buyers, not of all."),
    ("repeat", 4 / 9, "回头率除以买过的人，不是会指名的人。", "the return rate is a share of the buyers, not of those who name it."),
    ("repeat", 4, "回头率要比例：除以买过的人。", "the return rate is a share: divide by the buyers."),
    ("complaint", 1 / 13, "抱怨率除以买过的人，不是所有人。", "the complaint rate is a share of the buyers, not of all."),
    ("complaint", 1 / 9, "抱怨率除以买过的人，不是会指名的人。", "the complaint rate is a share of the buyers, not of those who name it."),
    ("complaint", 5 / 6, "反了：这是没有抱怨的。", "reversed: these did not complain."),
    ("complaint", 1, "抱怨率要比例：除以买过的人。", "the complaint rate is a share: divide by the buyers."),
]:
    step.mistake(lambda got: abs(got[name_] - known_) < 0.005, zh, en)
step.expect({"repeat": 4 / 6, "complaint": 1 / 6}, because=("6 人买过，4 人再次购买或者推荐过，1 人抱怨过。", "Six bought, four of them bought again or recommended it, one complained."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("indices", reference.indices, tiny[tiny.columns[::-1]].iloc[::-1], read=part_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("indices", reference.indices, tiny.iloc[[0, 2, 3, 4, 4, 8, 8]].reset_index(drop=True).assign(person_id=["R01" + str(place) for place in range(7)]), read=part_, case=("有几行一样时", "people with equal answers"))
checks.agree("indices", reference.indices, tiny.iloc[[0, 1, 9]], read=part_, case=("没有人回头、没有人抱怨时", "nobody returns and nobody complains"))
checks.agree("indices", reference.indices, cases.load("ctrip", "index_survey"), read=part_, case=("用访问表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% check="indices-sales" points=4
part_ = lambda got: pd.Series(dict(got) if hasattr(got, "keys") else {}).reindex(["sales"])
marks_ = zip("named praised bought again recommended complained".split(), "npbarc")
tiny = pd.DataFrame({name: [mark in person for person in "nb n npbar - nbr npbr - n npbac b n n -".split()] for name, mark in marks_})
tiny = tiny.assign(person_id=[f"R{number:03d}" for number in range(13, 0, -1)], spent_before_cny=[800, 300, 1200, 0, 900, 0, 700, 0, 1100, 1000, 0, 0, 0],
                   spent_cny=[900, 0, 2100, 0, 600, 1500, 0, 0, 1200, 300, 0, 0, 0])
step = checks.example("indices", tiny, read=part_)
step.mistake(lambda got: got.isna().any(), "字典里要有 sales 这个键，值是数。", "the dictionary needs the key sales, with a number.")
for known_, zh, en in [
    (1.1, "这是今年和去年的比，还要减 1。", "this is this year over last; take off 1."),
    (600, "要多卖的比例，不是多卖了多少元：除以去年的合计。", "the share of growth is wanted, not yuan: divide by last year's sum."),
    (600 / 6600, "除以去年的合计，不是今年的。", "divide by last year's sum, not by this year's."),
    (-600 / 6600, "今年 ÷ 去年，反了。", "this year over last, not the reverse."),
    (6600 / 5000 - 1, "所有受访的人都要合计：去年买过、今年没有买的也在内。", "add up everybody: those who bought last year and not this year belong to it."),
    (10, "要 0 到 1 之间的小数，不写成百分数。", "a share between 0 and 1 is wanted, not percent."),
    (float("inf"), "先合计，再相除：不是每个人先除再平均。", "add up first, then divide: not a mean of everybody's own growth."),
    (1100 / (6000 / 7) - 1, "用两年的平均花费相比，没有花钱的人也要算在内：合计相除就行。", "those who spent nothing belong to both years: divide the sums."),
]:
    step.mistake(lambda got: got["sales"] == known_ or abs(got["sales"] - known_) < 0.0005, zh, en)
step.expect({"sales": 0.1}, tol=0.0005, because=("今年合计 6,600 元，去年 6,000 元。", "This year 6,600 yuan, last year 6,000."))
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("indices", reference.indices, tiny[tiny.columns[::-1]].iloc[::-1], read=part_, case=("行和列的先后不同时", "rows and columns in another order"))
checks.agree("indices", reference.indices, tiny.iloc[[0, 4, 9]], read=part_, case=("今年卖得少了时", "sales that fell"))
checks.agree("indices", reference.indices, tiny.iloc[[0, 2, 2, 6]].reset_index(drop=True).assign(person_id=["R01" + str(place) for place in range(4)]), read=part_, case=("有几行一样时", "people with equal answers"))
checks.agree("indices", reference.indices, cases.load("ctrip", "index_survey"), read=part_, case=("用访问表里的数据时", "the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `indices(people)`。另一家公司说自己的回头率是 25%，可是它除以的是所有受访的人。换成它的算法，你算出来是多少？
