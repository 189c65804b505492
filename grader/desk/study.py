"""The student's page: what it shows. What its buttons do is in `actions`.

Whatever reads files runs in a thread, and what takes long in a process of its own
(grader.learner.checking), for the server also holds the kernels.
"""

from __future__ import annotations

import asyncio
import time
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jupyter_server.utils import url_path_join
from tornado import web

from grader.base import UserError, pages
from grader.course import outline as courses
from grader.course.outline import Course
from grader.desk import actions, form, selftest
from grader.desk.base import AT, Desk, Foreign, Handler
from grader.desk.words import SAY
from grader.learner import checking, handin, home, learn, luggage, returned, study
from grader.learner.places import Places

HELD = 5.0  # seconds that an answer about a check may wait for something new
BETWEEN = 0.1  # seconds from one look at it to the next
FILE = r"([^/\\]{1,200})"
PARTS = {"look.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8"}


def add_to(app: Any) -> None:
    """Adds the page to a Jupyter server that serves the folder of the students' work."""
    options = app.config.get("KeguanDesk", {})
    settings = options.get("settings")
    desk = Desk(courses.load(), options.get("language", "zh"), settings and Path(settings))
    app.web_app.settings["keguan_desk"] = desk
    at = url_path_join(app.web_app.settings["base_url"], AT)
    routes = [
        ("/?", StudyPage),
        ("/do/([a-z-]+)", actions.Action),
        ("/progress", Progress),
        (r"/open/(\w+)/(.+\.ipynb)", Notebook),
        (r"/form/([\w-]+)", form.FormPage),
        (r"/selftest/([\w-]+)", selftest.SelftestPage),
        (f"/read/{FILE}", Reader),
        (r"/read/(\w+)/([\w-]+)", ResultReader),
        (f"/feedback/{FILE}", ReturnedPage),
        (r"/result/(\w+)/([\w-]+)", ResultPage),
        ("/take", Luggage),
        (f"/handed/{FILE}", HandedIn),
        (rf"/({'|'.join(PARTS)})".replace(".", r"\."), Part),
    ]
    app.web_app.add_handlers(".*$", [(at + path, handler) for path, handler in routes])


class StudyPage(Handler):
    """The page itself."""

    @web.authenticated
    async def get(self) -> None:
        course, language = self.desk.course, self.language
        facts = await asyncio.to_thread(study.facts, course, language)
        check = await asyncio.to_thread(checking.state)
        every = chain.from_iterable(card.steps for card in facts.cards)
        steps = {step.name: step for step in every if step.work}
        said = self.desk.said if self.get_query_argument("said", "") else None
        self.show(
            "study.html",
            facts=facts,
            shown=self._shown(facts),
            check=check,
            results=[(steps[one.name], one) for one in check.said] if check else [],
            steps=steps,
            hand=steps.get(self.get_query_argument("hand", "")),
            who=home.who(),
            people=home.people() if self.get_query_argument("who", "") else None,
            place=str(home.place()),
            said=said,
            hidden=learn.has_hidden_tests(course, language),
            taught=self._taught(facts),
        )

    def _taught(self, facts: study.Facts) -> dict[str, str]:
        """Where the lesson opens at the section that teaches a concept, by its id."""
        places = Places(self.desk.course, self.language)
        taught = [(due.concept, places.lesson(due.unit)) for due in facts.due]
        return {
            concept.id: _section(self, lesson, concept.section)
            for concept, lesson in taught
            if concept.section
        }

    def _shown(self, facts: study.Facts) -> study.Card:
        """The unit that was asked for, else that of the next step."""
        asked = self.get_query_argument("unit", "") or self.get_query_argument("hand", "")
        for card in facts.cards:
            if asked and asked in (card.slug, *(step.name for step in card.steps)):
                return card
        return facts.next_card or facts.cards[0]


class Progress(Handler):
    """How far a check is, as soon as it is further than what the page shows already; the script
    asks, and then shows the page anew."""

    @web.authenticated
    async def get(self) -> None:
        shown = self.get_query_argument("done", "")
        until = time.monotonic() + HELD
        while True:
            check = await asyncio.to_thread(checking.state)
            running, done = bool(check and check.running), len(check.said) if check else 0
            if not running or str(done) != shown or time.monotonic() > until:
                break
            await asyncio.sleep(BETWEEN)
        self.set_header("Cache-Control", "no-store")
        self.finish({"running": running, "done": done})


