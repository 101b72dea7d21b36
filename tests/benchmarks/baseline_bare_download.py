"""A bare download: requests into a file, and nothing else."""

from __future__ import annotations

import sys
from time import perf_counter

import requests


def download(url: str, path: str) -> float:
    """Seconds until the last byte is in the file."""
    began = perf_counter()
    with requests.get(url, stream=True) as answer, open(path, "wb") as file:
        file.writelines(answer.iter_content(1 << 20))
    return perf_counter() - began


if __name__ == "__main__":
    print(download(sys.argv[1], sys.argv[2]))
