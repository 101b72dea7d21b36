"""`nvexplorer resources [WORDS …]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.cli import profile_choice
from nvexplorer.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS", help="in English, Finnish or Swedish")


def run(arguments: Namespace, context: Context) -> ExitCode:
    catalogue = profile_choice.load_catalogue(context)
    words = " ".join(arguments.words)
    found = [each.entry for each in catalogue.search(words)]
    if context.json:
        rows = [
            {
                "resource": e.resource,
                "title": e.title,
                "group": e.group,
                "method": e.method,
                "effect": e.effect.value,
                "summary": e.summary,
            }
            for e in found
        ]
        context.print_json({"resources": rows})
    else:
        context.print_table([(e.method, e.effect.value, e.resource, e.title) for e in found])
    if not found:
        near = catalogue.nearest(words)
        hint = f"Did you mean {near}?" if near else "Try another word."
        context.say(f"No resource matches “{words}”. {hint}")
        return ExitCode.FAILED
    return ExitCode.OK
