# %% [markdown]
# # {title}
#
# > **同一位客户，系统里有三个名字、两个手机号。给谁寄生日礼物？**
#
# 主管推过来一叠登记表：应用里的、呼叫中心的、门店手写的、合作方给的。“旺季要做回访。我要一份干净的名单：一人一条，电话打得通，而且是人家同意我们打的。”
#
# ## 学完你能
#
# {objectives}
#
# **素养目标**　遵纪守法；不泄露、不贩卖客户信息；团队合作。
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟。先要学过客户分级和客户维护；单元格、筛行、分组、拼表忘了，翻一翻[上机热身](warmup.ipynb)。末尾的“选读”不占课时。数据在 `datasets/ctrip`。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 复习提问，认识登记表 | 5 |
# | 1 | 案例导入 | 一、掌握哪些信息 | 12 |
# | 1 | 理论学习 | 二、七组和五组 | 10 |
# | 1 | 理论学习 | 三、从哪里收集 | 13 |
# | 1 | 理论学习 | 四、从登记表到数据库：清洗 | 5 |
# | 2 | 理论学习 | 四、从登记表到数据库：查询 | 18 |
# | 2 | 理论学习 | 五、信息会过期 | 10 |
# | 2 | 理论学习 | 六、安全和法律 | 12 |
# | 2 | 课程小结 | 交出那份名单 | 5 |

# %% [markdown]
# ## 课程引领（5 分钟）
#
# 先和同桌对对答案：维护客户有什么价值？上一课的回访计划，用到了哪些信息？什么样的信息才算有效？

# %%
import pandas as pd
import keguan
from keguan import cases, database
from keguan.figures import information as figures
from keguan.figures.calibration import calibration
from keguan.models import information as models
from keguan.widgets import information as widgets
keguan.use("zh")

# %% [markdown]
# 登记表、数据库里的人和企业都是**模拟**的，不是携程的客户资料。手机号、邮箱和证件号由程序生成，如与真实号码相同，纯属巧合，请勿拨打。先看三张原始的登记表：

# %%
forms = cases.load("ctrip", "crm_raw")
forms[["src_system", "name", "birth_date", "mobile", "last_verified_at"]].iloc[[0, 1, 7]]

# %% [markdown]
# ## 一、掌握哪些信息（12 分钟）
#
# 这叠登记表值多少钱？打不通的，一分钱也不值；号码核对过，回访才能做。**客户信息的作用**在于帮企业作**决策**：知道了它，给谁打电话、备多少货，决定会不一样。
#
# ### 越多越好吗
#
# 掌握信息的范围由两件事决定：**企业的需要**和客户的特点。汽车服务店的**客户档案**只要四样：姓名、联系方式、车辆、维修记录；电信营业厅要三样：基本信息、服务需求、服务记录。客户是有二十辆车的单位，还要问谁负责、怎样结算。
#
# 每多问一项，就有一些人不填了。假设每项让 6% 的人放弃。
#
# ### 实验一　登记表
#
# **先猜**　在实验里填上，再动滑块：哪些字段值得问？多问一项敏感信息，划算吗？

# %%
widgets.form_lab()

# %% [markdown]
# **解释**　先看“项数 × 填完的比例”，三种长度各是多少：

# %% taught=true
for fields in (5, 17, 30):
    share = models.completed_fields(fields) / fields  # 填完的人占多少
    print(f"{fields} 项：{share:.0%} 的人填完，一共得到 {models.completed_fields(fields):.1f} 项")

# %% [markdown]
# 17 项时得到的最多，6.1 项。可是各项有用的程度不同，所以最划算的表更短：

# %% taught=true
best = models.best_form()  # 有用的先问，问到不划算为止
print(f"最划算的服务表：{sum(best.values())} 项，期望价值 {models.form(best).expected:.1f}")
print(f"再加一项敏感信息：{models.form(best, 1).expected:.1f}")

# %% [markdown]
# 服务表只要 7 项，期望价值 8.9；加一项健康信息，反而降到 6.9。**够用就好。**

