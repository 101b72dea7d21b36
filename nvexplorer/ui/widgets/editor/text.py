"""The text behind an editor: what it is, how it changes, what can be undone."""

from __future__ import annotations

from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from nvexplorer.ui.widgets.editor.cutting import PIECE, cut
from nvexplorer.ui.widgets.editor.edits import moved, runs_with, trimmed
from nvexplorer.ui.widgets.editor.history import History
from nvexplorer.ui.widgets.editor.long_change import LongChange, pieces_of
from nvexplorer.ui.widgets.editor.mirror import (
    Change,
    Content,
    content_length,
    content_positions,
    content_text,
    runs_of,
)
from nvexplorer.ui.widgets.editor.runs import encodable, replaced, text_of, units
from nvexplorer.ui.widgets.editor.tracking import Tracking
from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from PySide6.QtWidgets import QPlainTextEdit

    from nvexplorer.catalogue.body_problem import Edit
    from nvexplorer.ui.widgets.editor.runs import Run

# A change of more edits is made as one, in slices.
MOST_EDITS = 100


class EditorText(QObject):
    """Offsets count the characters of `text()`, positions those of the document.

    `delta(start, removed, added, revision)`: that many characters at `start` gave way to the text
    `added`; applied one after the other they keep a copy equal to `text()`. A long change, which
    is made in slices, is told at its beginning, and `text()` is as it will be from then on.
    `edited` is emitted for what the user does, `filled` when the document has caught up with
    `text()`, `locked` when it begins and ends to do so; meanwhile the view is read-only.
    """

    delta = Signal(int, int, object, int)
    edited = Signal()
    filled = Signal()
    locked = Signal(bool)

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.document()
        self._document.setUndoRedoEnabled(False)
        self._tracking = Tracking(view, self._take)
        self.mirror, self.qt = self._tracking.mirror, self._tracking.qt
        self.history = History()
        self.revision = 0
        self._idle = IdleWork(self)
        self._long: LongChange | None = None
        self._take_back: Callable[[], object] | None = None  # what a cancel does besides
        self._busy = False
        self._step: list[Change] | None = None
        self._replaying = False  # changes are those of the history
        self._quiet = False  # changes are not the user's
        self._expected = 0
        view.cursorPositionChanged.connect(self._on_caret_moved)

    # What it is

    def text(self) -> str:
        """All of it, to the letter."""
        return self._long.promised if self._long else self.mirror.text()

    @property
    def busy(self) -> bool:
        """Whether a long change is under way."""
        return self._busy

    # Changing it

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is changed inside is undone in one step; all of it is made at once."""
        if self._step is not None:
            yield
            return
        self._step, caret = [], self._caret
        try:
            yield
        finally:
            changes, self._step = tuple(self._step), None
            if changes:
                self.history.add(changes, caret, typed=False)

    def show(self, text: str) -> None:
        """Replace everything, not told as edited; the caret goes to the beginning."""
        text = encodable(text)
        if text == self.text():
            return
        told, before, mirror, long = len(self.text()), None, self.mirror, self._long
        if long is not None:  # to be undone to what was there before that
            head, tail = (
                mirror.content(0, long.position),
                mirror.content(long.end, mirror.positions),
            )
            before = (*head, *long.old, *tail)
            if self._take_back:
                self._take_back()
        self._end()
        self._quiet = True
        self._change(0, mirror.positions, cut(text), text, before=before, told=told, caret=_begin)
        self._quiet = False

    def insert(self, position: int, removed: int, text: str) -> None:
        """Text in the place of `removed` positions; the caret goes behind it. Long base64 becomes
        a chip."""
        text = encodable(text)
        self._change(position, removed, cut(text), text)

    def put(self, position: int, removed: int, runs: Iterable[Run]) -> None:
        """Runs in the place of `removed` positions; the caret goes behind them."""
        added = list(runs)
        size = sum(units(run) if isinstance(run, str) else 1 for run in added)
        self._change(position, removed, [added], text_of(added), size=size)

    def apply(self, edits: Sequence[Edit], caret: int | None = None) -> None:
        """Edits that do not overlap, in ascending order, all counted in the text as it is; they
        are one step, and made in slices when long or many. The caret stays with the text around
        it unless an offset is given, counted in the text afterwards."""
        few = len(edits) <= MOST_EDITS
        wanted = [e for e in (trimmed(e, self.mirror.part) for e in edits) if e] if few else edits
        goes_to = moved(self.mirror.offset_of(self._caret), wanted) if caret is None else caret
        size = sum(len(edit.text) + edit.end - edit.start for edit in wanted) if few else 0
        if not few or size > PIECE:
            self._begin(self._prepare(wanted, goes_to))
            return
        with self.step():
            for start, end, text in reversed(wanted):
                position = self.mirror.position_of(start)
                until = max(position, self.mirror.position_of(end, after=False))
                # A chip that is changed within is text from now on, or another chip.
                before = self.mirror.part(self.mirror.offset_of(position), start)
                behind = self.mirror.part(end, self.mirror.offset_of(until))
                self.insert(position, until - position, before + text + behind)
        self.move_caret(self.mirror.position_of(goes_to))

    def apply_when_known(self, steps: Generator[None, None, Sequence[Edit]]) -> None:
        """Edits that are found in steps, in the text as it is; nobody can change it meanwhile, and
        `cancel` leaves it alone."""

        def work() -> Iterator[None]:
            edits = yield from steps
            self._end()
            if edits:
                self.apply(edits)

        if self._busy:
            return
        self._begin(work())
        self._idle.hurry("change")

    def undo(self) -> None:
        step = None if self._busy else self.history.take_undo()
        if step:
            changes = [(c.position, c.added, c.removed) for c in reversed(step.changes)]
            self._replay(changes, step.caret, self.history.take_redo)

    def redo(self) -> None:
        step = None if self._busy else self.history.take_redo()
        if step:
            changes = [(c.position, c.removed, c.added) for c in step.changes]
            last = step.changes[-1]
            caret = last.position + content_positions(last.added)
            self._replay(changes, caret, self.history.take_undo)

    def cancel(self) -> None:
        """Go back to the text as it was before the long change under way."""
        long = self._long
        if long is None:
            self._end()
        elif self._take_back is not None:
            self._take_back()
            old = content_text(long.old)
            back = LongChange(
                long.position,
                long.end - long.position,
                pieces_of(long.old),
                old=long.old,
                start=long.start,
                new=old,
                promised=replaced(long.promised, long.start, len(long.new), old),
            )
            self._start(back, len(long.new), None, lambda: self.move_caret(long.position))

    def move_caret(self, position: int, anchor: int | None = None) -> None:
        """Without an anchor nothing is selected."""
        cursor = self._view.textCursor()
        most = self.mirror.positions
        cursor.setPosition(min(position if anchor is None else anchor, most))
        cursor.setPosition(min(position, most), QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)

    # Small changes are made at once, long ones in slices.

    def _change(
        self,
        position: int,
        removed: int,
        pieces: Iterable[list[Run]],
        text: str,
        *,
        before: Content | None = None,
        told: int | None = None,
        caret: Callable[[int], int] | None = None,
        take_back: Callable[[], object] | None = None,
        size: int | None = None,
    ) -> None:
        """`size` counts the positions of what is added where they are far fewer than its
        characters. `caret` says where it goes to, given where what was added ends. `before` is
        what an undo brings back, and `told` its length as others know it, where the document
        differs."""
        size = len(text) if size is None else size
        small = size <= PIECE and removed <= PIECE and before is None
        if small or self._step is not None:
            end = self._change_now(position, removed, [run for piece in pieces for run in piece])
            self.move_caret(caret(end) if caret else end)
            if self._quiet:
                self.filled.emit()
            return
        old = self.mirror.content(position, position + removed) if before is None else before
        start, length = self.mirror.offset_of(position), content_length(old)
        whole = position == 0 and removed == self.mirror.positions
        promised = text if whole else replaced(self.mirror.text(), start, length, text)
        replaying, quiet, caret_before = self._replaying, self._quiet, self._caret
        long = LongChange(
            position, removed, pieces, old=old, start=start, new=text, promised=promised
        )

        def done() -> None:
            if not replaying:
                change = Change(position, start, old, self.mirror.content(position, long.end))
                self.history.add((change,), caret_before, typed=False)
            self.move_caret(caret(long.end) if caret else long.end)
            if not quiet:
                self.edited.emit()

        self._start(long, length if told is None else told, take_back or _nothing, done)
        if whole and len(text) <= PIECE:  # to empty a document is quick
            self._idle.hurry("change", inf)

    def _change_now(self, position: int, removed: int, runs: list[Run]) -> int:
        """Returns where what was added ends."""
        cursor = QTextCursor(self._document)
        self.history.seal()
        cursor.beginEditBlock()
        cursor.setPosition(position)
        cursor.setPosition(position + removed, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.qt.write(cursor, runs)
        cursor.endEditBlock()
        self.history.seal()
        return cursor.position()

    def _replay(
        self,
        changes: list[tuple[int, Content, Content]],
        caret: int,
        take_back: Callable[[], object],
    ) -> None:
        self._replaying = True
        for position, old, new in changes:
            removed, text = content_positions(old), content_text(new)
            self._change(
                position,
                removed,
                pieces_of(new),
                text,
                caret=lambda _end: caret,
                take_back=take_back,
                size=content_positions(new),
            )
        self._replaying = False

    def _prepare(self, edits: Sequence[Edit], caret: int) -> Iterator[None]:
        """Many edits as one long change: what is put in is made first."""
        mirror = self.mirror
        first = mirror.position_of(edits[0].start)
        last = max(first, mirror.position_of(edits[-1].end, after=False))
        begin = mirror.offset_of(first)
        pieces: list[list[Run]] = []
        texts: list[str] = []
        for runs in runs_with(mirror.content(first, last), begin, edits):
            pieces.append(runs)
            texts.append(text_of(runs))
            yield
        self._end()
        self._change(
            first,
            last - first,
            pieces,
            "".join(texts),
            caret=lambda _end: mirror.position_of(caret),
        )

    def _start(
        self,
        long: LongChange,
        told: int,
        take_back: Callable[[], object] | None,
        done: Callable[[], None],
    ) -> None:
        def steps() -> Iterator[None]:
            yield from long.slices(self._document, self.qt)
            self._end()
            done()
            self.filled.emit()

        self._long, self._take_back = long, take_back
        self._begin(steps())
        self._tell(long.start, told, long.new)

    def _begin(self, steps: Iterator[None]) -> None:
        self._idle.start("change", steps)
        if not self._busy:
            self._busy = True
            self._view.setReadOnly(True)
            self.locked.emit(True)

    def _end(self) -> None:
        self._idle.stop("change")
        self._long = self._take_back = None
        if self._busy:
            self._busy = False
            self._view.setReadOnly(False)
            self.locked.emit(False)

    # What the document tells

    def _take(self, change: Change) -> None:
        if self._long is not None:
            return  # told already
        old, new = content_text(change.removed), content_text(change.added)
        if old == new and [*runs_of(change.removed)] == [*runs_of(change.added)]:
            return  # only formats
        if self._step is not None:
            self._step.append(change)
        elif not self._replaying:
            self.history.add((change,), self._caret, typed=True)
        self._expected = change.position + content_positions(change.added)
        if old != new:
            self._tell(change.start, len(old), new)
            if not self._quiet:
                self.edited.emit()

    def _tell(self, start: int, removed: int, added: str) -> None:
        self.revision += 1
        self.delta.emit(start, removed, added, self.revision)

    def _on_caret_moved(self) -> None:
        if self._caret != self._expected:
            self.history.seal()

    @property
    def _caret(self) -> int:
        """Where it was before the change that is told."""
        return self._tracking.caret


def _begin(_end: int) -> int:
    return 0


def _nothing() -> None:
    pass
