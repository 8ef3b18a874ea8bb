"""`python -m awesome_lint` is the command `awesome-lint`."""

from __future__ import annotations

import sys

from awesome_lint.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
