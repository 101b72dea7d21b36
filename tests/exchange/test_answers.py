"""What an answer says of itself, and what is said of one that says nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.answers import read_answer
from nvexplorer.model.exchange import BytesBody, ResponseStatus

STAMP = "22.11.2026 9:05:03"


def failed(text: str, root: str = "Root") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<{root}>\r\n'
        f"<ResponseStatus><Status>FAILED</Status><Status>{text}</Status>"
        f"<TimeStamp>{STAMP}</TimeStamp></ResponseStatus></{root}>"
    ).encode()


OK = failed("x").replace(b"FAILED</Status><Status>x", b"OK")


def status(data: bytes) -> ResponseStatus | None:
    return read_answer(BytesBody(data)).status


def why(data: bytes) -> str:
    problem = read_answer(BytesBody(data)).problem
    return f"{problem.what} {problem.next}" if problem else ""


def closed(data: bytes) -> bool:
    return read_answer(BytesBody(data)).closed


def inserted(data: bytes) -> tuple[str, ...]:
    return read_answer(BytesBody(data), keys=True).inserted_keys


def test_ok():
    assert status(OK) == ResponseStatus(True, "", "", STAMP)
    assert why(OK) == ""
    assert closed(OK)


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("AUTHENTICATION_FAILED :: Integration keys are not valid.", "AUTHENTICATION_FAILED",
         "Integration keys are not valid."),
        (" INVALID_DATA :: Data form incorrect:. Customer not found", "INVALID_DATA",
         "Data form incorrect:. Customer not found"),
        ("AUTHENTICATION_FAILED :: use the string: a&amp;b :: 6BC68", "AUTHENTICATION_FAILED",
         "use the string: a&b :: 6BC68"),
        ("INVALID_DATA :: Ei kelpaa>", "INVALID_DATA", "Ei kelpaa"),
        ("INVALID_DATA :: No &lt;Name&gt;", "INVALID_DATA", "No <Name>"),
        ("SYSTEM_MAINTANANCE :: Katko", "SYSTEM_MAINTANANCE", "Katko"),
        ("SOME_NEW_CODE :: x", "SOME_NEW_CODE", "x"),
        ("PERIOD_LOCK", "PERIOD_LOCK", ""),
        ("Something without a code", "", "Something without a code"),
        ("Ääni :: ei koodi", "", "Ääni :: ei koodi"),
        ("", "", ""),
        ("INVALID_DATA :: <![CDATA[a < b & c]]>", "INVALID_DATA", "a < b & c"),
    ],
)  # fmt: skip
def test_code_and_text_of_a_refusal(text, code, rest):
    assert status(failed(text)) == ResponseStatus(False, code, rest, STAMP)


@pytest.mark.parametrize(
    "data",
    [
        OK.replace(b"ResponseStatus", b"responsestatus").replace(b"Status>", b"STATUS>"),
        OK.replace(b"<Root>", b'<n:Root xmlns:n="u">').replace(b"</Root>", b"</n:Root>"),
        OK.replace(b"<ResponseStatus>", b'<x:ResponseStatus xmlns:x="u">').replace(
            b"</ResponseStatus>", b"</x:ResponseStatus>"
        ),
        b"\xef\xbb\xbf" + OK.partition(b"?>\r\n")[2],
        OK.decode().replace("utf-8", "utf-16").encode("utf-16"),
        OK.replace(b"OK", b" ok\r\n"),
        OK.replace(b"</Resp", b"<Details><Status>FAILED</Status></Details></Resp"),
        OK + b"\r\n<!-- end --><?x?>\r\n",
        OK.replace(b"<ResponseStatus>", b"<Other>1</Other><ResponseStatus>"),
    ],
)  # fmt: skip
def test_letter_case_prefixes_and_encodings_do_not_matter(data):
    assert status(data).ok
    assert why(data) == ""
    assert closed(data)


def test_letters_of_a_text():
    assert status(failed("INVALID_DATA :: Määrä €")).text == "Määrä €"
    other = failed("INVALID_DATA :: Määrä €").decode().replace("utf-8", "iso-8859-15")
    assert status(other.encode("iso-8859-15")).text == "Määrä €"


def test_bytes_that_are_not_the_declared_encoding_are_read_and_told():
    data = failed("INVALID_DATA :: Määrä €").decode().encode("iso-8859-15")
    assert status(data).text == "Määrä €"
    assert "declared as utf-8 but holds bytes that are not" in why(data)
    late = OK.replace(b"</Root>", b"<Name>M\xe4kinen</Name></Root>")
    assert status(late).ok
    assert "declared as utf-8" in why(late)


@pytest.mark.parametrize("before", [b" ", b"\r\n\r\n", b"\xef\xbb\xbf\n", b"\n\xef\xbb\xbf"])
def test_white_space_before_the_declaration_is_a_blemish(before):
    assert status(before + OK) == status(OK)
    assert closed(before + OK)
    assert "White space stands before the XML declaration" in why(before + OK)
    key = b"<InsertedDataIdentifier>7</InsertedDataIdentifier></Root>"
    assert inserted(before + OK.replace(b"</Root>", key)) == ("7",)
    late = (before + OK).replace(b"</Root>", b"\n<A>1 & 2</A></Root>")
    line = late[: late.index(b" & ")].count(b"\n") + 1
    assert f"not well-formed XML at line {line}" in why(late)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html>\n<html><head><title>Proxy &amp; login\n</title>", "“Proxy & login”"),
        (b"  <HTML><body>no title", "came a web page."),
        (b"<!-- x --><html xmlns='http://www.w3.org/1999/xhtml'/>", "came a web page"),
        (b'{"error": 1}', 'is not XML: it begins with “{"error": 1}”'),
        (b"\x00\x01\x02", "is not XML"),
        (b"   \r\n ", "is not XML"),
        (OK[:-3], "breaks off after"),
        (OK[:-7], "breaks off after"),
        (OK[:80], "breaks off after"),
        (b"<Root", "is not XML"),
        (b"<Root><Customerlist/></Root>", "root element Root, but it has no ResponseStatus"),
        (b"<Root/>", "has no ResponseStatus"),
        (b"<Root><ResponseStatus/></Root>", "has no ResponseStatus"),
        (b"<Root><A></B></Root>", "its XML is wrong at line 1, column 12"),
        (OK.replace(b"</Root>", b"<A>1 & 2</A></Root>"), "not well-formed XML at line 3"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><Root/>', "declares entities"),
    ],
)
def test_what_is_said_of_an_answer_that_cannot_be_read(data, words):
    assert words in why(data)
    assert why(data).endswith(".")


def test_a_truncated_answer_still_tells_its_status():
    cut = OK.replace(b"</Root>", b"<Customerlist><Customer><Na")
    assert status(cut).ok
    assert not closed(cut)
    assert status(OK[: OK.index(b"</ResponseStatus")]) is None


def test_inserted_keys():
    data = OK.replace(
        b"</Root>",
        b"<Replies><InsertedDataIdentifier> 12 </InsertedDataIdentifier>"
        b"<inserteddataidentifier>34</inserteddataidentifier><InsertedDataIdentifier/>"
        b"</Replies></Root>",
    )
    assert inserted(data) == ("12", "34")
    assert inserted(OK) == ()
    assert inserted(data[: data.index(b"34</")]) == ("12",)


def test_inserted_keys_stand_wherever_they_stand():
    reply = b"<Replies><InsertedDataIdentifier>12</InsertedDataIdentifier></Replies>"
    data = OK.replace(b"<ResponseStatus>", reply + b"<ResponseStatus>")
    assert inserted(data) == ("12",)


@pytest.mark.parametrize(
    "declared", ["shift_jis", "utf-7", "utf-32", "rot13", "idna", "undefined", "punycode", "none"]
)
def test_a_declared_encoding_that_nothing_can_read_costs_neither_status_nor_key(declared):
    reply = b"<Replies><InsertedDataIdentifier>12</InsertedDataIdentifier></Replies></Root>"
    data = OK.replace(b"utf-8", declared.encode(), 1).replace(b"</Root>", reply)
    assert status(data).ok
    reading = read_answer(BytesBody(data), keys=True)
    assert (reading.status.ok, reading.inserted_keys, reading.closed) == (True, ("12",), True)
    assert declared in reading.problem.what


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 50 + b'">'
    for i in range(20):
        name = b"abcdefghijklmnopqrstu"[i : i + 2]
        bomb += b"<!ENTITY %c '%s'>" % (name[1], b"&%c;" % name[0] * 20)
    reading = read_answer(BytesBody(bomb + b"]><Root>&u;</Root>"), keys=True)
    assert reading.status is None
    assert "entities" in reading.problem.what


class Huge:
    """A body that is never in memory, and counts what is read of it."""

    def __init__(self, head: bytes, filler: bytes, tail: bytes, size: int) -> None:
        self.head, self.filler, self.tail, self.size = head, filler, tail, size
        self.read_bytes = 0

    def read(self, offset: int, length: int) -> bytes:
        length = max(0, min(length, self.size - offset))
        self.read_bytes += length
        start = (self.filler * (length // len(self.filler) + 1))[:length]
        data = bytearray(start)
        if offset < len(self.head):
            part = self.head[offset : offset + length]
            data[: len(part)] = part
        at = self.size - len(self.tail) - offset
        if at < length:
            part = self.tail if at >= 0 else self.tail[-at:]
            data[max(0, at) :] = part[: length - max(0, at)]
        return bytes(data)


def test_a_large_answer_is_judged_by_its_beginning_and_end():
    head = OK.removesuffix(b"</Root>")
    whole = Huge(head, b"<a/>", b"</Root>\r\n", 300 << 20)
    reading = read_answer(whole)
    assert reading.status.ok
    assert reading.closed
    assert reading.problem is None
    assert whole.read_bytes < 1 << 20
    cut = read_answer(Huge(head, b"<a/>", b"<a></a", 300 << 20))
    assert not cut.closed
    assert "breaks off" in cut.problem.what


@pytest.mark.parametrize("head", [b"<Root><a", b"<Root><!--", b"<Root>", b"", b"<Root><![CDATA["])
def test_hostile_answers_end_soon(head):
    start = time.perf_counter()
    for filler in (b"<a>", b"x" * 100, b" a='b'", b"<a b='"):
        body = Huge(head, filler, b"", 64 << 20)
        assert read_answer(body, keys=True).status is None
        assert body.read_bytes < 8 << 20
    assert time.perf_counter() - start < 20


def test_a_file_that_cannot_be_read_is_told():
    class Broken:
        size = 10

        def read(self, offset, length):
            raise OSError("gone")

    assert "cannot be read" in read_answer(Broken()).problem.what


@given(st.binary(max_size=300) | st.binary(max_size=50).map(lambda b: OK[:60] + b + OK[60:]))
def test_no_bytes_break_the_reader(data):
    reading = read_answer(BytesBody(data), keys=True)
    assert (reading.problem is None) <= (reading.closed and reading.status is not None)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_a_text_comes_back_unchanged(text):
    from xml.sax.saxutils import escape

    read = status(failed("INVALID_DATA :: " + escape(f"-{text}-")))
    assert (read.code, read.text) == ("INVALID_DATA", f"-{text}-")
