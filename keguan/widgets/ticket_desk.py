"""The ticket desk of unit `complaints`: a shift of complaints with clocks, by mouse or keyboard,
and then the score, explained line by line.

What is done is kept as text in the notebook's folder after every action, so that a day goes on
after a restart, and stands at the end in a field to be copied into the answer of the task.
"""

from __future__ import annotations

import base64
import contextlib
import html
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets

from keguan.figures import base as figures
from keguan.figures import ticket_desk as words
from keguan.models import ticket_desk as models
from keguan.style import say
from keguan.widgets.base import box, status_line, still, unseen

STEPS = ("calm", "look", "type", "accept", "route", "reply", "pay", "call")
_SEVERAL = {"accept": models.CRITERIA, "reply": models.BLOCKS, "general": models.REASONS}
_NAMES: dict[str, Callable[[str], str]] = {
    "calm": words.move_name,
    "type": words.kind_name,
    "accept": words.criterion_name,
    "route": words.route_name,
    "reply": words.block_name,
    "general": words.reason_name,
}
_MOST = 9  # buttons of a step


@dataclass(frozen=True)
class Button:
    """A choice of the step: what it says, and the action it is, or what it ticks."""

    text: str
    action: str = ""  # "" goes on to the next step
    ticks: str = ""
    main: bool = False


