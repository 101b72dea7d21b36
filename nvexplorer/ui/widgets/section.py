"""Lines, grounds and margins that keep panes alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


class Panel(QFrame):
    """A plain ground (surface, background or sunken) with an edge (bottom, top, right or none) and
    a layout without gaps: fill `box`."""

    def __init__(
        self,
        ground: str = "surface",
        edge: str = "",
        *,
        across: bool = False,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        spacing: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", ground)
        if edge:
            self.setProperty("edge", edge)
        self.box: QBoxLayout = QHBoxLayout(self) if across else QVBoxLayout(self)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(spacing)


def line(parent: QWidget | None = None) -> QFrame:
    """A hairline across."""
    frame = QFrame(parent)
    frame.setProperty("role", "line")
    frame.setFixedHeight(1)
    return frame


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text in one of the style sheet's roles: muted, strong, title, heading,
    small, bad, warn, ok."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if role:
        result.setProperty("role", role)
    return result


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a frameless area that scrolls down; the keyboard focus passes it by."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
