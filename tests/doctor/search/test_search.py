"""The search finds the smallest sets of mistakes for MACs that were made by hand."""

from __future__ import annotations

import time

import pytest
from mac_vocabulary import (
    CUSTOMER_KEY,
    INGREDIENTS,
    MISTAKES,
    OTHER_CUSTOMER_KEY,
    OTHER_PARTNER_KEY,
    PARTNER_KEY,
    value,
)
from macs_by_hand import NO_QUERY, RIGHT, mac, parts, plain_ingredients, text_mac

from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.search.search import search
from nvexplorer.model.errors import BadInput

URL, STAMP = RIGHT[0], RIGHT[3]


def look(claimed, ingredients=INGREDIENTS, *, mistakes=MISTAKES, seconds=60.0):
    return search(
        ingredients, claimed, seconds=seconds, monotonic=time.monotonic, mistakes=mistakes
    )


def found(claimed, ingredients=INGREDIENTS, **more):
    """The sets that were found, each as one text: ids, with their choices behind a colon."""
    result = look(claimed, ingredients, **more)
    return [
        " + ".join(f"{a.id}: {a.choice}" if a.choice else a.id for a in hit.applied)
        for hit in result.hits
    ]


def test_a_right_mac_is_an_empty_set():
    result = look(mac())
    assert [hit.applied for hit in result.hits] == [()]
    assert (result.candidates, result.level, result.cut) == (1, 0, False)


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
def test_a_right_mac_of_the_older_algorithms(algorithm):
    older = INGREDIENTS._replace(algorithm=algorithm)
    assert found(mac(unix=None, function=algorithm.lower()), older) == [""]


