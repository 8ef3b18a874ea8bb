"""What APIs say that a paper or a repository is, for whoever asks for that."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.model import Evidence, Published
from awesome_lint.model.evidence import Described, Resource
from awesome_lint.net.resolvers.arxiv import Arxiv
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.crossref import Crossref
from awesome_lint.net.resolvers.datacite import DataCite
from awesome_lint.net.resolvers.doi import Doi
from awesome_lint.net.resolvers.github import GitHub
from awesome_lint.net.resolvers.huggingface import HuggingFace
from awesome_lint.net.resolvers.mentions import mentioned
from awesome_lint.net.resolvers.openreview import OpenReview
from awesome_lint.net.resolvers.people import in_reading_order
from awesome_lint.net.resolvers.s2 import SemanticScholar
from awesome_lint.net.resolvers.youtube import YouTube
from tests.net.resolvers import support
from tests.net.resolvers.apis import ask, atom, entry, form, in_json, query, questions
from tests.net.resolvers.hub import Hub, Repo
from tests.net.servers import Asked

ASKS = frozenset({"described"})
PAPER = "2301.00001"


def asked_of_arxiv(comment: str = "", more: str = "", title: str = "A Paper", doi: str = "") -> Evidence:
    feed = atom(entry(PAPER, title=title, comment=comment, more=more, doi=doi))
    return ask(Arxiv, questions(PAPER, asks=ASKS), {"arxiv": feed})[PAPER]


# arXiv


def test_arxiv_says_title_authors_and_the_year_of_the_first_version() -> None:
    more = "<author><name>Ada   Lovelace</name></author><published>2022-12-31T23:00:00Z</published>"
    found = asked_of_arxiv(more=more, title="Gears\n  of Rome", doi="10.1145/1.2")
    assert found.described == (
        Described("arXiv", "Gears of Rome", ("A. Writer", "Ada Lovelace"), 2022, "10.1145/1.2", PAPER, kind="paper"),
    )


def test_who_does_not_ask_for_it_gets_nothing_of_it() -> None:
    told = ask(Arxiv, questions(PAPER), {"arxiv": atom(entry(PAPER, comment="Code: https://github.com/ada/gears"))})
    assert told[PAPER] == Evidence("ok", source="arXiv", titles=("A Paper",))


def test_a_hundred_papers_are_described_in_one_request() -> None:
    numbers = [f"2301.{number:05}" for number in range(1, 101)]
    told = ask(Arxiv, questions(*numbers, asks=ASKS), {"arxiv": atom(*map(entry, numbers))})
    assert len(told.asked["arxiv"]) == 1
    assert form(told.asked["arxiv"][0])["max_results"] == "100"
    assert {evidence.described[0].arxiv for evidence in told.evidence.values()} == set(numbers)


def test_authors_name_code_and_project_page_in_the_comment_or_else_in_the_abstract() -> None:
    summary = "<summary>We turn gears. Code is available at https://github.com/ada/other. More soon.</summary>"
    both = asked_of_arxiv("CVPR 2023. Project page: https://gears.github.io/ , code: github.com/ada/gears", summary)
    assert both.resources == (
        Resource("code", "https://github.com/ada/gears", "arXiv"),
        Resource("project", "https://gears.github.io/", "arXiv"),
    )
    assert asked_of_arxiv("12 pages", summary).resources == (Resource("code", "https://github.com/ada/other", "arXiv"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Code: https://github.com/ada/gears.", [("code", "https://github.com/ada/gears")]),
        (
            "Source code and models are available at https://github.com/ada/gears",
            [("code", "https://github.com/ada/gears")],
        ),
        ("https://github.com/ada/gears", [("code", "https://github.com/ada/gears")]),
        ("Our code is available at https://gears.github.io/page", [("project", "https://gears.github.io/page")]),
        ("Project website: https://lab.example.org/gears", [("project", "https://lab.example.org/gears")]),
        ("We compare with the method of https://github.com/else/where", []),
        ("Code: https://github.com", []),
        ("Code at https://lab.example.org/gears", []),
        ("Code will be released", []),
        ("See https://arxiv.org/abs/2101.00001", []),
        ("code: https://github.com/a/b; code: https://github.com/c/d", [("code", "https://github.com/a/b")]),
    ],
)
def test_an_address_is_what_the_words_before_it_say(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.role, one.url) for one in mentioned(text, "arXiv")] == found


# Publishers' registries


def test_crossref_says_title_authors_and_year() -> None:
    work = {
        "DOI": "10.1145/A",
        "title": ["Gears"],
        "subtitle": ["A Study"],
        "author": [
            {"given": "Ada", "family": "Lovelace", "sequence": "first"},
            {"given": "Bob", "family": "Brown", "suffix": "Jr."},
            {"name": "The Gear Team"},
            {"family": "Plato"},
            {},
        ],
        "issued": {"date-parts": [[2023, 4]]},
        "container-title": ["Transactions on Gears"],
    }
    told = ask(Crossref, questions("10.1145/a", "10.1145/b", asks=ASKS), {"crossref": _works(work)})
    authors = ("Ada Lovelace", "Bob Brown Jr.", "The Gear Team", "Plato")
    assert told["10.1145/a"].described == (Described("Crossref", "Gears: A Study", authors, 2023, "10.1145/a"),)
    assert told["10.1145/a"].published == (Published("Transactions on Gears", 2023, "Crossref", "10.1145/a"),)
    assert "author" in query(told.asked["crossref"][0])["select"].split(",")


def test_authors_are_asked_of_registries_only_where_they_are_wanted() -> None:
    told = ask(Crossref, questions("10.1145/a", "10.1145/b"), {"crossref": _works()})
    assert "author" not in query(told.asked["crossref"][0])["select"].split(",")


def _works(*rows: Any) -> bytes:
    return in_json({"message": {"items": list(rows)}})


def test_datacite_says_who_made_what_and_of_what_kind() -> None:
    record = {
        "doi": "10.5061/A",
        "titles": [{"title": "Gears of the World"}],
        "publicationYear": 2020,
        "creators": [
            {"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"},
            {"name": "Brown, Bob"},
            {"name": "Gears, Inc.", "nameType": "Organizational"},
        ],
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    told = ask(DataCite, questions("10.5061/a", asks=ASKS), {"datacite": in_json({"data": {"attributes": record}})})
    authors = ("Ada Lovelace", "Bob Brown", "Gears, Inc.")
    assert told["10.5061/a"].described == (
        Described("DataCite", "Gears of the World", authors, 2020, "10.5061/a", kind="dataset"),
    )


def test_a_doi_is_described_by_its_agency() -> None:
    registered = in_json([{"DOI": "10.1145/a", "RA": "Crossref"}])
    work = in_json({"message": {"DOI": "10.1145/a", "title": ["Gears"], "author": [{"given": "Ada", "family": "L"}]}})
    told = ask(Doi, questions("10.1145/a", asks=ASKS), {"doi": registered, "crossref": work})
    assert told["10.1145/a"].described == (Described("Crossref", "Gears", ("Ada L",), None, "10.1145/a"),)


# OpenReview, Semantic Scholar, Hugging Face


def test_openreview_says_title_and_authors_unless_it_hides_them() -> None:
    def note(id_: str, authors: Any) -> dict[str, Any]:
        content = {"title": {"value": "Gears"}, "authors": {"value": authors}}
        return {"id": id_, "forum": id_, "content": content, "odate": 1_672_600_000_000}

    names = ["Ada Lovelace", {"fullname": "Bob Brown", "username": "~Bob_Brown1"}]
    api = in_json({"notes": [note("gearsOne", names), note("gearsTwo", ["Anonymous"])]})
    told = ask(OpenReview, questions("gearsOne", "gearsTwo", asks=ASKS), {"openreview": api})
    authors = ("Ada Lovelace", "Bob Brown")
    assert told["gearsOne"].described == (Described("OpenReview", "Gears", authors, 2023, kind="paper"),)
    assert told["gearsTwo"].described[0].authors == ()


def test_semantic_scholar_says_title_and_authors_but_not_the_year_that_may_be_another_versions() -> None:
    row = {
        "title": "Gears",
        "year": 2021,
        "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"name": None}],
        "externalIds": {"ArXiv": PAPER, "DOI": "10.48550/arXiv.2301.00001"},
    }
    question = Question("key", f"ARXIV:{PAPER}", asks=ASKS)
    heard = support.ask(SemanticScholar, question, of=support.as_json([row]))
    assert heard.one.described == (Described("Semantic Scholar", "Gears", ("Ada Lovelace",), arxiv=PAPER),)
    assert support.query_of(heard.requests[0])["fields"].endswith(",authors")


def test_the_hub_says_what_its_pages_of_papers_and_its_repositories_are() -> None:
    paper = {
        "id": PAPER,
        "title": "Gears",
        "authors": [{"name": "Ada Lovelace"}],
        "githubRepo": "https://github.com/a/b",
    }
    heard = support.ask(HuggingFace, Question("key", f"papers/{PAPER}", asks=ASKS), of=support.as_json(paper))
    assert heard.one.described == (Described("Hugging Face", "Gears", ("Ada Lovelace",), arxiv=PAPER, kind="paper"),)
    for value, kind in (("datasets/ada/gears", "dataset"), ("models/ada/gears", "resource")):
        heard = support.ask(HuggingFace, Question("key", value, asks=ASKS), of=support.as_json({"id": "ada/gears"}))
        assert heard.one.described == (Described("Hugging Face", "gears", kind=kind),)


# Repositories and videos


@pytest.mark.parametrize("token", ["t0ken", ""], ids=["with a token", "without a token"])
@pytest.mark.parametrize(
    ("homepage", "pages"),
    [
        ("https://gears.example.org", (Resource("project", "https://gears.example.org", "GitHub"),)),
        ("gears.example.org", (Resource("project", "https://gears.example.org", "GitHub"),)),
        ("", ()),
        (None, ()),
        ("coming soon", ()),
        ("javascript:alert(1)", ()),
    ],
)
def test_a_repository_is_described_by_its_owner(token: str, homepage: str | None, pages: tuple[Resource, ...]) -> None:
    hub = Hub({"ada/Gears": Repo(about="Turns\n gears :gear:", homepage=homepage), "bob/b": Repo(), "cy/c": Repo()})
    asked = [Question(one, one, asks=ASKS) for one in ("ada/gears", "bob/b", "cy/c")]
    evidence = support.ask(GitHub, *asked, of=hub, token=token).evidence
    assert evidence["ada/gears"].described == (
        Described("GitHub", "Gears", about="Turns gears :gear:", kind="resource"),
    )
    assert evidence["ada/gears"].resources == pages
    assert evidence["bob/b"].described == (Described("GitHub", "b", kind="resource"),)


def test_a_missing_repository_is_not_described() -> None:
    hub = Hub({"ada/gears": Repo()})
    evidence = support.ask(GitHub, Question("k", "ada/none", asks=ASKS), of=hub).one
    assert (evidence.verdict, evidence.described) == ("dead", ())


def test_a_video_has_the_title_that_it_is_shown_with() -> None:
    api = support.as_json({"title": "Gears &amp; Wheels", "author_name": "Ada"})
    heard = support.ask(YouTube, Question("k", "abcdefghijk", asks=ASKS), of=api)
    assert heard.one.described == (Described("YouTube", "Gears & Wheels", kind="resource"),)


# Names


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Lovelace, Ada", "Ada Lovelace"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("van der Berg, Jan  P.", "Jan P. van der Berg"),
        ("Brown, Jr.", "Brown, Jr."),
        ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."),
        ("Wei Wang 0001", "Wei Wang"),
        ("王, 伟", "王伟"),
        ("Lovelace,", "Lovelace,"),
        (None, ""),
        (7, ""),
    ],
)
def test_names_stand_in_the_order_in_which_they_are_read(given: object, read: str) -> None:
    assert in_reading_order(given) == read


@pytest.mark.parametrize(
    "odd", [None, 3, "x", {}, [None], [{"name": 3}], [["a"]], {"value": None}, [{"given": []}], [{"family": {}}]]
)
def test_odd_authors_cost_no_title(odd: Any) -> None:
    def crossref(asked: Asked) -> bytes:
        return in_json({"message": {"DOI": "10.1145/a", "title": ["Gears"], "author": odd}})

    told = ask(Crossref, questions("10.1145/a", asks=ASKS), {"crossref": crossref})
    assert (told["10.1145/a"].described[0].title, told["10.1145/a"].described[0].authors) == ("Gears", ())
    record = {"doi": "10.1145/a", "titles": [{"title": "Gears"}], "creators": odd, "types": odd, "publicationYear": odd}
    data = in_json({"data": {"attributes": record}})
    assert ask(DataCite, questions("10.1145/a", asks=ASKS), {"datacite": data})["10.1145/a"].described[0].year in (
        None,
    )
    note = {"id": "gearsOne", "forum": "gearsOne", "content": {"title": "Gears", "authors": odd}, "odate": odd}
    found = ask(OpenReview, questions("gearsOne", asks=ASKS), {"openreview": in_json({"notes": [note]})})
    assert found["gearsOne"].described[0].title == "Gears"
    row = {"title": "Gears", "authors": odd, "externalIds": {"ArXiv": PAPER}}
    heard = support.ask(SemanticScholar, Question("k", f"ARXIV:{PAPER}", asks=ASKS), of=support.as_json([row]))
    assert heard.one.described[0].title == "Gears"
