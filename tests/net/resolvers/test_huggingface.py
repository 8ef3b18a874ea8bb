"""Hugging Face: repositories, and the pages of papers."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Evidence, Resource
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.huggingface import HuggingFace, huggingface_question, paper_question
from tests.net.resolvers.support import HTML, as_json, ask, path_of, plain, truncated
from tests.net.servers import Asked, answer

MISSING = {"error": "Repository not found"}


def question(value: str) -> Question:
    return Question(f"key:{value}", value)


def hub(asked: Asked) -> bytes:
    """Plays the Hub's API."""
    names: dict[str, dict[str, Any]] = {
        "models/ada/engine": {"id": "ada/engine", "private": False},
        "datasets/ada/gears": {"id": "ada/gears"},
        "spaces/ada/mill": {"id": "ada/mill"},
        "models/ada/secret": {"id": "ada/secret", "private": True},
        "models/ada/off": {"id": "ada/off", "disabled": True},
    }
    moved = {"models/ada/motor": "models/ada/engine", "datasets/ada/cogs": "datasets/ada/gears"}
    name = path_of(asked).removeprefix("/api/")
    if name in moved:
        return answer(307, "", [("Location", f"/api/{moved[name]}")])
    token = "authorization" in asked.headers
    if name not in names or (names[name].get("private") and not token):
        return as_json(MISSING, 404 if token else 401, [("X-Error-Code", "RepoNotFound")])
    return as_json(names[name])


def test_models_data_sets_and_spaces_are_there() -> None:
    for value in ("models/ada/engine", "datasets/ada/gears", "spaces/ada/mill"):
        heard = ask(HuggingFace, question(value), of=hub)
        assert heard.one == Evidence("ok", source="Hugging Face")
        assert [path_of(one) for one in heard.requests] == [f"/api/{value}"]


def test_missing_is_dead_with_a_token_only() -> None:
    with_token = ask(HuggingFace, question("models/ada/none"), of=hub, token="hf_x")
    assert (with_token.one.verdict, with_token.one.kind) == ("dead", "no-such-repository")
    assert with_token.requests[0].headers["authorization"] == "Bearer hf_x"
    without = ask(HuggingFace, question("models/ada/none"), of=hub).one
    assert without.verdict == "unreachable"
    assert "HF_TOKEN" in without.reason


def test_404_without_a_token_is_undecided() -> None:
    assert ask(HuggingFace, question("models/ada/none"), of=as_json(MISSING, 404)).one.verdict == "unreachable"


def test_renamed_repositories_moved() -> None:
    model = ask(HuggingFace, question("models/ada/motor"), of=hub).one
    assert (model.verdict, model.leads_to) == ("moved", "https://huggingface.co/ada/engine")
    data = ask(HuggingFace, question("datasets/ada/cogs"), of=hub).one
    assert (data.verdict, data.leads_to) == ("moved", "https://huggingface.co/datasets/ada/gears")


def test_another_name_in_the_answer_is_a_rename_too_but_not_another_case() -> None:
    assert ask(HuggingFace, question("models/ada/x"), of=as_json({"id": "ada/y"})).one.verdict == "moved"
    assert ask(HuggingFace, question("models/Ada/X"), of=as_json({"id": "ada/x"})).one.verdict == "ok"
    assert ask(HuggingFace, question("models/ada/x"), of=as_json({})).one.verdict == "ok"


@pytest.mark.parametrize(
    "target", ["https://evil.example/api/models/a/b", "/login", "//evil.example/api/models/a/b", "", "http://[", "?x"]
)
def test_redirects_elsewhere_are_not_followed(target: str) -> None:
    heard = ask(HuggingFace, question("models/ada/motor"), of=answer(307, "", [("Location", target)]), token="hf_x")
    assert len(heard.requests) == 1
    assert heard.why is not None or heard.one.verdict == "unreachable"


def test_redirects_in_a_circle_end() -> None:
    def circle(asked: Asked) -> bytes:
        other = "/api/models/a/b" if path_of(asked).endswith("c") else "/api/models/a/c"
        return answer(307, "", [("Location", other)])

    heard = ask(HuggingFace, question("models/a/b"), of=circle)
    assert heard.one.verdict == "unreachable"
    assert len(heard.requests) < 6


def test_private_and_disabled_repositories_are_not_dead() -> None:
    private = ask(HuggingFace, question("models/ada/secret"), of=hub, token="hf_x").one
    disabled = ask(HuggingFace, question("models/ada/off"), of=hub).one
    assert [(one.verdict, one.kind) for one in (private, disabled)] == [
        ("unreachable", "login"),
        ("unreachable", "forbidden"),
    ]


