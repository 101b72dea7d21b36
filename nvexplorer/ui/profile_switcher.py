"""Choosing the profile by typing a few letters of the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from nvexplorer.library.book import Book
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.theme import Theme


def open_switcher(
    theme: Theme, window: QWidget, profiles: ProfilesModel, edit: Callable[[], object]
) -> Picker:
    """All profiles in the user's order, and the way to edit them. New tabs use the chosen one."""
    items = [*_items(profiles.book), Item("Edit profiles…", None, right="Ctrl+Shift+E")]
    picker = Picker(theme, window, items, "Switch to a profile", "No profile is called so.")

    def choose(profile_id: str | None) -> None:
        if profile_id is None:
            edit()
        else:
            profiles.choose(profile_id)

    picker.chosen.connect(choose)
    picker.open_with(profiles.current_id)
    return picker


def _items(book: Book) -> Iterator[Item]:
    for profile_id, entry in book.profiles.items():
        try:
            profile = book.joined(profile_id)
        except BadInput as error:
            yield Item(entry.name, profile_id, detail=error.what)
            continue
        host = profile.host.partition("://")[2] or profile.host
        environment = profile.environment.value
        yield Item(
            profile.name,
            profile_id,
            detail=f"{profile.company.name} · {profile.company.organisation_id} · {host}",
            words=f"{profile.partner.name} {environment}",
            badge=(environment.upper(), environment),
        )
