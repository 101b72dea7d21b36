"""Goes through the elements of a body that its table knows, and judges each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_attributes import check_attributes
from nvexplorer.catalogue.body_children import Children
from nvexplorer.catalogue.body_findings import path_of, renamed, with_value, without
from nvexplorer.catalogue.body_grammar import Grammar, nearest
from nvexplorer.catalogue.body_layout import layout_of
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.catalogue.body_values import judge_value, short
from nvexplorer.catalogue.rules import has_placeholder
from nvexplorer.xmltext.marks import BLANKS, MarkKind
from nvexplorer.xmltext.piece_flaws import unseen

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_findings import Findings
    from nvexplorer.catalogue.body_grammar import Rule
    from nvexplorer.catalogue.body_table import BodyTable
    from nvexplorer.xmltext.outline import Node


class Walk:
    """Serves one check. `whole` is false where tags do not pair: then names and values are judged,
    and nothing that rests on what stands in what."""

    def __init__(self, findings: Findings, table: BodyTable, whole: bool) -> None:
        self._findings = findings
        self._whole = whole
        self._grammar = Grammar(table)
        self._children = Children(findings, self._grammar, whole)

    def check(self, root: Node) -> None:
        """Tells what is wrong with the elements of the body, from its root down."""
        rule = self._root_rule(root)
        waiting = [(root, rule)] if rule is not None else []
        findings, outline = self._findings, self._findings.outline
        marks, text = outline.marks, findings.text
        while waiting and not findings.full("error"):
            node, rule = waiting.pop()
            date_format = self._tag(node, rule)
            if rule.element.type == "xml":
                self._check_inner(node, rule)
                continue
            children = node.children
            if children:
                known = self._children.check(node, rule)
                waiting += known[::-1]
            if rule.children:
                self._between(node, rule)
                continue
            if children:
                continue
            if rule.any_text and node.close_mark - node.open_mark == 2:
                mark = marks[node.open_mark + 1]
                if mark.kind == MarkKind.TEXT and not text[mark.start : mark.end].isspace():
                    continue
            self._value(node, rule, date_format)

    def _root_rule(self, root: Node) -> Rule | None:
        """The rule of the root, where it can be told what it is."""
        findings, rule = self._findings, self._grammar.root
        right, name = rule.name, root.name
        if name == right:
            return rule
        said = f"The body begins with <{name}> where <{right}> belongs"
        if name.lower() == right.lower() or nearest(name, [right]):
            fix = renamed(findings.outline, root, right)
            if name.lower() == right.lower():
                said = f"<{name}> is documented as <{right}>: write it so."
                findings.about("warning", "case", root, said, fix)
            else:
                findings.about("error", "root", root, f"{said}: rename it.", fix)
            return rule
        inner = next((c for c in rule.children if c.name.lower() == name.lower()), None)
        if inner is None:
            findings.about("error", "root", root, f"{said}: make <{right}> the outermost element.")
            return None
        layout = layout_of(findings.outline)
        last = findings.outline.roots[-1].end
        edits = (
            Edit(root.start, root.start, layout.with_line_ends(f"<{right}>\n")),
            Edit(last, last, layout.with_line_ends(f"\n</{right}>")),
        )
        fix = Fix(f"Put it into {right}", edits)
        findings.about("error", "root", root, f"{said}: put it into <{right}>.", fix)
        return inner

    def _tag(self, node: Node, rule: Rule) -> str | None:
        """The `format` that the tag tells, once its attributes are checked."""
        findings = self._findings
        mark = findings.outline.marks[node.open_mark]
        tag = findings.text[mark.start : mark.end]
        if tag in rule.good_tags:
            found = rule.formats.get(tag)
            return found
        before = findings.count
        date_format = check_attributes(findings, node, rule)
        if findings.count == before and len(tag) < 500 and len(rule.good_tags) < 10_000:
            rule.good_tags.add(tag)
            if date_format is not None:
                rule.formats[tag] = date_format
        return date_format

    def _value(self, node: Node, rule: Rule, date_format: str | None) -> None:
        findings = self._findings
        value = findings.outline.value(node)
        if not value.strip():
            self._empty(node, rule)
            return
        if has_placeholder(value) or not node.closed:
            return
        verdict = judge_value(rule.element, value, date_format)
        if verdict is None or (verdict.code == "blanks" and node.children):
            return
        fix = None
        if verdict.new is not None:
            fix = with_value(findings.outline, node, verdict.new)
        severity = findings.sure if verdict.open else verdict.severity
        start, end = node.open_end, node.close_start
        if verdict.at is not None and end - start == len(value):
            start += verdict.at
        path = path_of(node)
        said = f"{node.name} {verdict.problem}"
        findings.add(severity, verdict.code, (start, end), path, said, fix)

    def _empty(self, node: Node, rule: Rule) -> None:
        findings = self._findings
        if rule.element.required and rule.element.type == "aggregate":
            # Nothing in it is required, or that would have been told; and there are resources
            # where it is documented to be sent so.
            said = f"<{node.name}> holds nothing: put elements into it unless that is meant."
            findings.about("warning", "empty", node, said)
        elif rule.element.required:
            example = rule.element.example
            such = f" such as {example}" if example and len(example) < 40 else ""
            said = f"<{node.name}> is required and empty: give it a value{such}."
            findings.about(findings.sure, "empty", node, said)
        elif self._whole:
            said = f"<{node.name}> is empty, which in an edit clears the value:"
            said += " remove it unless that is meant."
            # A comment in it is worth more than the fix.
            outline = findings.outline
            bare = all(mark.kind == MarkKind.TEXT for mark in outline.content(node))
            fix = without(outline, node) if bare else None
            findings.about("warning", "empty", node, said, fix)

    def _between(self, node: Node, rule: Rule) -> None:
        """An element that holds elements: what of it stands directly in it."""
        loose = self._loose_text(node)
        if loose is None:
            if not node.children:
                self._childless(node, rule)
        elif rule.element.type != "aggregate":
            self._value(node, rule, None)
        elif self._whole:
            self._tell_loose(node, *loose)

    def _tell_loose(self, node: Node, start: int, end: int) -> None:
        findings = self._findings
        text, fix = findings.text[start:end], None
        if code := unseen(text):
            said = f"<{node.name}> holds elements, not text: remove the invisible character {code}."
            fix = Fix("Remove it", (Edit(start, end, ""),))
        else:
            said = f"<{node.name}> holds elements, not text such as {short(text)}:"
            said += " put it into one or remove it."
        findings.add(findings.sure, "text", (start, end), path_of(node), said, fix)

    def _loose_text(self, node: Node) -> tuple[int, int] | None:
        """The first text directly in the element, without the blanks around it."""
        text, at = self._findings.text, node.open_end
        for child in node.children:
            gap = text[at : child.start]
            if gap.strip(BLANKS):
                break
            at = child.end
        else:
            if not text[at : node.close_start].strip(BLANKS):
                return None
        for mark in self._findings.outline.direct(node):
            whole = text[mark.start : mark.end]
            if mark.kind == MarkKind.CDATA:
                return mark.start, mark.end
            if mark.kind == MarkKind.TEXT and (bare := whole.strip(BLANKS)):
                start = mark.start + whole.index(bare)
                return start, start + len(bare)
        return None

    def _childless(self, node: Node, rule: Rule) -> None:
        before = self._findings.count
        self._children.check(node, rule)
        if self._findings.count == before and rule.element.type == "aggregate":
            self._empty(node, rule)

    def _check_inner(self, node: Node, rule: Rule) -> None:
        findings = self._findings
        if node.children:
            return
        if not findings.outline.value(node).strip():
            self._empty(node, rule)
