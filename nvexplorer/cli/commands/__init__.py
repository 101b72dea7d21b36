"""One file per command, imported when it is called.

Each has `add_arguments(parser)` and `run(arguments, context) -> ExitCode`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context
    from nvexplorer.cli.exit_codes import ExitCode

COMMANDS = {
    "view": "open the window on a saved answer",
    "sandbox": "run the sandbox, a local Netvisor that really checks the MAC",
    "sign": "compute the MAC of a request and show what was signed",
    "send": "sign and send a request; the answer's body goes to stdout",
    "check": "check a body against what is documented of its resource",
    "compare": "tell what differs between two saved answers or bodies",
    "xpath": "tell what an XPath expression finds in a saved answer",
    "doctor": "find out how the MAC of a pasted request was really made",
    "resources": "list the catalogue, or the resources that match some words",
    "profiles": "list, show, add and change profiles",
    "check-connection": "check name, connection, headers, clock, MAC and access of a profile",
    "log": "list what was sent, newest first",
}


class Command(Protocol):
    def add_arguments(self, parser: ArgumentParser) -> None: ...
    def run(self, arguments: Namespace, context: Context) -> ExitCode: ...


def command(name: str) -> Command:
    return cast("Command", import_module(f"{__name__}.{name.replace('-', '_')}"))
