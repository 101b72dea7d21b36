"""The answers that came before the one each tab shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from nvexplorer.model.exchange import Exchange

MOST = 5
"""Answers of one tab that are kept beside the one it shows."""
MEMORY = 64_000_000
"""Bytes of bodies in memory that are kept for all tabs together."""
DISK = 1_000_000_000
"""The same for bodies in temporary files."""


class AnswerShelf:
    """Keeps exchanges that have an answer by the tab they belong to, of whatever class that is.

    The oldest are let go where there are more than `MOST` of a tab or more bytes than `MEMORY` and
    `DISK`; with an exchange goes the temporary file of its body.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[object, Exchange]] = []  # in the order they came

    def put(self, tab: object, exchange: Exchange) -> None:
        """The tab shows this one now."""
        if exchange.answer is None:
            return
        self._kept.append((tab, exchange))
        mine = [each for each in self._kept if each[0] is tab]
        if len(mine) > MOST + 1:
            self._kept.remove(mine[0])
        self._let_go()

    def before(self, tab: object, shown: Exchange | None) -> tuple[Exchange, ...]:
        """Those of a tab but for the one it shows, the newest first; at most `MOST`."""
        found = [
            exchange
            for owner, exchange in reversed(self._kept)
            if owner is tab and exchange is not shown
        ]
        return tuple(found[:MOST])

    def keep_only(self, tabs: Collection[object]) -> None:
        """Let go of what belongs to tabs that are closed."""
        self._kept = [each for each in self._kept if any(each[0] is tab for tab in tabs)]

    def _let_go(self) -> None:
        memory, disk = 0, 0
        kept: list[tuple[object, Exchange]] = []
        for tab, exchange in reversed(self._kept):
            assert exchange.answer is not None
            stored = exchange.answer.body.stored()
            if stored.path:
                disk += stored.size
            else:
                memory += stored.size
            if kept and (memory > MEMORY or disk > DISK):
                break
            kept.append((tab, exchange))
        self._kept = kept[::-1]
