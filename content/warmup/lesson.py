# %% [markdown]
# # {title}
#
# > **一张表，五十位会员。谁常来，谁花得多，谁好久没有下单？**
#
# 今天是你在客户关系部实习的第一天。师傅递过来一张会员表、一张订单表：“先别急着谈服务。把表看懂了，才知道该为谁服务。”
#
# 没写过程序也不要紧。这一课只教后面各课用得到的几招，每一招都是先看一句话，再看一两行代码，然后自己改一改。
#
# ## 学完你能
#
# {objectives}
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟，不计成绩。数据在 `datasets/ctrip`，是**模拟**的：没有一个真人。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 组织教学 | 机房五条规矩 | 3 |
# | 1 | 跟着做 | 一、单元格、名字和函数 | 15 |
# | 1 | 跟着做 | 二、从表里取列、筛行 | 15 |
# | 1 | 跟着做 | 三、排序，找出前几名 | 12 |
# | 2 | 跟着做 | 四、分组，再求和、求平均 | 15 |
# | 2 | 跟着做 | 五、把表拼起来，缺的补 0 | 14 |
# | 2 | 跟着做 | 六、看懂报错 | 12 |
# | 2 | 课程小结 | 从头运行，交作业 | 4 |

# %% [markdown]
# ## 组织教学（3 分钟）
#
# 上机房和上岗一样，先立规矩：准时到岗；设备先检查好；专心听讲；随手做笔记；不做与课堂无关的事。
#
# 这门课就在电脑上学：一边读，一边运行代码。每一课都从一家企业的问题开始，用数据找答案，再回到服务。

# %% [markdown]
# ## 一、单元格、名字和函数（15 分钟）
#
# 下面灰色的方框叫**单元格**。点一下它，按 **Shift + Enter**，它就运行。这一格把要用的工具请进来，每次打开都先运行它，现在不用看懂。

# %%
import numpy as np
import pandas as pd
import keguan
from keguan import cases
from keguan.models import warmup as models
from keguan.widgets import warmup as widgets
keguan.use("zh")

# %% [markdown]
# 单元格也能当计算器，结果显示在下面。加减乘除写成 `+`、`-`、`*`、`/`：

# %%
680 + 320

# %% [markdown]
# 把 320 改成别的数，再按一次 Shift + Enter。改错了也没关系，单元格可以运行很多次。
#
# 算出来的东西，用等号起个**名字**，下面的单元格就能接着用。一个等号是“叫作”，不是“等于”。

# %%
room = 680         # 房费，元
breakfast = 60     # 早餐，元
room + breakfast   # 最后一行的值会显示出来

# %% [markdown]
# 文字要放进英文引号里。在引号前面写一个 `f`，就能把名字的值填进花括号。`print` 把它显示出来：

# %%
guest = "老周"
print(f"{guest}要付 {room + breakfast} 元")

# %% [markdown]
# 同一种算法要用很多次，就写成**函数**：`def` 后面是函数名，括号里是要交给它的东西，叫**参数**；冒号下一行缩进四个空格；`return` 后面是交回来的结果，也说**返回**。

# %%
def bill(room, breakfast):
    return room + breakfast    # 交回房费加早餐

# %% [markdown]
# 运行上面那格，什么也没有显示：函数只是写好了，还没有用。用的时候写函数名，括号里按顺序填上数。在函数里，参数就是名字，所以不加引号。

# %%
bill(680, 60)

# %% [markdown]
# `print` 只是给人看，`return` 才是把结果交回来。少了 `return`，函数什么也不交回。
#
# 参数可以有默认值，不填就用默认的：

# %%
def stay(price, nights=1):
    return price * nights      # 星号是乘号

# %%
print(stay(300), stay(300, 2), stay(300, nights=3))

# %% [markdown]
# 要分情况，用 `if`：条件成立走这一行，不成立走 `else` 那一行。比较相等要写**两个**等号；大于、小于、不小于、不大于，写成 `>`、`<`、`>=`、`<=`。

