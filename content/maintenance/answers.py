"""Unit `maintenance`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right.

`code` replaces the whole answer cell. Most are the right answer with one thing changed;
tests/course/test_wrong_answers.py tries every entry, and the simulated class hands them in.
"""

from grader.course.answers import Answers, changed, lines, right, text, wrong

# --- classify (A4.1)

SCENES = text("""
    names = (
        "phone environment face media online events email face media events phone online "
        "environment email media environment events online face phone email"
    )
    channels = dict(enumerate(names.split(), start=1))
    talks = ("face", "phone", "email", "online")
    personal = [number for number, code in channels.items() if code in talks]
    """)


def scene(number: int, code: str) -> str:
    return SCENES + f"\nchannels[{number}] = '{code}'"


CLASSIFY = Answers(
    mistakes=[
        wrong(
            "a video call is the telephone", scene(18, "phone"), "classify-fourth", "视频走的是网"
        ),
        wrong("a web chat is the telephone", scene(12, "phone"), "classify-third", "不是打电话"),
        wrong("a uniform is a talk", scene(16, "face"), "classify-third", "没有人和客户谈"),
        wrong("a host is a talk", scene(6, "face"), "classify-first", "晚会是事件"),
        wrong(
            "a hotel night is environment",
            scene(17, "environment"),
            "classify-fourth",
            "是一次活动",
        ),
        wrong("sponsoring is a medium", scene(10, "media"), "classify-second", "不是媒体"),
        wrong(
            "a message to a group is a talk",
            scene(15, "online"),
            "classify-third",
            "没有和谁交谈",
        ),
        wrong("a letter for a call", scene(20, "email"), "classify-fourth", "拨通一位客户的号码"),
        wrong(
            "Chinese words",
            SCENES + "\nchannels = dict.fromkeys(channels, '电话')",
            "classify-first classify-second classify-third classify-fourth",
            "七个代号",
        ),
        wrong("one scene forgotten", SCENES + "\ndel channels[21]", "classify-fourth", "缺了 [21]"),
        wrong(
            "e-mail is not personal",
            changed(SCENES, ('"email", "online")', '"online")')),
            "personal-first personal-second personal-third",
            "写给一位客户的邮件",
        ),
        wrong(
            "online is not personal",
            changed(SCENES, ('"email", "online")', '"email")')),
            "personal-first personal-second personal-third",
            "真人在网上",
        ),
        wrong(
            "events are personal",
            changed(SCENES, ('"email", "online")', '"email", "online", "events")')),
            "personal-first personal-second personal-third",
            "面向许多人",
        ),
        wrong(
            "environment is personal",
            changed(SCENES, ('"email", "online")', '"email", "online", "environment")')),
            "personal-first personal-second personal-third",
            "环境里",
        ),
        wrong(
            "the others",
            changed(SCENES, ("if code in", "if code not in")),
            "personal-first personal-second personal-third",
            "反了",
        ),
        wrong(
            "media are personal",
            changed(SCENES, ('"email", "online")', '"email", "online", "media")')),
            "personal-first personal-second personal-third",
            "媒体一次告诉许多人",
        ),
        wrong(
            "a night for fifty is a talk",
            (
                SCENES,
                """
                channels[17] = "face"
                """,
            ),
            "classify-fourth",
            "试睡会面向五十个人",
        ),
        wrong(
            "online is the telephone",
            (
                SCENES,
                """
                channels[5] = "phone"
                """,
            ),
            "classify-first",
            "真人在网上和一位客户谈",
        ),
        wrong(
            "a waiting room is a medium",
            (
                SCENES,
                """
                channels[13] = "media"
                """,
            ),
            "classify-third",
            "看得见的布置是环境",
        ),
        wrong(
            "one event is personal",
            (
                SCENES,
                """
                personal = sorted(personal + [17])
                """,
            ),
            "personal-third",
            "活动面向许多人",
        ),
        wrong(
            "a talk at the airport is not personal",
            (
                SCENES,
                """
                personal.remove(19)
                """,
            ),
            "personal-third",
            "当面和一位客户谈",
        ),
        wrong(
            "codes, not numbers",
            (
                SCENES,
                """
                personal = ["face", "phone", "email", "online"]
                """,
            ),
            "personal-first personal-second personal-third",
            "列表里写编号",
        ),
        wrong(
            "keys from 0",
            SCENES + "\nchannels = {number - 1: code for number, code in channels.items()}",
            "classify-first classify-second classify-third classify-fourth",
            "没有 0",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            (
                'names = "phone environment face media online events email face media events phone '
                'online environment email media environment events online face phone email"',
                """
                channels = dict(enumerate(names.split(), start=1))
                personal = [
                    number for number, code in channels.items()
                    if code in ("face", "phone", "email", "online")
                ]
                """,
            ),
        ),
        right(
            "written out",
            """
            P, F, E, O, M, V, S = (
                "phone",
                "face",
                "email",
                "online",
                "media",
                "environment",
                "events",
            )
            channels = dict(
                zip(range(1, 22), [P, V, F, M, O, S, E, F, M, S, P, O, V, E, M, V, S, O, F, P, E])
            )
            personal = {1, 20, 11, 3, 8, 19, 7, 14, 21, 5, 12, 18}
            """,
        ),
        right(
            "keys as text, capitals",
            SCENES
            + text("""

            channels = {str(number): code.upper() for number, code in channels.items()}
            personal = tuple(personal)
            """).join(["\n", "\n"]),
        ),
        right(
            "lists by channel, a Series",
            """
            lists = {
                "face": [3, 8, 19],
                "phone": [1, 11, 20],
                "email": [7, 14, 21],
                "online": [5, 12, 18],
                "media": [4, 9, 15],
                "environment": [2, 13, 16],
                "events": [6, 10, 17],
            }
            channels = {number: code for code, numbers in lists.items() for number in numbers}
            personal = pd.Series(
                [n for code in ("online", "email", "phone", "face") for n in lists[code]]
            )
            """,
        ),
        right(
            "a difference of sets",
            (
                SCENES,
                """
                personal = sorted(set(range(1, 22)) - {2, 4, 6, 9, 10, 13, 15, 16, 17})
                """,
            ),
        ),
    ],
    untaught="the lesson tells the channels apart in a table, without code",
)

# --- channels (A4.2)

REPORT = text("""
    def report(contacts):
        table = contacts.groupby("channel").agg(
            n=("csat", "size"),
            answered=("csat", "count"),
            resolved=("resolved", "mean"),
            satisfaction=("csat", "mean"),
        )
        return table.assign(answered=table["answered"] / table["n"])

    def cost_per_resolved(contacts):
        total = contacts.groupby("channel")[["cost_cny", "resolved"]].sum()
        return total["cost_cny"] / total["resolved"]
    """)

CHANNELS = Answers(
    mistakes=[
        wrong(
            "counts answers only",
            changed(REPORT, ('n=("csat", "size")', 'n=("csat", "count")')),
            "channels-report",
            "n 要数全部",
        ),
        wrong(
            "answers, not their share",
            changed(REPORT, ('table["answered"] / table["n"]', 'table["answered"]')),
            "channels-report",
            "answered 是比例",
        ),
        wrong(
            "all contacts as answers",
            changed(REPORT, ('answered=("csat", "count")', 'answered=("csat", "size")')),
            "channels-report",
            "答了的次数（count）÷ 全部次数（size）",
        ),
        wrong(
            "all contacts as answers, undivided",
            changed(
                REPORT,
                ('answered=("csat", "count")', 'answered=("csat", "size")'),
                ('table["answered"] / table["n"]', 'table["answered"]'),
            ),
            "channels-report",
            "答了的次数（count）÷ 全部次数（size）",
        ),
        wrong(
            "share without an answer",
            changed(
                REPORT, ('table["answered"] / table["n"]', '1 - table["answered"] / table["n"]')
            ),
            "channels-report",
            "不是没有答的",
        ),
        wrong(
            "no answer is 0",
            changed(
                REPORT,
                (
                    'satisfaction=("csat", "mean")',
                    'satisfaction=("csat", lambda s: s.fillna(0).mean())',
                ),
            ),
            "channels-report",
            "不是 0 分",
        ),
        wrong(
            "number resolved",
            changed(REPORT, ('resolved=("resolved", "mean")', 'resolved=("resolved", "sum")')),
            "channels-report",
            "不是次数",
        ),
        wrong(
            "only contacts with an answer",
            changed(REPORT, ("table = contacts.groupby", "table = contacts.dropna().groupby")),
            "channels-report",
            "n 要数全部",
        ),
        wrong(
            "cost of a contact",
            changed(
                REPORT,
                (
                    'total["cost_cny"] / total["resolved"]',
                    'total["cost_cny"] / contacts["channel"].value_counts()',
                ),
            ),
            "channels-cost",
            "一次联系的费用",
        ),
        wrong(
            "cost of resolved contacts only",
            changed(
                REPORT,
                ("total = contacts.groupby", 'total = contacts[contacts["resolved"]].groupby'),
            ),
            "channels-cost",
            "没有解决的联系",
        ),
        wrong(
            "upside down",
            changed(
                REPORT,
                ('total["cost_cny"] / total["resolved"]', 'total["resolved"] / total["cost_cny"]'),
            ),
            "channels-cost",
            "弄反了",
        ),
        wrong(
            "total cost",
            changed(REPORT, ('total["cost_cny"] / total["resolved"]', 'total["cost_cny"]')),
            "channels-cost",
            "总费用",
        ),
        wrong(
            "answers of all contacts",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / len(contacts),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "answered 的分母是这条渠道的联系",
        ),
        wrong(
            "answers of all answers",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / contacts["csat"].count(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "answered 的分母是这条渠道的全部联系",
        ),
        wrong(
            "resolved among the answered",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    a = contacts.dropna(subset=["csat"]).groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": a["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "没有答满意度的联系也要算进解决的比例",
        ),
        wrong(
            "the median rating",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].median(),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是中位数",
        ),
        wrong(
            "a rating filled in",
            (
                REPORT,
                """
                def report(contacts):
                    contacts = contacts.assign(f=contacts["csat"].fillna(contacts["csat"].mean()))
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["f"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "没有答的不要补上一个分数",
        ),
        wrong(
            "share of high ratings",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].apply(lambda s: (s >= 4).mean()),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是打高分的比例",
        ),
        wrong(
            "by those unresolved",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return (
                        g["cost_cny"].sum()
                        / (~contacts["resolved"]).groupby(contacts["channel"]).sum()
                    )
                """,
            ),
            "channels-cost",
            "不是没有解决的次数",
        ),
        wrong(
            "by the answers",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return g["cost_cny"].sum() / g["csat"].count()
                """,
            ),
            "channels-cost",
            "不是答了满意度的次数",
        ),
        wrong(
            "times the share",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return g["cost_cny"].mean() * g["resolved"].mean()
                """,
            ),
            "channels-cost",
            "一次联系的费用要除以解决的比例",
        ),
        wrong(
            "by all that were resolved",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    return (
                        contacts.groupby("channel")["cost_cny"].sum() / contacts["resolved"].sum()
                    )
                """,
            ),
            "channels-cost",
            "分母是这条渠道解决了的次数",
        ),
        wrong(
            "whole yuan",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return (g["cost_cny"].sum() / g["resolved"].sum()).round()
                """,
            ),
            "channels-cost",
            "不要取整到元",
        ),
        wrong(
            "rows are columns",
            changed(
                REPORT, ('table["answered"] / table["n"])', 'table["answered"] / table["n"]).T')
            ),
            "channels-report",
            "行和列弄反了",
        ),
        wrong(
            "no rating is 3 stars",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": contacts["csat"]
                            .fillna(3)
                            .groupby(contacts["channel"])
                            .mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "不要补上一个分数",
        ),
        wrong(
            "the mean cost of a contact divided again",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return g["cost_cny"].mean() / g["resolved"].sum()
                """,
            ),
            "channels-cost",
            "除了两次",
        ),
        wrong(
            "n as a share of all",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size() / len(contacts),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是占全部联系的比例",
        ),
        wrong(
            "answers by what was resolved",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g["resolved"].sum(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是除以解决了的次数",
        ),
        wrong(
            "the number who did not answer",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].apply(lambda s: s.isna().sum()),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].mean(),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是没有答的次数",
        ),
        wrong(
            "the most frequent rating",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    return pd.DataFrame(
                        {
                            "n": g.size(),
                            "answered": g["csat"].count() / g.size(),
                            "resolved": g["resolved"].mean(),
                            "satisfaction": g["csat"].agg(lambda s: s.mode().iloc[0]),
                        }
                    )
                """,
            ),
            "channels-report",
            "不是众数",
        ),
    ],
    unusual=[
        right(
            "the channel as a column",
            changed(REPORT, ('/ table["n"])', '/ table["n"]).reset_index()')),
        ),
        right(
            "the lesson's shares by channel",
            (
                REPORT,
                """
                def report(contacts):
                    answered = contacts["csat"].notna()
                    return pd.DataFrame({
                        "n": contacts.groupby("channel").size(),
                        "answered": answered.groupby(contacts["channel"]).mean(),
                        "resolved": contacts.groupby("channel")["resolved"].mean().round(3),
                        "satisfaction": contacts.groupby("channel")["csat"].mean().round(3),
                    })
                """,
            ),
            taught='print(two.groupby("channel")["resolved"].mean().round(3).to_string())',
        ),
        right(
            "the lesson's means and sizes",
            (
                REPORT,
                """
                def report(contacts):
                    answered = contacts["csat"].notna()
                    table = contacts.groupby("channel")["csat"].agg(["mean", "size"])
                    table = table.rename(columns={"mean": "satisfaction", "size": "n"})
                    table["answered"] = answered.groupby(contacts["channel"]).mean()
                    table["resolved"] = contacts.groupby("channel")["resolved"].mean()
                    return table
                """,
            ),
            taught='again = served.groupby("agent_id")["again_7d"].agg(["mean", "size"])',
        ),
        right(
            "loops and dicts",
            """
            def report(contacts):
                rows = {}
                for name in contacts["channel"].unique():
                    part = contacts[contacts["channel"] == name]
                    rows[name] = {
                        "satisfaction": part["csat"].mean(),
                        "resolved": sum(part["resolved"]) / len(part),
                        "answered": part["csat"].notna().mean(),
                        "n": len(part),
                    }
                return pd.DataFrame(rows).T

            def cost_per_resolved(contacts):
                found = {}
                for row in contacts.to_dict("records"):
                    cost, solved = found.get(row["channel"], (0, 0))
                    found[row["channel"]] = cost + row["cost_cny"], solved + row["resolved"]
                return {name: cost / solved for name, (cost, solved) in found.items()}
            """,
        ),
        right(
            "pivot tables, channel as a column",
            """
            def report(contacts):
                table = contacts.assign(n=1, answered=contacts["csat"].notna())
                table = table.groupby("channel").agg(
                    {"n": "sum", "answered": "mean", "resolved": "mean", "csat": "mean"}
                )
                return table.rename(columns={"csat": "satisfaction"}).reset_index()

            def cost_per_resolved(contacts):
                mean = contacts.pivot_table(
                    index="channel", values=["cost_cny", "resolved"], aggfunc="mean"
                )
                return (mean["cost_cny"] / mean["resolved"]).reset_index()
            """,
        ),
        right(
            "value_counts and numpy",
            """
            def report(contacts):
                groups = contacts.groupby("channel")
                n = contacts["channel"].value_counts()
                return pd.concat(
                    {
                        "n": n,
                        "answered": groups["csat"].count() / n,
                        "resolved": groups["resolved"].sum() / n,
                        "satisfaction": groups["csat"].sum() / groups["csat"].count(),
                    },
                    axis=1,
                )

            def cost_per_resolved(contacts):
                solved = contacts.loc[contacts["resolved"], "channel"].value_counts()
                return contacts.groupby("channel")["cost_cny"].sum().div(solved)
            """,
        ),
        right(
            "rounded as the task allows",
            (
                REPORT,
                """
                def report(contacts):
                    g = contacts.groupby("channel")
                    t = pd.DataFrame(
                        {
                            "satisfaction": g["csat"].mean(),
                            "resolved": g["resolved"].mean(),
                            "answered": g["csat"].count() / g.size(),
                            "n": g.size(),
                        }
                    )
                    return t.round(3)

                def cost_per_resolved(contacts):
                    g = contacts.groupby("channel")
                    return round(g["cost_cny"].sum() / g["resolved"].sum(), 2)
                """,
            ),
        ),
        right(
            "rows by number",
            (
                REPORT,
                """
                def cost_per_resolved(contacts):
                    cost, ok = {}, {}
                    for i in range(len(contacts)):
                        ch = contacts["channel"][i]
                        cost[ch] = cost.get(ch, 0) + contacts["cost_cny"][i]
                        ok[ch] = ok.get(ch, 0) + contacts["resolved"][i]
                    return pd.Series({ch: cost[ch] / ok[ch] for ch in cost})
                """,
            ),
        ),
    ],
)

