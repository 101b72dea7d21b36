"""How the lists and the field of the Tree tab are alike."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

ROW_HEIGHT = 24
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_own_key(widget: QWidget, event: QEvent) -> bool:
    """Takes a key that the widget names in its property `ownKeys` before the window's commands get
    it: call it first in `event`."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if QKeySequence(event.keyCombination()).toString() not in (widget.property("ownKeys") or ()):
        return False
    event.accept()
    return True


def make_plain(table: QTableView) -> None:
    """Whole rows are selected; no lines, no numbers; a million rows cost no more than ten."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setCornerButtonEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
    side = table.verticalHeader()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setMinimumSectionSize(ROW_HEIGHT)
    side.setDefaultSectionSize(ROW_HEIGHT)
    side.hide()
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def share_width(table: QTableView, column: int, widest: int) -> None:
    """Gives a column two fifths of the width, `widest` pixels at most, as long as nobody has made
    it wider or narrower."""
    wanted = min(widest, table.viewport().width() * 2 // 5)
    given = table.property("given")
    if wanted > 0 and given in (None, table.columnWidth(column)):
        table.setColumnWidth(column, wanted)
        table.setProperty("given", wanted)
