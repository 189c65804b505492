"""The class report: one HTML file that needs nothing else, in Chinese or English, readable on a
projector."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from dataclasses import replace
from functools import partial
from html import escape
from itertools import groupby
from statistics import mean

from grader.base import Text
from grader.report import items
from grader.report import results as r
from grader.report.results import AssignmentInfo, Results, Step, TaskInfo, Verdict, Work
from grader.report.words import CSS, KINDS, TEXTS

WEAKEST = 6  # concepts that are named for one student
HARD = 3  # tasks that are named as hard
NAMED = 5  # students, concepts and so on that are named in one line
# of a table with more rows than LONG, the TOP rows are shown and the rest unfolds
LONG, TOP = 40, 15
ALIKE = 0.03  # medians that differ by less are told as the same


def page(
    results: Results,
    language: str,
    title: str | None = None,
    date: datetime.date | None = None,
    *,
    shared: bool = False,
) -> str:
    """The report as a complete HTML page; `title` is that of the unit, default the course's.

    shared: leave out every section that names students, and what only one student wrote.
    """
    t = TEXTS[language]
    heading = escape(t["title"] + t["colon"] + (title or results.title[language]))
    made = t["made"].format(
        date=(date or datetime.date.today()).isoformat(),
        students=len(results.students),
        assignments=len(results.assignments),
    )
    found = sections(results, language, shared=shared)
    links = "".join(f'<li><a href="#{id}">{t[HEADS[id]]}</a></li>' for id in found)
    body = "\n".join(_section(id, t[HEADS[id]], html) for id, html in found.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{t["lang"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading}</title>\n"
        f"<style>{CSS}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#report">{t["skip"]}</a>\n<header><h1>{heading}</h1>\n<p '
        f'class="made">{made}</p>'
        f'<nav aria-label="{t["contents"]}"><ul>{links}</ul></nav></header>\n'
        f'<main id="report">\n{body}\n</main>\n'
        f"<footer>{t['foot_shared' if shared else 'foot']}</footer>\n</body>\n</html>\n"
    )


# Sections in the order of the page: id, and the word that heads it.
HEADS = {
    "glance": "glance",
    "help": "help_head",
    "missing": "missing_head",
    "concepts": "concepts_head",
    "wrong": "wrong_head",
    "tasks": "tasks_head",
    "steps": "steps_head",
    "marks": "marks_head",
}
NAMING = ("help", "marks", "missing")


def sections(results: Results, language: str, *, shared: bool = False) -> dict[str, str]:
    """HTML of each section that has something to say, by id, in order; those that name students
    only where not `shared`."""
    makers = {
        "glance": partial(glance, shared=shared),
        "help": helped,
        "missing": missing,
        "concepts": concepts,
        "wrong": wrong,
        "tasks": tasks,
        "steps": steps,
        "marks": marks,
    }
    if shared:
        results = without_single_answers(results)
    found = {id: makers[id](results, language) for id in HEADS if not (shared and id in NAMING)}
    return {id: html for id, html in found.items() if html}


def without_single_answers(results: Results) -> Results:
    """The class without sentences that only one student got, and without the words of students'
    own errors."""

    def plain(verdict: Verdict) -> Verdict:
        said = Text(
            *(
                f"{TEXTS[language]['own_error']} ({verdict.text.en.partition(':')[0]})"
                for language in ("zh", "en")
            )
        )
        return replace(verdict, text=said) if verdict.outcome == "error" else verdict

    told = {key: [plain(v) for v in work.verdicts] for key, work in results.work.items()}
    counts = Counter((key[1], v) for key, verdicts in told.items() for v in verdicts)
    return replace(
        results,
        right={},
        work={
            key: replace(
                work,
                verdicts=[
                    v for v in told[key] if v.outcome == r.NOT_ATTEMPTED or counts[key[1], v] > 1
                ],
            )
            for key, work in results.work.items()
        },
    )


def glance(results: Results, language: str, shared: bool = False) -> str:
    """The numbers a teacher looks for first, and what to do next."""
    t = TEXTS[language]
    lost = len(results.with_status(r.MISSING, r.UNREADABLE, r.FAILED))
    expected = len(results.work) - len(results.with_status(r.OPEN))
    handed = expected - len(results.with_status(r.MISSING))
    late, helping = sum(w.days_late > 0 for w in results.work.values()), len(results.needing_help())
    tiles = [
        (t["handed"], t["of"].format(a=handed, b=expected), False),
        (t["marked"], t["of"].format(a=len(results.with_status(r.MARKED)), b=handed), False),
        (t["hand"], len(results.with_status(r.BY_HAND)), False),
        (t["help"], t["of"].format(a=helping, b=len(results.students)), helping),
        (t["lost"], lost, lost),
        (t["late"], late, late),
    ]
    made = "".join(
        f'<li class="{"alarm" if alarm else ""}"><b>{value}</b>{name}</li>'
        for name, value, alarm in tiles
    )
    listed = "".join(f"<li>{line}</li>" for line in _todo(results, language, shared))
    return f'<ul class="tiles">{made}</ul><h3>{t["todo"]}</h3>' + (
        f"<ol>{listed}</ol>" if listed else f"<p>{t['todo_none']}</p>"
    )


def _todo(results: Results, language: str, shared: bool) -> list[str]:
    """What to do next, a sentence each, the people first; the beginning of each leads to its
    section."""
    t = TEXTS[language]
    lost = sorted({w.student for w in results.with_status(r.MISSING, r.UNREADABLE, r.FAILED)})
    weak = [
        c
        for c, share in sorted(results.concepts().items(), key=lambda pair: pair[1])
        if share < r.HELP_BELOW
    ]
    flagged = [_named(*row, language) for row in _flagged_tasks(results)]
    waiting = Counter(w.assignment for w in results.with_status(r.BY_HAND))
    by_hand = [
        t["at"].format(name=a.title[language], place=waiting[a.name])
        for a in results.assignments
        if waiting[a.name]
    ]
    lines = [
        ("help", "todo_help", [student for student, _, _ in results.needing_help()]),
        ("missing", "todo_lost", lost),
        ("concepts", "todo_concepts", [_said_concept(results, c, language) for c in weak]),
        ("tasks", "todo_flagged", flagged),
        ("marks", "todo_hand", by_hand),
    ]
    found = []
    for id, word, names in lines:
        if names and not (shared and id in NAMING):
            told = t["list"].join(map(escape, names[:NAMED])) + (
                t["more_names"].format(n=len(names)) if len(names) > NAMED else ""
            )
            found.append(f'<a href="#{id}">{t[word]}</a>{t["colon"]}{told}{t["stop"]}')
    return found


def _said_concept(results: Results, id: str, language: str) -> str:
    """Name of a concept, and where the lesson teaches it; another course's concepts have only
    their id."""
    where = results.concept_places.get(id)
    name = results.concept_names[id][language] if id in results.concept_names else id
    return TEXTS[language]["at"].format(name=name, place=where[language]) if where else name


def helped(results: Results, language: str) -> str:
    """Students below 60 % with the concepts they are weak in and where the lesson teaches them;
    who is falling behind."""
    t = TEXTS[language]
    rows = []
    for student, share, weak in results.needing_help():
        named = "".join(
            f"<li>{_concept(results, c, language)} {_percent(s)}{_place(results, c, language)}</li>"
            for c, s in weak[:WEAKEST]
        )
        named += (
            f"<li>{t['more'].format(n=len(weak) - WEAKEST)}</li>" if len(weak) > WEAKEST else ""
        )
        named = named or f"<li>{t['weak_none']}</li>"
        rows.append(
            f'<tr><th scope="row">{escape(student)}</th><td class="num low">{_percent(share)}</td>'
            f'<td><ul class="key">{named}</ul></td></tr>'
        )
    made, heads = f"<p>{t['help_none']}</p>", [t["student"], (t["share"],), t["weak"]]
    if rows:
        made = _table(t["help_note"], heads, rows[:TOP] if len(rows) > LONG else rows)
    if len(rows) > LONG:
        made += _folded(t["help_rest"].format(n=len(rows) - TOP), _table(None, heads, rows[TOP:]))
    falling = t["gap"].join(
        t["falling_one"].format(student=escape(student), points=f"{100 * fell:.0f}")
        for student, fell in results.falling()
    )
    return made + (
        f'<p><b>{t["falling"]}</b>{falling}<br><span class="note">{t["falling_note"]}</span></p>'
        if falling
        else ""
    )


def _place(results: Results, id: str, language: str) -> str:
    where = results.concept_places.get(id)
    return f' <small class="note">{escape(where[language])}</small>' if where else ""


def steps(results: Results, language: str) -> str:
    """The class from assignment to assignment: how many in each ten percent, the middle half, the
    median."""
    t = TEXTS[language]
    every = results.steps()
    rows = [_step_row(step, language) for step in every]
    note = (
        t["steps_dated" if results.dated else "steps_course"]
        + (" " if language == "en" else "")
        + t["steps_note"]
    )
    heads = [
        *([t["due"]] if results.dated else []),
        t["assignment"],
        t["class"],
        (t["median"],),
        (t["count_marked"],),
        (t["count_late"],),
        (t["count_missing"],),
    ]
    finding = latest(every, language)
    return (f'<p class="finding">{escape(finding)}</p>' if finding else "") + _table(
        note, heads, rows
    )


def latest(every: list[Step], language: str) -> str:
    """One sentence: the newest median against those before; empty where there are fewer than
    two."""
    t = TEXTS[language]
    marked = [step for step in every if step.quarters]
    if len(marked) < 2:
        return ""
    now, before = marked[-1].quarters[1], mean(step.quarters[1] for step in marked[:-1])
    kind = (
        "steps_same" if abs(now - before) < ALIKE else "steps_up" if now > before else "steps_down"
    )
    return t[kind].format(
        task=marked[-1].info.title[language],
        now=_percent(now),
        points=f"{100 * abs(now - before):.0f}",
    )


def _step_row(step: Step, language: str) -> str:
    t, info = TEXTS[language], step.info
    due = f'<td class="num">{day(info.due)}</td>' if info.due else ""
    head = f'<tr>{due}<th scope="row">{escape(info.title[language])}</th>'
    counts = f'<td class="num">{len(step.shares)}</td>' + "".join(
        f'<td class="num{" low" if n else ""}">{n}</td>' for n in (step.late, step.missing)
    )
    if not step.quarters:
        return (
            f'{head}<td style="width:40%" class="note">{t["none_marked"]}</td><td '
            f'class="num">—</td>{counts}</tr>'
        )
    low, median, high = (_percent(q) for q in step.quarters)
    words = t["steps_bar"].format(task=info.title[language], median=median, low=low, high=high)
    return (
        f'{head}<td style="width:40%">{_strip(step, words)}</td><td '
        f'class="num"><b>{median}</b></td>{counts}</tr>'
    )


def day(due: datetime.datetime) -> str:
    """A date (UTC) as it is here."""
    return f"{due.replace(tzinfo=datetime.UTC).astimezone():%Y-%m-%d}"


def _strip(step: Step, words: str) -> str:
    """A bar for each ten percent, as high as its number of students, over the band of the middle
    half, with a line at the median."""
    low, median, high = step.quarters
    counts = step.tens()
    bars = "".join(
        f'<rect x="{12 + 48 * i}" y="{34 - 32 * n / max(counts):.1f}" width="44" '
        f'height="{32 * n / max(counts):.1f}"/>'
        for i, n in enumerate(counts)
        if n
    )
    return (
        f'<svg class="strip" viewBox="0 0 500 34" role="img" '
        f'aria-label="{escape(words)}"><title>{escape(words)}</title>'
        f'<rect width="500" height="34" fill="#ececec"/>'
        f'<rect x="{10 + 480 * low:.1f}" width="{max(480 * (high - low), 1):.1f}" height="34" '
        f'fill="{KINDS["part"]}"/>'
        f'<g fill="#1a1a1a" fill-opacity=".7">{bars}</g>'
        f'<rect x="{8 + 480 * median:.1f}" width="4" height="34" fill="{KINDS["none"]}"/></svg>'
    )


def tasks(results: Results, language: str) -> str:
    """A bar per task: how many got full marks, some points, none, or left it empty; which are hard
    or badly built, and why."""
    t = TEXTS[language]
    rows, ranked, analysed = (
        [],
        [],
        {item.name: item for item in items.analyse(results.task_shares())},
    )
    for info in results.assignments:
        counted = [(task, results.task_counts(info, task)) for task in info.tasks]
        counted = [(task, counts) for task, counts in counted if counts.total()]
        if counted:
            rows.append(
                f'<tr class="group"><th colspan="5" '
                f'scope="rowgroup">{escape(info.title[language])}</th></tr>'
            )
        for task, counts in counted:
            item = analysed[f"{info.name} {task.id}"]
            ranked.append((item.difficulty, info, task))
            rows.append(_task_row(task, counts, item, language))
    if not rows:
        return ""
    key = "".join(
        f'<li><i style="background:{colour}"></i>{t[kind]}</li>' for kind, colour in KINDS.items()
    )
    heads = [t["task"], t["chart"], (t["rate"],), (t["empty"],), (t["sharp"],)]
    made = _table(t["sharp_note"], heads, rows)
    if len(ranked) > LONG:
        hardest = [
            _task_row(
                task,
                results.task_counts(info, task),
                analysed[f"{info.name} {task.id}"],
                language,
                info,
            )
            for _, info, task in sorted(ranked, key=lambda row: row[0])[:TOP]
        ]
        whole = _table(None, heads, rows)
        made = _table(t["sharp_note"], heads, hardest) + _folded(
            t["tasks_all"].format(n=len(ranked)), whole
        )
    return (
        f"{_hard(results, ranked, language)}{_flagged(results, analysed, language)}<ul "
        f'class="key">{key}</ul>{made}'
    )


def _folded(summary: str, html: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{html}</details>"


def _hard(
    results: Results, ranked: list[tuple[float, AssignmentInfo, TaskInfo]], language: str
) -> str:
    """The tasks with the smallest share of their points, each with its commonest mistake."""
    t = TEXTS[language]
    hard = [row for row in sorted(ranked, key=lambda row: row[0]) if row[0] < r.HELP_BELOW][:HARD]
    if not hard:
        return f'<p class="finding">{t["hard_none"]}</p>'
    common = {}
    for info, task, verdict, n in results.wrong_answers():
        common.setdefault(
            (info.name, task.id),
            t["hard_wrong"].format(text=verdict.text[language].rstrip("。."), n=n),
        )
    finding = t["hardest"].format(task=hard[0][2].title[language], share=_percent(hard[0][0]))
    listed = ""
    for share, info, task in hard:
        why = common.get((info.name, task.id))
        told = t["hard_one"].format(share=_percent(share)) + (
            {"zh": "。", "en": "; "}[language] + why if why else ""
        )
        listed += (
            f"<li><b>{escape(_named(info, task, language))}</b>{t['colon']}{escape(told)}</li>"
        )
    return f'<p class="finding">{escape(finding)}</p><p>{t["hard_list"]}</p><ul>{listed}</ul>'


def _flagged_tasks(results: Results) -> list[tuple[AssignmentInfo, TaskInfo]]:
    flagged = {item.name for item in items.analyse(results.task_shares()) if item.flag}
    return [
        (info, task)
        for info in results.assignments
        for task in info.tasks
        if f"{info.name} {task.id}" in flagged
    ]


def _flagged(results: Results, analysed: dict[str, items.Item], language: str) -> str:
    """The tasks that call for a check, each with the reason."""
    t = TEXTS[language]
    if all(item.discrimination is None for item in analysed.values()):
        return f'<p class="note">{t["few"]}</p>'
    found = "".join(
        f"<li><b>{escape(_named(info, task, language))}</b>{t['colon']}"
        f"{analysed[f'{info.name} {task.id}'].flag[language]}</li>"
        for info, task in _flagged_tasks(results)
    )
    return (
        f"<p>{t['flagged']}</p><ul>{found}</ul>"
        if found
        else f'<p class="note">{t["flagged_none"]}</p>'
    )


def _named(info: AssignmentInfo, task: TaskInfo, language: str) -> str:
    """Number and title of a task and its assignment; in another course's assignments its id
    only."""
    name = f"{task.ref} {task.title[language]}" if task.ref != task.id else task.title[language]
    return TEXTS[language]["at"].format(name=name, place=info.title[language])


def _task_row(
    task: TaskInfo,
    counts: Counter,
    item: items.Item,
    language: str,
    info: AssignmentInfo | None = None,
) -> str:
    """info: the assignment, where the rows around are of others."""
    words = TEXTS[language]["bar"].format(
        task=task.title[language], **{kind: counts[kind] for kind in KINDS}
    )
    bar = _bar([(counts[kind] / counts.total(), colour) for kind, colour in KINDS.items()], words)
    name = f"{task.ref} {task.title[language]}" if task.ref != task.id else task.title[language]
    below = f'<br><span class="note">{escape(info.title[language])}</span>' if info else ""
    return (
        f'<tr><th scope="row">{escape(name)}{below}</th><td style="width:45%">{bar}</td>'
        f'<td class="num">{_percent(item.difficulty)}</td><td class="num">{counts["empty"]}</td>'
        f'<td class="num{" low" if item.flag else ""}">{_signed(item.discrimination)}</td></tr>'
    )


def _signed(number: float | None) -> str:
    return "—" if number is None else f"{number:.2f}".replace("-", "−")


def wrong(results: Results, language: str, most: int = 12) -> str:
    """The sentences most students got, and what they had written."""
    t = TEXTS[language]
    rows = []
    for info, task, verdict, count in results.wrong_answers()[:most]:
        given = t["gap"].join(
            t["times"].format(answer=f'<span class="names">{escape(answer)}</span>', n=n)
            for answer, n in results.answers_with(info, verdict)[:4]
        )
        right = results.right.get((info.name, task.id))
        given += (
            t["right"].format(answer=f'<b class="names">{escape(right)}</b>')
            if given and right
            else ""
        )
        name = f"{task.ref} {task.title[language]}" if task.ref != task.id else task.title[language]
        rows.append(
            f'<tr><td class="num"><b>{count}</b></td><th scope="row">{escape(name)}'
            f'<br><span class="note">{escape(info.title[language])}</span></th>'
            f"<td><span "
            f'class="names">{escape(verdict.name)}</span>{t["colon"]}'
            f"{escape(verdict.text[language])}"
            f"{'<br>' + t['wrote'] + given if given else ''}</td></tr>"
        )
    if not rows:
        return f"<p>{t['wrong_none']}</p>"
    return _table(t["wrong_note"], [(t["count"],), t["task"], t["verdict"]], rows)


def concepts(results: Results, language: str) -> str:
    """A bar per concept id: the points of the class in its tasks, the weakest first."""
    t = TEXTS[language]
    shares = sorted(results.concepts().items(), key=lambda pair: pair[1])
    if not shares:
        return ""
    single = [results.concepts(student) for student in results.students]
    below = {c: sum(own[c] < r.HELP_BELOW for own in single if c in own) for c, _ in shares}
    rows = [
        _concept_row(results, concept, share, below[concept], language) for concept, share in shares
    ]
    weak = t["list"].join(
        _concept(results, c, language) for c, share in shares[:WEAKEST] if share < r.HELP_BELOW
    )
    finding = t["concepts_found"].format(names=weak) if weak else t["concepts_fine"]
    heads = [t["concept"], t["place"], t["class"], (t["share"],), (t["below"],)]
    shown = rows[:TOP] if len(rows) > LONG else rows
    rest = (
        _folded(t["concepts_rest"].format(n=len(rows) - TOP), _table(None, heads, rows[TOP:]))
        if len(rows) > LONG
        else ""
    )
    return f'<p class="finding">{finding}</p>' + _table(t["concepts_note"], heads, shown) + rest


def _concept_row(results: Results, concept: str, share: float, below: int, language: str) -> str:
    name = results.concept_names.get(concept, Text(concept, concept))[language]
    colour = KINDS["none"] if share < r.HELP_BELOW else KINDS["full"]
    bar = _bar(
        [(share, colour)],
        TEXTS[language]["concept_bar"].format(concept=name, share=_percent(share)),
        r.HELP_BELOW,
    )
    return (
        f'<tr><th scope="row">{escape(name)}<br><span class="note '
        f'names">{escape(concept)}</span></th>'
        f'<td>{_place(results, concept, language)}</td><td style="width:40%">{bar}</td>'
        f'<td class="num">{_percent(share)}</td><td class="num">{below}</td></tr>'
    )


def _concept(results: Results, id: str, language: str) -> str:
    """Name of a concept as HTML; another course's concepts have only their id."""
    return escape(results.concept_names[id][language] if id in results.concept_names else id)


