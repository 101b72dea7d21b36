"""Goes through everything that can be done with an answer in the window of a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from exchanges import answer, exchange
from heartbeat import Heartbeat
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from nvexplorer import launch
from nvexplorer.interchange.exchange_texts import FORMS
from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_view import Shown
from nvexplorer.ui.panes.response.raw_view import RawView
from nvexplorer.ui.panes.response.table.page import TablePage
from nvexplorer.ui.panes.response.tree.page import TreePage
from nvexplorer.ui.view_window import ViewWindow
from nvexplorer.ui.widgets.xml_search import MOST_HITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nvexplorer.model.exchange import Body
    from nvexplorer.ui.panes.response.answer_view import AnswerView
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.xml_view import XmlView

_No = Qt.KeyboardModifier.NoModifier
_Control = Qt.KeyboardModifier.ControlModifier
_Shift = Qt.KeyboardModifier.ShiftModifier
_Key = Qt.Key

_WIRE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
VIEWS = ("xml", "tree", "table", "headers", "raw", "timing")


class Step(NamedTuple):
    """What was done in a view; `work` is the longest stretch of processor time that it took of the
    window's thread, in milliseconds, `took` seconds until it was done; `ended` whether it was
    within the patience."""

    view: str
    name: str
    work: float
    took: float
    ended: bool


class Walk:
    """A window in which answers are shown as if they had come from a server, so that all views are
    offered. After each step it rests for `pause` milliseconds. `done` gets each step; `said` are
    the sentences on the answer, in their order; `raised` what nobody caught."""

    def __init__(
        self,
        theme: Theme,
        home: Path,
        *,
        patience: float = 20.0,
        pause: int = 10,
        done: Callable[[Step], object] | None = None,
    ) -> None:
        self.steps: list[Step] = []
        self.said: list[str] = []
        self.raised: list[str] = []
        self._view = "xml"
        self._patience = patience
        self._pause = pause
        self._done = done
        self._body: Body = BytesBody(b"")
        dirs = launch.find_dirs(home)
        path = home / "answer.xml"
        path.write_bytes(b"<Root/>")
        self._hook = sys.excepthook
        self.window = ViewWindow(theme, path, lambda: launch.compose(dirs, keychain=False))
        self.window.show()
        self._wait(lambda: hasattr(self.window, "tabs") and self.window.tabs.page)
        sys.excepthook = self._on_raised
        self.window.tabs.message.connect(self._say)

    def _on_raised(self, kind: type[BaseException], error: BaseException, *_: object) -> None:
        import traceback

        self.raised.append("".join(traceback.format_exception(kind, error, error.__traceback__)))

    def close(self) -> None:
        self.window.close()
        self.window.close_file()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = self._hook

    # How

    def _wait(self, fact: Callable[[], object], seconds: float | None = None) -> bool:
        """Events are handled until the fact comes true; whether it did."""
        end = perf_counter() + (self._patience if seconds is None else seconds)
        while not fact():
            if perf_counter() > end:
                return False
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return True

    def _rest(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @contextmanager
    def _step(self, name: str) -> Iterator[list[Callable[[], object]]]:
        """The facts put into the list end it."""
        facts: list[Callable[[], object]] = []
        began = perf_counter()
        with Heartbeat() as heart:
            yield facts
            ended = all(self._wait(fact) for fact in facts)
            self._rest(self._pause)  # what is painted
        took = perf_counter() - began
        step = Step(self._view, name, heart.longest_work, took, ended)
        self.steps.append(step)
        if self._done is not None:
            self._done(step)

    def _say(self, sentence: str) -> None:
        if sentence and sentence not in self.said:
            self.said.append(sentence)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _No) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def _do(self, name: str, act: Callable[[], object], *facts: Callable[[], object]) -> None:
        with self._step(name) as until:
            act()
            until.extend(facts)

    def _key(
        self,
        name: str,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = _No,
        *facts: Callable[[], object],
    ) -> None:
        self._do(name, lambda: self._press(key, modifiers), *facts)

    def _shown_texts(self, root: QWidget) -> None:
        """What the labels that are no ordinary furniture say."""
        for each in root.findChildren(QLabel):
            text = each.text()
            if each.isVisible() and len(text) > 30 and " " in text and "<a href" not in text:
                self._say(text)

    # What

    def show(self, body: Body, charset: str | None = None) -> None:
        """Another answer; what was said of the last one is forgotten."""
        tabs, self._body = self.window.tabs, body
        given = exchange(answer=answer(body=b"", head=_WIRE)._replace(body=body))
        shown = Shown(body, charset=charset, exchange=given)
        xml = tabs.page.xml
        self.said.clear()
        self._view = "xml"
        with self._step("open"):
            tabs.show_view("xml")
            tabs.show_answer(shown)
            tabs.focus_answer()
        with self._step("index and check") as until:
            until.append(lambda: tabs.page.fault.settled)
            if body.size:
                until.append(lambda: xml.is_complete)
        self._shown_texts(tabs.page)

    def walk(self, views: tuple[str, ...] = VIEWS) -> None:
        """All that can be done with the answer."""
        tabs = self.window.tabs
        for view in views:
            self._view = view
            if view != "xml":
                found: list[AnswerView | None] = []
                self._do("open", lambda view=view, found=found: found.append(tabs.show_view(view)))
                if found[0] is None:
                    continue
            getattr(self, f"_walk_{view}")()
            self._shown_texts(self.window)
        self._view = "xml"
        self._do("again", lambda: tabs.show_view("xml"))

    def ask(self, expression: str) -> str:
        """What is said of an expression on the answer."""
        self._view = "tree"
        tree = self.window.tabs.show_view("tree")
        assert isinstance(tree, TreePage)
        ended = lambda: not tree._finder.running  # noqa: E731
        self._do(expression, lambda: tree.ask(expression), ended)
        return tree.bar.status

    def _idle(self, view: XmlView) -> Callable[[], object]:
        return lambda: not view.idle._jobs

    def _text_steps(self, view: XmlView) -> None:
        """What can be done with any text."""
        if not view.isVisible():
            return
        idle = self._idle(view)
        self._do("focus", view.setFocus)
        self._key("End", _Key.Key_End)
        self._key("Ctrl+End", _Key.Key_End, _Control, idle)
        for name, key in (("Page up", _Key.Key_PageUp), ("Up", _Key.Key_Up)):
            for _ in range(3):
                self._key(name, key)
        self._key("word left", _Key.Key_Left, _Control)
        self._key("Ctrl+Home", _Key.Key_Home, _Control, idle)
        for _ in range(3):
            self._key("Page down", _Key.Key_PageDown)
        self._key("End", _Key.Key_End)
        self._key("word right", _Key.Key_Right, _Control)
        bar = view.verticalScrollBar()
        for part in (50, 100, 0):
            self._do(
                f"scroll to {part} %", lambda part=part: bar.setValue(bar.maximum() * part // 100)
            )
        across = view.horizontalScrollBar()
        self._do("scroll right", lambda: across.setValue(across.maximum()))
        self._do("scroll left", lambda: across.setValue(0))
        for name, text, regex in (("find", "a", False), ("find none", "zq-zq", False)):
            self._do(name, lambda t=text, r=regex: view.find(t, False, r), lambda: _found(view))
            self._do("next hit", view.find_next)
            self._do("previous hit", view.find_previous)
        self._do("end of finding", lambda: view.find(""))

    def _walk_xml(self) -> None:
        page, xml = self.window.tabs.page, self.window.tabs.page.xml
        if not self._body.size:
            return
        self._text_steps(xml)
        self._do("regex", lambda: xml.find("[a-z][0-9]", False, True), lambda: _found(xml))
        self._do("end of finding", lambda: xml.find(""))
        idle = self._idle(xml)
        self._key("Ctrl+Home", _Key.Key_Home, _Control, idle)
        for name, act in (
            ("fold here", xml.folding.fold_here),
            ("fold all", xml.folding.fold_all),
            ("unfold all", xml.folding.unfold_all),
        ):
            self._do(name, act, idle)
        self._key("Down", _Key.Key_Down)
        for name, act in (
            ("expand", xml.expand_here),
            ("copy path", xml.copy_path),
            ("copy value", xml.copy_value),
            ("copy element", xml.copy_element),
            ("fold below", xml.folding.fold_here),
            ("unfold below", xml.folding.unfold_here),
        ):
            self._do(name, act, idle)
        self._key("select all", _Key.Key_A, _Control, idle)
        self._key("copy all", _Key.Key_C, _Control, idle)
        self._do("go to the fault", page.fault.go, idle)
        self._key("Up", _Key.Key_Up)
        self._do("as it came", lambda: page.set_pretty(False), idle, lambda: xml.is_complete)
        self._key("Ctrl+End", _Key.Key_End, _Control, idle)
        self._key("End", _Key.Key_End)
        self._key("Up", _Key.Key_Up)
        self._key("Home", _Key.Key_Home)
        self._do("fold here", xml.folding.fold_here, idle)
        self._do("copy path", xml.copy_path, idle)
        self._do("unfold all", xml.folding.unfold_all, idle)
        self._do("pretty", lambda: page.set_pretty(True), idle, lambda: xml.is_complete)
        self._do("go to the middle", lambda: xml.go_to_offset(self._body.size // 2), idle)

    def _walk_tree(self) -> None:
        tree = self.window.tabs.show_view("tree")
        assert isinstance(tree, TreePage)
        grid = tree.grid
        quiet = lambda: not tree.tree._idle._jobs  # noqa: E731
        self._do("wait", lambda: None, quiet)
        for _ in range(3):
            self._key("Right", _Key.Key_Right, _No, quiet)
            self._key("Right", _Key.Key_Right, _No, quiet)
        self._key("expand level", _Key.Key_Asterisk, _No, quiet)
        self._key("End", _Key.Key_End, _No, quiet)
        self._key("Page up", _Key.Key_PageUp)
        for name, act in (
            ("copy value", grid.copy_value),
            ("copy element", grid.copy_xml),
            ("copy path", grid.copy_path),
        ):
            self._do(name, act)
        self._key("Left", _Key.Key_Left, _No, quiet)
        self._key("Home", _Key.Key_Home, _No, quiet)
        self._key("Left", _Key.Key_Left, _No, quiet)
        self._key("Right", _Key.Key_Right, _No, quiet)
        self._do("find", tree.find)
        self._do("names", tree._finder.read_names, lambda: not _busy(tree._finder._naming))
        for expression in ("//*", "//@*", "string(/*)", "//Customer[Netvisorkey>5]"):
            self._do(expression, lambda e=expression: tree.ask(e), lambda: not tree._finder.running)
            self._say(f"{expression}: {tree.bar._status.text()}")
            if tree.hits.rowCount():
                self._do("hits", tree.list.setFocus)
                self._key("last hit", _Key.Key_End)
                self._key("hit before", _Key.Key_Up)
                self._do("all hits", tree.list.selectAll)
                self._do(
                    "copy hits",
                    lambda: tree._on_copy(_form()),
                    lambda: not _busy(tree._finder._exporting),
                )
                self._do("next hit", lambda: tree.find_next(1))
                self._do("go to it", tree.list.go, self._idle(self.window.tabs.page.xml))
                self._do("back", lambda: self.window.tabs.show_view("tree"))
        self._do("tree again", tree.show_tree, quiet)

    def _walk_table(self) -> None:
        table = self.window.tabs.show_view("table")
        assert isinstance(table, TablePage)
        self._do("wait", lambda: None, lambda: _still(table))
        self._shown_texts(table)
        if not table.model.columnCount():
            return
        grid = table.grid
        self._do("focus", grid.setFocus)
        self._key("Ctrl+End", _Key.Key_End, _Control)
        self._key("Page up", _Key.Key_PageUp)
        self._key("copy cell", _Key.Key_C, _Control)
        self._key("Ctrl+Home", _Key.Key_Home, _Control)
        copied = lambda: not table.copying.rows  # noqa: E731
        self._key("select all", _Key.Key_A, _Control, lambda: not table._work._runs("table-sums"))
        self._key("copy all", _Key.Key_C, _Control, copied)
        head = grid.horizontalHeader()
        self._do("sort", lambda: head.sectionClicked.emit(0), lambda: not table._work.arranging)
        self._do("filter", lambda: table._words.setText("7"), lambda: not table._work.arranging)
        self._do("no filter", lambda: table._words.setText(""), lambda: not table._work.arranging)
        self._do("columns", table.show_columns)
        self._do("columns closed", _close_popups)
        self._do("to the XML", lambda: table.go_to_xml(0, 0), self._idle(self.window.tabs.page.xml))
        self._do("back", lambda: self.window.tabs.show_view("table"))

    def _walk_headers(self) -> None:
        for button in self.window.tabs.show_view("headers").findChildren(QPushButton):
            self._do(button.text(), button.click)

    def _walk_raw(self) -> None:
        raw = self.window.tabs.show_view("raw")
        assert isinstance(raw, RawView)
        if not raw.text.isVisible():
            return
        self._do("wait", lambda: None, lambda: raw.text.is_complete)
        self._text_steps(raw.text)
        self._do("hex", raw._on_hex, lambda: raw.text.is_complete)
        self._text_steps(raw.text)
        for form in FORMS:
            self._do(f"copy as {form.title}", lambda form=form: raw._copy_as(form))
        self._do("text", raw._on_hex, lambda: raw.text.is_complete)

    def _walk_timing(self) -> None:
        self._do("wait", lambda: None)


def _found(view: XmlView) -> bool:
    """Whether all hits are known, or so many that the rest is not looked for."""
    return view._finder.complete or len(view._finder.starts) >= MOST_HITS


def _busy(asked: object) -> bool:
    return asked is not None and getattr(asked, "running", False)


def _still(table: TablePage) -> bool:
    """Whether nothing is found out about the table any more."""
    work = table._work
    head = work._head
    reading = any(work._runs(job) for job in ("table-kinds", "table-rows"))
    looking = "Looking" in " ".join(each.text() for each in table._empty.findChildren(QLabel))
    return not reading and not (looking and not table._banner.isVisible() and head is not None)


def _form() -> object:
    from nvexplorer.exchange.xpath.export import Form

    return Form.TEXT


def _close_popups() -> None:
    while QApplication.activePopupWidget() is not None:
        QApplication.activePopupWidget().close()
