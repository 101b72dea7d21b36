"""Proof that a text is what was hashed: some way to hash it makes the MAC."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.claims import claims, matches
from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.shown import is_hidden, visible
from nvexplorer.doctor.words import encoding_label, function_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.alignment import Pair
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.functions import Started

_USUAL_KEY = "customer key & partner key"
# Those that texts are really hashed in; the search tries the others too.
_ENCODINGS = ("utf-8", "iso-8859-1", "windows-1252", "utf-8-bom", "utf-16-le", "ascii-lossy")


class Hashed(NamedTuple):
    """How the pasted text makes the MAC: `keys_added` when our keys had to be put in, `function`,
    `key` and `encoding` in words; `as_expected` when all three are."""

    keys_added: bool
    function: str
    key: str
    encoding: str
    as_expected: bool


class _Form(NamedTuple):
    """`edges` says what stands at the ends of the text in this form."""

    text: str
    keys_added: bool = False
    edges: tuple[str, ...] = ()


def proof(
    case: Case, pasted: str, text: str, pairs: tuple[Pair, ...]
) -> tuple[Hashed | None, tuple[str, ...]]:
    """The first way to hash the text that makes the MAC, the expected one tried first, and what of
    the edges of `pasted` was hashed along; `text` is without them."""
    claimed, want = claims(case.mac), expected(case.ingredients)
    forms = tuple(dict.fromkeys(_forms(case, pasted, text, pairs)))
    encodings = tuple(dict.fromkeys((want.encoding, *_ENCODINGS)))
    usual = [(want.function, _USUAL_KEY)]
    ways = _ways(case)
    rest = [way for way in ways if way not in usual]
    for tried in (usual, rest):
        done: set[bytes] = set()
        for form in forms:
            for encoding in encodings:
                data = encoded(form.text, encoding)
                if data is None or data in done:
                    continue
                done.add(data)
                for name, key in tried:
                    state, finish, _ = ways[name, key]
                    state = state.copy()
                    state.update(data)
                    digest = finish(state)
                    if any(matches(claim, digest) for claim in claimed):
                        right = tried is usual and encoding == want.encoding
                        shown = key if FUNCTIONS[name].keyed else ""
                        return Hashed(
                            form.keys_added, function_label(name), shown,
                            encoding_label(encoding), right,
                        ), form.edges  # fmt: skip
    return None, ()


def _ways(case: Case) -> dict[tuple[str, str], Started]:
    """Each function with each key, begun."""
    customer, partner = (key.reveal() for key in case.ingredients.keys[1:])
    keys = {
        _USUAL_KEY: f"{customer}&{partner}",
        "partner key & customer key": f"{partner}&{customer}",
        "customer key directly followed by partner key": f"{customer}{partner}",
        "customer key": customer,
        "partner key": partner,
    }
    encoding = case.ingredients.encoding
    return {
        (name, said): function.start(encoded(key, encoding) or b"")
        for name, function in FUNCTIONS.items()
        for said, key in keys.items()
        if function.keyed or said == _USUAL_KEY
    }


def _forms(case: Case, pasted: str, text: str, pairs: tuple[Pair, ...]) -> Iterator[_Form]:
    """The text as it is, then with the keys in place of what stands for them, then with the keys
    behind it, then with what stands around it."""
    customer, partner = (key.reveal() for key in case.ingredients.keys[1:])
    keys = {9: customer, 10: partner}
    hidden = [p for p in pairs if p.part and p.part.is_key and p.text and is_hidden(p.text)]
    yield _Form(text)
    if hidden:
        there = [(part, piece) for part, piece in pairs if piece is not None]
        yield _Form(
            "&".join(
                keys[part.number] if part and part.is_key and is_hidden(piece) else piece
                for part, piece in there
            ),
            keys_added=True,
        )
        kept = [piece for part, piece in there if not (part and part.is_key and is_hidden(piece))]
        yield _Form("&".join([*kept, customer, partner]), keys_added=True)
        yield _Form("&".join(kept))
    yield _Form("&".join([text, customer, partner]), keys_added=True)
    yield _Form("&".join([text, customer]), keys_added=True)
    before, found, after = pasted.partition(text) if text else ("", "", "")
    if found and before:
        yield _Form(before + text, edges=(f"begins with “{_edge(before)}”",))
    for tail in dict.fromkeys((after, "\n", "\r\n", " ")):
        if tail and len(tail) < 5:
            yield _Form(text + tail, edges=(f"ends with “{_edge(tail)}”",))
            if before and tail == after:
                edges = (f"begins with “{_edge(before)}”", f"ends with “{_edge(after)}”")
                yield _Form(pasted, edges=edges)


def _edge(text: str) -> str:
    return visible(text) if len(text) < 10 else "…"
