"""Write requirements.lock and environment.yml from pyproject.toml: `python -m tools.lock`.

The lock names every version and every hash and no address, so that any package mirror can serve it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMENT = "# Built by `python -m tools.lock` from pyproject.toml; not edited by hand.\n"


def name_of(requirement: str) -> str:
    """Normalised package name of a requirement line."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement).group()).lower()


def pins(lock: str, name: str) -> list[str]:
    """The lock's lines for one package, without hashes; several when Python versions need different
    ones.
    """
    return [
        line.removesuffix("\\").strip()
        for line in lock.splitlines()
        if line.startswith(f"{name}==")
    ]


def environment(project: dict, lock: str) -> str:
    """environment.yml: the direct dependencies at the lock's versions, and the project itself."""
    extras = project["project"]["optional-dependencies"]
    wanted = project["project"]["dependencies"] + [
        line for group in extras.values() for line in group
    ]
    rows = "".join(
        f"      - {pin}\n" for name in sorted(set(map(name_of, wanted))) for pin in pins(lock, name)
    )
    return (
        f"{COMMENT}name: keguan\nchannels:\n  - conda-forge\ndependencies:\n"
        f"  - python{project['project']['requires-python']}\n  - pip\n  - pip:\n{rows}"
        f"      - -e .[{','.join(sorted(extras))}]\n"
    )


def compile_lock(project: dict, upgrade: bool) -> None:
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
