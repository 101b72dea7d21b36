"""Parameters that do not go together, by what the documentation of each resource says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.catalogue.checked_toml import BadDefinition
from nvexplorer.catalogue.parse import parse_definition
from nvexplorer.catalogue.rules import has_placeholder, required_unless

TODAY = date(2026, 11, 22)


def told(catalogue, resource: str, query: str) -> list[tuple[str, str]]:
    """Parameter and sentence of what is said of a query; `\\0` rows excluded."""
    pairs = [tuple(row.split("=", 1)) for row in query.split("&") if row]
    problems = check_parameters(catalogue.definition(f"{resource}.nv"), pairs, TODAY)
    return [(p.parameter, p.beside) for p in problems if p.beside]


@pytest.mark.parametrize(
    ("resource", "query", "parameter", "beside"),
    [
        ("customerlist", "keyword=a&changedsince=2026-11-01", "changedsince",
         "ignored while keyword is set"),
        ("salesinvoicelist", "listtype=preinvoice&invoicestatus=open", "invoicestatus",
         "ignored while listtype is preinvoice"),
        ("getuseraccessrightssummary", "Company=1&Users=2&Listallusercompanies=true", "Company",
         "ignored while Listallusercompanies is true"),
        ("getuseraccessrightssummary", "Listallusercompanies=true", "Listallusercompanies",
         "has an effect only with Users"),
        ("customer", "method=edit", "id", "needed while method is edit"),
        ("office", "method=Edit&customerid=1", "officeid", "needed while method is edit"),
        ("vendor", "method=edit", "netvisorkey", "needed while method is edit"),
        ("dimensionitem", "method=add&updateparentreference=true", "updateparentreference",
         "has an effect only with method=edit"),
        ("accountingledger", "startdate=2026-01-01", "enddate", "needed while startdate is set"),
        ("accountingledger", "enddate=2026-01-01&changedsince=2026-01-01", "startdate",
         "needed while enddate is set"),
        ("accountingledger", "voucherstatus=2", "netvisorkey",
         "or netvisorkeylist, startdate, changedsince, lastmodifiedstart or lastmodifiedend is"
         " required"),
        ("accountingledger", "netvisorkey=1&showgenerator=1&voucherstatus=2", "voucherstatus",
         "documented as not allowed while netvisorkey is set"),
        ("accountingledger", "changedsince=2026-01-01&vouchertype=121", "vouchertype",
         "needs startdate, lastmodifiedstart or lastmodifiedend"),
        ("accountingledger", "changedsince=2026-01-01&accountnumberstart=4000&accountnumberend=300",
         "accountnumberend", "less than accountnumberstart, so that nothing is between them"),
        ("getemployee", "netvisorkey=1&employeenumber=2", "employeenumber",
         "documented as not to be given together with netvisorkey"),
        ("getemployee", "employmentperiods=1", "netvisorkey", "or employeenumber is required"),
        ("getcustomer", "replyoption=1", "id", "or idlist is required"),
        ("getvendor", "page=2", "netvisorkey", "or netvisorkeylist or changedsince is required"),
        ("getsalesinvoice", "netvisorkey=1&netvisorkeylist=2", "netvisorkeylist",
         "documented as not to be given together with netvisorkey"),
        ("productlist", "deleted=1", "deleted", "needs published or unpublished"),
        ("salesinvoicelist", "includemodifiedpayments=1&lastmodifiedstart=2026-01-01",
         "lastmodifiedend", "needed while includemodifiedpayments is set"),
        ("salesinvoicelist", "begininvoicedate=2026-02-01&endinvoicedate=2026-01-31",
         "endinvoicedate", "lies before begininvoicedate, so that nothing is between them"),
        ("getpayrollpaycheckbatchlist", "startdate=2026-01-01&enddate=2026-02-01", "enddate",
         "lies further from startdate than the documented 30 days"),
        ("getworkdays", "netvisorkey=1&workhourstartdate=2025-01-31&workhourenddate=2026-02-01",
         "workhourenddate", "lies further from workhourstartdate than the documented 1 year"),
        ("financialobligationstatus", "StartMonth=2024-01&EndMonth=2026-01", "EndMonth",
         "lies further from StartMonth than the documented 24 months"),
        ("deletedvouchers", "deletedsince=2026-11-14", "deletedsince",
         "lies further back than the documented 7 days"),
        ("warehousereport", "report=productinventoryamounts&page=2", "page",
         "has an effect only with report=salesinventoryevents"),
        ("warehousereport", "report=salesinventoryevents", "salesentitytype",
         "needed while report is salesinventoryevents"),
        ("warehousereport",
         "report=salesinventoryevents&salesentitytype=salesorder&salesentitystatuses=paid",
         "salesentitystatuses",
         "'paid', which is not among the values while salesentitytype is salesorder"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(catalogue, resource, query, parameter, beside) -> None:
    assert told(catalogue, resource, query) == [(parameter, beside)]


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("customerlist", "keyword=a&customercodelist=1,2"),
        ("customerlist", "keyword=&changedsince=2026-11-01"),
        ("customer", "method=add"),
        ("customer", "method=edit&id=1"),
        ("customer", "method={{method}}"),
        ("customer", "method=edit&id={{last.key}}"),
        ("dimensionitem", "method={{m}}&updateparentreference=true"),
        ("dimensionitem", "method=edit&updateparentreference=true"),
        ("accountingledger", "netvisorkey=1&showgenerator=1"),
        ("accountingledger", "startdate=2026-01-01&enddate=2026-01-31&vouchertype=121"),
        ("accountingledger", "startdate=2026-01-01&enddate=2026-01-01"),
        ("getemployee", "employeenumber=2"),
        ("getcustomer", "id=1&idlist=2"),
        ("productlist", "deleted=1&published=1"),
        ("salesinvoicelist", "begininvoicedate={{month.start}}&endinvoicedate=2020-01-31"),
        ("salesinvoicelist", "begininvoicedate=soon&endinvoicedate=2020-01-31"),
        ("getpayrollpaycheckbatchlist", "startdate=2026-01-01&enddate=2026-01-31"),
        ("getworkdays", "netvisorkey=1&workhourstartdate=2024-02-29&workhourenddate=2025-02-28"),
        ("financialobligationstatus", "StartMonth=2024-02&EndMonth=2026-01"),
        ("deletedvouchers", "deletedsince=2026-11-15"),
        ("getuseraccessrightssummary", "Company=1&Users=2&Listallusercompanies=false"),
    ],
)
def test_what_goes_together_is_not(catalogue, resource, query) -> None:
    assert told(catalogue, resource, query) == []


def test_nothing_is_judged_by_a_day_that_is_not_told(catalogue) -> None:
    deleted = catalogue.definition("deletedvouchers.nv")
    assert check_parameters(deleted, [("deletedsince", "2001-01-01")]) == []


def test_the_sentence_names_the_parameter_and_the_next_step(catalogue) -> None:
    customerlist = catalogue.definition("customerlist.nv")
    pairs = [("changedsince", "2026-11-01"), ("x", "1"), ("keyword", "a")]
    problem = check_parameters(customerlist, pairs)[-1]
    assert problem.at == 0
    assert problem.severity == "warning"
    assert problem.problem == (
        "changedsince is ignored while keyword is set: switch one of them off."
    )


def test_what_nobody_asked_for_is_told_apart(catalogue) -> None:
    """A form may keep quiet about what is missing from the start."""
    getemployee = catalogue.definition("getemployee.nv")
    assert [p.unasked for p in check_parameters(getemployee, [])] == [True]
    customer = catalogue.definition("customer.nv")
    assert [p.unasked for p in check_parameters(customer, [])] == [True]
    assert [p.unasked for p in check_parameters(customer, [("method", "edit")])] == [False]


def test_names_in_another_letter_case_count(catalogue) -> None:
    assert ("CHANGEDSINCE", "ignored while keyword is set") in told(
        catalogue, "customerlist", "Keyword=a&CHANGEDSINCE=2026-11-01"
    )


def test_a_group_of_which_one_is_needed_is_known(catalogue) -> None:
    getvendor = catalogue.definition("getvendor.nv")
    assert required_unless(getvendor, "netvisorkey") == ("netvisorkeylist", "changedsince")
    assert required_unless(getvendor, "page") == ()


def test_a_placeholder_needs_both_its_ends() -> None:
    assert has_placeholder("a{{today}}")
    assert not any(map(has_placeholder, ("", "{{today", "today}}", "{today}", "}}{{")))


@pytest.mark.parametrize(
    ("most", "first", "last", "far"),
    [
        ("1 month", "2026-01-31", "2026-02-01", False),
        ("1 month", "2026-01-15", "2026-02-15", False),
        ("1 month", "2026-01-15", "2026-02-16", True),
        ("1 month", "2026-01-31", "2026-02-28", False),
        ("1 month", "2026-01-31", "2026-03-01", True),
        ("3 months", "2025-12-01", "2026-03-01", False),
        ("1 year", "2024-02-29", "2025-02-28", False),
        ("1 year", "2024-02-29", "2025-03-01", True),
    ],
)
def test_months_between_dates_are_those_of_the_calendar(most, first, last, far) -> None:
    rule = f'kind = "range"\nparameters = ["a", "b"]\nmost = "{most}"\n'
    found = check_parameters(parse_definition(BASE + rule, "x.toml"), [("a", first), ("b", last)])
    assert [p.parameter for p in found] == ["b"] * far


BASE = """resource = "x.nv"
title = "X"
group = "sales"
method = "GET"

