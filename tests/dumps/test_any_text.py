"""Whatever is pasted, the reader neither raises nor takes long."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nvexplorer.dumps.read import LOOKED_AT, read_dumps
from nvexplorer.dumps.recognise import recognise

SAMPLES = {
    file.stem: file.read_bytes().decode()
    for file in sorted((Path(__file__).parent.parent / "data" / "dumps").glob("*.txt"))
}
PIECES = [
    "X-Netvisor-Authentication-Sender: a\n", "X-Netvisor-Organisation-ID", "GET /a.nv HTTP/1.1\n",
    "curl -H '", "{", "[", "(", "}", '"', "'", "\\", "\\r\\n", "=> ", ": ", "&", "map[", "\n",
    "0000: 47 45 54\n", "### \n", "^\n", "`\n", "HTTP/1.1 200 OK\n", "<ResponseStatus>", "> ", "é",
    "https://isvapi.netvisor.fi/a.nv?b=c", "\ud800", "\0", "…", "@a = {{a}}\n",
]  # fmt: skip
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(text: str) -> None:
    for dump in read_dumps(text):
        for header in dump.headers:
            assert -1 <= header.start <= header.end <= len(text)
        recognise(dump)


@SOME
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_arbitrary_text(text):
    _read(text)


@SOME
@given(st.data())
def test_cut_changed_and_joined_samples(data):
    text = data.draw(st.sampled_from(list(SAMPLES.values())))
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    piece = data.draw(st.sampled_from(PIECES) | st.text(max_size=5))
    other = data.draw(st.sampled_from(list(SAMPLES.values())))
    _read(text[start:stop])
    _read(text[:start] + piece + text[stop:])
    _read(text[:start] + other)


def test_what_stands_behind_the_limit_is_not_read():
    text = " " * LOOKED_AT + "X-Netvisor-Authentication-Sender: Testi\n"
    assert read_dumps(text) == ()


@pytest.mark.parametrize("name", [*list(SAMPLES)[::6], "har", "node-client-request"])
def test_twice_the_text_is_about_twice_the_work(name):
    once = _calls((SAMPLES[name] + "\n") * 8)
    assert _calls((SAMPLES[name] + "\n") * 16) <= 2.5 * once


def _calls(text: str) -> int:
    """Calls of functions, ours and Python's: work that does not depend on the machine's load."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        read_dumps(text)
    finally:
        sys.setprofile(None)
    return count
