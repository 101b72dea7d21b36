"""`nvexplorer send --split`: a range of dates in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.exchange import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.cli.context import Context
    from nvexplorer.cli.sending import ProfileSender
    from nvexplorer.exchange.ledger.order import Splitting
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.model.profile import Keys
    from nvexplorer.model.request import RequestDraft


class PartsFetch:
    """Raises BadInput when the draft cannot be split; see `ledger.order.splitting`."""

    def __init__(self, draft: RequestDraft, catalogue: Catalogue, unit: str) -> None:
        from nvexplorer.exchange.ledger.order import splitting
        from nvexplorer.exchange.ledger.parts import Unit

        self._splitting: Splitting = splitting(draft, catalogue)
        self._parts = self._splitting.parts(Unit(unit))

    def run(self, sender: ProfileSender, keys: Keys, context: Context) -> Exchange:
        """The joined exchange. When a part comes to nothing the others are not sent: its exchange
        then, with what came before joined as a partial answer. Raises BadInput when the answers do
        not fit together."""
        from nvexplorer.exchange.ledger.joined import joined_exchange

        came: list[Exchange] = []
        for number, part in enumerate(self._parts, 1):
            exchange = sender.send(part.draft, keys, may_change=False)
            size = exchange.answer.body.size if exchange.answer else 0
            outcome = exchange.outcome
            context.say(f"{number} of {len(self._parts)}, {part.title}: {outcome}, {size} bytes")
            if outcome is not Outcome.OK:
                return exchange._replace(answer=self._cut(came, context)) if came else exchange
            came.append(exchange)
        return joined_exchange(came, self._join(came, context).body)

    def _cut(self, came: Sequence[Exchange], context: Context) -> Answer:
        context.say(f"The answer is that of the first {len(came)} of {len(self._parts)} parts.")
        return self._join(came, context)._replace(partial=True)

    def _join(self, came: Sequence[Exchange], context: Context) -> Answer:
        from nvexplorer.exchange.ledger.join import plan
        from nvexplorer.exchange.ledger.joined import put_together
        from nvexplorer.exchange.ledger.outline import outline
        from nvexplorer.exchange.ledger.words import repeated_text

        answers = [exchange.answer for exchange in came if exchange.answer is not None]
        bodies = [answer.body for answer in answers]
        overlap = self._splitting.overlap
        planned = plan(
            [outline(body, items=overlap) for body in bodies],
            self._splitting.lists,
            overlap=overlap,
        )
        if planned.repeated:
            context.say(repeated_text(planned.repeated))
        return answers[0]._replace(body=put_together(planned, bodies, context.outside.new_spool))
