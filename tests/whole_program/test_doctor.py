"""`nvexplorer doctor` as a process, its search in worker processes."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from canary import CUSTOMER, PARTNER, files_with_leaks, leaks
from processes import alive, children
from screen import until

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"NVEXPLORER_CUSTOMER_KEY": CUSTOMER, "NVEXPLORER_PARTNER_KEY": PARTNER}
URL = "https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy"
SENT = "https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
ID = "11111111-2222-4333-8444-555555555555"
STAMP, UNIX = "2026-01-02 03:04:05.678", "1767323045"
PARTS = [
    URL, "Request Explorer", "TT_10000_1", STAMP, "EN", "1234567-1", ID, UNIX, CUSTOMER, PARTNER,
]  # fmt: skip


def hmac_of(parts: list[str], encoding: str = "iso-8859-15") -> str:
    text = "&".join(parts).encode(encoding)
    return hmac.new(f"{CUSTOMER}&{PARTNER}".encode(), text, hashlib.sha256).hexdigest()


def changed(**values: str | None) -> list[str]:
    """The parts with others at these places, `p4="…"`; None leaves one out."""
    parts: list[str | None] = list(PARTS)
    for name, value in values.items():
        parts[int(name[1:]) - 1] = value
    return [part for part in parts if part is not None]


def headers(mac: str) -> list[tuple[str, str]]:
    auth = "X-Netvisor-Authentication-"
    return [
        (f"{auth}Sender", "Request Explorer"),
        (f"{auth}CustomerId", "TT_10000_1"),
        (f"{auth}PartnerId", "Tst_100"),
        (f"{auth}Timestamp", STAMP),
        (f"{auth}TimestampUnix", UNIX),
        (f"{auth}TransactionId", ID),
        ("X-Netvisor-Interface-Language", "EN"),
        ("X-Netvisor-Organisation-ID", "1234567-1"),
        (f"{auth}MACHashCalculationAlgorithm", "HMACSHA256"),
        (f"{auth}UseHTTPResponseStatusCodes", "1"),
        (f"{auth}MAC", mac),
    ]


def raw(mac: str) -> bytes:
    lines = [f"GET {SENT} HTTP/1.1", *(f"{name}: {value}" for name, value in headers(mac))]
    return "\r\n".join([*lines, "", ""]).encode()


def curl(mac: str) -> bytes:
    given = " \\\n".join(f"  -H '{name}: {value}'" for name, value in headers(mac))
    return f"curl '{SENT}' \\\n{given}\n".encode()


CASES: dict[str, tuple[str, list[str]]] = {
    "no TimestampUnix": (hmac_of(changed(p8=None)), ["M02"]),
    "Finnish time": (hmac_of(changed(p4="2026-01-02 05:04:05.678")), ["M23"]),
    "encoded URL": (hmac_of(changed(p1=SENT)), ["M45"]),
    "plain SHA-256": (hashlib.sha256("&".join(PARTS).encode("iso-8859-15")).hexdigest(), ["M01"]),
    "UTF-8": (hmac_of(PARTS, "utf-8"), ["M48"]),
    "lower-case language, no hyphens in the ID": (
        hmac_of(changed(p5="en", p7=ID.replace("-", ""))), ["M28", "M31"],
    ),
    "Finnish time, no TimestampUnix": (
        hmac_of(changed(p4="2026-01-02 05:04:05.678", p8=None)), ["M02", "M23"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_mistakes_are_found_and_proven(program, name: str) -> None:
    mac, ids = CASES[name]
    result = program("doctor", "--json", stdin=raw(mac), **KEYS)
    assert result.code == 0, result.err
    told = result.json
    assert told["proven"] is True
    every = [told["mistakes"], *told["alternatives"]]
    assert ids in [sorted(each["id"] for each in mistakes) for mistakes in every], every
    assert all(len(mistakes) == len(ids) for mistakes in every)


@pytest.mark.parametrize("dump", [raw, curl])
def test_the_right_mac(program, dump: Any) -> None:
    result = program("doctor", "-", stdin=dump(hmac_of(PARTS)), **KEYS)
    assert result.code == 0, result.err
    assert result.text.startswith("The MAC is right")


def test_what_nothing_explains_says_what_it_tried(program) -> None:
    result = program(
        "doctor", "--seconds", "0.5", stdin=raw(hmac_of(["something", "else"])), **KEYS
    )
    assert result.code == 1, result.err
    assert result.text.startswith("Not explained")
    assert "What to do next" in result.text


def test_a_text_without_request(program) -> None:
    result = program("doctor", "--json", stdin=b"hello", **KEYS)
    assert result.code == 2
    assert "No request" in result.json["error"]["what"]


def test_what_is_missing_is_named(program) -> None:
    text = raw(hmac_of(PARTS)).replace(b"X-Netvisor-Authentication-Timestamp: ", b"X-Other: ")
    result = program("doctor", stdin=text, **KEYS)
    assert result.code == 2
    assert result.err.startswith("The request has no Timestamp.")


def test_netvisors_answer_behind_the_request(program, demo, sandbox) -> None:
    """What the sandbox answers to a MAC of another time is found, and proves the keys."""
    port = int(sandbox.rpartition(":")[2])
    environ = demo.environ
    signed = demo("sign", "customerlist.nv")
    assert signed.code == 0, signed.err
    sent = dict(signed.json["headers"])
    sent["X-Netvisor-Authentication-MAC"] = hashlib.sha256(b"another").hexdigest()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/customerlist.nv", headers=sent)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    lines = ["GET /customerlist.nv HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    text = "\r\n".join([*lines, "", ""]).encode() + b"HTTP/1.1 401 Unauthorized\r\n\r\n" + body
    result = demo("doctor", "--json", "--seconds", "0.1", stdin=text)
    assert result.code == 1, result.err
    echo = result.json["echo"]
    assert [row["same"] for row in echo["rows"]] == [True] * 8 + [None, None]
    assert echo["keys_agree"] is True
    for key in (environ["NVEXPLORER_CUSTOMER_KEY"], environ["NVEXPLORER_PARTNER_KEY"]):
        assert key.lower() not in (result.text + result.err).lower()


@pytest.mark.parametrize("form", [(), ("--json",), ("--markdown",)])
def test_keys_leave_no_trace(program, tmp_path: Path, form: tuple[str, ...]) -> None:
    text = raw(hmac_of(changed(p8=None))).rstrip() + (
        f"\r\nX-Key: {CUSTOMER}\r\n\r\nhashed: {'&'.join(changed(p8=None))}\n".encode()
    )
    result = program("doctor", *form, stdin=text, **KEYS)
    assert result.code == 0, result.err
    assert leaks(result.out.decode()) == []
    assert leaks(result.err) == []
    assert files_with_leaks(tmp_path) == []


@pytest.fixture
def interruptible():
    """Programs heed Ctrl+C, also when the tests were started so that they ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_the_search_and_its_processes(program) -> None:
    with program.start("doctor", "--seconds", "600", **KEYS) as process:
        process.stdin.write(raw(hmac_of(["something", "else"])))
        process.stdin.close()
        until(lambda: children(process.pid), "the workers")
        found = children(process.pid)
        process.send_signal(signal.SIGINT)
        err = process.stderr.read().decode()
        out = process.stdout.read()
        assert (process.wait(20), err) == (130, "Interrupted.\n")
    assert out == b""
    until(lambda: not any(map(alive, found)), "the end of the workers")
