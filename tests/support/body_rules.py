"""A plain validator of bodies against the raw resource files; shares no code with the program."""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
from datetime import datetime
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
RAW = {
    f"{path.stem}.nv": raw
    for path in sorted(FOLDER.glob("*/*.toml"))
    if (raw := tomllib.loads(path.read_text("utf-8"))).get("request")
}
#: All resources with a body table.
WITH_BODY = tuple(RAW)
#: Those whose source told all.
CERTAIN = tuple(name for name, raw in RAW.items() if raw["complete"] and not raw.get("gaps"))


class Row:
    def __init__(self, raw: dict, path: str) -> None:
        self.raw, self.path, self.children = raw, path, []
        self.name: str = raw["name"]
        least, _, most = raw["occurs"].partition("..")
        self.least = int(least)
        self.most = float("inf") if most == "n" else int(most or least)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def table(resource: str) -> Row:
    here: list[Row] = []
    for raw in RAW[resource]["request"]:
        del here[raw["level"] :]
        row = Row(raw, "/".join([*(r.name for r in here), raw["name"]]))
        if here:
            here[-1].children.append(row)
        here.append(row)
    return here[0]


def faults(resource: str, text: str) -> list[str]:
    """What is wrong with a body, one line each; everything documented counts."""
    try:
        root = etree.fromstring(text.encode())
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    row = table(resource)
    if root.tag != row.name:
        return [f"root is {root.tag}"]
    return [*_element(root, row, RAW[resource].get("choice", []))]


def _element(element: etree._Element, row: Row, choices: list[dict]):
    yield from _attributes(element, row)
    if row.raw["type"] == "xml":
        return
    names = [child.tag for child in element if isinstance(child.tag, str)]
    yield from order_faults(row, names)
    for choice in choices:
        if choice["within"] == row.path:
            count = len(set(names) & set(choice["names"]))
            least, _, most = choice["occurs"].partition("..")
            if count < int(least) or count > (99 if most == "n" else int(most or least)):
                yield f"{row.path}: {count} of the choice {choice['names']}"
    known = {child.name: child for child in row.children}
    for child in element:
        if child.tag in known:
            yield from _element(child, known[child.tag], choices)
    text = (element.text or "").strip()
    if row.raw["type"] == "aggregate":
        if text:
            yield f"{row.path}: holds text"
    elif not text:
        yield f"{row.path}: is empty"
    else:
        yield from _text(text, row)


def order_faults(row: Row, names: list[str], missing: bool = True) -> list[str]:
    """What is wrong with the children of one element, given their names."""
    found = []
    documented = [child.name for child in row.children]
    places = [documented.index(name) for name in names if name in documented]
    found += [f"{row.path}: unknown {name}" for name in names if name not in documented]
    if places != sorted(places):
        found.append(f"{row.path}: order {names}")
    for child in row.children:
        count = names.count(child.name)
        if count > child.most or (missing and count < child.least):
            found.append(f"{child.path}: {count} times")
    return found


def _attributes(element: etree._Element, row: Row):
    documented = {a["name"]: a for a in row.raw.get("attributes", [])}
    for name, value in element.attrib.items():
        known = documented.get(name)
        if known is None or known["occurs"] == "0":
            yield f"{row.path}: attribute {name}"
        elif known.get("values") and value not in known["values"]:
            yield f"{row.path}: {name}={value}"
    for name, known in documented.items():
        if known["occurs"] == "1" and name not in element.attrib:
            yield f"{row.path}: attribute {name} is missing"


def _text(text: str, row: Row):
    kind, length = row.raw["type"], row.raw.get("length")
    if length and len(text) > length:
        yield f"{row.path}: {len(text)} characters"
    if row.raw.get("values") and text not in row.raw["values"]:
        yield f"{row.path}: {text} is no documented value"
    forms = {"integer": r"-?\d+", "decimal": r"-?\d+(,\d+)?", "boolean": "(?i)true|false"}
    good = re.fullmatch(forms.get(kind, "(?s).*"), text) is not None
    try:
        if kind == "date":
            datetime.strptime(text, "%Y-%m-%d")
        if kind == "datetime":
            datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
        if kind == "base64":
            base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        good = False
    if not good:
        yield f"{row.path}: {text!r} is not of type {kind}"
