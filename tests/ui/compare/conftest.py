"""The Compare window of a real main window on the sandbox, and documents to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from compare_window import Compare

if TYPE_CHECKING:
    from window import Explorer


@pytest.fixture
def compare(explorer: Explorer) -> Compare:
    return Compare(explorer)
