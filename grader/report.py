"""The class report: one HTML file that needs nothing else, in Chinese or English, readable on a projector."""

from __future__ import annotations

import datetime
from html import escape

from grader import items
from grader import results as r
from grader.results import AssignmentInfo, Results, TaskInfo, Work

# Okabe & Ito (2008), told apart by every common kind of colour blindness; the counts stand beside each bar as well.
KINDS = {"full": "#0072B2", "part": "#56B4E9", "none": "#D55E00", "empty": "#9a9a9a"}

ZH = {
    "lang": "zh-CN", "title": "班级报告", "made": "{date} 生成 · {students} 名学生 · {assignments} 份作业",
    "glance": "一眼看懂", "handed": "已交", "marked": "已评完", "hand": "待人工评", "help": "需要帮助", "lost": "缺交或没评成",
    "of": "{a} / {b}", "help_head": "谁需要帮助",
    "help_note": "下面的学生，已评部分的得分不到 60%。右边是他们薄弱的概念（得分不到 60%），最弱的在前。",
    "help_none": "已评部分里，没有人的得分低于 60%。", "student": "学生", "share": "得分", "weak": "薄弱的概念",
    "weak_none": "没有集中的薄弱点", "more": "还有 {n} 个",
    "tasks_head": "每道题做得怎么样", "hardest": "最难的是“{task}”：{share} 的学生拿到满分。",
    "task": "题目", "chart": "分布", "full": "满分", "part": "部分得分", "none": "没得分", "empty": "未作答", "full_share": "满分率",
    "sharp": "区分度", "sharp_note": "区分度：这道题的得分与其余各题得分的相关（−1 到 1），0.3 以上较好；不足 30 人时不计算。",
    "flagged": "请看一看这几道题：", "flagged_none": "没有需要检查的题。", "few": "人数不足 30，不判断题目的好坏。",
    "bar": "{task}：满分 {full} 人，部分得分 {part} 人，没得分 {none} 人，未作答 {empty} 人",
    "wrong_head": "最常见的错误", "wrong_note": "学生看到的提示语，按人数排列。同一道题只算第一条。",
    "verdict": "提示语", "count": "人数", "wrong_none": "还没有错误提示。",
    "concepts_head": "哪些概念要再讲", "concepts_note": "按全班在相关题目上的得分排列，低于 60% 的画成橙色，竖线是 60%。",
    "concept": "概念", "class": "全班", "below": "低于 60% 的学生", "concept_bar": "{concept}：全班得分 {share}",
    "marks_head": "成绩表", "marks_note": "作业列是得分占满分的比例。右边各列是总评的组成部分，只算已评的作业；"
                                          "缺交按 0 分算；带 * 的还有作业没评完。",
    "missing_head": "缺交和没评成的作业", "missing_none": "作业都交了，也都读得出来。", "assignment": "作业", "state": "情况",
    "by hand": "待人工评", "waiting": "还没评", "unreadable": "读不了", "failed": "没评成", "missing": "缺交",
    "foot": "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。仅供教师使用，含学生姓名或学号。",
    "foot_shared": "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。不含学生姓名和学号。", "colon": "：",
    "skip": "跳到正文",
}
EN = {
    "lang": "en", "title": "Class report", "made": "Made {date} · {students} students · {assignments} assignments",
    "glance": "At a glance", "handed": "Handed in", "marked": "Marked", "hand": "To be marked by hand", "help": "Need help",
    "lost": "Missing or not gradable", "of": "{a} / {b}", "help_head": "Who needs help",
    "help_note": "These students have less than 60% of the points marked so far. On the right are their weak concepts "
                 "(less than 60%), the weakest first.",
    "help_none": "Nobody has less than 60% of the points marked so far.", "student": "Student", "share": "Points",
    "weak": "Weak concepts", "weak_none": "no single weak concept", "more": "and {n} more",
    "tasks_head": "How each task went", "hardest": "The hardest is “{task}”: {share} of the students got full marks.",
    "task": "Task", "chart": "Distribution", "full": "Full marks", "part": "Some points", "none": "No points",
    "empty": "Not attempted", "full_share": "Share with full marks",
    "sharp": "Discrimination", "sharp_note": "Discrimination: the correlation of a task with all the others (−1 to 1), good from "
    "0.3; not worked out for fewer than 30 students.",
    "flagged": "Have a look at these tasks: ", "flagged_none": "No task calls for a check.",
    "few": "With fewer than 30 students nothing is said about how good a task is.",
    "bar": "{task}: full marks {full}, some points {part}, no points {none}, not attempted {empty} students",
    "wrong_head": "The commonest mistakes",
    "wrong_note": "The sentences students got, by number of students. Only the first one in each task counts.",
    "verdict": "Sentence", "count": "Students", "wrong_none": "No mistakes yet.",
    "concepts_head": "Which concepts to go over again",
    "concepts_note": "By the points of the class in the tasks on each concept; below 60% in orange, the line marks 60%.",
    "concept": "Concept", "class": "Whole class", "below": "Students below 60%", "concept_bar": "{concept}: the class has {share}",
    "marks_head": "Marks", "marks_note": "Assignment columns show points over maximum. The columns on the right are the "
                                         "components of the course mark, from marked work only; missing work counts as 0; "
                                         "* means that some work still waits for a mark.",
    "missing_head": "Missing and ungradable work", "missing_none": "Everything was handed in and could be read.",
    "assignment": "Assignment", "state": "State", "by hand": "by hand", "waiting": "not graded yet",
    "unreadable": "could not be read", "failed": "not graded", "missing": "missing",
    "foot": "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of course.toml. "
            "For teachers only: it names students.",
    "foot_shared": "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of course.toml. No student is "
                   "named.", "colon": ": ", "skip": "Skip to the report",
}
TEXTS = {"zh": ZH, "en": EN}

