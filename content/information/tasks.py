# %% [markdown]
# # {title}
#
# 这份作业有五个任务：先认信息、认渠道，再清洗表单、查数据库、守住同意，后三个任务各写两个函数。写完一个，就运行它下面的检查单元格，马上知道结果。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 数据库随你试：每条 SQL 都在一份**临时副本**上运行，就算写了 `DROP TABLE`，原来的文件也不会动。
#
# **数据说明**　表单（就是课文里的登记表）、同意记录和数据库都是**模拟**的：手机号取自没有分给任何运营商的号段，身份证号的地区码 999999 不存在，邮箱都在 example.com。没有一位真人，也不是携程的内部记录。号码由程序生成，如与真实号码相同，纯属巧合，请勿拨打。

# %%
import keguan
keguan.use("zh")
import numpy as np
import pandas as pd
from grader import checks
from keguan import cases, database

# %%
forms = cases.load("ctrip", "crm_raw")
log = cases.load("ctrip", "crm_consent_log")
today = cases.reference_date("ctrip")
forms[["rec_id", "src_system", "name", "birth_date", "mobile", "email"]].head(4)

# %% [markdown]
# 每一列是什么意思，运行 `cases.columns("ctrip", "crm_raw")` 看看。数据库里有哪些表，运行下一格。

# %%
tables = database.tables("ctrip")
database.schema("ctrip")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　把下面 30 个字段归组。写两个字典：`personal` 归个人客户的 18 个字段，分七组；`enterprise` 归企业客户的 12 个字段，分五组。字典的键是组的代号，值是字段名的列表。
#
# **为什么**　先有组，再有表。字段放错了组，建表、授权和删除都会跟着错。
#
# | 个人客户七组（代号） | 企业客户五组（代号） |
# |---|---|
# | `basic` 基本信息，`consumption` 消费情况，`career` 事业情况，`family` 家庭情况，`life` 生活情况，`education` 教育情况，`personality` 个性情况 | `basic` 基本信息，`feature` 客户特征，`business` 业务状况，`trade` 交易状况，`person` 负责人信息 |
#
# **个人客户的字段**　`name` 姓名，`mobile` 手机号，`city` 所在城市，`brands` 常买的品牌，`amount` 消费金额，`frequency` 购买次数，`payment` 付款方式，`occupation` 职业，`position` 职位，`spouse` 配偶，`children` 子女人数，`hobby` 爱好，`habit` 作息习惯，`sport` 常做的运动，`degree` 学历，`major` 所学专业，`temper` 气质类型，`style` 决策快慢。
#
# **企业客户的字段**　`company` 企业名称，`code` 信用代码，`founded` 成立时间，`scale` 规模，`region` 经营区域，`sales` 年销售额，`capacity` 生产能力，`staff` 员工人数，`terms` 结算方式，`credit` 赊账天数，`manager` 负责人姓名，`prefers` 负责人的偏好。
#
# - 组名是通行的；组里的字段是本课举的例子。
# - 每个字段只放一组。
#
# **样例**　图书馆把几样东西归架：字典的值是列表。

# %%
shelves = {"book": ["novel", "poem"], "disc": ["music"]}
{item: shelf for shelf, items in shelves.items() for item in items}

# %% [markdown] hint=1
# 一个字段说的是什么？说“怎么花钱”的归消费，说“做什么工作”的归事业，说“家里有谁”的归家庭。

# %% [markdown] hint=2
# 容易混的三处：规模和区域描述企业“是什么样”，归客户特征；销售额、产能和人手说“做得怎样”，归业务状况；结算和赊账是“和我们怎么做买卖”，归交易状况。

# %% [markdown] hint=3
# ```python
# personal = {"basic": ["name", "mobile", "city"], "consumption": [...], "career": [...],
#             "family": [...], "life": [...], "education": [...], "personality": [...]}
# ```

# %% answer="fields"
personal = None  # 把 None 换成字典：七组
enterprise = None  # 把 None 换成字典：五组
### BEGIN SOLUTION
personal = {"basic": ["name", "mobile", "city"], "consumption": ["brands", "amount", "frequency", "payment"],
            "career": ["occupation", "position"], "family": ["spouse", "children"], "life": ["hobby", "habit", "sport"],
            "education": ["degree", "major"], "personality": ["temper", "style"]}
enterprise = {"basic": ["company", "code", "founded"], "feature": ["scale", "region"],
              "business": ["sales", "capacity", "staff"], "trade": ["terms", "credit"], "person": ["manager", "prefers"]}
### END SOLUTION

# %% check="fields-personal" points=6
groups_ = "basic consumption career family life education personality".split()
got_ = checks.variable("personal").got
checks.that(isinstance(got_, dict) and set(got_) == set(groups_), "personal", "要一个字典，键是七组的代号，不多不少。",
            "give a dict whose keys are the codes of the seven groups.")
checks.that(all(isinstance(fields, (list, tuple, set)) for fields in got_.values()), "personal", "每一组的值是字段名的列表，要写方括号。",
            "the value of each group is a list of field names, in brackets.")
placed_ = sum(map(list, got_.values()), [])
known_ = """name mobile city brands amount frequency payment occupation position spouse children hobby habit sport
    degree major temper style""".split()
for field_ in placed_:
    checks.that(field_ in known_, "personal", f"{field_} 不是题目里的字段，看看有没有拼错。", f"{field_} is not a field of this task: is it misspelt?")
for field_ in known_:
    checks.that(field_ in placed_, "personal", f"还没有放 {field_}：18 个字段都要放。", f"{field_} has no place yet: all 18 fields need one.")
    checks.that(placed_.count(field_) == 1, "personal", f"{field_} 放进了两组，每个字段只放一组。", f"{field_} is in two groups; each field belongs to one.")
checks.answered("personal")
### BEGIN HIDDEN TESTS
for group_, fields_, zh_, en_ in [
    ("consumption", "brands amount frequency payment", "想想客户怎样花钱：品牌、金额、次数、付款方式。", "think of how money is spent."),
    ("career", "occupation position", "职业和职位说的是工作。", "occupation and position are about work."),
    ("family", "spouse children", "配偶和子女说的是家里有谁。", "spouse and children say who is in the family."),
    ("life", "hobby habit sport", "爱好、作息和运动说的是怎样生活，不是个性。", "hobbies, habits and sport are about life, not personality."),
    ("education", "degree major", "学历和专业说的是读书。", "degree and major are about education."),
    ("personality", "temper style", "气质和决策快慢说的是性格。", "temper and style of deciding say what a person is like."),
    ("basic", "name mobile city", "姓名、手机号和城市说的是这个人是谁、怎样找到他。", "name, mobile number and city say who this is and how to reach them."),
]:
    for field_ in fields_.split():
        checks.that(field_ in got_[group_], "personal", f"{field_}：{zh_}", f"{field_}: {en_}")
### END HIDDEN TESTS

# %% check="fields-enterprise" points=4
groups_ = "basic feature business trade person".split()
got_ = checks.variable("enterprise").got
checks.that(isinstance(got_, dict) and set(got_) == set(groups_), "enterprise", "要一个字典，键是五组的代号，不多不少。",
            "give a dict whose keys are the codes of the five groups.")
checks.that(all(isinstance(fields, (list, tuple, set)) for fields in got_.values()), "enterprise", "每一组的值是字段名的列表，要写方括号。",
            "the value of each group is a list of field names, in brackets.")
placed_ = sum(map(list, got_.values()), [])
known_ = "company code founded scale region sales capacity staff terms credit manager prefers".split()
for field_ in placed_:
    checks.that(field_ in known_, "enterprise", f"{field_} 不是题目里的字段，看看有没有拼错。", f"{field_} is not a field of this task: is it misspelt?")
for field_ in known_:
    checks.that(field_ in placed_, "enterprise", f"还没有放 {field_}：12 个字段都要放。", f"{field_} has no place yet: all 12 fields need one.")
    checks.that(placed_.count(field_) == 1, "enterprise", f"{field_} 放进了两组，每个字段只放一组。", f"{field_} is in two groups; each field belongs to one.")
