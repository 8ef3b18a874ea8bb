"""Semantic Scholar: where papers were published."""

from __future__ import annotations

import json
from typing import Any

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Identity, Published
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.s2 import SemanticScholar, published, s2_question
from tests.net.resolvers.support import HTML, as_json, ask, path_of, plain, query_of, truncated
from tests.net.servers import Asked, answer

PAPER = {
    "paperId": "0" * 40,
    "title": "Gears That Turn",
    "venue": "Computer Vision and Pattern Recognition",
    "year": 2021,
    "publicationVenue": {"id": "x", "name": "Computer Vision and Pattern Recognition", "type": "conference"},
    "journal": None,
    "externalIds": {"ArXiv": "2012.00001", "DOI": "10.1109/CVPR46437.2021.00001", "DBLP": "conf/cvpr/LovelaceB21"},
}
PUBLISHED = Published(
    "Computer Vision and Pattern Recognition", 2021, "Semantic Scholar", "10.1109/cvpr46437.2021.00001"
)


def question(number: int) -> Question:
    value = f"2012.{number:05}"
    return Question(f"arxiv:{value}", f"ARXIV:{value}")


def known(number: int) -> dict[str, Any]:
    return {**PAPER, "externalIds": {**PAPER["externalIds"], "ArXiv": f"2012.{number:05}"}}  # type: ignore[dict-item]


def ids(asked: Asked) -> list[str]:
    return list(json.loads(asked.body)["ids"])


def library(*numbers: int, bad: tuple[str, ...] = ()) -> Any:
    """Knows papers by number; refuses whole batches that hold what is `bad`."""

    def says(asked: Asked) -> bytes:
        if any(one in bad for one in ids(asked)):
            return as_json({"error": f"Unacceptable paper id {bad[0]}"}, 400)
        rows = [known(int(one[-5:])) if int(one[-5:]) in numbers else None for one in ids(asked)]
        return as_json(rows) if any(rows) else as_json({"error": "No valid paper ids given"}, 400)

    return says


def test_many_papers_are_one_request() -> None:
    questions = [question(number) for number in range(500)]
    heard = ask(SemanticScholar, *questions, of=library(*range(0, 500, 2)), token="k3y")
    (request,) = heard.requests
    assert (request.method, path_of(request)) == ("POST", "/graph/v1/paper/batch")
    assert json.loads(request.body).keys() == {"ids"}
    assert "externalIds" in query_of(request)["fields"].split(",")
    assert request.headers["x-api-key"] == "k3y"
    assert len(heard.evidence) == 250
    assert heard.evidence["arxiv:2012.00008"].published == (PUBLISHED,)


def test_titles_and_pages_are_nothing_that_it_knows() -> None:
    evidence = ask(SemanticScholar, question(1), of=library(1)).one
    assert (evidence.verdict, evidence.titles, evidence.resources) == ("ok", (), ())


def test_unknown_papers_are_left_out() -> None:
    heard = ask(SemanticScholar, question(1), question(2), of=library(2))
    assert list(heard.evidence) == ["arxiv:2012.00002"]


def test_a_batch_without_a_known_paper_is_no_error() -> None:
    heard = ask(SemanticScholar, question(1), question(2), of=library())
    assert (heard.evidence, heard.why, len(heard.requests)) == ({}, None, 1)


def test_one_bad_identifier_costs_the_others_nothing() -> None:
    questions = [question(number) for number in range(100)]
    heard = ask(SemanticScholar, *questions, of=library(*range(100), bad=("ARXIV:2012.00077",)))
    verdicts = [heard.evidence[one.key].verdict for one in questions]
    assert verdicts == ["ok"] * 77 + ["unreachable"] + ["ok"] * 22
    assert len(heard.requests) < 20