# %%
def greet(tier):
    if tier == "gold":
        return "专线"
    else:
        return "普通热线"

# %%
print(greet("gold"), greet("normal"))

# %% [markdown]
# 只有两种结果时，可以写在一行里，意思一样：

# %%
def greet(tier):
    return "专线" if tier == "gold" else "普通热线"

# %% [markdown]
# 几样东西排成一队，用方括号，叫**列表**；一个名字配一个值，用花括号，叫**字典**。从里面取东西都用方括号：列表写第几个，从 0 数起；字典写名字。

# %%
prices = [300, 450, 680]
phones = {"老周": 3, "林姐": 1}    # 这个月打了几次电话
print(prices[0], phones["林姐"], len(prices))

# %% [markdown]
# 想对每一个都做同样的事，用 `for`：

# %%
for price in prices:
    print(price, "元，两晚", stay(price, 2), "元")

# %% [markdown]
# 想把每一个的结果收成一队，写在方括号里；后面还可以加 `if` 挑一挑：

# %%
print([stay(price, 2) for price in prices])
print([price for price in prices if price > 400])

# %% [markdown]
# 在不在队里，问 `in`；几个问题连起来，用 `and`（都要）、`or`（有一个就行）、`not`（反过来）。`and` 和 `or` 混在一起时，先算 `and`；要先算 `or`，就给它加圆括号：`a and (b or c)`。

# %%
print(450 in prices, 450 in prices and 999 not in prices, not 450 in prices)

# %% [markdown]
# **试一试**　把 `greet` 改成：`"gold"` 和 `"diamond"` 都走专线。条件可以写成 `tier in ["gold", "diamond"]`。

# %% [markdown]
# ## 二、从表里取列、筛行（15 分钟）
#
# 开头那一格请进来的工具里，`pandas` 专门管表格，习惯叫它 `pd`；`cases` 里有案例的数据。

# %%
members = cases.load("ctrip", "members").head(50)    # 只要前 50 位
members.head(3)                                      # 看前 3 行

# %% [markdown]
# **一行就是一位会员**，一列就是会员的一项信息。列名是英文，意思可以查：

# %%
cases.columns("ctrip", "members")

# %% [markdown]
# 表有几行几列？`shape` 里先是行数，后是列数；`len` 只数行。

# %% taught=true
print(members.shape, len(members))

# %% [markdown]
# 取一列，在方括号里写列名。一列叫作一个 **Series**：左边是行的编号（索引），右边是值，最后一行是它的名字和类型。

# %%
members["reg_channel"].head(3)

# %% [markdown]
# 每种值各有几个，用 `value_counts`；加上 `normalize=True`，看的是占比：

# %% taught=true
print(members["reg_channel"].value_counts())
print(members["reg_channel"].value_counts(normalize=True))

# %% [markdown]
# 28 位会员从 app 注册，占 0.56，也就是 56%。
#
# **筛行**分两步想：先对每一行问一个问题，答案是 True（是）或 False（否）；再把答案放进方括号，只留下 True 的行。

# %%
is_gold = members["official_tier"] == "gold"
is_gold.head(3)

# %% taught=true
gold = members[is_gold]
print(len(gold), is_gold.sum(), is_gold.mean())

# %% [markdown]
# True 当 1，False 当 0：加起来就是几位，求平均就是占几成。金卡有 21 位，占 0.42。
#
# 两个条件都要成立，用 `&`；有一个成立就行，用 `|`；反过来，用 `~`；不相等写 `!=`。每个条件都要用圆括号括起来。

# %% taught=true
both = members[(members["official_tier"] == "gold") & (members["city_tier"] == 1)]
others = members[~is_gold]
known = members[members["gender"] != "U"]    # U 是没有填
print(len(both), len(others), len(known))

# %% [markdown]
# 列里是文字时，`.str` 后面可以接文字的方法；问“在不在名单里”，用 `isin`：

# %% taught=true
print(members["member_id"].str.startswith("M00000").sum())
print(members["reg_channel"].isin(["phone", "store"]).sum())

