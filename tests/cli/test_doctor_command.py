"""`nvexplorer doctor` with its worker's job done in place: arguments, profiles, exit codes."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from canary import leaks
from examined import CUSTOMER, FIELDS, KEYS, PARTNER, PROFILE, TEXT, UNIX, mac_of

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.cli.arguments import parse
from nvexplorer.cli.context import Context, Streams
from nvexplorer.cli.main import run
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.launch import compose
from nvexplorer.library.keys import KeyStore
from nvexplorer.library.observations import ObservationStore
from nvexplorer.library.profiles import ProfileEntry, ProfileStore
from nvexplorer.model.errors import WorkerEnded
from nvexplorer.model.observation import Observation, Question
from nvexplorer.model.profile import ApiUser
from nvexplorer.model.secret import Secret
from nvexplorer.outside.dirs import home_dirs

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = {
    FieldKind.SENDER: "X-Netvisor-Authentication-Sender",
    FieldKind.CUSTOMER_ID: "X-Netvisor-Authentication-CustomerId",
    FieldKind.PARTNER_ID: "X-Netvisor-Authentication-PartnerId",
    FieldKind.TIMESTAMP: "X-Netvisor-Authentication-Timestamp",
    FieldKind.TIMESTAMP_UNIX: "X-Netvisor-Authentication-TimestampUnix",
    FieldKind.TRANSACTION_ID: "X-Netvisor-Authentication-TransactionId",
    FieldKind.LANGUAGE: "X-Netvisor-Interface-Language",
    FieldKind.ORGANISATION_ID: "X-Netvisor-Organisation-ID",
    FieldKind.MAC: "X-Netvisor-Authentication-MAC",
    FieldKind.ALGORITHM: "X-Netvisor-Authentication-MACHashCalculationAlgorithm",
    FieldKind.STATUS_CODES: "X-Netvisor-Authentication-UseHTTPResponseStatusCodes",
}
WITHOUT_UNIX = TEXT.replace(f"&{UNIX}", "")
KEYS_ALONE = {"NVEXPLORER_CUSTOMER_KEY": CUSTOMER, "NVEXPLORER_PARTNER_KEY": PARTNER}


def request(mac: str = "", without: tuple[FieldKind, ...] = (), **fields: str) -> str:
    told = {**FIELDS, FieldKind.MAC: mac or mac_of()}
    told |= {FieldKind(name): value for name, value in fields.items()}
    lines = [f"{_NAMES[k]}: {v}" for k, v in told.items() if k in _NAMES and k not in without]
    return "\n".join([f"GET {told[FieldKind.URL]} HTTP/1.1", *lines, "", ""])


class Inline:
    """The port Workers with the real jobs, done at once in this process."""

    def __init__(self, failing: bool = False) -> None:
        self.failing = failing
        self.calls = 0
        self.closed = False

    def call(self, job: str, *arguments: Any, done: Any, failed: Any, progress: Any = None,
             limit: float = 600.0) -> Inline:  # fmt: skip
        from time import monotonic

        from nvexplorer.workers.jobs import JOBS

        assert job == "doctor-search"
        self.calls += 1
        if self.failing:
            failed(WorkerEnded("The search ended before it was done.", "Try again."))
            return self
        given: dict[str, Any] = {"progress": progress}
        done(JOBS[job].load()(*arguments, **given, monotonic=monotonic))
        return self

    def cancel(self) -> None: ...

    def close(self) -> None:
        self.closed = True


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Doctor:
    """`doctor(text, "--json")`, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.workers = Inline()
        self.secrets = compose(home_dirs(home), keychain=False).secrets

    def add_profile(self, name: str, customer_id: str, keys: tuple[str, str] | None) -> None:
        store = ProfileStore(home_dirs(self.home).config)
        book = store.load().book
        at = str(len(book.profiles))
        profile = PROFILE._replace(name=name, user=ApiUser(name, customer_id))
        book = book.with_partner(f"p{at}", profile.partner).with_user(f"u{at}", profile.user)
        book = book.with_company(f"c{at}", profile.company)
        entry = ProfileEntry.of(profile, partner=f"p{at}", user=f"u{at}", company=f"c{at}")
        book = book.with_profile(f"f{at}", entry)
        store.save(book if book.default else book.with_default(f"f{at}"))
        if keys is not None:
            kept = KeyStore(self.secrets)
            kept.set_user_key(f"u{at}", Secret(keys[0]))
            kept.set_partner_key(f"p{at}", Secret(keys[1]))

    def __call__(self, text: str | bytes, *arguments: str, **environ: str) -> Ran:
        outside = compose(home_dirs(self.home), keychain=False)
        outside = outside._replace(workers=self.workers, secrets=self.secrets)
        stdin = io.BytesIO(text.encode() if isinstance(text, str) else text)
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        err = io.StringIO()
        streams = Streams(stdin, out, err, None, None)
        given = parse(["doctor", *arguments])
        context = Context(outside, streams, environ, given.profile, given.json, resources_root())
        try:
            code = run(given, context)
        finally:
            outside.transport.close()
        return Ran(code, out.buffer.getvalue().decode(), err.getvalue())


