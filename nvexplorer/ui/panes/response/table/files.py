"""A table into a file: asking how, writing, telling where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.table.contract import Export

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.table.contract import Exported, Order
    from nvexplorer.ui.panes.response.table.exporting import Choice, ExportDialog
    from nvexplorer.ui.panes.response.table.grid import TableGrid
    from nvexplorer.ui.panes.response.table.model import TableModel
    from nvexplorer.ui.panes.response.table.work import TableWork
    from nvexplorer.ui.settings_model import SettingsModel


class TableFiles(QObject):
    """Writes the rows and columns that are shown, in the order in which they are. `changed`: how
    much is written, or that nothing is any more. `written` carries an Exported."""

    changed = Signal()
    written = Signal(object)

    def __init__(
        self,
        grid: TableGrid,
        model: TableModel,
        work: TableWork,
        order: Callable[[], Order],
        settings: SettingsModel | None,
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._work = work
        self._order = order
        self._settings = settings
        self._format = "xlsx"
        self._own_comma = True
        self.part = 0.0
        """How much is written, from 0 to 1."""
        work.writing.connect(self._on_writing)
        work.written.connect(self._on_written)

    @property
    def comma(self) -> bool:
        """Whether decimals have a comma."""
        return self._own_comma if self._settings is None else self._settings.current.decimal_comma

    def ask(self, rows: str, name: str, format_: str = "") -> ExportDialog:
        """How to write `rows`, such as `37 customers`, into a file for which `name` is offered."""
        from nvexplorer.ui.panes.response.table.exporting import ExportDialog

        columns = len(self._grid.columns_in_order())
        what = f"{rows} with {columns} column{'s' * (columns != 1)}, as they are shown"
        dialog = ExportDialog(what, name, format_ or self._format, self.comma, self._grid)
        dialog.decided.connect(self._on_decided)
        dialog.open()
        return dialog

    def stop(self) -> None:
        """Write no more; there is no file then."""
        self._work.stop_export()
        self.changed.emit()

    def _on_decided(self, choice: Choice) -> None:
        self._own_comma, self._format = choice.comma, choice.format
        if self._settings is not None:
            self._settings.update(decimal_comma=choice.comma)
        columns = [self._model.columns[c] for c in self._grid.columns_in_order()]
        self.part = 0.0
        self._work.export(
            self._order(),
            Export(
                choice.file,
                choice.format,
                tuple(column.path for column in columns),
                choice.comma,
                ";" if choice.comma else ",",
                tuple(column.title for column in columns),
            ),
        )
        self.changed.emit()

    def _on_writing(self, part: float) -> None:
        self.part = part
        self.changed.emit()

    def _on_written(self, exported: Exported) -> None:
        self.changed.emit()
        self.written.emit(exported)