checks.answered("enterprise")
### BEGIN HIDDEN TESTS
for group_, fields_, zh_, en_ in [
    ("person", "manager prefers", "负责人的信息单独成组，偏好也是负责人的。", "the person in charge is a group of its own, which includes preferences."),
    ("trade", "terms credit", "结算方式和赊账天数，说的是和我们的交易。", "terms and credit are about trading with us."),
    ("feature", "scale region", "规模和区域说的是企业是什么样，归客户特征。", "scale and region say what the enterprise is like: features."),
    ("business", "sales capacity staff", "销售额、产能和人手说的是做得怎样，归业务状况。", "sales, capacity and staff say how it is doing: business."),
    ("basic", "company code founded", "名称、信用代码和成立时间是基本信息。", "name, code and time of founding are basic."),
]:
    for field_ in fields_.split():
        checks.that(field_ in got_[group_], "enterprise", f"{field_}：{zh_}", f"{field_}: {en_}")
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　给下面十二个小情景各写一个渠道代号，放进字典 `channels`，例如 `channels = {"a": "D1", ...}`。
#
# **为什么**　直接渠道的信息来自客户本人，间接渠道的信息来自别人。来源不同，准不准、合不合法也不同。
#
# | 直接渠道 | 间接渠道 |
# |---|---|
# | `D1` 在调查中；`D2` 在营销活动中；`D3` 在服务过程中；`D4` 在终端收集；`D5` 通过网络和呼叫中心 | `I1` 各种媒介；`I2` 国内外的咨询公司和市场研究公司；`I3` 向拥有客户数据库的公司租用或购买 |
#
# - a　会员打 400 电话到呼叫中心，登记新的手机号。
# - b　市场部发出 500 份问卷，问大家下半年想去哪里。
# - c　门店收银台扫会员码，记下这一笔买了什么。
# - d　维修师傅上门换锁，发现客户刚搬了家。
# - e　展会上扫码抽奖，参加者留下姓名和公司。
# - f　从本地报纸的开业报道里，抄下新企业的名称和地址。
# - g　花钱买市场研究公司的一份行业报告。
# - h　另一家公司愿意出租它的会员名单，对方没有说会员同不同意。
# - i　顾客在官网注册，填了邮箱。
# - j　新品推广活动上，来宾登记姓名和口味，领一份赠品。
# - k　请一家国外咨询公司做竞争对手的客户分析。
# - l　入户访谈，记录家里怎样安排假期。
#
# **样例**　三条消息从哪里来，也可以写成字典。

# %%
news = {"a": "radio", "b": "neighbour", "c": "radio"}
pd.Series(news).value_counts()

# %% [markdown] hint=1
# 先问：信息是不是客户本人给我们的？是，就在 D 里选；不是，就在 I 里选。

# %% [markdown] hint=2
# 再看发生在什么时候：正在做调查，正在搞活动，正在提供服务，正在柜台或机器前，还是在网上或电话里？

# %% [markdown] hint=3
# 收银台、自助机都是终端；问卷和访谈都是调查；抽奖和新品推广都是营销活动。租来、买来的名单，即使收得到，也先要问合不合法。

# %% answer="channels"
channels = None  # 把 None 换成字典：a 到 l 各一个代号
### BEGIN SOLUTION
codes = "D5 D1 D4 D3 D2 I1 I2 I3 D5 D2 I2 D1"
channels = dict(zip("abcdefghijkl", codes.split()))
### END SOLUTION

# %% check="channels-side" points=5
got_ = checks.variable("channels").got
checks.that(isinstance(got_, dict), "channels", "要一个字典，键是 a 到 l。", "give a dict with the keys a to l.")
lost_, extra_ = sorted(set("abcdefghijkl") - set(got_)), sorted(map(str, set(got_) - set("abcdefghijkl")))
checks.that(not lost_, "channels", f"键是 a 到 l，缺了 {'、'.join(lost_)}。", f"the keys are a to l; missing: {', '.join(lost_)}.")
checks.that(not extra_, "channels", f"键是 a 到 l，多了 {'、'.join(extra_)}。", f"the keys are a to l; too many: {', '.join(extra_)}.")
codes_ = {key: str(code).strip().upper() for key, code in got_.items()}
for key_, code_ in codes_.items():
    checks.that(code_ in "D1 D2 D3 D4 D5 I1 I2 I3".split(), "channels", f"{key_}：代号只有 D1–D5 和 I1–I3。", f"{key_}: the codes are D1-D5 and I1-I3.")
checks.answered("channels")
### BEGIN HIDDEN TESTS
indirect_ = {key for key, code in codes_.items() if code[0] == "I"}
for key_, zh_, en_ in [
    ("a", "客户自己打来电话，信息来自本人。", "the customer called: the information is first-hand."),
    ("f", "报纸上的消息不是客户给的。", "what a newspaper prints does not come from the customer."),
    ("h", "别的企业的名单是间接渠道。", "another firm's list is an indirect channel."),
    ("g", "买来的报告是间接渠道。", "a report that is bought is an indirect channel."),
    ("k", "分析是咨询公司做的，不是客户给的。", "a consulting firm made it; it does not come from customers."),
    ("b", "问卷是客户本人填的。", "the customer filled in the questionnaire."),
    ("c", "会员码是客户本人出示的。", "the customer showed the code."),
    ("d", "师傅是在客户家里亲眼看到的。", "the technician saw it at the customer's home."),
    ("e", "姓名和公司是参加者自己留下的。", "the visitors left name and firm themselves."),
    ("i", "邮箱是顾客自己填的。", "the customer typed in the address."),
    ("j", "姓名和口味是来宾自己登记的。", "the guests gave their names and tastes themselves."),
    ("l", "访谈时，是客户本人在说。", "in an interview the customers speak for themselves."),
]:
    checks.that((key_ in indirect_) == (key_ in "fghk"), "channels", f"{key_}：{zh_}", f"{key_}: {en_}")
### END HIDDEN TESTS

# %% check="channels-which" points=5
codes_ = {key: str(code).strip().upper() for key, code in dict(checks.variable("channels").got).items()}
checks.that(len(codes_) == 12, "channels", "一共十二个情景。", "there are twelve scenes.")
checks.answered("channels")
### BEGIN HIDDEN TESTS
right_ = dict(zip("abcdefghijkl", "D5 D1 D4 D3 D2 I1 I2 I3 D5 D2 I2 D1".split()))
for key_, zh_, en_ in [("a", "新号码是在电话里登记的，属于呼叫中心。", "the number is given by telephone: the call centre."),
                    ("b", "发问卷是调查。", "a questionnaire is a survey."),
                    ("c", "收银台是终端。", "a checkout is a terminal."),
                    ("d", "换锁是服务过程。", "changing a lock is a service."),
                    ("e", "抽奖是营销活动。", "a prize draw is a marketing event."),
                    ("f", "报纸是媒介。", "a newspaper is one of the media."),
                    ("g", "报告是市场研究公司做的。", "a market research firm made the report."),
                    ("h", "名单是租来的，那家公司有客户数据库。", "the list is rented from a firm with a database of customers."),
                    ("i", "官网注册属于网络。", "a website belongs to the network."),
                    ("j", "新品推广是营销活动，姓名和口味是在活动里登记的。", "a launch is a marketing event; names and tastes are noted at it."),
                    ("k", "请咨询公司做的分析。", "a consulting firm made the analysis."),
                    ("l", "入户访谈是调查。", "an interview at home is a survey.")]:
    checks.that(codes_.get(key_) == right_[key_], "channels", f"{key_}：{zh_}", f"{key_}: {en_}")
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `clean_phone(text)`：把一个手机号变成 11 位数字；变不成的，返回空字符串 `""`；
# - `dedupe(forms)`：去掉重复的表单，返回留下的 `rec_id` 列表，从小到大。
#
# **为什么**　同一个人登记三次，就会收到三条短信；把两个人当成一个人，错得更厉害。
#
# **规则**
#
# - 手机号有四种格式：`14300001234`、`143-0000-1234`、`143 0000 1234`、`+86 14300001234`。有效的手机号是 11 位数字，第一位是 1，第二位是 3 到 9。无效的号码里，有的末尾少一位或多一位，有的把一位写成了字母。
# - 手机号（整理后）和姓名（去掉首尾空格、不分大小写）**都**相同，才算重复。手机号整理后为空的（没有填，或者无效），不算重复：一家人可能共用一个手机号，没有手机号的人也不是同一个人。
# - 重复的表单里留下 `last_verified_at` 最近的一张；日期也相同的，留 `rec_id` 小的。
#
# **样例**　门牌号有几种格式，先统一，再去重，留下最新的一条。一个字符串用 `re.sub` 替换，用 `re.fullmatch` 看整个合不合格式；`map` 对一列的每个值用同一个函数。

