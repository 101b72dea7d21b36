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
