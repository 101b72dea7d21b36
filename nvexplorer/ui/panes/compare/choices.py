"""What can stand on a side, for a list to choose from, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.panes.compare.side import of_body, of_exchange, of_fields, resource_of
from nvexplorer.ui.widgets.picker import Item
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.library.saved import SavedRequest
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.panes.compare.shelf import AnswerShelf
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.workspace.tab import RequestTab


class Choices(NamedTuple):
    """Makes items whose value is called when they are chosen; `take` gets the Side."""

    tabs: Sequence[RequestTab]
    shelf: AnswerShelf
    take: Callable[[Side], object]

    def beside(self, tab: RequestTab) -> Iterator[Item]:
        """Answers of the same resource as that of `tab`: its own from before, then those of other
        tabs."""
        shown = tab.response.exchange
        for number, exchange in enumerate(self.shelf.before(tab, shown)):
            text = "The answer before this" if number == 0 else f"{number + 1} answers before"
            yield self._answer(text, exchange)
        for other in self.tabs:
            if other is not tab and _asks(other) == _asks(tab):
                yield from self._answers_of(other)

    def others(self, tab: RequestTab) -> Iterator[Item]:
        """Answers of other resources than that of `tab`."""
        for other in self.tabs:
            if other is not tab and _asks(other) != _asks(tab):
                yield from self._answers_of(other)

    def answers(self, current: RequestTab | None) -> Iterator[Item]:
        """All answers, those of the tab in front first."""
        for tab in self._in_order(current):
            yield from self._answers_of(tab)

    def requests(self, current: RequestTab | None) -> Iterator[Item]:
        """The requests of all tabs."""
        for tab in self._in_order(current):
            draft, name = tab.request.draft(), tab.title
            if draft.body and draft.method == "POST":
                side = of_body(draft, name, tab.profile)
                yield self._item(f"Body of {name}", side, "request, as typed", tab.profile)
            if draft.resource:
                side = of_fields(draft, name, tab.profile)
                yield self._item(f"URL of {name}", side, "and its parameters", tab.profile)

    def saved(self, requests: Sequence[SavedRequest]) -> Iterator[Item]:
        """Saved requests: the body where there is one, else URL and parameters."""
        for each in requests:
            make = of_body if each.draft.body and each.draft.method == "POST" else of_fields
            yield self._item(each.name, make(each.draft, each.name, None), each.draft.resource)

    def _in_order(self, current: RequestTab | None) -> list[RequestTab]:
        return sorted(self.tabs, key=lambda each: each is not current)

    def _answers_of(self, tab: RequestTab) -> Iterator[Item]:
        shown = tab.response.exchange
        if shown is not None and shown.answer is not None:
            yield self._answer(f"Answer of {tab.title}", shown)
        for exchange in self.shelf.before(tab, shown):
            yield self._answer(f"Earlier answer of {tab.title}", exchange)

    def _answer(self, text: str, exchange: Exchange) -> Item:
        assert exchange.answer is not None
        size = size_text(exchange.answer.body.size)
        side = of_exchange(exchange)
        detail = f"{resource_of(exchange)} · {exchange.outcome.value} · {size}"
        item = self._item(text, side, detail, exchange.profile)
        return item._replace(right=f"{exchange.started.astimezone():%H:%M:%S}")

    def _item(self, text: str, side: Side, detail: str, profile: Profile | None = None) -> Item:
        badge = ("", "")
        if profile is not None:
            environment = profile.environment.value
            badge = (environment.upper(), environment)
            detail = f"{profile.company.name} · {detail}"
        return Item(text, lambda: self.take(side), detail, words=side.resource, badge=badge)


def _asks(tab: RequestTab) -> str:
    """The resource that the answer shown in a tab is from."""
    shown = tab.response.exchange
    return resource_of(shown) if shown is not None else ""
