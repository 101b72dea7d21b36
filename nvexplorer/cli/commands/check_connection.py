"""`nvexplorer check-connection`: line by line what works, and what to do where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.cli import profile_choice
from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.cli.sending import ProfileSender
from nvexplorer.model.ports import Limits

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context
    from nvexplorer.exchange.connection_check import CheckLine

_MARKS = {"ok": "✓", "bad": "✗", "warning": "!", "unknown": "?", "skipped": "-"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "resource",
        nargs="?",
        metavar="RESOURCE",
        help="reading resource to try (else customerlist.nv)",
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.exchange.connection_check import State, check_connection, smallest_read

    catalogue = profile_choice.load_catalogue(context)
    chosen = profile_choice.choose(context)
    sender = ProfileSender(chosen.profile, context)
    lines: list[CheckLine] = []
    outside = context.outside
    for line in check_connection(
        chosen.profile,
        chosen.keys,
        smallest_read(catalogue, arguments.resource),
        read=lambda draft, keys: sender.send(draft, keys, may_change=False),
        probe=outside.probe,
        proxy=sender.proxy,
        limits=Limits(first_byte=float(chosen.profile.timeout)),
        clock=outside.clock,
        cancel=sender.cancel,
    ):
        lines.append(line)
        if not context.json:
            context.print(f"{_MARKS[line.state]} {line.step}: {line.what} {line.next}".rstrip())
    if context.json:
        context.print_json({"lines": [line._asdict() for line in lines]})
    bad = any(line.state == State.BAD for line in lines)
    return ExitCode.FAILED if bad else ExitCode.OK
