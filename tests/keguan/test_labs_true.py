"""What a lab shows is what its model gives, over the grid of its controls: the numbers of titles,
sentences and bars are worked out again here.
"""

import re
from functools import cache
from itertools import islice, product
from math import ceil, erf

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from keguan import cases
from keguan.models import (
    agents,
    churn,
    complaints,
    crm,
    customers,
    information,
    maintenance,
    quality,
    service,
    tiering,
)
from tests.labs import positions
from tests.samples import UNITS
from tests.samples.churn import world

LABS = {}
for sample in UNITS.values():
    LABS |= sample.LABS


def shown(name):
    """A function that draws a lab with some of its controls set: (figure, sentence)."""
    lab = LABS[name]()
    return lambda **values: lab._draw(**(lab.values() | values))


def numbers(text):
    """The numbers of a text, with their signs."""
    found = re.findall(r"[−-]?\d[\d,]*\.?\d*", text)
    return [float(number.replace(",", "").replace("−", "-").rstrip(".")) for number in found]


def ends(name):
    """States of a lab: as it opens, and with each control at each of its ends."""
    lab = LABS[name]()
    yield {}
    for control, widget in lab.controls.items():
        if hasattr(widget, "options"):
            values = [value for _, value in widget.options]
        elif hasattr(widget, "min"):
            values = [widget.min, widget.max]
        else:
            values = [True, False]
        for value in values:
            yield {control: value}


@pytest.mark.parametrize("name", LABS)
@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_no_share_is_beyond_the_whole_and_no_zero_has_a_sign(name, language):
    draw = shown(name)
    for state in ends(name):
        figure, sentence = draw(**state)
        labels = [label.get_text() for label in figure.findobj(Text)]
        for text in (figure.finding, sentence, *labels):
            assert not re.search(r"nan|inf\b|[−-]0(\.0+)?(?![\d.])", text.lower()), (state, text)
            # losses make profit shares of more than all, which is what that picture is about
            if name == "pyramid_lab" and state.get("losses"):
                continue
            for share in re.findall(r"([−-]?\d+(?:\.\d+)?)%", text):
                assert 0 <= float(share.replace("−", "-")) <= 100, (state, text)


