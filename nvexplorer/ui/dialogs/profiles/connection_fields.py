"""Where a profile sends and how it signs: host, language, and what is folded under Advanced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox, QVBoxLayout, QWidget

from nvexplorer import signing
from nvexplorer.library.profile_checks import well_known_hosts
from nvexplorer.model.profile import Language, MacUrlForm
from nvexplorer.ui.dialogs.profiles.fields import FieldSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont

    from nvexplorer.library.profile_checks import FieldProblem
    from nvexplorer.ui.theme import Theme

_TIP = Qt.ItemDataRole.ToolTipRole
_LANGUAGES = {Language.FI: "Finnish (FI)", Language.EN: "English (EN)", Language.SE: "Swedish (SE)"}
_FORMS = {
    MacUrlForm.DECODED: "decoded, as typed (deduced)",
    MacUrlForm.SENT: "as sent, percent-encoded",
}
_ENCODINGS = ("iso-8859-15", "iso-8859-1", "utf-8", "windows-1252")
_CONTENT_TYPES = ("text/plain", "text/xml", "text/xml; charset=utf-8", "application/xml")
_ADVANCED = frozenset(
    (
        "algorithm",
        "mac_encoding",
        "mac_url_form",
        "status_codes",
        "content_type",
        "body_encoding",
        "timeout",
    )
)


class ConnectionFields(QWidget):
    """Fields named as in Profile. Advanced is folded until something in it is wrong."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._plain = FieldSet()
        mono = theme.mono_font()
        self._host = _combo((host.origin for host in well_known_hosts()), mono)
        for index, host in enumerate(well_known_hosts()):
            self._host.setItemData(index, f"{host.role} ({host.certainty})", _TIP)
        hosts = "; ".join(
            f"{host.origin.partition('://')[2]}: {host.role}" for host in well_known_hosts()
        )
        self._plain.add("host", "Host", self._host, 0, 0, f"{hosts}.")
        self._language = _choice(_LANGUAGES)
        self._plain.add(
            "language",
            "Language",
            self._language,
            0,
            1,
            "Of texts in answers; English is best for machine reading.",
        )
        self._fold = QPushButton("▸ Advanced: signing, headers, limits")
        self._fold.setProperty("link", True)
        self._fold.setCheckable(True)
        self._fold.setAutoDefault(False)
        self._advanced = FieldSet()
        self._build_advanced(theme)
        self._advanced.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._plain)
        layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._advanced)
        self._fold.toggled.connect(self._on_fold)
        self._host.currentTextChanged.connect(self.changed)
        self._language.currentIndexChanged.connect(self.changed)
        self._advanced.changed.connect(self.changed)

    def _build_advanced(self, theme: Theme) -> None:
        add, mono = self._advanced.add, theme.mono_font()
        names = {
            each.name: f"{each.name} (deprecated)" if each.deprecated else each.name
            for each in signing.ALGORITHMS.values()
        }
        self._algorithm = _choice(names)
        add(
            "algorithm", "Algorithm", self._algorithm, 0, 0, "New integrations must use HMACSHA256."
        )
        self._mac_url_form = _choice(_FORMS)
        add(
            "mac_url_form",
            "URL in the MAC input",
            self._mac_url_form,
            0,
            1,
            "No visible document says which; decoded is deduced from working clients.",
        )
        self._mac_encoding = _combo(_ENCODINGS, mono)
        add(
            "mac_encoding",
            "Encoding of the MAC input",
            self._mac_encoding,
            1,
            0,
            "ISO-8859-15: documented in Visma's sample.",
        )
        self._body_encoding = _combo(("utf-8", "iso-8859-15"), mono)
        add("body_encoding", "Encoding of the body", self._body_encoding, 1, 1)
        self._content_type = _combo(_CONTENT_TYPES, mono)
        add(
            "content_type",
            "Content-Type",
            self._content_type,
            2,
            0,
            "Apparently not checked (deduced).",
        )
        self._timeout = QSpinBox()
        self._timeout.setRange(1, 600)
        self._timeout.lineEdit().setTextMargins(7, 0, 7, 0)
        self._timeout.setSuffix(" s")
        add("timeout", "Wait for the first byte", self._timeout, 2, 1, "Netvisor advises 120 s.")
        self._status_codes = QCheckBox("Ask for real HTTP status codes")
        add(
            "status_codes",
            "Header UseHTTPResponseStatusCodes",
            self._status_codes,
            3,
            -1,
            "Without it a refusal comes as HTTP 200.",
        )
        for combo in (self._algorithm, self._mac_url_form):
            combo.currentIndexChanged.connect(self.changed)
        for combo in (self._mac_encoding, self._body_encoding, self._content_type):
            combo.currentTextChanged.connect(self.changed)
        self._timeout.valueChanged.connect(self.changed)
        self._status_codes.toggled.connect(self.changed)

    def values(self) -> dict[str, Any]:
        """By the names of Profile's fields."""
        return {
            "host": self._host.currentText().strip(),
            # Qt hands out the plain text of the enum member that it was given.
            "language": Language(self._language.currentData()),
            "algorithm": self._algorithm.currentData(),
            "mac_encoding": self._mac_encoding.currentText().strip(),
            "mac_url_form": MacUrlForm(self._mac_url_form.currentData()),
            "status_codes": self._status_codes.isChecked(),
            "content_type": self._content_type.currentText().strip(),
            "body_encoding": self._body_encoding.currentText().strip(),
            "timeout": self._timeout.value(),
        }

    def show_values(self, values: Any) -> None:
        """From a Profile or a ProfileEntry; `changed` is not emitted."""
        self.blockSignals(True)
        for combo, value in (
            (self._host, values.host),
            (self._mac_encoding, values.mac_encoding),
            (self._content_type, values.content_type),
            (self._body_encoding, values.body_encoding),
        ):
            if combo.currentText() != value:
                combo.setCurrentText(value)
        for combo, value in (
            (self._language, values.language),
            (self._algorithm, values.algorithm),
            (self._mac_url_form, values.mac_url_form),
        ):
            if combo.findData(value) < 0:  # a file may name what we do not know
                combo.addItem(f"{value} (not known)", value)
            combo.setCurrentIndex(combo.findData(value))
        self._timeout.setValue(values.timeout)
        self._status_codes.setChecked(values.status_codes)
        self.blockSignals(False)

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        found = list(problems)
        self._plain.show_problems(found)
        self._advanced.show_problems(found)
        if any(each.field in _ADVANCED and each.severity == "error" for each in found):
            self._fold.setChecked(True)

    def focus_field(self, name: str) -> bool:
        for fields in (self._plain, self._advanced):
            if name in fields.fields:
                fields.fields[name].setFocus()
                return True
        return False

    def _on_fold(self, open_: bool) -> None:
        self._fold.setText(
            "▾ Advanced: signing, headers, limits"
            if open_
            else "▸ Advanced: signing, headers, limits"
        )
        self._advanced.setVisible(open_)


def _combo(texts: Iterable[str], font: QFont) -> QComboBox:
    """Texts to choose from, or any other."""
    combo = QComboBox()
    combo.setFont(font)
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItems(list(texts))
    return combo


def _choice(texts: dict[Any, str]) -> QComboBox:
    combo = QComboBox()
    for value, text in texts.items():
        combo.addItem(text, value)
    return combo
