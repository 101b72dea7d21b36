"""Loading: the program's own resources, and the user's files that add to or replace them."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from nvexplorer.catalogue.definition import Effect
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.model.errors import BadInput, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
resource = "secretreport.nv"
title = "Secret report"
title_fi = "Salainen raportti"
keywords = ["hemlig"]
group = "sales"
method = "GET"
effect = "read"

[[parameter]]
name = "year"
occurs = "1"
type = "integer"
"""


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    return folder


def load(resources: Path, folder: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return Catalogue.load(resources, folder)


class TestBuiltIn:
    def test_names_are_found_in_any_letter_case(self, catalogue) -> None:
        assert catalogue.entry(" CustomerList.NV ") is catalogue.entry("customerlist.nv")
        assert catalogue.definition("CUSTOMERLIST.nv").resource == "customerlist.nv"
        assert catalogue.entry("customerlist") is None

    def test_every_definition_opens_and_agrees_with_its_entry(self, catalogue) -> None:
        for entry in catalogue.entries:
            assert catalogue.definition(entry.resource).entry == entry

    def test_a_definition_has_everything_of_its_file(self, catalogue) -> None:
        definition = catalogue.definition("customerlist.nv")
        keyword, since, codes = definition.parameters
        assert (keyword.name, since.type, codes.limit) == ("keyword", "datetime", 100)
        assert not keyword.required
        assert definition.probe == {"changedsince": "2099-01-01T00:00:00"}
        assert definition.detail[0] == (
            "Customerlist/Customer/Netvisorkey",
            "getcustomer.nv",
            "id",
        )
        assert definition.request == ()
        customer = definition.response[1]
        assert (customer.level, customer.name, customer.repeatable) == (2, "Customer", True)

    def test_a_body_has_its_attributes_and_lengths(self, catalogue) -> None:
        request = catalogue.definition("salesinvoice.nv").request
        assert (request[0].level, request[0].name.lower()) == (0, "root")
        date = next(e for e in request if e.name.lower() == "salesinvoicedate")
        assert [(a.name, a.values) for a in date.attributes] == [("format", ("ansi",))]
        product = catalogue.definition("product.nv").request
        assert any(e.length for e in product)

    def test_repeatable_parameters_are_known(self, catalogue) -> None:
        (source,) = catalogue.definition("payrollratiolist.nv").parameters
        assert source.required
        assert source.repeatable

    def test_unknown_resources_get_the_nearest_name(self, catalogue) -> None:
        with pytest.raises(BadInput, match=r"no costumerlist\.nv.*Did you mean customerlist\.nv"):
            catalogue.definition("costumerlist.nv")
        with pytest.raises(BadInput, match="typed by hand"):
            catalogue.definition("zzzzzz")

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("costumerlist.nv", "customerlist.nv"),
            ("customerlist", "customerlist.nv"),
            ("GetSalesInvoce.nv", "getsalesinvoice.nv"),
            ("acountingledger.nv", "accountingledger.nv"),
            ("qqqqqq", None),
            ("", None),
        ],
    )
    def test_nearest(self, catalogue, typed: str, meant: str | None) -> None:
        assert catalogue.nearest(typed) == meant

    @pytest.mark.parametrize(
        ("resource", "method", "effect"),
        [
            ("customerlist.nv", "GET", Effect.READ),
            ("CustomerList.nv", "get", Effect.READ),
            ("customer.nv", "POST", Effect.WRITE),
            ("deletecustomer.nv", "GET", Effect.DELETE),
            ("dimensionadd.nv", "GET", Effect.WRITE),
            # Deletes whichever method it is called by.
            ("deletesalesinvoice.nv", "POST", Effect.DELETE),
            # Not as documented, so not known to be harmless.
            ("customerlist.nv", "POST", Effect.WRITE),
            ("brandnew.nv", "GET", Effect.WRITE),
            ("", "GET", Effect.WRITE),
        ],
    )
    def test_unknown_counts_as_write(
        self, catalogue, resource: str, method: str, effect: Effect
    ) -> None:
        assert catalogue.effect_of(resource, method) is effect

    def test_entries_stand_group_by_group(self, catalogue) -> None:
        order = [g.id for g in catalogue.groups]
        places = [order.index(e.group) for e in catalogue.entries]
        assert places == sorted(places)

    @pytest.mark.parametrize("index", [None, "", "{", "[]", '{"groups": [], "entries": [{}]}'])
    def test_damaged_index_is_told(self, tmp_path: Path, index: str | None) -> None:
        (tmp_path / "catalogue").mkdir()
        if index is not None:
            (tmp_path / "catalogue" / "index.json").write_text(index, "utf-8")
        with pytest.raises(Unreadable, match=r"index\.json.*Install Netvisor Explorer again"):
            Catalogue.load(tmp_path)

    def test_damaged_definition_is_told_when_opened(self, resources: Path, tmp_path: Path) -> None:
        (tmp_path / "catalogue").mkdir()
        shutil.copy(resources / "catalogue" / "index.json", tmp_path / "catalogue")
        catalogue = Catalogue.load(tmp_path)
        assert catalogue.entry("customerlist.nv")
        with pytest.raises(Unreadable, match=r"customerlist\.nv.*customerlist\.toml.*again"):
            catalogue.definition("customerlist.nv")