# %% [markdown]
# 编号以 M00000 开头的有 9 位；从电话或门店注册的有 6 位。
#
# 既要筛行，又要取列，用 `loc`，逗号前面是行的条件，后面是列名：

# %%
members.loc[is_gold, "points_balance"].head(3)

# %% [markdown]
# ## 三、排序，找出前几名（12 分钟）
#
# 谁的积分最多？`sort_values` 按一列排序；`ascending=False` 是从大到小；`head(3)` 取前三行。

# %%
top = members.sort_values("points_balance", ascending=False).head(3)
top[["member_id", "points_balance"]]

# %% [markdown]
# 两个方括号是要一张小表，里面的列表写着要哪几列。排序只换先后，一行也不会少。
#
# 值一样的，谁排前面？再给一列，就分得清了。先按城市级别从小到大，同级的按积分从大到小：

# %%
order = members.sort_values(["city_tier", "points_balance"], ascending=[True, False])
order[["member_id", "city_tier", "points_balance"]].head(3)

# %% [markdown]
# 让会员编号当行的名字（索引），用 `set_index`。这样就能按编号取：

# %% taught=true
points = members.set_index("member_id")["points_balance"]
print(points["M000007"], points.max(), points.idxmax())

# %% [markdown]
# 列和列可以直接算，每一行各算各的。`assign` 添上一列新的，原来的表不变：

# %%
with_age = members.assign(age=2026 - members["birth_year"])
with_age[["member_id", "birth_year", "age"]].head(3)

# %% [markdown]
# 日期也能相减，得到相隔的天数；`.dt` 后面接日期的方法：

# %%
today = pd.Timestamp("2026-07-01")
days = (today - members["reg_date"]).dt.days
days.head(3)

# %% [markdown]
# 值要换个说法，用 `map` 配一本字典；字典里没有的会变成空值 NaN，再用 `fillna` 填上：

# %%
names = {"gold": "金卡", "diamond": "钻石"}
members["official_tier"].map(names).fillna("其他").value_counts()

# %% [markdown]
# **试一试**　谁注册得最早？把 `sort_values` 里的列名换成 `"reg_date"`，想想要不要从大到小。

# %% [markdown]
# ## 四、分组，再求和、求平均（15 分钟）
#
# 现在打开订单表，只要这五十位会员的订单，而且是完成了的（`completed`）：

# %% taught=true
orders = cases.load("ctrip", "orders")
orders = orders[orders["member_id"].isin(members["member_id"])]
done = orders[orders["status"] == "completed"]
print(len(orders), len(done))

# %% [markdown]
# 455 笔订单，一位会员有好几笔。想知道每人一共花了多少，就按会员**分组**：`groupby` 后面写按什么分，方括号里写算哪一列，最后写怎么算。

# %%
spent = done.groupby("member_id")["gmv_cny"].sum()
spent.head(3)

# %% [markdown]
# 有几组，结果就有几行。把 `sum` 换成 `mean` 是平均，换成 `size()` 是有几笔：

# %%
print(done.groupby("product")["gmv_cny"].mean().round(1))
print(done.groupby("product").size())

# %% [markdown]
# 几样一起算，用 `agg`：左边是新列的名字，右边是哪一列、怎么算。

# %%
done.groupby("product").agg(count=("order_id", "count"), average=("gmv_cny", "mean")).round(1)

# %% [markdown]
# ### 实验一　第十位客户
#
# 求平均很方便，可是平均数会不会骗人？十位客户，九位各花 100 元，第十位花多少，由你来拖。
#
# **先猜**　第十位从 100 元涨到 10,000 元，十位客户的平均数变成多少？中间那位（中位数）呢？

# %%
widgets.average_lab()

# %% [markdown]
# **解释**　九个 100，加一个 10,000：

# %% taught=true
ten = pd.Series([100] * 9 + [10000])
print(ten.mean(), ten.median(), (ten < ten.mean()).sum())

# %% [markdown]
# 平均数从 100 元变成 1,090 元，中位数还是 100 元，十位里有九位“低于平均”。低于平均，不等于差。
#
# 再看这些会员的消费，平均数和中位数差多少：

