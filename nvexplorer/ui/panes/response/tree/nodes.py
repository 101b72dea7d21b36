"""The elements known of an answer, and which of them are rows: numbers in arrays, nothing else."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

DOCUMENT = 0
"""The node around the root element; it is no row."""


class Nodes:
    """Some 45 bytes for each element that is known. A node is a number, given in the order in which
    they are found; children have ascending ones. `ends` is 0 until the end is known, and `counts`
    is the number of children as far as known. `rows` are the nodes that are shown, in order."""

    def __init__(self, begin: int) -> None:
        self.starts = array("Q", [begin])
        self.open_ends = array("Q", [begin])
        self.ends = array("Q", [0])
        self.counts = array("I", [1])
        self.depths = array("I", [0])
        self.parents = array("I", [DOCUMENT])
        self.children: dict[int, array[int]] = {}
        self.rows = array("I")
        self.opened: set[int] = {DOCUMENT}
        self._shown: dict[int, int] = {}  # of how many children there are rows
        self._name_ids = array("I", [0])
        self._names: list[bytes] = [b""]
        self._ids: dict[bytes, int] = {b"": 0}

    def add(self, parent: int, start: int, open_end: int, name: bytes) -> int:
        """A child of `parent` after those that are known."""
        node = len(self.starts)
        name_id = self._ids.get(name)
        if name_id is None:
            name_id = self._ids[name] = len(self._names)
            self._names.append(name)
        self.starts.append(start)
        self.open_ends.append(open_end)
        self.ends.append(0)
        self.counts.append(0)
        self.depths.append(self.depths[parent] + 1)
        self.parents.append(parent)
        self._name_ids.append(name_id)
        known = self.children.get(parent)
        if known is None:
            known = self.children[parent] = array("I")
        known.append(node)
        return node

    def raw_name(self, node: int) -> bytes:
        return self._names[self._name_ids[node]]

    def name(self, node: int) -> str:
        """As written."""
        return self.raw_name(node).decode("utf-8", "replace")

    def path(self, node: int) -> str:
        """An expression that finds it: `/Root/Customerlist/Customer[3]`."""
        steps = []
        while node != DOCUMENT:
            name_id, ids = self._name_ids[node], self._name_ids
            beside = self.children[self.parents[node]]
            before = sum(1 for each in beside if each < node and ids[each] == name_id)
            alone = not before and all(each <= node or ids[each] != name_id for each in beside)
            steps.append(self.name(node) + ("" if alone else f"[{before + 1}]"))
            node = self.parents[node]
        return "/" + "/".join(reversed(steps))

    # Rows

    def row_of(self, node: int) -> int:
        """-1 when it has none."""
        try:
            return self.rows.index(node)
        except ValueError:
            return -1

    def end_row(self, node: int) -> int:
        """The row after all that is shown of it, which has a row itself or is the document."""
        while node != DOCUMENT:
            parent = self.parents[node]
            beside = self.children[parent]
            following = bisect_right(beside, node)
            if following < self._shown.get(parent, 0):
                return self.rows.index(beside[following])
            node = parent
        return len(self.rows)

    def waiting(self, node: int) -> int:
        """How many children of a node that is open have no rows yet."""
        return len(self.children.get(node, ())) - self._shown.get(node, 0)

    def is_shown(self, node: int) -> bool:
        """Whether its children have rows, when it is open itself."""
        while node != DOCUMENT:
            if node not in self.opened:
                return False
            node = self.parents[node]
        return True

    def show_waiting(self, node: int, row: int) -> int:
        """Gives rows from `row` on, which is `end_row`, to the children that wait; their number."""
        waiting = self.children[node][self._shown.get(node, 0) :]
        self.rows[row:row] = waiting
        self._shown[node] = len(self.children[node])
        return len(waiting)

    def close(self, row: int, end: int) -> None:
        """Takes away the rows below `row` up to `end`, which is its `end_row`."""
        gone = self.rows[row + 1 : end]
        del self.rows[row + 1 : end]
        self.opened.discard(self.rows[row])
        self._shown.pop(self.rows[row], None)
        for node in self.opened.intersection(gone):
            self.opened.discard(node)
            self._shown.pop(node, None)

    def is_last(self, node: int) -> bool:
        """Whether no sibling is known after it."""
        beside = self.children[self.parents[node]]
        return bisect_left(beside, node) == len(beside) - 1
