"""What a probe saw at a host takes the place of what is only deduced or open."""

from __future__ import annotations

from examined import PROFILE, SENT_URL, STAMP, TEXT, URL, case, mac_of, result

from nvexplorer.doctor.diagnose import diagnose
from nvexplorer.doctor.report import as_markdown, as_text
from nvexplorer.model.mac import Certainty
from nvexplorer.model.observation import Observation, Question
from nvexplorer.model.profile import Environment, MacUrlForm

HOST = "https://isvapi.netvisor.fi"
SEEN = "by isvapi.netvisor.fi on 2026-11-21 (probe)"
AS_SENT = mac_of(TEXT.replace(URL, SENT_URL))
AS_UTF8 = mac_of(encoding="utf-8")
SANDBOX_URL = "http://127.0.0.1:4711/customerlist.nv?keyword=M%C3%A4kinen%20Oy"


def saw(question: Question, variant: str, accepted: bool, **other: str) -> Observation:
    base = Observation(HOST, "HMACSHA256", question, variant, accepted, "2026-11-21 23:59:00")
    return base._replace(**other)


def form(variant: str, accepted: bool, **other: str) -> Observation:
    return saw(Question.URL_FORM, variant, accepted, **other)


def encoding(variant: str, accepted: bool) -> Observation:
    return saw(Question.ENCODING, variant, accepted)


def found(*observations: Observation, mac: str = "", hit=(), **also):
    told = case(mac, observed=(observations, ()), **also)
    return diagnose(told, result(hit))


def row(diagnosis, label: str):
    return next(row for row in diagnosis.rows if row.label == label)


def difference(*observations: Observation, mac: str, hit: str):
    (explanation,) = found(*observations, mac=mac, hit=((hit, ""),)).explanations
    return explanation.differences[0]


# The table of parts


def test_what_is_expected_and_was_accepted_is_no_longer_deduced() -> None:
    assert "deduced" in row(found(), "URL").certainty
    seen = found(form("decoded", True), encoding("ä iso-8859-15", True))
    assert row(seen, "URL").certainty == f"decoded: accepted {SEEN}"
    assert row(seen, "Encoding").certainty == f"accepted {SEEN}"


def test_what_is_expected_and_was_refused_is_said_as_the_first_remark() -> None:
    seen = found(form("decoded", False), form("sent", True), encoding("ä iso-8859-15", False))
    assert row(seen, "URL").certainty == f"decoded: refused {SEEN}"
    url, letters = seen.remarks[:2]
    assert (url.severity, url.certainty) == ("error", Certainty.OBSERVED)
    assert url.title == (
        "isvapi.netvisor.fi refused a URL hashed decoded, and that is what is expected here."
    )
    assert "2026-11-21" in url.explanation
    assert "ISO-8859-15" in letters.title
    for text in (as_text, as_markdown):
        assert "refused a URL hashed decoded" in text(
            case(observed=((form("decoded", False),), ())), seen
        )


def test_a_sign_in_the_url_counts_as_it_was_tried_itself() -> None:
    plus = saw(Question.RESERVED, "+ decoded", False)
    url = f"{HOST}/customerlist.nv?keyword=a%20b%2Bc"
    text = TEXT.replace(URL, f"{HOST}/customerlist.nv?keyword=a b+c")
    seen = found(form("decoded", True), plus, mac=mac_of(text), url=url)
    assert row(seen, "URL").certainty.startswith("decoded: refused")
    assert row(found(form("decoded", True), plus), "URL").certainty.startswith("decoded: accepted")


def test_nothing_is_said_of_the_form_where_both_are_the_same() -> None:
    url = f"{HOST}/customerlist.nv"
    seen = found(form("decoded", False), mac=mac_of(TEXT.replace(URL, url)), url=url)
    assert row(seen, "URL").certainty == ""
    assert not [each for each in seen.remarks if each.id.startswith("observed")]


def test_which_letter_tells_depends_on_the_letters_of_the_text() -> None:
    euro = encoding("€ iso-8859-15", False)
    yes = encoding("ä iso-8859-15", True)
    assert row(found(yes, euro), "Encoding").certainty == f"accepted {SEEN}"
    text = TEXT.replace("Mäkinen", "Mä€")
    url = SENT_URL.replace("M%C3%A4kinen", "M%C3%A4%E2%82%AC")
    with_euro = found(yes, euro, mac=mac_of(text), url=url)
    assert row(with_euro, "Encoding").certainty == f"refused {SEEN}"


# Differences


def test_what_was_made_and_accepted_is_no_mistake() -> None:
    made = difference(form("sent", True), mac=AS_SENT, hit="M45")
    assert "This host accepted that form on 2026-11-21." in made.explanation
    assert not made.is_mistake
    # UTF-8 is a mistake by what readers of the documents say, but not where it is accepted.
    assert difference(mac=AS_UTF8, hit="M48").is_mistake
    both = encoding("ä utf-8", True), encoding("ä iso-8859-15", True)
    utf8 = difference(*both, mac=AS_UTF8, hit="M48")
    assert not utf8.is_mistake
    assert "This host accepted that form" in utf8.explanation


