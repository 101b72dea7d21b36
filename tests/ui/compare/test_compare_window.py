"""The Compare window through its doors: keys, pickers, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window import Explorer


def test_it_opens_empty_and_says_what_to_do(explorer: Explorer) -> None:
    commands = explorer.window.commands.compare
    explorer.window.actions_.action("compare-window").trigger()
    window = commands.window
    explorer.until(window.isVisible, "the window")
    assert explorer.sees("Ctrl+1 chooses the left side", window)
