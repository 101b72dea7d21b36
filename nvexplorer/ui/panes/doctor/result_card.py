"""The card that says how the MAC was made: the proof and the differences in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.cards import Card, clear, code_like, flowing, reading
from nvexplorer.ui.widgets.badge import Badge
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label, line

if TYPE_CHECKING:
    from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation

_ACCENTS = {Outcome.RIGHT: "ok", Outcome.EXPLAINED: "info", Outcome.NOT_FOUND: "warn"}
_NOT_PROVEN = (
    "Under 64 bits of the digest are there to compare with, so that it may be chance: give the "
    "whole MAC to be sure."
)


class ResultCard(Card):
    """`turned` carries the index of another explanation, of several that are equally small."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__("info")
        self._count = 0
        self._shown = 0
        self._title = reading("", "headline")
        self._title.setWordWrap(False)
        self._tried = label(role="muted")
        self._which = label(role="muted")
        self._turner = QWidget()
        row = QHBoxLayout(self._turner)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        row.addWidget(self._which)
        self._turns: list[QWidget] = []
        for text, name, key, step in (
            ("previous", "Previous explanation", "Alt+Left", -1),
            ("next", "Next explanation", "Alt+Right", 1),
        ):
            button = link(text, name)
            button.setToolTip(f"{name} ({key})")
            button.clicked.connect(lambda _on=False, s=step: self.turn(s))
            row.addWidget(button)
            self._turns.append(button)
        row.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.box.addWidget(flowing(self._title, self._tried, across=8))
        self.box.addWidget(self._turner)
        self.box.addLayout(self._list)

    def tab_order(self) -> list[QWidget]:
        return self._turns

    @property
    def headline(self) -> str:
        return self._title.text()

    def show_diagnosis(self, diagnosis: Diagnosis, shown: int) -> None:
        """With the explanation of this index in front."""
        explanations = diagnosis.explanations
        explanation = explanations[shown] if explanations else None
        self._count, self._shown = len(explanations), shown
        self.set_accent(_ACCENTS[diagnosis.outcome])
        self._title.setText(wording.headline(diagnosis, explanation))
        self._tried.setText(wording.tried_text(diagnosis))
        self._which.setText(f"{shown + 1} of {self._count} explanations, equally small")
        self._turner.setVisible(self._count > 1)
        clear(self._list)
        if explanation is not None:
            self._fill(explanation)

    def _fill(self, explanation: Explanation) -> None:
        for number, each in enumerate(explanation.differences, start=1):
            if number > 1:
                self._list.addWidget(line())
            self._list.addWidget(_difference(number, each))
        if not explanation.proven:
            self._list.addWidget(reading(_NOT_PROVEN, "small"))

    def turn(self, step: int) -> None:
        """To the explanation so many further on, round and round."""
        if self._count > 1:
            self.turned.emit((self._shown + step) % self._count)


def _difference(number: int, difference: Difference) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 8, 0, 8)
    box.setSpacing(0)
    figure = label(str(number), "strong")
    figure.setFixedWidth(36)
    figure.setContentsMargins(10, 0, 0, 0)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(reading(difference.title, "strong"))
    for text, role in ((difference.explanation, "muted"), (difference.fix, "")):
        if text:
            texts.addWidget(code_like(reading(text, role)))
    grounds = difference.grounds
    texts.addWidget(reading(f"{grounds[:1].upper()}{grounds[1:]}".rstrip(".") + ".", "small"))
    kind, why = wording.kind_text(is_mistake=difference.is_mistake)
    badge = Badge(kind, "bad" if difference.is_mistake else "warn")
    badge.setToolTip(why)
    badge.setAccessibleDescription(why)
    box.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(texts, 1)
    box.addSpacing(12)
    box.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    return row
