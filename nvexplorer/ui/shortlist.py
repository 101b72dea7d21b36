"""The resources somebody works with: favourites, and those opened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.finding.search import Preferred
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.ui.settings_model import SettingsModel

MOST_RECENT = 12


class Shortlist(QObject):
    """Favourites are kept with the settings, `recent` with the session by whoever saves that. Names
    are those of the catalogue, in its letter case."""

    changed = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        settings: SettingsModel,
        recent: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._settings = settings
        self._shown = settings.current.favourites
        self.recent = tuple(recent[:MOST_RECENT])
        settings.changed.connect(self._on_settings_changed)

    @property
    def favourites(self) -> tuple[str, ...]:
        return self._settings.current.favourites

    @property
    def preferred(self) -> Preferred:
        from nvexplorer.catalogue.finding.search import Preferred

        return Preferred(self.favourites, self.recent)

    def is_favourite(self, resource: str) -> bool:
        return self._name(resource) in self.favourites

    def toggle(self, resource: str) -> None:
        """Make it a favourite, the last of them, or none any more. Only what the catalogue has can
        be one."""
        entry = self._catalogue.entry(resource)
        if entry is None:
            return
        name, favourites = entry.resource, self.favourites
        without = tuple(each for each in favourites if each != name)
        self._settings.update(favourites=without if name in favourites else (*favourites, name))

    def use(self, resource: str) -> None:
        """It was opened or sent."""
        if not resource.strip():
            return
        name = self._name(resource)
        recent = (name, *(each for each in self.recent if each != name))[:MOST_RECENT]
        if recent != self.recent:
            self.recent = recent
            self.changed.emit()

    def _name(self, resource: str) -> str:
        entry = self._catalogue.entry(resource)
        return entry.resource if entry else resource.strip()

    def _on_settings_changed(self) -> None:
        if self._shown != self.favourites:
            self._shown = self.favourites
            self.changed.emit()
