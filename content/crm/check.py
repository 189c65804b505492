# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 4、7 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。其余各题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 4、7 题的答案由两个实验的模型现算出来。
# - 题里的企业和人物都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的、要排先后的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import crm as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 客户关系管理的内涵有三层。安巢做了下面几件事，哪些属于**机制**？可以选几项。
#
# - A　老板常说：卖出一台不算完，要让客户下一台还来
# - B　立下规矩：第一个接待的人跟到底，不许推给别人
# - C　买来软件，接好热线，教会大家怎样用
# - D　改了奖金：不按卖出几台，按客户的问题一次解决几成来发

# %% answer="c1"
c1 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c1 = "BD"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCD")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c1"))
for letter_, zh, en in [
    ("A", "A 说的是为什么做，是理念。", "A says why it is done: the philosophy."),
    ("C", "C 说的是用什么工具做，是解决方案。", "C says with which tools: the solution."),
]:
    checks.that(letter_ not in letters_, "c1", zh, en)
for letter_, zh, en in [
    ("B", "少了一项：谁接待、谁负责，也是规矩。", "one is lacking: who serves and who is responsible is a rule, too."),
    ("D", "少了一项：奖金怎样发，也是规矩。", "one is lacking: how a bonus is paid is a rule, too."),
]:
    checks.that(letter_ in letters_, "c1", zh, en)
