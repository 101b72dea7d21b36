"""Saved requests are found by what stands in their rows."""

from pathlib import Path

from nvexplorer.library.saved import SavedRequest
from nvexplorer.model.request import RequestDraft
from nvexplorer.ui.panes.saved import rows


def _name(profile):
    return {"p1": "Demo Oy"}.get(profile, profile)


_INVOICE = SavedRequest(
    "Add an invoice", RequestDraft("salesinvoice.nv", "POST"), "p1", Path("a.toml")
)
_LIST = SavedRequest("Mäkiset", RequestDraft("customerlist.nv"), "Old profile", Path("b.toml"))


def test_a_row_names_method_resource_and_profile():
    assert rows.lines(_INVOICE, _name)[:2] == ("Add an invoice", "salesinvoice.nv · Demo Oy")
    assert rows.lines(_INVOICE, _name).mark == "POST"
    assert rows.lines(_LIST, _name).below == "customerlist.nv · Old profile"


def test_all_words_must_be_held_in_any_case():
    both = (_INVOICE, _LIST)
    assert rows.matching(both, "", _name) == [_INVOICE, _LIST]
    assert rows.matching(both, "MÄKI", _name) == [_LIST]
    assert rows.matching(both, "demo post", _name) == [_INVOICE]
    assert rows.matching(both, "demo customerlist", _name) == []