def test_what_was_not_answered_is_told_from_what_is_not_known() -> None:
    """A batch that is refused as a whole, one half of which is answered, and the other refused for good."""

    def says(asked: Asked) -> bytes:
        if len(ids(asked)) == 4:
            return as_json({"error": "something"}, 400)
        return plain("no", 403) if "ARXIV:2012.00003" in ids(asked) else as_json([known(1), None])

    heard = ask(SemanticScholar, *(question(number) for number in (1, 2, 3, 4)), of=says)
    assert {key: one.verdict for key, one in heard.evidence.items()} == {
        "arxiv:2012.00001": "ok",
        "arxiv:2012.00003": "unreachable",
        "arxiv:2012.00004": "unreachable",
    }


def test_identifiers_of_no_form_are_not_sent() -> None:
    odd = ["", "ARXIV:", "ARXIV:abc", "DOI:https://doi.org/10.1/x", "DOI:10.1145/a b", "ACL:?", "URL:x", "2012.00001"]
    heard = ask(SemanticScholar, *(Question(one, one) for one in odd), question(1), of=library(1))
    assert ids(heard.requests[0]) == ["ARXIV:2012.00001"]
    assert ask(SemanticScholar, Question("odd", "ARXIV:abc"), of=library()).requests == []


def test_a_record_of_another_paper_is_none() -> None:
    rows = [known(7), {**known(2), "externalIds": None}]
    heard = ask(SemanticScholar, question(1), question(2), of=as_json(rows))
    assert list(heard.evidence) == ["arxiv:2012.00002"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (HTML, "wall"),
        (plain("ok"), "protocol"),
        (as_json({"data": []}), "protocol"),
        (as_json([]), "protocol"),
        (as_json([known(1), known(2)]), "protocol"),
        (answer(200, "[{", kind="application/json"), "protocol"),
        (as_json({"error": "Unrecognized or unsupported fields: [venues]"}, 400), "protocol"),
        (as_json({"error": "something about this id"}, 400), "client-error"),
        (as_json({"message": "Forbidden"}, 403), "forbidden"),
        (as_json({"error": "no such path"}, 404), "odd-status"),
        (as_json({"message": "Too Many Requests", "code": "429"}, 429), "rate-limit"),
        (as_json({"message": "Too Many Requests"}, 429, [("Retry-After", "3600")]), "rate-limit"),
        (as_json({"message": "Internal Server Error"}, 500), "server-error"),
        (as_json({"message": "Endpoint request timed out"}, 504), "server-error"),
    ],
)
def test_what_is_no_answer_is_undecided(reply: bytes, kind: str) -> None:
    heard = ask(SemanticScholar, question(1), of=reply)
    assert heard.why is not None
    assert (heard.evidence, heard.why.kind) == ({}, kind)


def test_an_answer_that_ends_early_is_undecided() -> None:
    async def half(asked: Asked, writer: Any) -> bool:
        writer.write(truncated(as_json([known(1)])))
        return False

    heard = ask(SemanticScholar, question(1), of=half, talk=True)
    assert heard.why is not None
    assert heard.evidence == {}


def test_after_a_refusal_it_is_asked_no_more() -> None:
    heard = ask(SemanticScholar, question(1), of=as_json({"message": "Too Many Requests"}, 429), rounds=3)
    assert len(heard.requests) == 1


@pytest.mark.parametrize("reply", [as_json({"message": "x"}, status) for status in (401, 403, 429)])
def test_a_hint_says_what_would_help(reply: bytes) -> None:
    heard = ask(SemanticScholar, question(1), of=reply)
    assert heard.why is not None
    assert "S2_API_KEY" in heard.why.reason
    with_key = ask(SemanticScholar, question(1), of=reply, token="k3y")
    assert with_key.why is not None
    assert "S2_API_KEY" not in with_key.why.reason
    assert "k3y" not in with_key.why.reason


# --- what a record says


