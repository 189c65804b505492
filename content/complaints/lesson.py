# %% [markdown]
# # {title}
#
# > **客户在电话里喊：“再停一次机，明年的合同就不签了！”第一句话，你说什么？**
#
# 你在云垛机械的投诉台实习，客户都是买包装机的工厂；企业、人物和数据全是**模拟**的。
#
# 来电的是大客户穗丰食品的王厂长：“封口机一夜停了三次，一车货发不出去。上周你们修的什么？”你正要说“马上给您换一台”，师傅却按住话筒，摇了摇头。
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　尊重每一位客户；先查证，再定性；说到做到；不推诿，不隐瞒。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟，另有选读。先要学过[上机热身](warmup.ipynb)和[客户分级](tiering.ipynb)。数据在 `datasets/yunduo`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识数据 | 5 |
# | 1 | 案例导入 | 一、客户投诉：说出来的，没说的 | 20 |
# | 1 | 传授新知 | 二、第一句话说什么 | 20 |
# | 2 | 传授新知 | 三、归类和受理 | 19 |
# | 2 | 传授新知 | 四、四步闭环 | 7 |
# | 2 | 传授新知 | 五、改善提升 | 9 |
# | 2 | 传授新知 | 六、补救、制度和危机 | 6 |
# | 2 | 课堂小结 | 回到那通电话 | 4 |

# %% [markdown]
# ## 课程引领（5 分钟）
#
# 先和同桌对对答案：关键客户和大客户有什么不同？售后关怀要做什么？
#
# <details><summary>参考答案</summary>
#
# 关键客户是任何客户群里价值最高的一级；大客户是由专人服务的单位客户。售后关怀：跟进要快，关系要保持，投诉要处理，双方多沟通。
#
# </details>

# %%
import pandas as pd
import keguan
from keguan import cases
from keguan.figures.calibration import calibration
from keguan.models import complaints as models
from keguan.widgets import complaints as widgets
keguan.use("zh")

# %% [markdown]
# `complaints` 是投诉台的登记表，一行是一宗投诉：

# %%
complaints = cases.load("yunduo", "complaints")
complaints.head(3)

# %% [markdown]
# 列名的意思可以查：

# %%
cases.columns("yunduo", "complaints")

# %% [markdown]
# ## 一、客户投诉：说出来的，没说的（20 分钟）
#
# ### 什么是客户投诉
#
# **客户投诉**，是客户发现或者认为企业有问题，利益受了损害，要求企业解决、挽回或者补偿。只说出不满，叫**抱怨**；正式要求企业处理，才叫投诉。
#
# 王厂长是在投诉吗？对照五点：
#
# | 五点 | 王厂长的电话 |
# |---|---|
# | 由客户提出 | 打来电话的是买机器的工厂 |
# | 责任在企业 | 机器是云垛卖的，也是云垛修的 |
# | 直接面对的是员工 | 接电话的是你，不是总经理 |
# | 前提是出了问题 | 封口机停了三次 |
# | 目的是客户的利益 | 货发不出去，他要赔违约金 |
#
# 客户的要求有三类：
#
# | 要求 | 例子 |
# |---|---|
# | **损害赔偿** | 赔偿停机的损失 |
# | **修理、更换、重做** | 修好机器，换一台，把封坏的重新封 |
# | **非财产损害的赔偿** | 丢了面子、受了委屈，要求赔礼道歉 |
#
# **试一试**　哪一件是投诉？
#
# | | 客户的话 |
# |---|---|
# | 1 | “新款封口机什么价？” |
# | 2 | “你们的说明书真难懂。” |
# | 3 | “少发了两箱配件，请补发。” |
#
# <details><summary>参考答案</summary>
#
# 第 3 件是投诉：有问题，有损害，有要求。第 1 件是咨询。第 2 件是抱怨，他没有要企业做什么；可是抱怨没人理，就会变成投诉，或者变成沉默。
#
# </details>
#
# ### 为什么会投诉，投诉有什么用
#
# | 三种原因 | 三样用处 |
# |---|---|
# | 服务**没有达到预期** | 改进产品和服务 |
# | 表现差，或者出了差错 | 带来创新的机会 |
# | 要求超出了企业和员工的能力 | 防止客户流失 |
#
# 客户抱怨什么，企业就该往哪里使劲。
#
# ### 没说出来的
#
# 出了问题，客户都会说吗？投诉有八个**障碍**：
#
# | 企业（三个） | 客户（五个） |
# |---|---|
# | 政策：没有渠道，手续又多 | 说了也没用 |
# | 管理：没人管，互相推 | 太麻烦 |
# | 员工素质：冷淡，不会处理 | 不好意思，或者怕对方气势压人 |
# | | 不如换一家 |
# | | 手里没有证据 |
#
# 年底走访，又问到一批没人说的问题。为什么不说？

