"""The dialog that makes a profile: the first one and every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.dialogs.confirm import Question, ask
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.key_edit import keys_go_to
from nvexplorer.ui.dialogs.profiles.new_profile_form import NewProfileForm
from nvexplorer.ui.dialogs.profiles.saver import NewKey, ProfileSaver, SavingBanner
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label, scrolled

if TYPE_CHECKING:
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.model.ports import Ids
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme


class NewProfileDialog(QDialog):
    """Accepted once the profile is made and chosen; `made` carries its id then.

    `sandbox_wanted`: the user would rather practise; the dialog is closed by then.
    """

    made = Signal(str)
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
        self._model = model
        self._ids = ids
        self._made = ""
        self._dirty = False
        self._saver = ProfileSaver(model, keys, tasks, self)
        self.form = NewProfileForm(theme, model.book, keys.kind)
        self._create = QPushButton("Create profile")
        first = not model.book.profiles
        title = "Your first profile" if first else "New profile"
        self.setWindowTitle(title)
        resize_within_screen(self, 760, 780)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head(title))
        layout.addWidget(scrolled(self.form), 1)
        layout.addWidget(self._foot(keys.kind))

        self.form.changed.connect(self._on_changed)
        self._saver.saved.connect(self._on_saved)
        self._saver.keys_refused.connect(self._on_keys_refused)
        enter = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        enter.activated.connect(self._on_create)

    def _head(self, title: str) -> Panel:
        head = Panel(margins=(28, 20, 28, 12), spacing=4)
        line = Panel(across=True)
        line.box.addWidget(
            label("Who calls which company, and where. Everything can be changed later.", "muted")
        )
        line.box.addStretch(1)
        sandbox = link("No keys yet? Start the sandbox", "Practise on this machine instead")
        sandbox.clicked.connect(self._on_sandbox)
        line.box.addWidget(sandbox)
        head.box.addWidget(label(title, "title"))
        head.box.addWidget(line)
        return head

    def _foot(self, kind: str) -> Panel:
        foot = Panel("surface", "top", margins=(28, 12, 28, 14), spacing=10)
        line = Panel(across=True, spacing=8)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._create.setProperty("primary", True)
        self._create.setDefault(True)
        self._create.clicked.connect(self._on_create)
        line.box.addWidget(label(keys_go_to(kind), "small"))
        line.box.addStretch(1)
        line.box.addWidget(cancel)
        line.box.addWidget(self._create)
        foot.box.addWidget(SavingBanner(self._saver))
        foot.box.addWidget(line)
        return foot

    def _on_changed(self) -> None:
        self._dirty = True

    def _on_create(self) -> None:
        form = self.form
        if self._saver.busy or form.errors():
            return
        try:
            book, self._made = edits.add_profile(
                self._model.book,
                form.profile(),
                self._ids.new,
                partner=form.partner_id,
                user=form.user_id,
            )
        except BadInput as error:
            form.show_name_problem(str(error))
            return
        entry = book.entry(self._made)
        typed = (
            ("partner", entry.partner, form.partner_key()),
            ("user", entry.user, form.user_key()),
        )
        self._create.setEnabled(False)
        keys = tuple(NewKey(layer, each, key) for layer, each, key in typed if key is not None)
        self._saver.save(book, keys)

    def _on_saved(self) -> None:
        self._model.choose(self._made)
        self.made.emit(self._made)
        self.accept()

    def _on_keys_refused(self, _error: object) -> None:
        self._create.setEnabled(True)

    def _on_sandbox(self) -> None:
        if self._leave():
            super().reject()
            self.sandbox_wanted.emit()

    def reject(self) -> None:
        if self._leave():
            super().reject()

    def _leave(self) -> bool:
        """False when the user would rather keep what was typed."""
        if not self._dirty:
            return True
        return ask(
            self,
            Question(
                "Close without making the profile?",
                "What was typed in this form is gone then.",
                "Close",
                "Keep editing",
            ),
        )
