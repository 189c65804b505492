"""The builder: what it makes of a small course, and what it refuses."""

import json
import re

import nbformat
import pytest
from jupyter_core.utils import run_sync

from grader.course import outline
from tests import small_course
from tests.small_course import COURSE, EXERCISE, LESSON
from tools import build, compare, frames
from tools.content import BuildError
from tools.parts import everything


def files(root, name, execute=False):
    (part,) = everything(outline.load(root), name)
    return build.build_part(part, None if execute else ())


def notebook(text):
    return nbformat.reads(text, as_version=4)


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    made = files(small_course.make(tmp_path_factory.mktemp("course")), "tiny-tasks")
    return {
        path.split("/")[1] + " " + path.split("/")[2]: notebook(text) for path, text in made.items()
    }


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """The built lesson with its outputs, by language."""
    root = small_course.make(tmp_path_factory.mktemp("course"))
    made = files(root, "content/tiny/lesson.py", execute=True)
    return {path.split("/")[1]: notebook(text) for path, text in made.items()}


def sources(nb):
    return [cell.source for cell in nb.cells]


def test_lesson_in_both_languages(lesson):
    assert sources(lesson["zh"])[0] == "# 小单元\n\n这一课约 10 分钟。\n\n1. 会加。"
    assert sources(lesson["en"]) == [
        "# Tiny unit\n\nThis lesson takes about 10 minutes.\n\n1. Add",
        'import keguan\nkeguan.use("en")',
        'amount = 1 + 2\nprint(f"{amount} yuan in all")  # the result',
        "amount * 2",
    ]


def test_lesson_runs_and_keeps_what_it_teaches(lesson):
    taught = lesson["en"].cells[2]
    assert taught.metadata == {"tags": ["nbval-check-output"]}
    assert compare.texts(taught) == ["3 yuan in all\n"]
    assert [cell.execution_count for cell in lesson["zh"].cells[1:]] == [1, 2, 3]
    assert lesson["zh"].metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }


def test_a_lesson_is_built_where_a_loop_runs(tmp_path):
    """As in a notebook, and in the process of a browser's tests."""
    root = small_course.make(tmp_path)

    async def build_here():
        return files(root, "content/tiny/lesson.py", execute=True)

    assert "lessons/zh/tiny.ipynb" in run_sync(build_here)()


def test_ids_are_the_same_in_both_languages_and_every_time(lesson, exercise, tmp_path):
    again = notebook(
        files(small_course.make(tmp_path), "tiny-tasks")[
            "exercises/source/zh/tiny-tasks/tiny-tasks.ipynb"
        ]
    )
    ids = [[cell.id for cell in nb.cells] for nb in [again, *exercise.values()]]
    assert all(row == ids[0] for row in ids)
    assert {"sum", "sum-small", "sum-hidden", "why"} < set(ids[0])
    assert [cell.id for cell in lesson["zh"].cells] == [cell.id for cell in lesson["en"].cells]


def test_equal_cells_get_different_ids(tmp_path):
    root = small_course.make(tmp_path, lesson=LESSON + "\n# %%\namount * 2\n")
    cells = notebook(files(root, "content/tiny/lesson.py")["lessons/zh/tiny.ipynb"]).cells
    assert cells[-1].id == cells[-2].id + "-2"


def test_roles_become_nbgrader_metadata(exercise):
    by_id = {cell.id: cell for cell in exercise["source zh"].cells}
    answer, check, essay = (by_id[i].metadata.nbgrader for i in ("sum", "sum-hidden", "why"))
    assert answer == {
        "schema_version": 3,
        "grade_id": "sum",
        "task": False,
        "grade": False,
        "solution": True,
        "locked": False,
    }
    assert check == {
        "schema_version": 3,
        "grade_id": "sum-hidden",
        "task": False,
        "grade": True,
        "solution": False,
        "locked": True,
        "points": 2,
    }
    assert essay == {
        "schema_version": 3,
        "grade_id": "why",
        "task": False,
        "grade": True,
        "solution": True,
        "locked": False,
        "points": 2,
    }


def test_points_hints_and_reference(exercise):
    zh, en = sources(exercise["source zh"]), sources(exercise["source en"])
    assert "## 任务 1 求和（3 分）" in zh[2] and "## Task 2 Why (2 points)" in en[7]
    assert en[3] == "<details><summary>Hint 1 · click</summary>\n\nUse the plus sign.\n\n</details>"
    (line,) = (line for line in zh[6].split("\n") if line.strip().startswith("reference"))
    function = re.search(r"checks\.reference\((.*)\)$", line).group(1)
    values = {}
    exec(eval(function), values)
    assert values["add"](2, 3) == 5
    assert "SOLUTION" not in zh[6]


