"""Compares the attributes of one element with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_findings import path_of
from nvexplorer.catalogue.body_grammar import nearest
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.catalogue.body_skeleton import attribute_value, escaped
from nvexplorer.catalogue.body_values import judge_among
from nvexplorer.catalogue.rules import has_placeholder

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_findings import Findings
    from nvexplorer.catalogue.body_grammar import Rule
    from nvexplorer.catalogue.body_problem import Severity
    from nvexplorer.catalogue.definition import AttributeDef
    from nvexplorer.xmltext.marks import Attribute
    from nvexplorer.xmltext.outline import Node


def check_attributes(findings: Findings, node: Node, rule: Rule) -> str | None:
    """Tells what is wrong and gives the value of the attribute `format`, None without one."""
    given = findings.outline.attributes(node)
    names = {attribute.name for attribute in given}
    seen: dict[str, Attribute] = {}
    for attribute in given:
        name = attribute.name
        documented = rule.attributes.get(name)
        if documented is None:
            right = _other_case(name, rule)
            documented = rule.attributes.get(right) if right else None
            if documented is not None and right not in seen:
                said = f"The attribute {name} is documented as {right}: write it so."
                fix = _renamed(attribute, right)
                _tell(findings, node, attribute, "case", said, fix, always_warn=True)
            else:
                documented = _unknown(findings, node, rule, attribute, names)
        if documented is not None:
            seen.setdefault(documented.name, attribute)
            _check_value(findings, node, attribute, documented)
    for wanted in rule.attributes.values():
        if wanted.required and wanted.name not in seen:
            _missing(findings, node, wanted)
    found = seen.get("format")
    return found.value if found else None


def _other_case(name: str, rule: Rule) -> str:
    folded = name.lower()
    return next((right for right in rule.attributes if right.lower() == folded), "")


def _unknown(
    findings: Findings, node: Node, rule: Rule, attribute: Attribute, given: set[str]
) -> AttributeDef | None:
    name = attribute.name
    if name == "xmlns" or name.startswith(("xmlns:", "xml:")):
        if findings.certain:
            said = f"The attribute {name} is not documented: remove it."
            fix = Fix(f"Remove {name}", (_removal(findings, attribute),))
            _tell(findings, node, attribute, "attribute", said, fix, always_warn=True)
        return None
    said = f"The attribute {name} is not documented for <{rule.name}>"
    # One that is there already is not meant a second time.
    near = nearest(name, [right for right in rule.attributes if right not in given])
    if near:
        fix = _renamed(attribute, near)
        _tell(findings, node, attribute, "attribute", f"{said}: did you mean {near}?", fix)
        return rule.attributes[near]
    if findings.certain:
        fix = Fix(f"Remove {name}", (_removal(findings, attribute),))
        _tell(findings, node, attribute, "attribute", f"{said}: remove it.", fix)
    else:
        findings.unjudged = findings.unjudged or node
        if name not in rule.told:
            rule.told.add(name)
            span = (attribute.start, attribute.end)
            said += "; whether it is right cannot be judged: check its spelling."
            findings.add("unjudged", "attribute", span, f"{path_of(node)}/@{name}", said)
    return None


def _check_value(
    findings: Findings, node: Node, attribute: Attribute, documented: AttributeDef
) -> None:
    name = attribute.name
    if documented.occurs == "0":
        said = f"The attribute {name} must not be given here: remove it."
        removed = Fix(f"Remove {name}", (_removal(findings, attribute),))
        _tell(findings, node, attribute, "attribute", said, removed)
        return
    value = attribute.value
    if has_placeholder(value) or not attribute.quote:
        return
    if not value.strip():
        said = f"The attribute {name} is empty: give it a value{_such_as(documented)}."
        _tell(findings, node, attribute, "attribute-value", said, _filled(attribute, documented))
        return
    verdict = judge_among(documented.values, value) if documented.values else None
    if verdict is None:
        return
    fix = None
    if verdict.new is not None:
        new = escaped(verdict.new).replace("'", "&apos;")
        edit = Edit(attribute.value_start, attribute.value_end, new)
        fix = Fix(f"Write {verdict.new}", (edit,))
    said = f"The attribute {name} {verdict.problem}"
    warn = verdict.severity == "warning"
    _tell(findings, node, attribute, "attribute-value", said, fix, always_warn=warn)


def _missing(findings: Findings, node: Node, wanted: AttributeDef) -> None:
    mark = findings.outline.marks[node.open_mark]
    value = attribute_value(wanted)
    fix = None
    if value:
        given = findings.outline.attributes(node)
        at = given[-1].end if given else mark.name_end
        edit = Edit(at, at, f' {wanted.name}="{escaped(value)}"')
        fix = Fix(f"Add {wanted.name}", (edit,))
    said = f"<{node.name}> needs the attribute {wanted.name}{_such_as(wanted)}: add it."
    span = (mark.start, mark.end)
    path = f"{path_of(node)}/@{wanted.name}"
    severity: Severity = "warning" if _may_be_left_out(wanted) else findings.sure
    findings.add(severity, "attribute-missing", span, path, said, fix)


def _may_be_left_out(wanted: AttributeDef) -> bool:
    """Published DTDs give these as defaults, and clients in use leave them out."""
    return wanted.name == "format" or any(v.startswith("ISO-") for v in wanted.values)


def _such_as(documented: AttributeDef) -> str:
    if len(documented.values) > 1:
        shown = documented.values[:6]
        return f", one of {', '.join(shown)}{' …' if len(documented.values) > 6 else ''}"
    return f" {documented.values[0]}" if documented.values else ""


def _filled(attribute: Attribute, documented: AttributeDef) -> Fix | None:
    value = attribute_value(documented)
    if not value:
        return None
    edit = Edit(attribute.value_start, attribute.value_end, escaped(value))
    return Fix(f"Write {value}", (edit,))


def _renamed(attribute: Attribute, name: str) -> Fix:
    return Fix(f"Rename to {name}", (Edit(attribute.start, attribute.name_end, name),))


def _removal(findings: Findings, attribute: Attribute) -> Edit:
    start = attribute.start
    while findings.text[start - 1] in " \t\r\n":
        start -= 1
    return Edit(start, attribute.end, "")


def _tell(
    findings: Findings,
    node: Node,
    attribute: Attribute,
    code: str,
    said: str,
    fix: Fix | None,
    always_warn: bool = False,
) -> None:
    severity = "warning" if always_warn else findings.sure
    span = (attribute.start, attribute.end)
    findings.add(severity, code, span, f"{path_of(node)}/@{attribute.name}", said, fix)
