"""What a check of a body says: the place, the sentence, the severity; what it leaves alone."""

from __future__ import annotations

import pytest

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.parse import parse_definition

TABLE = """
resource = "thing.nv"
title = "Thing"
group = "sales"
method = "POST"

[[choice]]
within = "root/thing"
names = ["net", "gross"]
occurs = "1"

[[request]]
level = 0
name = "root"
type = "aggregate"
occurs = "1"
[[request]]
level = 1
name = "thing"
type = "aggregate"
occurs = "1"
[[request]]
level = 2
name = "number"
type = "integer"
occurs = "1"
length = 5
[[request]]
level = 2
name = "day"
type = "date"
occurs = "0..1"
attributes = [{ name = "format", values = ["ansi"], occurs = "1" }]
[[request]]
level = 2
name = "title"
type = "string"
occurs = "0..1"
length = 10
[[request]]
level = 2
name = "net"
type = "decimal"
occurs = "0..1"
example = "12,50"
[[request]]
level = 2
name = "gross"
type = "decimal"
occurs = "0..1"
example = "20"
[[request]]
level = 2
name = "country"
type = "string"
occurs = "0..1"
attributes = [{ name = "type", values = ["ISO-3166"], occurs = "1" }]
[[request]]
level = 2
name = "state"
type = "enum"
occurs = "0..1"
values = ["open", "paid"]
[[request]]
level = 2
name = "done"
type = "boolean"
occurs = "0..1"
[[request]]
level = 2
name = "file"
type = "base64"
occurs = "0..2"
[[request]]
level = 2
name = "moment"
type = "datetime"
occurs = "0..1"
[[request]]
level = 2
name = "bought"
type = "date"
occurs = "0..1"
[[request]]
level = 2
name = "paid"
type = "date"
occurs = "0..1"
attributes = [{ name = "format", values = ["ansi"], occurs = "0" }]
[[request]]
level = 2
name = "lines"
type = "aggregate"
occurs = "0..1"
[[request]]
level = 3
name = "line"
type = "string"
occurs = "0..n"
[[request]]
level = 2
name = "inner"
type = "xml"
occurs = "0..1"
"""
CERTAIN = parse_definition(TABLE, "thing.toml")
OPEN = parse_definition('complete = false\ngaps = "The end was cut off."\n' + TABLE, "thing.toml")
GOOD = "<number>1</number>{}<net>1</net>"


def body(inner):
    """Its inner text begins in line 3."""
    return f"<root>\n<thing>\n{inner}\n</thing>\n</root>"


def problems(inner, definition=CERTAIN):
    return check_body(definition, body(inner))


def only(inner, definition=CERTAIN):
    found = problems(inner, definition)
    assert len(found) == 1, found
    return found[0]


def after(inner):
    """Of what comes behind the required elements."""
    return only("<number>1</number><net>1</net>" + inner)


def mended(inner, problem):
    whole = problem.fix.apply(body(inner))
    return whole.removeprefix("<root>\n<thing>\n").removesuffix("\n</thing>\n</root>")


def test_place_and_path_are_those_of_the_element():
    problem = only("<number>1</number>\n  <titel>x</titel>\n<net>1</net>")
    assert (problem.line, problem.column) == (4, 3)
    assert body("<number>1</number>\n  <titel>x</titel>")[problem.start : problem.end] == "<titel>"
    assert problem.path == "root/thing/titel"
    assert problem.problem == (
        "<titel> is not among the documented elements of <thing>: did you mean title?"
    )


def test_a_misspelt_name_is_not_told_twice_where_the_right_one_stands_already():
    problem = only("<number>1</number><title>x</title><titel>y</titel><net>1</net>")
    assert problem.code == "misspelt"
    problem = only("<titel>y</titel><number>1</number><title>x</title><net>1</net>")
    assert problem.code == "misspelt"


