"""What stands beside a parameter: what is wrong, what is open, what it stands for, what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.catalogue.check import Problem


class Hint(NamedTuple):
    """What the placeholders of a value stand for; `wrong`: why they stand for nothing."""

    text: str
    wrong: bool = False


class RowNotes(QVBoxLayout):
    """Labels are made when there is something to say."""

    def __init__(self, required: str, note: str) -> None:
        super().__init__()
        self.setContentsMargins(4, 4, 0, 4)
        self.setSpacing(2)
        self._problem: QLabel | None = None
        self._hint: QLabel | None = None
        self._caution: QLabel | None = None
        self._required = self._add(required, "strong") if required else None
        self._note = self._add(note, "muted") if note else None
        self._said = " ".join(filter(None, (required and f"{required}.", note)))
        self.addStretch(1)

    def show_problem(self, problem: Problem | None) -> None:
        """What the documentation has against it. Where it is about other parameters it stands in
        the place of the note."""
        text = (problem.beside or problem.problem) if problem else ""
        bad = problem is not None and problem.severity == "error"
        self._problem = self._say(self._problem, text, "bad" if bad else "warn", 0)
        if self._problem is not None:
            self._problem.setToolTip(problem.problem if problem else "")
        if self._note is not None:
            self._note.setVisible(not (problem and problem.beside))

    def show_caution(self, text: str) -> None:
        """What nobody knows about the value: quieter than a problem."""
        self._caution = self._say(self._caution, text, "caution", self.count() - 1)

    def show_hint(self, hint: Hint | None) -> None:
        """What its placeholders stand for, or why they stand for nothing."""
        text = "" if hint is None else hint.text if hint.wrong else f"= {hint.text}"
        role = "bad" if hint is not None and hint.wrong else "small"
        self._hint = self._say(self._hint, text, role, 1 if self._problem else 0)

    def words(self) -> str:
        """For screen readers."""
        shown = (self._problem, self._hint, self._caution)
        said = [each.text() for each in shown if each is not None and not each.isHidden()]
        return " ".join([*said, self._said])

    def _say(self, place: QLabel | None, text: str, role: str, index: int) -> QLabel | None:
        if place is None:
            if not text:
                return None
            place = _label(text, role)
            self.insertWidget(index, place)
        set_property(place, "role", role)
        if text:
            place.setText(text)
        place.setVisible(bool(text))
        return place

    def _add(self, text: str, role: str) -> QLabel:
        result = _label(text, role)
        self.addWidget(result)
        return result


def _label(text: str, role: str) -> QLabel:
    result = label(text, role, wrap=True)
    result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return result
