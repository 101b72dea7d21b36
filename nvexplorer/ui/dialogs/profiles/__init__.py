"""Making and managing profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.services import Services


def open_profiles(window: MainWindow, services: Services) -> None:
    """The manager, or the one simple form while there is no profile."""
    from PySide6.QtCore import Qt

    from nvexplorer.ui.dialogs.profiles.manager import ProfileManager
    from nvexplorer.ui.dialogs.profiles.new_profile import NewProfileDialog

    kind = ProfileManager if services.profiles.book.profiles else NewProfileDialog
    dialog = kind(
        services.theme, services.tasks, services.profiles, services.keys, services.ids, window
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.sandbox_wanted.connect(window.commands.start_sandbox)
    dialog.open()
