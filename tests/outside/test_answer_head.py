"""The bytes before the body are kept as they came."""

from __future__ import annotations

import gzip

import pytest
from raw_server import RawServer, answer
from sending import request

XML = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>"


def receive(sender, data: bytes):
    def script(connection):
        connection.receive_request()
        connection.send(data)
        connection.wait_for_close()

    with RawServer(script) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}"))
        sender.transport.close()
    return delivery.answer


HEAD = b"HTTP/1.1 200 Fine\r\nContent-length:65\r\nX-Odd:   spaced  \r\nX-ODD: \xe4\r\n\r\n"


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"])
def test_the_head_of_an_answer_is_kept_byte_for_byte(sender, before):
    got = receive(sender, before + HEAD + XML)
    assert got.head == before + HEAD
    assert got.body.read(0, 999) == XML
    assert got.packed_size is None


def test_how_much_came_of_a_packed_answer_is_known(sender):
    packed = gzip.compress(XML * 50, mtime=0)
    got = receive(sender, answer(packed, "Content-Encoding: gzip"))
    assert got.packed_size == len(packed)
    assert got.body.size == len(XML) * 50
