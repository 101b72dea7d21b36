"""Puts the dumps together that are one request printed more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.dumps.names import match

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

# Two requests do not share so many values unless they are one.
_ENOUGH = 4


def merged(dumps: list[Dump]) -> list[Dump]:
    """Of those with the same Netvisor values the first is kept, with what the others say more. A
    request that was really sent again under the same values reads the same anyway."""
    kept: dict[object, Dump] = {}
    for index, dump in enumerate(dumps):
        values = {
            (found.kind, header.value.strip())
            for header in dump.headers
            if (found := match(header.name.strip()))
        }
        key: object = frozenset(values) if len(values) >= _ENOUGH else index
        old = kept.get(key)
        if old is None:
            kept[key] = dump
            continue
        kept[key] = old._replace(
            url=old.url if "://" in old.url or not dump.url else dump.url,
            method=old.method or dump.method,
            headers=old.headers if len(old.headers) >= len(dump.headers) else dump.headers,
            body=old.body or dump.body,
            answer=old.answer or dump.answer,
        )
    return list(kept.values())
