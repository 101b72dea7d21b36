"""What the documentation says of parameters or elements together, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.panes.documentation.pieces import Piece, listed

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ChoiceDef, Rule

# {when} is the condition, {names} the parameters in a list, {first} and {last} two of them.
_SENTENCES = {
    "one": "Exactly one of {names} is given.",
    "any": "At least one of {names} is given.",
    "needs": "{when} needs {names}.",
    "needs any": "{when} needs at least one of {names}.",
    "excludes": "{when} excludes {names}.",
    "excludes all but": "{when} excludes all others but {names}.",
    "ignores": "With {when}, {names} are without effect.",
    "only with": "{names} count only with {when}.",
    "values": "With {when}, {names} can only be {values}.",
    "range": "{first} is where the range begins and {last} where it ends{most}.",
    "recent": "{names} lies at most {span} before today.",
}
# The same where it is about a single parameter.
_OF_ONE = {
    "ignores": "With {when}, {names} is without effect.",
    "only with": "{names} counts only with {when}.",
}
_CHOICES = {"1": "Exactly one of ", "0..1": "At most one of ", "1..n": "At least one of "}


def rule_words(rule: Rule) -> tuple[Piece, ...]:
    names = rule.parameters
    single = _OF_ONE.get(rule.kind) if len(names) == 1 else None
    sentence = single or _SENTENCES[rule.kind]
    filled: dict[str, tuple[Piece, ...]] = {
        "when": (Piece(str(rule.when), "mono"),),
        "names": listed(names),
        "first": (Piece(names[0], "mono"),),
        "last": (Piece(names[-1], "mono"),),
        "values": listed(rule.values, "or"),
        "most": (Piece(f", at most {rule.most} later", "muted"),) if rule.most else (),
        "span": (Piece(str(rule.most), "muted"),),
    }
    return _fill(sentence, filled)


def choice_words(choice: ChoiceDef) -> tuple[Piece, ...]:
    return (Piece(_CHOICES[choice.occurs], "muted"), *listed(choice.names), Piece(".", "muted"))


def _fill(sentence: str, filled: dict[str, tuple[Piece, ...]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for part in sentence.split("{"):
        name, brace, rest = part.rpartition("}")
        if brace:
            pieces += filled[name]
        if rest:
            pieces.append(Piece(rest, "muted"))
    return tuple(pieces)