def test_check_cells_are_the_same_in_both_languages(exercise):
    checks = [
        [
            frames.body(c.source)
            for c in exercise[f"source {lang}"].cells
            if c.metadata.get("nbgrader", {}).get("locked")
        ]
        for lang in ("zh", "en")
    ]
    assert checks[0] == checks[1] and len(checks[0]) == 2


def test_release_has_stubs_and_checksums(exercise):
    for language in ("zh", "en"):
        by_id = {cell.id: cell for cell in exercise[f"release {language}"].cells}
        assert by_id["sum"].source.endswith("    # 在这里写代码 · YOUR CODE HERE\n    ...")
        assert by_id["why"].source == "在这里写你的回答 · YOUR ANSWER HERE"
        assert frames.body(by_id["sum-hidden"].source) == "    pass"
        assert not by_id["sum-small"].metadata.editable and not by_id["sum"].metadata.deletable
        assert len(by_id["sum-small"].metadata.nbgrader.checksum) == 32


def test_built_json_is_deterministic(exercise, tmp_path):
    first = files(small_course.make(tmp_path / "a"), "tiny-tasks")
    assert first == files(small_course.make(tmp_path / "b"), "tiny-tasks")
    for text in first.values():
        assert text.endswith("}\n") and "jupytext" not in text
        assert (
            text
            == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )


def swap(text, old, new):
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    "lesson, exercise, words",
    [
        (
            swap(LESSON, "taught=true", "tought=true"),
            EXERCISE,
            "lesson.py:12.*unknown role 'tought'",
        ),
        (swap(LESSON, "taught=true", 'answer="x"'), EXERCISE, "belongs to an exercise"),
        (swap(LESSON, 'keguan.use("zh")', "pass"), EXERCISE, 'must call keguan.use\\("zh"\\)'),
        (swap(LESSON, "1 + 2", "1 +"), EXERCISE, "lesson.py:12.*not valid Python"),
        ("print(1)\n" + LESSON, EXERCISE, "must start with '# %%'"),
        (swap(LESSON, "一共 {", "龘一共 {"), EXERCISE, "font in keguan/fonts lacks: 龘"),
        (
            LESSON,
            swap(EXERCISE, "points=2", "points=5"),
            "'sum' sum to 6 points, course.toml says 3",
        ),
        (LESSON, swap(EXERCISE, 'essay="why"', 'essay="how"'), "no such task; there are: sum, why"),
        (swap(LESSON, "{minutes}", "{points}"), EXERCISE, "{points} has no value here"),
        (
            LESSON,
            EXERCISE[: EXERCISE.index("# %% [markdown]\n# ## 任务 2")],
            "task 'why' of course.toml is missing",
        ),
        (
            LESSON,
            swap(EXERCISE, 'check="sum-hidden"', 'check="sum-small"'),
            "'sum-small' stands twice",
        ),
        (LESSON, swap(EXERCISE, 'check="sum-small" points=1', ""), "'sum' sum to 2 points"),
        (LESSON, swap(EXERCISE, "    ### END SOLUTION\n", ""), "not closed by ### END SOLUTION"),
        (LESSON, swap(EXERCISE, "    ### BEGIN SOLUTION\n", ""), "has no ### BEGIN SOLUTION"),
        (LESSON, swap(EXERCISE, "hint=1", "hint=4"), "hint must be 1, 2 or 3"),
        (LESSON, swap(EXERCISE, 'check="sum-small" points=1', 'check="sum-small"'), "needs points"),
        (
            LESSON,
            swap(EXERCISE, '[markdown] essay="why"', 'essay="why"'),
            "essay needs a markdown cell",
        ),
        (
            LESSON,
            EXERCISE + '\n# %% answer="sum-more"\n### BEGIN SOLUTION\n1\n### END SOLUTION\n',
            "no check cell follows",
        ),
        (
            LESSON,
            '# %%\nkeguan.use("zh")\n# %% check="c" points=1\n1\n',
            "no answer cell stands before",
        ),
        (
            LESSON,
            swap(EXERCISE, 'checks.example("add", 1, 2)', "### REFERENCE\nchecks"),
            "inside the hidden tests",
        ),
        (
            LESSON,
            swap(EXERCISE, 'checks.example("add", 1, 2)', "### HIDDEN TESTS OF nothing\nchecks"),
            "no check “nothing” with hidden tests",
        ),
    ],
)
def test_mistakes_of_authors_are_named(tmp_path, lesson, exercise, words):
    with pytest.raises(BuildError, match=words) as error:
        root = small_course.make(tmp_path, lesson, exercise)
        english = {
            "龘一共 {amount} 元": "{amount} yuan",
            "这一课约 {points} 分钟。": "{points} points.",
        }
        small_course.translate(root, english)
        files(root, "content/tiny/lesson.py")
        files(root, "tiny-tasks")
    assert "\n" not in str(error.value)


