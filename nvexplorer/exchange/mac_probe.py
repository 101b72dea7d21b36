"""Asks a Netvisor what the documents leave open about the MAC, one harmless read at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput, Cancelled
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.mac import PartKind
from nvexplorer.model.observation import Observation, Question, observed_host
from nvexplorer.model.profile import Environment, MacUrlForm
from nvexplorer.model.request import Parameter
from nvexplorer.signing import mac_input
from nvexplorer.signing.sign import compute_mac, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.exchange.send import Signer
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft, SignedRequest, Stamp

    Ask = Callable[[RequestDraft, Profile, Signer], Exchange]

#: The forms of the URL in words that follow “hashed”.
FORMS = {MacUrlForm.DECODED: "decoded", MacUrlForm.SENT: "as sent"}
#: The encodings tried, by their codecs, and what they are called.
ENCODINGS = {"iso-8859-15": "ISO-8859-15", "utf-8": "UTF-8", "windows-1252": "Windows-1252"}
#: Seconds that both stamps are off by, each side as far as the first that is refused.
_SKEWS = (60, 300, 900, 3600, 86_400)
_ONE_OFF = 7200
_IN_ASCII = "A URL that is not hashed decoded is ASCII, the same in every encoding."


class Trial(NamedTuple):
    """One variant: `what` says it in a phrase, `keyword` is the value of the parameter that shows
    it, `form` and `encoding` take the place of the profile's, the shifts are in seconds."""

    question: Question
    variant: str
    what: str
    keyword: str = ""
    form: MacUrlForm | None = None
    encoding: str = ""
    timestamp_shift: int = 0
    unix_shift: int = 0
    rewrite: Callable[[SignedRequest], SignedRequest] | None = None


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNCLEAR = "unclear"  # no answer, or one that tells nothing of the MAC
    SKIPPED = "not tried"


class Result(NamedTuple):
    """How a trial ended, `told` what Netvisor or the network said, '' for nothing."""

    trial: Trial
    verdict: Verdict
    told: str = ""


PLAIN = Trial(Question.PLAIN, "profile", "the profile's own way, nothing special in the URL")


def _upper_case(request: SignedRequest) -> SignedRequest:
    return _with_headers(request, {mac_input.MAC: request.mac.upper()})._replace(
        mac=request.mac.upper()
    )


def _lower_language(request: SignedRequest) -> SignedRequest:
    message = request.mac_input
    parts = tuple(
        p._replace(value=p.shown.lower()) if p.kind == PartKind.LANGUAGE else p
        for p in message.parts
    )
    message = message._replace(parts=parts)
    mac = compute_mac(message)
    language = message.find(PartKind.LANGUAGE)
    changed = {mac_input.MAC: mac, mac_input.LANGUAGE: language.shown if language else ""}
    return _with_headers(request, changed)._replace(mac_input=message, mac=mac)


def _with_headers(request: SignedRequest, changed: dict[str, str]) -> SignedRequest:
    headers = tuple(
        (name, changed[name].encode("ascii") if name in changed else value)
        for name, value in request.headers
    )
    return request._replace(headers=headers)


_URL_FORMS = tuple(
    Trial(Question.URL_FORM, form.value, f"a space in a value, the URL hashed {words}",
          "zz zz", form)
    for form, words in FORMS.items()
)  # fmt: skip
_RESERVED = tuple(
    Trial(Question.RESERVED, f"{sign_} {form.value}",
          f"{sign_} in a value, the URL hashed {words}", f"zz{sign_}zz", form)
    for sign_ in "+%&#"
    for form, words in FORMS.items()
)  # fmt: skip
_WRITTEN = (
    Trial(Question.HEX_CASE, "upper", "the MAC in upper-case hex", rewrite=_upper_case),
    Trial(Question.LANGUAGE_CASE, "lower", "the language in lower case, in header and MAC input",
          rewrite=_lower_language),
)  # fmt: skip


def _letters() -> Iterator[Trial]:
    """In a URL hashed decoded: as it is sent it is ASCII, the same in every encoding."""
    for letter in "ä€":
        for encoding, words in ENCODINGS.items():
            if letter == "ä" and encoding == "windows-1252":
                continue  # the same byte as in ISO-8859-15
            name = f"{letter} {encoding}"
            what = f"{letter} in a value, hashed as {words}"
            yield Trial(
                Question.ENCODING, name, what, f"zz{letter}zz", MacUrlForm.DECODED, encoding
            )


_LETTERS = tuple(_letters())


def span(seconds: int) -> str:
    """`60 seconds`, `5 minutes`, `1 hour`, `24 hours`."""
    for size, name in ((3600, "hour"), (60, "minute")):
        count, rest = divmod(seconds, size)
        if count and not rest and seconds != 60:
            return f"{count} {name}{'s' * (count != 1)}"
    return f"{seconds} seconds"


def _skew(seconds: int) -> Trial:
    side = "ahead" if seconds > 0 else "behind"
    what = f"both stamps {span(abs(seconds))} {side}"
    return Trial(Question.SKEW, f"{seconds:+} s", what, timestamp_shift=seconds, unix_shift=seconds)


_ONE_SKEWED = (
    Trial(Question.SKEW_OF_ONE, f"timestamp {-_ONE_OFF:+} s", "Timestamp alone two hours behind",
          timestamp_shift=-_ONE_OFF),
    Trial(Question.SKEW_OF_ONE, f"timestamp-unix {-_ONE_OFF:+} s",
          "TimestampUnix alone two hours behind", unix_shift=-_ONE_OFF),
)  # fmt: skip

