"""Feedback pages: nothing hidden is told, nothing of a submission runs or loads, nothing broken
stops a class."""

import base64
import copy
import html
import re
import shutil
import zipfile
from html.parser import HTMLParser

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.checks.verdicts import parse
from grader.course.answers import load_answers
from grader.course.folder import open_folder
from grader.feedback import hidden, safe_html
from grader.feedback.page import Mark, page
from grader.feedback.words import TEXTS
from grader.feedback.write import archives_to_send, copy_to_send, write, write_all
from tests import tiny_class
from tests.tiny_class import role

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
VOID = {"meta", "br", "hr", "img", "col", "input", "link", "wbr"}


# --- a course with plain asserts, run by a real kernel

SECRET = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
CHECKS = {
    "visible": "assert area(2, 3) == 6, 'two by three is six'",
    "first": "assert area(1, 1) == 1\n" + SECRET.format("assert area(5, 60) == 300, 'not 300'"),
    "hidden": "assert area(2, 2) == 4\n"
    + SECRET.format("assert area(7, 8) == 56, 'area(7, 8) should be 56'"),
    "error": SECRET.format(
        "expected_value = 4711\nassert area('x', expected_value) == expected_value"
    ),
    "tainted": "assert area(3, 3) == expected_value, f'it is {expected_value}'",
    "second": "limit = expected_value + 1\nassert area(3, 3) == limit, f'it is {limit}'",
    "loop": "for a, b in [(1, 2)]:\n    assert area(a, b) == 2\n"
    + "    "
    + SECRET.format("    assert area(a, 90) == 90, b"),
    "prints": "print('open words')\n"
    + SECRET.format("print('sesame', area(50, 51))\nassert False, 'closed'"),
    "numeric": SECRET.format("score_of_hidden = 1 if area(2, 2) == 4 else 0.5\nscore_of_hidden"),
}
WRONG = "def area(a, b):\n    return a + b"


def stock():
    """Source, release and executed notebook of a student whose function adds instead of
    multiplying."""
    cells = [
        new_markdown_cell("# Areas"),
        new_markdown_cell("## Area of a rectangle (6 points)\n\nWrite `area`."),
        new_code_cell(
            "def area(a, b):\n    ### BEGIN SOLUTION\n    return a * b  # the reference\n    ### "
            "END SOLUTION",
            metadata=role("area", solution=True),
        ),
    ]
    cells += [new_code_cell(code, metadata=role(name, 1)) for name, code in CHECKS.items()]
    cells += [
        new_markdown_cell("because of reference words", metadata=role("why", 4, solution=True))
    ]
    source = new_notebook(cells=cells)
    release = copy.deepcopy(source)
    for cell in release.cells:
        cell.source = re.sub(
            r"(?ms)^ *### BEGIN HIDDEN TESTS.*?END HIDDEN TESTS\n?", "", cell.source
        )
        cell.source = re.sub(r"(?ms)^ *### BEGIN SOLUTION.*?END SOLUTION", "    ...", cell.source)
    release.cells[-1].source = "YOUR ANSWER HERE"
    executed = copy.deepcopy(source)
    executed.cells[2].source = WRONG
    executed.cells[-1].source = "It **adds**: $a_1 + a_2$."
    NotebookClient(executed, allow_errors=True).execute()
    return source, release, executed


@pytest.fixture(scope="module")
def areas():
    return stock()


MARKS = {name: (0.0, 1.0, False, "") for name in CHECKS} | {"why": (None, 4.0, True, "")}


@pytest.fixture(scope="module", params=["zh", "en"])
def areas_page(request, areas):
    source, release, executed = areas
    return request.param, page(executed, release, source, MARKS, request.param, "S1", "Areas")


def seen(made):
    """The text of a page as a reader sees it."""
    body = re.sub(r"(?s)<(style|head)>.*?</\1>", "", made)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def test_hidden_lines_values_and_messages_are_not_told(areas_page):
    _, made = areas_page
    for piece in (
        "56",
        "300",
        "should be",
        "4711",
        "4712",
        "expected_value)",
        "area(a, 90)",
        "sesame",
        "101",
        "closed",
        "score_of_hidden",
        "the reference",
        "reference words",
        "HIDDEN TESTS",
    ):
        assert piece not in seen(made), piece