@pytest.mark.parametrize(
    "changes",
    [
        {"venue": "arXiv.org", "publicationVenue": None},
        {"venue": "", "publicationVenue": None, "journal": {"name": "ArXiv", "volume": "abs/2012.00001"}},
        {"venue": "CoRR", "publicationVenue": None},
        {"venue": "bioRxiv", "publicationVenue": None},
        {"venue": "arXiv.org"},
        {"journal": {"name": "CoRR"}},
        {"venue": "", "publicationVenue": None},
        {"venue": None, "publicationVenue": None, "journal": None},
        {"venue": 7, "publicationVenue": [], "journal": "x"},
    ],
)
def test_preprint_servers_and_nothing_are_no_venue(changes: dict[str, Any]) -> None:
    assert published({**PAPER, **changes}) == ()


def test_keys_may_be_absent() -> None:
    assert published({}) == ()
    assert published({"venue": "NeurIPS"}) == (Published("NeurIPS", None, "Semantic Scholar"),)
    assert published({"journal": {"name": "Journal of Gears"}}) == (
        Published("Journal of Gears", None, "Semantic Scholar"),
    )


@pytest.mark.parametrize(
    "doi",
    [
        "10.48550/arXiv.2012.00001",
        "10.48550/ARXIV.2012.00001",
        "10.1101/2020.12.01.123456",
        "10.2139/ssrn.1234567",
        "10.21203/rs.3.rs-1/v1",
        "10.65215/abc",
        "",
        "none",
        None,
    ],
)
def test_a_preprint_s_doi_is_none(doi: str | None) -> None:
    (one,) = published({**PAPER, "externalIds": {"DOI": doi}})
    assert one.doi == ""


@pytest.mark.parametrize(
    ("year", "external", "expected"),
    [
        (2020, {"ArXiv": "2012.00001", "DBLP": "conf/cvpr/LovelaceB21"}, 2021),  # the preprint's, set right
        (2020, {"ArXiv": "2012.00001", "DBLP": "journals/corr/abs-2012-00001"}, None),
        (2020, {"ArXiv": "2012.00001"}, None),
        (2021, {"ArXiv": "2012.00001"}, 2021),
        (2021, {"ArXiv": "2012.00001", "DBLP": "journals/corr/abs-2012-00001"}, 2021),
        (2019, {"ArXiv": "2012.00001"}, None),
        (1999, {"ArXiv": "hep-th/9801001"}, 1999),
        (1998, {"ArXiv": "hep-th/9801001"}, None),
        (2021, {"DBLP": "conf/cvpr/LovelaceB21a"}, 2021),
        (None, {"ArXiv": "2012.00001"}, None),
        ("2021", {}, None),
        (True, {}, None),
        (2021, None, 2021),
    ],
)
def test_the_year_is_none_where_it_may_be_the_preprint_s(year: Any, external: Any, expected: int | None) -> None:
    (one,) = published({**PAPER, "year": year, "externalIds": external})
    assert one.year == expected


@pytest.mark.parametrize(
    ("url", "key", "value"),
    [
        ("https://arxiv.org/pdf/2012.00001v3", "arxiv:2012.00001", "ARXIV:2012.00001"),
        ("https://arxiv.org/abs/hep-th/9801001", "arxiv:hep-th/9801001", "ARXIV:hep-th/9801001"),
        ("https://doi.org/10.48550/arXiv.2012.00001", "arxiv:2012.00001", "ARXIV:2012.00001"),
        ("https://doi.org/10.1145/1.2", "doi:10.1145/1.2", "DOI:10.1145/1.2"),
        ("https://aclanthology.org/P19-1001/", "acl:p19-1001", "ACL:P19-1001"),
        ("https://doi.org/10.18653/v1/P19-1001", "acl:p19-1001", "ACL:P19-1001"),
        ("https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1", "ACL:2020.acl-main.1"),
    ],
)
def test_papers_are_asked_for_by_their_identity(url: str, key: str, value: str) -> None:
    asked = s2_question(knowledge().hosts.identify(url))
    assert asked is not None
    assert (asked.key, asked.value) == (key, value)


@pytest.mark.parametrize(
    "identity", [Identity("url", "arxiv.org/x"), Identity("github", "a/b"), Identity("arxiv", "x")]
)
def test_other_identities_are_no_question(identity: Identity) -> None:
    assert s2_question(identity) is None
