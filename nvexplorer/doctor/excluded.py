"""What a result leaves open: when nothing was found, and when the MAC is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.case import LABELS
from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.doctor.shown import visible
from nvexplorer.doctor.words import SLOT_LABELS, count, encoding_label
from nvexplorer.model.secret import MASK

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis, SearchResult
    from nvexplorer.doctor.mistake import Mistake


class Idea(NamedTuple):
    """What was tried of one slot: `variants` other forms, each alone and with others, and
    `many` that were tried alone and with the likeliest others only. `text` says it."""

    slot: Slot
    label: str
    variants: int
    many: int
    text: str


class Excluded(NamedTuple):
    """`reach` says up to which combinations everything was tried. `unfindable` and `next_steps` are
    sentences. `ours` is the MAC input that we would have hashed, keys masked."""

    candidates: int
    reach: str
    ideas: tuple[Idea, ...]
    unfindable: tuple[str, ...]
    next_steps: tuple[str, ...]
    ours: str


def excluded(case: Case, result: Diagnosis | SearchResult) -> Excluded:
    return Excluded(
        result.candidates,
        _reach(result),
        tuple(idea for slot in Slot if (idea := _idea(case, slot))),
        _unfindable(case),
        (
            "Let your code log the very text that it hashes, and put it here: it is compared with "
            "ours character by character, and whether it makes your MAC is proven. The keys in it "
            "may be left out.",
            "Sign the same request here and compare: the same stamps and transaction ID must give "
            "the same MAC.",
            *(
                ("Type what the request lacks: " + _listed(case) + ".",)
                if case.missing or case.from_profile
                else ()
            ),
        ),
        visible(case.masked()(expected(case.ingredients).masked())),
    )


def still_possible(case: Case) -> tuple[str, ...]:
    """Why a request whose MAC is right may be refused all the same, besides what is remarked."""
    i = case.ingredients
    said = [
        "Netvisor may have other keys than these: renewed ones, or those of its other environment. "
        "A MAC is right for the keys it was made with.",
        "The stamps may be too old by the time it arrives; how old they may be is not known.",
        "The right to the resource is asked for behind the MAC: that is SERVICE_ACCESS_ERROR.",
    ]
    if i.url != i.sent_url:
        said.append(
            "That Netvisor hashes the URL decoded is deduced; if it does not, the MAC of the URL "
            "as sent is the right one. A parameter without escapes tells."
        )
    recipe = expected(i)
    if not recipe.masked().replace(MASK, "").isascii():
        said.append(
            f"That letters outside ASCII are hashed in {encoding_label(i.encoding)} is documented "
            "in a sample; clients disagree. A request without them tells."
        )
    return tuple(said)


def _reach(result: Diagnosis | SearchResult) -> str:
    words = ("nothing whole", "each alone", "each alone and all that go together in pairs",
             "each alone, all pairs, and the likeliest in threes")  # fmt: skip
    text = words[min(result.level, 3)]
    return f"{text}, and part of what follows, until the time was over" if result.cut else text


def _idea(case: Case, slot: Slot) -> Idea | None:
    from nvexplorer.doctor.mistakes import MISTAKES

    own = [mistake for mistake in MISTAKES if mistake.slot == slot]
    variants = len({key for each in own if not each.wide for key in _variants(each, case)})
    many = sum(len(each.choices(case.ingredients)) for each in own if each.wide)
    if not variants and not many:
        return None
    label = SLOT_LABELS[slot]
    said = [f"none of {count(variants)} other forms"] if variants else []
    said += [f"none of {count(many)} more with the likeliest others"] if many else []
    return Idea(slot, label, variants, many, f"{label}: {', '.join(said)}")


def _variants(mistake: Mistake, case: Case) -> list[object]:
    """Those that change something here; recipes, so that two ways to the same count once."""
    recipe = expected(case.ingredients)
    made = (mistake.edit(recipe, case.ingredients, c) for c in mistake.choices(case.ingredients))
    return [each for each in made if each != recipe]


def _unfindable(case: Case) -> tuple[str, ...]:
    others = len(case.ingredients.other_keys)
    pairs = "pair was" if not others else "pairs were"
    return (
        f"A key that is not known here: {others + 1} {pairs} tried. A mistyped, renewed or revoked "
        "key makes another MAC, and nothing in it tells which.",
        "A value that is not in the request: a second time stamp or transaction ID made for the "
        "MAC, or the headers of another request.",
        "Four or more differences at a time.",
        "A request that was changed on its way, by a proxy or an HTTP library.",
        *(
            (f"What was taken from the profile may have been other: {_listed(case)}.",)
            if case.from_profile
            else ()
        ),
    )


def _listed(case: Case) -> str:
    return ", ".join(LABELS[kind] for kind in (*case.missing, *case.from_profile))
