"""What differs from system to system: the file manager, and the language of JupyterLab."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from grader.base import UserError
from grader.base.files.writing import write

LOCALES = {"zh": "zh_CN", "en": "default"}
TRANSLATION = "@jupyterlab/translation-extension:plugin"


def show(folder: Path) -> None:
    """Opens a folder in the file manager; raises UserError, with its name, where there is none."""
    if sys.platform == "win32":
        return os.startfile(folder)
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise UserError(
            f"打不开文件夹：请自己在文件管理器里打开 {folder}。",
            f"The folder cannot be opened from here: open {folder} yourself.",
        )
    subprocess.Popen(
        [opener, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def speak(settings: Path, language: str) -> None:
    """JupyterLab speaks the language from its next page on: it reads this file anew each time."""
    path = settings / "overrides.json"
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    known[TRANSLATION] = {"locale": LOCALES[language]}
    write(path, json.dumps(known, ensure_ascii=False, indent=1) + "\n")
