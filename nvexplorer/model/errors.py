"""Everything that can go wrong, as sentences.

ExplorerError            what happened, and what to do next
├── BadInput             something typed or loaded cannot be used        (exit status 2)
│   └── NotEncodable     characters that the encoding lacks
├── NetworkError         the request or its answer did not get through   (exit status 3)
│   ├── NameNotFound     the host has no address
│   ├── Refused          nobody listens there
│   ├── TimedOut         connect, first byte or silence limit
│   ├── TlsFailed        certificate or handshake
│   ├── ProxyFailed      the proxy refused or is unreachable
│   ├── ConnectionCut    closed or reset in the middle
│   └── NotHttp          the answer is not HTTP, or not readable as such
├── Cancelled            the user stopped it
├── AnswerError          an answer came, but it is not a complete Netvisor answer
├── KeyError_            a key is not to be had
│   ├── KeyMissing       no key is stored
│   ├── KeychainLocked   the keychain is locked or the user said no
│   └── KeychainMissing  no usable keychain on this system
├── WorkerEnded          the process that did the work ended before it was done
└── StoreError           a file of ours cannot be read or written
    ├── Unreadable       damaged or not ours; set aside, never overwritten
    └── ReadOnly         cannot be written
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """`what` happened and where, `next` what to do; each one sentence."""

    what: str
    next: str

    def __str__(self) -> str:
        return f"{self.what} {self.next}".strip()


class ExplorerError(Exception):
    """`what` and `next` are shown to the user as they are; never put a key into them."""

    def __init__(self, what: str, next: str = "") -> None:
        super().__init__(what, next)
        self.what = what
        self.next = next

    def __str__(self) -> str:
        return f"{self.what} {self.next}".strip()


class BadInput(ExplorerError):
    """`field` names the place, in the words of the form: `sender`, `host`, `parameter keyword`."""

    def __init__(self, what: str, next: str = "", field: str = "") -> None:
        super().__init__(what, next)
        self.field = field


class NotEncodable(BadInput):
    """`characters` are the ones that the encoding lacks, each once, in order of appearance."""

    def __init__(self, what: str, next: str, field: str, characters: str) -> None:
        super().__init__(what, next, field)
        self.characters = characters


class NetworkError(ExplorerError):
    """`phase`: resolve, connect, tls, proxy, send, wait or receive."""

    def __init__(self, what: str, next: str = "", phase: str = "") -> None:
        super().__init__(what, next)
        self.phase = phase


class NameNotFound(NetworkError): ...


class Refused(NetworkError): ...


class TimedOut(NetworkError): ...


class TlsFailed(NetworkError): ...


class ProxyFailed(NetworkError): ...


class ConnectionCut(NetworkError): ...


class NotHttp(NetworkError): ...


class Cancelled(ExplorerError):
    """`phase` as in NetworkError; `queue` while it waited for its turn."""

    def __init__(self, phase: str = "") -> None:
        super().__init__("The request was cancelled.", "")
        self.phase = phase


class AnswerError(ExplorerError): ...


class KeyError_(ExplorerError): ...


class KeyMissing(KeyError_): ...


class KeychainLocked(KeyError_): ...


class KeychainMissing(KeyError_): ...


class WorkerEnded(ExplorerError): ...


class StoreError(ExplorerError): ...


class Unreadable(StoreError): ...


class ReadOnly(StoreError): ...


def kind_and_place(error: BaseException) -> str:
    """The exception's type, with file and line for a report. Its text is left out, since it may
    hold anything."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = type(error).__name__
    if trace is None:
        return name
    file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f"{name}, {file}:{trace.tb_lineno}"


def describe(error: BaseException) -> Message:
    """What happened and what to do next; of unknown exceptions `kind_and_place`."""
    if isinstance(error, ExplorerError):
        return Message(error.what, error.next)
    return Message(
        f"Something unexpected went wrong ({kind_and_place(error)}).",
        "Save your work, try again, and report it if it happens twice.",
    )
