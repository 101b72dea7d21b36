"""Mistakes with percent signs in the URL: which library escaped it, how often and in what bytes."""

from __future__ import annotations

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.url_forms import (
    AS_ONE_VALUE,
    COMPONENTS,
    DOUBLES,
    FORM_ENCODED,
    FORMS,
    LATIN_ENCODED,
    LATINS,
    LOWER_FORM,
    PERCENT_20_FOR_SPACE,
    PERCENT_ENCODED,
    PLUS_FOR_SPACE,
    UNICODE_DIGITS,
    VALUES_ENCODED,
    WHOLE_URLS,
    as_sent,
    dotnet_string,
    made_as,
    one_alone,
    singles,
)
from nvexplorer.doctor.mistakes.url_parts import decoded
from nvexplorer.doctor.mistakes.values import distinct, edit_of, these
from nvexplorer.model.mac import Certainty, PartKind

_URL = PartKind.URL
_DEDUCED = Certainty.DEDUCED
_CAMPS = "deduced: 7 code bases hash the decoded URL, 8 an encoded one"
_LATIN = "deduced: the decoded URL is hashed; a note by a reader speaks of ISO-8859-1 in the URL"
_ONCE = "deduced: 7 code bases hash the decoded URL, 8 an encoded one, none encodes it twice"
_BEFORE = "Hash the URL before it is encoded, with real spaces and letters"

