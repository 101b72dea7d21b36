"""The colours of the window, light and dark, by what they mean."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """Colours as `#rrggbb`. A pair `x` and `x_bg` is text and the ground it stands on."""

    background: str  # behind answers and the MAC input
    surface: str  # bars, sidebar, forms
    sunken: str  # behind tab bars, gutters
    border: str
    border_strong: str  # edges that must be found: inputs on hover, grips
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str  # on accent
    link: str
    hover: str
    selected: str
    ok: str
    ok_bg: str
    bad: str
    bad_bg: str
    warn: str
    warn_bg: str
    unknown: str
    unknown_bg: str
    sandbox: str
    sandbox_bg: str
    test: str
    test_bg: str
    production: str
    production_bg: str
    danger: str  # ground of a button that writes into production
    danger_hover: str
    read: str  # methods and effects
    write: str
    delete: str
    parameter: str  # parameter names in a URL
    part_bg: tuple[str, ...]  # parts of the MAC input; part 1 is part_bg[0], see part()
    part_number: str  # the disc behind a part's number
    part_number_text: str
    xml_tag: str
    xml_attribute: str
    xml_value: str
    xml_text: str
    xml_comment: str
    xml_entity: str
    find_bg: str  # hits of a search
    find_current_bg: str

    def part(self, number: int) -> str:
        """The ground of a part of the MAC input, by its number from 1."""
        return self.part_bg[(number - 1) % len(self.part_bg)]


LIGHT = Tokens(
    background="#fbfcfd",
    surface="#ffffff",
    sunken="#f6f7f9",
    border="#dfe3e8",
    border_strong="#b6bec9",
    text="#1c2430",
    muted="#5f6a7a",
    accent="#1f6feb",
    accent_hover="#1a60cf",
    accent_text="#ffffff",
    link="#0b5bd3",
    hover="#f0f3f7",
    selected="#e6f0ff",
    ok="#176f3d",
    ok_bg="#ddf4e4",
    bad="#b4233f",
    bad_bg="#ffebee",
    warn="#8a5a00",
    warn_bg="#fff4d6",
    unknown="#7a4100",
    unknown_bg="#ffe6c7",
    sandbox="#176f3d",
    sandbox_bg="#ddf4e4",
    test="#0550ae",
    test_bg="#dbeafe",
    production="#b4233f",
    production_bg="#ffe1e5",
    danger="#c4314b",
    danger_hover="#a9243d",
    read="#176f3d",
    write="#7c46e0",
    delete="#c4314b",
    parameter="#7c46e0",
    part_bg=(
        "#dbeafe",
        "#dcfce7",
        "#fef3c7",
        "#fde2f3",
        "#ffedd5",
        "#ffe4e6",
        "#ccfbf1",
        "#ede9fe",
        "#e5e7eb",
        "#e5e7eb",
    ),
    part_number="#57606a",
    part_number_text="#ffffff",
    xml_tag="#0550ae",
    xml_attribute="#8a4b00",
    xml_value="#116329",
    xml_text="#1c2430",
    xml_comment="#5f6a7a",
    xml_entity="#7c46e0",
    find_bg="#fff3bf",
    find_current_bg="#ffd24d",
)

DARK = Tokens(
    background="#11151b",
    surface="#171c24",
    sunken="#0d1116",
    border="#2c3440",
    border_strong="#4a5565",
    text="#e4e8ee",
    muted="#98a3b3",
    accent="#2870e0",
    accent_hover="#2163cc",
    accent_text="#ffffff",
    link="#7ab7ff",
    hover="#1f2631",
    selected="#1d3050",
    ok="#6fd394",
    ok_bg="#12331f",
    bad="#ff8a98",
    bad_bg="#40181f",
    warn="#e8b44f",
    warn_bg="#362a0e",
    unknown="#f5b067",
    unknown_bg="#3d2508",
    sandbox="#6fd394",
    sandbox_bg="#12331f",
    test="#86bcff",
    test_bg="#132d50",
    production="#ff94a1",
    production_bg="#4a1820",
    danger="#c93a52",
    danger_hover="#b02f46",
    read="#6fd394",
    write="#b79bff",
    delete="#ff8a98",
    parameter="#c0a6ff",
    part_bg=(
        "#17345c",
        "#15402a",
        "#45370c",
        "#47213a",
        "#4a2f12",
        "#4b1f26",
        "#0f4039",
        "#33275c",
        "#303843",
        "#303843",
    ),
    part_number="#c3cad4",
    part_number_text="#171c24",
    xml_tag="#86bcff",
    xml_attribute="#f0b26b",
    xml_value="#8fdba8",
    xml_text="#e4e8ee",
    xml_comment="#98a3b3",
    xml_entity="#c0a6ff",
    find_bg="#5a4a10",
    find_current_bg="#775a00",
)
