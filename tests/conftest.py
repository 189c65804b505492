"""What all tests share."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from keguan import style

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # start.py is a script, no installed package
BROWSER_TESTS = "tests/browser/"
# What takes minutes and stays in one process.
LONGEST = (BROWSER_TESTS, "tests/grader/gradebook/test_stock_nbgrader.py")
# Examples of a property: few, always the same; with --long many new ones.
settings.register_profile("short", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=3000, deadline=None)
settings.load_profile("short")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="thousands of examples, and nbgrader's kernels again"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        settings.load_profile("long")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """A file stays in one process, for what its tests share; all browser tests stay in one, for
    their JupyterLab and their browser."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            browser = nodeid.startswith(BROWSER_TESTS)
            return BROWSER_TESTS if browser else super()._split_scope(nodeid)

    return Scheduling(config, log)


@pytest.fixture(autouse=True)
def environment_of_its_own() -> Iterator[None]:
    """What a test, or a command run in this process, sets in the environment goes with the test."""
    before = dict(os.environ)
    yield
    if os.environ != before:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory) -> Iterator[None]:
    """No test touches the work, or the classes, of whoever runs it, nor depends on how it was
    started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KEGUAN_CALLED", raising=False)
        patch.setenv("KEGUAN_HOME", str(tmp_path_factory.mktemp("home") / "work"))
        yield


@pytest.fixture
def own_home(tmp_path, monkeypatch) -> Path:
    """The folder of the student's work, beside the test's course."""
    monkeypatch.setenv("KEGUAN_HOME", str(tmp_path / "my-work"))
    return tmp_path / "my-work"


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds course.toml."""
    return CHECKOUT


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium browser: KEGUAN_CHROMIUM, else the first one on PATH; without one the
    test is skipped."""
    found = os.environ.get("KEGUAN_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if found is None:
        pytest.skip(
            "no Chromium on this machine: install it (Debian: apt-get install chromium) or name "
            "one in KEGUAN_CHROMIUM"
        )
    return found


@pytest.fixture(params=style.LANGUAGES)
def language(request):
    """Both languages in turn; Chinese again afterwards."""
    style.use(request.param)
    yield request.param
    style.use("zh")
