"""Pairs of documents and what differs in them, both written by hand."""

from __future__ import annotations

import pytest
from comparing import ENVIRONMENTS, EVERYTHING, LATER, compared, differences

from nvexplorer.exchange.compare.options import BY_CONTENT, BY_PLACE, KeyChoice, Options
from nvexplorer.exchange.compare.results import Counts

VOUCHERS = """<Root>
  <ResponseStatus><Status>OK</Status><TimeStamp>1.2.2026 10:00:00</TimeStamp></ResponseStatus>
  <Vouchers>
    <Voucher Status="valid"><NetvisorKey>7</NetvisorKey><Sum>1,50</Sum></Voucher>
    <Voucher Status="valid"><NetvisorKey>8</NetvisorKey><Sum>20,00</Sum></Voucher>
    <Voucher Status="valid"><NetvisorKey>9</NetvisorKey><Sum>3,00</Sum></Voucher>
  </Vouchers>
</Root>"""


def test_a_changed_value_is_told_with_its_record_and_bytes() -> None:
    other = VOUCHERS.replace("20,00", "21,00")
    found = compared(VOUCHERS, other)
    (only,) = found.differences
    assert only.kind == "changed"
    assert "/".join(map(str, only.path)) == "Root/Vouchers/Voucher[NetvisorKey=8]/Sum"
    assert (only.left_text, only.right_text) == ("20,00", "21,00")
    assert only.left is not None
    assert only.right is not None
    assert VOUCHERS[only.left.start : only.left.end] == "<Sum>20,00</Sum>"
    assert other[only.right.start : only.right.end] == "<Sum>21,00</Sum>"
    assert found.sentence == "Voucher: 1 changed, 2 same."


def test_records_are_matched_by_key_not_by_place() -> None:
    first = '<Voucher Status="valid"><NetvisorKey>7</NetvisorKey><Sum>1,50</Sum></Voucher>'
    assert first in VOUCHERS
    found = compared(VOUCHERS, VOUCHERS.replace(first, ""))
    (only,) = found.differences
    assert only.kind == "removed"
    assert str(only.path[-1]) == "Voucher[NetvisorKey=7]"
    assert only.left_text == "7 · 1,50"
    assert only.left is not None
    assert VOUCHERS[only.left.start : only.left.end] == first
    assert only.right is None
    (group,) = found.groups
    assert group.counts == Counts(removed=1, same=2)
    assert (group.left, group.right) == (3, 2)


def test_the_record_put_last_is_the_one_that_moved() -> None:
    left = "<a><r><Id>1</Id></r><r><Id>2</Id></r><r><Id>3</Id></r></a>"
    right = "<a><r><Id>2</Id></r><r><Id>3</Id></r><r><Id>1</Id></r></a>"
    found = compared(left, right)
    (only,) = found.differences
    assert only.kind == "moved"
    assert str(only.path[-1]) == "r[Id=1]"
    assert only.places == (1, 3)
    assert compared(left, right, EVERYTHING._replace(order=False)).same


def test_a_record_can_be_moved_and_changed() -> None:
    left = "<a><r><Id>1</Id><x>a</x></r><r><Id>2</Id></r><r><Id>3</Id></r></a>"
    right = "<a><r><Id>2</Id></r><r><Id>3</Id></r><r><Id>1</Id><x>b</x></r></a>"
    assert differences(left, right) == [
        ("moved", "a/r[Id=1]", "1 · a", "1 · b"),
        ("changed", "a/r[Id=1]/x", "a", "b"),
    ]
    assert compared(left, right).groups[0].counts == Counts(changed=1, moved=1, same=2)


