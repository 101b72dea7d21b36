"""What a chip is called: by the elements beside it, else by the first bytes of the file."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.widgets.editor.tags import Tag, tags_before, tags_from
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.ui.widgets.editor.tags import Part

_NEAR = 6_000  # characters before and behind in which siblings are looked for
_LONGEST_NAME = 48
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class Kind(NamedTuple):
    """`suffix` without its dot. What is `harmless` may be opened with the system's program."""

    name: str
    suffix: str
    mime: str
    harmless: bool = True


UNKNOWN = Kind("File", "", "", harmless=False)
_ZIP = Kind("ZIP", "zip", "application/zip")
_MAGIC = (
    (b"%PDF-", Kind("PDF", "pdf", "application/pdf")),
    (b"\x89PNG\r\n", Kind("PNG", "png", "image/png")),
    (b"\xff\xd8\xff", Kind("JPEG", "jpg", "image/jpeg")),
    (b"GIF8", Kind("GIF", "gif", "image/gif")),
    (b"II*\0", Kind("TIFF", "tif", "image/tiff")),
    (b"MM\0*", Kind("TIFF", "tif", "image/tiff")),
    (b"PK\3\4", _ZIP),
    (b"<?xml", Kind("XML", "xml", "text/xml")),
)
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TEXTS = {"txt": "text/plain", "csv": "text/csv"}


class Sibling(NamedTuple):
    """An element without others in it, beside a chip's. `tag` is its opening or empty tag; its
    text goes from `start` to `end`."""

    tag: Tag
    start: int
    end: int
    text: str


def kind_of(text: str, name: str = "") -> Kind:
    """By the first bytes; where they do not tell, by the name of the file."""
    head = re.sub(r"\s", "", text[:200])[:64]
    try:
        data = base64.b64decode(head[: len(head) // 4 * 4])
    except (binascii.Error, ValueError):
        return UNKNOWN
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), UNKNOWN)
    if kind is _ZIP and suffix in _OFFICE:
        return Kind(suffix.upper(), suffix, _OFFICE[suffix])
    if kind is UNKNOWN and suffix in _TEXTS and data.isascii():
        return Kind(suffix.upper(), suffix, _TEXTS[suffix])
    return kind


def decoded_size(text: str) -> int:
    """Bytes of the file that base64 stands for."""
    in_lines = any(character.isspace() for character in text[:200])
    spaces = sum(text.count(space) for space in "\n\r\t ") if in_lines else 0
    return (len(text) - spaces) * 3 // 4 - text.count("=", len(text) - 4)


def label(text: str, name: str) -> str:
    """Such as `invoice.pdf, 1.2 MB`."""
    name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"{name or kind_of(text).name}, {size_text(decoded_size(text))}"


def siblings(part: Part, length: int, start: int, end: int) -> Iterator[Sibling]:
    """The elements beside the one whose content goes from `start` to `end`; that of an empty tag
    is its end."""
    empty = start == end and part(start - 2, start) == "/>"
    yield from _leaves(part, _before(part, start))
    yield from _leaves(part, _behind(part, length, end, inside=not empty))


def file_name(part: Part, length: int, start: int, end: int) -> str:
    """The name that an element beside the content gives the file, empty for none."""
    for sibling in siblings(part, length, start, end):
        if is_file_name(sibling.tag.name) and sibling.text.strip():
            text = sibling.text.strip()
            for entity, character in _ENTITIES:
                text = text.replace(entity, character)
            return text
    return ""


def is_file_name(element: str) -> bool:
    return element.lower().endswith("filename")


def is_mime_type(element: str) -> bool:
    return element.lower().endswith("mimetype")


def _before(part: Part, start: int) -> list[Tag]:
    """Tags between the beginning of the parent and the element, in order."""
    found: list[Tag] = []
    depth = 0
    for tag in tags_before(part, start):
        if tag is None:
            if found and start - found[-1].start > _NEAR:
                break
            continue
        if not found:  # the element itself
            depth = -1
            found.append(tag)
            continue
        depth += 1 if tag.closes else -1 if tag.opens else 0
        if depth < -1 or start - tag.start > _NEAR:
            break
        found.append(tag)
    return found[:0:-1]


def _behind(part: Part, length: int, end: int, *, inside: bool) -> list[Tag]:
    """Tags between the end of the element and that of the parent; `inside` when the end tag of
    the element is still to come."""
    found: list[Tag] = []
    depth = int(inside)
    for tag in tags_from(part, min(length, end + _NEAR), end):
        if tag is None:
            continue
        depth += 1 if tag.opens else -1 if tag.closes else 0
        if depth < 0:
            break
        found.append(tag)
    return found[1:] if inside else found


def _leaves(part: Part, tags: list[Tag]) -> Iterator[Sibling]:
    """Those of the elements that hold no others."""
    depth = 0
    for index, tag in enumerate(tags):
        if depth == 0 and tag.empty:
            yield Sibling(tag, tag.end, tag.end, "")
        elif depth == 0 and tag.opens and index + 1 < len(tags) and tags[index + 1].closes:
            end = tags[index + 1].start
            yield Sibling(tag, tag.end, end, part(tag.end, end))
        depth += 1 if tag.opens else -1 if tag.closes else 0
