"""`nvexplorer compare FILE FILE`: what differs between two saved answers or bodies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nvexplorer.cli import profile_choice
from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.exchange.compare.options import PRESETS, KeyChoice, Options, Side, preset
from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Stored

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.cli.context import Context
    from nvexplorer.exchange.compare.results import Bytes, Comparison, Difference, TextComparison

_ROWS = 1_000


def add_arguments(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter

    parser.add_argument("left", metavar="FILE", help="a saved answer or body")
    parser.add_argument("right", metavar="FILE", help="the one to compare it with")
    parser.add_argument(
        "--preset",
        choices=[each.id for each in PRESETS],
        default=PRESETS[0].id,
        help="what counts (default everything)",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="NAME",
        help="an element or attribute that does not count: Uri, @type, Status/TimeStamp, *Key",
    )
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="PATH=KEY",
        help="match the records at PATH by KEY, as Root/Customerlist/Customer=Code; "
        "KEY may be * for what they hold and # for their place",
    )
    parser.add_argument("--numbers", action="store_true", help="take 1,50 and 1.5 as the same")
    parser.add_argument("--dates", action="store_true", help="the same for 31.1.2026, 2026-01-31")
    parser.add_argument("--resource", metavar="RESOURCE", help="what the files are of, for its key")
    parser.add_argument("--text", action="store_true", help="compare row by row")
    parser.add_argument("--raw", action="store_true", help="row by row, as the lines are")
    parser.add_argument("--markdown", action="store_true", help="print the report as Markdown")
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = (
        "presets:\n"
        + "\n".join(f"  {each.id:<13} {each.explanation}" for each in PRESETS)
        + "\n\nA file that is not well-formed is compared row by row.\n"
        "exit status: 0 the same, 1 different, 2 a file cannot be read"
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.exchange.compare import structure

    if arguments.markdown and context.json:
        raise BadInput("--markdown and --json exclude each other.", "Leave one out.", "arguments")
    left, right = _side(arguments.left), _side(arguments.right)
    if arguments.text or arguments.raw:
        return _by_text(left, right, arguments, context, "")
    options, definition = _options(arguments), _definition(arguments.resource, context)
    found = structure.compare(left, right, options, definition, progress=lambda part: None)
    if found.by_text:
        context.say(found.by_text)
        return _by_text(left, right, arguments, context, found.by_text)
    if context.json:
        context.print_json(_as_json(found))
    else:
        context.print(_report(found, arguments))
    return ExitCode.OK if found.same else ExitCode.FAILED


def _side(file: str) -> Side:
    try:
        with open(file, "rb") as opened:
            size = os.fstat(opened.fileno()).st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise BadInput(
            f"{file} cannot be read: {reason}.", "Give the path of a saved file.", "file"
        ) from None
    return Side(Stored(size, path=file), name=file)


def _options(arguments: Namespace) -> Options:
    options = preset(arguments.preset).options
    return options._replace(
        ignore=(*options.ignore, *arguments.ignore),
        numbers=arguments.numbers,
        dates=arguments.dates,
        keys=tuple(map(_key, arguments.key)),
    )


def _key(text: str) -> KeyChoice:
    path, equals, key = text.partition("=")
    if not (path and equals and key):
        raise BadInput(
            f"“{text}” does not say which records have which key.",
            "Write it as Root/Customerlist/Customer=Code.",
            "key",
        )
    return KeyChoice(path, key)


def _definition(resource: str | None, context: Context) -> Definition | None:
    if resource is None:
        return None
    catalogue = profile_choice.load_catalogue(context)
    entry = catalogue.entry(resource)
    if entry is None:
        near = catalogue.nearest(resource)
        hint = f"Did you mean {near}?" if near else "nvexplorer resources lists all."
        raise BadInput(f"{resource} is not in the catalogue.", hint, "resource")
    return catalogue.definition(entry.resource)


def _by_text(
    left: Side, right: Side, arguments: Namespace, context: Context, reason: str
) -> ExitCode:
    from nvexplorer.exchange.compare import texts
    from nvexplorer.exchange.compare.hunks import hunks

    pretty = not arguments.raw
    found = texts.compare(
        left,
        right,
        pretty=pretty,
        progress=lambda part: None,
        monotonic=context.outside.clock.monotonic,
    )
    if context.json:
        context.print_json(_text_as_json(found, reason))
    else:
        lines = hunks(left, right, found, pretty=pretty, limit=_ROWS)
        parts = [found.sentence, *([found.coarse] if found.coarse else []), *lines]
        fence = ["```diff", *parts[1:], "```"] if len(parts) > 1 else []
        context.print("\n".join([parts[0], "", *fence] if arguments.markdown else parts))
    return ExitCode.OK if found.same else ExitCode.FAILED


def _report(found: Comparison, arguments: Namespace) -> str:
    from nvexplorer.exchange.compare.report import as_markdown, as_text

    report = as_markdown if arguments.markdown else as_text
    return report(found, arguments.left, arguments.right).rstrip("\n")


def _as_json(found: Comparison) -> dict[str, Any]:
    """`start` and `end` count bytes."""
    return {
        "same": found.same,
        "sentence": found.sentence,
        "counts": found.counts._asdict(),
        "groups": [{**g._asdict(), "counts": g.counts._asdict()} for g in found.groups],
        "differences": [_difference(each) for each in found.differences],
        "more": found.more,
        "notes": list(found.notes),
    }


def _difference(each: Difference) -> dict[str, Any]:
    from nvexplorer.exchange.compare.report import path_of

    def place(bytes: Bytes | None) -> dict[str, int] | None:
        return None if bytes is None else bytes._asdict()

    return {
        "kind": each.kind.value,
        "path": path_of(each),
        "left": place(each.left),
        "right": place(each.right),
        "left_text": each.left_text,
        "right_text": each.right_text,
        "places": each.places,
    }


def _text_as_json(found: TextComparison, reason: str) -> dict[str, Any]:
    """Rows are counted from 0, as in `runs`: kind, first row and number of rows of either side."""
    from nvexplorer.exchange.compare.alignment import Alignment

    alignment = Alignment(found.runs)
    runs = (alignment.run(number) for number in range(alignment.runs))
    return {
        "same": found.same,
        "sentence": found.sentence,
        "by_text": reason or "asked for",
        "coarse": found.coarse,
        "counts": found.counts._asdict(),
        "runs": [[run.kind.value, *run[1:]] for run in runs],
    }
