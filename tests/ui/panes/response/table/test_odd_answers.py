"""Answers that are no lists: the table says so, or shows what there is, and the window goes on."""

from __future__ import annotations

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtWidgets import QApplication, QLabel

from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
from nvexplorer.ui.panes.response.table.page import TablePage

ROW = b"<r><a>1</a><b>x</b></r>"


@pytest.fixture
def page(qtbot, theme, tasks, workers):
    shown = TablePage(ViewServices(theme, tasks, workers))
    qtbot.addWidget(shown)
    shown.resize(800, 400)
    shown.show()
    yield shown
    shown.clear()


def _says(page, text):
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return any(text in each for each in labels)


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 100_000,
        b"\0" * 300_000,
        b"<Root>" + b"x" * 300_000,
        b"<Root><a/><b/></Root>",
        b"no XML at all",
        b"<" * 300_000,
    ],
    ids=["deep", "NUL", "endless", "nothing repeats", "text", "tags"],
)
def test_where_nothing_repeats_it_says_so(qtbot, page, data):
    with Heartbeat() as heart:
        page.show_answer(Shown(BytesBody(data)))
        qtbot.waitUntil(lambda: _says(page, "Nothing repeats in this answer."), timeout=30_000)
    assert heart.longest_work < MOST_WORK


def test_rows_end_where_the_tags_stop_making_sense(qtbot, page):
    places = []
    page.place_wanted.connect(lambda start, end: places.append(start))
    data = b"<Root><L>" + ROW * 5 + b"</M>" + ROW * 5 + b"</L></Root>"
    page.show_answer(Shown(BytesBody(data)))
    qtbot.waitUntil(lambda: _says(page, "The rows end where"), timeout=30_000)
    assert page.grid.model().rowCount() == 5


def test_the_answer_that_is_gone_is_not_read_any_more(qtbot, page, tasks):
    page.show_answer(Shown(BytesBody(b"<Root><L>" + ROW * 500 + b"</L></Root>")))
    page.clear()
    qtbot.waitUntil(lambda: tasks.idle, timeout=30_000)
    assert page.grid.model().rowCount() == 0
    page.show_answer(Shown(BytesBody(b"<Root><L>" + ROW * 3 + b"</L></Root>")))
    qtbot.waitUntil(lambda: page.complete, timeout=30_000)
    assert page.grid.model().rowCount() == 3


def test_a_value_of_a_group_counts_once_in_a_sum(qtbot, page):
    inner = b"<i><s>100,50</s><l><n>1</n></l><l><n>2</n></l></i>"
    page.show_answer(Shown(BytesBody(b"<Root><L>" + inner * 3 + b"</L></Root>")))
    qtbot.waitUntil(lambda: page.complete, timeout=30_000)
    page.bar.chosen.emit("L/i/l")
    qtbot.waitUntil(lambda: page.complete and page.grid.model().rowCount() == 6, timeout=30_000)
    titles = [page.model.columns[c].title for c in range(page.model.columnCount())]
    page.grid.selectColumn(titles.index("s"))
    qtbot.waitUntil(lambda: "sum" in page.foot.sums, timeout=30_000)
    assert "sum 301,50" in page.foot.sums
    assert "each i counted once" in page.foot.sums


def test_empty_cells_are_copied_as_lines_of_their_own(qtbot, page):
    cells = ["1" if n % 50 == 0 else "" for n in range(300)]
    rows = "".join(f"<r><a>{cell}</a><b>x</b></r>" for cell in cells)
    page.show_answer(Shown(BytesBody(f"<Root>{rows}</Root>".encode())))
    qtbot.waitUntil(lambda: page.complete)
    QApplication.clipboard().clear()
    page.grid.selectColumn(0)
    page.copying.copy(False)
    qtbot.waitUntil(lambda: not page.copying.rows and bool(QApplication.clipboard().text()))
    assert QApplication.clipboard().text().split("\n") == [*cells, ""]