# %% [markdown]
# ## 二、七组和五组（10 分钟）
#
# ### 个人客户：七组
#
# | 组 | 例如 | 组 | 例如 |
# |---|---|---|---|
# | **基本信息** | 姓名、手机号、城市 | **生活情况** | 爱好、作息 |
# | **消费情况** | 买什么、多少钱、多久一次 | **教育情况** | 学历 |
# | **事业情况** | 职业、职务 | **个性情况** | 脾气、风格 |
# | **家庭情况** | 成员、人生阶段 | | |
#
# ### 企业客户：五组
#
# | 组 | 例如 |
# |---|---|
# | **基本信息** | 名称、地址、成立时间 |
# | **客户特征** | 规模、经营方针 |
# | **业务状况** | 销售额、员工人数 |
# | **交易状况** | 信用、账期、结算方式 |
# | **负责人信息** | 姓名、职务、联系方式 |
#
# 组里的字段是本课举的例子。下面这张企业登记表，各列属于哪一组？先说，再看：

# %%
firms = cases.load("ctrip", "crm_enterprise_raw")
firms[["company", "scale", "annual_sales_cny", "credit_days", "contact_name"]].head(3)

# %% [markdown]
# 哪一列归哪一组，写成字典；没有填的单元格是空值，`fillna("")` 把它换成空字符串再比：

# %% taught=true
groups = {"company": "基本信息", "scale": "客户特征", "annual_sales_cny": "业务状况",
          "credit_days": "交易状况", "contact_name": "负责人信息"}
empty = firms["contact_name"].fillna("") == ""
print(pd.Series(groups).to_string())
print(f"{len(firms)} 张表里，{empty.sum()} 张没有负责人")

# %% [markdown]
# 没有负责人，整张表就用不起来：电话打给谁？

# %% [markdown]
# ## 三、从哪里收集（13 分钟）
#
# **直接渠道**有五种：在调查中（问卷、访谈）、在营销活动中（抽奖、试吃）、在服务过程中（上门维修）、在终端收集（收银台、自助机）、通过网络和呼叫中心（官网注册、400 电话）。信息是客户自己给的。其中服务过程和呼叫中心最省事：客户正在和你说话，顺手核对一句就行。
#
# **间接渠道**有三种：各种媒介；国内外的咨询和市场调研公司；向有客户数据库的企业租用或购买。信息从别人那里来。
#
# > **第三种要小心**　租用和购买虽然也列为渠道，法律却另有规定：不得非法买卖、提供个人信息（《个人信息保护法》第十条）。
#
# ### 实验二　名单过筛
#
# 有企业愿意租我们的登记表，一张 1 元。能用的登记表，手机号要合格、近来核对过，本人还要同意这个用途，而且没有撤回。
#
# **先猜**　在实验里填上，再换用途、动滑块。

# %%
usable = models.sifted(forms, cases.load("ctrip", "crm_consent_log"), cases.reference_date("ctrip"))
widgets.sieve_lab(usable)

# %% [markdown]
# **解释**　同一叠表，三种用途各剩几张？

# %% taught=true
for purpose in models.PURPOSES:
    left = models.sieve(usable, purpose, 12)  # 过三道筛子
    each = models.price_of_usable(left, 1)
    print(f"{figures.purpose_name(purpose)}：{left.forms} 张里能用 {left.agreed} 张，一张合 {each:.1f} 元")

# %% [markdown]
# 便宜的名单并不便宜：2,329 张里，做服务回访能用 746 张；提供给别的企业，本人同意的只有 103 张，能用的一张合 22.6 元。一种用途，要有这种用途的同意。

# %% [markdown]
# ## 四、从登记表到数据库（23 分钟）
#
# 利用数据库来管理信息，本课把主要过程归纳为：计划 → 收集 → 清洗 → 录入 → **归类** → 分析 → 使用 → 更新 → 保护和删除。信息乱，服务就乱：**客户信息系统**是让客户满意的基础。客服看不到上次的订单和投诉，态度再好，客户也要从头再说。
#
# ### 清洗：先统一格式（标准化）
#
# 同一个手机号，四张表四种格式。`replace` 把不是数字的（`\D`）都去掉，`[-11:]` 取后 11 位：

# %% taught=true
# 四张表上的写法
written = pd.Series(["17900036035", "+86 17900036035", "179-0003-6035", "179 0003 6035"])
digits = written.str.replace(r"\D", "", regex=True).str[-11:]
print(written.nunique(), "→", digits.nunique())

# %% [markdown]
# 四种格式变成一种。整叠登记表也这样整理；没有填的先换成空字符串：

# %%
phone = forms["mobile"].fillna("").str.replace(r"\D", "", regex=True).str[-11:]
birth = forms["birth_date"].fillna("")
born = pd.to_datetime(birth, format="mixed", errors="coerce")  # 日历上没有的日子变成空值
today = cases.reference_date("ctrip")
year_ago = today - pd.DateOffset(months=12)  # 往前 12 个月

