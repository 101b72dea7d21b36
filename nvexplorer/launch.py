"""Decides between window and command line, and composes the outside world for both."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from nvexplorer.model.ports import Outside

_PREFIX = "NVEXPLORER_"
_KEYS = ("NVEXPLORER_CUSTOMER_KEY", "NVEXPLORER_PARTNER_KEY")


def main(arguments: Sequence[str] | None = None) -> int:
    environ = _take_environment()
    from nvexplorer.cli.arguments import parse
    from nvexplorer.cli.exit_codes import exit_code
    from nvexplorer.model.errors import ExplorerError

    try:
        given = parse(sys.argv[1:] if arguments is None else arguments)
        outside = compose(given.home)
        if given.command in {None, "view"}:
            return _window(given, outside)
        return _command_line(given, outside, environ)
    except ExplorerError as error:
        print(error, file=sys.stderr)
        return int(exit_code(error))


def _take_environment() -> Mapping[str, str]:
    """Our variables; the keys leave the process's environment, so that no child inherits them."""
    taken = {name: value for name, value in os.environ.items() if name.startswith(_PREFIX)}
    for name in _KEYS:
        os.environ.pop(name, None)
    return taken


def compose(home: Path | None) -> Outside:
    """The real outside world. With `home` all files stay below it and the keychain is not used."""
    from nvexplorer.model.ports import Outside
    from nvexplorer.outside.clock import SystemClock
    from nvexplorer.outside.dirs import home_dirs, system_dirs
    from nvexplorer.outside.ids import RandomIds
    from nvexplorer.outside.keychain import Keychain, MemorySecrets
    from nvexplorer.outside.probe import NetworkProbe
    from nvexplorer.outside.transport import RequestsTransport
    from nvexplorer.outside.turnstile import FileTurnstile

    clock = SystemClock()
    dirs = system_dirs() if home is None else home_dirs(home)
    return Outside(
        clock=clock,
        ids=RandomIds(),
        dirs=dirs,
        secrets=Keychain() if home is None else MemorySecrets(),
        transport=RequestsTransport(dirs.cache, clock),
        turnstile=FileTurnstile(dirs.cache),
        probe=NetworkProbe(),
    )


def _window(given: Namespace, outside: Outside) -> int:
    from nvexplorer.ui.app import Options, run

    file = given.file if given.command == "view" else None
    return run(outside, Options(demo=given.demo, startup_time=given.startup_time, view_file=file))


def _command_line(given: Namespace, outside: Outside, environ: Mapping[str, str]) -> int:
    from nvexplorer.catalogue.resources import resources_root
    from nvexplorer.cli.context import Context, Streams
    from nvexplorer.cli.main import run

    # Answers and names hold Finnish letters whatever the terminal's encoding says.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    streams = Streams(sys.stdin.buffer, sys.stdout, sys.stderr, *_askers())
    context = Context(outside, streams, environ, given.profile, given.json, resources_root())
    try:
        return run(given, context)
    finally:
        outside.transport.close()


def _askers() -> tuple[Callable[[str], str] | None, Callable[[str], str] | None]:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None, None
    from getpass import getpass

    def ask(prompt: str) -> str:
        print(prompt, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline()

    return ask, getpass
