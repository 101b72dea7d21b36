"""Completion in bodies written at random from every table, judged by a plain validator."""

from __future__ import annotations

import re
from random import Random

import body_rules
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_bodies import Body, Gap

from nvexplorer.catalogue.body_complete import Completion, complete


@pytest.fixture(params=body_rules.WITH_BODY)
def resource(request) -> str:
    return request.param


def bodies(resource: str, count: int) -> list[Body]:
    made = [Body(resource, Random(seed)) for seed in range(count)]
    for body in made:
        assert body_rules.faults(resource, body.text) == []
    return made


def labels(found: Completion, kind: str = "element") -> list[str]:
    return [item.label for item in found.items if item.kind == kind]


def applied(text: str, found: Completion, item: int = 0) -> str:
    return text[: found.start] + found.items[item].insert + text[found.end :]


def fitting(resource: str, gap: Gap, after: tuple[str, ...]) -> list[str]:
    """Every child that can be put into the gap without a fault, in documented order."""
    found = []
    for child in gap.row.children:
        names = [*gap.before, child.name, *after]
        others = {
            name
            for choice in body_rules.RAW[resource].get("choice", [])
            if choice["within"] == gap.row.path and not choice["occurs"].endswith("n")
            if child.name in choice["names"]
            for name in choice["names"]
        } - {child.name}
        if not body_rules.order_faults(gap.row, names, missing=False) and not others & set(names):
            found.append(child.name)
    return found


def may_end(resource: str, gap: Gap) -> bool:
    names = set(gap.before)
    return not body_rules.order_faults(gap.row, list(gap.before)) and all(
        names & set(choice["names"])
        for choice in body_rules.RAW[resource].get("choice", [])
        if choice["within"] == gap.row.path and not choice["occurs"].startswith("0")
    )


