"""The server: shape of answers, one request at a time, HTTP as clients speak it, a clean end."""

from __future__ import annotations

import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from netvisor_client import NOW, Client, read_answer, request_bytes, signed

from nvexplorer.model.errors import BadInput
from nvexplorer.sandbox.server import Sandbox

CUSTOMER = (
    "<root><customer><customerbaseinformation><name>{}</name></customerbaseinformation>"
    "</customer></root>"
)


def test_failure_to_the_byte(client: Client) -> None:
    answer = client.get("getcustomer.nv?id=4711")
    assert answer.status == 400
    assert answer.body.decode("utf-8") == (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'
        "<Root>\r\n"
        "  <ResponseStatus>\r\n"
        "    <Status>FAILED</Status>\r\n"
        "    <Status>INVALID_DATA :: Data form incorrect:. Customer not found with Netvisor"
        " identifier: 4711</Status>\r\n"
        "    <TimeStamp>2.1.2026 5:04:05</TimeStamp>\r\n"
        "  </ResponseStatus>\r\n"
        "</Root>"
    )


def test_success_to_the_byte(client: Client) -> None:
    answer = client.get("customerlist.nv?keyword=sesonki")
    assert answer.status == 200
    assert answer.body.decode("utf-8") == (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'
        "<Root>\r\n"
        "  <ResponseStatus>\r\n"
        "    <Status>OK</Status>\r\n"
        "    <TimeStamp>2.1.2026 5:04:05</TimeStamp>\r\n"
        "  </ResponseStatus>\r\n"
        "  <Customerlist>\r\n"
        "    <Customer>\r\n"
        "      <Netvisorkey>103</Netvisorkey>\r\n"
        '      <Name>Kahvila "Sesonki" Ky</Name>\r\n'
        "      <Code>1003</Code>\r\n"
        "      <OrganisationIdentifier>9900003-4</OrganisationIdentifier>\r\n"
        "      <CustomerGroupID>1</CustomerGroupID>\r\n"
        "      <CustomerGroupName>Jälleenmyyjät</CustomerGroupName>\r\n"
        "      <Uri>/getcustomer.nv?id=103</Uri>\r\n"
        "    </Customer>\r\n"
        "  </Customerlist>\r\n"
        "</Root>"
    )


def test_headers_of_an_answer(client: Client) -> None:
    answer = client.get("customerlist.nv")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Date"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize(
    ("moment", "stamp"),
    [
        ((2023, 6, 5, 13, 12, 9), "5.6.2023 16:12:09"),  # the pair of a captured answer
        ((2026, 3, 29, 0, 59, 59), "29.3.2026 2:59:59"),
        ((2026, 3, 29, 1, 0, 0), "29.3.2026 4:00:00"),
        ((2026, 10, 25, 0, 59, 59), "25.10.2026 3:59:59"),
        ((2026, 10, 25, 1, 0, 0), "25.10.2026 3:00:00"),
        ((2025, 12, 31, 22, 0, 0), "1.1.2026 0:00:00"),
    ],
)
def test_time_stamp_is_finnish_time(moment: tuple[int, ...], stamp: str) -> None:
    with Sandbox(now=lambda: datetime(*moment, tzinfo=UTC)) as sandbox:
        answer = Client(sandbox.url).get("customerlist.nv", algorithm="SHA256")
    assert answer.texts("ResponseStatus/TimeStamp") == [stamp]


def test_unknown_resource(client: Client) -> None:
    answer = client.get("nosuch.nv")
    assert (answer.status, answer.code) == (404, "INVALID_DATA")
    assert answer.text.startswith("There is no resource /nosuch.nv.")
    assert client.get("nosuch.nv", status_codes=None).status == 200


@pytest.mark.parametrize(
    "target", ["/", "//customerlist.nv", "/a/customerlist.nv", "/customerlist"]
)
def test_resources_lie_directly_under_the_root(client: Client, target: str) -> None:
    assert client.send(target).status == 404


def test_known_resource_that_is_not_imitated_says_so(client: Client) -> None:
    answer = client.get("getworkdays.nv")
    assert (answer.status, answer.code) == (403, "SERVICE_ACCESS_ERROR")
    assert answer.text.startswith(
        "The sandbox does not imitate getworkdays.nv yet. Nothing was read or changed."
    )


def test_resource_names_ignore_letter_case(client: Client, sandbox: Sandbox) -> None:
    assert client.get("CustomerList.nv").code == "OK"
    assert sandbox.seen[-1].resource == "customerlist.nv"


def test_wrong_method(client: Client) -> None:
    answer = client.post("customerlist.nv", "<root/>")
    assert (answer.status, answer.code) == (400, "INVALID_DATA")
    assert "customerlist.nv is called with GET, not POST." in answer.text


class Held:
    """Holds requests inside the sandbox until they are let go."""

    def __init__(self) -> None:
        self.arrived = threading.Semaphore(0)
        self.let_go = threading.Event()

    def __call__(self, resource: str) -> None:
        self.arrived.release()
        assert self.let_go.wait(20)


