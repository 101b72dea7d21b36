"""What is wrong within one piece of an XML text: where, why, and what mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.xmltext.marks import NAME, Mark, MarkKind, attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_S = "[ \t\r\n]"
_SPACE = re.compile(f"{_S}*+")
_GOOD_TAG = re.compile(f"(?:{_S}++{NAME}{_S}*+={_S}*+(?:\"[^\"<&]*+\"|'[^'<&]*+'))*+{_S}*+/?>")
_EQUALS = re.compile(f"{_S}*+={_S}*+")
_RUN = re.compile("(?:[^ \t\r\n\"']|\"[^\"]*+\"|'[^']*+'|[\"'])++")
_AMPERSAND = re.compile(f"&(?:#([0-9]++);|#x([0-9A-Fa-f]++);|({NAME});)?+")
_DECLARATION = re.compile(
    rf"<\?xml{_S}+version{_S}*={_S}*(?:\"1\.[0-9]*\"|'1\.[0-9]*')"
    rf"(?:{_S}+encoding{_S}*={_S}*(?:\"[A-Za-z][\w.-]*\"|'[A-Za-z][\w.-]*'))?"
    rf"(?:{_S}+standalone{_S}*={_S}*(?:\"(?:yes|no)\"|'(?:yes|no)'))?{_S}*\?>",
    re.ASCII,
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PREDEFINED = ("amp", "lt", "gt", "quot", "apos")


class Mend(NamedTuple):
    """One change that mends a flaw: each edit puts its text in the place of the characters from
    its first to its second number. They do not overlap and stand in ascending order."""

    title: str
    edits: tuple[tuple[int, int, str], ...]


class Flaw(NamedTuple):
    """`problem` is one sentence: what is wrong and what to do. `code` is a short stable name."""

    code: str
    start: int
    end: int
    problem: str
    mend: Mend | None = None


def mend(title: str, start: int, end: int, new: str) -> Mend:
    return Mend(title, ((start, end, new),))


def short(said: str) -> str:
    return said if len(said) <= 60 else said[:59] + "…"


def unseen(text: str) -> str:
    """`U+00A0` for a text that begins with it and of which nothing can be seen; empty for any
    other."""
    seen = any(each.isprintable() and not each.isspace() for each in text)
    return "" if seen or not text else f"U+{ord(text[0]):04X}"


def mark_flaws(text: str, marks: Iterable[Mark]) -> Iterator[Flaw]:
    """Flaws within each piece, one after the other."""
    references = "&" in text
    closing = "]]>" in text
    doctype = "<!DOCTYPE" in text and any(mark.kind == MarkKind.DOCTYPE for mark in marks)
    plain, opened, void, closed = MarkKind.TEXT, MarkKind.START, MarkKind.EMPTY, MarkKind.END
    for mark in marks:
        kind, start, end, name, whole = mark
        if kind == plain:
            if references and text.find("&", start, end) >= 0:
                yield from _reference_flaws(text, start, end, doctype)
            if closing and (at := text.find("]]>", start, end)) >= 0:
                fix = mend("Write ]]&gt;", at, at + 3, "]]&gt;")
                yield Flaw("cdata-end", at, at + 3, "]]> cannot stand in text: write ]]&gt;.", fix)
        elif kind in (opened, void):
            if not whole or end - start - len(name) > (3 if kind == void else 2):
                yield from _tag_flaws(text, mark, doctype)
        elif kind == closed:
            if not whole or end - start > len(name) + 3:
                yield from _end_tag_flaws(text, mark)
        else:
            yield from _other_flaws(text, mark)


def _reference_flaws(text: str, start: int, end: int, doctype: bool) -> Iterator[Flaw]:
    for match in _AMPERSAND.finditer(text, start, end):
        at, stop = match.span()
        decimal, hexadecimal, name = match.groups()
        if name:
            if name not in _PREDEFINED and not doctype:
                yield _unknown_entity(at, stop, name)
        elif decimal or hexadecimal:
            # More digits than any character has, which would take long to read.
            digits = (decimal or hexadecimal).lstrip("0")
            code = int(digits or "0", 10 if decimal else 16) if len(digits) < 8 else 0x110000
            if code > 0x10FFFF or NOT_XML.match(chr(code)):
                said = f"{match[0]} stands for no character that XML allows: remove it."
                yield Flaw("character", at, stop, said, mend("Remove it", at, stop, ""))
        else:
            fix = mend("Write &amp;", at, stop, "&amp;")
            yield Flaw("ampersand", at, stop, "A lone & cannot stand here: write &amp;.", fix)


def _unknown_entity(at: int, stop: int, name: str) -> Flaw:
    from html.entities import html5

    character = html5.get(f"{name};")
    new = character if character and character not in "<&" else f"&amp;{name};"
    said = f"&{name}; is not known in XML: write {new}."
    return Flaw("entity", at, stop, said, mend(f"Write {new}", at, stop, new))


def _tag_flaws(text: str, mark: Mark, doctype: bool) -> Iterator[Flaw]:
    good = _GOOD_TAG.match(text, mark.name_end, mark.end)
    if good and good.end() == mark.end and text.count("=", mark.name_end, mark.end) < 2:
        return
    stop = mark.end
    if mark.whole:
        stop -= 2 if mark.kind == MarkKind.EMPTY else 1
    yield from _attribute_flaws(text, mark, stop, doctype)
    if not mark.whole:
        yield _unfinished(text, mark, f"<{mark.name}")


def _unfinished(text: str, mark: Mark, begins: str) -> Flaw:
    rest = text[mark.end : mark.end + 1]
    fix = None
    if rest in ("", "\n", "\r", "<"):
        fix = mend("Write >", mark.end, mark.end, ">")
    said = f"The tag {begins} is not finished: write its > (and &lt; for any < in a value)."
    return Flaw("unfinished", mark.start, mark.end, said, fix)


def _attribute_flaws(text: str, mark: Mark, stop: int, doctype: bool) -> Iterator[Flaw]:
    readable = {a.start: a for a in attributes(text, mark)}
    seen: dict[str, str] = {}
    at = mark.name_end
    while True:
        space = _SPACE.match(text, at, stop)
        first = space.end() if space else at
        if first >= stop:
            return
        attribute = readable.get(first)
        if attribute is None:
            run = _RUN.match(text, first, stop)
            at = run.end() if run else stop
            said = f"{short(text[first:at])} cannot stand in a tag: remove it."
            yield Flaw("attribute", first, at, said)
            continue
        name = attribute.name
        if first == at:
            fix = mend("Write a space", at, at, " ")
            said = f"A space is missing before the attribute {name}: write one."
            yield Flaw("attribute", first, attribute.end, said, fix)
        at = attribute.end
        if attribute.value_start < 0:
            equals = _EQUALS.match(text, at, stop)
            if equals and text[equals.end() : equals.end() + 1] in ('"', "'"):
                said = f"The value of {name} has no closing quote: write one."
                yield Flaw("quote", attribute.start, stop, said)
                return
            at = equals.end() if equals else at
            said = f'The attribute {name} has no value: write {name}="…" or remove it.'
            yield Flaw("attribute", attribute.start, at, said)
        elif not attribute.quote:
            quoted = f'"{attribute.raw}"'
            fix = mend("Write quotes", attribute.value_start, attribute.value_end, quoted)
            said = f"The value of {name} has no quotes: write {name}={short(quoted)}."
            yield Flaw("quote", attribute.start, attribute.end, said, fix)
        if name in seen:
            same = seen[name] == attribute.raw
            twice = mend(f"Remove the second {name}", first, at, "") if same else None
            said = f"The attribute {name} stands twice in <{mark.name}>: keep one."
            yield Flaw("attribute-twice", attribute.start, attribute.end, said, twice)
        seen.setdefault(name, attribute.raw)
        if "&" in attribute.raw:
            yield from _reference_flaws(text, attribute.value_start, attribute.value_end, doctype)


def _end_tag_flaws(text: str, mark: Mark) -> Iterator[Flaw]:
    if not mark.whole:
        yield _unfinished(text, mark, f"</{mark.name}")
    elif mark.name and text[mark.name_end : mark.end - 1].strip(" \t\r\n"):
        fix = mend(f"Write </{mark.name}>", mark.start, mark.end, f"</{mark.name}>")
        said = f"An end tag holds nothing but its name: write </{mark.name}>."
        yield Flaw("end-tag", mark.start, mark.end, said, fix)


def _other_flaws(text: str, mark: Mark) -> Iterator[Flaw]:
    kind, start, end, _, whole = mark
    if kind == MarkKind.JUNK:
        edits = tuple((at, at + 1, "&lt;") for at in range(start, min(end, start + 1000)))
        said = "A < that begins no tag cannot stand here: write &lt;."
        yield Flaw("less-than", start, end, said, Mend("Write &lt;", edits))
    elif not whole:
        what, closing = {
            MarkKind.COMMENT: ("comment", "-->"),
            MarkKind.CDATA: ("CDATA section", "]]>"),
            MarkKind.PI: ("processing instruction", "?>"),
        }.get(kind, ("DOCTYPE", ">"))
        said = f"This {what} is not closed: write {closing} where it ends."
        yield Flaw("unfinished", start, end, said)
    elif kind == MarkKind.COMMENT:
        inner = text[start + 4 : end - 3]
        if "--" in inner or inner.endswith("-"):
            new = re.sub("-(?=-|\\Z)", "- ", inner)
            fix = mend("Part the hyphens", start + 4, end - 3, new)
            said = "A comment cannot hold -- or end with a hyphen: part the hyphens."
            yield Flaw("comment", start, end, said, fix)
    elif kind == MarkKind.PI:
        yield from _instruction_flaws(text, mark)


def _instruction_flaws(text: str, mark: Mark) -> Iterator[Flaw]:
    remove = mend("Remove it", mark.start, mark.end, "")
    if mark.name.lower() == "xml":
        if mark.start > 0:
            said = "An XML declaration can stand at the very beginning only: remove it."
            yield Flaw("declaration", mark.start, mark.end, said, remove)
        elif not _DECLARATION.fullmatch(text, mark.start, mark.end):
            said = "This XML declaration cannot be read: remove it, UTF-8 needs none."
            yield Flaw("declaration", mark.start, mark.end, said, remove)
    elif (
        not mark.name
        or ":" in mark.name
        or text[mark.name_end] not in "? \t\r\n"
        or (text[mark.name_end] == "?" and mark.name_end != mark.end - 2)
    ):
        said = "A processing instruction has to begin with its name: remove it."
        yield Flaw("instruction", mark.start, mark.end, said, remove)
