"""Keguan (客关): what the lessons on customer service and CRM import."""

from keguan import explain, style

__version__ = "0.1.0"
__all__ = ["use"]


def use(language: str) -> None:
    """Set the language of figures, labs and data notes, and put a sentence above a beginner's
    commonest errors.

    Raises ValueError for a language other than "zh" or "en".
    """
    style.use(language)
    explain.install()
