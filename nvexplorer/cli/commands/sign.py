"""`nvexplorer sign`: the signed request as JSON, keys masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.cli import profile_choice, request_arguments
from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.cli.sending import last_key
from nvexplorer.exchange.placeholders import facts_for, resolve
from nvexplorer.signing.cautions import cautions
from nvexplorer.signing.sign import make_stamp, sign

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nvexplorer.cli.context import Context
    from nvexplorer.model.request import SignedRequest


def add_arguments(parser: ArgumentParser) -> None:
    request_arguments.add_arguments(parser)
    parser.add_argument("--timestamp", help="pin the Timestamp, as text")
    parser.add_argument("--timestamp-unix", help="pin TimestampUnix, as text")
    parser.add_argument("--transaction-id", help="pin the transaction ID")


def run(arguments: Namespace, context: Context) -> ExitCode:
    catalogue = profile_choice.load_catalogue(context)
    chosen = profile_choice.choose(context)
    draft = request_arguments.read_draft(arguments, context, catalogue)
    key = last_key(draft, chosen.profile, context)
    facts = facts_for(chosen.profile, context.outside.clock, context.outside.ids, key)
    draft = resolve(draft, facts).draft
    stamp = make_stamp(context.outside.clock.now(), context.outside.ids.new())
    stamp = stamp._replace(
        timestamp=_or(arguments.timestamp, stamp.timestamp),
        timestamp_unix=_or(arguments.timestamp_unix, stamp.timestamp_unix),
        transaction_id=_or(arguments.transaction_id, stamp.transaction_id),
    )
    signed = sign(draft, chosen.profile, chosen.keys(), stamp)
    for caution in cautions(signed.mac_input, draft.parameters):
        context.say(caution)
    context.print_json(as_json(signed))
    return ExitCode.OK


def _or(given: str | None, made: str) -> str:
    return made if given is None else given


def as_json(signed: SignedRequest) -> dict[str, Any]:
    """`mac_input` masks the keys; header values are decoded as they are encoded, ISO-8859-15."""
    message = signed.mac_input
    return {
        "url": signed.mac_url,
        "wire_target": signed.wire_target,
        "method": signed.method,
        "headers": {name: value.decode("iso-8859-15") for name, value in signed.headers},
        "mac_input": message.masked(),
        "parts": [
            {
                "number": part.number,
                "part": part.label,
                "value": part.shown,
                "header": part.header,
                "source": part.field,
                "certainty": part.certainty.value,
                "note": part.note,
            }
            for part in message.parts
        ],
        "mac": signed.mac,
        "algorithm": message.algorithm,
        "encoding": message.encoding,
    }
