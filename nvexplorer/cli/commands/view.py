"""`nvexplorer view FILE`: taken over by the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context
    from nvexplorer.cli.exit_codes import ExitCode


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a saved answer")


def run(arguments: Namespace, context: Context) -> ExitCode:
    raise AssertionError("launch opens the window for this command")
