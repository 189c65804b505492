"""The files that make a clone a house: layout, environment, commands, licences, nothing that
belongs to one machine."""

import ast
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import start
from tools import lock as locks

FOLDERS = [
    "lessons",
    "exercises/source",
    "exercises/release",
    "datasets",
    "grader",
    "tests",
    "content/final",
    "keguan",
    "tools",
    "binder",
]
FILES = [
    "README.md",
    "README.zh-CN.md",
    "environment.yml",
    "pyproject.toml",
    "requirements.lock",
    "start.py",
    "CONTRIBUTING.md",
    "STYLE.md",
    "CHANGELOG.md",
    "LICENSE",
    "course.toml",
    ".gitignore",
    ".ci/run",
]
DOCUMENTS = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "STYLE.md"]
DEPLOY = ["grader/deploy.md", "grader/deploy.zh-CN.md"]
FOREIGN = {
    "a path of one machine": re.compile(
        r"(?<![\w.~])/(?:root|home|work|tmp|Users)/\w|\b[A-Z]:\\{1,2}Users\\"
    ),
    "a registry's address": re.compile(
        r"(?:pypi|pythonhosted|npmjs|tuna\.tsinghua|mirrors\.aliyun|mirrors\.ustc)\.(?:org|com|edu|"
        r"cn)"
    ),
}