# --- strata (DS-1)

STRATA_CODE = text("""
    def by_band(contacts):
        solved = contacts.assign(ok=contacts["resolved"].astype(float))
        rows_and_columns = {"index": "difficulty", "columns": "channel", "values": "ok"}
        return solved.pivot_table(**rows_and_columns, aggfunc="mean")

    def standardised(contacts):
        weight = contacts["difficulty"].value_counts(normalize=True)
        return by_band(contacts).mul(weight, axis=0).sum()

    def ranking(contacts):
        return standardised(contacts).sort_values(ascending=False).index.to_list()
    """)
OVERALL = 'contacts.groupby("channel")["resolved"].mean()'
WEIGHED = "by_band(contacts).mul(weight, axis=0).sum()"

STRATA = Answers(
    mistakes=[
        wrong(
            "the naive ranking",
            changed(STRATA_CODE, ("standardised(contacts).sort_values", OVERALL + ".sort_values")),
            "strata-ranking",
            "先看每个难度档里谁高",
        ),
        wrong(
            "overall shares",
            changed(STRATA_CODE, (WEIGHED, OVERALL)),
            "strata-standard strata-ranking",
            "先在同一个难度档里比",
        ),
        wrong(
            "the plain mean of the bands",
            changed(STRATA_CODE, (WEIGHED, "by_band(contacts).mean()")),
            "strata-standard strata-ranking",
            "全部渠道的联系里占的比例",
        ),
        wrong(
            "the sum of the bands",
            changed(STRATA_CODE, (WEIGHED, "by_band(contacts).sum()")),
            "strata-standard strata-ranking",
            "不能直接相加",
        ),
        wrong(
            "weights that are counts",
            changed(STRATA_CODE, ("value_counts(normalize=True)", "value_counts()")),
            "strata-standard",
            "加起来是 1",
        ),
        wrong(
            "each channel's own weights",
            changed(
                STRATA_CODE,
                (
                    WEIGHED,
                    text("""
            pd.Series(
                {
                    name: by_band(contacts)[name]
                    .mul(
                        contacts.loc[contacts["channel"] == name, "difficulty"].value_counts(
                            normalize=True
                        )
                    )
                    .sum()
                    for name in by_band(contacts)
                }
            )
            """),
                ),
            ),
            "strata-standard strata-ranking",
            "不分难易的总比例",
        ),
        wrong(
            "numbers resolved",
            changed(STRATA_CODE, ('aggfunc="mean"', 'aggfunc="sum"')),
            "strata-bands strata-standard strata-ranking",
            "要的是比例",
        ),
        wrong(
            "shares of the resolved",
            changed(
                STRATA_CODE,
                (
                    'return solved.pivot_table(**rows_and_columns, aggfunc="mean")',
                    'table = solved.pivot_table(**rows_and_columns, aggfunc="sum")\n'
                    "    return table.div(table.sum(axis=1), axis=0)",
                ),
            ),
            "strata-bands strata-standard",
            "不是这一档解决了的",
        ),
        wrong(
            "shares not resolved",
            changed(STRATA_CODE, ('ok=contacts["resolved"]', 'ok=1 - contacts["resolved"]')),
            "strata-bands strata-standard strata-ranking",
            "没有解决的比例",
        ),
        wrong(
            "rows for columns",
            changed(
                STRATA_CODE,
                (
                    '"index": "difficulty", "columns": "channel"',
                    '"index": "channel", "columns": "difficulty"',
                ),
                (WEIGHED, "by_band(contacts).mul(weight, axis=1).sum(axis=1)"),
            ),
            "strata-bands",
            "行和列弄反了",
        ),
        wrong(
            "worst first",
            changed(STRATA_CODE, ("ascending=False", "ascending=True")),
            "strata-ranking",
            "从高到低",
        ),
        wrong(
            "by name",
            changed(STRATA_CODE, (".sort_values(ascending=False)", ".sort_index()")),
            "strata-ranking",
            "按名字",
        ),
        wrong(
            "the winner only",
            changed(STRATA_CODE, (".index.to_list()", ".index[0]")),
            "strata-ranking",
            "不是只要一条",
        ),
        wrong(
            "numbers of contacts",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    return pd.crosstab(contacts["difficulty"], contacts["channel"])
                """,
            ),
            "strata-bands strata-standard strata-ranking",
            "要的是解决的比例",
        ),
        wrong(
            "how the contacts are spread",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    return pd.crosstab(
                        contacts["difficulty"], contacts["channel"], normalize="columns"
                    )
                """,
            ),
            "strata-bands strata-standard strata-ranking",
            "还没有看解决了没有",
        ),
        wrong(
            "an empty cell for none",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    ok = contacts[contacts["resolved"]].groupby(["difficulty", "channel"]).size()
                    return (ok / contacts.groupby(["difficulty", "channel"]).size()).unstack()
                """,
            ),
            "strata-bands",
            "一件也没有解决的一格",
        ),
        wrong(
            "weights of one channel",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    w = contacts.loc[contacts["channel"] == "phone", "difficulty"].value_counts(
                        normalize=True
                    )
                    return by_band(contacts).mul(w, axis=0).sum()
                """,
            ),
            "strata-standard",
            "每条渠道用同一组权重",
        ),
        wrong(
            "weights of the resolved",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    w = contacts.loc[contacts["resolved"], "difficulty"].value_counts(
                        normalize=True
                    )
                    return by_band(contacts).mul(w, axis=0).sum()
                """,
            ),
            "strata-standard",
            "不是只看解决了的",
        ),
        wrong(
            "averaged twice",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    w = contacts["difficulty"].value_counts(normalize=True)
                    return by_band(contacts).mul(w, axis=0).mean()
                """,
            ),
            "strata-standard",
            "乘了权重以后要加起来",
        ),
        wrong(
            "ranked by the plain mean",
            (
                STRATA_CODE,
                """
                def ranking(contacts):
                    return by_band(contacts).mean().sort_values(ascending=False).index.to_list()
                """,
            ),
            "strata-ranking",
            "各档的联系不一样多",
        ),
        wrong(
            "ranked by the hard band",
            (
                STRATA_CODE,
                """
                def ranking(contacts):
                    return (
                        by_band(contacts).loc["hard"].sort_values(ascending=False).index.to_list()
                    )
                """,
            ),
            "strata-ranking",
            "要把各档加权合起来",
        ),
        wrong(
            "ranked by the easy band",
            (
                STRATA_CODE,
                """
                def ranking(contacts):
                    return (
                        by_band(contacts).loc["easy"].sort_values(ascending=False).index.to_list()
                    )
                """,
            ),
            "strata-ranking",
            "先取整了",
        ),
        wrong(
            "shares, not names",
            (
                STRATA_CODE,
                """
                def ranking(contacts):
                    return standardised(contacts).sort_values(ascending=False).to_list()
                """,
            ),
            "strata-ranking",
            "要渠道的名字",
        ),
        wrong(
            "rounded before ranking",
            changed(
                STRATA_CODE,
                (
                    "standardised(contacts).sort_values",
                    "standardised(contacts).round(1).sort_values",
                ),
            ),
            "strata-ranking",
            "先排再取整",
        ),
        wrong(
            "weights by place",
            changed(
                STRATA_CODE, (WEIGHED, "by_band(contacts).mul(weight.to_numpy(), axis=0).sum()")
            ),
            "strata-standard strata-ranking",
            "没有和难度档对上",
        ),
        wrong(
            "ratings",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    return contacts.groupby(["difficulty", "channel"])["csat"].mean().unstack()
                """,
            ),
            "strata-bands strata-standard strata-ranking",
            "用错列了",
        ),
        wrong(
            "a band without success is dropped",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    t = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return t[(t > 0).all(axis=1)]
                """,
            ),
            "strata-bands strata-standard",
            "那一行也要留着",
        ),
        wrong(
            "weights of one's own",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    t = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return t.mul(pd.Series({"easy": 0.5, "medium": 0.3, "hard": 0.2}), axis=0).sum()
                """,
            ),
            "strata-standard",
            "不要自己写",
        ),
        wrong(
            "by number of contacts",
            (
                STRATA_CODE,
                """
                def ranking(contacts):
                    return contacts["channel"].value_counts().index.to_list()
                """,
            ),
            "strata-ranking",
            "也是按联系次数的排名",
        ),
        wrong(
            "totals",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    return contacts.assign(ok=contacts["resolved"].astype(float)).pivot_table(
                        index="difficulty", columns="channel", values="ok", margins=True
                    )

                def standardised(contacts):
                    t = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return t.mul(contacts["difficulty"].value_counts(normalize=True), axis=0).sum()
                """,
            ),
            "strata-bands",
            "不要合计",
        ),
        wrong(
            "weights by channel",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    return (
                        by_band(contacts) * contacts["channel"].value_counts(normalize=True)
                    ).sum()
                """,
            ),
            "strata-standard strata-ranking",
            "不是各渠道占的比例",
        ),
    ],
    unusual=[
        right(
            "the lesson's bands and weights",
            """
            order = ["easy", "medium", "hard"]

            def by_band(contacts):
                bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                return bands.loc[order].round(3)

            def standardised(contacts):
                bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                weights = contacts["difficulty"].value_counts(normalize=True)
                even = bands.mul(weights, axis=0).sum()
                return even.round(3)

            def ranking(contacts):
                return standardised(contacts).sort_values(ascending=False).index.to_list()
            """,
            taught="even = bands.mul(weights, axis=0).sum()",
        ),
        right(
            "hint 3",
            """
            def by_band(contacts):
                solved = contacts.assign(ok=contacts["resolved"].astype(float))
                return solved.pivot_table(
                    index="difficulty", columns="channel", values="ok", aggfunc="mean"
                )

            def standardised(contacts):
                weight = contacts["difficulty"].value_counts(normalize=True)
                return by_band(contacts).mul(weight, axis=0).sum()

            def ranking(contacts):
                return standardised(contacts).sort_values(ascending=False).index.to_list()
            """,
        ),
        right(
            "groupby and unstack, tolist",
            """
            def by_band(contacts):
                return (
                    contacts.groupby(["difficulty", "channel"])["resolved"]
                    .mean()
                    .unstack("channel")
                )

            def standardised(contacts):
                bands = contacts.groupby("difficulty").size() / len(contacts)
                return by_band(contacts).T @ bands

            def ranking(contacts):
                return sorted(
                    contacts["channel"].unique(), key=lambda name: -standardised(contacts)[name]
                )
            """,
        ),
        right(
            "plain loops",
            """
            def by_band(contacts):
                cells = {}
                for row in contacts.to_dict("records"):
                    n, solved = cells.get((row["channel"], row["difficulty"]), (0, 0))
                    cells[row["channel"], row["difficulty"]] = n + 1, solved + row["resolved"]
                table = {}
                for (channel, band), (n, solved) in cells.items():
                    table.setdefault(channel, {})[band] = solved / n
                return pd.DataFrame(table)

            def standardised(contacts):
                table, found = by_band(contacts), {}
                for band, rows in contacts.groupby("difficulty"):
                    for channel in table:
                        found[channel] = found.get(channel, 0) + table.loc[band, channel] * len(
                            rows
                        ) / len(contacts)
                return found

            def ranking(contacts):
                shares = standardised(contacts)
                return tuple(sorted(shares, key=shares.get, reverse=True))
            """,
        ),
        right(
            "weights on the rows",
            """
            def by_band(contacts):
                return pd.crosstab(
                    contacts["difficulty"],
                    contacts["channel"],
                    contacts["resolved"],
                    aggfunc="mean",
                ).astype(float)

            def standardised(contacts):
                cell = contacts.groupby(["channel", "difficulty"], as_index=False)[
                    "resolved"
                ].mean()
                cell["part"] = cell["difficulty"].map(
                    contacts["difficulty"].value_counts() / len(contacts)
                )
                return (
                    cell.assign(share=cell["part"] * cell["resolved"])
                    .groupby("channel")["share"]
                    .sum()
                    .to_frame()
                )

            def ranking(contacts):
                return standardised(contacts)["share"].rank(ascending=False).sort_values().index
            """,
        ),
        right(
            "bands in the lesson's order, rounded",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return bands.loc[
                        [b for b in ("easy", "medium", "hard") if b in bands.index]
                    ].round(3)

                def standardised(contacts):
                    w = contacts.groupby("difficulty").size() / len(contacts)
                    bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return bands.T.dot(w).round(3)

                def ranking(contacts):
                    w = contacts.groupby("difficulty").size() / len(contacts)
                    bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                    return list(bands.T.dot(w).sort_values(ascending=False).index)
                """,
            ),
        ),
        right(
            "weights in np.average",
            (
                STRATA_CODE,
                """
                def standardised(contacts):
                    table = by_band(contacts)
                    w = contacts["difficulty"].value_counts().reindex(table.index)
                    return pd.Series(np.average(table, axis=0, weights=w), index=table.columns)
                """,
            ),
        ),
        right(
            "rows by number",
            (
                STRATA_CODE,
                """
                def by_band(contacts):
                    good, n = {}, {}
                    for i in range(len(contacts)):
                        key = (contacts["difficulty"][i], contacts["channel"][i])
                        n[key] = n.get(key, 0) + 1
                        good[key] = good.get(key, 0) + int(contacts["resolved"][i])
                    return pd.Series({k: good[k] / n[k] for k in n}).unstack()
                """,
            ),
        ),
        right(
            "a helper called cells",
            (
                STRATA_CODE,
                """
                order = ["easy", "medium", "hard"]

                def by_band(contacts):
                    table = cells(contacts)
                    return table.loc[[band for band in order if band in table.index]]

                def cells(contacts):
                    return contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
                """,
            ),
        ),
    ],
)

