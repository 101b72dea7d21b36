"""Scroll bars that count rows and columns instead of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_MOST = 2**31 - 1  # that a scroll bar can count
_AROUND = 8  # columns that stay in sight beside the place that is gone to


def set_ranges(
    area: QAbstractScrollArea, *, rows: int, page: int, widest: int, columns: int
) -> None:
    """For so many rows, the widest of so many columns, of which `page` rows and `columns` are
    seen."""
    vertical, horizontal = area.verticalScrollBar(), area.horizontalScrollBar()
    vertical.setRange(0, max(0, min(rows - page, _MOST)))
    vertical.setPageStep(page)
    horizontal.setRange(0, max(0, min(widest + 3 - columns, _MOST)))
    horizontal.setPageStep(columns)


def show_column(bar: QScrollBar, column: int, columns: int) -> None:
    """Scrolls as little as brings the column among the `columns` that are seen."""
    if column < bar.value():
        bar.setValue(max(0, column - _AROUND) if column > columns - _AROUND else 0)
    elif column >= bar.value() + columns:
        bar.setValue(column - columns + _AROUND)
