# %% [markdown]
# # {title}
#
# > **同样是联系客户，为什么有的客户更忠诚，有的客户点了退订？**
#
# 一家合作企业来信：“我们想让客户更忠诚。钱不多，客户的耐心也不多。请同学们出主意：联系谁、走哪个渠道、多久一次，怎样知道有没有用？”
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　尊重客户的同意，不打扰；团队合作；全心服务。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟，另有选读。先要学过客户分级；忘了哪种写法，就回[上机热身](warmup.ipynb)去查。数据在 `datasets/ctrip`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识数据 | 5 |
# | 1 | 案例导入 | 一、为什么要保持联系 | 9 |
# | 1 | 理论学习 | 二、什么是客户关怀 | 12 |
# | 1 | 理论学习 | 三、走哪个渠道 | 19 |
# | 2 | 理论学习 | 四、有效互动的三个因素 | 17 |
# | 2 | 理论学习 | 五、维护计划、回访和一对一 | 10 |
# | 2 | 理论学习 | 六、关怀有没有用 | 13 |
# | 2 | 课程小结 | 给合作企业回信 | 5 |

# %% [markdown]
# ## 课程引领（5 分钟）
#
# 先和同桌对对答案：客户分级的理想境界是什么？关键客户有哪些管理方法？
#
# <details><summary>参考答案</summary>
#
# 理想境界是开放题，一种想法：资源和价值相配，级别跟着客户变，每一级都觉得公平。关键客户：集中优势资源，加强沟通和情感交流，设专门机构。
#
# </details>
#
# 请进工具：

# %%
import numpy as np
import pandas as pd
import keguan
from keguan import cases
from keguan.figures import conversation
from keguan.figures import maintenance as figures
from keguan.figures.calibration import calibration
from keguan.models import maintenance as models
from keguan.widgets import maintenance as widgets
keguan.use("zh")

# %% [markdown]
# 联系记录是**模拟**的：会员不存在，也不是携程的内部记录，从它算出来的数不能当成携程的事实。一行是一次联系。渠道里，`phone` 是电话，`chat` 是网上交谈（第三节的渠道表里写作 `online`），`email` 是电子邮件，`wechat` 是企业微信，`app` 是自助程序和智能客服（对面没有人）。

# %%
contacts = cases.load("ctrip", "care_contacts")
contacts[["member_id", "ts", "channel", "difficulty", "resolved", "csat"]].head(3)

# %% [markdown]
# ## 一、为什么要保持联系（9 分钟）
#
# ### 联系断了没有
#
# 合作企业说，关键客户都照顾好了。是这样吗？看最近半年的联系记录：

# %%
today = cases.reference_date("ctrip")
portfolio = cases.load("ctrip", "care_portfolio")
key = portfolio[portfolio["tier"] == "key"].set_index("member_id")
last = contacts.groupby("member_id")["ts"].max().dt.normalize()    # 最近一次；去掉钟点
key["days"] = (today - last.reindex(key.index)).dt.days            # 相隔几天；没联系过的是空值

# %% [markdown]
# 半年没有联系的、负责人已经离职的，各有几位？

# %% taught=true
agents = cases.load("ctrip", "care_agents")
gone = key["owner_id"].isin(agents.loc[agents["left_on"].notna(), "agent_id"])
print(f"关键客户 {len(key)} 位，半年没有联系的 {key['days'].isna().sum()} 位，负责人已经离职的 {gone.sum()} 位")

# %% [markdown]
# 600 位关键客户里，103 位半年没有一次联系，31 位的负责人已经离职。联系断了，需求变了也不会知道。
#
# ### 什么是客户维护
#
# **客户维护**，就是保持联系，及时了解客户的需求，调动客户的积极性；市场在发展，客户在变化，要让彼此的关系一直稳定、密切。
#
# ### 七条价值和四条原则
#
# 维护做得好，企业得到什么？**七条价值**：
#
# | | 价值 | | 价值 |
# |---|---|---|---|
# | 1 | 有效管理和利用客户资源 | 5 | 改善服务，提高效率 |
# | 2 | 合理使用与客户有关的资源 | 6 | 对外有统一的平台 |
# | 3 | 增加销售 | 7 | 企业资源的最优配置 |
# | 4 | 降低成本 | | |
#
# 看得见的是销售和成本。一家店（虚构）维护一年，老客户的销售从每月 10 万元增加到 12 万元，一年多卖 24 万元；找一位新客户花 300 元，留住一位老客户花 60 元，留住 100 位省 2.4 万元。
#
# 怎么做才算好？看四条原则：
#
# | 原则 | 一句话 |
# |---|---|
# | **动态管理** | 客户会变，资料和做法跟着变 |
# | **突出重点** | 时间和钱先给重要的客户 |
# | **灵活运用** | 资料要用起来，不锁在柜子里 |
# | **专人负责** | 每位客户都有人管，找得到人 |
#
# > **工作任务**　合作企业要的是一套关怀活动。每组先出一条主意，写在黑板上；学完一节，补一样：谁负责、哪个阶段、哪个渠道、多久一次。