# %% [markdown]
# **有效的客户信息**，本课约定要过四关：完整、不重复、格式正确、不过时。四关各过了多少？`fullmatch` 看整个号码合不合格式（1 开头，第二位 3 到 9，再 9 位数字），`duplicated` 标出重复的：

# %% taught=true
gates = {
    "完整": phone.ne("") & birth.ne("") & forms["name"].str.strip().ne(""),
    "不重复": ~phone.duplicated(keep=False) | phone.eq(""),
    "格式正确": phone.str.fullmatch(r"1[3-9]\d{9}") & (born <= today),
    "不过时": forms["last_verified_at"] > year_ago,
}
for name, gate in gates.items():
    print(f"{name}：{gate.mean():.0%}")  # 一列真假的平均数，就是比例
passed = pd.DataFrame(gates).all(axis=1)
print(f"四关全过：{passed.mean():.0%}")

# %% [markdown]
# “完整”要求姓名、手机号、生日都填；重复的几张，都不算过关。过时的最多：只有 47% 在一年以内核对过。四关全过的只有 31%。
#
# 同一个人登记了几次，**合并**时留最新的一张：按日期从新到旧排，`drop_duplicates` 只留每组的第一行。日期也相同的，谁排前面？再给一列就分得清：`sort_values(["last_verified_at", "rec_id"], ascending=[False, True])`。

# %% taught=true
who = forms["name"].str.strip().str.lower()  # 去掉首尾空格，不分大小写
known = forms.assign(phone=phone, who=who)[phone != ""]
newest = known.sort_values("last_verified_at", ascending=False).drop_duplicates(["phone", "who"])
print(f"有手机号的 {len(known)} 张，合并以后 {len(newest)} 张")

# %% [markdown]
# 为什么手机号和姓名都要相同？一家人可能合用一个手机号。
#
# ### 查询：问数据库一句话
#
# `crm.sqlite` 是真正的数据库文件。查询都在新的副本上进行，写错了也弄不坏原来的文件。查询用 **SQL** 写，一次学一样。`SELECT` 后面写列，`FROM` 后面写表：

# %%
database.query("SELECT name, city, staff FROM enterprise").head(3)

# %% [markdown]
# `WHERE` 筛行。文字加单引号，相等只写一个等号；`AND` 是都要成立，`OR` 是有一个成立就行：

# %%
sql = "SELECT name, staff FROM enterprise WHERE city = 'Hangzhou' AND (staff < 10 OR staff > 100)"
database.query(sql)

# %% [markdown]
# `count(*)` 数行，`count(DISTINCT 列)` 数有几个不同的值，`AS` 给结果起名：

# %% taught=true
sql = "SELECT count(*) AS lines, count(DISTINCT enterprise_id) AS firms FROM enterprise"
print(database.query(sql).to_string(index=False))

# %% [markdown]
# 124 行，只有 120 家：有 4 家登记了两次。
#
# `GROUP BY` 就是归类：按一列分组，一组一行。**数据库归类指标**，本课归纳了七个，用哪一个，看要回答什么：
#
# | 指标 | 回答 | 指标 | 回答 |
# |---|---|---|---|
# | 价值 | 一年带来多少 | 渠道 | 从哪里登记的 |
# | 时间 | 什么时候登记的 | 行为 | 活跃、沉睡还是流失 |
# | 地区 | 哪座城市最多 | 风险 | 会不会欠款 |
# | 产品 | 买哪一种 | | |
#
# 按地区归类，用 `city` 列；`ORDER BY … DESC` 从大到小排：

# %%
sql = "SELECT city, count(*) AS lines FROM enterprise GROUP BY city ORDER BY lines DESC"
database.query(sql).head(3)

# %% [markdown]
# `HAVING` 筛的是分好的组。编号出现不止一次的，就是重复登记的：

# %%
sql = "SELECT enterprise_id FROM enterprise GROUP BY enterprise_id HAVING count(*) > 1"
database.query(sql)

# %% [markdown]
# 没有填的是**空值**。空值和什么比都不成立，所以不写 `= NULL`，要写 `IS NULL`；填了的是 `IS NOT NULL`。还没有离开的联系人有几位？

# %% taught=true
for test in ("left_on IS NULL", "left_on IS NOT NULL", "left_on = NULL"):
    print(test, len(database.query(f"SELECT contact_id FROM contact WHERE {test}")))

# %% [markdown]
# `JOIN` 把两张表接起来，`ON` 写靠哪一列接。`e`、`c` 是两张表的小名，列名写成“小名.列”：

