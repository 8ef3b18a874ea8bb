"""Crossref: titles, retractions and venues of DOIs."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.model import Published
from awesome_lint.net.resolvers.crossref import Crossref
from tests.net.resolvers.apis import FAULTS, Told, ask, in_json, path, query, questions
from tests.net.servers import Asked, answer


def works(*rows: Any) -> bytes:
    return in_json({"status": "ok", "message": {"total-results": len(rows), "items": list(rows)}})


def told_of(**work: Any) -> Told:
    """What is made of one record, which is asked for with another DOI."""
    return ask(Crossref, questions("10.1234/a", "10.1234/b"), {"crossref": works({"DOI": "10.1234/a", **work})})


def test_many_dois_are_one_question() -> None:
    told = ask(Crossref, questions("10.1234/A", "10.1234/b"), {"crossref": works()}, mailto="me@example.org")
    (asked,) = told.asked["crossref"]
    said = query(asked)
    assert said["filter"] == "doi:10.1234/a,doi:10.1234/b"
    assert (said["rows"], said["mailto"]) == ("2", "me@example.org")
    assert {"DOI", "title", "updated-by", "container-title"} <= set(said["select"].split(","))
    assert "mailto:me@example.org" in asked.headers["user-agent"]
    assert "%25" not in asked.target  # encoded once


def test_nobody_is_told_an_address_that_was_not_given() -> None:
    (asked,) = ask(Crossref, questions("10.1234/a", "10.1234/b"), {"crossref": works()}).asked["crossref"]
    assert "mailto" not in asked.target
    assert "mailto" not in asked.headers["user-agent"]


@pytest.mark.parametrize(("mailto", "interval"), [(True, 1 / 3), (False, 1.0)])
def test_lists_are_asked_for_once_a_second_or_thrice(mailto: bool, interval: float) -> None:
    assert Crossref.rate(token=False, mailto=mailto) == (interval, 1)


def test_what_it_does_not_know_is_left_out() -> None:
    assert set(told_of(title=["A"]).evidence) == {"10.1234/a"}
    assert ask(Crossref, questions("10.1234/a", "10.1234/b"), {"crossref": works()}).evidence == {}


def test_one_that_is_not_there_is_404_in_plain_text() -> None:
    missing = answer(404, "Resource not found.", kind="text/plain")
    told = ask(Crossref, questions("10.1234/x,y"), {"crossref": missing})
    assert told.evidence == {}
    assert told.why is None


def test_a_doi_with_a_comma_is_asked_for_alone() -> None:
    def api(asked: Asked) -> bytes:
        if path(asked) == "/works/10.1234%2Fx%2Cy":
            return in_json({"message-type": "work", "message": {"DOI": "10.1234/x,y", "title": ["Commas"]}})
        return works({"DOI": "10.1234/a", "title": ["A"]}, {"DOI": "10.1234/b", "title": ["B"]})

    told = ask(Crossref, questions("10.1234/a", "10.1234/x,y", "10.1234/b"), {"crossref": api})
    assert told["10.1234/x,y"].titles == ("Commas",)
    assert told["10.1234/b"].titles == ("B",)


def test_fields_that_it_does_not_know_any_more_are_left_out() -> None:
    def api(asked: Asked) -> bytes:
        return (
            in_json({"status": "failed"}, 400)
            if "select" in query(asked)
            else works({"DOI": "10.1234/a", "title": ["A"]})
        )

    told = ask(Crossref, questions("10.1234/a", "10.1234/b"), {"crossref": api})
    assert told["10.1234/a"].titles == ("A",)


def test_one_odd_doi_does_not_take_the_others_along() -> None:
    def api(asked: Asked) -> bytes:
        if "odd" in asked.target:
            return (
                in_json({"status": "failed"}, 400) if path(asked) == "/works" else answer(404, "no", kind="text/plain")
            )
        if path(asked) == "/works":
            return works({"DOI": "10.1234/a", "title": ["A"]}, {"DOI": "10.1234/b", "title": ["B"]})
        return in_json({"message": {"DOI": "10.1234/c", "title": ["C"]}})

    told = ask(Crossref, questions("10.1234/a", "10.1234/b", "10.1234/c", "10.1234/odd"), {"crossref": api})
    assert (told["10.1234/a"].titles, told["10.1234/b"].titles, told["10.1234/c"].titles) == (("A",), ("B",), ("C",))


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_say_nothing(fault: str) -> None:
    for asked in (questions("10.1234/a", "10.1234/b"), questions("10.1234/a")):
        told = ask(Crossref, asked, {"crossref": FAULTS[fault]})
        assert not told.evidence
        assert told.why is not None


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Learning <i>Very</i> Small <sub>2</sub> Things", "Learning Very Small 2 Things"),
        ("Fish &amp; Chips", "Fish & Chips"),
        ("Fish &amp;amp; Chips", "Fish & Chips"),
        ("  Runs   of\n spaces ", "Runs of spaces"),
        ("Where a &lt; b and b > c", "Where a < b and b > c"),
        ("One line<br/>and another", "One line and another"),
        ('<mml:math xmlns:mml="http://example.org"><mml:mi>x</mml:mi></mml:math>-ray', "x-ray"),
    ],
)
def test_titles_are_plain_text(title: str, clean: str) -> None:
    assert told_of(title=[title])["10.1234/a"].titles == (clean,)


def test_a_subtitle_belongs_to_the_title() -> None:
    told = told_of(title=["Gates"], subtitle=["A Study of Doors"])
    assert told["10.1234/a"].titles == ("Gates", "Gates: A Study of Doors")
    assert told_of(title=["Gates: A Study of Doors"], subtitle=["A study of doors"])["10.1234/a"].titles == (
        "Gates: A Study of Doors",
    )


@pytest.mark.parametrize("value", [None, [], [None], "", {}, 3, [""]])
def test_absent_titles_are_none(value: Any) -> None:
    assert told_of(title=value, subtitle=value)["10.1234/a"].titles == ()


@pytest.mark.parametrize(
    "title",
    ["RETRACTED: On Rain", "RETRACTED ARTICLE: On Rain", "Retracted: On Rain", "[Retracted] On Rain",
     "WITHDRAWN: On Rain", "Notice of Retraction: On Rain", "Notice of Retraction<br/>On Rain"],
)  # fmt: skip
def test_retracted_papers_are_known_by_their_title_which_is_not_part_of_it(title: str) -> None:
    evidence = told_of(title=[title])["10.1234/a"]
    assert evidence.withdrawn == "retracted, says its title at Crossref"
    assert evidence.titles == ("On Rain",)


@pytest.mark.parametrize(
    "title",
    [
        "Retracted papers and their readers",
        "Withdrawn: a study of hermits",
        "Retraction Note: On Rain",
        "On RETRACTED: words",
    ],
)
def test_papers_about_retraction_are_not_retracted(title: str) -> None:
    evidence = told_of(title=[title])["10.1234/a"]
    assert evidence.withdrawn == ""
    assert evidence.titles == (title,)


@pytest.mark.parametrize(
    ("notices", "said"),
    [
        ([{"type": "retraction", "DOI": "10.1234/n"}], "retracted, says Crossref (notice https://doi.org/10.1234/n)"),
        ([{"type": "correction"}, {"type": "withdrawal"}], "withdrawn, says Crossref"),
        ([{"type": "correction", "DOI": "10.1234/n"}, {"type": "expression_of_concern"}, {"type": "new_version"}], ""),
        ([{"type": None}, None, "retraction"], ""),
        (None, ""),
        ({"type": "retraction"}, ""),
    ],
)
def test_retracted_papers_are_known_by_notices(notices: Any, said: str) -> None:
    assert told_of(title=["A"], **{"updated-by": notices})["10.1234/a"].withdrawn == said


@pytest.mark.parametrize(
    ("work", "published"),
    [
        ({"container-title": ["Rain", "Notes on Water"], "issued": {"date-parts": [[2021, 6, 1]]}},
         (("Rain", 2021), ("Notes on Water", 2021))),
        ({"container-title": ["Rain &amp; Snow"], "issued": {"date-parts": [[None]]}}, (("Rain & Snow", None),)),
        ({"container-title": ["Rain"], "issued": {"date-parts": []}}, (("Rain", None),)),
        ({"container-title": ["Rain"], "issued": None}, (("Rain", None),)),
        ({"container-title": ["Rain"], "issued": {"date-parts": [["2021"]]}}, (("Rain", None),)),
        ({"container-title": [], "event": {"name": "Rain 2020"}}, (("Rain 2020", None),)),
        ({"container-title": None, "event": "x"}, ()),
        ({}, ()),
        ({"type": "posted-content", "container-title": ["A Server of Preprints"]}, ()),
    ],
)  # fmt: skip
def test_where_it_was_published(work: dict[str, Any], published: tuple[tuple[str, int | None], ...]) -> None:
    evidence = told_of(title=["A"], **{"type": "proceedings-article", **work})["10.1234/a"]
    assert evidence.published == tuple(Published(name, year, "Crossref", "10.1234/a") for name, year in published)


def test_a_preprint_may_name_what_it_became() -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1234/FINAL"}, {"id-type": "uri", "id": "x"}, None]}
    evidence = told_of(title=["A"], type="posted-content", relation=relation)["10.1234/a"]
    assert evidence.published == (Published("", None, "Crossref", "10.1234/final"),)
