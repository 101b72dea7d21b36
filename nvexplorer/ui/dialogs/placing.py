"""How large a dialog opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_FRAME = 60  # pixels for the window's title and edges


def resize_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """That size, or what a small screen has room for."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - _FRAME), min(height, room.height() - _FRAME))
