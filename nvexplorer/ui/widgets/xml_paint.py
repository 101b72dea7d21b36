"""Paints rows of XML: the colours, the measures of the font, and pictures of rows kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from nvexplorer.ui.tokens import DARK, LIGHT
from nvexplorer.ui.widgets.xml_look import PLAIN, Look, Mark, draw_chip, draw_fault, draw_fold
from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.columns import column_of, place_of, visible
from nvexplorer.xmltext.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.ui.tokens import Tokens
    from nvexplorer.xmltext.document import Line


class XmlColours(NamedTuple):
    """Colours as `#rrggbb`."""

    background: str
    number: str  # row numbers
    number_current: str
    text: str
    tag: str
    name: str
    value: str
    entity: str
    comment: str
    special: str  # CDATA, processing instructions, DOCTYPE
    error: str
    error_bg: str  # behind characters whose bytes are not valid
    link: str
    selection: str
    match: str
    match_current: str
    focus: str
    caret: str
    chip_bg: str
    tick: str  # hits in the scroll bar
    tick_other: str  # hits of another search there, as those of an XPath

    @classmethod
    def of(cls, tokens: Tokens) -> XmlColours:
        return cls(
            background=tokens.background,
            number=tokens.muted,
            number_current=tokens.text,
            text=tokens.xml_text,
            tag=tokens.xml_tag,
            name=tokens.xml_attribute,
            value=tokens.xml_value,
            entity=tokens.xml_entity,
            comment=tokens.xml_comment,
            special=tokens.muted,
            error=tokens.bad,
            error_bg=tokens.bad_bg,
            link=tokens.link,
            selection=_mixed(tokens.accent, tokens.background, 0.3),
            match=tokens.find_bg,
            match_current=tokens.find_current_bg,
            focus=tokens.accent,
            caret=tokens.text,
            chip_bg=tokens.selected,
            tick=tokens.warn,
            tick_other=tokens.accent,
        )


def _mixed(colour: str, ground: str, share: float) -> str:
    a, b = QColor(colour), QColor(ground)
    return QColor(
        *(
            round(x * share + y * (1 - share))
            for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    ).name()


LIGHT_COLOURS = XmlColours.of(LIGHT)
DARK_COLOURS = XmlColours.of(DARK)


HIDDEN_WIDTH = 20
"""Columns after a row that is cut, for what stands in place of its end."""


class RowPainter:
    """Draws single rows at the top left of a painter; x and columns are those of the whole row."""

    MARGIN = 8
    FOLD = 18  # between the row number and the text

    def __init__(self) -> None:
        self.digits = 3
        self.set_colours(LIGHT_COLOURS)
        self.set_font(QFont())

    def set_colours(self, colours: XmlColours) -> None:
        self.colours = colours
        by_kind = {
            Kind.TEXT: colours.text,
            Kind.TAG: colours.tag,
            Kind.NAME: colours.name,
            Kind.VALUE: colours.value,
            Kind.ENTITY: colours.entity,
            Kind.COMMENT: colours.comment,
            Kind.CDATA: colours.value,
            Kind.PI: colours.special,
            Kind.DOCTYPE: colours.special,
            Kind.ERROR: colours.error,
        }
        self._pens = [QColor(by_kind[kind]) for kind in Kind]

    def set_font(self, font: QFont) -> None:
        self.font = QFont(font)
        # XML is shown character by character: no ligatures, no kerning, and drawn a quarter faster.
        self._plain = QFont(font)
        self._plain.setKerning(False)
        self._plain.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        metrics = QFontMetricsF(self._plain)
        self.advance = metrics.horizontalAdvance("0" * 64) / 64
        self.height = max(1, round(metrics.height() * 1.2))
        self.baseline = round((self.height - metrics.height()) / 2 + metrics.ascent())

    @property
    def gutter(self) -> int:
        """The width of the row numbers, at the end of which the text begins."""
        return round(self.MARGIN + self.digits * self.advance) + self.FOLD

    def warm(self) -> None:
        """Makes the font draw what XML is made of, so that the first page need not wait for it."""
        picture = QPixmap(64, self.height)
        painter = QPainter(picture)
        painter.setFont(self._plain)
        painter.drawText(0, self.baseline, "".join(map(chr, range(32, 127))) + "äöåÄÖÅé–€…")
        painter.end()

    def columns(self, width: int) -> int:
        """How many columns are at least partly seen beside the gutter."""
        return int((width - self.gutter) / self.advance) + 2

    def paint(
        self,
        painter: QPainter,
        line: Line,
        number: int,
        width: int,
        scrolled: int,
        marks: Sequence[Mark],
        look: Look = PLAIN,
        *,
        current: bool = False,
    ) -> None:
        """The row `number` (from 0), `scrolled` columns to the left, over its marks."""
        colours, gutter = self.colours, self.gutter
        painter.fillRect(QRectF(0, 0, width, self.height), QColor(colours.background))
        left = gutter - scrolled * self.advance
        for place in line.invalid:
            column = column_of(line.at, place, line.first)
            self._ground(painter, left, Mark(column, column + 1, colours.error_bg), width)
        for mark in marks:
            self._ground(painter, left, mark, width)
        for place in line.invalid:
            column = column_of(line.at, place, line.first)
            self._ground(painter, left, Mark(column, column + 1, colours.error), width, under=True)
        self._text(painter, line, left, width, scrolled, look.link)
        painter.setFont(self._plain)
        if line.hidden:
            self._rest(painter, line, width, scrolled, look)
        elif look.note:
            painter.setPen(QColor(colours.number))
            x = left + (line.width + 1) * self.advance
            painter.drawText(QPointF(x, self.baseline), look.note)
        if scrolled:
            painter.fillRect(QRectF(0, 0, gutter - 2, self.height), QColor(colours.background))
        if look.faulty:
            draw_fault(painter, colours, self.height)
        if look.fold:
            middle = QPointF(gutter - self.FOLD / 2, self.height / 2)
            draw_fold(painter, colours, middle, folded=look.fold == "folded")
        painter.setPen(QColor(colours.number_current if current else colours.number))
        text = str(number + 1)
        x = gutter - self.FOLD - len(text) * self.advance
        painter.drawText(QPointF(x, self.baseline), text)

    def _rest(self, painter: QPainter, line: Line, width: int, scrolled: int, look: Look) -> None:
        """What stands in place of the end of a row."""
        rest = self.rest_place(line, width, scrolled, look)
        if look.chip:
            draw_chip(painter, self.colours, rest, self.baseline, self.advance, look.chip)
            painter.setPen(self._pens[Kind.TAG])
            painter.drawText(QPointF(rest.right() + 1, self.baseline), look.closing)
            return
        painter.fillRect(rest, QColor(self.colours.background))
        painter.setPen(QColor(self.colours.link))
        painter.drawText(QPointF(rest.left() + self.advance, self.baseline), _hidden_text(line))

    def rest_place(self, line: Line, width: int, scrolled: int, look: Look = PLAIN) -> QRectF:
        """Where the chip of a row is, or it is said how much of a cut row is not shown: at its
        end, or at the right edge while the end is out of sight."""
        size = (len(look.chip or _hidden_text(line)) + 2) * self.advance
        natural = self.gutter + (line.width - scrolled) * self.advance
        return QRectF(min(natural, width - size), 0, size, self.height)

    def _ground(
        self, painter: QPainter, left: float, mark: Mark, width: int, *, under: bool = False
    ) -> None:
        """The ground of a mark, or only a line `under` the text."""
        x = max(float(self.gutter), left + mark.first * self.advance)
        end = min(float(width), left + mark.last * self.advance)
        if end > x:
            top = self.height - 2 if under else 0
            painter.fillRect(QRectF(x, top, end - x, self.height - top), QColor(mark.colour))

    def _text(
        self,
        painter: QPainter,
        line: Line,
        left: float,
        width: int,
        scrolled: int,
        link: tuple[int, int],
    ) -> None:
        text, at, first = line.text, line.at, line.first
        painter.setFont(self._plain if at is None else self.font)  # which puts marks over letters
        begin = place_of(at, scrolled, len(text), first)
        end = place_of(at, scrolled + self.columns(width), len(text), first)
        for token in line.tokens:
            start, stop = max(token.start, begin), min(token.end, end)
            if start >= stop:
                if token.start >= end:
                    break
                continue
            painter.setPen(self._pens[token.kind])
            if link[0] <= token.start and token.end <= link[1]:
                painter.setPen(QColor(self.colours.link))
                x, end_x = (left + column_of(at, p, first) * self.advance for p in (start, stop))
                painter.drawLine(
                    QPointF(x, self.baseline + 2.5), QPointF(end_x, self.baseline + 2.5)
                )
            if at is None:
                x = left + (first + start) * self.advance
                painter.drawText(QPointF(x, self.baseline), visible(text[start:stop]))
            else:
                self._unevenly(painter, text, at, start, stop, left)

    def _unevenly(
        self, painter: QPainter, text: str, at: list[int], start: int, stop: int, left: float
    ) -> None:
        """Text with characters of other widths: each run of even ones, each other by itself."""
        while start < stop:
            end = start + 1
            if at[end] - at[start] == 1:
                while end < stop and at[end + 1] - at[end] == 1:
                    end += 1
            while end < stop and at[end + 1] == at[end]:  # marks over the character before
                end += 1
            x = left + at[start] * self.advance
            painter.drawText(QPointF(x, self.baseline), visible(text[start:end]))
            start = end


def _hidden_text(line: Line) -> str:
    """What stands in place of the end of a row that is cut."""
    return f"… {size_text(line.hidden)} more"
