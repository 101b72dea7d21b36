"""What can be said of an answer before its end, and what is not missed in a large one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.answers import read_answer
from nvexplorer.exchange.arriving import Watch
from nvexplorer.model.exchange import BytesBody, ResponseStatus

OK = b"<ResponseStatus><Status>OK</Status></ResponseStatus>"
REFUSAL = (
    b"<ResponseStatus><Status>FAILED</Status><Status>TECHNICAL_ERROR :: x</Status></ResponseStatus>"
)
#: Larger than what is parsed to its end.
DATA = b"<Customerlist>" + b"<Customer><Name>x</Name></Customer>" * 12_000 + b"</Customerlist>"


class Growing:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = 0

    def read(self, offset: int, length: int) -> bytes:
        return self._data[offset : min(self.size, offset + length)]


def watched(data: bytes, *sizes: int) -> Watch:
    body, watch = Growing(data), Watch()
    for size in (*(each for each in sizes if each < len(data)), len(data)):
        body.size = size
        watch.look(body)
    return watch


def test_the_status_is_known_with_the_bytes_that_hold_it():
    data = b"<Root>" + REFUSAL + DATA
    body, watch = Growing(data), Watch()
    known = data.index(DATA)
    for body.size in (3, known - 1):
        watch.look(body)
        assert watch.status is None
    body.size = 2 * known
    watch.look(body)
    assert watch.status == ResponseStatus(False, "TECHNICAL_ERROR", "x")


def test_a_status_that_comes_late_is_found_and_one_that_never_comes_costs_little():
    assert watched(b"<Root>" + DATA + OK + DATA, 100, 1000, 70_000, 300_000).status.ok

    class Counting(Growing):
        read_bytes = 0

        def read(self, offset, length):
            self.read_bytes += length
            return super().read(offset, length)

    body, watch = Counting(b"<Root>" + b"<a/>" * 1_000_000), Watch()
    for size in range(0, 4_000_000, 5_000):
        body.size = size
        watch.look(body)
    assert watch.status is None
    assert body.read_bytes < 8_000_000


@given(st.lists(st.integers(0, 300), max_size=20), st.sampled_from([b"", b"n:", b"a-1:"]))
def test_elements_of_that_name_are_found_however_the_bytes_come(sizes, prefix):
    element = b"<" + prefix + b"responseSTATUS>" + b"</" + prefix + b"responseSTATUS>"
    data = b"<Root>" + element + b"<x/>" * 20 + element + b"<ResponseStatusX/>"
    found = watched(data, *sorted(sizes)).named
    assert found == [6, data.rindex(element), data.index(b"<ResponseStatusX")]


@pytest.mark.parametrize(
    ("data", "contradicted"),
    [
        (b"<Root>" + OK + DATA + REFUSAL + DATA + b"</Root>", True),
        (b"<Root>" + REFUSAL + DATA + OK + DATA + b"</Root>", True),
        (b"<Root>" + OK + DATA + OK + DATA + b"</Root>", False),
        (b"<Root>" + OK + DATA + b"<Row>" + REFUSAL + b"</Row>" + DATA + b"</Root>", False),
        (b"<Root>" + OK + DATA + b"<!--" + REFUSAL + b"-->" + DATA + b"</Root>", False),
        (b"<Root>" + OK + DATA + b"<![CDATA[" + REFUSAL + b"]]>" + DATA + b"</Root>", False),
        (b"<Root>" + OK + b"<a>1 & 2</a>" + DATA + REFUSAL + DATA + b"</Root>", True),
    ],
    ids=["between", "OK between", "twice OK", "in a row", "comment", "CDATA", "after a blemish"],
)
def test_a_second_status_between_much_data_is_not_missed(data, contradicted):
    reading = read_answer(BytesBody(data), named=watched(data, 1, 50_000, 600_000).named)
    assert reading.status is not None
    assert reading.status.contradicted == contradicted
    assert reading.closed


def test_a_body_that_cannot_be_read_is_left_to_whoever_reads_the_whole():
    class Broken:
        size = 10

        def read(self, offset, length):
            raise OSError("gone")

    watch = Watch()
    watch.look(Broken())
    assert (watch.status, watch.named) == (None, [])
