"""A body to begin with: skeletons, big where the body is empty, else in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPlainTextEdit

    from nvexplorer.ui.theme import Theme

    Kind = Literal["minimal", "example", "full"]

#: Kind, what it is called, what it holds.
SKELETONS: Sequence[tuple[Kind, str, str]] = (
    ("minimal", "Minimal", "What is required, and nothing else"),
    ("example", "From the example", "What the documentation shows values of"),
    ("full", "Full", "Every documented element"),
)


class SkeletonMenu(QMenu):
    """`chosen` carries the kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        for kind, name, what in SKELETONS:
            action = self.addAction(f"{name}: {what[0].lower()}{what[1:]}")
            action.triggered.connect(lambda _checked, k=kind: self.chosen.emit(k))


class BodyStart(QWidget):
    """Lies over the viewport of an empty editor and offers how to begin; typing goes through to
    the editor, which keeps the focus. `chosen` carries the kind of a skeleton."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, editor: QPlainTextEdit) -> None:
        super().__init__(editor.viewport())
        self.setFont(theme.ui_font())
        self._editor = editor
        self._placeholder = editor.placeholderText()
        self.setFocusProxy(editor)
        self._title = label(role="title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = label("Or type < and choose, paste XML, or load a file (Ctrl+O).", "small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for kind, name, what in SKELETONS:
            button = QPushButton(f"{name} body" if kind != "example" else name)
            button.setProperty("primary", kind == "minimal")
            button.setToolTip(what)
            button.setAccessibleDescription(what)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _checked, k=kind: self.chosen.emit(k))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addLayout(buttons)
        column.addWidget(self._hint)
        column.addStretch(2)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(column, 0, 0)
        editor.viewport().installEventFilter(self)
        self.hide()

    def offer(self, resource: str) -> None:
        """Show it for this resource."""
        self._title.setText(f"Begin the body of {resource} with a skeleton")
        self._fit()
        self._editor.setPlaceholderText("")
        self.show()

    def withdraw(self) -> None:
        self._editor.setPlaceholderText(self._placeholder)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setGeometry(self._editor.viewport().rect())
