"""The fields of a request as rows: those that are missing, and on demand all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from nvexplorer.dumps.dump import FieldKind
from nvexplorer.ui.panes.doctor.wording import FIELD_HINTS, FIELD_LABELS
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nvexplorer.dumps.dump import Reading
    from nvexplorer.ui.theme import Theme


class FieldsForm(QWidget):
    """What is typed wins over what was read, and stays as long as that is the same. `edited`: the
    values are others."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._read: Mapping[FieldKind, str] = {}
        self._given: Mapping[FieldKind, str] = {}
        self._typed: dict[FieldKind, tuple[str | None, str]] = {}  # beside what was read then
        self._all = False
        self._edits: dict[FieldKind, QLineEdit] = {}
        self._labels = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 108)
        grid.setColumnStretch(1, 1)
        for row, kind in enumerate(FieldKind):
            edit = QLineEdit()
            edit.setFont(theme.mono_font())
            edit.setAccessibleName(FIELD_LABELS[kind])
            edit.textEdited.connect(lambda text, k=kind: self._on_edited(k, text))
            name = label(FIELD_LABELS[kind], "muted")
            name.setBuddy(edit)
            grid.addWidget(name, row, 0)
            grid.addWidget(edit, row, 1)
            self._edits[kind], self._labels[kind] = edit, name
        self.show_reading(None)

    def show_reading(self, reading: Reading | None) -> None:
        self._reading = reading
        self._read = dict(reading.fields) if reading is not None else {}
        for kind, (seen, _) in list(self._typed.items()):
            if self._read.get(kind) != seen and not (seen is None and kind not in self._read):
                del self._typed[kind]
        for kind, edit in self._edits.items():
            typed = self._typed.get(kind)
            value = typed[1] if typed is not None else self._read.get(kind, "")
            if edit.text() != value:
                edit.setText(value)
                edit.setCursorPosition(0)
        self._show_rows()

    def show_given(self, given: Mapping[FieldKind, str]) -> None:
        """What the profile gives for fields that are not there."""
        self._given = given
        self._show_rows()

    def show_all(self, shown: bool) -> None:
        """Also the fields that were recognised."""
        self._all = shown
        self._show_rows()

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """All of them, in their order."""
        return tuple(self._edits.values())

    @property
    def values(self) -> dict[FieldKind, str]:
        """What was typed, by kind."""
        return {kind: text for kind, (_, text) in self._typed.items()}

    @property
    def missing(self) -> tuple[FieldKind, ...]:
        """The fields that the MAC needs and that neither request, user nor profile gave."""
        asked = self._reading.missing if self._reading is not None else ()
        return tuple(
            kind
            for kind in asked
            if not self._typed.get(kind, ("", ""))[1] and not self._gives(kind)
        )

    @property
    def from_profile(self) -> tuple[FieldKind, ...]:
        """Those that only the profile gave."""
        asked = self._reading.missing if self._reading is not None else ()
        return tuple(k for k in asked if k not in self._typed and self._gives(k))

    def focus(self, kind: FieldKind) -> None:
        """To the row of this field, which is shown."""
        self.show()
        self._edits[kind].show()
        self._labels[kind].show()
        self._edits[kind].setFocus()

    def show_problem(self, kind: FieldKind | None) -> None:
        """Point out one field, or none."""
        for each, edit in self._edits.items():
            set_property(edit, "problem", each == kind)

    def _gives(self, kind: FieldKind) -> bool:
        return bool(self._given.get(kind))

    def _show_rows(self) -> None:
        asked = self._reading.missing if self._reading is not None else ()
        self.setVisible(self._reading is not None and bool(self._all or asked))
        for kind, edit in self._edits.items():
            shown = self._reading is not None and (self._all or kind in asked)
            edit.setVisible(shown)
            self._labels[kind].setVisible(shown)
            given = self._given.get(kind, "")
            hint = f"{given} (from the profile)" if given else FIELD_HINTS.get(kind, "")
            edit.setPlaceholderText("empty" if self._read.get(kind) == "" else hint)
            absent = kind in asked and not given
            set_property(self._labels[kind], "role", "warn" if absent else "muted")

    def _on_edited(self, kind: FieldKind, text: str) -> None:
        read = self._read.get(kind)
        if text == (read or ""):
            self._typed.pop(kind, None)
        else:
            self._typed[kind] = (read, text)
        self.show_problem(None)
        self.edited.emit()
