# %% [markdown]
# # {title}
#
# > **一家企业说销量回来了九成，账本却说少了近一半。客户到底回来没有？**
#
# 2008 年秋天，你是一家乳品企业的客服专员。电话响了一阵，又一天比一天安静：不打电话的人，已经去买别家的了。
#
# 经理问你三件事：“走了多少人？为什么走？怎么请回来？”
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　诚实守信；有证据才下结论；把客户的安全放在销量前面。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟。先要学过客户分级和客户关怀；单元格、函数、分组忘了，翻一翻[上机热身](warmup.ipynb)。末尾的“选读”不占课时。数据在 `datasets/yili`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识数据 | 5 |
# | 1 | 案例导入 | 一、信任值多少 | 8 |
# | 1 | 传授新知 | 二、什么是客户流失 | 13 |
# | 1 | 传授新知 | 三、五种流失原因 | 10 |
# | 1 | 案例研讨 | 四、“双 11”为什么赶走客户 | 9 |
# | 2 | 传授新知 | 五、预防客户流失的五种方法 | 18 |
# | 2 | 传授新知 | 六、两步挽留 | 12 |
# | 2 | 案例研讨 | 七、屈臣氏和五种基本方法 | 10 |
# | 2 | 课堂小结 | 回答经理的问题 | 5 |

# %% [markdown]
# ## 课程引领（5 分钟）
#
# 先和同桌对对答案：客户按行为可以分成哪三级？售前、售中、售后各有哪些关怀？

# %%
import pandas as pd
import keguan
from keguan import cases
from keguan.figures import churn as figures
from keguan.figures.calibration import calibration
from keguan.models import churn as models
from keguan.widgets import churn as widgets
keguan.use("zh")

# %% [markdown]
# `panel_weekly` 是一千多个**模拟**家庭每周买了什么奶，品牌都是虚构的；`events` 和 `firm_quarters` 是**真实**的日期和公开的业绩，每行都有事实编号。

# %%
panel = cases.load("yili", "panel_weekly")
panel.head(3)

# %% [markdown]
# ## 一、信任值多少（8 分钟）
#
# ### 发生了什么
#
# 2008 年秋天的大事：

# %%
events = cases.load("yili", "events")
autumn = events[events["date"].between("2008-09-01", "2008-11-30")]
autumn[["date", "event", "fact"]].set_index("date")

# %% [markdown]
# 9 月 11 日，婴幼儿奶粉的三聚氰胺事件公开（Y02）。先受到伤害的是孩子：公开报道里，6 名婴幼儿死亡，约 29 万到 30 万名患病（Y23）。这首先不是生意上的事：底线破了，再好的挽留也换不回孩子的健康。
#
# 抽检 491 批次，69 批次不合格，涉及 22 家企业，伊利是其中一家（Y03）。伊利书面道歉，召回问题批次（Y04），又宣布“三清理”：清理原料来源、清理库存、清理市场（Y07）。
#
# 事件以后的十天里，伊利和蒙牛的订单减少八成以上（Y09）。再看模拟的 1,112 户家庭（危机前买过被点名的三个虚构品牌），每周还买多少？

# %%
named = ["qingyuan", "beiling", "dongguang"]
world = models.weekly(panel, named, "2008-09-08")

# %% taught=true
# 每周的购买量，危机前是 1
now = models.index(world)[world.start:]
for week in (0, 4, 8):
    print(f"第 {week} 周：危机前的 {now[week]:.0%}")

# %% [markdown]
# 曝光那一周只剩 10%，四周后是 53%，八周后是 64%。别的品牌接走了一部分：

# %% taught=true
crisis = pd.Timestamp("2008-09-08")
for brand in ("qingyuan", "foreign", "other"):
    # 每周卖了多少包，再比危机前后
    packs = panel[panel["brand"] == brand].groupby("week_start")["packs"].sum()
    before, after = packs[packs.index < crisis].mean(), packs[packs.index >= crisis].head(8).mean()
    print(f"{brand}: {after / before:.2f}")

# %% [markdown]
# 青原不到从前的一半，外资品牌和其他品牌都多卖了。**走掉的客户没有消失，是去了别家。**
#
# ### 说法和账本
#
# 11 月 26 日，企业说销量恢复到危机前的九成左右（Y11）。账本怎么说？把 2008 年四季度的收入和上年同期比一比（单位：亿元，由公开数字相减得出，Y16）：

