"""How the MAC is made on the bench: algorithm, encoding, form of the URL, and what is pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from nvexplorer.model.profile import MacUrlForm
from nvexplorer.signing import ALGORITHMS
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.theme import Theme

_ENCODINGS = {
    "iso-8859-15": "ISO-8859-15",
    "iso-8859-1": "ISO-8859-1",
    "windows-1252": "Windows-1252",
    "utf-8": "UTF-8",
}
_FORMS = {MacUrlForm.DECODED.value: "URL decoded", MacUrlForm.SENT.value: "URL as sent"}
_PINNED = (
    "kept when the request changes or this page is left. What is sent has new ones all the same."
)
_TIP = Qt.ItemDataRole.ToolTipRole


class BenchControls(QWidget):
    """`changed` when the MAC is made in another way. `stamps` and `id` are checked while those are
    pinned."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._own: tuple[str, str, str] = ("", "", "")
        names = {
            each.name: f"{each.name} (deprecated)" if each.deprecated else each.name
            for each in ALGORITHMS.values()
        }
        self._algorithm = _choice(names, "Algorithm on the bench")
        for index, each in enumerate(ALGORITHMS.values()):
            self._algorithm.setItemData(index, each.note, _TIP)
        self._encoding = _choice(_ENCODINGS, "Encoding on the bench")
        self._form = _choice(_FORMS, "Form of the URL on the bench")
        self._choices = (self._algorithm, self._encoding, self._form)
        self.stamps = QCheckBox("Pin stamps")
        self.stamps.setToolTip(f"Timestamp and TimestampUnix: {_PINNED}")
        self.id = QCheckBox("Pin ID")
        self.id.setToolTip(f"Transaction ID: {_PINNED}")
        layout = FlowLayout(self, across=10, down=4)
        for widget in (*self._choices, self.stamps, self.id):
            layout.addWidget(widget)
        for choice in self._choices:
            choice.setFont(theme.mono_font())
            choice.activated.connect(self._on_chosen)

    def show_profile(self, profile: Profile) -> None:
        """Choices that were not changed follow the profile."""
        own = (profile.algorithm, profile.mac_encoding, profile.mac_url_form.value)
        for choice, before, value in zip(self._choices, self._own, own, strict=True):
            if choice.findData(value) < 0:
                choice.addItem(value.upper(), value)
            if not before or choice.currentData() == before:
                choice.setCurrentIndex(choice.findData(value))
        self._own = own
        self._show_changed()

    def applied(self, profile: Profile) -> Profile:
        """The profile with what is chosen here."""
        return profile._replace(
            algorithm=self._algorithm.currentData(),
            mac_encoding=self._encoding.currentData(),
            mac_url_form=MacUrlForm(self._form.currentData()),
        )

    def put_back(self) -> None:
        """To what the profile says, nothing pinned; not told."""
        for choice, value in zip(self._choices, self._own, strict=True):
            choice.setCurrentIndex(max(0, choice.findData(value)))
        self.stamps.setChecked(False)
        self.id.setChecked(False)
        self._show_changed()

    def _on_chosen(self, _index: int) -> None:
        self._show_changed()
        self.changed.emit()

    def _show_changed(self) -> None:
        for choice, value in zip(self._choices, self._own, strict=True):
            changed = choice.currentData() != value
            set_property(choice, "changed", changed)
            own = choice.itemText(max(0, choice.findData(value)))
            choice.setToolTip(f"The profile says {own}." if changed else "As the profile says.")


def _choice(names: dict[str, str], accessible: str) -> QComboBox:
    box = QComboBox()
    for value, text in names.items():
        box.addItem(text, value)
    box.setAccessibleName(accessible)
    return box