CSS = """
:root { --ink: #1a1a1a; --paper: #fff; --line: #c8c8c8; --soft: #f3f5f7; --blue: #0072B2; --orange: #D55E00; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; color: var(--ink); background: var(--paper);
  font: 1.15rem/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 2.1rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.55rem; margin: 2.6rem 0 .4rem; border-bottom: 3px solid var(--blue); padding-bottom: .2rem; }
p { margin: .4rem 0 .8rem; }
.finding { font-size: 1.3rem; font-weight: 600; }
.made, .note { color: #444; font-weight: normal; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1rem 0; padding: 0;
  list-style: none; }
.tiles li { background: var(--soft); border-left: 6px solid var(--blue); padding: .7rem 1rem; }
.tiles .alarm { border-color: var(--orange); }
.tiles b { display: block; font-size: 2rem; line-height: 1.2; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .2rem 0 .5rem; color: #444; }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: middle; border-bottom: 1px solid var(--line); }
thead th { background: var(--soft); vertical-align: bottom; }
tbody th { font-weight: 600; }
.group th { background: #e6eef4; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.low { background: #fbe3d6; font-weight: 600; }
.word { color: #444; font-size: 1rem; text-align: right; }
.bad { color: #8f3d00; font-weight: 600; }
.names { font-family: ui-monospace, Consolas, monospace; font-size: 1rem; overflow-wrap: anywhere; }
svg { display: block; width: 100%; min-width: 12rem; height: 1.7rem; }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; list-style: none; padding: 0; margin: .4rem 0 .8rem; }
td .key { margin: 0; gap: .1rem 1.6rem; }
.key i { display: inline-block; width: 1.1rem; height: 1.1rem; margin-right: .4rem; vertical-align: -.15rem; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
footer { margin-top: 3rem; color: #444; font-size: 1rem; }
@media print { body { max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def page(results: Results, language: str, title: str | None = None, date: datetime.date | None = None, *,
         shared: bool = False) -> str:
    """The report as a complete HTML page; `title` is that of the unit, default the course's.

    shared: leave out every section that names students.
    """
    t = TEXTS[language]
    heading = escape(t["title"] + t["colon"] + (title or results.title[language]))
    made = t["made"].format(date=(date or datetime.date.today()).isoformat(), students=len(results.students),
                            assignments=len(results.assignments))
    sections = [glance, tasks, wrong, concepts] if shared else [glance, helped, tasks, wrong, concepts, marks, missing]
    body = "\n".join(section(results, language) for section in sections)
    return (f'<!DOCTYPE html>\n<html lang="{t["lang"]}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{heading}</title>\n'
            f"<style>{CSS}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#report">{t["skip"]}</a>\n<header><h1>{heading}</h1>\n<p class="made">{made}</p></header>\n'
            f'<main id="report">\n{body}\n</main>\n<footer>{t["foot_shared" if shared else "foot"]}</footer>\n</body>\n</html>\n')


def glance(results: Results, language: str) -> str:
    """The five numbers a teacher looks for first."""
    t = TEXTS[language]
    every = len(results.work)
    lost = results.with_status(r.MISSING, r.UNREADABLE, r.FAILED)
    handed = every - len(results.with_status(r.MISSING))
    tiles = [(t["handed"], t["of"].format(a=handed, b=every), ""),
             (t["marked"], t["of"].format(a=len(results.with_status(r.MARKED)), b=handed), ""),
             (t["hand"], len(results.with_status(r.BY_HAND)), ""),
             (t["help"], t["of"].format(a=len(results.needing_help()), b=len(results.students)), "alarm"),
             (t["lost"], len(lost), "alarm" if lost else "")]
    items = "".join(f'<li class="{kind}"><b>{value}</b>{name}</li>' for name, value, kind in tiles)
    return _section("glance", t["glance"], f'<ul class="tiles">{items}</ul>')


def helped(results: Results, language: str) -> str:
    """Students below 60 % with the concept ids they are weak in."""
    t = TEXTS[language]
    rows = []
    for student, share, weak in results.needing_help():
        items = [f"<li>{escape(_concept(results, c, language))} {_percent(s)}</li>" for c, s in weak[:6]]
        items += [f"<li>{t['more'].format(n=len(weak) - 6)}</li>"] if len(weak) > 6 else []
        named = f'<ul class="key">{"".join(items)}</ul>' if items else t["weak_none"]
        rows.append(f'<tr><th scope="row">{escape(student)}</th><td class="num low">{_percent(share)}</td>'
                    f"<td>{named}</td></tr>")
    if not rows:
        return _section("help", t["help_head"], f"<p>{t['help_none']}</p>")
    return _section("help", t["help_head"], _table(t["help_note"], [t["student"], (t["share"],), t["weak"]], rows))


def tasks(results: Results, language: str) -> str:
    """A bar per task: how many got full marks, some points, none, or left it empty."""
    t = TEXTS[language]
    rows, worst, analysed = [], None, {item.name: item for item in items.analyse(results.task_shares())}
    for info in results.assignments:
        counted = [(task, results.task_counts(info, task)) for task in info.tasks]
        counted = [(task, counts) for task, counts in counted if counts.total()]
        if counted:
            rows.append(f'<tr class="group"><th colspan="5" scope="rowgroup">{escape(info.title[language])}</th></tr>')
        for task, counts in counted:
            share = counts["full"] / counts.total()
            worst = min(worst or (2, ""), (share, task.title[language]))
            rows.append(_task_row(task, counts, share, analysed[f"{info.name} {task.id}"], language))
    finding = ""
    if worst:
        finding = f'<p class="finding">{escape(t["hardest"].format(task=worst[1], share=_percent(worst[0])))}</p>'
    key = "".join(f'<li><i style="background:{colour}"></i>{t[kind]}</li>' for kind, colour in KINDS.items())
    made = _table(t["sharp_note"], [t["task"], t["chart"], (t["full_share"],), (t["empty"],), (t["sharp"],)], rows)
    return _section("tasks", t["tasks_head"], f'{finding}{_flagged(results, analysed, language)}<ul class="key">{key}</ul>{made}')


def _flagged(results: Results, analysed: dict[str, items.Item], language: str) -> str:
    """The tasks that call for a check, each with the reason."""
    t = TEXTS[language]
    if all(item.discrimination is None for item in analysed.values()):
        return f'<p class="note">{t["few"]}</p>'
    titles = {f"{a.name} {task.id}": task.title[language] for a in results.assignments for task in a.tasks}
    found = "".join(f"<li><b>{escape(titles[item.name])}</b>{t['colon']}{item.flag[language]}</li>"
                    for item in analysed.values() if item.flag)
    return f"<p>{t['flagged']}</p><ul>{found}</ul>" if found else f'<p class="note">{t["flagged_none"]}</p>'


def _task_row(task: TaskInfo, counts, share: float, item: items.Item, language: str) -> str:
    t = TEXTS[language]
    words = t["bar"].format(task=task.title[language], **{kind: counts[kind] for kind in KINDS})
    bar = _bar([(counts[kind] / counts.total(), colour) for kind, colour in KINDS.items()], words)
    name = f"{escape(task.ref)} {escape(task.title[language])}" if task.ref != task.id else escape(task.title[language])
    return (f'<tr><th scope="row">{name}</th><td style="width:45%">{bar}</td><td class="num">{_percent(share)}</td>'
            f'<td class="num">{counts["empty"]}</td><td class="num{" low" if item.flag else ""}">{_signed(item.discrimination)}</td></tr>')


def _signed(number: float | None) -> str:
    return "—" if number is None else f"{number:.2f}".replace("-", "−")


def wrong(results: Results, language: str, most: int = 12) -> str:
    """The sentences most students got."""
    t = TEXTS[language]
    rows = [f'<tr><td class="num"><b>{count}</b></td><th scope="row">{escape(task.title[language])}'
            f'<br><span class="note">{escape(info.title[language])}</span></th>'
            f'<td><span class="names">{escape(verdict.name)}</span>{t["colon"]}{escape(verdict.text[language])}</td></tr>'
            for info, task, verdict, count in results.wrong_answers()[:most]]
    if not rows:
        return _section("wrong", t["wrong_head"], f"<p>{t['wrong_none']}</p>")
    return _section("wrong", t["wrong_head"], _table(t["wrong_note"], [(t["count"],), t["task"], t["verdict"]], rows))


def concepts(results: Results, language: str) -> str:
    """A bar per concept id: the points of the class in its tasks, the weakest first."""
    t = TEXTS[language]
    shares = sorted(results.concepts().items(), key=lambda pair: pair[1])
    if not shares:
        return ""
    single = [results.concepts(student) for student in results.students]
    rows = []
    for concept, share in shares:
        below = sum(own[concept] < r.HELP_BELOW for own in single if concept in own)
        colour = KINDS["none"] if share < r.HELP_BELOW else KINDS["full"]
        name = _concept(results, concept, language)
        bar = _bar([(share, colour)], t["concept_bar"].format(concept=name, share=_percent(share)), r.HELP_BELOW)
        rows.append(f'<tr><th scope="row">{escape(name)}<br><span class="note">{escape(concept)}</span></th>'
                    f'<td style="width:45%">{bar}</td>'
                    f'<td class="num">{_percent(share)}</td><td class="num">{below}</td></tr>')
    heads = [t["concept"], t["class"], (t["share"],), (t["below"],)]
    return _section("concepts", t["concepts_head"], _table(t["concepts_note"], heads, rows))


def _concept(results: Results, id: str, language: str) -> str:
    """Name of a concept; another course's concepts have only their id."""
    return results.concept_names[id][language] if id in results.concept_names else id


