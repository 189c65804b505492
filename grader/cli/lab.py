"""Opens JupyterLab: for students on the course page, in their language; for teachers on
formgrader."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
from pathlib import Path

from grader.base import UserError, pages
from grader.base.files import writing
from grader.course.folder import make_writable

LOCALES = {"zh": "zh_CN", "en": "default"}
# nbgrader's parts for teachers and for its exchange, which a computer of one's own does not have,
# and Validate, which cannot tell an open task from a wrong one: every notebook ends with a check of
# everything.
FOR_TEACHERS = (
    "formgrader",
    "create-assignment",
    "course-list",
    "assignment-list",
    "menu",
    "validate-assignment",
)
# those that have a part in the server as well
SERVED = ("formgrader", "course-list", "assignment-list")
KERNEL_START = """\
try:
    import keguan
    keguan.use({!r})
    del keguan
except ImportError:  # a kernel of another Python
    pass
"""
EXCHANGE = ("assignment-list", "menu")  # on a JupyterHub students hand in with these


def study_options(folder: Path, language: str) -> list[str]:
    """Options that open the study page over the folder of all students' work."""
    room = folder / ".lab" / "study"
    other = ("--ServerApp.root_dir=", "--LabApp.default_url=")
    options = student_options(folder / language, language, room=room)
    return [
        *(option for option in options if not option.startswith(other)),
        f"--ServerApp.root_dir={folder}",
        "--LabApp.default_url=/keguan",
        "--ServerApp.jpserver_extensions=grader.desk=True",
        f"--KeguanDesk.language={language}",
        f"--KeguanDesk.settings={room / 'settings'}",
        # so that the frame around a notebook knows when it may be run, and saves it on the way back
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]


def student_options(
    folder: Path, language: str, hub: bool = False, room: Path | None = None
) -> list[str]:
    """Options that open JupyterLab in the student's folder, course page shown; settings stay
    beside it (or in `room`), not at home."""
    settings = make_writable((room or folder.parent / ".lab" / language) / "settings")
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[language]},
        "@jupyterlab/docmanager-extension:plugin": {
            "defaultViewers": {"markdown": "Markdown Preview"}
        },
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "doNotDisturbMode": False,
            "fetchNews": "false",
        },
    }
    shown = EXCHANGE if hub else ()
    if hub:
        os.chdir(folder)  # nbgrader's Assignment List fetches into the current folder
    hidden = {f"@jupyter/nbgrader:{name}": True for name in FOR_TEACHERS if name not in shown}
    _write(settings / "overrides.json", overrides)
    # the second is for Notebook 7
    for place in (settings, make_writable(settings.parent / "config" / "labconfig")):
        _write(place / "page_config.json", {"disabledExtensions": hidden})
    _use_style(settings.parent / "config")
    _start_kernels_with(make_writable(settings.parent / "config"), language)
    return [
        "--LabApp.custom_css=True",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.workspaces_dir={settings.parent / 'workspaces'}",
        "--LabApp.default_url=/lab/tree/README.md",
        "--FileContentsManager.pre_save_hook=grader.learner.stills.only",
        "--FileContentsManager.post_save_hook=grader.learner.workspace.saved",
        *(_without(name) for name in SERVED if name not in shown),
    ]


def _without(extension: str) -> str:
    """The option that leaves out the server's part of one of nbgrader's extensions."""
    module = f"nbgrader.server_extensions.{extension.replace('-', '_')}"
    return f"--ServerApp.jpserver_extensions={module}=False"


def teacher_options(folder: Path, language: str) -> list[str]:
    """Options that open formgrader in a course folder; nbgrader reads its settings from the
    current folder."""
    settings = make_writable(folder / "reports" / ".lab" / language)
    _write(
        settings / "overrides.json",
        {"@jupyterlab/translation-extension:plugin": {"locale": LOCALES[language]}},
    )
    os.chdir(folder)
    os.environ["KEGUAN_LANG"] = language
    return [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={settings}",
        "--LabApp.default_url=/formgrader",
    ]


def _use_style(config: Path) -> None:
    """Lets JupyterLab find our style sheet, which it takes from its settings folder only; the
    user's own settings still count."""
    from jupyter_core.paths import jupyter_config_dir

    style = make_writable(config / "custom") / "custom.css"
    writing.write(style, pages.in_jupyterlab())
    before = [jupyter_config_dir(), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ |= {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_CONFIG_PATH": os.pathsep.join(before),
    }


def _start_kernels_with(config: Path, language: str) -> None:
    """Lets every kernel begin with the course's language and its sentences for errors: one may run
    an answer before the imports."""
    start = config / "start_kernel.py"
    writing.write(start, KERNEL_START.format(language))
    os.environ["PYTHONSTARTUP"] = str(start)


def require_hub() -> None:
    """Raises UserError outside a JupyterHub, which says by environment variables where its servers
    listen."""
    if "JUPYTERHUB_SERVICE_URL" not in os.environ or importlib.util.find_spec("jupyterhub") is None:
        raise UserError(
            "--hub 只能由装好的 JupyterHub 启动：见 grader/deploy.zh-CN.md。",
            "--hub is for a JupyterHub that is set up: see grader/deploy.md.",
        )


def start_on_hub(options: list[str]) -> None:
    """Runs the server of one user of a JupyterHub until the hub stops it."""
    from jupyterlab.labhubapp import main

    # JupyterLab is an extension there; which page opens first is for the server itself to say.
    main([option.replace("--LabApp.default_url", "--ServerApp.default_url") for option in options])


def show_running(folder: Path) -> bool:
    """Whether a server that runs already has the study page of this folder, which it then shows."""
    import webbrowser

    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        if Path(server["root_dir"]) == folder and not server.get("password"):
            return webbrowser.open(f"{server['url']}keguan?token={server['token']}")
    return False


def start(options: list[str], port: int | None = None, browser: bool = True) -> None:
    """Runs JupyterLab until it is stopped; raises UserError when the port asked for is taken."""
    if port is not None:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                raise UserError(
                    f"端口 {port} 已被占用或不能用：请换一个 --port，或者不写 --port。",
                    f"Port {port} is in use or not allowed: give another --port, or none.",
                ) from None
        options = [*options, f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    # what Jupyter logs is English and of no use to a student; the address is said all the same
    options = [*options, "--Application.log_level=WARN"]
    if not browser:
        options = [*options, "--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container there is often no other user
        options = [*options, "--allow-root"]
    from jupyterlab.labapp import main

    main(options)


def _write(path: Path, content: dict) -> None:
    writing.write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
