"""arXiv: papers by number, their titles, whether they were withdrawn."""

from __future__ import annotations

import gzip

import pytest

from awesome_lint.model import Evidence, Published
from awesome_lint.net.resolvers.arxiv import Arxiv
from awesome_lint.net.resolvers.base import Question
from tests.net.resolvers.apis import FAULTS, ArxivServer, ask, atom, entry, form, in_json, path, questions
from tests.net.servers import Asked, answer

PAPERS = {
    "2301.00001": ["Small Models of Large Things"],
    "2301.00002": ["Counting Sheep", "Counting Sheep at Night"],
    "0704.0003": ["An Old Number"],
    "math/0309136": ["Older Still"],
}


def test_papers_are_found_by_number_whatever_the_order_of_the_answer() -> None:
    told = ask(Arxiv, questions(*PAPERS), {"arxiv": ArxivServer(PAPERS)})
    assert told["2301.00001"] == Evidence("ok", source="arXiv", titles=("Small Models of Large Things",))
    assert told["2301.00002"].titles == ("Counting Sheep at Night",)
    assert told["math/0309136"].titles == ("Older Still",)
    assert set(told.evidence) == set(PAPERS)


def test_one_form_asks_about_a_hundred_papers_and_wants_them_all() -> None:
    papers = {f"2301.{number:05}": [f"Paper {number}"] for number in range(100)}
    told = ask(Arxiv, questions(*papers), {"arxiv": ArxivServer(papers)})
    (asked,) = told.asked["arxiv"]
    assert (asked.method, path(asked), form(asked)["max_results"]) == ("POST", "/api/query", "100")
    assert asked.headers["accept"] == "application/atom+xml, text/xml, */*"
    assert asked.headers["user-agent"].startswith("awesome-lint")
    assert {evidence.verdict for evidence in told.evidence.values()} == {"ok"}


def test_a_number_with_a_subject_class_is_the_one_without() -> None:
    told = ask(Arxiv, questions("math.GT/0309136"), {"arxiv": ArxivServer(PAPERS)})
    assert told["math.GT/0309136"].titles == ("Older Still",)


def test_a_paper_is_gone_only_when_it_is_absent_alone_too() -> None:
    server = ArxivServer(PAPERS)
    told = ask(Arxiv, questions("2301.00001", "2301.99999"), {"arxiv": server})
    assert told["2301.99999"] == Evidence("dead", "no-such-paper", "arXiv has no paper 2301.99999", "arXiv")
    assert told["2301.00001"].verdict == "ok"
    assert server.lists == [["2301.00001", "2301.99999"], ["2301.99999"]]


@pytest.mark.parametrize(("number", "decided"), [(4, True), (5, False)])
def test_that_there_is_no_paper_at_all_is_not_believed(number: int, decided: bool) -> None:
    told = ask(Arxiv, questions(*(f"2301.9999{one}" for one in range(number))), {"arxiv": atom()})
    assert [evidence.verdict for evidence in told.evidence.values()] == (["dead"] * number if decided else [])
    assert (told.why is None) == decided


def test_a_paper_that_only_the_second_answer_has_is_there() -> None:
    lists: list[str] = []

    def forgetful(asked: Asked) -> bytes:
        lists.append(form(asked)["id_list"])
        return atom(entry("2301.00001")) if len(lists) == 1 else atom(entry("2301.00002", 3, "Found Late"))

    told = ask(Arxiv, questions("2301.00001", "2301.00002"), {"arxiv": forgetful})
    assert told["2301.00002"].titles == ("Found Late",)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(atom(entry("2301.00009")), id="another paper"),
        pytest.param(atom(total=1), id="a number of results without one"),
        pytest.param(atom(total=-1), id="no number of results"),
        pytest.param(answer(200, "<feed/>", kind="application/atom+xml"), id="no feed"),
        *(pytest.param(fault, id=name) for name, fault in FAULTS.items()),
    ],
)
def test_what_is_absent_is_not_gone_when_the_second_answer_does_not_say_so(second: bytes) -> None:
    answers = iter([atom(entry("2301.00001"))])
    told = ask(Arxiv, questions("2301.00001", "2301.00002"), {"arxiv": lambda asked: next(answers, second)})
    assert told["2301.00001"].verdict == "ok"
    assert told["2301.00002"].verdict == "unreachable"
    assert told["2301.00002"].reason


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_decide_nothing(fault: str) -> None:
    told = ask(Arxiv, questions("2301.00001", "2301.00002"), {"arxiv": FAULTS[fault]})
    assert told.why is not None
    assert "arXiv" in told.why.reason
    assert not told.evidence


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<feed",
        b"<html><body>busy</body></html>",
        b"\x00\x01\x02",
        b"<a>" * 70 + b"</a>" * 70,
        b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>',
        b'<?xml version="1.0" encoding="x-none"?><feed/>',
        "<feed>".encode("utf-16")[:-3],
    ],
)
def test_what_is_no_feed_decides_nothing(body: bytes) -> None:
    feed = answer(200, body, kind="application/atom+xml")
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": feed})
    assert told.why is not None
    assert told.why.kind in ("undecided", "wall")


