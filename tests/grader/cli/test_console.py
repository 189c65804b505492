"""What students name and write reaches the terminal as something to see."""

import io

import pytest
from rich.console import Console
from typer.testing import CliRunner

from grader.cli import app, console, said

ODD = {
    "\x1b[31mb": r"\x1b[31mb",
    "\x1b]0;owned\x07": r"\x1b]0;owned\x07",
    "a\nb": r"a\x0ab",
    "a\tb\r": r"a\x09b\x0d",
    "\x9b2J": r"\x9b2J",
    "1032\u202egpj": r"1032\u202egpj",
    "2301\u200b": r"2301\u200b",
    "a\u2028b\u2029": r"a\u2028b\u2029",
    "\U000e0041": r"\U000e0041",
    "张三 é 👍 ＝ ·": "张三 é 👍 ＝ ·",
}


@pytest.mark.parametrize("raw, shown", ODD.items())
@pytest.mark.parametrize("way", ["say", "complain", "table"])
def test_what_cannot_be_seen_is_shown_as_an_escape(capsys, way, raw, shown):
    """G9: a member of a zip may be called so."""
    if way == "table":
        console.table("", ["a"], [[raw.replace("\n", "\x0a")]])
    else:
        getattr(console, way)(raw)
    text = "".join(capsys.readouterr())
    if way != "table" or "\n" not in raw:
        assert shown in text
    assert not [c for c in text.replace("\n", "") if c < " " or c in "\u202e\u200b\x9b\u2028"]


def test_a_message_in_two_languages_stands_on_two_lines(capsys):
    console.complain("一\n✔ 二", "one\n✔ two")
    assert capsys.readouterr().err == "一\\x0a✔ 二\none\\x0a✔ two\n"


@pytest.mark.parametrize("speed, shown", [(None, ""), (0.0, ""), (2.34, "2.3/s"), (185351.9, "")])
def test_a_speed_is_said_where_something_was_done(speed, shown):
    class Task:
        pass

    task = Task()
    task.speed = speed
    line = io.StringIO()
    Console(file=line).print(console.Rate().render(task))
    assert line.getvalue().strip() == shown


@pytest.mark.parametrize(
    "args, zh, en",
    [
        (["nothing"], "没有“nothing”这个命令", "No such command 'nothing'"),
        (["marks", "--nothing"], "没有“--nothing”这个选项", "No such option"),
        (["grade"], "缺少 name", "Missing argument"),
        (["marks", "more"], "多写了“more”", "Got unexpected extra"),
        (["marks", "--lang"], "--lang 后面的值没有写全", "requires an argument"),
        (["marks", "--set", "S1", "final"], "--set 后面的值没有写全", "requires 3 arguments"),
        (["marks", "--lang", "fr"], "--lang 不能是 fr，可以是 'zh', 'en'", "is not one of"),
        (["demo", "--n", "0"], "--n 至少是 1", "greater than or equal"),
        (["demo", "--n", "3000"], "--n 最多是 2000", "less than or equal"),
        (["demo", "--n", "many"], "--n 应为整数", "valid integer"),
        (["marks", "--set", "S1", "final", "x"], "--set 应有一个数字", "valid number"),
        (["verify", "S1", "/no/such/file"], "找不到 /no/such/file。", "/no/such/file is not there"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_both_languages(args, zh, en):
    result = CliRunner().invoke(app.app, args)
    lines = result.output.strip().splitlines()
    assert result.exit_code == 2 and len(lines) == 2, result.output
    assert zh in lines[0] and en in lines[1]


@pytest.mark.parametrize(
    "error, word",
    [
        (FileNotFoundError(2, "No such file", "a.csv"), "找不到 a.csv"),
        (PermissionError(13, "Permission denied", "a.csv"), "a.csv 打不开"),
        (OSError(28, "No space left on device", "a.csv"), "a.csv 没有写成，磁盘满了"),
        (OSError(28, "No space left on device"), "文件 没有写成，磁盘满了"),
        (OSError(5, "Input/output error", b"a.csv"), "无法读写 a.csv（Input/output error）"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_apart(error, word):
    """G29: the message began with an empty name."""
    assert said.of_disk(error).zh.startswith(word)


def test_the_program_is_called_as_it_was_started(capsys):
    """Who types "py start.py" has no command "keguan"."""
    try:
        console.call_it("py start.py")
        console.say("先运行 keguan grade tiering，再看 /srv/keguan x · run keguan marks first")
        console.complain("✘ keguan term due")
    finally:
        console.call_it("")
    console.say("keguan grade")
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "先运行 py start.py grade tiering，再看 /srv/keguan x · run py start.py marks first",
        "keguan grade",
    ]
    assert said.err == "✘ py start.py term due\n"