# %% taught=true
silent = cases.load("yunduo", "silent_problems")
print(f"{len(silent)} 个问题")
print(silent["reason"].value_counts(normalize=True).round(2).to_string())

# %% [markdown]
# 800 个里，34% 觉得没用（useless），27% 嫌麻烦（troublesome），20% 不如换一家（switch）。

# %% [markdown]
# ### 实验一　冰山
#
# 这个月投诉少了一半，经理很高兴。该高兴吗？
#
# **先猜**　在实验里填上，再动滑块：多说、多解决、快解决，哪一样留住的客户最多？

# %%
widgets.iceberg_lab()

# %% [markdown]
# **解释**　实验里用的是一项研究的数（损失超过 100 美元的客户）：
#
# | 他怎么做 | 会再买（L08） |
# |---|---|
# | 没有说 | 9% |
# | 说了，没有解决 | 19% |
# | 说了，解决了 | 54% |
# | 说了，很快解决 | 82% |
#
# 四十多年前美国的数据，只看方向，别当定律。原来四成客户说出来，解决一半，其中三成很快；每次只改一样，各留下百分之几？

# %% taught=true
start = models.iceberg(0.4, 0.5, 0.3)    # 说出来的、解决的、很快的
print(f"原来：{start:.1%}")
print(f"投诉少一半：{models.iceberg(0.2, 0.5, 0.3):.1%}")
print(f"投诉更方便：{models.iceberg(0.6, 0.5, 0.3):.1%}")
print(f"解决得更多：{models.iceberg(0.4, 0.7, 0.3):.1%}")
print(f"解决得更快：{models.iceberg(0.4, 0.5, 0.6):.1%}")

# %% [markdown]
# 原来留下 21.7%。投诉少了一半，只留下 15.3%：问题没有少，是说的人少了。六成客户肯说，能留下 28.0%，多解决是 25.2%，快解决是 23.4%。**投诉少了，不一定是好消息。**

# %% [markdown]
# ## 二、第一句话说什么（20 分钟）
#
# 小客户的抱怨容易处理，让企业犯难的是**大客户**：办砸一次，丢的不止一单。情绪是 5 分（最高）的，占百分之几？

# %% taught=true
extreme = complaints["emotion"] == 5
print(f"{extreme.sum()} 宗，占 {extreme.mean():.0%}")

# %% [markdown]
# 159 宗，占 11%。对王厂长这样的客户，师傅写了五个字母，叫 **RMLSP 法则**：
#
# | 字母 | 做什么 | 可以这样说 |
# |---|---|---|
# | **R** Regret | 表示歉意 | “耽误您发货了，真对不起。” |
# | **M** Manners | 表现礼貌 | “王厂长，您请说。”不插嘴，不抢话 |
# | **L** Listen | 仔细聆听 | “您看我记得对不对：昨晚停了三次……” |
# | **S** Sympathize | 表示同情 | “一车货压在手里，换了我也着急。” |
# | **P** Promises | 及时承诺 | “今天六点以前我给您回电话，说清谁来查、查到哪一步。” |
#
# 漏了哪一步？`for` 逐个字母看，没说过的留下来：

# %%
said = ["R", "M", "P"]    # 一段录音里说过的
print([letter for letter in "RMLSP" if letter not in said])

# %% [markdown]
# ### 实验二　先说哪一句
#
# 王厂长的怒气大概有 9 分（最高 10 分）。马上给方案，还是先听？3 分的客户呢？
#
# **先猜**　在实验里填上，再换怒气、换时机，看要几步。办完还要回访，不满意的从头再来（第五节细讲）。

