"""A Jupyter server with the study page, in this process, for the tests of its pages."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from jupyter_server.serverapp import ServerApp
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from grader.learner import home

TOKEN = "a-token"


class Quiet(ServerApp):
    """A server that leaves the signals of the test run alone."""

    def init_signal(self) -> None:
        pass


@contextlib.contextmanager
def serving(*options: str, **extensions: bool) -> Iterator[str]:
    """The address of the study page of the home that is set, served by a thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[Quiet, HTTPServer, int]:
        app = Quiet(
            jpserver_extensions={"grader.desk": True, **extensions},
            root_dir=str(home.home()),
            open_browser=False,
            allow_root=True,
            log_level="CRITICAL",
        )
        app.initialize(
            argv=[f"--IdentityProvider.token={TOKEN}", *options],
            find_extensions=False,
            new_httpserver=False,
        )
        server = HTTPServer(app.web_app)
        socket, port = bind_unused_port()
        server.add_sockets([socket])
        return app, server, port

    async def end() -> None:
        server.stop()
        await server.close_all_connections()
        await app.kernel_manager.shutdown_all()
        app.web_app.settings["keguan_desk"].checker.close()
        if checks := app.web_app.settings["keguan_desk"].checks:
            checks.visible.close()  # it would wait ten minutes for the next click

    def of_loop(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(60)

    app, server, port = of_loop(start())
    try:
        yield f"http://127.0.0.1:{port}/keguan"
    finally:
        of_loop(end())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        Quiet.clear_instance()
