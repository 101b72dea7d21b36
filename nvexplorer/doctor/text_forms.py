"""What may be done to a whole text before it becomes bytes."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, quote_plus, unquote, unquote_plus

if TYPE_CHECKING:
    from collections.abc import Callable


class TextForm(NamedTuple):
    """`label` is for people. `change` gives None where there is no such form of a text. `plain`
    when a text in ASCII stays as it is, `by_letter` when each letter is changed on its own."""

    name: str
    label: str
    change: Callable[[str], str | None]
    plain: bool = False
    by_letter: bool = False


def _or_none(change: Callable[[str], str]) -> Callable[[str], str | None]:
    """Half of a surrogate pair has no bytes."""

    def changed(text: str) -> str | None:
        try:
            return change(text)
        except UnicodeEncodeError:
            return None

    return changed


def _form(text: str, kept: str = "") -> str:
    """As PHP's urlencode writes it, and with `!()*` kept .NET's HttpUtility.UrlEncode."""
    return quote_plus(text, kept).replace("~", "%7E")


def _lower_escapes(text: str) -> str:
    return re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), text)


def _html(text: str) -> str:
    for letter, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        text = text.replace(letter, f"&{name};")
    return text


def _units(text: str) -> list[int]:
    r"""The UTF-16 code units, as JavaScript and \u escapes have them."""
    data = text.encode("utf-16-be", "surrogatepass")
    return [data[at] << 8 | data[at + 1] for at in range(0, len(data), 2)]


def _u_escaped(text: str) -> str:
    return "".join(
        letter if letter.isascii() else "".join(f"\\u{unit:04x}" for unit in _units(letter))
        for letter in text
    )


def _json(text: str) -> str:
    r"""As PHP's json_encode writes a string: slashes as \/, other letters as \u."""
    for letter, escaped in (("\\", "\\\\"), ('"', '\\"'), ("/", "\\/"), ("\n", "\\n"),
                            ("\r", "\\r"), ("\t", "\\t")):  # fmt: skip
        text = text.replace(letter, escaped)
    return f'"{_u_escaped(text)}"'


def _normal(form: str) -> Callable[[str], str]:
    return lambda text: unicodedata.normalize(form, text)  # type: ignore[arg-type]


#: Kept by the URL encoders beside letters and digits: encodeURIComponent, encodeURI.
_COMPONENT, _WHOLE = "-_.!~*'()", "-_.!~*'();/?:@&=+$,#"

FORMS: dict[str, TextForm] = {
    each.name: each
    for each in (
        TextForm("percent", "percent-encoded", _or_none(lambda t: quote(t, safe=_COMPONENT)),
                 by_letter=True),
        TextForm("percent-strict", "percent-encoded (RFC 3986)", _or_none(lambda t: quote(t, "")),
                 by_letter=True),
        TextForm("percent-slash", "percent-encoded but for the slashes", _or_none(quote),
                 by_letter=True),
        TextForm("percent-url", "percent-encoded as a whole URL is",
                 _or_none(lambda t: quote(t, safe=_WHOLE)), by_letter=True),
        TextForm("form", "form-encoded", _or_none(_form), by_letter=True),
        TextForm("form-lower", "form-encoded with lower-case escapes",
                 _or_none(lambda t: _lower_escapes(_form(t, "!()*"))), by_letter=True),
        TextForm("unquoted", "percent-decoded", unquote),
        TextForm("form-unquoted", "form-decoded", unquote_plus),
        TextForm("html", "HTML-escaped", _html, by_letter=True),
        TextForm("json", "written as a JSON string", _json),
        TextForm("lower", "in lower case", str.lower),
        TextForm("upper", "in upper case", str.upper, by_letter=True),
        TextForm("trimmed", "trimmed", str.strip),
        TextForm("no-spaces", "without its spaces", lambda t: "".join(t.split()),
                 by_letter=True),
        TextForm("nfd", "in Unicode form NFD", _normal("NFD"), True),
        TextForm("nfc", "in Unicode form NFC", _normal("NFC"), True),
        TextForm("nfkc", "in Unicode form NFKC", _normal("NFKC"), True),
        TextForm("u-escaped", r"with \u escapes for other letters", _u_escaped, True,
                 by_letter=True),
        TextForm("references", "with &#…; for other letters",
                 lambda t: t.encode("ascii", "xmlcharrefreplace").decode("ascii"), True,
                 by_letter=True),
    )
}  # fmt: skip

#: What is made of the bytes, as a text again.
BYTE_FORMS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "as-base64": ("as base64", b64encode),
    "as-hex": ("as hex", lambda data: data.hex().encode("ascii")),
}
