"""Every resource file that comes with the program, checked without the program's own reader."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*/*.toml"))}
RAW = {stem: tomllib.loads(path.read_text("utf-8")) for stem, path in FILES.items()}
GROUPS = tomllib.loads((FOLDER.parent / "groups.toml").read_text("utf-8"))

#: The GETs that change data, although their method suggests otherwise.
CHANGING_GETS = {
    "deletecustomer": "delete",
    "deletejobperiod": "delete",
    "deletesalesinvoice": "delete",
    "deletesalesinvoiceproductline": "delete",
    "deletesalespayment": "delete",
    "deleteworkdayhour": "delete",
    "dimensionadd": "write",
    "dimensionedit": "write",
}
DAY = r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
FORMS = {
    "integer": r"-?\d+",
    "decimal": r"-?\d[\d ]*([.,]\d+)?",
    "date": DAY,
    "datetime": rf"({DAY})([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?",
    "boolean": r"(?i:true|false)|[01]",
    "list": r"[^,]+(,[^,]+)*",
}
TEXTS = ("resource", "title", "title_fi", "title_sv", "group", "method", "effect", "summary",
         "article", "gaps")  # fmt: skip


def elements(raw: dict) -> list[dict]:
    return raw.get("request", []) + raw.get("response", [])


def answer_paths(raw: dict) -> set[str]:
    paths, here = set(), []
    for element in raw.get("response", []):
        here = [*here[: element["level"] - 1], element["name"]]
        paths.add("/".join(here))
    return paths


def test_all_are_there_and_nothing_else() -> None:
    assert len(FILES) == len(list(FOLDER.rglob("*.toml"))) == 130
    assert {path.parent.name for path in FILES.values()} == set(GROUPS)


def test_no_resource_is_defined_twice() -> None:
    names = Counter(raw["resource"].lower() for raw in RAW.values())
    assert names.most_common(1)[0][1] == 1


@pytest.mark.parametrize("group", GROUPS)
def test_group_has_its_titles(group: str) -> None:
    assert all(GROUPS[group][f"title_{language}"].strip() for language in ("en", "fi", "sv"))


@pytest.mark.parametrize("stem", FILES)
class TestFile:
    def test_is_called_like_its_resource_and_lies_in_its_group(self, stem: str) -> None:
        assert RAW[stem]["resource"] == f"{stem}.nv"
        assert stem == stem.lower()
        assert RAW[stem]["group"] == FILES[stem].parent.name

    def test_has_the_required_keys(self, stem: str) -> None:
        raw = RAW[stem]
        assert all(isinstance(raw[key], str) for key in TEXTS)
        assert all(raw[key].strip() for key in TEXTS if key not in ("article", "gaps"))
        assert raw["complete"] in (True, False)
        assert raw["complete"] or raw["gaps"], "an incomplete file says what is missing"
        assert raw["keywords"]

    def test_repeats_no_keyword_parameter_or_value(self, stem: str) -> None:
        raw = RAW[stem]
        parameters = raw.get("parameter", [])
        for names in (
            raw["keywords"],
            [p["name"] for p in parameters],
            *(p["values"] for p in parameters),
        ):
            assert len({name.lower() for name in names}) == len(names)

    def test_effect_and_method_fit_the_name(self, stem: str) -> None:
        raw = RAW[stem]
        assert raw["method"] in ("GET", "POST")
        assert raw["effect"] in ("read", "write", "delete")
        if raw["method"] == "GET":
            assert raw["effect"] == CHANGING_GETS.get(stem, "read")
        else:
            assert raw["effect"] != "read"
        if re.match(r"delete(?!d)|invalidate|cancel", stem):
            assert raw["effect"] == "delete"

    def test_levels_grow_by_at_most_one(self, stem: str) -> None:
        for table, first in (("request", 0), ("response", 1)):
            levels = [element["level"] for element in RAW[stem].get(table, [])]
            assert levels[:1] in ([], [first])
            assert all(first <= b <= a + 1 for a, b in itertools.pairwise(levels)), table
        assert [e["level"] for e in RAW[stem].get("request", [])].count(0) <= 1

    def test_examples_and_values_have_the_form_of_their_type(self, stem: str) -> None:
        for item in RAW[stem].get("parameter", []) + elements(RAW[stem]):
            form = FORMS.get(item["type"])
            for text in [item.get("example", ""), *item.get("values", [])]:
                assert not text or not form or re.fullmatch(form, text), (item["name"], text)

    def test_enums_list_their_values_and_the_example_is_one(self, stem: str) -> None:
        for item in RAW[stem].get("parameter", []):
            if item["type"] == "enum":
                assert item["example"] in item["values"], item["name"]

    def test_element_enums_list_their_values_and_the_example_is_one(self, stem: str) -> None:
        for element in RAW[stem].get("request", []):
            values = element.get("values", [])
            assert values or element["type"] != "enum", element["name"]
            assert len(set(values)) == len(values), element["name"]
            if values and element.get("example"):
                assert element["example"] in values, element["name"]

    def test_choices_are_among_optional_elements_of_one_parent(self, stem: str) -> None:
        raw = RAW[stem]
        children: dict[str, dict[str, dict]] = {}
        here: list[str] = []
        for element in raw.get("request", []):
            here = [*here[: element["level"]], element["name"]]
            children.setdefault("/".join(here[:-1]), {})[element["name"]] = element
        for choice in raw.get("choice", []):
            assert len(set(choice["names"])) == len(choice["names"]) > 1
            for name in choice["names"]:
                assert children[choice["within"]][name]["occurs"].startswith("0"), name

    def test_examples_keep_to_the_documented_length(self, stem: str) -> None:
        for element in elements(RAW[stem]):
            assert len(element.get("example", "")) <= element.get("length", 10**9)

    def test_details_lead_from_a_known_element_to_a_known_parameter(self, stem: str) -> None:
        for detail in RAW[stem].get("detail", []):
            target = RAW[detail["resource"].removesuffix(".nv")]
            assert detail["parameter"] in [p["name"] for p in target["parameter"]]
            assert detail["from"] in answer_paths(RAW[stem])

    def test_rules_say_what_the_notes_say(self, stem: str) -> None:
        notes = {p["name"]: p["note"] for p in RAW[stem].get("parameter", [])}
        for rule in RAW[stem].get("rule", []):
            when, _, value = rule.get("when", "").partition("=")
            names = [*rule["parameters"], *([when] if when else [])]
            said = " ".join(notes[name] for name in names)
            if rule["kind"] in ("range", "recent"):
                limits = r"first|last|lowest|highest|after|before|since|above|at most"
                assert re.search(limits, said, re.IGNORECASE), rule
                assert rule.get("most", "").split(" ")[0] in said.replace("one", "1"), rule
            elif rule["kind"] == "values":
                assert all(each in said for each in rule["values"]), rule
            else:
                mentioned = [n for n in names if any(n in notes[o] for o in names if o != n)]
                by_value = value and any(value in notes[n] for n in rule["parameters"])
                together = re.search(
                    "only when editing|parameters below|not used for", said.lower()
                )
                assert mentioned or by_value or together, rule

    def test_meanings_stand_beside_values(self, stem: str) -> None:
        for parameter in RAW[stem].get("parameter", []):
            meanings = parameter.get("meanings", [])
            assert len(meanings) in (0, len(parameter["values"])), parameter["name"]
            assert not meanings or any(meanings)

    def test_probe_reads_and_gives_what_is_required(self, stem: str) -> None:
        raw = RAW[stem]
        if (probe := raw.get("probe")) is None:
            return
        assert raw["effect"] == "read"
        parameters = {p["name"]: p for p in raw.get("parameter", [])}
        required = {name for name, p in parameters.items() if not p["occurs"].startswith("0")}
        assert required <= set(probe) <= set(parameters)
        for name, value in probe.items():
            assert re.fullmatch(FORMS.get(parameters[name]["type"], ".+"), value)
