"""`nvexplorer sandbox`: runs the local Netvisor until interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.model.errors import BadInput
from nvexplorer.sandbox.credentials import DEFAULT_PORT, print_env

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"0 for any free one (else {DEFAULT_PORT})"
    )
    parser.add_argument(
        "--print-env", action="store_true", help="print its profile as export lines, and exit"
    )
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end when standard input closes"
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    streams = context.streams
    if arguments.print_env:
        if not 1 <= arguments.port <= 65535:
            raise BadInput(
                f"{arguments.port} is no port that a sandbox can be found at.",
                "Give the one that it runs at, from 1 to 65535.",
                "port",
            )
        context.print(print_env(f"http://127.0.0.1:{arguments.port}").rstrip("\n"))
        return ExitCode.OK
    from nvexplorer.sandbox.serving import serve

    serve(arguments.port, streams.stdout, streams.stdin if arguments.until_stdin_closes else None)
    return ExitCode.OK