#: Every trial there is, in the order in which they are made.
TRIALS = (
    PLAIN, *_URL_FORMS, *_LETTERS, *_RESERVED, *_WRITTEN,
    *(_skew(side * seconds) for side in (-1, 1) for seconds in _SKEWS), *_ONE_SKEWED,
)  # fmt: skip
#: How many requests a probe sends at most.
MOST = len(TRIALS)


def check_may_probe(profile: Profile) -> None:
    """Raises BadInput for a production profile: some of the requests are meant to be refused."""
    if profile.environment == Environment.PRODUCTION:
        raise BadInput(
            f"“{profile.name}” is a production profile, and a probe sends requests that are meant "
            "to be refused.",
            "Choose a test profile.",
            "profile",
        )


def probe(profile: Profile, read: RequestDraft, ask: Ask) -> Iterator[Result]:
    """Gives a result for each trial as soon as it is known; at most `MOST` are sent.

    `read` is a reading request that brings next to nothing and takes a parameter `keyword`; `ask`
    sends one with the signer given, and keeps it in the log. Nothing more is sent when the
    profile's own way is not accepted, or when a trial stays unclear twice in a row. Raises BadInput
    for a production profile, and Cancelled.
    """
    check_may_probe(profile)
    run = _Run(profile, read, ask)
    yield (plain := run.do(PLAIN))
    if plain.verdict != Verdict.ACCEPTED:
        return
    accepted = {}
    for trial in _URL_FORMS:
        yield (result := run.do(trial))
        accepted[trial.form] = result.verdict == Verdict.ACCEPTED
    for trial in _LETTERS:
        if accepted[MacUrlForm.DECODED]:
            yield run.do(trial)
        else:
            yield Result(trial, Verdict.SKIPPED, _IN_ASCII)
    for trial in (*_RESERVED, *_WRITTEN):
        yield run.do(trial)
    for side in (-1, 1):
        for seconds in _SKEWS:
            yield (result := run.do(_skew(side * seconds)))
            if result.verdict != Verdict.ACCEPTED:
                break
    if profile.algorithm == "HMACSHA256":
        for trial in _ONE_SKEWED:
            yield run.do(trial)


def observation(result: Result, profile: Profile, at: datetime) -> Observation | None:
    """What to remember of a result; None for one that tells nothing."""
    if result.verdict not in (Verdict.ACCEPTED, Verdict.REFUSED):
        return None
    if result.trial == PLAIN and result.verdict == Verdict.REFUSED:
        return None  # as likely for its keys as for anything of the host's
    return Observation(
        observed_host(profile),
        profile.algorithm,
        result.trial.question,
        result.trial.variant,
        result.verdict == Verdict.ACCEPTED,
        at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
    )


class _Run:
    def __init__(self, profile: Profile, read: RequestDraft, ask: Ask) -> None:
        self._profile = profile
        self._read = read
        self._ask = ask
        self._unclear = 0

    def do(self, trial: Trial) -> Result:
        if self._unclear >= 2:
            return Result(trial, Verdict.SKIPPED, "Two in a row before it stayed unclear.")
        result = self._sent(trial)
        self._unclear = self._unclear + 1 if result.verdict == Verdict.UNCLEAR else 0
        return result

    def _sent(self, trial: Trial) -> Result:
        profile = self._profile
        if trial.form is not None:
            profile = profile._replace(mac_url_form=trial.form)
        if trial.encoding:
            profile = profile._replace(mac_encoding=trial.encoding)
        draft = self._read
        if trial.keyword:
            draft = draft._replace(
                parameters=(*draft.parameters, Parameter("keyword", trial.keyword))
            )

        def signer(
            draft: RequestDraft, profile: Profile, keys: Keys, stamp: Stamp
        ) -> SignedRequest:
            request = sign(draft, profile, keys, _shifted(stamp, trial))
            return trial.rewrite(request) if trial.rewrite else request

        return _judged(trial, self._ask(draft, profile, signer))


def _shifted(stamp: Stamp, trial: Trial) -> Stamp:
    moment = datetime.strptime(stamp.timestamp, "%Y-%m-%d %H:%M:%S.%f")
    moment += timedelta(seconds=trial.timestamp_shift)
    return stamp._replace(
        timestamp=moment.strftime("%Y-%m-%d %H:%M:%S.") + stamp.timestamp[-3:],
        timestamp_unix=str(int(stamp.timestamp_unix) + trial.unix_shift),
    )


def _judged(trial: Trial, exchange: Exchange) -> Result:
    if isinstance(exchange.problem, Cancelled):
        raise exchange.problem
    status = exchange.status
    if exchange.outcome == Outcome.OK:
        return Result(trial, Verdict.ACCEPTED)
    if status is None or not status.code:
        return Result(trial, Verdict.UNCLEAR, str(exchange.problem or exchange.outcome.value))
    told = f"{status.code} :: {status.text}" if status.text else status.code
    if status.code == "AUTHENTICATION_FAILED":
        return Result(trial, Verdict.REFUSED, told)
    # Content is looked at after the MAC; of a break or a fault inside nothing can be told.
    passed = status.code in {"INVALID_DATA", "INVALID_DATA_SIZE"}
    return Result(trial, Verdict.ACCEPTED if passed else Verdict.UNCLEAR, told)
