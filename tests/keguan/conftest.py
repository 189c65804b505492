"""What the tests of figures and labs share."""

import pytest

from keguan.figures import base as figures


@pytest.fixture
def unpainted(monkeypatch):
    """Figures are drawn, but not painted, which takes three times as long: for tests that read
    words."""
    monkeypatch.setattr(figures, "png", lambda figure: b"unpainted")
