"""The sandbox as a process: its first line, its log, its ends; and its account for a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from netvisor_client import (
    CUSTOMER_ID,
    CUSTOMER_KEY,
    ORGANISATION_ID,
    PARTNER_ID,
    PARTNER_KEY,
    SENDER,
    Client,
)

from nvexplorer.sandbox.credentials import ACCOUNT, print_env

SERVE = """
import sys
from nvexplorer.sandbox.serving import serve
serve(int(sys.argv[1]), sys.stdout, sys.stdin.buffer if sys.argv[2] == "watch" else None)
print("ended")
"""


def started(port: int, watch: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVE, str(port), watch],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def listening(process: subprocess.Popen[str]) -> Client:
    first = process.stdout.readline()
    assert first.startswith("listening on http://127.0.0.1:"), first
    return Client(first.removeprefix("listening on ").strip())


def now() -> dict[str, str]:
    moment = datetime.now(UTC)
    return {
        "timestamp": f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03}",
        "unix": str(int(moment.timestamp())),
    }


def test_it_serves_logs_and_ends_when_stdin_closes() -> None:
    with started(0, "watch") as process:
        client = listening(process)
        assert client.get("customerlist.nv?keyword=%C3%A4", **now()).code == "OK"
        line = process.stdout.readline()
        assert "GET /customerlist.nv?keyword=%C3%A4 200 OK; HMACSHA256 over the URL decoded" in line
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "ended\n", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals between processes")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("watch", ["watch", "no"])
def test_signals_end_it_cleanly(number: signal.Signals, watch: str) -> None:
    with started(0, watch) as process:
        client = listening(process)
        with client.connect() as idle:
            process.send_signal(number)
            assert idle.recv(1) == b""
            assert process.stdout.read() == "ended\n"
            process.wait(20)
        assert process.stderr.read() == ""
        assert process.returncode == 0


def test_it_ignores_stdin_unless_told() -> None:
    with started(0, "no") as process:
        process.stdin.close()
        client = listening(process)
        assert client.get("customerlist.nv", **now()).code == "OK"
        process.terminate()
        process.wait(20)


def test_a_reader_that_stops_reading_holds_nothing_up() -> None:
    with started(0, "watch") as process:
        client = listening(process)
        long = "x" * 60_000
        for _ in range(5):  # far more than a pipe holds
            assert client.get(f"customerlist.nv?keyword={long}", **now()).code == "OK"
        process.stdout.close()
        assert client.get("customerlist.nv", **now()).code == "OK"
        process.terminate()
        process.wait(20)


def test_account_as_shell_lines() -> None:
    script = print_env("http://127.0.0.1:8377") + "env -0"
    out = subprocess.run(["sh", "-c", script], env={}, capture_output=True, check=True).stdout
    pairs = (pair.partition("=") for pair in out.decode().split("\0"))
    found = {name: value for name, _, value in pairs if name.startswith("NVEXPLORER_")}
    assert found == {
        "NVEXPLORER_HOST": "http://127.0.0.1:8377",
        "NVEXPLORER_SENDER": SENDER,
        "NVEXPLORER_CUSTOMER_ID": CUSTOMER_ID,
        "NVEXPLORER_PARTNER_ID": PARTNER_ID,
        "NVEXPLORER_ORGANISATION_ID": ORGANISATION_ID,
        "NVEXPLORER_LANGUAGE": "EN",
        "NVEXPLORER_ALGORITHM": "HMACSHA256",
        "NVEXPLORER_CUSTOMER_KEY": CUSTOMER_KEY,
        "NVEXPLORER_PARTNER_KEY": PARTNER_KEY,
    }


def test_the_account_costs_no_server_to_import() -> None:
    script = (
        "import sys, nvexplorer.sandbox.credentials;"
        "assert not {'socket', 'http', 'xml', 'decimal'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert len(ACCOUNT.customer_key) == len(ACCOUNT.partner_key) == 32
