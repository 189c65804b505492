# %% [markdown]
# # {title}
#
# > **大单来了，客户后天签约。小李为什么不庆祝？**
#
# 你在云垛机械的大客户部实习，客户都是买包装机的工厂；企业、人物和数据全是**模拟**的。
#
# 销售员小李跑了大半年，终于等来一张大单：穗丰食品要给新车间买一条包装线，后天来签约。同事嚷着晚上聚餐，小李摇摇头：“上一张大单，我提前请了客。签约那天，没有人来。”他问你：“这两天，怎样留住这位客户？”
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　诚信履约；团队合作；保守客户的商业秘密；靠服务留人，不送礼，不给回扣。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟，另有选读。先要学过[上机热身](warmup.ipynb)和[客户分级](tiering.ipynb)。数据在 `datasets/yunduo`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识数据 | 5 |
# | 1 | 案例导入 | 一、小李的订单：从线索到售后 | 12 |
# | 1 | 传授新知 | 二、四个阶段：做对的事 | 18 |
# | 1 | 传授新知 | 三、客户经理：两边看 | 10 |
# | 2 | 传授新知 | 四、设置管理团队 | 20 |
# | 2 | 传授新知 | 五、战略性服务创新 | 11 |
# | 2 | 传授新知 | 六、谁是大客户 | 10 |
# | 2 | 课堂小结 | 回到小李的订单 | 4 |

# %% [markdown]
# ## 课程引领（5 分钟）
#
# 先和同桌对对答案：关键客户和大客户有什么不同？关键客户用哪三招来管？
#
# <details><summary>参考答案</summary>
#
# 关键客户是任何客户群里价值最高的一级；大客户是由专人服务的单位客户。三招：集中优势资源；多沟通，情感交流，密切双方关系；设专门机构来服务。
#
# </details>

# %%
import pandas as pd
import keguan
from keguan import cases
from keguan.models import keyaccounts as models
from keguan.widgets import keyaccounts as widgets
keguan.use("zh")

# %% [markdown]
# `ka_accounts` 是大客户名册，一行是一家；列名的意思可以查：

# %%
accounts = cases.load("yunduo", "ka_accounts")
accounts.head(3)

# %%
cases.columns("yunduo", "ka_accounts")

# %% [markdown]
# ## 一、小李的订单：从线索到售后（12 分钟）
#
# ### 大客户值多少
#
# 名册上有 120 家。你猜：收入最高的 24 家，占全部收入的百分之几？三年的收入在另一张表里，一行是一家的一个月：

# %%
orders = cases.load("yunduo", "ka_orders_monthly")
orders.head(2)

# %% [markdown]
# 先按客户加起来，再用 `nlargest` 挑出最大的一家、最大的 24 家：

# %% taught=true
revenue = orders.groupby("customer_id")["revenue_cny"].sum()
for number in (1, 24):    # 最大的一家，最大的 24 家
    print(f"{number} 家：{revenue.nlargest(number).sum() / revenue.sum():.0%}")

# %% [markdown]
# 24 家占了 79% 的收入，最大的一家就占 19%。丢一家，少的不是一张单，是往后许多年的单。
#
# ### {title}管什么
#
# **大客户管理的范畴**从头到尾有五步：
#
# | 步骤 | 穗丰食品这一单 |
# |---|---|
# | 1 寻找**线索** | 展会上，小李听说穗丰要建新车间 |
# | 2 建立关系 | 登门拜访，认识了采购科和设备科 |
# | 3 向潜在的大客户销售 | 报价，试机，后天签约 |
# | 4 安装和实施 | 装机，调试，教会工人 |
# | 5 售后服务 | 保养，修理，处理投诉 |
#
# 小李走到第三步，后面还有两步；何况字还没有签。
#
# **大客户管理的流程**，是企业要做好的**四个部分**：
#
# | 四个部分 | 回答的问题 | 在哪里学 |
# |---|---|---|
# | 大客户经理的**精益管理** | 现在该做什么，力气用在哪里 | 第二、三节 |
# | 设置管理团队 | 一个人做不完，怎么分 | 第四节 |
# | 处理大客户抱怨 | 出了事怎么办 | [客户投诉处理](complaints.ipynb) |
# | 战略性服务创新 | 明年拿什么留人 | 第五节 |
#
# **想一想**　企业为什么要专门管理大客户，**目的**是什么？这一问没有标准答案。现在写两点，学完再改。