class Notebook(Handler):
    """A notebook in JupyterLab, or in Notebook 7, with the way back above it."""

    @web.authenticated
    async def get(self, language: str, path: str) -> None:
        course = self.desk.course
        known = study.path_of(course, language, path) if language in course.languages else None
        if known is None or not known.is_file():
            raise web.HTTPError(404)
        works = {Places(course, language).work(one.name): one.name for one in course.assignments}
        work = works.get(path, "")
        step = await asyncio.to_thread(study.step, course, language, work) if work else None
        simple = self.get_query_argument("view", "") == "simple"
        section = self.get_query_argument("section", "")
        place = await asyncio.to_thread(study.section_cell, known, section)
        other = {"view": "" if simple else "simple", "section": section}
        inside = quote(known.relative_to(home.home()).as_posix())
        view, ending = ("notebooks", "") if simple else ("doc/tree", "?reset")
        self.show(
            "frame.html",
            title=course.assignment(work).title[language]
            if work
            else _title(course, language, path),
            inside=url_path_join(self.base_url, view, inside) + ending,
            waits=True,
            place=place,
            simple=simple,
            view=f"{self.request.path}?{urlencode({key: of for key, of in other.items() if of})}",
            work=work,
            form=self.at("form", work) if step and step.form and language == self.language else "",
            checks=bool(step and step.may_check and language == self.language),
        )


def _title(course: Course, language: str, path: str) -> str:
    places = Places(course, language)
    return next(unit.title[language] for unit in course.units if places.lesson(unit) == path)


class Reader(Handler):
    """A feedback page that came back, with the way back above it."""

    @web.authenticated
    async def get(self, file: str) -> None:
        known = await asyncio.to_thread(returned.pages, self.desk.course)
        found = next((page for page in known if page.file == file), None)
        if found is None:
            raise web.HTTPError(404)
        title = self.desk.course.title_of(found.assignment)
        self.show(
            "frame.html",
            title=title[self.language] if title else file,
            inside=self.at("feedback", file),
            waits=False,
            again=_sections(self, await asyncio.to_thread(returned.page, file)),
        )


class ResultReader(Handler):
    """What the check on this computer said of an assignment, with the way back above it."""

    @web.authenticated
    async def get(self, language: str, name: str) -> None:
        title = self.desk.course.title_of(name)
        if title is None:
            raise web.HTTPError(404)
        inside = self.at("result", language, name)
        page = home.place() / language / Places(self.desk.course, language).result(name)
        made = await asyncio.to_thread(page.read_bytes) if page.is_file() else b""
        whole = learn.has_hidden_tests(self.desk.course, language)
        self.show(
            "frame.html",
            title=title[self.language],
            inside=inside,
            waits=False,
            caution=not whole,
            work=name,
            again=_sections(self, made),
        )


def _sections(handler: Handler, page: bytes) -> list[tuple[str, str]]:
    """What a feedback page says to read again: the words, and where the lesson opens. A page that
    came as a file has no links of its own, for it may be anybody's."""
    language, course = handler.language, handler.desk.course
    words, places = SAY["lesson_section"][language], Places(course, language)
    return [
        (
            words.format(title=unit.title[language], n=number),
            _section(handler, places.lesson(unit), number),
        )
        for unit, number in returned.to_read(course, page)
    ]


def _section(handler: Handler, lesson: str, number: int) -> str:
    """Where a lesson opens at one of its sections."""
    return f"{handler.at('open', handler.language, lesson)}?section={number}"


class ReturnedPage(Foreign):
    """A feedback page that the teacher sent."""

    @web.authenticated
    async def get(self, file: str) -> None:
        try:
            self.page(await asyncio.to_thread(returned.page, file))
        except UserError:
            raise web.HTTPError(404) from None


class ResultPage(Foreign):
    """The page that the check wrote."""

    @web.authenticated
    async def get(self, language: str, name: str) -> None:
        course = self.desk.course
        known = {work.name for work in course.assignments}
        if name not in known or language not in course.languages:
            raise web.HTTPError(404)
        path = home.place() / language / Places(course, language).result(name)
        if not path.is_file():
            raise web.HTTPError(404)
        self.page(await asyncio.to_thread(path.read_bytes))


class Luggage(Handler):
    """The work as one file."""

    @web.authenticated
    async def get(self) -> None:
        try:
            data = await asyncio.to_thread(luggage.take, self.desk.course)
        except UserError as error:
            self.desk.said = actions.refused(error, self.language)
            return self.redirect(self.at("") + "?said=1")
        self.download(luggage.name(), data)

    def download(self, name: str, data: bytes) -> None:
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
        self.set_header("Cache-Control", "no-store")
        self.finish(data)


class HandedIn(Luggage):
    """A file that was made to hand in."""

    @web.authenticated
    async def get(self, file: str) -> None:
        for one in handin.receipts():
            path = handin.folder(one.language) / one.file
            if one.file == file and path.is_file():
                return self.download(file, await asyncio.to_thread(path.read_bytes))
        raise web.HTTPError(404)


class Part(Handler):
    """The style sheet and the script."""

    @web.authenticated
    async def get(self, name: str) -> None:
        self.set_header("Content-Type", PARTS[name])
        self.finish(pages.look() if name == "look.css" else pages.part(name))