def test_attributes_are_compared_whatever_their_order_and_quotes() -> None:
    left = '<a one="1" two=\'2\' three="3"/>'
    right = '<a two="2" one="I" four="4"/>'
    found = compared(left, right)
    told = [(d.kind.value, str(d.path[-1]), d.left_text, d.right_text) for d in found.differences]
    assert told == [
        ("added", "@four", "", "4"),
        ("changed", "@one", "1", "I"),
        ("removed", "@three", "3", ""),
    ]
    added, changed, removed = found.differences
    assert changed.left is not None
    assert left[changed.left.start : changed.left.end] == 'one="1"'
    assert removed.left is not None
    assert left[removed.left.start : removed.left.end] == 'three="3"'
    assert added.right is not None
    assert right[added.right.start : added.right.end] == 'four="4"'


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<a>x</a>", "<a><![CDATA[x]]></a>"),
        ("<a>x y</a>", "<a>\n  x\n  y </a>"),
        ("<a><b/></a>", "<a>\n\t<b></b>\n</a>"),
        ("<a>&lt;&amp;&#228;</a>", "<a><![CDATA[<&ä]]></a>"),
        ('<p:a xmlns:p="u"><p:b/></p:a>', '<a xmlns="u"><q:b xmlns:q="u"/></a>'),
        ("<?xml version='1.0'?><a/>", "\n<?xml version='1.0' encoding='utf-8'?>\n<a/>"),
        ("<!DOCTYPE a><a/>", "<!-- outside --><a/>"),
    ],
)
def test_the_same_written_in_another_way(left: str, right: str) -> None:
    assert differences(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ('<a xmlns="u"/>', '<a xmlns="v"/>', [("removed", "a", "", ""), ("added", "a", "", "")]),
        ("<a>x<b/>y</a>", "<a>xy<b/></a>", [("changed", "a", "x · y", "xy")]),
        ("<a><b/></a>", "<a><c/></a>", [("removed", "a/b", "", ""), ("added", "a/c", "", "")]),
        ("<a><b/><c/></a>", "<a><c/><b/></a>", [("moved", "a/b", "", "")]),
        ("<a>x</a>", "<a><!--n-->x</a>", [("added", "a/#comment", "", "n")]),
        ("<a>x</a>", "<a><?t n?>x</a>", [("added", "a/?t", "", "n")]),
        ("<a> </a>", "<a>x</a>", [("changed", "a", "", "x")]),
    ],
)
def test_small_differences(left: str, right: str, expected: list[tuple[str, ...]]) -> None:
    assert differences(left, right) == expected


def test_comments_can_be_left_out() -> None:
    left, right = "<a><!-- 1 --><?t 1?><b/></a>", "<a><b/><!-- 2 --></a>"
    assert differences(left, right, LATER) == []
    assert differences(left, right) != []


def test_white_space_numbers_and_dates_count_as_chosen() -> None:
    left = "<a><n>1,50</n><m>1 234,5</m><c>007</c><d>31.1.2026</d><s>x  y</s></a>"
    right = "<a><n>1.5</n><m>1234.50</m><c>7</c><d>2026-01-31</d><s>x y</s></a>"

    def names(options: Options) -> list[str]:
        return [path.rpartition("/")[2] for _, path, _, _ in differences(left, right, options)]

    assert names(Options()) == ["n", "m", "c", "d"]
    assert names(Options(numbers=True)) == ["c", "d"]
    assert names(Options(numbers=True, dates=True)) == ["c"]
    assert names(Options(spaces=True)) == ["n", "m", "c", "d", "s"]


def test_the_same_company_later_has_another_timestamp() -> None:
    other = VOUCHERS.replace("10:00:00", "11:30:00")
    assert compared(VOUCHERS, other, LATER).same
    assert differences(VOUCHERS, other) == [
        ("changed", "Root/ResponseStatus/TimeStamp", "1.2.2026 10:00:00", "1.2.2026 11:30:00")
    ]
    assert compared(VOUCHERS, other).sentence == "1 difference."