# %%
import re

print(re.sub(r"[ -]", "", "12 - 3"), bool(re.fullmatch(r"\d{3}", "123")), "No.12".removeprefix("No."))
doors = pd.DataFrame({"door": ["12-3", "12 3", "15-1"], "seen": ["2026-01-01", "2026-03-01", "2026-02-01"]})
doors["clean"] = doors["door"].map(lambda text: re.sub(r"[ -]", "", text))
doors.sort_values("seen", ascending=False).drop_duplicates("clean")

# %% [markdown] hint=1
# 先把一个号码弄对：去掉空格和横线，再去掉开头的 +86，最后看是不是 11 位。

# %% [markdown] hint=2
# `re.fullmatch(r"1[3-9]\d{9}", plain)` 判断格式。去重时，先给表加上整理好的两列，按日期从新到旧、编号从小到大排好，再 `drop_duplicates`。手机号为空的表单要另外留下。

# %% [markdown] hint=3
# ```python
# table = forms.assign(phone=forms["mobile"].map(clean_phone), who=forms["name"].str.strip().str.lower())
# table = table.sort_values(["last_verified_at", "rec_id"], ascending=[..., ...])
# known = table[table["phone"] != ""].drop_duplicates([..., ...])
# return sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])
# ```

# %% contract=true
text = Text(r"(\+86 )?[0-9O]{3}([ -]?)[0-9O]{4}\2[0-9O]{3,5}")
forms = Table("ctrip/crm_raw", "name mobile last_verified_at", key="rec_id", rec_id=Text("R[0-9]+"))

# %% answer="dedupe"
import re

def clean_phone(text):
    """11 位手机号；变不成的返回 ""。"""
    ### BEGIN SOLUTION
    plain = re.sub(r"[ -]", "", text).removeprefix("+86")
    return plain if re.fullmatch(r"1[3-9]\d{9}", plain) else ""
    ### END SOLUTION

