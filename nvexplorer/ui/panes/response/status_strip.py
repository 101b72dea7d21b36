"""The line that tells how a sending ended: outcome, HTTP status, time, size, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.widgets.badge import Badge, set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.slim_bar import SlimBar
from nvexplorer.ui.wording import short_id

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.panes.response.arriving_story import Coming
    from nvexplorer.ui.theme import Theme


class StatusStrip(Panel):
    """`save_wanted`: the user wants the answer in a file, `exchange_wanted` both directions;
    `support_wanted`: what support asks for on the clipboard, with the bodies or without;
    `compare_wanted`: the answer beside another one. `stop_wanted`: what comes is enough."""

    save_wanted = Signal()
    exchange_wanted = Signal()
    support_wanted = Signal(bool)
    compare_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("surface", "bottom", across=True, margins=(12, 7, 12, 7), spacing=12)
        self._theme = theme
        self._facts = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._facts.setSizePolicy(policy)
        self._flow = FlowLayout(self._facts, across=16)
        self._pill = Badge()
        self._http = label(role="strong")
        self._time = label()
        self._size = label()
        self._fact = label()
        self._partial = Badge(kind="warn")
        self._answered = label(role="muted")
        self._rate = label(role="muted")
        self._left = label(role="muted")
        for widget in (
            self._pill,
            self._http,
            self._time,
            self._size,
            self._fact,
            self._partial,
            self._answered,
            self._rate,
            self._left,
        ):
            self._flow.addWidget(widget)
        self._identifiers: list[QWidget] = []
        self._save = QPushButton("Save as…")
        self._save.setToolTip("Save the answer in a file, byte for byte")
        self._save.clicked.connect(self.save_wanted)
        self._more = QPushButton("▾")
        self._more.setAccessibleName("More to do with the exchange")
        self._more.setToolTip("Save both directions as HAR, copy what support asks for")
        self._more.clicked.connect(self._on_more)
        self._compare = QPushButton("Compare")
        self._compare.setToolTip(
            "Compare with the answer before, another tab's, a file, or another profile's (F9)"
        )
        self._compare.clicked.connect(self.compare_wanted)
        self.box.addWidget(self._facts, 1)
        self._stop = QPushButton("Stop here")
        self._stop.setToolTip("Keep what has come and cancel the rest (Esc)")
        self._stop.clicked.connect(self.stop_wanted)
        self.box.addWidget(self._compare)
        save = QHBoxLayout()
        save.setSpacing(2)
        save.addWidget(self._save)
        save.addWidget(self._more)
        self.box.addLayout(save)
        self.box.addWidget(self._stop)
        self._bar = SlimBar(self)
        self._bar.hide()

    def show_coming(self, coming: Coming) -> None:
        """An answer that is still on its way."""
        self._show_pill(coming.pill)
        self._show_identifiers((), "")
        for widget, text in (
            (self._http, coming.http),
            (self._time, ""),
            (self._size, coming.size),
            (self._fact, ""),
            (self._partial, ""),
            (self._answered, ""),
            (self._rate, coming.rate),
            (self._left, coming.left),
        ):
            _show_text(widget, text)
        set_property(self._http, "role", "bad" if coming.http_bad else "strong")
        for button in (self._compare, self._save, self._more):
            button.hide()
        self._stop.show()
        self._bar.show_share(coming.share)

    def show_exchange(self, exchange: Exchange) -> None:
        facts = story.facts(exchange)
        self._show_pill(story.pill(exchange))
        for widget, text in (
            (self._http, facts.http),
            (self._time, facts.time),
            (self._size, facts.size),
            (self._fact, ""),
            (self._partial, facts.partial),
            (self._answered, facts.answered),
            (self._rate, ""),
            (self._left, ""),
        ):
            _show_text(widget, text)
        set_property(self._http, "role", "bad" if facts.http_bad else "strong")
        self._answered.setToolTip("Netvisor's own time: Finnish local time (deduced)")
        self._stop.hide()
        self._bar.hide()
        for button in (self._compare, self._save):
            button.setVisible(exchange.answer is not None)
        self._more.show()
        self._show_identifiers(exchange.inserted_keys, exchange.request.stamp.transaction_id)

    def show_fact(self, text: str) -> None:
        """Something that was found in the answer, such as `37 customers`."""
        _show_text(self._fact, text)

    def _show_pill(self, pill: story.Pill) -> None:
        self._pill.show_state(pill.text, pill.kind)
        self._pill.setAccessibleName(f"Outcome: {pill.text}")

    def _show_identifiers(self, keys: tuple[str, ...], transaction_id: str) -> None:
        for old in self._identifiers:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._identifiers = []
        shown, more = story.keys_texts(keys)
        for key in shown:
            self._add("Netvisor key", key, key, "Netvisor key")
        if more:
            self._add(more, "", "\n".join(keys), f"{len(keys)} Netvisor keys")
        if transaction_id:
            self._add("ID", short_id(transaction_id), transaction_id, "Transaction ID")

    def _add(self, name: str, shown: str, whole: str, what: str) -> None:
        """A name, an identifier in monospace, and a link that copies it."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(name, "muted"))
        if shown:
            value = label(shown)
            value.setFont(self._theme.mono_font())
            value.setToolTip(whole)
            layout.addWidget(value)
        button = link("copy", f"Copy {what.replace('Transaction', 'transaction')}")
        button.clicked.connect(lambda: copy(button, whole, what))
        layout.addWidget(button)
        if name == "ID":
            support = link("for support", "Copy all that Netvisor's support asks for (Ctrl+Alt+C)")
            support.clicked.connect(lambda: self.support_wanted.emit(False))
            layout.addSpacing(8)
            layout.addWidget(support)
        self._flow.addWidget(row)
        row.show()
        self._identifiers.append(row)

    def _on_more(self) -> None:
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, slot in (
            ("Save the exchange as HAR…", self.exchange_wanted.emit),
            ("Copy what support asks for", lambda: self.support_wanted.emit(False)),
            ("Copy what support asks for, with the bodies", lambda: self.support_wanted.emit(True)),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, call=slot: call())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self._bar.height()
        self._bar.setGeometry(0, self.height() - high, self.width(), high)


def _show_text(widget: QLabel, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
    widget.setVisible(bool(text))
