"""What of a resource can be found, and how much each place counts."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.definition import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nvexplorer.catalogue.definition import Definition, Entry, Group


class Place(Enum):
    """Where a word stands. `cost` is what a word found there is behind one in the name; `said`
    what the place is called in front of the text, empty for what needs no words."""

    def __init__(self, said: str, cost: float) -> None:
        self.said = said
        self.cost = cost

    NAME = ("", 0.0)
    TITLE = ("", 0.6)
    FINNISH = ("Finnish", 0.61)
    SWEDISH = ("Swedish", 0.62)
    KEYWORD = ("keyword", 0.9)
    DEED = ("", 2.4)
    PARAMETER = ("parameter", 4.0)
    ELEMENT = ("element", 4.2)
    ANSWER = ("answer element", 5.0)
    SUMMARY = ("summary", 5.5)
    GROUP = ("group", 6.0)


# What people say of any resource that reads, writes or deletes, whatever its texts say.
_DEEDS = {
    Effect.READ: "get find search list show read fetch hae haku etsi listaa luettelo näytä lue "
    "hämta sök visa läs lista",
    Effect.WRITE: "add create new import send post edit update change lisää lisäys luo uusi tuo "
    "tuonti lähetä muokkaa muokkaus muuta päivitä lägg till skapa ny importera skicka ändra "
    "uppdatera redigera",
    Effect.DELETE: "delete remove poista poisto radera ta bort",
}


class Names(NamedTuple):
    """The distinct names of parameters, and of elements of the body and of the answer."""

    parameters: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    response: tuple[str, ...] = ()


class Text(NamedTuple):
    """A text of the entry with this number."""

    entry: int
    place: Place
    text: str


def names_of(definition: Definition) -> Names:
    def distinct(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names))

    return Names(
        distinct(p.name for p in definition.parameters),
        distinct(e.name for e in definition.request if e.name.lower() != "root"),
        distinct(e.name for e in definition.response),
    )


def texts_of(number: int, entry: Entry, names: Names, group: Group | None) -> Iterator[Text]:
    titles = ((Place.TITLE, entry.title), (Place.FINNISH, entry.title_fi))
    heading: Sequence[str] = group[1:] if group else (entry.group,)
    for place, texts in (
        (Place.NAME, (entry.resource,)),
        *((place, (title,)) for place, title in (*titles, (Place.SWEDISH, entry.title_sv))),
        (Place.KEYWORD, entry.keywords),
        (Place.DEED, (_DEEDS[entry.effect],)),
        (Place.PARAMETER, names.parameters),
        (Place.ELEMENT, names.request),
        (Place.ANSWER, names.response),
        (Place.SUMMARY, (entry.summary,)),
        (Place.GROUP, heading),
    ):
        for text in texts:
            yield Text(number, place, text)
