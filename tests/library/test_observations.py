"""What hosts were seen to accept, on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.library.observations import ObservationStore
from nvexplorer.model.observation import Observation, Question

if TYPE_CHECKING:
    from pathlib import Path

DECODED = Observation("https://isvapi.netvisor.fi", "HMACSHA256", Question.URL_FORM, "decoded",
                      True, "2026-11-22 12:00:00")  # fmt: skip
SENT = DECODED._replace(variant="sent", accepted=False)


def test_observations_come_back(tmp_path: Path) -> None:
    ObservationStore(tmp_path).add([DECODED, SENT])
    assert ObservationStore(tmp_path).load() == ((DECODED, SENT), ())


def test_the_latest_of_a_variant_is_kept(tmp_path: Path) -> None:
    store = ObservationStore(tmp_path)
    store.add([DECODED, SENT])
    later = DECODED._replace(accepted=False, at="2027-01-01 00:00:00")
    other = DECODED._replace(algorithm="SHA256")
    store.add([later, other])
    assert set(store.load()[0]) == {SENT, later, other}


def test_no_file_is_no_observation(tmp_path: Path) -> None:
    assert ObservationStore(tmp_path).load() == ((), ())


def test_half_a_row_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    store = ObservationStore(tmp_path)
    store.add([DECODED, SENT])
    file = tmp_path / "observations.toml"
    text = file.read_text("utf-8")
    assert "Delete a line" in text
    file.write_text(text.replace("accepted = false", 'accepted = "perhaps"'), "utf-8")
    found, warnings = store.load()
    assert found == (DECODED,)
    assert "must be true or false" in warnings[0]


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "observations.toml").write_text("[[[", "utf-8")
    found, warnings = ObservationStore(tmp_path).load()
    assert found == ()
    assert "observations.toml" in warnings[0]
    ObservationStore(tmp_path).add([DECODED])
    assert ObservationStore(tmp_path).load()[0] == (DECODED,)