# %% [markdown]
# ## 二、四个阶段：做对的事（18 分钟）
#
# 小李想给厂长讲讲“五年战略合作”。现在讲，对吗？先看合作走到了哪里：
#
# | 阶段 | 客户盼什么 | 客户经理的角色和重点 |
# |---|---|---|
# | 1 **初级阶段** | 供方把所有业务都担起来；采购的决策人想先听产品和服务好在哪里 | **环境审视者**：寻找潜在客户，介绍优势，为以后的业务作准备 |
# | 2 **中期阶段** | 产品好，价格公道，生意就多；要你说清它有多重要，来往密切，还想知道你怎样评价它 | **深入工作**：有了一些团队工作，组织非正式的**跨职能团队**（几个部门的人一起） |
# | 3 **成熟期** | 双方认可的业绩能达到；有创新，要告诉它 | **战略角色**，活跃在高层：和决策人一起订长期的**联合规划**，改进两家之间的流程，完善服务价值链；重心从争销量转到保质量、降共同成本 |
# | 4 **合作期** | 把你当成它创造价值的一部分 | **改进和整合**：弄懂流程设计和信息技术，主要职责是解决**意外问题** |
#
# ### 到了哪个阶段
#
# `ka_flags` 有五个标记。本课约定一个**合作阶段判断顺序**，先对上的算：
#
# | 先后 | 看到什么 | 阶段 |
# |---|---|---|
# | 1 | 两家的流程整合了，**而且**有联合规划 | 合作期 |
# | 2 | 有联合规划，**或者**高层经常往来 | 成熟期 |
# | 3 | 有跨职能团队，**或者**有经常性业务 | 中期阶段 |
# | 4 | 都没有 | 初级阶段 |
#
# 名册的前三家各在哪个阶段？先写，再点开。

# %%
flags = cases.load("yunduo", "ka_flags")
flags.head(3)

# %% [markdown]
# <details><summary>参考答案</summary>
#
# 依次是中期阶段、合作期、初级阶段。第二家五样都有，先对上的是第一行。
#
# </details>
#
# 120 家里，有各样标记的各有几家？

# %% taught=true
print(flags.drop(columns="customer_id").sum().to_string())

# %% [markdown]
# 有经常性业务的 78 家，有联合规划的只有 29 家：走得深的是少数。
#
# “而且”写 `and`，“或者”写 `or`。换个小题目：要不要派人上门？

# %%
def visit(row):
    if row["stopped"] and row["key_line"]:    # 两样都要有
        return "今天去"
    if row["stopped"] or row["due"]:          # 有一样就行
        return "本周去"
    return "打电话"

# %% [markdown]
# `apply` 把每一行交给函数，`axis=1` 就是一行一行来：

# %%
machines = pd.DataFrame({
    "stopped": [True, True, False, False],
    "key_line": [True, False, True, True],
    "due": [False, False, True, False],
}, index=["甲", "乙", "丙", "丁"])
machines.apply(visit, axis=1)

# %% [markdown]
# 乙只停了机，不在主线上，第一个 `if` 就没有对上。各有几台？没有的也要列出来，写 0：

# %%
answers = ["今天去", "本周去", "打电话", "不用管"]
machines.apply(visit, axis=1).value_counts().reindex(answers, fill_value=0)

# %% [markdown]
# ### 实验一　一季做一件事
#
# 穗丰是新客户，信任只有 2 分（最高 10 分）；到 4、6、8 分，就进入下一个阶段。头两季做什么由你定，以后每季都做对。有的经理当场能拍板，有的样样要请示。
#
# **先猜**　在实验里填上，再换头两季做的事，换一位经理。

# %%
widgets.navigator_lab()

# %% [markdown]
# **解释**　加几分、扣几分都是假设的：正合阶段，加 2 分；没有授权，加分只剩六成。三种走法，每季末的信任：

# %% taught=true
print("都做对，有授权：", models.journey((), True))
print("都做对，没有授权：", models.journey((), False))
print("先规划，再整合：", models.journey(("plan", "integrate"), True))

