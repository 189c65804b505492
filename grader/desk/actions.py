"""What the buttons of the study page do: each calls the function that the command calls.

An action answers by leading back to the page, and what it has to say is kept for that showing, so
that reloading the page does nothing twice.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from tornado import web
from tornado.httputil import HTTPFile

from grader.base import Text, UserError
from grader.desk import systems
from grader.desk.base import Handler, Notice
from grader.desk.words import SAY, day
from grader.learner import (
    checking,
    form,
    handin,
    home,
    learn,
    luggage,
    moving,
    record,
    returned,
    workspace,
)
from grader.learner.places import Places

LONGEST = 200  # characters of a field


class Action(Handler):
    """POST /keguan/do/<name>: what a button does, and back to the page."""

    @web.authenticated
    async def post(self, name: str) -> None:
        do = ACTIONS.get(name)
        if do is None:
            raise web.HTTPError(404)
        fields = {key: self.get_body_argument(key, "")[:LONGEST] for key in FIELDS}
        sent = chain.from_iterable(self.request.files.values())
        files = [file for file in sent if file["filename"]]
        asked = Asked(self, fields, files)
        try:
            answer = await asyncio.to_thread(do, asked)
        except UserError as error:
            answer = refused(error, self.language)
        except OSError as error:
            answer = no_room(error, self.language)
        self._lead(answer, fields)

    def _lead(self, answer: Notice | str | None, fields: dict[str, str]) -> None:
        """Back to the page, which says what came of it, or to another page."""
        if isinstance(answer, str):
            return self.redirect(answer, status=303)
        self.desk.said = answer
        query = {"unit": fields["unit"]} if fields["unit"] else {}
        if answer:
            query["said"] = "1"
        self.redirect(self.at("") + (f"?{urlencode(query)}" if query else ""), status=303)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code == 403:
            return self.lead_back(self.at(""))
        super().write_error(status_code, **kwargs)


class Asked:
    """What the form of a button sent."""

    def __init__(self, handler: Action, fields: dict[str, str], files: list[HTTPFile]):
        self.desk = handler.desk
        self.course = handler.desk.course
        self.at = handler.at
        self.fields = fields
        self.files = files
        self.language = handler.language

    @property
    def name(self) -> str:
        """The assignment; raises UserError, one sentence, for another name."""
        return self.course.assignment(self.fields["name"]).name

    @property
    def title(self) -> str:
        return self.course.assignment(self.name).title[self.language]

    def say(self, key: str, **data: object) -> str:
        return SAY[key][self.language].format(**data)

    def file(self) -> HTTPFile:
        if not self.files:
            raise UserError("还没有选文件：先选一个，再按按钮。", "Choose a file first.")
        return self.files[0]


Answer = Notice | str | None


def refused(error: UserError, language: str) -> Notice:
    return Notice("bad", SAY["refused"][language], (Text(error.zh, error.en)[language],))


def no_room(error: OSError, language: str) -> Notice:
    """A disk that is full, or a folder that cannot be written."""
    what = DISK_FULL[language] if error.errno in FULL else error.strerror or str(error)
    return Notice("bad", SAY["refused"][language], (SAY["disk"][language].format(what=what),))


FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
DISK_FULL = Text("磁盘满了", "the disk is full")


def set_language(asked: Asked) -> Answer:
    home.choose(asked.fields["language"])
    _settle(asked)
    return None


def _settle(asked: Asked) -> None:
    """The folder of a person and a language is there and fresh, and JupyterLab speaks it."""
    language = home.language(asked.desk.language)
    workspace.update(asked.course, language)
    if asked.desk.settings:
        systems.speak(asked.desk.settings, language)


def check(asked: Asked) -> Answer:
    checking.start(asked.course, asked.language, [asked.name])
    return None


def go_on(asked: Asked) -> Answer:
    state = checking.state()
    if state and state.left:
        checking.start(asked.course, state.language, state.left)
    return None


def stop(asked: Asked) -> Answer:
    checking.stop()
    return None


def put_away(asked: Asked) -> Answer:
    checking.put_away()
    return None


def seen(asked: Asked) -> Answer:
    (home.room() / moving.NOTE).unlink(missing_ok=True)
    return None


def hand_in(asked: Asked) -> Answer:
    known = home.who()
    person = known or home.person(asked.fields["id"], asked.fields["person"])
    receipt = handin.hand_in(asked.course, asked.language, asked.name, person)
    if not known:
        home.introduce(person)
    time = day(receipt.time, asked.language)
    place = handin.folder(asked.language)
    return Notice(
        "good",
        asked.say("handed_title", title=asked.title),
        (
            asked.say("handed_what", number=receipt.number, time=time, receipt=receipt.receipt),
            asked.say("handed_next", file=receipt.file, folder=place),
        ),
        ((asked.say("download"), asked.at("handed", receipt.file)),),
        folder="hand-in",
    )


def again(asked: Asked) -> Answer:
    old = learn.again(asked.course, asked.language, asked.name)
    own = Places(asked.course, asked.language).work(asked.name)
    clicked = form.fits(asked.course, asked.language, asked.course.assignment(asked.name))
    link = asked.at("form", asked.name) if clicked else asked.at("open", asked.language, own)
    if asked.fields["then"] == "open":
        return link
    return Notice(
        "good",
        asked.say("again_done", title=asked.title),
        (asked.say("again_old", old=old.name),),
        ((asked.say("begin"), link),),
    )


def keep_feedback(asked: Asked) -> Answer:
    asked.file()
    kept: list[returned.Page] = []
    for file in asked.files:
        kept += returned.keep(asked.course, file["filename"], file["body"])
    links = tuple((_titled(asked, page), asked.at("read", page.file)) for page in kept)
    title = asked.say("feedback_done", count=len(kept)) if kept else asked.say("own_done")
    return Notice("good", title, (), links)


def _titled(asked: Asked, page: returned.Page) -> str:
    """What a page is called: the assignment, or the file where that cannot be told."""
    title = asked.course.title_of(page.assignment)
    return title[asked.language] if title else page.file


def bring(asked: Asked) -> Answer:
    done = luggage.bring(asked.course, asked.file()["body"])
    _settle(asked)
    lines = [asked.say("brought_what", new=len(done.new), same=len(done.same))]
    if done.kept:
        names = ", ".join(done.kept)
        lines.append(asked.say("brought_kept", count=len(done.kept), names=names))
    return Notice("good", asked.say("brought"), tuple(lines))


def write_record(asked: Asked) -> Answer:
    path = record.write(asked.course, asked.fields["person"].strip())
    line = asked.say("record_what", file=path.name, folder=path.parent)
    return Notice("good", asked.say("record_done"), (line,), folder="place")


def switch(asked: Asked) -> Answer:
    """Somebody else works from now on: one who is known, or a new person."""
    if asked.fields["id"] or asked.fields["person"]:
        home.arrive(home.person(asked.fields["id"], asked.fields["person"]))
    else:
        home.switch(asked.fields["folder"])
    _settle(asked)
    return None


def show_folder(asked: Asked) -> Answer:
    folder = handin.folder(asked.language) if asked.fields["folder"] == "hand-in" else home.place()
    systems.show(folder)
    return asked.desk.said


FIELDS = ("name", "language", "unit", "id", "person", "folder", "then")
ACTIONS: dict[str, Callable[[Asked], Answer]] = {
    "language": set_language,
    "check": check,
    "go-on": go_on,
    "stop": stop,
    "put-away": put_away,
    "seen": seen,
    "hand-in": hand_in,
    "again": again,
    "feedback": keep_feedback,
    "bring": bring,
    "record": write_record,
    "switch": switch,
    "show": show_folder,
}
