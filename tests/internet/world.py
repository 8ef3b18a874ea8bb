"""What the APIs know: papers, DOIs, repositories, notes, models, videos, captures."""

from __future__ import annotations

from typing import NamedTuple


class ArxivPaper(NamedTuple):
    """`titles` are those of its versions, the first version's first; `comment` that of the latest."""

    titles: tuple[str, ...]
    comment: str = ""
    doi: str = ""
    journal: str = ""


class Doi(NamedTuple):
    """`agency` as doi.org names it; `retracted`: how Crossref says so in `updated-by`."""

    title: str
    agency: str = "Crossref"
    venue: str = ""
    year: int = 2021
    retracted: str = ""
    kind: str = "proceedings-article"


class Repository(NamedTuple):
    """`now` is its present name where it was renamed; `state` is `FORBIDDEN`, `tos` or `dmca` where nobody gets it."""

    now: str = ""
    archived: bool = False
    files: tuple[str, ...] = ("README.md",)
    issues: tuple[int, ...] = (3,)
    state: str = ""


class Note(NamedTuple):
    """An OpenReview submission."""

    title: str
    venue: str = ""
    venueid: str = ""
    hidden: bool = False


class Video(NamedTuple):
    """`answers` are the oEmbed statuses, one a visit, the last for ever."""

    title: str
    answers: tuple[int, ...] = (200,)
    body: str = ""


class World(NamedTuple):
    """Everything that the APIs are asked about."""

    arxiv: dict[str, ArxivPaper]
    dois: dict[str, Doi]
    repositories: dict[str, Repository]
    notes: dict[str, Note]
    models: dict[str, str]
    """Path below `/api/` to `public` or `private`."""
    hub_papers: dict[str, dict[str, object]]
    scholar: dict[str, dict[str, object]]
    """By `ARXIV:…` or `DOI:…`."""
    videos: dict[str, Video]
    captures: dict[str, str]
    """Address without a port to the time of its latest good capture."""
