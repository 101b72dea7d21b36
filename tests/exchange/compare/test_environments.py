"""The customers of one company in two environments: other Netvisor keys, another order."""

from __future__ import annotations

import random
import re

import pytest
from comparing import ENVIRONMENTS, compared

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.compare.results import Counts

COUNT = 1_000
CATALOGUE = Catalogue.load(resources_root())


def customer(number: int, key: int) -> str:
    """As Netvisor lists them (documented: article 77000554179)."""
    return (
        f"<Customer><Netvisorkey>{key}</Netvisorkey><Name>Esimerkki {number} Oy</Name>"
        f"<Code>{'' if number % 10 == 0 else 1000 + number}</Code>"
        f"<OrganisationIdentifier>{1_000_000 + number}-{number % 10}</OrganisationIdentifier>"
        f"<CustomerGroupID>{key % 7}</CustomerGroupID><CustomerGroupName>Tukku</CustomerGroupName>"
        f"<Uri>/getcustomer.nv?id={key}</Uri></Customer>"
    )


def answer(customers: list[str], moment: str) -> str:
    return (
        f"<Root><ResponseStatus><Status>OK</Status><TimeStamp>{moment}</TimeStamp></ResponseStatus>"
        f"<Customerlist>{''.join(customers)}</Customerlist></Root>"
    )


def environments() -> tuple[str, list[str]]:
    here = answer([customer(n, n + 17) for n in range(COUNT)], "1.2.2026 10:00:00")
    there = [customer(n, 50_000 + (n * 7919) % 10_007) for n in range(COUNT)]
    random.Random(5).shuffle(there)
    return here, there


@pytest.mark.parametrize("known", [True, False])
def test_a_thousand_customers_reordered_and_rekeyed_do_not_differ(known: bool) -> None:
    here, there = environments()
    definition = CATALOGUE.definition("customerlist.nv") if known else None
    found = compared(here, answer(there, "3.2.2026 8:00:00"), ENVIRONMENTS, definition)
    assert found.differences == ()
    assert found.more == 0
    assert found.same
    assert found.sentence == "No difference."
    (group,) = found.groups
    assert group.key == "OrganisationIdentifier"  # codes are missing here and there
    assert group.origin == ("catalogue" if known else "found")
    assert group.counts == Counts(same=COUNT)


def test_one_changed_name_is_one_difference() -> None:
    here, there = environments()
    there[123] = re.sub("<Name>(.*) Oy", r"<Name>\1 Oyj", there[123])
    found = compared(here, answer(there, "3.2.2026 8:00:00"), ENVIRONMENTS)
    (only,) = found.differences
    assert only.kind == "changed"
    assert [step.name for step in only.path] == ["Root", "Customerlist", "Customer", "Name"]
    assert only.right_text == only.left_text + "j"
    assert only.left_text in here
    assert found.sentence == f"Customer: 1 changed, {COUNT - 1} same."


def test_without_the_preset_all_of_them_differ() -> None:
    here, there = environments()
    found = compared(here, answer(there, "3.2.2026 8:00:00"))
    assert found.groups[0].counts.same == 0
    assert found.counts.changed >= 2 * COUNT
    assert found.more == found.counts.changed + found.counts.moved - len(found.differences)


def test_customers_without_any_natural_key_are_matched_by_what_they_hold() -> None:
    def bare(number: int, key: int) -> str:
        return f"<Customer><Netvisorkey>{key}</Netvisorkey><City>{number % 50}</City></Customer>"

    here = [bare(n, n) for n in range(COUNT)]
    there = [bare(n, 5_000 - n) for n in reversed(range(COUNT))]
    assert compared(answer(here, "1"), answer(there, "2"), ENVIRONMENTS).same
