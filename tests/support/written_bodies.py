"""Valid bodies written at random from the raw resource files, each with a map of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from body_rules import RAW, Row, table

if TYPE_CHECKING:
    from random import Random

VALUES = {
    "integer": "17",
    "decimal": "-12,50",
    "date": "2026-02-28",
    "datetime": "2026-02-28 09:30:00",
    "boolean": "false",
    "base64": "QUJD",
    "xml": "<other><document/></other>",
    "string": "Äö &amp; x",
}


class Gap(NamedTuple):
    """Characters `start` to `end`, both included as places of a caret, are blanks between the
    children of an element; `before` and `after` are the names of all its children around."""

    start: int
    end: int
    row: Row
    before: tuple[str, ...]
    after: tuple[str, ...]


class Tag(NamedTuple):
    """A start tag: its name ends at `name_end`; `attributes` are (name, start, value start, value
    end) in the order they stand."""

    start: int
    name_end: int
    end: int
    row: Row
    attributes: tuple[tuple[str, int, int, int], ...]
    gap: int


class Body:
    """`text` is valid. `hidden` are the ranges inside comments and CDATA sections, `foreign` those
    of XML that belongs to another resource; `values` (start, end, row) the texts of elements
    without children."""

    def __init__(self, resource: str, random: Random) -> None:
        self.resource = resource
        self.text = ""
        self.gaps: list[Gap] = []
        self.tags: list[Tag] = []
        self.hidden: list[tuple[int, int]] = []
        self.foreign: list[tuple[int, int]] = []
        self.values: list[tuple[int, int, Row]] = []
        self._random = random
        self._choices = RAW[resource].get("choice", [])
        self._lines = random.random() < 0.7
        self._plenty = random.choice([0.2, 0.5, 0.9])
        self._write(table(resource), 0)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _write(self, row: Row, depth: int) -> None:
        self._start_tag(row)
        if row.raw["type"] == "xml":
            start = len(self.text)
            self.text += VALUES["xml"]
            self.foreign.append((start, len(self.text)))
        elif row.raw["type"] != "aggregate":
            self._value(row)
        if row.children:
            self._content(row, depth)
        self.text += f"</{row.name}>"

    def _start_tag(self, row: Row) -> None:
        start = len(self.text)
        self.text += f"<{row.name}"
        name_end = len(self.text)
        attributes = []
        documented = [a for a in row.raw.get("attributes", []) if a["occurs"] != "0"]
        for raw in self._random.sample(documented, len(documented)):
            if raw["occurs"] == "1" or self._chance(0.5):
                self.text += self._random.choice([" ", "  "])
                at = len(self.text)
                value = self._random.choice(raw.get("values") or ["x"])
                quoted = quoteattr(value).replace('"', self._random.choice("\"'"))
                self.text += f"{raw['name']}={quoted}"
                attributes.append((raw["name"], at, len(self.text) - len(value) - 1,
                                   len(self.text) - 1))  # fmt: skip
        self.text += ">"
        self.tags.append(
            Tag(start, name_end, len(self.text), row, tuple(attributes), len(self.gaps) - 1)
        )

    def _value(self, row: Row) -> None:
        kind, values = row.raw["type"], row.raw.get("values")
        value = self._random.choice(values) if values else VALUES.get(kind, VALUES["string"])
        if row.raw.get("length"):
            value = value[: row.raw["length"]].rstrip() if "&" not in value else "Ä"
        if kind == "string" and not values and self._chance(0.1):
            self.text += "<![CDATA["
            start = len(self.text)
            self.text += "a < b <c>"[: row.raw.get("length")] + "]]>"
            self.hidden.append((start, len(self.text) - 1))
            return
        start = len(self.text)
        self.text += value
        if not row.children:
            self.values.append((start, len(self.text), row))

    def _content(self, row: Row, depth: int) -> None:
        chosen = self._children(row)
        names = tuple(child.name for child in chosen)
        for place, child in enumerate(chosen):
            self._gap(row, names[:place], names[place:], depth + 1)
            self._write(child, depth + 1)
        self._gap(row, names, (), depth)

    def _gap(self, row: Row, before: tuple[str, ...], after: tuple[str, ...], depth: int) -> None:
        blank = f"\n{'  ' * depth}" if self._lines else ""
        start = len(self.text)
        self.text += blank
        self.gaps.append(Gap(start, len(self.text), row, before, after))
        if self._chance(0.06):
            inside = self._random.choice(["remark", f"<{row.name}>", "</root> <a", "<![CDATA["])
            opening, closing = self._random.choice([("<!--", "-->"), ("<?x ", "?>")])
            self.text += opening
            hidden = len(self.text)
            self.text += inside + closing
            self.hidden.append((hidden, len(self.text) - 1))
            self.gaps.append(Gap(len(self.text), len(self.text), row, before, after))

    def _children(self, row: Row) -> list[Row]:
        wanted = {c.name for c in row.children if c.least or self._chance(self._plenty)}
        for choice in self._choices:
            if choice["within"] == row.path:
                among = sorted(wanted & set(choice["names"]))
                if not among and not choice["occurs"].startswith("0"):
                    wanted.add(self._random.choice(choice["names"]))
                elif among and not choice["occurs"].endswith("n"):
                    wanted -= set(among) - {self._random.choice(among)}
        chosen = []
        for child in row.children:
            if child.name in wanted:
                most = min(child.most, max(child.least, 3 if self._chance(0.4) else 1))
                chosen += [child] * self._random.randint(max(child.least, 1), int(most))
        return chosen
