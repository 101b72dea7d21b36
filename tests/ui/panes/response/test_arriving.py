"""An answer that takes its time is looked at before its end, and told of as what it is."""

from __future__ import annotations

import pytest
from exchanges import exchange
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from nvexplorer.model.errors import Cancelled, ConnectionCut
from nvexplorer.model.exchange import Answer, Outcome, ResponseStatus, Stored
from nvexplorer.model.ports import Progress
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.arriving_story import coming
from nvexplorer.ui.panes.response.pace import Pace
from nvexplorer.ui.panes.response.sending_view import SendingView
from nvexplorer.ui.widgets.xml_view import XmlView

HEAD = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><List>"
ROW = b"<Customer><Name>Virtanen</Name></Customer>"
END = b"</List></Root>"
OK = ResponseStatus(True)
MUCH = HEAD + ROW * 10_000


class Growing:
    """A body that has as much as the test says."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self, offset: int, length: int) -> bytes:
        return self.data[offset : offset + length]

    def stored(self) -> Stored:
        return Stored(len(self.data), self.data)


def told(pane) -> str:
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def progress(body: Growing, expected: int | None = None, status=OK, http: int = 200) -> Progress:
    share = min(1.0, body.size / expected) if expected else None
    return Progress("receive", body.size, expected, Answer(http, "OK", (), body), status, share)


def pace(*notes: tuple[float, int], whole: int | None = None) -> Pace:
    made = Pace()
    for now, received in notes:
        made.note(now, received, min(1.0, received / whole) if whole else None)
    return made


def view(pane) -> XmlView:
    return pane.findChild(XmlView)


def test_a_long_answer_is_readable_at_once_and_goes_on_being_shown_at_its_end(qtbot, pane):
    body = Growing(MUCH)
    pane.show_sending("localhost")
    pane.show_progress(progress(body, 4_000_000))
    assert "OK, receiving" in told(pane)
    assert "420 KB of 4.0 MB" in told(pane)
    assert not pane.findChild(SendingView).isVisible()
    qtbot.waitUntil(lambda: view(pane).row_count > 1000)
    view(pane).verticalScrollBar().setValue(500)
    top = view(pane).verticalScrollBar().value()
    body.data += ROW * 10 + END
    pane.show_progress(progress(body, 4_000_000))
    whole = Answer(200, "OK", (), body)
    pane.show_exchange(exchange(answer=whole, status=OK))
    assert view(pane).verticalScrollBar().value() == top
    qtbot.waitUntil(lambda: view(pane).is_complete)
    assert view(pane).row_text(view(pane).row_count - 1).strip() == "</Root>"
    assert "receiving" not in told(pane)
    assert not [b for b in pane.findChildren(QPushButton) if b.isVisible() and "Stop" in b.text()]
    assert not [b for b in pane.findChildren(QProgressBar) if b.isVisible()]


def test_a_small_answer_that_comes_at_once_is_not_shown_before_its_end(pane):
    body = Growing(HEAD)
    pane.show_sending("localhost")
    pane.show_progress(progress(body))
    assert pane.findChild(SendingView).isVisible()
    body.data += END
    pane.show_exchange(exchange(answer=Answer(200, "OK", (), body), status=OK))
    assert not pane.findChild(SendingView).isVisible()


def test_a_small_answer_that_comes_slowly_is_shown_after_a_moment(qtbot, pane):
    pane.show_sending("localhost")
    pane.show_progress(progress(Growing(HEAD)))
    qtbot.waitUntil(lambda: "OK, receiving" in told(pane))
    assert not pane.findChild(SendingView).isVisible()


def test_stop_keeps_what_came(qtbot, pane):
    body = Growing(MUCH)
    pane.show_sending("localhost")
    pane.show_progress(progress(body, 4_000_000))
    (stop,) = (b for b in pane.findChildren(QPushButton) if b.text() == "Stop here")
    with qtbot.waitSignal(pane.stop_wanted):
        stop.click()
    cut = Answer(200, "OK", (("Content-Length", "4000000"),), body, partial=True)
    problem = Cancelled("receive")
    pane.show_exchange(exchange(Outcome.CANCELLED, answer=cut, status=OK, problem=problem))
    assert "partial: 420 KB of 4.0 MB" in told(pane)
    assert "What had come by then is kept" in told(pane)
    assert view(pane).isVisible()
    assert view(pane).row_count > 100


def test_when_nothing_comes_of_it_the_answer_before_is_shown_again(qtbot, pane):
    pane.show_exchange(exchange())
    qtbot.waitUntil(lambda: view(pane).is_complete)
    before = view(pane).row_count
    pane.show_sending("localhost")
    pane.show_progress(progress(Growing(MUCH)))
    pane.show_unsent()
    assert "receiving" not in told(pane)
    qtbot.waitUntil(lambda: view(pane).is_complete)
    assert view(pane).row_count == before


def test_an_answer_that_arrives_can_be_searched(qtbot, pane):
    pane.show_sending("localhost")
    pane.show_progress(progress(Growing(MUCH)))
    assert pane.has_answer
    with qtbot.waitSignal(view(pane).hits_changed, check_params_cb=lambda n, *_: n > 0):
        pane.find_text("Virtanen")


def test_an_empty_pane_lets_go_of_what_was_arriving(qtbot, pane):
    pane.show_sending("localhost")
    pane.show_progress(progress(Growing(MUCH)))
    pane.show_empty()
    assert not pane.has_answer


@pytest.mark.parametrize(
    ("status", "http", "pill"),
    [
        (None, 200, ("receiving", "neutral")),
        (OK, 200, ("OK, receiving", "ok")),
        (OK, 500, ("receiving", "neutral")),
        (ResponseStatus(False, "X", "y"), 200, ("FAILED, receiving", "bad")),
        (OK._replace(ok=False, contradicted=True), 200, ("FAILED, receiving", "bad")),
    ],
)
def test_what_the_beginning_says(status, http, pill):
    shown = coming(progress(Growing(HEAD), None, status, http), Pace())
    assert shown.pill == pill
    assert shown.http_bad == (http >= 400)


def test_the_pace_is_that_of_the_last_seconds():
    notes = [(n / 10, n * 1_000_000) for n in range(100)]
    assert pace(*notes).rate == pytest.approx(10_000_000)
    assert pace(*notes, whole=199_000_000).left == pytest.approx(10)
    assert pace(*notes).left is None
    faster = pace((0, 0), (10, 10), (11, 1_000_010), (12, 2_000_010))
    assert faster.rate == pytest.approx(1_000_000)
    assert pace((0, 5)).rate is None
    assert pace().silence == 0


def test_of_a_compressed_answer_the_share_is_told_though_its_size_is_not_known():
    made = Pace()
    made.note(0, 0, 0.0)
    made.note(1, 50_000_000, 0.25)
    shown = coming(progress(Growing(b"x" * 100))._replace(share=0.25), made)
    assert (shown.size, shown.share, shown.left) == ("100 bytes", 0.25, "3 s left")


@pytest.mark.parametrize(
    ("notes", "expected", "rate", "left"),
    [
        ([(0, 0), (1, 5_000_000)], 20_000_000, "5.0 MB/s", "3 s left"),
        ([(0, 0), (1, 5_000_000)], 6_000_000, "5.0 MB/s", "less than 1 s left"),
        ([(0, 0), (1, 1_000_000)], 124_000_000, "1.0 MB/s", "2 min left"),
        ([(0, 0), (1, 1_000_000)], 102_000_000, "1.0 MB/s", "1 min 40 s left"),
        ([(0, 0), (1, 1_000)], 10_000_000, "1.0 KB/s", "2.8 h left"),
        ([(0, 0), (1, 1_000)], None, "1.0 KB/s", ""),
        ([(0, 9), (1, 9), (2, 9), (4.5, 9)], 99, "nothing for 4 s", ""),
        ([(0, 9)], 99, "", ""),
    ],
)
def test_pace_in_words(notes, expected, rate, left):
    shown = coming(
        progress(Growing(b"x" * min(notes[-1][1], 100)), expected), pace(*notes, whole=expected)
    )
    assert (shown.rate, shown.left) == (rate, left)


def test_more_than_was_announced_is_no_more_than_all():
    shown = coming(progress(Growing(b"x" * 200), 100), pace((0, 0), (1, 200), whole=100))
    assert shown.share == 1
    assert shown.left == "less than 1 s left"


def test_a_read_that_was_cut_is_marked_and_never_ok():
    cut = Answer(200, "OK", (), Growing(MUCH), partial=True)
    problem = ConnectionCut("The connection was closed in the middle of the answer.", "Try again.")
    shown = exchange(Outcome.NO_ANSWER, answer=cut, status=OK, problem=problem)
    assert story.pill(shown) == ("no complete answer", "warn")
    assert story.facts(shown).partial == "partial: 420 KB"
    explained = story.explanation(shown)
    assert explained.title == "Only a part of the answer came."
    assert explained.what.startswith(problem.what)
    assert explained.next == "Try again."
    refused = ResponseStatus(False, "TECHNICAL_ERROR", "Kesken")
    explained = story.explanation(
        exchange(Outcome.FAILED, answer=cut, status=refused, problem=problem)
    )
    assert problem.what in explained.what
