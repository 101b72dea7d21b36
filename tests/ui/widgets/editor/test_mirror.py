"""Places in an editor's text and in its document, against a list with one entry a position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.widgets.editor.mirror import Mirror, content_text, runs_of
from nvexplorer.ui.widgets.editor.runs import SOFT, Break, Chip, Run

CHIPS = [Chip("QUJD" * 3), Chip("x\ny"), Chip("Ä\U0001f600")]

texts = st.text(alphabet="ab<\n ä\u2028\U0001f600", max_size=8)
runs = st.lists(
    st.one_of(texts, st.sampled_from([SOFT, Break("\r\n"), Break("\r"), *CHIPS])), max_size=6
)
long_runs = st.builds(
    lambda piece, count, end: [*piece * count, *end],
    runs,
    st.sampled_from([1, 1, 40, 700]),
    runs,
)
changes = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.one_of(runs, long_runs)))


class Model:
    """A list of what each position stands for."""

    def __init__(self) -> None:
        self.cells: list[str] = []

    def replace(self, position: int, removed: int, added: list[Run]) -> None:
        self.cells[position : position + removed] = cells_of(added)

    def offset(self, position: int) -> int:
        return len("".join(self.cells[:position]))


def cells_of(added: list[Run]) -> list[str]:
    cells = []
    for run in added:
        if not isinstance(run, str):
            cells.append(run.text)
            continue
        for character in run:
            cells.append(character)
            if character > "\uffff":
                cells.append("")  # its second half
    return cells


def halves(cells: list[str]) -> set[int]:
    """Positions within a character, which no cursor can be at."""
    return {n + 1 for n, cell in enumerate(cells) if len(cell) == 1 and cell > "\uffff"}


def built(steps: list[tuple[float, float, list[Run]]]) -> tuple[Mirror, Model]:
    mirror, model = Mirror(), Model()
    for at, share, added in steps:
        inside = halves(model.cells)
        position = int(at * len(model.cells))
        position -= position in inside
        removed = int(share * (len(model.cells) - position))
        removed += position + removed in inside
        gone = "".join(model.cells[position : position + removed])
        start = model.offset(position)
        change = mirror.replace(position, removed, added)
        model.replace(position, removed, added)
        assert (change.position, change.start) == (position, start)
        assert content_text(change.removed) == gone
        assert cells_of(list(runs_of(change.added))) == cells_of(added)
    return mirror, model


@given(changes)
def test_it_holds_what_the_document_holds(steps):
    mirror, model = built(steps)
    text = "".join(model.cells)
    assert mirror.text() == text
    assert mirror.length == len(text)
    assert mirror.positions == len(model.cells)
    assert mirror.lines == text.count("\n") + 1
    assert mirror.size == len(text.encode("utf-8"))
    assert mirror.part(3, 9) == text[3:9]
    assert list(cells_of(list(runs_of(mirror.content(0, mirror.positions))))) == model.cells


@given(changes)
def test_every_position_has_its_character(steps):
    mirror, model = built(steps)
    inside, step = halves(model.cells), max(1, len(model.cells) // 60)
    for position in range(0, len(model.cells) + 1, step):
        if position not in inside:
            assert mirror.offset_of(position) == model.offset(position)


@given(changes)
def test_every_character_has_its_position(steps):
    mirror, model = built(steps)
    text = "".join(model.cells)
    inside = halves(model.cells)
    starts = [0]
    for cell in model.cells:
        starts.append(starts[-1] + len(cell))
    for offset in range(0, len(text) + 1, max(1, len(text) // 60)):
        here = [p for p, start in enumerate(starts) if start == offset and p not in inside]
        if here:  # several where soft breaks stand
            assert mirror.position_of(offset, after=True) == here[-1]
            assert mirror.position_of(offset, after=False) == here[0]
        else:  # within a chip
            chip = next(p for p, start in enumerate(starts) if start > offset) - 1
            assert mirror.position_of(offset) == chip
            assert mirror.position_of(offset, after=False) == chip + 1


@given(changes)
def test_lines_are_counted_by_line_feeds(steps):
    mirror, model = built(steps)
    text = "".join(model.cells)
    for offset in range(0, len(text) + 1, max(1, len(text) // 60)):
        assert mirror.line_of(offset) == text.count("\n", 0, offset) + 1
    lines = text.split("\n")
    for number in range(1, len(lines) + 1, max(1, len(lines) // 60)):
        assert mirror.offset_of_line(number) == len("\n".join([*lines[: number - 1], ""]))
    last = len(text) - len(lines[-1])
    assert mirror.offset_of_line(len(lines) + 5) == last


@given(changes)
def test_chips_are_found(steps):
    mirror, model = built(steps)
    found = [(offset, position, chip.text) for offset, position, chip in mirror.chips()]
    texts = {chip.text for chip in CHIPS}
    here = [p for p, cell in enumerate(model.cells) if cell in texts]
    assert found == [(model.offset(p), p, model.cells[p]) for p in here]
