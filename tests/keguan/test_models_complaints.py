"""Models of unit `complaints`: the printed discoveries, the ends, and what is refused."""

import numpy as np
import pytest

from keguan.models import complaints as models

# --- calm first -----------------------------------------------------------------------------------


def steps(anger, after, order="RMLSP"):
    return len(models.calm_first(anger, after, order))


def test_discover_that_calming_first_is_the_shorter_way():
    assert steps(9, 0) == 7  # refused, five moves, taken
    assert steps(9, 3) == 4
    assert min(range(6), key=lambda after: steps(9, after)) == 3


def test_discover_that_who_is_hardly_angry_takes_the_solution_at_once():
    assert [steps(3, after) for after in range(6)] == [1, 2, 3, 4, 5, 6]


def test_discover_that_listening_calms_most():
    assert models.calm_first(9, 1, "LRMSP")[0] == ("L", pytest.approx(5.4))
    assert min(models.MOVES, key=models.MOVES.get) == "L"
    assert steps(6, 1, "LRMSP") == 2 < steps(6, 1) == 7


def test_a_refused_solution_angers_and_never_beyond_the_scale():
    assert [(step.move, round(step.anger, 2)) for step in models.calm_first(9, 1)] == [
        ("R", 7.2), ("offer", 9.36), ("M", 8.42), ("L", 5.05), ("S", 3.79), ("P", 3.22),
        ("offer", 3.22),
    ]  # fmt: skip
    for anger in np.linspace(0, 10, 41):
        for after in range(6):
            way = models.calm_first(anger, after)
            assert all(0 <= step.anger <= 10 for step in way)
            assert way[-1].move == models.OFFER and models.listens(way[-1].anger)
            assert len(way) in (after + 1, 7)
    assert steps(5, 1) == 2, "4.0 is low enough"


@pytest.mark.parametrize(
    "wrong", [(-1, 0), (11, 0), (9, 6), (9, -1), (9, 0, "RMLS"), (9, 0, "RRLSP")]
)
def test_no_anger_off_the_scale_and_no_sixth_move(wrong):
    with pytest.raises(ValueError, match="anger is 0-10"):
        models.calm_first(*wrong)


def test_discover_how_many_rounds_a_bad_first_handling_costs():
    assert [round(models.rounds(q), 2) for q in (0, 0.1, 0.3, 0.5)] == [1, 1.11, 1.43, 2]
    with pytest.raises(ValueError, match="below 1"):
        models.rounds(1)


# --- the triage desk ------------------------------------------------------------------------------


def test_the_kept_means_are_those_of_sixty_days():
    for handlers, kept in models.MEANS.items():
        assert {rule: models.mean_day(rule, handlers) for rule in models.RULES} == kept


def test_discover_that_the_type_costs_least_and_first_come_most():
    mean = models.MEANS[models.HANDLERS]
    assert [mean[rule].loss for rule in ("first", "emotion", "tier", "type")] == [
        9550, 6870, 6248, 4990,
    ]  # fmt: skip
    for kept in models.MEANS.values():
        losses = {rule: kept[rule].loss for rule in models.RULES}
        assert min(losses, key=losses.get) == "type" and max(losses, key=losses.get) == "first"


def test_discover_that_the_key_ones_wait_less_and_all_together_more():
    mean = models.MEANS[models.HANDLERS]
    assert (mean["first"].key_wait, mean["type"].key_wait) == (22.1, 6.3)
    assert (mean["first"].wait, mean["type"].wait) == (20.9, 24.4)
    assert (mean["first"].waits, mean["type"].waits) == (
        (22.1, 20.5, 21.9, 18.3),
        (6.3, 18.7, 58.0, 77.7),
    ), "false and malicious ones wait for it"


def test_a_day_is_the_same_for_every_rule_and_another_with_another_seed():
    one, same, other = (models.complaints(seed) for seed in (3, 3, 4))
    assert all((a == b).all() for a, b in zip(one, same, strict=True))
    assert (one.arrivals != other.arrivals).any()


