"""Compares a body with what is documented of it. Tells only, never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_findings import Findings, path_of
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.catalogue.body_walk import Walk
from nvexplorer.xmltext.flaws import BYTE_ORDER_MARK, find_flaws
from nvexplorer.xmltext.marks import BLANKS, MarkKind
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.body_table import BodyTable
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.xmltext.outline import Node, Outline
    from nvexplorer.xmltext.piece_flaws import Flaw

#: Flaws after which nobody knows what stands in what.
_UNPAIRED = ("unclosed", "stray-end", "unfinished")


def check_body(definition: Definition, text: str) -> list[BodyProblem]:
    """What there is against sending `text` as the body of the resource, in order of place; the
    first MOST of each severity. Any text is taken; time grows with its length alone.

    An error is against XML or against something documented. Where the table is not certain, what
    rests on its being complete (names, places, numbers, order, what is missing, lists of values)
    is at most a warning, or is not judged; types and lengths are judged all the same. Letter case
    of names is a warning: a client in use sends another than is documented. Values with a
    placeholder `{{…}}` are not judged. Where tags do not pair, neither are number and order.
    """
    return check_outline(definition, read_outline(text))


def check_outline(definition: Definition, outline: Outline) -> list[BodyProblem]:
    """As check_body, for who has read the text already."""
    table = body_table(definition)
    if not outline.text.strip():
        return _of_nothing(definition, table, outline)
    findings = Findings(outline, certain=table is not None and table.certain)
    flaws = find_flaws(outline)
    _tell_flaws(findings, flaws)
    _check_prolog(findings)
    if table is None:
        root = outline.roots[0] if outline.roots else None
        if root is not None:
            said = f"The documentation of {definition.resource} has no table of a body:"
            said += " its elements cannot be judged."
            findings.about("unjudged", "no-table", root, said)
    elif outline.roots:
        whole = not any(flaw.code in _UNPAIRED for flaw in flaws)
        Walk(findings, table, whole).check(outline.roots[0])
        if findings.unjudged is not None:
            _tell_gaps(findings, table, findings.unjudged)
    return findings.sorted()


def _of_nothing(
    definition: Definition, table: BodyTable | None, outline: Outline
) -> list[BodyProblem]:
    if table is None:
        return []
    findings = Findings(outline, table.certain)
    edit = Edit(0, len(outline.text), skeleton(definition, "minimal"))
    fix = Fix("Insert the required elements", (edit,))
    said = f"The body is empty: begin with <{table.root.name}>."
    findings.add("error", "no-root", (0, 0), "", said, fix)
    return findings.sorted()


def _tell_flaws(findings: Findings, flaws: list[Flaw]) -> None:
    paths = _paths_at(findings.outline, [flaw.start for flaw in flaws])
    for flaw, path in zip(flaws, paths, strict=True):
        fix = None
        if flaw.mend is not None:
            fix = Fix(flaw.mend.title, tuple(Edit(*edit) for edit in flaw.mend.edits))
        span = (flaw.start, flaw.end)
        findings.add("error", flaw.code, span, path, flaw.problem, fix)


def _paths_at(outline: Outline, places: list[int]) -> list[str]:
    """The path of the innermost element at each place; the places ascend."""
    paths = []
    nodes = outline.nodes() if places else iter(())
    following = next(nodes, None)
    inside: list[Node] = []
    for place in places:
        while following is not None and following.start <= place:
            while inside and inside[-1].end <= following.start:
                inside.pop()
            inside.append(following)
            following = next(nodes, None)
        while inside and inside[-1].end <= place:
            inside.pop()
        paths.append(path_of(inside[-1]) if inside else "")
    return paths


def _check_prolog(findings: Findings) -> None:
    """What stands before the root: a body begins with it (documented: article 77000466681)."""
    outline = findings.outline
    if findings.text.startswith(BYTE_ORDER_MARK):
        said = (
            "A byte order mark stands before the root, with which Netvisor wants the body to begin"
        )
        without = Fix("Remove it", (Edit(0, 1, ""),))
        findings.add("warning", "byte-order-mark", (0, 1), "", f"{said}: remove it.", without)
    root = outline.roots[0] if outline.roots else None
    for mark in outline.marks[: root.open_mark if root else 0]:
        span = (mark.start, mark.end)
        fix: Fix | None = Fix("Remove it", (Edit(*span, ""),))
        if mark.kind == MarkKind.PI and mark.name == "xml":
            if mark.start == 0:
                said = "Netvisor wants the body without an XML declaration: remove it."
                findings.add("error", "declaration", span, "", said, fix)
        elif mark.kind == MarkKind.DOCTYPE:
            said = "Netvisor wants the body without a DOCTYPE: remove it."
            findings.add("warning", "doctype", span, "", said, fix)
        elif mark.kind in (MarkKind.COMMENT, MarkKind.PI):
            said = "Netvisor wants the body to begin with its root: move this into it or remove it."
            fix = _into_root(outline, root) if root else None
            findings.add("warning", "prolog", span, "", said, fix)


def _into_root(outline: Outline, root: Node) -> Fix | None:
    """All comments and instructions before the root together. A comment is its author's: it is
    moved, not removed."""
    if root.open_end == root.end:
        return None
    text = outline.text
    before = outline.marks[: root.open_mark]
    for mark in before:
        kept = mark.kind == MarkKind.COMMENT or (mark.kind == MarkKind.PI and mark.name != "xml")
        if not kept and text[mark.start : mark.end].strip(BLANKS):
            return None
    start = before[0].end if before[0].kind == MarkKind.TEXT else before[0].start
    moved = text[start : root.start]
    gap = moved[len(moved.rstrip(BLANKS)) :]
    edits = (
        Edit(start, root.start, ""),
        Edit(root.open_end, root.open_end, gap + moved.rstrip(BLANKS)),
    )
    return Fix(f"Move it into {root.name}", edits)


def _tell_gaps(findings: Findings, table: BodyTable, node: Node) -> None:
    root = findings.outline.roots[0]
    why = table.gaps if len(table.gaps) <= 300 else table.gaps[:299] + "…"
    said = (
        f"What the documentation leaves open, such as <{node.name}> of line {findings.line(node)},"
        f" cannot be judged. Not known of {table.resource}: {why or 'its source was not complete.'}"
    )
    findings.about("unjudged", "gaps", root, said)