# %% [markdown]
# ## 二、什么是客户关怀（12 分钟）
#
# ### 三个关键词
#
# **客户关怀**，就是从客户的**行为**里看出他要什么，主动去做：服务**持续**、有**差异**，产品合适，让客户更满意、更忠诚。
#
# 这算客户关怀吗？三件事，各符合几个关键词？先举手，再运行：
#
# | | 做法 |
# |---|---|
# | **甲** | 每周给所有会员群发一条促销短信，三年没有断过 |
# | **乙** | 老周每个假期都订亲子房。每次放假前，客服给他列一份清单，等他回来再问住得怎样，年年如此 |
# | **丙** | 林姐同意过接受行程提醒。她在订票页停了很久，客服主动打电话帮她选好，以后再没有联系 |

# %% taught=true
acts = pd.DataFrame({
    "behaviour": [False, True, True],
    "differentiated": [False, True, True],
    "continuous": [True, True, False],
}, index=["甲", "乙", "丙"])
print(acts.sum(axis=1).to_string())

# %% [markdown]
# 甲只符合一条，丙符合两条，只有乙三条都符合。**联系得多，不等于关怀。**看客户在页面上停多久，也是收集行为信息：要先说清用途，取得同意。
#
# ### 三个阶段
#
# | 阶段 | 做什么 | 例如 |
# |---|---|---|
# | **售前关怀** | 把产品信息讲清楚，为以后和客户建立关系打下基础 | 出行提示、目的地介绍 |
# | **售中关怀** | 跟着产品和服务一起给：订单处理和细节都合乎期望 | 订单当天确认，改签有人管 |
# | **售后关怀** | 跟进要快，关系要保持，投诉要处理，双方多沟通 | 三天内回访，意见有答复 |
#
# 三段都做到，客户更忠诚，还会有更多客户变成高价值客户。

# %% [markdown]
# 客户来找我们，多半在哪个阶段？

# %% taught=true
print(contacts["phase"].value_counts(normalize=True).round(2).to_string())

# %% [markdown]
# 售后最多，占 45%：成交不等于服务结束。

# %% [markdown]
# 把三级客户和三个阶段排成一张表，就是**关怀日历**：

# %%
calendar = pd.DataFrame([
    ("key", "pre", "phone"), ("key", "during", "face"), ("key", "after", "phone"),
    ("ordinary", "pre", "email"), ("ordinary", "after", "online"),
    ("small", "pre", "media"), ("small", "during", "environment"), ("small", "after", "events"),
], columns=["tier", "phase", "channel"])

# %% [markdown]
# 交叉数一数，缺了哪一格？

# %% taught=true
phases = ["pre", "during", "after"]
print(pd.crosstab(calendar["tier"], calendar["phase"])[phases].to_string())

# %% [markdown]
# 普通客户没有售中：补一条，订单当天核对一遍。

# %% [markdown]
# ### 关怀的手段
#
# 企业常用的有五种：节日祝福、生日礼品、积分、聚会、抽奖。用以前问三句话：
#
# | 问 | 为什么 |
# |---|---|
# | **他同意吗** | 生日是个人信息。登记时说清用途，没有同意就不用（《个人信息保护法》第十三、十四条，P01） |
# | **他需要吗** | 人人一样的祝福，三个关键词占不全 |
# | **公道吗** | 抽奖的规则要公开，积分怎样算要写明 |

