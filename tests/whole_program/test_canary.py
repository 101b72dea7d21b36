"""Marked keys go through everything, then every byte the program left behind is searched."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from canary import CUSTOMER, PARTNER, files_with_leaks, leaks

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"NVEXPLORER_CUSTOMER_KEY": CUSTOMER, "NVEXPLORER_PARTNER_KEY": PARTNER}
ADD = (
    "profiles", "add", "Canary", "--environment", "test", "--host", "https://127.0.0.1:9",
    "--sender", "Canary", "--partner-id", "Tst_100", "--customer-id", "TT_1_2",
    "--company", "Canary Oy", "--organisation-id", "0737546-2",
)  # fmt: skip


def test_no_key_is_left_anywhere(demo, program, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    marked = demo.as_profile(**KEYS, TMPDIR=str(temporary))
    calls = [
        ("sign", "customerlist.nv", "keyword=ä"),
        ("sign", "customerlist.nv", "--json"),
        ("send", "customerlist.nv"),
        ("send", "customerlist.nv", "--json"),
        ("send", "customerlist.nv", f"keyword={CUSTOMER[:0]}"),
        ("send", "customerlist.nv", "keyword=a→b"),
        ("check-connection",),
        ("check-connection", "--json"),
        ("log",),
        ("log", "--json"),
        ADD,
        ("sign", "customerlist.nv", "--profile", "Canary"),
        ("send", "customerlist.nv", "--profile", "Canary"),
        ("profiles", "show", "Canary"),
        ("profiles", "set-keys", "Canary"),
        ("profiles", "--json"),
    ]
    printed = b""
    for call in calls:
        result = marked(*call)
        printed += result.out + result.err.encode()
    assert leaks(printed) == []
    files = [p for root in (program.home, temporary) for p in root.rglob("*") if p.is_file()]
    assert any("profiles.toml" in p.name for p in files)
    assert any("log.sqlite" in p.name for p in files)
    assert files_with_leaks(program.home, temporary) == []


def test_a_child_process_does_not_inherit_the_keys(tmp_path: Path) -> None:
    """The keys leave the environment before anything else happens."""
    script = (
        "import os\n"
        "from nvexplorer import launch\n"
        "launch.main(['--home', os.environ['HOME'], 'resources'])\n"
        "assert not any('KEY' in n for n in os.environ if n.startswith('NVEXPLORER_'))\n"
    )
    import sys

    environ = os.environ | KEYS | {"HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], env=environ, check=True, capture_output=True)


def test_keys_with_odd_characters_are_refused_without_being_shown(demo) -> None:
    for odd in (f"{CUSTOMER} ", f"{CUSTOMER}\u200b", f"{CUSTOMER}ä", f"{CUSTOMER}→"):
        result = demo("send", "customerlist.nv", NVEXPLORER_CUSTOMER_KEY=odd)
        assert result.code == 2
        assert leaks(result.out + result.err.encode()) == []
        assert "customer key" in result.err