def test_users_ignore_what_they_like() -> None:
    left = '<a><b t="1" u="1"><c>1</c></b><d><c>1</c></d></a>'
    right = '<a><b t="2" u="1"><c>2</c></b><d><c>2</c><Own/></d></a>'

    def paths(*ignore: str) -> list[str]:
        return [path for _, path, _, _ in differences(left, right, Options(ignore=ignore))]

    assert paths() == ["a/b/@t", "a/b/c", "a/d/c", "a/d/Own"]
    assert paths("@t", "OWN") == ["a/b/c", "a/d/c"]
    assert paths("b/c") == ["a/b/@t", "a/d/c", "a/d/Own"]
    assert paths("c", "o*") == ["a/b/@t"]
    assert paths("*[@u=1]") == ["a/d/c", "a/d/Own"]
    assert paths("*[@u=2]") == paths()


def test_identifiers_of_netvisor_are_ignored_across_environments() -> None:
    left = '<a><customeridentifier type="netvisor">1</customeridentifier><x>1</x></a>'
    right = '<a><customeridentifier type="netvisor">2</customeridentifier><x>1</x></a>'
    assert differences(left, right, ENVIRONMENTS) == []
    left, right = left.replace("netvisor", "customer"), right.replace("netvisor", "customer")
    assert [kind for kind, *_ in differences(left, right, ENVIRONMENTS)] == ["changed"]


def test_business_ids_count_across_environments() -> None:
    left = "<a><OrganizationId>1234567-1</OrganizationId><Id>1</Id></a>"
    right = "<a><OrganizationId>7654321-1</OrganizationId><Id>2</Id></a>"
    assert [path for _, path, *_ in differences(left, right, ENVIRONMENTS)] == ["a/OrganizationId"]


def test_lines_without_a_key_are_matched_by_what_they_hold() -> None:
    left = (
        "<i><l><p>A</p><q>1</q><s>10</s></l><l><p>B</p><q>2</q><s>20</s></l>"
        "<l><p>A</p><q>1</q><s>10</s></l><l><p>A</p><q>3</q><s>30</s></l></i>"
    )
    right = (
        "<i><l><p>B</p><q>2</q><s>25</s></l><l><p>A</p><q>1</q><s>10</s></l>"
        "<l><p>A</p><q>3</q><s>30</s></l><l><p>C</p><q>9</q><s>90</s></l>"
        "<l><p>A</p><q>1</q><s>10</s></l></i>"
    )
    found = compared(left, right, Options(order=False))
    told = [(d.kind.value, d.left_text, d.right_text) for d in found.differences]
    assert sorted(told) == [("added", "", "C · 9 · 90"), ("changed", "20", "25")]
    (group,) = found.groups
    assert (group.key, group.origin) == (BY_CONTENT, "content")


def test_repeated_texts_are_changed_where_they_stand() -> None:
    left, right = "<a><t>1</t><t>2</t><t>3</t></a>", "<a><t>1</t><t>x</t><t>3</t><t>4</t></a>"
    assert differences(left, right) == [
        ("changed", "a/t[2]", "2", "x"),
        ("added", "a/t[4]", "", "4"),
    ]


def test_a_changed_code_is_a_change_and_another_netvisor_key_another_record() -> None:
    left = "<a><c><Code>1</Code><n>x</n><m>y</m></c><c><Code>2</Code><n>z</n><m>w</m></c></a>"
    right = left.replace("<Code>2</Code>", "<Code>3</Code>")
    assert differences(left, right) == [("changed", "a/c[Code=2]/Code", "2", "3")]
    left, right = left.replace("Code>", "NetvisorKey>"), right.replace("Code>", "NetvisorKey>")
    assert [kind for kind, *_ in differences(left, right)] == ["removed", "added"]