def test_a_failing_line_that_students_have_is_named(areas_page):
    language, made = areas_page
    assert "two by three is six" in seen(made)
    assert {"zh": "第 1 行没有通过", "en": "Line 1 did not pass"}[language] in seen(made)
    assert {"zh": "还有没显示的检查没有通过", "en": "A hidden check of this cell did not pass"}[
        language
    ] in seen(made)


def test_written_answers_are_shown_and_wait(areas_page):
    language, made = areas_page
    assert "<strong>adds</strong>" in made and "$a_1 + a_2$" in made
    assert {"zh": "等老师批改", "en": "to be marked"}[language] in made


def test_a_source_alone_shows_no_more(areas):
    source, _, executed = areas
    made = page(executed, None, source, MARKS, "en", "S1", "Areas")
    assert (
        "should be" not in seen(made)
        and "4711" not in seen(made)
        and "the reference" not in seen(made)
    )
    assert "the reference" not in str(hidden.released(source)) and "4711" not in str(
        hidden.released(source)
    )


def test_a_statement_with_a_hidden_part_is_hidden():
    """The line that fails is visible, but what it says may come from the hidden line before it."""
    visible = "for a in [1]:\n    assert f(a) == 2, a"
    source = {
        "cells": [
            graded_cell(
                "c",
                "for a in [1]:\n    " + SECRET.format("    a = 2137") + "\n    assert f(a) == 2, a",
            )
        ]
    }
    known = hidden.secrets(source, {"cells": [graded_cell("c", visible)]})
    assert known.visible_failure("c", "Cell In[1], line 5\n----> 5     assert f(a) == 2, a") is None
    plain = hidden.secrets(
        {"cells": [graded_cell("c", visible)]}, {"cells": [graded_cell("c", visible)]}
    )
    assert plain.visible_failure("c", "Cell In[1], line 2\n----> 2     assert f(a) == 2, a") == (
        2,
        "assert f(a) == 2, a",
        True,
    )
    assert plain.visible_failure("c", "Cell In[1], line 2\n----> 2     assert f(b)") is None


def test_other_markers_are_found_by_comparing_with_the_release(areas):
    source, release, executed = copy.deepcopy(areas)
    for notebook in (source, executed):
        for cell in notebook.cells:
            cell.source = cell.source.replace("HIDDEN TESTS", "SECRET PART")
    made = page(executed, release, source, MARKS, "en", "S1", "Areas")
    assert "should be" not in seen(made) and "4711" not in seen(made)


# --- the checks of grader.checks


def graded_cell(
    name, code, evalue=None, ename="Verdict", traceback=("✘ 还不对 · Not yet",), outputs=()
):
    outputs = [
        *outputs,
        *(
            [
                {
                    "output_type": "error",
                    "ename": ename,
                    "evalue": evalue,
                    "traceback": list(traceback),
                }
            ]
            if evalue is not None
            else []
        ),
    ]
    return {
        "cell_type": "code",
        "source": code,
        "metadata": role(name, 2),
        "outputs": outputs,
        "execution_count": 1,
    }


def checked(source_code, visible, language="zh", **error):
    given = {"cells": [graded_cell("c", source_code)]}
    release = {"cells": [graded_cell("c", visible)]}
    executed = {"cells": [graded_cell("c", source_code, **error)]}
    return seen(page(executed, release, given, {"c": (0.0, 2.0, False, "")}, language, "S1", "T"))


AGREE = 'checks.example("f", 2).expect(4)'
ALL = AGREE + "\n" + SECRET.format('checks.agree("f", lambda x: 2 * x, 2137)')


@pytest.mark.parametrize(
    "language, word", [("zh", "换一组数据就不对"), ("en", "not on other data")]
)
def test_a_verdict_is_told_in_the_language_of_the_page(language, word):
    made = checked(
        ALL, AGREE, language, evalue="[incorrect] f：换一组数据就不对。 | not on other data."
    )
    assert word in made and ("换一组" in made) != (language == "en")


def test_the_students_error_under_a_hidden_check_does_not_tell_what_was_asked():
    said = (
        "[incorrect] f：第 2 行（raise ValueError(x)）：值不合适。ValueError: 2137 | line 2 (raise "
        "ValueError(x)): a value cannot be used. ValueError: 2137"
    )
    made = checked(ALL, AGREE, evalue=said)
    assert "2137" not in made and "值不合适" in made
    assert "2137" in checked(AGREE, AGREE, evalue=said)


