"""A request body from a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.body_file import read_body


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<root>ä</root>".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "<root>ä</root>".encode(), "utf-8"),
        ("\ufeff<root>ä</root>".encode("utf-16-le"), "utf-16-le"),
        ("\ufeff<root>ä</root>".encode("utf-16-be"), "utf-16-be"),
        ("<root>ä</root>".encode("iso-8859-15"), "iso-8859-15"),
        ('<?xml version="1.0" encoding="windows-1252"?>\r\n<root>ä</root>'.encode("cp1252"),
         "windows-1252"),
        ('<?xml version="1.0" encoding="utf-16"?>\r\n<root>ä</root>'.encode(), "utf-8"),
        ('\ufeff<?xml version="1.0" encoding="utf-16"?><root>ä</root>'.encode("utf-16-le"),
         "utf-16-le"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, encoding: str) -> None:
    body = read_body(data)
    assert (body.text, body.encoding) == ("<root>ä</root>", encoding)


def test_declaration_is_dropped_with_a_note() -> None:
    body = read_body(
        b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<root>\r\n</root>'
    )
    assert body.text == "<root>\r\n</root>"
    assert any("declaration" in note for note in body.notes)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="utf-8"?><root>\xe4</root>',
        b'<?xml version="1.0" encoding="klingon"?><root/>',
        b"\xef\xbb\xbf\xff",
        *(
            b'<?xml version="1.0" encoding="%s"?><root/>' % name
            for name in (b"rot13", b"hex", b"base64", b"undefined", b"punycode", b"zlib")
        ),
    ],
)
def test_bytes_that_contradict_themselves_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read_body(data)
    assert caught.value.next


@given(
    st.text(st.characters(exclude_categories=["Cs"])).filter(lambda t: not t.startswith("\ufeff"))
)
def test_utf8_text_comes_back(text: str) -> None:
    if "<?xml" not in text:
        assert read_body(text.encode()).text == text