# %%
widgets.calm_first_lab()

# %% [markdown]
# **解释**　假设怒气高过 4 分，客户听不进方案，一给就拒绝，怒气再涨三成。每一步也有假设的系数，例如聆听以后剩六成。几步能谈成？

# %% taught=true
print(f"9 分，马上给方案：{len(models.calm_first(9, 0))} 步")
print(f"9 分，R、M、L 以后：{len(models.calm_first(9, 3))} 步")
print(f"3 分，马上给方案：{len(models.calm_first(3, 0))} 步")
print(f"9 分，只听完：剩 {9 * models.MOVES['L']:.1f} 分")

# %% [markdown]
# 9 分时抢着给方案，要 7 步；做完 R、M、L 再给，4 步。3 分时 1 步就成，不用绕弯。聆听降得最多，一步从 9 分到 5.4 分。四步里怒气怎么降：

# %%
for step in models.calm_first(9, 3):
    print(step.move, round(step.anger, 1))

# %% [markdown]
# ### 先发泄，再决定
#
# 客户在气头上，先让他**发泄**，把话说完。等他平静了，怎么处理就是企业**内部的决定**：归哪一类，谁负责，补偿多少。决定得对，客户的价值还会提高。
#
# 所以 P 只做**原则性的承诺**：几点回话，谁来跟进。赔多少、换不换，要等归了类、查清了再说。
#
# > **发泄有边界**　对方骂人、威胁，先提醒，再请主管接手。
#
# **演一演**　两人一组，一人扮王厂长，一人接电话；R、M、L 没做完，不许提换机器。

# %% [markdown]
# ## 三、归类和受理（19 分钟）
#
# 王厂长平静了。这是哪一种抱怨？归哪个部门？受不受理？
#
# ### 四种抱怨
#
# 处理抱怨的**目的**，一是赢得客户的忠诚和尽量多的客户价值，二是树立良好的企业形象。所以归类只看一条：对客户群和形象的影响有多大。
#
# | 类型 | 怎么认 | 怎么办 |
# |---|---|---|
# | **关键抱怨** | 来自关键客户，或者情绪极端激动的客户 | 当作危机公关：办不好，伤客户群，也伤形象；办好了，忠诚和形象都能提高 |
# | **一般抱怨** | 其余的 | 安抚心情以后，直接进入处理程序 |
# | **虚假抱怨** | 不是产品或服务引起的：客户自己的原因、情绪、使用不当，或者为了以后压价 | 没有赔偿的义务，但要安抚心情，做**消费指导** |
# | **恶意抱怨** | 不正当竞争，或者存心损害形象 | 先有证据，再坚决应对；必要时走法律途径，要求赔偿 |
#
# 本课约定一个**抱怨类型判断顺序**，先符合哪一种就算哪一种：恶意（证据表明有意）→ 关键（关键客户，或者情绪 5 分）→ 虚假（原因在客户）→ 一般。关键客户自己用错了机器，照关键抱怨接待，只是不必赔偿。
#
# > **“恶意”要有证据**　要求高、嗓门大、投诉多，都不是恶意。
#
# 有证据的占多少？

# %% taught=true
shown = complaints["intent_shown"]
print(f"{shown.sum()} 宗，占 {shown.mean():.0%}")

# %% [markdown]
# 75 宗，占 5%。下面四宗各是哪一种？先写再点开。
#
# | | 抱怨 |
# |---|---|
# | 1 | 穗丰食品（关键客户）：封口机一夜停三次 |
# | 2 | 一家小厂：打印不清楚，要退货；一看，是色带装反了 |
# | 3 | 一家普通客户：配件晚到两天，语气平和 |
# | 4 | 网上有“云垛机器爆炸”的视频；已查实机器是别家的，发布的人受雇于同行 |
#
# <details><summary>参考答案</summary>
#
# 依次是关键、虚假、一般、恶意。第 2 件不赔，但要耐心教会他装色带。第 4 件有证据在手，才能这样归。
#
# </details>
#
# 判断的先后要紧吗？换个小题目：谁来接电话？