# %%
sql = """SELECT e.name, c.name AS contact, c.role FROM enterprise e
JOIN contact c ON c.enterprise_id = e.enterprise_id"""
database.query(sql).head(3)

# %% [markdown]
# `LEFT JOIN` 让左边的行一行也不丢，右边接不上的填空值。所以要找“没有”的，就找接不上的：哪些企业没有现任的联系人？

# %% taught=true
# 左边是要列出的企业，右边是它的现任联系人
sql = """SELECT DISTINCT e.enterprise_id FROM enterprise e
LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id AND c.left_on IS NULL
WHERE c.contact_id IS NULL"""
print(database.query(sql)["enterprise_id"].to_list())

# %% [markdown]
# 要列出谁，谁就在左边。右边表的条件写在 `ON` 里；写进 `WHERE`，接不上的行（全是空值）就被筛掉了。`DISTINCT` 让重复登记的只出现一次。

# %% [markdown]
# ## 五、信息会过期（10 分钟）
#
# 企业在发展，客户在变化，要及时**更新客户信息**。每月都有一些联系方式失效；多久更新一次最省？
#
# ### 实验三　会过期的信息
#
# **先猜**　在实验里填上，再动滑块。更新一条花 2 元，错一条每月损失 5 元。

# %%
widgets.decay_lab()

# %% [markdown]
# **解释**　每月失效 2%，一年、两年以后还剩多少？

# %% taught=true
for months in (12, 24):
    print(f"{months} 个月以后还有 {models.valid_share(months):.1%} 有效")

# %% [markdown]
# 一年以后剩 78.5%，两年以后剩 61.6%：每个月失效的，是余下的 2%。最省的间隔呢？

# %% taught=true
for decay in (0.01, 0.02, 0.03):
    print(f"每月失效 {decay:.0%}：每 {models.best_interval(decay)} 个月更新一次")

# %% [markdown]
# 失效越快，更新越勤：最省的是 9、7、5 个月。
#
# 更新时记住两条：以时间较新的为准；改了什么，要留记录，写错了才查得回来。
#
# **共享客户数据库**还有一个好处：员工走了，信息留下来，客户不会跟着走；信用档案完整，还能防范恶意欠款。

# %% [markdown]
# ## 六、安全和法律（12 分钟）
#
# **客户信息安全**：数据要安全；员工要守职业道德，不得泄露、贩卖。请别的公司来分类，合同里要写明：没有甲方的书面同意，乙方不得告诉第三方。
#
# | 客户分类服务合同 | 一共八条 |
# |---|---|
# | 甲方委托，乙方受托 | 服务内容、期限、费用、双方的权利和义务、违约责任、变更和解除、争议解决、其他 |
#
# 《中华人民共和国**个人信息保护法**》2021 年 8 月 20 日通过，11 月 1 日施行（P01）。要点如下（P01–P04、P09、P10）：
#
# | 条 | 说了什么 | 登记表怎么做 |
# |---|---|---|
# | 第六条 | 目的明确，范围最小 | 说不出用处的，不问 |
# | 第二十八、二十九条 | 敏感信息（生物识别如人脸、宗教信仰、特定身份、医疗健康、金融账户、行踪轨迹等，还有不满十四周岁的人的信息）要有特定的目的和充分的必要性，并采取严格的保护措施，还要单独同意 | 能不问就不问；要问，单独一个勾，加密、限人查看 |
# | 第十三、十四条 | 要有依据：本人同意，或者履行合同所必需等；目的变了，要重新取得同意 | 订房要姓名，不用另外同意；营销短信要同意 |
# | 第十五、十六条 | 撤回要方便；不能因为不同意就拒绝服务 | 一键撤回；不勾营销，照样服务 |
# | 第十七条 | 先告知：谁来处理、做什么用、保存多久、怎样行使权利 | 表头写清楚，再请他同意 |
# | 第二十三条 | 提供给别的企业，要告知对方是谁，并取得单独同意 | 合作方另设一个勾 |
# | 第三十一条 | 不满十四周岁，要监护人同意 | 登记监护人 |
# | 第十九、四十七条 | 保存最短的必要时间；目的实现、服务停止、期限届满、撤回同意、违法处理，都要删除 | 写明到期日，定期列出该删的名单 |
# | 第五十一条 | 内部制度、加密、权限、培训、应急预案 | 写清谁能看什么 |
# | 第五十七条 | 泄露以后立即补救，通知监管部门和本人 | 先把通知的办法写好 |
#
# ### 谁可以收到营销信息
#
# 同一个人可能先同意、后撤回。要看**时间最晚**的那一条：先按时间排，再取每人的最后一条。

