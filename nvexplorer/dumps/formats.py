"""The formats that dumps are read in; one file each, in the order in which they are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.dumps import curl, lines, message, objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.dumps.dump import Dump


class Format(NamedTuple):
    """`looks` is a quick test whether a text may be of this format; `read` gives its requests in
    order, [] for none. Neither raises, whatever the text."""

    name: str
    looks: Callable[[str], bool]
    read: Callable[[str], list[Dump]]


def _always(text: str) -> bool:
    return True


#: Of two that read the same from a text, the first is taken.
FORMATS = (
    Format("curl", curl.looks, curl.read),
    Format("object", objects.looks, objects.read),
    Format("raw HTTP", _always, message.read),
    Format("header list", _always, lines.read),
)
