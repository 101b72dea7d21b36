"""The Documentation tab of a request: read it, filter it, put parts of it into the request."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget

from nvexplorer.catalogue.article import article_url
from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.panes.documentation.filter_field import FilterField
from nvexplorer.ui.panes.documentation.filtering import count_hits, filtered, words_of
from nvexplorer.ui.panes.documentation.rows import Kind, documentation
from nvexplorer.ui.panes.documentation.tree import DocumentationTree
from nvexplorer.ui.panes.documentation.tree_model import CHOICES
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.panes.documentation.rows import Row
    from nvexplorer.ui.theme import Theme


class DocumentationPane(Panel):
    """`parameter_wanted` carries a name, `element_wanted` the path of an element of the body,
    `/@name` behind it for an attribute, `resource_wanted` a resource, `answer_wanted` a text to
    find in the answer. Its focus is the tree's."""

    parameter_wanted = Signal(str)
    element_wanted = Signal(str)
    resource_wanted = Signal(str)
    answer_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._definition: Definition | None = None
        self._shown: Definition | None = None
        self._rows: tuple[Row, ...] = ()
        self.filter = FilterField()
        self._hits = label(role="small")
        self._hits.setAccessibleName("Hits")
        self._hint = ElidedLabel("A click on a name, or Enter, puts it into the request", "small")
        self._article = link("Support article ↗", "Read the support article in the browser")
        self.tree = DocumentationTree(theme)
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.tree)
        self._bar = Panel(edge="bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        self._bar.box.addWidget(self.filter)
        self._bar.box.addWidget(self._hits)
        self._bar.box.addWidget(self._hint, 1)
        self._bar.box.addWidget(self._article)
        self._bar.hide()
        self.box.addWidget(self._bar)
        self.box.addWidget(self._stack, 1)
        self.setFocusProxy(self.tree)

        self.filter.textChanged.connect(self._on_filter)
        self.filter.moved.connect(self._on_moved)
        self.filter.entered.connect(self._on_entered)
        self.filter.left.connect(self._on_left)
        self.tree.chosen.connect(self._on_chosen)
        self._article.clicked.connect(self._on_article)

    def show_definition(self, definition: Definition | None) -> None:
        """None for a resource that the catalogue does not have. Built when it is seen."""
        self._definition = definition
        if self.isVisible():
            self._show()

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        definition = self._definition
        if definition is self._shown:
            return
        self._shown = definition
        self._bar.setVisible(definition is not None)
        if definition is None:
            self._rows = ()
            self._nothing.show_text(
                "The catalogue has nothing on this resource.", "Ctrl+P finds those that it has."
            )
            self._stack.setCurrentWidget(self._nothing)
            return
        self._rows = documentation(definition)
        self._article.setVisible(bool(definition.article))
        what = f"Read article {definition.article} of the Netvisor support in the browser"
        self._article.setToolTip(f"{what}\n{article_url(definition.article)}")
        self._article.setAccessibleName(what)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self._show_rows()
        self.tree.scrollToTop()

    # Filtering

    def _show_rows(self) -> None:
        words = words_of(self.filter.text())
        hits = count_hits(self._rows, words) if words else 0
        # In front first: the rows' heights follow from its width.
        self._stack.setCurrentWidget(self._nothing if words and not hits else self.tree)
        self.tree.show_rows(filtered(self._rows, words), words)
        self._hits.setText(plural(hits, "hit") if hits else "No hits" if words else "")
        self._hits.setVisible(bool(words))
        if words and not hits:
            query = self.filter.text().strip()
            self._nothing.show_text(f"Nothing here holds “{query}”.", "Esc shows everything again.")

    def _on_filter(self, _text: str) -> None:
        current = self.tree.row_at(self.tree.currentIndex())
        self._show_rows()
        if words_of(self.filter.text()):
            self.tree.show_current(self.tree.first_hit())
            announce(self.filter, self._hits.text())
        elif current is not None:
            self.tree.show_current(self.tree.index_of(current.target, current.kind))

    def _on_moved(self, by: int) -> None:
        index = self.tree.currentIndex()
        following = self.tree.indexBelow(index) if by > 0 else self.tree.indexAbove(index)
        self.tree.show_current(following if index.isValid() else self.tree.first())

    def _on_entered(self) -> None:
        self.tree.choose_current()

    def _on_left(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # Choosing

    def _on_chosen(self, row: Row) -> None:
        if row.kind is Kind.PARAMETER:
            self.parameter_wanted.emit(row.target)
        elif row.kind in (Kind.ELEMENT, Kind.ATTRIBUTE):
            self.element_wanted.emit(row.target)
        elif row.kind is Kind.DETAIL:
            self.resource_wanted.emit(row.target)
        else:
            copy(self.tree, row.target, "Path")

    def _find_in_answer(self, row: Row) -> None:
        name = row.name
        self.answer_wanted.emit(f" {name[1:]}=" if name.startswith("@") else f"<{name}")

    def _on_article(self) -> None:
        if self._shown is not None:
            QDesktopServices.openUrl(QUrl(article_url(self._shown.article)))

    # Keys that the window has too, and the menu

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_find(event):
            event.accept()  # or it would be looked for in the answer
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_find(event):
            self.focus_filter()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        tree = self.tree
        row = tree.row_at(tree.currentIndex())
        if row is None or not tree.isVisible():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = tree.current_place() if by_key else event.globalPos()
        self._menu_of(row).popup(at)

    def _menu_of(self, row: Row) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = CHOICES.get(row.kind)
        if words:
            menu.addAction(f"{words}\tEnter", self.tree.choose_current)
        if row.kind is Kind.ANSWER:
            menu.addAction("Find in the answer", partial(self._find_in_answer, row))
        if row.name and row.kind is not Kind.SECTION:
            menu.addAction("Copy the name", partial(copy, self.tree, row.name, "Name"))
        if row.kind in (Kind.ELEMENT, Kind.ATTRIBUTE):
            menu.addAction("Copy the path", partial(copy, self.tree, row.target, "Path"))
        menu.addAction("Copy the row\tCtrl+C", self.tree.copy_rows)
        return menu


def _is_find(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+F")
