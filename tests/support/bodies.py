"""Bodies made from the raw resource files, and damaged ones; shares no code with the program."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from body_rules import RAW, Row, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

LETTERS = "abcdefgh ijklmno åäö ÅÄÖ &<>\"' 0123456789 €.,-"


@dataclass
class Made:
    """An element to be written; `line` is that of its opening tag once it is."""

    row: Row
    attributes: dict[str, str] = field(default_factory=dict)
    value: str = ""
    children: list[Made] = field(default_factory=list)
    name: str = ""
    raw: str | None = None  # its content as it is to be written
    line: int = 0

    def __post_init__(self) -> None:
        self.name = self.name or self.row.name

    def walk(self) -> Iterator[Made]:
        yield self
        for child in self.children:
            yield from child.walk()

    def copy(self) -> Made:
        children = [child.copy() for child in self.children]
        return Made(self.row, dict(self.attributes), self.value, children, self.name, self.raw)


def made(resource: str, random: Random, full: float = 0.4) -> Made:
    """A good body: everything required, and of the rest a share of `full`."""
    return _element(table(resource), random, full, RAW[resource].get("choice", []))


def _element(row: Row, random: Random, full: float, choices: list[dict]) -> Made:
    attributes = {}
    for attribute in row.raw.get("attributes", ()):
        if attribute["occurs"] == "1" or (attribute["occurs"] != "0" and random.random() < full):
            values = attribute.get("values") or ["7"]
            attributes[attribute["name"]] = random.choice(values)
    value = "" if row.raw["type"] == "aggregate" else _value(row, random)
    children = []
    for child in _chosen(row, random, full, choices):
        least = max(child.least, 1)
        most = min(child.most, least + 2)
        for _ in range(random.randint(least, int(most))):
            children.append(_element(child, random, full, choices))
    return Made(row, attributes, value, children)


def _chosen(row: Row, random: Random, full: float, choices: list[dict]) -> list[Row]:
    """The rows of the children that there are."""
    mine = [c for c in choices if c["within"] == row.path]
    wanted = {c.name for c in row.children if c.least or random.random() < full}
    for choice in mine:
        names = list(choice["names"])
        if choice["occurs"] in ("1", "0..1"):
            there = [name for name in names if name in wanted]
            wanted -= set(names)
            if there or choice["occurs"] == "1":
                wanted.add(random.choice(there or names))
        elif not wanted & set(names):
            wanted.add(random.choice(names))
    if row.children and not wanted:
        wanted.add(random.choice(row.children).name)
    return [c for c in row.children if c.name in wanted]


def _value(row: Row, random: Random) -> str:
    raw = row.raw
    if raw.get("values"):
        return random.choice(raw["values"])
    if any("ISO-3166" in a.get("values", ()) for a in raw.get("attributes", ())):
        return random.choice(["FI", "SE", "EE", "NO"])
    kind = raw["type"]
    if kind == "integer":
        return str(random.randint(0, 10 ** min(raw.get("length", 6), 6) - 1))
    if kind == "decimal":
        return random.choice(["", "-"]) + str(random.randint(0, 9999)) + random.choice(["", ",50"])
    day = f"20{random.randint(10, 40)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    if kind == "date":
        return day
    if kind == "datetime":
        return f"{day} {random.randint(0, 23):02}:{random.randint(0, 59):02}:00"
    if kind == "boolean":
        return random.choice(["true", "false", "True", "False"])
    if kind == "base64":
        return base64.b64encode(random.randbytes(random.randint(1, 80))).decode()
    if kind == "xml":
        return "<root><any>1</any></root>"
    length = random.randint(1, min(raw.get("length", 30), 30))
    text = "".join(random.choice(LETTERS) for _ in range(length)).strip()
    return text or "x"


def written(root: Made, random: Random | None = None) -> str:
    """The text, one element a line; with `random`, comments and CDATA sections among it. Notes the
    line of each element."""
    lines: list[str] = []
    _write(root, 0, lines, random)
    return "\n".join(lines) + "\n"


def _write(node: Made, depth: int, lines: list[str], random: Random | None) -> None:
    indent = "  " * depth
    if random and depth and random.random() < 0.1:
        lines.append(f"{indent}<!-- about {node.name} -->")
    node.line = len(lines) + 1
    attributes = "".join(f" {name}={quoteattr(v)}" for name, v in node.attributes.items())
    content = node.raw
    if content is None:
        content = node.value if node.row.raw["type"] == "xml" else escape(node.value)
        if random and content != node.value and "]]>" not in node.value and random.random() < 0.3:
            content = f"<![CDATA[{node.value}]]>"
    opening = f"{indent}<{node.name}{attributes}>{content}"
    if not node.children:
        lines.append(f"{opening}</{node.name}>")
        return
    lines.append(opening)
    for child in node.children:
        _write(child, depth + 1, lines, random)
    lines.append(f"{indent}</{node.name}>")


def parents(root: Made) -> list[Made]:
    return [node for node in root.walk() if node.children]


def names_of(resource: str) -> set[str]:
    """All names in the table, in lower case."""
    return {row.name.lower() for row in table(resource).walk()}


def in_choice(resource: str, row: Row) -> bool:
    within, _, name = row.path.rpartition("/")
    choices = RAW[resource].get("choice", [])
    return any(c["within"] == within and name in c["names"] for c in choices)


def letters_apart(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed to make one name the other."""
    above = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        here = [i]
        for j, right in enumerate(other, 1):
            here.append(min(above[j] + 1, here[j - 1] + 1, above[j - 1] + (left != right)))
        above = here
    return above[-1]
