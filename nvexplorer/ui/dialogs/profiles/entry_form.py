"""The fields of one profile in the manager: its three parts, environment and connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from nvexplorer.library.profile_checks import Severity, validate_profile, validate_variables
from nvexplorer.model.errors import BadInput
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.connection_fields import ConnectionFields
from nvexplorer.ui.dialogs.profiles.environment_cards import EnvironmentCards
from nvexplorer.ui.dialogs.profiles.fields import Field, FieldSet
from nvexplorer.ui.dialogs.profiles.variables_edit import NOTE, VariablesEdit
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.library.book import Book, ProfileEntry
    from nvexplorer.library.profile_checks import FieldProblem
    from nvexplorer.ui.dialogs.profiles.draft import Draft
    from nvexplorer.ui.theme import Theme

# Which part of a profile a field belongs to.
_PART_OF = {
    "sender": "partner",
    "partner_id": "partner",
    "customer_id": "user",
    "organisation_id": "company",
}
_PARTS = {
    "company": ("Company", "companies"),
    "partner": ("Partner", "partners"),
    "user": ("API user", "users"),
}


class EntryForm(Panel):
    """Changes go into the draft as they are typed. `part_wanted` carries `partner`, `user` or
    `company` and the id to edit, empty for a new one."""

    part_wanted = Signal(str, str)

    def __init__(self, theme: Theme, draft: Draft) -> None:
        super().__init__(margins=(24, 16, 24, 20), spacing=10)
        self._draft = draft
        self._id = ""
        self._filling = False
        self._names = FieldSet()
        self._name = self._names.line("name", "Name", 0, -1)
        self._environment = EnvironmentCards()
        self._parts: dict[str, tuple[Field, QComboBox]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column, (part, (title, _)) in enumerate(_PARTS.items()):
            grid.addWidget(self._make_part(part, title), 0, column)
            grid.setColumnStretch(column, 1)
        self._connection = ConnectionFields(theme)
        self._default = QCheckBox("Chosen when the program starts, and on the command line")
        self.box.addWidget(self._names)
        self.box.addSpacing(4)
        self.box.addWidget(self._environment)
        self.box.addSpacing(8)
        self.box.addLayout(grid)
        self.box.addSpacing(8)
        self.box.addWidget(label("Connection", "strong"))
        self.box.addWidget(self._connection)
        self.box.addWidget(self._default)
        self.box.addSpacing(8)
        self._variables = VariablesEdit(theme, "profile")
        note = f"{NOTE} They win over those of the company."
        self._variables_field = Field("Variables", self._variables, note)
        self.box.addWidget(self._variables_field)
        self.box.addStretch(1)
        self._names.changed.connect(self._on_typed)
        self._environment.chosen.connect(self._on_typed)
        self._connection.changed.connect(self._on_typed)
        self._default.toggled.connect(self._on_default)
        self._variables.changed.connect(self._on_typed)

    def _make_part(self, part: str, title: str) -> QWidget:
        combo = QComboBox()
        field = Field(title, combo)
        edit, new = link("edit", f"Edit this {title}"), link("new", f"Make a new {title}")
        edit.clicked.connect(lambda: self.part_wanted.emit(part, combo.currentData() or ""))
        new.clicked.connect(lambda: self.part_wanted.emit(part, ""))
        combo.currentIndexChanged.connect(self._on_typed)
        links = Panel(across=True, spacing=6)
        links.box.addWidget(edit)
        links.box.addWidget(new)
        links.box.addStretch(1)
        whole = Panel(spacing=2)
        whole.box.addWidget(field)
        whole.box.addWidget(links)
        whole.box.addStretch(1)
        self._parts[part] = field, combo
        return whole

    def show_profile(self, profile_id: str) -> None:
        if profile_id != self._id:
            self._names.forget_touches()
        self._id = profile_id
        entry = self._draft.book.profiles.get(profile_id)
        if entry is None:
            return
        self._filling = True
        if self._name.text().strip() != entry.name:
            self._name.setText(entry.name)
        self._environment.show_environment(entry.environment)
        for part, (_, combo) in self._parts.items():
            self._fill_part(combo, part, entry)
        self._connection.show_values(entry)
        self._default.setChecked(self._draft.book.default == profile_id)
        self._variables.show_variables(entry.variables)
        self._filling = False
        self._check(entry)

    def focus_name(self) -> None:
        self._name.setFocus()
        self._name.selectAll()

    def focus_variables(self) -> None:
        self._variables.setFocus()

    def _fill_part(self, combo: QComboBox, part: str, entry: ProfileEntry) -> None:
        items = getattr(self._draft.book, _PARTS[part][1])
        combo.clear()
        for item_id, item in items.items():
            combo.addItem(item.name or "Unnamed", item_id)
        wanted = getattr(entry, part)
        if wanted not in items:
            combo.insertItem(0, "(missing: choose one)", wanted)
        combo.setCurrentIndex(combo.findData(wanted))

    def _on_typed(self) -> None:
        book = self._draft.book
        entry = book.profiles.get(self._id)
        if self._filling or entry is None:
            return
        parts: dict[str, Any] = {
            part: combo.currentData() or "" for part, (_, combo) in self._parts.items()
        }
        entry = entry._replace(
            name=self._name.text().strip(),
            environment=self._environment.environment or entry.environment,
            variables=self._variables.variables(),
            **parts,
            **self._connection.values(),
        )
        self._draft.show(edits.with_entry(book, self._id, entry))
        self._check(entry)

    def _on_default(self, on: bool) -> None:
        book = self._draft.book
        if not self._filling and self._id in book.profiles:
            self._draft.show(book.with_default(self._id if on else ""))

    def _check(self, entry: ProfileEntry) -> None:
        book = self._draft.book
        found = _problems(book, self._id)
        self._names.show_all_problems()
        self._names.show_problems([])
        problem = edits.name_problem(book, self._id)
        self._names.fields["name"].show_problem(problem, Severity.ERROR)
        self._connection.show_problems(found)
        wrong = validate_variables(entry.variables)
        if wrong:
            self._variables_field.show_problem(wrong[0].problem, wrong[0].severity)
        else:
            self._variables_field.show_problem("")
        for part, (field, _) in self._parts.items():
            item = getattr(book, _PARTS[part][1]).get(getattr(entry, part))
            field.show_note(_summary(part, item))
            mine = [each for each in found if _PART_OF.get(each.field, each.field) == part]
            if mine:
                field.show_problem(mine[0].problem, mine[0].severity)
            else:
                field.show_problem("")


def _problems(book: Book, profile_id: str) -> list[FieldProblem]:
    try:
        return validate_profile(book.joined(profile_id))
    except BadInput:
        return []  # the combo says which part is missing


def _summary(part: str, item: object) -> str:
    """What identifies a part, under its name."""
    field = {"partner": "partner_id", "user": "customer_id", "company": "organisation_id"}[part]
    return str(getattr(item, field, "")) or "Nothing chosen."
