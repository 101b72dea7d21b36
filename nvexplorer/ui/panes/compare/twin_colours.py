"""The grounds of rows and of what differs in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

from nvexplorer.ui.panes.compare.wording import LOOKS

if TYPE_CHECKING:
    from nvexplorer.exchange.compare.results import Kind
    from nvexplorer.ui.tokens import Tokens


class TwinColours(NamedTuple):
    """Each pair is that of the left and that of the right side."""

    rows: tuple[str, str]  # a row with a change
    spans: tuple[str, str]  # what is changed in it
    alone: tuple[str, str]  # a row the other side has not
    gap: str
    line: str
    focus: str
    signs: dict[Kind, str]

    @classmethod
    def of(cls, tokens: Tokens) -> TwinColours:
        ground = tokens.background
        pair = (tokens.bad, tokens.ok)
        return cls(
            rows=_mixed(pair, ground, 0.09),
            spans=_mixed(pair, ground, 0.32),
            alone=_mixed(pair, ground, 0.18),
            gap=tokens.border,
            line=tokens.border,
            focus=tokens.accent,
            signs={kind: getattr(tokens, look.colour) for kind, look in LOOKS.items()},
        )


def _mixed(colours: tuple[str, str], ground: str, share: float) -> tuple[str, str]:
    one, other = (_mix(QColor(each), QColor(ground), share) for each in colours)
    return one, other


def _mix(colour: QColor, ground: QColor, share: float) -> str:
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    ).name()
