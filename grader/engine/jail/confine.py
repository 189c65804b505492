"""Confines a student's code on Linux: namespaces, a root of its own, limits, Landlock and a
system-call filter.

A Jail is entered once by the process that forks the children. Layer by layer, what cannot be had is
left out and named in `missing`; `probe` tells all of it for the command that examines a machine.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import site
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.base import Text
from grader.engine.jail import syscalls
from grader.engine.jail.syscalls import (
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
    bind,
    check,
    mount,
)
from grader.engine.model import Limits

with contextlib.suppress(ImportError):  # Windows has neither, and `probe` works there too
    import fcntl
    import resource

ON = "on"
MISSING = "missing"
IMPOSSIBLE = "impossible"
MEANINGS = {
    "mount": Text(
        "学生的代码有自己的一套挂载点，改不到本机的",
        "student code has mounts of its own and cannot change the machine's",
    ),
    "root": Text(
        "学生的代码只看得到 Python 和这一份作业",
        "student code sees Python and this one submission only",
    ),
    "pid": Text(
        "学生的代码看不到别的进程，结束时不留下任何进程",
        "student code sees no other process, and none of its own is left behind",
    ),
    "network": Text(
        "学生的代码不能上网，也连不到本机的服务",
        "student code reaches no network and no service of this machine",
    ),
    "ipc": Text(
        "学生的代码用不到本机的共享内存", "student code shares no memory segments with the machine"
    ),
    "user": Text(
        "学生的代码以一个没有任何权限的用户运行",
        "student code runs as a user of its own with no rights",
    ),
    "memory": Text("内存有上限", "memory is limited"),
    "cpu": Text("处理器时间有上限", "processor time is limited"),
    "processes": Text("进程数有上限", "the number of processes is limited"),
    "filesize": Text("文件大小有上限", "the size of files is limited"),
    "landlock": Text("只有自己的文件夹可以写入", "only its own folders can be written"),
    "syscalls": Text("危险的系统调用被拒绝", "dangerous system calls are refused"),
    "environment": Text("环境变量是干净的", "the environment is clean"),
}
LAYERS = tuple(MEANINGS)
# folders of each child; /tmp may be where Python itself lies
HOME = "/notebook"
SCRATCH = "/scratch"
SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/lib32",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
    "/etc/ssl/openssl.cnf",
    "/etc/mime.types",
)
DEVICES = ("null", "zero", "full", "random", "urandom")
NOBODY = 60_000  # the first of the user ids that children get; nobody's on a usual system
# for each jail's range; both ranges end below 65534, the last that a container may have
USERS = 2_000
CLONE_NEWNS = 0x20000
CLONE_NEWIPC = 0x8000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
MNT_DETACH = 2
PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
M_ARENA_MAX = -8
MANY = 512  # file descriptors of a child
SPARE = 2**30  # bytes of addresses, beside memory, for threads' stacks and shared mappings

_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


@dataclass(frozen=True)
class Layer:
    """One layer of confinement: "on", "missing" (this system could have it) or "impossible", why,
    and what it means.
    """

    name: str
    state: str
    why: str
    meaning: Text


class Jail:
    """Makes confined children of this process, which must have one thread.

    `readable`: folders that children may read, beside Python and the system's libraries; `hidden`:
    folders and files inside those that look empty; `off`: layers to leave off (tests do that);
    `environment`: settings that children get; `users`: which range of user ids they get, so that
    two jails have none in common.
    """

    def __init__(
        self,
        readable: Sequence[str],
        hidden: Sequence[str],
        limits: Limits,
        off: frozenset[str] = frozenset(),
        environment: Mapping[str, str] | None = None,
        users: int = 0,
    ):
        self.readable = tuple(readable)
        self.hidden = tuple(hidden)
        self.limits = limits
        self.off = off
        self.environment = dict(environment or {})
        self.missing: dict[str, str] = {}
        self.on: list[str] = []
        # rooms side by side begin at different ids: processes are counted by id
        self.number = os.getpid() * 7919
        self.users = users
        self.root = os.geteuid() == 0
        self.nested = False
        self.rehearsed = False
        self._places: list[str] = []

    # --- once, in the parent

    def enter(self) -> tuple[str, ...]:
        """Makes namespaces and the private root around this process; returns the names of the
        layers that are on.
        """
        self.sizes = _sizes()
        self.first_environment = _first_environment()
        # else every thread reserves addresses, which are limited
        with contextlib.suppress(AttributeError):
            _libc.mallopt(M_ARENA_MAX, 2)
        if not self.root:
            self._try("user", self._own_user_namespace)
            if "user" in self.on:
                self.on.remove("user")
                self.nested = True
                self.missing["user"] = "only root can give each notebook a user of its own"
        self._try("mount", self._own_mounts)
        self._try("ipc", lambda: check(_libc.unshare(CLONE_NEWIPC), "unshare"))
        self._try("network", lambda: check(_libc.unshare(CLONE_NEWNET), "unshare"))
        self._try("root", self._own_root, needs="mount")
        if self.root:
            self._try("user", lambda: None)
        for layer in ("pid", "memory", "cpu", "filesize", "environment"):
            self._try(layer, lambda: None)
        self._try("processes", self._own_count)
        self._try("landlock", syscalls.landlock_version)
        self._try("syscalls", syscalls.filter_program)
        self._rehearse()
        return tuple(layer for layer in LAYERS if layer in self.on)

    def _try(self, layer: str, step: Callable[[], object], needs: str | None = None) -> None:
        if layer in self.off:
            self.missing[layer] = "switched off"
        elif needs and needs not in self.on:
            self.missing[layer] = f"needs the layer {needs}"
        else:
            try:
                step()
                self.on.append(layer)
            except OSError as error:
                self.missing[layer] = str(error)

    def _own_user_namespace(self) -> None:
        self.ids = os.getuid(), os.getgid()
        check(_libc.unshare(CLONE_NEWUSER), "unshare")
        _map_user(*self.ids)

    def _own_count(self) -> None:
        """Raises OSError where the limit would count all processes of the instructor."""
        version = tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2])
        if not self.root and not (self.nested and version >= (5, 14)):
            raise OSError("needs a user namespace for each notebook, and Linux 5.14")

    def _own_mounts(self) -> None:
        before = os.readlink("/proc/self/ns/mnt")
        check(_libc.unshare(CLONE_NEWNS), "unshare")
        # every mount below would change the machine itself
        if os.readlink("/proc/self/ns/mnt") == before:
            raise OSError("the mount namespace is not a new one")
        mount(None, "/", None, MS_REC | MS_PRIVATE)

    def _own_root(self) -> None:
        """A root that holds Python, the system's libraries and what is readable, all of it
        read-only.
        """
        os.umask(0o022)  # the child, another user, has to get through the folders made here
        base = tempfile.mkdtemp(prefix="grading-root-")
        mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "size=4m,mode=755")
        self._places = self._shown()
        for path in self._places:
            bind(path, base + path)
        Path(base, "empty").touch()
        for path in self._covered():
            if os.path.isdir(base + path):
                mount(
                    "tmpfs",
                    base + path,
                    "tmpfs",
                    MS_RDONLY | MS_NOSUID | MS_NODEV,
                    "size=4k,mode=755",
                )
            elif os.path.isfile(base + path):
                bind(base + "/empty", base + path)
        for name in DEVICES:
            bind(f"/dev/{name}", f"{base}/dev/{name}", device=True)
        for name in ("/dev/shm", "/dev/pts", "/proc", "/old", "/tmp", HOME, SCRATCH):
            os.makedirs(base + name, exist_ok=True)
        # the kernel lets a user mount a /proc of his own only where he sees a whole one
        if not self.root:
            mount("/proc", base + "/proc", None, MS_BIND | MS_REC)
        os.symlink("pts/ptmx", base + "/dev/ptmx")
        os.symlink("/proc/self/fd", base + "/dev/fd")
        check(
            _libc.syscall(
                syscalls.number("pivot_root"), os.fsencode(base), os.fsencode(base + "/old")
            ),
            "pivot_root",
        )
        os.chdir("/")
        with contextlib.suppress(OSError):
            os.rmdir("/old" + base)
        check(_libc.umount2(b"/old", MNT_DETACH), "umount")
        os.rmdir("/old")
        mount(None, "/", None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)

    def _shown(self) -> list[str]:
        """Absolute paths of all that is shown; none inside another one."""
        wanted = {*SYSTEM, *self.readable, sys.prefix, sys.base_prefix, *site.getsitepackages()}
        wanted |= {
            os.path.realpath(path) for path in (sys.executable, sys.prefix, sys.base_prefix) if path
        }
        found: list[str] = []
        for path in sorted(wanted, key=len):
            inside = any(path == other or path.startswith(other + "/") for other in found)
            if os.path.exists(path) and path != "/" and not inside:
                found.append(path)
        return found

    def _covered(self) -> set[str]:
        """Where what is hidden shows in the new root, by whatever name they or what is shown
        were given.
        """
        found = set(self.hidden)
        for path in map(os.path.realpath, self.hidden):
            for place in self._places:
                real = os.path.realpath(place)
                if path == real or path.startswith(real + "/"):
                    found.add(place + path[len(real) :])
        return found

    def _rehearse(self) -> None:
        """One child before the first student: a layer that fails there is missing, not silently
        left out.
        """
        report, told = os.pipe()
        try:
            pid = self.fork(keep=(told,))
        except OSError as error:
            os.close(report)
            os.close(told)
            self._do_without("processes" if self.nested else "pid", error)
            return self._rehearse()
        if pid == 0:
            closed = [
                path
                for path in self._places
                if not os.access(path, os.R_OK | os.X_OK * os.path.isdir(path))
            ]
            if closed and "user" in self.on:
                self.missing["user"] = f"another user may not read {closed[0]}"
            os.write(told, json.dumps(self.missing).encode())
            os._exit(0)
        os.close(told)
        with os.fdopen(report, "rb") as file:
            said = file.read()
        os.waitpid(pid, 0)
        self.missing |= (
            json.loads(said) if said else {"pid": "a confined child could not be started"}
        )
        self.on = [layer for layer in self.on if layer not in self.missing]
        self.rehearsed = True

    def _do_without(self, layer: str, error: OSError) -> None:
        """Leaves off the layer for which the child's namespaces are forbidden here: the others may
        still hold.
        """
        if layer not in self.on:
            raise error
        self.missing[layer] = str(error)
        self.nested = False
        self.on.remove(layer)

    # --- for each child

    def fork(
        self,
        keep: tuple[int, ...] = (),
        files: Mapping[str, bytes] | None = None,
        drop: tuple[int, ...] = (),
        inherit: bool = True,
    ) -> int:
        """As os.fork: 0 in the child, which is confined, has `files` in its folder and starts
        there.

        The child lets go of the file descriptors in `drop`, and of all others but `keep` and open
        files; with `inherit` false, also of files, unless they are open for reading only and stand
        in the child's root.
        """
        self.number += 1
        pid = self._clone()
        if pid == 0:
            try:
                self._settle(keep, files or {}, drop, inherit)
            except BaseException as error:
                if sys.__stderr__ is not None:
                    sys.__stderr__.write(f"grading: a confined child could not be made: {error}\n")
                os._exit(70)
        return pid

    def _clone(self) -> int:
        flags: int = signal.SIGCHLD
        flags |= CLONE_NEWPID if "pid" in self.on else 0
        flags |= CLONE_NEWNS if "mount" in self.on else 0
        # there the child's processes are counted apart
        flags |= CLONE_NEWUSER if self.nested else 0
        if flags == signal.SIGCHLD:
            return os.fork()
        python = ctypes.pythonapi
        python.PyOS_BeforeFork()
        pid = _libc.syscall(syscalls.number("clone"), flags, 0, 0, 0, 0)
        if pid == 0:
            python.PyOS_AfterFork_Child()
        else:
            python.PyOS_AfterFork_Parent()
        return check(pid, "clone")

    def _settle(
        self,
        keep: tuple[int, ...],
        files: Mapping[str, bytes],
        drop: tuple[int, ...],
        inherit: bool,
    ) -> None:
        if self.nested:
            _map_user(*self.ids)
        uid = NOBODY + USERS * self.users + self.number % USERS
        # else a signal to the process group would reach other children across their namespaces
        os.setsid()
        for fd in drop:
            if fd not in keep:
                os.close(fd)
        home = self._folders()
        _let_go(keep, inherit)
        self._lay_out(home, files, uid)
        os.chdir(home)
        self._limit()
        if "environment" in self.on:
            self._environment(home)
        self._drop_rights(uid)
        if "landlock" in self.on:
            self._or_missing("landlock", lambda: syscalls.landlock((home, *self._shared())))
        if "syscalls" in self.on:
            self._or_missing("syscalls", syscalls.install_filter)

    def _lay_out(self, home: str, files: Mapping[str, bytes], uid: int) -> None:
        """The submission's files, the child's own."""
        for name, data in files.items():
            path = Path(home, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if "user" in self.on:
            for folder, _, names in os.walk(home):
                for owned in (folder, *(os.path.join(folder, name) for name in names)):
                    os.chown(owned, uid, uid)

    def _or_missing(self, layer: str, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError as error:
            if self.rehearsed:  # it worked then: better no child than one with a layer less
                raise
            self.missing[layer] = str(error)

    def _folders(self) -> str:
        """The child's own folders, in memory and limited in size; returns the one that it starts
        in.
        """
        size = f"size={4 * self.limits.file_mb}m,nr_inodes=20000"
        if "root" not in self.on:
            home = tempfile.mkdtemp(prefix="grading-")
            os.chmod(home, 0o755)
            return home
        mount("tmpfs", HOME, "tmpfs", MS_NOSUID | MS_NODEV, f"{size},mode=755")
        for folder in self._shared():
            mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, f"{size},mode=1777")
        if "pid" in self.on:
            self._or_missing("pid", _own_proc)
        elif not self.root:
            mount("tmpfs", "/proc", "tmpfs", MS_RDONLY, "size=4k")  # better none than the machine's
        with contextlib.suppress(OSError):  # only `!command` in a notebook needs terminals
            mount("devpts", "/dev/pts", "devpts", MS_NOSUID, "newinstance,ptmxmode=0666,mode=0620")
        return HOME

    def _shared(self) -> tuple[str, ...]:
        """Folders for temporary files, in a root of our own each child's alone."""
        if "root" not in self.on:
            return (tempfile.gettempdir(),)
        inside = any(path.startswith("/tmp/") for path in self._places)
        return (SCRATCH, "/dev/shm") if inside else (SCRATCH, "/dev/shm", "/tmp")

    def _limit(self) -> None:
        limits = self.limits
        most = resource.RLIM_INFINITY
        addresses, data = (size + limits.memory_mb * 2**20 for size in self.sizes)
        wanted = {
            "memory": (resource.RLIMIT_DATA, data),
            "cpu": (resource.RLIMIT_CPU, int(limits.notebook_seconds) + 5),
            "filesize": (resource.RLIMIT_FSIZE, limits.file_mb * 2**20),
            "processes": (resource.RLIMIT_NPROC, limits.processes),
        }
        for layer, (which, value) in wanted.items():
            if layer in self.on:
                resource.setrlimit(which, (value, value))
        if "memory" in self.on:  # shared mappings count as addresses only
            space = addresses + SPARE
            resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        files = MANY if hard == most else min(MANY, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
        if resource.getrlimit(resource.RLIMIT_STACK)[0] == most:
            stack = 8 * 2**20
            resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))

    def _environment(self, home: str) -> None:
        kept = {
            name: os.environ[name]
            for name in os.environ
            if name.endswith("_NUM_THREADS") or name in ("MPLBACKEND", "TZ")
        }
        scratch = self._shared()[0]
        os.environ.clear()
        start, end = self.first_environment
        # unset variables stay in memory, and in /proc/self/environ
        ctypes.memset(start, 0, end - start)
        os.environ.update(
            {
                **kept,
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": home,
                "LANG": "C.UTF-8",
                "TMPDIR": scratch,
                "MPLCONFIGDIR": f"{scratch}/matplotlib",
                "IPYTHONDIR": f"{scratch}/ipython",
                **self.environment,
            }
        )
        tempfile.tempdir = None

    def _drop_rights(self, uid: int) -> None:
        for capability in range(64):
            if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
                break
        if "user" in self.on:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        syscalls.drop_capabilities()
        check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _map_user(uid: int, gid: int) -> None:
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        Path("/proc/self", name).write_text(text, encoding="ascii")


