"""A probe in a word and as text to send on."""

from __future__ import annotations

import pytest
from exchanges import PROFILE

from nvexplorer.exchange.mac_probe import PLAIN, TRIALS, Result, Verdict
from nvexplorer.model.profile import Environment
from nvexplorer.ui.dialogs.probe import texts

_OK = Result(PLAIN, Verdict.ACCEPTED)
_FORM = Result(TRIALS[1], Verdict.REFUSED, "AUTHENTICATION_FAILED :: Invalid MAC")
_UNCLEAR = Result(TRIALS[2], Verdict.UNCLEAR, "Nothing came within 120 s.")


@pytest.mark.parametrize(
    ("results", "stopped", "state"),
    [
        ([], False, ("not probed yet", "neutral")),
        ([], True, ("stopped", "neutral")),
        ([_OK, _FORM], False, ("probed", "ok")),
        ([_OK, _FORM], True, ("stopped", "neutral")),
        ([_OK, _UNCLEAR], False, ("probed, not all is clear", "warn")),
        ([Result(PLAIN, Verdict.REFUSED)], False, ("the profile is refused", "bad")),
        ([Result(PLAIN, Verdict.UNCLEAR)], False, ("no clear answer", "bad")),
    ],
)
def test_what_the_results_come_to(results, stopped, state):
    assert texts.state(results, stopped=stopped) == state


def test_every_verdict_has_a_look():
    for verdict in Verdict:
        assert texts.LOOKS[verdict].colour


def test_as_text():
    text = texts.as_text(PROFILE, [_OK, _FORM, _UNCLEAR], "Last probed 2026-11-22 14:00:00")
    lines = text.split("\n")
    assert PROFILE.host in lines[0]
    assert PROFILE.algorithm in lines[0]
    assert lines[1] == "Last probed 2026-11-22 14:00:00"
    assert "   accepted  the profile's own way, nothing special in the URL" in lines
    assert (
        "    refused  a space in a value, the URL hashed decoded (AUTHENTICATION_FAILED)"
    ) in lines
    sandbox = PROFILE._replace(environment=Environment.SANDBOX)
    assert texts.SANDBOX in texts.as_text(sandbox, [_OK], "")
    test = PROFILE._replace(environment=Environment.TEST)
    assert texts.SANDBOX not in texts.as_text(test, [_OK], "")


def test_what_came_instead_of_an_answer_is_said_once():
    assert texts.unclear([_OK, _UNCLEAR, _UNCLEAR]) == "Nothing came within 120 s."
    assert texts.refusal([Result(PLAIN, Verdict.REFUSED, "NO :: no")]) == "NO"
    assert texts.refusal([_OK, _FORM]) == ""
