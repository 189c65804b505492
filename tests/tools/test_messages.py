"""Translations: what is a message, and how it comes back into the cell."""

import polib
import pytest

from grader.course import outline
from tests import small_course
from tools import literals, messages
from tools.content import BuildError, Cell


def code(source):
    return Cell("code", source, "code", None, None, None, "content/x/lesson.py:1")


def text(source):
    return Cell("markdown", source, "markdown", None, None, None, "content/x/lesson.py:1")


def found(cell):
    return [piece.text for piece in literals.pieces(cell)]


def english(cell, **translations):
    return literals.replace(
        cell.source, literals.pieces(cell), lambda piece: translations[piece.text]
    )


def test_markdown_blocks_are_messages():
    source = (
        "# 标题\n\n第一段。\n\n- 甲\n- 乙\n\n| 列 | b |\n|---|---|\n| 1 | 2 |\n\n```python\na = 1\n"
        "\nb = '乙'\n```\n\n$x^2$\n"
    )
    assert found(text(source)) == [
        "# 标题",
        "第一段。",
        "- 甲\n- 乙",
        "| 列 | b |\n|---|---|\n| 1 | 2 |",
        "```python\na = 1\n\nb = '乙'\n```",
    ]


def test_blocks_come_back_in_their_places():
    assert (
        english(text("第一段。\n\n$x$\n\n第二段。"), **{"第一段。": "One.", "第二段。": "Two."})
        == "One.\n\n$x$\n\nTwo."
    )


def test_a_fence_that_is_never_closed_is_still_a_message():
    assert found(text("```\n甲")) == ["```\n甲"]


@pytest.mark.parametrize(
    "source, message, translation, expected",
    [
        ('print("你好")', "你好", "hello", 'print("hello")'),
        ("print('你\"好')", '你"好', 'say "hi"', r'print("say \"hi\"")'),
        ("x = 1  # 注释", "注释", "a comment", "x = 1  # a comment"),
        (
            '名 = 0 if False else f"第 {n:>3} 行"',
            "第 {n:>3} 行",
            "line {n:>3}",
            '名 = 0 if False else f"line {n:>3}"',
        ),
        ("f'{d[\"a\"]} 元'", '{d["a"]} 元', 'yuan {d["a"]}', "f'yuan {d[\"a\"]}'"),
        ('f"{{花括号}} {n}"', "{{花括号}} {n}", "{{braces}} {n}", 'f"{{braces}} {n}"'),
        ('print("一行\\n两行")', "一行\n两行", "one\ntwo", 'print("one\\ntwo")'),
        ('r"\\d 个"', "\\d 个", "\\d pieces", '"\\\\d pieces"'),
        ('x = ("前半" "后半")', "前半后半", "both halves", 'x = ("both halves")'),
        ('f("甲")  # 乙甲', "甲", "A", None),
    ],
)
def test_strings_and_comments(source, message, translation, expected):
    cell = code(source)
    assert message in found(cell)
    if expected:
        assert english(cell, **{message: translation}) == expected


def test_wide_characters_before_a_string_do_not_shift_it():
    assert english(code('f("甲", "乙")'), 甲="A", 乙="B") == 'f("A", "B")'


def test_a_string_on_several_lines_stays_on_several_lines():
    source = 'x = ("前半句，" \n     f"后半句 {n}")'
    translated = english(code(source), **{"前半句，后半句 {n}": "word " * 30 + "{n}"})
    assert literals.shape(translated) == literals.shape(source)
    assert max(map(len, translated.split("\n"))) <= literals.WIDTH + 10
    values = {"n": 5}
    exec(translated, values)
    assert values["x"] == "word " * 30 + "5"


def test_docstrings_are_messages_without_their_indentation():
    source = 'def f():\n    """第一行。\n\n    第二行。\n    """\n    return 1'
    assert found(code(source)) == ["第一行。\n\n第二行。"]
    expected = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1'
    assert english(code(source), **{"第一行。\n\n第二行。": "One.\n\nTwo."}) == expected


def test_magics_and_english_text_are_left_alone():
    assert found(code('%matplotlib inline\n!ls 中\nprint("hi")  # done\nx = "甲"')) == ["甲"]


def test_check_cells_are_not_translated():
    check = Cell("code", 'x = "甲"', "check", "c", 1, None, "x.py:1")
    assert found(check) == []


