"""Qt stays in the window: everything else can be imported, and used, where there is no Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "nvexplorer"

IMPORT_ALL = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6")))))
"""


def _modules_outside_ui() -> list[str]:
    """Every module but the window's; `__main__` files run the program when imported."""
    names = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[1] != "ui" and parts[-1] != "__main__":
            names.append(".".join(parts).removesuffix(".__init__"))
    return names


def test_no_module_outside_ui_loads_qt() -> None:
    modules = _modules_outside_ui()
    assert "nvexplorer.model.request" in modules
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, json.dumps(modules)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []
