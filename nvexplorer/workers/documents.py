"""Jobs that read an answer from end to end."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from nvexplorer.xmltext.stored import opened
from nvexplorer.xmltext.wellformed import first_fault

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.wellformed import Fault
_HEAD = 1024
_JSON = re.compile(rb'\{\s*+["}]|\[\s*+(?:[\[{"\]0-9-]|true|false|null)')


def fault_of(stored: Stored) -> Fault | None:
    """The job "first-fault": what keeps a body from being well-formed; of what was never meant to
    be XML, what it is."""
    with opened(stored) as source:
        fault = first_fault(source)
        kind = _other_kind(source.read(0, _HEAD)) if fault is not None else ""
    if fault is None or not kind:
        return fault
    return fault._replace(
        sentence=f"This is {kind}, not XML: a proxy or another server may have answered in "
        "Netvisor's place, which the headers may tell."
    )


def _other_kind(head: bytes) -> str:
    head = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html>", b"<html ")):
        return "a web page (HTML)"
    return "JSON" if _JSON.match(head) else ""
