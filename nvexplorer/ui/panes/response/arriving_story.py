"""An answer that is still coming, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.panes.response.story import Pill
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from nvexplorer.model.ports import Progress
    from nvexplorer.ui.panes.response.pace import Pace

_SILENT_AFTER = 3.0  # seconds


class Coming(NamedTuple):
    """Texts of the strip; empty ones are left out. `share` is that of the whole that has come,
    None when it is not known."""

    pill: Pill
    http: str
    http_bad: bool
    size: str
    rate: str
    left: str
    share: float | None


def coming(progress: Progress, pace: Pace) -> Coming:
    """`progress` has an answer. What its beginning says is not yet how it ends."""
    answer, expected = progress.answer, progress.expected
    assert answer is not None
    size = size_text(progress.received)
    return Coming(
        pill=_pill(progress),
        http=f"HTTP {answer.http_status} {answer.reason}".strip(),
        http_bad=answer.http_status >= 400,
        size=f"{size} of {size_text(expected)}" if expected else size,
        rate=_rate(pace),
        left=_left(pace.left),
        share=progress.share,
    )


def _pill(progress: Progress) -> Pill:
    status, answer = progress.status, progress.answer
    if status is not None and not status.ok:
        return Pill("FAILED, receiving", "bad")
    if status is not None and answer is not None and answer.http_status < 400:
        return Pill("OK, receiving", "ok")
    return Pill("receiving", "neutral")


def _rate(pace: Pace) -> str:
    if pace.silence >= _SILENT_AFTER:
        return f"nothing for {int(pace.silence)} s"
    return f"{size_text(int(pace.rate))}/s" if pace.rate is not None else ""


def _left(seconds: float | None) -> str:
    """Whole seconds, and above a minute every tenth of them, so that it does not flicker."""
    if seconds is None:
        return ""
    if seconds < 1:
        return "less than 1 s left"
    if seconds < 60:
        return f"{seconds:.0f} s left"
    minutes = seconds / 60
    if minutes < 60:
        whole, rest = divmod(round(seconds / 10) * 10, 60)
        return f"{whole} min {rest:02d} s left" if rest else f"{whole} min left"
    return f"{minutes / 60:.1f} h left"
