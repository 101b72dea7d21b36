"""Evaluates an expression on a parsed answer, and says where in its bytes each hit is."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any

from nvexplorer.exchange.xpath.functions import NODES, NUMBER
from nvexplorer.exchange.xpath.hits import LIMIT, Found, Portion, Step, Value
from nvexplorer.exchange.xpath.paths import Paths
from nvexplorer.exchange.xpath.places import Span
from nvexplorer.exchange.xpath.tolerant import tolerant
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nvexplorer.exchange.xpath.grammar import Expression
    from nvexplorer.exchange.xpath.parsed import ParsedAnswer

_FIRST, _PORTION = 500, 20_000
_ATTRIBUTE = re.compile(rb"[\s\"']([^\s=\"'<>/]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def evaluate(
    answer: ParsedAnswer,
    expression: Expression,
    tell: Callable[[Step | Portion], object],
    limit: int = LIMIT,
) -> Found | Value:
    """Tells the hits in portions, at most `limit` of them, then how many there are.

    Relative paths start at the root element. Raises BadInput; BadExpression is one, too.
    """
    from lxml import etree

    text = tolerant(expression, answer.namespaces)
    tree = answer.root.getroottree()
    tell(Step("Evaluating", 0))
    try:
        if expression.gives != NODES:
            return _value(expression.gives, tree.xpath(text))
        nodes = tree.xpath(f"({text})[position() <= {limit + 1}]")
        total = len(nodes)
        if total > limit:
            total = int(tree.xpath(f"count({text})"))
            del nodes[limit:]
        if nodes and isinstance(nodes[0], tuple):
            raise BadInput(
                "Declarations of namespaces are not listed.", "Ask for the elements instead."
            )
        for portion in _Finder(answer, nodes).portions(tell):
            tell(portion)
    except etree.XPathError as error:
        raise BadInput(
            f"The expression could not be evaluated: {str(error).strip('. ')}.", "Make it simpler."
        ) from error
    except MemoryError as error:
        raise BadInput(
            "The computer has too little memory for what this expression finds.",
            "Ask for less, such as count() of it.",
        ) from error
    return Found(total)


def _value(gives: str, value: Any) -> Value:
    if gives == NUMBER:
        number = float(value)
        whole = number == number and abs(number) < 1e15 and number == int(number)
        return Value(gives, str(int(number)) if whole else _written(number))
    return Value(gives, str(value).lower() if isinstance(value, bool) else str(value))


def _written(number: float) -> str:
    """As XPath writes it."""
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(number), repr(number))


class _Finder:
    """Hits are elements, comments and the like, or strings that know what they are part of."""

    def __init__(self, answer: ParsedAnswer, nodes: list[Any]) -> None:
        self._answer = answer
        self._places = answer.places
        self._nodes = nodes
        self._paths = Paths()
        self._lasts: dict[Any, tuple[Any, int]] = {}
        self._starts: dict[Any, int] = {}
        self._others: dict[Any, tuple[int, int]] = {}
        self._tag_start = -1
        self._attributes: dict[str, tuple[str, int, int]] = {}

    def portions(self, tell: Callable[[Step], object]) -> Iterable[Portion]:
        self._locate(tell)
        known: dict[str, int] = {}
        at = 0
        while at < len(self._nodes):
            size = _PORTION if at else _FIRST
            yield self._portion(self._nodes[at : at + size], known)
            at += size

    def _portion(self, nodes: list[Any], known: dict[str, int]) -> Portion:
        starts, mark_ends, ends = array("Q"), array("Q"), array("Q")
        pattern_ids, all_ranks = array("I"), array("I")
        before = len(known)
        for node in nodes:
            span, (pattern, ranks) = self._hit(node)
            starts.append(span.start)
            mark_ends.append(span.open_end)
            ends.append(span.end)
            pattern_ids.append(known.setdefault(pattern, len(known)))
            all_ranks.extend(ranks)
        return Portion(
            starts.tobytes(),
            mark_ends.tobytes(),
            ends.tobytes(),
            pattern_ids.tobytes(),
            all_ranks.tobytes(),
            tuple(known)[before:],
        )

    # Which elements have to be found among the bytes

    def _locate(self, tell: Callable[[Step], object]) -> None:
        wanted: dict[Any, int] = {}
        others = False
        for node in self._nodes:
            owner = node if not isinstance(node, str) else node.getparent()  # type: ignore[attr-defined]
            owner, is_other = self._owner(owner)
            others = others or is_other
            if not is_other:
                wanted[owner] = -1
                if owner is node or getattr(node, "is_tail", False):
                    wanted[self._last(owner)[0]] = -1
        tell(Step("Finding the places", 0))
        left = len(wanted)
        if left:
            for number, element in enumerate(self._answer.root.iter("*")):
                if element in wanted:
                    wanted[element] = number
                    left -= 1
                    if not left:
                        break
        by_number = sorted(wanted, key=wanted.__getitem__)
        numbers = array("I", (wanted[element] for element in by_number))
        self._starts = dict(zip(by_number, self._places.starts(numbers), strict=True))
        if others:
            self._locate_others()

    @staticmethod
    def _owner(node: Any) -> tuple[Any, bool]:
        """What a hit is sought by, and whether that is a comment or the like; a reference to an
        entity is sought by the element it stands in."""
        from lxml import etree

        while node.tag is etree.Entity:
            node = node.getparent()
        return node, not isinstance(node.tag, str)

    def _last(self, element: Any) -> tuple[Any, int]:
        """The last element within it, itself for none, and how much deeper that one lies."""
        found = self._lasts.get(element)
        if found is None:
            at, levels = element, 0
            while (child := next(at.iterchildren("*", reversed=True), None)) is not None:
                at, levels = child, levels + 1
            found = self._lasts[element] = at, levels
        return found

    def _locate_others(self) -> None:
        from lxml import etree

        root, kinds = self._answer.root, (etree.Comment, etree.PI)
        before = reversed(list(root.itersiblings(*kinds, preceding=True)))
        nodes = [*before, *root.iter(*kinds), *root.itersiblings(*kinds)]
        places = self._places.others
        self._others = {
            node: (start, end) for node, (_, start, end) in zip(nodes, places, strict=True)
        }

    # Where a hit is, and how one gets there

    def _hit(self, node: Any) -> tuple[Span, tuple[str, tuple[int, ...]]]:
        if isinstance(node, str):
            return self._part(node)
        owner, is_other = self._owner(node)
        if is_other:
            start, end = self._others[owner]
            return Span(start, end, end), self._other_path(owner)
        last, levels = self._last(owner)
        start = self._starts[owner]
        span = self._places.span(start, self._starts[last], levels)
        mark_end = span.open_end if levels else span.end
        return span._replace(open_end=mark_end), self._paths.path(owner)

    def _other_path(self, node: Any) -> tuple[str, tuple[int, ...]]:
        from lxml import etree

        name = "comment()" if node.tag is etree.Comment else "processing-instruction()"
        parent = node.getparent()
        pattern, ranks = self._paths.path(parent) if parent is not None else ("", ())
        return f"{pattern}/{name}", ranks

    def _part(self, node: Any) -> tuple[Span, tuple[str, tuple[int, ...]]]:
        """An attribute or a text."""
        written = node.getparent()
        owner, is_other = self._owner(written)
        if node.is_attribute:
            start = self._starts[owner]
            name, first, last = self._attribute(node.attrname, owner, start)
            pattern, ranks = self._paths.path(owner)
            return Span(first, last, last), (f"{pattern}/@{name}", ranks)
        if owner is not written:  # beside a reference to an entity
            start = self._starts[owner]
            end = self._places.open_end(start)
            pattern, ranks = self._paths.path(owner)
            return Span(start, end, end), (f"{pattern}/text()", ranks)
        if is_other:
            start = self._others[owner][1]
        elif node.is_tail:
            last, levels = self._last(owner)
            start = self._places.span(self._starts[owner], self._starts[last], levels).end
        else:
            start = self._places.open_end(self._starts[owner])
        end = self._places.text_end(start)
        pattern, ranks = self._paths.path(owner.getparent() if node.is_tail else owner)
        return Span(start, end, end), (f"{pattern}/text()", ranks)

    def _attribute(self, name: str, owner: Any, start: int) -> tuple[str, int, int]:
        """Its name as written, and its bytes from the name to the closing quotation mark."""
        if self._tag_start != start:  # else another one of the same tag
            self._tag_start, self._attributes = start, self._attributes_of(owner, start)
        found = self._attributes.get(name)
        return found or (name.rpartition("}")[2], start, self._places.open_end(start))

    def _attributes_of(self, owner: Any, start: int) -> dict[str, tuple[str, int, int]]:
        """Those of a start tag by their names as lxml has them."""
        tag = self._answer.source.read(start, self._places.open_end(start) - start)
        found: dict[str, tuple[str, int, int]] = {}
        uris = owner.nsmap
        for match in _ATTRIBUTE.finditer(tag):
            written = match[1].decode("utf-8", "replace")
            prefix, _, local = written.rpartition(":")
            bound = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else ""
            uri = uris.get(prefix, bound) if prefix else ""
            name = f"{{{uri}}}{local}" if uri else local
            found.setdefault(name, (written, start + match.start(1), start + match.end()))
        return found
