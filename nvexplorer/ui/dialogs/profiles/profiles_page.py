"""The manager's page of profiles: the list and the form of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.entry_form import EntryForm
from nvexplorer.ui.dialogs.profiles.item_list import ItemList, Tool
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import scrolled
from nvexplorer.ui.widgets.two_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.dialogs.profiles.draft import Draft
    from nvexplorer.ui.theme import Theme


class ProfilesPage(QWidget):
    """`new_wanted` and `import_wanted`: a dialog of its own is needed. `part_wanted` as in
    EntryForm."""

    new_wanted = Signal()
    import_wanted = Signal()
    part_wanted = Signal(str, str)

    def __init__(self, theme: Theme, draft: Draft, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._draft = draft
        self._new_id = new_id
        tools = (
            Tool("plus", "New profile", "Ctrl+N", self.new_wanted.emit, needs_item=False),
            Tool("copy", "Duplicate", "Ctrl+D", self._on_duplicate),
            Tool("edit", "Rename", "F2", self._on_rename),
            Tool("up", "Move up", "Alt+Up", self._on_up),
            Tool("down", "Move down", "Alt+Down", self._on_down),
            Tool("download", "Import companies from a CSV file", "", self.import_wanted.emit),
            Tool("trash", "Delete", "Del", self._on_delete),
        )
        self._list = ItemList(theme, "Profiles", tools, editable=True)
        self._list.setFixedWidth(264)
        self._form = EntryForm(theme, draft)
        self._scroll = scrolled(self._form)
        self._empty = EmptyState("There is no profile.", "Ctrl+N makes one.")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._scroll, 1)
        self._list.chosen.connect(self._form.show_profile)
        self._list.renamed.connect(self._on_renamed)
        self._form.part_wanted.connect(self.part_wanted)
        draft.changed.connect(self.refresh)
        self.refresh()
        self._form.show_profile(self._list.current_id)

    @property
    def current_id(self) -> str:
        return self._list.current_id

    def choose(self, profile_id: str) -> None:
        self._list.show_items(self._rows(), profile_id)
        self._form.show_profile(self._list.current_id)

    def focus_name(self) -> None:
        self._form.focus_name()

    def focus_variables(self) -> None:
        self._form.focus_variables()

    def focus_list(self) -> None:
        self._list.focus_list()

    def refresh(self) -> None:
        """The draft has changed, by this page or another."""
        self._list.show_items(self._rows())
        there = bool(self._draft.book.profiles)
        self._empty.setVisible(not there)
        self._scroll.setVisible(there)

    def refresh_form(self) -> None:
        """Another page may have changed a part of the profile."""
        self._form.show_profile(self._list.current_id)

    def _rows(self) -> list[tuple[str, Lines]]:
        book = self._draft.book
        rows = []
        for profile_id, entry in book.profiles.items():
            company = book.companies.get(entry.company)
            name = company.name if company is not None else "no company"
            mark = "default" if book.default == profile_id else ""
            below = f"{entry.environment.upper()} · {name}"
            rows.append(
                (
                    profile_id,
                    Lines(
                        entry.name or "Unnamed profile",
                        below,
                        mark,
                        below_colour=entry.environment.value,
                    ),
                )
            )
        return rows

    def _on_duplicate(self) -> None:
        current = self.current_id
        if not current:
            return
        book, new_id = self._draft.book, self._new_id()
        name = book.free_name(book.profiles[current].name or "Profile")
        self._draft.show(book.duplicated(current, new_id, name))
        self.choose(new_id)
        self._form.focus_name()

    def _on_rename(self) -> None:
        self._list.rename_current()

    def _on_renamed(self, profile_id: str, name: str) -> None:
        entry = self._draft.book.entry(profile_id)._replace(name=name)
        self._draft.show(edits.with_entry(self._draft.book, profile_id, entry))
        self._form.show_profile(profile_id)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        current = self.current_id
        if current:
            self._draft.show(edits.moved(self._draft.book, current, step))

    def _on_delete(self) -> None:
        current = self.current_id
        if not current:
            return
        order = list(self._draft.book.profiles)
        place = order.index(current)
        near = order[place + 1] if place + 1 < len(order) else order[place - 1]
        self._draft.show(self._draft.book.without_profile(current))
        self.choose(near)
