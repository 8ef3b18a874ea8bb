"""The internet standing alone: `python -m tests.internet [FOLDER]`.

Writes the list, the truth and the authority's certificate to FOLDER, prints how to check the list, and serves until
standard input ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .internet import CASES, Internet, markdown


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.internet", description="Serve the internet of the tests.")
    ask.add_argument(
        "folder", nargs="?", type=Path, default=Path("internet"), help="where files are written (internet)"
    )
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with Internet(files=given.folder.resolve()) as internet:
        listed = given.folder / "README.md"
        listed.write_text(markdown(CASES, internet.url), encoding="utf-8")
        truth = [
            {"name": case.name, "url": internet.url(case.link), "alive": case.alive, "code": case.code}
            for case in CASES
        ]
        (given.folder / "truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8")
        options = [f"--api {name}={base}" for name, base in internet.bases().items()]
        print(
            f"{len(internet.place.hosts)} hosts, {len(CASES)} links\n"
            f"awesome-lint links {listed} --allow-private --dns {internet.dns} --ca-file {internet.ca_file} "
            + " ".join(options),
            flush=True,
        )
        sys.stdin.read()
        print(f"{len(internet.seen)} requests", file=sys.stderr)


if __name__ == "__main__":
    main()
