"""`nvexplorer send` against the sandbox, and against servers that misbehave."""

from __future__ import annotations

import re
import socket
import threading
import time

import pytest


def test_a_list_is_read(demo) -> None:
    result = demo("send", "customerlist.nv")
    assert result.code == 0, result.err
    assert b"<Status>OK</Status>" in result.out
    assert result.text.count("<Customer>") == 10
    assert "transaction ID" in result.err


def test_an_answer_goes_to_a_file(demo, tmp_path) -> None:
    file = tmp_path / "answer.xml"
    result = demo("send", "customerlist.nv", "--output", str(file))
    assert (result.code, result.out) == (0, b"")
    assert b"<Status>OK</Status>" in file.read_bytes()


def test_a_read_that_cannot_be_logged_is_sent_and_said(demo) -> None:
    (demo.home / "data" / "log.sqlite").mkdir(parents=True)
    result = demo("send", "customerlist.nv")
    assert (result.code, result.out.count(b"<Customer>")) == (0, 10)
    told, *_ = result.err.splitlines()
    assert told.startswith("The request is sent, it is only not logged: ")
    assert "log.sqlite" in told
    assert "again" not in told


def test_a_range_of_dates_is_fetched_in_parts_and_answered_as_one(demo) -> None:
    asked = ("send", "accountingledger.nv", "startdate=2025-01-01", "enddate=2025-03-15")
    whole, parts = demo(*asked), demo(*asked, "--split", "month")
    assert parts.code == 0, parts.err
    assert "3 of 3, 2025-03-01 – 2025-03-15: OK" in parts.err
    keys = [sorted(re.findall(r"<NetvisorKey>\d+<", told.text)) for told in (whole, parts)]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 20
    assert parts.text.count("<ResponseStatus>") == 1


def test_what_has_no_range_of_dates_is_not_split(demo) -> None:
    told = demo("send", "customerlist.nv", "--split", "week")
    assert told.code == 2
    assert "takes no range of dates" in told.err


def test_a_folder_that_is_not_there_is_told_before_sending(demo, tmp_path) -> None:
    result = demo("send", "customerlist.nv", "--output", str(tmp_path / "none" / "a.xml"))
    assert result.code == 2
    assert demo("log", "--json").json["requests"] == []


def test_a_customer_is_added_and_its_key_is_never_lost(demo) -> None:
    body = (
        "<root><customer><customerbaseinformation>"
        "<internalidentifier>500</internalidentifier><name>Säkylän Sähkö Oy</name>"
        "</customerbaseinformation></customer></root>"
    )
    sent = demo("--json", "send", "customer.nv", "method=add", "--body", "-", stdin=body.encode())
    assert sent.code == 0, sent.err
    (key,) = sent.json["inserted_keys"]
    read = demo("send", "getcustomer.nv", f"id={key}")
    assert "Säkylän Sähkö Oy" in read.text
    (row,) = demo("log", key, "--json").json["requests"]
    assert row["inserted_keys"] == [key]
    assert row["transaction_id"] == sent.json["transaction_id"]


def test_a_refusal_is_explained(demo) -> None:
    result = demo("send", "getcustomer.nv", "id=999999")
    assert result.code == 1
    assert "INVALID_DATA" in result.err
    assert b"FAILED" in result.out


def test_a_wrong_key_is_refused_with_the_next_step(demo) -> None:
    result = demo("send", "customerlist.nv", NVEXPLORER_PARTNER_KEY="0" * 32)
    assert result.code == 1
    assert "AUTHENTICATION_FAILED" in result.err
    assert "Check both" in result.err


def test_names_with_finnish_letters_are_found(demo) -> None:
    everyone = demo("send", "customerlist.nv").text
    name = next(n for n in re.findall("<Name>(.*?)</Name>", everyone) if re.search("[äöå]", n))
    result = demo("send", "customerlist.nv", f"keyword={name}")
    assert result.code == 0, result.err
    assert name in result.text


def test_nobody_listening(demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    result = demo("send", "customerlist.nv", NVEXPLORER_HOST=f"http://127.0.0.1:{port}")
    assert result.code == 3
    assert f"127.0.0.1:{port}" in result.err or "127.0.0.1" in result.err


@pytest.fixture
def cutting():
    """A server that reads a request and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)  # a program that never comes fails its test and hangs none

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                received = b""
                while b"</root>" not in received and b"GET" not in received:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    received += piece

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


def test_a_write_that_is_cut_ends_as_outcome_unknown(demo, cutting) -> None:
    result = demo(
        "send", "customer.nv", "method=add", "--body", "-", stdin=b"<root></root>",
        NVEXPLORER_HOST=cutting,
    )  # fmt: skip
    assert result.code == 4
    assert "may have been booked" in result.err
    (row,) = demo("log", "--json").json["requests"]
    assert row["outcome"] == "outcome unknown"


def test_a_read_that_is_cut_is_a_network_error(demo, cutting) -> None:
    assert demo("send", "customerlist.nv", NVEXPLORER_HOST=cutting).code == 3


def test_a_production_write_is_not_sent_unasked(demo) -> None:
    body = b"<root></root>"
    arguments = ("send", "customer.nv", "method=add", "--body", "-")
    asked = demo(*arguments, stdin=body, NVEXPLORER_ENVIRONMENT="production")
    assert asked.code == 2
    assert "--yes" in asked.err
    sent = demo(*arguments, "--yes", stdin=body, NVEXPLORER_ENVIRONMENT="production")
    assert sent.code == 1


def test_two_processes_on_one_company_never_overlap(demo) -> None:
    """The sandbox refuses overlapping requests, so eight at once prove that they queue."""
    started = time.monotonic()
    processes = [demo.start("send", "customerlist.nv") for _ in range(8)]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
        assert b"<Status>OK</Status>" in out
    assert time.monotonic() - started < 60


def test_check_connection_is_green_on_the_sandbox(demo) -> None:
    result = demo("check-connection", "--json")
    assert result.code == 0, result.err
    steps = {line["step"]: line["state"] for line in result.json["lines"]}
    assert "bad" not in steps.values()


def test_check_connection_says_what_to_do(demo) -> None:
    result = demo("check-connection", "--json", NVEXPLORER_CUSTOMER_KEY="1" * 32)
    assert result.code == 1
    bad = [line for line in result.json["lines"] if line["state"] == "bad"]
    assert len(bad) == 1
    assert bad[0]["next"]


def test_resources_are_found_in_three_languages(program) -> None:
    for words in (["customer", "list"], ["asiakas"], ["kund"]):
        result = program("resources", *words, "--json")
        assert result.code == 0
        assert "customerlist.nv" in [r["resource"] for r in result.json["resources"]]
    assert len(program("resources", "--json").json["resources"]) == 130
    assert program("resources", "xyzzy").code == 1
