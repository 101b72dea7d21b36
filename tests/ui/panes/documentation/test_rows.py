"""What is told of a resource, and what of it is never left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nvexplorer.catalogue.article import article_url
from nvexplorer.catalogue.definition import ChoiceDef, Rule, Span, Term
from nvexplorer.catalogue.occurrence import occurrence_words
from nvexplorer.catalogue.parse_rules import KINDS
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.documentation.filtering import count_hits, filtered, is_hit, marks
from nvexplorer.ui.panes.documentation.rows import Kind, documentation
from nvexplorer.ui.panes.documentation.rule_words import choice_words, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.ui.panes.documentation.rows import Row

CATALOGUE = Catalogue.load(resources_root())


def walk(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from walk(row.children)


def text_of(pieces) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("resource", [entry.resource for entry in CATALOGUE.entries])
def test_everything_that_the_catalogue_knows_is_told(resource):
    definition = CATALOGUE.definition(resource)
    rows = list(walk(documentation(definition)))
    told = "\n".join(f"{row.line()}\n{row.note_text}" for row in rows)
    titles = (definition.title, definition.title_fi, definition.title_sv)
    for text in (*titles, definition.method, definition.summary, definition.gaps):
        assert text in told
    of_kind = {kind: [r for r in rows if r.kind is kind] for kind in Kind}
    assert [r.name for r in of_kind[Kind.PARAMETER]] == [p.name for p in definition.parameters]
    assert [r.name for r in of_kind[Kind.ELEMENT]] == [e.name for e in definition.request]
    answered = [r.name for r in of_kind[Kind.ANSWER] if not r.name.startswith("@")]
    assert answered == [e.name for e in definition.response]
    attributes = [f"@{a.name}" for e in definition.request for a in e.attributes]
    assert [r.name for r in of_kind[Kind.ATTRIBUTE]] == attributes
    assert {d.resource for d in definition.detail} == {r.name for r in of_kind[Kind.DETAIL]}
    for item in (*definition.parameters, *definition.request, *definition.response):
        assert item.note in told
        assert item.example in told
        for value in getattr(item, "values", ()):
            assert value in told
    assert not any(row.name == "probe" for row in rows)


@pytest.mark.parametrize(
    ("occurs", "asked", "answered"),
    [
        ("1", "required", "always"),
        ("0..1", "optional", "not always"),
        ("0..n", "any number", "any number"),
        ("1..n", "one or more", "one or more"),
        ("1..3", "1 to 3", "1 to 3"),
        ("0..8", "up to 8", "up to 8"),
        ("2..n", "2 or more", "2 or more"),
        ("3", "exactly 3", "exactly 3"),
    ],
)
def test_occurrence_is_told_in_words(occurs, asked, answered):
    assert occurrence_words(occurs) == asked
    assert occurrence_words(occurs, answered=True) == answered


def test_both_kinds_of_article_have_their_address():
    old = "https://support.netvisor.fi/en/support/solutions/articles/77000554152"
    assert article_url("77000554152") == old
    assert article_url("769769") == "https://support.netvisor.fi/en/articles/769769"
    assert article_url("") == ""


def test_every_kind_of_rule_has_its_sentence():
    for kind in KINDS:
        rule = Rule(kind, ("alku", "loppu"), Term("tapa", "x"), ("p", "q"), Span(30, "days"))
        sentence = text_of(rule_words(rule))
        assert "alku" in sentence
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_rules_read_as_sentences():
    needs = Rule("needs", ("id",), Term("method", "edit"))
    assert text_of(rule_words(needs)) == "method=edit needs id."
    range_ = Rule("range", ("from", "to"), most=Span(1, "years"))
    assert text_of(rule_words(range_)) == (
        "from is where the range begins and to where it ends, at most 1 year later."
    )
    choice = ChoiceDef("root", ("a", "b", "c"), "1")
    assert text_of(choice_words(choice)) == "Exactly one of a, b and c."


@pytest.mark.parametrize("words", [("vat",), ("invoice", "date"), ("päivä",), ("NOTHING",)])
def test_the_filter_keeps_hits_and_what_they_stand_in_alone(words):
    words = tuple(word.lower() for word in words)
    rows = documentation(CATALOGUE.definition("salesinvoice.nv"))
    kept = filtered(rows, words)
    hits = [row.target for row in walk(rows) if is_hit(row, words)]
    assert [row.target for row in walk(kept) if is_hit(row, words)] == hits
    assert count_hits(rows, words) == len(hits)
    leaves = [row for row in walk(kept) if not row.children]
    assert all(is_hit(row, words) for row in leaves)


def test_hits_are_marked_where_they_stand():
    assert marks("Vatcode of the VAT, İvat", ("vat",)) == [(0, 3), (15, 3), (21, 3)]