@pytest.fixture
def doctor(tmp_path: Path) -> Doctor:
    return Doctor(tmp_path)


def test_the_right_mac(doctor: Doctor) -> None:
    ran = doctor(request(), **KEYS_ALONE)
    assert ran.code == 0
    assert ran.out.startswith("The MAC is right")
    assert doctor.workers.closed


def test_an_explained_mac_as_json(doctor: Doctor) -> None:
    ran = doctor(request(mac_of(WITHOUT_UNIX)), "--json", **KEYS_ALONE)
    assert ran.code == 0
    told = ran.json
    assert told["found"] is True
    assert told["proven"] is True
    assert told["outcome"] == "explained"
    (mistake,) = told["mistakes"]
    assert mistake["id"] == "M02"
    assert {"id", "title", "explanation", "fix", "certainty"} <= set(mistake)
    assert told["mac_input"] == WITHOUT_UNIX.replace(f"{CUSTOMER}&{PARTNER}", "••••&••••")
    assert told["candidates"] > 100
    assert told["seconds"] >= 0
    assert told["recognised"]["sender"] == "Demo integration"
    assert told["missing"] == []
    assert told["profile"] is None


def test_a_mac_that_nothing_explains(doctor: Doctor) -> None:
    ran = doctor(request(mac_of("something else")), "--json", "--seconds", "0.01", **KEYS_ALONE)
    assert ran.code == 1
    told = ran.json
    assert told["found"] is False
    assert told["mistakes"] == []
    assert told["mac_input"] is None
    assert told["excluded"]["ideas"]
    assert told["cut"] is True


def test_what_a_probe_saw_is_counted(doctor: Doctor) -> None:
    seen = Observation(
        PROFILE.host, "HMACSHA256", Question.URL_FORM, "decoded", True, "2026-11-21 10:00:00"
    )
    ObservationStore(home_dirs(doctor.home).data).add([seen])
    told = doctor(request(), "--json", **KEYS_ALONE).json
    (url,) = [row for row in told["rows"] if row["label"] == "URL"]
    assert url["certainty"] == "decoded: accepted by isvapi.netvisor.fi on 2026-11-21 (probe)"


def test_markdown(doctor: Doctor) -> None:
    ran = doctor(request(mac_of(WITHOUT_UNIX)), "--markdown", **KEYS_ALONE)
    assert ran.out.startswith("### Proven: this difference")


@pytest.mark.parametrize("text", ["", "hello", "\x00\xff", "GET / HTTP/1.1\n\n", "<xml/>"])
def test_a_text_without_request(doctor: Doctor, text: str) -> None:
    ran = doctor(text, **KEYS_ALONE)
    assert ran.code == 2
    assert ran.err.startswith("No request of Netvisor's was recognised in standard input.")
    assert ran.out == ""


