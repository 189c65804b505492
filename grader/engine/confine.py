"""Confines a student's code on Linux: namespaces, a root of its own, limits, Landlock and a system-call filter.

A Jail is entered once by the process that forks the children. Layer by layer, what cannot be had is left out and named in
`missing`; `probe` tells all of it for `keguan doctor`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import site
import struct
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Text
from grader.engine import syscalls
from grader.engine.tasks import Limits

ON, MISSING, IMPOSSIBLE = "on", "missing", "impossible"
MEANINGS = {
    "mount": Text("学生的代码有自己的一套挂载点，改不到本机的", "student code has mounts of its own and cannot change the machine's"),
    "root": Text("学生的代码只看得到 Python 和这一份作业", "student code sees Python and this one submission only"),
    "pid": Text("学生的代码看不到别的进程，结束时不留下任何进程", "student code sees no other process, and none of its own is left behind"),
    "network": Text("学生的代码不能上网，也连不到本机的服务", "student code reaches no network and no service of this machine"),
    "ipc": Text("学生的代码用不到本机的共享内存", "student code shares no memory segments with the machine"),
    "user": Text("学生的代码以一个没有任何权限的用户运行", "student code runs as a user of its own with no rights"),
    "memory": Text("内存有上限", "memory is limited"),
    "cpu": Text("处理器时间有上限", "processor time is limited"),
    "processes": Text("进程数有上限", "the number of processes is limited"),
    "filesize": Text("文件大小有上限", "the size of files is limited"),
    "landlock": Text("只有自己的文件夹可以写入", "only its own folders can be written"),
    "syscalls": Text("危险的系统调用被拒绝", "dangerous system calls are refused"),
    "environment": Text("环境变量是干净的", "the environment is clean"),
}
LAYERS = tuple(MEANINGS)
HOME, SCRATCH = "/notebook", "/scratch"  # folders of each child; /tmp may be where Python itself lies
SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives",
          "/etc/ssl/openssl.cnf", "/etc/mime.types")
DEVICES = ("null", "zero", "full", "random", "urandom")
NOBODY = 60_000  # the first of the user ids that children get; nobody's on a usual system
USERS = 4_000
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
MNT_DETACH, AT_RECURSIVE, PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 2, 0x8000, 1, 24, 38

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


@dataclass(frozen=True)
class Layer:
    """One layer of confinement: "on", "missing" (this system could have it) or "impossible", why, and what it means."""

    name: str
    state: str
    why: str
    meaning: Text


def _check(result: int, what: str) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def _mount(source: str | None, target: str, kind: str | None, flags: int = 0, data: str | None = None) -> None:
    parts = [None if part is None else os.fsencode(part) for part in (source, target, kind, data)]
    _check(_libc.mount(*parts[:3], ctypes.c_ulong(flags), parts[3]), f"mount {target}")


class Jail:
    """Makes confined children of this process, which must have one thread.

    `readable`: folders that children may read, beside Python and the system's libraries; `hidden`: folders inside those
    that look empty; `off`: layers to leave off (tests do that); `environment`: settings that children get; `users`: which
    range of user ids they get, so that two jails have none in common.
    """

    def __init__(self, readable: Sequence[str], hidden: Sequence[str], limits: Limits, off: frozenset[str] = frozenset(),
                 environment: Mapping[str, str] | None = None, users: int = 0):
        self.readable, self.hidden, self.limits = tuple(readable), tuple(hidden), limits
        self.off, self.environment = off, dict(environment or {})
        self.missing: dict[str, str] = {}
        self.on: list[str] = []
        self.number, self.users = 0, users
        self.root = os.geteuid() == 0

    # once, in the parent

    def enter(self) -> tuple[str, ...]:
        """Makes namespaces and the private root around this process; returns the names of the layers that are on."""
        if not self.root:
            self._try("user", self._own_user_namespace)
            if "user" in self.on:
                self.on.remove("user")
                self.missing["user"] = "only root can give each notebook a user of its own"
        self._try("mount", self._own_mounts)
        self._try("ipc", lambda: _check(_libc.unshare(CLONE_NEWIPC), "unshare"))
        self._try("network", lambda: _check(_libc.unshare(CLONE_NEWNET), "unshare"))
        self._try("root", self._own_root, needs="mount")
        if self.root:
            self._try("user", lambda: None)
        for layer in ("pid", "memory", "cpu", "processes", "filesize", "environment"):
            self._try(layer, lambda: None)
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
        uid, gid = os.getuid(), os.getgid()
        _check(_libc.unshare(CLONE_NEWUSER), "unshare")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            Path("/proc/self", name).write_text(text)

    def _own_mounts(self) -> None:
        before = os.readlink("/proc/self/ns/mnt")
        _check(_libc.unshare(CLONE_NEWNS), "unshare")
        if os.readlink("/proc/self/ns/mnt") == before:  # every mount below would change the machine itself
            raise OSError("the mount namespace is not a new one")
        _mount(None, "/", None, MS_REC | MS_PRIVATE)

    def _own_root(self) -> None:
        """A root that holds Python, the system's libraries and what is readable, all of it read-only."""
        base = tempfile.mkdtemp(prefix="keguan-root-")
        _mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "size=4m,mode=755")
        self._places = self._shown()
        for path in self._places:
            _bind(path, base + path)
        for path in self.hidden:
            if os.path.isdir(base + path):
                _mount("tmpfs", base + path, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV, "size=4k,mode=755")
        for name in DEVICES:
            _bind(f"/dev/{name}", f"{base}/dev/{name}", plain=False)
        for name in ("/dev/shm", "/dev/pts", "/proc", "/old", "/tmp", HOME, SCRATCH):
            os.makedirs(base + name, exist_ok=True)
        if not self.root:  # the kernel lets a user mount a /proc of his own only where he sees a whole one
            _mount("/proc", base + "/proc", None, MS_BIND | MS_REC)
        os.symlink("pts/ptmx", base + "/dev/ptmx")
        os.symlink("/proc/self/fd", base + "/dev/fd")
        _check(_libc.syscall(syscalls.number("pivot_root"), os.fsencode(base), os.fsencode(base + "/old")), "pivot_root")
        os.chdir("/")
        _check(_libc.umount2(b"/old", MNT_DETACH), "umount")
        os.rmdir("/old")
        _mount(None, "/", None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)

    def _shown(self) -> list[str]:
        """Absolute paths of all that is shown; none inside another one."""
        wanted = {*SYSTEM, *self.readable, sys.prefix, sys.base_prefix, *site.getsitepackages()}
        wanted |= {os.path.realpath(path) for path in (sys.executable, sys.prefix, sys.base_prefix) if path}
        found: list[str] = []
        for path in sorted(wanted, key=len):
            inside = any(path == other or path.startswith(other + "/") for other in found)
            if os.path.exists(path) and path != "/" and not inside:
                found.append(path)
        return found

    def _rehearse(self) -> None:
        """One child before the first student: a layer that fails there is missing, not silently left out."""
        report, told = os.pipe()
        pid = self.fork(keep=(told,))
        if pid == 0:
            closed = [path for path in getattr(self, "_places", ()) if not os.access(path, os.R_OK)]
            if closed and "user" in self.on:
                self.missing["user"] = f"another user may not read {closed[0]}"
            os.write(told, json.dumps(self.missing).encode())
            os._exit(0)
        os.close(told)
        with os.fdopen(report, "rb") as file:
            said = file.read()
        os.waitpid(pid, 0)
        self.missing |= json.loads(said) if said else {"pid": "a confined child could not be started"}
        self.on = [layer for layer in self.on if layer not in self.missing]

    # for each child

    def fork(self, keep: tuple[int, ...] = (), files: Mapping[str, bytes] | None = None, drop: tuple[int, ...] = ()) -> int:
        """As os.fork: 0 in the child, which is confined, has `files` in its folder and starts there.

        The child lets go of the file descriptors in `drop`.
        """
        self.number += 1
        pid = self._clone()
        if pid == 0:
            try:
                self._settle(keep, files or {}, drop)
            except BaseException as error:
                sys.__stderr__.write(f"keguan: a confined child could not be made: {error}\n")
                os._exit(70)
        return pid

    def _clone(self) -> int:
        flags = signal.SIGCHLD
        flags |= CLONE_NEWPID if "pid" in self.on else 0
        flags |= CLONE_NEWNS if "mount" in self.on else 0
        if flags == signal.SIGCHLD:
            return os.fork()
        python = ctypes.pythonapi
        python.PyOS_BeforeFork()
        pid = _libc.syscall(syscalls.number("clone"), flags, 0, 0, 0, 0)
        if pid == 0:
            python.PyOS_AfterFork_Child()
        else:
            python.PyOS_AfterFork_Parent()
        return _check(pid, "clone")

    def _settle(self, keep: tuple[int, ...], files: Mapping[str, bytes], drop: tuple[int, ...]) -> None:
        uid = NOBODY + USERS * self.users + self.number % USERS
        os.setsid()  # else a signal to the process group would reach other children across their namespaces
        for fd in drop:
            if fd not in keep:
                os.close(fd)
        home = self._folders()
        for name, data in files.items():
            path = Path(home, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if "user" in self.on:
            for folder, _, names in os.walk(home):
                for path in (folder, *(os.path.join(folder, name) for name in names)):
                    os.chown(path, uid, uid)
        os.chdir(home)
        self._limit()
        if "environment" in self.on:
            self._environment(home)
        self._drop_rights(uid)
        if "landlock" in self.on:
            self._or_missing("landlock", lambda: syscalls.landlock((home, *self._shared())))
        if "syscalls" in self.on:
            self._or_missing("syscalls", syscalls.install_filter)

    def _or_missing(self, layer: str, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError as error:
            self.missing[layer] = str(error)

    def _folders(self) -> str:
        """The child's own folders, in memory and limited in size; returns the one that it starts in."""
        size = f"size={4 * self.limits.file_mb}m,nr_inodes=20000"
        if "root" not in self.on:
            home = tempfile.mkdtemp(prefix="keguan-")
            os.chmod(home, 0o755)
            return home
        _mount("tmpfs", HOME, "tmpfs", MS_NOSUID | MS_NODEV, f"{size},mode=755")
        for folder in self._shared():
            _mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, f"{size},mode=1777")
        if "pid" in self.on:
            self._or_missing("pid", lambda: _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | 8))
        if "pid" in self.missing and not self.root:
            _mount("tmpfs", "/proc", "tmpfs", MS_RDONLY, "size=4k")  # better none than the machine's
        with contextlib.suppress(OSError):  # only `!command` in a notebook needs terminals
            _mount("devpts", "/dev/pts", "devpts", MS_NOSUID, "newinstance,ptmxmode=0666,mode=0620")
        return HOME

    def _shared(self) -> tuple[str, ...]:
        """Folders for temporary files, in a root of our own each child's alone."""
        if "root" not in self.on:
            return (tempfile.gettempdir(),)
        inside = any(path.startswith("/tmp/") for path in self._places)
        return (SCRATCH, "/dev/shm") if inside else (SCRATCH, "/dev/shm", "/tmp")

    def _limit(self) -> None:
        limits, most = self.limits, resource.RLIM_INFINITY
        used = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize() if os.path.exists("/proc/self/statm") else 0
        wanted = {
            "memory": (resource.RLIMIT_DATA, used + limits.memory_mb * 2**20),
            "cpu": (resource.RLIMIT_CPU, int(limits.notebook_seconds) + 5),
            "filesize": (resource.RLIMIT_FSIZE, limits.file_mb * 2**20),
            "processes": (resource.RLIMIT_NPROC, limits.processes),
        }
        for layer, (which, value) in wanted.items():
            if layer in self.on and not (layer == "processes" and not self.root):  # there it would count the user's own
                resource.setrlimit(which, (value, value))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, hard if hard != most else 512),) * 2)

    def _environment(self, home: str) -> None:
        kept = {name: os.environ[name] for name in os.environ if name.endswith("_NUM_THREADS") or name in ("MPLBACKEND", "TZ")}
        scratch = self._shared()[0]
        os.environ.clear()
        os.environ.update({**kept, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "TMPDIR": scratch,
                           "MPLCONFIGDIR": f"{scratch}/matplotlib", "IPYTHONDIR": f"{scratch}/ipython", **self.environment})
        tempfile.tempdir = None

    def _drop_rights(self, uid: int) -> None:
        if "user" in self.on:
            for capability in range(64):
                _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        if "user" in self.on or not self.root:
            syscalls.drop_capabilities()
        _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _bind(source: str, target: str, plain: bool = True) -> None:
    """Shows a file or folder at another place, read-only, with nothing in it that could give rights."""
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    _mount(source, target, None, MS_BIND | MS_REC)
    if plain:
        wanted = struct.pack("QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)  # MOUNT_ATTR_* has the same bits
        _check(_libc.syscall(syscalls.number("mount_setattr"), -100, os.fsencode(target), AT_RECURSIVE, wanted, len(wanted)),
               f"mount_setattr {target}")


def probe() -> list[Layer]:
    """Every layer as it is on this machine, tried in a child that ends at once."""
    if _libc is None:
        return [Layer(name, IMPOSSIBLE, "only Linux", meaning) for name, meaning in MEANINGS.items()]
    report, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            jail = Jail((), (), Limits())
            layers = jail.enter()
            os.write(told, json.dumps([layers, jail.missing]).encode())
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(report, "rb") as file:
        said = file.read()
    os.waitpid(pid, 0)
    layers, missing = json.loads(said) if said else ([], {})
    return [Layer(name, ON if name in layers else IMPOSSIBLE if name == "user" and os.geteuid() else MISSING,
                  missing.get(name, ""), meaning) for name, meaning in MEANINGS.items()]
