"""Sources give the same bytes from memory and from a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from nvexplorer.xmltext.source import BytesSource, FileSource, PartsSource

if TYPE_CHECKING:
    from pathlib import Path

DATA = bytes(range(256)) * 4


@pytest.fixture(params=["pread", "seek"])
def file_source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if request.param == "seek":
        monkeypatch.delattr(os, "pread")
    path = tmp_path / "answer.xml"
    path.write_bytes(DATA)
    with path.open("rb") as file:
        yield FileSource(file)


def test_a_file_reads_as_memory_does(file_source: FileSource) -> None:
    memory = BytesSource(DATA)
    assert file_source.size == memory.size == len(DATA)
    for offset, length in [(0, 10), (1000, 100), (1024, 5), (2000, 5), (7, 0)]:
        assert file_source.read(offset, length) == memory.read(offset, length)


def test_a_part_of_a_file_ends_where_it_was_said_to(tmp_path: Path) -> None:
    path = tmp_path / "answer.xml"
    path.write_bytes(DATA)
    with path.open("rb") as file:
        source = FileSource(file, 300)
        assert source.read(200, 1000) == DATA[200:300]


def test_a_file_cut_off_meanwhile_gives_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "answer.xml"
    path.write_bytes(DATA)
    with path.open("r+b") as file:
        source = FileSource(file)
        file.truncate(100)
        assert source.read(50, 200) == DATA[50:100]
        assert source.read(500, 200) == b""


@pytest.mark.parametrize("parts", [[DATA], [DATA[:7], b"", DATA[7:8], DATA[8:]], []])
def test_parts_read_as_the_whole_does(parts: list[bytes]) -> None:
    whole, source = BytesSource(b"".join(parts)), PartsSource(parts)
    assert source.size == whole.size
    for offset in range(12):
        for length in (0, 1, 3, 20, 2000):
            assert source.read(offset, length) == whole.read(offset, length)
    assert source.read(5000, 10) == b""
