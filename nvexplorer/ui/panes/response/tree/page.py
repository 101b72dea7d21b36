"""The Tree tab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from nvexplorer.exchange.xpath.export import Form
from nvexplorer.exchange.xpath.grammar import read_expression
from nvexplorer.exchange.xpath.hits import LIMIT, Value
from nvexplorer.exchange.xpath.tokens import BadExpression
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.panes.response.tree.finder import XPathFinder
from nvexplorer.ui.panes.response.tree.grid import TreeGrid
from nvexplorer.ui.panes.response.tree.hit_list import HitList
from nvexplorer.ui.panes.response.tree.hit_model import HitModel
from nvexplorer.ui.panes.response.tree.model import TreeModel
from nvexplorer.ui.panes.response.tree.nothing import NoHits
from nvexplorer.ui.panes.response.tree.opening import Opening
from nvexplorer.ui.panes.response.tree.xpath_bar import XPathBar

if TYPE_CHECKING:
    from nvexplorer.exchange.xpath.hits import Found, Portion
    from nvexplorer.model.errors import Message
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

_MARKED = 100_000  # hits that are marked in the XML
_CLIPBOARD = 100_000  # hits that are copied; more are saved
_VALUE = 600  # characters that are shown of a value that is no hit
_ENDINGS = {Form.TEXT: "txt", Form.CSV: "csv", Form.XML: "xml"}


class TreePage(AnswerView):
    """The tree, or the hits of an expression in its place."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        theme = services.theme
        self._expression = ""
        self._name = "answer"
        self._opening = Opening(self)
        self.tree = TreeModel(self)
        self.grid = TreeGrid(theme, self.tree)
        self._finder = XPathFinder(services.workers, self)
        self.bar = XPathBar(theme)
        self.hits = HitModel(self)
        self.list = HitList(theme, self.hits)
        self._nothing = NoHits()
        self._stack = QStackedWidget()
        for each in (self.grid, self.list, self._nothing):
            self._stack.addWidget(each)
        self.box.addWidget(self.bar)
        self.box.addWidget(self._stack, 1)

        self._opening.opened.connect(self._on_opened)
        self._opening.failed.connect(self.message)
        self.tree.failed.connect(self.message)
        self.tree.broke.connect(self._on_broken)
        self.grid.place_wanted.connect(self.place_wanted)
        self.grid.message.connect(self.message)
        self.grid.query_wanted.connect(self.ask)
        self.list.place_wanted.connect(self.place_wanted)
        self.list.copy_wanted.connect(self._on_copy)
        self.list.save_wanted.connect(self._on_save)
        self._nothing.asked.connect(self.ask)
        self.bar.field.asked.connect(self._on_asked)
        self.bar.field.left.connect(self._on_left)
        self.bar.field.below_wanted.connect(self.focus_first)
        self.bar.field.names_wanted.connect(self._finder.read_names)
        self.bar.stop_pressed.connect(self._on_stop)
        self.bar.tree_pressed.connect(self.show_tree)
        self.bar.copying.clicked.connect(self._on_copying)
        self._finder.stepped.connect(self._on_step)
        self._finder.found.connect(self._on_found)
        self._finder.ended.connect(self._on_ended)
        self._finder.failed.connect(self._on_failed)
        self._finder.named.connect(self.bar.field.set_names)
        self._finder.exported.connect(self._on_exported)
        self._finder.not_exported.connect(self._on_not_exported)

    # AnswerView

    def show_answer(self, shown: Shown) -> None:
        self.clear()
        self._name = shown.name
        self._finder.show(shown)
        self._opening.open(shown.body, shown.charset)

    def clear(self) -> None:
        self._opening.stop()
        self._finder.show(None)
        self.bar.field.names = None
        self.tree.clear()
        self.show_tree()

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.list:
            self.list.setFocus()
            return
        if self.grid.node is None:
            self.grid.select(0)
        self.grid.setFocus()

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()
        return True

    def find_next(self, by: int = 1) -> bool:
        """To the next hit in the list, or in the XML while that is in front."""
        count = self.hits.rowCount()
        if not count:
            return False
        at = self.list.current
        self.list.select((at + by) % count if at >= 0 else 0 if by > 0 else count - 1)
        if not self.isVisible():  # it is looked at in the XML
            self.list.go()
        return True

    # The tree

    def _on_opened(self, source: Source, encoding: Encoding) -> None:
        self.tree.show(source, encoding)
        self.hits.begin(source, encoding.name)

    def _on_broken(self, offset: int) -> None:
        self.message.emit(
            f"The XML breaks at byte {offset}: the tree ends there. Nothing is repaired."
        )

    def show_tree(self) -> None:
        """In place of the hits, which are forgotten."""
        self._finder.stop()
        self._expression = ""
        self.hits.begin(self.tree.source, self.tree.encoding)
        self.bar.show_nothing()
        self._tell_marks()
        at_list = self._stack.currentWidget() is not self.grid
        self._stack.setCurrentWidget(self.grid)
        if at_list and self.isVisible():
            self.focus_first()

    # Expressions

    def ask(self, expression: str) -> None:
        """Evaluate it."""
        self.bar.field.ask(expression)

    def _on_asked(self, expression: str) -> None:
        if expression == self._expression and self.hits.rowCount() and not self._finder.running:
            self.list.go()
            return
        self._finder.stop()
        self._expression = expression
        self.hits.begin(self.tree.source, self.tree.encoding)
        self._tell_marks()
        try:
            read_expression(expression)
        except BadExpression as error:
            self.bar.field.setFocus()
            self.bar.field.setCursorPosition(error.place)
            self._nothing.show_examples(self.bar.field.names)
            self._stack.setCurrentWidget(self._nothing)
            self.bar.show_status(f"At character {error.place + 1}: {error}", "bad")
            return
        self.bar.show_status("Starting…", running=True)
        self._finder.find(expression)

    def _on_left(self) -> None:
        """Esc in the field: stop, else back to the tree, else into it."""
        if self._finder.running:
            self._on_stop()
        else:
            self.show_tree()
            self.focus_first()

    def _on_stop(self) -> None:
        self._finder.stop()
        self._tell_marks()
        count = self.hits.rowCount()
        self.bar.show_status(
            f"Stopped; the first {_grouped(count)} hits are listed." if count else "Stopped.",
            "warn", hits=count > 0,
        )  # fmt: skip

    def _on_step(self, what: str, part: float) -> None:
        if not self.hits.rowCount():
            self.bar.show_status(f"{what}… {part:.0%}" if part else f"{what}…", running=True)

    def _on_found(self, portion: Portion) -> None:
        first = not self.hits.rowCount()
        self.hits.add(portion)
        if first and self.hits.rowCount():
            self._stack.setCurrentWidget(self.list)
            self.list.select(0)
            self._tell_marks()
        self.bar.show_status(f"{_grouped(self.hits.rowCount())}+ hits…", running=True)

    def _on_ended(self, result: Found | Value) -> None:
        if isinstance(result, Value):
            self._show_value(result)
        elif not result.total:
            self._nothing.show_text(
                "Nothing is found.", "Names are matched in any namespace; case matters."
            )
            self._stack.setCurrentWidget(self._nothing)
            self.bar.show_status("No hits.", "warn")
        else:
            text = "1 hit" if result.total == 1 else f"{_grouped(result.total)} hits"
            if result.total > self.hits.rowCount():
                text += f", of which the first {_grouped(LIMIT)} are listed"
            self.bar.show_status(f"{text}. Enter goes to it in the XML.", hits=True)
            self._tell_marks()

    def _show_value(self, value: Value) -> None:
        text = " ".join(value.text[: 4 * _VALUE].split())  # or as many lines would be as high
        text = text if len(text) <= _VALUE else f"{text[:_VALUE]}…"
        shown = f'"{text}"' if value.kind == "string" else text
        self._nothing.show_text(shown, self._expression)
        self._stack.setCurrentWidget(self._nothing)
        self.bar.show_status(f"{self._expression} = {shown[:300]}")

    def _on_failed(self, message: Message) -> None:
        self._nothing.show_text(message.what, message.next)
        self._stack.setCurrentWidget(self._nothing)
        self.bar.show_status(str(message), "bad")

    def _tell_marks(self) -> None:
        hits = self.hits.hits
        marks = zip(hits.starts[:_MARKED], hits.mark_ends[:_MARKED], strict=True)
        self.marks_changed.emit(list(marks))

    # Copying and saving

    def _on_copying(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list.add_copying(menu)
        button = self.bar.copying
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_copy(self, form: Form) -> None:
        rows = self.list.chosen()
        if len(rows) > _CLIPBOARD:
            self.message.emit(f"{_grouped(len(rows))} hits are too many to copy; save them.")
        elif rows:
            self._finder.export(self.hits.hits.packed(rows), form)

    def _on_save(self, form: Form) -> None:
        dialog = QFileDialog(self, "Save the hits")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ending = _ENDINGS[form]
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilters([f"{ending.upper()} files (*.{ending})", "All files (*)"])
        dialog.selectFile(f"{self._name} hits.{ending}")
        dialog.fileSelected.connect(lambda path: self.save_to(path, form))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str, form: Form) -> None:
        """Write the hits that are chosen into a file, in a worker."""
        self._finder.export(self.hits.hits.packed(self.list.chosen()), form, str(Path(path)))

    def _on_exported(self, path: str, text: str) -> None:
        if path:
            self.message.emit(f"Saved as {path}.")
        else:
            copy(self.list, text, "Hits")

    def _on_not_exported(self, message: Message) -> None:
        self.message.emit(str(message))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
