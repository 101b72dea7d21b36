"""Mistakes with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Mistake

MISTAKES: tuple[Mistake, ...] = ()