# %%
def desk(row):
    if row["emotion"] == 5:          # 先看情绪：成立就返回，后面的不看了
        return "主管"
    return "大客户经理" if row["tier"] == "key" else "专员"

# %% [markdown]
# `apply` 把每一行交给函数，`axis=1` 就是一行一行来：

# %%
calls = pd.DataFrame({"tier": ["key", "key", "small"], "emotion": [3, 5, 2]}, index=["甲", "乙", "丙"])
calls.apply(desk, axis=1)

# %% [markdown]
# 乙是关键客户，可是先符合的是情绪，所以归主管。
#
# ### 十类内容
#
# 类型决定**走哪条路**，内容决定**归哪个部门**，工单上两样都写。前六类说货，后四类说人：
#
# | 方面 | 类 | 例子 |
# |---|---|---|
# | **服务产品** | 功能 | 老是卡膜 |
# | | 安全 | 防护罩失灵 |
# | | 质量 | 封口漏气，称量不准 |
# | | 交易 | 发票开错，多收费 |
# | | 交付 | 晚到、不全、送错、不合规定 |
# | | 文化 | 说明书只有外文 |
# | **产品服务** | 能力 | 反复修不好 |
# | | 态度 | 互相推诿 |
# | | 质量 | 约好上门，来晚了 |
# | | 礼仪 | 说话粗鲁 |
#
# 件数多的，损失就大吗？按 14 种原因（`cause`）分组，`agg` 一次算两样，再除以总数：

# %%
by = complaints.groupby("cause").agg(count=("complaint_id", "count"), loss=("loss_cny", "sum"))
by = by / by.sum()    # 换成占比

# %% taught=true
print(by.sort_values("count", ascending=False).head(2).round(3).to_string())
print(by.sort_values("loss", ascending=False).head(2).round(3).to_string())

# %% [markdown]
# 交货晚（late_delivery）占件数的 34.1%；称量不准（weigh_drift）只占 2.4%，损失却占 26.0%，排第一。**只数件数，会漏掉最贵的毛病。**
#
# ### 受不受理
#
# **受理**要五条都有：
#
# | 受理标准 | 缺了它 |
# |---|---|
# | 明确的投诉人 | 不知道该答复谁 |
# | 列举的投诉事项 | 不知道要查什么 |
# | 实在的损害后果 | 不知道损失在哪里 |
# | 明确的投诉要求 | 不知道他想怎么办 |
# | 企业所受理的范围 | 不归企业管，指给他该找谁 |
#
# 五条各占一列。`all(axis=1)` 一行一行问：是不是全都成立？

# %% taught=true
five = ["complainant", "matters", "damage", "demand", "in_range"]
accepted = complaints[five].all(axis=1)
print(f"{len(complaints)} 宗里受理 {accepted.sum()} 宗，占 {accepted.mean():.0%}")
print((~complaints[five]).sum().to_string())    # 每一条各缺几宗

# %% [markdown]
# 1,500 宗里受理 1,124 宗，占 75%；缺实在的损害（damage）的最多。缺哪一条，就告诉客户补哪一条。**安抚心情，人人都有；进补偿程序，才看五条。**
#
# ### 实验三　分诊台
#
# 八小时，八十宗投诉，三个人。先来先接，谁等不起？
#
# **先猜**　在实验里填上，再换规则，看哪一种损失最小。

# %%
widgets.triage_desk_lab()

# %% [markdown]
# **解释**　模拟六十天，求平均：每天损失几元，关键抱怨和所有人各等几分钟。

# %% taught=true
for rule in models.RULES:
    day = models.mean_day(rule)    # 六十天的平均
    print(f"{rule}: {day.loss:,.0f} 元，关键 {day.key_wait:.0f} 分钟，平均 {day.wait:.0f} 分钟")

# %% [markdown]
# 先来先接（first）每天损失 9,550 元，按客户级别（tier）6,248 元，按情绪（emotion）6,870 元，按类型（type）4,990 元。关键抱怨从等 22 分钟缩短到 6 分钟，平均等待却从 21 分钟升到 24 分钟。金额和耐心都是假设的。**平均数变差了，损失反而小了。**
#
# **课后**　课文末尾的“工单台”，请你自己坐一天，最后逐条说明分数从哪里来。

