"""nbgrader settings of the course; KEGUAN_LANG (zh or en) chooses the language of the
assignments."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader provides it when it reads this file

language = os.environ.get("KEGUAN_LANG") or "zh"
if language not in ("zh", "en"):
    raise ValueError(f"KEGUAN_LANG 只能是 zh 或 en · KEGUAN_LANG must be zh or en, not {language!r}")
# Some of nbgrader's commands read this file without telling it where it stands; they run in its
# folder.
here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()

c.CourseDirectory.course_id = "keguan"
c.CourseDirectory.root = str(here)
# with "/" on Windows too: nbgrader takes it for a pattern
c.CourseDirectory.source_directory = f"source/{language}"
c.CourseDirectory.release_directory = f"release/{language}"
# A bare Ellipsis raises nothing and returns nothing: the checks then say "not attempted".
c.ClearSolutions.code_stub = {"python": "# 在这里写代码 · YOUR CODE HERE\n..."}
c.ClearSolutions.text_stub = "在这里写你的回答 · YOUR ANSWER HERE"