def test_a_file_that_is_not_there(doctor: Doctor, tmp_path: Path) -> None:
    ran = doctor("", str(tmp_path / "nothing.txt"), **KEYS_ALONE)
    assert ran.code == 2
    assert "nothing.txt cannot be read" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15"])
def test_a_file_in_any_encoding(doctor: Doctor, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "request.txt"
    text = request(mac_of(TEXT.replace("Demo", "Demö")), sender="Demö integration")
    file.write_bytes(text.encode(encoding))
    ran = doctor("", str(file), "--json", **KEYS_ALONE)
    assert ran.code == 0, ran.err
    assert ran.json["outcome"] == "right"


def test_what_is_missing_is_named(doctor: Doctor) -> None:
    text = request(without=(FieldKind.TIMESTAMP, FieldKind.TRANSACTION_ID))
    ran = doctor(text, **KEYS_ALONE)
    assert ran.code == 2
    assert ran.err == (
        "The request has no Timestamp, transaction ID. Give more of it, or add "
        "--set timestamp=… --set transaction_id=….\n"
    )


def test_what_is_missing_may_be_set(doctor: Doctor) -> None:
    text = request(without=(FieldKind.TIMESTAMP, FieldKind.LANGUAGE))
    given = ("--set", f"timestamp={FIELDS[FieldKind.TIMESTAMP]}", "--set", "Language=EN")
    ran = doctor(text, "--json", *given, **KEYS_ALONE)
    assert ran.code == 0, ran.err
    assert ran.json["outcome"] == "right"
    assert ran.json["recognised"]["language"] == "EN"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("customer_key=ABC", "never given as an argument"),
        ("partner-key=ABC", "never given as an argument"),
        ("colour=red", "no field of a request"),
        ("timestamp", "has no value"),
    ],
)
def test_what_cannot_be_set(doctor: Doctor, value: str, says: str) -> None:
    ran = doctor(request(), "--set", value, **KEYS_ALONE)
    assert ran.code == 2
    assert says in ran.err
    assert "ABC" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("--seconds", "0"), ("--seconds", "nan"), ("--markdown", "--json"), ("--number", "9")],
)
def test_arguments_that_make_no_sense(doctor: Doctor, arguments: tuple[str, ...]) -> None:
    assert doctor(request(), *arguments, **KEYS_ALONE).code == 2


def har() -> str:
    entries = []
    for mac in (mac_of(), mac_of(WITHOUT_UNIX)):
        fields = {**FIELDS, FieldKind.MAC: mac}
        headers = [{"name": n, "value": fields[k]} for k, n in _NAMES.items() if k in fields]
        entries.append(
            {"request": {"method": "GET", "url": FIELDS[FieldKind.URL], "headers": headers}}
        )
    other = {"request": {"method": "GET", "url": "https://example.fi/style.css", "headers": []}}
    return json.dumps({"log": {"entries": [entries[0], other, entries[1]]}})


def test_every_request_of_a_har(doctor: Doctor) -> None:
    told = doctor(har(), "--json", **KEYS_ALONE).json
    assert told["found"] is True
    assert [each["outcome"] for each in told["requests"]] == ["right", "explained"]
    ran = doctor(har(), **KEYS_ALONE)
    assert "The MAC is right" in ran.out
    assert "Proven: this difference" in ran.out


def test_one_that_cannot_be_examined_does_not_hide_the_others(doctor: Doctor) -> None:
    text = har().replace(mac_of(), "no-mac-at-all!")
    ran = doctor(text, "--json", **KEYS_ALONE)
    assert ran.code == 1
    first, second = ran.json["requests"]
    assert "can be none" in first["error"]["what"]
    assert second["outcome"] == "explained"
    assert "Request 1: What stands as the MAC" in ran.err


