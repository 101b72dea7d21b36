"""`python -m nvexplorer`."""

from __future__ import annotations

import sys

from nvexplorer.launch import main

sys.exit(main())