def dedupe(forms):
    """留下的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    table = forms.assign(phone=forms["mobile"].map(clean_phone), who=forms["name"].str.strip().str.lower())
    table = table.sort_values(["last_verified_at", "rec_id"], ascending=[False, True])
    known = table[table["phone"] != ""].drop_duplicates(["phone", "who"])
    return sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])
    ### END SOLUTION

# %% check="dedupe-phone" points=5
for text_, right_, zh_, en_ in [
    ("16900001234", "16900001234", "本来就是 11 位", "11 digits as it is"), ("143-0000-1234", "14300001234", "去掉横线就有 11 位", "11 digits without the dashes"), ("169 0000 1234", "16900001234", "去掉空格就有 11 位", "11 digits without the blanks"),
    ("+86 16400001234", "16400001234", "去掉开头的 +86 和空格，就有 11 位", "11 digits without +86 and the blank"), ("16300001238", "16300001238", "本来就是 11 位", "11 digits as it is"),
    ("16386860861", "16386860861", "本来就是 11 位", "11 digits as it is"), ("", "", "是空的", "it is empty"), ("1430000123", "", "只有 10 位", "it has 10 digits"),
    ("143000012345", "", "有 12 位", "it has 12 digits"), ("23800001234", "", "第一位不是 1", "its first digit is not 1"),
    ("1430000123O", "", "有字母", "it has a letter"), ("12000001234", "", "第二位不在 3 到 9 之间", "its second digit is not 3 to 9")]:
    step_ = checks.example("clean_phone", text_, case=None if right_ else (f"“{text_}”{zh_}，要返回空字符串，现在", f"'{text_}', where an empty string is wanted"))
    step_.mistake(lambda got: not right_ and got, f"“{text_}”{zh_}，不是有效的手机号，应该返回空字符串。",
                  f"'{text_}' is no valid mobile number, {en_}: return an empty string.")
    step_.mistake(lambda got: right_ and not isinstance(got, str), "手机号要存成字符串，不是数字。", "a mobile number is a string, not a number.")
    step_.mistake(lambda got: right_ and set(got) & set(" -+"), "还有空格、横线或加号。", "a blank, dash or plus is left.")
    step_.mistake(lambda got: text_[:1] == "+" and (not got or got[:2] == "86"), "开头的 +86 要去掉，去掉以后是有效的手机号。",
                  "a leading +86 must go; what is left is a valid mobile number.")
    step_.mistake(lambda got: right_ == text_ != "16900001234" and got != right_, "号码里别处的 8 和 6 不能去掉，只去开头的 +86。",
                  "an 8 or 6 elsewhere in the number stays; only a leading +86 goes.")
    step_.mistake(lambda got: right_ and not got and set(text_) & set(" -"), "先去掉空格和横线，再看位数。", "take out blanks and dashes before counting the digits.")
    step_.mistake(lambda got: right_ and not got, "这是有效的手机号：11 位数字，第一位是 1，第二位是 3 到 9。", "this is a valid mobile number: 11 digits, the first 1, the second 3 to 9.")
    step_.expect(right_, because=(f"“{text_}”{zh_}。", f"'{text_}': {en_}."))
### BEGIN HIDDEN TESTS
### REFERENCE
for text_, right_, zh_, en_ in [
    ("138-0013-8000", "13800138000", "第二位是 3 到 9，3 也可以。", "the second digit is 3 to 9, and 3 is one of them."),
    ("194-0000-1234", "19400001234", "第二位是 3 到 9，9 也可以。", "the second digit is 3 to 9, and 9 is one of them."),
    ("+86 15400001234", "15400001234", "第二位是 3 到 9，中间的数字都可以。", "the second digit is 3 to 9, and all between are fine."),
    ("16000001234", "16000001234", "第二位是 3 到 9，中间的数字都可以。", "the second digit is 3 to 9, and all between are fine."),
    ("+86 12000001234", "", "开头有 +86 的，也要看第二位。", "look at the second digit after a leading +86 too."),
    ("03900001234", "", "第一位只能是 1。", "the first digit must be 1."),
    ("169-0000-123", "", "去掉横线和空格以后再数位数。", "count the digits after dashes and blanks are gone."),
    ("169 0000 123O", "", "有字母的号码无效。", "a number with a letter is not valid."),
]:
    step_ = checks.example("clean_phone", text_, case=(f"{zh_.rstrip('。')}：这一种", f"this kind ({en_.rstrip('.')})"))
    step_.mistake(lambda got: str(got).strip() != right_, zh_, en_)
    step_.expect(right_)
for text_ in cases.load("ctrip", "crm_raw")["mobile"][::600]:
    checks.agree("clean_phone", reference.clean_phone, text_, case=("换成 forms 里的手机号", "mobile numbers from forms"))
### END HIDDEN TESTS

# %% check="dedupe-rows" points=7
days_ = pd.to_datetime(["2026-01-05", "2026-03-01", "2026-02-01", "2026-02-01", "2025-07-01", "2026-05-01", "2026-05-01", "2026-01-01"])
tiny_ = pd.DataFrame({"rec_id": "R1 R2 R3 R4 R5 R7 R6 R8".split(), "last_verified_at": days_,
                      "name": ["Wang Fang", "wang fang ", "Wang Lei", "Li Na", "Li Na", "Zhao Yue", "Zhao Yue", "He Bin"],
                      "mobile": ["143-0000-1234", "+86 14300001234", "14300001234", "", "", "169 0000 5678", "16900005678", "1690000567"],
                      "birth_date": ["1990-01-02"] * 5 + [""] + ["1990-01-02"] * 2, "src_system": ["app"] * 5 + ["store"] + ["app"] * 2})
step_ = checks.example("dedupe", tiny_)
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: any(not str(key).startswith("R") for key in list(got)), "要 rec_id 的列表；如果它在 Series 的索引里，用 .index 取出来。",
              "give a list of rec_id; if they are the index of a Series, take .index.")
for ids_, zh_, en_ in [
    ("1 2 3 4 5 6 7 8", "格式没有统一，一张也没有去掉。", "nothing was removed: bring the forms to one form first."),
    ("2 4 5 6 8", "共用一个手机号的家人也去掉了：姓名不同就不是同一个人。", "a relative with the same mobile number was removed."),
    ("2 3 4 6", "手机号无效或为空的，不能互相当成重复。", "forms without a valid mobile number are not duplicates of each other."),
    ("2 3 4 6 8", "手机号是空的，不算重复。", "empty mobile numbers do not make duplicates."),
    ("1 3 4 5 6 8", "留下的不是最近核对的那一张。", "the latest verified form should stay."),
    ("2 3 4 5 7 8", "留最近核对的一张，日期相同的才看 rec_id，留小的。", "the latest verified form stays; where dates are equal, the smaller rec_id."),
    ("2 3 4 5 6 7 8", "只比手机号和姓名：生日、来源等别的列不同，也是重复。", "only mobile number and name count: forms that differ in another column are duplicates as well."),
    ("2 3 6", "手机号无效的表单不见了，它们要留下。", "forms without a valid mobile number are gone; they stay."),
    ("1 2 3 4 5 6 8", "姓名要先去掉空格，并且不分大小写。", "strip the names and ignore their case first."),
    ("3 4 5 8", "重复的表单里要留下一张，不是都去掉。", "one of the duplicates stays; do not remove them all."),
    ("1 7", "反了：这是去掉的，要的是留下的。", "reversed: these are removed; those that stay are wanted."),
]:
    step_.mistake(lambda got: sorted(got) == [f"R{n}" for n in ids_.split()], zh_, en_)
step_.mistake(lambda got: sorted(got) == "R2 R3 R4 R5 R6 R8".split() != list(got), "编号要从小到大排。", "sort the ids, smallest first.")
### END HIDDEN TESTS
for key_, zh_, en_ in [
    ("R1", "R1 和 R2 手机号、姓名都相同，格式不同，留下核对更晚的 R2。", "R1 and R2 are one person written in two ways; R2 was verified later and stays."),
    ("R2", "R1 和 R2 手机号、姓名都相同，格式不同，留下核对更晚的 R2。", "R1 and R2 are one person written in two ways; R2 was verified later and stays."),
    ("R3", "R3 和 R2 手机号相同，姓名不同：不是重复。", "R3 has the mobile number of R2 but another name: no duplicate."),
    ("R4", "R4、R5 没有手机号，不算重复，都留下。", "R4 and R5 have no mobile number: no duplicates, both stay."), ("R5", "R4、R5 没有手机号，不算重复，都留下。", "R4 and R5 have no mobile number: no duplicates, both stay."),
    ("R6", "R6、R7 重复，日期相同，留下 rec_id 小的 R6。", "R6 and R7 are duplicates with the same date; the smaller id stays."), ("R7", "R6、R7 重复，日期相同，留下 rec_id 小的 R6。", "R6 and R7 are duplicates with the same date; the smaller id stays."),
    ("R8", "R8 的手机号无效，整理后是空的：不算重复，要留下。", "the mobile number of R8 is not valid and becomes empty: no duplicate, it stays."),
]:
    step_.mistake(lambda got: (key_ in list(got)) != (key_ not in ("R1", "R7")), zh_, en_)
step_.expect(["R2", "R3", "R4", "R5", "R6", "R8"], because=("rec_id 的列表，每个写一次，从小到大。", "A list of rec_id, each once, smallest first."))
### BEGIN HIDDEN TESTS
### REFERENCE
kinds_ = [
    ("日期相同的，留 rec_id 小的；表不一定按 rec_id 排好。", "with equal dates the smaller rec_id stays, and the rows come in any order.",
     [["R14", "Qin Yu", "164-0000-2001", "2026-04-01", False], ["R13", "qin yu", "16400002001", "2026-04-01", True]]),
    ("姓名前面的空格也要去掉，全是大写的也一样。", "strip blanks before a name too, and ignore capitals throughout.",
     [["R15", " Lu Min", "16900002002", "2026-01-01", False], ["R16", "LU MIN", "169 0000 2002", "2026-02-01", True]]),
    ("姓名只去掉首尾的空格，中间的要留着。", "strip blanks at the ends of a name only, not inside.",
     [["R17", "Xi An", "14300002003", "2026-01-01", True], ["R18", "Xian", "14300002003", "2026-02-01", True]]),
    ("无效的手机号整理后是空的，不算重复。", "an invalid mobile number becomes empty, and empty ones are no duplicates.",
     [["R19", "He Bin", "1690000567", "2026-01-01", True], ["R20", "He Bin", "1690000567", "2026-02-01", True]]),
    ("同一个人登记了三次，只留最近的一张。", "of three forms of one person only the latest stays.",
     [["R21", "Gao Wei", "17900002005", "2026-01-01", False], ["R22", "Gao Wei", "179-0000-2005", "2026-03-01", True],
      ["R23", "Gao Wei", "17900002005", "2026-02-01", False]]),
    ("姓名相同、手机号不同，不是重复。", "the same name with another mobile number is no duplicate.",
     [["R24", "Li Tao", "16300002006", "2026-01-01", True], ["R25", "Li Tao", "16300002007", "2026-02-01", True]]),
    ("最近核对的一张不一定编号大，要看日期。", "the latest form need not have the larger id: look at the date.",
     [["R26", "Yu Rui", "14400002008", "2026-05-01", True], ["R27", "Yu Rui", "14400002008", "2026-01-01", False]]),
]
rows_ = sum((part for _, _, part in reversed(kinds_)), [])
edges_ = pd.DataFrame(rows_, columns=["rec_id", "name", "mobile", "last_verified_at", "stays"])
edges_["last_verified_at"] = pd.to_datetime(edges_["last_verified_at"])
right_ = sorted(edges_["rec_id"][edges_["stays"]])
step_ = checks.example("dedupe", edges_[["last_verified_at", "mobile", "rec_id", "name"]])
for zh_, en_, part_ in kinds_:
    step_.mistake(lambda got: any((row[0] in list(got)) != row[4] for row in part_), zh_, en_)
step_.mistake(lambda got: sorted(got) == right_ and list(got) != right_, "编号要从小到大排。", "sort the ids, smallest first.")
step_.expect(right_)
real_ = cases.load("ctrip", "crm_raw")
real_ = real_[real_["mobile"].str[-4:-2].isin(["05", "17", "33"])].reset_index(drop=True)
checks.agree("dedupe", reference.dedupe, real_, case=("换成真实的表单，各种格式都有", "real forms in all ways of writing"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(forms)` 和 `len(dedupe(forms))`。去掉了百分之几？

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写两个函数，各返回一条 SQL 查询（字符串）；会用 pandas 的，也可以用它算好，返回一列编号。
#
# - `nobody_in_charge(tables)`：没有负责人的企业，返回 `enterprise_id`，每家只出现一次；
# - `double_keys(tables)`：在 `person` 表里重复的 `person_id`，每个只出现一次。
#
# **为什么**　企业客户没有负责人，出了事不知道找谁；一个编号用了两次，两个人的账就混在一起。
#
# **规则**
#
# - 负责人：`contact` 表里 `role` 是 `in_charge`、而且 `left_on` 是空值（没有离开）的联系人。
# - `enterprise` 表里有几家企业的编号重复；`contact` 表里有几行没有填 `enterprise_id`（空值），它们不属于任何企业。
# - 参数 `tables` 是字典：表名 → DataFrame，列和 `database.schema` 里的一样。返回 SQL 的话，不用管 `tables`，检查会替你运行；想在函数里自己运行，写 `database.query(sql, tables=tables)`。返回的顺序不限。
#
# **样例**　社团和社员：哪个社团没有社长？左连接以后，对不上的一边是空值，要用 `IS NULL` 来找。

# %%
clubs = {"club": pd.DataFrame({"club_id": ["K1", "K2", "K3"]}),
         "head": pd.DataFrame({"club_id": ["K1", "K3", None], "name": ["Wu Na", "Li Bo", "He Yue"]})}
sql = "SELECT c.club_id, h.name FROM club c LEFT JOIN head h ON h.club_id = c.club_id WHERE h.name IS NULL"
database.query(sql, tables=clubs)

# %% [markdown] hint=1
# 先在新的一格里试：`database.query("SELECT * FROM contact WHERE role = 'in_charge'")`。想清楚哪张表在左边：要列出的是谁，谁就在左边。

# %% [markdown] hint=2
# 第一个照课文里“没有现任联系人”的查询改：负责人的条件（`role` 和 `left_on`）都写在 `ON` 里，再找接不上的。第二个照课文里的 `HAVING`。先把函数写成 `return """SELECT …"""`。

# %% [markdown] hint=3
# ```sql
# SELECT DISTINCT e.enterprise_id FROM enterprise e
# LEFT JOIN contact c ON c.enterprise_id = ... AND c.role = ... AND c.left_on IS ...
# WHERE c.contact_id IS ...
#
# SELECT person_id FROM person GROUP BY person_id HAVING count(*) > ...
# ```

# %% contract=true
filled = Text(empty=False)
day = Text(r"\d{4}-\d\d-\d\d", empty=False)
enterprise = Table(**dict.fromkeys("enterprise_id name credit_code city scale updated_at".split(), Text(empty=False)), staff=Number(0, whole=True))
contact = Table(contact_id=filled, enterprise_id=Text(empty=False, missing=True), name=filled, mobile=filled, role=filled,
                left_on=Text(day.pattern, empty=False, missing=True), key="contact_id")
person = Table(**dict.fromkeys("person_id name gender mobile city updated_at".split(), filled), birth_date=Text(missing=True), email=Text(missing=True),
               member_id=Text(missing=True))
tables = Either(Record(enterprise=enterprise, contact=contact), Record(person=person))

# %% answer="database"
def nobody_in_charge(tables):  # 没有负责人的 enterprise_id：SQL（字符串）或一列编号
    ### BEGIN SOLUTION
    return """SELECT DISTINCT e.enterprise_id FROM enterprise e
        LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id AND c.role = 'in_charge' AND c.left_on IS NULL
        WHERE c.contact_id IS NULL"""
    ### END SOLUTION

def double_keys(tables):  # 重复的 person_id：SQL（字符串）或一列编号
    ### BEGIN SOLUTION
    return "SELECT person_id FROM person GROUP BY person_id HAVING count(*) > 1"
    ### END SOLUTION

# %% check="database-charge" points=6
tiny_ = {"enterprise": pd.DataFrame({"enterprise_id": "C1 C2 C3 C4 C5 C5 C1".split()}).assign(name="Moni Foods", credit_code="9199", city="Shanghai", scale="small", staff=20, updated_at="2026-01-01"),
         "contact": pd.DataFrame([["C1", "in_charge", None], ["C2", "in_charge", "2025-01-01"], ["C3", "finance", None], ["C3", "booking", None],
                                  ["C4", "in_charge", None], ["C4", "in_charge", None], [None, "in_charge", None],
                                  ["C9", "in_charge", None], ["C2", "booking", None]], columns=["enterprise_id", "role", "left_on"]).assign(contact_id=lambda table: [f"T{n}" for n in range(len(table))], name="Li Na", mobile="14300001234")}
sql_ = checks.example("nobody_in_charge", tiny_).got
words_ = " ".join(sql_.upper().split()) if isinstance(sql_, str) else ""
step_ = checks.example("nobody_in_charge", tiny_, read=lambda got: database.column(got, tiny_))
step_.mistake(lambda ids: any(str(key)[:1] == "C" and len(str(key)) == 4 for key in ids), "你查的是课文的数据库：直接返回 SQL，或者写 database.query(sql, tables=tables)。",
              "you asked the lesson's database: return the SQL itself, or write database.query(sql, tables=tables).")
step_.mistake(lambda ids: ids == [] and "NOT IN" in words_, "NOT IN 的名单里有空值，就一行也选不出来：括号里加 AND enterprise_id IS NOT NULL，或者用 LEFT JOIN。",
              "where the list of NOT IN holds NULL, no row is left: add AND enterprise_id IS NOT NULL in the brackets, or use LEFT JOIN.")
step_.mistake(lambda ids: ids == [] and "JOIN" in words_, "一家也没有列出来：enterprise 在左边；role 和 left_on 的条件用 AND 连着，写在 ON 里，不写在 WHERE 里。",
              "no enterprise is listed: enterprise stands on the left; the conditions on role and left_on belong to ON, joined by AND, not to WHERE.")
step_.mistake(lambda ids: ids == [], "一家也没有列出来：NOT EXISTS 的括号里要写 c.enterprise_id = e.enterprise_id；NOT IN 的名单里不能有空值；LEFT JOIN 的条件写在 ON 里。",
              "no enterprise is listed: NOT EXISTS needs c.enterprise_id = e.enterprise_id in its brackets, the list of NOT IN no NULL, and LEFT JOIN its conditions in ON.")
### BEGIN HIDDEN TESTS
step_.mistake(lambda ids: any(key and not str(key).startswith("C") for key in ids), "SELECT 后面要企业的编号 enterprise_id，不是名称或家数。", "SELECT enterprise_id, not names or how many there are.")
null_zh_ = "条件一条也不成立：看看 role 写对没有；和空值比较要写 IS NULL，不是 = NULL。"
null_en_ = "the condition never holds: check how role is written, and compare with IS NULL, not = NULL."
for ids_, zh_, en_ in [
    ("C1 C1 C2 C3 C4 C5 C5", null_zh_, null_en_), ("C1 C2 C3 C4 C5", null_zh_, null_en_),
    ("C2 C3 C5 C5", "编号重复的企业出现了两次，用 DISTINCT（用 pandas 的：drop_duplicates）。", "an enterprise is listed twice; use DISTINCT (in pandas drop_duplicates)."),
    ("C3 C5", "已经离开的负责人不算：加上 left_on IS NULL。", "somebody who has left is not in charge: add left_on IS NULL."),
    ("C3 C5 C5", "已经离开的负责人不算；还有一家出现了两次。", "somebody who has left is not in charge; and one is listed twice."),
    ("C5", "有联系人不等于有负责人，看 role。", "a contact need not be in charge: look at role."),
    ("C5 C5", "有联系人不等于有负责人，看 role；还有一家出现了两次。", "a contact need not be in charge; and one is listed twice."),
    ("C1 C4", "反了：这些企业有负责人，要用 NOT EXISTS 或 IS NULL。", "reversed: these have somebody in charge; use NOT EXISTS or IS NULL."),
    ("C1 C3 C4 C5", "left_on 反了：IS NULL 才是没有离开。", "left_on is reversed: IS NULL means has not left."),
    ("C2 C3", "有别的联系人不等于没有负责人：要找没有 in_charge 的企业，没有联系人的 C5 也算。", "other contacts do not mean nobody in charge: find enterprises without one; C5 has no contact and counts."),
    ("C1 C4 C5", "role 的条件不对：role = 'in_charge' 的联系人才是负责人。", "the condition on role is wrong: whoever is in charge has role = 'in_charge'."),
]:
    step_.mistake(lambda ids: sorted(set(ids)) == sorted(set(ids_.split())) and (len(ids) == len(ids_.split()) or "C5 C5" not in ids_), zh_, en_)
step_.mistake(lambda ids: "" in ids, "没有填 enterprise_id 的联系人不是企业：从 enterprise 表里选。", "a contact without enterprise_id is no enterprise: select from the table enterprise.")
step_.mistake(lambda ids: "C9" in ids, "连接的左右反了：这是没有企业的联系人。", "the join is the wrong way round: these are contacts without an enterprise.")
### END HIDDEN TESTS
for key_, zh_, en_ in [
    ("C1", "C1 有没离开的 in_charge，不该列进来。空值要写 IS NULL。", "C1 has somebody in charge who has not left; it does not belong here. An empty value is tested by IS NULL."),
    ("C4", "C4 有没离开的 in_charge，不该列进来。空值要写 IS NULL。", "C4 has somebody in charge who has not left; it does not belong here. An empty value is tested by IS NULL."),
    ("C5", "C5 一个联系人也没有，也要列进来：从 enterprise 出发，不从 contact 出发。", "C5 has no contact at all and belongs here: start from enterprise, not from contact."),
    ("C3", "C3 只有 finance 和 booking，没有 in_charge，要列进来。", "C3 has finance and booking contacts, nobody in charge; it belongs here."),
    ("C2", "C2 的负责人已经离开，另一个是 booking，要列进来。", "the one in charge of C2 has left, the other is booking; it belongs here."),
]:
    step_.mistake(lambda ids: (key_ in ids) != (key_ in "C2 C3 C5"), zh_, en_)
step_.mistake(lambda ids: len(ids) > len(set(ids)), "每家企业只出现一次：SELECT DISTINCT（用 pandas 的：drop_duplicates）。", "give each enterprise once: SELECT DISTINCT (in pandas drop_duplicates).")
step_.expect(["C2", "C3", "C5"], because=("没有负责人的是 C2、C3、C5。", "C2, C3 and C5 have nobody in charge."))
### BEGIN HIDDEN TESTS
### REFERENCE
people_ = [["C11", "in_charge", None], ["C1", "booking", None], ["C2", "in_charge", "2025-01-01"], ["C2", "in_charge", None],
           ["C3", "in_charge", None], ["C3", "in_charge", "2025-01-01"], ["C4", "in_charge", "2027-01-01"], [None, "in_charge", None],
           ["C6", "booking", None], ["C6", "in_charge", "2025-01-01"], ["C7", "finance", "2025-01-01"], ["C7", "in_charge", None]]
edges_ = {"enterprise": pd.DataFrame({"enterprise_id": "C7 C5 C11 C1 C2 C5 C3 C5 C6 C4".split()}).assign(name="Moni Foods", credit_code="9199", city="Shanghai", scale="small", staff=20, updated_at="2026-01-01"),
          "contact": pd.DataFrame(people_, columns=["enterprise_id", "role", "left_on"]).assign(contact_id=lambda table: [f"T{n}" for n in range(len(table))], name="Li Na", mobile="14300001234")}
right_ = "C1 C4 C5 C6".split()
step_ = checks.example("nobody_in_charge", edges_, read=lambda got: database.column(got, edges_))
step_.mistake(lambda ids: ids.count("C5") > 1, "每家企业只出现一次，表里有三行的也一样。", "give each enterprise once, also where it has three rows.")
for ids_, zh_, en_ in [
    ("C1 C11", "编号要完全相同，C1 不是 C11 的一部分。", "ids must be equal; one inside another is not the same."),
    ("C2 C3", "有一位负责人离开了，另一位还在，就有负责人，不管谁排在前面。", "one has left and another is there: somebody is in charge, whoever comes first."),
    ("C4", "填了离开日期就是离开，不和今天比。", "whoever has a date of leaving has left; do not compare it with today."),
    ("C6 C7", "role 和 left_on 要在同一个联系人身上看。", "role and left_on must be those of one and the same contact."),
    ("C5", "一个联系人也没有的企业，也没有负责人。", "an enterprise without any contact has nobody in charge either."),
]:
    step_.mistake(lambda got: any((key in got) != (key in right_) for key in ids_.split()), zh_, en_)
step_.expect(right_)
some_ = {name: database.tables("ctrip")[name].tail(40).reset_index(drop=True) for name in ("enterprise", "contact")}
checks.agree("nobody_in_charge", reference.nobody_in_charge, some_, read=lambda got: database.column(got, some_), case=("换成数据库里的企业", "enterprises of the database"))
### END HIDDEN TESTS

# %% check="database-double" points=4
tiny_ = {"person": pd.DataFrame({"person_id": ["P1", "P2", "P3", "P1", "P1"], "name": ["Li Na", "He Bo", "He Bo", "Li Na", "Wu Jie"]}).assign(gender="F", birth_date="1990-01-02", mobile="14300001234", email="na.li@example.com", city="Shanghai", member_id="M0001", updated_at="2026-01-01")}
step_ = checks.example("double_keys", tiny_, read=lambda got: database.column(got, tiny_))
step_.mistake(lambda ids: any(str(key)[:2] == "P0" for key in ids), "你查的是课文的数据库：直接返回 SQL，或者写 database.query(sql, tables=tables)。",
              "you asked the lesson's database: return the SQL itself, or write database.query(sql, tables=tables).")
step_.mistake(lambda ids: any(not isinstance(key, str) for key in ids), "SELECT 后面要编号 person_id，不是次数。", "SELECT person_id, not how often each occurs.")
step_.mistake(lambda ids: any(" " in key for key in ids), "要看编号，不看姓名：SELECT 和 GROUP BY 后面都写 person_id。", "look at the ids, not at the names: person_id after SELECT and GROUP BY.")
step_.mistake(["P2", "P3"], "HAVING 反了：这些编号只出现一次。", "HAVING is reversed: these ids occur only once.")
step_.mistake([], "出现三次也是重复：HAVING count(*) > 1，不是 = 2。", "three times is a duplicate too: HAVING count(*) > 1, not = 2.")
step_.mistake(lambda ids: len(ids) > len(set(ids)), "每个重复的编号只出现一次：GROUP BY person_id。", "give each repeated id once: GROUP BY person_id.")
for ids_, zh_, en_ in [("P1 P2 P3", "只出现一次的编号也列进来了：看 HAVING。", "ids that occur only once are listed too: look at HAVING."),
                       ("He Bo Li Na", "要看编号，不看姓名：同名不一定是同一个人。", "look at the ids, not at the names.")]:
    step_.mistake(lambda got: sorted(" ".join(got).split()) == sorted(ids_.split()), zh_, en_)
step_.mistake(lambda ids: set(ids) in ({"P1", "P2"}, {"P1", "P3"}), "要看编号，不看姓名：P2、P3 同名，可是编号不重复。", "look at the ids, not at the names: P2 and P3 have one name and two ids.")
step_.mistake(lambda ids: {"P2", "P3"} & set(ids), "P2、P3 在 person 里只出现一次，不算重复。", "P2 and P3 occur once in person: no duplicates.")
step_.expect(["P1"], because=("person 里 P1 出现三次，P2、P3 各一次。", "P1 occurs three times in person, P2 and P3 once."))
### BEGIN HIDDEN TESTS
### REFERENCE
edges_ = {"person": pd.DataFrame({"person_id": "P11 P4 P2 P3 P11 P4 P5 P5 P5 P5".split(), "name": ["Li Na", "He Bo", "He Bo", "Wu Jie", "Ma Li"] + ["He Bo"] * 5}).assign(gender="F", birth_date="1990-01-02", mobile="14300001234", email="na.li@example.com", city="Shanghai", member_id="M0001", updated_at="2026-01-01")}
edges_["person"]["mobile"] = ["14300001211", "14300001204", "14300001200", "14300001200", "14300001212", "14300001204"] + ["14300001206"] * 4
step_ = checks.example("double_keys", edges_, read=lambda got: database.column(got, edges_))
step_.mistake(lambda ids: {"P2", "P3"} & set(ids), "要看编号，不看手机号：一家人可能共用一个。", "look at the ids, not at the mobile numbers: a family may share one.")
step_.mistake(["P4", "P5"], "编号相同就是重复，姓名不同也一样。", "the same id is a duplicate, also with another name.")
step_.mistake(["P11"], "整行都相同的，编号也是重复的。", "rows that are equal throughout have a repeated id as well.")
step_.mistake(["P5"], "出现两次就是重复。", "twice is a duplicate already.")
step_.mistake(["P11", "P4"], "出现四次也是重复：只要多于一次，不设上限。", "four times is a duplicate too: more than once, without a limit.")
step_.expect(["P11", "P4", "P5"], because=("换一组人：编号出现两次就是重复。", "With other people: an id that occurs twice is repeated."))
people_ = database.tables("ctrip")["person"]
some_ = {"person": people_[people_["person_id"].duplicated(keep=False) | (people_.index % 20 == 0)].reset_index(drop=True)}
checks.agree("double_keys", reference.double_keys, some_, read=lambda got: database.column(got, some_), case=("换成数据库里的人", "people of the database"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `database.query(nobody_in_charge(tables))`（返回 SQL 的话）。再试试 `database.query("DROP TABLE person")`，看看它怎么说，然后重新查一次。

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `mask(table)`：`table` 有 `name` 和 `phone` 两列，返回脱敏（遮挡）后的同样两列（DataFrame），行和索引不变；
# - `allowed(log, purpose, date)`：到 `date` 那天结束时，同意用于 `purpose` 的表单，返回 `rec_id` 列表，从小到大。
#
# **为什么**　不得泄露、不得贩卖是职业底线。撤回同意要方便（个人信息保护法第十五条，P01）；撤回以后，就不能再用。
#
# **规则**
#
# - `name` 是“姓 名”，`phone` 是 11 位数字；没有的是 `""`。手机号保留前三位和后四位，中间写四个星号：`143****1234`。姓名保留姓（第一个空格以前），名写成两个星号：`Wang **`。空的还是空的。
# - 目的有六个：`contract`、`service`、`marketing`、`profiling`、`third_party`、`sensitive`。每张表单、每个目的，看时间（`ts`）最晚的一条：`grant` 和 `renew` 是同意，`withdraw` 是不同意。没有记录就是没有同意。
# - 记录按**到达系统**的先后排列，纸质单据会晚到，所以要按 `ts` 排。`date` 当天发生的也算。
#
# **样例**　门禁记录：按时间排好，每人看最后一条。

# %%
door = pd.DataFrame({"who": ["A", "B", "A"], "what": ["in", "in", "out"], "ts": pd.to_datetime(["2026-01-02 09:00", "2026-01-02 08:00", "2026-01-01 18:00"])})
print(door.sort_values("ts").groupby("who")["what"].last().to_dict())
names = pd.Series(["Wu Na", ""])
print(names.str.split(" ").str[0].to_list(), (names.str[:1] + "**").where(names != "", "").to_list())

# %% [markdown] hint=1
# `allowed` 先问“最后一条是什么”。哪几条算数？按什么排？

# %% [markdown] hint=2
# `mask`：`phone.str[:3] + "****" + phone.str[-4:]`，再用 `where` 让空的保持空。`allowed`：先筛目的和日期，再 `sort_values("ts").groupby("rec_id")["action"].last()`。

# %% [markdown] hint=3
# ```python
# seen = log[(log["purpose"] == purpose) & (log["ts"] < date + pd.Timedelta(days=1))]
# last = seen.sort_values(...).groupby("rec_id")["action"].last()
# return sorted(last.index[last != ...])
# ```

# %% contract=true
table = Table(name=Text(r"\S+ \S.*"), phone=Text(r"1[3-9]\d{9}"))
log = Table("ctrip/crm_consent_log", "purpose action ts", rec_id=Text("R[0-9]+"))
purpose = Choice("contract", "service", "marketing", "profiling", "third_party", "sensitive")
date = Moment(day=True)

# %% answer="privacy"
def mask(table):
    """遮挡好的 name 和 phone：DataFrame。"""
    ### BEGIN SOLUTION
    name = (table["name"].str.split(" ").str[0] + " **").where(table["name"] != "", "")
    phone = (table["phone"].str[:3] + "****" + table["phone"].str[-4:]).where(table["phone"] != "", "")
    return pd.DataFrame({"name": name, "phone": phone})
    ### END SOLUTION

def allowed(log, purpose, date):
    """到 date 那天结束时同意的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    seen = log[(log["purpose"] == purpose) & (log["ts"] < date + pd.Timedelta(days=1))]
    last = seen.sort_values("ts").groupby("rec_id")["action"].last()
    return sorted(last.index[last != "withdraw"])
    ### END SOLUTION

