"""What a probe's results come to, in sentences, and what a profile should take from them."""

from __future__ import annotations

import pytest

from nvexplorer.exchange import probe_findings
from nvexplorer.exchange.mac_probe import TRIALS, Result, Verdict
from nvexplorer.exchange.probe_advice import advice
from nvexplorer.exchange.probe_findings import conclusion, grouped, remembered
from nvexplorer.model.observation import Observation, Question
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    MacUrlForm,
    Partner,
    Profile,
)

YES, NO, UNCLEAR = Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNCLEAR
PROFILE = Profile(
    "Demo", Partner("", "s", "p"), ApiUser("", "c"), Company("", "1234567-1"), Environment.TEST,
    "https://isvapi.netvisor.fi",
)  # fmt: skip


def results(question: Question, **variants: Verdict) -> list[Result]:
    return of(question, variants)


def of(question: Question, variants: dict[str, Verdict]) -> list[Result]:
    known = {trial.variant: trial for trial in TRIALS if trial.question == question}
    return [Result(known[variant], verdict) for variant, verdict in variants.items()]


def encodings(ae15: Verdict, ae8: Verdict, e15: Verdict, e8: Verdict, e1252: Verdict):
    return of(
        Question.ENCODING,
        {
            "ä iso-8859-15": ae15, "ä utf-8": ae8,
            "€ iso-8859-15": e15, "€ utf-8": e8, "€ windows-1252": e1252,
        },
    )  # fmt: skip


def skews(**seconds: Verdict) -> list[Result]:
    return of(Question.SKEW, {f"{name.replace('_', '').replace('m', '-').replace('p', '+')} s": v
                              for name, v in seconds.items()})  # fmt: skip


def reserved(decoded: str, sent: str) -> list[Result]:
    """The signs that are accepted in either form."""
    return of(
        Question.RESERVED,
        {
            f"{sign} {form}": YES if sign in signs else NO
            for sign in "+%&#"
            for form, signs in (("decoded", decoded), ("sent", sent))
        },
    )


def ones(timestamp: Verdict, unix: Verdict) -> list[Result]:
    return of(
        Question.SKEW_OF_ONE, {"timestamp -7200 s": timestamp, "timestamp-unix -7200 s": unix}
    )


