"""Which parts of a list a finding involves."""

from __future__ import annotations

from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.lint.contents import Contents, Part
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, Span

TEXT = (
    "# Papers\n\n"  # 1
    "Some words about [heads](#papers).\n\n"  # 3
    "- Turning Heads with Motion\n  [[paper]][turn]\n"  # 5, 6
    "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n\n"  # 7
    "[turn]: https://arxiv.org/abs/2101.00001\n\n"  # 9
    "| Topic | Papers |\n|--|--|\n"  # 11
    "| VAE | 1. [Coding with Noise](https://e.org/a.pdf)<br>2. [Noise without Code](https://e.org/b.pdf) |\n"  # 13
)


def contents(text: str = TEXT, path: str = "a.md") -> Contents:
    return Contents(parse_document(Source(text, path)))


def finding(start: str, *related: Related, length: int = 1) -> Finding:
    at = TEXT.index(start)
    source = Source(TEXT)
    first, last = source.position(at), source.position(at + length)
    return Finding("X000", "x", Severity.ERROR, "", "a.md", Span(at, at + length), *first, *last, related=related)


def involved(start: str, *related: Related) -> tuple[list[Part], list[tuple[str, Part]]]:
    here = contents()
    about = here.about(finding(start, *related), {"a.md": here, "b.md": contents(TEXT, "b.md")})
    return list(about.own), list(about.others)


def test_a_finding_is_about_the_entry_the_definition_or_the_line_it_stands_on() -> None:
    assert involved("Turning")[0] == [Part("entry", 0)]
    assert involved("[[paper]][turn]")[0] == [Part("entry", 0)]
    assert involved("https://arxiv.org/abs/2101.00001")[0] == [Part("definition", 0)]
    assert involved("[heads]")[0] == [Part("line", 3)]
    assert involved("Noise without")[0] == [Part("entry", 3)]


def test_beside_the_entries_of_a_row_it_is_about_all_of_them() -> None:
    assert involved("| VAE")[0] == [Part("entry", 2), Part("entry", 3)]


def test_other_places_are_known_by_their_offset_or_else_their_line() -> None:
    exact = Related("a.md", 13, "", TEXT.index("Noise without"))
    assert involved("Turning", exact)[1] == [("a.md", Part("entry", 3))]
    assert involved("Turning", Related("a.md", 13, ""))[1] == [("a.md", Part("entry", 2)), ("a.md", Part("entry", 3))]
    assert involved("Turning", Related("b.md", 6, ""))[1] == [("b.md", Part("entry", 0))]
    assert involved("Turning", Related("b.md", 9, ""))[1] == [("b.md", Part("definition", 0))]
    assert involved("Turning", Related("b.md", 3, ""))[1] == [("b.md", Part("line", 3))]
    assert involved("Turning", Related("b.md", 99, ""))[1] == []
    assert involved("Turning", Related("elsewhere.md", 3, ""))[1] == []
    assert involved("Turning", Related("a.md", 5, ""))[1] == []  # itself


def test_what_a_part_is_called() -> None:
    here = contents()
    assert here.name(Part("entry", 1)) == "A Paper about Still Life"
    assert here.name(Part("definition", 0)) == "[turn]"
    assert here.name(Part("line", 3)) == "Some words about [heads](#papers)."
    assert here.identity(Part("entry", 1)) == "apaperaboutstilllife"
    assert here.identity(Part("definition", 0)) == "TURN"
    assert here.identity(Part("line", 1)) == "Papers"


def test_what_it_says_leaves_out_what_stands_inside_it() -> None:
    here = contents()
    assert here.entries[:2] == [
        "Turning Heads with Motion\n[[paper]](https://arxiv.org/abs/2101.00001)",
        "A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)",
    ]
    heading = contents("# P\n\n### One about Heads\n- [paper][1]\n\n[1]: https://arxiv.org/abs/2101.00001\n")
    assert heading.entries == ["One about Heads\n[paper](https://arxiv.org/abs/2101.00001)"]