def test_what_was_made_and_refused_is_a_mistake_where_the_other_is_accepted() -> None:
    assert not difference(mac=AS_SENT, hit="M45").is_mistake
    made = difference(form("sent", False), form("decoded", True), mac=AS_SENT, hit="M45")
    assert "This host refused that form on 2026-11-21." in made.explanation
    assert made.is_mistake
    assert made.certainty == Certainty.OBSERVED
    assert made.source == f"observed: accepted {SEEN}"


def test_where_what_is_expected_was_refused_nothing_is_called_a_mistake() -> None:
    made = difference(encoding("ä utf-8", True), encoding("ä iso-8859-15", False),
                      mac=AS_UTF8, hit="M48")  # fmt: skip
    assert not made.is_mistake
    assert "What is expected here it refused on 2026-11-21." in made.explanation


def test_upper_case_hex() -> None:
    plain = saw(Question.PLAIN, "profile", True)
    upper = mac_of().upper()
    refused = difference(saw(Question.HEX_CASE, "upper", False), plain, mac=upper, hit="M51")
    assert refused.is_mistake
    accepted = difference(saw(Question.HEX_CASE, "upper", True), plain, mac=upper, hit="M51")
    assert not accepted.is_mistake
    assert "accepted that form" in accepted.explanation


def test_another_difference_of_the_url_is_not_taken_for_a_form() -> None:
    bare = mac_of(TEXT.replace(URL, URL.partition("?")[0]))
    seen = found(form("sent", True), form("decoded", True), mac=bare, hit=(("M44", ""),))
    (explanation,) = seen.explanations
    assert "This host" not in explanation.differences[0].explanation
    assert explanation.differences[0].is_mistake


# Stamps


def test_the_limits_of_the_stamps_are_those_that_were_seen() -> None:
    late = STAMP.replace("13:30", "12:30"), "1795350612"
    text = TEXT.replace(STAMP, late[0]).replace("1795354212", late[1])
    stamps = {"timestamp": late[0], "timestamp_unix": late[1]}
    unknown = found(mac=mac_of(text), **stamps)
    assert any("is not known" in each.explanation for each in unknown.remarks)
    seen = found(
        saw(Question.SKEW, "-60 s", True), saw(Question.SKEW, "-300 s", False),
        mac=mac_of(text), **stamps,
    )  # fmt: skip
    (skew,) = [each for each in seen.remarks if each.id.startswith("skew")]
    assert "2026-11-21" in skew.explanation
    assert "Stamps may be 60 seconds behind; 5 minutes behind is refused." in skew.explanation
    assert "not known" not in skew.explanation


# Whose observations count


def test_other_hosts_and_algorithms_do_not_count() -> None:
    for other in (
        form("decoded", True, host="https://integration.netvisor.fi"),
        form("decoded", True, algorithm="SHA256"),
        form("decoded", True, host="sandbox"),
    ):
        assert found(other).rows == found().rows


def test_the_sandbox_counts_for_itself_alone() -> None:
    sandbox = PROFILE._replace(environment=Environment.SANDBOX, host="http://127.0.0.1:4711")
    text = TEXT.replace(URL, "http://127.0.0.1:4711/customerlist.nv?keyword=Mäkinen Oy")
    mine = form("decoded", True, host="sandbox")
    here = found(mine, mac=mac_of(text), profile=sandbox, url=SANDBOX_URL)
    expected = "decoded: accepted by the sandbox on 2026-11-21 (probe)"
    assert row(here, "URL").certainty == expected
    # The profile is the sandbox's, the request went to Netvisor.
    assert "sandbox" not in row(found(mine, profile=sandbox), "URL").certainty
    # The request went to that port, the profile is of a test host there.
    test = sandbox._replace(environment=Environment.TEST)
    there = found(mine, mac=mac_of(text), profile=test, url=SANDBOX_URL)
    assert "sandbox" not in row(there, "URL").certainty


def test_a_profile_that_hashes_as_sent_is_measured_by_its_own_rule() -> None:
    sent = PROFILE._replace(mac_url_form=MacUrlForm.SENT)
    seen = found(form("sent", True), form("decoded", False), mac=AS_SENT, profile=sent)
    assert row(seen, "URL").certainty == f"as it was sent: accepted {SEEN}"


def test_what_could_not_be_read_of_it_is_said() -> None:
    told = case(observed=((), ("observations of x: at must be a moment",)))
    remark = diagnose(told, result(())).remarks[-1]
    assert remark.severity == "note"
    assert "at must be a moment" in remark.explanation