# %% taught=true
log = pd.DataFrame({"who": ["A", "A", "B", "C"], "action": ["withdraw", "grant", "grant", "withdraw"],
                    "ts": pd.to_datetime(["2026-03-01", "2025-01-05", "2025-06-01", "2025-09-09"])})
last = log.sort_values("ts").groupby("who")["action"].last()  # 每人时间最晚的一条
print(last[last != "withdraw"].index.to_list())

# %% [markdown]
# A 先同意、后撤回；日志里撤回的那一行排在前面，按行的先后看就错了。只有 B 可以联系。
#
# 要看到某一天为止的同意，当心：`date` 是当天零点。写 `ts <= date`，当天下午的就漏了；要算当天，写 `ts < date + pd.Timedelta(days=1)`。
#
# 给同事看名单时，先**脱敏**，把不需要的遮挡起来。没有号码的，`where` 让它还是空的：

# %% taught=true
numbers = pd.Series(["17900036035", ""])
print((numbers.str[:3] + "****" + numbers.str[-4:]).where(numbers != "", "").to_list())

# %% [markdown]
# > **讨论**　一名员工把三千人的名单卖给了装修公司。他违反了哪一条职业道德、法律的哪几条？企业当天要做哪三件事？书面作业里接着写。
#
# | 出卖名单，还可能犯罪 | 要点 |
# |---|---|
# | 《刑法》第二百五十三条之一（P07） | 侵犯公民个人信息罪：违反国家有关规定，向他人出售或者提供公民个人信息，情节严重的 |
# | 司法解释（法释〔2017〕10 号）第五条（P08） | 一般信息 5,000 条以上算情节严重；在提供服务中得到的，减半，2,500 条以上就算 |

# %% [markdown]
# ## 课程小结（5 分钟）
#
# 主管来要名单了：
#
# | 目标 | 一句话 |
# |---|---|
# | **范围** | 由企业的需要和客户的特点决定；表越长，填完的人越少。 |
# | **七组和五组** | 个人七组，企业五组；企业表里别漏了负责人。 |
# | **渠道** | 直接五种，间接三种；别人的名单先过筛：同意了吗？ |
# | **数据库** | 先统一格式，再归类、查询；要列出谁，谁在左边；空值用 `IS NULL`。 |
# | **更新** | 每月 2%，一年剩 78.5%；以时间较新的为准，改动留痕。 |
# | **法律** | 不多问，要同意，能撤回，该删就删。 |
# | **道德** | 不泄露，不贩卖。 |
#
# ## 接着做练习
#
# - 先做自学检查：[information-check](../../exercises/release/zh/information-check/information-check.ipynb)
# - 上机任务：[information-tasks](../../exercises/release/zh/information-tasks/information-tasks.ipynb)
# - 书面作业：[information-written](../../exercises/release/zh/information-written/information-written.ipynb)
# - 理论小测：[information-quiz](../../exercises/release/zh/information-quiz/information-quiz.ipynb)
# - 小组里程碑：[information-group](../../exercises/release/zh/information-group/information-group.ipynb)
# - 多练习（不计分）：[information-practice](../../exercises/release/zh/information-practice/information-practice.ipynb)

# %% [markdown]
# ## 选读：哪几张表是同一个人
#
# 登记表有重复，光看手机号够不够？两张表是同一个人的，叫作一对：**查全率**看全部的对里找到了百分之几，**查准率**看找到的对里，百分之几真是同一个人。下面是一批模拟的练习表。

# %%
practice = models.forms()
practice.head(3)

# %% [markdown]
# ### 实验　匹配台
#
# **先猜**　在实验里填上，再勾选字段：查全率和查准率，能不能都高？谁被错当成一个人？

# %%
widgets.matching_lab(practice)

# %% [markdown]
# **解释**　一步一步放宽规则：

# %% taught=true
print(models.ladder(practice).round(2).to_string())

# %%
figures.ladder(models.ladder(practice))

# %% [markdown]
# 整行相同，只找到 16% 的重复；手机号统一格式，找到 57%；再加邮箱和姓名生日，找到 90%。可是也错误地合并了 24 对：多半是一家人合用一个手机号。

# %% [markdown]
# ## 选读：建表，有就改、没有就加
#
# `CREATE TABLE` 建表，`PRIMARY KEY` 是主键：它的值不能重复；`REFERENCES` 是外键：写明它指的是哪张表的主键。`INSERT INTO … VALUES` 插入几行。`database.run` 运行一段脚本，句子之间用分号隔开，返回运行后的各张表：

