"""Takes in a document for the viewer: its encoding, then its rows, a little at a time."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line
    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

_FIRST = 1 << 15  # bytes indexed at once: more than a screen of rows
_STEP = 1 << 14  # bytes indexed between two looks at what else there is to do
_HEAD = 1024  # bytes that an encoding is told by
_FEW = 200  # rows, of which more are to be seen at once
_REPORT = 0.05  # seconds between two reports of growth


class XmlReader(QObject):
    """Holds the document shown. The first rows are known at once, the rest after `go_on`."""

    changed = Signal()
    """There is another document, another view of it, or none any more."""
    grown = Signal()
    """More rows are known, or the last of them; at most every 50 ms."""
    reached = Signal(object)
    """The offset asked for with `go_to` is within the known rows."""
    failed = Signal(str)
    """The document cannot be read any more and is gone; says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: ShownDocument | None = None
        self.plain_source: Source | None = None
        """What the document reads from, for another thread, which handles its errors itself."""
        self.note = ""  # what is to be seen in place of rows
        self.idle = IdleWork(self)
        self._pretty = True
        self.arriving = False  # more of the source is still to come
        self._wanted: tuple[str, int] | None = None
        self._reported = 0.0
        self._told = (0, False)  # how far the rows were known, and whether that was all
        self._source: _Guarded | None = None
        self._charset: str | None = None
        self._encoding: Encoding | None = None
        self._is_certain = True  # that is the encoding, whatever is still to come

    @property
    def rows(self) -> int:
        return self.document.index.rows if self.document else 0

    @property
    def complete(self) -> bool:
        """Whether all rows are known and no more will come."""
        return not self.arriving and self.document is not None and self.document.index.complete

    @property
    def encoding(self) -> Encoding | None:
        """That of the source as it came, None while there is none."""
        return self._encoding

    @property
    def pretty(self) -> bool:
        return self._pretty

    def set_source(self, source: Source, charset: str | None, *, arriving: bool = False) -> None:
        self.clear()
        self._source = _Guarded(source, self._fail)
        self._charset = charset
        self.arriving = arriving
        self._detect()

    def source_grown(self, *, arriving: bool) -> None:
        """More of the source is there, or all of it."""
        source, self.arriving = self._source, arriving
        if source is None:
            return
        if self.document is None or not self._is_certain:
            self._detect()  # its declaration may have come only now
        if self.document is not None:
            self.document.grown(arriving=arriving)
            self.go_on()
            if self.rows < _FEW:
                self.idle.hurry("index")
            self._report()

    def _detect(self) -> None:
        from nvexplorer.xmltext.encoding import detect

        source, before = self._source, self._encoding
        assert source
        self._is_certain = source.size >= _HEAD or not self.arriving
        self._encoding = encoding = detect(source.read(0, _HEAD), self._charset)
        if encoding.in_place:
            if self.document is None or before is None or encoding.name != before.name:
                self._open(source, encoding)
        elif self.arriving:
            self.note = "Receiving…"
            self.document = None
        else:
            self.note = f"Converting from {encoding.name.upper()}…"
            self.idle.start("convert", self._convert(source, encoding))

    def clear(self) -> None:
        self.idle.stop_all()
        self.document = self.plain_source = None
        self.note = ""
        self.arriving = False
        self._source = self._encoding = None
        self._wanted = None
        self.changed.emit()

    def set_pretty(self, pretty: bool) -> None:
        self._pretty = pretty
        if self.document:
            self.document.pretty = pretty
            self._begin()

    def warm(self) -> Iterator[None]:
        """Loads what reading needs: not before the window is up, but before the first answer."""
        import nvexplorer.ui.widgets.xml_document  # noqa: F401

        yield

    def go_on(self) -> None:
        """Finds the rest of the rows; called when the first of them are on screen."""
        if self.document and not self.document.index.complete:
            self.idle.start("index", self._index(self.document))

    def go_to(self, *, row: int | None = None, offset: int = 0) -> None:
        """Has `reached` emitted for the place as soon as its row is known, else for the end."""
        self._wanted = ("offset", offset) if row is None else ("row", row)
        self._look_for_wanted()

    def line(self, number: int, column: int, count: int) -> Line | None:
        """The row as `Document.line` gives it; None when it is not known."""
        if self.document is None or not 0 <= number < self.rows:
            return None
        return self.document.line(number, column, count)

    def _open(self, source: Source, encoding: Encoding) -> None:
        from nvexplorer.ui.widgets.xml_document import ShownDocument

        self.note = ""
        self.plain_source = source.source if isinstance(source, _Guarded) else source
        more = {"arriving": True} if self.arriving else {}
        self.document = ShownDocument(source, encoding, pretty=self._pretty, **more)
        self._begin()

    def _begin(self) -> None:
        assert self.document
        self.document.index.advance(_FIRST)
        self.changed.emit()
        self._report()

    def _convert(self, source: Source, encoding: Encoding) -> Iterator[None]:
        from nvexplorer.xmltext.encoding import as_utf8
        from nvexplorer.xmltext.source import PartsSource

        parts = []
        for part in as_utf8(source, encoding):
            parts.append(part)
            yield
        self._open(PartsSource(parts), encoding._replace(name="utf-8", bom=0, in_place=True))

    def _index(self, document: ShownDocument) -> Iterator[None]:
        index = document.index
        while index.advance(_STEP):
            if perf_counter() - self._reported > _REPORT:
                self._report()
            elif self._wanted:
                self._look_for_wanted()
            yield
        if self._told != (index.reached, self.complete):
            self._report()

    def _report(self) -> None:
        self._reported = perf_counter()
        if self.document:
            self._told = (self.document.index.reached, self.complete)
        self.grown.emit()
        self._look_for_wanted()

    def _look_for_wanted(self) -> None:
        if self._wanted is None or self.document is None:
            return
        index = self.document.index
        kind, place = self._wanted
        if kind == "row":
            if place < index.rows or self.complete:
                self._wanted = None
                number = max(0, min(place, index.rows - 1))
                self.reached.emit(index.row(number).start if index.rows else 0)
        elif place < index.reached or self.complete:
            self._wanted = None
            self.reached.emit(place)

    def _fail(self, error: OSError) -> None:
        """Gives the document up, but not in the middle of painting it."""
        self.idle.start("fail", self._give_up(error))

    def _give_up(self, error: OSError) -> Iterator[None]:
        self.clear()
        self.note = "The answer can no longer be read."
        reason = error.strerror or str(error)
        self.failed.emit(
            f"The answer can no longer be read ({reason}). Send the request or open the file again."
        )
        yield


class _Guarded:
    """A source that ends where it cannot be read, and says why."""

    def __init__(self, source: Source, failed: Callable[[OSError], None]) -> None:
        self.source = source
        self._failed = failed

    @property
    def size(self) -> int:
        return self.source.size

    def read(self, offset: int, length: int) -> bytes:
        try:
            return self.source.read(offset, length)
        except OSError as error:
            self._failed(error)
            return b""
