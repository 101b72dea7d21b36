"""Mistakes with slashes and letter case in the URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.url_parts import pair, parameters, split
from nvexplorer.doctor.mistakes.values import chosen, distinct, edit_of, these, turned
from nvexplorer.doctor.mistakes.words import camel
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients

_URL = PartKind.URL
_SEEN = Certainty.SEEN
_AS_SENT = "all known clients hash the path as they send it"
_CASE = "a note by a reader of the documents says that the case must match"


def _path(change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(url: str) -> str:
        parts = split(url)
        return str(parts._replace(path=change(parts.path)))

    return changed


def _resource(change: Callable[[str], str]) -> Callable[[str], str]:
    """Changes the last segment of the path, without its extension."""

    def changed(path: str) -> str:
        folder, slash, name = path.rpartition("/")
        stem, dot, extension = name.partition(".")
        return folder + slash + change(stem) + dot + extension

    return _path(changed)


def _whole(change: Callable[[str], str]) -> Callable[[str], str]:
    """Changes the whole URL, where that is more than a change of the resource or the host."""

    def changed(url: str) -> str:
        made = change(url)
        parts = split(url)
        partly = (
            str(parts._replace(path=change(parts.path))),
            str(parts._replace(host=change(parts.host))),
            str(parts._replace(scheme=change(parts.scheme))),
        )
        return url if made in partly else made

    return changed


def _small_first(name: str) -> str:
    made = camel(name)
    return made[:1].lower() + made[1:]


_STYLES: dict[str, Callable[[str], str]] = {
    "CamelCase": camel,
    "lower case": str.lower,
    "camelCase": _small_first,
    "Capital first": lambda name: name[:1].upper() + name[1:],
    "UPPER CASE": str.upper,
}


def _extension(path: str) -> str:
    return path[:-3] if path[-3:].lower() == ".nv" else path


def _in_folder(url: str, _: Ingredients, choice: str) -> str:
    return _path(lambda path: choice + path)(url)


def _names(url: str, ingredients: Ingredients, choice: str) -> str:
    style = _STYLES.get(choice)
    parts = split(url)
    if style is None or not parts.query:
        return url
    pairs = map(pair, parameters(parts.query[1:], ingredients.sent_url))
    made = "&".join(str(each._replace(name=style(each.name))) for each in pairs)
    return str(parts._replace(query="?" + made))


_CASES = (
    Mistake(
        "M39", Slot.URL, 45,
        "The resource is written in CamelCase in the URL of the MAC.",
        "Hashed was {made}, requested was {expected}. The resource itself is found in any letter "
        "case, the MAC is not.",
        "Make one string of the URL and use it for the MAC input and for the request.",
        Certainty.RELAYED, turned(_URL, _resource(camel)), group="resource case", order=14,
        source=_CASE,
    ),
    Mistake(
        "U20", Slot.URL, 25,
        "The resource is written in another letter case in the URL of the MAC: {choice}.",
        "Hashed was {made}, requested was {expected}. The resource itself is found in any letter "
        "case, the MAC is not.",
        "Make one string of the URL and use it for the MAC input and for the request.",
        Certainty.RELAYED,
        chosen(_URL, {name: _resource(style) for name, style in _STYLES.items()}),
        these(name for name in _STYLES if name != "CamelCase"), "resource case", 14, source=_CASE,
    ),
    Mistake(
        "U21", Slot.URL, 1,
        "The extension is in upper case in the URL of the MAC.",
        "Hashed was {made}, requested was {expected}.",
        "Make one string of the URL and use it for the MAC input and for the request.",
        Certainty.RELAYED,
        turned(_URL, _path(lambda path: re.sub(r"\.nv(?=/?\Z)", ".NV", path))),
        group="resource case", order=14, source=_CASE,
    ),
    Mistake(
        "U22", Slot.URL, 25,
        "The whole URL is in lower case in the MAC.",
        "Hashed was {made}: values of parameters changed with it.",
        "Hash the URL as it is sent, without ToLower().",
        Certainty.RELAYED, turned(_URL, _whole(str.lower)), group="resource case", order=14,
        source=_CASE,
    ),
    Mistake(
        "U23", Slot.URL, 4,
        "The whole URL is in upper case in the MAC.",
        "Hashed was {made}.",
        "Hash the URL as it is sent, without ToUpper(); make only the digest upper case, if any.",
        Certainty.RELAYED, turned(_URL, _whole(str.upper)), group="resource case", order=14,
        source=_CASE,
    ),
)  # fmt: skip

_NAMES = (
    Mistake(
        "U24", Slot.URL, 18,
        "The names of the parameters are in another letter case in the URL of the MAC: {choice}.",
        "Hashed was {made}, requested was {expected}. The documents of Netvisor use both spellings "
        "of the names.",
        "Make one string of the URL and use it for the MAC input and for the request.",
        Certainty.RELAYED, edit_of(_URL, _names), these(_STYLES), "names", 12, source=_CASE,
    ),
)  # fmt: skip

_SLASHES = (
    Mistake(
        "M37", Slot.URL, 50,
        "The URL in the MAC has two slashes behind the host.",
        "Hashed was {made}: the base URL ends with a slash and the path begins with one.",
        "Take the slash from the end of the base URL when the two are joined, as the HTTP library "
        "did.",
        _SEEN,
        turned(_URL, _path(lambda path: "/" + path if path[:1] == "/" else path)),
        group="path", order=16,
        source="2 clients join blindly, one takes care of the slash",
    ),
    Mistake(
        "M38", Slot.URL, 35,
        "The URL in the MAC has a slash behind the resource.",
        "Hashed was {made}, requested was {expected}.",
        "Hash the URL as it is sent, without a slash at the end.",
        _SEEN,
        turned(_URL, _path(lambda path: path + "/" if path[-1:] not in ("/", "") else path)),
        group="path", order=16, source=_AS_SENT,
    ),
    Mistake(
        "U25", Slot.URL, 12,
        "The slash between host and resource is missing in the URL of the MAC.",
        "Hashed was {made}: the base URL has no slash at its end and the path none in front.",
        "Put one slash between the base URL and the resource; HTTP libraries put it there by "
        "themselves.",
        _SEEN, turned(_URL, _path(lambda path: path.removeprefix("/"))), group="path", order=16,
        source=_AS_SENT,
    ),
    Mistake(
        "U26", Slot.URL, 3,
        "The URL in the MAC has the folder {choice} in front of the resource.",
        "Hashed was {made}: resources are at the root of the host.",
        "Take the folder out of the base URL that is hashed.",
        _SEEN,
        edit_of(_URL, _in_folder), these(("/netvisor", "/api")), "path", 16,
        source="one client used the folder /netvisor in its first version",
    ),
    Mistake(
        "U27", Slot.URL, 12,
        "The URL in the MAC ends without .nv.",
        "Hashed was {made}: the extension was put behind the resource only when it was sent.",
        "Put .nv behind the name before the MAC is made.",
        _SEEN, turned(_URL, _path(_extension)), group="path", order=16, source=_AS_SENT,
    ),
)  # fmt: skip

MISTAKES = (
    *distinct(_URL, _NAMES),
    *distinct(_URL, _CASES),
    *distinct(_URL, _SLASHES),
)
