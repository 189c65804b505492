"""Labs as a student uses them: guess, slide, see, answer; and what happens at the ends and when a drawing fails."""

import base64
import gc
import html
import re

import pandas as pd
import pytest

from keguan import cases, figures, models, style, widgets
from keguan.style import say
from tests.test_figures import outside, overlapping

LABS = ("pyramid_lab", "resource_lab", "rfm_lab")
# Controls that the first picture does not show, and the values that bring them into the picture.
NEEDS = {
    ("resource_lab", "bad"): {"drop_bad": False},
    ("rfm_lab", "share"): {"view": "quadrants"},
    ("rfm_lab", "continuity"): {"view": "quadrants"},
    ("rfm_lab", "default"): {"view": "quadrants"},
}
CONTROLS = {
    "pyramid_lab": ("shape", "sigma", "n", "key", "ordinary", "losses", "view"),
    "resource_lab": (*models.GROUPS, "drop_bad", "price_rise", "quarters", "rival"),
    "rfm_lab": ("view", "split", "back", "window", "share", "continuity", "default"),
}
EACH = pytest.mark.parametrize("name", LABS)
EACH_CONTROL = pytest.mark.parametrize(("name", "control"), [(name, one) for name in LABS for one in CONTROLS[name]])


@pytest.fixture(scope="module")
def ctrip():
    """Arguments of the RFM lab: orders, profiles and the reference date of the course's own data."""
    return cases.load("ctrip", "orders"), cases.load("ctrip", "profiles"), cases.reference_date("ctrip")


@pytest.fixture(params=style.LANGUAGES)
def language(request):
    style.use(request.param)
    yield request.param
    style.use("zh")


@pytest.fixture
def make(ctrip):
    """Build a lab by name, before its guess; `revealed` builds it after a right guess."""
    return lambda name: getattr(widgets, name)(*(ctrip if name == "rfm_lab" else ()))


@pytest.fixture
def revealed(make):
    def build(name):
        lab = make(name)
        lab.guess_options.index = lab.guess.right
        lab.reveal.click()
        return lab

    return build


def words(widget):
    """What a reader sees of an HTML widget."""
    return html.unescape(re.sub(r"<[^>]*>", "", widget.value))


def source(lab):
    """The src of the picture, "" if there is none."""
    found = re.search(r'src="([^"]*)"', lab.picture.value)
    return found.group(1) if found else ""


def alternative(lab):
    return html.unescape(re.search(r'alt="([^"]*)"', lab.picture.value).group(1))


def ends(control):
    """Both ends of a control, or all its other values."""
    if hasattr(control, "options"):
        return [value for _, value in control.options if value != control.value]
    if hasattr(control, "min"):
        return [control.min, control.max]
    return [not control.value]


# --- guess first --------------------------------------------------------------------------------------


@EACH
def test_the_picture_is_hidden_until_a_guess(name, make, language):
    lab = make(name)
    assert lab.bench.layout.display == "none" and source(lab) == ""
    lab.reveal.click()
    assert words(lab.guess_verdict) == say("先猜一个，再看结果。", "Make a guess first.")
    assert lab.bench.layout.display == "none" and source(lab) == ""


@EACH
def test_a_guess_shows_the_picture_with_its_finding_as_alt_text(name, make, language):
    lab = make(name)
    lab.guess_options.index = lab.guess.right
    lab.reveal.click()
    assert lab.bench.layout.display == "" and source(lab).startswith("data:image/png;base64,")
    assert alternative(lab) == lab._draw(**lab.values())[0].finding
    assert words(lab.guess_verdict).startswith(say("猜对了", "Good guess")) and lab.guess.because in words(lab.guess_verdict)
    assert len(words(lab.explanation)) > 20


@EACH
def test_a_wrong_guess_is_told_so_and_shows_the_picture_too(name, make, language):
    lab = make(name)
    lab.guess_options.index = (lab.guess.right + 1) % len(lab.guess.options)
    lab.reveal.click()
    assert words(lab.guess_verdict).startswith(say("和你猜的不一样", "Not what you guessed"))
    assert source(lab)


