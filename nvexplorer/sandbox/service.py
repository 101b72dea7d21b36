"""One request from its head to the bytes of its answer: no sockets here."""

from __future__ import annotations

import re
import traceback
from collections import deque
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.sandbox import seed
from nvexplorer.sandbox.answers import failed, ok
from nvexplorer.sandbox.authentication import (
    Authenticator,
    Caller,
    MacMismatch,
    language_of,
    wants_status_codes,
)
from nvexplorer.sandbox.call import Call
from nvexplorer.sandbox.handlers import HANDLERS
from nvexplorer.sandbox.moments import finnish
from nvexplorer.sandbox.query import Query
from nvexplorer.sandbox.refusal import (
    INVALID_DATA,
    TECHNICAL_ERROR,
    Refused,
    not_imitated,
    own,
    own_data_error,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.company import Company
    from nvexplorer.sandbox.credentials import SandboxAccount
    from nvexplorer.sandbox.wire import Head

_SEEN_AT_MOST = 10_000


class Seen(NamedTuple):
    """What the sandbox saw of one request.

    `resource` is in lower case, `target` as sent. `url_form`: over which form of the URL the MAC
    was computed: `decoded`, `as sent`, `the same in both forms`, or '' when it was not accepted.
    `overlapped`: it came while another request for the same organisation was in progress.
    `outcome`: OK or the code of the failure, `reason` its text. `notes`: remarks for the log.
    """

    method: str
    resource: str
    target: str
    organisation_id: str
    transaction_id: str
    algorithm: str
    url_form: str
    overlapped: bool
    outcome: str
    reason: str
    http_status: int
    notes: tuple[str, ...]


class Service:
    """The account, its company and what has been seen. Safe for several threads.

    Work on one request goes `begin` (head) → `finish` (body) → `end`: from begin to end, other
    requests for the same organisation are refused, as article 77000500440 asks for one at a time.
    """

    def __init__(
        self,
        account: SandboxAccount,
        now: Callable[[], datetime],
        on_handling: Callable[[str], None] | None = None,
    ) -> None:
        self._authenticator = Authenticator(account)
        self._now = now
        self._on_handling = on_handling
        self._lock = Lock()
        self._in_progress: set[str] = set()
        self.seen: deque[Seen] = deque(maxlen=_SEEN_AT_MOST)

    def use(self, account: SandboxAccount, also_at: str = "") -> None:
        """Know this account from the next request on; `also_at` as in `check_mac`."""
        authenticator = Authenticator(account, also_at)
        with self._lock:
            self._authenticator = authenticator

    @cached_property
    def company(self) -> Company:
        """Made when it is first asked for."""
        return seed.company()

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue.load(resources_root())

    def begin(self, head: Head) -> Request:
        """Authenticates; an accepted request is in progress until its `end`."""
        request = Request(head)
        with self._lock:
            try:
                request.caller = self._authenticator.check(head, self._now())
            except Refused as refusal:
                request.refusal = refusal
                if isinstance(refusal, MacMismatch) and refusal.hint:
                    request.notes.append(refusal.hint)
                return request
            organisation = request.caller.organisation_id
            if organisation in self._in_progress:
                request.overlapped = True
                text = "Another request for this organisation is in progress: send one at a time."
                request.refusal = Refused(TECHNICAL_ERROR, own(text))
            else:
                self._in_progress.add(organisation)
                request.in_progress = True
        return request

    def finish(self, request: Request, body: bytes) -> Reply:
        """Handles the request and remembers it."""
        now = self._now()
        try:
            if request.refusal is not None:
                raise request.refusal
            answer = ok(self._handle(request, body, now), now)
        except Refused as refusal:
            return self._refuse(request, refusal, now)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            request.notes.append(f"{type(error).__name__} at {where.name}:{where.lineno}")
            fault = Refused(
                TECHNICAL_ERROR, own("The sandbox failed; the fault is in the sandbox.")
            )
            return self._refuse(request, fault, now)
        return Reply(answer, self._remember(request, "OK", "", 200))

    def _refuse(self, request: Request, refusal: Refused, now: datetime) -> Reply:
        status = refusal.http_status if wants_status_codes(request.head) else 200
        seen = self._remember(request, refusal.code, refusal.text, status)
        return Reply(failed(refusal, now), seen)

    def malformed(self, sentence: str) -> bytes:
        """The answer (HTTP status 400) to something that is not HTTP as the sandbox reads it."""
        return failed(Refused(INVALID_DATA, own(sentence)), self._now())

    def end(self, request: Request) -> None:
        """The answer is out, or there is none to come. May be called again."""
        if request.in_progress and request.caller is not None:
            request.in_progress = False
            with self._lock:
                self._in_progress.discard(request.caller.organisation_id)

    def _handle(self, request: Request, body: bytes, now: datetime) -> list[ET.Element]:
        head, resource = request.head, request.resource
        handler = HANDLERS.get(resource)
        if handler is None:
            if self._catalogue.entry(resource):
                raise not_imitated(resource)
            text = own(f"There is no resource {head.target.partition('?')[0]}.")
            raise Refused(INVALID_DATA, text, http_status=404)
        if head.method != handler.method:
            raise own_data_error(f"{resource} is called with {handler.method}, not {head.method}.")
        if self._on_handling is not None:
            self._on_handling(resource)
        query = Query(head.target.partition("?")[2])
        call = Call(
            self.company,
            query,
            body,
            lambda: self._catalogue.definition(resource).request,
            finnish(now),
            language_of(head),
            request.notes,
        )
        data = list(handler.answer(call))
        if ignored := query.unread():
            request.notes.append(f"ignored: {', '.join(ignored)}")
        return data

    def _remember(self, request: Request, outcome: str, reason: str, status: int) -> Seen:
        head, caller = request.head, request.caller or Caller("", "", "", "")
        seen = Seen(
            head.method,
            request.resource,
            head.target,
            *caller,
            overlapped=request.overlapped,
            outcome=outcome,
            reason=reason,
            http_status=status,
            notes=tuple(request.notes),
        )
        self.seen.append(seen)
        return seen


class Reply(NamedTuple):
    """The body of an answer, and what is remembered of its request."""

    body: bytes
    seen: Seen


class Request:
    """A request between its head and its answer."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.caller: Caller | None = None
        self.refusal: Refused | None = None
        self.overlapped = False
        self.in_progress = False
        self.notes: list[str] = []

    @property
    def resource(self) -> str:
        """The name in lower case: resource names ignore letter case (two clients send CamelCase).

        Only what lies directly under the root is one.
        """
        path = re.sub("(?i)^https?://[^/]*", "", self.head.target.partition("?")[0])
        return path.removeprefix("/").lower()