# %% [markdown]
# 有授权，3 个季度进入合作期；没有授权，要 5 个季度。一上来就谈规划、谈整合，两季以后信任是 0.0 分。联合规划放在四个阶段，各加几分？`{name:7}` 里的 7 是给名字留七格，好上下对齐。

# %% taught=true
for name, trust in zip(models.STAGES, models.REACHED):
    print(f"{name:7} {models.gain(trust, 'plan', True):4}")

# %% [markdown]
# 依次是 −1.5、0.5、2.0、0.0 分。**同样一件事，早了伤人，到时候就对。** 那么，“五年战略合作”该什么时候讲？

# %% [markdown]
# ## 三、客户经理：两边看（10 分钟）
#
# 谁来当穗丰的客户经理？两边看重的不同：
#
# | 客户看重（六样） | 企业看重（五样） |
# |---|---|
# | 充分了解客户的经营和盈利模式 | 对企业**忠诚** |
# | 沟通能力强 | 销售谈判能力强 |
# | 产品知识和商业知识丰富、全面 | 有战略思维，会规划，会组织 |
# | 能见到客户的高层，提出建设性意见 | 懂产品，会培训 |
# | 能推动双方合作 | 懂基本的法律和财务 |
# | 有**授权** | |
#
# **授权**为什么要紧？经理说了不算，客户就不愿意往深里谈，实验一里慢在这里。
#
# 会不会选出两个人？各挑两样打分，权重是假设的：

# %%
people = pd.DataFrame({
    "communication": [5, 3], "authority": [2, 5],    # 客户看：沟通，授权
    "negotiation": [5, 3], "planning": [3, 4],       # 企业看：谈判，规划
}, index=["小李", "老陈"])
customer = pd.Series({"communication": 0.5, "authority": 0.5})
firm = pd.Series({"negotiation": 0.6, "planning": 0.4})

# %% [markdown]
# 先按权重的名字挑列，再一列乘一个权重，`sum(axis=1)` 把每一行加起来：

# %% taught=true
for view, weights in [("客户看", customer), ("企业看", firm)]:
    points = (people[weights.index] * weights).sum(axis=1)
    print(view, points.round(1).to_dict())

# %% [markdown]
# 客户选老陈（4.0 分），企业选小李（4.2 分）。小李差在授权，这可以补。
#
# **想一想**　签约前，企业该给小李哪些授权？写三条，例如“交货期由他定”。

# %% [markdown]
# ## 四、设置管理团队（20 分钟）
#
# 装机要工程师，账期要财务，小李一个人担不起。**大客户团队管理**有四样，都为了支持客户经理：
#
# | 四样 | 要定下什么 | 例子 |
# |---|---|---|
# | 区域负责范围和**分派规则** | 谁管哪里，新客户归谁 | 六位经理按区域分 |
# | 销售指标 | 做到多少算好 | 新客户看认识了几个部门，老客户看质量和共同成本 |
# | 奖金激励 | 做好了，奖谁 | 一半按个人，一半按团队 |
# | 团队合作销售 | 谁和经理一起去 | 技术、服务、财务各带一样东西 |
#
# **想一想**　奖金全给签单的人，装机那天会怎样？
#
# ### 分给谁
#
# 近一年的服务工时，哪个区域最多？按名册上的区域分组：

# %% taught=true
year = orders[orders["month"] >= "2025-07-01"]
hours = year.groupby("customer_id")["service_hours"].sum()
region = accounts.set_index("customer_id")["region"]
print((hours.groupby(region).sum() / hours.sum()).round(2).to_string())

# %% [markdown]
# 华东（east）占 42%，一个人管不过来。谁可以管华南（south）？`split()` 按空格把字符串拆成列表：

# %%
managers = cases.load("yunduo", "ka_managers")
pairs = zip(managers["manager_id"], managers["regions"])
print([manager for manager, regions in pairs if "south" in regions.split()])

# %% [markdown]
# 给谁？先说定按什么算负担：客户数、收入，还是服务工时。四家的工时从大到小排好，每次给眼下最闲的那位（`min` 的 `key` 说按什么比大小）：

# %%
load = {"K2": 0, "K3": 0}
for need in [90, 60, 50, 40]:
    who = min(load, key=lambda one: load[one])    # 眼下最闲的
    load[who] = load[who] + need
print(load)

# %% [markdown]
# 分好了，再按经理加一遍，核对：

