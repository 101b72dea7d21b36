"""Mistakes with TimestampUnix give exactly what the programs that make them write.

The texts were written by the calls that stand beside them (Node 20, OpenJDK 17, CPython), or follow
from the documentation of .NET and PHP.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mac_requests import LISTED, hmac_of, listed_text, request

from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.doctor.mistakes import timestamp_unix
from nvexplorer.model.mac import Certainty

BY_ID = {mistake.id: mistake for mistake in timestamp_unix.MISTAKES}
WINTER, SUMMER = "1767323045", "1782997445"  # 2026-01-02 03:04:05 and 2026-07-02 13:04:05 UTC


def made(header: str, *steps: tuple[str, str], stamp: str = "2026-01-02 03:04:05.678") -> str:
    ingredients = request(timestamp=stamp, timestamp_unix=header)
    recipe = expected(ingredients)
    for id, choice in steps:
        mistake = BY_ID[id]
        assert choice in mistake.choices(ingredients), f"{id} does not offer {choice!r}"
        recipe = mistake.edit(recipe, ingredients, choice)
    return recipe.timestamp_unix


@pytest.mark.parametrize("id", ["M32", "M33", "M34"])
def test_the_listed_mistakes_give_the_listed_texts_and_macs(id: str) -> None:
    recipe = BY_ID[id].edit(expected(request()), request(), "")
    assert recipe.text() == listed_text(id)
    assert hmac_of(listed_text(id)) == LISTED[id]["mac"]


@pytest.mark.parametrize(
    ("header", "id", "choice", "text"),
    [
        (WINTER, "M34", "", "1767315845"),  # two hours
        (SUMMER, "M34", "", "1782986645"),  # three hours
        (WINTER, "X01", "", "1767330245"),
        (SUMMER, "X01", "", "1783008245"),
        (WINTER, "X02", "", "1767319445"),
        (SUMMER, "X03", "", "1783004645"),
        (SUMMER, "X04", "", "1782993845"),
        (WINTER, "X05", "+03:00", "1767333845"),
        (WINTER, "X05", "-03:00", "1767312245"),
        (WINTER, "X07", "", "1767308645"),
        (WINTER, "X08", "New York", "1767341045"),
        (WINTER, "X08", "India", "1767303245"),
        (WINTER, "X09", "+1 s", "1767323046"),
        (WINTER, "X09", "-1 s", "1767323044"),
        (WINTER, "X10", "+2 s", "1767323047"),
        (WINTER, "X10", "-300 s", "1767322745"),
        (WINTER, "X12", "a minute", "1767323040"),
        (WINTER, "X12", "a day", "1767312000"),
        ("1767323045678", "M34", "", "1767315845678"),
    ],
)
def test_another_moment(header: str, id: str, choice: str, text: str) -> None:
    assert made(header, (id, choice)) == text


@pytest.mark.parametrize(
    ("header", "id", "choice", "text"),
    [
        (WINTER, "X20", "", "1767323045000"),
        ("1767323045678", "X21", "", "1767323045"),
        ("1767323045.678", "X21", "", "1767323045"),
        ("1767323045678", "M33", "", "1767323045.678"),
        (WINTER, "X22", ".0 behind it", "1767323045.0"),  # datetime.timestamp(), no microseconds
        (WINTER, "X22", "six decimals", "1767323045.678000"),  # "%f" % time.time()
        (WINTER, "X22", "a comma and three decimals", "1767323045,678"),  # double in fi-FI
        (WINTER, "X22", "an exponent", "1.767323045678E9"),  # Double.toString(double) of Java
        (WINTER, "X22", "an exponent, without decimals", "1.767323045E9"),
        (WINTER, "X23", "microseconds", "1767323045678000"),
        (WINTER, "X23", ".NET ticks", "639029198456780000"),
        (WINTER, "X23", "Windows file time", "134117966456780000"),
        (WINTER, "X24", "milliseconds", "2091487022"),  # Date.now() | 0 of JavaScript
        (WINTER, "X25", "hex digits", "695735a5"),
        (WINTER, "X25", "commas between the thousands", "1,767,323,045"),  # MessageFormat {0}
        (WINTER, "X25", "a minus in front of it", "-1767323045"),
        (WINTER, "X26", "Timestamp", "2026-01-02 03:04:05.678"),
        (WINTER, "X26", "Timestamp in ISO 8601", "2026-01-02T03:04:05.678Z"),
        (WINTER, "X26", "nothing", ""),
        (WINTER, "X26", "NaN", "NaN"),
        (WINTER, "X27", 'in double quotes "', '"1767323045"'),
        (WINTER, "X27", "with a line feed behind it", "1767323045\n"),
    ],
)
def test_another_form(header: str, id: str, choice: str, text: str) -> None:
    assert made(header, (id, choice)) == text


def test_the_decimals_are_those_of_timestamp() -> None:
    stamp = "2026-01-02 03:04:05.680"
    assert made(WINTER, ("M32", ""), stamp=stamp) == "1767323045680"
    assert made(WINTER, ("M33", ""), stamp=stamp) == "1767323045.680"
    # str(1767323045.68) of Python, String(1767323045.68) of JavaScript
    assert made(WINTER, ("X22", "one or more decimals"), stamp=stamp) == "1767323045.68"
    assert made(WINTER, ("M32", ""), stamp="2026-01-02 03:04:05") == "1767323045000"


def test_it_is_derived_from_timestamp_when_the_stamps_differ_or_the_header_is_missing() -> None:
    assert made("", ("X11", "UTC")) == "1767323045"
    assert made("", ("X11", "Finnish local time")) == "1767315845"
    assert made("", ("X11", "UTC"), ("M32", "")) == "1767323045678"
    assert made("1767300000", ("X11", "UTC")) == "1767323045"
    local = "2026-01-02 05:04:05.678"
    assert made(WINTER, ("X11", "UTC"), stamp=local) == "1767330245"
    assert made("", ("X11", "UTC"), stamp="2026-01-02T05:04:05+02:00") == "1767323045"
    assert BY_ID["X11"].choices(request()) == ()  # they agree


def test_moment_form_and_wrapping_compose() -> None:
    steps = [("X09", "+1 s"), ("X20", ""), ("X27", 'in double quotes "')]
    assert [BY_ID[id].order for id, _ in steps] == [0, 1, 2]
    assert made(WINTER, *steps) == '"1767323046000"'
    assert made(WINTER, ("M34", ""), ("M32", "")) == "1767315845678"


def test_nothing_is_offered_where_the_mac_cannot_have_it() -> None:
    without = request(timestamp_unix="")._replace(algorithm="SHA256")
    assert all(mistake.choices(without) == () for mistake in timestamp_unix.MISTAKES)
    with_header = request()._replace(algorithm="SHA256")
    assert BY_ID["M32"].choices(with_header) == ("",)


def test_nothing_is_offered_that_needs_a_time_where_there_is_none() -> None:
    for header in ("", "soon", "12", "-1767323045"):
        without = request(timestamp="", timestamp_unix=header)
        for id in ("M32", "M33", "M34", "X01", "X11", "X22", "X23", "X25"):
            assert BY_ID[id].choices(without) == ()


@pytest.mark.parametrize("header", [WINTER, SUMMER, "1767323045678"])
def test_what_comes_to_the_same_text_is_offered_once(header: str) -> None:
    ingredients = request(timestamp_unix=header)
    texts: dict[str, tuple[str, str]] = {header: ("", "")}
    for mistake in timestamp_unix.MISTAKES:
        for choice in () if mistake.wide else mistake.choices(ingredients):
            text = mistake.edit(expected(ingredients), ingredients, choice).timestamp_unix
            if mistake.id == "X11":
                continue  # with some Timestamp it is a second or an hour off, and says why
            assert text not in texts, (mistake.id, choice, texts[text])
            texts[text] = (mistake.id, choice)


def test_the_choices_are_few_enough_and_start_with_the_nearest() -> None:
    wide = [m for m in timestamp_unix.MISTAKES if m.wide]
    assert [len(m.choices(request())) for m in wide] == [598]
    assert tuple(wide[0].choices(request()))[:2] == ("+2 s", "-2 s")
    assert sum(len(m.choices(request())) for m in timestamp_unix.MISTAKES if not m.wide) < 80


def test_every_entry_says_what_it_is_in_whole_sentences() -> None:
    for mistake in timestamp_unix.MISTAKES:
        fix, *code = mistake.fix.split("\n")
        for text in (mistake.title, mistake.explanation, fix):
            assert text.format(expected="A", made="B", choice="C").endswith(".")
        assert all(re.match(r"[A-Z][\w#]+: \S", line) for line in code)
        choices = mistake.choices(request(timestamp_unix="1767300000"))
        assert len(choices) < 2 or "{choice}" in mistake.title
        assert mistake.slot == Slot.TIMESTAMP_UNIX
        assert mistake.certainty == Certainty.SEEN
        assert "seen in 8 clients" in mistake.source
        assert 1 <= mistake.weight <= 100


NUMBERS = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.from_regex(r"\A[0-9]{9,17}(\.[0-9]{1,7})?\Z"),
    st.sampled_from(["9999999999", "9999999999999", "000000000", "9999999999999999"]),
)
STAMPS = st.one_of(st.text(max_size=20), st.datetimes().map(str), NUMBERS)


@given(header=NUMBERS, value=NUMBERS, stamp=STAMPS, data=st.data())
def test_no_text_makes_an_edit_raise_or_change_anything_else(
    header: str, value: str, stamp: str, data: st.DataObject
) -> None:
    ingredients = request(timestamp=stamp, timestamp_unix=header)
    recipe = expected(ingredients)
    for mistake in timestamp_unix.MISTAKES:
        choices = mistake.choices(ingredients)
        choice = data.draw(st.sampled_from(choices)) if choices else data.draw(st.text(max_size=9))
        for before in (recipe, recipe._replace(timestamp_unix=value)):
            after = mistake.edit(before, ingredients, choice)
            assert isinstance(after.timestamp_unix, str)
            assert after._replace(timestamp_unix=before.timestamp_unix) == before
