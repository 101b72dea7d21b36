"""A running sandbox whose clock stands still, and a hand-written client for it."""

from __future__ import annotations

import pytest
from netvisor_client import NOW, Client

from nvexplorer.sandbox.server import Sandbox


@pytest.fixture
def log() -> list[str]:
    """The sandbox's log lines."""
    return []


@pytest.fixture
def sandbox(log: list[str]):
    with Sandbox(now=lambda: NOW, log=log.append) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    return Client(sandbox.url)
