"""Models of unit `agents`."""

import pytest

from keguan.models import agents as models


def test_a_share_is_the_part_of_the_whole():
    assert models.share(30, 120) == 0.25
    with pytest.raises(ValueError, match="above 0"):
        models.share(1, 0)
