"""Files in a body: as chips on screen, as base64 in the text."""

from __future__ import annotations

import base64

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from nvexplorer.ui.widgets.editor.attachments import Attachments
from nvexplorer.ui.widgets.editor.chip_names import decoded_size, kind_of, label

PDF_BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 20
PDF = base64.b64encode(PDF_BYTES).decode()
BODY = """\
<root>
  <attachment>
    <filename>{}</filename>
    <documentdata type="pdf">{}</documentdata>
    <mimetype></mimetype>
  </attachment>
</root>
"""


@pytest.fixture
def attachments(editor, tasks):
    attachments = Attachments(editor, tasks)
    attachments.use(["documentdata"])
    attachments.told = []
    attachments.message.connect(attachments.told.append)
    attachments.done.connect(attachments.told.append)
    return attachments


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "lasku & liite.pdf"
    path.write_bytes(PDF_BYTES)
    return path


def attach(qtbot, attachments, path, offset=None):
    before = len(attachments.told)
    attachments.attach(str(path), offset)
    qtbot.waitUntil(lambda: len(attachments.told) > before)
    return attachments.told[-1]


def labels(editor):
    return [chip.label for _, _, chip in editor.content.mirror.chips()]


def test_a_file_goes_into_the_documented_element(qtbot, editor, copy, attachments, pdf):
    editor.show_text(BODY.format("", ""))
    attach(qtbot, attachments, pdf)
    expected = BODY.format("lasku &amp; liite.pdf", PDF).replace(
        "<mimetype>", "<mimetype>application/pdf"
    )
    assert editor.text() == copy.text == expected
    assert PDF not in editor.toPlainText()
    qtbot.waitUntil(lambda: labels(editor) == ["lasku & liite.pdf, 5.1 KB"])
    editor.undo()
    assert editor.text() == copy.text == BODY.format("", "")
    editor.redo()
    assert editor.text() == copy.text == expected


def test_what_is_there_is_not_overwritten(qtbot, editor, attachments, pdf):
    text = BODY.format("oma.pdf", "").replace("<mimetype></mimetype>", "<mimetype>x/y</mimetype>")
    editor.show_text(text)
    attach(qtbot, attachments, pdf)
    assert editor.text() == text.replace("></documentdata>", f">{PDF}</documentdata>")
    qtbot.waitUntil(lambda: labels(editor) == ["oma.pdf, 5.1 KB"])


@pytest.mark.parametrize(
    "caret", ["<filename>", "<attachment>", '<documentdata type="pdf">', "<mimet"]
)
def test_of_several_elements_the_one_near_the_caret_is_taken(
    qtbot, editor, attachments, pdf, caret
):
    one = BODY.format("", "").replace("</root>\n", "").replace("<root>\n", "")
    editor.show_text(f"<root>\n{one}{one}</root>")
    second = len("<root>\n") + len(one)
    attach(qtbot, attachments, pdf, second + one.index(caret) + len(caret))
    text = editor.text()
    assert text.count(PDF) == 1
    assert text.index(PDF) > second


def test_of_several_elements_none_is_guessed(qtbot, editor, attachments, pdf):
    one = "<a><documentdata></documentdata></a>"
    editor.show_text(f"<root>{one}{one}</root>")
    message = attach(qtbot, attachments, pdf, 2)
    assert "<documentdata>" in message.next
    assert PDF not in editor.text()


@pytest.mark.parametrize(
    ("text", "caret", "expected"),
    [
        ("<a><x></x></a>", 6, "<a><x>{}</x></a>"),
        ("<a><x/></a>", 4, "<a><x>{}</x></a>"),
        ("<a><x> \n </x></a>", 7, "<a><x>{}</x></a>"),
        (
            "<a><x></x><filename/></a>",
            6,
            "<a><x>{}</x><filename>lasku &amp; liite.pdf</filename></a>",
        ),
        (
            "<a><mimetype/><x/><filename/></a>",
            17,
            "<a><mimetype>application/pdf</mimetype><x>{}</x>"
            "<filename>lasku &amp; liite.pdf</filename></a>",
        ),
    ],
)
def test_where_nothing_is_documented_the_caret_tells(
    qtbot, editor, copy, attachments, pdf, text, caret, expected
):
    attachments.use([])
    editor.show_text(text)
    attach(qtbot, attachments, pdf, caret)
    assert editor.text() == copy.text == expected.format(PDF)
    editor.undo()
    assert editor.text() == text


