"""System calls that Python has no function for: mounts, the filter of system calls, Landlock,
capabilities.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from functools import cache
from pathlib import Path
from typing import Any

# None where there is no jail, and then nothing here is called
_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
_MACHINE = {"x86_64": 0, "aarch64": 1}.get(platform.machine())
_ARCH = (0xC000003E, 0xC00000B7)  # AUDIT_ARCH of the two
# (x86_64, aarch64); one number where both have the same, None where there is no such call
REFUSED: dict[str, tuple[int | None, int | None] | int] = {
    "socket": (41, 198),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "mount_setattr": 442,
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": 440,
    "kcmp": (312, 272),
    "pidfd_getfd": 438,
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "quotactl": (179, 60),
    "personality": (135, 92),
    "syslog": (103, 116),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "vhangup": (153, 58),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "fanotify_init": (300, 262),
    "quotactl_fd": 443,
    "open_tree_attr": 467,
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),  # memory that no limit counts
}
# refused for some arguments only: (numbers), which argument, how it is compared, with what, whether
# a match is refused
WATCHED: dict[str, tuple[tuple[int, int], int, str, int, bool]] = {
    "clone": ((56, 220), 0, "any bit", 0x7E020000, True),  # every CLONE_NEW... flag
    "socketpair": ((53, 199), 0, "equal", 1, False),  # AF_UNIX, which asyncio needs
    "prctl": ((157, 167), 0, "equal", 1, True),  # PR_SET_PDEATHSIG: a child ends with its parent
    "ioctl": ((16, 29), 1, "equal", 0x5412, True),  # TIOCSTI types into a terminal
}
CLONE3 = 435
ALLOW = 0x7FFF0000
KILL = 0x80000000
ERRNO = 0x00050000
PR_SET_SECCOMP = 22
FILTER = 2


def number(name: str) -> int | None:
    """The number of a system call on this machine, None where its processor has no such call;
    raises OSError on a processor that is not known here.
    """
    if _MACHINE is None:
        raise OSError(errno.ENOSYS, f"{platform.machine()} is not supported")
    found = WATCHED[name][0] if name in WATCHED else REFUSED[name]
    return found if isinstance(found, int) else found[_MACHINE]


# --- mounts

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
AT_RECURSIVE = 0x8000


def check(result: int, what: str) -> int:
    """The result; raises OSError if it says that the call failed."""
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def mount(
    source: str | None, target: str, kind: str | None, flags: int = 0, data: str | None = None
) -> None:
    """Mounts; raises OSError with the place."""
    parts = [None if part is None else os.fsencode(part) for part in (source, target, kind, data)]
    check(_libc.mount(*parts[:3], ctypes.c_ulong(flags), parts[3]), f"mount {target}")


def bind(source: str, target: str, device: bool = False) -> None:
    """Shows a file or folder at another place, read-only, with nothing in it that could give
    rights.
    """
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    mount(source, target, None, MS_BIND | MS_REC)
    flags = MS_RDONLY | MS_NOSUID | (0 if device else MS_NODEV)  # MOUNT_ATTR_* has the same bits
    wanted = struct.pack("QQQQ", flags, 0, 0, 0)
    check(
        _libc.syscall(
            number("mount_setattr"), -100, os.fsencode(target), AT_RECURSIVE, wanted, len(wanted)
        ),
        f"mount_setattr {target}",
    )


# --- the filter


def _statement(code: int, k: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("HBBI", code, true, false, k)


@cache
def filter_program() -> bytes:
    """The classic BPF program: refuse what is in REFUSED, new namespaces, and other processor
    modes; allow the rest.
    """
    load = 0x20
    equal = 0x15
    at_least = 0x35
    any_bit = 0x45
    give = 0x06
    refuse = ERRNO | errno.EPERM
    no_such = ERRNO | errno.ENOSYS
    program = [
        _statement(load, 4),
        _statement(equal, _ARCH[_MACHINE or 0], 1, 0),
        _statement(give, KILL),
        _statement(load, 0),
        # x32 calls on x86_64
        _statement(at_least, 0x40000000, 0, 1),
        _statement(give, refuse),
    ]
    for name in REFUSED:
        if (its := number(name)) is not None:
            program += [_statement(equal, its, 0, 1), _statement(give, refuse)]
    # its flags cannot be seen; libc then uses clone
    program += [_statement(equal, CLONE3, 0, 1), _statement(give, no_such)]
    for name, (_, argument, how, value, match) in WATCHED.items():
        compare = any_bit if how == "any bit" else equal
        watched = number(name)
        assert watched is not None  # both processors have these calls
        # the lower half: all are ints
        program += [_statement(equal, watched, 0, 4), _statement(load, 16 + 8 * argument)]
        program += [
            _statement(compare, value, 0 if match else 1, 1 if match else 0),
            _statement(give, refuse),
            _statement(give, ALLOW),
        ]
    return b"".join([*program, _statement(give, ALLOW)])


def install_filter() -> None:
    """Puts the filter on this process for good; raises OSError if the kernel does not take it."""
    program = filter_program()
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    if _libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.c_char_p(head), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "seccomp")


# --- Landlock

_READ = 1 | 4 | 8  # execute, read a file, read a folder
_WRITE = 2  # to a file
_FIRST = (1 << 13) - 1  # every right to files of version 1
# by the version that brought it: moving between folders, truncating, ioctl on a device, connecting
# to a socket that has a path
_MOVE = 1 << 13
_CUT = 1 << 14
_DEVICE = 1 << 15
_SOCKET = 1 << 16
_LATER = {2: _MOVE, 3: _CUT, 5: _DEVICE, 9: _SOCKET}
# bind and connect, from version 4; signals and abstract sockets to others, from version 6
_TCP = 3
_OUTWARD = 3


@cache
def landlock_version() -> int:
    """The kernel's version of Landlock; raises OSError where there is none."""
    version = _libc.syscall(444, None, ctypes.c_size_t(0), 1)
    if version < 1:
        raise OSError(ctypes.get_errno(), "Landlock is not in this kernel")
    return version