def test_chinese_inside_the_braces_is_refused():
    with pytest.raises(BuildError, match="inside its braces"):
        literals.pieces(code("""f"{'是' if x else '否'}对\""""))


def test_shape_ignores_texts_and_the_order_of_placeholders_only():
    assert literals.shape('f"{a} 甲 {b}"  # 乙') == literals.shape('f"{b} x {a}"')
    assert literals.shape("a = 1") != literals.shape("a = 2")
    assert literals.shape('f"{a}"') != literals.shape('f"{b}"')


def catalogue(tmp_path, *entries):
    """A catalogue with (msgid, msgstr, context?) entries; an English that ends in ? is fuzzy."""
    po = polib.POFile()
    for msgid, msgstr, *context in entries:
        flags = ["fuzzy"] if msgstr.endswith("?") else []
        po.append(
            polib.POEntry(
                msgid=msgid, msgstr=msgstr, flags=flags, msgctxt=next(iter(context), None)
            )
        )
    po.save(str(tmp_path / "en.po"))
    return messages.Catalogue(tmp_path / "en.po", "content/x/en.po")


@pytest.mark.parametrize(
    "cell, entry, words",
    [
        (text("你好"), ("再见", "bye"), "no message for '你好'"),
        (text("你好"), ("你好", ""), "'你好' is empty"),
        (text("你好"), ("你好", "hello?"), "'你好' is fuzzy"),
        (text("你好"), ("你好", "你好"), "equals the Chinese"),
        (text("共 {points} 分"), ("共 {points} 分", "points"), "lacks {points}"),
        (text("写 `add` 函数"), ("写 `add` 函数", "write it"), "lacks `add`"),
        (code('f"第 {n} 行"'), ("第 {n} 行", "line {m}"), "lacks {n}; has an extra {m}"),
        (code('"第 %d 行" % n'), ("第 %d 行", "line"), "lacks %d"),
    ],
)
def test_bad_messages_are_refused_by_name(tmp_path, cell, entry, words):
    with pytest.raises(BuildError) as error:
        catalogue(tmp_path, entry).translate(cell, "lesson.py")
    assert words in str(error.value) and "content/x/lesson.py:1" in str(error.value)
    assert "\n" not in str(error.value)


def test_all_bad_cells_are_counted(tmp_path):
    with pytest.raises(BuildError, match="no message for '甲'.*and 1 more cells"):
        catalogue(tmp_path).translate_all([text("甲"), text("hello"), text("乙")], "lesson.py")


def test_chinese_terms_may_stand_beside_the_english_ones(tmp_path):
    english = catalogue(tmp_path, ("关键客户", "key customers (关键客户)")).translate(
        text("关键客户"), "lesson.py"
    )
    assert english.source == "key customers (关键客户)"


def test_stale_and_doubled_messages_are_refused(tmp_path):
    with pytest.raises(BuildError, match="stale message '再见'"):
        catalogue(tmp_path, ("你好", "hello"), ("再见", "bye")).verify_used(
            [("lesson.py", [text("你好")])]
        )
    with pytest.raises(BuildError, match="stands twice"):
        catalogue(tmp_path, ("你好", "hello"), ("你好", "hi"))


def test_a_missing_or_broken_catalogue_is_one_sentence(tmp_path):
    with pytest.raises(BuildError, match="tools.messages update content/x/en.po"):
        messages.Catalogue(tmp_path / "en.po", "content/x/en.po")
    (tmp_path / "en.po").write_text("甲\n", encoding="utf-8")
    with pytest.raises(BuildError, match="not a valid .po file"):
        messages.Catalogue(tmp_path / "en.po", "content/x/en.po")


@pytest.fixture
def root(tmp_path):
    return small_course.make(tmp_path)


def entries(root):
    """The entries of the small course's catalogue, by context and Chinese."""
    return {(e.msgctxt, e.msgid): e for e in polib.pofile(str(root / small_course.CATALOGUE))}


def change(root, name, *changes):
    """Changes text of a content file, or of the catalogue."""
    path = root / "content/tiny" / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="\n")


