"""The comparison of published and simulated numbers, which every case has."""

import numpy as np
import pandas as pd

from keguan.figures.calibration import calibration
from keguan.style import say


def comparison():
    """What cases.calibration gives, with one row of each sort."""
    row = {"kind": "simulated", "fact": "C00", "confidence": "B", "unit": "share"}
    table = pd.DataFrame(
        [
            row | {"what": say("佣金率", "Take rate"), "published_value": 0.12, "our_value": 0.03},
            row
            | {
                "what": say(
                    "手机下单的比例（应用和微信）", "Orders by mobile phone (app and WeChat)"
                ),
                "published_value": 0.9,
                "our_value": 0.92,
            },
            row
            | {
                "what": say("房价", "Room price"),
                "unit": "CNY",
                "published_value": 479.0,
                "our_value": 470.0,
            },
            row
            | {
                "what": say("自己量的", "Measured by us"),
                "confidence": "D",
                "published_value": 0.5,
                "our_value": 0.1,
            },
            row
            | {
                "what": say("规则", "Rule"),
                "kind": "real",
                "published_value": np.nan,
                "our_value": np.nan,
            },
        ]
    )
    # the second is published as a range, the others as one number
    return table.assign(published_high=[0.12, 0.95, 479.0, 0.5, np.nan])


FIGURES = {"calibration": lambda: calibration(comparison())}
LABS, NEEDS, BENCH = {}, {}, {}
