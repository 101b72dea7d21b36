"""Large answers in Netvisor's shape."""

from __future__ import annotations

_HEAD = (
    b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Root>\n  <ResponseStatus>\n'
    b"    <Status>OK</Status>\n    <TimeStamp>2.1.2026 5:04:05</TimeStamp>\n  </ResponseStatus>\n"
    b"  <Vouchers>\n"
)
_TAIL = b"  </Vouchers>\n</Root>"


def voucher_answer(size: int) -> bytes:
    """About `size` bytes: a ledger of vouchers, indented, every voucher another one."""
    parts, length, number = [_HEAD], len(_HEAD) + len(_TAIL), 0
    while length < size:
        number += 1
        lines = "".join(
            "      <VoucherLine>\n"
            f"        <NetvisorKey>{number * 10 + line}</NetvisorKey>\n"
            f"        <LineSum>{number * 7 % 9999},{line}0</LineSum>\n"
            f"        <Description>Hyvityslasku {number}, Mäkelä &amp; Åström</Description>\n"
            "        <AccountNumber>3000</AccountNumber>\n"
            "      </VoucherLine>\n"
            for line in range(3)
        )
        part = (
            '    <Voucher Status="valid">\n'
            f"      <NetvisorKey>{9_000_000 + number}</NetvisorKey>\n"
            '      <VoucherDate format="ansi">2026-03-04</VoucherDate>\n'
            f"{lines}    </Voucher>\n"
        ).encode()
        parts.append(part)
        length += len(part)
    return b"".join([*parts, _TAIL])
