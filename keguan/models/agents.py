"""Models of unit `agents`. TO WRITE: what they are, and the sources of their parameters."""

from keguan.models.base import require


def share(part: float, whole: float) -> float:
    """The share (0-1) of a part in the whole; ValueError unless the whole is above 0."""
    require(whole > 0, "the whole must be above 0")
    return part / whole
