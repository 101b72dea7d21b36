"""What a server receives is what the signed request says, to the byte."""

from __future__ import annotations

import pytest
from raw_server import RawServer, answer, answering
from sending import request

from nvexplorer.model.errors import BadInput
from nvexplorer.model.ports import Proxy, ProxyKind
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Keys,
    Partner,
    Profile,
)
from nvexplorer.model.request import Parameter, RequestDraft, Stamp
from nvexplorer.model.secret import Secret
from nvexplorer.signing.sign import sign

VALUES = [
    "ä", "€", "š", "a b", "+", "%", "&", "#", ",", ":", ";", "/", "?", "~", "|", "%2c", "",
    "x" * 4000, "2026-01-02T03:04:05", "=", "'\"<>[]{}^`\\"
]  # fmt: skip


def expected_bytes(signed) -> bytes:
    """Written out here, so that it shares nothing with `SignedRequest.head`."""
    data = f"{signed.method} {signed.wire_target} HTTP/1.1\r\n".encode("ascii")
    for name, value in signed.headers:
        data += name.encode("ascii") + b": " + value + b"\r\n"
    return data + b"\r\n" + (signed.body or b"")


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_signed_request_arrives_byte_for_byte(sender, value, method):
    profile = Profile(
        "p", Partner("p", "Ääkköset & €", "ABC_1"), ApiUser("u", "AA_1_2 ž"),
        Company("c", "0123456-2"), Environment.SANDBOX, "",
    )  # fmt: skip
    draft = RequestDraft(
        "customerlist.nv", method, (Parameter("keyword", value), Parameter("x", "1")),
        f"<root><Name>{value}ä€š</Name></root>",
    )  # fmt: skip
    keys = Keys(Secret("C" * 32), Secret("P" * 32))
    stamp = Stamp("2026-01-02 03:04:05.678", "1767323045", "id-1")
    with RawServer(answering(answer(b"<Root/>"))) as server:
        signed = sign(draft, profile._replace(host=f"http://127.0.0.1:{server.port}"), keys, stamp)
        delivery = sender.deliver(signed)
    assert delivery.error is None
    assert server.requests == [expected_bytes(signed)]
    assert signed.head() + (signed.body or b"") == expected_bytes(signed)


@pytest.mark.parametrize(
    "target",
    ["/a.nv?k=%2c%2C", "/a.nv?", "/A.NV?k=%e4", "//a.nv", "/x/../a.nv", "/a.nv?k=%zz",
     "/a;b=c/d.nv", "/a.nv?k=|[]{}^`\"<>\\"],
)  # fmt: skip
def test_no_library_rewrites_the_target(sender, target):
    with RawServer(answering(answer(b""))) as server:
        signed = request(f"http://127.0.0.1:{server.port}", target)
        assert sender.deliver(signed).error is None
    assert server.requests == [expected_bytes(signed)]


@pytest.mark.parametrize("target", ["a.nv", "/a b", "/ä", "/a\r\nX: y", ""])
def test_a_target_that_http_does_not_allow_is_refused_before_anything_is_sent(sender, target):
    with RawServer(answering(answer(b""))) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}", target))
    assert isinstance(delivery.error, BadInput)
    assert not delivery.sent
    assert server.requests == []


def test_header_values_go_out_as_bytes_in_their_order(sender):
    headers = (
        ("X-Zeta", b"1"),
        ("X-Sender", b"M\xe4kinen \xa4 \xa8"),
        ("x-alpha", b""),
        ("Accept-Encoding", b"gzip"),
        ("X-Long", b"y" * 8000),
        ("User-Agent", b"Test"),
    )
    with RawServer(answering(answer(b""))) as server:
        signed = request(f"http://127.0.0.1:{server.port}", headers=headers)
        assert sender.deliver(signed).error is None
    assert server.requests == [expected_bytes(signed)]


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 3_000_000])
def test_bodies_of_any_size_arrive_whole(sender, size):
    body = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    with RawServer(answering(answer(b""))) as server:
        signed = request(f"http://127.0.0.1:{server.port}", method="POST", body=body)
        assert sender.deliver(signed).error is None
    assert server.requests == [expected_bytes(signed)]


def test_the_surroundings_add_nothing(sender, monkeypatch, tmp_path):
    netrc = tmp_path / ".netrc"
    netrc.write_text(
        "machine 127.0.0.1 login mallory password secret\ndefault login m password s\n"
    )
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    cookie = answer(b"", "Set-Cookie: a=b; Path=/", "Set-Cookie: c=d; Domain=127.0.0.1")
    with RawServer(answering(cookie, answer(b""))) as server:
        signed = request(f"http://127.0.0.1:{server.port}")
        for _ in range(2):
            delivery = sender.deliver(signed, proxy=Proxy(ProxyKind.SYSTEM))
            assert delivery.error is None
    assert server.requests == [expected_bytes(signed)] * 2
    assert server.connections == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_redirects_are_answers(sender, status):
    moved = answer(b"gone", "Location: /elsewhere.nv", status=status)
    with RawServer(answering(moved, answer(b"never"))) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}"))
    assert delivery.answer.http_status == int(status[:3])
    assert delivery.answer.header("location") == "/elsewhere.nv"
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["401 No", "408 Timeout", "429 Slow", "500 No", "503 Later"])
def test_nothing_is_sent_twice(sender, status):
    retry = answer(b"", "Retry-After: 0", "WWW-Authenticate: Basic", status=status)
    with RawServer(answering(retry, answer(b"never"))) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}"))
    assert delivery.answer.http_status == int(status[:3])
    assert len(server.requests) == 1


def test_a_header_given_twice_is_refused(sender):
    headers = (("X-A", b"1"), ("x-a", b"2"))
    delivery = sender.deliver(request("http://127.0.0.1:9", headers=headers))
    assert isinstance(delivery.error, BadInput)
    assert not delivery.sent


def test_plain_http_stays_on_this_machine(sender):
    delivery = sender.deliver(request("http://192.0.2.1"))
    assert "without encryption" in delivery.error.what
    assert not delivery.sent


def test_plain_http_to_a_localhost_that_is_elsewhere_is_refused(make_sender):
    def lookup(host, port, **options):
        if options.get("flags"):
            raise OSError
        return [(2, 1, 6, "", ("192.0.2.1", port))]

    delivery = make_sender(lookup=lookup).deliver(request("http://localhost:8080"))
    assert "192.0.2.1" in delivery.error.what
    assert not delivery.sent
