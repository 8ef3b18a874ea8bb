"""DataCite: titles of data sets, software and preprints."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.model import Evidence
from awesome_lint.net.resolvers.datacite import DataCite
from tests.net.resolvers.apis import FAULTS, ask, in_json, path, query, questions
from tests.net.servers import Asked


def record(doi: str, *titles: Any) -> dict[str, Any]:
    return {"id": doi, "type": "dois", "attributes": {"doi": doi, "titles": list(titles), "publicationYear": 2020}}


def test_many_dois_are_one_question_whose_page_holds_them_all() -> None:
    dois = [f"10.5061/{number}" for number in range(50)]
    api = in_json({"data": [record(doi.upper(), {"title": f"Data of {doi}"}) for doi in dois]})
    told = ask(DataCite, questions(*dois), {"datacite": api}, mailto="me@example.org")
    (asked,) = told.asked["datacite"]
    assert query(asked) == {"ids": ",".join(dois), "page[size]": "50", "fields[dois]": "doi,titles,publicationYear"}
    assert asked.headers["accept"].startswith("application/vnd.api+json")
    assert "mailto:me@example.org" in asked.headers["user-agent"]
    assert told["10.5061/7"] == Evidence("ok", source="DataCite", titles=("Data of 10.5061/7",))
    assert len(told.evidence) == 50


@pytest.mark.parametrize(("mailto", "interval"), [(True, 0.3), (False, 0.6)])
def test_its_limits_are_kept(mailto: bool, interval: float) -> None:
    assert DataCite.rate(token=False, mailto=mailto) == (interval, 1)


def test_what_it_does_not_know_is_left_out() -> None:
    told = ask(DataCite, questions("10.5061/a", "10.5061/b"), {"datacite": in_json({"data": [record("10.5061/a")]})})
    assert told.evidence == {"10.5061/a": Evidence("ok", source="DataCite")}
    missing = in_json({"errors": [{"status": "404", "title": "not there"}]}, 404)
    assert ask(DataCite, questions("10.5061/a"), {"datacite": missing}).why is None


def test_a_doi_with_a_comma_is_asked_for_alone() -> None:
    def api(asked: Asked) -> bytes:
        if path(asked) == "/dois/10.5061%2Fx%2Cy":
            return in_json({"data": record("10.5061/x,y", {"title": "Commas"})})
        return in_json({"data": [record("10.5061/a", {"title": "A"}), record("10.5061/b", {"title": "B"})]})

    told = ask(DataCite, questions("10.5061/a", "10.5061/x,y", "10.5061/b"), {"datacite": api})
    assert {key: one.titles for key, one in told.evidence.items()} == {
        "10.5061/a": ("A",),
        "10.5061/b": ("B",),
        "10.5061/x,y": ("Commas",),
    }


def test_titles_of_other_kinds_come_later() -> None:
    titles = [
        {"title": "Ein Dorf", "titleType": "TranslatedTitle"},
        {"title": "<i>A</i> Village"},
        {"title": "Weather of Years", "titleType": "Subtitle"},
        {"title": None},
        None,
    ]
    told = ask(DataCite, questions("10.5061/a"), {"datacite": in_json({"data": record("10.5061/a", *titles)})})
    assert told["10.5061/a"].titles == ("A Village", "A Village: Weather of Years", "Ein Dorf")


@pytest.mark.parametrize("titles", [None, {}, "x", [[]], 3])
def test_absent_titles_are_none(titles: Any) -> None:
    row = {"attributes": {"doi": "10.5061/a", "titles": titles}}
    told = ask(DataCite, questions("10.5061/a"), {"datacite": in_json({"data": row})})
    assert told["10.5061/a"].titles == ()


def test_one_odd_doi_does_not_take_the_others_along() -> None:
    def api(asked: Asked) -> bytes:
        if "odd" in asked.target:
            return in_json({"errors": []}, 400 if path(asked) == "/dois" else 404)
        return in_json({"data": [record(f"10.5061/{name}", {"title": name}) for name in "ab"]})

    told = ask(DataCite, questions("10.5061/a", "10.5061/b", "10.5061/c", "10.5061/odd"), {"datacite": api})
    assert set(told.evidence) == {"10.5061/a", "10.5061/b"}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_say_nothing(fault: str) -> None:
    for asked in (questions("10.5061/a", "10.5061/b"), questions("10.5061/a")):
        told = ask(DataCite, asked, {"datacite": FAULTS[fault]})
        assert not told.evidence
        assert told.why is not None
