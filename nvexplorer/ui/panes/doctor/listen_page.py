"""The page “Listen for my code”: a local address, and what was sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QStackedWidget, QWidget

from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.panes.doctor.cards import reading
from nvexplorer.ui.panes.doctor.listen_list import CaughtList
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.model.errors import Message
    from nvexplorer.ui.panes.doctor.listen_account import Identity
    from nvexplorer.ui.panes.doctor.listen_list import ShownRequest
    from nvexplorer.ui.theme import Theme

_WHAT = (
    "Opens an address on this computer. Whatever your code sends there is caught as it is, "
    "answered as the sandbox answers, and examined at once. Nothing leaves this computer."
)
_EMPTY = ("What your code sends appears here.", "The newest request is examined by itself.")
_LISTEN, _STOP = "Start listening", "Stop listening"


class ListenPage(Panel):
    """`start_pressed` carries the port, `stop_pressed`; `request_chosen` the number of a request
    in the list; `clear_pressed`."""

    start_pressed = Signal(int)
    stop_pressed = Signal()
    request_chosen = Signal(int)
    clear_pressed = Signal()

    def __init__(self, theme: Theme, port: int) -> None:
        super().__init__(spacing=8)
        self._on = False
        self._what = reading(_WHAT, "muted")
        self.port = QSpinBox()
        self.port.setRange(1024, 65535)
        self.port.setValue(port)
        self.port.lineEdit().setTextMargins(7, 0, 7, 0)
        self.port.setAccessibleName("Port to listen on")
        self.port.setToolTip("Port of this computer that your code will send to, 1024 to 65535")
        self.port.setFixedWidth(84)
        self._port_label = label("Port", "muted")
        self._port_label.setBuddy(self.port)
        self.button = QPushButton(_LISTEN)
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._on_pressed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._port_label)
        row.addWidget(self.port)
        row.addStretch(1)

        self._address = reading("")
        self._address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._address.setFont(theme.mono_font(20))
        self._address.setAccessibleName("Address that is listened on")
        self.copy = QPushButton("Copy")
        self.copy.setAccessibleName("Copy the address")
        self.copy.setToolTip("Copy the address")
        self.copy.clicked.connect(self._on_copy)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._address, 1)
        first.addWidget(self.copy)
        self._change = reading("")
        self._also = reading("", "muted")
        self._as = reading("", "muted")
        self._open = Panel(spacing=4)
        self._open.box.addLayout(first)
        for each in (self._change, self._also, self._as):
            self._open.box.addWidget(each)
        self._open.hide()

        self.banner = Banner()
        self._count = label(role="muted")
        self.clear = link("clear", "Take the requests out of the list")
        self.clear.clicked.connect(self.clear_pressed)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 4, 0, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self.clear)
        self._head.hide()
        self.list = CaughtList(theme)
        self.list.chosen.connect(self.request_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(*_EMPTY))
        self._stack.addWidget(self.list)
        self._stack.hide()
        self._rest = QWidget()  # keeps the top at the top while there is nothing else
        self.box.addWidget(self._what)
        self.box.addLayout(row)
        self.box.addWidget(self._open)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._head)
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self._rest, 1)
        self.setFocusProxy(self.button)

    def tab_order(self) -> list[QWidget]:
        """As the Tab key goes."""
        return [self.button, self.port, self._address, self.copy, self.clear, self.list]

    # What it is doing

    def show_off(self) -> None:
        self._on = False
        self._show_button(_LISTEN, primary=True)
        self.port.setEnabled(True)
        self._port_label.show()
        self.port.show()
        self._open.hide()
        self._what.show()
        self._show_list()

    def show_starting(self) -> None:
        self._on = True
        self.banner.hide()
        self._show_button(_STOP, primary=False)
        self.port.setEnabled(False)

    def show_on(self, address: str, port: int, own: Identity) -> None:
        """Listening on `address`, answering as `own`."""
        self.port.setValue(port)
        self._address.setText(address)
        self._port_label.hide()
        self.port.hide()
        self._what.hide()
        self.show_identity(own)
        self._open.show()
        self._show_list()
        announce(self, f"Listening on {address}")

    def show_identity(self, own: Identity) -> None:
        place = own.also_at or "Netvisor's"
        self._change.setText(
            f"In any language: send to this address in place of {place}. http, not https; nothing "
            "else changes."
        )
        self._also.setText(f"A MAC over the URL here is right, and so is one over {place}/….")
        self._also.setVisible(bool(own.also_at))
        self._as.setText(
            f"Answered with the identifiers and keys of {own.name} and with invented data."
            if own.name
            else f"{own.why} Answered with the sandbox's published account.".strip()
        )
        set_property(self._as, "role", "muted" if own.name else "warn")

    def show_problem(self, message: Message) -> None:
        """It could not begin."""
        self.show_off()
        taken = (("Take a free port", self._on_any_port),)
        self.banner.show_message(message, "bad", taken, closable=False)

    # What was caught

    def show_requests(self, rows: Sequence[ShownRequest], current: int) -> None:
        many = "request" if len(rows) == 1 else "requests"
        self._count.setText(f"{len(rows)} {many} caught, newest first")
        self.list.show_requests(rows, current)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._show_list()

    def _show_list(self) -> None:
        there = self._stack.currentIndex() == 1
        self._head.setVisible(there)
        self._stack.setVisible(there or self._on)
        self._rest.setVisible(not (there or self._on))

    def _show_button(self, text: str, *, primary: bool) -> None:
        self.button.setText(text)
        set_property(self.button, "primary", primary)

    def _on_pressed(self) -> None:
        if self._on:
            self.stop_pressed.emit()
        else:
            self.start_pressed.emit(self.port.value())

    def _on_any_port(self) -> None:
        self.start_pressed.emit(0)

    def _on_copy(self) -> None:
        copy(self.copy, self._address.text(), "Address")