# %% check="privacy-mask" points=5
tiny_ = pd.DataFrame({"name": ["Wang Fang", "Li Na", ""], "phone": ["14300001234", "", "17900005678"]}, index=["R1", "R2", "R3"])
step_ = checks.example("mask", tiny_)
step_.mistake(lambda table: not isinstance(table, pd.DataFrame), "要一张表（DataFrame），有 name 和 phone 两列。", "give a DataFrame with the columns name and phone.")
step_.mistake(lambda table: len(table) != 3, "一行也不能少，空的也要留着。", "keep every row, also those with empty entries.")
step_.mistake(lambda table: list(table.index) != ["R1", "R2", "R3"], "索引要和原来的表一样。", "the index must be that of the table given.")
### BEGIN HIDDEN TESTS
for name_, phone_, zh_, en_ in [
    ("Wang **", "143***1234", "中间是四个星号。", "there are four asterisks in the middle."),
    ("Wang **", "143*****1234", "中间是四个星号。", "there are four asterisks in the middle."),
    ("Wang **", "1430****1234", "前面只保留三位。", "keep the first three digits only."),
    ("Wang **", "143****234", "后面留四位。", "keep the last four digits."),
    ("Wang **", "*******1234", "前三位也要保留：保留前三位和后四位。", "the first three digits stay too."),
    ("Wang **", "143********", "后四位也要保留：保留前三位和后四位。", "the last four digits stay too."),
    ("Wang **", "14300001234", "手机号还没有遮挡。", "the mobile number is not masked."),
    ("Wang Fang", "143****1234", "姓名还没有遮挡。", "the name is not masked."),
    ("** Fang", "143****1234", "留姓，遮名。", "keep the surname, mask the given name."),
    ("Wang ****", "143****1234", "名写成两个星号，不看名有几个字母。", "two asterisks, however long the given name."),
    *((short, "143****1234", "姓要写全。", "keep the whole surname.") for short in ("W**", "W **", "Wa **")),
    ("Wang**", "143****1234", "姓和星号之间有一个空格。", "there is a blank between the surname and the asterisks."),
    ("Wang *", "143****1234", "名写成两个星号。", "two asterisks stand for the given name."),
]:
    step_.mistake(lambda table: table.loc["R1", ["name", "phone"]].tolist() == [name_, phone_], zh_, en_)
