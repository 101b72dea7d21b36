"""A transport with a clean end."""

from __future__ import annotations

import pytest
from sending import Sender, trusting_the_test_authority

from nvexplorer.outside.clock import SystemClock
from nvexplorer.outside.transport import RequestsTransport


@pytest.fixture
def make_sender(tmp_path):
    made = []

    def make(**options: object) -> Sender:
        options.setdefault("ssl_context_factory", trusting_the_test_authority)
        options.setdefault("clock", SystemClock())
        transport = RequestsTransport(tmp_path / "cache", **options)  # type: ignore[arg-type]
        made.append(transport)
        return Sender(transport)

    yield make
    for transport in made:
        transport.close()


@pytest.fixture
def sender(make_sender):
    return make_sender()