# %%
need = pd.Series({"甲": 90, "乙": 60, "丙": 50, "丁": 40})
plan = pd.Series({"甲": "K2", "乙": "K3", "丙": "K3", "丁": "K2"})
need.groupby(plan).sum()

# %% [markdown]
# 本课约定：最忙的一位，不超过平均负担的 1.25 倍。`load.values()` 取出字典里的值，就是各人的工时。

# %%
mean = sum(load.values()) / len(load)
print(max(load.values()) <= 1.25 * mean)

# %% [markdown]
# ### 一条线的风险
#
# 客户那边一位联系人，我们这边一个人认识他，就连成**一条线**。名册上的大客户，各有几条？

# %% taught=true
contacts = cases.load("yunduo", "ka_contacts")
lines = contacts.groupby("customer_id").size()
print(lines.value_counts().sort_index().to_string())

# %% [markdown]
# 14 家只有一条线，53 家有两条。联系人会离职，线就断了；`left_on` 不空，就是走了：

# %% taught=true
left = contacts["left_on"].notna()
print(f"{len(contacts)} 位联系人，走了 {left.sum()} 位，占 {left.mean():.0%}")

# %% [markdown]
# 走了 37 位，占 12%。一家还连着几条线？拿三家试一试：

# %%
few = pd.DataFrame({
    "account": ["甲", "乙", "乙", "丙"],
    "left": [True, True, False, False],
})
there = few[~few["left"]].groupby("account").size()    # 先留下没走的，再数
there.reindex(few["account"].unique(), fill_value=0)

# %% [markdown]
# 甲一条线也没有了：先筛掉、再分组，它就不见了，所以要照名单补 0。
#
# ### 实验二　几条线才够
#
# 一家大客户，派几个人去联系？人少了怕断，人多了费钱。
#
# **先猜**　在实验里填上，再换人数，换客户的价值。

# %%
widgets.thread_lab()

# %% [markdown]
# **解释**　假设对方换了联系人，每条线各有四成可能断掉；全断了，客户才丢。丢掉的可能是几个 0.4 相乘：

# %% taught=true
for number in (1, 2, 3):
    print(f"{number} 条线全断：{0.4 ** number:.1%}")

# %% [markdown]
# 一条线 40.0%，两条 16.0%，三条 6.4%。可是派一个人，一年要花 3,000 元。值 20,000 元的客户，派几个人合计最少？

# %% taught=true
def total(people, value):
    return 3000 * people + value * 0.4 ** people    # 花的钱，加上平均丢掉的

for people in range(1, 7):
    print(people, f"{total(people, 20_000):,.0f}")

# %% [markdown]
# 换成 200,000 元的呢？让 `min` 去找：

# %% taught=true
for value in (20_000, 200_000):
    best = min(range(1, 7), key=lambda people: total(people, value))
    print(f"值 {value:,} 元：派 {best} 个人，合计 {total(best, value):,.0f} 元")

# %% [markdown]
# 值 20,000 元的派 2 个人，合计 9,200 元；值 200,000 元的派 5 个人，合计 17,048 元。**客户越大，越值得多连几条线。** 不过这里假设各条线互不相干；厂长带走一批人，几条线会一起断。

# %% [markdown]
# ## 五、战略性服务创新（11 分钟）
#
# 对手也有好机器，明年拿什么留人？
#
# **战略性服务创新**，是根据社会的需求，运用企业内外的技术，把资金、设备和人重新组织起来，推出新的服务，或者提高服务的效率。用到大客户身上，有四个方面：
#
# | 方面 | 说的是什么 | 云垛的例子 |
# |---|---|---|
# | **服务概念创新** | 新的服务想法和方式；在服务企业比在制造企业更明显；推动它的是需求的变化和对手的服务 | 代客户试包新产品，按次收费 |
# | **顾客关系界面创新** | 和客户接触的地方怎样设计；围绕服务过程、产品和消费，把供方和客户对应起来 | 大客户内刊，展演和讲座，收费看得清 |
# | **服务交付系统和组织创新** | 内部怎样安排，怎样授权；服务有产出标准，员工有授权，各地的分支机构才能一样好 | 各地服务站的工期一个标准，站长有权调人 |
# | **技术创新** | 服务都离不开技术，信息技术带来的变化最大；要由用户引导，由靠近客户的服务部门推动 | 远程看机器的状态 |
#
# **试一试**　各归哪个方面？
#
# | | 措施 |
# |---|---|
# | 1 | 给每个大客户建一个群，工程师轮流答问 |
# | 2 | 夜里抢修不用再批，值班的人说了算 |
# | 3 | 新开一项服务：旧机器折价换新 |
# | 4 | 派工改用软件，自动算最近的路 |
#
# <details><summary>参考答案</summary>
#
# 依次是界面、交付和组织、概念、技术。
#
# </details>
#
# ### 四个方面，一起变
#
# 每一项创新都是四个方面的**集合**，只是轻重不同。远程看机器，四样都变了：
#
# | 方面 | 变了什么 |
# |---|---|
# | 概念 | 没坏就去修 |
# | 界面 | 客户在手机上也看得到 |
# | 交付和组织 | 服务站有权带件上门 |
# | 技术 | 传感器和软件 |
#
# 少一样会怎样？预算的单位是万元：

