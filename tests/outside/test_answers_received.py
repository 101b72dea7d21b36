"""How answers are read: framing, compression, headers, memory and temporary files."""

from __future__ import annotations

import gc
import gzip
import os
import tempfile
import threading
import zlib

import pytest
from raw_server import RawServer, answer
from sending import request

from nvexplorer.model.errors import ConnectionCut, NotHttp, ReadOnly
from nvexplorer.model.exchange import Stored
from nvexplorer.outside.body_spool import Spool
from nvexplorer.outside.inflate import inflate
from nvexplorer.xmltext.stored import opened

XML = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>"
PACKED = gzip.compress(XML, mtime=0)
GZIP = "Content-Encoding: gzip"


def chunked(data: bytes, *sizes: int, head: str = "", trailer: bytes = b"") -> bytes:
    out, at = f"HTTP/1.1 200 OK\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode(), 0
    for size in sizes:
        out += b"%x;ext=1\r\n%s\r\n" % (size, data[at : at + size])
        at += size
    out += b"%x\r\n%s\r\n" % (len(data) - at, data[at:]) if at < len(data) else b""
    return out + b"0\r\n" + trailer + b"\r\n"


def receive(sender, data: bytes, *, close: bool = False):
    def script(connection):
        connection.receive_request()
        connection.send(data)
        if not close:
            connection.wait_for_close()

    with RawServer(script) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}"))
        sender.transport.close()
    return delivery


def content(delivery) -> bytes:
    assert delivery.error is None
    assert not delivery.answer.partial
    return delivery.answer.body.read(0, delivery.answer.body.size)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (answer(XML), XML),
        (answer(b""), b""),
        (chunked(XML, 1, 2, 3), XML),
        (chunked(XML, 5, trailer=b"X-Sum: 1\r\n"), XML),
        (chunked(b""), b""),
        (answer(gzip.compress(XML, mtime=0), GZIP), XML),
        (answer(gzip.compress(XML, mtime=0), "Content-Encoding: X-GZIP"), XML),
        (
            answer(
                gzip.compress(XML[:9], mtime=0) + gzip.compress(XML[9:], mtime=0) + b"\0" * 9, GZIP
            ),
            XML,
        ),
        (answer(b"", GZIP), b""),
        (chunked(gzip.compress(XML, mtime=0), 3, 1, head=GZIP + "\r\n"), XML),
        (answer(XML, "Content-Encoding: identity"), XML),
        (answer(b"", status="204 No Content"), b""),
        (b"HTTP/1.1 204\r\n\r\n", b""),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(XML), XML),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + answer(XML), XML),
    ],
)
def test_an_answer_is_read_whole(sender, data, expected):
    assert content(receive(sender, data)) == expected


def test_an_answer_without_a_length_ends_with_the_connection(sender):
    data = b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + XML
    assert content(receive(sender, data, close=True)) == XML


def test_status_reason_and_headers_are_kept_as_they_came(sender):
    lines = [
        "X-B: 1",
        "x-a:  two ",
        "X-B: M\xe4kinen",
        "Set-Cookie: a=b",
        "Set-Cookie: c=d",
        "X-E:",
        "X-F: a\r\n b",
    ]
    got = receive(sender, answer(XML, *lines, status="599 Odd \xe4")).answer
    assert (got.http_status, got.reason) == (599, "Odd \xe4")
    assert got.headers == (
        ("Content-Length", str(len(XML))),
        ("X-B", "1"),
        ("x-a", "two"),
        ("X-B", "Mäkinen"),
        ("Set-Cookie", "a=b"),
        ("Set-Cookie", "c=d"),
        ("X-E", ""),
        ("X-F", "a b"),
    )


def test_a_gzip_bomb_is_stopped(make_sender):
    bomb = gzip.compress(bytes(50_000_000))
    sender = make_sender(bomb_ratio=100, bomb_floor=1 << 20)
    delivery = receive(sender, answer(bomb, GZIP))
    assert isinstance(delivery.error, NotHttp)
    assert "100 times its size" in delivery.error.what
    assert delivery.answer.partial
    assert delivery.answer.body.size < 3 << 20


