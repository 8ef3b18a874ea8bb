"""Every layout gives the entries a reader sees."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.parse import parse_document
from awesome_lint.source import Source

from . import cases_others, cases_papers
from .cases import CASES, Case

ALL = [*CASES, *cases_papers.CASES, *cases_others.CASES]


def said(entry: Any, field: str) -> Any:
    if field == "links":
        return [(link.role, link.url) for link in entry.links]
    value = getattr(entry, field)
    if field == "ids":
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_entries(case: Case) -> None:
    entries = parse_document(Source(case.text)).entries
    assert [entry.title for entry in entries] == [want["title"] for want in case.entries]
    for entry, want in zip(entries, case.entries, strict=True):
        assert {field: said(entry, field) for field in want} == want


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_change_no_entry(case: Case, newline: str) -> None:
    plain = parse_document(Source(case.text)).entries
    other = parse_document(Source(case.text.replace("\n", newline))).entries
    assert [entry.export("") for entry in other] == [entry.export("") for entry in plain]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_title_spans_hold_the_title(case: Case) -> None:
    source = Source(case.text)
    for entry in parse_document(source).entries:
        if entry.title:
            written = " ".join(source.slice(span) for span in entry.spans["title"])
            assert entry.title.split()[0].rstrip(":") in written
            assert entry.title.split()[-1] in written