def _own_proc() -> None:
    """The child's own /proc, read-only; an empty one where the kernel gives none, as in many
    containers.
    """
    plain = MS_NOSUID | MS_NODEV | MS_NOEXEC
    try:
        mount("proc", "/proc", "proc", plain)
    except OSError:
        mount("tmpfs", "/proc", "tmpfs", MS_RDONLY | plain, "size=4k")
        return
    # if the machine's memory runs out, this process goes before any other
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    mount(None, "/proc", None, MS_REMOUNT | MS_BIND | MS_RDONLY | plain)


def _sizes() -> tuple[int, int]:
    """Bytes of addresses and of data that this process has now, which its children begin with."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[0]) * resource.getpagesize(), int(pages[5]) * resource.getpagesize()


def _let_go(keep: tuple[int, ...], inherit: bool) -> None:
    """Points inherited file descriptors to nowhere: a folder among them would lead out of the root.

    They are not closed, because their owners, such as an event loop, would later close what has the
    same number by then.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        found = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        found = list(range(MANY))
        os.closerange(MANY, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    for fd in {0, 1, 2, *found} - {*keep, nowhere}:
        with contextlib.suppress(OSError):
            if fd < 3 or not _harmless(fd, inherit):
                os.dup2(nowhere, fd, inheritable=fd < 3)
    os.close(nowhere)


def _harmless(fd: int, inherit: bool) -> bool:
    """Whether a child may keep a descriptor: a file on a disk, and if it must not `inherit`, one
    that it could open itself.
    """
    its = os.fstat(fd)
    path = ""
    with contextlib.suppress(OSError):
        path = os.readlink(f"/proc/self/fd/{fd}")
    flags = fcntl.fcntl(fd, fcntl.F_GETFL)
    if not stat.S_ISREG(its.st_mode) or path.startswith("/memfd:") or flags & os.O_PATH:
        return False
    if inherit:
        return True
    try:
        same = os.path.samestat(its, os.stat(path))
    except OSError:
        return False
    return same and flags & os.O_ACCMODE == os.O_RDONLY


def _first_environment() -> tuple[int, int]:
    """Where in its memory this process has the environment that it was started with: first address,
    first one after.
    """
    fields = (
        Path("/proc/self/stat")
        .read_text(encoding="utf-8", errors="replace")
        .rpartition(")")[2]
        .split()
    )
    return int(fields[47]), int(fields[48])  # fields 50 and 51 of proc(5)


def probe() -> list[Layer]:
    """Every layer as it is on this machine, tried in a child that ends at once."""
    if _libc is None:
        return [
            Layer(name, IMPOSSIBLE, "only Linux", meaning) for name, meaning in MEANINGS.items()
        ]
    report, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            jail = Jail((), (), Limits())
            layers = jail.enter()
            os.write(told, json.dumps([layers, jail.missing]).encode())
        except OSError as error:
            os.write(told, json.dumps([(), dict.fromkeys(LAYERS, str(error))]).encode())
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(report, "rb") as file:
        said = file.read()
    os.waitpid(pid, 0)
    layers, missing = json.loads(said) if said else ([], {})
    return [
        Layer(name, _state(name, layers), missing.get(name, ""), meaning)
        for name, meaning in MEANINGS.items()
    ]


def _state(name: str, layers: Sequence[str]) -> str:
    """What `probe` says of a layer, given those that are on."""
    if name in layers:
        return ON
    return IMPOSSIBLE if name == "user" and os.geteuid() else MISSING
