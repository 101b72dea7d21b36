"""Height for the explanation of an answer, as much as there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

    from nvexplorer.ui.panes.mac_input.pane import MacInputPane
    from nvexplorer.ui.panes.response.pane import ResponsePane


class AnswerRoom(QObject):
    """Divides the height of a tab whose `splitter` holds the request above the MAC input and the
    answer. In a low window the MAC input is folded before an explanation is cut, and nothing ever
    claims more than there is."""

    def __init__(
        self,
        splitter: QSplitter,
        request: QWidget,
        mac_input: MacInputPane,
        response: ResponsePane,
    ) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._request = request
        self._mac_input = mac_input
        self._response = response
        self._gives_way = False
        self._before: list[int] = []  # the sizes to go back to, while the answer is large
        splitter.installEventFilter(self)
        response.claimed.connect(self.share)

    def give_way(self, on: bool) -> None:
        """Keep the MAC input folded while another one is in front."""
        self._gives_way = on
        self.share()

    def toggle_large(self) -> None:
        """All the height to the answer that the request can spare, or as it was before."""
        before, self._before = self._before, []
        if not before:
            self._before = self._splitter.sizes()
            before = [0, sum(self._before)]
        self.give_way(bool(self._before))
        self._splitter.setSizes(before)

    def share(self) -> None:
        edges = self._splitter.handleWidth() + 1  # the line above the answer
        rest = self._splitter.height() - self._request.minimumSizeHint().height() - edges
        needed = self._mac_input.unfolded_height + self._response.wanted
        self._mac_input.fold(self._gives_way or needed > rest)
        self._response.set_room(rest - self._mac_input.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.share()
        return super().eventFilter(watched, event)