def test_the_user_chooses_the_key() -> None:
    left = "<a><r><Id>1</Id><Name>x</Name></r><r><Id>2</Id><Name>y</Name></r></a>"
    right = "<a><r><Id>2</Id><Name>x</Name></r><r><Id>1</Id><Name>y</Name></r></a>"
    found = compared(left, right)
    (group,) = found.groups
    assert (group.key, group.origin, group.others) == ("Id", "found", ("Name",))
    by_name = compared(left, right, Options(keys=(KeyChoice("a/r", "Name"),)))
    assert by_name.groups[0].origin == "chosen"
    assert [str(each.path[1]) for each in by_name.differences] == ["r[Name=x]", "r[Name=y]"]
    by_place = compared(left, right, Options(keys=(KeyChoice("a/r", BY_PLACE),)))
    assert by_place.groups[0].origin == "place"
    assert [each.right_text for each in by_place.differences] == ["2", "1"]
    wrong = compared(left, right, Options(keys=(KeyChoice("a/r", "Nmae"),)))
    assert wrong.notes == ("No r has “Nmae”, so that could not be the key.",)
    assert wrong.groups[0].key == "Id"


def test_a_chosen_key_may_occur_twice() -> None:
    left = "<a><r><k>1</k><v>a</v></r><r><k>1</k><v>b</v></r><r><k>2</k><v>c</v></r></a>"
    right = "<a><r><k>2</k><v>c</v></r><r><k>1</k><v>b</v></r><r><k>1</k><v>d</v></r></a>"
    options = Options(order=False, keys=(KeyChoice("a/r", "k"),))
    assert [(kind, one, other) for kind, _, one, other in differences(left, right, options)] == [
        ("changed", "a", "d")
    ]


def test_key_of_records_inside_records() -> None:
    left = "<a><r><Id>1</Id><l><Code>1</Code><q>1</q></l><l><Code>2</Code><q>1</q></l></r></a>"
    right = "<a><r><Id>1</Id><l><Code>2</Code><q>5</q></l><l><Code>1</Code><q>1</q></l></r></a>"
    second = "<r><Id>2</Id><l><Code>1</Code><q>1</q></l></r></a>"
    left, right = left.replace("</a>", second), right.replace("</a>", second)
    found = compared(left, right, Options(order=False))
    (only,) = found.differences
    assert "/".join(map(str, only.path)) == "a/r[Id=1]/l[Code=2]/q"
    outer, inner = found.groups
    assert outer.counts == Counts(changed=1, same=1)
    assert inner.counts == Counts(changed=1, same=2)
    assert inner.left == 3


def test_differences_beyond_the_limit_are_counted() -> None:
    left = "<a>" + "".join(f"<r><Id>{n}</Id><v>0</v></r>" for n in range(50)) + "</a>"
    found = compared(left, left.replace("<v>0</v>", "<v>1</v>"), EVERYTHING._replace(limit=10))
    assert len(found.differences) == 10
    assert found.more == 40
    assert found.counts == Counts(changed=50, same=50)
    assert [str(each.path[1]) for each in found.differences] == [f"r[Id={n}]" for n in range(10)]


def test_long_values_show_where_they_differ() -> None:
    same = "x" * 5_000
    found = compared(f"<a>{same}A{same}</a>", f"<a>{same}B{same}</a>")
    (only,) = found.differences
    assert only.left_text.startswith("…x")
    assert only.left_text.endswith("x…")
    assert only.left_text.replace("A", "B") == only.right_text
    assert "A" in only.left_text
    assert only.right == (0, 2 * len(same) + 8)


def test_encodings_do_not_count() -> None:
    text = "<a><b>Äänekoski</b><c>1</c></a>"
    latin = f"<?xml version='1.0' encoding='iso-8859-15'?>{text}".encode("iso-8859-15")
    wide = "\ufeff" + text.replace("<c>1", "<c>2")
    assert differences(text, latin) == []
    assert differences(text, wide.encode("utf-16-le")) == [("changed", "a/c", "1", "2")]
    found = compared(latin, text.replace("ä", "e"))
    assert found.differences[0].left_text == "Äänekoski"
    assert found.differences[0].left is not None
    assert latin[slice(*found.differences[0].left)].decode("iso-8859-15") == "<b>Äänekoski</b>"