# %%
script = """CREATE TABLE room (room_id TEXT PRIMARY KEY, price INTEGER);
CREATE TABLE booking (booking_id TEXT PRIMARY KEY, room_id TEXT REFERENCES room (room_id));
INSERT INTO room VALUES ('R1', 300), ('R2', 420);"""
database.run(script, tables={})["room"]

# %% [markdown]
# 主键已经有了，再插入会出错。加上 `ON CONFLICT … DO UPDATE`，有就改，没有就加；`excluded` 是要插入的那一行。这就是“以新的为准”：

# %%
script += """INSERT INTO room VALUES ('R2', 400), ('R3', 550)
ON CONFLICT (room_id) DO UPDATE SET price = excluded.price;"""
database.run(script, tables={})["room"]

# %% [markdown]
# 一个人有几条更新，只要最晚的一条。`row_number() OVER (PARTITION BY … ORDER BY …)` 在每一组里从 1 编号，编号是 1 的就是它：

# %%
sql = """SELECT * FROM (SELECT *, row_number() OVER (
PARTITION BY person_id ORDER BY updated_at DESC) AS place FROM update_log) WHERE place = 1"""
database.query(sql).head(3)

# %% [markdown]
# 找“没有”的，还有一种写法。`NOT EXISTS`：括号里的查询一行也没有，才留下：

# %%
sql = """SELECT DISTINCT enterprise_id FROM enterprise e WHERE NOT EXISTS
(SELECT 1 FROM contact c WHERE c.enterprise_id = e.enterprise_id AND c.left_on IS NULL)"""
database.query(sql).head(3)

# %% [markdown]
# ## 选读：过时的信息有多误事
#
# 看最近两年的联系记录，按离上一次核对的月数来分。核对以前的联系不能算：表里只留最近一次核对的日期，那时离上一次多久，已经查不到了。隔了五年以上的太少，也不看。`pd.cut` 按几个界限把数分成段：

# %% taught=true
calls = cases.load("ctrip", "crm_interactions").merge(forms[["rec_id", "last_verified_at"]], on="rec_id")
months = (calls["ts"] - calls["last_verified_at"]).dt.days / 30.4
failed = calls["result"] == "invalid_contact"
age = pd.cut(months, [0, 6, 12, 24, 60]).rename("months")
print(f"{len(calls)} 条联系，用得上的 {age.notna().sum()} 条")
print(failed.groupby(age, observed=True).mean().round(2).to_string())

# %% [markdown]
# 2000 条里用得上 1207 条。半年以内核对过的，8% 联系不上；两年以上没有核对的，27% 联系不上。

# %% [markdown]
# ## 选读：登记表里不该有的
#
# 有多少不该问、或者要单独同意的？

# %% taught=true
identity = forms["id_no"].fillna("").ne("")
health = forms["health_note"].fillna("").ne("")
consents = cases.load("ctrip", "crm_consent_log").sort_values("ts")
agreed = consents[consents["purpose"] == "sensitive"].groupby("rec_id")["action"].last()
allowed = forms["rec_id"].isin(agreed[agreed != "withdraw"].index)
print(f"{len(forms)} 张表里，{identity.sum()} 张写了证件号，{health.sum()} 张写了健康情况")
print(f"写了健康情况、却没有单独同意的：{(health & ~allowed).sum()} 张")

# %% [markdown]
# 证件号做回访用不着，不该问（第六条）；没有单独同意的健康情况，要么补同意，要么删掉。有些表，期限到了还没有删（第四十七条）：

# %% taught=true
expired = pd.to_datetime(forms["keep_until"]) < today
print(f"保存期限已过：{expired.sum()} 张")

# %% [markdown]
# 不守规矩，会怎样？本人能做什么？
#
# | 条 | 说了什么 |
# |---|---|
# | 第四十四至四十六条 | 本人可以查阅、复制、更正；企业要留一个入口 |
# | 第六十六条（P04） | 拒不改正的，最高罚 100 万元；情节严重的，最高罚 5,000 万元或上一年营业额的 5%；直接责任人员也要罚，一般 1 万到 10 万元 |
# | 《消费者权益保护法》第二十九条（P05） | 经营者要严格保密，不得泄露、出售 |
#
# 模拟数据和公开资料对得上吗？

# %%
calibration(cases.calibration("ctrip", "information"))
