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

from nvexplorer.catalogue.occurrence import occurrence_words
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.catalogue.body_form import FormRow

    Index = QModelIndex | QPersistentModelIndex

NAME, VALUE, NOTE = range(3)
_HEADINGS = ("Element", "Value", "What it is")
# A longer value is no matter for a line of text.
LONGEST = 2_000


class FormModel(QAbstractItemModel):
    """`filled` carries a FormRow and the value that was typed; nothing changes here before the text
    has changed and its rows are shown."""

    filled = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._roots: list[FormRow] = []
        self._shown: dict[int, list[FormRow]] = {}
        # What an index points to: a number, since Qt may hold on to one that is out of date.
        self._rows: dict[int, FormRow] = {}
        self._numbers: dict[int, tuple[int, int]] = {}
        self._next = 0
        self._with_missing = True

    def show(self, roots: Sequence[FormRow], *, with_missing: bool) -> None:
        self.beginResetModel()
        self._with_missing = with_missing
        self._roots = [r for r in roots if self._wanted(r)] or list(roots)
        for known in (self._shown, self._rows, self._numbers):
            known.clear()
        self._learn(self._roots)
        self.endResetModel()

    def _learn(self, rows: list[FormRow]) -> None:
        for place, row in enumerate(rows):
            self._next += 1
            self._rows[self._next] = row
            self._numbers[id(row)] = (self._next, place)

    def _wanted(self, row: FormRow) -> bool:
        """What is missing is shown on request; what must be there, always."""
        if not row.missing or self._with_missing:
            return True
        return row.attribute is None and row.row is not None and row.row.element.required

    def members(self, row: FormRow) -> list[FormRow]:
        """The rows shown below a row."""
        found = self._shown.get(id(row))
        if found is None:
            found = self._shown[id(row)] = [c for c in row.children if self._wanted(c)]
            self._learn(found)
        return found

    def row_at(self, index: Index) -> FormRow | None:
        """None for an index of what was shown before."""
        return self._rows.get(index.internalId()) if index.isValid() else None

    def index_of(self, row: FormRow, column: int = NAME) -> QModelIndex:
        """Of a row whose parents were looked into."""
        if row.parent is not None:
            self.members(row.parent)
        number, place = self._numbers.get(id(row), (0, 0))
        return self.createIndex(place, column, number) if number else QModelIndex()

    def walk(self, rows: Sequence[FormRow] | None = None) -> Iterator[FormRow]:
        """All rows that are shown, in order."""
        waiting = list(reversed(self._roots if rows is None else rows))
        while waiting:
            row = waiting.pop()
            yield row
            waiting += reversed(self.members(row))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.row_at(parent)
        rows = self._roots if above is None else self.members(above)
        if 0 <= row < len(rows) and 0 <= column < 3:
            return self.createIndex(row, column, self._numbers[id(rows[row])][0])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        row = self.row_at(index)
        if row is None or row.parent is None:
            return QModelIndex()
        return self.index_of(row.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        row = self.row_at(parent)
        return len(self._roots if row is None else self.members(row))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row_at(index)
        if row is not None and index.column() == VALUE and can_fill(row):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, value_text(row), note_text(row))[column]
        if role == Qt.ItemDataRole.EditRole and column == VALUE:
            return row.value
        if role == Qt.ItemDataRole.ToolTipRole:
            return note_text(row) if column == NOTE else row.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "missing, " if row.missing else ""
            return f"{state}{row.name} {value_text(row)}" if column == NAME else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole or str(value) == row.value:
            return False
        # The editor is still open; the rows may only change when it is closed.
        QTimer.singleShot(0, self, lambda: self.filled.emit(row, str(value)))
        return True


def can_fill(row: FormRow) -> bool:
    """Whether a value can be typed into the row."""
    return not row.is_group and len(row.value) <= LONGEST


def value_text(row: FormRow) -> str:
    if len(row.value) > LONGEST:
        return f"{size_text(len(row.value))} of text: edit it in the XML"
    if row.is_group:
        elements = sum(c.attribute is None and not c.missing for c in row.children)
        return "" if row.missing or not elements else f"{elements} elements"
    return row.value.replace("\n", " ⏎ ")


def note_text(row: FormRow) -> str:
    """Type, length, occurrence and note, or that nothing is known of it."""
    if row.attribute is not None:
        values = getattr(row.attribute, "values", ())
        if not hasattr(row.attribute, "occurs") and row.row is not None:
            known = {a.name: a for a in row.row.element.attributes}.get(row.name[1:])
            if known is None:
                return "not documented"
            values = known.values
        return "attribute" + (f": {', '.join(values)}" if values else "")
    if row.row is None:
        return "not documented"
    element = row.row.element
    facts = [occurrence_words(element.occurs)]
    if element.type != "aggregate":
        facts.insert(0, element.type + (f" ≤ {element.length}" if element.length else ""))
    head = " · ".join(facts)
    return f"{head} · {element.note}" if element.note else head
