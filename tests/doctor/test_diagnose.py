"""From a hit to what is said: proven again, in words, row by row."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest
from canary import leaks
from examined import (
    CUSTOMER,
    ID,
    KEYS,
    PARTNER,
    PROFILE,
    STAMP,
    TEXT,
    UNIX,
    case,
    mac_of,
    result,
)

from nvexplorer.doctor.case import case_of
from nvexplorer.doctor.diagnose import diagnose
from nvexplorer.doctor.diagnosis import Hit, Outcome, SearchResult
from nvexplorer.doctor.mistake import Applied, NamedKeys, Slot, expected
from nvexplorer.doctor.mistakes import MISTAKES
from nvexplorer.doctor.rebuild import digest_of
from nvexplorer.doctor.report import as_text, heading
from nvexplorer.doctor.rows import rows_of
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.secret import Secret

WITHOUT_UNIX = TEXT.replace(f"&{UNIX}", "")


def test_the_right_mac() -> None:
    found = diagnose(case(), result(()))
    assert found.outcome == Outcome.RIGHT
    assert found.explanations == ()
    assert not any(row.differs for row in found.rows)
    assert [row.number for row in found.rows] == [*range(1, 11), 0, 0, 0]
    assert heading(found).startswith("The MAC is right")


def test_one_difference() -> None:
    found = diagnose(case(mac_of(WITHOUT_UNIX)), result((("M02", ""),)))
    assert found.outcome == Outcome.EXPLAINED
    (explanation,) = found.explanations
    assert explanation.proven
    (difference,) = explanation.differences
    assert difference.id == "M02"
    assert difference.is_mistake
    assert (difference.expected, difference.made) == (
        "with TimestampUnix", "without TimestampUnix",
    )  # fmt: skip
    assert heading(found) == "Proven: this difference reproduces your MAC exactly"
    differing = [row for row in found.rows if row.differs]
    assert [(row.number, row.expected, row.made) for row in differing] == [(8, UNIX, "left out")]
    assert found.candidates == 18412


def test_three_differences() -> None:
    made = WITHOUT_UNIX.replace("13:30:12", "15:30:12")
    found = diagnose(case(mac_of(made, "utf-8")), result((("M02", ""), ("M48", ""), ("M23", ""))))
    assert heading(found) == "Proven: these three differences reproduce your MAC exactly"
    rows = {row.label: row for row in found.rows}
    assert rows["Timestamp"].made == "2026-11-22 15:30:12.000"
    assert rows["Timestamp"].expected == STAMP
    assert rows["Timestamp"].certainty == "UTC: documented"
    assert rows["Encoding"].made == "UTF-8"
    assert rows["URL"].made == ""
    local = found.explanations[0].differences[2]
    assert (local.expected, local.made) == (STAMP, "2026-11-22 15:30:12.000")
    assert not any("{" in text for text in local if isinstance(text, str))


def test_a_hit_that_does_not_make_the_mac_is_refused() -> None:
    with pytest.raises(ValueError, match="does not make the MAC"):
        diagnose(case(mac_of("another text")), result((("M02", ""),)))


def test_a_right_mac_that_is_wrong_is_refused() -> None:
    with pytest.raises(ValueError, match="does not make the MAC"):
        diagnose(case(mac_of("another text")), result(()))


def test_an_unknown_mistake_is_refused() -> None:
    with pytest.raises(ValueError, match="not known"):
        diagnose(case(mac_of(WITHOUT_UNIX)), result((("M99999", ""),)))


def test_nothing_found() -> None:
    found = diagnose(case(mac_of("another text")), SearchResult((), 900, 3, 10.0, True))
    assert found.outcome == Outcome.NOT_FOUND
    assert found.cut
    assert not any(row.differs for row in found.rows)
    assert heading(found) == "Not explained: nothing that was tried makes this MAC"


def test_several_explanations_are_all_told() -> None:
    told = case(mac_of(WITHOUT_UNIX))
    found = diagnose(told, result((("M02", ""),), (("M02", ""),)))
    assert len(found.explanations) == 2
    assert heading(found) == "Proven: each of these two explanations reproduces your MAC exactly"
    assert rows_of(told, found.explanations[1]) == found.rows
    assert rows_of(told, None) != found.rows


def test_a_short_mac_is_likely_only() -> None:
    digits = mac_of(WITHOUT_UNIX)[:12]
    cut = Applied("R02", "12 digits")
    found = diagnose(
        case(digits), SearchResult((Hit((Applied("M02"), cut), likely_only=True),), 9, 2, 0.1)
    )
    assert not found.explanations[0].proven
    assert heading(found).startswith("Likely: these two differences make what there is")


def test_upper_case_hex_is_a_row() -> None:
    found = diagnose(case(mac_of().upper()), result((("M51", ""),)))
    row = found.rows[-1]
    assert row.label == "MAC"
    assert row.differs
    assert row.expected == "lower-case hex"
    assert row.made == "upper-case hex"


def test_sha256_has_no_timestamp_unix() -> None:
    text = TEXT.replace(f"&{UNIX}", "")
    told = case(hashlib.sha256(text.encode("iso-8859-15")).hexdigest(), algorithm="SHA256")
    found = diagnose(told, result(()))
    labels = [row.label for row in found.rows]
    assert found.outcome == Outcome.RIGHT
    assert "TimestampUnix" not in labels
    assert "HMAC key" not in labels
    assert found.rows[-1].expected == "SHA-256"


def test_plain_sha256_under_hmac() -> None:
    told = case(hashlib.sha256(TEXT.encode("iso-8859-15")).hexdigest())
    found = diagnose(told, result((("M01", ""),)))
    rows = {row.label: row for row in found.rows if row.differs}
    assert rows["Hash"].made == "SHA-256"
    assert rows["HMAC key"].made == "none"
    assert any(remark.id == "algorithm-other" for remark in found.remarks)


def test_the_partner_id_is_a_row_of_its_own() -> None:
    text = TEXT.replace("TT_10000_1&", "TT_10000_1&Tst_100&")
    found = diagnose(case(mac_of(text)), result((("M07", "behind the customer ID"),)))
    (row,) = [row for row in found.rows if row.differs]
    assert (row.number, row.label, row.made) == (0, "Partner ID", "Tst_100")


def test_the_order_is_a_row() -> None:
    text = TEXT.replace(f"&EN&1234567-1&{ID}", f"&1234567-1&EN&{ID}")
    found = diagnose(case(mac_of(text)), result((("M05", ""),)))
    (row,) = [row for row in found.rows if row.differs]
    assert row.label == "Order"
    assert "Organisation ID, Language, Transaction ID" in row.made


def test_what_the_profile_gave_is_marked() -> None:
    found = diagnose(case(without=(FieldKind.LANGUAGE,)), result(()))
    row = next(row for row in found.rows if row.label == "Language")
    assert row.certainty == "not in the request: from the profile"


SWAPPED = f"{PARTNER}&{CUSTOMER}"
KEYS_IN_WORDS = {
    "K40": (TEXT.replace(f"{CUSTOMER}&{PARTNER}", SWAPPED), f"{CUSTOMER}&{PARTNER}",
            {"Customer key": "partner key", "Partner key": "customer key"}),
    "M11": (TEXT, SWAPPED, {"HMAC key": "partner key & customer key"}),
    "M12": (TEXT, CUSTOMER + PARTNER,
            {"HMAC key": "customer key directly followed by partner key"}),
    "M13": (TEXT, CUSTOMER, {"HMAC key": "customer key"}),
    "M09": (TEXT.replace(CUSTOMER, "TT_10000_1"), f"TT_10000_1&{PARTNER}",
            {"Customer key": "customer ID", "HMAC key": "customer ID & partner key"}),
}  # fmt: skip


@pytest.mark.parametrize("id", KEYS_IN_WORDS)
def test_keys_are_told_in_words(id: str) -> None:
    text, key, words = KEYS_IN_WORDS[id]
    mac = hmac.new(key.encode(), text.encode("iso-8859-15"), hashlib.sha256).hexdigest()
    found = diagnose(case(mac), result(((id, ""),)))
    assert {row.label: row.made for row in found.rows if row.differs} == words


def test_a_space_behind_a_key_is_seen() -> None:
    key = f"{CUSTOMER}&{PARTNER} "
    mac = hmac.new(key.encode(), f"{TEXT} ".encode("iso-8859-15"), hashlib.sha256).hexdigest()
    found = diagnose(case(mac), result((("M21", "Partner key"),)))
    rows = {row.label: row.made for row in found.rows if row.differs}
    assert rows["Partner key"] == "••••␠ (partner key)"


def test_every_mistake_is_told_without_keys_and_with_its_row() -> None:
    """Whatever the vocabulary holds: each row that differs is named, nothing is left unfilled and
    no key is told."""
    told = case_of(
        case(dump={"method": "POST", "body": "<root/>"}).reading, PROFILE, KEYS,
        [NamedKeys("Other Oy", Secret(CUSTOMER[::2] * 2), Secret(PARTNER[::2] * 2))],
    )  # fmt: skip
    right = digest_of(expected(told.ingredients))
    seen = 0
    for mistake in MISTAKES:
        if mistake.slot == Slot.RENDERING:
            continue
        for choice in list(mistake.choices(told.ingredients))[:1]:
            recipe = mistake.edit(expected(told.ingredients), told.ingredients, choice)
            digest = digest_of(recipe)
            if digest in (None, right):
                continue
            one = told._replace(mac=digest.hex())
            found = diagnose(one, result(((mistake.id, choice),)))
            everything = repr(found) + as_text(one, found)
            assert any(row.differs for row in found.rows), mistake.id
            assert leaks(everything) == [], mistake.id
            assert CUSTOMER[::2] not in everything, mistake.id
            assert not re.search(r"\{(expected|made|choice)\}", everything), mistake.id
            seen += 1
    assert seen > 200
