"""The MAC input of a request, before and after it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.panes.mac_input.details import PartDetails
from nvexplorer.ui.panes.mac_input.strip import MacStrip
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.model.mac import MacInput, MacPart, PartKind
    from nvexplorer.model.profile import MacUrlForm
    from nvexplorer.ui.theme import Theme

_MOST_ROWS = 6


class MacInputPane(Panel):
    """Header line, the strip of parts, and the details of the part that was chosen.

    `part_hovered` carries the PartKind under the mouse or None, for lighting up the header and
    the field that belong to it; `highlight` is the same the other way round.
    """

    part_hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("background", "", margins=(12, 6, 12, 6), spacing=4, parent=parent)
        self._message: MacInput | None = None
        self._mac = ""
        self._preview = True
        self._rows = _MOST_ROWS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

        self._headline = label(role="small")
        self._headline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._copy = link("copy", "Copy the MAC input with the keys masked")
        self._bytes = link("bytes", "Show the bytes under each character")
        self._bytes.setCheckable(True)
        header = Panel("background", across=True, spacing=6)
        title = label("MAC input", "strong")
        header.box.addWidget(title)
        header.box.addWidget(self._headline, 1)
        header.box.addWidget(self._copy)
        header.box.addWidget(self._bytes)
        self.box.addWidget(header)

        self._strip = MacStrip(theme)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._strip)
        self.setFocusProxy(self._strip)
        self._strip.setAutoFillBackground(False)
        self._scroll.viewport().installEventFilter(self)
        self.box.addWidget(self._scroll)

        self._empty = label(role="muted", wrap=True)
        self.box.addWidget(self._empty)
        self._details = PartDetails(theme)
        self.box.addWidget(self._details)

        self._copy.clicked.connect(self._copy_masked)
        self._bytes.toggled.connect(self._on_bytes)
        self._strip.part_hovered.connect(self._on_hovered)
        self._strip.part_chosen.connect(self._on_chosen)
        self._strip.copy_wanted.connect(self._on_copy_wanted)
        self._strip.reveal.connect(self._on_reveal)
        self._details.copy_wanted.connect(self._on_copy_wanted)
        self._details.closed.connect(self._on_details_closed)
        self.show_empty("The parts of the MAC input appear here once a resource is chosen.")

    def show_input(
        self,
        message: MacInput,
        mac: str | None = None,
        sent_at: datetime | None = None,
        url_form: MacUrlForm | None = None,
    ) -> None:
        """What is hashed. Without `mac` it is a preview: transaction ID and stamps are said to be
        made at sending, whatever `message` holds for them."""
        self._message, self._mac, self._preview = message, mac or "", mac is None
        self._headline.setText("· " + wording.headline(message, sent_at, url_form))
        self._strip.show_input(message, mac, preview=self._preview)
        self._show_chosen(self._strip.chosen)
        self._set_filled(True)

    def show_empty(self, sentence: str) -> None:
        """`sentence` says why there is none yet, such as what is wrong with the host."""
        self._message = None
        self._strip.show_input(None, None, preview=True)
        self._headline.setText("")
        self._empty.setText(sentence)
        self._show_chosen(None)
        self._set_filled(False)

    def highlight(self, kind: PartKind | None) -> None:
        self._strip.highlight(kind)

    def _set_filled(self, filled: bool) -> None:
        for widget in (self._scroll, self._copy, self._bytes):
            widget.setVisible(filled)
        self._empty.setVisible(not filled)
        self._fit()

    # The scroll area is as high as its rows, up to a limit.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._scroll.setFixedHeight(self._height_of(self._rows))

    def _height_of(self, rows: int) -> int:
        wanted = self._strip.heightForWidth(self._scroll.viewport().width())
        return min(wanted, rows * self._strip.row_height)

    def fold(self, folded: bool) -> None:
        """Show one row of parts, the others scroll, or as many as there are."""
        rows = 1 if folded else _MOST_ROWS
        if rows != self._rows:
            self._rows = rows
            self._fit()

    @property
    def unfolded_height(self) -> int:
        """The height in pixels that it has when it is not folded."""
        more = self._height_of(_MOST_ROWS) - self._scroll.height()
        return self.sizeHint().height() + (0 if self._scroll.isHidden() else more)

    def _on_reveal(self, place: QRect) -> None:
        self._scroll.ensureVisible(place.center().x(), place.center().y(), 0, place.height())

    # Parts

    def _on_hovered(self, part: MacPart | None) -> None:
        self.part_hovered.emit(part.kind if part is not None else None)

    def _on_chosen(self, part: MacPart | None) -> None:
        self._show_chosen(part)
        self.part_hovered.emit(part.kind if part is not None else None)

    def _show_chosen(self, part: MacPart | None) -> None:
        if part is None or self._message is None:
            self._details.hide()
        else:
            self._details.show_part(part, self._message.encoding, preview=self._preview)

    def _on_details_closed(self) -> None:
        self._strip.choose(None)
        self._strip.setFocus()

    def _on_bytes(self, on: bool) -> None:
        self._bytes.setText("text" if on else "bytes")
        self._strip.show_hex(on)
        self._fit()

    def _copy_masked(self) -> None:
        if self._message is not None:
            copy(self._copy, self._message.masked(), "MAC input with masked keys")

    def _on_copy_wanted(self, text: str, what: str) -> None:
        copy(self._strip, text, what)