@pytest.mark.parametrize(
    ("text", "caret", "documented", "says"),
    [
        ("<a><x>1</x></a>", 6, [], "already holds"),
        ("<a><x/></a>", 2, [], "already holds"),
        ("", 0, [], "caret"),
        ("<a><x>1</x></a>", 6, ["documentdata"], "<documentdata>"),
        ("<a><documentdata>note</documentdata></a>", 2, ["documentdata"], "already holds"),
    ],
)
def test_a_place_that_will_not_do_is_told(
    qtbot, editor, attachments, pdf, text, caret, documented, says
):
    attachments.use(documented)
    editor.show_text(text)
    message = attach(qtbot, attachments, pdf, caret)
    assert says in str(message)
    assert message.next
    assert editor.text() == text


def test_a_file_that_cannot_be_attached_is_told(qtbot, editor, attachments, tmp_path):
    editor.show_text(BODY.format("", ""))
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert "is empty" in attach(qtbot, attachments, empty).what
    assert "cannot be read" in attach(qtbot, attachments, tmp_path / "none.pdf").what
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(100_000_001)
    assert "100 MB" in attach(qtbot, attachments, large).what
    assert editor.text() == BODY.format("", "")


def test_typing_goes_on_while_a_file_is_read(qtbot, editor, copy, attachments, tmp_path):
    editor.show_text(BODY.format("", ""))
    path = tmp_path / "suuri.bin"
    data = bytes(range(251)) * 100_000
    path.write_bytes(data)
    attachments.attach(str(path), editor.text().index("</documentdata>"))
    editor.show_place(0)
    with Heartbeat() as heart:
        qtbot.keyClicks(editor, "xy")
        qtbot.waitUntil(lambda: bool(attachments.told))
    text = editor.text()
    assert text == copy.text
    assert text.startswith("xy<root>")
    start = text.index('type="pdf">') + len('type="pdf">')
    assert base64.b64decode(text[start : text.index("</documentdata>")]) == data
    assert heart.longest_work < MOST_WORK


# Chips


def test_long_base64_of_a_loaded_text_has_the_name_beside_it(qtbot, editor, attachments):
    editor.show_text(BODY.format("lasku 1.pdf", PDF) + "")
    qtbot.waitUntil(lambda: labels(editor) == ["lasku 1.pdf, 5.1 KB"])
    start = editor.text().index("lasku 1")
    editor.show_place(start, start + 7)
    qtbot.keyClicks(editor, "uusi")
    qtbot.waitUntil(lambda: labels(editor) == ["uusi.pdf, 5.1 KB"])
    assert editor.content.history.can_undo


def test_without_a_name_the_bytes_tell(qtbot, editor, attachments):
    editor.show_text(f"<a><b>{PDF}</b></a>")
    qtbot.waitUntil(lambda: labels(editor) == ["PDF, 5.1 KB"])


def test_a_chip_is_drawn_and_as_high_as_text(editor, attachments):
    pictures, heights = [], []
    for content in (PDF, ""):
        editor.show_text(f"<b>{content}</b>\n<c/>")
        pictures.append(editor.viewport().grab().toImage())
        heights.append(editor.blockBoundingRect(editor.document().firstBlock()).height())
    assert pictures[0] != pictures[1]
    assert heights[0] == heights[1]


def chip(editor, attachments):
    """The caret before the first chip, and the chip."""
    offset, _, _ = next(editor.content.mirror.chips())
    editor.show_place(offset)
    return attachments.chip_here()