@pytest.mark.parametrize(
    ("tried", "sentence"),
    [
        (results(Question.PLAIN, profile=YES), "The profile's own MAC is accepted."),
        (
            results(Question.PLAIN, profile=NO),
            "The profile's own MAC is refused, so nothing else was tried.",
        ),
        (
            results(Question.PLAIN, profile=UNCLEAR),
            "What came back tells nothing of the MAC, so nothing else was tried.",
        ),
        (
            results(Question.URL_FORM, decoded=YES, sent=YES),
            "Decoded and as sent are both accepted.",
        ),
        (results(Question.URL_FORM, decoded=YES, sent=NO), "Only decoded is accepted."),
        (results(Question.URL_FORM, decoded=NO, sent=YES), "Only as sent is accepted."),
        (results(Question.URL_FORM, decoded=NO, sent=NO), "None of those tried is accepted."),
        (
            results(Question.URL_FORM, decoded=YES, sent=UNCLEAR),
            "Decoded is accepted. As sent is not known.",
        ),
        (encodings(YES, NO, YES, NO, NO), "Only ISO-8859-15 is accepted."),
        (encodings(NO, YES, NO, YES, NO), "Only UTF-8 is accepted."),
        (encodings(YES, YES, YES, YES, NO), "ISO-8859-15 and UTF-8 are both accepted."),
        (encodings(YES, NO, NO, NO, YES), "Only Windows-1252 is accepted."),
        (
            encodings(YES, NO, NO, NO, NO),
            "Only ä is accepted, as ISO-8859-15 and Windows-1252; € is refused in each.",
        ),
        (encodings(NO, NO, NO, NO, NO), "None of those tried is accepted."),
        (encodings(YES, YES, YES, YES, YES), "All three are accepted."),
        (
            encodings(YES, NO, YES, NO, UNCLEAR),
            "ISO-8859-15 is accepted. Windows-1252 is not known.",
        ),
        (
            reserved("+%&#", "+%&#"),
            "All four are accepted, whether the URL is hashed decoded or as sent.",
        ),
        (reserved("+%&#", ""), "All four are accepted, the URL hashed decoded only."),
        (
            reserved("%", "+%&#"),
            "% is accepted decoded and as sent; + & # as sent only.",
        ),
        (reserved("", "+"), "+ is accepted as sent only; % & # in neither form."),
        (reserved("", ""), "None of those tried is accepted."),
        (
            of(Question.RESERVED, {"+ decoded": YES, "+ sent": YES, "% decoded": YES}),
            "+ is accepted decoded and as sent. % & # are not known.",
        ),
        (of(Question.RESERVED, {"+ decoded": YES}), "Not known."),
        (of(Question.ENCODING, {"ä iso-8859-15": YES}), "Not known."),
        (of(Question.URL_FORM, {"decoded": YES}), "Decoded is accepted. As sent is not known."),
        (of(Question.HEX_CASE, {"upper": YES}), "Accepted too."),
        (of(Question.HEX_CASE, {"upper": NO}), "Refused: write lower case."),
        (of(Question.HEX_CASE, {"upper": UNCLEAR}), "Not known."),
        (of(Question.LANGUAGE_CASE, {"lower": YES}), "Accepted too."),
        (of(Question.LANGUAGE_CASE, {"lower": NO}), "Refused: write upper case."),
        (
            skews(m60=YES, m300=NO, p60=YES, p300=YES, p900=NO),
            "Stamps may be 60 seconds behind and 5 minutes ahead; 5 minutes behind and "
            "15 minutes ahead are refused.",
        ),
        (
            skews(m60=YES, m300=NO, p60=YES, p300=YES, p900=YES, p3600=YES, p86400=YES),
            "Stamps may be 60 seconds behind and at least 24 hours ahead; 5 minutes behind is "
            "refused.",
        ),
        (
            skews(m60=NO, p60=NO),
            "Stamps 60 seconds behind and 60 seconds ahead are refused.",
        ),
        (
            skews(m60=YES, m300=NO, m900=YES, m3600=NO),
            "Stamps may be 60 seconds behind; 5 minutes behind is refused.",
        ),
        (skews(m60=UNCLEAR, p60=UNCLEAR), "Not known."),
        (
            ones(NO, NO),
            "Each of the two is refused when it alone is off: both are looked at, or compared.",
        ),
        (ones(NO, YES), "Timestamp is looked at, TimestampUnix is not."),
        (ones(YES, NO), "TimestampUnix is looked at, Timestamp is not."),
        (ones(YES, YES), "Either may be off while the other is right."),
        (ones(YES, UNCLEAR), "Timestamp may be off alone. The other is not known."),
    ],
)  # fmt: skip
def test_one_sentence_for_each_question(tried: list[Result], sentence: str) -> None:
    assert conclusion(tried) == sentence


def test_every_question_has_a_title_and_its_results_stay_together() -> None:
    groups = grouped(tuple(Result(trial, YES) for trial in TRIALS))
    assert [group.question for group in groups] == list(Question)
    assert all(group.title and conclusion(group.results) for group in groups)
    assert sum(len(group.results) for group in groups) == len(TRIALS)


def test_what_was_not_tried_is_said_with_its_reason() -> None:
    skipped = [r._replace(verdict=Verdict.SKIPPED, told="The reason.")
               for r in encodings(YES, YES, YES, YES, YES)]  # fmt: skip
    assert conclusion(skipped) == "Not tried. The reason."


# What a profile should take from it


