"""Looks through a document for a regular expression in a process of the workers."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import describe
from nvexplorer.model.exchange import Stored
from nvexplorer.ui.widgets.xml_search import Portion
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from nvexplorer.ui.window_workers import Asked, WindowWorkers
    from nvexplorer.xmltext.pattern_search import PatternHits
    from nvexplorer.xmltext.source import Source

_LIMIT = 60.0  # seconds
_MOST_SENT = 50_000_000  # bytes that are sent to the process where it cannot read them itself


class PatternSearch(QObject):
    """One search at a time. `found` as that of Search, with the number 0; `failed` is a sentence:
    the search came to no end."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, workers: WindowWorkers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._asked: Asked | None = None

    def start(
        self, source: Source, text: str, encoding: str, origin: int, *, case_sensitive: bool
    ) -> None:
        self.stop()
        stored = _stored(source)
        if stored is None:
            self._end(
                f"An answer in this encoding of more than {size_text(_MOST_SENT)} can be searched "
                "for text only, not for regular expressions."
            )
            return
        self._asked = self._workers.call(
            "find-pattern",
            stored,
            text,
            encoding,
            case_sensitive,
            origin,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
            limit=_LIMIT,
        )

    def stop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _on_progress(self, hits: PatternHits) -> None:
        self._tell(hits, complete=False)

    def _on_done(self, hits: PatternHits | None) -> None:
        self._asked = None
        if hits is not None:
            self._tell(hits, complete=True)

    def _on_failed(self, error: BaseException) -> None:
        self._asked = None
        self._end(f"The search was ended: {describe(error).what} Use a simpler expression.")

    def _tell(self, hits: PatternHits, *, complete: bool) -> None:
        starts, ends = array("q", hits.starts), array("q", hits.ends)
        self.found.emit(Portion(0, starts, ends, hits.nearest, complete))

    def _end(self, sentence: str) -> None:
        self.found.emit(Portion(0, array("q"), array("q"), None, complete=True))
        self.failed.emit(sentence)


def _stored(source: Source) -> Stored | None:
    """What the other process reads; None for what is too much to be sent to it."""
    stored = getattr(source, "stored", None)
    if stored is not None:
        result: Stored = stored()
        return result
    if source.size > _MOST_SENT:
        return None
    return Stored(source.size, source.read(0, source.size))