def test_a_chip_is_saved_as_its_file(qtbot, editor, attachments, tmp_path):
    lines = "\r\n".join(PDF[at : at + 76] for at in range(0, len(PDF), 76))
    editor.show_text(BODY.format("lasku.pdf", f"\n{lines}\n"))
    position, there = chip(editor, attachments)
    assert attachments.can_open(position, there)
    attachments.save(position, there)
    dialog = editor.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("lasku.pdf")
    dialog.fileSelected.emit(str(tmp_path / "out.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: bool(attachments.told))
    assert (tmp_path / "out.pdf").read_bytes() == PDF_BYTES


def test_what_is_no_base64_is_not_saved(qtbot, editor, attachments, tmp_path):
    broken = PDF[:4001].replace("=", "")
    editor.show_text(f"<b>{broken}</b>")
    _, there = chip(editor, attachments)
    (tmp_path / "kept.pdf").write_bytes(b"old")
    attachments._decode(there, tmp_path / "kept.pdf", attachments._on_saved)
    qtbot.waitUntil(lambda: bool(attachments.told))
    assert "no valid base64" in attachments.told[0].what
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_an_unknown_kind_is_not_opened(editor, attachments):
    data = base64.b64encode(b"MZ" + bytes(range(256)) * 20).decode()
    editor.show_text(f"<a><filename>lasku.exe</filename><documentdata>{data}</documentdata></a>")
    position, there = chip(editor, attachments)
    assert not attachments.can_open(position, there)
    attachments.open(position, there)
    assert "not opened" in attachments.told[0].what


def test_a_chip_is_removed_expanded_and_comes_back(editor, copy, attachments):
    text = BODY.format("lasku.pdf", PDF)
    editor.show_text(text)
    attachments.remove(*chip(editor, attachments))
    assert editor.text() == copy.text == BODY.format("lasku.pdf", "")
    editor.undo()
    assert editor.text() == copy.text == text
    attachments.expand(*chip(editor, attachments))
    assert editor.text() == text
    assert PDF in editor.toPlainText().replace("\n", "")
    assert labels(editor) == []
    editor.undo()
    assert editor.text() == copy.text == text
    assert len(labels(editor)) == 1


def test_a_chip_is_replaced_and_the_old_name_is_pointed_out(
    qtbot, editor, copy, attachments, tmp_path
):
    editor.show_text(BODY.format("vanha.pdf", PDF))
    attachments.replace(*chip(editor, attachments))
    other = tmp_path / "uusi.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    dialog = editor.findChild(QFileDialog)
    dialog.fileSelected.emit(str(other))
    dialog.close()
    qtbot.waitUntil(lambda: bool(attachments.told))
    expected = base64.b64encode(other.read_bytes()).decode()
    assert editor.text() == copy.text == BODY.format("vanha.pdf", expected)
    assert "vanha.pdf" in attachments.told[0].what


def test_a_click_selects_a_chip_and_a_key_opens_its_menu(qtbot, editor, attachments):
    editor.show_text(f"<b>{PDF}</b>")
    editor.viewport().repaint()
    line = editor.document().firstBlock().layout().lineAt(0)
    place = QPoint(round(line.cursorToX(3)[0]) + 20, 8)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.selection() == (3, 3 + len(PDF))
    assert attachments.chip_here() is not None
    with qtbot.waitSignal(editor.menu_wanted):
        QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert attachments.chip_here() is not None
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert attachments.chip_here() is None


def test_a_dropped_file_is_told_where_it_fell(qtbot, editor, pdf):
    editor.show_text("<a>\n<b></b>\n</a>")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    where = editor.geometry_of(editor.document().findBlockByNumber(1)).topLeft() + QPointF(40, 5)
    event = QDropEvent(
        where,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(editor.file_given) as told:
        editor.dropEvent(event)
    path, offset = told.args
    assert path == str(pdf)
    assert 4 <= offset <= 11
    with qtbot.waitSignal(editor.file_given):
        editor.insertFromMimeData(data)
    assert editor.text() == "<a>\n<b></b>\n</a>"


def test_kinds_and_sizes():
    def coded(data):
        return base64.b64encode(data).decode()

    assert kind_of(coded(b"\xff\xd8\xff\xe0abc")).name == "JPEG"
    assert kind_of(coded(b"PK\3\4abc"), "a.xlsx").suffix == "xlsx"
    assert kind_of(coded(b"PK\3\4abc")).suffix == "zip"
    assert kind_of(coded(b"a;b;c"), "a.csv").mime == "text/csv"
    assert not kind_of(coded(b"MZ123"), "a.pdf").harmless
    for size in (1, 2, 3, 1000):
        assert decoded_size(coded(b"x" * size)) == size
    lines = "\n".join(coded(b"x" * 3000)[at : at + 76] for at in range(0, 4000, 76))
    assert decoded_size(lines) == 3000
    assert label(coded(b"%PDF-" + b"x" * 1_199_995), "") == "PDF, 1.2 MB"
    assert label(coded(b"x"), "n" * 100).startswith("n" * 47 + "…, 1 byte")
