"""The book of profiles as a value."""

from __future__ import annotations

import pytest

from nvexplorer.library.profiles import Book, ProfileEntry
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner, Profile

PARTNER = Partner("Software Oy", "Software Oy integration", "SOF_100_1")
USER = ApiUser("Books", "SO_100_1")
COMPANY = Company("Customer Oy", "0123456-2")
PROFILE = Profile(
    "Test", PARTNER, USER, COMPANY, Environment.TEST, "https://isvapi.netvisor.fi", timeout=300
)
BOOK = (
    Book()
    .with_partner("p", PARTNER)
    .with_user("u", USER)
    .with_company("c", COMPANY)
    .with_profile("one", ProfileEntry.of(PROFILE, partner="p", user="u", company="c"))
)


def test_a_profile_comes_apart_and_together_again():
    assert BOOK.joined("one") == PROFILE


def test_changing_a_partner_reaches_every_profile():
    book = BOOK.duplicated("one", "two", "Second").with_partner("p", PARTNER._replace(sender="New"))
    assert [book.joined(each).partner.sender for each in ("one", "two")] == ["New", "New"]
    assert BOOK.joined("one").partner.sender == PARTNER.sender


def test_names_find_profiles_in_any_letter_case_and_suggest_the_nearest():
    assert BOOK.by_name(" tEST ") == "one"
    with pytest.raises(BadInput, match="Did you mean “Test”"):
        BOOK.by_name("Tset")
    with pytest.raises(BadInput, match="There are: Test"):
        BOOK.by_name("zzzzzz")
    with pytest.raises(BadInput, match="no profiles yet"):
        Book().by_name("Test")


def test_two_profiles_have_two_names():
    for attempt in (
        lambda: BOOK.duplicated("one", "two", "TEST "),
        lambda: BOOK.duplicated("one", "two", "  "),
        lambda: BOOK.duplicated("one", "two", "Two").renamed("two", "test"),
    ):
        with pytest.raises(BadInput) as caught:
            attempt()
        assert caught.value.field == "name"
        assert caught.value.next
    assert BOOK.renamed("one", "test").joined("one").name == "test"
    assert BOOK.free_name("tesT") == "tesT 2"
    assert BOOK.free_name("Other") == "Other"


def test_what_a_profile_uses_cannot_be_removed():
    for remove in (BOOK.without_partner, BOOK.without_user, BOOK.without_company):
        with pytest.raises(BadInput, match="used by “Test”"):
            remove({"without_partner": "p", "without_user": "u"}.get(remove.__name__, "c"))
    empty = BOOK.without_profile("one").without_partner("p").without_user("u").without_company("c")
    assert empty == Book()


def test_removing_the_default_leaves_none():
    book = BOOK.duplicated("one", "two", "Two").with_default("two")
    assert book.without_profile("one").default == "two"
    assert book.without_profile("two").default == ""
    with pytest.raises(BadInput):
        book.with_default("three")


def test_order():
    book = BOOK.duplicated("one", "two", "Two").duplicated("one", "three", "Three")
    assert list(book.profiles) == ["one", "three", "two"]
    assert list(book.reordered(["two", "one"]).profiles) == ["two", "one", "three"]
    assert list(book.renamed("three", "3").profiles) == ["one", "three", "two"]


@pytest.mark.parametrize("layer", ["partners", "users", "companies"])
def test_a_dangling_reference_is_named(layer):
    with pytest.raises(BadInput, match=r"“Test” names an? .* that is not there"):
        BOOK._replace(**{layer: {}}).joined("one")
    with pytest.raises(BadInput):
        BOOK.joined("nothing")
