"""Plain data: what is known of one Netvisor resource."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT_IN = "built-in"


class Effect(StrEnum):
    """What a call does to the company's data. The method does not tell: some GETs delete."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"


class Group(NamedTuple):
    """A heading of the resource list."""

    id: str
    title: str
    title_fi: str
    title_sv: str


class Entry(NamedTuple):
    """One line of the resource list. `origin` is BUILT_IN or the path of the user's own file."""

    resource: str
    title: str
    title_fi: str
    title_sv: str
    keywords: tuple[str, ...]
    group: str
    method: str
    effect: Effect
    summary: str
    complete: bool
    origin: str = BUILT_IN


def _needed(occurs: str) -> bool:
    return not occurs.startswith("0")


def _repeats(occurs: str) -> bool:
    return occurs.rpartition("..")[2] not in ("0", "1")


class ParameterDef(NamedTuple):
    """A query parameter. `occurs` is `1`, `0..1`, `0..n` and the like; `values` the documented
    ones, empty when open; `limit` the most items of a list, None when not documented. `meanings`
    are what the values mean, one for each, or empty."""

    name: str
    occurs: str
    type: str
    values: tuple[str, ...] = ()
    limit: int | None = None
    note: str = ""
    example: str = ""
    meanings: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return _needed(self.occurs)

    @property
    def repeatable(self) -> bool:
        return _repeats(self.occurs)

    def meaning(self, value: str) -> str:
        """What a documented value means, empty when that is not known."""
        return next((m for v, m in zip(self.values, self.meanings, strict=False) if v == value), "")


class Term(NamedTuple):
    """Holds while the parameter is sent with this value, with any when `value` is empty."""

    name: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.name}={self.value}" if self.value else self.name


class Span(NamedTuple):
    """A documented longest time, such as 30 days; `unit` is days, months or years."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit.removesuffix('s') if self.number == 1 else self.unit}"


class Rule(NamedTuple):
    """What the documentation says of several parameters of a query together. `kind` is one of
    `parse_rules.KINDS`, where each is explained; `parameters` are named as documented. `outside`:
    the ends of a range do not belong to it."""

    kind: str
    parameters: tuple[str, ...]
    when: Term | None = None
    values: tuple[str, ...] = ()
    most: Span | None = None
    outside: bool = False


class AttributeDef(NamedTuple):
    """An attribute of an element; `values` as in ParameterDef. `example` is the value that suits
    the element's own example, empty when any does. One whose `occurs` is `0` must not be given."""

    name: str
    values: tuple[str, ...]
    occurs: str
    example: str = ""

    @property
    def required(self) -> bool:
        return _needed(self.occurs)


class ElementDef(NamedTuple):
    """An element of a body, in documented order; `level` is its depth below the first element.

    `length` is the documented maximum in characters, None when not documented. `values` are the
    documented ones of its text, empty when open.
    """

    level: int
    name: str
    type: str
    occurs: str
    length: int | None = None
    attributes: tuple[AttributeDef, ...] = ()
    note: str = ""
    example: str = ""
    values: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return _needed(self.occurs)

    @property
    def repeatable(self) -> bool:
        return _repeats(self.occurs)

    @property
    def most(self) -> int | None:
        """How often it may occur in its parent, None when there is no limit."""
        most = self.occurs.rpartition("..")[2]
        return None if most == "n" else int(most)


class ChoiceDef(NamedTuple):
    """Elements that stand in for each other inside the element at the path `within`, which starts
    with the root. `occurs` says how many of `names` there are together: `1` exactly one, `0..1` at
    most one, `1..n` at least one. Each keeps the `occurs` of its own row."""

    within: str
    names: tuple[str, ...]
    occurs: str

    @property
    def required(self) -> bool:
        return _needed(self.occurs)

    @property
    def several(self) -> bool:
        """Whether more than one of them may be given."""
        return _repeats(self.occurs)


class Detail(NamedTuple):
    """A value of the answer that opens another resource: the text of the element at `source` (path
    below Root) goes into `parameter` of `resource`."""

    source: str
    resource: str
    parameter: str


class Definition(NamedTuple):
    """Everything known of a resource: the fields of its Entry, then the rest.

    `article` is the number of the support article that documents it, empty when not known. `gaps`
    says what is missing when `complete` is false. `probe` is the smallest harmless query that
    tells whether the resource is allowed; an empty one needs no parameters, None means that there
    is none. `request` starts at level 0 with the root, `response` at level 1, below Root.
    `choices` are those among the elements of `request`.
    """

    resource: str
    title: str
    title_fi: str
    title_sv: str
    keywords: tuple[str, ...]
    group: str
    method: str
    effect: Effect
    summary: str
    complete: bool
    origin: str
    article: str = ""
    gaps: str = ""
    parameters: tuple[ParameterDef, ...] = ()
    request: tuple[ElementDef, ...] = ()
    response: tuple[ElementDef, ...] = ()
    probe: Mapping[str, str] | None = None
    detail: tuple[Detail, ...] = ()
    rules: tuple[Rule, ...] = ()
    choices: tuple[ChoiceDef, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the source told all: else there may be parameters, elements and values that are
        not here."""
        return self.complete and not self.gaps

    @property
    def entry(self) -> Entry:
        return Entry(*self[:11])
