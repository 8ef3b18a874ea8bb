"""DOIs: whether doi.org knows them, and what their agencies tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

import pytest

from awesome_lint.model import Evidence, Published
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.doi import Doi
from tests.net.resolvers.apis import FAULTS, QUICK_FAULTS, Answering, Told, ask, in_json, path, query, questions
from tests.net.servers import Asked, answer

AGENCIES = {"10.1234/a": "Crossref", "10.1234/b.c": "Crossref", "10.5061/data": "DataCite", "10.1234/x,y": "Crossref"}


class Registry:
    """doi.org with these DOIs and their agencies. `handles`: those that the handle system knows, where it differs."""

    def __init__(self, agencies: Mapping[str, str], handles: Mapping[str, bytes] | None = None) -> None:
        self.agencies = agencies
        self.handles = handles or {}

    def __call__(self, asked: Asked) -> bytes:
        service, _, rest = path(asked).lstrip("/").partition("/")
        if service == "doiRA":
            return in_json([self._row(unquote(doi)) for doi in rest.split(",")])
        handle = unquote(rest.removeprefix("handles/")).lower()
        if handle in self.handles:
            return self.handles[handle]
        if handle in self.agencies:
            return in_json({"responseCode": 1, "handle": handle, "values": [{"index": 1, "type": "URL"}]})
        return in_json({"responseCode": 100, "handle": handle}, 404)

    def _row(self, doi: str) -> dict[str, str]:
        agency = self.agencies.get(doi.lower())
        return {"DOI": doi, "RA": agency} if agency else {"DOI": doi, "status": "DOI does not exist"}


def work(doi: str, title: str, **more: Any) -> dict[str, Any]:
    return {"DOI": doi, "title": [title], "type": "journal-article", "issued": {"date-parts": [[2020]]}, **more}


def crossref(*works: Mapping[str, Any]) -> Answering:
    """Crossref with these works: a list of them, or the one that is asked for."""

    def api(asked: Asked) -> bytes:
        if path(asked) == "/works":
            return in_json({"status": "ok", "message-type": "work-list", "message": {"items": list(works)}})
        mine = [one for one in works if path(asked) == f"/works/{quote(one['DOI'], safe='')}"]
        return in_json({"message": mine[0]}) if mine else answer(404, "Resource not found.", kind="text/plain")

    return api


def ask_registry(asked: list[Question], *works: Mapping[str, Any], doi: Answering | bytes | None = None) -> Told:
    return ask(
        Doi, asked, {"doi": doi or Registry(AGENCIES), "crossref": crossref(*works), "datacite": in_json({"data": []})}
    )


def test_a_doi_that_exists_has_the_title_that_its_agency_tells() -> None:
    data = {"data": [{"attributes": {"doi": "10.5061/DATA", "titles": [{"title": "Weather of a Village"}]}}]}
    works = crossref(work("10.1234/a", "On Clouds", **{"container-title": ["Journal of Rain"]}))
    told = ask(
        Doi,
        questions("10.1234/A", "10.5061/data"),
        {"doi": Registry(AGENCIES), "crossref": works, "datacite": in_json(data)},
    )
    published = (Published("Journal of Rain", 2020, "Crossref", "10.1234/a"),)
    assert told["10.1234/A"] == Evidence("ok", source="doi.org", titles=("On Clouds",), published=published)
    assert told["10.5061/data"] == Evidence("ok", source="doi.org", titles=("Weather of a Village",))
    assert told.targets("doi") == ["/doiRA/10.1234/a,10.5061/data"]
    assert "10.5061" not in told.targets("crossref")[0]
    assert "10.1234" not in told.targets("datacite")[0]


def test_a_retracted_paper_is_known() -> None:
    notice = {"updated-by": [{"DOI": "10.1234/n", "type": "retraction", "label": "Retraction"}]}
    told = ask_registry(questions("10.1234/a"), work("10.1234/a", "On Clouds", **notice))
    assert told["10.1234/a"].withdrawn == "retracted, says Crossref (notice https://doi.org/10.1234/n)"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_doi_exists_whatever_its_agency_answers(fault: str) -> None:
    told = ask(
        Doi,
        questions("10.1234/a", "10.5061/data"),
        {"doi": Registry(AGENCIES), "crossref": FAULTS[fault], "datacite": FAULTS[fault]},
    )
    assert told["10.1234/a"] == told["10.5061/data"] == Evidence("ok", source="doi.org")


def test_a_doi_is_gone_when_both_services_of_doi_org_say_so() -> None:
    told = ask_registry(questions("10.1234/a", "10.1234/nothing"))
    assert told["10.1234/nothing"] == Evidence("dead", "no-such-paper", "there is no DOI 10.1234/nothing", "doi.org")
    assert told.targets("doi") == ["/doiRA/10.1234/a,10.1234/nothing", "/api/handles/10.1234/nothing?type=URL"]


@pytest.mark.parametrize(
    "handle",
    [
        pytest.param(in_json({"responseCode": 2, "message": "error"}, 500), id="an error"),
        pytest.param(in_json({"responseCode": 100}, 200), id="missing under 200"),
        pytest.param(in_json({"responseCode": 1}, 404), id="there under 404"),
        pytest.param(answer(404, "<html>not found</html>"), id="a page under 404"),
        pytest.param(in_json({}, 404), id="no code"),
        *(pytest.param(FAULTS[name], id=name) for name in QUICK_FAULTS),
    ],
)
def test_a_doi_is_not_gone_when_the_handle_system_does_not_agree(handle: bytes) -> None:
    registry = Registry(AGENCIES, {"10.1234/nothing": handle})
    told = ask_registry(questions("10.1234/a", "10.1234/nothing"), doi=registry)
    assert told["10.1234/nothing"].verdict == "unreachable"
    assert told["10.1234/nothing"].reason
    assert told["10.1234/a"].verdict == "ok"


@pytest.mark.parametrize("code", [1, 200])
def test_a_doi_exists_when_the_handle_system_knows_it(code: int) -> None:
    handle = in_json({"responseCode": code, "handle": "10.1234/NEW"})
    told = ask_registry(questions("10.1234/new"), work("10.1234/new", "New"), doi=Registry({}, {"10.1234/new": handle}))
    assert told["10.1234/new"].verdict == "ok"
    assert told["10.1234/new"].titles == ("New",)


@pytest.mark.parametrize("status", ["Invalid DOI", "Unknown", "DOI does not exist yet", "", None, 3])
def test_other_words_of_the_first_service_prove_nothing(status: Any) -> None:
    def registry(asked: Asked) -> bytes:
        if "doiRA" in asked.target:
            return in_json([{"DOI": "10.1234/nothing", "status": status}])
        return in_json({"responseCode": 100}, 404)

    told = ask_registry(questions("10.1234/nothing"), doi=registry)
    assert (told.why is not None) or told["10.1234/nothing"].verdict == "unreachable"


@pytest.mark.parametrize("fault", QUICK_FAULTS)
def test_faults_decide_nothing(fault: str) -> None:
    told = ask_registry(questions("10.1234/a", "10.1234/b.c", "10.1234/nothing"), doi=FAULTS[fault])
    assert not any(evidence.verdict in ("ok", "dead") for evidence in told.evidence.values())
    assert told.why is not None or all(evidence.reason for evidence in told.evidence.values())
    assert len(told.asked["doi"]) <= 7


@pytest.mark.parametrize("fault", FAULTS)
def test_the_handle_system_is_the_second_way(fault: str) -> None:
    registry = Registry(AGENCIES)

    def half(asked: Asked) -> bytes:
        return FAULTS[fault] if "doiRA" in asked.target else registry(asked)

    told = ask_registry(questions("10.1234/a", "10.1234/nothing"), doi=half)
    if "429" in fault or "503" in fault:
        assert told.why is not None
    else:
        assert told["10.1234/a"].verdict == "ok"
        assert told["10.1234/nothing"].verdict == "unreachable"


def test_one_odd_doi_does_not_take_the_others_along() -> None:
    registry = Registry(AGENCIES)

    def picky(asked: Asked) -> bytes:
        if "doiRA" in asked.target and "odd" in asked.target:
            return answer(400, "<html>Bad Request</html>")
        return registry(asked)

    told = ask_registry(questions("10.1234/a", "10.1234/odd", "10.1234/b.c", "10.5061/data"), doi=picky)
    assert [told[doi].verdict for doi in ("10.1234/a", "10.1234/b.c", "10.5061/data")] == ["ok"] * 3
    assert told["10.1234/odd"].verdict == "unreachable"


def test_a_doi_with_a_comma_is_asked_for_alone() -> None:
    def registry(asked: Asked) -> bytes:
        rest = asked.target.removeprefix("/doiRA/")
        rows = [unquote(doi) for doi in rest.split(",")]
        return in_json([{"DOI": doi, "RA": AGENCIES[doi]} for doi in rows])

    told = ask_registry(questions("10.1234/a", "10.1234/x,y", "10.1234/b.c"), doi=registry)
    assert [asked.target for asked in told.asked["doi"]] == ["/doiRA/10.1234/x%2Cy", "/doiRA/10.1234/a,10.1234/b.c"]
    assert {evidence.verdict for evidence in told.evidence.values()} == {"ok"}


def test_addresses_stay_below_four_kilobytes() -> None:
    dois = {f"10.1234/{'long' * 60}<{number}>": "Crossref" for number in range(40)}
    told = ask_registry(questions(*dois), doi=Registry(dois))
    assert {evidence.verdict for evidence in told.evidence.values()} == {"ok"}
    assert len(told.asked["doi"]) > 2
    assert all(len(asked.target) < 4000 for asked in (*told.asked["doi"], *told.asked["crossref"]))


def test_forty_dois_are_one_request_to_each_service() -> None:
    dois = {f"10.1234/{number}": "Crossref" for number in range(40)}
    told = ask_registry(questions(*dois), *(work(doi, "T") for doi in dois), doi=Registry(dois))
    assert (len(told.asked["doi"]), len(told.asked["crossref"]), len(told.asked["datacite"])) == (1, 1, 0)
    assert query(told.asked["crossref"][0])["rows"] == "40"


@pytest.mark.parametrize(
    ("value", "doi"),
    [
        ("10.1234/b.c.", "10.1234/b.c"),
        ("10.1234/B.C)", "10.1234/b.c"),
        ("10.1234/b.c).", "10.1234/b.c"),
        ("10.1234/x\\_y", "10.1234/x_y"),
    ],
)
def test_a_mark_at_the_end_is_left_out_where_only_that_exists(value: str, doi: str) -> None:
    told = ask_registry(questions(value), doi=Registry({**AGENCIES, "10.1234/x_y": "Crossref"}))
    assert told[value] == Evidence(
        "dead",
        "no-such-paper",
        f"there is no DOI {value.lower()}, but {doi}",
        "doi.org",
        leads_to=f"https://doi.org/{doi}",
    )


def test_a_mark_at_the_end_stays_where_that_exists() -> None:
    told = ask_registry(
        questions("10.1234/b.c."), doi=Registry({"10.1234/b.c.": "Crossref", "10.1234/b.c": "Crossref"})
    )
    assert told["10.1234/b.c."].verdict == "ok"


def test_percent_encoding_and_case_are_undone() -> None:
    told = ask_registry(questions("10.1234/A%28b%29", "10.1234/a(B)"), doi=Registry({"10.1234/a(b)": "Crossref"}))
    assert [evidence.verdict for evidence in told.evidence.values()] == ["ok", "ok"]
    assert told.targets("doi") == ["/doiRA/10.1234/a(b)"]


@pytest.mark.parametrize(
    "doi", ["10.1234/a?b#c", "10.1234/a%b", "10.1234/ä", "10.1002/(sici)1<1::aid-x>3.0.co;2-#", "10.1234/../x"]
)
def test_odd_dois_are_asked_for_as_they_are(doi: str) -> None:
    told = ask_registry(questions(doi), doi=Registry({doi: "Crossref"}))
    assert told[doi].verdict == "ok"


@pytest.mark.parametrize(
    "value", ["", "10.12/a", "doi", "10.1234/", "10.1234/a b", "11.1234/a", "10.1234/" + "a" * 2000]
)
def test_what_cannot_be_a_doi_is_not_sent(value: str) -> None:
    told = ask_registry(questions(value, "10.1234/a"))
    assert told[value].verdict == "unreachable"
    assert told.targets("doi") == ["/doiRA/10.1234/a"]
    assert ask_registry(questions(value))[value].verdict == "unreachable"


def test_numbers_that_acm_gives_to_papers_without_a_doi_are_not_gone() -> None:
    told = ask_registry(questions("10.5555/3294996"))
    assert told["10.5555/3294996"].verdict == "unreachable"


def test_a_publishers_page_is_not_gone_without_a_doi() -> None:
    asked = [
        Question("page", "10.1234/nothing", path="publisher.example"),
        Question("other", "10.1234/a", path="publisher.example"),
        Question("doi", "10.1234/nothing"),
    ]
    told = ask_registry(asked)
    assert told["page"].verdict == "unreachable"
    assert "publisher.example" in told["page"].reason
    assert (told["doi"].verdict, told["other"].verdict) == ("dead", "ok")
    assert told.targets("doi")[0] == "/doiRA/10.1234/nothing,10.1234/a"


@pytest.mark.parametrize("host", ["dl.acm.org", "link.springer.com", "onlinelibrary.wiley.com"])
def test_publishers_that_name_all_pages_by_dois_are_believed_to_have_none(host: str) -> None:
    told = ask_registry([Question("page", "10.1234/nothing", path=host)])
    assert told["page"].verdict == "dead"


def test_a_doi_that_one_service_calls_invalid_is_not_decided_by_the_other() -> None:
    def registry(asked: Asked) -> bytes:
        if "doiRA" in asked.target:
            return in_json([{"DOI": "10.1234/a", "RA": "Crossref"}, {"DOI": "10.1234/b.c", "status": "Invalid DOI"}])
        return Registry(AGENCIES)(asked)

    told = ask_registry(questions("10.1234/a", "10.1234/b.c"), doi=registry)
    assert told["10.1234/b.c"].verdict == "unreachable"
    assert told["10.1234/b.c"].reason == "doi.org says: Invalid DOI"


def test_agencies_without_an_api_here_say_nothing_of_titles() -> None:
    told = ask_registry(questions("10.1234/j"), doi=Registry({"10.1234/j": "JaLC"}))
    assert told["10.1234/j"] == Evidence("ok", source="doi.org")
    assert not told.asked["crossref"]
    assert not told.asked["datacite"]