@pytest.mark.parametrize(
    "refusal",
    [
        answer(429, "Rate exceeded.", kind="text/plain"),
        answer(200, "Rate exceeded.", kind="text/plain"),
        answer(406, "", kind="text/plain"),
    ],
    ids=["429", "200", "406"],
)
def test_after_a_refusal_arxiv_is_left_alone(refusal: bytes) -> None:
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": refusal})
    assert told.why is not None
    assert told.why.kind == "rate-limit"
    assert len(told.asked["arxiv"]) == 1


def test_arxiv_is_asked_every_three_seconds_by_one_connection_and_left_alone_for_a_minute() -> None:
    assert (Arxiv.interval, Arxiv.concurrency, Arxiv.backoff, Arxiv.batch) == (3.0, 1, 60.0, 100)


def test_a_list_that_is_refused_is_halved_until_the_malformed_number_stands_alone() -> None:
    papers = {f"2301.{number:05}": [f"Paper {number}"] for number in range(16)}
    server = ArxivServer(papers)
    server.malformed = {"2301.00005"}
    told = ask(Arxiv, questions(*papers), {"arxiv": server})
    bad = told.evidence["2301.00005"]
    assert (bad.verdict, bad.reason) == ("unreachable", "arXiv answered with an error (incorrect id format)")
    good = {key for key, evidence in told.evidence.items() if evidence.verdict == "ok"}
    assert good == papers.keys() - {"2301.00005"}
    assert len(server.lists) == 9


def test_an_api_that_refuses_every_list_is_not_asked_for_every_number() -> None:
    papers = {f"2301.{number:05}": [f"Paper {number}"] for number in range(100)}
    server = ArxivServer(papers)
    server.malformed = set(papers)
    told = ask(Arxiv, questions(*papers), {"arxiv": server})
    assert {evidence.verdict for evidence in told.evidence.values()} == {"unreachable"}
    assert told.evidence.keys() == papers.keys()
    assert len(server.lists) == 8


def test_malformed_numbers_without_end_are_not_looked_for() -> None:
    papers = {f"2301.{number:05}": [f"Paper {number}"] for number in range(100)}
    server = ArxivServer(papers)
    server.malformed = {f"2301.{number:05}" for number in range(50, 100, 5)}
    told = ask(Arxiv, questions(*papers), {"arxiv": server})
    good = {key for key, evidence in told.evidence.items() if evidence.verdict == "ok"}
    assert good >= {f"2301.{number:05}" for number in range(50)}
    assert told.evidence.keys() == papers.keys()
    assert not good & server.malformed
    assert not [key for key, evidence in told.evidence.items() if evidence.verdict == "dead"]
    assert len(server.lists) < 50


def test_an_error_in_a_feed_under_200_is_an_error() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>cannot</summary></entry>"
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": atom(error)})
    assert told["2301.00001"].verdict == "unreachable"


@pytest.mark.parametrize(
    "value", ["abc", "2301.1234", "1412.12345", "0601.0001", "https://arxiv.org/abs/2301.00001", "2301.00001,x", ""]
)
def test_what_cannot_be_a_number_is_not_sent(value: str) -> None:
    told = ask(Arxiv, questions(value, "2301.00001"), {"arxiv": ArxivServer(PAPERS)})
    assert told[value].verdict == "unreachable"
    assert form(told.asked["arxiv"][0])["id_list"] == "2301.00001"


# --- Titles of other versions ----------------------------------------------------------------------------------------


def test_other_versions_are_asked_for_only_where_the_title_differs() -> None:
    papers = {"2301.00001": ["Gates", "Gates and Doors", "Soft Gates in Deep Houses"], "2301.00002": ["One", "Two"]}
    server = ArxivServer(papers)
    asked = [
        Question("a", "2301.00001", title="Gates and Doors"),
        Question("b", "2301.00002", title="Two!"),
        Question("c", "2301.00002"),
    ]
    told = ask(Arxiv, asked, {"arxiv": server})
    assert told["a"].titles == ("Soft Gates in Deep Houses", "Gates and Doors", "Gates")
    assert told["b"].titles == ("Two",)
    assert [sorted(ids) for ids in server.lists] == [["2301.00001", "2301.00002"], ["2301.00001v1", "2301.00001v2"]]


