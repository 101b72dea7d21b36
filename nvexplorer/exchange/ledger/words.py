"""What both fronts say of a range that was fetched in parts."""

from __future__ import annotations


def repeated_text(count: int) -> str:
    """Of elements that two neighbouring parts were answered with."""
    if count == 1:
        return "1 element came in two parts and was taken once."
    return f"{count} elements came in two parts and were taken once."