step_.mistake(lambda table: str(table.loc["R1", "name"])[:1] in "1*" and str(table.loc["R1", "phone"])[:1] == "W", "两列放反了：name 是姓名，phone 是手机号。", "the columns are swapped: name is the name, phone the number.")
step_.mistake(lambda table: "＊" in "".join(table.loc["R1"]), "星号要用英文半角的 *。", "use the plain asterisk *.")
step_.mistake(lambda table: table.loc["R2", "name"] != "Li **" and table.loc["R1", "name"] == "Wang **", "姓是第一个空格以前的部分，长短不一定。", "the surname ends at the first blank; it may be of any length.")
### END HIDDEN TESTS
step_.mistake(lambda table: pd.isna(table.loc["R2", "phone"]) or pd.isna(table.loc["R3", "name"]), "空的仍然是空字符串 \"\"，不是空值。", "what is empty stays an empty string, not NaN.")
step_.mistake(lambda table: table.loc["R2", "phone"] != "" or table.loc["R3", "name"] != "", "空的还是空的，不要写星号。",
              "what is empty stays empty.")
step_.mistake(lambda table: table.loc["R1", "phone"] != "143****1234", "手机号保留前三位和后四位，中间四个星号：143****1234。", "of a mobile number keep the first three and the last four digits: 143****1234.")
step_.mistake(lambda table: table.loc["R1", "name"] != "Wang **", "姓名保留第一个空格以前的姓，后面一个空格、两个星号：Wang **。", "of a name keep the surname, then a blank and two asterisks: Wang **.")
step_.expect(pd.DataFrame({"name": ["Wang **", "Li **", ""], "phone": ["143****1234", "", "179****5678"]}, index=["R1", "R2", "R3"]),
             because=("姓、空格、两个星号；手机号保留前三位和后四位。", "Surname, blank, two asterisks; of a mobile number the first three and the last four digits."))
