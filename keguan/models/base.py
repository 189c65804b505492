"""What the models of all units share."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Numbers = Sequence[float] | Floats  # one number after another


def require(condition: bool | np.bool_, message: str) -> None:
    """Refuse a parameter that the model has no meaning for.

    Raises ValueError with the message unless the condition holds.
    """
    if not condition:
        raise ValueError(message)