# %% [markdown]
# ## 三、走哪个渠道（19 分钟）
#
# ### 四种人员渠道，三种非人员渠道
#
# | | 渠道 | 长处 | 短处 |
# |---|---|---|---|
# | **人员渠道** | **面对面交谈** | 看得见表情，谈得深 | 一次花费大 |
# | | **电话** | 马上有回应，听得出情绪 | 打扰人，没有文字 |
# | | **电子邮件** | 写得全，能留存 | 回应慢，谈不深 |
# | | **网上交谈** | 边聊边看图，留记录 | 难办的事说不清 |
# | **非人员渠道** | **媒体** | 一次告诉很多人 | 没有回应 |
# | | **环境** | 门店、页面，天天在说话 | 人要来了才看得到 |
# | | **事件** | 开放日、发布会，印象深 | 不常有 |
#
# 怎样分？看有没有一个人，在和一位身份明确的客户交谈（本课约定）。
#
# | 今天的渠道 | 算哪一种 |
# |---|---|
# | 企业微信里一对一的回答 | 网上交谈 |
# | 公众号、短视频、社群里的群发 | 媒体 |
# | 小程序的页面 | 环境 |
# | 智能客服（对面没有人），短信（多半群发） | 不在这七种里，不评分 |
#
# 一份电信运营商的制度列了四种联系方式：电话、短信、邮件和个性化服务。
#
# ### 配上客户
#
# 每种渠道的花费、能联系上多少人、谈得多深，都不一样（下表是假设的）。一位客户的反应 = 触达 × 深度 × 和这一级的匹配程度。

# %%
table = models.CHANNELS.join(models.FIT)
table.set_axis([figures.channel_name(channel) for channel in table.index])

# %% [markdown]
# ### 实验一　渠道规划
#
# **先猜**　面对面谈一次要 80 元。就算钱够用，哪些客户值得每周上门？在实验里填上，再动滑块：预算翻几倍，面对面会不会轮到普通客户？谁来照顾小客户？

# %%
widgets.planner_lab()

# %% [markdown]
# **解释**　面对面谈一次，三级客户各能带来多少？

# %% taught=true
for tier in models.TIERS:
    value = models.VALUES[tier] * models.response("face", tier)
    print(f"{figures.tier_name(tier)}：{value:.1f} 元")

# %% [markdown]
# 关键客户带来 256.5 元，值得；普通客户 23.9 元，小客户 3.4 元，都不划算。预算加上去呢？

# %% taught=true
for budget in (2000, 20_000, 200_000):
    plan = models.plan_channels(budget)
    print(f"{budget:,} 元：花 {plan.spend:,.0f} 元，面对面覆盖 {plan.cover.loc['face'].to_dict()}")

# %% [markdown]
# 在这个模型里，预算再多，面对面也只给关键客户；每周花到 22,840 元，就没有值得再投入的渠道了。小客户靠媒体、环境和事件。

# %% [markdown]
# ### 哪个渠道更会解决问题
#
# **先举手**　电话和网上交谈，哪个更会解决问题？再看数据，第一次联系就解决的比例（首次解决率）：

# %% taught=true
two = contacts[contacts["channel"].isin(["phone", "chat"])]
print(two.groupby("channel")["resolved"].mean().round(3).to_string())

# %% [markdown]
# 网上交谈 73.5%，电话 71.0%。那就少设电话？先别急，把**同样难**的事放在一起比：

# %% taught=true
order = ["easy", "medium", "hard"]
bands = two.groupby(["difficulty", "channel"])["resolved"].mean().unstack()  # 把最里面一层分组变成列
print(bands.loc[order].round(3).to_string())

# %% [markdown]
# 容易的、中等的、难的，**每一档都是电话高**。名次怎么反过来了？看两个渠道各接了什么事：

# %% taught=true
mix = pd.crosstab(two["channel"], two["difficulty"], normalize="index")
print(mix[order].round(2).to_string())

# %% [markdown]
# 打电话来的，47% 是难办的事，网上交谈只有 22%：难事把电话的总成绩拉低了。合起来一个名次，分开来另一个名次，这叫**辛普森悖论**。要是两个渠道接到的事一样难，成绩会是多少？

# %% taught=true
weights = two["difficulty"].value_counts(normalize=True)
even = bands.mul(weights, axis=0).sum()
print(even.round(3).to_string())

# %% [markdown]
# 这样比，电话是 74.3%，网上交谈是 69.2%。**比渠道，先按难度分开。**

