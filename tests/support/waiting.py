"""What Explorer needs of pytest-qt's qtbot, for programs that are no tests."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable


class Waiting:
    """`rest` lets the window's events be handled between two looks."""

    def __init__(self, rest: Callable[[], object] = QApplication.processEvents) -> None:
        self._rest = rest

    def waitUntil(self, check: Callable[[], None], timeout: int) -> None:
        end = perf_counter() + timeout / 1000
        while True:
            try:
                return check()
            except AssertionError:
                if perf_counter() > end:
                    raise
                self._rest()
