"""The dump of the bytes shows each of them, those of the keys masked."""

from __future__ import annotations

from nvexplorer.model.mac import Certainty, MacInput, MacPart, PartKind
from nvexplorer.model.secret import Secret
from nvexplorer.signing.bench import hashed_bytes
from nvexplorer.ui.panes.request.signature.dump import ByteKind, as_text, cells, count_words


def _part(number: int, kind: PartKind, value: str | Secret, before: str = "&") -> MacPart:
    return MacPart(number, kind, kind.value, value, before, "", "", Certainty.SEEN, "")


def _input(*values: str | Secret, encoding: str = "iso-8859-15") -> MacInput:
    kinds = (PartKind.URL, PartKind.SENDER, PartKind.CUSTOMER_KEY)
    parts = tuple(
        _part(number + 1, kind, value, "&" if number else "")
        for number, (kind, value) in enumerate(zip(kinds, values, strict=True))
    )
    return MacInput(parts, (), "SHA256", encoding)


def test_rows_of_sixteen_with_offsets() -> None:
    hashed = hashed_bytes(_input("https://a.b/c.nv", "Ä\t→", Secret("KEY")))
    assert as_text(hashed) == (
        "0000  68 74 74 70 73 3A 2F 2F 61 2E 62 2F 63 2E 6E 76  |https://a.b/c.nv|\n"
        "0010  26 C4 09 ?? 26 •• •• ••                          |&..?&•••|"
    )
    assert as_text(hashed, 8).count("\n") == 2
    assert count_words(hashed, whole=True) == "24 bytes, 1 of them not ASCII"
    assert count_words(hashed, whole=False).endswith(", and the keys")


def test_each_byte_knows_its_part_and_kind() -> None:
    hashed = hashed_bytes(_input("u", "é→", Secret("K"), encoding="iso-8859-15"))
    found = cells(hashed, 0, 99)
    assert [cell.kind for cell in found] == [
        ByteKind.PLAIN,
        ByteKind.PLAIN,
        ByteKind.NOT_ASCII,
        ByteKind.LACKING,
        ByteKind.PLAIN,
        ByteKind.MASKED,
    ]
    assert [cell.part.number if cell.part else 0 for cell in found] == [1, 0, 2, 2, 0, 3]
    assert cells(hashed, 2, 3) == (found[2],)
    utf = hashed_bytes(_input("u", "→", Secret("K"), encoding="utf-8"))
    assert [cell.hex for cell in cells(utf, 2, 5)] == ["E2", "86", "92"]
