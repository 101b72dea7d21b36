"""The virtual screen of the proofs on bare systems."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
_ATOM = b"NVEXPLORER_WAS_HERE"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux packages")


def _atom(display: str, *, only_if_there: bool) -> int:
    """A name made known to the X server, or looked for there: 0 when there is none. A server that
    begins anew forgets all of them. (X protocol: connection set-up and InternAtom.)"""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")
        client.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        head = client.recv(8, socket.MSG_WAITALL)
        assert head[0] == 1, "the screen takes no clients"
        client.recv(4 * struct.unpack_from("<H", head, 6)[0], socket.MSG_WAITALL)
        padded = _ATOM + bytes(-len(_ATOM) % 4)
        length = 2 + len(padded) // 4
        request = struct.pack("<BBHHxx", 16, only_if_there, length, len(_ATOM))
        client.sendall(request + padded)
        return struct.unpack_from("<I", client.recv(32, socket.MSG_WAITALL), 8)[0]


def test_the_screen_stays_when_its_last_client_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("Xvfb") is None:
        reason = "Xvfb is not installed: sudo apt-get install --no-install-recommends xvfb"
        if "CI" in os.environ:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    monkeypatch.syspath_prepend(PACKAGING)
    import fresh

    with fresh._screen() as display:
        made = _atom(display, only_if_there=False)
        assert made
        assert _atom(display, only_if_there=True) == made
