"""Which of the system's libraries and tools are missing for Qt's window, and how to get them.

Qt's own files come with the Python packages; what they link to (X11, fonts, OpenGL) is the
system's. The linker is asked, so nothing is demanded that is there already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: What a screenless window needs and what the X11 window needs on top.
_QT_FILES = ("QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so")

#: Debian's and Ubuntu's package for each library Qt links to.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

#: The screen without a monitor that the whole-program tests draw on, the keys they press there, and
#: the languages of the programs whose MACs the doctor is tried on.
_TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "node": "nodejs",
    "java": "default-jdk-headless",
    "javac": "default-jdk-headless",
}


def missing_libraries(qt: Path) -> list[str]:
    """The libraries that Qt in the folder `qt` (PySide6) links to and the system lacks.

    Empty where the system is not Linux: there Qt's packages bring everything. Empty too where no
    `ldd` can be asked; Qt's own message then tells what is missing.
    """
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return []
    missing = set()
    for name in _QT_FILES:
        listing = subprocess.run(
            ["ldd", str(qt / name)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "LC_ALL": "C"},
        ).stdout
        missing |= {line.split()[0] for line in listing.splitlines() if "not found" in line}
    return sorted(missing)


def missing_test_tools() -> list[str]:
    """The programs missing for the tests; empty where the system is not Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [tool for tool in _TEST_TOOLS if shutil.which(tool) is None]


def packages_for(missing: list[str]) -> list[str]:
    """Debian packages that bring `missing`; raises KeyError for a library not known here."""
    return sorted({{**_PACKAGES, **_TEST_TOOLS}[name] for name in missing})


def install_line(packages: list[str]) -> str:
    """The command a person types to install `packages`."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def can_install() -> bool:
    """Whether this process may install packages itself: it is root and the system has apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install `packages` with apt, whose complaints alone are shown.

    Raises subprocess.CalledProcessError when apt fails.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments],
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