# %% [markdown]
# ## 四、有效互动的三个因素（17 分钟）
#
# 联系上了，事情却没有办成，毛病出在哪里？**有效互动**要靠三个因素：
#
# | 因素 | 好的样子 | 出问题时的表现 |
# |---|---|---|
# | **有效的员工** | 懂业务，会倾听，有礼貌 | 答错，打断，推托 |
# | **有效的信息技术** | 看得到客户的记录，系统不掉线 | 客户要从头再说一遍 |
# | **有效的流程** | 有人接，有权办，有期限 | 转来转去，没有下文 |

# %% [markdown]
# 没有解决的联系里，三个因素各有多少出了问题？

# %% taught=true
failed = contacts.loc[~contacts["resolved"], ["employee_ok", "it_ok", "process_ok"]]
print((~failed).mean().round(2).to_string())

# %% [markdown]
# 流程出错的最多，占 57%，员工 43%，信息技术 37%（一次可能不止一个）。

# %% [markdown]
# ### 短板效应：最弱的一环决定效果
#
# 本课的模型假设三个因素是**乘**起来的，不是加起来的：缺一样，就什么都办不成。所以先补最弱的一环，这叫**短板效应**。20 点投入，全加给最强的，还是补最弱的？

# %% taught=true
for name, levels in [("原来", (8, 2, 4)), ("都加给员工", (28, 2, 4)), ("都加给信息技术", (8, 22, 4))]:
    print(name, f"{models.chain(*levels):.3f}")

# %% [markdown]
# 同样 20 点，加给最强的员工，效果从 0.277 到 0.327；加给最弱的信息技术，到 0.444。怎样分最好，选读里有实验。
#
# ### 服务台要几个人
#
# 流程的第一关是**有人接**。携程 2008 年的要求是 20 秒内接起（C16）。假设一小时来 600 个电话，每个谈 4 分钟，正好是 40 个人一刻不停的工作量。40 个人够吗？

# %% taught=true
for staff in (40, 50):
    desk = models.service(600, staff)
    print(f"{staff} 人：{desk.level:.1%} 在 20 秒内接起，坐席利用率（忙的时间占几成）{desk.occupancy:.0%}")

# %% [markdown]
# 40 个人，队伍越排越长，没有一个电话能及时接起；50 个人，96.2% 能及时接起。**留一点空闲，不是浪费。**
#
# ### 实验二　对话
#
# 三种客户：挑剔型、困惑型、激动型（公司和客户都是虚构的）。同一件事，在电话里和网上，话要说得不一样。
#
# **先猜**　激动的客户来了，第一句说什么？一步一步谈，看情绪怎样变，每句话靠的是哪个因素。

# %%
widgets.talk_lab()

# %% [markdown]
# **解释**　两种谈法，情绪各怎样变？

# %% taught=true
for path in [("listen", "ask", "fix", "note"), ("script", "form")]:
    talk = models.talk("agitated", "phone", path)
    print([conversation.choice_name(choice) for choice in path], "情绪", talk.moods, conversation.step_name(talk.step))

# %% [markdown]
# 先听完、一次一问、马上办、发小结，情绪从 3 分升到 10 分；念话术、要他报一串号码，两句话客户就走了。
#
# 谈得好的，都走完了这几步。**互动的步骤**，本课分成七步：
#
# | 准备 | 开场 | 了解 | 回应 | 确认 | 记录 | 跟进 |
# |---|---|---|---|---|---|---|
# | 看记录 | 报姓名，问好 | 听完再问 | 先说难处，再给办法 | 对一遍 | 写进档案 | 说好时间，到时联系 |

# %% [markdown]
# ## 五、维护计划、回访和一对一（10 分钟）
#
# ### 客户维护计划
#
# **客户维护计划**要跟着关系的进展走：巩固增长，明确企业能为客户带来的价值，把握机会，配置资源，形成竞争优势。写成一份**计划书**，一共七项：
#
# | | 项目 | 写什么 |
# |---|---|---|
# | 1 | 目标 | 阶段目标，用哪个数衡量 |
# | 2 | 时间和阶段 | 时间、规划、阶段任务 |
# | 3 | 人员和分工 | 谁负责哪些客户 |
# | 4 | 资源和准备 | 钱和物，开始以前的业务准备 |
# | 5 | 行动 | 行动方案：给谁、什么阶段、走哪个渠道 |
# | 6 | 主要成果 | 最后交出什么 |
# | 7 | 问题和风险 | 可能出什么事，怎么办 |
#
# ### 客户回访计划
#
# **回访计划**是为了交流，了解客户用得怎样。五项：
#
# | | 项目 | 写什么 |
# |---|---|---|
# | 1 | 联系情况 | 和谁，上次什么时候 |
# | 2 | 准备材料 | 客户信息表、近来的发展情况、以前的意见和建议 |
# | 3 | 回访目的 | 这一次想知道什么 |
# | 4 | 回访步骤 | 先问什么，后问什么 |
# | 5 | 回访记录表 | 客户怎样说，我们答应了什么 |

