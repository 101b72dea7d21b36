"""The real catalogue, loaded the way the program loads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nvexplorer.catalogue.store import Catalogue

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(RESOURCES)
