"""The self-test of a unit: questions that count for no mark, judged as soon as one asks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from tornado import web

from grader.base import Text, UserError
from grader.desk import actions
from grader.desk.base import Handler
from grader.desk.form import answered
from grader.desk.words import SAY
from grader.learner import selftest
from grader.learner.form import Question
from grader.learner.selftest import Item, Selftest


@dataclass(frozen=True)
class Row:
    """A question on the page: `value` as it is chosen now, or as it was typed and not kept, with
    `wrong` saying why; `order` the letters as they stand; `state` good, bad, or "" where nobody
    asked."""

    question: Question
    value: str
    order: str
    state: str
    answer: str
    why: str
    topic: str
    wrong: str


class SelftestPage(Handler):
    """GET /keguan/selftest/<unit>: the questions. POST: what was chosen, or is to be judged."""

    @web.authenticated
    async def get(self, slug: str) -> None:
        try:
            await self._answer(slug)
        except UserError as error:
            self.show("sorry.html", said=Text(error.zh, error.en)[self.language])

    @web.authenticated
    async def post(self, slug: str) -> None:
        try:
            await self._done(slug)
        except UserError as error:
            self.desk.said = actions.refused(error, self.language)
            self.redirect(self.at("selftest", slug) + "?said=1", status=303)
        except OSError as error:
            self.desk.said = actions.no_room(error, self.language)
            self.redirect(self.at("selftest", slug) + "?said=1", status=303)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code == 403:
            return self.lead_back(self.at("selftest", self.path_args[0]))
        super().write_error(status_code, **kwargs)

    async def _done(self, slug: str) -> None:
        course, language = self.desk.course, self.language
        button, _, about = self.get_body_argument("do", "").partition(" ")
        now = await asyncio.to_thread(selftest.read, course, language, slug)
        if button == "again":
            await asyncio.to_thread(selftest.start_over, slug)
            return self.redirect(self.at("selftest", slug), status=303)
        questions = [item.question for item in now.items]
        chosen = {one.key: answered(self, one, button, about) for one in questions}
        asked = about if button == "check" else ""
        wrong = await asyncio.to_thread(selftest.save, course, language, slug, chosen, asked)
        if wrong:
            return await self._answer(slug, wrong, {key: chosen[key] for key in wrong})
        key = about.partition(":")[0]
        self.redirect(
            self.at("selftest", slug) + (f"#q-{key}" if key in chosen else ""), status=303
        )

    async def _answer(
        self,
        slug: str,
        wrong: dict[str, Text] | None = None,
        typed: dict[str, str] | None = None,
    ) -> None:
        course, language = self.desk.course, self.language
        now = await asyncio.to_thread(selftest.read, course, language, slug)
        title = course.unit(slug).title[language]
        self.show(
            "selftest.html",
            slug=slug,
            title=SAY["selftest_title"][language].format(unit=title),
            done=now.done,
            rows=[self._row(now, item, wrong or {}, typed or {}) for item in now.items],
            said=self.desk.said if self.get_query_argument("said", "") else None,
        )

    def _row(self, now: Selftest, item: Item, wrong: dict[str, Text], typed: dict[str, str]) -> Row:
        key, reply = item.question.key, now.reply(item)
        state = ""
        if reply.asked and key not in wrong:
            state = "good" if selftest.is_right(item, reply.value) else "bad"
        return Row(
            question=item.question,
            value=typed.get(key, reply.value),
            order=reply.value or item.question.letters,
            state=state,
            answer=item.answer,
            why=item.why[self.language],
            topic=item.topic[self.language],
            wrong=wrong[key][self.language] if key in wrong else "",
        )
