"""Labs: thin ipywidgets shells over a pure model and a figure.

Guess first, then slide, see, explain, answer.

A lab hides its picture until a guess is given. Every value it shows comes from keguan.models;
`lab.render()` gives the picture of the current state, so that tests and the benchmark see what a
student sees.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import ipywidgets

from keguan import style
from keguan.figures import base as figures
from keguan.style import say

Drawn = tuple[figures.CourseFigure, str]  # the picture and the sentence below it
# What ipywidgets lacks for people without a mouse, done in the browser; for some seconds, because a
# page draws the parts of a lab one after the other. A slider's handle gets the label beside it as
# its name, or a screen reader would only say a number. JupyterLab's notebook takes the arrow keys
# away from a drop-down, and Enter from what unfolds, unless these say that they want them
# themselves. When what has the focus is hidden or disabled, a browser leaves the focus nowhere;
# here the control before it gets it, or the first that is left. A second click, of a double click
# or of somebody who waits for a slow machine, would say the sentence that has just taken the place
# of the first: until the conversation goes on, or for five seconds, there is none.
FOR_KEYBOARDS = """(function help(tries) {
  for (const slider of document.querySelectorAll('.keguan-lab .widget-slider')) {
    const handle = slider.querySelector('[role=slider]');
    const label = slider.querySelector('.widget-label');
    if (handle && label) handle.setAttribute('aria-label', label.textContent);
  }
  for (const menu of document.querySelectorAll('.keguan-lab :is(select, summary)')) {
    menu.setAttribute('data-lm-suppress-shortcuts', 'true');
  }
  if (tries) setTimeout(() => help(tries - 1), 500);
})(40);
if (!window.keguanKeepsFocus) document.addEventListener('focusout', ({target, relatedTarget}) => {
  const usable = one => one.checkVisibility() && !one.disabled;
  const lab = target.closest('.keguan-lab');
  if (!lab || relatedTarget || usable(target)) return;
  const before = one => one.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  const controls = [...lab.querySelectorAll('button, input, select, summary')].filter(usable);
  (controls.filter(before).pop() ?? controls[0])?.focus();
});
if (!window.keguanKeepsFocus) document.addEventListener('click', event => {
  const talk = event.target.closest('.keguan-say')?.closest('.keguan-lab');
  if (!talk) return;
  if (event.detail > 1 || talk.dataset.saying) {
    event.stopPropagation();
    event.preventDefault();
    return;
  }
  talk.dataset.saying = 'until it is answered';
  const heard = () => { delete talk.dataset.saying; answers.disconnect(); };
  const answers = new MutationObserver(heard);
  answers.observe(talk.querySelector('.keguan-heard'), {childList: true, subtree: true});
  setTimeout(heard, 5000);
}, true);
window.keguanKeepsFocus = true;"""


@dataclass(frozen=True)
class Choice:
    """A question with options; `right` is the position of the one that the model computes."""

    text: str
    options: tuple[str, ...]
    right: int
    because: str

    def verdict(self, picked: int | None) -> str:
        """The sentence after an answer; None = nothing picked yet."""
        if picked is None:
            return say("先选一个答案。", "Pick an answer first.")
        if picked == self.right:
            return say("✔ 正确。", "✔ Correct. ") + self.because
        return say(
            "✘ 还不对。再动动滑块，看看图。",
            "✘ Not yet. Move the sliders and look at the picture again.",
        )


class Lab(ipywidgets.VBox):
    """One simulation: `guess`, `controls` by name, a `picture`, an `explanation` and a check
    `question`.

    `live` names the one to three controls that move where no kernel runs; the others stay as they
    are at first, and all the pictures that the live ones reach can be drawn ahead. `before` sets
    controls otherwise for the picture that stands in a notebook before the guess, where the first
    one would give the answer away.
    """

    def __init__(
        self,
        guess: Choice,
        controls: dict[str, ipywidgets.Widget],
        draw: Callable[..., Drawn],
        question: Choice,
        live: tuple[str, ...] = (),
        before: Mapping[str, Any] | None = None,
    ) -> None:
        self.guess = guess
        self.controls = controls
        self.question = question
        self.live = live
        self.before: dict[str, Any] = dict(before or {})
        self._draw = draw
        self.picture = ipywidgets.HTML()
        self.explanation = ipywidgets.HTML()
        self.guess_options, self.reveal, self.guess_verdict, self.ask = _question_box(
            guess, say("看结果", "Reveal")
        )
        self.answer_options, self.check, self.answer_verdict, answer = _question_box(
            question, say("检查", "Check")
        )
        self.side = box("keguan-side", *controls.values())
        shown = box("keguan-shown", self.picture, self.explanation)
        answer.add_class("keguan-ask")
        self.bench = box("keguan-bench", self.side, shown, answer)
        self.bench.layout.display = "none"
        super().__init__([*unseen(), self.ask, self.bench])
        self.add_class("keguan-lab")
        self.reveal.on_click(self._on_reveal)
        self.check.on_click(self._on_check)
        for control in controls.values():
            control.observe(self._refresh, names="value")

    def values(self) -> dict[str, Any]:
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def render(self) -> bytes:
        """PNG of the picture at the current values."""
        return figures.png(self._draw(**self.values())[0])

    def _on_reveal(self, _button: object) -> None:
        picked = self.guess_options.index
        if picked is None:
            self.guess_verdict.value = status_line(
                say("先猜一个，再看结果。", "Make a guess first.")
            )
            return
        hit = say("和你猜的不一样。", "Not what you guessed. ")
        if picked == self.guess.right:
            hit = say("猜对了！", "Good guess! ")
        self._fold_guess(hit + self.guess.because, self.guess.options[picked])
        self.bench.layout.display = ""
        self._refresh()

    def _fold_guess(self, told: str, picked: str) -> None:
        """Leave one line of the guess, with the question behind it: the screen is for the controls
        and the picture."""
        more = say("看题目", "See the question")
        mine = say(f"你猜的是：{picked}", f"Your guess: {picked}")
        self.guess_verdict.value = (
            f"<details><summary><span role='status'>{html.escape(told)}</span> "
            f"<b>{more}</b></summary><p>{html.escape(self.guess.text)}</p>"
            f"<p>{html.escape(mine)}</p></details>"
        )
        for part in self.ask.children[:-1]:
            part.layout.display = "none"

    def _on_check(self, _button: object) -> None:
        self.answer_verdict.value = status_line(self.question.verdict(self.answer_options.index))

    def _refresh(self, _change: object = None) -> None:
        try:
            with _tidy_memory():
                image, sentence = self._image()
        except Exception as error:
            self.picture.value = ""  # the old picture would belong to other values
            self.explanation.value = status_line(
                say("这里画不出来：", "This cannot be drawn: ") + str(error)
            )
            raise
        self.picture.value = image
        self.explanation.value = status_line(sentence)

    def _image(self) -> tuple[str, str]:
        """The picture as an HTML element with its finding as alt text, and the sentence below
        it."""
        figure, sentence = self._draw(**self.values())
        data = base64.b64encode(figures.png(figure)).decode()
        alt = html.escape(figure.finding.replace("\n", " "), quote=True)
        return (
            f'<img alt="{alt}" src="data:image/png;base64,{data}">',
            sentence,
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live lab, and for readers without a kernel a picture with a sentence: the current
        one, or before the guess one that does not answer it."""
        bundle = super()._repr_mimebundle_(**kwargs)
        guessed = self.bench.layout.display != "none"
        values = self.values() if guessed else self.values() | self.before
        figure, _ = self._draw(**values)
        figures.note(figure, still())
        bundle["image/png"] = base64.b64encode(figures.png(figure)).decode()
        bundle["text/plain"] = figure.finding
        # for pages that are made from the notebook
        return bundle, {"image/png": {"alt": figure.finding}}


