"""start.py: what it makes, what it hands on, and its one sentence for each failure."""

import os
import re
import shutil
import subprocess
import sys
import types
import venv

import pytest

import start
from tests import local_wheels

SOURCES = ("start.py", "requirements.lock", "pyproject.toml", "README.md", "course.toml")


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A copy of the files that start.py reads, in a folder with a space and Chinese characters;
    start works there."""
    root = tmp_path / "课程 one" / "keguan 客关"
    root.mkdir(parents=True)
    for name in SOURCES:
        shutil.copy(start.ROOT / name, root)
    checkout = start.ROOT
    for name in ("ROOT", "VENV", "BIN", "PYTHON", "STAMP", "WHEELS"):
        monkeypatch.setattr(start, name, root / getattr(start, name).relative_to(checkout))
    return root


@pytest.fixture
def installs(house, monkeypatch):
    """Replaces the two slow steps, and lists them as they are called."""
    called = []

    def create(builder, folder):
        called.append("create")
        start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.PYTHON.touch()

    monkeypatch.setattr(venv.EnvBuilder, "create", create)
    monkeypatch.setattr(start, "install", lambda pip: called.append("install"))
    return called


def sentence(capsys):
    """The Chinese and the English line of a failure: two lines on stderr and nothing more."""
    lines = capsys.readouterr().err.splitlines()
    chinese = [bool(re.search("[一-龥]", line.replace(str(start.ROOT), ""))) for line in lines]
    assert chinese == [True, False], lines
    return lines


def test_help_names_the_commands_and_installs_nothing(house, capsys):
    for args in (["--help"], ["-h"]):
        assert start.main(args) == 0
        shown = capsys.readouterr().out
        assert all(f"start.py {command} " in shown for command in ("lab", "demo", "test"))
    assert not start.VENV.exists()


def test_without_arguments_the_study_page_opens(installs, monkeypatch):
    ran = []
    monkeypatch.setattr(start, "run", lambda command, env: ran.append(command) or 0)
    assert start.main([]) == 0
    assert ran == [[start.BIN / "keguan", "study"]]


def test_help_names_commands_that_exist():
    import typer

    from grader.cli import app as cli

    there = typer.main.get_command(cli.app).commands
    named = set(re.search(r"also: ([\w ]+)", start.HELP).group(1).split()) | {"lab", "demo"}
    assert named <= set(there)


def test_help_on_a_console_without_chinese():
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, start.ROOT / "start.py", "-h"],
        env=env,
        capture_output=True,
        encoding="ascii",
    )
    assert result.returncode == 0 and "Keguan" in result.stdout and not result.stderr


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 14, 0)])
def test_other_python(house, monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)
    assert start.main(["lab"]) == 1
    assert all("3.11" in line and f"3.{version[1]}" in line for line in sentence(capsys))
    assert not start.VENV.exists()


def test_installs_once(installs):
    start.prepare()
    start.prepare()
    assert installs == ["create", "install"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_installs_again_when_a_list_changed(house, installs, name):
    start.prepare()
    with open(house / name, "a", encoding="utf-8") as file:
        file.write("# changed\n")
    start.prepare()
    assert installs == ["create", "install", "install"]


def test_makes_the_environment_again_when_it_is_broken_or_moved(installs):
    start.prepare()
    start.PYTHON.unlink()  # as when the system's Python was replaced and the link points nowhere
    start.prepare()
    assert installs == ["create", "install"] * 2
    start.STAMP.write_text(
        start.STAMP.read_text(encoding="utf-8").replace("客关", "old"), encoding="utf-8"
    )
    start.prepare()
    assert installs == ["create", "install"] * 3


def test_goes_on_after_a_broken_download(installs, monkeypatch):
    working = start.install

    def fail(pip):
        raise start.Stop("断网。", "No network.")

    monkeypatch.setattr(start, "install", fail)
    assert start.main(["lab"]) == 1
    monkeypatch.setattr(start, "install", working)
    start.prepare()
    assert installs == ["create", "install"]


def test_no_permission(house, monkeypatch, capsys):
    def refuse(builder, folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(venv.EnvBuilder, "create", refuse)
    assert start.main(["lab"]) == 1
    assert all("Permission denied" in line and str(start.VENV) in line for line in sentence(capsys))


def test_a_file_where_the_environment_belongs(house, capsys):
    start.VENV.write_text("kept", encoding="utf-8")
    assert start.main(["lab"]) == 1
    assert all(str(start.VENV) in line for line in sentence(capsys))
    assert start.VENV.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("name", start.NEEDED)
def test_a_download_that_is_not_whole(house, capsys, name):
    (house / name).unlink()
    assert start.main(["lab"]) == 1
    assert all(name in line for line in sentence(capsys))
    assert not start.VENV.exists()


def test_a_full_disk_is_said_before_anything_is_made(house, monkeypatch, capsys):
    usage = types.SimpleNamespace(free=start.ROOM - 1)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda path: usage)
    assert start.main(["lab"]) == 1
    assert all("1.5 GB" in line for line in sentence(capsys))
    assert not start.VENV.exists()


def test_a_disk_that_fills_up_on_the_way(house, steps, monkeypatch, capsys):
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda builder, folder: start.VENV.mkdir())
    monkeypatch.setattr(start, "show", lambda step, env: 1)
    rooms = iter([start.ROOM, 0])
    monkeypatch.setattr(
        start.shutil, "disk_usage", lambda path: types.SimpleNamespace(free=next(rooms))
    )
    assert start.main(["lab"]) == 1
    assert all("1.5 GB" in line for line in sentence(capsys))


def without(monkeypatch, *modules):
    real = start.importlib.util.find_spec
    monkeypatch.setattr(
        start.importlib.util, "find_spec", lambda name: None if name in modules else real(name)
    )


def test_a_python_without_pip_says_what_to_install(installs, monkeypatch, capsys):
    without(monkeypatch, "ensurepip", "pip")
    assert start.main(["lab"]) == 1
    assert all("apt install python3-venv" in line for line in sentence(capsys)) and not installs


def test_a_python_without_ensurepip_lends_its_pip(installs, monkeypatch):
    without(monkeypatch, "ensurepip")
    used = []
    monkeypatch.setattr(start, "install", used.append)
    start.prepare()
    assert used == [[sys.executable, "-m", "pip", "--python", start.PYTHON]]


@pytest.mark.parametrize("name", ["PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"])
def test_what_runs_in_venv_does_not_hear_of_another_python(monkeypatch, name):
    monkeypatch.setenv(name, "1")
    assert name not in start.environment()


@pytest.fixture
def steps(house, monkeypatch):
    """Records the steps of install() with their environment instead of running them; pip has a
    mirror set."""
    ran = []
    settings = (
        "global.index-url='https://mirror.example/simple'\nglobal.find-links='\\na\\nb'\n"
        ":env:.timeout='9'\n"
    )
    monkeypatch.setattr(
        start.subprocess, "run", lambda *args, **more: types.SimpleNamespace(stdout=settings)
    )
    monkeypatch.setattr(start, "show", lambda step, env: ran.append((step, env)) or 0)
    return ran


def test_uv_uses_the_mirror_of_pip(steps, monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    start.install(["pip"])
    for _, env in steps:
        assert (
            env["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
            and env["UV_FIND_LINKS"] == "a b"
        )


def test_every_download_is_checked_by_hash(steps):
    start.install(["pip"])
    (first, _), (second, _), (last, _) = steps
    assert "--require-hashes" in first and "--require-hashes" in second
    # builds with the lock's setuptools, fetches nothing
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(last)


def test_no_network(house, tmp_path):
    """Really: an empty home, and an index nobody answers at."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_"))}
    env |= {
        "HOME": str(tmp_path / "home"),
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
    }
    result = subprocess.run(
        [sys.executable, house / "start.py", "lab"], env=env, capture_output=True, encoding="utf-8"
    )
    assert result.returncode == 1
    assert (
        "请检查网络" in result.stderr.splitlines()[-2]
        and "check the network" in result.stderr.splitlines()[-1]
    )
    assert "Traceback" not in result.stderr


