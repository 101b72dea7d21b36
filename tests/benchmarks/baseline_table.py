"""What bench_table.py compares with: all of a list parsed by lxml into dictionaries."""

from __future__ import annotations

from lxml import etree


def rows_of(file: str, name: str) -> list[dict[str, str]]:
    """A dictionary for each element of that name: the texts of its children."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    root = etree.parse(file, parser).getroot()
    return [{child.tag: child.text or "" for child in row} for row in root.iter(name)]  # type: ignore[misc]