@pytest.mark.parametrize(
    "forged",
    [
        {
            "ename": "Verdict",
            "evalue": "[incorrect] f：满分 2137 | full 2137",
            "traceback": ["Traceback", "Verdict: 2137"],
        },
        {
            "ename": "RuntimeError",
            "evalue": "[incorrect] f：满分 2137 | full 2137",
            "traceback": ["✘ 还不对"],
        },
    ],
)
def test_a_verdict_that_is_not_ours_is_hidden(forged):
    assert "2137" not in checked(ALL, AGREE, **forged)


def test_of_a_cell_with_hidden_checks_only_our_lines_are_kept():
    said = {
        "output_type": "stream",
        "name": "stdout",
        "text": "✔ 正确：f\nargument 2137\n✔ 正确：g2137\n",
    }
    made = checked(
        ALL, AGREE, outputs=[said], evalue="x", ename="ValueError", traceback=["no frames"]
    )
    assert "✔ 正确：f" in made and "2137" not in made and "其他输出不显示" in made


def test_a_hidden_line_printed_by_the_student_is_removed():
    leak = 'checks.agree("f", lambda x: 2 * x, 2137)'
    own = {
        "cell_type": "code",
        "source": "print(In[3])",
        "metadata": {},
        "outputs": [
            {"output_type": "stream", "name": "stdout", "text": f"before\n{leak}\nafter"},
            {
                "output_type": "display_data",
                "data": {"text/html": f"<p>{html.escape(leak)}</p>"},
                "metadata": {},
            },
            {"output_type": "display_data", "data": {"text/markdown": leak}, "metadata": {}},
            {"output_type": "error", "ename": "E", "evalue": leak, "traceback": [leak]},
        ],
    }
    given = {"cells": [graded_cell("c", ALL)]}
    made = seen(
        page(
            {"cells": [own, *given["cells"]]},
            {"cells": [graded_cell("c", AGREE)]},
            given,
            {},
            "en",
            "S",
            "T",
        )
    )
    assert "2137" not in made and "before" in made and "after" in made


# --- the exercises of the course


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("assignment", ["tiering-tasks", "tiering-quiz"])
def test_real_exercises_with_typical_mistakes(assignment, language):
    """Every task answered with its first known mistake: each verdict is told, no hidden line and
    no answer is."""
    folder = open_folder(tiny_class.CHECKOUT / "exercises", language)
    source, release = (
        nbformat.read(folder.require(step, assignment), as_version=4)
        for step in ("source", "release")
    )
    answers = load_answers(tiny_class.CHECKOUT).get(assignment, {})
    given = {
        role_of["grade_id"]: cell.source
        for cell in release.cells
        if (role_of := cell.metadata.get("nbgrader"))
    }
    executed = copy.deepcopy(source)
    for cell in executed.cells:
        known = cell.metadata.get("nbgrader", {})
        if known.get("solution"):
            mistakes = answers[known["grade_id"]].mistakes if known["grade_id"] in answers else []
            cell.source = mistakes[0].code.strip("\n") if mistakes else given[known["grade_id"]]
        elif cell.source.startswith('student = ""'):
            cell.source = 'student = "S1"'
        if known.get("solution") and assignment == "tiering-quiz":
            wrong = {n: "C" if n < 6 else "B" if n < 9 else "ABCDE"[: 14 - n] for n in range(1, 11)}
            cell.source = f"tiering = {wrong}"
    NotebookClient(
        executed, allow_errors=True, resources={"metadata": {"path": str(folder.path)}}
    ).execute()
    marks, own = (
        {},
        "\n".join(
            c.source for c in executed.cells if c.metadata.get("nbgrader", {}).get("solution")
        ),
    )
    for cell in executed.cells:
        known = cell.metadata.get("nbgrader", {})
        if known.get("grade"):
            failed = any(o.output_type == "error" for o in cell.outputs)
            marks[known["grade_id"]] = (
                0.0 if failed else known["points"],
                known["points"],
                False,
                "",
            )
    made = page(executed, release, source, marks, language, "S1", "T")
    words = seen(made)
    shown = "\n".join(cell.source for cell in release.cells) + own
    secret = {
        line.strip()
        for cell in source.cells
        for line in cell.source.split("\n")
        if cell.metadata.get("nbgrader") and len(line.strip()) > 5 and line.strip() not in shown
    }
    assert len(secret) > 10 and not [line for line in secret if line in words]
    verdicts = [
        parse(o.evalue)
        for cell in executed.cells
        for o in cell.get("outputs", [])
        if o.output_type == "error"
    ]
    assert len(verdicts) >= 8 and all(verdicts)
    told, other = ("zh", "en") if language == "zh" else ("en", "zh")
    # the visible checks have both languages
    outside = seen(re.sub(r"(?s)<details>.*?</details>", "", made))
    assert not [
        v for v in verdicts if getattr(v, told) not in outside or getattr(v, other) in outside
    ]
    assert Audit(made).found == []


