"""Opens a body for the tree: as it is, or made UTF-8 in idle moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.xmltext.encoding import Encoding, as_utf8, detect
from nvexplorer.xmltext.source import PartsSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.model.exchange import Body

_HEAD = 1024


class Opening(QObject):
    """`opened` carries the Source and its Encoding, in which markup is found in place."""

    opened = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._idle = IdleWork(self)

    def open(self, body: Body, charset: str | None) -> None:
        """At once, nearly always."""
        try:
            encoding = detect(body.read(0, _HEAD), charset)
        except OSError as error:
            self._fail(error)
            return
        if encoding.in_place:
            self.opened.emit(body, encoding)
        else:
            self._idle.start("convert", self._convert(body, encoding))
            self._idle.hurry("convert")

    def stop(self) -> None:
        self._idle.stop_all()

    def _convert(self, body: Body, encoding: Encoding) -> Iterator[None]:
        parts: list[bytes] = []
        try:
            for part in as_utf8(body, encoding, 1 << 15):
                parts.append(part)
                yield
        except OSError as error:
            self._fail(error)
            return
        self.opened.emit(PartsSource(parts), Encoding("utf-8", 0, encoding.origin, True))

    def _fail(self, error: OSError) -> None:
        self.failed.emit(f"The answer cannot be read any more ({error.strerror}).")
