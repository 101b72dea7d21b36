"""The rows of the form as a Qt model: element, value, note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from nvexplorer.ui.panes.request.body_form.row_problems import NONE
from nvexplorer.ui.panes.request.body_form.row_text import (
    can_fill,
    hint_text,
    note_text,
    spoken_text,
    tip_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.catalogue.body_form import FormRow

    Index = QModelIndex | QPersistentModelIndex

NAME, VALUE, NOTE = range(3)
_HEADINGS = ("Element", "Value", "What it is")
_TOP = 0  # the number of what holds the roots


class FormModel(QAbstractItemModel):
    """`filled` carries a FormRow and the value that was typed; nothing changes here before the text
    has changed and its rows are shown.

    Each row has a number of its own, which an index points to, since Qt may hold on to one that is
    out of date. It stays with the row when that is followed into a changed text.
    """

    filled = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, FormRow] = {}
        self._parents: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._members: dict[int, list[int]] = {_TOP: []}  # of those that were looked into
        self._numbers: dict[int, int] = {}  # by the id of the row
        self._next = _TOP
        self._with_missing = True
        self.problems = NONE

    # What is shown

    def show(self, roots: Sequence[FormRow], *, with_missing: bool) -> None:
        """Everything anew."""
        self.beginResetModel()
        self.problems = NONE
        self._with_missing = with_missing
        for known in (self._rows, self._parents, self._places, self._numbers, self._members):
            known.clear()
        self._members[_TOP] = self._learn(_TOP, self._roots(roots))
        self.endResetModel()

    def follow(self, roots: Sequence[FormRow]) -> None:
        """The rows of the same body after a change: what is the same stays where it is, folds and
        the current row with it."""
        self.problems = NONE
        kept = self._rows.copy()  # as long as their ids are known
        self._follow(_TOP, self._roots(roots))
        self._numbers = {id(row): number for number, row in self._rows.items()}
        kept.clear()

    def _roots(self, roots: Sequence[FormRow]) -> list[FormRow]:
        return self._wanted(roots) or list(roots)

    def _wanted(self, rows: Sequence[FormRow]) -> list[FormRow]:
        """What is missing is shown on request; what must be there, always."""
        return [row for row in rows if not row.missing or self._with_missing or row.required]

    def _learn(self, parent: int, rows: Sequence[FormRow]) -> list[int]:
        first = self._next + 1
        for place, row in enumerate(rows):
            self._next += 1
            self._rows[self._next] = row
            self._numbers[id(row)] = self._next
            self._parents[self._next] = parent
            self._places[self._next] = place
        return list(range(first, self._next + 1))

    def _forget(self, numbers: Sequence[int]) -> None:
        waiting = [*numbers]
        while waiting:
            number = waiting.pop()
            waiting += self._members.pop(number, ())
            for known in (self._rows, self._parents, self._places):
                del known[number]

    def _follow(self, parent: int, rows: list[FormRow]) -> None:
        """The members of a row that was looked into, those after the change."""
        numbers = self._members[parent]
        old = [self._rows[number] for number in numbers]
        head, tail = _same_ends(old, rows, _is_same)
        more, less = _same_ends(
            old[head : len(old) - tail], rows[head : len(rows) - tail], self._is_alike
        )
        changed = [*range(head, head + more), *range(len(rows) - tail - less, len(rows) - tail)]
        head, tail = head + more, tail + less
        index = self._index_of_number(parent)
        if head + tail < len(old):
            self.beginRemoveRows(index, head, len(old) - tail - 1)
            gone = numbers[head : len(old) - tail]
            self._set_members(parent, numbers[:head] + numbers[len(old) - tail :])
            self._forget(gone)
            self.endRemoveRows()
        numbers = self._members[parent]
        for place, number in enumerate(numbers):
            # A row of the head, or one that is as far from the end.
            row = rows[place if place < head else place - len(numbers)]
            self._rows[number] = row
            self._numbers[id(row)] = number
        if head + tail < len(rows):
            self.beginInsertRows(index, head, len(rows) - tail - 1)
            new = self._learn(parent, rows[head : len(rows) - tail])
            self._set_members(parent, [*numbers[:head], *new, *numbers[head:]])
            self.endInsertRows()
        for place in changed:
            number = self._members[parent][place]
            self.dataChanged.emit(
                self._index_of_number(number), self._index_of_number(number, NOTE)
            )
        for number in numbers:
            if number in self._members:
                self._follow(number, self._wanted(self._rows[number].children))

    def _is_alike(self, old: FormRow, new: FormRow) -> bool:
        """Whether one may take the place of the other, whatever value it has."""
        named = old.name == new.name and old.missing == new.missing
        return named and self.has_members(old) == self.has_members(new)

    def _set_members(self, parent: int, numbers: list[int]) -> None:
        self._members[parent] = numbers
        for place, number in enumerate(numbers):
            self._places[number] = place

    def _looked_into(self, number: int) -> list[int]:
        found = self._members.get(number)
        if found is None:
            row = self._rows.get(number)
            rows = self._wanted(row.children) if row is not None else []
            found = self._members[number] = self._learn(number, rows)
        return found

    # Rows

    @property
    def roots(self) -> list[FormRow]:
        return [self._rows[number] for number in self._members[_TOP]]

    def members(self, row: FormRow) -> list[FormRow]:
        """The rows shown below a row."""
        number = self._numbers.get(id(row))
        return [self._rows[n] for n in self._looked_into(number)] if number else []

    def has_members(self, row: FormRow) -> bool:
        """The same, without looking into it."""
        node = row.node
        if row.missing or row.is_attribute or node is None:
            return False
        if node.children or "=" in row.outline.text[node.start : node.open_end]:
            return True
        if row.row is None:
            return False
        shown = self._with_missing
        attributes = (a for a in row.row.element.attributes if a.occurs != "0")
        return any(shown or c.element.required for c in row.row.children) or any(
            shown or a.required for a in attributes
        )

    def row_at(self, index: Index) -> FormRow | None:
        """None for an index of what was shown before."""
        return self._rows.get(index.internalId()) if index.isValid() else None

    def index_of(self, row: FormRow, column: int = NAME) -> QModelIndex:
        """Of a row whose parents were looked into."""
        return self._index_of_number(self._numbers.get(id(row), _TOP), column)

    def _index_of_number(self, number: int, column: int = NAME) -> QModelIndex:
        place = self._places.get(number)
        return QModelIndex() if place is None else self.createIndex(place, column, number)

    def find(self, key: tuple[tuple[str, int], ...]) -> FormRow | None:
        """The row of a key, or the nearest around it."""
        found, rows = None, self.roots
        for name, number in key:
            row = next((r for r in rows if r.number == number and r.name == name), None)
            if row is None:
                break
            found, rows = row, self.members(row)
        return found

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        numbers = self._looked_into(parent.internalId()) if parent.isValid() else self._members[0]
        if 0 <= row < len(numbers) and 0 <= column < 3:
            return self.createIndex(row, column, numbers[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        return self._index_of_number(self._parents.get(index.internalId(), _TOP))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        if not parent.isValid():
            return bool(self._members[_TOP])
        row = self.row_at(parent)
        return row is not None and parent.column() == NAME and self.has_members(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._members[_TOP])
        if parent.column() != NAME:
            return 0
        return len(self._looked_into(parent.internalId()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == VALUE and can_fill(row):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == NOTE:
                return note_text(row)
            return row.name if column == NAME else value_text(row)
        if role == Qt.ItemDataRole.EditRole and column == VALUE:
            return row.value
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(row, self.problems.of(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == VALUE:
                return f"{row.name}: {value_text(row) or hint_text(row)}"
            return spoken_text(row, self.problems.of(row)) if column == NAME else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole or str(value) == row.value:
            return False
        # The editor is still open; the rows may only change when it is closed.
        QTimer.singleShot(0, self, lambda: self.filled.emit(row, str(value)))
        return True


def _is_same(old: FormRow, new: FormRow) -> bool:
    named = old.name == new.name and old.missing == new.missing
    return named and old.source == new.source


def _same_ends(
    old: Sequence[FormRow], new: Sequence[FormRow], same: Callable[[FormRow, FormRow], bool]
) -> tuple[int, int]:
    """How many rows are the same at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if not same(old[n], new[n])), most)
    most -= head
    tail = next((n for n in range(most) if not same(old[-1 - n], new[-1 - n])), most)
    return head, tail
