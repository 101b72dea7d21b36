"""A body table made ready for checking: what a name means inside an element."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.body_values import is_country

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.catalogue.definition import AttributeDef

_NEAR = 0.75
"""How alike a misspelt name and the one meant are at least, from 0 to 1."""
_LONGEST = 100  # characters of a name that are compared
_MOST_NAMES = 1000  # in one element; comparing takes time, and so many are not misspelt
_FREE_TEXT = ("string", "aggregate", "xml")

MatchKind = Literal["exact", "case", "near", "misplaced", "unknown"]


class Match(NamedTuple):
    """What a name inside an element is. `rule` is the documented element it is or seems to be,
    for a misplaced one only where it can be but one; `homes` are then the elements that it is
    documented in."""

    kind: MatchKind
    rule: Rule | None
    homes: tuple[Rule, ...] = ()


class Rule:
    """A row of the table. `place` is its position among its siblings; `most` how often it may
    come, None without limit. `required` are the places of its children that must be there and in
    no choice. `any_text` is true where every text that is not blank is right."""

    def __init__(self, row: BodyElement, place: int, parent: Rule | None) -> None:
        self.row = row
        self.element = row.element
        self.name = row.name
        self.place = place
        self.parent = parent
        last = row.element.occurs.rpartition("..")[2]
        self.most = int(last) if last.isdecimal() else None
        self.children = [Rule(child, i, self) for i, child in enumerate(row.children)]
        self.exact = {child.name: child for child in reversed(self.children)}
        self.attributes: dict[str, AttributeDef] = {a.name: a for a in row.element.attributes}
        in_choice = {name for choice in row.choices for name in choice.names}
        self.required = [
            c.place for c in self.children if c.element.required and c.name not in in_choice
        ]
        element = row.element
        self.any_text = (
            element.type in _FREE_TEXT
            and not element.values
            and element.length is None
            and not is_country(element)
        )
        self.good_tags: set[str] = set()  # tags already found to be right, as written
        self.formats: dict[str, str] = {}  # the attribute format of those that have it
        self.matches: dict[str, Match] = {}
        self.told: set[str] = set()  # names told to be unknown here


class Grammar:
    """All rules of a table. Serves one check: it remembers names and tags it has looked at."""

    def __init__(self, table: BodyTable) -> None:
        self.root = Rule(table.root, 0, None)
        self.by_name: dict[str, list[Rule]] = {}
        waiting = [self.root]
        while waiting:
            rule = waiting.pop()
            self.by_name.setdefault(rule.name.lower(), []).append(rule)
            waiting += rule.children[::-1]

    def match(self, parent: Rule, name: str) -> Match:
        """What an element of that name inside `parent` is."""
        known = parent.matches.get(name)
        if known is None:
            known = parent.matches[name] = self._match(parent, name)
        return known

    def _match(self, parent: Rule, name: str) -> Match:
        exact = parent.exact.get(name)
        if exact is not None:
            return Match("exact", exact)
        folded = name.lower()
        for child in parent.children:
            if child.name.lower() == folded:
                return Match("case", child)
        homes = self.by_name.get(folded)
        if homes:
            return Match("misplaced", homes[0] if len(homes) == 1 else None, tuple(homes))
        if len(parent.matches) < _MOST_NAMES:
            near = nearest(folded, [child.name for child in parent.children])
            if near:
                return Match("near", parent.exact[near])
        return Match("unknown", None)


def nearest(name: str, documented: list[str]) -> str | None:
    """The documented name that a misspelt one is most like, None when it is like none."""
    if len(name) > _LONGEST:
        return None
    folded = {right.lower(): right for right in reversed(documented)}
    near = get_close_matches(name.lower(), folded, 1, _NEAR)
    return folded[near[0]] if near else None
