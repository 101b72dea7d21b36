"""Two documents compared element by element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .documented import Documented
from .ignoring import Ignored
from .keys import choose
from .matching import Matcher
from .opening import opened_pair
from .reading import Unfit, read_tree
from .results import Comparison, Counts
from .summary import Tally
from .telling import Document, Teller
from .tree import Paths
from .values import Values
from .walk import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.catalogue.definition import Definition

    from .keys import Chosen
    from .opening import Shown
    from .options import Options, Side
    from .results import Difference
    from .tree import Tree

_READ = 0.4  # the part of the work that reading one side is


def compare(
    left: Side,
    right: Side,
    options: Options,
    definition: Definition | None = None,
    *,
    progress: Callable[[float], object],
) -> Comparison:
    """Elements are matched by name, and those that repeat by a key (see `keys`), not by place.

    The names of elements count with the namespace, not with its prefix. CDATA is text. Of text
    beside elements all parts are compared as one. What is outside of the root does not count. A
    document that is not well-formed, declares entities or is too large is not compared: see
    Comparison.by_text. Raises BadInput when a document cannot be read or a pattern to be ignored
    is none.
    """
    paths, values = Paths(Ignored(options.ignore)), Values(options)
    with opened_pair(left, right) as (one, other):
        try:
            trees = (
                read_tree(one, paths, values, options, lambda part: progress(_READ * part)),
                read_tree(other, paths, values, options, lambda part: progress(_READ * (1 + part))),
            )
        except Unfit as unfit:
            return _by_text(str(unfit))
        return _compared((one, other), trees, paths, options, Documented(definition), progress)


def _compared(
    shown: tuple[Shown, Shown],
    trees: tuple[Tree, Tree],
    paths: Paths,
    options: Options,
    documented: Documented,
    progress: Callable[[float], object],
) -> Comparison:
    left, right = trees
    progress(2 * _READ)
    keys = choose(left, right, paths, options, documented)
    holders = (_holders(left, paths, keys.chosen), _holders(right, paths, keys.chosen))
    matcher = Matcher(left, right, holders)
    teller = Teller(
        Document(shown[0], left, holders[0]),
        Document(shown[1], right, holders[1]),
        paths,
        keys.chosen,
    )
    tally = Tally(left, right, paths, keys.chosen)
    told: list[Difference] = []
    for found in differences(
        left,
        right,
        paths,
        keys.chosen,
        matcher,
        options.order,
        lambda: progress(2.4 * _READ),
    ):
        tally.add(found)
        if len(told) < options.limit:
            told.append(teller.tell(found))
    notes = keys.notes
    if matcher.exhausted:
        notes += ("So many records have no key that some were matched by their place.",)
    return Comparison(
        tally.counts(),
        tuple(told),
        tally.total - len(told),
        tally.groups(),
        tally.sentence(),
        notes,
    )


def _holders(tree: Tree, paths: Paths, chosen: Mapping[int, Chosen]) -> dict[int, int]:
    """Of each record that has a key, the element or attribute that holds it."""
    levels = [0] * len(paths)
    for how in chosen.values():
        levels[how.path] = how.key.count("/") + 1 if how.path else 0
    found: dict[int, int] = {}
    for number, path in enumerate(tree.path):
        level = levels[path]
        if level and tree.text[number]:
            record = tree.parent[number]
            found.setdefault(record if level == 1 else tree.parent[record], number)
    return found


def _by_text(reason: str) -> Comparison:
    sentence = f"{reason.removesuffix(',')}, so the two can be compared by text alone."
    return Comparison(Counts(), (), 0, (), sentence, by_text=sentence)
