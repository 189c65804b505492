"""What errors of nbgrader and of the gradebook's database mean to an instructor."""

from __future__ import annotations

import re
import sys

from grader.base import Text, UserError

# what an error says of itself, and what is to be done about it
KNOWN = (
    (
        r"not a database|malformed|file is encrypted",
        Text(
            "成绩册文件损坏了：请把它移走，换回备份，再运行一次",
            "the gradebook file is damaged: move it away, restore a backup and run again",
        ),
    ),
    (
        r"no such (column|table)|Undefined(Column|Table)",
        Text(
            "成绩册是旧版 nbgrader 创建的：请先备份，再在课程文件夹里运行 nbgrader db upgrade",
            "the gradebook was made by an older nbgrader: back it up, then run nbgrader db "
            "upgrade in the course folder",
        ),
    ),
    (
        r"database is locked",
        Text(
            "成绩册正被别的程序使用：请关闭它，再运行一次",
            "another program uses the gradebook: close it and run the command again",
        ),
    ),
    (
        r"readonly|unable to open",
        Text(
            "成绩册打不开或不能写：请检查文件夹的权限",
            "the gradebook cannot be opened or written: check the permissions of its folder",
        ),
    ),
    (
        r"disk is full|disk I/O error",
        Text(
            "磁盘满了：请腾出空间，再运行一次",
            "the disk is full: make room and run the command again",
        ),
    ),
    (
        r"Cannot add or remove cells",
        Text(
            "已经有学生交了这份作业，不能再增减带分数的格，发出去的作业没有变：请改回原来的格，新题"
            "放进另一份作业；检查的代码和分数可以改，不算的题把分数改成 0",
            "students have handed it in, so graded cells can no longer be added or removed, and "
            "the release stays as it was: put the old cells back, and new tasks into another "
            "assignment; the code of checks and points may change, a task that is to count no "
            "more gets 0 points",
        ),
    ),
    (
        r"metadata may be corrupted|ValidationError",
        Text(
            "笔记本里 nbgrader 的标记有错：请检查每格的编号（不能重复）和分数（必须是数字）",
            "nbgrader's metadata in the notebook is wrong: check that no id occurs twice and "
            "points are numbers",
        ),
    ),
    (
        r"does not appear to be JSON",
        Text(
            "源文件不是完整的笔记本：请换回原来的文件",
            "the source file is not a complete notebook: restore the original",
        ),
    ),
)


def explained(error: str) -> Text:
    """What an error means, in a sentence without its full stop; its own words where that is not
    known."""
    for pattern, meaning in KNOWN:
        if re.search(pattern, error):
            return meaning
    return Text(error, error)


def of_database(error: BaseException) -> UserError | None:
    """The sentence about an error that came from the gradebook's database; None for another."""
    sqlalchemy = sys.modules.get("sqlalchemy.exc")  # where it is not loaded nothing came from it
    nbgrader = sys.modules.get("nbgrader.api")
    if sqlalchemy is not None and isinstance(error, sqlalchemy.DBAPIError):
        meaning = explained(str(error.orig))
    elif nbgrader is not None and isinstance(error, nbgrader.InvalidEntry):
        meaning = explained(str(error))  # nbgrader's name for whatever goes wrong in a commit
        if meaning.zh == str(error):
            return None
    else:
        return None
    return UserError(f"{meaning.zh}。", f"{meaning.en[:1].upper()}{meaning.en[1:]}.")


def refused(what: Text, result: dict) -> UserError:
    """The sentence about something that nbgrader refused; `result` is what its API returned."""
    meaning = explained(last_error(result))
    return UserError(f"{what.zh}：{meaning.zh}。", f"{what.en}: {meaning.en}.")


def last_error(result: dict) -> str:
    """The line of nbgrader's log that says what went wrong."""
    log = f"{result.get('log', '')}\n{result.get('error', '')}"
    errors = re.finditer(r"^ *[\w.]*(Error|Exception|Old|New)\b.*$", log, flags=re.MULTILINE)
    raised = [m.group(0).strip() for m in errors if "NbGraderException" not in m.group(0)]
    logged = re.findall(r"^\[ERROR\] (.+)$", log, flags=re.MULTILINE)
    own = [line for line in logged if not re.match("There was an error|Please see|Traceback", line)]
    first = (raised + own + logged + ["?"])[0]
    return re.sub(r"^(\w+\.)+(?=\w+:)", "", first)[:300]
