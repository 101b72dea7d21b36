"""What an editor's document is made of, as plain data: text, odd line breaks and chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Break(NamedTuple):
    """A line break of the document that stands for `text`, which is not "\\n". SOFT stands for
    nothing: it only folds a long line on screen."""

    text: str


SOFT = Break("")


class Chip:
    """An object of one position that stands for a long text, a file in base64. `name` is that of
    the file where it is known, `label` what is shown, empty until it is made, `lines` the number
    of its line feeds."""

    __slots__ = ("__weakref__", "label", "lines", "name", "text")

    def __init__(self, text: str, name: str = "", lines: int | None = None) -> None:
        self.text = text
        self.lines = text.count("\n") if lines is None else lines
        self.name = name
        self.label = ""


Atom = Break | Chip
#: A piece of the document: text in which "\n" is a line break, or a single position.
Run = str | Atom


def units(text: str) -> int:
    """The positions a text takes in a document: those beyond U+FFFF take two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, count: int) -> int:
    """How many characters of `text` take its first `count` positions."""
    encoded = text[:count].encode("utf-16-le", "surrogatepass")
    return len(encoded[: 2 * count].decode("utf-16-le", "replace"))


def joined(runs: Iterable[Run]) -> list[Run]:
    """The same with neighbouring texts put together and empty ones left out."""
    result: list[Run] = []
    for run in runs:
        if not isinstance(run, str):
            result.append(run)
        elif run:
            if result and isinstance(result[-1], str):
                result[-1] += run
            else:
                result.append(run)
    return result


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in runs)


def replaced(text: str, start: int, removed: int, added: str) -> str:
    """The text with `added` in the place of `removed` characters."""
    return f"{text[:start]}{added}{text[start + removed :]}"


def encodable(text: str) -> str:
    """The text with the sign for no character in the place of half ones beyond U+FFFF, which no
    encoding has."""
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
