"""Profiles on the command line."""

from __future__ import annotations

ADD = (
    "profiles", "add", "Demo Oy", "--environment", "test", "--host", "isvapi.netvisor.fi",
    "--sender", "Demo integration", "--partner-id", "Tst_100", "--customer-id", "TT_1_2",
    "--company", "Demo Oy", "--organisation-id", "0737546-2",
)  # fmt: skip


def test_add_list_rename_remove(program) -> None:
    assert program(*ADD).code == 0
    (row,) = program("profiles", "--json").json["profiles"]
    assert (row["name"], row["environment"], row["default"]) == ("Demo Oy", "test", True)
    assert program("profiles", "rename", "demo oy", "Testi Oy").code == 0
    assert program("profiles", "duplicate", "Testi Oy", "Toinen Oy").code == 0
    names = [r["name"] for r in program("profiles", "--json").json["profiles"]]
    assert names == ["Testi Oy", "Toinen Oy"]
    assert program("profiles", "remove", "Testi Oy").code == 0
    assert "Toinen Oy" in program("profiles", "list").text


def test_a_name_that_is_taken_or_unknown_is_refused(program) -> None:
    assert program(*ADD).code == 0
    again = program(*ADD)
    assert again.code == 2
    assert "already" in again.err
    missing = program("profiles", "show", "Demi Oy")
    assert missing.code == 2
    assert "Demo Oy" in missing.err


def test_a_wrong_check_digit_is_only_a_warning(program) -> None:
    arguments = [*ADD[:-1], "0737546-3"]
    result = program(*arguments)
    assert result.code == 0
    assert "check digit" in result.err


def test_a_stored_profile_signs_with_keys_from_the_environment(program) -> None:
    program(*ADD)
    keys = {"NVEXPLORER_CUSTOMER_KEY": "A" * 32, "NVEXPLORER_PARTNER_KEY": "B" * 32}
    result = program("sign", "customerlist.nv", "--profile", "Demo Oy", **keys)
    assert result.code == 0, result.err
    assert result.json["headers"]["X-Netvisor-Authentication-Sender"] == "Demo integration"


def test_without_keys_the_missing_one_is_named(program) -> None:
    program(*ADD)
    result = program("sign", "customerlist.nv", "--profile", "Demo Oy")
    assert result.code == 2
    assert "key" in result.err


def test_an_unreadable_profile_file_is_set_aside_and_told(program) -> None:
    program(*ADD)
    (file,) = program.home.rglob("profiles.toml")
    file.write_text("this is [not toml")
    result = program("profiles")
    assert "profiles.toml" in result.err
    assert any(file.parent.glob("profiles.toml.unreadable-*"))
    assert any("not toml" in f.read_text() for f in file.parent.glob("profiles.toml*"))
