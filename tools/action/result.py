"""Adds up what the commands came to, and ends with the graver of their exit codes."""

from __future__ import annotations

import json
import os

from workflow import set_outputs


def main() -> int:
    parts = [json.loads(text) for name in ("CHECK", "LINKS") if (text := os.environ.get(name))]
    code = max((int(part["exit-code"]) for part in parts), default=0)
    totals = {name: sum(int(part[name]) for part in parts) for name in ("findings", "errors")}
    set_outputs({name: str(count) for name, count in totals.items()} | {"exit-code": str(code)})
    print(f"awesome-lint: {totals['findings']} findings, {totals['errors']} of them errors: exit code {code}")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
