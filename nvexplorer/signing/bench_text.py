"""What is on the bench as text: to copy and to examine, never to send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import Secret
from nvexplorer.signing import mac_input
from nvexplorer.signing.bench import EDITED

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacInput
    from nvexplorer.model.profile import Profile

_BREAKS = re.compile(r"[\r\n\0]+")
# What may stand in a URL as it is, percent signs among it: only the others are escaped.
_IN_URL = "%:/?#[]@!$&'()*+,;=-._~"


def header_lines(profile: Profile, message: MacInput, mac: str) -> tuple[str, ...]:
    """Netvisor's headers and Content-Type with the values of `message`, in the order in which they
    are sent. None carries a key. A line break in a value, which no header can carry, is a space.
    """
    values = {part.header: part.value for part in message.parts if part.header}
    lines = [
        (mac_input.SENDER, values.get(mac_input.SENDER)),
        (mac_input.CUSTOMER_ID, values.get(mac_input.CUSTOMER_ID)),
        (mac_input.PARTNER_ID, profile.partner.partner_id),
        (mac_input.TIMESTAMP, values.get(mac_input.TIMESTAMP)),
        (mac_input.TIMESTAMP_UNIX, values.get(mac_input.TIMESTAMP_UNIX)),
        (mac_input.TRANSACTION_ID, values.get(mac_input.TRANSACTION_ID)),
        (mac_input.LANGUAGE, values.get(mac_input.LANGUAGE)),
        (mac_input.ORGANISATION_ID, values.get(mac_input.ORGANISATION_ID)),
        (mac_input.ALGORITHM, message.algorithm),
        (mac_input.MAC, mac),
        (mac_input.STATUS_CODES, "1" if profile.status_codes else None),
        ("Content-Type", profile.content_type),
    ]
    return tuple(
        f"{name}: {_BREAKS.sub(' ', value)}"
        for name, value in lines
        if value is not None and not isinstance(value, Secret)
    )


def raw_request(method: str, sent_url: str, profile: Profile, message: MacInput, mac: str) -> str:
    """Request line with the whole URL, Host and `header_lines`, for whoever examines it.

    `sent_url` is the URL as it would be sent. A URL that was edited on the bench stands in its
    place, with what no request line can hold percent-encoded.
    """
    part = message.find(PartKind.URL)
    url = sent_url
    if part is not None and part.field == EDITED and isinstance(part.value, str):
        url = quote(_BREAKS.sub("", part.value), safe=_IN_URL, errors="replace")
    lines = [f"{method} {url} HTTP/1.1"]
    host = _host(url)
    if host:
        lines.append(f"Host: {host}")
    return "\n".join((*lines, *header_lines(profile, message, mac))) + "\n"


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
