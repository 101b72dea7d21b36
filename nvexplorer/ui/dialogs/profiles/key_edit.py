"""A field for a key: masked, shown only while it is being typed, never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from nvexplorer.library.keys import KeyPlace
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme


class KeyEdit(QLineEdit):
    """Empty means that the key stays what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setFont(theme.mono_font())
        self._theme = theme
        self._reveal = QAction(theme.icon("eye", theme.tokens.muted), "Show what is typed", self)
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._on_reveal)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._reveal.setVisible(False)
        self.textChanged.connect(self._on_text)

    def key(self) -> Secret | None:
        """What was typed, None when nothing was."""
        text = self.text()
        return Secret(text) if text else None

    def show_place(self, place: KeyPlace | None) -> None:
        """Where the key is; None while that is being looked up."""
        self.setPlaceholderText(
            "type to replace it"
            if place in (KeyPlace.STORED, KeyPlace.REMEMBERED)
            else "32 letters and digits"
        )

    def _on_text(self, text: str) -> None:
        self._reveal.setVisible(bool(text))
        if not text:
            self._reveal.setChecked(False)

    def _on_reveal(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)


def place_text(place: KeyPlace | None, kind: str) -> str:
    """`kind` says where new keys go: KeyStore.kind."""
    if place is None:
        return "Looking up whether it is stored…"
    return {
        KeyPlace.STORED: f"Stored in {kind}.",
        KeyPlace.REMEMBERED: "Kept in memory for this run.",
        KeyPlace.MISSING: f"Not stored yet. It goes to {kind}.",
        KeyPlace.LOCKED: "The keychain is locked: whether it is stored cannot be seen.",
    }[place]
