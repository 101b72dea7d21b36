"""`nvexplorer xpath EXPRESSION FILE`: what an expression finds in a saved answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("expression", metavar="EXPRESSION", help="such as //Customer/Name")
    parser.add_argument("file", type=Path, metavar="FILE", help="a saved answer")
    parser.add_argument("--form", choices=["text", "csv", "xml"], default="text")
    parser.epilog = "exit status: 0 found or a value, 1 nothing found, 2 no expression or no XML"


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.exchange.xpath.evaluate import evaluate
    from nvexplorer.exchange.xpath.export import Form, exported
    from nvexplorer.exchange.xpath.grammar import read_expression
    from nvexplorer.exchange.xpath.hits import HitList, Portion, Value
    from nvexplorer.exchange.xpath.opening import readable
    from nvexplorer.exchange.xpath.parsed import ParsedAnswer
    from nvexplorer.xmltext.source import FileSource

    expression = read_expression(arguments.expression)
    try:
        file = arguments.file.open("rb")
    except OSError as error:
        raise BadInput(
            f"{arguments.file} cannot be read ({error.strerror}).", "Name a saved answer.", "file"
        ) from error
    with file:
        source, encoding = readable(FileSource(file), None)
        hits = HitList()
        found = evaluate(
            ParsedAnswer(source, encoding),
            expression,
            lambda told: hits.add(told) if isinstance(told, Portion) else None,
        )
        if isinstance(found, Value):
            data = {"kind": found.kind, "value": found.text}
            context.print_json(data) if context.json else context.print(found.text)
            return ExitCode.OK
        form = Form(arguments.form)
        if context.json:
            values = exported(source, encoding.name, hits, Form.TEXT)
            rows = [{"path": path, "start": start, "end": end, "value": value.removesuffix("\n")}
                    for (path, start, end), value in zip(hits, values, strict=True)]  # fmt: skip
            context.print_json({"total": found.total, "hits": rows})
        else:
            pieces = exported(source, encoding.name, hits, form)
            context.print_bytes(piece.encode() for piece in pieces)
    return ExitCode.OK if found.total else ExitCode.FAILED
