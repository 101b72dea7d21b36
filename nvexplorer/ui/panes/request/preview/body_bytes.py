"""The body as it would go out, byte for byte, with what replaced a placeholder marked."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.xml_look import Mark
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from nvexplorer.exchange.preview import Span
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line


class BodyBytes(XmlView):
    """Of any size; rows are read as they are seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._data: bytes | None = None
        self._encoding = ""
        self._spans: tuple[Span, ...] = ()
        self.setFont(theme.mono_font())
        self.setAccessibleName("Body as it would be sent")
        self.set_pretty(False)
        self._on_theme()
        theme.changed.connect(self._on_theme)

    def show_body(self, data: bytes, encoding: str, spans: tuple[Span, ...]) -> None:
        """`spans` of bytes are in order and do not overlap."""
        self._spans = spans
        if (data, encoding) != (self._data, self._encoding):
            self._data, self._encoding = data, encoding
            self.set_source(BytesSource(data), encoding)
        self.viewport().update()

    def forget(self) -> None:
        self._data = None
        self._spans = ()
        self.clear()

    def _on_theme(self) -> None:
        self.set_colours(XmlColours.of(self._theme.tokens))

    def _is_marked(self, number: int) -> bool:
        return bool(self._spans) or super()._is_marked(number)

    def _marks(self, document: ShownDocument, line: Line) -> list[Mark]:
        marks = super()._marks(document, line)
        first = bisect_left(self._spans, line.start, key=lambda span: span.end)
        last = bisect_left(self._spans, line.end, key=lambda span: span.start)
        colours = self._rows.colours
        for span in self._spans[first:last]:
            if span.end > max(line.start, span.start):
                columns = self._columns_of(document, line, span.start, span.end)
                marks.insert(0, Mark(*columns, colours.error_bg if span.wrong else colours.match))
        return marks
