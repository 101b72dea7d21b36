"""What the answer to a small read proves: the clock, the MAC, the right to the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from nvexplorer.catalogue.error_codes import explain_code, explain_text
from nvexplorer.exchange.check_line import CheckLine, State
from nvexplorer.exchange.clock_skew import clock_skew
from nvexplorer.model.exchange import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.model.exchange import Body, Exchange, ResponseStatus

# Above this Netvisor may refuse HMACSHA256; where its limit lies is not published.
_SKEW_WARNING = 60
_COMPANY_WITHIN = 1 << 20

# Codes that say nothing of the MAC: Netvisor did not come to look at it, or cannot be relied upon.
_SILENT = {"SYSTEM_MAINTENANCE", "SYSTEM_MAINTANANCE", "TECHNICAL_ERROR", "REQUEST_NOT_UNIQUE", ""}


def judge(exchange: Exchange, resource: str) -> Iterator[CheckLine]:
    """Answer, clock, MAC and resource, and company when the answer names it."""
    yield _answer_line(exchange)
    if exchange.answer is None:
        yield CheckLine("clock", State.SKIPPED, "Not tried: no answer came.")
    else:
        yield clock_line(exchange)
    if exchange.status is None:
        for step in ("MAC", "resource"):
            yield CheckLine(step, State.SKIPPED, "Not known: Netvisor's answer did not come.")
        return
    yield from _status_lines(exchange.status, resource)
    name = _company_name(exchange, resource)
    if name:
        yield CheckLine("company", State.OK, f"Netvisor names the company {name}.")


def _answer_line(exchange: Exchange) -> CheckLine:
    seconds = exchange.timing.total
    problem, answer = exchange.problem, exchange.answer
    if exchange.status is None or answer is None or exchange.outcome == Outcome.NO_ANSWER:
        what = problem.what if problem else "No answer of Netvisor's came."
        then = problem.next if problem else "Check the host."
        return CheckLine("answer", State.BAD, what, then, seconds)
    what = f"Netvisor answered (HTTP {answer.http_status})."
    if problem is not None:
        return CheckLine("answer", State.WARNING, f"{what} {problem.what}", problem.next, seconds)
    return CheckLine("answer", State.OK, what, "", seconds)


def clock_line(exchange: Exchange) -> CheckLine:
    """How this computer's clock stands to the server's, as far as the answer tells."""
    skew = clock_skew(exchange)
    if skew is None:
        return CheckLine(
            "clock", State.UNKNOWN, "The answer has no readable Date header to compare with."
        )
    if round(skew) == 0:
        return CheckLine("clock", State.OK, "This computer's clock agrees with the server's.")
    direction = "ahead of" if skew > 0 else "behind"
    what = f"This computer's clock is {abs(skew):.0f} seconds {direction} the server's."
    if abs(skew) <= _SKEW_WARNING:
        return CheckLine("clock", State.OK, what)
    return CheckLine(
        "clock",
        State.WARNING,
        what,
        "Set the clock. With HMACSHA256 Netvisor checks the time (documented); how much it allows "
        "is not published.",
    )


def _status_lines(status: ResponseStatus, resource: str) -> Iterator[CheckLine]:
    if status.ok:
        yield CheckLine("MAC", State.OK, "Netvisor accepted the MAC.")
        yield CheckLine("resource", State.OK, f"{resource} is allowed.")
        return
    said = f"Netvisor said: {status.code} :: {status.text}" if status.code else status.text
    then = _next(status)
    if status.code == "AUTHENTICATION_FAILED":
        yield CheckLine("MAC", State.BAD, said, then)
        yield CheckLine("resource", State.SKIPPED, "Not tried: the request was not authenticated.")
    elif status.code in _SILENT:
        yield CheckLine("MAC", State.UNKNOWN, said, then)
        yield CheckLine("resource", State.UNKNOWN, "Netvisor did not come so far.")
    else:
        yield CheckLine("MAC", State.OK, "Netvisor accepted the MAC and looked at the request.")
        refused = status.code == "SERVICE_ACCESS_ERROR"
        yield CheckLine("resource", State.BAD if refused else State.UNKNOWN, said, then)


def _next(status: ResponseStatus) -> str:
    known = explain_text(status.code, status.text)
    if known:
        return known
    help_ = explain_code(status.code)
    return help_.do if help_ else "Go by Netvisor's own text."


def _company_name(exchange: Exchange, resource: str) -> str:
    """Only getcompanyinformation names the company; a name elsewhere may be a customer's."""
    if exchange.outcome != Outcome.OK or exchange.problem is not None or exchange.answer is None:
        return ""
    if not resource.lower().startswith("getcompanyinformation"):
        return ""
    return _find_name(exchange.answer.body)


def _find_name(body: Body) -> str:
    try:
        root = ElementTree.fromstring(body.read(0, _COMPANY_WITHIN))
    except ElementTree.ParseError:
        return ""
    found = root.find("./CompanyInformation/Company/Name")
    return (found.text or "").strip() if found is not None else ""