def test_overlapping_requests_are_refused_and_recorded() -> None:
    held = Held()
    with (
        Sandbox(now=lambda: NOW, on_handling=held) as sandbox,
        ThreadPoolExecutor(1) as pool,
    ):
        client = Client(sandbox.url)
        first = pool.submit(client.get, "customerlist.nv")
        assert held.arrived.acquire(timeout=20)
        second = client.get("productlist.nv")
        held.let_go.set()
        assert first.result(20).code == "OK"
        assert (second.status, second.code) == (500, "TECHNICAL_ERROR")
        assert second.text.startswith("Another request for this organisation is in progress")
        assert [(seen.resource, seen.overlapped) for seen in sandbox.seen] == [
            ("productlist.nv", True),
            ("customerlist.nv", False),
        ]
        assert client.get("productlist.nv").code == "OK"


def test_one_after_the_other_on_many_connections_never_overlaps(
    client: Client, sandbox: Sandbox
) -> None:
    for _ in range(50):
        assert client.get("customerlist.nv").code == "OK"
    assert not [seen for seen in sandbox.seen if seen.overlapped]


def test_a_body_still_coming_in_counts_as_in_progress(client: Client, sandbox: Sandbox) -> None:
    body = CUSTOMER.format("Hidas Oy").encode()
    head = signed(client.host, "/customer.nv?method=add")
    request = request_bytes(head, "/customer.nv?method=add", method="POST", body=body)
    with client.connect() as slow:
        slow.sendall(request[:-10].replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n", 1))
        assert slow.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"  # it has begun
        assert client.get("customerlist.nv").code == "TECHNICAL_ERROR"
        slow.sendall(request[-10:])
        assert read_answer(slow).code == "OK"


def test_a_client_that_goes_away_frees_the_organisation() -> None:
    held = Held()
    with Sandbox(now=lambda: NOW, on_handling=held) as sandbox:
        client = Client(sandbox.url)
        headers = signed(client.host, "/customerlist.nv")
        with client.connect() as connection:
            connection.sendall(request_bytes(headers, "/customerlist.nv"))
            assert held.arrived.acquire(timeout=20)
        held.let_go.set()
        while client.get("productlist.nv").code == "TECHNICAL_ERROR":
            pass
        assert sandbox.seen[-1].outcome == "OK"


def test_a_request_is_seen_before_its_answer_is_complete(client: Client, sandbox: Sandbox) -> None:
    for number in range(20):
        client.get(f"getcustomer.nv?id={101 + number % 10}", transaction_id=f"id {number}")
        assert sandbox.seen[-1].transaction_id == f"id {number}"


def test_a_connection_serves_many_requests(client: Client) -> None:
    with client.connect() as connection:
        for target in ("/customerlist.nv", "/productlist.nv", "/nosuch.nv", "/customerlist.nv"):
            connection.sendall(request_bytes(signed(client.host, target), target))
            answer = read_answer(connection)
            assert answer.headers["Connection"] == "keep-alive"
            assert answer.body.endswith(b"</Root>")


def test_requests_sent_ahead_are_answered_in_turn(client: Client) -> None:
    targets = ["/getcustomer.nv?id=101", "/getcustomer.nv?id=102"]
    with client.connect() as connection:
        sent = [request_bytes(signed(client.host, target), target) for target in targets]
        connection.sendall(b"".join(sent))
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as stream:
            received = stream.read().decode()
    assert re.findall(r"<NetvisorKey>(\d+)", received) == ["101", "102"]


def test_head_is_answered_without_a_body(client: Client) -> None:
    target = "/customerlist.nv"
    with client.connect() as connection:
        headers = signed(client.host, target)
        connection.sendall(request_bytes(headers, target, method="HEAD"))
        connection.sendall(request_bytes(signed(client.host, target), target))
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as stream:
            received = stream.read()
    first, _, rest = received.partition(b"\r\n\r\n")
    assert int(re.search(rb"Content-Length: (\d+)", first)[1]) > 0  # as a GET would have it
    assert rest.startswith(b"HTTP/1.1 200 OK\r\n")
    assert rest.count(b"<Customer>") == 10


def test_a_malformed_head_request_is_answered_without_a_body(client: Client) -> None:
    with client.connect() as connection:
        connection.sendall(b"HEAD / HTTP/1.1\r\nContent-Length: x\r\n\r\n")
        with connection.makefile("rb") as stream:
            received = stream.read()
    assert received.startswith(b"HTTP/1.1 400 ")
    assert received.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("option", ["close", "Keep-Alive, Close"])
def test_connection_close_is_honoured(client: Client, option: str) -> None:
    with client.connect() as connection:
        headers = [*signed(client.host, "/customerlist.nv"), ("Connection", option)]
        connection.sendall(request_bytes(headers, "/customerlist.nv"))
        assert read_answer(connection).headers["Connection"] == "close"
        assert connection.recv(1) == b""


def test_chunked_body(client: Client) -> None:
    target = "/customer.nv?method=add"
    headers = [*signed(client.host, target), ("Transfer-Encoding", "chunked")]
    content = CUSTOMER.format("Pätkä Oy").encode()
    chunks = [content[:30], content[30:]]
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
    with client.connect() as connection:
        connection.sendall(request_bytes(headers, target, method="POST") + body)
        assert read_answer(connection).texts("Replies/InsertedDataIdentifier") == ["111"]


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (b"hello\r\n\r\n", "The first line is not METHOD TARGET HTTP/1.1."),
        (b"GET / HTTP/2.0\r\n\r\n", "The first line is not METHOD TARGET HTTP/1.1."),
        (b"GET /a b HTTP/1.1\r\n\r\n", "The first line is not METHOD TARGET HTTP/1.1."),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "Header line 1 is not NAME: VALUE."),
        (b"GET / HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n", "Header line 2 is not NAME: VALUE."),
        (b"GET / HTTP/1.1\r\nA: \x01\r\n\r\n", "Header line 1 is not NAME: VALUE."),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * 70_000, "The headers are longer than 65536 bytes."),
        (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "Content-Length is not one number"),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc", "ended in the middle of the body."),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "Transfer-Encoding may only be"),
        (b"GET / HTTP/1.1\r\nA: 1\r\n", "ended in the middle of the headers."),
    ],
)
def test_what_is_not_http_is_answered_with_the_reason(
    client: Client, log: list[str], sent: bytes, problem: str
) -> None:
    with client.connect() as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = read_answer(connection)
        assert (answer.status, answer.code) == (400, "INVALID_DATA")
        assert problem in answer.text
        assert connection.recv(1) == b""
    assert problem in log[-1]
    assert client.get("customerlist.nv").code == "OK"


