"""One pass over the sets of mistakes of one size."""

from __future__ import annotations

from itertools import combinations, product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.search.context import text_keys, with_variant
from nvexplorer.doctor.search.text import Text
from nvexplorer.doctor.search.trying import ByParts, scan, try_whole
from nvexplorer.doctor.search.values import Values, splits
from nvexplorer.doctor.search.variants import FRAME_FIELDS, FRAME_SLOTS, VALUE_SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.doctor.search.context import Context
    from nvexplorer.doctor.search.targets import Targets
    from nvexplorer.doctor.search.text import Template, TextKeys
    from nvexplorer.doctor.search.trying import Hasher
    from nvexplorer.doctor.search.variants import Variant


class Frame(NamedTuple):
    """Variants of the frame slots, as far as they are changed, and what they come to."""

    chosen: tuple[Variant, ...]
    layout: Variant | None
    encoding: str
    keys: TextKeys
    hasher: Hasher

    def __repr__(self) -> str:
        return "Frame()"


class Sweep:
    """`found(context, variants)` is called with each find, `tried` with the number of inputs hashed
    since it was called last; it may raise to end the pass. `share` is (which, of how many): the
    part of the work that this pass does."""

    def __init__(
        self,
        targets: Targets,
        share: tuple[int, int],
        found: Callable[[Context, tuple[Variant, ...]], None],
        tried: Callable[[int], None],
    ) -> None:
        self._targets = targets
        self._share = share
        self._found = found
        self._tried = tried
        self._hashers: dict[tuple[str, bytes], Hasher | None] = {}
        self._turn = 0

    def all_sets(
        self,
        context: Context,
        size: int,
        low: int,
        high: int,
        fixed: Mapping[Slot, Sequence[Variant]] = MappingProxyType({}),
        without: Collection[Slot] = (),
    ) -> None:
        """Every compatible set of so many changes beside those given in the context, all of a rank
        below `high` and one at least of `low` or more; with one of the `fixed` variants of a slot
        in each. Nothing else is changed in these slots and in those of `without`."""
        if not size and not fixed:
            self._turn += 1
            if self._mine(self._turn):
                self.products(context, [{}], [()])
            return
        free = [s for s in FRAME_SLOTS if s not in fixed and s not in without]
        free_values = [s for s in VALUE_SLOTS if s not in fixed and s not in without]
        fixed_values = tuple(Values(s, v) for s, v in fixed.items() if s in VALUE_SLOTS)
        fixed_frames = {s: v for s, v in fixed.items() if s in FRAME_SLOTS}
        for slots in allocations(free, size):
            lists: list[Sequence[Variant]] = [
                context.variants(s, n, high, self._share) for s, n in slots.items()
            ]
            lists += fixed_frames.values()
            names = (*slots, *fixed_frames)
            shared = any(n > 1 for n in slots.values())
            kinds: dict[tuple[bool, bool], list[dict[Slot, Variant]]] = {}
            for number, chosen in enumerate(product(*lists)):
                mine = shared or self._mine(number)
                new = any(each.rank >= low for each in chosen)
                frame = dict(zip(names, chosen, strict=True))
                kinds.setdefault((mine, new or not low), []).append(frame)
            left = size - sum(slots.values())
            for (mine, new), frames in kinds.items():
                values = [
                    fixed_values + each
                    for each in self._values(context, left, high, free_values, mine, not names)
                ]
                if not new:
                    values = [
                        part for each in values
                        for part in splits(each, lambda values: values.split(low))
                    ]  # fmt: skip
                self.products(context, frames, values)

    def _values(
        self,
        context: Context,
        size: int,
        high: int,
        free: Sequence[Slot],
        mine: bool,
        stride: bool,
    ) -> Iterator[tuple[Values, ...]]:
        """The products of values of so many changes; `mine` says whether those that are not made
        in shares already are this pass's, `stride` whether they are to be shared here."""
        which, of = self._share
        for slots in allocations(free, size, exactly=True):
            lists = tuple(context.values(s, n, high, self._share) for s, n in slots.items())
            if not any(n > 1 for n in slots.values()):
                if stride and lists:
                    self._turn += 1
                    lists = (lists[0].share((which + self._turn) % of, of), *lists[1:])
                elif not mine:
                    continue
            if all(each.variants for each in lists):
                yield lists

    def _mine(self, number: int) -> bool:
        which, of = self._share
        return number % of == which

    def products(
        self,
        context: Context,
        frames: Sequence[dict[Slot, Variant]],
        values: Sequence[tuple[Values, ...]],
    ) -> None:
        """Every product of these values in every one of these frames."""
        if not values or not frames:
            return
        texts: dict[object, list[Frame]] = {}
        for chosen in frames:
            frame = self._frame(context, chosen)
            if frame is not None:
                key = (id(frame.layout), frame.encoding, frame.keys)
                texts.setdefault(key, []).append(frame)
        alone = values == [()]
        batches: dict[int, tuple[list[Frame], list[bytes]]] = {}
        for same_text in texts.values():
            layout, encoding, keys = same_text[0][1:4]
            template = context.template(layout, encoding)
            if alone:
                data = template.whole(keys)
                if data is not None:
                    for frame in same_text:
                        batch = batches.setdefault(id(frame.hasher), ([], []))
                        batch[0].append(frame)
                        batch[1].append(data)
            else:
                self._try_values(context, template, same_text, values)
        for in_batch, whole in batches.values():
            self._try_alone(context, in_batch, whole)

    def _frame(self, context: Context, chosen: dict[Slot, Variant]) -> Frame | None:
        """None where it cannot have made the MAC, or changes nothing."""
        recipe = context.recipe
        usual_keys = text_keys(recipe)
        for slot in (Slot.KEYS, Slot.ENCODING, Slot.FUNCTION):
            recipe = with_variant(recipe, slot, chosen.get(slot))
        hasher = self._hasher(recipe)
        if hasher is None:
            return None
        keys = text_keys(recipe)
        if Slot.KEYS in chosen and keys == usual_keys:
            with_usual = with_keys_of(recipe, context.recipe)
            if self._hasher(with_usual) is hasher:
                return None
        layout = chosen.get(Slot.LAYOUT)
        return Frame(tuple(chosen.values()), layout, recipe.encoding, keys, hasher)

    def _hasher(self, recipe: Recipe) -> Hasher | None:
        """The same for the same function and key."""
        function = FUNCTIONS[recipe.function]
        key = encoded(recipe.key_text(), recipe.key_encoding) if function.keyed else b""
        if key is None:
            return None
        name = (function.name, key)
        if name not in self._hashers:
            self._hashers[name] = self._targets.hasher(function, key)
        return self._hashers[name]

    def _try_alone(self, context: Context, frames: list[Frame], texts: list[bytes]) -> None:
        hasher = frames[0].hasher
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            for at in scan(hasher, hasher.state, part):
                self._found(context, frames[start + at].chosen)
            self._tried(len(part))

    def _try_values(
        self,
        context: Context,
        template: Template,
        frames: list[Frame],
        values: Sequence[tuple[Values, ...]],
    ) -> None:
        """`frames` differ in their hashers alone."""
        keys, encoding = frames[0].keys, template.encoding
        text = Text(template, keys) if template.by_parts else None
        if text is not None and not text.possible:
            return
        usual = context.recipe.encoding
        only_differing = encoding != usual and (
            template.whole(keys) == context.template(frames[0].layout, usual).whole(keys)
        )
        for lists in values:
            slots = {each.slot for each in lists}
            if not slots <= template.slots or (text is not None and text.lacking - slots):
                continue
            parts = [lists]
            if only_differing:
                parts = splits(lists, lambda each: each.split_by_encoding(usual, encoding))
            for part, frame in product(parts, frames):
                self._try_product(context, template, text, frame, part)

    def _try_product(
        self,
        context: Context,
        template: Template,
        text: Text | None,
        frame: Frame,
        lists: tuple[Values, ...],
    ) -> None:
        def found(chosen: tuple[Variant, ...]) -> None:
            self._found(context, frame.chosen + chosen)

        if text is not None:
            ByParts(frame.hasher, text, found, self._tried).try_all(lists)
        else:
            self._tried(try_whole(frame.hasher, template, frame.keys, lists, found))


# Texts that are hashed between two looks at the clock.
_BATCH = 2048


def with_keys_of(recipe: Recipe, other: Recipe) -> Recipe:
    return recipe._replace(**{name: getattr(other, name) for name in FRAME_FIELDS[Slot.KEYS]})


def allocations(
    slots: Sequence[Slot], size: int, *, exactly: bool = False
) -> Iterator[dict[Slot, int]]:
    """The ways to spread so many changes over slots: how many go to each. Up to so many unless
    `exactly`."""
    for total in range(size if exactly else 0, size + 1):
        for number in range(min(total, 1), total + 1):
            for chosen in combinations(slots, number):
                for more in _shares(total, number):
                    yield dict(zip(chosen, more, strict=True))


def _shares(total: int, number: int) -> Iterator[tuple[int, ...]]:
    """The ways to write `total` as a sum of so many numbers from 1 on."""
    for each in product(range(1, total + 1), repeat=number):
        if sum(each) == total:
            yield each
