"""Start Keguan with nothing but Python and pip: makes .venv beside this file, fills it from
requirements.lock, runs keguan; without arguments, opens the study page.
"""

import ast
import errno
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HELP = """客关 Keguan
  python3 start.py                打开学习主页 · open the study page
  python3 start.py lab            只打开 JupyterLab · JupyterLab only (--lang en: in English)
  python3 start.py learn          在命令行评自己的作业 · grade your own work in a terminal
  python3 start.py demo           演示一个 12 人的班级 · run a class of 12 from release to report
  python3 start.py test           运行全部测试 · run every test
  python3 start.py COMMAND --help 其他命令 · also: term class release collect grade rubric feedback
                                  report marks export alike verify doctor build
Windows: py start.py"""
# not resolve(): a mapped school drive would turn into a \\server path
ROOT = Path(os.path.abspath(__file__)).parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "keguan-stamp"
# English lessons have the same code and are run by test_fresh.py, which compares as much.
TESTS = ["tests", "lessons/zh"]
PYTEST = ["-m", "pytest", "--nbval-lax", "--nbval-current-env"]
# What stays together in one process, and what is first, is said by tests/conftest.py.
PYTEST += ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# Another Python's folders; and what would have every command compile all its modules anew, which
# takes longer than its work.
NOT_OURS = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
ROOM = 1_500_000_000  # bytes that the environment and its downloads need
NEEDED = ("requirements.lock", "pyproject.toml", "course.toml")
# A pack for computers without internet has the packages of their system here.
WHEELS = ROOT / "wheels" / {"win32": "windows"}.get(sys.platform, sys.platform)
# uv does not read pip's settings, so a school's mirror has to be handed on.
FROM_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
}


class Stop(Exception):
    """The one sentence (zh, en) that ends the program."""


def main(args):
    for stream in (sys.stdout, sys.stderr):
        # a console without Chinese characters shows "?" instead of failing
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    args = args or ["study"]
    if args[0] in ("-h", "--help"):
        print(HELP)
        return 0
    try:
        if not (3, 11) <= sys.version_info[:2] <= (3, 13):
            found = ".".join(map(str, sys.version_info[:2]))
            raise Stop(
                f"客关需要 Python 3.11、3.12 或 3.13，现在是 {found}：请安装其中一个，再用它运行 "
                "start.py。",
                f"Keguan needs Python 3.11, 3.12 or 3.13, this is {found}: install one and run "
                "start.py with it.",
            )
        prepare()
    except Stop as stop:
        print(*stop.args, sep="\n", file=sys.stderr)
        return 1
    env = environment()
    if args[0] == "test":
        own = any(Path(ROOT, arg.split("::")[0]).exists() for arg in args[1:])
        os.chdir(ROOT)
        return run([PYTHON, *PYTEST, *args[1:], *([] if own else TESTS)], env)
    return run([BIN / "keguan", *args], env)


def prepare():
    """Make .venv new if it is missing, moved or of another Python; fill it if the lock or
    pyproject.toml changed.
    """
    place = f"{ROOT} {sys.base_prefix} {sys.version_info[:3]}"
    missing = [name for name in NEEDED if not (ROOT / name).is_file()]
    if missing:
        raise Stop(
            f"课程没有下载完整，缺少 {missing[0]}：请重新下载，把整个文件夹解压出来，再运行一次。",
            f"The course is not complete, {missing[0]} is missing: download it again, unpack the "
            "whole folder and run this again.",
        )
    try:
        files = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
        wanted = [place, hashlib.sha256(b"".join(files)).hexdigest()]
        stamp = []
        if STAMP.is_file() and PYTHON.exists():
            stamp = STAMP.read_text(encoding="utf-8").splitlines()
        if stamp != wanted:
            fill(place, new=stamp[:1] != [place])
            STAMP.write_text("\n".join(wanted), encoding="utf-8")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise full() from error
        raise Stop(
            f"无法在 {VENV} 准备环境（{error}）：请关闭正在运行的客关，"
            "把课程文件夹放到可以写入的位置，再运行一次。",
            f"Cannot set up {VENV} ({error}): close any running Keguan, put the course folder "
            "where you may write, and run this again.",
        ) from error


def full():
    """The sentence for a disk without room."""
    return Stop(
        f"磁盘空间不够：{ROOT} 所在的磁盘要有 {ROOM / 1e9:g} GB 空闲，清理以后再运行一次。",
        f"The disk is full: {ROOT} needs {ROOM / 1e9:g} GB free; make room and run this again.",
    )


def has_room(bytes_needed):
    return shutil.disk_usage(ROOT).free >= bytes_needed