_ENTRIES = (
    Mistake(
        "M45", Slot.URL, 90,
        "The URL in the MAC is percent-encoded.",
        "Hashed was {made}, with %20 and %C3%A4, as request.url, Uri.AbsoluteUri and encodeURI "
        "give it, often just as it was sent. Clients disagree here, those that hash it decoded "
        "have values that show it.",
        _BEFORE + ": decodeURI(request.url) in JavaScript, Uri.UnescapeDataString(AbsoluteUri) in "
        ".NET, unquote(request.url) in Python.",
        _DEDUCED, PERCENT_ENCODED, group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "M46", Slot.URL, 90,
        "The query in the MAC is form-encoded.",
        "Hashed was {made}, with + for a space and %3A for a colon, as http_build_query, urlencode "
        "of Python and url.Values.Encode of Go make it. Clients disagree here, those that hash it "
        "decoded have values that show it.",
        _BEFORE + ": join name=value with & yourself for the MAC input, or take it back with "
        "urldecode in PHP, unquote_plus in Python, url.QueryUnescape in Go.",
        _DEDUCED, FORM_ENCODED, group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U50", Slot.URL, 60,
        "Each value in the URL of the MAC is percent-encoded.",
        "Hashed was {made}, with %20 for a space and %3A for a colon, as EscapeDataString, "
        "rawurlencode and encodeURIComponent make it.",
        _BEFORE + ": keep the plain value for the MAC input and the encoded one for the request, "
        "or take it back with Uri.UnescapeDataString, rawurldecode or decodeURIComponent.",
        _DEDUCED, VALUES_ENCODED, group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U51", Slot.URL, 40,
        "The URL in the MAC is encoded exactly as it was sent.",
        "Hashed was {made}, the bytes on the wire. 8 code bases hash an encoded URL, 7 a decoded "
        "one: it is a difference that shows with spaces, commas, colons and letters such as ä.",
        _BEFORE + ", or let the profile expect the URL as sent if your Netvisor takes it.",
        _DEDUCED, edit_of(_URL, as_sent), group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U52", Slot.URL, 34,
        "The query in the MAC is form-encoded with lower-case hex digits.",
        "Hashed was {made}, with %3a and %c3%a4, as HttpUtility.UrlEncode of .NET writes it.",
        _BEFORE + ": keep the plain value for the MAC input, or take it back with "
        "HttpUtility.UrlDecode.",
        _DEDUCED, LOWER_FORM, group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U53", Slot.URL, 30,
        "The query in the MAC is form-encoded as {choice} does it.",
        "Hashed was {made}. Libraries differ in which signs they keep: {choice} made just this "
        "text.",
        _BEFORE + ": join name=value with & yourself for the MAC input.",
        _DEDUCED, made_as(FORMS), these(FORMS), "escaping", 25, source=_CAMPS,
    ),
    Mistake(
        "U54", Slot.URL, 25,
        "Each value in the URL of the MAC is percent-encoded as {choice} does it.",
        "Hashed was {made}. Libraries differ in which signs they keep: {choice} made just this "
        "text.",
        _BEFORE + ": keep the plain value for the MAC input and the encoded one for the request.",
        _DEDUCED, made_as(COMPONENTS), these(COMPONENTS), "escaping", 25, source=_CAMPS,
    ),
    Mistake(
        "U55", Slot.URL, 25,
        "The URL in the MAC is percent-encoded as {choice} does it.",
        "Hashed was {made}. Libraries differ in which signs they keep: {choice} made just this "
        "text.",
        _BEFORE + "; take it back with the decoding function of the same library.",
        _DEDUCED, made_as(WHOLE_URLS), these(WHOLE_URLS), "escaping", 25, source=_CAMPS,
    ),
    Mistake(
        "M47", Slot.URL, 20,
        "The URL in the MAC is percent-encoded as Latin letters.",
        "Hashed was {made}, with %E4 for ä: the bytes of ISO-8859-1, not those of UTF-8.",
        _BEFORE + "; the letters themselves are hashed in ISO-8859-15, without percent signs.",
        _DEDUCED, LATIN_ENCODED, group="escaping", order=25, source=_LATIN,
    ),
    Mistake(
        "U56", Slot.URL, 10,
        "The values in the URL of the MAC are encoded as Latin letters, as {choice} does it.",
        "Hashed was {made}, with %E4 for ä: the bytes of ISO-8859-1, not those of UTF-8.",
        _BEFORE + "; the letters themselves are hashed in ISO-8859-15, without percent signs.",
        _DEDUCED, made_as(LATINS), these(LATINS), "escaping", 25, source=_LATIN,
    ),
    Mistake(
        "U57", Slot.URL, 6,
        "The URL in the MAC has letters as %u and four digits.",
        "Hashed was {made}, as the collection of HttpUtility.ParseQueryString writes itself in the "
        ".NET Framework.",
        _BEFORE + "; build the query with FormUrlEncodedContent for the request.",
        _DEDUCED,
        UNICODE_DIGITS,
        group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U58", Slot.URL, 20,
        "The URL in the MAC is encoded twice: {choice}.",
        "Hashed was {made}, with %25 for the percent sign of the first time.",
        "Encode once, for the request only: either by hand or by the HTTP library, and hash the "
        "URL from before.",
        _DEDUCED, made_as(DOUBLES), these(DOUBLES), "escaping", 25, source=_ONCE,
    ),
    Mistake(
        "U60", Slot.URL, 45,
        "The URL in the MAC is decoded.",
        "Hashed was {made}, expected is {expected}: percent signs of the URL were decoded.",
        "Hash the URL just as the profile says it; a value with a percent sign of its own must not "
        "be decoded.",
        _DEDUCED, edit_of(_URL, lambda url, _i, _c: decoded(url)),
        group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U61", Slot.URL, 15,
        "The URL in the MAC is decoded as a form: + became a space.",
        "Hashed was {made}, expected is {expected}.",
        "Decode percent signs alone (rawurldecode, unquote, Uri.UnescapeDataString), or hash the "
        "plain values that the URL was built from.",
        Certainty.OPEN, edit_of(_URL, lambda url, _i, _c: decoded(url, plus=True)),
        group="escaping", order=25,
        source="open: no source says what is hashed for a + in a value",
    ),
    Mistake(
        "U62", Slot.URL, 20,
        "The URL in the MAC is that of Uri.ToString() {choice}.",
        "Hashed was {made}: .NET's Uri.ToString(), and decodeURI of JavaScript, decode letters and "
        "spaces but leave reserved signs such as %2C and %3A encoded.",
        "Hash Uri.UnescapeDataString(uri.AbsoluteUri), which decodes all.",
        Certainty.OPEN, edit_of(_URL, dotnet_string),
        these(("of the URL as sent", "of encoded values")), "escaping", 25,
        source="open: whether Netvisor itself hashes this form is not known",
    ),
    Mistake(
        "U63", Slot.URL, 15,
        "Spaces are + in the URL of the MAC, all else is decoded.",
        "Hashed was {made}.",
        "Hash real spaces; + stands for a space only in what is sent.",
        _DEDUCED, PLUS_FOR_SPACE,
        group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U64", Slot.URL, 18,
        "Spaces are %20 in the URL of the MAC, letters are decoded.",
        "Hashed was {made}, as toString() of java.net.URI and a replaced space give it.",
        "Hash real spaces; in Java take scheme, host, getPath() and getQuery(), which are "
        "decoded.",
        _DEDUCED, PERCENT_20_FOR_SPACE,
        group="escaping", order=25, source=_CAMPS,
    ),
    Mistake(
        "U65", Slot.URL, 6,
        "Only {choice} is percent-encoded in the URL of the MAC.",
        "Hashed was {made}.",
        "Hash values as they are, lists with commas and times with colons.",
        _DEDUCED, edit_of(_URL, one_alone), singles, "escaping", 25, source=_CAMPS,
    ),
)  # fmt: skip

_WHOLE = (
    Mistake(
        "U59", Slot.URL, 18,
        "The whole URL in the MAC is encoded like one value: {choice}.",
        "Hashed was {made}, with the colon and slashes of https:// encoded.",
        "Hash the URL as it is. Encoding the whole of it is a habit of OAuth, not of Netvisor.",
        Certainty.SEEN, made_as(AS_ONE_VALUE), these(AS_ONE_VALUE), "one value", 70,
        source="all known clients hash https:// as it is",
    ),
)  # fmt: skip

MISTAKES = (*distinct(_URL, _ENTRIES), *distinct(_URL, _WHOLE))
