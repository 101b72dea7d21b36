"""The keys that move the caret of the XML viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from nvexplorer.ui.widgets.xml_caret import Caret
    from nvexplorer.ui.widgets.xml_document import ShownDocument

    _Move = Callable[[Caret, ShownDocument, bool], None]

_Key = QKeySequence.StandardKey

# The key that moves, the key that selects on the way, and the move.
_MOVES: tuple[tuple[QKeySequence.StandardKey, QKeySequence.StandardKey, _Move], ...] = (
    (
        _Key.MoveToNextChar,
        _Key.SelectNextChar,
        lambda caret, document, select: caret.move_characters(document, 1, select=select),
    ),
    (
        _Key.MoveToPreviousChar,
        _Key.SelectPreviousChar,
        lambda caret, document, select: caret.move_characters(document, -1, select=select),
    ),
    (
        _Key.MoveToNextWord,
        _Key.SelectNextWord,
        lambda caret, document, select: caret.move_words(document, 1, select=select),
    ),
    (
        _Key.MoveToPreviousWord,
        _Key.SelectPreviousWord,
        lambda caret, document, select: caret.move_words(document, -1, select=select),
    ),
    (
        _Key.MoveToNextLine,
        _Key.SelectNextLine,
        lambda caret, document, select: caret.move_rows(document, 1, select=select),
    ),
    (
        _Key.MoveToPreviousLine,
        _Key.SelectPreviousLine,
        lambda caret, document, select: caret.move_rows(document, -1, select=select),
    ),
    (
        _Key.MoveToStartOfLine,
        _Key.SelectStartOfLine,
        lambda caret, document, select: caret.move_to_row_edge(document, end=False, select=select),
    ),
    (
        _Key.MoveToEndOfLine,
        _Key.SelectEndOfLine,
        lambda caret, document, select: caret.move_to_row_edge(document, end=True, select=select),
    ),
    (
        _Key.MoveToStartOfDocument,
        _Key.SelectStartOfDocument,
        lambda caret, document, select: caret.move_to_edge(document, end=False, select=select),
    ),
    (
        _Key.MoveToEndOfDocument,
        _Key.SelectEndOfDocument,
        lambda caret, document, select: caret.move_to_edge(document, end=True, select=select),
    ),
)
_PAGES = (
    (_Key.MoveToNextPage, 1, False),
    (_Key.SelectNextPage, 1, True),
    (_Key.MoveToPreviousPage, -1, False),
    (_Key.SelectPreviousPage, -1, True),
)


def move_by_key(caret: Caret, document: ShownDocument, event: QKeyEvent, page: int) -> int | None:
    """Moves the caret as the key says; gives the rows to scroll, or None for any other key.

    `page` is how many rows are seen.
    """
    for key, sign, select in _PAGES:
        if event.matches(key):
            rows = sign * max(1, page - 1)  # one row of the page before stays in sight
            caret.move_rows(document, rows, select=select)
            return rows
    for plain, selecting, move in _MOVES:
        if event.matches(plain) or event.matches(selecting):
            move(caret, document, not event.matches(plain))
            return 0
    return None
