"""Mistakes with the parts of the MAC input: the texts that they make, letter by letter."""

from __future__ import annotations

import hmac
import json
from pathlib import Path

import pytest

from nvexplorer.doctor.mistake import Ingredients, Mistake, NamedKeys, Slot, expected
from nvexplorer.doctor.mistakes import BY_ID, layout
from nvexplorer.model.mac import Certainty, PartKind
from nvexplorer.model.secret import Secret

CK, PK = "0123456789ABCDEF0123456789ABCDEF", "FEDCBA9876543210FEDCBA9876543210"
URL = "https://isvapi.netvisor.fi/customerlist.nv"
UUID = "11111111-2222-4333-8444-555555555555"
STAMP = "2026-01-02 03:04:05.678"
INGREDIENTS = Ingredients(
    url=URL,
    sent_url=URL,
    sender="Request Explorer",
    customer_id="TT_10000_1",
    partner_id="Tst_100",
    timestamp=STAMP,
    timestamp_unix="1767323045",
    transaction_id=UUID,
    language="EN",
    organisation_id="1234567-1",
    keys=NamedKeys("Demo", Secret(CK), Secret(PK)),
    method="POST",
    body="<root></root>",
    content_type="text/plain",
)
SHA256 = INGREDIENTS._replace(algorithm="SHA256", timestamp_unix="")
LISTED = {
    each["id"]: each
    for each in json.loads(
        (Path(__file__).parents[1] / "data" / "mac-mistakes.json").read_text(encoding="utf-8")
    )
}

#: The parts as they are expected, to write other texts with.
PARTS = {
    "url": URL, "sender": "Request Explorer", "customer": "TT_10000_1", "stamp": STAMP,
    "lang": "EN", "org": "1234567-1", "trans": UUID, "unix": "1767323045", "ck": CK, "pk": PK,
    "partner": "Tst_100", "body": "<root></root>",
}  # fmt: skip
RIGHT = "url&sender&customer&stamp&lang&org&trans&unix&ck&pk"


def written(pattern: str) -> str:
    """A text from the names of its parts joined by &."""
    return "&".join(PARTS[name] for name in pattern.split("&"))


def text_of(id: str, choice: str | None = None, ingredients: Ingredients = INGREDIENTS) -> str:
    """What the mistake makes of the expected text; with None its likeliest choice."""
    mistake = BY_ID[id]
    if choice is None:
        choice = mistake.choices(ingredients)[0]
    else:
        assert choice in mistake.choices(ingredients)
    return mistake.edit(expected(ingredients), ingredients, choice).text()


@pytest.mark.parametrize(
    "id",
    ["M02", "M03", "M04", "M05", "M06", "M07", "M15", "M16", "M17", "M18", "M19", "M20", "M53"],
)
def test_the_listed_mistakes_make_their_text_and_mac(id: str) -> None:
    text = LISTED[id]["text"].replace("{CK}", CK).replace("{PK}", PK).replace("\\n", "\n")
    assert text_of(id) == text
    mac = hmac.new(f"{CK}&{PK}".encode(), text.encode("iso-8859-15"), "sha256").hexdigest()
    assert mac == LISTED[id]["mac"]


