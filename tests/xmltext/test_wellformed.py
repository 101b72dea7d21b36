"""The first fault of a document: the verdict of libxml2, a place, a sentence, and an end."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from xml_documents import documents

from nvexplorer.model.exchange import Stored
from nvexplorer.workers.documents import fault_of
from nvexplorer.xmltext.source import BytesSource
from nvexplorer.xmltext.wellformed import Fault, first_fault

PIECES = st.sampled_from(
    ["<", ">", "&", "'", '"', "=", "/", "</a>", "<a>", "<b", "--", "]]>", "<!--", "<![CDATA[",
     "<?", "?>", "&x;", "&#0;", "\x01", " ", "a", "1", " p='1'", "x", "</", "\xe4", "\n"]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = draw(documents())
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 4)))
    return data[:start] + draw(PIECES | st.just("")).encode("latin-1") + data[end:]


def libxml2_says(data: bytes) -> str:
    """Nothing when well-formed, else its message."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return str(error)
    return ""


def fault(data: bytes) -> Fault | None:
    return first_fault(BytesSource(data))


@settings(max_examples=200, deadline=None)
@given(documents())
def test_good_documents_have_no_fault(data: bytes) -> None:
    assert fault(data) is None
    text = data.decode()
    assume("encoding" not in text)
    for name in ("utf-16-le", "utf-16-be", "utf-32-le"):
        assert fault(("\ufeff" + text).encode(name)) is None


@settings(max_examples=200, deadline=None)
@given(damaged())
def test_the_verdict_is_that_of_libxml2(data: bytes) -> None:
    said = libxml2_says(data)
    assume("amespace" not in said and "URI" not in said)  # of which nothing is looked at here
    assume("DOCTYPE" not in data.decode("latin-1"))  # of which the two read different parts
    found = fault(data)
    assert (found is not None) == bool(said), said
    if found:
        assert 0 <= found.offset <= len(data)
        assert found.sentence.endswith(".")
        before = data[: found.offset]
        assert found.line == before.count(b"\n") + 1


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        ("<a>\n<b></c></a>", 2, 4, "</c> does not close <b> of line 2: write </b>."),
        ("<a>\n<b>\n<c></b></a>", 3, 4, "<c> is not closed: write </c>."),
        ("<a/>\n<b/>", 2, 1, "<b> is a second root element; the first is <a> of line 1: keep one,"),
        ("<a>1</a> x", 1, 10, "Text outside the root element"),
        ("<ä>\n  <b c=1/></ä>", 2, 6, 'The value of c has no quotes: write c="1".'),
        ("<a b='1' b='2'/>", 1, 10, "The attribute b stands twice in <a>"),
        ("<a>x & y</a>", 1, 6, "A lone & cannot stand here: write &amp;."),
        ("<a>&ouml;</a>", 1, 4, "&ouml; is not known in XML: write ö."),
        ("<a>1 < 2</a>", 1, 6, "A < that begins no tag"),
        ("<a>\0</a>", 1, 4, "The character U+0000 cannot stand in XML"),
        ("<a><b>1</b>\n<c", 2, 1, "The document breaks off: <a> of line 1 is not closed."),
        ("<a>\n<b>\n<c>1", 3, 5, "breaks off: <c> of line 3 and 2 elements around it are not"),
        ("", 1, 1, "There is no element: begin with the root element."),
        ("Service unavailable", 1, 1, "Text outside the root element"),
        ("\n<?xml version='1.0'?><a/>", 2, 1, "An XML declaration can stand at the very beginning"),
        ("<?xml version='1.0' encoding='klingon'?><a/>", 1, 31, "“klingon”, which is no known"),
        ("<?xml version='1.0' encoding='utf-16'?><a/>", 1, 31, "“utf-16”, but the bytes are not"),
    ],
)
def test_place_and_sentence(data: str, line: int, column: int, said: str) -> None:
    for before in (b"", b"\xef\xbb\xbf"):
        if before and (not data or "\n<?xml" in data):
            continue
        found = fault(before + data.encode())
        assert found is not None
        assert said in found.sentence
        assert (found.line, found.column) == (line, column)


def test_a_byte_of_another_encoding() -> None:
    found = fault("<a>\nHämäläinen ".encode() + b"M\xe4ki</a>")
    assert found is not None
    assert (found.line, found.column) == (2, 13)
    assert "The byte E4 is not valid in UTF-8: it is shown as “ä”" in found.sentence


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-be"])
def test_the_place_is_in_the_document_as_it_came(name: str) -> None:
    before = "\ufeff<a>\n😀ä<b>"
    found = fault((before + "</a>").encode(name))
    assert found is not None
    assert found.offset == len(before.encode(name))
    assert (found.line, found.column) == (2, 6)


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "shift_jis"])
def test_other_encodings(encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    letters = "漢字" if encoding == "shift_jis" else "Hämäläinen €"
    assert fault((head + f"<a>{letters}</a>").encode(encoding)) is None
    found = fault((head + f"<a>{letters}</b>").encode(encoding))
    assert found is not None
    assert found.offset == len((head + f"<a>{letters}").encode(encoding))


BOMB = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + level)} '{f'&{chr(97 + level)};' * 10}'>" for level in range(12)
)


