"""What the Compare window is made of, without a window: rows beside each other, rows of records,
and the answers that are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from nvexplorer.exchange.compare.alignment import Alignment, pack
from nvexplorer.exchange.compare.results import Counts, Difference, Kind, Run, Step, TextComparison
from nvexplorer.model.exchange import Answer, BytesBody, Exchange, Outcome, Stored
from nvexplorer.ui.panes.compare import shelf
from nvexplorer.ui.panes.compare.beside import Unaligned, prepared
from nvexplorer.ui.panes.compare.record_rows import rows_of
from nvexplorer.ui.panes.compare.shelf import AnswerShelf

RUNS = (
    Run(Kind.SAME, 0, 3, 0, 3),
    Run(Kind.CHANGED, 3, 1, 3, 1),
    Run(Kind.REMOVED, 4, 2, 4, 0),
    Run(Kind.SAME, 6, 2, 4, 2),
    Run(Kind.ADDED, 8, 0, 6, 1),
)


def compared() -> Any:
    return prepared(TextComparison(pack(RUNS), 8, 7, Counts(), ""))


def test_runs_that_follow_each_other_are_one_difference() -> None:
    hunks = compared().hunks
    assert [hunks[n][:2] for n in range(len(hunks))] == [(3, 5), (8, 8)]
    assert [hunks[n].kind for n in range(len(hunks))] == [Kind.CHANGED, Kind.ADDED]
    assert [hunks.at(row) for row in range(9)] == [None] * 3 + [0, 0, 0] + [None] * 2 + [1]
    assert [hunks.after(row) for row in (-1, 3, 5, 8)] == [0, 1, 1, None]
    assert [hunks.before(row) for row in (3, 4, 8)] == [None, 0, 0]
    assert hunks.within(0, 3) is None
    assert hunks.within(0, 4) is Kind.CHANGED
    assert hunks.within(6, 100) is Kind.ADDED


def test_each_row_is_found_where_it_stands() -> None:
    layout = compared().layout
    for row in range(layout.rows):
        for which, number in enumerate(layout.beside(row)[:2]):
            if number is not None:
                assert layout.row_of(which, number) == row
    assert layout.row_of(1, 99) == layout.rows - 1


def test_two_places_stand_beside_each_other() -> None:
    layout = Unaligned((10, 8), 2, 6, 2)
    row = layout.row_of(0, 2)
    assert row == layout.row_of(1, 6)
    assert layout.beside(row)[:2] == (2, 6)
    assert [layout.beside(row + n).kind for n in (-1, 0, 1, 2)] == [
        Kind.SAME,
        Kind.CHANGED,
        Kind.CHANGED,
        Kind.SAME,
    ]
    seen = [layout.beside(n)[:2] for n in range(layout.rows)]
    assert {left for left, _ in seen} - {None} == set(range(10))
    assert {right for _, right in seen} - {None} == set(range(8))


def test_many_runs_are_prepared() -> None:
    runs = (Run(Kind.CHANGED if n % 2 else Kind.SAME, n, 1, n, 1) for n in range(100_000))
    made = prepared(TextComparison(pack(runs), 100_000, 100_000, Counts(), ""))
    assert len(made.hunks) == 50_000
    assert made.layout.rows == Alignment(made.comparison.runs).rows


def difference(kind: Kind, *steps: tuple[str, str] | str) -> Difference:
    path = tuple(Step(each) if isinstance(each, str) else Step(*each) for each in steps)
    return Difference(kind, path, None, None, "a", "b")


def test_differences_stand_below_their_record() -> None:
    one, other = ("Customer", "Code=1"), ("Customer", "Code=2")
    found = [
        difference(Kind.CHANGED, "Root", "Status"),
        difference(Kind.CHANGED, "Root", "List", one, "Name"),
        difference(Kind.ADDED, "Root", "List", one, "Lines", ("Line", "3"), "Sum"),
        difference(Kind.REMOVED, "Root", "List", other),
    ]
    rows = rows_of(found, frozenset(Kind))
    told = [
        (row.name, row.key, row.differences) if row.difference is None else (row.path, row.key)
        for row in rows
    ]
    assert told == [
        ("Root", "", 1),
        ("Status", ""),
        ("Customer", "Code=1", 2),
        ("Name", ""),
        ("Lines/Line[3]/Sum", ""),
        ("", "Code=2"),
    ]
    assert [row.difference for row in rows_of(found, {Kind.REMOVED})] == [found[3]]


class FileBody:
    size = 400_000_000

    def read(self, offset: int, length: int) -> bytes:
        return b""

    def stored(self) -> Stored:
        return Stored(self.size, path="/somewhere")


def exchange(body: object = BytesBody(b"x")) -> Exchange:
    nobody: Any = SimpleNamespace()
    answer = Answer(200, "OK", (), body)  # type: ignore[arg-type]
    return Exchange(nobody, nobody, False, datetime.now(UTC), Outcome.OK, answer)


def test_a_tab_keeps_its_last_answers() -> None:
    kept, tab, other = AnswerShelf(), object(), object()
    sent = [exchange() for _ in range(10)]
    for each in sent:
        kept.put(tab, each)
    kept.put(other, exchange())
    assert kept.before(tab, sent[-1]) == tuple(sent[-2 : -2 - shelf.MOST : -1])
    kept.keep_only([other])
    assert kept.before(tab, None) == ()
    assert len(kept.before(other, None)) == 1


def test_memory_and_files_are_bounded() -> None:
    kept, tab = AnswerShelf(), object()
    large = BytesBody(bytes(shelf.MEMORY // 3))
    for _ in range(5):
        kept.put(tab, exchange(large))
    assert len(kept.before(tab, None)) == 3
    for _ in range(4):
        kept.put(tab, exchange(FileBody()))
    assert len(kept.before(tab, None)) == 2
    huge = FileBody()
    huge.size = 3 * shelf.DISK
    kept.put(tab, exchange(huge))
    assert len(kept.before(tab, None)) == 1


def test_an_exchange_without_an_answer_is_not_kept() -> None:
    kept, tab = AnswerShelf(), object()
    kept.put(tab, exchange()._replace(answer=None))
    assert kept.before(tab, None) == ()