@pytest.mark.parametrize(
    ("id", "choice", "pattern"),
    [
        ("P01", "", "url&sender&customer&stamp&lang&org&trans&unix&pk"),
        ("P02", "", "url&sender&customer&stamp&org&trans&unix&ck&pk"),
        ("P03", "", "url&sender&customer&stamp&lang&org&unix&ck&pk"),
        ("P04", "", "url&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("P05", "", "url&sender&stamp&lang&org&trans&unix&ck&pk"),
        ("P06", "", "url&sender&customer&lang&org&trans&unix&ck&pk"),
        ("P07", "", "sender&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("P12", "", "url&sender&customer&unix&lang&org&trans&ck&pk"),
        ("P13", "the language", "url&sender&customer&stamp&ck&pk"),
        ("P14", "the URL", "url&url&sender&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("P14", "TimestampUnix", "url&sender&customer&stamp&lang&org&trans&unix&unix&ck&pk"),
        ("P15", "", "url&sender&customer&stamp&lang&org&trans&unix&ck&pk&ck&pk"),
        ("P20", "behind the sender", "url&sender&partner&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("P20", "at the end", "url&sender&customer&stamp&lang&org&trans&unix&ck&pk&partner"),
        ("P20", "in front of the keys",
         "url&sender&customer&stamp&lang&org&trans&unix&partner&ck&pk"),
        ("P20", "in front of all", "partner&url&sender&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("M53", "behind the URL", "url&body&sender&customer&stamp&lang&org&trans&unix&ck&pk"),
        ("P40", "as the headers stand in the documentation",
         "url&sender&customer&stamp&unix&trans&lang&org&ck&pk"),
        ("P40", "sorted by the names of the headers",
         "url&customer&sender&stamp&unix&trans&lang&org&ck&pk"),
        ("P40", "sorted by name", "customer&ck&lang&org&pk&sender&stamp&unix&trans&url"),
        ("P40", "the keys in front of TimestampUnix",
         "url&sender&customer&stamp&lang&org&trans&ck&pk&unix"),
        ("P40", "the keys first", "ck&pk&url&sender&customer&stamp&lang&org&trans&unix"),
        ("P40", "reversed", "pk&ck&unix&trans&org&lang&stamp&customer&sender&url"),
        ("P41", "TimestampUnix stands behind the partner key",
         "url&sender&customer&stamp&lang&org&trans&ck&pk&unix"),
        ("P41", "TimestampUnix stands behind the organisation ID",
         "url&sender&customer&stamp&lang&org&unix&trans&ck&pk"),
        ("P44", "the transaction ID stands in front of all",
         "trans&url&sender&customer&stamp&lang&org&unix&ck&pk"),
        ("P41", "the URL stands behind the partner key",
         "sender&customer&stamp&lang&org&trans&unix&ck&pk&url"),
        ("P42", "the sender and the customer ID",
         "url&customer&sender&stamp&lang&org&trans&unix&ck&pk"),
        ("P43", "the sender and the language",
         "url&lang&customer&stamp&sender&org&trans&unix&ck&pk"),
    ],
)  # fmt: skip
def test_parts_left_out_added_and_moved(id: str, choice: str, pattern: str) -> None:
    mistake = BY_ID[id]
    made = mistake.edit(expected(INGREDIENTS), INGREDIENTS, choice).text()
    assert made == written(pattern)


#: The expected text in three pieces, for changes in one place.
HEAD = f"{URL}&Request Explorer&TT_10000_1&"
TAIL = f"&EN&1234567-1&{UUID}&1767323045&{CK}&{PK}"
WHOLE = f"{HEAD}{STAMP}{TAIL}"


@pytest.mark.parametrize(
    ("id", "choice", "text"),
    [
        ("P11", "YOUR_PRIVATE_KEY_HERE",
         f"{HEAD}{STAMP}&EN&1234567-1&{UUID}&1767323045&YOUR_PRIVATE_KEY_HERE"),
        ("P21", "in front of all", f"POST&{WHOLE}"),
        ("P21", "behind the URL", WHOLE.replace("&Request", "&POST&Request")),
        ("P22", "at the end", f"{WHOLE}&post"),
        # printf '<root></root>' | sha256sum
        ("P23", "at the end",
         f"{WHOLE}&b71e4d17274636b97179ba2d97c742735b6510eb54f22893d3a2daff2ceb28db"),
        ("P28", "at the end", f"{WHOLE}&text/plain"),
        ("P29", "in front of all", f"HMACSHA256&{WHOLE}"),
        ("P30", "at the end", f"{WHOLE}&isvapi.netvisor.fi"),
        ("P31", "in front of all", f"customerlist.nv&{WHOLE}"),
        ("P32", "at the end", f"{WHOLE}&/customerlist.nv"),
        ("P50", "|", WHOLE.replace("&", "|")),
        ("P50", "a newline", WHOLE.replace("&", "\n")),
        ("P58", "CR LF", WHOLE.replace("&", "\r\n")),
        ("P58", "%26", WHOLE.replace("&", "%26")),
        ("P58", "“ & ”", WHOLE.replace("&", " & ")),
        ("M18", "the partner key", WHOLE.replace(f"&{PK}", PK)),
        ("M18", "the sender", WHOLE.replace("&Request", "Request")),
        ("P51", "the language", WHOLE.replace("&EN", "&&EN")),
        ("P52", "", WHOLE.replace("&Request", "?Request")),
        ("P54", "the customer key", WHOLE.replace(f"&{CK}", f"\n{CK}")),
        ("P55", "the customer key", WHOLE.replace(f"&{CK}", f"&\n{CK}")),
        ("P56", "short names",
         f"Url={URL}&Sender=Request Explorer&CustomerId=TT_10000_1&Timestamp={STAMP}&Language=EN"
         f"&OrganisationId=1234567-1&TransactionId={UUID}&TimestampUnix=1767323045"
         f"&CustomerKey={CK}&PartnerKey={PK}"),
        ("P56", "header lines in lower case",
         f"{URL}\nx-netvisor-authentication-sender:Request Explorer"
         "\nx-netvisor-authentication-customerid:TT_10000_1"
         f"\nx-netvisor-authentication-timestamp:{STAMP}\nx-netvisor-interface-language:EN"
         "\nx-netvisor-organisation-id:1234567-1"
         f"\nx-netvisor-authentication-transactionid:{UUID}"
         f"\nx-netvisor-authentication-timestampunix:1767323045\n{CK}\n{PK}"),
        ("P57", "JSON", '["' + WHOLE.replace("&", '","') + '"]'),
        ("P57", "Python", "['" + WHOLE.replace("&", "', '") + "']"),
        ("P60", "two newlines", f"{WHOLE}\n\n"),
        ("P60", "a NUL", f"{WHOLE}\0"),
        ("P61", "“&”", f"&{WHOLE}"),
        ("P62", "double quotes", f'"{WHOLE}"'),
    ],
)  # fmt: skip
def test_separators_and_things_that_do_not_belong_there(id: str, choice: str, text: str) -> None:
    assert text_of(id, choice) == text


def test_an_empty_organisation_id_is_dropped_with_its_separator() -> None:
    empty = INGREDIENTS._replace(organisation_id="")
    assert expected(empty).text() == WHOLE.replace("1234567-1", "")
    assert text_of("P10", "", empty) == WHOLE.replace("&1234567-1", "")
    assert text_of("M06", "", empty) == expected(empty).text()  # that one is of a full one
    assert text_of("P10", "") == WHOLE


def test_timestamp_unix_under_an_older_algorithm() -> None:
    with_stamp = SHA256._replace(timestamp_unix="1767323045")
    assert text_of("P34", "behind the transaction ID", with_stamp) == WHOLE
    assert text_of("P34", "behind the timestamp", with_stamp) == (
        f"{HEAD}{STAMP}&1767323045&EN&1234567-1&{UUID}&{CK}&{PK}"
    )


def test_an_empty_place_for_timestamp_unix_under_an_older_algorithm() -> None:
    assert text_of("P35", "behind the transaction ID", SHA256) == WHOLE.replace("1767323045", "")
    assert BY_ID["P34"].choices(SHA256) == ()


@pytest.mark.parametrize("id", ["M02", "M03", "P12"])
def test_what_does_not_apply_changes_nothing(id: str) -> None:
    recipe = expected(SHA256)
    assert BY_ID[id].edit(recipe, SHA256, "") == recipe


STRANGE = [
    INGREDIENTS,
    SHA256,
    INGREDIENTS._replace(organisation_id="", partner_id="", body="", content_type=""),
    INGREDIENTS._replace(url="http://[", sent_url="http://[", sender="\ud800ä", language=""),
]


@pytest.mark.parametrize("mistake", layout.MISTAKES, ids=lambda each: each.id)
def test_an_entry_keeps_to_its_contract(mistake: Mistake) -> None:
    assert mistake.slot is Slot.LAYOUT
    assert 1 <= mistake.weight <= 100
    assert mistake.source
    for ingredients in STRANGE:
        recipe = expected(ingredients)
        for choice in [*mistake.choices(ingredients), "", "no such choice"]:
            made = mistake.edit(recipe, ingredients, choice)
            assert made._replace(layout=recipe.layout, suffix=recipe.suffix) == recipe
            bare = mistake.edit(recipe._replace(layout=()), ingredients, choice)
            assert all(piece.kind in PartKind for piece in bare.layout)
            for words in (mistake.title, mistake.explanation, mistake.fix):
                assert words.format(choice=choice, expected="x", made="y").strip()
            assert CK not in choice
            assert PK not in choice


@pytest.mark.parametrize("ingredients", [INGREDIENTS, SHA256._replace(timestamp_unix="5")])
def test_no_two_entries_make_the_same_text(ingredients: Ingredients) -> None:
    recipe = expected(ingredients)
    made: dict[str, str] = {recipe.text(): "the expected text"}
    for mistake in layout.MISTAKES:
        for choice in mistake.choices(ingredients):
            changed = mistake.edit(recipe, ingredients, choice)
            if changed != recipe:
                name = f"{mistake.id} {choice}"
                assert made.setdefault(changed.text(), name) == name


def test_every_part_can_be_missing_and_every_two_can_be_swapped() -> None:
    parts = [PARTS[name] for name in RIGHT.split("&")]
    texts = {
        mistake.edit(expected(INGREDIENTS), INGREDIENTS, choice).text()
        for mistake in layout.MISTAKES
        for choice in mistake.choices(INGREDIENTS)
    }
    for at in range(10):
        assert "&".join(parts[:at] + parts[at + 1 :]) in texts
        for other in range(at):
            swapped = list(parts)
            swapped[at], swapped[other] = swapped[other], swapped[at]
            assert ("&".join(swapped) in texts) == ((other, at) != (8, 9))  # keys: their values


def test_certainty_follows_the_sources() -> None:
    assert BY_ID["M03"].certainty is Certainty.SEEN  # the place of TimestampUnix: 8 clients
    assert BY_ID["M05"].certainty is Certainty.DOCUMENTED
    assert BY_ID["M07"].certainty is Certainty.SEEN
