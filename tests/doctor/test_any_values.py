"""Whatever the fields of a request hold: it is examined or refused with a sentence."""

from __future__ import annotations

import string

from examined import FIELDS, KEYS, NOW, PROFILE, mac_of, reading_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nvexplorer.doctor.case import case_of
from nvexplorer.doctor.diagnose import diagnose
from nvexplorer.doctor.diagnosis import Outcome, SearchResult
from nvexplorer.doctor.echo import align, find_echo
from nvexplorer.doctor.report import as_markdown, as_text
from nvexplorer.doctor.shown import visible
from nvexplorer.doctor.strings import compare
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.errors import BadInput

ODD = st.text(
    st.one_of(
        st.sampled_from("&%+#?=:/\\|`*<>{}[]\u00a0\u200b\ufeff\r\n\t\x00\ud800äö€ŠÃ¤"),
        st.sampled_from(string.ascii_letters + string.digits),
        st.characters(),
    ),
    max_size=30,
)
STAMPS = st.one_of(
    ODD, st.datetimes().map(str), st.from_regex(r"[0-9]{9,17}(\.[0-9]{1,12})?", fullmatch=True)
)
URLS = st.one_of(ODD, ODD.map(lambda text: f"https://isvapi.netvisor.fi/a.nv?{text}"))
QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@QUICK
@given(
    st.fixed_dictionaries(
        {
            FieldKind.URL: URLS,
            FieldKind.SENDER: ODD,
            FieldKind.PARTNER_ID: ODD,
            FieldKind.TIMESTAMP: STAMPS,
            FieldKind.TIMESTAMP_UNIX: STAMPS,
            FieldKind.TRANSACTION_ID: ODD,
            FieldKind.LANGUAGE: ODD,
            FieldKind.ORGANISATION_ID: ODD,
        }
    ),
    ODD,
)
@example(
    {FieldKind.TIMESTAMP: "0001-01-01T00:00:00+14:00", FieldKind.TIMESTAMP_UNIX: "9" * 16}, "a=b"
)
@example({FieldKind.URL: "https://[::1/a.nv"}, "")
def test_every_value_is_examined_or_refused(fields: dict[FieldKind, str], body: str) -> None:
    told = {**FIELDS, FieldKind.MAC: mac_of("another text"), **fields}
    reading = reading_of(told, method="POST", body=body, answer=body, hashed=body)
    refused, case = "", None
    try:
        case = case_of(reading, PROFILE, KEYS, now=NOW)
    except BadInput as error:
        refused = error.field
    assert refused == ("url" if case is None else "")
    if case is None:
        return
    found = diagnose(case, SearchResult((), 1, 3, 0.1))
    assert found.outcome == Outcome.NOT_FOUND
    for report in (as_text(case, found), as_markdown(case, found)):
        assert not any(ord(c) < 32 and c != "\n" for c in report)


@QUICK
@given(st.text(max_size=200), ODD)
def test_every_text_is_compared_and_searched_for_an_echo(text: str, sender: str) -> None:
    told = {**FIELDS, FieldKind.MAC: mac_of("another text"), FieldKind.SENDER: sender}
    case = case_of(reading_of(told), PROFILE, KEYS, now=NOW)
    compare(case, text)
    echo = find_echo(f"https://a.fi/b?{text}&{sender}&a&b&2026-01-02 03:04&c&d&e :: {'a1' * 32}")
    if echo is not None:
        rows = align(echo, case.ingredients)
        assert {row.number for row in rows} >= set(range(1, 11))


@given(ODD)
def test_what_is_shown_can_be_seen(text: str) -> None:
    shown = visible(text)
    assert "\n" not in shown
    assert shown == shown.strip()
