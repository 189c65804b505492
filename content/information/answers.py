"""Unit `information`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. Most are the right answer with one thing changed;
tests/course/test_wrong_answers.py tries every entry, and the simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, text, wrong

# --- fields (A5.1)

GROUPS = text("""
    personal = {
        "basic": ["name", "mobile", "city"],
        "consumption": ["brands", "amount", "frequency", "payment"],
        "career": ["occupation", "position"],
        "family": ["spouse", "children"],
        "life": ["hobby", "habit", "sport"],
        "education": ["degree", "major"],
        "personality": ["temper", "style"],
    }
    enterprise = {
        "basic": ["company", "code", "founded"],
        "feature": ["scale", "region"],
        "business": ["sales", "capacity", "staff"],
        "trade": ["terms", "credit"],
        "person": ["manager", "prefers"],
    }
    """)

FIELDS = Answers(
    mistakes=[
        wrong(
            "payment among the basics",
            changed(
                GROUPS,
                ('"city"]', '"city", "payment"]'),
                ('"frequency", "payment"]', '"frequency"]'),
            ),
            "fields-personal",
            "怎样花钱",
        ),
        wrong(
            "position as personality",
            changed(GROUPS, (', "position"]', "]"), ('"style"]', '"style", "position"]')),
            "fields-personal",
            "说的是工作",
        ),
        wrong(
            "children under life",
            changed(GROUPS, (', "children"]', "]"), ('"sport"]', '"sport", "children"]')),
            "fields-personal",
            "家里有谁",
        ),
        wrong(
            "habits as personality",
            changed(GROUPS, ('"habit", ', ""), ('"style"]', '"style", "habit"]')),
            "fields-personal",
            "不是个性",
        ),
        wrong(
            "one field forgotten",
            changed(GROUPS, (', "major"]', "]")),
            "fields-personal",
            "18 个字段",
        ),
        wrong(
            "a field twice",
            changed(GROUPS, ('"degree"', '"degree", "occupation"')),
            "fields-personal",
            "放进了两组",
        ),
        wrong(
            "a group forgotten",
            changed(GROUPS, ('"education"', '"school"')),
            "fields-personal",
            "七组的代号",
        ),
        wrong(
            "credit as business",
            changed(GROUPS, (', "credit"]', "]"), ('"staff"]', '"staff", "credit"]')),
            "fields-enterprise",
            "和我们的交易",
        ),
        wrong(
            "manager among the basics",
            changed(GROUPS, ('"founded"]', '"founded", "manager"]'), ('"manager", ', "")),
            "fields-enterprise",
            "单独成组",
        ),
        wrong(
            "size as business",
            changed(GROUPS, ('"scale", ', ""), ('"sales", ', '"sales", "scale", ')),
            "fields-enterprise",
            "归客户特征",
        ),
        wrong(
            "texts for lists",
            changed(GROUPS, ('["name", "mobile", "city"]', '"name mobile city"')),
            "fields-personal",
            "每一组的值是字段名的列表",
        ),
        wrong(
            "a misspelt field",
            changed(GROUPS, ('"mobile"', '"moblie"')),
            "fields-personal",
            "moblie 不是题目里的字段",
        ),
        wrong(
            "temper under career",
            changed(
                GROUPS,
                ('["temper", "style"]', '["style"]'),
                ('"position"]', '"position", "temper"]'),
            ),
            "fields-personal",
            "气质和决策快慢说的是性格",
        ),
        wrong(
            "payment as basic of enterprise",
            changed(GROUPS, ('"terms", "credit"', '"credit"'), ('"region"]', '"region", "terms"]')),
            "fields-enterprise",
            "结算方式和赊账天数",
        ),
        wrong(
            "region as basic",
            changed(
                GROUPS, ('"scale", "region"', '"scale"'), ('"founded"]', '"founded", "region"]')
            ),
            "fields-enterprise",
            "归客户特征",
        ),
        wrong(
            "capacity as feature",
            changed(
                GROUPS, ('"sales", "capacity"', '"sales"'), ('"region"]', '"region", "capacity"]')
            ),
            "fields-enterprise",
            "归业务状况",
        ),
        wrong(
            "prefers as trade",
            changed(
                GROUPS, ('"manager", "prefers"', '"manager"'), ('"credit"]', '"credit", "prefers"]')
            ),
            "fields-enterprise",
            "负责人的信息单独成组",
        ),
        wrong(
            "occupation as basic",
            changed(GROUPS, ('["occupation", ', "["), ('"city"]', '"city", "occupation"]')),
            "fields-personal",
            "职业和职位说的是工作",
        ),
        wrong(
            "style of deciding under life",
            changed(GROUPS, (', "style"]', "]"), ('"sport"]', '"sport", "style"]')),
            "fields-personal",
            "style：气质和决策快慢",
        ),
        wrong(
            "spouse among the basics",
            changed(GROUPS, ('"spouse", ', ""), ('"city"]', '"city", "spouse"]')),
            "fields-personal",
            "spouse：配偶和子女",
        ),
    ],
    unusual=[
        right(
            "the lesson's table from field to group, turned round",
            """
            groups = {
                "name": "basic", "mobile": "basic", "city": "basic",
                "brands": "consumption", "amount": "consumption", "frequency": "consumption",
                "payment": "consumption", "occupation": "career", "position": "career",
                "spouse": "family", "children": "family", "hobby": "life", "habit": "life",
                "sport": "life", "degree": "education", "major": "education",
                "temper": "personality", "style": "personality",
            }
            firm = {
                "company": "basic", "code": "basic", "founded": "basic", "scale": "feature",
                "region": "feature", "sales": "business", "capacity": "business",
                "staff": "business", "terms": "trade", "credit": "trade", "manager": "person",
                "prefers": "person",
            }
            personal = pd.Series(groups).groupby(pd.Series(groups)).groups
            personal = {group: list(names) for group, names in personal.items()}
            enterprise = {group: [] for group in firm.values()}
            for name, group in firm.items():
                enterprise[group].append(name)
            """,
            taught='groups = {"company": "基本信息", "scale": "客户特征"',
        ),
        right("tuples", GROUPS.replace("[", "(").replace("]", ")")),
        right(
            "split texts",
            """
            personal = {
                "basic": "city name mobile".split(),
                "consumption": "payment brands amount frequency".split(),
                "career": "position occupation".split(),
                "family": "children spouse".split(),
                "life": "sport hobby habit".split(),
                "education": "major degree".split(),
                "personality": "style temper".split(),
            }
            enterprise = dict(basic="company code founded".split(), feature="region scale".split(),
                              business="staff sales capacity".split(), trade="credit terms".split(),
                              person="prefers manager".split())
            """,
        ),
        right(
            "sets, built from pairs",
            GROUPS
            + text("""

            personal = {group: set(names) for group, names in reversed(list(personal.items()))}
            enterprise = {group: set(names) for group, names in enterprise.items()}
            """).join(["\n", "\n"]),
        ),
        right(
            "a group for each field, turned round",
            """
            def turned(group_of):
                groups = {}
                for name, group in group_of.items():
                    groups.setdefault(group, []).append(name)
                return groups

            person = {"sport": "life", "hobby": "life", "habit": "life", "name": "basic",
                      "mobile": "basic", "city": "basic", "style": "personality",
                      "temper": "personality", "brands": "consumption", "amount": "consumption",
                      "frequency": "consumption", "payment": "consumption", "degree": "education",
                      "major": "education", "spouse": "family", "children": "family",
                      "occupation": "career", "position": "career"}
            firm = {"terms": "trade", "credit": "trade", "manager": "person", "prefers": "person",
                    "company": "basic", "code": "basic", "founded": "basic", "sales": "business",
                    "capacity": "business", "staff": "business", "scale": "feature",
                    "region": "feature"}
            personal, enterprise = turned(person), turned(firm)
            """,
        ),
    ],
)

# --- channels (A5.2)

CODES = 'channels = dict(zip("abcdefghijkl", "D5 D1 D4 D3 D2 I1 I2 I3 D5 D2 I2 D1".split()))'

CHANNELS = Answers(
    mistakes=[
        wrong(
            "the media are direct",
            changed(CODES, ("D2 I1 I2 I3", "D2 D1 I2 I3")),
            "channels-side channels-which",
            "不是客户给的",
        ),
        wrong(
            "a rented list is direct",
            changed(CODES, ("I2 I3", "I2 D5")),
            "channels-side channels-which",
            "别的企业的名单",
        ),
        wrong(
            "the call is indirect",
            changed(CODES, ('"D5 D1', '"I1 D1')),
            "channels-side channels-which",
            "信息来自本人",
        ),
        wrong(
            "a report is direct",
            changed(CODES, ("I1 I2", "I1 D1")),
            "channels-side channels-which",
            "买来的报告",
        ),
        wrong(
            "the call is a service",
            changed(CODES, ('"D5 D1', '"D3 D1')),
            "channels-which",
            "呼叫中心",
        ),
        wrong(
            "the checkout is a service",
            changed(CODES, ("D1 D4", "D1 D3")),
            "channels-which",
            "收银台是终端",
        ),
        wrong(
            "the website is marketing",
            changed(CODES, ("I3 D5", "I3 D2")),
            "channels-which",
            "属于网络",
        ),
        wrong(
            "research and media swapped",
            changed(CODES, ("D2 I1 I2", "D2 I2 I1")),
            "channels-which",
            "报纸是媒介",
        ),
        wrong(
            "a scene forgotten",
            CODES + "\ndel channels['l']",
            "channels-side channels-which",
            "缺了 l",
        ),
        wrong(
            "numbers for letters",
            CODES + "\nchannels[1] = 'D1'",
            "channels-side channels-which",
            "多了 1",
        ),
        wrong(
            "words for codes",
            'channels = dict.fromkeys("abcdefghijkl", "direct")',
            "channels-side channels-which",
            "代号只有",
        ),
    ],
    unusual=[
        right(
            "the lesson's list, channel by channel",
            """
            channels = {}
            for code, scenes in {
                "D1": "bl", "D2": "ej", "D3": "d", "D4": "c", "D5": "ai",
                "I1": "f", "I2": "gk", "I3": "h",
            }.items():
                channels |= dict.fromkeys(scenes, code)
            """,
            taught="在终端收集（收银台、自助机）、通过网络和呼叫中心（官网注册、400 电话）",
        ),
        right(
            "written out",
            """
            channels = {"l": "D1", "k": "I2", "j": "D2", "i": "D5", "h": "I3", "g": "I2",
                        "f": "I1", "e": "D2", "d": "D3", "c": "D4", "b": "D1", "a": "D5"}
            """,
        ),
        right(
            "small letters",
            CODES + "\nchannels = {key: code.lower() for key, code in channels.items()}",
        ),
        right(
            "as a loop",
            """
            channels = {}
            for code, keys in {
                "D1": "bl",
                "D2": "ej",
                "D3": "d",
                "D4": "c",
                "D5": "ai",
                "I1": "f",
                "I2": "gk",
                "I3": "h",
            }.items():
                for key in keys:
                    channels[key] = code + " "
            """,
        ),
        right(
            "the direct ones first, then the indirect ones",
            """
            direct = dict(a=5, b=1, c=4, d=3, e=2, i=5, j=2, l=1)
            channels = {key: f"D{number}" for key, number in direct.items()}
            channels.update({"f": "I1", "g": "I2", "h": "I3", "k": "I2"})
            """,
        ),
    ],
)

# --- dedupe (A5.3)

CLEANING = text("""
    import re

    def clean_phone(text):
        plain = re.sub(r"[ -]", "", text).removeprefix("+86")
        return plain if re.fullmatch(r"1[3-9]\\d{9}", plain) else ""

    def dedupe(forms):
        table = forms.assign(
            phone=forms["mobile"].map(clean_phone), who=forms["name"].str.strip().str.lower()
        )
        table = table.sort_values(["last_verified_at", "rec_id"], ascending=[False, True])
        known = table[table["phone"] != ""].drop_duplicates(["phone", "who"])
        return sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])
    """)

DEDUPE = Answers(
    mistakes=[
        wrong(
            "a last 6 or 8 stripped",
            changed(CLEANING, ("removeprefix", "strip")),
            "dedupe-phone dedupe-rows",
            "别处的 8 和 6",
        ),
        wrong(
            "family members merged",
            changed(CLEANING, ('["phone", "who"]', '["phone"]')),
            "dedupe-rows",
            "共用一个手机号",
        ),
        wrong(
            "empty mobiles as duplicates",
            changed(
                CLEANING,
                (
                    'table[table["phone"] != ""].drop_duplicates(["phone", "who"])\n    return '
                    'sorted([*known["rec_id"], '
                    '*table.loc[table["phone"] == "", "rec_id"]])',
                    'table.drop_duplicates(["phone", "who"])\n    return sorted(known["rec_id"])',
                ),
            ),
            "dedupe-rows",
            "手机号是空的",
        ),
        wrong(
            "the oldest stays",
            changed(CLEANING, ("ascending=[False, True]", "ascending=[True, True]")),
            "dedupe-rows",
            "最近核对",
        ),
        wrong(
            "the larger id stays",
            changed(CLEANING, ("ascending=[False, True]", "ascending=[False, False]")),
            "dedupe-rows",
            "相同的才看 rec_id",
        ),
        wrong(
            "forms without a mobile dropped",
            changed(
                CLEANING,
                (
                    'sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])',
                    'sorted(known["rec_id"])',
                ),
            ),
            "dedupe-rows",
            "无效的表单不见了",
        ),
        wrong(
            "names as they were written",
            changed(CLEANING, ('["name"].str.strip().str.lower()', '["name"]')),
            "dedupe-rows",
            "先去掉空格",
        ),
        wrong(
            "mobiles as they were written",
            changed(CLEANING, ('forms["mobile"].map(clean_phone)', 'forms["mobile"]')),
            "dedupe-rows",
            "一张也没有去掉",
        ),
        wrong(
            "plus 86 stays",
            changed(CLEANING, ('.removeprefix("+86")', "")),
            "dedupe-phone dedupe-rows",
            "+86",
        ),
        wrong(
            "every 86 goes",
            changed(CLEANING, ('.removeprefix("+86")', '.replace("+", "").replace("86", "")')),
            "dedupe-phone",
            "号码里别处的 8 和 6",
        ),
        wrong(
            "no test of the number",
            changed(
                CLEANING,
                ('return plain if re.fullmatch(r"1[3-9]\\d{9}", plain) else ""', "return plain"),
            ),
            "dedupe-phone dedupe-rows",
            "不是有效的手机",
        ),
        wrong(
            "match instead of fullmatch",
            changed(CLEANING, ("re.fullmatch", "re.match")),
            "dedupe-phone",
            "不是有效的手机",
        ),
        wrong(
            "second digit up to 8",
            changed(CLEANING, ("1[3-9]", "1[3-8]")),
            "dedupe-phone dedupe-rows",
            "第二位是 3 到 9",
        ),
        wrong(
            "any first digit",
            changed(CLEANING, ('r"1[3-9]', 'r"[01][3-9]')),
            "dedupe-phone",
            "第一位只能是 1",
        ),
        wrong(
            "invalid with plus passes",
            changed(
                CLEANING,
                (
                    "return plain if re.fullmatch",
                    'return plain if text.startswith("+86") and len(plain) == 11 or re.fullmatch',
                ),
            ),
            "dedupe-phone",
            "开头有 +86 的",
        ),
        wrong(
            "digits and length only, letters pass",
            changed(
                CLEANING,
                (
                    're.fullmatch(r"1[3-9]\\d{9}", plain)',
                    'len(plain) == 11 and plain[:1] == "1" and plain[1:2] in "3456789"',
                ),
            ),
            "dedupe-phone",
            "“1430000123O”有字母",
        ),
        wrong(
            "ties by row order",
            changed(
                CLEANING,
                (
                    '["last_verified_at", "rec_id"], ascending=[False, True]',
                    '"last_verified_at", ascending=False, kind="stable"',
                ),
            ),
            "dedupe-rows",
            "日期相同的才看 rec_id",
        ),
        wrong(
            "the lesson's line, by date only",
            changed(
                CLEANING,
                (
                    '["last_verified_at", "rec_id"], ascending=[False, True]',
                    '"last_verified_at", ascending=False',
                ),
            ),
            "dedupe-rows",
            "日期相同的才看 rec_id",
        ),
        wrong(
            "rstrip only",
            changed(CLEANING, (".str.strip()", ".str.rstrip()")),
            "dedupe-rows",
            "姓名前面的空格也要去掉",
        ),
        wrong(
            "blanks inside removed",
            changed(CLEANING, (".str.strip()", '.str.replace(" ", "")')),
            "dedupe-rows",
            "姓名只去掉首尾的空格",
        ),
        wrong(
            "invalid mobiles are compared raw",
            changed(
                CLEANING,
                ('table["phone"] != ""', 'table["mobile"] != ""'),
                ('table["phone"] == ""', 'table["mobile"] == ""'),
            ),
            "dedupe-rows",
            "无效的手机号整理后是空的",
        ),
        wrong(
            "invalid ones as one person",
            changed(
                CLEANING,
                ('known = table[table["phone"] != ""]', 'known = table[table["mobile"] != ""]'),
                ('*table.loc[table["phone"] == ""', '*table.loc[table["mobile"] == ""'),
            ),
            "dedupe-rows",
            "无效的手机号整理后是空的",
        ),
        wrong(
            "by name only",
            changed(CLEANING, ('["phone", "who"]', '["who"]')),
            "dedupe-rows",
            "姓名相同、手机号不同，不是重复",
        ),
        wrong(
            "not sorted",
            changed(
                CLEANING,
                (
                    'return sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])',
                    'return [*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]]',
                ),
            ),
            "dedupe-rows",
            "编号要从小到大排",
        ),
        wrong(
            "None for an invalid mobile",
            changed(CLEANING, ('plain) else ""', "plain) else None")),
            "dedupe-phone dedupe-rows",
            "要返回空字符串",
        ),
        wrong(
            "all of the duplicates go",
            changed(CLEANING, ('["phone", "who"])', '["phone", "who"], keep=False)')),
            "dedupe-rows",
            "不是都去掉",
        ),
        wrong(
            "those that go",
            changed(
                CLEANING,
                (
                    'return sorted([*known["rec_id"], *table.loc[table["phone"] == "", "rec_id"]])',
                    'return sorted(set(table.loc[table["phone"] != "", "rec_id"]) - '
                    'set(known["rec_id"]))',
                ),
            ),
            "dedupe-rows",
            "这是去掉的",
        ),
        wrong(
            "birth dates compared as well",
            changed(
                CLEANING,
                (
                    'drop_duplicates(["phone", "who"])',
                    'drop_duplicates(["phone", "who", "birth_date"])',
                ),
            ),
            "dedupe-rows",
            "只比手机号和姓名",
        ),
    ],
    unusual=[
        right(
            "only the digits, the last 11, as in the lesson",
            changed(
                CLEANING,
                ('re.sub(r"[ -]", "", text).removeprefix("+86")', 're.sub(r"\\D", "", text)[-11:]'),
            ),
            taught='.str.replace(r"\\D", "", regex=True).str[-11:]',
        ),
        right(
            "group by and loop",
            """
            def clean_phone(text):
                digits = "".join(c for c in text if c not in " -+")
                digits = digits[2:] if text.strip().startswith("+86") else digits
                good = (
                    len(digits) == 11
                    and digits.isdigit()
                    and digits[0] == "1"
                    and digits[1] in "3456789"
                )
                return digits if good else ""

            def dedupe(forms):
                best = {}
                for row in forms.sort_values("rec_id").to_dict("records"):
                    phone = clean_phone(row["mobile"])
                    key = (phone, row["name"].strip().lower()) if phone else row["rec_id"]
                    if key not in best or row["last_verified_at"] > best[key]["last_verified_at"]:
                        best[key] = row
                return pd.Series(sorted(row["rec_id"] for row in best.values()))
            """,
        ),
        right(
            "duplicated",
            changed(
                CLEANING,
                (
                    'known = table[table["phone"] != ""].drop_duplicates(["phone", "who"])\n    '
                    'return sorted([*known["rec_id"], '
                    '*table.loc[table["phone"] == "", "rec_id"]])',
                    'double = table.duplicated(["phone", "who"]) & (table["phone"] != "")\n'
                    '    return table.loc[~double, "rec_id"].sort_values().to_numpy()',
                ),
            ),
        ),
        right(
            "SQL inside",
            changed(
                CLEANING,
                (
                    'table = table.sort_values(["last_verified_at", "rec_id"], ascending=[False, '
                    "True])\n    known = "
                    'table[table["phone"] != ""].drop_duplicates(["phone", "who"])\n    return '
                    'sorted([*known["rec_id"], '
                    '*table.loc[table["phone"] == "", "rec_id"]])',
                    'sql = """SELECT rec_id FROM (SELECT rec_id, row_number() OVER (PARTITION BY '
                    "phone, who, CASE phone WHEN '' THEN rec_id END\n"
                    "        ORDER BY last_verified_at DESC, rec_id) AS n FROM t) WHERE n = 1 "
                    'ORDER BY rec_id"""\n'
                    '    return database.query(sql, tables={"t": table})["rec_id"]',
                ),
            ),
        ),
        right(
            "two nested loops",
            """
            import re

            def clean_phone(text):
                digits = re.sub(r"[ -]", "", text)[-11:]
                return digits if re.fullmatch(r"1[3-9]\\d{9}", digits) else ""

            def dedupe(forms):
                keep = []
                for i in range(len(forms)):
                    stays = True
                    for j in range(len(forms)):
                        if i == j or clean_phone(forms["mobile"][i]) == "":
                            continue
                        same = clean_phone(forms["mobile"][i]) == clean_phone(forms["mobile"][j])
                        same = (
                            same
                            and forms["name"][i].strip().lower()
                            == forms["name"][j].strip().lower()
                        )
                        if same and forms["last_verified_at"][j] > forms["last_verified_at"][i]:
                            stays = False
                        if (
                            same
                            and forms["last_verified_at"][j] == forms["last_verified_at"][i]
                            and forms["rec_id"][j] < forms["rec_id"][i]
                        ):
                            stays = False
                    if stays:
                        keep.append(forms["rec_id"][i])
                return sorted(keep)
            """,
        ),
    ],
)

