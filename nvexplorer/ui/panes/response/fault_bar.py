"""Where an answer ceases to be XML: found out in a worker, told in a line, marked in its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Body
    from nvexplorer.ui.widgets.xml_view import XmlView
    from nvexplorer.ui.window_workers import Asked, WindowWorkers
    from nvexplorer.xmltext.wellformed import Fault


class FaultBar(Panel):
    """Hidden while there is nothing to say. `look` asks about a body that is whole."""

    def __init__(self, view: XmlView, workers: WindowWorkers) -> None:
        super().__init__("sunken", "bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        self._view, self._workers = view, workers
        self._asked: Asked | None = None
        self._offset = -1
        self.words = ElidedLabel(role="warn")
        self._go = link("Go there", "Go to the place where the answer ceases to be XML")
        self._go.clicked.connect(self.go)
        self.box.addWidget(self.words, 1)
        self.box.addWidget(self._go)
        self.hide()

    def look(self, body: Body) -> None:
        self.stop()
        self._asked = self._workers.call(
            "first-fault", body.stored(), done=self._on_done, failed=self._on_failed
        )

    def stop(self) -> None:
        """Forget what was said."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._offset = -1
        self._view.set_fault(-1)
        self.hide()

    @property
    def settled(self) -> bool:
        """Whether no answer is being looked at."""
        return self._asked is None

    def go(self) -> None:
        if self._offset >= 0:
            self._view.go_to_offset(self._offset)
            self._view.setFocus()

    def _on_done(self, fault: Fault | None) -> None:
        self._asked = None
        if fault is not None:
            self._offset = fault.offset
            self._view.set_fault(fault.offset)
            place = f"Line {fault.line}, column {fault.column} of what came"
            self._say(f"{place}: {fault.sentence}", go=True)

    def _on_failed(self, error: BaseException) -> None:
        self._asked = None
        self._say(f"Whether this is well-formed XML could not be told: {error}", go=False)

    def _say(self, sentence: str, *, go: bool) -> None:
        self.words.setText(sentence)
        self._go.setVisible(go)
        self.show()
        announce(self, sentence)