# %% taught=true
budget = pd.Series({"concept": 2, "interface": 3, "delivery": 0, "technology": 15})
print((budget / budget.sum()).to_string())
print("一分没有：", budget[budget == 0].index.to_list())

# %% [markdown]
# 75% 的钱花在技术上，交付和组织一分没有：手机响了，服务站没有人会看，也没有权换件。所以企业要做四件事：
#
# | 四件事 | 做什么 |
# |---|---|
# | 优势 | 识别自己的优势，一直关注它 |
# | 需求 | 和客户保持接触，分析需求 |
# | 员工 | 了解并提高能力、技能和态度 |
# | 权重 | 权衡四个方面和它们之间的联系 |

# %% [markdown]
# ## 六、谁是大客户（10 分钟）
#
# 最难的是**识别大客户**。近一年，C043 的收入排第 9，C594 排第 11。上门、修理、培训都要人，一个工时 120 元（本课的假设），这是**服务成本**。先猜：毛利扣掉它，谁剩得多？

# %% taught=true
for account in ["C043", "C594"]:
    part = year[year["customer_id"] == account]
    part = part[["revenue_cny", "margin_cny", "service_hours"]].sum()    # 三列各求和
    cost = 120 * part["service_hours"]
    print(f"{account}：收入 {part['revenue_cny'] / 1e4:.1f} 万元，毛利 {part['margin_cny'] / 1e4:.1f}，"
          f"服务 {cost / 1e4:.1f}，剩 {(part['margin_cny'] - cost) / 1e4:.1f}")

# %% [markdown]
# C043 收入 113.7 万元，反而亏了 7.8 万元；C594 只有 84.6 万元，却剩下 22.1 万元。家数多，就按客户分组：

# %%
visits = pd.DataFrame({
    "account": ["甲", "甲", "乙"],
    "margin": [900, 700, 1500],
    "hours": [9, 8, 4],
})
sums = visits.groupby("account")[["margin", "hours"]].sum()    # 两列一起求和
net = sums["margin"] - 120 * sums["hours"]
net[net < 0]    # 亏了的

# %% [markdown]
# 识别大客户不能只看收入，要问四样：
#
# | 问什么 | 看什么 |
# |---|---|
# | 现在值多少（价值） | 扣掉服务成本以后的利润 |
# | 将来能值多少（潜力） | 估计一年能买多少（`potential_cny`），现在买了多少 |
# | 还来不来（行为） | 订单断没断，联系人还在不在，投诉办完没有 |
# | 数字说不出的 | 一条理由，例如一起开发新机型 |
#
# 大而不赚钱的，不是马上丢掉。先查工时花在哪里，再和客户商量：教会工人自己保养，加急服务另外收费，续约时重新报价。都不行，又没有潜力，才改成普通的服务；态度照旧。
#
# **想一想**　穗丰是新客户，还没有利润可算。它算不算大客户，你看哪几样？

