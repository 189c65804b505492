"""Slider to new picture: `python -m tools.bench_sliders` prints p50 and p95 of each lab in both
languages.

The time runs in the kernel, from setting a slider's value until the new picture is in the widget.
Beside it stands a peer measured in the same run: the same data drawn the ordinary way, by
ipywidgets.interactive and pyplot. A ratio below 1 means that the lab is faster. Run it on a machine
that does nothing else.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import time
from collections.abc import Callable
from itertools import product
from typing import Any

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from IPython.core.pylabtools import print_figure

import keguan
from keguan.figures import tiering as figures
from keguan.figures.base import SIZE
from keguan.models import tiering as models
from keguan.style import say
from keguan.widgets.base import Lab
from tests.samples import UNITS
from tests.samples.tiering import ctrip

matplotlib.use("Agg")
TARGET = 100  # milliseconds, p95
MOVES = 60
LABS: dict[str, Callable[[], Lab]] = {}
SLIDERS: dict[str, str] = {}
for sample in UNITS.values():
    LABS |= sample.LABS
    SLIDERS |= sample.BENCH


def make(name: str) -> Lab:
    """A lab after its guess, with its picture showing."""
    lab = LABS[name]()
    lab.guess_options.index = 0
    lab.reveal.click()
    return lab


def positions(slider: ipywidgets.Widget) -> list[float]:
    """Values from end to end and back, every one different from the one before."""
    low = slider.min
    high = slider.max
    step = slider.step
    kind = type(slider.value)
    places = int(round((high - low) / step))
    stride = max(1, places // 13)
    order = [i * stride % (places + 1) for i in range(1, MOVES + 1)]
    return [kind(low + place * step) for place in order]


def ours(name: str) -> list[float]:
    """Milliseconds of each move of our lab."""
    lab = make(name)
    slider = lab.controls[SLIDERS[name]]
    times = []
    for value in positions(slider):
        before = lab.picture.value
        start = time.perf_counter()
        slider.value = value
        spent = 1000 * (time.perf_counter() - start)
        if lab.picture.value != before:
            times.append(spent)
    return times


def plain_pyramid(sigma: float) -> None:
    """The concentration curve as pyplot draws it."""
    values = models.profits(sigma=sigma)
    x, y = models.lorenz(values)
    plt.figure(figsize=SIZE)
    for tier, edge, size in zip(figures.TIERS, (0, 0.2, 0.5), models.PYRAMID, strict=True):
        plt.axvspan(edge, edge + size, alpha=0.3, label=figures.tier_name(tier))
    plt.plot(x, y)
    plt.xlabel(say("客户累计占比", "Share of customers"))
    plt.ylabel(say("利润累计占比", "Share of profit"))
    plt.legend()


def plain_resource(ordinary_plus: float) -> None:
    """The lead of one plan over another as pyplot draws it."""
    plan = models.PLANS["differentiated"] | {"spend": (200, ordinary_plus, 20, 15, 0, 0)}
    own = models.simulate_resources(**plan)
    rival = models.simulate_resources(**models.PLANS["no_cultivation"])
    lead = own["cumulative"] - rival["cumulative"]
    plt.figure(figsize=SIZE)
    for quarter, value in enumerate(lead, 1):
        plt.bar(quarter, value)
        plt.text(quarter, value, f"{value:,.0f}", ha="center")
    plt.xlabel(say("季度", "Quarter"))
    plt.ylabel(say("累计利润领先", "Cumulative lead"))


def plain_rfm(window: int) -> None:
    """The eight RFM types as pyplot draws them."""
    orders, profiles, date = ctrip()
    days = models.order_days(orders, profiles["member_id"])
    counts = models.rfm_counts(models.rfm(days, date, window))
    both = plt.subplots(1, 2, figsize=SIZE)[1]
    for axes, recency in zip(both, "↓↑", strict=True):
        square = np.empty((2, 2))
        for (row, f), (column, m) in product(enumerate("↑↓"), enumerate("↓↑")):
            square[row, column] = counts[f"R{recency}F{f}M{m}"]
            axes.text(column, row, square[row, column], ha="center")
        axes.imshow(square)
        axes.set_title(f"R{recency}")


PLAIN: dict[str, Callable[[Any], None]] = {
    "pyramid_lab": plain_pyramid,
    "resource_lab": plain_resource,
    "rfm_lab": plain_rfm,
}


def peer(name: str) -> list[float]:
    """Milliseconds of each move when plain pyplot draws the same data under ipywidgets.interactive.

    print_figure is what the inline backend calls to show a figure; its way to the browser is not in
    the time, nor is ours.
    """
    slider = make(name).controls[SLIDERS[name]]

    def show(value: float) -> None:
        PLAIN[name](value)
        plt.title(say("客户分级", "Customer tiering"))
        pictures.append(print_figure(plt.gcf(), fmt="png", base64=True))
        plt.close("all")

    handle = type(slider)(value=slider.value, min=slider.min, max=slider.max, step=slider.step)
    times: list[float] = []
    pictures: list[str] = []
    silent = io.StringIO()
    with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        box = ipywidgets.interactive(show, value=handle)
        for value in positions(slider):
            shown = len(pictures)
            start = time.perf_counter()
            box.children[0].value = value
            spent = 1000 * (time.perf_counter() - start)
            if len(pictures) > shown:
                times.append(spent)
    # An error inside `interactive` is printed, not raised: without this the peer could be fast at
    # drawing nothing.
    different = len(set(pictures))
    if different < MOVES // 4:
        raise SystemExit(f"{name}: the peer drew only {different} different pictures")
    return times


def main() -> None:
    print(f"{'lab':20} {'':2} {'p50 ms':>8} {'p95 ms':>8} {'target':>8} {'ratio to peer':>14}")
    for language in ("zh", "en"):
        keguan.use(language)
        for name in SLIDERS:
            own = ours(name)
            p95 = statistics.quantiles(own, n=20)[-1]
            met = "met" if p95 < TARGET else "missed"
            middle = statistics.median(own)
            ratio = "no peer"
            if name in PLAIN:
                ratio = f"{middle / statistics.median(peer(name)):.2f}"
            print(f"{name:20} {language} {middle:8.0f} {p95:8.0f} {met:>8} {ratio:>14}")


if __name__ == "__main__":
    main()