def marks(results: Results, language: str) -> str:
    """Students by components and assignments, with the course of each one's marks; assignments
    without any mark are only named."""
    t = TEXTS[language]
    begun = {
        a.name
        for a in results.assignments
        if any(
            w.assignment == a.name and w.status not in (r.BY_HAND, r.WAITING, r.OPEN, r.MISSING)
            for w in results.work.values()
        )
    }
    order = [a for a in results.in_time() if a.name in begun] or results.in_time()
    parts = [c for c in results.components if any(a.component == c for a in order)]
    titles = [a.title[language].partition(t["colon"]) for a in order]  # "unit: kind"
    heads = [
        t["student"],
        t["path"],
        *((f"{c} {results.components[c][language]}",) for c in parts),
        *((kind or title,) for title, _, kind in titles),
    ]
    units = "".join(
        f'<th scope="colgroup" colspan="{len(list(same))}">{escape(unit)}</th>'
        for unit, same in groupby(title if kind else "" for title, _, kind in titles)
    )
    medians = [step.quarters and step.quarters[1] for step in results.steps()]
    rows = []
    for student in results.students:
        cells = [f"<td>{_path(student, results.path(student), medians, language)}</td>"]
        for component in parts:
            share, whole = results.component(student, component)
            cells.append(
                '<td class="word">—</td>' if share is None else _score(share, "" if whole else " *")
            )
        cells += [_mark(results, results.work[student, a.name], a, language) for a in order]
        rows.append(f'<tr><th scope="row">{escape(student)}</th>{"".join(cells)}</tr>')
    open_ = t["list"].join(a.title[language] for a in results.in_time() if a not in order)
    told = (
        t["marks_note"]
        + (" " if language == "en" else "")
        + (t["marks_open"].format(names=open_) if open_ else "")
    )
    above = f'<tr><td colspan="{2 + len(parts)}"></td>{units}</tr>'
    return f'<p class="note">{escape(told)}</p>' + _table(None, heads, rows, "wide", above)


