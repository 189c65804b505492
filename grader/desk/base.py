"""What the handlers of the pages in the browser share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join

from grader.base import in_language, pages
from grader.course.outline import Course
from grader.desk.words import SAY, day, spell
from grader.learner import home, members, study
from grader.learner.checking import Checker
from grader.learner.visible import Shown, Visible

AT = "keguan"
# Our own style sheet and script and nothing else: whatever was missed, no line of a notebook, a
# name or a file name can run as a script here, be loaded from elsewhere or send a form there.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# A page that came as a file may be anybody's: it gets an origin of its own, no script, no form and
# no request, so that it can reach neither the server nor the student's work.
SANDBOX = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


@dataclass(frozen=True)
class Notice:
    """What the page says after an action: `kind` good or bad, a title, lines, and links as text and
    address; `folder`: whether the folder of what was made can be opened."""

    kind: str
    title: str
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    folder: str = ""


@dataclass
class Checks:
    """The process that checks the answers in a form, of the language and the assignment that were
    looked at last, the given cells that it has run, and what those of each question show."""

    of: tuple[str, str]
    visible: Visible = field(default_factory=Visible)
    given: list[str] = field(default_factory=list)
    shown: dict[str, list[Shown]] = field(default_factory=dict)


@dataclass
class Desk:
    """What the server remembers: the course, the language until somebody chooses one, where
    JupyterLab's settings lie, what was said last, what checks the form that is open, what checks
    work, and the id that was asked about because the class has none such."""

    course: Course
    language: str
    settings: Path | None = None
    said: Notice | None = None
    checks: Checks | None = None
    checker: Checker = field(default_factory=Checker)
    doubted: str = ""

    def person(self, id: str, name: str) -> home.Person:
        """The person of these words. Raises UserError where they cannot be used, and once for an
        id that is not on the list of the class."""
        one = home.person(id, name)
        if one.id != self.doubted and not study.klass(self.course).members.has(one.id):
            self.doubted = one.id
            raise members.unknown(one.id)
        return one


class Handler(JupyterHandler):
    """A handler of one of our pages."""

    @property
    def desk(self) -> Desk:
        return self.settings["keguan_desk"]

    @property
    def language(self) -> str:
        return home.language(self.desk.language)

    @property
    def content_security_policy(self) -> str:
        return POLICY

    def at(self, *parts: str) -> str:
        """The address of one of our pages."""
        return url_path_join(self.base_url, AT, *map(quote, parts))

    def show(self, template: str, **data: object) -> None:
        """Answers with a page; the browser keeps no copy of what is personal."""
        language = self.language
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        frame = {
            "language": language,
            "other": next(one for one in self.desk.course.languages if one != language),
            "t": in_language(SAY, language),
            "at": self.at("").rstrip("/"),
            "xsrf": self.xsrf_token.decode(),
            "spell": lambda minutes: spell(minutes, language),
            "day": lambda when, time=True: day(when, language, time),
        }
        self.finish(pages.render(template, **frame, **data))

    def lead_back(self, address: str) -> None:
        """A page that was open longer than its key is good leads back with a sentence."""
        self.set_status(303)
        said = SAY["gone"][self.language]
        self.desk.said = Notice("bad", SAY["refused"][self.language], (said,))
        self.set_header("Location", f"{address}?said=1")
        self.finish()

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A page that says what to do, instead of Jupyter's own."""
        known = "missing" if status_code == 404 else "broken"
        self.show("sorry.html", said=SAY[known][self.language])


class Foreign(Handler):
    """A page that stands in a file."""

    @property
    def content_security_policy(self) -> str:
        return SANDBOX

    def page(self, data: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(data)
