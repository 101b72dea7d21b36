"""Chooses the key by which records are matched.

A record is an element that has siblings of the same name, on either side, or may have by the
catalogue. A candidate is the text of a child that does not repeat, of a child of such a child, or
an attribute of either; it is good when it is there in every record of both sides and no two records
of one parent have the same. In this order:

1. what the user chose;
2. of the good candidates with names of keys those that the definition of the resource documents,
   then the others; each by the order of `rank`;
3. of the other good candidates those that have the same values on both sides, wherever they are;
4. of the candidates with names of keys those that a fifth of the records lack at most;
5. none: records are matched by what they hold.

A key with far fewer values in common than the best has is passed over: it numbers something else on
either side.
"""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .options import BY_CONTENT, BY_PLACE
from .tree import local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .documented import Documented
    from .options import Options
    from .tree import Paths, Tree

_DEEPEST = 2  # levels that a key lies below its record
_LACKED = 0.2
# Numbers that Netvisor gives by itself; a record with another is another record.
_ITS_OWN = 6
_NAMED = 100


class Chosen(NamedTuple):
    """How the records of a path are matched: `path` is that of the key, 0 for none. `fixed`: a
    record with another key is another one, however much alike it is."""

    path: int
    key: str
    origin: str
    others: tuple[str, ...]
    fixed: bool = False


class _Column:
    """A possible key on one side: its values, parent by parent."""

    def __init__(self) -> None:
        self.values = array("q")
        self._begins = array("q")  # where the values of a parent begin
        self._parent = -2

    @property
    def count(self) -> int:
        return len(self.values)

    def add(self, value: int, parent: int) -> None:
        if parent != self._parent:
            self._parent = parent
            self._begins.append(len(self.values))
        self.values.append(value)

    def is_unique(self) -> bool:
        """Whether no parent has two records with the same."""
        parts = pairwise([*self._begins, len(self.values)])
        return all(len(set(self.values[begin:end])) == end - begin for begin, end in parts)


def rank(record: str, key: str) -> int:
    """The lower the better; _NAMED and more is no name of a key. `record` is the name of the
    record's element, `key` the path of the key below it."""
    record = record.lower()
    name = key.lower().rpartition("/")[2].removeprefix("@")
    deep = key.count("/")
    own = name.removeprefix(record)
    orders = (
        name == "netvisorkey",
        own == "netvisorkey",
        own in ("key", "id"),
        own in ("code", "number"),
        own in ("identifier", "referencenumber"),
        name in ("organisationidentifier", "organizationidentifier", "organizationid"),
        name in ("businessid", "vatnumber", "personalid"),
        name in ("invoicenumber", "vouchernumber", "ordernumber", "accountnumber"),
        name in ("productcode", "customercode", "vendorcode", "employeenumber"),
        own == "name",
        name.endswith(("netvisorkey", "key")),
        name.endswith(("code", "number", "identifier")) and not _is_address(name),
        name.endswith("name"),
    )
    first = next((place for place, fits in enumerate(orders) if fits), _NAMED)
    return first * 2 + deep if first < _NAMED else _NAMED


def _is_address(name: str) -> bool:
    parts = ("phone", "fax", "post", "country", "currency", "vat", "bank", "zip")
    return any(part in name for part in parts)


class Keys(NamedTuple):
    """`chosen` by the path of the records; `notes` say which wishes could not be met."""

    chosen: dict[int, Chosen]
    notes: tuple[str, ...]


def choose(left: Tree, right: Tree, paths: Paths, options: Options, documented: Documented) -> Keys:
    """For each path of records."""
    records = {path for path in range(1, len(paths)) if _is_record(paths, path, documented)}
    paths.repeated |= records
    candidates = {path: list(_candidates(paths, path)) for path in records}
    columns = [_columns(tree, paths, candidates) for tree in (left, right)]
    counts = [_counts(tree, len(paths)) for tree in (left, right)]
    wishes = {wish.path.lower(): wish.key for wish in options.keys}
    chosen: dict[int, Chosen] = {}
    notes: list[str] = []
    for path in sorted(records):
        joined = paths.joined(path)
        ranked = [
            _Ranked(
                key,
                name,
                rank(paths.local(path)[-1], name),
                documented.is_known(f"{joined}/{name}"),
                columns[0].get(key) or _Column(),
                columns[1].get(key) or _Column(),
            )
            for key, name in candidates[path]
        ]
        wish = wishes.get(joined.lower(), "")
        here = _choose(ranked, (counts[0][path], counts[1][path]), wish)
        chosen[path] = here
        if wish and here.origin != "chosen":
            name = paths.local(path)[-1]
            notes.append(f"No {name} has “{wish}”, so that could not be the key.")
    return Keys(chosen, tuple(notes))