def _path(
    student: str, shares: list[float | None], medians: list[float | None], language: str
) -> str:
    """A small line of a student's marks over that of the class; assignments without a mark are
    passed over."""
    t = TEXTS[language]
    told = (
        t["gap"].join(_percent(share) for share in shares if share is not None) or t["none_marked"]
    )
    words = escape(t["path_bar"].format(student=student, shares=told))
    across = 100 / max(1, len(shares) - 1)
    lines = [
        [(10 + i * across, 34 - 28 * value) for i, value in enumerate(values) if value is not None]
        for values in (medians, shares)
    ]
    drawn = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in line)}" fill="none" {look}/>'
        for line, look in zip(
            lines,
            ('stroke="#9a9a9a" stroke-width="1.5"', f'stroke="{KINDS["full"]}" stroke-width="3"'),
            strict=True,
        )
        if line
    )
    line = 34 - 28 * r.HELP_BELOW + 0.01  # below 60 %
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" '
        f'fill="{KINDS["none" if y > line else "full"]}"/>'
        for x, y in lines[1]
    )
    return (
        f'<svg class="path" viewBox="0 0 120 40" role="img" '
        f'aria-label="{words}"><title>{words}</title>{drawn}{dots}</svg>'
    )


def _mark(results: Results, work: Work, info: AssignmentInfo, language: str) -> str:
    if work.status != r.MARKED:
        bad = " bad" if work.status in (r.MISSING, r.UNREADABLE, r.FAILED) else ""
        return f'<td class="word{bad}">{TEXTS[language][work.status]}</td>'
    return _score(results.share(work, info) or 0.0)