### BEGIN HIDDEN TESTS
### REFERENCE
kinds_ = [("R11", "14000001230", "140****1230", "Hu Bo", "Hu **", "遮的是第四到第七位，不是把号码里的 0 遮掉。", "digits four to seven are hidden, not the zeros in the number."),
          ("R12", "16900001691", "169****1691", "Ouyang Xiu Wen", "Ouyang **", "姓是第一个空格以前的部分，名有几个词都一样。",
           "the surname ends at the first blank, however many words follow."),
          ("R13", "", "", "", "", "两列都空的，都还是空的。", "where both are empty both stay empty."),
          ("R14", "14300001143", "143****1143", "Wang Wang", "Wang **", "名和姓相同，也只遮名。", "a given name like the surname: hide the given name only."),
          ("R15", "16400001234", "164****1234", "zhu wei", "zhu **", "小写的姓名也一样遮。", "names in small letters are masked alike.")]
edges_ = pd.DataFrame({"phone": [kind[1] for kind in kinds_], "name": [kind[3] for kind in kinds_]}, index=[kind[0] for kind in kinds_])
step_ = checks.example("mask", edges_)
step_.mistake(lambda table: table["name"]["R12"][:3] == "169", "按列名取列，不按位置。",
              "take the columns by name, not by place.")