# --- validity (A5.4)

TESTS = text("""
    def complete(table):
        return (table[["name", "phone", "birth"]] != "").all(axis=1)
    def unique(table):
        return ~table["phone"].duplicated(keep=False) | (table["phone"] == "")
    def correct(table, today):
        born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")
        return table["phone"].str.fullmatch(r"1[3-9]\\d{9}") & (born <= today)
    def fresh(table, today):
        return table["verified"] > today - pd.DateOffset(months=12)
    def valid_share(table, today):
        valid = complete(table) & unique(table) & correct(table, today) & fresh(table, today)
        return valid.mean()
    """)

VALIDITY = Answers(
    mistakes=[
        wrong(
            "any, not all",
            changed(TESTS, (".all(axis=1)", ".any(axis=1)")),
            "validity-complete validity-share",
            "用 all，不用 any",
        ),
        wrong(
            "six months",
            changed(TESTS, ("months=12", "months=6")),
            "validity-fresh validity-share",
            "往前数得不够",
        ),
        wrong(
            "asks for NaN",
            changed(
                TESTS,
                (
                    '(table[["name", "phone", "birth"]] != "")',
                    'table[["name", "phone", "birth"]].notna()',
                ),
            ),
            "validity-complete validity-share",
            "isna 找不到",
        ),
        wrong(
            "forgets the birth date",
            changed(TESTS, ('"phone", "birth"]', '"phone"]')),
            "validity-complete",
            "生日也要填",
        ),
        wrong(
            "forgets the name",
            changed(TESTS, ('["name", "phone"', '["phone"')),
            "validity-complete validity-share",
            "姓名也要填",
        ),
        wrong(
            "keeps the first duplicate",
            changed(TESTS, ("duplicated(keep=False)", "duplicated()")),
            "validity-unique validity-share",
            "重复的几张",
        ),
        wrong(
            "empty mobiles as duplicates",
            changed(TESTS, (' | (table["phone"] == "")', "")),
            "validity-unique",
            "手机号为空的",
        ),
        wrong(
            "duplicates are True",
            changed(TESTS, ("return ~table", "return table")),
            "validity-unique validity-share",
            "没有重复才是 True",
        ),
        wrong(
            "no birth date tested",
            changed(TESTS, (" & (born <= today)", "")),
            "validity-correct validity-share",
            "生日还没有检查",
        ),
        wrong(
            "dates to come pass",
            changed(TESTS, ("(born <= today)", "born.notna()")),
            "validity-correct validity-share",
            "不能晚于 today",
        ),
        wrong(
            "no mobile tested",
            changed(TESTS, ('table["phone"].str.fullmatch(r"1[3-9]\\d{9}") & (born', "(born")),
            "validity-correct validity-share",
            "手机号还没有检查",
        ),
        wrong(
            "match instead of fullmatch",
            changed(TESTS, ("str.fullmatch", "str.match")),
            "validity-correct",
            "多一位",
        ),
        wrong(
            "any second digit",
            changed(TESTS, (r"1[3-9]\d{9}", r"1\d{10}")),
            "validity-correct",
            "第二位",
        ),
        wrong(
            "exactly 12 months is fresh",
            changed(TESTS, ('["verified"] > today', '["verified"] >= today')),
            "validity-fresh",
            "正好 12 个月",
        ),
        wrong(
            "old ones are fresh",
            changed(TESTS, ('["verified"] > today', '["verified"] <= today')),
            "validity-fresh validity-share",
            "核对过没多久",
        ),
        wrong(
            "this calendar year",
            changed(
                TESTS,
                (
                    'table["verified"] > today - pd.DateOffset(months=12)',
                    'table["verified"].dt.year == today.year',
                ),
            ),
            "validity-fresh validity-share",
            "只比年份",
        ),
        wrong(
            "the date of verification, too",
            changed(
                TESTS,
                (
                    '"birth"]] != "").all(axis=1)',
                    '"birth"]] != "").all(axis=1) & (table["verified"] > "2026-01-01")',
                ),
            ),
            "validity-complete validity-share",
            "核对日期不算在内",
        ),
        wrong(
            "any of the four",
            changed(
                TESTS,
                (
                    "complete(table) & unique(table) & correct(table, today) & fresh",
                    "complete(table) | unique(table) | correct(table, today) | fresh",
                ),
            ),
            "validity-share",
            "用 &",
        ),
        wrong(
            "a count", changed(TESTS, ("valid.mean()", "valid.sum()")), "validity-share", "这是张数"
        ),
        wrong(
            "freshness forgotten",
            changed(TESTS, (" & fresh(table, today)\n", "\n")),
            "validity-share",
            "没有用上",
        ),
        wrong(
            "one empty at most",
            changed(
                TESTS,
                (
                    'return (table[["name", "phone", "birth"]] != "").all(axis=1)',
                    'return (table[["name", "phone", "birth"]] == "").sum(axis=1) != 1',
                ),
            ),
            "validity-complete",
            "空了两项、三项的，也不完整",
        ),
        wrong(
            "twice exactly",
            changed(
                TESTS,
                (
                    '~table["phone"].duplicated(keep=False)',
                    '(table["phone"].map(table["phone"].value_counts()) != 2)',
                ),
            ),
            "validity-unique",
            "三张都是 False",
        ),
        wrong(
            "inside another number",
            changed(
                TESTS,
                (
                    'return ~table["phone"].duplicated(keep=False) | (table["phone"] == "")',
                    'return pd.Series([p == "" or sum(p in q for q in table["phone"]) == 1 '
                    'for p in table["phone"]], index=table.index)',
                ),
            ),
            "validity-unique",
            "整个号码都相同才算重复",
        ),
        wrong(
            "name and phone",
            changed(
                TESTS,
                (
                    'table["phone"].duplicated(keep=False)',
                    'table[[c for c in ("name", "phone") if c in table]].duplicated(keep=False)',
                ),
            ),
            "validity-unique validity-share",
            "手机号相同就是重复，不看别的列",
        ),
        wrong(
            "a day to come",
            changed(TESTS, ("(born <= today)", "(born <= today + pd.Timedelta(days=1))")),
            "validity-correct",
            "晚一天也是晚于 today",
        ),
        wrong(
            "born today is wrong",
            changed(TESTS, ("(born <= today)", "(born < today)")),
            "validity-correct",
            "正好是 today 的生日不晚于 t",
        ),
        wrong(
            "any way of writing",
            changed(
                TESTS,
                (
                    'pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")',
                    'pd.to_datetime(table["birth"], format="mixed", errors="coerce")',
                ),
            ),
            "validity-correct validity-share",
            "生日写成 年-月-日 才合格",
        ),
        wrong(
            "slashes pass",
            changed(
                TESTS,
                (
                    'pd.to_datetime(table["birth"],',
                    'pd.to_datetime(table["birth"].str.replace("/", "-"),',
                ),
            ),
            "validity-correct validity-share",
            "生日写成 年-月-日 才合格",
        ),
        wrong(
            "any first digit",
            changed(TESTS, ('r"1[3-9]', 'r"\\d[3-9]')),
            "validity-correct",
            "手机号的第一位只能是 1",
        ),
        wrong(
            "second digit up to 8",
            changed(TESTS, ("1[3-9]", "1[3-8]")),
            "validity-correct",
            "第二位是 3 到 9",
        ),
        wrong(
            "letters pass",
            changed(TESTS, ("\\d{9}", ".{9}")),
            "validity-correct",
            "有字母的手机号不合格",
        ),
        wrong(
            "365 days",
            changed(TESTS, ("pd.DateOffset(months=12)", "pd.Timedelta(days=365)")),
            "validity-fresh",
            "12 个月不等于 365 天",
        ),
        wrong(
            "a fixed day",
            changed(TESTS, ("today - pd.DateOffset(months=12)", 'pd.Timestamp("2025-06-30")')),
            "validity-fresh validity-share",
            "从那一天往前数 12 个月",
        ),
        wrong(
            "months counted by number",
            changed(
                TESTS,
                (
                    'return table["verified"] > today - pd.DateOffset(months=12)',
                    'v = table["verified"].dt\n'
                    "    return (today.year - v.year) * 12 + today.month - v.month < 12",
                ),
            ),
            "validity-fresh",
            "不能只比年和月",
        ),
        wrong(
            "a fixed today",
            changed(
                TESTS,
                (
                    "def valid_share(table, today):",
                    'def valid_share(table, today):\n    today = pd.Timestamp("2026-06-30")',
                ),
            ),
            "validity-share",
            "生日和核对日期都要按那一天来判断",
        ),
        wrong(
            "share of the complete ones",
            changed(TESTS, ("valid.mean()", "(valid.sum() / complete(table).sum())")),
            "validity-share",
            "不完整的也算在里面",
        ),
        wrong(
            "29 days in February",
            changed(
                TESTS,
                (
                    'born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")',
                    'birth = table["birth"].str.replace("-02-29", "-02-28")\n'
                    '    born = pd.to_datetime(birth, format="%Y-%m-%d", errors="coerce")',
                ),
            ),
            "validity-correct",
            "闰年有 2 月 29 日",
        ),
        wrong(
            "all along the other axis",
            changed(TESTS, (".all(axis=1)", ".all()")),
            "validity-complete validity-share",
            "用 axis=1",
        ),
        wrong(
            "mobile or birth date",
            changed(TESTS, ('[3-9]\\d{9}") & (', '[3-9]\\d{9}") | (')),
            "validity-correct validity-share",
            "用 &，不用 |",
        ),
        wrong(
            "the mean of four shares",
            changed(
                TESTS,
                (
                    "complete(table) & unique(table) & correct(table, today) & fresh(table, today)",
                    "pd.Series([complete(table).mean(), unique(table).mean(), "
                    "correct(table, today).mean(), fresh(table, today).mean()])",
                ),
            ),
            "validity-share",
            "四个比例的平均数",
        ),
        wrong(
            "years and months compared",
            changed(
                TESTS,
                (
                    'table["verified"] > today - pd.DateOffset(months=12)',
                    'table["verified"].dt.to_period("M") > '
                    '(today - pd.DateOffset(months=12)).to_period("M")',
                ),
            ),
            "validity-fresh",
            "不能只比年和月",
        ),
        wrong(
            "invalid mobiles as empty ones",
            changed(
                TESTS,
                (
                    '(table["phone"] == "")',
                    '~table["phone"].str.fullmatch(r"1[3-9]\\d{9}")',
                ),
            ),
            "validity-unique",
            "不合格的手机号也照样比",
        ),
        wrong(
            "nobody born before 1950",
            changed(
                TESTS,
                (
                    "(born <= today)",
                    "born.between(pd.Timestamp(1950, 1, 1), today)",
                ),
            ),
            "validity-correct",
            "年份早的生日也合格",
        ),
        wrong(
            "duplicates among the rest",
            changed(
                TESTS,
                ("complete(table) & unique(table) & correct", "complete(table) & correct"),
                ("valid.mean()", "unique(table[valid]).sum() / len(table)"),
            ),
            "validity-share",
            "重复要在全部表单里看",
        ),
        wrong(
            "share with two decimals",
            changed(
                TESTS,
                (
                    "valid.mean()",
                    "round(valid.mean(), 2)",
                ),
            ),
            "validity-share",
            "留三位小数",
        ),
    ],
    unusual=[
        right(
            "the gates of the lesson",
            """
            def complete(table):
                gates = {name: table[name].fillna("").ne("") for name in ("name", "phone", "birth")}
                return pd.DataFrame(gates).all(axis=1)

            def unique(table):
                return ~table["phone"].duplicated(keep=False) | table["phone"].eq("")

            def correct(table, today):
                born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")
                return table["phone"].str.fullmatch(r"1[3-9]\\d{9}") & (born <= today)

            def fresh(table, today):
                year_ago = today - pd.DateOffset(months=12)
                return table["verified"] > year_ago

            def valid_share(table, today):
                gates = [complete(table), unique(table), correct(table, today), fresh(table, today)]
                passed = pd.DataFrame(gates).T.all(axis=1)
                return round(passed.mean(), 3)
            """,
            taught="passed = pd.DataFrame(gates).all(axis=1)",
        ),
        right(
            "hint 3 filled in",
            """
            def complete(table):
                return (table["name"] != "") & (table["phone"] != "") & (table["birth"] != "")

            def unique(table):
                return (table["phone"] == "") | ~table["phone"].duplicated(keep=False)

            def correct(table, today):
                born = pd.to_datetime(table["birth"], format="%Y-%m-%d", errors="coerce")
                return table["phone"].str.fullmatch(r"1[3-9]\\d{9}") & (born <= today)

            def fresh(table, today):
                return table["verified"] > today - pd.DateOffset(months=12)

            def valid_share(table, today):
                everything = complete(table) & unique(table) & correct(table, today) & fresh(table, today)
                return everything.mean()
            """,
        ),
        right(
            "row by row",
            """
            import datetime
            import re

            def complete(table):
                return [
                    bool(n and p and b)
                    for n, p, b in zip(table["name"], table["phone"], table["birth"])
                ]

            def unique(table):
                times = table["phone"].value_counts()
                return table["phone"].map(lambda phone: phone == "" or times[phone] == 1)

            def correct(table, today):
                def day(text):
                    try:
                        return datetime.datetime.strptime(text, "%Y-%m-%d") <= today
                    except ValueError:
                        return False
                return {row: bool(re.fullmatch("1[3-9][0-9]{9}", phone)) and day(birth)
                        for row, phone, birth in zip(table.index, table["phone"], table["birth"])}

            def fresh(table, today):
                limit = today.replace(year=today.year - 1)
                return table["verified"].apply(lambda date: date > limit)

            def valid_share(table, today):
                found = list(
                    zip(
                        complete(table),
                        unique(table),
                        correct(table, today).values(),
                        fresh(table, today),
                    )
                )
                return sum(map(all, found)) / len(found)
            """,
        ),
        right(
            "numpy",
            changed(
                TESTS,
                (
                    '(table[["name", "phone", "birth"]] != "").all(axis=1)',
                    '(table["name"].str.len() * table["phone"].str.len() * '
                    'table["birth"].str.len()) > 0',
                ),
                (
                    "valid = complete(table) & unique(table) & correct(table, today) & "
                    "fresh(table, today)",
                    "valid = np.logical_and.reduce([complete(table), unique(table), "
                    "correct(table, today), fresh(table, today)])",
                ),
            ),
        ),
        right(
            "transform and between",
            changed(
                TESTS,
                (
                    '~table["phone"].duplicated(keep=False) | (table["phone"] == "")',
                    '(table.groupby("phone")["phone"].transform("size") == 1) | '
                    'table["phone"].eq("")',
                ),
                (
                    'table["verified"] > today - pd.DateOffset(months=12)',
                    'table["verified"].between(today - pd.DateOffset(years=1), pd.Timestamp.max, '
                    'inclusive="right")',
                ),
            ),
        ),
        right(
            "loops over the rows, rounded",
            """
            import datetime

            def complete(table):
                return (table != "").all(axis=1)

            def unique(table):
                answer = []
                for i in table.index:
                    n = 0
                    for j in table.index:
                        if (
                            table["phone"][i] == table["phone"][j]
                            and table["name"][j] is not None
                        ):
                            n += 1
                    answer.append(n == 1 or table["phone"][i] == "")
                return pd.Series(answer, index=table.index)

            def correct(table, today):
                answer = []
                for i in table.index:
                    phone, birth = table["phone"][i], table["birth"][i]
                    good = (
                        len(phone) == 11
                        and phone.isdigit()
                        and phone[0] == "1"
                        and phone[1] in "3456789"
                    )
                    try:
                        born = datetime.datetime.strptime(birth, "%Y-%m-%d")
                        good = good and born <= today
                    except ValueError:
                        good = False
                    answer.append(good)
                return pd.Series(answer, index=table.index)

            def fresh(table, today):
                return table["verified"] > today - pd.DateOffset(years=1)

            def valid_share(table, today):
                return round(
                    (
                        complete(table)
                        & unique(table)
                        & correct(table, today)
                        & fresh(table, today)
                    ).mean(),
                    3,
                )
            """,
        ),
        right(
            "the calendar by hand",
            """
            import calendar

            def complete(table):
                return table["name"].ne("") & table["phone"].ne("") & table["birth"].ne("")

            def unique(table):
                return table.groupby("phone")["name"].transform("size").eq(1) | table["phone"].eq(
                    ""
                )

            def day(text):
                parts = text.split("-")
                if len(parts) != 3:
                    return None
                y, m, d = map(int, parts)
                if not 1 <= m <= 12 or not 1 <= d <= calendar.monthrange(y, m)[1]:
                    return None
                return pd.Timestamp(y, m, d)

            def correct(table, today):
                good = [day(b) is not None and day(b) <= today for b in table["birth"]]
                return table["phone"].str.match(r"^1[3-9][0-9]{9}$") & pd.Series(
                    good, index=table.index
                )

            def fresh(table, today):
                return table["verified"].map(lambda v: v > today - pd.DateOffset(months=12))

            def valid_share(table, today):
                t = complete(table) & unique(table) & correct(table, today) & fresh(table, today)
                return t.sum() / len(table)
            """,
        ),
    ],
)

