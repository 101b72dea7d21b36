"""What the commands about finding resources do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import Message
from nvexplorer.ui.sidebar import Page

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Group
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.services import Services


class ResourceCommands:
    def __init__(self, window: MainWindow, services: Services) -> None:
        self._window = window
        self._services = services

    def find(self) -> None:
        from nvexplorer.ui.dialogs.find_resource import open_finder

        services = self._services
        finder = open_finder(services.theme, self._window, services.catalogue, services.shortlist)
        finder.opened.connect(self._window.open_resource)

    def filter(self) -> None:
        self._show_sidebar()
        self._window.resources.focus_filter()

    def show_favourites(self) -> None:
        from nvexplorer.ui.panes.resources.rows import FAVOURITES

        self._show_group(
            FAVOURITES,
            Message("There are no favourites yet.", "Ctrl+Shift+D makes a resource one."),
        )

    def show_recent(self) -> None:
        from nvexplorer.ui.panes.resources.rows import RECENT

        self._show_group(
            RECENT, Message("There are no recent resources yet.", "Ctrl+P finds one to open.")
        )

    def toggle_favourite(self) -> None:
        """The one selected in the sidebar while that has the focus, else that of the request."""
        tab = self._window.workspace.current
        resource = self._window.resources.focused_resource
        resource = resource or (tab.request.resource if tab else "")
        if self._services.catalogue.entry(resource) is None:
            message = Message(
                "Only a resource of the catalogue can be a favourite.",
                "Open one first, Ctrl+P finds it.",
            )
            self._window.tell(message, "info")
        else:
            self._services.shortlist.toggle(resource)

    def _show_group(self, group: Group, none: Message) -> None:
        self._show_sidebar()
        if not self._window.resources.show_group(group):
            self._window.tell(none, "info")

    def _show_sidebar(self) -> None:
        self._window.sidebar.show()
        self._window.sidebar.show_page(Page.RESOURCES)
