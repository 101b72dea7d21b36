"""Expressions in a worker process of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nvexplorer.exchange.xpath.hits import Found, HitList, Portion, Value
from nvexplorer.model.errors import BadInput, StoreError
from nvexplorer.model.exchange import Stored
from nvexplorer.workers import memory, xpath

if TYPE_CHECKING:
    from pathlib import Path

LIST = b"<r>" + b"".join(b"<c><k>%d</k></c>" % n for n in range(3000)) + b"</r>"


@pytest.fixture(autouse=True)
def _unconfined(monkeypatch):
    """The limit is for a process of its own, not for that of the tests."""
    monkeypatch.setattr(memory, "confine", lambda: None)
    monkeypatch.setattr(xpath, "_kept", None)


def find(stored: Stored, expression: str) -> tuple[object, HitList, list[object]]:
    hits, told = HitList(), []

    def tell(value):
        told.append(value)
        if isinstance(value, Portion):
            hits.add(value)

    return xpath.find(stored, None, expression, progress=tell), hits, told


def test_hits_come_in_portions_the_first_one_soon():
    end, hits, told = find(Stored(len(LIST), LIST), "//k")
    portions = [each for each in told if isinstance(each, Portion)]
    assert end == Found(3000)
    assert len(portions) > 1
    assert len(portions[0].starts) < len(portions[1].starts)
    assert LIST[hits.starts[2999] : hits.ends[2999]] == b"<k>2999</k>"


def test_the_tree_of_the_last_answer_is_kept():
    stored = Stored(len(LIST), LIST)
    assert any("Reading" in getattr(each, "what", "") for each in find(stored, "count(//k)")[2])
    again = find(stored, "//k[. = '7']")
    assert not any("Reading" in getattr(each, "what", "") for each in again[2])
    assert again[1].path(0) == "/r/c[8]/k"


def test_a_file_is_read_where_it_lies_and_again_when_it_changed(tmp_path: Path):
    file = tmp_path / "body.xml"
    file.write_bytes(LIST)
    assert find(Stored(len(LIST), b"", str(file)), "count(//k)")[0] == Value("number", "3000")
    file.write_bytes(b"<r><k/></r>")
    file.touch()
    assert find(Stored(11, b"", str(file)), "count(//k)")[0] == Value("number", "1")


def test_too_little_memory_is_a_sentence(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 100_000)
    with pytest.raises(BadInput, match="MB of memory") as caught:
        find(Stored(len(LIST), LIST), "//k")
    assert "search and tree still work" in caught.value.next


def test_available_memory_is_told():
    free = memory.available()
    assert free is None or free > 1 << 20


def test_hits_are_written_into_a_file_at_once_or_not_at_all(tmp_path: Path):
    _, hits, _ = find(Stored(len(LIST), LIST), "//k[. < 3]")
    chosen = hits.packed(range(3))
    target = tmp_path / "hits.csv"
    assert xpath.export(Stored(len(LIST), LIST), None, chosen, "csv", str(target)) == str(target)
    assert target.read_bytes() == (
        b"\xef\xbb\xbfPath;Value\r\n/r/c[1]/k;0\r\n/r/c[2]/k;1\r\n/r/c[3]/k;2\r\n"
    )
    with pytest.raises(StoreError, match="not saved"):
        xpath.export(
            Stored(len(LIST), LIST), None, chosen, "text", str(tmp_path / "none" / "hits.txt")
        )
    assert xpath.export(Stored(len(LIST), LIST), None, chosen, "text", "") == "0\n1\n2\n"


@pytest.mark.parametrize(
    ("data", "expression"),
    [
        (b"<r>" + b"".join(b"<n%d/>" % n for n in range(20_000)) + b"</r>", "/r/*"),
        (b"<r " + b" ".join(b'a%d="%d"' % (n, n) for n in range(20_000)) + b"/>", "//@*"),
    ],
)
def test_twenty_thousand_names_beside_each_other_are_found_in_order(data: bytes, expression: str):
    found, hits, _ = find(Stored(len(data), data), expression)
    assert found == Found(20_000)
    last = data[hits.starts[19_999] : hits.ends[19_999]]
    assert last in (b"<n19999/>", b'a19999="19999"')
    assert hits.path(19_999) in ("/r/n19999", "/r/@a19999")


def test_of_an_endless_string_the_beginning_is_told():
    data = b"<r>" + b"text " * 100_000 + b"</r>"
    value, _, _ = find(Stored(len(data), data), "string(/r)")
    assert isinstance(value, Value)
    assert value.text == "text " * 20_000
