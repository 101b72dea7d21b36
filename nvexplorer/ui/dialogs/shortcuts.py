"""The list of keyboard shortcuts, from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nvexplorer.ui.actions import COMMANDS
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.widgets.section import Panel, label, scrolled

if TYPE_CHECKING:
    from nvexplorer.ui.actions import Command

# Keys of places rather than of the window, told here because no menu shows them.
_LOCAL = (
    ("Body", "Indent the selected lines, or less", "Tab, Shift+Tab"),
    ("Body", "Replace all hits", "Ctrl+Alt+Enter"),
    ("Body", "Menu of the attachment at the caret", "Shift+F10"),
    ("Body", "Stop a long change", "Esc"),
    ("Body", "Larger or smaller letters", "Ctrl+Wheel"),
    ("Answer", "Open the record or the long value at the caret", "Enter"),
    ("Answer", "Go to a line", "Ctrl+G"),
    ("Answer", "Fold or unfold the element", "Ctrl+Shift+[, Ctrl+Shift+]"),
    ("Answer", "Match case, regular expression", "Alt+C, Alt+R"),
    ("Tree", "Go to the element in the XML", "Enter"),
    ("Tree", "Open a level", "*"),
    ("Tree", "Complete the XPath expression", "Ctrl+Space"),
    ("Tree", "Copy the hits as CSV", "Ctrl+Shift+C"),
    ("Table", "Open the record of a cell", "Enter"),
    ("Table", "Go to the row in the XML", "Shift+Enter"),
    ("Table", "Menu of the column: sort, filter, hide", "Alt+Down"),
    ("Table", "Move the column", "Alt+Left, Alt+Right"),
    ("Table", "Copy cells, with titles", "Ctrl+C, Ctrl+Shift+C"),
    ("Compare", "Next or previous difference", "F8, Shift+F8"),
    ("Compare", "To the other side", "F6"),
    ("Compare", "Compare again", "F5"),
    ("MAC input", "Walk through the parts", "Arrows"),
    ("MAC input", "Copy the part", "Ctrl+C"),
    ("Lists", "Open what is selected", "Enter"),
    ("Lists", "Rename a saved request or a profile", "F2"),
    ("Lists", "Move a profile up or down", "Alt+Up, Alt+Down"),
    ("Lists", "Copy the transaction ID of a log row", "Ctrl+C"),
    ("Lists", "Copy the inserted key of a log row", "Ctrl+I"),
)

Entry = tuple[str, str, str]  # group, what, keys


def open_shortcuts(window: QWidget) -> ShortcutsDialog:
    dialog = ShortcutsDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def entries() -> tuple[Entry, ...]:
    """Every command that has a key, in the order of the commands, then the local keys."""
    return (
        *((c.group, c.text.rstrip("…"), keys_text(c)) for c in COMMANDS if c.keys),
        *_LOCAL,
    )


def keys_text(command: Command) -> str:
    """All keys of a command as written for people; Enter of the number pad goes without saying."""
    native = QKeySequence.SequenceFormat.NativeText
    texts = [QKeySequence(key).toString(native) for key in command.keys]
    plain = [text.replace("Return", "Enter").replace("Backtab", "Tab") for text in texts]
    return ", ".join(dict.fromkeys(plain))


def matching(words: str) -> list[Entry]:
    """Entries that hold all the words, in any letter case."""
    wanted = words.casefold().split()
    return [each for each in entries() if all(w in " ".join(each).casefold() for w in wanted)]


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        resize_within_screen(self, 760, 640)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a command or a key")
        self._search.setAccessibleName("Find a command or a key")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        top = Panel(margins=(24, 16, 24, 8))
        top.box.addWidget(self._search)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(24, 8, 24, 20)
        self._columns.setSpacing(36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(scrolled(self._body), 1)
        self._fill("")

    def _fill(self, words: str) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = matching(words)
        groups: dict[str, list[Entry]] = {}
        for entry in found:
            groups.setdefault(entry[0], []).append(entry)
        left, right = QWidget(), QWidget()
        half = len(found) / 2
        placed = 0
        for column in (left, right):
            QVBoxLayout(column).setContentsMargins(0, 0, 0, 0)
        for group, rows in groups.items():
            column = left if placed < half else right
            _add_group(column, group, rows)
            placed += len(rows)
        if not found:
            told = label("No command and no key holds these words.", "muted")
            _layout(left).addWidget(told)
        for column in (left, right):
            _layout(column).addStretch(1)
            self._columns.addWidget(column, 1)


def _layout(widget: QWidget) -> QVBoxLayout:
    layout = widget.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def _add_group(column: QWidget, group: str, rows: list[Entry]) -> None:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 10)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(group, "heading"), 0, 0, 1, 2)
    for number, (_, what, keys) in enumerate(rows, 1):
        grid.addWidget(label(what, wrap=True), number, 0)
        shown = label(keys, "muted")
        shown.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(shown, number, 1)
    _layout(column).addWidget(box)
