"""One pass over the sets of mistakes of one size."""

from __future__ import annotations

from itertools import chain, combinations, islice, product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.search.context import Span
from nvexplorer.doctor.search.text import Text
from nvexplorer.doctor.search.trying import Tree, Walk, scan, try_whole
from nvexplorer.doctor.search.values import Values, splits
from nvexplorer.doctor.search.variants import FRAME_SLOTS, VALUE_SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from nvexplorer.doctor.mistake import Slot
    from nvexplorer.doctor.search.context import Context
    from nvexplorer.doctor.search.targets import Targets
    from nvexplorer.doctor.search.text import TextKeys
    from nvexplorer.doctor.search.trying import Hasher
    from nvexplorer.doctor.search.variants import Variant

    #: Variants of the frame slots, in their order; None where one is as usual.
    Frame = tuple[Variant | None, Variant | None, Variant | None, Variant | None]

# Frames that are gathered, and texts that are hashed, between two looks at the clock.
_BATCH = 2048


class _SameText(NamedTuple):
    """Frames with one text, each with its hasher."""

    layout: Variant | None
    encoding: str
    keys: TextKeys
    frames: list[tuple[Frame, Hasher]]

    def __repr__(self) -> str:
        return "_SameText()"


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
        taken = {*fixed, *without}
        values = [slot for slot in VALUE_SLOTS if slot not in taken]
        first = tuple(Values(slot, each) for slot, each in fixed.items() if slot in VALUE_SLOTS)
        for slots in allocations([slot for slot in FRAME_SLOTS if slot not in taken], size):
            left = size - sum(slots.values())
            lists: list[Sequence[Variant | None]] = [
                context.variants(slot, self._span(slots[slot], low, high), self._tried)
                if slot in slots
                else fixed.get(slot, (None,))
                for slot in FRAME_SLOTS
            ]  # fmt: skip
            usual = not slots and not fixed
            shared = usual or any(n > 1 for n in slots.values())
            for mine, new, frames in self._kinds(lists, low, left, shared):
                products = [
                    first + each
                    for each in self._values(context, values, left, low, high, mine, usual)
                ]  # fmt: skip
                if not new:
                    products = [
                        part for each in products for part in splits(each, lambda v: v.split(low))
                    ]
                self._products(context, frames, products)

    def _span(self, size: int, low: int, high: int) -> Span:
        # Three changes of one slot are a whole set: none of those with them is new.
        return Span(size, low if size > 2 else 0, high, self._share)

    def _kinds(
        self, lists: Sequence[Sequence[Variant | None]], low: int, left: int, shared: bool
    ) -> Iterator[tuple[bool, bool, list[Frame]]]:
        """The frames by whether they are this pass's, and whether they hold a change of rank `low`
        or more. Those that are not its own are of use where several changes are left, which are
        made in shares; those that hold no such change where one is left to hold it."""
        which, of = self._share
        halves = [_split(each, low) for each in lists]
        old = [product(*(half[0] for half in halves))] if low and left else []
        new = [
            product(*(half[0] for half in halves[:at]), halves[at][1], *lists[at + 1 :])
            for at in range(len(lists))
        ] if low else [product(*lists)]  # fmt: skip
        for products, is_new in ((old, False), (new, True)):
            frames: Iterator[Frame] = chain.from_iterable(products)  # type: ignore[arg-type]
            while batch := list(islice(frames, _BATCH * of)):
                self._tried(0)
                if shared:
                    yield True, is_new, batch
                    continue
                yield True, is_new, batch[which::of]
                if left > 1:
                    for other in range(of):
                        if other != which:
                            yield False, is_new, batch[other::of]

    def _values(
        self,
        context: Context,
        free: Sequence[Slot],
        size: int,
        low: int,
        high: int,
        mine: bool,
        stride: bool,
    ) -> Iterator[tuple[Values, ...]]:
        """The products of values of so many changes; `mine` says whether those that are not made
        in shares already are this pass's, `stride` whether they are to be shared here."""
        which, of = self._share
        for slots in allocations(free, size, exactly=True):
            lists = tuple(
                context.values(s, self._span(n, low, high), self._tried) for s, n in slots.items()
            )
            if all(n == 1 for n in slots.values()):
                if stride:
                    self._turn += 1
                    turn = (which + self._turn) % of
                    if lists:
                        lists = (lists[0].share(turn, of), *lists[1:])
                    elif turn:
                        continue
                elif not mine:
                    continue
            if all(each.variants for each in lists):
                yield lists

    def _products(
        self,
        context: Context,
        frames: Sequence[Frame],
        values: Sequence[tuple[Values, ...]],
    ) -> None:
        """Every product of these values in every one of these frames."""
        if not values or not frames:
            return
        if values == [()]:
            self._alone(context, self._hashed(context, frames))
            return
        texts: dict[object, _SameText] = {}
        for frame, hasher in self._hashed(context, frames):
            code = context.recipe.encoding if frame[2] is None else str(frame[2].value)
            keys = context.keys(frame[0])[0]
            name = (id(frame[1]), code, keys)
            same = texts.get(name)
            if same is None:
                same = texts[name] = _SameText(frame[1], code, keys, [])
            same.frames.append((frame, hasher))
        trees: dict[object, Tree] = {}
        for same in texts.values():
            self._with_values(context, same, values, trees)

    def _hashed(self, context: Context, frames: Sequence[Frame]) -> Iterator[tuple[Frame, Hasher]]:
        """The frames that may have made the MAC, with what hashes their texts; without those whose
        function has no use for their keys."""
        known: dict[tuple[int, int], Hasher | None] = {}
        for frame in frames:
            keys, _, _, function = frame
            name = (id(keys), id(function))
            if name in known:
                hasher = known[name]
            else:
                made = context.recipe.function if function is None else str(function.value)
                text_keys, key = context.keys(keys)
                usual_keys, usual_key = context.keys(None)
                hasher = self._hasher(made, key)
                same_text = keys is not None and text_keys == usual_keys
                if same_text and hasher is self._hasher(made, usual_key):
                    hasher = None
                known[name] = hasher
            if hasher is not None:
                yield frame, hasher

    def _hasher(self, function: str, key: bytes | None) -> Hasher | None:
        """The same for the same function and key; None where it cannot have made the MAC."""
        known = FUNCTIONS[function]
        if not known.keyed:
            key = b""
        if key is None:
            return None
        name = (function, key)
        if name not in self._hashers:
            self._hashers[name] = self._targets.hasher(known, key)
        return self._hashers[name]

    def _alone(self, context: Context, hashed: Iterable[tuple[Frame, Hasher]]) -> None:
        """The usual values in these frames: each hasher gets all its texts in one go."""
        whole: dict[tuple[int, int, int], bytes | None] = {}
        batches: dict[int, tuple[Hasher, list[Frame], list[bytes]]] = {}
        for frame, hasher in hashed:
            keys, layout, encoding, _ = frame
            name = (id(keys), id(layout), id(encoding))
            if name in whole:
                data = whole[name]
            else:
                code = context.recipe.encoding if encoding is None else str(encoding.value)
                data = context.layout(layout).whole(code, context.keys(keys)[0])
                whole[name] = data
            if data is None:
                continue
            batch = batches.get(id(hasher))
            if batch is None:
                batch = batches[id(hasher)] = (hasher, [], [])
            batch[1].append(frame)
            batch[2].append(data)
        for hasher, frames, texts in batches.values():
            for start in range(0, len(texts), _BATCH):
                part = texts[start : start + _BATCH]
                for at in scan(hasher, hasher.state, part):
                    self._found(context, _changed(frames[start + at]))
                self._tried(len(part))

    def _with_values(
        self,
        context: Context,
        same: _SameText,
        values: Sequence[tuple[Values, ...]],
        trees: dict[object, Tree],
    ) -> None:
        """`trees` are those made of these values so far."""
        layout, encoding, keys, frames = same
        template = context.template(layout, encoding)
        text = Text(template, keys) if template.by_parts else None
        if text is not None and not text.possible:
            return
        usual = context.recipe.encoding
        only_differing = encoding != usual and (
            template.whole(keys) == context.template(layout, usual).whole(keys)
        )
        differing = encoding if only_differing else ""
        if text is None:
            possible = _possible(values, template.slots, set(), usual, differing)
            for frame, hasher in frames:
                found = self._finder(context, frame)
                for lists in possible:
                    self._tried(try_whole(hasher, template, keys, lists, found))
            return
        order = tuple(sorted(text.first, key=text.first.__getitem__))
        name = (order, differing, *text.lacking)
        tree = trees.get(name)
        if tree is None:
            possible = _possible(values, template.slots, text.lacking, usual, differing)
            tree = trees[name] = Tree(possible, text.first)
        walk = Walk(text, tree, self._tried)
        for frame, hasher in frames:
            walk.go(hasher, self._finder(context, frame))

    def _finder(self, context: Context, frame: Frame) -> Callable[[tuple[Variant, ...]], None]:
        return lambda chosen: self._found(context, _changed(frame) + chosen)


def _possible(
    values: Sequence[tuple[Values, ...]],
    present: set[Slot],
    lacking: set[Slot],
    usual: str,
    differing: str,
) -> list[tuple[Values, ...]]:
    """The products that change parts which are there, and all that are `lacking` an encoded value;
    where an encoding is to be `differing`, those that are other bytes in it than in the usual."""
    possible: list[tuple[Values, ...]] = []
    for lists in values:
        if lacking <= {each.slot for each in lists} <= present:
            if differing:
                possible += splits(lists, lambda each: each.split_by_encoding(usual, differing))
            else:
                possible.append(lists)
    return possible


def _split(
    variants: Sequence[Variant | None], low: int
) -> tuple[list[Variant | None], list[Variant | None]]:
    """Those of a rank under `low` or none, and the others."""
    halves: tuple[list[Variant | None], list[Variant | None]] = [], []
    for each in variants:
        halves[each is not None and each.rank >= low].append(each)
    return halves


def _changed(frame: Frame) -> tuple[Variant, ...]:
    return tuple(each for each in frame if each is not None)


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
