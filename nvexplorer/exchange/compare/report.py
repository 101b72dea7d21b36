"""A comparison as text, to be copied to somebody who has neither of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .results import Comparison


def as_text(comparison: Comparison, left: str, right: str) -> str:
    """`left` and `right` are what the documents are called."""
    raise NotImplementedError


def as_markdown(comparison: Comparison, left: str, right: str) -> str:
    """As `as_text`."""
    raise NotImplementedError
