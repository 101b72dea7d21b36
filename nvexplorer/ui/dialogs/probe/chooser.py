"""A menu of the profiles that may be probed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from nvexplorer.model.profile import Environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nvexplorer.library.book import Book


def choose(beside: QWidget, book: Book, chosen: Callable[[str], object]) -> None:
    """Open it at the end of `beside`; `chosen` gets the profile's id."""
    menu = QMenu(beside)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for each in book.profiles:
        entry = book.entry(each)
        if entry.environment != Environment.PRODUCTION:
            text = f"{entry.name} ({entry.environment.value})".replace("&", "&&")
            menu.addAction(text).triggered.connect(partial(_pass_on, chosen, each))
    if menu.isEmpty():
        menu.addAction("There is none yet: make one under Profiles").setEnabled(False)
    menu.popup(beside.mapToGlobal(beside.rect().topRight()))


def _pass_on(chosen: Callable[[str], object], profile_id: str, _checked: bool = False) -> None:
    chosen(profile_id)
