"""Labs as a student uses them: guess, slide, see, answer; and what happens at the ends and when a
drawing fails.
"""

import base64
import gc
import importlib
import math
import pkgutil
import re
from functools import cache

import pytest
from matplotlib.ft2font import FT2Font

from keguan import style, widgets
from keguan.figures import base as figures
from keguan.style import say
from keguan.widgets.base import still
from tests.drawing import drawn_texts, laid_out, outside, overlapping
from tests.labs import alternative, ends, positions, revealed, source, words
from tests.samples import UNITS

LABS, NEEDS = {}, {}
for sample in UNITS.values():
    LABS |= sample.LABS
    NEEDS |= sample.NEEDS
CONTROLS = []
for lab, build in LABS.items():
    CONTROLS += [(lab, control) for control in build().controls]
EACH = pytest.mark.parametrize("name", LABS)
EACH_CONTROL = pytest.mark.parametrize(("name", "control"), CONTROLS)


def test_every_lab_of_a_unit_is_in_the_samples():
    for module in pkgutil.iter_modules(widgets.__path__):
        public = vars(importlib.import_module(f"{widgets.__name__}.{module.name}"))
        there = {name for name in public if name.endswith("_lab") and not name.startswith("_")}
        assert there <= set(LABS), (
            f"tests/samples/{module.name}.py does not build {', '.join(sorted(there - set(LABS)))}"
        )


def readable(sentence):
    return sentence and "nan" not in sentence.lower()


# --- guess first ----------------------------------------------------------------------------------


@EACH
def test_a_guess_comes_before_the_picture_and_a_wrong_one_is_told_so(name, language, unpainted):
    lab = LABS[name]()
    assert lab.bench.layout.display == "none" and source(lab) == ""
    lab.reveal.click()
    assert words(lab.guess_verdict) == say("先猜一个，再看结果。", "Make a guess first.")
    assert lab.bench.layout.display == "none" and source(lab) == ""
    lab.guess_options.index = (lab.guess.right + 1) % len(lab.guess.options)
    lab.reveal.click()
    assert words(lab.guess_verdict).startswith(say("和你猜的不一样", "Not what you guessed"))
    assert lab.bench.layout.display == "" and source(lab)


@pytest.fixture(scope="module")
def revealed_labs():
    """Each lab after a right guess, in each language one for all tests that leave it as it is."""
    return cache(lambda name, language: revealed(LABS[name]()))


@pytest.fixture
def shown(revealed_labs, language):
    return lambda name: revealed_labs(name, language)


@EACH
def test_a_guess_shows_the_picture_with_its_finding_as_alt_text(name, shown):
    lab = shown(name)
    assert lab.bench.layout.display == "" and source(lab).startswith("data:image/png;base64,")
    assert alternative(lab) == lab._draw(**lab.values())[0].finding
    assert words(lab.guess_verdict).startswith(
        say("猜对了", "Good guess")
    ) and lab.guess.because in words(lab.guess_verdict)
    assert len(words(lab.explanation)) > 20


# --- sliders --------------------------------------------------------------------------------------


@EACH_CONTROL
@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_a_control_changes_the_picture_and_brings_it_back(name, control, shown):
    """Whether the texts fit is looked at in the same drawings; in English in the test below."""
    lab = shown(name)
    before = lab.values()
    try:
        for other, value in NEEDS.get((name, control), {}).items():
            lab.controls[other].value = value
        slider = lab.controls[control]
        start, first = slider.value, source(lab)
        for value in ends(slider):
            if value == start:
                continue
            with drawn_texts() as found:
                slider.value = value
            assert source(lab) != first, f"{control} = {value} leaves the picture as it was"
            assert alternative(lab) and readable(words(lab.explanation))
            assert outside(found) == {}, f"{control} = {value}"
        slider.value = start
        assert source(lab) == first, f"{control}: back at {start} the picture is another"
    finally:
        for key, value in before.items():
            lab.controls[key].value = value


@EACH_CONTROL
@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_every_text_fits_at_both_ends(name, control, shown):
    lab = shown(name)
    for value in ends(lab.controls[control]):
        figure, sentence = lab._draw(
            **(lab.values() | NEEDS.get((name, control), {}) | {control: value})
        )
        assert outside(laid_out(figure)) == {}, f"{control} = {value}"
        assert readable(sentence)


@EACH
@pytest.mark.parametrize("end", [0, -1])
def test_every_text_fits_with_all_controls_at_one_end(name, end, shown):
    lab = shown(name)
    figure, _ = lab._draw(**{key: ends(control)[end] for key, control in lab.controls.items()})
    found = laid_out(figure)
    assert outside(found) == {} and overlapping(found) == []