# --- database (A5.5)

QUERIES = text('''
    def nobody_in_charge(tables):
        return """SELECT DISTINCT enterprise_id FROM enterprise e
            WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.enterprise_id = e.enterprise_id
            AND c.role = 'in_charge' AND c.left_on IS NULL)"""

    def double_keys(tables):
        return "SELECT person_id FROM person GROUP BY person_id HAVING count(*) > 1"
    ''')
EXISTS = """SELECT DISTINCT enterprise_id FROM enterprise e
        WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.enterprise_id = e.enterprise_id
        AND c.role = 'in_charge' AND c.left_on IS NULL)"""


def charge(sql: str) -> str:
    return changed(QUERIES, (EXISTS, sql))


DATABASE = Answers(
    mistakes=[
        wrong(
            "repeated names",
            changed(QUERIES, ("GROUP BY person_id", "GROUP BY name")),
            "database-double",
            "不看姓名",
        ),
        wrong(
            "NULL compared with =",
            changed(QUERIES, ("c.left_on IS NULL", "c.left_on = NULL")),
            "database-charge",
            "IS NULL",
        ),
        wrong(
            "NOT IN meets NULL",
            charge(
                "SELECT DISTINCT enterprise_id FROM enterprise WHERE enterprise_id NOT IN "
                "(SELECT enterprise_id FROM contact WHERE role = 'in_charge' AND left_on IS NULL)"
            ),
            "database-charge",
            "NOT IN 的名单里有空值",
        ),
        wrong(
            "condition in WHERE instead of ON",
            charge(
                "SELECT DISTINCT e.enterprise_id FROM enterprise e LEFT JOIN contact c ON "
                "c.enterprise_id = e.enterprise_id "
                "WHERE c.role = 'in_charge' AND c.left_on IS NULL AND c.enterprise_id IS NULL"
            ),
            "database-charge",
            "写在 ON 里",
        ),
        wrong(
            "left_on in WHERE, role in ON",
            charge(
                "SELECT DISTINCT e.enterprise_id FROM enterprise e LEFT JOIN contact c ON "
                "c.enterprise_id = e.enterprise_id AND c.left_on IS NULL "
                "WHERE c.role = 'in_charge' AND c.contact_id IS NULL"
            ),
            "database-charge",
            "不写在 WHERE 里",
        ),
        wrong(
            "brackets that do not look at the enterprise",
            charge(
                "SELECT DISTINCT enterprise_id FROM enterprise WHERE NOT EXISTS "
                "(SELECT 1 FROM contact WHERE role = 'in_charge' AND left_on IS NULL)"
            ),
            "database-charge",
            "NOT EXISTS 的括号里要写",
        ),
        wrong(
            "the lesson's database",
            '''
            def nobody_in_charge(tables):
                sql = """SELECT DISTINCT e.enterprise_id FROM enterprise e
                LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id
                AND c.role = 'in_charge' AND c.left_on IS NULL WHERE c.contact_id IS NULL"""
                return database.query(sql)

            def double_keys(tables):
                return database.query(
                    "SELECT person_id FROM person GROUP BY person_id HAVING count(*) > 1"
                )
            ''',
            "database-charge database-double",
            "你查的是课文的数据库",
        ),
        wrong(
            "duplicates counted",
            changed(QUERIES, ("SELECT DISTINCT enterprise_id", "SELECT enterprise_id")),
            "database-charge",
            "用 pandas 的：drop_duplicates",
        ),
        wrong(
            "people who left count",
            changed(QUERIES, (" AND c.left_on IS NULL)", ")")),
            "database-charge",
            "已经离开",
        ),
        wrong(
            "every contact counts",
            changed(QUERIES, (" AND c.role = 'in_charge' AND c.left_on IS NULL)", ")")),
            "database-charge",
            "看 role",
        ),
        wrong(
            "the other side of the join",
            charge(
                "SELECT c.enterprise_id FROM contact c LEFT JOIN enterprise e ON c.enterprise_id = "
                "e.enterprise_id "
                "WHERE e.enterprise_id IS NULL AND c.enterprise_id IS NOT NULL"
            ),
            "database-charge",
            "左右反了",
        ),
        wrong(
            "those with somebody in charge",
            changed(QUERIES, ("WHERE NOT EXISTS", "WHERE EXISTS")),
            "database-charge",
            "反了",
        ),
        wrong(
            "two columns",
            changed(
                QUERIES, ("SELECT DISTINCT enterprise_id", "SELECT DISTINCT enterprise_id, city")
            ),
            "database-charge",
            "结果应该只有一列",
        ),
        wrong(
            "a misspelt table",
            changed(QUERIES, ("FROM contact c", "FROM contacts c")),
            "database-charge",
            "没有“contacts”这张表",
        ),
        wrong(
            "a statement that gives no rows",
            charge("DELETE FROM enterprise"),
            "database-charge",
            "要的是一条 SELECT",
        ),
        wrong(
            "an endless query",
            charge(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) "
                "FROM n"
            ),
            "database-charge",
            "停不下来",
        ),
        wrong(
            "each duplicate as often as it stands",
            changed(
                QUERIES,
                (
                    '"SELECT person_id FROM person GROUP BY person_id HAVING count(*) > 1"',
                    '"SELECT a.person_id FROM person a JOIN (SELECT person_id, count(*) n FROM '
                    "person GROUP BY 1) b "
                    'ON a.person_id = b.person_id WHERE b.n > 1"',
                ),
            ),
            "database-double",
            "只出现一次",
        ),
        wrong(
            "names instead of ids",
            changed(
                QUERIES,
                (
                    "SELECT person_id FROM person GROUP BY person_id",
                    "SELECT name FROM person GROUP BY name",
                ),
            ),
            "database-double",
            "不看姓名",
        ),
        wrong(
            "LIKE",
            changed(
                QUERIES,
                (
                    "c.enterprise_id = e.enterprise_id",
                    "c.enterprise_id LIKE e.enterprise_id || '%'",
                ),
            ),
            "database-charge",
            "C1 不是 C11 的一部分",
        ),
        wrong(
            "one who left spoils it",
            changed(
                QUERIES,
                (
                    "SELECT DISTINCT enterprise_id FROM enterprise e\n"
                    "        WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.enterprise_id "
                    "= e.enterprise_id\n"
                    "        AND c.role = 'in_charge' AND c.left_on IS NULL)",
                    "SELECT DISTINCT enterprise_id FROM enterprise e WHERE NOT EXISTS "
                    "(SELECT 1 FROM contact c WHERE c.enterprise_id = e.enterprise_id AND "
                    "c.role = 'in_charge') OR EXISTS (SELECT 1 FROM contact c WHERE "
                    "c.enterprise_id = e.enterprise_id AND c.role = 'in_charge' AND "
                    "c.left_on IS NOT NULL)",
                ),
            ),
            "database-charge",
            "有一位负责人离开了",
        ),
        wrong(
            "the last one counts",
            changed(
                QUERIES,
                (
                    "SELECT DISTINCT enterprise_id FROM enterprise e\n"
                    "        WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.enterprise_id "
                    "= e.enterprise_id\n"
                    "        AND c.role = 'in_charge' AND c.left_on IS NULL)",
                    "SELECT DISTINCT enterprise_id FROM enterprise e WHERE coalesce((SELECT "
                    "left_on IS NOT NULL FROM contact c WHERE c.enterprise_id = "
                    "e.enterprise_id AND c.role = 'in_charge' ORDER BY rowid DESC LIMIT 1), "
                    "1)",
                ),
            ),
            "database-charge",
            "有一位负责人离开了",
        ),
        wrong(
            "leaves in future still here",
            changed(
                QUERIES, ("c.left_on IS NULL", "(c.left_on IS NULL OR c.left_on > '2026-06-30')")
            ),
            "database-charge",
            "填了离开日期就是离开",
        ),
        wrong(
            "more than twice",
            changed(QUERIES, ("count(*) > 1", "count(*) > 2")),
            "database-double",
            "出现两次就是重复",
        ),
        wrong(
            "same name too",
            changed(QUERIES, ("GROUP BY person_id HAVING", "GROUP BY person_id, name HAVING")),
            "database-double",
            "编号相同就是重复",
        ),
        wrong(
            "names differ",
            changed(
                QUERIES,
                (
                    '"SELECT person_id FROM person GROUP BY person_id HAVING count(*) > 1"',
                    '"SELECT person_id FROM person GROUP BY person_id HAVING count(DISTINCT '
                    'name) > 1"',
                ),
            ),
            "database-double",
            "整行都相同的，编号也是重复的",
        ),
        wrong(
            "whoever left is in charge",
            changed(QUERIES, ("c.left_on IS NULL", "c.left_on IS NOT NULL")),
            "database-charge",
            "left_on 反了",
        ),
        wrong(
            "every other role",
            changed(QUERIES, ("c.role = 'in_charge'", "c.role <> 'in_charge'")),
            "database-charge",
            "role 的条件不对",
        ),
        wrong(
            "exactly twice",
            changed(QUERIES, ("count(*) > 1", "count(*) = 2")),
            "database-double",
            "不是 = 2",
        ),
        wrong(
            "three times at most",
            changed(
                QUERIES,
                (
                    "count(*) > 1",
                    "count(*) BETWEEN 2 AND 3",
                ),
            ),
            "database-double",
            "不设上限",
        ),
    ],
    unusual=[
        right(
            "the lesson's left join, its condition on the contact's id",
            charge(
                "SELECT DISTINCT e.enterprise_id FROM enterprise e "
                "LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id "
                "AND c.role = 'in_charge' AND c.left_on IS NULL WHERE c.contact_id IS NULL"
            ),
            taught="LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id AND c.left_on IS NULL",
        ),
        right(
            "joins and CTE",
            '''
            def nobody_in_charge(tables):
                return """WITH lead AS (SELECT enterprise_id FROM contact
                        WHERE role = 'in_charge' AND left_on IS NULL)
                    SELECT e.enterprise_id FROM enterprise e
                    LEFT JOIN lead l ON l.enterprise_id = e.enterprise_id
                    WHERE l.enterprise_id IS NULL GROUP BY e.enterprise_id ORDER BY 1 DESC;"""
            def double_keys(tables):
                return """SELECT DISTINCT a.person_id FROM person a JOIN person b
                    ON a.person_id = b.person_id AND a.rowid < b.rowid"""
            ''',
        ),
        right(
            "sub-queries",
            '''
            def nobody_in_charge(tables):
                return """SELECT enterprise_id FROM enterprise
                    WHERE enterprise_id NOT IN (SELECT enterprise_id FROM contact
                        WHERE role = 'in_charge' AND left_on IS NULL
                        AND enterprise_id IS NOT NULL)
                    GROUP BY enterprise_id"""
            def double_keys(tables):
                return """SELECT person_id FROM (SELECT person_id,
                    row_number() OVER (PARTITION BY person_id) AS n FROM person) WHERE n = 2"""
            ''',
        ),
        right(
            "pandas",
            text("""
            def nobody_in_charge(tables):
                contact = tables["contact"]
                leads = contact[(contact["role"] == "in_charge") & contact["left_on"].isna()][
                    "enterprise_id"
                ]
                ids = tables["enterprise"]["enterprise_id"]
                return ids[~ids.isin(leads)].unique()


            def double_keys(tables):
                times = tables["person"]["person_id"].value_counts()
                return list(times.index[times > 1])
            """),
        ),
        right(
            "nested loops over the rows",
            """
            def nobody_in_charge(tables):
                e, c = tables["enterprise"], tables["contact"]
                answer = []
                for i in range(len(e)):
                    found = False
                    for j in range(len(c)):
                        if (
                            c["enterprise_id"][j] == e["enterprise_id"][i]
                            and c["role"][j] == "in_charge"
                            and pd.isna(c["left_on"][j])
                        ):
                            found = True
                    if not found and e["enterprise_id"][i] not in answer:
                        answer.append(e["enterprise_id"][i])
                return answer


            def double_keys(tables):
                p = tables["person"]
                answer = []
                for i in range(len(p)):
                    for j in range(i):
                        if (
                            p["person_id"][i] == p["person_id"][j]
                            and p["person_id"][i] not in answer
                        ):
                            answer.append(p["person_id"][i])
                return answer
            """,
        ),
    ],
)

