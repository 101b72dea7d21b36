"""The card that says how the MAC was made: the proof and the differences in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.cards import Card, code_like, reading
from nvexplorer.ui.widgets.badge import Badge
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label, line

if TYPE_CHECKING:
    from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation

_ACCENTS = {Outcome.RIGHT: "ok", Outcome.EXPLAINED: "info", Outcome.NOT_FOUND: "warn"}


class ResultCard(Card):
    """`turned` carries the index of another explanation, of several that are equally small."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__("info")
        self._diagnosis: Diagnosis | None = None
        self._shown = 0

    def show_diagnosis(self, diagnosis: Diagnosis, shown: int) -> None:
        """With the explanation of this index in front."""
        keep = self.focusWidget()
        name = keep.accessibleName() if keep is not None else ""
        self._diagnosis, self._shown = diagnosis, shown
        self.clear()
        self.set_accent(_ACCENTS[diagnosis.outcome])
        explanations = diagnosis.explanations
        explanation = explanations[shown] if explanations else None
        self.box.addWidget(self._head(diagnosis, explanation))
        if len(explanations) > 1:
            self.box.addWidget(self._turner(len(explanations)))
        for number, each in enumerate(explanation.differences if explanation else (), start=1):
            if number > 1:
                self.box.addWidget(line())
            self.box.addWidget(_difference(number, each))
        if explanation is not None and not explanation.proven:
            self.box.addWidget(reading(_NOT_PROVEN, "small"))
        if name:  # the button that was pressed is another one now
            for widget in self.findChildren(QWidget):
                if widget.accessibleName() == name:
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, diagnosis: Diagnosis, explanation: Explanation | None) -> QWidget:
        head = QWidget()
        words = FlowLayout(head, across=8, down=0)
        title = reading(wording.headline(diagnosis, explanation), "headline")
        title.setWordWrap(False)
        words.addWidget(title)
        words.addWidget(label(wording.tried_text(diagnosis), "muted"))
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        return head

    def _turner(self, count: int) -> QWidget:
        """`1 of 3 explanations`, and the ways to the others."""
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(4)
        box.addWidget(label(f"{self._shown + 1} of {count} explanations, equally small", "muted"))
        for text, name, step in (
            ("previous", "Previous explanation", -1),
            ("next", "Next explanation", 1),
        ):
            key = "Alt+Left" if step < 0 else "Alt+Right"
            button = link(text, name)
            button.setToolTip(f"{name} ({key})")
            button.clicked.connect(lambda _on=False, s=step: self.turn(s))
            box.addWidget(button)
        box.addStretch(1)
        return row

    def turn(self, step: int) -> None:
        """To the explanation so many further on, round and round."""
        if self._diagnosis is not None and len(self._diagnosis.explanations) > 1:
            self.turned.emit((self._shown + step) % len(self._diagnosis.explanations))


_NOT_PROVEN = (
    "Under 64 bits of the digest are there to compare with, so that it may be chance: give the "
    "whole MAC to be sure."
)


def _difference(number: int, difference: Difference) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 6, 0, 6)
    box.setSpacing(0)
    figure = label(str(number), "strong")
    figure.setFixedWidth(38)
    figure.setContentsMargins(10, 0, 0, 0)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    title = reading(difference.title, "strong")
    texts.addWidget(title)
    for text, role in ((difference.explanation, "muted"), (difference.fix, "")):
        if text:
            texts.addWidget(code_like(reading(text, role)))
    source = wording.source_text(difference.certainty.value, difference.source)
    texts.addWidget(reading(source, "small"))
    kind, why = wording.kind_text(is_mistake=difference.is_mistake)
    badge = Badge(kind, "bad" if difference.is_mistake else "warn")
    badge.setToolTip(why)
    badge.setAccessibleDescription(why)
    box.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(texts, 1)
    box.addSpacing(12)
    box.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    return row
