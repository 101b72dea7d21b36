"""Processes of this machine, looked at from outside."""

from __future__ import annotations

from pathlib import Path


def children(process: int) -> set[int]:
    found: set[int] = set()
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        found |= {int(word) for word in file.read_text().split()}
    return found


def alive(process: int) -> bool:
    """False for one that has ended, awaited by its parent or not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
