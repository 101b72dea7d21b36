"""What Netvisor's text of a refusal quotes and names."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(
    r"'([^'\n]{1,200})'|\"([^\"\n]{1,200})\"|[“”„]([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»"
)
# What an explanation ends with behind a colon.
_LAST = re.compile(r":[ \t]+([^:\n]{1,200}?)\.?\s*\Z")
_TAG = re.compile(r"</?([A-Za-z_][\w.-]*)\s*/?>")
_LINE = re.compile(
    r"\b(?:line|rivi(?:llä)?|rad(?:en)?)(?: number)?[\s:]+(\d{1,7})"
    r"(?:[\s,;.]+(?:and )?(?:position|column|pos|col|kohta|merkki|tecken|kolumn)[\s.:]+(\d{1,7}))?",
    re.IGNORECASE,
)
# Characters that are read: no text known is nearly as long.
_LONGEST = 10_000
_WORD = re.compile(r"[^\W_][\w.,:/@+-]*[^\W_]|[^\W_]")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_FINNISH_DATE = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
# Words that are in every refusal and in half of the names, and say nothing about the place.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "the and for not with given data form incorrect from was has been have can could cannot "
        "is are because xml message validation failed validate found netvisor invalid value error "
        "no of in to ei ole on ja tai löydy virheellinen tieto arvo puuttuu och eller inte "
        "hittades ogiltig är missing must root line position column type",
    )
)


class Said(NamedTuple):
    """`values` are texts that may be values of the request. Names are in lower case: `exact_names`
    are written as names are, `joined_names` are words put together (VAT code: vatcode), `names`
    are both of these and single words. `words` are what the rest is about.
    `line` and `column` are 0 when the text names none."""

    values: tuple[str, ...]
    exact_names: frozenset[str]
    joined_names: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    line: int = 0
    column: int = 0

    def about(self, name: str) -> int:
        """How many of the words are part of an element's name."""
        plain = name.lower()
        return sum(word in plain for word in self.words)


def read_refusal(text: str) -> Said:
    """Takes Netvisor's text after the code in any language; an empty one says nothing."""
    text = re.sub(r"^\s*data form incorrect:?\.?", " ", text[:_LONGEST], flags=re.IGNORECASE)
    place = _LINE.search(text)
    quoted = [next(filter(None, match.groups())).strip() for match in _QUOTED.finditer(text)]
    tags = [match[1].lower() for match in _TAG.finditer(text)]
    rest = _LINE.sub(" ", text)
    tokens = [token.rstrip(".,:") for token in _WORD.findall(rest)]
    values = [q for q in quoted if q]
    values += [t for t in tokens if any(c.isdigit() for c in t) or "@" in t]
    values += [last[1].strip()] if (last := _LAST.search(rest)) else []
    plain = [t.lower() for t in tokens if t.isalpha()]
    exact = {*tags, *(q.lower() for q in quoted if re.fullmatch(r"[A-Za-z_][\w.-]*", q))}
    exact |= {t.lower() for t in tokens if _looks_like_a_name(t)}
    joined = {
        "".join(plain[at : at + length])
        for length in (2, 3, 4)
        for at in range(len(plain) - length + 1)
    }
    words = frozenset(w for w in plain if len(w) >= 3 and w not in _EMPTY)
    return Said(
        tuple(dict.fromkeys(values)),
        frozenset(exact),
        frozenset(joined - exact),
        frozenset({*exact, *joined, *plain} - _EMPTY),
        words,
        int(place[1]) if place else 0,
        int(place[2]) if place and place[2] else 0,
    )


def _looks_like_a_name(token: str) -> bool:
    """camelCase, PascalCase of several words, or longer than prose words are."""
    if not token.isidentifier() or not token.isascii():
        return False
    return bool(re.search(r"[a-z][A-Z]", token)) or len(token) >= 13 or "_" in token


class Values:
    """The values that a text quotes, to be looked up by how the request has them: as the same text
    in whatever letter case, the same number or the same date."""

    def __init__(self, said: Said) -> None:
        self._told: dict[str, str] = {}
        for value in said.values:
            for form in (value.casefold(), _plain(value)):
                self._told.setdefault(form, value)

    def quoted(self, sent: str) -> str | None:
        """How the text has a value of the request, None when it does not quote it."""
        sent = sent.strip()
        if not sent or not self._told:
            return None
        return self._told.get(sent.casefold()) or self._told.get(_plain(sent))


def _plain(value: str) -> str:
    for form, order in ((_ISO_DATE, (1, 2, 3)), (_FINNISH_DATE, (3, 2, 1))):
        date = form.fullmatch(value)
        if date:
            year, month, day = (int(date[group]) for group in order)
            return f"date {year}-{month}-{day}"
    if _NUMBER.fullmatch(value) and len(value) < 40:
        whole, _, decimals = value.replace(",", ".").partition(".")
        decimals = decimals.rstrip("0")
        # Leading zeros matter in codes; only the decimals are a manner of writing.
        return f"number {whole}.{decimals}" if decimals else f"number {whole}"
    return value
