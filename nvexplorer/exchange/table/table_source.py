"""The bytes of a body as tables read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.scan import GroupsChanged, Scan
from nvexplorer.xmltext.encoding import Encoding, as_utf8, detect
from nvexplorer.xmltext.source import PartsSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import Portion
    from nvexplorer.xmltext.source import Source

_UTF8 = Encoding("utf-8", 0, "made so", True)


class TableSource:
    """`source` with `encoding`, in which markup is found without decoding. `converted`: they are
    made of bytes for which that is not so (UTF-16); places are then those of the text in UTF-8,
    and the window, which has the bytes as they were, cannot read cells."""

    def __init__(self, source: Source, charset: str | None = None) -> None:
        self.encoding = detect(source.read(0, 1024), charset)
        self.source = source
        self.converted = not self.encoding.in_place
        if self.converted:
            self.source = PartsSource(list(as_utf8(source, self.encoding)))
            self.encoding = _UTF8

    def scan(
        self,
        definition: Definition | None = None,
        path: str = "",
        known: tuple[str, ...] = (),
        *,
        keep: bool = False,
    ) -> Scan:
        return Scan(
            self.source,
            self.encoding,
            definition,
            path,
            known,
            all_large=self.converted,
            keep=keep,
        )


class Run:
    """A run through a body that begins again where it turns out to be about other groups; `scan`
    is the one that counts, as far as it has come."""

    def __init__(
        self,
        source: TableSource,
        definition: Definition | None,
        path: str,
        known: tuple[str, ...] = (),
        *,
        keep: bool = False,
    ) -> None:
        self._source = source
        self._keep = keep
        self._definition = definition
        self._path = path
        self.scan = source.scan(definition, path, known, keep=keep)

    def portions(self) -> Iterator[Portion]:
        """A portion that is `anew` comes first after a new beginning."""
        anew = False
        while True:
            try:
                for portion in self.scan.run():
                    yield portion._replace(anew=anew)
                    anew = False
                return
            except GroupsChanged as changed:
                anew = True
                self.scan = self._source.scan(
                    self._definition, self._path, tuple(changed.groups), keep=self._keep
                )
