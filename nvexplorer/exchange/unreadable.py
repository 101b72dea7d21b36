"""Why an answer is not a whole answer of Netvisor's, in sentences."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.parsers.expat import errors

from nvexplorer.model.errors import AnswerError

if TYPE_CHECKING:
    from nvexplorer.exchange.answer_scan import Scan
    from nvexplorer.model.exchange import Body, ResponseStatus

_LOOKED_AT = 64 << 10
_BROKEN_OFF = {
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_ASYNC_ENTITY,
    )
}
_WEB_PAGE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.I | re.S)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)


def describe_problem(body: Body, scan: Scan, *, closed: bool) -> AnswerError | None:
    if body.size == 0:
        return AnswerError(
            "The answer is empty.", "Look at its HTTP status and headers, then try again."
        )
    if scan.status is None:
        return _not_netvisors(body, scan, closed=closed)
    if not closed:
        return _broken_off(body)
    if scan.status.contradicted:
        return _contradicting(scan.status)
    if scan.entities:
        return _with_entities()
    if scan.error is not None:
        return AnswerError(
            f"The answer is not well-formed XML at line {scan.error.lineno}, column "
            f"{scan.error.offset + 1}.",
            "Its ResponseStatus could be read; other programs may refuse the whole.",
        )
    if scan.fell_back:
        return AnswerError(
            f"The answer is declared as {scan.declared} but holds bytes that are not.",
            "It was read as ISO-8859-15, so some letters may be wrong.",
        )
    if scan.moved:
        return AnswerError(
            "White space stands before the XML declaration of the answer.",
            "It was passed over here; other programs may refuse the answer.",
        )
    return None


def _contradicting(status: ResponseStatus) -> AnswerError:
    code = f" ({status.code})" if status.code else ""
    return AnswerError(
        f"The answer says OK and also refuses{code}.",
        "Go by the refusal, and do not rely on the data beside it.",
    )


def _not_netvisors(body: Body, scan: Scan, *, closed: bool) -> AnswerError:
    start = body.read(0, _LOOKED_AT).decode("utf-8", "replace").lstrip("\ufeff")
    if _WEB_PAGE.match(start):
        found = _TITLE.search(start)
        title = " ".join(html.unescape(found[1]).split())[:100] if found else ""
        named = f", titled “{title}”" if title else ""
        return AnswerError(
            f"Instead of XML came a web page{named}.",
            "Check host and resource; a proxy, a firewall or a login page answers so.",
        )
    if scan.entities:
        return _with_entities()
    if not scan.root:
        shown = "".join(c if c.isprintable() else "·" for c in start.strip()[:40])
        return AnswerError(
            f"The answer is not XML: it begins with “{shown}”.",
            "Check host and resource; something else than Netvisor may have answered.",
        )
    if scan.error is not None and scan.error.code not in _BROKEN_OFF:
        return AnswerError(
            f"The answer has no ResponseStatus that could be read: its XML is wrong at line "
            f"{scan.error.lineno}, column {scan.error.offset + 1}.",
            "Look at the answer as text.",
        )
    if not closed and scan.error is not None:
        return _broken_off(body)
    return AnswerError(
        f"The answer is XML with the root element {scan.root[:100]}, but it has no ResponseStatus.",
        "Look at the answer; Netvisor's own say OK or FAILED at their beginning.",
    )


def _broken_off(body: Body) -> AnswerError:
    return AnswerError(
        f"The answer breaks off after {body.size} bytes, before the end of its root element.",
        "Try again, and ask for less at a time.",
    )


def _with_entities() -> AnswerError:
    return AnswerError(
        "The answer declares entities, as Netvisor's never do; they were not expanded.",
        "Check that the host is Netvisor's.",
    )
