"""Run every check of the project, show how each went, and end with 0 only when all did well.

Arguments go to pytest: `checks.py tests/signing -k vectors`. A check that fails does not keep the
later ones from running, so that one run shows everything there is to mend.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-logo"],
    "tests": ["pytest", "-n", "2", "-ra"],
}


def main(pytest_arguments: list[str]) -> int:
    """Run all checks in the order of CHECKS; 0 when all passed, else 1."""
    failed = []
    lines = []
    for name, (program, *arguments) in CHECKS.items():
        print(f"==> {name}: {' '.join([program, *arguments])}", flush=True)
        extra = pytest_arguments if name == "tests" else []
        began = time.monotonic()
        code = subprocess.run(
            [BIN / program, *arguments, *extra],
            cwd=ROOT,
            env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        verdict = "ok" if code == 0 else f"FAILED (exit code {code})"
        lines.append(f"    {name:<8} {verdict:<24} {time.monotonic() - began:6.1f} s")
        failed += [name] if code else []
    print("\n" + "\n".join(lines))
    print("\nAll checks passed." if not failed else f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
