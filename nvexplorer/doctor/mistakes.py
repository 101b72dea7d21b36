"""The known mistakes with the MAC, one declarative entry each.

An entry's `edit` turns a correct MAC input into the one that the mistaken code hashed. Identifiers
are stable: reports and tests name them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, quote_plus
from zoneinfo import ZoneInfo

from nvexplorer.doctor.edits import (
    added,
    chain,
    everywhere,
    in_text,
    joined_by,
    key_joined_by,
    left_out,
    left_out_of_key,
    moved,
    separator_before,
    set_to,
    settings,
    swapped_in_key,
    swapped_in_text,
)
from nvexplorer.model.mac import Certainty, MacPart, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.edits import Change, Edit
    from nvexplorer.model.mac import MacInput

_K = PartKind


class Facts(NamedTuple):
    """What a mistake may mix in that is no part of the correct MAC input."""

    partner_id: str = ""
    customer_id: str = ""
    other_host: str = "integration.netvisor.fi"
    other_timestamp: str = ""
    body: str = "<root></root>"


class Mistake(NamedTuple):
    id: str
    title: str
    edit: Callable[[Facts], Edit]


def _fixed(edit: Edit) -> Callable[[Facts], Edit]:
    return lambda _: edit


def _url(change: Change) -> Callable[[Facts], Edit]:
    return _fixed(in_text(_K.URL, change))


def _time(change: Change) -> Callable[[Facts], Edit]:
    return _fixed(in_text(_K.TIMESTAMP, change))


def _unix(change: Change) -> Edit:
    return in_text(_K.TIMESTAMP_UNIX, change)


def _both_keys_swapped(message: MacInput) -> MacInput:
    swap = (_K.CUSTOMER_KEY, _K.PARTNER_KEY)
    return chain(swapped_in_text(*swap), swapped_in_key(*swap))(message)


def _partner_id(facts: Facts) -> MacPart:
    note = "The partner ID travels in a header but is no part of the MAC input."
    return MacPart(0, _K.PARTNER_ID, "Partner ID", facts.partner_id, "&", "", "partner: partner ID",
                   Certainty.SEEN, note)  # fmt: skip


def _local(timestamp: str, pattern: str) -> str:
    """The same moment on a Finnish wall clock."""
    utc = _parsed(timestamp)
    local = utc.astimezone(ZoneInfo("Europe/Helsinki"))
    return local.strftime(pattern).replace("{ms}", timestamp[-3:])


def _parsed(timestamp: str) -> datetime:
    return datetime.strptime(timestamp, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)


def _unix_milliseconds(message: MacInput) -> MacInput:
    return _with_unix(message, "")


def _unix_float(message: MacInput) -> MacInput:
    return _with_unix(message, ".")


def _with_unix(message: MacInput, point: str) -> MacInput:
    stamp = message.find(_K.TIMESTAMP)
    milliseconds = stamp.shown[-3:] if stamp else "000"
    return _unix(lambda seconds: seconds + point + milliseconds)(message)


def _unix_from_local(message: MacInput) -> MacInput:
    """A naive UTC clock reading taken for Finnish local time: off by the zone's offset."""

    def shifted(seconds: str) -> str:
        naive = datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None)
        return str(int(naive.replace(tzinfo=ZoneInfo("Europe/Helsinki")).timestamp()))

    return _unix(shifted)(message)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _resource(change: Change) -> Change:
    def edit(url: str) -> str:
        base, question, query = url.partition("?")
        head, slash, name = base.rpartition("/")
        return head + slash + change(name) + question + query

    return edit


def _camel_case(name: str) -> str:
    """`customerlist.nv` as older clients write it: `CustomerList.nv`."""
    stem, dot, ending = name.partition(".")
    stem = re.sub(r"(list|invoice|order|edit|information)$", lambda m: m[0].capitalize(), stem)
    return stem[:1].upper() + stem[1:] + dot + ending


def _query(change: Change) -> Change:
    """Change each name and each value of the query."""

    def edit(url: str) -> str:
        base, question, query = url.partition("?")
        pairs = (pair.partition("=") for pair in query.split("&"))
        changed = (change(name) + equals + change(value) for name, equals, value in pairs)
        return base + question + "&".join(changed) if question else url

    return edit


def _sorted_query(url: str) -> str:
    base, question, query = url.partition("?")
    return base + question + "&".join(sorted(query.split("&")))


def _host(host: str) -> Change:
    return lambda url: re.sub(r"(://)[^/:]+", lambda m: m[1] + host, url, count=1)


_PERCENT_KEPT = ":,/@!$()*;?'+"

