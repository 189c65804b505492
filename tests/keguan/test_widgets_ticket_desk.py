"""The ticket desk as a widget: its buttons do what the model says, what is kept, what is told."""

import warnings
from unittest.mock import Mock

import pytest

from keguan import cards
from keguan import play as play_in_a_notebook
from keguan.figures import base as figures
from keguan.figures import ticket_desk as words
from keguan.models import ticket_desk as models
from keguan.style import say
from keguan.widgets.base import still
from keguan.widgets.ticket_desk import STEPS, TicketDesk
from tests import labs
from tests.desk_players import good, hasty, indifferent, presses
from tests.drawing import drawn_texts, laid_out, outside, overlapping


def play(desk, player, until=lambda state: state.over):
    while not until(desk.state):
        for button in presses(desk, player(desk.state)):
            assert button.layout.display != "none" and button.description
            button.click()


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("player", [good, hasty, indifferent])
def test_a_day_by_its_buttons_is_the_day_of_its_record(player, language, tmp_path):
    desk = TicketDesk(11, tmp_path)
    play(desk, player)
    assert models.replay(11, desk.file.read_text("utf-8")).log == desk.state.log
    assert list(desk.log["action"]) == [row[2] for row in desk.state.log]
    scope: dict = {}
    exec(desk.answer.value, scope)  # what is pasted into the task
    assert scope["desk_seed"] == 11
    assert models.replay(11, scope["desk_actions"]) == desk.state
    shown = labs.words(desk.result)
    assert str(models.total(models.score(desk.state))) in shown
    assert (desk.bench.layout.display, desk.end.layout.display) == ("none", "")


def test_a_desk_goes_on_where_it_was_left_and_begins_anew_beside_the_old_record(tmp_path):
    desk = TicketDesk(11, tmp_path)
    play(desk, good)
    again = TicketDesk(11, tmp_path)
    assert again.state == desk.state
    again.again.click()
    assert again.state == desk.state, "once may be a slip"
    again.again.click()
    assert again.state == models.start(11)
    assert models.replay(11, (tmp_path / "desk-11-1.txt").read_text("utf-8")) == desk.state


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_record_that_an_editor_has_saved_anew_goes_on(encoding, tmp_path):
    (tmp_path / "desk-11.txt").write_text("open T01; look\r\n", encoding=encoding)
    assert [row[2] for row in TicketDesk(11, tmp_path).state.log] == ["open", "look"]
    (tmp_path / "desk-11.txt").write_bytes(b"\xff\xfe\x00broken")
    assert TicketDesk(11, tmp_path).state == models.start(11)


def test_where_nothing_can_be_saved_it_says_so_until_it_can(tmp_path, monkeypatch):
    desk = TicketDesk(11, tmp_path)
    with monkeypatch.context() as full:
        full.setattr("os.replace", Mock(side_effect=OSError(28, "No space left on device")))
        desk.wait.click()
        assert words.unkept() in labs.words(desk.head) and words.unkept() in desk.do("wait")
        assert list(tmp_path.iterdir()) == []
    desk.wait.click()
    assert words.unkept() not in labs.words(desk.head)
    assert models.replay(11, desk.file.read_text("utf-8")).log == desk.state.log
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    TicketDesk(11, tmp_path / "file").wait.click()


def test_of_two_desks_of_one_day_neither_loses_the_record_of_the_other(tmp_path):
    first, second = TicketDesk(11, tmp_path), TicketDesk(11, tmp_path)
    first.do("open T01; look")
    second.do("wait")
    kept = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert kept == {
        "desk-11.txt": models.record(second.state) + "\n",
        "desk-11-1.txt": models.record(first.state) + "\n",
    }


