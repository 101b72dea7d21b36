"""`nvexplorer doctor`: how the MAC of a request was really made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.model.errors import BadInput, ExplorerError, describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from nvexplorer.cli.context import Context
    from nvexplorer.cli.doctor_case import Examined
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis
    from nvexplorer.doctor.search.hunt import Progress
    from nvexplorer.dumps.dump import FieldKind

_LEVELS = ("", "single differences", "pairs", "threes")


def add_arguments(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter

    parser.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help="the request as raw HTTP, curl, headers, HAR, a log …; - for standard input",
    )
    parser.add_argument("--markdown", action="store_true", help="print the report as Markdown")
    parser.add_argument(
        "--seconds",
        type=float,
        default=10.0,
        metavar="N",
        help="how long to look for three differences at a time (default 10)",
    )
    parser.add_argument(
        "--number", type=int, metavar="N", help="of several requests, examine the Nth alone"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="name=value",
        help="a value that the request lacks or has wrong, such as timestamp=…; never a key",
    )
    parser.add_argument(
        "--hashed",
        metavar="FILE",
        help="the string that your code hashed, with or without the keys: it is compared with ours",
    )
    parser.formatter_class = RawDescriptionHelpFormatter
    from nvexplorer.dumps.dump import FieldKind

    fields = list(FieldKind)
    parser.epilog = (
        f"fields for --set: {', '.join(fields[:6])},\n  {', '.join(fields[6:])}\n\n"
        "Keys come from the profile, or from NVEXPLORER_CUSTOMER_KEY and NVEXPLORER_PARTNER_KEY.\n"
        "exit status: 0 explained or right, 1 not explained, 2 nothing to be examined"
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.cli.doctor_case import parse_values, read_text, readings

    if not 0 < arguments.seconds <= 3600:
        raise BadInput("--seconds is not between 0 and 3600.", "Give seconds.", "arguments")
    if arguments.markdown and context.json:
        raise BadInput("--markdown and --json exclude each other.", "Leave one out.", "arguments")
    values = parse_values(arguments.set)
    hashed = read_text(arguments.hashed, context) if arguments.hashed else ""
    chosen = _chosen(readings(arguments.file, context, hashed), arguments.number)
    try:
        told = [_examine(each, values, arguments, context, len(chosen)) for each in chosen]
    finally:
        context.outside.workers.close()
    found = all(each["found"] for each in told)
    if context.json:
        alone = len(chosen) == 1
        context.print_json(told[0] if alone else {"found": found, "requests": told})
    if all("error" in each for each in told):
        return ExitCode.BAD_INPUT
    return ExitCode.OK if found else ExitCode.FAILED


def _chosen(found: tuple[Examined, ...], number: int | None) -> tuple[Examined, ...]:
    if number is None:
        return found
    chosen = tuple(each for each in found if each.number == number)
    if not chosen:
        numbers = ", ".join(str(each.number) for each in found)
        raise BadInput(
            f"There is no request {number} of Netvisor's.", f"There are: {numbers}.", "arguments"
        )
    return chosen


def _examine(
    each: Examined,
    values: Mapping[FieldKind, str],
    arguments: Namespace,
    context: Context,
    of: int,
) -> dict[str, Any]:
    """As JSON; the report is printed where that is not wanted. Among several requests one that
    cannot be examined does not keep the others from it: then there is an `error`."""
    from nvexplorer.cli.doctor_case import case_for
    from nvexplorer.cli.doctor_json import as_json
    from nvexplorer.cli.hunting import search
    from nvexplorer.doctor.diagnose import diagnose

    workers, seconds = context.outside.workers, arguments.seconds
    title = f"{'## ' if arguments.markdown else ''}Request {each.number}\n\n" if of > 1 else ""
    try:
        case = case_for(context, each.reading, values)
        diagnosis = diagnose(case, search(case, workers, seconds=seconds, tell=_progress(context)))
    except ExplorerError as error:
        if of == 1:
            raise
        context.say(f"Request {each.number}: {error}")
        what, next = describe(error)
        return {"number": each.number, "found": False, "error": {"what": what, "next": next}}
    if not context.json:
        context.print(title + _report(case, diagnosis, arguments.markdown))
    return {"number": each.number, **as_json(case, diagnosis)}


def _progress(context: Context) -> Callable[[Progress], None]:
    """Says on a terminal what is being tried, once for each size of set."""
    said: set[int] = set()

    def tell(progress: Progress) -> None:
        level = progress.level
        if level not in said and level > 1 and context.streams.stderr.isatty():
            context.say(f"Trying {_LEVELS[min(level, 3)]}…")
        said.add(level)

    return tell


def _report(case: Case, diagnosis: Diagnosis, markdown: bool) -> str:
    from nvexplorer.doctor.report import as_markdown, as_text

    report = as_markdown if markdown else as_text
    return report(case, diagnosis).rstrip("\n")
