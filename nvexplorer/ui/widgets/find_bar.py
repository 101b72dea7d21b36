"""The line in which one looks for text in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.hits import hits_text

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_view import XmlView


class FindBar(QWidget):
    """Drives the search of a view: a field, "3 of 37", up, down, whether case matters (Alt+C), and
    whether it is a regular expression (Alt+R).

    Hidden until `open`; Esc closes it and gives the focus back to the view. Enter and Down go to
    the next hit, Shift+Enter and Up to the one before.
    """

    closed = Signal()
    problem = Signal(str)
    """What is looked for is no regular expression: says where. Empty when that is over."""

    def __init__(self, view: XmlView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setObjectName("findBar")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find in the answer")
        self.field.setAccessibleName("Find in the answer")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(96)
        self.field.textChanged.connect(self._on_looked_for)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setAccessibleName("Hits")
        # As wide as it will get at once, so that nothing moves while the count runs.
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("1 000 of 10 000"))
        self.case = self._option("Aa", "Match case", "Alt+C")
        self.regex = self._option(".*", "Regular expression", "Alt+R")
        self.up = self._button("", "Previous hit (Shift+Enter)", Qt.ArrowType.UpArrow)
        self.up.clicked.connect(self._on_up)
        self.down = self._button("", "Next hit (Enter)", Qt.ArrowType.DownArrow)
        self.down.clicked.connect(self._on_down)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.field, self.count, self.case, self.regex, self.up, self.down):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)
        self._wrong = False
        view.hits_changed.connect(self._on_hits)
        view.find_failed.connect(self._on_failed)
        self._on_hits(0, 0, True)
        self.hide()

    def open(self) -> None:
        """Shows the bar, ready to type; a few selected words of the view are looked for."""
        selected = self._view.selected_text(200)
        if selected and "\n" not in selected and len(selected) < 100:
            self.field.setText(selected)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._on_looked_for()

    def look_for(self, text: str) -> None:
        """As `open`, for a given text."""
        self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_looked_for()

    def close_bar(self) -> None:
        """Hides the bar and ends the search; the caret of the view stays at the hit."""
        self.hide()
        self.problem.emit("")
        self._view.find("")
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # or Esc would also be the window's
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key == Qt.Key.Key_Up or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and back):
            self._view.find_previous()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.find_next()
        else:
            return False
        return True

    def _on_looked_for(self) -> None:
        self._wrong = False
        self.problem.emit("")
        self._view.find(self.field.text(), self.case.isChecked(), self.regex.isChecked())

    def _on_failed(self, sentence: str) -> None:
        self._wrong = True
        self.count.setText("")
        set_property(self.field, "problem", True)
        announce(self.field, sentence)
        self.problem.emit(sentence)

    def _on_up(self) -> None:
        self._view.find_previous()

    def _on_down(self) -> None:
        self._view.find_next()

    def _on_hits(self, count: int, current: int, complete: bool) -> None:
        text = hits_text(count, current, complete) if self.field.text() else ""
        if self._wrong:
            return
        if complete and text != self.count.text():
            announce(self.field, text)
        self.count.setText(text)
        failed = bool(self.field.text()) and complete and count == 0
        set_property(self.field, "problem", failed)
        self.up.setEnabled(count > 0)
        self.down.setEnabled(count > 0)

    def _option(self, text: str, what: str, key: str) -> QToolButton:
        button = self._button(text, f"{what} ({key})")
        button.setAccessibleName(what)
        button.setShortcut(QKeySequence(key))
        button.setCheckable(True)
        button.toggled.connect(self._on_looked_for)
        return button

    def _button(
        self, text: str, what: str, arrow: Qt.ArrowType = Qt.ArrowType.NoArrow
    ) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setToolTip(what)
        button.setAccessibleName(what)
        return button