# %% [markdown]
# ## 四、四步闭环（7 分钟）
#
# 受理了，从哪里办起？
#
# | 步骤 | 王厂长的封口机 |
# |---|---|
# | 1 **情况调查** | 调停机记录，派人到现场，先不说是谁的错 |
# | 2 **责任划分** | 上周换的温控器没有校准，责任在云垛的维修组 |
# | 3 **客户沟通** | 把查到的和打算怎么办告诉王厂长，听他的意见 |
# | 4 **客户补偿** | 免费更换，赔偿误工，延长保修 |
#
# 四步由相关部门和客户一起参与，办完再找客户核对，首尾相接，叫**闭环**。
#
# 处理记录 `complaint_log` 一行是一步，安抚、结案（closed）和回访（followup）也在里面：

# %%
log = cases.load("yunduo", "complaint_log")
one = log[log["complaint_id"] == "Q0010"].set_index("step")["time"]
one

# %% [markdown]
# 有没有跳步、有没有颠倒？两个列表一样长，每个位置也一样，才相等：

# %%
loop = ["investigate", "assign", "communicate", "compensate"]
done = ["investigate", "communicate", "assign", "compensate"]
print(done == loop, [step for step in loop if step not in done])

# %% [markdown]
# 一步没少，次序却乱了。每一宗走过哪些步？先筛行，再分组收成列表：

# %%
steps = log[log["step"].isin(loop)]
paths = steps.groupby("complaint_id")["step"].apply(list)    # 每一宗一个列表
print(f"{len(paths)} 宗")
paths.head(3)

# %% [markdown]
# Q0005 没有调查，就划分了责任。
#
# 电信企业除了**及时受理，及时跟进**，复杂的争议还请**第三方调解**。

# %% [markdown]
# ## 五、改善提升（9 分钟）
#
# 补偿到账，就完了吗？还要**改善提升**，改三样：客户关系、工作方式、企业制度。既修复和高价值客户的关系，提高关键客户的忠诚；也调查客户对处理满不满意。
#
# ### 第三天回访
#
# 处理完成后的**第三天**回访，做满意度调查。客户不满意，或者怒气又上来了，就回到第一步，从安抚心情重新走。对关键客户，还要修复关系，赢得口碑。本课约定按日历数，完成那天是第 0 天：
#
# | 回访 | 算什么 |
# |---|---|
# | 第 1 至 3 天 | 及时 |
# | 第 3 天以后 | 晚了 |
# | 没有，记录已经过了第 3 天 | 漏了 |
# | 没有，记录还没到第 3 天 | 还没到时候 |
#
# `dt.normalize()` 去掉钟点，只留日期，再相减：

# %%
visits = pd.DataFrame({
    "closed": pd.to_datetime(["2026-05-08 17:20", "2026-05-08 17:20"]),
    "called": pd.to_datetime(["2026-05-09 08:40", "2026-05-12 09:00"]),
}, index=["甲", "乙"])

# %%
days = visits["called"].dt.normalize() - visits["closed"].dt.normalize()
print(days.dt.days.to_list(), (visits["called"] - visits["closed"]).dt.days.to_list())

# %% [markdown]
# 甲在第 1 天，及时；乙在第 4 天，晚了。不去掉钟点，就各少数一天。Q0010 呢？只有两个时间，不用 `.dt`：

# %% taught=true
day = one["followup"].normalize() - one["closed"].normalize()
print(day.days)

# %% [markdown]
# 第 3 天，及时。
#
# 每次回访都有人要重来。重来的占一成、三成、五成，平均要办几轮？用 1 除以（1 − 重来的比例）：

# %% taught=true
for again in (0.1, 0.3, 0.5):
    print(f"{again:.0%} 重来：{models.rounds(again):.2f} 轮")

