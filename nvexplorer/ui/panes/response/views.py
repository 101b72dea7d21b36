"""The views of an answer, in the order of their tabs. A new one is a file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.panes.response.answer_view import AnswerView, Shown, ViewServices

_HERE = "nvexplorer.ui.panes.response"


class ViewKind(NamedTuple):
    """`maker` is `module:class`, an AnswerView. `offered` tells whether an answer has anything to
    show there; else the tab is hidden."""

    id: str
    title: str
    maker: str
    offered: Callable[[Shown], bool]

    def make(self, services: ViewServices) -> AnswerView:
        from importlib import import_module

        module, _, name = self.maker.partition(":")
        view: AnswerView = getattr(import_module(module), name)(services)
        return view


def _always(shown: Shown) -> bool:
    return True


def _complete(shown: Shown) -> bool:
    """All of it has come, as far as it will."""
    return not shown.arriving and shown.body.size > 0


def _exchanged(shown: Shown) -> bool:
    return shown.exchange is not None


def _timed(shown: Shown) -> bool:
    return shown.exchange is not None and shown.exchange.timing.total > 0


XML = "xml"
VIEWS = (
    ViewKind(XML, "XML", f"{_HERE}.xml_page:XmlPage", _always),
    ViewKind("tree", "Tree", f"{_HERE}.tree.page:TreePage", _complete),
    ViewKind("table", "Table", f"{_HERE}.table.page:TablePage", _complete),
    ViewKind("headers", "Headers", f"{_HERE}.headers_view:HeadersView", _exchanged),
    ViewKind("raw", "Raw", f"{_HERE}.raw_view:RawView", _exchanged),
    ViewKind("timing", "Timing", f"{_HERE}.timing_view:TimingView", _timed),
)