def test_what_a_further_entry_calls_it_counts_too() -> None:
    papers = {"2301.00001": ["Bridges over Water", "Soft Gates in Deep Houses"]}
    asked = [Question("a", "2301.00001", title="Soft Gates in Deep Houses", also=("Bridges",))]
    told = ask(Arxiv, asked, {"arxiv": ArxivServer(papers)})
    assert told["a"].titles == ("Soft Gates in Deep Houses", "Bridges over Water")


def test_without_its_first_version_a_title_that_differs_says_nothing() -> None:
    answers = iter([atom(entry("2301.00001", 2, "Another Name"))])
    broken = answer(500, "", kind="text/plain")
    asked = [Question("a", "2301.00001", title="What the List Says")]
    told = ask(Arxiv, asked, {"arxiv": lambda _: next(answers, broken)})
    assert told["a"] == Evidence("ok", source="arXiv")


def test_only_some_versions_of_one_with_many_are_asked_for() -> None:
    server = ArxivServer({"2301.00001": [f"Draft number {number}" for number in range(40)]})
    ask(Arxiv, [Question("a", "2301.00001", "v7", title="Something Else Altogether")], {"arxiv": server})
    assert server.lists[1][:2] == ["2301.00001v1", "2301.00001v7"]
    assert len(server.lists[1]) == 8


def test_line_breaks_and_entities_in_titles_are_healed() -> None:
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": atom(entry("2301.00001", 1, "Fish\n  &amp; Chips"))})
    assert told["2301.00001"].titles == ("Fish & Chips",)


# --- Pinned versions -------------------------------------------------------------------------------------------------


def test_a_version_that_never_was_is_gone_and_the_paper_is_not() -> None:
    asked = [Question("a", "2301.00002", "v9"), Question("b", "2301.00002"), Question("c", "2301.00002", "v1")]
    told = ask(Arxiv, asked, {"arxiv": ArxivServer(PAPERS)})
    assert told["a"].verdict == "dead"
    assert told["a"].reason == "arXiv has no version 9 of 2301.00002, its latest is v2"
    assert (told["b"].verdict, told["c"].verdict) == ("ok", "ok")


def test_a_version_that_is_newer_than_the_first_answer_is_not_gone() -> None:
    def late(asked: Asked) -> bytes:
        return atom(entry("2301.00002", 3 if "v3" in form(asked)["id_list"] else 2, "Counting"))

    told = ask(Arxiv, [Question("a", "2301.00002", "v3")], {"arxiv": late})
    assert told["a"].verdict == "unreachable"


@pytest.mark.parametrize("fault", ["500", "429", "a page under 200"])
def test_a_version_is_not_gone_because_of_a_fault(fault: str) -> None:
    answers = iter([atom(entry("2301.00002", 2))])
    told = ask(Arxiv, [Question("a", "2301.00002", "v9")], {"arxiv": lambda asked: next(answers, FAULTS[fault])})
    assert told["a"].verdict == "unreachable"


# --- Withdrawn papers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial error in equation 3",
        "this article was withdrawn",
        "Withdrawn by the authors: the proof of Lemma 4 has a gap",
        "withdrawn",
        "(withdrawn)",
        "Paper withdrawn. 12 pages",
        "14 pages, 3 figures. This manuscript has been temporarily withdrawn",
        "12 pages. Paper has been withdrawn because of a mistake",
        "This submission has been withdrawn by arXiv administrators due to inappropriate overlap",
        "This submission has been removed by arXiv administrators because the submitter had no right to it",
        "The authors have withdrawn this paper pending further tests",
        "I withdraw this preprint; the bound is wrong",
        "We would like to withdraw the paper, as a result is not correct",
        "The work is retracted because of faulty data",
        "This paper has been withdrawn from arXiv by the authors",
        "The paper is being withdrawn at the request of the funder",
        "10 pages; withdrawn by the submitter",
        "The present paper has now been withdrawn",
        "RETRACTED: see the note",
        "Withdrawn by the author in order to fix a gap in the proof",
        "This paper has been withdrawn by the authors at the request of a colleague",
        "The author has decided to withdraw this paper",
        "We are withdrawing this work",
        "has been withdrawn due to an error",
        "This paper has been withdrawn; superseded by arXiv:2301.00002",
    ],
)
def test_withdrawn_papers_are_known_by_their_comment(comment: str) -> None:
    server = ArxivServer(PAPERS, comment={"2301.00001": comment})
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": server})
    assert told["2301.00001"].verdict == "ok"
    assert told["2301.00001"].withdrawn == f"withdrawn, says its comment on arXiv: {comment}"


