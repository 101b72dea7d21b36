"""The rows of a body's problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.widgets.row_ground import draw_ground, draw_ring
from nvexplorer.ui.widgets.rows_model import ROW_ROLE, RowsModel
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from nvexplorer.catalogue.body_problem import BodyProblem, Fix
    from nvexplorer.catalogue.body_report import BodyReport
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.tokens import Tokens
    from nvexplorer.ui.widgets.rows_model import Index

ROW_HEIGHT = 24
_WORDS = {"error": "Error", "warning": "Warning", "unjudged": "Not judged"}
_ICONS = {"error": "alert", "warning": "alert", "unjudged": "info"}
_RANK = {"error": 0, "warning": 0, "unjudged": 1}
_VCENTER = Qt.AlignmentFlag.AlignVCenter


def severity_colour(tokens: Tokens, severity: str) -> str:
    return {"error": tokens.bad, "warning": tokens.warn}.get(severity, tokens.muted)


def counts_text(report: BodyReport) -> str:
    """Such as `2 errors · 1 warning · 3 not judged`; empty when nothing was found."""
    parts = (
        (report.errors, plural(report.errors, "error")),
        (report.warnings, plural(report.warnings, "warning")),
        (report.unjudged, f"{report.unjudged} not judged"),
    )
    return " · ".join(text for count, text in parts if count)


class ProblemsModel(RowsModel):
    """Errors and warnings in order of place, then what could not be judged. `line_of` tells the
    line that a problem is on now, None when its text has changed."""

    rows: Sequence[BodyProblem] = ()

    def __init__(
        self, line_of: Callable[[BodyProblem], int | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line_of = line_of

    def show(self, rows: Sequence[BodyProblem]) -> None:
        ordered = sorted(rows, key=lambda problem: _RANK[problem.severity])
        if ordered != self.rows:
            super().show(ordered)

    def told(self, problem: BodyProblem, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.problem
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{problem.path}\n{problem.problem}" if problem.path else problem.problem
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_WORDS[problem.severity]}, {self.line_text(problem)}: {problem.problem}"
        return None

    def line_text(self, problem: BodyProblem) -> str:
        line = self._line_of(problem)
        return "changed" if line is None else f"line {line}"


class ProblemDelegate(QStyledItemDelegate):
    """Severity, line, sentence, and what the fix does, which can be clicked."""

    fix_pressed = Signal(object)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = theme.ui_font()
        self._small = theme.ui_font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem: BodyProblem = index.data(ROW_ROLE)
        model = index.model()
        assert isinstance(model, ProblemsModel)
        tokens, area = self._theme.tokens, option.rect
        colour = severity_colour(tokens, problem.severity)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = area.adjusted(4, 0, -4, 0)
        draw_ground(painter, ground, tokens, option.state, 4)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, ground, tokens, 4)
        icon = self._theme.icon(_ICONS[problem.severity], colour)
        icon.paint(painter, area.left() + 12, area.top() + 5, 14, 14)
        room = area.adjusted(34, 0, -12, 0)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(room, _VCENTER, model.line_text(problem))
        room.setLeft(room.left() + 64)
        if problem.fix is not None:
            painter.setPen(QColor(tokens.link))
            title, at = self._fix(problem.fix, area)
            painter.drawText(at, _VCENTER, title)
            room.setRight(at.left() - 16)
        painter.setFont(self._text)
        painter.setPen(QColor(tokens.muted if problem.severity == "unjudged" else tokens.text))
        sentence = QFontMetrics(self._text).elidedText(
            problem.problem, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _VCENTER, sentence)
        painter.restore()

    def _fix(self, fix: Fix, area: QRect) -> tuple[str, QRect]:
        """What stands at the right of a row, and where."""
        metrics = QFontMetrics(self._small)
        title = metrics.elidedText(fix.title, Qt.TextElideMode.ElideRight, area.width() // 3)
        width = metrics.horizontalAdvance(title) + 1
        return title, QRect(area.right() - 12 - width, area.top(), width, area.height())

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        problem: BodyProblem = index.data(ROW_ROLE)
        if (
            problem.fix is not None
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and self._fix(problem.fix, option.rect)[1].contains(event.position().toPoint())
        ):
            self.fix_pressed.emit(problem)
            return True
        return super().editorEvent(event, model, option, index)