# %% [markdown]
# 回访先找谁？关键客户里，超过 30 天没有联系的有几位？

# %% taught=true
quiet = key[~(key["days"] <= 30)]  # 空值和 30 比总是 False，反过来就留下了
print(f"{len(quiet)} 位该回访")

# %% [markdown]
# 按负责人列出来，离职的排在前面：

# %%
work = quiet.groupby("owner_id").size().rename("customers").reset_index()
work["left"] = work["owner_id"].isin(agents.loc[agents["left_on"].notna(), "agent_id"])
work.sort_values(["left", "customers"], ascending=False).head(5)

# %% [markdown]
# 319 位关键客户该回访。名单不是交上去就完了：每一行都要有负责人，离职的先换上接手的人。

# %% [markdown]
# ### 一对一营销
#
# **一对一营销**分四步，次序不能乱：
#
# | 客户识别 | 差异分析 | 主动联系 | 量身定做 |
# |---|---|---|---|
# | 他是谁 | 和别人哪里不同 | 带着准备去 | 合适的产品或方案 |
#
# 第二节的乙，四步都走了：客服认得老周，看出他假期订亲子房，放假前主动联系，清单只为他列。
#
# 留住客户有三条技巧，每次联系都用得上：
#
# | 看满意 | 道感谢 | 约下次 |
# |---|---|---|
# | 查一查客户满意不满意 | 感谢客户 | 建立联系，保持联系 |

# %% [markdown]
# ## 六、关怀有没有用（13 分钟）
#
# ### 抽签，才说得清
#
# 办了活动，客户回来了，是活动的功劳吗？也许正好是旺季。要说得清，就**抽签**：一半人有关怀，一半人照旧，作**对照组**。这叫**随机试验**。

# %% [markdown]
# 模拟的企业从每一级里抽签：关怀组 `care`，对照组 `control`，各 250 位。90 天里，又来买的比例是多少？

# %% taught=true
trial = cases.load("ctrip", "care_trial")
rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
print(rate.assign(effect=rate["care"] - rate["control"]).round(3).to_string())

# %% [markdown]
# 关键客户多了 12.8 个百分点，普通客户多了 5.6 个百分点，小客户一点也没有多。
#
# 会不会是碰巧？把每个人的组别**打乱**两千次：如果关怀其实没有效果，随机打乱后出现这么大差距的情况占百分之几？

# %% taught=true
rng = np.random.default_rng(0)

def by_chance(tier):
    rows = trial[trial["tier"] == tier]
    bought, cared = rows["repurchase_90d"].to_numpy(float), (rows["group"] == "care").to_numpy()
    draws = [cared, *(rng.permutation(cared) for _ in range(2000))]
    gaps = np.array([bought[one].mean() - bought[~one].mean() for one in draws])
    return np.mean(gaps[1:] > gaps[0] - 1e-9)

for tier in ("key", "ordinary"):
    print(f"{figures.tier_name(tier)}：{by_chance(tier):.1%}")

# %% [markdown]
# 关键客户只有 0.4%，很难用碰巧来解释。普通客户是 11.8%，还不能断定，要多找些人再试。

# %% [markdown]
# ### 实验三　关怀的节奏
#
# 联系能带来好处，可是次数一多，客户就累了：假设每月联系 f 次，好处先升后降，最高的地方叫**疲劳点**；每次还要花钱。
#
# **先猜**　在实验里填上，再动滑块：次数多一倍，退订也多一倍吗？

# %%
widgets.cadence_lab()

# %% [markdown]
# **解释**　每次花 1 元，疲劳点不同，每月联系几次最好？

# %% taught=true
for fatigue in (2, 4, 8):
    print(f"疲劳点 {fatigue}：最好每月 {models.best_contacts(fatigue=fatigue)} 次")
print(f"好处 1 元、成本 2 元：最好 {models.best_contacts(gain=1, cost=2)} 次")