@pytest.mark.parametrize(
    "comment",
    [
        "12 pages, 4 figures, accepted at a workshop",
        "Withdrawn from ICLR 2021 after the reviews",
        "This paper was withdrawn from the conference; a longer one follows",
        "An earlier version of this paper has been withdrawn",
        "The previous version was withdrawn by the authors",
        "Supersedes arXiv:1812.01234, which was withdrawn by its authors",
        "Replaces arXiv:1812.01234 (withdrawn)",
        "A withdrawn submission at a conference, extended",
        "Submitted to a conference, then withdrawn",
        "Withdrawn submission, ICLR 2020",
        "On the detection of withdrawn papers",
        "This work was withdrawn by the authors from a journal's review",
        "8 pages. Withdrawn by the authors from a conference",
        "Accepted at a conference, but withdrawn",
        "This paper has been superseded by arXiv:2301.00002",
        "Version 2 was withdrawn by mistake",
        "The companion paper has been withdrawn",
        "The paper was not withdrawn",
        "Notes on retracted papers and what became of them",
    ],
)
def test_what_only_speaks_of_withdrawing_is_not_withdrawn(comment: str) -> None:
    server = ArxivServer(PAPERS, comment={"2301.00001": comment})
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": server})
    assert told["2301.00001"].withdrawn == ""


def test_a_long_comment_is_cut_at_a_word() -> None:
    server = ArxivServer(PAPERS, comment={"2301.00001": "This paper has been withdrawn. " + "because " * 40})
    words = ask(Arxiv, questions("2301.00001"), {"arxiv": server})["2301.00001"].withdrawn
    assert words.endswith("because …")
    assert len(words) < 220


# --- Published ones --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("journal", "doi", "published"),
    [
        ("Journal of Clouds 12 (2021) 1-9", "", Published("Journal of Clouds 12 (2021) 1-9", 2021, "arXiv")),
        (
            "Proc. of Rain 2019, pp. 2019-2027, 2020",
            "",
            Published("Proc. of Rain 2019, pp. 2019-2027, 2020", None, "arXiv"),
        ),
        ("", "10.1234/ABC.5", Published("", None, "arXiv", "10.1234/abc.5")),
        ("Rain", "10.1234/abc 10.1234/def", Published("Rain", None, "arXiv", "10.1234/abc")),
        ("Rain", "10.48550/arXiv.2301.00001", Published("Rain", None, "arXiv")),
    ],
)
def test_where_the_author_says_it_appeared(journal: str, doi: str, published: Published) -> None:
    server = ArxivServer(PAPERS, journal={"2301.00001": journal}, doi={"2301.00001": doi})
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": server})
    assert told["2301.00001"].published == (published,)


def test_the_authors_doi_is_looked_up_where_that_is_asked_for() -> None:
    server = ArxivServer(PAPERS, doi={"2301.00001": "10.1234/a", "0704.0003": "10.1234/b", "2301.00002": "10.1234/c"})
    works = [
        {"DOI": "10.1234/a", "title": ["Small models of large things"], "container-title": ["Journal of Clouds"],
         "issued": {"date-parts": [[2024]]}, "type": "journal-article"},
        {"DOI": "10.1234/b", "title": ["Quite Another Paper"], "container-title": ["Rain"], "type": "journal-article"},
    ]  # fmt: skip
    asked = questions("2301.00001", "0704.0003", asks=frozenset(["published"])) + questions("2301.00002")
    crossref = in_json({"message": {"items": works}})
    told = ask(Arxiv, asked, {"arxiv": server, "crossref": crossref})
    assert told["2301.00001"].published[1:] == (Published("Journal of Clouds", 2024, "Crossref", "10.1234/a"),)
    assert [one.source for one in told["0704.0003"].published] == ["arXiv"]
    assert "doi:10.1234/a,doi:10.1234/b&" in told.targets("crossref")[0]
    assert "10.1234/c" not in told.targets("crossref")[0]


def test_a_silent_crossref_takes_nothing_away() -> None:
    server = ArxivServer(PAPERS, doi={"2301.00001": "10.1234/a"})
    asked = questions("2301.00001", asks=frozenset(["published"]))
    told = ask(Arxiv, asked, {"arxiv": server, "crossref": FAULTS["500"]})
    assert told["2301.00001"].titles == ("Small Models of Large Things",)


def test_a_feed_that_is_too_long_decides_nothing() -> None:
    bomb = gzip.compress(b" " * 200_000)
    feed = answer(200, bomb, [("Content-Encoding", "gzip")], kind="application/atom+xml")
    told = ask(Arxiv, questions("2301.00001"), {"arxiv": feed}, api_body=100_000)
    assert told.why is not None
    assert told.why.kind == "too-large"
