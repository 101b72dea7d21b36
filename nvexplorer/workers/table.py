"""Jobs about tables of answers; what they do is told in `nvexplorer/exchange/table`.

The last table stays as long as the process has work, so that the next question about it needs not
read all of the body again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.export import export as write_file
from nvexplorer.exchange.table.ordering import answer, column_of, ordered
from nvexplorer.exchange.table.sums import summary
from nvexplorer.exchange.table.table_source import TableSource
from nvexplorer.exchange.table.whole import Whole
from nvexplorer.model.errors import AnswerError
from nvexplorer.xmltext.stored import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.exchange.table.contract import (
        Export,
        Exported,
        Order,
        Ordered,
        Portion,
        Summary,
        Tabled,
        TableEnd,
        TableKind,
    )
    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.source import Source

_last: dict[object, Whole] = {}


def kinds(
    tabled: Tabled, *, progress: Callable[[tuple[TableKind, ...]], object]
) -> tuple[TableKind, ...]:
    with _opened(tabled.stored) as source:
        scan = TableSource(source, tabled.charset).scan(tabled.definition)
        for portion in scan.run():
            progress(portion.kinds or ())
    return scan.kinds(exact=scan.fault is None)


def rows(tabled: Tabled, *, progress: Callable[[Portion], object]) -> TableEnd:
    with _opened(tabled.stored) as source:
        return _read(tabled, source, progress).end


def order(
    tabled: Tabled, wanted: Order, *, progress: Callable[[Portion | None], object]
) -> Ordered:
    with _opened(tabled.stored) as source:
        return answer(_whole(tabled, source, progress), wanted)


def sums(
    tabled: Tabled,
    wanted: Order,
    paths: tuple[str, ...],
    *,
    progress: Callable[[Portion | None], object],
) -> tuple[Summary, ...]:
    with _opened(tabled.stored) as source:
        whole = _whole(tabled, source, progress)
        numbers = ordered(whole, wanted)
        found = []
        for path in paths:
            progress(None)
            column = column_of(whole, path)
            cells, elements = whole.column(column), whole.elements(column.level)
            once = dict.fromkeys(elements[number] for number in numbers)
            found.append(summary((cells[element] for element in once), column.kind))
        return tuple(found)


def export(
    tabled: Tabled, wanted: Order, what: Export, *, progress: Callable[[float], object]
) -> Exported:
    with _opened(tabled.stored) as source:
        whole = _whole(tabled, source, lambda _: progress(0.0))
        return write_file(whole, wanted, what, progress)


def _whole(tabled: Tabled, source: Source, progress: Callable[[None], object]) -> Whole:
    """As it was left by the last job, or read again."""
    whole = _last.get(_key(tabled))
    if whole is None:
        return _read(tabled, source, lambda _: progress(None))
    whole.rows.body = source
    return whole


def _read(tabled: Tabled, source: Source, progress: Callable[[Portion], object]) -> Whole:
    _last.clear()
    whole = Whole(tabled.definition, tabled.path)
    for portion in whole.read(source, tabled.charset):
        progress(portion)
    _last[_key(tabled)] = whole
    return whole


def _key(tabled: Tabled) -> object:
    """What tells a table from others."""
    stored, definition = tabled.stored, tabled.definition
    if stored.path:
        status = os.stat(stored.path)
        body: object = (stored.path, status.st_ino, status.st_mtime_ns)
    else:
        body = hashlib.sha256(stored.data).digest()
    resource = (definition.resource, definition.origin) if definition else None
    return body, stored.size, tabled.charset, tabled.path, resource


@contextmanager
def _opened(stored: Stored) -> Iterator[Source]:
    try:
        with opened(stored) as source:
            yield source
    except OSError as error:
        raise AnswerError(
            f"The body of the answer cannot be read any more ({error.strerror or error}).",
            "Send the request again, or open the saved file.",
        ) from error
