"""Compares the elements inside one element with its table: names, number, order, missing ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_findings import path_of, renamed, without
from nvexplorer.catalogue.body_insert import placed_edit
from nvexplorer.catalogue.body_layout import layout_of
from nvexplorer.catalogue.body_move import Moves
from nvexplorer.catalogue.body_order import reordered, strays
from nvexplorer.catalogue.body_problem import Fix

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_findings import Findings
    from nvexplorer.catalogue.body_grammar import Grammar, Match, Rule
    from nvexplorer.catalogue.definition import ChoiceDef
    from nvexplorer.xmltext.outline import Node

Child = tuple["Node", "Rule"]


class Children:
    """Serves one check. `whole` as in Walk."""

    def __init__(self, findings: Findings, grammar: Grammar, whole: bool) -> None:
        self._findings = findings
        self._grammar = grammar
        self._whole = whole
        self._layout = layout_of(findings.outline)
        self._moves = Moves(findings.outline)

    def check(self, node: Node, rule: Rule) -> list[Child]:
        """Tells what is wrong and gives the children that are known, with their rules."""
        known: list[Child] = []
        places: list[int | None] = []
        exact, marks = rule.exact, self._findings.outline.marks
        counts: Counter[str] = Counter()
        rising, last = True, 0
        for child in node.children:
            found = exact.get(child.name)
            if found is None and not marks[child.open_mark].whole:
                places.append(None)  # its name is still being typed
                continue
            if found is None:
                match = self._grammar.match(rule, child.name)
                self._named_wrong(child, rule, match)
                if match.rule is not None:
                    known.append((child, match.rule))
                if match.kind in ("misplaced", "unknown"):
                    places.append(None)
                    continue
                found = match.rule
                assert found is not None
                if match.kind == "near" and found.most is not None:
                    counts = counts or Counter(each.name for each in node.children)
                    if counts[found.name] >= found.most:
                        places.append(None)  # it cannot be meant as one more of them
                        continue
            else:
                known.append((child, found))
            place = found.place
            places.append(place)
            rising = rising and place >= last
            last = place
        if self._whole and not self._findings.full(self._findings.sure):
            self._number(node, rule, places)
            if not rising:
                self._order(node, places)
            self._missing(node, rule, {place for place in places if place is not None})
            self._choices(node, rule, places)
        return known

    def _named_wrong(self, child: Node, parent: Rule, match: Match) -> None:
        findings = self._findings
        name, right = child.name, match.rule.name if match.rule else ""
        if match.kind == "case":
            fix = renamed(findings.outline, child, right)
            said = f"<{name}> is documented as <{right}>: write it so."
            # Four clients in use write names in other letter case.
            findings.about("warning", "case", child, said, fix)
        elif match.kind == "near":
            fix = renamed(findings.outline, child, right)
            said = f"<{name}> is not among the documented elements of <{parent.name}>:"
            findings.about(findings.sure, "misspelt", child, f"{said} did you mean {right}?", fix)
        elif match.kind == "misplaced" and not self._whole:
            return
        elif match.kind == "misplaced" and (findings.certain or match.rule):
            self._misplaced(child, parent, match)
        elif findings.certain:
            said = f"<{name}> is not among the documented elements of <{parent.name}>:"
            said += " check the spelling or remove it."
            findings.about("error", "unknown", child, said)
        else:
            findings.unjudged = findings.unjudged or child
            if match.kind == "unknown" and name in parent.told:
                return
            parent.told.add(name)
            said = (
                f"<{name}> is not known in <{parent.name}>; whether it is right cannot be judged:"
            )
            findings.about("unjudged", "unknown", child, f"{said} check its spelling.")

    def _misplaced(self, child: Node, parent: Rule, match: Match) -> None:
        names = list(dict.fromkeys(f"<{home.parent.name}>" for home in match.homes if home.parent))
        if not names:
            where = "is the outermost element and cannot stand in another"
        else:
            more = " or elsewhere" if len(names) > 3 else ""
            where = f"does not belong in <{parent.name}> but in {' or '.join(names[:3])}{more}"
        findings = self._findings
        told = not findings.full(findings.sure)
        fix = self._moves.fix(child, match.homes) if told else None
        said = f"<{child.name}> {where}: move it."
        findings.about(findings.sure, "misplaced", child, said, fix)

    def _number(self, node: Node, rule: Rule, places: list[int | None]) -> None:
        """Elements that come more often than documented."""
        if len(places) < 2 or len({*places}) == len(places):
            return
        findings, text = self._findings, self._findings.text
        seen: dict[int, list[Node]] = {}
        for child, place in zip(node.children, places, strict=True):
            if place is None:
                continue
            same = seen.setdefault(place, [])
            most = rule.children[place].most
            if most is None or len(same) < most:
                same.append(child)
                continue
            first = same[0]
            said = f"<{child.name}> comes more than "
            said += f"{most} times" if most > 1 else "once"
            said += f" in <{node.name}> (first in line {findings.line(first)}): remove this one."
            copied = any(text[c.start : c.end] == text[child.start : child.end] for c in same)
            fix = without(findings.outline, child) if copied else None
            findings.about(findings.sure, "repeated", child, said, fix)

    def _order(self, node: Node, places: list[int | None]) -> None:
        findings, children = self._findings, node.children
        fix = reordered(findings.outline, node, places)
        for stray in strays(places):
            child, other = children[stray.child], children[stray.other]
            side = "before" if stray.before else "after"
            said = (
                f"<{child.name}> belongs {side} <{other.name}> of line {findings.line(other)}:"
                " put the elements in documented order."
            )
            findings.about(findings.sure, "order", child, said, fix)

    def _missing(self, node: Node, rule: Rule, present: set[int]) -> None:
        for place in rule.required:
            if place not in present:
                wanted = rule.children[place]
                said = f"<{node.name}> needs <{wanted.name}>, which is missing: insert it."
                self._insert(node, rule, wanted, "missing", said)

    def _choices(self, node: Node, rule: Rule, places: list[int | None]) -> None:
        for choice in rule.row.choices:
            members = {rule.exact[name].place for name in choice.names if name in rule.exact}
            there = [i for i, place in enumerate(places) if place in members]
            if not there and choice.required:
                self._none_of(node, rule, choice)
            elif not choice.several and len({places[i] for i in there}) > 1:
                first, second = (
                    node.children[there[0]],
                    next(node.children[i] for i in there if places[i] != places[there[0]]),
                )
                said = (
                    f"<{second.name}> cannot stand beside <{first.name}> of line"
                    f" {self._findings.line(first)}: keep one of them."
                )
                self._findings.about(self._findings.sure, "choice", second, said)

    def _none_of(self, node: Node, rule: Rule, choice: ChoiceDef) -> None:
        names = [f"<{name}>" for name in choice.names]
        either = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
        said = f"<{node.name}> needs {either}, which are missing: insert one."
        self._insert(node, rule, rule.exact[choice.names[0]], "choice", said)

    def _insert(self, node: Node, rule: Rule, wanted: Rule, code: str, said: str) -> None:
        findings = self._findings
        rows = [rule.row, wanted.row]
        edit = placed_edit(findings.outline, node, rows, node.open_end, self._layout)
        fix = Fix(f"Insert {wanted.name}", (edit,))
        span = (node.start, node.open_end)
        findings.add(findings.sure, code, span, f"{path_of(node)}/{wanted.name}", said, fix)