def file_rights(version: int) -> int:
    """Every right to files that a version of Landlock knows.

    Of a version that is newer than those known here, the known ones: the kernel refuses a right
    that it does not know, never one less.
    """
    return _FIRST | sum(right for since, right in _LATER.items() if version >= since)


def ruleset(version: int) -> bytes:
    """What is forbidden unless a rule allows it, in the form that a version of Landlock takes."""
    fields = [file_rights(version)]
    if version >= 4:
        fields.append(_TCP)
    if version >= 6:
        fields.append(_OUTWARD)
    return struct.pack(f"{len(fields)}Q", *fields)


def rules(version: int, writable: tuple[str, ...]) -> list[tuple[str, int]]:
    """What is allowed below which folder: to read everywhere, to write below `writable` and to
    devices, to set up a terminal of the child's own.

    A socket with a path is never allowed: those that the child makes itself need no rule. Other
    devices get no ioctl, with which some of them do more than reading and writing.
    """
    known = file_rights(version)
    places = [("/", _READ)]
    places += [(path, known & ~(_DEVICE | _SOCKET)) for path in writable]
    places += [("/dev", _READ | _WRITE | _CUT), ("/dev/pts", _READ | _WRITE | _CUT | _DEVICE)]
    return [(path, rights & known) for path, rights in places if os.path.isdir(path)]


def landlock(writable: tuple[str, ...]) -> None:
    """Lets this process write below `writable` and to devices only; it may read what it sees."""
    version = landlock_version()
    attributes = ruleset(version)
    made = _libc.syscall(444, attributes, ctypes.c_size_t(len(attributes)), 0)
    if made < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        for path, rights in rules(version, writable):
            _allow(made, path, rights)
        if _libc.syscall(446, made, 0) < 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(made)


def _allow(made: int, path: str, rights: int) -> None:
    """Adds a rule to a ruleset."""
    folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if _libc.syscall(445, made, 1, struct.pack("=Qi", rights, folder), 0) < 0:
            raise OSError(ctypes.get_errno(), f"landlock_add_rule {path}")
    finally:
        os.close(folder)


def drop_capabilities() -> None:
    """Gives up every capability of this process."""
    header = struct.pack("Ii", 0x20080522, 0)
    nothing = bytes(24)
    if _libc.capset(ctypes.c_char_p(header), ctypes.c_char_p(nothing)) < 0:
        raise OSError(ctypes.get_errno(), "capset")
