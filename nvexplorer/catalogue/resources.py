"""Where the files that come with the program lie."""

from __future__ import annotations

from pathlib import Path

from nvexplorer.model.errors import StoreError

_PACKAGE = Path(__file__).parent.parent


def resources_root(package: Path = _PACKAGE) -> Path:
    """The folder that holds `catalogue/`, `groups.toml` and the other data files.

    An installed program carries it inside the package, a checkout beside it. Raises StoreError
    when it is in neither place.
    """
    places = (package / "resources", package.parent / "resources")
    for place in places:
        if (place / "catalogue").is_dir():
            return place
    raise StoreError(
        f"The program's own data files are missing: neither {places[0]} nor {places[1]} has them.",
        "Install Netvisor Explorer again.",
    )
