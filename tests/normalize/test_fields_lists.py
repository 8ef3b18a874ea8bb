"""What holds of canonical fields in every list: nothing else changes, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.knowledge import knowledge
from awesome_lint.knowledge.folding import fold
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.fields import FIELDS, Choices, canonical
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, apply_edits
from tests.rules.proof import lists

ABOUT = {"venue": ("V003",), "links": ("L009",), "labels": ("L011",), "titles": ("S003",), "keywords": ("S004",)}
"""The rules that have nothing left to say of a field in canonical form."""


PREVAILING = Choices()


def read(text: str) -> Document:
    return parse_document(Source(text))


def applied(document: Document, fields: Collection[str], choices: Choices) -> tuple[Document, list[Edit]]:
    edits = canonical(document, fields, choices, knowledge())
    return read(apply_edits(document.source.text, edits)), edits


def differing(one: Entry, other: Entry) -> set[str]:
    """The fields, as exported, in which two entries differ, of links their parts."""
    left, right = one.export(""), other.export("")
    found = {name for name in left if left[name] != right[name]} - {"links", "line", "end_line"}
    if len(one.links) != len(other.links):
        found.add("links")
    for link, twin in zip(one.links, other.links, strict=False):
        found |= {f"link {name}" for name in ("role", "url", "label") if getattr(link, name) != getattr(twin, name)}
        found |= {"link canonical"} if link.identity.folded != twin.identity.folded else set()
    return found


MEANT = {
    "venue": {"venue_raw"},
    "links": {"link url"},
    "labels": {"link label"},
    "titles": {"title"},
    "keywords": {"keywords"},
    "text": {"alias", "authors", "notes", "keywords", "venue_raw", "link label"},
}


def check(document: Document, fields: Collection[str], choices: Choices = PREVAILING) -> Document:
    """The document that comes of it, of which everything holds that has to."""
    after, edits = applied(document, fields, choices)
    assert canonical(after, fields, choices, knowledge()) == []
    assert len(after.entries) == len(document.entries)
    meant = {name for field in fields for name in MEANT[field]}
    for one, other in zip(document.entries, after.entries, strict=True):
        changed = differing(one, other) - meant
        for link, twin in zip(one.links, other.links, strict=True):
            if link.label != twin.label and not {"labels", "text"} & set(fields):
                assert link.in_title or link.label == link.url or (one.venue_raw or "-") in link.label
        changed.discard("link label")
        if "text" in fields and not document.source.text.isascii():
            changed.discard("link role")  # a label can be read again
        assert changed == set()
        assert "titles" not in fields or not one.title.isascii() or fold(one.title) == fold(other.title)
        assert one.section == other.section
    inside = [entry.span for entry in document.entries] + [one.span for one in document.definitions]
    for edit in edits:
        assert any(span.start <= edit.span.start and edit.span.end <= span.end for span in inside)
    return after


@pytest.mark.parametrize("path", lists(), ids=lambda path: path.stem)
def test_every_list_keeps_what_it_says(path: Path) -> None:
    document = read(path.read_bytes().decode())
    for field in FIELDS:
        check(document, (field,))
    after = check(document, FIELDS)
    before = Counter(finding.code for finding in lint_documents([document], Settings()))
    findings = Counter(finding.code for finding in lint_documents([after], Settings()))
    assert {code for code in findings if findings[code] > before[code]} == set()
    assert not any(findings[code] for codes in ABOUT.values() for code in codes)


TITLES = st.sampled_from(
    [
        *("Turning Heads", "A | B: Heads \\| Tails", "Heads `in code`", "Heads with $x_1^2$ and \\[1\\]", "说话的头。"),
        *("ראשים מסתובבים", "Heads 🎉 Party!", "Fr√©chet Heads", "m\u200botion *of* Heads", "Heads  of   Stone."),
        *("\\[Heads\\] et al.", "Who Heads?", "The Art of Heads (CVPR)", "Heads.", "Code", "“Quoted” Heads"),
    ]
)
VENUES = st.sampled_from(
    [
        "arXiv",
        "Arxiv",
        "NIPS",
        "NeurIPS",
        "CVPR",
        "CVPRW",
        "IEEE TIP",
        "TIP",
        "ACM MM",
        "ACMMM",
        "Nowhere",
        "ESEC/FSE",
        "",
    ]
)
YEARS = st.sampled_from(["2016", "2021", "'19", ""])
LABELS = st.sampled_from(
    [
        *(
            "paper",
            "Paper",
            "[PDF]",
            "pdf",
            "arXiv",
            "论文",
            "abs",
            "Code",
            "code",
            "[Code]",
            "GitHub",
            "PyTorch",
            "Project",
        ),
        *(
            "Project Page",
            "Project (plays music)",
            "Video",
            "Vidoe",
            "link",
            "Fr√©chet",
            "http://arxiv.org/abs/2101.00001",
        ),
    ]
)
ADDRESSES = st.sampled_from(
    [
        *(
            "http://arxiv.org/abs/2101.00001",
            "https://arxiv.org/pdf/2101.00001v2.pdf",
            "https://arxiv.org/pdf/2101.00002#page=3",
        ),
        *(
            "https://www.alphaxiv.org/abs/2101.00003",
            "http://dx.doi.org/10.1145/1234567.1234568",
            "https://github.com/a/b",
        ),
        *("https://dl.acm.org/doi/10.1145/1234567.1234568", "https://example.org/a_(b).pdf?utm_source=x", "", "a.pdf"),
        *(
            "https://link.zhihu.com/?target=https%3A//example.org/a%7Cb.pdf",
            "https://youtu.be/abc?si=1",
            "https://git.io/a",
        ),
    ]
)
LINKS = st.lists(st.tuples(LABELS, ADDRESSES), max_size=3)
KEYWORDS = st.sampled_from(["audio, Lips", "audio，lips", "audio; lips", "Audio,head-pose", "head pose , 1,000", ""])
ENTRIES = st.lists(st.tuples(TITLES, VENUES, YEARS, LINKS, KEYWORDS), min_size=1, max_size=6)


def written(layout: str, entries: list[tuple[str, str, str, list[tuple[str, str]], str]], newline: str) -> str:
    rows = []
    for number, (title, venue, year, links, words) in enumerate(entries):
        event = f"{venue} {year}".strip()
        all_links = " ".join(f"[{label}]({url})" for label, url in links)
        if layout == "bullets":
            rows.append(f"- {title} [{event}] {all_links}")
        elif layout == "linked":
            rows.append(f"- [{title}](http://arxiv.org/abs/2102.0000{number}v1), {event}. {all_links}")
        elif layout == "bold":
            rows.append(f"1. **{title}.** *Ann Lee, Bob Roe.* {event}. {all_links}")
        elif layout == "table":
            rows.append(f"| {title} | {event} | {all_links} | {words} |")
        else:
            rows.append(f"### {title}{newline}{event}{newline}{all_links}{newline}keywords: {words}{newline}")
    head = ["| Title | Venue | Links | Keywords |", "| --- | --- | --- | --- |"] if layout == "table" else []
    return newline.join(["# Papers", "", "caf√© arxiv Code", "", *head, *rows, "", "The end.", ""])


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["bullets", "linked", "bold", "table", "headings"]),
    ENTRIES,
    st.sampled_from(["\n", "\r\n"]),
    st.sets(st.sampled_from(FIELDS), min_size=1),
    st.builds(
        Choices,
        st.sampled_from([None, "abs", "pdf"]),
        st.sampled_from([None, "doi.org", "keep"]),
        st.sampled_from(["prevailing", "known"]),
    ),
)
def test_any_list_keeps_what_it_says(
    layout: str,
    entries: list[tuple[str, str, str, list[tuple[str, str]], str]],
    newline: str,
    fields: set[str],
    choices: Choices,
) -> None:
    check(read(written(layout, entries, newline)), fields, choices)
