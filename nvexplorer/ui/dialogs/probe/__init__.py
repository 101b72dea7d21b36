"""Asking a Netvisor what it accepts where the documents leave it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.dialogs.probe.dialog import ProbeDialog
    from nvexplorer.ui.services import Services


def open_probe(window: QWidget, services: Services) -> ProbeDialog | None:
    """Offer to probe with the chosen profile, beside the window, which stays usable; None without
    a profile. Nothing is sent before the user says so."""
    from PySide6.QtCore import Qt

    from nvexplorer.ui.dialogs.probe.dialog import ProbeDialog

    profiles = services.profiles
    if profiles.current is None:
        return None
    dialog = ProbeDialog(services, profiles.current_id, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.look()
    return dialog
