"""Keguan (客关): what the lessons on customer service and CRM import."""

from keguan.style import use

__version__ = "0.1.0"
__all__ = ["use"]