def test_update_keeps_adds_offers_and_drops(root):
    kept = len(entries(root)) - 2
    change(root, "lesson.py", ("约 {minutes}", "大约 {minutes}"), ("  # 结果", "\n# 新的一句"))
    assert small_course.update(root) == (kept, 1, 1, 2)
    po = {msgid: entry for (_, msgid), entry in entries(root).items()}
    assert list(po)[:3] == ["这一课大约 {minutes} 分钟。", "一共 {amount} 元", "新的一句"]
    assert po["这一课大约 {minutes} 分钟。"].fuzzy
    assert po["这一课大约 {minutes} 分钟。"].previous_msgid == "这一课约 {minutes} 分钟。"
    assert po["新的一句"].msgstr == "" and po["一共 {amount} 元"].msgstr == "{amount} yuan in all"


def test_update_drops_what_a_corrected_message_was_offered_for(root):
    change(root, "lesson.py", ("约 {minutes}", "大约 {minutes}"))
    small_course.update(root)
    change(root, "en.po", ("#, fuzzy\n", ""))
    small_course.update(root)
    assert "#|" not in (root / small_course.CATALOGUE).read_text(encoding="utf-8")


def test_update_twice_changes_nothing(root):
    before = (root / small_course.CATALOGUE).read_bytes()
    assert small_course.update(root)[1:] == (0, 0, 0)
    assert (root / small_course.CATALOGUE).read_bytes() == before


def test_a_message_of_two_files_stands_once_and_names_both(root):
    change(root, "tasks.py", ("用加号。", "这一课约 {minutes} 分钟。"))
    small_course.update(root)
    entry = entries(root)[None, "这一课约 {minutes} 分钟。"]
    assert entry.occurrences == [("lesson.py", ""), ("tasks.py", "")]
    change(root, "lesson.py", ("这一课约 {minutes} 分钟。", "{objectives}"))
    assert small_course.update(root)[3] == 0
    entry = entries(root)[None, "这一课约 {minutes} 分钟。"]
    assert entry.occurrences == [("tasks.py", "")]


def test_another_english_for_one_file_is_kept_as_long_as_the_file_says_it(root):
    change(root, "tasks.py", ("用加号。", "{minutes} 分钟。"))
    small_course.update(root)
    own = 'msgctxt "tasks.py"\nmsgid "{minutes} 分钟。"\nmsgstr "Take {minutes} minutes."\n\n'
    change(root, "en.po", ("#. text\n#: tasks.py\n", own + "#. text\n#: tasks.py\n"))
    small_course.update(root)
    assert [key for key in entries(root) if key[1] == "{minutes} 分钟。"] == [
        (None, "{minutes} 分钟。"),
        ("tasks.py", "{minutes} 分钟。"),
    ]
    assert entries(root)["tasks.py", "{minutes} 分钟。"].occurrences == [("tasks.py", "")]
    change(root, "tasks.py", ("{minutes} 分钟。", "用加号。"))
    small_course.update(root)
    assert ("tasks.py", "{minutes} 分钟。") not in entries(root)


def test_the_entry_of_a_file_goes_before_the_one_of_all(tmp_path):
    po = catalogue(tmp_path, ("你好", "hello"), ("你好", "hi", "lesson.py"), ("再见", "bye"))
    assert po.translate(text("你好"), "lesson.py").source == "hi"
    assert po.translate(text("你好"), "tasks.py").source == "hello"
    assert po.translate(text("再见"), "lesson.py").source == "bye"
    po.verify_used([("lesson.py", [text("你好\n\n再见")]), ("tasks.py", [text("你好")])])
    with pytest.raises(BuildError, match="stale message '你好'"):
        po.verify_used([("lesson.py", [text("你好\n\n再见")])])


def test_a_content_file_that_is_missing_loses_no_english(root):
    before = (root / small_course.CATALOGUE).read_bytes()
    (root / "content/tiny/lesson.py").unlink()
    with pytest.raises(BuildError, match=r"lesson\.py.*missing"):
        small_course.update(root)
    assert (root / small_course.CATALOGUE).read_bytes() == before


@pytest.mark.parametrize(
    "name", ["tiny-tasks", "content/tiny/lesson.py", "content/tiny/en.po", None]
)
def test_the_command_updates_the_whole_catalogue_and_says_so_once(root, monkeypatch, capsys, name):
    count = len(entries(root))
    course = outline.load(root)
    monkeypatch.setattr(messages.outline, "load", lambda: course)
    assert messages.main(["update", *filter(None, [name])]) == 0
    said = capsys.readouterr().out
    assert said == f"content/tiny/en.po: {count} kept, 0 new, 0 fuzzy, 0 dropped\n"
