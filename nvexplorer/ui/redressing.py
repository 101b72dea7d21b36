"""Gives a window another look without standing still for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget


class Redressing(QObject):
    """A style sheet is applied to all that a window holds at once, and most of it are hidden pages.
    These leave the window one at a time, and come back so when what is seen has its new look."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._left: list[PageStack] = []
        self._idle = IdleWork(self)

    def run(self, *changes: Callable[[], object]) -> None:
        """Calls them one after the other, soon."""
        self._idle.start("redress", self._steps(changes))

    def _steps(self, changes: tuple[Callable[[], object], ...]) -> Iterator[None]:
        while (stack := self._next()) is not None:
            self._left.append(stack)
            yield from _while_there(stack, stack.take_out())
        for change in changes:
            change()
            yield
        while self._left:
            stack = self._left.pop(0)
            yield from _while_there(stack, stack.put_back())

    def _next(self) -> PageStack | None:
        """Outer ones first: a page takes along those within it."""
        stacks = self._window.findChildren(PageStack)
        return next((stack for stack in stacks if stack.hidden() is not None), None)


def _while_there(stack: PageStack, steps: Iterator[None]) -> Iterator[None]:
    """The steps, as long as nobody closes what they are about."""
    while shiboken6.isValid(stack):
        try:
            next(steps)
        except StopIteration:
            return
        yield
