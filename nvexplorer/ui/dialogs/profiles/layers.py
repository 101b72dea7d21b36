"""The fields of a partner, an API user and a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.library.keys import KeyPlace, key_hint
from nvexplorer.library.profile_checks import FieldProblem, Severity
from nvexplorer.model.profile import ApiUser, Company, Partner
from nvexplorer.ui.dialogs.profiles.fields import FieldSet
from nvexplorer.ui.dialogs.profiles.key_edit import KeyEdit, place_text
from nvexplorer.ui.dialogs.profiles.variables_edit import NOTE, VariablesEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLineEdit

    from nvexplorer.model.secret import Secret
    from nvexplorer.ui.theme import Theme


class _KeyedFields(FieldSet):
    """Fields among which one is a key."""

    KEY = ""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._edit: KeyEdit | None = None

    def _add_key(self, theme: Theme, title: str, row: int, column: int) -> None:
        self._edit = KeyEdit(theme)
        self.add(self.KEY, title, self._edit, row, column)
        self.show_key_place(KeyPlace.MISSING)

    def key(self) -> Secret | None:
        """What was typed, None when nothing was."""
        return self._edit.key() if self._edit is not None else None

    def show_key(self, key: Secret | None) -> None:
        """Back what was typed before and is not stored yet."""
        if self._edit is not None:
            self._edit.setText(key.reveal() if key is not None else "")

    def show_key_place(self, place: KeyPlace | None) -> None:
        """Where the key is now; None while that is being looked up."""
        if self._edit is not None:
            self._edit.show_place(place)
            self.fields[self.KEY].show_note(place_text(place, self._kind))

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        key = self.key()
        hint = key_hint(key) if key is not None else None
        found = list(problems)
        if hint:
            found.append(FieldProblem(self.KEY, Severity.WARNING, hint))
        super().show_problems(found)


class PartnerFields(_KeyedFields):
    """`named` adds the name that the partner has in lists."""

    KEY = "partner_key"

    def __init__(self, theme: Theme, kind: str, *, named: bool) -> None:
        super().__init__(kind)
        self._name = (
            self.line("partner_name", "Name in lists", 0, -1, hint="Demo integration")
            if named
            else None
        )
        self._sender = self.line(
            "sender",
            "Sender",
            1,
            0,
            "Names your integration; Netvisor's support sees it.",
            "Demo integration",
            theme.mono_font(),
        )
        self._partner_id = self.line(
            "partner_id",
            "Partner ID",
            1,
            1,
            "From Netvisor, to the partner.",
            "ABC_123_45",
            theme.mono_font(),
        )
        self._add_key(theme, "Partner key", 2, -1)

    def partner(self) -> Partner:
        sender = self._sender.text()
        name = self._name.text() if self._name is not None else ""
        return Partner(name or sender, sender, self._partner_id.text())

    def show_partner(self, partner: Partner) -> None:
        self.forget_touches()
        _show(self._name, partner.name)
        _show(self._sender, partner.sender)
        _show(self._partner_id, partner.partner_id)


class UserFields(_KeyedFields):
    """`named` adds the name that the API user has in lists."""

    KEY = "customer_key"

    def __init__(self, theme: Theme, kind: str, *, named: bool) -> None:
        super().__init__(kind)
        self._name = (
            self.line("user_name", "Name in lists", 0, -1, hint="Integration user")
            if named
            else None
        )
        self._customer_id = self.line(
            "customer_id",
            "Customer ID",
            1,
            0,
            "A Netvisor user makes it: Company menu > API identifiers.",
            "AB_12345_6",
            theme.mono_font(),
        )
        self._add_key(theme, "Customer key", 1, 1)

    def user(self) -> ApiUser:
        customer_id = self._customer_id.text()
        name = self._name.text() if self._name is not None else ""
        return ApiUser(name or customer_id, customer_id)

    def show_user(self, user: ApiUser) -> None:
        self.forget_touches()
        _show(self._name, user.name)
        _show(self._customer_id, user.customer_id)


class CompanyFields(FieldSet):
    """`variables` adds those of the company."""

    def __init__(self, theme: Theme, *, variables: bool = False) -> None:
        super().__init__()
        self._variables: VariablesEdit | None = None
        self._name = self.line("company_name", "Company", 0, 0, hint="Demo Oy")
        self._organisation_id = self.line(
            "organisation_id",
            "Organisation ID",
            0,
            1,
            "The company's business ID.",
            "0123456-2",
            theme.mono_font(),
        )
        if variables:
            self._variables = VariablesEdit(theme, "company")
            self._variables.changed.connect(self.changed)
            note = f"{NOTE} Those of a profile win over these."
            self.add("company_variables", "Variables", self._variables, 1, -1, note)

    def company(self) -> Company:
        organisation_id = self._organisation_id.text()
        own = self._variables.variables() if self._variables is not None else ()
        return Company(self._name.text() or organisation_id, organisation_id, own)

    def show_company(self, company: Company) -> None:
        self.forget_touches()
        _show(self._name, company.name)
        _show(self._organisation_id, company.organisation_id)
        if self._variables is not None:
            self._variables.show_variables(company.variables)


def _show(edit: QLineEdit | None, text: str) -> None:
    # Setting the text that is there already would move the cursor of whoever types.
    if edit is not None and edit.text() != text:
        edit.setText(text)