# %% [markdown]
# ## 课堂小结（4 分钟）
#
# | 目标 | 一句话 |
# |---|---|
# | **范畴和流程** | 线索、关系、销售、实施、售后五步；经理、团队、抱怨、创新四个部分。 |
# | **四个阶段** | 介绍优势 → 深入工作 → 联合规划 → 整合、排除意外；先看阶段，再做事。 |
# | **客户经理** | 客户看六样，企业看五样；没有授权，走不深。 |
# | **团队** | 区域和分派、指标、奖金、团队销售。 |
# | **识别** | 看扣掉服务成本以后的利润，看潜力和行为，再配一条理由。 |
# | **一条线** | 客户越大，越值得多连几条线。 |
# | **服务创新** | 概念、界面、交付和组织、技术，四个一起变。 |
#
# 回到小李的订单：这两天先做什么，找谁，带什么授权，防什么？写进书面作业。第一节写下的两点目的，现在改不改？
#
# ## 接着做练习
#
# - 先做自学检查：[keyaccounts-check](../../exercises/release/zh/keyaccounts-check/keyaccounts-check.ipynb)
# - 上机任务：[keyaccounts-tasks](../../exercises/release/zh/keyaccounts-tasks/keyaccounts-tasks.ipynb)
# - 书面作业：[keyaccounts-written](../../exercises/release/zh/keyaccounts-written/keyaccounts-written.ipynb)
# - 理论小测：[keyaccounts-quiz](../../exercises/release/zh/keyaccounts-quiz/keyaccounts-quiz.ipynb)
# - 多练习（不计分）：[keyaccounts-practice](../../exercises/release/zh/keyaccounts-practice/keyaccounts-practice.ipynb)

# %% [markdown]
# ## 选读：哪种开头最快
#
# 一行是第一季做的事，一列是第二季做的事，数是一共要几个季度：

# %%
rows = []
for first in models.ACTIONS:
    rows.append([len(models.journey((first, second), True)) - 1 for second in models.ACTIONS])
pd.DataFrame(rows, index=list(models.ACTIONS), columns=list(models.ACTIONS))

# %% [markdown]
# 第一季要从哪两件里选，才赶得上最快？

# %% [markdown]
# ## 选读：潜力有多大
#
# 估计一年能买的，是近一年买了的几倍？倍数最大的六家：

# %% taught=true
bought = year.groupby("customer_id")["revenue_cny"].sum()
potential = accounts.set_index("customer_id")["potential_cny"]
print((potential / bought).nlargest(6).round(1).to_string())

# %% [markdown]
# 前五家都在 23 倍以上，第六家只有 4.4 倍。现在小，不等于将来小；可是“估计”是谁做的，凭什么，也要问。

# %% [markdown]
# ## 选读：员工走了，客户归谁
#
# 线的另一头是我们的员工，他也会走。企业微信有**离职继承**：员工离职以后，管理员把他的客户转给接手的人，客户可以不同意。腾讯还有一项专利，2021 年 8 月报道获得授权：联系人离职了，就替客户和接手的人开一个新的会话（O05）。
#
# 工具能转走名单，转不走信任。接手的人，最好早就连着另一条线。

# %% [markdown]
# ## 选读：六角钱丢了一个大客户
#
# 1989 年 2 月，美国斯波坎的一家银行，因为不肯给约翰·巴里尔的停车单盖章（六角钱，60 美分），丢了他这个大客户。当时的报纸说他取走 100 万美元，后来的转述变成了 200 万（O07）。
#
# **想一想**　两个数，你信哪一个，为什么？如果柜员知道他是大客户，会怎样？如果他不是，又该怎样？

# %% [markdown]
# ## 选读：经销商也是大客户
#
# 2009 年 11 月，长沙一带 22 家奶粉经销商投诉：1,200 箱伊利奶粉（还有 800 箱蒙牛）一直没有收回去；伊利说，在长沙已经收回 4,500 箱（Y22）。
#
# **想一想**　收回和没收回，两边的话能不能都对？你当客户经理，先查什么？这样的合作，在哪个阶段？

# %% [markdown]
# ## 选读：真实的集中程度
#
# 我们的 24 家占 79%。公开的酒店数据里，前 20% 的企业客户占 84.3%（331 家），旅行社占 94.0%（314 家）；网上唱片店 CDNOW 的买家只占 67.8%（L04，本课程测算）。企业客户往往更集中。
#
# 模拟数据和公开资料对照如下：

# %%
cases.calibration("yunduo", "keyaccounts")[["what", "published", "ours", "note"]]

# %% [markdown]
# 我们的比 68% 多 10.8 个百分点：公开的是服务企业的全部客户（L02），这里只有大客户，规模差得更多。
