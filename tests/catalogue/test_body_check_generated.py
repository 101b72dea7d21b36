"""Bodies made from every table: good ones pass, each damage is told at its line and mended."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from bodies import in_choice, letters_apart, made, names_of, parents, written
from body_rules import CERTAIN, WITH_BODY, faults
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.catalogue.body_check import check_body

SEEDS = st.integers(0, 2**32 - 1)
FIXABLE = {"integer": ["+5", "1 000", "7,00"], "decimal": ["1 234,50", "1.234,50", "12,50 €", "+1"]}
FIXABLE |= {"date": ["31.1.2026", "2026/01/31", "2026-1-31"], "boolean": ["kyllä", "No", "1"]}
FIXABLE |= {"datetime": ["31.1.2026 12:00", "2026-01-31 9.30"]}
HOPELESS = {"integer": ["x", "1,5", "--1"], "decimal": ["x", "1,2,3", "1e5"], "boolean": ["maybe"]}
HOPELESS |= {"date": ["soon", "2026-02-30", "1.2"], "datetime": ["2026-01-31", "now"]}
HOPELESS |= {"base64": ["AA*A", "AAAAA", "ä"]}


@pytest.fixture(scope="module")
def check(catalogue):
    return lambda resource, text: check_body(catalogue.definition(resource), text)


def sure(resource):
    return "error" if resource in CERTAIN else "warning"


def some(random, wanted):
    """One of them; the example is given up when there are none."""
    found = list(wanted)
    assume(found)
    return random.choice(found)


def one_step(check, resource, text, problem):
    """The text after the fix, which mends what it says and breaks nothing."""
    assert problem.fix is not None, problem
    edits = problem.fix.edits
    assert edits
    assert all(a.end <= b.start for a, b in pairwise(edits))
    mended = problem.fix.apply(text)
    left = check(resource, mended)
    assert left == [], (mended, left)
    return mended


def at_line(problems, line, *codes):
    found = [p for p in problems if p.line == line and p.code in codes]
    assert found, (line, codes, problems)
    return found[0]


@settings(max_examples=12)
@given(seed=SEEDS, full=st.sampled_from([0.0, 0.4, 1.0]))
@pytest.mark.parametrize("resource", WITH_BODY)
def test_a_good_body_has_no_problem(check, resource, seed, full):
    random = Random(seed)
    text = written(made(resource, random, full), random)
    assert faults(resource, text) == []
    assert check(resource, text) == []


DAMAGES = {}


def damage(function):
    DAMAGES[function.__name__] = function
    return function


@damage
def swapped(check, resource, root, random):
    pairs = [
        (parent, i)
        for parent in parents(root)
        for i in range(len(parent.children) - 1)
        if parent.children[i].name != parent.children[i + 1].name
    ]
    parent, i = some(random, pairs)
    before = Counter(
        etree.tostring(c, with_tail=False) for c in etree.fromstring(written(root)).iter()
    )
    children = parent.children
    children[i], children[i + 1] = children[i + 1], children[i]
    text = written(root, random)
    found = [p for p in check(resource, text) if p.code == "order"]
    assert {p.severity for p in found} == {sure(resource)}
    lines = range(children[i].line, max(c.line for c in children[i + 1].walk()) + 1)
    assert [p for p in found if p.line in lines], (found, lines)
    mended = one_step(check, resource, text, found[0])
    root = etree.fromstring(mended)
    etree.strip_tags(root, etree.Comment)
    leaves = [etree.tostring(c, with_tail=False) for c in root.iter() if not len(c)]
    assert all(before[leaf] for leaf in leaves) or b"CDATA" in text.encode()


@damage
def dropped(check, resource, root, random):
    parent, child = some(
        random,
        [
            (parent, child)
            for parent in parents(root)
            for child in parent.children
            if child.row.least
            and not in_choice(resource, child.row)
            and [c.name for c in parent.children].count(child.name) == 1
        ],
    )
    parent.children.remove(child)
    text = written(root, random)
    problem = at_line(check(resource, text), parent.line, "missing")
    assert problem.severity == sure(resource)
    assert problem.path == child.row.path
    mended = problem.fix.apply(text)
    # What is put in is an example, which may leave something to fill in.
    assert not [p for p in check(resource, mended) if p.severity == "error" or p.code == "missing"]


@damage
def misspelt(check, resource, root, random):
    node = some(random, (n for n in root.walk() if len(n.name) > 4))
    name, at = node.name, random.randint(1, len(node.name) - 2)
    left, letter, right = name[:at], name[at], name[at + 1 :]
    typed = left + random.choice([right, 2 * letter + right, f"{letter}x{right}"])
    others = names_of(resource) - {name.lower()}
    assume(typed != name and all(letters_apart(typed.lower(), o) > 3 for o in others))
    node.name = typed
    text = written(root, random)
    problem = at_line(check(resource, text), node.line, "misspelt", "root")
    assert problem.severity == (sure(resource) if node is not root else "error")
    assert name in problem.problem
    one_step(check, resource, text, problem)


@damage
def other_case(check, resource, root, random):
    node = some(random, root.walk())
    node.name = node.name.upper() if random.random() < 0.5 else node.name.capitalize()
    assume(node.name != node.row.name)
    text = written(root, random)
    problem = at_line(check(resource, text), node.line, "case")
    assert problem.severity == "warning"
    one_step(check, resource, text, problem)


@damage
def repeated(check, resource, root, random):
    parent, child = some(
        random, [(p, c) for p in parents(root) for c in p.children if c.row.most < 1000]
    )
    place = max(i for i, c in enumerate(parent.children) if c.name == child.name) + 1
    extra = int(child.row.most) - [c.name for c in parent.children].count(child.name) + 1
    parent.children[place:place] = [child.copy() for _ in range(extra)]
    text = written(root)
    last = [c for c in parent.children if c.name == child.name][-1]
    found = check(resource, text)
    problem = at_line(found, last.line, "repeated")
    assert problem.severity == sure(resource)
    one_step(check, resource, text, problem)


@damage
def lengthened(check, resource, root, random):
    node = some(
        random,
        (n for n in root.walk() if n.row.raw.get("length") and n.row.raw["type"] == "string"),
    )
    node.value = "y" * (node.row.raw["length"] + random.randint(1, 20))
    found = check(resource, written(root))
    assert at_line(found, node.line, "length").severity == "error"
    assert str(node.row.raw["length"]) in found[0].problem


@damage
def retyped(check, resource, root, random):
    node = some(
        random,
        (n for n in root.walk() if n.row.raw["type"] in HOPELESS and not n.row.raw.get("values")),
    )
    kind = node.row.raw["type"]
    assume(not node.row.raw.get("length"))
    node.value = random.choice(HOPELESS[kind])
    found = check(resource, written(root, random))
    assert at_line(found, node.line, kind).severity == "error"
    if kind in FIXABLE:
        node.value = random.choice(FIXABLE[kind])
        text = written(root, random)
        one_step(check, resource, text, at_line(check(resource, text), node.line, kind))


@damage
def undocumented_value(check, resource, root, random):
    node = some(random, (n for n in root.walk() if n.row.raw.get("values")))
    assume(node.row.raw["type"] != "integer")
    right = node.value
    node.value = "zzzzzzzzzzzz"
    problem = at_line(check(resource, written(root)), node.line, "value")
    assert problem.severity == sure(resource)
    node.value = right.upper() if right != right.upper() else right.lower()
    assume(node.value not in node.row.raw["values"])
    text = written(root, random)
    one_step(check, resource, text, at_line(check(resource, text), node.line, "value"))


@damage
def misplaced(check, resource, root, random):
    above, parent, child = some(
        random,
        [
            (above, parent, child)
            for above in parents(root)
            for parent in above.children
            for child in parent.children
            if child.name.lower() not in {c.name.lower() for c in above.row.children}
            and child.name.lower() != above.name.lower()
        ],
    )
    parent.children.remove(child)
    above.children.insert(above.children.index(parent) + random.randint(0, 1), child)
    text = written(root)
    found = check(resource, text)
    problem = at_line(found, child.line, "misplaced", "unknown")
    if resource in CERTAIN:
        assert (problem.code, problem.severity) == ("misplaced", "error")
        assert f"<{parent.name}>" in problem.problem
    else:
        assert problem.severity in ("warning", "unjudged")
    if problem.fix:
        one_step(check, resource, text, problem)


@damage
def attribute_dropped(check, resource, root, random):
    node, name = some(
        random,
        [
            (node, a["name"])
            for node in root.walk()
            for a in node.row.raw.get("attributes", ())
            if a["occurs"] == "1"
        ],
    )
    defaulted = name == "format" or node.attributes[name].startswith("ISO-")
    del node.attributes[name]
    text = written(root, random)
    problem = at_line(check(resource, text), node.line, "attribute-missing")
    assert problem.severity == ("warning" if defaulted else sure(resource))
    assert problem.path == f"{node.row.path}/@{name}"
    if problem.fix:
        mended = problem.fix.apply(text)
        assert not [p for p in check(resource, mended) if p.code != "value"]


@damage
def attribute_misspelt(check, resource, root, random):
    node, name = some(random, [(n, name) for n in root.walk() for name in n.attributes])
    node.attributes = {k + "e" * (k == name): v for k, v in node.attributes.items()}
    text = written(root, random)
    problem = at_line(check(resource, text), node.line, "attribute")
    assert problem.severity == sure(resource)
    one_step(check, resource, text, problem)


@damage
def attribute_changed(check, resource, root, random):
    node, name = some(
        random,
        [
            (node, a["name"])
            for node in root.walk()
            for a in node.row.raw.get("attributes", ())
            if a["name"] in node.attributes and a.get("values")
        ],
    )
    node.attributes[name] = "qqqqqqqqqqqq"
    problem = at_line(check(resource, written(root)), node.line, "attribute-value", "date")
    assert problem.severity == sure(resource)


@damage
def emptied(check, resource, root, random):
    node = some(random, (n for n in root.walk() if not n.children))
    node.value = ""
    text = written(root)
    problem = at_line(check(resource, text), node.line, "empty")
    if node.row.least:
        assert problem.severity == sure(resource)
    else:
        assert problem.severity == "warning"
        assert problem.fix is not None


@damage
def undocumented(check, resource, root, random):
    node = some(random, parents(root))
    new = node.children[0].copy()
    new.name, new.children = "zzzzzzzzzz", []
    node.children.insert(random.randint(0, len(node.children)), new)
    found = check(resource, written(root))
    problem = at_line(found, new.line, "unknown")
    assert problem.severity == ("error" if resource in CERTAIN else "unjudged")
    if resource not in CERTAIN:
        assert at_line(found, root.line, "gaps").severity == "unjudged"
        assert {p.severity for p in found} == {"unjudged"}


@damage
def end_tag_lost(check, resource, root, random):
    node = some(random, (n for n in root.walk() if not n.children and n is not root))
    assume(node.row.raw["type"] != "xml")
    text = written(root)
    lines = text.split("\n")
    lines[node.line - 1] = lines[node.line - 1].removesuffix(f"</{node.name}>")
    text = "\n".join(lines)
    found = check(resource, text)
    assert [p.code for p in found] == ["unclosed"]
    one_step(check, resource, text, at_line(found, node.line, "unclosed"))


@damage
def ampersand(check, resource, root, random):
    node = some(random, (n for n in root.walk() if n.row.raw["type"] == "string" and n.value))
    assume(not node.row.raw.get("values") and not node.row.raw.get("length"))
    node.raw = "Oy A & B"
    assume(not any("ISO-3166" in a.get("values", ()) for a in node.row.raw.get("attributes", ())))
    text = written(root, random)
    found = check(resource, text)
    assert [p.severity for p in found] == ["error"]
    one_step(check, resource, text, at_line(found, node.line, "ampersand"))


# Not every table can be damaged in every way: few have lengths.
@pytest.mark.parametrize("name", list(DAMAGES))
@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(resource=st.sampled_from(WITH_BODY), seed=SEEDS)
def test_damage_is_told_at_its_line_and_mended(check, name, resource, seed):
    random = Random(seed)
    DAMAGES[name](check, resource, made(resource, random), random)


@settings(max_examples=60)
@given(resource=st.sampled_from(WITH_BODY), seed=SEEDS)
def test_many_damages_are_mended_one_after_another(check, resource, seed):
    random = Random(seed)
    root = made(resource, random, 0.6)
    for parent in parents(root):
        random.shuffle(parent.children)
        for child in parent.children:
            if not child.children and random.random() < 0.1:
                child.name = child.name.upper()
            elif child.row.raw["type"] == "date" and random.random() < 0.5:
                child.value = "24.12.2026"
    text = written(root, random).replace("</", " </") if random.random() < 0.2 else written(root)
    for _ in range(300):
        found = check(resource, text)
        fixable = [p for p in found if p.fix]
        if not fixable:
            break
        text = random.choice(fixable).fix.apply(text)
    assert found == []
    assert faults(resource, text) == []
