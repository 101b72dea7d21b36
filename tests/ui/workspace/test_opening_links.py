"""What a value of an answer leads to is opened in a tab, and sent when that harms nothing."""

from __future__ import annotations

import pytest
from window import ProfileText, write_profiles

from nvexplorer.exchange.links import Link


@pytest.fixture
def home(home, sandbox):
    """With a second profile on the same sandbox."""
    write_profiles(
        home,
        ProfileText("Harjoitus", sandbox.url, "sandbox"),
        ProfileText("Toinen", sandbox.url, "sandbox"),
    )
    return home


@pytest.fixture
def explorer(qtbot, home):
    from window import Explorer

    with Explorer(qtbot, home) as window:
        yield window


@pytest.fixture
def answered(explorer):
    """The tab with the list of customers, whose answer is there."""
    explorer.open_resource("customerlist")
    explorer.send()
    return explorer.tab


def _follow(explorer, answered, link):
    """As a view of the answer does it."""
    answered.response.link_wanted.emit(link)
    explorer.until(lambda: explorer.tab is not answered, "the new tab")


def test_a_record_is_read_at_once(explorer, answered):
    _follow(explorer, answered, Link("GetCustomer.nv", (("id", "101"),)))
    exchange = explorer.ended()
    assert exchange.request.wire_target == "/getcustomer.nv?id=101"
    assert not explorer.tab.dirty


@pytest.mark.parametrize("resource", ["deletecustomer.nv", "customer.nv", "unheardof.nv"])
def test_what_may_change_something_is_opened_and_not_sent(explorer, answered, resource):
    _follow(explorer, answered, Link(resource, (("id", "101"),)))
    explorer.settle()
    tab = explorer.tab
    assert not tab.sending
    assert tab.response.exchange is None
    draft = tab.request.draft()
    assert draft.resource == resource
    assert [(each.name, each.value) for each in draft.parameters if each.enabled] == [("id", "101")]


def test_the_tab_has_the_profile_that_was_answered(explorer, answered):
    first = answered.profile_id
    other = next(id for id in explorer.window.services.profiles.book.profiles if id != first)
    answered.use_profile(other)
    explorer.window.services.profiles.choose(other)
    _follow(explorer, answered, Link("getcustomer.nv", (("id", "101"),)))
    assert explorer.tab.profile_id == first


def test_a_value_like_a_placeholder_is_sent_as_it_is(explorer, answered):
    _follow(explorer, answered, Link("getcustomer.nv", (("id", "{{today}}"),)))
    exchange = explorer.ended()
    assert exchange.request.wire_target.endswith("id=%7B%7Btoday%7D%7D")


def test_ctrl_w_comes_back_to_the_answer(explorer, answered):
    _follow(explorer, answered, Link("getcustomer.nv", (("id", "101"),)))
    explorer.ended()
    explorer.press("Ctrl+W")
    explorer.until(lambda: explorer.tab is answered, "the list")
