"""How this system reaches package indexes, handed to another root folder at run time.

Nothing of it is kept in the project: settings come from apt, pip and the environment as they are
when it runs, and settings that point into this system's own folders are left behind.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
_PIP = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "default-timeout")
_ENVIRONMENT = re.compile(r"(https?|ftp|no|all)_proxy|PIP_(INDEX_URL|EXTRA_INDEX_URL|PROXY)", re.I)


def environment() -> dict[str, str]:
    """A bare environment with the proxies and indexes of this one."""
    passed = {key: value for key, value in os.environ.items() if _ENVIRONMENT.fullmatch(key)}
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **passed}


def take_over(root: Path) -> None:
    """Let the system in the folder `root` reach package indexes as this one does."""
    for name in ("etc/resolv.conf", "etc/hosts", str(_CERTIFICATES)):
        if Path("/", name).exists():
            shutil.copyfile(Path("/", name), root / name)
    (root / "etc/apt/apt.conf.d/90reach").write_text(_apt_settings())
    for source in (Path("/etc/apt/auth.conf"), *Path("/etc/apt/auth.conf.d").glob("*")):
        if source.exists():
            shutil.copy(source, root / source.relative_to("/"))
    (root / "etc/pip.conf").write_text(_pip_settings())


def _apt_settings() -> str:
    """apt's settings on how to fetch, in apt's own form."""
    dump = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    wanted = re.compile(r"Acquire::(https?|Retries|Check-Valid-Until|Check-Date)(::\S+)? ", re.I)
    return "".join(line for line in dump.splitlines(keepends=True) if wanted.match(line))


def _pip_settings() -> str:
    """pip's settings on where to fetch from, and this system's certificates."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    lines = ["[global]", f"cert = /{_CERTIFICATES}"]
    for key, value in re.findall(r"^[^.\s]+\.([\w-]+)='(.*)'$", listing, re.MULTILINE):
        reachable = " ".join(word for word in value.split() if not word.startswith(("file:", "/")))
        if key in _PIP and reachable:
            lines.append(f"{key} = {reachable}")
    return "\n".join(lines) + "\n"
