"""Takes out what pasting put in: marks, typographic quotes and hyphens, fences, quoting, escapes.

A value's own odd characters may be the very mistake that is looked for, so each repair is made only
where the text shows that the paste did it.
"""

from __future__ import annotations

import html
import re

_FENCE = re.compile(
    r"^[ \t>]*(?:```[^\n`]*|~~~[^\n~]*|\{(?:code|noformat)[^}\n]*\}|\[/?code\])[ \t]*\n?",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTES = str.maketrans("“”„‟″‘’‚‛′", "\"\"\"\"\"'''''")
_QUOTED_BY_WORD = re.compile(
    r"[“”„‟″‘’‚‛′][ \t]*(?:X[-‐‑–—]|https?:|HTTP_|Host|Accept|Content|GET\b|POST\b)", re.IGNORECASE
)
HYPHENS = str.maketrans("‐‑‒–—−", "------")
_HYPHENATED_BY_WORD = re.compile(r"X[‐‑‒–—−]\s?Netv|Netvisor[‐‑‒–—−]", re.IGNORECASE)
_OPTION = re.compile(r"(?<=\s)[–—](?=(?:header|data|url|request|location|insecure|get)\b)")
_NO_BREAK_BY_PASTE = re.compile(r"^[ \t]*\u00a0|:\u00a0|\u00a0\n|(?:GET|POST)\u00a0", re.MULTILINE)
_ENTITY = re.compile(r"&(?:lt|gt|quot|apos|#0?39|#34|#x27|#x2F);")
_ANY_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?|\|[ \t])+", re.MULTILINE)
_TALK = re.compile(r"^[ \t]*[*<] |^(?:<<|>>) ", re.MULTILINE)
_CELL = re.compile(r"</t[dh]>\s{0,20}<t[dh][^>\n]{0,200}>", re.IGNORECASE)
_ROW = re.compile(r"</?t(?:able|body|head|r|d|h)\b[^>\n]{0,200}>", re.IGNORECASE)
_BROKEN_NAME = re.compile(r"(X-Netvisor-[A-Za-z-]{0,60}-)[ \t]*\n[ \t>]*(?=[A-Z][A-Za-z-]*[ \t]*:)")
# Each level of escaping doubles them. From the first of them alone: else long runs take for ever.
_SLASHES = r"(?<!\\)\\{1,8}"
_ESCAPED_END = re.compile(r"\\n(?=[A-Za-z]|\\|\s|[\"'])")


def tidy(text: str) -> str:
    """The text with `\\n` line ends and without what a mail program, a word processor, a chat or
    a ticket put into it."""
    if "\0" in text[:200]:  # UTF-16 read as a single-byte encoding
        text = text.replace("\0", "").removeprefix("ÿþ").removeprefix("þÿ")
    text = text.removeprefix("\ufeff").removeprefix("ï»¿")
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _typography(text)
    text = _FENCE.sub("", text)
    if "</td>" in text:
        text = _ROW.sub("\n", _CELL.sub("\t", text))
    text = _BROKEN_NAME.sub(r"\1", text)  # narrow windows and mail break a name at its hyphens
    if _ENTITY.search(text):
        raw = text.count("&") - len(_ANY_ENTITY.findall(text))
        if not raw and ("<" not in text or "&lt;" not in text):
            text = html.unescape(text)
    return text


def _typography(text: str) -> str:
    text = re.sub("[\u200b\u200e\u200f\u2060\ufeff]", "", text)
    text = re.sub("[\u2028\u2029\u0085]", "\n", text)
    if _NO_BREAK_BY_PASTE.search(text):
        text = re.sub("[\u00a0\u2007\u202f]", " ", text)
    if _QUOTED_BY_WORD.search(text):
        text = text.translate(_QUOTES)
    text = _OPTION.sub("--", text)
    if _HYPHENATED_BY_WORD.search(text):
        text = text.translate(HYPHENS)
    return text


def unquoted(text: str) -> str:
    """Without the `> ` that mail puts in front of each line; the text itself where that is not what
    the marks are (curl and wire logs mark what was sent the same way)."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.lstrip().startswith((">", "|")) for line in lines)
    if marked < 2 or marked * 2 < len(lines) or _TALK.search(text):
        return text
    return _QUOTE_MARK.sub("", text)


def unescaped(text: str) -> str:
    """Line ends and quotes that a log wrote as `\\r\\n` and `\\"`, once or twice over, as they
    were; the text itself where there are none."""
    if not _ESCAPED_END.search(text) and '\\"' not in text:
        return text
    text = re.sub(rf"(?:{_SLASHES}r)?{_SLASHES}n", "\n", text)
    text = re.sub(rf"{_SLASHES}t", "\t", text)
    text = re.sub(rf"{_SLASHES}u([0-9a-fA-F]{{4}})", lambda m: chr(int(m[1], 16)), text)
    return re.sub(rf"{_SLASHES}([\"'/])", r"\1", text)