def _score(share: float, sign: str = "") -> str:
    return f'<td class="num{" low" if share < r.HELP_BELOW else ""}">{_percent(share)}{sign}</td>'


def missing(results: Results, language: str) -> str:
    """A row for each student with work that is missing, late, unreadable or was not graded, with
    the reason."""
    t = TEXTS[language]
    titles = {a.name: a.title[language] for a in results.assignments}
    rows = []
    for student in results.students:
        works = [results.work[student, info.name] for info in results.in_time()]
        cells = [
            [escape(titles[w.assignment]) for w in works if w.status == r.MISSING],
            [
                t["days"].format(task=escape(titles[w.assignment]), days=w.days_late)
                for w in works
                if w.days_late > 0
            ],
            [
                f"{escape(titles[w.assignment])}{t['colon']}{t[w.status]}"
                f"{t['colon'] + escape(w.reason[language]) if w.reason.zh else ''}"
                for w in works
                if w.status in (r.UNREADABLE, r.FAILED)
            ],
        ]
        if any(cells):
            told = "".join("<td>" + "<br>".join(cell) + "</td>" for cell in cells)
            rows.append(f'<tr><th scope="row">{escape(student)}</th>{told}</tr>')
    if not rows:
        return f"<p>{t['missing_none']}</p>"
    found = t["missing_found"].format(
        missing=len(results.with_status(r.MISSING)),
        failed=len(results.with_status(r.UNREADABLE, r.FAILED)),
        late=sum(w.days_late > 0 for w in results.work.values()),
    )
    heads = [t["student"], t["missing"].capitalize(), t["count_late"], t["lost_head"]]
    return f'<p class="finding">{found}</p>' + _table(None, heads, rows)


