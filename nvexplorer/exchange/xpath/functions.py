"""The functions of XPath 1.0 (W3C recommendation, section 4)."""

from __future__ import annotations

from typing import NamedTuple

NODES, STRING, NUMBER, BOOLEAN = "nodes", "string", "number", "boolean"


class Function(NamedTuple):
    """`gives` is the kind of its result; it takes from `least` to `most` arguments, the first of
    which has to be nodes when `of_nodes`."""

    gives: str
    least: int
    most: int
    of_nodes: bool = False


_MANY = 1000
FUNCTIONS = {
    "last": Function(NUMBER, 0, 0),
    "position": Function(NUMBER, 0, 0),
    "count": Function(NUMBER, 1, 1, True),
    "id": Function(NODES, 1, 1),
    "local-name": Function(STRING, 0, 1, True),
    "namespace-uri": Function(STRING, 0, 1, True),
    "name": Function(STRING, 0, 1, True),
    "string": Function(STRING, 0, 1),
    "concat": Function(STRING, 2, _MANY),
    "starts-with": Function(BOOLEAN, 2, 2),
    "contains": Function(BOOLEAN, 2, 2),
    "substring-before": Function(STRING, 2, 2),
    "substring-after": Function(STRING, 2, 2),
    "substring": Function(STRING, 2, 3),
    "string-length": Function(NUMBER, 0, 1),
    "normalize-space": Function(STRING, 0, 1),
    "translate": Function(STRING, 3, 3),
    "boolean": Function(BOOLEAN, 1, 1),
    "not": Function(BOOLEAN, 1, 1),
    "true": Function(BOOLEAN, 0, 0),
    "false": Function(BOOLEAN, 0, 0),
    "lang": Function(BOOLEAN, 1, 1),
    "number": Function(NUMBER, 0, 1),
    "sum": Function(NUMBER, 1, 1, True),
    "floor": Function(NUMBER, 1, 1),
    "ceiling": Function(NUMBER, 1, 1),
    "round": Function(NUMBER, 1, 1),
}

LATER = {
    "ends-with": "Compare substring() of the last characters instead.",
    "lower-case": "Use translate(text, 'ABC…', 'abc…') instead.",
    "upper-case": "Use translate(text, 'abc…', 'ABC…') instead.",
    "matches": "Use contains() or starts-with() instead.",
    "replace": "Use translate() instead.",
    "exists": "Write the path alone: it is true where something is found.",
    "empty": "Use not() instead.",
    "max": "Use //x[not(//x > .)] instead.",
    "min": "Use //x[not(//x < .)] instead.",
    "avg": "Divide with div: sum(//x) div count(//x).",
    "distinct-values": "Use //x[not(. = preceding::x)] instead.",
    "string-join": "List the nodes, and copy them as text.",
    "abs": "Compare both signs instead.",
}
"""Functions of later versions, and what does instead."""
