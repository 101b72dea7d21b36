"""The MAC that other code made, held against the one made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nvexplorer.signing.bench_compare import Verdict, cleaned, compare
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.badge import Badge, set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme

_ASK = "Find out with the MAC doctor"


class CompareField(Panel):
    """`pasted` when there is something to compare where nothing was, `doctor_wanted` when it shall
    be found out how the MAC was made."""

    pasted = Signal()
    doctor_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("surface", spacing=3)
        self._digest: bytes | None = None
        self._said = ""
        head = QWidget()
        flow = FlowLayout(head, across=8, down=2)
        title = label("MAC from your code", "strong")
        self._verdict = Badge()
        self._ask = link(_ASK, _ASK)
        for widget in (title, self._verdict, self._ask):
            flow.addWidget(widget)
        self._field = QLineEdit()
        self._field.setFont(theme.mono_font())
        self._field.setClearButtonEnabled(True)
        self._field.setPlaceholderText("paste the MAC that your code made of the same values")
        self._field.setAccessibleName("MAC from your code")
        title.setBuddy(self._field)
        self._note = label(role="small", wrap=True)
        self.box.addWidget(head)
        self.box.addWidget(self._field)
        self.box.addWidget(self._note)
        self._had = False
        self._field.textChanged.connect(self._on_text)
        self._ask.clicked.connect(self.doctor_wanted)
        self._show()

    @property
    def mac(self) -> str:
        """What was pasted, without quotes and spaces around it."""
        return cleaned(self._field.text())

    def show_digest(self, digest: bytes | None) -> None:
        """What was made here; None when there is none."""
        if digest != self._digest:
            self._digest = digest
            self._show()

    def clear(self) -> None:
        self._field.clear()

    def _on_text(self, _text: str) -> None:
        has = bool(self.mac)
        if has and not self._had:
            self.pasted.emit()
        self._had = has
        self._show()

    def _show(self) -> None:
        if self._digest is None:
            verdict, words, note = Verdict.NOTHING, "", ""
            if self.mac:
                note = "There is nothing to compare it with: no MAC is made here yet."
        else:
            verdict, words, note = compare(self._field.text(), self._digest)
        kind = {Verdict.SAME: "ok", Verdict.DIFFERENT: "bad"}.get(verdict, "neutral")
        self._verdict.show_state(words, kind)
        self._verdict.setVisible(bool(words))
        self._ask.setVisible(verdict == Verdict.DIFFERENT)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_property(self._field, "verdict", verdict.value)
        said = f"{words} {note}".strip()
        self._field.setAccessibleDescription(said)
        if said and said != self._said:
            announce(self._field, said)
        self._said = said
