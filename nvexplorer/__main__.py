"""`python -m nvexplorer`."""

from __future__ import annotations

import sys

from nvexplorer.launch import main

if __name__ == "__main__":
    sys.exit(main())
