"""What is said about a profile before anything is sent."""

from __future__ import annotations

import pytest

from nvexplorer.library.profiles import Severity, validate_profile, well_known_hosts
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner, Profile

GOOD = Profile(
    "Test",
    Partner("Software Oy", "Software Oy integration", "SOF_100_1"),
    ApiUser("Books", "SO_100_1"),
    Company("Customer Oy", "0123456-2"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)


def found(profile):
    return {(each.field, each.severity) for each in validate_profile(profile)}


def with_sender(sender):
    return GOOD._replace(partner=GOOD.partner._replace(sender=sender))


def with_organisation_id(organisation_id):
    return GOOD._replace(company=GOOD.company._replace(organisation_id=organisation_id))


def test_a_good_profile_passes_in_silence():
    assert validate_profile(GOOD) == []
    guid = ApiUser("Books", "0a1b2c3d-0000-4000-8000-123456789abc_1")
    assert validate_profile(GOOD._replace(user=guid)) == []
    own = (("city", "Turku & Åbo"), ("none", ""))
    company = GOOD.company._replace(variables=own)
    assert validate_profile(GOOD._replace(variables=own, company=company)) == []


@pytest.mark.parametrize(
    ("profile", "field", "severity"),
    [
        (GOOD._replace(name=" "), "name", Severity.ERROR),
        (with_sender(""), "sender", Severity.ERROR),
        (with_sender(" Explorer"), "sender", Severity.ERROR),
        (with_sender("Explorer\u00a0"), "sender", Severity.ERROR),
        (with_sender("Explo\trer"), "sender", Severity.ERROR),
        (with_sender("Explorer → Netvisor"), "sender", Severity.ERROR),
        (with_sender("Sons & Co"), "sender", Severity.WARNING),
        (GOOD._replace(partner=GOOD.partner._replace(partner_id="")), "partner_id", Severity.ERROR),
        (
            GOOD._replace(partner=GOOD.partner._replace(partner_id="key")),
            "partner_id",
            Severity.HINT,
        ),
        (GOOD._replace(user=ApiUser("B", "")), "customer_id", Severity.ERROR),
        (GOOD._replace(user=ApiUser("B", "0" * 32)), "customer_id", Severity.HINT),
        (with_organisation_id(""), "organisation_id", Severity.WARNING),
        (with_organisation_id("0123456-3"), "organisation_id", Severity.WARNING),
        (with_organisation_id("01234562"), "organisation_id", Severity.WARNING),
        (GOOD._replace(variables=(("today", "x"),)), "variables", Severity.ERROR),
        (GOOD._replace(variables=(("a b", "x"),)), "variables", Severity.ERROR),
        (GOOD._replace(variables=(("", "x"),)), "variables", Severity.ERROR),
        (GOOD._replace(variables=(("a", "x"), ("a", "y"))), "variables", Severity.ERROR),
        (GOOD._replace(variables=(("a", "x\ny"),)), "variables", Severity.ERROR),
        (GOOD._replace(variables=(("a", "{{today}}"),)), "variables", Severity.WARNING),
        (GOOD._replace(variables=(("a", "0A1B2C3D" * 4),)), "variables", Severity.WARNING),
        (
            GOOD._replace(company=GOOD.company._replace(variables=(("1", ""),))),
            "company_variables",
            Severity.ERROR,
        ),
        (GOOD._replace(host=""), "host", Severity.ERROR),
        (GOOD._replace(host="https://isvapi.netvisor.fi/x"), "host", Severity.ERROR),
        (GOOD._replace(host="http://isvapi.netvisor.fi"), "host", Severity.ERROR),
        (GOOD._replace(host="https://integrationdemo.netvisor.fi"), "host", Severity.WARNING),
        (GOOD._replace(host="https://Kehitys.netvisor.fi"), "host", Severity.WARNING),
        (GOOD._replace(environment=Environment.SANDBOX), "environment", Severity.WARNING),
        (GOOD._replace(timeout=0), "timeout", Severity.ERROR),
        (GOOD._replace(timeout=601), "timeout", Severity.ERROR),
        (GOOD._replace(timeout=20), "timeout", Severity.HINT),
        (GOOD._replace(algorithm="SHA256"), "algorithm", Severity.WARNING),
        (GOOD._replace(algorithm="MD5"), "algorithm", Severity.WARNING),
        (GOOD._replace(algorithm="SHA-256"), "algorithm", Severity.ERROR),
        (GOOD._replace(mac_encoding="latin-99"), "mac_encoding", Severity.ERROR),
        (GOOD._replace(mac_encoding="base64"), "mac_encoding", Severity.ERROR),
        (GOOD._replace(mac_encoding="utf-16"), "mac_encoding", Severity.ERROR),
        (GOOD._replace(body_encoding="a\0b"), "body_encoding", Severity.ERROR),
        (GOOD._replace(content_type="text"), "content_type", Severity.ERROR),
        (GOOD._replace(content_type="text/xml; charset=utf-8\r\nX: 1"), "content_type", "error"),
    ],
)
def test_each_doubt_stands_at_its_field_in_full_sentences(profile, field, severity):
    assert found(profile) == {(field, severity)}
    (problem,) = validate_profile(profile)
    assert problem.problem.endswith((".", "…"))


def test_characters_that_latin_lacks_are_named():
    (problem,) = validate_profile(with_sender("Explorer → Netvisor"))
    assert "→" in problem.problem
    assert "U+2192" in problem.problem


@pytest.mark.parametrize(
    "host",
    [
        "http://127.0.0.1:8080",
        "http://localhost:1",
        "http://[::1]:8080",
        "https://isvapi.netvisor.fi/",
        "isvapi.netvisor.fi",
        "https://isvapi.netvisor.fi:8443",
    ],
)
def test_hosts_that_are_fine(host):
    assert validate_profile(GOOD._replace(host=host)) == []


def test_errors_come_first():
    profile = with_sender("Sons & Co")._replace(timeout=0, algorithm="MD5")
    severities = [each.severity for each in validate_profile(profile)]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.WARNING]


def test_no_host_decides_the_environment():
    for origin, _role, _certainty in well_known_hosts():
        for environment in (Environment.TEST, Environment.PRODUCTION):
            assert validate_profile(GOOD._replace(host=origin, environment=environment)) == []
