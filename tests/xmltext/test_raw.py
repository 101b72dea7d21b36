"""Sources made of other sources: a head before a body, and a hex dump."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.raw import HexDump, WithHead
from nvexplorer.xmltext.source import BytesSource

# As written by hexdump -C of util-linux 2.39, without its last line.
DATA = b"hello world, this is <xml>\r\n\x00\xff and more"
DUMP = b"""\
00000000  68 65 6c 6c 6f 20 77 6f  72 6c 64 2c 20 74 68 69  |hello world, thi|
00000010  73 20 69 73 20 3c 78 6d  6c 3e 0d 0a 00 ff 20 61  |s is <xml>.... a|
00000020  6e 64 20 6d 6f 72 65                              |nd more|
"""
places = st.integers(0, 300)


def test_a_dump_looks_as_everybody_knows_it():
    dump = HexDump(BytesSource(DATA))
    assert dump.read(0, 10_000) == DUMP
    assert dump.size == len(DUMP)


@given(st.binary(max_size=70), places, places)
def test_any_part_of_a_dump_is_that_part_of_the_whole(data, offset, length):
    dump = HexDump(BytesSource(data))
    whole = dump.read(0, 10_000)
    assert dump.size == len(whole)
    assert dump.read(offset, length) == whole[offset : offset + length]


@given(st.binary(max_size=20), st.binary(max_size=20), places, places)
def test_any_part_across_head_and_body_is_that_part_of_both(head, body, offset, length):
    both = WithHead(head, BytesSource(body))
    assert both.size == len(head + body)
    assert both.read(offset, length) == (head + body)[offset : offset + length]
