"""Everything that may stand between `{{` and `}}`, with its value, to insert where one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from nvexplorer.exchange.placeholders import known_names
from nvexplorer.ui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.placeholders import Facts
    from nvexplorer.ui.theme import Theme


def open_placeholders(theme: Theme, window: QWidget, facts: Facts, target: QWidget) -> Picker:
    """What is chosen is typed into `target`, a `text_field`."""
    items = [
        Item(
            f"{{{{{known.name}}}}}",
            f"{{{{{known.name}}}}}",
            detail=known.what,
            right=known.value or "no value yet",
        )
        for known in known_names(facts)
    ]
    hint = "Insert a placeholder; dates may be moved, such as {{today-7d}}"
    picker = Picker(theme, window, items, hint, "No placeholder is called so.")

    def insert(text: str) -> None:
        if shiboken6.isValid(target):
            target.setFocus()
            # As an input method types: undone in one step, and told as edited by the user.
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(target, event)

    picker.chosen.connect(insert)
    picker.open_with(None)
    return picker


def text_field(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | None:
    """Where typing goes while `widget` has the focus, None when it takes no text."""
    field = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(field, (QLineEdit, QPlainTextEdit)) and not field.isReadOnly():
        return field
    return None
