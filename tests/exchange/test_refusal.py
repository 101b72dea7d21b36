"""From Netvisor's words to the lines of the body that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invoices import invoice_body

from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.exchange.refusal import Suspect, find_suspects, place_now

if TYPE_CHECKING:
    from nvexplorer.catalogue.store import Catalogue

INVOICE = invoice_body(status="open").rstrip()


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def asked(
    catalogue: Catalogue,
    code: str,
    text: str,
    body: str = INVOICE,
    parameters: tuple[tuple[str, str], ...] = (("method", "add"),),
    resource: str = "salesinvoice.nv",
) -> list[Suspect]:
    return find_suspects(catalogue.definition(resource), code, text, parameters, body)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Customer not found with Netvisor identifier: 4711", ">4711<"),
        ("Data form incorrect:. Tuotetta ei löydy: ABC-1", ">ABC-1<"),
        ("Kunden 4711 hittades inte.", ">4711<"),
        ("Alv-prosentti 25.5 ei kelpaa tilikaudella", ">25,5<"),
        ("Invoice date 22.11.2026 is on a locked day", ">2026-11-22<"),
        ("Payment term is not allowed", "<paymenttermnetdays"),
        ("The <productunitprice> is too low", "<productunitprice"),
        ("Could not validate xml. Line 12, position 23.", "<productname"),
    ],
)
def test_what_the_text_names_comes_first(catalogue, text: str, piece: str) -> None:
    first = asked(catalogue, "INVALID_DATA", text)[0]
    assert first.certainty == "guessed"
    assert first.line == line_of(INVOICE, piece)
    lines = INVOICE.split("\n")
    assert first.column <= len(lines[first.line - 1])
    start = sum(len(line) + 1 for line in lines[: first.line - 1]) + first.column - 1
    assert start == first.start


def test_what_breaks_a_rule_is_proven_and_comes_before_guesses(catalogue) -> None:
    body = INVOICE.replace("2026-11-22", "2026-13-22")
    found = asked(catalogue, "INVALID_DATA", "Customer not found: 4711", body)
    assert [s.certainty for s in found[:2]] == ["proven", "guessed"]
    assert found[0].line == line_of(body, "2026-13-22")
    assert found[1].line == line_of(body, ">4711<")


def test_a_line_that_the_text_names_begins_with_what_stands_in_it(catalogue) -> None:
    first = asked(catalogue, "INVALID_DATA", "Could not validate xml. Line 4.")[0]
    assert INVOICE[first.start : first.end] == "<salesinvoiceamount>124,00</salesinvoiceamount>"
    assert (first.line, first.column) == (4, 5)
    place = place_now(INVOICE, INVOICE.replace("<root>", "<root>\n"), first)
    assert place is not None
    assert INVOICE[place[0] - 1 : place[1] - 1] == "124,00"


def test_of_a_wrong_size_what_is_too_long_comes_first(catalogue) -> None:
    definition = catalogue.definition("contactperson.nv")
    body = (
        skeleton(definition, "minimal").replace("Essi", "").replace("Esimerkki<", f"{'E' * 300}<")
    )
    found = find_suspects(definition, "INVALID_DATA_SIZE", "", (), body)
    assert [s.line for s in found[:2]] == [line_of(body, "EEE"), line_of(body, "<firstname")]
    assert "300 characters" in found[0].why


def test_names_count_in_any_letter_case(catalogue) -> None:
    body = INVOICE.replace("<salesinvoice", "<SalesInvoice").replace("</sales", "</Sales")
    body = body.replace("SalesInvoicedate", "SalesInvoiceDate").replace("root>", "Root>")
    body = body.replace("    <paymenttermnetdays>14</paymenttermnetdays>\n", "")
    found = asked(catalogue, "INVALID_DATA", "paymentTermNetDays is missing", body)
    missing = next(s for s in found if "not in the body" in s.why)
    assert missing.path == "root/salesinvoice/paymenttermnetdays"
    assert missing.line == line_of(body, "<SalesInvoice>")


@pytest.mark.parametrize("piece", ["<a>", "<root><voucher>", "<salesinvoice>t"])
def test_bodies_of_any_depth_are_searched_soon(catalogue, piece: str) -> None:
    # Something quadratic takes minutes with these and meets the time limit of the tests.
    body = "<root>" + piece * 50_000
    found = asked(catalogue, "INVALID_DATA", "Line 1: salesinvoice number 4711 is not t", body)
    assert found
    place_now(body, body + " ", found[-1])


def test_a_tag_that_is_not_closed_is_proven(catalogue) -> None:
    body = INVOICE.replace("</productname>", "")
    found = asked(catalogue, "INVALID_DATA", "XML message validation failed", body)
    assert found[0].certainty == "proven"
    assert found[0].line == line_of(body, "<productname")


def test_a_parameter_is_a_place_too(catalogue) -> None:
    sent = (("method", "edit"), ("id", "99812"))
    found = asked(catalogue, "INVALID_DATA", "Invoice not found: 99812", parameters=sent)
    assert (found[0].parameter, found[0].certainty) == ("id", "guessed")
    found = asked(catalogue, "INVALID_DATA", "", parameters=(("method", "added"),))
    assert found[0].parameter == "method"


def test_a_value_in_several_places_says_so(catalogue) -> None:
    body = INVOICE.replace("ABC-1", "14")
    found = asked(catalogue, "INVALID_DATA", "Not allowed: 14", body)
    assert {s.line for s in found if "quotes 14" in s.why} == {
        line_of(body, ">14</pay"),
        line_of(body, ">14</prod"),
    }
    assert "one of 2 places" in found[0].why


def test_a_locked_period_points_to_dates(catalogue) -> None:
    found = asked(catalogue, "PERIOD_LOCK", "Kausi on lukittu")
    assert found[0].line == line_of(INVOICE, "salesinvoicedate")


@pytest.mark.parametrize("code", ["AUTHENTICATION_FAILED", "REQUEST_NOT_UNIQUE"])
def test_refusals_about_something_else_have_no_place(catalogue, code: str) -> None:
    assert asked(catalogue, code, "Kunde 4711", "<root>") == []


def test_a_resource_that_nobody_knows_is_searched_too() -> None:
    found = find_suspects(None, "INVALID_DATA", "not found: 4711", (), INVOICE)
    assert found[0].line == line_of(INVOICE, ">4711<")


def test_the_place_is_found_again_in_a_body_that_was_changed(catalogue) -> None:
    suspect = asked(catalogue, "INVALID_DATA", "not found: 4711")[0]
    now = INVOICE.replace("  <salesinvoice>", "  <!-- uusi -->\n\n  <salesinvoice>")
    place = place_now(INVOICE, now, suspect)
    assert place is not None
    assert now[slice(*place)] == "4711"
    typed = INVOICE.replace("4711", "{{last.key}}")
    place = place_now(INVOICE, typed, suspect)
    assert place is not None
    assert typed[slice(*place)] == "{{last.key}}"
    assert place_now(INVOICE, "<root/>", suspect) is None
