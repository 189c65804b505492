"""Every page that this course writes: Jinja2 templates, one layout, one style sheet.

A page is one file that needs nothing else. Whatever a template is given is escaped, unless it is a
`Markup`, which only what cleans HTML makes; and the policy of a page lets no script run and nothing
be loaded, whatever was missed.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render(name: str, **data: object) -> str:
    """The page that the template `name` makes of `data`; an unknown name in it is an error."""
    return _environment().get_template(name).render(data)


@cache
def style() -> str:
    """The style sheet of all pages that are one file."""
    return part("style.css")


@cache
def part(name: str) -> str:
    """A style sheet or a script, as a server hands it out."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def policy() -> str:
    """The content security policy of all pages: the style sheet as it is here, pictures that stand
    in the page, and nothing else."""
    known = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{known}'; base-uri 'none'; "
        "form-action 'none'"
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__name__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"policy": policy(), "style": Markup(style())}
    return made
