"""What was recognised in the request, what is missing, and the button that begins the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from nvexplorer.dumps.readings import MOST
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.cards import flowing
from nvexplorer.ui.panes.doctor.fields_form import FieldsForm
from nvexplorer.ui.panes.doctor.findings import Notes
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.fitting_scroll import FittingScroll
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nvexplorer.dumps.dump import FieldKind, Reading
    from nvexplorer.model.errors import Message
    from nvexplorer.ui.theme import Theme

_FIND = "Find how it was made"


class Recognised(Panel):
    """`chosen` carries another reading of several, or None; `edited`: fields have other values;
    `find_pressed`."""

    chosen = Signal(object)
    edited = Signal()
    find_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=8)
        self._readings: tuple[Reading, ...] = ()
        self._reading: Reading | None = None
        self._chooser = QComboBox()
        self._chooser.setAccessibleName("Request among several")
        self._chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chooser.activated.connect(self._on_chosen)
        self._cut = label(f"These are the first {MOST}; paste the others alone.", "small")
        self._count = label(role="strong")
        self._which = label(role="muted")
        self._missing = label(role="muted")
        self._show = link("Show fields", "Show all fields, to look at them and to change them")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._on_show)
        self.form = FieldsForm(theme)
        self.form.edited.connect(self._on_edited)
        self._notes = Notes(theme)
        self.banner = Banner()
        self.button = QPushButton(_FIND)
        self.button.setProperty("primary", True)
        self.button.setToolTip(f"{_FIND} (Ctrl+Enter)")
        self.button.clicked.connect(self.find_pressed)

        line = flowing(self._count, self._which, self._missing, across=4)
        inner = Panel(spacing=12)
        inner.box.addWidget(self.form)
        inner.box.addWidget(self._notes)
        self._scroll = FittingScroll(inner)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(self._show)
        self.box.addWidget(self._chooser)
        self.box.addWidget(self._cut)
        self.box.addWidget(line)
        self.box.addWidget(self._scroll)
        self.box.addWidget(self.banner)
        self.box.addLayout(row)
        self.show_readings(())

    @property
    def reading(self) -> Reading | None:
        """The one that is examined."""
        return self._reading

    def tab_order(self) -> list[QWidget]:
        """As the Tab key goes."""
        return [self._chooser, *self.form.edits, *self._notes.tab_order(), self.button, self._show]

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """The requests of a text; where there are several, the one chosen before stays chosen when
        it is still there, else the first that has a MAC is."""
        old = self._reading
        self._readings = tuple(readings)
        several = len(self._readings) > 1
        self._chooser.setVisible(several)
        if several:
            self._chooser.clear()
            titles = enumerate((each.dump for each in self._readings), start=1)
            self._chooser.addItems([wording.dump_title(dump, at) for at, dump in titles])
        self._cut.setVisible(len(self._readings) == MOST)
        found = next((n for n, each in enumerate(self._readings) if each == old), None)
        if found is None:
            with_mac = (n for n, each in enumerate(self._readings) if not each.missing)
            found = next(with_mac, 0)
        if several:
            self._chooser.setCurrentIndex(found)
        self._use(self._readings[found] if self._readings else None)

    def show_given(self, given: Mapping[FieldKind, str]) -> None:
        """What the profile gives for fields that are not there."""
        self.form.show_given(given)
        self._describe()

    def show_searching(self, searching: bool) -> None:
        """The button keeps its place and the keyboard."""
        self.button.setText("Searching…" if searching else _FIND)

    def show_problem(self, message: Message, kind: FieldKind | None = None) -> None:
        """Why it cannot be searched; the field that is to blame is shown and takes the keyboard."""
        self.banner.show_message(message, "bad")
        self.form.show_problem(kind)
        if kind is not None:
            self._focus(kind)

    def _use(self, reading: Reading | None) -> None:
        self._reading = reading
        self.banner.hide()
        self.form.show_reading(reading)
        self._notes.show_notes(reading.findings if reading is not None else ())
        self._describe()
        if reading is not None:
            found = wording.recognised(reading)[0]
            announce(self, f"{found}, {wording.missing(self.form.missing)}")
        self.chosen.emit(reading)

    def _describe(self) -> None:
        reading = self._reading
        for widget in (self._which, self._missing, self._show):
            widget.setVisible(reading is not None)
        self.button.setEnabled(reading is not None)
        self._count.setVisible(reading is not None)
        if reading is not None:
            count, which = wording.recognised(reading)
            missing = self.form.missing
            mark = "✓" if not missing else "!"
            self._count.setText(f"{mark} {count}")
            set_property(self._count, "role", "found" if not missing else "lacking")
            self._which.setText(f"· {which}" if which else "")
            self._which.setVisible(bool(which))
            self._missing.setText(f"· {wording.missing(missing)}")
            set_property(self._missing, "role", "warn" if missing else "muted")
        shown = reading is not None and bool(
            reading.missing or reading.findings or self._show.isChecked()
        )
        self._scroll.setVisible(shown)

    def _on_chosen(self, index: int) -> None:
        self._use(self._readings[index])

    def _on_show(self, on: bool) -> None:
        self._show.setText("Hide fields" if on else "Show fields")
        self.form.show_all(on)
        self._describe()

    def _on_edited(self) -> None:
        self.banner.hide()
        self._describe()
        self.edited.emit()

    def focus_missing(self) -> bool:
        """To the first field that is missing; false when there is none."""
        missing = self.form.missing
        if missing:
            self._focus(missing[0])
        return bool(missing)

    def _focus(self, kind: FieldKind) -> None:
        self._scroll.show()
        self.form.focus(kind)
        # Once the rows have their places.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        field = self.focusWidget()
        if field is not None and self._scroll.isAncestorOf(field):
            self._scroll.ensureWidgetVisible(field)
