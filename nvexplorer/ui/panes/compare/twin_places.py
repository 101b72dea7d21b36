"""Goes about in two documents side by side: from difference to difference, and to places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.compare.beside import Unaligned
from nvexplorer.ui.panes.compare.twin_canvas import TwinCanvas
from nvexplorer.ui.panes.compare.wording import LOOKS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.results import Bytes
    from nvexplorer.ui.panes.compare.beside import Compared, Layout
    from nvexplorer.ui.panes.compare.twin_side import TwinSide

_Key = QKeySequence.StandardKey
_OWN_KEYS = (_Key.Copy, _Key.SelectAll)
_SIDES = ("Left", "Right")


class TwinPlaces(TwinCanvas):
    """The two sides without selection.

    `place_changed`: the caret is in another row, or another difference is the current one;
    `side_changed`: the keyboard may be for the other side.
    """

    place_changed = Signal()
    side_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Rows that shall stand beside each other, and how many of them may differ.
        self._pinned = (0, 0, 0)
        self._wanted: list[Bytes | None] = [None, None]
        self._wanted_row: int | None = None  # of the layout, to go to as soon as it is known
        self._found: tuple[int, int, int] | None = None  # a side and its bytes, likewise
        left, right = self.sides
        left.reader.reached.connect(self._on_left_reached)
        right.reader.reached.connect(self._on_right_reached)

    # Going places

    def go(self, by: int) -> bool:
        """To the next difference (1) or the one before (-1); False where there is none."""
        if not self.aligned:
            self.align()
        row = self._current_row
        number = self.hunks.after(row) if by > 0 else self.hunks.before(row)
        if number is None:
            return False
        hunk = self.hunks[number]
        self._put_at(hunk.first)
        self.bring_into_view(min(hunk.last, hunk.first + self._page - 1), middle=True)
        self.bring_into_view(hunk.first, middle=True)
        spoken = f"Difference {number + 1} of {len(self.hunks)}: {LOOKS[hunk.kind].word}"
        announce(self, spoken)
        return True

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many differences the caret is in, from 1; 0 between two."""
        number = self.hunks.at(self._current_row) if self.aligned else None
        return (0 if number is None else number + 1), len(self.hunks)

    def show_places(self, left: Bytes | None, right: Bytes | None) -> None:
        """Bring these bytes of the documents beside each other and select them, as soon as their
        rows are known."""
        self._wanted = [left, right]
        for side, place in zip(self.sides, (left, right), strict=True):
            if place is not None:
                side.reader.go_to(offset=place.start)
                side.reader.go_on()

    def go_to_bytes(self, which: int, start: int, end: int) -> None:
        """Bring these bytes of one side into view, the rows beside each other as they are."""
        self._found = (which, start, end)
        side = self.sides[which]
        side.reader.go_to(offset=start)
        side.reader.go_on()

    def _arrive_at_found(self, which: int, start: int, end: int) -> None:
        side = self.sides[which]
        document = side.document
        if document is None or not document.index.rows:
            return
        self.active = which
        number = document.index.row_at(start)
        side.caret.put(start, number)
        row = self._layout.row_of(which, number)
        for place in (min(end, document.end_of(number)), start):
            self.bring_into_view(row, document.column_at(number, place), middle=True)
        self._told()

    def _on_left_reached(self, _offset: int) -> None:
        self._on_reached(0)

    def _on_right_reached(self, _offset: int) -> None:
        self._on_reached(1)

    def _on_reached(self, which: int) -> None:
        found, self._found = self._found, None
        if found is not None and which == found[0]:
            self._arrive_at_found(*found)
            return
        row, self._wanted_row = self._wanted_row, None
        if row is not None and which == self.active:
            self._put_at(row)
            return
        wanted = self._wanted
        for side, place in zip(self.sides, wanted, strict=True):
            document = side.reader.document
            if place is not None and (
                document is None
                or (place.start >= document.index.reached and not side.reader.complete)
            ):
                return  # the other one is still to come
        self._wanted = [None, None]
        places = [
            (side, place)
            for side, place in zip(self.sides, wanted, strict=True)
            if place is not None
        ]
        if places:
            self._arrive(places)

    def _arrive(self, found: list[tuple[TwinSide, Bytes]]) -> None:
        rows = [0, 0]
        longest = 1
        for side, place in found:
            document = side.reader.document
            assert document is not None
            rows[side.which] = first = document.index.row_at(place.start)
            last = document.index.row_at(max(place.start, place.end - 1))
            longest = max(longest, last - first + 1)
            side.caret.put(place.end, first)
            side.caret.anchor = place.start
        if all(side.which != self.active for side, _ in found):
            self.active = found[0][0].which
        self._place(rows, longest, both=len(found) == 2)
        row = self._current_row
        self.bring_into_view(row, middle=True)
        self._told()

    def _place(self, rows: list[int], longest: int, *, both: bool) -> None:
        """Beside each other: where equal rows are aligned, if the two come close enough then."""
        if self._compared is not None:
            layout = self._compared.layout
            apart = abs(layout.row_of(0, rows[0]) - layout.row_of(1, rows[1]))
            if not both or apart < self._page // 2:
                self._use(layout)
                return
        if not both:
            rows[1 - self.active] = rows[self.active]
        self._pinned = (rows[0], rows[1], longest if both else 0)
        counts = (self.sides[0].reader.rows, self.sides[1].reader.rows)
        self._use(self._unaligned(counts))

    def align(self) -> None:
        self._pinned = (0, 0, 0)
        super().align()

    def _unaligned(self, counts: tuple[int, int]) -> Layout:
        return Unaligned(counts, *self._pinned)

    def show_compared(self, compared: Compared) -> None:
        """Aligned by it, but for two places that shall stand beside each other."""
        self._show_compared(compared, align=not self._pinned[2])

    def _forget(self) -> None:
        super()._forget()
        self._pinned = (0, 0, 0)
        self._wanted = [None, None]
        self._wanted_row = None
        self._found = None

    @property
    def _current_row(self) -> int:
        """The row of the layout that the caret is in."""
        side = self.sides[self.active]
        return self._layout.row_of(side.which, side.caret.row)

    def _put_at(self, row: int) -> None:
        """The caret to the beginning of a row of the layout, on the side that has one."""
        numbers = self._layout.beside(row)[:2]
        if numbers[self.active] is None:
            self.active = 1 - self.active
        number, side = numbers[self.active], self.sides[self.active]
        document = side.reader.document
        if number is None or document is None:
            return
        if number < side.reader.rows:
            side.caret.put(document.index.row(number).start, number)
            self._told()
        elif not side.reader.complete:
            self._wanted_row = row
            side.reader.go_to(row=number)

    def _told(self) -> None:
        side = self.sides[self.active]
        line = side.reader.line(side.caret.row, 0, 1000)
        text = line.text[:1000] if line is not None else ""
        number = f"{_SIDES[self.active]} row {side.caret.row + 1} of {side.reader.rows}"
        self.setAccessibleDescription(f"{number}: {text}")
        self.viewport().update()
        self.place_changed.emit()
        self.side_changed.emit()

    def switch_side(self) -> None:
        """The keyboard to the other side, to the row beside."""
        row = self._current_row
        self.active = 1 - self.active
        numbers = self._layout.beside(row)[:2] if row < self.rows else (None, None)
        number, side = numbers[self.active], self.sides[self.active]
        document = side.reader.document
        if number is not None and document is not None and number < side.reader.rows:
            side.caret.put(document.index.row(number).start, number)
        self.bring_into_view(self._current_row)
        self._told()
        announce(self, f"{_SIDES[self.active]} side")
