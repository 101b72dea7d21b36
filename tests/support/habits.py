"""MACs made wrongly by programs in other languages, which share nothing with the doctor."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

SOURCES = Path(__file__).parent.parent / "doctor/habits"
CUSTOMER_KEY = "0123456789ABCDEF0123456789ABCDEF"
PARTNER_KEY = "FEDCBA9876543210FEDCBA9876543210"

#: What is sent: everything in it can be got wrong and shows when it is.
REQUEST = {
    "origin": "https://isvapi.netvisor.fi",
    "resource": "customerlist.nv",
    "query": [["keyword", "Äijälä Oy"], ["changedsince", "2026-07-02T03:04:05"]],
    "sender": "Kirjanpito Päivä",
    "customerId": "TT_10000_1",
    "partnerId": "Tst_100",
    "ms": 1782961445678,  # 2026-07-02 03:04:05.678 UTC, summer time in Finland
    "language": "EN",
    "organisation": "1234567-1",
    "transaction": "1f0e2d3c-4b5a-4968-8776-a5b4c3d2e1f0",
    "customerKey": CUSTOMER_KEY,
    "partnerKey": PARTNER_KEY,
    "method": "GET",
}
URL = (
    "https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy&changedsince=2026-07-02T03:04:05"
)
SENT_URL = quote(URL, safe=":/?&=,")


class Made(NamedTuple):
    """A MAC that a set of habits made; each of them is needed for it."""

    names: tuple[str, ...]
    mac: str


class Node:
    """The program of JavaScript's habits."""

    def __init__(self, node: str) -> None:
        self._command = [node, str(SOURCES / "habits.mjs")]
        self.names = tuple(name for name, _ in json.loads(_run([*self._command, "names"], "")))

    def make(self, sets: list[tuple[str, ...]]) -> list[Made]:
        """Those of the sets in which every habit shows."""
        order = json.dumps({"request": REQUEST, "sets": sets})
        rows = [json.loads(line) for line in _run(self._command, order).splitlines()]
        return [Made(tuple(row["names"]), row["mac"]) for row in rows if row["effective"]]


class Java:
    """The program of Java's habits, compiled into a folder."""

    def __init__(self, javac: str, java: str, folder: Path) -> None:
        _run([javac, "-encoding", "UTF-8", "-d", str(folder), str(SOURCES / "Habits.java")], "")
        self._command = [java, "-XX:TieredStopAtLevel=1", "-cp", str(folder), "Habits"]
        listed = _run([*self._command, "names"], "").splitlines()
        self.names = tuple(line.partition("\t")[0] for line in listed)

    def make(self, sets: list[tuple[str, ...]]) -> list[Made]:
        """As Node's."""
        fields = {**REQUEST, "url": URL}
        lines = [f"{name}\t{value}" for name, value in fields.items() if name != "query"]
        lines += [f"set\t{'|'.join(each)}" for each in sets]
        made = []
        for line in _run(self._command, "\n".join(lines)).splitlines():
            names, mac, effective = line.split("\t")
            if effective == "true":
                made.append(Made(tuple(names.split("|")) if names else (), mac))
        return made


def every(names: tuple[str, ...], size: int, step: int) -> list[tuple[str, ...]]:
    """Each `step`-th of all sets of `size` names: the same ones every time."""
    return list(combinations(names, size))[::step]


def need(*programs: str) -> list[str]:
    """Where they are; without them the test fails under CI and is skipped elsewhere."""
    found = [shutil.which(program) for program in programs]
    missing = [p for p, path in zip(programs, found, strict=True) if path is None]
    if missing:
        reason = f"{' and '.join(missing)} not installed: see make setup"
        if "CI" in os.environ:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return [path for path in found if path]


def _run(command: list[str], text: str) -> str:
    done = subprocess.run(
        command, input=text.encode("utf-8"), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")
