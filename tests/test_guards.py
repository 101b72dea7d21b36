"""The guards around the tests catch what they are there to catch, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent

SAMPLES = """
import logging, os, socket, subprocess, sys, tempfile, threading, urllib.request, warnings
import pytest

forever = threading.Event()
kept = []

def test_bad_thread():
    threading.Thread(target=forever.wait, daemon=True, name="stray").start()

def test_bad_process():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_bad_socket():
    kept.append(socket.socket())

def test_bad_temporary_file():
    kept.append(tempfile.TemporaryFile())

def test_bad_network():
    with pytest.raises(Exception):
        urllib.request.urlopen("http://example.org/")

def test_bad_address():
    with socket.socket() as probe, pytest.raises(RuntimeError):
        probe.connect(("192.0.2.1", 80))

def test_bad_log():
    logging.getLogger("some.module").warning("unexpected")

def test_bad_warning():
    warnings.warn("old ways", DeprecationWarning)

def test_bad_qt_warning(qapp):
    from PySide6.QtCore import qWarning
    qWarning("unexpected")

def test_good_thread():
    threading.Thread(target=lambda: None).start()

def test_good_process():
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_good_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()
        server.accept()[0].close()

def test_good_unresolvable_name():
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("netvisor.invalid", 443)

def test_good_log(caplog):
    logging.getLogger("some.module").warning("expected")
    assert "expected" in caplog.text

def test_good_environment():
    assert "NVEXPLORER_HOST" not in os.environ
    assert "https_proxy" not in os.environ
    assert os.path.expanduser("~") != "HOME_OF_THE_PERSON"
"""


def test_the_guards_fail_what_is_bad_and_pass_what_is_good(tmp_path: Path) -> None:
    samples = SAMPLES.replace("HOME_OF_THE_PERSON", str(tmp_path))
    (tmp_path / "test_samples.py").write_text(samples)
    (tmp_path / "conftest.py").write_text((TESTS / "conftest.py").read_text())
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "--tb=no", "-p", "no:cacheprovider", "-W", "error",
         "--rootdir", tmp_path, "-o", f"pythonpath={TESTS / 'support'}", "--color=no", "-n0",
         "-o", "qt_log_level_fail=WARNING", tmp_path],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={
            **os.environ,
            "HOME": str(tmp_path),
            "NVEXPLORER_HOST": "isvapi.netvisor.fi",
            "https_proxy": "http://192.0.2.1:3128",
        },
    )  # fmt: skip
    listed = re.findall(r"::(test_\w+) (PASSED|FAILED|ERROR)", run.stdout)
    written = set(re.findall(r"def (test_\w+)", SAMPLES))
    assert {name for name, _ in listed} == written, run.stdout + run.stderr
    failed = {name for name, verdict in listed if verdict != "PASSED"}
    assert failed == {name for name in written if name.startswith("test_bad")}, run.stdout