# --- tables (A5.5, practice)

BUILDING = text('''
    def two_tables():
        return """CREATE TABLE firm (firm_id TEXT PRIMARY KEY, name TEXT);
        CREATE TABLE manager (manager_id TEXT PRIMARY KEY,
            firm_id TEXT REFERENCES firm (firm_id), name TEXT);
        INSERT INTO firm VALUES ('F1', 'Moni Foods'), ('F2', 'Moni Travel');
        INSERT INTO manager VALUES ('M1', 'F1', 'Wang Fang'), ('M2', 'F2', 'Li Na');"""

    def orphans(tables):
        return """SELECT order_id FROM orders o LEFT JOIN person p ON p.person_id = o.person_id
            WHERE p.person_id IS NULL AND o.person_id IS NOT NULL"""
    ''')
LEFT = """SELECT order_id FROM orders o LEFT JOIN person p ON p.person_id = o.person_id
        WHERE p.person_id IS NULL AND o.person_id IS NOT NULL"""


def lost(sql: str) -> str:
    return changed(BUILDING, (LEFT, sql))


TABLES = Answers(
    mistakes=[
        wrong(
            "NULL as an orphan",
            changed(BUILDING, (" AND o.person_id IS NOT NULL", "")),
            "tables-orphans",
            "空值的订单不算",
        ),
        wrong(
            "NULL compared with = among orders",
            lost("SELECT order_id FROM orders WHERE person_id IS NULL"),
            "tables-orphans",
            "只找到了空值",
        ),
        wrong(
            "persons without orders",
            lost(
                "SELECT DISTINCT p.person_id FROM person p LEFT JOIN orders o ON o.person_id = "
                "p.person_id "
                "WHERE o.order_id IS NULL"
            ),
            "tables-orphans",
            "左右反了",
        ),
        wrong(
            "ids of persons",
            changed(BUILDING, ("SELECT order_id FROM", "SELECT o.person_id FROM")),
            "tables-orphans",
            "要订单编号",
        ),
        wrong(
            "orders whose customer is in person",
            lost("SELECT order_id FROM orders o JOIN person p ON p.person_id = o.person_id"),
            "tables-orphans",
            "反了",
        ),
        wrong(
            "not a key yet",
            changed(BUILDING, ("firm_id TEXT PRIMARY KEY, name", "firm_id TEXT, name")),
            "tables-create",
            "不是主键",
        ),
        wrong(
            "nothing inserted",
            changed(
                BUILDING,
                ("INSERT INTO firm VALUES ('F1', 'Moni Foods'), ('F2', 'Moni Travel');", ""),
            ),
            "tables-create",
            "还没有插入",
        ),
        wrong(
            "one table only",
            """
            def two_tables():
                return (
                    "CREATE TABLE firm (firm_id TEXT PRIMARY KEY, name TEXT); "
                    "INSERT INTO firm VALUES ('F1', 'Moni Foods');"
                )
            """
            + BUILDING[BUILDING.index("def orphans") :]
            .replace("\n", "\n            ")
            .join(["\n            ", "\n"]),
            "tables-create",
            "要有两张表",
        ),
        wrong(
            "no key in the second table",
            changed(BUILDING, ("manager_id TEXT PRIMARY KEY", "manager_id TEXT")),
            "tables-create",
            "manager_id 还不是主键",
        ),
        wrong(
            "no keys, and a table that tells of some before a comment without end",
            changed(
                BUILDING,
                ("firm_id TEXT PRIMARY KEY", "firm_id TEXT"),
                ("manager_id TEXT PRIMARY KEY", "manager_id TEXT"),
                (
                    "('M2', 'F2', 'Li Na');",
                    "('M2', 'F2', 'Li Na'); CREATE TABLE found_keys (place TEXT, name TEXT); "
                    "INSERT INTO found_keys VALUES ('firm.key', 'firm_id'), "
                    "('manager.key', 'manager_id'); /*",
                ),
            ),
            "tables-create",
            "SQL 写法有误",
        ),
        wrong(
            "two rows in one",
            changed(
                BUILDING,
                (
                    "('F1', 'Moni Foods'), ('F2', 'Moni Travel')",
                    "('F1', 'Moni Foods; F2 Moni Travel')",
                ),
            ),
            "tables-create",
            "应该正好两行",
        ),
        wrong(
            "not null for a key",
            changed(
                BUILDING,
                ("firm_id TEXT PRIMARY KEY, name TEXT)", "firm_id TEXT, name TEXT NOT NULL)"),
            ),
            "tables-create",
            "firm_id 还不是主键",
        ),
        wrong(
            "unique for a key",
            changed(
                BUILDING,
                ("firm_id TEXT PRIMARY KEY, name TEXT)", "firm_id TEXT UNIQUE, name TEXT)"),
            ),
            "tables-create",
            "firm_id 还不是主键",
        ),
        wrong(
            "both columns the key",
            changed(
                BUILDING,
                (
                    "firm_id TEXT PRIMARY KEY, name TEXT)",
                    "firm_id TEXT, name TEXT, PRIMARY KEY (firm_id, name))",
                ),
            ),
            "tables-create",
            "firm 表的主键只有 firm_i",
        ),
        wrong(
            "orphans among completed orders",
            changed(
                BUILDING,
                (
                    "AND o.person_id IS NOT NULL",
                    "AND o.person_id IS NOT NULL AND status = 'completed'",
                ),
            ),
            "tables-orphans",
            "不看 status",
        ),
        wrong(
            "once an unknown person",
            changed(
                BUILDING,
                (
                    "SELECT order_id FROM orders o LEFT JOIN person p ON p.person_id = "
                    "o.person_id\n"
                    "        WHERE p.person_id IS NULL AND o.person_id IS NOT NULL",
                    "SELECT order_id FROM orders o LEFT JOIN person p ON p.person_id = "
                    "o.person_id\n"
                    "        WHERE p.person_id IS NULL AND o.person_id IS NOT NULL GROUP BY "
                    "o.person_id",
                ),
            ),
            "tables-orphans",
            "同一个找不到客户的编号有两张订单",
        ),
        wrong(
            "orphans LIKE",
            changed(
                BUILDING,
                (
                    "p.person_id = o.person_id\n        WHERE p.person_id IS NULL",
                    "p.person_id LIKE o.person_id || '%'\n        WHERE p.person_id IS NULL",
                ),
            ),
            "tables-orphans",
            "一个包含另一个不算",
        ),
        wrong(
            "another owner of the second firm's manager",
            changed(BUILDING, ("('M2', 'F2', 'Li Na')", "('M2', 'F1', 'Li Na')")),
            "tables-create",
            "M2 属于 F2",
        ),
        wrong(
            "a column more",
            changed(
                BUILDING,
                (
                    "(firm_id TEXT PRIMARY KEY, name TEXT)",
                    "(firm_id TEXT PRIMARY KEY, name TEXT, city TEXT)",
                ),
                ("'Moni Foods')", "'Moni Foods', '')"),
                ("'Moni Travel')", "'Moni Travel', '')"),
            ),
            "tables-create",
            "不多不少",
        ),
        wrong(
            "orphans by an inner join",
            changed(
                BUILDING,
                (
                    "FROM orders o LEFT JOIN person",
                    "FROM orders o JOIN person",
                ),
            ),
            "tables-orphans",
            "用 LEFT JOIN",
        ),
    ],
    unusual=[
        right(
            "the lesson's NOT EXISTS",
            lost(
                "SELECT order_id FROM orders o WHERE o.person_id IS NOT NULL AND NOT EXISTS "
                "(SELECT 1 FROM person p WHERE p.person_id = o.person_id)"
            ),
            taught="(SELECT 1 FROM contact c WHERE c.enterprise_id = e.enterprise_id",
        ),
        right(
            "columns in another order, and named",
            changed(
                BUILDING,
                ("firm_id TEXT PRIMARY KEY, name TEXT", "name TEXT, firm_id TEXT PRIMARY KEY"),
                ("INSERT INTO firm VALUES", "INSERT INTO firm (firm_id, name) VALUES"),
            ),
        ),
        right(
            "joins and CTE",
            '''
            def two_tables():
                return """create table manager (manager_id primary key, firm_id, name);
                create table firm (firm_id text not null primary key, name text not null);
                insert into firm (name, firm_id) values ('Moni Travel', 'F2');
                insert into firm (name, firm_id) values ('Moni Foods', 'F1');
                insert into manager
                    select 'M2', 'F2', 'Li Na' union all select 'M1', 'F1', 'Wang Fang'"""
            def orphans(tables):
                return """SELECT order_id FROM orders WHERE person_id IN
                    (SELECT person_id FROM orders EXCEPT SELECT person_id FROM person)"""
            ''',
        ),
        right(
            "sub-queries",
            '''
            def two_tables():
                return """CREATE TABLE firm (firm_id TEXT, name TEXT, PRIMARY KEY (firm_id));
                CREATE TABLE manager
                    (manager_id TEXT, firm_id TEXT, name TEXT, PRIMARY KEY (manager_id));
                INSERT INTO firm VALUES ('F1', 'Moni Foods');
                INSERT INTO firm VALUES ('F2', 'Moni Travel');
                INSERT INTO manager VALUES ('M1', 'F1', 'Wang Fang');
                INSERT INTO manager VALUES ('M2', 'F2', 'Li Na');"""
            def orphans(tables):
                return (
                    "SELECT order_id FROM orders "
                    "WHERE person_id NOT IN (SELECT person_id FROM person)"
                )
            ''',
        ),
        right(
            "pandas",
            BUILDING[: BUILDING.index("def orphans")]
            + text("""
            def orphans(tables):
                orders, known = tables["orders"], set(tables["person"]["person_id"])
                return orders[orders["person_id"].notna() & ~orders["person_id"].isin(known)][
                    ["order_id"]
                ]
            """),
        ),
        right(
            "nested loops over the rows",
            '''
            def two_tables():
                return """CREATE TABLE firm (firm_id TEXT PRIMARY KEY, name TEXT);
                CREATE TABLE manager (manager_id TEXT PRIMARY KEY,
                    firm_id TEXT REFERENCES firm (firm_id), name TEXT);
                INSERT INTO firm VALUES ('F1', 'Moni Foods'), ('F2', 'Moni Travel');
                INSERT INTO manager VALUES
                    ('M1', 'F1', 'Wang Fang'), ('M2', 'F2', 'Li Na')  -- two rows each"""
            def orphans(tables):
                o, p = tables["orders"], tables["person"]
                answer = []
                for i in range(len(o)):
                    if pd.isna(o["person_id"][i]):
                        continue
                    known = False
                    for j in range(len(p)):
                        if p["person_id"][j] == o["person_id"][i]:
                            known = True
                    if not known:
                        answer.append(o["order_id"][i])
                return answer
            ''',
        ),
    ],
)

# --- upsert (A5.6)

UPDATING = text('''
    LATEST = """SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY person_id
        ORDER BY updated_at DESC, update_id DESC) AS place FROM updates) WHERE place = 1"""

    def newest(tables):
        return f"SELECT update_id FROM ({LATEST})"

    def upsert(tables):
        return """INSERT INTO person (person_id, mobile, updated_at)
            SELECT person_id, mobile, updated_at FROM updates WHERE true
            ORDER BY updated_at, update_id
            ON CONFLICT (person_id) DO UPDATE
            SET mobile = excluded.mobile, updated_at = excluded.updated_at
            WHERE excluded.updated_at >= person.updated_at;"""

    def audit(tables):
        return f"""SELECT u.person_id, p.mobile AS old, u.mobile AS new FROM ({LATEST}) u
            LEFT JOIN person p ON p.person_id = u.person_id
            WHERE p.person_id IS NULL OR u.updated_at >= p.updated_at"""
    ''')
SCRIPT = UPDATING[UPDATING.index('"""INSERT INTO person') : UPDATING.index("\n\ndef audit")]
NEWEST = 'f"SELECT update_id FROM ({LATEST})"'

