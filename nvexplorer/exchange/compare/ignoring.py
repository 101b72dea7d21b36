"""Patterns of what does not count, see Options.ignore."""

from __future__ import annotations

import re
from fnmatch import translate
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP = re.compile(r"(@?)([^\[\]/@=]+)(?:\[@([^\[\]/@=]+)(?:=([^\[\]]*))?\])?")


class _Rule(NamedTuple):
    """`steps` match the last names of a path. With `attribute` the element has to have that one,
    with `value` if that is not None."""

    attributes_alone: bool
    steps: tuple[re.Pattern[str], ...]
    attribute: str
    value: str | None


class Ignored:
    """Raises BadInput for what is no pattern."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._rules = [_rule(pattern) for pattern in patterns if pattern.strip()]

    def of(self, names: Sequence[str]) -> bool | Sequence[_Rule]:
        """Whether what has these names, from the root on (`@name` for an attribute), is ignored;
        or the rules that say so with the attributes it has, for `with_attributes`."""
        depends = []
        names = [name.lower() for name in names]
        for rule in self._rules:
            if _matches(rule, names):
                if not rule.attribute:
                    return True
                depends.append(rule)
        return depends or False

    @staticmethod
    def with_attributes(rules: Sequence[_Rule], attributes: Sequence[str]) -> bool:
        """`attributes` has names and values by turns."""
        for at in range(0, len(attributes), 2):
            name, value = attributes[at].lower(), attributes[at + 1].strip().lower()
            if any(rule.attribute == name and rule.value in (None, value) for rule in rules):
                return True
        return False


def _rule(pattern: str) -> _Rule:
    *above, last = pattern.strip().lower().split("/")
    matches = [_STEP.fullmatch(step) for step in (*above, last)]
    found = matches[-1]
    wrong = found is None or any(not each or each[1] or each[3] for each in matches[:-1])
    if found is None or wrong or (found[1] and found[3]):
        raise BadInput(
            f"“{pattern}” does not name anything that could be ignored.",
            "Give a name such as Uri, @type, ResponseStatus/TimeStamp, *NetvisorKey or "
            "*[@type=netvisor].",
            "ignore",
        )
    names = [each[2] for each in matches if each]
    steps = tuple(re.compile(translate(name)) for name in names)
    return _Rule(bool(found[1]), steps, found[3] or "", found[4])


def _matches(rule: _Rule, names: Sequence[str]) -> bool:
    *above, last = names
    is_attribute = last.startswith("@")
    if (rule.attributes_alone and not is_attribute) or len(rule.steps) > len(names):
        return False
    if rule.attribute and is_attribute:
        return False
    if last[:1] in "#?" or not rule.steps[-1].match(last.removeprefix("@")):
        return False
    upper = rule.steps[:-1]
    near = above[len(above) - len(upper) :]
    return all(step.match(name) for step, name in zip(upper, near, strict=True))
