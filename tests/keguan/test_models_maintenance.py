"""Models of unit `maintenance`: every figure that the unit prints, what students should discover,
refusals, laws.
"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keguan.models import maintenance as models

# --- the channel planner --------------------------------------------------------------------------


def test_response_is_reach_times_depth_times_fit():
    assert models.response("face", "key") == pytest.approx(0.90 * 0.95)
    assert models.response("email", "small") == pytest.approx(0.45 * 0.15 * 0.5)
    assert models.joint_response(("face", "phone"), "key") == pytest.approx(
        1 - (1 - 0.855) * (1 - 0.312)
    )


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_face_to_face_is_worth_it_for_key_customers_only(limit):
    cover = models.plan_channels(1_000_000, limit=limit).cover
    assert cover.loc["face", "key"] == 1 and cover.loc["face", ["ordinary", "small"]].sum() == 0


def test_media_environment_and_events_carry_the_small_tier():
    for limit in range(5):
        small = models.plan_channels(1_000_000, limit=limit).cover["small"]
        assert set(small[small > 0].index) == set(models.NONPERSONAL)


def test_email_is_cheap_but_shallow():
    personal = models.CHANNELS.loc[list(models.PERSONAL)]
    assert personal["cost"].idxmin() == personal["depth"].idxmin() == "email"
    assert models.plan_channels(500).steps["channel"].iloc[0] == "email"
    # a single contact is too good for it
    assert models.plan_channels(1_000_000, limit=1).cover.loc["email"].sum() == 0


def test_a_budget_beyond_all_worthwhile_contacts_is_not_spent():
    rich, richer = models.plan_channels(50_000), models.plan_channels(1_000_000)
    assert rich.spend == richer.spend < 50_000 and rich.value == richer.value


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40_000), st.integers(0, 4))
def test_a_plan_keeps_its_budget_and_its_limit_and_adds_up(budget, limit):
    plan = models.plan_channels(budget, limit=limit)
    money = sum(
        plan.cover[tier] @ models.CHANNELS["cost"] * models.COUNTS[tier] for tier in models.TIERS
    )
    assert plan.spend == pytest.approx(money) and plan.spend <= budget + 1e-6
    assert plan.cover.to_numpy().min() >= -1e-12 and plan.cover.to_numpy().max() <= 1 + 1e-12
    assert plan.cover.loc[list(models.PERSONAL)].sum().max() <= limit + 1e-9


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_the_value_of_a_full_plan_is_that_of_its_channels(limit):
    plan = models.plan_channels(1_000_000, limit=limit)
    used = {tier: plan.cover.index[plan.cover[tier] > 0] for tier in models.TIERS}
    value = sum(
        models.VALUES[tier] * models.COUNTS[tier] * models.joint_response(used[tier], tier)
        for tier in models.TIERS
    )
    assert plan.value == pytest.approx(value)


def test_each_step_brings_less_a_yuan_than_the_one_before_without_replacing():
    steps = models.plan_channels(1_000_000, limit=4).steps
    assert (
        steps["dropped"].isna().all() and (steps["value"] / steps["cost"]).is_monotonic_decreasing
    )


def test_a_tier_without_customers_gets_nothing():
    cover = models.plan_channels(10_000, {"key": 0, "ordinary": 500, "small": 500}).cover
    assert cover["key"].sum() == 0


# --- the cadence ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("fatigue", "printed"), [(2, 1.6), (4, 3.1), (8, 6.3)])
def test_printed_best_contacts(fatigue, printed):
    assert models.best_contacts(10, 1, fatigue) == printed


@pytest.mark.parametrize("fatigue", [2, 4, 8])
def test_gross_benefit_peaks_at_f0(fatigue):
    grid = np.arange(121) / 10
    assert grid[models.gross_benefit(grid, fatigue=fatigue).argmax()] == fatigue


def test_if_the_gain_is_below_the_cost_the_best_contact_is_none():
    assert models.best_contacts(gain=0.9, cost=1) == 0 < models.best_contacts(gain=1.5, cost=1)


def test_opt_outs_grow_faster_than_contacts_and_make_the_best_earlier():
    few, more, many = models.opt_out([2, 4, 8])
    assert more > 2 * few and many > 2 * more
    assert models.opt_out(0) == 0 and models.opt_out(1000, 2) == 1
    assert (
        models.best_contacts(value=1000)
        < models.best_contacts(value=300)
        < models.best_contacts(value=0)
    )


@settings(max_examples=50, deadline=None)
@given(st.floats(0.1, 20), st.floats(0, 5), st.floats(1, 8))
def test_nothing_on_the_grid_is_better_than_the_best(gain, cost, fatigue):
    best = models.best_contacts(gain, cost, fatigue)
    assert (
        models.care_net(best, gain, cost, fatigue)
        >= models.care_net(np.arange(121) / 10, gain, cost, fatigue).max() - 1e-9
    )


# --- the chain ------------------------------------------------------------------------------------


def test_printed_effects_of_the_chain():
    assert round(models.chain(20, 20, 20), 3) == 0.667
    assert round(models.chain(50, 5, 5), 3) == 0.452
    assert models.chain(60, 0, 0) == 0


def test_printed_best_addition_strengthens_the_weak():
    assert models.best_addition((8, 2, 4), 20) == (3, 9, 8)
    assert models.weakest(8, 2, 4) == ["technology"]
    assert models.weakest(5, 5, 7) == ["employee", "technology"]
    assert models.best_addition((8, 2, 4), 0) == (0, 0, 0)


@settings(max_examples=50, deadline=None)
@given(st.tuples(*[st.integers(0, 30)] * 3), st.integers(1, 15))
def test_no_other_addition_does_better(start, points):
    best = models.best_addition(start, points)
    assert sum(best) == points
    for split in [
        (points, 0, 0),
        (0, points, 0),
        (0, 0, points),
        (points - points // 2, points // 2, 0),
    ]:
        assert models.chain(*np.add(start, split)) <= models.chain(*np.add(start, best)) + 1e-12


# --- the desk -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("agents", "printed"), [(46, 83.9), (50, 96.2)])
def test_printed_service_levels(agents, printed):
    found = models.service(600, agents, 240, 20)
    assert found.load == 40 and round(100 * found.level, 1) == printed


def test_the_last_agents_make_the_difference():
    assert [models.agents_needed(600, target) for target in (0.80, 0.90, 0.95)] == [46, 48, 50]
    level = [models.service(600, agents).level for agents in (41, 44, 47, 50)]
    gains = np.diff(level)
    assert (gains > 0).all() and gains[0] > 2 * gains[-1]


def test_erlang_c_agrees_with_the_sum_of_factorials():
    load, agents = 3.0, 5
    terms = [load**k / np.prod(np.arange(1, k + 1)) for k in range(agents + 1)]
    tail = terms[-1] / (1 - load / agents)
    assert models.erlang_c(load, agents) == pytest.approx(tail / (sum(terms[:-1]) + tail))


def test_an_overloaded_desk_never_catches_up_and_an_empty_one_never_waits():
    found = models.service(600, 40)
    assert (found.wait, found.level, found.seconds) == (1.0, 0.0, np.inf)
    assert (
        models.service(0, 3).level == 1
        and models.service(0, 0).level == 1
        and models.service(0, 0).waiting == 0
    )


def test_a_simulated_desk_agrees_with_erlang_c():
    hours = 60
    runs = [models.desk_queue([44] * hours, [600] * hours, seed=seed) for seed in range(4)]
    level = np.mean([(run.waits <= 20).mean() for run in runs])
    assert level == pytest.approx(models.service(600, 44).level, abs=0.06)
    assert np.mean([run.waiting.mean() for run in runs]) == pytest.approx(
        models.service(600, 44).waiting, rel=0.35
    )


def test_monday_morning_spills_into_the_next_hour():
    queue = models.desk_queue([36, 36, *[46] * 6])
    assert queue.waiting[118] > 30 and queue.waiting[125] > 10 and queue.waiting[240] == 0
    more = models.desk_queue([50, 50, *[46] * 6])
    assert more.waiting.max() < 30 < queue.waiting.max() and (more.arrivals == queue.arrivals).all()


def test_every_call_of_the_day_is_waiting_once_or_not_at_all():
    queue = models.desk_queue([2, 0, 1], [20, 10, 10], 300)
    assert (queue.waits >= 0).all() and len(queue.minutes) == len(queue.waiting) == 181
    for minute in (0, 30, 75, 150):
        present = (queue.arrivals <= 60 * minute) & (queue.arrivals + queue.waits > 60 * minute)
        assert queue.waiting[minute] == present.sum()


def test_a_desk_that_nobody_staffs_lets_everybody_wait_until_it_closes():
    queue = models.desk_queue([0, 0], [30, 30])
    assert (queue.arrivals + queue.waits == 7200).all()
    later = models.desk_queue([0, 5], [30, 0])
    assert (later.arrivals + later.waits >= 3600).all() and later.waits.max() < 7200


def test_the_day_adds_up():
    day = models.desk_day([46] * 8)
    assert (
        list(day["hour"]) == list(range(9, 17))
        and day["level"].iloc[0] == models.service(600, 46).level
    )


def test_shares_in_time_are_counted_call_by_call():
    queue = models.desk_queue([40, 38, 44], [600, 600, 300], seed=2)
    shares, whole = models.in_time(queue)
    hour = (queue.arrivals // 3600).astype(int)
    for place in range(3):
        assert shares[place] == pytest.approx((queue.waits[hour == place] <= 20).mean())
    assert whole == pytest.approx((queue.waits <= 20).mean())
    assert list(models.left_over(queue)) == [queue.waiting[60 * place] for place in range(3)]
    nobody = models.in_time(models.desk_queue([1], [0]))
    assert nobody[1] == 1 and list(nobody[0]) == [1]


# --- the conversation -----------------------------------------------------------------------------

PAIRS = list(product(models.CUSTOMERS, models.CONTACTS))


def test_a_conversation_by_hand():
    found = models.talk("agitated", "phone", ["listen", "ask", "fix", "revisit"])
    assert found.moods == (3, 6, 7, 9, 10) and found.mood == 10 and found.step == "end"
    assert found.factors == ("employee", "employee", "process", "process") and found.resolved
    assert (
        models.talk("agitated", "chat").mood == 3 and models.talk("agitated", "chat").step == "open"
    )


def test_an_upset_customer_must_be_calmed_once_before_the_solution():
    assert models.talk("agitated", "phone", ["script", "ask"]).step == "solve"
    assert models.talk("agitated", "phone", ["record", "form"]).step == "calm"
    still_upset = models.talk("agitated", "phone", ["script", "link", "callback"])
    assert still_upset.mood <= models.CALM and still_upset.step == "solve"


def test_a_customer_without_any_mood_left_leaves():
    found = models.talk("agitated", "phone", ["script", "form"])
    assert (found.mood, found.step, found.resolved) == (0, "left", False)
    assert models.talk_choices("agitated", "phone", ["script", "form"]) == ()


def test_a_customer_is_handed_on_only_once():
    path = ["record", "ask", "transfer", "brief"]
    assert models.talk_choices("demanding", "chat", path[:2])[-1] == "transfer"
    assert "transfer" not in models.talk_choices("demanding", "chat", path)
    with pytest.raises(ValueError, match="choice 5 cannot be 'transfer'"):
        models.talk("demanding", "chat", [*path, "transfer"])


def test_friendly_words_without_a_solution_resolve_nothing():
    found = models.talk("agitated", "phone", ["listen", "ask", "sorry", "revisit"])
    assert found.mood >= models.CONTENT and not found.solved and not found.resolved


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("listen", "not over yet"),
        ("zzz", "sentence 1 cannot be 'zzz'; possible: listen, record, script"),
        ("script form", "left after sentence 2"),
        ("script form sorry", "over after sentence 2"),
        ("listen ask fix revisit", "only 2 of the three"),
        ("listen ask sorry revisit", "without a solution"),
    ],
)
def test_what_a_talk_lacks_is_said_in_both_languages(path, said):
    zh, en = models.talk_problem("agitated", "phone", path.split(), mood=8)
    assert said in en and not zh.isascii()


def test_a_talk_that_ends_well_lacks_nothing_but_more_mood():
    best = models.best_talk("agitated", "phone")
    mood = models.talk("agitated", "phone", best).mood
    assert models.talk_problem("agitated", "phone", best, mood) is None
    assert f"at least {mood + 1}" in models.talk_problem("agitated", "phone", best, mood + 1)[1]


def test_a_link_helps_the_confused_in_chat_and_hurts_by_phone():
    chat, phone = (
        models.talk("confused", channel, ["listen", "link"]).moods for channel in ("chat", "phone")
    )
    assert chat[-1] > chat[-2] and phone[-1] < phone[-2]


@pytest.mark.parametrize(("customer", "channel"), PAIRS)
def test_the_best_path_is_resolved_uses_all_three_factors_and_hands_nobody_on(customer, channel):
    best, worst = models.best_talk(customer, channel), models.worst_talk(customer, channel)
    found = models.talk(customer, channel, best)
    assert found.resolved and set(found.factors) == set(models.FACTORS) and "transfer" not in best
    assert models.talk(customer, channel, worst).step == "left"
    ranks = [
        models.talk_rank(customer, channel, path) for path in models.talk_paths(customer, channel)
    ]
    assert models.talk_rank(customer, channel, best) == max(ranks) and models.talk_rank(
        customer, channel, worst
    ) == min(ranks)


def test_no_path_is_best_for_all():
    assert len({models.best_talk(*pair) for pair in PAIRS}) >= 3


@pytest.mark.parametrize(("customer", "channel"), PAIRS)
def test_every_path_ends_and_every_choice_occurs(customer, channel):
    paths = models.talk_paths(customer, channel)
    assert len(set(paths)) == len(paths) and max(map(len, paths)) <= 8
    assert set().union(*paths) == set().union(*models.TURNS.values())
    steps = {models.talk(customer, channel, path).step for path in paths}
    assert steps == {"end", "left"}


def test_every_factor_can_help_and_hurt():
    for factor in models.FACTORS:
        changes = []
        for turns in models.TURNS.values():
            for turn in turns.values():
                changes += [*turn.phone, *turn.chat] if turn.factor == factor else []
        assert min(changes) < 0 < max(changes)


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda: models.response("fax", "key"),
        lambda: models.plan_channels(-1),
        lambda: models.plan_channels(1, {"key": 1}),
        lambda: models.plan_channels(1, limit=-1),
        lambda: models.gross_benefit(-1),
        lambda: models.opt_out(1, 0),
        lambda: models.care_net(1, cost=-1),
        lambda: models.strength(-1),
        lambda: models.best_addition((1, 2), 3),
        lambda: models.best_addition((1, 2, 3), 1.5),
        lambda: models.erlang_c(-1, 3),
        lambda: models.service(1, 1, 0),
        lambda: models.agents_needed(10, 1),
        lambda: models.desk_day([1]),
        lambda: models.desk_queue([1], [1, 2]),
        lambda: models.talk("happy", "phone"),
        lambda: models.talk("confused", "fax"),
        lambda: models.talk("confused", "phone", ["fix"]),
        lambda: models.talk("agitated", "phone", ["script", "form", "ask"]),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ValueError):
        call()
