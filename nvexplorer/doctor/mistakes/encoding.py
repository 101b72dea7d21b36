"""Mistakes with how the text became bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.encodings import ENCODINGS
from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe

_LATIN_SOURCE = (
    "ISO-8859-15 is documented in Visma's sample for SHA256 and relayed for HMACSHA256; "
    "clients use ISO-8859-15, ISO-8859-1 or UTF-8"
)
_EIGHT = (
    "The Latin encodings give the same bytes for å, ä and ö and differ in letters such as €, š and "
    "ž."
)
_LETTERS = "Letters outside ASCII, such as å, ä and ö, become other bytes than {expected} gives."
_FIX = "Turn the joined text into bytes with {expected} before hashing it."


def _to(name: str) -> Callable[[Recipe, Ingredients, str], Recipe]:
    return lambda recipe, _, __: recipe._replace(encoding=name)


def _letters(ingredients: Ingredients) -> str:
    """Those outside ASCII."""
    i = ingredients
    values = (i.url, i.sender, i.customer_id, i.transaction_id, i.organisation_id, i.partner_id)
    return "".join(letter for letter in "".join(values) if not letter.isascii())


def _unlike(codec: str) -> Callable[[str], bool]:
    """Whether letters have other bytes in this Latin encoding than in ISO-8859-15."""

    def differ(letters: str) -> bool:
        return letters.encode(codec, "replace") != letters.encode("iso-8859-15", "replace")

    return differ


def _beyond_latin(letters: str) -> bool:
    return any(letter > "\xff" for letter in letters)


def _charset(
    id: str, weight: int, name: str, title: str, explanation: str = _LETTERS, fix: str = _FIX,
    certainty: Certainty = Certainty.RELAYED, when: Callable[[str], bool] = lambda _: True,
) -> Mistake:  # fmt: skip
    return Mistake(
        id, Slot.ENCODING, weight, title, explanation, fix, certainty, _to(name),
        lambda i: ("",) if when(_letters(i)) else (), group="charset", order=10,
        source=_LATIN_SOURCE,
    )  # fmt: skip


_ALL = "Every character, ASCII too, becomes other bytes than {expected} gives."
_CHARSETS = (
    _charset("M48", 80, "utf-8", "The text was hashed as UTF-8."),
    _charset("E01", 50, "iso-8859-15", "The text was hashed as ISO-8859-15.",
             "The rule in use here expects {expected}.", "Hash the text as {expected}."),
    _charset("E02", 40, "iso-8859-1", "The text was hashed as ISO-8859-1.", _EIGHT,
             certainty=Certainty.OPEN, when=_unlike("iso-8859-1")),
    _charset("E03", 30, "windows-1252", "The text was hashed as Windows-1252.", _EIGHT,
             certainty=Certainty.OPEN, when=_unlike("windows-1252")),
    _charset("E04", 35, "ascii-lossy",
             "The text was hashed as ASCII: letters outside it became “?”.",
             "ASCII has no å, ä or ö; .NET's Encoding.ASCII and Java's US_ASCII put “?” there."),
    _charset("E05", 20, "utf-8-twice", "The text was encoded as UTF-8 twice.",
             "Text that was UTF-8 already was taken for Latin letters and encoded once more."),
    _charset("E06", 20, "utf-8-bom", "A UTF-8 byte order mark stands in front of the hashed text.",
             "The three bytes EF BB BF come from a file or writer that marks its UTF-8.",
             "Write the text without a byte order mark and encode it as {expected}."),
    _charset("E07", 25, "utf-16-le", "The text was hashed as UTF-16.",
             _ALL + " .NET's Encoding.Unicode and SQL Server's nvarchar are UTF-16."),
    _charset("E08", 8, "utf-16-be", "The text was hashed as UTF-16, big endian.", _ALL),
    _charset("E09", 6, "utf-16-le-bom", "The text was hashed as UTF-16 with a byte order mark.",
             _ALL + " Python's “utf-16” does this."),
    _charset("E10", 8, "utf-16-be-bom",
             "The text was hashed as big-endian UTF-16 with a byte order mark.",
             _ALL + " Java's “UTF-16” does this."),
    _charset("E11", 12, "utf-8-misread",
             "Latin letters were misread as UTF-8 and replaced by “�”.",
             "Bytes of a Latin file or database were read as UTF-8, which has no such bytes."),
    _charset("E12", 10, "ascii-ignored", "Letters outside ASCII were dropped from the text.",
             "A conversion to ASCII that ignores errors leaves å, ä and ö out."),
    _charset("E13", 10, "ascii-plain-letters",
             "Letters with dots and rings became plain ones in the hashed text.",
             "A conversion to ASCII with transliteration makes a of ä and o of ö."),
    _charset("E14", 4, "ascii-quotes", "Letters with dots were hashed as a quote and a letter.",
             "A conversion to ASCII with GNU libiconv makes \"a of ä and \"o of ö."),
    _charset("E15", 12, "iso-8859-1-lossy",
             "The text was hashed as ISO-8859-1: what it lacks became “?”.",
             "ISO-8859-1 has no €, š or ž.", when=_beyond_latin),
    _charset("E16", 8, "low-bytes", "Only the low byte of each letter was hashed.",
             "Node's “latin1” and “binary” cut each letter to one byte, which spoils €, š and ž.",
             when=_beyond_latin),
    _charset("E17", 6, "cp850", "The text was hashed in code page 850 of the Windows console."),
    _charset("E19", 3, "mac-roman", "The text was hashed in Mac OS Roman."),
    _charset("E20", 2, "utf-32-le", "The text was hashed as UTF-32.", _ALL),
    _charset("E21", 1, "utf-32-be", "The text was hashed as UTF-32, big endian.", _ALL),
)  # fmt: skip


def _with_key(id: str, weight: int, name: str, words: str, explanation: str) -> Mistake:
    """The HMAC key in the same encoding, where that is not the same for ASCII."""

    def edit(recipe: Recipe, ingredients: Ingredients, _: str) -> Recipe:
        if ingredients.algorithm != "HMACSHA256":
            return recipe
        return recipe._replace(encoding=name, key_encoding=name)

    return Mistake(
        id, Slot.ENCODING, weight, f"Text and HMAC key were encoded as {words}.", explanation,
        "Turn the joined text and the HMAC key into bytes with {expected}.", Certainty.RELAYED,
        edit, group="charset", order=10, also=Slot.KEYS, source=_LATIN_SOURCE,
    )  # fmt: skip


_WITH_KEY = (
    _with_key("E22", 30, "utf-16-le", "UTF-16",
              ".NET's Encoding.Unicode was used for both; it makes two bytes of each letter."),
    _with_key("E23", 8, "utf-16-be", "UTF-16, big endian",
              "Both have two bytes for each letter."),
    _with_key("E24", 6, "utf-16-le-bom", "UTF-16 with a byte order mark",
              "Python's “utf-16” was used for both; it makes two bytes of each letter."),
    _with_key("E25", 8, "utf-16-be-bom", "big-endian UTF-16 with a byte order mark",
              "Java's “UTF-16” was used for both; it makes two bytes of each letter."),
    _with_key("E26", 2, "utf-32-le", "UTF-32", "Both have four bytes for each letter."),
    _with_key("E27", 3, "utf-8-bom", "UTF-8 with a byte order mark",
              "A writer put the three bytes EF BB BF in front of both."),
)  # fmt: skip


def _in_form(names: dict[str, str]) -> Callable[[Recipe, Ingredients, str], Recipe]:
    """The form that the choice names, on top of the encoding in use."""

    def edit(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
        name = f"{names.get(choice)} {recipe.encoding}"
        return recipe._replace(encoding=name) if name in ENCODINGS else recipe

    return edit


def _in_url(ingredients: Ingredients) -> bool:
    """Letters in the sender alone are a mistake with the sender."""
    return not ingredients.url.isascii()


_AS_IT_IS = "Hash the joined text as it is."


def _form(
    id: str, weight: int, names: str | dict[str, str], title: str, explanation: str,
    fix: str = _AS_IT_IS, when: Callable[[Ingredients], bool] = lambda _: True,
) -> Mistake:  # fmt: skip
    """`names` is a form in text_forms.py, or forms by the choice that stands for each."""
    by_choice = {"": names} if isinstance(names, str) else names
    choices = tuple(by_choice)
    return Mistake(
        id, Slot.ENCODING, weight, title, explanation, fix, Certainty.DOCUMENTED,
        _in_form(by_choice), lambda i: choices if when(i) else (), group="form", order=20,
        source="Visma's sample for SHA256 hashes the joined text as it is",
    )  # fmt: skip


_PERCENT = {
    "encodeURIComponent": "percent",
    "PHP rawurlencode": "percent-strict",
    "PHP urlencode or Java URLEncoder": "form",
    ".NET HttpUtility.UrlEncode": "form-lower",
    "encodeURI": "percent-url",
    "Python urllib quote": "percent-slash",
}
_DECODED = {"with + kept": "unquoted", "with + as a space": "form-unquoted"}
_NORMAL = {"NFD": "nfd", "NFC": "nfc", "NFKC": "nfkc"}
_FORMS = (
    _form("E30", 15, _PERCENT, "The whole text was URL-encoded before it was hashed.",
          "It was escaped as {choice} does: spaces, letters and most signs became others."),
    _form("E31", 10, _DECODED, "The whole text was URL-decoded before it was hashed.",
          "A “%” or “+” in any part was read as an escape ({choice}).",
          "Decode the URL alone and hash the other parts as they are."),
    _form("E32", 15, "html", "The whole text was HTML-escaped before it was hashed.",
          "Each “&” between the parts became “&amp;”."),
    _form("E33", 6, "json", "The text was written as JSON before it was hashed.",
          "PHP's json_encode adds quotes and writes each slash as “\\/”."),
    _form("E34", 12, "as-base64", "The base64 of the text was hashed.",
          "The text was encoded as base64 first.", "Hash the bytes of the text themselves."),
    _form("E35", 6, "as-hex", "The hex of the text was hashed.",
          "The text was written as hex digits first.", "Hash the bytes of the text themselves."),
    _form("E36", 20, "lower", "The whole text was made lower-case before it was hashed.",
          "Sender, language, identifiers and keys lost their capital letters."),
    _form("E37", 10, "upper", "The whole text was made upper-case before it was hashed.",
          "URL, sender and identifiers became capital letters."),
    _form("E38", 8, "trimmed", "The whole text was trimmed before it was hashed.",
          "Spaces and newlines at its ends, such as those of a key, were taken away."),
    _form("E39", 10, "no-spaces", "The spaces were taken out of the text before it was hashed.",
          "The timestamp and often the sender hold a space that belongs to the MAC input."),
    _form("E40", 5, _NORMAL, "The text was hashed in Unicode normal form {choice}.",
          "Letters such as ä may be one character or two, which gives other bytes.",
          "Use composed letters (NFC), as the headers carry them."),
    _form("E42", 5, "u-escaped", "Letters outside ASCII were hashed as \\u escapes.",
          "A JSON writer or a properties file escapes them, such as \\u00e4 for ä.",
          when=_in_url),
    _form("E43", 4, "references", "Letters outside ASCII were hashed as &#…; references.",
          "An XML or HTML writer escapes them, such as &#228; for ä.", when=_in_url),
)  # fmt: skip

MISTAKES: tuple[Mistake, ...] = _CHARSETS + _WITH_KEY + _FORMS