def test_a_pack_with_its_packages_needs_no_network(house, tmp_path, monkeypatch, capfd):
    """Really, and with an index that nobody answers at; but with packages that are small."""
    lock = "".join(local_wheels.repack(start.WHEELS, name) for name in ("setuptools", "uv"))
    lock += local_wheels.make(start.WHEELS, "tinything", {"tinything.py": b"SIZE = 3"})
    (house / "requirements.lock").write_text(lock, encoding="utf-8")
    project = '[project]\nname = "tiny"\nversion = "1"\n[tool.setuptools]\npy-modules = []\n'
    (house / "pyproject.toml").write_text(project, encoding="utf-8")
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "HTTPS_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    without(monkeypatch, "ensurepip")  # which takes seconds; this Python's pip does the same
    start.prepare()
    told = [start.PYTHON, "-c", "import tinything; print(tinything.SIZE)"]
    done = subprocess.run(told, capture_output=True, encoding="utf-8")
    assert done.stdout == "3\n", done.stderr


def test_packages_of_another_python_are_not_taken_for_a_lack_of_network(
    house, steps, monkeypatch, capsys
):
    start.WHEELS.mkdir(parents=True)
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda builder, folder: start.VENV.mkdir())
    monkeypatch.setattr(start, "show", lambda step, env: 1)
    assert start.main(["lab"]) == 1
    assert all("64" in line and "3.11" in line for line in sentence(capsys))


def test_fresh_copy_in_an_empty_home(house, checkout, tmp_path):
    """Really: everything from the index, in a folder with a space and Chinese characters."""
    for name in ("keguan", "grader", "tools"):
        shutil.copytree(checkout / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    home = tmp_path / "home"
    home.mkdir()
    env = {key: value for key, value in os.environ.items() if not key.startswith("UV_")}
    env |= {"HOME": str(home), "USERPROFILE": str(home)}
    command = [sys.executable, house / "start.py", "demo", "--help"]
    result = subprocess.run(command, env=env, capture_output=True, encoding="utf-8")
    if "check the network" in result.stderr and not os.environ.get("CI"):
        pytest.skip("no network: a fresh copy could not be filled")
    assert result.returncode == 0 and "Built keguan" in result.stderr, result.stderr
    again = subprocess.run(command, env=env, capture_output=True, encoding="utf-8")
    assert again.returncode == 0 and "demo" in again.stdout and not again.stderr, again.stderr


def test_a_double_click_without_python_says_what_to_install(tmp_path, checkout):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dirname", "sh"):
        (tools / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        ["sh", checkout / "Keguan-macOS.command"],
        env={"PATH": str(tools)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1 and "请安装 Python 3.11" in done.stdout and not done.stderr


def test_a_double_click_starts_beside_itself_with_a_python_that_fits(house, checkout, tmp_path):
    shutil.copy(checkout / "Keguan-macOS.command", house)
    (house / "start.py").write_text("import os; print(os.getcwd())", encoding="utf-8")
    done = subprocess.run(
        ["sh", house / "Keguan-macOS.command"], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == str(house)
