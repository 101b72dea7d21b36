"""A request that was caught on this computer may have been meant for the profile's host."""

from __future__ import annotations

import pytest
from examined import PROFILE, case

from nvexplorer.doctor.at_host import at_host
from nvexplorer.doctor.remarks import remarks
from nvexplorer.model.profile import MacUrlForm

HERE = "http://127.0.0.1:8378/customerlist.nv?keyword=%C3%A4"
THERE = "https://isvapi.netvisor.fi/customerlist.nv?keyword="


def caught(url: str = HERE, *, live: bool = True, **profile: object):
    told = case(url=url)
    ingredients = told.ingredients._replace(sent_url=url, url=url)
    own = PROFILE._replace(**{"host": "isvapi.netvisor.fi", **profile})
    return told._replace(ingredients=ingredients, profile=own, live=live)


def test_it_has_the_profiles_host_and_all_else_as_it_came() -> None:
    told = caught()
    there = at_host(told)
    assert there is not None
    assert there.ingredients.sent_url == THERE + "%C3%A4"
    assert there.ingredients.url == THERE + "ä"
    assert there.caught_at == "http://127.0.0.1:8378"
    assert there.ingredients._replace(url="", sent_url="") == told.ingredients._replace(
        url="", sent_url=""
    )


def test_a_profile_that_hashes_the_url_as_sent_is_followed() -> None:
    there = at_host(caught(mac_url_form=MacUrlForm.SENT))
    assert there is not None
    assert there.ingredients.url == THERE + "%C3%A4"


@pytest.mark.parametrize("host", ["localhost:8378", "127.0.0.1", "[::1]:8378"])
def test_every_name_of_this_computer_counts(host: str) -> None:
    assert at_host(caught(f"http://{host}/customerlist.nv")) is not None


def test_what_was_pasted_or_went_elsewhere_stays_as_it_is() -> None:
    assert at_host(caught(live=False)) is None
    assert at_host(caught("https://integration.netvisor.fi/customerlist.nv")) is None
    assert at_host(caught()._replace(profile=None)) is None
    assert at_host(caught(host="http://127.0.0.1:8378")) is None


def test_it_is_told_where_it_was_right() -> None:
    there = at_host(caught())
    assert there is not None
    (told,) = [each for each in remarks(there) if each.id == "caught"]
    assert told.severity == "note"
    assert told.title == (
        "Your code hashed the URL at https://isvapi.netvisor.fi, which is right when it sends "
        "there."
    )
    assert "http://127.0.0.1:8378" in told.explanation
