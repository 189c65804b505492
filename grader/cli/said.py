"""What is wrong with a command line or with the disk, in one sentence of each language."""

from __future__ import annotations

import errno
import re

from grader.base import Text

# what typer says in English, and the same in Chinese
USAGE = (
    (r"No such command '(.+?)'", "没有“{0}”这个命令"),
    (r"No such option: (\S+?)(?:[ .]|$)", "没有“{0}”这个选项"),
    (r"Missing (?:argument|option|parameter) '(.+?)'", "缺少 {0}"),
    (r"Missing command", "后面还要写一个命令"),
    (r"Got unexpected extra argument\S* \((.+)\)", "多写了“{0}”"),
    (r"Option '(.+?)' requires", "{0} 后面的值没有写全"),
    (r"Invalid value for '(.+?)':.*'(.+?)' is not one of (.+?)\.?$", "{0} 不能是 {1}，可以是 {2}"),
    (r"Invalid value for '(.+?)':.*(?:greater than or equal to|at least) (\S+)", "{0} 至少是 {1}"),
    (r"Invalid value for '(.+?)':.*(?:less than or equal to|at most) (\S+)", "{0} 最多是 {1}"),
    (r"Invalid value for '(.+?)':.*valid integer", "{0} 应为整数"),
    (r"Invalid value for '(.+?)':.*valid number", "{0} 应有一个数字"),
    (r"Invalid value for '(.+?)'", "{0} 的值不对"),
)
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def of_usage(message: str) -> Text:
    """What is wrong with a command line of which typer says `message`."""
    for pattern, meaning in USAGE:
        if found := re.search(pattern, message):
            return Text(meaning.format(*found.groups()), message)
    return Text("命令写法不对", message)


def of_disk(error: OSError) -> Text:
    """What is wrong with a file that cannot be read or written."""
    where = error.filename
    if isinstance(where, bytes):
        where = where.decode("utf-8", "replace")
    zh = en = where if isinstance(where, str) else ""
    if not zh:
        zh, en = "文件", "A file"
    why = error.strerror or str(error)
    if isinstance(error, FileNotFoundError):
        return Text(f"找不到 {zh}。", f"{en} is not there.")
    if error.errno in FULL:
        return Text(
            f"{zh} 没有写成，磁盘满了：请腾出空间，再运行一次。",
            f"{en} was not written, the disk is full: make room and run the command again.",
        )
    if isinstance(error, PermissionError):
        return Text(
            f"{zh} 打不开或不能写：请关闭打开它的程序，检查权限，再运行一次。",
            f"{en} cannot be opened or written: close the program that has it open, check the "
            "permissions and run the command again.",
        )
    return Text(
        f"无法读写 {zh}（{why}）：请检查磁盘和权限。",
        f"{en} cannot be read or written ({why}): check the disk and the permissions.",
    )
