"""Reads a document into a tree of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from .ignoring import Ignored
from .tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from .opening import Shown
    from .options import Options
    from .tree import Paths
    from .values import Values

DEEPEST = 1_000
MOST = 4_000_000
LARGEST = 1 << 27
_PIECE = 1 << 19
_LONGEST_TAG = 16 << 20
_CHILD = "\ufffc"  # stands for a child between parts of a text
_SENTENCES = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "ends before its root is closed,",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "ends in the middle of a tag,",
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "has a closing tag that does not fit",
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: "is not well-formed",
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "goes on after its root",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "has an attribute twice",
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "has an entity nobody declared",
}
_UNBOUND = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]


class Unfit(Exception):
    """The document cannot be compared by structure; the text says why, as the beginning of a
    sentence."""


def read_tree(
    shown: Shown,
    paths: Paths,
    values: Values,
    options: Options,
    progress: Callable[[float], object],
) -> Tree:
    """Raises Unfit. Nothing is fetched and no entity is expanded; progress from 0 to 1."""
    if shown.size > LARGEST:
        raise Unfit(f"{shown.name} has more than {LARGEST / 1e6:,.0f} MB")
    try:
        return _Reader(shown, paths, values, options, "}").run(progress)
    except expat.ExpatError as error:
        if error.code == _UNBOUND:  # prefixes nobody declared are parts of the names then
            return _Reader(shown, paths, values, options, None).run(progress)
        raise


class _Reader:
    def __init__(
        self,
        shown: Shown,
        paths: Paths,
        values: Values,
        options: Options,
        separator: str | None,
    ) -> None:
        self._shown = shown
        self._paths = paths
        self._number = values.number
        self._ordered = options.order
        self._tree = Tree()
        self._base = shown.begin
        self._skipped = 0  # how deep inside of what is ignored
        # Of each open element, the innermost last: number, path, texts, `whole` of its children.
        self._open: list[int] = []
        self._paths_open = [0]
        self._texts: list[list[str]] = [[]]
        self._wholes: list[list[int]] = [[]]
        self._last: dict[int, int] = {}  # of each path, the parent of the last element
        self._parser = parser = expat.ParserCreate(shown.encoding.name, separator)
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        if options.comments:
            parser.CommentHandler = self._comment
            parser.ProcessingInstructionHandler = self._instruction

    def run(self, progress: Callable[[float], object]) -> Tree:
        shown, parse = self._shown, self._parser.Parse
        lines = self._skip_space()
        at, name = self._base, shown.name
        if at >= shown.size:
            raise Unfit(f"{name} is empty")
        try:
            while at < shown.size:
                piece = shown.source.read(at, _PIECE)
                if not piece:
                    break
                parse(piece, False)
                at += len(piece)
                if at - self._base - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    most = f"{_LONGEST_TAG / 1e6:,.0f} MB"
                    raise Unfit(f"{name} has a tag, or what begins like one, of more than {most}")
                progress(at / shown.size)
            parse(b"", True)
        except expat.ExpatError as error:
            if error.code == _UNBOUND:
                raise
            what = _SENTENCES.get(
                error.code, f"is not well-formed ({expat.ErrorString(error.code)})"
            )
            raise Unfit(
                f"{name} {what} at line {error.lineno + lines}, column {error.offset + 1}"
            ) from None
        except (LookupError, ValueError):
            raise Unfit(
                f"{name} is in an encoding that is too special ({shown.encoding.name})"
            ) from None
        return self._tree

    def _skip_space(self) -> int:
        """Answers with white space before their declaration are seen; gives its lines."""
        head = self._shown.source.read(self._base, 1 << 16)
        space = len(head) - len(head.lstrip())
        self._base += space
        return head.count(b"\n", 0, space)

    def _start(self, name: str, attributes: list[str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        paths, tree, texts = self._paths, self._tree, self._texts
        path = paths.number(self._paths_open[-1], name)
        ignored = paths.ignored[path]
        if ignored is not False and (
            ignored is True or Ignored.with_attributes(ignored, attributes)
        ):
            self._skipped = 1
            return
        parent = self._open[-1] if self._open else -1
        if self._last.get(path) == parent:
            paths.repeated.add(path)
        self._last[path] = parent
        number = tree.add(path, parent, self._base + self._parser.CurrentByteIndex)
        texts[-1].append(_CHILD)
        self._open.append(number)
        self._paths_open.append(path)
        texts.append([])
        self._wholes.append([])
        if attributes:
            self._attributes(number, path, attributes)
        if len(self._open) > DEEPEST or number > MOST:
            self._refuse(number)

    def _attributes(self, number: int, path: int, attributes: list[str]) -> None:
        named = sorted(zip(attributes[::2], attributes[1::2], strict=True))
        for name, value in named:
            at = self._paths.number(path, f"@{name}")
            if self._paths.ignored[at] is not True:
                child = self._tree.add(at, number, -1, self._number(value))
                self._wholes[-1].append(self._tree.whole[child])

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tree = self._tree
        number, path = self._open.pop(), self._paths_open.pop()
        pieces, wholes = self._texts.pop(), self._wholes.pop()
        tree.next[number] = len(tree.path)
        tree.stop[number] = self._base + self._parser.CurrentByteIndex
        text = 0
        if pieces:
            joined = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if _CHILD in joined:
                tree.value[number] = 0
                if joined.replace(_CHILD, "").strip():
                    tree.value[number] = 1
                    text = self._number(joined)
            else:
                text = self._number(joined)
        tree.text[number] = text
        if not self._ordered:
            wholes.sort()
        whole = tree.whole[number] = hash((path, text, *wholes))
        self._wholes[-1].append(whole)

    def _characters(self, text: str) -> None:
        if not self._skipped:
            self._texts[-1].append(text)

    def _comment(self, text: str) -> None:
        self._beside("#comment", text)

    def _instruction(self, target: str, text: str) -> None:
        self._beside(f"?{target}", text)

    def _beside(self, name: str, text: str) -> None:
        if self._skipped or not self._open:  # those around the root are of no element
            return
        path, parent = self._paths.number(self._paths_open[-1], name), self._open[-1]
        if self._last.get(path) == parent:
            self._paths.repeated.add(path)
        self._last[path] = parent
        start = self._base + self._parser.CurrentByteIndex
        number = self._tree.add(path, parent, start, self._number(text))
        self._wholes[-1].append(self._tree.whole[number])

    def _entity(self, name: str, *rest: object) -> None:
        raise Unfit(f"{self._shown.name} declares entities of its own, which are never expanded,")

    def _refuse(self, number: int) -> None:
        name = self._shown.name
        if number > MOST:
            raise Unfit(f"{name} has more than {MOST:,} elements")
        raise Unfit(
            f"{name} has more than {DEEPEST:,} elements inside each other at line "
            f"{self._parser.CurrentLineNumber}"
        )
