"""`nvexplorer check RESOURCE FILE`: what there is against sending a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.cli import profile_choice
from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.cli.request_arguments import load_body
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.cli.context import Context

_SHOWN = {"error": "error", "warning": "warning", "unjudged": "cannot judge"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("resource", metavar="RESOURCE", help="such as salesinvoice.nv")
    parser.add_argument("file", metavar="FILE", help="XML body, - for standard input")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="print the body with everything mended that can be, and say what is left",
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.catalogue.body_check import check_body
    from nvexplorer.catalogue.body_report import mended
    from nvexplorer.xmltext.places import Places

    definition = _definition(arguments.resource, context)
    body = load_body(arguments.file, context)
    text, before = body.text, body.dropped
    if arguments.fix:
        text, before = mended(text, lambda changed: check_body(definition, changed)), ""
    begins = Places(before).place(len(before))
    problems = [_in_file(p, begins, len(before)) for p in check_body(definition, text)]
    if context.json:
        data: dict[str, Any] = {"problems": [as_json(problem) for problem in problems]}
        context.print_json({**data, "body": text} if arguments.fix else data)
    else:
        lines = [_line(arguments.file, problem) for problem in problems]
        if arguments.fix:
            context.print_bytes([text.encode()])
            for line in lines:
                context.say(line)
        elif lines:
            context.print("\n".join(lines))
    context.say(_summary(arguments.file, problems))
    wrong = any(problem.severity == "error" for problem in problems)
    return ExitCode.FAILED if wrong else ExitCode.OK


def _definition(resource: str, context: Context) -> Definition:
    catalogue = profile_choice.load_catalogue(context)
    entry = catalogue.entry(resource)
    if entry is None:
        near = catalogue.nearest(resource)
        hint = f"Did you mean {near}?" if near else "nvexplorer resources lists all."
        raise BadInput(f"{resource} is not in the catalogue.", hint, "resource")
    if entry.method != "POST":
        raise BadInput(
            f"{entry.resource} is called with {entry.method}, which has no body.",
            "Name the resource that the body is sent to.",
            "resource",
        )
    return catalogue.definition(entry.resource)


def _in_file(problem: BodyProblem, begins: tuple[int, int], offset: int) -> BodyProblem:
    """With its place counted in the file, where the body begins at line and column `begins`."""
    line, column = begins
    fix = problem.fix
    if fix is not None:
        moved = (e._replace(start=e.start + offset, end=e.end + offset) for e in fix.edits)
        fix = fix._replace(edits=tuple(moved))
    return problem._replace(
        start=problem.start + offset,
        end=problem.end + offset,
        line=problem.line + line - 1,
        column=problem.column + (column - 1 if problem.line == 1 else 0),
        fix=fix,
    )


def as_json(problem: BodyProblem) -> dict[str, Any]:
    """`start` and `end`, also of the edits of a fix, count characters from the file's first."""
    fix = problem.fix
    return {
        "severity": problem.severity,
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "start": problem.start,
        "end": problem.end,
        "path": problem.path,
        "problem": problem.problem,
        "fix": {"title": fix.title, "edits": [e._asdict() for e in fix.edits]} if fix else None,
    }


def _line(file: str, problem: BodyProblem) -> str:
    severity = _SHOWN[problem.severity]
    return f"{file}:{problem.line}:{problem.column}: {severity}: {problem.problem}"


def _summary(file: str, problems: Sequence[BodyProblem]) -> str:
    counts = {s: sum(p.severity == s for p in problems) for s in _SHOWN}
    told = [
        f"{counts['error']} error{'s' * (counts['error'] != 1)}",
        f"{counts['warning']} warning{'s' * (counts['warning'] != 1)}",
    ]
    if counts["unjudged"]:
        told.append(f"{counts['unjudged']} that cannot be judged")
    return f"{file}: {', '.join(told)}." if problems else f"{file}: no problem found."
