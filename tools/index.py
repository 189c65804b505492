"""Writes the README pages of lessons/ from course.toml: what there is, how long it takes, what
comes next."""

from __future__ import annotations

from grader.course.outline import Assignment, Course, Unit

BUILT = (
    "<!-- 由 course.toml 生成，请勿手改 · built from course.toml by `python -m tools.build`; do "
    "not edit -->\n"
)
TEXT = {
    "zh": {
        "start": (
            "从第一单元开始，按顺序学。每个单元先读课文，边读边动手；再做自学检查和练习，"
            "每做一步都能马上检查对错。"
        ),
        "language": "English: [lessons in English](../en/README.md)",
        "unit": "{position}　{title}",
        "time": "课文约 {minutes} 分钟 · 数据：{datasets}",
        "open": "打开课文：{title}",
        "able": "学完你能：",
        "next": "读完课文，接着做：",
        "head": "| 顺序 | 做什么 | 时间 | 满分 | 计入总评 |\n|---|---|---|---|---|",
        "row": (
            "| {n} | [{title}]({link}) | {minutes} 分钟 | {points} 分 | {component}（占 "
            "{weight:.0%}） |"
        ),
        "weightless": "| {n} | [{title}]({link}) | {minutes} 分钟 | {points} 分 | 不计入总评 |",
        "practice": "| {n} | [{title}]({link}) | {minutes} 分钟 | 不计分 | 想多练就做 |",
        "then": "做完以后，进入下一单元：[{title}]({link})。",
        "last": "做完以后，本课程现有的单元就都学完了。",
        "finals": "期末",
    },
    "en": {
        "start": (
            "Start with the first unit and keep the order. Read the lesson and try everything in "
            "it; then do the self-study checkpoint and the exercises. Every step can be checked at "
            "once."
        ),
        "language": "中文：[中文课文](../zh/README.md)",
        "unit": "{position} {title}",
        "time": "Lesson about {minutes} minutes · data: {datasets}",
        "open": "Open the lesson: {title}",
        "able": "You will be able to:",
        "next": "After the lesson, do these:",
        "head": "| Order | What to do | Time | Points | Counts towards |\n|---|---|---|---|---|",
        "row": (
            "| {n} | [{title}]({link}) | {minutes} min | {points} | {component} ({weight:.0%}) |"
        ),
        "weightless": "| {n} | [{title}]({link}) | {minutes} min | {points} | no mark |",
        "practice": "| {n} | [{title}]({link}) | {minutes} min | none | for who wants more |",
        "then": "Then go on to the next unit: [{title}]({link}).",
        "last": "That was the last unit there is so far.",
        "finals": "At the end of the course",
    },
}


def pages(course: Course) -> dict[str, str]:
    """Path inside the checkout and text of every index page."""
    found = {
        f"lessons/{language}/README.md": _page(course, language) for language in course.languages
    }
    return {"lessons/README.md": _front(course), **found}


def _front(course: Course) -> str:
    lines = [
        BUILT,
        f"# {course.title.zh} · {course.title.en}\n",
        "[中文课程首页](zh/README.md) · [Course page in English](en/README.md)\n",
        "| | 单元 · Unit | 中文 | English |",
        "|---|---|---|---|",
    ]
    for unit in course.units:
        lines.append(
            f"| {unit.position} | {unit.title.zh} · {unit.title.en} | [课文](zh/{unit.lesson}) | "
            f"[lesson](en/{unit.lesson}) |"
        )
    return "\n".join(lines) + "\n"


def _page(course: Course, language: str) -> str:
    text = TEXT[language]
    blocks = [BUILT + f"\n# {course.title[language]}", text["start"], text["language"]]
    for unit in course.units:
        blocks += _unit(course, unit, language)
    if course.finals:
        rows = [_row(course, a, n, language) for n, a in enumerate(course.finals, start=1)]
        blocks += [f"## {text['finals']}", "\n".join([text["head"], *rows])]
    return "\n\n".join(blocks) + "\n"


def _unit(course: Course, unit: Unit, language: str) -> list[str]:
    text = TEXT[language]
    title = unit.title[language]
    datasets = ("、" if language == "zh" else ", ").join(f"`{name}`" for name in unit.datasets)
    blocks = [
        "## " + text["unit"].format(position=unit.position, title=title),
        f"**[{text['open'].format(title=title)}]({unit.lesson})**",
        text["time"].format(minutes=unit.minutes, datasets=datasets),
        text["able"],
        "\n".join(f"- {objective[language]}" for objective in unit.objectives),
    ]
    if unit.assignments:
        rows = [_row(course, a, n, language) for n, a in enumerate(unit.in_order, start=1)]
        blocks += [text["next"], "\n".join([text["head"], *rows])]
    following = course.units[unit.position : unit.position + 1]
    if following:
        [after] = following
        blocks.append(text["then"].format(title=after.title[language], link=after.lesson))
    else:
        blocks.append(text["last"])
    return blocks


def _row(course: Course, assignment: Assignment, n: int, language: str) -> str:
    name = assignment.name
    shown = {
        "n": n,
        "title": assignment.title[language],
        "link": f"../../exercises/release/{language}/{name}/{name}.ipynb",
        "minutes": assignment.minutes,
        "points": assignment.points,
    }
    if assignment.practice:
        return TEXT[language]["practice"].format(**shown)
    if not course.weight(assignment):
        return TEXT[language]["weightless"].format(**shown)
    component = next(c for c in course.components if c.id == assignment.component)
    return TEXT[language]["row"].format(
        **shown,
        component=component.title[language],
        weight=component.weight,
    )
