# %% [markdown]
# # {title}
#
# 这里有七个任务，想多练的来做，**不计分**：做几个都行，标的分数只告诉你做对了几步。有的要看课文末尾的选读。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。提示随便看。
# - 检查折成了一行，不用打开；运行它，马上知道结果。
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
policies = cases.load("ctrip", "crm_policies")
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
# **做什么**　写四个函数，各返回一列 `True` 或 `False`（每行一个，顺序与 `table` 相同），再写一个汇总：
#
# - `complete(table)`：姓名、手机号、生日都填了；
# - `unique(table)`：手机号没有和别的表单重复；
# - `correct(table, today)`：手机号和生日都合格；
# - `fresh(table, today)`：最近 12 个月内核对过；
# - `valid_share(table, today)`：四条都满足的表单的占比（0 到 1 的小数；四舍五入的话，保留三位小数）。
#
# **为什么**　信息过了期、填错了、重复了，用起来都要花冤枉钱。怎样才算“有效”，没有统一的规定，这里的四条是本课程的**补充约定**。
#
# **规则**　`table` 只有四列：`name`、`phone`、`birth` 是字符串，空的是 `""`；`phone` 已经去掉空格、横线和开头的 +86。`verified` 是日期，不晚于 `today`。
#
# - 手机号为空的，不算重复（`unique` 是 `True`）；不合格的手机号也照样比。重复的几张都是 `False`。
# - 合格的手机号：11 位数字，第一位 1，第二位 3 到 9。合格的生日：写成 `年-月-日`（`1990-01-02` 的样子，写成 `1990/01/02` 的不合格），日历上有这一天，而且不晚于 `today`。空的不合格。
# - `fresh`：核对日期晚于“`today` 往前 12 个月”的那一天；正好 12 个月算过期。
#
# **样例**　车票的日期对不对、有没有重复，都可以整列判断。

# %%
trips = pd.Series(["2026-02-30", "2026-03-01", "", "2026-03-01"])
print(pd.to_datetime(trips, format="%Y-%m-%d", errors="coerce").notna().tolist())
print(trips.duplicated(keep=False).tolist(), today - pd.DateOffset(months=12))

# %% [markdown] hint=1
# 一列一列来：先写 `complete`，运行检查，再写下一个。整列比较会得到一列 `True` 和 `False`，用 `&` 连起来。

# %% [markdown] hint=2
# `str.fullmatch` 判断格式；`pd.to_datetime(..., errors="coerce")` 把不存在的日期变成空值；`duplicated(keep=False)` 标出全部重复；一列真假的平均数就是比例。

# %% [markdown] hint=3
# ```python
# born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors=...)
# return table["phone"].str.fullmatch(r"1[3-9]\d{9}") & (born <= ...)
#
# everything = complete(table) & unique(table) & ... & ...
# return everything.mean()
# ```

# %% contract=true
table = Table(name=Text(), phone=Text(), birth=Text(), verified=Moment(day=True))
today = Moment(day=True)

# %% answer="validity"
def complete(table):  # 姓名、手机号、生日都不空
    ### BEGIN SOLUTION
    return (table[["name", "phone", "birth"]] != "").all(axis=1)
    ### END SOLUTION

def unique(table):  # 手机号没有重复
    ### BEGIN SOLUTION
    return ~table["phone"].duplicated(keep=False) | (table["phone"] == "")
    ### END SOLUTION

def correct(table, today):  # 手机号和生日都合格
    ### BEGIN SOLUTION
    born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")
    return table["phone"].str.fullmatch(r"1[3-9]\d{9}") & (born <= today)
    ### END SOLUTION

def fresh(table, today):  # 12 个月内核对过
    ### BEGIN SOLUTION
    return table["verified"] > today - pd.DateOffset(months=12)
    ### END SOLUTION

def valid_share(table, today):  # 四条都满足的表单的占比
    ### BEGIN SOLUTION
    return (complete(table) & unique(table) & correct(table, today) & fresh(table, today)).mean()
    ### END SOLUTION

# %% check="validity-complete" points=3
tiny_ = pd.DataFrame({"name": ["Li Na", "", "He Bin", "Ma Li", ""], "phone": ["16900001111", "16900002222", "", "16900003333", ""],
                      "birth": ["1990-01-02", "1991-01-02", "1992-01-02", "", ""], "verified": pd.Timestamp("2026-01-05")}, index=list("ABCDE"))
step_ = checks.example("complete", tiny_)
step_.mistake(lambda got: isinstance(got, (bool, np.bool_)), "要一列 True 或 False，每张表单一个，不是只有一个。", "give True or False for each form, not a single value.")
step_.mistake(lambda got: "name" in got.index, "方向反了：每张表单要一个 True 或 False，用 axis=1。", "the wrong way round: True or False for each form is wanted, axis=1.")
for letters_, zh_, en_ in [("TFFTF", "生日也要填了才算完整。", "the birth date must be there too."),
                           ("TTFFF", "姓名也要填了才算完整。", "the name must be there too."),
                           ("TFTFF", "手机号也要填了才算完整。", "the mobile number must be there too."),
                           ("TTTTT", "空字符串 \"\" 不是空值，isna 找不到它。", "\"\" is not a missing value: isna does not find it."),
                           ("TTTTF", "三项都要填，不是填了一项就行：用 all，不用 any。", "all three must be there, not any of them: all, not any."),
                           ("TFFFT", "空了两项、三项的，也不完整。", "two or three empty entries are not complete either."),
                           ("FTTTT", "True 和 False 弄反了：填全了才是 True。", "reversed: True means that all are there."),
                           ("FFFFF", "一张也没有通过：A 的三项都填了；没填的是 \"\"。", "none passes, but A has all three; an empty entry is \"\".")]:
    step_.mistake({key: letter == "T" for key, letter in zip("ABCDE", letters_)}, zh_, en_)
for key_, zh_, en_ in [("A", "A 三项都填了，是 True。", "A has all three: True."), ("B", "B 没有姓名，不完整。", "B has no name: not complete."), ("C", "C 没有手机号，不完整。", "C has no mobile number: not complete."),
                       ("D", "D 没有生日，不完整。", "D has no birth date: not complete."), ("E", "E 三项都空着，不完整。", "E has none of the three: not complete.")]:
    step_.mistake(lambda got: bool(dict(got)[key_]) != (key_ == "A"), zh_, en_)
step_.expect({key: key == "A" for key in "ABCDE"}, because=("A 三项都填了，其余都有空着的。", "A has all three, the others lack something."))
### BEGIN HIDDEN TESTS
edges_ = pd.DataFrame({"verified": pd.Timestamp("2025-03-01"), "birth": ["", "", "1990-01-02", "1990-01-02", ""],
                       "phone": ["", "16900001111", "", "16900002222", ""], "name": ["", "", "", "Li Na", "Hu Bo"]}, index=list("VWXYZ"))
edges_.loc["U"] = edges_.loc["Y"]
step_ = checks.example("complete", edges_)
step_.mistake(lambda got: len(got) < len(edges_), "每张表单一个 True 或 False，和别的完全一样的表单也是。", "True or False for each form, also for one that is equal to another.")
step_.mistake(lambda got: not dict(got)["Y"], "只看姓名、手机号、生日三项，核对日期不算在内。", "name, mobile number and birth date alone: the date of verification does not matter.")
step_.mistake(lambda got: any(dict(got)[key] for key in "VWXZ"), "空了两项、三项的，也不完整。", "two or three empty entries are not complete either.")
step_.expect({key: key in "YU" for key in "VWXYZU"}, because=("三项都填了才是 True，列的顺序不定。", "True where all three are there, whatever the order of the columns."))
### END HIDDEN TESTS

# %% check="validity-unique" points=3
tiny_ = pd.DataFrame({"name": ["Li Na", "He Bin", "Ma Li", "Xu Jie", "Hu Bo"], "phone": ["16900001111", "", "16900002222", "16900001111", ""],
                      "birth": "1990-01-02", "verified": pd.Timestamp("2026-01-05")}, index=list("ABCDE"))
step_ = checks.example("unique", tiny_)
for letters_, zh_, en_ in [("TTTFF", "重复的几张都是 False，不只是后面那张。", "every one of the duplicates is False, not only the later ones."),
                           ("TTTFT", "重复的几张都是 False，不只是后面那张。", "every one of the duplicates is False, not only the later ones."),
                           ("FTTTT", "重复的几张都是 False，最后那张也是。", "every one of the duplicates is False, the last one too."),
                           ("FFTTT", "重复的几张都是 False，最后那张也是；手机号为空的不算重复。", "every one of the duplicates is False, the last one too; empty mobile numbers are no duplicates."),
                           ("FFTFF", "手机号为空的，不算重复。", "empty mobile numbers are not duplicates."),
                           ("TFFTF", "True 和 False 弄反了：没有重复才是 True。", "reversed: True means not repeated."),
                           ("TTFTT", "True 和 False 弄反了：没有重复才是 True。", "reversed: True means not repeated."),
                           ("FTFFT", "没有重复的 C 也成了 False：比的是不是手机号？True 和 False、手机号为空的有没有弄反？", "C is not repeated and yet False: are mobile numbers compared? Are True and False, or the empty ones, reversed?"),
                           ("TTTTT", "手机号相同就是重复，不看别的列。", "the same mobile number is a duplicate, whatever the other columns say.")]:
    step_.mistake({key: letter == "T" for key, letter in zip("ABCDE", letters_)}, zh_, en_)
for key_, zh_, en_ in [("A", "A 和 D 手机号相同，都是 False。", "A and D have the same mobile number: both False."), ("D", "A 和 D 手机号相同，都是 False。", "A and D have the same mobile number: both False."),
                       ("B", "B 和 E 没有手机号，不算重复，是 True。", "B and E have no mobile number, which is no duplicate: True."), ("E", "B 和 E 没有手机号，不算重复，是 True。", "B and E have no mobile number, which is no duplicate: True."),
                       ("C", "C 的手机号没有重复，是 True。", "the mobile number of C is not repeated: True.")]:
    step_.mistake(lambda got: bool(dict(got)[key_]) != (key_ in "BCE"), zh_, en_)
step_.expect({key: letter == "T" for key, letter in zip("ABCDE", "FTTFT")}, because=("A、D 手机号相同；B、E 手机号为空，不算重复。", "A and D have one mobile number; B and E have none, which is no duplicate."))
### BEGIN HIDDEN TESTS
phones_ = ["16900001111", "1690000111", "16900002222", "16900001111", "", "16900003333", "16900003333", "16900001111", "16900002222", "1640000444", "1640000444"]
edges_ = pd.DataFrame({"verified": pd.Timestamp("2025-03-01"), "birth": "1990-01-02", "phone": phones_, "name": "Li Na"}, index=list("RSTUVWXYZPQ"))
step_ = checks.example("unique", edges_)
step_.mistake(lambda got: any(dict(got)[key] for key in "RUY"), "三张表单的手机号相同，三张都是 False。", "three forms have the same mobile number: all three are False.")
step_.mistake(lambda got: not dict(got)["S"], "整个号码都相同才算重复，一个包含另一个不算。", "the whole number must be equal; one inside another is no duplicate.")
step_.mistake(lambda got: any(dict(got)[key] for key in "TZ"), "重复的不一定挨在一起。", "duplicates need not be neighbours.")
step_.mistake(lambda got: any(dict(got)[key] for key in "WX"), "重复的不一定隔开，也可能挨着。", "duplicates may be neighbours.")
step_.mistake(lambda got: any(dict(got)[key] for key in "PQ"), "不合格的手机号也照样比：两个都不空，相同就是重复。", "mobile numbers that are not correct are compared too: equal and not empty is a duplicate.")
step_.expect({key: key in "SV" for key in "RSTUVWXYZPQ"}, because=("没有和别的表单重复的才是 True，手机号为空的也是。", "True where no other form has this mobile number, or where there is none."))
### END HIDDEN TESTS

# %% check="validity-correct" points=4
tiny_ = pd.DataFrame({"phone": ["16900001111"] * 4 + ["1690000111", "169000011112", "12900001111", ""],
                      "birth": ["1990-01-02", "1990-02-30", "2031-05-06", ""] + ["1990-01-02"] * 4,
                      "name": "Li Na", "verified": pd.Timestamp("2026-01-05")}, index=list("ABCDEFGH"))
step_ = checks.example("correct", tiny_, pd.Timestamp("2026-06-30"))
### BEGIN HIDDEN TESTS
for letters_, zh_, en_ in [("TTTTFFFF", "生日还没有检查。", "the birth date is not checked."),
                           ("TFTFFFFF", "还没到的日期也不合格：不能晚于 today。", "a date after today is wrong as well."),
                           ("TTFFFFFF", "日历上没有 2 月 30 日，光看格式不够。", "there is no 30 February: the format alone is not enough."),
                           ("TTTFFFFF", "光看格式不够：日历上要有这一天，也不能晚于 today。", "the format is not enough: the day must exist in the calendar and not be after today."),
                           ("TTFTFFFF", "不要把日期当字符串比：先变成日期，空的和不存在的都不合格。", "do not compare dates as strings: empty and impossible ones are wrong."),
                           ("TFFTFFFF", "空的生日不合格。", "an empty birth date is not correct."),
                           ("TFFFTTTT", "手机号还没有检查。", "the mobile number is not checked."),
                           ("TFFFTTTF", "手机号不空还不够：要 11 位，第一位 1，第二位 3 到 9。", "not being empty is not enough: 11 digits, the first 1, the second 3 to 9."),
                           ("TFFFFTFF", "多一位也不合格：整个号码都要对上。", "one digit too many is wrong: match the whole number."),
                           ("TFFFFFTF", "第二位要在 3 到 9 之间。", "the second digit must be 3 to 9."),
                           ("TTTTTTTT", "手机号和生日要同时合格：用 &，不用 |。", "mobile number and birth date must both be correct: &, not |."),
                           ("FFTFFFFF", "比反了：晚于 today 的生日不合格，不晚于的才合格。", "reversed: a birth date after today is wrong, one not after it is correct."),
                           ("FTTTTTTT", "True 和 False 弄反了：都合格才是 True。", "reversed: True means that both are correct.")]:
    step_.mistake({key: letter == "T" for key, letter in zip("ABCDEFGH", letters_)}, zh_, en_)
### END HIDDEN TESTS
step_.mistake(lambda got: isinstance(got, (bool, np.bool_)), "要一列 True 或 False，每张表单一个，不是只有一个。", "give True or False for each form, not a single value.")
for key_, zh_, en_ in [("A", "A 的手机号和生日都合格，是 True。", "mobile number and birth date of A are correct: True."), ("B", "B 的生日 2 月 30 日不存在，不合格。", "B was born on 30 February, which does not exist."),
                       ("C", "C 的生日晚于 today，不合格。", "the birth date of C is after today."), ("D", "D 的生日是空的，不合格。", "the birth date of D is empty."),
                       ("E", "E 的手机号只有 10 位，不合格。", "the mobile number of E has 10 digits."), ("F", "F 的手机号有 12 位，不合格。", "the mobile number of F has 12 digits."),
                       ("G", "G 的手机号第二位是 2，不合格。", "the second digit of G's mobile number is 2."), ("H", "H 的手机号是空的，不合格。", "the mobile number of H is empty.")]:
    step_.mistake(lambda got: bool(dict(got)[key_]) != (key_ == "A"), zh_, en_)
