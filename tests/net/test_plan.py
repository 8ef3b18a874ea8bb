"""What is asked, and whom."""

from __future__ import annotations

import re

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.net.plan import Plan, page_address, plan
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.wanted import Wanted


def planned(
    *wanted: str | Wanted, settings: NetSettings | None = None, **patterns: tuple[re.Pattern[str], ...]
) -> Plan:
    asked = [Wanted(one) if isinstance(one, str) else one for one in wanted]
    return plan(asked, knowledge().hosts, settings or NetSettings(), **patterns)


def values(made: Plan, name: str) -> list[str]:
    return sorted(question.value for question in made.questions.get(name, {}).values())


def pages(made: Plan) -> list[str]:
    return [address for addresses in made.pages.values() for address in addresses]


def test_addresses_of_one_paper_are_one_question() -> None:
    made = planned(
        "https://arxiv.org/abs/2301.01234",
        "http://arxiv.org/pdf/2301.01234.pdf",
        "https://export.arxiv.org/abs/2301.01234",
        "https://huggingface.co/papers/2301.01234",
        "https://doi.org/10.48550/arXiv.2301.01234",
    )
    assert values(made, "arxiv") == ["2301.01234"]
    assert set(made.keys.values()) == {"arxiv:2301.01234"}
    assert pages(made) == []


def test_a_pinned_version_is_another_question_about_the_same_paper() -> None:
    made = planned("https://arxiv.org/abs/2301.01234", "https://arxiv.org/abs/2301.01234v9")
    assert sorted((one.value, one.version) for one in made.questions["arxiv"].values()) == [
        ("2301.01234", ""),
        ("2301.01234", "v9"),
    ]
    assert [(step.things, step.requests, step.links) for step in made.steps()] == [(1, 1, 2)]


@pytest.mark.parametrize(
    "url",
    [
        "https://dl.acm.org/doi/10.1145/3394171.3413532",
        "https://doi.org/10.1145/3394171.3413532",
        "http://dx.doi.org/10.1145/3394171.3413532",
        "https://dl.acm.org/doi/pdf/10.1145/3394171.3413532",
    ],
)
def test_a_doi_decides_whatever_page_shows_it(url: str) -> None:
    made = planned(url)
    assert values(made, "doi") == ["10.1145/3394171.3413532"]
    assert pages(made) == []


def test_every_api_gets_its_own() -> None:
    made = planned(
        "https://github.com/Someone/Thing",
        "https://github.com/someone/thing/",
        "https://github.com/someone/thing/blob/main/a.py#L3",
        "https://openreview.net/pdf?id=YfwMIDhPccD",
        "https://youtu.be/mO2Tjcwr4u8",
        "https://huggingface.co/datasets/some/data",
    )
    assert values(made, "github") == ["Someone/Thing", "someone/thing"]
    assert {one.path for one in made.questions["github"].values()} == {"", "blob/main/a.py#L3"}
    assert values(made, "openreview") == ["YfwMIDhPccD"]
    assert values(made, "youtube") == ["mO2Tjcwr4u8"]
    assert values(made, "huggingface") == ["datasets/some/data"]
    assert pages(made) == []


def test_identifiers_whose_case_counts_stay_apart() -> None:
    made = planned("https://openreview.net/forum?id=abcDEF1234", "https://openreview.net/forum?id=ABCdef1234")
    assert len(made.questions["openreview"]) == 2


def test_what_no_api_answers_is_fetched_as_it_is_written() -> None:
    urls = [
        "https://openaccess.thecvf.com/content_CVPR_2020/papers/A_B_CVPR_2020_paper.pdf",
        "https://proceedings.mlr.press/v97/ma19a.html",
        "https://aclanthology.org/2020.acl-main.1/",
        "https://ieeexplore.ieee.org/document/1234567",
        "https://example.org/page?id=3",
    ]
    assert sorted(pages(planned(*urls))) == sorted(urls)


def test_a_page_is_its_very_address() -> None:
    urls = ["https://example.org/a", "http://example.org/a", "https://www.example.org/a", "https://example.org/a/"]
    made = planned(*urls)
    assert sorted(pages(made)) == sorted(urls)
    assert made.pages["example.org"] == ["https://example.org/a", "http://example.org/a", "https://example.org/a/"]


