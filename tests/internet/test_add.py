"""`awesome-lint add` in a hostile internet: what it makes of APIs that are well, and of those that are not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from awesome_lint import NetSettings
from awesome_lint.cli.adding import address_of
from awesome_lint.knowledge import knowledge
from awesome_lint.model import Entry
from awesome_lint.net.plan import plan
from awesome_lint.net.run import check
from awesome_lint.net.wanted import Wanted
from awesome_lint.normalize.described import Habits, made

from . import apis
from .internet import Internet
from .test_verdicts import environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="all of 127.0.0.0/8 is loopback on Linux only")

TITLES = {
    "arXiv:2301.00006": "Routes of Water through Stone",
    "hep-th/9901001": "Strings That Tie Themselves",
    "10.1145/3500001": "Letters from an Unsteady Lens",
    "doi:10.5281/zenodo.7000001": "A Data Set of Doors, Open and Closed",
    "github:harbour-lab/tides": "tides",
}
"""What is asked about, and the only thing that any API calls it."""
MISSING = ("arXiv:2301.99999", "10.1145/9999999", "github:harbour-lab/nothing")


@pytest.fixture(scope="module")
def internet() -> Iterator[Internet]:
    with Internet([]) as internet:
        yield internet


def asked(internet: Internet, **more: object) -> dict[str, Entry | None]:
    """The entry of each thing, None of what nobody names."""
    network = NetSettings(
        timeout=0.5,
        link_time=1.0,
        retries=0,
        allow_private=True,
        dns=internet.dns,
        ca_file=str(internet.ca_file),
        apis=internet.bases(),
        tokens={"github": internet.secrets["github"]},
        paces=dict.fromkeys(internet.apis, 0.0),
        describe=True,
        captures=0,
    )._replace(**more)  # type: ignore[arg-type]
    for api in internet.apis.values():
        api.limited = False  # its paces are none
    known = knowledge()
    urls = {one: address_of(one, known.hosts) or "" for one in (*TITLES, *MISSING)}
    asks = frozenset({"described", "published", "code", "project"})
    result = check(plan([Wanted(url, asks=asks) for url in urls.values()], known.hosts, network), network)
    entries = {one: made(url, result.evidence[url], Habits(), known) for one, url in urls.items()}
    return {one: found and found.entry for one, found in entries.items()}


def titles(entries: Mapping[str, Entry | None]) -> dict[str, str]:
    return {one: entry.title for one, entry in entries.items() if entry is not None}


def test_everything_is_asked_of_whom_it_concerns(internet: Internet) -> None:
    assert titles(asked(internet)) == TITLES


@pytest.mark.parametrize("name", ["arxiv", "doi", "crossref", "datacite", "github", "s2", "huggingface"])
def test_nothing_is_invented_whatever_an_api_does(internet: Internet, name: str) -> None:
    api = internet.apis[name]
    own = [mode for mode in type(api).MODES if mode not in apis.Api.MODES]
    try:
        for mode in ("429", "html", "not-json", *own):  # the client's own tests have the others
            api.mode = mode
            entries = asked(internet)
            told = titles(entries)
            assert told.items() <= TITLES.items(), mode
            assert all(entry is None or not entry.venue or entry.venue == "arXiv" for entry in entries.values()), mode
            others = {one: title for one, title in TITLES.items() if not _concerns(name, one)}
            assert others.items() <= told.items(), f"{mode}: what others say is not lost"
    finally:
        api.mode = ""


def _concerns(api: str, what: str) -> bool:
    """Whether an API is the one that knows something."""
    kinds = {
        "arxiv": ("arXiv:", "hep-th"),
        "github": ("github:",),
        "datacite": ("doi:10.5281",),
        "crossref": ("10.1145",),
    }
    kinds["doi"] = (*kinds["datacite"], *kinds["crossref"])
    return what.startswith(kinds.get(api, ()))


def test_the_command_keeps_to_the_limits_of_all(tmp_path: Path) -> None:
    with Internet([]) as internet:  # one that was not asked just now
        _keeps_to_the_limits(internet, tmp_path)


def _keeps_to_the_limits(internet: Internet, tmp_path: Path) -> None:
    bases = [f"--api={name}={base}" for name, base in internet.bases().items()]
    command = [
        *(
            sys.executable,
            "-m",
            "awesome_lint",
            "add",
            *TITLES,
            *MISSING,
            "--isolated",
            "--allow-private",
            "--no-cache",
        ),
        *(
            f"--dns={internet.dns}",
            f"--ca-file={internet.ca_file}",
            *bases,
            "--timeout=5",
            "-o",
            str(tmp_path / "new.md"),
        ),
    ]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(internet, "GITHUB_TOKEN", "S2_API_KEY"),
    )
    assert done.returncode == 1, done.stderr
    text = (tmp_path / "new.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(TITLES)
    assert all(title in text for title in TITLES.values())
    assert all(f"error: {one}: " in done.stderr for one in MISSING)
    assert {name: api.refused for name, api in internet.apis.items() if api.refused} == {}
    assert apis.GitHub.TOKEN not in done.stderr + text
