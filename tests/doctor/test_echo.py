"""Netvisor's echo: found by its structure, aligned part by part, whatever was redacted."""

from __future__ import annotations

import hashlib
import hmac
import html
import json

import pytest
from canary import leaks
from examined import CUSTOMER, ID, KEYS, PARTNER, PROFILE, STAMP, TEXT, UNIX, URL, case

from nvexplorer.doctor.echo import align, find_echo, keys_agree
from nvexplorer.model.mac import PartKind
from nvexplorer.model.request import Parameter, RequestDraft, Stamp
from nvexplorer.signing.sign import sign

HOLDER = "YOUR_PRIVATE_KEY_HERE"
SAYS = "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan merkkijonoa: "
KEY = f"{CUSTOMER}&{PARTNER}"
ECHO = TEXT.replace(KEY, HOLDER)
DIGEST = hmac.new(KEY.encode(), TEXT.encode("iso-8859-15"), hashlib.sha256).hexdigest().upper()
STATUS = f"{SAYS}{ECHO} :: {DIGEST}"
XML = (
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Root>\r\n  <ResponseStatus>\r\n'
    "    <Status>FAILED</Status>\r\n    <Status>AUTHENTICATION_FAILED :: "
    f"{html.escape(STATUS)}</Status>\r\n    <TimeStamp>22.11.2026 15:30:12</TimeStamp>\r\n"
    "  </ResponseStatus>\r\n</Root>"
)
LABELS = [
    "URL", "Sender", "Customer ID", "Timestamp", "Language", "Organisation ID", "Transaction ID",
    "TimestampUnix", "Customer key", "Partner key",
]  # fmt: skip


def rows(text: str, **changes: str):
    echo = find_echo(text)
    assert echo is not None
    return align(echo, case(**changes).ingredients)


@pytest.mark.parametrize(
    "text",
    [
        STATUS,
        XML,
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{XML}",
        json.dumps({"answer": STATUS}),
        json.dumps({"answer": XML}),
        html.escape(XML),
        STATUS.replace(SAYS, "Any other words, in any language = "),
        STATUS.replace(SAYS, ""),
        f"{ECHO}",
        f"see https://support.example.fi/help for help. {STATUS}",
    ],
    ids=["status", "xml", "http", "json", "xml-in-json", "escaped-twice", "other-words", "bare",
         "no-digest", "url-in-front"],
)  # fmt: skip
def test_it_is_found_by_its_structure(text: str) -> None:
    found = rows(text)
    assert [row.label for row in found] == LABELS
    assert [row.number for row in found] == list(range(1, 11))
    assert [row.same for row in found] == [True] * 8 + [None, None]


def test_its_digest_and_parts() -> None:
    echo = find_echo(XML)
    assert echo is not None
    assert echo.digest == DIGEST.lower()
    assert echo.parts[0] == URL
    assert echo.parts[1:8] == (
        "Demo integration", "TT_10000_1", STAMP, "EN", "1234567-1", ID, UNIX,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "&" * 5000,
        "AUTHENTICATION_FAILED :: Integraatioavaimet eivät kelpaa.",
        "https://isvapi.netvisor.fi/customerlist.nv",
        "https://isvapi.netvisor.fi/x.nv?a=1&b=2&c=3&d=4&e=5&f=6&date=2026-01-02",
        "https://a.fi " * 3000,
        "a &amp; b &amp; c &amp; d &amp; e &amp; f &amp; 2026-01-02",
    ],
)
def test_other_texts_hold_none(text: str) -> None:
    assert find_echo(text) is None


@pytest.mark.parametrize(
    "keys", ["***", "***&***", "<key>&<key>", "[REDACTED]", "••••&••••", "{CK}&{PK}", "$KEY"]
)
def test_whatever_stands_for_the_keys(keys: str) -> None:
    found = rows(STATUS.replace(HOLDER, keys))
    assert [row.same for row in found] == [True] * 8 + [None, None]
    assert found[8].echo == keys.split("&")[0]


def test_keys_left_out_altogether() -> None:
    found = rows(STATUS.replace(f"&{HOLDER}", ""))
    assert [row.same for row in found] == [True] * 8 + [None, None]