def test_a_part_of_a_task_names_its_points(tmp_path):
    parts = swap(
        EXERCISE, '# %% [markdown] essay="why"', '# %% [markdown] essay="why-short" points=1'
    )
    parts += '\n# %% essaycode="why-code" points=1\nprint("甲")\n'
    made = files(small_course.make(tmp_path, exercise=parts, 甲="A"), "tiny-tasks")
    nb = notebook(made["exercises/release/en/tiny-tasks/tiny-tasks.ipynb"])
    assert nb.cells[-2].source == "# 在这里写代码 · YOUR CODE HERE\n..."
    with pytest.raises(BuildError, match="needs points"):
        files(
            small_course.make(
                tmp_path, exercise=parts.replace('short" points=1', 'short"'), 甲="A"
            ),
            "tiny-tasks",
        )


@pytest.mark.parametrize(
    "code, words",
    [
        ("1 / 0", "cell 5.*ZeroDivisionError"),
        ("import os; print(os.getcwd())", "cell 5.*path of this machine"),
        ("print(object())", "cell 5.*address"),
        ("import warnings; warnings.warn('old')", "cell 5.*prints a warning"),
    ],
)
def test_a_lesson_that_fails_or_shows_this_machine_is_refused(tmp_path, code, words):
    root = small_course.make(tmp_path, lesson=LESSON + f"\n# %%\n{code}\n")
    with pytest.raises(BuildError, match=words):
        files(root, "content/tiny/lesson.py", execute=True)


def test_widgets_keep_their_static_picture_only(tmp_path):
    lab = (
        "from IPython.display import display\ndisplay({'application/vnd.jupyter.widget-view+json': "
        "{'model_id': 'x'}, "
        "'image/png': 'iVBO', 'text/plain': 'Lab'}, raw=True)\nimport ipywidgets\n"
        "ipywidgets.IntSlider()"
    )
    made = files(
        small_course.make(tmp_path, lesson=LESSON + f"\n# %%\n{lab}\n"),
        "content/tiny/lesson.py",
        execute=True,
    )
    nb = notebook(made["lessons/zh/tiny.ipynb"])
    (output,) = nb.cells[-1].outputs
    assert set(output.data) == {"image/png", "text/plain"} and "widgets" not in nb.metadata


def test_no_run_keeps_the_outputs_of_unchanged_cells(tmp_path, lesson):
    root = small_course.make(tmp_path)
    (root / "lessons/zh").mkdir(parents=True)
    nbformat.write(lesson["zh"], root / "lessons/zh/tiny.ipynb")
    made = notebook(files(root, "content/tiny/lesson.py")["lessons/zh/tiny.ipynb"])
    assert made.cells[2].outputs == lesson["zh"].cells[2].outputs


def test_command_builds_checks_and_cleans_up(tmp_path, capsys):
    root = small_course.make(tmp_path)
    assert build.main(["--no-run"], root) == 0
    built = sorted(
        p.relative_to(root).as_posix()
        for p in [*root.rglob("*.ipynb"), *root.glob("lessons/**/*.md")]
    )
    assert built == [
        f"exercises/{kind}/{lang}/tiny-tasks/tiny-tasks.ipynb"
        for kind in ("release", "source")
        for lang in ("en", "zh")
    ] + [
        "lessons/README.md",
        "lessons/en/README.md",
        "lessons/en/tiny.ipynb",
        "lessons/teacher/en/tiny.md",
        "lessons/teacher/zh/tiny.md",
        "lessons/zh/README.md",
        "lessons/zh/tiny.ipynb",
    ]
    assert build.main(["--no-run", "--check"], root) == 0
    release = root / "exercises/release/en/tiny-tasks/tiny-tasks.ipynb"
    release.write_text(
        release.read_text(encoding="utf-8").replace("Task 1", "Task one"), encoding="utf-8"
    )
    (root / "lessons/zh/02-old.ipynb").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert build.main(["--no-run", "--check"], root) == 1
    said = capsys.readouterr().err
    assert (
        "exercises/release/en/tiny-tasks/tiny-tasks.ipynb" in said
        and "cell 3" in said
        and "Task one" in said
    )
    assert "python -m tools.build tiny-tasks" in said
    assert build.main(["--no-run"], root) == 0
    assert not (root / "lessons/zh/02-old.ipynb").exists()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["tinny"], "no unit or assignment is named 'tinny'"),
        (["tiny-tasks"], "course.toml"),
    ],
)
def test_command_says_one_sentence(tmp_path, capsys, arguments, words):
    root = small_course.make(tmp_path)
    if arguments == ["tiny-tasks"]:
        (root / "course.toml").unlink()
    assert build.main(arguments, root) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_one_refused_part_does_not_stop_the_others(tmp_path, capsys):
    root = small_course.make(tmp_path)
    (root / "content/tiny/lesson.py").unlink()
    assert build.main(["--no-run"], root) == 1
    assert "content/tiny/lesson.py" in capsys.readouterr().err
    assert (root / "exercises/release/zh/tiny-tasks/tiny-tasks.ipynb").exists()


