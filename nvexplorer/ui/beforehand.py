"""Loads modules before they are wanted, in idle moments, so that no first key waits for one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# In the order they are likely to be wanted in; a package stands for the modules in it.
_WANTED = (
    "nvexplorer.catalogue.parse",
    "nvexplorer.ui.dialogs.find_resource",
    "nvexplorer.ui.panes.request.fields",
    "nvexplorer.xmltext.marks",
    "nvexplorer.ui.widgets.editor",
    "nvexplorer.ui.panes.request.body_help",
    "nvexplorer.ui.panes.request",
    "nvexplorer.library.sending",
    "nvexplorer.ui.panes.response",
    "nvexplorer.ui.panes.documentation",
    "nvexplorer.ui.panes.request.body_form",
    "nvexplorer.ui.panes.request.preview",
    "nvexplorer.ui.panes.request.signature",
    "nvexplorer.exchange.links",
    "nvexplorer.exchange.refusal",
    "nvexplorer.ui.dialogs",
    "nvexplorer.ui.dialogs.profiles",
    "nvexplorer.ui.dialogs.probe",
    "nvexplorer.ui.profile_switcher",
    "nvexplorer.ui.panes.log",
    "nvexplorer.ui.panes.saved",
    "nvexplorer.ui.panes.doctor",
    "nvexplorer.ui.doctor_window",
    "nvexplorer.exchange.compare.alignment",
    "nvexplorer.exchange.compare.spans",
    "nvexplorer.ui.panes.compare",
    "nvexplorer.ui.compare_window",
)


def load_beforehand() -> Iterator[None]:
    """Each step loads one module, with those that it needs itself."""
    for name in _WANTED:
        found = import_module(name)
        yield
        for inner in iter_modules(getattr(found, "__path__", ()), f"{name}."):
            import_module(inner.name)
            yield
