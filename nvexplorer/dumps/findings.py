"""What each thing worth knowing about a dump is called and explained as."""

from __future__ import annotations

from nvexplorer.dumps.dump import FieldKind, Finding
from nvexplorer.dumps.names import HEADER_OF, Spelling

_OF_SPELLING = {
    Spelling.CGI: (
        "header-as-cgi",
        "note",
        "This is how CGI and WSGI name a header; what was sent was probably {right}.",
        "Nothing to do, unless your code sends it under this very name.",
    ),
    Spelling.PUNCTUATION: (
        "header-punctuation",
        "error",
        "Netvisor looks for {right}, with these hyphens; to HTTP this is another header.",
        "Send it as {right}.",
    ),
    Spelling.NO_X: (
        "header-without-x",
        "error",
        "Netvisor looks for {right}. Visma's PHP sample prints one header without the X-.",
        "Send it as {right}.",
    ),
    Spelling.WRONG: (
        "header-wrong-name",
        "error",
        "There is no such Netvisor header; its value belongs into {right}.",
        "Send it as {right}.",
    ),
    Spelling.MISSPELT: (
        "header-misspelt",
        "error",
        "Netvisor looks for {right}; letter by letter this is another header.",
        "Send it as {right}.",
    ),
    Spelling.SHORT: (
        "header-short-name",
        "note",
        "It was read as {right}, going by the last word of its name.",
        "Check that your code sends it as {right}.",
    ),
}


def spelling(kind: FieldKind, how: Spelling, name: str) -> Finding | None:
    """None for a name that is right."""
    if how == Spelling.EXACT:
        return None
    right = HEADER_OF[kind]
    if kind == FieldKind.ORGANISATION_ID and "organiz" in name.lower():
        return Finding(
            "header-organization",
            "error",
            f"“{name}” is spelt with z.",
            f"The documented name is {right}, with s; Netvisor would not see this one (deduced).",
            f"Send it as {right}.",
            name,
        )
    id, severity, explanation, fix = _OF_SPELLING[how]
    title = f"“{name}” stands for {right}." if severity == "note" else f"“{name}” is not {right}."
    return Finding(
        id, severity, title, explanation.format(right=right), fix.format(right=right), name
    )


def space_before_colon(name: str) -> Finding:
    return Finding(
        "space-before-colon",
        "warning",
        f"A space stands between “{name}” and the colon.",
        "HTTP forbids it, and servers refuse or drop such a header.",
        "Remove the space, unless the tool that printed this put it there.",
        name,
    )


def non_ascii_name(name: str) -> Finding:
    return Finding(
        "header-name-not-ascii",
        "error",
        f"The name “{name}” holds a character that is not ASCII.",
        "A letter or hyphen that looks right is another character, often from pasting.",
        "Type the name by hand.",
        name,
    )


def twice(kind: FieldKind, names: list[str], same: bool) -> Finding:
    first = names[0]
    others = "" if len(set(map(str.lower, names))) == 1 else f", as {' and '.join(names)}"
    return Finding(
        "header-twice",
        "warning" if same else "error",
        f"{HEADER_OF[kind]} is there {len(names)} times{others}.",
        "The values are the same; servers may join them with a comma."
        if same
        else "The values differ. The one under the right name, or else the first, is used here; "
        "which one Netvisor takes is not known.",
        "Send it once.",
        first,
    )


def key_on_the_wire(name: str) -> Finding:
    return Finding(
        "key-on-the-wire",
        "error",
        f"“{name}” looks like a key that was sent.",
        "The keys are hashed and never travel in a request (documented: article 77000577954).",
        "Take it out of the request, and replace the key in Netvisor if others could read it.",
        name,
    )


def key_in_url() -> Finding:
    return Finding(
        "key-in-url",
        "error",
        "The URL carries a parameter that looks like a key.",
        "The keys are hashed and never travel in a request (documented: article 77000577954).",
        "Take it out of the URL, and replace the key in Netvisor if others could read it.",
    )
