"""Undo over the URL and all fields of the form."""

from __future__ import annotations

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.request_history import MOST, RequestHistory, State


def _state(*rows: tuple[str, str], line: str = "") -> State:
    return State("a.nv", "GET", tuple(Parameter(*row) for row in rows), line)


def _typed(
    history: RequestHistory, before: tuple, name: str, value: str, after: tuple = ()
) -> None:
    for end in range(1, len(value) + 1):
        history.record(_state(*before, (name, value[:end]), *after), in_url=False)


def test_a_word_is_one_step():
    history = RequestHistory()
    history.begin(_state(("z", "1")))
    _typed(history, (), "a", "word", (("z", "1"),))
    _typed(history, (("a", "word"),), "b", "other", (("z", "1"),))
    assert history.undo() == _state(("a", "word"), ("z", "1"))
    assert history.undo() == _state(("z", "1"))
    assert history.undo() is None
    assert history.redo() == _state(("a", "word"), ("z", "1"))
    assert history.redo() == _state(("a", "word"), ("b", "other"), ("z", "1"))
    assert history.redo() is None


def test_a_paste_is_a_step_of_its_own():
    history = RequestHistory()
    history.begin(_state())
    _typed(history, (), "a", "xy")
    history.record(_state(("a", "xyPASTED")), in_url=False)
    _typed(history, (), "a", "")
    history.record(_state(("a", "xyPASTED!")), in_url=False)
    assert history.undo() == _state(("a", "xyPASTED"))
    assert history.undo() == _state(("a", "xy"))


def test_deleting_is_another_step_than_typing():
    history = RequestHistory()
    history.begin(_state(("a", "xyz")))
    history.record(_state(("a", "xyzä")), in_url=False)
    history.record(_state(("a", "xyz")), in_url=False)
    history.record(_state(("a", "xy")), in_url=False)
    assert history.undo() == _state(("a", "xyzä"))
    assert history.undo() == _state(("a", "xyz"))


def test_typing_into_the_url_is_one_step():
    history = RequestHistory()
    history.begin(_state(line="a"))
    for line in ("a?", "a?b", "a?b="):
        history.record(_state((line, ""), line=line), in_url=True)
    assert history.undo() == _state(line="a")


def test_what_is_undone_and_typed_over_is_gone():
    history = RequestHistory()
    history.begin(_state())
    history.record(_state(("a", "pasted")), in_url=False)
    history.undo()
    history.record(_state(("b", "pasted")), in_url=False)
    assert history.redo() is None
    assert history.undo() == _state()


def test_it_does_not_grow_without_end():
    history = RequestHistory()
    history.begin(_state())
    for number in range(2 * MOST):
        history.record(_state(("a", f"value {number}" * 9)), in_url=False)
    steps = 0
    while history.undo():
        steps += 1
    assert steps == MOST


def test_another_request_has_no_past():
    history = RequestHistory()
    history.begin(_state())
    history.record(_state(("a", "1")), in_url=False)
    history.begin(_state(("b", "1")))
    assert history.undo() is None
