"""The rows of the resource list: headings, resources, and whatever was typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt

from nvexplorer.catalogue.definition import Group
from nvexplorer.ui.widgets.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from nvexplorer.catalogue.definition import Entry
    from nvexplorer.catalogue.finding.search import Found, Preferred
    from nvexplorer.catalogue.store import Catalogue

# Groups of the user's own, above those of the catalogue. No group there has such an id.
FAVOURITES = Group("*favourites", "Favourites", "Suosikit", "Favoriter")
RECENT = Group("*recent", "Recent", "Viimeksi käytetyt", "Senast använda")
_MOST_RECENT = 6


class Heading(NamedTuple):
    group: Group
    size: int
    open: bool


class Resource(NamedTuple):
    """`group` is the id of the heading that it stands below, empty for none; `found` says why it
    matches what was typed."""

    entry: Entry
    group: str = ""
    found: Found | None = None


class AsTyped(NamedTuple):
    """Any resource can be typed by hand, whether the catalogue has it or not."""

    name: str


Row = Heading | Resource | AsTyped


def grouped(catalogue: Catalogue, closed: Collection[str], preferred: Preferred) -> list[Row]:
    """All resources under their headings, favourites and recent ones above them once more; those
    of the groups in `closed` are left out."""
    by_group: dict[str, list[Entry]] = {}
    for entry in catalogue.entries:
        by_group.setdefault(entry.group, []).append(entry)
    by_group[FAVOURITES.id] = _entries(catalogue, preferred.favourites)
    recent = [name for name in preferred.recent if name not in preferred.favourites]
    by_group[RECENT.id] = _entries(catalogue, recent)[:_MOST_RECENT]
    rows: list[Row] = []
    for group in (FAVOURITES, RECENT, *catalogue.groups):
        entries = by_group.get(group.id, [])
        if not entries:
            continue
        is_open = group.id not in closed
        rows.append(Heading(group, len(entries), is_open))
        if is_open:
            rows.extend(Resource(entry, group.id) for entry in entries)
    return rows


def _entries(catalogue: Catalogue, names: Iterable[str]) -> list[Entry]:
    return [entry for name in names if (entry := catalogue.entry(name)) is not None]


def filtered(catalogue: Catalogue, query: str, preferred: Preferred) -> list[Resource | AsTyped]:
    """What matches, best first, then the words themselves where they can be a resource's name."""
    rows: list[Resource | AsTyped] = [
        Resource(found.entry, found=found) for found in catalogue.search(query, preferred)
    ]
    typed = query.strip().lstrip("/")
    if typed and " " not in typed and catalogue.entry(typed) is None:
        rows.append(AsTyped(typed))
    return rows


def effect_word(entry: Entry) -> str:
    """What the call does, where its method does not say so."""
    if entry.effect.value == "delete":
        return "Deletes"
    return "Writes" if entry.effect.value == "write" and entry.method == "GET" else ""


class RowModel(RowsModel):
    """Of the resource list; replaced at every keystroke."""

    rows: Sequence[Row] = ()

    def told(self, row: Row, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return tip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    def index_of(self, resource: str, group: str = "") -> int:
        """The place of a resource below this heading, or else its first one; -1 when it is not
        among the rows."""
        places = {
            row.group: place
            for place, row in reversed(list(enumerate(self.rows)))
            if isinstance(row, Resource) and row.entry.resource == resource
        }
        return places.get(group, min(places.values(), default=-1))

    def heading_of(self, group: str) -> int:
        """The place of the heading, -1 when it is not there."""
        for place, row in enumerate(self.rows):
            if isinstance(row, Heading) and row.group.id == group:
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
