"""Addresses of GitHub as questions."""

from __future__ import annotations

import pytest

from awesome_lint.net.resolvers.github import github_question
from awesome_lint.net.resolvers.github_links import Split, splits, target, web_address


@pytest.mark.parametrize(
    ("url", "value", "path"),
    [
        ("https://github.com/ada/engine", "ada/engine", ""),
        ("http://www.github.com/ada/engine/", "ada/engine", ""),
        ("https://github.com/ada/engine.git", "ada/engine", ""),
        ("https://github.com/ada/engine#readme", "ada/engine", ""),
        ("https://github.com/ada/engine?tab=readme-ov-file#usage", "ada/engine", ""),
        ("https://github.com/ada/engine/tree/HEAD", "ada/engine", ""),
        ("https://github.com/ada/engine/tree/main", "ada/engine", "tree/main"),
        ("https://github.com/ada/engine/tree/fix/crank/src/", "ada/engine", "tree/fix/crank/src"),
        ("https://github.com/ada/engine/blob/main/a%20b.py", "ada/engine", "blob/main/a b.py"),
        ("https://github.com/ada/engine/blob/main/a.py#L10-L20", "ada/engine", "blob/main/a.py#L10-L20"),
        ("https://github.com/ada/engine/blob/main/a.md#usage", "ada/engine", "blob/main/a.md"),
        ("https://github.com/ada/engine/issues/12#issuecomment-3", "ada/engine", "issues/12"),
        ("https://github.com/ada/engine/wiki", "ada/engine", "wiki"),
        (
            "https://raw.githubusercontent.com/ada/engine/main/a.png",
            "ada/engine",
            "raw.githubusercontent.com/main/a.png",
        ),
        ("https://github.com/ada", "ada", ""),
        ("https://github.com/ada?tab=repositories", "ada", ""),
        ("https://github.com/Ada_acme", "Ada_acme", ""),
    ],
)
def test_an_address_of_a_repository_or_an_owner_is_a_question(url: str, value: str, path: str) -> None:
    question = github_question(url)
    assert question is not None
    assert (question.value, question.path) == (value, path)


@pytest.mark.parametrize("first", "about collections explore features issues marketplace orgs pulls topics".split())
def test_pages_of_github_itself_are_no_questions(first: str) -> None:
    assert github_question(f"https://github.com/{first}/engine") is None
    assert github_question(f"https://github.com/{first}") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com",
        "https://github.com/",
        "https://gist.github.com/ada/0123456789abcdef0123",
        "https://github.com:8443/ada/engine",
        "https://github.com/ada/../engine",
        "https://github.com/ada/an%20engine",
        "https://github.com/ada/.git",
        "https://raw.githubusercontent.com/ada/engine/main",
        "https://ada.github.io/engine",
        "mailto:ada@example.org",
    ],
)
def test_what_can_be_no_repository_is_no_question(url: str) -> None:
    assert github_question(url) is None


def test_spellings_of_one_repository_have_one_key_and_paths_their_own() -> None:
    spellings = ["https://github.com/Ada/Engine", "http://github.com/ada/engine.git", "https://github.com/ada/engine/"]
    assert {(github_question(url) or pytest.fail(url)).key for url in spellings} == {"github:ada/engine"}
    file = github_question("https://github.com/Ada/Engine/blob/main/Crank.py")
    assert file is not None
    assert file.key == "github:ada/engine/blob/main/Crank.py"


def test_a_ref_may_end_at_any_slash() -> None:
    assert splits(target("blob/fix/crank/a.py")) == [
        Split("fix", "crank/a.py"),
        Split("fix/crank", "a.py"),
        Split("fix/crank/a.py", ""),
    ]
    assert splits(target("raw/refs/heads/main/a.py"))[0] == Split("refs/heads/main", "a.py")


@pytest.mark.parametrize(
    ("path", "kind", "lines"),
    [
        ("blob/main/a.py#L10-L20", "file", 20),
        ("blob/main/a.py#L10C3-L12C9", "file", 12),
        ("blob/main/a.py#L7", "file", 7),
        ("blob/main/a.py", "file", 0),
        ("raw.githubusercontent.com/main/a.py", "file", 0),
        ("pull/3/files", "issue", 0),
        ("issues", "page", 0),
        ("issues/0", "page", 0),
        ("releases/tag/v1.0", "tag", 0),
        ("releases", "page", 0),
        ("wiki/Home", "page", 0),
        ("actions", "page", 0),
        ("blob", "page", 0),
    ],
)
def test_what_a_path_wants(path: str, kind: str, lines: int) -> None:
    assert (target(path).kind, target(path).lines) == (kind, lines)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", "https://github.com/ada/mill"),
        ("blob/main/a b.py#L3", "https://github.com/ada/mill/blob/main/a%20b.py#L3"),
        ("raw.githubusercontent.com/main/a.png", "https://raw.githubusercontent.com/ada/mill/main/a.png"),
    ],
)
def test_addresses_are_written_as_they_were_read(path: str, address: str) -> None:
    assert web_address("https://github.com/ada/mill", path) == address
    assert path == "" or github_question(address) == github_question(address.replace("%20", " "))