# %% taught=true
accounts = cases.load("yili", "firm_quarters")
yili = accounts[(accounts["firm"] == "yili") & (accounts["measure"] == "revenue")].set_index("period")["value_bn"]
print(f"{10 * yili['2008Q4']:.1f} / {10 * yili['2007Q4']:.1f} = {yili['2008Q4'] / yili['2007Q4']:.0%}")

# %%
figures.words_and_accounts(0.90, yili["2007Q4"], yili["2008Q4"], models.index(world)[world.start + 11])

# %% [markdown]
# 四季度收入只有上年同期的 55%。两个数都可能是真的：说法讲那几天的出货，账本减掉了退货。**听说法，也要看账本。**
#
# > **讨论**　“三清理”做了，2009 年 11 月还有经销商说旧货没有收走（Y22）。做了和做到，差在哪里？

# %% [markdown]
# ## 二、什么是客户流失（13 分钟）
#
# **客户流失**是客户由于种种原因不再忠诚，转去买别家的产品或服务。按谁先放手，分两种：
#
# | | 谁先放手 |
# |---|---|
# | **主动流失** | 客户选择了别的企业 |
# | **被动流失** | 客户恶意欠款，或者抹黑企业，企业终止了合同 |
#
# 搬走的客户，两种都不是，本课记作“不在此列”。
#
# 送奶站的档案（模拟）里，谁先放手？

# %% taught=true
base = cases.load("yili", "churn_base")
# 流失的；搬走或经济变化的；企业终止的
gone = base[base["contract_ended_by"] != "none"]
moved = gone["moved"] | gone["income_change"]
passive = gone["contract_ended_by"] == "firm"
print(f"{len(base)} 位里流失 {len(gone)} 位")
print(f"被动 {passive.sum()}，不在此列 {(moved & ~passive).sum()}，主动 {(~moved & ~passive).sum()}")

# %% [markdown]
# 2,000 位里流失 612 位，企业终止的只有 47 位。
#
# ### 一个人带走多少
#
# 流失带走的利润不止一份：受他影响的人，也可能不再来。销售员乔·吉拉德（O03）有个说法，叫 **250 定律**：每个人身后大约有 250 位亲友，赢得一位，就可能赢得 250 位；得罪一位，就可能得罪 250 位。
#
# 一位客户不满，要是每位亲友只有一成的可能被告知，会有几个人听说？

# %% taught=true
# 1 位客户，一万人的城，每位亲友被告知的可能是 0.1
print(f"{models.reach(1, 10_000, 0.1):.0f}")

# %% [markdown]
# 只有 25 人听说。得罪的人多了，亲友还会重叠。所以 250 是**上限**，不是定律；它提醒我们：流失的客户不要轻易放弃。

# %% [markdown]
# ### 多久不来才算流失
#
# 从沉睡到流失，没有一条天然的界线：几周没买算流失，要企业自己定。判了流失，后来又买的，其实只是**暂停**。
#
# ### 实验一　一周一周看危机
#
# **先猜**　在实验里填上，再一周一周往前走，看谁暂停、谁真的走了。

# %%
widgets.crisis_lab(world)

# %% [markdown]
# **解释**　第 8 周往回看，两种窗口：

# %% taught=true
for window in (8, 13):
    call = models.called_lost(world, 8, window)
    print(f"{window} 周没买：判流失 {call.lost} 户，随后 {models.FOLLOW} 周里又买的 {call.paused} 户")

# %% [markdown]
# 用 8 周的窗口判出 586 户，其中 350 户在随后半年里又买了。用 13 周的窗口，判出 253 户，误判 151 户。窗口长，误判的户数少，发现得也晚。

# %% [markdown]
# ## 三、五种流失原因（10 分钟）
#
# | 原因 | 是什么 | 谁先放手 | 能防吗 |
# |---|---|---|---|
# | **自然流失** | 经济情况变化、搬家，不是人为的 | 不在此列 | 防不了 |
# | **竞争流失** | 对手给优惠、打折，或者功能、质量更好 | 主动 | 能 |
# | **过失流失** | 自己的过错：形象差、产品差、态度差；占的比例较高 | 主动 | 能，最该防 |
# | **恶意流失** | 客户不诚信、欺诈，企业放弃 | 被动 | 靠客户档案、信用评估、预付款 |
# | **其他流失** | 员工带走客户；情感淡薄，没有归属感；转换成本低，对企业依赖小 | 主动 | 能 |
#
# 一位客户可能有好几条线索。本课约定一个**流失原因判断顺序**，先对上的算：恶意（企业终止的）→ 自然 → 其他（跟着员工走的）→ 过失 → 竞争 → 都对不上的，也算其他。每一条看什么证据，写在作业里。
#
# ### 当一回侦探
#
# 先自己判，再运行。函数 `why` 从上往下看，先对上哪一条，就 `return` 哪一条：

