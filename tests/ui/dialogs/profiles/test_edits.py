"""Each change of a book touches what it names and nothing else."""

from __future__ import annotations

import pytest
from exchanges import PROFILE

from nvexplorer.library.profiles import Book
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import Company
from nvexplorer.ui.dialogs.profiles import edits


def _names(book):
    return [entry.name for entry in book.profiles.values()]


def test_a_first_profile_brings_its_parts_and_becomes_the_default(ids):
    book, profile_id = edits.add_profile(Book(), PROFILE, ids.new)
    assert book.joined(profile_id) == PROFILE
    assert book.default == profile_id


def test_a_further_profile_shares_the_parts_that_are_named(book, ids):
    assert len(book.profiles) == 2
    assert len(book.partners) == len(book.users) == len(book.companies) == 1
    with pytest.raises(BadInput, match="already named"):
        edits.add_profile(book, PROFILE, ids.new)


def test_companies_get_a_profile_each_like_the_template(book, ids):
    template = book.by_name("Demo")
    companies = (Company("Demo", "7654321-2"), Company("Old", "0123456-2"))
    grown, added = edits.add_companies(book, template, companies, ids.new)
    assert _names(grown) == ["Demo", "Demo live", "Demo 2", "Old"]
    first, second = (grown.joined(each) for each in added)
    assert first.company == companies[0]
    assert first.partner == PROFILE.partner
    assert first.host == PROFILE.host
    # The organisation ID is there already: the company stays one.
    assert second.company == PROFILE.company
    assert len(grown.companies) == 2


def test_moving_stops_at_the_ends(book):
    first, second = book.profiles
    assert list(edits.moved(book, first, 1).profiles) == [second, first]
    assert list(edits.moved(book, first, -1).profiles) == [first, second]
    assert list(edits.moved(book, second, 5).profiles) == [first, second]


def test_a_name_may_be_wrong_while_it_is_typed(book):
    first, second = book.profiles
    typed = edits.with_entry(book, second, book.entry(second)._replace(name="demo"))
    assert "already named" in edits.name_problem(typed, second)
    typed = edits.with_entry(book, second, book.entry(second)._replace(name=""))
    assert edits.name_problem(typed, second)
    assert not edits.name_problem(book, second)
    assert first in typed.profiles


def test_what_another_part_of_the_program_added_meanwhile_is_kept(book, ids):
    draft = book.without_profile(book.by_name("Demo live"))
    current, added = edits.add_profile(book, PROFILE._replace(name="Sandbox"), ids.new)
    merged = edits.rebased(draft, book, current)
    assert _names(merged) == ["Demo", "Sandbox"]
    assert merged.joined(added).partner == PROFILE.partner


def _changed(book, profile_id, **fields):
    return book.with_profile(profile_id, book.entry(profile_id)._replace(**fields))


def test_only_the_fields_that_were_changed_are_carried_over(book):
    first, _ = book.profiles
    draft = _changed(book, first, name="Mine", timeout=300)
    current = _changed(book, first, host="http://127.0.0.1:9", timeout=200)
    merged = edits.rebased(draft, book, current).entry(first)
    assert (merged.name, merged.host, merged.timeout) == ("Mine", "http://127.0.0.1:9", 300)


def test_without_changes_of_ours_everything_is_as_it_is_now(book):
    first, second = book.profiles
    current = _changed(book, first, language="FI").without_profile(second).with_default("")
    assert edits.rebased(book, book, current) == current
    assert edits.rebased(book, book, book.reordered([second])) == book
    assert list(edits.rebased(book, book, book.reordered([second])).profiles) == [second, first]


def test_what_was_changed_here_stays_though_it_was_removed_elsewhere(book):
    first, second = book.profiles
    company = book.entry(first).company
    current = book.without_profile(first).without_profile(second).without_company(company)
    merged = edits.rebased(_changed(book, first, name="Mine"), book, current)
    assert _names(merged) == ["Mine"]
    assert merged.joined(first).company == PROFILE.company
    assert merged.default == ""


def test_a_part_that_is_removed_here_stays_for_a_profile_made_elsewhere(book, ids):
    spare = book.with_company("spare", Company("Spare", "7654321-2"))
    entry = book.entry(next(iter(book.profiles)))._replace(name="New", company="spare")
    current = spare.with_profile("new", entry)
    merged = edits.rebased(spare.without_company("spare"), spare, current)
    assert merged.joined("new").company.name == "Spare"


def test_the_first_variable_that_cannot_be_kept_is_named(book):
    first, second = book.profiles
    company = book.entry(first).company
    assert edits.variables_problem(book) == ("", "", "")
    wrong = book.with_company(company, PROFILE.company._replace(variables=(("a", ""), ("a", ""))))
    layer, each, problem = edits.variables_problem(wrong)
    assert (layer, each) == ("companies", company)
    assert "Two variables" in problem
    layer, each, _ = edits.variables_problem(_changed(wrong, second, variables=(("1", ""),)))
    assert (layer, each) == ("profiles", second)
