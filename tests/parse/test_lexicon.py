"""What the lexicon makes of words as lists write them."""

from __future__ import annotations

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.parse.lexicon import Lexicon

LEX = Lexicon(knowledge())
CONTENTS = [
    "Contents",
    "Table of Contents",
    "Contents 目录",
    "目次",
    "목차",
    "Índice",
    "Inhaltsverzeichnis",
    "Sommaire",
    "Содержание",
    "İçindekiler",
]


@pytest.mark.parametrize("title", CONTENTS)
def test_tables_of_contents(title: str) -> None:
    assert LEX.is_contents(title)
    assert not LEX.labels.is_excluded_section(title)  # what follows below it may be the list itself


@pytest.mark.parametrize("title", ["Content-based Retrieval", "Methods", "Indexing", ""])
def test_no_tables_of_contents(title: str) -> None:
    assert not LEX.is_contents(title)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Code: https://a.org", "code"),
        ("代码：https://a.org", "code"),
        ("论文下载链接：https://a.org", "paper"),
        ("Code (PyTorch): x", "code"),
        ("Official code: x", "code"),
        ("Authors: Ann Lee", "authors"),
        ("Keywords: one, two", "keywords"),
        ("Platform: Web", None),
        ("https://a.org", None),
        ("no colon", None),
    ],
)
def test_keys(text: str, field: str | None) -> None:
    found = LEX.key_of(text)
    assert (found[0] if found else None) == field
    if found:
        assert text[: found[1]].rstrip().endswith((":", "："))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("code: coming soon", "code"),
        ("Code (N/A)", "code"),
        ("论文未公开", "paper"),
        ("no code", "code"),
        ("nothing here", None),
        ("a text that is far too long to say only that some code is missing", None),
    ],
)
def test_what_is_gone(text: str, role: str | None) -> None:
    assert LEX.gone_role(text) == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("project page, paper, code", ["project", "paper", "code"]),
        ("Paper/Code", ["paper", "code"]),
        ("论文和代码", ["paper", "code"]),
        ("a better paper", []),
        ("x" * 61, []),
    ],
)
def test_bare_roles(text: str, roles: list[str]) -> None:
    assert LEX.bare_roles(text) == roles


def test_three_names_are_no_role() -> None:
    assert LEX.role_of("Dataset") == "data"
    assert LEX.role_of("Foo Open Speech Benchmark") is None