# --- attacks on the page


class Audit(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self, made):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.headings, self.ids = [], [], [], set()
        self.feed(made)
        self.close()
        if self.open:
            self.found.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        if tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "link",
            "frame",
            "svg",
            "math",
            "input",
            "button",
            "audio",
            "video",
            "template",
            "noscript",
            "textarea",
            "select",
        ):
            self.found.append(tag)
        if tag == "style" and "head" not in self.open:
            self.found.append("style in the body")
        if tag == "meta" and "head" not in self.open:
            self.found.append("meta in the body")
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag, name, value):
        squeezed = re.sub(r"[\s\x00-\x20]+", "", value).lower()
        if name.startswith("on") or name in (
            "style",
            "srcset",
            "srcdoc",
            "formaction",
            "ping",
            "background",
        ):
            self.found.append(f"{tag} {name}={value[:60]}")
        if squeezed.startswith(
            ("javascript:", "vbscript:", "data:text", "data:application", "file:")
        ):
            self.found.append(f"{tag} {name}={value[:60]}")
        if name == "src" and not re.fullmatch(
            r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]+", value
        ):
            self.found.append(f"{tag} src={value[:60]}")
        if name == "href" and not re.match(r"#|https?://|mailto:", value):
            self.found.append(f"{tag} href={value[:60]}")
        if name == "src" and "svg" in value:
            drawn = base64.b64decode(value.partition(",")[2]).decode().lower()
            for word in (
                "<script",
                "onload",
                "javascript:",
                "foreignobject",
                "evil",
                "<a ",
                "<iframe",
                "<set",
                "<animate",
            ):
                if word in drawn:
                    self.found.append(f"svg {word}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> out of order")