@pytest.mark.parametrize("token", ["", "hf_x"])
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (HTML, "wall"),
        (plain("ok"), "protocol"),
        (as_json([]), "protocol"),
        (as_json({"error": "busy"}), "protocol"),
        (answer(200, '{"id": ', kind="application/json"), "protocol"),
        (as_json({"error": "gated"}, 403), "forbidden"),
        (as_json({"error": "too many"}, 429), "rate-limit"),
        (as_json({"error": "too many"}, 429, [("RateLimit", '"api";r=0;t=120')]), "rate-limit"),
        (as_json({"error": "too many"}, 429, [("Retry-After", "300")]), "rate-limit"),
        (plain("Bad gateway", 502), "server-error"),
        (as_json({"error": "?"}, 400), "client-error"),
    ],
)
def test_what_is_no_answer_is_undecided(reply: bytes, kind: str, token: str) -> None:
    for value in ("models/ada/engine", "papers/2012.00001"):
        heard = ask(HuggingFace, question(value), of=reply, token=token)
        assert (heard.why.kind if heard.why else heard.one.kind) == kind
        assert all(one.verdict == "unreachable" for one in heard.evidence.values())


@pytest.mark.parametrize(
    "reply", [plain("Not Found", 404), as_json({}, 404), answer(404, "<html>"), as_json({"error": "x"}, 401)]
)
def test_what_is_no_404_of_the_api_is_not_dead(reply: bytes) -> None:
    heard = ask(HuggingFace, question("models/ada/engine"), of=reply, token="hf_x")
    assert heard.why is not None or heard.one.verdict == "unreachable"


def test_an_answer_that_ends_early_is_undecided() -> None:
    async def half(asked: Asked, writer: Any) -> bool:
        writer.write(truncated(as_json({"id": "ada/engine"})))
        return False

    assert ask(HuggingFace, question("models/ada/engine"), of=half, talk=True).why is not None


def test_after_a_refusal_it_is_asked_no_more() -> None:
    heard = ask(HuggingFace, question("models/a/b"), of=as_json({}, 429, [("Retry-After", "300")]), rounds=3)
    assert len(heard.requests) == 1


# --- papers


def pages(**answered: Any) -> tuple[Resource, ...]:
    reply = as_json({"id": "2012.00001", "title": "Gears", **answered})
    return ask(HuggingFace, question("papers/2012.00001"), of=reply).one.resources


def test_the_pages_of_a_paper() -> None:
    found = pages(
        githubRepo="https://github.com/ada/engine",
        githubRepoAddedBy="user",
        projectPage="https://ada.example/engine",
    )
    assert found == (
        Resource("code", "https://github.com/ada/engine", "Hugging Face"),
        Resource("project", "https://ada.example/engine", "Hugging Face"),
    )


@pytest.mark.parametrize("added", [{"githubRepoAddedBy": "auto"}, {"githubRepoAddedBy": None}, {}])
def test_code_that_no_person_entered_is_weak(added: dict[str, Any]) -> None:
    (found,) = pages(githubRepo="https://github.com/ada/engine", **added)
    assert found.weak


@pytest.mark.parametrize("value", [None, "", "ada/engine", "javascript:x", "https://", "https://a b.example", 7, ["x"]])
def test_what_is_no_address_is_left_out(value: Any) -> None:
    assert pages(githubRepo=value, projectPage=value) == ()


def test_a_project_page_that_is_the_code_is_named_once() -> None:
    address = "https://github.com/ada/engine"
    assert [one.role for one in pages(githubRepo=address, projectPage=address + "/")] == ["code"]


def test_titles_are_not_taken_over() -> None:
    assert ask(HuggingFace, question("papers/2012.00001"), of=as_json({"title": "Gears"})).one.titles == ()


def test_a_paper_without_a_page_is_left_out() -> None:
    heard = ask(HuggingFace, question("papers/2012.00001"), of=as_json({"error": "Paper not found"}, 404))
    assert (heard.evidence, heard.why) == ({}, None)
    assert ask(HuggingFace, question("papers/2012.00001"), of=as_json({"id": "2012.00002"})).evidence == {}


# --- questions


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://huggingface.co/ada/engine", "models/ada/engine"),
        ("https://hf.co/datasets/ada/gears", "datasets/ada/gears"),
        ("https://huggingface.co/datasets/gears", "datasets/gears"),
        ("https://huggingface.co/spaces/ada/mill", "spaces/ada/mill"),
        ("https://huggingface.co/ada/engine/blob/main/config.json", None),
        ("https://huggingface.co/papers/2012.00001", None),
        ("https://huggingface.co/blog/gears", None),
        ("https://arxiv.org/abs/2012.00001", None),
    ],
)
def test_addresses_of_repositories_are_questions(url: str, value: str | None) -> None:
    asked = huggingface_question(knowledge().hosts.identify(url))
    assert (asked.value if asked else None) == value


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://arxiv.org/pdf/2012.00001v2", "papers/2012.00001"),
        ("https://doi.org/10.48550/arXiv.2012.00001", "papers/2012.00001"),
        ("https://huggingface.co/papers/2012.00001", "papers/2012.00001"),
        ("https://arxiv.org/abs/hep-th/9801001", None),
        ("https://doi.org/10.1145/1.2", None),
    ],
)
def test_papers_are_asked_for_by_arxiv_number(url: str, value: str | None) -> None:
    asked = paper_question(knowledge().hosts.identify(url))
    assert (asked.value if asked else None) == value
