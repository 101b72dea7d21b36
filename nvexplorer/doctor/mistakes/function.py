"""Mistakes with the function that made the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import FUNCTION_OF, Mistake, Slot
from nvexplorer.doctor.recipe import WITH_UNIX, WITHOUT_UNIX
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe

    Edit = Callable[[Recipe, Ingredients, str], Recipe]

_SOURCE = "documented by Visma; HMACSHA256 seen in 8 clients, SHA256 in 9"
_ANNOUNCED_FIX = (
    "Make the MAC with {expected}, or name the function that you use in the header "
    "X-Netvisor-Authentication-MACHashCalculationAlgorithm."
)
_HMAC_FIX = (
    "Use HMAC-SHA-256 with the customer key, “&” and the partner key as its key; "
    "SHA-256 alone is the older rule, which Netvisor is removing."
)
_ABSENT = "Without the header MACHashCalculationAlgorithm, or with MD5 in it, MD5 is expected."


def _when(announced: str, function: str) -> Edit:
    """This function where the header announces that algorithm."""

    def edit(recipe: Recipe, ingredients: Ingredients, _: str) -> Recipe:
        if ingredients.algorithm != announced:
            return recipe
        return recipe._replace(function=function)

    return edit


def _whole_rule(announced: str, made: str) -> Edit:
    """The function and the parts of another algorithm."""

    def edit(recipe: Recipe, ingredients: Ingredients, _: str) -> Recipe:
        if ingredients.algorithm != announced:
            return recipe
        layout = WITH_UNIX if made == "HMACSHA256" else WITHOUT_UNIX
        return recipe._replace(function=FUNCTION_OF[made], layout=layout)

    return edit


def _announced(
    id: str, weight: int, announced: str, function: str, title: str, explanation: str,
    fix: str = _ANNOUNCED_FIX, certainty: Certainty = Certainty.DOCUMENTED,
) -> Mistake:  # fmt: skip
    return Mistake(
        id, Slot.FUNCTION, weight, title, explanation, fix, certainty, _when(announced, function),
        source=_SOURCE,
    )  # fmt: skip


def _rule(id: str, weight: int, announced: str, made: str, title: str, explanation: str,
          fix: str = _ANNOUNCED_FIX) -> Mistake:  # fmt: skip
    return Mistake(
        id, Slot.FUNCTION, weight, title, explanation, fix, Certainty.DOCUMENTED,
        _whole_rule(announced, made), also=Slot.LAYOUT, source=_SOURCE,
    )  # fmt: skip


_OTHER_ALGORITHM = (
    _announced("M01", 85, "HMACSHA256", "sha256",
               "HMACSHA256 is announced, but the MAC is a plain SHA-256.",
               "The text was hashed without an HMAC key.", _HMAC_FIX),
    _announced("H01", 40, "SHA256", "hmac-sha256",
               "SHA256 is announced, but the MAC is an HMAC-SHA-256.",
               "Under SHA256 the text is hashed without an HMAC key and without TimestampUnix.",
               "Announce HMACSHA256 and put TimestampUnix behind the transaction ID."),
    _announced("H02", 75, "MD5", "sha256", "MD5 is expected, but the MAC is a SHA-256.", _ABSENT,
               "Announce HMACSHA256 and make the MAC by its rule."),
    _announced("H03", 30, "MD5", "hmac-sha256",
               "MD5 is expected, but the MAC is an HMAC-SHA-256 without TimestampUnix.", _ABSENT,
               "Announce HMACSHA256 and put TimestampUnix behind the transaction ID."),
    _announced("H04", 20, "HMACSHA256", "md5", "HMACSHA256 is announced, but the MAC is an MD5.",
               "The function was left as it was in the oldest rule.", _HMAC_FIX),
    _announced("H05", 35, "SHA256", "md5", "SHA256 is announced, but the MAC is an MD5.",
               "The header was changed, the function was not."),
    _rule("H10", 75, "HMACSHA256", "SHA256",
          "HMACSHA256 is announced, but the MAC was made by the SHA256 rule.",
          "The text lacks TimestampUnix and was hashed without an HMAC key.",
          "Put TimestampUnix behind the transaction ID and use HMAC-SHA-256 with the customer key, "
          "“&” and the partner key as its key."),
    _rule("H11", 40, "HMACSHA256", "MD5",
          "HMACSHA256 is announced, but the MAC was made by the MD5 rule.",
          "The text lacks TimestampUnix and was hashed with MD5.",
          "Put TimestampUnix behind the transaction ID and use HMAC-SHA-256 with the customer key, "
          "“&” and the partner key as its key."),
    _rule("H12", 70, "SHA256", "HMACSHA256",
          "SHA256 is announced, but the MAC was made by the HMACSHA256 rule.",
          "The MAC follows the newer rule, the header the older.",
          "Send HMACSHA256 in the header MACHashCalculationAlgorithm."),
    _rule("H13", 75, "MD5", "HMACSHA256",
          "The MAC was made by the HMACSHA256 rule, but MD5 is expected.", _ABSENT,
          "Send HMACSHA256 in the header X-Netvisor-Authentication-MACHashCalculationAlgorithm."),
)  # fmt: skip


def _other(id: str, weight: int, function: str, title: str, explanation: str = "",
           fix: str = "Make the MAC with {expected}.") -> Mistake:  # fmt: skip
    return Mistake(
        id, Slot.FUNCTION, weight, title, explanation or "Netvisor expects {expected}.", fix,
        Certainty.DOCUMENTED, lambda recipe, _, __: recipe._replace(function=function),
        source=_SOURCE,
    )  # fmt: skip


_ONCE = "Hash the joined text itself, once, with {expected}."
_TWICE = "What was hashed last is the digest of the text and not the text."
_NO_HMAC = "Joining a key and a text is not HMAC, which mixes the key in twice."

_OTHERS = (
    _other("H20", 15, "sha1", "The MAC is a SHA-1."),
    _other("H21", 15, "sha512", "The MAC is a SHA-512."),
    _other("H22", 4, "sha384", "The MAC is a SHA-384."),
    _other("H23", 2, "sha224", "The MAC is a SHA-224."),
    _other("H24", 3, "sha3-256", "The MAC is a SHA3-256."),
    _other("H30", 15, "hmac-sha1", "The MAC is an HMAC-SHA-1.",
           "SHA-1 is the default of several HMAC libraries."),
    _other("H31", 15, "hmac-sha512", "The MAC is an HMAC-SHA-512."),
    _other("H32", 12, "hmac-md5", "The MAC is an HMAC-MD5.",
           "MD5 was the default of Python's hmac."),
    _other("H33", 4, "hmac-sha384", "The MAC is an HMAC-SHA-384."),
    _other("H34", 2, "hmac-sha224", "The MAC is an HMAC-SHA-224."),
    _other("H35", 2, "hmac-sha3-256", "The MAC is an HMAC-SHA3-256."),
    _other("H40", 45, "hmac-sha256-swapped", "The key and the text changed places in the HMAC.",
           "The text was given as the HMAC key and the keys as the message.",
           "Look up the order of the arguments: languages and libraries differ."),
    _other("H50", 20, "hmac-of-hex", "The HMAC was made of the hex SHA-256 of the text.", _TWICE,
           _ONCE),
    _other("H51", 12, "hmac-of-bytes", "The HMAC was made of the SHA-256 of the text.", _TWICE,
           _ONCE),
    _other("H52", 5, "hmac-of-upper-hex",
           "The HMAC was made of the upper-case hex SHA-256 of the text.", _TWICE, _ONCE),
    _other("H53", 4, "hmac-of-base64", "The HMAC was made of the base64 SHA-256 of the text.",
           _TWICE, _ONCE),
    _other("H54", 6, "hmac-of-md5-hex", "The HMAC was made of the hex MD5 of the text.", _TWICE,
           _ONCE),
    _other("H55", 5, "hmac-of-hmac-hex", "The HMAC was made twice, the second time of hex.",
           _TWICE, _ONCE),
    _other("H56", 4, "hmac-of-hmac", "The HMAC was made twice.", _TWICE, _ONCE),
    _other("H57", 20, "sha256-of-hex", "SHA-256 was made twice, the second time of hex.", _TWICE,
           _ONCE),
    _other("H58", 12, "sha256-of-bytes", "SHA-256 was made twice.", _TWICE, _ONCE),
    _other("H59", 6, "sha256-of-upper-hex",
           "SHA-256 was made twice, the second time of upper-case hex.", _TWICE, _ONCE),
    _other("H60", 4, "sha256-of-base64", "SHA-256 was made twice, the second time of base64.",
           _TWICE, _ONCE),
    _other("H61", 5, "sha256-of-md5-hex", "The MAC is the SHA-256 of the hex MD5 of the text.",
           _TWICE, _ONCE),
    _other("H62", 10, "sha256-of-hmac-hex", "The HMAC was hashed once more, as hex.", _TWICE,
           _ONCE),
    _other("H63", 6, "sha256-of-hmac", "The HMAC was hashed once more.", _TWICE, _ONCE),
    _other("H64", 3, "sha256-of-hmac-upper-hex",
           "The HMAC was hashed once more, as upper-case hex.", _TWICE, _ONCE),
    _other("H70", 20, "key-then-sha256", "The MAC is the SHA-256 of the keys and the text.",
           _NO_HMAC),
    _other("H71", 20, "sha256-then-key", "The MAC is the SHA-256 of the text and the keys.",
           _NO_HMAC),
    _other("H72", 15, "key-then-sha256-joined",
           "The MAC is the SHA-256 of the keys, “&” and the text.", _NO_HMAC),
    _other("H74", 6, "key-then-md5", "The MAC is the MD5 of the keys and the text."),
    _other("H75", 6, "md5-then-key", "The MAC is the MD5 of the text and the keys."),
    _other("H76", 5, "key-then-md5-joined", "The MAC is the MD5 of the keys, “&” and the text."),
)  # fmt: skip


def _reversed(recipe: Recipe, _: Ingredients, __: str) -> Recipe:
    name = f"{recipe.function}-reversed"
    return recipe._replace(function=name) if name in FUNCTIONS else recipe


_REVERSED = Mistake(
    "H80", Slot.FUNCTION, 8, "The bytes of the digest were written in reverse order.",
    ".NET's BigInteger and functions for little-endian numbers turn them round.",
    "Write the bytes of the digest as they come, from the first to the last.",
    Certainty.DOCUMENTED, _reversed, group="reversed", order=10, source=_SOURCE,
)  # fmt: skip

MISTAKES: tuple[Mistake, ...] = (*_OTHER_ALGORITHM, *_OTHERS, _REVERSED)
