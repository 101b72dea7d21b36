"""Made-up but well-formed Finnish identifiers: business IDs, reference numbers, IBANs."""

from __future__ import annotations


def business_id(number: int) -> str | None:
    """Seven digits, a hyphen and the check digit; None for a number that can have none."""
    digits = f"{number:07}"
    total = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return None if total == 1 else f"{digits}-{(11 - total) % 11}"


def reference_number(number: int) -> str:
    """The number with its check digit (weights 7, 3, 1 from the right)."""
    total = sum(int(d) * (7, 3, 1)[i % 3] for i, d in enumerate(reversed(str(number))))
    return f"{number}{-total % 10}"


def iban(number: int) -> str:
    """A Finnish IBAN; account numbers beginning with 9 belong to no bank."""
    body = f"9{number:012}"
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    bban = f"{body}{-sum(n // 10 + n % 10 for n in doubled) % 10}"
    check = 98 - int(f"{bban}151800") % 97  # F I 0 0
    return f"FI{check:02}{bban}"


def ean13(number: int) -> str:
    """An EAN code; those beginning with 20 are for use inside a company."""
    body = f"20{number:010}"
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body))
    return f"{body}{-total % 10}"
