"""A request of the main window as text, to be examined and compared with one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.placeholder_values import facts_for
from nvexplorer.exchange.placeholders import resolve
from nvexplorer.model.exchange import Outcome
from nvexplorer.signing.sign import make_stamp, sign
from nvexplorer.signing.urls import build_urls

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Clock, Ids
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft, SignedRequest

# Headers that say nothing of the MAC, of the URL's part, or of the body.
_LEFT_OUT = {"host", "user-agent", "accept", "accept-encoding", "content-length"}
# A refusal is short; whatever is longer says nothing of the MAC.
_LONGEST_ANSWER = 200_000


class Asked(NamedTuple):
    """An open request, and how it was sent last."""

    draft: RequestDraft
    book: Book
    profile_id: str
    last_key: str
    exchange: Exchange | None


class Taken(NamedTuple):
    """`note` says what the text is and what to do with it."""

    text: str
    note: str
    profile_id: str


def take(asked: Asked, keys: KeyStore, clock: Clock, ids: Ids) -> Taken:
    """In a thread: the keychain may be slow. Raises KeyMissing, KeychainLocked, and BadInput for
    what cannot be signed."""
    profile = asked.book.joined(asked.profile_id)
    exchange = asked.exchange
    facts = facts_for(profile, clock, ids, asked.last_key)
    draft = resolve(asked.draft, facts).draft
    if exchange is not None and _same(draft, profile, exchange.request):
        text = as_text(exchange.request, exchange.profile.body_encoding) + _refusal(exchange)
        when = f"as it was sent at {clock.local(exchange.started):%H:%M:%S}"
    else:
        signed = sign(
            draft,
            profile,
            keys.keys_for(asked.book, asked.profile_id),
            make_stamp(clock.now(), ids.new()),
        )
        text, when = as_text(signed, profile.body_encoding), "as it would be sent now"
    note = f"{draft.resource} {when}. Put the MAC that your code makes in the place of this one."
    return Taken(text, note, asked.profile_id)


def sent(exchange: Exchange) -> str:
    """A request as it was sent, and what Netvisor answered when it refused. In a thread: the
    answer is in a file."""
    return as_text(exchange.request, exchange.profile.body_encoding) + _refusal(exchange)


def as_text(request: SignedRequest, body_encoding: str) -> str:
    """Method and URL, the headers that matter, and the body."""
    lines = [f"{request.method} {request.url}"]
    lines += [
        f"{name}: {value.decode('iso-8859-15')}"
        for name, value in request.headers
        if name.lower() not in _LEFT_OUT
    ]
    text = "\n".join(lines) + "\n"
    if request.body:
        text += "\n" + request.body.decode(body_encoding, "replace") + "\n"
    return text


def _same(draft: RequestDraft, profile: Profile, sent: SignedRequest) -> bool:
    urls = build_urls(profile.host, draft.resource, draft.parameters)
    body = draft.body.encode(profile.body_encoding, "replace") if draft.method == "POST" else None
    return (
        (draft.method, urls.origin, urls.wire_target)
        == (sent.method, sent.origin, sent.wire_target)
        and body == sent.body
    )  # fmt: skip


def _refusal(exchange: Exchange) -> str:
    """What Netvisor answered, when it refused: it may tell what it hashed."""
    answer = exchange.answer
    if exchange.outcome != Outcome.FAILED or answer is None:
        return ""
    if not 0 < answer.body.size <= _LONGEST_ANSWER:
        return ""
    body = answer.body.read(0, _LONGEST_ANSWER).decode("utf-8", "replace")
    return f"\nHTTP/1.1 {answer.http_status} {answer.reason}\n\n{body}\n"