# %%
files = pd.DataFrame({
    "by_firm": [False, False, False, True], "moved": [False, True, False, False],
    "complaint": [True, True, False, True], "rival": [True, False, True, False],
}, index=["老周", "林姐", "小陈", "阿强"])
files

# %% taught=true
def why(row):
    if row["by_firm"]:
        return "恶意流失"
    if row["moved"]:
        return "自然流失"
    if row["complaint"]:
        return "过失流失"
    return "竞争流失" if row["rival"] else "其他流失"

print(files.apply(why, axis=1).to_string())

# %% [markdown]
# 老周收到了对手的优惠，可他有一件投诉没处理完，所以是过失流失。林姐也投诉过，但她搬走了。
#
# > **贴标签要有证据**　“恶意”两个字很重：没有欠款或欺诈的记录，就不能写进档案；客户有权申诉。批评企业不等于抹黑。

# %% [markdown]
# ## 四、“双 11”为什么赶走客户（9 分钟）
#
# 促销是为了拉客户，怎么会赶走客户？2023 年“双 11”期间，消费维权舆情里，产品质量占 26.68%，促销价格只占 1.96%（O06）。抱怨的不多，不等于没有人在意。
#
# 先涨价、再打折，可能违反《明码标价和禁止价格欺诈规定》（P06）第十六、十七条，要点见选读。
#
# 下面是一次**虚构**的促销。`claimed_discount` 是宣传的折扣，`real_discount` 是和平时价格相比真正的折扣。本课约定：真正的折扣不到宣传的一半，叫虚高。

# %%
promotion = cases.load("yili", "promotion_cohort")
inflated = promotion["real_discount"] < 0.5 * promotion["claimed_discount"]
promotion.head(3)

# %% taught=true
# 按忠诚不忠诚、虚高不虚高分成四组，各求流失的比例
left = promotion.groupby([promotion["loyal_before"].rename("loyal"), inflated.rename("inflated")])["churn_90d"].mean()
print(left.round(3).unstack().to_string())

# %% [markdown]
# 折扣实在时，忠诚客户 90 天里流失 5.8%；折扣虚高，流失 30.0%。不忠诚的客户只从 20.0% 升到 27.8%。**虚高的折扣，赶走的正是最忠诚的人**：他们知道平时卖多少钱。
#
# **研讨**　三人一组，扮商家、老顾客、监管者：哪一句宣传可以说，哪一句不能说？

# %% [markdown]
# ## 五、预防客户流失的五种方法（18 分钟）
#
# **问题导入**　提高整体服务质量，能预防哪几种流失？哪一种怎么也防不住？
#
# ### 实验二　漏水的桶
#
# 把客户比作桶里的水，五种原因是五个洞，每个月各漏一点，合起来 3%（假设的数）。
#
# **先猜**　在实验里填上。每个滑块是每月花几千元，看哪种花法留下的客户多、赚的也多。

# %%
widgets.bucket_lab()

# %% [markdown]
# **解释**　五个洞，每月各漏多少？

# %%
pd.Series(models.HAZARDS, index=[figures.cause_name(cause) for cause in models.CAUSES])

# %% [markdown]
# 堵住一半，一年少漏多少？`for` 在方括号里，把每个数都除以 2：

# %% taught=true
natural, competitive, fault, malicious, other = models.HAZARDS
print(f"不动：一年流失 {models.yearly_loss():.1%}")
print(f"过失减半：{models.yearly_loss([natural, competitive, fault / 2, malicious, other]):.1%}")
halved = [natural, *(hazard / 2 for hazard in models.HAZARDS[1:])]
print(f"除自然流失外都减半：{models.yearly_loss(halved):.1%}")

# %% [markdown]
# 每月 3%，一年不是 36%，是 30.6%：后来的月份，桶里的水已经少了。单把过失减半，降到 25.3%；能防的都减半，降到 18.1%。只靠打折呢？