# %%
print(round(spent.mean()), round(spent.median()), round((spent < spent.mean()).mean(), 2))

# %% [markdown]
# ## 五、把表拼起来，缺的补 0（14 分钟）
#
# 有的会员没订过酒店，分组以后就**不见了**。人还在，只是次数是 0：

# %% taught=true
hotel = done[done["product"] == "hotel"].groupby("member_id").size()
print(len(members), len(hotel))

# %% [markdown]
# 50 位会员，订过酒店的只有 38 位。`reindex` 照着一份名单点名，名单上有、结果里没有的，用 `fill_value=0` 补成 0：

# %% taught=true
hotel = hotel.reindex(members["member_id"], fill_value=0)
print(len(hotel), (hotel == 0).sum())

# %% [markdown]
# 漏掉这几位，“人均几次”就算高了。
#
# 会员的等级在会员表，订单的金额在订单表。要看每个等级花了多少，先用 `merge` 把两张表按会员编号拼起来：

# %%
level = members[["member_id", "official_tier"]]
joined = done.merge(level, on="member_id")
joined.groupby("official_tier")["gmv_cny"].mean().round(1)

# %% [markdown]
# 拼起来的表有几行？不一定和原来一样多。
#
# ### 实验二　表格加工厂
#
# 一张十二笔订单的小表，七种加工方法。**先猜**剩几行，再看结果。

# %%
widgets.table_lab()

# %% [markdown]
# **解释**　原表有 12 行，七种方法以后各有几行：

# %% taught=true
for operation in models.OPERATIONS:
    print(operation, models.rows(operation))

# %% [markdown]
# 筛选以后，行数变少或不变；排序以后不变；分组以后，有几组就有几行；`reindex` 照名单，行数可以变多；`merge` 只留两张表都有的编号，所以行数可以变少；碰上重复的编号，又会变多。每加工一步，先看一眼行数，就不容易错。

# %% [markdown]
# ## 六、看懂报错（12 分钟）
#
# 报错不是批评，是电脑在说“这一步我做不了，原因是……”。在本课程里，报错是一个红边的框，先用一句话说哪一行、怎么了；点开“Python 的原话”，看**最后一行**：
#
# ```text
#     print(nihgts)
#           ^^^^^^
# NameError: name 'nihgts' is not defined
# ```
#
# 冒号前面是错误的**种类**，后面是原因：这里说没有 `nihgts` 这个名字，原来是打错了字母。种类是英文：Syntax 语法，Indentation 缩进，Name 名字，Key 键（例如列名），Type 类型，Attribute 属性和方法（点后面的词）。
#
# ### 实验三　错误门诊
#
# 八位“病人”，八种毛病。**先猜**原因，再勾上“改好”，看看改了哪里。

# %%
widgets.clinic_lab()

# %% [markdown]
# **解释**　每一种错误，多半出在哪里：
#
# | 种类 | 多半是 |
# |---|---|
# | `SyntaxError` | 标点用了中文的，引号、括号不成对，少了冒号 |
# | `IndentationError` | 开头的空格没对齐 |
# | `NameError` | 名字写错了，或者前面那格还没有运行 |
# | `KeyError` | 列名写错了 |
# | `TypeError` | 文字和数字混在一起算 |
# | `AttributeError` | 方法（点后面的词）写错了 |
#
# 八位病人里，各有几位？

# %% taught=true
causes = [models.diagnose(case) for case in models.CLINIC]
print(pd.Series(causes).value_counts().to_string())

# %% [markdown]
# 最常见的是 `SyntaxError`：标点、引号、等号。打字时把输入法切到英文，就少了一大半。
#
# 怎么改都不对，就从菜单选**内核 → 重启内核**，再从第一格往下运行。内核重启以后，以前起的名字全都忘了，所以要从头来。

