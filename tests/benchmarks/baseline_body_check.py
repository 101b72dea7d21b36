"""The baseline of the check of bodies, not to be improved: libxml2 reads, names are looked up."""

from __future__ import annotations

from lxml import etree


def plain_check(names: dict[str, set[str]], text: str) -> int:
    """How many elements stand in one that does not document them; `names` are those of the
    children, by the name of the parent."""
    strangers = 0
    root = etree.fromstring(text.encode())
    for element in root.iter():
        allowed = names.get(element.tag, set())
        for child in element:
            if child.tag not in allowed:
                strangers += 1
    return strangers
