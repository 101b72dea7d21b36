"""Parameters against the documentation: what is told, how certain, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.catalogue.parse import parse_definition

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition

TEXT = """
resource = "x.nv"
title = "X"
group = "sales"
method = "GET"
[[parameter]]
name = "year"
occurs = "1"
type = "integer"
example = "2026"
[[parameter]]
name = "price"
occurs = "0..1"
type = "decimal"
example = "1,5"
[[parameter]]
name = "day"
occurs = "0..1"
type = "date"
example = "2026-01-31"
[[parameter]]
name = "since"
occurs = "0..1"
type = "datetime"
example = "2026-01-31T12:00:00"
[[parameter]]
name = "moment"
occurs = "0..1"
type = "datetime"
example = "1.5.2014 12:00:00"
[[parameter]]
name = "only"
occurs = "0..1"
type = "boolean"
example = "true"
[[parameter]]
name = "status"
occurs = "0..n"
type = "enum"
values = ["open", "paid"]
example = "open"
[[parameter]]
name = "flags"
occurs = "0..1"
type = "integer"
values = ["1", "2", "4"]
[[parameter]]
name = "keys"
occurs = "0..1"
type = "list"
limit = 3
example = "1,2"
[[parameter]]
name = "kinds"
occurs = "0..1"
type = "list"
values = ["Employee", "NewUser"]
[[parameter]]
name = "note"
occurs = "0..1"
type = "string"
"""
COMPLETE = parse_definition(TEXT, "x.toml")
THIN = parse_definition(TEXT.replace("method", 'complete = false\ngaps = "Cut."\nmethod'), "x.toml")
NAMES = [p.name for p in COMPLETE.parameters]


def told(name: str, value: str, definition: Definition = COMPLETE) -> list[tuple[str, str]]:
    parameters = [(name, value)] if name.lower() == "year" else [("year", "2026"), (name, value)]
    return [(p.severity, p.problem) for p in check_parameters(definition, parameters)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "2026"),
        ("price", "-12,50"),
        ("price", "12.5"),
        ("price", "3"),
        ("day", "2024-02-29"),
        ("since", "2026-01-31"),
        ("since", "2026-01-31T12:00"),
        ("since", "2026-01-31T23:59:59"),
        ("since", "2026-01-31 12:00:00"),
        ("moment", "31.12.2025 8:05:00"),
        ("moment", "2025-12-31T08:05:00"),
        ("only", "true"),
        ("only", "False"),
        ("status", "paid"),
        ("flags", "4"),
        ("keys", "1"),
        ("keys", "1, 2, 3"),
        ("kinds", "NewUser,Employee"),
        ("note", "anything at all, €"),
        ("year", "{{year}}"),
        ("day", "{{today}}"),
        ("status", "x{{status}}"),
        ("keys", "1,,{{last.key}}"),
        ("note", ""),
    ],
)
def test_what_is_documented_raises_nothing(name: str, value: str) -> None:
    assert told(name, value) == []


@pytest.mark.parametrize(
    ("name", "value", "severity", "says"),
    [
        ("year", "", "error", "year is empty: give it a value such as 2026."),
        ("year", "26.", "error", "year is '26.': write a whole number"),
        ("year", "٢٠٢٦", "error", "write a whole number"),
        ("year", " 2026", "warning", "begins or ends with a space"),
        ("price", "1 000", "error", "write a number such as 12,50"),
        ("day", "31.12.2025", "error", "write it as 2025-12-31."),
        ("day", "2025-02-29", "error", "a day that does not exist"),
        ("day", "2026-01-31T12:00", "error", "write a date as YYYY-MM-DD"),
        ("day", "20260131", "error", "write a date as YYYY-MM-DD"),
        ("day", "32.1.2026", "error", "write a date as YYYY-MM-DD"),
        ("since", "yesterday", "error", "YYYY-MM-DDThh:mm:ss"),
        ("since", "2026-01-31T25:00", "error", "YYYY-MM-DDThh:mm:ss"),
        ("moment", "31.2.2026", "error", "a day that does not exist"),
        ("only", "1", "error", "only is '1': write true or false."),
        ("status", "Open", "warning", "documented as 'open'"),
        ("status", "opne", "error", "did you mean open?"),
        ("status", "zzz", "error", "write one of open, paid."),
        ("flags", "7", "warning", "not documented"),
        ("flags", "x", "error", "a whole number"),
        ("keys", "1,,3", "error", "Item 2 of keys is empty"),
        ("keys", "1,2,", "error", "Item 3 of keys is empty"),
        ("keys", "1,2,3,4", "error", "4 items, more than the documented 3"),
        ("kinds", "Employee,Newuser", "warning", "documented as 'NewUser'"),
        ("kinds", "Boss", "error", "write one of Employee, NewUser."),
        ("keys", "", "warning", "keys is empty: switch it off"),
        ("Day", "2026-01-31", "warning", "Day is documented as day: write it so."),
        ("dya", "2026-01-31", "error", "did you mean day?"),
        ("qqqqq", "1", "error", "check the spelling."),
        ("", "1", "error", "has no name"),
    ],
)
def test_what_is_not_is_told(name: str, value: str, severity: str, says: str) -> None:
    ((how, problem),) = told(name, value)
    assert how == severity
    assert says in problem


@pytest.mark.parametrize(("name", "value"), [("dya", "1"), ("status", "closed")])
def test_thin_documentation_makes_it_a_warning(name: str, value: str) -> None:
    assert [severity for severity, _ in told(name, value, COMPLETE)] == ["error"]
    assert [severity for severity, _ in told(name, value, THIN)] == ["warning"]


def test_what_is_required_and_missing_comes_last() -> None:
    problems = check_parameters(COMPLETE, [("only", "x")])
    assert [p.parameter for p in problems] == ["only", "year"]
    assert problems[1].problem == "year is required: give it a value such as 2026."


def test_wrong_letter_case_is_not_missing() -> None:
    (problem,) = check_parameters(COMPLETE, [("YEAR", "2026")])
    assert problem[:2] == ("YEAR", "warning")


def test_twice_is_told_unless_documented_to_repeat() -> None:
    year = ("year", "2026")
    (problem,) = check_parameters(COMPLETE, [year, year])
    assert (problem.severity, "more than once" in problem.problem) == ("error", True)
    assert check_parameters(COMPLETE, [year, ("status", "open"), ("status", "paid")]) == []


def test_the_documented_list_limits_are_known(catalogue) -> None:
    getcustomer = catalogue.definition("getcustomer.nv")
    keys = ",".join(str(n) for n in range(501))
    (problem,) = check_parameters(getcustomer, [("idlist", keys)])
    assert "501 items, more than the documented 500" in problem.problem


def test_long_values_are_cut_in_the_sentence() -> None:
    ((_, problem),) = told("price", "x" * 100_000)
    assert len(problem) < 200


def test_documented_examples_and_probes_raise_nothing(catalogue) -> None:
    for entry in catalogue.entries:
        definition = catalogue.definition(entry.resource)
        for parameter in definition.parameters:
            given = [(parameter.name, parameter.example)]
            assert not [
                p for p in check_parameters(definition, given) if p.at == 0 and not p.beside
            ]
        if definition.probe is not None:
            assert check_parameters(definition, list(definition.probe.items())) == []


@given(st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), st.text())))
def test_any_parameters_are_taken(parameters: list[tuple[str, str]]) -> None:
    for problem in check_parameters(COMPLETE, parameters):
        assert problem.severity in ("error", "warning")
        assert problem.problem.endswith((".", "?"))