UPSERT = Answers(
    mistakes=[
        wrong(
            "the largest id",
            changed(UPDATING, (NEWEST, '"SELECT max(update_id) FROM updates GROUP BY person_id"')),
            "upsert-newest",
            "编号最大的",
        ),
        wrong(
            "the smaller id of a tie",
            changed(UPDATING, ("updated_at DESC, update_id DESC", "updated_at DESC, update_id")),
            "upsert-newest upsert-audit",
            "update_id 大的",
        ),
        wrong(
            "the oldest",
            changed(
                UPDATING,
                ("ORDER BY updated_at DESC, update_id DESC", "ORDER BY updated_at, update_id"),
            ),
            "upsert-newest upsert-audit",
            "最早的",
        ),
        wrong(
            "one in all",
            changed(
                UPDATING,
                (NEWEST, '"SELECT update_id FROM updates ORDER BY updated_at DESC LIMIT 1"'),
            ),
            "upsert-newest",
            "不是全表",
        ),
        wrong(
            "all updates",
            changed(UPDATING, (NEWEST, '"SELECT update_id FROM updates"')),
            "upsert-newest",
            "最新的一条",
        ),
        wrong(
            "both of a tie",
            changed(
                UPDATING,
                (
                    NEWEST,
                    '"SELECT update_id FROM updates u WHERE updated_at = '
                    '(SELECT max(updated_at) FROM updates v WHERE v.person_id = u.person_id)"',
                ),
            ),
            "upsert-newest",
            "也要选一条",
        ),
        wrong(
            "old messages win",
            changed(UPDATING, ("\n        WHERE excluded.updated_at >= person.updated_at", "")),
            "upsert-person",
            "晚到的旧更新",
        ),
        wrong(
            "in the order of the ids",
            changed(
                UPDATING,
                ("ORDER BY updated_at, update_id\n", "ORDER BY update_id\n"),
                (
                    "\n        WHERE excluded.updated_at >= person.updated_at",
                    "\n        WHERE excluded.person_id <> 'P2'",
                ),
            ),
            "upsert-person",
            "不是编号最大的",
        ),
        wrong(
            "nobody inserted",
            changed(
                UPDATING,
                (
                    "FROM updates WHERE true",
                    "FROM updates WHERE person_id IN (SELECT person_id FROM person)",
                ),
            ),
            "upsert-person",
            "要插入",
        ),
        wrong(
            "the time stays",
            changed(UPDATING, (", updated_at = excluded.updated_at", "")),
            "upsert-person",
            "没有跟着改",
        ),
        wrong(
            "INSERT OR IGNORE",
            changed(
                UPDATING,
                ("INSERT INTO person", "INSERT OR IGNORE INTO person"),
                (
                    UPDATING[
                        UPDATING.index("        ON CONFLICT") : UPDATING.index('"""\n\ndef audit')
                    ],
                    "",
                ),
            ),
            "upsert-person",
            "编号冲突时要 DO UPDATE",
        ),
        wrong(
            "only updated people",
            changed(
                UPDATING,
                (
                    'return """INSERT INTO person',
                    'return """DELETE FROM person WHERE person_id NOT IN '
                    "(SELECT person_id FROM updates);\n        INSERT INTO person",
                ),
            ),
            "upsert-person",
            "保持原样",
        ),
        wrong(
            "dropped updates in the trail",
            changed(
                UPDATING,
                ("\n        WHERE p.person_id IS NULL OR u.updated_at >= p.updated_at", ""),
            ),
            "upsert-audit",
            "没有生效",
        ),
        wrong(
            "an inner join loses new people",
            changed(UPDATING, ("LEFT JOIN person p", "JOIN person p")),
            "upsert-audit",
            "新插入的人",
        ),
        wrong(
            "old and new swapped",
            changed(
                UPDATING, ("p.mobile AS old, u.mobile AS new", "u.mobile AS old, p.mobile AS new")
            ),
            "upsert-audit",
            "弄反了",
        ),
        wrong(
            "every update in the trail",
            changed(UPDATING, ("({LATEST}) u", "updates u")),
            "upsert-audit",
            "只记生效的",
        ),
        wrong(
            "ties by row",
            changed(
                UPDATING,
                (
                    "ORDER BY updated_at DESC, update_id DESC",
                    "ORDER BY updated_at DESC, rowid DESC",
                ),
            ),
            "upsert-newest upsert-audit",
            "update_id 大的算数",
        ),
        wrong(
            "days only",
            changed(
                UPDATING,
                (
                    "ORDER BY updated_at DESC, update_id DESC",
                    "ORDER BY substr(updated_at, 1, 10) DESC, update_id DESC",
                ),
            ),
            "upsert-newest upsert-audit",
            "同一天的还要看几点几分",
        ),
        wrong(
            "ids as text",
            changed(
                UPDATING,
                (
                    "updated_at DESC, update_id DESC",
                    "updated_at DESC, CAST(update_id AS TEXT) DESC",
                ),
            ),
            "upsert-newest upsert-audit",
            "update_id 是数字",
        ),
        wrong(
            "equal times dropped",
            changed(
                UPDATING,
                (
                    "excluded.updated_at >= person.updated_at",
                    "excluded.updated_at > person.updated_at",
                ),
            ),
            "upsert-person",
            "时间正好相同",
        ),
        wrong(
            "in the order of the rows",
            changed(UPDATING, ("WHERE true\n        ORDER BY updated_at, update_id", "WHERE true")),
            "upsert-person",
            "update_id 大的算数",
        ),
        wrong(
            "days compared",
            changed(
                UPDATING,
                (
                    "excluded.updated_at >= person.updated_at",
                    "substr(excluded.updated_at, 1, 10) >= substr(person.updated_at, 1, 10)",
                ),
            ),
            "upsert-person",
            "早一分钟也是更早，要丢掉",
        ),
        wrong(
            "ties in the order of ids as text",
            changed(
                UPDATING,
                ("ORDER BY updated_at, update_id", "ORDER BY updated_at, CAST(update_id AS TEXT)"),
            ),
            "upsert-person",
            "update_id 大的算数",
        ),
        wrong(
            "trail without equal times",
            changed(UPDATING, ("u.updated_at >= p.updated_at", "u.updated_at > p.updated_at")),
            "upsert-audit",
            "时间正好相同",
        ),
        wrong(
            "trail by days",
            changed(
                UPDATING,
                (
                    "OR u.updated_at >= p.updated_at",
                    "OR substr(u.updated_at, 1, 10) >= substr(p.updated_at, 1, 10)",
                ),
            ),
            "upsert-audit",
            "早一分钟也是更早，要丢掉",
        ),
        wrong(
            "ties by the smaller id, in upsert",
            changed(
                UPDATING,
                ("ORDER BY updated_at, update_id\n", "ORDER BY updated_at, update_id DESC\n"),
            ),
            "upsert-person",
            "update_id 大的算数",
        ),
        wrong(
            "the new number as the old one",
            changed(UPDATING, ("p.mobile AS old", "coalesce(p.mobile, u.mobile) AS old")),
            "upsert-audit",
            "他原来没有手机",
        ),
        wrong(
            "times, not mobiles",
            changed(
                UPDATING,
                ("p.mobile AS old, u.mobile AS new", "p.updated_at AS old, u.updated_at AS new"),
            ),
            "upsert-audit",
            "不是时间",
        ),
        wrong(
            "columns without their names",
            changed(UPDATING, ("p.mobile AS old, u.mobile AS new", "p.mobile, u.mobile")),
            "upsert-audit",
            "用 AS 起名",
        ),
        wrong(
            "those who were inserted alone",
            changed(
                UPDATING,
                (
                    "WHERE p.person_id IS NULL OR u.updated_at >= p.updated_at",
                    "WHERE p.person_id IS NULL",
                ),
            ),
            "upsert-audit",
            "已有的人改了手机号也要记",
        ),
        wrong(
            "only changed numbers",
            changed(
                UPDATING,
                (
                    "excluded.updated_at >= person.updated_at",
                    "excluded.updated_at >= person.updated_at AND excluded.mobile <> person.mobile",
                ),
            ),
            "upsert-person",
            "手机号和原来一样",
        ),
        wrong(
            "newest of those in force",
            changed(
                UPDATING,
                (
                    NEWEST,
                    'f"SELECT update_id FROM ({LATEST}) u LEFT JOIN person p USING (person_id) '
                    'WHERE p.person_id IS NULL OR u.updated_at >= p.updated_at"',
                ),
            ),
            "upsert-newest",
            "只看 updates 里谁最新",
        ),
        wrong(
            "an empty text for no mobile",
            changed(
                UPDATING,
                (
                    "p.mobile AS old",
                    "coalesce(p.mobile, '') AS old",
                ),
            ),
            "upsert-audit",
            "不是空字符串",
        ),
    ],
    unusual=[
        right(
            "sorted by time, the last of each, as in the lesson",
            """
            def newest(tables):
                updates = tables["updates"].sort_values(["updated_at", "update_id"])
                return updates.groupby("person_id")["update_id"].last().to_list()

            def upsert(tables):
                updates = tables["updates"].sort_values(["updated_at", "update_id"])
                last = updates.groupby("person_id")[["mobile", "updated_at"]].last()
                person = tables["person"].set_index("person_id")
                both = pd.concat([person, last]).reset_index()
                both = both.sort_values("updated_at", kind="stable")
                return both.groupby("person_id").last().reset_index()

            def audit(tables):
                person = tables["person"].set_index("person_id")["mobile"]
                after = upsert(tables).set_index("person_id")
                before = tables["person"].set_index("person_id").reindex(after.index)
                updates = tables["updates"]
                known = set(zip(updates["person_id"], updates["mobile"], updates["updated_at"]))
                rows = [
                    [name, person.get(name), row["mobile"]]
                    for name, row in after.iterrows()
                    if (name, row["mobile"], row["updated_at"]) in known
                ]
                return pd.DataFrame(rows, columns=["person_id", "old", "new"])
            """,
            taught='last = log.sort_values("ts").groupby("who")["action"].last()',
        ),
        right(
            "pandas",
            """
            def effective(tables):
                updates = (
                    tables["updates"]
                    .sort_values(["updated_at", "update_id"])
                    .groupby("person_id")
                    .tail(1)
                )
                both = updates.merge(
                    tables["person"], on="person_id", how="left", suffixes=("", "_old")
                )
                return both[
                    both["updated_at_old"].isna() | (both["updated_at"] >= both["updated_at_old"])
                ]

            def newest(tables):
                updates = tables["updates"].sort_values(["updated_at", "update_id"])
                return updates.drop_duplicates("person_id", keep="last")["update_id"]

            def upsert(tables):
                new = effective(tables)[["person_id", "mobile", "updated_at"]]
                old = tables["person"][~tables["person"]["person_id"].isin(new["person_id"])]
                return pd.concat([new, old], ignore_index=True)

            def audit(tables):
                found = effective(tables).rename(columns={"mobile_old": "old", "mobile": "new"})
                return found[["new", "person_id", "old"]]
            """,
        ),
        right(
            "UPDATE, then INSERT",
            changed(
                UPDATING,
                (
                    SCRIPT,
                    '''f"""
        CREATE TABLE best AS {LATEST};
        UPDATE person SET mobile = b.mobile, updated_at = b.updated_at FROM best b
            WHERE b.person_id = person.person_id AND b.updated_at >= person.updated_at;
        INSERT INTO person SELECT person_id, mobile, updated_at FROM best
            WHERE person_id NOT IN (SELECT person_id FROM person);
        DROP TABLE best"""''',
                ),
            ),
        ),
        right(
            "correlated sub-queries",
            changed(
                UPDATING,
                (
                    NEWEST,
                    '''"""SELECT update_id FROM updates u WHERE NOT EXISTS
        (SELECT 1 FROM updates v
        WHERE v.person_id = u.person_id
        AND (v.updated_at, v.update_id) > (u.updated_at, u.update_id))"""''',
                ),
                ("INSERT INTO person (person_id", "REPLACE INTO person (person_id"),
                (
                    SCRIPT[SCRIPT.index("FROM updates") :],
                    "FROM updates u WHERE updated_at >= coalesce((SELECT updated_at FROM person p\n"
                    "            WHERE p.person_id = u.person_id), '') ORDER BY updated_at, "
                    'update_id;"""',
                ),
            ),
        ),
        right(
            "real times in loops",
            """
            def parse(text):
                import datetime

                return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M")

            def best(tables):
                u = tables["updates"]
                found = {}
                for i in range(len(u)):
                    who, key = u["person_id"][i], (parse(u["updated_at"][i]), u["update_id"][i])
                    if who not in found or key > found[who][0]:
                        found[who] = (key, u["mobile"][i], u["updated_at"][i])
                return found

            def newest(tables):
                return [key[1] for key, _, _ in best(tables).values()]

            def effective(tables):
                p, found = tables["person"], []
                for who, (key, mobile, when) in best(tables).items():
                    row = None
                    for j in range(len(p)):
                        if p["person_id"][j] == who:
                            row = j
                    if row is None:
                        found.append([who, None, mobile, when])
                    elif key[0] >= parse(p["updated_at"][row]):
                        found.append([who, p["mobile"][row], mobile, when])
                return found

            def upsert(tables):
                p = tables["person"].copy()
                for who, old, mobile, when in effective(tables):
                    if old is None:
                        p.loc[len(p)] = [who, mobile, when]
                    else:
                        p.loc[p["person_id"] == who, ["mobile", "updated_at"]] = [mobile, when]
                return p

            def audit(tables):
                return pd.DataFrame(
                    [row[:3] for row in effective(tables)], columns=["person_id", "old", "new"]
                )
            """,
        ),
    ],
)

# --- privacy (A5.7)

SECRETS = text("""
    def mask(table):
        name = (table["name"].str.split(" ").str[0] + " **").where(table["name"] != "", "")
        there = table["phone"] != ""
        phone = (table["phone"].str[:3] + "****" + table["phone"].str[-4:]).where(there, "")
        return pd.DataFrame({"name": name, "phone": phone})

    def allowed(log, purpose, date):
        seen = log[(log["purpose"] == purpose) & (log["ts"] < date + pd.Timedelta(days=1))]
        last = seen.sort_values("ts").groupby("rec_id")["action"].last()
        return sorted(last.index[last != "withdraw"])
    """)

PRIVACY = Answers(
    mistakes=[
        wrong("three asterisks", changed(SECRETS, ('"****"', '"***"')), "privacy-mask", "四个星号"),
        wrong(
            "three digits at the end",
            changed(SECRETS, (".str[-4:]", ".str[-3:]")),
            "privacy-mask",
            "后面留四位",
        ),
        wrong(
            "name not masked",
            changed(SECRETS, ('(table["name"].str.split(" ").str[0] + " **")', 'table["name"]')),
            "privacy-mask",
            "姓名还没有",
        ),
        wrong(
            "given name kept",
            changed(
                SECRETS,
                (
                    'table["name"].str.split(" ").str[0] + " **"',
                    '"** " + table["name"].str.split(" ").str[-1]',
                ),
            ),
            "privacy-mask",
            "留姓",
        ),
        wrong(
            "one letter kept",
            changed(SECRETS, ('.str.split(" ").str[0] + " **"', '.str[:1] + "**"')),
            "privacy-mask",
            "姓要写全",
        ),
        wrong(
            "asterisks for nothing",
            changed(SECRETS, ('.where(there, "")', "")),
            "privacy-mask",
            "空的还是空的",
        ),
        wrong(
            "the last row counts",
            changed(SECRETS, ('seen.sort_values("ts")', "seen")),
            "privacy-allowed",
            "先按 ts 排",
        ),
        wrong(
            "the day itself does not count",
            changed(SECRETS, ("date + pd.Timedelta(days=1)", "date")),
            "privacy-allowed",
            "当天的记录",
        ),
        wrong(
            "the state of today",
            changed(SECRETS, (' & (log["ts"] < date + pd.Timedelta(days=1))', "")),
            "privacy-allowed",
            "date 以后",
        ),
        wrong(
            "any purpose",
            changed(SECRETS, ('(log["purpose"] == purpose) & (log["ts"]', '(log["ts"]')),
            "privacy-allowed",
            "目的不同",
        ),
        wrong(
            "renewals forgotten",
            changed(SECRETS, ('last != "withdraw"', 'last == "grant"')),
            "privacy-allowed",
            "renew",
        ),
        wrong(
            "those who refuse",
            changed(SECRETS, ('last.index[last != "withdraw"]', 'last.index[last == "withdraw"]')),
            "privacy-allowed",
            "不同意的",
        ),
        wrong(
            "whoever ever agreed",
            changed(
                SECRETS,
                (
                    'last = seen.sort_values("ts").groupby("rec_id")["action"].last()\n    return '
                    'sorted(last.index[last != "withdraw"])',
                    'return sorted(set(seen.loc[seen["action"] != "withdraw", "rec_id"]))',
                ),
            ),
            "privacy-allowed",
            "看最晚的一条",
        ),
        wrong(
            "zeros replaced",
            changed(
                SECRETS,
                (
                    '(table["phone"].str[:3] + "****" + table["phone"].str[-4:])',
                    'table["phone"].str.replace("0000", "****", n=1)',
                ),
            ),
            "privacy-mask",
            "遮的是第四到第七位，不是把号码里的 0 遮掉",
        ),
        wrong(
            "the last word goes",
            changed(
                SECRETS,
                (
                    'table["name"].str.split(" ").str[0]',
                    'table["name"].str.rsplit(" ", n=1).str[0]',
                ),
            ),
            "privacy-mask",
            "姓是第一个空格以前的部分",
        ),
        wrong(
            "columns by place",
            changed(
                SECRETS,
                ('table["name"]', "table.iloc[:, 0]"),
                ('table["phone"]', "table.iloc[:, 1]"),
            ),
            "privacy-mask",
            "按列名取列，不按位置",
        ),
        wrong(
            "capital names only",
            changed(
                SECRETS,
                (
                    '(table["name"].str.split(" ").str[0] + " **")',
                    'table["name"].str.replace(r" [A-Z].*", " **", regex=True)',
                ),
            ),
            "privacy-mask",
            "小写的姓名也一样遮",
        ),
        wrong(
            "given name replaced",
            changed(
                SECRETS,
                (
                    '(table["name"].str.split(" ").str[0] + " **")',
                    'table["name"].map(lambda n: n.replace(n.split(" ")[-1], "**") if n else n)',
                ),
            ),
            "privacy-mask",
            "姓是第一个空格以前的部分",
        ),
        wrong(
            "midnight counts",
            changed(SECRETS, ('log["ts"] < date', 'log["ts"] <= date')),
            "privacy-allowed",
            "第二天零点已经是 date 以后",
        ),
        wrong(
            "a fixed purpose",
            changed(
                SECRETS,
                (
                    '(log["purpose"] == purpose) & (log["ts"]',
                    '(log["purpose"] == "marketing") & (log["ts"]',
                ),
            ),
            "privacy-allowed",
            "按参数 purpose 来筛",
        ),
        wrong(
            "the last of all purposes",
            changed(
                SECRETS,
                (
                    'seen = log[(log["purpose"] == purpose) & (log["ts"] < date + '
                    "pd.Timedelta(days=1))]\n"
                    '    last = seen.sort_values("ts").groupby("rec_id")["action"].last()',
                    'seen = log[log["ts"] < date + '
                    'pd.Timedelta(days=1)].sort_values("ts").groupby("rec_id").last()\n'
                    '    last = seen.loc[seen["purpose"] == purpose, "action"]',
                ),
            ),
            "privacy-allowed",
            "每个目的各看各的最后一条",
        ),
        wrong(
            "more consents than withdrawals",
            changed(
                SECRETS,
                (
                    'last = seen.sort_values("ts").groupby("rec_id")["action"].last()\n'
                    '    return sorted(last.index[last != "withdraw"])',
                    'score = seen["action"].map(lambda a: -1 if a == "withdraw" else '
                    '1).groupby(seen["rec_id"]).sum()\n'
                    "    return sorted(score.index[score > 0])",
                ),
            ),
            "privacy-allowed",
            "同意过两次",
        ),
        wrong(
            "by day, not by clock",
            changed(
                SECRETS,
                (
                    'seen.sort_values("ts").groupby("rec_id")["action"]',
                    'seen.assign(ts=seen["ts"].dt.normalize()).sort_values("ts", '
                    'kind="stable").groupby("rec_id")["action"]',
                ),
            ),
            "privacy-allowed",
            "同一天的几条，要看几点几分",
        ),
        wrong(
            "not sorted",
            changed(
                SECRETS,
                (
                    'sorted(last.index[last != "withdraw"])',
                    'list(seen.loc[seen["rec_id"].isin(last.index[last != "withdraw"]), '
                    '"rec_id"].unique())',
                ),
            ),
            "privacy-allowed",
            "编号要从小到大排",
        ),
        wrong(
            "a fixed date",
            changed(
                SECRETS,
                (
                    "def allowed(log, purpose, date):",
                    'def allowed(log, purpose, date):\n    date = pd.Timestamp("2026-03-01")',
                ),
            ),
            "privacy-allowed",
            "按参数 date 那一天来看",
        ),
        wrong(
            "another index",
            changed(
                SECRETS,
                (
                    'pd.DataFrame({"name": name, "phone": phone})',
                    'pd.DataFrame({"name": name, "phone": phone}).reset_index(drop=True)',
                ),
            ),
            "privacy-mask",
            "索引要和原来的表一样",
        ),
        wrong(
            "all but the last four",
            changed(SECRETS, ('table["phone"].str[:3] + "****"', '"*******"')),
            "privacy-mask",
            "前三位也要保留",
        ),
        wrong(
            "NaN for what is empty",
            changed(SECRETS, ('.where(there, "")', ".where(there)")),
            "privacy-mask",
            "不是空值",
        ),
        wrong(
            "the last first",
            changed(
                SECRETS,
                (
                    'sorted(last.index[last != "withdraw"])',
                    'sorted(last.index[last != "withdraw"], reverse=True)',
                ),
            ),
            "privacy-allowed",
            "从小到大",
        ),
        wrong(
            "months compared",
            changed(
                SECRETS,
                (
                    '(log["ts"] < date + pd.Timedelta(days=1))',
                    '(log["ts"].dt.to_period("M") <= date.to_period("M"))',
                ),
            ),
            "privacy-allowed",
            "同一个月里也要看日子",
        ),
    ],
    unusual=[
        right(
            "the lesson's last entry and its asterisks",
            changed(
                SECRETS,
                (
                    '(table["phone"].str[:3] + "****" + table["phone"].str[-4:]).where(there, "")',
                    '(table["phone"].str[:3] + "****" + table["phone"].str[-4:]).mask(~there, "")',
                ),
                (
                    'sorted(last.index[last != "withdraw"])',
                    'last[last != "withdraw"].index.to_list()',
                ),
            ),
            taught='print(last[last != "withdraw"].index.to_list())',
        ),
        right(
            "hint 3 filled in",
            """
            def mask(table):
                phone = table["phone"].str[:3] + "****" + table["phone"].str[-4:]
                name = table["name"].str.split(" ").str[0] + " **"
                return table.assign(
                    phone=phone.where(table["phone"] != "", ""), name=name.where(table["name"] != "", "")
                )

            def allowed(log, purpose, date):
                seen = log[(log["purpose"] == purpose) & (log["ts"] < date + pd.Timedelta(days=1))]
                last = seen.sort_values("ts").groupby("rec_id")["action"].last()
                return sorted(last.index[last != "withdraw"])
            """,
        ),
        right(
            "loops",
            """
            def mask(table):
                names = [name.split()[0] + " **" if name else "" for name in table["name"]]
                phones = [
                    f"{phone[:3]}****{phone[7:]}" if phone else "" for phone in table["phone"]
                ]
                return table.assign(name=names, phone=phones)

            def allowed(log, purpose, date):
                state = {}
                for row in log.sort_values("ts").itertuples():
                    if row.purpose == purpose and row.ts.normalize() <= date:
                        state[row.rec_id] = row.action
                return [rec_id for rec_id in sorted(state) if state[rec_id] in ("grant", "renew")]
            """,
        ),
        right(
            "idxmax and regular expressions",
            changed(
                SECRETS,
                (
                    '(table["phone"].str[:3] + "****" + table["phone"].str[-4:]).where(there, "")',
                    'table["phone"].str.replace(r"(\\d{3})\\d{4}(\\d{4})", r"\\1****\\2", '
                    "regex=True)",
                ),
                (
                    'last = seen.sort_values("ts").groupby("rec_id")["action"].last()\n    return '
                    'sorted(last.index[last != "withdraw"])',
                    'last = seen.loc[seen.groupby("rec_id")["ts"].idxmax()]\n    return '
                    'last.loc[last["action"].isin(["grant", "renew"]), '
                    '"rec_id"].sort_values().tolist()',
                ),
            ),
        ),
        right(
            "SQL inside",
            changed(
                SECRETS,
                (
                    'last = seen.sort_values("ts").groupby("rec_id")["action"].last()\n    return '
                    'sorted(last.index[last != "withdraw"])',
                    'sql = """SELECT rec_id FROM (SELECT *, row_number() OVER (PARTITION BY rec_id '
                    "ORDER BY ts DESC) AS n FROM t)\n"
                    '        WHERE n = 1 AND action <> \'withdraw\' ORDER BY rec_id"""\n'
                    '    return database.query(sql, tables={"t": seen})["rec_id"]',
                ),
            ),
        ),
        right(
            "nested loops over the rows",
            """
            def mask(table):
                table = table.copy()
                for i in table.index:
                    if table["name"][i]:
                        table.loc[i, "name"] = table["name"][i].split(" ")[0] + " **"
                    if table["phone"][i]:
                        table.loc[i, "phone"] = (
                            table["phone"][i][:3] + "****" + table["phone"][i][7:]
                        )
                return table

            def allowed(log, purpose, date):
                answer = []
                for rec_id in log["rec_id"].unique():
                    last = None
                    for i in range(len(log)):
                        if (
                            log["rec_id"][i] == rec_id
                            and log["purpose"][i] == purpose
                            and log["ts"][i].date() <= date.date()
                        ):
                            if last is None or log["ts"][i] >= log["ts"][last]:
                                last = i
                    if last is not None and log["action"][last] != "withdraw":
                        answer.append(rec_id)
                return sorted(answer)
            """,
        ),
    ],
)

