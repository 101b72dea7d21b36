"""Every command in one list, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.actions import ActionId, key_text
from nvexplorer.ui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.action_set import ActionSet
    from nvexplorer.ui.theme import Theme


def open_palette(theme: Theme, window: QWidget, actions: ActionSet) -> Picker:
    """The commands that work now; choosing one triggers it."""
    items = [
        Item(
            command.text.rstrip("…"),
            actions.action(command.id),
            detail=command.group,
            right=key_text(command),
            words=command.words,
        )
        for command in actions.commands
        if actions.action(command.id).isEnabled() and command.id is not ActionId.PALETTE
    ]
    picker = Picker(theme, window, items, "Type a command", "No command is called so.")
    # After the popup is gone, so that a command may open one itself.
    picker.chosen.connect(lambda action: action.trigger())
    picker.open_with(None)
    return picker
