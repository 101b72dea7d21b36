"""Dates in the form that each parameter's documentation shows."""

from __future__ import annotations

from datetime import datetime

import pytest

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.catalogue.definition import ParameterDef
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.request.moment_text import moment_text, quick_moments

NOW = datetime(2026, 3, 1, 8, 5, 9)


@pytest.mark.parametrize(
    ("kind", "example", "text"),
    [
        ("date", "2026-01-31", "2026-03-01"),
        ("date", "31.1.2026", "1.3.2026"),
        ("datetime", "2024-09-13T00:00:00", "2026-03-01T08:05:09"),
        ("datetime", "2024-09-13T12:00", "2026-03-01T08:05"),
        ("datetime", "1.5.2014 12:00:00", "1.3.2026 08:05:09"),
        ("datetime", "2026-01-01", "2026-03-01T08:05:09"),
        ("month", "2024-11", "2026-03"),
    ],
)
def test_the_form_is_that_of_the_example(kind, example, text):
    assert moment_text(ParameterDef("x", "1", kind, example=example), NOW) == text


def test_what_is_often_asked_for():
    found = {text: moment for _, text, moment in quick_moments("datetime", NOW)}
    assert found == {
        "Now": NOW,
        "Today": datetime(2026, 3, 1),
        "Yesterday": datetime(2026, 2, 28),
        "First of the month": datetime(2026, 3, 1),
        "Last of previous month": datetime(2026, 2, 28, 23, 59, 59),
        "First of the year": datetime(2026, 1, 1),
    }
    assert "Now" not in {quick.text for quick in quick_moments("date", NOW)}


@pytest.mark.parametrize("kind", ["date", "datetime", "month"])
def test_each_has_a_letter_of_its_own(kind):
    keys = [quick.key for quick in quick_moments(kind, NOW)]
    assert len(set(keys)) == len(keys)


def test_every_documented_parameter_takes_what_is_written():
    catalogue = Catalogue.load(resources_root())
    for entry in catalogue.entries:
        definition = catalogue.definition(entry.resource)
        for parameter in definition.parameters:
            if parameter.type in ("date", "datetime", "month"):
                given = [(parameter.name, moment_text(parameter, NOW))]
                assert not [p for p in check_parameters(definition, given) if p.at == 0]
