"""Asks for the keys of a profile that are missing, once in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.library.keys import KeyPlace, key_hint
from nvexplorer.library.profile_checks import Severity
from nvexplorer.model.errors import KeychainLocked, Message, describe
from nvexplorer.ui.dialogs.profiles.fields import Field
from nvexplorer.ui.dialogs.profiles.key_edit import KeyEdit, keys_go_to
from nvexplorer.ui.dialogs.profiles.saver import NewKey, store_keys
from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStatus, KeyStore
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme

_HAD = (KeyPlace.STORED, KeyPlace.REMEMBERED)
_LOCKED = Message(
    "The keychain is locked, so the stored keys cannot be read.",
    "Unlock it and try again, or enter the keys for this run.",
)


def ask_keys(parent: QWidget, services: Services, book: Book, profile_id: str) -> bool:
    """True when all keys of the profile are to be had now."""
    prompt = KeyPrompt(services.theme, services.tasks, services.keys, book, profile_id, parent)
    try:
        return prompt.exec() == QDialog.DialogCode.Accepted
    finally:
        prompt.deleteLater()


class KeyPrompt(QDialog):
    """Accepted when the profile's keys are to be had, typed here or found in the keychain."""

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        keys: KeyStore,
        book: Book,
        profile_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._keys = keys
        self._book = book
        self._profile_id = profile_id
        profile, entry = book.joined(profile_id), book.entry(profile_id)
        self.setWindowTitle(f"Keys of {profile.name}")
        self.setMinimumWidth(480)
        self._customer, self._partner = KeyEdit(theme), KeyEdit(theme)
        self._fields = {
            "user": (Field(f"Customer key of {profile.user.name}", self._customer), entry.user),
            "partner": (
                Field(f"Partner key of {profile.partner.name}", self._partner),
                entry.partner,
            ),
        }
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(EnvironmentBadge(profile.environment))
        head.addWidget(label(f"Keys of {profile.name}", "strong"), 1)
        self._what = label("Looking up which keys are stored…", "muted", wrap=True)
        self._banner = Banner()
        self._only_now = QCheckBox("Only for this run: keep them in memory")
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        self._go_on = QPushButton("Continue")
        self._go_on.setProperty("primary", True)
        self._go_on.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._only_now)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._go_on)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._what)
        layout.addWidget(self._banner)
        for field, _ in self._fields.values():
            layout.addWidget(field)
            field.hide()
        layout.addLayout(buttons)
        for field, edit in zip(
            (f for f, _ in self._fields.values()), (self._customer, self._partner), strict=True
        ):
            edit.textChanged.connect(lambda _text, f=field, e=edit: _show_hint(f, e))
            edit.textChanged.connect(self._on_typed)
        cancel.clicked.connect(self.reject)
        self._go_on.clicked.connect(self._on_go_on)
        self._look_up()

    def _look_up(self) -> None:
        self._banner.hide()
        self._go_on.setEnabled(False)
        self._tasks.run(
            self._keys.status,
            self._book,
            self._profile_id,
            done=self._on_status,
            failed=self._on_failed,
        )

    def _on_status(self, status: KeyStatus) -> None:
        if status.complete:
            self.accept()
            return
        places = {"user": status.user, "partner": status.partner}
        missing = [layer for layer, place in places.items() if place not in _HAD]
        for layer, (field, _) in self._fields.items():
            field.setVisible(layer in missing)
        locked = KeyPlace.LOCKED in places.values()
        kept = keys_go_to(self._keys.kind)
        if locked:
            kept = keys_go_to("memory")
            self._banner.show_message(
                _LOCKED, "warn", (("Try again", self._look_up),), closable=False
            )
        self._only_now.setChecked(locked)
        self._only_now.setEnabled(not locked)
        self._only_now.setVisible("memory" not in self._keys.kind)
        many = "keys are" if len(missing) > 1 else "key is"
        self._what.setText(f"The {many} not known yet. {kept}")
        self._fields[missing[0]][0].setFocus()
        self._on_typed()
        self.adjustSize()

    def _on_typed(self) -> None:
        shown = [field.editor for field, _ in self._fields.values() if not field.isHidden()]
        typed = [edit.key() for edit in shown if isinstance(edit, KeyEdit)]
        self._go_on.setEnabled(bool(typed) and all(typed))
        self._grow()

    def _grow(self) -> None:
        """A sentence that comes under a field makes the dialog higher instead of squeezing it."""
        self._layout.activate()
        needed = self._layout.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _on_go_on(self) -> None:
        self._store(remember_only=self._only_now.isChecked())

    def _store(self, *, remember_only: bool) -> None:
        edits = {"user": self._customer, "partner": self._partner}
        new = []
        for layer, (_, item_id) in self._fields.items():
            key = edits[layer].key()
            if key is not None:
                new.append(NewKey(layer, item_id, key))
        self._go_on.setEnabled(False)
        self._tasks.run(
            store_keys,
            self._keys,
            tuple(new),
            remember_only,
            done=self._on_stored,
            failed=self._on_failed,
        )

    def _on_stored(self, _nothing: object) -> None:
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        actions = (("Keep in memory for this run", self._remember),)
        kind = "warn" if isinstance(error, KeychainLocked) else "bad"
        self._banner.show_message(describe(error), kind, actions, closable=False)
        self._on_typed()

    def _remember(self) -> None:
        self._store(remember_only=True)


def _show_hint(field: Field, edit: KeyEdit) -> None:
    key = edit.key()
    hint = key_hint(key) if key is not None else None
    field.show_problem(hint or "", Severity.WARNING)
