"""What real programs print is read: every field of every sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nvexplorer.dumps.dump import FieldKind
from nvexplorer.dumps.read import read_dumps
from nvexplorer.dumps.recognise import recognise

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "data" / "dumps"
#: What each sample holds, written by hand: only what differs from `usual`. A field that is null is
#: not in the sample.
TABLE = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))


def _text(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_bytes().decode()


def _expected(name: str) -> list[dict]:
    usual = TABLE["usual"]
    out = []
    for one in TABLE["samples"][name]:
        whole = {**usual, **one}
        fields = {"url": whole["url"], **usual["fields"], **one.get("fields", {})}
        whole["fields"] = {key: value for key, value in fields.items() if value is not None}
        if not whole["url"]:
            del whole["fields"]["url"]
        out.append(whole)
    return out


def _found(text: str) -> list[dict]:
    out = []
    for dump in read_dumps(text):
        reading = recognise(dump)
        assert [kind for kind, _ in reading.fields] == [
            kind for kind in FieldKind if reading.value(kind) is not None
        ]
        out.append(
            {
                "format": dump.format,
                "method": dump.method,
                "url": dump.url,
                "fields": {kind.value: value for kind, value in reading.fields},
                "missing": [kind.value for kind in reading.missing],
                "findings": [finding.id for finding in reading.findings],
                "body": dump.body,
                "answer": dump.answer.replace("\r\n", "\n"),
                "hashed": dump.hashed,
            }
        )
    return out


def test_every_sample_is_in_the_table() -> None:
    names = {file.stem for file in SAMPLES.glob("*.txt")}
    assert names == set(TABLE["samples"])
    assert len(names) >= 60
    assert len({one["format"] for each in TABLE["samples"].values() for one in each}) >= 12


@pytest.mark.parametrize("name", TABLE["samples"])
def test_sample(name: str) -> None:
    assert _found(_text(name)) == _expected(name)


@pytest.mark.parametrize("name", TABLE["samples"])
def test_the_names_of_headers_are_found_in_the_text(name: str) -> None:
    text = _text(name)
    dashes = str.maketrans("‐‑–", "---")
    for dump in read_dumps(text):
        netvisor = [h for h in dump.headers if "netvisor" in h.name.lower()]
        assert netvisor or name in ("headers-short", "url-alone")
        for header in netvisor:
            if dump.format in ("hex dump", "Apache HttpClient log") or name == "curl-trace":
                continue  # bytes in hex; the same name stands in two logs
            shown = "".join(text[header.start : header.end].translate(dashes).split())
            assert shown.lower() == header.name.strip().lower()
