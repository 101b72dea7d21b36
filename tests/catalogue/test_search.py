"""What people type finds what they mean, in three languages."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.definition import Effect, Entry, Group
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.search import filter_entries, prefold
from nvexplorer.catalogue.store import Catalogue

CATALOGUE = Catalogue.load(resources_root())


def names(query: str, language: str = "en") -> list[str]:
    return [e.resource.removesuffix(".nv") for e in CATALOGUE.filter(query, language)]


@pytest.mark.parametrize(
    ("language", "query", "wanted", "within"),
    [
        ("en", "customerlist.nv", "customerlist", 1),
        ("en", "customer", "customer", 1),
        ("en", "customerl", "customerlist", 1),
        ("en", "customer list", "customerlist", 1),
        ("en", "list customer", "customerlist", 1),
        ("en", "chart of accounts", "accountlist", 1),
        ("en", "trial balance", "accountbalance", 1),
        ("en", "journal entries", "accountingledger", 1),
        ("en", "open invoices", "salesinvoicelist", 1),
        ("en", "supplier details", "getvendor", 1),
        ("en", "pay slips", "getpayrollpaycheckbatchlist", 2),
        ("en", "timesheet", "getworkdays", 2),
        ("en", "cost centre", "dimensionlist", 7),
        ("en", "delete invoice", "deletesalesinvoice", 3),
        ("en", "PER DIEM", "tripexpense", 1),
        ("fi", "asiakkaat", "customerlist", 2),
        ("fi", "asiakaslista", "customerlist", 1),
        ("fi", "myyntilasku", "salesinvoice", 12),
        ("fi", "myyntireskontra", "salesinvoicelist", 1),
        ("fi", "ostolaskulista", "purchaseinvoicelist", 1),
        ("fi", "pääkirja", "accountingledger", 2),
        ("fi", "paakirja", "accountingledger", 2),
        ("fi", "PÄÄKIRJA", "accountbalance", 2),
        ("fi", "tilikartta", "accountlist", 1),
        ("fi", "työntekijät", "getemployees", 1),
        ("fi", "tyontekijat", "getemployees", 1),
        ("fi", "kustannuspaikka", "dimensionitem", 3),
        ("fi", "poista lasku", "deletesalesinvoice", 1),
        ("fi", "matkalasku", "tripexpense", 1),
        ("fi", "y-tunnus", "companylist", 2),
        ("fi", "tuotteet varasto", "inventorybywarehouse", 13),
        ("sv", "kunder", "customerlist", 6),
        ("sv", "kundlista", "customerlist", 1),
        ("sv", "ny faktura", "salesinvoice", 1),
        ("sv", "kontoplan", "accountlist", 1),
        ("sv", "huvudbok", "accountingledger", 2),
        ("sv", "löneslag", "payrollratiolist", 1),
        ("sv", "loneslag", "payrollratiolist", 1),
        ("sv", "anställda", "getemployees", 1),
        ("sv", "leverantörsfakturor", "purchaseinvoicelist", 2),
        ("SE", "reseräkning", "tripexpense", 1),
        ("sv", "ta bort kund", "deletecustomer", 1),
    ],
)
def test_query_finds(language: str, query: str, wanted: str, within: int) -> None:
    assert wanted in names(query, language)[:within]


def test_nothing_typed_shows_all_in_order() -> None:
    for query in ("", "  ", "\t\n"):
        assert CATALOGUE.filter(query) == list(CATALOGUE.entries)


def test_every_word_must_match() -> None:
    assert names("customer zzzz") == []


def test_better_places_come_first() -> None:
    def entry(resource: str, title: str = "t", keyword: str = "k", group: str = "g") -> Entry:
        return Entry(
            resource, title, "ti", "ts", (keyword,), group, "GET", Effect.READ, "", True, ""
        )

    entries = [
        entry("a.nv", group="h"),
        entry("b.nv", keyword="bill"),
        entry("c.nv", title="unpaid bills"),
        entry("d.nv", title="bills"),
        entry("getbill.nv"),
        entry("billing.nv"),
        entry("bill.nv"),
        entry("other.nv"),
    ]
    groups = [Group("g", "g", "g", "g"), Group("h", "Bills", "h", "h")]
    found = filter_entries(prefold(entries, groups), "bill")
    assert [e.resource for e in found] == [
        "bill.nv", "billing.nv", "getbill.nv", "c.nv", "d.nv", "b.nv", "a.nv",
    ]  # fmt: skip


def titled(resource: str, *titles: str) -> Entry:
    return Entry(resource, *titles, (), "g", "GET", Effect.READ, "", True, "")


@pytest.mark.parametrize(
    ("language", "first"), [("en", "a"), ("fi", "b"), ("sv", "c"), ("SE", "c")]
)
def test_titles_in_ones_own_language_come_first(language: str, first: str) -> None:
    entries = [
        titled("c.nv", "x", "y", "order"),
        titled("b.nv", "x", "order", "y"),
        titled("a.nv", "order", "x", "y"),
    ]
    found = filter_entries(prefold(entries, []), "order", language)
    assert found[0].resource == f"{first}.nv"
    assert len(found) == 3


def test_words_that_stand_together_come_first() -> None:
    entries = [
        titled("a.nv", "supplier and other details", "x", "y"),
        titled("b.nv", "supplier details", "x", "y"),
    ]
    found = filter_entries(prefold(entries, []), "supplier details")
    assert [e.resource for e in found] == ["b.nv", "a.nv"]


def test_accents_as_typed_come_first() -> None:
    folded = prefold([titled("x.nv", *["kalla"] * 3), titled("y.nv", *["källa"] * 3)], [])
    assert [e.title for e in filter_entries(folded, "källa")] == ["källa", "kalla"]
    assert [e.title for e in filter_entries(folded, "kalla")] == ["kalla", "källa"]


def test_letters_typed_in_two_pieces_are_the_same() -> None:
    pieces = unicodedata.normalize("NFD", "pääkirja")
    assert pieces != "pääkirja"
    assert names(pieces) == names("pääkirja")


@pytest.mark.parametrize("entry", CATALOGUE.entries, ids=lambda e: e.resource)
def test_every_entry_is_found_by_all_its_texts(entry: Entry) -> None:
    titles = {g.id: g for g in CATALOGUE.groups}[entry.group]
    assert CATALOGUE.filter(entry.resource)[0] == entry
    assert CATALOGUE.filter(entry.resource.removesuffix(".nv").upper())[0] == entry
    for text in (entry.title, entry.title_fi, entry.title_sv, *entry.keywords, *titles[1:]):
        assert entry in CATALOGUE.filter(text)
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        assert entry in CATALOGUE.filter(plain)


@given(st.text(max_size=30), st.text(max_size=3))
def test_anything_can_be_typed(query: str, language: str) -> None:
    found = CATALOGUE.filter(query, language)
    assert len(set(found)) == len(found)


@given(st.data())
def test_more_words_never_find_more(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["lasku", "kund", "lön", "e", "poista", "nv", "ö"])))
    more = set(CATALOGUE.filter(" ".join(words)))
    assert all(more <= set(CATALOGUE.filter(word)) for word in words)


entry_texts = st.text(max_size=12)


@given(st.lists(st.tuples(entry_texts, entry_texts, entry_texts), max_size=5), st.data())
def test_any_entry_is_found_by_its_own_words(
    rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    entries = [
        Entry(f"r{n}.nv", a, b, c, (c,), "g", "GET", Effect.READ, "", True, "")
        for n, (a, b, c) in enumerate(rows)
    ]
    folded = prefold(entries, [])
    for entry in entries:
        title = data.draw(st.sampled_from(entry[1:4]))
        changed = data.draw(st.sampled_from([str, str.lower, str.casefold]))
        assert entry in filter_entries(folded, changed(title))