def marks(results: Results, language: str) -> str:
    """Students by assignments, with the components of the course mark."""
    t = TEXTS[language]
    parts = [c for c in results.components if any(a.component == c for a in results.assignments)]
    heads = [t["student"], *((a.title[language],) for a in results.assignments),
             *((f"{c} {results.components[c][language]}",) for c in parts)]
    rows = []
    for student in results.students:
        cells = [_mark(results, results.work[student, a.name], a, language) for a in results.assignments]
        for component in parts:
            share, whole = results.component(student, component)
            cells.append('<td class="word">—</td>' if share is None else _score(share, "" if whole else " *"))
        rows.append(f'<tr><th scope="row">{escape(student)}</th>{"".join(cells)}</tr>')
    return _section("marks", t["marks_head"], _table(t["marks_note"], heads, rows))


def _mark(results: Results, work: Work, info: AssignmentInfo, language: str) -> str:
    if work.status != r.MARKED:
        bad = " bad" if work.status in (r.MISSING, r.UNREADABLE, r.FAILED) else ""
        return f'<td class="word{bad}">{TEXTS[language][work.status]}</td>'
    return _score(results.share(work, info) or 0.0)


def _score(share: float, sign: str = "") -> str:
    return f'<td class="num{" low" if share < r.HELP_BELOW else ""}">{_percent(share)}{sign}</td>'


