"""The URL of a request: as it was sent, as it is expected to be hashed, and the hosts to try."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from nvexplorer.doctor.shown import visible
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import MacUrlForm

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile

_HOSTS = ("https://integration.netvisor.fi", "https://isvapi.netvisor.fi")
_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ORIGIN = re.compile(r"(?i)https?://[^/?#\s]+")
# Everything that may stand in a URL on the wire, escapes included.
_ON_THE_WIRE = "".join(chr(c) for c in range(0x21, 0x7F))


def sent_url(text: str, profile: Profile | None) -> str:
    """Whole and percent-encoded, as it was on the wire; a host that it lacks is the profile's.
    Raises BadInput without URL or host."""
    url = text.strip()
    if url and not _ORIGIN.match(url):
        if url.startswith("/") or re.match(r"[\w-]+\.nv(?:[/?#]|$)", url):
            url = f"{_origin(profile)}/{url.lstrip('/')}"
        elif re.match(r"(?i)[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|$)|localhost\b", url):
            url = f"https://{url}"
    if not _ORIGIN.match(url):
        shown = f"The URL “{visible(url[:80])}” has no host." if url else "The request has no URL."
        raise BadInput(
            shown, "Give the whole one, such as https://isvapi.netvisor.fi/customerlist.nv.", "url"
        )
    return quote(url, safe=_ON_THE_WIRE, errors="replace")


def expected_url(sent: str, profile: Profile | None) -> str:
    """What the profile expects to be hashed."""
    as_sent = profile is not None and profile.mac_url_form == MacUrlForm.SENT
    return sent if as_sent else decoded_url(sent)


def decoded_url(url: str) -> str:
    """Percent-decoded once: as UTF-8, as ISO-8859-15 when that is not what was encoded (deduced).
    A plus stays one (open)."""
    try:
        return _RUN.sub(lambda run: _bytes(run[0]).decode("utf-8"), url)
    except UnicodeDecodeError:
        return _RUN.sub(lambda run: _bytes(run[0]).decode("iso-8859-15"), url)


def hosts_of(profile: Profile | None) -> tuple[str, ...]:
    """Netvisor's and the profile's, as origins."""
    if profile is None or not profile.host.strip():
        return _HOSTS
    return tuple(dict.fromkeys((*_HOSTS, _origin(profile))))


def host_of(url: str) -> str:
    """Host and port of a URL in lower case, '' when it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _origin(profile: Profile | None) -> str:
    if profile is None:
        raise BadInput(
            "The URL has no host.",
            "Give the whole one, such as https://isvapi.netvisor.fi/customerlist.nv.",
            "url",
        )
    host = profile.host.strip().rstrip("/")
    return host if "://" in host else f"https://{host}"


def _bytes(run: str) -> bytes:
    return bytes.fromhex(run.replace("%", ""))
