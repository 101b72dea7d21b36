"""A profile from environment variables."""

from __future__ import annotations

import pytest

from nvexplorer.library.environment_profile import profile_from_environment
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import Environment, Language
from nvexplorer.model.secret import Secret

ENVIRON = {
    "NVEXPLORER_HOST": "https://isvapi.netvisor.fi",
    "NVEXPLORER_SENDER": "Explorer",
    "NVEXPLORER_CUSTOMER_ID": "SO_100_1",
    "NVEXPLORER_PARTNER_ID": "SOF_100_1",
    "NVEXPLORER_ORGANISATION_ID": "0123456-2",
    "NVEXPLORER_CUSTOMER_KEY": "CANARY-CUSTOMER",
    "NVEXPLORER_PARTNER_KEY": "CANARY-PARTNER",
    "PATH": "/bin",
}


def test_a_whole_profile():
    profile, keys = profile_from_environment(ENVIRON)
    assert profile.host == "https://isvapi.netvisor.fi"
    assert profile.partner.sender == "Explorer"
    assert profile.partner.partner_id == "SOF_100_1"
    assert profile.user.customer_id == "SO_100_1"
    assert profile.company.organisation_id == "0123456-2"
    assert (profile.language, profile.algorithm) == (Language.EN, "HMACSHA256")
    assert keys == (Secret("CANARY-CUSTOMER"), Secret("CANARY-PARTNER"))
    assert "CANARY" not in repr((profile, keys))


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"PATH": "/bin"},
        {"NVEXPLORER_CUSTOMER_KEY": "a", "NVEXPLORER_PARTNER_KEY": "b"},
        {"NVEXPLORER_LANGUAGE": "FI", "NVEXPLORER_HOST": ""},
    ],
)
def test_no_profile(environ):
    assert profile_from_environment(environ) is None


@pytest.mark.parametrize("name", [name for name in ENVIRON if name != "PATH"])
@pytest.mark.parametrize("empty", [True, False])
def test_what_is_missing_is_named(name, empty):
    environ = {**ENVIRON, name: ""} if empty else {k: v for k, v in ENVIRON.items() if k != name}
    if empty and name == "NVEXPLORER_ORGANISATION_ID":
        assert profile_from_environment(environ)[0].company.organisation_id == ""
        return
    with pytest.raises(BadInput) as caught:
        profile_from_environment(environ)
    assert name in str(caught.value)
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "value", "environment"),
    [
        ("https://isvapi.netvisor.fi", "", Environment.PRODUCTION),
        ("https://isvapi.netvisor.fi", "test", Environment.TEST),
        ("https://integration.netvisor.fi", " TEST ", Environment.TEST),
        ("http://127.0.0.1:8080", "", Environment.SANDBOX),
        ("http://localhost:8080", "production", Environment.PRODUCTION),
        ("http://[::1]:8080", "sandbox", Environment.SANDBOX),
    ],
)
def test_an_unnamed_environment_counts_as_the_one_that_asks(host, value, environment):
    environ = {**ENVIRON, "NVEXPLORER_HOST": host, "NVEXPLORER_ENVIRONMENT": value}
    assert profile_from_environment(environ)[0].environment is environment


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "prod"),
        ("ENVIRONMENT", "sandbox"),
        ("LANGUAGE", "SV"),
        ("HOST", "http://isvapi.netvisor.fi"),
        ("HOST", "https://isvapi.netvisor.fi/path"),
    ],
)
def test_a_wrong_value_is_said(name, value):
    with pytest.raises(BadInput) as caught:
        profile_from_environment({**ENVIRON, f"NVEXPLORER_{name}": value})
    assert caught.value.field == name.lower()
    assert caught.value.next


def test_other_values_are_taken_over():
    more = {"NVEXPLORER_LANGUAGE": "se", "NVEXPLORER_ALGORITHM": "SHA256"}
    profile, _ = profile_from_environment(ENVIRON | more)
    assert (profile.language, profile.algorithm) == (Language.SE, "SHA256")