def test_entity_bombs_are_not_set_off() -> None:
    assert fault(f"{BOMB}]><a>&m;&m;</a>".encode()) is None
    found = fault(f"{BOMB}]><a b='&m;'/>".encode())
    assert found is not None
    assert "they were not expanded" in found.sentence
    found = fault(f"{BOMB}]><a>&m;</b>".encode())
    assert found is not None
    assert "</b> does not close <a>" in found.sentence


class Repeated:
    """A long document that takes no memory: `unit` many times between two other pieces."""

    def __init__(self, head: bytes, unit: bytes, times: int, tail: bytes) -> None:
        self._head, self._unit, self._tail = head, unit, tail
        self._middle = len(unit) * times
        self._some = unit * ((1 << 16) // len(unit) + 1)
        self.size = len(head) + self._middle + len(tail)

    def read(self, offset: int, length: int) -> bytes:
        pieces, end = [], min(self.size, offset + length)
        while offset < end:
            inside = offset - len(self._head)
            if inside < 0:
                piece = self._head[offset:end]
            elif inside < self._middle:
                place = inside % len(self._unit)
                most = min(end - offset, self._middle - inside, 1 << 16)
                piece = self._some[place : place + most]
            else:
                piece = self._tail[inside - self._middle : end - len(self._head) - self._middle]
            pieces.append(piece)
            offset += len(piece)
        return b"".join(pieces)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Repeated(b"<a b='", b"QUJD", 10_000_000, b"'/>"), ""),
        (Repeated(b"<a b='", b"QUJD", 10_000_000, b"' c/>"), "not well-formed"),
        (Repeated(b"<a b='", "ä-".encode(), 10_000_000, b"'/>"), "the rest was not checked"),
        (Repeated(b"<a>", b"line\n", 5_000_000, b"</a>"), ""),
        (Repeated(b"<a>", b"line & \n", 5_000_000, b"</a>"), "A lone &"),
        (Repeated(b"<a>", b"\0", 20_000_000, b"</a>"), "U+0000"),
        (Repeated(b"<a><!-- ", b"x-", 20_000_000, b""), "the rest was not checked"),
        (Repeated(b"", b"<a>", 2_000_000, b""), "1,048,576 deep"),
        (Repeated(b"", b"<", 20_000_000, b""), "A < that begins no tag"),
    ],
    ids=[
        "plain value",
        "fault after it",
        "other value",
        "lines",
        "&",
        "NUL",
        "comment",
        "deep",
        "<",
    ],
)
def test_hostile_documents_are_checked_in_bounds(document: Repeated, said: str) -> None:
    tracemalloc.start()
    try:
        found = first_fault(document)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (said in found.sentence) if found else not said
    assert peak < 150_000_000


def test_the_job_reads_the_bytes_that_are_stored(tmp_path) -> None:
    path = tmp_path / "answer.xml"
    path.write_bytes(b"<a></b>more")
    assert fault_of(Stored(7, path=str(path))) == fault_of(Stored(7, b"<a></b>"))
    assert fault_of(Stored(4, b"<a/>")) is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<Root>a</Root><Root>b</Root>", "<Root> is a second root element"),
        (b"<Root>a</Root>x", "Text outside the root element"),
        ("<Root><a>M\xe4".encode()[:-1], "breaks off in the middle of a character."),
        (b"<Root><a>M\xff", "The byte FF is not valid in UTF-8"),
    ],
)
def test_what_is_too_much_and_what_is_missing_is_told_apart(data: bytes, sentence: str) -> None:
    found = fault(data)
    assert found is not None
    assert sentence in found.sentence


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"error": {"code": 500}}', "JSON"),
        (b"\xef\xbb\xbf [1, 2]", "JSON"),
        (b"<!DOCTYPE HTML><html><body><br></body></html>", "a web page (HTML)"),
        (b"\r\n<html><p>502</html>", "a web page (HTML)"),
    ],
)
def test_what_is_no_xml_is_called_what_it_is(data: bytes, kind: str) -> None:
    found = fault_of(Stored(len(data), data=data))
    assert found is not None
    assert f"This is {kind}, not XML" in found.sentence
