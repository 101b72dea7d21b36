"""Placeholders on the command line, sent to the sandbox."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

BODY = (
    "<root><customer><customerbaseinformation>"
    "<internalidentifier>{{random.id}}</internalidentifier>"
    "<name>{{sender}} {{today}} {{{{</name><nameextension>{{random.id}}</nameextension>"
    "</customerbaseinformation></customer></root>"
)
ZONE = "Pacific/Kiritimati"  # 14 hours ahead: mostly another day than in UTC


@pytest.fixture
def here(demo):
    return demo.as_profile(TZ=ZONE)


def today():
    return datetime.now(ZoneInfo(ZONE)).date().isoformat()


def add(here):
    before = today()
    sent = here("--json", "send", "customer.nv", "method=add", "--body", "-", stdin=BODY.encode())
    assert sent.code == 0, sent.err
    (key,) = sent.json["inserted_keys"]
    return key, {before, today()}


def test_what_was_inserted_is_read_by_its_last_key(here):
    key, days = add(here)
    read = here("send", "getcustomer.nv", "id={{last.key}}")
    assert read.code == 0, read.err
    root = ElementTree.fromstring(read.out)
    names = {f"Netvisor Explorer {day} {{{{" for day in days}
    assert root.findtext(".//Name") in names
    code = root.findtext(".//InternalIdentifier")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", code)
    assert root.findtext(".//NameExtension") == code
    newest, _ = here("log", "--json").json["requests"]
    assert (newest["resource"], newest["inserted_keys"]) == ("getcustomer.nv", [])
    assert f"id={key}" in here("--json", "log", "getcustomer").text


def test_a_last_key_belongs_to_its_company(here):
    add(here)
    other = here.as_profile(NVEXPLORER_ORGANISATION_ID="0123456-2")
    result = other("send", "getcustomer.nv", "id={{last.key}}")
    assert result.code == 2
    assert "{{last.key}} in parameter id has no value yet." in result.err


def test_an_unknown_one_stops_before_anything_is_sent(here):
    result = here("send", "customerlist.nv", "changedsince={{todya}}")
    assert (result.code, result.out) == (2, b"")
    assert "{{todya}} in parameter changedsince is not known. Did you mean {{today}}?" in result.err
    body = b"<root>\n<a>{{nothing}}</a></root>"
    result = here("send", "customer.nv", "method=add", "--body", "-", stdin=body)
    assert result.code == 2
    assert "body line 2" in result.err
    assert here("log", "--json").json["requests"] == []


def test_the_url_that_is_signed_holds_the_values(here):
    before = today()
    signed = here("sign", "customerlist.nv", "changedsince={{ today }}", "keyword={{{{x}}")
    assert signed.code == 0, signed.err
    urls = {f"customerlist.nv?changedsince={day}&keyword={{{{x}}}}" for day in (before, today())}
    assert signed.json["url"].rpartition("/")[2] in urls
    assert signed.json["url"] in signed.json["mac_input"]


PROFILE = (
    *("--host", "https://isvapi.netvisor.fi", "--sender", "S", "--partner-id", "ABC_1_2"),
    *("--customer-id", "AB_1_2", "--company", "Demo Oy", "--organisation-id", "0123456-2"),
    *("--environment", "test"),
)


def test_variables_of_a_profile_and_its_company(program):
    keys = {"NVEXPLORER_CUSTOMER_KEY": "A" * 32, "NVEXPLORER_PARTNER_KEY": "B" * 32}
    assert program("profiles", "add", "Books", *PROFILE).code == 0
    for arguments in (("city=Turku & Åbo",), ("city=Oulu", "--company"), ("size=5", "--company")):
        result = program("profiles", "set-variable", "Books", *arguments)
        assert result.code == 0, result.err
    shown = program("--json", "profiles", "show", "Books").json
    assert shown["variables"] == {"city": "Turku & Åbo"}
    assert shown["company_variables"] == {"city": "Oulu", "size": "5"}
    signed = program("sign", "customerlist.nv", "keyword={{city}} {{size}}", **keys)
    assert signed.json["url"].endswith("?keyword=Turku & Åbo 5")
    assert program("profiles", "remove-variable", "Books", "city").code == 0
    signed = program("sign", "customerlist.nv", "keyword={{city}}", **keys)
    assert signed.json["url"].endswith("?keyword=Oulu")
    # A further profile of the company shares them.
    assert program("profiles", "add", "Other", *PROFILE).code == 0
    assert program("--json", "profiles", "show", "Other").json["company_variables"]["size"] == "5"


@pytest.mark.parametrize("variable", ["today=1", "a b=1", "=1", "a", "a=\x07"])
def test_a_variable_that_cannot_be_is_refused(program, variable):
    assert program("profiles", "add", "Books", *PROFILE).code == 0
    result = program("profiles", "set-variable", "Books", variable)
    assert result.code == 2
    assert result.err.strip().endswith(".")
    result = program("profiles", "remove-variable", "Books", "nothing")
    assert result.code == 2
    assert "There are none." in result.err
