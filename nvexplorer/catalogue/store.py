"""The catalogue: an index at start, definitions when opened, the user's own files on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.catalogue.definition import BUILT_IN, Definition, Effect, Entry, Group
from nvexplorer.model.errors import BadInput, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from nvexplorer.catalogue.finding.index import Index
    from nvexplorer.catalogue.finding.search import Found, Preferred

    # Of parameters, of elements of the body, and of those of the answer.
    Names = Sequence[Sequence[str]]


class FileProblem(NamedTuple):
    """A file of the user's that was skipped. `line` counts from 1, None for the whole file;
    `what` names file and line too."""

    file: Path
    line: int | None
    what: str
    next: str

    def __str__(self) -> str:
        return f"{self.what} {self.next}"


class Catalogue:
    """All known resources. `entries` stand in the order of `groups`; `problems` are the user's
    files that could not be used."""

    def __init__(
        self,
        root: Path,
        groups: Sequence[Group],
        entries: Sequence[Entry],
        own: Sequence[Definition] = (),
        problems: Sequence[FileProblem] = (),
        names: Mapping[str, Names] | None = None,
    ) -> None:
        """`own` definitions add to `entries` or take the place of those with the same name.
        `names` by resource, of parameters and elements, are found by searching too."""
        by_name = {entry.resource.lower(): entry for entry in entries}
        by_name.update((d.resource.lower(), d.entry) for d in own)
        known = [*groups, *_new_groups(groups, own)]
        place = {group.id: number for number, group in enumerate(known)}
        self.groups = tuple(known)
        self.entries = tuple(sorted(by_name.values(), key=lambda e: place[e.group]))
        self.problems = tuple(problems)
        self._root = root
        self._entries = by_name
        self._own = tuple(own)
        self._definitions = {d.resource.lower(): d for d in own}
        self._names = names or {}
        self._index: Index | None = None
        self._indexing: Iterator[None] | None = None

    @classmethod
    def load(cls, root: Path, user_folder: Path | None = None) -> Catalogue:
        """The catalogue of `root` (see resources_root) with the TOML files in and below
        `user_folder`, which need not exist, on top.

        A bad file of the user's is skipped and told in `problems`. Raises Unreadable when the
        program's own index is missing or damaged.
        """
        import json

        index = root / "catalogue" / "index.json"
        try:
            data: dict[str, Any] = json.loads(index.read_text("utf-8"))
            groups = [Group(**g) for g in data["groups"]]
            entries = [
                Entry(**{**e, "keywords": tuple(e["keywords"]), "effect": Effect(e["effect"])})
                for e in data["entries"]
            ]
            names: dict[str, Names] = data["names"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unreadable(
                f"The index of resources, {index}, is missing or damaged ({type(error).__name__}).",
                "Install Netvisor Explorer again, or run packaging/make_index.py in a checkout.",
            ) from error
        if user_folder is None or _is_empty(user_folder):
            return cls(root, groups, entries, names=names)
        from nvexplorer.catalogue.user_files import read_folder

        own, problems = read_folder(user_folder)
        return cls(root, groups, entries, own, problems, names)

    def entry(self, resource: str) -> Entry | None:
        """Netvisor takes names in any letter case."""
        return self._entries.get(resource.strip().lower())

    def definition(self, resource: str) -> Definition:
        """Read when first asked for. Raises BadInput for a resource that is not here, Unreadable
        when a file of the program is damaged."""
        name = resource.strip().lower()
        if name not in self._definitions:
            entry = self._entries.get(name)
            if entry is None:
                near = self.nearest(name)
                hint = f"Did you mean {near}?" if near else "Any resource can be typed by hand."
                raise BadInput(f"The catalogue has no {resource}.", hint, "resource")
            self._definitions[name] = _read_built_in(self._root, entry)
        return self._definitions[name]

    def nearest(self, name: str) -> str | None:
        """The resource that `name` most likely misspells."""
        from difflib import get_close_matches

        typed = name.strip().lower()
        near = get_close_matches(typed.removesuffix(".nv") + ".nv", self._entries, 1, 0.75)
        return self._entries[near[0]].resource if near else None

    def effect_of(self, resource: str, method: str) -> Effect:
        """What the call does to the company's data. Unknown counts as write: a resource that is
        not here, or one that is called by another method than the documented one."""
        entry = self.entry(resource)
        if entry is None:
            return Effect.WRITE
        if entry.effect is Effect.DELETE or entry.method == method.upper():
            return entry.effect
        return Effect.WRITE

    def search(self, query: str, preferred: Preferred | None = None) -> list[Found]:
        """What `query` may mean, best first; see finding.search. The first search for a word takes
        some 60 ms more unless `prepare_search` went before."""
        from nvexplorer.catalogue.finding.search import Preferred, in_order, search

        if not query.strip():
            return in_order(self.entries, preferred or Preferred())
        for _ in self.prepare_search():
            pass
        assert self._index is not None
        return search(self._index, query, preferred or Preferred())

    def prepare_search(self) -> Iterator[None]:
        """Make the first search as fast as any, in steps of a few milliseconds."""
        from nvexplorer.catalogue.finding.index import Index
        from nvexplorer.catalogue.finding.texts import Names, names_of

        yield  # loading these was a step of its own
        if self._indexing is None:
            names = {resource: Names(*map(tuple, each)) for resource, each in self._names.items()}
            names |= {d.resource: names_of(d) for d in self._own}
            self._index = Index(self.entries)
            self._indexing = self._index.build(self.groups, names)
        yield from self._indexing


def _is_empty(folder: Path) -> bool:
    """Whether nothing is there; a folder that cannot be read is left to read_folder to tell."""
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _new_groups(groups: Sequence[Group], own: Sequence[Definition]) -> list[Group]:
    """Groups that only the user's files name carry their own name as title."""
    known = {group.id for group in groups}
    new = dict.fromkeys(d.group for d in own if d.group not in known)
    return [Group(name, *[name[:1].upper() + name[1:]] * 3) for name in new]


def _read_built_in(root: Path, entry: Entry) -> Definition:
    from nvexplorer.catalogue.parse import parse_definition

    stem = entry.resource.lower().removesuffix(".nv")
    path = root / "catalogue" / entry.group / f"{stem}.toml"
    try:
        return parse_definition(path.read_text("utf-8"), str(path), BUILT_IN)
    except (OSError, ValueError, BadInput) as error:
        raise Unreadable(
            f"The definition of {entry.resource}, {path}, is missing or damaged ({error}).",
            "Install Netvisor Explorer again.",
        ) from error
