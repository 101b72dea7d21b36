"""What the window lacks is found by asking the linker, and named as a person installs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = Path(__file__).parents[2] / "packaging"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux packages")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(PACKAGING)
    import system_libraries

    return system_libraries


@pytest.fixture
def linker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A linker whose answer for each file is written into this one by the test."""
    answer = tmp_path / "answer"
    command = tmp_path / "ldd"
    command.write_text(f"#!/bin/sh\nexec cat {answer}\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return answer


def test_nothing_is_missing_where_the_window_opens(system: ModuleType) -> None:
    import PySide6

    assert system.missing_libraries(Path(PySide6.__path__[0])) == []


def test_what_the_linker_lacks_becomes_one_line_to_type(system: ModuleType, linker: Path) -> None:
    linker.write_text(
        "\tlibm.so.6 => /lib/libm.so.6 (0x00007f)\n"
        "\tlibxcb-cursor.so.0 => not found\n"
        "\tlibgthread-2.0.so.0 => not found\n"
        "\tlibglib-2.0.so.0 => not found\n"
    )
    missing = system.missing_libraries(Path("/qt"))
    assert missing == ["libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"]
    assert system.install_line(system.packages_for(missing)) == (
        "sudo apt-get install --no-install-recommends libglib2.0-0 libxcb-cursor0"
    )


def test_a_library_nobody_knows_is_told_by_its_name(system: ModuleType, linker: Path) -> None:
    linker.write_text("\tlibnew.so.9 => not found\n")
    with pytest.raises(KeyError, match=r"libnew\.so\.9"):
        system.packages_for(system.missing_libraries(Path("/qt")))


def test_without_a_screen_one_sentence_says_so() -> None:
    run = subprocess.run(
        [sys.executable, PACKAGING / "prepare.py", "run"], capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.strip().startswith("There is no screen to open the window on")
    assert "xvfb-run make run" in run.stderr