def test_a_part_that_is_missing_shifts_no_other() -> None:
    found = rows(STATUS.replace("&EN&", "&"))
    assert [row.label for row in found if row.same is False] == ["Language"]
    assert next(row for row in found if row.label == "Language").echo == ""


def test_an_unknown_part_shifts_no_other() -> None:
    found = rows(STATUS.replace("&EN&", "&EN&Tst_100&"))
    (extra,) = [row for row in found if row.same is False]
    assert (extra.number, extra.echo, extra.ours) == (0, "Tst_100", "")


def test_several_differences_at_once() -> None:
    text = STATUS.replace("&EN&", "&").replace(UNIX, "1795354999").replace(ID, "***")
    found = {row.label: row for row in rows(text)}
    assert found["Language"].same is False
    assert found["TimestampUnix"].echo == "1795354999"
    assert found["TimestampUnix"].same is False
    assert found["Transaction ID"].same is None
    assert found["Organisation ID"].same is True


def test_another_host_and_another_parameter() -> None:
    found = rows(STATUS.replace("https://isvapi", "http://isvapi").replace(" Oy&", " Oy&b=2&"))
    assert found[0].echo == "http://isvapi.netvisor.fi/customerlist.nv?keyword=Mäkinen Oy&b=2"
    assert [row.label for row in found if row.same is False] == ["URL"]


def test_values_with_ampersands_of_their_own() -> None:
    url = "https://isvapi.netvisor.fi/a.nv?x=1&y=2"
    text = STATUS.replace(URL, url).replace("Demo integration", "A & B & C")
    found = rows(text, url=url, sender="A & B & C")
    assert [row.same for row in found[:8]] == [True] * 8
    assert found[1].echo == "A & B & C"


def test_an_echo_for_sha256_has_no_timestamp_unix() -> None:
    found = rows(STATUS.replace(f"&{UNIX}", ""), algorithm="SHA256")
    assert "TimestampUnix" not in [row.label for row in found]
    assert [row.same for row in found] == [True] * 7 + [None, None]


def test_the_echo_of_a_signed_request() -> None:
    """As the answer pane has it: our own MAC input beside the text of the ResponseStatus."""
    draft = RequestDraft("customerlist.nv", parameters=(Parameter("keyword", "Mäkinen Oy"),))
    signed = sign(draft, PROFILE, KEYS, Stamp(STAMP, UNIX, ID))
    echo = find_echo(STATUS)
    assert echo is not None
    assert [row.same for row in align(echo, signed.mac_input)] == [True] * 8 + [None, None]
    assert keys_agree(echo, signed.mac_input)
    assert signed.mac_input.find(PartKind.URL) is not None


def test_our_keys_give_the_digest_behind_it() -> None:
    echo = find_echo(XML)
    assert echo is not None
    assert keys_agree(echo, case().ingredients)


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
def test_keys_agree_under_the_older_algorithms(algorithm: str) -> None:
    text = TEXT.replace(f"&{UNIX}", "")
    digest = hashlib.new(algorithm.lower(), text.encode("iso-8859-15")).hexdigest()
    echo = find_echo(f"{SAYS}{text.replace(KEY, HOLDER)} :: {digest.upper()}")
    assert echo is not None
    assert keys_agree(echo, case(algorithm=algorithm).ingredients)


def test_other_keys_do_not() -> None:
    echo = find_echo(STATUS.replace(DIGEST, "0" * 64))
    assert echo is not None
    assert not keys_agree(echo, case().ingredients)
    without = find_echo(ECHO)
    assert without is not None
    assert not keys_agree(without, case().ingredients)


def test_keys_that_are_echoed_are_never_told() -> None:
    for keys in (KEY, KEY.lower(), f"{PARTNER}&{CUSTOMER}"):
        text = STATUS.replace(HOLDER, keys)
        echo = find_echo(text)
        assert leaks(repr(echo)) == []
        assert leaks(repr(rows(text))) == []
    assert [row.same for row in rows(STATUS.replace(HOLDER, KEY))] == [True] * 10


def test_a_key_that_nobody_here_knows_is_not_told_either() -> None:
    found = rows(STATUS.replace(HOLDER, "0123456789ABCDEF0123456789ABCDEF&***"))
    assert "0123456789" not in repr(found)
    assert found[8].same is False
