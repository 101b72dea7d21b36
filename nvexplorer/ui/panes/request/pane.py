"""The request of a tab: method, URL, parameters and body, kept in step with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from nvexplorer.exchange.ledger.parts import date_ranges
from nvexplorer.model.errors import ExplorerError, Message
from nvexplorer.model.request import RequestDraft
from nvexplorer.ui.panes.request.parameters_form import ParametersForm
from nvexplorer.ui.panes.request.pinned_note import PinnedNote
from nvexplorer.ui.panes.request.request_changes import RequestChanges
from nvexplorer.ui.panes.request.send_button import SendButton
from nvexplorer.ui.panes.request.url_edit import UrlEdit
from nvexplorer.ui.panes.request.url_text import format_url
from nvexplorer.ui.widgets.badge import MethodBadge, set_property
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.lazy_pages import LazyPages
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.panes.request.body_pane import BodyPane
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers

_SHARE = 0.64  # of the height, for a page that needs more than the rows of parameters
_EFFECTS = {"read": "reads", "write": "writes", "delete": "deletes"}


class RequestPane(Panel):
    """`edited` after any change by the user; `resource_changed` when `definition` may be another.
    `send_pressed` is the button's, which is Cancel while sending. `room_wanted` tells the
    share of the height that the page in front needs, 0 for none; `body_made` carries the BodyPane.
    The documentation asks for another resource by `resource_wanted`, for a text of the answer by
    `answer_wanted`. `parts_wanted`: a range of dates shall be fetched in parts."""

    edited = Signal()
    resource_changed = Signal()
    send_pressed = Signal()
    save_pressed = Signal()
    room_wanted = Signal(float)
    body_made = Signal(object)
    resource_wanted = Signal(str)
    answer_wanted = Signal(str)
    parts_wanted = Signal()

    def __init__(
        self, theme: Theme, tasks: Tasks, catalogue: Catalogue, workers: WindowWorkers
    ) -> None:
        super().__init__()
        self._workers = workers
        self._theme, self._tasks = theme, tasks
        self._catalogue = catalogue
        self.origin = ""
        self._resource = ""
        self._method = "GET"
        self._definition: Definition | None = None
        self._body_text = ""  # as long as the page of the body is not made

        self._badge = MethodBadge(theme)
        self._badge.setFixedWidth(38)
        self._methods = QComboBox()
        self._methods.addItems(["GET", "POST"])
        self._methods.setFont(theme.mono_font())
        self._methods.setAccessibleName("Method")
        self._methods.activated.connect(self._on_method_chosen)
        self.url = UrlEdit(theme)
        self.url.setPlaceholderText("resource, such as customerlist.nv, or a whole URL")
        self.button = SendButton()
        self.button.clicked.connect(lambda: self.send_pressed.emit())
        save = QPushButton("Save")
        save.setToolTip("Save under a name (Ctrl+S)")
        save.clicked.connect(lambda: self.save_pressed.emit())
        self.banner = Banner()
        self.pinned = PinnedNote()
        self._tabs = SegmentedTabs()
        self._about = label(role="small")
        self._parts = link(
            "fetch in parts…",
            "Fetch a long range of dates month by month, one request after the other "
            "(Ctrl+Shift+Enter)",
        )
        self._parts.clicked.connect(lambda: self.parts_wanted.emit())
        self.form = ParametersForm(theme)
        self._pages = LazyPages(self._tabs)
        self._parameters = self._pages.add("Parameters", lambda: self.form)
        self._body = self._pages.add("Body", self._make_body)
        self._documentation = self._pages.add("Documentation", self._make_documentation)
        self._tabs.currentChanged.connect(self._on_page_changed)
        self._shares = {self._parameters: 0.0}
        self._before = self._parameters  # where one was before a page that is looked at and left

        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(8)
        for widget in (self._badge, self._methods, self.url, self.button, save):
            row.addWidget(widget, 1 if widget is self.url else 0)
        messages = Panel(margins=(12, 0, 12, 0), spacing=6)
        messages.box.addWidget(self.pinned)
        messages.box.addWidget(self.banner)
        tabs = Panel(edge="bottom", across=True, margins=(8, 0, 12, 0), spacing=8)
        tabs.box.addWidget(self._tabs, 1)
        tabs.box.addWidget(self._parts)
        tabs.box.addWidget(self._about)
        self.box.addWidget(header)
        self.box.addWidget(messages)
        self.box.addWidget(tabs)
        self.box.addWidget(self._pages, 1)

        self._changes = RequestChanges(self)
        self.show_resource("", "GET")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.button.make_room(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, which the fields leave to all of them together."""
        if not self._changes.take_key(event):
            super().keyPressEvent(event)

    def undo(self) -> None:
        """Bring back what the URL and the parameters were before the last change."""
        self._changes.undo()

    def redo(self) -> None:
        self._changes.redo()

    def toggle_text(self) -> None:
        """The parameters as text, or as rows again."""
        self._pages.show_page(self._parameters)
        self.form.toggle_text()

    def _make_body(self) -> BodyPane:
        from nvexplorer.ui.panes.request.body_pane import BodyPane

        pane = BodyPane(self._theme, self._tasks, self._workers)
        pane.show_text(self._body_text)
        self._body_text = ""
        pane.use(self._body_definition())
        pane.help.counted.connect(self._show_body_count)
        pane.edited.connect(self._on_edited)
        self.body_made.emit(pane)
        return pane

    def _body_definition(self) -> Definition:
        from nvexplorer.ui.panes.request.body_help.help import unknown

        return self._definition or unknown(self._resource)

    def _show_body_count(self) -> None:
        problems = self.body.help.problems
        wrong = problems.errors or problems.warnings
        self._tabs.set_count(self._body, wrong, "bad" if problems.errors else "warn")

    @property
    def body_errors(self) -> int:
        """Errors that the last check found in the body that would be sent."""
        there = self._method == "POST" and self._pages.made(self._body)
        return self.body.help.problems.errors if there else 0

    def abandon(self) -> None:
        """The tab goes away."""
        if self._pages.made(self._body):
            self.body.help.close()

    def _make_documentation(self) -> QWidget:
        from nvexplorer.ui.panes.request.documenting import documentation_page

        return documentation_page(self, self._theme, self._tasks)

    @property
    def body(self) -> BodyPane:
        pane: BodyPane = self._pages.page(self._body)  # type: ignore[assignment]
        return pane

    @property
    def definition(self) -> Definition | None:
        """None for a resource that the catalogue does not have."""
        return self._definition

    def draft(self) -> RequestDraft:
        text = self.body.text() if self._pages.made(self._body) else self._body_text
        return RequestDraft(self._resource, self._method, self.form.parameters(), text)

    def parameters_draft(self) -> RequestDraft:
        """The draft without its body, for what is computed at every keystroke."""
        return RequestDraft(self._resource, self._method, self.form.parameters())

    def show_draft(self, draft: RequestDraft) -> None:
        """Not told as edited."""
        self.show_resource(draft.resource, draft.method)
        self.form.show_request(self._definition, draft.parameters)
        if self._pages.made(self._body):
            self.body.show_text(draft.body)
        else:
            self._body_text = draft.body
        self.show_url()
        self.show_counts()
        self._changes.begin()
        wanted = self._method == "POST" and not self.form.problems()
        self._pages.show_page(self._body if wanted else self._parameters)

    def try_out(self) -> None:
        """The request is being sent: say also what is missing."""
        self.form.try_out()
        self.show_counts()

    def show_profile(self, profile: Profile | None, origin: str) -> None:
        """Where it goes to; `origin` as it is written in the URL."""
        self.origin = origin
        self.button.show_profile(profile)
        self.show_url()
        self._changes.rewritten()

    def show_problem(
        self, error: ExplorerError, actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Say it above the fields and go to the field that it is about."""
        self.banner.show_message(Message(error.what, error.next), "bad", actions)
        self.go_to(getattr(error, "field", ""))

    def focus_url(self) -> None:
        self.url.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.url.selectAll()

    def focus_fields(self) -> None:
        """To where typing goes on: the first parameter or the body."""
        if self._pages.current == self._body:
            self.body.focus_body()
        elif self._pages.current == self._parameters:
            self.form.focus_field()
        else:
            self._pages.page(self._pages.current).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def load_body(self) -> None:
        """Choose a file for the body; a request that had none becomes a POST."""
        self.show_body().choose_file()

    def toggle_form(self) -> None:
        """The body as a form, or as XML again."""
        self.show_body().toggle_form()

    @property
    def in_body(self) -> bool:
        """Whether the body is in front."""
        return self._pages.current == self._body

    def show_body(self) -> BodyPane:
        """Bring the body in front; a request that had none becomes a POST."""
        if self._method != "POST":
            self.set_method("POST")
            self._on_edited()
        self._pages.show_page(self._body)
        return self.body

    def put_parameter(self, name: str) -> None:
        """Switch the parameter on and go to its value."""
        self._pages.show_page(self._parameters)
        if self.form.turn_on(name):
            self._changes.on_form_edited()
        self.form.focus_field(name)

    def toggle_documentation(self) -> None:
        self.toggle_page(self._documentation)

    def add_page(self, title: str, make: Callable[[], QWidget], share: float = _SHARE) -> int:
        """One more tab, whose page is made when it is first shown and needs this share of the
        height."""
        page = self._pages.add(title, make)
        self._shares[page] = share
        return page

    def toggle_page(self, page: int) -> None:
        """To a page that is looked at, such as the documentation, and back to where one was."""
        if self._pages.current == page:
            there = self._tabs.isTabVisible(self._before)
            self._pages.show_page(self._before if there else self._parameters)
        else:
            if self._pages.current in (self._parameters, self._body):
                self._before = self._pages.current
            self._pages.show_page(page)
        self.focus_fields()

    @property
    def resource(self) -> str:
        return self._resource

    @property
    def method(self) -> str:
        return self._method

    def usual_method(self, resource: str) -> str:
        """The documented one, the present one for a resource that is not in the catalogue."""
        entry = self._catalogue.entry(resource)
        return entry.method if entry else self._method

    def go_to(self, field: str) -> None:
        """To the field that a BadInput names, such as `parameter keyword` or `body line 12`."""
        word, _, name = field.partition(" ")
        if word == "parameter":
            self._pages.show_page(self._parameters)
            self.form.focus_field(name)
        elif word == "body":
            self._pages.show_page(self._body)
            self.body.editor.setFocus()
            if name.startswith("line "):
                self.body.go_to_line(int(name.removeprefix("line ")))
        elif word in ("resource", "URL"):
            self.focus_url()

    # What is shown follows from resource and method.

    def show_resource(self, resource: str, method: str) -> None:
        self._resource = resource
        entry = self._catalogue.entry(resource)
        self._definition = self._catalogue.definition(resource) if entry else None
        self.set_method(method)
        if self._pages.made(self._body):
            self.body.use(self._body_definition())
        self.resource_changed.emit()

    def set_method(self, method: str) -> None:
        self._method = method
        entry = self._catalogue.entry(self._resource)
        by_hand = entry is None or entry.method != method
        effect = self._catalogue.effect_of(self._resource, method).value
        self._badge.show_method(method, effect)
        self._badge.setVisible(not by_hand)
        self._methods.setVisible(by_hand)
        self._methods.setCurrentText(method)
        self._tabs.set_shown(self._body, method == "POST")
        self._parts.setVisible(effect == "read" and bool(date_ranges(self._definition)))
        if entry is not None:
            self._about.setText(f"{entry.title} · {_EFFECTS[effect]}")
            self._about.setToolTip(self._definition.gaps if self._definition else "")
        elif self._resource:
            self._about.setText("Not in the catalogue: counts as writing")
        else:
            self._about.setText("")
        set_property(self._about, "role", "bad" if effect == "delete" else "small")

    def show_url(self) -> None:
        self.url.show_url(format_url(self.origin, self._resource, self.form.parameters()))

    def show_counts(self) -> None:
        """How many parameters are on; red while the form shows that something is wrong."""
        on = sum(p.enabled for p in self.form.parameters())
        wrong = self.form.shown_errors()
        self._tabs.set_count(self._parameters, max(on, wrong), "bad" if wrong else "count")

    def _on_page_changed(self, index: int) -> None:
        self.room_wanted.emit(self._shares.get(index, _SHARE))

    # Changes by the user

    def _on_method_chosen(self, _index: int) -> None:
        self.set_method(self._methods.currentText())
        self._changes.on_method_chosen()

    def _on_edited(self) -> None:
        self.edited.emit()
