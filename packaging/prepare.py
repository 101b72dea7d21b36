"""Make the virtual environment ready: `prepare.py run` for the program, `prepare.py test` for work.

Needs nothing but Python's standard library. Done work is remembered by a fingerprint of what it was
made from, so that a second run takes no time, and an edit of a lock file is noticed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import system_libraries as system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {
    "run": ROOT / "packaging/requirements/run.txt",
    "test": ROOT / "packaging/requirements/dev.txt",
}


class PreparationError(Exception):
    """One sentence on what is missing, and what to do."""


def main() -> int:
    """Prepare for the purpose named on the command line; 0 when ready, 1 with a sentence if not."""
    if sys.argv[1:] not in (["run"], ["test"]):
        print("usage: prepare.py run|test", file=sys.stderr)
        return 2
    purpose = sys.argv[1]
    try:
        if purpose == "run":
            _need_display()
        _environment(purpose)
        _system(purpose)
    except PreparationError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _need_display() -> None:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not shown:
        raise PreparationError(
            "There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Run this in a desktop session, or on a screen without a monitor: xvfb-run make run"
        )


def _environment(purpose: str) -> None:
    """Create the virtual environment and install the locked dependencies, unless that is done."""
    lock = LOCKS[purpose]
    if _is_ready(purpose):
        return
    if not _usable():
        _say("Making the virtual environment .venv")
        _create()
    _say(f"Installing the locked dependencies of {lock.relative_to(ROOT)}")
    _pip("--require-hashes", "-r", str(lock))
    _say("Installing Netvisor Explorer so that edits are live")
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    for ready in LOCKS if purpose == "test" else ["run"]:  # what tests need includes the program
        _stamp(ready).write_text(_fingerprint(LOCKS[ready]))


def _is_ready(purpose: str) -> bool:
    stamp = _stamp(purpose)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _fingerprint(LOCKS[purpose])


def _stamp(purpose: str) -> Path:
    return VENV / f".ready-to-{purpose}"


def _fingerprint(lock: Path) -> str:
    """Changes whenever the environment has to be made again or added to."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {VENV}".encode())
    for file in (lock, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _usable() -> bool:
    """Whether .venv is there, runs this version of Python and still stands where it was made."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    except FileNotFoundError:
        return False
    made = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    version = "{}.{}.".format(*sys.version_info[:2])
    return (
        made.get("version", "").startswith(version)
        and made.get("command", "").endswith(str(VENV))
        and PYTHON.exists()
        and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def _create() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        raise PreparationError(
            "Python could not make a virtual environment (its own words are above). "
            "On Debian and Ubuntu install the missing part, then try again: "
            "sudo apt-get install python3-venv"
        )


def _pip(*arguments: str) -> None:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *quiet]
    done = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise PreparationError(
            "pip could not install what is needed (its own words are above). "
            "Check the network or pip's index settings, then try again; nothing has to be undone."
        )


def _system(purpose: str) -> None:
    """Make sure of the system's libraries: install them, or show the line that a person types."""
    libraries = system.missing_libraries(_qt())
    tools = system.missing_test_tools() if purpose == "test" else []
    if not libraries and not tools:
        return
    try:
        packages = system.packages_for(libraries + tools)
    except KeyError as unknown:
        raise PreparationError(
            f"Qt needs the system library {unknown.args[0]}, which is not installed. "
            "Install the package of your system that brings it, then try again."
        ) from None
    if system.can_install():
        _say("Installing what Qt's window needs from the system: " + " ".join(packages))
        try:
            system.install(packages)
        except subprocess.CalledProcessError:
            raise PreparationError(
                "apt-get could not install these packages (its own words are above). Mend that, "
                "then try again, or install them yourself: " + system.install_line(packages)
            ) from None
        return
    line = system.install_line(packages)
    if libraries:
        raise PreparationError(
            f"Qt's window needs libraries that this system lacks. Install them with\n\n"
            f"    {line}\n\n(on another system than Debian or Ubuntu: what brings "
            f"{', '.join(libraries)}), then try again."
        )
    _say(f"The tests that draw on a virtual screen are skipped until you install it:\n    {line}")


def _qt() -> Path:
    question = "import PySide6; print(PySide6.__path__[0])"
    return Path(
        subprocess.run(
            [PYTHON, "-c", question], capture_output=True, text=True, check=True
        ).stdout.strip()
    )


def _say(text: str) -> None:
    print(f"==> {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
