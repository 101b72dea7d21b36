"""The inside of the Compare window: two sides, what counts, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from nvexplorer.model.errors import ExplorerError, Message
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.compare.comparing import Comparing
from nvexplorer.ui.panes.compare.options_bar import OptionsBar
from nvexplorer.ui.panes.compare.side import SideKind, other_environment
from nvexplorer.ui.panes.compare.sides_bar import SidesBar
from nvexplorer.ui.panes.compare.structure_page import StructurePage
from nvexplorer.ui.panes.compare.text_page import TextPage
from nvexplorer.ui.panes.compare.under_way import UnderWay
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.compare.results import Comparison, Difference, TextComparison
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.services import Services

STRUCTURE, TEXT = 0, 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_EMPTY = "What differs between two answers, requests or files appears here."
_EMPTY_KEY = "Ctrl+1 chooses the left side, Ctrl+2 the right one; files can be dropped there."

Sides = tuple["Side | None", "Side | None"]


class ComparePage(Panel):
    """`bar` is for connecting. `compared`: the comparison is there, or none can be made."""

    compared = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__("surface")
        self._services = services
        self._sides: Sides = (None, None)
        self._text_wanted = False  # the text was asked for, of the sides as they are
        self._by_text = False  # the two can be compared by text alone
        self.bar = SidesBar()
        self.options = OptionsBar()
        self.under_way = UnderWay()
        self.banner = Banner()
        self.structure = StructurePage(services.theme)
        self.text = TextPage(services.theme, services.tasks, services.workers)
        self.comparing = Comparing(services.workers, self)
        self._tabs = SegmentedTabs("Structure", "Text")
        self._tabs.setAccessibleName("Views of the comparison")
        self._place = label(role="muted")
        self._place.setAlignment(_RIGHT)
        row = Panel("surface", "bottom", across=True, margins=(4, 0, 12, 0), spacing=8)
        row.box.addWidget(self._tabs)
        row.box.addSpacing(12)
        row.box.addWidget(self.options, 1)
        row.box.addWidget(self._place)
        notes = Panel("surface", margins=(12, 0, 12, 0))
        notes.box.addWidget(self.banner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.structure)
        self._stack.addWidget(self.text)
        for widget in (self.bar, self.under_way, row, notes):
            self.box.addWidget(widget)
        self.box.addWidget(self._stack, 1)
        self.bar.swapped.connect(self.swap)
        self.options.changed.connect(self._on_options)
        self.options.left.connect(self.focus_first)
        self._tabs.currentChanged.connect(self._on_tab)
        self.comparing.by_structure.connect(self._on_structure)
        self.comparing.by_text.connect(self._on_text)
        self.comparing.progressed.connect(self.under_way.show_part)
        self.comparing.failed.connect(self._on_failed)
        self.comparing.changed.connect(self._on_running)
        self.structure.opened.connect(self._on_opened)
        self.structure.place_changed.connect(self._show_place)
        self.text.place_changed.connect(self._show_place)
        self.text.message.connect(self._on_message)
        self._show_sides()

    # The sides

    @property
    def sides(self) -> Sides:
        return self._sides

    @property
    def title(self) -> str:
        """What is compared, for the title of the window; empty while something is missing."""
        left, right = self._sides
        if left is None or right is None:
            return ""
        return left.title if left.title == right.title else f"{left.title} and {right.title}"

    def show_sides(
        self, left: Side | None, right: Side | None, *, keep_options: bool = False
    ) -> None:
        """Compare these; the preset is the one that is likely meant, see `preset_for`, unless the
        options are the user's own, or those for documents like these already."""
        self._sides = (left, right)
        if not (keep_options or self.options.is_own):
            self.options.forget_keys()
            if left is not None and right is not None:
                self.options.use_preset(preset_for(left, right))
        self._show_sides()
        self.compare()

    def show_side(self, which: int, side: Side) -> None:
        """Another on one side (0 left, 1 right)."""
        left, right = self._sides
        self.show_sides(*((side, right) if which == 0 else (left, side)))

    def swap(self) -> None:
        """What counts stays as it is."""
        left, right = self._sides
        self._sides = (right, left)
        self._show_sides()
        self.compare()

    def clear(self) -> None:
        """Let go of both sides, of all work on them, and of the user's own options."""
        self.comparing.stop()
        self.banner.hide()
        self._sides = (None, None)
        self.options.forget()
        self._show_sides()
        self.text.clear()

    def _show_sides(self) -> None:
        self.bar.show_sides(self._sides)
        self._place.setText("")
        left, right = self._sides
        if left is None or right is None:
            self.text.clear()
            if left is right:
                self.structure.show_nothing(_EMPTY, _EMPTY_KEY)
            else:
                key = "Ctrl+1" if left is None else "Ctrl+2"
                self.structure.show_nothing("Choose the other side.", f"{key} chooses it.")
            self._tabs.setCurrentIndex(STRUCTURE)

    def tab_order(self) -> list[QWidget]:
        """What the Tab key goes to, as one reads."""
        return [
            *self.bar.tab_order(),
            self._tabs,
            *self.options.tab_order(),
            *self.structure.tab_order(),
            self.text.twin,
        ]

    # Comparing

    def compare(self) -> None:
        """Compare what stands on the sides now. Nothing happens while one is missing."""
        self.comparing.stop()
        self.banner.hide()
        left, right = self._sides
        self._text_wanted = self._by_text = False
        if left is None or right is None:
            return
        self.text.show_sides(left, right)
        if not (_is_markup(left) and _is_markup(right)):
            self._only_text("")
        else:
            self._compare_structure()
        if self._tabs.currentIndex() == TEXT:
            self._want_text()

    def stop(self) -> bool:
        """End what is under way; False when nothing is."""
        stopped = self.comparing.stop()
        if stopped:
            told = Message("The comparison was stopped.", "F5 compares again.")
            self.banner.show_message(told, "info")
            if self.structure.comparison is None:
                self.structure.show_nothing(*told)
            if self.text.twin.compared is None:
                self._text_wanted = False
        return stopped

    def _compare_structure(self) -> None:
        left, right = self._sides
        assert left is not None
        assert right is not None
        self.structure.show_nothing("Comparing…", "Esc stops it.")
        definition = self._definition(left) or self._definition(right)
        self.comparing.compare(left, right, self.options.options, definition)

    def _definition(self, side: Side) -> Definition | None:
        if not side.resource:
            return None
        try:
            return self._services.catalogue.definition(side.resource)
        except ExplorerError:
            return None

    def _want_text(self) -> None:
        left, right = self._sides
        if not self._text_wanted and left is not None and right is not None:
            self._text_wanted = True
            pretty = _is_markup(left) and _is_markup(right)
            for side in self.text.twin.sides:
                side.reader.set_pretty(pretty)
            self.comparing.compare_text(left, right, pretty=pretty)

    def _on_options(self) -> None:
        left, right = self._sides
        if left is not None and right is not None and not self._by_text:
            self._compare_structure()

    def _on_structure(self, comparison: Comparison) -> None:
        if comparison.by_text:
            self._only_text(comparison.by_text)
        else:
            self.structure.show_comparison(comparison, self.options.options)
            self.options.show_groups(comparison.groups)
            announce(self, comparison.sentence)
            if self._tabs.currentIndex() == STRUCTURE:
                self.structure.focus_first()
        self._show_place()
        self.compared.emit()

    def _only_text(self, sentence: str) -> None:
        """The two cannot be compared by structure; a `sentence` says why where that is news."""
        self._by_text = True
        if sentence:
            self.banner.show_message(Message(sentence, "Their text is below."), "warn")
        self.structure.show_nothing(
            sentence or "These two have no structure to compare.", "Alt+2 shows their text."
        )
        self._tabs.setCurrentIndex(TEXT)
        self._want_text()

    def _on_text(self, comparison: TextComparison) -> None:
        self.text.show_comparison(comparison)
        if self._by_text:
            announce(self, comparison.sentence)
        self.compared.emit()

    def _on_failed(self, message: Message) -> None:
        if self.structure.comparison is None:
            self.structure.show_nothing(message.what, "F5 compares again.")
        self.banner.show_message(message, "bad")
        self.compared.emit()

    def _on_running(self) -> None:
        if self.comparing.running:
            self.under_way.show_comparing()
        else:
            self.under_way.show_over()

    def _on_message(self, sentence: str) -> None:
        self.banner.show_message(Message(sentence, ""), "warn")

    # Views

    @property
    def view(self) -> int:
        return self._tabs.currentIndex()

    def show_view(self, index: int) -> None:
        """STRUCTURE or TEXT, ready for the keyboard."""
        self._tabs.setCurrentIndex(index)
        self.focus_first()

    def find(self, by: int = 0) -> None:  # type: ignore[override]  # QWidget.find is of no use
        """Look for text in the text view; by 1 to the next hit, by -1 to the one before."""
        if None in self._sides:
            return
        self._tabs.setCurrentIndex(TEXT)
        act = {0: self.text.find, 1: self.text.find_next, -1: self.text.find_previous}
        act[by]()

    def focus_first(self) -> None:
        if self.view == TEXT:
            self.text.twin.setFocus()
        else:
            self.structure.focus_first()

    def go(self, by: int) -> None:
        """To the next difference (1) or the one before (-1) of the view in front."""
        if None in self._sides:
            return
        moved = self.text.go(by) if self.view == TEXT else self.structure.list.go(by)
        if not moved:
            where = "after" if by > 0 else "before"
            announce(self, f"No difference {where} this one")
        self._show_place()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.options.setVisible(index == STRUCTURE)
        if index == TEXT:
            self._want_text()
        self._show_place()

    def _on_opened(self, difference: Difference) -> None:
        self._tabs.setCurrentIndex(TEXT)
        self.text.show_difference(difference)

    def _show_place(self) -> None:
        number, count = self.text.place if self.view == TEXT else self.structure.list.place
        if not count:
            self._place.setText("")
        elif number:
            self._place.setText(f"{number:,} of {count:,}")
        else:
            self._place.setText(f"{count:,} differences" if count > 1 else "1 difference")


def preset_for(left: Side, right: Side) -> str:
    """The id of the preset that two sides are likely to be compared with."""
    elsewhere = other_environment(left, right)
    if elsewhere:
        return "environments"
    if elsewhere is False and left.kind is right.kind is SideKind.ANSWER:
        return "later"
    return "everything"


def _is_markup(side: Side) -> bool:
    head = side.body.read(0, 256)
    return b"<" in head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
