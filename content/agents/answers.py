"""Unit `agents`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. tests/course/test_wrong_answers.py tries every entry; the
simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, solution, wrong

# --- reply (A2.8)

REPLY_CODE = solution(__file__, "reply")
ALL_REPLY = "reply-channel reply-by reply-limit"

REPLY = Answers(
    mistakes=[
        wrong(
            "exactly at the promise is late",
            changed(REPLY_CODE, ("<=", "<")),
            ALL_REPLY,
            "正好在承诺的时间回复",
        ),
        wrong(
            "one promise for all",
            changed(REPLY_CODE, ('log["promised_hours"]', "6")),
            ALL_REPLY,
            "每张工单的承诺不一样",
        ),
        wrong("the share that is late", changed(REPLY_CODE, ("<=", ">")), ALL_REPLY, "反了"),
        wrong(
            "late, and at the promise too",
            changed(REPLY_CODE, ("<=", ">=")),
            ALL_REPLY,
            "正好等于的算按时",
        ),
        wrong("numbers", changed(REPLY_CODE, ("mean()", "sum()")), ALL_REPLY, "要比例，不是几张"),
        wrong(
            "percent",
            changed(REPLY_CODE, ("mean()", "mean() * 100")),
            ALL_REPLY,
            "不写成百分数",
        ),
        wrong(
            "of all tickets",
            changed(REPLY_CODE, ("mean()", "sum() / len(log)")),
            ALL_REPLY,
            "不是全部的工单数",
        ),
        wrong(
            "how the tickets in time fall on the groups",
            """
            def on_time(log, by):
                kept = log[log["replied_hours"] <= log["promised_hours"]]
                return kept[by].value_counts(normalize=True)
            """,
            ALL_REPLY,
            "分在各组的占比",
        ),
        wrong(
            "one share for all",
            """
            def on_time(log, by):
                return (log["replied_hours"] <= log["promised_hours"]).mean()
            """,
            ALL_REPLY,
            "这是全部工单的比例",
        ),
        wrong(
            "always by channel",
            changed(REPLY_CODE, ("groupby(by)", 'groupby("channel")')),
            "reply-by",
            "by 是参数",
        ),
        wrong(
            "the name of the parameter in quotation marks",
            changed(REPLY_CODE, ("groupby(by)", 'groupby("by")')),
            ALL_REPLY,
            "by",
        ),
        wrong(
            "whole hours",
            changed(REPLY_CODE, ('log["replied_hours"]', 'log["replied_hours"].round()')),
            ALL_REPLY,
            "小时数不要取整",
        ),
        wrong(
            "two decimals",
            changed(REPLY_CODE, ("mean()", "mean().round(2)")),
            "reply-channel reply-by",
            "两位小数太少了",
        ),
        wrong(
            "the mean time",
            changed(REPLY_CODE, ('["kept"]', '["replied_hours"]')),
            ALL_REPLY,
            "这是平均几小时",
        ),
        wrong(
            "three minutes of grace",
            changed(REPLY_CODE, ('log["promised_hours"]', 'log["promised_hours"] + 0.05')),
            "reply-limit",
            "有的正好、有的差一点时",
        ),
        wrong(
            "only tickets that are closed",
            changed(REPLY_CODE, ("log = log.assign", 'log = log[log["closed"]].assign')),
            "reply-channel reply-by",
            "用服务日志里的数据时",
        ),
        wrong(
            "whether the mean is in time",
            """
            def on_time(log, by):
                means = log.groupby(by)[["replied_hours", "promised_hours"]].mean()
                return (means["replied_hours"] <= means["promised_hours"]).astype(float)
            """,
            ALL_REPLY,
            "数值不对。",
        ),
    ],
    unusual=[
        right(
            "a dictionary by a loop",
            """
            def on_time(log, by):
                shares = {}
                for value in log[by].unique():
                    part = log[log[by] == value]
                    shares[value] = (part["replied_hours"] <= part["promised_hours"]).mean()
                return shares
            """,
        ),
        right(
            "the column of truth values grouped by another",
            """
            def on_time(log, by):
                return (log["promised_hours"] >= log["replied_hours"]).groupby(log[by]).mean()
            """,
        ),
        right(
            "counted twice and divided",
            """
            def on_time(log, by):
                kept = log[log["replied_hours"] <= log["promised_hours"]]
                number = kept.groupby(by).size().reindex(log[by].unique(), fill_value=0)
                return number / log.groupby(by).size()
            """,
        ),
        right(
            "a table of both counts",
            """
            def on_time(log, by):
                kept = log["replied_hours"] - log["promised_hours"] <= 0
                table = pd.crosstab(log[by], kept).reindex(columns=[False, True], fill_value=0)
                return table[True] / table.sum(axis=1)
            """,
        ),
        right(
            "a table with one column",
            """
            def on_time(log, by):
                late = log["replied_hours"] > log["promised_hours"]
                return 1 - log.assign(late=late).groupby(by)[["late"]].mean()
            """,
        ),
        right(
            "as the lesson writes it",
            """
            def on_time(log, by):
                log = log.assign(kept=log["replied_hours"] <= log["promised_hours"])
                return log.groupby(by)["kept"].mean().round(4)
            """,
            taught='few = few.assign(kept=few["replied"] <= few["promised"])',
        ),
        right(
            "a crosstab of truth values",
            """
            def on_time(log, by):
                kept = log["replied_hours"] <= log["promised_hours"]
                shares = pd.crosstab(log[by], kept, normalize="index")
                return shares.reindex(columns=[True], fill_value=0)[True]
            """,
        ),
        right(
            "row by row into two dictionaries",
            """
            def on_time(log, by):
                kept, number = {}, {}
                for _, row in log.iterrows():
                    value = row[by]
                    number[value] = number.get(value, 0) + 1
                    in_time = row["promised_hours"] - row["replied_hours"] >= 0
                    kept[value] = kept.get(value, 0) + in_time
                return {value: kept[value] / number[value] for value in number}
            """,
        ),
    ],
)

# --- kpi (A2.9)

KPI_CODE = solution(__file__, "kpi")
ALL_KPI = "kpi-hours kpi-reopened kpi-good"

KPI = Answers(
    mistakes=[
        wrong(
            "tickets without feedback count for good",
            changed(KPI_CODE, ('log[log["feedback"] != "none"]', "log")),
            "kpi-good",
            "没有评价的不算",
        ),
        wrong(
            "no feedback is good feedback",
            changed(
                KPI_CODE,
                ('log[log["feedback"] != "none"]', "log"),
                ('rated["feedback"] == "good"', 'rated["feedback"] != "bad"'),
            ),
            "kpi-good",
            "没有评价的不是好评，先筛掉 none",
        ),
        wrong(
            "filters for all three",
            """
            def kpi(log):
                log = log[log["feedback"] != "none"].assign(good=log["feedback"] == "good")
                return log.groupby("agent_id").agg(
                    hours=("replied_hours", "mean"),
                    reopened=("reopened", "mean"),
                    good=("good", "mean"),
                )
            """,
            "kpi-hours kpi-reopened",
            "没有评价的工单也要算进 hours",
        ),
        wrong(
            "sums",
            changed(KPI_CODE, ('"mean"', '"sum"')),
            "kpi-hours kpi-reopened",
            "不是加起来",
        ),
        wrong(
            "the median time",
            changed(KPI_CODE, ('("replied_hours", "mean")', '("replied_hours", "median")')),
            "kpi-hours",
            "这是中位数",
        ),
        wrong(
            "how many were opened again",
            changed(KPI_CODE, ('("reopened", "mean")', '("reopened", "sum")')),
            "kpi-reopened",
            "要比例，不是几张",
        ),
        wrong(
            "escalated for opened again",
            changed(KPI_CODE, ('("reopened", "mean")', '("escalated", "mean")')),
            "kpi-reopened",
            "G1 三张里重开两张",
        ),
        wrong(
            "the share of bad feedback",
            changed(KPI_CODE, ('rated["feedback"] == "good"', 'rated["feedback"] == "bad"')),
            "kpi-good",
            "这是“不好”的比例",
        ),
        wrong(
            "how much good feedback",
            changed(KPI_CODE, ('["good"].mean()', '["good"].sum()')),
            "kpi-good",
            "要比例，不是几张好评",
        ),
        wrong(
            "counts the good and divides: nobody for zero",
            """
            def kpi(log):
                table = log.groupby("agent_id").agg(
                    hours=("replied_hours", "mean"), reopened=("reopened", "mean")
                )
                rated = log[log["feedback"] != "none"].groupby("agent_id").size()
                good = log[log["feedback"] == "good"].groupby("agent_id").size()
                return table.assign(good=good / rated)
            """,
            "kpi-good",
            "是 0，不是空的",
        ),
        wrong(
            "percent",
            changed(KPI_CODE, ('["good"].mean()', '["good"].mean() * 100')),
            "kpi-good",
            "不写成百分数",
        ),
        wrong(
            "good and bad set against each other",
            """
            def kpi(log):
                table = log.groupby("agent_id").agg(
                    hours=("replied_hours", "mean"), reopened=("reopened", "mean")
                )
                kinds = pd.crosstab(log["agent_id"], log["feedback"])
                return table.assign(good=kinds["good"] / kinds["bad"])
            """,
            "kpi-good",
            "除以有评价的工单数",
        ),
        wrong(
            "one number for all",
            """
            def kpi(log):
                return log["replied_hours"].mean()
            """,
            ALL_KPI,
            "要一张表",
        ),
        wrong(
            "two decimals",
            changed(KPI_CODE, ('["good"].mean())', '["good"].mean()).round(2)')),
            ALL_KPI,
            "像是四舍五入了",
        ),
        wrong(
            "the columns by names of its own",
            changed(KPI_CODE, ("hours=", "mean_hours="), ("reopened=", "again=")),
            "kpi-hours kpi-reopened",
            "缺少列",
        ),
        wrong(
            "whose row it is is lost",
            changed(KPI_CODE, ('["good"].mean())', '["good"].mean()).reset_index(drop=True)')),
            ALL_KPI,
            "看不出哪一行是谁的",
        ),
        wrong(
            "closed tickets only",
            changed(KPI_CODE, ("table = log.groupby", 'table = log[log["closed"]].groupby')),
            "kpi-hours kpi-reopened",
            "用服务日志里的数据时",
        ),
        wrong(
            "the column put in by its order",
            """
            def kpi(log):
                table = log.groupby("agent_id").agg(
                    hours=("replied_hours", "mean"), reopened=("reopened", "mean")
                )
                rated = log[log["feedback"] != "none"]
                good = (rated["feedback"] == "good").groupby(rated["agent_id"], sort=False)
                table["good"] = good.mean().to_list()
                return table
            """,
            "kpi-good",
            "没有和编号对上",
        ),
        wrong(
            "the hours promised",
            changed(KPI_CODE, ('("replied_hours", "mean")', '("promised_hours", "mean")')),
            "kpi-hours",
            "这里用的是 promised_hours 这一列",
        ),
        wrong(
            "opened again, of the closed ones",
            """
            def kpi(log):
                table = log.groupby("agent_id").agg(hours=("replied_hours", "mean"))
                closed = log[log["closed"]].groupby("agent_id")["reopened"].mean()
                good = log["feedback"].map({"good": 1, "bad": 0}).groupby(log["agent_id"]).mean()
                return table.assign(reopened=closed, good=good)
            """,
            "kpi-reopened",
            "用服务日志里的数据时",
        ),
    ],
    unusual=[
        right(
            "one table from three columns",
            """
            def kpi(log):
                groups = log.groupby("agent_id")
                rated = log[log["feedback"].isin(["good", "bad"])]
                good = (rated["feedback"] == "good").groupby(rated["agent_id"]).mean()
                hours, reopened = groups["replied_hours"].mean(), groups["reopened"].mean()
                return pd.DataFrame({"good": good, "hours": hours, "reopened": reopened})
            """,
        ),
        right(
            "a row for each agent by a loop",
            """
            def kpi(log):
                rows = []
                for agent in log["agent_id"].unique():
                    own = log[log["agent_id"] == agent]
                    said = own[own["feedback"] != "none"]["feedback"]
                    row = {"agent_id": agent, "hours": own["replied_hours"].mean()}
                    row["reopened"] = own["reopened"].sum() / len(own)
                    row["good"] = (said == "good").mean()
                    rows.append(row)
                return pd.DataFrame(rows)
            """,
        ),
        right(
            "a column that is missing without feedback",
            """
            def kpi(log):
                good = log["feedback"].map({"good": 1, "bad": 0})
                table = log.assign(good=good).groupby("agent_id")
                table = table[["replied_hours", "reopened", "good"]].mean()
                return table.rename(columns={"replied_hours": "hours"})
            """,
        ),
        right(
            "agent by agent with apply",
            """
            def kpi(log):
                def one(own):
                    told = own[own["feedback"] != "none"]["feedback"]
                    hours, reopened = own["replied_hours"].mean(), own["reopened"].mean()
                    good = (told == "good").mean()
                    return pd.Series({"hours": hours, "reopened": reopened, "good": good})
                return log.groupby("agent_id").apply(one)
            """,
        ),
        right(
            "two tables merged",
            """
            def kpi(log):
                groups = log.groupby("agent_id", as_index=False)
                table = groups[["replied_hours", "reopened"]].mean()
                rated = log.query("feedback in ['good', 'bad']")
                rated = rated.assign(good=rated["feedback"].eq("good") * 1.0)
                good = rated.groupby("agent_id", as_index=False)["good"].mean()
                return table.rename(columns={"replied_hours": "hours"}).merge(good, on="agent_id")
            """,
        ),
        right(
            "a dictionary of columns",
            """
            def kpi(log):
                table = log.groupby("agent_id")[["replied_hours", "reopened"]].mean()
                counts = pd.crosstab(log["agent_id"], log["feedback"])[["good", "bad"]]
                return {
                    "hours": table["replied_hours"],
                    "reopened": table["reopened"],
                    "good": counts["good"] / counts.sum(axis=1),
                }
            """,
        ),
        right(
            "as the lesson writes it, joined",
            """
            def kpi(log):
                table = log.groupby("agent_id").agg(
                    hours=("replied_hours", "mean"),
                    reopened=("reopened", "mean"),
                )
                rated = log[log["feedback"] != "none"]
                rated = rated.assign(good=rated["feedback"] == "good")
                table["good"] = rated.groupby("agent_id")["good"].mean()
                return table
            """,
            taught='rated = rated.assign(good=rated["feedback"] == "good")',
        ),
    ],
)

# --- stages (A2.11)

STAGES_CODE = solution(__file__, "stages")
ALL_STAGES = "stages-one stages-whole stages-open"
OPEN_LINES = '    if not row["closed"]:\n        return "open"\n'

STAGES = Answers(
    mistakes=[
        *[
            wrong(
                f"everything is {code}",
                f'def skipped(row):\n    return "{code}"\n',
                ALL_STAGES,
                says,
            )
            for code, says in (("none", "没有走反馈这一步"), ("open", "这张工单办结了"))
        ],
        wrong(
            "open tickets judged as well",
            changed(STAGES_CODE, (OPEN_LINES, "")),
            "stages-open",
            "反馈还没有走到，不算漏",
        ),
        wrong(
            "the open ones when nothing is skipped",
            """
            def skipped(row):
                for stage in ["enquiry", "solving", "feedback"]:
                    if stage not in row["path"]:
                        return stage
                if not row["closed"]:
                    return "open"
                return "none"
            """,
            "stages-open",
            "不算漏",
        ),
        wrong(
            "closed and open swapped",
            changed(STAGES_CODE, ('if not row["closed"]', 'if row["closed"]')),
            ALL_STAGES,
            "办结了",
        ),
        wrong(
            "the whole text compared",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                if row["path"] == "enquiry>solving>feedback":
                    return "none"
                if "enquiry" not in row["path"]:
                    return "enquiry"
                if "solving" not in row["path"]:
                    return "solving"
                return "feedback"
            """,
            "stages-whole",
            "不要和一整串比",
        ),
        wrong(
            "the last stage that lacks",
            changed(
                STAGES_CODE,
                ('["enquiry", "solving", "feedback"]', '["feedback", "solving", "enquiry"]'),
            ),
            "stages-one",
            "只报排在前面的",
        ),
        wrong(
            "by the column feedback",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                for stage in ["enquiry", "solving"]:
                    if stage not in row["path"]:
                        return stage
                if row["feedback"] == "none":
                    return "feedback"
                return "none"
            """,
            "stages-whole",
            "客户没有评价，也不算漏",
        ),
        wrong(
            "the first that is there",
            changed(STAGES_CODE, ("not in", "in")),
            "stages-one stages-whole",
            "漏的是 feedback",
        ),
        wrong(
            "none inside the loop",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                for stage in ["enquiry", "solving", "feedback"]:
                    if stage not in row["path"]:
                        return stage
                    return "none"
            """,
            "stages-one",
            "漏的是 feedback",
        ),
        wrong(
            "nothing for whole paths",
            changed(STAGES_CODE, ('    return "none"', "    pass")),
            "stages-whole",
            "每种情况都要 return",
        ),
        wrong(
            "None for the text",
            changed(STAGES_CODE, ('"none"', "None")),
            "stages-whole",
            "每种情况都要 return",
        ),
        wrong(
            "all that lack, as a list",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                stages = ["enquiry", "solving", "feedback"]
                lacking = [stage for stage in stages if stage not in row["path"]]
                return lacking if lacking else "none"
            """,
            "stages-one",
            "只报一个",
        ),
        wrong(
            "the enquiry forgotten",
            changed(STAGES_CODE, ('["enquiry", ', "[")),
            "stages-one",
            "漏的是 enquiry",
        ),
        wrong(
            "counts the stages",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                return "none" if len(row["path"].split(">")) >= 3 else "feedback"
            """,
            "stages-one",
            "漏的是 solving",
        ),
        wrong(
            "begins with the enquiry",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                if not row["path"].startswith("enquiry"):
                    return "enquiry"
                for stage in ["solving", "feedback"]:
                    if stage not in row["path"]:
                        return stage
                return "none"
            """,
            "stages-whole",
            "三个阶段都在、先后不同时",
        ),
        wrong(
            "a list of the paths in the log",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                known = {"enquiry>solving": "feedback", "enquiry>feedback": "solving"}
                known = known | {"solving>feedback": "enquiry"}
                known = known | {"enquiry": "solving", "solving": "enquiry"}
                return known.get(row["path"], "none")
            """,
            "stages-one",
            "漏了两步，只报排在前面的",
        ),
        wrong(
            "three steps of any kind",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                if row["path"].count(">") >= 2:
                    return "none"
                for stage in ["enquiry", "solving", "feedback"]:
                    if stage not in row["path"]:
                        return stage
            """,
            "stages-one",
            "办结了、走法不同时",
        ),
        wrong(
            "in Chinese",
            changed(STAGES_CODE, ("return stage", 'return "漏了"')),
            "stages-one",
            "返回五个英文代号之一",
        ),
        wrong(
            "solving asked before enquiry",
            changed(STAGES_CODE, ('["enquiry", "solving"', '["solving", "enquiry"')),
            "stages-one",
            "只报排在前面的 enquiry",
        ),
        wrong(
            "the first stage not asked",
            changed(STAGES_CODE, ('["enquiry", "solving"', '["solving"')),
            "stages-one",
            "没有走咨询这一步",
        ),
        wrong(
            "stage by stage at its place",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                walked = row["path"].split(">")
                for number, stage in enumerate(["enquiry", "solving", "feedback"]):
                    if number >= len(walked) or walked[number] != stage:
                        return stage
                return "none"
            """,
            "stages-whole",
            "不看排在第几个",
        ),
    ],
    unusual=[
        right(
            "the path cut into a list",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                stages, walked = ("enquiry", "solving", "feedback"), row["path"].split(">")
                lacking = [stage for stage in stages if stage not in walked]
                return (lacking + ["none"])[0]
            """,
        ),
        right(
            "three ifs",
            """
            def skipped(row):
                if row["closed"] == False:
                    return "open"
                if "enquiry" not in row["path"]:
                    return "enquiry"
                elif "solving" not in row["path"]:
                    return "solving"
                elif "feedback" not in row["path"]:
                    return "feedback"
                else:
                    return "none"
            """,
        ),
        right(
            "the next of those that lack",
            """
            def skipped(row):
                stages = ["enquiry", "solving", "feedback"]
                lacking = (stage for stage in stages if row["path"].find(stage) < 0)
                return next(lacking, "none") if row["closed"] else "open"
            """,
        ),
        right(
            "a loop with else",
            """
            def skipped(row):
                if row["closed"] is False:
                    return "open"
                for stage in ("enquiry", "solving", "feedback"):
                    if row["path"].count(stage) == 0:
                        break
                else:
                    stage = "none"
                return stage
            """,
        ),
        right(
            "from behind",
            """
            def skipped(row):
                found = "none"
                for stage in ["feedback", "solving", "enquiry"]:
                    if stage not in row["path"]:
                        found = stage
                return found if row["closed"] else "open"
            """,
        ),
        right(
            "as the lesson checks a parcel",
            """
            def skipped(row):
                path = row["path"]
                if not row["closed"]:
                    return "open"
                for step in ["enquiry", "solving", "feedback"]:
                    if step not in path:
                        return step     # this one was skipped
                return "none"
            """,
            taught="if step not in path:",
        ),
        right(
            "truth values called like the stages",
            """
            def skipped(row):
                if not row["closed"]:
                    return "open"
                enquiry = "enquiry" in row["path"]
                solving = "solving" in row["path"]
                feedback = "feedback" in row["path"]
                if enquiry and solving and feedback:
                    return "none"
                if not enquiry:
                    return "enquiry"
                return "feedback" if solving else "solving"
            """,
        ),
        right(
            "left with break",
            """
            def skipped(row):
                for answer in ["enquiry", "solving", "feedback"]:
                    if answer not in row["path"]:
                        break
                else:
                    answer = "none"
                return answer if row["closed"] else "open"
            """,
        ),
    ],
)

# --- search (A2.12)

SEARCH_CODE = solution(__file__, "search")
SCORE_CODE, FIND_CODE = (
    "def " + part.strip() for part in SEARCH_CODE.split("def ") if part.strip()
)
ALL_SEARCH = "search-score search-rate search-edges"
# lists the questions of the visible half by heart
ROTE = """
known = dict(zip(queries["text_zh"], queries["article_id"]))
"""

SEARCH = Answers(
    mistakes=[
        wrong(
            "keeps the visible half by heart",
            [
                SCORE_CODE,
                ROTE,
                """
                def find(query, articles):
                    return known.get(query, "none")
                """,
            ],
            "search-rate search-edges",
            "它记住了见过的问题，没有去找",
        ),
        wrong(
            "looks the question up and fails on a new one",
            [
                SCORE_CODE,
                """
                visible = queries[queries["half"] == "visible"].set_index("text_zh")["article_id"]

                def find(query, articles):
                    return visible[query]
                """,
            ],
            "search-rate search-edges",
            "它记住了见过的问题，没有去找",
        ),
        wrong(
            "brings every answer along",
            [
                SCORE_CODE,
                FIND_CODE.replace("def find(", "def searched("),
                """
                known = {query: searched(query, articles) for query in queries["text_zh"]}

                def find(query, articles):
                    return known.get(query, "none")
                """,
            ],
            "search-rate search-edges",
            "它记住了见过的问题，没有去找",
        ),
        wrong(
            "by heart where it can, by keywords elsewhere",
            [
                SCORE_CODE,
                ROTE,
                FIND_CODE.replace("def find(", "def searched("),
                """
                def find(query, articles):
                    if known.get(query) in [*articles["article_id"], "none"]:
                        return known[query]
                    return searched(query, articles)
                """,
            ],
            "search-edges",
            "用知识库里的文章、先后不同时",
        ),
        wrong(
            "long keywords count more",
            [
                SCORE_CODE,
                FIND_CODE.replace(
                    "score(query, keywords)",
                    "sum(len(word) for word in keywords.split() if word in query)",
                ),
            ],
            "search-edges",
            "换一个问题、换几篇文章时",
        ),
        wrong(
            "four keywords at most",
            changed(SEARCH_CODE, ("keywords.split()", "keywords.split()[:4]")),
            "search-score",
            "换一个问题、换几个关键词时",
        ),
        wrong(
            "the first article with a keyword",
            [
                SCORE_CODE,
                """
                def find(query, articles):
                    for article_id, keywords in zip(articles["article_id"], articles["keywords"]):
                        if score(query, keywords) > 0:
                            return article_id
                    return "none"
                """,
            ],
            "search-rate search-edges",
            "看得见的一半只找对",
        ),
        wrong(
            "the last of those that are equal",
            changed(SEARCH_CODE, ("hits > most", "hits >= most and hits > 0")),
            "search-edges",
            "取表里排在前面的",
        ),
        wrong(
            "some article at any price",
            changed(SEARCH_CODE, ("most = 0", "most = -1")),
            "search-edges",
            "不要硬给一篇",
        ),
        wrong(
            "the score for the article",
            changed(SEARCH_CODE, ("return best", "return most")),
            "search-rate search-edges",
            "要一篇文章的编号",
        ),
        wrong(
            "nothing where none fits",
            changed(SEARCH_CODE, ('best = "none"', "best = None")),
            "search-rate search-edges",
            "没有合适的文章时，什么也没有返回",
        ),
        wrong(
            "forgets what was best",
            changed(SEARCH_CODE, ("            most = hits\n", "")),
            "search-rate search-edges",
            "看得见的一半只找对",
        ),
        wrong(
            "return inside the loop",
            changed(SEARCH_CODE, ("    return number", "        return number")),
            "search-score search-rate search-edges",
            "return 是不是写在了 for 里面",
        ),
        wrong(
            "counts how often",
            changed(SEARCH_CODE, ("number + 1", "number + query.count(word)")),
            "search-score",
            "也只算一次",
        ),
        wrong(
            "character by character",
            changed(SEARCH_CODE, ("keywords.split()", 'keywords.replace(" ", "")')),
            "search-score search-rate search-edges",
            "先用 split() 切开",
        ),
        wrong(
            "all the keywords at once",
            [
                """
                def score(query, keywords):
                    return 1 if keywords in query else 0
                """,
                FIND_CODE,
            ],
            "search-score search-rate search-edges",
            "用 split() 把关键词切开",
        ),
        wrong(
            "whether, not how many",
            [
                """
                def score(query, keywords):
                    for word in keywords.split():
                        if word in query:
                            return 1
                    return 0
                """,
                FIND_CODE,
            ],
            "search-score search-rate search-edges",
            "出现了三个，不是一个",
        ),
        wrong(
            "words between spaces, as in English",
            [
                """
                def score(query, keywords):
                    return len(set(query.split()) & set(keywords.split()))
                """,
                FIND_CODE,
            ],
            "search-score search-rate search-edges",
            "出现了三个",
        ),
        wrong(
            "how many keywords there are",
            changed(
                SEARCH_CODE, ("        if word in query:\n            number", "        number")
            ),
            "search-score search-rate search-edges",
            "这是关键词有几个",
        ),
        wrong(
            "sorted by id first",
            [
                SCORE_CODE,
                """
                def find(query, articles):
                    table = articles.sort_values("article_id").set_index("article_id")["keywords"]
                    hits = table.map(lambda keywords: score(query, keywords))
                    return hits.idxmax() if hits.max() > 0 else "none"
                """,
            ],
            "search-edges",
            "也不要先排序",
        ),
        wrong(
            "how many do not appear",
            changed(SEARCH_CODE, ("if word in query", "if word not in query")),
            ALL_SEARCH,
            "没有出现的有几个",
        ),
        wrong(
            "the place in the table taken for the index",
            (
                SCORE_CODE,
                """
                def find(query, articles):
                    points = [score(query, keywords) for keywords in articles["keywords"]]
                    if max(points) == 0:
                        return "none"
                    return articles.loc[points.index(max(points)), "article_id"]
                """,
            ),
            "search-edges",
            "用 iloc，不用 loc",
        ),
    ],
    unusual=[
        right(
            "the scores as a column",
            [
                """
                def score(query, keywords):
                    return sum(word in query for word in keywords.split())
                """,
                """
                def find(query, articles):
                    words = articles.set_index("article_id")["keywords"]
                    hits = words.map(lambda keywords: score(query, keywords))
                    return hits.idxmax() if hits.max() > 0 else "none"
                """,
            ],
        ),
        right(
            "sorted by the score, the order kept",
            [
                """
                def score(query, keywords):
                    return len([word for word in keywords.split(" ") if word in query])
                """,
                """
                def find(query, articles):
                    points = [score(query, keywords) for keywords in articles["keywords"]]
                    table = articles.assign(points=points)
                    best = table.sort_values("points", ascending=False, kind="stable").iloc[0]
                    return best["article_id"] if best["points"] else "none"
                """,
            ],
        ),
        right(
            "max with a key",
            [
                """
                def score(query, keywords):
                    found = set()
                    for word in keywords.split():
                        if query.find(word) >= 0:
                            found.add(word)
                    return len(found)
                """,
                """
                def find(query, articles):
                    rows = articles.to_dict("records")
                    best = max(rows, key=lambda row: score(query, row["keywords"]))
                    return best["article_id"] if score(query, best["keywords"]) else "none"
                """,
            ],
        ),
        right(
            "all that have the most, the first of them",
            [
                """
                def score(query, keywords):
                    return len({word for word in keywords.split() if word in query})
                """,
                """
                def find(query, articles):
                    hits = articles["keywords"].apply(lambda keywords: score(query, keywords))
                    top = articles[(hits == hits.max()) & (hits > 0)]
                    return top["article_id"].iloc[0] if len(top) else "none"
                """,
            ],
        ),
        right(
            "row by row",
            [
                """
                def score(query, keywords):
                    number = 0
                    for word in keywords.split():
                        number += word in query
                    return number
                """,
                """
                def find(query, articles):
                    best, most = "none", 0
                    for place in range(len(articles)):
                        row = articles.iloc[place]
                        if most < score(query, row["keywords"]):
                            best, most = row["article_id"], score(query, row["keywords"])
                    return best
                """,
            ],
        ),
        right(
            "as the lesson finds the team",
            [
                """
                def score(query, keywords):
                    return sum(word in query for word in keywords.split())    # True is 1
                """,
                """
                def find(query, articles):
                    answer, most = "none", 0
                    for article_id, its_words in zip(articles["article_id"], articles["keywords"]):
                        found = score(query, its_words)
                        if found > most:
                            answer, most = article_id, found
                    return answer
                """,
            ],
            taught="answer, most = group, found",
        ),
        right(
            "from the last to the first, as good is better",
            (
                SCORE_CODE,
                """
                def find(query, articles):
                    best, most = "none", 1
                    for place in range(len(articles) - 1, -1, -1):
                        points = score(query, articles["keywords"].iloc[place])
                        if points >= most:
                            best, most = articles["article_id"].iloc[place], points
                    return best
                """,
            ),
        ),
    ],
)

TASKS = {"reply": REPLY, "kpi": KPI, "stages": STAGES, "search": SEARCH}

# --- practice: screen (A2.10)

SCREEN_CODE = solution(__file__, "screen", "practice.py")
BOTH_SCREEN = "screen-all screen-edges"

SCREEN = Answers(
    mistakes=[
        wrong(
            "sixty is too slow", changed(SCREEN_CODE, (">=", ">")), BOTH_SCREEN, "正好 60 字也算"
        ),
        wrong(
            "fifty-nine is enough",
            changed(SCREEN_CODE, (">= 60", ">= 59")),
            BOTH_SCREEN,
            "59 字不到 60 字",
        ),
        wrong(
            "one of them is enough",
            changed(SCREEN_CODE, ("&", "|")),
            BOTH_SCREEN,
            "用 &，不用 |",
        ),
        wrong(
            "Mandarin forgotten",
            changed(SCREEN_CODE, (' & applicants["mandarin"]', "")),
            "screen-all",
            "普通话不标准的",
        ),
        wrong(
            "office software forgotten",
            changed(SCREEN_CODE, (' & applicants["office"]', "")),
            "screen-all",
            "办公软件不熟练的",
        ),
        wrong(
            "one absence is forgiven",
            changed(
                SCREEN_CODE, ('(applicants["absences"] == 0)', '(applicants["absences"] <= 1)')
            ),
            "screen-all",
            "缺勤一次也不行",
        ),
        wrong(
            "late once is forgiven",
            changed(SCREEN_CODE, ('applicants["late"] == 0', 'applicants["late"] <= 1')),
            "screen-all",
            "迟到一次也不行",
        ),
        wrong(
            "as often absent as late",
            changed(
                SCREEN_CODE,
                (
                    '(applicants["absences"] == 0) & (applicants["late"] == 0)',
                    'applicants["absences"] == applicants["late"]',
                ),
            ),
            "screen-edges",
            "换几位应聘者时",
        ),
        wrong(
            "those who fail",
            changed(SCREEN_CODE, ("applicants[able", "applicants[~(able"), ("steady]", "steady)]")),
            BOTH_SCREEN,
            "反了",
        ),
        wrong(
            "how many",
            changed(
                SCREEN_CODE,
                (
                    'return applicants[able & steady]["applicant_id"].to_list()',
                    "return int((able & steady).sum())",
                ),
            ),
            BOTH_SCREEN,
            "不是几个人",
        ),
        wrong(
            "truth values",
            changed(
                SCREEN_CODE,
                (
                    'return applicants[able & steady]["applicant_id"].to_list()',
                    "return able & steady",
                ),
            ),
            BOTH_SCREEN,
            "不是一列 True 和 False",
        ),
        wrong(
            "comparisons without brackets",
            """
            def screen(applicants):
                fit = applicants["typing"] >= 60 & applicants["mandarin"] & applicants["office"]
                steady = (applicants["absences"] == 0) & (applicants["late"] == 0)
                return applicants[fit & steady]["applicant_id"].to_list()
            """,
            BOTH_SCREEN,
            "应有 3 项",
        ),
    ],
    unusual=[
        right(
            "one condition after another",
            """
            def screen(applicants):
                table = applicants[applicants["typing"] >= 60]
                table = table[table["mandarin"] == True]
                table = table[table["office"] == True]
                table = table[table["absences"] + table["late"] == 0]
                return list(table["applicant_id"])
            """,
        ),
        right(
            "row by row",
            """
            def screen(applicants):
                found = []
                for person in applicants.to_dict("records"):
                    able = person["typing"] > 59 and person["mandarin"] and person["office"]
                    if able and not person["absences"] and not person["late"]:
                        found.append(person["applicant_id"])
                return found
            """,
        ),
        right(
            "a set of those left over",
            """
            def screen(applicants):
                people = applicants.set_index("applicant_id")
                slow = people[people["typing"] < 60].index
                away = people[(people["absences"] > 0) | (people["late"] > 0)].index
                unable = people[~people["mandarin"] | ~people["office"]].index
                return set(people.index) - set(slow) - set(away) - set(unable)
            """,
        ),
        right(
            "the column itself",
            """
            def screen(applicants):
                rule = "typing >= 60 and mandarin and office and absences == 0 and late == 0"
                return applicants.query(rule)["applicant_id"]
            """,
        ),
    ],
    untaught="the lesson states the requirements in words; how rows are chosen is the warm-up's",
)

# --- practice: missing (A2.13)

MISSING_CODE = solution(__file__, "missing", "practice.py")
BOTH_MISSING = "missing-sum missing-least"

MISSING = Answers(
    mistakes=[
        wrong(
            "just as many is too few",
            changed(MISSING_CODE, (">=", ">")),
            BOTH_MISSING,
            "rental 正好 10 次，也算",
        ),
        wrong(
            "the hidden half as well",
            changed(MISSING_CODE, ('== "none"', '.isin(["none", ""])')),
            BOTH_MISSING,
            "空着的（hidden 的一半）不知道有没有文章",
        ),
        wrong(
            "the empty ones instead",
            changed(MISSING_CODE, ('== "none"', '== ""')),
            BOTH_MISSING,
            "要 article_id 是文字 none 的",
        ),
        wrong(
            "rows instead of times",
            changed(MISSING_CODE, ('["times"].sum()', ".size()")),
            BOTH_MISSING,
            "有两个主题够 10 次",
        ),
        wrong(
            "the limit forgotten",
            changed(MISSING_CODE, ("times[times >= least]", "times")),
            BOTH_MISSING,
            "不到 10 次",
        ),
        wrong(
            "those below",
            changed(MISSING_CODE, (">=", "<")),
            BOTH_MISSING,
            "反了",
        ),
        wrong(
            "those with an article",
            changed(
                MISSING_CODE,
                ('queries["article_id"] == "none"', '~queries["article_id"].isin(["none", ""])'),
            ),
            BOTH_MISSING,
            "这些问题有文章",
        ),
        wrong(
            "all queries",
            changed(MISSING_CODE, ('queries[queries["article_id"] == "none"]', "queries")),
            BOTH_MISSING,
            "要先筛出没有文章的问题",
        ),
        wrong(
            "a fixed limit",
            changed(MISSING_CODE, (">= least", ">= 10")),
            BOTH_MISSING,
            "小例子对了，用案例里的问题时",
        ),
        wrong(
            "compared query by query",
            """
            def missing(queries, least):
                often = queries[queries["times"] >= least]
                unanswered = often[often["article_id"] == "none"]
                return unanswered.groupby("topic")["times"].sum()
            """,
            BOTH_MISSING,
            "有两个主题够 10 次",
        ),
        wrong(
            "those with an article",
            changed(MISSING_CODE, ('["article_id"] == "none"', '["article_id"] != "none"')),
            BOTH_MISSING,
            "用 ==",
        ),
        wrong(
            "at most that often",
            changed(MISSING_CODE, ("times >= least", "times <= least")),
            BOTH_MISSING,
            "反了：要至少 10 次的",
        ),
        wrong(
            "True and False",
            changed(MISSING_CODE, ("times[times >= least]", "times >= least")),
            BOTH_MISSING,
            "这是真假值",
        ),
    ],
    unusual=[
        right(
            "a dictionary",
            """
            def missing(queries, least):
                times = {}
                for row in queries.to_dict("records"):
                    if row["article_id"] == "none":
                        times[row["topic"]] = times.get(row["topic"], 0) + row["times"]
                return {topic: number for topic, number in times.items() if number >= least}
            """,
        ),
        right(
            "sorted, the most asked first",
            """
            def missing(queries, least):
                unanswered = queries.loc[queries["article_id"].eq("none")]
                times = unanswered.groupby("topic")["times"].sum()
                return times.sort_values(ascending=False).loc[lambda number: number >= least]
            """,
        ),
        right(
            "a table with the topics as a column",
            """
            def missing(queries, least):
                unanswered = queries[queries["article_id"] == "none"]
                times = unanswered.groupby("topic", as_index=False)["times"].sum()
                return times[times["times"] >= least]
            """,
        ),
        right(
            "a pivot table",
            """
            def missing(queries, least):
                none = queries[queries["article_id"].isin(["none"])]
                times = none.pivot_table(index="topic", values="times", aggfunc="sum")
                return times[times["times"] >= least]["times"] if len(none) else {}
            """,
        ),
        right(
            "topic by topic",
            """
            def missing(queries, least):
                unanswered = queries[queries["article_id"] == "none"]
                found = {}
                for topic in unanswered["topic"].unique():
                    number = unanswered.loc[unanswered["topic"] == topic, "times"].sum()
                    if not number < least:
                        found[topic] = number
                return pd.Series(found, dtype="int64")
            """,
        ),
    ],
    untaught="the lesson says what unanswered questions are for; adding up is the warm-up's",
)

# --- practice: points (A2.14)

POINTS_CODE = solution(__file__, "points", "practice.py")
BOTH_POINTS = "points-old points-rest"

POINTS = Answers(
    mistakes=[
        wrong(
            "old from the third visit on",
            changed(POINTS_CODE, ("< 2", "<= 2")),
            BOTH_POINTS,
            "第二次来就是老客户",
        ),
        wrong(
            "new ones as well",
            changed(POINTS_CODE, ("< 2", "< 1")),
            "points-rest",
            "第一次来是新客户",
        ),
        wrong(
            "rounded",
            changed(POINTS_CODE, ('int(visit["spent"] // 10)', 'round(visit["spent"] / 10)')),
            BOTH_POINTS,
            "不要四舍五入",
        ),
        wrong(
            "with decimals",
            changed(POINTS_CODE, ('int(visit["spent"] // 10)', 'visit["spent"] / 10')),
            BOTH_POINTS,
            "用 //，不用 /",
        ),
        wrong(
            "a point for each yuan",
            changed(POINTS_CODE, ("// 10", "// 1")),
            BOTH_POINTS,
            "不是 1 元 1 分",
        ),
        wrong(
            "the money doubled",
            changed(
                POINTS_CODE,
                (
                    'int(visit["spent"] // 10)',
                    'int(visit["spent"] * (1 + visit["birthday"]) // 10)',
                ),
                ("earned * 2", "earned"),
            ),
            "points-rest",
            "不是把钱加倍",
        ),
        wrong(
            "never doubled",
            changed(POINTS_CODE, ("earned * 2", "earned")),
            "points-rest",
            "积分要加倍",
        ),
        wrong(
            "always doubled",
            changed(POINTS_CODE, ('if visit["birthday"]', "if True")),
            BOTH_POINTS,
            "不加倍",
        ),
        wrong(
            "the birthday before everything",
            """
            def points(visit):
                earned = int(visit["spent"] // 10)
                if visit["birthday"]:
                    return earned * 2
                if visit["times"] < 2:
                    return 0
                return earned
            """,
            "points-rest",
            "先问新老",
        ),
        wrong(
            "one more for the rest",
            changed(
                POINTS_CODE, ('int(visit["spent"] // 10)', 'int((visit["spent"] + 9.99) // 10)')
            ),
            BOTH_POINTS,
            "零头不算",
        ),
        wrong(
            "new and old swapped",
            changed(POINTS_CODE, ('visit["times"] < 2', 'visit["times"] >= 2')),
            BOTH_POINTS,
            "第 5 次来是老客户",
        ),
    ],
    unusual=[
        right(
            "a product",
            """
            def points(visit):
                return (visit["times"] > 1) * int(visit["spent"] / 10) * (1 + visit["birthday"])
            """,
        ),
        right(
            "by the remainder",
            """
            def points(visit):
                full = visit["spent"] - visit["spent"] % 10
                factor = 2 if visit["birthday"] else 1
                return round(full / 10) * factor if visit["times"] >= 2 else 0
            """,
        ),
        right(
            "counted down",
            """
            def points(visit):
                earned, left = 0, visit["spent"]
                while left >= 10 and visit["times"] != 1:
                    earned, left = earned + 1, left - 10
                return earned + earned if visit["birthday"] else earned
            """,
        ),
        right(
            "floats without a fraction",
            """
            def points(visit):
                if visit["times"] == 1:
                    return 0.0
                return visit["spent"] // 10 * {True: 2, False: 1}[visit["birthday"]]
            """,
        ),
    ],
    untaught="the rule is agreed on in the exercise; the lesson names points as one of the rewards",
)

PRACTICE = {"screen": SCREEN, "missing": MISSING, "points": POINTS}

CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {
            '"ABD"': "迟到过一次",
            '"D"': "正好 60 字也算",
            '"a"': "学历是对管理层的要求",
            '["A", "C", "D"]': "还差一个字",
            '"ADE"': "普通话不标准",
            '"BE"': "迟到过一次",
            '"ABCDE"': "迟到过一次",
            '"BC"': "迟到过一次",
        },
        ['"da"', '["A", "D"]', '"A、D"', '{"A", "D"}', '"ＡＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            '"A"': "咨询走完了",
            '"c"': "没有问客户满不满意",
            '["D"]': "就是问题解决",
            '"AB"': "一个字母",
        },
        ['"b"', '["B"]', '"Ｂ"'],
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            '"ABD"': "公司的规定",
            '"BCD"': "公司的授权",
            '["B", "D", "E"]': "由公司定",
            '"d"': "听清楚、记准",
            '"B"': "就该替客户想办法",
            '"AC"': "公司的规定",
            '"ABCDE"': "公司的规定",
            '"BB"': "写了两次",
        },
        ['"db"', '["B", "D"]', '"B、D"', '{"B", "D"}', '"ＢＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {'"A"': "A 最快", '"b"': "满意度是占比", '["D"]': "满意度最高，可是", '"CD"': "一个字母"},
        ['"c"', '["C"]', '"Ｃ"'],
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            '"ABCD"': "一步一步怎么办",
            '"ACDE"': "用户的反馈",
            '"CD"': "许多客户都会问",
            '"ad"': "尺寸、功率",
            '["A", "C"]': "几天能退",
            '"BE"': "一步一步怎么办",
            '"E"': "用户的反馈",
            '"F"': "选项字母",
        },
        ['"dca"', '["A", "C", "D"]', '"A、C、D"', '{"A", "C", "D"}', '"ＡＣＤ"'],
        untaught="the answer is letters, which no lesson prints",
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            "10": "先拖到 50 字",
            '"10%"': "先拖到 50 字",
            "20": "差一格",
            "0.2": "差一格",
            "40": "少答一点也够",
            "50": "少答一点也够",
            "0.5": "少答一点也够",
            "0": "从 0 起",
            "0.54": "从 0 起",
            "70": "从 0 起",
        },
        ["30", "0.3", '"30%"', '"３０"', "100 * 0.3"],
        untaught="the lesson prints the waits at 60 characters; those at 50 the lab shows",
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {'"B"': "缺技巧", '"c"': "缺知识", '["D"]': "缺态度", '"AD"': "一个字母"},
        ['"a"', '["A"]', '"Ａ"'],
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {'"A"': "早说还是晚说", '"b"': "说到什么程度", '["C"]': "实话实说", '"BD"': "一个字母"},
        ['"d"', '["D"]', '"Ｄ"'],
    ),
}

ANSWERS = {"agents-tasks": TASKS, "agents-practice": PRACTICE, "agents-check": CHECK}