def _section(id: str, heading: str, body: str) -> str:
    return f'<section aria-labelledby="{id}">\n<h2 id="{id}">{heading}</h2>\n{body}\n</section>'


def _table(
    caption: str | None, heads: list, rows: list[str], kind: str = "", over: str = ""
) -> str:
    """A table; a head in a tuple stands over numbers. kind: "wide" keeps the first column in
    sight; over: a row above the heads."""
    head = "".join(
        f'<th scope="col" class="num" style="white-space:normal">{escape(h[0])}</th>'
        if isinstance(h, tuple)
        else f'<th scope="col">{escape(h)}</th>'
        for h in heads
    )
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll" tabindex="0"><table '
        f'class="{kind}">{above}<thead>{over}<tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def _bar(parts: list[tuple[float, str]], words: str, line: float | None = None) -> str:
    """A horizontal bar of parts (share of the width, colour), with its words for who cannot see
    it."""
    x, drawn = 0.0, '<rect width="100" height="10" fill="#ececec"/>'
    for share, colour in parts:
        drawn += (
            f'<rect x="{100 * x:.2f}" width="{100 * share:.2f}" height="10" fill="{colour}"/>'
            if share
            else ""
        )
        x += share
    if line is not None:
        drawn += f'<rect x="{100 * line:.2f}" width=".5" height="10" fill="#1a1a1a"/>'
    return (
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(words)}">'
        f"<title>{escape(words)}</title>{drawn}</svg>"
    )


def _percent(share: float) -> str:
    """To a whole percent; what lies just below the line of 60 % with a decimal, so that it does
    not read as 60 %."""
    if f"{share:.2f}" == f"{r.HELP_BELOW:.2f}" and share < r.HELP_BELOW:
        return f"{math.floor(1000 * share) / 10:.1f}%"
    return f"{100 * share:.0f}%"
