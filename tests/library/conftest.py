"""A folder that cannot be written, also for root."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def read_only_folder():
    """With `damaged/profiles.toml` in it. Root may write everywhere, so it is somebody else
    meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="nvexplorer-read-only-"))
    damaged = folder / "damaged" / "profiles.toml"
    damaged.parent.mkdir()
    damaged.write_text("damaged =")
    for each in (damaged.parent, folder):
        each.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        damaged.parent.chmod(0o700)
        shutil.rmtree(folder)
