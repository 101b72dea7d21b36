"""Runs in a QTextDocument: written with formats that tell odd breaks and chips, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from nvexplorer.ui.widgets.editor.runs import Break, Chip, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QTextBlock

CHIP_TYPE = QTextFormat.ObjectTypes.UserObject + 1
# The number of a chip; a stroke and the text of a break, since Qt drops an empty property.
_WHAT = QTextFormat.Property.UserProperty + 1
OBJECT = "\ufffc"
_LINE = "\u2029"


class QtText:
    """The one place where a document is written and read.

    A break is told by the format of the character that ends the line, which stays with it whatever
    is typed around it.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._breaks: dict[str, QTextCharFormat] = {}
        self._chips: WeakValueDictionary[int, Chip] = WeakValueDictionary()
        self._next_chip = 1
        self._odd = False  # whether anything but plain text was ever written
        self._texts: dict[int, str] = {}  # what a break of that format number stands for

    def write(self, cursor: QTextCursor, runs: Iterable[Run]) -> None:
        """Puts the runs in where the cursor is, which is behind them afterwards."""
        held: list[str] = []  # goes in at once: each line break in it stands for `kind`
        kind = "\n"

        def put() -> None:
            nonlocal kind
            if held:
                # A line break has the format of the text around it; that of letters says nothing.
                cursor.insertText("".join(held), self._break_format(kind))
                held.clear()
            kind = "\n"

        for run in runs:
            if isinstance(run, Chip):
                put()
                self._put_chip(cursor, run)
            elif isinstance(run, str):
                if kind != "\n" and "\n" in run:
                    put()
                held.append(run)
            else:
                self._odd = True
                if kind != run.text and any("\n" in text for text in held):
                    put()
                kind = run.text
                held.append("\n")
        put()

    def _put_chip(self, cursor: QTextCursor, chip: Chip) -> None:
        self._odd = True
        self._chips[self._next_chip] = chip
        made = QTextCharFormat()
        made.setObjectType(CHIP_TYPE)
        made.setProperty(_WHAT, self._next_chip)
        self._next_chip += 1
        cursor.insertText(OBJECT, made)

    def read(self, position: int, count: int) -> list[Run]:
        """What `count` positions hold."""
        if count <= 0:
            return []
        if count == 1:
            character = self._document.characterAt(position)
            if character.isascii():
                return [character]
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        cursor.setPosition(position + count, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        if not self._odd or (_LINE not in text and OBJECT not in text):
            return [text.replace(_LINE, "\n")]
        return self._read_odd(position, text)

    def chip_at(self, position: int) -> Chip | None:
        """The chip at a position."""
        if self._document.characterAt(position) != OBJECT:
            return None
        cursor = QTextCursor(self._document)
        cursor.setPosition(position + 1)
        return self.chip_of(cursor.charFormat())

    def chip_of(self, text_format: QTextFormat) -> Chip | None:
        """The chip that a format belongs to."""
        if text_format.objectType() != CHIP_TYPE:
            return None
        return self._chips.get(text_format.property(_WHAT))

    def goes_on(self, block: QTextBlock) -> bool:
        """Whether the line of the text before the block goes on in it."""
        return self._odd and self._break_text(block.charFormatIndex(), block.charFormat) == ""

    def line_feed(self, block: QTextBlock) -> str:
        """How lines end there: that of the block, of the last one that of the line before."""
        at = block.next() if block.next().isValid() else block
        text = self._break_text(at.charFormatIndex(), at.charFormat) if self._odd else ""
        return text or "\n"

    def _read_odd(self, position: int, text: str) -> list[Run]:
        runs: list[Run] = []
        plain: list[str] = []
        block = self._document.findBlock(position)
        for number, line in enumerate(text.split(_LINE)):
            if number:
                block = block.next()
                stands_for = self._break_text(block.charFormatIndex(), block.charFormat)
                if stands_for == "\n":
                    plain.append("\n")
                else:
                    runs.append("".join(plain))
                    plain.clear()
                    runs.append(Break(stands_for))
            if OBJECT in line:
                begin = position if number == 0 else block.position()
                self._read_objects(begin, line, runs, plain)
            else:
                plain.append(line)
        runs.append("".join(plain))
        return runs

    def _read_objects(self, position: int, line: str, runs: list[Run], plain: list[str]) -> None:
        for piece in _with_objects(line):
            chip = self.chip_at(position) if piece == OBJECT else None
            if chip is not None:
                runs.append("".join(plain))
                plain.clear()
                runs.append(chip)
            else:
                plain.append(piece)
            position += len(piece.encode("utf-16-le")) // 2

    def _break_format(self, text: str) -> QTextCharFormat:
        if text not in self._breaks:
            made = QTextCharFormat()
            if text != "\n":
                made.setProperty(_WHAT, f"/{text}")
            self._breaks[text] = made
        return self._breaks[text]

    def _break_text(self, number: int, read: Callable[[], QTextCharFormat]) -> str:
        if number not in self._texts:
            text_format = read()
            text = text_format.property(_WHAT)
            self._texts[number] = text[1:] if isinstance(text, str) else "\n"
        return self._texts[number]


def _with_objects(line: str) -> Iterable[str]:
    first = True
    for piece in line.split(OBJECT):
        if not first:
            yield OBJECT
        first = False
        if piece:
            yield piece