@pytest.mark.parametrize(
    ("inner", "code", "words"),
    [
        ("<number>1</number>", "choice", "<thing> needs <net> or <gross>, which are missing"),
        ("<net>1</net>", "missing", "<thing> needs <number>, which is missing: insert it."),
        ("<net>1</net><number>1</number>", "order", "<net> belongs after <number> of line 3"),
        ("<number>1</number><net>1</net><gross>1</gross>", "choice", "cannot stand beside <net>"),
        ("<number>1</number><net>1</net><net>2</net>", "repeated", "more than once in <thing>"),
        ("<number>1</number><zebra>1</zebra><net>1</net>", "unknown", "check the spelling"),
        ("<number>1</number><Title>1</Title><net>1</net>", "case", "documented as <title>"),
        ("<number>1</number><line>1</line><net>1</net>", "misplaced", "but in <lines>: move it"),
        ("<number>1</number>x<net>1</net>", "text", "<thing> holds elements, not text"),
        ("<number/><net>1</net>", "empty", "<number> is required and empty"),
        ("<number>1</number><title> </title><net>1</net>", "empty", "in an edit clears the value"),
        ("<number>1</number><title>12345678901</title><net>1</net>", "length", "10 at most"),
        ("<number>123456</number><net>1</net>", "length", "has 6 characters, 5 at most"),
        ("<number a='1'>1</number><net>1</net>", "attribute", "a is not documented for <number>"),
    ],
)
def test_against_a_certain_table_it_is_an_error_with_a_sentence(inner, code, words):
    problem = only(inner)
    assert problem.code == code
    mild = code == "case" or "clears" in words
    assert problem.severity == ("warning" if mild else "error")
    assert words in problem.problem
    assert problem.line in (2, 3)
    # What rests on the table being complete is no error where it is not.
    severities = {p.severity for p in problems(inner, OPEN)}
    assert ("error" in severities) == (code == "length")


@pytest.mark.parametrize(
    ("inner", "problem", "new"),
    [
        ("<country type='ISO-3166'>fi</country>", "country is 'fi': write FI.", "FI"),
        ("<country type='ISO-3166'>XX</country>", "two letters of ISO 3166", None),
        ("<state>Open</state>", "documented as 'open': write it so", "open"),
        ("<state>opne</state>", "not documented: did you mean open?", "open"),
        ("<state>q</state>", "write one of open, paid", None),
        ("<done>kyllä</done>", "done is 'kyllä': write true.", "true"),
        ("<done>ehkä</done>", "write true or false", None),
        ("<file>AAA*</file>", "has '*' at character 4, which is not Base64", None),
        ("<file>AA-_</file>", "write + for - and / for _", "AA+/"),
        ("<file>AAA</file>", "too few = for its Base64: write 1", "AAA="),
        ("<file>AAAA=</file>", "too many = for its Base64: write none", "AAAA"),
        ("<file>AAAAA</file>", "cut short", None),
        ("<file>data:application/pdf;base64,AAAA</file>", "write the Base64 alone", "AAAA"),
        ("<moment>31.1.2026 9:05</moment>", "write 2026-01-31 09:05:00", "2026-01-31 09:05:00"),
        ("<moment>2026-01-31</moment>", "write a moment as YYYY-MM-DD hh:mm:ss", None),
        ("<bought>31.1.2026</bought>", "write 2026-01-31", "2026-01-31"),
        ("<bought>31/1/2026</bought>", "write 2026-01-31", "2026-01-31"),
        ("<bought>1/2/2026</bought>", "write a date as YYYY-MM-DD", None),
        ("<bought>20260131</bought>", "write 2026-01-31", "2026-01-31"),
        ("<bought>2026-01-31T00:00:00</bought>", "write 2026-01-31", "2026-01-31"),
        ("<bought>2026-02-29</bought>", "a day that does not exist", None),
        ("<bought> 2026-01-31 </bought>", "has blanks around its value", "2026-01-31"),
    ],
)
def test_values_are_judged_by_their_type(inner, problem, new):
    found = after(inner)
    assert problem in found.problem
    if new is None:
        assert found.fix is None
    else:
        content = mended("<number>1</number><net>1</net>" + inner, found).split("</net>")[1]
        assert content[content.index(">") + 1 : content.rindex("</")] == new


