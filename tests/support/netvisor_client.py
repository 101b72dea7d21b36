"""A small Netvisor client written by hand for the tests: own MAC, own HTTP, nothing of the program.

It says what it sends down to the byte, so that tests can send what no HTTP library would.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import socket
from datetime import UTC, datetime
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

NOW = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
SENDER = "Netvisor Explorer"
CUSTOMER_ID = "SB_10000_1"
CUSTOMER_KEY = "5A4DB0C5C057A3E20F1E2D3C4B5A6978"
PARTNER_ID = "San_100"
PARTNER_KEY = "5A4DB0C5BA27E2A90123456789ABCDEF"
ORGANISATION_ID = "9999999-2"

_numbers = itertools.count(1)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def root(self) -> ET.Element:
        return ET.fromstring(self.body)

    @property
    def statuses(self) -> list[str]:
        return [found.text or "" for found in self.root.findall("ResponseStatus/Status")]

    @property
    def code(self) -> str:
        """OK, or the code of a failure."""
        statuses = self.statuses
        return statuses[0] if statuses == ["OK"] else statuses[1].split(" :: ", 1)[0]

    @property
    def text(self) -> str:
        return self.statuses[1].split(" :: ", 1)[1]

    def texts(self, path: str) -> list[str]:
        return [found.text or "" for found in self.root.findall(path)]


Headers = list[tuple[str, str]]


def signed(
    host: str,
    target: str,
    *,
    algorithm: str | None = "HMACSHA256",
    form: str = "decoded",
    encoding: str = "iso-8859-15",
    timestamp: str = "2026-01-02 03:04:05.678",
    unix: str = "1767323045",
    transaction_id: str | None = None,
    language: str = "EN",
    organisation_id: str = ORGANISATION_ID,
    sender: str = SENDER,
    customer_id: str = CUSTOMER_ID,
    partner_id: str = PARTNER_ID,
    customer_key: str = CUSTOMER_KEY,
    status_codes: str | None = "1",
) -> Headers:
    """The headers of a request, rightly signed with what is given. `algorithm` None: no header."""
    transaction_id = transaction_id or f"test-{next(_numbers)}"
    url = f"http://{host}" + (unquote(target) if form == "decoded" else target)
    parts = [url, sender, customer_id, timestamp, language, organisation_id, transaction_id]
    keys = f"{customer_key}&{PARTNER_KEY}".encode()
    if algorithm == "HMACSHA256":
        parts.append(unix)
    text = "&".join(parts).encode(encoding) + b"&" + keys
    if algorithm == "HMACSHA256":
        mac = hmac.digest(keys, text, "sha256").hex()
    elif algorithm == "SHA256":
        mac = hashlib.sha256(text).hexdigest()
    else:
        mac = hashlib.md5(text).hexdigest()
    headers = [
        ("Host", host),
        ("X-Netvisor-Authentication-Sender", sender),
        ("X-Netvisor-Authentication-CustomerId", customer_id),
        ("X-Netvisor-Authentication-PartnerId", partner_id),
        ("X-Netvisor-Authentication-Timestamp", timestamp),
        ("X-Netvisor-Authentication-TimestampUnix", unix),
        ("X-Netvisor-Authentication-TransactionId", transaction_id),
        ("X-Netvisor-Interface-Language", language),
        ("X-Netvisor-Organisation-ID", organisation_id),
        ("X-Netvisor-Authentication-MACHashCalculationAlgorithm", algorithm),
        ("X-Netvisor-Authentication-UseHTTPResponseStatusCodes", status_codes),
        ("X-Netvisor-Authentication-MAC", mac),
    ]
    return [(name, value) for name, value in headers if value is not None]


class Client:
    """Talks to `http://HOST`, over a connection of its own for each request."""

    def __init__(self, url: str) -> None:
        self.host = url.removeprefix("http://")

    def connect(self) -> socket.socket:
        name, _, port = self.host.partition(":")
        return socket.create_connection((name, int(port)), timeout=20)

    def get(self, target: str, **signing: object) -> Answer:
        """`target` as it goes on the wire, without the first slash."""
        return self.send(f"/{target}", **signing)

    def post(self, target: str, body: str | bytes, **signing: object) -> Answer:
        return self.send(f"/{target}", method="POST", body=body, **signing)

    def send(
        self, target: str, *, method: str = "GET", body: str | bytes = b"", **signing: object
    ) -> Answer:
        headers = signed(self.host, target, **signing)
        return self.send_with(headers, target, method=method, body=body)

    def send_with(
        self, headers: Headers, target: str, *, method: str = "GET", body: str | bytes = b""
    ) -> Answer:
        """Just these headers, with a Content-Length when there is a body."""
        with self.connect() as connection:
            connection.sendall(request_bytes(headers, target, method=method, body=body))
            return read_answer(connection)


def request_bytes(
    headers: Headers, target: str, *, method: str = "GET", body: str | bytes = b""
) -> bytes:
    content = body.encode("utf-8") if isinstance(body, str) else body
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    if content:
        lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join([*lines, "", ""]).encode("iso-8859-15") + content


def read_answer(connection: socket.socket) -> Answer:
    with HTTPResponse(connection) as response:
        response.begin()
        return Answer(response.status, dict(response.getheaders()), response.read())