# %% [markdown]
# ## 七、课程小结：从头运行，交作业（4 分钟）
#
# 1. 单元格按 Shift + Enter 运行；`def`、参数、`return` 写函数，`if` 分情况。
# 2. 方括号取列、筛行；条件用 `&`、`|`、`~` 连起来。
# 3. `sort_values` 排序，`head` 取前几行。
# 4. `groupby` 分组，`reindex` 补 0，`merge` 拼表；每一步看行数。
# 5. 报错先看最后一行；弄乱了就重启内核。
# 6. 交作业以前，从菜单选**运行 → 重启内核并运行所有单元格**，从头到尾顺利，再到学习主页点“交作业”。
#
# 回到师傅的问题：谁常来，谁花得多，谁好久没下单？现在你都能自己查了。去练习“{title}：上机任务”，每写完一题，检查格马上告诉你对不对。

# %% [markdown]
# ## 选读：小词典（用到再看，不占课时）
#
# 后面的课还会用到下面这些写法。不用背，哪一课用到，再回来看。
#
# 按多种情况填值，用 `np.select`：一队条件，一队结果，都不成立的用 `default`。

# %%
spent_level = np.select([spent > 20000, spent > 5000], ["high", "middle"], default="low")
pd.Series(spent_level).value_counts()

# %% [markdown]
# 两种情况交叉数一数，用 `pd.crosstab`；按行、按列摆成一张表再算平均，用 `pivot_table`：

# %%
print(pd.crosstab(joined["official_tier"], joined["product"]))
print(joined.pivot_table(index="official_tier", columns="product", values="gmv_cny", aggfunc="mean").round(0))

# %% [markdown]
# 两队东西并排走，用 `zip`；要编号，用 `enumerate`；字典的名字和值一起取，用 `items()`；取不到也不报错，用 `get`：

# %%
for number, (who, times) in enumerate(zip(["老周", "林姐"], [3, 1]), start=1):
    print(number, who, times)

# %%
print({who: times + 1 for who, times in phones.items()}, phones.get("小雨", 0))

# %% [markdown]
# 不重复的一堆叫集合，`set` 去掉重复的；两个集合都有的用 `&`。排好队用 `sorted`：

# %%
print(sorted(set(["app", "web", "app"]) & {"app", "phone"}))

# %% [markdown]
# 只用一次的小函数，可以不起名字，写成 `lambda`；`max` 的 `key` 说按什么比大小：

# %%
print(max(["老周", "林姐"], key=lambda who: phones[who]))

# %% [markdown]
# 去掉重复的行，用 `drop_duplicates`；每人只留最晚的一笔，先按时间排好，再按人分组取 `last()`：

# %%
latest = done.sort_values("order_ts").groupby("member_id")["order_ts"].last()
print(len(done.drop_duplicates("member_id")), len(latest))

# %% [markdown]
# 相隔几天，用 `pd.Timedelta`；日期比较先后，得到 True 或 False，也能筛行：

# %%
recent = latest[latest > today - pd.Timedelta(days=90)]
print(len(recent))

# %% [markdown]
# 文字的方法：`strip` 去掉两头的空格，`lower` 变成小写，`split` 按记号拆成列表，`removeprefix` 去掉开头的一截：

# %%
print(" Jie ".strip().lower(), "web-app".split("-"), "+86138".removeprefix("+86"))

# %% [markdown]
# 文字变成整数，用 `int`；给它小数，就去掉小数点后面的部分；`abs` 去掉负号；`np.exp` 是 e 的几次方：

# %%
print(int("680") + 60, int(2.9), abs(-3), np.exp(0))

# %% [markdown]
# 一边走一边收集，用 `append`；只要第一个符合的，用 `next`：

# %%
dear = []
for price in prices:
    if price > 400:
        dear.append(price)
print(dear, next(price for price in prices if price > 400))

# %% [markdown]
# `where` 留下条件成立的值，其余换成后面写的；`unique` 列出不重复的值；`re.sub` 按格式替换文字，`\D` 是“不是数字的字符”：

# %%
import re
print(points.where(points > 200, 0).head(3).to_list(), members["city_tier"].unique())
print(re.sub(r"\D", "", "138-0000"))
