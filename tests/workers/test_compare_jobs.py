"""The jobs of comparing, as the window asks for them: through the pipes of a real process."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import pytest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.compare.alignment import Alignment
from nvexplorer.exchange.compare.options import Side, preset
from nvexplorer.exchange.compare.results import Comparison, Kind, TextComparison
from nvexplorer.model.errors import ExplorerError
from nvexplorer.model.exchange import Stored
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT = b"<a><r><Id>1</Id></r><r><Id>2</Id></r></a>"
RIGHT = b"<a><r><Id>1</Id></r><r><Id>3</Id></r></a>"


@pytest.fixture
def workers() -> Iterator[ProcessWorkers]:
    workers = ProcessWorkers(SystemClock())
    yield workers
    workers.close()


def result(workers: ProcessWorkers, job: str, *arguments: object) -> object:
    told: queue.Queue[object] = queue.Queue()
    workers.call(job, *arguments, done=told.put, failed=told.put, progress=lambda part: None)
    return told.get(timeout=30)


def test_both_jobs_take_memory_and_files_and_give_plain_data(
    workers: ProcessWorkers, tmp_path: Path
) -> None:
    file = tmp_path / "right.xml"
    file.write_bytes(RIGHT)
    left, right = Side(Stored(len(LEFT), LEFT)), Side(Stored(len(RIGHT), path=str(file)))
    definition = Catalogue.load(resources_root()).definition("customerlist.nv")
    found = result(workers, "compare", left, right, preset("everything").options, definition)
    assert isinstance(found, Comparison)
    assert [each.kind for each in found.differences] == [Kind.REMOVED, Kind.ADDED]
    rows = result(workers, "compare-text", left, right, True)
    assert isinstance(rows, TextComparison)
    assert [Alignment(rows.runs).run(n).kind for n in range(3)] == [
        Kind.SAME,
        Kind.CHANGED,
        Kind.SAME,
    ]


def test_a_document_that_cannot_be_read_is_a_sentence(workers: ProcessWorkers) -> None:
    left, gone = Side(Stored(len(LEFT), LEFT)), Side(Stored(5, path="/nowhere/gone.xml"))
    for job, more in (("compare", preset("later").options), ("compare-text", True)):
        error = result(workers, job, left, gone, more)
        assert isinstance(error, ExplorerError)
        assert error.what.startswith("The right document cannot be read: ")
