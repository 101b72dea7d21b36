"""What comes of the values on the bench: MAC, comparison, MAC input and bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.mac_input.strip import MacStrip
from nvexplorer.ui.panes.request.preview.content import HeadLine
from nvexplorer.ui.panes.request.preview.head_text import HeadText
from nvexplorer.ui.panes.request.signature.bytes_view import BytesView
from nvexplorer.ui.panes.request.signature.compare_field import CompareField
from nvexplorer.ui.panes.request.signature.dump import count_words
from nvexplorer.ui.panes.request.signature.steps import steps
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from nvexplorer.model.mac import MacPart, PartKind
    from nvexplorer.signing.bench import BenchResult
    from nvexplorer.ui.theme import Theme


class Results(Panel):
    """`looked_at` carries the PartKind that mouse or keyboard are at, or None; `reveal` a widget
    and the rectangle of it that should come into view. Keys are masked in all that is copied."""

    looked_at = Signal(object)
    reveal = Signal(object, QRect)

    def __init__(self, theme: Theme) -> None:
        super().__init__("surface", margins=(12, 6, 12, 10), spacing=6)
        self._result: BenchResult | None = None
        self._headers: tuple[str, ...] = ()

        self._copy_mac = link("copy", "Copy the MAC made here")
        self._copy_headers = link("copy headers", "Copy the header lines with this MAC, no keys")
        self._title("MAC", label(role="small"), self._copy_mac, self._copy_headers)
        self._why_not = label(role="bad", wrap=True)
        self._mac = HeadText(theme)
        self._mac.setAccessibleName("MAC made here")
        self._steps = HeadText(theme)
        self._steps.setAccessibleName("How the MAC is made")
        self._remarks = label(role="caution", wrap=True)
        self.box.addWidget(self._why_not)
        self.box.addWidget(self._mac)
        self.compare = CompareField(theme)
        self.box.addWidget(self.compare)
        self.box.addWidget(self._remarks)
        self.box.addWidget(self._steps)

        self._how = label(role="small")
        self._copy_input = link("copy", "Copy the MAC input of the bench with the keys masked")
        self._title("MAC input", self._how, self._copy_input)
        self._strip = MacStrip(theme)
        self.box.addWidget(self._strip)

        self._count = label(role="small")
        self._copy_bytes = link("copy", "Copy the bytes with those of the keys masked")
        self._title("Bytes", self._count, self._copy_bytes)
        self._bytes = BytesView(theme)
        self.box.addWidget(self._bytes)
        self.box.addStretch(1)

        self._copy_mac.clicked.connect(self._on_copy_mac)
        self._copy_headers.clicked.connect(self._on_copy_headers)
        self._copy_input.clicked.connect(self._on_copy_input)
        self._copy_bytes.clicked.connect(self._on_copy_bytes)
        self._strip.copy_wanted.connect(self._on_part_copied)
        self._strip.part_hovered.connect(self._on_part)
        self._strip.part_chosen.connect(self._on_part)
        self._bytes.part_hovered.connect(self._on_part)
        self._strip.reveal.connect(lambda place: self.reveal.emit(self._strip, place))
        self._bytes.reveal.connect(lambda place: self.reveal.emit(self._bytes, place))

    def show_result(
        self, result: BenchResult, how: str, headers: tuple[str, ...], remarks: Sequence[str]
    ) -> None:
        """`how` says in words how it is made, `headers` are the lines that carry it."""
        self._result, self._headers = result, headers
        made = result.digest is not None
        self._why_not.setText(result.why_not)
        self._why_not.setVisible(not made)
        self._mac.show_lines((HeadLine("", result.mac),))
        self._mac.setVisible(made)
        self._copy_mac.setVisible(made)
        self._copy_headers.setVisible(made)
        self._steps.show_lines(tuple(HeadLine(*each) for each in steps(result)))
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        self.compare.show_digest(result.digest)
        self._how.setText(f"· {how}")
        self._strip.show_input(result.message, result.mac or "—", preview=False)
        self._count.setText(f"· {count_words(result.hashed, whole=result.keys_known)}")
        self._bytes.show_bytes(result.hashed)

    def highlight(self, kind: PartKind | None) -> None:
        self._strip.highlight(kind)
        self._bytes.highlight(kind)

    def _title(self, text: str, *others: QWidget) -> None:
        row = Panel("surface", across=True, spacing=6)
        row.box.addWidget(label(text, "strong"))
        for number, widget in enumerate(others):
            row.box.addWidget(widget, 0 if number else 1)
        self.box.addWidget(row)

    def _on_part(self, part: MacPart | None) -> None:
        self.looked_at.emit(part.kind if part is not None else None)

    # Copying

    def _copy(self, source: QPushButton, text: str, what: str) -> None:
        if text:
            copy(source, text, what)

    def _on_copy_mac(self) -> None:
        if self._result is not None:
            self._copy(self._copy_mac, self._result.mac, "MAC")

    def _on_copy_headers(self) -> None:
        self._copy(self._copy_headers, "\n".join(self._headers), "Header lines")

    def _on_copy_input(self) -> None:
        if self._result is not None:
            text = self._result.message.masked()
            self._copy(self._copy_input, text, "MAC input with masked keys")

    def _on_copy_bytes(self) -> None:
        self._copy(self._copy_bytes, self._bytes.text(), "Bytes with masked keys")

    def _on_part_copied(self, text: str, what: str) -> None:
        if text != "—":
            copy(self._strip, text, what)
