"""Finding the data files of a checkout and of an installed program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.model.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_checkout_has_them_beside_the_package(resources: Path) -> None:
    assert resources_root().resolve() == resources


def test_an_installed_package_has_them_inside(tmp_path: Path) -> None:
    package = tmp_path / "nvexplorer"
    for place in (package, tmp_path):
        (place / "resources" / "catalogue").mkdir(parents=True)
    assert resources_root(package) == package / "resources"


def test_neither_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"data files are missing.*Install .* again"):
        resources_root(tmp_path / "nvexplorer")
