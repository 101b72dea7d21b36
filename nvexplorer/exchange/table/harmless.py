"""Text that no spreadsheet takes for a formula."""

from __future__ import annotations

from nvexplorer.exchange.table.values import number

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """With an apostrophe before what would be computed or run when a spreadsheet opens it: text
    that begins with one of = + - @ (be there blanks before) or with a tab or carriage return, and
    is no number."""
    if not cell.lstrip(" \n").startswith(_BEGINNINGS) or number(cell) is not None:
        return cell
    return "'" + cell
