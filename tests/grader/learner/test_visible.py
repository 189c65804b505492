"""The process that checks what was clicked knows the notebook as it is given out now, however long
nobody has clicked."""

import pytest

from grader.base import UserError
from grader.learner.visible import Visible

SHOW = "from keguan import cards\nshow = lambda text: cards.show(cards.Card('right', str(text)))"


@pytest.fixture
def visible():
    made = Visible()
    yield made
    made.close()


def test_it_is_as_before_after_it_has_ended_and_forgets_what_is_given_out_no_more(visible):
    assert [one.text for one in visible.shown([SHOW, "base = 2", "base"])] == ["", "", "2"]
    assert visible.card("show(base + a)", "a", 3).title == "5"
    visible.close()  # as after ten minutes
    assert visible.card("show(base + b)", "b", 4).title == "6"
    assert visible.shown([SHOW, "other = 1"])[1].text == ""
    assert visible.card("show(other + a)", "a", 1).title == "2"
    with pytest.raises(UserError, match="did not finish"):
        visible.card("show(base)", "a", 1)