def test_reports_of_several_requests_are_headed(doctor: Doctor) -> None:
    assert doctor(har(), **KEYS_ALONE).out.startswith("Request 1\n\nThe MAC is right")
    assert "## Request 2\n\n### Proven" in doctor(har(), "--markdown", **KEYS_ALONE).out


def test_one_request_of_a_har(doctor: Doctor) -> None:
    numbers = [each["number"] for each in doctor(har(), "--json", **KEYS_ALONE).json["requests"]]
    told = doctor(har(), "--json", "--number", str(numbers[1]), **KEYS_ALONE).json
    assert told["outcome"] == "explained"


def test_a_string_that_was_hashed_is_compared(doctor: Doctor, tmp_path: Path) -> None:
    file = tmp_path / "hashed.txt"
    file.write_text(WITHOUT_UNIX.replace(f"{CUSTOMER}&{PARTNER}", "***"), "utf-8")
    ran = doctor(request(mac_of(WITHOUT_UNIX)), "--json", "--hashed", str(file), **KEYS_ALONE)
    assert ran.json["string"]["hashed"]["as_expected"] is True
    assert ran.json["string"]["verdict"].startswith("This string, with the keys put in, makes")


def test_the_profile_that_the_request_names(doctor: Doctor) -> None:
    doctor.add_profile("First", "AA_1_1", ("1" * 32, "2" * 32))
    doctor.add_profile("Second", "TT_10000_1", (CUSTOMER, PARTNER))
    ran = doctor(request(), "--json")
    assert ran.code == 0, ran.err
    assert ran.json["profile"] == "Second"
    assert "“Second”" in ran.err


def test_the_keys_of_another_profile_explain(doctor: Doctor) -> None:
    doctor.add_profile("First", "TT_10000_1", ("1" * 32, "2" * 32))
    doctor.add_profile("Second", "AA_1_1", (CUSTOMER, PARTNER))
    doctor.add_profile("Locked", "BB_1_1", None)
    ran = doctor(request(), "--json")
    assert ran.code == 0, ran.err
    assert ran.json["profile"] == "First"
    (mistake,) = ran.json["mistakes"]
    assert "Second" in mistake["title"]


def test_the_named_profile_is_taken(doctor: Doctor) -> None:
    doctor.add_profile("First", "AA_1_1", (CUSTOMER, PARTNER))
    doctor.add_profile("Second", "TT_10000_1", ("1" * 32, "2" * 32))
    ran = doctor(request(), "--profile", "First", "--json")
    assert ran.json["profile"] == "First"
    assert ran.json["outcome"] == "right"


def test_without_keys_it_says_which(doctor: Doctor) -> None:
    doctor.add_profile("First", "TT_10000_1", None)
    ran = doctor(request())
    assert ran.code == 2
    assert "key" in ran.err


def test_without_profile_and_keys(doctor: Doctor) -> None:
    ran = doctor(request())
    assert ran.code == 2
    assert "profile" in ran.err


def test_a_search_that_fails_is_said(doctor: Doctor) -> None:
    doctor.workers.failing = True
    ran = doctor(request(), **KEYS_ALONE)
    assert ran.code == 2
    assert "ended before it was done" in ran.err
    assert doctor.workers.closed


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--markdown",)])
def test_keys_that_the_dump_holds_are_nowhere(doctor: Doctor, arguments: tuple[str, ...]) -> None:
    spoilt = request(mac_of(WITHOUT_UNIX)).rstrip("\n") + (
        f"\nX-Netvisor-CustomerKey: {CUSTOMER}\nX-Other: {PARTNER.lower()}\n\n"
        f"<root><a>{CUSTOMER.encode().hex()}</a></root>\nstring to sign: {WITHOUT_UNIX}\n"
    )
    ran = doctor(spoilt, *arguments, **KEYS_ALONE)
    assert ran.code in (0, 1), ran.err
    assert leaks(ran.out) == []
    assert leaks(ran.err) == []
    assert KEYS.customer.reveal()[:12] not in ran.out