@pytest.mark.parametrize(
    ("net", "new"),
    [
        ("12.5", "12,5"),
        ("1 234,50", "1234,50"),
        ("1.234,50", "1234,50"),
        ("1,234.50", "1234,50"),
        ("1 234", "1234"),
        ("+12,5", "12,5"),
        ("12,50 €", "12,50"),
        ("100-", "-100"),
        ("−5", "-5"),
        (",5", "0,5"),
        ("5,", "5"),
        ("1e5", None),
        ("x", None),
        ("1,2,3", None),
    ],
)
def test_decimals_are_written_with_a_comma(net, new):
    inner = f"<number>1</number><net>{net}</net>"
    found = only(inner)
    assert found.code == "decimal"
    # A point is accepted for all we know; the documentation's examples have a comma.
    assert found.severity == ("warning" if net == "12.5" else "error")
    if new is None:
        assert found.fix is None
    else:
        assert mended(inner, found) == f"<number>1</number><net>{new}</net>"


def test_a_decimal_point_is_not_judged_where_no_example_has_decimals():
    assert problems("<number>1</number><gross>12.5</gross>") == []


@pytest.mark.parametrize(
    ("day", "new"),
    [("31.1.2026", "2026-01-31"), ("soon", None), ("2026-13-01", None), ("1/2/2026", None)],
)
def test_ansi_dates(day, new):
    found = only(GOOD.format(f'<day format="ansi">{day}</day>'))
    assert (found.code, found.severity) == ("date", "error")
    assert (found.fix is not None) == (new is not None)
    if new:
        assert new in found.problem


def test_a_date_is_judged_by_the_format_that_the_body_names():
    day = '<day format="{}">{}</day>'
    finnish = problems(GOOD.format(day.format("finnish", "31.1.2026")))
    assert [p.code for p in finnish] == ["attribute-value"]
    codes = {p.code for p in problems(GOOD.format(day.format("finnish", "2026-01-31")))}
    assert codes == {"attribute-value", "date"}


def test_a_finnish_date_without_documented_format_is_a_warning():
    assert after("<bought>31.1.2026</bought>").severity == "warning"


def test_a_country_in_small_letters_is_a_warning():
    assert after("<country type='ISO-3166'>fi</country>").severity == "warning"
    assert after("<country type='ISO-3166'>FIN</country>").severity == "error"


def test_the_first_bad_character_of_base64_is_pointed_at():
    inner = "<file>AAAA\nAA?A</file>"
    problem = after(inner)
    text = body("<number>1</number><net>1</net>" + inner)
    assert text[problem.start] == "?"
    assert (problem.line, problem.column) == (4, 3)


@pytest.mark.parametrize(
    ("inner", "code", "words"),
    [
        ("<day>2026-01-31</day>", "attribute-missing", "<day> needs the attribute format ansi"),
        ('<day Format="ansi">2026-01-31</day>', "case", "documented as format"),
        ('<day fromat="ansi">2026-01-31</day>', "attribute", "did you mean format?"),
        ('<day format="ANSI">2026-01-31</day>', "attribute-value", "documented as 'ansi'"),
        ('<day format="">2026-01-31</day>', "attribute-value", "format is empty"),
        ('<day format="ansi" x="1">2026-01-31</day>', "attribute", "remove it"),
    ],
)
def test_attributes(inner, code, words):
    text = GOOD.format(inner)
    problem = only(text)
    assert problem.code == code
    assert words in problem.problem
    assert problem.path.startswith("root/thing/day/@")
    assert problems(mended(text, problem)) == []