class TestUserFolder:
    def test_a_missing_or_empty_folder_is_no_problem(
        self, resources: Path, own_folder: Path
    ) -> None:
        for folder in (own_folder, own_folder / "missing"):
            catalogue = Catalogue.load(resources, folder)
            assert (len(catalogue.entries), catalogue.problems) == (130, ())

    def test_a_file_adds_a_resource(self, resources: Path, own_folder: Path) -> None:
        catalogue = load(resources, own_folder, anything=OWN)
        entry = catalogue.entry("secretreport.nv")
        assert entry.origin == str(own_folder / "anything.toml")
        assert (entry.title_fi, entry.title_sv) == ("Salainen raportti", entry.title)
        assert len(catalogue.entries) == 131
        assert catalogue.definition("secretreport.nv").parameters[0].name == "year"
        assert catalogue.effect_of("secretreport.nv", "GET") is Effect.READ
        assert [found.entry for found in catalogue.search("hemlig")] == [entry]
        assert catalogue.entries[24] == entry, "it stands last in its group"

    def test_files_below_folders_count_too(self, resources: Path, own_folder: Path) -> None:
        (own_folder / "mine").mkdir()
        catalogue = load(resources, own_folder / "mine", own=OWN)
        assert catalogue.entry("secretreport.nv")
        assert Catalogue.load(resources, own_folder).entry("secretreport.nv")

    def test_a_file_replaces_a_resource(self, resources: Path, own_folder: Path) -> None:
        text = OWN.replace("secretreport.nv", "CustomerList.nv").replace("sales", "customers")
        catalogue = load(resources, own_folder, own=text)
        assert len(catalogue.entries) == 130
        assert catalogue.entry("customerlist.nv").title == "Secret report"
        assert [p.name for p in catalogue.definition("customerlist.nv").parameters] == ["year"]

    def test_a_new_group_is_made(self, resources: Path, own_folder: Path) -> None:
        catalogue = load(resources, own_folder, own=OWN.replace('"sales"', '"reports"'))
        assert catalogue.groups[-1][:2] == ("reports", "Reports")
        assert catalogue.entries[-1].resource == "secretreport.nv"

    def test_an_effect_that_is_not_told_counts_as_write(
        self, resources: Path, own_folder: Path
    ) -> None:
        catalogue = load(resources, own_folder, own=OWN.replace('effect = "read"\n', ""))
        assert catalogue.effect_of("secretreport.nv", "GET") is Effect.WRITE

    def test_a_byte_order_mark_and_windows_line_ends_are_fine(
        self, resources: Path, own_folder: Path
    ) -> None:
        (own_folder / "own.toml").write_bytes(OWN.replace("\n", "\r\n").encode("utf-8-sig"))
        catalogue = Catalogue.load(resources, own_folder)
        assert catalogue.problems == ()
        assert catalogue.entry("secretreport.nv")

    def test_a_bad_file_is_told_and_spoils_nothing_else(
        self, resources: Path, own_folder: Path
    ) -> None:
        bad = OWN.replace('effect = "read"', 'effect = "raed"')
        catalogue = load(resources, own_folder, bad=bad, good=OWN)
        assert len(catalogue.entries) == 131
        (problem,) = catalogue.problems
        assert problem.file == own_folder / "bad.toml"
        assert problem.line == 8
        assert problem.what == "bad.toml, line 8: effect is 'raed'."
        assert problem.next == "Write one of read, write, delete."
        assert str(problem) == f"{problem.what} {problem.next}"

    def test_a_second_file_for_a_resource_is_told(self, resources: Path, own_folder: Path) -> None:
        catalogue = load(resources, own_folder, a=OWN, b=OWN.replace("Secret", "Other"))
        (problem,) = catalogue.problems
        assert problem.file.name == "b.toml"
        assert "secretreport.nv is already defined in" in problem.what
        assert catalogue.entry("secretreport.nv").title == "Secret report"

    def test_text_that_is_not_utf_8_is_told_with_its_line(
        self, resources: Path, own_folder: Path
    ) -> None:
        (own_folder / "own.toml").write_bytes(OWN.replace("Sal", "Säl").encode("latin-1"))
        (problem,) = Catalogue.load(resources, own_folder).problems
        assert problem.what == "own.toml, line 4: this is not UTF-8."
        assert problem.line == 4

    def test_a_folder_with_the_name_of_a_file_is_told(
        self, resources: Path, own_folder: Path
    ) -> None:
        (own_folder / "own.toml").mkdir()
        (problem,) = Catalogue.load(resources, own_folder).problems
        assert "cannot be read" in problem.what

    @pytest.mark.skipif(os.name == "nt", reason="needs file modes")
    def test_a_file_that_may_not_be_read_is_told(self, resources: Path, own_folder: Path) -> None:
        (own_folder / "own.toml").symlink_to(own_folder / "gone")
        (problem,) = Catalogue.load(resources, own_folder).problems
        assert "own.toml: the file cannot be read" in problem.what
        assert problem.next

    def test_a_file_in_place_of_the_folder_is_told(self, resources: Path, tmp_path: Path) -> None:
        (tmp_path / "catalogue").write_text("", "utf-8")
        (problem,) = Catalogue.load(resources, tmp_path / "catalogue").problems
        assert "cannot be read" in problem.what

    @pytest.mark.skipif(os.name == "nt", reason="needs links")
    def test_a_folder_that_cannot_be_read_is_told(self, resources: Path, tmp_path: Path) -> None:
        folder = tmp_path / "catalogue"
        folder.symlink_to(folder)
        catalogue = Catalogue.load(resources, folder)
        assert len(catalogue.entries) == 130
        assert "cannot be read" in catalogue.problems[0].what
        assert catalogue.problems[0].next
