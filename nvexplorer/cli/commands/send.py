"""`nvexplorer send`: the answer on stdout, what happened on stderr and as exit code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nvexplorer.catalogue.definition import Effect
from nvexplorer.cli import profile_choice, request_arguments
from nvexplorer.cli.commands.send_parts import PartsFetch
from nvexplorer.cli.context import OutputFailed
from nvexplorer.cli.exit_codes import ExitCode, exit_code
from nvexplorer.cli.sending import ProfileSender
from nvexplorer.model.errors import BadInput, Cancelled
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from nvexplorer.cli.context import Context
    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft

_PIECE = 1 << 20


def add_arguments(parser: ArgumentParser) -> None:
    request_arguments.add_arguments(parser)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the answer's body there")
    parser.add_argument(
        "--yes", action="store_true", help="do not ask before a write to a production company"
    )
    parser.add_argument(
        "--split",
        choices=["month", "week", "day"],
        help="fetch a range of dates in parts, one after the other, and join the answers",
    )


def run(arguments: Namespace, context: Context) -> ExitCode:
    catalogue = profile_choice.load_catalogue(context)
    chosen = profile_choice.choose(context)
    draft = request_arguments.read_draft(arguments, context, catalogue)
    effect = catalogue.effect_of(draft.resource, draft.method)
    _check_output(arguments.output)
    sender = ProfileSender(chosen.profile, context)
    resolved = sender.resolved(draft)
    if arguments.split:
        fetch = PartsFetch(resolved, catalogue, arguments.split)
        exchange = fetch.run(sender, chosen.keys(), context)
    else:
        _ask_first(arguments, context, chosen.profile, draft, effect)
        exchange = sender.send(draft, chosen.keys(), may_change=effect != Effect.READ)
    _tell(exchange, context)
    there = _hand_over(exchange, arguments.output, context)
    # How the request ended says more than that its answer is not where it was to go.
    return _code(exchange) or (ExitCode.OK if there else ExitCode.NOT_WRITTEN)


def _check_output(output: Path | None) -> None:
    """Found out before sending: an answer must not be lost for a mistyped folder."""
    if output is None:
        return
    try:
        fits = not output.is_dir() and output.parent.is_dir()
        fits = fits and os.access(output if output.exists() else output.parent, os.W_OK)
    except OSError:
        fits = False
    if not fits:
        raise BadInput(
            f"{output} cannot be written.",
            "Name a file in a folder that exists and that you may write to.",
            "output",
        )


def _ask_first(
    arguments: Namespace, context: Context, profile: Profile, draft: RequestDraft, effect: Effect
) -> None:
    if profile.environment != Environment.PRODUCTION or effect == Effect.READ or arguments.yes:
        return
    what = f"{draft.resource} ({effect.value}) goes to {profile.company.name}, PRODUCTION."
    if context.streams.ask is None:
        raise BadInput(what, "Nobody can be asked here: give --yes to send it.", "yes")
    if context.streams.ask(f"{what} Send it? [y/N] ").strip().lower() not in {"y", "yes"}:
        raise BadInput("Nothing was sent.", "", "yes")


def _tell(exchange: Exchange, context: Context) -> None:
    answer, status = exchange.answer, exchange.status
    line = [str(exchange.outcome)]
    if answer is not None:
        line.append(f"HTTP {answer.http_status} {answer.reason}".strip())
        line.append(f"{answer.body.size} bytes")
    line.append(f"{exchange.timing.total * 1000:.0f} ms")
    line.append(f"transaction ID {exchange.request.stamp.transaction_id}")
    line += [f"inserted key {key}" for key in exchange.inserted_keys]
    context.say(" · ".join(line))
    if status is not None and not status.ok:
        context.say(f"{status.code}: {status.text}" if status.code else status.text)
        _explain(status.code, status.text, context)
    if exchange.problem is not None:
        context.say(str(exchange.problem))
    if exchange.outcome == Outcome.UNKNOWN:
        context.say("It may have been booked: look in Netvisor before you send it again.")


def _explain(code: str, text: str, context: Context) -> None:
    from nvexplorer.catalogue.error_codes import explain_code, explain_text

    help_ = explain_code(code)
    if help_ is not None:
        context.say(f"{help_.what} {help_.do}")
    known = explain_text(code, text)
    if known is not None:
        context.say(str(known))


def _hand_over(exchange: Exchange, output: Path | None, context: Context) -> bool:
    """Whether the answer is where it was to go; one that no file takes is printed, not lost."""
    answer = exchange.answer
    written = output is None or answer is None or _written(answer.body, output, context)
    try:
        if context.json:
            context.print_json(as_json(exchange))
        elif answer is not None and (output is None or not written):
            context.print_bytes(_pieces(answer.body))
    except OutputFailed as error:
        context.say(str(error))
        return False
    return written


def _written(body: Body, output: Path, context: Context) -> bool:
    try:
        with output.open("wb") as file:
            file.writelines(_pieces(body))
    except OSError as error:
        context.say(
            f"The answer could not be written to {output}: {error.strerror}. It is printed on "
            "standard output instead."
        )
        return False
    return True


def _pieces(body: Body) -> Iterator[bytes]:
    return (body.read(offset, _PIECE) for offset in range(0, body.size, _PIECE))


def as_json(exchange: Exchange) -> dict[str, Any]:
    answer, status = exchange.answer, exchange.status
    return {
        "outcome": exchange.outcome.value,
        "http_status": answer.http_status if answer else None,
        "code": status.code if status else "",
        "text": status.text if status else "",
        "transaction_id": exchange.request.stamp.transaction_id,
        "inserted_keys": list(exchange.inserted_keys),
        "seconds": exchange.timing.total,
        "bytes": answer.body.size if answer else 0,
        "partial": answer.partial if answer else False,
        "problem": str(exchange.problem) if exchange.problem else None,
        "body": _text(answer.body) if answer else None,
    }


def _text(body: Body) -> str:
    return body.read(0, body.size).decode("utf-8", "replace")


def _code(exchange: Exchange) -> ExitCode:
    match exchange.outcome:
        case Outcome.OK:
            return ExitCode.OK
        case Outcome.FAILED:
            return ExitCode.FAILED
        case Outcome.UNKNOWN:
            return ExitCode.OUTCOME_UNKNOWN
        case Outcome.CANCELLED:
            return exit_code(exchange.problem or Cancelled())
        case _ if isinstance(exchange.problem, BadInput):  # such as a proxy that is none
            return ExitCode.BAD_INPUT
        case _:
            return ExitCode.NETWORK
