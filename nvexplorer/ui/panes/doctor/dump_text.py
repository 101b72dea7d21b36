"""A request that was caught or read elsewhere, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump


def written(dump: Dump) -> tuple[str, Dump]:
    """As a raw request with the answer behind it, and the dump with the places of its headers'
    names in that text."""
    text = f"{' '.join(filter(None, (dump.method, dump.url)))}\n"
    headers = []
    for header in dump.headers:
        start = len(text)
        text += f"{header.name}: {header.value}\n"
        headers.append(header._replace(start=start, end=start + len(header.name)))
    for part in (dump.body, dump.answer):
        if part:
            text += f"\n{part}\n"
    return text, dump._replace(headers=tuple(headers))
