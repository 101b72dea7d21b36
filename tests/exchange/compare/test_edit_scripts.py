"""Known edits are made to records, and exactly those are told. The records are written as XML by
this file, which shares nothing with what compares them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from comparing import EVERYTHING, compared, differences
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.compare.results import Counts

Record = dict[str, str]

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=8
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
FIELDS = ("Name", "City", "Sum")
SWAPPED = {"added": "removed", "removed": "added"}


def written(records: dict[str, Record] | list[tuple[str, Record]]) -> str:
    rows = records.items() if isinstance(records, dict) else records
    parts = []
    for key, fields in rows:
        inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
        parts.append(f"<Customer><Netvisorkey>{key}</Netvisorkey>{inner}</Customer>")
    return f"<Root><Customerlist>{''.join(parts)}</Customerlist></Root>"


@st.composite
def lists(draw: Any, least: int = 2) -> dict[str, Record]:
    keys = draw(st.lists(st.integers(1, 999), min_size=least, max_size=12, unique=True))
    return {str(key): {name: draw(TEXTS) for name in FIELDS} for key in keys}


@st.composite
def edits(draw: Any) -> tuple[dict[str, Record], dict[str, Record], set[tuple[str, ...]]]:
    """Records, the same after some edits, and these edits."""
    before = draw(lists(4))
    after: dict[str, Record] = {}
    script: set[tuple[str, ...]] = set()
    kept = draw(st.sampled_from(sorted(before)))  # so that there is something in common
    for key, fields in before.items():
        what = draw(st.sampled_from(["keep", "keep", "change", "drop", "add"]))
        if what == "drop" and key != kept:
            script.add(("removed", key))
            continue
        after[key] = dict(fields)
        if what == "change":
            name = draw(st.sampled_from(FIELDS))
            value = draw(TEXTS.filter(lambda text, old=fields[name]: text != old))  # type: ignore[misc]
            after[key][name] = value
            script.add(("changed", key, name, fields[name], value))
        if what == "add":
            new = f"1{key:0>3}"
            after[new] = {name: draw(TEXTS) for name in FIELDS}
            script.add(("added", new))
    return before, after, script


def told(left: str, right: str) -> set[tuple[str, ...]]:
    found = set()
    for kind, path, one, other in differences(left, right):
        record, _, field = path.removeprefix("Root/Customerlist/Customer[Netvisorkey=").partition(
            "]"
        )
        if kind == "changed":
            found.add((kind, record, field.removeprefix("/"), one, other))
        else:
            assert not field
            found.add((kind, record))
    return found


@given(edits())
def test_exactly_the_edits_are_told(
    case: tuple[dict[str, Record], dict[str, Record], set[tuple[str, ...]]],
) -> None:
    before, after, script = case
    assert told(written(before), written(after)) == script
    found = compared(written(before), written(after))
    kinds = [each[0] for each in script]
    changed, removed = kinds.count("changed"), kinds.count("removed")
    assert found.counts == Counts(
        changed,
        kinds.count("added"),
        removed,
        0,
        4 * len(before) - changed - 4 * removed,
    )
    assert found.same == (not script)


@given(edits())
def test_the_other_way_round_it_is_the_opposite(
    case: tuple[dict[str, Record], dict[str, Record], set[tuple[str, ...]]],
) -> None:
    before, after, script = case
    opposite = {
        (kind, key, name, other, one)
        for kind, key, name, one, other in (e for e in script if len(e) == 5)
    } | {(SWAPPED[each[0]], each[1]) for each in script if len(each) == 2}
    assert told(written(after), written(before)) == opposite


@given(lists(), st.randoms(use_true_random=False))
def test_shuffled_records_are_moved_and_nothing_else(
    records: dict[str, Record], random: Any
) -> None:
    shuffled = list(records.items())
    random.shuffle(shuffled)
    left, right = written(records), written(shuffled)
    found = compared(left, right)
    assert {each.kind.value for each in found.differences} <= {"moved"}
    assert found.same == (list(records) == [key for key, _ in shuffled])
    # Put where they were found, the moved ones make the one list of the other.
    moved = {str(each.path[-1]).rpartition("=")[2].rstrip("]") for each in found.differences}
    steady = [key for key in records if key not in moved]
    assert steady == [key for key, _ in shuffled if key not in moved]
    assert compared(left, right, EVERYTHING._replace(order=False)).same


NAMES = st.sampled_from(["a", "b", "c"])
ELEMENTS: st.SearchStrategy[str] = st.recursive(
    st.builds(lambda name, text: f"<{name}>{escape(text)}</{name}>", NAMES, TEXTS),
    lambda inner: st.builds(
        lambda name, value, parts: f'<{name} t="{len(value)}">{"".join(parts)}</{name}>',
        NAMES,
        TEXTS,
        st.lists(inner, max_size=5),
    ),
    max_leaves=20,
)
MIRRORED = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}


@given(ELEMENTS)
def test_nothing_differs_from_itself(text: str) -> None:
    found = compared(f"<r>{text}</r>", f"<r>{text}</r>")
    assert found.same
    assert found.sentence == "No difference."


@given(ELEMENTS, ELEMENTS)
def test_any_two_documents_are_told_apart_with_true_places(one: str, other: str) -> None:
    left, right = f"<r>{one}</r>", f"<r>{other}</r>"
    found = compared(left, right)
    assert compared(right, left).same == found.same
    if left == right:
        assert found.same
    for each in found.differences:
        for place, text in ((each.left, left), (each.right, right)):
            if place is not None:
                cut = text.encode()[place.start : place.end].decode()
                name = each.path[-1].name
                if name.startswith("@"):
                    assert cut.startswith(f'{name[1:]}="')
                else:
                    assert cut.startswith(f"<{name}")
                    assert cut.endswith((f"</{name}>", "/>"))