def test_in_words_it_says_who_waits_and_what_the_ticket_is(language, tmp_path):
    desk = TicketDesk(11, tmp_path)
    told = desk.do("open T01; look")
    assert words.found(desk.state.tickets[0]) in told and "T02" in told
    assert words.claim(desk.state.tickets[0]) in told
    emotion = desk.state.tickets[0].emotion
    assert say(f"情绪 {emotion}　怒气", f"emotion {emotion}　anger") in told.splitlines()[-7]
    assert say("不补偿，就不用写 pay", "leave pay out") in desk.do("pay 0")
    assert say("没有这个动作", "no such action") in desk.do("dance")
    desk.do("wait; " * 100)
    assert words.question("general") in desk.do("wait")
    score = models.total(models.score(models.step(desk.state, "sum")))
    assert say(f"得了 {score} 分", f"{score} of 100 points") in desk.do("sum")


def test_in_words_it_says_what_the_colleague_noted(language, tmp_path):
    desk = TicketDesk(11, tmp_path)
    begun = next(ticket for ticket in desk.state.tickets if ticket.handed)
    for _ in range(60):
        told = desk.do(f"open {begun.id}")
        if desk.state.current is not None:
            break
        desk.do("wait")
    assert words.handed(begun) in told


def test_a_refused_solution_leads_back_to_the_mood(tmp_path):
    desk = TicketDesk(11, tmp_path)
    play(desk, good, until=lambda state: state.current is not None)
    place = next(p for p in desk.state.waiting if desk.state.works[p].anger > models.CALM)
    for action in (f"open {desk.state.tickets[place].id}", "reply sorry"):
        for button in presses(desk, action):
            button.click()
    assert desk.step == "calm" and words.told("angry") in labs.words(desk.head)


def test_money_that_is_not_there_is_not_paid(tmp_path):
    desk = TicketDesk(11, tmp_path)
    desk.state = models.State(**{**vars(desk.state), "budget": 0})
    play(desk, good, until=lambda state: state.note == "replied")
    assert desk.step == "pay"
    desk.choices[2].click()
    assert words.told("no:budget") in labs.words(desk.head) and desk.step == "pay"
    desk.choices[0].click()
    assert desk.step == "call"


@pytest.mark.parametrize("losses", [(0, 0, 0, 0, 0), (12_345, 25_200, 300, 0, 4_400)])
def test_the_picture_of_the_day_has_all_its_texts_inside(language, losses):
    names = [say("你", "you"), *map(words.order_name, models.ORDERS)]
    with warnings.catch_warnings(), drawn_texts() as found:
        warnings.simplefilter("error")
        figures.png(words.comparison(names, losses, (100, 37, 47, 50, 43)))
    assert outside(found) == {} and overlapping(found) == []


def test_without_a_kernel_there_is_a_picture_and_the_record(language, tmp_path):
    desk = TicketDesk(2026, tmp_path)
    begun, _ = desk._repr_mimebundle_()
    desk.do("wait; " * 12)
    bundle, more = desk._repr_mimebundle_()
    assert bundle["image/png"].startswith("iVBORw0KGgo") and bundle != begun
    assert desk.text in bundle["text/plain"]
    figure = words.queue(desk.state)
    assert len(desk.state.waiting) >= 9 and more["image/png"]["alt"] == figure.finding
    figures.note(figure, still())
    assert outside(laid_out(figure)) == {} and overlapping(laid_out(figure)) == []
    desk.state = models.policy(2026, "first")
    assert "4,400" in desk._repr_mimebundle_()[1]["image/png"]["alt"]


def test_every_word_of_the_model_has_a_name(language):
    for note in ("start", "opened", "no:early", "angry"):
        assert words.told(note)
    for step in (*STEPS, "general"):
        assert words.question(step)
    for seed in range(3):
        for place, ticket in enumerate(models.start(seed).tickets):
            form = words.form(ticket, place)
            assert len(form) == len(models.CRITERIA) and all(text for _, text in form)
            assert words.found(ticket) and words.claim(ticket)
    end = models.policy(3, "first")
    assert all(words.why(line) for line in models.score(end))


def test_in_an_exercise_it_opens_for_a_person_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert play_in_a_notebook.ticket_desk(7) is None
    monkeypatch.setattr(cards, "live", lambda: True)
    assert play_in_a_notebook.ticket_desk(7).state == models.start(7)
