"""The manager of profiles, partners, API users and companies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.dialogs.confirm import Question, ask
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.draft import Draft
from nvexplorer.ui.dialogs.profiles.key_edit import keys_go_to
from nvexplorer.ui.dialogs.profiles.layer_page import COMPANIES, PARTNERS, USERS, LayerPage
from nvexplorer.ui.dialogs.profiles.profiles_page import ProfilesPage
from nvexplorer.ui.dialogs.profiles.saver import ProfileSaver, SavingBanner
from nvexplorer.ui.widgets.lazy_pages import LazyPages
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs

if TYPE_CHECKING:
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.model.ports import Ids
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme

_PAGES = {"partner": 1, "user": 2, "company": 3}


class ProfileManager(QDialog):
    """Works on a draft; Save makes it so, Cancel drops it. The profile that is selected when it
    is saved becomes the chosen one. `sandbox_wanted` as in NewProfileDialog."""

    sandbox_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        model: ProfilesModel,
        keys: KeyStore,
        ids: Ids,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Profiles")
        resize_within_screen(self, 1000, 720)
        self._theme = theme
        self._tasks = tasks
        self._model = model
        self._keys = keys
        self._ids = ids
        self._draft = Draft(model.book, keys, tasks, self)
        self._saver = ProfileSaver(model, keys, tasks, self)
        self._bar = SegmentedTabs()
        self._bar.setAccessibleName("Profiles and their parts")
        self.profiles = ProfilesPage(theme, self._draft, ids.new)
        self._pages = LazyPages(self._bar)
        self._pages.add("Profiles", lambda: self.profiles)
        layers = (("Partners", PARTNERS), ("API users", USERS), ("Companies", COMPANIES))
        for title, layer in layers:
            self._pages.add(title, partial(LayerPage, theme, self._draft, layer, ids.new))
        head = Panel("surface", "bottom", across=True, margins=(12, 4, 16, 0))
        head.box.addWidget(self._bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot())
        self._bar.currentChanged.connect(self._on_page)
        self.profiles.new_wanted.connect(self._on_new)
        self.profiles.import_wanted.connect(self._on_import)
        self.profiles.part_wanted.connect(self._on_part)
        self._draft.changed.connect(self._on_changed)
        self._saver.saved.connect(self._on_saved)
        self._saver.keys_refused.connect(self._on_refused)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.activated.connect(self._on_save)
        if model.current_id:
            self.profiles.choose(model.current_id)
        self._on_changed()
        self.profiles.focus_list()

    def _foot(self) -> Panel:
        foot = Panel("surface", "top", margins=(20, 10, 20, 12), spacing=10)
        line = Panel(across=True, spacing=8)
        self._state = label(role="small")
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._save = QPushButton("Save")
        self._save.setProperty("primary", True)
        self._save.setAutoDefault(False)
        self._save.setToolTip("Save (Ctrl+S)")
        self._save.clicked.connect(self._on_save)
        line.box.addWidget(self._state, 1)
        line.box.addWidget(cancel)
        line.box.addWidget(self._save)
        foot.box.addWidget(SavingBanner(self._saver))
        foot.box.addWidget(line)
        return foot

    # Pages

    def _on_page(self, index: int) -> None:
        if index == 0:
            self.profiles.refresh_form()

    def _on_part(self, part: str, item_id: str) -> None:
        self._pages.show_page(_PAGES[part])
        self._layer(part).choose(item_id)

    def _layer(self, part: str) -> LayerPage:
        page = self._pages.page(_PAGES[part])
        assert isinstance(page, LayerPage)
        return page

    def _on_changed(self) -> None:
        book = self._draft.book
        for index, items in enumerate((book.profiles, book.partners, book.users, book.companies)):
            self._bar.set_count(index, len(items))
        dirty = self._draft.dirty
        self._save.setEnabled(dirty)
        place = keys_go_to(self._draft.kind)
        self._state.setText("Not saved yet." if dirty else place)

    # New ones

    def _on_new(self) -> None:
        from nvexplorer.ui.dialogs.profiles.new_profile import NewProfileDialog

        dialog = NewProfileDialog(
            self._theme, self._tasks, self._model, self._keys, self._ids, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(self._on_made)
        dialog.sandbox_wanted.connect(self._on_sandbox)
        dialog.open()

    def _on_made(self, profile_id: str) -> None:
        # It is saved by now; what is drafted here stays drafted.
        self._rebase()
        self.profiles.choose(profile_id)

    def _rebase(self) -> None:
        """What has changed elsewhere since, such as the sandbox's port, comes into the draft."""
        book = edits.rebased(self._draft.book, self._draft.base, self._model.book)
        self._draft.base = self._model.book
        self._draft.show(book)
        self.profiles.refresh_form()
        self._on_changed()

    def _on_sandbox(self) -> None:
        super().reject()
        self.sandbox_wanted.emit()

    def _on_import(self) -> None:
        from nvexplorer.ui.dialogs.profiles.import_companies import ImportCompanies

        dialog = ImportCompanies(
            self._theme, self._tasks, self._draft, self._ids.new, self.profiles.current_id, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self.profiles.choose)
        dialog.open()

    # Ending

    def _on_save(self) -> None:
        if self._saver.busy or not self._draft.dirty:
            return
        self._rebase()
        for profile_id in self._draft.book.profiles:
            problem = edits.name_problem(self._draft.book, profile_id)
            if problem:
                self._bar.setCurrentIndex(0)
                self.profiles.choose(profile_id)
                self.profiles.focus_name()
                self._state.setText(problem)
                return
        layer, item_id, problem = edits.variables_problem(self._draft.book)
        if problem:
            self._show_variables(layer, item_id)
            self._state.setText(problem)
            return
        self._save.setEnabled(False)
        self._saver.save(self._draft.book, self._draft.new_keys())

    def _show_variables(self, layer: str, item_id: str) -> None:
        """To the variables of a profile or a company."""
        if layer == "profiles":
            self._bar.setCurrentIndex(0)
            self.profiles.choose(item_id)
            self.profiles.focus_variables()
        else:
            self._on_part("company", item_id)
            self._layer("company").focus_field("company_variables")

    def _on_refused(self, _error: object) -> None:
        self._save.setEnabled(True)

    def _on_saved(self) -> None:
        if self.profiles.current_id:
            self._model.choose(self.profiles.current_id)
        self.accept()

    def reject(self) -> None:
        question = Question(
            "Close without saving?",
            "What you changed in profiles and keys is gone then.",
            "Close",
            "Keep editing",
        )
        if not self._draft.dirty or self._model.unsaved or ask(self, question):
            super().reject()