def test_ordinary_compression_is_no_bomb():
    data = b"<Invoice><NetvisorKey>1</NetvisorKey><Name>Firma</Name></Invoice>\r\n" * 2_000_000
    assert sum(map(len, inflate([gzip.compress(data)]))) == len(data)


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 1, 3 << 20])
def test_full_pieces_lose_nothing(size):
    data = bytes(size)
    packed = gzip.compress(data)
    assert b"".join(inflate(packed[i : i + 1] for i in range(len(packed)))) == data
    assert b"".join(inflate([packed])) == data


@pytest.mark.parametrize(
    ("packed", "kind", "kept"),
    [
        (XML, NotHttp, XML),
        (XML * 90_000, NotHttp, XML * 90_000),
        (PACKED[:-1], ConnectionCut, XML),
        (PACKED[:5], ConnectionCut, b""),
        (PACKED[:-8] + b"\0" * 8, NotHttp, XML),
        (PACKED + b"rubbish", NotHttp, XML),
        (zlib.compress(XML), NotHttp, zlib.compress(XML)),
    ],
)  # fmt: skip
def test_damaged_gzip_is_told_and_what_can_be_read_is_kept(sender, packed, kind, kept):
    delivery = receive(sender, answer(packed, GZIP))
    assert isinstance(delivery.error, kind)
    assert delivery.answer.partial
    assert delivery.answer.body.read(0, len(kept) + 1) == kept


def test_a_compression_that_was_not_asked_for_is_named_and_kept(sender):
    delivery = receive(sender, answer(b"\x0b\x02\x80", "Content-Encoding: br"))
    assert "compressed with br" in delivery.error.what
    assert delivery.answer.body.read(0, 9) == b"\x0b\x02\x80"


def test_lengths_that_contradict_each_other_are_headers_that_cannot_be_read(sender):
    delivery = receive(sender, answer(XML, "Content-Length: 5"))
    assert isinstance(delivery.error, NotHttp)
    assert "headers" in delivery.error.what


@pytest.mark.parametrize("length", ["abc", "-5", "5, 6"])
def test_a_length_that_is_none_does_not_hang(sender, length):
    data = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode() + XML
    delivery = receive(sender, data, close=True)
    assert delivery.error is not None or content(delivery) == XML


