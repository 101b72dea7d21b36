"""Mistakes with how the digest is written as the MAC; `claims.py` reads them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe

_FIX = "Write the digest as lower-case hex, 64 digits (32 with MD5)."
_SOURCE = "hex is in all clients"


def _to(name: str) -> Callable[[Recipe, Ingredients, str], Recipe]:
    def edit(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
        return recipe._replace(rendering=f"{name}, {choice}" if choice else name)

    return edit


def _entry(
    id: str, weight: int, name: str, title: str, explanation: str, fix: str = _FIX,
    certainty: Certainty = Certainty.SEEN, source: str = _SOURCE,
) -> Mistake:  # fmt: skip
    return Mistake(
        id, Slot.RENDERING, weight, title, explanation, fix, certainty, _to(name), group=id,
        source=source,
    )  # fmt: skip


_CASE_SOURCE = "upper case seen in 1 client, of Visma, under SHA256; lower case in all others"
_AS_IT_IS = "Send the digits alone."

MISTAKES: tuple[Mistake, ...] = (
    _entry("M51", 60, "HEX", "The MAC is upper-case hex.",
           "SHA256 accepted that in Visma's own client; nobody knows about HMACSHA256.",
           "Write lower-case hex to be sure.", Certainty.OPEN, _CASE_SOURCE),
    _entry("R01", 5, "hex in mixed case", "The MAC is hex in mixed case.",
           "Capital and small letters are mixed.", "Write lower-case hex to be sure.",
           Certainty.OPEN, _CASE_SOURCE),
    _entry("M52", 50, "base64", "The MAC is base64, not hex.",
           "The digest was written as base64, which no working client does.",
           source=_SOURCE + "; the habit is seen in 1 sample"),
    _entry("R02", 20, "hex, cut at the end", "The MAC is cut: only its first {choice} came.",
           "A field that is too short, or a substring, took the rest away.",
           "Send all 64 digits (32 with MD5)."),
    _entry("R03", 10, "hex, cut at the start", "The MAC is cut: only its last {choice} came.",
           "The beginning was lost in copying, or in a substring.",
           "Send all 64 digits (32 with MD5)."),
    _entry("R04", 25, "hex without leading zeros", "The leading zeros of the MAC are missing.",
           "A big number drops them, as BigInteger.toString(16) does.",
           "Fill up with zeros to 64 digits (32 with MD5)."),
    _entry("R05", 30, "hex without the zeros of small bytes",
           "Bytes under 16 were written with one digit.",
           "Integer.toHexString in Java and toString(16) in JavaScript drop the zero.",
           "Write each byte with two digits."),
    _entry("R06", 15, "hex of signed bytes", "Bytes were written as signed numbers (ffffff…).",
           "Java's bytes and C's char have a sign, which hex of an integer spreads out.",
           "Mask each byte with 0xff and write it with two digits."),
    _entry("R10", 8, "a number", "The MAC is the digest as one number ({choice}).",
           "The bytes were taken for one big number."),
    _entry("R11", 35, "hex with separators", "The digits of the MAC are separated by {choice}.",
           "BitConverter.ToString in .NET writes dashes; other tools write colons or spaces.",
           "Take the separators out and write lower case."),
    _entry("R12", 15, "a list of bytes", "The MAC is the digest written as {choice}.",
           "The bytes were turned into text without a hex function."),
    _entry("R13", 20, "within Python's mark of bytes", "The MAC stands within Python's {choice}.",
           "Bytes were turned into text with str() or an f-string.",
           "Decode the bytes, or take hexdigest(), which is text."),
    _entry("R14", 12, "raw bytes", "The MAC is the raw digest.",
           "The digest was sent as bytes, as PHP gives it with the argument binary.",
           "Write it as lower-case hex."),
    _entry("R15", 25, "written twice", "The digest was written twice: {choice}.",
           "A function that gives text already was encoded again, as base64_encode of PHP's "
           "hash_hmac does."),
    _entry("R20", 10, "with spaces", "Spaces or a newline stand around the MAC.",
           "They came with the value, from a file or a template.", _AS_IT_IS),
    _entry("R21", 15, "in quotes", "The MAC stands in quotes or brackets.",
           "It was written as JSON or copied with its quotes.", _AS_IT_IS),
    _entry("R22", 15, "with a prefix", "“{choice}” stands in front of the MAC.",
           "Netvisor expects the digits alone.", _AS_IT_IS),
    _entry("R23", 10, "URL-encoded", "The MAC is URL-encoded.",
           "Signs such as + and = became %2B and %3D."),
    _entry("R24", 8, "broken into lines", "The MAC is broken into lines.",
           "A base64 encoder for mail put line breaks into it."),
    _entry("R25", 5, "base64 with spaces for +", "The + signs of the MAC became spaces.",
           "The base64 was read as a form."),
    _entry("R26", 8, "with a sign behind it", "“{choice}” stands behind the MAC.",
           "It was copied with the value.", _AS_IT_IS),
    _entry("R30", 12, "base64 without padding", "The MAC is base64 without padding, not hex.",
           "The digest was written as base64, which no working client does."),
    _entry("R31", 12, "URL-safe base64", "The MAC is URL-safe base64, not hex.",
           "The digest was written as base64, which no working client does."),
    _entry("R32", 12, "URL-safe base64 without padding",
           "The MAC is URL-safe base64 without padding, not hex.",
           "The digest was written as base64, which no working client does."),
    _entry("R33", 5, "base64", "The MAC is base64 made {choice}.",
           "The case of letters was changed, which spoils base64."),
)  # fmt: skip