MISTAKES: tuple[Mistake, ...] = (
    Mistake("M01", "Plain SHA-256 although HMACSHA256 is announced",
            _fixed(settings(algorithm="SHA256"))),
    Mistake("M02", "TimestampUnix left out", _fixed(left_out(_K.TIMESTAMP_UNIX))),
    Mistake("M03", "TimestampUnix right behind Timestamp",
            _fixed(moved(_K.TIMESTAMP_UNIX, after=_K.TIMESTAMP))),
    Mistake("M04", "Transaction ID before Language",
            _fixed(moved(_K.TRANSACTION_ID, after=_K.TIMESTAMP))),
    Mistake("M05", "Organisation ID and Language swapped",
            _fixed(swapped_in_text(_K.LANGUAGE, _K.ORGANISATION_ID))),
    Mistake("M06", "Organisation ID left out", _fixed(left_out(_K.ORGANISATION_ID))),
    Mistake("M07", "Partner ID put in",
            lambda facts: added(_partner_id(facts), after=_K.CUSTOMER_ID)),
    Mistake("M08", "Partner ID in place of the partner key",
            lambda facts: everywhere(_K.PARTNER_KEY, set_to(facts.partner_id))),
    Mistake("M09", "Customer ID in place of the customer key",
            lambda facts: everywhere(_K.CUSTOMER_KEY, set_to(facts.customer_id))),
    Mistake("M10", "Keys swapped in text and HMAC key", _fixed(_both_keys_swapped)),
    Mistake("M11", "Keys swapped in the HMAC key only",
            _fixed(swapped_in_key(_K.CUSTOMER_KEY, _K.PARTNER_KEY))),
    Mistake("M12", "HMAC key without & between the keys", _fixed(key_joined_by(""))),
    Mistake("M13", "HMAC key is the customer key alone", _fixed(left_out_of_key(_K.PARTNER_KEY))),
    Mistake("M14", "HMAC key is the partner key alone", _fixed(left_out_of_key(_K.CUSTOMER_KEY))),
    Mistake("M15", "Keys in the HMAC key but not in the text",
            _fixed(chain(left_out(_K.CUSTOMER_KEY), left_out(_K.PARTNER_KEY)))),
    Mistake("M16", "Partner key missing at the end", _fixed(left_out(_K.PARTNER_KEY))),
    Mistake("M17", "Parts joined without &", _fixed(joined_by(""))),
    Mistake("M18", "One & missing, before Timestamp", _fixed(separator_before(_K.TIMESTAMP, ""))),
    Mistake("M19", "& at the end", _fixed(settings(suffix="&"))),
    Mistake("M20", "Line break at the end", _fixed(settings(suffix="\n"))),
    Mistake("M21", "Space behind the partner key",
            _fixed(everywhere(_K.PARTNER_KEY, lambda key: key + " "))),
    Mistake("M22", "Timestamp read from the clock twice",
            lambda facts: in_text(_K.TIMESTAMP, set_to(facts.other_timestamp))),
    Mistake("M23", "Finnish local time", _time(lambda t: _local(t, "%Y-%m-%d %H:%M:%S.{ms}"))),
    Mistake("M24", "ISO 8601 with T and Z", _time(lambda t: t.replace(" ", "T") + "Z")),
    Mistake("M25", "No milliseconds", _time(lambda t: t[:-4])),
    Mistake("M26", "Seconds cut off", _time(lambda t: t[:-7])),
    Mistake("M27", "Time in a Finnish culture's format",
            _time(lambda t: _local(t, "%d.%m.%Y ") + _local(t, "%H.%M.%S").lstrip("0"))),
    Mistake("M28", "Language in lower case", _fixed(in_text(_K.LANGUAGE, str.lower))),
    Mistake("M29", "Organisation ID without hyphen",
            _fixed(in_text(_K.ORGANISATION_ID, lambda v: v.replace("-", "")))),
    Mistake("M30", "VAT number in place of the organisation ID",
            _fixed(in_text(_K.ORGANISATION_ID, lambda v: "FI" + v.replace("-", "")))),
    Mistake("M31", "Transaction ID without hyphens",
            _fixed(in_text(_K.TRANSACTION_ID, lambda v: v.replace("-", "")))),
    Mistake("M32", "TimestampUnix in milliseconds", _fixed(_unix_milliseconds)),
    Mistake("M33", "TimestampUnix with decimals", _fixed(_unix_float)),
    Mistake("M34", "TimestampUnix from a UTC clock read as local time", _fixed(_unix_from_local)),
    Mistake("M35", "http in place of https", _url(lambda u: u.replace("https://", "http://", 1))),
    Mistake("M36", "Another host", lambda facts: in_text(_K.URL, _host(facts.other_host))),
    Mistake("M37", "Two slashes before the resource", _url(_resource(lambda name: "/" + name))),
    Mistake("M38", "A slash behind the resource", _url(_resource(lambda name: name + "/"))),
    Mistake("M39", "Resource in other letter case", _url(_resource(_camel_case))),
    Mistake("M40", "Path only, no scheme and host", _url(_path)),
    Mistake("M41", "Default port written out",
            _url(lambda u: re.sub(r"(://[^/:]+)/", r"\1:443/", u, count=1))),
    Mistake("M42", "A lone ? without parameters", _url(lambda u: u if "?" in u else u + "?")),
    Mistake("M43", "Space before the sender", _fixed(in_text(_K.SENDER, lambda v: " " + v))),
    Mistake("M44", "Query string left out", _url(lambda u: u.partition("?")[0])),
    Mistake("M45", "URL percent-encoded",
            _url(_query(lambda v: quote(v, safe=_PERCENT_KEPT)))),
    Mistake("M46", "URL form-encoded, + for space", _url(_query(quote_plus))),
    Mistake("M47", "URL percent-encoded as Latin bytes",
            _url(_query(lambda v: quote(v, safe=_PERCENT_KEPT, encoding="iso-8859-15")))),
    Mistake("M48", "Text hashed as UTF-8", _fixed(settings(encoding="utf-8"))),
    Mistake("M49", "Parameters in another order", _url(_sorted_query)),
    Mistake("M50", "& of the URL HTML-escaped", _url(lambda u: u.replace("&", "&amp;"))),
    Mistake("M51", "Digest in upper case", _fixed(settings(rendering="HEX"))),
    Mistake("M52", "Digest in Base64", _fixed(settings(rendering="base64"))),
    Mistake("M53", "Body added to the text", lambda facts: settings(suffix="&" + facts.body)),
)  # fmt: skip
