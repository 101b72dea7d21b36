"""The rows of the resource list: headings, resources, and whatever was typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nvexplorer.catalogue.definition import Entry, Group
    from nvexplorer.catalogue.store import Catalogue

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole


class Heading(NamedTuple):
    group: Group
    size: int
    open: bool


class Resource(NamedTuple):
    entry: Entry


class AsTyped(NamedTuple):
    """Any resource can be typed by hand, whether the catalogue has it or not."""

    name: str


Row = Heading | Resource | AsTyped


def grouped(catalogue: Catalogue, closed: Collection[str]) -> list[Row]:
    """All resources under their headings; those of the groups in `closed` are left out."""
    by_group: dict[str, list[Entry]] = {}
    for entry in catalogue.entries:
        by_group.setdefault(entry.group, []).append(entry)
    rows: list[Row] = []
    for group in catalogue.groups:
        entries = by_group.get(group.id, [])
        if not entries:
            continue
        is_open = group.id not in closed
        rows.append(Heading(group, len(entries), is_open))
        if is_open:
            rows.extend(Resource(entry) for entry in entries)
    return rows


def filtered(catalogue: Catalogue, query: str) -> list[Row]:
    """What matches, best first, then the words themselves where they can be a resource's name."""
    rows: list[Row] = [Resource(found.entry) for found in catalogue.search(query)]
    typed = query.strip().lstrip("/")
    if typed and " " not in typed and catalogue.entry(typed) is None:
        rows.append(AsTyped(typed))
    return rows


class RowModel(QAbstractListModel):
    """Shows a list of rows; replaced as a whole at every keystroke."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row)
        return None

    def index_of(self, resource: str) -> int:
        """The place of a resource, -1 when it is not among the rows."""
        for place, row in enumerate(self.rows):
            if isinstance(row, Resource) and row.entry.resource == resource:
                return place
        return -1


def spoken(row: Row) -> str:
    """What a screen reader says."""
    if isinstance(row, Heading):
        state = "open" if row.open else "closed"
        return f"{row.group.title}, {row.size} resources, {state}"
    if isinstance(row, AsTyped):
        return f"Use “{row.name}” as typed"
    entry = row.entry
    effect = {"delete": ", deletes", "write": ", writes"}.get(entry.effect.value, "")
    return f"{entry.resource}, {entry.title}, {entry.method}{effect}"


def tip(row: Row) -> str | None:
    if isinstance(row, Resource):
        titles = " · ".join(dict.fromkeys((row.entry.title_fi, row.entry.title_sv)))
        return f"<p><b>{row.entry.title}</b><br>{row.entry.summary}</p><p>{titles}</p>"
    return None
