"""The formats that dumps are read in; one file each, in the order in which they are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.dumps import (
    curl,
    dotnet,
    hexdump,
    http_file,
    lines,
    maps,
    message,
    objects,
    php,
    powershell,
    transcripts,
)

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
    Format("curl -v", transcripts.looks_verbose, transcripts.read_verbose),
    Format("curl trace", hexdump.looks_trace, hexdump.read_trace),
    Format("OkHttp log", transcripts.looks_okhttp, transcripts.read_okhttp),
    Format("Apache HttpClient log", transcripts.looks_wire, transcripts.read_wire),
    Format("HttpRequestMessage", dotnet.looks, dotnet.read),
    Format(".http file", http_file.looks, http_file.read),
    Format("PowerShell", powershell.looks, powershell.read),
    Format("curl", curl.looks, curl.read),
    Format("PHP", php.looks, php.read),
    Format("map", maps.looks, maps.read),
    Format("object", objects.looks, objects.read),
    Format("raw HTTP", _always, message.read),
    Format("hex dump", hexdump.looks, hexdump.read),
    Format("header list", _always, lines.read),
)
