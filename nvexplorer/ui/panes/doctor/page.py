"""The doctor's two columns, and what connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.errors import (
    BadInput,
    ExplorerError,
    KeychainLocked,
    KeyMissing,
    Message,
    describe,
)
from nvexplorer.ui.panes.doctor.dump_text import written
from nvexplorer.ui.panes.doctor.paste_page import PastePage
from nvexplorer.ui.panes.doctor.reader import Reader
from nvexplorer.ui.panes.doctor.recognised import Recognised
from nvexplorer.ui.panes.doctor.report_view import ReportView
from nvexplorer.ui.panes.doctor.searcher import Found, Order, Searcher
from nvexplorer.ui.panes.doctor.ways import Ways
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.dumps.dump import Dump, Reading
    from nvexplorer.ui.panes.doctor.keys_model import KeysModel
    from nvexplorer.ui.services import Services

_NO_PROFILE = Message(
    "A MAC is made with the keys of a profile, and there is none yet.",
    "Make one in the main window (Ctrl+Shift+E there).",
)


class DoctorPage(QSplitter):
    """Reads what comes, searches when asked, shows what was found. `open_wanted` carries the Found
    whose request should be opened in a tab.

    Another way to a request is a page of its own: `ways.add_way(title, page)`, and `take_dump`
    with each Dump that comes from it."""

    open_wanted = Signal(object)

    def __init__(self, services: Services, keys: KeysModel) -> None:
        super().__init__()
        self._services = services
        self._keys = keys
        self._found: Found | None = None
        self._live = False
        self._at: datetime | None = None
        self._used_ids: frozenset[str] = frozenset()
        self._find_after = False
        self._by_hand = False  # the search was asked for, so that it may ask for keys
        self._from_text = True  # what is examined stands in the field, character by character
        theme = services.theme
        self.reader = Reader(services.tasks, services.workers, self)
        self.searcher = Searcher(services, self)
        self.ways = Ways()
        self.paste = PastePage(theme, services.tasks)
        self.recognised = Recognised(theme)
        self.report = ReportView(theme, services.tasks)
        self.ways.add_way("Paste", self.paste)

        left = Panel(margins=(14, 14, 14, 14), spacing=12)
        left.box.addWidget(self.ways)
        left.box.addWidget(self.recognised)
        left.box.addStretch(1)
        left.setMinimumWidth(320)
        self.report.setMinimumWidth(420)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(self.report)
        self.setStretchFactor(1, 1)

        self.ways.turned.connect(self._on_turned)
        self.paste.changed.connect(self._on_text_changed)
        self.paste.failed.connect(self.recognised.show_problem)
        self.reader.read.connect(self._on_read)
        self.reader.failed.connect(self._on_unread)
        self.recognised.chosen.connect(self._on_chosen)
        self.recognised.edited.connect(self._on_edited)
        self.recognised.find_pressed.connect(self.examine)
        self.searcher.progressed.connect(self.report.show_progress)
        self.searcher.found.connect(self._on_found)
        self.searcher.failed.connect(self._on_failed)
        self.report.cancel_pressed.connect(self.cancel)
        self.report.open_pressed.connect(self._on_open_pressed)
        keys.changed.connect(self._on_keys_changed)

    def share_room(self, width: int) -> None:
        """Both columns get their part of a window of this width."""
        left = max(381, min(500, round(width * 0.35)))
        self.setSizes([left, width - left - 1])

    def tab_order(self) -> list[QWidget]:
        """As the Tab key goes."""
        return [
            self.paste.open_file,
            self.paste.editor,
            *self.recognised.tab_order(),
            *self.report.tab_order(),
        ]

    # What is examined

    def take_text(self, text: str, *, find: bool = False, note: str = "") -> None:
        """As if it were pasted in the place of what is there. With `find` the search begins when
        it is read and nothing is missing. `note` says where it is from."""
        self.ways.show_way(0)
        self.paste.show_text(text, note)
        self._find_after, self._from_text = find, True
        self._not_caught()
        self.reader.take(text, at_once=True)

    def take_dump(
        self,
        dump: Dump,
        *,
        find: bool = True,
        live: bool = False,
        at: datetime | None = None,
        used_ids: frozenset[str] = frozenset(),
    ) -> None:
        """A request that was caught or read elsewhere; `live` when it was sent to this program, at
        this moment and after others with `used_ids`. While the way is Paste it is written into the
        field. A search that is under way is given up."""
        self.cancel()
        self._find_after = find
        self._live, self._at, self._used_ids = live, at, used_ids
        self._from_text = self.ways.current == 0
        if self._from_text:
            text, dump = written(dump)
            self.paste.show_text(text)
        self.reader.take_dump(dump)

    def show_found(self, found: Found) -> None:
        """Again what a search led to."""
        self.cancel()
        self.reader.stop()
        order = found.order
        self._find_after, self._from_text = False, False
        self._live, self._at, self._used_ids = order.live, order.at, order.used_ids
        self.recognised.show_readings((order.reading,))
        self._on_found(found)

    def show_unread(self, message: Message) -> None:
        """Why there is nothing to examine."""
        self.cancel()
        self.reader.stop()
        self._on_unread(message)

    def _on_text_changed(self) -> None:
        self._keys.suggest("")
        self._find_after, self._from_text = False, True
        self._not_caught()
        self.reader.take(self.paste.text)

    def _not_caught(self) -> None:
        self._live, self._at, self._used_ids = False, None, frozenset()

    def _on_turned(self, index: int) -> None:
        """Back to the field: what stands there is examined again."""
        if index == 0 and not self._from_text:
            self._on_text_changed()

    def _on_read(self, readings: tuple[Reading, ...]) -> None:
        self.recognised.show_readings(readings)
        if not readings and self.paste.text.strip():
            self.recognised.banner.show_message(_NOTHING_READ, "warn", closable=False)
        find, self._find_after = self._find_after, False
        if not (find and readings):
            return
        self._by_hand = False
        if self._live:  # nobody asked for it: the keyboard stays where it is
            if not self.recognised.form.missing:
                self._start()
        elif not self.recognised.focus_missing():
            self.examine()

    def _on_unread(self, message: Message) -> None:
        self.recognised.show_readings(())
        self.recognised.banner.show_message(message, "bad")

    def _on_chosen(self, reading: Reading | None) -> None:
        self._keys.fit(reading)
        self.recognised.show_given(self._keys.given)
        in_field = reading is not None and self._from_text
        self.paste.show_dump(reading.dump if reading is not None and in_field else None)
        self._show_stale()

    def _on_edited(self) -> None:
        self._show_stale()

    def _on_keys_changed(self) -> None:
        self.recognised.show_given(self._keys.given)
        self._show_stale()

    # The search

    def examine(self) -> None:
        """Examine what was recognised; what has just been typed is read first."""
        if self.reader.reading:
            self._find_after = True
            return
        self._by_hand = True
        self._start()

    def _start(self) -> None:
        order = self._order()
        if order is None or self.searcher.searching:
            return
        if not order.profile_id:
            self.recognised.show_problem(_NO_PROFILE)
            return
        self.recognised.banner.hide()
        self.recognised.show_searching(True)
        self.report.show_searching()
        self.searcher.start(order)

    def cancel(self) -> bool:
        """End the search; false when there is none."""
        if not self.searcher.searching:
            return False
        self.searcher.cancel()
        self._end()
        return True

    def _order(self) -> Order | None:
        reading = self.recognised.reading
        if reading is None:
            return None
        keys = self._keys
        values = self.recognised.form.values
        return Order(
            reading,
            values,
            keys.book,
            keys.profile_id,
            keys.others,
            self._live,
            self._at,
            self._used_ids,
        )

    def _on_found(self, found: Found) -> None:
        self._found = found
        self._end()
        self.report.show_told(found.told, found.case)
        self._show_stale()

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, KeyMissing | KeychainLocked) and self._by_hand:
            self._ask_keys()
            return
        field = error.field if isinstance(error, BadInput) else ""
        kind = _KINDS.get(field.replace(" ", "_").lower())
        self.recognised.show_problem(describe(error), kind)
        if not isinstance(error, ExplorerError):
            raise error

    def _end(self) -> None:
        self.report.show_back()
        self.recognised.show_searching(False)

    def _ask_keys(self) -> None:
        """Once the missing keys are entered the search goes on with them."""
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        keys = self._keys
        if ask_keys(self.window(), self._services, keys.book, keys.profile_id):
            keys.look()
            self.examine()

    def _show_stale(self) -> None:
        found, order = self._found, self._order()
        self.report.show_stale(found is not None and order != found.order)

    def _on_open_pressed(self) -> None:
        if self._found is not None:
            self.open_wanted.emit(self._found)

    @property
    def found(self) -> Found | None:
        """The last search's end."""
        return self._found


_KINDS = {kind.value: kind for kind in FieldKind}
_NOTHING_READ = Message(
    "No request was recognised in this text.",
    "Paste its URL and its headers, in any form and order.",
)