def test_control_characters_in_the_url_stay_readable_xml(client: Client) -> None:
    answer = client.get("customerlist.nv?keyword=%01%FF", customer_key="0" * 32, form="x")
    assert "keyword=\ufffdÿ&" in answer.text


def test_it_outlives_a_moment_without_threads(
    client: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = threading.Thread.start
    refused = threading.Event()

    def no_more_threads(thread: threading.Thread) -> None:
        if thread.name == "sandbox-connection" and not refused.is_set():
            refused.set()
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", no_more_threads)
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as turned_away:
        assert turned_away.recv(1) == b""
    assert client.get("customerlist.nv").code == "OK"


def test_stop_ends_held_open_connections_and_frees_the_port() -> None:
    sandbox = Sandbox(now=lambda: NOW)
    sandbox.start()
    client = Client(sandbox.url)
    with client.connect() as idle, client.connect() as half:
        half.sendall(b"GET / HTTP/1.1\r\nHost: x")
        assert client.get("customerlist.nv").code == "OK"
        sandbox.stop()
        assert idle.recv(1) == b""
    assert not [t for t in threading.enumerate() if t.name.startswith("sandbox")]
    with pytest.raises(ConnectionRefusedError):
        client.connect()
    sandbox.stop()  # once more is harmless
    with Sandbox(sandbox.port, now=lambda: NOW) as again:
        assert Client(again.url).get("customerlist.nv").code == "OK"


def test_a_taken_port_is_told_in_a_sentence(sandbox: Sandbox) -> None:
    with pytest.raises(BadInput) as caught:
        Sandbox(sandbox.port).start()
    assert str(caught.value) == (
        f"Port {sandbox.port} of 127.0.0.1 is taken, perhaps by another sandbox."
        " End that program, or give --port 0 for any free port."
    )
    with pytest.raises(BadInput, match="70000 is not a port"):
        Sandbox(70000).start()


def test_only_this_machine_reaches_it(sandbox: Sandbox) -> None:
    assert sandbox.url == f"http://127.0.0.1:{sandbox.port}"
    with socket.socket() as other:  # another loopback address, as the rest of the network is
        assert other.connect_ex(("127.0.0.2", sandbox.port)) != 0


def test_a_fault_of_the_sandbox_is_answered_and_told_as_its_own() -> None:
    def fail(resource: str) -> None:
        raise LookupError("never to be shown")

    log: list[str] = []
    with Sandbox(now=lambda: NOW, log=log.append, on_handling=fail) as sandbox:
        answer = Client(sandbox.url).get("customerlist.nv")
    assert (answer.status, answer.code) == (500, "TECHNICAL_ERROR")
    assert answer.text.startswith("The sandbox failed; the fault is in the sandbox.")
    assert "LookupError at fail:" in log[0]


def test_each_sandbox_has_a_company_of_its_own(client: Client) -> None:
    client.post("customer.nv?method=add", CUSTOMER.format("Uusi Oy"))
    with Sandbox(now=lambda: NOW) as other:
        assert len(Client(other.url).get("customerlist.nv").texts("Customerlist/Customer")) == 10


def test_parameters_that_no_one_looked_at_are_logged(client: Client, log: list[str]) -> None:
    assert client.get("customerlist.nv?Keyword=oy&unknown=1&limit=5").code == "OK"
    assert "ignored: unknown, limit" in log[-1]
