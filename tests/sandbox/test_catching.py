"""Requests caught as they came, and a sandbox that knows another account."""

from __future__ import annotations

import socket
import ssl
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from netvisor_client import (
    CUSTOMER_KEY,
    NOW,
    ORGANISATION_ID,
    PARTNER_KEY,
    Client,
    read_answer,
    request_bytes,
    signed,
)

from nvexplorer.model.secret import Secret
from nvexplorer.sandbox.credentials import ACCOUNT, print_env
from nvexplorer.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.sandbox.connection import Caught


@pytest.fixture
def caught() -> list[Caught]:
    return []


@pytest.fixture
def client(caught: list[Caught]) -> Iterator[Client]:
    with Sandbox(now=lambda: NOW, on_caught=caught.append) as sandbox:
        yield Client(sandbox.url)


@pytest.fixture
def client_at() -> Iterator[tuple[Sandbox, Client]]:
    with Sandbox(now=lambda: NOW) as sandbox:
        yield sandbox, Client(sandbox.url)


def test_a_request_is_caught_to_the_byte(client: Client, caught: list[Caught]) -> None:
    headers = [*signed(client.host, "/customer.nv?method=add"), ("x-ODD", "  ä\t ")]
    with client.connect() as connection:
        connection.sendall(request_bytes(headers, "/customer.nv?method=add", method="POST",
                                         body="<root>ä</root>"))  # fmt: skip
        connection.recv(65536)
    whole = request_bytes(headers, "/customer.nv?method=add", method="POST", body="<root>ä</root>")
    assert caught[0].head + caught[0].body == whole
    assert caught[0].head.endswith(b"\r\n\r\n")
    assert caught[0].at == NOW


def test_refused_requests_are_caught_with_the_reason(client: Client, caught: list[Caught]) -> None:
    client.get("customerlist.nv", customer_key="0" * 32)
    assert caught[0].outcome == "AUTHENTICATION_FAILED"
    assert "MAC-tiivisteen" in caught[0].reason


def test_each_request_of_a_connection_is_caught_alone(client: Client, caught: list[Caught]) -> None:
    with client.connect() as connection:
        for _ in range(2):
            headers = signed(client.host, "/customerlist.nv")
            connection.sendall(request_bytes(headers, "/customerlist.nv"))
            assert read_answer(connection).code == "OK"
    assert [each.outcome for each in caught] == ["OK", "OK"]
    assert all(each.head.startswith(b"GET /customerlist.nv HTTP/1.1\r\n") for each in caught)


def test_the_body_of_a_chunked_request_is_put_together(
    client: Client, caught: list[Caught]
) -> None:
    headers = [*signed(client.host, "/customer.nv?method=add"), ("Transfer-Encoding", "chunked")]
    head = request_bytes(headers, "/customer.nv?method=add", method="POST")
    with client.connect() as connection:
        connection.sendall(head + b"6\r\n<root>\r\n7\r\n</root>\r\n0\r\n\r\n")
        connection.recv(65536)
    assert caught[0].body == b"<root></root>"


def test_what_is_no_http_is_caught_with_a_sentence(client: Client, caught: list[Caught]) -> None:
    with client.connect() as connection:
        connection.sendall(b"hello\r\n")
        assert b"400 Bad Request" in connection.recv(65536)
    assert caught[0].head == b"hello\r\n"
    assert (caught[0].outcome, caught[0].reason) == (
        "",
        "The first line is not METHOD TARGET HTTP/1.1.",
    )


def test_a_client_that_speaks_tls_is_told_at_once(client: Client, caught: list[Caught]) -> None:
    context = ssl.create_default_context()
    name, _, port = client.host.partition(":")
    with (
        socket.create_connection((name, int(port)), timeout=20) as plain,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(plain, server_hostname="localhost")
    assert caught[0].reason == "This is http://, and the client spoke https:// (TLS)."


def test_an_account_of_ones_own_is_accepted_and_its_keys_stay_hidden() -> None:
    account = ACCOUNT._replace(
        customer_id="TT_10000_1",
        customer_key=Secret("0123456789ABCDEF0123456789ABCDEF"),
        partner_key=Secret(PARTNER_KEY),
    )
    assert "0123456789ABCDEF" not in repr(account)
    with Sandbox(now=lambda: NOW, account=account) as sandbox:
        client = Client(sandbox.url)
        own = {"customer_id": "TT_10000_1", "customer_key": "0123456789ABCDEF0123456789ABCDEF"}
        assert client.get("customerlist.nv", **own).code == "OK"
        assert client.get("customerlist.nv").code == "AUTHENTICATION_FAILED"


def test_another_account_is_accepted_from_the_next_request_on(client_at) -> None:
    sandbox, client = client_at
    assert client.get("customerlist.nv").code == "OK"
    sandbox.use(ACCOUNT._replace(customer_id="TT_10000_1"))
    assert client.get("customerlist.nv").code == "AUTHENTICATION_FAILED"
    assert client.get("customerlist.nv", customer_id="TT_10000_1").code == "OK"


def test_a_mac_over_the_url_of_another_place_is_accepted_when_told(client_at) -> None:
    sandbox, client = client_at
    target = "/customerlist.nv?keyword=%C3%A4"

    def code() -> str:
        headers = signed("isvapi.netvisor.fi", target)
        return client.send_with([("Host", client.host), *headers[1:]], target).code

    assert code() == "AUTHENTICATION_FAILED"
    sandbox.use(ACCOUNT, "http://isvapi.netvisor.fi")
    assert code() == "OK"
    assert client.get("customerlist.nv").code == "OK"
    assert client.get("customerlist.nv", customer_key="0" * 32).code == "AUTHENTICATION_FAILED"


def test_connections_are_bounded(client_at) -> None:
    _, client = client_at
    with ExitStack() as held:
        for _ in range(200):
            held.enter_context(client.connect()).sendall(b"GET ")
        with client.connect() as one_more:
            assert one_more.recv(1) == b""


def test_the_published_account_is_printed_as_ever() -> None:
    printed = print_env("http://127.0.0.1:1")
    assert f"export NVEXPLORER_CUSTOMER_KEY={CUSTOMER_KEY}\n" in printed
    assert f"export NVEXPLORER_ORGANISATION_ID={ORGANISATION_ID}\n" in printed