# --- the desk -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("staff", "handling", "rush", "seed"),
    [(42, 240, 100, 0), (20, 240, 100, 0), (42, 360, 100, 3), (42, 240, 160, 1), (70, 120, 40, 9)],
)
def test_the_desk_shows_the_day_that_it_simulates(staff, handling, rush, seed):
    hours = {f"h{hour}": staff for hour in maintenance.HOURS} | {"h10": max(20, staff - 10)}
    figure, sentence = shown("desk_lab")(handling=handling, rush=rush, seed=seed, **hours)
    calls = [round(n * rush / 100) for n in maintenance.CALLS]
    queue = maintenance.desk_queue(list(hours.values()), calls, handling, seed)
    hour = (queue.arrivals // 3600).astype(int)
    soon = queue.waits <= 20
    assert numbers(figure.finding)[0] == pytest.approx(100 * soon.mean(), abs=0.05)
    assert numbers(figure.finding)[-1] == queue.waiting.max()
    bars = [bar.get_height() for bar in figure.axes[0].patches]
    assert bars == pytest.approx([soon[hour == place].mean() for place in range(8)])
    offered = sum(calls) / np.mean(list(hours.values()))
    assert f"分到 {offered:.0f} 通，最多接得了 {8 * 3600 / handling:.0f} 通" in sentence


# --- RFM and the quadrants ------------------------------------------------------------------------


def ctrip():
    """Orders of real members and their profiles, read and filtered apart from the lab."""
    orders = cases.load("ctrip", "orders")
    profiles = cases.load("ctrip", "profiles").set_index("member_id")
    done = orders[(orders["status"] == "completed") & orders["member_id"].isin(profiles.index)]
    gain = done["gmv_cny"] * done["take_rate"] - done["coupon_cny"] - done["service_cost_cny"]
    return done.assign(gain=gain), profiles


@pytest.mark.parametrize(("split", "window", "back"), [("mean", 12, 0), ("median", 3, 6)])
def test_quadrants_hold_those_who_ordered_and_nobody_else(split, window, back):
    done, profiles = ctrip()
    last = cases.reference_date("ctrip") - pd.DateOffset(months=back)
    first = last - pd.DateOffset(months=window)
    day = done["order_ts"].dt.normalize()
    profit = done[(day > first) & (day <= last)].groupby("member_id")["gain"].sum()
    people = profiles.loc[profit.index]
    parts = people["purchase_share"] * 0.4 + people["continuity"] * 0.4
    loyalty = parts - people["default_rate"] * 0.2
    middle = {"mean": lambda column: column.mean(), "median": lambda column: column.median()}[split]
    rich = profit >= middle(profit)
    loyal = loyalty >= middle(loyalty)
    figure, sentence = shown("rfm_lab")(view="quadrants", split=split, window=window, back=back)
    found = {name: int(n) for name, n in re.findall(r"(L[↑↓]P[↑↓]) (\d+)", sentence)}
    assert found == {
        "L↑P↑": (loyal & rich).sum(),
        "L↓P↑": (~loyal & rich).sum(),
        "L↓P↓": (~loyal & ~rich).sum(),
        "L↑P↓": (loyal & ~rich).sum(),
    }
    assert f"没有订单的 {3000 - len(profit):,} 人" in sentence
    assert numbers(figure.finding)[0] == round(100 * (loyal & rich).mean())


# --- the pyramid and the balancer -----------------------------------------------------------------


def test_the_gini_coefficient_lies_between_0_and_1_or_is_left_out():
    draw = shown("pyramid_lab")
    for sigma, shape, losses in product((0.2, 1.683, 2.5), tiering.SHAPES, (0, 1, 15)):
        _, sentence = draw(sigma=sigma, shape=shape, losses=losses)
        if losses:
            assert "不算基尼系数" in sentence
        else:
            assert 0 <= numbers(sentence)[-1] <= 1


@pytest.mark.parametrize("rival", ["equal", "none", "key_only", "no_cultivation"])
def test_the_last_bar_of_the_balancer_is_the_lead_of_its_title(rival):
    draw = shown("resource_lab")
    for quarters, key in product((1, 8, 12), (0, 300)):
        figure, _ = draw(rival=rival, quarters=quarters, key=key)
        spend = (key, 90, 20, 15, 0, 0)
        mine = tiering.simulate_resources(spend, quarters, True, 5)["cumulative"].iloc[-1]
        other = tiering.simulate_resources(quarters=quarters, **tiering.PLANS[rival])
        lead = mine - other["cumulative"].iloc[-1]
        bars = [bar.get_height() for bar in figure.axes[0].patches]
        assert min(bars, key=lambda height: abs(height - lead / 1e4)) == pytest.approx(lead / 1e4)
        assert ("少赚" in figure.finding) == (lead < 0)


# --- forms, matching, decay -----------------------------------------------------------------------


def test_every_matching_rule_is_judged_pair_by_pair():
    draw = shown("matching_lab")
    table = information.forms()
    rules = ("mobile", "email", "name_birth", "name")
    for normalise, ticks in product(
        (True, False), [(), ("mobile",), ("email", "name_birth"), rules]
    ):
        figure, sentence = draw(normalise=normalise, **{rule: rule in ticks for rule in rules})
        clean = information.normalised(table) if normalise else table
        keys = {
            "mobile": clean["mobile"],
            "email": clean["email"],
            "name": clean["name"],
            "name_birth": clean["name"] + "|" + clean["birth"],
        }
        pairs = set()
        for rule in ticks:
            for _, group in keys[rule][clean[rule.split("_")[0]] != ""].groupby(keys[rule]):
                places = list(group.index)
                pairs |= {(a, b) for i, a in enumerate(places) for b in places[i + 1 :]}
        people = table["person"]
        right = sum(people[a] == people[b] for a, b in pairs)
        if not pairs:
            assert "没有合并" in figure.finding and "一对也没有合并" in sentence
            assert max(bar.get_width() for bar in figure.axes[0].patches) <= 1
            continue
        assert numbers(figure.finding)[1] == round(100 * right / len(pairs))
        assert numbers(sentence)[:2] == [len(pairs), len(pairs) - right]


def test_the_cheapest_interval_is_the_lowest_point_of_the_curve_that_is_drawn():
    draw = shown("decay_lab")
    for decay, refresh, error in product((0.005, 0.02, 0.04), (0.5, 6), (1, 10)):
        figure, sentence = draw(decay=decay, refresh=refresh, error=error, interval=12)
        curve, mine, best = figure.axes[1].lines
        months, costs = curve.get_xdata(), curve.get_ydata()
        assert best.get_xdata()[0] == months[np.argmin(costs)]
        assert mine.get_ydata()[0] == costs[11] and max(costs) <= figure.axes[1].get_ylim()[1]
        right = (1 - decay) ** np.arange(12)
        assert costs[11] == pytest.approx(refresh / 12 + error * (1 - right).mean())
        assert f"平均 {100 * right.mean():.1f}%" in sentence


# --- churn ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("window", [2, 8, 26])
def test_each_week_of_the_crisis_is_followed_for_half_a_year(window):
    draw = shown("crisis_lab")
    weeks = world()
    bought = weeks.packs > 0
    for week in range(0, churn.last_call(weeks) + 1, 8):
        figure, sentence = draw(week=week, window=window)
        now = weeks.start + week
        lost = ~bought[:, now - window + 1 : now + 1].any(axis=1)
        back = bought[lost, now + 1 : now + 27]
        assert back.shape[1] == 26
        assert f"判 {lost.sum()} 户流失" in sentence
        assert f"{back.any(axis=1).sum()} 户又买了" in sentence
        assert f"{round(100 * back.any(axis=1).mean())}% 在随后 26 周" in figure.finding
        assert sum(bar.get_width() for bar in figure.axes[1].patches) == len(bought)


def test_what_a_rumour_reaches_is_fewer_than_the_product_only_where_it_is():
    draw = shown("rumour_lab")
    for k, population, share in product((1, 2, 10, 60), (3000, 100_000), (0.0, 0.05, 1.0)):
        figure, _ = draw(k=k, population=population, share=share)
        told = 250 * share / population
        expected = population * (1 - (1 - told) ** k)
        product_ = k * 250 * share
        if round(expected):
            assert f"约 {expected:,.0f} 人" in figure.finding
        assert ("简单相乘" in figure.finding) == (round(expected) < round(product_))


def test_the_bucket_adds_up_and_shows_its_profit():
    draw = shown("bucket_lab")
    for months, spend in product((3, 12, 19, 36), ({}, {"price": 15}, {"quality": 15, "care": 0})):
        state = {"quality": 0, "care": 0} | spend
        figure, sentence = draw(months=months, **state)
        lines, losses, profits = figure.axes
        lost = sum(bar.get_width() for bar in losses.patches)
        left = lines.lines[1].get_ydata()[-1]
        assert lost + left == pytest.approx(1000) and lines.xaxis.get_ticklocs()[-1] == months
        earned = [bar.get_width() for bar in profits.patches]
        plan = churn.bucket(state, months=months)["profit"].iloc[-1]
        assert earned == pytest.approx([plan, churn.bucket({}, months=months)["profit"].iloc[-1]])
        assert ("多赚" in figure.finding) == (earned[0] >= earned[1])


def test_the_best_measure_is_the_best_of_the_lines_that_are_drawn():
    draw = shown("clock_lab")
    for cause, value, days in product(churn.CAUSES, (50, 1000, 3000), (0, 7, 90)):
        figure, _ = draw(cause=cause, value=value, days=days)
        profits = [line.get_ydata()[days] for line in figure.axes[0].lines[:5]]
        hopeless = cause in ("natural", "malicious")
        assert ("都不值得" in figure.finding) == (max(profits) <= 0)
        assert max(profits) <= 0 or not hopeless
        if max(profits) > 0:
            assert numbers(figure.finding)[-1] == round(max(profits))


@pytest.mark.parametrize("purpose", ["service", "marketing", "third_party"])
def test_a_list_is_worth_what_its_usable_forms_are(purpose):
    forms = cases.load("ctrip", "crm_raw").set_index("rec_id")
    log = cases.load("ctrip", "crm_consent_log").sort_values("ts")
    last = log[log["purpose"] == purpose].drop_duplicates("rec_id", keep="last")
    agreed = forms.index.isin(last.loc[last["action"] != "withdraw", "rec_id"])
    plain = forms["mobile"].fillna("").str.replace(r"\+86|[ -]", "", regex=True)
    valid = plain.str.fullmatch(r"1[3-9]\d{9}")
    age = (cases.reference_date("ctrip") - forms["last_verified_at"]).dt.days
    draw = shown("sieve_lab")
    for months, price in product((3, 12, 36), (0.5, 5)):
        fresh = valid & (age < months * 365.25 / 12)
        usable = int((fresh & agreed).sum())
        figure, sentence = draw(purpose=purpose, months=months, price=price)
        assert numbers(figure.finding) == [price, round(price * 2329 / usable, 1)]
        assert numbers(sentence)[:3] == [2329, usable, round(100 * usable / 2329, 1)]
        assert abs(numbers(sentence)[3] - price * 2329) <= 0.5
        labels = [label.get_text() for label in figure.findobj(Text)]
        assert {"2,329", f"{valid.sum():,}", f"{fresh.sum():,}", f"{usable:,}"} <= set(labels)


# --- channels, chain, cadence ---------------------------------------------------------------------


def test_a_plan_of_channels_never_spends_more_than_there_is():
    draw = shown("planner_lab")
    for budget, limit, face in product((0, 500, 20_000, 40_000), (0, 3), (20, 200)):
        figure, _ = draw(budget=budget, limit=limit, face=face)
        for bar in figure.axes[0].patches:
            assert 0 <= bar.get_width() <= 0.9 + 1e-9
        channels = maintenance.CHANNELS.copy()
        channels.loc["face", "cost"] = face
        plan = maintenance.plan_channels(budget, None, limit, channels)
        assert plan.spend <= budget + 1e-6
        assert f"{plan.spend:,.0f} 元" in figure.finding or "万元" in figure.finding


def test_the_chain_names_every_weakest_link_and_never_calls_a_split_better_than_the_best():
    draw = shown("chain_lab")
    words = {"employee": "员工", "technology": "信息技术", "process": "流程"}
    for start, added in product(
        [(0, 0, 0), (8, 2, 4), (20, 20, 20)], [(0, 0, 0), (20, 0, 0), (3, 9, 8)]
    ):
        state = {f"start_{factor}": n for factor, n in zip(words, start, strict=True)}
        figure, sentence = draw(**state, **dict(zip(words, added, strict=True)))
        levels = dict(zip(words, np.add(start, added), strict=True))
        low = [words[factor] for factor in levels if levels[factor] == min(levels.values())]
        assert f"最弱的是{'、'.join(low)}。" in sentence
        effect, top = (bar.get_width() for bar in figure.axes[1].patches)
        assert effect <= top + 1e-12
        assert effect == pytest.approx(np.prod([n / (n + 10) for n in levels.values()]) ** (1 / 3))
        assert ("最好的分法" in figure.finding) == (effect > top - 5e-4 and sum(added) > 0 < top)


def test_no_number_of_contacts_earns_more_than_the_best_one():
    draw = shown("cadence_lab")
    for fatigue, gain, cost, value in product((2, 8), (0, 20), (0, 12), (0, 1000)):
        for f in (0, 6, 12):
            figure, sentence = draw(f=f, fatigue=fatigue, gain=gain, cost=cost, value=value)
            gap = numbers(sentence)[0]
            assert gap >= 0 and 0 <= numbers(sentence)[1] <= 100
            net = gain * f * np.exp(-f / fatigue) - cost * f
            net -= min(1, 0.002 * np.expm1(f / fatigue)) * value
            assert f"净得 {net:,.1f} 元".replace("-", "−") in figure.finding.replace("−0.0", "0.0")


# --- complaints -----------------------------------------------------------------------------------


@pytest.fixture
def states(pytestconfig):
    """The states of a lab: all of them with --long, else one in 13 (or another prime number), in
    which every control stands everywhere."""

    def of(name, stride=13):
        controls = LABS[name]().controls
        every = product(*(positions(control) for control in controls.values()))
        for state in islice(every, 0, None, 1 if pytestconfig.getoption("--long") else stride):
            yield dict(zip(controls, state, strict=True))

    return of


def still(first, second):
    """Whether the axes of two pictures have the same ends."""
    one, two = ([(*axes.get_xlim(), *axes.get_ylim()) for axes in f.axes] for f in (first, second))
    return one == two


def test_who_is_refused_starts_again_and_every_step_is_a_bar(states):
    draw = shown("calm_first_lab")
    left = {"R": 0.8, "M": 0.9, "L": 0.6, "S": 0.75, "P": 0.85}
    first, _ = draw()
    for state in states("calm_first_lab"):
        anger, after, again = state["anger"], state["after"], state["again"]
        order = state["order"]
        levels = [anger * np.prod([left[move] for move in order[:n]]) for n in range(after + 1)]
        refused = levels[-1] > 4.000001
        if refused:
            top = min(10, levels[-1] * 1.3)
            levels += [top * np.prod([left[m] for m in order[after:n]]) for n in range(after, 6)]
        levels.append(levels[-1])
        steps, rounds = len(levels) - 1, 1 / (1 - again)
        figure, sentence = draw(**state)
        assert still(first, figure)
        bars = [bar.get_height() for bar in figure.axes[0].patches]
        assert bars == pytest.approx(levels) and max(bars) <= 10 and steps <= 7
        assert f"{steps} 步谈成；平均处理 {rounds:.2f} 轮" in figure.finding
        assert figure.finding.startswith(f"怒气 {anger}，")
        assert numbers(sentence)[-1] == pytest.approx(steps * rounds, abs=0.051)
        assert ("被拒绝" in sentence) == refused == any("拒绝" in word for word in ticks(figure))
        place = figure.axes[1].lines[-1]
        assert (place.get_xdata()[0], place.get_ydata()[0]) == pytest.approx((again, rounds))


def ticks(figure):
    """The words below the picture."""
    axis = figure.axes[0].xaxis
    return [axis.get_major_formatter()(place, None) for place in axis.get_ticklocs()]


def test_the_triage_desk_shows_who_gave_up_and_what_it_costs(states):
    draw = shown("triage_desk_lab")
    first, _ = draw()
    for state in states("triage_desk_lab"):
        rule, handlers, seed = state["rule"], state["handlers"], state["seed"]
        day = complaints.complaints(seed)
        handled = complaints.triage(day, rule, handlers)
        gone = handled.waits > day.patience
        assert (gone == handled.gone).all()
        lost = np.where(day.key, 3000, 300) + 800 * (day.emotion == 5)
        loss = lost[gone & ~day.malicious].sum()
        figure, sentence = draw(**state)
        assert still(first, figure)
        mean = complaints.MEANS[handlers][rule]
        assert numbers(figure.finding) == [gone.sum(), loss, mean.loss]
        dots = figure.axes[0].lines
        drawn = np.concatenate([line.get_ydata() for line in dots[:4]]) ** 2
        assert sorted(drawn) == pytest.approx(sorted(handled.waits)) and len(drawn) == 80
        assert len(dots[4].get_ydata()) == gone.sum()
        assert max(drawn) <= figure.axes[0].get_ylim()[1] ** 2
        bars = [bar.get_width() for bar in figure.axes[1].patches]
        assert bars == [complaints.MEANS[handlers][name].loss for name in complaints.RULES]
        assert max(bars) < figure.axes[1].get_xlim()[1]
        others = [
            complaints.day_loss(day, complaints.triage(day, name, handlers))
            for name in complaints.RULES
            if name != rule
        ]
        assert numbers(sentence) == [60, *mean.waits, mean.wait, *others]


def test_the_iceberg_is_a_hundred_customers_and_keeps_those_whom_the_rates_keep(states):
    draw = shown("iceberg_lab")
    first, _ = draw()
    for state in states("iceberg_lab"):
        complain, solved, quick = state.values()
        shares = [1 - complain, complain * (1 - solved), complain * solved * (1 - quick)]
        shares.append(complain * solved * quick)
        kept = np.dot(shares, (0.09, 0.19, 0.54, 0.82))
        figure, sentence = draw(**state)
        assert still(first, figure)
        bands = figure.axes[0].patches
        assert sum(bar.get_height() for bar in bands[::2]) == pytest.approx(1)
        areas = [bar.get_height() * bar.get_width() for bar in bands[::2]]
        assert sum(areas) == pytest.approx(kept)
        assert figure.axes[0].lines[0].get_ydata()[0] == pytest.approx(1 - complain)
        assert numbers(figure.finding)[1:] == pytest.approx([100 * complain, 100 * kept], abs=0.051)
        assert [bar.get_width() for bar in figure.axes[1].patches] == pytest.approx([kept, 0.2168])
        if complain in (0, 1):
            assert {0: "一宗投诉也听不到", 1: "人人都说了出来"}[complain] in sentence
        else:
            assert numbers(sentence) == [40, round(40 / complain - 40)]


# --- keyaccounts ----------------------------------------------------------------------------------


def test_the_navigator_shows_the_trust_of_every_quarter(states):
    draw = shown("navigator_lab")
    for state in states("navigator_lab"):
        place = {"scan": 0, "introduce": 0, "deepen": 1, "team": 1, "plan": 2}
        place |= {"integrate": 3, "solve": 3}
        levels, way = [2.0], [state["first"], state["second"]]
        while len(levels) < 3 or levels[-1] < 8:
            now = sum(levels[-1] >= least for least in (4, 6, 8))
            ahead = place.get(way.pop(0) if way else "fit", now) - now
            change = {-3: -0.5, -2: -0.5, -1: 0, 0: 2, 1: 0.5, 2: -1.5, 3: -1.5}[ahead]
            change *= 0.6 if change > 0 and not state["authority"] else 1
            levels.append(round(min(10.0, max(0.0, levels[-1] + change)), 1))
        figure, sentence = draw(**state)
        bars = [bar.get_height() for bar in figure.axes[0].patches]
        assert bars == pytest.approx(levels) and len(bars) <= figure.axes[0].get_xlim()[1] + 1
        assert numbers(figure.finding) == [len(levels) - 1]
        more = len(levels) - 1 - (3 if state["authority"] else 5)
        assert (f"晚 {more} 个季度" if more else "不能再快了") in sentence
        assert sentence.count("太早了") == sum(np.diff(levels[:3]) < 0)


def test_the_threads_cost_what_their_people_cost_and_what_is_lost(states):
    draw = shown("thread_lab")
    for state in states("thread_lab"):
        people, account, leaves = state["people"], state["account"], state["leaves"]
        totals = [3000 * number + account * leaves**number for number in range(1, 7)]
        figure, sentence = draw(**state)
        bars = [bar.get_height() * account for bar in figure.axes[0].patches]
        assert np.add(bars[:6], bars[6:]) == pytest.approx(totals)
        assert max(totals) / account < figure.axes[0].get_ylim()[1]
        risk = 100 * leaves**people
        assert numbers(figure.finding) == pytest.approx([people, max(risk, 0.1)], abs=0.051)
        assert ("不到 0.1%" in figure.finding) == (risk < 0.1)
        best = int(np.argmin(totals)) + 1
        axis = figure.axes[0].xaxis
        names = [axis.get_major_formatter()(place, None) for place in axis.get_ticklocs()]
        assert [name for name in names if "★" in name] == [f"{best}★"]
        told = numbers(sentence)
        assert told[2] == pytest.approx(totals[people - 1], abs=0.51)
        assert ("这是最划算的人数" in sentence) == (people == best)
        if people != best:
            assert told[3:] == pytest.approx([best, totals[best - 1]], abs=0.51)


# --- quality --------------------------------------------------------------------------------------


def test_the_ratchet_shows_what_is_perceived_minus_what_was_expected(states):
    draw = shown("ratchet_lab")
    first, _ = draw()
    lowest = {"growth": 0.0, "alpha": 0.1, "promise": 15, "start": 70}
    for state in (lowest, *states("ratchet_lab", 67)):
        expected, felt = state["start"], []
        for period in range(30):
            expected += state["promise"] * (period == 9)
            felt.append(60 + state["growth"] * period - expected)
            expected += state["alpha"] * felt[-1]
        figure, sentence = draw(**state)
        assert still(first, figure)
        lines, bars = figure.axes
        perceived, wanted = (line.get_ydata() for line in lines.lines[:2])
        assert perceived - wanted == pytest.approx(felt)
        assert [bar.get_height() for bar in bars.patches] == pytest.approx(felt)
        low, high = bars.get_ylim()
        assert low < min(felt) and max(felt) < high
        low, high = lines.get_ylim()
        assert low < min(wanted) and max(*wanted, *perceived) < high
        assert numbers(figure.finding.replace("+", ""))[-1] == pytest.approx(felt[-1], abs=0.0051)
        told = [1, felt[0], state["growth"] / state["alpha"]]
        told += [felt[8], felt[9]] if state["promise"] else []
        assert numbers(sentence) == pytest.approx(told, abs=0.0051)
        assert ("许诺" in sentence) == (state["promise"] > 0)


def test_the_lens_shows_the_gain_and_finds_a_claim_only_where_it_holds(states):
    draw = shown("loyalty_lens_lab")
    first, _ = draw()

    def value(kept, discount):
        return 100 * kept / (1 + discount - kept)

    claims = {"banking": (0.05, 0.4), "services": (0.04, 0.21), "insurance": (0.05, 0.6)}
    for state in states("loyalty_lens_lab", 7):
        r0, discount = state["r0"], state["discount"]
        delta, claim = claims[state["sector"]]
        before, after = value(r0, discount), value(r0 + delta, discount)
        rise = 100 * (after / before - 1)
        figure, sentence = draw(**state)
        assert still(first, figure)
        assert numbers(figure.finding) == pytest.approx(
            [round(100 * r0), round(100 * (r0 + delta)), rise], abs=0.051
        )
        worth = [bar.get_height() for bar in figure.axes[1].patches]
        assert worth == pytest.approx([before, after]) and after < figure.axes[1].get_ylim()[1]
        curves, dot = figure.axes[0].lines[:2], figure.axes[0].lines[-1]
        assert (dot.get_xdata()[0], dot.get_ydata()[0]) == pytest.approx((r0, rise / 100))
        assert rise / 100 < figure.axes[0].get_ylim()[1]
        for curve in curves:
            place, high = curve.get_xdata()[40], curve.get_ydata()[40]
            more = value(place + delta, discount) / value(place, discount) - 1
            assert high == pytest.approx(min(more, 2.4), rel=1e-6)
        assert numbers(sentence)[:4] == pytest.approx([before, after, rise, 100 * claim], abs=0.51)
        assert sum(word in sentence for word in ("★", "每年走掉", "往右", "往左", "没有地方")) == 1
        if "★" in sentence:
            found = numbers(sentence)[-1]
            assert abs(found - r0) <= 0.026 and found >= 0.55
            gain = value(found + delta, discount) / value(found, discount) - 1
            assert gain == pytest.approx(claim, abs=0.01)
        higher = [
            value(kept + delta, discount) / value(kept, discount) - 1
            for kept in np.arange(max(r0, 0.55), 1 - delta, 0.001)
        ]
        assert ("往右" in sentence) <= (rise < 100 * claim and r0 < 0.9)
        assert ("往左" in sentence) <= (rise > 100 * claim)
        assert ("没有地方" in sentence) <= (max(higher) < claim)


def test_the_market_has_the_same_customers_every_year_and_comes_to_rest(states):
    draw = shown("market_lab")
    first, _ = draw()
    for state in states("market_lab"):
        kept = np.array(list(state.values()))
        shares, years = np.full(3, 1 / 3), []
        for _ in range(200):
            years.append(shares)
            gone = shares * (1 - kept)
            shares = shares * kept + (gone.sum() - gone) / 2
        figure, sentence = draw(**state)
        assert still(first, figure)
        drawn = np.array([line.get_ydata() for line in figure.axes[0].lines]).T
        assert drawn == pytest.approx(np.array(years[:31])) and drawn.max() < 0.85
        bars = [bar.get_width() for bar in figure.axes[1].patches]
        assert bars == pytest.approx(shares, abs=1e-6)
        assert numbers(figure.finding) == pytest.approx(
            [round(100 * kept[0]), 100 * shares[0]], abs=0.051
        )
        moving = 100 * (shares * (1 - kept)).sum()
        assert numbers(sentence) == pytest.approx([10, 100 * years[10][0], moving], abs=0.051)


def test_the_surveys_hit_or_miss_as_they_are_drawn(states):
    draw = shown("voice_lab")
    first, _ = draw()
    weights = {"alike": 11111, "satisfied": 11122, "dissatisfied": 22111, "both": 22122}
    ratings = np.arange(3, 8)
    highest = {"n": 30, "answers": "satisfied", "lazy": (0.2, False), "seed": 9}
    for state in (highest, *states("voice_lab", 37)):
        share, cleaned = state["lazy"]
        heard = np.multiply((5, 30, 30, 30, 5), list(map(int, str(weights[state["answers"]]))))
        heard = heard / heard.sum()
        n = state["n"]
        if cleaned:
            n = round(n * (1 - share))
        else:
            heard = (1 - share) * heard + share * (ratings == 7)
        spread = np.sqrt(heard @ ratings**2 - (heard @ ratings) ** 2)
        margin = 1.96 * spread / np.sqrt(n)
        figure, sentence = draw(**state)
        assert still(first, figure)
        strips, bars = figure.axes
        near, far = (line.get_xdata() for line in strips.lines[:2])
        means = np.concatenate([near, far])
        assert (
            len(means) == 40 and (abs(near - 5) <= margin).all() and (abs(far - 5) > margin).all()
        )
        low, high = strips.get_xlim()
        assert low < min(means) - margin and max(means) + margin < high
        assert abs(means.mean() - heard @ ratings) < 4 * spread / np.sqrt(40 * n)
        assert numbers(figure.finding) == pytest.approx(
            [n, margin, abs(means - quality.TRUTH).mean()], abs=0.0051
        )
        assert [bar.get_width() for bar in bars.patches[5:]] == pytest.approx(heard)
        assert numbers(sentence) == pytest.approx([5, 40, means.mean(), len(near)], abs=0.0051)


# --- service --------------------------------------------------------------------------------------


@cache
def worked_week(spread, vans):
    """(customers, whether each is served by the vans, minutes of driving and of all), hour by
    hour."""
    xy = service.customers(spread)
    left, driving, working = set(range(len(xy))), 0.0, 0.0
    for _ in range(5 * vans):
        at, minutes, stops = np.array([10.0, 10.0]), 0.0, 0
        while left:
            ways = np.hypot(*(xy - at).T)
            nearest = min(left, key=lambda one: ways[one])
            back = 2 * np.hypot(*(xy[nearest] - 10))
            if minutes + 2 * ways[nearest] + 12 + back > 480:
                break
            minutes, at, stops = minutes + 2 * ways[nearest] + 12, xy[nearest], stops + 1
            left.discard(nearest)
        minutes += 2 * np.hypot(*(at - 10))
        driving, working = driving + minutes - 12 * stops, working + minutes
    served = np.ones(len(xy), bool)
    served[list(left)] = False
    return xy, served, driving, working


def test_points_and_vans_serve_whom_they_are_drawn_to_serve_for_what_that_costs(states):
    draw = shown("fixed_or_roving_lab")
    first, _ = draw()
    dearest = {"spread": 1.0, "points": 5, "vans": 4, "reach": 2.0}
    for state in (dearest, *states("fixed_or_roving_lab", 47)):
        spread, points, vans, reach = state.values()
        xy, served, driving, working = worked_week(spread, vans)
        figure, sentence = draw(**state)
        assert still(first, figure)
        left, right, prices = figure.axes
        rings = [(*ring.get_center(), ring.get_radius()) for ring in left.patches]
        assert len(rings) == points and {radius for *_, radius in rings} == {reach}
        near = np.zeros(len(xy), bool)
        for x, y, radius in rings:
            near |= (xy[:, 0] - x) ** 2 + (xy[:, 1] - y) ** 2 <= radius**2
        for axes, group in ((left, near), (right, served)):
            dots = {line.get_markersize(): line.get_xydata() for line in axes.lines}
            assert sorted(map(tuple, dots[3.5])) == sorted(map(tuple, xy[group]))
            assert sorted(map(tuple, dots[2])) == sorted(map(tuple, xy[~group]))
            assert numbers(axes.get_title(loc="left"))[1] == round(100 * group.mean())
        way = right.lines[0].get_xydata()
        assert np.isnan(way).all(axis=1).sum() == 5 * vans
        assert (way == (10, 10)).all(axis=1).sum() == 10 * vans
        assert len(way) == 15 * vans + served.sum()
        costs = points * 2000 / near.sum(), vans * 4500 / served.sum()
        bars = [bar.get_height() for bar in prices.patches]
        assert bars == pytest.approx(costs) and max(bars) < prices.get_ylim()[1]
        assert numbers(figure.finding) == pytest.approx([round(100 * spread), *costs], abs=0.051)
        told = [points, points * 2000, near.sum(), vans, vans * 4500, served.sum()]
        assert numbers(sentence) == pytest.approx(
            [*told, round(100 * driving / working), 80, 30], abs=1e-6
        )
        goal = [
            g.mean() >= 0.8 and cost <= 30 for g, cost in zip((near, served), costs, strict=True)
        ]
        stars = ["★" in label.get_text() for label in prices.texts]
        verdict = {(1, 1): "两种都", (1, 0): "只有定点", (0, 1): "只有巡回", (0, 0): "都还没"}
        assert stars == goal and verdict[tuple(goal)] in sentence


def test_the_promise_clock_counts_whom_it_draws_and_finds_the_highest_score(states):
    draw = shown("promise_clock_lab")
    first, _ = draw()
    for state in states("promise_clock_lab"):
        promise, median, sigma = state.values()
        figure, sentence = draw(**state)
        assert still(first, figure)
        queue, score = figure.axes
        line, *marks = queue.lines
        assert line.get_xdata()[0] == promise == queue.patches[0].get_width()
        kept, broken, late = (mark.get_xdata() for mark in marks)
        hours = service.replies(median, sigma)
        below = [(1 + erf(np.log(hour / median) / sigma / 2**0.5)) / 2 for hour in hours]
        assert below == pytest.approx((np.arange(100) + 0.5) / 100)
        assert np.concatenate([kept, broken]) == pytest.approx(hours[hours <= 12])
        assert len(late) == (hours > 12).sum() and (late > 12).all()
        assert (kept <= promise).all() and (broken > promise).all()
        assert max([*late, 12]) < queue.get_xlim()[1]
        bars = [bar.get_width() for bar in score.patches]
        parts = [len(kept), -2 * (100 - len(kept)), -10 * promise]
        assert bars == pytest.approx([*parts, sum(parts)])
        low, high = score.get_xlim()
        assert low < min(bars) and max(bars) < high
        assert numbers(figure.finding) == pytest.approx([promise, 100, len(kept), sum(parts)])
        assert numbers(sentence)[0] == pytest.approx(hours.mean(), abs=0.051)
        assert numbers(sentence)[1:] == [len(kept), 1, 100 - len(kept), 2, 1, 10]
        scores = [3 * (hours <= half / 2).sum() - 200 - 5 * half for half in range(1, 25)]
        best = sum(parts) == max(scores)
        assert ("★" in sentence) == best == ("★" in score.texts[-1].get_text())


# --- agents ---------------------------------------------------------------------------------------


def test_the_chat_desk_shows_the_shift_that_it_simulates(states):
    draw = shown("chat_desk_lab")
    first, _ = draw()
    slowest = {"at_once": 6, "speed": 40, "deflection": 0.0, "seed": 10}
    for state in (slowest, *states("chat_desk_lab", 163)):
        shift = agents.chat_desk(*state.values())
        waits = pd.Series(shift.waits)
        hourly = waits.groupby(shift.arrivals // 60).mean()
        figure, sentence = draw(**state)
        assert still(first, figure)
        dots, time = figure.axes
        assert dots.lines[0].get_ydata() == pytest.approx(hourly.to_numpy())
        low, high = dots.get_ylim()
        assert low < hourly.min() and 2 * hourly.max() < high
        labels = [float(label.get_text()) for label in dots.texts]
        assert labels == pytest.approx(hourly.to_list(), rel=0.06)
        bars = [bar.get_width() for bar in time.patches]
        assert sum(bars) == pytest.approx(1) and min(bars) > -1e-9
        typed = 3 * 90 / state["speed"] / 8 / 480 * len(waits)
        assert bars[0] <= 1.1 * typed and (bars[1] == 0) == (shift.most == 1)
        assert numbers(figure.finding) == pytest.approx([state["at_once"], waits.mean()], abs=0.051)
        left = (shift.arrivals + shift.waits > 480).sum()
        told = {
            "干等": 100 * bars[2],
            "谁手上": shift.most,
            "手上有": state["at_once"],
        }
        why = next(word for word in told if word in sentence)
        assert numbers(sentence)[:3] == pytest.approx([len(waits), left, told[why]], abs=0.51)
        assert (why == "谁手上") == (1 < state["at_once"] > shift.most)


def test_the_edge_is_where_more_come_than_the_agents_can_take(states):
    draw = shown("near_edge_lab")
    first, _ = draw()
    full = {"speed": 30, "deflection": 0.0, "agents": 4, "arrivals": 2.4, "length": 240.0}
    above = {"speed": 70, "deflection": 0.0, "agents": 7, "arrivals": 1.5, "length": 240.0}
    nearly = {"speed": 70, "deflection": 0.0, "agents": 4, "arrivals": 0.9, "length": 240.0}
    for state in (full, above, nearly, *states("near_edge_lab", 331)):
        speed, deflection, staff, arrivals, length = state.values()
        handling = 1 + length / speed
        come, most = arrivals * (1 - deflection), staff / handling
        load = come * handling
        figure, sentence = draw(**state)
        assert still(first, figure)
        curve, shares = figure.axes
        *_, ring, place = curve.lines
        assert (ring.get_xdata()[0], round(ring.get_ydata()[0], 2)) == (1.2, 1.73)
        assert curve.patches[0].get_x() == pytest.approx(most)
        busy, wait = (bar.get_height() for bar in shares.patches)
        assert busy == pytest.approx(min(1, load / staff)) and max(busy, wait) < 1.15
        mean = numbers(figure.finding)[1:]
        endless = load >= staff - 1e-9
        assert ("100%" in figure.finding) == endless == (shares.texts[0].get_text() == "100%")
        if endless:
            assert (wait, mean, place.get_marker()) == (1, [], "^") and "排越长" in figure.finding
            assert "算不出" in sentence
            continue
        terms = np.cumprod([1, *(load / n for n in range(1, staff + 1))])
        last = terms[-1] / (1 - load / staff)
        assert wait == pytest.approx(last / (last + terms[:-1].sum()))
        minutes = wait * handling / (staff - load)
        assert mean == pytest.approx([max(minutes, 0.01)], abs=0.0051)
        assert place.get_marker() == ("o" if minutes <= 10 else "^")
        assert place.get_ydata()[0] == pytest.approx(min(minutes, 10))
        told = [handling, staff, most, come]
        assert numbers(sentence)[:4] == pytest.approx(told, abs=0.0051)
        times, last = minutes / 1.7259, numbers(sentence)[-1]
        assert sum(word in sentence for word in ("少等", "倍", "几乎不用", "可是")) == 1
        if "少等" in sentence:
            assert last == pytest.approx(100 * (1 - times), abs=0.51) and 5 <= last < 100
        elif "倍" in sentence:
            assert last == pytest.approx(times, abs=0.051) and last > 1
        elif "可是" in sentence:
            assert last == pytest.approx(100 * wait, abs=0.51) and 0.94 < times < 1.06
        else:
            assert times < 0.011


def test_the_tickets_leak_stage_by_stage_and_none_is_lost_twice(states):
    draw = shown("ticket_leaks_lab")
    first, _ = draw()
    for state in states("ticket_leaks_lab"):
        through = 1000 * np.cumprod([1, *state.values()])
        gone = -np.diff(through)
        figure, sentence = draw(**state)
        assert still(first, figure)
        axes = figure.axes[0]
        left, leaks = axes.patches[:4], axes.patches[4:]
        assert [bar.get_height() for bar in left] == pytest.approx(through)
        assert [bar.get_height() for bar in leaks] == pytest.approx(gone[gone > 0.5])
        tops = [bar.get_y() + bar.get_height() for bar in leaks]
        assert tops == pytest.approx(through[:-1][gone > 0.5])
        assert numbers(figure.finding) == pytest.approx([1000, through[-1], through[-1] / 10])
        told = [1000 - through[-1], *gone] if through[-1] < 999.5 else []
        more = abs(through[-1] - 648)
        told += [more] if more > 0.5 else [100 * np.mean(list(state.values())), 64.8]
        assert numbers(sentence) == pytest.approx(told, abs=0.51)
        assert ("多办好" in sentence) == (through[-1] > 648.5)
        assert ("少办好" in sentence) == (through[-1] < 647.5)


# --- customers ------------------------------------------------------------------------------------


def test_customers_go_where_the_costs_that_are_drawn_send_them(states):
    """Each bar in yuan, times what a yuan weighs for the type, gives the choice of that type."""
    draw = shown("whose_shop_lab")
    first, _ = draw()
    for state in states("whose_shop_lab", 47):
        price, wait, economy, effort = state.values()
        figure, sentence = draw(**state)
        assert still(first, figure)
        going, costing = figure.axes
        asked = [(50, 30, 2), (60, 10, 1), (price, wait, effort)]
        labels = [label.get_text() for label in going.get_xticklabels()]
        assert [numbers(label) for label in labels] == [list(map(float, ask)) for ask in asked]
        parts = np.reshape([bar.get_width() for bar in costing.patches], (2, 3, 3))
        thrifty = [[yuan, minutes / 5, 2 * points] for yuan, minutes, points in asked]
        hurried = [[yuan, minutes / 0.3, points / 0.0375] for yuan, minutes, points in asked]
        assert parts == pytest.approx(np.array([thrifty, hurried]))
        sums = parts.sum(axis=2)
        told = [numbers(label.get_text()) for label in costing.texts]
        assert [text[0] for text in told if text] == sums.round().ravel().tolist()
        assert sums.max() + 20 < costing.get_xlim()[1]
        likely = np.exp(-sums * [[0.1], [0.03]])
        mix = [[economy / 100], [1 - economy / 100]]
        shares = likely / likely.sum(axis=1, keepdims=True) * mix
        bars = np.reshape([bar.get_height() for bar in going.patches], (2, 3))
        assert bars == pytest.approx(shares)
        totals = shares.sum(axis=0)
        assert numbers(figure.finding) == pytest.approx(100 * totals, abs=0.0501)
        assert totals.max() < going.get_ylim()[1]
        lead = totals[2] - max(totals[:2])
        verdict = "打平" if abs(lead) < 1e-9 else ("还没" if lead < 0 else "达到了")
        assert verdict in sentence and numbers(sentence) == sums[:, 2].round().tolist()
        most = [
            name for name, total in zip("甲乙丙", totals, strict=True) if total > max(totals) - 1e-9
        ]
        assert re.findall("[甲乙丙]", figure.finding.partition("：")[2]) == most


def test_the_chain_loses_what_it_draws_and_begins_where_a_point_gives_most(states):
    draw = shown("inside_chain_lab")
    first, _ = draw()
    names = dict(zip(customers.STATIONS, ("开单", "备货", "送货", "安装", "回访"), strict=True))
    for state in states("inside_chain_lab", 11):
        station, own, others = state.values()
        figure, sentence = draw(**state)
        assert still(first, figure)
        chain, gains = figure.axes
        right = [own if one == station else others for one in customers.STATIONS]
        left = [100 * np.prod([one / 100 for one in right[: n + 1]]) for n in range(5)]
        kept, spoilt = np.reshape([bar.get_height() for bar in chain.patches], (2, 5))
        assert 100 * kept == pytest.approx(left)
        assert 100 * (kept + spoilt) == pytest.approx([100, *left[:-1]])
        assert [numbers(text.get_text())[0] for text in chain.texts] == pytest.approx(
            left, abs=0.051
        )
        ticks = [label.get_text() for label in chain.get_xticklabels()]
        assert ticks == [f"{names[one]}\n{share}%" for one, share in zip(names, right, strict=True)]
        assert numbers(figure.finding)[-1] == pytest.approx(left[-1], abs=0.051)
        assert numbers(figure.finding)[:-1] == ([own] if own == others else [own, others])
        worth = [left[-1] / one if one < 100 else 0 for one in right]
        assert [bar.get_width() for bar in gains.patches] == pytest.approx(worth)
        best = [one for one, gain in zip(names, worth, strict=True) if gain > max(worth) - 1e-9]
        starred = [
            one for one, text in zip(names, gains.texts, strict=True) if "★" in text.get_text()
        ]
        assert starred == ([] if len(best) == 5 else best)
        told = re.search(r"★ 先改(.*?)[里：]", sentence)
        assert (told.group(1).split("、") if told else []) == [names[one] for one in starred]
        assert ("漏得最多，" in sentence) == (own < others)
        assert ("都已全对" in sentence) == (min(right) == 100)
        least = min(right)  # where less is lost, all is put right
        ceiling = 100 * np.prod([one / 100 if one == least else 1 for one in right])
        at_best = numbers("".join(re.findall("(?:也|还是)只有 .*? 没出错", sentence)))
        assert at_best == ([] if own == others else [pytest.approx(ceiling, abs=0.051)])


# --- customer relationship management -------------------------------------------------------------

DESK_NAMES = dict(zip(crm.DESKS, ("营销", "销售", "服务", "现场", "呼叫中心"), strict=True))
ALL_REACH, NONE_REACHES = "两种都达到了", "都还没达到"


def drawn_lines(axes, style):
    """The lines of a network, each as its two ends."""
    (path,) = [line for line in axes.lines if line.get_linestyle() == style]
    points = np.column_stack(path.get_data())
    points = points[~np.isnan(points[:, 0])].round(3)
    return {frozenset(map(tuple, pair)) for pair in points.reshape(-1, 2, 2)}


def network(axes, to_base):
    """(where the desks stand, the lines that are there, which desk sees which one's records)."""
    desks = [text for text in axes.texts if "%" in text.get_text()]
    places = [tuple(np.round(text.get_position(), 3)) for text in desks]
    there, missing = (drawn_lines(axes, style) for style in ("-", ":"))
    assert not there & missing and len(there | missing) == (5 if to_base else 10)
    at_base = [any(place in line for line in there) for place in places]
    sees = np.eye(5, dtype=bool)
    for one, other in product(range(5), repeat=2):
        direct = frozenset((places[one], places[other])) in there
        sees[one, other] |= at_base[one] and at_base[other] if to_base else direct
    return places, there, sees


def test_customers_repeat_what_the_missing_lines_make_them(states):
    draw = shown("one_base_lab")
    before, _ = draw()
    for state in states("one_base_lab", 53):
        built, first, centre, contacts = state.values()
        figure, sentence = draw(**state)
        assert still(before, figure)
        *panels, told, whole = figure.axes
        shares = np.array([(100 - centre) / 400] * 4 + [centre / 100])
        written = [
            f"{name}\n{100 * share:.0f}%"
            for name, share in zip(DESK_NAMES.values(), shares, strict=True)
        ]
        repeats, seamless, used = [], [], (built, min(built, 5))
        for axes, number in zip(panels, used, strict=True):
            assert [one.get_text() for one in axes.texts if "%" in one.get_text()] == written
            to_base = axes is panels[1]
            places, there, sees = network(axes, to_base)
            assert len(there) == number == numbers(axes.get_title(loc="center"))[0]
            # nothing is connected before the first desk
            mine = places[crm.DESKS.index(first)]
            assert sum(mine in line for line in there) == min(built, 1 if to_base else 4)
            repeats.append((contacts - 1) * (np.outer(shares, shares) * ~sees).sum())
            kept = np.linalg.matrix_power(sees * shares, contacts - 1)
            seamless.append(100 * (shares @ kept).sum())
        assert [bar.get_width() for bar in told.patches] == pytest.approx(repeats)
        assert [100 * bar.get_width() for bar in whole.patches] == pytest.approx(seamless)
        said = [numbers(text.get_text())[0] for text in told.texts]
        assert said == pytest.approx(repeats, abs=0.0501)
        assert [times == 0 for times in said] == [times < 1e-9 for times in repeats]
        assert max(repeats) < 0.75 * told.get_xlim()[1]
        shown_shares = [numbers(text.get_text())[0] for text in whole.texts]
        assert shown_shares == pytest.approx(seamless, abs=0.0501)
        assert numbers(figure.finding) == ([built, *said] if built else said[:1])
        none = (contacts - 1) * (1 - (shares**2).sum())
        saved = [(none - now) / number for now, number in zip(repeats, used, strict=True) if built]
        assert numbers(sentence)[0] == pytest.approx(none, abs=0.0501)
        assert numbers(sentence)[1:3] == pytest.approx(saved, abs=0.00501)
        assert numbers(sentence)[3:] == ([built - 5] if built > 5 else [])
        assert ("等于没连" in sentence) == (built == 1)
        pairs, base = (times < 1e-9 for times in repeats)
        alone = "直连达到了，客户库还没有" if pairs else "客户库达到了，直连还没有"
        alike = ALL_REACH if pairs else NONE_REACHES
        assert sentence.endswith(f"{alike if pairs == base else alone}。")


# yuan a year for each customer, percent that stay; the last with what the lab sets
RELATIONS = {"基本型": (0, 60), "被动型": (2, 66), "负责型": (8, 74), "能动型": (25, 82)}


def test_the_best_relation_is_the_longest_bar_and_its_colour_is_under_the_dot(states):
    draw = shown("relationship_lab")
    for state in states("relationship_lab", 71):
        margin, customers, setup, kept = state.values()
        figure, sentence = draw(**state)
        region, bars = figure.axes
        table = RELATIONS | {"伙伴型": (120, kept)}
        each = {name: margin * stay / 100 - cost for name, (cost, stay) in table.items()}
        earned = [customers * yuan for yuan in each.values()]
        earned[-1] -= setup
        assert [bar.get_width() for bar in bars.patches] == pytest.approx(earned)
        best = [name for name, yuan in zip(table, earned, strict=True) if yuan > max(earned) - 0.01]
        stars = ["★" in text.get_text() for text in bars.texts]
        assert [name for name, star in zip(table, stars, strict=True) if star] == best
        assert [name for name in table if name in figure.finding] == best
        assert numbers(figure.finding)[:2] == [margin, customers]
        terms = [numbers(label.get_text()) for label in bars.get_yticklabels()]
        assert terms[:4] == [list(term) for term in RELATIONS.values()]
        assert terms[4] == [120, kept, setup / 1e4][: 3 if setup else 2]
        # the bands of the map: of all five, or of those without a set-up
        (dot,) = [line for line in region.lines if line.get_marker() == "o"]
        assert [*dot.get_xdata(), *dot.get_ydata()] == [margin, customers]
        without = dict(list(each.items())[: 4 if setup else 5])
        leader = max(without, key=without.get)
        bands = [(band.get_x(), band.get_x() + band.get_width()) for band in region.patches]
        under = [low <= margin < high for low, high in bands]
        assert [name for name, there in zip(without, under, strict=True) if there] == [leader]
        assert f"{leader}利润最高，客户多少都一样" in sentence
        if setup:
            told_of_the_setup(region, sentence, state, each["伙伴型"] - each[leader], best[-1])


def told_of_the_setup(region, sentence, state, ahead, best):
    """The border of the map and the sentence both say from how many customers a partner pays."""
    margin, customers, setup, _ = state.values()
    assert ("更赚不回" in sentence) == (ahead <= 0)
    (border,) = [line for line in region.lines if line.get_marker() != "o"]
    x, y = border.get_data()
    assert (margin > x[0]) == (ahead > 0)
    if ahead <= 0:
        assert best != "伙伴型"
        return
    least = ceil(setup / ahead - 1e-6)
    top = region.get_ylim()[1]
    assert np.exp(np.interp(np.log(margin), np.log(x), np.log(y))) == pytest.approx(
        min(least, top), rel=0.02
    )
    assert f"要 {least:,} 位客户" in sentence and ("还不够" in sentence) == (customers < least)
    assert (customers >= least) == (best == "伙伴型")
