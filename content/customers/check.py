# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 2、4、6、7 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 1、3、5、8 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 2 题的答案由课文里的会员和订单算出来，第 4、7 题由实验的模型现算出来。
# - 题里的企业和人物都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan import cases
from keguan.models import customers as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 站到安巢的司机老吴的位置上。照**本课约定**，只看最里面的一圈，下面哪些人在**中圈**？可以选几项。
#
# - A　安装师傅小马，等老吴把空调送到才能开工
# - B　邱女士，付了钱，等老吴送洗衣机
# - C　安巢的股东，没有买过安巢的东西，也没见过老吴
# - D　客服小林，等老吴交回签收单才能约回访
# - E　外省一家车行的老板，和安巢没有来往

# %% answer="c1"
c1 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c1 = "AD"
### END SOLUTION

# %% check="c1-check" points=12
checks.several("c1", "ABCDE")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c1"))
for letter_, zh, en in [
    ("B", "B 付了钱，先对上的是内圈。", "B has paid: the inner circle fits first."),
    ("C", "C 没有付钱，也不依赖老吴的工作，在外圈。", "C neither pays nor depends on Wu: the outer circle."),
    ("E", "E 和安巢没有来往，三问都答“不”。", "E has nothing to do with Anchao: three times “no”."),
]:
    checks.that(letter_ not in letters_, "c1", zh, en)
for letter_, zh, en in [
    ("A", "少了一位：没付钱，可是等着老吴的工作。", "one is lacking: no payment, but waiting for Wu's work."),
    ("D", "少了一位：不在车队，也可以依赖老吴的工作。", "one is lacking: one need not be a driver to depend on Wu's work."),
]:
    checks.that(letter_ in letters_, "c1", zh, en)