# --- renew (A5.7, practice)

RENEWING = text("""
    def renew_needed(log, policies, purpose):
        versions = zip(policies["policy_version"], policies["changed_purposes"])
        changed = [version for version, names in versions if purpose in names.split(";")]
        last = log[log["purpose"] == purpose].sort_values("ts").groupby("rec_id").last()
        old = (last["action"] != "withdraw") & (last["policy_version"] < max(changed, default=""))
        return sorted(last.index[old])
    """)

RENEW = Answers(
    mistakes=[
        wrong(
            "the latest version of all",
            changed(RENEWING, ('max(changed, default="")', 'policies["policy_version"].max()')),
            "renew-due",
            "最后一次改动这个目的",
        ),
        wrong(
            "those who withdrew",
            changed(RENEWING, ('(last["action"] != "withdraw") & (last', "(last")),
            "renew-due",
            "没有同意可续",
        ),
        wrong(
            "the first entry",
            changed(
                RENEWING,
                ('.groupby("rec_id").last()\n    old', '.groupby("rec_id").first()\n    old'),
            ),
            "renew-due",
            "要看最近的一条",
        ),
        wrong(
            "newer versions",
            changed(RENEWING, ('last["policy_version"] < max(', 'last["policy_version"] >= max(')),
            "renew-due",
            "版本比反了",
        ),
        wrong(
            "the same version as well",
            changed(RENEWING, ('last["policy_version"] < max(', 'last["policy_version"] <= max(')),
            "renew-due",
            "版本相同就不算旧",
        ),
        wrong(
            "any other version",
            changed(RENEWING, ('last["policy_version"] < max(', 'last["policy_version"] != max(')),
            "renew-due",
            "版本更新的不用重新取得",
        ),
        wrong(
            "the last row of policies",
            changed(RENEWING, ('max(changed, default="")', '(changed[-1] if changed else "")')),
            "renew-due",
            "policies 的行不一定按版本排",
        ),
        wrong(
            "the first change",
            changed(RENEWING, ('max(changed, default="")', 'min(changed, default="")')),
            "renew-due",
            "要比最后一次改动它的版本",
        ),
        wrong(
            "given policies ignored",
            changed(
                RENEWING,
                (
                    "def renew_needed(log, policies, purpose):",
                    "def renew_needed(log, policies, purpose):\n"
                    '    policies = pd.DataFrame({"policy_version": ["v1", "v2", "v3"], '
                    '"changed_purposes": ["", "marketing;profiling", '
                    '"profiling;third_party"]})',
                ),
            ),
            "renew-due",
            "policies 换一张表",
        ),
        wrong(
            "grants only",
            changed(
                RENEWING,
                (
                    '(last["action"] != "withdraw") & (last["policy',
                    '(last["action"] == "grant") & (last["policy',
                ),
            ),
            "renew-due",
            "旧版本的 renew 也要重新取得",
        ),
        wrong(
            "the highest version signed",
            changed(
                RENEWING,
                (
                    'old = (last["action"]',
                    'last["policy_version"] = log[log["purpose"] == '
                    'purpose].groupby("rec_id")["policy_version"].max()\n'
                    '    old = (last["action"]',
                ),
            ),
            "renew-due",
            "看时间最晚一条的版本",
        ),
        wrong(
            "renew in the order of rows",
            changed(
                RENEWING,
                (
                    'last = log[log["purpose"] == purpose].sort_values("ts").groupby',
                    'last = log[log["purpose"] == purpose].groupby',
                ),
            ),
            "renew-due",
            "已经撤回的没有同意可续",
        ),
        wrong(
            "renew: last of all purposes",
            changed(
                RENEWING,
                (
                    'last = log[log["purpose"] == '
                    'purpose].sort_values("ts").groupby("rec_id").last()',
                    'last = log.sort_values("ts").groupby("rec_id").last()\n'
                    '    last = last[last["purpose"] == purpose]',
                ),
            ),
            "renew-due",
            "每个目的各看各的最近一条",
        ),
        wrong(
            "the whole text is the purpose",
            changed(RENEWING, ('purpose in names.split(";")', "purpose == names")),
            "renew-due",
            "split",
        ),
        wrong(
            "whoever ever withdrew left out",
            changed(
                RENEWING,
                (
                    'old = (last["action"]',
                    'left = log[(log["purpose"] == purpose) & (log["action"] == "withdraw")]\n'
                    '    old = ~last.index.isin(left["rec_id"]) & (last["action"]',
                ),
            ),
            "renew-due",
            "后来又按旧版本同意的",
        ),
    ],
    unusual=[
        right(
            "the lesson's list of an index",
            changed(RENEWING, ("sorted(last.index[old])", "last[old].index.to_list()")),
            taught='print(last[last != "withdraw"].index.to_list())',
        ),
        right(
            "hint 3 filled in",
            """
            def renew_needed(log, policies, purpose):
                changed = [
                    v
                    for v, names in zip(policies["policy_version"], policies["changed_purposes"])
                    if purpose in names.split(";")
                ]
                last = log[log["purpose"] == purpose].sort_values("ts").groupby("rec_id").last()
                old = (last["action"] != "withdraw") & (
                    last["policy_version"] < max(changed, default="")
                )
                return sorted(last.index[old])
            """,
        ),
        right(
            "loops",
            """
            def renew_needed(log, policies, purpose):
                changed = ["v0"] + [
                    p.policy_version for p in policies.itertuples() if purpose in p.changed_purposes
                ]
                state = {}
                for row in log.sort_values("ts").itertuples():
                    if row.purpose == purpose:
                        state[row.rec_id] = (row.action, row.policy_version)
                return sorted(
                    i
                    for i, (action, version) in state.items()
                    if action != "withdraw" and version < max(changed)
                )
            """,
        ),
        right(
            "idxmax",
            changed(
                RENEWING,
                (
                    'last = log[log["purpose"] == purpose].sort_values("ts")'
                    '.groupby("rec_id").last()',
                    'own = log[log["purpose"] == purpose]\n'
                    '    last = own.loc[own.groupby("rec_id")["ts"].idxmax()].set_index("rec_id")',
                ),
            ),
        ),
        right(
            "nested loops over the rows",
            """
            def renew_needed(log, policies, purpose):
                version = ""
                for i in range(len(policies)):
                    if purpose in policies["changed_purposes"][i].split(";"):
                        version = max(version, policies["policy_version"][i])
                answer = []
                for rec_id in log["rec_id"].unique():
                    last = None
                    for i in range(len(log)):
                        if log["rec_id"][i] == rec_id and log["purpose"][i] == purpose:
                            if last is None or log["ts"][i] >= log["ts"][last]:
                                last = i
                    if (
                        last is not None
                        and log["action"][last] != "withdraw"
                        and log["policy_version"][last] < version
                    ):
                        answer.append(rec_id)
                return sorted(answer)
            """,
        ),
    ],
)

# --- contract (A5.8)

ARTICLES = text("""
    numbers = [1, 6, 4, 3, 1, 2, 6, 8, 4, 3, 2, 4, 7, 5, 2, 7]
    articles = {f"CL{place:02d}": number for place, number in enumerate(numbers, start=1)}
    """)

CONTRACT = Answers(
    mistakes=[
        wrong(
            "a penalty is a fee",
            ARTICLES + '\narticles["CL14"] = 3',
            "contract-articles",
            "归违约责任",
        ),
        wrong(
            "confidentiality is something else",
            ARTICLES + '\narticles["CL03"] = 8',
            "contract-articles",
            "乙方的义务",
        ),
        wrong(
            "what follows the end is the term",
            ARTICLES + '\narticles["CL02"] = 2',
            "contract-articles",
            "变更和解除",
        ),
        wrong(
            "the start is a service",
            ARTICLES + '\narticles["CL15"] = 1',
            "contract-articles",
            "服务期限",
        ),
        wrong(
            "force majeure is breach",
            ARTICLES + '\narticles["CL07"] = 5',
            "contract-articles",
            "归变更和解除",
        ),
        wrong(
            "a clause forgotten",
            ARTICLES + '\ndel articles["CL16"]',
            "contract-articles",
            "CL01 到 CL16",
        ),
        wrong("an article 9", ARTICLES + '\narticles["CL08"] = 9', "contract-articles", "1 到 8"),
        wrong(
            "CL05 elsewhere",
            changed(
                ARTICLES, ("start=1)}", "start=1)}\narticles['CL05'] = articles['CL05'] % 8 + 1")
            ),
            "contract-articles",
            "归服务内容",
        ),
        wrong(
            "CL09 elsewhere",
            changed(
                ARTICLES, ("start=1)}", "start=1)}\narticles['CL09'] = articles['CL09'] % 8 + 1")
            ),
            "contract-articles",
            "乙方的义务",
        ),
        wrong(
            "CL12 elsewhere",
            changed(
                ARTICLES, ("start=1)}", "start=1)}\narticles['CL12'] = articles['CL12'] % 8 + 1")
            ),
            "contract-articles",
            "甲方的义务",
        ),
    ],
    unusual=[
        right(
            "numbers as text",
            ARTICLES + "\narticles = {clause: str(number) for clause, number in articles.items()}",
        ),
        right(
            "by article",
            """
            found = {
                1: "01 05",
                2: "06 11 15",
                3: "04 10",
                4: "03 09 12",
                5: "14",
                6: "02 07",
                7: "13 16",
                8: "08",
            }
            articles = {
                "CL" + clause: article
                for article, clauses_of in found.items()
                for clause in clauses_of.split()
            }
            """,
        ),
        right(
            "written out",
            """
            articles = {
                "CL16": 7,
                "CL15": 2,
                "CL14": 5,
                "CL13": 7,
                "CL12": 4,
                "CL11": 2,
                "CL10": 3,
                "CL09": 4,
                "CL08": 8,
                "CL07": 6,
                "CL06": 2,
                "CL05": 1,
                "CL04": 3,
                "CL03": 4,
                "CL02": 6,
                "CL01": 1,
            }
            """,
        ),
        right(
            "decimals",
            """
            numbers = [1, 6, 4, 3, 1, 2, 6, 8, 4, 3, 2, 4, 7, 5, 2, 7]
            articles = {f"CL{place:02d}": number for place, number in enumerate(numbers, start=1)}
            articles = {k: float(v) for k, v in articles.items()}
            """,
        ),
    ],
    untaught="the lesson names one duty of party B; which article a clause belongs to is read",
)

# --- deletion

DELETING = text("""
    def withdrawn(log, today):
        seen = log[log["ts"] < today + pd.Timedelta(days=1)].sort_values("ts")
        last = seen.groupby(["rec_id", "purpose"])["action"].last()
        gone = (last == "withdraw").groupby("rec_id").all()
        return sorted(gone.index[gone])

    def must_delete(forms, log, today):
        day, end, keep = f"{today:%Y-%m-%d}", forms["service_ended_at"], forms["keep_until"]
        tests = [
            forms["rec_id"].isin(withdrawn(log, today)),
            (end != "") & (end <= day),
            (keep != "") & (keep < day),
        ]
        reason = np.select(tests, ["withdrawn", "service_ended", "expired"], "")
        return {rec_id: why for rec_id, why in zip(forms["rec_id"], reason) if why}
    """)
BODY = DELETING[DELETING.index("    day, end") :]

