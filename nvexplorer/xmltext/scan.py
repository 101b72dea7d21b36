"""Finds where rows begin in a stretch of XML, from one known state to the next.

The rules, which give the same rows however the document is cut into stretches:

* *Raw*: a row begins after each newline.
* *Pretty*: a row begins before each piece of markup (tag, comment, processing instruction, DOCTYPE)
  that follows other markup directly or over white space alone; but an element holding nothing, or
  spaces alone, stays on one row. White space between two rows is dropped. Everything else is left
  as it is: a newline inside text, CDATA, a comment or a tag begins a row shown as it stands, and
  markup beside text begins none, so mixed content runs on. CDATA counts as text.

On documents without mixed content these are the rows of lxml's `pretty_print`.

Broken XML is never refused. A tag ends at the first `>` outside its quoted values; a quote that is
not closed before the next `<` is no quote; where the only `>` before the next `<` is in a value,
the tag ends there. A DOCTYPE is known as such outside all elements, where no text is before it, if
it has no more than 16 KB. A `<` with no `>` before the next `<`, or within `LIMIT` bytes, is text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What comes before a position and decides what the position means.
FIRST = 0  # nothing: a row begins here
GAP = 1  # markup: a tag here begins a row
OPENED = 2  # an opening tag: a tag here begins a row unless it is a closing one
TEXT = 3
COMMENT = 4  # the beginning of one whose end is still to come, as in all below
CDATA = 5
PI = 6
DOCTYPE = 7
SUBSET = 8  # the opening bracket in a DOCTYPE
TAG = 9
DOUBLE = 10  # the opening double quote of an attribute value
SINGLE = 11

LIMIT = 1 << 17
"""Bytes looked ahead for the end of a tag or of white space between tags."""

_DOCTYPE_LIMIT = 1 << 14

_LT, _BANG, _QUESTION, _SLASH = b"<!?/"
_CDATA_START = b"<![CDATA["
TERMINATORS = {COMMENT: b"-->", CDATA: b"]]>", PI: b"?>"}
_SPACE = re.compile(rb"[ \t\r\n]*")
_BROKEN = re.compile(rb"<(?:[^<>]*+<(?![!?])(?=[^<>]*+<))*+")
_CONTINUATION = re.compile(rb"[\x80-\xbf]*")
_QUOTED = rb"(?:\"[^\"<]*\"|'[^'<]*')"
_QUOTED_OR_NEWLINE = re.compile(_QUOTED + rb"|\n")
_TAG = re.compile(rb"<[^<>\"']*+(?:(?:%b|[\"'])[^<>\"']*+)*+>" % _QUOTED)
_DOCTYPE = re.compile(
    rb"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    rb"(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|<(?!!--|\?))*+\]\s*+)?+>",
    re.DOTALL,
)


class Rows(NamedTuple):
    """Where rows begin, their depths, and the state each begins in (for the lexer)."""

    starts: list[int]
    depths: list[int]
    states: list[int]


class Tag(NamedTuple):
    """The bytes of a tag, and how much deeper it leads: 1, 0 (an empty element) or less."""

    start: int
    end: int
    deeper: int


class _UndecidedError(Exception):
    """The bytes at hand do not show what is at the position."""


class Scanner:
    """Goes through one stretch; `pos`, `state` and `depth` are where it has got to.

    `complete` says that the document ends where the stretch ends; `utf8`, that characters may be
    longer than a byte and must not be cut in two.
    """

    def __init__(
        self, data: bytes, state: int, depth: int, *, pretty: bool, complete: bool, utf8: bool
    ) -> None:
        self.pos = 0
        self._stop = 0
        self._is_first = False  # nothing stands before the stretch
        self.tags: list[Tag] | None = None  # those gone through, when wanted
        self.state = state
        self.depth = depth
        self.rows = Rows([], [], [])
        self._data = data
        self._pretty = pretty
        self._complete = complete
        self._utf8 = utf8

    def run(self, stop: int) -> Rows:
        """Goes on to the first place at or after `stop` from which scanning can be taken up again.

        Ends sooner where the stretch does not show enough. A long run of text or comment is left
        at `stop` itself. Gives the rows that begin on the way.
        """
        data = self._data
        stop = self._stop = min(stop, len(data))
        if self.state == FIRST:
            self._is_first = True
            self._begin(0, self.depth, TEXT)
            self.state = TEXT
        try:
            while self.pos < stop:
                if self.state in TERMINATORS:
                    self._inside(stop)
                elif data[self.pos] == _LT:
                    self._markup()
                else:
                    self._between(stop)
        except _UndecidedError:
            pass
        if self._complete and self.rows.starts and self.rows.starts[-1] == len(data):
            for column in self.rows:
                column.pop()
        return self.rows

    def _begin(self, start: int, depth: int, state: int) -> None:
        self.rows.starts.append(start)
        self.rows.depths.append(depth)
        self.rows.states.append(state)

    def _newlines(self, start: int, end: int, state: int) -> None:
        find = self._data.find
        found = []
        at = find(b"\n", start, end)
        while at != -1:
            at += 1
            found.append(at)
            at = find(b"\n", at, end)
        starts, depths, states = self.rows
        starts += found
        depths += [0] * len(found)
        states += [state] * len(found)

    def _inside(self, stop: int) -> None:
        """Goes on in a comment, CDATA section or processing instruction."""
        data, state, terminator = self._data, self.state, TERMINATORS[self.state]
        at = data.find(terminator, self.pos)
        if -1 < at < stop:
            end = at + len(terminator)
            self.state = TEXT if state == CDATA else GAP
        elif at == -1 and not self._complete:  # it may begin in the last bytes
            end = self._character_end(min(stop, len(data) - len(terminator) + 1))
        else:
            end = self._character_end(stop)
        self._newlines(self.pos, end, state)
        self.pos = end

    def _character_end(self, end: int) -> int:
        if self._utf8:
            match = _CONTINUATION.match(self._data, end)
            end = match.end() if match else end
        if end <= self.pos or (end == len(self._data) and not self._complete):
            raise _UndecidedError
        return end

    def _between(self, stop: int) -> None:
        """Goes on in what stands between two pieces of markup: layout or text."""
        data, start = self._data, self.pos
        if self.state != TEXT:
            space = _SPACE.match(data, start, start + LIMIT)
            end = space.end() if space else start
            if self._is_layout(end):
                if not self._pretty:
                    self._newlines(start, end, TEXT)
                elif self.state == OPENED and data.find(b"\n", start, end) != -1:
                    self.state = GAP
                self.pos = end
                return
            self.state = TEXT
        end = data.find(b"<", start, stop)
        if end == -1:
            end = self._character_end(min(stop, len(data)))
        self._newlines(start, end, TEXT)
        self.pos = end

    def _is_layout(self, end: int) -> bool:
        """Whether the white space from `pos` to `end` stands between two pieces of markup."""
        head = self._data[end : end + len(_CDATA_START)]
        if self._complete:
            return not head or (head[0] == _LT and head != _CDATA_START)
        if head != _CDATA_START and _CDATA_START.startswith(head):
            raise _UndecidedError
        return head[0] == _LT and head != _CDATA_START

    def _markup(self) -> None:
        data, start, state = self._data, self.pos, self.state
        kind = data[start + 1] if start + 1 < len(data) else _BANG
        if kind in (_BANG, _QUESTION):
            self._special()
            return
        end = self._tag_end()
        if end == 0:
            self._broken()
            return
        closing = kind == _SLASH
        empty = data[end - 2] == _SLASH
        if self._pretty and (state == GAP or (state == OPENED and not closing)):
            self._begin(start, self.depth - closing, TEXT)
        deeper = 1 - 2 * closing - empty
        self.depth += deeper
        if self.tags is not None:
            self.tags.append(Tag(start, end, deeper))
        if data.find(b"\n", start, end) != -1:
            self._newlines_in_tag(end)
        self.state = GAP if closing or empty else OPENED
        self.pos = end

    def _special(self) -> None:
        head = self._data[self.pos : self.pos + len(_CDATA_START)]
        if len(head) < len(_CDATA_START) and not self._complete:
            raise _UndecidedError
        if head == _CDATA_START:
            self.state = CDATA
            self.pos += len(head)
            return
        begins = self._pretty and self.state in (GAP, OPENED)
        if head.startswith((b"<!--", b"<?")):
            if begins:
                self._begin(self.pos, self.depth, TEXT)
            self.state, length = (PI, 2) if head[1] == _QUESTION else (COMMENT, 4)
            self.pos += length
            return
        end = self._doctype_end()
        if end == 0:
            self._broken()
            return
        if begins:
            self._begin(self.pos, self.depth, TEXT)
        bracket = self._data.find(b"[", self.pos, end) + 1 or end
        self._newlines(self.pos, bracket, DOCTYPE)
        self._newlines(bracket, end, SUBSET)
        self.state = GAP
        self.pos = end

    def _doctype_end(self) -> int:
        """Where it ends; one among text or within an element is no more than a tag."""
        data, start = self._data, self.pos
        known = self.state != TEXT or (self._is_first and start == 0)
        if not known or self.depth > 0:
            return self._tag_end()
        limit = min(len(data), start + _DOCTYPE_LIMIT)
        match = None
        if data.find(b"[", start, limit) == -1 or data.find(b"]", start, limit) != -1:
            match = _DOCTYPE.match(data, start, limit)
        if match:
            return match.end()
        self._need(start + _DOCTYPE_LIMIT)
        return self._tag_end()

    def _tag_end(self) -> int:
        """Where the tag at `pos` ends; 0 when it never does."""
        data, start, find = self._data, self.pos, self._data.find
        limit = find(b"<", start + 1, start + LIMIT)
        known = limit != -1
        if not known:
            limit = min(len(data), start + LIMIT)
        first = find(b">", start, limit)
        if first == -1:
            if not known:
                self._need(start + LIMIT)
            return 0
        if find(b'"', start, first) == -1 and find(b"'", start, first) == -1:
            return first + 1
        if not known:
            self._need(start + LIMIT)
        if find(b">", first + 1, limit) == -1:
            return first + 1
        whole = _TAG.match(data, start, limit)
        return whole.end() if whole else first + 1

    def _need(self, end: int) -> None:
        if not self._complete and len(self._data) < end:
            raise _UndecidedError

    def _broken(self) -> None:
        """Takes a `<` that begins no markup, and those after it of which that is plain, as text."""
        self.state = TEXT
        run = _BROKEN.match(self._data, self.pos, self._stop)
        end = run.end() if run else self.pos + 1
        self._newlines(self.pos, end, TEXT)
        self.pos = end

    def _newlines_in_tag(self, end: int) -> None:
        for match in _QUOTED_OR_NEWLINE.finditer(self._data, self.pos, end):
            if match[0] == b"\n":
                self._begin(match.end(), 0, TAG)
            else:
                quote = DOUBLE if match[0][0] == ord('"') else SINGLE
                self._newlines(match.start(), match.end(), quote)
