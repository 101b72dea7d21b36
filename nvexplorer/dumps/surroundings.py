"""What an object says beside its headers: URL, method, body and answer, under their many names."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from nvexplorer.dumps.assemble import METHODS
from nvexplorer.dumps.targets import trimmed

if TYPE_CHECKING:
    from nvexplorer.dumps.tree import Branch, Node

#: So many items before and behind the headers are looked at.
NEAR = 80
_URL_KEYS = {
    "url", "uri", "requesturl", "requesturi", "fullurl", "rawurl", "href", "endpoint",
    "absoluteuri", "absoluteurl", "target", "address", "originalurl", "requestpath",
}  # fmt: skip
_BASE_KEYS = {"baseurl", "baseuri", "baseaddress", "prefixurl", "origin"}
_METHOD_KEYS = {"method", "requestmethod", "httpmethod", "verb"}
_BODY_KEYS = {"body", "data", "requestbody", "postdata", "payload", "requestdata"}
_ANSWER_KEYS = {"response", "responsebody", "responsetext", "answer", "reply", "responsedata",
                "responsecontent", "text"}  # fmt: skip
_TEXT_KEYS = ("text", "raw", "content", "body", "data", "stream")
_IS_URL = re.compile(r"https?://\S|/[\w./-]*\.nv\b|[\w-]+\.nv\b", re.IGNORECASE)
_CALL = re.compile(
    r"(?:^|[.:>$ ])(GET|POST|PUT|DELETE)(?:Async|String|ForObject|_request)*$", re.IGNORECASE
)
_NOT_LETTERS = re.compile(r"[\W_]+", re.ASCII)


def squeezed(key: str) -> str:
    return _NOT_LETTERS.sub("", key.lower())


class Surroundings:
    """Filled from the nearest branch outwards; what is nearer stays."""

    def __init__(self) -> None:
        self.url = self.method = self.body = self.answer = self.host = self.scheme = ""
        self._base = self._path = ""

    def take(self, branch: Branch, at: int) -> None:
        """What a branch says, from the item `at` outwards, those before it first."""
        found = _CALL.search(branch.label)
        if found:
            self.method = self.method or found[1].upper()
        before = range(min(at, len(branch)) - 1, max(-1, at - NEAR), -1)
        order = [*before, *range(at, min(len(branch), at + NEAR))]
        for index in order:
            self._item(*branch[index])
        if self._base and self.url and "://" not in self.url:
            self.url = f"{self._base.rstrip('/')}/{self.url.lstrip('/')}"
        if not self.url and self._path and (self._base or self.host):
            self.url = self._base.rstrip("/") + self._path if self._base else self._path

    def _item(self, key: str, value: Node) -> None:
        name = squeezed(key)
        if name in _URL_KEYS or (not key and isinstance(value, str) and "://" in value[:8]):
            self.url = self.url or _url(value)
        elif name in _METHOD_KEYS:
            method = _scalar(value).upper()
            if re.fullmatch(METHODS, method):
                self.method = self.method or method
        elif name in _BASE_KEYS and "://" in _scalar(value):
            self._base = self._base or _scalar(value)
        elif name in ("host", "hostname") and "." in _scalar(value):
            self.host = self.host or _scalar(value)
        elif name in ("path", "pathname") and _scalar(value).startswith("/"):
            self._path = self._path or _scalar(value)
        elif name in ("protocol", "scheme") and _scalar(value).lower().startswith("http"):
            self.scheme = self.scheme or _scalar(value).rstrip(":/").lower()
        elif name in _BODY_KEYS:
            self.body = self.body or _text(value)
        elif name in _ANSWER_KEYS:
            text = _text(value)
            if re.search(r"[<{\s]", text):  # and not the name of a variable
                self.answer = self.answer or text


def _scalar(value: Node) -> str:
    if isinstance(value, str):
        return value.strip()
    labels = value.scalars()
    if labels[:1] == ["Host"]:  # Node keeps a header's name beside its value
        labels = labels[1:]
    return ".".join(labels)  # Postman keeps a host as its labels


def _url(value: Node) -> str:
    if isinstance(value, str):
        value = value.strip()
        return trimmed(value) if _IS_URL.match(value) else ""
    keyed = {squeezed(key): item for key, item in value if key}
    for key in ("raw", "href", "url", "absoluteuri"):
        if isinstance(found := keyed.get(key), str) and _IS_URL.match(found):
            return found
    path = keyed.get("path", keyed.get("pathname", ""))
    tail = path if isinstance(path, str) else "/".join(path.scalars())
    if not tail:
        return ""
    host = _scalar(keyed.get("host", keyed.get("hostname", "")))
    scheme = _scalar(keyed.get("protocol", keyed.get("scheme", ""))).rstrip(":/") or "https"
    query = _scalar(keyed.get("search", keyed.get("query", ""))).lstrip("?")
    url = f"{scheme}://{host}/{tail.lstrip('/')}" if host else tail
    return f"{url}?{query}" if query and "?" not in url else url


def _text(value: Node) -> str:
    """A body: the string, or the one that an object keeps under `text`, `raw` or `content`."""
    if isinstance(value, str):
        nothing = value in ("null", "None", "undefined", "nil", "<nil>") or value[:5] == "HTTP/"
        return "" if nothing else value.strip()
    keyed = {squeezed(key): item for key, item in value if key}
    encoded = keyed.get("encoding") == "base64"
    for key in _TEXT_KEYS:
        if key in keyed and (text := _text(keyed[key])):
            return _decoded(text) if encoded else text
    return ""


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return text
