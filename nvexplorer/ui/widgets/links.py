"""Buttons that look like words in a line."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def link(text: str, what: str) -> QPushButton:
    """A button that reads `text`; `what` is its tooltip and its name for screen readers."""
    button = QPushButton(text)
    button.setProperty("link", True)
    button.setAccessibleName(what)
    button.setToolTip(what)
    button.setAutoDefault(False)
    return button