class TicketDesk(ipywidgets.VBox):
    """The desk: `state` is where the day is, `log` what was done as a table, `text` the same to
    copy and replay, and `do` works at it in words.
    """

    def __init__(self, seed: int = 2026, folder: Path | None = None) -> None:
        self.file = (folder or Path()) / f"desk-{int(seed)}.txt"
        self.kept = _kept(self.file)  # what the file said when this desk last wrote or read it
        self.unkept = False  # whether the last action could not be written there
        begun = models.replay(seed, self.kept)
        self.state = begun if begun.log else models.start(seed)
        self.step = "calm"
        self.ticked: set[str] = set()
        self.here: ipywidgets.Button | None = None  # where the keyboard is
        self.sure = False  # that the day is to begin anew
        self._shown = 0
        self._make()
        super().__init__([*unseen(), self.head, self.bench, self.end])
        self.add_class("keguan-lab")
        self.add_class("keguan-desk")
        self._first_step()
        self._show()

    def _make(self) -> None:
        """All that may ever be seen; a button is never made anew, for it may have the focus."""
        self.head = ipywidgets.HTML()
        self.head.add_class("keguan-heard")
        self.queue = [ipywidgets.Button() for _ in self.state.tickets]
        for place, button in enumerate(self.queue):
            self._at(button, partial(self._open, place))
        self.wait = self._at(ipywidgets.Button(), lambda _: self._act("wait"))
        self.card = ipywidgets.HTML()
        self.steps = [ipywidgets.Button() for _ in STEPS]
        for step, button in zip(STEPS, self.steps, strict=True):
            self._at(button, partial(self._go_to, step))
            button.add_class("keguan-step")
        self.asked = ipywidgets.HTML()
        self.buttons: list[Button] = []
        self.choices = [ipywidgets.Button() for _ in range(_MOST)]
        for number, button in enumerate(self.choices):
            self._at(button, partial(self._choose, number))
        left = box("keguan-queue", *self.queue, self.wait)
        self.step_row = box("keguan-steps", *self.steps)
        right = box(
            "keguan-ticket",
            self.card,
            self.step_row,
            self.asked,
            box("keguan-choices", *self.choices),
        )
        self.bench = box("keguan-bench", left, right)
        self.result = ipywidgets.HTML()
        self.answer = ipywidgets.Textarea(rows=3, description=say("我的记录", "My record"))
        self.again = self._at(ipywidgets.Button(), lambda _: self._ask_again())
        self.end = box("keguan-end", self.result, self.answer, self.again)

    def _at(self, button: ipywidgets.Button, do: Callable[[Any], None]) -> ipywidgets.Button:
        button.add_class("keguan-say")
        button.on_click(do)
        return button

    # --- what is done -----------------------------------------------------------------------------

    @property
    def log(self):
        """What was done: minute, ticket, action, value."""
        return models.log(self.state)

    @property
    def text(self) -> str:
        """The answer of the task: the seed and what was done."""
        return (
            f'desk_seed = {self.state.seed}\ndesk_actions = """\n{models.record(self.state)}\n"""'
        )

    def do(self, actions: str) -> str:
        """Do what a text says, such as "open T01; look", and return how things stand, in words:
        for who cannot or does not want to use the buttons."""
        told = []
        for action in models.actions(actions):
            self.state = models.step(self.state, action)
            told.append(words.told(self.state.note))
        self._keep()
        self._first_step()
        self._show()
        if self.unkept:
            told.append(words.unkept())
        return "\n".join([*told, *words.situation(self.state)])

    def _act(self, action: str) -> None:
        """Do an action; the keyboard goes to where the next choice will be.

        The focus goes first: see TalkLab._move.
        """
        before = self.state
        self.state = models.step(before, action)
        self._keep()
        if self.state.current != before.current or self.state.current is None:
            self._first_step()
        else:
            self._next_step(action.split()[0])
        self._focus()
        self._show()

    def _open(self, place: int, _button: object) -> None:
        self._act(f"open {self.state.tickets[place].id}")

    def _go_to(self, step: str, _button: object) -> None:
        self.step, self.ticked = step, set()
        self._focus()
        self._show()

    def _choose(self, number: int, _button: object) -> None:
        button = self.buttons[number]
        if button.ticks:
            self.here = self.choices[number]
            self.ticked ^= {button.ticks}
            self._show()
        elif button.action:
            self._act(button.action)
        else:
            self._go_to(_after(self.step), None)

    def _first_step(self) -> None:
        """Where a ticket begins: at the customer's mood, unless that is calm."""
        self.ticked = set()
        self.step = "general" if self.state.closing else "calm"
        if self.state.current is not None and not self.state.closing:
            work = self.state.works[self.state.current]
            self.step = "calm" if work.anger > models.CALM else "look"

    def _next_step(self, verb: str) -> None:
        """After an action the next step, but back to the mood where a solution was refused."""
        self.ticked = set()
        if self.state.closing or self.state.current is None:
            return self._first_step()
        angry = self.state.works[self.state.current].anger > models.CALM
        if self.state.note == "angry" or (verb == "calm" and angry):
            self.step = "calm"
        elif verb in STEPS and not self.state.note.startswith("no:"):
            self.step = _after(verb)

    def _focus(self) -> None:
        """Put the keyboard where the next choice is."""
        target = self.choices[0]
        if self.state.over:
            target = self.again
        elif self.state.current is None and not self.state.closing:
            waiting = self.state.waiting
            target = self.queue[waiting[0]] if waiting else self.wait
        self.end.layout.display = "" if self.state.over else self.end.layout.display
        target.layout.display = ""
        target.focus()
        self.here = target

    # --- what is kept -----------------------------------------------------------------------------

    def _keep(self) -> None:
        """Write the record beside its place and move it there: a stop in between loses nothing.

        What another desk of the same day has written there since stays under a name of its own.
        """
        beside = self.file.with_suffix(".part")
        record = models.record(self.state) + "\n"
        try:
            if _kept(self.file) not in ("", self.kept):
                self._put_aside()
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                file.write(record)
            os.replace(beside, self.file)
        except OSError:  # the disk is full, or the folder is not to be written in
            self.unkept = True
            with contextlib.suppress(OSError):
                beside.unlink()
        else:
            self.kept, self.unkept = record, False

    def _put_aside(self) -> None:
        """The record that lies in the folder gets a name that is free."""
        number = 1
        while (earlier := self.file.with_name(f"{self.file.stem}-{number}.txt")).exists():
            number += 1
        os.replace(self.file, earlier)

    def _ask_again(self) -> None:
        """Begin anew at the second press: the first may be one too many of the button before."""
        if self.sure:
            return self._start_again()
        self.sure = True
        self.here = self.again
        self._show()

    def _start_again(self) -> None:
        """The same day from the beginning; the record so far stays under a name of its own."""
        with contextlib.suppress(OSError):  # no record lies there, or it cannot be moved
            self._put_aside()
        self.state = models.start(self.state.seed)
        self._first_step()
        self._focus()
        self._show()

    # --- what is shown ----------------------------------------------------------------------------

    def _show(self) -> None:
        over = self.state.over
        self.sure = self.sure and over
        self.again.description = say("同一天再来一次", "The same day once more")
        if self.sure:
            self.again.description = say(
                "再按一次，从头开始（记录留在旁边的文件里）",
                "Press again to begin anew (the record stays in a file)",
            )
        if over:
            self.result.value = _result(self.state)
            self.answer.value = self.text
        self.bench.layout.display = "none" if over else ""
        self.end.layout.display = "" if over else "none"
        self._show_panel()
        self._show_queue()
        # Last, and never twice the same: once it changes, a second click counts as another one.
        self._shown += 1
        self.head.value = f"{_head(self.state, self.unkept)}<!-- {self._shown} -->"

    def _show_queue(self) -> None:
        closing = self.state.closing
        for place, button in enumerate(self.queue):
            there = self.state.works[place].status == "waiting" and not closing
            if there:
                button.description = _slip(self.state, place)
            button.layout.display = "" if there else "none"
        self.wait.description = say("等一等", "Wait")
        if not self.state.waiting and self.state.current is None:
            self.wait.description = say("等下一位客户", "Wait for the next customer")
        self.wait.layout.display = "none" if closing else ""

    def _show_panel(self) -> None:
        state = self.state
        busy = state.current is not None and not state.closing
        self.card.value = _card(state) if busy else _no_ticket(state)
        self.step_row.layout.display = "" if busy else "none"
        for step, button in zip(STEPS, self.steps, strict=True):
            button.description = self._mark(step) + words.step_name(step)
            button.button_style = "primary" if step == self.step else ""
        shown = busy or (state.closing and not state.over)
        question = html.escape(words.question(self.step))
        self.asked.value = f"<p><b>{question}</b></p>" if shown else ""
        self.buttons = choices_of(state, self.step, self.ticked) if shown else []
        for number, button in reversed(list(enumerate(self.choices))):
            there = number < len(self.buttons)
            button.layout.display = "" if there else "none"
            button.description = self.buttons[number].text if there else ""
            main = there and self.buttons[number].main
            button.button_style = "primary" if main else ""

    def _mark(self, step: str) -> str:
        """A sign at the step that is chosen, and a tick at those that have been taken."""
        if step == self.step:
            return "▸ "
        current = self.state.current
        taken = current is not None and _is_done(self.state.works[current], step)
        return "✔ " if taken else ""

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live desk, and for readers without a kernel who waits (in the end the day beside the
        policies) as a picture, and what has been done."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if self.state.over:
            figure, _ = _compared(self.state)
        else:
            figure = words.queue(self.state)
            figures.note(figure, still())
        bundle["image/png"] = base64.b64encode(figures.png(figure)).decode()
        bundle["text/plain"] = "\n".join(
            [say("运行这个单元格，接着做。", "Run this cell to go on."), self.text]
        )
        bundle.pop("text/html", None)
        return bundle, {"image/png": {"alt": figure.finding}}


