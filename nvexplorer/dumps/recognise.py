"""Says which values of a dump are Netvisor's, what is missing, and what is wrong with the dump."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from nvexplorer.dumps import findings, stamps
from nvexplorer.dumps.dump import Dump, FieldKind, Finding, Header, Reading
from nvexplorer.dumps.names import HEADER_OF, Spelling, key_like, match, short
from nvexplorer.dumps.values import checked

_NEEDED = (
    FieldKind.URL,
    FieldKind.SENDER,
    FieldKind.CUSTOMER_ID,
    FieldKind.TIMESTAMP,
    FieldKind.TIMESTAMP_UNIX,
    FieldKind.TRANSACTION_ID,
    FieldKind.LANGUAGE,
    FieldKind.ORGANISATION_ID,
    FieldKind.MAC,
)
_ALGORITHMS = ("HMACSHA256", "SHA256", "MD5")
_KEY_VALUE = re.compile(r"[0-9a-f]{32}\Z", re.IGNORECASE)
_KEY_PARAMETER = re.compile(r"[?&][\w.-]*(?:key|secret|avain)=[0-9a-f]{32}(?:&|\Z)", re.IGNORECASE)
# So many names without `X-Netvisor-` tell that they are meant as Netvisor's.
_SHORT_ENOUGH = 3


class _Found(NamedTuple):
    header: Header
    name: str
    spelling: Spelling


def recognise(dump: Dump) -> Reading:
    """The fields of a dump by kind, under the right name or one that means it, with findings.

    Of a header that is there more than once the value under the best spelling is taken, of those
    the first. `missing` are those that the MAC needs and that are not there. No finding holds the
    value of a header that looks like a key.
    """
    said: list[Finding] = []
    by_kind: dict[FieldKind, list[_Found]] = {}
    shorts = {kind for header in dump.headers if (kind := short(header.name))}
    for header in dump.headers:
        name = header.name.strip()
        if _is_key(name, header.value):
            said.append(findings.key_on_the_wire(name))
            continue
        found = match(name)
        if found is not None:
            by_kind.setdefault(found.kind, []).append(_Found(header, name, found.spelling))
        elif len(shorts) >= _SHORT_ENOUGH and (kind := short(name)):
            by_kind.setdefault(kind, []).append(_Found(header, name, Spelling.SHORT))
    values: dict[FieldKind, str] = {}
    if dump.url:
        values[FieldKind.URL], about = _url(dump.url)
        said += about
    order = list(Spelling)
    for kind in HEADER_OF:
        every = sorted(by_kind.get(kind, ()), key=lambda found: order.index(found.spelling))
        if not every:
            continue
        # A short name beside a real header is some other thing.
        every = [each for each in every if each.spelling != Spelling.SHORT] or every
        values[kind], about = _taken(kind, every)
        said += about
    said += _algorithm(values)
    said += _mac(values.get(FieldKind.MAC, ""))
    said += stamps.findings(
        values.get(FieldKind.TIMESTAMP, ""), values.get(FieldKind.TIMESTAMP_UNIX, "")
    )
    if values.keys() - {FieldKind.URL} and FieldKind.STATUS_CODES not in values:
        said.append(_no_status_codes(values.get(FieldKind.ALGORITHM, "")))
    fields = tuple((kind, values[kind]) for kind in FieldKind if kind in values)
    hmac = _plain(values.get(FieldKind.ALGORITHM, "")) == "HMACSHA256"
    missing = tuple(
        kind
        for kind in _NEEDED
        if kind not in values and (hmac or kind != FieldKind.TIMESTAMP_UNIX)
    )
    return Reading(dump, fields, missing, tuple(said))


def _is_key(name: str, value: str) -> bool:
    return key_like(name) and (
        _KEY_VALUE.match(value.strip()) is not None or "netvisor" in name.lower()
    )


def _taken(kind: FieldKind, every: list[_Found]) -> tuple[str, list[Finding]]:
    """The value that counts, and what is to be said of each that stands for this kind."""
    said = []
    for each in every:
        about = findings.spelling(kind, each.spelling, each.name)
        if about is not None:
            said.append(about)
        if not each.name.isascii():
            said.append(findings.non_ascii_name(each.name))
        if each.header.name != each.header.name.rstrip():
            said.append(findings.space_before_colon(each.name))
    first = every[0]
    value, odd = checked(kind, first.name, first.header.value)
    said += odd
    if len(every) > 1:
        same = len({each.header.value.strip() for each in every}) == 1
        said.append(findings.twice(kind, [each.name for each in every], same))
    return value, said


def _url(url: str) -> tuple[str, list[Finding]]:
    said = []
    if _KEY_PARAMETER.search(url):
        said.append(findings.key_in_url())
    if "&amp;" in url:
        url = html.unescape(url)
        said.append(Finding(
            "url-html-escaped", "warning", "The URL has &amp; in place of &.",
            "A page or an XML text escapes it so; it was read as &. If your code sends or hashes "
            "it so, that is a mistake.", "Check that the URL that your code uses has a bare &.",
        ))  # fmt: skip
    if "://" not in url:
        said.append(Finding(
            "url-without-host", "warning", "The text does not say which host was asked.",
            "The MAC is made over the whole URL, with scheme and host (certain).",
            "Add the host to the URL, such as https://isvapi.netvisor.fi.",
        ))  # fmt: skip
    return url, said


def _algorithm(values: dict[FieldKind, str]) -> list[Finding]:
    value = values.get(FieldKind.ALGORITHM)
    name = HEADER_OF[FieldKind.ALGORITHM]
    if value is None or value in _ALGORITHMS or not value:
        return []
    if _plain(value) in _ALGORITHMS:
        right = _plain(value)
        if value.upper() == right:
            return [Finding(
                "algorithm-case", "warning", f"The algorithm is not written as {right}.",
                "In all clients it is in capitals; whether Netvisor takes another form is not "
                "known.", f"Send {right}.", name,
            )]  # fmt: skip
        return [Finding(
            "algorithm-unknown", "error", f"The algorithm is not written as {right}.",
            "The values that are known are HMACSHA256, SHA256 and MD5, without hyphens (seen in "
            "all clients).", f"Send {right}.", name,
        )]  # fmt: skip
    return [Finding(
        "algorithm-unknown", "error", "The algorithm is none that Netvisor is known to have.",
        "The values that are known are HMACSHA256, SHA256 and MD5.", "Send HMACSHA256.", name,
    )]  # fmt: skip


def _mac(mac: str) -> list[Finding]:
    bare = re.sub(r"[\s:-]", "", mac)
    if not re.fullmatch(r"[0-9a-fA-F]+", bare) or len(bare) in (32, 40, 64, 96, 128):
        return []
    odd = "an odd number of" if len(bare) % 2 else str(len(bare))
    return [Finding(
        "mac-length", "error", f"The MAC has {odd} hex digits.",
        "An MD5 has 32, SHA-256 and HMAC-SHA-256 have 64: a part is missing or too much.",
        "Paste the whole MAC.", HEADER_OF[FieldKind.MAC],
    )]  # fmt: skip


def _no_status_codes(algorithm: str) -> Finding:
    name = HEADER_OF[FieldKind.STATUS_CODES]
    return Finding(
        "status-codes-missing", "note", f"{name} is not there.",
        "It is listed among the changes for HMACSHA256 (documented: discussion 77000290155)."
        if _plain(algorithm) == "HMACSHA256"
        else "Without it failures may come with HTTP 200 (documented: discussion 77000289952).",
        f"Send {name}: 1.",
    )  # fmt: skip


def _plain(algorithm: str) -> str:
    return re.sub(r"[\W_]", "", algorithm).upper()
