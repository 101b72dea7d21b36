"""What `nvexplorer doctor` examines: the requests of a text, with the keys of the profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.cli import profile_choice
from nvexplorer.doctor.case import LABELS, case_of
from nvexplorer.doctor.mistake import NamedKeys
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.dumps.readings import decoded
from nvexplorer.model.errors import BadInput, KeychainLocked, KeychainMissing, KeyError_, StoreError
from nvexplorer.model.profile import Keys
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nvexplorer.cli.context import Context
    from nvexplorer.doctor.case import Case
    from nvexplorer.dumps.dump import Reading
    from nvexplorer.model.profile import Profile

# Without these nothing is to be found; TimestampUnix may well be what is missing.
_NEEDED = (FieldKind.URL, FieldKind.MAC, FieldKind.TIMESTAMP, FieldKind.TRANSACTION_ID)


class Known(NamedTuple):
    """Whose keys a request is examined with. `profile` is None for keys of the environment."""

    profile: Profile | None
    keys: Keys
    others: tuple[NamedKeys, ...] = ()


class Examined(NamedTuple):
    """`number` counts the requests of the text from 1."""

    number: int
    reading: Reading


def readings(name: str, context: Context, hashed: str = "") -> tuple[Examined, ...]:
    """Every request in a file, `-` for standard input, with the text that was `hashed` where that
    is given. Those without a MAC are left out where others have one. Raises BadInput."""
    from nvexplorer.dumps.read import read_dumps
    from nvexplorer.dumps.recognise import recognise

    dumps = read_dumps(read_text(name, context))
    if hashed:
        dumps = tuple(dump._replace(hashed=hashed) for dump in dumps)
    found = [Examined(number, recognise(dump)) for number, dump in enumerate(dumps, 1)]
    signed = [each for each in found if each.reading.value(FieldKind.MAC)]
    found = signed or [each for each in found if len(each.reading.fields) > 1]
    if not found:
        raise BadInput(
            f"No request of Netvisor's was recognised in {_named(name)}.",
            "Give the request as raw HTTP, as curl, as a list of its headers with the URL, as HAR "
            "or as a line of a log.",
            "request",
        )
    return tuple(found)


def _named(name: str) -> str:
    return "standard input" if name == "-" else name


def read_text(name: str, context: Context) -> str:
    """In whatever encoding it is. Raises BadInput."""
    if name == "-" and context.streams.ask is not None:
        context.say("Paste the request, then end the input (Ctrl+D; on Windows Ctrl+Z, Enter).")
    try:
        data = context.streams.stdin.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(
            f"The file {name} cannot be read: {error.strerror}.", "Check its name.", "request"
        ) from None
    return decoded(data)


def parse_values(given: Sequence[str]) -> dict[FieldKind, str]:
    """Of `--set name=value`. Raises BadInput."""
    values = {}
    names = {kind.value: kind for kind in FieldKind}
    for text in given:
        name, equals, value = text.partition("=")
        plain = name.strip().lower().replace("-", "_")
        if plain.endswith("_key") or plain == "key":
            raise BadInput(
                "A key is never given as an argument, where other programs see it.",
                "Set NVEXPLORER_CUSTOMER_KEY and NVEXPLORER_PARTNER_KEY, or name a profile.",
                "arguments",
            )
        if not equals or plain not in names:
            raise BadInput(
                f"“{name}” is no field of a request." if equals else f"“{name}” has no value.",
                f"Write name=value with one of {', '.join(names)}.",
                "arguments",
            )
        values[names[plain]] = value
    return values


def known(context: Context, reading: Reading) -> Known:
    """The profile asked for, else the one that has the customer ID of the request, else the usual
    choice, with the keys of all others that are to be had. Raises BadInput and KeyError_."""
    from nvexplorer.library.environment_profile import profile_from_environment

    if context.profile is None and profile_from_environment(context.environ) is not None:
        chosen = profile_choice.choose(context)
        return Known(chosen.profile, chosen.keys(), _others(context, chosen.profile))
    _, book = profile_choice.open_profiles(context)
    given = [context.environ.get(f"NVEXPLORER_{who}_KEY") for who in ("CUSTOMER", "PARTNER")]
    if context.profile is None and not book.default and all(given):
        return Known(None, Keys(*(Secret(value or "") for value in given)))
    if context.profile is None:
        customer = reading.value(FieldKind.CUSTOMER_ID)
        partner = reading.value(FieldKind.PARTNER_ID)
        own = [
            profile
            for profile in (book.joined(each) for each in book.profiles)
            if profile.user.customer_id == customer
            and partner in (None, "", profile.partner.partner_id)
        ]
        default = book.joined(book.default) if book.default else None
        if len(own) == 1 and own[0] != default:
            context.say(f"The request names the API user of the profile “{own[0].name}”.")
            context = context._replace(profile=own[0].name)
    chosen = profile_choice.choose(context)
    return Known(chosen.profile, chosen.keys(), _others(context, chosen.profile))


def _others(context: Context, profile: Profile) -> tuple[NamedKeys, ...]:
    """Keys of other profiles, each pair once: a request may have been signed with them."""
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.library.profiles import ProfileStore

    book = ProfileStore(context.outside.dirs.config).load().book
    store, found, seen = KeyStore(context.outside.secrets), [], set[Keys]()
    for each in book.profiles:
        name = book.entry(each).name
        if name == profile.name:
            continue
        try:
            keys = store.keys_for(book, each)
        except (KeychainLocked, KeychainMissing):
            break
        except KeyError_:
            continue
        if keys not in seen:
            seen.add(keys)
            found.append(NamedKeys(name, *keys))
    return tuple(found)


def case_for(context: Context, reading: Reading, values: Mapping[FieldKind, str]) -> Case:
    """Raises BadInput, naming what the request lacks."""
    from nvexplorer.library.observations import ObservationStore

    there = dict(reading.fields) | dict(values)
    lacking = [kind for kind in _NEEDED if kind not in there]
    if lacking:
        names = ", ".join(LABELS[kind] for kind in lacking)
        sets = " ".join(f"--set {kind.value}=…" for kind in lacking)
        raise BadInput(
            f"The request has no {names}.", f"Give more of it, or add {sets}.", lacking[0].value
        )
    who = known(context, reading)
    return case_of(
        reading,
        who.profile,
        who.keys,
        who.others,
        values=values,
        now=context.outside.clock.now(),
        used_ids=_used(context, there),
        observed=ObservationStore(context.outside.dirs.data).load(),
    )


def _used(context: Context, there: Mapping[FieldKind, str]) -> tuple[str, ...]:
    """The transaction ID when our own log has it, of another sending than this one."""
    from nvexplorer.doctor.used_ids import used_before
    from nvexplorer.library.log import Log

    try:
        return used_before(Log(context.outside.dirs.data), there)
    except StoreError as error:
        context.say(str(error))
        return ()
