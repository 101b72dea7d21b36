"""Every way a sending can end is told with what it means and what to do."""

from datetime import UTC, datetime

import pytest

from nvexplorer.model.errors import AnswerError, ConnectionCut, Refused
from nvexplorer.model.exchange import (
    Answer,
    BytesBody,
    Exchange,
    Outcome,
    ResponseStatus,
    Timing,
)
from nvexplorer.model.ports import Progress
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.signing.sign import make_stamp, sign
from nvexplorer.ui.panes.response import story

_PROFILE = Profile(
    "Demo",
    Partner("Demo", "Demo integration", "XXX_12_3"),
    ApiUser("Demo", "XX_12_3"),
    Company("Demo Oy", "0123456-2"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
_NOW = datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC)
_REQUEST = sign(
    RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "a/b"),)),
    _PROFILE,
    Keys(Secret("a" * 32), Secret("b" * 32)),
    make_stamp(_NOW, "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90"),
)


def _exchange(outcome, **fields):
    return Exchange(_PROFILE, _REQUEST, False, _NOW, outcome, **fields)


def _answer(status=200, reason="OK", headers=(), body=b"x" * 1200, **fields):
    return Answer(status, reason, headers, BytesBody(body), **fields)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (Outcome.OK, "ok"),
        (Outcome.FAILED, "bad"),
        (Outcome.UNKNOWN, "unknown"),
        (Outcome.UNREADABLE, "warn"),
        (Outcome.NO_ANSWER, "bad"),
        (Outcome.CANCELLED, "neutral"),
    ],
)
def test_each_outcome_has_its_pill(outcome, kind):
    assert story.pill(_exchange(outcome)) == (outcome.value, kind)


def test_the_strip_tells_status_time_size_and_netvisors_clock():
    exchange = _exchange(
        Outcome.OK,
        answer=_answer(),
        status=ResponseStatus(True, timestamp="22.11.2026 15:30:12"),
        timing=Timing(total=0.142),
    )
    assert story.facts(exchange) == (
        "HTTP 200 OK",
        False,
        "142 ms",
        "1.2 KB",
        "answered 22.11.2026 15:30:12",
        "",
    )


def test_without_an_answer_the_strip_invents_nothing():
    assert story.facts(_exchange(Outcome.NO_ANSWER)) == ("", False, "", "", "", "")


def test_a_cut_answer_tells_how_much_of_it_came():
    length = (("Content-Length", "4000"),)
    cut = _exchange(Outcome.UNREADABLE, answer=_answer(headers=length, partial=True))
    assert story.facts(cut).partial == "partial: 1.2 KB of 4.0 KB"
    zipped = (*length, ("Content-Encoding", "gzip"))
    cut = _exchange(Outcome.UNREADABLE, answer=_answer(headers=zipped, partial=True))
    assert story.facts(cut).partial == "partial: 1.2 KB"


def test_an_ok_answer_needs_no_explanation():
    assert story.explanation(_exchange(Outcome.OK, answer=_answer())) is None


def test_a_documented_code_is_explained_beside_netvisors_own_words():
    status = ResponseStatus(False, "PERIOD_LOCK", "Accounting period is locked >")
    told = story.explanation(_exchange(Outcome.FAILED, answer=_answer(), status=status))
    assert told.kind == "bad"
    assert told.title == "Accounting period locked."
    assert told.quoted == "PERIOD_LOCK :: Accounting period is locked >"
    assert "open period" in told.next


def test_a_known_text_is_explained_with_its_certainty():
    status = ResponseStatus(
        False, "AUTHENTICATION_FAILED", "Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista"
    )
    told = story.explanation(_exchange(Outcome.FAILED, answer=_answer(), status=status))
    assert "MAC" in told.what
    assert "educed" in told.what


def test_ok_beside_a_refusal_is_told_with_netvisors_own_words():
    status = ResponseStatus(False, "TECHNICAL_ERROR", "Kesken", contradicted=True)
    read = story.explanation(_exchange(Outcome.FAILED, answer=_answer(), status=status))
    assert read.what.startswith("The answer says OK as well.")
    assert read.quoted == "TECHNICAL_ERROR :: Kesken"
    problem = AnswerError("The answer says OK and also refuses (TECHNICAL_ERROR).")
    write = story.explanation(
        _exchange(Outcome.UNKNOWN, answer=_answer(), status=status, problem=problem)
    )
    assert "may have been booked" in write.title
    assert write.quoted == "TECHNICAL_ERROR :: Kesken"


def test_an_unknown_code_is_admitted():
    status = ResponseStatus(False, "NEW_CODE", "whatever")
    told = story.explanation(_exchange(Outcome.FAILED, answer=_answer(), status=status))
    assert "NEW_CODE" in told.what
    assert told.quoted == "NEW_CODE :: whatever"


def test_a_refusal_without_response_status_points_at_what_answered():
    told = story.explanation(_exchange(Outcome.FAILED, answer=_answer(403, "Forbidden")))
    assert told.title == "HTTP 403 Forbidden, and no ResponseStatus."
    assert story.facts(_exchange(Outcome.FAILED, answer=_answer(403, "Forbidden"))).http_bad


def test_an_unknown_outcome_warns_before_sending_again():
    problem = ConnectionCut("The connection was cut while waiting.", "Try again.", "wait")
    told = story.explanation(_exchange(Outcome.UNKNOWN, problem=problem))
    assert "may have been booked" in told.title
    assert "before sending it again" in told.title
    assert told.what.startswith("The connection was cut while waiting.")
    assert "Try again" not in told.next


def test_our_own_problem_is_told_with_its_next_step():
    problem = Refused("Nobody listens at isvapi.netvisor.fi.", "Check the host.", "connect")
    told = story.explanation(_exchange(Outcome.NO_ANSWER, problem=problem))
    assert (told.what, told.next) == (problem.what, problem.next)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o != Outcome.OK])
def test_whatever_went_wrong_something_is_said(outcome):
    told = story.explanation(_exchange(outcome))
    assert told.title
    assert told.what


def test_many_inserted_keys_are_summed_up():
    assert story.keys_texts(("1", "2")) == (("1", "2"), "")
    assert story.keys_texts(("1", "2", "3", "4", "5")) == (("1", "2", "3"), "and 2 more keys")


@pytest.mark.parametrize("phase", ["queue", "resolve", "connect", "tls", "send", "wait", "receive"])
def test_each_phase_is_told(phase):
    assert story.progress_text(Progress(phase), "isvapi.netvisor.fi") != "Working…"


def test_receiving_counts():
    assert story.progress_text(Progress("receive", 1200, 4000), "h") == (
        "Receiving: 1.2 KB of 4.0 KB"
    )
    assert story.progress_text(Progress("receive", 1200), "h") == "Receiving: 1.2 KB"


def test_phases_sum_to_the_total():
    timing = Timing(0.01, 0.02, None, 0.001, 0.1, 0.005, 0.004, 0.14)
    told = story.phases(timing)
    assert sum(seconds for _, seconds in told) == pytest.approx(timing.total)
    assert "Securing (TLS)" not in [name for name, _ in told]


def test_a_saved_answer_is_named_after_its_resource():
    assert story.file_name(_exchange(Outcome.OK)) == "customerlist 2026-11-22 153012.xml"
