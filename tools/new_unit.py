"""Makes the room of a new unit: everything that a unit has, from the templates in unit_template/.

`python -m tools.new_unit SLUG` writes content/SLUG/, the modules of the unit and their samples, and
appends its block to course.toml. What is made builds, is released and is graded; every text says
待写 or TO WRITE until somebody writes it, and `python -m tools.lint` names each that is left.
"""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from pathlib import Path

import jinja2
import polib

from grader.course import outline
from grader.course.outline import Course, CourseError
from tools import messages
from tools.content import BuildError
from tools.parts import CATALOGUE, catalogues

TEMPLATES = Path(__file__).with_name("unit_template")
ENGLISH = TEMPLATES / "english.po"
SUFFIX = ".tmpl"
NAME = "SLUG"
_SLUG = re.compile(r"[a-z][a-z0-9_]{1,19}")


def create(root: Path, slug: str) -> list[str]:
    """Writes a unit into the checkout; returns the paths of its files inside the checkout.

    Raises BuildError when the slug is taken or is no name of a module, CourseError when course.toml
    cannot be read; nothing is written then.
    """
    course = outline.load(root)
    _verify(course, slug)
    files = _files(course, slug)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return [*files, _catalogue(root, slug)]


def _verify(course: Course, slug: str) -> None:
    if not _SLUG.fullmatch(slug) or keyword.iskeyword(slug):
        raise BuildError(
            slug,
            "短名以小写字母开头，只用小写字母、数字和 _，2 到 20 个字符，不能是 Python 关键字",
            "a slug begins with a small letter, has small letters, digits and _ only, 2 to 20 in "
            "all, and is no keyword of Python",
        )
    taken = [unit.slug for unit in course.units if unit.slug == slug]
    paths = (_place(template, slug) for template in _templates())
    taken += [path for path in paths if path != outline.FILE and (course.root / path).exists()]
    if taken or (course.root / "content" / slug).exists():
        raise BuildError(
            slug,
            f"已经有了：{taken[0] if taken else f'content/{slug}'}，请换一个短名",
            f"is taken by {taken[0] if taken else f'content/{slug}'}; choose another slug",
        )


def _templates() -> list[str]:
    """Paths of the templates inside their folder, as Jinja names them."""
    found = sorted(TEMPLATES.rglob(f"*{SUFFIX}"))
    return [path.relative_to(TEMPLATES).as_posix() for path in found]


def _place(template: str, slug: str) -> str:
    """Path inside the checkout of what a template makes."""
    return template.removesuffix(SUFFIX).replace(NAME, slug)


def _files(course: Course, slug: str) -> dict[str, str]:
    """Path and text of every file that a template makes; course.toml keeps all that it has."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    values = {"slug": slug, "share": _shares(course)}
    files = {}
    for template in _templates():
        files[_place(template, slug)] = environment.get_template(template).render(values)
    before = (course.root / outline.FILE).read_text(encoding="utf-8")
    files[outline.FILE] = before.rstrip("\n") + "\n" + files[outline.FILE]
    return files


def _shares(course: Course) -> dict[str, float]:
    """What the finals leave to the assignments of a unit, by component."""
    left = {component.id: 1.0 for component in course.components}
    for final in course.finals:
        left[final.component] -= final.share
    return {component: round(share, 6) for component, share in left.items()}


def _catalogue(root: Path, slug: str) -> str:
    """Writes the catalogue of the unit with the English of the templates; returns its path inside
    the checkout."""
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(ENGLISH), encoding="utf-8")}
    shown = f"content/{slug}/{CATALOGUE}"
    messages.update(catalogues(outline.load(root), slug)[shown])
    catalogue = polib.pofile(str(root / shown), encoding="utf-8", wrapwidth=0)
    for entry in catalogue:
        english = known.get(entry.msgid.replace(slug, NAME), "")
        entry.msgstr = english.replace(NAME, slug)
    messages.write(catalogue, root / shown)
    return shown


def main(arguments: list[str] | None = None, root: Path = outline.CHECKOUT) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.new_unit", description=__doc__.split("\n")[0]
    )
    parser.add_argument("slug", help="name of its folder and modules, such as complaints")
    options = parser.parse_args(arguments)
    try:
        for path in create(root, options.slug):
            print(f"written: {path}")
    except (BuildError, CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