def test_the_days_are_as_the_parameters_say():
    days = [models.complaints(seed) for seed in range(200)]
    everything = [np.concatenate(column) for column in zip(*days, strict=True)]
    arrivals, key, emotion, malicious, own_fault, patience, work = everything
    assert len(arrivals) == 200 * 80 and arrivals.min() >= 0 and arrivals.max() <= 480
    assert key.mean() == pytest.approx(0.15, abs=0.01)
    assert [(emotion == level).mean() for level in (5, 4, 3)] == pytest.approx(
        [0.10, 0.20, 0.70], abs=0.01
    )
    assert malicious.mean() == pytest.approx(0.05, abs=0.01)
    assert own_fault.mean() == pytest.approx(0.20, abs=0.01)
    for level, mean in ((5, 45), (4, 90), (3, 240)):
        assert patience[emotion == level].mean() == pytest.approx(mean, rel=0.06)
    assert work.mean() == pytest.approx(20, rel=0.03)


def hand(**columns):
    """A day of four complaints, by hand: one handler, all patient, ten minutes of work each."""
    day = {
        "arrivals": [0.0, 1.0, 2.0, 3.0],
        "key": [False] * 4,
        "emotion": [3] * 4,
        "malicious": [False] * 4,
        "own_fault": [False] * 4,
        "patience": [99.0] * 4,
        "work": [10.0] * 4,
    }
    return models.Complaints(**{name: np.array(v) for name, v in (day | columns).items()})


def waits(day, rule):
    return models.triage(day, rule, 1).waits.tolist()


def test_each_rule_takes_its_own_first_and_interrupts_nobody():
    day = hand(key=[False, False, False, True], emotion=[3, 4, 5, 3])
    assert waits(day, "first") == [0, 9, 18, 27]
    assert waits(day, "tier") == [0, 19, 28, 7]
    assert waits(day, "emotion") == [0, 19, 8, 27]
    assert waits(day, "type") == [0, 29, 8, 17]
    assert models.triage(day, "first", 4).waits.tolist() == [0] * 4


def test_types_are_tested_in_the_order_of_the_course():
    day = hand(
        key=[True, True, False, False],
        emotion=[5, 3, 5, 3],
        malicious=[True, False, False, False],
        own_fault=[True, True, True, True],
    )
    assert [models.TYPES[place] for place in day.types] == ["malicious", "key", "key", "false"]
    assert day.at_stake.tolist() == [0, 3000, 1100, 300]


def test_who_gives_up_is_passed_over_and_costs_what_was_at_stake():
    day = hand(key=[False, True, False, False], patience=[99.0, 5.0, 99.0, 99.0])
    handled = models.triage(day, "first", 1)
    assert handled.gone.tolist() == [False, True, False, False]
    assert handled.waits.tolist() == [0, 9, 8, 17], "the next is taken at the same moment"
    assert models.day_loss(day, handled) == 3000


@pytest.mark.parametrize("wrong", [{"rule": "luck"}, {"handlers": 0}])
def test_no_other_rule_and_no_empty_desk(wrong):
    with pytest.raises(ValueError, match="rule is one of"):
        models.triage(models.complaints(), **wrong)


# --- the iceberg ----------------------------------------------------------------------------------


def kept(complain=0.4, solved=0.5, quick=0.3):
    return round(100 * models.iceberg(complain, solved, quick), 1)


def test_discover_that_fewer_complaints_are_bad_news():
    assert kept() == 21.7
    assert kept(complain=0.2) == 15.3
    assert kept(complain=0.6) == 28.0
    assert kept(solved=0.7) == 25.2
    assert kept(quick=0.6) == 23.4


def test_the_ends_of_the_iceberg_are_the_published_rates():
    assert kept(complain=0) == 9
    assert [kept(1, solved, quick) for solved, quick in ((0, 0), (1, 0), (1, 1))] == [19, 54, 82]


def test_the_parts_are_all_the_dissatisfied():
    for complain in (0, 0.4, 1):
        parts = models.parts(complain, 0.5, 0.3)
        assert list(parts) == list(models.KEPT)
        assert sum(part.share for part in parts.values()) == pytest.approx(1)
        assert parts["silent"].share == pytest.approx(1 - complain)


def test_behind_the_heard_ones_are_the_unheard():
    assert models.unheard(40, 0.4) == pytest.approx(60)
    assert models.unheard(40, 0.04) == pytest.approx(960)
    assert models.unheard(0, 0.4) == 0 == models.unheard(40, 1)


def test_shares_are_shares():
    for wrong in ((1.1, 0, 0), (0, -0.1, 0), (0, 0, 2)):
        with pytest.raises(ValueError, match="shares"):
            models.iceberg(*wrong)
    with pytest.raises(ValueError, match="complain above 0"):
        models.unheard(40, 0)
