"""Customer lists as Netvisor answers with them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Customer(NamedTuple):
    code: int
    key: int
    name: str
    more: str = ""

    @property
    def xml(self) -> str:
        return (
            f"<Customer><Netvisorkey>{self.key}</Netvisorkey><Name>{escape(self.name)}</Name>"
            f"<Code>{self.code}</Code><OrganisationIdentifier>99{self.code:05}-1"
            f"</OrganisationIdentifier>{self.more}<Uri>/getcustomer.nv?id={self.key}</Uri>"
            "</Customer>"
        )


def customer_list(customers: Iterable[Customer], timestamp: str = "22.11.2026 15:30:12") -> bytes:
    rows = "".join(each.xml for each in customers)
    return (
        '<?xml version="1.0" encoding="utf-8"?><Root><ResponseStatus><Status>OK</Status>'
        f"<TimeStamp>{timestamp}</TimeStamp></ResponseStatus>"
        f"<Customerlist>{rows}</Customerlist></Root>"
    ).encode()


def customers(count: int, first_key: int = 100) -> list[Customer]:
    return [Customer(1000 + n, first_key + n, f"Asiakas {n} Oy") for n in range(count)]
