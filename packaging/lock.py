"""Write the lock files: every dependency in one version with its hashes, for every system.

No index address gets into them, so that they install from whatever index pip is set up for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from prepare import LOCKS, ROOT


def main() -> int:
    """Resolve anew; the tests' versions follow the program's."""
    run, test = LOCKS["run"], LOCKS["test"]
    _compile(run, "--group", "build")
    _compile(test, "--group", "dev", "--constraint", str(run.relative_to(ROOT)))
    return 0


def _compile(lock: Path, *arguments: str) -> None:
    command = [Path(sys.executable).parent / "uv", "pip", "compile", "pyproject.toml", "--quiet"]
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"]
    subprocess.run(
        [*command, *options, "--no-emit-index-url", *arguments, "-o", str(lock.relative_to(ROOT))],
        cwd=ROOT,
        env={**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"},
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