def test_an_attribute_documented_as_never_given_is_removed():
    inner = "<number>1</number><net>1</net><paid format='ansi'>2026-01-31</paid>"
    problem = only(inner)
    assert "must not be given" in problem.problem
    assert problems(mended(inner, problem)) == []


def test_placeholders_are_not_judged():
    text = GOOD.format('<day format="ansi">{{today}}</day><title>{{company.organisation}}</title>')
    assert problems(text) == []
    assert problems("<number>{{last.key}}</number><net>{{ net }}</net>") == []


def test_the_body_of_another_resource_within_is_not_judged():
    assert problems(GOOD.format("") + "<inner><root><zebra/></root></inner>") == []
    assert after("<inner/>").code == "empty"


def test_what_a_table_leaves_open_is_told_once_at_the_root():
    found = problems(GOOD.format("<zebra>1</zebra><lion/><zebra>2</zebra>"), OPEN)
    assert [(p.severity, p.code, p.line) for p in found] == [
        ("unjudged", "gaps", 1),
        ("unjudged", "unknown", 3),
        ("unjudged", "unknown", 3),
    ]
    assert found[0].problem.endswith("Not known of thing.nv: The end was cut off.")
    assert "<zebra> of line 3" in found[0].problem
    assert problems(GOOD.format(""), OPEN) == []


def test_the_root():
    found = check_body(CERTAIN, "<rot><thing/></rot>")
    assert found[0].code == "root"
    assert found[0].severity == "error"
    assert found[0].fix.apply("<rot><thing/></rot>") == "<root><thing/></root>"
    assert "needs <number>" in found[1].problem
    bare = f"<thing>{GOOD.format('')}</thing>"
    (problem,) = check_body(CERTAIN, bare)
    assert "put it into <root>" in problem.problem
    assert check_body(CERTAIN, problem.fix.apply(bare)) == []
    (other,) = check_body(OPEN, "<zebra/>")
    assert other.severity == "error"
    assert "make <root> the outermost" in other.problem


def test_nothing_before_the_root():
    good = body(GOOD.format(""))
    (problem,) = check_body(CERTAIN, "<?xml version='1.0'?>" + good)
    assert (problem.code, problem.severity) == ("declaration", "error")
    assert problem.fix.apply("<?xml version='1.0'?>" + good) == good
    assert [p.code for p in check_body(CERTAIN, "<!DOCTYPE root>" + good)] == ["doctype"]
    assert [p.severity for p in check_body(CERTAIN, "<!-- hello -->" + good)] == ["warning"]


def test_a_byte_order_mark_is_no_damage_but_does_not_belong_there():
    good = body(GOOD.format(""))
    (problem,) = check_body(CERTAIN, "\ufeff" + good)
    assert (problem.code, problem.severity) == ("byte-order-mark", "warning")
    assert problem.fix.apply("\ufeff" + good) == good
    (hidden,) = check_body(CERTAIN, "\u200b" + good)
    assert (hidden.code, hidden.severity) == ("outside", "error")
    assert "invisible character U+200B" in hidden.problem
    assert hidden.fix.apply("\u200b" + good) == good


def test_a_comment_is_no_content():
    assert [p.code for p in check_body(CERTAIN, "<root><!-- x --></root>")] == ["missing"]
    found = check_body(CERTAIN, "<root><thing><!-- x --></thing></root>")
    assert [p.code for p in found] == ["missing", "choice"]
    (empty,) = problems("<number>1</number><title><!-- the old one --></title><net>1</net>")
    assert empty.code == "empty"
    assert empty.fix is None, "it would take the comment away"


def test_loose_text_is_told_where_it_stands():
    inner = "<number>1</number>\n<!-- a -->\n  x &amp; y<net>1</net>"
    problem = only(inner)
    assert body(inner)[problem.start : problem.end] == "x &amp; y"
    assert problem.path == "root/thing"
    problem = only("<number>1</number>\xa0\n<net>1</net>")
    assert "remove the invisible character U+00A0" in problem.problem
    assert mended("<number>1</number>\xa0\n<net>1</net>", problem) == GOOD.format("\n")


