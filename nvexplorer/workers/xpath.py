"""The jobs about expressions on an answer. A process keeps the tree of its last answer until it
ends, which it does some seconds after its last job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.xpath.evaluate import evaluate
from nvexplorer.exchange.xpath.export import Form, exported
from nvexplorer.exchange.xpath.grammar import read_expression
from nvexplorer.exchange.xpath.hits import HitList, Value
from nvexplorer.exchange.xpath.names import read_names
from nvexplorer.exchange.xpath.opening import readable
from nvexplorer.exchange.xpath.parsed import ParsedAnswer
from nvexplorer.model.errors import BadInput, StoreError
from nvexplorer.workers import memory
from nvexplorer.xmltext.stored import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nvexplorer.exchange.xpath.hits import Found, Portion, Step
    from nvexplorer.exchange.xpath.names import Vocabulary
    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.source import Source

_FACTOR = 9  # bytes of a tree for each of its document, as measured on Netvisor's lists
_LONGEST = 100_000  # characters told of a string
_CLIPBOARD = 50_000_000  # characters that a clipboard is asked to take


class _Key(NamedTuple):
    stored: Stored
    charset: str | None
    changed: int


class _Lent:
    """The source of a tree that outlives the file being open."""

    size = 0
    inner: Source

    def read(self, offset: int, length: int) -> bytes:
        return self.inner.read(offset, length)


_kept: tuple[_Key, ParsedAnswer, _Lent] | None = None


def find(
    stored: Stored,
    charset: str | None,
    expression: str,
    *,
    progress: Callable[[Step | Portion], object],
) -> Found | Value:
    """The job "xpath": see `evaluate`. Raises BadInput, and OSError when the answer is gone."""
    global _kept
    read = read_expression(expression)
    changed = os.stat(stored.path).st_mtime_ns if stored.path else 0
    key = _Key(stored, charset, changed)
    with opened(stored) as source:
        if _kept is None or _kept[0] != key:
            _kept = None  # before there is another
            memory.confine()
            if not memory.suffices(stored.size * _FACTOR):
                needed, free = stored.size * _FACTOR >> 20, (memory.available() or 0) >> 20
                raise BadInput(
                    f"Expressions on this answer take about {needed} MB of memory; {free} MB are "
                    "free.",
                    "Close other programs, or ask for a part of it; search and tree still work.",
                )
            lent = _Lent()
            lent.inner, lent.size = source, source.size
            _kept = key, ParsedAnswer(*readable(lent, charset), progress), lent
        _kept[2].inner = source
        result = evaluate(_kept[1], read, progress)
    if isinstance(result, Value):  # a string may be as long as the answer
        return result._replace(text=result.text[:_LONGEST])
    return result


def names(
    stored: Stored, charset: str | None, *, progress: Callable[[Vocabulary], object]
) -> Vocabulary:
    """The job "xpath-names": see `read_names`. Raises OSError when the answer is gone."""
    with opened(stored) as source:
        text, encoding = readable(source, charset)
        return read_names(text, encoding.bom, progress)


def export(
    stored: Stored,
    charset: str | None,
    chosen: Portion,
    form: str,
    path: str,
) -> str:
    """The job "xpath-export": hits as text, CSV or XML for the clipboard; into a file where `path`
    is not empty, which it then returns. Raises BadInput and StoreError, and OSError when the answer
    is gone."""
    hits = HitList()
    hits.add(chosen)
    with opened(stored) as source:
        body, encoding = readable(source, charset)
        pieces = exported(body, encoding.name, hits, Form(form), whole=bool(path))
        if path:
            return _written(pieces, Path(path), form)
        text, length = [], 0
        for piece in pieces:
            length += len(piece)
            if length > _CLIPBOARD:
                what = "1 hit is" if len(hits) == 1 else f"{len(hits)} hits are"
                raise BadInput(f"{what} too much for the clipboard.", "Save to a file.")
            text.append(piece)
        return "".join(text)


def _written(pieces: Iterable[str], path: Path, form: str) -> str:
    """At once or not at all, so that a full disk leaves a former file as it was."""
    partial = path.with_name(f".{path.name}.part")
    mark = "utf-8-sig" if form == Form.CSV else "utf-8"  # spreadsheets take it for Latin else
    try:
        with partial.open("w", encoding=mark, newline="") as file:
            file.writelines(pieces)
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise StoreError(
            f"{path} was not saved ({reason}).", "Choose another folder; the hits are still here."
        ) from error
    return str(path)
