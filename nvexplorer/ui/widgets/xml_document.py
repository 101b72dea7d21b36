"""A document as the viewer shows it: with long values cut off and elements folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.xml_folds import Folds
from nvexplorer.ui.widgets.xml_values import LongValue, long_value, value_place
from nvexplorer.xmltext.columns import column_of
from nvexplorer.xmltext.document import CUT, Document, Line

if TYPE_CHECKING:
    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

_KEPT = 200  # long values remembered


class ShownDocument(Document):
    """A line that ends with a long value ends before it: `value_of` tells what is hidden then.

    `folds` are those of the view in use; hidden rows stay rows of the document, and have no slot
    of the viewer's.
    """

    def __init__(self, source: Source, encoding: Encoding, **more: bool) -> None:
        super().__init__(source, encoding, **more)
        self._folds = {True: Folds(), False: Folds()}
        self._values: dict[tuple[int, int], LongValue | None] = {}

    @property
    def folds(self) -> Folds:
        return self._folds[self.pretty]

    def line(self, number: int, column: int = 0, count: int = CUT) -> Line:
        line = super().line(number, column, count)
        if not line.hidden or not self.pretty:
            return line
        place = value_place(line)
        if place < 0 or self._value(line, place) is None:
            return line
        end = self.offset_of(line, place)
        return line._replace(
            end=end,
            text=line.text[:place],
            invalid=tuple(each for each in line.invalid if each < place),
            tokens=[token for token in line.tokens if token.start < place],
            width=column_of(line.at, place, line.first),
            hidden=line.hidden + line.end - end,
        )

    def value_of(self, line: Line) -> LongValue | None:
        """The long value that is hidden behind a line."""
        row = line.row
        return self._values.get((row.start, row.end)) if line.hidden and self.pretty else None

    def _value(self, line: Line, place: int) -> LongValue | None:
        key = line.row.start, line.row.end
        if key not in self._values:
            if len(self._values) >= _KEPT:
                self._values.clear()
            start = self.offset_of(line, place)
            self._values[key] = long_value(self, start, line.end + line.hidden)
        return self._values[key]
