"""Cuts a text into what an editor's document holds: long lines folded, long base64 as chips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.editor.runs import SOFT, Break, Chip, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 40_000  # characters of a piece: some milliseconds in the window's thread
LONG_LINE = 2_000  # characters that Qt lays out in a line without a halt
CHIP = 2_048  # characters of base64 that become a chip

_LONG_TEXT = re.compile(rf"[>\[][^<\[\]]{{{CHIP},}}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+(?:\s+[A-Za-z0-9+/]+)*\s*={0,2}")
# QTextDocument takes all of these for the end of a line.
_ODD_BREAK = re.compile("\r\n?|[\u2029\ufdd0\ufdd1]")
_SAMPLE = 1_000
_TAG_ENDS = re.compile(r">(?=<)")


def cut(text: str, *, chips: bool = True) -> Iterator[list[Run]]:
    """Pieces of at most about PIECE positions each, which together hold `text` to the letter."""
    at, line_end = 0, -1  # the end of the line that `at` is in, once it is known
    odd = any(mark in text for mark in "\r\u2029\ufdd0\ufdd1")
    while at < len(text):
        end = _piece_end(text, at)
        found = _LONG_TEXT.search(text, at, min(end + 1, len(text))) if chips else None
        chip = _chip_in(text, found.start() + 1) if found else None
        if chip:
            end = chip[0]
        runs: list[Run] = []
        line_end = _fold(text, at, end, line_end, runs)
        at = end
        if chip:
            runs.append(Chip(text[chip[0] : chip[1]]))
            at = chip[1]
        yield [piece for run in runs for piece in _odd_breaks(run)] if odd else runs


def _piece_end(text: str, at: int) -> int:
    """Before a tag where there is one, so that no run of base64 is cut unseen."""
    end = at + PIECE
    if end >= len(text):
        return len(text)
    tag = text.rfind("<", at + 1, end)
    if tag > at:
        line = text.rfind("\n", at, tag) + 1
        return line if line > at and not text[line:tag].strip() else tag
    return end - 1 if text[end - 1] == "\r" else end


def _chip_in(text: str, start: int) -> tuple[int, int] | None:
    """The base64 in the long text at `start`, spaces around it left out."""
    end = min(
        (at for at in (text.find("<", start), text.find("]", start)) if at >= 0),
        default=len(text),
    )
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end - start >= CHIP and is_base64(text, start, end) else None


def is_base64(text: str, start: int, end: int) -> bool:
    """Whether it looks like lines of base64: wholly for a short one, in samples for a long one."""
    words = text[start : start + _SAMPLE].split()[:-1]
    if any(len(word) < 40 for word in words):
        return False
    if end - start <= 200 * _SAMPLE:
        return bool(_BASE64.fullmatch(text, start, end))
    step = (end - start - _SAMPLE) // 50
    samples = (text[at : at + _SAMPLE] for at in range(start, end - _SAMPLE, step))
    return all(_BASE64.fullmatch(sample.strip().rstrip("=")) for sample in samples) and bool(
        _BASE64.fullmatch(text[end - _SAMPLE : end].strip())
    )


def _fold(text: str, at: int, end: int, line_end: int, runs: list[Run]) -> int:
    """Adds what is between `at` and `end` to `runs`, long lines folded between tags. `line_end` is
    that of the line that goes on at `at`, -1 when it begins there; returns it for `end`."""
    plain = at  # what was not yet added begins here
    while at < end:
        goes_on = line_end >= at
        if not goes_on:
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        stop = min(line_end + 1, end)
        if line_end - at > LONG_LINE or goes_on:
            places = list(_folds(text, at, min(line_end, end)))
            if goes_on and at and text[at - 1] == ">" and text[at] == "<":
                places.insert(0, at)
            for place in places:
                if place > plain:
                    runs.append(text[plain:place])
                runs.append(SOFT)
                plain = place
        at = stop
    if plain < end:
        runs.append(text[plain:end])
    return line_end if end <= line_end else -1


def _folds(text: str, at: int, end: int) -> Iterator[int]:
    """Between tags, but not within an element without content; else after LONG_LINE characters."""
    last = at
    for match in _TAG_ENDS.finditer(text, at, min(end + 1, len(text))):
        place = match.end()
        if place >= end:
            break
        if text.startswith("</", place):
            tag = text.rfind("<", at, place)
            if tag >= 0 and text[tag + 1] not in "/!?" and text[place - 2] != "/":
                continue
        while place - last > LONG_LINE:
            last += LONG_LINE
            yield last
        if place > last:
            yield place
            last = place
    while end - last > LONG_LINE:
        last += LONG_LINE
        yield last


def _odd_breaks(run: Run) -> Iterator[Run]:
    if not isinstance(run, str):
        yield run
        return
    at = 0
    for match in _ODD_BREAK.finditer(run):
        if match.start() > at:
            yield run[at : match.start()]
        yield Break(match[0])
        at = match.end()
    if at < len(run):
        yield run[at:]
