"""An exchange in words: its pill, the facts of the strip, and the explanation of a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.error_codes import explain_code, explain_text
from nvexplorer.model.errors import ExplorerError
from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.wording import duration_text, plural, size_text

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Answer, Exchange, ResponseStatus, Timing
    from nvexplorer.model.ports import Progress

_PILLS = {
    Outcome.OK: "ok",
    Outcome.FAILED: "bad",
    Outcome.UNKNOWN: "unknown",
    Outcome.UNREADABLE: "warn",
    Outcome.NO_ANSWER: "bad",
    Outcome.CANCELLED: "neutral",
}


class Pill(NamedTuple):
    """`kind` is a badge's: ok, bad, warn, unknown or neutral."""

    text: str
    kind: str


class Facts(NamedTuple):
    """Texts of the status strip; empty ones are left out."""

    http: str
    http_bad: bool
    time: str
    size: str
    answered: str
    partial: str


class Explanation(NamedTuple):
    """`quoted` is Netvisor's own text, unchanged. `kind` is a banner's: bad, warn or info."""

    kind: str
    title: str
    what: str
    next: str = ""
    quoted: str = ""


def pill(exchange: Exchange) -> Pill:
    if exchange.outcome == Outcome.NO_ANSWER and _came(exchange):
        return Pill("no complete answer", "warn")
    return Pill(exchange.outcome.value, _PILLS[exchange.outcome])


def facts(exchange: Exchange) -> Facts:
    """HTTP status 400 and up is bad, whatever the body says."""
    answer, status = exchange.answer, exchange.status
    timed = exchange.timing.total > 0
    return Facts(
        http=f"HTTP {answer.http_status} {answer.reason}".strip() if answer else "",
        http_bad=answer is not None and answer.http_status >= 400,
        time=duration_text(exchange.timing.total) if timed else "",
        size=_size(answer, exchange.parts) if answer else "",
        answered=f"answered {status.timestamp}" if status and status.timestamp else "",
        partial=_partial(answer) if answer else "",
    )


def _size(answer: Answer, parts: int) -> str:
    size = size_text(answer.body.size)
    return size if parts == 1 else f"{size}, joined of {parts} answers"


def _partial(answer: Answer) -> str:
    if not answer.partial:
        return ""
    expected = answer.header("Content-Length")
    # With a content encoding the header counts other bytes than the body.
    if expected and expected.isdigit() and not answer.header("Content-Encoding"):
        return f"partial: {size_text(answer.body.size)} of {size_text(int(expected))}"
    return f"partial: {size_text(answer.body.size)}"


def _came(exchange: Exchange) -> bool:
    """There is something of a body to look at."""
    return exchange.answer is not None and exchange.answer.body.size > 0


def explanation(exchange: Exchange) -> Explanation | None:
    """What went wrong and what to do; None when there is nothing to explain."""
    outcome = exchange.outcome
    if outcome == Outcome.FAILED:
        return _failed(exchange)
    if outcome == Outcome.UNKNOWN:
        return _unknown(exchange)
    if outcome == Outcome.CANCELLED:
        kept = "What had come by then is kept and shown below. " if _came(exchange) else ""
        return Explanation(
            "info", "You cancelled this request.", f"{kept}Nothing was changed in Netvisor."
        )
    problem = exchange.problem
    if outcome == Outcome.UNREADABLE:
        return Explanation(
            "warn",
            "The answer has no ResponseStatus.",
            problem.what if problem else "It did not come from the interface as we know it.",
            problem.next
            if problem and problem.next
            else "Look at the answer and its headers below: a proxy or a wrong host answers so.",
        )
    if outcome == Outcome.NO_ANSWER:
        problem = problem or ExplorerError("The request ended without an answer.", "Send it again.")
        if _came(exchange):
            what = (
                f"{problem.what} What came is kept and shown below: do not take it for the whole."
            )
            return Explanation("warn", "Only a part of the answer came.", what, problem.next)
        return Explanation("bad", "No answer from Netvisor.", problem.what, problem.next)
    if problem is not None:
        return Explanation("warn", problem.what, problem.next)
    return None


