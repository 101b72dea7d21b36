"""The URL that is hashed and the target that is sent."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util.url import parse_url

from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import Parameter
from nvexplorer.signing.urls import build_urls, parse_origin

HOST = "https://isvapi.netvisor.fi"
text = st.text(st.characters(exclude_categories=["Cs"]))


def one(value: str) -> tuple[str, str]:
    urls = build_urls(HOST, "a.nv", [Parameter("k", value)])
    return urls.decoded.partition("?")[2], urls.wire_target.partition("?")[2]


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("plain", "plain"),
        ("Mäkinen Oy", "M%C3%A4kinen%20Oy"),
        ("101,102", "101,102"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05"),
        ("a+b", "a%2Bb"),
        ("50%", "50%25"),
        ("%2c", "%252c"),
        ("R&D", "R%26D"),
        ("a=b", "a%3Db"),
        ("#1", "%231"),
        ("5 €", "5%20%E2%82%AC"),
        ("a|b", "a%7Cb"),
        ("~", "~"),
        ("", ""),
    ],
)
def test_values_are_literal_text(value: str, sent: str) -> None:
    assert one(value) == (f"k={value}", f"k={sent}")


@given(st.lists(st.tuples(st.text(min_size=1, alphabet="abcäö"), text), max_size=4))
def test_what_is_sent_unquotes_to_what_is_hashed(pairs: list[tuple[str, str]]) -> None:
    urls = build_urls(HOST, "customerlist.nv", [Parameter(n, v) for n, v in pairs])
    assert urls.sent.isascii()
    assert unquote(urls.sent, errors="strict") == urls.decoded


@given(st.lists(st.tuples(st.text(min_size=1, alphabet="abcäö"), text), max_size=4))
def test_urllib3_leaves_the_target_as_it_is(pairs: list[tuple[str, str]]) -> None:
    urls = build_urls(HOST, "customerlist.nv", [Parameter(n, v) for n, v in pairs])
    assert parse_url(urls.sent).request_uri == urls.wire_target


def test_rows_that_are_off_are_left_out() -> None:
    urls = build_urls(HOST, "a.nv", [Parameter("a", "1", False), Parameter("b", "2")])
    assert urls.decoded == f"{HOST}/a.nv?b=2"
    assert build_urls(HOST, "a.nv", [Parameter("a", "1", False)]).decoded == f"{HOST}/a.nv"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://isvapi.netvisor.fi", HOST),
        ("isvapi.netvisor.fi", HOST),
        ("HTTPS://ISVAPI.netvisor.fi:443/", HOST),
        ("https://isvapi.netvisor.fi:8443", "https://isvapi.netvisor.fi:8443"),
        ("http://127.0.0.1:8377", "http://127.0.0.1:8377"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_origins(typed: str, origin: str) -> None:
    assert parse_origin(typed) == origin


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "no host"),
        ("http://isvapi.netvisor.fi", "without encryption"),
        ("http://10.0.0.1", "without encryption"),
        ("http://127.0.0.1.evil.example", "without encryption"),
        ("ftp://x.fi", "only https"),
        ("https://x.fi/path", "more than scheme"),
        ("https://x.fi?a=1", "more than scheme"),
        ("https://user:pass@x.fi", "user name"),
        ("https://x.fi:99999", "port"),
        ("https://ex ample.fi", "not a host name"),
        ("https://[::1", "not a host name"),
        ("https://[]", "not a host name"),
        ("https://[v1.abc]", "not a host name"),
        ("https://[1.2.3.4]", "not a host name"),
        ("https://[fe80::1%eth0]", "not a host name"),
        ("https://ex\u2100mple.fi", "not a host name"),
        ("https://x..fi", "not a host name"),
        ("https://x.fi.", "not a host name"),
        ("https://x-.fi", "not a host name"),
        (f"https://{'x' * 64}.fi", "not a host name"),
        ("https://" + ".".join(["x" * 60] * 5), "not a host name"),
        ("https://x.fi:0", "port"),
        ("ftp://user:pass@x.fi", "user name"),
        ("https://user:pass@x.fi:99999", "user name"),
        ("https://user:pass@ex\u2100mple.fi", "user name"),
        ("https://x.fi\r\nX: y", "not a host name"),
    ],
)
def test_hosts_that_are_refused(typed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        parse_origin(typed)
    assert "pass" not in str(caught.value)
    assert caught.value.next


@pytest.mark.parametrize(
    "resource",
    ["", "/", "a.nv?x=1", "../a.nv", "x//a.nv", "a%20b.nv", "a b.nv", "a\n.nv", "a#b", "\udcff.nv"],
)
def test_resources_that_are_refused(resource: str) -> None:
    with pytest.raises(BadInput) as caught:
        build_urls(HOST, resource)
    assert caught.value.field == "resource"


def test_leading_slash_and_letter_case() -> None:
    assert build_urls(HOST, "/CustomerList.nv").wire_target == "/CustomerList.nv"
