"""What every view of an answer is: the contract between the tabs and the views behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.mac import PartKind
    from nvexplorer.ui.settings_model import SettingsModel
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers


class ViewServices(NamedTuple):
    """What views work with. Definitions come with what is shown. Without `settings` choices hold
    for the answer alone."""

    theme: Theme
    tasks: Tasks
    workers: WindowWorkers
    settings: SettingsModel | None = None


class Shown(NamedTuple):
    """An answer as the views get it.

    `charset` is that of the Content-Type; `definition` that of the resource asked, None when not
    known. `exchange` is None for a file, and while the answer arrives (`arriving`: the body grows).
    `name` suggests a file name, without an ending.
    """

    body: Body
    charset: str | None = None
    definition: Definition | None = None
    exchange: Exchange | None = None
    arriving: bool = False
    name: str = "answer"


class AnswerView(QWidget):
    """One view behind a tab; made when it is first looked at, then told of each answer when it is
    in sight, so that a view nobody looks at costs nothing.

    `message`: a sentence for the user. `count_changed`: the number beside the tab's name, 0 for
    none. `place_wanted`: the byte offsets (start, end) in the body that the XML view shall go to.
    `marks_changed`: the byte ranges that the XML view shall mark, ascending; none ends that.
    `link_wanted`: an `exchange.links.Link` to be opened in a new tab. `part_hovered`: a PartKind
    that is pointed at, or None. `fact`: a few words on the answer for its status strip, such as
    `37 customers`.
    """

    message = Signal(str)
    count_changed = Signal(int)
    place_wanted = Signal(int, int)
    marks_changed = Signal(object)
    link_wanted = Signal(object)
    part_hovered = Signal(object)
    fact = Signal(str)

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.tools: QWidget | None = None
        """Stands right of the tabs while the view is in front; set by `__init__`."""
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)

    def show_answer(self, shown: Shown) -> None:
        """Show this from now on. Takes less than 20 ms; what takes longer goes on in the
        background and ends when another answer comes."""
        raise NotImplementedError

    def grow(self, *, arriving: bool) -> None:
        """More of the body that is shown has arrived, or all of it (`arriving` is false)."""

    def clear(self) -> None:
        """Let go of the answer and of all work on it."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Ready for the keyboard."""
        self.setFocus()

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        """Open what one looks for text with in this view; False when it has none."""
        return False

    def find_next(self, by: int = 1) -> bool:
        """To the next of what was found in this view, or to the one before when `by` is -1; False
        when nothing was."""
        return False

    def highlight(self, kind: PartKind | None) -> None:
        """Light up what belongs to a part of the MAC input."""