def _failed(exchange: Exchange) -> Explanation:
    status, answer = exchange.status, exchange.answer
    if status is not None and (status.code or status.text):
        told = _refused(status)
        also = "The answer says OK as well. " if status.contradicted else ""
        cut = exchange.problem.what if answer and answer.partial and exchange.problem else ""
        return told._replace(what=f"{also}{told.what} {cut}".rstrip())
    http = f"HTTP {answer.http_status} {answer.reason}".strip() if answer else "FAILED"
    problem = exchange.problem
    if problem is not None:
        return Explanation("bad", f"{http}.", problem.what, problem.next)
    if status is not None:
        return Explanation(
            "bad",
            "Netvisor refused the request without saying why.",
            "The ResponseStatus is FAILED, but it holds no code and no text.",
            "Look at the answer below; with the transaction ID Netvisor's support can look it up.",
        )
    return Explanation(
        "bad",
        f"{http}, and no ResponseStatus.",
        "The request was refused by something that does not answer as the interface does.",
        "Look at the answer and its headers below: a proxy, a firewall or a wrong host answers so.",
    )


def _refused(status: ResponseStatus) -> Explanation:
    """Netvisor's code and text; a known text says more than its code."""
    quoted = _quoted(status)
    help_, known = explain_code(status.code), explain_text(status.code, status.text)
    title = help_.title + "." if help_ else "Netvisor refused the request."
    if known:
        return Explanation("bad", title, known, "", quoted)
    if help_:
        return Explanation("bad", title, help_.what, help_.do, quoted)
    what = (
        f"{status.code} is none of the nine codes that are documented."
        if status.code
        else "The refusal carries no code."
    )
    return Explanation("bad", title, what, "Go by Netvisor's own text.", quoted)


def _quoted(status: ResponseStatus) -> str:
    return f"{status.code} :: {status.text}" if status.code else status.text


def _unknown(exchange: Exchange) -> Explanation:
    problem, status = exchange.problem, exchange.status
    first = problem.what if problem else "No complete answer came."
    return Explanation(
        "warn",
        "It may have been booked: look in Netvisor before sending it again.",
        f"{first} The request had been sent by then, so Netvisor may have carried it out.",
        "Look for it in Netvisor, or fetch it with a list request. It is never sent again by"
        " itself.",
        _quoted(status) if status is not None and not status.ok else "",
    )


def keys_texts(keys: tuple[str, ...], most: int = 3) -> tuple[tuple[str, ...], str]:
    """The inserted keys that are shown one by one, and a text for those that are not."""
    if len(keys) <= most:
        return keys, ""
    return keys[:most], f"and {plural(len(keys) - most, 'more key')}"


def progress_text(progress: Progress | None, host: str) -> str:
    """What a sending is doing now; `host` without scheme."""
    if progress is None:
        return "Signing…"
    if progress.phase == "receive":
        received = size_text(progress.received)
        if progress.expected:
            return f"Receiving: {received} of {size_text(progress.expected)}"
        return f"Receiving: {received}"
    return {
        "queue": "Waiting for its turn: one request at a time for each company…",
        "resolve": f"Looking up {host}…",
        "connect": f"Connecting to {host}…",
        "tls": "Securing the connection…",
        "send": "Sending…",
        "wait": "Sent. Waiting for the answer…",
    }.get(progress.phase, "Working…")


def phases(timing: Timing) -> tuple[tuple[str, float], ...]:
    """The phases that happened, in order; they sum to the total."""
    named = (
        ("Looking up the name", timing.resolve),
        ("Connecting", timing.connect),
        ("Securing (TLS)", timing.tls),
        ("Sending", timing.send),
        ("Waiting for the first byte", timing.wait),
        ("Receiving", timing.receive),
        ("Other", timing.other or None),
    )
    return tuple((name, seconds) for name, seconds in named if seconds is not None)


def file_name(exchange: Exchange) -> str:
    """A name to offer for a saved answer, such as `customerlist 2026-11-22 153012.xml`."""
    path = exchange.request.wire_target.partition("?")[0]
    resource = path.rpartition("/")[2].removesuffix(".nv")
    plain = "".join(c for c in resource if c.isalnum() or c in "-_") or "answer"
    return f"{plain} {exchange.started.astimezone():%Y-%m-%d %H%M%S}.xml"
