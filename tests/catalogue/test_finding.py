"""What people type finds what they mean, in three languages, typing errors and all."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.definition import Effect, Entry, Group
from nvexplorer.catalogue.finding.search import Preferred
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue

DATA = Path(__file__).parents[1] / "data"
CATALOGUE = Catalogue.load(resources_root())


def listed(name: str) -> list[tuple[str, str]]:
    groups = tomllib.loads((DATA / name).read_text("utf-8"))
    return [pair for group in groups.values() for pair in group.items()]


def names(query: str, preferred: Preferred | None = None) -> list[str]:
    return [f.entry.resource.removesuffix(".nv") for f in CATALOGUE.search(query, preferred)]


def of(*entries: Entry, groups: tuple[Group, ...] = ()) -> Catalogue:
    known = {group.id for group in groups}
    rest = {e.group for e in entries} - known
    return Catalogue(Path(), [*groups, *(Group(g, g, g, g) for g in rest)], entries)


def found(catalogue: Catalogue, query: str) -> list[str]:
    return [f.entry.resource for f in catalogue.search(query)]


def entry(
    resource: str, title: str = "t", *, keyword: str = "k", group: str = "g", summary: str = ""
) -> Entry:
    return Entry(
        resource, title, "ti", "ts", (keyword,), group, "GET", Effect.READ, summary, True, ""
    )


# What people really type


@pytest.mark.parametrize(("typed", "means"), listed("queries.toml"))
def test_what_people_type_finds_what_they_mean_among_the_first_three(typed, means):
    assert means.removesuffix(".nv") in names(typed)[:3]


def test_the_list_is_long_and_in_all_languages():
    groups = tomllib.loads((DATA / "queries.toml").read_text("utf-8"))
    assert sum(map(len, groups.values())) >= 80
    assert min(map(len, groups.values())) >= 9


def test_it_does_nearly_as_well_on_a_list_it_was_not_tuned_by():
    """Not all: one of them means a list where four resources fit as well."""
    held_back = listed("queries-held-back.toml")
    assert len(held_back) == 20
    hits = [means.removesuffix(".nv") in names(typed)[:3] for typed, means in held_back]
    assert sum(hits) >= 19


# Words


def test_nothing_typed_shows_all_in_order():
    for query in ("", "  ", "\t\n", "!?"):
        assert [f.entry for f in CATALOGUE.search(query)] == list(CATALOGUE.entries)


@pytest.mark.parametrize("known", CATALOGUE.entries, ids=lambda e: e.resource)
def test_every_resource_is_found_by_all_its_texts(known: Entry):
    titles = {g.id: g for g in CATALOGUE.groups}[known.group]
    assert CATALOGUE.search(known.resource)[0].entry == known
    assert CATALOGUE.search(known.resource.removesuffix(".nv").upper())[0].entry == known
    for text in (known.title, known.title_fi, known.title_sv, *known.keywords, *titles[1:]):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        for typed in (text, plain, " ".join(reversed(text.split()))):
            assert known in [f.entry for f in CATALOGUE.search(typed) if not f.missing]


@pytest.mark.parametrize("known", CATALOGUE.entries[::7], ids=lambda e: e.resource)
def test_every_resource_is_found_by_its_parameters_and_elements(known: Entry):
    definition = CATALOGUE.definition(known.resource)
    wanted = [p.name for p in definition.parameters]
    wanted += [e.name for e in (*definition.request, *definition.response)]
    for name in set(wanted) - {"root"}:
        assert known in [f.entry for f in CATALOGUE.search(name)]


@given(st.text(max_size=30))
def test_anything_can_be_typed(query):
    found = [f.entry for f in CATALOGUE.search(query)]
    assert len(set(found)) == len(found)


@given(st.lists(st.sampled_from(["lasku", "kund", "lön", "e", "poista", "nv", "ö"])))
def test_all_words_are_in_what_is_said_to_hold_them(typed):
    whole = {f.entry for f in CATALOGUE.search(" ".join(typed)) if not f.missing}
    for word in typed:
        assert whole <= {f.entry for f in CATALOGUE.search(word)}


def test_where_few_hold_all_words_others_follow_that_lack_one():
    results = CATALOGUE.search("customer zzzz")
    assert results[0].entry.resource == "customer.nv"
    assert all(found.missing == ("zzzz",) for found in results)
    assert names("zzzz") == []


words_of_texts = st.text(max_size=12)


@given(st.lists(st.tuples(words_of_texts, words_of_texts, words_of_texts), max_size=5), st.data())
def test_any_resource_is_found_by_its_own_words(rows, data):
    entries = [
        Entry(f"r{n}.nv", a, b, c, (c,), "g", "GET", Effect.READ, "", True, "")
        for n, (a, b, c) in enumerate(rows)
    ]
    catalogue = of(*entries)
    for each in entries:
        title = data.draw(st.sampled_from(each[1:4]))
        changed = data.draw(st.sampled_from([str, str.lower, str.casefold]))
        assert each.resource in found(catalogue, changed(title))


# Spelling


@pytest.mark.parametrize("known", CATALOGUE.entries[::5], ids=lambda e: e.resource)
@given(data=st.data())
def test_one_typing_error_in_a_long_name_is_forgiven(known: Entry, data):
    name = known.resource.removesuffix(".nv")
    place = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("aeiouklnrst"))
    typed = data.draw(
        st.sampled_from(
            [
                name[:place] + name[place + 1 :],
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            ]
        )
    )
    if len(typed) >= 8:
        assert name in names(typed)


@pytest.mark.parametrize("typed", ["pääkirja", "paakirja", "PÄÄKIRJA", "pä̈äkirja", "pääkrija"])
def test_dots_and_letter_case_do_not_matter(typed):
    assert set(names(typed)[:2]) == {"accountingledger", "accountbalance"}


def test_letters_typed_in_two_pieces_are_the_same():
    pieces = unicodedata.normalize("NFD", "pääkirja")
    assert pieces != "pääkirja"
    assert names(pieces) == names("pääkirja")


def test_accents_as_typed_come_first():
    catalogue = of(entry("x.nv", "kalla"), entry("y.nv", "källa"))
    assert found(catalogue, "källa") == ["y.nv", "x.nv"]
    assert found(catalogue, "kalla") == ["x.nv", "y.nv"]


def test_short_words_are_not_taken_for_others():
    catalogue = of(entry("x.nv", "cat"), entry("y.nv", "sport"))
    assert found(catalogue, "car") == []
    assert found(catalogue, "xport") == [], "the first letter of a short word is rarely wrong"


# Order


def test_better_places_come_first():
    catalogue = of(
        entry("a.nv", group="h"),
        entry("s.nv", summary="Lists what is on a bill."),
        entry("b.nv", keyword="bill"),
        entry("c.nv", title="unpaid bills"),
        entry("getbill.nv"),
        entry("billing.nv"),
        entry("bill.nv"),
        entry("other.nv"),
        groups=(Group("h", "Bills", "h", "h"),),
    )
    assert found(catalogue, "bill") == [
        "bill.nv", "b.nv", "billing.nv", "c.nv", "getbill.nv", "s.nv", "a.nv",
    ]  # fmt: skip


def test_words_that_stand_together_come_first():
    catalogue = of(entry("a.nv", "supplier and other details"), entry("b.nv", "supplier details"))
    assert found(catalogue, "supplier details") == ["b.nv", "a.nv"]


def test_what_is_typed_right_comes_before_what_is_nearly_so():
    catalogue = of(entry("a.nv", "invoise"), entry("b.nv", summary="about an invoice"))
    assert found(catalogue, "invoice")[0] == "b.nv"


# Favourites and recent


def test_favourites_then_recent_stand_first_where_nothing_is_typed():
    preferred = Preferred(["vendor.nv", "gone.nv"], ["office.nv", "vendor.nv", "customer.nv"])
    listed = names("", preferred)
    assert listed[:3] == ["vendor", "office", "customer"]
    assert len(listed) == len(set(listed)) == len(CATALOGUE.entries)


def test_a_favourite_goes_ahead_of_comparable_matches():
    plain = names("paakirja")
    last = plain[1]
    assert names("paakirja", Preferred([f"{last}.nv"]))[0] == last
    assert names("paakirja", Preferred([], [f"{last}.nv"]))[0] == last


def test_a_favourite_stays_behind_much_better_matches():
    preferred = Preferred(["getsalesinvoice.nv"], ["salesinvoicelist.nv"])
    assert names("customer", preferred)[0] == "customer"
    assert names("salesinvoice.nv", preferred)[0] == "salesinvoice"


# Own files


def test_own_resources_are_found_by_their_parameters(tmp_path):
    (tmp_path / "mine.toml").write_text(
        'resource = "secretreport.nv"\ntitle = "Secret report"\ngroup = "mine"\nmethod = "GET"\n'
        '[[parameter]]\nname = "xyzzyyear"\noccurs = "1"\ntype = "integer"\n',
        encoding="utf-8",
    )
    catalogue = Catalogue.load(resources_root(), tmp_path)
    assert catalogue.problems == ()
    assert found(catalogue, "xyzzyyear") == ["secretreport.nv"]


def test_searching_can_be_prepared_in_steps():
    catalogue = Catalogue.load(resources_root())
    steps = catalogue.prepare_search()
    next(steps), next(steps)
    assert "accountingledger.nv" in found(catalogue, "pääkirja"), "a search finishes it"
    assert list(steps) == []


def test_a_misspelt_name_is_no_form_of_another():
    assert "salespayment" in names("salespeyment")