def test_a_form_that_is_refused_gives_way_to_one_that_is_accepted() -> None:
    told = advice(PROFILE, results(Question.URL_FORM, decoded=NO, sent=YES))
    assert told is not None
    assert (told.form, told.encoding) == (MacUrlForm.SENT, "")
    assert told.changes() == {"mac_url_form": MacUrlForm.SENT}
    assert told.what == "hash the URL as sent"


def test_an_encoding_that_is_refused_gives_way() -> None:
    told = advice(PROFILE, encodings(NO, YES, NO, YES, NO))
    assert told is not None
    assert (told.form, told.encoding) == (None, "utf-8")
    assert "UTF-8" in told.why


def test_nothing_is_advised_where_the_profiles_way_is_accepted() -> None:
    tried = [
        *results(Question.URL_FORM, decoded=YES, sent=YES), *encodings(YES, YES, YES, YES, YES),
        *reserved("+%&#", "+%&#"),
    ]  # fmt: skip
    assert advice(PROFILE, tried) is None
    assert advice(PROFILE._replace(mac_encoding="UTF-8"), tried) is None
    assert advice(PROFILE, ()) is None


def test_nothing_is_advised_where_nothing_better_is_known() -> None:
    refused = results(Question.URL_FORM, decoded=NO, sent=NO)
    assert advice(PROFILE, refused) is None
    unclear = results(Question.URL_FORM, decoded=NO, sent=UNCLEAR)
    assert advice(PROFILE, unclear) is None


def test_the_form_that_takes_every_sign_is_safer() -> None:
    forms = results(Question.URL_FORM, decoded=YES, sent=YES)
    told = advice(PROFILE, [*forms, *reserved("+&#", "+%&#")])
    assert told is not None
    assert told.form == MacUrlForm.SENT
    assert "%" in told.why
    sent = PROFILE._replace(mac_url_form=MacUrlForm.SENT)
    assert advice(sent, [*forms, *reserved("+&#", "+%&#")]) is None
    # Neither takes all that the other takes.
    assert advice(PROFILE, [*forms, *reserved("+&#", "+%")]) is None


def test_an_encoding_that_was_not_tried_gives_way_to_the_one_accepted() -> None:
    profile = PROFILE._replace(mac_encoding="iso-8859-1")
    told = advice(profile, encodings(YES, NO, YES, NO, NO))
    assert told is not None
    assert told.encoding == "iso-8859-15"


# What was seen before


def test_observations_come_back_as_results_in_the_order_of_the_trials() -> None:
    at = "2026-11-22 12:00:00"
    host, algorithm = PROFILE.host, PROFILE.algorithm
    seen = (
        Observation(host, algorithm, Question.HEX_CASE, "upper", False, "2026-11-21 09:00:00"),
        Observation(host, algorithm, Question.PLAIN, "profile", True, at),
        Observation("https://other.example", algorithm, Question.URL_FORM, "sent", True, at),
        Observation(host, "SHA256", Question.URL_FORM, "sent", True, at),
        Observation(host, algorithm, Question.URL_FORM, "of the future", True, at),
    )
    found = remembered(seen, PROFILE)
    assert [(r.trial.question, r.verdict) for r in found.results] == [
        (Question.PLAIN, YES), (Question.HEX_CASE, NO),
    ]  # fmt: skip
    assert found.at == at
    assert remembered((), PROFILE) == probe_findings.Remembered((), "")


def test_the_sandbox_is_known_again_under_another_port() -> None:
    sandbox = PROFILE._replace(environment=Environment.SANDBOX, host="http://127.0.0.1:4711")
    seen = Observation("sandbox", "HMACSHA256", Question.HEX_CASE, "upper", True, "2026-11-22 1")
    assert remembered((seen,), sandbox).results
    assert not remembered((seen,), PROFILE).results
    assert not remembered((seen._replace(host="http://127.0.0.1:4711"),), sandbox).results
