"""The words that the names of Netvisor's resources and parameters are put together from."""

from __future__ import annotations

from functools import lru_cache

_TEXT = """
above acceptance access account accounting accounts accrual activity add additional address
advance all allocation amount amounts attach attachment attachments balance bank batch begin
budget business by cancel change changed circulation class code collector comment company
contact contract corporation country created credit crm currency curve customer data date
day days default delete deleted delivery description detail details dimension dimensions
document documents due edit email employee employees end event expense extended external
financial first for foreign form free from get group groups history hour hours id identifier
image images in include information invalidate inventory invitation invitations invoice
invoices invoicing is item items job key keys keyword language last ledger level limit line
lines list lists location main management mass match method mode modified month name
netvisor no note number obligation of office only option options order orders our outgoing
output page paid parameters parties party patch pay paycheck payment payments payroll
payslip percent period periods person personnel phone place places point points post posting
price print process product products purchase quality ratio reason received record reference
replacing reply report reporting resource right rights root rule salary sales search seller
send service set settings settlement shared shop show since sort start state status stock
sub suggestion sum summary tag target tax term text time to transaction trip type unit units
unprocessed update use used user valid validity value vat vendor verify version voucher
vouchers warehouse web with without work year your
"""
_WORDS = frozenset(_TEXT.split())
_LONGEST = max(map(len, _WORDS))


@lru_cache(maxsize=512)
def words(name: str) -> tuple[str, ...]:
    """The fewest words that make a lower-case name, such as customer and list; () where it is not
    made of known ones."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(name) + 1):
        found: tuple[str, ...] | None = None
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or name[start:end] not in _WORDS:
                continue
            if found is None or len(before) + 1 < len(found):
                found = (*before, name[start:end])
        best.append(found)
    return best[-1] or ()


def camel(name: str) -> str:
    """`CustomerList` for `customerlist`; the name itself where its words are not known."""
    return "".join(word.capitalize() for word in words(name.lower())) or name
