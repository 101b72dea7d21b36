"""A few letters find the command that is meant."""

from __future__ import annotations

import pytest

from nvexplorer.ui.actions import COMMANDS
from nvexplorer.ui.fuzzy import score


def _best(query: str) -> str:
    rated = [(score(query, c.text, f"{c.group} {c.words}"), c.text) for c in COMMANDS]
    return min((r, t) for r, t in rated if r is not None)[1]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("send", "Send"),
        ("save n", "Save under a new name…"),
        ("dark", "Settings"),
        ("proxy", "Settings"),
        ("profile ed", "Edit profiles…"),
        ("chk", "Check connection"),
        ("history", "Show the log"),
        ("SANDBOX", "Start the sandbox"),
    ],
)
def test_the_best_match_is_what_was_meant(query, text):
    assert _best(query) == text


def test_every_word_must_match():
    assert score("save xyz", "Save") is None
    assert score("", "Save") == 0


def test_letters_must_come_in_order():
    assert score("dnes", "Send") is None
    assert score("snd", "Send") is not None
