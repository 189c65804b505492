# %% [markdown]
# # {title}
#
# > **人手只够重点照顾五分之一的会员。照顾谁？**
#
# 周一早上九点，你到一家在线旅游平台的客户关系部报到。主管直接发来两张表：一张会员表，一张订单表。
#
# “旺季快到了。专属客服、节日问候、出行提醒，样样都要人，可人手只够重点照顾五分之一的会员。”她看着你，“照顾谁？凭什么？下班前告诉我。”
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　公平待人：分的是资源，不是尊严；团队合作；用数据说话。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟，另有选读。先学[上机热身](warmup.ipynb)；忘了哪种写法，就回去查。数据在 `datasets/ctrip`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识数据 | 6 |
# | 1 | 案例导入 | 一、从二八法则到客户分级 | 11 |
# | 1 | 理论学习 | 二、客户金字塔 | 14 |
# | 1 | 理论学习 | 三、三级客户怎么管 | 14 |
# | 2 | 理论学习 | 四、RFM 与 8 种类型 | 13 |
# | 2 | 理论学习 | 五、四象限法和另外三把尺子 | 16 |
# | 2 | 理论学习 | 六、分级要动，也要公平 | 10 |
# | 2 | 课程小结 | 回答主管的问题 | 6 |

# %% [markdown]
# ## 课程引领（6 分钟）
#
# 先和同桌对对答案：什么是客户服务？选择客户有哪些方法？
#
# <details><summary>参考答案</summary>
#
# 客户服务，是在售前、售中、售后为满足客户的需要而做的一切。选择客户，要看他有没有需要、付不付得起、带来的收入能不能超过成本、企业有没有能力服务。
#
# </details>
#
# 请进工具，读入会员、订单和评估三张表：

# %%
import math
import pandas as pd
import keguan
from keguan import cases
from keguan.figures import tiering as figures
from keguan.figures.calibration import calibration
from keguan.models import tiering as models
from keguan.widgets import tiering as widgets
keguan.use("zh")

# %%
members = cases.load("ctrip", "members")
orders = cases.load("ctrip", "orders")
profiles = cases.load("ctrip", "profiles")
orders.head(3)

# %% [markdown]
# 这些会员和订单全是**模拟**的，参照携程的公开资料校准，没有一个真人。列名的意思可以查：

# %%
cases.columns("ctrip", "orders")

# %% [markdown]
# 取消（`cancelled`）和退款（`refunded`）的订单没有成交；会员里还混着测试账号，编号以 `T` 开头。两样都先剔除：

# %%
guests = members[~members["member_id"].str.startswith("T")]    # ~ 是反过来：不以 T 开头
done = orders[(orders["status"] == "completed") & orders["member_id"].isin(guests["member_id"])]
print(f"会员 {len(guests)} 位，完成的订单 {len(done)} 笔")

# %% [markdown]
# ## 一、案例导入：从二八法则到客户分级（11 分钟）
#
# ### 小旅馆的账本
#
# 一家小旅馆记下了每次入住的间夜数（一间房住一晚，叫一个间夜）。把同一位客户的加起来：

# %%
book = pd.DataFrame({"guest": ["老周", "小陈", "老周", "林姐", "阿杰"],
                     "nights": [20, 4, 12, 3, 1]})
nights = book.groupby("guest")["nights"].sum()    # 按客户分组，再求和
nights

# %% [markdown]
# 小旅馆有五位客户：小雨登记过，却一次也没住。她也是客户，要补上 0；漏掉她，人数就少算了。补好再从多到少排：

# %%
everyone = ["小陈", "老周", "林姐", "阿杰", "小雨"]
nights = nights.reindex(everyone, fill_value=0)       # 照名单点名，缺的补 0
ranked = nights.sort_values(ascending=False)          # 从大到小
ranked

# %% [markdown]
# 第一名占百分之几？先口算，再运行。

# %% taught=true
print(f"{1 / len(ranked):.0%} 的客户，占 {ranked.head(1).sum() / ranked.sum():.0%} 的间夜")

# %% [markdown]
# 这就是**二八法则**：20% 的客户贡献 80% 的利润，所以维护客户时，他们排在最前面。
#
# ### 三千位会员呢？
#
# 几万笔订单呢？你猜：住酒店最多的那五分之一会员，占全部间夜的百分之几？把下面的数改成你的猜测。

