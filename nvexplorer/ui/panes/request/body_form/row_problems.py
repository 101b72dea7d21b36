"""Which rows of the form the problems of the body are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.xmltext.outline import Node, Outline

_WORST = ("error", "warning", "unjudged")
# With more the body is better mended in the XML.
_MOST = 500


class Below(NamedTuple):
    """How many problems there are in a group, and how bad the worst is."""

    problems: int
    severity: str


class RowProblems(NamedTuple):
    """By element and what of it: nothing, `@name` of an attribute, the name of what it lacks."""

    own: Mapping[tuple[int, str], list[BodyProblem]]
    inside: Mapping[int, Below]

    def of(self, row: FormRow) -> list[BodyProblem]:
        """Those of the row itself, the worst first."""
        if not self.own:
            return []
        node, of = row.node, ""
        if row.is_attribute:
            of = row.name
        elif node is None and row.parent is not None:
            node, of = row.parent.node, row.name
        return self.own.get((id(node), of), [])

    def below(self, row: FormRow) -> Below | None:
        """Those of all that is in it."""
        return None if row.is_attribute else self.inside.get(id(row.node))


NONE = RowProblems({}, {})


def place_problems(outline: Outline, problems: Iterable[tuple[BodyProblem, int]]) -> RowProblems:
    """`problems` with the offset where each is in the outline's text."""
    own: dict[tuple[int, str], list[BodyProblem]] = {}
    inside: dict[int, Below] = {}
    for problem, offset in list(problems)[:_MOST]:
        node, of = _about(outline, problem.path, offset)
        if node is None:
            continue
        told = own.setdefault((id(node), of), [])
        told.append(problem)
        told.sort(key=lambda each: _WORST.index(each.severity))
        if problem.severity == "unjudged":
            continue
        for each in node.ancestors() if not of else (node, *node.ancestors()):
            number, severity = inside.get(id(each), Below(0, "warning"))
            worst = "error" if "error" in (severity, problem.severity) else "warning"
            inside[id(each)] = Below(number + 1, worst)
    return RowProblems(own, inside)


def _about(outline: Outline, path: str, offset: int) -> tuple[Node | None, str]:
    """The element that a problem is about, and what of it."""
    node = outline.at(offset)
    if not path:
        return node, ""
    while node is not None:
        own = node.path
        if own == path:
            return node, ""
        rest = path.removeprefix(f"{own}/")
        if rest != path:
            return node, rest if "/" not in rest else ""
        node = node.parent
    return None, ""