def test_the_id_of_a_cell_knows_the_words_of_its_fields(tmp_path):
    """{task} instead of the title gives the same cell; another title gives another, as if it were
    written there."""

    def ids(place, **changes):
        root = small_course.make(tmp_path / place, **changes)
        made = files(root, "tiny-tasks")["exercises/source/zh/tiny-tasks/tiny-tasks.ipynb"]
        return [cell.id for cell in notebook(made).cells]

    written = EXERCISE.replace("{task}", "求和", 1)
    translation = {"## 任务 1 求和（{points} 分）": "## Task 1 Sum ({points} points)"}
    before = ids("fields")
    assert ids("words", exercise=written, **translation) == before
    assert ids("fields", course=COURSE.replace("小任务", "任务")) == before
    assert ids("fields", course=COURSE.replace("求和", "加法")) != before


def test_teacher_page_in_both_languages(tmp_path):
    made = files(small_course.make(tmp_path), "content/tiny/teacher.md")
    assert list(made) == ["lessons/teacher/zh/tiny.md", "lessons/teacher/en/tiny.md"]
    zh, en = (text.split("\n\n", 1) for text in made.values())
    assert "do not edit" in zh[0] and "content/tiny/teacher.md" in zh[0]
    assert zh[1] == "# 教师页：小单元\n\n## 时间\n\n10 分钟。\n"
    assert en[1] == "# Teacher page: Tiny unit\n\n## Timing\n\n10 minutes.\n"


def test_teacher_pages_have_the_same_headings(tmp_path):
    root = small_course.make(tmp_path, **{"## 时间": "Timing"})
    with pytest.raises(BuildError, match=r"tiny/en\.po.*teacher\.md.*1 against 2"):
        files(root, "content/tiny/teacher.md")


def test_english_that_no_file_of_the_folder_needs_is_refused(tmp_path, capsys):
    """What another file of the folder says is needed, whatever is built; so is only one sentence
    for a catalogue that is missing."""
    root = small_course.make(tmp_path)
    assert build.main(["--no-run", "tiny-tasks"], root) == 0
    lesson = root / "content/tiny/lesson.py"
    lesson.write_text(LESSON.replace("  # 结果", ""), encoding="utf-8")
    capsys.readouterr()
    for name in ("tiny-tasks", "content/tiny/lesson.py"):
        assert build.main(["--no-run", name], root) == 1
        [sentence] = capsys.readouterr().err.splitlines()
        assert "stale message '结果'" in sentence and "update content/tiny/en.po" in sentence
    (root / small_course.CATALOGUE).unlink()
    assert build.main(["--no-run"], root) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert "no English yet" in sentence


def test_a_missing_teacher_page_is_named(tmp_path):
    root = small_course.make(tmp_path)
    (root / "content/tiny/teacher.md").unlink()
    with pytest.raises(BuildError, match="teacher.md.*missing"):
        files(root, "content/tiny/teacher.md")


def test_a_page_that_is_left_over_is_named(tmp_path):
    root = small_course.make(tmp_path)
    made, problems = build.build(outline.load(root), execute=False, say=lambda *a, **k: None)
    old = root / "lessons/teacher/zh/old.md"
    old.parent.mkdir(parents=True)
    old.write_text("# old", encoding="utf-8")
    notes = root / "exercises/source/zh/notes.md"
    notes.parent.mkdir(parents=True)
    notes.write_text("the teacher's own", encoding="utf-8")
    assert not problems and build.leftovers(outline.load(root), made) == [old]


def test_index_names_units_minutes_and_what_comes_next(tmp_path):
    root = small_course.make(tmp_path, course=COURSE)
    build.main(["--no-run"], root)
    page = (root / "lessons/en/README.md").read_text(encoding="utf-8")
    assert "[Open the lesson: Tiny unit](tiny.ipynb)" in page and "about 10 minutes" in page
    assert (
        "- Add" in page
        and (
            "| 1 | [Tiny tasks](../../exercises/release/en/tiny-tasks/tiny-tasks.ipynb) | 5 min | "
            "5 |"
        )
        in page
    )
    for target in re.findall(r"\]\(([^)]+)\)", page):
        assert (root / "lessons/en" / target).exists(), target
