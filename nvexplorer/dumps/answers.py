"""Where an answer begins behind a request: an HTTP answer head or Netvisor's XML."""

from __future__ import annotations

import re

ANSWER_LINE = re.compile(r"[ \t]*(?:[<\[(=*-]+[ \t]*)?HTTP/\d(?:\.\d)?[ \t]+\d{3}\b")
_ANSWER_HEAD = re.compile(r"^" + ANSWER_LINE.pattern, re.MULTILINE)
_LABEL = re.compile(
    r"^[ \t#*-]*(?:response|answer|reply|vastaus|svar)(?:[ \t]+(?:body|from netvisor))?[ \t]*:?"
    r"[ \t-]*$",
    re.MULTILINE | re.IGNORECASE,
)
_XML_START = re.compile(r"<\?xml|<root\b", re.IGNORECASE)
_STATUS = re.compile(r"<ResponseStatus\b", re.IGNORECASE)
_ROOT_END = re.compile(r"</root\s*>", re.IGNORECASE)


def cut_answer(text: str) -> tuple[str, str]:
    """What stood before the answer, and the answer's body; both stripped of empty lines around.
    The body of an answer with a head is what stands behind that head."""
    head = _ANSWER_HEAD.search(text)
    xml = find_xml(text)
    if head and (xml is None or head.start() < xml[0]):
        before, behind = text[: head.start()], text[head.start() :]
        inner = find_xml(behind)
        _, _, body = re.sub(r"^[ \t]*[<][ \t]?$", "", behind, flags=re.MULTILINE).partition("\n\n")
        answer = behind[inner[0] : inner[1]] if inner else body
        return before.strip(), answer.strip()
    if xml:
        return _LABEL.sub("", text[: xml[0]]).strip(), text[xml[0] : xml[1]].strip()
    return text.strip(), ""


def find_xml(text: str, begin: int = 0) -> tuple[int, int] | None:
    """Where Netvisor's XML answer stands: from the prolog or root in front of ResponseStatus to the
    root's end, or to the end of the text where it is cut off."""
    status = _STATUS.search(text, begin)
    if status is None:
        return None
    # A prolog and a root stand close in front, if they stand there at all.
    near = max(begin, status.start() - 400)
    starts = [found.start() for found in _XML_START.finditer(text, near, status.start())]
    start = starts[0] if starts else status.start()
    if len(starts) > 2:  # the request's own XML stands in front
        start = starts[-2] if text.startswith("<?", starts[-2]) else starts[-1]
    elif len(starts) == 2 and not text.startswith("<?", starts[0]):
        start = starts[1]
    end = _ROOT_END.search(text, status.end())
    return start, end.end() if end else len(text)
