"""Every example of every rule: the lists a rule must report, those it must leave alone, and its fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.fixing import fix_document
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.rules import ALL_RULES, Example, Rule
from awesome_lint.source import Source

HEADINGS = ("What it does", "Why is this bad", "When it is silent", "Fix safety")
INVALID = [
    pytest.param(rule, example, id=f"{rule.code}-{index}")
    for rule in ALL_RULES
    for index, example in enumerate(rule.invalid)
]
FIXED = [
    pytest.param(rule, example, id=f"{rule.code}-{index}")
    for rule in ALL_RULES
    for index, example in enumerate(rule.invalid)
    if example.fixed is not None
]
VALID = [
    pytest.param(rule, example, id=f"{rule.code}-{index}")
    for rule in ALL_RULES
    for index, example in enumerate(rule.valid)
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples stand in a repository of their own: what is in this one must not change what is said of them."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def lint_example(rule: type[Rule], example: Example, text: str | None = None) -> list[Finding]:
    documents: list[Document] = [
        parse_document(Source(content, path))
        for path, content in [(example.path, example.text if text is None else text), *example.others.items()]
    ]
    settings = Settings(select=(rule.code, *example.beside), options={rule.code: example.options})
    return [
        finding
        for finding in lint_documents(documents, settings, evidence=example.evidence)
        if finding.path == example.path and finding.code == rule.code
    ]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_is_a_page(rule: type[Rule]) -> None:
    assert rule.valid
    assert rule.invalid
    positions = [(rule.__doc__ or "").find(f"## {heading}\n") for heading in HEADINGS]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert rule.name == rule.name.lower().replace(" ", "-")
    assert all(option.help for option in rule.options.values())


@pytest.mark.parametrize(("rule", "example"), VALID)
def test_valid_examples_are_left_alone(rule: type[Rule], example: Example) -> None:
    assert example.findings == ()
    assert [(finding.line, finding.message) for finding in lint_example(rule, example)] == []


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_invalid_examples_are_reported(rule: type[Rule], example: Example) -> None:
    assert example.findings
    found = lint_example(rule, example)
    assert [(finding.code, finding.line) for finding in found] == [(rule.code, want.line) for want in example.findings]
    for finding, want in zip(found, example.findings, strict=True):
        assert want.message in finding.message
        assert finding.severity == (want.severity or rule.severity)
        assert want.column in (None, finding.column)
        assert finding.span.start <= finding.span.end <= len(example.text)


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fixes_give_the_fixed_text_and_are_complete(rule: type[Rule], example: Example) -> None:
    assert rule.fixable is not None
    assert fix_all(rule, example) == example.fixed


@pytest.mark.parametrize("rule", [rule for rule in ALL_RULES if rule.fixable], ids=lambda rule: rule.code)
def test_a_fixable_rule_shows_a_fix_of_its_safety(rule: type[Rule]) -> None:
    fixed = [example for example in rule.invalid if example.fixed is not None]
    fixes = [finding.fix for example in fixed for finding in lint_example(rule, example) if finding.fix]
    assert fixes
    assert rule.fixable in {fix.safety for fix in fixes}
    if rule.fixable == "unsafe":
        assert {fix.safety for fix in fixes} == {"unsafe"}


def fix_all(rule: type[Rule], example: Example) -> str:
    """The example's text after all fixes of the rule, unsafe ones included."""
    document = parse_document(Source(example.text, example.path))
    others = [parse_document(Source(content, path)) for path, content in example.others.items()]
    settings = Settings(select=(rule.code, *example.beside), options={rule.code: example.options})

    def judge(document: Document) -> list[Finding]:
        found = lint_documents([document], settings, beside=others, evidence=example.evidence)
        return [finding for finding in found if finding.code == rule.code]

    fixed = fix_document(document, judge(document), judge, unsafe=True)
    assert fixed.refused == ()
    again = fix_document(fixed.document, judge(fixed.document), judge, unsafe=True)
    assert again.document.source.text == fixed.document.source.text
    return fixed.document.source.text


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in ALL_RULES}) == len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)