def test_an_empty_body_begins_with_what_is_required():
    (problem,) = check_body(CERTAIN, " \n")
    assert "begin with <root>" in problem.problem
    assert check_body(CERTAIN, problem.fix.apply(" \n")) == []


def test_without_a_table_well_formedness_alone_is_judged():
    bare = parse_definition(TABLE.partition("[[choice]]")[0], "thing.toml")
    assert check_body(bare, "") == []
    (good,) = check_body(bare, "<root/>")
    assert (good.severity, good.code) == ("unjudged", "no-table")
    assert [p.code for p in check_body(bare, "<root>&</root>")] == ["no-table", "ampersand"]


def test_half_typed_tags_raise_no_other_alarm():
    assert [p.code for p in problems("<number>1</number><ne")] == ["unfinished"]
    assert [p.code for p in problems("<number>1</number><net>1")] == ["unclosed"]
    assert [p.code for p in problems("<number>x</number><net>1")] == ["integer", "unclosed"]


def test_comments_and_cdata_are_no_matter():
    text = "<!-- a --><number><!-- b -->1</number><!-- c --><net><![CDATA[1]]></net>"
    assert problems(text) == []
    assert check_body(CERTAIN, body(text).replace("\n", "")) == []


def test_problems_come_in_order_of_place():
    found = problems("<done>x</done><net>y</net>&<number>z</number>")
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert {"boolean", "decimal", "ampersand", "integer", "order"} <= {p.code for p in found}


def test_warnings_never_hide_an_error():
    lines = "<line/>" * 3000
    found = problems(f"<number>1</number><net>1</net><lines>{lines}</lines><inner><a></inner>")
    assert len([p for p in found if p.severity == "warning"]) <= 1000
    found = problems(f"<number>1</number><net>1</net><lines>{lines}</lines><zebra/>")
    assert [p.code for p in found if p.severity == "error"] == ["unknown"]


HOSTILE = {
    "less-than": lambda n: "<" * n,
    "less-than and blanks": lambda n: "< " * (n // 2),
    "deep": lambda n: "<root>" * (n // 6),
    "deep and wrong": lambda n: "<root><thing>" + "<line>" * (n // 12) + "</lines>" * (n // 12),
    "quotes": lambda n: "<root " + "\"'" * (n // 2) + ">",
    "attributes": lambda n: "<root" + "".join(f" a{i}='1'" for i in range(n // 9)) + "/>",
    "long attribute": lambda n: f'<root a="{"x" * n}"/>',
    "unclosed comments": lambda n: "<!--" * (n // 4),
    "ampersands": lambda n: "<root>" + "&" * n + "</root>",
    "unknown names": lambda n: body("".join(f"<x{i}/>" for i in range(n // 10))),
    "backwards": lambda n: body("<title/><number/>" * (n // 17)),
    "colons": lambda n: f"<root {':' * n}/>",
    "misspelt": lambda n: body("<title/>" + "<titlee/>" * (n // 9)),
    "misplaced": lambda n: body("<line>1</line><lines></lines>" * (n // 29)),
    "misplaced into one": lambda n: body(
        f"{'<line/>' * (n // 7)}<lines>{'<line/>' * (n // 7)}</lines>"
    ),
    "long names": lambda n: f"<{'a' * n}></{'b' * n}>",
    "long value": lambda n: body(f"<number>{'1' * n}</number><net>{'1 ' * n}</net>"),
    "bad base64": lambda n: body(f"<file>{'AAAA' * (n // 4)}-</file>"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_any_text_is_checked_without_exception_and_soon(name):
    # Something quadratic takes minutes with these and meets the time limit of the tests.
    found = check_body(CERTAIN, HOSTILE[name](600_000))
    assert found
    assert len(found) <= 3000
    check_body(OPEN, HOSTILE[name](20_000))
