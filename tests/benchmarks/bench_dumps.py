"""Reading pasted dumps: seconds for a text, and for twice that text.

Run: `python tests/benchmarks/bench_dumps.py`; pairs of once and twice are interleaved, the fastest
of each in processor time of one core. The texts are every sample of the tests repeated to 100 kB,
then short pieces repeated, which patterns that look too far would take for ever with. The aim:
twice the text takes at most 2.5 times as long; 100 kB under 0.3 s.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from nvexplorer.dumps.read import read_dumps

SAMPLES = Path(__file__).parents[1] / "data" / "dumps"
SIZE = 100_000
PAIRS = 3
PIECES = [
    "a", " ", "&", '"', "'", "\\", "'\\", "[", '{"a":', "(", "-", "X-Netvisor-", "http://",
    "https://a.nv?b=c ", "GET /a ", "GET / HTTP/1.1\n", "\n", "> ", "0000: 47 45 54 20 47 45 ",
    "[0] => ", "map[a:[b] ", "{a=b, ", "curl ", 'curl "', "###\n", "^\"", "<root><ResponseStatus>",
    '>> "GET / HTTP/1.1[\\r][\\n]"\n', "\\r\\n", "&amp;", "url: ", "'X-Netvisor-A': 'b'\n",
    "X-Netvisor-Authentication-Sender: a", "2026-01-02 03:04:05 GET / HTTP/1.1\n",
]  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    read_dumps(text)
    return time.process_time() - start


def measure(name: str, unit: str) -> bool:
    text = unit * (SIZE // len(unit) + 1)
    pairs = [(seconds(text), seconds(text * 2)) for _ in range(PAIRS)]
    once, twice = (min(column) for column in zip(*pairs, strict=True))
    # Under some milliseconds the clock says nothing.
    fine = (twice <= 2.5 * once or twice < 0.02) and once < 0.3
    print(f"{name:30} {once:8.3f} s {twice:8.3f} s {twice / once:6.2f}{'' if fine else '  MISSED'}")
    return fine


def main() -> None:
    fine = True
    for file in sorted(SAMPLES.glob("*.txt")):
        fine &= measure(file.stem, file.read_bytes().decode() + "\n")
    for piece in PIECES:
        fine &= measure(repr(piece)[:30], piece)
    sys.exit(not fine)


if __name__ == "__main__":
    main()
