"""A JupyterLab as `keguan lab` starts it, and a browser on it. Everything lives in a folder that
is thrown away."""

import contextlib
import functools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from grader.learner.home import FOLDER
from tests.browser.notebook_page import LABS, shows

# Debian's Chromium would otherwise look for its maker's servers at every start.
# No host but this machine is found: everything has to work without a network.
FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COPIED = [
    "grader",
    "keguan",
    "datasets",
    "lessons",
    "exercises/release",
    "exercises/source",
    "exercises/nbgrader_config.py",
    "content",
    "course.toml",
]
# JupyterLab as if nothing had been opened, nor changed by a test; only the notebook for labs stays.
EMPTY = f"""() => {{
    window.answer?.();
    delete window.answer;
    delete window.hold;
    for (const widget of [...jupyterapp.shell.widgets('main')])
        if (widget.context?.path !== '{LABS}') widget.dispose();
}}"""
# As on a slow machine, while a test has set `window.hold`: what the server says is heard in its
# order, each message only after what `hold()` promises.
HELD_BACK = """(() => {
    const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
    Object.defineProperty(WebSocket.prototype, 'onmessage', { set(hear) {
        let last = Promise.resolve();
        set.call(this, message => {
            last = last.then(() => window.hold?.()).then(() => hear(message));
        });
    }});
})()"""
PATIENCE = 180_000  # milliseconds; for what a busy machine does slowly
KEGUAN = "import sys; from grader.cli.app import main; sys.exit(main())"
# One after the other in one process: what they import takes longer than their work.
SEVERAL = """
import json, sys
from grader.cli.app import app
for sys.argv[1:] in json.loads(sys.argv[1]):
    app(standalone_mode=False)
"""


@dataclass
class Server:
    """A running `keguan lab`: its language, the address that it printed, the course folder, and
    how to run commands there."""

    language: str
    url: str
    root: Path
    env: dict

    @property
    def work(self) -> Path:
        """The folder of the student's work."""
        return Path(self.env["HOME"]) / FOLDER[self.language]

    def keguan(self, *commands: list[str]) -> str:
        """What commands print that run beside the lab, in a terminal of its own."""
        done = subprocess.run(
            [sys.executable, "-c", SEVERAL, json.dumps(commands)],
            cwd=self.root,
            env=self.env,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def at(self, path: str) -> str:
        """The address of one of its pages, with the token."""
        return urlsplit(self.url)._replace(path=quote(f"/{path}")).geturl()

    def ask(self, method: str, path: str, content: dict | None = None) -> dict | list | None:
        """What the server's API answers."""
        data = None if content is None else json.dumps(content).encode()
        with urllib.request.urlopen(
            urllib.request.Request(self.at(path), data, method=method), timeout=60
        ) as answer:
            return json.loads(answer.read() or "null")

    def forget(self) -> None:
        """End every kernel but that of the labs, and drop the open tabs, which JupyterLab keeps on
        the server and opens again in the next browser."""
        for session in self.ask("GET", "api/sessions"):
            if session["path"] != LABS:
                self.ask("DELETE", f"api/sessions/{session['id']}")
        for name in self.ask("GET", "lab/api/workspaces")["workspaces"]["ids"]:
            self.ask("DELETE", f"lab/api/workspaces/{name}")


@pytest.fixture(scope="session")
def server_in(chromium, checkout, tmp_path_factory):
    """The server of a language. It starts when it is first asked for and serves all files that a
    worker tests."""
    with contextlib.ExitStack() as running:
        yield functools.cache(
            lambda language: running.enter_context(
                serving(
                    language,
                    checkout,
                    tmp_path_factory.mktemp("课程"),
                    tmp_path_factory.mktemp("home"),
                )
            )
        )


@pytest.fixture(scope="session")
def server(request, server_in):
    """The Chinese one, unless a test says otherwise: each needs half a minute to start, and its
    JupyterLab as long."""
    return server_in(getattr(request, "param", "zh"))


@contextlib.contextmanager
def serving(language: str, checkout: Path, root: Path, home: Path):
    """`keguan lab --no-browser` in a copy of the checkout, with a home of its own, on a free port
    of this machine."""
    for name in COPIED:
        copy = shutil.copytree if (checkout / name).is_dir() else shutil.copy
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy(checkout / name, root / name)
    settings = {
        "ServerApp": {"port": 0, "allow_root": True},
        "LabApp": {"expose_app_in_browser": True},
        "JupyterNotebookApp": {"expose_app_in_browser": True},
    }
    (home / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")
    env = {
        key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "KEGUAN"))
    }
    env |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "JUPYTER_CONFIG_DIR": str(home),
        "PYTHONPATH": str(root),
        # the engine takes no PYTHONPATH, and would look beside the installed package
        "KEGUAN_DATASETS": str(root / "datasets"),
    }
    command = [sys.executable, "-c", KEGUAN, "lab", "--no-browser", "--lang", language]
    process = subprocess.Popen(
        command,
        cwd=root,
        env=env,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield Server(language, address(process), root, env)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(autouse=True)
def fresh_start(request):
    """A test meets nothing that the one before it left open: a tab that comes back shows a
    notebook as it was then."""
    if "server" in request.fixturenames:
        request.getfixturevalue("server").forget()


def address(process) -> str:
    """The first loopback address with a token that the server prints; what it prints later is
    thrown away."""
    lines = deque(maxlen=30)
    for line in process.stdout:
        lines.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", line)
        if found:
            threading.Thread(target=deque, args=(process.stdout, 0), daemon=True).start()
            listens(urlsplit(found.group()).port)
            return found.group()
    pytest.fail("keguan lab ended before it printed its address:\n" + "".join(lines))


def listens(port: int) -> None:
    """Wait until somebody listens: the address is printed a moment before."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright, chromium, tmp_path_factory):
    """One browser for all tests of a worker: what JupyterLab is made of is read and compiled
    once."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=chromium,
        headless=True,
        args=FLAGS,
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(browser):
    """An empty tab of a browser that remembers nothing of the tests before."""
    browser.clear_cookies()
    page = browser.new_page()
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"}
    )
    yield page
    page.close()


@pytest.fixture(scope="session")
def jupyterlab_of(browser):
    """The tab with a server's JupyterLab. It starts when it is first asked for."""

    @functools.cache
    def started(url: str):
        page = browser.new_page()
        page.add_init_script(HELD_BACK)
        page.goto(url)
        shows(page.locator(".jp-MarkdownViewer h1"))  # comes to the front late
        return page

    return started


@pytest.fixture
def jupyterlab(jupyterlab_of, server):
    """JupyterLab with nothing open; the same tab for all tests, for it takes long to start."""
    page = jupyterlab_of(server.url)
    page.request.get(server.url)  # gives the cookie again that `page` has taken away
    page.bring_to_front()
    page.evaluate(EMPTY)
    yield page
    page.evaluate(EMPTY)


@pytest.fixture
def screenshot(request, server, checkout):
    """Call it with a page and a name: where KEGUAN_SCREENSHOTS names a folder, what the page shows
    is kept there, for people to look at."""
    folder = os.environ.get("KEGUAN_SCREENSHOTS")
    in_its_own = "language" in request.fixturenames
    language = request.getfixturevalue("language") if in_its_own else server.language

    def take(page, name: str) -> None:
        if folder:
            page.screenshot(path=checkout / folder / f"{language}-{name}.png")

    return take
