"""The results of a probe, question by question, as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from nvexplorer.exchange.probe_findings import conclusion, grouped
from nvexplorer.ui.dialogs.look import mark
from nvexplorer.ui.dialogs.probe import texts
from nvexplorer.ui.widgets.section import label, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.mac_probe import Result
    from nvexplorer.exchange.probe_findings import Group
    from nvexplorer.model.observation import Question
    from nvexplorer.ui.theme import Theme

_MARK = 14  # pixels
_COLUMNS = 2
_UNDER_WAY = "…"
_TOP = Qt.AlignmentFlag.AlignTop


class ProbeGroups(QWidget):
    """Under each question its conclusion, and what was tried with how it ended."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._views: dict[Question, _GroupView] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 14, 24, 14)
        self._layout.setSpacing(10)

    def show_results(self, results: Sequence[Result], *, over: bool) -> tuple[str, ...]:
        """All so far, of which those shown stay; the last question is open until it is `over`.
        Gives the sentences that are new."""
        groups, new = grouped(results), []
        for group in groups:
            view = self._views.get(group.question)
            if view is None:
                view = self._views[group.question] = _GroupView(self._theme, group.title)
                if len(self._views) > 1:
                    self._layout.addWidget(line())
                self._layout.addWidget(view)
                view.show()
            if view.show_group(group, ended=over or group is not groups[-1]):
                new.append(f"{group.title}: {view.conclusion}")
        return tuple(new)

    def clear(self) -> None:
        self._views = {}
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class _GroupView(QWidget):
    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown = 0
        self._title = title
        self._conclusion = _selectable("strong")
        self._unclear = _selectable("small")
        self._unclear.hide()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        for column in range(_COLUMNS):
            self._rows.setColumnStretch(column * 2 + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(title, "muted"))
        layout.addWidget(self._conclusion)
        layout.addLayout(self._rows)
        layout.addWidget(self._unclear)
        self._conclude(_UNDER_WAY)

    @property
    def conclusion(self) -> str:
        return self._conclusion.text()

    def show_group(self, group: Group, *, ended: bool) -> bool:
        """Whether the conclusion is another one now, and not merely waited for."""
        for result in group.results[self._shown :]:
            self._add(result)
        told = texts.unclear(group.results)
        self._unclear.setText(told)
        self._unclear.setVisible(bool(told))
        before = self.conclusion
        self._conclude(conclusion(group.results) if ended else _UNDER_WAY)
        return self.conclusion not in (before, _UNDER_WAY)

    def _conclude(self, sentence: str) -> None:
        if sentence != self.conclusion:
            self._conclusion.setText(sentence)
            self._conclusion.setAccessibleName(f"{self._title}: {sentence}")

    def _add(self, result: Result) -> None:
        row, column = divmod(self._shown, _COLUMNS)
        self._shown += 1
        said = f"{result.verdict.value}: {result.trial.what}"
        what = label(result.trial.what, "small")
        why = texts.reason(result)
        what.setAccessibleName(f"{said}. {why}" if why else said)
        what.setToolTip(f"{said}\n{why}".strip())
        seen = mark(self._theme, texts.LOOKS[result.verdict], result.verdict.value, _MARK)
        self._rows.addWidget(seen, row, column * 2, _TOP)
        seen.show()
        self._rows.addWidget(what, row, column * 2 + 1, _TOP)
        what.show()


def _selectable(role: str) -> QLabel:
    result = label("", role, wrap=True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
