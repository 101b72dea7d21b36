"""Words as they are compared: without letter case, accents and the endings of word forms."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_WORDS = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"([^\d])\1+")

# Endings of cases, numbers, persons and of nouns made from verbs, on words whose double letters
# were made single. The longest that leaves a stem goes; a final vowel goes with it.
_FINNISH = (
    "n t a s ia ja ien jen iden oiden oita uja ujen ojen joiden joita jien ota ita ssa sta lta lla "
    "lle ksi en in an on un et at it ut ot yt yn iin aan een seen uden udet uksen ukset uksien "
    "uksia us ys yksen ykset ysten minen misen mista miset nta nan nto ntaa jat jan jia ista issa "
    "ille"
)
_SWEDISH = "er en ar or et ens ets ers ors ars na erna arna orna ernas arnas ornas an ans ade are"
_ENGLISH = "s es ed ing ies ment ments"
_STEM = 4
_ENDINGS = sorted(
    {_TWICE.sub(r"\1", e) for e in f"{_FINNISH} {_SWEDISH} {_ENGLISH}".split()},
    key=lambda ending: (-len(ending), ending),
)
_ENDING = re.compile(f"(?<=.{{{_STEM}}})(?:{'|'.join(_ENDINGS)})$")
_VOWELS = "aeiouyj"


def exact(text: str) -> str:
    """Letter case and the way accents are encoded no longer matter."""
    return unicodedata.normalize("NFC", text.casefold())


def loose(text: str) -> str:
    """Nor do accents: ä is a, š is s."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return _MARKS.sub("", unicodedata.normalize("NFKD", folded))


def words(text: str) -> list[str]:
    """The runs of letters and digits, with letter case folded and accents kept."""
    return _WORDS.findall(exact(text))


def stem(word: str) -> str:
    """What most forms of a loose word share, in any of the three languages: asiakas, asiakkaan and
    asiakkaiden are one, as are kund and kunderna, invoice and invoices."""
    single = _TWICE.sub(r"\1", word)
    cut = _ENDING.sub("", single, count=1)
    return cut[:-1] if len(cut) >= _STEM and cut[-1] in _VOWELS else cut