# --- cause (A4.3)

CAUSE_CODE = text("""
    FACTORS = ["employee", "technology", "process"]

    def root_cause(employee, it, process):
        return next(
            (name for name, fine in zip(FACTORS, (employee, it, process)) if not fine), "none"
        )

    def failure_share(contacts):
        rows = contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
        first = pd.Series([root_cause(*row) for row in rows])
        return first[first != "none"].value_counts(normalize=True).reindex(FACTORS, fill_value=0)
    """)
COUNTED = 'first[first != "none"].value_counts(normalize=True).reindex(FACTORS, fill_value=0)'
SHARES = CAUSE_CODE[CAUSE_CODE.index("    rows = ") :]

CAUSE = Answers(
    mistakes=[
        wrong(
            "the last factor",
            changed(
                CAUSE_CODE,
                (
                    "zip(FACTORS, (employee, it, process))",
                    "zip(FACTORS[::-1], (process, it, employee))",
                ),
            ),
            "cause-first cause-share",
            "员工排在信息技术前面",
        ),
        wrong(
            "technology first",
            changed(
                CAUSE_CODE,
                (
                    "zip(FACTORS, (employee, it, process))",
                    'zip(["technology", "employee", "process"], (it, employee, process))',
                ),
            ),
            "cause-first cause-share",
            "员工排在信息技术前面",
        ),
        wrong(
            "fine is failed",
            changed(CAUSE_CODE, ("if not fine", "if fine")),
            "cause-first cause-share",
            "False 才是出了问题",
        ),
        wrong(
            "forgets the process",
            changed(
                CAUSE_CODE,
                ("zip(FACTORS, (employee, it, process))", "zip(FACTORS, (employee, it))"),
            ),
            "cause-first cause-share",
            "流程出了问题也要返回",
        ),
        wrong(
            "it for technology",
            changed(CAUSE_CODE, ('"technology", "process"]', '"it", "process"]')),
            "cause-first cause-share",
            "代号是 technology",
        ),
        wrong(
            "of all contacts",
            changed(
                CAUSE_CODE,
                (COUNTED, "first.value_counts(normalize=True).reindex(FACTORS, fill_value=0)"),
            ),
            "cause-share",
            "分母是出了问题的联系",
        ),
        wrong(
            "numbers, not shares",
            changed(CAUSE_CODE, ("normalize=True", "")),
            "cause-share",
            "要占比",
        ),
        wrong(
            "every failing factor",
            changed(
                CAUSE_CODE,
                (
                    SHARES,
                    text("""
            bad = ~contacts[["employee_ok", "it_ok", "process_ok"]]
            return pd.Series((bad.sum() / bad.any(axis=1).sum()).to_numpy(), FACTORS)
            """)
                    .replace("\n", "\n    ")
                    .join(["    ", ""]),
                ),
            ),
            "cause-share",
            "只算一个因素",
        ),
        wrong(
            "unresolved contacts only",
            changed(
                CAUSE_CODE,
                (
                    COUNTED,
                    "first[(first != 'none') & ~contacts['resolved'].to_numpy()]"
                    ".value_counts(normalize=True).reindex(FACTORS, fill_value=0)",
                ),
            ),
            "cause-share",
            "解决了的联系",
        ),
        wrong(
            "no factor without failures",
            changed(CAUSE_CODE, (COUNTED, 'first[first != "none"].value_counts(normalize=True)')),
            "cause-share",
            "没有的因素也要写",
        ),
        wrong(
            "process before technology",
            (
                CAUSE_CODE,
                """
                def root_cause(employee, it, process):
                    if not employee:
                        return "employee"
                    if not process:
                        return "process"
                    if not it:
                        return "technology"
                    return "none"
                """,
            ),
            "cause-first cause-share",
            "信息技术排在流程前面",
        ),
        wrong(
            "compared by is",
            (
                CAUSE_CODE,
                """
                def root_cause(employee, it, process):
                    if employee is False:
                        return "employee"
                    if it is False:
                        return "technology"
                    if process is False:
                        return "process"
                    return "none"
                """,
            ),
            "cause-share",
            "表里的 True、False 不能用 is 比",
        ),
        wrong(
            "an empty share",
            (
                CAUSE_CODE,
                """
                def _first(c):
                    return pd.Series(
                        np.select(
                            [~c["employee_ok"], ~c["it_ok"], ~c["process_ok"]], FACTORS, "none"
                        ),
                        index=c.index,
                    )

                def failure_share(contacts):
                    f = _first(contacts)
                    return f[f != "none"].value_counts(normalize=True).reindex(FACTORS)
                """,
            ),
            "cause-share",
            "没有的因素是 0",
        ),
        wrong(
            "the way of the lesson",
            (
                CAUSE_CODE,
                """
                def failure_share(contacts):
                    failed = contacts.loc[
                        ~contacts["resolved"], ["employee_ok", "it_ok", "process_ok"]
                    ]
                    s = (~failed).mean()
                    s.index = FACTORS
                    return s
                """,
            ),
            "cause-share",
            "课文的算法看没有解决的联系",
        ),
        wrong(
            "of those unresolved",
            (
                CAUSE_CODE,
                """
                def _first(c):
                    return pd.Series(
                        np.select(
                            [~c["employee_ok"], ~c["it_ok"], ~c["process_ok"]], FACTORS, "none"
                        ),
                        index=c.index,
                    )

                def failure_share(contacts):
                    f = _first(contacts)
                    return (
                        f[f != "none"].value_counts().reindex(FACTORS, fill_value=0)
                        / (~contacts["resolved"]).sum()
                    )
                """,
            ),
            "cause-share",
            "分母是出了问题的联系",
        ),
        wrong(
            "single failures only",
            (
                CAUSE_CODE,
                """
                def _first(c):
                    return pd.Series(
                        np.select(
                            [~c["employee_ok"], ~c["it_ok"], ~c["process_ok"]], FACTORS, "none"
                        ),
                        index=c.index,
                    )

                def failure_share(contacts):
                    one = (~contacts[["employee_ok", "it_ok", "process_ok"]]).sum(axis=1) == 1
                    return (
                        _first(contacts[one])
                        .value_counts(normalize=True)
                        .reindex(FACTORS, fill_value=0)
                    )
                """,
            ),
            "cause-share",
            "出了两三样问题的联系也要算",
        ),
        wrong(
            "only if all three failed",
            (
                CAUSE_CODE,
                """
                def root_cause(employee, it, process):
                    if not employee and not it and not process:
                        return "employee"
                    if not it and not process:
                        return "technology"
                    if not process:
                        return "process"
                    return "none"
                """,
            ),
            "cause-first cause-share",
            "不要用 and 连起来",
        ),
        wrong(
            "columns in another order",
            (
                CAUSE_CODE,
                """
                def failure_share(contacts):
                    first = pd.Series(
                        [
                            root_cause(*r)
                            for r in contacts[["it_ok", "employee_ok", "process_ok"]].to_numpy()
                        ]
                    )
                    return (
                        first[first != "none"]
                        .value_counts(normalize=True)
                        .reindex(FACTORS, fill_value=0)
                    )
                """,
            ),
            "cause-share",
            "列和参数没有对上",
        ),
        wrong(
            "only if the technology failed, too",
            (
                CAUSE_CODE,
                """
                def root_cause(employee, it, process):
                    if not (employee or it):
                        return "employee"
                    if not it:
                        return "technology"
                    if not process:
                        return "process"
                    return "none"
                """,
            ),
            "cause-first cause-share",
            "不用等别的也出问题",
        ),
        wrong(
            "contacts that are alike count once",
            (
                CAUSE_CODE,
                """
                def failure_share(contacts):
                    rows = contacts[["employee_ok", "it_ok", "process_ok"]].drop_duplicates()
                    first = pd.Series([root_cause(*r) for r in rows.to_numpy()])
                    return (
                        first[first != "none"]
                        .value_counts(normalize=True)
                        .reindex(FACTORS, fill_value=0)
                    )
                """,
            ),
            "cause-share",
            "不要去掉重复",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            FACTORS = ["employee", "technology", "process"]

            def root_cause(employee, it, process):
                if not employee:
                    return "employee"
                if not it:
                    return "technology"
                if not process:
                    return "process"
                return "none"

            def failure_share(contacts):
                first = [
                    root_cause(*row)
                    for row in contacts[["employee_ok", "it_ok", "process_ok"]].to_numpy()
                ]
                first = pd.Series(first, index=contacts.index)
                return first[first != "none"].value_counts(normalize=True).reindex(
                    FACTORS, fill_value=0
                )
            """,
        ),
        right(
            "the lesson's shares of a cross table",
            (CAUSE_CODE,),
            taught='mix = pd.crosstab(two["channel"], two["difficulty"], normalize="index")',
        ),
        right(
            "ifs, np.select and modes",
            """
            FACTORS = ["employee", "technology", "process"]

            def root_cause(employee, it, process):
                if employee and it and process:
                    return "none"
                if not employee:
                    return "employee"
                return "process" if it else "technology"

            def labelled(contacts):
                bad = [~contacts["employee_ok"], ~contacts["it_ok"], ~contacts["process_ok"]]
                table = contacts.assign(
                    first=np.select(bad, ["1 employee", "2 technology", "3 process"], "")
                )
                return table[table["first"] != ""]

            def failure_share(contacts):
                first = labelled(contacts)["first"].str[2:]
                return {name: (first == name).mean() for name in FACTORS}
            """,
        ),
        right(
            "loops",
            """
            FACTORS = ["employee", "technology", "process"]

            def root_cause(employee, it, process):
                return (
                    "employee"
                    if not employee
                    else "technology"
                    if not it
                    else "process"
                    if not process
                    else "none"
                )

            def failure_share(contacts):
                found = [
                    root_cause(r["employee_ok"], r["it_ok"], r["process_ok"])
                    for r in contacts.to_dict("records")
                ]
                found = [name for name in found if name != "none"]
                return pd.Series([found.count(name) / len(found) for name in FACTORS], FACTORS)
            """,
        ),
        right(
            "positions of the first False",
            """
            FACTORS = np.array(["employee", "technology", "process", "none"])

            def root_cause(employee, it, process):
                return FACTORS[[bool(employee), bool(it), bool(process), False].index(False)]

            def failure_share(contacts):
                place = (
                    contacts[["employee_ok", "it_ok", "process_ok"]]
                    .assign(end=False)
                    .to_numpy()
                    .argmin(axis=1)
                )
                count = np.bincount(place, minlength=4)[:3]
                return dict(zip(FACTORS, count / count.sum()))
            """,
        ),
        right(
            "apply, rounded",
            (
                CAUSE_CODE,
                """
                def failure_share(contacts):
                    first = contacts.apply(
                        lambda r: root_cause(r["employee_ok"], r["it_ok"], r["process_ok"]), axis=1
                    )
                    first = first[first != "none"]
                    return pd.Series([(first == f).mean() for f in FACTORS], index=FACTORS).round(3)
                """,
            ),
        ),
        right(
            "rows by number",
            (
                CAUSE_CODE,
                """
                def root_cause(employee, it, process):
                    for ok, name in zip((employee, it, process), FACTORS):
                        if not ok:
                            return name
                    return "none"

                def failure_share(contacts):
                    count = dict.fromkeys(FACTORS, 0)
                    for i in range(len(contacts)):
                        name = root_cause(
                            contacts["employee_ok"][i],
                            contacts["it_ok"][i],
                            contacts["process_ok"][i],
                        )
                        if name != "none":
                            count[name] += 1
                    return {name: n / sum(count.values()) for name, n in count.items()}
                """,
            ),
        ),
    ],
)

# --- revisit (A4.4)

REVISIT_CODE = text("""
    def gap(contacts, today):
        return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days

    def quiet(customers, contacts, today, days=30):
        key = customers[customers["tier"] == "key"]
        table = key.assign(
            days=gap(contacts, today).reindex(key["member_id"]).fillna(np.inf).to_numpy()
        )
        table = table[table["days"] > days].sort_values(
            ["days", "member_id"], ascending=[False, True]
        )
        return table["member_id"].to_list()
    """)

REVISIT = Answers(
    mistakes=[
        wrong(
            "the first contact",
            changed(REVISIT_CODE, ('["ts"].max()', '["ts"].min()')),
            "revisit-gap revisit-quiet",
            "不是最早的一次",
        ),
        wrong(
            "with the time of day",
            changed(REVISIT_CODE, (".dt.normalize()", "")),
            "revisit-gap revisit-quiet",
            "去掉钟点",
        ),
        wrong(
            "the other way round",
            changed(
                REVISIT_CODE,
                (
                    '(today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days',
                    '(contacts.groupby("member_id")["ts"].max().dt.normalize() - today).dt.days',
                ),
            ),
            "revisit-gap revisit-quiet",
            "方向反了",
        ),
        wrong(
            "number of contacts",
            changed(
                REVISIT_CODE,
                (
                    '(today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days',
                    'contacts["member_id"].value_counts()',
                ),
            ),
            "revisit-gap revisit-quiet",
            "不是联系的次数",
        ),
        wrong(
            "without those never contacted",
            changed(REVISIT_CODE, (".fillna(np.inf)", "")),
            "revisit-quiet",
            "一次联系也没有",
        ),
        wrong(
            "days by member into a table by row",
            changed(REVISIT_CODE, (".fillna(np.inf).to_numpy()", ".fillna(np.inf)")),
            "revisit-quiet",
            "在 fillna 后面加 .to_numpy()",
        ),
        wrong(
            "never contacted is 0 days",
            changed(REVISIT_CODE, (".fillna(np.inf)", ".fillna(0)")),
            "revisit-quiet",
            "一次联系也没有",
        ),
        wrong(
            "never contacted at the end",
            changed(REVISIT_CODE, (".fillna(np.inf)", ".fillna(days + 0.5)")),
            "revisit-quiet",
            "排在最前面",
        ),
        wrong(
            "30 days counts",
            changed(REVISIT_CODE, ('table["days"] > days', 'table["days"] >= days')),
            "revisit-quiet",
            "正好 30 天",
        ),
        wrong(
            "all tiers",
            changed(REVISIT_CODE, ('customers[customers["tier"] == "key"]', "customers")),
            "revisit-quiet",
            "只要关键客户",
        ),
        wrong(
            "ties in the order of the table",
            changed(
                REVISIT_CODE,
                (
                    '["days", "member_id"], ascending=[False, True]',
                    '"days", ascending=False, kind="stable"',
                ),
            ),
            "revisit-quiet",
            "member_id",
        ),
        wrong(
            "shortest first",
            changed(REVISIT_CODE, ("ascending=[False, True]", "ascending=[True, True]")),
            "revisit-quiet",
            "最久没有联系",
        ),
        wrong(
            "by id",
            changed(
                REVISIT_CODE, ('["days", "member_id"], ascending=[False, True]', '"member_id"')
            ),
            "revisit-quiet",
            "先按天数排",
        ),
        wrong(
            "one day too many",
            (
                REVISIT_CODE,
                """
                def gap(contacts, today):
                    return (
                        today - contacts.groupby("member_id")["ts"].max().dt.normalize()
                    ).dt.days + 1
                """,
            ),
            "revisit-gap revisit-quiet",
            "today 当天联系过的是 0 天",
        ),
        wrong(
            "one date for ever",
            (
                REVISIT_CODE,
                """
                def gap(contacts, today):
                    return (
                        pd.Timestamp("2026-06-30")
                        - contacts.groupby("member_id")["ts"].max().dt.normalize()
                    ).dt.days
                """,
            ),
            "revisit-gap revisit-quiet",
            "today 没有起作用",
        ),
        wrong(
            "days of the month",
            (
                REVISIT_CODE,
                """
                def gap(contacts, today):
                    return today.day - contacts.groupby("member_id")["ts"].max().dt.day
                """,
            ),
            "revisit-gap revisit-quiet",
            "要用完整的日期相减",
        ),
        wrong(
            "ordinary customers too",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] != "small"]
                    table = key.assign(
                        days=gap(contacts, today)
                        .reindex(key["member_id"])
                        .fillna(np.inf)
                        .to_numpy()
                    )
                    table = table[table["days"] > days].sort_values(
                        ["days", "member_id"], ascending=[False, True]
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "只要关键客户",
        ),
        wrong(
            "never is 999 days",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] == "key"]
                    table = key.assign(
                        days=gap(contacts, today).reindex(key["member_id"]).fillna(999).to_numpy()
                    )
                    table = table[table["days"] > days].sort_values(
                        ["days", "member_id"], ascending=[False, True]
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "隔了好几年的",
        ),
        wrong(
            "ids downwards",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] == "key"]
                    table = key.assign(
                        days=gap(contacts, today)
                        .reindex(key["member_id"])
                        .fillna(np.inf)
                        .to_numpy()
                    )
                    table = table[table["days"] > days].sort_values(
                        ["days", "member_id"], ascending=False
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "member_id 小的排前面",
        ),
        wrong(
            "by owner",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] == "key"]
                    table = key.assign(
                        days=gap(contacts, today)
                        .reindex(key["member_id"])
                        .fillna(np.inf)
                        .to_numpy()
                    )
                    table = table[table["days"] > days].sort_values(
                        ["owner_id", "days", "member_id"], ascending=[True, False, True]
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "只按天数和编号排",
        ),
        wrong(
            "the last row, not the latest",
            changed(REVISIT_CODE, ('["ts"].max()', '["ts"].last()')),
            "revisit-gap",
            "记录不一定按时间排",
        ),
        wrong(
            "those with contact lately",
            changed(REVISIT_CODE, ('table["days"] > days', 'table["days"] < days')),
            "revisit-quiet",
            "这些最近联系过",
        ),
        wrong(
            "the first row",
            (
                REVISIT_CODE,
                """
                def gap(contacts, today):
                    return (
                        today - contacts.groupby("member_id")["ts"].first().dt.normalize()
                    ).dt.days
                """,
            ),
            "revisit-gap revisit-quiet",
            "不是头一行",
        ),
        wrong(
            "days that do not match the rows",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] == "key"]
                    table = key.assign(days=gap(contacts, today).reindex(key["member_id"])).fillna(
                        {"days": np.inf}
                    )
                    table = table[table["days"] > days].sort_values(
                        ["days", "member_id"], ascending=[False, True]
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "to_numpy()",
        ),
        wrong(
            "from 32 days on",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    key = customers[customers["tier"] == "key"]
                    table = key.assign(
                        days=gap(contacts, today)
                        .reindex(key["member_id"])
                        .fillna(np.inf)
                        .to_numpy()
                    )
                    table = table[table["days"] > days + 1].sort_values(
                        ["days", "member_id"], ascending=[False, True]
                    )
                    return table["member_id"].to_list()
                """,
            ),
            "revisit-quiet",
            "超过 30 天就算",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def gap(contacts, today):
                return (today - contacts.groupby("member_id")["ts"].max().dt.normalize()).dt.days

            def quiet(customers, contacts, today, days=30):
                key = customers[customers["tier"] == "key"]
                table = key.assign(
                    days=gap(contacts, today).reindex(key["member_id"]).fillna(np.inf).to_numpy()
                )
                table = table[table["days"] > days].sort_values(
                    ["days", "member_id"], ascending=[False, True]
                )
                return table["member_id"].to_list()
            """,
        ),
        right(
            "the lesson's days, and those not within 30",
            """
            def gap(contacts, today):
                last = contacts.groupby("member_id")["ts"].max().dt.normalize()
                return (today - last).dt.days

            def quiet(customers, contacts, today, days=30):
                key = customers[customers["tier"] == "key"].set_index("member_id")
                last = contacts.groupby("member_id")["ts"].max().dt.normalize()
                key["days"] = (today - last.reindex(key.index)).dt.days
                late = key[~(key["days"] <= days)].reset_index()
                late = late.sort_values(
                    ["days", "member_id"], ascending=[False, True], na_position="first"
                )
                return late["member_id"].to_list()
            """,
            taught='quiet = key[~(key["days"] <= 30)]',
        ),
        right(
            "plain loops",
            """
            def gap(contacts, today):
                latest = {}
                for row in contacts.itertuples():
                    latest[row.member_id] = max(latest.get(row.member_id, row.ts), row.ts)
                return {member: (today.date() - ts.date()).days for member, ts in latest.items()}

            def quiet(customers, contacts, today, days=30):
                waited = gap(contacts, today)
                found = []
                for member in customers.loc[customers["tier"] == "key", "member_id"]:
                    n = waited.get(member, 10**9)
                    if n > days:
                        found.append((-n, member))
                return [member for _, member in sorted(found)]
            """,
        ),
        right(
            "merge and groupby",
            """
            def gap(contacts, today):
                day = contacts["ts"].dt.floor("D")
                return (today - day).dt.days.groupby(contacts["member_id"]).min()

            def quiet(customers, contacts, today, days=30):
                table = customers.merge(
                    gap(contacts, today).rename("n"),
                    left_on="member_id",
                    right_index=True,
                    how="left",
                )
                table = table[(table["tier"] == "key") & ~(table["n"] <= days)]
                return table.sort_values(
                    ["n", "member_id"], ascending=[False, True], na_position="first"
                )["member_id"].tolist()
            """,
        ),
        right(
            "sorted twice",
            """
            def gap(contacts, today):
                last = (
                    contacts.sort_values("ts")
                    .drop_duplicates("member_id", keep="last")
                    .set_index("member_id")["ts"]
                )
                return (today - last.dt.normalize()) // pd.Timedelta(days=1)

            def quiet(customers, contacts, today, days=30):
                n = gap(contacts, today)
                key = sorted(customers.query("tier == 'key'")["member_id"])
                waiting = [m for m in key if m not in n.index or n[m] > days]
                return sorted(waiting, key=lambda m: n.get(m, np.inf), reverse=True)
            """,
        ),
        right(
            "a dict, an array",
            (
                REVISIT_CODE,
                """
                def gap(contacts, today):
                    last = contacts.groupby("member_id")["ts"].max().dt.normalize()
                    return (today - last).dt.days.to_dict()

                def quiet(customers, contacts, today, days=30):
                    g = gap(contacts, today)
                    k = customers[customers["tier"] == "key"].copy()
                    k["days"] = k["member_id"].map(g)
                    k = k[~(k["days"] <= days)]
                    return (
                        k.sort_values("member_id")
                        .sort_values("days", ascending=False, na_position="first", kind="stable")[
                            "member_id"
                        ]
                        .to_numpy()
                    )
                """,
            ),
        ),
        right(
            "two lists",
            (
                REVISIT_CODE,
                """
                def quiet(customers, contacts, today, days=30):
                    g = gap(contacts, today)
                    keys = sorted(customers.loc[customers["tier"] == "key", "member_id"])
                    never = [m for m in keys if m not in g.index]
                    long = [m for m in keys if m in g.index and g[m] > days]
                    return never + sorted(long, key=lambda m: -g[m])
                """,
            ),
        ),
    ],
)

# --- care (A4.5)

CARE_CODE = text("""
    def effect(trial):
        bought = trial["repurchase_90d"].astype(float)
        rate = bought.groupby([trial["tier"], trial["group"]]).mean().unstack()
        return rate["care"] - rate["control"]
    """)

CARE = Answers(
    mistakes=[
        wrong(
            "control less care",
            changed(
                CARE_CODE, ('rate["care"] - rate["control"]', 'rate["control"] - rate["care"]')
            ),
            "care-effect",
            "正负反了",
        ),
        wrong(
            "numbers of people",
            changed(CARE_CODE, (".mean().unstack()", ".sum().unstack()")),
            "care-effect",
            "人数的差",
        ),
        wrong(
            "the care group only",
            changed(CARE_CODE, ('rate["care"] - rate["control"]', 'rate["care"]')),
            "care-effect",
            "还要减去对照组",
        ),
        wrong(
            "relative change",
            changed(
                CARE_CODE,
                (
                    'return rate["care"] - rate["control"]',
                    'return rate["care"] / rate["control"] - 1',
                ),
            ),
            "care-effect",
            "要相减",
        ),
        wrong(
            "percent",
            changed(
                CARE_CODE,
                (
                    'return rate["care"] - rate["control"]',
                    'return 100 * (rate["care"] - rate["control"])',
                ),
            ),
            "care-effect",
            "0 到 1",
        ),
        wrong(
            "divided",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
                    return rate["care"] / rate["control"]
                """,
            ),
            "care-effect",
            "不是相除",
        ),
        wrong(
            "groups taken as halves",
            (
                CARE_CODE,
                """
                def effect(trial):
                    n = (
                        trial[trial["repurchase_90d"]]
                        .groupby(["tier", "group"])
                        .size()
                        .unstack(fill_value=0)
                    )
                    return (n["care"] - n["control"]) / (trial.groupby("tier").size() / 2)
                """,
            ),
            "care-effect",
            "分母是这一组的人数",
        ),
        wrong(
            "no buyers, no rate",
            (
                CARE_CODE,
                """
                def effect(trial):
                    n = (
                        trial[trial["repurchase_90d"]].groupby(["tier", "group"]).size()
                        / trial.groupby(["tier", "group"]).size()
                    )
                    n = n.unstack()
                    return n["care"] - n["control"]
                """,
            ),
            "care-effect",
            "复购率是 0，不是空值",
        ),
        wrong(
            "control of all tiers",
            (
                CARE_CODE,
                """
                def effect(trial):
                    c = trial[trial["group"] == "care"].groupby("tier")["repurchase_90d"].mean()
                    return c - trial.loc[trial["group"] == "control", "repurchase_90d"].mean()
                """,
            ),
            "care-effect",
            "不是和全部级别的对照组比",
        ),
        wrong(
            "no harm",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
                    return (rate["care"] - rate["control"]).clip(lower=0)
                """,
            ),
            "care-effect",
            "不要改成 0",
        ),
        wrong(
            "those who opted out",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["opted_out"].mean().unstack()
                    return rate["care"] - rate["control"]
                """,
            ),
            "care-effect",
            "这是退订的比例",
        ),
        wrong(
            "the median",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = (
                        trial.astype({"repurchase_90d": float})
                        .groupby(["tier", "group"])["repurchase_90d"]
                        .median()
                        .unstack()
                    )
                    return rate["care"] - rate["control"]
                """,
            ),
            "care-effect",
            "不是中位数",
        ),
        wrong(
            "all people of a group",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["repurchase_90d"].count().unstack()
                    return rate["care"] - rate["control"]
                """,
            ),
            "care-effect",
            "两组的人数之差",
        ),
        wrong(
            "those who did not buy again",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = 1 - trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
                    return rate["care"] - rate["control"]
                """,
            ),
            "care-effect",
            "又买了的比例",
        ),
        wrong(
            "the standard deviation",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = (
                        trial.astype({"repurchase_90d": float})
                        .groupby(["tier", "group"])["repurchase_90d"]
                        .std()
                        .unstack()
                    )
                    return rate["care"] - rate["control"]
                """,
            ),
            "care-effect",
            "不是标准差",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def effect(trial):
                rate = trial["repurchase_90d"].astype(float).groupby(
                    [trial["tier"], trial["group"]]
                ).mean().unstack()
                return rate["care"] - rate["control"]
            """,
        ),
        right(
            "the lesson's rates",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
                    return (rate["care"] - rate["control"]).round(3)
                """,
            ),
            taught='rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()',
        ),
        right(
            "pivot table and binomial draws",
            """
            def effect(trial):
                table = trial.assign(x=trial["repurchase_90d"] * 1.0).pivot_table(
                    index="tier", columns="group", values="x"
                )
                return table["care"].sub(table["control"]).to_dict()
            """,
        ),
        right(
            "plain loops",
            """
            def rate(trial, group):
                bought = trial.loc[trial["group"] == group, "repurchase_90d"]
                return sum(bought) / len(bought)

            def effect(trial):
                return {
                    tier: rate(rows, "care") - rate(rows, "control")
                    for tier, rows in trial.groupby("tier")
                }
            """,
        ),
        right(
            "drawing rows by index",
            """
            def effect(trial):
                rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean()
                return rate.xs("care", level="group") - rate.xs("control", level="group")
            """,
        ),
        right(
            "the lesson's table, rounded",
            (
                CARE_CODE,
                """
                def effect(trial):
                    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
                    return rate.assign(effect=rate["care"] - rate["control"])["effect"].round(3)
                """,
            ),
        ),
    ],
)