# --- sliders ------------------------------------------------------------------------------------------


@EACH
def test_the_controls_are_the_listed_ones(name, make):
    assert tuple(make(name).controls) == CONTROLS[name]


@EACH_CONTROL
def test_a_control_changes_the_picture_and_brings_it_back(name, control, revealed):
    lab = revealed(name)
    for other, value in NEEDS.get((name, control), {}).items():
        lab.controls[other].value = value
    slider = lab.controls[control]
    start, first = slider.value, source(lab)
    for value in ends(slider):
        if value == start:
            continue
        slider.value = value
        assert source(lab) != first, f"{control} = {value} leaves the picture as it was"
        assert alternative(lab) and words(lab.explanation)
        slider.value = start
        assert source(lab) == first, f"{control}: back at {start} the picture is another"


@EACH_CONTROL
def test_every_text_fits_at_both_ends(name, control, make, language):
    lab = make(name)
    for value in ends(lab.controls[control]):
        figure, sentence = lab._draw(**(lab.values() | NEEDS.get((name, control), {}) | {control: value}))
        assert outside(figure) == {}, f"{control} = {value}"
        assert sentence and "nan" not in sentence.lower()


@EACH
@pytest.mark.parametrize("end", [0, -1])
def test_every_text_fits_with_all_controls_at_one_end(name, end, make, language):
    lab = make(name)
    figure, _ = lab._draw(**{key: ends(control)[end] for key, control in lab.controls.items()})
    assert outside(figure) == {} and overlapping(figure) == []


def test_spending_on_a_dropped_group_changes_nothing(revealed):
    lab = revealed("resource_lab")
    first = source(lab)
    lab.controls["bad"].value = 60
    assert source(lab) == first


@EACH
def test_a_drawing_that_raises_reaches_the_one_who_set_the_value_and_leaves_a_sentence(name, revealed, language):
    lab = revealed(name)

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


def test_drawing_leaves_the_garbage_collector_as_it_was(revealed):
    lab = revealed("resource_lab")
    assert gc.isenabled()
    gc.disable()
    try:
        lab.controls["quarters"].value = 3
        assert not gc.isenabled()
    finally:
        gc.enable()


# --- the check question -------------------------------------------------------------------------------


@EACH
def test_the_check_question(name, revealed, language):
    lab = revealed(name)
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


def test_the_right_answers_are_what_the_models_say(make, ctrip):
    guess, question = make("pyramid_lab").guess, make("pyramid_lab").question
    assert guess.options[guess.right] == figures.percent(models.pyramid_shares()[1]) == "15.4%"
    sigma = float(question.options[question.right].removeprefix("σ = "))
    assert sigma == round(models.sigma_for_top_share(0.5), 3)

    guess, question = make("resource_lab").guess, make("resource_lab").question
    best = max(("none", "equal", "key_only", "differentiated"), key=lambda plan: total(models.PLANS[plan]))
    assert guess.options[guess.right] == figures.plan_name(best)
    lead = [total(models.PLANS["differentiated"], q) - total(models.PLANS["no_cultivation"], q) for q in range(1, 9)]
    assert question.options[question.right] == f"第 {1 + next(i for i, x in enumerate(lead) if x > 0)} 季度"

    guess, question = make("rfm_lab").guess, make("rfm_lab").question
    up = {split: high_m(ctrip, split) for split in models.SPLITS}
    assert up["median"] > up["mean"] and guess.options[guess.right] == "变多"
    assert str(up["mean"]) in guess.because and str(up["median"]) in guess.because
    moved = (quadrants(ctrip, (0.4, 0.4, 0.2)) != quadrants(ctrip, (0.4, 0.4, 1.0))).sum()
    assert str(moved) in question.because
    assert question.right == (0 if moved == 0 else 1 if moved < 300 else 2)


def total(plan, quarters=8):
    return models.simulate_resources(quarters=quarters, **plan)["cumulative"].iloc[-1]


