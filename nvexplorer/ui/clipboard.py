"""Copying with a word of confirmation, on screen and for screen readers."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget


def copy(source: QWidget, text: str, what: str) -> None:
    """Put `text` on the clipboard and say so beside `source`; `what` begins the sentence."""
    QGuiApplication.clipboard().setText(text)
    tell_copied(source, what)


def tell_copied(source: QWidget, what: str) -> None:
    """Say beside `source` that something is on the clipboard."""
    announce(source, f"{what} copied")
    at = QCursor.pos()
    if not source.rect().contains(source.mapFromGlobal(at)):  # by keyboard: the mouse is elsewhere
        at = source.mapToGlobal(source.rect().center())
    QToolTip.showText(at, f"{what} copied", source)


def announce(source: QWidget, sentence: str) -> None:
    """Tell a screen reader what changed without moving the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, sentence))
