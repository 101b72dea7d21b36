"""The report in both forms, and the honest answer when nothing was found."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest
from canary import leaks
from examined import CUSTOMER, PARTNER, TEXT, UNIX, URL, case, mac_of, result

from nvexplorer.doctor.diagnose import diagnose
from nvexplorer.doctor.diagnosis import Difference, SearchResult
from nvexplorer.doctor.excluded import excluded
from nvexplorer.doctor.report import as_markdown, as_text, effort, rows_of
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.mac import Certainty

WITHOUT_UNIX = TEXT.replace(f"&{UNIX}", "")
KEY = f"{CUSTOMER}&{PARTNER}"


def explained(**also: object):
    told = case(mac_of(WITHOUT_UNIX), **also)
    return told, diagnose(told, result((("M02", ""),)))


def not_found(seconds: float = 10.0, level: int = 2, cut: bool = True):
    told = case(mac_of("another text"))
    return told, diagnose(told, SearchResult((), 1_895_082, level, seconds, cut))


def test_the_text_tells_result_request_parts_and_remarks() -> None:
    text = as_text(*explained(partner_id="tst_100"))
    lines = text.split("\n")
    assert lines[0] == (
        "Proven: this difference reproduces your MAC exactly (18\u00a0412 candidates, 41 ms)"
    )
    assert lines[2].startswith("Request: GET https://isvapi.netvisor.fi/customerlist.nv?keyword=M%")
    assert "1. TimestampUnix is missing from the MAC input." in lines
    assert any(re.match(r" 8 TimestampUnix +1795354212 +left out +position", line)
               for line in lines)  # fmt: skip
    assert any(re.match(r" 1 URL +https://isvapi.+ same +decoded form", line) for line in lines)
    assert "Also noticed" in lines
    assert "  - error: The partner ID tst_100 is Tst_100 in other letters." in lines


def test_the_markdown_is_a_list_and_a_table() -> None:
    text = as_markdown(*explained())
    lines = text.split("\n")
    assert lines[0] == "### Proven: this difference reproduces your MAC exactly"
    assert any(line.startswith("1. **TimestampUnix is missing") for line in lines)
    rows = [line for line in lines if line.startswith("|")]
    assert rows[0] == "| Part | Expected | Your MAC was made with | How sure is the expectation |"
    assert "| 8 TimestampUnix | `1795354212` | **left out** | position: seen in 8 clients |" in rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_values_cannot_break_the_markdown() -> None:
    sender = "a|b `c` <b>*d*</b> [e](f)"
    made = TEXT.replace("Demo integration", sender)
    told = case(mac_of(made.replace(f"&{UNIX}", "")), sender=sender)
    text = as_markdown(told, diagnose(told, result((("M02", ""),))))
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "| 2 Sender | ``a\\|b `c` <b>*d*</b> [e](f)`` | same |" in text


@pytest.mark.parametrize("report", [as_text, as_markdown])
def test_both_keys_are_nowhere(report) -> None:
    """Also where the dump itself holds them, in whatever form."""
    spoilt = {
        "body": f"<root><key>{CUSTOMER}</key></root>",
        "method": "POST",
        "hashed": TEXT,
        "answer": f"URI {TEXT} :: {mac_of().upper()}",
    }
    for sender in (CUSTOMER, f"x {PARTNER.lower()} y", CUSTOMER.encode().hex()):
        url = f"https://isvapi.netvisor.fi/a.nv?key={PARTNER}&k={CUSTOMER[::-1]}"
        text = f"{url}&{sender}&{TEXT.split('&', 2)[2]}"
        told = case(mac_of(text), sender=sender, url=url, partner_id=PARTNER, dump=spoilt)
        found = diagnose(told, result(()))
        assert leaks(report(told, found)) == []
        assert leaks(repr(found)) == []
        assert leaks(repr(told)) == []


def test_nothing_is_said_to_be_the_same_when_nothing_was_found() -> None:
    for text in (as_text(*not_found()), as_markdown(*not_found())):
        assert "Expected" in text
        assert "Your MAC was made with" not in text
        assert not re.search(r"\bsame *(?:\||$| {2})", text, re.MULTILINE)


def test_not_found_says_what_is_excluded_and_what_comes_next() -> None:
    told, found = not_found()
    plain = excluded(told, found)
    assert plain.candidates == 1_895_082
    assert plain.reach.startswith("each alone and all that go together in pairs")
    assert "time was over" in plain.reach
    ideas = {idea.label: idea for idea in plain.ideas}
    assert ideas["Timestamp"].variants > 50
    assert ideas["Timestamp"].many > 100
    assert re.fullmatch(
        r"Timestamp: none of \d+ other forms, none of [\d\u00a0]+ more with the likeliest others",
        ideas["Timestamp"].text,
    )
    assert {"URL", "Sender", "Keys", "Hash", "Encoding", "TimestampUnix"} <= set(ideas)
    assert any("key that is not known here: 1 pair was tried" in said for said in plain.unfindable)
    assert any("compared with ours" in said for said in plain.next_steps)
    assert plain.ours == TEXT.replace(KEY, "••••&••••")
    assert plain.ours in as_text(told, found)
    assert leaks(repr(plain)) == []


@pytest.mark.parametrize(
    ("level", "cut", "says"),
    [
        (1, False, "each alone"),
        (2, False, "each alone and all that go together in pairs"),
        (3, False, "each alone, all pairs, and the likeliest in threes"),
    ],
)
def test_how_far_the_search_came(level: int, cut: bool, says: str) -> None:
    assert excluded(*not_found(level=level, cut=cut)).reach == says


def test_what_came_from_the_profile_may_be_why() -> None:
    told = case(mac_of("another"), without=(FieldKind.LANGUAGE, FieldKind.TIMESTAMP_UNIX))
    plain = excluded(told, diagnose(told, SearchResult((), 1, 2, 1.0)))
    assert any("language" in said for said in plain.unfindable)
    assert any("TimestampUnix, language" in said for said in plain.next_steps)


def test_a_string_that_stood_beside_the_request_is_compared() -> None:
    hashed = WITHOUT_UNIX.replace(KEY, "***")
    text = as_text(*explained(dump={"hashed": hashed}))
    assert "The string that stood beside the request" in text
    assert "This string, with the keys put in, makes exactly your MAC" in text
    assert "TimestampUnix: It is left out." in text


def test_netvisors_echo_is_told() -> None:
    digest = hmac.new(KEY.encode(), TEXT.encode("iso-8859-15"), hashlib.sha256).hexdigest()
    answer = f"URI-metodi ei kelpaa: {TEXT.replace(KEY, '***')} :: {digest.upper()}"
    text = as_text(*explained(dump={"answer": answer}))
    assert "Every part that it shows is the same as ours." in text
    assert "Netvisor has them too." in text
    other = answer.replace("&EN&", "&FI&")
    assert "Language: FI there; ours is EN." in as_text(*explained(dump={"answer": other}))


def test_a_right_mac_may_be_refused_all_the_same() -> None:
    told = case()
    text = as_text(told, diagnose(told, result(())))
    assert "If Netvisor refuses it all the same" in text
    assert "renewed ones" in text
    assert "hashes the URL decoded is deduced" in text
    assert "clients disagree" in text
    plain = "https://isvapi.netvisor.fi/customerlist.nv"
    told = case(mac_of(TEXT.replace(URL, plain)), url=plain)
    text = as_text(told, diagnose(told, result(())))
    assert "renewed ones" in text
    assert "deduced" not in text
    assert "clients disagree" not in text


def test_effort_and_rows() -> None:
    told, found = explained()
    assert effort(found) == "18\u00a0412 candidates, 41 ms"
    assert effort(found._replace(candidates=1, seconds=9.94)) == "1 candidate, 9.9 s"
    assert rows_of(told, found.explanations[0]) == found.rows


@pytest.mark.parametrize(
    ("certainty", "source", "grounds"),
    [
        (Certainty.DOCUMENTED, "documented: so it is", "documented: so it is"),
        (Certainty.SEEN, "2 of them", "seen in clients: 2 of them"),
        (Certainty.DOCUMENTED, "seen in 2 clients", "documented; seen in 2 clients"),
        (Certainty.OPEN, "", "open"),
    ],
)
def test_the_grounds_of_a_difference_say_each_thing_once(certainty, source, grounds) -> None:
    difference = Difference("M01", "", "", "", certainty, source, "", "")
    assert difference.grounds == grounds
