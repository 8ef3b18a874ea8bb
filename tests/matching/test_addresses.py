"""What an address says by itself."""

from __future__ import annotations

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.matching.addresses import fits_title, identifier, is_document, is_home, names_both
from awesome_lint.model import Entry, Link
from awesome_lint.source import Span


def link(url: str, role: str = "code") -> Link:
    nowhere = Span(0, 0)
    return Link(role, url, role, 1, knowledge().hosts.identify(url), nowhere, nowhere, nowhere)


def entry(title: str, alias: str | None = None) -> Entry:
    return Entry(1, 1, (), "paper", title, alias)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/papers/heads.pdf",
        "https://example.org/heads.pdf?download=1",
        "https://example.org/view.php?id=123456",
        "https://arxiv.org/abs/2101.00001",
        "https://example.org/turning-heads-with-motion",
        "https://example.org/heads.ps.gz",
    ],
)
def test_documents(url: str) -> None:
    assert is_document(link(url, "paper"))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.org/papers.html",
        "https://example.org/publications/",
        "https://example.org/accepted",
        "https://github.com/lab/turning",
    ],
)
def test_indexes_and_code_are_no_documents(url: str) -> None:
    assert not is_document(link(url, "paper"))


@pytest.mark.parametrize(
    ("url", "title", "alias"),
    [
        ("https://github.com/lab/HeadTurn", "HeadTurn: Turning Heads", None),
        ("https://github.com/lab/head-turn-pytorch", "Turning Heads", "HeadTurn"),
        ("https://github.com/lab/TurningHeads", "Turning Heads with Implicit Motion", None),
        ("https://github.com/lab/thwim", "Turning Heads with Implicit Motion", None),
        ("https://headturn.github.io/", "HeadTurn: Turning Heads", None),
    ],
)
def test_addresses_that_spell_a_name(url: str, title: str, alias: str | None) -> None:
    assert fits_title(link(url), entry(title, alias)) >= 2


@pytest.mark.parametrize(
    "url",
    ["https://github.com/turning-heads/code", "https://github.com/lab/still-life", "https://youtu.be/abcdefghijk"],
)
def test_addresses_that_spell_nothing_of_it(url: str) -> None:
    assert fits_title(link(url), entry("Turning Heads with Implicit Motion")) == 0


def test_a_path_may_name_two() -> None:
    shared = link("https://github.com/lab/pixnet-and-cyclopix")
    assert names_both(shared, entry("PixNet: Turning Heads"), entry("CycloPix: Still Life"))
    assert names_both(shared, entry("PixNet: Turning Heads"), entry("Something Else Entirely"))
    assert not names_both(shared, entry("A Third Paper"), entry("Something Else Entirely"))


@pytest.mark.parametrize(
    "url",
    [
        "https://lab.example.org/~doe/",
        "https://doe.github.io/",
        "https://github.com/doe",
        "https://example.org/index.html",
    ],
)
def test_home_pages(url: str) -> None:
    assert is_home(link(url))


@pytest.mark.parametrize(
    "url", ["https://lab.example.org/heads", "https://github.com/doe/heads", "https://doe.github.io/heads/"]
)
def test_project_pages(url: str) -> None:
    assert not is_home(link(url))


def test_a_preprint_server_s_doi_is_a_kind_of_its_own() -> None:
    preprint = identifier(link("https://doi.org/10.1101/2020.01.01.123456", "paper"))
    journal = identifier(link("https://doi.org/10.1038/s41586-020-0001-1", "paper"))
    assert preprint is None or preprint[0] != "doi"
    assert journal == ("doi", "doi:10.1038/s41586-020-0001-1")
    assert identifier(link("https://github.com/doe/heads")) is None