class _Ranked(NamedTuple):
    path: int
    name: str
    rank: int
    known: bool
    left: _Column
    right: _Column

    def common(self) -> float:
        """The part of the values of the smaller side that the other has too."""
        one, other = set(self.left.values), set(self.right.values)
        fewer = min(len(one), len(other))
        return len(one & other) / fewer if fewer else 0.0


def _choose(ranked: Sequence[_Ranked], records: tuple[int, int], wish: str) -> Chosen:
    there = [c for c in ranked if c.left.count or c.right.count]
    unique = [c for c in there if c.left.is_unique() and c.right.is_unique()]
    unique.sort(key=lambda c: (c.rank >= _NAMED, not c.known, c.rank))
    full = [c for c in unique if (c.left.count, c.right.count) == records]
    nearly = [c for c in unique if _is_nearly(c, records)]
    common = {c.path: c.common() for c in nearly}
    best = max(common.values(), default=0.0)
    good = [c for c in nearly if common[c.path] * 2 >= best]
    others = [*full, *(c for c in nearly if c not in full)]
    found = next(
        iter(
            [c for c in good if c in full and c.rank < _NAMED]
            + [c for c in good if c in full and common[c.path] == 1.0]
            + [c for c in good if c.rank < _NAMED]
        ),
        None,
    )
    names = tuple(dict.fromkeys(c.name for c in others))
    if wish in (BY_CONTENT, BY_PLACE):
        return Chosen(0, wish, "content" if wish == BY_CONTENT else "place", names)
    wished = [c for c in there if c.name.lower() == wish.lower()]
    if wished:
        return _with(wished[0], "chosen", names)
    if found is None:
        return Chosen(0, BY_CONTENT, "content", names)
    return _with(found, "catalogue" if found.known else "found", names)


def _with(candidate: _Ranked, origin: str, names: tuple[str, ...]) -> Chosen:
    others = tuple(name for name in names if name != candidate.name)
    fixed = origin == "chosen" or candidate.rank < _ITS_OWN
    return Chosen(candidate.path, candidate.name, origin, others, fixed)


def _is_nearly(candidate: _Ranked, records: tuple[int, int]) -> bool:
    counts = (candidate.left.count, candidate.right.count)
    return all(n >= (1 - _LACKED) * of for n, of in zip(counts, records, strict=True))


def _is_record(paths: Paths, path: int, documented: Documented) -> bool:
    if paths.names[path][:1] in "@#?":
        return path in paths.repeated
    return path in paths.repeated or documented.repeats(paths.joined(path))


def _candidates(paths: Paths, record: int) -> Iterator[tuple[int, str]]:
    """The paths of possible keys, with their names below the record."""
    level = [(record, "")]
    for _ in range(_DEEPEST):
        below = []
        for parent, above in level:
            for path in paths.children[parent]:
                name = local(paths.names[path])
                if path not in paths.repeated and name[0] not in "#?":
                    below.append((path, f"{above}{name}"))
        yield from below
        level = [(path, f"{name}/") for path, name in below if "@" not in name]


def _columns(
    tree: Tree, paths: Paths, candidates: dict[int, list[tuple[int, str]]]
) -> dict[int, _Column]:
    levels = [0] * len(paths)
    for keys in candidates.values():
        for key, name in keys:
            levels[key] = name.count("/") + 1
    columns: dict[int, _Column] = {}
    path, parent, text = tree.path, tree.parent, tree.text
    for number in range(len(tree)):
        level = levels[path[number]]
        if level and text[number]:
            record = parent[number] if level == 1 else parent[parent[number]]
            column = columns.get(path[number])
            if column is None:
                column = columns[path[number]] = _Column()
            column.add(text[number], parent[record])
    return columns


def _counts(tree: Tree, paths: int) -> list[int]:
    counts = [0] * paths
    for path in tree.path:
        counts[path] += 1
    return counts