FIRST = (
    "第一次打开要先准备好 Python 的软件包，大约 450 MB，要几分钟；以后打开只要几秒。",
    "The first start gets the Python packages ready, about 450 MB, which takes a few minutes; "
    "later ones take seconds.",
)
RENEWED = ("课程更新了，正在更新软件包…", "The course was updated; renewing the packages ...")


def fill(place, new):
    """Install everything into .venv, which is made first if it is to be `new`."""
    print(*(FIRST if new else RENEWED), sep="\n", flush=True)
    if new and not has_room(ROOM):
        raise full()
    # Debian leaves it out unless python3-venv is there
    own_pip = importlib.util.find_spec("ensurepip") is not None
    if not own_pip and importlib.util.find_spec("pip") is None:
        raise Stop(
            "这个 Python 没有 pip：请先运行 sudo apt install python3-venv，再运行一次 start.py。",
            "This Python has no pip: run sudo apt install python3-venv, then start.py again.",
        )
    if new:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=own_pip).create(VENV)
        # a download that breaks off goes on from here
        STAMP.write_text(place, encoding="utf-8")
    other = [sys.executable, "-m", "pip", "--python", PYTHON]
    install([PYTHON, "-m", "pip"] if own_pip else other)


def install(pip):
    """Put uv into .venv by pip, then everything else by uv; every file is checked against its hash
    in the lock.
    """
    lock = ROOT / "requirements.lock"
    env = environment()
    settings = subprocess.run(
        [*pip, "config", "list"],
        stdout=subprocess.PIPE,
        env=env,
        encoding="utf-8",
        errors="replace",
    )
    found = re.findall(r"(?m)^(?:global|install|:env:)\.([\w-]+)=(.+)$", settings.stdout)
    for name, value in found:
        if name in FROM_PIP:
            env.setdefault(FROM_PIP[name], " ".join(ast.literal_eval(value).split()))
    source = ["--no-index", "--find-links", WHEELS] if WHEELS.is_dir() else []
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder, "uv.txt")
        pinned = re.search(r"(?m)^uv==.*(?:\n .*)*", lock.read_text(encoding="utf-8"))
        only_uv.write_text(pinned.group(), encoding="utf-8")
        steps = [
            [*pip, "install", "-qq", *source, "--require-hashes", "-r", only_uv],
            [PYTHON, "-m", "uv", "pip", "install", *source, "--require-hashes", "-r", lock],
            [PYTHON, "-m", "uv", "pip", "install", "--no-deps", "--no-build-isolation", "-e", ROOT],
        ]
        for number, step in enumerate(steps, start=1):
            print(f"[{number}/{len(steps)}] {WHAT[number - 1]}", flush=True)
            if not show(step, env):
                continue
            if not has_room(ROOM / 15):
                raise full()
            if source:
                raise Stop(
                    "软件包没有装上：课程里带的只适合 64 位的 Python 3.11、3.12 和 3.13，请安装其中"
                    "一个，再运行一次 start.py；还不行，就重新解压一次课程。",
                    "The packages could not be installed: those in this folder are for the 64-bit "
                    "Python 3.11, 3.12 and 3.13. Install one and run start.py again; if that does "
                    "not help, unpack the course again.",
                )
            raise Stop(
                "软件包没有装上：请检查网络（或给 pip 设置一个镜像），再运行一次 start.py。",
                "The packages could not be installed: check the network (or set a mirror for "
                "pip), then run start.py again.",
            )


WHAT = ("下载工具 · getting the installer", "下载软件包 · packages", "课程本身 · the course itself")


def show(step, env):
    """Run one step with its messages, less the list of a hundred packages; return its exit code."""
    with subprocess.Popen(
        step, stderr=subprocess.PIPE, env=env, encoding="utf-8", errors="replace"
    ) as process:
        for line in process.stderr:
            if line.strip() and not line.startswith((" + ", " - ", " ~ ")):
                print("  " + line.strip(), file=sys.stderr, flush=True)
    return process.returncode


def environment():
    """Environment variables for everything that runs in .venv."""
    env = {key: value for key, value in os.environ.items() if key not in NOT_OURS}
    env.update(
        VIRTUAL_ENV=str(VENV),
        PATH=str(BIN) + os.pathsep + env.get("PATH", ""),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        KEGUAN_CALLED="py start.py" if os.name == "nt" else "python3 start.py",
    )
    # same disk, so uv links files; nothing outside this folder
    env.setdefault("UV_CACHE_DIR", str(VENV / "uv-cache"))
    # trust what pip trusts: a school's own certificate, for example
    env.setdefault("UV_SYSTEM_CERTS", "1")
    return env


def run(command, env):
    """Run to the end and return the exit code; Ctrl-C is the command's to answer."""
    command = [str(part) for part in command]
    if os.name == "posix":
        os.execve(command[0], command, env)
    process = subprocess.Popen(command, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
