"""A resource file with a mistake: the sentence names file, line and key, and says what to do."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.checked_toml import BadDefinition
from nvexplorer.catalogue.parse import parse_definition

GOOD = """resource = "x.nv"
title = "X"
group = "sales"
method = "POST"

[[parameter]]
name = "a"
occurs = "1"
type = "string"

[[parameter]]
name = "b"
occurs = "0..1"
type = "enum"
values = ["one", "two"]

[[request]]
level = 0
name = "root"
type = "aggregate"
occurs = "1"

[[request]]
level = 1
name = "child"
type = "string"
occurs = "0..n"
attributes = [{ name = "format", values = ["ansi"], occurs = "1" }]
"""
CHOICE = """[[choice]]
within = "root"
names = ["child", "child"]
occurs = "0..1"
"""


def test_the_least_that_is_needed() -> None:
    definition = parse_definition("\n".join(GOOD.splitlines()[:4]), "x.toml")
    assert definition[:4] == ("x.nv", "X", "X", "X")
    assert definition.effect == "write"
    assert definition.probe is None


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "next"),
    [
        ('"X"', "X", 2, "not TOML at column 9", "Correct the line"),
        ('resource = "x.nv"', "", None, "no resource", "Add resource"),
        ('"X"', '""', 2, "an empty title", "Add title"),
        ('"x.nv"', '"a/x.nv"', 1, "'a/x.nv' is not the name", "last part of the address"),
        ('"x.nv"', '"x.nv?a=1"', 1, "is not the name", "last part of the address"),
        ('"POST"', '"post"', 4, "method is 'post'", "Write one of GET, POST"),
        ('"POST"', '["POST"]', 4, "method is not of the right kind", "text in quotes"),
        ("method", "metod", 4, "unknown key 'metod'", "Did you mean 'method'"),
        ('group = "sales"', 'group = "sales"\nqqq = 1', 4, "unknown key 'qqq'", "The keys are"),
        ('"one", "two"', "1, 2", 15, "values is not of the right kind", "list of texts"),
        ('values = ["one", "two"]', "", 11, "b is an enum without values", "List them"),
        ('name = "b"', 'name = "a"', 12, "parameter a is there twice", "Remove one"),
        ('occurs = "0..1"', 'occurs = "maybe"', 13, "occurs of b is 'maybe'", '"0..1"'),
        ('type = "enum"', 'type = "money"', 14, "type of b is 'money'", "string, integer"),
        ("level = 1", "level = 2", 24, "level of child is 2", "at most one deeper"),
        ("level = 1", "level = 0", None, "", ""),
        ("level = 0", "level = 1", 18, "level of root is 1", "at most one deeper"),
        ("level = 0", "level = -1", 18, "level is not of the right kind", "0 or more"),
        ("level = 0", "level = true", 18, "level is not of the right kind", "whole number"),
        ('type = "aggregate"', 'type = "list"', 20, "type of root is 'list'", "aggregate"),
        ('name = "format", ', "", 28, "attributes has no name", "Add name"),
        ('[{ name = "format"', '["x", { name = "format"', 28, "not a table", "Write { name"),
        ("[[request]]\nlevel = 0", "[request]\nlevel = 0", None, "not TOML", "Correct"),
        ("[[parameter]]", f"{CHOICE}\n[[parameter]]", None, "", ""),
        (
            "[[parameter]]",
            CHOICE.replace("root", "rot") + "\n[[parameter]]",
            7,
            "no element rot",
            "path from the root",
        ),
        (
            "[[parameter]]",
            CHOICE.replace("child", "chid") + "\n[[parameter]]",
            8,
            "'chid'",
            "Write one of child",
        ),
        ("[[parameter]]", CHOICE.replace("0..1", "one") + "\n[[parameter]]", 9, "is 'one'", "0..n"),
        ("[[parameter]]", "[probe]\nx = 1\n[[parameter]]", 6, "not text", "quotes"),
    ],
)
def test_mistake(old: str, new: str, line: int | None, what: str, next: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if not what:
        parse_definition(text, "x.toml")
        return
    with pytest.raises(BadDefinition) as raised:
        parse_definition(text, "x.toml")
    error = raised.value
    assert what in error.what
    assert next in error.next
    assert error.what.startswith("x.toml")
    if line:
        assert error.line == line
        assert error.what.startswith(f"x.toml, line {line}: ")


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 50_000, "a = " + "1" * 5000, "a = 2024-02-30", "\0", "a", ""]
)
def test_hostile_text_is_told_too(text: str) -> None:
    with pytest.raises(BadDefinition, match=r"^x\.toml") as raised:
        parse_definition(text, "x.toml")
    assert raised.value.next


KEYS = "resource title keywords group method effect complete probe detail choice parameter request"
scalars = st.one_of(st.text(max_size=5), st.integers(-3, 3), st.booleans(), st.floats())
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@given(key=st.sampled_from(KEYS.split()), value=values)
def test_any_value_under_any_key_is_read_or_told(key: str, value: object) -> None:
    text = "\n".join(f"{k} = {v}" for k, v in {**HEAD, key: _toml(value)}.items())
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    told = None
    try:
        parse_definition(text, "x.toml")
    except BadDefinition as error:
        told = error
    if told:
        assert re.match(r"x\.toml(, line \d+)?: .+\.$", told.what, re.DOTALL)
        assert told.next.endswith((".", "?"))


HEAD = {"resource": '"x.nv"', "title": '"X"', "group": '"g"', "method": '"GET"'}


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    return str(value)
