"""Where one is in a document, as a line of names that can be pressed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_BETWEEN = " › "
_LEFT_OUT = "…"
_LONGEST = 40  # characters of a name


class Crumbs(QLabel):
    """Names from the outermost on. Where there is no room, those in the middle are left out; the
    whole is the tooltip. `pressed` tells which: by mouse, or by Tab and Enter."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._colour = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Place in the answer")
        self.linkActivated.connect(lambda place: self.pressed.emit(int(place)))

    def set_colour(self, colour: str) -> None:
        """That of the names."""
        self._colour = colour
        self._show()

    def show_names(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.setToolTip(_BETWEEN.join(names))
        self.setAccessibleDescription(_BETWEEN.join(names))
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 4)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def shown_names(self) -> list[tuple[int, str]]:
        """What there is room for: which name it is, -1 for those left out, and its words."""
        measure = self.fontMetrics().horizontalAdvance
        names = [(at, _short(name)) for at, name in enumerate(self._names)]
        widths = [measure(name + _BETWEEN) for _, name in names]
        room = self.width() - measure(_LEFT_OUT + _BETWEEN)
        if sum(widths) <= self.width() or len(names) < 3:
            return names
        kept = 0
        used = widths[0]
        while kept < len(names) - 1 and used + widths[-1 - kept] <= room:
            used += widths[-1 - kept]
            kept += 1
        kept = max(1, kept)
        return [names[0], (-1, _LEFT_OUT), *names[-kept:]]

    def _show(self) -> None:
        style = f"color: {self._colour}; text-decoration: none"
        self.setText(
            escape(_BETWEEN).join(
                escape(name) if at < 0 else f'<a href="{at}" style="{style}">{escape(name)}</a>'
                for at, name in self.shown_names()
            )
        )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
