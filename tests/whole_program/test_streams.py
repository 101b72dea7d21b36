"""The command line with odd arguments, and streams that are closed, full, or read by nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from nvexplorer.launch import Variables

FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
ADD = (
    "<root><customer><customerbaseinformation><internalidentifier>{}</internalidentifier>"
    "<name>Oy</name></customerbaseinformation></customer></root>"
)


def shell(program, redirection: str, *arguments: str, **environ: str):
    """Runs the program below bash, which closes and redirects streams."""
    script = f'"$@" {redirection}'
    command = [sys.executable, "-m", "nvexplorer", "--home", str(program.home), *arguments]
    return subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *command],
        env=os.environ | program.environ | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--json", "nonsense"),
        ("nonsense", "--json"),
        ("--json", "send"),
        ("send", "--json"),
        ("send", "customerlist.nv", "--json", "--nonsense"),
        ("--json", "sign", "customerlist.nv", "--timestamp"),
        ("--json", "--nonsense"),
        ("--json", "--home", "", "resources"),
        ("--json", "sandbox", "--port", "x"),
    ],
)
def test_wrong_arguments_are_told_as_json_too(program, arguments: tuple[str, ...]) -> None:
    result = program(*arguments)
    assert result.code == 2
    assert result.json["error"]["what"]
    told = (result.json["error"]["what"], result.json["error"]["next"])
    assert result.err == " ".join(filter(None, told)) + "\n"


def test_without_json_wrong_arguments_leave_standard_output_alone(program) -> None:
    result = program("resources", "--jsonn")
    assert (result.code, result.out) == (2, b"")
    named = program("send", "customerlist.nv", "--output", "--", "--json")  # a value, no option
    assert (named.code, named.out) == (2, b"")


def test_a_reader_who_has_enough_is_no_error(program) -> None:
    done = shell(program, "| :; exit ${PIPESTATUS[0]}", "resources")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("command", [("resources",), ("log",), ("send", "customerlist.nv")])
def test_a_closed_stream_is_no_fault(demo, stream: str, command: tuple[str, ...]) -> None:
    done = shell(demo, stream, *command)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@FULL
def test_a_full_disk_behind_standard_output_is_told(program) -> None:
    done = shell(program, "> /dev/full", "resources")
    assert done.returncode == 5
    assert done.stderr == (
        "Standard output could not be written: No space left on device. Send it somewhere else.\n"
    )


@FULL
def test_an_error_that_finds_no_room_is_told_all_the_same(program) -> None:
    done = shell(program, "> /dev/full", "--json", "nonsense")
    assert done.returncode == 2
    first, second = done.stderr.splitlines()
    assert first.startswith("There is no command “nonsense”.")
    assert second.startswith("Standard output could not be written: No space left on device.")


@FULL
def test_a_write_whose_answer_found_no_room_is_told_as_done(demo, tmp_path) -> None:
    body = tmp_path / "body.xml"
    body.write_text(ADD.format(700))
    write = ("send", "customer.nv", "method=add", "--body", str(body))
    done = shell(demo, "> /dev/full", *write)
    assert done.returncode == 5
    assert done.stderr.startswith("OK")
    assert "No space left" in done.stderr
    refused = shell(demo, "> /dev/full", *write)
    assert refused.returncode == 1, "that Netvisor refused it says more than that no room was left"


@FULL
def test_an_answer_that_its_file_does_not_take_is_printed(demo) -> None:
    result = demo("send", "customerlist.nv", "--output", "/dev/full")
    assert result.code == 5
    assert result.text.count("<Customer>") == 10
    assert "/dev/full" in result.err
    as_json = demo("--json", "send", "customerlist.nv", "--output", "/dev/full")
    assert as_json.code == 5
    assert as_json.json["body"].count("<Customer>") == 10


@pytest.mark.parametrize("name", ["a" * 300, "."])
def test_an_output_that_can_be_no_file_is_told_before_sending(demo, name: str) -> None:
    result = demo("send", "customerlist.nv", "--output", name)
    assert result.code == 2
    assert "cannot be written" in result.err
    assert demo("log", "--json").json["requests"] == []


@pytest.mark.parametrize("stdin", ["<&-", "< /dev/null"])
def test_a_body_of_nothing_is_not_sent(demo, stdin: str) -> None:
    done = shell(demo, stdin, "send", "customer.nv", "method=add", "--body", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "empty" in done.stderr
    assert demo("log", "--json").json["requests"] == []


def test_json_keeps_its_letters_in_any_encoding(demo) -> None:
    done = shell(demo, "", "sign", "customerlist.nv", "keyword=ä€", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["url"].endswith("keyword=ä€")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--home", "", "log"),
        ("--home", ""),
        ("log", "--limit", "-1"),
        ("sandbox", "--print-env", "--port", "70000"),
        ("sandbox", "--print-env", "--port", "0"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_in_a_sentence(program, arguments) -> None:
    result = program(*arguments)
    assert (result.code, result.out) == (2, b"")
    assert result.err.rstrip().endswith(".")


def test_a_proxy_that_is_none_is_bad_input_and_its_password_stays_hidden(program) -> None:
    away = {
        **{f"NVEXPLORER_{name}": "x" for name in ("SENDER", "PARTNER_ID", "CUSTOMER_ID")},
        **{
            f"NVEXPLORER_{name}": "x" for name in ("ORGANISATION_ID", "CUSTOMER_KEY", "PARTNER_KEY")
        },
        "NVEXPLORER_HOST": "https://netvisor.example",
    }
    for url in ("http://me:hidden@[::1:80", "http://me:hidden@ex\u2100mple:80"):
        for command in (("send", "customerlist.nv"), ("check-connection",)):
            result = program(*command, https_proxy=url, **away)
            assert result.code == (2 if command[0] == "send" else 1)
            assert "proxy is not a URL" in result.text + result.err
            assert "hidden" not in result.text + result.err


def test_global_options_may_stand_anywhere(program) -> None:
    for arguments in (
        ("--json", "profiles", "list"),
        ("profiles", "--json", "list"),
        ("profiles", "list", "--json"),
    ):
        assert program(*arguments).json == {"profiles": []}


def test_arguments_that_are_no_text_are_taken_or_refused_in_a_sentence(demo) -> None:
    assert shell(demo, "", "send", "customerlist.nv").returncode == 0  # a row to search in
    for command in (
        "sign $'\\xff.nv'",
        "sign a.nv $'x=\\xff'",
        "log $'\\xff'",
        "resources $'\\xff'",
    ):
        done = shell(demo, command)
        assert done.returncode in {0, 1, 2}, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal")
def test_keys_that_nobody_enters_are_told(program) -> None:
    import pty

    added = program(
        "profiles", "add", "P", "--host", "https://x.example", "--sender", "S", "--partner-id",
        "ABC_1_1", "--customer-id", "AB_1_1", "--company", "C", "--organisation-id", "1234567-1",
        "--environment", "test",
    )  # fmt: skip
    assert added.code == 0, added.err
    ours, theirs = pty.openpty()
    said = b""
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "nvexplorer", "--home", str(program.home), "sign", "a.nv"],
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            for prompt in (b"Customer key: ", b"Partner key: "):
                while prompt not in said:
                    said += os.read(ours, 4096)
                os.write(ours, b"\x04")
            assert process.stdout.read() == b""
        assert process.returncode == 2
        said += os.read(ours, 65536)
    finally:
        os.close(ours)
        os.close(theirs)
    assert "The customer key is empty." in said.decode()
    assert b"Traceback" not in said


def test_variables_show_their_names_alone() -> None:
    shown = Variables({"NVEXPLORER_PARTNER_KEY": "canary"})
    assert f"{shown} {shown!r} {(shown,)}".count("canary") == 0
