"""Whether and how a request can be fetched in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.definition import Effect
from nvexplorer.exchange.ledger.parts import DateRange, Unit, chosen_range, date_ranges, split
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.exchange.ledger.parts import Part
    from nvexplorer.model.request import RequestDraft

# Days up to which weeks, or single days, are proposed rather than months.
_WEEKS_UP_TO, _DAYS_UP_TO = 45, 8


class Splitting(NamedTuple):
    """A request with the range that is split. `lists` and `overlap` as `join.plan` takes them."""

    draft: RequestDraft
    pair: DateRange
    lists: tuple[str, ...]

    @property
    def overlap(self) -> bool:
        return self.pair.outside

    def parts(self, unit: Unit) -> tuple[Part, ...]:
        """Raises BadInput as `parts.split` does."""
        return split(self.draft, self.pair, unit)

    def proposed(self) -> Unit:
        """Parts of which there will be some, but not many. Raises BadInput as `parts` does."""
        months = split(self.draft, self.pair._replace(most=None), Unit.MONTH)
        days = (months[-1].last - months[0].first).days + 1
        if days <= _DAYS_UP_TO:
            return Unit.DAY
        return Unit.WEEK if days <= _WEEKS_UP_TO else Unit.MONTH


def splitting(draft: RequestDraft, catalogue: Catalogue) -> Splitting:
    """Of a draft whose placeholders are resolved. Raises BadInput when it changes data, when the
    catalogue does not know it, and when it takes no range of dates."""
    definition = catalogue.definition(draft.resource)
    if catalogue.effect_of(draft.resource, draft.method) is not Effect.READ:
        raise BadInput(
            f"{draft.resource} changes data, so it is not sent in parts.",
            "Only reads are sent several times in a row.",
            "resource",
        )
    pair = chosen_range(draft, date_ranges(definition))
    if pair is None:
        raise BadInput(
            f"{draft.resource} takes no range of dates, as far as the catalogue knows.",
            "Send it as it is.",
            "resource",
        )
    lists = tuple(e.name for e in definition.response if e.level == 1 and e.repeatable)
    return Splitting(draft, pair, lists)
