"""Netvisor's own string in the text of a refusal, laid beside what was hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.wording import joined, plural

if TYPE_CHECKING:
    from nvexplorer.doctor.echo import Echo, EchoRow
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.mac import MacInput

# Characters of the text that are looked at: more than any URL with eight values has.
_LONGEST = 20_000
_CODE = "AUTHENTICATION_FAILED"
_DOCUMENTED = "iso-8859-15"


class EchoStory(NamedTuple):
    """`rows` are the parts in the order of ours, `sentence` is what follows from them; no key is
    in either. `words` is Netvisor's text in front of its string, '' when that cannot be told."""

    rows: tuple[EchoRow, ...]
    sentence: str
    words: str = ""


def is_about_mac(exchange: Exchange) -> bool:
    """Whether Netvisor did not accept who asked."""
    status = exchange.status
    if status is None or status.ok:
        return False
    return status.code.strip().upper().replace("-", "_") == _CODE


def tell_echo(text: str, ours: MacInput) -> EchoStory | None:
    """None when the text holds no such string. Takes some milliseconds: for a thread."""
    from nvexplorer.doctor.echo import align, find_echo

    echo = find_echo(text[:_LONGEST])
    if echo is None:
        return None
    rows = align(echo, ours)
    words = text.partition(echo.text)[0] if echo.text in text else ""
    return EchoStory(rows, _sentence(rows, echo, ours), words)


def _sentence(rows: tuple[EchoRow, ...], echo: Echo, ours: MacInput) -> str:
    other = [row.label for row in rows if row.same is False and row.number and row.echo]
    lacking = [row.label for row in rows if row.same is False and row.number and not row.echo]
    extra = sum(1 for row in rows if not row.number)
    found = [
        *([f"another {joined(other)}"] if other else []),
        *([f"no {joined(lacking)}"] if lacking else []),
        *([f"{plural(extra, 'part')} more"] if extra else []),
    ]
    if found:
        return f"Compared with what was hashed here, Netvisor's string has {joined(found)}."
    return f"The string that Netvisor expected was hashed here, too. {_rest(echo, ours)}"


def _rest(echo: Echo, ours: MacInput) -> str:
    """What can still be other."""
    from nvexplorer.doctor.echo import keys_agree

    if keys_agree(echo, ours):
        return (
            "With our keys it gives Netvisor's own MAC, so its hash or how it is written differs."
        )
    documented = ours._replace(encoding=_DOCUMENTED)
    if ours.encoding.lower() != _DOCUMENTED and keys_agree(echo, documented):
        return (
            f"With our keys and in {_DOCUMENTED.upper()} it gives Netvisor's own MAC, so it is the "
            f"encoding of this profile, {ours.encoding.upper()}, that is wrong."
        )
    rest = "the hash" if echo.text.isascii() else "the encoding or the hash"
    return f"So one of the two keys is wrong, which it hides, or {rest}. Check both under Profiles."