# --- interval (A4.5, practice)

INTERVAL_CODE = text("""
    def interval(trial, seed=0, rounds=2000):
        rng, means = np.random.default_rng(seed), {}
        for name in ("care", "control"):
            bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
            means[name] = rng.choice(bought, (rounds, len(bought))).mean(axis=1)
        return tuple(np.quantile(means["care"] - means["control"], [0.025, 0.975]))

    def shown(trial, seed=0):
        return sorted(tier for tier, rows in trial.groupby("tier") if interval(rows, seed)[0] > 0)
    """)

INTERVAL = Answers(
    mistakes=[
        wrong(
            "a 90% interval",
            changed(INTERVAL_CODE, ("[0.025, 0.975]", "[0.05, 0.95]")),
            "interval-range",
            "90% 的区间",
        ),
        wrong(
            "high end first",
            changed(INTERVAL_CODE, ("[0.025, 0.975]", "[0.975, 0.025]")),
            "interval-range interval-shown",
            "先写下限",
        ),
        wrong(
            "without replacement",
            changed(
                INTERVAL_CODE,
                (
                    "rng.choice(bought, (rounds, len(bought))).mean(axis=1)",
                    "np.array([rng.permutation(bought).mean() for _ in range(rounds)])",
                ),
            ),
            "interval-range interval-shown",
            "两头一样",
        ),
        wrong(
            "both groups mixed",
            changed(
                INTERVAL_CODE,
                ('trial.loc[trial["group"] == name, "repurchase_90d"]', 'trial["repurchase_90d"]'),
            ),
            "interval-range interval-shown",
            "两组要分开抽",
        ),
        wrong(
            "random every time",
            changed(INTERVAL_CODE, ("np.random.default_rng(seed)", "np.random.default_rng()")),
            "interval-range",
            "同一个种子",
        ),
        wrong(
            "the care group's interval",
            changed(INTERVAL_CODE, ('means["care"] - means["control"]', 'means["care"]')),
            "interval-range interval-shown",
            "关怀组的复购率的区间",
        ),
        wrong(
            "any effect above 0",
            changed(
                INTERVAL_CODE,
                ("if interval(rows, seed)[0] > 0", "if sum(interval(rows, seed)) > 0"),
            ),
            "interval-shown",
            "差大于 0 还不够",
        ),
        wrong(
            "the high end",
            changed(
                INTERVAL_CODE, ("if interval(rows, seed)[0] > 0", "if interval(rows, seed)[1] > 0")
            ),
            "interval-shown",
            "差大于 0 还不够",
        ),
        wrong(
            "harm counts too",
            changed(
                INTERVAL_CODE,
                ("if interval(rows, seed)[0] > 0", "if np.prod(interval(rows, seed)) > 0"),
            ),
            "interval-shown",
            "是有害",
        ),
        wrong(
            "largest first",
            changed(
                INTERVAL_CODE,
                ("if interval(rows, seed)[0] > 0)", "if interval(rows, seed)[0] > 0)[::-1]"),
            ),
            "interval-shown",
            "从小到大",
        ),
        wrong(
            "one seed for ever",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(0)
                    means = {}
                    for name in ("care", "control"):
                        bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
                        means[name] = rng.choice(bought, (rounds, len(bought)), replace=True).mean(
                            axis=1
                        )
                    low, high = np.quantile(means["care"] - means["control"], [0.025, 0.975])
                    return low, high
                """,
            ),
            "interval-range",
            "用 default_rng(seed)",
        ),
        wrong(
            "2,000 rounds for ever",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    means = {}
                    for name in ("care", "control"):
                        bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
                        means[name] = rng.choice(bought, (2000, len(bought)), replace=True).mean(
                            axis=1
                        )
                    low, high = np.quantile(means["care"] - means["control"], [0.025, 0.975])
                    return low, high
                """,
            ),
            "interval-range",
            "rounds 没有起作用",
        ),
        wrong(
            "half of all in each group",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    means = {}
                    for name in ("care", "control"):
                        bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
                        means[name] = rng.choice(
                            bought, (rounds, len(trial) // 2), replace=True
                        ).mean(axis=1)
                    low, high = np.quantile(means["care"] - means["control"], [0.025, 0.975])
                    return low, high
                """,
            ),
            "interval-range",
            "每一组抽满这一组自己的人数",
        ),
        wrong(
            "the control group as it is",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    care = trial.loc[trial["group"] == "care", "repurchase_90d"].to_numpy(float)
                    control = trial.loc[trial["group"] == "control", "repurchase_90d"].to_numpy(
                        float
                    )
                    return tuple(
                        np.quantile(
                            rng.choice(care, (rounds, len(care))).mean(axis=1) - control.mean(),
                            [0.025, 0.975],
                        )
                    )
                """,
            ),
            "interval-range",
            "对照组的运气也要算在内",
        ),
        wrong(
            "95% at the high end",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    care = trial.loc[trial["group"] == "care", "repurchase_90d"].to_numpy(float)
                    control = trial.loc[trial["group"] == "control", "repurchase_90d"].to_numpy(
                        float
                    )
                    d = rng.choice(care, (rounds, len(care))).mean(axis=1) - rng.choice(
                        control, (rounds, len(control))
                    ).mean(axis=1)
                    return tuple(np.quantile(d, [0.025, 0.95]))
                """,
            ),
            "interval-range",
            "上限是 97.5% 分位数",
        ),
        wrong(
            "an interval of exactly 0",
            (
                INTERVAL_CODE,
                """
                def shown(trial, seed=0):
                    return sorted(
                        tier for tier, rows in trial.groupby("tier") if interval(rows, seed)[0] >= 0
                    )
                """,
            ),
            "interval-shown",
            "区间正好是 0，不在",
        ),
        wrong(
            "the largest tier first",
            (
                INTERVAL_CODE,
                """
                def shown(trial, seed=0):
                    size = trial["tier"].value_counts()
                    return [
                        t for t in size.index if interval(trial[trial["tier"] == t], seed)[0] > 0
                    ]
                """,
            ),
            "interval-shown",
            "从小到大排",
        ),
        wrong(
            "draws rounds people",
            changed(INTERVAL_CODE, ("(rounds, len(bought))", "(rounds, rounds)")),
            "interval-range interval-shown",
            "不是 rounds 个",
        ),
        wrong(
            "always 20 rounds",
            changed(INTERVAL_CODE, ("(rounds, len(bought))", "(20, len(bought))")),
            "interval-range interval-shown",
            "rounds 没有起作用",
        ),
        wrong(
            "the interval of all tiers",
            changed(INTERVAL_CODE, ("interval(rows, seed)", "interval(trial, seed)")),
            "interval-shown",
            "只用这一级的行",
        ),
        wrong(
            "twenty from each group",
            changed(INTERVAL_CODE, ("(rounds, len(bought))", "(rounds, 20)")),
            "interval-range interval-shown",
            "抽满这一组自己的人数，不是一个固定的数",
        ),
        wrong(
            "a hundred from each group",
            changed(INTERVAL_CODE, ("(rounds, len(bought))", "(rounds, 100)")),
            "interval-range interval-shown",
            "每一组抽满这一组自己的人数",
        ),
        wrong(
            "no mean of a round",
            changed(INTERVAL_CODE, (".mean(axis=1)", "")),
            "interval-range interval-shown",
            "每一轮只有一个差",
        ),
        wrong(
            "one decimal",
            changed(INTERVAL_CODE, ("[0.025, 0.975]))", "[0.025, 0.975]).round(1))")),
            "interval-range",
            "至少留三位小数",
        ),
        wrong(
            "0.25 for 0.025",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    a = trial.loc[trial["group"] == "care", "repurchase_90d"].to_numpy(float)
                    b = trial.loc[trial["group"] == "control", "repurchase_90d"].to_numpy(float)
                    d = rng.choice(a, (rounds, len(a))).mean(axis=1) - rng.choice(
                        b, (rounds, len(b))
                    ).mean(axis=1)
                    return tuple(np.quantile(d, [0.25, 0.975]))
                """,
            ),
            "interval-range interval-shown",
            "不是 0.25",
        ),
        wrong(
            "tiers written in",
            (
                INTERVAL_CODE,
                """
                def shown(trial, seed=0):
                    return ["key", "ordinary"]
                """,
            ),
            "interval-shown",
            "不要写死",
        ),
        wrong(
            "two decimals",
            (
                INTERVAL_CODE,
                """
                _iv = interval

                def interval(trial, seed=0, rounds=2000):
                    return tuple(np.round(_iv(trial, seed, rounds), 2))
                """,
            ),
            "interval-range",
            "三位小数",
        ),
        wrong(
            "a ratio of rates",
            (
                INTERVAL_CODE,
                """
                def interval(trial, seed=0, rounds=2000):
                    rng = np.random.default_rng(seed)
                    m = {}
                    for g in ("care", "control"):
                        x = trial.loc[trial["group"] == g, "repurchase_90d"].to_numpy(float)
                        m[g] = rng.choice(x, (rounds, len(x))).mean(axis=1)
                    return tuple(np.quantile(m["care"] / m["control"], [0.025, 0.975]))
                """,
            ),
            "interval-range interval-shown",
            "不是相除",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def interval(trial, seed=0, rounds=2000):
                rng = np.random.default_rng(seed)
                means = {}
                for name in ("care", "control"):
                    bought = trial.loc[trial["group"] == name, "repurchase_90d"].to_numpy(float)
                    means[name] = rng.choice(bought, (rounds, len(bought))).mean(axis=1)
                low, high = np.quantile(means["care"] - means["control"], [0.025, 0.975])
                return low, high

            def shown(trial, seed=0):
                return sorted(
                    tier for tier, rows in trial.groupby("tier")
                    if interval(rows, seed, 500)[0] > 0
                )
            """,
        ),
        right(
            "pivot table and binomial draws",
            """
            def interval(trial, seed=0, rounds=2000):
                rng = np.random.default_rng(seed)
                parts = [
                    trial.loc[trial["group"] == name, "repurchase_90d"]
                    for name in ("care", "control")
                ]
                care, control = (
                    rng.binomial(len(part), part.mean(), rounds) / len(part) for part in parts
                )
                return list(np.percentile(care - control, [2.5, 97.5]))

            def shown(trial, seed=0):
                return [
                    tier
                    for tier in sorted(trial["tier"].unique())
                    if interval(trial[trial["tier"] == tier], seed)[0] > 0
                ]
            """,
        ),
        right(
            "plain loops",
            """
            def interval(trial, seed=0, rounds=2000):
                rng = np.random.default_rng(seed)
                care = trial.loc[trial["group"] == "care", "repurchase_90d"].to_numpy()
                control = trial.loc[trial["group"] == "control", "repurchase_90d"].to_numpy()
                found = sorted(
                    rng.choice(care, len(care)).mean() - rng.choice(control, len(control)).mean()
                    for _ in range(rounds)
                )
                return np.array([np.quantile(found, 0.025), np.quantile(found, 0.975)])

            def shown(trial, seed=0):
                good = []
                for tier, rows in trial.groupby("tier"):
                    low, high = interval(rows, seed)
                    if low > 0:
                        good.append(tier)
                return good
            """,
        ),
        right(
            "drawing rows by index",
            """
            def interval(trial, seed=0, rounds=2000):
                rng = np.random.default_rng(seed)
                bought = {
                    name: rows.to_numpy() for name, rows in trial.groupby("group")["repurchase_90d"]
                }
                drawn = {
                    name: values[rng.integers(len(values), size=(rounds, len(values)))].mean(axis=1)
                    for name, values in bought.items()
                }
                return np.quantile(drawn["care"] - drawn["control"], (0.025, 0.975))

            def shown(trial, seed=0):
                low = trial.groupby("tier")[["group", "repurchase_90d"]].apply(
                    lambda rows: interval(rows, seed)[0]
                )
                return list(low.index[low > 0])
            """,
        ),
        right(
            "a helper called part",
            (
                INTERVAL_CODE,
                """
                def part(trial, group):
                    return trial.loc[trial["group"] == group, "repurchase_90d"].to_numpy(float)

                def interval(trial, seed=0, rounds=2000):
                    rng, means = np.random.default_rng(seed), []
                    for group in ("care", "control"):
                        own = part(trial, group)
                        means.append(rng.choice(own, (rounds, len(own))).mean(axis=1))
                    return tuple(np.quantile(means[0] - means[1], [0.025, 0.975]))
                """,
            ),
        ),
    ],
    untaught="the lesson shuffles the groups; drawing with replacement stands in the task",
)

# --- cadence (A4.6)

CADENCE_CODE = text("""
    def net(f, a, c, f0):
        return a * f * np.exp(-f / f0) - c * f

    def best_f(a, c, f0):
        grid = np.arange(121) / 10
        return grid[net(grid, a, c, f0).argmax()]

    def best_kept(a, c, f0, curve, limit):
        kept = [0, *curve[curve <= limit].sort_index().index]
        return max(kept, key=lambda f: net(f, a, c, f0))
    """)

CADENCE = Answers(
    mistakes=[
        wrong(
            "no cost",
            changed(CADENCE_CODE, (" - c * f", "")),
            "cadence-best cadence-kept",
            "成本还没有减",
        ),
        wrong(
            "the cost once",
            changed(CADENCE_CODE, (" - c * f", " - c")),
            "cadence-best cadence-kept",
            "减 c·f",
        ),
        wrong(
            "sign of the exponent",
            changed(CADENCE_CODE, ("np.exp(-f / f0)", "np.exp(f / f0)")),
            "cadence-best cadence-kept",
            "指数里是",
        ),
        wrong(
            "not times f",
            changed(CADENCE_CODE, ("a * f * np.exp", "a * np.exp")),
            "cadence-best cadence-kept",
            "还要乘 f",
        ),
        wrong(
            "no fatigue",
            changed(CADENCE_CODE, (" * np.exp(-f / f0)", "")),
            "cadence-best cadence-kept",
            "疲劳",
        ),
        wrong(
            "f0 itself",
            changed(CADENCE_CODE, ("return grid[net(grid, a, c, f0).argmax()]", "return f0")),
            "cadence-best",
            "最高处更早",
        ),
        wrong(
            "whole contacts",
            changed(CADENCE_CODE, ("np.arange(121) / 10", "np.arange(13)")),
            "cadence-best",
            "一格是 0.1",
        ),
        wrong(
            "the place",
            changed(
                CADENCE_CODE,
                (
                    "return grid[net(grid, a, c, f0).argmax()]",
                    "return net(grid, a, c, f0).argmax()",
                ),
            ),
            "cadence-best",
            "这是位置",
        ),
        wrong(
            "the benefit",
            changed(
                CADENCE_CODE,
                ("return grid[net(grid, a, c, f0).argmax()]", "return net(grid, a, c, f0).max()"),
            ),
            "cadence-best",
            "这是净收益",
        ),
        wrong(
            "never none",
            changed(CADENCE_CODE, ("np.arange(121) / 10", "np.arange(1, 121) / 10")),
            "cadence-best",
            "0 次也可以选",
        ),
        wrong(
            "less than the limit",
            changed(CADENCE_CODE, ("curve <= limit", "curve < limit")),
            "cadence-kept",
            "正好等于",
        ),
        wrong(
            "the limit ignored",
            changed(CADENCE_CODE, ("curve[curve <= limit].sort_index().index", "curve.index")),
            "cadence-kept",
            "还没有看退订",
        ),
        wrong(
            "above the limit",
            changed(CADENCE_CODE, ("curve <= limit", "curve > limit")),
            "cadence-kept",
            "方向反了",
        ),
        wrong(
            "the most that is allowed",
            changed(CADENCE_CODE, ("max(kept, key=lambda f: net(f, a, c, f0))", "max(kept)")),
            "cadence-kept",
            "最多的不一定最好",
        ),
        wrong(
            "without 0",
            changed(
                CADENCE_CODE,
                (
                    "[0, *curve[curve <= limit].sort_index().index]",
                    "curve[curve <= limit].sort_index().index",
                ),
            ),
            "cadence-kept",
            "就返回 0",
        ),
        wrong(
            "cost added",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return a * f * np.exp(-f / f0) + c * f
                """,
            ),
            "cadence-best cadence-kept",
            "成本要减去",
        ),
        wrong(
            "fatigue of the cost",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return (a - c) * f * np.exp(-f / f0)
                """,
            ),
            "cadence-best cadence-kept",
            "成本 c·f 不乘 exp(−f/f0)",
        ),
        wrong(
            "times f0",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return a * f * np.exp(-f * f0) - c * f
                """,
            ),
            "cadence-best cadence-kept",
            "指数里是 f 除以 f0",
        ),
        wrong(
            "f0 is always 4",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return a * f * np.exp(-f / 4) - c * f
                """,
            ),
            "cadence-best cadence-kept",
            "f0 没有起作用",
        ),
        wrong(
            "never below 0",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return np.maximum(a * f * np.exp(-f / f0) - c * f, 0)
                """,
            ),
            "cadence-best",
            "净收益是负数时",
        ),
        wrong(
            "up to 11.9",
            (
                CADENCE_CODE,
                """
                def best_f(a, c, f0):
                    grid = np.arange(120) / 10
                    return grid[net(grid, a, c, f0).argmax()]
                """,
            ),
            "cadence-best",
            "次数要找到 12",
        ),
        wrong(
            "the most of equal ones",
            (
                CADENCE_CODE,
                """
                def best_f(a, c, f0):
                    best, top = 0, 0
                    for i in range(121):
                        if net(i / 10, a, c, f0) >= top:
                            best, top = i / 10, net(i / 10, a, c, f0)
                    return best
                """,
            ),
            "cadence-best",
            "取次数少的",
        ),
        wrong(
            "stops at the first above",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    s = curve.sort_index()
                    kept = [0]
                    for f, x in s.items():
                        if x > limit:
                            break
                        kept.append(f)
                    return max(kept, key=lambda f: net(f, a, c, f0))
                """,
            ),
            "cadence-kept",
            "次数少的退订反而多时",
        ),
        wrong(
            "0 last of equal ones",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    kept = [*curve[curve <= limit].index, 0]
                    return max(kept, key=lambda f: net(f, a, c, f0))
                """,
            ),
            "cadence-kept",
            "取次数少的",
        ),
        wrong(
            "limit is always 0.03",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    kept = [0, *curve[curve <= 0.03].index]
                    return max(kept, key=lambda f: net(f, a, c, f0))
                """,
            ),
            "cadence-kept",
            "limit 没有起作用",
        ),
        wrong(
            "opt-outs in the net benefit",
            changed(
                CADENCE_CODE,
                (
                    "key=lambda f: net(f, a, c, f0))",
                    "key=lambda f: net(f, a, c, f0) * (1 - curve.get(f, 0)))",
                ),
            ),
            "cadence-kept",
            "净收益里没有退订",
        ),
        wrong(
            "a limit of its own",
            changed(CADENCE_CODE, ("curve <= limit", "curve <= 0.1")),
            "cadence-kept",
            "limit 没有起作用",
        ),
        wrong(
            "at least the limit",
            changed(CADENCE_CODE, ("curve <= limit", "curve >= limit")),
            "cadence-kept",
            "方向反了",
        ),
        wrong(
            "places for numbers",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    kept = [0] + [i + 1 for i, p in enumerate(curve) if p <= limit]
                    return max(kept, key=lambda f: net(f, a, c, f0))
                """,
            ),
            "cadence-kept",
            "把第几个当成了次数",
        ),
        wrong(
            "without f0",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return a * f * np.exp(-f) - c * f
                """,
            ),
            "cadence-best cadence-kept",
            "不要忘了除以 f0",
        ),
        wrong(
            "the lowest",
            (
                CADENCE_CODE,
                """
                def best_f(a, c, f0):
                    grid = np.arange(121) / 10
                    return grid[net(grid, a, c, f0).argmin()]
                """,
            ),
            "cadence-best",
            "也不是净收益最低的",
        ),
        wrong(
            "limits the numbers of contacts",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    kept = sorted([0, *[f for f in curve.index if f <= limit]])
                    return max(kept, key=lambda f: net(f, a, c, f0))
                """,
            ),
            "cadence-kept",
            "比的是退订的比例",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def net(f, a, c, f0):
                return a * f * np.exp(-f / f0) - c * f

            def best_f(a, c, f0):
                grid = np.arange(121) / 10
                return grid[net(grid, a, c, f0).argmax()]

            def best_kept(a, c, f0, curve, limit):
                kept = [0, *curve[curve <= limit].index]
                return max(kept, key=lambda f: net(f, a, c, f0))
            """,
        ),
        right(
            "the lesson's model",
            (
                CADENCE_CODE,
                """
                def net(f, a, c, f0):
                    return models.care_net(f, gain=a, cost=c, fatigue=f0)

                def best_f(a, c, f0):
                    return models.best_contacts(gain=a, cost=c, fatigue=f0)
                """,
            ),
            taught='print(f"好处 1 元、成本 2 元：最好 {models.best_contacts(gain=1, cost=2)} 次")',
        ),
        right(
            "plain loops",
            """
            import math

            def net(f, a, c, f0):
                return f * (a * math.exp(-f / f0) - c)

            def best_f(a, c, f0):
                best, highest = 0.0, 0.0
                for tenth in range(1, 121):
                    value = net(tenth / 10, a, c, f0)
                    if value > highest:
                        best, highest = tenth / 10, value
                return best

            def best_kept(a, c, f0, curve, limit):
                best = 0
                for f in sorted(curve.index):
                    if curve[f] <= limit and net(f, a, c, f0) > net(best, a, c, f0):
                        best = f
                return best
            """,
        ),
        right(
            "a Series and idxmax",
            """
            def net(f, a, c, f0):
                return a * f / np.exp(f / f0) - c * f

            def best_f(a, c, f0):
                grid = pd.Series(np.linspace(0, 12, 121)).round(1)
                return grid[net(grid, a, c, f0).idxmax()]

            def best_kept(a, c, f0, curve, limit):
                kept = pd.concat([pd.Series({0.0: 0.0}), curve[curve.le(limit)]]).sort_index()
                return pd.Series(net(kept.index.to_numpy(), a, c, f0), index=kept.index).idxmax()
            """,
        ),
        right(
            "max with a key",
            """
            def net(f, a, c, f0):
                return -c * f + f * a * np.e ** (-f / f0)

            def best_f(a, c, f0):
                return max([n / 10 for n in range(121)], key=lambda f: net(f, a, c, f0))

            def best_kept(a, c, f0, curve, limit):
                allowed = {0} | {f for f, share in curve.items() if not share > limit}
                return sorted(allowed, key=lambda f: (-net(f, a, c, f0), f))[0]
            """,
        ),
        right(
            "the curve as a dict",
            (
                CADENCE_CODE,
                """
                def best_kept(a, c, f0, curve, limit):
                    best = 0
                    for f in sorted(dict(curve)):
                        if dict(curve)[f] <= limit and net(f, a, c, f0) > net(best, a, c, f0):
                            best = f
                    return best
                """,
            ),
        ),
    ],
)

# --- consent (A4.7)

CONSENT_CODE = text("""
    def allowed(log, date):
        seen = log[(log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))]
        last = seen.sort_values("ts").groupby("rec_id")["action"].last()
        return sorted(last.index[last != "withdraw"])

    def send_list(log, sent, date, limit):
        recent = sent[
            (sent["purpose"] == "marketing")
            & (sent["ts"] >= date - pd.Timedelta(days=30)) & (sent["ts"] < date)
        ]
        counts = recent["rec_id"].value_counts()
        return [rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < limit]
    """)
MARKETING = '(log["purpose"] == "marketing") & '

CONSENT = Answers(
    mistakes=[
        wrong(
            "in order of the log",
            changed(CONSENT_CODE, ('.sort_values("ts")', "")),
            "consent-allowed consent-send",
            "看最后一条",
        ),
        wrong(
            "the day itself left out",
            changed(CONSENT_CODE, ("date + pd.Timedelta(days=1)", "date")),
            "consent-allowed consent-send",
            "当天的记录也算",
        ),
        wrong(
            "the whole log",
            changed(CONSENT_CODE, (' & (log["ts"] < date + pd.Timedelta(days=1))', "")),
            "consent-allowed consent-send",
            "以后的记录不算",
        ),
        wrong(
            "every purpose",
            changed(CONSENT_CODE, (MARKETING, "")),
            "consent-allowed consent-send",
            "只看营销",
        ),
        wrong(
            "renewals do not count",
            changed(CONSENT_CODE, ('last != "withdraw"', 'last == "grant"')),
            "consent-allowed consent-send",
            "重新同意",
        ),
        wrong(
            "those who do not agree",
            changed(CONSENT_CODE, ('last != "withdraw"', 'last == "withdraw"')),
            "consent-allowed consent-send",
            "反了",
        ),
        wrong(
            "number of contacts ignored",
            changed(CONSENT_CODE, ("if counts.get(rec_id, 0) < limit", "")),
            "consent-send",
            "还没有看前 30 天",
        ),
        wrong(
            "all earlier contacts",
            changed(CONSENT_CODE, (' & (sent["ts"] >= date - pd.Timedelta(days=30))', "")),
            "consent-send",
            "更早的不算",
        ),
        wrong(
            "the day itself counts",
            changed(CONSENT_CODE, (' & (sent["ts"] < date)', "")),
            "consent-send",
            "当天和以后的，不算",
        ),
        wrong(
            "service contacts count",
            changed(CONSENT_CODE, ('(sent["purpose"] == "marketing")\n        & ', "")),
            "consent-send",
            "只数营销",
        ),
        wrong(
            "the 30th day left out",
            changed(CONSENT_CODE, ('sent["ts"] >= date', 'sent["ts"] > date')),
            "consent-send",
            "第 30 天",
        ),
        wrong(
            "only who was contacted",
            changed(
                CONSENT_CODE, ("counts.get(rec_id, 0) < limit", "0 < counts.get(rec_id, 0) < limit")
            ),
            "consent-send",
            "没有联系过的是 0 次",
        ),
        wrong(
            "too many contacts",
            changed(
                CONSENT_CODE, ("counts.get(rec_id, 0) < limit", "counts.get(rec_id, 0) >= limit")
            ),
            "consent-send",
            "反了",
        ),
        wrong(
            "the limit is allowed",
            changed(
                CONSENT_CODE, ("counts.get(rec_id, 0) < limit", "counts.get(rec_id, 0) <= limit")
            ),
            "consent-send",
            "正好 limit 次的不发",
        ),
        wrong(
            "midnight of the next day",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] <= date + pd.Timedelta(days=1))
                    ]
                    last = seen.sort_values("ts").groupby("rec_id")["action"].last()
                    return sorted(last.index[last != "withdraw"])
                """,
            ),
            "consent-allowed",
            "第二天零点的记录",
        ),
        wrong(
            "ever agreed",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                    ]
                    return sorted(set(seen.loc[seen["action"] != "withdraw", "rec_id"]))
                """,
            ),
            "consent-allowed consent-send",
            "看最后一条是什么",
        ),
        wrong(
            "ever withdrew",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                    ]
                    return sorted(
                        set(seen.loc[seen["action"] != "withdraw", "rec_id"])
                        - set(seen.loc[seen["action"] == "withdraw", "rec_id"])
                    )
                """,
            ),
            "consent-allowed consent-send",
            "只看有没有撤回过还不够：看最后一条是什么",
        ),
        wrong(
            "latest entry of any purpose",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[log["ts"] < date + pd.Timedelta(days=1)].sort_values("ts")
                    last = seen.groupby("rec_id").tail(1)
                    return sorted(
                        last.loc[
                            (last["purpose"] == "marketing") & (last["action"] != "withdraw"),
                            "rec_id",
                        ]
                    )
                """,
            ),
            "consent-allowed",
            "先筛出营销的记录",
        ),
        wrong(
            "more grants than withdrawals",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                    ]
                    score = (
                        seen["action"]
                        .map({"grant": 1, "renew": 1, "withdraw": -1})
                        .groupby(seen["rec_id"])
                        .sum()
                    )
                    return sorted(score.index[score > 0])
                """,
            ),
            "consent-allowed consent-send",
            "撤回过几次不要紧",
        ),
        wrong(
            "whoever did not withdraw",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                    ]
                    last = seen.sort_values("ts").groupby("rec_id")["action"].last()
                    return sorted(set(log["rec_id"]) - set(last.index[last == "withdraw"]))
                """,
            ),
            "consent-allowed consent-send",
            "从同意营销的记录里找人",
        ),
        wrong(
            "in order of time",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    seen = log[
                        (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                    ].sort_values("ts")
                    last = seen.drop_duplicates("rec_id", keep="last")
                    return last.loc[last["action"] != "withdraw", "rec_id"].to_list()
                """,
            ),
            "consent-allowed consent-send",
            "从小到大排",
        ),
        wrong(
            "answered contacts only",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["result"] == "ok")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                        & (sent["ts"] < date)
                    ]
                    counts = recent["rec_id"].value_counts()
                    return [r for r in allowed(log, date) if counts.get(r, 0) < limit]
                """,
            ),
            "consent-send",
            "没有回应的也算联系过一次",
        ),
        wrong(
            "one a day",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                        & (sent["ts"] < date)
                    ]
                    counts = (
                        recent.assign(day=recent["ts"].dt.date)
                        .drop_duplicates(["rec_id", "day"])["rec_id"]
                        .value_counts()
                    )
                    return [r for r in allowed(log, date) if counts.get(r, 0) < limit]
                """,
            ),
            "consent-send",
            "同一天联系两次是两次",
        ),
        wrong(
            "limit is always 2",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                        & (sent["ts"] < date)
                    ]
                    counts = recent["rec_id"].value_counts()
                    return [r for r in allowed(log, date) if counts.get(r, 0) < 2]
                """,
            ),
            "consent-send",
            "limit 没有起作用",
        ),
        wrong(
            "today for the date",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= today - pd.Timedelta(days=30))
                        & (sent["ts"] < today)
                    ]
                    counts = recent["rec_id"].value_counts()
                    return [r for r in allowed(log, date) if counts.get(r, 0) < limit]
                """,
            ),
            "consent-send",
            "换一个 date 时",
        ),
        wrong(
            "a week",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=7))
                        & (sent["ts"] < date)
                    ]
                    counts = recent["rec_id"].value_counts()
                    return [r for r in allowed(log, date) if counts.get(r, 0) < limit]
                """,
            ),
            "consent-send",
            "是 date 以前的 30 天",
        ),
        wrong(
            "whole days",
            changed(
                CONSENT_CODE,
                (
                    '(sent["ts"] >= date - pd.Timedelta(days=30))',
                    '((date - sent["ts"]).dt.days <= 30)',
                ),
            ),
            "consent-send",
            "不要只看 .dt.days",
        ),
        wrong(
            "contacts of the future count",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                    ]
                    counts = recent["rec_id"].value_counts()
                    return [r for r in allowed(log, date) if counts.get(r, 0) < limit]
                """,
            ),
            "consent-send",
            "date 当天和以后的",
        ),
        wrong(
            "a dict of numbers",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                        & (sent["ts"] < date)
                    ]
                    counts = recent["rec_id"].value_counts()
                    return {
                        r: int(counts.get(r, 0))
                        for r in allowed(log, date)
                        if counts.get(r, 0) < limit
                    }
                """,
            ),
            "consent-send",
            "rec_id 的列表",
        ),
        wrong(
            "contacts of all together",
            (
                CONSENT_CODE,
                """
                def send_list(log, sent, date, limit):
                    recent = sent[
                        (sent["purpose"] == "marketing")
                        & (sent["ts"] >= date - pd.Timedelta(days=30))
                        & (sent["ts"] < date)
                    ]
                    return allowed(log, date) if len(recent) < limit else []
                """,
            ),
            "consent-send",
            "一个人一个人地数",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def allowed(log, date):
                seen = log[
                    (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta(days=1))
                ]
                last = seen.sort_values("ts").groupby("rec_id")["action"].last()
                return sorted(last.index[last != "withdraw"])

            def send_list(log, sent, date, limit):
                recent = sent[
                    (sent["purpose"] == "marketing")
                    & (sent["ts"] >= date - pd.Timedelta(days=30)) & (sent["ts"] < date)
                ]
                counts = recent["rec_id"].value_counts()
                return [
                    rec_id for rec_id in allowed(log, date) if counts.get(rec_id, 0) < limit
                ]
            """,
        ),
        right(
            "the lesson's latest entries",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    asked = log[log["purpose"] == "marketing"].sort_values("ts")
                    asked = asked[asked["ts"].dt.normalize() <= date]
                    latest = asked.groupby("rec_id").tail(1)
                    agrees = latest["action"].isin(["grant", "renew"])
                    return sorted(latest.loc[agrees, "rec_id"].to_list())
                """,
            ),
            taught='latest = asked.groupby("member").tail(1)',
        ),
        right(
            "dictionaries",
            """
            def allowed(log, date):
                latest = {}
                for row in log.sort_values("ts").itertuples():
                    if row.purpose == "marketing" and row.ts.normalize() <= date:
                        latest[row.rec_id] = row.action
                return sorted(rec for rec, action in latest.items() if action in ("grant", "renew"))

            def send_list(log, sent, date, limit):
                often = {}
                for row in sent.itertuples():
                    if row.purpose == "marketing" and date - pd.Timedelta(days=30) <= row.ts < date:
                        often[row.rec_id] = often.get(row.rec_id, 0) + 1
                return [rec for rec in allowed(log, date) if often.get(rec, 0) < limit]
            """,
        ),
        right(
            "the row with the largest ts",
            """
            def allowed(log, date):
                seen = log[
                    (log["purpose"] == "marketing") & (log["ts"] < date + pd.Timedelta("1D"))
                ].reset_index(drop=True)
                last = seen.loc[seen.groupby("rec_id")["ts"].idxmax()]
                return (
                    last.loc[last["action"].isin(["grant", "renew"]), "rec_id"]
                    .sort_values()
                    .tolist()
                )

            def send_list(log, sent, date, limit):
                days = (date - sent["ts"]) / pd.Timedelta(days=1)
                recent = sent[sent["purpose"].eq("marketing") & days.gt(0) & days.le(30)]
                busy = recent.groupby("rec_id").size()
                return sorted(set(allowed(log, date)) - set(busy.index[busy >= limit]))
            """,
        ),
        right(
            "drop_duplicates",
            """
            def allowed(log, date):
                seen = log[
                    log["purpose"].eq("marketing") & log["ts"].lt(date + pd.DateOffset(days=1))
                ]
                last = seen.sort_values("ts", ascending=False).drop_duplicates("rec_id")
                return np.sort(last[last["action"] != "withdraw"]["rec_id"].to_numpy())

            def send_list(log, sent, date, limit):
                recent = sent[
                    (sent["purpose"] == "marketing")
                    & sent["ts"].between(date - pd.Timedelta(days=30), date, inclusive="left")
                ]
                table = pd.Series(allowed(log, date))
                return tuple(table[table.map(recent["rec_id"].value_counts()).fillna(0) < limit])
            """,
        ),
        right(
            "rows by number",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    last = {}
                    for i in range(len(log)):
                        if log["purpose"][i] == "marketing" and log["ts"][i].normalize() <= date:
                            r = log["rec_id"][i]
                            if r not in last or log["ts"][i] > last[r][0]:
                                last[r] = (log["ts"][i], log["action"][i])
                    return sorted(r for r, (ts, a) in last.items() if a in ("grant", "renew"))

                def send_list(log, sent, date, limit):
                    n = {}
                    for i in range(len(sent)):
                        if (
                            sent["purpose"][i] == "marketing"
                            and date - pd.Timedelta(days=30) <= sent["ts"][i] < date
                        ):
                            n[sent["rec_id"][i]] = n.get(sent["rec_id"][i], 0) + 1
                    out = []
                    for r in allowed(log, date):
                        if n.get(r, 0) < limit:
                            out.append(r)
                    return out
                """,
            ),
        ),
        right(
            "the state of everybody",
            (
                CONSENT_CODE,
                """
                def allowed(log, date):
                    state = {}
                    for _, row in log.sort_values("ts").iterrows():
                        if row["purpose"] == "marketing" and row["ts"].date() <= date.date():
                            state[row["rec_id"]] = row["action"]
                    return sorted(k for k, v in state.items() if v != "withdraw")
                """,
            ),
        ),
    ],
)

