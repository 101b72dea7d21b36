"""The form view of a body: elements as a tree, values to be typed, groups added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QMenu

from nvexplorer.catalogue.body_filling import Refusal, addition, copy_of, filling, removal
from nvexplorer.catalogue.body_form import form_rows
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.model.errors import BadInput, Message
from nvexplorer.ui.panes.request.body_form.bar import FormBar
from nvexplorer.ui.panes.request.body_form.delegate import FormDelegate
from nvexplorer.ui.panes.request.body_form.model import VALUE, FormModel
from nvexplorer.ui.panes.request.body_form.places import place_of, row_at_place
from nvexplorer.ui.panes.request.body_form.row_problems import place_problems
from nvexplorer.ui.panes.request.body_form.row_text import can_fill
from nvexplorer.ui.panes.request.body_form.tree import FormTree
from nvexplorer.ui.panes.request.body_form.unfolding import unfold
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel
from nvexplorer.xmltext.outline import Outline, read_outline
from nvexplorer.xmltext.packed import read_packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.catalogue.body_problem import BodyProblem, Fix
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.panes.request.body_form.unfolding import Folds, Key
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

    Change = Callable[[FormRow], Fix | Refusal | None]

# A body with more characters is read in a task.
_AT_ONCE = 60_000


class BodyForm(Panel):
    """The form of the text that `read` gives, or of that which it was shown.

    `fix_wanted` carries a Fix for the text that is shown, which is the text as it is by then; the
    form follows when it is shown the changed text. `place_wanted` carries an offset to be shown in
    the XML, `moved` that of the current row, `mend_wanted` a BodyProblem that has a fix, `shown`
    tells that other rows are shown.
    """

    fix_wanted = Signal(object)
    mend_wanted = Signal(object)
    place_wanted = Signal(int)
    moved = Signal(int)
    shown = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, read: Callable[[], str] | None = None) -> None:
        super().__init__()
        self._tasks = tasks
        self._read = read
        self._definition: Definition | None = None
        self._outline: Outline = read_outline("")
        self._reading: Handle | None = None
        self._read_text = ""  # what is being read
        self._folds: Folds = {}
        self._wanted: Key = ()  # the row to be the current one
        self._place: int | None = None  # or that of this place
        self._change: tuple[Key, Change, Key] | None = None  # waits for the rows of the text
        self._column = VALUE
        self.model = FormModel()
        self.tree = FormTree()
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(FormDelegate(theme, self.tree))
        self._bar = FormBar()
        self._banner = Banner()
        self.box.addWidget(self._bar)
        self.box.addWidget(self._banner)
        self.box.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)

        self._bar.missing_toggled.connect(self._on_missing_toggled)
        self._bar.add_pressed.connect(self.add)
        self._bar.repeat_pressed.connect(self.repeat)
        self._bar.remove_pressed.connect(self.remove)
        self.model.filled.connect(self._on_filled)
        self.tree.expanded.connect(lambda index: self._on_folded(index, True))
        self.tree.collapsed.connect(lambda index: self._on_folded(index, False))
        self.tree.add_wanted.connect(self.add)
        self.tree.repeat_wanted.connect(self.repeat)
        self.tree.remove_wanted.connect(self.remove)
        self.tree.menu_wanted.connect(self._show_menu)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)

    # What is shown

    def show_body(self, definition: Definition | None, text: str) -> None:
        """Folds, the current row and what is typed stay where they are."""
        if definition is not self._definition:
            self._definition = definition
            self._folds.clear()
            self.model.show((), with_missing=self._bar.missing.isChecked())
        elif self.model.roots and text == self.text and self._reading is None:
            self._make_change()
            return
        if self._reading is not None:
            if text == self._read_text:
                return
            self._reading.cancel()
            self._reading = None
        if len(text) <= _AT_ONCE:
            self._on_read(read_outline(text))
        else:
            self._bar.state.setText("Reading…")
            self._read_text = text
            self._reading = self._tasks.run(
                read_packed, text, done=self._on_read, failed=self._on_unread
            )

    @property
    def text(self) -> str:
        """What the rows are those of."""
        return self._outline.text

    def show_problems(self, problems: Iterable[tuple[BodyProblem, int]]) -> None:
        """What is wrong with `text`, with the offset of each."""
        self.model.problems = place_problems(self._outline, problems)
        self.tree.viewport().update()

    def _on_read(self, outline: Outline) -> None:
        self._reading = None
        self._outline = outline
        self._bar.state.setText("")
        self._show_rows(anew=not self.model.roots)
        self._make_change()

    def _on_unread(self, error: BaseException) -> None:
        raise error

    def _show_rows(self, *, anew: bool) -> None:
        table = body_table(self._definition) if self._definition else None
        rows = form_rows(table, self._outline)
        current = self._current
        key = self._wanted or (current.key if anew and current else ())
        self._wanted = ()
        if anew:
            scrolled = self.tree.verticalScrollBar().value()
            self.model.show(rows, with_missing=self._bar.missing.isChecked())
            self.tree.blockSignals(True)
            unfold(self.tree, self.model, self._folds)
            self.tree.blockSignals(False)
            self.tree.verticalScrollBar().setValue(scrolled)
        else:
            self.model.follow(rows)
        if key and not self.tree.is_editing():
            self._go_to(self.model.find(key), self._column)
        if self._place is not None:
            self.show_place(self._place)
        self._bar.show_row(self._current)
        self.shown.emit()

    def _go_to(self, row: FormRow | None, column: int) -> None:
        if row is None:
            return
        parent = row.parent
        while parent is not None:
            self.tree.setExpanded(self.model.index_of(parent), True)
            parent = parent.parent
        index = self.model.index_of(row)
        if self._folds.get(row.key) and not self.tree.isExpanded(index):
            self.tree.setExpanded(index, True)
        self.tree.setCurrentIndex(index.siblingAtColumn(column))
        self.tree.scrollTo(self.tree.currentIndex())

    def _on_folded(self, index: QModelIndex, open_: bool) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self._folds[row.key] = open_

    def _on_missing_toggled(self, _on: bool) -> None:
        self._show_rows(anew=True)

    # The current row

    @property
    def _current(self) -> FormRow | None:
        return self.model.row_at(self.tree.currentIndex())

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._column = index.column()
        self._bar.show_row(self._current)
        offset = self.offset
        if offset is not None and self.tree.hasFocus():
            self.moved.emit(offset)

    def show_place(self, offset: int) -> None:
        """Go to the row of what stands at a place of the text, once that is read."""
        self._place = offset if self._reading is not None else None
        if self._place is None:
            self._go_to(row_at_place(self.model, self._outline, offset), VALUE)

    @property
    def offset(self) -> int | None:
        """Where the current row stands in the text."""
        return place_of(self._outline, self._current)

    # Changes

    def _ask(self, row: FormRow, change: Change, wanted: Key) -> None:
        """Make a change of a row as soon as the rows are those of the text as it is, and go to the
        row `wanted`."""
        self._banner.hide()
        self._change = (row.key, change, wanted)
        self.show_body(self._definition, self.text if self._read is None else self._read())

    def _make_change(self) -> None:
        if self._change is None:
            return
        (key, change, self._wanted), self._change = self._change, None
        row = self.model.find(key)
        fix: Fix | Refusal | None
        if row is None or row.key != key:
            name = key[-1][0]
            fix = Refusal(f"{name} is not there any more.", "The XML was changed meanwhile.")
        else:
            try:
                fix = change(row)
            except BadInput as error:
                fix = Refusal(error.what, error.next)
        if isinstance(fix, Refusal):
            self._wanted = ()
            self._banner.show_message(Message(fix.what, fix.next), "warn")
        elif fix is not None:
            self.fix_wanted.emit(fix)

    def _on_filled(self, row: FormRow, value: str) -> None:
        wanted = () if self.tree.is_editing() else row.key
        self._ask(row, lambda row: filling(self._definition, self._outline, row, value), wanted)

    def add(self) -> None:
        """Put the missing element of the current row, or another one like it, into the body."""
        row = self._current
        definition = self._definition
        if row is None or definition is None or not self._bar.add.isEnabled():
            return
        if row.missing and can_fill(row):
            self.tree.edit_current()
            return
        number = row.number + (0 if row.missing else 1)
        wanted = (*row.key[:-1], (row.name, number))
        self._folds[wanted] = True
        self._ask(row, lambda row: addition(definition, self._outline, row), wanted)

    def repeat(self) -> None:
        """Put another one like the current row behind it, with the same values."""
        row = self._current
        if row is not None and self._bar.repeat.isEnabled():
            wanted = (*row.key[:-1], (row.name, row.number + 1))
            self._folds[wanted] = self.tree.isExpanded(self.model.index_of(row))
            self._ask(row, lambda row: copy_of(self._outline, row), wanted)

    def remove(self) -> None:
        """Take the current row out of the body."""
        row = self._current
        if row is not None and self._bar.remove.isEnabled():
            self._ask(row, lambda row: removal(self._outline, row), ())

    def _show_menu(self, place: object) -> None:
        row = self._current
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for problem in self.model.problems.of(row):
            if problem.fix is not None:
                title = problem.fix.title.replace("&", "&&")
                menu.addAction(f"{title}\tAlt+Enter", self._mending(problem))
        edit = menu.addAction("Fill in\tEnter", self.tree.edit_current)
        edit.setEnabled(can_fill(row))
        for text, button, do in (
            ("Add\tIns", self._bar.add, self.add),
            ("Copy with its values\tCtrl+D", self._bar.repeat, self.repeat),
            ("Remove\tDel", self._bar.remove, self.remove),
        ):
            menu.addAction(text, do).setEnabled(button.isEnabled())
        show = menu.addAction("Show in the XML\tCtrl+Shift+X", self._on_show_in_xml)
        show.setEnabled(self.offset is not None)
        menu.popup(place)  # type: ignore[arg-type]

    def _mending(self, problem: BodyProblem) -> Callable[[], None]:
        return lambda: self.mend_wanted.emit(problem)

    def _on_show_in_xml(self) -> None:
        if self.offset is not None:
            self.place_wanted.emit(self.offset)
