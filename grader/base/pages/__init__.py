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

from keguan.style import DARK, LIGHT, SIZES, tokens


def render(name: str, **data: object) -> str:
    """The page that the template `name` makes of `data`; an unknown name in it is an error."""
    return _environment().get_template(name).render(data)


@cache
def style() -> str:
    """The style sheet of all pages that are one file."""
    return look() + part("style.css")


@cache
def look() -> str:
    """The style sheet of the pages that a server shows, which all others begin with: the names of
    colours and sizes first. Paper is light whatever the screen is."""
    light, dark = tokens(LIGHT, SIZES), tokens(DARK)
    names = f":root {{ color-scheme: light dark; {light} }}\n"
    at_night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    return names + at_night + part("look.css")


@cache
def in_jupyterlab() -> str:
    """What JupyterLab's own look is changed to, by the same names."""
    return f":root {{ {tokens(LIGHT, SIZES)} }}\n" + part("jupyterlab.css")


@cache
def part(name: str) -> str:
    """A style sheet or a script as it lies here."""
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