def _after(step: str) -> str:
    """The step after one."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def ticket_desk(seed: int = 2026) -> TicketDesk:
    """A shift at the complaints desk: open, calm, look into it, classify, accept, route, reply,
    pay, call back, while others wait. The same seed is the same day."""
    return TicketDesk(seed)


def _kept(file: Path) -> str:
    """The record of a day that was begun before, "" if there is none. An editor may have saved it
    in another encoding: the record itself is ASCII."""
    try:
        return file.read_bytes().replace(b"\0", b"").decode("ascii", "ignore")
    except OSError:
        return ""


# --- texts ----------------------------------------------------------------------------------------


def _head(state: models.State, unkept: bool) -> str:
    """Time, money, what is done, what the last action did, and whether that could not be saved."""
    done = sum(work.status == "done" for work in state.works)
    gone = len(models.lost(state))
    facts = [
        words.clock(state.minute),
        say(f"{words.clock(models.END)} 下班", f"until {words.clock(models.END)}"),
        say(f"今天是 {words.day(state.seed)}", words.day(state.seed)),
        say(f"补偿预算还有 {state.budget:,} 元", f"budget {state.budget:,} yuan"),
        say(f"结案 {done} / {len(state.works)}", f"closed {done} of {len(state.works)}"),
        say(f"走了 {gone} 位", f"{gone} gone"),
    ]
    first, *rest = facts
    line = "　".join([f"<b>{first}</b>", *map(html.escape, rest)])
    told = f"{words.told(state.note)}　{words.unkept()}" if unkept else words.told(state.note)
    return f"<p>{line}</p>{status_line(told)}"


def _slip(state: models.State, place: int) -> str:
    """A ticket in the queue: what everybody sees, and its clock."""
    ticket, work = state.tickets[place], state.works[place]
    begun = work.opened or ticket.handed
    mark = say("（办了一半）", " (begun)") if begun else ""
    if work.reply is not None:
        clock = say("等结案", "to be closed")
    else:
        clock = say(f"还能等 {work.patience} 分钟", f"{work.patience} min left")
    tier, emotion = words.short_tier(ticket.tier), ticket.emotion
    head = say(f"{ticket.id} {tier} · 情绪 {emotion}", f"{ticket.id} {tier} · emotion {emotion}")
    return f"{head}{mark}\n{clock}"


def _no_ticket(state: models.State) -> str:
    """What stands where a ticket would be."""
    if state.closing:
        return _paragraph(words.seen_reasons(state))
    return _paragraph(say("选一张工单打开。谁最不能等？", "Open a ticket. Who can least wait?"))


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _card(state: models.State) -> str:
    """The open ticket: who, what was said, the form, what was found."""
    assert state.current is not None
    ticket, work = state.tickets[state.current], state.works[state.current]
    tier = words.tier_name(ticket.tier)
    anger = f"{work.anger:.1f}"
    head = say(
        f"{ticket.id}　{tier}　情绪 {ticket.emotion} / 5　怒气 {anger}"
        f"（到 {models.CALM:g} 才听得进办法）",
        f"{ticket.id}, {tier}, emotion {ticket.emotion} of 5, anger {anger} "
        f"(listens at {models.CALM:g} or less)",
    )
    lines = [words.claim(ticket)]
    if ticket.handed:
        lines.append(words.handed(ticket))
    form = "".join(
        f"<li><b>{html.escape(name)}</b> {html.escape(text)}</li>"
        for name, text in words.form(ticket, state.current)
    )
    if work.looked:
        lines.append(words.found(ticket))
    told = "".join(map(_paragraph, lines))
    return f"<p><b>{html.escape(head)}</b></p>{told}<ul class='keguan-form'>{form}</ul>"


def _is_done(work: models.Work, step: str) -> bool:
    """Whether a step has been taken at a ticket."""
    return {
        "calm": work.anger <= models.CALM,
        "look": work.looked,
        "type": bool(work.kind),
        "accept": work.missing is not None,
        "route": bool(work.route),
        "reply": work.reply is not None,
        "pay": bool(work.paid),
        "call": False,
    }[step]


# --- the buttons of a step ------------------------------------------------------------------------


def choices_of(state: models.State, step: str, ticked: set[str]) -> list[Button]:
    """What may be chosen at a step."""
    if step in _SEVERAL:
        return _ticks(step, ticked)
    if step == "look":
        return [
            Button(say("查一查（5 分钟）", "Look into it (5 minutes)"), "look", main=True),
            Button(say("不查，往下走", "Go on without")),
        ]
    if step == "pay":
        return _payments(state)
    if step == "call":
        return _days(state)
    options = {"calm": tuple(models.MOVES), "type": models.KINDS, "route": models.ROUTES}[step]
    return [Button(_NAMES[step](one), f"{step} {one}") for one in options]


def _ticks(step: str, ticked: set[str]) -> list[Button]:
    """Boxes to tick, and the button that says it."""
    options = _SEVERAL[step]
    boxes = [
        Button(("☑ " if one in ticked else "☐ ") + _NAMES[step](one), ticks=one) for one in options
    ]
    chosen = " ".join(one for one in options if one in ticked)
    if step == "accept":
        text = say("不受理，请客户补上", "Not accepted: ask for these")
        text = text if chosen else say("都不缺：受理", "Nothing is missing: accept")
        return [*boxes, Button(text, f"accept {chosen or 'yes'}", main=True)]
    if step == "reply":
        return [*boxes, Button(say("发出回复", "Send the reply"), f"reply {chosen}", main=True)]
    return [
        *boxes,
        Button(say("写进总结，看得分", "Sum up and see the score"), f"sum {chosen}", main=True),
    ]


def _payments(state: models.State) -> list[Button]:
    """Nothing, half, all or twice of what is known about the damage."""
    assert state.current is not None
    ticket, work = state.tickets[state.current], state.works[state.current]
    loss = ticket.damage if work.looked and ticket.damage else ticket.claimed
    half, all_, twice = (
        say(f"{text[0]}：{amount:,} 元", f"{text[1]}: {amount:,} yuan")
        for text, amount in (
            (("一半", "Half"), loss // 2),
            (("全部损失", "The whole damage"), loss),
            (("双倍", "Twice"), 2 * loss),
        )
    )
    return [
        Button(say("不补偿", "Nothing")),
        Button(half, f"pay {loss // 2}"),
        Button(all_, f"pay {loss}"),
        Button(twice, f"pay {2 * loss}"),
    ]


def _days(state: models.State) -> list[Button]:
    """When to call, as dates; the day of completion is today."""
    days = [
        Button(
            say("今天 ", "today, ") * (after == 0) + words.day(state.seed, after), f"call {after}"
        )
        for after in (0, 1, 2, 3, 4, 5, 7)
    ]
    return [*days, Button(say("不用回访", "No call"), "call none")]


# --- the end --------------------------------------------------------------------------------------


def _result(state: models.State) -> str:
    """The score, rule by rule, where points were lost, and the day beside simple policies."""
    lines = models.score(state)
    head = say(
        f"你得了 {models.total(lines)} 分（满分 100）；走了 {len(models.lost(state))} 位客户，"
        f"损失 {models.loss(state):,} 元。",
        f"You have {models.total(lines)} of 100 points; {len(models.lost(state))} customers left, "
        f"a loss of {models.loss(state):,} yuan.",
    )
    luck = say(
        "四种排法用的是同一套固定流程，只有先后不同。一天有一天的运气；二十天平均下来，"
        "按抱怨类型排损失最少，先来先接损失最多。",
        "The four orders use one fixed routine and differ in nothing else. A day has its luck; "
        "over twenty days, by type loses least, and first come most.",
    )
    copy = say(
        "下面是你的记录。全选（Ctrl + A）、复制（Ctrl + C），粘贴到任务的答案单元格里。",
        "Below is your record. Select all (Ctrl + A), copy (Ctrl + C), and paste it into the "
        "answer cell of the task.",
    )
    return (
        f"<p role='status'><b>{html.escape(head)}</b></p>"
        f"<div class='keguan-two'>{_by_rule(lines)}{_picture(state)}</div>"
        f"{_paragraph(luck)}{_missed(lines)}{_paragraph(copy)}"
    )


def _by_rule(lines: list[models.Line]) -> str:
    rows = ""
    for rule in (*models.POINTS, "general"):
        got = sum(line.points for line in lines if line.rule == rule)
        of = sum(line.of for line in lines if line.rule == rule)
        rows += f"<tr><td>{html.escape(words.rule_name(rule))}</td><td>{got} / {of}</td></tr>"
    heads = say(("按什么算", "得分"), ("By which rule", "Points"))
    return (
        f"<table><thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _missed(lines: list[models.Line]) -> str:
    """The lines in which points were lost, folded."""
    missed = [line for line in lines if line.points < line.of]
    items = "".join(
        f"<li><b>{line.ticket} {html.escape(words.rule_name(line.rule))} "
        f"{line.points} / {line.of}</b> {html.escape(words.why(line))}</li>"
        for line in missed
    )
    if not missed:
        return ""
    head = say(
        f"逐条看扣分的原因（{len(missed)} 条）", f"Why points were lost ({len(missed)} lines)"
    )
    return (
        f"<details><summary><b>{head}</b></summary><ul class='keguan-lines'>{items}</ul></details>"
    )


def _compared(state: models.State) -> tuple[figures.CourseFigure, str]:
    """The day beside the four simple policies, and all that the picture shows in words."""
    policies = models.comparison(state.seed)
    names = [say("你", "you"), *map(words.order_name, policies.index)]
    losses = [models.loss(state), *policies["loss"]]
    scores = [models.total(models.score(state)), *policies["score"]]
    figure = words.comparison(names, losses, scores)
    rows = [f"{n} {loss:,} / {score}" for n, loss, score in zip(names, losses, scores, strict=True)]
    return figure, "; ".join([figure.finding, *rows])


def _picture(state: models.State) -> str:
    figure, told = _compared(state)
    data = base64.b64encode(figures.png(figure)).decode()
    return f'<img alt="{html.escape(told, quote=True)}" src="data:image/png;base64,{data}">'
