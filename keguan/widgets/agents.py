"""Labs of unit `agents`. TO WRITE: what they let a student try."""

from __future__ import annotations

from keguan.figures import agents as figures
from keguan.figures.base import percent
from keguan.models import agents as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, whole


def agents_lab() -> Lab:
    """TO WRITE: what it shows."""
    guess = _choice(30, say("待写：30 占 120 的多少？", "TO WRITE: what share of 120 is 30?"))
    question = _choice(60, say("待写：60 占 120 的多少？", "TO WRITE: what share of 120 is 60?"))
    controls = {
        "part": whole(say("部分", "Part"), 30, 0, 120),
        "total": whole(say("整体", "Whole"), 120, 120, 240),
    }
    return Lab(guess, controls, _draw, question)


def _choice(part: int, text: str) -> Choice:
    options = [percent(models.share(n, 120)) for n in (12, 30, 60, 120)]
    right = percent(models.share(part, 120))
    because = say(f"待写：{part} ÷ 120 = {right}。", f"TO WRITE: {part} ÷ 120 = {right}.")
    return Choice(text, tuple(options), options.index(right), because)


def _draw(part: int, total: int) -> Drawn:
    share = percent(models.share(part, total))
    sentence = say(
        f"待写：{part} 在 {total} 里占 {share}，说明了什么。",
        f"TO WRITE: {part} is {share} of {total}, and what that means.",
    )
    return figures.share(part, total), sentence
