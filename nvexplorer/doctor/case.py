"""What the doctor examines: a request's own values, the keys, and what it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.case_url import expected_url, hosts_of, sent_url
from nvexplorer.doctor.mistake import FUNCTION_OF, Ingredients, NamedKeys
from nvexplorer.doctor.shown import Masker, masker, visible
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from nvexplorer.dumps.dump import Reading
    from nvexplorer.model.observation import Observation
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.secret import Secret

LABELS = {
    FieldKind.URL: "URL",
    FieldKind.SENDER: "sender",
    FieldKind.CUSTOMER_ID: "customer ID",
    FieldKind.PARTNER_ID: "partner ID",
    FieldKind.TIMESTAMP: "Timestamp",
    FieldKind.TIMESTAMP_UNIX: "TimestampUnix",
    FieldKind.TRANSACTION_ID: "transaction ID",
    FieldKind.LANGUAGE: "language",
    FieldKind.ORGANISATION_ID: "organisation ID",
    FieldKind.MAC: "MAC",
    FieldKind.ALGORITHM: "algorithm",
    FieldKind.STATUS_CODES: "status codes",
}


class Case(NamedTuple):
    """One request to examine.

    `fields` are the values it came with (typed ones first, then those read), '' for a header that
    is there and empty; what is not there is not in it. `from_profile` are those of the ingredients
    that the request lacks and the profile gave, `missing` those that nobody gave. `now` is what
    the stamps are compared with, None for not at all; `live` when the request was caught just
    then. `used_ids` are transaction IDs that are known to have been sent before this request.
    `caught_at` is where it really went when it is examined as if it had gone to the profile's host.
    `observations` are what a probe saw at any host; those of this one count (observed.py).
    """

    ingredients: Ingredients
    mac: str
    reading: Reading | None
    profile: Profile | None
    fields: Mapping[FieldKind, str]
    from_profile: tuple[FieldKind, ...] = ()
    missing: tuple[FieldKind, ...] = ()
    now: datetime | None = None
    live: bool = False
    used_ids: Collection[str] = ()
    caught_at: str = ""
    observations: tuple[Observation, ...] = ()
    observation_warnings: tuple[str, ...] = ()
    ready: Masker | None = None

    @property
    def profile_name(self) -> str:
        return self.profile.name if self.profile is not None else ""

    def secrets(self) -> tuple[Secret, ...]:
        """Every key that is known here; none of them may be shown."""
        i = self.ingredients
        return tuple(key for each in (i.keys, *i.other_keys) for key in each[1:])

    def masked(self) -> Masker:
        """Takes these keys out of a text."""
        # Made once for a case, since many profiles have many keys.
        if self.ready is not None and self.ready.keys == self.secrets():
            return self.ready
        return masker(self.secrets())

    def __repr__(self) -> str:
        # What was pasted may hold keys.
        return f"Case(mac={self.mac!r}, profile={self.profile_name!r})"


def case_of(
    reading: Reading | None,
    profile: Profile | None,
    keys: Keys | NamedKeys,
    other_keys: Sequence[NamedKeys] = (),
    *,
    values: Mapping[FieldKind, str] | None = None,
    now: datetime | None = None,
    live: bool = False,
    used_ids: Collection[str] = (),
    observed: tuple[tuple[Observation, ...], tuple[str, ...]] = ((), ()),
) -> Case:
    """`values` are typed by the user and win over those read; what both lack comes from the
    profile where it has it. `observed` is as an ObservationStore loads it.

    Raises BadInput, with the field, for what cannot be searched: without URL or MAC, with a MAC
    that can be none, with an algorithm that is not known, without keys.
    """
    fields = dict(reading.fields) if reading is not None else {}
    fields.update(values or {})
    given: dict[FieldKind, str] = {}
    if profile is not None:
        given = {kind: v for kind, v in given_by(profile).items() if kind not in fields}
    found = {**given, **fields}
    mac = _mac(found.get(FieldKind.MAC, ""))
    algorithm = _algorithm(found.get(FieldKind.ALGORITHM, ""))
    sent = sent_url(found.get(FieldKind.URL, ""), profile)
    if not (keys.customer and keys.partner):
        which = "partner key" if keys.customer else "customer key"
        raise BadInput(f"The {which} is empty.", "Enter it under Profiles.", which)
    name = profile.name if profile is not None else ""
    dump = reading.dump if reading is not None else None
    ingredients = Ingredients(
        url=expected_url(sent, profile),
        sent_url=sent,
        sender=found.get(FieldKind.SENDER, ""),
        customer_id=found.get(FieldKind.CUSTOMER_ID, ""),
        partner_id=found.get(FieldKind.PARTNER_ID, ""),
        timestamp=found.get(FieldKind.TIMESTAMP, ""),
        timestamp_unix=found.get(FieldKind.TIMESTAMP_UNIX, ""),
        transaction_id=found.get(FieldKind.TRANSACTION_ID, ""),
        language=found.get(FieldKind.LANGUAGE, ""),
        organisation_id=found.get(FieldKind.ORGANISATION_ID, ""),
        keys=NamedKeys(name, keys.customer, keys.partner),
        algorithm=algorithm,
        method=(dump.method if dump is not None else "") or "GET",
        body=dump.body if dump is not None else "",
        content_type=header(reading, "Content-Type") or "",
        encoding=profile.mac_encoding.lower() if profile is not None else "iso-8859-15",
        other_keys=tuple(other_keys),
        hosts=hosts_of(profile),
    )
    case = Case(
        ingredients, mac, reading, profile, fields, tuple(k for k, v in given.items() if v),
        _missing(found, algorithm), now, live, used_ids,
    )  # fmt: skip
    case = case._replace(observations=observed[0], observation_warnings=observed[1])
    return case._replace(ready=case.masked())


def given_by(profile: Profile) -> dict[FieldKind, str]:
    """The fields of a request that a profile knows."""
    return {
        FieldKind.SENDER: profile.partner.sender,
        FieldKind.CUSTOMER_ID: profile.user.customer_id,
        FieldKind.PARTNER_ID: profile.partner.partner_id,
        FieldKind.LANGUAGE: profile.language.value,
        FieldKind.ORGANISATION_ID: profile.company.organisation_id,
    }


def header(reading: Reading | None, name: str) -> str | None:
    """The value of any header of the dump, None when it is not there."""
    headers = reading.dump.headers if reading is not None else ()
    wanted = name.lower()
    return next((each.value for each in headers if each.name.strip().lower() == wanted), None)


def _mac(text: str) -> str:
    from nvexplorer.doctor.claim_texts import why_none
    from nvexplorer.doctor.claims import claims

    mac = text.strip()
    if not mac:
        raise BadInput(
            "The request holds no MAC.",
            "Paste it with its header X-Netvisor-Authentication-MAC, or type the MAC.",
            "mac",
        )
    if claims(mac):
        return mac
    # Not repeated: it may be a key that was put in the wrong place.
    told = why_none(mac) or (
        f"What stands as the MAC, {len(mac)} characters long, can be none: a MAC is 64 or 32 "
        "hex digits, or Base64."
    )
    raise BadInput(told, "Look whether the value was cut or another one stands there.", "mac")


def _algorithm(value: str) -> str:
    plain = re.sub(r"[\s_-]", "", value).upper()
    if plain in FUNCTION_OF:
        return plain
    if plain:
        raise BadInput(
            f"The algorithm “{visible(value[:40])}” is none that Netvisor knows.",
            f"Write the one that your code computes: {', '.join(FUNCTION_OF)}.",
            "algorithm",
        )
    return "MD5"  # what Netvisor checks without the header: deduced from 5 clients


def _missing(found: Mapping[FieldKind, str], algorithm: str) -> tuple[FieldKind, ...]:
    """As in Reading: what the MAC needs, an organisation ID that is there and empty not among."""
    needed = [
        FieldKind.SENDER,
        FieldKind.CUSTOMER_ID,
        FieldKind.TIMESTAMP,
        *([FieldKind.TIMESTAMP_UNIX] if algorithm == "HMACSHA256" else []),
        FieldKind.TRANSACTION_ID,
        FieldKind.LANGUAGE,
        FieldKind.ORGANISATION_ID,
    ]
    return tuple(kind for kind in needed if kind not in found)