EVIL = "https://evil.example/x"
SCRIPT = "<script>alert('pwned')</script>"
MARKUP = [
    SCRIPT,
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    f"<img src='{EVIL}.png'>",
    "<svg/onload=alert(1)><script>alert(2)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x '
    'onerror=alert(1)&gt;">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>a</a><a href=' jAvA&#x09;script:alert(1)'>b</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href=vbscript:x onclick=alert(1) style='background:url(https://evil.example/x)'>a</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<form action=https://evil.example/><input name=a><button "
    "formaction=javascript:alert(1)>go</button></form>",
    "<object data=https://evil.example/x></object><embed src=javascript:alert(1)>",
    "<body onload=alert(1)><div onmouseover=alert(1) style='x:expression(alert(1))'>x</div>",
    "</main></body></html><script>alert(1)</script>",
    "</div></section><h1>100 / 100</h1><section><div>",
    "<!--><img src=x onerror=alert(1)>--><![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<video poster=javascript:alert(1)><source onerror=alert(1)></video><audio src=x "
    "onerror=alert(1)>",
    "<table background=javascript:alert(1)><td background=https://evil.example/x onfocus=alert(1) "
    "tabindex=1>x</td></table>",
    "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>",
    "<template><script>alert(1)</script></template><select><option><script>alert(1)</script></sele"
    "ct>",
    "<textarea></textarea><img src=x "
    "onerror=alert(1)></textarea><xmp><script>alert(1)</script></xmp>",
    "<scr<script>ipt>alert(1)</scr</script>ipt><<script>alert(1);//<</script>",
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    "<img srcset='https://evil.example/x 1x' src=1><input type=image src=https://evil.example/x>",
    '<table border="1" '
    'class="dataframe"><tr><td>1</td></tr></table></div></section><script>alert(1)</script>',
    '<table border="1" class="dataframe"></div></main><tr><td>1</td></tr></table>',
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;script&#62;alert(1)",
    "\x00<scr\x00ipt>alert(1)</script>\ud800\ue0000\ue001",
]
MARKDOWN = [
    "[a](javascript:alert(1)) [b](  jAvAsCrIpT:alert(1)) [c](data:text/html;base64,PHNjcmlwdD4=)",
    f"![a]({EVIL}.png) ![b](javascript:alert(1)) "
    f"![c](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    '![x" onerror="alert(1)](attachment:a.png) ![y](attachment:evil.svg)',
    '<javascript:alert(1)> <https://evil.example/"onmouseover=alert(1)>',
    "[r]: javascript:alert(1)\n\n[r] [a](<javascript:alert(1)>)",
    "$</p><script>alert(1)</script>$ and $$<img src=x onerror=alert(1)>$$",
    '```html"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
    "[a](other.html) [b](//evil.example/x) [c](file:///etc/passwd)",
    '| a |\n|---|\n| <script>alert(1)</script> |\n\n# <img src=x onerror=alert(1)>\n\n[a](x "" '
    'onclick=alert(1) "")',
]
SVG = [
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><rect "
    "width='5' onclick='a()'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><a "
    "xlink:href='javascript:alert(1)'>"
    "<text>x</text></a><image xlink:href='https://evil.example/x'/><use "
    "href='https://evil.example/x#a'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><iframe "
    "xmlns='http://www.w3.org/1999/xhtml' src='https://evil.example'/>"
    "</foreignObject><style>@import url(https://evil.example/x)</style><set "
    "attributeName='onload' to='alert(1)'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><rect style='fill:url(https://evil.example/x)' "
    "fill='url(\"https://evil.example\")'/></svg>",
    "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg "
    "xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>",
    "<?xml-stylesheet href='javascript:alert(1)'?><svg "
    "xmlns='http://www.w3.org/2000/svg'><x:script xmlns:x='http://www.w3.org/2000/svg'>"
    "alert(1)</x:script></svg>",
]
BUNDLES = [
    {"application/javascript": "alert(1)", "text/plain": "<Javascript>"},
    {"application/vnd.jupyter.widget-view+json": {"model_id": SCRIPT}, "text/html": SCRIPT},
    {"text/latex": f"$$\\href{{javascript:alert(1)}}{{x}}$${SCRIPT}"},
    {"image/png": f'"><script>alert(1)</script>{PNG}'},
    {"image/png": [PNG, '" onerror="alert(1)'], "text/plain": SCRIPT},
    {"image/jpeg": base64.b64encode(SCRIPT.encode()).decode()},
    {SCRIPT: SCRIPT},
    {"text/html; charset=utf-7": "+ADw-script+AD4-alert(1)"},
    {"image/png": PNG, "text/plain": '" onerror="alert(1)'},
]


def own(outputs, source="x", kind="code", **more):
    return {"cell_type": kind, "source": source, "metadata": {}, "outputs": outputs, **more}


def display(data):
    return {"output_type": "display_data", "data": data, "metadata": {"isolated": True}}


def hostile():
    """Cells with every payload in every place where a submission can put one."""
    made = []
    for text in MARKUP:
        made += [
            own([], text, "markdown"),
            own([], text, "raw"),
            own([], f"x = '''{text}'''"),
            own(
                [
                    {"output_type": "stream", "name": text, "text": text},
                    display({"text/html": text}),
                    display({"text/markdown": text}),
                    display({"text/plain": text}),
                    display({"image/svg+xml": text}),
                    {
                        "output_type": "error",
                        "ename": text,
                        "evalue": text,
                        "traceback": [f"\x1b]8;;{EVIL}\x07{text}\x1b[0m", text],
                    },
                ]
            ),
        ]
    made += [
        own(
            [display({"text/markdown": text})],
            text,
            "markdown",
            attachments={
                "a.png": {"image/png": PNG},
                "evil.svg": {"image/svg+xml": SVG[0], "text/html": SCRIPT},
            },
        )
        for text in MARKDOWN
    ]
    made += [own([display({"image/svg+xml": text}), display({"text/html": text})]) for text in SVG]
    return made + [own([display(bundle)]) for bundle in BUNDLES]


def audited(cells, marks=None, student="S1", language="en", title="T"):
    source = {"cells": [graded_cell("c", "assert f(1) == 1")]}
    return page(
        {"cells": [*cells, *source["cells"]]},
        copy.deepcopy(source),
        source,
        marks or {"c": (1.0, 2.0, False, "")},
        language,
        student,
        title,
    )


def test_there_are_enough_attacks():
    assert len(MARKUP) + len(MARKDOWN) + len(SVG) + len(BUNDLES) >= 50


def pieces():
    cells = hostile()
    return [cells[start : start + 20] for start in range(0, len(cells), 20)]


