"""The real program as a process, and a real sandbox for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Result(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """`program("send", "customerlist.nv")` runs the installed program with a home of its own."""

    def __init__(self, home: Path, environ: dict[str, str]) -> None:
        self.home = home
        self.environ = environ

    def __call__(self, *arguments: str, stdin: bytes = b"", **environ: str) -> Result:
        with self.start(*arguments, **environ) as process:
            out, err = process.communicate(stdin, timeout=60)
        return Result(process.returncode, out, err.decode())

    def start(self, *arguments: str, **environ: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "nvexplorer", "--home", str(self.home), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | self.environ | environ,
        )

    def as_profile(self, **environ: str) -> Program:
        """The same program with other variables."""
        return Program(self.home, self.environ | environ)


def exported(text: str) -> dict[str, str]:
    """The variables that a shell would have after reading these export lines."""
    script = text + "\nenv -0"
    out = subprocess.run(
        ["bash", "--norc", "-c", script], env={}, capture_output=True, check=True
    ).stdout
    pairs = (line.partition("=") for line in out.decode().split("\0") if line)
    return {name: value for name, _, value in pairs if name.startswith("NVEXPLORER_")}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home", {})


@pytest.fixture
def sandbox(program: Program):
    """The address of a running sandbox, which ends with the test."""
    with program.start("sandbox", "--port", "0", "--until-stdin-closes") as process:
        first = process.stdout.readline().decode().strip()
        assert first.startswith("listening on http://127.0.0.1:"), first
        yield first.removeprefix("listening on ")
        process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.fixture
def demo(program: Program, sandbox: str) -> Program:
    """The program with the sandbox's profile in its environment."""
    port = sandbox.rpartition(":")[2]
    printed = program("sandbox", "--print-env", "--port", port)
    assert printed.code == 0, printed.err
    return program.as_profile(**exported(printed.text))


@pytest.fixture
def display(xvfb: str) -> str:
    """The name of a screen whose keyboard `xdotool` can press."""
    if shutil.which("xdotool") is None:
        reason = "xdotool is not installed: sudo apt-get install --no-install-recommends xdotool"
        if "CI" in os.environ:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return xvfb
