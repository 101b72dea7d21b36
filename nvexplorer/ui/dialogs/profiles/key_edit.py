"""A field for a key: masked, shown only while it is being typed, never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from nvexplorer.library.keys import KeyPlace
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme

_IN_MEMORY = "Kept in memory until the program ends."
_GOES_TO_MEMORY = "It stays in memory until the program ends."


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
    memory = _is_memory(kind)
    return {
        KeyPlace.STORED: _IN_MEMORY if memory else f"Stored in {kind}.",
        KeyPlace.REMEMBERED: _IN_MEMORY,
        KeyPlace.MISSING: f"Not known yet. {_GOES_TO_MEMORY if memory else f'It goes to {kind}.'}",
        KeyPlace.LOCKED: "The keychain is locked: whether it is stored cannot be seen.",
    }[place]


def keys_go_to(kind: str) -> str:
    """Where keys go that are entered now, as a sentence."""
    if _is_memory(kind):
        return "Keys stay in memory until the program ends."
    return f"Keys go to {kind}, never into a file."


def _is_memory(kind: str) -> bool:
    return kind.startswith("memory")
