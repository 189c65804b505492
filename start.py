"""Start Keguan with nothing but Python and pip: makes .venv beside this file, fills it from
requirements.lock, runs keguan.
"""

import ast
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HELP = """客关 Keguan
  python3 start.py lab            打开课程 · open the course (--lang en: in English)
  python3 start.py learn          自学：给自己做过的评分 · learn alone: grade your own work
  python3 start.py demo           演示一个 12 人的班级 · run a class of 12 from release to report
  python3 start.py test           运行全部测试 · run every test
  python3 start.py COMMAND --help 其他命令 · also: build release collect grade feedback report
                                  verify doctor
Windows: py start.py lab"""
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
    if not args or args[0] in ("-h", "--help"):
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
        raise Stop(
            f"无法在 {VENV} 准备环境（{error}）：请关闭正在运行的客关，"
            "把课程文件夹放到可以写入的位置，再运行一次。",
            f"Cannot set up {VENV} ({error}): close any running Keguan, put the course folder "
            "where you may write, and run this again.",
        ) from error


def fill(place, new):
    """Install everything into .venv, which is made first if it is to be `new`."""
    print(
        "正在准备环境，第一次要几分钟…\nSetting up; the first time takes a few minutes ...",
        flush=True,
    )
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
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder, "uv.txt")
        pinned = re.search(r"(?m)^uv==.*(?:\n .*)*", lock.read_text(encoding="utf-8"))
        only_uv.write_text(pinned.group(), encoding="utf-8")
        steps = [
            [*pip, "install", "-qq", "--require-hashes", "-r", only_uv],
            [PYTHON, "-m", "uv", "pip", "install", "--require-hashes", "-r", lock],
            [PYTHON, "-m", "uv", "pip", "install", "--no-deps", "--no-build-isolation", "-e", ROOT],
        ]
        if any(show(step, env) for step in steps):
            raise Stop(
                "软件包没有装上：请检查网络（或给 pip 设置一个镜像），再运行一次 start.py。",
                "The packages could not be installed: check the network (or set a mirror for "
                "pip), then run start.py again.",
            )


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
