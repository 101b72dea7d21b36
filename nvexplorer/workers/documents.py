"""Jobs that read an answer from end to end."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.search import Needle, Pattern, search
from nvexplorer.xmltext.stored import opened
from nvexplorer.xmltext.wellformed import first_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.source import Source
    from nvexplorer.xmltext.wellformed import Fault

MOST_HITS = 1_000_000
_REPORT = 0.05  # seconds between two reports


class Wanted(NamedTuple):
    """What to look for. `encoding` is how `Document.encoding` names it."""

    text: str
    case_sensitive: bool = False
    regex: bool = False
    encoding: str = "utf-8"


class Hits(NamedTuple):
    """More hits, ascending; all that begin before `reached` are told. `begins` and `stops` are
    their places as eight bytes each, as only plain data goes from process to process."""

    begins: bytes
    stops: bytes
    reached: int

    @property
    def starts(self) -> array[int]:
        """The bytes at which the hits begin."""
        return array("q", self.begins)

    @property
    def ends(self) -> array[int]:
        """The bytes before which they end."""
        return array("q", self.stops)


def fault_of(stored: Stored) -> Fault | None:
    """The job "first-fault": what keeps a body from being well-formed."""
    with opened(stored) as source:
        return first_fault(source)


def find(
    stored: Stored,
    wanted: Wanted,
    *,
    progress: Callable[[Hits], object],
    monotonic: Callable[[], float],
) -> bool:
    """The job "search": hits come as progress, the first of them at once; whether those are all,
    which they are not beyond `MOST_HITS`. A regular expression that takes for ever ends with its
    process when the job is cancelled. Offsets are those of the text as a Document shows it, which
    is in UTF-8 where the body is in UTF-16. Raises BadInput for what is no regular expression."""
    kind = Pattern if wanted.regex else Needle
    needle = kind(wanted.text, wanted.encoding, case_sensitive=wanted.case_sensitive)
    with opened(stored) as body:
        source = _shown(body)
        starts, ends, count, reached, told = array("q"), array("q"), 0, 0, -1.0
        for found in search(source, needle):
            starts += found.offsets
            ends += found.ends
            reached = found.reached
            now = monotonic()
            if now - told > _REPORT or (starts and not count):
                told = now
                count += len(starts)
                progress(Hits(starts.tobytes(), ends.tobytes(), reached))
                starts, ends = array("q"), array("q")
                if count >= MOST_HITS:
                    return False
        progress(Hits(starts.tobytes(), ends.tobytes(), reached))
    return True


def _shown(body: Source) -> Source:
    encoding = detect(body.read(0, 1024))
    if encoding.in_place:
        return body
    from nvexplorer.xmltext.converted import ConvertedSource

    converted = ConvertedSource(body, encoding)
    while converted.advance(1 << 20):
        pass
    return converted
