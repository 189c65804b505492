"""Write requirements.lock and environment.yml from pyproject.toml: `python -m tools.lock`.

The lock names every version and every hash and no address, so that any package mirror can serve it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMMENT = "# Built by `python -m tools.lock` from pyproject.toml; not edited by hand.\n"


def name_of(requirement: str) -> str:
    """Normalised package name of a requirement line."""
    found = re.match(r"[\w.-]+", requirement)
    if found is None:
        raise ValueError(f"no package name: {requirement!r}")
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def pins(lock: str, name: str) -> list[str]:
    """The lock's lines for one package, without hashes; several when Python versions need different
    ones.
    """
    return [
        line.removesuffix("\\").strip()
        for line in lock.splitlines()
        if line.startswith(f"{name}==")
    ]


def environment(project: dict[str, Any], lock: str) -> str:
    """environment.yml: the direct dependencies at the lock's versions, and the project itself."""
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"], *chain.from_iterable(extras.values())]
    pinned = [pins(lock, name) for name in sorted(set(map(name_of, wanted)))]
    rows = "".join(f"      - {pin}\n" for pin in chain.from_iterable(pinned))
    return (
        f"{COMMENT}name: keguan\nchannels:\n  - conda-forge\ndependencies:\n"
        f"  - python{project['project']['requires-python']}\n  - pip\n  - pip:\n{rows}"
        f"      - -e .[{','.join(sorted(extras))}]\n"
    )


def compile_lock(project: dict[str, Any], upgrade: bool) -> None:
    """Let uv resolve the project, its extras, its build backend and uv itself for every
    platform."""
    more = "\n".join([*project["build-system"]["requires"], "uv"])
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--all-extras",
        "--no-header",
        *(["--upgrade"] if upgrade else []),
        "--output-file",
        "requirements.lock",
        "pyproject.toml",
        "-",
    ]
    subprocess.run(command, cwd=ROOT, input=more, encoding="utf-8", check=True)
    path = ROOT / "requirements.lock"
    lock = path.read_text(encoding="utf-8").removeprefix(COMMENT)
    path.write_text(COMMENT + lock, encoding="utf-8", newline="\n")


def main(args: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    compile_lock(project, upgrade="--upgrade" in args)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(
        environment(project, lock), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