# %% [markdown]
# 不算成本，好处在 2、4、8 次时最大；算上成本，最好的次数提前到 1.6、3.1、6.3 次。成本比好处还大，**最好的联系就是不联系**。

# %% [markdown]
# 试验里的关怀组，每月联系的次数也是抽签定的。次数和退订有什么关系？

# %% taught=true
cared = trial[trial["group"] == "care"]
times = pd.cut(cared["contacts_per_month"], [0, 2, 4, 6, 8], labels=["1-2", "3-4", "5-6", "7-8"])
print(cared.groupby(times, observed=True)["opted_out"].mean().round(3).to_string())

# %% [markdown]
# 每月 1–2 次，退订的占 2.2%；7–8 次，占 19.4%。次数大约是五倍，退订的将近九倍。所以关怀日历要写明**上限**。

# %% [markdown]
# ### 同意和定期评估
#
# 客户点了退订，就是撤回同意：企业应当提供便捷的撤回方式（《个人信息保护法》第十五条，P01）。本课约定：退订当天停发。同意收订单通知，不等于同意收营销：**同意要看目的**。下面四条记录（虚构），今天可以给谁发营销信息？

# %% taught=true
log = pd.DataFrame([
    ("老周", "marketing", "grant", "2026-01-10"),
    ("林姐", "marketing", "grant", "2026-02-01"),
    ("林姐", "marketing", "withdraw", "2026-05-20"),
    ("小陈", "service", "grant", "2026-03-03"),
], columns=["member", "purpose", "action", "day"])
asked = log[log["purpose"] == "marketing"].sort_values("day")
latest = asked.groupby("member").tail(1)
print(latest.loc[latest["action"].isin(["grant", "renew"]), "member"].to_list())  # 再次同意记作 renew，也算

# %% [markdown]
# 只有老周。林姐撤回了；小陈同意的是服务，不是营销。
#
# 林姐是下午撤回的，怎样写才算上当天？

# %%
date, ts = pd.Timestamp("2026-05-20"), pd.Timestamp("2026-05-20 15:00")
ts <= date, ts < date + pd.Timedelta(days=1)

# %% [markdown]
# `date` 是当天零点：写 `ts <= date`，当天下午的就漏了；要算当天，写 `ts < date + pd.Timedelta(days=1)`。
#
# **客户关系评估**要**定期评估**两个方面：满意度变了没有，需求变了没有。每个季度一张表：

# %%
quarter = contacts["ts"].dt.quarter.rename("quarter")              # 第几季度
print(contacts.groupby(quarter)[["csat", "resolved"]].mean().round(2))       # 满意度、解决的比例
print(pd.crosstab(quarter, contacts["phase"], normalize="index").round(2))   # 需求落在哪个阶段

# %% [markdown]
# 这两个季度几乎一样。哪一栏变了，维护计划就跟着改：这就是动态管理。

# %% [markdown]
# ## 课程小结（5 分钟）
#
# 现在给合作企业回信：
#
# | 目标 | 一句话 |
# |---|---|
# | **为什么** | 保持联系，了解需求，关系稳定、密切；动态管理、突出重点、灵活运用、专人负责。 |
# | **渠道** | 人员四种：面对面、电话、电子邮件、网上交谈；非人员三种：媒体、环境、事件。 |
# | **配客户** | 面对面只给关键客户，小客户靠媒体、环境和事件；比渠道，先按难度分开。 |
# | **三个因素** | 员工、信息技术、流程缺一不可（模型里相乘），先补最弱的一环。 |
# | **三个阶段** | 售前给信息，售中顾细节，售后快跟进；看行为，有差异，能持续。 |
# | **试验** | 抽签分组，再比；没有对照，分不清功劳。 |
# | **同意** | 没同意的不联系，退订就停；次数有上限，有时最好是不联系。 |
#
# ## 接着做练习
#
# - 先做自学检查：[maintenance-check](../../exercises/release/zh/maintenance-check/maintenance-check.ipynb)
# - 上机任务：[maintenance-tasks](../../exercises/release/zh/maintenance-tasks/maintenance-tasks.ipynb)
# - 书面作业：[maintenance-written](../../exercises/release/zh/maintenance-written/maintenance-written.ipynb)
# - 理论小测：[maintenance-quiz](../../exercises/release/zh/maintenance-quiz/maintenance-quiz.ipynb)
# - 小组里程碑：[maintenance-group](../../exercises/release/zh/maintenance-group/maintenance-group.ipynb)
# - 多练习（不计分）：[maintenance-practice](../../exercises/release/zh/maintenance-practice/maintenance-practice.ipynb)

