"""The one simple form: environment, company, partner, API user and connection of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from nvexplorer.library.book import ProfileEntry
from nvexplorer.library.profile_checks import FieldProblem, Severity, validate_profile
from nvexplorer.model.profile import Environment, Profile
from nvexplorer.ui.dialogs.profiles.connection_fields import ConnectionFields
from nvexplorer.ui.dialogs.profiles.environment_cards import EnvironmentCards
from nvexplorer.ui.dialogs.profiles.fields import FieldSet
from nvexplorer.ui.dialogs.profiles.layers import CompanyFields, PartnerFields, UserFields
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nvexplorer.library.book import Book
    from nvexplorer.model.profile import ApiUser, Partner
    from nvexplorer.model.secret import Secret
    from nvexplorer.ui.theme import Theme

T = TypeVar("T")

_NO_ENVIRONMENT = "Choose the environment: it is never taken from the host."
_DEFAULTS = ProfileEntry("", "", "", "", Environment.TEST, "https://isvapi.netvisor.fi")


class NewProfileForm(Panel):
    """Partners and API users of `book` can be chosen instead of typed. `changed` by the user."""

    changed = Signal()

    def __init__(self, theme: Theme, book: Book, kind: str) -> None:
        super().__init__(margins=(28, 8, 28, 20), spacing=8)
        self._book = book
        self._typed_name = False
        self._environment = EnvironmentCards()
        self._no_environment = label(role="bad")
        self._no_environment.hide()
        self._company = CompanyFields(theme)
        self._partner = PartnerFields(theme, kind, named=False)
        self._user = UserFields(theme, kind, named=False)
        self._connection = ConnectionFields(theme)
        self._connection.show_values(_DEFAULTS)
        self._names = FieldSet()
        self._name = self._names.line(
            "name", "Name of the profile", 0, -1, "In tabs, lists and on the command line."
        )
        self._which_partner = _choice("New partner", book.partners)
        self._which_user = _choice("New API user", book.users)
        self._lay_out()
        self._environment.chosen.connect(self._on_changed)
        for fields in (self._company, self._partner, self._user, self._connection):
            fields.changed.connect(self._on_changed)
        self._names.changed.connect(self._on_name)
        for combo in (self._which_partner, self._which_user):
            combo.currentIndexChanged.connect(self._on_changed)
        self._show_layers()

    def _lay_out(self) -> None:
        sections: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("Environment", (self._environment, self._no_environment)),
            ("Company", (self._company,)),
            ("Partner", (self._which_partner, self._partner)),
            ("API user", (self._which_user, self._user)),
            ("Connection", (self._connection,)),
            ("", (self._names,)),
        )
        for heading, widgets in sections:
            if heading:
                if heading != "Environment":
                    self.box.addSpacing(12)
                self.box.addWidget(label(heading, "strong"))
            for widget in widgets:
                self.box.addWidget(widget)
        self.box.addStretch(1)

    # What it holds

    @property
    def partner_id(self) -> str:
        """Id of the partner that is there already, empty for a new one."""
        return self._which_partner.currentData() or ""

    @property
    def user_id(self) -> str:
        return self._which_user.currentData() or ""

    def partner_key(self) -> Secret | None:
        return None if self.partner_id else self._partner.key()

    def user_key(self) -> Secret | None:
        return None if self.user_id else self._user.key()

    def profile(self) -> Profile:
        """As far as it is filled in; PRODUCTION, the most careful one, while none is chosen."""
        return Profile(
            name=self._name.text().strip(),
            partner=self._chosen_partner() or self._partner.partner(),
            user=self._chosen_user() or self._user.user(),
            company=self._company.company(),
            environment=self._environment.environment or Environment.PRODUCTION,
            **self._connection.values(),
        )

    def _chosen_partner(self) -> Partner | None:
        return self._book.partners.get(self.partner_id)

    def _chosen_user(self) -> ApiUser | None:
        return self._book.users.get(self.user_id)

    # Problems

    def errors(self) -> list[FieldProblem]:
        """What must be mended before a profile can be made of it; shown in the form."""
        for fields in (self._company, self._partner, self._user, self._names):
            fields.show_all_problems()
        missing = self._environment.environment is None
        self._no_environment.setText(_NO_ENVIRONMENT)
        self._no_environment.setVisible(missing)
        found = [each for each in self._check() if each.severity == Severity.ERROR]
        if missing:
            found.insert(0, FieldProblem("environment", Severity.ERROR, _NO_ENVIRONMENT))
        if found:
            self._focus(found[0].field)
        return found

    def show_name_problem(self, sentence: str) -> None:
        self._names.fields["name"].show_problem(sentence, Severity.ERROR)
        self._focus("name")

    def _check(self) -> list[FieldProblem]:
        problems = validate_profile(self.profile())
        for fields in (self._company, self._partner, self._user, self._connection, self._names):
            fields.show_problems(problems)
        return problems

    def _focus(self, name: str) -> None:
        if name == "environment":
            self._environment.focus()
        for fields in (self._company, self._partner, self._user, self._names):
            if name in fields.fields and fields.isVisible():
                fields.fields[name].setFocus()
                return
        self._connection.focus_field(name)

    # Changes

    def _on_changed(self) -> None:
        self._show_layers()
        if not self._typed_name:
            self._name.setText(self._suggested_name())
        if self._environment.environment is not None:
            self._no_environment.hide()
        self._check()
        self.changed.emit()

    def _on_name(self) -> None:
        self._typed_name = bool(self._name.text())
        self._check()
        self.changed.emit()

    def _suggested_name(self) -> str:
        company, environment = self._company.company().name, self._environment.environment
        if not company:
            return ""
        suffix = f" {environment.value}" if environment is not None else ""
        return self._book.free_name(company + suffix)

    def _show_layers(self) -> None:
        self._partner.setVisible(not self.partner_id)
        self._user.setVisible(not self.user_id)


def _choice(new: str, items: Mapping[str, Partner] | Mapping[str, ApiUser]) -> QComboBox:
    """The parts that are there already, the last one chosen; hidden while there is none."""
    combo = QComboBox()
    combo.setAccessibleName(new.removeprefix("New ").capitalize())
    for item_id, item in items.items():
        combo.addItem(item.name, item_id)
    combo.addItem(f"{new}…", "")
    combo.setVisible(bool(items))
    return combo
