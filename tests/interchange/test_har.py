"""An exchange as HAR says what was on the wire, and nothing else."""

from __future__ import annotations

import base64
import json

import pytest
from exchanges import BODY, CUSTOMER_KEY, PARTNER_KEY, REQUEST, TRANSACTION_ID, answer, exchange

from nvexplorer.dumps.read import read_dumps
from nvexplorer.interchange.har import har
from nvexplorer.model.exchange import Outcome, Timing

TIMING = Timing(
    resolve=0.004, connect=0.01, tls=0.02, send=0.001, wait=0.1, receive=0.03, other=0.005,
    total=0.17,
)  # fmt: skip


def written(given, **options):
    return json.loads("".join(har(given, **options)))["log"]["entries"][0]


def test_it_has_every_field_that_the_format_wants():
    log = json.loads("".join(har(exchange(timing=TIMING))))["log"]
    assert log["version"] == "1.2"
    assert log["creator"]["name"] == "Netvisor Explorer"
    entry = log["entries"][0]
    assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
    assert entry["startedDateTime"] == "2026-11-22T13:30:12.000+00:00"
    assert {
        "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize",
        "bodySize",
    } <= set(entry["request"])  # fmt: skip
    assert {
        "status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
        "headersSize", "bodySize",
    } <= set(entry["response"])  # fmt: skip


def test_its_phases_sum_to_the_time_and_connecting_includes_tls():
    entry = written(exchange(timing=TIMING))
    timings = dict(entry["timings"])
    assert timings.pop("ssl") == 20
    assert timings["connect"] == 30
    assert sum(timings.values()) == pytest.approx(entry["time"]) == pytest.approx(170)


def test_phases_that_did_not_happen_are_minus_one():
    timings = written(exchange(timing=Timing(send=0.001, wait=0.1, total=0.101)))["timings"]
    assert (timings["dns"], timings["connect"], timings["ssl"]) == (-1, -1, -1)


def test_it_holds_the_request_as_sent_and_the_answer_as_it_came():
    entry = written(exchange())
    request, response = entry["request"], entry["response"]
    assert request["url"] == "https://isvapi.netvisor.fi/customerlist.nv?keyword=M%C3%A4kinen"
    assert request["queryString"] == [{"name": "keyword", "value": "Mäkinen"}]
    sent = {header["name"]: header["value"] for header in request["headers"]}
    assert sent["X-Netvisor-Authentication-MAC"] == REQUEST.mac
    assert response["content"]["text"] == BODY.decode()
    assert response["content"]["size"] == len(BODY)
    assert "encoding" not in response["content"]


def test_a_body_that_is_no_text_is_in_base64_whatever_its_length():
    data = bytes(range(256)) * 2000 + b"\xff"
    content = written(exchange(answer=answer(body=data)))["response"]["content"]
    assert content["encoding"] == "base64"
    assert base64.b64decode(content["text"]) == data


def test_a_long_body_comes_in_pieces_and_is_whole():
    data = ("<Root>" + 'Äijälä "Oy" \\ \n' * 100_000 + "</Root>").encode()
    given = exchange(answer=answer(body=data))
    pieces = list(har(given))
    assert max(map(len, pieces)) < 400_000
    assert written(given)["response"]["content"]["text"].encode() == data


def test_bodies_can_be_left_out():
    entry = written(exchange(), body=False)
    assert "text" not in entry["response"]["content"]
    assert entry["response"]["content"]["size"] == len(BODY)


def test_without_an_answer_the_status_is_nought():
    entry = written(exchange(Outcome.NO_ANSWER))
    assert entry["response"]["status"] == 0


def test_no_key_is_in_it_and_another_reader_finds_the_request():
    text = "".join(har(exchange()))
    assert CUSTOMER_KEY not in text
    assert PARTNER_KEY not in text
    dump = read_dumps(text)[0]
    assert TRANSACTION_ID in {header.value for header in dump.headers}