@pytest.mark.parametrize("cells", pieces())
def test_nothing_of_a_submission_runs_or_loads(cells):
    made = audited(cells)
    assert Audit(made).found == []
    assert "image/jpeg" not in made  # none of them is one
    made.encode("utf-8")


@pytest.mark.parametrize("text", MARKUP)
def test_names_comments_and_titles_are_texts(text):
    made = audited(
        [own([], "x", **{"id": text})], {"c": (1.0, 2.0, False, text)}, student=text, title=text
    )
    assert Audit(made).found == []


def test_names_of_cells_are_texts():
    source = {"cells": [graded_cell(SCRIPT, "assert f(1) == 1")]}
    made = page(source, source, source, {SCRIPT: (1.0, 2.0, False, "")}, "en", "S", "T")
    assert Audit(made).found == []


def test_a_strict_policy_holds_whatever_is_missed():
    made = audited([])
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', made)[1])
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_the_headings_of_an_answer_stay_below_those_of_the_page():
    made = audited([own([], "# 100 / 100\n\n### deep", "markdown")])
    headings = Audit(made).headings
    assert headings.count(1) == 1 and "<h4>100 / 100</h4>" in made and "<h6>deep</h6>" in made


def test_pictures_tables_and_drawings_of_a_student_are_shown():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"a": [1, 2], "b": ["<x>", "&"]})
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><rect width='5' fill='url(#g)'/><style>*{stroke: "
        "red}</style></svg>"
    )
    made = audited(
        [
            own(
                [
                    display({"image/png": PNG}),
                    display({"image/svg+xml": drawing}),
                    display({"text/html": table._repr_html_(), "text/plain": "x"}),
                ]
            ),
            own(
                [], "![a](attachment:a.png)", "markdown", attachments={"a.png": {"image/png": PNG}}
            ),
        ]
    )
    assert made.count(f"data:image/png;base64,{PNG}") == 2 and "data:image/svg+xml;base64," in made
    assert "<td>&lt;x&gt;</td>" in made and "dataframe" not in made and Audit(made).found == []


# --- large and broken


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000},
        {"output_type": "stream", "name": "stdout", "text": ["line\n"] * 1_000_000},
        {"output_type": "stream", "name": "stdout", "text": "\r".join(map(str, range(900_000)))},
        {
            "output_type": "error",
            "ename": "E",
            "evalue": "y" * 5_000_000,
            "traceback": ["z" * 5_000_000] * 2,
        },
        display({"text/html": "<p>" + "x" * 5_000_000, "text/plain": "plain words " * 400_000}),
        display({"text/html": "<div>" * 20_000, "text/plain": "w" * 20_000}),
        display({"text/html": "<b><i><a>" * 15_000, "text/plain": "w" * 20_000}),
        # each of these is small, and becomes megabytes when it is read as the standard says
        display({"text/html": "".join(f"<b id={i}><p>x" for i in range(1500)), "text/plain": "w"}),
        display({"text/markdown": "".join(f"<b id={i}><p>x" for i in range(1500))}),
        display({"text/markdown": "[" * 1_000_000}),
        display({"text/markdown": "> " * 1_000_000}),
        display({"text/plain": "<" * 5_000_000}),
        display({"image/png": PNG[:16] + "A" * 8_000_000, "text/plain": "picture"}),
        display(
            {
                "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 100_000,
                "text/plain": "drawing",
            }
        ),
    ],
)
def test_large_outputs_are_cut_with_a_note(output):
    made = audited([own([output])])
    assert len(made) < 300_000
    assert Audit(made).found == []
    if output["output_type"] == "stream" and output["text"][:1] == "x":
        assert re.search(r"… [\d]+ characters left out …", made)


def test_many_outputs_and_cells_end_with_a_note():
    many = [own([{"output_type": "stream", "name": "stdout", "text": "x" * 11_000}] * 100)]
    assert len(audited(many)) < 600_000 and "the rest is not shown" in audited(many)
    assert "cells; the last" in audited([own([]) for _ in range(1000)])