def missing(results: Results, language: str) -> str:
    """Work that is missing, could not be read, or was not graded, with the reason."""
    t = TEXTS[language]
    titles = {a.name: a.title[language] for a in results.assignments}
    rows = [f'<tr><th scope="row">{escape(w.student)}</th><td>{escape(titles[w.assignment])}</td>'
            f"<td>{t[w.status]}{t['colon'] + escape(w.reason[language]) if w.reason.zh else ''}</td></tr>"
            for w in results.with_status(r.UNREADABLE, r.FAILED, r.MISSING)]
    if not rows:
        return _section("missing", t["missing_head"], f"<p>{t['missing_none']}</p>")
    return _section("missing", t["missing_head"], _table(None, [t["student"], t["assignment"], t["state"]], rows))


def _section(id: str, heading: str, body: str) -> str:
    return f'<section aria-labelledby="{id}">\n<h2 id="{id}">{heading}</h2>\n{body}\n</section>'


def _table(caption: str | None, heads: list, rows: list[str]) -> str:
    """A table; a head in a tuple stands over numbers."""
    head = "".join(f'<th scope="col" class="num" style="white-space:normal">{escape(h[0])}</th>' if isinstance(h, tuple)
                   else f'<th scope="col">{escape(h)}</th>' for h in heads)
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (f'<div class="scroll" tabindex="0"><table>{above}<thead><tr>{head}</tr></thead>\n<tbody>\n'
            + "\n".join(rows) + "\n</tbody></table></div>")


def _bar(parts: list[tuple[float, str]], words: str, line: float | None = None) -> str:
    """A horizontal bar of parts (share of the width, colour), with its words for who cannot see it."""
    x, drawn = 0.0, '<rect width="100" height="10" fill="#ececec"/>'
    for share, colour in parts:
        drawn += f'<rect x="{100 * x:.2f}" width="{100 * share:.2f}" height="10" fill="{colour}"/>' if share else ""
        x += share
    if line is not None:
        drawn += f'<rect x="{100 * line:.2f}" width=".5" height="10" fill="#1a1a1a"/>'
    return (f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(words)}">'
            f"<title>{escape(words)}</title>{drawn}</svg>")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
