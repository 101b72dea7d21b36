"""Filling in forms by what stands above their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def line(form: QWidget, name: str) -> QLineEdit:
    """The visible field of that name."""
    return next(
        each
        for each in form.findChildren(QLineEdit)
        if each.accessibleName() == name and each.isVisible()
    )


def type_into(form: QWidget, **texts: str) -> None:
    """`Partner_ID="x"` types into the field “Partner ID”, in place of what stands there."""
    for name, text in texts.items():
        field = line(form, name.replace("_", " "))
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)


def press(form: QWidget, name: str) -> None:
    """Click the visible button with that text or accessible name."""
    button = next(
        each
        for each in form.findChildren(QAbstractButton)
        if name in (each.text(), each.accessibleName()) and each.isVisible()
    )
    # A radio button takes clicks on its text only, which stands at the left.
    at = QPoint(min(12, button.width() // 2), button.height() // 2)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)


def told(form: QWidget) -> str:
    """Every text that is seen, a line each."""
    return "\n".join(each.text() for each in form.findChildren(QLabel) if each.isVisible())
