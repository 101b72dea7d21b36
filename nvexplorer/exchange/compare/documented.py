"""What the catalogue tells of the elements that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.catalogue.definition import Definition, ElementDef


class Documented:
    """Paths are names joined by `/`, compared without case, as Netvisor writes some names in two
    ways. Of an unknown resource nothing is known."""

    def __init__(self, definition: Definition | None = None) -> None:
        self._known: set[str] = set()
        self._repeated: set[str] = set()
        if definition is None:
            return
        for path, element in (*_paths(definition.response, "root"), *_paths(definition.request)):
            self._known.add(path)
            self._known.update(f"{path}/@{each.name.lower()}" for each in element.attributes)
            if element.repeatable:
                self._repeated.add(path)
        self._known.update(f"root/{detail.source.lower()}" for detail in definition.detail)

    def is_known(self, path: str) -> bool:
        return path.lower() in self._known

    def repeats(self, path: str) -> bool:
        """Whether its parent may have several."""
        return path.lower() in self._repeated


def _paths(rows: Iterable[ElementDef], root: str = "") -> Iterator[tuple[str, ElementDef]]:
    names = [root] if root else []
    for row in rows:
        del names[row.level :]
        names.append(row.name.lower())
        yield "/".join(names), row
