"""The text of one element, taken apart into its tags and what stands behind each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_NAME = r"[^\s<>/!?=\"'&]+"
_ATTRIBUTES = r"(?:\s+[^\s<>/=\"'&]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*"
TAG = rf"<(/?{_NAME})({_ATTRIBUTES})\s*(/?)>"
_TAG_AND_TEXT = re.compile(rf"{TAG}([^<]*)")
_ANY = re.compile(
    rf"{TAG}([^<]*)|<!--.*?-->([^<]*)|<!\[CDATA\[(.*?)\]\]>([^<]*)|<\?.*?\?>([^<]*)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Pieces(NamedTuple):
    """For each tag: its name, with `/` before in an end tag; its attributes as they stand there;
    `/` when it is empty (`<a/>`); the text up to the next tag, references not resolved. A CDATA
    section is text with references in place of `&` and `<`."""

    names: tuple[str, ...]
    attributes: tuple[str, ...]
    empty: tuple[str, ...]
    texts: tuple[str, ...]


def split(text: str) -> Pieces | None:
    """The pieces of an element from its tag to its end tag; None for what is no XML."""
    found = _TAG_AND_TEXT.findall(text)
    if len(found) != text.count("<"):  # each `<` begins a tag, or there is something rare
        return _split_with_care(text)
    return Pieces(*zip(*found, strict=True)) if found else None


def _split_with_care(text: str) -> Pieces | None:
    names: list[str] = []
    attributes: list[str] = []
    empty: list[str] = []
    texts: list[str] = []
    at = 0
    while at < len(text):
        match = _ANY.match(text, at)
        if not match:
            return None
        at = match.end()
        name, attribute, slash, after, comment, cdata, after_cdata, instruction = match.groups()
        if name is not None:
            names.append(name)
            attributes.append(attribute)
            empty.append(slash)
            texts.append(after)
        elif not texts:
            return None
        elif cdata is not None:
            texts[-1] += cdata.replace("&", "&amp;").replace("<", "&lt;") + after_cdata
        else:
            texts[-1] += comment if comment is not None else instruction
    return Pieces(tuple(names), tuple(attributes), tuple(empty), tuple(texts)) if names else None


def attribute_names(attributes: str) -> tuple[str, ...]:
    return tuple([match[0] for match in _ATTRIBUTE.findall(attributes)])


@lru_cache(2048)  # many say the same in all rows
def attribute_value(attributes: str, name: str) -> str:
    """References not resolved; empty without such an attribute."""
    for found, double, single in _ATTRIBUTE.findall(attributes):
        if found == name:
            return str(double or single)
    return ""


def local_name(name: str) -> str:
    """Without the prefix of a namespace."""
    return name.rpartition(":")[2] or name