@pytest.fixture(scope="module")
def project(checkout):
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock(checkout):
    return (checkout / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def own_files(checkout):
    """Every file that is, or would be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=checkout, capture_output=True, encoding="utf-8")
    if listed.returncode:
        pytest.skip("not a git checkout, so committed files cannot be told from others")
    return [
        path
        for path in map(checkout.joinpath, filter(None, listed.stdout.split("\0")))
        if path.is_file()
    ]


@pytest.mark.parametrize("name", FOLDERS)
def test_folder_is_there(checkout, name):
    assert (checkout / name).is_dir()


@pytest.mark.parametrize("name", FILES)
def test_file_is_there(checkout, name):
    assert (checkout / name).is_file()


def direct(project):
    """Every requirement that pyproject.toml names, and uv, which start.py installs with."""
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *(line for group in extras for line in group)]
    return [Requirement(line) for line in [*lines, *project["build-system"]["requires"], "uv"]]


def test_lock_fits_pyproject(project, lock):
    for wanted in direct(project):
        pins = [Requirement(pin) for pin in locks.pins(lock, canonicalize_name(wanted.name))]
        assert pins, f"requirements.lock lacks {wanted.name}: run python -m tools.lock"
        for pin in pins:
            version = next(iter(pin.specifier)).version
            assert wanted.specifier.contains(version), (
                f"requirements.lock has {pin}, pyproject.toml wants {wanted}"
            )


def test_lock_has_what_the_dependencies_need(project, lock):
    locked = {canonicalize_name(name) for name in re.findall(r"(?m)^([\w.-]+)==", lock)}
    todo, seen = direct(project), set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if (name, *sorted(wanted.extras)) in seen:
            continue
        seen.add((name, *sorted(wanted.extras)))
        assert name in locked, f"requirements.lock lacks {name}: run python -m tools.lock"
        for extra in wanted.extras or [""]:
            environment = default_environment() | {"extra": extra}
            needed = map(Requirement, importlib.metadata.requires(name) or [])
            todo += [
                one for one in needed if one.marker is None or one.marker.evaluate(environment)
            ]


def test_lock_has_hashes_and_no_address(lock):
    blocks = re.findall(r"(?m)^[\w.-]+==.*(?:\n .*)*", lock)
    assert len(blocks) > 100
    for block in blocks:
        assert "--hash=sha256:" in block, f"no hash: {block.splitlines()[0]}"
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links", lock)


def test_environment_yml_is_built(checkout, project, lock):
    built = locks.environment(project, lock)
    assert (checkout / "environment.yml").read_text(encoding="utf-8") == built, (
        "stale: run python -m tools.lock"
    )
    assert "  - pip\n  - pip:\n" in built and "      - -e .[authors,dask,test]\n" in built


def test_binder_installs_the_lock_and_nothing_else(checkout, project):
    folder = checkout / "binder"
    assert sorted(path.name for path in folder.iterdir()) == [
        "postBuild",
        "requirements.txt",
        "runtime.txt",
    ]
    assert (folder / "requirements.txt").read_text(encoding="utf-8") == "-r ../requirements.lock\n"
    version = re.fullmatch(
        r"python-(3\.\d+)\n", (folder / "runtime.txt").read_text(encoding="utf-8")
    )[1]
    assert f"{version}.0" in SpecifierSet(project["project"]["requires-python"])
    build = (folder / "postBuild").read_text(encoding="utf-8")
    assert build.startswith("#!/usr/bin/env bash\n") and "--no-deps --no-build-isolation" in build
    listed = subprocess.run(
        ["git", "ls-files", "-s", "binder/postBuild"],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
    )
    assert not listed.stdout or listed.stdout.startswith("100755"), (
        "repo2docker runs it: git update-index --chmod=+x"
    )


def test_start_takes_the_pythons_of_pyproject(project):
    low, high = re.search(
        r"(\(3, \d+\)) <= sys\.version_info\[:2\] <= (\(3, \d+\))",
        start.ROOT.joinpath("start.py").read_text(encoding="utf-8"),
    ).groups()
    allowed = SpecifierSet(project["project"]["requires-python"])
    (_, first), (_, last) = ast.literal_eval(low), ast.literal_eval(high)
    assert [minor for minor in range(30) if f"3.{minor}.0" in allowed] == list(
        range(first, last + 1)
    )


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_says_the_commands_in_under_a_screen(checkout, name):
    text = (checkout / name).read_text(encoding="utf-8")
    for command in ("start.py", "start.py demo", "start.py test"):
        assert f"\npython3 {command} " in text and f"`py {command}`" in text
    assert text.index("start.py test") < text.index("\n## ") and len(text.splitlines()) <= 70


def test_readmes_show_the_same_map(checkout):
    english, chinese = (
        (checkout / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
    )
    assert [
        re.findall(r"`[\w./]+`", line.split("|")[1])
        for line in english.splitlines()
        if line.startswith("| ")
    ][1:] == [
        re.findall(r"`[\w./]+`", line.split("|")[1])
        for line in chinese.splitlines()
        if line.startswith("| ")
    ][1:]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_what_exists(checkout, name):
    text = (checkout / name).read_text(encoding="utf-8")
    missing = [
        link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not (checkout / link).exists()
    ]
    missing += [
        path
        for path in re.findall(
            r"`((?:content|keguan|tests|datasets|exercises|lessons)/[\w./-]*\w/?)`", text
        )
        if not (checkout / path).exists()
    ]
    missing += [
        test
        for test in re.findall(r"`(test_\w+\.py)`", text)
        if not any((checkout / "tests").rglob(test))
    ]
    missing += [
        module
        for module in re.findall(r"python -m (tools\.\w+)", text)
        if not importlib.util.find_spec(module)
    ]
    assert not missing, f"{name} names what is not there: {', '.join(missing)}"


def test_the_pages_on_deployment_say_the_same(checkout):
    english, chinese = ((checkout / name).read_text(encoding="utf-8") for name in DEPLOY)
    for text in (english, chinese):
        assert all(
            (checkout / "grader" / link).exists() for link in re.findall(r"\]\(([^)#:]+)\)", text)
        )
    blocks = [
        re.sub(r"#.*", "", "".join(re.findall(r"(?s)```.*?```", text)))
        for text in (english, chinese)
    ]
    assert blocks[0] == blocks[1] and "jupyterhub -f" in blocks[0]
    inline = [
        set(filter(str.isascii, re.findall(r"`([^`\n]+)`", re.sub(r"(?s)```.*?```", "", text))))
        for text in (english, chinese)
    ]
    assert inline[0] == inline[1]


def test_contributing_begins_with_what_is_edited_and_what_is_built(checkout):
    first = (
        (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n\n")[1].split(". ")[0]
    )
    assert "edit" in first and "built" in first


def test_licences(checkout):
    text = (checkout / "LICENSE").read_text(encoding="utf-8")
    for licence in ("MIT License", "CC BY 4.0", "SIL Open Font License 1.1"):
        assert licence in text
    font = (checkout / "keguan" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in font


def test_nothing_of_one_machine(checkout, own_files):
    found = []
    for path in own_files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [
            f"{path.relative_to(checkout).as_posix()}, line {number}: {what}"
            for number, line in enumerate(lines, 1)
            for what, pattern in FOREIGN.items()
            if pattern.search(line)
        ]
    assert not found, "\n".join(found)


def test_a_machine_path_would_be_found():
    path, index = (
        "/".join(["File ", "root", "course", "x.py"]),
        ".".join(["https://files", "pythonhosted", "org"]),
    )
    assert FOREIGN["a path of one machine"].search(path) and FOREIGN["a registry's address"].search(
        index
    )


@pytest.mark.parametrize(
    "path",
    [
        ".venv/x",
        "build/x",
        "my-work/zh/x",
        "exercises/submitted/x",
        "exercises/autograded/x",
        "exercises/feedback/x",
        "exercises/gradebook.db",
        "keguan/__pycache__/x",
        "keguan.egg-info/x",
        "lessons/zh/.ipynb_checkpoints/x",
    ],
)
def test_git_ignores_work_and_builds(checkout, own_files, path):
    ignored = subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=checkout)
    assert ignored.returncode == 0, f".gitignore lets {path} in"


def test_ci_runs_the_readme_command(checkout):
    script = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n") and script.rstrip().endswith(
        "python3 start.py test"
    )


@pytest.mark.parametrize(
    "command",
    ["ruff check --no-cache .", "ruff format --check --no-cache .", "mypy"],
    ids=["lint", "form", "types"],
)
def test_the_tools_that_keep_the_form_say_nothing(checkout, command):
    result = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout


def test_no_test_is_timed(checkout):
    """How long something takes depends on what else the machine does; the benchmarks compare."""
    timed = [
        path.name
        for path in sorted((checkout / "tests").rglob("*.py"))
        if path.name != "test_house.py" and "perf_counter" in path.read_text(encoding="utf-8")
    ]
    assert timed == []


def test_the_instructors_desk_has_the_same_commands_in_both_languages(checkout):
    texts = [
        re.sub(
            "```.*?```",
            "",
            (checkout / "grader" / name).read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        for name in ("README.md", "README.zh-CN.md")
    ]
    spans = [
        {" ".join(span.split()) for span in re.findall("`([^`]+)`", text) if "--why" not in span}
        for text in texts
    ]
    assert spans[0] == spans[1]
    assert [text.count("\n## ") for text in texts] == [5, 5]
