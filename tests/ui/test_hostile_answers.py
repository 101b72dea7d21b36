"""Answers made to break the window, or broken by others: every view of them, in one window.

Sizes are such as still show what went wrong with large ones; `bench_hostile.py` shows those.
"""

from __future__ import annotations

import pytest
from hostile import HOSTILE
from walking import Walk

from nvexplorer.model.exchange import BytesBody

LONGEST = 250.0  # milliseconds of work at a stretch; the aim is 50, on a machine at rest
WIDEST = 1100  # pixels that the window may need, whatever is in it

#: What is gone through, with its size in what `Hostile.make` counts in.
SIZES = {
    "quadratic entities": 12_000,
    "one name": 60_000,
    "blank lines": 20_000,
    "many &": 60_000,
    "empty siblings": 4_000,
}
#: What is said of answers, in the XML and where an expression is asked for.
SENTENCES = {
    "billion laughs": ("", "defines entities that grow without bounds"),
    "entity in a file": ("", "2 hits"),
    "deep, unclosed": ("<a> of line 1 and 2,999 elements around it are not closed", "too deep"),
    "NUL bytes": ("The character U+0000 cannot stand in XML", "Invalid character"),
    "UTF-16 declared only": ("The XML declaration says “utf-16”, but the bytes are not", ""),
    "unknown encoding": ("“x-klingon”, which is no known encoding", ""),
    "invalid bytes": ("The byte FF is not valid in UTF-8", ""),
    "cut in a tag": ("The document breaks off: <Root> of line 1 is not closed", "line 1, column"),
    "cut in a character": ("breaks off in the middle of a character", ""),
    "page of a proxy": ("This is a web page (HTML), not XML", "mismatch"),
    "JSON": ("This is JSON, not XML", "'<' not found"),
    "white space": ("There is no element", ""),
    "two roots": ("<Root> is a second root element", "Extra content"),
    "around the root": ("", "92 hits"),
    "empty": ("", ""),
}


@pytest.fixture
def walk(qapp, theme, tmp_path):
    made = Walk(theme, tmp_path, pause=0)
    height = made.window.height()
    yield made
    size = made.window.size()
    made.close()
    assert not made.raised
    slow = [f"{s.view}, {s.name}: {s.work:.0f} ms" for s in made.steps if s.work > LONGEST]
    assert not slow
    assert not [f"{s.view}, {s.name}" for s in made.steps if not s.ended]
    assert size.height() == height
    assert size.width() <= WIDEST


def show(walk: Walk, name: str, size: int = 3000) -> None:
    hostile = HOSTILE[name]
    walk.show(BytesBody(b"".join(hostile.make(size))), hostile.charset)


def test_every_view_of_them_can_be_used(walk):
    for name, size in SIZES.items():
        show(walk, name, size)
        walk.walk()


def test_each_is_told_in_one_sentence(walk):
    for name, (sentence, of_expression) in SENTENCES.items():
        show(walk, name)
        fault = walk.window.tabs.page.fault
        assert fault.isVisible() == bool(sentence), name
        assert sentence in fault.words.text()
        if of_expression:
            assert of_expression in walk.ask("//*"), name
