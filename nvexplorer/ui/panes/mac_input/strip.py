"""The painted strip: one rounded chip for each part, separators between, the MAC at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nvexplorer.model.secret import Secret
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.panes.mac_input.chip_painter import ChipPainter
from nvexplorer.ui.panes.mac_input.chips import Chip, chips_of
from nvexplorer.ui.panes.mac_input.flow import Fragment, flow

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacInput, MacPart, PartKind
    from nvexplorer.ui.theme import Theme

_MARGIN = 1  # so that the outline of a chip at the edge is not cut
_GAP = 2
_CHIP_HEIGHT, _ROW = 22, 26
_CHIP_HEIGHT_HEX, _ROW_HEX = 36, 40


class MacStrip(QWidget):
    """Shows a MacInput. The arrow keys walk through the parts, Ctrl+C and Enter copy one; a key is
    never copied.

    `part_hovered` carries the MacPart under the mouse or None; `part_chosen` the MacPart that was
    clicked or walked to, or None; `copy_wanted` the text and the words for what it is.
    `reveal` carries the rectangle that should come into view.
    """

    part_hovered = Signal(object)
    part_chosen = Signal(object)
    copy_wanted = Signal(str, str)
    reveal = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: MacInput | None = None
        self._mac = ""
        self._preview = True
        self._chips: tuple[Chip, ...] = ()
        self._fragments: tuple[Fragment, ...] = ()
        self._flowed_width = -1
        self._hex = False
        self._hovered: MacPart | None = None
        self._chosen: MacPart | None = None
        self._lit: PartKind | None = None
        self.setFont(theme.mono_font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    # What is shown

    def show_input(self, message: MacInput | None, mac: str | None, *, preview: bool) -> None:
        self._message, self._mac, self._preview = message, mac or "", preview
        parts = message.parts if message is not None else ()
        kept = self._chosen.number if self._chosen else 0
        self._chosen = next((part for part in parts if part.number == kept), None)
        self._hovered = None
        self._rebuild()
        self._describe()

    def show_hex(self, on: bool) -> None:
        """Bytes under each character; those of a key are never shown."""
        self._hex = on
        self._rebuild()

    def highlight(self, kind: PartKind | None) -> None:
        """Light up the parts of a kind because something elsewhere that belongs to them is."""
        if kind != self._lit:
            self._lit = kind
            self.update()

    @property
    def chosen(self) -> MacPart | None:
        return self._chosen

    def choose(self, part: MacPart | None) -> None:
        if part == self._chosen:
            return
        self._chosen = part
        self._describe()
        self.part_chosen.emit(part)
        if part is not None:
            self.reveal.emit(self._place_of(part))
        self.update()

    def _rebuild(self) -> None:
        metrics = QFontMetricsF(self.font())
        self._chips = (
            chips_of(self._message, self._mac, metrics, preview=self._preview, hex_bytes=self._hex)
            if self._message is not None
            else ()
        )
        self._flowed_width = -1
        self.updateGeometry()
        self.update()

    # Where it stands

    @property
    def row_height(self) -> int:
        return _ROW_HEX if self._hex else _ROW

    def _flow(self, width: int) -> tuple[Fragment, ...]:
        if width != self._flowed_width:
            items = tuple(chip.item for chip in self._chips)
            self._fragments = flow(items, width - 2 * _MARGIN, _GAP)
            self._flowed_width = width
        return self._fragments

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        fragments = self._flow(width)
        rows = fragments[-1].row + 1 if fragments else 1
        return rows * self.row_height + 2 * _MARGIN

    def sizeHint(self) -> QSize:
        width = self.width() or 600
        return QSize(width, self.heightForWidth(width))

    def _rect(self, fragment: Fragment) -> QRectF:
        height = _CHIP_HEIGHT_HEX if self._hex else _CHIP_HEIGHT
        top = fragment.row * self.row_height + (self.row_height - height) / 2
        return QRectF(fragment.x + _MARGIN, top + _MARGIN, fragment.width, height)

    def _place_of(self, part: MacPart) -> QRect:
        for fragment in self._flow(self.width()):
            if self._chips[fragment.item].part is part:
                return self._rect(fragment).toAlignedRect()
        return QRect()

    def chip_at(self, at: QPoint) -> Chip | None:
        """The chip, separator or MAC under a point of the widget."""
        for fragment in self._flow(self.width()):
            if self._rect(fragment).adjusted(0, -2, _GAP, 2).contains(at.x(), at.y()):
                return self._chips[fragment.item]
        return None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        chosen_edge = tokens.accent if self.hasFocus() else tokens.border_strong
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            brush = ChipPainter(painter, self._theme, self.font(), _CHIP_HEIGHT)
            dirty = QRectF(event.rect())
            for fragment in self._flow(self.width()):
                rect = self._rect(fragment)
                if rect.adjusted(-2, -2, 2, 2).intersects(dirty):
                    chip = self._chips[fragment.item]
                    brush.draw(chip, fragment, rect, *self._edge(chip.part, chosen_edge))

    def _edge(self, part: MacPart | None, chosen_edge: str) -> tuple[str, float]:
        """Colour and width of a chip's outline; no colour for none."""
        if part is None:
            return "", 0.0
        if part is self._chosen:
            return chosen_edge, 2.0
        if part is self._hovered or part.kind == self._lit:
            return self._theme.tokens.accent, 1.5
        return "", 0.0

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        chip = self.chip_at(event.position().toPoint())
        self._hover(chip.part if chip else None)
        clickable = chip is not None and (chip.part is not None or chip.is_mac)
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, part: MacPart | None) -> None:
        if part is not self._hovered:
            self._hovered = part
            self.part_hovered.emit(part)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        chip = self.chip_at(event.position().toPoint())
        if chip is not None and chip.is_mac:
            self.copy_wanted.emit(self._mac, "MAC")
        elif chip is not None and chip.part is not None:
            self.choose(None if chip.part is self._chosen else chip.part)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            chip = self.chip_at(event.pos())
            if chip is None or not chip.tip:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), chip.tip, self)
            return True
        return super().event(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = self._message.parts if self._message is not None else ()
        if not parts:
            return super().keyPressEvent(event)
        key = event.key()
        index = next((i for i, part in enumerate(parts) if part is self._chosen), -1)
        steps = {
            Qt.Key.Key_Right: index + 1,
            Qt.Key.Key_Down: index + 1,
            Qt.Key.Key_Left: max(0, index - 1),
            Qt.Key.Key_Up: max(0, index - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(parts) - 1,
        }
        if key in steps:
            self.choose(parts[min(steps[Qt.Key(key)], len(parts) - 1)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.matches(
            QKeySequence.StandardKey.Copy
        ):
            self._copy_chosen()
        else:
            super().keyPressEvent(event)
        return None

    def _copy_chosen(self) -> None:
        part = self._chosen
        if part is not None and not isinstance(part.value, Secret):
            self.copy_wanted.emit(part.value, part.label)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # Screen readers

    def _describe(self) -> None:
        message = self._message
        if message is None:
            self.setAccessibleName("MAC input, nothing yet")
            return
        count = message.parts[-1].number if message.parts else 0
        if self._chosen is None:
            self.setAccessibleName(f"MAC input, {len(message.parts)} parts. Arrow keys walk.")
        else:
            said = wording.spoken(self._chosen, count, preview=self._preview)
            self.setAccessibleName(said)
            announce(self, said)
        self.setAccessibleDescription(message.masked())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
