"""A document as columns of numbers: some 50 bytes for each element, whatever it holds."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .ignoring import Ignored, _Rule


class Paths:
    """The paths of both documents, each a number: equal for equal names from the root on. The name
    of an element is `URI}name` in a namespace; `@name`, `#comment` and `?target` are others."""

    def __init__(self, ignored: Ignored) -> None:
        self.parents = [-1]
        self.names = [""]
        self.children: list[list[int]] = [[]]
        self.ignored: list[bool | Sequence[_Rule]] = [False]
        self._ignored = ignored
        self._numbers: dict[tuple[int, str], int] = {}
        self.repeated: set[int] = set()
        """Paths of elements that have siblings with the same name, in either document."""

    def __len__(self) -> int:
        return len(self.names)

    def number(self, parent: int, name: str) -> int:
        key = (parent, name)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.names)
            self.parents.append(parent)
            self.names.append(name)
            self.children.append([])
            self.children[parent].append(found)
            # Without a root there would be nothing to compare.
            self.ignored.append(parent > 0 and self._ignored.of(self.local(found)))
        return found

    def local(self, path: int) -> list[str]:
        """The names from the root on, without namespaces."""
        found = []
        while path > 0:
            found.append(local(self.names[path]))
            path = self.parents[path]
        found.reverse()
        return found

    def depth(self, path: int) -> int:
        return len(self.local(path))

    def joined(self, path: int) -> str:
        return "/".join(self.local(path))


def local(name: str) -> str:
    if "}" not in name:
        return name
    return ("@" if name.startswith("@") else "") + name.rpartition("}")[2]


class Tree:
    """Elements, attributes, comments and processing instructions by number, in document order, the
    attributes of an element before its children by name.

    `path` as in Paths; `parent` (-1 for the root); `next` is what follows all that it holds;
    `start` is the byte where it begins (-1 for an attribute); `stop` where its closing tag begins,
    equal to `start` for one without; `text` is the number of its text (see Values); `whole` is the
    same number for elements that are the same with all they hold; `value` is 1 for what has a text
    of its own to compare.
    """

    def __init__(self) -> None:
        self.path = array("i")
        self.parent = array("i")
        self.next = array("i")
        self.start = array("q")
        self.stop = array("q")
        self.text = array("q")
        self.whole = array("q")
        self.value = array("b")

    def __len__(self) -> int:
        return len(self.path)

    def add(self, path: int, parent: int, start: int, text: int = 0) -> int:
        number = len(self.path)
        self.path.append(path)
        self.parent.append(parent)
        self.next.append(number + 1)
        self.start.append(start)
        self.stop.append(start)
        self.text.append(text)
        self.whole.append(hash((path, text)))
        self.value.append(1)
        return number

    def children(self, number: int) -> Iterator[int]:
        child, end = number + 1, self.next[number]
        while child < end:
            yield child
            child = self.next[child]

    def values(self, number: int) -> int:
        """How many values it is and holds."""
        return sum(self.value[number : self.next[number]])