step_.expect({key: key == "A" for key in "ABCDEFGH"}, because=("A 的手机号和生日都合格，其余都有一项不合格。", "A is correct throughout; each of the others has a fault."))
step_ = checks.example("correct", tiny_.iloc[[2, 0]], pd.Timestamp("2031-05-06"))
step_.mistake({"C": False, "A": True}, "正好是 today 的生日不晚于 today，合格；today 用参数，不写死。", "a birth date on the day itself is not after it: correct; use the parameter today.")
step_.expect({"C": True, "A": True}, because=("生日正好是 today 的合格。", "A birth date on the day today is correct."))
### BEGIN HIDDEN TESTS
### REFERENCE
kinds_ = [
    ("生日写成 年-月-日 才合格，别的格式不合格。", "a birth date must be written year-month-day; other formats are wrong.", "16900001111", "1990/01/02", False),
    ("正好在 today 出生的，也合格。", "born on the day itself is correct.", "16900001111", "2024-03-01", True),
    ("晚一天也是晚于 today。", "one day after today is too late.", "16900001111", "2024-03-02", False),
    ("闰年有 2 月 29 日，平年没有。", "29 February is a day of leap years only.", "16900001111", "2024-02-29", True),
    ("闰年有 2 月 29 日，平年没有。", "29 February is a day of leap years only.", "16900001111", "2023-02-29", False),
    ("小月没有 31 日。", "a short month has no day 31.", "16900001111", "1990-04-31", False),
    ("生日写成 年-月-日 才合格，别的格式不合格。", "a birth date must be written year-month-day; other formats are wrong.", "16900001111", "19900102", False),
    ("手机号的第一位只能是 1。", "the first digit of a mobile number must be 1.", "23900001111", "1990-01-02", False),
    ("有字母的手机号不合格。", "a mobile number with a letter is wrong.", "1690000111O", "1990-01-02", False),
    ("第二位是 3 到 9，中间的数字都可以。", "the second digit is 3 to 9, and all between are fine.", "16000001111", "1990-01-02", True),
    ("第二位是 3 到 9，3 也可以。", "the second digit is 3 to 9, and 3 is one of them.", "13800138000", "1990-01-02", True),
    ("第二位是 3 到 9，9 也可以。", "the second digit is 3 to 9, and 9 is one of them.", "19400001111", "1990-01-02", True),
    ("年份早的生日也合格：规则只说不晚于 today。", "an early year is correct: the rule only says not after today.", "16900001111", "1935-03-01", True),
    ("手机号和生日都空的，也不合格。", "with both empty it is not correct either.", "", "", False),
]
edges_ = pd.DataFrame({"verified": pd.Timestamp("2024-01-05"), "birth": [kind[3] for kind in kinds_], "phone": [kind[2] for kind in kinds_],
                       "name": "Li Na"}, index=[f"K{place}" for place in range(len(kinds_))])
right_ = {key: kind[4] for key, kind in zip(edges_.index, kinds_)}
twins_ = edges_.iloc[[1, 1]].set_axis(["A", "B"])
step_ = checks.example("correct", twins_, pd.Timestamp("2024-03-01"))
step_.mistake({"A": True}, "每张表单一个 True 或 False，和别的完全一样的表单也是。", "True or False for each form, also for one that is equal to another.")
step_.expect({"A": True, "B": True}, because=("正好在 today 出生的，也合格。", "Born on the day itself is correct."))
step_ = checks.example("correct", edges_, pd.Timestamp("2024-03-01"))
for key_, kind_ in zip(edges_.index, kinds_):
    step_.mistake(lambda got: bool(dict(got)[key_]) != right_[key_], kind_[0], kind_[1])
step_.expect(right_)
raw_ = cases.load("ctrip", "crm_raw")[::40].reset_index(drop=True)
tidy_phone_ = raw_["mobile"].str.replace(r"[ -]", "", regex=True).str.removeprefix("+86")
real_ = pd.DataFrame({"name": raw_["name"].str.strip(), "phone": tidy_phone_, "birth": raw_["birth_date"], "verified": raw_["last_verified_at"]})
checks.agree("correct", reference.correct, real_, cases.reference_date("ctrip"), case=("换成真实的表单", "real forms"))
### END HIDDEN TESTS

# %% check="validity-fresh" points=2
verified_ = pd.to_datetime(["2026-06-01", "2025-07-01", "2025-06-30", "2025-06-29", "2020-01-01", "2025-12-31"])
tiny_ = pd.DataFrame({"name": "Li Na", "phone": "16900001111", "birth": "1990-01-02", "verified": verified_}, index=list("ABCDEF"))
step_ = checks.example("fresh", tiny_, pd.Timestamp("2026-06-30"))
for letters_, zh_, en_ in [("TTTFFT", "正好 12 个月算过期。", "exactly 12 months is out of date."),
                           ("FFTTTF", "True 和 False 弄反了：核对过没多久才是 True。", "reversed: True means verified lately."),
                           ("FFFTTF", "True 和 False 弄反了：核对过没多久才是 True。", "reversed: True means verified lately."),
                           ("TFFFFT", "往前数得不够：是 12 个月，不是 360 天，也不是 6 个月。", "not far enough back: go back 12 months, not 360 days or 6 months."),
                           ("TFFFFF", "要往前数满 12 个月；不能只比年份，去年的也可能没有过期。", "count 12 months back; do not compare years only, for last year may still be fresh."),
                           ("TTTTFT", "数得太远了：2025-06-29 已经超过 12 个月。", "too far back: 2025-06-29 is more than 12 months ago.")]:
    step_.mistake({key: letter == "T" for key, letter in zip("ABCDEF", letters_)}, zh_, en_)
for key_, day_ in zip("ABCDEF", ["2026-06-01", "2025-07-01", "2025-06-30", "2025-06-29", "2020-01-01", "2025-12-31"]):
    step_.mistake(lambda got: bool(dict(got)[key_]) != (key_ in "ABF"), f"{day_}：界线是 2026-06-30 往前 12 个月，晚于 2025-06-30 才是 True。",
                  f"{day_}: the border is 12 months before 2026-06-30: True only after 2025-06-30.")
step_.expect({key: key in "ABF" for key in "ABCDEF"}, because=("晚于 2025-06-30 的是 True，每张表单一个。", "True after 2025-06-30, one for each form."))
### BEGIN HIDDEN TESTS
for on_, dates_, zh_, en_ in [
    ("2025-03-15", {"2024-03-16": True, "2024-03-15": False, "2024-12-31": True, "2024-03-14": False, "2025-03-15": True},
     "换一个 today，界线跟着变：从那一天往前数 12 个月。", "with another today the limit moves: 12 months back from that day."),
    ("2024-06-30", {"2023-07-01": True, "2023-06-30": False}, "12 个月不等于 365 天，闰年差一天。", "12 months are not 365 days: a leap year is a day longer."),
]:
    edges_ = pd.DataFrame({"verified": pd.to_datetime(list(dates_)), "birth": "1990-01-02", "phone": "16900001111", "name": "Li Na"}, index=list(dates_))
    step_ = checks.example("fresh", edges_, pd.Timestamp(on_))
    step_.mistake(dates_ | {"2024-03-16": False}, "要比到日子，不能只比年和月：2024-03-16 晚于 2024-03-15。", "compare days, not years and months alone: 2024-03-16 is after 2024-03-15.")
    step_.mistake(lambda got: any(bool(dict(got)[key]) != right for key, right in dates_.items()), zh_, en_)
    step_.expect(dates_, because=(zh_, en_.capitalize()))
twins_ = tiny_.iloc[[0, 0]].set_axis(["A", "B"])
step_ = checks.example("fresh", twins_, pd.Timestamp("2026-06-30"))
step_.mistake({"A": True}, "每张表单一个 True 或 False，和别的完全一样的表单也是。", "True or False for each form, also for one that is equal to another.")
step_.expect({"A": True, "B": True})
### END HIDDEN TESTS

# %% check="validity-share" points=3
tiny_ = pd.DataFrame({"name": ["Li Na", "He Bin", "", "Xu Jie"] + ["Ma Li"] * 8, "phone": ["16900001111", "16900002222", "16900003333"] + ["16900004444"] * 2 + [f"1690000{n}555" for n in range(7)],
                      "birth": ["1990-01-02"] * 5 + ["2031-05-06"] * 3 + ["1990-01-02"] * 4,
                      "verified": pd.to_datetime(["2026-01-01"] * 8 + ["2024-01-01"] * 4)})
step_ = checks.example("valid_share", tiny_, pd.Timestamp("2026-06-30"))
for value_, zh_, en_ in [
    (2, "这是张数，要的是比例。", "this is a count; the share is wanted."), (200 / 12, "请写成 0 到 1 之间的小数。", "give a number between 0 and 1."),
    (1.0, "四条要同时满足，用 &，不用 |。", "all four must hold: use &, not |."), (10 / 12, "这是无效的比例。", "this is the share that is not valid."),
    (3 / 12, "complete 没有用上。", "complete is not used."), (4 / 12, "unique 没有用上。", "unique is not used."),
    (5 / 12, "correct 没有用上。", "correct is not used."), (6 / 12, "fresh 没有用上。", "fresh is not used."),
    (2 / 11, "分母是全部表单，不完整的也算在里面。", "divide by all forms, those that are not complete included."),
    (38 / 48, "四条要在同一张表单上都满足，不是四个比例的平均数。", "all four must hold for one and the same form; this is the mean of four shares."),
    (11 * 10 * 9 * 8 / 12**4, "四条要在同一张表单上都满足，不是四个比例相乘。", "all four must hold for one and the same form; this is the product of four shares."),
    (0.2, "不要只留一位小数。", "do not round to one decimal."), (0, "不要取整：有两张四条都满足，比例是小数。", "do not round to a whole number: two forms are valid, so the share is a decimal."),
]:
    step_.mistake(value_, zh_, en_)
step_.mistake(0.17, "四舍五入的话，保留三位小数，不是两位。", "if rounded, then to three decimals, not two.", tol=0.001)
step_.expect(2 / 12, tol=0.001, because=("12 张表单里，四条都满足的有 2 张：2 ÷ 12。", "Of 12 forms 2 fulfil all four: 2 / 12."))
### BEGIN HIDDEN TESTS
### REFERENCE
edges_ = pd.DataFrame({"verified": pd.to_datetime(["2025-03-01", "2025-03-01", "2024-05-01", "2024-01-05", "2025-01-01"]),
                       "birth": ["1990-01-02", "2025-06-01", "1990-01-02", "1990-01-02", "1990-01-02"],
                       "phone": [f"1690000{n}" for n in (1111, 2222, 3333, 4444, 5555)], "name": ["Li Na", "Hu Bo", "Ma Li", "Xu Jie", ""]})
step_ = checks.example("valid_share", edges_, pd.Timestamp("2025-03-15"))
step_.mistake(2 / 4, "分母是全部表单，不完整的也算在里面。", "divide by all forms, those that are not complete included.")
step_.mistake(lambda got: abs(float(got) - 2 / 5) > 0.005, "换一个 today，生日和核对日期都要按那一天来判断。",
              "with another today both dates are judged by that day.")
