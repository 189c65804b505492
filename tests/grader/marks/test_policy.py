"""Marks of the course: what the plan of assessment promises, refusals, and laws that hold for any
gradebook."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.base import Text, UserError
from grader.course import outline
from grader.marks import policy
from grader.marks.entries import (
    EXCUSED,
    FINAL,
    MARKED,
    MISSING,
    NEWER,
    OPEN,
    OUTDATED,
    UNGRADED,
    UNRELEASED,
    WAITING,
    Attempt,
    Entry,
    Override,
)
from grader.marks.finals import finals
from grader.marks.policy import Part, Policy, Rules

COURSE = outline.load()
OURS = policy.of_course(COURSE)
SMALL = Policy(
    {"A": 0.25, "B": 0.25, "C": 0.5},
    (
        Part("check", "A", 1, Text("", "")),
        Part("group", "B", 1, Text("", "")),
        Part("quiz1", "C", 15, Text("", "")),
        Part("quiz2", "C", 10, Text("", "")),
    ),
)


def full(student="S1", only="ABCD"):
    """Full marks in the assignments of some components, nothing in the others."""
    return [Entry(student, p.assignment, 10, 10) for p in OURS.parts if p.component in only]


def mark(entries, *overrides, of=SMALL, students=("S1",)):
    return finals(of, students, entries, overrides)[0]


def with_rules(**more):
    return Policy(SMALL.weights, SMALL.parts, Rules(**more))


# --- what the plan promises


def test_full_marks_give_100():
    assert mark(full(), of=OURS).mark == 100


def test_theory_only_gives_40():
    only = mark(full(only="C"), of=OURS)
    assert only.mark == 40
    assert only.components == pytest.approx({"A": 0, "B": 0, "C": 100, "D": 0})


def test_missing_work_is_0_and_listed():
    for place, part in enumerate(OURS.parts):
        entries = [*full()[:place], *full()[place + 1 :]]
        final = mark(entries, of=OURS)
        assert final.missing == [part.assignment] and (final.mark < 100) == (part.weight > 0)


def test_the_weights_of_the_course_sum_to_1():
    assert sum(OURS.weights.values()) == pytest.approx(1) and OURS.weights == {
        "A": 0.2,
        "B": 0.2,
        "C": 0.4,
        "D": 0.2,
    }


def test_units_weigh_as_course_toml_says():
    assert mark([Entry("S1", "quiz1", 5, 10), Entry("S1", "quiz2", 10, 10)]).components[
        "C"
    ] == pytest.approx(70)


def test_tasks_and_written_work_share_60_to_40():
    entries = [
        Entry("S1", p.assignment, 7, 7) for p in OURS.parts if p.assignment.endswith("-tasks")
    ]
    assert mark(entries, of=OURS).components["D"] == pytest.approx(60)


# --- rules


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 100), (0.01, 90), (1, 90), (1.5, 80), (5, 50), (60, 50)]
)
def test_each_day_begun_costs_and_never_more_than_the_most(days, expected):
    rules = with_rules(late_per_day=10, late_at_most=50)
    assert mark([Entry("S1", "check", 4, 4, days_late=days)], of=rules).components[
        "A"
    ] == pytest.approx(expected)


def test_an_extension_moves_the_due_date_of_one_student_and_assignment():
    rules = with_rules(late_per_day=10, late_at_most=50, extensions={("S1", "check"): 3})
    late = [Entry(student, "check", 4, 4, days_late=3) for student in ("S1", "S2")]
    first, second = finals(rules, ["S1", "S2"], late)
    assert (first.components["A"], second.components["A"]) == (100, 70)


def test_what_nbgrader_took_for_lateness_is_not_taken_twice():
    rules = with_rules(late_per_day=10, late_at_most=50)
    assert mark([Entry("S1", "check", 4, 4, days_late=2, penalty=1)], of=rules).components[
        "A"
    ] == pytest.approx(75)


def test_the_lowest_is_left_out_but_never_all():
    entries = [
        Entry("S1", "quiz1", 2, 10),
        Entry("S1", "quiz2", 9, 10),
        Entry("S1", "check", 3, 10),
    ]
    final = mark(entries, of=with_rules(drop={"C": 1, "A": 1}))
    assert final.components["C"] == pytest.approx(90) and final.components["A"] == pytest.approx(30)
    assert [line.counts for line in final.lines["C"]] == [False, True]


@pytest.mark.parametrize(
    ("points", "factor", "expected"), [(80, 1.1, 88), (80, 0.9, 72), (95, 1.1, 100), (80, 1.0, 80)]
)
def test_the_peer_factor_is_capped_at_100(points, factor, expected):
    assert mark([Entry("S1", "group", points, 100, peer=factor)]).components["B"] == pytest.approx(
        expected
    )


def test_a_mark_set_by_hand_is_dated_and_shown_and_the_last_of_the_list_counts():
    entries = [Entry("S1", "check", 2, 4)]
    first = Override("S1", "check", 60, "2099-01-01", "a wrong clock")
    later = Override("S1", "check", 80, "2026-02-01", "illness", by="Wang")
    final = mark(entries, first, later)
    assert final.components["A"] == 80
    told = final.lines["A"][0].steps[-1]
    assert (
        "2026-02-01" in told.en
        and "50.00" in told.en
        and "illness" in told.en
        and "Wang" in told.en
        and "2026-02-01" in told.zh
    )
    whole = mark(entries, Override("S1", FINAL, 61, "2026-03-01", "appeal"))
    assert whole.mark == 61 and "appeal" in whole.steps[-1].en


def test_a_mark_set_by_hand_is_looked_at_again_when_other_work_came_since():
    override = Override("S1", "check", 80, "2026-02-01", "ill", answer="#one")
    same, other = ([Entry("S1", "check", 2, 4, answer=answer)] for answer in ("#one", "#two"))
    assert mark(same, override).settled("A")
    final = mark(other, override)
    line = final.lines["A"][0]
    assert line.percent == 80 and not final.settled("A") and "again" in line.doubt.en


def test_work_that_waits_for_a_hand_keeps_the_mark_open():
    assert not mark([Entry("S1", "check", 2, 4, WAITING)]).complete
    assert mark([Entry("S1", "check", 2, 4)]).complete


def test_work_that_is_not_due_yet_is_0_so_far_and_not_missing():
    final = mark([Entry("S1", "check", 0, None, OPEN)])
    assert final.mark == 0 and "check" not in final.missing and not final.settled("A")
    assert "not due yet" in final.lines["A"][0].steps[0].en


def test_work_without_weight_makes_no_mark_provisional():
    """The warm-up of a course, which a teacher may never release."""
    parts = (*SMALL.parts, Part("warm-up", "A", 0, Text("", "")))
    entries = [Entry("S1", part.assignment, 10, 10) for part in SMALL.parts]
    for status in (UNRELEASED, WAITING):
        of = Policy(SMALL.weights, parts)
        final = mark([*entries, Entry("S1", "warm-up", 0, 10, status)], of=of)
        assert final.complete and final.mark == final.so_far == 100
        assert final.with_status(status) == []


def test_what_is_excused_does_not_count_and_the_others_share_its_weight():
    quizzes = [Entry("S1", "quiz1", 0, None, EXCUSED), Entry("S1", "quiz2", 8, 10)]
    final = mark([*quizzes, Entry("S1", "check", 5, 10), Entry("S1", "group", 0, None, EXCUSED)])
    assert final.components == {"A": 50, "B": None, "C": 80}
    assert final.mark == pytest.approx((0.25 * 50 + 0.5 * 80) / 0.75, abs=0.05)
    assert final.complete and final.missing == []


def test_the_lowest_that_is_left_out_is_never_one_that_is_excused():
    quizzes = [Entry("S1", "quiz1", 0, None, EXCUSED), Entry("S1", "quiz2", 8, 10)]
    assert mark(quizzes, of=with_rules(drop={"C": 1})).components["C"] == 80


def test_so_far_is_the_mark_of_what_is_settled():
    entries = [
        Entry("S1", "check", 0, None, OPEN),
        Entry("S1", "group", 0, None, UNRELEASED),
        Entry("S1", "quiz1", 9, 10),
        Entry("S1", "quiz2", 10, 10, WAITING),
    ]
    final = mark(entries)
    assert final.so_far == 90 and final.mark == 47 and not final.complete
    nothing = [Entry("S1", p.assignment, 0, None, UNRELEASED) for p in SMALL.parts]
    assert mark(nothing).so_far is None
    assert mark([]).so_far == mark([]).mark == 0  # all of it is missing


def only_the_warm_up(*more):
    """All of our assignments not released but the warm-up, and what else is marked."""
    marked = {"warmup-tasks": 10, **dict(more)}
    rest = [part.assignment for part in OURS.parts if part.assignment not in marked]
    waiting = [Entry("S1", name, 0, None, UNRELEASED) for name in rest]
    return [*waiting, *(Entry("S1", name, points, 10) for name, points in marked.items())]


def test_the_warm_up_alone_makes_no_mark():
    final = mark(only_the_warm_up(), of=OURS)
    assert final.so_far is None and final.mark == 0 and not final.complete
    excused = [replace(e, status=EXCUSED) if e.maximum is None else e for e in only_the_warm_up()]
    final = mark(excused, of=OURS)
    assert final.so_far is None and set(final.components.values()) == {None}


def test_the_warm_up_is_never_the_lowest_nor_all_that_is_left():
    rules = Policy(OURS.weights, OURS.parts, Rules(drop={"D": 1}))
    marked = [("tiering-tasks", 5)]
    assert mark(only_the_warm_up(*marked), of=rules).so_far == 50
    marked = [("warmup-tasks", 0), ("tiering-tasks", 5), ("churn-tasks", 9)]
    assert mark(only_the_warm_up(*marked), of=rules).so_far == 90


@pytest.mark.parametrize("status", [NEWER, OUTDATED, WAITING, UNGRADED])
def test_no_mark_looks_final_that_is_not(status):
    final = mark([Entry("S1", "check", 4, 4, status)])
    line = final.lines["A"][0]
    assert not line.settled and not final.complete and final.so_far == 0
    assert line.percent == (0 if status == UNGRADED else 100)


@pytest.mark.parametrize(
    ("points", "expected"), [(72.25, 72.3), (72.24, 72.2), (0, 0), (99.96, 100)]
)
def test_halves_are_rounded_up(points, expected):
    one = Policy({"A": 1.0}, (Part("check", "A", 1, Text("", "")),))
    assert mark([Entry("S1", "check", points, 100)], of=one).mark == expected


# --- resubmission

BEST = with_rules(late_per_day=10, late_at_most=50, resubmission={"A": "best"})
LAST = with_rules(late_per_day=10, late_at_most=50)
HAND = Text("人工评", "marked by hand")


def tries(points, *earlier, **more):
    return [Entry("S1", "check", points, 10, earlier=earlier, **more)]


def test_the_last_submission_counts_unless_the_best_is_asked_for():
    entries = tries(4, Attempt("2026-03-01", 9), Attempt("2026-03-02", 6))
    assert (
        mark(entries, of=LAST).components["A"] == 40
        and mark(entries, of=BEST).components["A"] == 90
    )
    told = [mark(entries, of=rules).lines["A"][0].steps[0] for rules in (LAST, BEST)]
    assert "3 times: the last one" in told[0].en and "最后一次" in told[0].zh
    assert (
        "3 times, the best counts: that of 2026-03-01" in told[1].en
        and "2026-03-01 的那次" in told[1].zh
    )


def test_the_best_is_the_best_after_late_days_each_by_its_own_time():
    assert mark(tries(9, Attempt("2026-03-01", 8), days_late=2), of=BEST).components["A"] == 80
    assert mark(tries(9, Attempt("2026-03-01", 7), days_late=2), of=BEST).components[
        "A"
    ] == pytest.approx(72)
    assert mark(tries(5, Attempt("2026-03-01", 8, days_late=1), days_late=3), of=BEST).components[
        "A"
    ] == pytest.approx(72)


def test_of_equals_the_last_one_counts():
    assert (
        "the last one"
        in mark(tries(8, Attempt("2026-03-01", 8)), of=BEST).lines["A"][0].steps[0].en
    )


@pytest.mark.parametrize(
    "attempt", [Attempt("2026-03-01", None, unknown=HAND), Attempt("2026-03-01", 9, unknown=HAND)]
)
def test_a_best_that_nobody_can_know_waits_until_a_mark_is_set(attempt):
    final = mark(tries(8, attempt), of=BEST)
    doubt = final.lines["A"][0].doubt
    assert "(2026-03-01): marked by hand" in doubt.en and "（2026-03-01）：人工评" in doubt.zh
    assert not final.complete and "--set" in doubt.en
    assert (
        mark(
            tries(8, attempt), Override("S1", "check", 85, "2026-04-01", "both read"), of=BEST
        ).components["A"]
        == 85
    )
    assert mark(tries(8, attempt), of=LAST).components["A"] == 80


@pytest.mark.parametrize(
    "attempt", [Attempt("2026-03-01", 7, unknown=HAND), Attempt("2026-03-01", 10, 3, HAND)]
)
def test_an_unknown_that_could_not_be_better_stops_nothing(attempt):
    assert mark(tries(8, attempt), of=BEST).components["A"] == 80
    assert (
        mark(tries(10, Attempt("2026-03-01", None, unknown=HAND)), of=BEST).components["A"] == 100
    )


# --- refusals


@pytest.mark.parametrize(
    ("entries", "students", "said"),
    [
        ([Entry("S1", "check", 1, 4)] * 2, ["S1"], "2 times"),
        ([], ["S1", "S1"], "S1 stands 2 times"),
    ],
)
def test_a_class_in_which_one_stands_twice_is_refused(entries, students, said):
    with pytest.raises(UserError) as stopped:
        finals(SMALL, students, entries)
    assert said in stopped.value.en and stopped.value.zh


@pytest.mark.parametrize(
    ("entry", "percent", "said"),
    [
        (Entry("S1", "check", 1, None), 0, "no maximum"),
        (Entry("S1", "check", 1, 0), 0, "no maximum"),
        (Entry("S1", "check", -1, 4), 0, "from 0 on"),
        (Entry("S1", "check", float("nan"), 4), 0, "from 0 on"),
        (Entry("S1", "group", 1, 4, peer=1.3), 25, "peer factor 1.3"),
        (Entry("S1", "group", 1, 4, peer=0.89), 25, "peer factor 0.89"),
        (Entry("S1", "check", 1, 4, doubt=HAND), 25, "marked by hand"),
    ],
)
def test_what_cannot_be_right_of_one_student_is_in_doubt_and_stops_nobody(entry, percent, said):
    first, second = finals(SMALL, ["S1", "S2"], [entry, Entry("S2", entry.assignment, 4, 4)])
    line = next(line for line in first.every_line if line.part.assignment == entry.assignment)
    assert line.percent == percent and said in line.doubt.en and line.doubt.zh
    assert not first.complete and second.mark == 25


def test_more_than_the_maximum_is_full_marks_and_said():
    line = mark([Entry("S1", "check", 5, 4)]).lines["A"][0]
    assert line.percent == 100 and line.settled and "more than the maximum" in line.steps[1].en


def test_an_earlier_try_above_the_maximum_of_today_is_no_known_best():
    final = mark(tries(8, Attempt("2026-03-01", 12)), of=BEST)
    assert "more than the maximum of today" in final.lines["A"][0].doubt.en
    assert mark(tries(8, Attempt("2026-03-01", 12)), of=LAST).components["A"] == 80


def test_entries_of_others_are_left_out():
    strangers = [Entry("S1", "quiz9", 1, 1), Entry("S9", "check", 4, 4)]
    assert mark(strangers).mark == 0


def test_unknown_components_and_weights_are_refused():
    wrong = [
        ({"A": 1.0}, "B", "unknown component"),
        ({"A": 0.9}, "A", "sum to 1"),
        ({"A": 0.5, "B": 0.5}, "A", "no assignment"),
    ]
    for weights, part, said in wrong:
        with pytest.raises(UserError) as stopped:
            finals(Policy(weights, (Part("check", part, 1, Text("", "")),)), ["S1"], [])
        assert said in stopped.value.en


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"lates": 1}, "lates"),
        ({"late_per_day": 200}, "late_per_day"),
        ({"late_per_day": "10%"}, "late_per_day"),
        ({"late_at_most": True}, "late_at_most"),
        ({"peer": [1.05, 1.1]}, "peer"),
        ({"peer": [0.9]}, "peer"),
        ({"peer": ["a", "b"]}, "peer"),
        ({"drop": "one"}, "drop"),
        ({"drop": {"A": "one"}}, "drop.A"),
        ({"drop": {"A": -1}}, "drop.A"),
        ({"extensions": [{"student": "S1", "assignment": "check"}]}, "extensions (1)"),
        (
            {"extensions": [{"student": "S1", "assignment": "check", "days": "three"}]},
            "extensions (1)",
        ),
        (
            {"extensions": [{"student": "S1", "assignment": "check", "days": 1}] * 2},
            "extensions (2) is wrong, S1 check stands twice",
        ),
    ],
)
def test_a_policy_that_is_misspelt_or_out_of_range_names_the_entry(raw, said):
    """G18: each entry was taken without a word or raised."""
    with pytest.raises(UserError) as stopped:
        policy.rules(raw)
    assert said in stopped.value.en and said.partition(" is")[0] in stopped.value.zh


def test_a_rule_for_a_component_that_is_not_there_is_refused():
    with pytest.raises(UserError, match="drop.Z"):
        with_rules(drop={"Z": 1})


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"late_per_day": "5"}, lambda r: r.late_per_day == 5 and r.late_at_most == 50),
        ({"drop.C": "1"}, lambda r: r.drop == {"A": 2, "C": 1}),
        ({"resubmission": "best"}, lambda r: set(r.resubmission.values()) == {"best"}),
        ({"resubmission.C": "best"}, lambda r: r.resubmission["C"] == "best"),
    ],
)
def test_a_class_may_change_a_rule(changes, check):
    raw = {"late_per_day": 10, "late_at_most": 50, "drop": {"A": 2}, "resubmission": "last"}
    assert check(policy.with_changes(raw, changes, "ABC"))


@pytest.mark.parametrize(
    "changes",
    [{"late_per_day": "much"}, {"drop": "1"}, {"late_per_day.A": "1"}, {"peer": "1"}, {"": ""}],
)
def test_a_rule_that_a_class_cannot_change_is_refused(changes):
    with pytest.raises(UserError, match="policy"):
        policy.with_changes({}, changes, "ABC")


@pytest.mark.parametrize(
    "raw",
    [{"resubmission": {"Z": "best"}}, {"resubmission": {"A": "mean"}}, {"resubmission": "first"}],
)
def test_a_rule_of_resubmission_that_does_not_exist_is_refused(raw):
    with pytest.raises(UserError, match="resubmission"):
        Policy(SMALL.weights, SMALL.parts, policy.rules(raw, SMALL.weights))


def test_one_word_for_resubmission_holds_for_every_component():
    assert policy.rules({"resubmission": "best"}, "ABC").resubmission == {
        "A": "best",
        "B": "best",
        "C": "best",
    }


# --- laws

entry = st.builds(
    lambda share, maximum, late, penalty, peer, status: (
        share * maximum,
        maximum,
        status,
        late,
        penalty * maximum,
        peer,
    ),
    st.floats(0, 1),
    st.floats(0.5, 200),
    st.floats(0, 40),
    st.floats(0, 1),
    st.none() | st.floats(0.9, 1.1),
    st.sampled_from([MARKED, WAITING, MISSING, EXCUSED, OPEN, NEWER]),
)
books = st.dictionaries(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3"]), st.sampled_from([p.assignment for p in OURS.parts])
    ),
    entry,
)


@settings(max_examples=300, deadline=None)
@given(
    books,
    st.integers(0, 3),
    st.floats(0, 100),
    st.floats(0, 100),
    st.randoms(use_true_random=False),
)
def test_any_gradebook_gives_marks_between_0_and_100_whatever_the_order(
    book, drop, per_day, at_most, shuffler
):
    rules = Policy(OURS.weights, OURS.parts, Rules(per_day, at_most, {"A": drop, "C": drop}))
    entries = [Entry(student, name, *values) for (student, name), values in book.items()]
    students = ["S1", "S2", "S3"]
    first = finals(rules, students, entries)
    shuffler.shuffle(entries)
    shuffler.shuffle(students)
    again = finals(rules, students, entries)
    assert [f.mark for f in first] == [f.mark for f in again] and [f.student for f in again] == [
        "S1",
        "S2",
        "S3",
    ]
    for final in first:
        assert 0 <= final.mark <= 100 and 0 <= (final.so_far or 0) <= 100
        known = [percent for percent in final.components.values() if percent is not None]
        assert all(0 <= percent <= 100 + 1e-9 for percent in known)
        assert not final.complete or final.so_far is None or final.so_far == final.mark


def test_more_points_never_lower_a_mark():
    rng = random.Random(5)
    for _ in range(200):
        name = rng.choice(SMALL.parts).assignment
        low, high = sorted(rng.uniform(0, 10) for _ in range(2))
        assert mark([Entry("S1", name, low, 10)]).mark <= mark([Entry("S1", name, high, 10)]).mark


attempt = st.builds(lambda share, late: (share, late), st.floats(0, 1), st.floats(0, 40))


@settings(max_examples=300, deadline=None)
@given(
    st.floats(0, 1),
    st.floats(0, 40),
    st.lists(attempt, max_size=5),
    st.floats(0, 100),
    st.floats(0, 100),
    st.randoms(use_true_random=False),
)
def test_the_best_is_never_below_any_submission_and_the_last_forgets_the_others(
    share, late, others, per_day, at_most, shuffler
):
    def component(rule, newest, attempts):
        rules = with_rules(late_per_day=per_day, late_at_most=at_most, resubmission={"A": rule})
        return mark(tries(10 * newest[0], *attempts, days_late=newest[1]), of=rules).components["A"]

    earlier = [Attempt(str(i), 10 * points, days) for i, (points, days) in enumerate(others)]
    best, alone = component("best", (share, late), earlier), component("last", (share, late), ())
    assert component("last", (share, late), earlier) == alone
    every = [alone, *(component("last", one, ()) for one in others)]
    assert best == pytest.approx(max(every)) and 0 <= best <= 100
    shuffler.shuffle(earlier)
    assert component("best", (share, late), earlier) == pytest.approx(best)
