"""What placeholders stand for, where they are replaced, and what is said of bad ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.placeholders import (
    NAMES,
    Facts,
    escaped,
    examine,
    examine_text,
    facts_for,
    known_names,
    names_last_key,
    resolve,
    variable_name_problem,
)
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft

PROFILE = Profile(
    "Books",
    Partner("Software Oy", "Explorer", "SOF_100_1"),
    ApiUser("Reader", "SO_100_1"),
    Company("Äijälä & Pojat", "0123456-2", (("city", "Turku"), ("branch", "a<b>'\""))),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
    variables=(("city", "Oulu"), ("none", ""), ("häntä", "ä")),
)
FINLAND = timezone(timedelta(hours=2))
FACTS = Facts(datetime(2026, 3, 31, 0, 30, 5, tzinfo=FINLAND), "the-id", PROFILE, "165")


def put(text, facts=FACTS, **draft):
    """The text as the value of a parameter, resolved."""
    return resolve(get(text, **draft), facts).draft.parameters[0].value


def get(value):
    return RequestDraft("customerlist.nv", "GET", (Parameter("keyword", value),))


def post(body):
    return RequestDraft("customer.nv", "POST", (), body)


def refusal(draft, facts=FACTS):
    with pytest.raises(BadInput) as raised:
        resolve(draft, facts)
    return raised.value


# What they stand for


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("{{today}}", "2026-03-31"),
        ("{{yesterday}}", "2026-03-30"),
        ("{{tomorrow}}", "2026-04-01"),
        ("{{now}}", "2026-03-31T00:30:05"),
        ("{{now-1d}}", "2026-03-30T00:30:05"),
        ("{{month.start}}", "2026-03-01"),
        ("{{month.end}}", "2026-03-31"),
        ("{{previous.month.start}}", "2026-02-01"),
        ("{{previous.month.end}}", "2026-02-28"),
        ("{{year.start}}", "2026-01-01"),
        ("{{year.end}}", "2026-12-31"),
        ("{{previous.year.start}}", "2025-01-01"),
        ("{{previous.year.end}}", "2025-12-31"),
        ("{{today-7d}}", "2026-03-24"),
        ("{{today+2w}}", "2026-04-14"),
        ("{{today-1m}}", "2026-02-28"),
        ("{{today-1y}}", "2025-03-31"),
        ("{{month.end-1m}}", "2026-02-28"),
        ("{{month.end-13m}}", "2025-02-28"),
        ("{{month.start+14d}}", "2026-03-15"),
        ("{{month.start+1m-1d}}", "2026-03-31"),
        ("{{ today - 7 d }}", "2026-03-24"),
        ("{{company.name}}", "Äijälä & Pojat"),
        ("{{company.organisation}}", "0123456-2"),
        ("{{profile.name}}", "Books"),
        ("{{profile.environment}}", "test"),
        ("{{profile.language}}", "EN"),
        ("{{sender}}", "Explorer"),
        ("{{user.name}}", "Reader"),
        ("{{random.id}}", "the-id"),
        ("{{last.key}}", "165"),
        ("{{city}}", "Oulu"),
        ("{{branch}}", "a<b>'\""),
        ("{{häntä}}", "ä"),
        ("<{{none}}>", "<>"),
        ("{{today}}..{{today}}", "2026-03-31..2026-03-31"),
    ],
)
def test_what_a_placeholder_stands_for(typed, value):
    assert put(typed) == value


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(0, 11))
def test_ends_of_months_are_the_days_before_the_next_ones(day, months):
    facts = FACTS._replace(now=datetime(day.year, day.month, day.day, tzinfo=UTC))
    first = date.fromisoformat(put(f"{{{{month.start-{months}m}}}}", facts))
    last = date.fromisoformat(put(f"{{{{month.end-{months}m}}}}", facts))
    assert (first.day, (last + timedelta(1)).day) == (1, 1)
    assert (first.year, first.month) == (last.year, last.month)
    assert (day.year - first.year) * 12 + day.month - first.month == months


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(-9999, 9999))
def test_days_are_days(day, days):
    facts = FACTS._replace(now=datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC))
    assert put(f"{{{{today{days:+}d}}}}", facts) == (day + timedelta(days)).isoformat()


def test_today_is_the_date_where_the_computer_stands():
    class Clock:
        def now(self):
            return datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

        def local(self, moment):
            return moment.astimezone(timezone(timedelta(hours=3)))

        def monotonic(self):
            return 0.0

    class Ids:
        def new(self):
            return "new"

    facts = facts_for(PROFILE, Clock(), Ids(), "7")
    assert put("{{today}} {{now}} {{random.id}} {{last.key}}", facts) == (
        "2026-07-01 2026-07-01T01:30:00 new 7"
    )


def test_every_name_of_the_list_stands_for_something():
    for known in NAMES:
        assert known.what
        assert put(f"{{{{{known.name}}}}}"), known.name
    shown = {known.name: known.value for known in known_names(FACTS)}
    assert (shown["city"], shown["month.end"], shown["last.key"]) == ("Oulu", "2026-03-31", "165")
    assert set(shown) == {*(known.name for known in NAMES), "city", "branch", "none", "häntä"}


def test_no_placeholder_is_about_a_key():
    assert [known.name for known in NAMES if "key" in known.name] == ["last.key"]
    for name in ("partner.key", "customer.key", "key", "keys.partner", "profile.keys"):
        refusal(get(f"{{{{{name}}}}}"))


# Where they are replaced


def test_names_and_values_of_the_rows_that_are_on_and_the_body():
    draft = RequestDraft(
        "x.nv",
        "POST",
        (Parameter("{{city}}", "{{today}}"), Parameter("a", "{{nothing}}", enabled=False)),
        "<root>{{sender}}</root>",
    )
    result = resolve(draft, FACTS)
    assert result.draft.parameters == (
        Parameter("Oulu", "2026-03-31"),
        Parameter("a", "{{nothing}}", enabled=False),
    )
    assert result.draft.body == "<root>Explorer</root>"
    assert [each.placeholder for each in result.replaced] == (
        ["{{city}}", "{{today}}", "{{sender}}"]
    )


def test_the_body_of_a_request_without_one_does_not_matter():
    draft = RequestDraft("x.nv", "GET", (), "<root>{{nothing}}</root>")
    assert resolve(draft, FACTS).draft == draft


def test_values_are_escaped_in_a_body_and_literal_in_parameters():
    body = "<root a='{{branch}}' b=\"{{branch}}\">{{branch}}{{company.name}}</root>"
    root = ElementTree.fromstring(resolve(post(body), FACTS).draft.body)
    assert (root.get("a"), root.get("b")) == ("a<b>'\"", "a<b>'\"")
    assert root.text == "a<b>'\"Äijälä & Pojat"
    assert put("{{company.name}}") == "Äijälä & Pojat"


def test_a_cdata_section_takes_the_value_as_it_is():
    profile = PROFILE._replace(variables=(("v", "x]]>&<y"),))
    body = "<root><![CDATA[{{v}} {{{{ {{today}}]]></root>"
    result = resolve(post(body), FACTS._replace(profile=profile)).draft.body
    assert ElementTree.fromstring(result).text == "x]]>&<y {{ 2026-03-31"


def test_comments_stay_as_they_are():
    body = "<root><!-- {{nothing}} {{{{ {{ --><a>{{today}}</a><!--{{x}}--></root>"
    assert resolve(post(body), FACTS).draft.body == body.replace("{{today}}", "2026-03-31")


def test_a_comment_begins_in_no_instruction():
    body = "<?p <!-- ?><a>{{today}}</a><!-- <?p {{today}} --><b>{{today}}</b>"
    resolved = resolve(post(body), FACTS).draft.body
    assert resolved == ("<?p <!-- ?><a>2026-03-31</a><!-- <?p {{today}} --><b>2026-03-31</b>")
    assert resolve(post("<?p {{today}}"), FACTS).draft.body == "<?p 2026-03-31"


def test_a_value_is_not_looked_through_again():
    facts = FACTS._replace(last_key="{{today}}")
    assert put("{{last.key}}", facts) == "{{today}}"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("{{{{", "{{"),
        ("{{{{today}}", "{{today}}"),
        ("{{{today}}}", "{2026-03-31}"),
        ("{{{{{{today}}", "{{2026-03-31"),
        ("{{{{{today}", "{{{today}"),
        ("{ { }} }", "{ { }} }"),
        ("{today}", "{today}"),
    ],
)
def test_literal_braces(typed, sent):
    assert put(typed) == sent


@given(st.text(alphabet=st.sampled_from("{}a\n<!-[]>")))
def test_escaped_text_is_sent_as_it_is(text):
    assert put(escaped(text)) == text


LITERAL = st.text(alphabet=st.sampled_from("ab}&; \n"), max_size=8)
PIECES = st.lists(
    st.one_of(
        LITERAL.map(lambda text: (text, text)),
        st.just(("{{{{", "{{")),
        st.sampled_from([("{{today}}", "2026-03-31"), ("{{ city }}", "Oulu"), ("{{none}}", "")]),
        st.just(("{{branch}}", "a&lt;b&gt;&apos;&quot;")),
        LITERAL.map(lambda text: (f"<!--{{{{{text}-->",) * 2),
        LITERAL.map(lambda text: (f"<![CDATA[{text}{{{{city}}}}]]>", f"<![CDATA[{text}Oulu]]>")),
    )
)


@given(PIECES)
def test_a_body_of_any_pieces(pieces):
    typed = "".join(piece for piece, _ in pieces)
    result = resolve(post(typed), FACTS)
    assert result.draft.body == "".join(sent for _, sent in pieces)
    for each in result.replaced:
        assert typed[each.place.start : each.place.end] == each.placeholder
        assert typed[: each.place.start].count("\n") + 1 == each.place.line
        put_in = result.draft.body[each.start : each.end]
        assert put_in in {each.value, "a&lt;b&gt;&apos;&quot;"}


@given(st.text(alphabet=st.sampled_from("{}tody.-7 \n<!-[CDATA]>"), max_size=60))
def test_any_text_is_either_sent_or_refused_at_its_place(text):
    result, _, problems = examine_text(text, FACTS, "body")
    for each in problems:
        assert text[each.place.start :].startswith("{{")
        assert each.place.words == f"body line {text[: each.place.start].count(chr(10)) + 1}"
        assert each.what.endswith(".")
    if "{{" not in text:
        assert result == text


# What cannot be resolved


@pytest.mark.parametrize(
    ("typed", "what", "then"),
    [
        (
            "{{todya}}",
            "{{todya}} in parameter keyword is not known.",
            "Did you mean {{today}}?",
        ),
        ("{{Today}}", "{{Today}} in parameter keyword is not known.", "Did you mean {{today}}?"),
        ("{{citty}}", "{{citty}} in parameter keyword is not known.", "Did you mean {{city}}?"),
        (
            "a{{today",
            "The {{ in parameter keyword are not closed by }} on their line.",
            "Close them, or write {{{{ for two braces that are meant as such.",
        ),
        (
            "{{city-7d}}",
            "{{city-7d}} in parameter keyword cannot be moved: city is no date.",
            "Write {{city}}.",
        ),
        (
            "{{today-99999y}}",
            "{{today-99999y}} in parameter keyword leads out of the calendar.",
            "Move it by less.",
        ),
    ],
)
def test_what_is_said_of_a_placeholder_that_is_none(typed, what, then):
    error = refusal(get(typed))
    assert (error.what, error.next, error.field) == (what, then, "parameter keyword")


@pytest.mark.parametrize("typed", ["{{}}", "{{ }}", "{{to day}}", "{{today-7}}", "{{today-7x}}"])
def test_what_no_placeholder_looks_like_is_refused(typed):
    error = refusal(get(typed))
    assert error.what == f"{typed} in parameter keyword is no placeholder."
    assert "{{today-7d}}" in error.next


@pytest.mark.parametrize("name", ["customer.key", "partnerKey", "user_key", "apikey", "key"])
def test_nobody_is_led_to_keep_a_key_as_a_variable(name):
    error = refusal(get(f"{{{{{name}}}}}"))
    assert "Keys are never put into a request" in error.next
    assert "variable" not in error.next


def test_a_name_like_no_other_leads_to_variables():
    assert "variable under Profiles" in refusal(get("{{xyzzy}}")).next


def test_without_a_last_key_it_is_said_how_to_get_one():
    error = refusal(get("{{last.key}}"), FACTS._replace(last_key=""))
    assert error.what == "{{last.key}} in parameter keyword has no value yet."
    assert error.next.startswith("Send a request that inserts something to this company first")


def test_an_empty_organisation_id_is_not_sent_as_nothing():
    profile = PROFILE._replace(company=Company("X", ""))
    error = refusal(get("{{company.organisation}}"), FACTS._replace(profile=profile))
    assert "no value" in error.what
    assert "Profiles" in error.next


def test_the_body_names_its_line():
    error = refusal(post("<root>\n <a/>\n {{nothing}}\n</root>"))
    assert error.field == "body line 3"
    assert "body line 3" in error.what


def test_a_character_that_no_body_can_carry_is_refused_there_alone():
    facts = FACTS._replace(profile=PROFILE._replace(variables=(("v", "\x01"),)))
    assert put("{{v}}", facts) == "\x01"
    assert "XML cannot carry" in refusal(post("<a>{{v}}</a>"), facts).what


def test_all_problems_are_listed_and_left_as_typed():
    draft = post("<a>{{x}} {{today}}\n{{y}}</a>")._replace(parameters=(Parameter("p", "{{z}}"),))
    found = examine(draft, FACTS)
    places = [each.place.words for each in found.problems]
    assert places == ["parameter p", "body line 1", "body line 2"]
    assert found.draft.body == "<a>{{x}} 2026-03-31\n{{y}}</a>"


# Variables


@pytest.mark.parametrize("name", ["a", "Customer_1", "customer.code", "häntä", "last.key2"])
def test_names_that_variables_may_have(name):
    assert variable_name_problem(name) == ""


@pytest.mark.parametrize(
    "name", ["", "1a", "a-b", "a b", "a.", ".a", "a..b", "{{a}}", "_a", "today", "last.key", "a\n"]
)
def test_names_that_variables_may_not_have(name):
    assert variable_name_problem(name).endswith(".")


@given(st.text(max_size=6))
def test_a_variable_of_any_allowed_name_is_found(name):
    if variable_name_problem(name):
        return
    facts = FACTS._replace(profile=PROFILE._replace(variables=((name, "it"),)))
    assert put(f"{{{{{name}}}}}", facts) == "it"


def test_who_needs_the_last_key():
    assert names_last_key(get("{{ last.key }}"))
    assert names_last_key(post("<a>{{last.key}}</a>"))
    assert not names_last_key(get("{{today}}"))


def test_a_large_body_without_placeholders_is_the_same_object():
    body = "<a>" + "{ x }" * 100_000 + "</a>"
    assert resolve(post(body), FACTS).draft.body is body
