"""The manager's pages of partners, API users and companies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nvexplorer.library.profile_checks import validate_profile
from nvexplorer.model.errors import BadInput, describe
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner, Profile
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.item_list import ItemList, Tool
from nvexplorer.ui.dialogs.profiles.layers import CompanyFields, PartnerFields, UserFields
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel, label, scrolled
from nvexplorer.ui.widgets.two_lines import Lines
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.library.book import Book
    from nvexplorer.ui.dialogs.profiles.draft import Draft
    from nvexplorer.ui.theme import Theme

_BLANK = Profile(
    "x",
    Partner("x", "x", "XXX_1_1"),
    ApiUser("x", "XX_1_1"),
    Company("x", "0123456-2"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)


class Layer(NamedTuple):
    """What sets partners, API users and companies apart. `field` is theirs in ProfileEntry."""

    field: str
    items: str
    one: str
    explained: str
    new: Any
    below: Callable[[Any], str]
    add: Callable[[Book, str, Any], Book]
    remove: Callable[[Book, str], Book]


PARTNERS = Layer(
    "partner",
    "partners",
    "partner",
    "A partner names your integration. Its key, changed here, changes for every profile.",
    Partner("", "", ""),
    lambda each: each.partner_id,
    lambda book, item_id, each: book.with_partner(item_id, each),
    lambda book, item_id: book.without_partner(item_id),
)
USERS = Layer(
    "user",
    "users",
    "API user",
    "API identifiers that a Netvisor user made. Profiles of several companies may share them.",
    ApiUser("", ""),
    lambda each: each.customer_id,
    lambda book, item_id, each: book.with_user(item_id, each),
    lambda book, item_id: book.without_user(item_id),
)
COMPANIES = Layer(
    "company",
    "companies",
    "company",
    "The companies whose books are read and written.",
    Company("", ""),
    lambda each: each.organisation_id,
    lambda book, item_id, each: book.with_company(item_id, each),
    lambda book, item_id: book.without_company(item_id),
)


class LayerPage(QWidget):
    """A list and the fields of the chosen one. Changes go into the draft as they are typed."""

    changed = Signal()

    def __init__(self, theme: Theme, draft: Draft, layer: Layer, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._draft = draft
        self._layer = layer
        self._new_id = new_id
        self._shown = ""
        self._fields = self._make_fields(theme)
        tools = (
            Tool("plus", f"New {layer.one}", "Ctrl+N", self._on_new, needs_item=False),
            Tool("trash", f"Delete the {layer.one}", "Del", self._on_delete),
        )
        self._list = ItemList(theme, f"All {layer.items}", tools)
        self._list.setFixedWidth(240)
        self._banner = Banner()
        self._used = label(role="small", wrap=True)
        self._empty = EmptyState(f"There is no {layer.one} yet.", "Ctrl+N makes one.")
        self._form = Panel(margins=(24, 16, 24, 20), spacing=12)
        self._form.box.addWidget(label(layer.explained, "muted", wrap=True))
        self._form.box.addWidget(self._banner)
        self._form.box.addWidget(self._fields)
        self._form.box.addWidget(self._used)
        self._form.box.addStretch(1)
        self._scroll = scrolled(self._form)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._scroll, 1)
        self._list.chosen.connect(self._on_chosen)
        self._fields.changed.connect(self._on_typed)
        draft.changed.connect(self.refresh)
        draft.place_known.connect(self._on_place)
        self.refresh()
        self._on_chosen(self._list.current_id)

    def _make_fields(self, theme: Theme) -> PartnerFields | UserFields | CompanyFields:
        if self._layer is PARTNERS:
            return PartnerFields(theme, self._draft.kind, named=True)
        if self._layer is USERS:
            return UserFields(theme, self._draft.kind, named=True)
        return CompanyFields(theme, variables=True)

    @property
    def _items(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = getattr(self._draft.book, self._layer.items)
        return found

    def choose(self, item_id: str) -> None:
        """Show this one; an empty id makes a new one."""
        if item_id:
            self._list.show_items(self._rows(), item_id)
        else:
            self._on_new()

    def focus_field(self, name: str) -> None:
        self._fields.fields[name].setFocus()

    def refresh(self) -> None:
        self._list.show_items(self._rows())
        self._empty.setVisible(not self._items)
        self._scroll.setVisible(bool(self._items))
        self._show_use()

    def _rows(self) -> list[tuple[str, Lines]]:
        unnamed = f"Unnamed {self._layer.one}"
        return [
            (item_id, Lines(each.name or unnamed, self._layer.below(each)))
            for item_id, each in self._items.items()
        ]

    def _on_chosen(self, item_id: str) -> None:
        self._shown = item_id
        self._banner.hide()
        item = self._items.get(item_id)
        if item is None:
            return
        fields = self._fields
        if isinstance(fields, PartnerFields):
            fields.show_partner(item)
        elif isinstance(fields, UserFields):
            fields.show_user(item)
        else:
            fields.show_company(item)
        if not isinstance(fields, CompanyFields):
            fields.show_key(self._draft.typed_key(self._layer.field, item_id))
            fields.show_key_place(self._draft.place(self._layer.field, item_id))
        self._check(item)
        self._show_use()

    def _on_typed(self) -> None:
        if not self._shown:
            return
        fields = self._fields
        if isinstance(fields, CompanyFields):
            item: Any = fields.company()
        else:
            item = fields.partner() if isinstance(fields, PartnerFields) else fields.user()
            key = fields.key()
            if key != self._draft.typed_key(self._layer.field, self._shown):
                self._draft.type_key(self._layer.field, self._shown, key)
        self._check(item)
        self._draft.show(self._layer.add(self._draft.book, self._shown, item))

    def _check(self, item: Any) -> None:
        """The other layers are filled in with something harmless."""
        profile = _BLANK._replace(**{self._layer.field: item})
        self._fields.show_problems(validate_profile(profile))

    def _on_place(self, layer: str, item_id: str) -> None:
        fields = self._fields
        mine = (layer, item_id) == (self._layer.field, self._shown)
        if mine and not isinstance(fields, CompanyFields):
            fields.show_key_place(self._draft.place(layer, item_id))

    def _show_use(self) -> None:
        names = edits.used_by(self._draft.book, self._layer.field, self._shown)
        if not names:
            self._used.setText("No profile uses it.")
        else:
            shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
            self._used.setText(f"Used by {plural(len(names), 'profile')}: {shown}.")

    def _on_new(self) -> None:
        item_id = self._new_id()
        self._draft.show(self._layer.add(self._draft.book, item_id, self._layer.new))
        self._list.show_items(self._rows(), item_id)
        self._fields.fields[next(iter(self._fields.fields))].setFocus()

    def _on_delete(self) -> None:
        try:
            self._draft.show(self._layer.remove(self._draft.book, self._shown))
        except BadInput as error:
            self._banner.show_message(describe(error), "warn")
