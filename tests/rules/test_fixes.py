"""Every fix of every rule, on every example and every list: it mends its finding, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from awesome_lint.findings import Finding, Fix
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.fixing import Fixed, fix_document, may_fix
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.rules import ALL_RULES, Example, Rule
from awesome_lint.source import Edit, Source, Span

from .proof import EVERYTHING, faults, lists, read, spliced

MOST = 10
"""So many findings of one rule in one list are proven one by one."""

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{index}")
    for rule in ALL_RULES
    if rule.fixable
    for index, example in enumerate(rule.invalid)
]


def judge(document: Document) -> list[Finding]:
    return lint_documents([document], EVERYTHING)


def some(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings with a fix, at most so many of each rule and safety, from all over the list."""
    by_kind: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.fix is not None:
            by_kind.setdefault((finding.code, finding.fix.safety), []).append(finding)
    for kind in by_kind.values():
        yield from kind[:: len(kind) // MOST + 1]


def applied(document: Document, finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the engine applies a fix, tried without the others; it may fix what that uncovers."""
    known = {(one.code, one.message) for one in findings}

    def rest(after: Document) -> list[Finding]:
        return [one._replace(fix=None) if (one.code, one.message) in known else one for one in judge(after)]

    alone = [one if one is finding else one._replace(fix=None) for one in findings]
    return finding in fix_document(document, alone, rest, unsafe=True).fixed


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_fixes_of_examples(rule: type[Rule], example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = parse_document(Source(example.text, example.path))
    others = [parse_document(Source(text, path)) for path, text in example.others.items()]
    settings = Settings(select=("ALL",), options={rule.code: example.options})
    findings = lint_documents([document], settings, beside=others, evidence=example.evidence)
    fixes = [finding for finding in findings if finding.code == rule.code and finding.fix is not None]
    assert fixes or example.fixed in (None, example.text)
    for finding in fixes:
        assert list(faults(document, finding, findings, others, settings, example.evidence)) == []


@pytest.mark.parametrize("path", lists(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fixes_of_lists_one_by_one(path: Path) -> None:
    """A fix without fault is applied, and one with a fault is not."""
    document = read(path)
    findings = judge(document)
    looked_at = list(some(findings))
    assert {one.code for one in looked_at} == {one.code for one in findings if one.fix is not None}
    for finding in looked_at:
        wrong = list(faults(document, finding, findings, (), EVERYTHING))
        where = f"{finding.code} on line {finding.line}: {wrong}"
        assert applied(document, finding, findings) == (not wrong), where


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "all"])
@pytest.mark.parametrize("path", lists(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fixes_of_lists_together(path: Path, unsafe: bool) -> None:
    """Together they come to an end, after which no finding is new, none that can be fixed is left, and none comes."""
    document = read(path)
    findings = judge(document)
    done = fix_document(document, findings, judge, unsafe=unsafe)
    text = done.document.source.text
    assert spliced(document.source.text, done.edits) == text
    left = judge(done.document)
    assert sum(may_fix(finding, unsafe=unsafe) for finding in left) == len(done.refused)
    for code in {finding.code for finding in left}:
        assert sum(one.code == code for one in left) <= sum(one.code == code for one in findings)
    again = fix_document(done.document, left, judge, unsafe=unsafe)
    assert again.edits == ()
    crlf = parse_document(Source(document.source.text.replace("\n", "\r\n"), document.path))
    assert fix_document(crlf, judge(crlf), judge, unsafe=unsafe).document.source.text == text.replace("\n", "\r\n")


LIST = (
    "# Papers\n\n"
    "- Turning Heads with Implicit Motion [paper](https://arxiv.org/abs/2101.00001) [code]()\n"
    "- Speech Faces in the Wild and at Home [paper](https://arxiv.org/abs/2101.00002)\n"
)


def edit(old: str, new: str) -> Edit:
    """The edit that writes `new` over the one place where `LIST` has `old`."""
    assert LIST.count(old) == 1
    return Edit(Span(LIST.index(old), LIST.index(old) + len(old)), new)


BROKEN = {
    "it changes nothing": Fix("safe", "", (edit("Turning", "Turning"),)),
    "its edits overlap": Fix("safe", "", (edit("Turning Heads", "x"), edit("Heads with", "y"))),
    "another entry changed": Fix("unsafe", "", (edit(" [code]()", ""), edit("- Speech", "- Words beside Speech"))),
    "it removes another entry": Fix("unsafe", "", (edit(LIST[LIST.index("- Turning") :], ""),)),
    "and now 1": Fix("unsafe", "", (edit(" [code]()\n- ", " "),)),
    "still there": Fix("safe", "", (edit("[code]", "[Code]"),)),
    "it brings D002": Fix("unsafe", "", (edit(" [code]()", ""), edit("2101.00001", "2101.00002"))),
    "says something else": Fix("safe", "", (edit(" [code]()", ""), edit("Turning", "Losing"))),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_the_proof_fails_for_a_broken_fix(wrong: str) -> None:
    document = parse_document(Source(LIST, "list.md"))
    findings = judge(document)
    (empty,) = [finding for finding in findings if finding.code == "L001"]
    broken = empty._replace(fix=BROKEN[wrong])
    findings = [broken if one is empty else one for one in findings]
    assert any(wrong in fault for fault in faults(document, broken, findings, (), EVERYTHING))
    if wrong not in ("says something else", "its edits overlap"):  # the first only a person can see
        assert fix_document(document, findings, judge, unsafe=True).edits == ()


def test_the_proof_passes_for_a_right_fix() -> None:
    document = parse_document(Source(LIST, "list.md"))
    findings = judge(document)
    (empty,) = [finding for finding in findings if finding.code == "L001"]
    right = empty._replace(fix=Fix("unsafe", "", (edit(" [code]()", ""),)))
    findings = [right if one is empty else one for one in findings]
    assert list(faults(document, right, findings, (), EVERYTHING)) == []
    done: Fixed = fix_document(document, findings, judge, unsafe=True)
    assert done.document.source.text == LIST.replace(" [code]()", "")