DELETION = Answers(
    mistakes=[
        wrong(
            "whoever has a storage period",
            changed(DELETING, (" & (keep < day)", "")),
            "deletion-list",
            "期限还没有到",
        ),
        wrong(
            "whoever withdrew once",
            changed(
                DELETING,
                (
                    'last = seen.groupby(["rec_id", "purpose"])["action"].last()',
                    'last = seen.set_index("rec_id")["action"]',
                ),
                (".all()", ".any()"),
            ),
            "deletion-withdrawn deletion-list",
            "撤回过",
        ),
        wrong(
            "any purpose withdrawn",
            changed(DELETING, (".all()", ".any()")),
            "deletion-withdrawn deletion-list",
            "只撤回了营销",
        ),
        wrong(
            "in the order of arrival",
            changed(DELETING, ('.sort_values("ts")', "")),
            "deletion-withdrawn deletion-list",
            "先按 ts 排",
        ),
        wrong(
            "the day itself does not count",
            changed(DELETING, ("today + pd.Timedelta(days=1)", "today")),
            "deletion-withdrawn",
            "当天撤回",
        ),
        wrong(
            "what comes later counts",
            changed(
                DELETING,
                ('log[log["ts"] < today + pd.Timedelta(days=1)].sort_values', "log.sort_values"),
            ),
            "deletion-withdrawn deletion-list",
            "today 以后",
        ),
        wrong(
            "those who still agree",
            changed(DELETING, ("gone.index[gone]", "gone.index[~gone]")),
            "deletion-withdrawn deletion-list",
            "还有同意",
        ),
        wrong(
            "empty dates are old",
            changed(DELETING, ('(end != "") & ', ""), ('(keep != "") & ', "")),
            "deletion-list",
            "没有填日期",
        ),
        wrong(
            "the last day of storage is over",
            changed(DELETING, ("(keep < day)", "(keep <= day)")),
            "deletion-list",
            "最后一天",
        ),
        wrong(
            "the service ends tomorrow",
            changed(DELETING, ("(end <= day)", "(end < day)")),
            "deletion-list",
            "当天也算结束",
        ),
        wrong(
            "services to come have ended",
            changed(DELETING, (" & (end <= day)", "")),
            "deletion-list",
            "还没有结束",
        ),
        wrong(
            "expiry first",
            changed(
                DELETING,
                (
                    '(end != "") & (end <= day),\n        (keep != "") & (keep < day),',
                    '(keep != "") & (keep < day),\n        (end != "") & (end <= day),',
                ),
                ('"service_ended", "expired"]', '"expired", "service_ended"]'),
            ),
            "deletion-list",
            "再看期限",
        ),
        wrong(
            "the end of service first",
            changed(
                DELETING,
                (
                    'forms["rec_id"].isin(withdrawn(log, today)),\n'
                    '        (end != "") & (end <= day),',
                    '(end != "") & (end <= day),\n'
                    '        forms["rec_id"].isin(withdrawn(log, today)),',
                ),
                ('["withdrawn", "service_ended"', '["service_ended", "withdrawn"'),
            ),
            "deletion-list",
            "先看撤回",
        ),
        wrong(
            "everybody in the list",
            changed(DELETING, (" if why}", "}")),
            "deletion-list",
            "不要写进去",
        ),
        wrong(
            "midnight counts",
            changed(DELETING, ('log["ts"] < today', 'log["ts"] <= today')),
            "deletion-withdrawn",
            "第二天零点已经是 today 以后",
        ),
        wrong(
            "a fixed day in withdrawn",
            changed(
                DELETING,
                (
                    "def withdrawn(log, today):",
                    'def withdrawn(log, today):\n    today = pd.Timestamp("2026-06-30")',
                ),
            ),
            "deletion-withdrawn deletion-list",
            "按参数 today 那一天来看",
        ),
        wrong(
            "a fixed day in the list",
            changed(
                DELETING, ('day, end, keep = f"{today:%Y-%m-%d}"', 'day, end, keep = "2026-06-30"')
            ),
            "deletion-list",
            "服务在 today 的第二天才结束",
        ),
        wrong(
            "counts of consents",
            changed(
                DELETING,
                (
                    'last = seen.groupby(["rec_id", "purpose"])["action"].last()\n'
                    '    gone = (last == "withdraw").groupby("rec_id").all()',
                    'n = seen["action"].map(lambda a: -1 if a == "withdraw" else '
                    '1).groupby([seen["rec_id"], seen["purpose"]]).sum()\n'
                    '    gone = (n <= 0).groupby("rec_id").all()',
                ),
            ),
            "deletion-withdrawn",
            "同意过两次",
        ),
        wrong(
            "renewals forgotten",
            changed(DELETING, ('(last == "withdraw")', '(last != "grant")')),
            "deletion-withdrawn",
            "撤回以后又重新同意（renew）的不",
        ),
        wrong(
            "service and marketing only",
            changed(
                DELETING,
                (
                    "seen = log[",
                    'log = log[log["purpose"].isin(["service", "marketing"])]\n    seen = log[',
                ),
            ),
            "deletion-withdrawn",
            "什么目的都要看",
        ),
        wrong(
            "latest of the form only",
            changed(
                DELETING,
                ('.groupby(["rec_id", "purpose"])["action"]', '.groupby(["rec_id"])["action"]'),
            ),
            "deletion-withdrawn deletion-list",
            "只撤回了营销的不删",
        ),
        wrong(
            "by day not by clock",
            changed(
                DELETING,
                (
                    '.sort_values("ts")',
                    '.assign(ts=lambda t: t["ts"].dt.normalize()).sort_values("ts", kind="stable")',
                ),
            ),
            "deletion-withdrawn",
            "同一天先撤回",
        ),
        wrong(
            "expired before withdrawn",
            changed(
                DELETING,
                (
                    '        forms["rec_id"].isin(withdrawn(log, today)),\n'
                    '        (end != "") & (end <= day),\n'
                    '        (keep != "") & (keep < day),\n',
                    '        (end != "") & (end <= day) & '
                    'forms["rec_id"].isin(withdrawn(log, today)),\n'
                    '        (keep != "") & (keep < day) & (end == ""),\n'
                    '        forms["rec_id"].isin(withdrawn(log, today)),\n'
                    '        (end != "") & (end <= day),\n'
                    '        (keep != "") & (keep < day),\n',
                ),
                (
                    '["withdrawn", "service_ended", "expired"]',
                    '["withdrawn", "expired", "withdrawn", "service_ended", "expired"]',
                ),
            ),
            "deletion-list",
            "撤回了，期限也过了：先看撤回",
        ),
        wrong(
            "keep only without end",
            changed(DELETING, ('(keep != "") & (keep', '(end == "") & (keep != "") & (keep')),
            "deletion-list",
            "接着看下一条理由",
        ),
        wrong(
            "all of the log",
            changed(
                DELETING,
                (
                    "return {rec_id: why",
                    'return dict.fromkeys(withdrawn(log, today), "withdrawn") | {rec_id: why',
                ),
            ),
            "deletion-list",
            "只列 forms 里有的表单",
        ),
        wrong(
            "not sorted",
            changed(
                DELETING,
                ("sorted(gone.index[gone])", '[i for i in seen["rec_id"].unique() if gone[i]]'),
            ),
            "deletion-withdrawn",
            "编号要从小到大排",
        ),
        wrong(
            "the end of service not used",
            changed(DELETING, ('(end != "") & (end <= day)', "end == day + day")),
            "deletion-list",
            "service_ended 这条理由没有用上",
        ),
        wrong(
            "columns exchanged",
            changed(
                DELETING,
                (
                    'forms["service_ended_at"], forms["keep_until"]',
                    'forms["keep_until"], forms["service_ended_at"]',
                ),
            ),
            "deletion-list",
            "两列弄反了",
        ),
        wrong(
            "reasons in Chinese",
            changed(
                DELETING,
                ('["withdrawn", "service_ended", "expired"]', '["撤回", "服务结束", "过期"]'),
            ),
            "deletion-list",
            "按规则写英文",
        ),
        wrong(
            "only a renewal is a consent",
            changed(DELETING, ('(last == "withdraw")', '(last != "renew")')),
            "deletion-withdrawn deletion-list",
            "grant 也是同意",
        ),
        wrong(
            "withdrawn by a fixed day",
            changed(
                DELETING,
                (
                    "withdrawn(log, today))",
                    'withdrawn(log, pd.Timestamp("2026-06-30")))',
                ),
            ),
            "deletion-list",
            "撤回也按参数 today 来看",
        ),
        wrong(
            "withdrawals by months",
            changed(
                DELETING,
                (
                    'log["ts"] < today + pd.Timedelta(days=1)',
                    'log["ts"].dt.to_period("M") <= today.to_period("M")',
                ),
            ),
            "deletion-withdrawn",
            "同一个月里也要看日子",
        ),
        wrong(
            "numbers of rows for keys",
            changed(
                DELETING,
                (
                    'zip(forms["rec_id"], reason)',
                    "enumerate(reason)",
                ),
            ),
            "deletion-list",
            "不是行号",
        ),
        wrong(
            "storage compared by months",
            changed(
                DELETING,
                (
                    "(keep < day)",
                    "(keep.str[:7] < day[:7])",
                ),
            ),
            "deletion-list",
            "只比了月份",
        ),
    ],
    unusual=[
        right(
            "dates as in the lesson, an empty one is none",
            changed(
                DELETING,
                (
                    'forms["service_ended_at"], forms["keep_until"]',
                    'pd.to_datetime(forms["service_ended_at"]), pd.to_datetime(forms["keep_until"])',
                ),
                ('day, end, keep = f"{today:%Y-%m-%d}",', "day, end, keep = today,"),
                ('(end != "") & (end <= day)', "end <= day"),
                ('(keep != "") & (keep < day)', "keep < day"),
            ),
            taught='expired = pd.to_datetime(forms["keep_until"]) < today',
        ),
        right(
            "hint 3 filled in",
            """
            def withdrawn(log, today):
                last = log[log["ts"] < today + pd.Timedelta(days=1)].sort_values("ts").groupby(
                    ["rec_id", "purpose"]
                )["action"].last()
                gone = (last == "withdraw").groupby("rec_id").all()
                return gone.index[gone]

            def must_delete(forms, log, today):
                day = f"{today:%Y-%m-%d}"
                end, keep = forms["service_ended_at"], forms["keep_until"]
                reason = np.select(
                    [
                        forms["rec_id"].isin(withdrawn(log, today)),
                        (end != "") & (end <= day),
                        (keep != "") & (keep < day),
                    ],
                    ["withdrawn", "service_ended", "expired"],
                    "",
                )
                found = pd.Series(reason, index=forms["rec_id"])
                return found[found != ""].to_dict()
            """,
        ),
        right(
            "loops",
            """
            def withdrawn(log, today):
                state = {}
                for row in log.sort_values("ts").to_dict("records"):
                    if row["ts"].normalize() <= today:
                        state.setdefault(row["rec_id"], {})[row["purpose"]] = row["action"]
                return sorted(i for i, acts in state.items() if set(acts.values()) == {"withdraw"})

            def must_delete(forms, log, today):
                gone, day, found = set(withdrawn(log, today)), str(today.date()), {}
                for row in forms.itertuples():
                    if row.rec_id in gone:
                        found[row.rec_id] = "withdrawn"
                    elif "" < row.service_ended_at <= day:
                        found[row.rec_id] = "service_ended"
                    elif "" < row.keep_until < day:
                        found[row.rec_id] = "expired"
                return found
            """,
        ),
        right(
            "real dates and a Series",
            changed(
                DELETING,
                (
                    BODY,
                    """    table = forms.set_index("rec_id")
    end, keep = (
        pd.to_datetime(table[name].replace("", None)) for name in ("service_ended_at", "keep_until")
    )
    reason = pd.Series(None, index=table.index, dtype=object)
    reason[keep < today] = "expired"
    reason[end <= today] = "service_ended"
    reason[reason.index.isin(withdrawn(log, today))] = "withdrawn"
    return reason.dropna()""",
                ),
            ),
        ),
        right(
            "drop_duplicates and pivot",
            changed(
                DELETING,
                (
                    'last = seen.groupby(["rec_id", "purpose"])["action"].last()\n    gone = (last '
                    '== "withdraw").groupby("rec_id").all()\n'
                    "    return sorted(gone.index[gone])",
                    'last = seen.drop_duplicates(["rec_id", "purpose"], '
                    'keep="last").pivot(index="rec_id", columns="purpose", values="action")\n'
                    '    return last.index[((last == "withdraw") | '
                    "last.isna()).all(axis=1)].sort_values().tolist()",
                ),
            ),
        ),
        right(
            "nested loops over the rows",
            """
            def withdrawn(log, today):
                answer = []
                for rec_id in log["rec_id"].unique():
                    last, granted = {}, set()
                    for i in range(len(log)):
                        if log["rec_id"][i] != rec_id or log["ts"][i].date() > today.date():
                            continue
                        purpose = log["purpose"][i]
                        if log["action"][i] != "withdraw":
                            granted.add(purpose)
                        if purpose not in last or log["ts"][i] > log["ts"][last[purpose]]:
                            last[purpose] = i
                    if granted and all(log["action"][last[p]] == "withdraw" for p in granted):
                        answer.append(rec_id)
                return sorted(answer)

            def must_delete(forms, log, today):
                gone, answer = withdrawn(log, today), {}
                for i in range(len(forms)):
                    rec_id, end, keep = (
                        forms["rec_id"][i],
                        forms["service_ended_at"][i],
                        forms["keep_until"][i],
                    )
                    if rec_id in gone:
                        answer[rec_id] = "withdrawn"
                    elif end != "" and pd.Timestamp(end) <= today:
                        answer[rec_id] = "service_ended"
                    elif keep != "" and pd.Timestamp(keep) < today:
                        answer[rec_id] = "expired"
                return answer
            """,
        ),
        right(
            "purposes agreed to only",
            """
            def withdrawn(log, today):
                before = log[log["ts"] < today + pd.Timedelta(days=1)]
                granted = set(
                    before.loc[before["action"] != "withdraw", ["rec_id", "purpose"]].itertuples(
                        index=False, name=None
                    )
                )
                log = log[[pair in granted for pair in zip(log["rec_id"], log["purpose"])]]
                seen = log[log["ts"] < today + pd.Timedelta(days=1)].sort_values("ts")
                last = seen.groupby(["rec_id", "purpose"])["action"].last()
                gone = (last == "withdraw").groupby("rec_id").all()
                return sorted(gone.index[gone])

            def must_delete(forms, log, today):
                day, end, keep = (
                    f"{today:%Y-%m-%d}",
                    forms["service_ended_at"],
                    forms["keep_until"],
                )
                tests = [
                    forms["rec_id"].isin(withdrawn(log, today)),
                    (end != "") & (end <= day),
                    (keep != "") & (keep < day),
                ]
                reason = np.select(tests, ["withdrawn", "service_ended", "expired"], "")
                return {rec_id: why for rec_id, why in zip(forms["rec_id"], reason) if why}
            """,
        ),
    ],
)

# --- ladder

MATCHING = text("""
    from itertools import combinations

    def same_pairs(table, columns):
        filled = table[(table[columns] != "").all(axis=1)]
        groups = filled.groupby(columns)["rec_id"]
        return [pair for _, ids in groups for pair in combinations(sorted(ids), 2)]

    def score(found, truth):
        hits = len(set(found) & set(truth))
        return {
            "recall": hits / len(truth) if truth else 0,
            "precision": hits / len(found) if found else 0,
        }
    """)
LOOP = "[pair for _, ids in groups for pair in combinations(sorted(ids), 2)]"