[[parameter]]
name = "a"
occurs = "0..1"
type = "date"

[[parameter]]
name = "b"
occurs = "0..1"
type = "date"

[[parameter]]
name = "n"
occurs = "0..1"
type = "integer"
values = ["1", "2"]

[[parameter]]
name = "m"
occurs = "0..1"
type = "month"

[[parameter]]
name = "k"
occurs = "0..1"
type = "month"

[[rule]]
"""


@pytest.mark.parametrize(
    ("rule", "line", "what", "next"),
    [
        ('kind = "ignores"\nparameters = ["b"]', 32, "has no when", "Add when"),
        ('kind = "ignored"\nwhen = "a"\nparameters = ["b"]', 33, "kind is 'ignored'", "one of"),
        ('kind = "one"\nwhen = "a"\nparameters = ["a", "b"]', 34, "when is nothing", "Remove"),
        ('kind = "one"\nparameters = ["a"]', 34, "of parameters: 1", "2 or more"),
        ('kind = "one"\nparameters = []', 34, "of parameters: 0", "2 or more"),
        ('kind = "one"\nparameters = ["a", "a"]', 34, "twice", "Remove one"),
        ('kind = "one"\nparameters = ["a", "bb"]', 34, "'bb', which is no", "mean 'b'"),
        ('kind = "one"\nparameters = "a"', 34, "not of the right kind", "list of texts"),
        ('kind = "one"', 32, "no parameters", "Add parameters"),
        ('kind = "one"\nparameter = ["a", "b"]', 34, "unknown key", "mean 'parameters'"),
        ('kind = "needs"\nwhen = "n=3"\nparameters = ["b"]', 34, "no documented value", "1, 2"),
        ('kind = "needs"\nwhen = "n="\nparameters = ["b"]', 34, "without a value", "name=value"),
        ('kind = "needs"\nwhen = "z=1"\nparameters = ["b"]', 34, "'z', which is no", "Name it"),
        ('kind = "needs"\nwhen = "b"\nparameters = ["b"]', 34, "speaks of itself", "another"),
        ('kind = "values"\nwhen = "a"\nparameters = ["n"]', 32, "has no values", "Add values"),
        ('kind = "range"\nparameters = ["a", "n"]', 34, "whose type is integer", "same type"),
        ('kind = "range"\nparameters = ["a", "b", "n"]', 34, "of parameters: 3", "Name 2"),
        ('kind = "range"\nparameters = ["a", "b"]\nmost = "long"', 35, "'long'", "30 days"),
        ('kind = "range"\nparameters = ["m", "k"]\nmost = "9 days"', 35, "9 days", "months"),
        ('kind = "recent"\nparameters = ["a"]', 32, "has no most", "Add most"),
        ('kind = "recent"\nparameters = ["m"]\nmost = "1 day"', 34, "type is month", "date"),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_its_line(rule, line, what, next) -> None:
    with pytest.raises(BadDefinition) as raised:
        parse_definition(BASE + rule + "\n", "x.toml")
    error = raised.value
    assert what in error.what
    assert next in error.next
    assert error.line == line


def test_a_rule_that_excludes() -> None:
    """Told of each parameter that may not be there."""
    text = BASE + 'kind = "excludes"\nwhen = "n=1"\nparameters = ["a", "b"]\n'
    definition = parse_definition(text, "x.toml")
    pairs = [("a", "2026-01-01"), ("n", "1")]
    (problem,) = check_parameters(definition, pairs)
    assert problem.beside == "documented as not allowed while n is 1"
    assert check_parameters(definition, [("a", "2026-01-01"), ("n", "2")]) == []


@given(st.data())
def test_any_query_is_taken(catalogue, data) -> None:
    with_rules = [
        definition
        for entry in catalogue.entries
        if (definition := catalogue.definition(entry.resource)).rules
    ]
    definition = data.draw(st.sampled_from(with_rules))
    names = st.sampled_from([p.name for p in definition.parameters])
    values = st.text() | st.sampled_from(["9999-12-31", "0001-01-01", "edit", "-1", "2026-13"])
    for problem in check_parameters(definition, data.draw(st.lists(st.tuples(names, values)))):
        assert problem.problem.endswith((".", "?"))