def still() -> str:
    """The note on a picture that has no kernel behind it."""
    return say(
        "这是静态图；运行这个单元格就能动手。",
        "A still picture: run this cell to move it.",
    )


@contextlib.contextmanager
def _tidy_memory() -> Iterator[None]:
    """Throw a drawn figure away while it is young.

    A figure is thousands of objects in cycles. Left to Python they age and set off a full
    collection, which stops the slider for a tenth of a second; collecting the young ones right
    after the drawing takes some milliseconds.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if before:
            gc.enable()


def status_line(text: str) -> str:
    """A sentence that screen readers speak when it changes."""
    return f'<p role="status" aria-live="polite">{html.escape(text)}</p>'


def box(name: str, *parts: ipywidgets.Widget) -> ipywidgets.Box:
    """The parts one below the other, under a name that lab.css knows."""
    box = ipywidgets.VBox(parts)
    box.add_class(name)
    return box


@cache
def _look() -> str:
    """The style sheet of labs, with what its names stand for."""
    sheet = resources.files("keguan").joinpath("lab.css").read_text(encoding="utf-8")
    named = style.tokens(style.LIGHT, style.SIZES)
    return f"<style>.keguan-lab {{ {named} }}\n{sheet}</style>"


def unseen() -> list[ipywidgets.Widget]:
    """What a lab has beside what it shows: its look, a sentence for the time when its kernel is
    gone, which the look brings out, and what the browser does for keyboards."""
    gone = ipywidgets.HTML(
        say(
            "内核已经重启，这里动不了：重新运行这个单元格，就能再动手。",
            "The kernel was restarted and nothing moves here: run this cell again to go on.",
        )
    )
    gone.add_class("keguan-gone")
    script = {
        "output_type": "display_data",
        "data": {"application/javascript": FOR_KEYBOARDS},
        "metadata": {},
    }
    hidden = {"display": "none"}
    return [
        ipywidgets.HTML(_look(), layout=hidden),
        ipywidgets.Output(outputs=(script,), layout=hidden),
        gone,
    ]


def _question_box(
    question: Choice, button_text: str
) -> tuple[ipywidgets.RadioButtons, ipywidgets.Button, ipywidgets.HTML, ipywidgets.VBox]:
    """(options, button, verdict, box) of a question."""
    options = ipywidgets.RadioButtons(options=list(question.options), index=None)
    button = ipywidgets.Button(description=button_text, button_style="primary")
    verdict = ipywidgets.HTML()
    text = ipywidgets.HTML(f"<p><b>{html.escape(question.text)}</b></p>")
    return options, button, verdict, ipywidgets.VBox([text, options, button, verdict])


def tick(name: str, value: bool) -> ipywidgets.Checkbox:
    return ipywidgets.Checkbox(value=value, description=name)


def slider(
    kind: type[ipywidgets.Widget],
    name: str,
    value: float,
    low: float,
    high: float,
    step: float,
    **more: Any,
) -> ipywidgets.Widget:
    return kind(
        value=value,
        min=low,
        max=high,
        step=step,
        description=name,
        continuous_update=True,
        **more,
    )


def whole(name: str, value: int, low: int, high: int, step: int = 1) -> ipywidgets.IntSlider:
    return slider(ipywidgets.IntSlider, name, value, low, high, step)


def decimal(
    name: str, value: float, low: float, high: float, step: float, digits: int = 2
) -> ipywidgets.FloatSlider:
    return slider(
        ipywidgets.FloatSlider, name, value, low, high, step, readout_format=f".{digits}f"
    )


def menu(name: str, options: dict, value: object) -> ipywidgets.Dropdown:
    """A drop-down of {shown text: value}."""
    return ipywidgets.Dropdown(options=list(options.items()), value=value, description=name)