# %%
my_guess = 0.80

# %% [markdown]
# 算法和小账本一样：

# %%
hotel = done[done["product"] == "hotel"]
stays = hotel.groupby("member_id")["nights_or_qty"].sum()
stays = stays.reindex(guests["member_id"], fill_value=0)
top = stays.sort_values(ascending=False, kind="stable").head(len(stays) // 5)
print(f"你猜 {my_guess:.0%}，数据说 {top.sum() / stays.sum():.0%}")

# %% [markdown]
# 数据很少正好是二八。二八法则是**经验**，不是定律，用之前要用数据检验。
#
# ### 花得多，就赚得多吗？
#
# 刚才算的是间夜，二八法则说的却是**利润**。客户付了房费，平台只留下佣金，还要扣掉优惠券和服务成本：

# %% taught=true
paid, take_rate, coupon, service = 1000, 0.10, 60, 50
commission = paid * take_rate
print(f"房费 {paid} 元，佣金 {commission:.0f} 元，利润 {commission - coupon - service:.0f} 元")

# %% [markdown]
# 房费 1000 元，利润 -10 元。每位会员的利润是多少，二八法则成不成立，留给你在练习里算。
#
# ### 什么是客户分级
#
# **客户分级**，就是按客户的特征和价值分出级别，以便更清楚地了解他们的需要，有针对性地服务，让客户的价值充分发挥出来。分几级、怎样分、每一级怎样服务、多久重算，合起来叫**客户分级体系**。好处有六条：
#
# | 从管理看 | 从营销看 |
# |---|---|
# | 提高客户的满意度和忠诚度 | 找出有价值的客户群，确定目标客户 |
# | 不浪费钱和人手 | 摸清习惯和偏好，做到精准营销 |
# | 让企业资源和客户价值相匹配 | 发现有潜力的优质客户，提高开发和保持客户的效率 |
#
# **想一想**　给三千位会员全都配上专属客服，哪一条好处最先保不住？

# %% [markdown]
# ## 二、客户金字塔（14 分钟）
#
# 把客户按价值从高到低排队，再切成三层，就是**客户金字塔**。

# %% taught=true
for tier, share in {"关键客户": 0.20, "普通客户": 0.30, "小客户": 0.50}.items():
    print(f"{tier}：占客户人数的 {share:.0%}")

# %% [markdown]
# 塔尖 20% 左右是**关键客户**；接下来约 30% 是**普通客户**，创造的价值仅次于关键客户；剩下的 50% 是**小客户**。注意，这三个数都是**人数**的比例，不是利润的比例。
#
# 算出来不是整数怎么办？本课约定：关键客户的人数向上取整；关键加普通占一半，碰上半个人就四舍五入；剩下的是小客户。价值相同的，编号小的排前面。比如有 7 位客户：

# %% taught=true
print(f"关键：{7 * 0.2:.1f} 向上取整得 {math.ceil(7 * 0.2)}")
print(f"关键加普通：{7 * 0.5:.1f} 四舍五入得 {math.floor(7 * 0.5 + 0.5)}")
print(f"当心：Python 的 round(2.5) 得 {round(2.5)}")

# %% [markdown]
# 所以关键客户 2 位；关键加普通 4 位，也就是普通客户 2 位；剩下 3 位是小客户。`round` 碰到一半会取偶数，不是四舍五入。
#
# 小旅馆有五位客户，切成 1、2、2 位。先都写成小客户，再改前几位：

# %%
tiers = pd.Series("small", index=ranked.index)    # 每位先写 small
tiers.iloc[:3] = "ordinary"                       # 前 3 位改成 ordinary
tiers.iloc[:1] = "key"                            # 第 1 位再改成 key
pd.DataFrame({"nights": ranked, "tier": tiers})

# %% [markdown]
# 各级占多少间夜？按级别求和，再除以总数。

# %% taught=true
print((ranked.groupby(tiers).sum() / ranked.sum()).to_string())

# %% [markdown]
# 平台自己的等级看**门槛**，够了就升；金字塔看**名次**，人数固定。两种都叫分级，别混着用。
#
# > **别混了**　**关键客户**是任何客户群里价值最高的那一级，也叫“核心顾客”；**大客户**是由专人服务的单位客户，例如把差旅交给平台的公司。
#
# ### 实验一　金字塔
#
# 二八法则只说了关键客户的 80%。另外两级的利润占比，能推出来吗？
#
# **先猜**　前 20% 的客户占利润的 80%，那么普通客户占百分之几？猜好了，在实验里填上，再动滑块。

# %%
widgets.pyramid_lab()

# %% [markdown]
# **解释**　描述利润的集中程度，有两种常见的模型，图里叫“对数正态”和“帕累托”，都能做出 80/20。从左到右是关键、普通、小客户的利润占比：

# %% taught=true
for shape in ("lognormal", "pareto"):
    shares = models.pyramid_shares(shape=shape)
    print(f"{shape:10}", " ".join(f"{share:6.1%}" for share in shares))

# %% [markdown]
# 关键客户都是 80.0%，另外两层却不一样：一种是 15.4% 和 4.6%，另一种是 10.8% 和 9.2%。所以光知道“二八”，推不出其他两层，只能用数据测算。
#
# σ（读作“西格玛”）表示集中程度，越大越集中。它变小，“二八”也就没有了：

# %% taught=true
for sigma in (1.683, 0.842):
    print(f"σ = {sigma}：前 20% 的客户占利润的 {models.pyramid_shares(sigma)[0]:.0%}")

# %% [markdown]
# σ 是 1.683 时占 80%，降到 0.842 就只占 50%。

# %% [markdown]
# ## 三、三级客户怎么管（14 分钟）
#
# 关键客户有三招；普通客户和小客户，先看**有没有升级潜力**：
#
# | 代号 | 客户 | 管理方法 |
# |---|---|---|
# | `K` | 关键客户 | 集中优势资源；多沟通，情感交流，密切双方关系；设专门机构来服务 |
# | `O+` | 普通客户，有升级潜力 | 培养成关键客户 |
# | `O-` | 普通客户，没有升级潜力 | 减少服务，降低成本 |
# | `S+` | 小客户，有升级潜力 | 培养成普通客户甚至关键客户 |
# | `S-` | 小客户，没有升级潜力 | 提高服务价格，降低服务成本 |
# | `SX` | 小客户里的劣质客户 | 坚决淘汰 |
#
# 又有潜力、又劣质，怎么办？本课约定：小客户先看是不是劣质；关键客户和普通客户不看劣质标记。
#
# ### 当一回主管
#
# 1. 老周，关键客户。半夜航班取消，电话打进普通热线，排了很久的队。
# 2. 林姐，普通客户。孩子刚考上外省的大学，她开始打听往返机票。
# 3. 小雨，小客户，没有潜力。一年订一张火车票，每次都要人工帮忙。
# 4. 一位小客户，反复占房再退，已查实是倒卖房源；只看下单量，“潜力”很大。
#
# 各用哪一招？先写代号，再点开。
#
# <details><summary>参考答案</summary>
#
# 老周 `K`：该有专门的人接他的电话。林姐 `O+`：送上一份家庭出行方案，就是培养。小雨 `S-`：引导她自助购票，人工代办另外收费。最后一位 `SX`：已经查实，不再看潜力。
#
# </details>
#
# ### 把规则写成程序
#
# 规则一多，判断的**先后**就要紧了。换个小题目：会员日发哪种券？

# %%
def gift(birthday, banned):
    if banned:                                # 先看停用：成立就交回结果，后面的不再看
        return "none"
    return "cake" if birthday else "card"     # 再看生日

# %% [markdown]
# 三位客户各试一次：

# %%
people = pd.DataFrame({"birthday": [True, True, False], "banned": [True, False, False]},
                      index=["阿杰", "林姐", "小雨"])
people["gift"] = [gift(b, x) for b, x in zip(people["birthday"], people["banned"])]
people

# %% [markdown]
# 要是先看生日、后看停用，被停用的阿杰就领走了蛋糕券。
#
# ### 实验二　资源天平
#
# 给你一千位客户：关键和劣质各一组，普通和小客户按有没有潜力各分两组。客户会流失，也会升级，全看钱花在谁身上。
#
# **先猜**　做两年，哪种花法的累计利润最高？一分不花；人人一样多；全花在关键客户身上；分级花，同时淘汰劣质客户、给没有潜力的小客户涨一点价。

# %%
widgets.resource_lab()

# %% [markdown]
# **解释**　一分不花，第一季度的利润有百分之几来自关键客户？四种花法，八个季度各赚多少？

# %% taught=true
plans = ["none", "equal", "key_only", "differentiated"]
start = models.simulate_resources(**models.PLANS["none"], quarters=1)
print(f"关键客户占利润的 {200 * 3600 / start['profit'].iloc[0]:.0%}")
for plan in plans:
    table = models.simulate_resources(**models.PLANS[plan])
    profit = figures.money(table["cumulative"].iloc[-1])
    spend = figures.money(table["spend"].sum())
    print(f"{figures.plan_name(plan)}：利润 {profit}，花费 {spend}")

# %% [markdown]
# 关键客户占利润的 81%，又是一个“二八”；可是利润依次是 544.4、597.9、614.7、659.4 万元，全花在他们身上并不是最好。塔尖的人会走，得有人从下面升上来。
#
# 培养要有耐心。拿分级投入和不花培养费的方案比一比：

# %% taught=true
care = models.simulate_resources(**models.PLANS["differentiated"])["cumulative"]
skip = models.simulate_resources(**models.PLANS["no_cultivation"])["cumulative"]
for quarter in (1, 2, 3, 8):
    print(f"第 {quarter} 季度末：培养比不培养多 {figures.money((care - skip)[quarter - 1])}")

# %% [markdown]
# 头两个季度落后，第 3 季度起领先，共多赚 44.0 万元。
#
# **想一想**　如果主管只看一个季度的业绩，她会选哪个方案？

# %% [markdown]
# ## 四、RFM 与 8 种类型（13 分钟）
#
# 半年没来的老客户，昨天才来的新客户，花的钱可能一样多，能一样对待吗？**RFM** 用三个数看购买行为，数据现成：
#
# | 字母 | 名称 | 含义 | 怎样算好 |
# |---|---|---|---|
# | R | 近度（最近一次消费） | 离最近一次交易有多久 | 越**小**越好 |
# | F | 频度（消费频率） | 一段时间里交易了几次 | 越大越好 |
# | M | 值度（消费金额） | 一段时间里花了多少钱，用来估计带来的利润 | 越大越好 |
#
# ### 给老周算一次
#
# 今天定为 6 月 30 日，只看 4 月以来的三个月。老周的账本上有四笔，先手算：R、F、M 各是多少？

# %%
diary = pd.DataFrame({
    "day": pd.to_datetime(["2026-01-12", "2026-04-20", "2026-06-10", "2026-06-25"]),
    "paid": [900, 600, 500, 800],
    "status": ["completed", "completed", "completed", "cancelled"]})
diary

# %% [markdown]
# 先筛出完成了的、窗口里的，再算三个数：

# %% taught=true
today = pd.Timestamp("2026-06-30")
good = diary[(diary["status"] == "completed") & (diary["day"] >= "2026-04-01")]
print(f"R = {(today - good['day'].max()).days} 天")    # 最近的一天用 max，相减得天数
print(f"F = {len(good)} 次")
print(f"M = {good['paid'].sum()} 元")

# %% [markdown]
# R = 20 天，F = 2 次，M = 1100 元。窗口里一笔都没有的客户，标成 `no-order`，求平均数时不算在内。
#
# ### 箭头怎么标
#
# 每个数和平均数比：大于**或等于**标 ↑，小于标 ↓。

# %% taught=true
def arrow(value, mean):
    return "↑" if value >= mean else "↓"

print(f"平均 3 次：2 次标 {arrow(2, 3)}，3 次标 {arrow(3, 3)}")

# %% [markdown]
# 三个字母按 R、F、M 的顺序写，各有两种箭头，一共几种？

# %% taught=true
patterns = [f"R{r}F{f}M{m}" for r in "↓↑" for f in "↑↓" for m in "↑↓"]
print(f"{len(patterns)} 种：{' '.join(patterns)}")

# %% [markdown]
# 共 8 种。下面三位客户各是哪一种？在纸上写好，再运行后一格对答案。

# %%
three = pd.DataFrame({"R": [20, 5, 70], "F": [2, 6, 1], "M": [1100, 900, 2500]},
                     index=["老周", "小陈", "林姐"])
print(three.mean())

# %%
arrows = models.rfm_arrows(three)
arrows

# %% [markdown]
# 8 种里，先认识两种：
#
# - **R↓F↑M↑**　刚来过、来得勤、花得多。现在的价值和潜在的价值都高，是企业的**优质客户群**。
# - **R↓F↓M↑**　刚来过、花得多，只是来得少。贡献比不上前一种，潜力却很大，是**重要的发展客户**。
#
# **小心**　R↑ 不是好消息，它说明客户很久没来了。其余六种，从 R↓F↑M↓ 到 R↑F↓M↓，没有统一的叫法，看懂箭头就行（见选读）。
#
# **想一想**　R↑F↑M↑ 是什么样的客户？给他们起个名字，说出理由。
#
# 原来的做法是先把客户聚成几类，拿**每一类的平均数**和总平均数比；我们给**单个客户**标箭头，是一种简化。

# %% [markdown]
# ## 五、四象限法和另外三把尺子（16 分钟）
#
# ### 四象限法
#
# 四象限法评估客户的价值：横轴是**忠诚度**，纵轴是**相对利润**。先用各阶段的经营数据打分，再给客户定位，看他落在哪一格；最后定出**维护指数**，也就是该花多大力气维护他。
#
# 忠诚看不见，只能估计，由三样合成：**购买比例**（他的旅行有百分之几在我们这里订）、**购买连续性**（是不是一直在买）、**违约率**（订了又失约的比例）。违约越多越不忠诚，所以要**减**。权重没有统一的规定，下面三个是我们假设的。

# %%
toy = pd.DataFrame({"share": [0.8, 0.9, 0.3, 0.4], "steady": [0.6, 0.9, 0.3, 0.4],
                    "broken": [0.1, 0.0, 0.1, 0.2], "profit": [90, 300, 250, 40]},
                   index=["小陈", "老周", "林姐", "小雨"])
toy["loyalty"] = 0.4 * toy["share"] + 0.4 * toy["steady"] - 0.2 * toy["broken"]
toy["loyalty"]

# %% [markdown]
# 小陈的违约率要是误写成加，会怎样？

# %% taught=true
right = 0.4 * 0.8 + 0.4 * 0.6 - 0.2 * 0.1
wrong = 0.4 * 0.8 + 0.4 * 0.6 + 0.2 * 0.1
print(f"小陈：减违约率 {right:.2f}，误写成加 {wrong:.2f}")

# %% [markdown]
# 应该是 0.54；写成加号变成 0.58，失约反倒加了分。
#
# 相对利润，本课用个人利润除以平均利润，1 就是平均水平。没有另外说明时，两条轴都以平均数为界：

# %%
toy["relative"] = toy["profit"] / toy["profit"].mean()
toy["quadrant"] = models.quadrants(toy["loyalty"], toy["relative"])
toy[["loyalty", "relative", "quadrant"]].round(2)

# %% [markdown]
# `L` 是忠诚度，`P` 是相对利润。四个象限叫什么，交给你：林姐利润高、忠诚度低，叫什么好？怎么维护她？
#
# ### 实验三　RFM 立方体与四象限
#
# **先猜**　分界从平均数换成中位数，M↑ 的会员会变多还是变少？加大违约率的权重，会不会有会员换象限？

# %%
last_day = cases.reference_date("ctrip")
widgets.rfm_lab(orders, profiles, last_day)

# %% [markdown]
# **解释**　平均数会骗人吗？这一年有订单的会员里，消费低于平均数的占百分之几？

# %%
end = last_day + pd.Timedelta(days=1)
year = done[done["order_ts"] >= end - pd.DateOffset(months=12)]    # 往前推 12 个月
spend = year.groupby("member_id")["gmv_cny"].sum()
print(f"平均 {spend.mean():.0f} 元，低于平均数：{(spend < spend.mean()).mean():.0%}")
print(f"中位数 {spend.median():.0f} 元，低于中位数：{(spend < spend.median()).mean():.0%}")

# %% [markdown]
# 这里的数据到参照日为止，所以没有写上限；作业里要写 `<= ref_date`。
#
# 少数大手笔抬高了平均数，多数会员就成了 M↓；换成中位数，上下各半。数据一点没变，变的是窗口、分界和权重，会员却换了类型。级别不是客户身上的标签，是**规则**量出来的结果；定规则的人要说得出理由。
#
# ### 另外三把尺子
#
# 分级的办法这么多，互相打架吗？不打架，它们回答的问题不同：
#
# | 尺子 | 分成 | 回答的问题 | 怎么做 |
# |---|---|---|---|
# | 价值分级 | 高、中、低价值客户 | 现在值多少？（看频率、金额、忠诚度） | 高的优先照顾；中的用个性化服务提高频率和金额；低的用促销带动 |
# | 潜力分级 | 潜在价值的高低 | 将来能值多少？（看潜在消费能力、发展空间） | 找出来，推动成长 |
# | 行为分级 | 活跃、沉睡、流失客户 | 他还来不来？（看购买和互动） | 活跃的保持热度；沉睡的（好久没来：需求变了，或者在看别家）设法唤醒；流失的回访，争取挽回 |
#
# 潜力怎么估？比如看他还有多少钱花在别处（数字是假设的）：

# %%
wallet = pd.DataFrame({"all_travel": [10000, 20000], "with_us": [9000, 6000]}, index=["老周", "林姐"])
wallet["room"] = wallet["all_travel"] - wallet["with_us"]    # 还有多少钱花在别处
wallet

# %% [markdown]
# 老周现在的价值高，林姐的潜力大。
#
# 多少天没来算沉睡，没有统一的规定。下面是为一家奶茶店假设的：30 天以内活跃，90 天以内沉睡，再久就算流失。

# %% taught=true
gap = pd.Series({"小陈": 3, "林姐": 45, "小雨": 200})
status = pd.cut(gap, [-1, 30, 90, 9999], labels=["active", "dormant", "lost"])    # 切成三段
print(status.to_list())

# %% [markdown]
# 天数要跟着行业走。

# %% [markdown]
# ## 六、分级要动，也要公平（10 分钟）
#
# ### 客户会变，级别也要变
#
# 客户分类有四个特征：不只看买了什么产品（那是交易分类）；不只看数字；不是做一次就完；要定期优化。
#
# 变得有多快？**先猜**：去年消费最高的五分之一会员，今年还有百分之几留在最高的五分之一里？

# %%
def biggest(first, last):
    part = done[(done["order_ts"] >= first) & (done["order_ts"] < last)]
    total = part.groupby("member_id")["gmv_cny"].sum()
    return set(total.nlargest(len(guests) // 5).index)    # 最大的五分之一，收成一个集合

# %% [markdown]
# 两年各找一次最高的五分之一，再看两次都在的有几位（`&` 是两边都有）：

# %%
year_ago = end - pd.DateOffset(months=12)
two_ago = end - pd.DateOffset(months=24)
was = biggest(two_ago, year_ago)
now = biggest(year_ago, end)
print(f"还留在里面的：{len(was & now) / len(was):.0%}")

# %% [markdown]
# 级别要是从不更新，会错待多少人？“不只看数字”，就是给算出来的级别再配一条**理由**：刚生了孩子的客户半年没出门，不等于流失。
#
# ### 动手分级
#
# 落到实处是两步：一是**数据分析**，看消费，也看互动；二是**制定策略**，每一级有个性化的服务和促销。分法跟着行业走：电信运营商按需求和价值分，配不同的服务策略；汽车服务店先分新、老客户。
#
# ### 公平不公平
#
# 要给没有潜力的小客户涨价，又要让每一位客户满意。矛盾吗？本课这样理解：**尊重、安全和法定的服务标准，人人一样；分级分的，是额外的资源**。热线可以有快慢，态度不能分高低。
#
# > **法律划的线**
# >
# > - 《中华人民共和国个人信息保护法》第二十四条：用个人信息做自动化决策，要透明、公平、公正，不得在价格等交易条件上实行不合理的差别待遇；用来推送和营销的，要同时提供不针对个人特征的选项，或者方便的拒绝方式。
# > - 购买记录连着具体的人，就是个人信息，RFM 也不例外：用编号代替姓名，只用于事先说好的目的。
# > - 淘汰“劣质客户”要有证据，要让对方能申诉。投诉多，不等于劣质。
#
# **讨论**　你在生活里碰到过分级服务吗？银行、机场、游戏会员都算。它为什么这样分？如果你是负责人，你同意吗？有没有更好的办法？客户分级的“理想境界”是什么样？没有标准答案，写一句话，在小组里比一比。

# %% [markdown]
# ## 课程小结（6 分钟）
#
# 主管来要答案了。照着目标，逐条说给她听：
#
# | 目标 | 一句话 |
# |---|---|
# | **含义** | 按特征和价值区别服务；金字塔三层。 |
# | **占比** | 20/30/50 是人数；利润占多少，要测算。 |
# | **方法** | 关键客户三招；其余先看潜力；劣质的小客户淘汰。 |
# | **RFM** | R 越小越好，F、M 越大越好；共 8 种。 |
# | **四象限** | 横轴忠诚度，纵轴相对利润；违约率要减。 |
# | **三把尺子** | 价值看现在，潜力看将来，行为看他还来不来。 |
# | **公平** | 分的是额外的资源，不是尊严。 |
#
# 照顾谁？先量利润，再看潜力和行为，最后问一句公平不公平。
#
# ## 接着做练习
#
# - 先做自学检查：[tiering-check](../../exercises/release/zh/tiering-check/tiering-check.ipynb)
# - 上机任务：[tiering-tasks](../../exercises/release/zh/tiering-tasks/tiering-tasks.ipynb)
# - 书面作业：[tiering-written](../../exercises/release/zh/tiering-written/tiering-written.ipynb)
# - 理论小测：[tiering-quiz](../../exercises/release/zh/tiering-quiz/tiering-quiz.ipynb)
# - 小组案例：[tiering-case](../../exercises/release/zh/tiering-case/tiering-case.ipynb)
# - 小组里程碑：[tiering-group](../../exercises/release/zh/tiering-group/tiering-group.ipynb)
# - 多练习（不计分）：[tiering-practice](../../exercises/release/zh/tiering-practice/tiering-practice.ipynb)

# %% [markdown]
# ## 选读：金字塔再往下挖
#
# 有一成客户让企业亏钱，累计利润最高能到多少？

# %% taught=true
values = models.profits(loss_share=0.10)
x, y = models.lorenz(values)
print(f"最高 {y.max():.0%}，最后回到 {y[-1]:.0%}")

# %% [markdown]
# 曲线先冲到 111%，又掉回 100%。画出来看：

# %%
figures.lorenz(values)

# %% [markdown]
# 切点也是人定的。把关键客户从 20% 改成 15% 或 25%：

# %% taught=true
for key in (0.15, 0.20, 0.25):
    share = models.pyramid_shares(cuts=(key, 0.5 - key, 0.5))[0]
    print(f"关键客户取 {key:.0%}：占利润的 {share:.0%}")

# %% [markdown]
# 一个数也能看集中程度：**基尼系数**为 0，表示人人一样；越接近 1，越集中在少数人手里。做出 80/20 的那个对数正态分布，基尼系数是：

# %% taught=true
print(f"{models.gini_lognormal(1.683):.3f}")

# %% [markdown]
# 是 0.766。会员住酒店的间夜数呢？比它高还是低？猜好再运行。

# %%
print(f"{models.gini(stays):.3f}")

# %% [markdown]
# 住得最多的这五分之一，会员等级一定高吗？

# %%
level = members.set_index("member_id")["official_tier"]
level.reindex(top.index).value_counts()

# %% [markdown]
# 600 位里，569 位是金牌以上，也有 31 位普通会员：等级看的不是间夜。
#
# 资源天平里，四种花法各留住多少位关键客户？

# %%
left = {figures.plan_name(p): models.simulate_resources(**models.PLANS[p])["key"] for p in plans}
stayed = pd.DataFrame(left).rename_axis("quarter")
stayed.index += 1
stayed.loc[[1, 4, 8]].round()

# %% [markdown]
# ## 选读：RFM 的另外六种，和两年的变化
#
# 名称只是业内的常见叫法，各家不一样，不作考核；要紧的是看懂箭头。
#
# | 箭头 | 常见叫法 |
# |---|---|
# | R↓F↑M↓ | 一般价值客户，保持活跃 |
# | R↓F↓M↓ | 新客户，一般发展 |
# | R↑F↑M↑ | 重要保持客户，主动联系 |
# | R↑F↑M↓ | 一般保持客户 |
# | R↑F↓M↑ | 重要挽留客户 |
# | R↑F↓M↓ | 低优先级或已流失 |
#
# 按现有等级归类，拿每一类的平均数和总平均数比，就接近原来的做法了：

# %%
print(f"总平均 {spend.mean():.0f} 元")
spend.groupby(level).mean().round().sort_values()

# %% [markdown]
# M 只是利润的估计。这一年消费最高的五分之一会员里，利润也排在前五分之一的占多少？

# %%
table = models.rfm(models.order_days(orders, guests["member_id"]), last_day)
by_money = set(table.nlargest(len(table) // 5, "M").index)
by_profit = set(table.nlargest(len(table) // 5, "profit").index)
print(f"{len(by_money & by_profit) / len(by_money):.0%}")

# %% [markdown]
# 窗口越短，看不见的会员越多。一年只在春节回一次家的人，会被标成什么？

# %%
for months in (3, 6, 12, 24):
    recent = done[done["order_ts"] >= end - pd.DateOffset(months=months)]
    unseen = 1 - recent["member_id"].nunique() / len(guests)
    print(f"只看最近 {months} 个月：{unseen:.0%} 的会员没有订单")

# %% [markdown]
# 把两把尺子叠起来。林姐按金字塔是普通客户，按行为已经沉睡：先培养，还是先唤醒？

# %%
pd.crosstab(tiers.reindex(status.index).rename("tier"), status.rename("status"))

# %% [markdown]
# 下面是奶茶店五位客户两年的级别。每行加起来是 1，说的是“去年这一级的人，今年去了哪里”。

# %% taught=true
before = pd.Series(["key", "key", "small", "small", "small"], name="before")
after = pd.Series(["key", "small", "small", "small", "key"], name="after")
counts = pd.crosstab(before, after)
print(counts.div(counts.sum(axis=1), axis=0).round(2))

# %% [markdown]
# 去年的关键客户，今年只留住一半（0.50）；小客户里，三分之一（0.33）升了上来。

# %% [markdown]
# ## 选读：企业的规则长什么样
#
# 据一篇转载携程帮助中心的网页（2023 年，C02），旧规则是这样的：等级看**程长值**，累计最近 36 个自然月，越早的月份折扣越大；每月重算，还要求信用良好。旧规则的门槛收在 `tier_rules` 表里，“多练习”会用到它：

# %%
cases.load("ctrip", "tier_rules").iloc[:, :5]

# %% [markdown]
# 为什么要打折？假想一条两年的规则：近一年按 100% 算，前一年按 60% 算。

# %% taught=true
for name, recent, earlier in [("甲", 4000, 1500), ("乙", 1500, 4000)]:
    value = recent * 1.0 + earlier * 0.6
    print(f"{name}：合计 {recent + earlier}，打折后 {value:.0f}")

# %% [markdown]
# 合计都是 5500，打折后甲 4900，乙 3900。再列一张门槛表，取已达到门槛的最高一级：

# %%
levels = {"silver": 0, "gold": 2000, "diamond": 4000}
for value in (1500, 3900, 4900):
    print(value, [name for name, least in levels.items() if value >= least][-1])

# %% [markdown]
# 订单离现在几个月，看日历，不数天数：

# %% taught=true
june, may = pd.Timestamp("2026-06-30"), pd.Timestamp("2026-05-31")
print(f"隔 {(june.year - may.year) * 12 + june.month - may.month} 个月")

# %% [markdown]
# 公开的会员规则不止一套：

# %%
facts = cases.calibration("ctrip", "tiering")
facts.loc[facts["kind"] == "real", ["fact", "what", "published", "confidence", "source"]]

# %% [markdown]
# 2020 年改版以后，高等级叫钻石、金钻、黑钻，看消费、任务和信用（C03）。C02 是旧规则，又是转载页，可信度（B）比官网（A）低。规则都以企业最新公布的为准。
#
# 其余的公开资料里，能写成比例的，和我们的模拟数据对照如下：

# %%
calibration(facts)

# %% [markdown]
# **模拟**的数字**不能**拿去说“携程的会员就是这样”。
