"""`nvexplorer sign` against MACs that were computed by other people's clients."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROWS = {
    row["id"]: row
    for row in json.loads(
        (Path(__file__).parent.parent / "data" / "mac-mistakes.json").read_text("utf-8")
    )
}
ENVIRON = {
    "NVEXPLORER_HOST": "https://isvapi.netvisor.fi",
    "NVEXPLORER_SENDER": "Request Explorer",
    "NVEXPLORER_CUSTOMER_ID": "TT_10000_1",
    "NVEXPLORER_PARTNER_ID": "Tst_100",
    "NVEXPLORER_ORGANISATION_ID": "1234567-1",
    "NVEXPLORER_LANGUAGE": "EN",
    "NVEXPLORER_ALGORITHM": "HMACSHA256",
    "NVEXPLORER_CUSTOMER_KEY": "0123456789ABCDEF0123456789ABCDEF",
    "NVEXPLORER_PARTNER_KEY": "FEDCBA9876543210FEDCBA9876543210",
}
PINNED = (
    "--timestamp", "2026-01-02 03:04:05.678",
    "--timestamp-unix", "1767323045",
    "--transaction-id", "11111111-2222-4333-8444-555555555555",
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "parameters"),
    [("R0", []), ("R1", ["keyword=Äijälä Oy", "changedsince=2026-01-02T03:04:05"])],
)
def test_sign_gives_the_known_mac(program, row: str, parameters: list[str]) -> None:
    result = program("sign", "customerlist.nv", *parameters, *PINNED, **ENVIRON)
    assert result.code == 0, result.err
    signed = result.json
    assert signed["mac"] == ROWS[row]["mac"]
    assert signed["method"] == "GET"
    assert signed["algorithm"] == "HMACSHA256"
    assert signed["encoding"] == "iso-8859-15"
    assert signed["headers"]["X-Netvisor-Authentication-MAC"] == ROWS[row]["mac"]
    assert signed["mac_input"] == ROWS[row]["text"].replace("{CK}", "••••").replace("{PK}", "••••")
    assert [p["number"] for p in signed["parts"]] == list(range(1, 11))


def test_the_wire_target_is_encoded_and_the_url_is_not(program) -> None:
    signed = program("sign", "customerlist.nv", "keyword=Äijälä Oy", **ENVIRON).json
    assert signed["wire_target"] == "/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
    assert signed["url"] == "https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy"


def test_keys_are_nowhere_in_the_output(program) -> None:
    result = program("sign", "customerlist.nv", **ENVIRON)
    everything = result.text + result.err
    assert "0123456789ABCDEF" not in everything
    assert "FEDCBA98" not in everything


def test_a_missing_variable_is_named(program) -> None:
    environ = {k: v for k, v in ENVIRON.items() if k != "NVEXPLORER_SENDER"}
    result = program("sign", "customerlist.nv", **environ)
    assert result.code == 2
    assert "NVEXPLORER_SENDER" in result.err


def test_without_a_profile_the_next_step_is_told(program) -> None:
    result = program("sign", "customerlist.nv")
    assert result.code == 2
    assert "profiles add" in result.err


def test_characters_the_encoding_lacks_are_named(program) -> None:
    result = program("sign", "customerlist.nv", "keyword=a→b", **ENVIRON)
    assert result.code == 2
    assert "rightwards arrow" in result.err


def test_options_may_stand_before_or_behind_the_command(program) -> None:
    bad = program("--json", "sign", "customerlist.nv", "nonsense", **ENVIRON)
    assert bad.code == 2
    assert bad.json["error"]["next"] == "Write it as name=value."
    behind = program("sign", "customerlist.nv", "nonsense", "--json", **ENVIRON)
    assert (behind.code, behind.json) == (2, bad.json)


def test_a_misspelt_command_names_the_nearest(program) -> None:
    result = program("sing", "customerlist.nv")
    assert result.code == 2
    assert "Did you mean sign?" in result.err