step_.expect(2 / 5)
step_ = checks.example("valid_share", edges_.iloc[[0, 0, 1]].reset_index(drop=True), pd.Timestamp("2025-03-15"))
step_.mistake(1 / 2, "完全一样的两张表单也是重复，不要先去掉一张。", "two equal forms are duplicates as well; do not remove one first.")
step_.expect(0, because=("一张也不满足的，比例是 0。", "Where none is valid the share is 0."))
step_ = checks.example("valid_share", edges_.iloc[[0, 2, 3]].assign(phone=["16900001111", "16900003333", "16900001111"]).reset_index(drop=True), pd.Timestamp("2025-03-15"))
step_.mistake(2 / 3, "重复要在全部表单里看：另一张过期了，也算重复。", "look for duplicates among all forms: one that is out of date makes a duplicate too.")
step_.expect(1 / 3, tol=0.001)
raw_ = cases.load("ctrip", "crm_raw")[::40].reset_index(drop=True)
tidy_phone_ = raw_["mobile"].str.replace(r"[ -]", "", regex=True).str.removeprefix("+86")
real_ = pd.DataFrame({"name": raw_["name"].str.strip(), "phone": tidy_phone_, "birth": raw_["birth_date"], "verified": raw_["last_verified_at"]})
checks.agree("valid_share", reference.valid_share, real_, cases.reference_date("ctrip"), tol=0.001, case=("换成真实的表单", "real forms"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `two_tables()`：返回一段 SQL 脚本，建两张表，各插入两行（内容见规则）；
# - `orphans(tables)`：找不到对应客户的订单（孤立记录），返回一条查 `order_id` 的 SQL（字符串），也可以用 pandas 算好，返回一列编号。
#
# **为什么**　主键让一个编号只能用一次；订单找不到客户，客户打来电话也查不到。
#
# **规则**
#
# - `two_tables`：表 `firm` 有 `firm_id`（主键）和 `name`，插入 `F1`、`Moni Foods` 和 `F2`、`Moni Travel`；表 `manager` 有 `manager_id`（主键）、`firm_id`、`name`，插入 `M1`、`F1`、`Wang Fang` 和 `M2`、`F2`、`Li Na`。两张表只有这些列，列的顺序不限。
# - 孤立记录：`person_id` 填了，但 `person` 表里没有这个人。`person_id` 是空值的订单，不算。
# - 参数 `tables` 是字典：表名 → DataFrame，列和 `database.schema` 里的一样。写 SQL 的话，用不到它。返回的顺序不限。
#
# **样例**　图书馆的两张表，再找一本没有登记的书。

# %%
script = """CREATE TABLE book (book_id TEXT PRIMARY KEY, title TEXT);
INSERT INTO book VALUES ('B1', 'Tea'), ('B2', 'Camel');
CREATE TABLE loan (loan_id TEXT PRIMARY KEY, book_id TEXT);
INSERT INTO loan VALUES ('L1', 'B1'), ('L2', 'B9'), ('L3', NULL);"""
shelf = database.run(script, tables={})
sql = """SELECT l.loan_id FROM loan l LEFT JOIN book b ON b.book_id = l.book_id
WHERE b.book_id IS NULL AND l.book_id IS NOT NULL"""
database.query(sql, tables=shelf)

# %% [markdown] hint=1
# 要列出的是订单，订单就在左边。建表见课文末尾的选读。

# %% [markdown] hint=2
# 左连接 `person`，留下 `p.person_id IS NULL` 的；空值的订单再用 `o.person_id IS NOT NULL` 去掉。

# %% [markdown] hint=3
# ```sql
# CREATE TABLE firm (firm_id TEXT PRIMARY KEY, name ...); INSERT INTO firm VALUES (...), (...); ...
#
# SELECT order_id FROM orders o LEFT JOIN person p ON ... WHERE p.person_id IS ... AND o.person_id IS NOT ...
# ```

# %% contract=true
filled = Text(empty=False)
day = Text(r"\d{4}-\d\d-\d\d", empty=False)
person = Table(**dict.fromkeys("person_id name gender mobile city updated_at".split(), filled), birth_date=Text(missing=True), email=Text(missing=True),
               member_id=Text(missing=True))
orders = Table(**dict.fromkeys("order_id product status".split(), filled), ordered_on=day, amount_cny=Number(0), person_id=Text(empty=False, missing=True), key="order_id")
tables = Record(orders=orders, person=person)

# %% answer="tables"
def two_tables():  # 建表和插入的 SQL 脚本（字符串）
    ### BEGIN SOLUTION
    return """CREATE TABLE firm (firm_id TEXT PRIMARY KEY, name TEXT);
    CREATE TABLE manager (manager_id TEXT PRIMARY KEY, firm_id TEXT REFERENCES firm (firm_id), name TEXT);
    INSERT INTO firm VALUES ('F1', 'Moni Foods'), ('F2', 'Moni Travel');
    INSERT INTO manager VALUES ('M1', 'F1', 'Wang Fang'), ('M2', 'F2', 'Li Na');"""
    ### END SOLUTION

def orphans(tables):  # 找不到对应客户的 order_id：SQL（字符串）或一列编号
    ### BEGIN SOLUTION
    return """SELECT order_id FROM orders o LEFT JOIN person p ON p.person_id = o.person_id
        WHERE p.person_id IS NULL AND o.person_id IS NOT NULL"""
    ### END SOLUTION

# %% check="tables-create" points=4
def made_(script):
    found = {}
    with database.copy(tables={}) as private:
        private.run(script)
        for name in private.names():
            table = private.table(name).rename(columns=str.lower)
            table = table[sorted(table, key="manager_id firm_id name".find)]
            keys = private.query(f"SELECT lower(name) FROM pragma_table_info('{name}') WHERE pk > 0").iloc[:, 0]
            found |= {name.lower(): sorted([*map(str, row)] for row in table.to_numpy()), f"{name.lower()}.columns": ", ".join(table), f"{name.lower()}.key": " ".join(keys)}
    return found


firms_, managers_ = [["F1", "Moni Foods"], ["F2", "Moni Travel"]], [["M1", "F1", "Wang Fang"], ["M2", "F2", "Li Na"]]
step_ = checks.example("two_tables", read=made_)
step_.mistake(lambda got: not {"firm", "manager"} <= set(got), "CREATE TABLE：要有两张表，firm 和 manager。", "CREATE TABLE: two tables are needed, firm and manager.")
for table_, columns_ in [("firm", "firm_id, name"), ("manager", "manager_id, firm_id, name")]:
    step_.mistake(lambda got: got[f"{table_}.columns"] != columns_, f"CREATE TABLE {table_}：列是 {columns_}，不多不少，列名按规则写。",
                  f"CREATE TABLE {table_}: the columns are {columns_}, as the rule names them.")
    step_.mistake(lambda got: not got[table_], f"INSERT：{table_} 表建好了，还没有插入数据。", f"INSERT: the table {table_} is empty; insert the rows.")
    step_.mistake(lambda got: len(got[table_]) != 2, f"INSERT：{table_} 表应该正好两行。", f"INSERT: the table {table_} should have two rows.")
    step_.mistake(lambda got: not got[f"{table_}.key"], f"CREATE TABLE {table_}：{table_}_id 还不是主键，要写 PRIMARY KEY；UNIQUE、NOT NULL 都不能代替。",
                  f"CREATE TABLE {table_}: {table_}_id is not a key yet; write PRIMARY KEY; UNIQUE or NOT NULL does not make one.")
    step_.mistake(lambda got: got[f"{table_}.key"] != f"{table_}_id", f"CREATE TABLE {table_}：{table_} 表的主键只有 {table_}_id 一列。", f"CREATE TABLE {table_}: {table_}_id alone is the key.")
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: len(got) > 6, "CREATE TABLE：只要 firm 和 manager 两张表。", "CREATE TABLE: firm and manager are all that is wanted.")
step_.mistake(lambda got: got["firm"] != firms_, "INSERT INTO firm：F1 是 Moni Foods，F2 是 Moni Travel，按规则写。",
              "INSERT INTO firm: F1 is Moni Foods and F2 Moni Travel, as the rule writes them.")
step_.mistake(lambda got: got["manager"] != managers_, "INSERT INTO manager：M1 属于 F1，叫 Wang Fang；M2 属于 F2，叫 Li Na。",
              "INSERT INTO manager: M1 belongs to F1 and is Wang Fang, M2 to F2 and is Li Na.")
### END HIDDEN TESTS
step_.expect({"firm": firms_, "manager": managers_, "firm.key": "firm_id", "manager.key": "manager_id",
              "firm.columns": "firm_id, name", "manager.columns": "manager_id, firm_id, name"}, because=("两行内容要和规则里写的一字不差。", "Write the rows as the rule does, to the letter."))

# %% check="tables-orphans" points=4
tiny_ = {"orders": pd.DataFrame({"order_id": "O1 O2 O3 O4 O5 O6".split(), "person_id": ["P1", "P9", None, "P8", "P2", "P2"]}).assign(ordered_on="2026-01-05", product="hotel", amount_cny=300, status="completed"),
         "person": pd.DataFrame({"person_id": ["P1", "P2", "P3", "P1", "P1"], "name": ["Li Na", "He Bo", "He Bo", "Li Na", "Wu Jie"]}).assign(gender="F", birth_date="1990-01-02", mobile="14300001234", email="na.li@example.com", city="Shanghai", member_id="M0001", updated_at="2026-01-01")}
step_ = checks.example("orphans", tiny_, read=lambda got: database.column(got, tiny_))
for ids_, zh_, en_ in [
    ("", "一行也没有：连接用 LEFT JOIN，JOIN 会丢掉找不到客户的订单；再用 IS NULL 找，写成 = NULL 谁也对不上。", "no row: use LEFT JOIN, for JOIN drops orders without a customer; then ask IS NULL, for nothing equals NULL."),
    ("O2 O3 O4", "person_id 是空值的订单不算：再加 o.person_id IS NOT NULL。", "orders without a person_id do not count: add o.person_id IS NOT NULL."),
    ("O3", "只找到了空值；要的是填了、但查无此人的。", "only the empty one; wanted are ids that nobody has."),
    ("P8 P9", "SELECT 后面要订单编号，不是人的编号。", "SELECT the ids of the orders, not of the persons."),
    ("P3", "连接的左右反了：这是没有订单的人。", "the join is the wrong way round: this is a person without orders."),
    ("O1 O1 O1 O5 O6", "反了：这些订单找得到客户，还重复了。", "reversed: the customers of these orders are in person, and some orders appear more than once."), ("O1 O5 O6", "反了：这些订单找得到客户。", "reversed: the customers of these orders are in person."),
    ("O1 O2 O4 O5 O6", "找得到客户的订单也列进来了：左连接（编号相等），再只留 p.person_id IS NULL 的。", "orders whose customer is in person are listed too: LEFT JOIN where the ids are equal, and keep those with p.person_id IS NULL."),
]:
    step_.mistake(lambda ids: sorted(ids) == ids_.split() or sorted(set(ids)) == ids_.split() == "O1 O2 O4 O5 O6".split(), zh_, en_)
### BEGIN HIDDEN TESTS
step_.mistake(lambda ids: ids.count("") == len(ids) - ids.count("P3"), "连接的左右反了：要列的是订单，orders 放在左边。", "the join is the wrong way round: orders are wanted, so put orders on the left.")
step_.mistake(lambda ids: any(key and str(key)[0] not in "OP" for key in ids), "SELECT 后面要订单的编号 order_id，不是别的列或张数。", "SELECT order_id, not another column or how many there are.")
step_.mistake(lambda ids: len(ids) == 1 and ids[0] in ("O2", "O4"), "只列出了一张：孤立的订单都要，不写 LIMIT。", "one order only: all orphans are wanted, without LIMIT.")
step_.mistake(lambda ids: sorted(set(ids)) == "O1 O2 O3 O4 O5 O6".split(), "全部订单都列出来了：用 WHERE 只留 p.person_id IS NULL、o.person_id IS NOT NULL 的。", "all orders are listed: keep those with p.person_id IS NULL and o.person_id IS NOT NULL.")
step_.mistake(lambda ids: len(ids) > len(set(ids)), "同一张订单出现了几次：连接的条件是编号相等（=），不是不等（<>）。", "an order appears several times: join where the ids are equal (=), not unequal (<>).")
for key_, zh_, en_ in [("O1", "O1 的客户 P1 在 person 里，不算。", "O1 belongs to P1, who is in person."), ("O5", "O5、O6 的客户 P2 在 person 里，不算。", "O5 and O6 belong to P2, who is in person."),
                       ("O6", "O5、O6 的客户 P2 在 person 里，不算。", "O5 and O6 belong to P2, who is in person."), ("O3", "O3 的 person_id 是空值，不算。", "O3 has no person_id; it does not count."),
                       ("O2", "O2 填了 P9，person 里没有 P9，要列进来。", "O2 has P9, who is not in person; it belongs here."), ("O4", "O4 填了 P8，person 里没有 P8，要列进来。", "O4 has P8, who is not in person; it belongs here.")]:
    step_.mistake(lambda ids: (key_ in ids) != (key_ in "O2 O4"), zh_, en_)
### END HIDDEN TESTS
step_.expect(["O2", "O4"], because=("P9 和 P8 在 person 里没有；O3 是空值，不算。", "P9 and P8 are not in person; O3 is empty and does not count."))
### BEGIN HIDDEN TESTS
### REFERENCE
edges_ = {"orders": pd.DataFrame({"order_id": "O7 O1 O6 O2 O3 O4 O5 O8".split(), "person_id": ["P1", "P11", "P9", None, "P9", "P2", "P2", "P8"], "status": ["completed"] * 7 + ["refunded"]}).assign(ordered_on="2026-01-05", product="hotel", amount_cny=300),
          "person": pd.DataFrame({"person_id": "P11 P4 P2 P3 P11 P4 P5 P5 P5 P5".split(), "name": ["Li Na", "He Bo", "He Bo", "Wu Jie", "Ma Li"] + ["He Bo"] * 5}).assign(gender="F", birth_date="1990-01-02", mobile="14300001234", email="na.li@example.com", city="Shanghai", member_id="M0001", updated_at="2026-01-01")}
step_ = checks.example("orphans", edges_, read=lambda got: database.column(got, edges_))
step_.mistake(lambda ids: sorted(ids) == ["O3", "O6", "O7"], "退款的、取消的订单也是孤立记录：不看 status。", "refunded and cancelled orders can be orphans, too: leave status out.")
step_.mistake(lambda ids: len({"O3", "O6"} & set(ids)) == 1, "同一个找不到客户的编号有两张订单，两张都要。", "one unknown id has two orders; both are wanted.")
step_.mistake(lambda ids: "O7" not in ids, "编号要完全相同，一个包含另一个不算。", "ids must be equal; one inside another is not the same.")
step_.mistake(lambda ids: "O2" in ids, "person_id 是空值的订单不算。", "orders without a person_id do not count.")
step_.expect(["O3", "O6", "O7", "O8"], because=("换一组订单：填了编号、person 里没有这个人的，才算。", "With other orders: those whose id is given but not in person."))
some_ = database.tables("ctrip")
people_, orders_ = some_["person"], some_["orders"]
some_ = {"person": people_[people_.index % 20 == 0].reset_index(drop=True), "orders": orders_[::20].reset_index(drop=True)}
checks.agree("orphans", reference.orphans, some_, read=lambda got: database.column(got, some_), case=("换成数据库里的人和订单", "people and orders of the database"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 3　{task}（{points} 分）
#
# **做什么**　客户报来了新手机号。`tables` 里有两张表：`person`（`person_id`、`mobile`、`updated_at`）和 `updates`（`update_id`、`person_id`、`mobile`、`updated_at`）。写三个函数，用 SQL 或 pandas 都可以：
#
# - `newest(tables)`：每个人最新的一条更新，返回 `update_id`（一条 SQL 查询，或一列编号）；
# - `upsert(tables)`：更新 `person` 表。返回一段 SQL 脚本，或者更新好的 DataFrame（三列：`person_id`、`mobile`、`updated_at`）；
# - `audit(tables)`：真正生效的改动，三列：`person_id`、`old`（原来的手机号）、`new`（新的手机号）。返回一条 SQL 查询，或 DataFrame。
#
# **为什么**　只改不记，错了就找不回来；来晚的旧消息盖掉新消息，改了还不如不改。
#
# **规则**
#
# - 同一个人有几条更新的，`updated_at` 最晚的算数；时间也相同的，`update_id` 大的算数。编号大的**不一定**更新。
# - 更新的时间**不早于** `person` 里的 `updated_at` 才生效；更早的丢掉。生效后，`mobile` 和 `updated_at` 都换成新的。
# - `person` 里没有的人，插入一行；`audit` 里这样的人 `old` 是空值。没有更新的人保持原样。
# - 时间都是字符串，写成 `2026-01-05 09:30` 的样子，直接比大小就行。脚本运行时，`person_id` 是 `person` 表的主键，可以用 `ON CONFLICT`。
#
# **样例**　书架上的价签：来一条新价，有就改，没有就加。

# %%
tags = {"tag": pd.DataFrame({"item": ["pen", "cup"], "price": [3, 20]})}
script = """INSERT INTO tag VALUES ('cup', 18), ('bag', 60)
ON CONFLICT (item) DO UPDATE SET price = excluded.price;"""
database.run(script, tables=tags, keys={"tag": "item"})["tag"]

# %%
news = tables["update_log"].query("field == 'mobile'").rename(columns={"new_value": "mobile"})
people = tables["person"].drop_duplicates("person_id").assign(updated_at=lambda table: table["updated_at"] + " 00:00")
desk = {"person": people[["person_id", "mobile", "updated_at"]].reset_index(drop=True),
        "updates": news[["update_id", "person_id", "mobile", "updated_at"]].reset_index(drop=True)}
desk["updates"].head(3)

# %% [markdown] hint=1
# 分三步想：每人挑出一条；比一比它和 `person` 里的时间；再决定是改、是加，还是丢掉。

# %% [markdown] hint=2
# SQL：`row_number() OVER (PARTITION BY person_id ORDER BY updated_at DESC, update_id DESC)` 给每个人的更新排号。pandas：先 `sort_values`，再 `groupby("person_id").tail(1)`。`excluded.mobile` 指要插入的新值。

# %% [markdown] hint=3
# ```sql
# INSERT INTO person (person_id, mobile, updated_at)
# SELECT person_id, mobile, updated_at FROM updates WHERE true ORDER BY updated_at, update_id
# ON CONFLICT (person_id) DO UPDATE SET mobile = ..., updated_at = ...
# WHERE excluded.updated_at >= ...;
# ```
#
# `audit` 可以把“最新的一条”左连接到 `person`：`WHERE p.person_id IS NULL OR u.updated_at >= ...`。

# %% contract=true
time = Text(r"\d{4}-\d\d-\d\d \d\d:\d\d", empty=False)
person = Table(person_id=Text(empty=False), mobile=Text(empty=False), updated_at=time, key="person_id")
updates = Table(update_id=Number(whole=True), person_id=Text(empty=False), mobile=Text(empty=False), updated_at=time, key="update_id")
tables = Record(person=person, updates=updates)

# %% answer="upsert"
LATEST = """SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY person_id
    ORDER BY updated_at DESC, update_id DESC) AS place FROM updates) WHERE place = 1"""

def newest(tables):
    """每个人最新一条更新的 update_id。"""
    ### BEGIN SOLUTION
    return f"SELECT update_id FROM ({LATEST})"
    ### END SOLUTION

def upsert(tables):
    """更新 person 的 SQL 脚本，或更新好的 DataFrame。"""
    ### BEGIN SOLUTION
    return """INSERT INTO person (person_id, mobile, updated_at)
        SELECT person_id, mobile, updated_at FROM updates WHERE true ORDER BY updated_at, update_id
        ON CONFLICT (person_id) DO UPDATE SET mobile = excluded.mobile, updated_at = excluded.updated_at
        WHERE excluded.updated_at >= person.updated_at;"""
    ### END SOLUTION

def audit(tables):
    """生效的改动：person_id、old、new。"""
    ### BEGIN SOLUTION
    return f"""SELECT u.person_id, p.mobile AS old, u.mobile AS new FROM ({LATEST}) u
        LEFT JOIN person p ON p.person_id = u.person_id
        WHERE p.person_id IS NULL OR u.updated_at >= p.updated_at"""
    ### END SOLUTION

# %% check="upsert-newest" points=4
updates_ = pd.DataFrame([[1, "P1", "a1", "2026-03-05 10:00"], [2, "P1", "a2", "2026-01-05 10:00"], [3, "P2", "b3", "2026-02-01 09:00"],
                         [4, "P2", "b4", "2026-02-01 09:00"], [5, "P3", "c5", "2025-12-01 08:00"], [6, "P3", "c6", "2026-01-01 08:00"]],
                        columns=["update_id", "person_id", "mobile", "updated_at"])
tiny_ = {"updates": updates_, "person": pd.DataFrame({"person_id": ["P1", "P2"], "mobile": ["a0", "b0"], "updated_at": ["2026-01-01 00:00"] * 2})}
step_ = checks.example("newest", tiny_, read=lambda got: database.column(got, tiny_))
### BEGIN HIDDEN TESTS
for ids_, zh_, en_ in [([2, 4, 6], "取的是编号最大的；编号大的不一定更新，看时间。", "these have the largest ids; look at the time instead."),
                       ([1, 3, 6], "时间相同的，update_id 大的算数：ORDER BY 里再加 update_id DESC。", "with equal times the larger update_id counts: add update_id DESC to ORDER BY."),
                       ([2, 3, 5], "取的是最早的一条。", "these are the oldest ones."), ([2, 4, 5], "取的是最早的一条。", "these are the oldest ones."),
                       ([1, 3, 5], "取的是每个人的第一行；行的顺序不算，看时间。", "these are the first rows; look at the time instead."),
                       ([1, 3, 4, 6], "每个人只留一条，时间相同的也要选一条。", "one for each person, also where times are equal."),
                       ([1], "每个人都要有一条，不是全表只要一条：PARTITION BY person_id。", "one for each person, not one in all: PARTITION BY person_id."),
                       ([1, 4], "person 里没有的人也要有一条。", "people who are not in person have one too."),
                       ([1, 2, 3, 4, 5, 6], "每个人只留最新的一条。", "keep the newest of each person only."),
                       ([1, 2, 3, 4], "每个人只留最新的一条；person 里没有的人也要有。", "keep the newest of each person only, also of those who are not in person.")]:
    step_.mistake(ids_, zh_, en_)
step_.mistake(lambda ids: any(":" in str(key) for key in ids), "SELECT 后面要 update_id，不是时间。", "SELECT update_id, not the time.")
step_.mistake(lambda ids: any(key in ids for key in ("P1", "a1")), "SELECT 后面要 update_id，不是 person_id 或手机号。", "SELECT update_id, not person_id or the mobile number.")
### END HIDDEN TESTS
for keys_, zh_, en_ in [([1, 2], "P1 有 1、2 两条，1 的时间最晚，只要 1。", "P1 has 1 and 2; 1 has the latest time and is wanted alone."),
                        ([3, 4], "P2 的 3、4 时间相同，update_id 大的算数，只要 4。", "3 and 4 of P2 have the same time; the larger update_id counts: 4 alone."),
                        ([5, 6], "P3 有 5、6 两条，6 的时间最晚，只要 6；person 里没有他也要。", "P3 has 5 and 6; 6 has the latest time and is wanted, even though P3 is not in person.")]:
    step_.mistake(lambda got: [key for key in keys_ if key in got] != [key for key in keys_ if key in (1, 4, 6)], zh_, en_)
step_.expect([1, 4, 6], because=("update_id 的一列，每个人一条。", "One column of update_id, one for each person."))
### BEGIN HIDDEN TESTS
### REFERENCE
kinds_ = [
    ("时间相同的，update_id 大的算数；行的顺序不算。", "with equal times the larger update_id counts, not the later row.", 22,
     [[22, "P5", "e22", "2026-02-01 09:00"], [21, "P5", "e21", "2026-02-01 09:00"]]),
    ("同一天的还要看几点几分。", "on one day the clock time decides.", 23,
     [[23, "P6", "f23", "2026-02-01 15:00"], [24, "P6", "f24", "2026-02-01 09:30"]]),
    ("update_id 是数字，按数字比大小。", "update_id is a number; compare it as one.", 10,
     [[9, "P7", "g9", "2026-03-01 08:00"], [10, "P7", "g10", "2026-03-01 08:00"]]),
    ("只看 updates 里谁最新；比 person 更早、不生效的，也要返回。", "only updates count here: one that is older than person is returned as well.", 28,
     [[28, "P2", "b28", "2025-12-01 08:00"]]),
    ("最新的可能在中间一行。", "the newest may be in between.", 26,
     [[25, "P55", "h25", "2025-03-01 08:00"], [26, "P55", "h26", "2026-03-01 08:00"], [27, "P55", "h27", "2025-12-01 08:00"]]),
]
rows_ = sum((part for _, _, _, part in kinds_), [])
edges_ = {"updates": pd.DataFrame(rows_, columns=["update_id", "person_id", "mobile", "updated_at"]), "person": tiny_["person"]}
step_ = checks.example("newest", edges_, read=lambda got: database.column(got, edges_))
for zh_, en_, wanted_id_, part_ in kinds_:
    step_.mistake(lambda got: [row[0] for row in part_ if row[0] in got] != [wanted_id_], zh_, en_)
step_.expect(database.column([10, 22, 23, 26, 28], edges_))
places_ = range(40)
some_ = {"updates": pd.DataFrame({"update_id": [1 + 17 * n % 41 for n in places_], "person_id": [f"P{7 * n % 13}" for n in places_],
                                 "mobile": [f"138{n:08d}" for n in places_], "updated_at": [f"2026-{1 + 5 * n % 12:02d}-{1 + 11 * n % 28:02d} 09:30" for n in places_]}),
         "person": pd.DataFrame({"person_id": [f"P{n}" for n in range(10)], "mobile": [f"139{n:08d}" for n in range(10)],
                                 "updated_at": [f"2026-{n + 1:02d}-15 00:00" for n in range(10)]})}
checks.agree("newest", reference.newest, some_, read=lambda got: database.column(got, some_), case=("换一批更新", "other updates"))
### END HIDDEN TESTS

# %% check="upsert-person" points=6
old_ = pd.DataFrame([["P1", "a0", "2026-02-01 00:00"], ["P2", "b0", "2026-05-01 00:00"], ["P4", "d0", "2026-01-01 00:00"]],
                    columns=["person_id", "mobile", "updated_at"])
updates_ = pd.DataFrame([[1, "P1", "a1", "2026-03-05 10:00"], [2, "P1", "a2", "2026-02-05 10:00"], [3, "P2", "b3", "2026-02-01 09:00"],
                         [4, "P3", "c4", "2025-12-01 08:00"]], columns=["update_id", "person_id", "mobile", "updated_at"])
tiny_ = {"person": old_, "updates": updates_}
step_ = checks.example("upsert", tiny_, read=lambda got: database.after(got, tiny_, "person", "person_id"))
step_.mistake(lambda table: table.loc["P1"].tolist() == ["a0", updates_["updated_at"][0]], "SET：updated_at 改了，mobile 没有跟着改。",
              "SET: updated_at changed, but mobile did not.")
### BEGIN HIDDEN TESTS
for known_, zh_, en_ in [
    (lambda got: ":" in got["P1"], "SET：mobile 和 updated_at 写反了。", "SET: mobile and updated_at are swapped."),
    (lambda got: "P4" not in got and got["P2"] == "b3", "不要先删掉原来的人：没有更新的人不见了，时间也没法比。", "do not delete the people first: those without an update are gone, and times cannot be compared."),
    (lambda got: (got["P1"], got["P2"]) == ("a0", "b3"), "比反了：不早于 person 的更新才生效，更早的丢掉。", "reversed: updates not before person take effect, older ones are dropped."),
]:
    step_.mistake(lambda table: known_(table["mobile"]), zh_, en_)
### END HIDDEN TESTS
for known_, zh_, en_ in [
    (lambda got: got.to_dict() == dict(P1="a0", P2="b0", P4="d0"), "person 表没有变：要 INSERT 或 UPDATE。", "the person table did not change: INSERT or UPDATE it."),
    (lambda got: got["P2"] == "b3", "晚到的旧更新覆盖了新数据：比 person 里更早的更新要丢掉（在 WHERE 里比较 updated_at）。", "an old update that came late replaced newer data: drop updates older than person (compare updated_at in WHERE)."),
    (lambda got: got["P1"] == "a0", "已有的人没有更新：编号冲突时要 DO UPDATE，不能跳过。", "people who are already in person are not updated: DO UPDATE on conflict, do not skip them."),
    (lambda got: got["P1"] == "a2", "最新的一条算数，不是编号最大的。", "the newest update counts, not the one with the largest id."),
    (lambda got: "P3" not in got, "person 里没有的人要插入（INSERT）。", "people who are not in person yet must be inserted (INSERT)."),
    (lambda got: "P4" not in got, "没有更新的人不见了，应该保持原样。", "people without an update are gone; they should stay as they are."),
    (lambda got: "P2" not in got, "更新没有生效的人不见了，他应该保持原样。", "a person whose update was dropped is gone; he stays as he is."),
    (lambda got: got["P3"] != "c4", "新插入的人，手机号是更新里的 mobile。", "the mobile number of a new person is that of the update."),
]:
    step_.mistake(lambda table: known_(table["mobile"]), zh_, en_)
step_.mistake(lambda table: table.loc["P1", "updated_at"] == old_["updated_at"][0], "SET：mobile 改了，updated_at 没有跟着改。",
              "SET: mobile changed, but updated_at did not.")
step_.expect(pd.DataFrame({"mobile": ["a1", "b0", "c4", "d0"], "updated_at": [updates_["updated_at"][0], old_["updated_at"][1],
             updates_["updated_at"][3], old_["updated_at"][2]]}, index=["P1", "P2", "P3", "P4"]),
             because=("P1 换成 a1，P3 插入 c4，时间跟着改；P2、P4 不变。", "P1 gets a1, P3 is inserted with c4, with their times; P2 and P4 stay as they are."))
### BEGIN HIDDEN TESTS
### REFERENCE
old_ = [["P1", "a0", "2026-03-05 10:00"], ["P2", "b0", "2026-03-05 10:00"], ["P3", "c0", "2026-03-05 10:00"],
        ["P6", "f0", "2026-01-01 00:00"], ["P11", "k0", "2026-02-01 00:00"], ["P9", "i0", "2026-01-01 00:00"], ["P8", "h0", "2026-01-01 00:00"]]
new_ = [[17, "P11", "k17", "2026-04-01 08:00"], [18, "P11", "k18", "2026-01-31 23:59"], [10, "P6", "f10", "2026-02-02 07:00"],
        [9, "P6", "f9", "2026-02-02 07:00"], [12, "P7", "g12", "2026-05-01 09:00"], [13, "P7", "g13", "2026-05-01 09:01"],
        [14, "P7", "g14", "2026-05-01 08:00"],
        [3, "P3", "c3", "2026-03-05 10:01"], [2, "P2", "b2", "2026-03-05 09:59"], [1, "P1", "a1", "2026-03-05 10:00"], [11, "P8", "h0", "2026-02-01 08:00"]]
edges_ = {"updates": pd.DataFrame(new_, columns=["update_id", "person_id", "mobile", "updated_at"]),
          "person": pd.DataFrame(old_, columns=["person_id", "mobile", "updated_at"])}
step_ = checks.example("upsert", edges_, read=lambda got: database.after(got, edges_, "person", "person_id"))
times_ = {row[2]: row[3] for row in new_}
right_ = {"P9": "i0", "P8": "h0"}
for key_, mobile_, zh_, en_ in [
    ("P1", "a1", "时间正好相同，是不早于，也生效：>=，不是 >。", "an equal time is not earlier: it takes effect, >= and not >."),
    ("P2", "b0", "早一分钟也是更早，要丢掉。", "one minute earlier is earlier: drop it."),
    ("P3", "c3", "晚一分钟就生效。", "one minute later takes effect."),
    ("P7", "g13", "新来的人也有几条更新，取时间最晚的一条。", "a new person may have several updates too: the newest counts."),
    ("P6", "f10", "时间相同的两条更新，update_id 大的算数，按数字比，不看行的顺序。", "of two updates with the same time the larger update_id counts: compare them as numbers, not by their rows."),
    ("P11", "k17", "编号大的更新可能更早，看时间。", "an update with a larger id may be older: look at the time."),
]:
    step_.mistake(lambda table: table["mobile"].get(key_) != mobile_, zh_, en_)
    right_[key_] = mobile_
stamps_ = [times_.get(mobile) or {row[1]: row[2] for row in old_}[mobile] for mobile in right_.values()]
step_.mistake(lambda table: table["updated_at"].get("P7") != times_["g13"], "新插入的人，updated_at 也是那条更新的时间。",
              "the updated_at of a new person is the time of that update.")
step_.mistake(lambda table: table["updated_at"].get("P8") != times_["h0"], "更新里的手机号和原来一样，也是生效：updated_at 照样换成新的。",
              "an update with the same mobile takes effect too: updated_at becomes the new one.")
step_.mistake(lambda table: "P9" not in table.index, "没有更新的人保持原样，不能丢。", "people without an update stay as they are.")
step_.expect(pd.DataFrame({"mobile": list(right_.values()), "updated_at": stamps_}, index=list(right_)),
             because=("mobile 和 updated_at 都换成生效那条的。", "Mobile and updated_at are those of the update that took effect."))
places_ = range(40)
some_ = {"updates": pd.DataFrame({"update_id": [1 + 17 * n % 41 for n in places_], "person_id": [f"P{7 * n % 13}" for n in places_],
                                 "mobile": [f"138{n:08d}" for n in places_], "updated_at": [f"2026-{1 + 5 * n % 12:02d}-{1 + 11 * n % 28:02d} 09:30" for n in places_]}),
         "person": pd.DataFrame({"person_id": [f"P{n}" for n in range(10)], "mobile": [f"139{n:08d}" for n in range(10)],
                                 "updated_at": [f"2026-{n + 1:02d}-15 00:00" for n in range(10)]})}
checks.agree("upsert", reference.upsert, some_, read=lambda got: database.after(got, some_, "person", "person_id"), case=("换一批更新", "other updates"))
### END HIDDEN TESTS

# %% check="upsert-audit" points=5
old_ = pd.DataFrame([["P1", "a0", "2026-02-01 00:00"], ["P2", "b0", "2026-05-01 00:00"], ["P4", "d0", "2026-01-01 00:00"]],
                    columns=["person_id", "mobile", "updated_at"])
updates_ = pd.DataFrame([[1, "P1", "a1", "2026-03-05 10:00"], [2, "P1", "a2", "2026-02-05 10:00"], [3, "P2", "b3", "2026-02-01 09:00"],
                         [4, "P3", "c4", "2025-12-01 08:00"]], columns=["update_id", "person_id", "mobile", "updated_at"])
tiny_ = {"person": old_, "updates": updates_}


def trail_(got):
    table = database.answer(got, tiny_)
    if not isinstance(table, pd.DataFrame) or not {"person_id", "old", "new"} <= set(table):
        raise database.DatabaseError("SELECT 要三列，名字是 person_id、old、new（用 AS 起名）。", "SELECT three columns called person_id, old, new (use AS).")
    return {row.person_id: f"{row.old}>{row.new}" for row in table.fillna("-").itertuples()} | {"rows": str(len(table))}


step_ = checks.example("audit", tiny_, read=trail_)
step_.mistake(lambda got: "P4" in got, "没有更新的人不用记：从更新出发，左连接到 person。", "people without an update do not belong here: start from the updates and LEFT JOIN person.")
step_.mistake(lambda got: "P2" in got, "没有生效的更新也记下来了：在 WHERE 里比较 updated_at。", "an update that did not take effect is listed: compare updated_at in WHERE.")
step_.mistake(lambda got: "P3" not in got, "新插入的人也要记，old 是空值：用 LEFT JOIN，WHERE 里加 p.person_id IS NULL OR。", "people who were inserted belong here too, with old NULL: LEFT JOIN, and p.person_id IS NULL OR in WHERE.")
step_.mistake(lambda got: "P1" not in got, "已有的人改了手机号也要记：P1 从 a0 换成 a1。", "a change for somebody already in person belongs here too: P1 from a0 to a1.")
step_.mistake(lambda got: int(got["rows"]) > 2, "每个人只记生效的那一条。", "one row for each person: the update that took effect.")
step_.mistake(lambda got: ":" in got["P1"], "old 和 new 是手机号（mobile），不是时间。", "old and new are mobile numbers, not times.")
step_.mistake(lambda got: got["P1"] == "a1>a0" or got["P3"] == "c4>-", "old 和 new 弄反了。", "old and new are swapped.")
step_.mistake(lambda got: got["P1"] in ("a0>a2", "a2>a2"), "P1 最新的一条是 a1，不是编号最大的 a2：看时间。", "the newest update of P1 is a1, not a2 with the largest id: look at the time.")
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: got["P1"].split(">")[1].isdigit(), "new 是更新里的手机号 mobile，不是 update_id。", "new is the mobile number of the update, not its update_id.")
step_.mistake(lambda got: got["P3"] == ">c4", "新插入的人，old 是空值（NULL、None），不是空字符串 \"\"。", "old is missing (NULL, None) for people who were inserted, not an empty text.")
step_.mistake(lambda got: got["P1"] == "a1>a1", "old 是 person 表里原来的手机号，不是更新里的。", "old is the mobile number in person before, not that of the update.")
### END HIDDEN TESTS
step_.mistake(lambda got: got["P3"] == "c4>c4", "新插入的人，old 是空值：他原来没有手机号。", "old is NULL for people who were inserted: they had no mobile number before.")
step_.expect({"P1": "a0>a1", "P3": "->c4", "rows": "2"}, because=("P1 从 a0 换成 a1；P3 新插入，old 是空值。", "P1 goes from a0 to a1; P3 is new, old is NULL."))
### BEGIN HIDDEN TESTS
### REFERENCE
old_ = [["P1", "a0", "2026-03-05 10:00"], ["P2", "b0", "2026-03-05 10:00"], ["P3", "c0", "2026-03-05 10:00"],
        ["P6", "f0", "2026-01-01 00:00"], ["P11", "k0", "2026-02-01 00:00"], ["P9", "i0", "2026-01-01 00:00"]]
new_ = [[17, "P11", "k17", "2026-04-01 08:00"], [18, "P11", "k18", "2026-01-31 23:59"], [10, "P6", "f10", "2026-02-02 07:00"],
        [9, "P6", "f9", "2026-02-02 07:00"], [12, "P7", "g12", "2026-05-01 09:00"], [13, "P7", "g13", "2026-05-01 09:01"],
        [14, "P7", "g14", "2026-05-01 08:00"],
        [3, "P3", "c3", "2026-03-05 10:01"], [2, "P2", "b2", "2026-03-05 09:59"], [1, "P1", "a1", "2026-03-05 10:00"]]
tiny_ = {"updates": pd.DataFrame(new_, columns=["update_id", "person_id", "mobile", "updated_at"]),
         "person": pd.DataFrame(old_, columns=["person_id", "mobile", "updated_at"])}
step_ = checks.example("audit", tiny_, read=trail_)
right_ = {"rows": "5"}
for key_, change_, zh_, en_ in [
    ("P1", "a0>a1", "时间正好相同，是不早于，也生效：>=，不是 >。", "an equal time is not earlier: it takes effect, >= and not >."),
    ("P2", None, "早一分钟也是更早，要丢掉。", "one minute earlier is earlier: drop it."),
    ("P3", "c0>c3", "晚一分钟就生效。", "one minute later takes effect."),
    ("P7", "->g13", "新来的人也有几条更新，取时间最晚的一条。", "a new person may have several updates too: the newest counts."),
    ("P6", "f0>f10", "时间相同的两条更新，update_id 大的算数，按数字比，不看行的顺序。", "of two updates with the same time the larger update_id counts: compare them as numbers, not by their rows."),
    ("P11", "k0>k17", "编号大的更新可能更早，看时间。", "an update with a larger id may be older: look at the time."),
    ("P9", None, "没有更新的人不用记。", "people without an update do not belong here."),
]:
    step_.mistake(lambda got: got.get(key_) != change_, zh_, en_)
    right_ |= {key_: change_} if change_ else {}
step_.mistake(lambda got: got["rows"] != "5", "每个人只记生效的那一条，时间相同的也一样。", "one row for each person, also where times are equal.")
step_.expect(right_)
places_ = range(40)
tiny_ = {"updates": pd.DataFrame({"update_id": [1 + 17 * n % 41 for n in places_], "person_id": [f"P{7 * n % 13}" for n in places_],
                                 "mobile": [f"138{n:08d}" for n in places_], "updated_at": [f"2026-{1 + 5 * n % 12:02d}-{1 + 11 * n % 28:02d} 09:30" for n in places_]}),
         "person": pd.DataFrame({"person_id": [f"P{n}" for n in range(10)], "mobile": [f"139{n:08d}" for n in range(10)],
                                 "updated_at": [f"2026-{n + 1:02d}-15 00:00" for n in range(10)]})}
checks.agree("audit", reference.audit, tiny_, read=trail_, case=("换一批更新", "other updates"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 4　{task}（{points} 分）
#
# **做什么**　写函数 `renew_needed(log, policies, purpose)`：同意还在，但目的已经改过、要重新取得同意的表单，返回 `rec_id` 列表，从小到大。
#
# **为什么**　法律要求：目的、方式或种类变了，要重新取得同意（个人信息保护法第十四条，P01）。
#
# **规则**
#
# - 目的有六个：`contract`、`service`、`marketing`、`profiling`、`third_party`、`sensitive`。每张表单、每个目的，看时间（`ts`）最晚的一条：`grant` 和 `renew` 是同意，`withdraw` 是不同意。记录按**到达系统**的先后排列，要按 `ts` 排。
# - `policies` 的 `changed_purposes` 写着每个版本改了哪些目的，用分号隔开。最近一条同意的 `policy_version` 比“最后一次改动这个目的的版本”旧，就要重新取得同意。版本写成 `v1`、`v2`、`v3` 的样子，直接比大小就行。没有改过的目的，不用重新取得，返回空列表。
#
# **样例**　哪几版菜谱改过“鱼”？最后一次是哪一版？

# %%
menus = {"v1": "", "v2": "fish;rice", "v3": "rice"}
changed = [version for version, dishes in menus.items() if "fish" in dishes.split(";")]
print(changed, max(changed, default=""), "v1" < "v2")

# %% [markdown] hint=1
# 先找出最后一次改动这个目的的版本，再看每张表单最近一条同意的版本。

# %% [markdown] hint=2
# `zip` 把版本和改动的目的一对一对取出来；`groupby("rec_id").last()` 得到最近一条的 `action` 和 `policy_version`。

# %% [markdown] hint=3
# ```python
# changed = [v for v, names in zip(policies["policy_version"], policies["changed_purposes"]) if purpose in names.split(";")]
# last = log[log["purpose"] == purpose].sort_values("ts").groupby("rec_id").last()
# old = (last["action"] != ...) & (last["policy_version"] < max(changed, default=""))
# return sorted(last.index[...])
# ```

# %% contract=true
version = Text("v[1-9]", empty=False)
log = Table("ctrip/crm_consent_log", "purpose action ts", rec_id=Text("R[0-9]+"), policy_version=version)
policies = Table("ctrip/crm_policies", "changed_purposes", key="policy_version", policy_version=version)
purpose = Choice("contract", "service", "marketing", "profiling", "third_party", "sensitive")

# %% answer="renew"
def renew_needed(log, policies, purpose):
    """要重新取得同意的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    versions = zip(policies["policy_version"], policies["changed_purposes"])
    changed = [version for version, names in versions if purpose in names.split(";")]
    last = log[log["purpose"] == purpose].sort_values("ts").groupby("rec_id").last()
    old = (last["action"] != "withdraw") & (last["policy_version"] < max(changed, default=""))
    return sorted(last.index[old])
    ### END SOLUTION

# %% check="renew-due" points=5
rows_ = [["R1", "marketing", "grant", "2020-01-01", "v1"], ["R2", "marketing", "grant", "2022-01-01", "v2"],
         ["R3", "marketing", "grant", "2020-01-01", "v1"], ["R3", "marketing", "renew", "2025-02-01", "v3"],
         ["R4", "marketing", "withdraw", "2021-01-01", "v1"], ["R4", "marketing", "grant", "2020-01-01", "v1"],
         ["R5", "service", "grant", "2020-01-01", "v1"], ["R6", "profiling", "grant", "2022-01-01", "v2"],
         ["R7", "marketing", "grant", "2025-03-01", "v3"]]
tiny_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts", "policy_version"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
rules_ = pd.DataFrame({"policy_version": ["v1", "v2", "v3", "v4"], "changed_purposes": ["", "marketing;profiling", "profiling;third_party", "third_party"]})
step_ = checks.example("renew_needed", tiny_, rules_, "marketing")
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: any(not str(key).startswith("R") for key in list(got)), "要 rec_id 的列表；如果它在 Series 的索引里，用 .index 取出来。",
              "give a list of rec_id; if they are the index of a Series, take .index.")
for ids_, zh_, en_ in [("R1 R2 R3 R7", "要比的是最后一次改动这个目的的版本，不是最新的版本。", "compare with the version that changed this purpose last, not with the latest one."),
                       ("R1 R2", "版本相同就不算旧，不用重新取得。", "the same version is not older; it need not be renewed."),
                       ("R1 R3 R7", "版本更新的不用重新取得，旧的才要。", "a newer version need not be renewed, only an older one."),
                       ("R1 R3", "已经重新同意的不用再问：看最近一条。", "who agreed anew need not be asked: take the latest entry."),
                       ("R1 R4", "已经撤回的没有同意可续；记录不一定按时间排，要按 ts 看最近一条。", "who withdrew has no consent to renew; the log is not in order of time, take the latest ts."),
                       ("R4", "反了：撤回了的没有同意可续，要的是还同意、版本旧的。", "reversed: who withdrew has nothing to renew; those who agree under an old version are wanted."),
                       ("R1 R5", "别的目的不算。", "other purposes do not count."), ("R2 R3 R7", "版本比反了：旧的才要重新取得。", "reversed: older versions need it."),
                       ("R3 R7", "版本比反了：比改动的版本旧（<）才要重新取得。", "reversed: versions older (<) than the change need it."),
                       ("R1 R3 R4", "看的是最早的一条，要看最近的一条。", "these are the first entries; the latest one counts."),
                       ("", "一个版本可能改几个目的：先 split(\";\")，再看参数 purpose 在不在里面。", "a version may change several purposes: split(\";\") and ask whether this one is among them.")]:
    step_.mistake(ids_.split(), zh_, en_)
### END HIDDEN TESTS
for key_, zh_, en_ in [("R1", "R1 按 v1 同意，marketing 在 v2 改过：要重新取得。", "R1 agreed to v1, and marketing changed in v2: renew."), ("R2", "R2 按 v2 同意，版本相同，不用重新取得。", "R2 agreed to v2, the same version: no need."),
                       ("R3", "R3 已经按 v3 重新同意，不用再问。", "R3 has agreed again under v3: no need."), ("R4", "R4 最近一条是撤回，没有同意可续。", "the latest entry of R4 is a withdrawal: nothing to renew."),
                       ("R5", "R5 同意的是 service，不是 marketing。", "R5 agreed to service, not to marketing."), ("R6", "R6 同意的是 profiling，不是 marketing。", "R6 agreed to profiling, not to marketing."),
                       ("R7", "R7 按 v3 同意，比 v2 新，不用重新取得。", "R7 agreed to v3, newer than v2: no need.")]:
    step_.mistake(lambda got: (key_ in list(got)) != (key_ == "R1"), zh_, en_)
step_.expect(["R1"], because=("rec_id 的列表，每个写一次。", "A list of rec_id, each once."))
step_ = checks.example("renew_needed", tiny_, rules_, "profiling")
step_.mistake(lambda got: "R6" not in list(got), "改过两次的目的，要比最后一次改动它的版本：从 policies 里找，不要写死。", "this purpose changed twice: the last change counts; find it in policies.")
step_.expect(["R6"], because=("profiling 在 v3 又改过，R6 按 v2 同意，比它旧。", "Profiling changed again in v3; R6 agreed to v2, which is older."))
step_ = checks.example("renew_needed", tiny_, rules_, "service", case=("目的从来没有改过时，要返回空列表，现在", "a purpose that was never changed, where an empty list is wanted"))
step_.mistake(lambda got: "R5" in list(got), "这个目的没有改过，不用重新取得。", "this purpose was never changed.")
step_.expect([], because=("service 没有改过，谁也不用重新取得。", "Service was never changed: nobody needs it."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["R19", "sensitive", "renew", "2024-02-01 09:00", "v1"], ["R19", "sensitive", "grant", "2020-01-01 09:00", "v1"],
         ["R18", "sensitive", "grant", "2023-01-01 09:00", "v2"], ["R13", "marketing", "grant", "2025-01-01 09:00", "v3"], ["R13", "sensitive", "grant", "2020-01-01 09:00", "v1"],
         ["R17", "sensitive", "grant", "2023-01-01 09:00", "v3"], ["R17", "sensitive", "withdraw", "2022-01-01 09:00", "v2"],
         ["R17", "sensitive", "grant", "2020-01-01 09:00", "v1"], ["R16", "sensitive", "grant", "2025-03-01 18:00", "v2"],
         ["R16", "sensitive", "grant", "2025-03-01 09:00", "v3"], ["R15", "sensitive", "withdraw", "2025-04-01 09:00", "v2"],
         ["R15", "sensitive", "grant", "2025-03-01 09:00", "v2"], ["R14", "marketing", "withdraw", "2025-04-01 09:00", "v1"],
         ["R14", "sensitive", "grant", "2020-03-01 09:00", "v1"], ["R12", "sensitive", "grant", "2020-01-01 09:00", "v1"],
         ["R12", "sensitive", "withdraw", "2021-01-01 09:00", "v1"], ["R12", "sensitive", "grant", "2022-01-01 09:00", "v1"]]
edges_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts", "policy_version"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
other_ = pd.DataFrame({"policy_version": ["v3", "v1", "v2"], "changed_purposes": ["service;sensitive", "", "third_party;sensitive"]})
right_ = "R12 R13 R14 R16 R18 R19".split()
step_ = checks.example("renew_needed", edges_, other_, "sensitive")
step_.mistake(lambda got: "R18" not in got and "R19" in got, "改过几次的目的，要比版本最大的一次；policies 的行不一定按版本排。",
              "of several changes the highest version counts; the rows of policies come in any order.")
step_.mistake([], "policies 换一张表，改过的目的就不同：用参数 policies。", "another table of policies changes other purposes: use the parameter policies.")
for ids_, zh_, en_ in [
    ("R19", "renew 也要看版本：旧版本的 renew 也要重新取得。", "a renew has its version too: one of an old version needs renewal."),
    ("R17", "撤回以后又按新版本同意的，不用再问。", "who agreed anew to the new version need not be asked."),
    ("R16", "看时间最晚一条的版本，不是版本最大的一条；同一天的看几点几分。", "the version of the latest entry counts, not the highest version; on one day look at the clock."),
    ("R15", "已经撤回的没有同意可续。", "who withdrew has no consent to renew."),
    ("R13", "每个目的各看各的最近一条，别的目的的同意不算。", "each purpose has its own latest entry; consent to another one does not help."),
    ("R12", "撤回过、后来又按旧版本同意的，也要重新取得：只看最近一条。", "who withdrew and then agreed anew to an old version needs renewal: the latest entry counts."),
    ("R14", "撤回了别的目的，不影响这个目的。", "withdrawing another purpose changes nothing here."),
]:
    step_.mistake(lambda got: any((key in list(got)) != (key in right_) for key in ids_.split()), zh_, en_)
step_.mistake(lambda got: sorted(got) == right_ and list(got) != right_, "编号要从小到大排。", "sort the ids, smallest first.")
step_.expect(right_, because=("换一张 policies 和一个目的，也照同一条规则。", "The same rule holds for other policies and another purpose."))
real_, rules_ = cases.load("ctrip", "crm_consent_log"), cases.load("ctrip", "crm_policies")
real_ = real_[real_["rec_id"].str.endswith("3")].head(120).reset_index(drop=True)
for purpose_ in ("profiling", "third_party"):
    checks.agree("renew_needed", reference.renew_needed, real_, rules_, purpose_, case=("换成真实的记录和目的", "real entries and another purpose"))
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 5　{task}（{points} 分）
#
# **做什么**　下一格印出一份客户分类服务合同的 16 条条款。给每条写上它属于合同的第几条，放进字典 `articles`，例如 `articles = {"CL01": 1, ...}`。
#
# **为什么**　把客户资料交给别的公司处理，要看清合同：谁保密，谁赔偿，结束以后资料怎么办。
#
# | 条 | 内容 | 条 | 内容 |
# |---|---|---|---|
# | 1 | 服务内容 | 5 | 违约责任 |
# | 2 | 服务期限 | 6 | 变更和解除（含不可抗力、结束后的处理） |
# | 3 | 服务费用 | 7 | 争议解决（协商、诉讼） |
# | 4 | 双方的权利和义务 | 8 | 其他 |
#
# 甲方是委托方，乙方是受托方。条款是本课程自编的。
#
# **样例**　租房合同：“每月五日交租”属于费用，“漏水不修要赔偿”属于违约责任，“租到年底”属于期限。

# %%
clauses = cases.load("ctrip", "contract_clauses").head(16).set_index("clause_id")["text_" + keguan.style.language()]
print("\n".join(f"{name}  {text}" for name, text in clauses.items()))

# %% [markdown] hint=1
# 先挑最明显的：讲钱的、讲起止时间的、讲打官司的。

# %% [markdown] hint=2
# “应当”“保证”“有权”多半是权利义务；“逾期”“泄露”以后怎么赔，是违约责任；“不可抗力”“结束后”属于变更和解除。

# %% [markdown] hint=3
# 逾期付款要付违约金：讲的是钱，归的是违约责任。第一次交付的时间、开始工作的时间，都归服务期限。

# %% answer="contract"
articles = None  # 把 None 换成字典：CL01 到 CL16 各一个数字
### BEGIN SOLUTION
numbers = [1, 6, 4, 3, 1, 2, 6, 8, 4, 3, 2, 4, 7, 5, 2, 7]
articles = {f"CL{place:02d}": number for place, number in enumerate(numbers, start=1)}
### END SOLUTION

# %% check="contract-articles" points=5
got_ = checks.variable("articles").got
checks.that(isinstance(got_, dict) and set(got_) == {f"CL{place:02d}" for place in range(1, 17)}, "articles",
            "要一个字典，键是 CL01 到 CL16。", "give a dict with the keys CL01 to CL16.")
got_ = {clause: str(number).strip().removesuffix(".0") for clause, number in got_.items()}
checks.that(set(got_.values()) <= set("12345678"), "articles", "值是 1 到 8 的数字。", "the values are numbers from 1 to 8.")
checks.answered("articles")
### BEGIN HIDDEN TESTS
right_ = dict(zip(sorted(got_), [1, 6, 4, 3, 1, 2, 6, 8, 4, 3, 2, 4, 7, 5, 2, 7]))
for clause_, zh_, en_ in [
    ("CL14", "讲的是逾期以后怎么办，归违约责任。", "it says what follows from paying late: breach."),
    ("CL03", "保密是乙方的义务。", "confidentiality is a duty of party B."),
    ("CL02", "合作结束以后的事，归变更和解除。", "what happens after the end belongs to change and termination."),
    ("CL15", "什么时候开始，归服务期限。", "when work starts is the term."),
    ("CL01", "培训是乙方提供的服务，归服务内容。", "training is a part of the service."),
    ("CL04", "讲的是什么时候付钱，归服务费用。", "it says when to pay: fees."),
    ("CL05", "服务范围归服务内容。", "the scope belongs to the service."),
    ("CL06", "什么时候第一次交付，归服务期限。", "when to deliver first is the term."),
    ("CL07", "不可抗力归变更和解除。", "force majeure belongs to change and termination."),
    ("CL08", "附件的效力，前七条都不讲，归其他。", "the force of annexes fits none of the first seven: other."),
    ("CL09", "“保证”说的是乙方的义务。", "a guarantee is a duty of party B."),
    ("CL10", "差旅支出由谁付，归服务费用。", "who pays for travel belongs to the fees."),
    ("CL11", "期满以后续多久，归服务期限。", "for how long it is renewed is the term."),
    ("CL12", "“应当提供”说的是甲方的义务。", "what party A shall provide is a duty."),
    ("CL13", "诉讼期间的事，归争议解决。", "what holds during a lawsuit belongs to disputes."),
    ("CL16", "败诉以后谁付律师费，归争议解决。", "who pays after a lost lawsuit belongs to disputes."),
]:
    checks.that(got_[clause_] == str(right_[clause_]), "articles", f"{clause_}：{zh_}", f"{clause_}: {en_}")
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 6　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `withdrawn(log, today)`：给过的同意**全部**撤回了的表单，返回 `rec_id` 列表，从小到大；
# - `must_delete(forms, log, today)`：必须删除的表单和理由，返回字典：`rec_id` → `"withdrawn"`、`"service_ended"` 或 `"expired"`。不用删的，不写进去。
#
# **为什么**　个人信息保护法第四十七条（事实编号 P03）：目的已经实现或不再需要、停止服务或保存期限届满、个人撤回同意、违法处理，都应当删除。企业要主动删，不能等客户来催。
#
# **规则（本课程约定，先看前面的理由，对上一个就停）**
#
# - `withdrawn`：到 `today` 结束时，这张表单给过的每一个目的，按 `ts` 最晚的一条都是 `withdraw`。只撤回了营销、服务还同意的，不删。从来没有给过同意的，不算撤回。记录里，每一次撤回以前都给过那个目的的同意。
# - `service_ended`：填了 `service_ended_at`，而且不晚于 `today`（当天也算结束）。
# - `expired`：填了 `keep_until`，而且早于 `today`（最后一天当天还可以保存）。
# - 两列日期是字符串，写成 `2026-06-30` 的样子，没有填的是 `""`。法律、行政法规规定要继续保存的，另行处理，这里不考虑。
#
# **样例**　三个仓库的灯：全都关了，才锁门。

# %%
lamps = pd.DataFrame({"store": ["A", "A", "B", "B"], "lamp": ["off", "off", "off", "on"]})
print((lamps["lamp"] == "off").groupby(lamps["store"]).all().to_dict())
print("2026-06-30" <= f"{today:%Y-%m-%d}", "" < "2026-06-30")

# %% [markdown] hint=1
# “最后一条”是每张表单、每个目的各有一条。先把它们找出来，再看是不是全都是撤回。

# %% [markdown] hint=2
# `groupby(["rec_id", "purpose"])["action"].last()` 得到每个目的的最后一条，再 `groupby("rec_id")` 看 `.all()`。空文字比任何日期都小，比较以前先排除。

# %% [markdown] hint=3
# ```python
# last = log[log["ts"] < today + pd.Timedelta(days=1)].sort_values("ts").groupby(["rec_id", "purpose"])["action"].last()
# gone = (last == "withdraw").groupby("rec_id").all()
#
# day = f"{today:%Y-%m-%d}"
# reason = np.select([forms["rec_id"].isin(...), (end != "") & (end <= day), (keep != "") & (...)], [..., ..., ...], "")
# ```

# %% contract=true
forms = Table("ctrip/crm_raw", "service_ended_at keep_until", key="rec_id", rec_id=Text("R[0-9]+"))
log = Table("ctrip/crm_consent_log", "purpose action ts", rec_id=Text("R[0-9]+"))
today = Moment(day=True)

# %% answer="deletion"
def withdrawn(log, today):
    """同意全部撤回了的 rec_id：列表，从小到大。"""
    ### BEGIN SOLUTION
    seen = log[log["ts"] < today + pd.Timedelta(days=1)].sort_values("ts")
    last = seen.groupby(["rec_id", "purpose"])["action"].last()
    gone = (last == "withdraw").groupby("rec_id").all()
    return sorted(gone.index[gone])
    ### END SOLUTION

def must_delete(forms, log, today):
    """必须删除的表单和理由：字典，rec_id → 理由。"""
    ### BEGIN SOLUTION
    day, end, keep = f"{today:%Y-%m-%d}", forms["service_ended_at"], forms["keep_until"]
    tests = [forms["rec_id"].isin(withdrawn(log, today)), (end != "") & (end <= day), (keep != "") & (keep < day)]
    reason = np.select(tests, ["withdrawn", "service_ended", "expired"], "")
    return {rec_id: why for rec_id, why in zip(forms["rec_id"], reason) if why}
    ### END SOLUTION

# %% check="deletion-withdrawn" points=5
rows_ = [["R1", "marketing", "withdraw", "2026-02-01"], ["R1", "marketing", "grant", "2026-01-01"], ["R2", "service", "grant", "2026-01-01"],
         ["R2", "marketing", "grant", "2026-01-01"], ["R2", "marketing", "withdraw", "2026-02-01"], ["R3", "service", "grant", "2026-01-01"],
         ["R3", "service", "withdraw", "2026-02-01"], ["R3", "service", "renew", "2026-03-01"], ["R4", "service", "grant", "2026-01-01"],
         ["R4", "service", "withdraw", "2026-07-05"], ["R5", "service", "grant", "2026-01-01"], ["R5", "marketing", "grant", "2026-01-01"],
         ["R5", "service", "withdraw", "2026-06-30"], ["R5", "marketing", "withdraw", "2026-06-30"]]
tiny_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"])
tiny_["ts"] = pd.to_datetime(tiny_["ts"]) + pd.Timedelta(hours=15)
step_ = checks.example("withdrawn", tiny_, pd.Timestamp("2026-06-30"))
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: any(not str(key).startswith("R") for key in list(got)), "要 rec_id 的列表；如果它在 Series 的索引里，用 .index 取出来。",
              "give a list of rec_id; if they are the index of a Series, take .index.")
step_.mistake([], "一张也没有找到：先按 ts 排序，再看给过同意的每个目的（没有给过的不看），最后一条是不是撤回。", "none was found: sort by ts, and ask of each purpose that was granted whether its last entry is a withdrawal.")
for ids_, zh_, en_ in [("R1 R2 R3 R5", "撤回过不等于全部撤回：每个目的看最后一条。", "having withdrawn once is not having withdrawn all."),
                       ("R1 R3 R5", "撤回以后又重新同意（renew）的不删：看最后一条。", "who agreed anew (renew) after withdrawing is kept: the latest entry counts."),
                       ("R1 R2 R5", "只撤回了营销的不删：别的目的还同意。", "who withdrew one purpose only still agrees to others."),
                       ("R5", "R1 漏了：记录不是按时间排的，先按 ts 排；给过的目的都要看，不只看 service。", "R1 is missing: the log is not in order of time, so sort by ts; look at every purpose, not at service alone."),
                       ("R1", "today 当天撤回的也算。", "a withdrawal on the day itself counts."),
                       ("R4", "反了：最后一条是 withdraw 才是撤回，grant 是同意。", "reversed: withdraw as the last entry is a withdrawal, grant is consent."),
                       ("R1 R4 R5", "today 以后的记录不算。", "entries after that day do not count."),
                       ("R1 R2 R4 R5", "grant 也是同意：最后一条是 grant 的目的还同意着。", "grant is consent too: a purpose whose last entry is grant is still agreed to."),
                       ("R2 R3 R4", "反了：这些还有同意。", "reversed: these still have a consent.")]:
    step_.mistake(ids_.split(), zh_, en_)
step_.mistake(lambda got: sorted(got) == ["R1", "R5"] != list(got), "编号要从小到大排。", "sort the ids, smallest first.")
### END HIDDEN TESTS
for key_, zh_, en_ in [("R1", "R1 按时间排，最后一条是撤回，要列进来。", "in order of time the last entry of R1 is a withdrawal: it belongs here."), ("R2", "R2 撤回了 marketing，service 还同意，不列。", "R2 withdrew marketing but agrees to service."),
                       ("R3", "R3 撤回以后又 renew，还同意，不列。", "R3 renewed after withdrawing."), ("R4", "R4 在 today 以后才撤回，不列。", "R4 withdrew after that day."),
                       ("R5", "R5 两个目的都在 today 当天撤回，要列进来。", "R5 withdrew both purposes on the day itself: it belongs here.")]:
    step_.mistake(lambda got: (key_ in list(got)) != (key_ in "R1 R5"), zh_, en_)
step_.expect(["R1", "R5"], because=("rec_id 的列表，从小到大，每个写一次。", "A list of rec_id, smallest first, each once."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["R19", "service", "withdraw", "2025-09-30 23:59"], ["R19", "service", "grant", "2025-01-01 10:00"],
         ["R18", "service", "withdraw", "2025-10-01 00:00"], ["R18", "service", "grant", "2025-01-01 10:00"],
         ["R17", "marketing", "grant", "2025-01-01 10:00"], ["R17", "marketing", "renew", "2025-02-01 10:00"],
         ["R17", "marketing", "withdraw", "2025-03-01 10:00"], ["R16", "service", "grant", "2025-03-01 18:00"],
         ["R16", "service", "withdraw", "2025-03-01 09:00"], ["R16", "service", "grant", "2025-01-01 10:00"],
         ["R15", "profiling", "withdraw", "2025-03-01 10:00"], ["R15", "contract", "grant", "2025-01-01 10:00"],
         ["R15", "profiling", "grant", "2025-01-01 10:00"], ["R14", "service", "withdraw", "2025-03-01 10:00"],
         ["R14", "service", "grant", "2025-01-01 10:00"], ["R14", "marketing", "grant", "2025-11-01 10:00"],
         ["R13", "service", "grant", "2025-12-01 10:00"], ["R13", "service", "withdraw", "2025-12-05 10:00"],
         ["R12", "sensitive", "withdraw", "2025-02-01 10:00"], ["R12", "sensitive", "grant", "2025-01-01 10:00"]]
edges_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
right_ = "R12 R14 R17 R19".split()
step_ = checks.example("withdrawn", edges_, pd.Timestamp("2025-09-30"))
for ids_, zh_, en_ in [
    ("R12", "什么目的都要看，不只营销和服务。", "every purpose counts, not marketing and service alone."),
    ("R13", "按参数 today 那一天来看：那一天以后才有记录的，还没有给过同意。", "judge by the parameter today: with all entries after it there was no consent yet."),
    ("R19", "today 当天最后一刻的撤回也算。", "a withdrawal in the last minute of the day counts."),
    ("R18", "第二天零点已经是 today 以后。", "midnight of the next day is after that day."),
    ("R17", "同意过两次、撤回了一次，也是撤回：看最后一条，不数次数。", "two consents and one withdrawal is withdrawn: take the latest, do not count."),
    ("R16", "同一天先撤回、后同意的，看几点几分。", "withdrawn and agreed on one day: look at the clock."),
    ("R15", "还有一个目的同意着，就不删。", "who still agrees to another purpose is kept."),
    ("R14", "today 以后才给的同意不算。", "consent given after that day does not count."),
]:
    step_.mistake(lambda got: any((key in list(got)) != (key in right_) for key in ids_.split()), zh_, en_)
step_.mistake(lambda got: sorted(got) == right_ and list(got) != right_, "编号要从小到大排。", "sort the ids, smallest first.")
step_.expect(right_)
step_ = checks.example("withdrawn", edges_, pd.Timestamp("2025-09-29"))
step_.mistake(right_, "同一个月里也要看日子：today 是 29 日，30 日的记录不算。", "days count within a month too: on the 29th an entry of the 30th does not.")
step_.expect("R12 R14 R17".split())
real_ = cases.load("ctrip", "crm_consent_log")
gone_ = real_.loc[real_["action"] == "withdraw", "rec_id"].unique()[::6]
real_ = real_[real_["rec_id"].isin(gone_[:50])].reset_index(drop=True)
checks.agree("withdrawn", reference.withdrawn, real_, pd.Timestamp("2025-12-31"), case=("换成真实的记录和日期", "real entries and another day"))
### END HIDDEN TESTS

# %% check="deletion-list" points=5
tiny_ = pd.DataFrame([["R1", "2026-05-01", ""], ["R2", "2026-06-30", ""], ["R3", "2026-07-01", ""], ["R4", "", "2026-06-30"],
                      ["R5", "", "2026-06-29"], ["R6", "2026-01-01", "2026-01-01"], ["R7", "", ""], ["R8", "", "2026-07-01"]],
                     columns=["rec_id", "service_ended_at", "keep_until"])
said_ = pd.DataFrame([["R1", "service", "grant", "2026-01-01"], ["R1", "service", "withdraw", "2026-03-01"], ["R7", "service", "grant", "2026-01-01"]],
                     columns=["rec_id", "purpose", "action", "ts"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
step_ = checks.example("must_delete", tiny_, said_, pd.Timestamp("2026-06-30"))
names_ = {"w": "withdrawn", "s": "service_ended", "e": "expired"}
step_.mistake(lambda got: not hasattr(got, "keys") or isinstance(got, pd.DataFrame), "要一个字典：rec_id → 理由。", "give a dict: rec_id to reason.")
step_.mistake(lambda got: set(got.keys()) & {*names_.values()}, "键和值弄反了：键是 rec_id，值是理由。", "keys and values are swapped: rec_id is the key.")
step_.mistake(lambda got: any(not str(key).startswith("R") for key in got.keys()), "键是 rec_id，例如 R1，不是行号。", "the keys are rec_id such as R1, not numbers of rows.")
step_.mistake(lambda got: any(why == "" or pd.isna(why) for why in got.values()), "不用删的，不要写进去。", "leave out what need not be deleted.")
step_.mistake(lambda got: set(got.values()) - {*names_.values()}, "理由只有 withdrawn、service_ended、expired，按规则写英文。", "the reasons are withdrawn, service_ended and expired, spelt as in the rule.")
### BEGIN HIDDEN TESTS
for text_, zh_, en_ in [("1s 2s 5e 6s", "先看撤回，再看服务结束：先对上的算数。", "withdrawal comes first: the first reason that holds counts."),
                        ("1w 2s 5e 6e", "先看服务结束，再看期限：先对上的算数。", "the end of service comes before the storage period."),
                        ("1w 5e 6s", "服务结束的当天也算结束。", "the service has ended on the day itself."),
                        ("1w 2s 4e 5e 6s", "保存期限的最后一天还可以保存。", "on the last day it may still be stored."),
                        ("1w 2s 3e 4s 5s 6s 7s 8s", "没有填日期的也删了：空字符串比任何日期都小。", "empty dates were taken for old ones."),
                        ("1w 2s 4s 5s 6s 7s 8s", "没有填日期的也删了：空字符串比任何日期都小。", "empty dates were taken for old ones."),
                        ("1w 2s 3e 5e 6s 7e", "没有填日期的也删了：空字符串比任何日期都小。", "empty dates were taken for old ones."),
                        ("1w 2s 4e 5e 6s 8e", "保存期限还没有到的不删。", "a form whose storage period is not over is kept."),
                        ("1w 4s 5s 6s", "两列弄反了：service_ended_at 是服务结束，keep_until 是保存期限。", "the columns are swapped: service_ended_at is the end of service, keep_until the storage period."),
                        ("1w 2s 6s 8e", "期限比反了：keep_until 早于 today 才是过期。", "reversed: expired means keep_until is before today."),
                        ("1w 3s", "服务比反了：service_ended_at 不晚于 today 才是结束。", "reversed: ended means service_ended_at is not after today."),
                        ("1w 5e 6e", "service_ended 这条理由没有用上。", "the reason service_ended is not used."),
                        ("1w 5e", "service_ended 这条理由没有用上。", "the reason service_ended is not used."),
                        ("1w 2s 6s", "expired 这条理由没有用上，或者只比了月份：R5 的期限昨天到了。", "the reason expired is not used, or months alone are compared: the storage of R5 ended yesterday."),
                        ("2s 5e 6s", "withdrawn 这条理由没有用上。", "the reason withdrawn is not used."),
                        ("1w 2s 3s 5e 6s", "服务还没有结束的不删。", "a service that has not ended yet is kept.")]:
    step_.mistake({f"R{item[0]}": names_[item[1]] for item in text_.split()}, zh_, en_)
### END HIDDEN TESTS
for key_, why_, zh_, en_ in [("R1", "withdrawn", "R1 的同意全部撤回了，先写这条理由。", "R1 has withdrawn every consent: this reason comes first."), ("R2", "service_ended", "R2 的服务在 today 当天结束，也算结束。", "the service of R2 ends on the day itself: it has ended."),
                             ("R3", "", "R3 的服务 today 以后才结束，不删。", "the service of R3 ends after today: keep it."), ("R4", "", "R4 的保存期限最后一天是 today，还可以保存。", "today is the last day of storage for R4: keep it."),
                             ("R5", "expired", "R5 的保存期限昨天到了，要删，理由是过期。", "the storage period of R5 ended yesterday: expired."), ("R6", "service_ended", "R6 服务结束了，期限也过了，先写服务结束。", "R6 has ended and expired: the end of service comes first."),
                             ("R7", "", "R7 没有填日期，也没有撤回，不删。", "R7 has no dates and has not withdrawn: keep it."), ("R8", "", "R8 的保存期限还没有到，不删。", "the storage period of R8 is not over: keep it.")]:
    step_.mistake(lambda got: dict(got).get(key_, "") != why_, zh_, en_)
step_.expect({"R1": "withdrawn", "R2": "service_ended", "R5": "expired", "R6": "service_ended"})
### BEGIN HIDDEN TESTS
### REFERENCE
kinds_ = [
    ("R19", "2025-06-01", "", "service_ended", "换一个 today，要按那一天来判断：服务在当天结束。", "with another today judge by that day: the service ends on it."),
    ("R18", "2025-06-02", "", "", "服务在 today 的第二天才结束，还不删：按参数 today 来看。", "the service ends the day after: keep it, and go by the parameter today."),
    ("R17", "", "2025-05-31", "expired", "期限的最后一天是 today 的前一天，已经过了。", "the last day of storage was the day before: it is over."),
    ("R16", "", "2025-06-01", "", "期限的最后一天当天还可以保存，按参数 today 来看。", "on the last day it may still be stored; go by the parameter today."),
    ("R15", "2025-07-01", "2025-05-01", "expired", "服务还没有结束，但期限过了：接着看下一条理由。", "the service goes on but storage is over: go on to the next reason."),
    ("R14", "", "2025-01-01", "withdrawn", "撤回了，期限也过了：先看撤回。", "withdrawn and expired: withdrawal comes first."),
    ("R13", "2025-01-01", "2025-01-01", "withdrawn", "三条理由都对上，写第一条。", "where all three hold give the first."),
    ("R12", "2025-01-01", "2025-05-01", "service_ended", "服务结束了，期限也过了：先看服务。", "ended and expired: the end of service comes first."),
    ("R11", "", "", "", "撤回以后又同意的，不删。", "who agreed anew after withdrawing is kept."),
    ("R10", "", "", "", "today 以后才撤回的，还不删：撤回也按参数 today 来看。", "who withdraws after that day is kept: judge withdrawal by the parameter today as well."),
]
edges_ = pd.DataFrame({"keep_until": [kind[2] for kind in kinds_], "rec_id": [kind[0] for kind in kinds_], "service_ended_at": [kind[1] for kind in kinds_]})
rows_ = [["R13", "service", "withdraw", "2025-02-01"], ["R13", "service", "grant", "2025-01-01"], ["R14", "marketing", "withdraw", "2025-05-01"],
         ["R14", "marketing", "grant", "2025-01-01"], ["R11", "service", "grant", "2025-03-01"], ["R11", "service", "withdraw", "2025-02-01"],
         ["R11", "service", "grant", "2025-01-01"], ["R99", "service", "grant", "2025-01-01"], ["R99", "service", "withdraw", "2025-02-01"],
         ["R10", "service", "grant", "2025-01-01"], ["R10", "service", "withdraw", "2025-07-05"]]
said_ = pd.DataFrame(rows_, columns=["rec_id", "purpose", "action", "ts"]).assign(ts=lambda table: pd.to_datetime(table["ts"]))
step_ = checks.example("must_delete", edges_, said_, pd.Timestamp("2025-06-01"))
step_.mistake(lambda got: "R99" in got, "只列 forms 里有的表单，log 里可能还有别的。", "list forms of the table forms only; the log may have others.")
for key_, _, _, why_, zh_, en_ in kinds_:
    step_.mistake(lambda got: got.get(key_, "") != why_, zh_, en_)
step_.expect({kind[0]: kind[3] for kind in kinds_ if kind[3]})
real_, said_ = cases.load("ctrip", "crm_raw")[::30].reset_index(drop=True), cases.load("ctrip", "crm_consent_log")
said_ = said_[said_["rec_id"].isin(real_["rec_id"])].reset_index(drop=True)
checks.agree("must_delete", reference.must_delete, real_, said_, cases.reference_date("ctrip"), case=("换成真实的表单和记录", "real forms and entries"))
### END HIDDEN TESTS

# %% [markdown]
# **接着想**　同一个人登记过两次，只在一张表单上撤回了同意。删哪几张？所以依法删除以前，要先把重复的找出来。

# %% [markdown]
# ## 任务 7　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `same_pairs(table, columns)`：在 `columns` 这几列上**全部**相同的表单对，返回列表，每一对写成 `("R1", "R3")`，编号小的在前；
# - `score(found, truth)`：`found` 是找到的对，`truth` 是真正重复的对，返回字典 `{"recall": …, "precision": …}`。
#
# **为什么**　规则太严，重复的找不全；规则太松，把两个人并成一个人。一级一级放宽，每一级都量一量，就是“梯子”。
#
# **规则**
#
# - 每一列都要有内容才算相同：有一列是 `""`，这张表单就不参加这次匹配。
# - 三张表单两两相同，是三对。一对只写一次，各对的顺序不限；整个写成集合、一对写成列表也可以。
# - 查全率 `recall` = 找对的对数 ÷ 真正重复的对数；查准率 `precision` = 找对的对数 ÷ 找到的对数。分母是 0 时，写 0。四舍五入的话，保留三位小数。
#
# **样例**　从三个人里挑出所有的两人组合；两个集合的交集。

# %%
from itertools import combinations

print(list(combinations(["a", "b", "c"], 2)))
print({("a", "b"), ("b", "c")} & {("b", "c"), ("a", "c")})

# %% [markdown] hint=1
# 先把相同的表单放进同一堆，再在每一堆里两两配对。

# %% [markdown] hint=2
# 先筛掉有空字符串的行，再按 `columns` 分组；每组的 `rec_id` 排好序，交给 `combinations(..., 2)`。

# %% [markdown] hint=3
# ```python
# filled = table[(table[columns] != "").all(axis=1)]
# for _, group in filled.groupby(columns):
#     pairs += combinations(sorted(group["rec_id"]), ...)
#
# hits = len(set(found) & set(truth))
# return {"recall": hits / len(...) if truth else 0, "precision": ...}
# ```

# %% contract=true
table = Table(rec_id=Text("R[0-9]+"), key="rec_id")
columns = Listed(Text(empty=False))
found = truth = Listed(Tuple(Text("R[0-9]+"), Text("R[0-9]+")))

# %% answer="ladder"
from itertools import combinations

def same_pairs(table, columns):
    """在 columns 上全部相同的表单对：列表，每一对编号小的在前。"""
    ### BEGIN SOLUTION
    filled = table[(table[columns] != "").all(axis=1)]
    groups = filled.groupby(columns)["rec_id"]
    return [pair for _, ids in groups for pair in combinations(sorted(ids), 2)]
    ### END SOLUTION

def score(found, truth):
    """查全率和查准率：字典，键是 recall 和 precision。"""
    ### BEGIN SOLUTION
    hits = len(set(found) & set(truth))
    return {"recall": hits / len(truth) if truth else 0, "precision": hits / len(found) if found else 0}
    ### END SOLUTION

# %% check="ladder-pairs" points=6
def listed_(got):
    return got if isinstance(got, (int, float, np.number)) else sorted(" ".join(map(str, pair)) for pair in got)


tiny_ = pd.DataFrame([["R3", "139", "li na"], ["R1", "139", "li na"], ["R2", "139", "li bo"], ["R4", "", "he bo"], ["R5", "", "he bo"],
                      ["R6", "138", ""], ["R7", "138", ""]], columns=["rec_id", "phone", "name"])
pairs_ = {"R1 R2", "R1 R3", "R2 R3", "R6 R7"}
step_ = checks.example("same_pairs", tiny_, ["phone"], read=listed_)
step_.mistake(lambda got: not isinstance(got, list), "要表单对的列表，不是对数。", "give a list of pairs, not how many there are.")
step_.mistake(lambda got: any(pair.startswith("R ") for pair in got), "一对是两个编号，写成 (\"R1\", \"R3\")，不是一个字符串。", "a pair is two ids, (\"R1\", \"R3\"), not one text.")
step_.mistake(lambda got: any(len(pair.split()) != 2 for pair in got), "每一对正好两张表单：三张相同写成三对，不写成一组。", "a pair is two forms: three equal ones are three pairs, not one group.")
step_.mistake(lambda got: any(pair[0] != "R" for pair in got), "每一对写两个 rec_id，例如 (\"R1\", \"R3\")。", "a pair is two rec_id, for example (\"R1\", \"R3\").")
step_.mistake(lambda got: any(len(set(pair.split())) == 1 for pair in got), "自己和自己不算一对。", "a form does not make a pair with itself.")
step_.mistake(lambda got: len({" ".join(sorted(pair.split())) for pair in got}) * 2 == len(got), "一对只写一次，正着写了就不再反着写。", "write each pair once, not both ways round.")
step_.mistake(lambda got: len(got) > len(set(got)), "一对只写一次。", "write each pair once.")
step_.mistake(lambda got: any(pair != " ".join(sorted(pair.split())) for pair in got), "每一对里编号小的在前。", "in each pair the smaller id comes first.")
### BEGIN HIDDEN TESTS
step_.mistake(lambda got: "R1 R6" in got, "手机号不同也配成了一对：先按 columns 分组，组里才两两配对。", "forms with different mobile numbers are paired: group by columns, then pair within a group.")
### END HIDDEN TESTS
step_.mistake(lambda got: "R4 R5" in got, "手机号都是空的，不算相同。", "empty mobile numbers are not the same.")
step_.mistake(lambda got: "R6 R7" not in got, "只看 columns 里的列，别的列空着没关系。", "only the columns named count; another one may be empty.")
step_.mistake(lambda got: pairs_ - set(got), "三张两两相同是三对，漏了一对；它们在表里不一定挨着。", "three equal forms make three pairs; one is missing. They need not be neighbours.")
step_.expect(sorted(pairs_), because=("R1、R2、R3 两两相同是三对，R6、R7 一对。", "R1, R2, R3 make three pairs, R6 and R7 one."))
step_ = checks.example("same_pairs", tiny_, ["phone", "name"], read=listed_)
step_.mistake(["R1 R2", "R1 R3", "R2 R3"], "几列都要比，不能只比一列。", "compare all columns, not one of them.")
step_.mistake(lambda got: "R1 R2" in got, "几列要同时相同，不是有一列相同就行。", "all columns must agree, not any of them.")
step_.mistake(lambda got: {"R4 R5", "R6 R7"} & set(got), "columns 里有一列是空的，这张表单就不参加匹配。", "a form with any of these columns empty takes no part.")
step_.expect(["R1 R3"], because=("手机号和姓名都相同、都不空的，只有 R1 和 R3。", "R1 and R3 alone agree in mobile number and name, with nothing empty."))
### BEGIN HIDDEN TESTS
### REFERENCE
rows_ = [["R19", "ab", "c", "x"], ["R18", "b", "ca", "x"], ["R17", "Li Na", "q", "y"], ["R16", "li na", "q", "y"], ["R15", "139", "s", "z"],
         ["R14", "1390", "s", "z"], ["R13", "w", "w", "w"], ["R12", "w", "w", "w"], ["R11", "w", "w", "w"], ["R10", "w", "w", "w"],
         ["R24", "k", "m", ""], ["R23", "k", "m", ""], ["R22", "n", "o", "p"], ["R21", "o", "n", "p"],
         ["R32", "v", "g", "t"], ["R31", "v", "h", "u"]]
edges_ = pd.DataFrame(rows_, columns=["rec_id", "one", "two", "three"])
four_ = {"R10 R11", "R10 R12", "R10 R13", "R11 R12", "R11 R13", "R12 R13"}
step_ = checks.example("same_pairs", edges_, ["two", "one"], read=listed_)
for pairs_, zh_, en_ in [
    ({"R31 R32"}, "几列都要各自相同，不能只比最后一列。", "all columns must agree, not the last one alone."),
    ({"R18 R19"}, "每一列都要各自相同，不能拼成一串再比。", "each column must agree by itself; do not join them into one text."),
    ({"R16 R17"}, "要完全相同，大写和小写不同就不算。", "texts must be equal; capitals make a difference."),
    ({"R14 R15"}, "要完全相同，一个包含另一个不算。", "texts must be equal; one inside another is not."),
    ({"R21 R22"}, "同一列才能比，不要拿一列去比另一列。", "compare a column with itself, not with another one."),
]:
    step_.mistake(lambda got: pairs_ & set(got), zh_, en_)
step_.mistake(lambda got: "R23 R24" not in got, "只看 columns 里的列，别的列空着没关系。", "only the columns named count; another one may be empty.")
step_.mistake(lambda got: four_ - set(got), "四张表单两两相同，是六对。", "four equal forms make six pairs.")
step_.mistake(lambda got: len(got) > len(set(got)), "一对只写一次。", "write each pair once.")
step_.mistake(lambda got: any(pair != " ".join(sorted(pair.split())) for pair in got), "每一对里编号小的在前，表不一定按编号排好。", "in each pair the smaller id comes first, whatever the order of rows.")
step_.expect(sorted(four_ | {"R23 R24"}), because=("换了 columns，就只按这几列比。", "With other columns these alone are compared."))
step_ = checks.example("same_pairs", edges_, ["three"], read=listed_)
step_.mistake(lambda got: "R23 R24" in got, "columns 换了，要看的列就换了：空着的不参加。", "other columns, other blanks: an empty one takes no part.")
step_.expect(sorted(four_ | {"R18 R19", "R16 R17", "R14 R15", "R21 R22"}), because=("columns 只有一列时，就比这一列。", "With one column this one is compared."))
real_ = cases.load("ctrip", "crm_raw")
real_ = real_[real_["mobile"].str[-4:-2].isin(["05", "17"])].reset_index(drop=True)
for columns_ in (["mobile"], ["name", "city"]):
    checks.agree("same_pairs", reference.same_pairs, real_, columns_, read=listed_, case=("换成真实的表单", "real forms"))
### END HIDDEN TESTS

# %% check="ladder-score" points=4
found_, truth_ = [("R1", "R2"), ("R1", "R3"), ("R4", "R5"), ("R6", "R7")], [("R1", "R2"), ("R8", "R9"), ("R4", "R5"), ("R2", "R9"), ("R3", "R8")]
step_ = checks.example("score", found_, truth_)
step_.mistake(lambda got: not hasattr(got, "keys"), "要一个字典，键是 recall 和 precision。", "give a dict with the keys recall and precision.")
step_.mistake(lambda got: set(got.keys()) != {"recall", "precision"}, "字典的键是 recall 和 precision，不多不少。", "the keys of the dict are recall and precision.")
for recall_, precision_, zh_, en_ in [(0.5, 0.4, "两个比例弄反了：查全率的分母是真正重复的对数。", "swapped: recall is divided by the true pairs."),
                                      (2, 2, "这是对数，还要除以分母。", "these are counts; divide them."),
                                      (40, 50, "请写成 0 到 1 之间的小数。", "give numbers between 0 and 1."),
                                      (0.8, 1.25, "要数找对了几对，不是一共找到几对。", "count the pairs that are right, not all that were found."),
                                      (0.6, 0.5, "数的是漏掉的、找错的，要数找对的。", "these are the misses and the wrong ones; count the pairs that are right."),
                                      (2 / 7, 2 / 7, "分母不是两份名单合起来的对数。", "do not divide by the pairs of both lists together."),
                                      (0.4, 0.4, "查准率的分母是找到的对数。", "precision is divided by the pairs found."),
                                      (0.5, 0.5, "查全率的分母是真正重复的对数。", "recall is divided by the true pairs."),
                                      (0, 0, "找对的有两对：对数不是 0，也不要取整。", "two pairs are right: not 0, and do not round to whole numbers."),
                                      (1, 1, "分子只数两份名单里都有的对。", "only pairs that are in both lists count.")]:
    step_.mistake({"recall": recall_, "precision": precision_}, zh_, en_)
step_.mistake(lambda got: abs(got["recall"] - 0.4) > 0.005, "查全率 = 找对的对数 ÷ 真正重复的对数，这里是 2 ÷ 5。", "recall = pairs that are right / true pairs, here 2 / 5.")
step_.mistake(lambda got: abs(got["precision"] - 0.5) > 0.005, "查准率 = 找对的对数 ÷ 找到的对数，这里是 2 ÷ 4。", "precision = pairs that are right / pairs found, here 2 / 4.")
step_.expect({"recall": 0.4, "precision": 0.5}, because=("找对 2 对：2 ÷ 5 和 2 ÷ 4。", "2 pairs are right: 2 / 5 and 2 / 4."))
step_ = checks.example("score", [], truth_, case=("一对也没有找到时，也要返回字典，现在", "an empty list of pairs found, where the dict is wanted too"))
step_.mistake(lambda got: got["precision"] is None or got["precision"] != 0, "一对也没有找到时，查准率的分母是 0，写 0。", "with nothing found the divisor of precision is 0; write 0.")
step_.expect({"recall": 0, "precision": 0}, because=("一对也没有找到：0 ÷ 5 是 0，分母是 0 的写 0。", "Nothing was found: 0 / 5 is 0, and where the divisor is 0 write 0."))
### BEGIN HIDDEN TESTS
### REFERENCE
step_ = checks.example("score", found_[:3], truth_[:1])
step_.mistake(lambda got: abs(got["precision"] - 2 / 3) < 0.01, "要数找对的：两份名单里都有的对，不是多出来的。", "count the pairs that are right, in both lists, not those that are too many.")
step_ = checks.example("score", found_, truth_[::-1])
step_.mistake({"recall": 0, "precision": 0}, "两份名单的顺序可能不同：看这一对在不在，不看排在第几。", "the two lists may be in another order: ask whether a pair is in, not where.")
step_.mistake(lambda got: abs(got["recall"] - 0.4) > 0.005 or abs(got["precision"] - 0.5) > 0.005,
              "两份名单的顺序可能不同：看这一对在不在，不看排在第几。", "the two lists may be in another order: ask whether a pair is in, not where.")
step_.expect({"recall": 0.4, "precision": 0.5})
for some_, known_ in ((found_, []), ([], [])):
    step_ = checks.example("score", some_, known_, case=("哪一个分母是 0，哪一个就写 0，仍要返回字典；现在", "a list without pairs, where the dict is wanted too"))
    step_.mistake(lambda got: any(got[key] is None or got[key] != 0 for key in ("recall", "precision")), "哪一个分母是 0，哪一个就写 0；两个都可能。",
                  "whichever is divided by 0 is written as 0; it may be both.")
    step_.expect({"recall": 0, "precision": 0})
step_ = checks.example("score", found_[:3], truth_[2:])
step_.mistake({"recall": 0.33, "precision": 0.33}, "四舍五入的话，保留三位小数，不是两位。", "if rounded, then to three decimals, not two.", tol=0.001)
for cut_ in (1, 3):
    checks.agree("score", reference.score, found_[:cut_], truth_[cut_ - 1:], tol=0.001, case=("换两份名单、除不尽时", "other lists, with fractions that do not come out even"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `len(same_pairs(forms, ["mobile"]))`，再换成 `["email"]` 比一比。课文末尾的匹配台里，能看到每一级的查全率和查准率。

# %% [markdown]
# ## 做完以后
#
# 重启内核并运行所有单元格，看看做了的任务是不是都打了勾。多练习不用交。
