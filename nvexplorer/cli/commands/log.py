"""`nvexplorer log [WORDS …]`: what was sent, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context
    from nvexplorer.library.log import LogRow


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="company, resource, status, ID or inserted key"
    )
    parser.add_argument("--limit", type=int, default=50, help="rows at most (else 50)")


def run(arguments: Namespace, context: Context) -> ExitCode:
    from nvexplorer.library.log import Log

    if arguments.limit < 1:
        raise BadInput(
            f"{arguments.limit} rows cannot be listed.", "Give --limit 1 or more.", "limit"
        )
    log = Log(context.outside.dirs.data)
    rows = log.search(" ".join(arguments.words), arguments.limit)
    if log.notice is not None:
        context.say(str(log.notice))
    if context.json:
        context.print_json({"requests": [as_json(row) for row in rows]})
    else:
        context.print_table([_cells(row) for row in rows])
        if not rows:
            context.say("Nothing was sent yet that matches.")
    return ExitCode.OK


def _cells(row: LogRow) -> tuple[str, ...]:
    return (
        row.started.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        str(row.outcome),
        str(row.http_status or ""),
        f"{row.duration * 1000:.0f} ms" if row.duration is not None else "",
        row.method,
        row.resource,
        row.company_name,
        row.transaction_id,
        " ".join(row.inserted_keys) or row.code,
    )


def as_json(row: LogRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "started": row.started.isoformat(),
        "profile": row.profile_name,
        "company": row.company_name,
        "organisation_id": row.organisation_id,
        "environment": row.environment.value,
        "host": row.host,
        "method": row.method,
        "resource": row.resource,
        "parameters": row.parameters,
        "transaction_id": row.transaction_id,
        "outcome": row.outcome.value,
        "http_status": row.http_status,
        "code": row.code,
        "text": row.text,
        "inserted_keys": list(row.inserted_keys),
        "seconds": row.duration,
        "problem": row.problem,
        "finished": row.finished,
    }
