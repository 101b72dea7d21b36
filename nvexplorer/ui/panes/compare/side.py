"""What stands on one side of a comparison."""

from __future__ import annotations

import weakref
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_tabs import charset_of
from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.file_body import FileBody

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft


class SideKind(StrEnum):
    ANSWER = "answer"
    REQUEST = "request"
    FILE = "file"
    TEXT = "text"


class Side(NamedTuple):
    """`title` and `detail` say what it is; neither holds a key. `resource` is empty and `profile`
    None where they are not known; `charset` is what the HTTP Content-Type says. `sent` is when the
    request of an answer was sent, `path` where a file is."""

    kind: SideKind
    title: str
    detail: str
    body: Body
    charset: str | None = None
    resource: str = ""
    profile: Profile | None = None
    sent: datetime | None = None
    path: Path | None = None


class OpenFile(FileBody):
    """Open as long as somebody holds it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        weakref.finalize(self, self._file.close)


def resource_of(exchange: Exchange) -> str:
    """Such as `customerlist.nv`: what was asked then."""
    return exchange.request.wire_target.partition("?")[0].rpartition("/")[2]


def of_exchange(exchange: Exchange) -> Side:
    """An exchange that has an answer."""
    assert exchange.answer is not None
    profile, body = exchange.profile, exchange.answer.body
    detail = f"{profile.company.name} · {exchange.started.astimezone():%H:%M:%S}"
    return Side(
        SideKind.ANSWER,
        resource_of(exchange),
        f"{detail} · {exchange.outcome.value} · {size_text(body.size)}",
        body,
        charset_of(exchange.answer),
        resource_of(exchange),
        profile,
        exchange.started,
    )


def of_body(draft: RequestDraft, name: str, profile: Profile | None) -> Side:
    """The body of a request as it is typed, placeholders as they stand."""
    data = draft.body.encode("utf-8", "replace")
    detail = f"body of {draft.resource or 'a request'} · {size_text(len(data))}"
    return Side(SideKind.REQUEST, name, detail, BytesBody(data), "utf-8", draft.resource, profile)


def of_fields(draft: RequestDraft, name: str, profile: Profile | None) -> Side:
    """Method, resource and parameters of a request, one on each line."""
    lines = [f"{draft.method} {draft.resource}"]
    lines += [
        f"{each.name}={each.value}" if each.enabled else f"# {each.name}={each.value}"
        for each in draft.parameters
    ]
    data = "\n".join(lines).encode("utf-8", "replace")
    detail = f"URL and parameters of {draft.resource or 'a request'}"
    return Side(SideKind.REQUEST, name, detail, BytesBody(data), "utf-8", "", profile)


def of_text(text: str) -> Side:
    """What was on the clipboard."""
    data = text.encode("utf-8", "replace")
    return Side(SideKind.TEXT, "Clipboard", size_text(len(data)), BytesBody(data), "utf-8")


def of_file(path: Path) -> Side:
    """In a thread: a disk may be slow. Raises BadInput."""
    try:
        if path.is_dir():
            raise BadInput(f"{path.name} is a folder.", "Choose a file.", "file")
        body = OpenFile(path)
    except OSError as error:
        raise BadInput(
            f"{path.name} cannot be read: {error.strerror}.", "Choose another file.", "file"
        ) from error
    detail = f"{path.parent} · {size_text(body.size)}"
    return Side(SideKind.FILE, path.name, detail, body, path=path)


def in_order(one: Side, other: Side) -> tuple[Side, Side]:
    """Of two answers of the same company the earlier first; else as they are."""
    if other_environment(one, other) is False and one.sent and other.sent:
        return (one, other) if one.sent <= other.sent else (other, one)
    return one, other


def other_environment(left: Side, right: Side) -> bool | None:
    """Whether the two come from different companies or environments; None where that is not
    known."""
    one, other = left.profile, right.profile
    if one is None or other is None:
        return None
    return (one.environment, one.host, one.company.organisation_id) != (
        other.environment,
        other.host,
        other.company.organisation_id,
    )