# --- calendar (A4.8)

CALENDAR_CODE = text("""
    def gaps(calendar):
        real, found = calendar[calendar["contacts"] > 0], {}
        for tier in ("key", "ordinary", "small"):
            there = set(real.loc[real["tier"] == tier, "phase"])
            found[tier] = [phase for phase in ("pre", "during", "after") if phase not in there]
        return {tier: missing for tier, missing in found.items() if missing}

    def too_many(calendar, limits):
        total = calendar.groupby(["tier", "month"])["contacts"].sum()
        return sorted(place for place, contacts in total.items() if contacts > limits[place[0]])
    """)

CALENDAR = Answers(
    mistakes=[
        wrong(
            "tiers without a gap too",
            changed(CALENDAR_CODE, (" if missing}", "}")),
            "calendar-gaps",
            "不缺的级别不要写",
        ),
        wrong(
            "only tiers that occur",
            changed(
                CALENDAR_CODE,
                ('for tier in ("key", "ordinary", "small"):', 'for tier in real["tier"].unique():'),
            ),
            "calendar-gaps",
            "一行也没有的级别",
        ),
        wrong(
            "cancelled rows count",
            changed(CALENDAR_CODE, ('calendar[calendar["contacts"] > 0], {}', "calendar, {}")),
            "calendar-gaps",
            "0 次的行",
        ),
        wrong(
            "the phases that are there",
            changed(CALENDAR_CODE, ("if phase not in there]", "if phase in there]")),
            "calendar-gaps",
            "反了",
        ),
        wrong(
            "in another order",
            changed(
                CALENDAR_CODE, ('("pre", "during", "after") if', '("after", "during", "pre") if')
            ),
            "calendar-gaps",
            "的先后",
        ),
        wrong(
            "phases by themselves",
            changed(
                CALENDAR_CODE,
                ('["tier", "month"])', '["tier", "month", "phase"])'),
                ("sorted(place for", "sorted(place[:2] for"),
            ),
            "calendar-limit",
            "三个阶段要加起来",
        ),
        wrong(
            "exactly the limit",
            changed(CALENDAR_CODE, ("contacts > limits", "contacts >= limits")),
            "calendar-limit",
            "正好等于上限",
        ),
        wrong(
            "one limit for all",
            changed(CALENDAR_CODE, ("limits[place[0]]", "max(limits.values())")),
            "calendar-limit",
            "每一级的上限",
        ),
        wrong(
            "largest first",
            changed(CALENDAR_CODE, ("limits[place[0]])", "limits[place[0]])[::-1]")),
            "calendar-limit",
            "从小到大",
        ),
        wrong(
            "months added up",
            changed(
                CALENDAR_CODE,
                (
                    'groupby(["tier", "month"])["contacts"].sum()',
                    'groupby(["tier", "month"])["contacts"].sum().groupby("tier").cumsum()',
                ),
            ),
            "calendar-limit",
            "几个月加起来",
        ),
        wrong(
            "month before tier",
            changed(CALENDAR_CODE, ("sorted(place for", "sorted(place[::-1] for")),
            "calendar-limit",
            "先写级别",
        ),
        wrong(
            "one cancelled row",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    found = {}
                    for tier in ("key", "ordinary", "small"):
                        rows = calendar[calendar["tier"] == tier]
                        bad = [
                            p
                            for p in ("pre", "during", "after")
                            if p not in set(rows["phase"])
                            or (rows.loc[rows["phase"] == p, "contacts"] == 0).any()
                        ]
                        if bad:
                            found[tier] = bad
                    return found
                """,
            ),
            "calendar-gaps",
            "别的月份还有这个阶段",
        ),
        wrong(
            "one contact is none",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    real = calendar[calendar["contacts"] > 1]
                    found = {}
                    for tier in ("key", "ordinary", "small"):
                        there = set(real.loc[real["tier"] == tier, "phase"])
                        found[tier] = [
                            phase for phase in ("pre", "during", "after") if phase not in there
                        ]
                    return {tier: missing for tier, missing in found.items() if missing}
                """,
            ),
            "calendar-gaps",
            "联系 1 次也是有",
        ),
        wrong(
            "one missing phase only",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    real = calendar[calendar["contacts"] > 0]
                    found = {}
                    for tier in ("key", "ordinary", "small"):
                        there = set(real.loc[real["tier"] == tier, "phase"])
                        found[tier] = next(
                            (p for p in ("pre", "during", "after") if p not in there), None
                        )
                    return {tier: missing for tier, missing in found.items() if missing}
                """,
            ),
            "calendar-gaps",
            "缺几个阶段就写几个",
        ),
        wrong(
            "phases that occur",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    real = calendar[calendar["contacts"] > 0]
                    found = {}
                    for tier in ("key", "ordinary", "small"):
                        there = set(real.loc[real["tier"] == tier, "phase"])
                        found[tier] = [
                            phase for phase in calendar["phase"].unique() if phase not in there
                        ]
                    return {tier: missing for tier, missing in found.items() if missing}
                """,
            ),
            "calendar-gaps",
            "整张日历里都没有的阶段",
        ),
        wrong(
            "rows counted",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].size()
                    return sorted(p for p, n in total.items() if n > limits[p[0]])
                """,
            ),
            "calendar-limit",
            "加起来的是次数 contacts",
        ),
        wrong(
            "the least limit for all",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return sorted(p for p, n in total.items() if n > min(limits.values()))
                """,
            ),
            "calendar-limit",
            "每一级的上限不一样",
        ),
        wrong(
            "by month",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return sorted(
                        (p for p, n in total.items() if n > limits[p[0]]), key=lambda p: p[1]
                    )
                """,
            ),
            "calendar-limit",
            "从小到大排",
        ),
        wrong(
            "months only",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return sorted(p[1] for p, n in total.items() if n > limits[p[0]])
                """,
            ),
            "calendar-limit",
            "每一项要写级别和月份两样",
        ),
        wrong(
            "a dict of numbers",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return {p: n for p, n in total.items() if n > limits[p[0]]}
                """,
            ),
            "calendar-limit",
            "返回列表",
        ),
        wrong(
            "the first missing phase",
            changed(CALENDAR_CODE, ("not in there]", "not in there][:1]")),
            "calendar-gaps",
            "不是只写第一个",
        ),
        wrong(
            "a list of pairs",
            changed(
                CALENDAR_CODE,
                (
                    "{tier: missing for tier, missing in found.items() if missing}",
                    "[(tier, missing) for tier, missing in found.items() if missing]",
                ),
            ),
            "calendar-gaps",
            "返回字典",
        ),
        wrong(
            "below the limit",
            changed(CALENDAR_CODE, ("contacts > limits", "contacts < limits")),
            "calendar-limit",
            "方向反了",
        ),
        wrong(
            "any tier will do",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    real = calendar[calendar["contacts"] > 0]
                    missing = [p for p in ("pre", "during", "after") if p not in set(real["phase"])]
                    return {t: missing for t in ("key", "ordinary", "small") if missing}
                """,
            ),
            "calendar-gaps",
            "每个级别各查各的",
        ),
        wrong(
            "one limit for all, written in",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return sorted(p for p, c in total.items() if c > 2)
                """,
            ),
            "calendar-limit",
            "上限从 limits 里取",
        ),
        wrong(
            "tiers added up",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    total = calendar.groupby("month")["contacts"].sum()
                    return sorted(
                        {
                            (t, m)
                            for t, m in zip(calendar["tier"], calendar["month"])
                            if total[m] > limits[t]
                        }
                    )
                """,
            ),
            "calendar-limit",
            "不是几级加起来",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            def gaps(calendar):
                real = calendar[calendar["contacts"] > 0]
                found = {}
                for tier in ("key", "ordinary", "small"):
                    there = set(real.loc[real["tier"] == tier, "phase"])
                    found[tier] = [
                        phase for phase in ("pre", "during", "after") if phase not in there
                    ]
                return {tier: missing for tier, missing in found.items() if missing}

            def too_many(calendar, limits):
                total = calendar.groupby(["tier", "month"])["contacts"].sum()
                return sorted(
                    place for place, contacts in total.items() if contacts > limits[place[0]]
                )
            """,
        ),
        right(
            "the lesson's cross table",
            (
                CALENDAR_CODE,
                """
                def gaps(calendar):
                    phases = ["pre", "during", "after"]
                    real = calendar[calendar["contacts"] > 0]
                    table = pd.crosstab(real["tier"], real["phase"])
                    table = table.reindex(
                        index=["key", "ordinary", "small"], columns=phases, fill_value=0
                    )
                    found = {}
                    for tier, row in table.iterrows():
                        if (row == 0).any():
                            found[tier] = row.index[row == 0].to_list()
                    return found
                """,
            ),
            taught='print(pd.crosstab(calendar["tier"], calendar["phase"])[phases].to_string())',
        ),
        right(
            "sets and a loop",
            """
            def gaps(calendar):
                there = {(row.tier, row.phase) for row in calendar.itertuples() if row.contacts}
                found = {}
                for tier in ["key", "ordinary", "small"]:
                    for phase in ["pre", "during", "after"]:
                        if (tier, phase) not in there:
                            found.setdefault(tier, []).append(phase)
                return found

            def too_many(calendar, limits):
                total = {}
                for row in calendar.itertuples():
                    total[row.tier, row.month] = total.get((row.tier, row.month), 0) + row.contacts
                return sorted(place for place in total if total[place] > limits[place[0]])
            """,
        ),
        right(
            "a pivot table",
            """
            def gaps(calendar):
                table = calendar.pivot_table(
                    index="tier", columns="phase", values="contacts", aggfunc="sum", fill_value=0
                )
                table = table.reindex(
                    index=["key", "ordinary", "small"],
                    columns=["pre", "during", "after"],
                    fill_value=0,
                )
                lacking = {tier: list(row.index[row == 0]) for tier, row in table.iterrows()}
                return {tier: phases for tier, phases in lacking.items() if phases}

            def too_many(calendar, limits):
                table = calendar.groupby(["tier", "month"], as_index=False)["contacts"].sum()
                table = table[table["contacts"] > table["tier"].map(limits)].sort_values(
                    ["tier", "month"]
                )
                return list(zip(table["tier"], table["month"]))
            """,
        ),
        right(
            "lists of lists",
            """
            def gaps(calendar):
                phases = ("pre", "during", "after")
                counted = calendar.groupby(["tier", "phase"])["contacts"].sum()
                found = {
                    tier: tuple(p for p in phases if counted.get((tier, p), 0) < 1)
                    for tier in ("key", "ordinary", "small")
                }
                return dict(filter(lambda item: item[1], found.items()))

            def too_many(calendar, limits):
                found = []
                for (tier, month), rows in calendar.groupby(["tier", "month"]):
                    if rows["contacts"].sum() > limits[tier]:
                        found.append([tier, month])
                return found
            """,
        ),
        right(
            "levels of the index",
            (
                CALENDAR_CODE,
                """
                def too_many(calendar, limits):
                    n = calendar.groupby(["tier", "month"])["contacts"].sum()
                    return n[n > n.index.get_level_values("tier").map(limits)].index.to_list()
                """,
            ),
        ),
    ],
)

# --- talk (DS-2)

TALKS = text("""
    phone_path = ["listen", "ask", "fix", "note"]
    chat_path = ["listen", "ask", "track", "revisit"]
    """)


def by_phone(path: str) -> str:
    return TALKS + f"\nphone_path = {path.split()}"


def by_chat(path: str) -> str:
    return TALKS + f"\nchat_path = {path.split()}"


TALK = Answers(
    mistakes=[
        wrong("not over", by_phone("listen ask fix"), "talk-phone", "还没有谈完"),
        wrong("too long", by_phone("listen ask fix note revisit"), "talk-phone", "已经结束"),
        wrong("no such choice", by_phone("listen ask fix smile"), "talk-phone", "不能选"),
        wrong("no solution", by_phone("listen ask sorry note"), "talk-phone", "没有给出解决办法"),
        wrong(
            "the technology is missing",
            by_phone("listen ask fix revisit"),
            "talk-phone",
            "只用了 2 个",
        ),
        wrong("a text", TALKS + "\nphone_path = 'listen ask fix note'", "talk-phone", "要一个列表"),
        wrong("rules for an agitated customer", by_chat("script form"), "talk-chat", "客户走了"),
        wrong("the lesson's path", by_chat("listen ask fix note"), "talk-chat", "情绪是 7"),
        wrong(
            "no solution online",
            by_chat("listen ask sorry confirm"),
            "talk-chat",
            "没有给出解决办法",
        ),
        wrong("in a hurry", by_chat("listen ask track hurry"), "talk-chat", "至少要 8"),
        wrong("not over online", by_chat("listen link"), "talk-chat", "还没有谈完"),
        wrong("two factors online", by_chat("listen ask fix confirm"), "talk-chat", "只用了 2 个"),
        wrong(
            "hurried at the end",
            (
                TALKS,
                """
                phone_path = ["listen", "ask", "fix", "hurry"]
                """,
            ),
            "talk-phone",
            "结束时情绪是 7",
        ),
    ],
    unusual=[
        right(
            "hint 3",
            """
            phone_path = ["listen", "ask", "fix", "note"]
            chat_path = ["listen", "ask", "track", "revisit"]
            models.talk("agitated", "chat", chat_path)
            """,
            taught='for path in [("listen", "ask", "fix", "note"), ("script", "form")]:',
        ),
        right(
            "split texts with blanks",
            """
            phone_path = [word + " " for word in "listen ask fix note".split()]
            chat_path = "listen ask track revisit".split()
            """,
        ),
        right(
            "the model's own best paths",
            """
            phone_path = list(models.best_talk("confused", "phone"))
            chat_path = list(models.best_talk("agitated", "chat"))
            """,
        ),
        right(
            "a longer talk",
            (
                TALKS,
                """
                phone_path = ["listen", "ask", "transfer", "brief", "fix", "confirm"]
                """,
            ),
        ),
    ],
)

# --- checkpoint


SPOKEN = '["record", "ask", "fix", "note"]'

CHECK = {
    "c1": lines(
        "c1",
        "c1-check",
        {
            '"ABCDE"': "原则",
            '"BCE"': "成本",
            '"ACE"': "销售也就增加",
            '"ABE"': "服务更好",
            '"ABC"': "资源",
        },
        ['"ecab"', '"A、B、C、E"'],
        taught={'["A", "B", "C", "E"]': "| 3 | 增加销售 | 7 | 企业资源的最优配置 |"},
    ),
    "c2": lines(
        "c2",
        "c2-check",
        {
            '"ABC"': "没有看客户的行为",
            '"ACE"': "催了三次",
            '"ACD"': "不算持续",
            '"C"': "常坐哪班车",
            '"A"': "问钱到了没有",
        },
        ['"ca"', '["A", "C"]'],
        taught={'"A C"': "回来再问住得怎样，年年如此"},
    ),
    "c3": lines(
        "c3",
        "c3-check",
        {
            'used(5_000, "ordinary")': "用 len 数一数",
            'len(used(20_000, "ordinary"))': "预算太多了",
            'len(used(5_000, "key"))': "关键客户用到的",
            'len(used(5_000, "small"))': "小客户用到的",
            "7": "渠道的总数",
            'len(used(1_000, "ordinary"))': "预算太少",
            'len(used(5_000, "ordinary")) - 1': "少数了",
            "2": "属于人员渠道的",
            "3": "属于非人员渠道的",
            "50": "一共只有七条",
        },
        ['str(len(used(5_000, "ordinary")))', 'float(len(used(5_000, "ordinary")))'],
        taught={
            '(models.plan_channels(5_000).cover["ordinary"] > 0).sum()': (
                "plan = models.plan_channels(budget)"
            )
        },
    ),
    "c4": lines(
        "c4",
        "c4-check",
        {
            "3 + models.best_addition((4, 12, 3), 15)[2]": "加几点",
            "models.best_addition((4, 12, 3), 15)[0]": "给员工加的",
            "models.best_addition((4, 12, 3), 15)[1]": "不用加的是信息技术",
            "7.5": "平均分给员工和流程",
            "models.best_addition((4, 12, 3), 15)": "流程的那一个",
            "15": "全给最弱",
            "5": "平均分",
            "models.best_addition((4, 12, 3), 15)[2] - 1": "要加得更多",
            "models.best_addition((4, 12, 3), 15)[2] + 1": "多了",
            "1": "一种一种地试",
            "effect(7, 0, 8)": "这是效果",
        },
        [
            "str(models.best_addition((4, 12, 3), 15)[2])",
            "max(range(16), key=lambda n: max(effect(e, 15 - n - e, n) for e in range(16 - n)))",
        ],
        taught={
            "models.best_addition((4, 12, 3), 15)[2]": "extra = models.best_addition((8, 2, 4), 20)"
        },
    ),
    "c5": lines(
        "c5",
        "c5-check",
        {
            "28": "随机打来的",
            "models.agents_needed(420, 0.8)": "80%",
            "models.agents_needed(420, 0.95)": "95%",
            "models.agents_needed(600, 0.9)": "600 通",
            "models.agents_needed(420, 0.9) - 1": "还差一位",
            "29": "还不到 90%",
            "models.agents_needed(420, 0.9) + 1": "不一定是最少",
            "in_time(35)": "接起的比例",
            "420": "电话的通数",
            "20": "连电话都接不完",
        },
        [
            "next(n for n in range(29, 99) if in_time(n) >= 0.9)",
            "str(models.agents_needed(420, 0.9))",
        ],
        taught={
            "next(n for n in range(1, 99) if models.service(420, n).level >= 0.9)": (
                "desk = models.service(600, staff)"
            )
        },
    ),
    "c6": lines(
        "c6",
        "c6-check",
        {
            f'models.talk("agitated", "chat", {SPOKEN}).mood': "网上交谈的结果",
            'models.MOODS["agitated"]': "开始时",
            'models.talk("agitated", "phone", ["record", "ask", "fix"]).mood': "还没有说 note",
            f'models.talk("demanding", "phone", {SPOKEN}).mood': "挑剔型客户",
            f'models.talk("agitated", "phone", {SPOKEN.replace("record", "listen")}).mood': (
                "从 listen 说起"
            ),
            f'models.talk("confused", "phone", {SPOKEN}).mood': "困惑型客户",
            f'models.talk("agitated", "phone", {SPOKEN}).moods': "只要最后的情绪分数",
            f'len(models.talk("agitated", "phone", {SPOKEN}).moods)': "情绪分数的个数",
            f'sum(models.talk("agitated", "phone", {SPOKEN}).moods)': "不用加起来",
            f'models.talk("agitated", "phone", {SPOKEN}).moods[1]': "说完第一句",
            f'models.talk("agitated", "phone", {SPOKEN}).moods[2]': "说完第二句",
            "2": "上面那段对话",
            "11": "从 0 到 10",
        },
        [
            f'models.talk("agitated", "phone", {SPOKEN}).moods[-1]',
            f'str(models.talk("agitated", "phone", {SPOKEN}).mood)',
        ],
        taught={
            'models.talk("agitated", "phone", ("record", "ask", "fix", "note")).moods[-1]': (
                'talk = models.talk("agitated", "phone", path)'
            )
        },
    ),
    "c7": lines(
        "c7",
        "c7-check",
        {'"DCBA"': "先认出是谁", '"CBDA"': "先分析差异", '"CDAB"': "再量身定做"},
        ['"c d b a"', '["C", "D", "B", "A"]'],
        taught={'"C → D → B → A"': "| 客户识别 | 差异分析 | 主动联系 | 量身定做 |"},
    ),
    "c8": lines(
        "c8",
        "c8-check",
        {
            "models.best_contacts()": "没有算",
            "4": "疲劳点上",
            "models.best_contacts(value=1000)": "1,000 元",
            "round(models.best_contacts(value=500))": "小数点后一位",
            "models.best_contacts(value=500) + 0.1": "多了 0.1",
            "models.best_contacts(value=500) - 0.1": "少了 0.1",
            "net(models.best_contacts(value=500))": "这是净收益",
            "6": "次数要再少一些",
            "10 * models.best_contacts(value=500)": "这是 10 倍",
            "3.4": "试的最后一个",
            "8": "这是第几个",
            "0": "每次加 0.1",
        },
        ["str(models.best_contacts(value=500))", "max((n / 10 for n in range(121)), key=net)"],
        taught={"models.best_contacts(value=500)": "models.best_contacts(fatigue=fatigue)"},
    ),
}

ANSWERS = {
    "maintenance-tasks": {
        "classify": CLASSIFY,
        "channels": CHANNELS,
        "cause": CAUSE,
        "revisit": REVISIT,
        "care": CARE,
        "consent": CONSENT,
    },
    "maintenance-practice": {
        "strata": STRATA,
        "interval": INTERVAL,
        "cadence": CADENCE,
        "calendar": CALENDAR,
        "talk": TALK,
    },
    "maintenance-check": CHECK,
}
