"""The workflow that lints pull requests on GitHub, and looks for dead links every day."""

from __future__ import annotations

import json
from collections.abc import Mapping

from awesome_lint.rules.base import HOME
from awesome_lint.version import __version__

FILE = ".github/workflows/awesome-lint.yml"
_ACTION = HOME.removeprefix("https://github.com/")


def workflow(branch: str, folder: str = ".", *, links: bool = True) -> str:
    """A workflow that lints the lists below `folder`: on pull requests what they bring, on pushes to `branch` all.

    With `links` a second job asks for the links that a pull request brings, and daily for all.
    """
    import shlex

    quoted = json.dumps(shlex.quote(folder), ensure_ascii=False)
    paths = {} if folder == "." else {"paths": quoted}
    main = json.dumps(branch, ensure_ascii=False)
    when = f"name: awesome-lint\non:\n  pull_request:\n  push:\n    branches: [{main}]\n"
    if not links:
        return f"{_HEAD}{when}{_JOBS}{_job('lint', {}, paths)}"
    daily = '  schedule:\n    - cron: "17 4 * * *"\n'
    asking = {"command": "links", "links-args": "--dead-for 3 --max-time 60m"}
    lint = _job("lint", {"if": "github.event_name != 'schedule'"}, paths)
    asked = _job("links", {"if": "github.event_name != 'push'", "timeout-minutes": "70"}, paths | asking)
    return f"{_HEAD}{_DAILY}{when}{daily}{_JOBS}{lint}{asked}"


_HEAD = "# Lints the lists: of a pull request only what it brings.\n"
_DAILY = "# Once a day it asks for all links; one that was dead on three days makes that run fail.\n"
_JOBS = """\
permissions:
  contents: read
jobs:
"""


def _job(name: str, keys: Mapping[str, str], given: Mapping[str, str]) -> str:
    """A job that runs the action; `given` are the inputs, written as YAML."""
    above = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    inputs = "".join(f"          {key}: {value}\n" for key, value in given.items())
    return f"""\
  {name}:
{above}    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: {_ACTION}@v{__version__}
{"        with:" + chr(10) + inputs if inputs else ""}"""


def runs_awesome_lint(text: str) -> bool:
    """Whether a workflow lints lists already."""
    return f"uses: {_ACTION}@" in text or "awesome-lint check" in text
