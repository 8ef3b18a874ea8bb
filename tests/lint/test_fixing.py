"""Fixing to a fixed point: which fixes are applied, in which order, and when it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

import awesome_lint
from awesome_lint.findings import Finding, Fix, Related, Severity
from awesome_lint.lint import Settings, fixing, lint_documents
from awesome_lint.lint.fixing import Fixed, fix_document, fix_documents
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, Span

PAPERS = "".join(
    f"- Paper about Thing {name} [[paper]](https://arxiv.org/abs/2101.0000{number})\n"
    for number, name in enumerate(["One", "Two", "Three", "Four"])
)
LIST = "# Papers\n\n" + PAPERS


def document_of(text: str, path: str = "list.md") -> Document:
    return parse_document(Source(text, path))


def finding(document: Document, span: Span, edits: list[Edit], code: str = "T001", safety: str = "safe") -> Finding:
    start, end = document.source.position(span.start), document.source.position(span.end)
    around = max((entry.span.start for entry in document.entries if entry.span.start <= span.start), default=span.start)
    return Finding(
        code,
        "test",
        Severity.WARNING,
        f"about {document.source.slice(span)}",
        document.path,
        span,
        *start,
        *end,
        fix=Fix("safe" if safety == "safe" else "unsafe", "Mend it", tuple(edits)),
        group=around,
    )


def words(pattern: str, write: Callable[[str], str], code: str = "T001") -> Callable[[Document], Iterator[Finding]]:
    """A rule that finds a pattern and writes something else in its place."""

    def check(document: Document) -> Iterator[Finding]:
        for found in re.finditer(pattern, document.source.text):
            span = Span(*found.span())
            yield finding(document, span, [Edit(span, write(found[0]))], code)

    return check


def fixed(text: str, *rules: Callable[[Document], Iterator[Finding]], unsafe: bool = False) -> Fixed:
    def judge(document: Document) -> list[Finding]:
        return [one for rule in rules for one in rule(document)]

    document = document_of(text)
    return fix_document(document, judge(document), judge, unsafe=unsafe)


def test_fixes_that_do_not_touch_are_applied_together() -> None:
    done = fixed(LIST, words("Thing", lambda _: "Matter"))
    assert done.document.source.text == LIST.replace("Thing", "Matter")
    assert len(done.fixed) == 4
    assert done.refused == ()


def test_of_two_fixes_that_touch_the_first_goes_first_and_the_other_is_judged_anew() -> None:
    done = fixed(LIST, words("about Thing", lambda _: "on Thing"), words("Thing One", lambda _: "Matter One", "T002"))
    assert "Paper on Matter One " in done.document.source.text
    assert sorted(one.code for one in done.fixed) == ["T001"] * 4 + ["T002"]


def test_a_fix_may_uncover_what_another_one_mends() -> None:
    done = fixed(LIST, words("Thing", lambda _: "Matter"), words("Matter One", lambda _: "Matter I", "T002"))
    assert "Matter I " in done.document.source.text
    assert done.refused == ()


def test_a_fix_that_brings_a_finding_nobody_mends_is_refused() -> None:
    def new(document: Document) -> Iterator[Finding]:
        for found in re.finditer("Matter One", document.source.text):
            yield finding(document, Span(*found.span()), [], "T002")._replace(fix=None)

    done = fixed(LIST, words("Thing", lambda _: "Matter"), new)
    assert done.document.source.text == LIST.replace("Thing", "Matter").replace("Matter One", "Thing One")
    ((one, reason),) = done.refused
    assert one.line == 3
    assert reason == "it would bring T002 on line 3: about Matter One"


def test_a_refused_fix_is_tried_again_when_others_are_applied() -> None:
    def new(document: Document) -> Iterator[Finding]:
        for found in re.finditer("Matter.*One", document.source.text):
            yield finding(document, Span(*found.span()), [], "T002")._replace(fix=None)

    done = fixed(LIST, words("Thing", lambda _: "Matter"), words("One", lambda _: "I", "T003"), new)
    assert "Matter I " in done.document.source.text
    assert done.refused == ()


def test_two_fixes_that_undo_each_other_end() -> None:
    done = fixed(LIST, words("Thing One", lambda _: "Matter One"), words("Matter One", lambda _: "Thing One", "T002"))
    assert done.document.source.text == LIST
    assert [reason for _, reason in done.refused] == ["it would bring T002 on line 3: about Matter One"]


def test_a_fix_that_never_ends_is_refused() -> None:
    done = fixed(LIST, words("One+", lambda found: found + "e"))
    assert done.edits == ()
    assert [reason for _, reason in done.refused] == ["it would leave the finding as it is"]


def test_what_changes_another_entry_is_refused() -> None:
    def rule(document: Document) -> Iterator[Finding]:
        text = document.source.text
        for found in re.finditer("One", text):
            span = Span(*found.span())
            away = text.index("Two")
            yield finding(document, span, [Edit(span, "I"), Edit(Span(away, away + 3), "II")])

    done = fixed(LIST, rule)
    assert done.edits == ()
    ((_, reason),) = done.refused
    assert reason == "it would change another entry, `Paper about Thing Two` on line 4"


@pytest.mark.parametrize(
    ("cut", "says"),
    [
        (PAPERS, "it would remove another entry, `Paper about Thing Two`"),
        ("\n- Paper about Thing Two", "it would change how `Paper about Thing Two` is read"),
    ],
)
def test_what_loses_another_entry_is_refused(cut: str, says: str) -> None:
    def rule(document: Document) -> Iterator[Finding]:
        for found in re.finditer("One", document.source.text):
            at = document.source.text.index(cut)
            yield finding(document, Span(*found.span()), [Edit(Span(at, at + len(cut)), "")])

    done = fixed(LIST, rule)
    assert done.edits == ()
    assert [reason for _, reason in done.refused] == [says]


def test_one_bad_fix_does_not_keep_a_hundred_good_ones() -> None:
    text = "# Papers\n\n" + "".join(
        f"- Paper about Thing {number} [[paper]](https://arxiv.org/abs/2101.{number:05})\n" for number in range(100)
    )
    done = fixed(text, words(r"Thing \d+ ", lambda found: "Thing\n- and " if " 50 " in found else "Matter "))
    assert done.document.source.text.count("Matter") == 99
    assert [one.line for one, _ in done.refused] == [53]


def test_unsafe_fixes_only_on_demand() -> None:
    def rule(document: Document) -> Iterator[Finding]:
        for found in re.finditer("Thing One", document.source.text):
            span = Span(*found.span())
            yield finding(document, span, [Edit(span, "Matter One")], safety="unsafe")

    assert fixed(LIST, rule).edits == ()
    assert "Matter One" in fixed(LIST, rule, unsafe=True).document.source.text


def test_of_two_copies_that_point_at_each_other_one_stays() -> None:
    def rule(document: Document) -> Iterator[Finding]:
        lines = [3, 4] if "Two" in document.source.text and "One" in document.source.text else []
        for line in lines:
            start = document.source.line_starts[line - 1]
            span = document.source.line_span(line)
            one = finding(document, Span(start + 2, start + 5), [Edit(Span(start, span.end + 1), "")])
            yield one._replace(related=(Related(document.path, 7 - line, "the other"),))

    done = fixed(LIST, rule)
    assert done.document.source.text == LIST.replace(PAPERS.splitlines(keepends=True)[0], "")


def judge(documents: list[Document], beside: list[Document]) -> list[Finding]:
    return lint_documents(documents, Settings(), beside=beside)


PAPER = "Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)"
OTHER = "A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)"
THIRD = "Marble Busts of Old Rome [[paper]](https://arxiv.org/abs/2101.00004)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"- {PAPER}\n- {OTHER}\n- {PAPER}\n", f"- {PAPER}\n- {OTHER}\n"),
        (f"- {PAPER}\n- {OTHER}\n- {PAPER}", f"- {PAPER}\n- {OTHER}"),
        (f"- {PAPER}\n\n- {OTHER}\n\n- {PAPER}\n\n- {THIRD}\n", f"- {PAPER}\n\n- {OTHER}\n\n- {THIRD}\n"),
        (f"- {PAPER}\n\n- {OTHER}\n\n- {PAPER}\n", f"- {PAPER}\n\n- {OTHER}\n"),
        (f"1. {PAPER}\n2. {OTHER}\n3. {PAPER}\n4. {THIRD}\n", f"1. {PAPER}\n2. {OTHER}\n4. {THIRD}\n"),
        (
            f"1. {PAPER}\n2. {OTHER}\n\nMore of these:\n\n1. {PAPER}\n2. {THIRD}\n",
            f"1. {PAPER}\n2. {OTHER}\n\nMore of these:\n\n1. {THIRD}\n",
        ),
        (f"> - {PAPER}\n> - {OTHER}\n> - {PAPER}\n", f"> - {PAPER}\n> - {OTHER}\n"),
        (f"- {PAPER}\n- {OTHER}\n  - {PAPER}\n", f"- {PAPER}\n- {OTHER}\n"),
        (
            f"|Paper|Notes|\n|-|-|\n|{PAPER}|new|\n|{OTHER}|old|\n|{PAPER}|new|\n",
            f"|Paper|Notes|\n|-|-|\n|{PAPER}|new|\n|{OTHER}|old|\n",
        ),
    ],
    ids=["bullet", "no end", "loose", "loose end", "number", "first number", "quote", "nested", "row"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_is_removed_from_any_layout(before: str, after: str, newline: str) -> None:
    before, after = (f"# Papers\n\n{text}".replace("\n", newline) for text in (before, after))
    document = document_of(before)
    (done,), left = fix_documents([document], lambda one, beside: judge([*one], [*beside]), unsafe=True)
    assert done.document.source.text == after
    assert [one.code for one in left if one.code == "D001"] == []


@pytest.mark.parametrize(
    "copy",
    [
        f"- {PAPER} [[code]](https://github.com/heads/turning)\n",
        f"- {PAPER} - read this first\n",
        f"- {PAPER.replace(' [[', ' [CVPR 2021] [[')}\n",
        f"- **[Turner]** {PAPER}\n",
    ],
    ids=["link", "remark", "venue", "alias"],
)
def test_a_copy_that_says_more_is_left_for_people(copy: str) -> None:
    document = document_of(f"# Papers\n\n- {PAPER}\n- {OTHER}\n{copy}")
    (copied,) = [one for one in judge([document], []) if one.code == "D001"]
    assert copied.fix is None


def test_the_library_fixes_what_it_is_given() -> None:
    text = f"# Papers\n\n- {PAPER}\n- {OTHER}\n- {PAPER}\n\n[unused]: https://example.org\n"
    document = awesome_lint.parse(text, "list.md")
    findings = awesome_lint.lint([document])
    assert awesome_lint.fix(document, []) == text
    unused = [one for one in findings if one.code == "L004"]
    assert awesome_lint.fix(document, unused) == text.replace("\n\n[unused]: https://example.org", "")
    once = awesome_lint.fix(document, findings)
    assert once == f"# Papers\n\n- {PAPER}\n- {OTHER}\n\n[unused]: https://example.org\n"  # the two removals touch
    again = awesome_lint.parse(once, "list.md")
    assert awesome_lint.fix(again, awesome_lint.lint([again])) == f"# Papers\n\n- {PAPER}\n- {OTHER}\n"
    elsewhere = awesome_lint.parse(text, "other.md")
    assert awesome_lint.fix(elsewhere, findings) == text


def test_the_search_for_faulty_fixes_is_bounded_for_all_rounds_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most fixes bring what cannot be fixed, and one that does not makes all the others be tried again."""
    monkeypatch.setattr(fixing, "MOST_TRIALS", 20)
    text = "# Papers\n\n" + "".join(
        f"- Faulty {number} [[paper]](https://example.org/{number})\n" for number in range(10)
    )
    document = document_of(text + "- Wrong [[paper]](https://example.org/wrong)\n")
    rules = words("Faulty", lambda _: "Broken"), words("Wrong", lambda _: "Right", "T002")
    broken = words("Broken", lambda _: "", "T003")
    parsed: list[str] = []

    def judge(document: Document) -> list[Finding]:
        found = [one for rule in rules for one in rule(document)]
        return found + [one._replace(fix=None) for one in broken(document)]

    def parse(source: Source) -> Document:
        parsed.append(source.text)
        return parse_document(source)

    done = fix_document(document, judge(document), judge, parse=parse)
    assert [one.code for one in done.fixed] == ["T002"]
    assert len(done.refused) == 10
    assert 20 < len(parsed) <= 20 + 4
