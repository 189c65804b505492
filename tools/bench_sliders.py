"""Slider to new picture: `python -m tools.bench_sliders` prints p50 and p95 of each lab in both languages.

The time runs in the kernel, from setting a slider's value until the new picture is in the widget. Beside it stands a
peer measured in the same run: the same figure shown the ordinary way, by ipywidgets.interactive, pyplot and an Output.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import time

import ipywidgets
import matplotlib

import keguan
from keguan import cases, widgets

matplotlib.use("Agg")
TARGET = 100  # milliseconds, p95
MOVES = 60
LABS = {  # lab: the slider that is moved
    "pyramid_lab": "sigma",
    "resource_lab": "ordinary_plus",
    "rfm_lab": "window",
}


def make(name: str) -> widgets.Lab:
    """A lab after its guess, with its picture showing."""
    arguments = ()
    if name == "rfm_lab":
        arguments = cases.load("ctrip", "orders"), cases.load("ctrip", "profiles"), cases.reference_date("ctrip")
    lab = getattr(widgets, name)(*arguments)
    lab.guess_options.index = 0
    lab.reveal.click()
    return lab


def positions(slider) -> list:
    """Values from end to end and back, every one different from the one before."""
    low, high, step = slider.min, slider.max, slider.step
    places = int(round((high - low) / step))
    order = [(i * max(1, places // 13)) % (places + 1) for i in range(1, MOVES + 1)]
    return [type(slider.value)(low + place * step) for place in order]


def ours(name: str) -> list[float]:
    """Milliseconds of each move of our lab."""
    lab = make(name)
    slider, times = lab.controls[LABS[name]], []
    for value in positions(slider):
        before, start = lab.picture.value, time.perf_counter()
        slider.value = value
        spent = 1000 * (time.perf_counter() - start)
        if lab.picture.value != before:
            times.append(spent)
    return times


def peer(name: str) -> list[float]:
    """Milliseconds of each move when the same figure goes through interactive, pyplot and an Output widget."""
    import matplotlib.pyplot as plt

    lab = make(name)
    fixed = {key: ipywidgets.fixed(value) for key, value in lab.values().items()}
    slider = lab.controls[LABS[name]]

    def show(**values):
        figure = lab._draw(**values)[0]
        figure.set_canvas(plt.figure(figsize=(7, 4.2), dpi=100).canvas)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", bbox_inches="tight")  # what the inline backend does
        plt.close("all")

    fixed[LABS[name]] = type(slider)(value=slider.value, min=slider.min, max=slider.max, step=slider.step)
    box = ipywidgets.interactive(show, **fixed)
    times = []
    with contextlib.redirect_stdout(io.StringIO()):
        for value in positions(slider):
            start = time.perf_counter()
            box.children[0].value = value
            times.append(1000 * (time.perf_counter() - start))
    return times


def main() -> None:
    print(f"{'lab':14} {'':2} {'p50 ms':>8} {'p95 ms':>8} {'target':>8} {'ratio to peer (p50)':>20}")
    for language in ("zh", "en"):
        keguan.use(language)
        for name in LABS:
            own, other = ours(name), peer(name)
            p95 = statistics.quantiles(own, n=20)[-1]
            met = "met" if p95 < TARGET else "missed"
            ratio = statistics.median(own) / statistics.median(other)
            print(f"{name:14} {language} {statistics.median(own):8.0f} {p95:8.0f} {met:>8} {ratio:20.2f}")


if __name__ == "__main__":
    main()
