"""Arguments: global ones may stand before or behind the command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from nvexplorer import __version__
from nvexplorer.cli.commands import COMMANDS, command
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = """\
Explore the Netvisor Web Service Interface by hand: sign, send, read and debug requests.
Without a command the window opens."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".") + "."
        raise BadInput(sentence, f"See {self.prog} --help.", "arguments")


def _commands_help() -> str:
    width = max(map(len, COMMANDS))
    return "\n".join(f"  {name.ljust(width)}  {text}" for name, text in COMMANDS.items())


def _folder(text: str) -> Path:
    if not text:  # which Path would take for the current folder
        raise argparse.ArgumentTypeError("the folder has no name")
    return Path(text)


def global_options(defaults: bool) -> argparse.ArgumentParser:
    """Parent of a parser. Behind a command an absent option must not overwrite the one given before
    it: `defaults` is false there."""
    parser = argparse.ArgumentParser(add_help=False)
    default = None if defaults else argparse.SUPPRESS
    parser.add_argument(
        "--home",
        type=_folder,
        metavar="DIR",
        default=default,
        help="keep everything of this run in DIR; never touches the keychain",
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=default,
        help="profile to use (else the environment, else the default profile)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if defaults else default,
        help="print one JSON object on stdout",
    )
    return parser  # fmt: skip


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """`command` is None for the window. Raises BadInput; SystemExit(0) after --help, --version."""
    parser = _Parser(
        prog="nvexplorer",
        description=_DESCRIPTION,
        parents=[global_options(defaults=True)],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"commands:\n{_commands_help()}\n\nnvexplorer COMMAND --help tells more.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nvexplorer {__version__}")
    parser.add_argument(
        "--demo", action="store_true", help="open the window on the sandbox, a local Netvisor"
    )
    parser.add_argument(
        "--startup-time",
        action="store_true",
        help="print the milliseconds from start to first paint, and exit",
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)  # fmt: skip
    given = parser.parse_args(list(arguments))
    if given.command is None:
        return given
    if given.command not in COMMANDS:
        raise BadInput(
            f"There is no command “{given.command}”.", _nearest(given.command), "arguments"
        )
    module = command(given.command)
    sub = _Parser(
        prog=f"nvexplorer {given.command}",
        description=COMMANDS[given.command],
        parents=[global_options(defaults=False)],
        allow_abbrev=False,
    )
    module.add_arguments(sub)
    return sub.parse_args(given.rest, given)


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether --json is among arguments that cannot be parsed, those behind `--` left out."""
    options = list(arguments)
    return "--json" in options[: options.index("--") if "--" in options else None]


def _nearest(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, 1)
    return f"Did you mean {near[0]}?" if near else "See nvexplorer --help."
