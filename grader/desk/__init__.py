"""The pages in the browser: an extension of Jupyter's server, which has login, XSRF and the
notebooks already. Handlers and templates only: each button calls what the command calls."""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(app: Any) -> None:
    from grader.desk import study

    study.add_to(app)
