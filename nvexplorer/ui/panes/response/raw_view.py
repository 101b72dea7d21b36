"""The Raw tab: the bytes of both directions, as text or as a hex dump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from nvexplorer.interchange.exchange_texts import FORMS, wire
from nvexplorer.model.errors import BadInput
from nvexplorer.ui.clipboard import tell_copied
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs
from nvexplorer.ui.widgets.xml_copying import put
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.raw import HexDump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.interchange.exchange_texts import TextForm
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices

_SENT, _RECEIVED = range(2)
_MOST = 200_000_000  # bytes for the clipboard: more than any form makes of what is not refused


class RawView(AnswerView):
    """What went out and what came in, head and body, of any size: the bytes are read where they
    lie. Packing and the framing of chunks are undone; what was packed is said."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._exchange: Exchange | None = None
        self._hex = False
        self._idle = IdleWork(self)
        self.text = XmlView(structured=False)
        self.text.setFont(services.theme.mono_font())
        self.text.setAccessibleName("Bytes on the wire")
        self.text.set_pretty(False)
        self.text.message.connect(self.message)
        self._nothing = EmptyState("No answer came.", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._nothing)
        self._find_bar = FindBar(self.text)
        self._way = SegmentedTabs("Sent", "Received")
        self._way.setAccessibleName("Direction")
        self._way.setCurrentIndex(_RECEIVED)
        self._note = label(role="small")
        self._as_hex = link("hex", "Show the bytes as a hex dump")
        self._copy = link("copy as ▾", "Copy this direction in one of several forms")
        self._find = link("find", "Find in these bytes (Ctrl+F)")
        tools = Panel("surface", across=True, spacing=8)
        for widget in (
            self._note, self._way, self._as_hex, self._copy, self._find, self._find_bar
        ):  # fmt: skip
            tools.box.addWidget(widget)
        self.tools = tools
        self.box.addWidget(self._stack)

        self._way.currentChanged.connect(self._show)
        self._as_hex.clicked.connect(self._on_hex)
        self._copy.clicked.connect(self._on_copy)
        self._find.clicked.connect(self.find)
        self._find_bar.closed.connect(self._find.show)
        services.theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        """A hex dump has one colour: what looks like a tag in it is none."""
        colours = XmlColours.of(self.services.theme.tokens)
        if self._hex:
            plain = colours.text
            colours = colours._replace(
                tag=plain, name=plain, value=plain, entity=plain, comment=plain, special=plain,
                error=plain,
            )  # fmt: skip
        self.text.set_colours(colours)

    def show_answer(self, shown: Shown) -> None:
        self._idle.stop_all()
        self._exchange = shown.exchange
        self._show()

    def clear(self) -> None:
        self._idle.stop_all()
        self._exchange = None
        self.text.clear()

    def focus_first(self) -> None:
        (self.text if self._stack.currentWidget() is self.text else self).setFocus()

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        self._find.hide()
        self._find_bar.open()
        return True

    @property
    def _sent(self) -> bool:
        return self._way.currentIndex() == _SENT

    def _show(self) -> None:
        exchange = self._exchange
        if exchange is None:
            return
        source = wire(exchange, self._sent)
        self._note.setText("" if self._sent else _packed(exchange.answer))
        if source.size:
            self.text.set_source(HexDump(source) if self._hex else source)
        else:
            self.text.clear()
        self._stack.setCurrentWidget(self.text if source.size else self._nothing)

    def _on_hex(self) -> None:
        self._hex = not self._hex
        self._as_hex.setText("text" if self._hex else "hex")
        what = "Show the bytes as text" if self._hex else "Show the bytes as a hex dump"
        self._as_hex.setToolTip(what)
        self._as_hex.setAccessibleName(what)
        self._on_theme()
        self._show()

    def _on_copy(self) -> None:
        menu = QMenu(self._copy)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in FORMS:
            menu.addAction(form.title).triggered.connect(lambda _=False, f=form: self._copy_as(f))
        menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))

    def _copy_as(self, form: TextForm) -> None:
        exchange = self._exchange
        if exchange is None:
            return
        self._idle.start("copy", self._copying(form, exchange))
        self._idle.hurry("copy")

    def _copying(self, form: TextForm, exchange: Exchange) -> Iterator[None]:
        try:
            yield from put(form.make(exchange, self._sent), _MOST)
        except BadInput as error:
            self.message.emit(f"{error.what} {error.next}")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.message.emit(
                f"The answer can no longer be read ({reason}). Send the request again."
            )
        else:
            tell_copied(self._copy, form.title)


def _packed(answer: Answer | None) -> str:
    if answer is None or answer.packed_size is None:
        return ""
    return f"unpacked: {size_text(answer.packed_size)} came as gzip"
