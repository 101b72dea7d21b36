"""Colours that can be read, icons that are there, fonts of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QWidget

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.ui.actions import COMMANDS
from nvexplorer.ui.theme import Scheme, Theme, style_sheet
from nvexplorer.ui.tokens import DARK, LIGHT

PAIRS = [
    *[(text, ground) for text in ("text", "muted") for ground in ("background", "surface")],
    *[(text, ground) for text in ("text", "muted") for ground in ("sunken", "hover", "selected")],
    *[(name, f"{name}_bg") for name in ("ok", "bad", "warn", "unknown")],
    *[(name, f"{name}_bg") for name in ("sandbox", "test", "production")],
    *[(name, "surface") for name in ("ok", "bad", "warn", "link", "parameter")],
    *[(name, "surface") for name in ("read", "write", "delete", "sandbox", "test", "production")],
    *[("text", f"{name}_bg") for name in ("bad", "warn", "ok", "find", "find_current")],
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("accent_text", "danger"),
    ("accent_text", "danger_hover"),
    ("part_number_text", "part_number"),
    *[
        (f"xml_{name}", "background")
        for name in ("tag", "attribute", "value", "text", "comment", "entity")
    ],
]


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(tokens):
    too_weak = {
        (text, ground): round(ratio, 2)
        for text, ground in PAIRS
        for ratio in (_contrast(getattr(tokens, text), getattr(tokens, ground)),)
        if ratio < 4.5
    }
    assert too_weak == {}
    assert min(_contrast(tokens.text, ground) for ground in tokens.part_bg) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_parts_of_the_mac_input_have_a_colour_each(tokens):
    assert len(tokens.part_bg) == 10
    assert tokens.part(1) == tokens.part_bg[0]
    # The two keys alone are alike.
    assert len(set(tokens.part_bg)) == 9


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_made_of_tokens_alone(tokens):
    sheet = style_sheet(tokens)
    assert "$" not in sheet
    template = (resources_root() / "qss" / "nvexplorer.qss").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", template) == []
    for picture in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(picture).is_file()


def test_every_icon_is_drawn(theme):
    names = {path.stem for path in (resources_root() / "icons").glob("*.svg")}
    for name in names - {"nvexplorer"}:
        image = theme.icon(name, "#ff0000").pixmap(16, 16).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), (
            f"{name} is empty"
        )
    assert {command.icon for command in COMMANDS if command.icon} <= names


def test_an_unknown_icon_is_an_error(theme):
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


@pytest.fixture
def dressed(qapp):
    theme = Theme()
    yield theme
    qapp.setPalette(QPalette())


def test_the_scheme_is_changed_while_running(qapp, qtbot, dressed):
    dressed.apply(qapp, Scheme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    dressed.dress(window)
    assert LIGHT.accent in window.styleSheet()
    dressed.settle()
    assert dressed.tokens is LIGHT
    with qtbot.waitSignal(dressed.changed):
        dressed.set_scheme(Scheme.DARK)
    assert dressed.dark
    assert DARK.accent in window.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.surface


def test_the_fonts_are_our_own(qapp, dressed):
    dressed.apply(qapp, Scheme.LIGHT)
    dressed.settle()
    assert QFontInfo(dressed.ui_font()).family() == "Inter"
    mono = QFontInfo(dressed.mono_font())
    assert mono.family() == "JetBrains Mono NL"
    assert mono.fixedPitch()
