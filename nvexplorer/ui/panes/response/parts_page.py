"""A range of dates fetched in parts: how long they are, where each stands, go on and pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from nvexplorer.exchange.ledger.parts import Unit
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.model.errors import Message
    from nvexplorer.ui.theme import Theme

_UNITS = ((Unit.MONTH, "months"), (Unit.WEEK, "weeks"), (Unit.DAY, "days"))
_PART, _STATE, _SIZE, _TIME = range(4)
_ROW_HEIGHT = 24
_WIDEST = "  2026-12-31 – 2026-12-31  "


class PartRow(NamedTuple):
    """One part as it is shown; `kind` is that of a badge: ok, bad, neutral, or empty."""

    title: str
    state: str = ""
    kind: str = ""
    size: str = ""
    time: str = ""


class Look(NamedTuple):
    """What the page offers: the words on its main button, empty for none, and what else can be
    done now."""

    main: str
    can_join: bool = False
    can_choose: bool = False


class PartsPage(Panel):
    """`unit_chosen` carries a Unit; `main_pressed` is start, pause, go on; `join_pressed` takes
    what came; `closed`: no parts are wanted."""

    unit_chosen = Signal(object)
    main_pressed = Signal()
    join_pressed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._theme = theme
        self._title = label(role="strong")
        self._unit = QComboBox()
        self._unit.setAccessibleName("How long each part is")
        for unit, text in _UNITS:
            self._unit.addItem(text, unit)
        self._unit.activated.connect(self._on_unit)
        self._told = label(role="muted")
        self.main = QPushButton()
        self.main.setProperty("primary", True)
        self.main.clicked.connect(self.main_pressed)
        self.join = QPushButton("Take what came")
        self.join.setToolTip("Join the parts that came, though some are missing")
        self.join.clicked.connect(self.join_pressed)
        self._close = QPushButton("Close")
        self._close.setToolTip("Back to the answer")
        self._close.clicked.connect(self.closed)
        head = Panel("surface", "bottom", across=True, margins=(12, 7, 12, 7), spacing=8)
        for widget in (self._title, label("by"), self._unit):
            head.box.addWidget(widget)
        head.box.addWidget(self._told, 1)
        for button in (self.main, self.join, self._close):
            head.box.addWidget(button)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._bar.setAccessibleName("Parts that came")
        self._banner = Banner()
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._banner)
        self._list = QTreeWidget()
        self._list.setHeaderLabels(["Days", "Outcome", "Size", "Time"])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAccessibleName("Parts")
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        for column in (_SIZE, _TIME):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        widest = QFontMetrics(theme.mono_font()).horizontalAdvance(_WIDEST)
        header.resizeSection(_PART, widest)
        self.box.addWidget(head)
        self.box.addWidget(self._bar)
        self.box.addWidget(around)
        self.box.addWidget(self._list, 1)
        self.setFocusProxy(self.main)

    def show_title(self, text: str) -> None:
        self._title.setText(text)

    def show_unit(self, unit: Unit) -> None:
        self._unit.setCurrentIndex(self._unit.findData(unit))

    def show_rows(self, rows: Sequence[PartRow]) -> None:
        """As many rows as parts; those that are there already are changed."""
        while self._list.topLevelItemCount() > len(rows):
            self._list.takeTopLevelItem(self._list.topLevelItemCount() - 1)
        for number, row in enumerate(rows):
            item = self._list.topLevelItem(number) or self._new_item()
            for column, text in enumerate((row.title, row.state, row.size, row.time)):
                if item.text(column) != text:
                    item.setText(column, text)
            tokens = self._theme.tokens
            colour = {"ok": tokens.ok, "bad": tokens.bad}.get(row.kind)
            item.setForeground(_STATE, QBrush(QColor(colour)) if colour else QBrush())

    def show_state(self, done: int, total: int, told: str, look: Look) -> None:
        """`told` is a sentence on where the whole stands."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        if told != self._told.text():
            self._told.setText(told)
            announce(self, told)
        self.main.setText(look.main)
        self.main.setVisible(bool(look.main))
        self.join.setVisible(look.can_join)
        self._unit.setEnabled(look.can_choose)
        current = self._list.topLevelItem(min(done, max(0, total - 1)))
        if current is not None:
            self._list.scrollToItem(current)

    def show_message(self, message: Message | None, kind: str = "bad") -> None:
        if message is None:
            self._banner.hide()
        else:
            self._banner.show_message(message, kind, closable=False)

    def _new_item(self) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._list)
        item.setSizeHint(_PART, QSize(0, _ROW_HEIGHT))
        item.setFont(_PART, self._theme.mono_font())
        for column in (_SIZE, _TIME):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        return item

    def _on_unit(self, index: int) -> None:
        self.unit_chosen.emit(Unit(self._unit.itemData(index)))  # it comes back as plain text


def count_text(count: int) -> str:
    """What is going to happen, before it begins."""
    return f"{plural(count, 'request')}, one after the other"
