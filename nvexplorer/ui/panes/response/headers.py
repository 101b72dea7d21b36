"""The headers of both directions as rows to show, light up and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.model.request import SignedRequest

# Header values are sent in ISO-8859-15 and read in ISO-8859-1 (both deduced).
_SENT = "iso-8859-15"


class HeaderRow(NamedTuple):
    """`number` and `kind` are those of the part of the MAC input with the same value, else 0 and
    None. A `start` row is the request line or the status line, and has no name."""

    name: str
    value: str
    number: int = 0
    kind: PartKind | None = None
    start: bool = False

    @property
    def line(self) -> str:
        return self.value if self.start else f"{self.name}: {self.value}"


def sent_rows(request: SignedRequest) -> tuple[HeaderRow, ...]:
    """As they went out, in wire order. Keys are in no header."""
    parts = {part.header.lower(): part for part in request.mac_input.parts if part.header}
    url = request.mac_input.find(PartKind.URL)
    rows = [
        HeaderRow(
            "",
            f"{request.method} {request.wire_target} HTTP/1.1",
            url.number if url else 0,
            PartKind.URL if url else None,
            start=True,
        )
    ]
    for name, value in request.headers:
        part = parts.get(name.lower())
        number, kind = (part.number, part.kind) if part else (0, None)
        rows.append(HeaderRow(name, value.decode(_SENT, "replace"), number, kind))
    return tuple(rows)


def received_rows(answer: Answer | None) -> tuple[HeaderRow, ...]:
    """As they came, in wire order; empty when no status line came."""
    if answer is None:
        return ()
    status = f"HTTP {answer.http_status} {answer.reason}".strip()
    return (
        HeaderRow("", status, start=True),
        *(HeaderRow(name, value) for name, value in answer.headers),
    )


def both(exchange: Exchange) -> tuple[tuple[HeaderRow, ...], tuple[HeaderRow, ...]]:
    return sent_rows(exchange.request), received_rows(exchange.answer)


def as_text(rows: tuple[HeaderRow, ...]) -> str:
    """A block to paste elsewhere."""
    return "\n".join(row.line for row in rows)