# %% taught=true
for name, plan in [("不投入", {}), ("提高服务质量", {"quality": 4}), ("只打折", {"price": 4})]:
    table = models.bucket(plan)  # 一个月一行
    print(f"{name}：留下 {table['customers'].iloc[-1]:.0f} 位，利润 {figures.money(table['profit'].iloc[-1])}")

# %% [markdown]
# 每月四千元用在服务质量上，一年后留下 741 位，利润也比不投入多；拿去打折，留下 687 位，利润反而少了：挡住了对手，却让出了利润，老客户还觉得自己买贵了。
#
# ### 五种方法
#
# | 方法 | 怎么做 |
# |---|---|
# | **提高整体服务质量** | 产品好，服务周到、热情。海尔的家电比同类贵，仍有许多忠诚客户；1985 年砸掉 76 台有缺陷的冰箱（O02）。 |
# | **增强产品的竞争力** | 看市场，不断调整和创新：先弄清目标客户的需要、动机、习惯和购买力，再定方向和数量。 |
# | **合理制定产品价格** | 不光要物美价廉，还要让客户觉得值。把打折当成唯一的办法，会失去最忠诚的客户。 |
# | **实施客户关怀服务** | 售前、售中、售后都有关怀，不是卖出去就完了。 |
# | **避免员工流失造成客户流失** | 减少对一个人的依赖：轮换制度、客户服务小组、共享客户数据库。 |
#
# 恶意流失不在这五种里，它的对策写在第三节的原因表里：**信用档案**，加上预付款。
#
# > **技术也能帮忙**　腾讯 2021 年公告的一件专利（O05）：负责联系的员工离职以后，聊天可以转给接手的人；客户也可以拒绝。

# %% [markdown]
# ## 六、两步挽留（12 分钟）
#
# **挽留流失客户**，是用科学的方法，尽力把已经流失的客户请回来，分两步：
#
# | 步骤 | 怎么做 |
# |---|---|
# | **调查原因，缓解不满** | 马上联系，诚恳道歉，问清原因，找到问题，听取意见 |
# | **对症下药，尽力挽留** | 替客户着想，按原因拿措施；对喜新厌旧的客户，多在产品、服务、广告、促销上创新；对方案不满意的，征询意见；客户认可后立即实施 |
#
# ### 实验三　挽留倒计时
#
# 假设当天联系，机会最大；每过一天，机会减少 2%。
#
# **先猜**　在实验里填上，再换原因、换价值，看哪一种措施最好，谁不值得挽留。

# %%
widgets.clock_lab()

# %% [markdown]
# **解释**　晚了，机会还剩多少？

# %% taught=true
for days in (7, 30, 90):
    print(f"第 {days} 天还剩 {models.freshness(days):.0%}")

# %% [markdown]
# 第 7 天剩 87%，第 30 天剩 55%，第 90 天只剩 17%。再看对症：一位价值 1,000 元的过失流失客户，期望利润各是多少元？

# %% taught=true
for measure, days in [("repair", 0), ("repair", 30), ("apology", 0), ("novelty", 0)]:
    profit = models.winback_profit("fault", measure, days, 1000)
    print(f"{figures.measure_name(measure)}，第 {days} 天：{profit:.0f}")

# %% [markdown]
# 当天补救，340 元；拖到第 30 天补救，160 元；当天就推新品，亏 10 元。**用错措施，比晚一点更糟。**
#
# ### 区别对待
#
# 对流失的客户要**区别对待**：看价值，也看原因。下面是本课的一种分法。
#
# | | 能挽回（过失、竞争、员工离职） | 难挽回（搬走、恶意） |
# |---|---|---|
# | 价值高 | 马上联系，专人挽留 | 礼貌道别，留好联系方式 |
# | 价值低 | 道歉，用低成本的措施 | 不再主动联系 |
#
# ### 试验说了算
#
# 哪种措施有效，不靠猜。模拟的企业把 2,400 户流失家庭**抽签**分成五组，一组不联系作对照。`unstack` 把组别从行转成列：

# %%
trial = cases.load("yili", "winback_trial")
trial.groupby(["cause", "arm"])["returned_8w"].mean().unstack().round(2)

# %% [markdown]
# 哪种措施对哪种原因管用？净利润在上机任务里算。
#
# **再想一想**　王先生是一家（虚构）银行的老客户，排队没有人理，投诉没有人答复。等经理打来电话，他已经转走了存款。**错在哪一步？**

