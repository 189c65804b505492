"""A quiz, a checkpoint or a theory test as a form. What is chosen goes into the student's notebook
at once; what a check says of it comes back beside the question."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from markupsafe import Markup
from tornado import web

from grader.base import Text, UserError
from grader.desk import actions
from grader.desk.base import Checks, Handler, Notice
from grader.learner import form, home
from grader.learner.form import Question, Sheet
from grader.learner.places import Places
from grader.learner.visible import Shown

MOVES = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Row:
    """A question on the page: `value` as it is chosen now, or as it was typed and not saved, with
    `wrong` saying why; `order` the letters as they stand; `shown` the code of each given cell, what
    it shows, and whether that makes sense only beside the code."""

    question: Question
    value: str
    odd: bool
    state: str
    title: str
    lines: tuple[str, ...]
    order: str
    wrong: str
    shown: tuple[tuple[str, Markup, bool], ...]


class FormPage(Handler):
    """GET /keguan/form/<name>: the form. POST: what was chosen, typed, or is to be checked."""

    @web.authenticated
    async def get(self, name: str) -> None:
        try:
            sheet = await asyncio.to_thread(form.sheet, self.desk.course, self.language, name)
        except UserError as error:
            return self.show("sorry.html", said=Text(error.zh, error.en)[self.language])
        said = self.desk.said if self.get_query_argument("said", "") else None
        await self._answer(sheet, said)

    @web.authenticated
    async def post(self, name: str) -> None:
        try:
            await self._done(name)
        except UserError as error:
            self.desk.said = actions.refused(error, self.language)
            self.redirect(self.at("form", name) + "?said=1", status=303)
        except OSError as error:
            self.desk.said = actions.no_room(error, self.language)
            self.redirect(self.at("form", name) + "?said=1", status=303)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code == 403:
            return self.lead_back(self.at("form", self.path_args[0]))
        super().write_error(status_code, **kwargs)

    async def _done(self, name: str) -> None:
        """Does what the button says: saving comes first, whatever it is."""
        course, version = self.desk.course, self.get_body_argument("version", "")
        button, _, about = self.get_body_argument("do", "").partition(" ")
        if button == "person" and not home.who():
            person = await asyncio.to_thread(
                self.desk.person, self._field("id"), self._field("person")
            )
            await asyncio.to_thread(home.introduce, person)
            return self.redirect(self.at("form", name), status=303)
        if button == "mine":
            await asyncio.to_thread(form.start_over, course, self.language, name, version)
            return self.redirect(self.at("form", name), status=303)
        sheet = await self._sheet(name)
        given = {one.key: answered(self, one, button, about) for one in sheet.questions}
        wrong = await asyncio.to_thread(form.save, course, self.language, name, version, given)
        if button == "check" and about not in wrong:
            await self._check(name, about)
        if wrong:
            typed = {key: given[key] for key in wrong}
            return await self._answer(await self._sheet(name), None, wrong, typed)
        key = about.partition(":")[0]
        self.redirect(self.at("form", name) + (f"#q-{key}" if key in given else ""), status=303)

    def _field(self, name: str) -> str:
        return self.get_body_argument(name, "")[: actions.LONGEST]

    async def _sheet(self, name: str) -> Sheet:
        return await asyncio.to_thread(form.sheet, self.desk.course, self.language, name)

    async def _check(self, name: str, key: str) -> None:
        course, language = self.desk.course, self.language
        check, answer, value = await asyncio.to_thread(form.check_of, course, language, name, key)
        await self._shown(await self._sheet(name))
        visible = self._checks(name).visible
        card = await asyncio.to_thread(visible.card, check, answer, value)
        await asyncio.to_thread(form.keep_said, course, language, name, key, card)

    def _checks(self, name: str) -> Checks:
        """The process that checks this notebook; that of another one ends."""
        mine = (self.language, name)
        if self.desk.checks is None or self.desk.checks.of != mine:
            if self.desk.checks:
                self.desk.checks.visible.close()
            self.desk.checks = Checks(mine)
        return self.desk.checks

    async def _shown(self, sheet: Sheet) -> dict[str, list[Shown]]:
        """What the given cells of each question show; the process runs them once."""
        checks = self._checks(sheet.work.name)
        cells = {one.key: one.given for one in sheet.questions}
        every = [*sheet.setup, *chain.from_iterable(cells.values())]
        if sheet.told_at_once and checks.given != every:
            seen = iter((await asyncio.to_thread(checks.visible.shown, every))[len(sheet.setup) :])
            checks.shown = {key: [next(seen) for _ in given] for key, given in cells.items()}
            checks.given = every
        return checks.shown

    async def _answer(
        self,
        sheet: Sheet,
        said: Notice | None,
        wrong: dict[str, Text] | None = None,
        typed: dict[str, str] | None = None,
    ) -> None:
        try:
            shown = await self._shown(sheet) if any(one.given for one in sheet.questions) else {}
        except UserError:
            shown = {}  # the notebook shows it too, and the page links there
        rows = []
        for question in sheet.questions:
            why = (wrong or {}).get(question.key)
            row = self._row(sheet, question, shown.get(question.key, []), why)
            value = (typed or {}).get(question.key, row.value)
            rows.append(replace(row, value=value))
        name = sheet.work.name
        self.show(
            "form.html",
            sheet=sheet,
            rows=rows,
            who=home.who(),
            said=said,
            title=sheet.work.title[self.language],
            path=f"{self.language}/{Places(self.desk.course, self.language).work(name)}",
        )

    def _row(self, sheet: Sheet, question: Question, shown: list[Shown], wrong: Text | None) -> Row:
        reply = sheet.replies[question.key]
        card = reply.said
        return Row(
            question=question,
            value=reply.value,
            odd=reply.odd,
            state=card.state if card else "",
            title=card.title if card else "",
            lines=card.lines if card else (),
            order=reply.value or question.letters,
            wrong=wrong[self.language] if wrong else "",
            shown=tuple(
                (code, form.clean(one), bool(one.text and not one.html))
                for code, one in zip(question.given, shown, strict=False)
            ),
        )


def answered(page: Handler, question: Question, button: str, about: str) -> str:
    """What the controls of a question say: its letters in a row, or the text of its field."""
    parts = page.get_body_arguments(f"q.{question.key}")
    if question.kind != "order":
        return "".join(parts)[: actions.LONGEST]
    key, _, place = about.partition(":")
    moved = button in MOVES and key == question.key and place.isdecimal()
    if moved:
        parts = _moved(parts, int(place), MOVES[button])
    return "".join(parts) if moved or page.get_body_argument(f"set.{question.key}", "") else ""


def _moved(letters: list[str], place: int, by: int) -> list[str]:
    """The letters with the one at the place moved up or down."""
    other = place + by
    if place < len(letters) and 0 <= other < len(letters):
        letters[place], letters[other] = letters[other], letters[place]
    return letters
