"""System calls that Python has no function for: Landlock, the filter of system calls, capabilities."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
_MACHINE = {"x86_64": 0, "aarch64": 1}.get(platform.machine())
_ARCH = (0xC000003E, 0xC00000B7)  # AUDIT_ARCH of the two
# (x86_64, aarch64); one number where both have the same, None where there is no such call
REFUSED: dict[str, tuple[int | None, int | None] | int] = {
    "socket": (41, 198), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
    "fsmount": 432, "fspick": 433, "mount_setattr": 442, "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "process_madvise": 440, "kcmp": (312, 272), "pidfd_getfd": 438, "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": 425, "io_uring_enter": 426,
    "io_uring_register": 427, "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "settimeofday": (164, 170), "clock_settime": (227, 112), "quotactl": (179, 60),
    "personality": (135, 92), "syslog": (103, 116), "sethostname": (170, 161), "setdomainname": (171, 162),
    "vhangup": (153, 58), "iopl": (172, None), "ioperm": (173, None),
}
CLONE: tuple[int, int] = (56, 220)
CLONE3 = 435
NEW_NAMESPACES = 0x7E020000 | 0x80  # every CLONE_NEW... flag
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
PR_SET_SECCOMP, FILTER = 22, 2


def number(name: str) -> int:
    """The number of a system call on this machine; raises OSError on a processor that is not known here."""
    if _MACHINE is None:
        raise OSError(errno.ENOSYS, f"{platform.machine()} is not supported")
    found = CLONE if name == "clone" else REFUSED[name]
    return found if isinstance(found, int) else found[_MACHINE]


# --- the filter -------------------------------------------------------------------------------------------------


def _statement(code: int, k: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("HBBI", code, true, false, k)


def filter_program() -> bytes:
    """The classic BPF program: refuse what is in REFUSED, new namespaces, and other processor modes; allow the rest."""
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse, no_such = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
    program = [_statement(load, 4), _statement(equal, _ARCH[_MACHINE or 0], 1, 0), _statement(give, KILL), _statement(load, 0),
               _statement(at_least, 0x40000000, 0, 1), _statement(give, refuse)]  # x32 calls on x86_64
    for name in REFUSED:
        if (its := number(name)) is not None:
            program += [_statement(equal, its, 0, 1), _statement(give, refuse)]
    program += [_statement(equal, CLONE3, 0, 1), _statement(give, no_such)]  # its flags cannot be seen; libc then uses clone
    program += [_statement(equal, number("clone"), 0, 3), _statement(load, 16), _statement(any_bit, NEW_NAMESPACES, 0, 1),
                _statement(give, refuse), _statement(give, ALLOW)]
    return b"".join(program)


def install_filter() -> None:
    """Puts the filter on this process for good; raises OSError if the kernel does not take it."""
    program = filter_program()
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    if _libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.c_char_p(head), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "seccomp")


# --- Landlock ---------------------------------------------------------------------------------------------------

_READ = 1 | 4 | 8  # execute, read a file, read a folder
_ALL = (1 << 13) - 1  # every right of the first version


def landlock_version() -> int:
    """The kernel's version of Landlock; raises OSError where there is none."""
    version = _libc.syscall(444, None, ctypes.c_size_t(0), 1)
    if version < 1:
        raise OSError(ctypes.get_errno(), "Landlock is not in this kernel")
    return version


def landlock(writable: tuple[str, ...]) -> None:
    """Lets this process write below `writable` and to devices only; it may read what it sees."""
    attributes = struct.pack("Q", _ALL)
    rules = _libc.syscall(444, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        for path, rights in [("/", _READ), *((path, _ALL) for path in writable), ("/dev", _READ | 2)]:
            if not os.path.isdir(path):
                continue
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                if _libc.syscall(445, rules, 1, struct.pack("=Qi", rights, folder), 0) < 0:
                    raise OSError(ctypes.get_errno(), f"landlock_add_rule {path}")
            finally:
                os.close(folder)
        if _libc.syscall(446, rules, 0) < 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(rules)


def drop_capabilities() -> None:
    """Gives up every capability of this process."""
    header, nothing = struct.pack("Ii", 0x20080522, 0), bytes(24)
    if _libc.capset(ctypes.c_char_p(header), ctypes.c_char_p(nothing)) < 0:
        raise OSError(ctypes.get_errno(), "capset")
