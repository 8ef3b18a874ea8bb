"""Fresh copies of the sample folders, and a web on loopback for the commands that ask one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import awesome_lint
from tests.cli.web import Answer, Request, Web, in_json, moved
from tests.cli.web import web as serving
from tests.repositories import CLEAN

from .samples import LIST, ONLINE, README, SAMPLES, THEIRS

Fresh = Callable[[str], Path]
DOI = "10.1145/1234567.1234568"
KNOWN = ("CI", "GITHUB_", "PRE_COMMIT", "GITLAB", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "GIT_")


REPOSITORY = "/github/repos/"


class Friendly(Web):
    """A web on which every page is there, and papers, repositories and DOIs are what the samples call them."""

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        super().__init__({"tools.example.org/old": moved("http://tools.example.org/new"), **pages})
        known = (awesome_lint.parse(text) for text in (README, LIST, THEIRS, ONLINE))
        self.papers = {"2305.08293": "Learning to Look Away"}
        for entry in (entry for document in known for entry in document.entries):
            number = entry.ids.get("arxiv", "")
            if not number.endswith("99999"):
                self.papers[number] = entry.title
        self.answers["doi/doiRA/"] = in_json([{"DOI": DOI, "RA": "Crossref"}])
        self.answers["doi/api/handles/"] = in_json({"responseCode": 1, "handle": DOI, "values": []})
        work = {"DOI": DOI, "title": ["A Survey of Still Life"], "type": "journal-article"}
        self.answers["crossref/works"] = in_json({"message": {**work, "items": [work]}})

    def answer(self, request: Request) -> Answer:
        host, _, path = request.address.partition("/")
        if host.startswith("127."):
            if f"/{path}".startswith(REPOSITORY):
                return in_json({"full_name": f"/{path}".removeprefix(REPOSITORY)})
            return super().answer(request)
        found = super().answer(request)
        return Answer() if found.status == 404 else found


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving({}, Friendly) as served:
        yield served


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """The sample folder of a name, made once."""
    folders: dict[str, Path] = {}

    def made(name: str) -> Path:
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp("sample") / "list"
            folders[name].mkdir()
            SAMPLES[name](folders[name])
        return folders[name]

    return made


@pytest.fixture
def fresh(made: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fresh:
    """A copy of a sample folder that is the current one, in an environment that says nothing of where we are."""
    for name in tuple(os.environ):
        if name.startswith(KNOWN):
            monkeypatch.delenv(name)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)

    def fresh(name: str) -> Path:
        folder = tmp_path / "list"
        monkeypatch.chdir(tmp_path)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made(name), folder, symlinks=True)
        monkeypatch.chdir(folder)
        return folder

    return fresh