# %% [markdown]
# ## 选读：三环链条和排班
#
# ### 实验四　三环链条
#
# **先猜**　60 点分给三个因素，哪种分法效果最好？在实验里填上，再动滑块：原来是 8、2、4，再加 20 点，加在哪里最好？

# %%
widgets.chain_lab()

# %% [markdown]
# **解释**　60 点，三种分法，效果差多少？

# %% taught=true
for split in [(20, 20, 20), (50, 5, 5), (60, 0, 0)]:
    print(split, f"{models.chain(*split):.3f}")

# %% [markdown]
# 平均分，效果 0.667；偏重员工，0.452；全给员工，等于零。已经有 8、2、4，再加 20 点呢？

# %% taught=true
extra = models.best_addition((8, 2, 4), 20)
levels = [start + more for start, more in zip((8, 2, 4), extra, strict=True)]
print(f"加 {extra}：从 {models.chain(8, 2, 4):.3f} 到 {models.chain(*levels):.3f}")

# %% [markdown]
# 最好是加 3、9、8（或 3、10、7，4、9、7）：主要补弱的两环，效果从 0.277 升到 0.531。
#
# ### 实验五　排一天的班
#
# 携程的接通率，2018 年有报道说 20 秒内是 90%（C18），另一处说是 95% 左右（C19）。两个数都有出处，引用时都写上。
#
# **先猜**　在实验里填上，再一小时一小时地排：哪个钟点的队伍最长？

# %%
widgets.desk_lab()

# %% [markdown]
# **解释**　一小时 600 个电话，多几个人，差多少？

# %% taught=true
for staff in (44, 46, 48):
    print(f"{staff} 人：{models.service(600, staff).level:.1%} 在 20 秒内接起")

# %% [markdown]
# 模拟的电话台，平时和星期一上午 9 点到 11 点，各有多少来电在 20 秒内接起？

# %% taught=true
desk = cases.load("ctrip", "care_intervals")
slot = (desk["date"].dt.day_of_week == 0) & desk["half_hour"].between(18, 21)
for name, rows in [("星期一上午", desk[slot]), ("其他时候", desk[~slot]), ("合起来", desk)]:
    print(f"{name}：{rows['answered_20s'].sum() / rows['offered'].sum():.0%}")

# %% [markdown]
# 星期一上午，每半小时看一次：

# %%
monday = desk[(desk["date"].dt.day_of_week == 0) & (desk["half_hour"] < 26)]
share = monday.groupby("half_hour")[["answered_20s", "offered"]].sum()
for half_hour, row in share.iterrows():
    level = row["answered_20s"] / row["offered"]
    bar = "█" * round(20 * level)
    print(f"{half_hour // 2:2}:{half_hour % 2 * 30:02} {level:4.0%} {bar}")

# %% [markdown]
# 平时 94%，星期一上午只有 37%；合起来是 92%，就看不出来了。

# %% [markdown]
# ## 选读：打分的人，代表所有人吗
#
# 每次联系以后，请客户打分。解决了的和没解决的，谁更愿意打？

# %% taught=true
answered = contacts["csat"].notna()
print(answered.groupby(contacts["resolved"]).mean().round(2).to_string())
print(f"全部联系解决 {contacts['resolved'].mean():.1%}，打了分的 {contacts.loc[answered, 'resolved'].mean():.1%}")

# %% [markdown]
# 解决了的有 39% 打分，没解决的只有 33%，所以 71.0% 变成 74.2%。**沉默的客户，要主动去问。**

# %% [markdown]
# ## 选读：哪两位客服的客户总要再来
#
# 同一件事七天以内又来一次，说明上次没有办好。按客服分开，看最高的四位和全体的中位数：

# %% taught=true
served = contacts[contacts["agent_id"] != ""]
again = served.groupby("agent_id")["again_7d"].agg(["mean", "size"])
print(again.sort_values("mean").tail(4).round(2).to_string())
print(f"{again['mean'].median():.2f}")

# %% [markdown]
# 最高的两位都是 0.38，差不多是中位数 0.20 的两倍。先看三个因素，别急着批评。

# %% [markdown]
# 模拟数据和公开资料的对照：

# %%
calibration(cases.calibration("ctrip", "maintenance"))
