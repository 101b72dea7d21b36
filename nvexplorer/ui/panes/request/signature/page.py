"""The Signature tab: edit the parts of the MAC input and see what the MAC becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.errors import BadInput
from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import Keys, MacUrlForm
from nvexplorer.model.secret import Secret
from nvexplorer.signing.bench import BenchResult, bench, stamp_remarks
from nvexplorer.signing.bench_text import header_lines, raw_request
from nvexplorer.signing.cautions import cautions
from nvexplorer.signing.mac_input import build_mac_input
from nvexplorer.signing.urls import Urls
from nvexplorer.ui.panes.request.signature.controls import BenchControls
from nvexplorer.ui.panes.request.signature.key_note import KeyNote
from nvexplorer.ui.panes.request.signature.parts_form import PartsForm
from nvexplorer.ui.panes.request.signature.results import Results
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import Stamp
    from nvexplorer.ui.panes.request.signature.own import Own
    from nvexplorer.ui.theme import Theme

_AFTER_THE_PARTS = 15  # milliseconds
_NO_PROFILE = "Choose a profile (Ctrl+E) to see what is signed."
_NEVER_SENT = "A bench: nothing here is ever sent. Send makes new stamps and a new ID each time."
_NO_URLS = Urls("", "", "")
_NO_KEYS = Keys(Secret(""), Secret(""))
_MADE = (PartKind.TIMESTAMP, PartKind.TIMESTAMP_UNIX, PartKind.TRANSACTION_ID)


class SignaturePage(QWidget):
    """`look` gives the request's own values, None without a profile, and `new_stamp` stamps and an
    ID that nothing was sent with. Both are asked only while the page is seen.

    The page is given neither the request nor anything that sends, and tells of its values by
    `doctor_wanted` alone: the request on the bench as raw HTTP, with the MAC that was pasted.
    `shown` asks for the keys, which `show_keys` brings; `keys_wanted` when the user wants to do
    something about those that are missing.
    """

    doctor_wanted = Signal(str)
    shown = Signal()
    keys_wanted = Signal()

    def __init__(
        self, theme: Theme, look: Callable[[], Own | None], new_stamp: Callable[[], Stamp]
    ) -> None:
        super().__init__()
        self._look = look
        self._new_stamp = new_stamp
        self._stamp: Stamp | None = None
        self._keys: Keys | None = None
        self._own: Own | None = None
        self._result: BenchResult | None = None
        self._lit: PartKind | None = None

        self._controls = BenchControls(theme)
        self._keys_note = KeyNote()
        bar = Panel("surface", "bottom", margins=(12, 6, 12, 5), spacing=4)
        bar.box.addWidget(self._controls)
        promise = Panel("surface", across=True, spacing=10)
        renew = link("make new", "Make new stamps and a new transaction ID")
        reset = link("all back", "Put everything back to the request's own values")
        promise.box.addWidget(label(_NEVER_SENT, "small", wrap=True), 1)
        promise.box.addWidget(renew)
        promise.box.addWidget(reset)
        bar.box.addWidget(promise)
        bar.box.addWidget(self._keys_note)
        self._form = PartsForm(theme, reset)
        self._theme = theme
        self._results: Results | None = None
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.setInterval(_AFTER_THE_PARTS)
        self._waits.timeout.connect(self._make_results)
        self._left, self._right = scrolled(self._form), scrolled(QWidget())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setSizes([460, 540])
        self._bench = QWidget()
        inner = QVBoxLayout(self._bench)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(bar)
        inner.addWidget(split, 1)
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._bench)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

        self._controls.changed.connect(self._compute)
        renew.clicked.connect(self._on_renew)
        reset.clicked.connect(self.put_back)
        self._keys_note.pressed.connect(self.keys_wanted)
        self._form.edited.connect(self._compute)
        self._form.looked_at.connect(self._light)

    def _make_results(self) -> None:
        """When the parts are on the screen: all at once would hold up the window."""
        results = self._results = Results(self._theme)
        self._right.setWidget(results)
        results.looked_at.connect(self._light)
        results.reveal.connect(self._on_reveal)
        results.compare.pasted.connect(self._on_pasted)
        results.compare.doctor_wanted.connect(self._on_doctor)
        self._compute()

    @property
    def result(self) -> BenchResult | None:
        """What is shown, None while there is nothing."""
        return self._result

    def refresh(self) -> None:
        """The request may have changed. Costs nothing while the page is not seen."""
        if self.isVisible():
            self._renew()
            self._compute()

    def show_keys(self, keys: Keys | None, problem: str = "", offer: str = "") -> None:
        """The profile's keys, or why they are not to be had and what `keys_wanted` would do."""
        self._keys = keys
        self._keys_note.show_note(problem, offer)
        if self.isVisible():
            self._compute()

    def put_back(self) -> None:
        """Everything to the request's own values, nothing pinned, nothing to compare."""
        self._controls.put_back()
        self._form.put_back()
        if self._results is not None:
            self._results.compare.clear()
        self.refresh()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first part."""
        if self._stack.currentWidget() is self._bench:
            self._form.focus_first()
        else:
            super().setFocus(reason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # or it comes with the window, which was minimized
            self.refresh()
            self.shown.emit()
            if self._results is None:
                self._waits.start()

    # Working it out

    def _renew(self) -> None:
        """Other stamps and another ID, but for what is pinned."""
        old, new = self._stamp, self._new_stamp()
        if old is not None and self._controls.stamps.isChecked():
            new = new._replace(timestamp=old.timestamp, timestamp_unix=old.timestamp_unix)
        if old is not None and self._controls.id.isChecked():
            new = new._replace(transaction_id=old.transaction_id)
        self._stamp = new

    def _on_renew(self) -> None:
        """Also of what is pinned or edited; what is pinned then stays as it is now."""
        self._form.put_back(_MADE)
        self._stamp = self._new_stamp()
        self._compute()

    def _compute(self) -> None:
        own = self._own = self._look()
        if own is None or self._stamp is None:
            self._show_nothing(_NO_PROFILE)
            return
        self._controls.show_profile(own.profile)
        profile = self._controls.applied(own.profile)
        urls = own.urls or _NO_URLS
        missing = {PartKind.URL: own.why_not} if own.urls is None else {}
        # The one that takes TimestampUnix has all ten parts.
        whole = build_mac_input(
            profile._replace(algorithm="HMACSHA256"), self._keys or _NO_KEYS, urls, self._stamp
        )
        try:
            used = frozenset(
                part.kind for part in build_mac_input(profile, _NO_KEYS, urls, self._stamp).parts
            )
            self._form.show_own(whole.parts, used, self._keys is not None)
            edits = self._form.edits()
            result = bench(profile, urls, self._stamp, self._keys, edits, missing)
        except BadInput as error:
            self._show_nothing(str(error))
            return
        self._result = result
        self._form.show_result(result)
        if self._results is not None:
            self._results.show_result(
                result,
                _how(profile),
                header_lines(profile, result.message, result.mac) if result.mac else (),
                (*cautions(result.message, own.parameters), *stamp_remarks(result.message)),
            )
        self._stack.setCurrentWidget(self._bench)

    def _show_nothing(self, sentence: str) -> None:
        self._result = None
        self._nothing.show_text(sentence)
        self._stack.setCurrentWidget(self._nothing)

    # What the parts of the page tell each other

    @property
    def lit(self) -> PartKind | None:
        """The part that is lit in rows, MAC input and bytes."""
        return self._lit

    def _light(self, kind: PartKind | None) -> None:
        self._lit = kind
        self._form.highlight(kind)
        if self._results is not None:
            self._results.highlight(kind)

    def _on_reveal(self, widget: QWidget, place: QRect) -> None:
        if self._results is not None:
            at = widget.mapTo(self._results, place.center())
            self._right.ensureVisible(0, at.y(), 0, place.height())

    def _on_pasted(self) -> None:
        """What it is compared with must not change behind the user's back."""
        self._controls.stamps.setChecked(True)
        self._controls.id.setChecked(True)

    def _on_doctor(self) -> None:
        own, result, results = self._own, self._result, self._results
        if own is None or result is None or results is None:
            return
        profile = self._controls.applied(own.profile)
        sent = own.urls.sent if own.urls is not None else ""
        mac = results.compare.mac
        self.doctor_wanted.emit(raw_request(own.method, sent, profile, result.message, mac))


def _how(profile: Profile) -> str:
    form = "decoded URL" if profile.mac_url_form == MacUrlForm.DECODED else "URL as sent"
    return f"{profile.algorithm} · {profile.mac_encoding.upper()} · {form}"
