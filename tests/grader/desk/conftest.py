"""The study page of a course that is thrown away, and a browser in a few lines."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass

import pytest

from grader.course import outline as courses
from tests import tiny_class
from tests.desk_server import TOKEN, serving


@dataclass
class Answer:
    status: int
    url: str
    headers: dict
    text: str


class Browser:
    """A browser that is logged in, or not."""

    def __init__(self, base: str, token: str | None = TOKEN):
        self.base = base
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )
        if token:
            self.get(f"?token={token}")

    def get(self, path: str = "") -> Answer:
        return self._ask(urllib.request.Request(self.base + path))

    def post(self, action: str, key: bool = True, files: dict | None = None, **fields) -> Answer:
        """Presses a button; without its `key` as another site would."""
        if key:
            fields["_xsrf"] = next((c.value for c in self.cookies if c.name == "_xsrf"), "")
        body, kind = _form(fields, files or {})
        return self._post(action, body, kind)

    def post_many(self, action: str, fields: list[tuple[str, str]]) -> Answer:
        """Sends a form in which a name stands several times."""
        key = next(c.value for c in self.cookies if c.name == "_xsrf")
        body = urllib.parse.urlencode([("_xsrf", key), *fields]).encode()
        return self._post(action, body, "application/x-www-form-urlencoded")

    def _post(self, action: str, body: bytes, kind: str) -> Answer:
        at = action if "/" in action else f"do/{action}"
        request = urllib.request.Request(
            f"{self.base}/{at}", body, {"Content-Type": kind}, method="POST"
        )
        return self._ask(request)

    def _ask(self, request) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.url, dict(answer.headers), _text(answer))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.url, dict(error.headers), _text(error))


def _text(answer) -> str:
    return answer.read().decode("utf-8", errors="replace")


def _form(fields: dict, files: dict) -> tuple[bytes, str]:
    """A form with files, or without."""
    if not files:
        return urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
    mark = uuid.uuid4().hex
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for name, data in files.items():
        parts.append(f'name="file"; filename="{name}"\r\n\r\n'.encode() + data)
    body = b"".join(
        b"--%s\r\nContent-Disposition: form-data; %s\r\n" % (mark.encode(), part) for part in parts
    )
    return body + b"--%s--\r\n" % mark.encode(), f"multipart/form-data; boundary={mark}"


@pytest.fixture
def course(tmp_path, own_home, monkeypatch):
    course = tiny_class.opened(tmp_path)
    monkeypatch.setattr(courses, "CHECKOUT", course.root)
    return course


@pytest.fixture
def served(course):
    """The address of the study page of the course."""
    with serving() as address:
        yield address


@pytest.fixture
def browser(served):
    return Browser(served)
