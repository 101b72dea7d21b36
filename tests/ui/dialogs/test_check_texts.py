"""What all the lines of a check come to, in a word and as text to send on."""

from __future__ import annotations

import pytest
from exchanges import PROFILE

from nvexplorer.exchange.check_line import CheckLine, State
from nvexplorer.ui.dialogs import check_texts

_OK = CheckLine("name", State.OK, "The name resolves.", seconds=0.012)
_DOUBT = CheckLine("clock", State.WARNING, "The clock is 90 seconds ahead.", "Set the clock.")
_BAD = CheckLine("MAC", State.BAD, "Refused.", "Check both keys.")
_SKIPPED = CheckLine("resource", State.SKIPPED, "Not tried.")


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([_OK], ("all is well", "ok")),
        ([_OK, _SKIPPED], ("all is well", "ok")),
        ([_OK, _DOUBT], ("works, 1 thing to look at", "warn")),
        ([_OK, _DOUBT, _BAD, _SKIPPED], ("MAC is wrong", "bad")),
    ],
)
def test_the_verdict_is_that_of_the_worst_line(lines, verdict):
    assert check_texts.verdict(lines) == verdict


def test_a_stopped_check_promises_nothing():
    assert check_texts.verdict([_OK], stopped=True) == ("stopped", "neutral")
    assert check_texts.verdict([_BAD], stopped=True) == ("MAC is wrong", "bad")


def test_every_state_has_a_look_and_a_word():
    for state in State:
        assert check_texts.word(state)
        assert check_texts.LOOKS[state].colour


def test_the_text_says_whose_connection_it_is_and_what_to_do():
    text = check_texts.as_text(PROFILE, [_OK, _BAD])
    for said in ("Demo Oy 0123456-2", "TEST", PROFILE.host, "MAC: Refused.", "Check both keys."):
        assert said in text


def test_only_what_was_waited_for_has_a_time():
    assert check_texts.took(_OK) == "12 ms"
    assert check_texts.took(_BAD) == ""
