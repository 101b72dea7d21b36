"""The ResponseStatus of an answer, made of the texts of its Status elements."""

from __future__ import annotations

import re

from nvexplorer.model.exchange import ResponseStatus

_CODE = re.compile(r"[A-Z][A-Z0-9_]+")


def parse_status(statuses: list[str], timestamp: str = "") -> ResponseStatus | None:
    """From the texts of the Status elements; None when they hold neither OK nor a refusal.

    OK, or FAILED followed by `CODE :: text` (documented: article 77000500440). Later ` :: ` belong
    to the text; the documented samples also show a space before the code and a stray `>` at the
    end. OK beside a refusal makes it `contradicted`.
    """
    words = [text.upper() for text in statuses]
    rest = [
        text for text, word in zip(statuses, words, strict=True) if word not in {"OK", "FAILED"}
    ]
    if "FAILED" not in words and not any(_split(text)[0] for text in rest):
        return ResponseStatus(True, timestamp=timestamp) if "OK" in words else None
    code, text = _split(rest[0]) if rest else ("", "")
    text = "\n".join([text, *rest[1:]])
    return ResponseStatus(False, code, text, timestamp, contradicted="OK" in words)


def combined(first: ResponseStatus, later: ResponseStatus | None) -> ResponseStatus:
    """Of two in one answer the first, unless only one of them is OK: then the refusal."""
    if later is None or later.ok == first.ok:
        return first
    return (later if first.ok else first)._replace(contradicted=True)


def _split(status: str) -> tuple[str, str]:
    if status.endswith(">") and status.count(">") > status.count("<"):
        status = status[:-1].rstrip()
    code, separator, text = status.partition(" :: ")
    code = code.strip()
    if separator and _CODE.fullmatch(code):
        return code, text.strip()
    if _CODE.fullmatch(status) and "_" in status:
        return status, ""
    return "", status