SINGLES = {
    "http": mac(url=URL.replace("https", "http")),
    "slash": mac(url=URL.replace("fi/", "fi//")),
    "sender lower": mac(sender="request explorer"),
    "no ms": mac(stamp="2026-01-02 03:04:05"),
    "ms: 912": mac(stamp="2026-01-02 03:04:05.912"),
    "no hyphens": mac(transaction="11111111222243338444555555555555"),
    "in ms": mac(unix="1767323045678"),
    "second: 1767323046": mac(unix="1767323046"),
    "swapped": mac(customer_key=PARTNER_KEY, partner_key=CUSTOMER_KEY,
                   key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "HMAC swapped": mac(key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "no & in key": mac(key=CUSTOMER_KEY + PARTNER_KEY),
    "other keys: Other": mac(
        customer_key=OTHER_CUSTOMER_KEY, partner_key=OTHER_PARTNER_KEY,
        key=f"{OTHER_CUSTOMER_KEY}&{OTHER_PARTNER_KEY}"),
    "joiner: |": mac("|"),
    "no organisation": mac(organisation=None),
    "URL twice": text_mac("&".join([*parts(), URL])),
    "& behind": text_mac("&".join(parts()) + "&"),
    "encoding: utf-8": mac(encoding="utf-8"),
    "encoding: utf-16-le": mac(encoding="utf-16-le"),
    "encoding: utf-16-le-bom": mac(encoding="utf-16"),
    "function: md5": mac(function="md5"),
    "function: sha256": mac(function="sha256"),
    "old rule": mac(unix=None, function="sha256"),
}  # fmt: skip


@pytest.mark.parametrize("name", SINGLES)
def test_every_single_mistake_is_found_alone(name):
    result = look(SINGLES[name])
    assert found(SINGLES[name]) == [name]
    assert (result.level, result.cut) == (1, False)


PAIRS = {
    # within one slot, in the order in which they are made
    "http + slash": mac(url=URL.replace("https", "http").replace("fi/", "fi//")),
    "T + Z": mac(stamp="2026-01-02T03:04:05.678Z"),
    # the second does nothing on its own
    "Z + zone twice": mac(stamp=STAMP + "ZZ"),
    "swapped + no & in key": mac(customer_key=PARTNER_KEY, partner_key=CUSTOMER_KEY,
                                 key=PARTNER_KEY + CUSTOMER_KEY),
    "no organisation + joiner: ;": mac(";", organisation=None),
    # in two slots
    "http + language lower": mac(url=URL.replace("https", "http"), language="en"),
    "sender lower + VAT": mac(sender="request explorer", organisation="FI12345671"),
    "function: sha256 + http": mac(url=URL.replace("https", "http"), function="sha256"),
    "customer lower + encoding: utf-8": mac(customer="tt_10000_1", encoding="utf-8"),
    "HMAC swapped + joiner: |": mac("|", key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "in ms + swapped": mac(unix="1767323045678", customer_key=PARTNER_KEY,
                           partner_key=CUSTOMER_KEY, key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "URL twice + slash": text_mac("&".join([
        *parts(url=URL.replace("fi/", "fi//")), URL.replace("fi/", "fi//")])),
    "URL twice + no hyphen": text_mac("&".join([*parts(organisation="12345671"), URL])),
    "no hyphen + encoding: utf-8-bom": mac(organisation="12345671", encoding="utf-8-sig"),
    "sender lower + old rule": mac(sender="request explorer", unix=None, function="sha256"),
    "old rule + joiner: |": mac("|", unix=None, function="sha256"),
    # with a wide one
    "ms: 007 + no hyphen": mac(stamp="2026-01-02 03:04:05.007", organisation="12345671"),
    "ms: 007 + T": mac(stamp="2026-01-02T03:04:05.007"),
    "ms: 007 + function: sha256": mac(stamp="2026-01-02 03:04:05.007", function="sha256"),
    "sender lower + other keys: Other": mac(
        sender="request explorer", customer_key=OTHER_CUSTOMER_KEY,
        partner_key=OTHER_PARTNER_KEY, key=f"{OTHER_CUSTOMER_KEY}&{OTHER_PARTNER_KEY}"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_are_found(name):
    (one,) = found(PAIRS[name])
    assert set(one.split(" + ")) == set(name.split(" + "))


TRIPLES = {
    "no ms + T + Z": mac(stamp="2026-01-02T03:04:05Z"),
    "sender lower + language lower + no hyphen": mac(
        sender="request explorer", language="en", organisation="12345671"),
    "T + Z + language lower": mac(stamp="2026-01-02T03:04:05.678Z", language="en"),
    "http + slash + function: sha256": mac(
        url=URL.replace("https", "http").replace("fi/", "fi//"), function="sha256"),
    "language lower + in ms + joiner: |": mac("|", language="en", unix="1767323045678"),
    "no hyphens + HMAC swapped + encoding: utf-8": mac(
        transaction="11111111222243338444555555555555", encoding="utf-8",
        key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "slash + URL twice + language lower": text_mac("&".join([
        *parts(url=URL.replace("fi/", "fi//"), language="en"), URL.replace("fi/", "fi//")])),
    "no organisation + joiner:  + swapped": mac(
        "", organisation=None, customer_key=PARTNER_KEY, partner_key=CUSTOMER_KEY,
        key=f"{PARTNER_KEY}&{CUSTOMER_KEY}"),
    "no hyphen + joiner: ; + old rule": mac(
        ";", organisation="12345671", unix=None, function="sha256"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRIPLES)
def test_triples_are_found(name):
    (one,) = found(TRIPLES[name])
    assert set(one.split(" + ")) == {each.removesuffix(": ") for each in name.split(" + ")}


def test_everything_was_tried_when_nothing_is_found():
    result = look(mac("#"))
    assert (result.hits, result.level, result.cut) == ((), 3, False)
    assert result.candidates > 10_000


def test_equally_small_sets_are_all_told_the_likeliest_first():
    assert found(mac(url=NO_QUERY)) == ["no query", "query cut"]
    assert found(mac(url=NO_QUERY, language="en")) == [
        "no query + language lower",
        "query cut + language lower",
    ]
    # one in the value, the other in the layout, with the same bytes
    assert found(mac(sender="Request Explorer ")) == ["space behind", "space before &"]


def test_a_change_that_alters_no_byte_is_never_named():
    plain = plain_ingredients()
    ascii_only = {"url": NO_QUERY}
    for claimed in (
        mac(**ascii_only, language="en"),
        mac(**ascii_only, language="en", sender="request explorer"),
        mac(**ascii_only, language="en", sender="request explorer", organisation="12345671"),
        mac(**ascii_only, language="en", function="sha256"),
    ):
        (one,) = found(claimed, plain)
        assert not {"no query", "query cut", "same URL"} & set(one.split(" + "))
        assert "encoding" not in one


def test_a_mistake_in_a_part_that_the_text_does_not_hold_is_not_named():
    older = INGREDIENTS._replace(algorithm="SHA256")
    claimed = mac(unix=None, function="sha256", language="en")
    assert found(claimed, older) == ["language lower"]


def test_each_set_is_told_once_with_its_likeliest_choice():
    choices = value("joint", Slot.URL, lambda text: text + "#", choices=lambda _: ["a", "b"])
    assert found(mac(url=URL + "#"), mistakes=[choices]) == ["joint: a"]


def test_mistakes_of_one_group_are_not_combined():
    one = value("one", Slot.URL, lambda text: text + "1", group="end")
    two = value("two", Slot.URL, lambda text: text + "2", group="end", order=1)
    other = two._replace(group="other")
    assert found(mac(url=URL + "12"), mistakes=[one, two]) == []
    assert found(mac(url=URL + "12"), mistakes=[other, one]) == ["one + two"]


def test_letters_that_an_encoding_lacks_exclude_it():
    polish = INGREDIENTS._replace(sender="Łódź")
    assert found(mac(sender="Łódź", encoding="utf-8"), polish) == ["encoding: utf-8"]
    assert found(mac(sender="Łódź", encoding="utf-8", language="en"), polish) == [
        "language lower + encoding: utf-8"
    ]
    assert found(mac(sender="Łódź", encoding="utf-8", url=NO_QUERY), polish) == [
        "no query + encoding: utf-8",
        "query cut + encoding: utf-8",
    ]


def test_the_way_it_was_written_is_part_of_the_set():
    import base64

    assert found(mac().upper()) == ["M51"]
    assert found(mac(language="en").upper()) == ["language lower + M51"]
    digest = bytes.fromhex(mac(language="en"))
    assert found(base64.b64encode(digest).decode()) == ["language lower + M52"]


def test_a_cut_mac_is_compared_as_far_as_it_goes_and_under_64_bits_only_likely():
    for digits, likely_only in ((40, False), (16, False), (14, True)):
        hits = look(mac(language="en")[:digits]).hits
        assert [(hit.applied[0].id, hit.likely_only) for hit in hits] == [
            ("language lower", likely_only)
        ]
    (hit,) = look(mac(language="en")[-20:]).hits
    assert hit.applied[0].id == "language lower"


def test_what_is_no_mac_is_not_searched_for():
    result = look("no MAC at all")
    assert (result.hits, result.candidates, result.level) == ((), 0, 0)


def test_an_algorithm_that_is_none_of_the_three_is_told():
    with pytest.raises(BadInput, match=r"SHA512.* is none that Netvisor knows") as error:
        look(mac(), INGREDIENTS._replace(algorithm="SHA512"))
    assert error.value.field == "algorithm"


def test_singles_and_pairs_are_tried_in_full_and_triples_as_long_as_time_is_left():
    result = look(mac("#"), seconds=0.0)
    assert (result.level, result.cut) == (2, True)
    assert found(PAIRS["T + Z"], seconds=0.0) == ["T + Z"]


def test_no_text_form_of_what_the_search_holds_shows_a_key():
    from nvexplorer.doctor.claims import claims
    from nvexplorer.doctor.search.problem import Problem
    from nvexplorer.doctor.search.text import TextKeys

    result = look(mac(key=CUSTOMER_KEY + PARTNER_KEY))
    problem = Problem(INGREDIENTS, claims(mac()), MISTAKES)
    texts = [repr(result), repr(problem), repr(vars(problem)),
             repr(TextKeys(CUSTOMER_KEY, PARTNER_KEY))]  # fmt: skip
    for text in texts:
        assert CUSTOMER_KEY not in text
        assert PARTNER_KEY not in text
