"""Runs one command: errors become sentences and exit codes here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.cli.commands import command
from nvexplorer.cli.exit_codes import ExitCode, exit_code
from nvexplorer.model.errors import ExplorerError, describe

if TYPE_CHECKING:
    from argparse import Namespace

    from nvexplorer.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    try:
        return int(command(arguments.command).run(arguments, context))
    except ExplorerError as error:
        context.report(error)
        return int(exit_code(error))
    except Exception as error:  # a fault of ours: its text may hold anything, so it is not shown
        context.say(describe(error))
        return int(ExitCode.BROKEN)
    except KeyboardInterrupt:
        context.say("Interrupted.")
        return int(ExitCode.INTERRUPTED)