checks.key("c1", "BD", "为什么做是理念，靠什么规矩是机制，用什么工具是方案。", "why: philosophy; by which rules: mechanism; with which tools: solution.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 下面哪一件是客户关系管理产生的原因里的**技术的推动**？
#
# - A　董事会改了口号：从“我会造什么”，到“客户要什么”
# - B　销售员换了工作，一百多位客户从此没有人认得
# - C　客户来信：同一件事，我已经对三个人说过了
# - D　从前要几万元的来电显示和数据库，如今小店也买得起

# %% answer="c2"
c2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c2 = "D"
### END SOLUTION

# %% check="c2-check" points=12
checks.choice("c2", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c2")
for wrong_, zh, en in [
    ("A", "变的是想法，是管理理念的更新。", "what changed is the idea: renewal of management ideas."),
    ("B", "企业有了难处，是需求的拉动。", "the firm is in need: pull of demand."),
    ("C", "客户有了难处，是需求的拉动。", "customers are in need: pull of demand."),
]:
    checks.that(letter_ != wrong_, "c2", zh, en)
checks.key("c2", "D", "再看课文第二节：想法变了、有了难处，还是设备便宜了？", "see section 2: a new idea, a need, or cheaper machines?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 照**五个模块**和本课约定，下面哪些功能归**销售管理**？可以选几项。
#
# - A　给装满三年的油烟机排好日子，师傅上门检修
# - B　记下旅馆这笔买卖谈到第几轮、有几成把握
# - C　把城东的住户分成几群，看活动先对准哪一群
# - D　报修三天还没有修好，一路催到解决为止
# - E　门店、网店、经销商三条渠道，各卖多少、谁去谈

# %% answer="c3"
c3 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c3 = "BE"
### END SOLUTION

# %% check="c3-check" points=12
checks.several("c3", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c3"))
for letter_, zh, en in [
    ("A", "A 要到客户那里去办，归现场管理。", "A is done at the customer's place: field management."),
    ("C", "C 研究市场、办活动，归营销管理。", "C studies the market for a campaign: marketing management."),
    ("D", "D 是买了以后的问题，归服务管理。", "D is a problem after the purchase: service management."),
]:
    checks.that(letter_ not in letters_, "c3", zh, en)
for letter_, zh, en in [
    ("B", "少了一项：正在谈的买卖，也归销售。", "one is lacking: a deal that is talked about is sales, too."),
    ("E", "少了一项：货从哪条路卖出去，也归销售。", "one is lacking: the ways on which goods are sold are sales, too."),
]:
    checks.that(letter_ in letters_, "c3", zh, en)
checks.key("c3", "BE", "先问在哪里办，再问办什么：谈生意归销售。", "ask where it is done, then what: making deals is sales.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 打开课文第三节的实验一。“连几条”从 0 往上拖，别的不动，看**两两直连**的那一边。至少连几条，平均重复的遍数才**不到 2 遍**？

# %% answer="c4"
c4 = None  # 把 None 换成一个整数
### BEGIN SOLUTION
each = models.mean_repeats([]) - models.mean_repeats([frozenset(["sales", "service"])])  # 一条省下的
c4 = min(links for links in range(11) if models.mean_repeats([]) - links * each < 2)
### END SOLUTION

# %% check="c4-check" points=12
none_ = models.mean_repeats([])
each_ = none_ - models.mean_repeats([frozenset(["sales", "service"])])
given_, right_ = checks.number_read("c4"), min(links for links in range(11) if none_ - links * each_ < 2)
for wrong_, zh, en in [
    (right_ - 1, "还差一条：这时还在 2 遍以上。", "one short: it is still more than 2 times."),
    (5, "这是连到一个客户库要的条数，题目看两两直连的一边。", "so many connect all to one base; look at the side of pairs."),
    (10, "这是一遍也不重复要的条数，不到 2 遍用不着这么多。", "so many it takes until nothing is repeated; less than 2 times needs fewer."),
    (4, "只从呼叫中心连出去，还要重复 3 遍多：接着往上拖。", "with those of the call centre alone it is still over 3 times: move on."),
    (3, "从 0 数起，不是在呼叫中心的 4 条以外再加几条。", "count from 0, not beyond the four of the call centre."),
]:
    checks.that(given_ != wrong_, "c4", zh, en)
checks.that(not right_ < given_ < 10, "c4", "够了，可是少一条也不到 2 遍：一条一条试。", "it is enough, but with one less it is below 2, too: move link by link.")
checks.key("c4", right_, "一条一条往上拖，两两直连的平均遍数第一次不到 2 就停。",
           "move up link by link; stop where the mean of pairs is below 2 for the first time.")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 这是实施的八个步骤里的四个，按先后排好。
#
# - A　选择方案，投入资源，开发、部署
# - B　培训用户，做到正常运行
# - C　建立客户关系管理团队
# - D　评估销售、服务的流程，明确应用上的需求

# %% answer="c5"
c5 = None  # 把 None 换成四个字母，写在引号里
### BEGIN SOLUTION
c5 = "CDAB"
### END SOLUTION

# %% check="c5-check" points=13
checks.ordered("c5", "ABCD")
### BEGIN HIDDEN TESTS
order_ = checks.letters("c5")
for first_, then_, zh, en in [
    ("A", "B", "先部署好，才有东西可以教。", "what is taught to the users must be there first."),
    ("D", "A", "先评估流程、弄清需求，再选方案：软件排到第六步。", "evaluate processes before a solution is chosen: software waits for step six."),
    ("C", "D", "先有团队，才有人去评估流程。", "the team comes first: it is the team that evaluates."),
]:
    checks.that(order_.index(first_) < order_.index(then_), "c5", zh, en)
checks.key("c5", "CDAB", "记法：想清楚，买对路，用起来。", "think it through, buy the right thing, get it used.", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 四家书店怎样待买过书的客户？哪一家是**能动型**？
#
# - A　扉页夹一张卡片：缺页、错印，请打这个电话
# - B　每个月告诉读者：上次那套书怎样读更省力，又来了什么新书
# - C　买了一周，打电话问一回：书合用吗，店里哪里要改
# - D　和小学一起办读书节，一起定三年里孩子读些什么

# %% answer="c6"
c6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c6 = "B"
### END SOLUTION

# %% check="c6-check" points=13
checks.choice("c6", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c6")
for wrong_, zh, en in [
    ("A", "客户先开口，店里等着，是被动型。", "the customer speaks first, and the shop waits: passive."),
    ("C", "问了一回好不好，是负责型。", "it asks once how it is: accountable."),
    ("D", "两家一起干，是伙伴型。", "both work together: partner."),
]:
    checks.that(letter_ != wrong_, "c6", zh, en)
checks.key("c6", "B", "再看课文第五节：谁先开口？说的是什么？", "see section 5: who speaks first, and of what?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 照课文第五节的五种关系，每客毛利 **1,200 元**，伙伴型要一次性的**开办费 20 万元**，其余四种不用。至少有多少位客户，伙伴型的利润才**不低于**能动型？能动型一位客户一年花 25 元，留下 82%；伙伴型花 120 元，留下 92%。

# %% answer="c7"
c7 = None  # 把 None 换成一个整数
### BEGIN SOLUTION
more = (1200 * 0.92 - 120) - (1200 * 0.82 - 25)   # 一位客户，伙伴型一年多赚几元
c7 = 200_000 / more
### END SOLUTION

# %% check="c7-check" points=13
def each_(margin, name):
    return models.profits(margin, 1)[name]


given_, right_ = checks.number_read("c7"), models.pays_from("partner", 1200, 200_000)
more_ = each_(1200, "partner") - each_(1200, "proactive")
for wrong_, zh, en in [
    (more_, "这是一位客户多赚几元，再用开办费去除。", "so many yuan more come from one customer; divide the set-up by it."),
    (200_000 / each_(1200, "partner"), "这是赚回开办费就够了；还要不低于能动型，除以多赚的。", "this only earns the set-up back; to match proactive divide by what is earned more."),
    (200_000 / (1200 * 0.1), "多留 10%，也多花 95 元：花的要减去。", "10% more stay, but 95 yuan more are spent: take them away."),
    (200_000 / (1200 * 0.1 + 95), "多花的 95 元要减去，不是加上。", "the 95 yuan more that are spent are taken away, not added."),
    (200_000 / 95, "除以一位客户多赚的，不是多花的。", "divide by what a customer brings more, not by what is spent more."),
    (200_000 / 1200, "留下的不是每一位，花的也要减去。", "not everybody stays, and the cost has to be taken away."),
    (models.pays_from("partner", 1000, 200_000), "这是每客毛利 1,000 元的，换成 1,200 元。", "this is for a margin of 1,000 yuan; take 1,200."),
    (models.pays_from("partner", 2000, 200_000), "这是每客毛利 2,000 元的，换成 1,200 元。", "this is for a margin of 2,000 yuan; take 1,200."),
    (200_000 / (each_(1200, "partner") - each_(1200, "basic")), "要和能动型比，不是和基本型比。", "compare with proactive, not with basic."),
]:
    checks.that(abs(given_ - wrong_) >= 1, "c7", zh, en)
checks.that(abs(given_ - right_ / 10_000) > 0.001, "c7", "要几位，不是几万位。", "the number of customers is wanted, not in ten thousands.")
checks.that(abs(given_ - right_) != 1, "c7", "正好一样高，也算不低于：不用多一位、少一位。", "equal is no lower: neither one customer more nor one less.")
checks.key("c7", right_, "先算一位客户，伙伴型比能动型一年多赚几元，再用开办费除以它。",
           "how much more does one customer bring as a partner? Divide the set-up by it.")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 客户服务意识从六句话里来。哪一件事说的是**客户创造质量**？
#
# - A　客户说冰箱门关不严，厂里改了门封，不再跑冷气
# - B　怕热的人多了，才有了空调这门生意
# - C　这款风扇又静又省电，卖一台顶别的三台赚钱
# - D　师傅讲得明白、装得仔细，看的人也来买

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c8 = "A"
### END SOLUTION

# %% check="c8-check" points=13
checks.choice("c8", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c8")
for wrong_, zh, en in [
    ("B", "有人要，才有这门生意：客户创造市场。", "there is a trade because people want it: customers create the market."),
    ("C", "东西好才赚钱：产品创造利润。", "what is good earns: products create profit."),
    ("D", "服务好，看的人也来买：优良的服务创造购买者。", "good service, and onlookers buy: better service creates buyers."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "A", "再看课文第六节的六句话。", "see the six sentences in section 6.")
### END HIDDEN TESTS
