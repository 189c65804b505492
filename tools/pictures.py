"""The pictures of the README: `python -m tools.pictures` takes them anew, each in both languages.

Study page, a lab and the class report, as a browser shows them. They come from a throw-away home
and a simulated class; nothing of whoever runs it is on them. Needs Chromium.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "grader" / "base" / "pages" / "pictures"
SIZE = {"width": 1366, "height": 768}
WIDTH = 1024  # pixels of a picture that is kept
MOST = 150_000  # bytes of one
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
UNIT = "tiering"
# A picture as WebP of this width, drawn by the browser.
SMALLER = """async ([picture, width]) => {
    const data = await fetch(`data:image/png;base64,${picture}`);
    const image = await createImageBitmap(await data.blob());
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, Math.round(image.height * width / image.width)];
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.8).split(',')[1];
}"""
# Where the work lies is said as it is on the machine of a student.
NOBODYS = """([here, there]) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
        texts.currentNode.data = texts.currentNode.data.replaceAll(here, there);
}"""
HOMES = {"zh": "~/客关", "en": "~/Keguan"}
REVEAL = {"zh": "看结果", "en": "Reveal"}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, browser() as page:
        for language in ("zh", "en"):
            os.environ["KEGUAN_HOME"] = str(Path(place) / language)
            keep(page, f"report.{language}", report(page, Path(place) / "demo", language))
            study_page, lab = of_a_student(page, language)
            keep(page, f"study.{language}", study_page)
            keep(page, f"lab.{language}", lab)


def keep(page: Page, name: str, picture: bytes) -> None:
    """Writes a small WebP; raises SystemExit where it is not small."""
    page.goto("about:blank")  # our own pages let nothing be drawn on them
    data = page.evaluate(SMALLER, [base64.b64encode(picture).decode(), WIDTH])
    path = FOLDER / f"{name}.webp"
    path.write_bytes(base64.b64decode(data))
    size = path.stat().st_size
    if size > MOST:
        raise SystemExit(f"{path.name}: {size:,} bytes, at most {MOST:,}")
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")


def report(page: Page, folder: Path, language: str) -> bytes:
    """The class report of the demo's class, its beginning."""
    if not folder.exists():
        command = ["-c", "from grader.cli.app import main; main()", "demo", "--out", str(folder)]
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    page.goto((folder / "reports" / f"{UNIT}-{language}.html").as_uri())
    return page.screenshot()


def of_a_student(page: Page, language: str) -> tuple[bytes, bytes]:
    """The study page of somebody who begins, and the second lab of a lesson after its guess."""
    with serving(language) as address:
        page.goto(address)
        page.locator("#units").wait_for()
        page.evaluate(NOBODYS, [os.environ["KEGUAN_HOME"], HOMES[language]])
        return page.screenshot(), _lab(page, language)


def _lab(page: Page, language: str) -> bytes:
    page.goto(page.url.partition("?")[0].rstrip("/") + f"/open/{language}/{UNIT}.ipynb")
    page.locator("#ready.good").wait_for()
    inside = page.frame_locator("#inside")
    inside.locator(".jp-Notebook").click()
    page.keyboard.press("Control+Shift+Home")
    inside.locator(".lm-MenuBar-item").nth(3).click()
    inside.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    lab = inside.locator(".keguan-lab").nth(1)
    lab.locator("input[type=radio]").first.check()
    lab.get_by_role("button", name=REVEAL[language]).click()
    lab.locator("img").wait_for()
    lab.evaluate("lab => lab.scrollIntoView()")
    return page.screenshot()


@contextmanager
def browser() -> Iterator[Page]:
    """A page of a browser that knows nobody."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("no Chromium: install it first")
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.set_default_timeout(180_000)
        yield page
        chromium.close()


@contextmanager
def serving(language: str) -> Iterator[str]:
    """The address of the study page, from a server as a student starts it."""
    command = [sys.executable, "-c", "from grader.cli.app import main; main()", "study"]
    server = subprocess.Popen(
        [*command, "--no-browser", "--lang", language],
        cwd=ROOT,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert server.stdout is not None
        said = (re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", line) for line in server.stdout)
        found = next(filter(None, said), None)
        if found is None:
            raise SystemExit("the study page did not start")
        yield found[0]
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