def test_what_no_server_sees_or_needs_makes_no_other_page() -> None:
    made = planned(
        "https://Example.org/a?id=1",
        "https://example.org/a?id=1#results",
        "https://example.org/a?utm_source=list&id=1",
        " https://example.org/a?id=1&fbclid=abc#x ",
    )
    assert pages(made) == ["https://example.org/a?id=1"]
    assert len(made.keys) == 4


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.org/A/b%7Ec?X=Y", "https://example.org/A/b%7Ec?X=Y"),
        ("https://example.org?utm_medium=x", "https://example.org/"),
        ("https://example.org:8443/a#b", "https://example.org:8443/a"),
        ("https://example.org/?ref_src=x", "https://example.org/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_the_address_that_is_fetched(url: str, address: str) -> None:
    assert page_address(url, knowledge().hosts) == address


def test_a_wrapper_is_asked_for_what_it_wraps() -> None:
    made = planned(
        "https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fabs%2F2301.01234&sa=D",
        "https://www.google.com/url?q=https://example.org/a",
        "https://www.google.com/url?q=https://paperswithcode.com/paper/a-paper",
    )
    assert values(made, "arxiv") == ["2301.01234"]
    assert pages(made) == ["https://example.org/a"]
    assert [one.kind for one in made.known.values()] == ["gone-site"]


def test_a_pasted_challenge_is_asked_for_what_is_behind_it() -> None:
    made = planned("https://openreview.net/challenge?redirect=%2Fpdf%3Fid%3DabcDEF1234")
    assert values(made, "openreview") == ["abcDEF1234"]
    assert pages(made) == []


def test_a_site_that_is_gone_needs_no_request() -> None:
    made = planned("https://paperswithcode.com/paper/a-paper", "https://paperswithcode.com/sota")
    assert made.total == 0
    assert {made.known[key].verdict for key in made.keys.values()} == {"dead"}


def test_a_site_that_can_still_be_read_is_asked() -> None:
    assert pages(planned("https://code.google.com/archive/p/thing")) == ["https://code.google.com/archive/p/thing"]


def test_what_cannot_be_asked_is_counted_with_its_reason() -> None:
    made = planned(
        *("docs/a.md", "#contents", "/b.md", "//example.org/x", "mailto:a@example.org", "ftp://example.org/x"),
        *("", "https://", "https://a..b/c", "https//example.org", "https://user:secret@example.org/"),
        *("#contents", "javascript:alert(1)"),
    )
    assert made.keys == {}
    assert made.left_out == {
        "files and places of the repository itself": 4,
        "`mailto:` addresses": 1,
        "`ftp:` addresses": 1,
        "`javascript:` addresses": 1,
        "empty": 1,
        "malformed": 3,
        "a user name in the address": 1,
    }


def test_addresses_can_be_chosen() -> None:
    urls = ["https://example.org/a", "https://example.org/b", "https://example.net/a"]
    made = planned(*urls, include=(re.compile(r"example\.org"),), exclude=(re.compile(r"/b$"),))
    assert pages(made) == ["https://example.org/a"]
    assert made.left_out == {"excluded": 1, "not included": 1}


def test_a_question_knows_all_that_lists_say_of_its_thing() -> None:
    made = planned(
        Wanted("https://arxiv.org/abs/2301.01234"),
        Wanted("https://arxiv.org/pdf/2301.01234", "A Title", frozenset({"published"})),
        Wanted("https://arxiv.org/abs/2301.01234", "Another Title", frozenset({"code"})),
        Wanted("https://arxiv.org/abs/2301.01234", "A Title"),
    )
    (question,) = made.questions["arxiv"].values()
    assert (question.title, question.also) == ("A Title", ("Another Title",))
    assert question.asks == {"published", "code"}


def test_further_facts_are_asked_of_those_who_know_papers() -> None:
    both = frozenset({"published", "project"})
    made = planned(
        Wanted("https://arxiv.org/abs/2301.01234v2", "A Title", both),
        Wanted("https://aclanthology.org/2020.acl-main.1/", "Other", frozenset({"published"})),
        Wanted("https://example.org/paper.pdf", "Third", both),
    )
    assert sorted(one.value for one in made.facts["s2"].values()) == ["ACL:2020.acl-main.1", "ARXIV:2301.01234"]
    assert [one.value for one in made.facts["huggingface"].values()] == ["papers/2301.01234"]
    assert made.fact_keys["arxiv:2301.01234v2"] == "arxiv:2301.01234"
    assert made.fact_keys["https://aclanthology.org/2020.acl-main.1/"].startswith("acl:")


def test_nothing_further_is_asked_that_nobody_wants() -> None:
    assert planned(Wanted("https://arxiv.org/abs/2301.01234", "A Title")).facts == {}


def test_the_plan_says_who_is_asked_how_often() -> None:
    papers = [f"https://arxiv.org/abs/2301.{number:05}" for number in range(1, 413)]
    made = planned(*papers, *(f"https://example.org/{number}" for number in range(3)), "a.md")
    assert list(made.lines()) == [
        "arXiv API (export.arxiv.org): 412 papers in 5 requests, 3 s apart: about 12 s",
        "example.org: 3 pages: about 1 s",
        "at the end Wayback Machine (web.archive.org): at most 20 requests, 3 s apart,"
        " for captures of what is found dead",
        "415 addresses: 8 requests, about 12 s",
        "1 not asked for: files and places of the repository itself",
    ]


def test_the_plan_says_what_a_token_would_change() -> None:
    repositories = [f"https://github.com/someone/thing{number}" for number in range(212)]
    without = next(planned(*repositories).lines())
    assert "in 60 requests, 0.1 s apart (without a token only 60 an hour are answered)" in without
    token = NetSettings(tokens={"github": "secret"})
    (line, *_) = planned(*repositories, settings=token).lines()
    assert "212 repositories in 5 requests, 0.1 s apart: " in line
    assert "secret" not in line


def test_the_plan_says_who_is_asked_besides() -> None:
    (line, *_) = planned(*(f"https://doi.org/10.1145/{number}.1" for number in range(50))).lines()
    assert "doi.org API: 50 DOIs in 2 requests, 0.5 s apart (then at most " in line
    assert line.partition(" to ")[2].startswith("Crossref and DataCite)")


def wanting_code(number: int) -> list[Wanted]:
    return [Wanted(f"https://arxiv.org/abs/2301.{one:05}", "A Title", frozenset({"code"})) for one in range(number)]


def test_the_plan_says_what_is_left_to_the_next_runs() -> None:
    (line,) = (line for line in planned(*wanting_code(402)).lines() if "Hugging" in line)
    assert line.startswith("Hugging Face API (huggingface.co): 40 pages in 40 requests, 0.6 s apart")
    assert "(362 more are left to the next runs: --facts)" in line
    (line,) = (line for line in planned(*wanting_code(40)).lines() if "Hugging" in line)
    assert "40 pages in 40 requests" in line
    assert "next" not in line


def test_facts_that_nobody_pays_for_are_not_in_the_plan() -> None:
    made = planned(*wanting_code(5), settings=NetSettings(facts=0))
    assert not any("Hugging" in line for line in made.lines())
    many = [Wanted(f"https://arxiv.org/abs/2301.{one:05}", "", frozenset({"published"})) for one in range(300)]
    assert any("300 papers in 1 request" in line for line in planned(*many, settings=NetSettings(facts=0)).lines())


def test_a_front_page_is_asked_though_it_is_no_paper() -> None:
    assert pages(planned(Wanted("https://arxiv.org/", "A Title"))) == ["https://arxiv.org/"]


def test_the_plan_knows_hosts_that_are_asked_slowly() -> None:
    lines = list(planned(*(f"https://web.archive.org/web/2020/{number}" for number in range(41))).lines())
    assert lines[0] == "web.archive.org: 41 pages: about 2 min"


def test_an_api_elsewhere_is_named_as_it_is_asked() -> None:
    settings = NetSettings(apis={"arxiv": "http://127.0.0.1:8080/x"}, paces={"arxiv": 0.0})
    (line, *_) = planned("https://arxiv.org/abs/2301.01234", settings=settings).lines()
    assert line.startswith("arXiv API (127.0.0.1:8080): 1 paper in 1 request: ")


def test_a_plan_of_nothing_says_so() -> None:
    assert list(planned().lines()) == ["0 addresses: 0 requests, about 0 s"]


DESCRIBED = frozenset({"described"})


def test_who_else_describes_a_paper_is_asked_too() -> None:
    made = planned(
        Wanted("https://arxiv.org/abs/2301.01234", asks=DESCRIBED),
        Wanted("https://aclanthology.org/2023.acl-long.7", asks=DESCRIBED),
        Wanted("https://doi.org/10.1145/1.2", asks=DESCRIBED),
    )
    assert {name: [one.value for one in questions.values()] for name, questions in made.facts.items()} == {
        "s2": ["ARXIV:2301.01234", "ACL:2023.acl-long.7", "DOI:10.1145/1.2"],
        "huggingface": ["papers/2301.01234"],
        "doi": ["10.18653/v1/2023.acl-long.7"],
    }
    assert made.fact_keys["https://aclanthology.org/2023.acl-long.7"] == "acl:2023.acl-long.7"


def test_nobody_is_asked_to_describe_what_links_only_lead_to() -> None:
    assert planned("https://aclanthology.org/2023.acl-long.7", "https://arxiv.org/abs/2301.01234").facts == {}