# %% [markdown]
# 一成重来，平均 1.11 轮；五成重来，要 2.00 轮。**头一回办好，比多回访几次要紧。**
#
# ### 个别的，还是普遍的
#
# 温控器没有校准，别家呢？专门问一问关键客户和典型客户，这叫**普遍性判断**：个别的，总结就好；普遍的，要改企业的政策。假设问了 60 家，界线定在 10%：

# %%
rate = pd.Series({"温控器没校准": 9, "说明书难懂": 3, "配件晚到": 6}) / 60
rate[rate >= 0.10]    # 正好到界线的也算

# %% [markdown]
# 最后**总结提升**：经验里的得和失，都写下来；再看效果，忠诚和形象比原来好了吗？

# %% [markdown]
# ## 六、补救、制度和危机（6 分钟）
#
# 要天天都办得好，靠什么？
#
# | | 内容 |
# |---|---|
# | **服务补救**（四条） | 跟踪并预见补救的机会；重视问题，快速解决；授权一线员工；从补救中学习 |
# | 客户关系的**修复**（三步） | 分析破裂的原因；恢复管理；评价效果 |
# | 处理投诉的**策略**（四条） | 高度重视；分析原因；及时解决；做好记录 |
# | 投诉的**管理策略**（五条） | 建立制度；定受理标准；及时处理；分清责任，妥善解决；建立处理系统 |
# | 投诉**管理制度**（六项） | 受理；原则；流程；质量跟踪；评价；信息管理 |
# | 投诉**处理系统** | 方针、组织、部门、职责、原则和流程、制度、信息系统 |
#
# 处理客户危机，常说有六种技巧：以不变应万变、微笑、重视、非语言沟通、**移情**（站到客户的位置上想）、拖延。最后一种**有争议**，它和“及时解决”矛盾；借舆论反击恶意抱怨，也有争议。留不留，书面作业里由你判断。
#
# **想一想**　授权一线员工当场决定小额补偿，好处和风险各是什么？

# %% [markdown]
# ## 课堂小结（4 分钟）
#
# | 目标 | 一句话 |
# |---|---|
# | **投诉** | 有问题、有损害、有要求；客户不说，多半有障碍。 |
# | **心情** | R、M、L、S、P；先发泄，再决定；承诺只承诺原则。 |
# | **归类** | 恶意 → 关键 → 虚假 → 一般；内容 6 + 4 类归部门。 |
# | **受理** | 人、事、害、求、范围，五条都有。 |
# | **闭环** | 调查、责任、沟通、补偿；第三天回访，不满意就重来。 |
# | **普遍性** | 个别的总结，普遍的改政策。 |
# | **补救和制度** | 补救四条，制度六项。 |
#
# 回到那通电话。第一句话你可以说：“王厂长，耽误您发货了，真对不起。您慢慢说，我一条一条记。”
#
# ## 接着做练习
#
# - 先做自学检查：[complaints-check](../../exercises/release/zh/complaints-check/complaints-check.ipynb)
# - 上机任务：[complaints-tasks](../../exercises/release/zh/complaints-tasks/complaints-tasks.ipynb)
# - 书面作业：[complaints-written](../../exercises/release/zh/complaints-written/complaints-written.ipynb)
# - 理论小测：[complaints-quiz](../../exercises/release/zh/complaints-quiz/complaints-quiz.ipynb)
# - 小组里程碑：[complaints-group](../../exercises/release/zh/complaints-group/complaints-group.ipynb)
# - 多练习（不计分）：[complaints-practice](../../exercises/release/zh/complaints-practice/complaints-practice.ipynb)

# %% [markdown]
# ## 选读：工单台（课后作业）
#
# 从早到晚，一张张工单：安抚、查明、归类、受理、去向、回复、补偿、回访。时间在走，客户会等不及。编号一样，就是同一天。

# %%
from keguan.widgets.ticket_desk import ticket_desk

ticket_desk(2026)    # 2026 是编号

# %% [markdown]
# ## 选读：冰山下面
#
# 损失超过 700 元的，在说了的和没说的里各占多少？

# %% taught=true
for name, part in [("说了", complaints), ("没说", silent)]:
    large = part["loss_cny"] > 700
    print(f"{name}：{large.sum()} 个，占 {large.mean():.0%}")

