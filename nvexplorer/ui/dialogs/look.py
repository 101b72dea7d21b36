"""How the outcome of a step looks: an icon in a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme


class Look(NamedTuple):
    """`icon`, '' for a dash, and the name of a colour in Tokens."""

    icon: str
    colour: str


def mark(theme: Theme, look: Look, word: str, size: int) -> QLabel:
    """The icon, `size` pixels wide; `word` says to screen readers what it means."""
    made = QLabel()
    made.setFixedWidth(size)
    made.setAccessibleName(word)
    made.setToolTip(word)
    if look.icon:
        icon = theme.icon(look.icon, getattr(theme.tokens, look.colour))
        made.setPixmap(icon.pixmap(size, size))
    else:
        made.setText("–")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
