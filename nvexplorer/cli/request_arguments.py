"""Arguments that `sign` and `send` share: a resource, its parameters, a body."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from nvexplorer.exchange.placeholders import NAMES
from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.xmltext.body_file import read_body

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.cli.context import Context
    from nvexplorer.xmltext.body_file import BodyText


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("resource", metavar="RESOURCE", help="such as customerlist.nv")
    parser.add_argument(
        "parameters",
        nargs="*",
        metavar="name=value",
        help="query parameters, not encoded; placeholders such as {{today}} are replaced here and "
        "in the body",
    )
    parser.add_argument("--method", choices=["GET", "POST"], help="else as the catalogue says")
    parser.add_argument("--body", metavar="FILE", help="XML body, - for standard input")
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _placeholders()


def _placeholders() -> str:
    width = max(len(known.name) for known in NAMES)
    lines = "\n".join(f"  {known.name.ljust(width)}  {known.what}" for known in NAMES)
    return (
        f"placeholders, written {{{{name}}}}:\n{lines}\n\n"
        "Dates are those of this computer, written 2026-01-31, and may be moved by days, weeks,\n"
        "months and years: {{today-7d}}, {{month.end-1m}}.\n"
        "nvexplorer profiles set-variable adds names of your own. {{{{ stands for two braces."
    )


def read_draft(arguments: Namespace, context: Context, catalogue: Catalogue) -> RequestDraft:
    """Raises BadInput for a parameter without `=` and a body that cannot be read."""
    entry = catalogue.entry(arguments.resource)
    if entry is None and (near := catalogue.nearest(arguments.resource)):
        context.say(f"{arguments.resource} is not in the catalogue. Did you mean {near}?")
    method = arguments.method or (entry.method if entry else "POST" if arguments.body else "GET")
    if arguments.body is not None and method != "POST":
        raise BadInput(
            f"{arguments.resource} is called with GET, which has no body.",
            "Leave --body out, or give --method POST.",
            "body",
        )
    parameters = tuple(_parameter(text) for text in arguments.parameters)
    body = _body(arguments.body, context) if arguments.body is not None else ""
    return RequestDraft(arguments.resource, method, parameters, body)


def _parameter(text: str) -> Parameter:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise BadInput(
            f"The parameter “{text}” has no name and value.", "Write it as name=value.", "parameter"
        )
    return Parameter(name, value)


def load_body(name: str, context: Context) -> BodyText:
    """The body in a file, `-` for standard input; says how it was read. Raises BadInput."""
    try:
        data = context.streams.stdin.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(
            f"The body {name} cannot be read: {error.strerror}.", "Check the file's name.", "body"
        ) from None
    body = read_body(data)
    for note in body.notes:
        context.say(note)
    return body


def _body(name: str, context: Context) -> str:
    body = load_body(name, context)
    if not body.text.strip():
        raise BadInput(f"The body {name} is empty.", "Check what it is read from.", "body")
    return body.text