@EACH
def test_a_drawing_that_raises_reaches_the_one_who_set_the_value_and_leaves_a_sentence(
    name, language, unpainted
):
    lab = revealed(LABS[name]())

    def fail(**_):
        raise RuntimeError("<no ink>")

    draw, lab._draw = lab._draw, fail
    control = list(lab.controls.values())[1]
    start = control.value
    with pytest.raises(RuntimeError, match="no ink"):
        control.value = ends(control)[-1]
    assert words(lab.explanation) == say("这里画不出来：", "This cannot be drawn: ") + "<no ink>"
    assert source(lab) == "", "the picture of other values must not stay"
    lab._draw = draw
    control.value = start
    assert source(lab) and "<no ink>" not in words(lab.explanation)


def test_drawing_leaves_the_garbage_collector_as_it_was(unpainted):
    lab = revealed(LABS["resource_lab"]())
    assert gc.isenabled()
    gc.disable()
    try:
        lab.controls["quarters"].value = 3
        assert not gc.isenabled()
    finally:
        gc.enable()


# --- the screen of a weak laptop; tests/browser/test_labs.py measures the same in a browser ------

ROOM = 647  # pixels of JupyterLab's panel on a screen of 1366 x 768
LINE, ROW = 22, 44  # of text; of a control
EDGES = 40  # round the lab and between its parts
COLUMN = 130  # of the names of controls, where the panel is narrow
WIDE = 1020  # of the whole lab, in the course's letters, which are narrower than many a browser's


def pixels(text):
    """The width of a text in the letters of a lab."""
    font = FT2Font(str(style.font_path()))
    font.set_size(14, 72)
    font.set_text(text)
    return font.get_width_height()[0] / 64


@EACH
def test_no_word_of_a_name_is_wider_than_its_column(name, shown):
    """The name of a control goes on in the next line, where the browser finds a place to break
    it."""
    for control in shown(name).controls.values():
        for word in re.split(r"[\s\u2e80-\uffff]", control.description):
            assert pixels(word) <= COLUMN, f"{control.description}: {word}"


@EACH
def test_controls_and_picture_fit_one_screen_and_the_guess_one_line(name, shown):
    lab = shown(name)
    told = say("和你猜的不一样。", "Not what you guessed. ") + lab.guess.because
    assert pixels(told + say("看题目", "See the question")) <= WIDE, lab.guess.because
    assert lab.reveal.layout.display == "none"
    rows = sum(0.5 if "keguan-half" in one._dom_classes else 1 for one in lab.side.children)
    picture = lab._draw(**lab.values())[0].bbox.height
    lines = -(-pixels(words(lab.explanation)) // (WIDE * 0.55))
    high = ROW + EDGES + max(ROW * rows, picture + LINE * lines)
    assert high <= ROOM, f"{high:.0f} pixels, {rows} rows"


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_people_have_chinese_names_in_chinese(shown):
    lab = shown("matching_lab")
    before = lab.values()
    for name, value in {"mobile": False, "email": False, "name": True}.items():
        lab.controls[name].value = value
    said = words(lab.explanation)
    for name, value in before.items():
        lab.controls[name].value = value
    assert re.search(r"例如[\u4e00-\u9fff]{2}（\d{4}-\d\d-\d\d）和[\u4e00-\u9fff]{2}（", said), said


# --- the check question ---------------------------------------------------------------------------


@EACH
def test_the_check_question(name, shown):
    lab = shown(name)
    lab.check.click()
    assert words(lab.answer_verdict) == say("先选一个答案。", "Pick an answer first.")
    for index in range(len(lab.question.options)):
        lab.answer_options.index = index
        lab.check.click()
        verdict = words(lab.answer_verdict)
        if index == lab.question.right:
            assert verdict.startswith("✔") and lab.question.because in verdict
        else:
            assert verdict.startswith("✘") and lab.question.because not in verdict


# --- readers without a kernel ---------------------------------------------------------------------


@EACH
def test_a_still_picture_stands_in_for_the_lab(name, shown):
    lab = shown(name)
    bundle, more = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["image/png"].startswith("iVBORw0KGgo")
    assert bundle["text/plain"] == more["image/png"]["alt"] == alternative(lab)


@EACH
def test_the_note_on_the_still_picture_covers_nothing(name, shown):
    lab = shown(name)
    views = ends(lab.controls["view"]) if "view" in lab.controls else []
    others = [{"view": view} for view in views] + [lab.before] * bool(lab.before)
    for more in ({}, *others):
        figure, _ = lab._draw(**(lab.values() | more))
        figures.note(figure, still())
        found = laid_out(figure)
        assert outside(found) == {} and overlapping(found) == []


PICTURES = 300  # at most, to be drawn ahead for readers without a kernel


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_live_controls_are_few_and_reach_few_pictures(shown):
    for lab in map(shown, LABS):
        assert len(lab.live) <= 3 and set(lab.live) <= set(lab.controls)
        assert math.prod(len(positions(lab.controls[name])) for name in lab.live) <= PICTURES


@EACH
@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_render_gives_the_picture_that_is_shown(name, shown):
    lab = shown(name)
    assert source(lab) == "data:image/png;base64," + base64.b64encode(lab.render()).decode()