BROKEN = [
    None,
    7,
    [],
    "text",
    {},
    {"cell_type": 5},
    {"cell_type": "code"},
    {"cell_type": "code", "source": 5, "outputs": 7},
    {"cell_type": "markdown", "source": [1, None, "a"], "metadata": [], "attachments": "no"},
    {
        "cell_type": "markdown",
        "source": "![a](attachment:a)",
        "metadata": {},
        "attachments": {"a": [1]},
    },
    {
        "cell_type": "code",
        "source": ["a", 5],
        "metadata": {"nbgrader": 7},
        "outputs": [None, 5, {}, {"output_type": 9}],
    },
    {
        "cell_type": "code",
        "source": "a",
        "metadata": {"nbgrader": {"grade_id": [1], "grade": "x"}},
        "outputs": {},
    },
    {
        "cell_type": "code",
        "source": "a",
        "metadata": {},
        "outputs": [
            {"output_type": "stream", "text": {"a": 1}},
            {"output_type": "stream"},
            {"output_type": "error"},
            {"output_type": "error", "ename": None, "evalue": 7, "traceback": 5},
            {"output_type": "error", "traceback": [1, None]},
            {"output_type": "display_data", "data": []},
            {"output_type": "display_data", "data": {"text/html": 5, "text/plain": [7]}},
            {
                "output_type": "display_data",
                "data": {"image/png": {"a": 1}, "image/svg+xml": 7, "text/markdown": {}},
            },
            {"output_type": "display_data", "data": {"image/png": "ä", "text/latex": 6}},
        ],
    },
    {"cell_type": ["x"], "source": "a", "metadata": {}},
]


@pytest.mark.parametrize("cell", BROKEN)
def test_broken_cells_do_not_stop_the_page(cell):
    made = audited(
        [cell, own([{"output_type": "stream", "name": "stdout", "text": "the next cell"}])]
    )
    assert "the next cell" in made and Audit(made).found == []


def test_a_fault_in_one_cell_does_not_stop_the_page(monkeypatch):
    def fails(*_):
        raise RuntimeError("no")

    monkeypatch.setattr(safe_html, "code", fails)
    monkeypatch.setattr(safe_html, "html", fails)
    made = audited(
        [
            own([], "x = 1"),
            own([display({"text/html": "<p>a</p>"})], ""),
            own([], "the *next* cell", "markdown"),
        ]
    )
    assert (
        "cell could not be read" in made
        and "output could not be read" in made
        and "<em>next</em>" in made
    )


@pytest.mark.parametrize("executed", [None, 7, [], {}, {"cells": 5}, {"cells": {}}])
def test_a_broken_notebook_still_has_its_points(executed):
    assert Audit(page(executed, None, {"cells": []}, {}, "zh", "S", "T")).found == []


