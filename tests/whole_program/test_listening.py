"""Programs of others send to the listening window, which names what they did wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doctor_window import CUSTOMER_KEY, PARTNER_KEY, Doctor
from habits import need
from window import Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PROGRAMS = Path(__file__).parent.parent / "data" / "listening"
HOST = "https://isvapi.netvisor.fi"


@pytest.fixture
def doctor(qtbot: QtBot, tmp_path: Path) -> Iterator[Doctor]:
    """Listening, with the keys of a test company."""
    home = tmp_path / "home"
    write_profiles(home, ProfileText("Harjoitus", HOST))
    with Explorer(qtbot, home) as explorer:
        explorer.press("Ctrl+F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        doctor.window.listening.start(0)
        explorer.until(lambda: doctor.window.listening.address, "the address")
        yield doctor


def run(doctor: Doctor, *command: str) -> tuple[str, str]:
    """What the program prints of the answer, and the doctor's sentence; the keys go to the program
    as its own settings."""
    before = doctor.page.found
    ended: list[subprocess.CompletedProcess[str]] = []

    def work() -> None:
        ended.append(
            subprocess.run(
                [*command, CUSTOMER_KEY, PARTNER_KEY],
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
        )

    thread = threading.Thread(target=work)
    thread.start()
    try:
        doctor.explorer.until(lambda: doctor.page.found is not before, "the result")
    finally:
        thread.join()
    (done,) = ended
    assert done.returncode == 0, done.stderr
    return done.stdout, doctor.headline


def titles(doctor: Doctor) -> list[str]:
    assert doctor.page.found is not None
    (first, *others) = doctor.page.found.told.diagnosis.explanations
    assert not others, "another explanation is as good"
    return [each.title for each in first.differences]


def test_node_that_writes_base64(doctor: Doctor) -> None:
    (node,) = need("node")
    address = doctor.window.listening.address
    printed, said = run(doctor, node, str(PROGRAMS / "send.mjs"), address, "base64")
    assert "AUTHENTICATION_FAILED" in printed
    assert said == "Proven: this difference reproduces your MAC exactly"
    assert "base64" in titles(doctor)[0]


def test_node_that_is_right_is_answered_ok(doctor: Doctor) -> None:
    (node,) = need("node")
    printed, said = run(
        doctor, node, str(PROGRAMS / "send.mjs"), doctor.window.listening.address, "right"
    )
    assert "<Status>OK</Status>" in printed
    assert said == "The MAC is right"


@pytest.mark.parametrize("library", ["http.client", "requests"])
def test_python_that_hashes_utf_8(doctor: Doctor, library: str) -> None:
    address = doctor.window.listening.address
    script = str(PROGRAMS / "send.py")
    printed, said = run(doctor, sys.executable, script, address, library, "utf-8")
    assert "AUTHENTICATION_FAILED" in printed
    assert "merkkijonoa:" in printed, "Netvisor's string is not told"
    assert said == "Proven: this difference reproduces your MAC exactly"
    assert "UTF-8" in titles(doctor)[0]


def test_python_that_still_hashes_the_real_address(doctor: Doctor) -> None:
    address = doctor.window.listening.address
    script = str(PROGRAMS / "send.py")
    printed, said = run(doctor, sys.executable, script, address, "requests", "real address")
    assert "<Status>OK</Status>" in printed
    assert said == "The MAC is right"
    assert doctor.sees(f"Your code hashed the URL at {HOST}, which is right when it sends there.")


def test_curl_without_any_header_is_caught(doctor: Doctor) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    address = doctor.window.listening.address
    done = subprocess.run(
        [curl, "--silent", "--noproxy", "*", f"{address}/customerlist.nv"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"AUTHENTICATION_FAILED" in done.stdout
    rows = doctor.window.listening.page.list.model()
    doctor.explorer.until(lambda: rows.rowCount() == 1, "the request")
    assert rows.index(0, 0).data().startswith("GET /customerlist.nv: Refused: The header ")
