"""The wheel holds all the program needs: built, installed into an empty environment and run there.

No index is asked: dependencies are lent by the environment the tests run in.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the source tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment with the wheel in it."""
    venv = tmp_path_factory.mktemp("environment")
    _run([sys.executable, "-m", "venv", "--without-pip", venv])
    python = venv / SCRIPTS / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    _run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel])
    # A path file lends the dependencies; the live installation's own path file is not read there.
    lent = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    Path(lent, "lent.pth").write_text(sysconfig.get_path("purelib"))
    return venv / SCRIPTS


def _run(command: list[str | Path], cwd: Path | None = None) -> str:
    """Standard output of `command`, which must succeed."""
    run = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
    return run.stdout


def test_the_wheel_holds_every_resource_and_the_licences(wheel: Path) -> None:
    files = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    wanted = {f"nvexplorer/{file.relative_to(ROOT).as_posix()}" for file in files}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert len(wanted) > 130
    assert wanted - names == set()
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "OFL-Inter.txt", "OFL-JetBrainsMono.txt"}


def test_the_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top.partition("-")[0] for top in tops} == {"nvexplorer"}


def test_the_installed_program_stands_on_its_own(environment: Path, tmp_path: Path) -> None:
    code = "import nvexplorer; print(nvexplorer.__file__)"
    found = _run([environment / "python", "-c", code], cwd=tmp_path)
    assert Path(found.strip()).is_relative_to(environment.parent)


def test_the_installed_program_tells_its_version(environment: Path, tmp_path: Path) -> None:
    stated = (ROOT / "nvexplorer/__init__.py").read_text()
    version = re.search(r'__version__ = "([\d.]+)"', stated)
    assert version is not None
    assert version[1] in _run([environment / "nvexplorer", "--version"], cwd=tmp_path)


def test_the_installed_program_finds_its_catalogue(environment: Path, tmp_path: Path) -> None:
    command = [environment / "nvexplorer", "--home", tmp_path, "resources", "customer"]
    assert "getcustomer.nv" in _run(command, cwd=tmp_path)


def test_the_installed_program_signs(environment: Path, tmp_path: Path) -> None:
    program = environment / "nvexplorer"
    exports = _run([program, "--home", tmp_path, "sandbox", "--print-env"], cwd=tmp_path)
    shell = f'{exports}\n"$0" --home "$1" sign customerlist.nv keyword=Mäkinen'
    signed = json.loads(_run(["sh", "-euc", shell, program, tmp_path], cwd=tmp_path))
    assert signed["wire_target"] == "/customerlist.nv?keyword=M%C3%A4kinen"
    assert len(signed["mac"]) == 64