def test_a_large_answer_goes_to_a_file_that_ends_with_its_last_user(make_sender, tmp_path):
    data = os.urandom(300_000)
    delivery = receive(make_sender(memory_limit=100_000), chunked(data, 90_000, 90_000))
    body = delivery.answer.body
    (file,) = (tmp_path / "cache" / "answers").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert body.size == 300_000
    assert body.read(0, 400_000) == data
    assert body.read(299_990, 100) == data[299_990:]
    assert body.read(300_000, 1) == body.read(400_000, 1) == body.read(0, -1) == b""
    stored = body.stored()
    assert stored == Stored(300_000, path=str(file))
    with opened(stored) as source:
        assert source.read(0, 400_000) == data
    readers = [threading.Thread(target=body.read, args=(i * 1000, 1000)) for i in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    del delivery, body, readers, reader
    gc.collect()
    assert not file.exists()
    assert not [t for t in _targets() if str(tmp_path) in t]


def _targets() -> list[str]:
    return [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if _alive(fd)]


def _alive(fd: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{fd}")


def test_a_small_answer_stays_in_memory(sender, tmp_path):
    delivery = receive(sender, answer(XML))
    assert delivery.answer.body.stored() == Stored(len(XML), XML)
    assert not (tmp_path / "cache").exists()


def test_a_body_is_read_while_it_grows_into_a_file(tmp_path):
    data = os.urandom(1 << 20)
    spool = Spool(tmp_path, memory_limit=200_000)
    wrong = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            size = spool.body.size
            at = max(0, size - 5000)
            if spool.body.read(at, size - at) != data[at:size]:
                wrong.append(size)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for at in range(0, len(data), 1000):
        spool.write(data[at : at + 1000])
    over.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert spool.body.read(0, len(data) + 1) == data


def test_a_folder_that_cannot_be_written_is_replaced_by_the_systems(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool(tmp_path / "file" / "cache", memory_limit=10)
    spool.write(b"x" * 100)
    assert os.path.dirname(spool.body.stored().path) == str(tmp_path)
    assert spool.body.read(0, 200) == b"x" * 100


@pytest.mark.parametrize("fits", [0, 3])
def test_a_full_disk_keeps_what_came_and_says_so(tmp_path, monkeypatch, fits):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool(tmp_path, memory_limit=10)
    spool.write(b"12345")
    if fits:
        spool.write(b"6789012345")
    write, room = os.write, [fits]

    def full(fd, data):
        taken, room[0] = data[: room[0]], 0
        if not taken:
            raise OSError(28, "No space left on device")
        return write(fd, taken)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(ReadOnly, match="No space left on device") as caught:
            spool.write(b"abc" * 100)
    assert str(tmp_path) in caught.value.next
    assert spool.body.read(0, 100) == (b"123456789012345abc" if fits else b"12345")
    assert len(list(tmp_path.iterdir())) == bool(fits)


def test_a_disk_that_is_full_makes_the_answer_a_partial_one(make_sender, monkeypatch):
    write = os.write

    def full(fd, data):
        if os.fstat(fd).st_size >= 1 << 20:
            raise OSError(28, "No space left on device")
        return write(fd, data)

    monkeypatch.setattr(os, "write", full)
    delivery = receive(make_sender(memory_limit=100_000), answer(bytes(5 << 20)))
    assert isinstance(delivery.error, ReadOnly)
    assert delivery.answer.partial
    assert 1 << 20 <= delivery.answer.body.size < 5 << 20


def test_the_growing_answer_is_reported(sender):
    def script(connection):
        connection.receive_request()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n1234567890")
        assert half.wait(20)
        connection.send(b"1234567890")
        connection.wait_for_close()

    half = threading.Event()
    sender.on_progress = lambda p: p.received == 10 and half.set()
    with RawServer(script) as server:
        delivery = sender.deliver(request(f"http://127.0.0.1:{server.port}"))
        sender.transport.close()
    assert content(delivery) == b"1234567890" * 2
    first, *_, last = (p for p in sender.progress if p.received)
    assert (first.phase, first.expected) == ("receive", 20)
    assert first.answer.http_status == 200
    assert last.received == 20
    assert first.answer.body is last.answer.body is delivery.answer.body


def test_the_packed_length_is_not_given_out_as_the_expected_one(sender):
    receive(sender, answer(gzip.compress(XML), GZIP))
    assert [(p.expected, p.share) for p in sender.progress if p.received] == [(None, 1.0)]


def test_how_much_of_a_packed_answer_has_come_is_told(sender):
    packed = gzip.compress(os.urandom(100_000))

    def script(connection):
        connection.receive_request()
        connection.send(answer(packed, GZIP)[: -len(packed) // 2])
        assert half.wait(20)
        connection.send(packed[-len(packed) // 2 :])
        connection.wait_for_close()

    half = threading.Event()
    sender.on_progress = lambda p: p.share is not None and half.set()
    with RawServer(script) as server:
        sender.deliver(request(f"http://127.0.0.1:{server.port}"))
        sender.transport.close()
    shares = [p.share for p in sender.progress if p.received]
    assert 0 < shares[0] <= 0.51
    assert shares[-1] == 1


def test_reports_are_few(sender):
    receive(sender, chunked(b"x" * 20_000, *[1] * 10_000))
    assert len([p for p in sender.progress if p.received]) < 500
