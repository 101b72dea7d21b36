"""What else fails a request: each remark where it belongs, and none on a request that is right."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from examined import (
    CUSTOMER,
    FIELDS,
    ID,
    KEYS,
    NOW,
    PROFILE,
    STAMP,
    TEXT,
    UNIX,
    case,
    mac_of,
    reading_of,
    result,
)

from nvexplorer.doctor.case import case_of
from nvexplorer.doctor.diagnose import diagnose
from nvexplorer.doctor.remarks import remarks
from nvexplorer.doctor.remarks.moments import span
from nvexplorer.dumps.dump import FieldKind, Finding
from nvexplorer.model.mac import Certainty
from nvexplorer.model.profile import Environment


def ids(told) -> list[str]:
    return [remark.id for remark in remarks(told)]


def one(told, id: str):
    (found,) = [remark for remark in remarks(told) if remark.id == id]
    return found


def test_nothing_is_said_of_a_request_that_is_right() -> None:
    assert remarks(case()) == ()


# Time


def at(seconds: int, **also: object):
    moment = NOW + timedelta(seconds=seconds)
    unix = str(int(moment.timestamp()))
    text = moment.strftime("%Y-%m-%d %H:%M:%S.000")
    return case(timestamp=text, timestamp_unix=unix, **also)


def test_a_stamp_that_is_ahead_is_a_warning_with_its_minutes() -> None:
    remark = one(at(720), "skew-both")
    assert remark.severity == "warning"
    assert remark.title == "Both stamps are 12 minutes ahead of this computer's clock (UTC)."
    assert "not known" in remark.explanation
    assert remark.certainty == Certainty.OPEN


def test_an_old_stamp_may_be_of_an_old_request() -> None:
    assert one(at(-720), "skew-both").severity == "note"
    assert one(at(-720, live=True), "skew-both").severity == "warning"


@pytest.mark.parametrize("seconds", [0, 59, -59])
def test_less_than_a_minute_is_not_worth_saying(seconds: int) -> None:
    assert ids(at(seconds, live=True)) == []


def test_stamps_whole_hours_apart_are_local_time() -> None:
    remark = one(case(timestamp=STAMP.replace("13:30", "15:30")), "stamps-apart")
    assert remark.severity == "error"
    assert remark.title == "The Timestamp is 2 hours after TimestampUnix."
    assert "local time" in remark.explanation


def test_stamps_that_disagree_otherwise() -> None:
    remark = one(case(timestamp_unix=str(int(UNIX) + 40)), "stamps-apart")
    assert remark.severity == "warning"
    assert remark.title == "The Timestamp is 40 seconds before TimestampUnix."


def test_a_second_between_the_stamps_is_usual() -> None:
    assert ids(case(timestamp_unix=str(int(UNIX) + 1))) == []


@pytest.mark.parametrize(
    ("unix", "says"), [(f"{UNIX}000", "milliseconds"), (f"{UNIX}.25", "fraction"), ("x", "“x”")]
)
def test_timestamp_unix_that_is_no_whole_seconds(unix: str, says: str) -> None:
    told = case(timestamp_unix=unix)
    assert says in one(told, "timestamp-unix-form").explanation
    assert "stamps-apart" not in ids(told)


def test_a_timestamp_in_another_form() -> None:
    assert one(case(timestamp="2026-11-22T13:30:12Z"), "timestamp-form").severity == "warning"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (3600, "1 hour"),
     (7500, "2 hours 5 minutes"), (9 * 86400, "9 days")],
)  # fmt: skip
def test_spans_in_words(seconds: int, words: str) -> None:
    assert span(seconds) == words


# Headers


def test_a_missing_algorithm_header() -> None:
    remark = one(case(without=(FieldKind.ALGORITHM,)), "no-algorithm")
    assert remark.severity == "error"
    assert remark.certainty == Certainty.DEDUCED
    text = TEXT.replace(f"&{UNIX}", "")
    md5 = hashlib.md5(text.encode("iso-8859-15")).hexdigest()
    assert one(case(md5, without=(FieldKind.ALGORITHM,)), "no-algorithm").severity == "warning"


@pytest.mark.parametrize(
    ("value", "severity"), [("hmacsha256", "warning"), ("HMAC-SHA256", "error")]
)
def test_an_algorithm_in_other_letters(value: str, severity: str) -> None:
    assert one(case(algorithm=value), "algorithm-spelling").severity == severity


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
def test_old_algorithms(algorithm: str) -> None:
    assert one(case(algorithm=algorithm), "algorithm-deprecated").severity == "warning"


def test_an_algorithm_other_than_the_mac_was_made_with() -> None:
    told = case(hashlib.sha256(TEXT.encode("iso-8859-15")).hexdigest())
    found = diagnose(told, result((("M01", ""),)))
    assert "algorithm-other" in [remark.id for remark in found.remarks]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FieldKind.SENDER, "X-Netvisor-Authentication-Sender"),
        (FieldKind.PARTNER_ID, "X-Netvisor-Authentication-PartnerId"),
        (FieldKind.TIMESTAMP_UNIX, "X-Netvisor-Authentication-TimestampUnix"),
        (FieldKind.LANGUAGE, "X-Netvisor-Interface-Language"),
    ],
)
def test_missing_headers(kind: FieldKind, name: str) -> None:
    remark = one(case(without=(kind,)), f"no-{kind.value}")
    assert remark.title == f"The header {name} is missing."
    assert remark.severity == "error"


def test_sha256_needs_no_timestamp_unix() -> None:
    told = case(without=(FieldKind.TIMESTAMP_UNIX,), algorithm="SHA256")
    assert ids(told) == ["algorithm-deprecated"]


def test_the_status_code_header() -> None:
    assert one(case(without=(FieldKind.STATUS_CODES,)), "no-status-codes").severity == "warning"
    assert "“0”" in one(case(status_codes="0"), "no-status-codes").title


# Values


def test_the_partner_id_in_other_letters() -> None:
    remark = one(case(partner_id="tst_100"), "partner-id-other")
    assert remark.severity == "error"
    assert "partner is not found" in remark.explanation


def test_ids_of_others() -> None:
    assert one(case(partner_id="Xyz_7"), "partner-id-other").severity == "warning"
    assert one(case(customer_id="AA_1_1"), "customer-id-other").severity == "warning"


@pytest.mark.parametrize(
    ("language", "severity", "says"),
    [("en", "warning", "lower case works"), ("SV", "error", "Swedish is SE"), ("DE", "error", "")],
)
def test_languages(language: str, severity: str, says: str) -> None:
    remark = one(case(language=language), "language")
    assert remark.severity == severity
    assert says in remark.explanation


def test_organisation_ids() -> None:
    assert one(case(organisation_id="12345671"), "organisation-id").severity == "warning"
    assert one(case(organisation_id=""), "organisation-id-empty").severity == "note"


def test_a_transaction_id_that_was_used() -> None:
    remark = one(case(used_ids=(ID,)), "transaction-id-used")
    assert remark.severity == "error"
    assert "REQUEST_NOT_UNIQUE" in remark.explanation
    assert ids(case(used_ids=("another",))) == []


def test_a_sender_with_an_ampersand() -> None:
    assert one(case(sender="A & B"), "sender-ampersand").certainty == Certainty.DEDUCED


def test_letters() -> None:
    assert "U+20AC" in one(case(sender="€"), "letters-sender").title
    assert one(case(sender="€"), "letters-sender").severity == "warning"
    assert one(case(sender="日"), "letters-sender").severity == "error"
    assert ids(case(sender="Äö")) == []


# Target and body


def test_hosts() -> None:
    path = "/customerlist.nv"
    assert one(case(url=f"https://integration.netvisor.fi{path}"), "environment").severity == (
        "warning"
    )
    assert one(case(url=f"http://isvapi.netvisor.fi{path}"), "http").severity == "error"
    assert one(case(url=f"https://integrationdemo.netvisor.fi{path}"), "host-obsolete")
    assert one(case(url=f"https://proxy.example.fi{path}"), "host-other").severity == "note"
    sandbox = PROFILE._replace(environment=Environment.SANDBOX, host="http://127.0.0.1:8")
    assert one(case(profile=sandbox), "environment").severity == "warning"
    local = f"http://127.0.0.1:8123{path}"
    assert one(case(url=local), "environment").severity == "warning"
    assert ids(case(url=local, live=True)) == []


@pytest.mark.parametrize(
    ("query", "says"), [("a=1%2B2", "+"), ("a=1+2", "+"), ("a=50%25", "%"), ("a=x%26y", "&")]
)
def test_open_points_of_the_url(query: str, says: str) -> None:
    told = case(url=f"https://isvapi.netvisor.fi/customerlist.nv?{query}")
    assert says in one(told, "url-open").title
    assert one(told, "url-open").certainty == Certainty.OPEN


@pytest.mark.parametrize(
    ("body", "content_type", "id"),
    [
        ("a=1&b=2", "", "body-form"),
        ("<root/>", "application/x-www-form-urlencoded", "body-form"),
        ("<?xml version='1.0'?><root/>", "text/xml", "body-declaration"),
        ("<root/>", "application/json", "content-type"),
    ],
)
def test_bodies(body: str, content_type: str, id: str) -> None:
    headers = (("Content-Type", content_type),) if content_type else ()
    assert ids(case(dump={"method": "POST", "body": body}, headers=headers)) == [id]


def test_a_body_as_it_should_be() -> None:
    dump = {"method": "POST", "body": "<root><a>1</a></root>"}
    assert ids(case(dump=dump, headers=(("Content-Type", "text/plain"),))) == []


# Findings


def test_findings_of_the_reading_are_passed_on() -> None:
    finding = Finding("header-misspelt", "error", "Title.", f"Why {CUSTOMER}.", "Fix.", "X-Netv")
    reading = reading_of({**FIELDS, FieldKind.MAC: mac_of()})._replace(findings=(finding,))
    (remark,) = remarks(case_of(reading, PROFILE, KEYS, now=NOW))
    assert remark.id == "header-misspelt X-Netv"
    assert remark.explanation == "Why ••••."


def test_what_is_said_here_is_not_said_twice() -> None:
    finding = Finding("status-codes-missing", "note", "Title.", "Why.", "Fix.")
    fields = {**FIELDS, FieldKind.MAC: mac_of()}
    del fields[FieldKind.STATUS_CODES]
    told = case_of(reading_of(fields)._replace(findings=(finding,)), PROFILE, KEYS, now=NOW)
    assert ids(told) == ["no-status-codes"]


def test_errors_come_first() -> None:
    told = case(partner_id="tst_100", language="en", url="https://proxy.example.fi/a.nv")
    assert [remark.severity for remark in remarks(told)] == ["error", "warning", "note"]