for key_, _, phone_, _, name_, zh_, en_ in kinds_:
    step_.mistake(lambda table: table.loc[key_, ["name", "phone"]].tolist() != [name_, phone_], zh_, en_)
step_.expect(pd.DataFrame({"name": [kind[4] for kind in kinds_], "phone": [kind[2] for kind in kinds_]}, index=edges_.index))
real_ = cases.load("ctrip", "crm_raw")[::50].set_index("rec_id")
plain_ = real_.assign(phone=real_["mobile"].where(real_["mobile"].str.fullmatch(r"1[3-9]\d{9}"), ""), name=real_["name"].str.strip())
checks.agree("mask", reference.mask, plain_[["name", "phone"]], case=("换成真实的表单", "real forms"))
### END HIDDEN TESTS

# %% check="privacy-allowed" points=5
rows_ = [["R1", "marketing", "withdraw", "2026-02-01 10:00"], ["R1", "marketing", "grant", "2026-01-01 10:00"],
         ["R2", "marketing", "grant", "2026-01-01 10:00"], ["R2", "marketing", "withdraw", "2026-04-01 10:00"],
         ["R3", "marketing", "grant", "2026-01-01 10:00"], ["R3", "marketing", "withdraw", "2026-01-05 10:00"],
         ["R3", "marketing", "renew", "2026-01-09 10:00"], ["R4", "service", "grant", "2026-01-01 10:00"],
         ["R5", "marketing", "grant", "2026-03-01 16:00"], ["R6", "marketing", "grant", "2026-05-01 10:00"],
         ["R7", "marketing", "grant", "2026-01-02 10:00"], ["R7", "marketing", "withdraw", "2026-02-02 10:00"]]
tiny_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
step_ = checks.example("allowed", tiny_, "marketing", pd.Timestamp("2026-03-01"))
### BEGIN HIDDEN TESTS
for ids_, zh_, en_ in [("R1 R2 R3 R5", "记录不是按时间排的：先按 ts 排，再看最后一条。", "the log is not in order of time: sort by ts first."),
                       ("R2 R3", "date 当天的记录也算。", "entries on the day itself count."),
                       ("R3 R5", "date 以后才撤回的，当时还是同意的。", "who withdrew later still agreed on that day."),
                       ("R3 R5 R6", "date 以后的记录不算。", "entries after that day do not count."),
                       ("R2 R3 R4 R5", "目的不同的同意不能通用。", "consent to another purpose does not count."),
                       ("R2 R5", "renew 是重新同意。", "renew is consent given anew."),
                       ("R1 R7", "反了：这些是不同意的。", "reversed: these do not agree."),
                       ("R2 R3 R5 R7", "看最晚的一条，不是第一条。", "take the latest entry, not the first one."),
                       ("R1 R2 R3 R5 R7", "看最晚的一条：不看第一条，也不看有没有同意过。", "take the latest entry, not the first one or just any consent."),
                       ("R1 R2 R3 R5 R6 R7", "只看了有没有同意过，还要看后来撤回没有。", "this only asks who ever agreed, not who withdrew later.")]:
    step_.mistake(ids_.split(), zh_, en_)
step_.mistake(lambda got: any(not str(key).startswith("R") for key in list(got)), "要 rec_id 的列表；如果它在 Series 的索引里，用 .index 取出来。",
              "give a list of rec_id; if they are the index of a Series, take .index.")
step_.mistake(lambda got: len(list(got)) > len(set(got)), "每个 rec_id 只写一次：每张表单只看最晚的一条。", "give each rec_id once: of each form only the latest entry counts.")
step_.mistake(lambda got: sorted(got) == ["R2", "R3", "R5"] != list(got), "编号要从小到大排。", "sort the ids, smallest first.")
### END HIDDEN TESTS
for key_, zh_, en_ in [("R1", "R1 按时间排，最后一条是撤回，不同意。", "in order of time the last entry of R1 is a withdrawal."), ("R2", "R2 在 date 以后才撤回，当时还同意。", "R2 withdrew after that day and agreed on it."),
                       ("R3", "R3 撤回以后又 renew，是同意。", "R3 renewed after withdrawing: consent."), ("R4", "R4 同意的是 service，不是 marketing。", "R4 agreed to service, not to marketing."),
                       ("R5", "R5 在 date 当天下午同意，也算。", "R5 agreed on the afternoon of the day: it counts."), ("R6", "R6 在 date 以后才同意，不算。", "R6 agreed after that day: it does not count."),
                       ("R7", "R7 最晚的一条是撤回，不同意。", "the latest entry of R7 is a withdrawal.")]:
    step_.mistake(lambda got: (key_ in list(got)) != (key_ in "R2 R3 R5"), zh_, en_)
step_.expect(["R2", "R3", "R5"], because=("rec_id 的列表，从小到大，每个写一次。", "A list of rec_id, smallest first, each once."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["R11", "third_party", "grant", "2025-02-01 10:00"], ["R10", "third_party", "grant", "2025-12-01 10:00"],
         ["R19", "third_party", "grant", "2025-09-30 23:59"], ["R18", "third_party", "grant", "2025-10-01 00:00"],
         ["R17", "third_party", "grant", "2025-01-01 10:00"], ["R17", "marketing", "grant", "2025-01-01 10:00"],
         ["R17", "marketing", "withdraw", "2025-02-01 10:00"], ["R16", "third_party", "withdraw", "2025-05-01 10:00"],
         ["R16", "third_party", "grant", "2025-01-01 10:00"], ["R16", "third_party", "renew", "2025-03-01 10:00"],
         ["R15", "third_party", "grant", "2025-01-01 10:00"], ["R15", "third_party", "withdraw", "2025-09-30 18:00"],
         ["R14", "third_party", "grant", "2025-06-01 18:00"], ["R14", "third_party", "withdraw", "2025-06-01 09:00"],
         ["R14", "third_party", "grant", "2025-01-01 10:00"], ["R13", "third_party", "withdraw", "2025-10-01 00:00"],
         ["R13", "third_party", "grant", "2025-01-01 10:00"], ["R12", "marketing", "grant", "2025-01-01 10:00"],
         ["R12", "third_party", "grant", "2025-02-01 10:00"], ["R12", "third_party", "withdraw", "2025-03-01 10:00"]]
edges_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
right_ = "R11 R13 R14 R17 R19".split()
step_ = checks.example("allowed", edges_, "third_party", pd.Timestamp("2025-09-30"))
for ids_, zh_, en_ in [
    ("R11", "按参数 purpose 来筛，不固定是哪一个目的。", "filter by the parameter purpose, not by a fixed one."),
    ("R10", "按参数 date 那一天来看，不固定是哪一天。", "judge by the parameter date, not by a fixed day."),
    ("R19 R15", "date 当天最后一刻的记录也算。", "entries of the last minute of the day count."),
    ("R18 R13", "第二天零点已经是 date 以后。", "midnight of the next day is after that day."),
    ("R17 R12", "每个目的各看各的最后一条，别的目的不管。", "each purpose has its own latest entry; others do not matter."),
    ("R16", "同意过两次，后来撤回了，就不再同意：看最后一条，不数次数。", "two consents and then a withdrawal is none: take the latest, do not count."),
    ("R14", "同一天的几条，要看几点几分。", "of several entries on one day the clock time decides."),
]:
    step_.mistake(lambda got: any((key in list(got)) != (key in right_) for key in ids_.split()), zh_, en_)
step_.mistake(lambda got: sorted(got) == right_ and list(got) != right_, "编号要从小到大排。", "sort the ids, smallest first.")
step_.expect(right_)
step_ = checks.example("allowed", edges_, "third_party", pd.Timestamp("2025-09-29"))
step_.mistake(right_, "同一个月里也要看日子：date 是 29 日，30 日的记录不算。", "days count within a month too: on the 29th an entry of the 30th does not.")
step_.expect("R11 R13 R14 R15 R17".split())
real_ = cases.load("ctrip", "crm_consent_log")
real_ = real_[real_["rec_id"].str.endswith("7")].tail(120).reset_index(drop=True)
checks.agree("allowed", reference.allowed, real_, "profiling", pd.Timestamp("2025-12-31"), case=("换成真实的记录、目的和日期", "real entries, another purpose and day"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(allowed(log, "marketing", today))`。表单上打了勾（`marketing_opt_in` 是 `Y` 或 `1`）的人里，有多少其实已经撤回了？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看五个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
