"""Lines of text that keep whatever is put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_MOST = 2**31 - 1


def take_any_length(field: QLineEdit) -> None:
    """Qt cuts off what is beyond the first 32,767 characters without a word."""
    field.setMaxLength(_MOST)
