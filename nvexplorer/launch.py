"""Decides between window, command line and worker, and composes the outside world for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from nvexplorer.cli.context import Streams
    from nvexplorer.model.ports import Dirs, Outside

_PREFIX = "NVEXPLORER_"
_WINDOW_OPTIONS = {"--demo", "--startup-time"}
_KEYS = ("NVEXPLORER_CUSTOMER_KEY", "NVEXPLORER_PARTNER_KEY")


class Variables(dict[str, str]):
    """Our environment variables; printed, they show their names alone, since two hold keys."""

    def __repr__(self) -> str:
        return f"Variables({', '.join(self)})"


def main(arguments: Sequence[str] | None = None) -> int:
    from nvexplorer.workers import WORKER_ARGUMENT

    if arguments is None and sys.argv[1:] == [WORKER_ARGUMENT]:
        from nvexplorer.outside.clock import SystemClock
        from nvexplorer.workers.serve import serve

        return serve(SystemClock().monotonic)
    _open_closed_streams()
    environ = _take_environment()
    from nvexplorer.model.errors import ExplorerError

    try:
        given = _parse(sys.argv[1:] if arguments is None else arguments)
        if given.command in {None, "view"}:
            return _window(given)
        outside = compose(find_dirs(given.home), keychain=given.home is None)
        return _command_line(given, outside, environ)
    except ExplorerError as error:
        from nvexplorer.cli.arguments import wants_json
        from nvexplorer.cli.exit_codes import exit_code

        _streams().report(error, json=wants_json(sys.argv[1:] if arguments is None else arguments))
        return int(exit_code(error))
    except KeyboardInterrupt:
        return 130


def _open_closed_streams() -> None:
    """A standard stream that is closed is None to Python, and its number would go to the next file
    opened."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _parse(arguments: Sequence[str]) -> Namespace:
    """What the window alone is given is read here: loading the parser would make it a tenth later.

    Raises BadInput; SystemExit(0) after --help, --version."""
    rest = list(arguments)
    home = None
    if "--home" in rest[:-1]:
        at = rest.index("--home")
        home = rest[at + 1]
        del rest[at : at + 2]
    if set(rest) <= _WINDOW_OPTIONS and home != "" and not (home or "").startswith("-"):
        window = SimpleNamespace(
            command=None,
            home=None if home is None else Path(home),
            demo="--demo" in rest,
            startup_time="--startup-time" in rest,
        )
        return cast("Namespace", window)
    from nvexplorer.cli.arguments import parse

    return parse(arguments)


def _take_environment() -> Mapping[str, str]:
    """Our variables; the keys leave the process's environment, so that no child inherits them."""
    taken = Variables({k: value for k, value in os.environ.items() if k.startswith(_PREFIX)})
    for name in _KEYS:
        os.environ.pop(name, None)
    return taken


def find_dirs(home: Path | None) -> Dirs:
    """Where files live. Raises BadInput."""
    from nvexplorer.outside.dirs import home_dirs, system_dirs

    return system_dirs() if home is None else home_dirs(home)


def compose(dirs: Dirs, *, keychain: bool = True) -> Outside:
    """The real outside world; without `keychain` keys are kept in memory alone."""
    from nvexplorer.model.ports import Outside
    from nvexplorer.outside.body_spool import MEMORY_LIMIT, Spool
    from nvexplorer.outside.clock import SystemClock
    from nvexplorer.outside.ids import RandomIds
    from nvexplorer.outside.keychain import Keychain, MemorySecrets
    from nvexplorer.outside.probe import NetworkProbe
    from nvexplorer.outside.transport import RequestsTransport
    from nvexplorer.outside.turnstile import FileTurnstile
    from nvexplorer.workers.client import ProcessWorkers

    clock = SystemClock()
    return Outside(
        clock=clock,
        ids=RandomIds(),
        dirs=dirs,
        secrets=Keychain() if keychain else MemorySecrets(),
        transport=RequestsTransport(dirs.cache, clock),
        turnstile=FileTurnstile(dirs.cache),
        probe=NetworkProbe(),
        workers=ProcessWorkers(clock),
        new_spool=lambda: Spool(dirs.cache / "answers", MEMORY_LIMIT),
    )


def _window(given: Namespace) -> int:
    from nvexplorer.ui.app import Options, run

    options = Options(
        demo=given.demo,
        startup_time=given.startup_time,
        view_file=given.file if given.command == "view" else None,
    )
    dirs, keychain = find_dirs(given.home), given.home is None
    # Composed after the first paint, which needs no more than the settings.
    return run(dirs, lambda: compose(dirs, keychain=keychain), options)


def _command_line(given: Namespace, outside: Outside, environ: Mapping[str, str]) -> int:
    from nvexplorer.catalogue.resources import resources_root
    from nvexplorer.cli.context import Context
    from nvexplorer.cli.main import run

    context = Context(outside, _streams(), environ, given.profile, given.json, resources_root())
    try:
        return run(given, context)
    finally:
        outside.transport.close()


def _streams() -> Streams:
    from nvexplorer.cli.context import Streams

    # Answers and names hold Finnish letters whatever the terminal's encoding says.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return Streams(sys.stdin.buffer, sys.stdout, sys.stderr, *_askers())


def _askers() -> tuple[Callable[[str], str] | None, Callable[[str], str] | None]:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None, None
    from getpass import getpass

    def ask_secret(prompt: str) -> str:
        try:
            return getpass(prompt)
        except EOFError:  # Ctrl+D: nothing was entered
            return ""

    def ask(prompt: str) -> str:
        print(prompt, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline()

    return ask, ask_secret
