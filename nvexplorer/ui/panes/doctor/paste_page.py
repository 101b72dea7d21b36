"""The page of the way Paste: a sentence, the field, and what is to be said of a long text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from nvexplorer.ui.panes.doctor.cards import reading
from nvexplorer.ui.panes.doctor.paste_editor import PasteEditor
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump
    from nvexplorer.ui.theme import Theme

_HINT = "A raw request, curl, header dump, JSON, HAR, log line. Netvisor's answer may follow."


class PastePage(Panel):
    """`changed`: the user made the text another one."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=8)
        self._note = reading(_HINT, "muted")
        self.editor = PasteEditor(theme)
        self._held = label(role="small", wrap=True)
        self._clear = link("clear", "Take the long text away")
        self._clear.clicked.connect(lambda: self.editor.show_text(""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._held, 1)
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self._note)
        self.box.addWidget(self.editor, 1)
        self.box.addLayout(row)
        self._quiet = False
        self.editor.changed.connect(self._on_changed)
        self.editor.held_changed.connect(self._show_held)
        self._show_held()

    @property
    def text(self) -> str:
        return self.editor.text

    def show_text(self, text: str, note: str = "") -> None:
        """Without telling of it; `note` stands in the place of the hint until something is
        typed."""
        self._quiet = True
        self.editor.show_text(text)
        self._quiet = False
        self._note.setText(note or _HINT)

    def show_dump(self, dump: Dump | None) -> None:
        self.editor.show_dump(dump)

    def _on_changed(self) -> None:
        if not self._quiet:
            self._note.setText(_HINT)
            self.changed.emit()

    def _show_held(self) -> None:
        held = self.editor.held
        for widget in (self._held, self._clear):
            widget.setVisible(held is not None)
        if held is not None:
            self._held.setText(
                f"All {size_text(len(held.text))} of it are read; the part around the request is "
                "shown. Pasting again replaces it."
            )
