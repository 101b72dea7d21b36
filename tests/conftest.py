"""Guards around every test: a clean environment, no network, no leaks, no unexpected log lines."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import guards
import pytest

#: Home and runtime directories of this run: no test sees or touches those of the person running it.
_HOME = Path(tempfile.mkdtemp(prefix="nvexplorer-tests-"))


def _clean_environment() -> None:
    """Before Qt or the program is imported, so that started processes inherit it as well."""
    for name in list(os.environ):
        if name.startswith(("NVEXPLORER_", "XDG_", "QT_")) or name.lower().endswith("_proxy"):
            del os.environ[name]
    for name in (
        "DBUS_SESSION_BUS_ADDRESS",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "NETRC",
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ):
        os.environ.pop(name, None)
    runtime = _HOME / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ |= {
        "HOME": str(_HOME),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        # A real keychain is never reached; a test that needs one brings its own.
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        # Finland's time, so that local time taken for UTC shows; spelled out, needing no tzdata.
        "TZ": "EET-2EEST,M3.5.0/3,M10.5.0/4",
    }
    if hasattr(time, "tzset"):
        time.tzset()


_clean_environment()
guards.block_network()


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import settings

    # A slow moment of a busy machine is no failure; on CI the examples are the same every time.
    settings.register_profile(
        "nvexplorer", deadline=None, derandomize="CI" in os.environ, print_blob=True
    )
    settings.load_profile("nvexplorer")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _guarded(request: pytest.FixtureRequest):
    """Fail a test that reaches for the network, leaves something running or logs a warning.

    A test that takes `caplog` looks at its log lines itself.
    """
    before = guards.Snapshot.take()
    records = guards.LogRecords()
    with records:
        yield
    problems = guards.network_attempts() + before.leaks()
    if "caplog" not in request.fixturenames:
        problems += records.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(scope="session")
def catalogue():
    """The real catalogue, loaded the way the program loads it."""
    from nvexplorer.catalogue.resources import resources_root
    from nvexplorer.catalogue.store import Catalogue

    return Catalogue.load(resources_root())


@pytest.fixture(scope="session")
def xvfb():
    """The name of a virtual X screen (1600x1000, 24 bits) for whole programs that draw a window."""
    if shutil.which("Xvfb") is None:
        reason = "Xvfb is not installed: sudo apt-get install --no-install-recommends xvfb"
        if "CI" in os.environ:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    read, write = os.pipe()
    # It begins anew when its last client leaves, and refuses whoever comes just then: not here.
    screen = ["-screen", "0", "1600x1000x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen],
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with open(read) as pipe:
        number = pipe.readline().strip()  # ends without a number when the server died
    try:
        assert number, f"Xvfb ended with exit code {server.wait()} before its screen was there"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
