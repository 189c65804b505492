"""Figures of unit `warmup`: an average with one large customer, rows before and after an
operation, a broken cell."""

from collections.abc import Sequence
from itertools import chain

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from keguan.figures.base import CourseFigure, money, sheet, styled, ticks
from keguan.models import warmup as models
from keguan.style import COLOURS, say

ROW = (1.0, 0.62)  # width and height of a row of a table
COLUMNS = 4  # rows of a table that are drawn beside each other


# --- W0.1 the table machine -----------------------------------------------------------------------


def operation_name(operation: str) -> str:
    """Name of an operation in the current language."""
    return {
        "filter": say("只留 300 元以上的订单", "Keep orders of 300 yuan or more"),
        "sort": say("按金额排序", "Sort by amount"),
        "head": say("排序后取前三行", "Sort, then take the top three"),
        "group_city": say("按城市分组求和", "Group by city and sum"),
        "group_member": say("按会员分组求和", "Group by member and sum"),
        "reindex": say("分组后按名单补 0", "Group, then 0 for all on the list"),
        "merge": say("和电话表拼起来", "Merge with the telephone list"),
    }[operation]


@styled
def table(operation: str = "filter", number: int = 12) -> CourseFigure:
    """The first orders, a box each with its member, and the rows after an operation."""
    before = models.orders(number)
    after = models.apply(operation, before)
    figure, axes = sheet(
        say(
            f"{operation_name(operation)}：{len(before)} 行变成 {len(after)} 行",
            f"{operation_name(operation)}: {len(before)} rows become {len(after)}",
        ),
        left=0.03,
        bottom=0.05,
        width=0.94,
    )
    axes.axis("off")
    _boxes(axes, 0.0, list(before["member"]), say("原来的订单", "The orders"))
    _boxes(axes, 1.5 * COLUMNS, _labels(after), say("加工以后", "Afterwards"))
    axes.set_xlim(-0.2, 2.5 * COLUMNS + 0.2)
    axes.set_ylim(-4.3, 1.0)
    return figure


def _labels(table: pd.DataFrame) -> list[str]:
    """What stands in the box of each row: the member, or the name of the group."""
    return list(table["member"]) if "member" in table else [str(name) for name in table.index]


def _boxes(axes: Axes, left: float, labels: Sequence[str], title: str) -> None:
    """A box for each row, four beside each other; rows that the orders did not have in white."""
    axes.text(left, 0.75, title, va="center", fontsize=13)
    known = set(chain.from_iterable(order[:2] for order in models.ORDERS))
    width, height = ROW
    for place, label in enumerate(labels):
        x, y = left + place % COLUMNS, -(place // COLUMNS)
        colour = COLOURS["sky"] if label in known else "white"
        box = FancyBboxPatch(
            (x + 0.08, y - 0.3),
            width - 0.16,
            height - 0.02,
            boxstyle="round,pad=0,rounding_size=0.1",
        )
        box.set(facecolor=colour, edgecolor=COLOURS["black"], linewidth=0.8)
        axes.add_patch(box)
        axes.text(x + width / 2, y, label, ha="center", va="center", fontsize=13)


# --- W0.2 one large customer ----------------------------------------------------------------------


@styled
def average(tenth: float = 10_000, usual: float = models.USUAL) -> CourseFigure:
    """What ten customers spend, with the mean and the median as lines."""
    yuan, found = models.spending(tenth, usual), models.average(tenth, usual)
    figure, axes = sheet(
        say(
            f"平均数 {money(found.mean)}，中位数 {money(found.median)}；{found.below} 位低于平均",
            f"Mean {money(found.mean)}, median {money(found.median)}; {found.below} below the mean",
        ),
        left=0.13,
        bottom=0.17,
        height=0.66,
    )
    axes.bar(range(1, len(yuan) + 1), yuan, color=COLOURS["grey"], width=0.7)
    lines = [
        (found.mean, "-", COLOURS["vermilion"], say("平均数", "Mean")),
        (found.median, "--", COLOURS["blue"], say("中位数", "Median")),
    ]
    for value, style, colour, label in lines:
        axes.axhline(value, linestyle=style, color=colour, linewidth=2.5, label=label)
    axes.legend(loc="upper left", frameon=False)
    axes.set_ylim(0, 11_000)
    ticks(axes.xaxis, range(1, 11))
    ticks(axes.yaxis, range(0, 10_001, 2_500), [f"{value:,}" for value in range(0, 10_001, 2_500)])
    axes.set_xlabel(say("第几位客户", "Customer"))
    axes.set_ylabel(say("花费（元）", "Spending (yuan)"))
    return figure


# --- W0.3 the error clinic ------------------------------------------------------------------------


def case_name(case: str) -> str:
    """Name of a broken cell in the current language."""
    number = list(models.CLINIC).index(case) + 1
    return say(f"{number} 号病人", f"Patient {number}")


def cause(case: str) -> str:
    """What is wrong with a broken cell, in the current language."""
    return {
        "comma": say("逗号是中文的", "the comma is full-width"),
        "quote": say("引号少了一半", "a quotation mark is missing"),
        "equals": say("比较要写两个等号", "to compare, write two equals signs"),
        "indent": say("冒号下面一行没有缩进", "the line below the colon is not indented"),
        "unrun": say("给 nights 起名的那格还没有运行", "the cell that names nights was not run"),
        "column": say("没有叫 city 的列", "no column is called city"),
        "mixed": say("文字和数字不能相加", "text and a number cannot be added"),
        "method": say("方法的名字少了一个 s", "the name of the method lacks an s"),
    }[case]


@styled
def clinic(case: str = "comma", repaired: bool = False) -> CourseFigure:
    """A cell that does not run, or the cell repaired with the kind of its error and the cause,
    which are left to guess before that."""
    patient = models.CLINIC[case]
    title = case_name(case) + say("运行不了：哪里错了？", " does not run: what is wrong?")
    if repaired:
        kind = f"{models.diagnose(case)}{say('：', ': ')}{cause(case)}"
        title = f"{case_name(case)}{say('，', ', ')}{kind}"
    figure, axes = sheet(title, left=0.03, bottom=0.08, width=0.94, height=0.74)
    axes.set(xlim=(0, 10), ylim=(0, 4))
    axes.axis("off")
    _cell(axes, 2.3, say("运行不了", "Does not run"), patient.broken, COLOURS["vermilion"])
    if repaired:
        _cell(axes, 0.2, say("改好了", "Repaired"), patient.repaired, COLOURS["green"])
    else:
        _cell(axes, 0.2, say("怎么改", "The repair"), say("？", "?"), COLOURS["grey"])
    return figure


def _cell(axes: Axes, bottom: float, label: str, code: str, colour: str) -> None:
    """A cell of code in a box with a coloured edge, and its state in words."""
    box = FancyBboxPatch((2.2, bottom), 7.6, 1.5, boxstyle="round,pad=0,rounding_size=0.08")
    box.set(facecolor="white", edgecolor=colour, linewidth=2.5)
    axes.add_patch(box)
    axes.text(0.1, bottom + 0.75, label, va="center", fontsize=13)
    axes.text(2.5, bottom + 0.75, code, va="center", fontsize=15, linespacing=1.6)
