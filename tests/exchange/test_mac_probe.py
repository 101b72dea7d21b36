"""The probe: against the sandbox, whose rules are known, and against answers made up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nvexplorer.exchange import mac_probe
from nvexplorer.exchange.mac_probe import Verdict, observation, probe
from nvexplorer.exchange.send import send
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import BadInput, Cancelled
from nvexplorer.model.exchange import Exchange, Outcome, ResponseStatus, Timing
from nvexplorer.model.observation import Question
from nvexplorer.model.ports import Limits, Proxy, ProxyKind
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.outside.clock import SystemClock
from nvexplorer.outside.ids import RandomIds
from nvexplorer.outside.transport import RequestsTransport
from nvexplorer.outside.turnstile import FileTurnstile
from nvexplorer.sandbox.credentials import ACCOUNT
from nvexplorer.sandbox.server import Sandbox

READ = RequestDraft("customerlist.nv", "GET", (Parameter("changedsince", "2099-01-01T00:00:00"),))
KEYS = Keys(Secret(ACCOUNT.customer_key), Secret(ACCOUNT.partner_key))


def profile(host: str, environment: Environment = Environment.TEST) -> Profile:
    return Profile(
        "Probe", Partner("", ACCOUNT.sender, ACCOUNT.partner_id), ApiUser("", ACCOUNT.customer_id),
        Company("", ACCOUNT.organisation_id), environment, host,
    )  # fmt: skip


@pytest.fixture
def asked(tmp_path):
    """Probes a sandbox; gives the results and what the sandbox saw."""
    transport = RequestsTransport(tmp_path, SystemClock())

    def run(keys=KEYS):
        with Sandbox() as sandbox:

            def ask(draft, profile, signer):
                return send(
                    draft, profile, keys, may_change=False, limits=Limits(),
                    proxy=Proxy(ProxyKind.NONE), clock=SystemClock(), ids=RandomIds(),
                    transport=transport, turnstile=FileTurnstile(tmp_path), cancel=Cancel(),
                    progress=lambda _: None, signer=signer,
                )  # fmt: skip

            results = list(probe(profile(sandbox.url), READ, ask))
            transport.close()
            return results, sandbox.seen

    yield run
    transport.close()


def verdicts(results, question):
    return {r.trial.variant: r.verdict.value for r in results if r.trial.question == question}


def test_the_sandbox_is_described_as_its_rules_are(asked) -> None:
    results, seen = asked()
    assert verdicts(results, Question.PLAIN) == {"profile": "accepted"}
    assert verdicts(results, Question.URL_FORM) == {"decoded": "accepted", "sent": "accepted"}
    assert verdicts(results, Question.ENCODING) == {
        "ä iso-8859-15": "accepted",
        "ä utf-8": "refused",
        "€ iso-8859-15": "accepted",
        "€ utf-8": "refused",
        "€ windows-1252": "refused",
    }
    assert set(verdicts(results, Question.RESERVED).values()) == {"accepted"}
    assert verdicts(results, Question.HEX_CASE) == {"upper": "accepted"}
    assert verdicts(results, Question.LANGUAGE_CASE) == {"lower": "accepted"}
    # Five minutes are the sandbox's own rule.
    assert verdicts(results, Question.SKEW) == {
        "-60 s": "accepted",
        "-300 s": "refused",
        "+60 s": "accepted",
        "+300 s": "accepted",
        "+900 s": "refused",
    }
    assert set(verdicts(results, Question.SKEW_OF_ONE).values()) == {"refused"}
    assert len(seen) == len(results) <= mac_probe.MOST


def test_every_request_is_a_read_with_an_id_of_its_own(asked) -> None:
    _, seen = asked()
    assert {(each.method, each.resource) for each in seen} == {("GET", "customerlist.nv")}
    ids = [each.transaction_id for each in seen if each.transaction_id]
    assert len(set(ids)) == len(ids) > 15
    assert not any(each.overlapped for each in seen)


def test_nothing_is_probed_when_the_profile_itself_is_refused(asked) -> None:
    results, seen = asked(Keys(Secret("0" * 32), KEYS.partner))
    assert [r.verdict for r in results] == [Verdict.REFUSED]
    assert "AUTHENTICATION_FAILED" in results[0].told
    assert len(seen) == 1


def test_production_is_never_probed() -> None:
    with pytest.raises(BadInput, match="production profile"):
        next(probe(profile("https://integration.netvisor.fi", Environment.PRODUCTION), READ, None))


def made(outcome: Outcome, code: str = "", problem=None) -> Exchange:
    status = ResponseStatus(False, code, "told", "") if code else None
    return Exchange(profile("https://a.example"), None, False, datetime.now(UTC), outcome, None,
                    status, (), Timing(), problem)  # fmt: skip


def answering(*exchanges: Exchange):
    rest = list(exchanges)
    return lambda *_: rest.pop(0) if len(rest) > 1 else rest[0]


def test_a_refusal_of_the_content_is_no_refusal_of_the_mac() -> None:
    ask = answering(made(Outcome.FAILED, "INVALID_DATA"))
    first = next(probe(profile("https://a.example"), READ, ask))
    assert first.verdict == Verdict.ACCEPTED


def test_encodings_are_not_tried_in_a_url_that_is_ascii() -> None:
    asked: list[str] = []

    def ask(draft, _profile, _signer):
        asked.append(draft.parameters[-1].value)
        refused = len(asked) == 2  # the decoded form
        return made(Outcome.FAILED, "AUTHENTICATION_FAILED") if refused else made(Outcome.OK)

    results = list(probe(profile("https://a.example"), READ, ask))
    encodings = [r for r in results if r.trial.question == Question.ENCODING]
    assert {r.verdict for r in encodings} == {Verdict.SKIPPED}
    assert all("ASCII" in r.told for r in encodings)
    assert not any("ä" in value or "€" in value for value in asked)


def test_two_unclear_answers_in_a_row_end_the_sending() -> None:
    asked = []
    unclear = made(Outcome.NO_ANSWER)

    def ask(*each):
        asked.append(each)
        return made(Outcome.OK) if len(asked) == 1 else unclear

    results = list(probe(profile("https://a.example"), READ, ask))
    assert len(asked) == 3
    assert {r.verdict for r in results[3:]} == {Verdict.SKIPPED}


def test_cancelling_ends_it() -> None:
    ask = answering(made(Outcome.CANCELLED, problem=Cancelled("wait")))
    with pytest.raises(Cancelled):
        list(probe(profile("https://a.example"), READ, ask))


def test_what_is_remembered() -> None:
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    results = list(probe(profile("https://a.example"), READ, answering(made(Outcome.OK))))
    first = observation(results[1], profile("https://a.example"), at)
    assert first is not None
    assert first == ("https://a.example", "HMACSHA256", Question.URL_FORM, "decoded", True,
                     "2026-11-22 12:00:00")  # fmt: skip
    refused = next(
        probe(
            profile("https://a.example"),
            READ,
            answering(made(Outcome.FAILED, "AUTHENTICATION_FAILED")),
        )
    )
    assert refused.verdict == Verdict.REFUSED
    assert observation(refused, profile("https://a.example"), at) is None  # it may be the keys
    sandbox = profile("http://127.0.0.1:4711", Environment.SANDBOX)
    kept = observation(results[1], sandbox, at)
    assert kept is not None
    assert kept.host == "sandbox"
    unclear = next(probe(profile("https://a.example"), READ, answering(made(Outcome.NO_ANSWER))))
    assert observation(unclear, profile("https://a.example"), at) is None