def days_of(ctrip):
    orders, profiles, date = ctrip
    return models.order_days(orders, profiles["member_id"]), date


def high_m(ctrip, split):
    counts = models.rfm_counts(models.rfm(*days_of(ctrip)), split)
    return int(sum(number for name, number in counts.items() if "M↑" in name))


def quadrants(ctrip, weights):
    profile = ctrip[1].set_index("member_id").sort_index()
    loyalty = models.loyalty_score(profile["purchase_share"], profile["continuity"], profile["default_rate"], weights)
    profit = models.rfm(*days_of(ctrip))["profit"]
    return models.quadrants(loyalty, models.relative_profit(profit)).to_numpy()


# --- what the labs let a student discover -------------------------------------------------------------


def test_discover_80_20_is_one_shape_among_many(revealed, language):
    lab = revealed("pyramid_lab")
    assert "80.0% / 15.4% / 4.6%" in words(lab.explanation) and "0.766" in words(lab.explanation)
    lab.controls["shape"].value = "pareto"
    assert "80.0% / 10.8% / 9.2%" in words(lab.explanation)
    lab.controls["shape"].value = "lognormal"
    lab.controls["sigma"].value = 0.842
    assert "50.0% / " in words(lab.explanation) and "50.0%" in alternative(lab)


def test_discover_that_loss_makers_destroy_profit(revealed, language):
    lab = revealed("pyramid_lab")
    lab.controls["losses"].value = 10
    assert "110." in alternative(lab) and "−" in words(lab.explanation)


def test_discover_that_tiering_needs_patience(revealed, language):
    lab = revealed("resource_lab")
    assert say("第 3 季度起", "ahead from Q3") in alternative(lab)
    assert "6.59" in words(lab.explanation) and "0.44" in words(lab.explanation)
    for quarters in (1, 2):
        lab.controls["quarters"].value = quarters
        assert say("少赚", "behind") in alternative(lab)
    lab.controls["quarters"].value = 4
    assert say("领先", "ahead") in alternative(lab)


def test_discover_that_the_split_rule_changes_the_type_sizes(revealed, language):
    lab = revealed("rfm_lab")
    low = {}
    for split in models.SPLITS:
        lab.controls["split"].value = split
        low[split] = int(re.search(r"(\d+)%", alternative(lab)).group(1))
    assert low["mean"] > 65 and low["median"] == 50


def test_discover_that_weights_move_customers(revealed, language):
    lab = revealed("rfm_lab")
    lab.controls["view"].value = "quadrants"
    before = words(lab.explanation)
    numbers = [int(number) for number in re.findall(r"[↑↓] (\d+)", before)]
    assert len(numbers) == 4 and sum(numbers) == 3000
    lab.controls["default"].value = 1.0
    assert words(lab.explanation) != before


def test_a_month_back_is_a_calendar_month(ctrip):
    days, date = days_of(ctrip)
    for back in (0, 1, 12):
        expected = models.rfm(days, date - pd.DateOffset(months=back))
        pd.testing.assert_frame_equal(widgets._Members(*ctrip).rfm(back), expected)


# --- readers without a kernel -------------------------------------------------------------------------


@EACH
def test_a_still_picture_stands_in_for_the_lab(name, make, language):
    lab = make(name)
    bundle = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["image/png"].startswith("iVBORw0KGgo")
    assert bundle["text/plain"] == lab._draw(**lab.values())[0].finding


@EACH
def test_the_note_on_the_still_picture_covers_nothing(name, make, language):
    lab = make(name)
    views = ends(lab.controls["view"]) if "view" in lab.controls else []
    for more in ({}, *({"view": view} for view in views)):
        figure, _ = lab._draw(**(lab.values() | more))
        figures.note(figure, widgets.still())
        assert outside(figure) == {} and overlapping(figure) == []


@EACH
def test_render_gives_the_picture_that_is_shown(name, revealed):
    lab = revealed(name)
    assert source(lab) == "data:image/png;base64," + base64.b64encode(lab.render()).decode()