# %% [markdown]
# ## 七、屈臣氏和五种基本方法（10 分钟）
#
# **客户挽留的基本方法**有五种：
#
# | 方法 | 要点 |
# |---|---|
# | **挽留忠诚的客户** | 了解客户 → 设计方案 → 实施和检验 → 跟踪和评价 |
# | **挽留濒临流失的客户** | 分清自然、恶意、竞争、过失四种，分别处理 |
# | **挽留高价值的客户** | 提高综合服务能力，选合适的销售模式，建信息系统，全方位沟通，一对一营销 |
# | 制订关系维护计划 | 谁在什么时候做什么 |
# | 挽留不太满意的客户 | 先听，再改 |
#
# ### 案例研讨
#
# 屈臣氏（O04）：前两行是整个集团的保健和美容业务，后两行只是中国区。
#
# | | 2021 年 | 2022 年 |
# |---|---|---|
# | 会员（集团，年底） | 1.42 亿 | 1.40 亿 |
# | 会员带来的销售额占比（集团） | 64% | 62% |
# | 销售额（中国区） | 227.7 亿港元 | 175.8 亿港元 |
# | 店数（中国区） | 4,179 | 3,836 |

# %% taught=true
print(f"每店销售额（万港元）：{2277000 / 4179:.0f} → {1758000 / 3836:.0f}")
print(f"中国区销售额变化：{17580 / 22770 - 1:.0%}；集团会员数变化：{1.40 / 1.42 - 1:.1%}")

# %% [markdown]
# 会员只少了 1.4%，中国区每家店的销售额却从 545 万港元降到 458 万港元。这样比公平吗？一个是集团，一个只是中国区；2022 年又有疫情。
#
# 会员多，就是忠诚吗？上网查它近一年的做法，注明出处。

# %% [markdown]
# ## 课堂小结（5 分钟）
#
# 经理来要答案了：
#
# | 目标 | 一句话 |
# |---|---|
# | **流失** | 主动是客户走，被动是企业终止；搬走的不在此列。 |
# | **原因** | 自然、竞争、过失、恶意、其他；按判断顺序，要有证据。 |
# | **数** | 每月 3%，一年 30.6%；250 是上限。 |
# | **预防** | 质量、产品、价格、关怀、员工；先堵过失的洞。 |
# | **挽留** | 先问原因、缓解不满，再对症下药；看价值，也看原因。 |
# | **试验** | 抽签分组，看净利润，不光看回来多少人。 |
# | **诚实** | 听说法，也看账本。 |
#
# **作业**　小组为一家虚构的超市订一份客户忠诚计划，见小组计划。
#
# ## 接着做练习
#
# - 先做自学检查：[churn-check](../../exercises/release/zh/churn-check/churn-check.ipynb)
# - 上机任务：[churn-tasks](../../exercises/release/zh/churn-tasks/churn-tasks.ipynb)
# - 书面作业：[churn-written](../../exercises/release/zh/churn-written/churn-written.ipynb)
# - 理论小测：[churn-quiz](../../exercises/release/zh/churn-quiz/churn-quiz.ipynb)
# - 小组计划：[churn-plan](../../exercises/release/zh/churn-plan/churn-plan.ipynb)
# - 小组里程碑：[churn-group](../../exercises/release/zh/churn-group/churn-group.ipynb)
# - 多练习（不计分）：[churn-practice](../../exercises/release/zh/churn-practice/churn-practice.ipynb)

# %% [markdown]
# ## 选读：消息能传多远
#
# ### 实验　消息能传多远
#
# **先猜**　在实验里填上，再动滑块。

# %%
widgets.rumour_lab()

# %% [markdown]
# **解释**　按公式算，一万人的城里：

# %% taught=true
for k in (1, 10, 40):
    print(f"{k} 位不满：{models.reach(k, 10_000):,.0f} 人听说，简单相乘是 {250 * k:,}")

# %% [markdown]
# 10 位带来 2,237 人，40 位带来 6,368 人，都比直接相乘的数小：亲友有重叠。放到十万人的城里，重叠就少：

# %% taught=true
print(f"{models.reach(10, 100_000):,.0f}")

# %% [markdown]
# 这条公式靠得住吗？用随机数模拟二十遍：每位不满的客户随便挑 250 个不同的人。

