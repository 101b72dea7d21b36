"""Forms of words, typing errors, and which letters are emphasised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.finding.emphasis import elsewhere, spans
from nvexplorer.catalogue.finding.folding import loose, stem
from nvexplorer.catalogue.finding.spelling import errors, letters_between
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue

CATALOGUE = Catalogue.load(resources_root())


def table(typed: str, word: str) -> list[int]:
    """Optimal string alignment by its definition, a row of the table for each letter typed; gives
    the last row: the errors to each beginning of `word`."""
    rows = [list(range(len(word) + 1))]
    for i, a in enumerate(typed, 1):
        row = [i]
        for j, b in enumerate(word, 1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, typed[i - 2]) == (word[j - 2], b):
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1]


short = st.text("abcä", max_size=9)


@given(short, short)
def test_errors_are_counted_as_defined(typed, word):
    last = table(typed, word)
    assert errors(typed, word) == (last[-1], min(last))


@pytest.mark.parametrize(
    ("typed", "word", "whole", "beginning"),
    [
        ("laksu", "lasku", 1, 1),
        ("lasku", "laskut", 1, 0),
        ("custmer", "customer", 1, 1),
        ("custtomer", "customer", 1, 1),
        ("cusromer", "customerlist", 5, 1),
        ("", "abc", 3, 0),
    ],
)
def test_errors_people_make(typed, word, whole, beginning):
    assert errors(typed, word) == (whole, beginning)


@given(short, short)
def test_letters_in_order(letters, word):
    there = iter(word)
    assert (letters_between(letters, word) is not None) == all(c in there for c in letters)


@pytest.mark.parametrize(
    "forms",
    [
        "asiakas asiakkaan asiakkaat asiakkaiden",
        "tosite tositteen tositteet tositteiden",
        "työntekijä työntekijän työntekijät työntekijöiden",
        "lasku laskun laskut laskujen laskuja",
        "tuote tuotteen tuotteet tuotteiden",
        "käyttöoikeus käyttöoikeuden käyttöoikeudet käyttöoikeuksien",
        "muokkaus muokkaa muokkaaminen muokkauksen",
        "kund kunden kunder kunderna",
        "faktura fakturan fakturor fakturorna",
        "bilaga bilagor",
        "invoice invoices invoicing",
    ],
)
def test_forms_of_a_word_are_one(forms):
    assert len({stem(loose(form)) for form in forms.split()}) == 1


@given(st.text())
def test_any_word_has_a_stem_that_is_no_longer(word):
    assert len(stem(loose(word))) <= len(loose(word))


def emphasised(query: str, resource: str) -> list[str]:
    """The name, the title and whatever else, emphasised letters in brackets."""
    found = next(f for f in CATALOGUE.search(query) if f.entry.resource == resource)
    shown = [(text, spans(text, found.hits)) for text in (resource, found.entry.title)]
    where = elsewhere(found)
    return [_bracketed(*each) for each in (*shown, *([where] if where else []))]


def _bracketed(text: str, marked: list[tuple[int, int]]) -> str:
    for start, end in reversed(marked):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "resource", "shown"),
    [
        ("salesinv", "salesinvoice.nv", "[salesinv]oice.nv"),
        ("list customer", "customerlist.nv", "[customerlist].nv | [Customer] [list]"),
        ("purchinvlist", "purchaseinvoicelist.nv", "[purch]ase[inv]oice[list].nv"),
        ("invocie", "salesinvoice.nv", "sales[invoice].nv"),
        ("paakirja", "accountingledger.nv", "keyword [pääkirja]"),
        ("asiakkat", "deletecustomer.nv", "Finnish [Asiakka]an poisto"),
        ("begininvoicedate", "salesinvoicelist.nv", "parameter [begininvoicedate]"),
        ("invoicingcustomeridentifier", "salesinvoice.nv", "element [invoicingcustomeridentifier]"),
    ],
)
def test_the_letters_that_match_are_emphasised(query, resource, shown):
    assert shown in " | ".join(emphasised(query, resource))


def test_nothing_else_is_told_where_the_name_and_title_show_it():
    assert len(emphasised("customer list", "customerlist.nv")) == 2


@given(st.text(max_size=20))
def test_ranges_are_in_order_and_within(query):
    for found in CATALOGUE.search(query)[:20]:
        entry = found.entry
        for text in (entry.resource, entry.title, entry.title_fi, entry.title_sv, "ßİﬁ ä"):
            marked = spans(text, found.hits)
            places = [place for each in marked for place in each]
            assert places == sorted(places)
            assert all(0 <= place <= len(text) for place in places)
        where = elsewhere(found)
        if where is not None:
            assert all(0 <= start < end <= len(where.text) for start, end in where.marked)