checks.key("c1", "AD", "从里往外问：付了钱吗？依赖他吗？", "ask from the inside out: paid? dependent on him?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 课文第二节看了旅游网站的前 200 位会员。在课文里新建一格，换成**前 500 位**：照本课约定，其中**未来型**的有几位？填一个整数。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
members = cases.load("ctrip", "members").head(500)
orders = cases.load("ctrip", "orders")
done = orders[orders["status"] == "completed"]
c2 = (~members["member_id"].isin(done["member_id"])).sum()
### END SOLUTION

# %% check="c2-check" points=13
all_, orders_ = cases.load("ctrip", "members")["member_id"], cases.load("ctrip", "orders")
done_ = orders_.loc[orders_["status"] == "completed", "member_id"]
given_, right_ = checks.number_read("c2"), (~all_.head(500).isin(done_)).sum()
for wrong_, zh, en in [
    ((~all_.head(500).isin(orders_["member_id"])).sum(), "取消的订单也当成买过了，先筛选 status。", "this takes cancelled orders for purchases; filter status first."),
    (500 - right_, "这是完成过订单的，前面加 ~ 反过来。", "so many have completed an order; turn it round with ~."),
    ((~all_.head(200).isin(done_)).sum(), "这是前 200 位的，要前 500 位。", "this is of the first 200; take the first 500."),
    ((~all_.isin(done_)).sum(), "这是全部会员的，要前 500 位。", "this is of all members; take the first 500."),
    (500, "这是看了几位，题目问其中未来型的。", "so many are looked at; the future ones among them are asked for."),
    (right_ / 500, "这是比例，题目问几位。", "this is a share; how many is asked."),
    (100 * right_ / 500, "这是百分之几，题目问几位。", "this is a percentage; how many is asked."),
]:
    checks.that(wrong_ == right_ or abs(given_ - wrong_) > 0.005, "c2", zh, en)
checks.key("c2", right_, "未来型：登记了，一笔也没有完成过。照课文的那一格，把 200 换成 500。",
           "future: registered without any completed order. Take the lesson's cell with 500 for 200.")
checks.right("c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 下面哪件事里的内部客户是**小组合作型**？
#
# - A　门店开好单子，仓库照着单子备货
# - B　人事科替车队招来两位司机
# - C　开新店，五个部门各出一人，编成筹备组
# - D　六户邻居编了一个群，一起来买空调

# %% answer="c3"
c3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c3 = "C"
### END SOLUTION

# %% check="c3-check" points=12
checks.choice("c3", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c3")
for wrong_, zh, en in [
    ("A", "仓库是流程上的下一环，不在一个小组里。", "the warehouse is the next station; they are not in one team."),
    ("B", "人事科帮了一把，没有编进一个小组。", "the personnel office helped, but they are not in one team."),
    ("D", "邻居在企业外面，是外部客户。", "the neighbours are outside the firm: external customers."),
]:
    checks.that(letter_ != wrong_, "c3", zh, en)
checks.key("c3", "C", "一步一步问：在企业里吗？在一个小组里吗？", "ask step by step: inside the firm? in one team?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 打开课文第三节的实验一：**送货**做对 **80%**，其余各环都是 **99%**。只改送货这一环，滑块一格是 5%。至少拖到百分之几，全程没有出错的订单才**超过 90%**？

# %% answer="c4"
c4 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c4 = min(own for own in range(70, 101, 5) if models.chain_share([own / 100] + [0.99] * 4) > 0.9)
### END SOLUTION

# %% check="c4-check" points=13
def reached_(own):
    return models.chain_share([own / 100] + [0.99] * 4)


given_, right_ = checks.number_read("c4"), min(own for own in range(70, 101, 5) if reached_(own) > 0.9)
given_ = 100 * given_ if 0.5 < given_ <= 1 else given_  # a share is read as a percentage
for wrong_, zh, en in [
    (90, "送货做到 90%，还有四环会出错，全程不到 90%。", "with delivery at 90% the other four still err: less than 90% in all."),
    (100 * reached_(right_), "这是没有出错的订单占多少，题目问送货做对多少。", "so many orders stay right; what delivery does right is asked for."),
    (right_ - 80, "这是提高了多少，题目问提高到多少。", "this is by how much it is raised; to how much is asked."),
    (99, "这是其余四环的，题目问送货。", "this is of the other four; delivery is asked for."),
]:
    checks.that(abs(given_ - wrong_) > 0.06, "c4", zh, en)
checks.that(not right_ < given_ <= 100, "c4", "超过了，可是少拖一格也超过：一格一格试。", "it is above, but one step less is, too: move one step at a time.")
checks.key("c4", right_, "送货从 80% 一格一格往上拖，图里没出错的第一次超过 90% 就停。",
           "move delivery up from 80%, step by step; stop where the picture first has more than 90%.", percent=True)
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 顾客说：“要一台洗衣机，三千元以内，今天送到。家里刚添了小孩，阳台小得转不开身。”下面哪些是他的**潜在需求**？可以选几项。
#
# - A　价钱在三千元以内
# - B　机身窄，放得进小阳台
# - C　当天送到
# - D　能单独洗小孩的衣服

# %% answer="c5"
c5 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c5 = "BD"
### END SOLUTION

# %% check="c5-check" points=12
checks.several("c5", "ABCD")
### BEGIN HIDDEN TESTS
letters_ = set(checks.letters("c5"))
for letter_, zh, en in [
    ("A", "A 他说出来了，是明确需求。", "A was said: an explicit need."),
    ("C", "C 他说出来了，是明确需求。", "C was said: an explicit need."),
]:
    checks.that(letter_ not in letters_, "c5", zh, en)
for letter_, zh, en in [
    ("B", "少了一项：阳台小，要什么样的机器他没有说。", "one is lacking: the balcony is small, but what machine that takes is unsaid."),
    ("D", "少了一项：刚添了小孩，要什么功能他没有说。", "one is lacking: there is a baby, but what it takes to wash for it is unsaid."),
]:
    checks.that(letter_ in letters_, "c5", zh, en)
checks.key("c5", "BD", "说出来的是明确需求，没有说的是潜在需求。", "what is said is explicit, what is unsaid latent.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 两家店卖同一种烤箱，一位客户用同一把尺子打分：
#
# | | 甲店 | 乙店 |
# |---|---|---|
# | 产品价值 | 8 | 8 |
# | 服务价值 | 5 | 8 |
# | 人员价值 | 6 | 7 |
# | 形象价值 | 7 | 6 |
# | 货币成本 | 4 | 9 |
# | 时间成本 | 6 | 3 |
# | 精力成本 | 7 | 2 |
#
# 他最怕麻烦，**精力成本的分量算两倍**，别的一样重。乙店的客户价值比甲店**高几分**？

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = ((8 + 8 + 7 + 6) - (9 + 3 + 2 * 2)) - ((8 + 5 + 6 + 7) - (4 + 6 + 2 * 7))
### END SOLUTION

# %% check="c6-check" points=13
gain_, cost_, energy_ = (26, 29), (17, 14), (7, 2)
value_ = [gain_[shop] - cost_[shop] - energy_[shop] for shop in (0, 1)]
given_, right_ = checks.number_read("c6"), value_[1] - value_[0]
for wrong_, zh, en in [
    (-right_, "方向反了：乙店高，写正数。", "the wrong way round: shop B is higher, so write a positive number."),
    (6, "精力成本的分量没有算两倍。", "energy does not weigh double here."),
    (3, "这是整体客户价值的差，还要减去成本。", "this is the difference of the total values; the costs have to be taken away."),
    (value_[1], "这是乙店的客户价值，题目问比甲店高几分。", "this is the value at shop B; by how much it is higher is asked."),
    (value_[0], "这是甲店的客户价值，题目问乙店高几分。", "this is the value at shop A; by how much B is higher is asked."),
    (8, "只差在成本上的是 8 分，价值也有差。", "8 is the difference of the costs alone; the values differ, too."),
    (1, "货币成本也算了两倍，只有精力算两倍。", "money was doubled as well; energy alone is."),
    (9, "时间成本也算了两倍，只有精力算两倍。", "this doubles the wrong cost; energy alone weighs double."),
    (5, "成本是减去的，不是加上。", "costs are taken away, not added."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c6", zh, en)
checks.key("c6", right_, "每家店：四样相加，减去货币、时间和两倍的精力；两家再相减。",
           "for each shop add the four and take away money, time and twice the energy; then compare.")
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 打开课文第五节的实验二，把“经济型客户占”拖到 **0%**：来的全是方便型。再把丙店的等候从 20 分钟减到 **15** 分钟，别的不动。丙店的客户**多了几个百分点**？保留一位小数。

# %% answer="c7"
c7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
shops = list(models.SHOPS.values())
before = models.shop_shares(shops, {"convenience": 1})[0, 2]
after = models.shop_shares([*shops[:2], models.Costs(55, 15, 1.5)], {"convenience": 1})[0, 2]
c7 = round(100 * (after - before), 1)
### END SOLUTION

# %% check="c7-check" points=13
def ours_(economy, price=55, wait=20, effort=1.5):
    shops = [models.SHOPS["A"], models.SHOPS["B"], models.Costs(price, wait, effort)]
    return 100 * models.shop_shares(shops, {"economy": economy, "convenience": 1 - economy}).sum(axis=0)[2]


def more_(economy, **change):
    return ours_(economy, **change) - ours_(economy)


given_, right_ = checks.number_read("c7"), more_(0, wait=15)
for wrong_, zh, en in [
    (ours_(0, wait=15), "这是减了以后占的，还要减去原来占的。", "this is the share after the change; take the share before away."),
    (ours_(0), "这是原来占的，题目问减到 15 分钟多了几个百分点。", "this is the share before; how many points more at 15 minutes is asked."),
    (more_(0.5, wait=15), "这是一半经济型的时候，拖到 0%。", "this is with half of them economy-minded; move to 0%."),
    (more_(1, wait=15), "这是全是经济型的时候，题目要全是方便型。", "this is with all economy-minded; all convenience-minded is asked for."),
    (more_(0, price=50), "这是降价 5 元多的，题目要少等 5 分钟。", "this is for 5 yuan less; 5 minutes less are asked for."),
    (more_(0, wait=5), "这是等 5 分钟的，减到 15 分钟就停。", "this is for 5 minutes; stop at 15."),
    (-right_, "方向反了：多了，写正数。", "the wrong way round: it is more, so write a positive number."),
    (right_ / 100, "这是比例，写百分点，例如 1.5。", "this is a share; give percentage points, like 1.5."),
]:
    checks.that(abs(given_ - wrong_) > min(0.11, abs(wrong_) / 50), "c7", zh, en)
checks.that(abs(given_ - ours_(0, wait=15) / ours_(0)) > 0.06, "c7", "这是几倍，题目问多了几个百分点。", "this is how many times as much; percentage points are asked for.")
checks.key("c7", right_, "图里丙店的占比：减了以后的，减去原来的。", "the share of shop C in the picture: after less before.", tol=0.11)
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 一位**困惑型**客户站在空调前：“匹数、能效、变频……我就想屋里凉快，怎么这么难？”怎样接待合适？
#
# - A　把三样参数从头讲一遍，讲得越全越好
# - B　问他屋子多大、谁在住，挑出两款来比
# - C　替他定下卖得最好的一款，省得他再想
# - D　送他一本说明，请他回家看懂了再来

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c8 = "B"
### END SOLUTION

# %% check="c8-check" points=12
checks.choice("c8", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c8")
for wrong_, zh, en in [
    ("A", "术语已经够多了，再讲一遍更糊涂。", "there were terms enough; more of them confuse more."),
    ("C", "还没有问他用来做什么，怎么定得准？", "what it is for has not been asked, so the choice is blind."),
    ("D", "他要人帮他弄明白，不是再看一本。", "the customer needs help to understand, not another booklet."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "B", "再看课文第六节：困惑型先要什么？", "see section 6: what comes first with the confused?")
### END HIDDEN TESTS