# %% taught=true
runs = []
for seed in range(20):
    reached, told = models.hear(10, 10_000, seed=seed)
    runs.append(reached.sum())
mean = sum(runs) / len(runs)
print(f"模拟二十遍，平均 {mean:,.0f} 人，和公式相差 {abs(mean / models.reach(10, 10_000) - 1):.1%}")

# %% [markdown]
# ## 选读：一年里，桶里还剩多少
#
# 一个方块是 25 位：

# %%
for months in (0, 3, 6, 9, 12):
    left = models.remaining(1000, months=months)[-1]
    bar = "█" * round(left / 25)
    print(f"{months:2} {left:5.0f} {bar}")

# %% [markdown]
# ## 选读：档案里的线索
#
# 再看整个送奶站：流失的客户里，档案有哪些线索？一位客户可能占好几条。

# %%
clues = ["moved", "income_change", "staff_left", "complaint_open", "fault_recorded", "rival_offer", "arrears"]
gone[clues].sum().sort_values(ascending=False)

# %% taught=true
fault = gone["complaint_open"] | gone["fault_recorded"]
both = fault & gone["rival_offer"]
print(f"有过失线索的 {fault.sum()} 位，其中 {both.sum()} 位同时收到过对手的优惠")

# %% [markdown]
# 只看优惠，会把一部分过失流失错算成竞争流失。

# %% [markdown]
# ## 选读：值多少钱，用哪种措施
#
# 价值 200 元和 2,000 元的客户，第 7 天联系，各用哪种措施？

# %%
for cause in models.CAUSES:
    small, large = (models.best_measure(cause, 7, value) for value in (200, 2000))
    names = [figures.measure_name(measure) if measure else "—" for measure, _ in (small, large)]
    print(figures.cause_name(cause), *names, sep=" | ")

# %% [markdown]
# ## 选读：回来的人多，赚得多吗
#
# 因为过失走的，参观工厂管用；因为对手优惠走的，优惠券管用；自然流失的，看不出哪种措施有用。可是回来的人多，不等于赚得多：

# %% taught=true
cost = trial.groupby("arm")["cost_cny"].mean()
back = trial.groupby("arm")["returned_8w"].mean()
summary = pd.DataFrame({"returned": back.round(3), "cost": cost.round(1)})
print(summary.sort_values("returned", ascending=False).to_string())

# %% [markdown]
# 参观加优惠券回来的人最多，每户也要花 53 元。

# %% [markdown]
# ## 选读：打折和涨价的诚信
#
# 先涨价、再打折，可能违反《明码标价和禁止价格欺诈规定》（2022 年 7 月 1 日起施行，P06）：
#
# | 条 | 要点 |
# |---|---|
# | 第十六条 | 和原价比较，没有写明是哪个价的，不能高于前七日内的最低成交价 |
# | 第十七条 | 没有合理理由，不能在打折前临时显著抬高标价，再拿它作打折的基准 |
#
# > **诚信阅读**　2020 年 4 月，海底捞复工后涨价约 6%；4 月 10 日道歉，价格调回停业以前（O01）。涨价一定错吗？

# %% [markdown]
# ## 选读：朋友介绍的客户走得慢
#
# 两批新客户（模拟）：靠优惠券拉来的，由朋友介绍的。

# %%
figures.survival(cases.load("yili", "cohorts"))

# %% [markdown]
# 三年里每年流失多少？

# %% taught=true
cohorts = cases.load("yili", "cohorts").pivot(index="month", columns="cohort", values="active")
for year in (1, 2, 3):
    start, end = cohorts.loc[12 * (year - 1)], cohorts.loc[12 * year]
    lost = 1 - end / start
    print(f"第 {year} 年：{lost.map('{:.0%}'.format).to_dict()}")

# %% [markdown]
# 靠优惠券拉来的，头一年走掉一半：容易走的先走了。

# %%
steady = cohorts.div(cohorts.shift(1)).dropna()
steady.rolling(6).mean().iloc[5::6].round(3)

# %% [markdown]
# ## 选读：数据对得上吗
#
# 公开资料里能写成比例的，都在下图里（粗线是公开的范围）：

# %%
calibration(cases.calibration("yili"))

# %% [markdown]
# 差得最多的是 2008 年 11 月：说法是九成（Y11），账本是 55%（Y16），模拟数据有意取在两者之间。