# --- the files of a class


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course graded by a kernel: three students and one whose graded notebook is broken."""
    from grader.gradebook.assignments import generate
    from tests import stock_nbgrader

    folder = open_folder(tiny_class.make(tmp_path_factory.mktemp("feedback")), "zh")
    generate(folder, "tiny-tasks")
    release = nbformat.read(folder.require("release", "tiny-tasks"), as_version=4)
    answers = {
        "right": "def double(x):\n    return x + x",
        "small": "def double(x):\n    return 4 if x == 2 else 0",
        "raises": "def double(x):\n    raise ValueError(f'asked for {x}')",
    }
    for student, answer in answers.items():
        for cell in release.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == "double":
                cell.source = answer
        path = folder.notebook("submitted", "tiny-tasks", student)
        path.parent.mkdir(parents=True)
        nbformat.write(release, path)
        stock_nbgrader.autograde(folder, "tiny-tasks", student)
    for step in ("submitted", "autograded"):
        shutil.copytree(folder.path / step / "right", folder.path / step / "gone")
    path = folder.notebook("autograded", "tiny-tasks", "gone")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:200])
    yield folder
    shutil.rmtree(folder.path / "autograded", ignore_errors=True)


def test_a_class_gets_its_pages(course):
    jobs = [("tiny-tasks", name) for name in ("gone", "right", "small", "raises", "nobody")]
    outcomes = {o.student: o for o in write_all(course, jobs)}
    assert [not o.reason for o in outcomes.values()] == [False, True, True, True, False]
    assert "keguan grade" in outcomes["nobody"].reason.zh
    made = {
        name: (course.path / "feedback" / name / "tiny-tasks" / "tiny-tasks.html").read_text(
            encoding="utf-8"
        )
        for name in ("right", "small", "raises")
    }
    assert "3 / 5 分" in made["right"] and "1 / 5 分" in made["small"]
    assert (
        "换一组数据就不对" in made["small"]
        and "小任务 · 作业评语" in made["small"]
        and 'lang="zh-CN"' in made["small"]
    )
    source = nbformat.read(course.require("source", "tiny-tasks"), as_version=4)
    for page_of in made.values():
        assert Audit(page_of).found == []
        assert (
            "checks.agree" not in page_of
            and 'return "hello "' not in page_of
            and source.cells[4].source not in page_of
        )
        assert "21" not in seen(page_of)
    assert not list((course.path / "feedback").rglob(".part-*"))


def test_the_pages_are_copied_under_names_that_can_be_sent(course, tmp_path):
    from grader.gradebook import access

    with access.opened(course) as gradebook:
        gradebook.update_or_create_student("right", last_name="张", first_name="三/丰")
    jobs = [("tiny-tasks", name) for name in ("right", "small", "gone")]
    list(write_all(course, jobs))
    assert copy_to_send(course, jobs, tmp_path) == 2
    names = {"right_张三-丰_tiny-tasks.html": "right", "small_tiny-tasks.html": "small"}
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    for name, student in names.items():
        page = course.path / "feedback" / student / "tiny-tasks" / "tiny-tasks.html"
        assert (tmp_path / name).read_bytes() == page.read_bytes()


def test_an_archive_a_student_holds_the_own_pages_and_what_goes_with_them(course, tmp_path):
    jobs = [("tiny-tasks", name) for name in ("right", "small", "gone")]
    list(write_all(course, jobs))
    assert archives_to_send(course, jobs, tmp_path, {"right": {"marks.json": b"{}"}}) == 2
    with zipfile.ZipFile(next(tmp_path.glob("right*_反馈.zip"))) as archive:
        assert archive.namelist() == ["marks.json", "tiny-tasks.html"]
        page = course.path / "feedback" / "right" / "tiny-tasks" / "tiny-tasks.html"
        assert archive.read("tiny-tasks.html") == page.read_bytes()
    with zipfile.ZipFile(next(tmp_path.glob("small*"))) as archive:
        assert archive.namelist() == ["tiny-tasks.html"]


def test_one_submission_is_written_again(course):
    assert not write(course, "tiny-tasks", "right").reason


def test_a_comment_of_the_teacher_and_a_mark_by_hand_are_shown():
    source = {
        "cells": [own([], "say why", "markdown") | {"metadata": role("why", 10, solution=True)}]
    }
    release = {
        "cells": [
            own([], "YOUR ANSWER HERE", "markdown") | {"metadata": role("why", 10, solution=True)}
        ]
    }
    executed = {
        "cells": [own([], "*So.*", "markdown") | {"metadata": role("why", 10, solution=True)}]
    }
    made = page(
        executed, release, source, {"why": Mark(7.5, 10, False, "Good **start**")}, "en", "S", "T"
    )
    assert (
        "7.5 / 10 points" in made
        and "Good <strong>start</strong>" in made
        and "<em>So.</em>" in made
    )
    assert "say why" not in made
    untouched = page(release, release, source, {"why": Mark(None, 10, True, "")}, "en", "S", "T")
    assert "as it was given out" in untouched and "10 of the points wait" in untouched


def test_a_traceback_that_is_not_the_cells_own_has_no_line():
    assert hidden.own_line("File x\n----> 1 a") is None


def test_what_hidden_checks_asked_is_not_repeated_after_them(areas):
    """A list that the answer fills holds the arguments of hidden calls."""
    source, release, executed = areas
    executed = copy.deepcopy(executed)
    shown, failing, early, before = (
        new_code_cell(code, outputs=[new_output(kind, **said)])
        for code, kind, said in (
            ("print(seen)", "stream", {"text": "[(5, 60)]"}),
            ("raise E", "error", {"ename": "E", "evalue": "(7, 8)", "traceback": ["(7, 8)"]}),
            ("print(6)", "stream", {"text": "six"}),
            ("print(seen)", "stream", {"text": "[(2, 3)]"}),
        )
    )
    executed.cells[-1:-1] = [shown, failing]
    executed.cells.insert(3, early)
    handed_in = new_notebook(cells=[before])
    for submitted, told in ((None, False), (handed_in, True), ({"cells": 5}, False)):
        made = seen(
            page(executed, release, source, MARKS, "en", "S1", "Areas", submitted=submitted)
        )
        assert "(5, 60)" not in made and "(7, 8)" not in made and "six" in made
        assert ("(2, 3)]" in made) == told and TEXTS["en"]["asked"] in made