LADDER = Answers(
    mistakes=[
        wrong(
            "empty columns agree",
            changed(MATCHING, ('table[(table[columns] != "").all(axis=1)]', "table")),
            "ladder-pairs",
            "都是空的",
        ),
        wrong(
            "neighbours only",
            changed(
                MATCHING,
                (
                    LOOP,
                    "[pair for _, ids in groups for pair in zip(sorted(ids)[:1] * 9, "
                    "sorted(ids)[1:])]",
                ),
            ),
            "ladder-pairs",
            "漏了一对",
        ),
        wrong(
            "pairs in the order of the table",
            changed(MATCHING, ("sorted(ids)", "ids")),
            "ladder-pairs",
            "编号小的在前",
        ),
        wrong(
            "both ways round",
            changed(
                MATCHING,
                (LOOP, "[(a, b) for _, ids in groups for a in ids for b in ids if a != b]"),
            ),
            "ladder-pairs",
            "不再反着写",
        ),
        wrong(
            "a form with itself",
            changed(
                MATCHING,
                (LOOP, "[(a, b) for _, ids in groups for a in ids for b in ids if a <= b]"),
            ),
            "ladder-pairs",
            "自己和自己",
        ),
        wrong(
            "any column will do",
            changed(
                MATCHING,
                (
                    MATCHING[MATCHING.index("    filled") : MATCHING.index("\n\ndef score")],
                    "    found = set()\n    for column in columns:\n        for _, ids in "
                    'table[table[column] != ""].groupby(column)["rec_id"]:\n'
                    "            found |= set(combinations(sorted(ids), 2))\n    return "
                    "sorted(found)",
                ),
            ),
            "ladder-pairs",
            "几列要同时相同",
        ),
        wrong(
            "recall and precision swapped",
            changed(
                MATCHING, ('"recall":', '"x":'), ('"precision"', '"recall"'), ('"x"', '"precision"')
            ),
            "ladder-score",
            "弄反了",
        ),
        wrong(
            "counts",
            changed(
                MATCHING,
                ("hits / len(truth) if truth else 0", "hits"),
                ("hits / len(found) if found else 0", "hits"),
            ),
            "ladder-score",
            "这是对数",
        ),
        wrong(
            "percent",
            changed(MATCHING, ("hits = len", "hits = 100 * len")),
            "ladder-score",
            "0 到 1",
        ),
        wrong(
            "all that was found",
            changed(
                MATCHING,
                ('"recall": hits / len(truth)', '"recall": len(found) / len(truth)'),
                ('"precision": hits / len(found)', '"precision": len(truth) / len(found)'),
            ),
            "ladder-score",
            "找对了几对",
        ),
        wrong(
            "divides by nothing",
            changed(MATCHING, (" if found else 0", "")),
            "ladder-score",
            "除数是 0",
        ),
        wrong(
            "joined texts",
            changed(
                MATCHING,
                (
                    'groups = filled.groupby(columns)["rec_id"]',
                    'groups = filled.groupby(filled[columns].agg("".join, axis=1))["rec_id"]',
                ),
            ),
            "ladder-pairs",
            "每一列都要各自相同",
        ),
        wrong(
            "small letters",
            changed(
                MATCHING,
                (
                    'groups = filled.groupby(columns)["rec_id"]',
                    'groups = filled.groupby([filled[c].str.lower() for c in columns])["rec_id"]',
                ),
            ),
            "ladder-pairs",
            "大写和小写不同就不算",
        ),
        wrong(
            "chain of four",
            changed(
                MATCHING,
                (
                    "[pair for _, ids in groups for pair in combinations(sorted(ids), 2)]",
                    "sorted(p for _, ids in groups for i in [sorted(ids)] for p in {*zip(i, "
                    "i[1:]), *([(i[0], i[-1])] if len(i) > 1 else [])})",
                ),
            ),
            "ladder-pairs",
            "四张表单两两相同，是六对",
        ),
        wrong(
            "every column filled",
            changed(MATCHING, ('(table[columns] != "")', '(table != "")')),
            "ladder-pairs",
            "只看 columns 里的列",
        ),
        wrong(
            "a set of the row",
            changed(
                MATCHING,
                (
                    'groups = filled.groupby(columns)["rec_id"]',
                    "groups = filled.groupby(filled[columns].apply(lambda r: "
                    '"|".join(sorted(r)), axis=1))["rec_id"]',
                ),
            ),
            "ladder-pairs",
            "不要拿一列去比另一列",
        ),
        wrong(
            "the first column only",
            changed(
                MATCHING,
                ('filled.groupby(columns)["rec_id"]', 'filled.groupby(columns[0])["rec_id"]'),
            ),
            "ladder-pairs",
            "几列都要比，不能只比一列",
        ),
        wrong(
            "by place",
            changed(
                MATCHING,
                (
                    "hits = len(set(found) & set(truth))",
                    "hits = sum(a == b for a, b in zip(found, truth))",
                ),
            ),
            "ladder-score",
            "两份名单的顺序可能不同",
        ),
        wrong(
            "truth may be empty",
            changed(MATCHING, (" if truth else 0", "")),
            "ladder-score",
            "ZeroDivisionError:",
        ),
        wrong(
            "nothing found is perfect",
            changed(MATCHING, ("if found else 0", "if found else (0 if truth else 1)")),
            "ladder-score",
            "哪一个分母是 0",
        ),
        wrong(
            "nothing true is perfect",
            changed(MATCHING, ("if truth else 0", "if truth else 1")),
            "ladder-score",
            "哪一个分母是 0",
        ),
        wrong(
            "whole groups",
            changed(MATCHING, (LOOP, "[tuple(sorted(ids)) for _, ids in groups if len(ids) > 1]")),
            "ladder-pairs",
            "每一对正好两张表单",
        ),
        wrong(
            "the last column alone",
            changed(MATCHING, ("filled.groupby(columns)", "filled.groupby(columns[-1:])")),
            "ladder-pairs",
            "不能只比最后一列",
        ),
        wrong(
            "the misses",
            changed(
                MATCHING,
                ("hits / len(truth)", "1 - hits / len(truth)"),
                ("hits / len(found)", "1 - hits / len(found)"),
            ),
            "ladder-score",
            "要数找对的",
        ),
        wrong(
            "divided by the pairs of both lists",
            changed(
                MATCHING,
                ("hits / len(truth)", "hits / len({*found, *truth})"),
                ("hits / len(found)", "hits / len({*found, *truth})"),
            ),
            "ladder-score",
            "两份名单合起来",
        ),
        wrong(
            "1 where nothing was found",
            changed(MATCHING, ("len(found) if found else 0", "len(found) if found else 1")),
            "ladder-score",
            "写 0",
        ),
        wrong(
            "pairs as one text",
            changed(
                MATCHING,
                (
                    "[pair for _",
                    '[" ".join(pair) for _',
                ),
            ),
            "ladder-pairs",
            "不是一个字符串",
        ),
        wrong(
            "two decimals",
            changed(
                MATCHING,
                ("hits / len(truth) if", "round(hits / len(truth), 2) if"),
                ("hits / len(found) if", "round(hits / len(found), 2) if"),
            ),
            "ladder-score",
            "留三位小数",
        ),
    ],
    unusual=[
        right(
            "rounded, as the lesson prints its ladder, to three decimals",
            changed(
                MATCHING,
                (
                    "hits / len(truth) if truth else 0",
                    "round(hits / len(truth), 3) if truth else 0",
                ),
                (
                    "hits / len(found) if found else 0",
                    "round(hits / len(found), 3) if found else 0",
                ),
            ),
            taught="print(models.ladder(practice).round(2).to_string())",
        ),
        right(
            "hint 3 filled in",
            """
            from itertools import combinations

            def same_pairs(table, columns):
                pairs = []
                filled = table[(table[columns] != "").all(axis=1)]
                for _, group in filled.groupby(columns):
                    pairs += combinations(sorted(group["rec_id"]), 2)
                return pairs

            def score(found, truth):
                hits = len(set(found) & set(truth))
                return {
                    "recall": hits / len(truth) if truth else 0,
                    "precision": hits / len(found) if found else 0,
                }
            """,
        ),
        right(
            "merge with itself",
            changed(
                MATCHING,
                (
                    MATCHING[MATCHING.index("    filled") : MATCHING.index("\n\ndef score")],
                    '    filled = table.loc[table[columns].ne("").all(axis=1), ["rec_id", '
                    "*columns]]\n"
                    '    both = filled.merge(filled, on=columns)\n    both = both[both["rec_id_x"] '
                    '< both["rec_id_y"]]\n'
                    '    return list(zip(both["rec_id_x"], both["rec_id_y"]))',
                ),
            ),
        ),
        right(
            "SQL inside",
            changed(
                MATCHING,
                (
                    MATCHING[MATCHING.index("    filled") : MATCHING.index("\n\ndef score")],
                    '    same = " AND ".join(f"a.{c} = b.{c} AND a.{c} <> \'\'" for c in columns)\n'
                    '    sql = f"SELECT a.rec_id AS x, b.rec_id AS y FROM t a JOIN t b ON a.rec_id '
                    '< b.rec_id AND {same}"\n'
                    '    return database.query(sql, tables={"t": table[["rec_id", '
                    "*columns]]}).to_numpy().tolist()",
                ),
            ),
        ),
        right(
            "a dict and a loop",
            """
            def same_pairs(table, columns):
                heaps = {}
                for row in table.to_dict("records"):
                    key = tuple(row[column] for column in columns)
                    if all(key):
                        heaps.setdefault(key, []).append(row["rec_id"])
                return {(a, b) for ids in heaps.values() for a in ids for b in ids if a < b}

            def score(found, truth):
                right = sum(pair in set(truth) for pair in found)
                return pd.Series(
                    {"precision": right / max(len(found), 1), "recall": right / max(len(truth), 1)}
                )
            """,
        ),
        right(
            "every pair of rows",
            """
            def same_pairs(table, columns):
                pairs = []
                for i in range(len(table)):
                    for j in range(len(table)):
                        if table["rec_id"][i] < table["rec_id"][j]:
                            same = True
                            for c in columns:
                                if table[c][i] != table[c][j] or table[c][i] == "":
                                    same = False
                            if same:
                                pairs.append((table["rec_id"][i], table["rec_id"][j]))
                return pairs

            def score(found, truth):
                hits = 0
                for pair in found:
                    if pair in truth:
                        hits += 1
                recall = hits / len(truth) if len(truth) > 0 else 0
                precision = hits / len(found) if len(found) > 0 else 0
                return {"recall": round(recall, 3), "precision": round(precision, 3)}
            """,
        ),
        right(
            "iterrows twice",
            """
            def same_pairs(table, columns):
                pairs = []
                for i, a in table.iterrows():
                    for j, b in table.iterrows():
                        if a["rec_id"] < b["rec_id"] and all(
                            a[c] == b[c] and a[c] != "" for c in columns
                        ):
                            pairs.append((a["rec_id"], b["rec_id"]))
                return pairs

            def score(found, truth):
                hits = len([p for p in found if p in truth])
                return {
                    "recall": hits / max(len(truth), 1),
                    "precision": hits / max(len(found), 1),
                }
            """,
        ),
    ],
)

# --- checkpoint


FORM = "form = [models.form(models.best_form(), n).completion for n in (0, 1)]\n"
JOINED = """orders, person = (database.tables("ctrip")[name] for name in ("orders", "person"))
done = orders[orders["status"] == "completed"]
"""
LATEST_MARKETING = """entries = log[log["purpose"] == "marketing"]
by_time = entries.sort_values("ts").groupby("rec_id")["action"].last()
"""
CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {"17": "6%", "1": "只问一项", "30": "问得太多", "9": "问得太少"},
        ['"10"', "10.0", "int(1 / 0.10)"],
        taught={
            "max(range(1, 61), key=lambda n: models.completed_fields(n, 0.10))": (
                "share = models.completed_fields(fields) / fields"
            )
        },
    ),
    "c2": Answers(
        mistakes=[
            wrong(
                "those who still complete it",
                FORM + "c2 = round(100 * form[1])",
                "c2-check",
                "少了多少",
            ),
            wrong(
                "those who completed it before",
                FORM + "c2 = round(100 * form[0])",
                "c2-check",
                "以前的",
            ),
            wrong(
                "the relative fall",
                FORM + "c2 = round(100 * (1 - form[1] / form[0]))",
                "c2-check",
                "百分点的差",
            ),
            wrong("a guess", "c2 = 5", "c2-check", "实验一"),
        ],
        unusual=[
            right("not rounded", FORM + "c2 = 100 * (form[0] - form[1])"),
            right("percent as text", FORM + 'c2 = f"{form[0] - form[1]:.0%}"'),
            right(
                "the lesson's form, both shares rounded",
                """
            best = models.best_form()
            before, after = models.form(best).completion, models.form(best, 1).completion
            c2 = round(100 * before) - round(100 * after)
            """,
                taught="{models.form(best, 1).expected:.1f}",
            ),
        ],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {"64": "直接减", "31": "失效的", "78": "2% 时", "97": "一个月以后", "72": "11 次"},
        ['"69%"', "0.69", "100 * 0.97**12"],
        taught={
            'f"{models.valid_share(12, 0.03):.1%}"': "还有 {models.valid_share(months):.1%} 有效"
        },
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            "models.best_interval()": "还没有拖动",
            "models.best_interval(0.03)": "更新得更勤",
            "12": "滑块的位置",
            "36": "实验三",
        },
        ['"9"', "float(models.best_interval(0.01))"],
        taught={
            "9": "每月失效 1%：每 9 个月更新一次",
            "models.best_interval(0.01)": "每 {models.best_interval(decay)} 个月更新一次",
        },
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {'"A"': "由能用的来摊", '"B"': "这是服务回访或营销", '"D"': "没有这么贵"},
        ['"c"', '["C"]'],
    ),
    "c6": Answers(
        mistakes=[
            wrong("pairs after", 'c6 = pairs_of(alike["mobile"])', "c6-check", "统一以后的"),
            wrong("pairs before", 'c6 = pairs_of(forms["mobile"])', "c6-check", "统一以前的"),
            wrong(
                "before less after",
                'c6 = pairs_of(forms["mobile"]) - pairs_of(alike["mobile"])',
                "c6-check",
                "是正数",
            ),
            wrong("a guess", "c6 = 3", "c6-check", "相减"),
        ],
        unusual=[
            right(
                "SQL",
                """
            sql = (
                "SELECT count(*) FROM t a JOIN t b "
                "ON a.rec_id < b.rec_id AND a.mobile = b.mobile AND a.mobile <> ''"
            )
            before, after = (
                int(database.query(sql, tables={"t": t[["rec_id", "mobile"]]}).iloc[0, 0])
                for t in (forms, alike)
            )
            c6 = str(after - before)
            """,
            ),
            right(
                "the digits of the lesson",
                """
            phone = forms["mobile"].fillna("").str.replace(r"\\D", "", regex=True).str[-11:]
            c6 = pairs_of(phone) - pairs_of(forms["mobile"])
            """,
                taught=(
                    'phone = forms["mobile"].fillna("")'
                    '.str.replace(r"\\D", "", regex=True).str[-11:]'
                ),
            ),
        ],
    ),
    "c7": Answers(
        mistakes=[
            wrong(
                "orphans counted",
                JOINED + 'c7 = done["person_id"].nunique()',
                "c7-check",
                "找不到对应的客户",
            ),
            wrong("orders counted", JOINED + "c7 = len(done)", "c7-check", "订单的张数"),
            wrong(
                "each order of a join",
                JOINED + 'c7 = len(done.merge(person, on="person_id"))',
                "c7-check",
                "DISTINCT",
            ),
            wrong(
                "every status",
                JOINED + 'c7 = orders["person_id"].nunique()',
                "c7-check",
                "没有完成",
            ),
            wrong(
                "refunded orders too",
                JOINED
                + 'kept = orders[orders["status"] != "cancelled"]\n'
                + 'c7 = len(set(kept["person_id"]) & set(person["person_id"]))',
                "c7-check",
                "退款的也不算",
            ),
            wrong("a guess", "c7 = 1", "c7-check", "再筛 status"),
        ],
        unusual=[
            right(
                "sub-query",
                """
            c7 = database.query(
                "SELECT count(DISTINCT person_id) FROM person WHERE person_id IN "
                "(SELECT person_id FROM orders WHERE status = 'completed')"
            ).iloc[0, 0]
            """,
            ),
            right("pandas", JOINED + 'c7 = len(set(done["person_id"]) & set(person["person_id"]))'),
            right(
                "the lesson's left join, those whom it meets",
                '''
            sql = """SELECT DISTINCT p.person_id FROM person p
            LEFT JOIN orders o ON o.person_id = p.person_id AND o.status = 'completed'
            WHERE o.order_id IS NOT NULL"""
            c7 = len(database.query(sql))
            ''',
                taught="LEFT JOIN contact c ON c.enterprise_id = e.enterprise_id AND c.left_on IS NULL",
            ),
        ],
    ),
    "c8": Answers(
        mistakes=[
            wrong(
                "ticked boxes",
                'c8 = int(forms["marketing_opt_in"].isin(["Y", "1"]).sum())',
                "c8-check",
                "打了勾的",
            ),
            wrong(
                "ever agreed",
                LATEST_MARKETING + 'c8 = entries["rec_id"].nunique()',
                "c8-check",
                "同意过的",
            ),
            wrong(
                "order of arrival",
                LATEST_MARKETING
                + 'c8 = int((entries.groupby("rec_id")["action"].last() != "withdraw").sum())',
                "c8-check",
                "先按 ts 排",
            ),
            wrong(
                "no renewals",
                LATEST_MARKETING + 'c8 = int((by_time == "grant").sum())',
                "c8-check",
                "重新同意",
            ),
            wrong(
                "those who withdrew",
                LATEST_MARKETING + 'c8 = int((by_time == "withdraw").sum())',
                "c8-check",
                "反了",
            ),
            wrong("a guess", "c8 = 7", "c8-check", "第六节"),
        ],
        unusual=[
            right(
                "SQL",
                """
            c8 = database.query(
                "SELECT count(*) FROM "
                "(SELECT action, max(ts) FROM log WHERE purpose = 'marketing' GROUP BY rec_id) "
                "WHERE action IN ('grant', 'renew')",
                tables={"log": log},
            ).iloc[0, 0]
            """,
            ),
            right(
                "the lesson's last consent",
                """
            consents = cases.load("ctrip", "crm_consent_log").sort_values("ts")
            agreed = consents[consents["purpose"] == "marketing"].groupby("rec_id")["action"].last()
            c8 = int((agreed != "withdraw").sum())
            """,
                taught='agreed = consents[consents["purpose"] == "sensitive"]',
            ),
        ],
    ),
}

ANSWERS = {
    "information-tasks": {
        "fields": FIELDS,
        "channels": CHANNELS,
        "dedupe": DEDUPE,
        "database": DATABASE,
        "privacy": PRIVACY,
    },
    "information-practice": {
        "validity": VALIDITY,
        "tables": TABLES,
        "upsert": UPSERT,
        "renew": RENEW,
        "contract": CONTRACT,
        "deletion": DELETION,
        "ladder": LADDER,
    },
    "information-check": CHECK,
}
