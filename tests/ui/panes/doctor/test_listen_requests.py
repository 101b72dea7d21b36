"""What is kept of the requests that were caught, and what is said of each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nvexplorer.sandbox.connection import Caught
from nvexplorer.ui.panes.doctor.listen_requests import (
    MOST,
    MOST_BYTES,
    CaughtRequests,
    Entry,
    bounded,
    read,
    said,
    title,
)

NOW = datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC)


def caught(number: int = 1, *, outcome: str = "OK", reason: str = "", **other: bytes) -> Caught:
    head = (
        b"GET /customerlist.nv HTTP/1.1\r\nHost: 127.0.0.1:8378\r\n"
        b"x-netvisor-authentication-transactionid: id-%d\r\n\r\n" % number
    )
    return Caught(NOW, other.get("head", head), other.get("body", b""), outcome, reason)


def test_the_newest_are_kept_and_come_first() -> None:
    kept = CaughtRequests()
    kept.add(caught(number) for number in range(1, 1001))
    assert len(kept.entries) == MOST
    assert [each.number for each in kept.entries[:2]] == [1000, 999]


def test_bodies_are_kept_within_bounds() -> None:
    kept = CaughtRequests()
    large = bounded(caught(body=b"x" * 100_000_000))
    assert len(large.body) == 1024 * 1024
    kept.add(large for _ in range(100))
    total = sum(len(each.caught.body) for each in kept.entries)
    assert MOST_BYTES * 0.9 < total <= MOST_BYTES


def test_a_transaction_id_that_came_before_is_known_though_the_request_is_gone() -> None:
    kept = CaughtRequests()
    kept.add([caught(7)])
    kept.clear()
    kept.add([caught(8), caught(7)])
    newest, other = kept.entries
    assert kept.used_before(newest) == {"id-7"}
    assert kept.used_before(other) == set()


def test_the_address_is_the_one_that_was_called() -> None:
    head = caught().head
    by_name = Entry(1, caught(head=head.replace(b"127.0.0.1", b"localhost")))
    other = Entry(1, caught(head=head.replace(b"127.0.0.1:8378", b"isvapi.netvisor.fi")))
    address = "http://127.0.0.1:8378"
    assert read(by_name, address).url == "http://localhost:8378/customerlist.nv"
    assert read(other, address).url == "http://127.0.0.1:8378/customerlist.nv"


@pytest.mark.parametrize(
    ("outcome", "reason", "words"),
    [
        ("OK", "", "MAC right, answered OK"),
        ("INVALID_DATA", "x", "MAC right, answered INVALID_DATA"),
        ("", "The first line is not METHOD TARGET HTTP/1.1.", "The first line is not METHOD"),
        ("AUTHENTICATION_FAILED", "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen"
         " laskentaan merkkijonoa: http://…", "MAC wrong, answered AUTHENTICATION_FAILED"),
        ("AUTHENTICATION_FAILED", "The header X is missing. (The sandbox's own wording; Netvisor's"
         " is not known.)", "Refused: The header X is missing."),
    ],
)  # fmt: skip
def test_how_it_was_answered_is_said_in_words(outcome: str, reason: str, words: str) -> None:
    assert said(Entry(1, caught(outcome=outcome, reason=reason))).text.startswith(words)


def test_what_is_no_request_has_a_title_that_can_be_shown() -> None:
    assert title(Entry(1, caught())) == "GET /customerlist.nv"
    assert title(Entry(1, caught(head=b""))) == "Not a request"
    assert title(Entry(1, caught(head=b"\x16\x03\x01\x00"))).isprintable()