# %% [markdown]
# 在说了的里占 25%，在没说的里占 15%：损失大的，更肯说。
#
# 听到 40 宗，没听到几宗？

# %% taught=true
for share in (0.4, 0.2):    # 肯说的客户占多少
    hidden = models.unheard(40, share)
    print(f"{share:.0%} 肯说：一共 {40 + hidden:.0f} 个，没听到 {hidden:.0f} 个")

# %% [markdown]
# 四成肯说，没听到 60 个；两成肯说，没听到 160 个。

# %% [markdown]
# ## 选读：五个字母，各降多少
#
# 都从 9 分开始，只做一步：

# %%
for letter, factor in models.MOVES.items():
    left = 9 * factor
    bar = "█" * round(left)
    print(letter, f"{left:.1f}", bar)

# %% [markdown]
# 1.11 轮怎么来的？100 家里 10 家重来，其中 1 家再重来，加起来：

# %%
left, total = 100.0, 0.0
for turn in range(1, 6):
    total = total + left
    left = left * 0.1    # 一成重来
    print(turn, round(total / 100, 3))

# %% [markdown]
# ## 选读：分诊台的一天
#
# 挑一天，看几宗没等到：

# %%
day = models.complaints(seed=1)
print(f"{len(day.arrivals)} 宗，关键客户 {day.key.sum()} 宗，恶意 {day.malicious.sum()} 宗")
for rule in models.RULES:
    handled = models.triage(day, rule)
    loss = models.day_loss(day, handled)
    print(f"{rule}: {handled.gone.sum()} 宗没等到，损失 {loss:,.0f} 元")

# %% [markdown]
# ## 选读：最多的三种原因
#
# `cumsum` 从上往下累加：

# %%
order = by["count"].sort_values(ascending=False)
reached = order.cumsum().head(3)
for cause, share in reached.items():
    print(f"{cause:14} {share:.1%}")

# %% [markdown]
# ## 选读：投诉过的客户，反而更满意？
#
# 这个说法叫**补救悖论**。多项研究合起来看，提高的只有满意度，再次购买没有显著提高（L07）。模拟数据里，`no_problem` 是没遇到问题的客户：

# %%
no_problem = cases.load("yunduo", "no_problem")
quick = complaints[complaints["outcome"] == "quick"]    # 很快满意的

# %% taught=true
print(f"满意度：{quick['csat_after'].mean():.2f} 和 {no_problem['csat'].mean():.2f}")
print(f"再买：{quick['repurchased_12m'].mean():.0%} 和 {no_problem['repurchased_12m'].mean():.0%}")

# %% [markdown]
# 满意度 4.40 分，比没遇到问题的 3.99 分高；再买的却是 89%，不到 93%。
#
# 第一次回复快不快，差多少？

# %% taught=true
prompt = complaints["first_reply_h"] <= 24
for name, part in [("24 小时以内", complaints[prompt]), ("超过 24 小时", complaints[~prompt])]:
    again = part["repurchased_12m"].mean()
    print(f"{name}：{len(part)} 宗，再买 {again:.0%}")

# %% [markdown]
# 24 小时以内回复的，66% 会再买；超过的，46%。

# %% [markdown]
# ## 选读：法律怎么说
#
# | 规定 | 要点 |
# |---|---|
# | 《电子商务法》第五十九条（P05） | 电子商务经营者要建立便捷、有效的投诉、举报机制，公开方式，及时受理、处理 |
# | 《电信用户申诉处理办法》（P12） | 先向电信企业投诉；不满意，或者 15 日内没有答复，可以向申诉受理机构申诉，由它调查、调解 |
# | 《反不正当竞争法》第十二条（P11） | 不得编造、传播虚假信息，损害其他经营者的商业信誉、商品声誉 |
#
# 同行造谣，有法可依；客户的批评和投诉，不是造谣。

# %% [markdown]
# ## 选读：数据对得上吗
#
# 再次购买参照公开的研究（L08），其余是假设：

# %%
large = complaints[complaints["loss_cny"] > 700]
large.groupby("outcome")["repurchased_12m"].mean().round(2)

# %%
calibration(cases.calibration("yunduo", "complaints"))
