"""What the mistakes with the URL make, against text made by the libraries themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mac_requests import (
    LISTED,
    SENT_WITH_QUERY,
    URL,
    URL_WITH_QUERY,
    hmac_of,
    listed_text,
    request,
    text_made,
    values_made,
)

from nvexplorer.doctor.mistake import Ingredients, Slot, expected
from nvexplorer.doctor.mistakes.url import MISTAKES
from nvexplorer.doctor.mistakes.words import camel

BY_ID = {mistake.id: mistake for mistake in MISTAKES}
PLAIN = request()
QUERY = request(url=URL_WITH_QUERY, sent_url=SENT_WITH_QUERY)
#: Signs that libraries disagree about. Sent as Python's urlencode writes it.
SIGNS = request(
    url=URL + "?keyword=Äijälä & Poika's (50%) *~!&codes=123,124;x/y:z@$+[1]",
    sent_url=URL + "?keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika%27s+%2850%25%29+%2A~%21"
    "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
)


def made(name: str, ingredients: Ingredients, choice: str = "") -> str:
    return BY_ID[name].edit(expected(ingredients), ingredients, choice).url


@pytest.mark.parametrize(
    ("name", "ingredients", "choice"),
    [
        ("M35", PLAIN, ""),
        ("M36", PLAIN, "https://integration.netvisor.fi"),
        ("M37", PLAIN, ""),
        ("M38", PLAIN, ""),
        ("M39", PLAIN, ""),
        ("M40", PLAIN, ""),
        ("M41", PLAIN, ""),
        ("M42", PLAIN, ""),
        ("M44", QUERY, ""),
        ("M45", QUERY, ""),
        ("M46", QUERY, ""),
        ("M47", QUERY, ""),
        ("M49", QUERY, ""),
        ("M50", QUERY, ""),
    ],
)
def test_a_listed_mistake_hashes_what_the_list_says(
    name: str, ingredients: Ingredients, choice: str
) -> None:
    assert choice in BY_ID[name].choices(ingredients)
    text = text_made(BY_ID[name], ingredients, choice)
    assert text == listed_text(name)
    assert hmac_of(text) == LISTED[name]["mac"]


@pytest.mark.parametrize(
    ("name", "choice", "query"),
    [
        # encodeURI(url), Node 20
        (
            "M45", "",
            "keyword=%C3%84ij%C3%A4l%C3%A4%20&%20Poika's%20(50%25)%20*~!"
            "&codes=123,124;x/y:z@$+%5B1%5D",
        ),
        # urllib.parse.urlencode(query), Python 3.11; sent just so, and still named as form-encoded
        (
            "M46", "",
            "keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika%27s+%2850%25%29+%2A~%21"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # encodeURIComponent on names and values, Node 20
        (
            "U54", "encodeURIComponent",
            "keyword=%C3%84ij%C3%A4l%C3%A4%20%26%20Poika's%20(50%25)%20*~!"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # rawurlencode of PHP, Uri.EscapeDataString of .NET: all but letters, digits and -_.~
        (
            "U50", "",
            "keyword=%C3%84ij%C3%A4l%C3%A4%20%26%20Poika%27s%20%2850%25%29%20%2A~%21"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # new URLSearchParams(query).toString(), Node 20; URLEncoder.encode, Java 17
        (
            "U53", "URLSearchParams",
            "keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika%27s+%2850%25%29+*%7E%21"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # http_build_query of PHP: as Python, but ~ is encoded, too
        (
            "U53", "PHP urlencode",
            "keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika%27s+%2850%25%29+%2A%7E%21"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # the function encode of axios, run in Node 20
        (
            "U53", "axios",
            "keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika's+(50%25)+*~!"
            "&codes=123,124%3Bx%2Fy:z%40$%2B[1]",
        ),
        # HttpUtility.UrlEncode of .NET: lower-case digits, keeps ! ( ) *
        (
            "U52", "",
            "keyword=%c3%84ij%c3%a4l%c3%a4+%26+Poika%27s+(50%25)+*%7e!"
            "&codes=123%2c124%3bx%2fy%3az%40%24%2b%5b1%5d",
        ),
        # WebUtility.UrlEncode of .NET: the same with upper-case digits
        (
            "U53", "WebUtility.UrlEncode",
            "keyword=%C3%84ij%C3%A4l%C3%A4+%26+Poika%27s+(50%25)+*%7E!"
            "&codes=123%2C124%3Bx%2Fy%3Az%40%24%2B%5B1%5D",
        ),
        # new URL(url).href, Node 20
        (
            "U55", "WHATWG URL",
            "keyword=%C3%84ij%C3%A4l%C3%A4%20&%20Poika%27s%20(50%)%20*~!"
            "&codes=123,124;x/y:z@$+[1]",
        ),
        # new URI(scheme, host, path, query, null).toASCIIString(), Java 17
        (
            "U55", "java.net.URI",
            "keyword=%C3%84ij%C3%A4l%C3%A4%20&%20Poika's%20(50%25)%20*~!"
            "&codes=123,124;x/y:z@$+[1]",
        ),
        # escape of JavaScript on names and values, Node 20
        (
            "U56", "JavaScript escape",
            "keyword=%C4ij%E4l%E4%20%26%20Poika%27s%20%2850%25%29%20*%7E%21"
            "&codes=123%2C124%3Bx/y%3Az@%24+%5B1%5D",
        ),
    ],
)  # fmt: skip
def test_a_library_is_followed_to_the_last_sign(name: str, choice: str, query: str) -> None:
    assert made(name, SIGNS, choice) == f"{URL}?{query}"


@pytest.mark.parametrize(
    ("name", "choice", "url"),
    [
        # HttpValueCollection of the .NET Framework
        ("U57", "", "?keyword=%u00c4ij%u00e4l%u00e4+Oy&changedsince=2026-01-02T03%3a04%3a05"),
        # PHP: urlencode(utf8_decode($value))
        (
            "U56", "PHP urlencode",
            "?keyword=%C4ij%E4l%E4+Oy&changedsince=2026-01-02T03%3A04%3A05",
        ),
        # encodeURI(encodeURI(url)), Node 20
        (
            "U58", "percent-encoded",
            "?keyword=%25C3%2584ij%25C3%25A4l%25C3%25A4%2520Oy&changedsince=2026-01-02T03:04:05",
        ),
        (
            "U58", "form-encoded",
            "?keyword=%25C3%2584ij%25C3%25A4l%25C3%25A4%2BOy&changedsince=2026-01-02T03%253A04%253A05",
        ),
        # toString() of java.net.URI: letters stay, the space does not
        ("U64", "", "?keyword=Äijälä%20Oy&changedsince=2026-01-02T03:04:05"),
        ("U63", "", "?keyword=Äijälä+Oy&changedsince=2026-01-02T03:04:05"),
        ("U62", "of encoded values", "?keyword=Äijälä Oy&changedsince=2026-01-02T03%3A04%3A05"),
        ("M44", "", ""),
        ("U36", "", "?"),
        ("U37", "", "&keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"),
        ("U38", "", "keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"),
        ("U39", "", "??keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"),
        ("U40", "", "?&keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"),
        ("U41", "", "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05&"),
        ("U32", "keyword", "?changedsince=2026-01-02T03:04:05"),
        ("U32", "changedsince", "?keyword=Äijälä Oy"),
        ("U24", "CamelCase", "?Keyword=Äijälä Oy&ChangedSince=2026-01-02T03:04:05"),
        ("U24", "UPPER CASE", "?KEYWORD=Äijälä Oy&CHANGEDSINCE=2026-01-02T03:04:05"),
        ("U22", "", "?keyword=äijälä oy&changedsince=2026-01-02t03:04:05"),
        ("U42", "", "?keyword=A\u0308ija\u0308la\u0308 Oy&changedsince=2026-01-02T03:04:05"),
        (
            "U80", "htmlentities",
            "?keyword=&Auml;ij&auml;l&auml; Oy&amp;changedsince=2026-01-02T03:04:05",
        ),
        ("U83", "a line feed behind it", "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05\n"),
        ("U84", "", "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05#"),
    ],
)  # fmt: skip
def test_what_is_behind_the_resource(name: str, choice: str, url: str) -> None:
    assert made(name, QUERY, choice) == URL + url


@pytest.mark.parametrize(
    ("name", "choice", "url"),
    [
        ("U01", "https://koulutus.netvisor.fi", "https://koulutus.netvisor.fi/customerlist.nv"),
        ("U02", "", "https://ISVAPI.NETVISOR.FI/customerlist.nv"),
        ("U04", "", "https:///customerlist.nv"),
        ("U06", "", "HTTPS://isvapi.netvisor.fi/customerlist.nv"),
        ("U08", "", "https://isvapi.netvisor.fi:-1/customerlist.nv"),
        ("U09", "", "customerlist.nv"),
        ("U12", "", "https://isvapi.netvisor.fi"),
        ("U13", "", "https://isvapi.netvisor.fi/"),
        ("U14", "", "isvapi.netvisor.fi/customerlist.nv"),
        ("U15", "", "//isvapi.netvisor.fi/customerlist.nv"),
        ("U18", "", ""),
        ("U20", "camelCase", "https://isvapi.netvisor.fi/customerList.nv"),
        ("U20", "Capital first", "https://isvapi.netvisor.fi/Customerlist.nv"),
        ("U20", "UPPER CASE", "https://isvapi.netvisor.fi/CUSTOMERLIST.nv"),
        ("U21", "", "https://isvapi.netvisor.fi/customerlist.NV"),
        ("U23", "", "HTTPS://ISVAPI.NETVISOR.FI/CUSTOMERLIST.NV"),
        ("U25", "", "https://isvapi.netvisor.ficustomerlist.nv"),
        ("U26", "/netvisor", "https://isvapi.netvisor.fi/netvisor/customerlist.nv"),
        ("U27", "", "https://isvapi.netvisor.fi/customerlist"),
        # encodeURIComponent(url), Node 20
        ("U59", "encodeURIComponent", "https%3A%2F%2Fisvapi.netvisor.fi%2Fcustomerlist.nv"),
        ("U59", "HttpUtility.UrlEncode", "https%3a%2f%2fisvapi.netvisor.fi%2fcustomerlist.nv"),
        # urllib.parse.quote(url), Python 3.11
        ("U59", "Python quote", "https%3A//isvapi.netvisor.fi/customerlist.nv"),
        # json_encode($url) of PHP without its quotes
        ("U81", "slashes as \\/", "https:\\/\\/isvapi.netvisor.fi\\/customerlist.nv"),
        ("U82", 'double quotes "', '"https://isvapi.netvisor.fi/customerlist.nv"'),
        ("U83", "a space behind it", "https://isvapi.netvisor.fi/customerlist.nv "),
    ],
)
def test_what_becomes_of_the_address(name: str, choice: str, url: str) -> None:
    assert choice in BY_ID[name].choices(PLAIN)
    assert made(name, PLAIN, choice) == url


@pytest.mark.parametrize(
    ("name", "choice", "url"),
    [
        ("M36", "https://isvapi.netvisor.fi", "https://isvapi.netvisor.fi/customer.nv?id=1&x=2"),
        ("U03", "", "http://localhost:8123/customer.nv?id=1&x=2"),
        ("U05", "", "https://127.0.0.1:8123/customer.nv?id=1&x=2"),
        ("U07", "", "http://127.0.0.1/customer.nv?id=1&x=2"),
        ("U10", "", "/customer.nv"),
        ("U11", "", "customer.nv"),
        ("U16", "", "id=1&x=2"),
        ("U17", "", "?id=1&x=2"),
        ("U30", "", "http://127.0.0.1:8123/customer.nv?x=2&id=1"),
    ],
)
def test_a_request_to_this_machine(name: str, choice: str, url: str) -> None:
    local = request(url="http://127.0.0.1:8123/customer.nv?id=1&x=2")
    assert choice in BY_ID[name].choices(local)
    assert made(name, local, choice) == url


def test_three_parameters_and_empty_ones() -> None:
    three = request(url=URL + "?b=1&c=&a=2")
    assert made("M49", three) == URL + "?a=2&b=1&c="
    assert made("U30", three) == URL + "?a=2&c=&b=1"
    assert made("U31", three, "b") == URL + "?c=&a=2&b=1"
    assert made("U34", three) == URL + "?b=1&c&a=2"
    assert made("U35", three) == URL + "?b=1"
    two_empty = request(url=URL + "?b=1&c=&a=2&d=")
    assert made("U33", two_empty) == URL + "?b=1&a=2"


def test_where_the_url_as_sent_is_expected_its_decoded_form_and_other_encodings_are_found() -> None:
    sent = request(url=SENT_WITH_QUERY)
    assert made("U60", sent) == URL_WITH_QUERY
    assert made("M45", sent) == SENT_WITH_QUERY  # that is no mistake here
    assert made("M46", sent) == (
        URL + "?keyword=%C3%84ij%C3%A4l%C3%A4+Oy&changedsince=2026-01-02T03%3A04%3A05"
    )
    assert made("U63", sent) == URL + "?keyword=Äijälä+Oy&changedsince=2026-01-02T03:04:05"


def test_a_form_that_no_library_writes_is_found_as_the_one_that_was_sent() -> None:
    mixed = request(url=URL + "?a=1,2 3:4", sent_url=URL + "?a=1%2C2%203:4")
    assert made("U51", mixed) == URL + "?a=1%2C2%203:4"


def test_a_plus_that_was_decoded_once_too_often() -> None:
    plus = request(url=URL + "?code=A+B%2C", sent_url=URL + "?code=A%2BB%252C")
    assert made("U60", plus) == URL + "?code=A+B,"
    assert made("U61", plus) == URL + "?code=A B,"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("salesinvoicelist", "SalesInvoiceList"),
        ("GETPURCHASEINVOICE", "GetPurchaseInvoice"),
        ("invoicesabovenetvisorkey", "InvoicesAboveNetvisorKey"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_capitals_are_put_where_words_begin(name: str, shown: str) -> None:
    assert camel(name) == shown


@pytest.mark.parametrize(
    "ingredients",
    [
        PLAIN,
        QUERY,
        SIGNS,
        request(url=SENT_WITH_QUERY),
        request(url="http://127.0.0.1:8123/customer.nv?id=1"),
        request(url=URL + "?a=1&b=&c=3", sent_url=URL + "?a=1&b=&c=3"),
        request(url=URL.replace("customerlist", "CustomerList")),
    ],
)
def test_no_two_mistakes_make_the_same_url(ingredients: Ingredients) -> None:
    names: dict[str, str] = {}
    for name, url in values_made(MISTAKES, ingredients):
        assert url not in names, f"{name} and {names[url]} both make {url}"
        names[url] = name


def test_what_two_mistakes_make_together() -> None:
    def both(first: str, second: str, choice: str = "") -> str:
        a, b = BY_ID[first], BY_ID[second]
        assert a.group != b.group
        assert a.order < b.order
        recipe = a.edit(expected(QUERY), QUERY, "")
        return b.edit(recipe, QUERY, choice).url

    assert both("M35", "M44") == "http://isvapi.netvisor.fi/customerlist.nv"
    assert both("M37", "M40") == (
        "//customerlist.nv?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"
    )
    assert both("M49", "M46") == (
        URL + "?changedsince=2026-01-02T03%3A04%3A05&keyword=%C3%84ij%C3%A4l%C3%A4+Oy"
    )
    assert both("M45", "M50") == (
        URL + "?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy&amp;changedsince=2026-01-02T03:04:05"
    )
    assert both("M40", "U59", "encodeURIComponent") == (
        "%2Fcustomerlist.nv%3Fkeyword%3D%C3%84ij%C3%A4l%C3%A4%20Oy%26changedsince%3D"
        "2026-01-02T03%3A04%3A05"
    )
    assert both("M41", "U14") == (
        "isvapi.netvisor.fi:443/customerlist.nv?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"
    )


_ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(":/?&=%+#[]CF4e8 ")))


@settings(deadline=None, max_examples=60)
@given(url=_ANY, sent=_ANY, choice=_ANY, has_address=st.booleans())
def test_any_text_is_taken(url: str, sent: str, choice: str, has_address: bool) -> None:
    before = "https://isvapi.netvisor.fi/" if has_address else ""
    ingredients = request(url=before + url, sent_url=before + sent)
    recipe = expected(ingredients)
    for mistake in MISTAKES:
        assert mistake.slot == Slot.URL
        for each in (*mistake.choices(ingredients), choice, ""):
            made = mistake.edit(recipe, ingredients, each)
            assert isinstance(made.url, str)
            assert made._replace(url=recipe.url) == recipe