class TestCutBodies:
    """The text ends at the caret."""

    def test_between_elements_all_that_fits_is_offered(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 3):
            for gap in body.gaps:
                for at in {gap.start, gap.end}:
                    found = complete(definition, body.text[:at], at)
                    assert (found.start, found.end) == (at, at)
                    assert labels(found) == fitting(resource, gap, ())
                    ends = [f"</{gap.row.name}>"] if may_end(resource, gap) else []
                    assert labels(found, "end") == ends
                    # The next in documented order first, the end tag at once behind it.
                    assert [i.kind for i in found.items].index("end") <= 1 if ends else True
                    if gap.after:
                        assert gap.after[0] in labels(found)
                        least = [c.name for c in gap.row.children if c.least]
                        assert labels(found)[0] == gap.after[0] or (
                            labels(found)[0] not in gap.after[1:] or gap.after[0] in least
                        )

    def test_a_name_that_is_begun_is_among_the_offered(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 2):
            tags = body.tags if len(body.tags) < 60 else Random(0).sample(body.tags, 60)
            for tag in tags:
                for at in range(tag.start + 1, tag.name_end + 1):
                    typed = body.text[tag.start + 1 : at]
                    found = complete(definition, body.text[:at], at)
                    assert (found.start, found.end) == (tag.start, at)
                    assert tag.row.name in labels(found), typed
                    if typed == tag.row.name:
                        assert labels(found)[0] == typed
                    bare = body.text[: tag.start] + typed
                    without = complete(definition, bare, len(bare))
                    if typed and re.search(r"[\s>]$", body.text[: tag.start]):
                        mixed = tag.gap >= 0 and body.gaps[tag.gap].row.raw["type"] != "aggregate"
                        assert mixed or labels(without) == labels(found)

    def test_the_end_tag_is_offered_where_it_is_begun(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        body = bodies(resource, 1)[0]
        for match in re.finditer(r"</([\w]+)>", body.text):
            if any(start <= match.start() < end for start, end in body.hidden + body.foreign):
                continue
            for at in range(match.start() + 2, match.end()):
                found = complete(definition, body.text[:at], at)
                assert labels(found, "end") == [match[0]]
                assert applied(body.text[:at], found) == body.text[: match.end()]

    def test_attributes_and_their_values(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 2):
            for tag in body.tags:
                documented = [a for a in tag.row.raw.get("attributes", []) if a["occurs"] != "0"]
                ordered = sorted(documented, key=lambda a: a["occurs"] != "1")
                there: list[str] = []
                for name, start, value, end in tag.attributes:
                    missing = [a["name"] for a in ordered if a["name"] not in there]
                    found = complete(definition, body.text[:start], start)
                    assert labels(found, "attribute") == missing
                    for at in range(start, start + len(name) + 1):
                        found = complete(definition, body.text[:at], at)
                        assert name in labels(found, "attribute")
                    known = next(a for a in documented if a["name"] == name).get("values", [])
                    found = complete(definition, body.text[:value], value)
                    assert labels(found, "value") == known
                    for at in range(value, end):
                        found = complete(definition, body.text[:at], at)
                        assert not known or body.text[value:end] in labels(found, "value")
                    there.append(name)
                behind = body.text[: tag.end - 1] + " "
                found = complete(definition, behind, len(behind))
                rest = [a["name"] for a in ordered if a["name"] not in there]
                assert labels(found, "attribute") == rest

    def test_values_of_elements(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 3):
            for start, end, row in body.values:
                offered = labels(complete(definition, body.text[:start], start), "value")
                values = row.raw.get("values")
                if row.raw["type"] == "boolean":
                    assert [v.lower() for v in offered] == ["true", "false"]
                elif values:
                    assert offered == values
                    for at in range(start, end):
                        found = complete(definition, body.text[:at], at)
                        assert body.text[start:end] in labels(found, "value")
                else:
                    assert offered == list(filter(None, [row.raw.get("example")]))
                found = complete(definition, body.text[:end], end)
                assert labels(found, "end") == [f"</{row.name}>"]

    def test_nothing_where_nothing_can_be_told(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 6):
            for start, end in body.hidden:
                for at in range(start, end):
                    assert complete(definition, body.text[:at], at).items == ()
                    assert complete(definition, body.text, at).items == ()
            for start, end in body.foreign:
                for at in range(start, end):
                    found = complete(definition, body.text[:at], at)
                    assert {item.kind for item in found.items} <= {"end"}


class TestWholeBodies:
    """The text goes on behind the caret."""

    def test_whatever_is_offered_leaves_a_valid_body(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        for body in bodies(resource, 2):
            gaps = body.gaps if len(body.gaps) < 60 else Random(0).sample(body.gaps, 60)
            for gap in gaps:
                found = complete(definition, body.text, gap.end)
                assert labels(found) == fitting(resource, gap, gap.after)
                assert labels(found, "end") == []
                for place in range(min(3, len(found.items))):
                    changed = applied(body.text, found, place)
                    assert body_rules.faults(resource, changed) == [], found.items[place].label

    def test_the_selected_characters_are_a_value(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        body = bodies(resource, 1)[0]
        for gap in body.gaps:
            for item in complete(definition, body.text, gap.end).items:
                assert item.insert[item.caret - 1] == ">"
                assert item.insert[item.caret + item.selected] == "<"

    def test_a_name_is_changed_alone(self, catalogue, resource: str) -> None:
        definition = catalogue.definition(resource)
        body = bodies(resource, 1)[0]
        for tag in body.tags:
            at = tag.start + 1
            found = complete(definition, body.text, at)
            if tag.gap >= 0:
                assert tag.row.name in labels(found)
                same = labels(found).index(tag.row.name)
                assert applied(body.text, found, same) == body.text

    def test_attributes_behind_the_caret_are_not_offered_again(self, catalogue) -> None:
        text = '<root><salesinvoice><salesinvoiceamount  currencyrate="1"></salesinvoiceamount>'
        found = complete(catalogue.definition("salesinvoice.nv"), text, text.index("  ") + 1)
        assert labels(found, "attribute") == ["iso4217currencycode", "pricetype"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", ["root"]),
        ("ro|", ["root"]),
        ("<!-- a --> <|", ["root"]),
        ("|<root></root>", []),
        ("<root></root>|", []),
        ("<root><unknown>|", ["</unknown>"]),
        ("<root><voucher>vline|", ["voucherline"]),
        ("<root><voucher>VOUCHERL|", ["voucherline"]),
        ("<root><voucher>lin|", ["voucherline"]),
        ("<root><voucher>zzz|", []),
        ("<Root><Voucher><VoucherLine><LineSum>1</LineSum><Acc|", ["accountnumber"]),
        ("<root><voucher><calculationmode>GR|", ["gross"]),
        ("<root><voucher><calculationmode>net|</calculationmode>", []),
        ("<root><voucher><calculationmode>n|x</calculationmode>", ["net"]),
        ("<root><voucher><calculationmode>{{m|</calculationmode>", []),
        ("<root><voucher><voucherline><linesum t|ype='net'>", ["type"]),
        ("<root><voucher><voucherline><linesum type=|>", ["net", "gross"]),
        ("<root><voucher><voucherline><linesum type='|'>", ["net", "gross"]),
        ("<root><voucher><voucherline><linesum type='net'|>", []),
        ("<root><voucher><voucherline><linesum type='net'/|>", []),
        ("<root><voucher><voucherline><linesum>1</lin|e>", ["</linesum>"]),
        ("<root><voucher>\n<call|\n<voucherdate/>", ["calculationmode"]),
        ("<root><voucher><x|<voucherdate/>", []),
        ("<root><voucher><!|", []),
        ("<root><voucher><?x |", []),
    ],
)
def test_small_cases(catalogue, text: str, expected: list[str]) -> None:
    at = text.index("|")
    found = complete(catalogue.definition("accounting.nv"), text.replace("|", ""), at)
    first = [item.label for item in found.items]
    assert first[: len(expected)] == expected if expected else first == []


def test_what_is_put_in_looks_like_the_rest(catalogue) -> None:
    definition = catalogue.definition("accounting.nv")
    tabs = "<root>\n\t<voucher>\n\t\t"
    found = complete(definition, tabs + "<voucherline/>\n\t\t", len(tabs) + 17)
    assert found.items[0].insert.split("\n")[:2] == [
        "<voucherline>",
        "\t\t\t<linesum>-100,00</linesum>",
    ]
    dense = "<root><voucher><calculationmode>net</calculationmode><voucherdate/><voucherclass/>"
    found = complete(definition, dense, len(dense))
    assert all("\n" not in item.insert for item in found.items)
    wide = "<root>\n    <voucher>\n        "
    found = complete(definition, wide + "voucherl", len(wide) + 8)
    assert "\n            <linesum>" in found.items[0].insert


def test_details_tell_type_length_and_occurrence(catalogue) -> None:
    text = "<root><invalidatevouchers>"
    found = complete(catalogue.definition("invalidatevouchers.nv"), text, len(text))
    assert [(i.label, i.detail, i.required) for i in found.items] == [
        ("comment", "string, at most 255 characters, optional", False),
        ("invalidatevoucher", "integer, 1 to 100", True),
    ]
    assert "processing history" in found.items[0].note


class TestLargeBodies:
    """Far from the element around it the siblings tell where the caret is."""

    LINE = "<voucherline><linesum>1</linesum><accountnumber>1</accountnumber></voucherline>\n"

    def test_behind_many_siblings(self, catalogue) -> None:
        text = "<root><voucher>" + self.LINE * 5000
        found = complete(catalogue.definition("accounting.nv"), text, len(text))
        assert [item.label for item in found.items] == [
            "voucherline", "</voucher>", "voucherattachments"]  # fmt: skip
        text += "</voucher>"
        found = complete(catalogue.definition("accounting.nv"), text, len(text))
        assert [item.label for item in found.items] == ["</root>"]

    def test_behind_one_with_many_elements_in_it(self, catalogue) -> None:
        line = "<invoiceline><salesinvoicecommentline/></invoiceline>"
        text = f"<root><salesinvoice><invoicelines>{line * 4000}</invoicelines>"
        found = complete(catalogue.definition("salesinvoice.nv"), text, len(text))
        assert labels(found)[:2] == ["invoicevoucherlines", "accrualrule"]

    @pytest.mark.parametrize(
        ("around", "expected"),
        [
            ("invoicelines><invoiceline><salesinvoiceproductline", "provisionpercentage"),
            ("invoicevoucherlines><voucherline", None),
        ],
    )
    def test_where_siblings_stand_in_several_elements(
        self, catalogue, around: str, expected: str | None
    ) -> None:
        dimension = "<dimension><dimensionname>A</dimensionname></dimension>"
        text = f"<root><salesinvoice><{around}>{dimension * 4000}"
        found = complete(catalogue.definition("salesinvoice.nv"), text, len(text))
        assert labels(found)[:2] == ["dimension", *([expected] if expected else [])]

    def test_behind_a_large_attachment(self, catalogue) -> None:
        text = "<root><voucher><voucherattachments><voucherattachment><documentdata>"
        text += "QUJD" * 500_000
        definition = catalogue.definition("accounting.nv")
        assert labels(complete(definition, text, len(text)), "end") == ["</documentdata>"]
        text += "</documentdata>"
        assert labels(complete(definition, text, len(text)), "end") == ["</voucherattachment>"]

    def test_behind_large_foreign_xml(self, catalogue) -> None:
        inner = "<root><salesinvoice><item><identifier/></item></salesinvoice></root>" * 3000
        item = f"<item><identifier>a</identifier><itemdata>{inner}</itemdata></item>"
        text = f"<root><salesinvoicebatch><items>{item}{item}"
        found = complete(catalogue.definition("salesinvoicebatch.nv"), text, len(text))
        assert labels(found) == ["item"]


JUNK = [*"<>&'é\"\x00", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<root>", "</root>"]


@settings(max_examples=60)
@given(st.data())
def test_any_text_is_taken(catalogue, data: st.DataObject) -> None:
    resource = data.draw(st.sampled_from(body_rules.WITH_BODY))
    text = Body(resource, Random(data.draw(st.integers(0, 99)))).text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        junk = data.draw(st.sampled_from(JUNK))
        text = text[:at] + junk + text[at + data.draw(st.integers(0, 9)) :]
    at = data.draw(st.integers(0, len(text)))
    for cut in (text, text[:at]):
        found = complete(catalogue.definition(resource), cut, at)
        assert 0 <= found.start <= at <= found.end <= len(cut)
        for item in found.items:
            assert 0 <= item.caret <= item.caret + item.selected <= len(item.insert)
