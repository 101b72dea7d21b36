"""Search gives the same hits in windows as in one piece, and knows both cases."""

from __future__ import annotations

import itertools
import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Stored
from nvexplorer.xmltext.pattern_search import PatternHits, find_pattern
from nvexplorer.xmltext.search import Needle, Pattern, search
from nvexplorer.xmltext.source import BytesSource


def hits(data: bytes, needle: Needle, window: int = 1 << 18) -> list[int]:
    found = search(BytesSource(data), needle, window=window)
    return [offset for part in found for offset in part.offsets]


@given(
    st.text("aAbBäÄ<", max_size=80),
    st.text("aAbBäÄ<", min_size=1, max_size=4),
    st.booleans(),
    st.integers(1, 20),
)
def test_hits_are_those_of_a_search_through_the_text(
    text: str, wanted: str, case_sensitive: bool, window: int
) -> None:
    flags = 0 if case_sensitive else re.IGNORECASE
    expected = [
        len(text[: match.start()].encode()) for match in re.finditer(re.escape(wanted), text, flags)
    ]
    needle = Needle(wanted, case_sensitive=case_sensitive)
    assert hits(text.encode(), needle, window) == expected


@pytest.mark.parametrize(
    ("wanted", "text"), [("ÅBO", "Åbo åbo ÅBO"), ("hämäl", "HÄMÄL Hämäl hÄmäl")]
)
def test_finnish_and_swedish_letters_are_found_in_both_cases(wanted: str, text: str) -> None:
    for encoding in ("utf-8", "iso8859-15", "cp1252"):
        assert len(hits(text.encode(encoding), Needle(wanted, encoding))) == 3


def test_a_character_the_document_cannot_hold_has_no_hits() -> None:
    assert hits(b"price 5", Needle("€", "iso8859-1")) == []


def test_every_window_is_told_of() -> None:
    parts = list(search(BytesSource(b"x" * 1000), Needle("y"), window=100))
    assert [part.reached for part in parts] == list(range(100, 1001, 100))
    assert not any(part.offsets for part in parts)


def test_offsets_in_a_piece_of_a_document() -> None:
    assert Needle("aa").offsets(b"aaaaa") == [0, 2]
    assert Needle("aa").offsets(b"aaaaa", 1) == [1, 3]
    assert Needle("").offsets(b"aaaaa") == []


# --- regular expressions ------------------------------------------------------------------------


def pattern_hits(
    data: bytes, pattern: Pattern, window: int | None = None, begin: int = 0
) -> list[tuple[int, int]]:
    found = search(BytesSource(data), pattern, window=window, begin=begin)
    return [hit for part in found for hit in zip(part.offsets, part.ends, strict=True)]


@given(
    st.text("aAbäÄ€😀<>\n 1", max_size=80),
    st.sampled_from(
        ["a", "ä+", "a.b", "[^a]+", "^a", "b$", r"\w+", r"\bä", "(a|b)1", "€*", "(?<=a)b", "a(?!b)",
         r"\d", ".", r"<[^>]*>", "(?i:Ä)b?"]
    ),
    st.booleans(),
    st.integers(1, 20),
)  # fmt: skip
def test_hits_of_a_pattern_are_those_in_the_text(
    text: str, wanted: str, case_sensitive: bool, window: int
) -> None:
    flags = re.MULTILINE if case_sensitive else re.MULTILINE | re.IGNORECASE
    expected = [
        (len(text[: match.start()].encode()), len(text[: match.end()].encode()))
        for match in re.finditer(wanted, text, flags)
        if match.end() > match.start()
    ]
    pattern = Pattern(wanted, case_sensitive=case_sensitive)
    assert pattern_hits(text.encode(), pattern, window) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "iso8859-15", "cp1252"])
def test_a_pattern_is_for_the_text_in_the_encoding(encoding: str) -> None:
    data = "<a>Hämäläinen, ÅBO</a>".encode(encoding)
    hits = pattern_hits(data, Pattern("[äå]b?", encoding))
    assert [data[start:end].decode(encoding) for start, end in hits] == ["ä", "ä", "ä", "ÅB"]


def test_a_pattern_finds_bytes_that_are_not_valid_as_they_are_shown() -> None:
    data = "ä ".encode() + b"M\xe4ki " + "ä".encode()
    assert pattern_hits(data, Pattern("ä(ki)?")) == [(0, 2), (4, 7), (8, 10)]


@pytest.mark.parametrize("shift", [0, 1, 2, 3, 100, 4000])
def test_long_hits_cross_all_seams(shift: int) -> None:
    hit = "<Description>" + "ä€" * 900 + "</Description>"
    text = ("x" * (30_000 + shift) + hit + "y") * 4
    found = pattern_hits(text.encode(), Pattern("<Description>[^<]*</Description>"))
    assert [text.encode()[start:end].decode() for start, end in found] == [hit] * 4


@pytest.mark.parametrize("window", [100, 5_000, 1 << 15])
def test_a_hit_has_a_greatest_length(window: int) -> None:
    data = b"a" * 3 + b"x" * 10_000 + b"b"
    assert pattern_hits(data, Pattern("ax.*"), window) == [(2, 2 + 4096)]
    assert pattern_hits(data, Pattern("ax.*b"), window) == []
    assert pattern_hits(data, Pattern("x.*b"), window)[-1][1] == len(data)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("a(b", "cannot be read at character 2: missing ), unterminated subpattern."),
        ("*a", "cannot be read at character 1: nothing to repeat."),
        ("a[", "cannot be read at character 2: unterminated character set."),
        ("(?P<1>a)", "at character 5"),
        ("a{99999999999999999999}", "too large"),
    ],
)
def test_a_bad_pattern_is_refused_with_its_place(wanted: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        Pattern(wanted)
    assert said in caught.value.what
    assert caught.value.next
    assert caught.value.field == "search"


def test_search_can_begin_anywhere() -> None:
    data = b"one two one two"
    assert pattern_hits(data, Pattern("one"), begin=1) == [(8, 11)]
    found = [
        offset
        for part in search(BytesSource(data), Needle("two"), begin=5)
        for offset in part.offsets
    ]
    assert found == [12]


def test_an_empty_pattern_has_no_hits() -> None:
    assert pattern_hits(b"abc", Pattern("")) == []
    assert pattern_hits(b"abc", Pattern("x*")) == []


# --- the job ------------------------------------------------------------------------------------


def test_the_job_tells_hits_as_it_finds_them(tmp_path) -> None:
    data = b"<a>" + b"<b>Yksi</b>" * 100_000 + "<b>Mäki</b></a>".encode()
    path = tmp_path / "answer.xml"
    path.write_bytes(data)
    told: list[PatternHits] = []
    times = itertools.count()
    last = find_pattern(
        Stored(len(data), path=str(path)),
        "m.ki|yksi",
        "utf-8",
        False,
        1000,
        progress=told.append,
        monotonic=lambda: next(times),
    )
    assert last is not None
    portions = [*told, last]
    starts, ends = array("q"), array("q")
    for part in portions:
        starts.frombytes(part.starts)
        ends.frombytes(part.ends)
    assert len(starts) == 100_001
    assert starts[0] == 6
    assert data[starts[-1] : ends[-1]].decode() == "Mäki"
    assert portions[0].nearest == (1007, 1011), "the first from where it was to begin, at once"
