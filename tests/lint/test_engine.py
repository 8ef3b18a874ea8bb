"""Documents in, findings out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.findings import Severity
from awesome_lint.lint import Settings, explain, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.rules import ALL_RULES
from awesome_lint.source import Source, apply_edits

LIST = (
    "# Papers\n\n"
    "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]]()\n"
    "- Turning heads with implicit motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
)


def test_findings_stand_in_order_and_know_their_place() -> None:
    documents = [parse_document(Source(LIST, path)) for path in ("b.md", "a.md")]
    findings = lint_documents(documents, Settings(select=("D001", "L001")))
    assert [(finding.path, finding.code, finding.line) for finding in findings] == [
        ("b.md", "L001", 3),
        ("b.md", "D001", 4),
        ("a.md", "L001", 3),
        ("a.md", "D001", 4),
    ]
    empty, copy = findings[:2]
    assert LIST[empty.span.start : empty.span.end] in ("[[code]]()", "[code]]()", "[code]()")
    assert (empty.column, empty.end_column) == (
        empty.span.start - LIST.index("- Turn") + 1,
        empty.span.end - LIST.index("- Turn") + 1,
    )
    assert copy.entry == "Turning heads with implicit motion"
    assert [(related.path, related.line) for related in copy.related] == [("b.md", 3)]


def test_a_severity_of_the_settings_wins() -> None:
    findings = lint_documents(
        [parse_document(Source(LIST, "a.md"))], Settings(select=("D001",), severity={"D001": "info"})
    )
    assert [finding.severity for finding in findings] == [Severity.INFO]


def test_findings_do_not_depend_on_what_else_runs() -> None:
    document = parse_document(Source(LIST, "a.md"))
    together = set(lint_documents([document], Settings(select=("ALL",))))
    apart = {finding for rule in ALL_RULES for finding in lint_documents([document], Settings(select=(rule.code,)))}
    assert together == apart


def test_an_empty_document_has_no_findings() -> None:
    assert lint_documents([parse_document(Source("", "a.md"))]) == []
    assert lint_documents([]) == []


def test_every_rule_explains_itself() -> None:
    for rule in ALL_RULES:
        page = explain(rule)
        assert page.startswith(f"# {rule.code} {rule.name}\n")
        assert "## What it does" in page
        assert "## Reported" in page
        assert "## Not reported" in page
        for name in rule.options:
            assert f"`{name}`, default" in page


PIECES = [
    "# ",
    "- ",
    "1. ",
    "| ",
    " |\n|-|-|\n",
    "\n",
    "\n\n",
    "[a](",
    ")",
    "](",
    "[b]",
    "][",
    "[x]: ",
    "https://arxiv.org/abs/2101.00001",
]
PIECES += [
    "https://",
    "www.",
    "#frag",
    "title of a paper",
    "CVPR 2021",
    " code",
    "**",
    "`",
    "\r\n",
    "\t",
    "\u200d",
    "文",
    "<a href=''>",
    "()",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_stands_in_a_file_the_rules_come_through(text: str) -> None:
    findings = lint_documents([parse_document(Source(text, "list.md"))], Settings(select=("ALL",)))
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.message == " ".join(finding.message.split())
        if finding.fix:
            apply_edits(text, finding.fix.edits)
