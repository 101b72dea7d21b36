"""Every way to read the MAC that came: a digest, and what was done to it when it was written."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from nvexplorer.doctor.claim_texts import bare, sizes
from nvexplorer.doctor.diagnosis import Claim
from nvexplorer.doctor.mistake import Applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Bytes under which nothing is claimed: chance would find them too often.
_LEAST = 4
_MOST = max(sizes())
#: Characters over which a text is no MAC, however it was written.
_LONGEST = 2000
#: Different letters under which a text is a mask or a placeholder.
_FEWEST_LETTERS = 4


def claims(mac: str) -> tuple[Claim, ...]:
    """The readings of a MAC as it came in its header, likeliest first, each digest once with the
    fewest mistakes of rendering; () when it can be none, as under 32 bits. Several may fit one
    digest, such as a lost zero and a cut: then the first says what was likely done."""
    if len(mac) > _LONGEST or len(set(mac)) < _FEWEST_LETTERS:
        return ()
    found: dict[tuple[bytes, str, str], Claim] = {}
    for text, applied in bare(mac):
        for claim in _readings(text):
            whole = claim._replace(applied=applied + claim.applied)
            known = found.get((claim.digest, claim.place, claim.form))
            if known is None or len(whole.applied) < len(known.applied):
                found[claim.digest, claim.place, claim.form] = whole
    return tuple(found.values())


def matches(claim: Claim, digest: bytes) -> bool:
    """Whether this digest, written as the claim says, is the MAC that came."""
    if claim.form != "bytes":
        text = claim.digest.decode("ascii")
        # The first bytes alone tell nearly every other digest apart.
        return text.startswith(rendered(digest[:3], claim.form)) and (
            text == rendered(digest, claim.form)
        )
    if claim.place == "whole":
        return digest == claim.digest
    if len(digest) <= len(claim.digest):
        return False
    if claim.place == "start":
        return digest.startswith(claim.digest)
    return digest.endswith(claim.digest)


def rendered(digest: bytes, form: str) -> str:
    """A digest in one of the forms that cannot be read back. Raises KeyError for another form."""
    return _FORMS[form](digest)


_FORMS: dict[str, Callable[[bytes], str]] = {
    # Integer.toHexString(b & 0xff) in Java, b.toString(16) in JavaScript
    "hex-short": lambda digest: "".join(f"{b:x}" for b in digest),
    # Integer.toHexString(b) in Java, where bytes have a sign
    "hex-signed": lambda digest: "".join(f"{b:x}" if b < 128 else f"ffffff{b:02x}" for b in digest),
    # printf("%02x", c) in C with signed char
    "hex-signed-padded": lambda digest: "".join(
        f"{b:02x}" if b < 128 else f"ffffff{b:02x}" for b in digest
    ),
    "base64-lower": lambda digest: b64encode(digest).decode("ascii").lower(),
    "base64-upper": lambda digest: b64encode(digest).decode("ascii").upper(),
}

_HEX = re.compile(r"[0-9A-Fa-f]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_DECIMAL = re.compile(r"-?[0-9]+")
_SIGNED_HEX = re.compile(r"-[0-9A-Fa-f]+")


def _readings(text: str, depth: int = 0) -> Iterator[Claim]:
    """Those of a text with nothing around it. `depth` counts what it was unpacked from."""
    if _HEX.fullmatch(text):
        yield from _of_hex(text)
    elif _BASE64.fullmatch(text):
        yield from _of_base64(text)
    if _DECIMAL.fullmatch(text) or _SIGNED_HEX.fullmatch(text):
        yield from _of_number(text)
    if depth == 0:
        yield from _of_lists(text)
        yield from _written_twice(text)


def _case(text: str) -> tuple[Applied, ...]:
    if text == text.lower():
        return ()
    return (Applied("M51"),) if text == text.upper() else (Applied("R01"),)


def _of_hex(text: str) -> Iterator[Claim]:
    case, length = _case(text), len(text)
    even = text if length % 2 == 0 else ""
    if even and length // 2 in sizes():
        yield Claim(bytes.fromhex(text), "whole", case)
    for size in sizes():
        missing = 2 * size - length
        if 0 < missing <= 4:
            number = bytes.fromhex(text.zfill(2 * size))
            yield Claim(number, "whole", (*case, Applied("R04")))
        if 0 < missing <= size // 2:
            yield Claim(text.lower().encode("ascii"), "whole", (*case, Applied("R05")), "hex-short")
    cut = f"{length} digits"
    if length // 2 >= _LEAST and length // 2 < _MOST:
        start = bytes.fromhex(text[: length - length % 2])
        end = bytes.fromhex(text[length % 2 :])
        yield Claim(start, "start", (*case, Applied("R02", cut)))
        yield Claim(end, "end", (*case, Applied("R03", cut)))
    if "ffffff" in text.lower() and length > 2 * min(sizes()):
        for form in ("hex-signed", "hex-signed-padded"):
            yield Claim(text.lower().encode("ascii"), "whole", (*case, Applied("R06")), form)


def _of_base64(text: str) -> Iterator[Claim]:
    from base64 import urlsafe_b64decode

    core = text.rstrip("=")
    if core and len(core) % 4 != 1:
        safe = core.replace("+", "-").replace("/", "_")
        digest = urlsafe_b64decode(safe + "=" * (-len(core) % 4))
        url_safe = "-" in core or "_" in core
        if len(digest) in sizes() and not (url_safe and ("+" in core or "/" in core)):
            padded = len(text) % 4 == 0
            kind = ("R31" if padded else "R32") if url_safe else ("M52" if padded else "R30")
            yield Claim(digest, "whole", (Applied(kind),))
    if len(text) in {len(b64encode(bytes(size))) for size in sizes()}:
        for form, same in (("base64-lower", text.lower()), ("base64-upper", text.upper())):
            if text == same:
                choice = form.partition("-")[2] + "-case"
                yield Claim(text.encode("ascii"), "whole", (Applied("R33", choice),), form)


def _of_number(text: str) -> Iterator[Claim]:
    """One whole number: decimal, or hex with a sign."""
    decimal = _DECIMAL.fullmatch(text) is not None
    digits = len(text.lstrip("-"))
    if digits > 160:
        return
    number = int(text, 10 if decimal else 16)
    for size in sizes():
        longest = len(str(1 << 8 * size)) if decimal else 2 * size
        if not longest - 4 <= digits <= longest:
            continue
        signed = text.startswith("-")
        lowest, beyond = (-(1 << 8 * size - 1), 0) if signed else (0, 1 << 8 * size)
        if lowest <= number < beyond:
            digest = (number % (1 << 8 * size)).to_bytes(size, "big")
            choice = ("decimal" if decimal else "hex") + (", with a sign" if signed else "")
            yield Claim(digest, "whole", (Applied("R10", choice),))


_NUMBERS = re.compile(r"[\[({]?\s*(-?\d{1,3}(?:[,;\s]+-?\d{1,3})+)\s*[\])}]?")
_NODE = re.compile(r"<Buffer ((?:[0-9a-f]{2} ?)+)(?:\.\.\. \d+ more bytes)?>")
_NODE_JSON = re.compile(r'\{\s*"type"\s*:\s*"Buffer"\s*,\s*"data"\s*:\s*(\[[\d,\s]+\])\s*\}')
_PAIRS = re.compile(r"(?:0x)?[0-9A-Fa-f]{2}(?:([-:., _]|, ?)(?:0x)?[0-9A-Fa-f]{2})+")
_PYTHON = re.compile(r"""b(['"])(.*)\1""", re.DOTALL)
_SEPARATORS = {"-": "dashes", ":": "colons", " ": "spaces", ",": "commas", ".": "full stops"}


def _of_lists(text: str) -> Iterator[Claim]:
    """The bytes one by one."""
    if (pairs := _PAIRS.fullmatch(text)) is not None:
        digest = bytes.fromhex("".join(re.findall(r"[0-9A-Fa-f]{2}", text.replace("0x", ""))))
        if len(digest) in sizes():
            words = _SEPARATORS.get(pairs[1][:1], pairs[1])
            yield Claim(digest, "whole", (Applied("R11", words),))
    if (node := _NODE.fullmatch(text)) is not None:
        digest, cut = bytes.fromhex(node[1]), text.endswith("more bytes>")
        if cut or len(digest) in sizes():
            applied = (Applied("R12", "a Node Buffer"),)
            yield Claim(digest, "start" if cut else "whole", applied)
    json = _NODE_JSON.fullmatch(text)
    if (numbers := _NUMBERS.fullmatch(json[1] if json else text)) is not None:
        values = [int(each) for each in re.findall(r"-?\d+", numbers[1])]
        if len(values) in sizes() and all(-128 <= each < 256 for each in values):
            words = "a Node Buffer as JSON" if json else "a list of numbers"
            digest = bytes(each % 256 for each in values)
            yield Claim(digest, "whole", (Applied("R12", words),))
    yield from _of_raw(text)


def _of_raw(text: str) -> Iterator[Claim]:
    """The digest itself, as Latin letters or as Python prints bytes."""
    if (found := _PYTHON.fullmatch(text)) is not None:
        from ast import literal_eval

        try:
            value = literal_eval(text)
        except (ValueError, SyntaxError, MemoryError):
            return
        if isinstance(value, bytes) and len(value) in sizes() and not _printable(value):
            yield Claim(value, "whole", (Applied("R12", "Python bytes"),))
        elif isinstance(value, bytes) and _printable(value):
            for claim in _readings(value.decode("ascii"), 1):
                yield claim._replace(applied=(Applied("R13", f"b{found[1]}…{found[1]}"),
                                              *claim.applied))  # fmt: skip
    elif len(text) in sizes() and max(text) <= "\xff" and not text.isprintable() | text.isascii():
        yield Claim(text.encode("latin-1"), "whole", (Applied("R14"),))


def _printable(data: bytes) -> bool:
    return data.isascii() and data.decode("ascii").isprintable()


def _written_twice(text: str) -> Iterator[Claim]:
    """Hex or base64 whose bytes are a written digest again."""
    packed: tuple[tuple[str, bytes], ...] = ()
    if _HEX.fullmatch(text) and len(text) % 2 == 0:
        packed = (("hex", bytes.fromhex(text)),)
    elif _BASE64.fullmatch(text) and len(text) % 4 == 0:
        from base64 import urlsafe_b64decode

        safe = text.replace("+", "-").replace("/", "_")
        packed = (("base64", urlsafe_b64decode(safe)),)
    for outer, data in packed:
        if len(data) < 2 * min(sizes()) - 10 or not _printable(data):
            continue
        inner = data.decode("ascii")
        words = "hex" if _HEX.fullmatch(inner) else "base64"
        for claim in _readings(inner, 1):
            if claim.place == "whole" and claim.form == "bytes":
                rest = tuple(each for each in claim.applied if each.id != "M52")
                yield claim._replace(applied=(Applied("R15", f"{outer} of {words}"), *rest))
